"""Formations counted again without their noun: "the two that remain", "three others", "a second one", "the third"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.troops.body import Body
from monitorlib.function_words import AUXILIARIES, PREPOSITIONS
from monitorlib.numerals import ORDINALS
from monitorlib.spans import Mention, Sentence

__all__ = ["counted_again"]

MANY = 100  # more formations than this are not counted
FEW = 10  # more formations than this are not counted without their noun
AGAIN = frozenset("that which others left will are were is was has have had remaining".split())
LEFT = frozenset("remain remained stay stayed left leave follow go".split())
# What may part the number from what was counted.
APART = frozenset("; , and but only of which".split())
COUNTABLE = (
    "weapon",
    "system",
    "site",
    "instrument",
    "instrument_noun",
    "meeting",
    "person",
    "title",
)
OTHERS = (*COUNTABLE, "actor", "place")


def counted_again(sentence: Sentence, counted: Body | None) -> Iterator[Body]:
    """The formations that a sentence counts without naming what it counts, after ``counted``."""
    if counted is None or sentence.index - counted.sentence.index > 1:
        return
    same = counted.sentence is sentence
    start = counted.last if same else 0
    for mention in sentence.within(start, len(sentence.words)):
        numeral = mention.numeral
        if numeral is None or not 0 < (numeral.value or 0) < MANY or mention.first == 0:
            continue
        owner = _giver(sentence, mention) if same else ""
        if owner and (numeral.value or 0) < FEW and not _nearer(sentence, start, mention):
            body = _like(sentence, mention.first, mention.last, counted, numeral.value)
            body.owners, body.gapped = [owner], True
            yield body
        elif _rest(sentence, start, mention):
            before = sentence.folded[mention.first - 1] in ("the", "other", "remaining")
            first = mention.first - before
            yield _like(sentence, first, mention.last, counted, numeral.value)
    for at in range(max(start, 1), len(sentence.words)):
        last = _one_more(sentence, at)
        giver = _before(sentence, at - 1) if same and last == at else ""
        rivals = COUNTABLE if giver else (*COUNTABLE, "actor")
        if last and not any(m.kind in rivals for m in sentence.within(start, at - 1)):
            again = _like(sentence, at - 1, last, counted, 1)
            if giver:  # "Denmark sends a battalion, Sweden another"
                again.owners, again.gapped = [giver], True
            again.owners = [owner] if (owner := _whose(sentence, at)) else again.owners
            yield again


def _whose(sentence: Sentence, at: int) -> str:
    """The actor of the adjective at a word: "Kyrgyz"."""
    mention = sentence.at(at)
    sense = mention.sense("actor") if mention is not None and mention.last == at + 1 else None
    return sense.value if sense is not None and sense.info["form"] != "name" else ""


def _before(sentence: Sentence, at: int) -> str:
    """The actor that stands before a word, else ""."""
    mention = sentence.ends.get(at)
    sense = mention.sense("actor") if mention is not None else None
    return sense.value if sense is not None else ""


def _giver(sentence: Sentence, mention: Mention) -> str:
    """Whose a bare number is in "Moldova three and the Kyrgyz two", "two from Kazakhstan"; else ""."""
    after = mention.last
    for other in sentence.within(mention.first - 2, after + 3):
        sense = other.sense("actor")
        if sense is None or sense.info["form"] == "adjective":
            continue
        source = sentence.folded[after : after + 1] == ["from"] and other.first == after + 1
        if source or (other.last == mention.first and _alone(sentence, after)):
            return sense.value
    return ""


def _alone(sentence: Sentence, at: int) -> bool:
    """Whether no noun follows that a number would count."""
    word = sentence.folded[at] if at < len(sentence.words) else "."
    return not word[0].isalnum() or word in PREPOSITIONS or word in ("and", "each")


def _rest(sentence: Sentence, start: int, mention: Mention) -> bool:
    """Whether a number goes on counting: "; 21 remain", "of which two are left", "the three that stay"."""
    before, after = sentence.folded[mention.first - 1], sentence.folded[mention.last :][:1]
    value = mention.numeral.value if mention.numeral else None
    left = bool(LEFT & set(after))
    opens = sentence.folded[0] == "of" and start > 0  # "Of the five regiments there two have left"
    if (before in APART or opens) and (left or (AGAIN & set(after) and (value or 0) < FEW)):
        return not _nearer(sentence, start, mention)
    other = before in ("the", "other", "remaining") and AGAIN & set(after)
    counts = bool(other or after == ["others"]) and (value or 0) < FEW
    return counts and not any(m.kind in OTHERS for m in sentence.within(0, mention.first))


def _like(sentence: Sentence, first: int, last: int, counted: Body, number: int | None) -> Body:
    """A body of the kind that was counted before."""
    owners = list(counted.owners)
    kind, branch = counted.echelon, counted.branch
    return Body(sentence, first, last, "counted", kind, branch, number=number, owners=owners)


def _one_more(sentence: Sentence, at: int) -> int:
    """Where "a second one", "the third", "another", "a Kyrgyz one" ends that begins before ``at``; 0 when none does."""
    words = sentence.folded
    ranked = words[at] in ORDINALS and words[at - 1] in ("a", "the") and words[at] != "first"
    other = words[at - 1] == "a" and words[at + 1 : at + 2] == ["one"] and _whose(sentence, at)
    ranked = ranked or bool(other)
    if not ranked and words[at - 1] != "another":
        return 0
    last = at + 1 if ranked else at
    if words[last : last + 1] == ["one"]:
        return last + 1
    verb = any(
        m.first == last and any(s.info.get("pos") == "verb" for s in m.senses)
        for m in sentence.mentions
    )
    closed = words[at - 1] == "another" and not "".join(words[last : last + 1]).isalnum()
    return last if verb or closed or set(words[last : last + 1]) & AUXILIARIES else 0


def _nearer(sentence: Sentence, start: int, mention: Mention) -> bool:
    """Whether something else that can be counted stands between what was counted and the number."""
    return any(m.kind in COUNTABLE for m in sentence.within(start, mention.first))
