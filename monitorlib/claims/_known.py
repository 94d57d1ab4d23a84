"""What the reference knows, in the form in which the rules ask for it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from monitorlib import lexicon, reference
from monitorlib.dates import edtf_interval


class Known(NamedTuple):
    """A number that the reference gives: in words, with sources, and when nothing was left of it."""

    number: int
    words: str
    sources: str
    gone_by: date | None = None


class Step(NamedTuple):
    """One count of a reference series: its days, the number, the source."""

    first: date
    last: date
    number: int
    source: str


@cache
def regiment_sizes() -> dict[str, Known]:
    """How many launchers a regiment of each system has, by the lexicon."""
    armed = _armed_regiments()
    sizes = {}
    for row in lexicon.load().tables["systems"]:
        if row["per_regiment"]:
            size = int(row["per_regiment"])
            listed = armed[armed["system"].eq(row["system"]) & armed["launchers"].eq(size)]
            sources = [row["source"], *listed["source"]]
            words = f"{size} launchers in a regiment of {row['system']}"
            sizes[row["system"]] = Known(size, words, "; ".join(dict.fromkeys(sources)))
    return sizes


def _armed_regiments() -> pd.DataFrame:
    regiments = reference.missile_regiments()
    return regiments[regiments["launchers"].gt(0)]


@cache
def only_systems() -> dict[str, str]:
    """The system that a country had, where the reference knows of no other."""
    armed = _armed_regiments()
    countries = armed["site_id"].map(reference.bases().set_index("site_id")["country"])
    systems = armed.groupby(countries)["system"].agg(set)
    return {str(country): only for country, (only, *more) in systems.items() if not more}


@cache
def totals() -> dict[tuple[str, str], Known]:
    """What each country had at most by the main reference series, by country and system."""
    counts = reference.launcher_counts()
    counts = counts[counts["series"].isin(["main", "agree"]) & counts["action"].eq("remaining")]
    totals = {}
    for (country, system), rows in counts.groupby(["country", "system"]):
        most = rows[rows["number"].eq(rows["number"].max())]
        gone = rows[rows["number"].eq(0)]["date_start"].min()
        totals[str(country), str(system)] = Known(
            number=int(most["number"].iloc[0]),
            words=f"{most['number'].iloc[0]} {system} at the most ({most['date'].iloc[0]})",
            sources="; ".join(dict.fromkeys(most["source"])),
            gone_by=None if pd.isna(gone) else gone.date(),
        )
    return totals


@cache
def series() -> dict[tuple[str, str], tuple[Step, ...]]:
    """The main reference series of each country and system, by date."""
    counts = reference.launcher_counts()
    counts = counts[counts["series"].eq("main") & counts["action"].eq("remaining")]
    counts = counts[counts["number"].notna()]
    found = {}
    for (country, system), rows in counts.groupby(["country", "system"]):
        steps = [_step(row) for row in rows.to_dict("records")]
        found[str(country), str(system)] = tuple(sorted(step for step in steps if step))
    return found


def _step(row: dict[Any, Any]) -> Step | None:
    days = edtf_interval(row["date"])
    return Step(*days, int(row["number"]), row["source"]) if days else None


@cache
def signing_days() -> dict[str, tuple[tuple[date, date], Known]]:
    """When each named instrument was signed, by its id in the lexicon."""
    found = {}
    for row in lexicon.load().tables["instruments"]:
        days = edtf_interval(row["signed_on"]) if row["signed_on"] else None
        if days:
            words = f"{row['title']} signed {row['signed_on']}"
            found[row["instrument_id"]] = (days, Known(days[0].year, words, row["source"]))
    return found
