"""Launchers: one row per quantity of missiles, launchers, warheads, silos, bombers, submarines (codebook section 3).

`quantities` finds the quantities, `weapon_acts` what is done to each; here they become rows. Of a quantity with no act
the text says that it is there (``remaining``); a force without a number is a row only when something is done to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import noun_group
from monitorlib.extract.context import (
    Context,
    Row,
    date_of,
    happens_later,
    holder,
    mover,
    origin_of,
    part,
    possessor,
)
from monitorlib.extract.quantities import Quantity, quantities_of
from monitorlib.extract.weapon_acts import WeaponAct, act_of
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

# What an act makes of weapons, done and planned.
ACTIONS = {
    "withdraw": ("withdrawn", "to_withdraw"),
    "go": ("withdrawn", "to_withdraw"),
    "dismantle": ("dismantled", "to_dismantle"),
    "deploy": ("deployed", "to_deploy"),
    "transfer": ("transferred", "to_transfer"),
    "remain": ("remaining", "remaining"),
    "limit": ("limit", "limit"),
}
FORMATIONS = frozenset({"army", "corps", "division", "brigade", "regiment", "battalion"})
WHOLE = frozenset({"all", "last", "its", "the", "one"})


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    rows = [row for q in quantities_of(context) if (row := _row(context, q)) is not None]
    _share(rows)
    yield from rows


def _row(context: Context, quantity: Quantity) -> Row | None:
    sentence = quantity.sentence
    act = act_of(context, quantity)
    counted = quantity.numeral is not None
    if act is not None and act.mood in ("maybe", "negated"):
        if not counted or act.mood == "maybe" or act.value in ("deploy", "limit"):
            return None
        act = None  # "have not been withdrawn": they are there
    if not counted and (
        act is None or act.value in ("remain", "limit") or quantity.extent not in WHOLE
    ):
        return None
    if quantity.kind == "pronoun" and (act is None or act.value in ("remain", "limit")):
        return None
    planned = act is not None and act.mood == "plan"
    date = _date(context, quantity, act, planned=planned)
    action = ACTIONS[act.value][planned or happens_later(context, date)] if act else "remaining"
    low, high = part(sentence, quantity.word)
    formations, echelon = _formations(sentence, low, high)
    values = {
        "category": quantity.category,
        "system": quantity.system,
        "number": quantity.number,
        "qualifier": quantity.numeral.qualifier if quantity.numeral else "",
        "formations": formations,
        "echelon": echelon,
        "action": action,
        "date": date,
        **_whose_and_where(context, quantity, action),
    }
    return context.row("launchers", sentence, quantity.first, values)


def _date(context: Context, quantity: Quantity, act: WeaponAct | None, *, planned: bool) -> str:
    """The date of the act: in its clause, else in the quantity's, else at the head of the sentence."""
    sentence = quantity.sentence
    home = context.document.clause_at(sentence, quantity.word)
    word = act.word if act is not None else quantity.first
    clauses = [act.clause, home] if act is not None else [home]
    for clause in clauses:
        date = date_of(sentence, clause.first, clause.last, word, future=planned)
        if date:
            return date
    opening = next(iter(context.clauses(sentence)))
    return date_of(sentence, 0, min(opening.last, 5), 0, future=planned)


def _whose_and_where(context: Context, quantity: Quantity, action: str) -> dict[str, str]:
    """Owner, country and destination; a ceiling lies in no country."""
    sentence, first, last = quantity.sentence, quantity.first, quantity.last
    low, high = part(sentence, first)
    holds = possessor(context, sentence, first, last) or holder(context, sentence, first, last)
    formation = _formation(sentence, low, high)
    owner = (
        holds
        or (
            formation
            and possessor(context, sentence, noun_group(sentence, formation), formation.last)
        )
        or mover(context, sentence, first)
    )
    if action == "limit":
        return {"owner": owner}
    here, there = origin_of(sentence, low, high)
    return {"owner": owner, "country": here or holds, "to_country": there if there != here else ""}


def _formation(sentence: Sentence, low: int, high: int) -> Mention | None:
    """The formation that holds the weapons: "two regiments, comprising 18 launchers"."""
    for mention in sentence.within(low, high):
        echelon = mention.sense("echelon")
        if mention.kind == "echelon" and echelon is not None and echelon.value in FORMATIONS:
            return mention
    return None


def _formations(sentence: Sentence, low: int, high: int) -> tuple[int | None, str]:
    """Number and echelon of the formations that hold the weapons."""
    formation = _formation(sentence, low, high)
    if formation is None:
        return None, ""
    for other in sentence.within(noun_group(sentence, formation), formation.first):
        if other.numeral is not None and other.numeral.value is not None:
            return other.numeral.value, formation.value
    return None, ""


def _share(rows: list[Row]) -> None:
    """What is stated once of a force holds for the whole bulletin: its owner, and its designation when only one is named."""
    countries = {row.values["country"] for row in rows if "country" in row.values}
    if len(countries) == 1:
        for row in rows:
            if row.values["action"] != "limit":
                row.values.setdefault("country", next(iter(countries)))
    owners: dict[str, set[str]] = {}
    for row in rows:
        if "owner" in row.values and "country" in row.values:
            owners.setdefault(row.values["country"], set()).add(row.values["owner"])
    systems = {
        row.values["system"]
        for row in rows
        if row.values["category"] == "missile" and "system" in row.values
    }
    for row in rows:
        stated = owners.get(row.values.get("country", ""), set())
        if "owner" not in row.values and len(stated) == 1:
            row.values["owner"] = next(iter(stated))
        if row.values["category"] == "missile" and "system" not in row.values and len(systems) == 1:
            row.values["system"] = next(iter(systems))
