"""The words of which date expressions are made, and what they count for."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitorlib.numerals import TENS, UNITS

MONTHS = (
    "january february march april may june july august september october november december".split()
)
ABBREVIATED = "jan feb mar apr jun jul aug sept sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASON_MONTH = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

_ONES = [word for word, value in UNITS.items() if 1 <= value <= 9]
_TEENS = [word for word, value in UNITS.items() if value >= 10]
NUMBER_WORDS = f"(?:{'|'.join(TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS + _ONES)}"
_NUMBERS = UNITS | TENS | {"a": 1, "an": 1, "a couple of": 2}

# Named pieces of the patterns in the grammar. An alternation is led by the letters it can begin
# with, so that most words are passed over in one step.
TERMINALS = {
    "month": f"(?=[adfjmnos])(?:{'|'.join(MONTHS)})",
    "mon": rf"(?=[adfjmnos])(?:{'|'.join(MONTHS)}|(?:{'|'.join(ABBREVIATED)})(?:\.|\b))",
    "day": r"(?=[0-9])(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![0-9a-z]|[.,:][0-9]{1,3}(?![0-9]))",
    "nth": r"(?=[0-9])(?:3[01]|[12]?[0-9])(?:st|nd|rd|th)",
    "year": r"(?:19|20)[0-9]{2}(?![0-9a-z]|[.,][0-9])",
    "yy": r"[0-9]{2}(?![0-9])",
    "decade": r"(?:19|20)[0-9]0",
    "weekday": f"(?=[fmstw])(?:{'|'.join(WEEKDAYS)})",
    "season": f"(?=[afsw])(?:{'|'.join(SEASON_MONTH)})",
    "count": rf"(?=[0-9aefnost])(?:[0-9]{{1,3}}|{NUMBER_WORDS}|an?(?: few| couple of)?|several)",
    "unit": r"(?=[dwmy])(?:day|week|month|year|decade)(?=s?\b)",
    "which": "(?=[tln])(?:this(?: past| coming| very)?|last|next|that(?: same)?"
    "|the (?:same|following|next|previous|preceding|past|coming|current))",
    "to": r"(?:\s?[-\u2013]\s?| (?:to|through|until|till) )",
    "clock": "(?:morning|afternoon|evening|night)",
}

# Nouns that make a bare four-digit number a count ("in 1990 tanks") and not a year.
COUNTED = re.compile(
    r"\s{1,20}(?:men|women|people|persons|troops|soldiers|servicemen|officers|guards|civilians|refugees"
    r"|warheads|missiles|launchers|silos|tanks|guns|vehicles|planes|aircraft|bombers|ships|vessels"
    r"|tons|tonnes|kilometers|kilometres|km|miles|meters|metres|hectares|percent|dollars|rubles"
    r"|units|members|deputies|votes)\b"
)
# Words after which a bare year, month or season is one.
TIME_PREPOSITIONS = frozenset(
    "in since by until till during before after through from to for over between around on come".split()
)
GOVERNORS = TIME_PREPOSITIONS | frozenset(
    "of early late mid and or than as last this next the a an its his her their year fiscal into"
    " expected".split()
)

# What may stand before a period and narrow it, read leftwards from the period.
PART = re.compile(
    r"(?<![\w-])(?:"
    r"(?:very\s+)?(?:early|mid|late|later|earlier|end)(?:-to-(?:mid|late))?(?:-|\s+(?:in\s+|of\s+)?)"
    r"|(?:the\s+)?(?:"
    r"(?P<ordinal>first|second|third|fourth)\s+(?P<fraction>half|quarter)"
    r"|(?:very\s+)?(?:end|beginning|start|middle|close|outset|course|rest|remainder)"
    r"|(?:early|latter|first|last)\s+(?:half|part)"
    r"|(?:first|second|third|fourth|last|final|opening|closing)\s+(?:few\s+|two\s+|three\s+)?"
    r"(?:days?|weeks?|months?))\s+of\s+)$"
)
PART_ENDINGS = frozenset("early mid late later earlier in of end".split())

# What follows "the day before" when it counts from a day named earlier: no clause of its own.
NO_CLAUSE = re.compile(
    r"\s{0,20}(?:$|[.,;:)\u2014-]|\s(?:in|at|on|with|by|to|from|when|and|but|that)\b)"
)


# One of several within a length of time: "the second round in a month".
RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|only|time|times)\b[^.;]{0,40}$"
)
RANKED_REACH = 60


class Unresolved(Exception):  # noqa: N818  # not an error: the grammar goes on to the next word
    """The expression needs a date that is not known, or is none after all."""


class Reading(NamedTuple):
    """Value of an expression: EDTF, granularity, and both readings when the tense decides."""

    edtf: str
    kind: str
    past: str = ""
    future: str = ""


def number(word: str) -> int:
    """Return the value of a small number in digits or words.

    Raises
    ------
    Unresolved
        The word names no definite number ("several").
    """
    word = " ".join(word.split())
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    if tens not in _NUMBERS:
        raise Unresolved
    return _NUMBERS[tens] + (_NUMBERS[ones] if ones else 0)


def left_words(low: str, position: int) -> tuple[str, str]:
    """Return the word before `position` and the one before that; an opening bracket is a word."""
    words = low[max(0, position - 24) : position].replace("(", " ( ").split()
    return (words[-1] if words else "", words[-2] if len(words) > 1 else "")


def expand(pattern: str) -> str:
    """Turn a pattern of the grammar into a regular expression.

    ``<day>`` and ``<day2>`` become groups of that name which hold the terminal ``day``, a space
    becomes a run of white space (bounded, so that no input makes the engine walk it twice).
    """

    def terminal(match: re.Match[str]) -> str:
        name, index = match.groups()
        return (
            TERMINALS[name] if name in ("to", "clock") else f"(?P<{name}{index}>{TERMINALS[name]})"
        )

    return re.sub(r"(?<!P)<([a-z]+)(2?)>", terminal, pattern).replace(" ", r"\s{1,4}")


def lowered(text: str) -> str:
    """Return `text` in lower case, with every character at its old offset."""
    low = text.lower()
    # A few capitals grow when lower-cased.
    return low if len(low) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)
