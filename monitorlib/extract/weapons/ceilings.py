"""Ceilings: whether a number of weapons is the limit that a treaty or plan sets, and not a holding.

Told by a noun ("the level of 6,000"), a verb ("permits either country 1,600", "go down to 3,500"), a permission
("may keep only 3,000") or an obligation ("is meant to have at most 1,200").
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.weapons.moods import mood_of
from monitorlib.extract.weapons.quantities import ACTS, DOING, Quantity
from monitorlib.extract.weapons.quantity import newest
from monitorlib.function_words import BE, DETERMINERS, HAVE, POSSESSIVES
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "ACTS",
    "CUTTING",
    "DOING",
    "WeaponAct",
    "acts_in",
    "attributive",
    "ceiling_of",
    "senses_of",
]

CUTTING = frozenset(
    "reduce|cut|trim|slash|lower|pare|shrink|scale down|dwindle|halve|downsize|cut back".split("|")
)
THOUSAND = 1000
GROWING = frozenset({"raise", "increase", "expand", "bring", "enlarge"})
LEAVING = frozenset(
    "leave allow permit give grant let entitle provide allot".split()
)  # what a treaty does
KEEPING = frozenset("have keep retain hold maintain possess".split())
DEFINITE = frozenset("the its their his these those all remaining last both against".split())
LINKS = frozenset("of at to and than is are was were".split())  # between "ceiling" and its number
CUT = frozenset("cut reduced lowered trimmed slashed pared reduction reductions".split())
DOWN = frozenset({"down", "drop", "drops", "fall", "falls"})
CEILINGS = frozenset(
    "ceiling ceilings limit limits level levels quota quotas cap maximum sublimit".split()
)


class WeaponAct(NamedTuple):
    """An act: its value, its mood, the word that says it, its clause and its verb if it has one."""

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None


def ceiling_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """Whether the number is a ceiling: "the level of 6,000", "permits either country 1,600", "come down to 3,500"."""
    if quantity.numeral is None:
        return None
    sentence, first = quantity.sentence, quantity.first
    clause = context.document.clause_at(sentence, quantity.word)
    verbs = [v for v in clause.verbs if not attributive(sentence, v)]
    earlier = [v for v in verbs if v.at < first][-2:]  # "lets Russia have 154"
    later = [v for v in verbs if v.first >= quantity.last][:1]
    verb = earlier[-1] if earlier else None
    before = sentence.folded[max(first - 6, part(sentence, first)[0]) : first]
    before = before[:-1] if before[-1:] == ["between"] else before
    at_most = quantity.numeral.qualifier == "at_most"
    limited = (
        _span_of_warheads(quantity, [*earlier, *later])
        or any(_may_stay(sentence, v) for v in later)
        or _left_by_treaty(context, quantity)
        or _named_ceiling(before, sentence.folded[first : quantity.last])
        or (at_most and any(v.mood == "maybe" for v in later))  # "1,750 at most may be based"
        or any(_limits(sentence, v, first) for v in earlier)
        or any(_limits(sentence, v, v.at) and not _goes_on(clause, v) for v in later)
        or _cut_to(verb, before)
        or _by_treaty(clause, verb)
        or _aimed_at(context, quantity, clause, verb)
        or (verb is not None and _bounded(sentence, clause, quantity, verb))
    )
    return WeaponAct("limit", "fact", first, clause, verb) if limited else None


def _aimed_at(context: Context, quantity: Quantity, clause: Clause, verb: Verb | None) -> bool:
    """Whether so many are meant to be kept: "plans to have 14 submarines"; not "the 46" that are there."""
    folded = quantity.sentence.folded
    words = folded[max(quantity.first - 2, 0) : quantity.last]
    if verb is None or folded[verb.first - 1] == "order" or not DEFINITE.isdisjoint(words):
        return False
    bases = {s.info.get("base") for s in _all_senses(verb)} | {folded[verb.at]}
    ahead = "should" in folded[verb.first : verb.at] or mood_of(context, clause, verb) == "plan"
    return ahead and bool(bases & KEEPING) and quantity.system not in newest(context)


def _span_of_warheads(quantity: Quantity, verbs: list[Verb]) -> bool:
    """ "1,700 to 2,200 warheads": what no one has, but treaties foresee."""
    numeral = quantity.numeral
    if numeral is None or quantity.category not in ("warhead", "launcher"):
        return False
    inside = quantity.sentence.folded[numeral.first : numeral.last]
    span = bool({"to", "-", "and", "–"} & set(inside)) and (numeral.value or 0) >= THOUSAND
    held = any(
        v.mood == "fact" and (s.value == "remain" or quantity.sentence.folded[v.at] in HAVE)
        for v in verbs
        for s in (senses_of(v) or [Sense("", "", {})])
    )
    done = any(v.mood == "fact" and any(s.value in DOING for s in senses_of(v)) for v in verbs)
    return span and not held and not done


def _may_stay(sentence: Sentence, verb: Verb) -> bool:
    """ "105 SS-19s may be kept"."""
    allowed = {"may", "can"} & set(sentence.folded[verb.first : verb.at])
    kept = any(s.info.get("base") in ("keep", "retain", "remain", "stay") for s in senses_of(verb))
    return bool(allowed) and kept and verb.mood == "maybe"


def _left_by_treaty(context: Context, quantity: Quantity) -> bool:
    """ "The 6,000 warheads that START I leaves them with"."""
    for clause in context.clauses(quantity.sentence):
        antecedent = clause.antecedent
        if antecedent is None or not quantity.first <= antecedent.first < quantity.last:
            continue
        if any(_by_treaty(clause, verb) for verb in clause.verbs):
            return True
    return False


def _bounded(sentence: Sentence, clause: Clause, quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb of having tells how many there may be: permitted, obliged, or no more than."""
    first, numeral = quantity.first, quantity.numeral
    at_most = numeral is not None and numeral.qualifier == "at_most"
    over = numeral is not None and numeral.qualifier == "at_least"
    neither = {"neither", "no", "none"} & set(sentence.folded[clause.first : verb.first + 1])
    return (
        _permitted(sentence, verb, first)
        or (at_most and _obliged(sentence, verb, first))
        or (over and (verb.mood == "negated" or (verb.mood == "maybe" and bool(neither))))
    )


def _limits(sentence: Sentence, verb: Verb, first: int) -> bool:
    """Whether a verb sets a limit: "permits either country 1,600", "lets Russia have 154"; not "let it see 154"."""
    if verb.mood == "negated" or not any(s.value == "limit" for s in senses_of(verb)):
        return False
    between = [
        m
        for m in sentence.within(verb.at + 1, first)
        if any(s.info.get("pos") == "verb" for s in m.senses)
    ]
    return all(m.acts("remain", "deploy", "limit") for m in between)


def _goes_on(clause: Clause, verb: Verb) -> bool:
    """ "The missiles were allowed to leave"."""
    return any(v.first == verb.at + 1 for v in clause.verbs)


def _by_treaty(clause: Clause, verb: Verb | None) -> bool:
    """Whether a treaty is what leaves or gives so many: "START II would leave each side 3,500"."""
    if verb is None or verb.mood == "negated":
        return False
    named = [*clause.subject, *clause.sentence.within(clause.first, verb.first)]
    treaty = any(
        m.kind in ("instrument", "instrument_noun") and m.last <= verb.first for m in named
    )
    return treaty and any(s.info.get("base") in LEAVING for s in _all_senses(verb))


def _all_senses(verb: Verb) -> tuple[Sense, ...]:
    return verb.mention.senses if verb.mention is not None else ()


def _named_ceiling(before: list[str], words: list[str]) -> bool:
    """ "A ceiling of", "the level of 1,600 and", "below the 2,000"."""
    ceiling = CEILINGS & set(before) and bool(LINKS & set(before[-1:]))
    ceiling = ceiling or (before[-1:] == [","] and CEILINGS & set(before[-2:-1]))
    below = before[-1:] == ["below"] or before[-2:] == ["below", "the"]
    return bool(ceiling) or below or "ceiling" in words or words[:1] == ["below"]


def _cut_to(verb: Verb | None, before: list[str]) -> bool:
    """ "Cut to 3,500", "go down to 1,700", "drop to 6,000"."""
    if before[-1:] != ["to"] or (verb is not None and verb.mood in ("negated", "maybe")):
        return False
    senses = verb.mention.senses if verb is not None and verb.mention is not None else ()
    if verb is not None and verb.mood == "fact" and _done(verb):
        return False  # "shrank to 5,500 last year": so many are left
    if (
        verb is not None
        and verb.mood == "fact"
        and before[-3:-2]
        and before[-3] in BE
        and before[-2] == "down"
    ):
        return False  # "the air force is down to eighty"
    cutting = any(s.info.get("base") in CUTTING for s in senses)
    cutting = cutting or (verb is not None and verb.mood == "plan" and _grows(verb))
    return cutting or bool(DOWN & set(before)) or before[-2] in CUT if len(before) > 1 else cutting


def _grows(verb: Verb) -> bool:
    """ "Wants to raise the number of its bombers to fifteen"."""
    return verb.mention is None or any(s.info.get("base") in GROWING for s in verb.mention.senses)


def _done(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    cut = any(s.info.get("base") in CUTTING and s.info.get("tense") == "past" for s in senses)
    return cut and verb.voice == "active"


def _permitted(sentence: Sentence, verb: Verb, first: int) -> bool:
    """ "Under START II, Russia may keep only 3,000"."""
    allowed = {"may", "can"} & set(sentence.folded[verb.first : verb.at])
    treaty = "only" in sentence.folded[verb.at : first] or any(
        m.kind in ("instrument", "instrument_noun") for m in sentence.mentions
    )
    holds = any(s.value == "remain" for s in senses_of(verb)) or sentence.folded[verb.at] == "have"
    treaty = treaty or sentence.folded[verb.at] in ("keep", "retain")
    return bool(allowed) and treaty and holds


def _obliged(sentence: Sentence, verb: Verb, first: int) -> bool:
    """Whether "no more than" is an obligation: "is meant to have at most 1,200"."""
    doing = any(s.value in DOING for s in senses_of(verb))
    ahead = verb.mood in ("plan", "maybe") or "supposed" in sentence.folded[verb.first : first]
    return ahead and not doing


def attributive(sentence: Sentence, verb: Verb) -> bool:
    """Whether a participle stands before its noun: "2,100 deployed delivery vehicles", "its remaining silos"."""
    if verb.first != verb.at or verb.mention is None:
        return False
    before = sentence.folded[verb.first - 1] if verb.first else ""
    counted = any(m.last == verb.first and m.numeral is not None for m in sentence.mentions)
    after = range(verb.mention.last, verb.mention.last + 3)
    return (counted or before in DETERMINERS or before in POSSESSIVES) and any(
        m.first in after and (m.sense("weapon") or m.sense("system")) for m in sentence.mentions
    )


# What is done by or to troops, as an act on weapons.
OF_TROOPS = {"withdraw": "withdraw", "disband": "dismantle", "transfer": "transfer"}


def acts_in(mention: Mention | None, *poses: str) -> list[Sense]:
    """What a trigger does to weapons, by the lexicon; else what it does to troops ("transfer to")."""
    senses = (
        [s for s in mention.senses if s.info.get("pos") in poses] if mention is not None else []
    )
    acts = [s for s in senses if s.kind == "act" and s.value in ACTS]
    return acts or [
        replace(s, value=OF_TROOPS[s.value])
        for s in senses
        if s.kind in ("troops_do", "troops_undergo") and s.value in OF_TROOPS
    ]


def senses_of(verb: Verb) -> list[Sense]:
    """What a verb does to weapons."""
    return acts_in(verb.mention, "verb")
