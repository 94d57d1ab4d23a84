"""What a date expression is read with: the context, the pieces of its match, and rendering."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from monitorlib import _date_terms as terms
from monitorlib._date_terms import Reading, Unresolved


@dataclass(slots=True)
class Context:
    """What a reading may depend on: the text, the reference day, the dates read before.

    `earlier` finds the last day named before the text begins.
    """

    text: str
    low: str
    reference: date | None
    earlier: Callable[[], date | None]
    year_read: int | None = None
    month_read: date | None = None
    day_read: date | None = None
    day_stop: int = 0
    coming: date | None = None  # a day still to come, and where it was read
    coming_stop: int = 0
    asked: bool = False  # whether `earlier` has said
    said: date | None = None  # what it said

    def today(self) -> date:
        """Return the reference day."""
        if self.reference is None:
            raise Unresolved
        return self.reference

    def remember(self, interval: tuple[date, date] | None, kind: str, stop: int) -> None:
        """Note a date for those that count from it; a day only when it is not still to come."""
        if interval is None:
            return
        first, last = interval
        self.year_read, self.month_read = first.year, first
        if kind == "day" and (self.reference is None or last <= self.reference):
            self.day_read, self.day_stop = last, stop
        elif kind == "day":
            self.coming, self.coming_stop = last, stop

    def previous_day(self, position: int, *, onward: bool = False) -> date | None:
        """Return the day named last before `position` in the same paragraph.

        For ``onward`` ("two days later") it may be one to come, of the same sentence.
        """
        if onward and self.coming_stop > self.day_stop:
            between = self.low[self.coming_stop : position]
            return None if ". " in between else self.coming
        if self.day_read is None:
            if not self.asked:
                self.asked, self.said = True, self.earlier()
            return self.said
        return None if "\n\n" in self.low[self.day_stop : position] else self.day_read


# --- rendering ----------------------------------------------------------------------------------


def join(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def days_text(first: date, last: date) -> str:
    return join(first.isoformat(), last.isoformat())


def month_text(year: int, month: int) -> str:
    """Return year and month as EDTF; `month` may lie outside 1 to 12."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04d}-{index + 1:02d}"


def season_text(year: int, season: str) -> str:
    first = terms.SEASON_MONTH[season]
    return f"{month_text(year, first)}/{month_text(year, first + 2)}"


def week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def tensed(edtf: str, kind: str, past: str, future: str) -> Reading:
    return Reading(edtf, kind) if past == future else Reading(edtf, kind, past, future)


# --- pieces of a match --------------------------------------------------------------------------


def optional(match: re.Match[str], group: str) -> str:
    """Return the text of a group, "" when the rule has no such group or it is empty."""
    return match[group] or "" if group in match.re.groupindex else ""


def day_number(word: str) -> int:
    return int(word.rstrip("stndrh"))


def month_number(match: re.Match[str], context: Context, group: str) -> int:
    word = match[group]
    # "may" and "march" are verbs, abbreviations may be other words: these must be capitalised.
    if (len(word) < 5 or word == "march") and not context.text[match.start(group)].isupper():
        raise Unresolved
    return next(index for index, name in enumerate(terms.MONTHS, 1) if name[:3] == word[:3])


def which_one(match: re.Match[str]) -> str:
    """Return "last", "this", "next" (counted from today) or "following", "previous", "same"."""
    word = " ".join(optional(match, "which").split()).removeprefix("the ")
    return {
        "past": "last",
        "this past": "last",
        "coming": "next",
        "this coming": "next",
        "current": "this",
        "this very": "this",
        "preceding": "previous",
        "that": "same",
        "that same": "same",
    }.get(word, word)


FROM_TODAY = {"last": -1, "this": 0, "next": 1}
FROM_DATE = {"previous": -1, "same": 0, "following": 1}


def which_year(which: str, context: Context) -> int:
    if which in FROM_TODAY and context.reference is not None:
        return context.reference.year + FROM_TODAY[which]
    if which not in FROM_DATE or context.year_read is None:
        raise Unresolved
    return context.year_read + FROM_DATE[which]


def year_of(match: re.Match[str], context: Context, group: str = "year") -> int | None:
    if digits := optional(match, group):
        return int(digits)
    which = which_one(match)
    return which_year(which, context) if which else None
