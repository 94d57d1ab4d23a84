"""What was told of weapons before: acts that a later sentence goes on with ("Ten more are to follow", "it has ten").

News tells a fact in instalments: first what was done, then how many there were, then how many are to come. Here a
quantity without an act of its own takes over the act of the one told before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from monitorlib.extract.context import Context, Row
from monitorlib.extract.weapons.act import ACTS, DOING, WeaponAct, is_past
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import AUXILIARIES, DETERMINERS, PRONOUNS

__all__ = ["Told", "taken_up"]

NEAR = 3  # sentences over which an act can be gone on with
SOON = 2  # and over which a number can belong to what was named without one
HAVING = frozenset({"has", "have", "had", "comprises", "comprised", "numbers", "numbered"})
# What ends a list of objects.
APART = frozenset({";", ":", ".", "while", "but", "whereas", "although", "though", "when", "where"})
FURTHER = frozenset({"more", "another", "additional", "further"})  # "has ten and expects six more"
FAMILY = {"launcher": "missile"}  # kinds by which the same weapons are counted


@dataclass(slots=True)
class Told:
    """One quantity that was told: its act, and the row that it gave."""

    quantity: Quantity
    act: WeaponAct | None
    row: Row | None


def taken_up(
    context: Context, quantity: Quantity, act: WeaponAct | None, told: list[Told]
) -> tuple[WeaponAct | None, Told | None]:
    """The act of a quantity, and what was told before when the act is taken over from there."""
    before = _near(quantity, told)
    act = _so_too(quantity, before) or act
    if act is not None and act.value == "follow":
        return _following(quantity, act, before), None
    if act is not None and act.value == "go" and _last(quantity, before, "dismantle"):
        return act._replace(value="dismantle"), None
    if act is not None and act.value != "remain":
        return act, _only_mentioned(context, quantity, before)
    clause = context.document.clause_at(quantity.sentence, quantity.word)
    ahead = next((v for v in clause.verbs if v.mood == "plan"), None)
    if ahead is not None and quantity.kind != "noun" and _last(quantity, before, "deploy"):
        return WeaponAct("deploy", "plan", quantity.first, clause, ahead), None
    known = before[-1] if before else None
    if known is not None and known.act is not None and _numbers(context, quantity, known):
        return known.act._replace(word=quantity.first, clause=clause, verb=None), known
    return act or _listed_with(quantity, before), None


def _near(quantity: Quantity, told: list[Told]) -> list[Told]:
    """What was told last: looked for from the end, so that the cost does not grow with the bulletin."""
    earliest = quantity.sentence.index - NEAR
    near = list(takewhile(lambda t: t.quantity.sentence.index >= earliest, reversed(told)))
    return near[::-1]


def _only_mentioned(context: Context, quantity: Quantity, before: list[Told]) -> Told | None:
    """What a pronoun stands for, when nothing was told of it: "spoke of 18 missiles. They were scrapped"."""
    source = next((t for t in before if t.quantity is quantity.of), None)
    if source is None or source.act is not None or quantity.kind != "pronoun":
        return None
    known = source.quantity
    verbs = context.document.clause_at(known.sentence, known.word).verbs
    whole = quantity.numeral is not None and quantity.numeral is known.numeral
    return source if whole and any(v.at < known.first for v in verbs) else None


def _so_too(quantity: Quantity, before: list[Told]) -> WeaponAct | None:
    """The act that goes for others too: "The warheads are gone, and so are the forty bombers"."""
    sentence, first = quantity.sentence, quantity.first
    opening = sentence.folded[max(first - 3, 0) : first]
    if not {"so", "as"} & set(opening[:-1]) or opening[-1] not in AUXILIARIES:
        return None
    return next((t.act for t in reversed(before) if t.quantity.sentence is sentence), None)


def _following(quantity: Quantity, act: WeaponAct, before: list[Told]) -> WeaponAct | None:
    """ "Ten more are to follow": what was done to the ones told before will be done to these."""
    source = _doing(quantity, before)
    if source is None or source.act is None:
        more = FURTHER & set(quantity.sentence.folded[quantity.first - 1 : quantity.last + 1])
        held = more and any(t.quantity.category == quantity.category for t in before)
        value = "deploy" if held else _named_beside(quantity, act)
        return act._replace(value=value, mood="plan") if value else None
    came = act.verb is not None and act.verb.heads & {"follow", "come"} and is_past(act.verb)
    done = act.mood == "fact" and came
    return act._replace(value=source.act.value, mood="fact" if done else "plan")


def _named_beside(quantity: Quantity, act: WeaponAct) -> str:
    """What is to come, by a noun of the clause: "are next at the cutting ground", "are due for delivery"; else used."""
    for mention in act.clause.mentions:
        for sense in mention.senses:
            named = sense.info.get("pos") == "noun" or sense.info.get("tense") == "ing"
            if sense.kind == "act" and sense.value in DOING and named:
                return sense.value
    planned = {"planned", "scheduled", "readied", "line"} & set(
        act.clause.sentence.folded[act.word : act.clause.last]
    )
    return "deploy" if planned and quantity.numeral is not None else ""


def _doing(quantity: Quantity, before: list[Told]) -> Told | None:
    """The last of the same kind of weapon to which something was done, else the last of any kind."""
    acted = [t for t in before if t.act is not None and t.act.value in DOING]
    same = [t for t in acted if t.quantity.category == quantity.category]
    return next(reversed(same or acted), None)


def _last(quantity: Quantity, before: list[Told], value: str) -> bool:
    """Whether this was done to the weapons told before; what is done to missiles is not done to warheads."""
    source = _doing(quantity, before)
    if source is None or source.act is None or source.act.value != value:
        return False
    return source.quantity.category == quantity.category or quantity.category != "warhead"


def _numbers(context: Context, quantity: Quantity, known: Told) -> bool:
    """Whether this is the number of what was named without one just before: "The regiment has ten"."""
    near = 1 <= quantity.sentence.index - known.quantity.sentence.index <= SOON
    kinds = {FAMILY.get(q.category, q.category) for q in (quantity, known.quantity)}
    acted = known.act is not None and known.act.value in DOING
    counted = quantity.numeral is not None and known.quantity.number is None
    return near and acted and counted and len(kinds) == 1 and _had(context, quantity)


def _had(context: Context, quantity: Quantity) -> bool:
    """Whether the number is had by what was spoken of: "it has ten", "the regiment had nine", "there were six"."""
    sentence = quantity.sentence
    clause = context.document.clause_at(sentence, quantity.word)
    verb = next((v for v in reversed(clause.verbs) if v.at < quantity.first), None)
    if verb is None:
        return False
    opening = sentence.folded[clause.first : verb.first]
    known = set(opening[:1]) & (PRONOUNS | DETERMINERS - {"a", "an", "another"})
    head = sentence.folded[verb.at]
    there = opening[-1:] == ["there"] and head in ("is", "are", "was", "were")
    return there or (head in HAVING and bool(known))


def _listed_with(quantity: Quantity, before: list[Told]) -> WeaponAct | None:
    """The act on the one before in a list of objects: "was given 27 launchers and, what alarmed Baku, eight Scuds"."""
    source = next((t for t in reversed(before) if t.quantity.numeral is not None), None)
    if source is None or source.act is None or quantity.numeral is None:
        return None
    sentence, low, first = quantity.sentence, source.quantity.last, quantity.first
    between = set(sentence.folded[low:first])
    if source.quantity.sentence is not sentence or not {",", "and"} & between or APART & between:
        return None
    object_ = source.act.word < source.quantity.first and source.act.value in DOING
    acts = any(m.acts(*ACTS) for m in sentence.within(low, first))
    return source.act if object_ and not acts else None
