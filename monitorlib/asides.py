"""Asides of speech: who says so, put into what is said or behind it ("…, he said, …")."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.function_words import BREAKS, COORDINATORS, PREPOSITIONS, PRONOUNS, RELATIVES
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["speech_asides"]

QUOTES = frozenset({'"', "“", "”"})
LONGEST_SPEAKER = 16  # words of "Colonel General Igor Sergeev of the Strategic Missile Forces said"
HEARERS = frozenset(
    "reporters journalists newsmen parliament deputies lawmakers his her a the last yesterday today this".split()
)


def speech_asides(sentence: Sentence, verbs: list[Verb]) -> Iterator[tuple[int, int]]:
    """The stretches that only tell who says so: "…, he said, …", "…, Grachev told Interfax on Friday."."""
    folded = sentence.folded
    for verb in verbs if sentence.of("say") else ():
        if verb.mention is None or not verb.mention.sense("say") or verb.voice == "passive":
            continue
        first, last = _speaker_start(sentence, verb.first), verb.mention.last
        while last < len(folded) and not _pauses(sentence, last):
            last += 1
        if not first or folded[first - 1] in BREAKS or verb.first - first >= LONGEST_SPEAKER:
            continue
        alone = not any(first <= v.first < last and v is not verb for v in verbs)
        spoken = any(v.first < first and v.voice != "participle" for v in verbs)
        put_in = folded[last : last + 1] == [","] or folded[first - 1] in QUOTES
        if alone and (spoken or put_in) and _only_speech(sentence, verb, first, last):
            yield first, last


def _speaker_start(sentence: Sentence, word: int) -> int:
    """Where the speaker before a verb begins: at the pause before it, or before an office whose holder is set off.

    "…, the minister said", "…, the commander of the army, Aleksandr Lebed, said".
    """
    first = word
    while first and not _pauses(sentence, first - 1):
        first -= 1
    if not first or first != word or sentence.folded[first - 1] != ",":
        return first
    holder = sentence.ends.get(first - 1)
    apposed = holder is not None and holder.person is not None and holder.first > 1
    if holder is None or not apposed or sentence.folded[holder.first - 1] != ",":
        return first
    return _speaker_start(sentence, holder.first - 1)


def _pauses(sentence: Sentence, word: int) -> bool:
    """Whether a comma, a quotation mark or an end of a clause stands there; not the point of "Gen."."""
    mark = sentence.folded[word]
    if mark == ".":
        return not any(m.first < word < m.last for m in sentence.of("title", "person"))
    return mark == "," or mark in QUOTES or mark in BREAKS


def _only_speech(sentence: Sentence, verb: Verb, first: int, last: int) -> bool:
    """Whether words ``first``..``last`` name the speaker, the hearer, when and where, and nothing that is said."""
    folded = sentence.folded
    end = verb.end
    inverted = first == verb.first
    linked = folded[first] in COORDINATORS or not RELATIVES.isdisjoint(folded[first:last])
    if linked or "that" in folded[first:last] or folded[end : end + 1] == ["by"]:
        return False
    low, high = (end, last) if inverted else (first, verb.first)
    named = any(
        m.kind in ("person", "agency", "title", "actor") or m.sense("body")
        for m in sentence.within(low, high)
    )
    if inverted and not _speaker_first(sentence, verb, low, high):
        return False  # "Russia, which led the force, recalled two regiments from Estonia"
    if not named and (inverted or PRONOUNS.isdisjoint(folded[low:high])):
        return False
    heard = any(
        m.first == end and m.kind in ("agency", "date", "person") for m in sentence.mentions
    )
    return inverted or heard or end == last or folded[end] in PREPOSITIONS | HEARERS


def _speaker_first(sentence: Sentence, verb: Verb, low: int, high: int) -> bool:
    """Whether what stands behind an inverted verb speaks: "recalled Sergeev", but not "recalled two regiments"."""
    first = next(iter(sentence.within(low, high)), None)
    takes = verb.mention is not None and verb.mention.sense("troops_undergo") is not None
    return not takes or first is None or first.person is not None
