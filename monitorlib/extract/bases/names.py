"""Names of places as a sentence prints them: one, a list ("A in Georgia, B near Tbilisi, and C"), what is beside it.

A name is a place of the gazetteer, or capitalised words that the lexicon does not know, where only a place can stand.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.lexicon import Sense
from monitorlib.names import NOT_NAMES
from monitorlib.spans import Mention, Sentence

__all__ = [
    "LINKS",
    "Name",
    "country_at",
    "list_at",
    "name_ending",
    "names_before",
    "tail_of",
    "to_name",
]

LINKS = frozenset("at in near outside on around beside of off close".split())
# Words that may stand between a link and the name: "the Moldovan town of Tiraspol", "30 kilometers north of Minsk".
BETWEEN = frozenset(
    "the a an of to from close not far away just town city village port settlement district area outskirts resort "
    "island islands peninsula capital region valley bay gorge shore coast suburb mouth site base airfield garrison "
    "former border eastern western northern southern central coastal small military secret closed neighboring nearby "
    "remote distant breakaway north south east west northwest northeast southwest southeast km kilometers kilometres "
    "miles".split()
)
REGIONAL = frozenset(
    "region oblast district territory province republic county peninsula krai area valley".split()
)
WATERS = frozenset({"river", "sea"})


class Name(NamedTuple):
    """Words ``first``..``last`` that name a place, and its mention if the gazetteer has it."""

    first: int
    last: int
    mention: Mention | None

    def sense(self, kind: str) -> Sense | None:
        """What the lexicon says of the place: as a ``place``, a ``known_site``, an ``actor``."""
        return self.mention.sense(kind) if self.mention is not None else None


def to_name(sentence: Sentence, at: int) -> int:
    """Skip what may stand between a link and the name."""
    while at < len(sentence.folded):
        mention = sentence.at(at)
        sense = mention.sense("actor") if mention is not None else None
        belongs = sense is not None and sense.info["form"] == "adjective"
        if sense is not None and sense.info["form"] == "name":
            break  # "the Philippines"
        if mention is not None and (belongs or mention.numeral is not None):
            at = mention.last
        elif sentence.folded[at] in BETWEEN:
            at += 1
        else:
            break
    return at


def list_at(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """The names that begin at a word: one, or for a plural all of "A, B in Georgia, and C"."""
    found: list[Name] = []
    complete = False
    while (name := _name_at(sentence, to_name(sentence, _past_link(sentence, at)))) is not None:
        found.append(name)
        at = tail_of(sentence, name.last)
        joint = _past_joint(sentence, at)
        if complete or not plural or joint == at:
            break
        complete = "and" in sentence.folded[at:joint]
        at = joint
    return found


def _past_link(sentence: Sentence, at: int) -> int:
    """Skip a link that an item of a list repeats: "at A, at B", "one at A and one at B"."""
    linked = not LINKS.isdisjoint(sentence.folded[at + 1 : at + 2])
    at += linked and sentence.folded[at] in ("one", "another")
    return at + (sentence.folded[at : at + 1] in (["at"], ["in"], ["near"], ["on"]))


def _past_joint(sentence: Sentence, at: int) -> int:
    """Behind what joins the next name to a list: ",", "and", ", and"."""
    at += sentence.folded[at : at + 1] in ([","], [";"])
    return at + (sentence.folded[at : at + 1] in (["and"], ["or"]))


def names_before(sentence: Sentence, last: int, low: int = 0) -> list[Name]:
    """The names that are joined before a word: "the Sary-Shagan and Emba ranges", "A, B and other airfields".

    The last of them begins at word ``low`` or later.
    """
    found: list[Name] = []
    name = name_ending(sentence, last, low)
    while name is not None:
        found.insert(0, name)
        joint = name.first
        while joint > 0 and sentence.folded[joint - 1] in (",", "and", "or"):
            joint -= 1
        name = name_ending(sentence, joint) if joint < name.first else None
    return found


def tail_of(sentence: Sentence, at: int) -> int:
    """Where what is said of a name's place ends: ", near Tbilisi", "in Kurgan region", ", Georgia"."""
    comma = sentence.folded[at : at + 1] == [","]
    linked = not LINKS.isdisjoint(sentence.folded[at + comma : at + comma + 1])
    if not (comma or linked):
        return at
    named = to_name(sentence, at + comma + linked)
    place = country_at(sentence, named) or (_name_at(sentence, named) if linked else None)
    if place is None:
        return at
    last = place.last
    while not REGIONAL.isdisjoint(sentence.folded[last : last + 1]):
        last += 1
    return last


# --- one name ----------------------------------------------------------------------------------------------


def _is_name(mention: Mention) -> bool:
    """Whether a mention names a place on land, below the level of states and territories: not "Europe"."""
    place, actor = mention.sense("place"), mention.sense("actor")
    if place is None or place.info["kind"] in WATERS:
        return False
    wide = place.info["kind"] == "region" and not place.info["country"]
    return not wide and (actor is None or actor.info["form"] == "capital")


def country_at(sentence: Sentence, at: int) -> Mention | None:
    """The state or territory that begins at a word."""
    mention = sentence.at(at)
    sense = mention.sense("actor") if mention is not None else None
    return mention if sense is not None and sense.info["form"] == "name" else None


def _name_at(sentence: Sentence, at: int) -> Name | None:
    """The name of a place that begins at a word."""
    mention = sentence.at(at)
    if mention is not None:
        return Name(at, mention.last, mention) if _is_name(mention) else None
    last = at
    while _may_name(sentence, last) and sentence.at(last) is None:
        last += 1
    return Name(at, last, None) if last > at else None


def name_ending(sentence: Sentence, last: int, low: int = 0) -> Name | None:
    """The name of a place that ends before word ``last`` and begins at ``low`` or later."""
    for mention in sentence.mentions:
        if mention.first < last <= mention.last:
            fits = mention.last == last and mention.first >= low and _is_name(mention)
            return Name(mention.first, last, mention) if fits else None
    first = last
    while first > max(low, 1) and first not in sentence.ends and _may_name(sentence, first - 1):
        first -= 1
    return Name(first, last, None) if first < last else None


def _may_name(sentence: Sentence, word: int) -> bool:
    """Whether a word can be part of an unknown place's name: capitalised, not a common word or an abbreviation."""
    text = "".join(sentence.words[word : word + 1])
    return text.istitle() and text.isalpha() and len(text) > 2 and text.casefold() not in NOT_NAMES
