"""Tables on disk: a writer and a reader for every format.

Writers take frames as they are; readers give rows in canonical form and leave it to
`monitorlib.tables` to build frames of them. A folder has a ``manifest.json`` that says what it
holds; Parquet, XLSX and DuckDB files name the library's version and the lexicon's hash themselves
too.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from monitorlib import _sheets
from monitorlib._files import Format, file_for, reading, replacing
from monitorlib._records import (
    Rows,
    canonical_rows,
    read_rows,
    shorten,
    stray_notes,
    to_records,
    to_rows,
)
from monitorlib.schemas import TABLES, arrow_schema, frame_rows

if TYPE_CHECKING:
    import pyarrow as pa

Frames = Mapping[str, pd.DataFrame]
Origin = dict[str, str]

ORIGIN = ("version", "lexicon_hash")
MANIFEST = "manifest.json"
_SINGLE: dict[str, Format] = {".xlsx": "xlsx", ".duckdb": "duckdb"}  # formats of one file


def write(frames: Frames, origin: Origin, path: Path, form: Format | None) -> None:
    """Write tables to a folder, or to one file if `path` ends in .xlsx or .duckdb.

    Without a format it is that of the file, for a folder Parquet.

    Raises
    ------
    ValueError
        If there is no such format, or it cannot hold the tables.
    """
    form = form or _SINGLE.get(path.suffix, "parquet")
    if form not in get_args(Format):
        msg = f"there is no format {form!r}: the formats are {', '.join(get_args(Format))}"
        raise ValueError(msg)
    if _SINGLE.get(path.suffix) == form:
        _write(frames, origin, path, form)
        return
    single = form in _SINGLE.values()
    _write(frames, origin, path / f"tables.{form}" if single else path, form)
    manifest: dict[str, Any] = {"format": form, **origin}
    manifest["rows"] = {table: len(frame) for table, frame in frames.items()}
    if form == "json":
        manifest["bulletins"] = frames["bulletins"]["bulletin_id"].tolist()
        manifest["notes"] = stray_notes(_all_rows(frames))
    _write_dump(manifest, path / MANIFEST)


def _write(frames: Frames, origin: Origin, path: Path, form: Format) -> None:
    match form:
        case "parquet":
            _write_parquet(frames, origin, path)
        case "csv":
            _sheets.write_csv(frames, path)
        case "json":
            _write_json(frames, path)
        case "xlsx":
            _sheets.write_xlsx(frames, origin, path)
        case "duckdb":
            _write_duckdb(frames, origin, path)


def read(path: Path) -> tuple[Rows, Origin]:
    """Read the rows of each table, and the version and lexicon that made them.

    Raises
    ------
    FileNotFoundError
        If there is nothing there, or a file of the folder is gone.
    ValueError
        If it is not, or not all of, what `write` wrote; the message names file, table and column.
    """
    if not path.exists():
        msg = f"{path}: there is no such file or folder"
        raise FileNotFoundError(msg)
    if path.is_dir():
        return _read_folder(path)
    if path.suffix not in _SINGLE:
        msg = f"{path}: give the folder of saved tables, or an .xlsx or .duckdb file"
        raise ValueError(msg)
    with reading(path):
        rows, origin = _read_duckdb(path) if path.suffix == ".duckdb" else _sheets.read_xlsx(path)
        if tuple(origin) != ORIGIN:
            msg = "its manifest does not say which version and lexicon made it"
            raise ValueError(msg)
        return rows, origin


def _read_folder(folder: Path) -> tuple[Rows, Origin]:
    manifest = read_manifest(folder / MANIFEST)
    match form := manifest["format"]:
        case "parquet":
            rows = _read_parquet(folder, manifest)
        case "csv":
            rows = _sheets.read_csv(folder)
        case "json":
            rows = _read_json(folder, manifest)
        case _:
            rows, _ = read(folder / f"tables.{form}")
    for table, count in manifest["rows"].items():
        if len(rows[table]) != count:
            msg = f"{folder}: table {table} has {len(rows[table])} rows, the manifest says {count}"
            raise ValueError(msg)
    return rows, {key: manifest[key] for key in ORIGIN}


def read_manifest(path: Path) -> dict[str, Any]:
    """Read what a folder of tables says of itself."""
    if not path.exists() and any(path.parent.glob("part-*")):
        msg = f"{path.parent}: the run that writes there is not finished: resume it"
        raise ValueError(msg)
    with reading(path):
        manifest = json.loads(path.read_bytes())
        sound = (
            isinstance(manifest, dict)
            and manifest.get("format") in get_args(Format)
            and all(isinstance(manifest.get(key), str) for key in ORIGIN)
            and isinstance(manifest.get("rows"), dict)
            and set(manifest["rows"]) == set(TABLES)
            and all(isinstance(name, str) for name in manifest.get("bulletins", ()))
            and all(re.fullmatch(r"part-\d+", name) for name in manifest.get("parts", ()))
        )
        if not sound:
            msg = f"it is no manifest of saved tables: {shorten(manifest)}"
            raise ValueError(msg)
        return dict(manifest)


# Parquet and DuckDB: an Arrow table for each table


def _arrow(table: str, frame: pd.DataFrame, origin: Origin) -> "pa.Table":
    import pyarrow as pa

    arrow = pa.Table.from_pandas(frame, schema=arrow_schema(table), preserve_index=False)
    return arrow.replace_schema_metadata({f"monitorlib_{key}": origin[key] for key in ORIGIN})


def _write_parquet(frames: Frames, origin: Origin, folder: Path) -> None:
    import pyarrow.parquet as pq

    for table, frame in frames.items():
        with replacing(folder / f"{table}.parquet") as draft:
            pq.write_table(_arrow(table, frame, origin), draft)


def parquet_files(folder: Path, manifest: Mapping[str, Any], table: str) -> list[Path]:
    """Return the files of a table: one, or one in each part."""
    return [folder / part / f"{table}.parquet" for part in manifest.get("parts", ("",))]


def _read_parquet(folder: Path, manifest: Mapping[str, Any]) -> Rows:
    import pyarrow.parquet as pq

    rows: Rows = {table: [] for table in TABLES}
    for table in TABLES:
        for path in parquet_files(folder, manifest, table):
            with reading(path), pq.ParquetFile(path) as file:
                found = file.read()
                cells = (column.to_pylist() for column in found.columns)
                rows[table] += read_rows(table, found.column_names, zip(*cells, strict=True))
    return rows


def _write_duckdb(frames: Frames, origin: Origin, path: Path) -> None:
    import duckdb
    import pyarrow as pa

    arrows = {table: _arrow(table, frame, origin) for table, frame in frames.items()}
    arrows["manifest"] = pa.Table.from_pylist([origin])
    with replacing(path) as draft, duckdb.connect(str(draft)) as base:
        for table, arrow in arrows.items():
            base.from_arrow(arrow).create(table)


def _read_duckdb(path: Path) -> tuple[Rows, Origin]:
    import duckdb

    # a foreign file may hold views: they must not reach for other files
    guard: dict[str, Any] = {"enable_external_access": "false"}
    with duckdb.connect(str(path), read_only=True, config=guard) as base:
        rows = {}
        for table in TABLES:
            found = base.table(table)
            rows[table] = read_rows(table, found.columns, found.fetchall())
        origin = base.execute("SELECT version, lexicon_hash FROM manifest").fetchall()
        return rows, dict(zip(ORIGIN, origin[0], strict=True))


# JSON: a file for each bulletin


def _write_json(frames: Frames, folder: Path) -> None:
    for record in to_records(_all_rows(frames)):
        _write_dump(record, file_for(folder, record["bulletin"]["bulletin_id"], ".json"))


def _write_dump(value: object, path: Path) -> None:
    with replacing(path) as draft:
        draft.write_bytes(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode())


def _all_rows(frames: Frames) -> Rows:
    return {table: frame_rows(table, frame) for table, frame in frames.items()}


def _read_json(folder: Path, manifest: Mapping[str, Any]) -> Rows:
    rows: Rows = {table: [] for table in TABLES}
    for bulletin_id in manifest.get("bulletins", ()):
        path = file_for(folder, bulletin_id, ".json")
        with reading(path):
            for table, found in to_rows([json.loads(path.read_bytes())]).items():
                rows[table] += found
    with reading(folder / MANIFEST):
        rows["notes"] += canonical_rows("notes", manifest.get("notes", ()))
    return rows
