"""`Tables`: what was found in bulletins, as DataFrames; saving, loading and citing it."""

from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Self

import pandas as pd

from monitorlib import _queries, _records, _storage, schemas
from monitorlib._files import Format
from monitorlib._records import Record, Row, Rows
from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.dates import edtf_interval
from monitorlib.schemas import FACTS, TABLES, text_of

__all__ = ["REWRITTEN_NOTICE", "Tables", "cite", "load"]

_SHOWN_ROWS = 3


@dataclass(frozen=True, eq=False, repr=False)
class Tables:
    """The tables drawn from a collection of bulletins.

    Every row of the five tables of facts carries the sentence it rests on (``evidence``, with its
    offsets ``start`` and ``stop`` in the bulletin and all ``spans`` that support it) and says
    where that is: ``bulletin_id``, ``cited_as`` ("Monitor 1:151"), ``published`` (EDTF) and
    ``provenance``. Columns are as in the codebook: sets are sorted tuples, numbers nullable
    integers, empty slots ``pd.NA``, coordinates degrees on WGS 84; beside the EDTF ``date`` stand
    its first and last day, ``date_start`` and ``date_end``, empty at an open end. The column
    ``name`` of units is best read as ``row["name"]``: ``row.name`` is a Series's own.

    Attributes
    ----------
    agreements, launchers, units, meetings, sites
        Facts, one a row, with an id that lasts in ``row_id``.
    bulletins
        The bulletins read, by ``bulletin_id``.
    notes
        What was odd, repaired or left over, by place; also files that could not be read.
    version, lexicon_hash
        The library and the lexicon that made the tables.
    """

    agreements: pd.DataFrame
    launchers: pd.DataFrame
    units: pd.DataFrame
    meetings: pd.DataFrame
    sites: pd.DataFrame
    bulletins: pd.DataFrame
    notes: pd.DataFrame
    version: str
    lexicon_hash: str

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, Any]],
        *,
        version: str,
        lexicon_hash: str,
        notes: Iterable[Mapping[str, Any]] = (),
    ) -> Self:
        """Build tables of parsed bulletins.

        Parameters
        ----------
        records
            One for each bulletin, as in its JSON file, in any order.
        version, lexicon_hash
            What made them.
        notes
            Further notes, on files that gave no record.

        Returns
        -------
        Tables
            Sorted by bulletin; within one the rows keep their order.

        Raises
        ------
        ValueError
            If a value is not as declared; the message names bulletin, table, row and column.
        """
        rows = _records.to_rows(records)
        rows["notes"] += _records.canonical_rows("notes", notes)
        return cls(**_frames(rows), version=version, lexicon_hash=lexicon_hash)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        return {table: getattr(self, table) for table in TABLES}

    def records(self) -> list[Record]:
        """Return one record for each bulletin, as in its JSON file: empty slots are left out."""
        rows = {table: schemas.frame_rows(table, frame) for table, frame in self.frames.items()}
        return list(_records.to_records(rows))

    def save(self, path: str | Path, *, format: Format | None = None) -> None:  # noqa: A002
        """Save all tables with the version and lexicon that made them; `load` gives them back.

        Parameters
        ----------
        path
            A folder, made if need be; or one file that ends in ``.xlsx`` or ``.duckdb``.
        format
            ``parquet`` (for a folder the default): a file for each table, sets as lists.
            ``csv``: a file for each table, sets as JSON; text that a spreadsheet program would
            run begins with an apostrophe, and control characters are written like ``_x000B_``;
            `load` undoes both. ``json``: a file for each bulletin, byte for byte the same
            whenever the tables are. ``xlsx``: a sheet for each table, text as in CSV.
            ``duckdb``: a database with the tables.

        Raises
        ------
        ValueError
            If the tables break their schema (the message names table, column and row), if the
            format cannot hold them, or if there is no such format.
        """
        path = Path(path)
        for table, frame in self.frames.items():
            schemas.validate(table, frame, str(path))
        origin = {"version": self.version, "lexicon_hash": self.lexicon_hash}
        _storage.write(self.frames, origin, path, format)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(frame)} {table}" for table, frame in self.frames.items())
        return f"<Tables: {counts}; monitorlib {self.version}, lexicon {self.lexicon_hash[:12]}>"

    def _repr_html_(self) -> str:
        counts = {table: str(len(frame)) for table, frame in self.frames.items()}
        parts = [_html_table("Rows in each table", list(counts), [list(counts.values())])]
        parts += [
            _first_rows(table, frame)
            for table, frame in self.frames.items()
            if table in FACTS and len(frame)
        ]
        if (self.bulletins["provenance"] == "rewritten").any():
            parts.append(f"<p><em>{escape(REWRITTEN_NOTICE)}</em></p>")
        return f"<div>{''.join(parts)}</div>"


def load(
    path: str | Path,
    *,
    actor: str | None = None,
    between: tuple[str | date, str | date] | None = None,
) -> Tables:
    """Load tables that `Tables.save` or `parse_archive` saved, or some of their rows.

    Parameters
    ----------
    path
        The folder, or the ``.xlsx`` or ``.duckdb`` file.
    actor
        Only facts that name this actor, such as ``BLR``, in any column of actors.
    between
        Only facts whose date may lie from the first of two dates to the last, such as
        ``("1995", "1996-06")``; facts without a date are left out.

    Returns
    -------
    Tables
        Equal to those saved. With ``actor`` or ``between`` (for Parquet only) the rest is not read
        into memory; ``bulletins`` and ``notes`` are then those of the facts.

    Raises
    ------
    FileNotFoundError
        If there is nothing there, or a file of the folder is gone.
    ValueError
        If a file is damaged or foreign; the message names file, table and column.
    """
    if actor is None and between is None:
        rows, origin = _storage.read(Path(path))
    else:
        rows, origin = _queries.read_where(path, actor, between)
    try:
        tables = Tables(
            **_frames(rows), version=origin["version"], lexicon_hash=origin["lexicon_hash"]
        )
    except ValueError as error:
        msg = f"{path}: {error}"
        raise ValueError(msg) from error
    for table in TABLES:
        schemas.validate(table, getattr(tables, table), str(path))
    return tables


def cite(row: "Mapping[str, Any] | pd.Series[Any]") -> str:
    """Write the footnote for a row: bulletin, date and the sentence it rests on.

    Parameters
    ----------
    row
        A row of agreements, launchers, units, meetings or sites, such as
        ``tables.agreements.iloc[0]``.

    Returns
    -------
    str
        One line, such as ``Monitor 1:151 (11 December 1995, est.): “…”``. For a rewritten
        bulletin it ends by saying so.

    Raises
    ------
    ValueError
        If it is not a row of facts.
    """
    if not {"cited_as", "published", "provenance", "evidence"} <= set(row.keys()):
        msg = f"only a row of {', '.join(FACTS)} can be cited"
        raise ValueError(msg)
    when = "undated" if pd.isna(row["published"]) else _in_words(row["published"])
    note = f"{row['cited_as']} ({when}): “{' '.join(row['evidence'].split())}”"
    return f"{note} {REWRITTEN_NOTICE}" if row["provenance"] == "rewritten" else note


def _frames(rows: Rows) -> dict[str, Any]:
    """Build the frame of every table, sorted by bulletin, from rows in canonical form."""
    bulletins = {row["bulletin_id"]: row for row in rows["bulletins"]}
    return {
        table: schemas.frame(
            table,
            [
                row | _derived(table, row, bulletins)
                for row in sorted(found, key=lambda row: row["bulletin_id"] or "")
            ],
        )
        for table, found in rows.items()
    }


def _derived(table: str, row: Row, bulletins: Mapping[str, Row]) -> Row:
    """Compute what a row does not store itself: days, and what its bulletin says."""
    bulletin_id = row["bulletin_id"]
    derived: Row = {}
    if row.get("date"):
        days = _days(row["date"])
        if days is None:
            msg = f"{bulletin_id}: table {table}, column date: {row['date']!r} is no EDTF date"
            raise ValueError(msg)
        derived["date_start"], derived["date_end"] = days
    if table in FACTS:
        bulletin = bulletins.get(bulletin_id)
        if bulletin is None:
            msg = f"table {table}, column bulletin_id: {bulletin_id!r} is no bulletin here"
            raise ValueError(msg)
        derived["cited_as"] = _cited_as(bulletin)
        derived["published"] = bulletin["date"]
        derived["provenance"] = bulletin["provenance"]
    return derived


@lru_cache(maxsize=4096)
def _days(edtf: str) -> tuple[date | None, date | None] | None:
    """Return the first and the last day, None for an open end; None if it is no date."""
    interval = edtf_interval(edtf)
    if interval is None:
        return None
    first, last = interval
    return None if first == date.min else first, None if last == date.max else last


def _cited_as(bulletin: Row) -> str:
    """Name a bulletin as a footnote does; without a header by its id."""
    number = f"{bulletin['volume']}:{bulletin['issue']}"
    if not bulletin["publication"] or "None" in number:
        return str(bulletin["bulletin_id"])
    rewritten = " (rewritten)" if bulletin["provenance"] == "rewritten" else ""
    return f"{bulletin['publication']}{rewritten} {number}"


def _in_words(edtf: str) -> str:
    """Write ``1995-12-11~`` as "11 December 1995, est."."""
    doubt = {"~": ", est.", "?": ", uncertain", "%": ", est., uncertain"}.get(edtf[-1], "")
    days = [_day_in_words(part.strip("~?%")) for part in edtf.split("/")]
    return " to ".join(days) + doubt


def _day_in_words(edtf: str) -> str:
    year, *rest = edtf.split("-")
    if not rest or not 1 <= int(rest[0]) <= 12:
        return edtf
    words = f"{month_name[int(rest[0])]} {year}"
    return f"{int(rest[1])} {words}" if len(rest) == 2 else words


def _first_rows(table: str, frame: pd.DataFrame) -> str:
    """Show the first rows: where they are from, what they say, the sentence they rest on."""
    rows = schemas.frame_rows(table, frame.head(_SHOWN_ROWS))
    names = [c.name for c in TABLES[table] if not c.derived]
    own = names[names.index("bulletin_id") + 1 : names.index("source")]
    filled = [name for name in own if any(row[name] not in (None, ()) for row in rows)]
    shown = ["cited_as", *filled, "evidence"]
    cells = [[text_of(row[name]) for name in shown] for row in rows]
    return _html_table(f"{table}: the first {len(rows)} of {len(frame)}", shown, cells)


def _html_table(caption: str, header: list[str], rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
