"""Whose a body of troops is: by its own words, by who has it, sends it, cuts it or sets it up."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.extract.context import Context
from monitorlib.extract.owners import holder
from monitorlib.extract.troops.body import Body, TroopAct
from monitorlib.extract.troops.traits import known_as

__all__ = ["JOINT", "owner_of"]

JOINT = frozenset("joint multinational combined collective trilateral".split())
# What one does with troops of one's own.
OWN = frozenset("withdraw deploy station stay reduce disband transfer exercise train".split())


def owner_of(context: Context, bodies: list[Body], acts: list[TroopAct | None]) -> str:
    """Whose it is, by the first of its mentions that says so; two owners make a multinational unit."""
    for body in bodies:
        if body.owners:
            return body.owners[0] if len(body.owners) == 1 else ""
        if JOINT & set(body.words):
            return ""
        owner = known_as(context, body).get("actor", "")
        owner = owner or holder(context, body.sentence, body.first, body.last)
        if owner:
            return owner
    agents = (_agent(act, body) for act in acts if act is not None for body in bodies)
    return next((owner for owner in agents if owner), "")


def _agent(act: TroopAct, body: Body) -> str:
    """Who does it to the body: "Moscow has withdrawn …", "Poland offered …"."""
    verb, sentence = act.verb, act.clause.sentence
    if verb is None or body.sentence is not sentence or act.value not in OWN:
        return ""
    if verb.voice == "passive" or not verb.at < body.first:
        return ""
    beside = [m for m in sentence.mentions if m.last == verb.first]  # "forced Russia to deploy"
    return next((code for m in (*beside, *act.clause.subject) if (code := acting(sentence, m))), "")
