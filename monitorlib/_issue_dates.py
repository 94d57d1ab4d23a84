"""The day on which an issue appeared, from its volume and number.

The Monitor came out each working day. A table of issues whose day is known calibrates the count; between two of them
the days on which nothing appeared are taken to be holidays and, where enough of them are missing, the August break.
"""

from __future__ import annotations

import csv
import functools
from bisect import bisect_left
from datetime import date, timedelta

from monitorlib.resources import data_path

Points = tuple[tuple[int, date], ...]


@functools.cache
def _calibration() -> dict[int, Points]:
    """Return, per volume, (issue, date) pairs in order."""
    points: dict[int, dict[int, date]] = {}
    with data_path("reference", "monitor_issue_dates.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            points.setdefault(int(row["volume"]), {})[int(row["issue"])] = day
    for known in points.values():
        first = min(known)
        if first > 1:  # the year's first issue appeared on the first working day after New Year
            known.setdefault(1, workday(date(known[first].year, 1, 2)))
    return {volume: tuple(sorted(known.items())) for volume, known in points.items()}


def workday(day: date) -> date:
    """Return `day`, or the Monday after it when it falls on a weekend."""
    return day + timedelta(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _working_days(after: date, last: date) -> list[date]:
    days = (after + timedelta(n) for n in range(1, (last - after).days + 1))
    return [day for day in days if day.weekday() < 5]


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


@functools.cache
def _holidays(year: int) -> tuple[date, ...]:
    """Return the days on which an office in Washington is likely to be closed, likeliest first."""
    july4 = date(year, 7, 4)
    bridge = july4 + timedelta({1: -1, 3: 1, 5: -1, 6: 1}.get(july4.weekday(), 0))
    may31 = date(year, 5, 31)
    thanksgiving = _nth(year, 11, 3, 4)
    return (
        july4,
        thanksgiving,
        _nth(year, 9, 0, 1),  # Labor Day
        may31 - timedelta(may31.weekday()),  # Memorial Day
        thanksgiving + timedelta(1),
        date(year, 12, 25),
        bridge,
        _nth(year, 2, 0, 3),  # Presidents' Day
        _nth(year, 1, 0, 3),  # Martin Luther King Day
    )


def _august_break(year: int) -> list[date]:
    """Return the ten working days before the last Monday of August, as the issues of 1996 and 1998 show them."""
    august31 = date(year, 8, 31)
    monday = august31 - timedelta(august31.weekday())
    return _working_days(monday - timedelta(15), monday - timedelta(1))


def _without_pauses(days: list[date], surplus: int) -> list[date]:
    """Drop up to `surplus` days on which no issue is likely to have appeared."""
    if not days or surplus <= 0:
        return days
    pauses = _august_break(days[0].year)
    # Numbers were sometimes skipped too, so a break need not show in full.
    dropped = set(pauses) if surplus >= 7 and set(pauses) <= set(days) else set()
    closed = [day for day in _holidays(days[0].year) if day in days and day not in dropped]
    dropped.update(closed[: max(0, surplus - len(dropped))])
    return [day for day in days if day not in dropped]


@functools.lru_cache(maxsize=4096)
def issue_date(volume: int, issue: int) -> date | None:
    """Estimate the day on which an issue appeared.

    Returns
    -------
    date or None
        None for a volume without a calibration point or an issue number out of range.
    """
    points = _calibration().get(volume)
    if points is None or not points[0][0] <= issue <= 262:
        return None
    place = bisect_left(points, (issue, date.min))
    if place < len(points) and points[place][0] == issue:
        return points[place][1]
    number, day = points[place - 1]
    if place == len(points):
        days = _without_pauses(_working_days(day, date(day.year, 12, 31)), 365 if volume > 1 else 9)
        return days[min(issue - number, len(days)) - 1]
    next_number, next_day = points[place]
    days = _working_days(day, next_day)
    days = _without_pauses(days, len(days) - (next_number - number))
    position = round((issue - number) * len(days) / (next_number - number))
    return days[max(position, 1) - 1]
