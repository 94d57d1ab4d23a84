"""Lengths of time and intervals of recurrence in running text, as ISO 8601 durations."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitorlib._date_terms import NUMBER_WORDS, lowered, number

_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "M", "year": "Y", "decade": "Y"}
_SMALLER = {
    "decade": ("year", 10),
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
}
_TIMES = {"once": 1, "twice": 2, "three times": 3, "four times": 4, "six times": 6}
_FIXED = {
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
    "monthly": "P1M",
    "weekly": "P1W",
    "daily": "P1D",
    "quarterly": "P3M",
    "semiannually": "P6M",
    "semi-annually": "P6M",
    "semiannual": "P6M",
    "semi-annual": "P6M",
}
_UNIT = "day|week|month|year|decade"
_COUNT = rf"[0-9]{{1,3}}|{NUMBER_WORDS}"
_TIMES_WORDS = "|".join(_TIMES).replace(" ", r"\s+")
_DURATION = re.compile(
    r"(?<![\w-])(?:"
    rf"(?P<fixed>{'|'.join(sorted(_FIXED, key=len, reverse=True))})"
    rf"|(?P<times>{_TIMES_WORDS})\s+(?:a|per|each|every|in\s+a)\s+(?P<per>day|week|month|quarter|year)"
    r"|(?P<twice>twice)\s+(?:yearly|annually)"
    rf"|(?:every|each)\s+(?:(?P<other>other|second)\s+|(?P<every>{_COUNT})\s+)?(?P<each>{_UNIT}|quarter|half[\s-]year)"
    rf"|half\s+an?\s+(?P<half>decade|year|month)"
    rf"|(?P<count>{_COUNT}|an?)(?:\s+|-)(?P<unit>{_UNIT})"
    r")s?(?!\w)"
)


class DurationSpan(NamedTuple):
    """A length of time in a text, as an ISO 8601 duration; kind ``recurrence`` or ``length``."""

    start: int
    stop: int
    iso: str
    kind: str


def find_durations(text: str, start: int, stop: int) -> list[DurationSpan]:
    """Find lengths of time ("for three years") and recurrences ("every six months").

    Parameters
    ----------
    text, start, stop
        The text and the half-open stretch of it to read.

    Returns
    -------
    list of DurationSpan
        In the order of the text; offsets into `text`. The length in a distance such as "three
        days ago" is found here too.
    """
    return [
        DurationSpan(start + match.start(), start + match.end(), *_duration(match))
        for match in _DURATION.finditer(lowered(text[start:stop]))
    ]


def _duration(match: re.Match[str]) -> tuple[str, str]:
    if fixed := match["fixed"]:
        return _FIXED[fixed], "recurrence"
    if match["twice"]:
        return "P6M", "recurrence"
    if times := match["times"]:
        return _part(_TIMES[" ".join(times.split())], match["per"]), "recurrence"
    if unit := match["each"]:
        return _iso(2 if match["other"] else number(match["every"] or "one"), unit), "recurrence"
    if match["half"]:
        return _part(2, match["half"]), "length"
    return _iso(number(match["count"]), match["unit"]), "length"


def _iso(count: int, unit: str) -> str:
    if unit.startswith("half"):
        return f"P{count * 6}M"
    return f"P{count * {'decade': 10, 'quarter': 3}.get(unit, 1)}{_UNITS[unit]}"


def _part(times: int, unit: str) -> str:
    """Return one of `times` equal parts of a unit, to the nearest whole smaller unit."""
    if times == 1 or unit in ("day", "quarter"):
        return _iso(1, unit)
    smaller, count = _SMALLER[unit]
    return _iso(round(count / times), smaller)
