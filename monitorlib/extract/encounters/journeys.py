"""Journeys: who comes where another actor is at home ("flew to Kiev", "visited Baku")."""

from __future__ import annotations

from monitorlib.acting import STATES
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import by_whom, envoys
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.occasions import Where, neutral, own_soil, place_at, there
from monitorlib.spans import Mention
from monitorlib.verbs import Verb

__all__ = ["comes"]

FAR = 9  # words between a verb of going and whither


def comes(
    context: Context, clause: Clause, mention: Mention, one: Encounter, verb: Verb | None
) -> bool:
    """Whether somebody comes to where another actor is at home: "flew to", "visited"."""
    if mention.sense("meet").value == "go":  # type: ignore[union-attr]
        return _journey(context, clause, mention, one)
    if verb is not None and verb.voice == "passive":  # "Kyiv was visited by Solana"
        one.side.add(by_whom(context, one.sentence, mention.last, clause.last))
        return len(one.side.actors) > 1
    return _visit(context, one, place_at(context, one.sentence, mention.last))


def _journey(context: Context, clause: Clause, mention: Mention, one: Encounter) -> bool:
    """ "Flew on Sunday to Tiraspol", "set out with two aides for Baku": whither somebody goes."""
    sentence = one.sentence
    for at in range(mention.last, min(clause.last, mention.last + FAR) - 1):
        if sentence.folded[at] == "there":
            return _visit(context, one, there(context, sentence, mention.first))
        if sentence.folded[at] in ("to", "for", "into", "in"):
            where = place_at(context, sentence, at + 1)
            if where is not None:
                return _visit(context, one, where)
    return False


def _visit(context: Context, one: Encounter, where: Where | None) -> bool:
    """A visit: people who act for one or two states go to the land of another."""
    guests = one.side.actors
    if where is None or not where.country or where.country in guests:
        return False
    one.place = where.name
    if neutral(context, where.name) and len(guests) > 1:
        return True  # two delegations that travel to Vienna meet there
    if context.lexicon.actors[where.country]["kind"] not in STATES or len(guests) not in (1, 2):
        return False
    if own_soil(context, guests, where.country):
        return False
    if not one.side.people and not envoys(one.sentence, 0, one.word):
        return False
    guests[where.country] = None
    return True
