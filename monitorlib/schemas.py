"""The columns of every table, declared once.

`TABLES` is the declaration. The pandas dtypes, the pyarrow schema, the pandera schema and the
empty frames all follow from it, and so do the order of keys in the JSON files and what a cell of
a CSV file or a spreadsheet may hold. The meaning of the columns is in the codebook.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from monitorlib import merge

if TYPE_CHECKING:
    import pandera.pandas as pa_pandas
    import pyarrow as pa

Kind = Literal["text", "integer", "real", "day", "set", "list", "spans"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        As in the codebook.
    kind
        ``text``; ``integer``; ``real``; ``day``, a calendar day; ``set``, distinct words, sorted;
        ``list``, words in the order of the text; ``spans``, pairs of character offsets.
    allowed
        The words that may stand here; empty where any may.
    pattern
        What each word must match from end to end; empty where anything goes.
    low, high
        Bounds of a number, both included.
    required
        Whether every row must fill it.
    derived
        Whether it is computed when tables are built, and so is no part of a record.
    """

    name: str
    kind: Kind = "text"
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    low: float | None = None
    high: float | None = None
    required: bool = False
    derived: bool = False


_ACTOR = "[A-Z][A-Z0-9_]*"
_ECHELONS = tuple(
    "theater front army corps division brigade regiment battalion company fleet squadron base "
    "group detachment troops".split()
)
_BRANCHES = tuple(
    "strategic_missile air_defense air navy ground airborne border internal peacekeeping marines "
    "railroad engineers other".split()
)
PROVENANCES = ("original", "rewritten", "user")


def _words(name: str, words: str, *, required: bool = False) -> Column:
    return Column(name, allowed=tuple(words.split()), required=required)


def _count(name: str) -> Column:
    return Column(name, "integer", low=0)


def _offset(name: str) -> Column:
    return Column(name, "integer", low=0, required=True)


_QUALIFIER = _words("qualifier", "exact approx at_least at_most")
_OWNER = Column("owner", pattern=_ACTOR)
_COUNTRY = Column("country", pattern=_ACTOR)
_PARTIES = Column("parties", "set", pattern=_ACTOR)
_DATE = (
    Column("date"),
    Column("date_start", "day", derived=True),
    Column("date_end", "day", derived=True),
)
_POINT = (
    Column("place_id"),
    Column("lat", "real", low=-90, high=90),
    Column("lon", "real", low=-180, high=180),
)


def _fact(*own: Column, joins: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Put the columns that every fact has around a table's own."""
    return (
        Column("row_id", required=True),
        Column("bulletin_id", required=True),
        *own,
        Column("source"),
        _words("certainty", "stated claimed reported", required=True),
        Column("evidence", required=True),
        _offset("start"),
        _offset("stop"),
        Column("spans", "spans"),
        *joins,
        Column("cited_as", required=True, derived=True),
        Column("published", derived=True),
        Column("provenance", allowed=PROVENANCES, required=True, derived=True),
    )


TABLES: dict[str, tuple[Column, ...]] = {
    "agreements": _fact(
        _words(
            "kind",
            "treaty agreement protocol memorandum declaration convention contract concession "
            "document",
            required=True,
        ),
        Column("title"),
        _count("number"),
        _PARTIES,
        _words("status", "signed initialed ratified in_force planned ended granted", required=True),
        *_DATE,
        Column("place"),
        Column("subject"),
        joins=(Column("instrument_id"), *_POINT),
    ),
    "launchers": _fact(
        _words("category", "launcher missile warhead silo bomber submarine sam", required=True),
        Column("system"),
        _count("number"),
        _QUALIFIER,
        _count("formations"),
        Column("echelon", allowed=_ECHELONS),
        _words(
            "action",
            "withdrawn to_withdraw remaining deployed to_deploy dismantled to_dismantle "
            "transferred to_transfer limit",
        ),
        _OWNER,
        _COUNTRY,
        Column("to_country", pattern=_ACTOR),
        *_DATE,
    ),
    "units": _fact(
        Column("name"),
        Column("echelon", allowed=_ECHELONS),
        Column("branch", allowed=_BRANCHES),
        _count("number"),
        _count("personnel"),
        _QUALIFIER,
        _OWNER,
        Column("location"),
        _COUNTRY,
        _words(
            "action",
            "stationed withdrawn to_withdraw deployed to_deploy disbanded to_disband reduced "
            "transferred exercise combat",
        ),
        *_DATE,
        joins=_POINT,
    ),
    "meetings": _fact(
        _words("kind", "talks summit session conference visit call", required=True),
        Column("participants", "set"),
        _PARTIES,
        Column("place"),
        *_DATE,
        _words("status", "held planned recurring cancelled", required=True),
        Column("topic"),
        Column("recurrence", pattern=r"P(?=\d|T\d)(\d+[YMWD])*(T(\d+[HMS])+)?"),
        joins=(Column("person_ids", "set"), *_POINT),
    ),
    "sites": _fact(
        _words(
            "kind",
            "base airfield early_warning_radar naval_base depot garrison missile_base test_site "
            "communications command port training",
            required=True,
        ),
        Column("place", required=True),
        _COUNTRY,
        Column("operator", pattern=_ACTOR),
        _words("status", "in_use granted to_close closed sought under_construction"),
        *_DATE,
        joins=_POINT,
    ),
    "bulletins": (
        Column("bulletin_id", required=True),
        Column("publication"),
        _count("volume"),
        _count("issue"),
        Column("headline"),
        Column("next_headline"),
        *_DATE,
        _words("date_basis", "text agency issue"),
        Column("agencies", "list"),
        Column("provenance", allowed=PROVENANCES, required=True),
        _count("sentences"),
        _count("characters"),
        Column("sha256", pattern="[0-9a-f]{64}"),
    ),
    "notes": (
        Column("bulletin_id", required=True),
        _offset("start"),
        _offset("stop"),
        Column("kind", pattern="[a-z][a-z0-9_]*", required=True),
        Column("message", required=True),
    ),
}
FACTS = merge.TABLES
# how a reader is told a number's qualifier, before the number
QUALIFIERS = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}
_KEYS = dict.fromkeys(FACTS, "row_id") | {"bulletins": "bulletin_id", "notes": None}

# pandera's names for faults that no check of ours describes
_VERDICTS = {
    "column_in_dataframe": "is missing",
    "column_in_schema": "is unknown",
    "column_ordered": "is not in its place",
    "field_uniqueness": "is there twice",
    "not_nullable": "must not be empty",
}
TUPLES: tuple[Kind, ...] = ("set", "list", "spans")
_DTYPES: dict[Kind, Any] = {
    # not pandas's own "str": empty text is pd.NA, as empty numbers are
    "text": pd.StringDtype("pyarrow"),
    "integer": pd.Int64Dtype(),
    "real": np.dtype("float64"),
    # seconds, so that no year a bulletin may mention is out of range
    "day": np.dtype("datetime64[s]"),
    "set": np.dtype(object),
    "list": np.dtype(object),
    "spans": np.dtype(object),
}


def column(table: str, name: str) -> Column:
    """Return the declaration of one column.

    Raises
    ------
    ValueError
        If there is no such table or column.
    """
    if table not in TABLES:
        msg = f"there is no table {table!r}: the tables are {', '.join(TABLES)}"
        raise ValueError(msg)
    for declared in TABLES[table]:
        if declared.name == name:
            return declared
    msg = f"table {table} has no column {name!r}"
    raise ValueError(msg)


def frame(table: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Build the frame of a table from canonical rows.

    Parameters
    ----------
    table
        Name of the table.
    rows
        Mappings from column to canonical value; none for an empty frame.

    Returns
    -------
    DataFrame
        All columns of the table in order, typed, with a range index.
    """
    return pd.DataFrame(
        {c.name: _series(c, [row.get(c.name) for row in rows]) for c in TABLES[table]}
    )


def _series(column: Column, values: list[Any]) -> "pd.Series[Any]":
    dtype = _DTYPES[column.kind]
    if column.kind in TUPLES:
        cells = np.empty(len(values), dtype=object)  # one by one: numpy would make tuples a matrix
        for i, value in enumerate(values):
            cells[i] = () if value is None else value
        return pd.Series(cells, dtype=object)
    if column.kind == "day":
        return pd.Series(np.array(values, dtype=dtype))
    series: pd.Series[Any] = pd.Series(values, dtype=dtype)
    return series


def text_of(value: Any) -> str:
    """Return a canonical value as a reader expects it; an empty slot is an empty string."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def frame_rows(table: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as canonical values; the inverse of `frame`."""
    cells = {c.name: _cells(frame[c.name]) for c in TABLES[table]}
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _cells(series: "pd.Series[Any]") -> list[Any]:
    if series.dtype.kind == "M":
        series = series.dt.date
    empty = series.isna().tolist()
    return [None if none else cell for cell, none in zip(series.tolist(), empty, strict=True)]


@cache
def arrow_schema(table: str) -> "pa.Schema":
    """Return the pyarrow schema of a table, as in its Parquet file and DuckDB table."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "day": pa.timestamp("s"),
        "set": pa.list_(pa.string()),
        "list": pa.list_(pa.string()),
        "spans": pa.list_(pa.list_(pa.int64())),
    }
    return pa.schema([(c.name, types[c.kind]) for c in TABLES[table]])


@cache
def pandera_schema(table: str) -> "pa_pandas.DataFrameSchema":
    """Return the pandera schema of a table. Imports pandera, which takes a while."""
    import pandera.pandas as pa

    columns = {
        c.name: pa.Column(
            _DTYPES[c.kind],
            checks=[pa.Check(test, element_wise=True, error=words) for test, words in rules(c)],
            nullable=not c.required,
            unique=c.name == _KEYS[table],
        )
        for c in TABLES[table]
    }
    fits = pa.Check(
        lambda frame: frame["stop"] - frame["start"] == frame["evidence"].str.len(),
        error="a row with evidence as long as from start to stop",
    )
    whole = [fits] if table in FACTS else []
    return pa.DataFrameSchema(columns, checks=whole, strict=True, ordered=True)


def rules(column: Column) -> list[tuple[Callable[[Any], bool], str]]:
    """Return what a filled slot of a column must be: a test, and the words for it."""
    found: list[tuple[Callable[[Any], bool], str]] = []
    if column.kind in TUPLES:
        found.append(_FORMS[column.kind])
    if column.allowed:
        found.append(
            (frozenset(column.allowed).__contains__, f"one of {', '.join(column.allowed)}")
        )
    if column.pattern:
        fits = partial(_all_match, re.compile(column.pattern))
        found.append((fits, f"written like {column.pattern}"))
    if column.low is not None:
        found.append((partial(operator.le, column.low), f"at least {column.low}"))
    if column.high is not None:
        found.append((partial(operator.ge, column.high), f"at most {column.high}"))
    return found


def _is_list(cell: object) -> bool:
    return isinstance(cell, tuple) and all(isinstance(word, str) for word in cell)


def _is_set(cell: Any) -> bool:
    return _is_list(cell) and list(cell) == sorted(set(cell))


def _is_spans(cell: object) -> bool:
    return isinstance(cell, tuple) and all(
        isinstance(span, tuple) and len(span) == 2 and 0 <= span[0] <= span[1] for span in cell
    )


_FORMS: dict[Kind, tuple[Callable[[Any], bool], str]] = {
    "list": (_is_list, "a tuple of words"),
    "set": (_is_set, "a sorted tuple of distinct words"),
    "spans": (_is_spans, "a tuple of pairs of offsets"),
}


def _all_match(pattern: re.Pattern[str], cell: str | tuple[str, ...]) -> bool:
    return all(map(pattern.fullmatch, (cell,) if isinstance(cell, str) else cell))


def validate(table: str, frame: pd.DataFrame, where: str) -> None:
    """Check a frame against its schema, where tables enter or leave.

    Parameters
    ----------
    table
        Name of the table.
    frame
        What to check; it is not changed.
    where
        What to name in the error: a file or folder.

    Raises
    ------
    ValueError
        With the file, table, column, row and value of the first fault.
    """
    from pandera.errors import SchemaErrors

    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors as error:
        fault = error.failure_cases.iloc[0]
        verdict = _VERDICTS.get(fault["check"], f"is not {fault['check']}")
        place = f"table {table}, column {fault['column'] or fault['failure_case']}"
        if fault["index"] is not None:
            place += f", row {fault['index'] + 1}"
        msg = f"{where}: {place}: {str(fault['failure_case'])[:80]!r} {verdict}"
        raise ValueError(msg) from error
