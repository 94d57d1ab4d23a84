"""Encounters that no word names: what people did who cannot have done it without meeting.

The lexicon gives each such verb a frame (`triggers.csv`, kind ``face``): ``together`` ("Clinton and Yeltsin agreed in
Helsinki …", "… by telephone"), ``tell`` ("Karimov told Rumsfeld in Tashkent …"), ``stay`` ("Yeltsin spent two days in
Beijing"), ``leave`` ("Primakov returned from Tokyo"). A place (or the telephone) must be stated: leaders also agree,
and tell each other, by letter.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.extract.company import Side, by_whom, doers, envoys, face_to_face, gather
from monitorlib.extract.context import Context
from monitorlib.extract.encounters import Encounter
from monitorlib.extract.occasions import Where, neutral, place_at, places, places_behind, when
from monitorlib.function_words import BE
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["by_act", "guest_of"]

SIGNATURES = frozenset("names signature signatures initials".split())
LINGERING = frozenset("still already also back again just".split())
BY_WIRE = frozenset("telephone phone hotline".split())
LONGEST = 30  # words of a clause behind a verb in which its place may stand
ASIDE = 12  # words that an aside between commas may have
SPANS = frozenset("hours day days week weeks month months visit stay talks".split())
STATES = ("state", "former_state")


def by_act(context: Context, clause: Clause) -> Encounter | None:
    """The encounter that an act of people implies, or None."""
    for verb in clause.verbs:
        if verb.mood != "fact":
            continue
        for frame in _frames(clause, verb):
            one = FRAMES[frame](context, clause, verb)
            if one is not None:
                return one
    return _aside(context, clause) or _side_by_side(context, clause) or _hours(context, clause)


def _frames(clause: Clause, verb: Verb) -> list[str]:
    """How those may stand to each other who do what a verb says."""
    senses = verb.mention.senses if verb.mention is not None else ()
    found = [sense.value for sense in senses if sense.kind == "face"]
    words, last = clause.sentence.folded, verb.at + 1
    if words[verb.at] in ("in", "at", "to"):
        last = verb.at
    if words[last - 1] in BE | LINGERING and words[last : last + 1] in (["in"], ["at"], ["to"]):
        found.append("stay")  # "Perry was in Kiev", "has been to Yerevan"
    return list(dict.fromkeys(found))


def _together(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Yeltsin and Hashimoto agreed in Krasnoyarsk": people of two actors are the subject."""
    side = doers(context, clause, verb)
    if len(side.actors) < 2 or verb.voice == "passive":
        return None
    people = len({person.actor for person in side.people.values() if person.actor})
    sentence = clause.sentence
    if people < 2 and not envoys(sentence, clause.first, verb.first):
        return None
    behind = sentence.folded[verb.at : clause.last]
    if people > 1 and any(
        a in ("by", "over", "on", "the") and b in BY_WIRE for a, b in pairwise(behind)
    ):
        return _made(context, clause, verb.at, "call", side, None)
    where = _near(context, clause, verb) or next(
        (w for w in places(context, sentence, 0, verb.first) if w.name), None
    )
    return _made(context, clause, verb.at, "talks", side, where) if where is not None else None


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
    return _made(context, clause, verb.at, "talks", speaker, where)


def _told_hosts(
    context: Context, clause: Clause, verb: Verb, side: Side, where: Where
) -> Encounter | None:
    """ "Kozyrev told his hosts in Baku": the hosts are those of the place."""
    behind = set(clause.sentence.folded[verb.at : verb.at + 5])
    if not behind & {"hosts", "host", "officials", "leaders"} or len(side.actors) != 1:
        return None
    return _visiting(context, clause, verb.at, side, where)


def _left(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """ "Primakov returned from Tokyo", "left Minsk": he was there."""
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    where = place_at(context, clause.sentence, last)
    return _stay(context, clause, verb, where) if where is not None else None


def _stay(
    context: Context, clause: Clause, verb: Verb, where: Where | None = None
) -> Encounter | None:
    """ "Yeltsin spent two days in Beijing": a guest in the capital of another state."""
    sentence = clause.sentence
    side = doers(context, clause, verb)
    if not side.people and not envoys(sentence, clause.first, verb.first):
        return None
    where = where or _near(context, clause, verb) or _toward(context, clause, verb)
    return _visiting(context, clause, verb.at, side, where) if where is not None else None


def _toward(context: Context, clause: Clause, verb: Verb) -> Where | None:
    """ "Velayati has been to Yerevan"."""
    words = clause.sentence.folded
    at = words.index("been", verb.first) if "been" in words[verb.first : verb.at + 1] else -1
    return place_at(context, clause.sentence, at + 2) if words[at + 1] == "to" else None


def _aside(context: Context, clause: Clause) -> Encounter | None:
    """ "Ardzinba, in Moscow for consultations, …"; "After two days in Ashgabat, Primakov …"."""
    sentence = clause.sentence
    words = sentence.folded
    if not clause.first and words[:1] in (["after"], ["during"], ["following"], ["leaving"]):
        return _after_days(context, clause)
    for mention in clause.mentions:
        at = mention.last
        if mention.person is None or words[at : at + 2] != [",", "in"]:
            continue
        where = place_at(context, sentence, at + 2)
        if where is None or "," not in words[at + 2 : at + ASIDE]:
            continue
        side = Side()
        side.take(mention.person)
        if (one := _visiting(context, clause, at + 1, side, where)) is not None:
            return one
    return None


def _hours(context: Context, clause: Clause) -> Encounter | None:
    """ "Six hours with Milosevic", "Sergeev's three days in Tehran"."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in range(clause.first + 1, clause.last - 2):
        if words[at] not in SPANS or words[at + 1] not in ("with", "in", "at"):
            continue
        side = (
            gather(context, sentence, max(at - 4, clause.first), at)
            if words[at + 1] != "with"
            else Side()
        )
        for low, high in ((clause.first, clause.last), (0, len(words))):
            if words[at + 1] == "with":
                side = _people(sentence, low, high)
                if len(side.actors) == 2:
                    return _made(
                        context, clause, at, "talks", side, _near_word(context, clause, at)
                    )
        where = _near_word(context, clause, at)
        if (
            words[at + 1] != "with"
            and "s" in words[at - 4 : at]
            and where is not None
            and side.actors
        ):
            side.add(_people(sentence, max(at - 5, clause.first), at))
            return _visiting(context, clause, at, side, where)
    return None


def _people(sentence: Sentence, first: int, last: int) -> Side:
    """The people named in words ``first``..``last``, with those they act for."""
    side = Side()
    for mention in sentence.within(first, last):
        if mention.person is not None and mention.person.actor:
            side.take(mention.person)
    return side


def _near_word(context: Context, clause: Clause, word: int) -> Where | None:
    return next((w for w in places(context, clause.sentence, word, clause.last) if w.name), None)


def _side_by_side(context: Context, clause: Clause) -> Encounter | None:
    """People of two actors of whom one clause tells something that was in one place: they were there together."""
    finite = [v for v in clause.verbs if v.voice != "participle"] or clause.verbs
    verb = finite[0] if finite else None
    if verb is None or verb.mood not in ("fact", "plan") or _signing(clause):
        return None
    side = _people(clause.sentence, clause.first, clause.last)
    if len(side.actors) < 2:
        return None
    around = places(context, clause.sentence, clause.first, clause.last)
    where = next((w for w in around if w.name), None)
    one = _made(context, clause, verb.at, "talks", side, where) if where is not None else None
    if one is None or verb.mood == "fact":
        return one
    one.date = when(context, clause.sentence, clause, verb.at, future=True)
    one.status = "planned"
    return one if one.date else None


def _signing(clause: Clause) -> bool:
    """Whether a clause is about an instrument: who only signs one holds no talks."""
    if SIGNATURES & set(clause.sentence.folded[clause.first : clause.last]):
        return True
    return any(m.acts("sign") or m.sense("instrument_noun") for m in clause.mentions)


def _after_days(context: Context, clause: Clause) -> Encounter | None:
    sentence = clause.sentence
    words = sentence.folded
    comma = next((at for at in range(1, min(ASIDE, len(words))) if words[at] == ","), 0)
    if not comma or not SPANS & set(words[1:comma]):
        return None
    where = next((w for w in places(context, sentence, 0, comma + 1)), None)
    subject = gather(context, sentence, comma, min(comma + ASIDE, len(words)))
    if where is None or len(subject.people) != 1:
        return None
    return _visiting(context, clause, 1, subject, where)


def guest_of(context: Context, side: Side, where: Where | None) -> str:
    """The actor whose guests people are where they stay, or "": another state's place, and no neutral one."""
    if where is None or not where.country or where.country in side.actors or len(side.actors) != 1:
        return ""
    known = context.lexicon.actors.get(where.country)
    if known is None or known["kind"] not in STATES or neutral(where.name):
        return ""
    return where.country


def _visiting(
    context: Context, clause: Clause, word: int, side: Side, where: Where
) -> Encounter | None:
    """A visit of people to a place, when it is not their own."""
    host = guest_of(context, side, where)
    if not host:
        return None
    guest = Side(dict(side.people), dict(side.actors))
    guest.actors[host] = None
    for other in places_behind(clause.sentence, where, clause.last):
        guest.actors[other.country] = None  # "in Baku, Yerevan and Tbilisi"
    return _made(context, clause, word, "visit", guest, where)


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


def _made(
    context: Context, clause: Clause, word: int, kind: str, side: Side, where: Where | None
) -> Encounter | None:
    if len(side.actors) < 2:
        return None
    one = Encounter(clause.sentence, word, kind, side)
    one.place = where.name if where is not None else ""
    one.date = when(context, clause.sentence, clause, word, future=False)
    return one


FRAMES: dict[str, Callable[[Context, Clause, Verb], Encounter | None]] = {
    "together": _together,
    "tell": _told,
    "stay": _stay,
    "leave": _left,
}
