"""Encounters that no word names: what people did who cannot have done it without meeting.

The lexicon gives each such verb a frame (`triggers.csv`, kind ``face``): ``together`` ("Clinton and Yeltsin agreed in
Helsinki …"), ``stay`` ("Yeltsin spent two days in Beijing"), ``leave`` ("Primakov returned from Tokyo"). A place or a
day must be stated: leaders also agree by letter.
"""

from __future__ import annotations

from collections.abc import Callable

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.by_presence import by_presence, later, made, visiting
from monitorlib.extract.encounters.company import Side, doers, envoys, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.standing import acts
from monitorlib.extract.occasions import Where, neutral, place_at, places
from monitorlib.function_words import BE
from monitorlib.verbs import Verb

__all__ = ["by_act"]

LINGERING = frozenset("still already also back again just".split())
STAYING = BE | LINGERING
TITLED = 4  # words of an office between "saw" and a name
SEEING = frozenset("saw sees seen see seeing".split())
PLACED = (["in"], ["at"])
PLANNABLE = ("stay", "see", "bring")
AFTER_NAME = frozenset(". , ; and on to from again late early about over for in at alone".split())
SOON = 5  # words from "leaves" to "for"
SPENT = frozenset("spend spends spent spending".split())
INSPECTING = frozenset(
    "inspecting reviewing touring surveying holidaying vacationing resting sightseeing".split()
)
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
    return by_presence(context, clause)


def _frames(context: Context, clause: Clause, verb: Verb) -> list[str]:
    """How those may stand to each other who do what a verb says."""
    words, last = clause.sentence.folded, verb.at + 1
    senses = list(verb.mention.senses) if verb.mention is not None else []
    for phrase in context.lexicon.phrases[words[verb.at]].get("", ()):
        senses += phrase.senses  # the "agree" of "agreed on"
    found = [s.value for s in senses if s.kind == "face" and s.value in FRAMES]
    if words[verb.at] in ("in", "at"):
        last = verb.at
    if words[last - 1] in STAYING and words[last : last + 1] in PLACED:
        found.append("stay")  # "Perry was in Kiev"
    if words[verb.at] in SEEING:
        found.append("see")
    return list(dict.fromkeys(found))


def _together(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin and Hashimoto agreed in Krasnoyarsk": people of two actors are the subject."""
    sentence = clause.sentence
    side = doers(context, clause, verb)
    people = len({person.actor for person in side.people.values() if person.actor})
    if people < 2 and not envoys(sentence, clause.first, verb.first):
        return None
    before = (w for w in places(context, sentence, 0, verb.first) if w.name)
    where = _near(context, clause, verb) or next(before, None)
    one = made(context, clause, verb.at, "talks", side, where)
    dated = one is not None and one.date and people > 1
    return one if where is not None or dated else None


def _left(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Primakov returned from Tokyo", "left Minsk": he was there; "leaves today for Washington"."""
    last = verb.end
    where = place_at(context, clause.sentence, last)
    for at in range(last, min(last + SOON, clause.last - 1)):
        if where is None and clause.sentence.folded[at] == "for":
            where = place_at(context, clause.sentence, at + 1)
    if where is not None and neutral(context, where.name):
        return _met_there(context, clause, verb, where)
    return _guest(context, clause, verb, where)


def _met_there(context: Context, clause: Clause, verb: Verb, where: Where) -> Encounter | None:
    """ "Flew home from Brussels, having put his case to Solana": two who were where neither is at home."""
    sentence = clause.sentence
    side = Side()
    for mention in sentence.of("person"):
        if mention.person is not None and mention.person.actor:
            side.take(mention.person)
    return made(context, clause, verb.at, "talks", side, where) if len(side.people) == 2 else None


def _stay(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin spent two days in Beijing": a guest in the capital of another state, not "spent Monday inspecting"."""
    words = clause.sentence.folded[verb.at : clause.last]
    if INSPECTING & set(words) or acts(verb, "shun"):
        return None
    if "together" in words and (one := _together(context, clause, verb)):
        return one
    where = _near(context, clause, verb)
    if where is None and SPENT & set(clause.sentence.folded[verb.first : verb.at + 1]):
        where = next(iter(places(context, clause.sentence, verb.at, clause.last)), None)
    return _guest(context, clause, verb, where)


def _brought(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "A dinner in Riga brought together the Russian ambassador and Latvia's foreign minister": the objects met."""
    sentence = clause.sentence
    side = gather(context, sentence, verb.at, clause.last)
    if verb.voice == "passive":
        side.add(doers(context, clause, verb))  # "were brought face to face in Riga"
    if not envoys(sentence, clause.first, clause.last) and len(side.people) < 2:
        return None
    where = next((w for w in places(context, sentence, clause.first, clause.last) if w.name), None)
    return made(context, clause, verb.at, "talks", side, where)


def _guest(context: Context, clause: Clause, verb: Verb, where: Where | None) -> Encounter | None:
    """The visit of somebody who acts for a state: the last before the verb is a person, or an office is named."""
    sentence, side = clause.sentence, doers(context, clause, verb)
    acts = [m for m in sentence.within(clause.first, verb.first) if acting(sentence, m)]
    named = acts[-1].person is not None if acts else bool(side.people)
    if where is None or not (named or envoys(sentence, clause.first, verb.first)):
        return None
    return visiting(context, clause, verb.at, side, where)


def _saw(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Nazarbaev saw him for an hour", "to see Udovenko about a pipeline": not "saw Lebed as a rival"."""
    sentence, side = clause.sentence, doers(context, clause, verb)
    seen = next((m for m in sentence.within(verb.at + 1, clause.last) if m.person), None)
    if seen is None or seen.person is None or not side.people:
        return None
    behind = sentence.folded[seen.last : seen.last + 1]
    if seen.first - verb.at > TITLED or not set(behind) <= AFTER_NAME:
        return None
    side.take(seen.person)
    return made(context, clause, verb.at, "talks", side, _near(context, clause, verb))


def _near(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """The first place behind a verb, in its clause."""
    stop = min(clause.last, verb.at + LONGEST)
    return next((w for w in places(context, clause.sentence, verb.at, stop) if w.name), None)


FRAMES: dict[str, Callable[[Context, Clause, Verb], Encounter | None]] = {
    "together": _together,
    "stay": _stay,
    "leave": _left,
    "see": _saw,
    "bring": _brought,
}
