"""The founding bulletin comes out as the codebook's worked example has it, all five tables."""

import json

import pytest

import monitorlib as ml
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

TABLES = ("agreements", "launchers", "units", "meetings", "sites")
NOT_COMPARED = {"start", "stop", "subject", "topic"}


def columns(row):
    """A row's filled columns, sets in order, as gold and parser both state them."""
    return {
        column: sorted(value) if isinstance(value, list) else value
        for column, value in row.items()
        if column not in NOT_COMPARED and value not in (None, "", [])
    }


def in_order(row):
    return json.dumps(row, sort_keys=True)


@pytest.fixture(scope="module")
def gold(seed):
    return json.loads(ml.data_path("gold", f"{seed.bulletin_id}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def record(seed):
    return parse_bulletin(seed, load())


@pytest.mark.parametrize("table", TABLES)
def test_worked_example_comes_out_exactly(table, gold, record):
    expected = sorted((columns(row) for row in gold[table]), key=in_order)
    known = set().union(*expected)
    found = [{c: v for c, v in columns(row).items() if c in known} for row in record[table]]
    assert sorted(found, key=in_order) == expected


@pytest.mark.parametrize("table", TABLES)
def test_evidence_is_the_sentence_that_states_it(table, gold, record):
    for row in gold[table]:
        twins = [
            got
            for got in record[table]
            if got["start"] < row["stop"] and row["start"] < got["stop"]
        ]
        assert twins, f"{table}: nothing where gold has {row}"


def test_header_and_next_headline(record):
    bulletin = record["bulletin"]
    assert (bulletin["volume"], bulletin["issue"]) == (1, 151)
    assert bulletin["next_headline"] == "Moldova, US Sign Military Agreement."
    assert bulletin["date"] == "1995-12-11~"
    assert bulletin["provenance"] == "original"
