"""Rows of a plain sentence, for the tests that try one grammar construction after another."""

from typing import Any

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor (rewritten) Volume: 3 Issue: 57\n\n"  # of Friday, March 21, 1997


def rows_of(text: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table for a bulletin that says only this, its first letter a capital."""
    body = text[0].upper() + text[1:]
    rows: list[dict[str, Any]] = parse_bulletin(Bulletin(HEADER + body), load())[table]
    return rows
