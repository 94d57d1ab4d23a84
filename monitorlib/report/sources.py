"""The page on what the rows rest on: how they are read, how well, and the reference with its sources."""

import csv
from typing import TYPE_CHECKING, Any, NamedTuple

from monitorlib import reference
from monitorlib.evidence import LETTERS
from monitorlib.resources import data_path

if TYPE_CHECKING:
    import pandas as pd


class _Shown(NamedTuple):
    title: str
    about: str
    columns: tuple[str, ...]


_SOURCE = ("confidence", "source")  # every table of the reference ends with them
_TABLES = {
    "bases": _Shown(
        "Bases",
        "Bases and headquarters in Belarus and around it, 1990 to 1996.",
        ("name", "kind", "place", "country", "operator", "forces", "active_to", "status"),
    ),
    "missile_regiments": _Shown(
        "Missile regiments",
        "Regiments in Belarus that had, or might have had, SS-25.",
        ("regiment", "division", "place", "system", "launchers", "on_duty_from", "withdrawn"),
    ),
    "launcher_counts": _Shown(
        "Published figures of launchers",
        "Missiles, launchers and warheads in Belarus. Figures that disagree stand side by side.",
        ("date", "number", "category", "system", "action", "measure", "stated_by", "series"),
    ),
    "withdrawals": _Shown(
        "Withdrawals",
        "Soviet and Russian forces that left other states.",
        ("country", "force", "date", "number", "qualifier", "unit", "basis", "series"),
    ),
    "agreements": _Shown(
        "Agreements of the time",
        "Agreements on forces, arms and integration, 1990 to 1999.",
        ("date", "title", "kind", "status", "parties", "place", "in_force"),
    ),
    "border_lengths": _Shown(
        "Lengths of borders",
        "Lengths of the borders of Belarus as they have been published.",
        ("country", "neighbour", "length_km", "date"),
    ),
}
_PARTS = {
    "tune": "bulletins that the rules were tuned on",
    "fresh": "bulletins not looked at; only totals were seen while tuning",
    "unread": "bulletins that nobody looked at",
}
HEADINGS = ("Methods", "Limits and accuracy", *(shown.title for shown in _TABLES.values()))


def accuracy() -> list[dict[str, Any]]:
    """Return the scores measured on the gold bulletins, one entry for each part of them."""
    path = data_path("gold", "accuracy.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [_scores(line) for line in csv.DictReader(file)]


def reference_page() -> dict[str, Any]:
    """Return what the page of methods, limits and reference shows."""
    return {
        "layout": "above",
        "accuracy": accuracy(),
        "scored": list(LETTERS),
        "references": [_table(name, shown) for name, shown in _TABLES.items()],
        "contents": [{"level": 2, "text": text, "anchor": anchor(text)} for text in HEADINGS],
    }


def anchor(heading: str) -> str:
    """Return the id of a heading."""
    return heading.lower().replace(" ", "-")


def _scores(line: dict[str, str]) -> dict[str, Any]:
    return {
        **line,
        "bulletins": f"{line['bulletins']} {_PARTS[line['part']]}",
        "by_table": [line[f"{name}_fact_f1"] for name in LETTERS],
    }


def _table(name: str, shown: _Shown) -> dict[str, Any]:
    frame: pd.DataFrame = getattr(reference, name)()
    columns = [*shown.columns, *_SOURCE]
    rows = frame[columns].astype(object).where(frame[columns].notna(), "").to_dict("records")
    return {
        "title": shown.title,
        "anchor": anchor(shown.title),
        "about": shown.about,
        "columns": columns,
        "rows": [
            {"cells": [_text(row[column]) for column in columns], "url": url}
            for row, url in zip(rows, frame["source_url"], strict=True)
        ],
    }


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value).replace("_", " ")
