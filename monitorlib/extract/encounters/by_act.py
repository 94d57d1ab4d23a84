"""Encounters that no word names: what people did who cannot have done it without meeting.

The lexicon gives each such verb a frame (`triggers.csv`, kind ``face``): ``together`` ("Clinton and Yeltsin agreed in
Helsinki …", "… by telephone"), ``tell`` ("Karimov told Rumsfeld in Tashkent …"), ``stay`` ("Yeltsin spent two days in
Beijing"), ``leave`` ("Primakov returned from Tokyo"). A place (or the telephone) must be stated: leaders also agree,
and tell each other, by letter.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.bodies import by_body
from monitorlib.extract.encounters.by_presence import by_presence, later, made, visiting
from monitorlib.extract.encounters.by_verb import leaders_named
from monitorlib.extract.encounters.company import Side, by_whom, doers, envoys, face_to_face, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.guests import expected, invited, sent
from monitorlib.extract.encounters.standing import WISHING
from monitorlib.extract.occasions import Where, place_at, places, there, when
from monitorlib.function_words import BE
from monitorlib.verbs import Verb

__all__ = ["by_act"]

LINGERING = frozenset("still already also back again just".split())
STAYING = BE | LINGERING
BY_WIRE = frozenset("telephone phone hotline".split())
RINGING = frozenset("called rang phoned".split())
TITLED = 4  # words of an office between "called" and a name
SEEING = frozenset("saw sees seen see seeing".split())
PLACED = (["in"], ["at"], ["to"], ["there"])
PARLIAMENT = frozenset(
    "duma parliament committee senate congress assembly rada sejm seimas saeima riigikogu bundestag deputies lawmakers "
    "senators legislature".split()
)
GUESTS = frozenset({"minister", "military", "head_of_government", "deputy"})
PLANNABLE = ("stay", "see", "hear", "send", "expect", "invite")
AFTER_CALL = frozenset(". , ; and on to from again late early about over for in at alone".split())
TOGETHER = 9  # words behind "spent" in which it is said that they spent it together
SOON = 5  # words from "leaves" to "for"
LONGEST = 30  # words of a clause behind a verb in which its place may stand


def by_act(context: Context, clause: Clause) -> Encounter | None:
    """The encounter that an act of people implies, or None."""
    for verb in clause.verbs:
        if verb.mood not in ("fact", "plan"):
            continue
        for frame in _frames(context, clause, verb):
            if verb.mood == "plan" and frame not in PLANNABLE:
                continue
            one = FRAMES[frame](context, clause, verb)
            if one is not None:
                return later(context, clause, one, verb)
    return by_presence(context, clause) or by_body(context, clause)


def _frames(context: Context, clause: Clause, verb: Verb) -> list[str]:
    """How those may stand to each other who do what a verb says."""
    senses = verb.mention.senses if verb.mention is not None else ()
    found = [sense.value for sense in senses if sense.kind == "face"]
    if not found and verb.mention is not None and verb.mention.last - verb.mention.first > 1:
        alone = context.lexicon.phrases[clause.sentence.folded[verb.at]].get("", ())  # "agreed on"
        found = [s.value for phrase in alone for s in phrase.senses if s.kind == "face"]
    words, last = clause.sentence.folded, verb.at + 1
    if words[verb.at] in ("in", "at", "to"):
        last = verb.at
    if words[last - 1] in STAYING and words[last : last + 1] in PLACED:
        found.append("stay")  # "Perry was in Kiev", "has been to Yerevan"
    if words[verb.at] in SEEING:
        found.append("see")
    if words[verb.at] in RINGING and words[last : last + 1] not in (["for"], ["on"], ["off"]):
        found.append("ring")
    return list(dict.fromkeys(found))


def _together(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin and Hashimoto agreed in Krasnoyarsk": people of two actors are the subject."""
    side = doers(context, clause, verb)
    if (
        not side
        and clause.kind != "main"
        and leaders_named(clause.sentence, clause.first, verb.first)
    ):
        side.actors.update(
            dict.fromkeys(context.leading[:2])
        )  # "as the presidents had agreed in …"
    if verb.voice != "active" and not side:
        paper = any(m.sense("instrument_noun") for m in clause.mentions)
        side = by_whom(context, clause.sentence, verb.at + 1, clause.last) if not paper else side
    if len(side.actors) < 2:
        return None
    people = len({person.actor for person in side.people.values() if person.actor})
    sentence = clause.sentence
    if people < 2 and not envoys(sentence, clause.first, verb.first):
        return None
    behind = sentence.folded[verb.at : clause.last]
    if people > 1 and any(
        a in ("by", "over", "on", "the") and b in BY_WIRE for a, b in pairwise(behind)
    ):
        return made(context, clause, verb.at, "call", side, None)
    where = _near(context, clause, verb) or next(
        (w for w in places(context, sentence, 0, verb.first) if w.name), None
    )
    one = made(context, clause, verb.at, "talks", side, where)
    dated = one is not None and one.date and people > 1 and verb.mood == "fact"
    return one if where is not None or dated else None


def _told(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Karimov told Rumsfeld in Tashkent": somebody of one actor speaks to somebody of another."""
    sentence, last = clause.sentence, verb.at + 1
    if verb.mention is not None:
        last = verb.mention.last
    speaker = doers(context, clause, verb)
    hearer = face_to_face(context, sentence, last, clause.last)
    where = _near(context, clause, verb)
    if verb.voice == "passive":
        hearer = by_whom(context, sentence, last, clause.last)
    if (
        where is None
        or not (speaker.people or hearer.people)
        or set(speaker.actors) & set(hearer.actors)
    ):
        return None
    if not hearer:
        return _told_hosts(context, clause, verb, speaker, where)
    speaker.add(hearer)
    return made(context, clause, verb.at, "talks", speaker, where)


def _told_hosts(
    context: Context, clause: Clause, verb: Verb, side: Side, where: Where
) -> Encounter | None:
    """ "Kozyrev told his hosts in Baku": the hosts are those of the place."""
    behind = set(clause.sentence.folded[verb.at : verb.at + 5])
    if not behind & {"hosts", "host", "officials", "leaders"} or len(side.actors) != 1:
        return None
    return visiting(context, clause, verb.at, side, where)


def _left(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Primakov returned from Tokyo", "left Minsk": he was there."""
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    where = place_at(context, clause.sentence, last)
    words = clause.sentence.folded
    for at in range(last, min(last + SOON, clause.last - 1)):
        if where is None and words[at] == "for":  # "leaves today for Washington"
            where = place_at(context, clause.sentence, at + 1)
    return _stay(context, clause, verb, where) if where is not None else None


def _stay(
    context: Context, clause: Clause, verb: Verb, where: Where | None = None
) -> Encounter | None:
    """ "Yeltsin spent two days in Beijing": a guest in the capital of another state."""
    sentence = clause.sentence
    side = doers(context, clause, verb)
    acts = [m for m in sentence.within(clause.first, verb.first) if acting(sentence, m)]
    named = acts[-1].person is not None if acts else bool(side.people)
    if acts and sentence.folded[acts[-1].last] in ("'", "’"):
        named = False
    named = named or (clause.kind in ("relative", "participle") and bool(side.people))
    if not named and not envoys(sentence, clause.first, verb.first):
        return None
    where = where or _near(context, clause, verb) or _toward(context, clause, verb)
    where = where or _there(context, clause, verb) or _in_front(context, clause, verb)
    if "together" in sentence.folded[verb.at : verb.at + TOGETHER] and where is not None:
        one = Encounter(sentence, verb.at, "talks", side, place=where.name)
        one.kind = "summit" if leaders_named(sentence, clause.first, verb.first) else "talks"
        one.date = when(context, sentence, clause, verb.at, future=False)
        return (
            one if side.actors else None
        )  # "the CIS presidents spent five hours together in Minsk"
    return visiting(context, clause, verb.at, side, where) if where is not None else None


def _rang(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Clinton called Yeltsin on Sunday": by telephone, if nothing is said that he called him."""
    return _persons(context, clause, verb, "call")


def _saw(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Nazarbaev saw him for an hour", "to see Udovenko about a pipeline": not "saw Lebed as a rival"."""
    wished = verb.mood == "plan" and WISHING & set(clause.sentence.folded[clause.first : verb.at])
    one = _persons(context, clause, verb, "talks")
    if one is not None and wished and not one.date:
        return None  # "wants to see Clinton"
    where = _near(context, clause, verb)
    if one is not None and where is not None:
        one.place = where.name
    return one


def _persons(context: Context, clause: Clause, verb: Verb, kind: str) -> Encounter | None:
    """Somebody calls or sees somebody of another actor: behind the name comes a time, a place, a matter."""
    sentence = clause.sentence
    caller = doers(context, clause, verb)
    called = next((m for m in sentence.within(verb.at + 1, clause.last) if m.person), None)
    if (
        called is None
        or called.person is None
        or not caller.people
        or called.person.actor in caller.actors
    ):
        return None
    titled = sentence.folded[verb.at + 1 : called.first]
    behind = sentence.folded[called.last : called.last + 1]
    dated = any(
        m.first == called.last and m.date for m in sentence.within(called.last, clause.last)
    )
    if len(titled) > TITLED or not (dated or not behind or behind[0] in AFTER_CALL):
        return None
    caller.take(called.person)
    return made(context, clause, verb.at, kind, caller, None)


def _in_front(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """ "In Vilnius, by contrast, Kozyrev stayed overnight"."""
    if clause.sentence.folded[clause.first] not in ("in", "at"):
        return None
    return next(
        (w for w in places(context, clause.sentence, clause.first, verb.first) if w.name), None
    )


def _toward(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """ "Velayati has been to Yerevan"."""
    words = clause.sentence.folded
    if "been" not in words[verb.first : verb.at + 1]:
        return None
    at = words.index("been", verb.first) + 1
    return place_at(context, clause.sentence, at + 1) if words[at : at + 1] == ["to"] else None


def _there(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """Where somebody stayed who stayed "there"."""
    pointed = "there" in clause.sentence.folded[verb.at : verb.at + 3]
    return there(context, clause.sentence, verb.first) if pointed else None


def _near(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """The first place behind a verb, in its clause; of "where he told …" the place that it hangs on."""
    stop = min(clause.last, verb.at + LONGEST)
    for where in places(context, clause.sentence, verb.at, stop):
        if where.name:
            return where
    if clause.sentence.folded[clause.first] == "where" and clause.first:
        before = places(context, clause.sentence, 0, clause.first)
        return before[-1] if before else None
    return None


def _heard(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "The Defense Committee will hear Rodionov", "Powell testified before the Senate": parliament and its guest."""
    sentence, words = clause.sentence, clause.sentence.folded
    if not PARLIAMENT & set(words[clause.first : clause.last]):
        return None
    side = gather(context, sentence, clause.first, clause.last)
    one = Encounter(sentence, verb.at, "session", side, lone=True)
    ahead = verb.mood == "plan"
    one.date = when(context, sentence, clause, verb.at, future=ahead)
    one.status = "planned" if ahead else "held"
    guest = any(p.level in GUESTS for p in side.people.values())
    return one if guest and len(side.actors) == 1 and one.date else None


FRAMES: dict[str, Callable[[Context, Clause, Verb], Encounter | None]] = {
    "together": _together,
    "tell": _told,
    "stay": _stay,
    "leave": _left,
    "ring": _rang,
    "see": _saw,
    "hear": _heard,
    "send": sent,
    "expect": expected,
    "invite": invited,
}
