"""Whether an act on weapons is done, planned, possible or denied, where that hangs on more than its verb group."""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.weapons.verbs import is_past
from monitorlib.verbs import Verb

__all__ = ["mood_of"]

AIMING = frozenset("for before toward towards about".split())  # before "-ing": what is still ahead


def mood_of(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what hangs on a denial ("it is not likely that …") is denied."""
    clauses = context.clauses(clause.sentence)
    position = clauses.index(clause)
    if clause.kind == "that" and position and clauses[position - 1].verbs:
        governing = clauses[position - 1].verbs[-1]
        if governing.mood == "negated":
            return "negated"
    before = clause.sentence.folded[verb.first - 1] if verb.first else ""
    if before in context.lexicon.cues["weapon_considered"] and clause.sentence.folded[
        verb.at
    ].endswith("ing"):
        return "plan"  # "this means giving up 50 missiles"
    ahead = verb.voice == "participle" and clause.sentence.folded[verb.at].endswith("ing")
    keen = clause.sentence.folded[verb.first - 2 : verb.first]
    if ahead and (before in AIMING or keen in (["interested", "in"], ["interest", "in"])):
        return "plan"
    return _elliptical(clause, verb) or _caused(context, clause, verb) or verb.mood


def _caused(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood of what one has done or wants done: "is paying to have the submarines cut apart"."""
    earlier = [v for v in clause.verbs if v.at < verb.first]
    if verb.first != verb.at or not is_past(verb) or not earlier:
        return ""
    head = clause.sentence.folded[earlier[-1].at]
    if head in context.lexicon.cues["weapon_caused"]:
        return "plan" if earlier[-1].mood == "fact" else earlier[-1].mood
    return earlier[-1].mood if head in ("have", "having") else ""


def _elliptical(clause: Clause, verb: Verb) -> str:
    """The mood of a participle that goes without its auxiliary: "will be withdrawn …, and their silos filled in"."""
    if verb.first != verb.at or not is_past(verb) or verb.mood != "fact":
        return ""
    for earlier in reversed([v for v in clause.verbs if v.at < verb.first]):
        between = clause.sentence.folded[earlier.at : verb.first]
        if earlier.voice == "passive" and earlier.mood == "plan" and "and" in between:
            return "plan"
    return ""
