"""Launchers: one row per quantity of missiles, launchers, warheads, silos, bombers, submarines (codebook section 3).

`quantities` finds the quantities, `weapon_acts` what is done to each; here they become rows. Of a quantity with no act
the text says that it is there (``remaining``); a force without a number is a row only when something is done to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context, Row, happens_later
from monitorlib.extract.quantities import Quantity, quantities_of
from monitorlib.extract.weapon_acts import WeaponAct, act_of
from monitorlib.extract.weapon_facts import (
    Setting,
    date_of_act,
    formations_of,
    settings,
    whose_and_where,
)
from monitorlib.extract.weapon_memory import Told, taken_up

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
WHOLE = frozenset({"all", "last", "its", "the", "one"})
NEW = frozenset({"deploy", "limit"})  # what is denied of these is not there


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    quantities = quantities_of(context)
    if not quantities:
        return
    where = settings(context)
    told: list[Told] = []
    for quantity in quantities:
        act, source = taken_up(context, quantity, act_of(context, quantity), told)
        row = _row(context, quantity, act, where[quantity.sentence.index])
        if row is not None and source is not None:
            _complete(context, row, source)
        elif row is not None:
            _supersede(quantity, act, told)
        told.append(Told(quantity, act, row))
    rows = [known.row for known in told if known.row is not None]
    _share(rows)
    yield from rows


def _complete(context: Context, row: Row, source: Told) -> None:
    """A number given afterwards belongs to the fact told before: its date and its place in the text go with it."""
    known = source.row
    if known is None:
        act = source.act
        date = date_of_act(context, source.quantity, act, planned=bool(act and act.mood == "plan"))
        known = context.row(
            "launchers", source.quantity.sentence, source.quantity.first, {"date": date}
        )
    source.row = None
    row.spans += known.spans
    for column in ("date", "country", "to_country", "owner", "formations", "echelon"):
        if column in known.values and not (column in row.values and column != "date"):
            row.values[column] = known.values[column]


def _supersede(quantity: Quantity, act: WeaponAct | None, told: list[Told]) -> None:
    """ "Eighteen launchers … They will be taken to Russia": the act is the fact, not that they were named."""
    if quantity.kind != "pronoun" or act is None or quantity.numeral is None:
        return
    for known in told:
        if known.quantity is quantity.of and known.act is None:
            known.row = None


def _row(
    context: Context, quantity: Quantity, act: WeaponAct | None, setting: Setting
) -> Row | None:
    """The row of one quantity, or None when the text says nothing of it that counts."""
    if not _states(quantity, act):
        return None
    stated = act
    if act is not None and act.mood == "negated":
        act = None  # "have not been withdrawn": they are there
    planned = act is not None and act.mood == "plan"
    date = date_of_act(context, quantity, act, planned=planned)
    later = planned or (not _over(act) and happens_later(context, date))
    action = ACTIONS[act.value][later] if act else "remaining"
    formations, echelon = formations_of(context, quantity)
    values = {
        "category": quantity.category,
        "system": quantity.system,
        "number": quantity.number,
        "qualifier": quantity.numeral.qualifier if quantity.numeral else "",
        "formations": formations,
        "echelon": echelon,
        "action": action,
        "date": date,
        **whose_and_where(context, quantity, stated, action, setting),
    }
    return context.row("launchers", quantity.sentence, quantity.first, values)


def _over(act: WeaponAct | None) -> bool:
    """Whether the verb says that it is done, whatever date was read: "had been blown up by June"."""
    if act is None or act.verb is None:
        return False
    words = act.clause.sentence.folded[act.verb.first : act.verb.at]
    return bool({"had", "has", "have", "was", "were"} & set(words)) and act.mood == "fact"


def _states(quantity: Quantity, act: WeaponAct | None) -> bool:
    """Whether the words state a fact: a number, or an act on a whole force; not what is only possible."""
    counted = quantity.numeral is not None
    if act is not None and act.value == "spend":
        return False
    if act is not None and (act.mood == "maybe" or (act.mood == "negated" and act.value in NEW)):
        return False
    doing = act is not None and act.value not in ("remain", "limit") and act.mood != "negated"
    if quantity.kind == "pronoun":
        return doing
    return counted or (doing and quantity.extent in WHOLE)


def _share(rows: list[Row]) -> None:
    """What is stated once of a force holds for the whole bulletin: its owner, by country."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        if "owner" in row.values and "country" in row.values:
            owners.setdefault(row.values["country"], set()).add(row.values["owner"])
    for row in rows:
        stated = owners.get(row.values.get("country", ""), set())
        if "owner" not in row.values and len(stated) == 1:
            row.values["owner"] = next(iter(stated))
