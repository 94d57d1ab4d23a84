"""Mentions of one fact become one row (codebook rule 2), and every row gets an id that lasts.

Two rows of a bulletin are one fact when nothing that both state about the fact's identity disagrees. The fuller row
stays the statement; the other lends it its span and the slots that it lacks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from monitorlib.extract.context import Row

__all__ = ["KEYS", "TABLES", "merge", "records_of"]

TABLES = ("agreements", "launchers", "units", "meetings", "sites")
# The columns that tell two facts of a table apart; of these the row's id is made.
KEYS: dict[str, tuple[str, ...]] = {
    "agreements": ("kind", "title", "parties", "number", "date"),
    "launchers": ("category", "system", "number", "action", "country"),
    "units": ("name", "echelon", "branch", "number", "personnel", "country", "action"),
    "meetings": ("participants", "parties", "place", "date"),
    "sites": ("kind", "place"),
}
_canonical = json.JSONEncoder(sort_keys=True).encode  # `json.dumps` makes an encoder for each call
SETS = frozenset({"parties", "participants"})


def merge(rows: Iterable[Row]) -> list[Row]:
    """One row per fact, in the order of the text."""
    merged: list[Row] = []
    for row in rows:
        twin = next(
            (known for known in merged if known.table == row.table and _same(known, row)), None
        )
        if twin is None:
            merged.append(row)
        else:
            _join(twin, row)
    for row in merged:
        row.spans[1:] = sorted(set(row.spans[1:]) - {row.spans[0]})
    return sorted(
        merged,
        key=lambda row: (
            TABLES.index(row.table),
            row.spans[0],
            _canonical(row.values),
        ),
    )


def _same(a: Row, b: Row) -> bool:
    """Whether two rows state one fact: no key column on which both speak and differ, and at least one in common."""
    if a.table in (
        "agreements",
        "meetings",
        "units",
    ):  # their extractors follow each through the text
        return a.values == b.values
    if a.table == "launchers" and _by_formations(a) != _by_formations(b):
        return False
    shared = 0
    for column in KEYS[a.table]:
        x, y = a.values.get(column), b.values.get(column)
        if x is None or y is None:
            continue
        if not _agree(column, x, y):
            return False
        shared += 1
    return shared >= min(2, len(KEYS[a.table]))


def _by_formations(row: Row) -> int | None:
    """How many formations stand for a number of weapons that is not given."""
    return None if "number" in row.values else row.values.get("formations")


def _agree(column: str, x: Any, y: Any) -> bool:
    if column in SETS:
        return set(x) <= set(y) or set(y) <= set(x)
    return bool(x == y)


def _join(kept: Row, other: Row) -> None:
    """Add the other row's spans and the slots that the kept row lacks; the fuller statement leads."""
    if len(other.values) > len(kept.values):
        kept.values, other.values = dict(other.values), kept.values
        kept.spans, other.spans = list(other.spans), kept.spans
        kept.source, kept.certainty, other.source, other.certainty = (
            other.source,
            other.certainty,
            kept.source,
            kept.certainty,
        )
    for column, value in other.values.items():
        kept.values.setdefault(column, value)
    kept.spans += other.spans


# --- records -----------------------------------------------------------------------------------------------


def records_of(rows: Iterable[Row], bulletin_id: str, text: str) -> dict[str, list[dict[str, Any]]]:
    """Rows as plain dictionaries by table, with ``row_id``, offsets and evidence."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    taken: dict[str, int] = {}
    for row in rows:
        identity = _row_id(row, bulletin_id)
        taken[identity] = taken.get(identity, 0) + 1
        start, stop = row.spans[0]
        record = {
            "row_id": identity if taken[identity] == 1 else f"{identity}-{taken[identity]}",
            "bulletin_id": bulletin_id,
            "start": start,
            "stop": stop,
            "spans": sorted([list(span) for span in row.spans]),
            "evidence": text[start:stop],
            "certainty": row.certainty,
            **row.values,
            **row.ids,
        }
        if row.source:
            record["source"] = row.source
        tables[row.table].append(record)
    return tables


def _row_id(row: Row, bulletin_id: str) -> str:
    """A name for the fact made of bulletin, table and key columns: the same on any machine, in any order."""
    key = [[column, row.values.get(column)] for column in KEYS[row.table]]
    digest = hashlib.sha256(_canonical([bulletin_id, row.table, key]).encode()).hexdigest()
    return f"{bulletin_id}:{row.table}:{digest[:10]}"
