"""Curated facts to check bulletins against: bases, regiments, figures, agreements.

Each function reads one file of ``data/reference/``; `data/README.md` tells how they were compiled.
Every frame ends with ``notes``, ``source``, ``source_url`` and ``confidence`` (high, medium or
low). Figures that disagree stand side by side. A date column (EDTF text) is followed by two of
timestamps, ``date_start`` and ``date_end``: the first and last day it covers, missing where the
end is open or unknown. Empty cells of text columns are empty strings.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

from monitorlib.dates import edtf_interval
from monitorlib.resources import data_path

__all__ = [
    "agreements",
    "bases",
    "border_lengths",
    "issue_dates",
    "launcher_counts",
    "missile_regiments",
    "withdrawals",
]


def bases() -> pd.DataFrame:
    """Bases and headquarters in Belarus and around it, 1990 to 1996.

    Returns
    -------
    pandas.DataFrame
        ``site_id``, ``name``, ``kind`` (codebook), ``role`` (finer), ``place``, ``country``,
        ``lat``, ``lon`` (WGS 84 degrees), ``position_error_km``, ``coord_source``,
        ``coord_confidence``, ``operator``, ``forces``, ``active_from``, ``active_to`` (EDTF, each
        with ``_start`` and ``_end``), ``status``.
    """
    numbers = {"lat": "float64", "lon": "float64", "position_error_km": "float64"}
    return _read("bases", numbers, dates=("active_from", "active_to"))


def missile_regiments() -> pd.DataFrame:
    """Missile regiments in Belarus that had, or might have had, SS-25.

    Returns
    -------
    pandas.DataFrame
        ``regiment_id``, ``regiment`` (number as text, empty when unknown), ``division``,
        ``place``, ``site_id``, ``lat``, ``lon``, ``position_error_km`` (of the site in `bases`),
        ``system``, ``system_name``, ``launchers`` (0 for regiments that never had SS-25),
        ``on_duty_from``, ``withdrawn`` (EDTF, each with ``_start`` and ``_end``; an interval is a
        time within which), ``status``.
    """
    frame = _read("missile_regiments", {"launchers": "Int64"}, dates=("on_duty_from", "withdrawn"))
    sites = bases().set_index("site_id")
    for offset, column in enumerate(("lat", "lon", "position_error_km"), 1):
        position = list(frame.columns).index("site_id") + offset
        frame.insert(position, column, frame["site_id"].map(sites[column]))
    return frame


def launcher_counts() -> pd.DataFrame:
    """Published figures of missiles, launchers and warheads in Belarus.

    Returns
    -------
    pandas.DataFrame
        ``figure_id``, ``date`` (as of), ``number``, ``qualifier``, ``category``, ``system``,
        ``action``, ``country``, ``place``, ``measure`` (the quantity in words), ``stated_by``,
        ``basis`` (reported or derived), ``series``: `main` rows are the step line of SS-25,
        `agree` repeats it, `dissent` contradicts it, `other` is another quantity.
    """
    return _read("launcher_counts", {"number": "Int64"}, dates=("date",))


def withdrawals() -> pd.DataFrame:
    """Withdrawals of Soviet and Russian forces from other states.

    Returns
    -------
    pandas.DataFrame
        ``record_id``, ``country`` (codes, several separated by semicolons), ``force``, ``record``
        (summary or point), ``date`` (summary: from start to end; point: as of), ``number``
        (summary: strength at the start; point: strength remaining), ``qualifier``, ``unit``,
        ``basis`` (reported, planned or derived), ``series`` (main, dissent or other).
    """
    return _read("withdrawals", {"number": "Int64"}, dates=("date",))


def agreements() -> pd.DataFrame:
    """Agreements on forces, arms and integration, 1990 to 1999.

    Returns
    -------
    pandas.DataFrame
        ``agreement_id``, ``date``, ``title``, ``kind`` (codebook), ``topic``, ``status`` (the act
        that the date is of), ``parties`` (tuple of codes), ``place``, ``subject``, ``in_force``
        (EDTF, with ``in_force_start`` and ``in_force_end``; empty when unknown or never).
    """
    frame = _read("agreements", {}, dates=("date", "in_force"))
    frame["parties"] = [tuple(cell.split(";")) for cell in frame["parties"]]
    return frame


def issue_dates() -> pd.DataFrame:
    """Issues of the Monitor whose date of publication is known.

    Returns
    -------
    pandas.DataFrame
        ``volume``, ``issue``, ``date`` (a day), ``weekday``, ``weekdays_since_prev``,
        ``issues_since_prev``, ``implied_skipped_weekdays`` (missing at the first of a volume).
    """
    counts = ("weekdays_since_prev", "issues_since_prev", "implied_skipped_weekdays")
    numbers = dict.fromkeys(("volume", "issue", *counts), "Int64")
    return _read("monitor_issue_dates", numbers, dates=("date",))


def border_lengths() -> pd.DataFrame:
    """Published lengths of the borders of Belarus.

    Returns
    -------
    pandas.DataFrame
        ``border_id``, ``country``, ``neighbour``, ``length_km``, ``date`` (of the edition or
        report, may be empty).
    """
    return _read("border_lengths", {"length_km": "Int64"}, dates=("date",))


def _read(name: str, numbers: dict[str, str], *, dates: Sequence[str]) -> pd.DataFrame:
    frame = pd.read_csv(
        data_path("reference", f"{name}.csv"), dtype=str, keep_default_na=False, encoding="utf-8"
    )
    for column, kind in numbers.items():
        frame[column] = pd.to_numeric(frame[column].replace("", np.nan)).astype(pandas_dtype(kind))
    for column in dates:
        spans = [edtf_interval(text) for text in frame[column]]
        after = list(frame.columns).index(column) + 1
        frame.insert(after, f"{column}_start", _days(span and span[0] for span in spans))
        frame.insert(after + 1, f"{column}_end", _days(span and span[1] for span in spans))
    return frame


def _days(days: Iterable[date | None]) -> pd.Series:
    open_ends = (date.min, date.max)
    known = [np.datetime64("NaT" if day in (None, *open_ends) else day, "s") for day in days]
    return pd.Series(np.array(known, dtype="datetime64[s]"))
