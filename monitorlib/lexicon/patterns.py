"""Regular expressions that a user writes: what is wrong with one, found before it is used."""

from __future__ import annotations

import re
from collections.abc import Set
from importlib import import_module
from math import inf
from typing import Any

__all__ = ["FLAGS", "fault"]

FLAGS = re.IGNORECASE | re.MULTILINE
GROUPS = frozenset({"publication", "mark", "volume", "issue", "date"})
MOST_WAYS = 1_000_000  # in which a pattern may be tried at one place
# Python's own reading of a pattern, which has no public name: (operation, argument) pairs.
_reader: Any = import_module("re._parser")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_MOST_NESTED = 20
_LEAVES = "LITERAL NOT_LITERAL ANY IN AT CATEGORY RANGE".split()


def fault(pattern: str, *, header: bool = True) -> str:
    """Say what is wrong with the pattern of a header line or separator, "" when nothing is."""
    try:
        found = re.compile(pattern, FLAGS)
        ways = _ways(_reader.parse(pattern, FLAGS))
    except (re.error, OverflowError, RecursionError) as error:
        return f"no regular expression ({error})"
    except _UnknownError as error:
        return f"{error} is not for lines of a bulletin"
    return (_bad_groups(found.groupindex.keys()) if header else "") or _bad_length(found, ways)


def _bad_groups(names: Set[str]) -> str:
    if foreign := sorted(names - GROUPS):
        return f"no group is called {foreign[0]!r}; known are {', '.join(sorted(GROUPS))}"
    if not names & {"issue", "date"}:
        return "it has neither a group (?P<issue>…) nor a group (?P<date>…)"
    return ""


def _bad_length(found: re.Pattern[str], ways: float) -> str:
    if found.match(""):
        return "it fits an empty line"
    if ways > MOST_WAYS:
        return (
            "it could be tried in too many ways, and hang: write {0,20} for * and {1,20} for +, "
            "or *+ and ++, and no repeat inside another"
        )
    return ""


class _UnknownError(ValueError):
    """A part of a pattern whose cost cannot be told."""


def _ways(parts: Any) -> float:
    """At most how many ways a pattern has to go on from one place: this bounds all backtracking."""
    ways = 1.0
    for operation, argument in parts:
        ways *= _ways_of(str(operation), argument)
        if ways > MOST_WAYS:
            return inf
    return ways


def _ways_of(operation: str, argument: Any) -> float:
    if operation in _LEAVES:
        return 1
    if operation == "BRANCH":
        return sum(map(_ways, argument[1]))
    if operation in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return _ways(argument[-1])
    if operation not in _REPEATS:
        raise _UnknownError(operation.lower())
    least, most, each = int(argument[0]), int(argument[1]), _ways(argument[2])
    if operation == "POSSESSIVE_REPEAT" and each == 1:
        return 1  # it never gives back what it took
    if most > MOST_WAYS or (each > 1 and most > _MOST_NESTED):
        return inf
    return float(each**most * (most - least + 1))
