"""Formations whose noun is left out: "The third followed", "two more in June", "it now has eight", "a Polish one".

Which kind of formation is meant, the one counted last tells, in the same sentence or the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from monitorlib.extract.context import Context
from monitorlib.extract.owners import HOLDING, holder
from monitorlib.extract.troops.body import EVENTS, FORMATIONS, Body
from monitorlib.extract.troops.traits import adjective
from monitorlib.function_words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from monitorlib.numerals import ORDINALS
from monitorlib.spans import Mention, Sentence

__all__ = ["left_out"]

COUNTABLE = FORMATIONS - {"army"} | {"detachment"}
LEADING = DETERMINERS | {"other", "another", "new", "last"}
MANY = 60  # more than that are men, not formations
AGAIN = frozenset("more others other".split())
# A number behind these is an age, an hour, a date, a share, or what something is cut to.
OTHERS_NUMBERS = PREPOSITIONS - {"with"} | {"no", "-", "than", "or", "aged", "number"}
RIVALS = ("weapon", "system", "site", "instrument", "instrument_noun", "loss", "meeting")
CLOSING = (
    AUXILIARIES | (PREPOSITIONS - {"of", "to"}) | {"and", "but", "or", "that", "which", "while"}
)
FINITE = frozenset({"past", "participle"})
BREAKS = frozenset({",", ";", ":", "."})


def left_out(
    context: Context, sentence: Sentence, here: list[Body], recent: Body | None
) -> Iterator[Body]:
    """The formations of a sentence that only their number tells; ``recent`` is the last of the sentence before."""
    taken = {word for body in here for word in range(body.first, body.last)}
    for first, last, number in chain(_numbers(sentence), _ordinals(sentence)):
        before = [body for body in here if body.last <= first]
        known = before[-1] if before else recent
        if known is None or known.kind != "counted" or known.echelon not in COUNTABLE:
            continue
        start = known.last if known.sentence is sentence else 0
        rival = any(m.kind in RIVALS for m in sentence.within(start, first))
        if rival or not taken.isdisjoint(range(first, last)) or not _at_work(sentence, first, last):
            continue
        owners = [code for m in sentence.within(first, last) if (code := adjective(sentence, m))]
        body = Body(sentence, first, last, "counted", known.echelon, known.branch, number=number)
        owner = holder(context, known.sentence, known.first, known.last)
        body.owners = owners or list(known.owners) or [owner] * bool(owner)
        yield body


def _numbers(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Where a number stands without a noun: "four", "two more", "a Polish one", with the article before it."""
    for mention in sentence.of("number"):
        value = mention.numeral.value if mention.numeral is not None else None
        whole = isinstance(value, int) and 0 < value < MANY
        if not whole or value is None or sentence.words[mention.first][:1].isdigit():
            continue
        first, last = _beginning(sentence, mention), mention.last
        last += sentence.folded[last : last + 1] != [] and sentence.folded[last] in AGAIN
        before = sentence.folded[first - 1] if first else ""
        if before not in OTHERS_NUMBERS and _closed(sentence, last):
            yield first, last, value


def _beginning(sentence: Sentence, number: Mention) -> int:
    """The first word of "the other two", "a Polish one", "the one at Iasi"."""
    first = number.first
    while first:
        before = sentence.ends.get(first)
        owned = before is not None and bool(adjective(sentence, before))
        if not owned and sentence.folded[first - 1] not in LEADING:
            break
        first -= 1
    return first


def _ordinals(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """ "The third", "the other", "another": one of those counted before."""
    for at, word in enumerate(sentence.folded):
        the = sentence.folded[at - 1 : at] == ["the"]
        if the and (word in ORDINALS or word == "other"):
            dated = any(m.first <= at < m.last for m in sentence.of("date"))
            if sentence.words[at].islower() and not dated and _closed(sentence, at + 1):
                yield at - 1, at + 1, 1
        elif word == "another" and _closed(sentence, at + 1):
            yield at, at + 1, 1


def _closed(sentence: Sentence, at: int) -> bool:
    """Whether no noun follows that would be counted."""
    word = sentence.folded[at] if at < len(sentence.words) else "."
    behind = [m for m in sentence.mentions if m.first == at]
    verb = any(s.info.get("tense") in FINITE for m in behind for s in m.senses if s.kind in EVENTS)
    dated = any(m.date for m in behind)
    of_them = sentence.folded[at : at + 2] in (["of", "them"], ["of", "these"])
    return verb or dated or of_them or word in CLOSING or not word[0].isalnum()


def _at_work(sentence: Sentence, first: int, last: int) -> bool:
    """Whether something is done by or to what the words count: a verb of troops, or one of having, is beside them."""
    words = sentence.folded
    if sentence.has("loss"):
        return False
    low = max((at for at in range(first) if words[at] in BREAKS), default=-1) + 1
    high = min((at for at in range(last, len(words)) if words[at] in BREAKS), default=len(words))
    near = list(sentence.within(max(first - 5, low), min(last + 6, high)))
    bases = {s.info.get("base") for m in near if m.last <= first for s in m.senses}
    held = not HOLDING.isdisjoint(bases) or words[first - 1 : first] == ["with"]
    return held or any(m.is_of(EVENTS) for m in near)
