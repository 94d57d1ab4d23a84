"""Delegations that do one thing meet: "The Georgian and Abkhaz delegations in Sochi initialed …"."""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import Side, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.nameless import spoken_of
from monitorlib.extract.occasions import place_at, places, topic_of, when

__all__ = ["of_delegations"]

COUPLING = frozenset({"and", ",", "-", "the", "–"})
ALL = frozenset({"the", "both", "two", "their"})
NEGOTIATING = frozenset("delegations negotiators".split())
DELEGATES = frozenset(
    "delegations delegates negotiators teams experts commissions emissaries mediators".split()
)


def of_delegations(context: Context, clause: Clause, found: list[Encounter]) -> Encounter | None:
    """ "The Georgian and Abkhaz delegations in Sochi initialed …": delegations of two actors that do one thing meet."""
    sentence = clause.sentence
    verb = clause.verbs[0] if clause.verbs else None
    if verb is None or verb.mood != "fact":
        return None
    for at in range(clause.first, min(verb.first, clause.last)):
        if sentence.folded[at] not in DELEGATES:
            continue
        side = _two_before(context, clause, at)
        if side is None and sentence.folded[at + 1 : at + 2] in (["of"], ["from"]):
            # "the delegations of both countries"
            side = gather(context, sentence, at + 1, verb.first)
        nameless = (
            not side and sentence.folded[at] in NEGOTIATING and sentence.folded[at - 1] in ALL
        )
        if nameless:
            side = Side(actors=dict.fromkeys(spoken_of(context, sentence, at, found)))
        if side is None or len(side.actors) < 2:
            continue
        leaves = verb.mention is not None and verb.mention.sense("face") is not None
        where = places(context, sentence, clause.first, clause.last)
        if leaves and not where:
            gone = place_at(context, sentence, verb.at + 1)
            where = [gone] if gone is not None else []
        one = Encounter(sentence, at, "talks", side)
        one.place = next((w.name for w in where if w.name), "")
        one.date = when(context, sentence, clause, at, future=False)
        one.topic = topic_of(sentence, clause, at)
        dated = one.date and any(m.date for m in clause.mentions)
        return one if not nameless or one.place or dated else None
    return None


def _two_before(context: Context, clause: Clause, at: int) -> Side | None:
    """The two actors whose adjectives stand before a word, joined to each other."""
    sentence = clause.sentence
    group = [m for m in sentence.within(max(at - 8, clause.first), at) if m.sense("actor")]
    if len(group) < 2 or at - group[-1].last > 2:
        return None
    if not set(sentence.folded[group[-2].last : group[-1].first]) <= COUPLING:
        return None
    side = gather(context, sentence, group[-2].first, at)
    return side if len(side.actors) > 1 else None
