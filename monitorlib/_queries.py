"""Saved Parquet tables, whole or in parts, asked by DuckDB instead of read in full."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitorlib import schemas
from monitorlib._files import reading
from monitorlib._records import Rows, read_rows
from monitorlib._storage import MANIFEST, ORIGIN, Origin, parquet_files, read_manifest
from monitorlib.dates import edtf_interval
from monitorlib.schemas import FACTS, TABLES

if TYPE_CHECKING:
    import duckdb

__all__ = ["database", "read_where"]

_ACTOR = schemas.column("units", "owner").pattern  # how columns of actors are declared


def database(path: str | Path) -> "duckdb.DuckDBPyConnection":
    """Open saved tables as a DuckDB database, whatever their size.

    Parameters
    ----------
    path
        A folder of Parquet files that `Tables.save`, `parse_archive` or ``monitorlib parse`` wrote.

    Returns
    -------
    DuckDBPyConnection
        In memory, with a view for each table, such as ``launchers``; rows are read from the files
        when they are asked for.

    Raises
    ------
    FileNotFoundError
        If there is nothing there.
    ValueError
        If it is another format, or the manifest is damaged.
    """
    import duckdb

    folder, manifest = _opened(path)
    base = duckdb.connect()
    with reading(folder):
        for table in TABLES:
            files = ", ".join(f"'{_glob(file)}'" for file in parquet_files(folder, manifest, table))
            # a name of ours and paths made safe: a view takes no parameters
            base.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608
    return base


def read_where(
    path: str | Path, actor: str | None, between: tuple[str | date, str | date] | None
) -> tuple[Rows, Origin]:
    """Read the facts about an actor or a time, and the bulletins and notes they belong to.

    Raises
    ------
    FileNotFoundError
        If there is nothing there.
    ValueError
        If it is another format, a file is damaged, or ``between`` is no pair of dates.
    """
    folder, manifest = _opened(path)
    days = _days(*between) if between is not None else None
    rows: Rows = {}
    with database(folder) as base, reading(folder):
        for table in FACTS:
            rows[table] = _rows(base, table, *_facts_where(table, actor, days))
        ids = sorted({row["bulletin_id"] for table in FACTS for row in rows[table]})
        for table in ("bulletins", "notes"):
            rows[table] = _rows(base, table, "bulletin_id IN (SELECT unnest(?))", [ids])
    return rows, {key: manifest[key] for key in ORIGIN}


def _rows(
    base: "duckdb.DuckDBPyConnection", table: str, where: str, values: Sequence[Any]
) -> list[dict[str, Any]]:
    found = base.execute(f"SELECT * FROM {table} WHERE {where}", values)  # noqa: S608 - our words
    names = [column[0] for column in found.description or ()]
    return read_rows(table, names, found.fetchall())


def _facts_where(
    table: str, actor: str | None, days: tuple[date, date] | None
) -> tuple[str, list[Any]]:
    """Return the condition for rows of a table, with a question mark for each value."""
    terms, values = ["true"], list[Any]()
    if actor is not None:
        columns = [column for column in TABLES[table] if column.pattern == _ACTOR]
        tests = [
            f"list_contains({c.name}, ?)" if c.kind == "set" else f"{c.name} = ?" for c in columns
        ]
        terms.append(f"({' OR '.join(tests)})")
        values += [actor] * len(columns)
    if days is not None:
        # an interval without its first or last day is open there
        terms.append("date IS NOT NULL AND coalesce(date_end >= ?, true)")
        terms.append("coalesce(date_start <= ?, true)")
        values += days
    return " AND ".join(terms), values


def _days(first: str | date, last: str | date) -> tuple[date, date]:
    """Return the first day and the last; ``1995`` begins in January and ends in December."""
    spans = [edtf_interval(str(each)) for each in (first, last)]
    if spans[0] is None or spans[1] is None:
        msg = f"between: {first!r} and {last!r} are not two dates such as '1995-12-08' or '1996'"
        raise ValueError(msg)
    return spans[0][0], spans[1][1]


def _opened(path: str | Path) -> tuple[Path, dict[str, Any]]:
    folder = Path(path).resolve()
    manifest = read_manifest(folder / MANIFEST)
    if manifest["format"] != "parquet":
        msg = (
            f"{path}: only Parquet files can be asked without reading all, not {manifest['format']}"
        )
        raise ValueError(msg)
    return folder, manifest


def _glob(path: Path) -> str:
    """Write a path so that DuckDB takes it for this file alone."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path.as_posix()).replace("'", "''")
