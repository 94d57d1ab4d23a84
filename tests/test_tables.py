"""Tables: what goes in comes out again, in every format; damage and foreign files are refused."""

import csv
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import monitorlib as ml
from monitorlib import schemas
from monitorlib.schemas import FACTS, TABLES
from monitorlib.tables import REWRITTEN_NOTICE, Tables

FORMATS = ("parquet", "csv", "json", "xlsx", "duckdb")
NASTY = (
    "=1+1 +cmd -2 @SUM(A1) ＝1 'quoted ''twice \t=1 \n=1 NaN NULL None nan #N/A #REF! 1996 TRUE 1e5 "
    "_x0041_ _x005F_ _x0041_x0042_ x0041_ ﻿ \u2028 é北 <b>&amp; {} [] ;,"
).split(" ")
NASTY += [
    "",
    " ",
    " =1+1",
    "\r\nx\r",
    "a\x00b",
    "\x0b\x1f\x7f\x85",
    "\ufffe\uffff",
    'say "so", he said',
    "a\nb\n",
]


def bulletin(bulletin_id: str = "a", **slots: Any) -> dict[str, Any]:
    base = {"bulletin_id": bulletin_id, "provenance": "user", "sentences": 1, "characters": 99}
    return base | slots


def record(bulletin_id: str = "a", **parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {table: [] for table in (*FACTS, "notes")}
    return {"bulletin": bulletin(bulletin_id)} | empty | parts


def fact(row_id: str = "r1", bulletin_id: str = "a", **slots: Any) -> dict[str, Any]:
    base = {"row_id": row_id, "bulletin_id": bulletin_id, "certainty": "stated"}
    return base | {"evidence": "Evidence.", "start": 3, "stop": 12, "spans": [[3, 12]]} | slots


def tables_of(*records: dict[str, Any], **more: Any) -> Tables:
    return Tables.from_records(records, version="0.1.0", lexicon_hash="c0ffee", **more)


def assert_same(got: Tables, wanted: Tables) -> None:
    for table in TABLES:
        assert_frame_equal(getattr(got, table), getattr(wanted, table))
    assert (got.version, got.lexicon_hash) == (wanted.version, wanted.lexicon_hash)


@pytest.fixture
def agreement() -> Tables:
    row = fact(
        kind="treaty",
        title='=HYPERLINK("http://example.org")',
        parties=["RUS", "BLR"],
        status="signed",
        date="1995-12-08/1995-12-09",
        place_id="minsk",
        lat=53.9,
        lon=27.5667,
    )
    about = bulletin("a", publication="Monitor", volume=1, issue=151, date="1995-12-11~")
    return tables_of(record("a", bulletin=about, agreements=[row]))


# -- any tables at all ----------------------------------------------------------------------------

DATES = (
    "1995-12-08 1995-12-08/1995-12-09 1996 1995-05 1994? 1996-11~ 0988 1996/.. ../1995 1891".split()
)
WRITTEN = {"recurrence": ["P6M", "PT12H"], "sha256": ["0" * 64], "kind": ["undated", "no_header"]}


def value(column: schemas.Column, texts: list[str], chance: random.Random) -> Any:
    """Any value that the declaration allows."""
    if column.name == "date":
        return chance.choice(DATES)
    if column.kind == "integer":
        return chance.choice([0, 3, 10**9, 2**53 + 1, 2**63 - 1])
    if column.kind == "real":
        return chance.choice([0.1 + 0.2, -27.5667, 53.0, chance.uniform(column.low, column.high)])
    if column.kind == "spans":
        return [[start, start + chance.randint(0, 2**40)] for start in chance.sample(range(99), 2)]
    pool = list(column.allowed) or texts
    if column.pattern:
        pool = WRITTEN.get(column.name, ["RUS", "BLR", "SOUTH_OSSETIA"])
    if column.kind in ("set", "list"):
        return chance.choices(pool, k=chance.randint(0, 3))
    return chance.choice(pool) or ("x" if column.required else "")


def row(table: str, bulletin_id: str, texts: list[str], chance: random.Random) -> dict[str, Any]:
    stored = [c for c in TABLES[table] if not c.derived and (c.required or chance.random() < 0.7)]
    found = {c.name: value(c, texts, chance) for c in stored} | {"bulletin_id": bulletin_id}
    if table in FACTS:
        start = chance.randint(0, 999)
        found |= {"row_id": f"{bulletin_id}:{table}:{chance.random()}", "start": start}
        found["stop"] = start + len(found["evidence"])
    return found


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    texts = draw(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=20)) + NASTY
    chance = random.Random(draw(st.integers(0, 99999)))
    return [
        {"bulletin": row("bulletins", bulletin_id, texts, chance)}
        | {
            table: [row(table, bulletin_id, texts, chance) for _ in range(chance.randint(0, 3))]
            for table in (*FACTS, "notes")
        }
        for bulletin_id in chance.sample(IDS, draw(st.integers(0, 3)))
    ]


IDS = ["a", "b/c", "../d", "é ü", "NUL", "manifest", "x" * 240, ".", "..", "/", "=e|f:g\\h"]
property_test = settings(max_examples=8, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", FORMATS)
@property_test
@given(records=records())
def test_every_format_loads_back_equal(
    form: Any, records: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("saved") / "inner"
    stray = {
        "bulletin_id": "z",
        "start": 0,
        "stop": 0,
        "kind": "unreadable",
        "message": "=z: empty",
    }
    tables = tables_of(*records, notes=[stray])
    tables.save(folder, format=form)
    assert_same(ml.load(folder), tables)
    assert list(folder.parent.iterdir()) == [folder]


@property_test
@given(records=records())
def test_records_come_back_whatever_their_order(records: list[dict[str, Any]]) -> None:
    tables = tables_of(*records)
    again = tables_of(*reversed(tables.records()))
    assert_same(again, tables)
    assert again.records() == tables.records()


# -- frames ---------------------------------------------------------------------------------------


def test_no_column_is_named_like_a_method_or_a_reserved_word() -> None:
    reserved = {
        word
        for (word,) in duckdb.sql(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        ).fetchall()
    }
    names = {column.name for columns in TABLES.values() for column in columns}
    assert not names & (reserved | set(dir(pd.DataFrame)))
    assert not set(TABLES) & reserved


def test_empty_tables_have_the_types_of_full_ones(agreement: Tables) -> None:
    empty = tables_of()
    for table in TABLES:
        assert (getattr(empty, table).dtypes == getattr(agreement, table).dtypes).all()


def test_frames_hold_tuples_days_and_what_the_bulletin_says(agreement: Tables) -> None:
    row = agreement.agreements.iloc[0]
    assert row["parties"] == ("BLR", "RUS")
    assert row["spans"] == ((3, 12),)
    assert (row["date_start"], row["date_end"]) == (
        pd.Timestamp("1995-12-08"),
        pd.Timestamp("1995-12-09"),
    )
    assert row["number"] is pd.NA
    assert (row["cited_as"], row["published"], row["provenance"]) == (
        "Monitor 1:151",
        "1995-12-11~",
        "user",
    )


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1996/..", "1996-01-01", None),
        ("../1996-02", None, "1996-02-29"),
        ("1891", "1891-01-01", "1891-12-31"),
    ],
)
def test_days_of_a_date(edtf: str, first: str | None, last: str | None) -> None:
    row = tables_of(record(bulletin=bulletin(date=edtf))).bulletins.iloc[0]
    for got, wanted in ((row["date_start"], first), (row["date_end"], last)):
        assert pd.isna(got) if wanted is None else got == pd.Timestamp(wanted)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"agreements": [fact(kind="treaty", number="two")]},
            "a: table agreements, row 1, column number: 'two'",
        ),
        (
            {"sites": [fact(), fact(palce="Minsk")]},
            "a: table sites, row 2, column palce is unknown",
        ),
        (
            {"meetings": [fact(date="next week")]},
            "table meetings, column date: 'next week' is no EDTF date",
        ),
        (
            {"units": [fact(bulletin_id="b")]},
            "table units, column bulletin_id: 'b' is no bulletin here",
        ),
        ({"units": [fact(number=10**30)]}, "column number: 1000000"),
        ({"claims": []}, "a: table claims is unknown"),
        ({"bulletin": None}, "no parsed bulletin"),
    ],
)
def test_records_that_are_none_say_where(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        tables_of(record() | change)


def test_tables_that_break_their_schema_are_not_saved(agreement: Tables, tmp_path: Path) -> None:
    agreement.agreements.loc[0, "status"] = "lost"
    with pytest.raises(
        ValueError, match="table agreements, column status, row 1: 'lost' is not one of"
    ):
        agreement.save(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_building_tables_imports_nothing_heavy() -> None:
    code = (
        "import sys; from monitorlib.tables import Tables;"
        "Tables.from_records([], version='1', lexicon_hash='1');"
        "print([m for m in ('pandera', 'duckdb', 'openpyxl', 'geopandas', 'matplotlib', 'IPython')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tables.xlsx", "my.duckdb"])
def test_a_single_file_saves_and_loads_alone(agreement: Tables, tmp_path: Path, name: str) -> None:
    agreement.save(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert_same(ml.load(tmp_path / name), agreement)


def test_saving_again_replaces_what_was_there(agreement: Tables, tmp_path: Path) -> None:
    for form in FORMATS:
        agreement.save(tmp_path, format=form)
        tables_of().save(tmp_path, format=form)
        assert_same(ml.load(tmp_path), tables_of())


def test_a_save_that_fails_leaves_the_old_file(agreement: Tables, tmp_path: Path) -> None:
    agreement.save(tmp_path / "t.xlsx")
    long = tables_of(record(agreements=[fact(kind="treaty", status="signed", title="x" * 40_000)]))
    with pytest.raises(ValueError, match=r"column title: .* is longer than a cell of XLSX can be"):
        long.save(tmp_path / "t.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]
    assert_same(ml.load(tmp_path / "t.xlsx"), agreement)


def test_every_export_says_what_made_it(agreement: Tables, tmp_path: Path) -> None:
    for form in FORMATS:
        agreement.save(tmp_path / form, format=form)
        manifest = json.loads((tmp_path / form / "manifest.json").read_text("utf-8"))
        assert (manifest["version"], manifest["lexicon_hash"]) == ("0.1.0", "c0ffee")
    metadata = pq.read_schema(tmp_path / "parquet" / "sites.parquet").metadata
    assert metadata[b"monitorlib_lexicon_hash"] == b"c0ffee"
    with duckdb.connect(str(tmp_path / "duckdb" / "tables.duckdb"), read_only=True) as base:
        assert base.sql("SELECT * FROM manifest").fetchall() == [("0.1.0", "c0ffee")]
        assert base.sql("SELECT lat, parties FROM agreements").fetchall() == [
            (53.9, ["BLR", "RUS"])
        ]
    sheet = openpyxl.load_workbook(tmp_path / "xlsx" / "tables.xlsx")["manifest"]
    assert list(sheet.values) == [("version", "0.1.0"), ("lexicon_hash", "c0ffee")]


RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "'x",
    "\n-1",
    "=cmd|' /C calc'!A0",
]


def test_csv_and_xlsx_hold_nothing_that_runs(tmp_path: Path, repository: Path) -> None:
    payloads = (repository / "tests" / "data" / "payloads.txt").read_text("utf-8").splitlines()
    facts = [
        fact(f"r{i}", kind="treaty", status="signed", title=text, subject=text, place=text)
        for i, text in enumerate([*RISKY, *payloads])
    ]
    tables = tables_of(record(agreements=facts))
    tables.save(tmp_path, format="csv")
    with (tmp_path / "agreements.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    tables.save(tmp_path, format="xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["agreements"]
    assert {cell.data_type for line in sheet.rows for cell in line} <= {"s", "inlineStr", "n", "d"}
    cells += [cell.value for line in sheet.rows for cell in line if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))]
    assert not [cell for cell in cells if cell.startswith(("\t", "\r", "\n"))]


def test_days_are_days_in_a_spreadsheet(agreement: Tables, tmp_path: Path) -> None:
    agreement.save(tmp_path / "t.xlsx")
    frame = pd.read_excel(tmp_path / "t.xlsx", sheet_name="agreements")
    assert frame["date_start"].tolist() == [pd.Timestamp("1995-12-08")]


def test_a_csv_file_that_excel_has_saved_loads(agreement: Tables, tmp_path: Path) -> None:
    agreement.save(tmp_path, format="csv")
    file = tmp_path / "agreements.csv"
    file.write_bytes(
        b"\xef\xbb\xbf" + file.read_bytes().replace(b'"[""BLR"", ""RUS""]"', b"RUS; BLR")
    )
    assert_same(ml.load(tmp_path), agreement)


# -- JSON -----------------------------------------------------------------------------------------


def test_json_is_the_record_byte_for_byte(agreement: Tables, tmp_path: Path) -> None:
    agreement.save(tmp_path / "one", format="json")
    ml.load(tmp_path / "one").save(tmp_path / "two", format="json")
    data = (tmp_path / "one" / "a.json").read_bytes()
    assert data == (tmp_path / "two" / "a.json").read_bytes()
    assert data.startswith(b'{\n "bulletin": {\n  "bulletin_id": "a",\n')
    assert data.endswith(b"}\n")
    found = json.loads(data)
    assert list(found) == ["bulletin", *FACTS, "notes"]
    assert list(found["agreements"][0].items()) == [
        ("row_id", "r1"),
        ("bulletin_id", "a"),
        ("kind", "treaty"),
        ("title", '=HYPERLINK("http://example.org")'),
        ("parties", ["BLR", "RUS"]),
        ("status", "signed"),
        ("date", "1995-12-08/1995-12-09"),
        ("certainty", "stated"),
        ("evidence", "Evidence."),
        ("start", 3),
        ("stop", 12),
        ("spans", [[3, 12]]),
        ("place_id", "minsk"),
        ("lat", 53.9),
        ("lon", 27.5667),
    ]


@pytest.mark.parametrize(
    ("bulletin_id", "file"),
    [
        ("v01-i151", "v01-i151.json"),
        ("1995/v01", "1995/v01.json"),
        ("../../v01", "%2E%2E/%2E%2E/v01.json"),
        ("/etc/passwd", "%/etc/passwd.json"),
        ("C:\\x", "C%3A%5Cx.json"),
        ("manifest", "%6Danifest.json"),
        ("Минск é", "Минск é.json"),
    ],
)
def test_json_files_stay_in_the_folder(tmp_path: Path, bulletin_id: str, file: str) -> None:
    tables = tables_of(record(bulletin_id))
    tables.save(tmp_path / "out", format="json")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert written == {f"out/{file}", "out/manifest.json"}
    assert_same(ml.load(tmp_path / "out"), tables)


# -- damaged and foreign files --------------------------------------------------------------------


def drop_column(folder: Path) -> None:
    frame = pd.read_csv(folder / "sites.csv", dtype=str).drop(columns="place")
    frame.to_csv(folder / "sites.csv", index=False)


def replace(name: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new))

    return change


def halve(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:-100])


def foreign_view(folder: Path) -> None:
    (folder / "tables.duckdb").unlink()
    with duckdb.connect(str(folder / "tables.duckdb")) as base:
        base.execute("CREATE VIEW agreements AS SELECT * FROM read_text('/etc/hostname')")


@pytest.mark.parametrize(
    ("form", "damage", "error", "message"),
    [
        ("csv", drop_column, ValueError, "sites.csv: table sites, column place: it is missing"),
        (
            "csv",
            replace("units.csv", b"location", b"where"),
            ValueError,
            "units.csv: table units, column location",
        ),
        (
            "csv",
            replace("agreements.csv", b",53.9,", b",north,"),
            ValueError,
            "agreements.csv: table agreements, row 1, column lat: 'north' is not a number",
        ),
        (
            "csv",
            replace("agreements.csv", b"signed", b"lost"),
            ValueError,
            "table agreements, column status, row 1: 'lost' is not one of signed",
        ),
        (
            "csv",
            replace("agreements.csv", b"Evidence.", b"Evidence!!"),
            ValueError,
            "evidence as long as from start to stop",
        ),
        (
            "csv",
            replace("agreements.csv", b"Monitor 1:151", b"x,y"),
            ValueError,
            "table agreements, row 1, it has",
        ),
        (
            "csv",
            replace("bulletins.csv", b"Monitor", b"\xff\xfe"),
            ValueError,
            "bulletins.csv: 'utf-8' codec",
        ),
        (
            "csv",
            lambda folder: (folder / "notes.csv").unlink(),
            FileNotFoundError,
            "notes.csv: there is no such",
        ),
        (
            "csv",
            lambda folder: (folder / "manifest.json").unlink(),
            FileNotFoundError,
            "manifest.json",
        ),
        (
            "csv",
            replace("manifest.json", b'"agreements": 1', b'"agreements": 7'),
            ValueError,
            "table agreements has 1 rows, the manifest says 7",
        ),
        (
            "json",
            replace("manifest.json", b'"json"', b'"yaml"'),
            ValueError,
            "it is no manifest of saved tables",
        ),
        ("json", halve("a.json"), ValueError, "a.json: "),
        (
            "json",
            replace("a.json", b'"start": 3', b'"start": "3"'),
            ValueError,
            "a.json: a: table agreements, row 1, column start: '3' is not a whole number",
        ),
        ("json", replace("a.json", b'"spans": [', b'"spans": [["'), ValueError, "a.json: "),
        (
            "json",
            lambda folder: (folder / "a.json").write_text("[" * 99_999),
            ValueError,
            "a.json: it is damaged",
        ),
        (
            "json",
            lambda folder: (folder / "a.json").write_text("[1]"),
            ValueError,
            "a.json: no parsed bulletin",
        ),
        ("parquet", halve("agreements.parquet"), ValueError, "agreements.parquet: "),
        (
            "parquet",
            lambda folder: (folder / "sites.parquet").replace(folder / "units.parquet"),
            ValueError,
            "units.parquet: table units, column name: it is missing",
        ),
        ("xlsx", halve("tables.xlsx"), ValueError, "tables.xlsx: it is damaged or foreign"),
        (
            "duckdb",
            lambda folder: (folder / "tables.duckdb").write_text("x" * 9999),
            ValueError,
            "tables.duckdb: it is damaged or foreign",
        ),
        (
            "duckdb",
            foreign_view,
            ValueError,
            "tables.duckdb: it is damaged or foreign (PermissionException",
        ),
    ],
)
def test_damaged_and_foreign_files_are_refused(
    agreement: Tables,
    tmp_path: Path,
    form: Any,
    damage: Callable[[Path], object],
    error: type[Exception],
    message: str,
) -> None:
    agreement.save(tmp_path, format=form)
    damage(tmp_path)
    with pytest.raises(error, match=re.escape(message)) as caught:
        ml.load(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_wrong_use_is_named(agreement: Tables, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere: there is no such file or folder"):
        ml.load(tmp_path / "nowhere")
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(ValueError, match="give the folder of saved tables"):
        ml.load(tmp_path / "a.csv")
    with pytest.raises(ValueError, match="there is no format 'yaml'"):
        agreement.save(tmp_path, format="yaml")  # type: ignore[arg-type]


# -- what a person sees ---------------------------------------------------------------------------


def test_cite(agreement: Tables) -> None:
    assert (
        ml.cite(agreement.agreements.iloc[0])
        == "Monitor 1:151 (11 December 1995, est.): “Evidence.”"
    )


@pytest.mark.parametrize(
    ("slots", "start"),
    [
        ({"date": "1995-12"}, "a (December 1995): "),
        ({"date": "1995?"}, "a (1995, uncertain): "),
        ({"date": "1995-12-08/1995-12-09"}, "a (8 December 1995 to 9 December 1995): "),
        ({}, "a (undated): "),
        ({"publication": "Prism", "volume": 2, "issue": 3}, "Prism 2:3 (undated): "),
        ({"publication": "Prism"}, "a (undated): "),
    ],
)
def test_cite_names_what_is_known(slots: dict[str, Any], start: str) -> None:
    tables = tables_of(record(bulletin=bulletin(**slots), units=[fact(evidence="Two\n lines")]))
    assert ml.cite(tables.units.iloc[0]) == f"{start}“Two lines”"


def test_rewritten_bulletins_are_never_cited_as_the_monitor() -> None:
    about = bulletin(provenance="rewritten", publication="Monitor", volume=2, issue=221)
    tables = tables_of(record(bulletin=about, units=[fact()]))
    note = ml.cite(tables.units.iloc[0])
    assert note == f"Monitor (rewritten) 2:221 (undated): “Evidence.” {REWRITTEN_NOTICE}"
    assert REWRITTEN_NOTICE in tables._repr_html_()


def test_only_facts_are_cited(agreement: Tables) -> None:
    with pytest.raises(ValueError, match="only a row of agreements"):
        ml.cite(agreement.bulletins.iloc[0])


def test_tables_show_their_counts_and_escape_what_they_show() -> None:
    script = "</script><img src=x onerror=alert(1)>"
    tables = tables_of(
        record(sites=[fact(kind="base", place=script, evidence=script, stop=3 + len(script))])
    )
    assert repr(tables).startswith(
        "<Tables: 0 agreements, 0 launchers, 0 units, 0 meetings, 1 sites, 1 bulletins"
    )
    page = tables._repr_html_()
    assert "sites: the first 1 of 1" in page
    assert "<img" not in page
    assert "&lt;img" in page
    assert REWRITTEN_NOTICE not in page
