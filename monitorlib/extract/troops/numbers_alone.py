"""Formations named by their number alone: "two brigades, the 205th and the 101st", "the 201st would have to shoot".

What kind of formation is meant, the formations beside the number tell, or one of that number that the bulletin has
named before.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.troops.body import FORMATIONS, Body
from monitorlib.extract.troops.names import NUMBERED
from monitorlib.function_words import AUXILIARIES, PREPOSITIONS
from monitorlib.spans import Sentence

__all__ = ["numbered_alone"]

OPENING = frozenset("the its their and , 's or".split())
NEAR = 6  # words between a formation and its number
SERIES = 4  # words between two numbers of one list


def numbered_alone(sentence: Sentence, here: list[Body], known: list[Body]) -> Iterator[Body]:
    """The formations that a sentence names by number alone."""
    if not [word for word in sentence.words if word[0].isdigit() and word[-1].isalpha()]:
        return
    taken = {word for body in here for word in range(body.first, body.last)}
    dates = {w for m in sentence.mentions if m.date is not None for w in range(m.first, m.last)}
    before: Body | None = None
    for at, word in enumerate(sentence.words):
        if not at or sentence.folded[at - 1] not in OPENING or not NUMBERED.fullmatch(word):
            continue
        if at in taken or at in dates:
            continue
        last = _end(sentence, at + 1)
        beside = _beside(here, at, before)
        like = _namesake(word, known) or beside or _lately(sentence, known)
        if like is None or not _closed(sentence, last):
            continue
        name = like.name if like.name.startswith(word) else sentence.printed(at, last)
        branch = like.branch if like.name.startswith(word) else ""
        body = Body(sentence, at, last, "named", like.echelon, branch, name, 1)
        body.owners = list(like.owners)
        body.branch = body.branch or _branch(sentence, at, last) or like.branch
        before = body
        if beside is not None and beside.kind == "counted":
            beside.listed = True
        yield body


def _namesake(word: str, known: list[Body]) -> Body | None:
    """The formation of this number that was named before."""
    return next((body for body in reversed(known) if body.name.startswith(word + " ")), None)


def _lately(sentence: Sentence, known: list[Body]) -> Body | None:
    """The formation with a number that the sentence before named last."""
    last = known[-1] if known else None
    near = last is not None and sentence.index - last.sentence.index <= 1
    return last if near and last is not None and NUMBERED.match(last.name) else None


def _beside(here: list[Body], at: int, before: Body | None) -> Body | None:
    """The formation that the number is in apposition to, or in one list with."""
    if before is not None and 0 <= at - before.last <= SERIES:
        return before
    near = [b for b in here if 0 < at - b.last <= NEAR and b.echelon in FORMATIONS]
    between = near[-1].sentence.folded[near[-1].last : at] if near else []
    return near[-1] if near and {",", "and", "(", "-"} & set(between) else None


def _end(sentence: Sentence, at: int) -> int:
    """Where the name ends: "the 18th Machine Gun and Artillery", "the 101st of the internal troops"."""
    words = sentence.words
    while at < len(words) and (words[at][0].isupper() or words[at] == "and"):
        if words[at] == "and" and not "".join(words[at + 1 : at + 2])[:1].isupper():
            break
        at += 1
    if sentence.folded[at : at + 2] == ["of", "the"]:
        for mention in sentence.within(at + 2, at + 6):
            if mention.first == at + 2 and mention.sense("echelon"):
                return mention.last
    return at


def _closed(sentence: Sentence, at: int) -> bool:
    """Whether no noun follows that the number would belong to."""
    if at >= len(sentence.words):
        return True
    word = sentence.folded[at]
    verb = any(
        m.first == at and any(s.info.get("pos") == "verb" for s in m.senses)
        for m in sentence.mentions
    )
    closed = word in PREPOSITIONS or word in AUXILIARIES or word in ("and", "or", "which", "that")
    return verb or closed or not word[0].isalnum()


def _branch(sentence: Sentence, first: int, last: int) -> str:
    """The branch that the words of a name tell."""
    for mention in sentence.within(first, last):
        sense = mention.sense("branch")
        if sense is not None:
            return sense.value
        troops = mention.sense("echelon")
        if troops is not None and troops.info.get("branch"):
            return troops.info["branch"]
    return ""
