"""What date expressions mean: one function for each kind of rule in the grammar.

Each takes the match of its rule and the context, and returns a `Reading` or raises `Unresolved`.
Codebook, rule 7: parts of a period ("late 1995") are the period, seasons their months, "last week"
is its Monday to Sunday, "this week" runs from Monday to the publication date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from monitorlib import _date_terms as terms
from monitorlib._date_context import (
    FROM_DATE,
    FROM_TODAY,
    Context,
    day_number,
    days_text,
    join,
    month_number,
    month_text,
    optional,
    tensed,
    week_of,
    which_one,
    which_year,
    year_of,
)
from monitorlib._date_terms import Reading, Unresolved, left_words, number

# Days after which a calendar day without its year is rather the coming one than the last one: few
# after a word that can look ahead ("on October 27"), many otherwise ("the October 27 murders").
LOOKING_AHEAD = frozenset("on by until till before for through from".split())
LONG_AGO, VERY_LONG_AGO = 210, 330


# --- days ---------------------------------------------------------------------------------------


def _occurrences(month: int, day: int, context: Context, position: int) -> tuple[date, date, date]:
    """Return the likelier, the last and the next time a calendar day comes round."""
    today = context.today()
    found = [
        date(year, month, day)
        for year in range(today.year - 4, today.year + 5)
        if day <= monthrange(year, month)[1]
    ]
    if not found:
        raise Unresolved
    past, future = max(d for d in found if d <= today), min(d for d in found if d >= today)
    looking = left_words(context.low, position)[0] in LOOKING_AHEAD
    limit = LONG_AGO if looking else VERY_LONG_AGO
    return (past if (today - past).days <= limit else future), past, future


def iso(match: re.Match[str], context: Context) -> Reading:  # noqa: ARG001
    """Read "1995-12-08"."""
    return Reading(date.fromisoformat(match[0]).isoformat(), "day")


def day(match: re.Match[str], context: Context) -> Reading:
    """Read "Tuesday, April 20", "8 December 1995", "August 31 of last year"."""
    month, number_ = month_number(match, context, "mon"), day_number(match["day"])
    year = year_of(match, context)
    if year is not None:
        return Reading(date(year, month, number_).isoformat(), "day")
    if terms.COUNTED.match(context.low, match.end()):
        raise Unresolved
    found = _occurrences(month, number_, context, match.start())
    if weekday := optional(match, "weekday"):  # the day of the week settles the year
        fitting = [d for d in found if d.weekday() == terms.WEEKDAYS.index(weekday)]
        if fitting:
            return Reading(fitting[0].isoformat(), "day")
    best, past, future = (d.isoformat() for d in found)
    return tensed(best, "day", past, future)


def which_day(match: re.Match[str], context: Context) -> Reading:
    """Read "last October 21", "this coming April 4", "this May 9"."""
    month, number_ = month_number(match, context, "mon"), day_number(match["day"])
    _, past, future = _occurrences(month, number_, context, match.start())
    which = which_one(match)
    if which == "this":
        return Reading(date(context.today().year, month, number_).isoformat(), "day")
    return Reading((past if which in ("last", "previous") else future).isoformat(), "day")


def around_day(match: re.Match[str], context: Context) -> Reading:
    """Read "the week of March 24", "the weekend of May 9, 1998"."""
    kind = match["span"]

    def whole(edtf: str) -> str:
        if not edtf:
            return ""
        monday, sunday = week_of(date.fromisoformat(edtf))
        return days_text(monday if kind == "week" else sunday - timedelta(1), sunday)

    found = day(match, context)
    return Reading(whole(found.edtf), kind, whole(found.past), whole(found.future))


def day_range(match: re.Match[str], context: Context) -> Reading:
    """Read "December 8 and 9, 1995", "from July 30 to August 2", "8-9 December"."""
    first = (month_number(match, context, "mon"), day_number(match["day"]))
    month2 = month_number(match, context, "mon2") if optional(match, "mon2") else first[0]
    last = (month2, day_number(match["day2"]))
    if first[0] == last[0] and first >= last:
        raise Unresolved

    def until(end: date) -> str:
        year = int(optional(match, "year") or end.year - (first > last))
        return days_text(date(year, *first), end)

    year2 = year_of(match, context, "year2")
    if year2 is not None:
        return Reading(until(date(year2, *last)), "day")
    best, past, future = (until(end) for end in _occurrences(*last, context, match.start()))
    return tensed(best, "day", past, future)


def deictic(match: re.Match[str], context: Context) -> Reading:
    """Read "yesterday", "this morning", "last night"."""
    word = " ".join(match["word"].split())
    offsets = {
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    night = word.startswith("last") or word in ("overnight", "in the night")
    offset = -1 if night else offsets.get(word, 0)
    return Reading((context.today() + timedelta(offset)).isoformat(), "day")


def new_year(match: re.Match[str], context: Context) -> Reading:
    """Read "New Year's Eve", "New Year's Day"."""
    month, number_ = (12, 31) if match["word"] == "eve" else (1, 1)
    best, past, future = (
        d.isoformat() for d in _occurrences(month, number_, context, match.start())
    )
    return tensed(best, "day", past, future)


def last_day(match: re.Match[str], context: Context) -> Reading:
    """Read "the last day of April"."""
    index = month_number(match, context, "month")
    year = year_of(match, context)
    today = context.today()
    year = today.year - (index > today.month) if year is None else year
    return Reading(date(year, index, monthrange(year, index)[1]).isoformat(), "day")


def day_of_month(match: re.Match[str], context: Context) -> Reading:
    """Read "the 26th of this month"."""
    today, shift = context.today(), FROM_TODAY[match["which"]]
    month = month_text(today.year, today.month + shift)
    found = date.fromisoformat(f"{month}-{day_number(match['nth']):02d}")
    return Reading(found.isoformat(), "day")


def neighbour_day(match: re.Match[str], context: Context) -> Reading:
    """Read "the following day", "the day before": counted from the day named last."""
    word = optional(match, "word")
    known = context.previous_day(match.start(), onward=word in ("following", "next", "same"))
    offset = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1}.get(word, 0)
    if word in ("before", "after") and not terms.NO_CLAUSE.match(context.low, match.end()):
        # "December 10, the day before the troops marched in": the clause has the day sought.
        if known is None or context.low[context.day_stop : match.start()] != ", ":
            raise Unresolved
        offset = -offset
    if known is None:
        if offset != -1:
            raise Unresolved
        known = context.today()
    return Reading((known + timedelta(offset)).isoformat(), "day")


def neighbour_period(match: re.Match[str], context: Context) -> Reading:
    """Read "the week before", "the year after": counted from the date named last, else from today."""
    if not terms.NO_CLAUSE.match(context.low, match.end()):
        raise Unresolved
    base = context.day_read or context.month_read or context.today()
    sign = -1 if match["word"] == "before" else 1
    return _shifted(base, sign, match["unit"], from_day=False)


# --- weekdays and weekends ----------------------------------------------------------------------


def _last_weekday(today: date, weekday: int) -> date:
    return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)


def _next_weekday(today: date, weekday: int) -> date:
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def weekday(match: re.Match[str], context: Context) -> Reading:
    """Read "on Friday", "this Friday", "Tuesday of last week"."""
    index, today, which = terms.WEEKDAYS.index(match["weekday"]), context.today(), which_one(match)
    past, future = _last_weekday(today, index), _next_weekday(today, index)
    this_week = week_of(today)[0] + timedelta(index)
    if week := optional(match, "week") or {"this": "this", "next": "next"}.get(which, ""):
        found = this_week + timedelta(7 * FROM_TODAY[week])
    elif which == "following":
        found = _next_weekday(context.previous_day(match.start()) or today, index)
    elif which:
        found = past
    else:
        return Reading(past.isoformat(), "day", past.isoformat(), future.isoformat())
    return Reading(found.isoformat(), "day")


def weeks_away(match: re.Match[str], context: Context) -> Reading:
    """Read "a week ago Tuesday", "a week from Monday", "the Thursday before last"."""
    index, today = terms.WEEKDAYS.index(match["weekday"]), context.today()
    if match["word"] == "from":
        return Reading((_next_weekday(today, index) + timedelta(7)).isoformat(), "day")
    return Reading((_last_weekday(today, index) - timedelta(7)).isoformat(), "day")


def weekday_range(match: re.Match[str], context: Context) -> Reading:
    """Read "Saturday and Sunday", "between Monday and Wednesday"."""
    first, last = (terms.WEEKDAYS.index(match[group]) for group in ("weekday", "weekday2"))
    today, length = context.today(), timedelta((last - first) % 7)
    end, start = _last_weekday(today, last), _next_weekday(today, first)
    past, future = days_text(end - length, end), days_text(start, start + length)
    return Reading(future if which_one(match) == "next" else past, "day", past, future)


def weekend(match: re.Match[str], context: Context) -> Reading:
    """Read "over the weekend", "by the weekend", "this weekend"."""
    today, which = context.today(), which_one(match)
    past, future = (
        days_text(sunday - timedelta(1), sunday)
        for sunday in (_last_weekday(today, 6), _next_weekday(today, 6))
    )
    if which in ("this", "next", "last"):
        return Reading(past if which == "last" else future, "weekend")
    coming = left_words(context.low, match.start())[0] in ("by", "until", "before")
    return tensed(future if coming else past, "weekend", past, future)


# --- weeks, months and years counted from today or from a date ----------------------------------


def period(match: re.Match[str], context: Context) -> Reading:
    """Read "last week", "this month", "the following year"."""
    which, unit = which_one(match), match["unit"]
    before = left_words(context.low, match.start())[0]
    if before == "the" or match["which"].endswith("past"):  # "the last year" is a length of time
        raise Unresolved
    if unit == "year":
        return Reading(f"{which_year(which, context):04d}", "year")
    base = context.today() if which in FROM_TODAY else context.month_read
    if base is None or unit in ("day", "decade"):
        raise Unresolved
    shift = (FROM_TODAY | FROM_DATE)[which]
    if unit == "month":
        return Reading(month_text(base.year, base.month + shift), "month")
    monday, sunday = week_of(base + timedelta(7 * shift))
    if which == "this":
        return Reading(
            days_text(base, sunday) if before == "later" else days_text(monday, base), "week"
        )
    return Reading(days_text(monday, sunday), "week")


def before_last(match: re.Match[str], context: Context) -> Reading:
    """Read "the week before last", "the year before last"."""
    return _shifted(context.today(), -2, match["unit"], from_day=False)


def running(match: re.Match[str], context: Context) -> Reading:
    """Read "the year is out", "the end of the month", "earlier in the week"."""
    today, unit = context.today(), match["unit"]
    if unit == "year":
        return Reading(f"{today.year:04d}", "year")
    if unit == "month":
        return Reading(month_text(today.year, today.month), "month")
    if unit != "week":
        raise Unresolved
    monday, sunday = week_of(today)
    begun = match[0].startswith(("earlier", "the beginning", "the start"))
    return Reading(days_text(monday, today) if begun else days_text(today, sunday), "week")


def _shifted(base: date, count: int, unit: str, *, from_day: bool) -> Reading:
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit == "day" or (unit == "week" and from_day):
        days = count * (7 if unit == "week" else 1)
        return Reading((base + timedelta(days)).isoformat(), "day")
    if unit == "week":
        return Reading(days_text(*week_of(base + timedelta(7 * count))), "week")
    if unit == "month":
        return Reading(month_text(base.year, base.month + count), "month")
    return Reading(f"{base.year + count * (10 if unit == 'decade' else 1):04d}", "year")


def distance(match: re.Match[str], context: Context) -> Reading:
    """Read "two weeks ago", "a day earlier", "three years later"."""
    count, word = " ".join(match["count"].split()), match["word"]
    unit = match["unit"] or "day"  # "two nights earlier"
    sign = -1 if word in ("ago", "earlier", "before") else 1
    onward = word == "later"
    known = None if word in ("ago", "hence") else context.previous_day(match.start(), onward=onward)
    if known is None and word == "later":
        raise Unresolved
    base = known or context.today()
    if unit == "year" and match["same"]:  # "a year ago today", "two years ago this month"
        year = base.year + sign * number(count)
        if match["same"] == "this month":
            return Reading(month_text(year, base.month), "month")
        last = monthrange(year, base.month)[1]
        return Reading(base.replace(year=year, day=min(base.day, last)).isoformat(), "day")
    if count in ("a few", "several") and unit == "day":  # no finer than the month
        about = base + timedelta(4 * sign)
        return Reading(month_text(about.year, about.month), "month")
    exact = known is not None or optional(match, "same") == "today"  # "two weeks ago today"
    return _shifted(base, sign * number(count), unit, from_day=exact)


def ahead(match: re.Match[str], context: Context) -> Reading:
    """Read "in three days", "within ten years"."""
    if terms.RANKED.search(context.low, max(0, match.start() - terms.RANKED_REACH), match.start()):
        raise Unresolved  # "for the first time in five years", "his third trip in two months"
    return _shifted(context.today(), number(match["count"]), match["unit"], from_day=False)


def next_years(match: re.Match[str], context: Context) -> Reading:
    """Read "the next three years"."""
    year = context.today().year
    return Reading(join(f"{year + 1:04d}", f"{year + number(match['count']):04d}"), "year")


# --- years --------------------------------------------------------------------------------------


def year_range(match: re.Match[str], context: Context) -> Reading:
    """Read "1993 and 1994", "1994-95", "between 1993 and 1995"."""
    first = int(match["year"])
    last = int(optional(match, "year2") or f"{first // 100}{match['yy']}")
    if last <= first or terms.COUNTED.match(context.low, match.end()):
        raise Unresolved
    return Reading(f"{first}/{last}", "year")


def decade(match: re.Match[str], context: Context) -> Reading:  # noqa: ARG001
    """Read "the 1980s"."""
    first = int(match["decade"])
    return Reading(f"{first}/{first + 9}", "decade")


def bare_year(match: re.Match[str], context: Context) -> Reading:
    """Read "in 1994", "the 1994 agreement", but not "1994 tanks"."""
    start, low = match.start(), context.low
    before = left_words(low, start)[0]
    governed = before.rstrip("-") in terms.GOVERNORS or before.endswith(("'s", "\u2019s", "("))
    if not governed or terms.COUNTED.match(low, match.end()):
        raise Unresolved
    return Reading(match["year"], "year")
