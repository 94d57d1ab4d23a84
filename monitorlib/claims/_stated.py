"""What the rules compare: figures and dated events of the tables, with the bulletin that states each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from monitorlib import lexicon
from monitorlib.claims._known import only_systems
from monitorlib.dates import edtf_interval
from monitorlib.schemas import QUALIFIERS

if TYPE_CHECKING:
    import pandas as pd

    from monitorlib.tables import Tables

GONE = frozenset({"withdrawn", "dismantled", "transferred"})
LEFT = frozenset({"remaining", "to_withdraw", "to_dismantle", "to_transfer"})
DONE = {
    "agreements": frozenset({"signed", "initialed", "ratified", "ended", "granted"}),
    "launchers": GONE | {"deployed"},
    "units": frozenset({"withdrawn", "deployed", "disbanded"}),  # an exercise may lie ahead
    "meetings": frozenset({"held"}),
}
ABOUT = 0.1  # how far from a figure "about" may be, as a share of it
Days = tuple[date, date]


class Span(NamedTuple):
    """The numbers that a figure may stand for, both ends included."""

    low: float
    high: float

    def excludes(self, other: Span) -> bool:
        """Whether no number is in both."""
        return self.high < other.low or other.high < self.low


@dataclass(frozen=True, slots=True)
class Statement:
    """A row, and where it stands.

    ``edtf`` is its date as given and ``days`` the first and last day of it; ``published`` is the day of
    the bulletin.
    """

    bulletin_id: str
    where: str
    rewritten: bool
    evidence: str
    start: int
    edtf: str
    days: Days | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Figure(Statement):
    """A number of launchers, missiles and the like.

    ``named`` is the system that the text names, ``system`` that or the only one that the country ever had.
    """

    category: str
    action: str
    number: int
    qualifier: str
    regiments: int | None
    country: str
    owner: str
    named: str
    system: str

    @property
    def said(self) -> str:
        """The number with its qualifier, in words."""
        return f"{QUALIFIERS.get(self.qualifier, '')}{self.number:,}"

    @property
    def span(self) -> Span:
        """The numbers that it may stand for."""
        if self.qualifier == "approx":
            return Span(self.number * (1 - ABOUT), self.number * (1 + ABOUT))
        low = 0 if self.qualifier == "at_most" else self.number
        return Span(low, math.inf if self.qualifier == "at_least" else self.number)

    @property
    def as_of(self) -> Days | None:
        """The days for which it holds: those given, unless they lie ahead; else the day of publication."""
        if self.days and not self.action.startswith("to_"):
            return self.days
        return (self.published, self.published) if self.published else None

    @property
    def force(self) -> tuple[str, str, str]:
        """What two figures must share to count the same things: category, system, and whose or where."""
        kind = "missile" if self.category == "launcher" else self.category
        return kind, self.system, self.country or self.owner

    @property
    def words(self) -> dict[str, object]:
        """What a sentence about it needs."""
        place = self.country or self.owner
        known = lexicon.load().actors.get(place, {}).get("name", place)
        return {"country": known, "system": self.system or f"{self.category}s", "number": self.said}


@dataclass(frozen=True, slots=True)
class Event(Statement):
    """A dated row of any table that tells of something done or planned."""

    table: str
    done: bool
    what: str
    instrument: str


class Said(NamedTuple):
    """All that the rules look at."""

    figures: list[Figure]
    events: list[Event]

    @property
    def missiles(self) -> list[Figure]:
        """The figures on launchers and missiles in a country."""
        return [f for f in self.figures if f.category in ("launcher", "missile") and f.country]


def read(tables: Tables) -> Said:
    """The figures and events of tables, oldest bulletin first."""
    figures = [_figure(row) for row in _rows(tables.launchers) if row["number"] is not None]
    events = [
        _event(table, row)
        for table in DONE
        for row in _rows(getattr(tables, table))
        if row["date"] is not None
    ]
    return Said(sorted(figures, key=_age), sorted(events, key=_age))


def _age(stated: Statement) -> tuple[date, str]:
    return stated.published or date.max, stated.bulletin_id


def _rows(frame: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    yield from frame.astype(object).where(frame.notna(), None).to_dict("records")


def _stated(row: dict[Any, Any]) -> dict[str, Any]:
    published = edtf_interval(row["published"]) if row["published"] else None
    return {
        "bulletin_id": row["bulletin_id"],
        "where": row["cited_as"],
        "rewritten": row["provenance"] == "rewritten",
        "evidence": row["evidence"],
        "start": row["start"],
        "edtf": row["date"] or "",
        "days": edtf_interval(row["date"]) if row["date"] else None,
        "published": published[0] if published else None,
    }


def _figure(row: dict[Any, Any]) -> Figure:
    by_regiment = row["echelon"] == "regiment" and row["formations"]
    country, named = row["country"] or "", row["system"] or ""
    missiles = row["category"] in ("launcher", "missile")
    return Figure(
        **_stated(row),
        category=row["category"],
        action=row["action"] or "",
        number=int(row["number"]),
        qualifier=row["qualifier"] or "exact",
        regiments=int(row["formations"]) if by_regiment else None,
        country=country,
        owner=row["owner"] or "",
        named=named,
        system=named or (only_systems().get(country, "") if missiles else ""),
    )


WORDS = {"agreements": "kind", "launchers": "category", "units": "echelon", "meetings": "kind"}


def _event(table: str, row: dict[Any, Any]) -> Event:
    status = row["action"] if table in ("launchers", "units") else row["status"]
    what = row.get("title") or row.get("name") or row[WORDS[table]] or "troops"
    return Event(
        **_stated(row),
        table=table,
        done=status in DONE[table],
        what=f"{what}, {status}",
        instrument=(row.get("instrument_id") or "") if status == "signed" else "",
    )
