"""Numbers as bulletins print them: digits, words, approximations, ranges, dozens.

The codebook's rules 10 and 8 decide the value: a range gives its lower end, ``approx``; a share or a sum of money
gives no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["ORDINALS", "TENS", "UNITS", "Numeral", "read_fraction", "read_numeral"]

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {
    "pair": 2,
    "couple": 2,
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
MONEY = frozenset({"$", "£", "€", "dm"})
STARTERS = frozenset(UNITS) | frozenset(TENS) | {"dozen", "dozens", "a"}

# Words before a number, longest first, and the qualifier that they give it.
QUALIFIERS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
for _meaning, _phrases in {
    "approx": "some;about;around;roughly;approximately;nearly;almost;close to;an estimated;a good;barely;nearly all;"
    "in the neighborhood of;on the order of;perhaps;just under;just over;almost all",
    "at_least": "more than;over;at least;upward of;upwards of;in excess of;no fewer than;no less than;not fewer than;"
    "not less than;well over;better than;above",
    "at_most": "up to;no more than;not more than;at most;as many as;fewer than;less than;under;a maximum of;"
    "at the most;not exceeding;a ceiling of;below",
}.items():
    for _phrase in _phrases.split(";"):
        _words = tuple(_phrase.split())
        QUALIFIERS[_words[0]] = tuple(
            sorted(
                (*QUALIFIERS.get(_words[0], ()), (_words[1:], _meaning)),
                key=lambda pair: -len(pair[0]),
            )
        )
# The words that may begin a number; one in digits begins with a digit.
NUMERAL_STARTERS = STARTERS | frozenset(QUALIFIERS) | MONEY | {"between", "half"}
AFTER: dict[tuple[str, ...], str] = {
    ("or", "so"): "approx",
    ("-", "odd"): "approx",
    ("or", "more"): "at_least",
    ("at", "most"): "at_most",
    ("at", "least"): "at_least",
}
SHARES = {
    "percent",
    "per",
    "%",
    "tenth",
    "tenths",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
}


PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: value for word, value in ORDINALS.items() if value > 2 for plural in ("", "s")
}


class Numeral(NamedTuple):
    """A number in a text: word positions ``first``..``last`` (exclusive), value, qualifier.

    ``value`` is None for a share or a sum of money, which the codebook does not count.
    """

    first: int
    last: int
    value: int | None
    qualifier: str


def read_numeral(words: Sequence[str], at: int) -> Numeral | None:
    """The number that begins at word ``at`` (its qualifier included), if one does; words are folded."""
    start, qualifier = _qualifier(words, at)
    start += words[start : start + 1] == ["between"]
    low, stop = _value(words, start)
    if low is None or _ordinal_follows(words, low, stop):
        return None
    if tuple(words[stop : stop + 3]) == ("and", "a", "half"):
        return Numeral(at, stop + 3, None, "exact")
    if (at and words[at - 1] in MONEY) or (start < len(words) and words[start] in MONEY):
        return Numeral(at, stop, None, "exact")
    high, end = _range_end(words, start, stop)
    if high is not None:
        stop, qualifier = end, "approx"
    elif start > at and words[start - 1] == "between":
        return None  # "between two regiments"
    if meaning := AFTER.get(tuple(words[stop : stop + 2])):
        stop, qualifier = stop + 2, meaning
    following = stop + 1 if stop < len(words) and words[stop] == "-" else stop
    if (
        following < len(words)
        and words[following] in SHARES
        and not _unit_after_per(words, following)
    ):
        return Numeral(at, following + 1, None, "exact")
    return Numeral(at, stop, low, qualifier)


def _ordinal_follows(words: Sequence[str], low: int, stop: int) -> bool:
    """Whether the tens belong to an ordinal: "the twenty-eighth regiment" is one."""
    tens = low % 10 == 0 and 20 <= low < 100
    following = words[stop + 1] if words[stop : stop + 1] == ["-"] and stop + 1 < len(words) else ""
    return tens and 0 < ORDINALS.get(following, 0) < 10


def read_fraction(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """Where the fraction that begins at word ``at`` ends, and its value: "2/3" for "two thirds of"."""
    if words[at] == "half":
        before = words[at - 1] if at else ""
        return None if before in ("first", "second", "a", "one", "-") else (at + 1, "1/2")
    above = 1 if words[at] == "a" else UNITS.get(words[at], 0)
    if not above:
        return None
    below = at + 2 if words[at + 1 : at + 2] == ["-"] else at + 1
    parts = PARTS.get(words[below]) if below < len(words) else None
    if parts is None or above >= parts:
        return None
    of = words[below + 1 : below + 2] in (["of"], [","], ["."], ["the"], ["its"], ["their"])
    plural = words[below].endswith("s") == (above > 1)
    return (below + 1, f"{above}/{parts}") if of and plural else None


def _unit_after_per(words: Sequence[str], at: int) -> bool:
    """Whether "per" begins a rate ("ten per year"), not "per cent"."""
    return words[at] == "per" and words[at + 1 : at + 2] != ["cent"]


def _qualifier(words: Sequence[str], at: int) -> tuple[int, str]:
    for rest, qualifier in QUALIFIERS.get(words[at], ()):
        stop = at + 1 + len(rest)
        if tuple(words[at + 1 : stop]) == rest and stop < len(words):
            return stop + (words[stop] == "the"), qualifier
    return at, "exact"


def _range_end(words: Sequence[str], start: int, stop: int) -> tuple[int | None, int]:
    """The upper end of "8,000 to 9,000", "between 8,000 and 9,000", "nine or ten", "20-30"."""
    if stop + 1 >= len(words):
        return None, stop
    joint = words[stop]
    between = start and words[start - 1] == "between"
    if joint in ("to", "or", "-", "–") or (joint == "and" and between):
        high, end = _value(words, stop + 1)
        low = _value(words, start)[0]
        falling = joint == "to" and high is not None and low is not None and high < low
        return (None, stop) if falling else (high, end)  # "from 60,000 to 30,000"
    return None, stop


def _value(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The plain number at word ``at`` and where it ends."""
    if at >= len(words):
        return None, at
    if words[at][0].isdigit():
        return _digits(words, at)
    if tuple(words[at : at + 3]) == ("half", "a", "dozen"):
        return SCALES["dozen"] // 2, at + 3
    uncounted = words[at] == "dozen" and at and words[at - 1] in ("several", "few", "many")
    if words[at] not in STARTERS or words[at] == "dozens" or uncounted:
        return None, at
    return _spelled(words, at)


def _spelled(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """A number in words: "a dozen", "twenty-five", "two hundred and six thousand"."""
    total = current = 0
    position, seen = at, False
    while position < len(words):
        word = words[position]
        value = UNITS.get(word, TENS.get(word))
        if value is not None:
            current += value
        elif word in SCALES and (seen or word == "dozen"):
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word == "a" and not seen and _next_in(words, position, SCALES):
            current = 1
        elif not (seen and _joins(words, position, current)):
            break
        seen = True
        position += 1
    return (total + current, position) if seen else (None, at)


def _next_in(words: Sequence[str], at: int, known: Mapping[str, int]) -> bool:
    return at + 1 < len(words) and words[at + 1] in known


def _joins(words: Sequence[str], at: int, current: int) -> bool:
    """Whether the word only joins the parts of a number: "twenty-five", "two hundred and six"."""
    hyphen = words[at] == "-" and current % 10 == 0
    return (hyphen or (words[at] == "and" and current >= 100)) and (
        _next_in(words, at, UNITS) or (not hyphen and _next_in(words, at, TENS))
    )


def _digits(words: Sequence[str], at: int) -> tuple[int | None, int]:
    digits = words[at].replace(",", "")
    if not digits.isdecimal() or len(digits) > 12:
        return None, at
    value, stop = float(digits), at + 1
    if (
        words[stop : stop + 1] == ["."]
        and words[stop + 1 : stop + 2]
        and words[stop + 1].isdecimal()
    ):
        value, stop = float(f"{digits}.{words[stop + 1]}"), stop + 2
    while stop < len(words) and words[stop] in SCALES and words[stop] != "score":
        value, stop = value * SCALES[words[stop]], stop + 1
    return (int(value), stop) if value == int(value) else (None, at)
