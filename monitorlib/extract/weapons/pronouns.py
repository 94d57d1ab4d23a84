"""Pronouns and rests of weapons: "the last of them", "all have been taken away", "the remainder will be filled in"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.weapons.act import ACTS
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import ADVERBS, AUXILIARIES
from monitorlib.spans import Sentence

__all__ = ["pronouns", "stand_in", "weighty"]

STANDING_FOR = frozenset({"them", "they", "all", "these", "those", "last"})
RESTS = frozenset({"rest", "remainder", "others"})


def weighty(quantities: list[Quantity]) -> Quantity | None:
    """The quantity that a number or pronoun goes back to: the last that was counted, else the last.

    One that only tells whose another is ("the warheads of the SS-19s") gives way to that.
    """
    owners = [q for q in quantities if q.numeral is None and _behind_weapon(q)]
    quantities = [q for q in quantities if q not in owners] or quantities
    quantities = [q for q in quantities if q.sentence is quantities[-1].sentence]
    counted = [q for q in quantities if q.numeral is not None and q.extent != "share"]
    return counted[-1] if counted else quantities[-1] if quantities else None


def _behind_weapon(quantity: Quantity) -> bool:
    sentence, first = quantity.sentence, quantity.first
    if sentence.folded[first - 1 : first] != ["of"] and sentence.folded[first - 2 : first] != [
        "of",
        "the",
    ]:
        return False
    return any(m.last in (first - 1, first - 2) and m.sense("weapon") for m in sentence.mentions)


def pronouns(
    sentence: Sentence, found: list[Quantity], named: list[Quantity]
) -> Iterator[Quantity]:
    """ "The last of them", "all have been taken away", "carting them off", "the remainder will be filled in"."""
    if (STANDING_FOR | RESTS).isdisjoint(sentence.folded):
        return
    for at, word in enumerate(sentence.folded):
        if word not in STANDING_FOR and word not in RESTS:
            continue
        earlier = [q for q in named if q.last <= at and q.extent != "one"]
        recent = [q for q in found if sentence.index - q.sentence.index <= 1 and q.extent != "one"]
        source = _whole(earlier, word) or weighty(earlier) or _most(recent[-4:], word)
        if source is None or _someone_between(sentence, source, at):
            continue
        quantity = _pronoun(sentence, at, word, source)
        if quantity is not None:
            yield quantity


def _whole(earlier: list[Quantity], word: str) -> Quantity | None:
    """The force of which the last, or all, is spoken of: "Of the 130 missiles …, the last was cut up"."""
    for quantity in earlier:
        opens = quantity.sentence.folded[: quantity.first] in (["of"], ["out", "of"])
        if opens and quantity.numeral is not None and word in ("last", "all"):
            return quantity
    return None


def _most(recent: list[Quantity], word: str) -> Quantity | None:
    """ "All" are the largest force spoken of, "they" the last."""
    counted = [q for q in recent if q.number is not None and q.extent != "share"]
    if word == "all" and counted:
        return max(counted, key=lambda q: q.number or 0)
    return weighty(recent)


def _pronoun(sentence: Sentence, at: int, word: str, source: Quantity) -> Quantity | None:
    following = sentence.folded[at + 1] if at + 1 < len(sentence.folded) else "."
    before = sentence.folded[max(at - 3, 0) : at]
    spoken = following in AUXILIARIES or following in ADVERBS or _acts_at(sentence, at + 1)
    first, numeral, extent = at, None, "all"
    if word == "them":
        if before[-1:] == ["of"]:
            if not {"last", "all", "final"} & set(before):
                return None  # a number stands before it, and is what counts
            numeral, first = source.numeral, at - 2
            extent = "last" if "all" not in before else "all"
    elif word in ("they", "these", "those"):
        if not spoken or before[-1:] == ["of"]:
            return None  # "most of these have arrived"
        numeral = source.numeral if source.extent != "share" else None
    elif word == "last":
        return _the_last(sentence, at, source, spoken=spoken or following == "one")
    elif word == "all":
        if not spoken and (following != "of" or _named_behind(sentence, at + 2)):
            return None  # "all of the silos" are named
        numeral = source.numeral
    elif before[-1:] != ["the"] or following == "of":
        return None
    quantity = Quantity(
        sentence, first, at + 1, at, numeral, source.category, source.system, extent
    )
    quantity.kind, quantity.of = "pronoun", source
    return quantity


def stand_in(here: list[Quantity]) -> None:
    """In "Of the 130 missiles …, the last was cut up" the number is counted once, where it is acted on."""
    for quantity in here:
        whole = quantity.of
        if quantity.kind != "pronoun" or whole is None or whole.sentence is not quantity.sentence:
            continue
        if whole.extent == "share" and quantity.numeral is whole.numeral:
            whole.numeral = None


def _the_last(sentence: Sentence, at: int, source: Quantity, *, spoken: bool) -> Quantity | None:
    """ "The last was cut up": one, or the whole force when it was named just before ("Of the 130 missiles, …")."""
    if not spoken or sentence.folded[at - 1] != "the":
        return None
    if source.sentence is sentence and source.numeral is None and source.extent == "the":
        return None  # "the warheads are gone, the last having left in April"
    whole = source.sentence is sentence and source.extent == "share" and source.numeral is not None
    quantity = Quantity(
        sentence,
        at - 1,
        at + 1,
        at,
        source.numeral if whole else None,
        source.category,
        source.system,
        "last" if whole else "one",
    )
    quantity.kind, quantity.of = "pronoun", source
    return quantity


def _named_behind(sentence: Sentence, word: int) -> bool:
    return any(m.sense("weapon") or m.sense("system") for m in sentence.within(word, word + 4))


def _acts_at(sentence: Sentence, word: int) -> bool:
    """Whether a verb of an act begins at a word: "they left", "the last was cut up"."""
    return any(m.first == word and m.acts(*ACTS) for m in sentence.mentions)


def _someone_between(sentence: Sentence, source: Quantity, at: int) -> bool:
    """Whether troops or people are spoken of since, so that the pronoun means them."""
    since = source.word if source.sentence is sentence else 0
    return any(
        m.kind in ("force", "person", "actors")
        or (m.sense("actor") and m.senses[0].info.get("form") == "people")
        for m in sentence.within(since, at)
        if m.last <= at and sentence.folded[at] in ("they", "these", "those", "all")
    )
