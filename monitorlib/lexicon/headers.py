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
    ``issue_dates`` is ``monitor`` when issue numbers are those of the Monitor, and tell the day.
    """

    publication: str
    pattern: re.Pattern[str]
    issue_dates: str


def compiled(rows: Iterable[Mapping[str, str]]) -> tuple[HeaderPattern, ...]:
    """Compile rows of ``headers.csv``: each pattern begins at a line's beginning, in any case."""
    return tuple(
        HeaderPattern(
            row.get("publication", ""),
            re.compile(rf"^[^\S\n]*+(?:{row['pattern']})", FLAGS),
            row.get("issue_dates", ""),
        )
        for row in rows
    )


@functools.cache
def shipped() -> tuple[HeaderPattern, ...]:
    """The patterns that come with the library."""
    return compiled(read_rows(HERE / "headers.csv"))
