"""The grammar of date expressions: an ordered table of (pattern, reading).

Patterns are matched against lower-cased text and written in the notation of
`monitorlib._date_terms.expand`. The first rule that fits wins, so longer forms come first. Words
that narrow a period ("late", "the end of") are read afterwards, leftwards from the match.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from monitorlib import _date_months as months
from monitorlib import _date_readings as readings
from monitorlib import _date_terms as terms
from monitorlib._date_context import Context, month_text, optional
from monitorlib._date_terms import Reading, Unresolved, left_words

RULES: tuple[tuple[str, Callable[[re.Match[str], Context], Reading]], ...] = (
    # days
    (r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])", readings.iso),
    (
        r"between <mon> <day>(?:,? <year>)? and (?:<mon2> )?<day2>(?:,? <year2>)?",
        readings.day_range,
    ),
    (r"<mon> <day>(?:,? <year>)?<to><mon2> <day2>(?:,? <year2>)?", readings.day_range),
    (
        r"<mon> <day>(?:, [0-9]{1,2})?(?:<to>|,? and | or )<day2>(?:,? <year2>)?",
        readings.day_range,
    ),
    (r"<which> <mon> <day>(?!,? <year>)", readings.which_day),
    (r"the (?P<span>week|weekend) of <mon> <day>(?:,? <year>)?", readings.around_day),
    (r"<mon> <day>(?:,?(?: of)? <which> year|(?:,\s{0,4}| )<year>)?", readings.day),
    (r"<weekday>,? \(?<mon> <day>(?:,? <year>)?", readings.day),
    (r"<day>(?:<to>| and )<day2> <mon>(?:,? <year2>)?", readings.day_range),
    (r"<day>(?: of)? <mon>(?:,? <year>)?", readings.day),
    (r"(?P<word>the day before yesterday|the day after tomorrow)", readings.deictic),
    (r"(?P<word>yesterday|today|tomorrow)(?: <clock>)?\b", readings.deictic),
    (r"(?P<word>tonight|this <clock>|last (?:night|evening))\b", readings.deictic),
    (
        r"(?P<word>overnight\b|in the night(?=[ ,.;:]))(?! (?:from|of|between|to)\b)",
        readings.deictic,
    ),
    (r"new year['\u2019]s (?P<word>eve|day)\b", readings.new_year),
    (r"the last day of <month>(?:,? <year>)?\b", readings.last_day),
    (r"the <nth> of (?P<which>this|last|next) month\b", readings.day_of_month),
    (r"the (?P<word>following|next|previous|same) day\b", readings.neighbour_day),
    (r"that (?:same )?day\b", readings.neighbour_day),
    (r"(?:that|the) same <clock>\b", readings.neighbour_day),
    (r"the <unit> before last\b", readings.before_last),
    (r"the (?P<unit>week|month|year) (?P<word>before|after)\b", readings.neighbour_period),
    (r"the (?:day|<clock>) (?P<word>before|after)\b", readings.neighbour_day),
    # weekdays and weekends
    (r"between <weekday> and <weekday2>\b", readings.weekday_range),
    (r"(?:<which> )?<weekday>(?:<to>|,? and | or )<weekday2>\b", readings.weekday_range),
    (r"<weekday>(?: of)? (?P<week>last|this|next) week\b", readings.weekday),
    (r"a week (?P<word>ago|from) (?:on )?<weekday>\b", readings.weeks_away),
    (r"<weekday> a week (?P<word>ago)\b", readings.weeks_away),
    (r"(?:the )?<weekday> (?P<word>before last)\b", readings.weeks_away),
    (r"<which> <weekday>(?: <clock>)?\b", readings.weekday),
    (r"<weekday>(?: <clock>)?\b", readings.weekday),
    (r"<which> weekend\b", readings.weekend),
    (r"(?:the )?weekend\b(?! of <mon>)", readings.weekend),
    # months
    (r"between <month>(?:,? <year>)? and <month2>(?:,? <year2>)?\b", months.month_range),
    (r"<month>(?:,? <year>)?(?:<to>| and | or )<month2>(?:,? <year2>)?\b", months.month_range),
    (r"<mon>,?(?: of)? (?:<year>|<which> year)\b", months.month),
    (r"<which> <month>\b", months.which_month),
    (r"<month>\b", months.bare_month),
    # seasons
    (r"<season>(?: of)? (?:<year>(?:[-/](?:[0-9]{2}){1,2})?|<which> year)\b", months.season_of),
    (r"the <season> of (?:<year>(?:[-/](?:[0-9]{2}){1,2})?|<which> year)\b", months.season_of),
    (r"<which> <season>\b", months.season),
    (r"<count> <season>s ago\b", months.seasons_ago),
    (r"the turn of the year\b", months.turn_of_year),
    (r"(?:the )?<season>\b", months.season),
    # years
    (r"between <year> and <year2>", readings.year_range),
    (r"<year>(?:<to>| and )<year2>", readings.year_range),
    (r"<year>[-/\u2013]<yy>", readings.year_range),
    (r"(?:the )?<decade>'?s\b", readings.decade),
    (r"fiscal year <year>", readings.bare_year),
    (r"<year>", readings.bare_year),
    # periods counted from the reference day or from a date named before
    (r"<which> <unit>\b", readings.period),
    (r"the <unit> (?:is|was) (?:out|over)\b", readings.running),
    (
        r"(?:the (?:end|middle|beginning|start|course) of|later in|earlier in) the <unit>\b",
        readings.running,
    ),
    (r"(?:the )?<unit>(?:['\u2019]s |-)end\b", readings.running),
    (
        (
            r"<count>(?: and a half)? (?:<unit>|nights?(?= earlier| later| before))s?"
            r" (?P<word>ago\b|earlier\b|later\b|hence\b|before(?=[.,;)]))"
            r"(?: (?P<same>today|this month)\b)?"
        ),
        readings.distance,
    ),
    (r"<count> <unit>s? from (?:now|today)\b", readings.ahead),
    (r"(?P<count>a) (?P<unit>fortnight) (?P<word>ago|earlier|later)\b", readings.distance),
    (
        r"(?P<lead>in|within) <count> <unit>s?\b(?:['\u2019] time\b)?(?! of\b|['\u2019])",
        readings.ahead,
    ),
    (r"the (?:next|coming) <count> years\b", readings.next_years),
)


def _uncaptured(expanded: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", expanded)


_EXPANDED = tuple(terms.expand(pattern) for pattern, _ in RULES)
_PARSERS = tuple(
    (re.compile(expanded), read) for expanded, (_, read) in zip(_EXPANDED, RULES, strict=True)
)
# One empty group behind each rule: the number of the group that matched is the number of the rule
# (a group around it would hide its first letter from the engine). An expression does not begin
# within a word or a designation ("SS-25"), nor within a number.
_SCANNER = re.compile(
    r"(?<!\w)(?:(?<!\w-)|(?<=\bmid-)|(?<=\bend-))(?<![0-9][.,])(?<![$#/])(?:"
    + "|".join(f"{_uncaptured(expanded)}()" for expanded in _EXPANDED)
    + ")"
)
# Every expression holds one of these, and begins at most so many characters before the first of
# them. They begin with plain letters and digits, which lets the engine skip all others quickly.
_TRIGGER = re.compile(
    r"day|week|month|year|decade|uary|march|april|may|june|july|august|ember|ober|19[0-9]{2}"
    r"|20[0-9]{2}|spring|summer|fall|autumn|winter|tomorrow|tonight|morning|noon|evening|night|"
    + "|".join(rf"{name}\b" for name in terms.ABBREVIATED)
)
_REACH = 36
_WORD_START = re.compile(r"\b(?=[0-9abdefijlmnostwy])")  # first letters of all rules


def scan(context: Context, position: int = 0) -> tuple[int, int, str, Reading] | None:
    """Return start, stop, leading preposition and reading of the next date expression.

    Parameters
    ----------
    context
        The text and what is known about it.
    position
        Where to begin.
    """
    low = context.low
    for trigger in _TRIGGER.finditer(low, position):
        opening = max(position, trigger.start() - _REACH)
        position = trigger.start() + 1
        for word in _WORD_START.finditer(low, opening, position):
            found = _SCANNER.match(low, word.start())
            if found is not None and (dated := _read(found, context)):
                return dated
    return None


def _read(found: re.Match[str], context: Context) -> tuple[int, int, str, Reading] | None:
    pattern, read = _PARSERS[(found.lastindex or 1) - 1]
    match = pattern.match(context.low, found.start())
    if match is None:
        return None
    try:
        reading = read(match, context)
    except (Unresolved, ValueError, OverflowError):  # no date after all, or February 30
        return None
    lead = optional(match, "lead")
    return (match.start("count") if lead else match.start()), match.end(), lead, reading


def narrowed(low: str, start: int, reading: Reading) -> tuple[int, Reading]:
    """Take in the words before a period that narrow it ("late", "the first half of").

    Only halves and quarters of a year change its value (codebook, rule 7).
    """
    word = left_words(low, start)[0]
    if word.rstrip("-") not in terms.PART_ENDINGS:
        return start, reading
    part = terms.PART.search(low, max(0, start - 48), start)
    if part is None:
        return start, reading
    if part["fraction"] and reading.kind == "year" and len(reading.edtf) == 4:
        length = 6 if part["fraction"] == "half" else 3
        first = 1 + length * ("first", "second", "third", "fourth").index(part["ordinal"])
        if first > 12:  # "the third half"
            return start, reading
        year = int(reading.edtf)
        edtf = f"{month_text(year, first)}/{month_text(year, first + length - 1)}"
        return part.start(), Reading(edtf, "month")
    return part.start(), reading
