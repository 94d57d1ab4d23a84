"""A researcher's decisions about rows: rejected, mended, added, confirmed.

They are kept in a ``corrections.csv`` beside the bulletins, one decision a line, and applied on
every parse, so that no improvement of the parser undoes them. The file can be mended in a
spreadsheet; text in it is written as in the CSV export (see `monitorlib.tables.Tables.save`).
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from monitorlib import schemas
from monitorlib._files import reading, replacing
from monitorlib._records import Record, Row, canonical_row, filled, from_text, shorten
from monitorlib._sheets import encode_cell, named_lines
from monitorlib.dates import edtf_interval
from monitorlib.schemas import FACTS

ACTIONS = ("reject", "set", "add", "confirm")
_FIXED = {"row_id", "bulletin_id", "evidence", "start", "stop", "spans"}
_POINT = ("place_id", "lat", "lon")
# what was looked up for a slot is out of date when the slot is set
_LOOKED_UP = {
    "place": _POINT,
    "location": _POINT,
    "participants": ("person_ids",),
    "title": ("instrument_id",),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision, as a line of the file; what an action does not need is empty.

    Attributes
    ----------
    row_id, bulletin_id, table_name, evidence
        The row it is about. Where no row has the id any longer, the row of the same bulletin and
        table that rests on the same evidence is meant.
    text_sha256
        SHA-256 of the bulletin's text when the decision was made.
    action
        ``reject``, the row is no fact; ``set``, one of its columns should read otherwise;
        ``add``, the parser missed it; ``confirm``, it is right.
    column_name
        For ``set``: the column. What was looked up for it (the coordinates of a place, say) is
        emptied.
    new_value
        For ``set``: the value, a set as ``BLR; RUS``; empty to empty the slot. For ``add``: the
        row as a JSON object with ``start``, ``stop`` and the codebook's columns.
    decided_by, decided_on, reason
        Who, on what day (``1996-11-26``), and why.
    """

    row_id: str
    bulletin_id: str
    table_name: str
    evidence: str
    text_sha256: str
    action: str
    column_name: str = ""
    new_value: str = ""
    decided_by: str = ""
    decided_on: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a decision that could not be carried out."""
        _check_words(self)
        if self.action == "set":
            _value(self)
        if self.action == "add":
            _added(self)


COLUMNS = tuple(field.name for field in fields(Correction))


def _fail(column: str, problem: str) -> NoReturn:
    msg = f"column {column}: {problem}"
    raise ValueError(msg)


def _check_words(correction: Correction) -> None:
    for name in ("row_id", "bulletin_id"):
        if not getattr(correction, name):
            _fail(name, "it is empty")
    if correction.table_name not in FACTS:
        _fail("table_name", f"{correction.table_name!r} is not one of {', '.join(FACTS)}")
    if correction.action not in ACTIONS:
        _fail("action", f"{correction.action!r} is not one of {', '.join(ACTIONS)}")
    if correction.decided_on:
        try:
            date.fromisoformat(correction.decided_on)
        except ValueError:
            _fail("decided_on", f"{correction.decided_on!r} is not a day written like 1996-11-26")


def _value(correction: Correction) -> Any:
    """Return the value that a ``set`` gives, in canonical form."""
    column = schemas.column(correction.table_name, correction.column_name)
    if column.derived or column.name in _FIXED:
        _fail("column_name", f"{column.name} cannot be set")
    value = from_text(column, correction.new_value)
    _check_value(column, value)
    return value


def _added(correction: Correction) -> Row:
    """Return the row that an ``add`` gives, in canonical form."""
    try:
        slots = json.loads(correction.new_value)
    except (ValueError, RecursionError):
        slots = None
    if not isinstance(slots, dict):
        _fail("new_value", f"{shorten(correction.new_value)} is not a JSON object")
    own = {name: getattr(correction, name) for name in ("row_id", "bulletin_id", "evidence")}
    row = canonical_row(correction.table_name, {"certainty": "stated"} | slots | own)
    row["spans"] = row["spans"] or ((row["start"], row["stop"]),)
    for column in schemas.TABLES[correction.table_name]:
        if not column.derived:
            _check_value(column, row[column.name])
    if row["stop"] - row["start"] != len(row["evidence"]):
        _fail("evidence", "it is not as long as from start to stop")
    return row


def _check_value(column: schemas.Column, value: Any) -> None:
    if value is None:
        if column.required:
            _fail(column.name, "it must not be empty")
        return
    for test, words in schemas.rules(column):
        if not test(value):
            _fail(column.name, f"{shorten(value)} is not {words}")
    if column.name == "date" and edtf_interval(value) is None:
        _fail(column.name, f"{value!r} is no EDTF date")


def read_corrections(path: str | Path) -> list[Correction]:
    """Read a file of corrections.

    Parameters
    ----------
    path
        A CSV file with the columns of `Correction`, in any order.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If something in it cannot be carried out; the message names file, line and column.
    """
    path = Path(path)
    found = []
    with reading(path):
        for number, line in named_lines(path, COLUMNS):
            try:
                found.append(Correction(**line))
            except ValueError as error:
                msg = f"line {number}, {error}"
                raise ValueError(msg) from error
    return found


def write_corrections(path: str | Path, corrections: Iterable[Correction]) -> None:
    """Write a file of corrections; one that is there is replaced when all is written."""
    with (
        replacing(Path(path)) as draft,
        draft.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([encode_cell(text) for text in astuple(each)] for each in corrections)


def merge_corrections(
    mine: Sequence[Correction], theirs: Sequence[Correction]
) -> tuple[list[Correction], list[tuple[Correction, Correction]]]:
    """Put the decisions of two people together.

    Parameters
    ----------
    mine, theirs
        Two lists of decisions; where both have the same one it is kept once.

    Returns
    -------
    list of Correction
        Mine, then theirs. Of two that contradict each other the later is kept, of the same day
        mine.
    list of pairs
        The contradictions, mine first: one rejects a row that the other keeps, both set a column
        to different values, or both add different rows under one id.
    """
    clashes = [(a, b) for a in mine for b in theirs if _contradict(a, b)]
    dropped = {a if b.decided_on > a.decided_on else b for a, b in clashes}
    kept = [each for each in (*mine, *theirs) if each not in dropped]
    return list(dict.fromkeys(kept)), clashes


def _contradict(a: Correction, b: Correction) -> bool:
    if (a.bulletin_id, a.table_name, a.row_id) != (b.bulletin_id, b.table_name, b.row_id):
        return False
    if "reject" in (a.action, b.action):
        return a.action != b.action
    same = (a.action, a.column_name) == (b.action, b.column_name)
    return same and a.new_value != b.new_value


def apply(
    records: Iterable[Mapping[str, Any]], corrections: Iterable[Correction]
) -> Iterator[Record]:
    """Apply decisions to parsed bulletins.

    Parameters
    ----------
    records
        Parsed bulletins; they are not changed.
    corrections
        Decisions, in any order; those on other bulletins are left alone.

    Yields
    ------
    dict
        The records, corrected. A note says which decision no longer fits any row
        (``correction_unmatched``) and which was found a row under a new id
        (``correction_moved``).
    """
    decisions = defaultdict(list)
    for correction in corrections:
        decisions[correction.bulletin_id].append(correction)
    for record in records:
        yield _corrected(record, decisions[record["bulletin"]["bulletin_id"]])


def reviewed(
    record: Mapping[str, Any], corrections: Iterable[Correction]
) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Compare a parsed bulletin with what was decided about it.

    Parameters
    ----------
    record
        The bulletin as it was parsed, without corrections.
    corrections
        Decisions, in any order; those on other bulletins are left alone.

    Returns
    -------
    dict
        By table, the rows that should be there: accepted, mended or added.
    dict
        By table, the parsed rows that were judged.

    Rows that nobody decided about are in neither.
    """
    name = record["bulletin"]["bulletin_id"]
    decisions = [each for each in corrections if each.bulletin_id == name]
    right, judged = {}, {}
    for table in FACTS:
        found = [
            (_match(record, each, decisions)[0], each)
            for each in decisions
            if each.table_name == table
        ]
        ids = {row_id for row_id, _ in found if row_id}
        rows = _corrected_rows(table, record[table], found)
        right[table] = [row for row in rows if row["row_id"] in ids]
        judged[table] = [row for row in record[table] if row["row_id"] in ids]
    return right, judged


def _corrected(record: Mapping[str, Any], decisions: list[Correction]) -> Record:
    notes, matched = [], defaultdict(list)
    for each in decisions:
        row_id, remark = _match(record, each, decisions)
        if row_id:
            matched[each.table_name].append((row_id, each))
        if remark:
            kind = "correction_moved" if row_id else "correction_unmatched"
            notes.append(_note(each, kind, remark))
    tables = {table: _corrected_rows(table, record[table], matched[table]) for table in matched}
    return {**record, **tables, "notes": [*record["notes"], *notes]}


def _match(
    record: Mapping[str, Any], correction: Correction, decisions: list[Correction]
) -> tuple[str, str]:
    """Return the id of the row that a decision is about, empty if there is none, and a remark."""
    if correction.action == "add":
        changed = correction.text_sha256 != record["bulletin"].get("sha256")
        return ("", "the text has changed") if changed else (correction.row_id, "")
    rows = record[correction.table_name]
    ids = {row["row_id"] for row in rows}
    if correction.row_id in ids:
        return correction.row_id, ""
    same_place = [
        each.row_id
        for each in decisions
        if (each.table_name, each.evidence) == (correction.table_name, correction.evidence)
    ]
    free = [
        row["row_id"]
        for row in rows
        if row["evidence"] == correction.evidence and row["row_id"] not in same_place
    ]
    if len(free) == 1 and set(same_place) - ids == {correction.row_id}:
        return free[0], f"its row is now {free[0]}"
    several = "several rows might be meant" if free else "no row rests on its evidence any longer"
    return "", several


def _note(correction: Correction, kind: str, remark: str) -> Row:
    what = f"{correction.action} {correction.column_name}".strip()
    message = f"{what} of {correction.row_id} ({correction.table_name}): {remark}"
    return {
        "bulletin_id": correction.bulletin_id,
        "start": 0,
        "stop": 0,
        "kind": kind,
        "message": message,
    }


def _corrected_rows(
    table: str, rows: Sequence[Row], decisions: Sequence[tuple[str, Correction]]
) -> list[Row]:
    rejected = {row_id for row_id, each in decisions if each.action == "reject"}
    values: dict[str, Row] = defaultdict(dict)
    for row_id, each in decisions:
        if each.action == "set":
            values[row_id][each.column_name] = _value(each)
    kept = [
        _mended(table, row, values[row["row_id"]]) for row in rows if row["row_id"] not in rejected
    ]
    known = {row["row_id"] for row in rows}
    added = {
        row_id: filled(table, _added(each))
        for row_id, each in decisions
        if each.action == "add" and row_id not in known
    }
    return sorted([*kept, *added.values()], key=lambda row: int(row["start"])) if added else kept


def _mended(table: str, row: Row, values: Row) -> Row:
    if not values:
        return row
    stale = {name for column in values for name in _LOOKED_UP.get(column, ())}
    rest = {name: value for name, value in row.items() if name not in stale}
    return filled(table, canonical_row(table, rest | values))
