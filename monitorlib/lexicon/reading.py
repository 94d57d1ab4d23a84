"""Reading the lexicon's CSV files, with errors that name file, line and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitorlib.lexicon.patterns import fault

__all__ = ["REQUIRED", "LexiconError", "files", "read_rows"]

HERE = Path(__file__).parent


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file, line and column."""


# The columns that each table must have, and fill.
REQUIRED = {
    "actors": ("code", "name", "kind"),
    "people": ("person_id", "name", "actor"),
    "titles": ("title", "kind", "level"),
    "first_names": ("name",),
    "origins": ("origin", "actors"),
    "agencies": ("name",),
    "places": ("place_id", "name", "kind", "lat", "lon"),
    "systems": ("system", "category"),
    "instruments": ("instrument_id", "title", "kind"),
    "echelons": ("word", "echelon"),
    "branches": ("word", "branch"),
    "site_kinds": ("word", "kind"),
    "known_sites": ("place", "kind"),
    "triggers": ("word", "pos", "kind", "value"),
    "irregular_verbs": ("base", "past", "participle"),
    "cues": ("word", "pos", "cue"),
    "common_names": ("word", "meaning", "actors"),
    "formations": ("number", "echelon"),
    "headers": ("pattern",),
}
CHOICES: dict[str, dict[str, set[str]]] = {
    "triggers": {"pos": {"verb", "noun", "phrase"}},
    "cues": {"pos": {"verb", "noun", "word"}},
    "titles": {"kind": {"rank", "office"}},
    "common_names": {"meaning": {"states", "one", "opponents"}},
    "systems": {"category": {"missile", "bomber", "submarine", "sam"}},
}


MAY_BE_EMPTY = {("triggers", "value")}
DEGREES = {"lat": 90, "lon": 180}


def files(folder: Path | None) -> list[Path]:
    """The shipped files in a fixed order, then those of the user's folder."""
    found = [HERE / f"{stem}.csv" for stem in REQUIRED]
    if folder is None:
        return found
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder")
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in REQUIRED:
            known = ", ".join(REQUIRED)
            raise LexiconError(f"{path}: no lexicon table has this name; known are {known}")
        found.append(path)
    return found


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of one file, checked for the columns and values that its table needs."""
    stem = path.stem
    choices = CHOICES.get(stem, {})
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        needed = _needed(path, header)
        for cells in reader:
            if len(cells) != len(header):
                raise LexiconError(
                    f"{path}, line {reader.line_num}: the row has not as many cells as the header"
                )
            cells = [cell.strip() for cell in cells]  # noqa: PLW2901
            for position in needed:
                if not cells[position]:
                    raise LexiconError(
                        f"{path}, line {reader.line_num}, column {header[position]!r}: empty"
                    )
            row = dict(zip(header, cells, strict=False))
            for column, allowed in choices.items():
                if row[column] not in allowed:
                    where = f"{path}, line {reader.line_num}, column {column!r}"
                    raise LexiconError(f"{where}: {row[column]!r} is none of {sorted(allowed)}")
            if stem == "places":
                _check_degrees(path, reader.line_num, row)
            if stem == "headers":
                _check_header(path, reader.line_num, row)
            yield row


def _needed(path: Path, header: Sequence[str]) -> list[int]:
    """The positions of the columns that must be filled."""
    for column in REQUIRED[path.stem]:
        if column not in header:
            raise LexiconError(f"{path}, line 1: column {column!r} is missing")
    return [
        header.index(column)
        for column in REQUIRED[path.stem]
        if (path.stem, column) not in MAY_BE_EMPTY
    ]


def _check_header(path: Path, line: int, row: dict[str, str]) -> None:
    """Refuse a pattern that is none or might hang, and one that names no publication."""
    if wrong := fault(row["pattern"]):
        raise LexiconError(f"{path}, line {line}, column 'pattern': {wrong}")
    between = row.get("separator", "")
    if between and (wrong := fault(between, header=False)):
        raise LexiconError(f"{path}, line {line}, column 'separator': {wrong}")
    if not row.get("publication") and "(?P<publication>" not in row["pattern"]:
        raise LexiconError(f"{path}, line {line}, column 'publication': empty")
    if row.get("issue_dates", "") not in ("", "monitor"):
        where = f"{path}, line {line}, column 'issue_dates'"
        raise LexiconError(f"{where}: {row['issue_dates']!r} is neither 'monitor' nor empty")


def _check_degrees(path: Path, line: int, row: dict[str, str]) -> None:
    """Refuse coordinates that are nowhere on the globe."""
    for column, limit in DEGREES.items():
        try:
            inside = abs(float(row[column])) <= limit
        except ValueError:
            inside = False
        if not inside:
            raise LexiconError(
                f"{path}, line {line}, column {column!r}: {row[column]!r} is no degree of WGS 84"
            )
