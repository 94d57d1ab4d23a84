"""Guests whom a verb moves: who is sent to another state, expected there, or asked to come and accepts.

"Moscow sent Deputy Foreign Minister Chernyshev to Tehran"; "Ukraine expects Solana on Monday"; "a delegation led by
Rodionov"; "invited Kwasniewski to Moscow for the fall". The lexicon gives each such verb a frame (kind ``face``).
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.acting import STATES
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.by_presence import visiting
from monitorlib.extract.encounters.company import Side, doers, face_to_face, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.occasions import Where, place_at, when
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["expected", "further_stop", "invited", "sent"]

PARTY = frozenset(
    "delegation delegations envoy envoys mission emissary emissaries negotiator negotiators team minister ministers "
    "diplomat diplomats aide representative representatives".split()
)
TOWARD = frozenset({"to", "into"})
ACCEPTED = frozenset("accepted accepts accept agreed".split())
COMING = frozenset("arrive come visit fly".split())
# Words by which whoever of the host's side is named beside a visit is met: "to see X", "at the invitation of X".
MEETING = frozenset("see meet invitation talks conversation with host guest".split())
REACH = 14  # words from "sent" to whither
PAIR = 2


def sent(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """Somebody is sent, dispatched, or leads a delegation, to another state."""
    sentence, words = clause.sentence, clause.sentence.folded
    low = verb.mention.last if verb.mention is not None else verb.at + 1
    for at in range(low, min(low + REACH, clause.last - 1)):
        where = place_at(context, sentence, at + 1) if words[at] in TOWARD else None
        if where is None:
            continue
        sender = doers(context, clause, verb)
        if verb.voice == "passive":
            return _traveler(context, clause, verb, sender, where)
        guest = gather(context, sentence, low, at)
        if not _people_sent(sentence, guest, verb.at, at):
            return None
        guest.people.update(sender.people if "delegation" in words[verb.at : at] else {})
        guest.actors = guest.actors or sender.actors
        return _traveler(context, clause, verb, guest, where)
    return None


def _people_sent(sentence: Sentence, guest: Side, first: int, last: int) -> bool:
    """Whether those sent speak for their state: a person, an office, a delegation; not troops."""
    titled = any(m.sense("title") for m in sentence.within(first, last))
    forces = any(m.kind in ("echelon", "force", "weapon") for m in sentence.within(first, last))
    return not forces and (
        bool(guest.people) or titled or bool(PARTY & set(sentence.folded[first:last]))
    )


def _traveler(
    context: Context, clause: Clause, verb: Verb, guest: Side, where: Where
) -> Encounter | None:
    return visiting(context, clause, verb.at, guest, where) if len(guest.actors) == 1 else None


def expected(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """A state, or its leader, expects somebody of another state on a day."""
    return _bidden(context, clause, verb) if verb.voice != "passive" else None


def invited(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    """Somebody is asked to come, for a day or with success (codebook 8: only accepted or dated is planned)."""
    one = _bidden(context, clause, verb) if verb.voice != "passive" else None
    agreed = ACCEPTED & set(clause.sentence.folded[verb.at :])
    return one if one is not None and (one.date or agreed) else None


def _bidden(context: Context, clause: Clause, verb: Verb) -> Encounter | None:
    sentence, words = clause.sentence, clause.sentence.folded
    host = doers(context, clause, verb)
    low = verb.mention.last if verb.mention is not None else verb.at + 1
    guest = face_to_face(context, sentence, low, _object_end(sentence, low, clause.last))
    known = context.lexicon.actors
    if len(host.actors) != 1 or len(guest.actors) != 1 or set(host.actors) & set(guest.actors):
        return None
    if not guest.people or any(known[code]["kind"] not in STATES for code in host.actors):
        return None
    one = Encounter(sentence, verb.at, "visit", host, status="planned")
    one.side.add(guest)
    one.date = when(context, sentence, clause, verb.at, future=True)
    for at in range(low, clause.last - 1):
        if words[at] in ("to", "in") and (where := place_at(context, sentence, at + 1)):
            one.place = where.name
            break
    return one if one.date or one.place else None


def _object_end(sentence: Sentence, first: int, last: int) -> int:
    """Where the object of "expects" ends: where it begins, when the guest is to do else than come ("to say")."""
    for at in range(first, last - 1):
        if sentence.folded[at] == "to" and not any(
            m.first == at + 1 for m in sentence.within(at + 1, last)
        ):
            return at if sentence.folded[at + 1] in COMING else first
    return last


def _host_named(clause: Clause, visit: Encounter) -> None:
    """ "On a visit to Moscow, X heard from Yeltsin", "goes to Warsaw to see Kwasniewski": the host."""
    sentence, words = clause.sentence, clause.sentence.folded
    told = any(
        s.value == "tell" or s.kind == "meet"
        for v in clause.verbs
        if v.mention is not None and v.mood != "negated"
        for s in v.mention.senses
        if s.kind in ("face", "meet")
    )
    if not told and MEETING.isdisjoint(words[clause.first : clause.last]):
        return
    for m in sentence.within(visit.word, clause.last):
        if (
            m.person is not None
            and m.person.actor in visit.side.actors
            and not sentence.owns(m.last)
        ):
            visit.side.take(m.person)


def further_stop(context: Context, clause: Clause, visit: Encounter | None) -> Iterator[Encounter]:
    """ "Goes to Minsk on June 25 and to Chisinau two days later": a second visit, when it has a day of its own."""
    if visit is None or visit.kind != "visit":
        return
    _host_named(clause, visit)
    sentence, words = clause.sentence, clause.sentence.folded
    guests = dict.fromkeys(p.actor for p in visit.side.people.values() if p.actor)
    for at in range(visit.word + 1, clause.last - 2):
        if words[at] not in ("and", "then") or words[at + 1] not in ("to", "in", "at"):
            continue
        where = place_at(context, sentence, at + 2)
        date = next((m.date for m in sentence.within(at, clause.last) if m.date is not None), None)
        if where is None or date is None or where.country in visit.side.actors or len(guests) != 1:
            continue
        side = Side(dict(visit.side.people), dict(guests))
        one = visiting(context, clause, at, side, where)
        if one is not None:
            ahead = visit.status == "planned"
            one.status, one.date = visit.status, (date.edtf_future if ahead else "") or date.edtf
            visit.side.actors.pop(where.country, None)
            yield one
