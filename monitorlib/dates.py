"""Dates: EDTF intervals, date expressions in running text, publication dates of issues.

Dates travel as EDTF strings (ISO 8601-2). Relative expressions are resolved against a publication
date that the caller gives; nothing here looks at a clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from monitorlib._date_context import Context
from monitorlib._date_grammar import narrowed, scan
from monitorlib._date_terms import MONTHS, left_words, lowered
from monitorlib._durations import DurationSpan, find_durations
from monitorlib._issue_dates import issue_date, workday

__all__ = [
    "DateSpan",
    "DurationSpan",
    "edtf_interval",
    "find_dates",
    "find_durations",
    "printed_day",
    "publication_date",
]


class DateSpan(NamedTuple):
    """A date expression in a text.

    ``start`` and ``stop`` are half-open offsets without the preposition, which is given beside
    them ("since", "by", "" when there is none). ``kind`` is the granularity: day, week, weekend,
    month, season, year or decade. When the tense of the clause decides between two readings
    ("on Friday", "in April"), ``edtf`` is the likelier one and ``edtf_past`` and ``edtf_future``
    are both; otherwise these are empty.
    """

    start: int
    stop: int
    edtf: str
    kind: str
    preposition: str = ""
    edtf_past: str = ""
    edtf_future: str = ""


# --- EDTF ---------------------------------------------------------------------------------------

_SIMPLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}  # as the edtf library has them


def edtf_interval(edtf: str) -> tuple[date, date] | None:
    """Return the first and the last day that an EDTF string covers.

    Parameters
    ----------
    edtf
        A year, month or day, with or without ``?``, ``~`` or ``%``, a season (21 to 24), or an
        interval of two of these; an open or unknown end (``..`` or nothing) reaches to `date.min`
        or `date.max`. Unspecified digits (``199X``) are left to the edtf library.

    Returns
    -------
    tuple of date, or None
        None when the string is no EDTF date.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _simple_interval(edtf) or _library_interval(edtf)
    opening = (date.min, date.min) if first in {"", ".."} else edtf_interval(first)
    closing = (date.max, date.max) if last in {"", ".."} else edtf_interval(last)
    if opening is None or closing is None or opening[0] > closing[1] or first == last == "":
        return None
    return opening[0], closing[1]


def _simple_interval(edtf: str) -> tuple[date, date] | None:
    match = _SIMPLE.fullmatch(edtf)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if match[3]:
            only = date(year, month, day)
            return only, only
        first, last = _SEASONS.get(month, (month, month)) if match[2] else (1, 12)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:  # month 13, February 30
        return None


def _library_interval(edtf: str) -> tuple[date, date] | None:
    if "X" not in edtf:
        return None
    import edtf as library  # takes a quarter of a second, for a form that bulletins hardly have

    try:
        parsed = library.parse_edtf(edtf)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except (library.EDTFParseException, AttributeError, TypeError, ValueError):
        return None


# --- date expressions ---------------------------------------------------------------------------

_PREPOSITIONS = frozenset(
    "by before since until from in on after during through to of within at over for between"
    " throughout".split()
)
_WORD_PAIRS = {
    ("later", "than"): "by",
    ("as", "of"): "as of",
    ("prior", "to"): "before",
    ("beginning", "in"): "from",
    ("beginning", "on"): "from",
    ("starting", "in"): "from",
    ("starting", "on"): "from",
    ("not", "till"): "until",
}
_LOOK_BACK = 600  # characters before a stretch in which "the day before" may find its day


def find_dates(text: str, start: int, stop: int, reference: str) -> list[DateSpan]:
    """Find the date expressions of a stretch of text.

    Parameters
    ----------
    text, start, stop
        The text and the half-open stretch of it to read. "The day before" counts from the day
        named last in the same paragraph, which may be before the stretch.
    reference
        Publication date as EDTF; a ``~`` is dropped. When it is not a day, or empty, expressions
        that need it are left out.

    Returns
    -------
    list of DateSpan
        In the order of the text, without overlaps; offsets into `text`.
    """
    return _find(text, start, stop, reference, lambda: _day_before(text, start, reference))


def _find(
    text: str, start: int, stop: int, reference: str, earlier: Callable[[], date | None]
) -> list[DateSpan]:
    """Find dates; `earlier` gives the day named before the stretch, and is asked once at most."""
    piece = text[start:stop]
    context = Context(piece, lowered(piece), _reference_day(reference), earlier)
    spans: list[DateSpan] = []
    position = 0
    while found := scan(context, position):
        begin, position, lead, reading = found
        if reading.kind != "day":
            begin, reading = narrowed(context.low, begin, reading)
        edtf, kind, past, future = reading
        word = lead or _preposition(context.low, begin)
        spans.append(DateSpan(start + begin, start + position, edtf, kind, word, past, future))
        context.remember(edtf_interval(edtf), kind, position)
    return spans


def _preposition(low: str, start: int) -> str:
    if low.startswith("between", start):
        return "between"
    last, before = left_words(low, start)
    if pair := _WORD_PAIRS.get((before, last)):
        return pair
    return "until" if last == "till" else last if last in _PREPOSITIONS else ""


@lru_cache(maxsize=64)  # it is the same for all sentences of a bulletin
def _reference_day(reference: str) -> date | None:
    try:
        return date.fromisoformat(reference.rstrip("?~%"))
    except ValueError:
        return None


def _day_before(text: str, start: int, reference: str) -> date | None:
    """Return the last past day that is named in the same paragraph before `start`.

    The stretch before `start` does not look back in turn: the time would grow without bound.
    """
    break_ = text.rfind("\n\n", 0, start)
    opening = max(break_ + 2 if break_ >= 0 else 0, start - _LOOK_BACK)
    today = _reference_day(reference)
    for span in reversed(_find(text, opening, start, reference, lambda: None)):
        interval = edtf_interval(span.edtf) if span.kind == "day" else None
        if interval and (today is None or interval[1] <= today):
            return interval[1]
    return None


# --- publication dates --------------------------------------------------------------------------

_MONTH = rf"(?:{'|'.join(name.capitalize() for name in MONTHS)})"
_DATELINE = re.compile(rf"({_MONTH} \d{{1,2}}, (?:19|20)\d\d)\b")
_NAMED_DAY = re.compile(
    rf"\b(today|yesterday),? \(?(?:this )?({_MONTH} \d{{1,2}})\b(?! and|-)", re.IGNORECASE
)
_SAME_DAY = re.compile(r"\b(?:today|this morning)\b", re.IGNORECASE)
# How far, in days, tags may be from the day that the issue number gives: a report can be a week
# old; where issues are counted far from a known one, the count itself may be late by as much.
_TAG_REACH = range(-8, 8)


def printed_day(printed: str) -> str:
    """Return the day that a header line gives, "6 March 1998", as EDTF; "" if it gives none."""
    days = _days_named(printed.title(), "")
    return days[0].isoformat() if days else ""


def publication_date(
    volume: int | None, issue: int | None, tag_dates: tuple[str, ...], body: str
) -> tuple[str, str]:
    """Return the publication date of a bulletin and what it rests on.

    Parameters
    ----------
    volume, issue
        Numbers from the header, None where it has none.
    tag_dates
        Dates of the press agency tags as printed, such as ``"August 25 and 26"``.
    body
        Text of the item, led by its dateline when it has one.

    Returns
    -------
    tuple of str
        EDTF and basis: ``text`` when the text names the day, ``agency`` when it follows from the
        days of the reports summed up, ``issue`` for an estimate from the issue number, which is
        marked ``~``; ``("", "")`` when nothing gives the year.
    """
    estimate = issue_date(volume, issue) if volume is not None and issue is not None else None
    if pinned := _pinned(body, estimate):
        return pinned.isoformat(), "text"
    reference = estimate.isoformat() if estimate else ""
    tagged = {day for tag in tag_dates for day in _days_named(tag, reference)}
    if tagged and (estimate is None or (estimate - max(tagged)).days in _TAG_REACH):
        return _after_tags(tagged, estimate, body), "agency"
    return (f"{reference}~", "issue") if estimate else ("", "")


def _days_named(expression: str, reference: str) -> list[date]:
    """Return the first and last day of every date in a short text."""
    spans = find_dates(expression, 0, len(expression), reference)
    intervals = [edtf_interval(span.edtf) for span in spans if span.kind == "day"]
    return [day for interval in intervals if interval for day in interval]


def _pinned(body: str, estimate: date | None) -> date | None:
    """Return the day that a dateline, or "today, July 2", gives."""
    if dateline := _DATELINE.match(body):
        return next(iter(_days_named(dateline[1], "")), None)
    named = _NAMED_DAY.search(body)
    if named is None or estimate is None:
        return None
    days = _days_named(named[2], estimate.isoformat())
    if not days or (estimate - days[0]).days not in _TAG_REACH:
        return None
    return days[0] if named[1].lower() == "today" else workday(days[0] + timedelta(1))


def _after_tags(tagged: set[date], estimate: date | None, body: str) -> str:
    """Return the day on which reports of these days were summed up, as a rule the next working day.

    It is marked ``~`` when the issue number gives another day and the text does not say "yesterday".
    """
    latest = max(tagged)
    following = workday(latest + timedelta(1))
    yesterday = "yesterday" in body.lower()
    if yesterday and latest - timedelta(1) in tagged and _SAME_DAY.search(body):
        return latest.isoformat()  # an item of the morning, on yesterday and today
    weekend = latest.weekday() > 4 and estimate is not None  # its news fills Monday's issue
    if weekend or estimate == following or (yesterday and estimate != latest):
        return following.isoformat()
    if estimate == latest:
        return latest.isoformat()
    plausible = estimate is not None and latest < estimate <= following + timedelta(1)
    return f"{estimate if plausible else following}~"
