"""Proper names of formations: "14th Army", "201st motor-rifle division", "Black Sea Fleet", 'the "Dniester" battalion'.

A name has a number or an ordinal in capitals before its noun, or capitals, or stands in quotation marks, or is known
to the lexicon as a name. Owner, article and count do not belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.extract.troops.body import Body
from monitorlib.function_words import DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.numerals import ORDINALS, TENS
from monitorlib.spans import Mention, Sentence

__all__ = ["NUMBERED", "conjuncts", "name_of", "same_name"]

NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|d)")
# Formations that have proper names without a number; armies, corps and bases are named by number.
NAMED = frozenset("fleet division brigade regiment battalion squadron group detachment".split())
QUOTES = frozenset('"“”')
UNNAMED = DETERMINERS | POSSESSIVES | PREPOSITIONS | {"former", "two", "three", "both", "new"}


class Opening(NamedTuple):
    """Where a name begins, whether a number is in it, and whether capitals other than those of a branch are."""

    at: int
    numbered: bool
    capitals: bool


def name_of(sentence: Sentence, head: Mention, body: Body, sense: Sense) -> str:
    """The proper name of a body as printed, or "" when the words are none."""
    if head.sense("body_name") is not None or _known(sense):
        return sentence.printed(head.first, head.last)
    opening = _opening(sentence, head, body.first)
    if opening.numbered and (body.echelon != "troops" or _arm(sentence, head, sense)):
        return _single(sentence.printed(opening.at, body.last), sense)
    if body.echelon not in NAMED:
        return ""
    quoted = _quoted(sentence, head.first)
    if quoted is not None:
        name = sentence.printed(quoted, head.last)
        return name.translate(dict.fromkeys(map(ord, QUOTES)))
    group = body.echelon == "group" and sentence.words[head.first][0].isupper()
    if group or (opening.capitals and opening.at < head.first):
        return _single(sentence.printed(opening.at, body.last), sense)
    return ""


def _arm(sentence: Sentence, head: Mention, sense: Sense) -> bool:
    """ "The 336th Marines", "the 36th Engineers": an arm for the formation; the 104th Guards are yet to be told."""
    return bool(sense.info.get("branch")) and sentence.words[head.first][0].isupper()


def _known(sense: Sense) -> bool:
    """Whether the lexicon gives the word itself as a name: "BaltBat", "IFOR"."""
    word = sense.info.get("word", "")
    return bool(word) and " " not in word and word[0].isupper() and word[1:] != word[1:].upper()


def _single(name: str, sense: Sense) -> str:
    """ "Tamanskaya divisions" of a pair is the "Tamanskaya division"."""
    return name.removesuffix("s") if sense.info.get("number") == "many" else name


def _opening(sentence: Sentence, head: Mention, first: int) -> Opening:
    """Go back from the head over numbers, capitals and words of a branch."""
    stops = ("actor", "agency", "number", "date")
    ends = {mention.last: mention for mention in sentence.mentions}
    at, numbered, capitals = head.first, False, False
    while at > first and not numbered:
        mention = ends.get(at)
        if mention is not None and mention.kind in stops:
            break
        word, folded = sentence.words[at - 1], sentence.folded[at - 1]
        branch = _inside(sentence, at - 1)
        tens = _tens_before(sentence, at - 1)
        if NUMBERED.fullmatch(word) or tens or _ordinal(word, folded):
            numbered, at = True, at - tens
        elif word[0].isupper() and folded not in UNNAMED:
            capitals = capitals or not branch
        elif word != "-" and not branch:
            break
        at -= 1
    while at < head.first and sentence.words[at] == "-":
        at += 1
    return Opening(at, numbered, capitals)


def _ordinal(word: str, folded: str) -> bool:
    """Whether an ordinal in words is a formation's number: "Fourteenth Army", not "a second division"."""
    return folded in ORDINALS and word[0].isupper()


def _tens_before(sentence: Sentence, at: int) -> int:
    """How many words of tens stand before an ordinal: two in "Twenty-Seventh", the hyphen among them."""
    before = sentence.folded[max(at - 2, 0) : at]
    return 2 if sentence.folded[at] in ORDINALS and before[1:] == ["-"] and before[0] in TENS else 0


def _inside(sentence: Sentence, word: int) -> bool:
    """Whether a word is part of a branch: "motor-rifle"."""
    return any(m.first <= word < m.last and m.sense("branch") for m in sentence.mentions)


def _quoted(sentence: Sentence, at: int) -> int | None:
    """Where a quoted name before the head begins: 'the "Dniester" battalion'."""
    if at < 3 or sentence.words[at - 1] not in QUOTES:
        return None
    for word in range(at - 2, max(at - 6, -1), -1):
        if sentence.words[word] in QUOTES:
            return word + 1
    return None


def conjuncts(body: Body, head: Mention) -> Iterator[Body]:
    """The other formations of "the 4th, 7th and 8th Brigades", "the Northern, Baltic and Black Sea Fleets"."""
    sentence, at = body.sentence, head.last - len(body.name.split())
    if sentence.folded[head.last - 1][-1] != "s" or body.echelon == "troops":
        return
    numbered = NUMBERED.match(body.name) is not None
    rest = body.name.split()[1:] if numbered else body.name.split()[-1:]
    while at > 1 and sentence.folded[at - 1] in ("and", ",", "the"):
        stop = at - 1
        while stop > 1 and sentence.folded[stop - 1] in ("and", ",", "the"):
            stop -= 1
        at = stop - 1
        word = sentence.words[at]
        if not (NUMBERED.fullmatch(word) if numbered else word[0].isupper()):
            return
        name = " ".join([word, *rest])
        kind = (body.echelon, body.branch)
        yield Body(sentence, at, stop, "named", *kind, name, 1, owners=list(body.owners))


def same_name(one: Body, other: Body) -> bool:
    """ "201st division" is the "201st Motorized Rifle Division", "Operational Group" that of the Russian forces."""
    a, b = (set(re.findall(r"\w+", body.name.casefold())) - {"of", "the"} for body in (one, other))
    return one.echelon == other.echelon and (a <= b or b <= a)
