"""The header line of a bulletin: which daily it is from, of which volume, issue and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitorlib.lexicon.headers import HeaderPattern, shipped

__all__ = ["Header", "find_header", "find_more"]


class Header(NamedTuple):
    """The line ``Publication: Monitor Volume: 1 Issue: 151``, or that of another daily.

    ``date`` is as printed; ``dated`` says that the issue's number tells the day;
    ``form`` is the pattern that found it.
    """

    start: int
    stop: int
    publication: str
    mark: str
    volume: int | None
    issue: int | None
    date: str
    dated: bool
    form: HeaderPattern


def find_header(text: str, patterns: Iterable[HeaderPattern] = ()) -> Header | None:
    """Find the header line by the shipped patterns or these, however it is spaced."""
    for known in (*shipped(), *patterns):
        if match := known.pattern.search(text):
            return _header(match, known)
    return None


def find_more(text: str, first: Header) -> Iterator[Header]:
    """Find the header lines of the same form after the first."""
    for match in first.form.pattern.finditer(text, first.stop):
        yield _header(match, first.form)


def _header(match: re.Match[str], form: HeaderPattern) -> Header:
    said = {name: value or "" for name, value in match.groupdict().items()}
    return Header(
        *match.span(),
        " ".join(said.get("publication", "").split()) or form.publication,
        said.get("mark", ""),
        _number(said.get("volume", "")),
        _number(said.get("issue", "")),
        said.get("date", ""),
        form.issue_dates == "monitor",
        form,
    )


def _number(printed: str) -> int | None:
    return int(printed) if printed.isdecimal() else None
