"""Rows on troops that state one fact: troops spoken of in general are the same troops all through a bulletin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitorlib.extract.context import Row
from monitorlib.extract.troops.scenes import SCENES

__all__ = ["at_home", "merged"]

MEASURES = ("name", "personnel", "number")


def merged(rows: list[Row]) -> list[Row]:
    """One row per general body and action: troops spoken of in general are the same troops all through."""
    kept: list[Row] = []
    for row in rows:
        twin = next((known for known in kept if _same(known.values, row.values)), None)
        if twin is not None and _foes(twin, row):
            twin = None
        if twin is None:
            kept.append(row)
            continue
        if _general(twin.values) and not _general(row.values):
            twin.values, row.values = row.values, twin.values
            twin.spans, row.spans = row.spans, twin.spans
            twin.source, twin.certainty = row.source, row.certainty
        for column, value in row.values.items():
            twin.values.setdefault(column, value)
        twin.spans += row.spans
    return kept


def _foes(one: Row, other: Row) -> bool:
    """Whether two rows of one place of the text are the sides of a fight: "Taliban fighters and Dostum's troops"."""
    owners = [row.values.get("owner") for row in (one, other)]
    fight = one.values.get("action") == "combat" and one.spans[0] == other.spans[0]
    return fight and owners[0] != owners[1]


def at_home(rows: list[Row]) -> Iterator[Row]:
    """Troops without a name that are where one named body without a strength is based are that body's men.

    Troops in general whose owner nobody tells are no fact.
    """
    for row in rows:
        values = row.values
        if _general(values) and "owner" not in values and values.get("action") not in SCENES:
            continue
        place = values.get("location")
        nameless = "name" not in values and "number" not in values
        if place and nameless and "personnel" in values and values.get("action") == "stationed":
            homes = [r for r in rows if "name" in r.values and r.values.get("location") == place]
            if len(homes) == 1 and "personnel" not in homes[0].values:
                for column in ("personnel", "qualifier"):
                    homes[0].values[column] = values[column]
                homes[0].spans += row.spans
                continue
        yield row


def _general(values: dict[str, Any]) -> bool:
    return not any(column in values for column in MEASURES)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows state one fact; "one unit is going home" is what "the 245th Regiment has left" says."""
    if not _general(one) and not _general(other):
        return one == other
    columns = ["action", "owner", "country", "branch"]
    if _general(one) and _general(other):
        columns.append("echelon")
    return all(one.get(c) == other.get(c) or c not in one or c not in other for c in columns)
