"""Tables as CSV files and spreadsheets, harmless to open and exact when read back."""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from monitorlib._files import reading, replacing
from monitorlib._records import Rows, canonical, from_text, read_rows, shorten, to_text
from monitorlib.schemas import TABLES, TUPLES, Column, frame_rows

_RISKY = tuple("=+-@＝＋－＠")
# what XML cannot hold, and what readers of XML or CSV would change
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CELL_LIMIT = 32_767  # characters, of a spreadsheet
_SHEET_LIMIT = 1_048_576  # rows


def encode_cell(text: str) -> str:
    """Make text harmless in a cell of a CSV file or spreadsheet; `decode_cell` undoes it.

    A spreadsheet program runs a cell that begins like a formula. So an apostrophe goes before
    text that begins with a tab, a line break or an apostrophe or, blanks aside, with ``=``,
    ``+``, ``-`` or ``@``. Control characters become ``_x000B_``, as in Office Open XML; an
    underscore before an x becomes ``_x005F_``, so that nothing else looks like one.
    """
    text = re.sub("_(?=x)", "_x005F_", text)
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    risky = text.startswith(("'", "\t", "\n")) or text.lstrip().startswith(_RISKY)
    return f"'{text}" if risky else text


def decode_cell(text: str) -> str:
    """Give back the text that `encode_cell` made harmless."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text.removeprefix("'"))


def _write_cell(column: Column, value: object) -> str:
    text = to_text(column, value)
    return encode_cell(text) if column.kind == "text" or column.kind in TUPLES else text


def _read_cell(column: Column, cell: object) -> Any:
    """Read a cell: always text in a CSV file, also a number or a day in a sheet."""
    if isinstance(cell, str):
        return from_text(column, decode_cell(cell))
    return canonical(column, cell)


def csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file, each with the number of the line it begins on."""
    limit = csv.field_size_limit(2**31 - 1)  # by default shorter than evidence may be
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader, line = csv.reader(file, strict=True), 1
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
    finally:
        csv.field_size_limit(limit)


def named_lines(path: Path, names: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells by column of each line of a CSV file that people write.

    Lines without text are passed over, and so are other columns than those in `names`.

    Raises
    ------
    ValueError
        If a column is missing or a line has too few cells or too many.
    """
    lines = csv_lines(path)
    _, header = next(lines, (1, []))
    if missing := [name for name in names if name not in header]:
        msg = f"column {missing[0]}: it is missing (columns are separated by commas)"
        raise ValueError(msg)
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(header):
            msg = f"line {number}, it has {len(cells)} cells, not {len(header)}"
            raise ValueError(msg)
        line = dict(zip(header, map(decode_cell, cells), strict=True))
        yield number, {name: line[name] for name in names}


def write_csv(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write a CSV file for each table: UTF-8, comma, RFC 4180."""
    for table, frame in frames.items():
        with (
            replacing(folder / f"{table}.csv") as draft,
            draft.open("w", encoding="utf-8", newline="") as file,
        ):
            writer = csv.writer(file)
            writer.writerow(c.name for c in TABLES[table])
            for row in frame_rows(table, frame):
                writer.writerow(_write_cell(c, row[c.name]) for c in TABLES[table])


def read_csv(folder: Path) -> Rows:
    """Read what `write_csv` wrote, or what a person has mended in it."""
    rows = {}
    for table in TABLES:
        path = folder / f"{table}.csv"
        with reading(path):
            lines = (cells for _, cells in csv_lines(path))
            rows[table] = read_rows(table, next(lines, []), lines, _read_cell)
    return rows


def write_xlsx(frames: Mapping[str, pd.DataFrame], origin: Mapping[str, str], path: Path) -> None:
    """Write a spreadsheet with a sheet for each table, and one that says what made them.

    Raises
    ------
    ValueError
        If a table or a text is longer than a sheet or a cell can hold.
    """
    from openpyxl import Workbook

    sheets = {table: list(_sheet(table, frame)) for table, frame in frames.items()}
    book = Workbook(write_only=True)
    for table, lines in sheets.items():
        sheet = book.create_sheet(table)
        sheet.freeze_panes = "A2"
        for line in lines:
            sheet.append(line)
    sheet = book.create_sheet("manifest")
    for item in origin.items():
        sheet.append([encode_cell(text) for text in item])
    with replacing(path) as draft:
        book.save(draft)


def _sheet(table: str, frame: pd.DataFrame) -> Iterator[list[Any]]:
    if len(frame) >= _SHEET_LIMIT:
        msg = f"table {table} has more rows than an XLSX sheet can hold ({_SHEET_LIMIT:,})"
        raise ValueError(msg)
    yield [c.name for c in TABLES[table]]
    for row in frame_rows(table, frame):
        yield [_sheet_cell(c, row[c.name]) for c in TABLES[table]]


def _sheet_cell(column: Column, value: Any) -> Any:
    """Give a value as a number or day where the sheet keeps it exactly, else as text."""
    if value is None:
        return None
    if column.kind == "day" and value >= dt.date(1900, 3, 1):  # Excel's calendar is wrong before
        return value
    if column.kind in ("integer", "real") and float(f"{value:.16g}") == value:
        return value
    text = _write_cell(column, value)
    if len(text) > _CELL_LIMIT:
        msg = (
            f"column {column.name}: {shorten(text)} is longer than a cell of XLSX can be "
            f"({_CELL_LIMIT:,} characters); save as csv or parquet"
        )
        raise ValueError(msg)
    return text


def read_xlsx(path: Path) -> tuple[Rows, dict[str, str]]:
    """Read what `write_xlsx` wrote: the rows of each table, and what made them."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        rows = {}
        for table in TABLES:
            lines = _sheet_lines(book, table)
            header = [str(name) for name in next(lines, ())]
            # a row ends with its last filled cell
            full = ([*cells, *[None] * (len(header) - len(cells))] for cells in lines)
            rows[table] = read_rows(table, header, full, _read_cell)
        origin = {
            decode_cell(key): decode_cell(text) for key, text in _sheet_lines(book, "manifest")
        }
        return rows, origin
    finally:
        book.close()


def _sheet_lines(book: Any, name: str) -> Iterator[Sequence[Any]]:
    if name not in book.sheetnames:
        msg = f"the sheet {name} is missing"
        raise ValueError(msg)
    yield from book[name].iter_rows(values_only=True)
