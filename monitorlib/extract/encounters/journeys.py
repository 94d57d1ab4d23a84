"""Journeys: who comes where another actor is at home ("flew to Kiev", "visited Baku and Yerevan", "came to call")."""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import by_whom, envoys, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.occasions import (
    Where,
    neutral,
    own_soil,
    place_at,
    places_behind,
    there,
)
from monitorlib.spans import Mention
from monitorlib.verbs import Verb

__all__ = ["comes"]

PRIVATE = frozenset(  # what people travel for who visit nobody
    "surgery treatment checkup vacation holiday holidays funeral hospital operation skiing hunting".split()
)
FAR = 9  # words between a verb of going and whither


def comes(
    context: Context, clause: Clause, mention: Mention, one: Encounter, verb: Verb | None
) -> bool:
    """Whether somebody comes to where another actor is at home: "flew to", "visited", "came to call"."""
    frame = mention.sense("meet").value  # type: ignore[union-attr]
    if frame == "come":
        return _host(context, one)
    if frame == "go":
        return _journey(context, clause, mention, one, verb)
    if verb is not None and verb.voice == "passive":
        return _visited(context, clause, mention, one)
    return _visit(context, one, place_at(context, one.sentence, mention.last))


def _journey(
    context: Context, clause: Clause, mention: Mention, one: Encounter, verb: Verb | None
) -> bool:
    """ "Flew on Sunday to Tiraspol", "set out with two aides for Baku": whither somebody goes."""
    sentence = one.sentence
    stop = min(clause.last, mention.last + FAR)
    for at in range(mention.last, stop - 1):
        if sentence.folded[at] == "there":
            return _visit(context, one, there(context, sentence, mention.first))
        if sentence.folded[at] in ("to", "for", "into", "in"):
            where = place_at(context, sentence, at + 1)
            if where is not None:
                return _visit(context, one, where)
    planned = verb is not None and verb.mood == "plan"
    dated = any(m.date for m in sentence.within(mention.last, clause.last))
    if planned and dated and any(v is verb for v in clause.verbs[:2]):
        return _visit(context, one, there(context, sentence, clause.first))  # "will come on July 2"
    return False


def _visited(context: Context, clause: Clause, mention: Mention, one: Encounter) -> bool:
    """ "Kyiv was visited by Solana"."""
    host = list(one.side.actors)
    one.side.add(by_whom(context, one.sentence, mention.last, clause.last))
    return len(host) == 1 and len(one.side.actors) > 1


def _visit(context: Context, one: Encounter, where: Where | None) -> bool:
    """A visit: somebody goes to another actor's land."""
    if where is None or not where.country or where.country in one.side.actors:
        return False
    kind = context.lexicon.actors[where.country]["kind"]
    if neutral(context, where.name) and len(one.side.actors) > 1:
        one.place = where.name
        return True  # two delegations that travel to Vienna meet there
    if own_soil(context, one.side.actors, where.country) or PRIVATE & set(one.sentence.folded):
        return False
    if kind not in ("state", "former_state", "territory") or len(one.side.actors) not in (1, 2):
        return False
    if not one.side.people and not envoys(one.sentence, 0, one.word) and not _one_of(one):
        return False
    one.side.actors[where.country] = None
    for other in places_behind(context, one.sentence, where, len(one.sentence.words)):
        one.side.actors[other.country] = None  # "visited Yerevan, Stepanakert and Baku"
    one.place = where.name
    return True


def _host(context: Context, one: Encounter) -> bool:
    """ "came to call": the host is whoever of another actor was spoken of last."""
    for sentence in reversed(
        context.sentences[max(one.sentence.index - 3, 0) : one.sentence.index]
    ):
        for person in gather(context, sentence, 0, len(sentence.words)).people.values():
            if person.actor and person.actor not in one.side.actors:
                one.side.take(person)
                return bool(one.side.actors)
    return False


def _one_of(one: Encounter) -> bool:
    """ "The American flew on to Kiev": one of a people."""
    return any(
        m.sense("actor") and one.sentence.folded[m.first - 1] == "the"
        for m in one.sentence.within(1, one.word)
        if m.last == one.word
    )
