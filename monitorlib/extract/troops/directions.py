"""Whither troops move: home and away, or to a new place.

A verb of motion ("flew", "brought", "moved") says by itself only that troops move. The words behind it tell whither:
"out", "home", "back", "from Bosnia" make it a withdrawal, "in", "into Grozny", "to the border" a deployment, unless
the goal is the soldiers' own state.
"""

from __future__ import annotations

from monitorlib.extract.context import PARTS_OF, territory_of
from monitorlib.extract.troops.body import Body
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.spans import Sentence

__all__ = ["goes_home", "whither"]

HOMEWARD = frozenset("home homeward homewards back".split())
OUTWARD = frozenset("away off out".split())
FORWARD = frozenset("into onto toward towards across over ashore forward up against".split())
GOALS = frozenset("to for down near".split())
HOMES = ("name", "capital")
HOMESTEAD = frozenset(
    "base bases barracks garrison garrisons quarters camp camps home homes homeland country unit units regiment "
    "station stations port ports permanent".split()
)
NEAR_GOAL = 6  # words behind a preposition within which the goal is named


def whither(body: Body, start: int, stop: int) -> str:
    """``withdraw`` or ``deploy``, as the first word of direction in words ``start``..``stop`` has it, else ""."""
    sentence, origin = body.sentence, False
    for at in range(start, min(stop, len(sentence.words))):
        word = sentence.folded[at]
        if word == ";":
            break
        if body.first <= at < body.last:
            continue
        found = _direction(sentence, at, word, body)
        if found:
            return found
        origin = origin or (word == "from" and _names_place(sentence, at + 1))
    return "withdraw" if origin else ""


def _direction(sentence: Sentence, at: int, word: str, body: Body) -> str:
    following = sentence.folded[at + 1] if at + 1 < len(sentence.folded) else ""
    goal = word in FORWARD or (word in GOALS and _names_place(sentence, at + 1))
    if goal:
        return "withdraw" if goes_home(body, at + 1) else "deploy"
    if word == "in":
        return "" if following[:1].isalnum() else "deploy"  # "were flown in"
    onward = following in GOALS and word in OUTWARD  # "saw a battalion off to Bosnia"
    return "withdraw" if (word in HOMEWARD or word in OUTWARD) and not onward else ""


def goes_home(body: Body, at: int) -> bool:
    """Whether the goal named behind word ``at`` is the soldiers' own state, by its name or as "its garrison"."""
    sentence = body.sentence
    owners = body.owners or body.meant.owners or ["RUS"]
    for mention in sentence.within(at, at + NEAR_GOAL - 2):
        sense = mention.sense("actor")
        if sense is not None and sense.info["form"] in HOMES and sense.value in owners:
            near = set(sentence.folded[at : mention.first]) <= PARTS_OF
            return near and not sentence.owns(mention.last)
    own = sentence.folded[at : at + 1] in (["its"], ["their"])
    return own and not HOMESTEAD.isdisjoint(sentence.folded[at + 1 : at + 4])


def _names_place(sentence: Sentence, at: int) -> bool:
    """Whether a place is named behind a preposition, or an article opens its name."""
    if at >= len(sentence.words):
        return False
    last = at + NEAR_GOAL
    opens = sentence.folded[at] in DETERMINERS | POSSESSIVES
    for mention in sentence.within(at, at + NEAR_GOAL):
        if mention.date is not None or mention.numeral is not None:
            last = mention.first
            break
        if territory_of(mention) or mention.sense("site") or mention.sense("place"):
            return True
    return opens and bool(PLACE_NOUNS & set(sentence.folded[at:last]))


PLACE_NOUNS = frozenset(
    "border frontier area region republic zone city capital town village front line river bridge airport territory "
    "district province country coast island valley south north east west".split()
)
