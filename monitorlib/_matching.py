"""When a predicted row is the same fact as a gold row, and how far their slots agree.

A predicted row is paired with at most one gold row of its bulletin and table: the keys must agree
and the evidence must overlap; best pairs come first. The rules are those of the annotators'
codebook.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from monitorlib.dates import edtf_interval
from monitorlib.resources import data_path

Row = Mapping[str, Any]

SLOTS: dict[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "agreements": "kind title number parties status date place",
        "launchers": "category system number formations action owner country date",
        "units": "name echelon branch number personnel owner country action date",
        "meetings": "kind participants parties place date status",
        "sites": "kind place country operator status",
    }.items()
}
CRUX = {table: "action" if "action" in slots else "status" for table, slots in SLOTS.items()}
"""The column that says what happened: with it right, a paired row is a fact found."""

_STOP_WORDS = frozenset("the of a an on and in for near at former".split())
_TOLERANCE = 3  # days: publication dates, from which many dates are counted, are estimates
_LONGEST = 366  # days; a longer predicted interval earns nothing for touching the right one


def filled(value: object) -> bool:
    """Tell whether a slot holds anything."""
    return value is not None and value not in ("", [], ())


def both_filled(column: str, gold: Row, got: Row) -> bool:
    """Tell whether both rows fill a slot."""
    return filled(gold.get(column)) and filled(got.get(column))


# --- slots --------------------------------------------------------------------------------------


@functools.cache
def _aliases() -> dict[str, str]:
    with data_path("gold", "aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["alias"].casefold(): row["canonical"] for row in csv.DictReader(file)}


def _words(value: object) -> frozenset[str]:
    text = _aliases().get(str(value).casefold(), str(value))
    return frozenset(re.findall(r"[a-z0-9]+", text.casefold())) - _STOP_WORDS


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard overlap of two sets, 0 when either is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _members(column: str, value: Any) -> frozenset[str]:
    items = [value] if isinstance(value, str) else list(value or [])
    if column == "participants":  # people are told apart by surname
        return frozenset(str(item).split()[-1].casefold() for item in items if str(item).strip())
    return frozenset(str(item).casefold() for item in items)


def text_score(gold: object, got: object) -> float:
    """Return 1 when the words agree or one side contains the other, 0.5 on some overlap.

    Numerals ("14th Army", "START II" written with a digit) must be the same.
    """
    one, other = _words(gold), _words(got)
    numerals = [{word for word in side if re.search(r"\d", word)} for side in (one, other)]
    if numerals[0] != numerals[1]:
        return 0.0
    if one and other and (one <= other or other <= one or _overlap(one, other) >= 0.6):
        return 1.0
    return 0.5 if one & other else 0.0


def _set_score(column: str, gold: object, got: object) -> float:
    one, other = _members(column, gold), _members(column, got)
    return 1.0 if one == other else 0.5 if one & other else 0.0


def _number_score(gold: Any, got: Any) -> float:
    try:
        return float(float(gold) == float(got))
    except (TypeError, ValueError):
        return 0.0


def _covered(edtf: object) -> tuple[int, int] | None:
    """Return first and last day, as ordinals, of whatever can be read of an EDTF string."""
    parts = re.sub(r"[?~%]", "", str(edtf)).split("/")
    readable = [part.strip() for part in parts if re.fullmatch(r"[0-9-]+", part.strip())]
    found = [interval for part in readable if (interval := edtf_interval(part))]
    if not found:
        return None
    return min(first for first, _ in found).toordinal(), max(last for _, last in found).toordinal()


def _date_score(gold: object, got: object) -> float:
    one, other = _covered(gold), _covered(got)
    if one is None or other is None:
        return float(gold == got)
    if all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True)):
        return 1.0
    touching = one[0] <= other[1] and other[0] <= one[1]
    return 0.5 if touching and other[1] - other[0] <= _LONGEST else 0.0


def _code_score(gold: object, got: object) -> float:
    return float(str(gold).casefold() == str(got).casefold())


def _by_column(column: str) -> Callable[[Any, Any], float]:
    if column in {"parties", "participants"}:
        return functools.partial(_set_score, column)
    if column in {"number", "formations", "personnel"}:
        return _number_score
    if column in {"title", "name", "place"}:
        return text_score
    return _date_score if column == "date" else _code_score


_SCORES = {column: _by_column(column) for slots in SLOTS.values() for column in slots}


def slot_score(column: str, gold: Any, got: Any) -> float:
    """Return 1 for a right value of a slot, 0.5 for a partly right one, 0 for a wrong one."""
    return _SCORES[column](gold, got)


def same(column: str, gold: Row, got: Row) -> bool:
    """Tell whether a slot is right in both rows, or empty in both."""
    one, other = gold.get(column), got.get(column)
    if not filled(one) and not filled(other):
        return True
    return filled(one) and filled(other) and slot_score(column, one, other) == 1.0


# --- rows ---------------------------------------------------------------------------------------


def _same_parties(gold: Row, got: Row) -> float:
    return _overlap(*(_members("parties", row.get("parties")) for row in (gold, got)))


def _agreements(gold: Row, got: Row) -> bool:
    if both_filled("title", gold, got) and slot_score("title", gold["title"], got["title"]) == 1.0:
        return True
    if not filled(gold.get("parties")) and not filled(got.get("parties")):
        return True
    return _same_parties(gold, got) >= 0.5


def _launchers(gold: Row, got: Row) -> bool:
    if not same("category", gold, got):
        return False
    numbered = filled(gold.get("number")) or filled(got.get("number"))
    return same("number" if numbered else "action", gold, got)


def _units(gold: Row, got: Row) -> bool:
    if both_filled("name", gold, got):
        return slot_score("name", gold["name"], got["name"]) == 1.0
    if filled(gold.get("personnel")) or filled(got.get("personnel")):
        return same("personnel", gold, got)
    counted = same("echelon", gold, got) and same("number", gold, got)
    return counted and (same("owner", gold, got) or same("action", gold, got))


def _meetings(gold: Row, got: Row) -> bool:
    one, other = (_members("participants", row.get("participants")) for row in (gold, got))
    return bool(one & other) if one and other else _same_parties(gold, got) >= 0.5


def _sites(gold: Row, got: Row) -> bool:
    return filled(gold.get("place")) and same("place", gold, got)


_KEYS: dict[str, Callable[[Row, Row], bool]] = {
    "agreements": _agreements,
    "launchers": _launchers,
    "units": _units,
    "meetings": _meetings,
    "sites": _sites,
}


def spans_of(row: Row) -> list[tuple[int, int]]:
    """Return the places in the text that support a row, its fullest statement first."""
    found = [(row.get("start"), row.get("stop")), *(row.get("spans") or ())]
    return [(int(a), int(b)) for a, b in found if a is not None and b is not None]


def _overlapping(gold: Row, got: Row) -> bool:
    return any(a < d and c < b for a, b in spans_of(gold) for c, d in spans_of(got))


def pair_rows(table: str, gold: Sequence[Row], got: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair gold and predicted rows of one table of one bulletin.

    Parameters
    ----------
    table
        Name of the table.
    gold, got
        Its gold rows and its predicted rows.

    Returns
    -------
    list of tuple
        Positions of a gold row and a predicted row, best pairs first, each row at most once. A
        gold row marked ``optional`` stands back where others fit as well.
    """

    def worth(one: Row, other: Row) -> float:
        slots = (column for column in SLOTS[table] if both_filled(column, one, other))
        agreement = sum(slot_score(column, one[column], other[column]) for column in slots)
        return agreement + same(CRUX[table], one, other)

    candidates = [
        (-worth(one, other), bool(one.get("optional")), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(got)
        if _KEYS[table](one, other) and _overlapping(one, other)
    ]
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(candidates):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
