"""Values, rows and records in the one form that every part of the library shares.

A *record* is one parsed bulletin as a plain dict, as in its JSON file: ``bulletin``, a list of
rows for every table of facts, and ``notes``; empty slots are left out. Rows *in canonical form*
have all stored columns in order, with None for an empty slot and tuples for sets.
"""

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from monitorlib.schemas import FACTS, TABLES, TUPLES, Column, Kind, column

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Record = dict[str, Any]

_LISTS = (*FACTS, "notes")
_MEANING: dict[Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "real": "a number",
    "day": "a day written like 1995-12-08",
    "set": "a list of words",
    "list": "a list of words",
    "spans": "a list of pairs of offsets",
}


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a surrogate pair is no text
    return value or None


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError
    if not -(2**63) <= value < 2**63:
        raise OverflowError
    return int(value)


def _real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if not isinstance(value, dt.date):
        raise TypeError
    return value


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError
    return tuple(word for item in value if (word := _text(item)))


def _set(value: Any) -> tuple[str, ...]:
    return tuple(sorted(set(_list(value))))


def _spans(value: Any) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, Iterable):
        raise TypeError
    return tuple((_integer(start), _integer(stop)) for start, stop in value)


_CANONICAL: dict[Kind, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "real": _real,
    "day": _day,
    "set": _set,
    "list": _list,
    "spans": _spans,
}


def canonical(column: Column, value: object) -> Any:
    """Bring one value into canonical form.

    Parameters
    ----------
    column
        Where it stands.
    value
        From a record or a file; None, and empty text, are an empty slot.

    Returns
    -------
    str, int, float, datetime.date, tuple or None
        None for an empty slot, but an empty tuple for an empty set, list or spans.

    Raises
    ------
    ValueError
        If the value is not of the column's kind; the message names the column.
    """
    if value is None:
        return () if column.kind in TUPLES else None
    try:
        return _CANONICAL[column.kind](value)
    except (TypeError, ValueError, OverflowError) as error:
        msg = f"column {column.name}: {shorten(value)} is not {_MEANING[column.kind]}"
        raise ValueError(msg) from error


def shorten(value: object) -> str:
    """Show a value in an error message, on one line and not at full length."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


def canonical_row(table: str, row: Mapping[str, Any]) -> Row:
    """Bring a row into canonical form: the stored columns in order; derived ones passed over.

    Raises
    ------
    ValueError
        If the row has a column that the table has not, or a value of another kind.
    """
    if not isinstance(row, Mapping):
        msg = f"{shorten(row)} is not a row"
        raise ValueError(msg)
    columns = TABLES[table]
    if foreign := sorted(set(row) - {c.name for c in columns}):
        msg = f"column {foreign[0]} is unknown"
        raise ValueError(msg)
    return {c.name: canonical(c, row.get(c.name)) for c in columns if not c.derived}


def to_text(column: Column, value: object) -> str:
    """Write a canonical value as text: sets, lists and spans as JSON, days as ``1995-12-08``."""
    if value is None or value == ():
        return ""
    if column.kind in TUPLES:
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def from_text(column: Column, text: str) -> Any:
    """Read back what `to_text` wrote; a set may also be typed as ``BLR; RUS``.

    Raises
    ------
    ValueError
        If the text does not say a value of the column's kind; the message names the column.
    """
    if text == "" or column.kind == "text":
        return canonical(column, text or None)
    try:
        value = _FROM_TEXT[column.kind](text)
    except (ValueError, RecursionError):
        value = text  # not of the column's kind, as canonical() will say
    return canonical(column, value)


def _whole(text: str) -> int:
    # int() alone would also take "1_000" and the digits of other scripts
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise ValueError
    return int(text)


def _typed_list(text: str) -> Any:
    if text.startswith("["):
        return json.loads(text)
    return [word.strip() for word in text.split(";")]


_FROM_TEXT: dict[Kind, Callable[[str], Any]] = {
    "integer": _whole,
    "real": float,
    "day": dt.date.fromisoformat,
    "set": _typed_list,
    "list": _typed_list,
    "spans": json.loads,
}


def to_rows(records: Iterable[Mapping[str, Any]]) -> Rows:
    """Take records apart into the rows of every table, in canonical form.

    Raises
    ------
    ValueError
        If something in a record is not as declared; the message names bulletin, table, row and
        column.
    """
    rows: Rows = {table: [] for table in TABLES}
    for record in records:
        name = _checked_id(record)
        parts = {"bulletins": [record["bulletin"]]} | {t: record.get(t) or () for t in _LISTS}
        for table, part in parts.items():
            try:
                rows[table] += canonical_rows(table, part)
            except ValueError as error:
                msg = f"{name}: {error}"
                raise ValueError(msg) from error
    return rows


def _checked_id(record: Mapping[str, Any]) -> str:
    try:
        name = str(record["bulletin"]["bulletin_id"])
    except (KeyError, TypeError) as error:
        msg = f"no parsed bulletin: {shorten(record)}"
        raise ValueError(msg) from error
    if foreign := sorted(set(record) - {"bulletin", *_LISTS}):
        msg = f"{name}: table {foreign[0]} is unknown"
        raise ValueError(msg)
    return name


def read_rows(
    table: str,
    header: Sequence[str],
    lines: Iterable[Sequence[Any]],
    read_cell: Callable[[Column, Any], Any] = canonical,
) -> list[Row]:
    """Bring what a file holds of a table into canonical form.

    Parameters
    ----------
    table
        Name of the table.
    header
        Names of the columns, in the order of the file.
    lines
        The cells of each row; those of derived columns are passed over.
    read_cell
        How to bring a cell into canonical form.

    Raises
    ------
    ValueError
        If a column is missing or unknown, or a value not of its kind; the message names table,
        row and column.
    """
    columns = _columns(table, header)
    found = []
    for number, cells in enumerate(lines, start=1):
        try:
            if len(cells) != len(columns):
                msg = f"it has {len(cells)} cells, not {len(columns)}"
                raise ValueError(msg)
            filled = zip(columns, cells, strict=True)
            found.append({c.name: read_cell(c, cell) for c, cell in filled if not c.derived})
        except ValueError as error:
            msg = f"table {table}, row {number}, {error}"
            raise ValueError(msg) from error
    return found


def _columns(table: str, header: Sequence[str]) -> list[Column]:
    names = [c.name for c in TABLES[table]]
    if missing := [name for name in names if name not in header]:
        msg = f"table {table}, column {missing[0]}: it is missing"
        raise ValueError(msg)
    if foreign := [name for name in header if name not in names or header.count(name) > 1]:
        msg = f"table {table}, column {shorten(foreign[0])}: it is unknown or there twice"
        raise ValueError(msg)
    return [column(table, name) for name in header]


def canonical_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Bring rows into canonical form; an error names table, row and column."""
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(canonical_row(table, row))
        except ValueError as error:
            msg = f"table {table}, row {number}, {error}"
            raise ValueError(msg) from error
    return found


def to_records(rows: Mapping[str, Iterable[Row]]) -> Iterator[Record]:
    """Put canonical rows together again as records, one for each bulletin; undoes `to_rows`."""
    records: dict[str, Record] = {
        row["bulletin_id"]: {"bulletin": filled("bulletins", row), **{t: [] for t in _LISTS}}
        for row in rows["bulletins"]
    }
    for table in _LISTS:
        for row in rows[table]:
            if row["bulletin_id"] in records:
                records[row["bulletin_id"]][table].append(filled(table, row))
    yield from records.values()


def stray_notes(rows: Mapping[str, Iterable[Row]]) -> list[Row]:
    """Return the notes on files that gave no bulletin, which no record has."""
    known = {row["bulletin_id"] for row in rows["bulletins"]}
    return [filled("notes", row) for row in rows["notes"] if row["bulletin_id"] not in known]


def filled(table: str, row: Row) -> Row:
    """Return the filled slots of a row as a record has them, with lists for tuples."""
    stored = ((c.name, row[c.name]) for c in TABLES[table] if not c.derived)
    return {
        name: [list(v) if isinstance(v, tuple) else v for v in value]
        if isinstance(value, tuple)
        else value
        for name, value in stored
        if value is not None and value != ()
    }
