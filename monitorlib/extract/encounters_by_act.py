"""Encounters that no word names: what people did who cannot have done it without meeting.

"Clinton and Yeltsin agreed in Helsinki …" and "… by telephone", "Karimov told Rumsfeld in Tashkent …", "Yeltsin spent
two days in Beijing". A place (or the telephone) must be stated: leaders also agree, and tell each other, by letter.
"""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.extract.company import Side, doers, face_to_face
from monitorlib.extract.context import Context
from monitorlib.extract.encounters import Encounter
from monitorlib.extract.occasions import Where, places, when
from monitorlib.verbs import Verb

__all__ = ["by_act"]

JOINTLY = frozenset("agreed decided resolved pledged announced declared settled".split())
TO_HIS_FACE = frozenset("told assured informed warned promised reassured".split())
STAYING = frozenset("spent spend spends stayed".split())
BY_WIRE = frozenset("telephone phone".split())
LONGEST = 30  # words of a clause behind a verb in which its place may stand


def by_act(context: Context, clause: Clause) -> Encounter | None:
    """The encounter that an act of people implies, or None."""
    for verb in clause.verbs:
        if verb.mood != "fact" or verb.voice != "active":
            continue
        word = clause.sentence.folded[verb.at]
        if word in JOINTLY:
            one = _together(context, clause, verb)
        elif word in TO_HIS_FACE:
            one = _told(context, clause, verb)
        elif word in STAYING:
            one = _stay(context, clause, verb)
        else:
            continue
        if one is not None:
            return one
    return None


def _together(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin and Hashimoto agreed in Krasnoyarsk": people of two actors are the subject."""
    side = doers(context, clause, verb)
    if len({person.actor for person in side.people.values() if person.actor}) < 2:
        return None
    sentence = clause.sentence
    behind = sentence.folded[verb.at : clause.last]
    if any(a in ("by", "over", "on", "the") and b in BY_WIRE for a, b in pairwise(behind)):
        return _made(context, clause, verb, "call", side, None)
    where = _near(context, clause, verb) or next(
        (w for w in places(context, sentence, 0, verb.first) if w.name), None
    )
    return _made(context, clause, verb, "talks", side, where) if where is not None else None


def _told(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Karimov told Rumsfeld in Tashkent": somebody of one actor speaks to somebody of another."""
    speaker = doers(context, clause, verb)
    hearer = face_to_face(context, clause.sentence, verb.at + 1, clause.last)
    where = _near(context, clause, verb)
    named = speaker.people and hearer.people
    if not named or where is None or set(speaker.actors) & set(hearer.actors):
        return None
    speaker.add(hearer)
    return _made(context, clause, verb, "talks", speaker, where)


def _stay(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin spent two days in Beijing": a guest in the capital of another state."""
    side = doers(context, clause, verb)
    where = _near(context, clause, verb)
    tops = [person for person in side.people.values() if person.actor]
    if where is None or not where.host or len(tops) != 1 or where.country in side.actors:
        return None
    guest = Side()
    guest.take(tops[0])
    guest.actors[where.country] = None
    return _made(context, clause, verb, "visit", guest, where)


def _near(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """The first place behind a verb, in its clause."""
    stop = min(clause.last, verb.at + LONGEST)
    return next((w for w in places(context, clause.sentence, verb.at, stop) if w.name), None)


def _made(
    context: Context, clause: Clause, verb: Verb, kind: str, side: Side, where: Where | None
) -> Encounter | None:
    if len(side.actors) < 2:
        return None
    one = Encounter(clause.sentence, verb.at, kind, side)
    one.place = where.name if where is not None else ""
    one.date = when(context, clause.sentence, clause, verb.at, future=False)
    return one
