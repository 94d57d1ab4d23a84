"""Rows as the explorer lists and filters them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from monitorlib.evidence import own_columns
from monitorlib.schemas import TABLES, frame_rows, text_of

if TYPE_CHECKING:
    from monitorlib.tables import Tables

ANY = "(any)"


class Wanted(NamedTuple):
    """What the filters ask for; ``ANY``, empty words and no spots ask for nothing."""

    actor: str
    status: str
    certainty: str
    words: str
    years: tuple[int, int]
    spots: frozenset[str] = frozenset()


class Listed(NamedTuple):
    """A row of a table, with what the filters look at worked out once."""

    row: dict[str, Any]
    line: str
    state: str
    actors: frozenset[str]
    year: int | None
    text: str
    spots: frozenset[str]  # where it is on the map, and which row of which table it is

    def passes(self, wanted: Wanted) -> bool:
        """Whether the filters let it through; a row without a year is never hidden by years."""
        return (
            wanted.actor in (ANY, *self.actors)
            and wanted.status in (ANY, self.state)
            and wanted.certainty in (ANY, self.row["certainty"])
            and (self.year is None or wanted.years[0] <= self.year <= wanted.years[1])
            and wanted.words.casefold() in self.text
            and (not wanted.spots or not wanted.spots.isdisjoint(self.spots))
        )


def listed(tables: Tables, name: str) -> list[Listed]:
    """The rows of a table, in its order."""
    rows = frame_rows(name, getattr(tables, name))
    return [_listed(name, number, row) for number, row in enumerate(rows)]


def _listed(name: str, number: int, row: dict[str, Any]) -> Listed:
    line = f"{row['published'] or row['bulletin_id']}: {facts(name, row)}"
    return Listed(
        row=row,
        line=line,
        state=row[state_column(name)] or "",
        actors=frozenset(filter(None, _actors(name, row))),
        year=year_of(row.get("date")) or year_of(row["published"]),
        text=f"{line} {row['evidence']}".casefold(),
        spots=frozenset(filter(None, (spot_of(row), f"{name}:{number}"))),
    )


def spot_of(row: dict[str, Any]) -> str:
    """Where a row is on the map, as the map names it; empty if that is not known."""
    if row.get("lat") is None or row.get("lon") is None:
        return ""
    return f"{row['lat']:.2f},{row['lon']:.2f}"


def year_of(edtf: object) -> int | None:
    """The year in which an EDTF date begins."""
    digits = edtf[:4] if isinstance(edtf, str) else ""
    return int(digits) if digits.isdigit() else None


def state_column(table: str) -> str:
    """Name the column that says how a fact stands: its status, or what is done."""
    return "status" if any(column.name == "status" for column in TABLES[table]) else "action"


def facts(table: str, row: dict[str, Any]) -> str:
    """The slots of a row in one line."""
    return " · ".join(filter(None, (text_of(row[column]) for column in own_columns(table))))


def _actors(table: str, row: dict[str, Any]) -> set[str]:
    columns = {"parties", "owner", "country", "to_country", "operator"} & set(own_columns(table))
    values = [row[column] for column in columns]
    return {actor for value in values for actor in (value if isinstance(value, tuple) else [value])}
