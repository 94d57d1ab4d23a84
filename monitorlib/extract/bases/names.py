"""Names of places as a sentence prints them: one, a list ("A in Georgia, B near Tbilisi, and C"), what is beside it.

A name is a place of the gazetteer, or capitalised words that the lexicon does not know, where only a place can stand.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.names import NOT_NAMES
from monitorlib.spans import Mention, Sentence

__all__ = [
    "LINKS",
    "Name",
    "country_at",
    "list_at",
    "name_at",
    "name_ending",
    "names_before",
    "tail_of",
    "to_name",
]

LINKS = frozenset("at in near outside on around beside of off".split())
TOWARDS = frozenset("north south east west northwest northeast southwest southeast".split())
# Words that may stand between a link and the name: "in the Moldovan town of Tiraspol", "close to Hantsavichy".
SETTLEMENTS = frozenset(
    "the a an town city village port settlement district area outskirts resort island islands peninsula capital "
    "region close not far away just former eastern western northern southern central coastal small military secret "
    "closed neighboring neighbouring nearby army garrison remote base airfield valley bay gorge edge shore coast "
    "suburb mouth site distant breakaway".split()
)
REGIONAL = frozenset(
    "region oblast district territory province republic county peninsula krai area valley gorge".split()
)
REGIONS = frozenset({"region", "oblast", "river", "sea"})
WATERS = frozenset({"river", "sea"})


class Name(NamedTuple):
    """Words ``first``..``last`` that name a place, and its mention if the gazetteer has it."""

    first: int
    last: int
    mention: Mention | None


def to_name(sentence: Sentence, at: int) -> int:
    """Skip what may stand between a link and the name: "the Moldovan town of", "30 kilometers north of"."""
    skipped = {
        m.first: m
        for m in sentence.mentions
        if m.numeral is not None or ((s := m.sense("actor")) and s.info["form"] == "adjective")
    }
    while at < len(sentence.folded):
        word = sentence.folded[at]
        country = country_at(sentence, at)
        if country is not None and sentence.folded[country.last : country.last + 1] in TOWNS:
            at = country.last  # "in the Transdniester village of Colbasna"
        elif at in skipped and name_at(sentence, at) is None:
            at = skipped[at].last
        elif word in SETTLEMENTS or word in TOWARDS or word in MEASURES:
            at += 1
        else:
            break
    return at


TOWNS = (["village"], ["town"], ["city"], ["port"], ["settlement"])
MEASURES = frozenset("of to from km kilometers kilometres miles".split())


def list_at(sentence: Sentence, at: int, *, plural: bool, loose: bool = False) -> list[Name]:
    """The names that begin at a word: one, or "A, B in Georgia, and C" for a plural.

    A list must end in "and", or, when ``loose``, at a mark that ends the sentence's part.
    """
    found: list[Name] = []
    closed = False
    while (name := name_at(sentence, to_name(sentence, _link(sentence, at)))) is not None:
        found.append(name)
        at = tail_of(sentence, name.last)
        step = _joint(sentence, at)
        if not step or not plural or (closed and not _goes_on(sentence, at + step)):
            break
        closed = bool({"and", "or"} & set(sentence.folded[at : at + step]))
        at += step
    ended = at >= len(sentence.folded) or sentence.folded[at] in ".;)"
    if len(found) > 1 and not closed and not (loose and ended):
        found = found[:1]
    found = [n for n in found if n.mention is None or _kind(n.mention)[0] not in WATERS]
    if len(found) == 1 and found[0].mention is not None:
        kind, country = _kind(found[0].mention)
        if (plural and kind in REGIONS) or (kind == "region" and not country):
            return []  # "the largest in Europe"
    return found


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a list goes on behind "A and B in X": with a name that has its own region, ", C in Y"."""
    name = name_at(sentence, at)
    return name is not None and sentence.folded[name.last : name.last + 1] == ["in"]


def _link(sentence: Sentence, at: int) -> int:
    """Skip a link that an item of a list repeats: "at A, at B, and the one at C"."""
    if sentence.folded[at : at + 2] in (["the", "one"], ["the", "other"]):
        at += 2
    elif sentence.folded[at : at + 1] in (["those"], ["that"], ["another"]):
        at += 1
    return at + (sentence.folded[at : at + 1] in (["at"], ["in"], ["near"], ["outside"], ["on"]))


def tail_of(sentence: Sentence, at: int) -> int:
    """Where what is said of a name's place ends: ", near Tbilisi", "in Kurgan region", "(Abkhazia)", ", Georgia"."""
    mark = sentence.folded[at] if at < len(sentence.folded) else ""
    start = at + (mark in (",", "("))
    linked = start < len(sentence.folded) and sentence.folded[start] in LINKS - {"of"}
    if not linked and start == at:
        return at
    named = to_name(sentence, start + 1 if linked else start)
    country = country_at(sentence, named)
    place = country or name_at(sentence, named)
    if place is None or (not linked and mark == "," and country is None):
        return at
    last = place.last
    while last < len(sentence.folded) and sentence.folded[last] in REGIONAL:
        last += 1
    if mark == "(":
        return last + 1 if sentence.folded[last : last + 1] == [")"] else at
    return last


def _joint(sentence: Sentence, at: int) -> int:
    """How many words join the next name to the list: ", ", " and ", ", as well as"."""
    step = 0
    if sentence.folded[at : at + 1] in ([","], [";"]):
        step = 1
    if sentence.folded[at + step : at + step + 1] in (["and"], ["or"]):
        step += 1
    elif sentence.folded[at + step : at + step + 3] == ["as", "well", "as"]:
        step += 3
    return step


def names_before(sentence: Sentence, last: int) -> list[Name]:
    """The names that end before a word: "Sevastopol, Kerch and Feodosia" before "reserved for"."""
    found: list[Name] = []
    while (name := name_ending(sentence, last, 0)) is not None and name.mention is not None:
        found.insert(0, name)
        last = name.first
        while last > 0 and sentence.folded[last - 1] in (",", "and"):
            last -= 1
        if last == name.first:
            break
    return found


# --- one name ----------------------------------------------------------------------------------------------


def _kind(mention: Mention) -> tuple[str, str]:
    place = mention.sense("place")
    return (place.info["kind"], place.info["country"]) if place is not None else ("", "")


def _is_name(mention: Mention) -> bool:
    """Whether a mention names a place below the level of states and territories."""
    sense = mention.sense("actor")
    whole = sense is not None and sense.info["form"] != "capital"
    return mention.sense("place") is not None and not whole


def country_at(sentence: Sentence, at: int) -> Mention | None:
    """The state or territory that begins at a word."""
    for mention in sentence.mentions:
        if mention.first == at:
            sense = mention.sense("actor")
            return mention if sense is not None and sense.info["form"] == "name" else None
    return None


def name_at(sentence: Sentence, at: int) -> Name | None:
    """The name of a place that begins at a word."""
    for mention in sentence.mentions:
        if mention.first == at:
            return Name(at, mention.last, mention) if _is_name(mention) else None
    last = at
    taken = {m.first for m in sentence.mentions}
    while last < len(sentence.words) and last not in taken and _may_name(sentence, last):
        last += 1
        hyphen = sentence.words[last : last + 1] == ["-"] and last + 1 < len(sentence.words)
        if hyphen and sentence.words[last + 1][0].isupper():
            last += 1
    return Name(at, last, None) if last > at else None


def name_ending(sentence: Sentence, last: int, low: int) -> Name | None:
    """The name of a place that ends before word ``last`` and begins at ``low`` or later."""
    for mention in sentence.mentions:
        if mention.first < last <= mention.last:
            fits = mention.last == last and mention.first >= low and _is_name(mention)
            return Name(mention.first, last, mention) if fits else None
    taken = {word for m in sentence.mentions for word in range(m.first, m.last)}
    first = last
    while first > max(low, 1) and first - 1 not in taken and _may_name(sentence, first - 1):
        first -= 1
        hyphen = first - 2 >= low and sentence.words[first - 1] == "-" and first - 2 not in taken
        if hyphen and sentence.words[first - 2][0].isupper():
            first -= 1
    return Name(first, last, None) if first < last else None


def _may_name(sentence: Sentence, word: int) -> bool:
    """Whether a word can be part of an unknown place's name: capitalised, not a common word or an abbreviation."""
    text = sentence.words[word]
    capital = text[0].isupper() and text.isalpha() and len(text) > 2 and not text.isupper()
    return capital and sentence.folded[word] not in NOT_NAMES
