"""What was reached on short passages, each thing marked with its action or status, is not lost again."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import monitorlib as ml

FOLDER = Path(__file__).parent / "data" / "passages"
HEADER = "Publication: Monitor (rewritten) Volume: 3 Issue: 57\n\n"
TOLD = {"agreements": "status", "launchers": "action", "units": "action", "sites": "status"}
REACHED = {  # F1 of the values told, on `tune` and on `fresh`
    "agreements": (0.71, 0.67),
    "launchers": (0.61, 0.50),
    "units": (0.55, 0.50),
    "sites": (0.69, 0.45),
}
SPOKEN = (0.80, 0.70)  # share of marked facts found whose source and certainty are right
SLACK = 0.02


def passages(table: str, part: str) -> dict[str, dict[str, Any]]:
    lines = (FOLDER / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return {passage["id"]: passage for passage in read if passage["part"] == part}


def parsed(known: dict[str, dict[str, Any]]) -> ml.Tables:
    return ml.parse([ml.Bulletin(HEADER + p["text"], bulletin_id=key) for key, p in known.items()])


def value_f1(table: str, part: str) -> float:
    known = passages(table, part)
    found = getattr(parsed(known), table)
    told: dict[str, Counter[str]] = {key: Counter() for key in known}
    for key, value in zip(found["bulletin_id"], found[TOLD[table]], strict=True):
        told[key]["" if pd.isna(value) else value] += 1
    wanted = {
        key: Counter(m["value"] for m in p["marks"] if m["value"] != "no_row")
        for key, p in known.items()
    }
    right = sum((told[key] & wanted[key]).total() for key in known)
    return 2 * right / sum(told[key].total() + wanted[key].total() for key in known)


@pytest.mark.parametrize("part", ["tune", "fresh"])
@pytest.mark.parametrize("table", TOLD)
def test_what_passages_tell_is_read_as_well_as_before(table: str, part: str) -> None:
    assert value_f1(table, part) >= REACHED[table][part == "fresh"] - SLACK


def _rows_about(tables: ml.Tables, known: dict[str, dict[str, Any]]) -> Iterator[bool]:
    """Of each marked fact that has rows, whether one of them has its source and certainty."""
    rows = pd.concat([getattr(tables, name) for name in (*TOLD, "meetings")])
    by_passage = dict(iter(rows.groupby("bulletin_id")))
    for key, passage in known.items():
        found = by_passage.get(key)
        for mark in passage["marks"] if found is not None else ():
            about = found[[mark["at"] in evidence for evidence in found["evidence"]]]
            if len(about):
                sources = about["source"].fillna("")
                right = (sources == mark["source"]) & (about["certainty"] == mark["certainty"])
                yield bool(right.any())


@pytest.mark.parametrize("part", ["tune", "fresh"])
def test_who_says_so_is_read_as_well_as_before(part: str) -> None:
    known = passages("speech", part)
    found = list(_rows_about(parsed(known), known))
    assert sum(found) / len(found) >= SPOKEN[part == "fresh"] - SLACK
