"""What expressions of months and seasons mean: "last June", "between November and March", "two summers ago"."""

from __future__ import annotations

import re

from monitorlib import _date_terms as terms
from monitorlib._date_context import (
    FROM_TODAY,
    Context,
    join,
    month_number,
    month_text,
    optional,
    season_text,
    tensed,
    which_one,
    year_of,
)
from monitorlib._date_terms import Reading, Unresolved, left_words, number


def month(match: re.Match[str], context: Context) -> Reading:
    """Read "December 1993", "September of the following year"."""
    index, year = month_number(match, context, "mon"), year_of(match, context)
    if year is None:
        raise Unresolved
    return Reading(month_text(year, index), "month")


def _month_years(index: int, context: Context) -> tuple[int, int, int]:
    """Return the year of the likelier, the last and the next time a month comes round."""
    today = context.today()
    past, future = today.year - (index > today.month), today.year + (index < today.month)
    return (future if (index - today.month) % 12 in (1, 2) else past), past, future


def which_month(match: re.Match[str], context: Context) -> Reading:
    """Read "last June", "this January", "the following May"."""
    index, which = month_number(match, context, "month"), which_one(match)
    base = context.today() if which in FROM_TODAY else context.month_read
    if base is None:
        raise Unresolved
    if which in ("last", "previous"):
        year = base.year - (index >= base.month)
    elif which in ("next", "following"):
        year = base.year + (index <= base.month)
    else:
        year = base.year
    return Reading(month_text(year, index), "month")


def bare_month(match: re.Match[str], context: Context) -> Reading:
    """Read "in April"."""
    index = month_number(match, context, "month")
    before = left_words(context.low, match.start())[0].rstrip("-")
    if before not in terms.GOVERNORS:
        raise Unresolved
    best, past, future = (month_text(year, index) for year in _month_years(index, context))
    return tensed(best, "month", past, future)


def month_range(match: re.Match[str], context: Context) -> Reading:
    """Read "April-May 1996", "between November and March"."""
    first, last = (month_number(match, context, group) for group in ("month", "month2"))

    def until(year: int) -> str:
        start = int(optional(match, "year") or year - (first > last))
        return join(month_text(start, first), month_text(year, last))

    year2 = year_of(match, context, "year2")
    if year2 is not None:
        return Reading(until(year2), "month")
    best, past, future = (until(year) for year in _month_years(last, context))
    return tensed(best, "month", past, future)


def season_of(match: re.Match[str], context: Context) -> Reading:
    """Read "the summer of 1995", "spring 1996"."""
    year = year_of(match, context)
    if year is None:
        raise Unresolved
    return Reading(season_text(year, match["season"]), "season")


def _in_time(before: tuple[str, str]) -> bool:
    """ "By the fall", "at the end of the summer"; not "the fall of Grozny"."""
    parts = ("end", "beginning", "start", "middle", "close", "course")
    return before[0] in terms.TIME_PREPOSITIONS - {"to", "for"} or (
        before[0] == "of" and before[1] in parts
    )


def season(match: re.Match[str], context: Context) -> Reading:
    """Read "last fall", "next summer", "in the spring"."""
    name, today, which = match["season"], context.today(), which_one(match)
    first = terms.SEASON_MONTH[name]
    begun = today.year - (today.month < first)  # the year in which the last one began
    now = (today.year - begun) * 12 + today.month - first < 3
    if which in ("last", "previous"):
        year = begun - now
    elif which in ("next", "following"):
        year = begun + 1
    elif which:
        year = begun if now else today.year
    elif _in_time(left_words(context.low, match.start())):
        past, future = season_text(begun, name), season_text(begun + (not now), name)
        return tensed(past, "season", past, future)
    else:
        raise Unresolved  # "the fall of Grozny"
    return Reading(season_text(year, name), "season")


def seasons_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "two summers ago": the last one is one summer ago."""
    name, today = match["season"], context.today()
    begun = today.year - (today.month < terms.SEASON_MONTH[name])
    now = (today.year - begun) * 12 + today.month - terms.SEASON_MONTH[name] < 3
    count = number(" ".join(match["count"].split()))
    return Reading(season_text(begun - now - count + 1, name), "season")


def turn_of_year(match: re.Match[str], context: Context) -> Reading:  # noqa: ARG001
    """Read "the turn of the year": the December and January nearest to today."""
    today = context.today()
    year = today.year if today.month > 6 else today.year - 1
    return Reading(join(month_text(year, 12), month_text(year + 1, 1)), "month")
