"""Whether an act on weapons is done, planned, possible or denied, where that hangs on more than its verb group."""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.verbs import Verb

__all__ = ["is_past", "mood_of"]

# Verbs whose participle is like their base form.
SAME = frozenset("cut put set shut split quit rid shed let".split())
AIMING = frozenset("for before toward towards about".split())  # before "-ing": what is still ahead


def mood_of(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what hangs on a denial ("it is not likely that …") is denied."""
    if denied := _denied(context, clause, verb):
        return denied
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


def _denied(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood under a denial: "denied that it had sold", "ruled out selling"; "it is not likely that"."""
    folded, first = clause.sentence.folded, clause.first
    if folded[first] == "that":
        clauses = context.clauses(clause.sentence)
        position = clauses.index(clause)
        if position and clauses[position - 1].verbs:
            first = clauses[position - 1].first
            if clauses[position - 1].verbs[-1].mood == "negated":
                return "negated"
    return "denied" if context.lexicon.cues["weapon_deny"] & set(folded[first : verb.first]) else ""


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


def is_past(verb: Verb) -> bool:
    """Whether the verb stands in the past tense or is a past participle."""
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(
        s.info.get("tense") in ("past", "participle")
        or s.info.get("base", "").split(" ")[0] in SAME
        for s in senses
    )
