"""Formations counted again without their noun: "the two that remain", "three others", "a second one", "the third"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.troops.body import Body
from monitorlib.function_words import AUXILIARIES
from monitorlib.numerals import ORDINALS
from monitorlib.spans import Mention, Sentence

__all__ = ["counted_again"]

LEFT = (["remain"], ["remained"], ["stay"], ["stayed"], ["left"], ["leave"], ["follow"])
MANY = 100  # more formations than this are not counted
FEW = 10  # more formations than this are not counted without their noun
AGAIN = (["that"], ["which"], ["others"], ["left"], ["will"], ["are"], ["were"], ["remaining"])
COUNTABLE = (
    "weapon",
    "system",
    "site",
    "instrument",
    "instrument_noun",
    "meeting",
    "person",
    "title",
    "actor",
)


def counted_again(sentence: Sentence, counted: Body | None) -> Iterator[Body]:
    """The formations that a sentence counts without naming what it counts, after ``counted``."""
    if counted is None or sentence.index - counted.sentence.index > 1:
        return
    start = counted.last if counted.sentence is sentence else 0
    for mention in sentence.within(start, len(sentence.words)):
        numeral = mention.numeral
        if numeral is None or not 0 < (numeral.value or 0) < MANY or mention.first == 0:
            continue
        before, after = sentence.folded[mention.first - 1], sentence.folded[mention.last :][:1]
        rest = before in (";", ",", "and", "but") and after in LEFT  # "; 21 remain"
        if rest and not _nearer_in(sentence, start, mention):
            yield _like(sentence, mention.first, mention.last, counted, numeral.value)
        if (numeral.value or 0) >= FEW:
            continue
        other = before in ("the", "other", "remaining") and after in AGAIN
        if (other or after == ["others"]) and not _nearer(sentence, mention):
            yield _like(sentence, mention.first - other, mention.last, counted, numeral.value)
    for at in range(max(start, 1), len(sentence.words)):
        last = _one_more(sentence, at)
        if last and not any(m.kind in COUNTABLE for m in sentence.within(start, at)):
            yield _like(sentence, at - 1, last, counted, 1)


def _like(sentence: Sentence, first: int, last: int, counted: Body, number: int | None) -> Body:
    """A body of the kind that was counted before."""
    owners = list(counted.owners)
    kind, branch = counted.echelon, counted.branch
    return Body(sentence, first, last, "counted", kind, branch, number=number, owners=owners)


def _one_more(sentence: Sentence, at: int) -> int:
    """Where "a second one", "the third", "another" ends that begins before word ``at``; 0 when none does."""
    words = sentence.folded
    ranked = words[at] in ORDINALS and words[at - 1] in ("a", "the") and words[at] != "first"
    if not ranked and words[at - 1] != "another":
        return 0
    last = at + 1 if ranked else at
    if words[last : last + 1] == ["one"]:
        return last + 1
    verb = any(
        m.first == last and any(s.info.get("pos") == "verb" for s in m.senses)
        for m in sentence.mentions
    )
    return last if verb or set(words[last : last + 1]) & AUXILIARIES else 0


def _nearer_in(sentence: Sentence, start: int, mention: Mention) -> bool:
    """Whether weapons stand between what was counted and the number."""
    return any(m.kind in ("weapon", "system") for m in sentence.within(start, mention.first))


def _nearer(sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence names something else before the number that it would count."""
    return any(m.kind in COUNTABLE for m in sentence.within(0, mention.first))
