"""What was told of weapons before: acts that a later sentence goes on with ("Ten more are to follow", "it has ten").

News tells a fact in instalments: first what was done, then how many there were, then how many are to come. Here a
quantity without an act of its own takes over the act of the one told before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from monitorlib.extract.context import Context, Row
from monitorlib.extract.weapons.act import ACTS, DOING, WeaponAct
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import AUXILIARIES, DETERMINERS, PRONOUNS
from monitorlib.verbs import Verb

__all__ = ["Told", "taken_up"]

NEAR = 3  # sentences over which an act can be gone on with
SOON = 2  # and over which a number can belong to what was named without one
HAVING = frozenset({"has", "have", "had", "comprises", "comprised", "numbers", "numbered"})
MONEY = frozenset("pay pays paid paying money funds cash rubles funding".split())
# What ends a list of objects.
APART = frozenset({";", ":", ".", "while", "but", "whereas", "although", "though", "when", "where"})
FAMILY = {"missile": "missile", "launcher": "missile", "silo": "silo"}


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
    if act is not None and (act.value != "remain" or act.mood not in ("fact", "plan")):
        return act, None
    clause = context.document.clause_at(quantity.sentence, quantity.word)
    ahead = next((v for v in clause.verbs if v.mood == "plan"), None)
    coming = (ahead is not None and not _today(quantity)) or _paid_for(quantity)
    if coming and quantity.kind != "noun" and _last(quantity, before, "deploy"):
        return WeaponAct("deploy", "plan", quantity.first, clause, ahead), None
    if (unnumbered := _unnumbered(context, quantity, before)) is not None and unnumbered.act:
        taken = unnumbered.act._replace(word=quantity.first, clause=clause, verb=None)
        return taken, unnumbered
    return act or _listed_with(quantity, before), None


def _so_too(quantity: Quantity, before: list[Told]) -> WeaponAct | None:
    """The act that goes for others too: "The warheads are gone, and so are the forty bombers"."""
    opening = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    source = next((t for t in reversed(before) if t.quantity.sentence is quantity.sentence), None)
    if "so" not in opening[:-1] or opening[-1] not in AUXILIARIES or source is None:
        return None
    return source.act


def _near(quantity: Quantity, told: list[Told]) -> list[Told]:
    """What was told last: looked for from the end, so that the cost does not grow with the bulletin."""
    earliest = quantity.sentence.index - NEAR
    near = list(takewhile(lambda t: t.quantity.sentence.index >= earliest, reversed(told)))
    return near[::-1]


def _today(quantity: Quantity) -> bool:
    """ "Against roughly 6,000 today": not what is to come."""
    words = quantity.sentence.folded[max(quantity.first - 1, 0) : quantity.last + 1]
    return bool({"against", "today", "now", "from"} & set(words))


def _paid_for(quantity: Quantity) -> bool:
    """ "The budget paid for ten", "has money for ten"."""
    before = quantity.sentence.folded[max(quantity.first - 2, 0) : quantity.first]
    return before[-1:] == ["for"] and before[0] in MONEY


def _listed_with(quantity: Quantity, before: list[Told]) -> WeaponAct | None:
    """The act on the one before in a list of objects: "was given 27 launchers and, what alarmed Baku, eight Scuds"."""
    source = next((t for t in reversed(before) if t.quantity.numeral is not None), None)
    if source is None or source.act is None or quantity.kind != "noun" or quantity.numeral is None:
        return None
    sentence, low = quantity.sentence, source.quantity.last
    joined = {",", "and"} & set(sentence.folded[low : quantity.first])
    object_ = source.act.word < source.quantity.first and source.act.value in DOING
    if source.quantity.sentence is not sentence or not object_ or not joined:
        return None
    between = sentence.within(low, quantity.first)
    apart = APART & set(sentence.folded[low : quantity.first])
    return None if apart or any(m.acts(*ACTS) for m in between) else source.act


def _following(quantity: Quantity, act: WeaponAct, before: list[Told]) -> WeaponAct | None:
    """ "Ten more are to follow": what was done to the ones told before will be done to these."""
    source = _doing(quantity, before)
    value = source.act.value if source is not None and source.act is not None else ""
    if not value:
        moved = act.verb is not None and act.clause.sentence.folded[act.verb.at].startswith(
            "follow"
        )
        value = "withdraw" if moved else ""
    if not value:
        return None
    done = act.verb is not None and act.mood == "fact" and _past(act.verb)
    return act._replace(value=value, mood="fact" if done else "plan")


def _past(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return verb.voice == "active" and any(
        s.info.get("tense") == "past" and s.info.get("base", "").split(" ")[0] in ("follow", "come")
        for s in senses
    )


def _doing(quantity: Quantity, before: list[Told]) -> Told | None:
    """The last of the same kind of weapon to which something was done, else the last of any kind."""
    acted = [t for t in before if t.act is not None and t.act.value in DOING]
    same = [t for t in acted if t.quantity.category == quantity.category]
    return same[-1] if same else acted[-1] if acted else None


def _last(quantity: Quantity, before: list[Told], value: str) -> bool:
    source = _doing(quantity, before)
    if source is None or source.act is None or source.act.value != value:
        return False
    return source.quantity.category == quantity.category or quantity.category != "warhead"


def _unnumbered(context: Context, quantity: Quantity, before: list[Told]) -> Told | None:
    """What was named without a number just before, when this sentence gives it: "The regiment has ten"."""
    if quantity.numeral is None or not before:
        return None
    source = before[-1]
    near = 1 <= quantity.sentence.index - source.quantity.sentence.index <= SOON
    same = _family(source.quantity) == _family(quantity)
    if not (near and same) or source.act is None or source.quantity.number is not None:
        return None
    done = source.act.value in DOING and source.act.mood in ("fact", "plan")
    return source if done and _definite(context, quantity) else None


def _family(quantity: Quantity) -> str:
    return FAMILY.get(quantity.category, quantity.category)


def _definite(context: Context, quantity: Quantity) -> bool:
    """Whether the number is had by what was spoken of: "it has ten", "the regiment had nine", "there were six"."""
    sentence = quantity.sentence
    clause = context.document.clause_at(sentence, quantity.word)
    verb = next((v for v in reversed(clause.verbs) if v.at < quantity.first), None)
    if verb is None:
        return False
    head = sentence.folded[verb.at]
    opening = sentence.folded[clause.first : verb.first]
    there = opening[-1:] == ["there"] and head in ("is", "are", "was", "were")
    known = opening[:1] and (
        opening[0] in PRONOUNS or opening[0] in DETERMINERS - {"a", "an", "another"}
    )
    return there or (head in HAVING and bool(known) and len(opening) <= 4)
