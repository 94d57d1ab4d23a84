"""An act on weapons: what a trigger does to them, and whether that is done, planned, possible or denied."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention
from monitorlib.verbs import Verb

__all__ = ["ACTS", "DOING", "WeaponAct", "acts_in", "is_past", "mood_of", "senses_of"]

# What is done to weapons, by the values of the triggers; being held or limited is told of them too.
DOING = frozenset({"withdraw", "dismantle", "deploy", "transfer", "go"})
ACTS = DOING | {"remain", "limit", "follow", "offer", "sortie"}
# What is done by or to troops, as an act on weapons.
OF_TROOPS = {"withdraw": "withdraw", "disband": "dismantle", "transfer": "transfer"}
MERGING = frozenset("merge|merge with|merge into|amalgamate|incorporate".split("|"))
# Verbs whose participle is like their base form.
SAME = frozenset("cut put set shut split quit rid shed let".split())
AIMING = frozenset("for before toward towards about".split())  # before "-ing": what is still ahead


HELPING = frozenset("help helps helped helping let lets".split())


class WeaponAct(NamedTuple):
    """An act: its value, its mood, the word that says it, its clause and its verb if it has one."""

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None


DEEDS = ("act", "troops_do", "troops_undergo")  # the kinds of triggers that tell one


def acts_in(mention: Mention | None, pos: str) -> list[Sense]:
    """What a trigger does to weapons, by the lexicon; else what it does to troops ("transfer to")."""
    senses = mention.senses if mention is not None else ()
    senses = tuple(s for s in senses if s.info.get("pos") == pos)
    return [s for s in senses if s.kind == "act" and s.value in ACTS] or [
        replace(s, value=OF_TROOPS[s.value])
        for s in senses
        if s.kind in DEEDS[1:] and s.value in OF_TROOPS and s.info.get("base") not in MERGING
    ]


def senses_of(verb: Verb) -> list[Sense]:
    """What a verb does to weapons."""
    return acts_in(verb.mention, "verb")


def is_past(verb: Verb) -> bool:
    """Whether the verb stands in the past tense or is a past participle."""
    senses = verb.mention.senses if verb.mention is not None else ()
    past = any(s.info.get("tense") in ("past", "participle") for s in senses)
    return past or bool(verb.heads & SAME)


def mood_of(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what hangs on a denial ("it is not likely that …") is denied."""
    folded = clause.sentence.folded
    if denied := _denied(context, clause, verb):
        return denied
    before = folded[verb.first - 1] if verb.first else ""
    if folded[verb.at].endswith("ing"):
        governor = before if before not in ("in", "on", "of") else folded[verb.first - 2]
        if governor in context.lexicon.cues["weapon_considered"]:
            return "plan"  # "this means giving up 50 missiles", "is interested in leasing two"
        if verb.voice == "participle" and before in AIMING:
            return "plan"
    return _caused(context, clause, verb) or verb.mood


def _is_base(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.info.get("tense") == "base" for s in senses)


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
    if verb.first != verb.at or not earlier:
        return ""
    causing = earlier[-1]
    head = clause.sentence.folded[causing.at]
    if head in HELPING and _is_base(verb):  # "will help Russia dismantle"
        return causing.mood
    if not is_past(verb):
        return ""
    if head in context.lexicon.cues["weapon_caused"] and causing.mood == "fact":
        return "plan"
    return causing.mood if head in ("have", "having") else ""
