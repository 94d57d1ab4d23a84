"""Pronouns and rests of weapons: "the last of them", "all have been taken away", "the remainder will be filled in"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.weapons.act import ACTS
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import ADVERBS, AUXILIARIES
from monitorlib.spans import Sentence

__all__ = ["pronouns", "weighty"]

PLURAL = frozenset({"they", "these", "those"})
STANDING_FOR = PLURAL | {"them", "all", "last", "rest", "remainder", "others"}


def weighty(quantities: list[Quantity]) -> Quantity | None:
    """The quantity that a number or pronoun goes back to: the last that was counted, else the last."""
    quantities = [q for q in quantities if q.sentence is quantities[-1].sentence]
    counted = [q for q in quantities if q.numeral is not None and q.extent != "share"]
    return next(reversed(counted or quantities), None)


def pronouns(
    sentence: Sentence, found: list[Quantity], named: list[Quantity]
) -> Iterator[Quantity]:
    """ "The last of them", "all have been taken away", "carting them off", "the remainder will be filled in"."""
    if STANDING_FOR.isdisjoint(sentence.folded):
        return
    recent = [q for q in found if sentence.index - q.sentence.index <= 1 and q.extent != "one"]
    for at, word in enumerate(sentence.folded):
        if word not in STANDING_FOR:
            continue
        earlier = [q for q in named if q.last <= at and q.extent != "one"]
        source = weighty(earlier) or _most(recent[-4:], word)
        if source is None or _someone_between(sentence, source, at):
            continue
        quantity = _pronoun(sentence, at, word, source)
        if quantity is not None:
            yield quantity


def _most(recent: list[Quantity], word: str) -> Quantity | None:
    """ "All" are the largest force spoken of, "they" the last."""
    counted = [q for q in recent if q.number is not None and q.extent != "share"]
    if word == "all" and counted:
        return max(counted, key=lambda q: q.number or 0)
    return weighty(recent)


def _pronoun(sentence: Sentence, at: int, word: str, source: Quantity) -> Quantity | None:
    """What one pronoun stands for; None where something else is counted ("six of them", "most of these")."""
    following = sentence.folded[at + 1] if at + 1 < len(sentence.folded) else "."
    before = sentence.folded[max(at - 3, 0) : at]
    spoken = following in AUXILIARIES or following in ADVERBS or _acts_at(sentence, at + 1)
    first, numeral, extent = at, source.numeral, "all"
    if word == "them" and before[-1:] == ["of"]:
        if not {"last", "all", "final"} & set(before):
            return None
        first, extent = at - 2, "all" if "all" in before else "last"
    elif word == "them":
        numeral = None
    elif word in PLURAL:
        if not spoken or before[-1:] == ["of"]:
            return None
        numeral = source.numeral if source.extent != "share" else None
    elif word == "all":
        if not spoken:
            return None
    elif (
        before[-1:] != ["the"]
        or following == "of"
        or (word == "last" and not spoken and following != "one")
    ):
        return None
    elif word == "last" and source.sentence is sentence and source.extent == "the":
        return None  # "the warheads are gone, the last having left in April"
    else:
        numeral, extent = None, "one" if word == "last" else "all"
    quantity = Quantity(
        sentence, first, at + 1, at, numeral, source.category, source.system, extent
    )
    quantity.kind, quantity.of = "pronoun", source
    return quantity


def _acts_at(sentence: Sentence, word: int) -> bool:
    """Whether a verb of an act begins at a word: "they left", "the last was cut up"."""
    return any(m.first == word and m.acts(*ACTS) for m in sentence.mentions)


def _someone_between(sentence: Sentence, source: Quantity, at: int) -> bool:
    """Whether troops or people are spoken of since, so that the pronoun means them."""
    if sentence.folded[at] not in PLURAL | {"all"}:
        return False
    since = source.word if source.sentence is sentence else 0
    return any(m.kind in ("force", "person", "actors") for m in sentence.within(since, at))
