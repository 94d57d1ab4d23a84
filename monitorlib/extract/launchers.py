"""Launchers: one row per quantity of missiles, launchers, warheads, silos, bombers, submarines (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause, noun_group
from monitorlib.extract.context import (
    Context,
    Row,
    date_of,
    governing_verb,
    origin_of,
    owner_in,
    part,
)
from monitorlib.spans import Mention, Sentence

__all__ = ["ACTIONS", "extract"]

# What an act does to weapons, done and planned.
ACTIONS = {
    "withdraw": ("withdrawn", "to_withdraw"),
    "dismantle": ("dismantled", "to_dismantle"),
    "deploy": ("deployed", "to_deploy"),
    "transfer": ("transferred", "to_transfer"),
    "remain": ("remaining", "remaining"),
    "limit": ("limit", "limit"),
}


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    for sentence in context.sentences:
        heads = [m for m in sentence.of("system", "weapon")]
        for position, head in enumerate(heads):
            if position + 1 < len(heads) and heads[position + 1].first == head.last:
                continue  # "SS-18 missiles": the noun is the head, the designation its attribute
            row = _row(context, sentence, head)
            if row is not None:
                yield row


def _row(context: Context, sentence: Sentence, head: Mention) -> Row | None:
    clause = context.document.clause_at(sentence, head.first)
    first = noun_group(sentence, head)
    group = list(sentence.within(first, head.last))
    numeral = next(
        (m.numeral for m in group if m.numeral is not None and m.numeral.value is not None), None
    )
    action, mood = _action(context, sentence, clause, head)
    if mood in ("maybe", "negated") or (numeral is None and action in ("", "remaining", "limit")):
        return None
    system = next((m.sense("system") for m in group if m.sense("system")), None)
    weapon = head.sense("weapon")
    category = weapon.value if weapon else system.info["category"] if system else ""
    if not category:
        return None
    low, high = part(sentence, head.first)
    here, there = origin_of(context, sentence, low, high)
    formations, echelon = _formations(sentence, low, high)
    return context.row(
        "launchers",
        sentence,
        head.first,
        {
            "category": category,
            "system": system.value if system else "",
            "number": numeral.value if numeral else None,
            "qualifier": numeral.qualifier if numeral else "",
            "formations": formations,
            "echelon": echelon,
            "action": action or "remaining",
            "owner": owner_in(sentence, first, head.last),
            "country": here,
            "to_country": there,
            "date": date_of(sentence, low, high, head.first, future=action.startswith("to_")),
        },
    )


def _action(context: Context, sentence: Sentence, clause: Clause, head: Mention) -> tuple[str, str]:
    """The action stated of a weapon and its mood: by a verb of the clause, else by a noun such as "withdrawal"."""
    verb = governing_verb(clause, head.first)
    for candidate in [verb, *clause.verbs] if verb else clause.verbs:
        for sense in candidate.mention.senses if candidate.mention else ():
            if sense.kind == "act" and sense.value in ACTIONS:
                return ACTIONS[sense.value][candidate.mood == "plan"], candidate.mood
    low, high = part(sentence, head.first)
    for mention in sentence.within(low, high):
        for sense in mention.senses:
            if sense.kind == "act" and sense.value in ACTIONS and sense.info.get("pos") != "verb":
                planned = (verb is not None and verb.mood == "plan") or any(
                    word in ("cover", "planned", "future") for word in sentence.folded
                )
                return ACTIONS[sense.value][planned], "fact"
    return "", verb.mood if verb else "fact"


def _formations(sentence: Sentence, low: int, high: int) -> tuple[int | None, str]:
    """The formations that hold the weapons: "two regiments, comprising 18 launchers"."""
    for mention in sentence.within(low, high):
        echelon = mention.sense("echelon")
        if echelon is None or mention.kind != "echelon" or echelon.value == "troops":
            continue
        for other in sentence.within(noun_group(sentence, mention), mention.first):
            if other.numeral is not None and other.numeral.value is not None:
                return other.numeral.value, echelon.value
    return None, ""
