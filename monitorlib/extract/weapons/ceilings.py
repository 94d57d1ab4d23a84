"""Ceilings: whether a number of weapons is the limit that a treaty or plan sets, and not a holding.

Told by a noun ("the level of 6,000"), a verb ("permits either country 1,600", "go down to 3,500"), a permission
("may keep only 3,000") or an aim ("plans to have 14 submarines").
"""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.weapons.act import WeaponAct, is_past, mood_of, senses_of
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import BE, HAVE, MAY, NOBODY, REPORTED
from monitorlib.numerals import Numeral
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["CUTTING", "ceiling_of", "named_ceiling"]

CUTTING = frozenset(
    "reduce|cut|trim|slash|lower|pare|shrink|scale down|dwindle|halve|downsize|cut back".split("|")
)
SINKING = frozenset(
    "down drop drops fall falls cut reduced lowered trimmed slashed pared reduction reductions limited".split()
)
SETTING = frozenset(
    "fix|freeze|set|cap|peg|hold|limit|fix at|freeze at|cap at|peg at|hold at|stop at".split("|")
)
THOUSAND = 1000
LEAVING = frozenset(
    "leave allow permit give grant let entitle provide allot".split()
)  # what a treaty does
KEEPING = frozenset("have keep retain hold maintain possess".split())
STAYING = frozenset({"keep", "retain", "maintain"})
DEFINITE = frozenset("the its their his these those all remaining last both against".split())
LINKS = frozenset("of at to and than is are was were ,".split())  # between "ceiling" and its number
CEILINGS = frozenset(
    "ceiling ceilings limit limits level levels quota quotas cap maximum sublimit".split()
)


def ceiling_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The ceiling that a number is: "the level of 6,000", "permits either country 1,600", "come down to 3,500"."""
    numeral = quantity.numeral
    if numeral is None:
        return None
    sentence, first = quantity.sentence, quantity.first
    clause = context.document.clause_at(sentence, quantity.word)
    earlier = [v for v in clause.verbs if v.at < first][-2:]  # "lets Russia have 154"
    later = [v for v in clause.verbs if v.first >= quantity.last][:1]
    verb = earlier[-1] if earlier else None
    before = sentence.folded[max(first - 6, part(sentence, first)[0]) : first]
    limited = (
        named_ceiling(before, sentence.folded[first : quantity.last])
        or _cut_to(verb, before)
        or any(_limits(sentence, v, first) for v in earlier if not _undone(later))
        or any(_set_at(v, before) for v in earlier)
        or _is_ceiling(clause, verb, first)
        or any(_permits(sentence, v, numeral) for v in [*earlier[-1:], *later])
        or _by_treaty(context, quantity, clause)
        or (verb is not None and _aimed_at(context, quantity, clause, verb))
        or _range_of_warheads(quantity, numeral, [*earlier, *later])
    )
    return WeaponAct("limit", "fact", first, clause, verb) if limited else None


def named_ceiling(before: list[str], words: list[str]) -> bool:
    """ "A ceiling of", "the level of 1,600 and", "below the 2,000", "remain limited to one site and 100"."""
    named = bool(CEILINGS & set(before)) and before[-1] in LINKS
    return (
        named
        or ("limited", "to") in pairwise(before)
        or "below" in before[-2:]
        or bool({"ceiling", "below"} & set(words))
    )


def _cut_to(verb: Verb | None, before: list[str]) -> bool:
    """ "Cut to 3,500", "go down to 1,700"; not "shrank to 5,500", "is down to 80": so many are left."""
    if before[-1:] != ["to"]:
        return False
    if verb is None:
        return bool(SINKING & set(before))
    done = verb.mood == "fact" and verb.voice == "active" and (is_past(verb) or "down" in before)
    cut = bool(verb.bases & CUTTING or SINKING & set(before))
    return cut and verb.mood in ("fact", "plan") and not done


def _set_at(verb: Verb, before: list[str]) -> bool:
    """ "Fixed the bomber fleet at 86", "be frozen at 2,000"."""
    return before[-1:] == ["at"] and bool(verb.bases & SETTING) and verb.mood != "negated"


def _is_ceiling(clause: Clause, verb: Verb | None, first: int) -> bool:
    """ "The ceiling for bombers and missiles together is 1,600"."""
    if verb is None or verb.end != first or clause.sentence.folded[verb.at] not in BE:
        return False
    return bool(CEILINGS & set(clause.sentence.folded[clause.first : verb.first]))


def _undone(verbs: list[Verb]) -> bool:
    """ "Agreed to let 40 missiles be shipped": what they are let go for."""
    return any(
        s.value in ("withdraw", "dismantle", "transfer") for v in verbs for s in senses_of(v)
    )


def _limits(sentence: Sentence, verb: Verb, first: int) -> bool:
    """Whether a verb sets a limit: "permits either country 1,600", "lets Russia have 154"; not "let it see 154"."""
    doing = sentence.folded[verb.at].endswith("ing")  # "is making do with 48"
    if doing or verb.mood == "negated" or not any(s.value == "limit" for s in senses_of(verb)):
        return False
    between = [
        m
        for m in sentence.within(verb.at + 1, first)
        if any(s.info.get("pos") == "verb" for s in m.senses)
    ]
    return all(m.acts("remain", "deploy", "limit") for m in between)


def _permits(sentence: Sentence, verb: Verb, numeral: Numeral) -> bool:
    """ "Russia may keep 3,000", "105 SS-19s may be kept", "1,750 at most may be based"."""
    kept = numeral.qualifier == "at_most" or bool(verb.bases & STAYING)
    neither = bool(NOBODY & set(sentence.folded[: verb.first]))
    kept = kept or (neither and numeral.qualifier == "at_least")  # "neither may have more than"
    may = MAY & set(sentence.folded[verb.first : verb.at])
    return verb.mood == "maybe" and bool(may) and kept


def _by_treaty(context: Context, quantity: Quantity, home: Clause) -> bool:
    """Whether a treaty leaves so many: "START II would leave each side 3,500", "the 6,000 that START I leaves it"."""
    sentence = quantity.sentence
    for clause in context.clauses(sentence):
        noun = clause.antecedent
        if clause is not home and (
            noun is None or not quantity.first <= noun.first < quantity.last
        ):
            continue
        for verb in clause.verbs:
            named = [*clause.subject, *sentence.within(clause.first, verb.first)]
            treaty = any(m.kind in ("instrument", "instrument_noun") for m in named)
            active = verb.mood != "negated" and verb.voice != "passive"
            if treaty and active and verb.bases & LEAVING:
                return True
    return False


def _aimed_at(context: Context, quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether so many are meant to be kept: "plans to have 14 submarines"; not "the 46" that are there."""
    folded = quantity.sentence.folded
    known = DEFINITE & set(folded[max(quantity.first - 2, 0) : quantity.last])
    keeping = KEEPING & (verb.bases | {folded[verb.at]})
    said = folded[verb.first - 1] in REPORTED  # "is thought to possess 450"
    return bool(keeping) and not (known or said) and mood_of(context, clause, verb) == "plan"


def _range_of_warheads(quantity: Quantity, numeral: Numeral, verbs: list[Verb]) -> bool:
    """ "1,700 to 2,200 warheads": what no one has, but treaties foresee."""
    folded = quantity.sentence.folded
    spans = {"to", "-", "and", "–"} & set(folded[numeral.first : numeral.last])
    many = quantity.category in ("warhead", "launcher") and (numeral.value or 0) >= THOUSAND
    told = any(v.mood == "fact" and (senses_of(v) or folded[v.at] in HAVE) for v in verbs)
    return bool(spans) and many and not told
