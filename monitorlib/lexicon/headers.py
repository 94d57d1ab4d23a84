"""How dailies print their name, volume, issue and date: the patterns of ``headers.csv``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from monitorlib.lexicon.patterns import FLAGS
from monitorlib.lexicon.reading import HERE, read_rows

__all__ = ["HeaderPattern", "compiled", "shipped"]


class HeaderPattern(NamedTuple):
    """One form of a header line.

    ``publication`` is the daily's name, unless the pattern's group of this name gives it;
    ``issue_dates`` is ``monitor`` when issue numbers are those of the Monitor, and tell the day;
    ``separator`` stands between the items of a digest.
    """

    publication: str
    pattern: re.Pattern[str]
    issue_dates: str
    separator: re.Pattern[str] | None


def compiled(rows: Iterable[Mapping[str, str]]) -> tuple[HeaderPattern, ...]:
    """Compile rows of ``headers.csv``: each pattern begins at a line's beginning, in any case."""
    return tuple(
        HeaderPattern(
            row.get("publication", ""),
            _at_line_start(row["pattern"]),
            row.get("issue_dates", ""),
            _at_line_start(row["separator"]) if row.get("separator") else None,
        )
        for row in rows
    )


def _at_line_start(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[^\S\n]*+(?:{pattern})", FLAGS)


@functools.cache
def shipped() -> tuple[HeaderPattern, ...]:
    """The patterns that come with the library."""
    return compiled(read_rows(HERE / "headers.csv"))
