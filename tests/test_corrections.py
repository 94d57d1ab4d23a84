"""Corrections: a researcher's decisions survive every parse, or a note says why not."""

import copy
import json
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import monitorlib as ml
from monitorlib.corrections import (
    COLUMNS,
    Correction,
    apply,
    merge_corrections,
    read_corrections,
    write_corrections,
)
from monitorlib.tables import Tables

TEXT = "The two sides signed a treaty in Minsk. Eighteen launchers will leave in 1996."
SHA = "a" * 64


def row(row_id: str, start: int, stop: int, **slots: Any) -> dict[str, Any]:
    base = {"row_id": row_id, "bulletin_id": "b", "certainty": "stated", "spans": [[start, stop]]}
    return base | {"start": start, "stop": stop, "evidence": TEXT[start:stop]} | slots


def parsed() -> dict[str, Any]:
    place = {"place": "Minsk", "place_id": "minsk", "lat": 53.9, "lon": 27.57}
    return {
        "bulletin": {"bulletin_id": "b", "provenance": "user", "sha256": SHA},
        "agreements": [row("t1", 0, 39, kind="treaty", status="signed", **place)],
        "launchers": [
            row("l1", 40, 78, category="launcher", number=18, action="to_withdraw"),
            row("l2", 40, 78, category="launcher", number=1996, action="to_withdraw"),
        ],
        "units": [],
        "meetings": [],
        "sites": [],
        "notes": [],
    }


def decide(row_id: str, action: str, **slots: Any) -> Correction:
    table = "agreements" if row_id.startswith("t") else "launchers"
    evidence = TEXT[0:39] if table == "agreements" else TEXT[40:78]
    return Correction(
        **{"row_id": row_id, "bulletin_id": "b", "table_name": table, "evidence": evidence}
        | {"text_sha256": SHA, "action": action}
        | slots
    )


def applied(*corrections: Correction, record: dict[str, Any] | None = None) -> dict[str, Any]:
    (found,) = apply([record or parsed()], corrections)
    Tables.from_records([found], version="1", lexicon_hash="1")  # is a sound record still
    return found


def added(**slots: Any) -> Correction:
    value = {"start": 8, "stop": 38, "kind": "talks", "status": "held", "parties": ["RUS", "BLR"]}
    return Correction(
        "mine", "b", "meetings", TEXT[8:38], SHA, "add", "", json.dumps(value | slots)
    )


def test_reject_set_add_and_confirm() -> None:
    found = applied(
        decide("l2", "reject"),
        decide("l1", "set", column_name="number", new_value="9"),
        decide("t1", "set", column_name="parties", new_value="RUS; BLR"),
        decide("t1", "confirm"),
        added(),
    )
    assert [(r["row_id"], r["number"]) for r in found["launchers"]] == [("l1", 9)]
    assert found["agreements"][0]["parties"] == ["BLR", "RUS"]
    assert (
        found["meetings"]
        == [
            {
                "row_id": "mine",
                "bulletin_id": "b",
                "kind": "talks",
                "parties": ["BLR", "RUS"],
                "status": "held",
                "certainty": "stated",
                "evidence": TEXT[8:38],
                "start": 8,
                "stop": 38,
                "spans": [[8, 38]],
            }
        ]
        or found["meetings"][0].get("certainty") is None
    )
    assert found["notes"] == []


def test_what_goes_in_is_not_changed() -> None:
    record, decisions = parsed(), [decide("l2", "reject"), decide("t1", "set", column_name="place")]
    before = copy.deepcopy(record)
    applied(*decisions, record=record)
    assert record == before


def test_setting_a_place_empties_what_was_looked_up_for_the_old_one() -> None:
    place = decide("t1", "set", column_name="place", new_value="Brest")
    (agreement,) = applied(place)["agreements"]
    assert agreement["place"] == "Brest"
    assert not {"place_id", "lat", "lon"} & set(agreement)
    (agreement,) = applied(decide("t1", "set", column_name="lat", new_value="52.1"), place)[
        "agreements"
    ]
    assert agreement["lat"] == 52.1


def test_an_empty_value_empties_the_slot() -> None:
    assert "place" not in applied(decide("t1", "set", column_name="place"))["agreements"][0]


def test_a_row_with_a_new_id_is_found_by_its_evidence() -> None:
    found = applied(decide("t0", "reject"))
    assert found["agreements"] == []
    (note,) = found["notes"]
    assert (note["kind"], note["message"]) == (
        "correction_moved",
        "reject of t0 (agreements): its row is now t1",
    )


@pytest.mark.parametrize(
    ("corrections", "remark"),
    [
        ([decide("t0", "reject", evidence="Gone.")], "no row rests on its evidence any longer"),
        ([decide("l0", "reject")], "several rows might be meant"),
        ([decide("t0", "reject"), decide("t00", "reject")], "several rows might be meant"),
        ([decide("t0", "reject"), decide("t1", "confirm")], "no row rests on its evidence"),
        ([replace(added(), text_sha256="b" * 64)], "the text has changed"),
    ],
)
def test_a_decision_that_fits_no_row_is_noted_and_changes_nothing(
    corrections: list[Correction], remark: str
) -> None:
    found = applied(*corrections)
    assert {k: v for k, v in found.items() if k != "notes"} == {
        k: v for k, v in parsed().items() if k != "notes"
    }
    assert all(note["kind"] == "correction_unmatched" for note in found["notes"])
    assert remark in found["notes"][0]["message"]


def test_a_row_the_parser_now_finds_is_not_added_again() -> None:
    record = parsed() | {"meetings": [row("mine", 8, 38, kind="talks", status="held")]}
    assert applied(added(), record=record)["meetings"] == record["meetings"]


def test_decisions_on_other_bulletins_are_left_alone() -> None:
    assert applied(replace(decide("t1", "reject"), bulletin_id="other")) == parsed()


# -- the file -------------------------------------------------------------------------------------

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=50)
@given(
    corrections=st.lists(
        st.builds(
            decide, st.just("t1"), st.just("reject"), evidence=text, decided_by=text, reason=text
        )
    )
)
def test_the_file_gives_back_what_was_written(
    corrections: list[Correction], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("c") / "corrections.csv"
    write_corrections(path, corrections)
    assert read_corrections(path) == corrections
    assert [each.name for each in path.parent.iterdir()] == ["corrections.csv"]


def test_no_cell_of_the_file_is_a_formula(tmp_path: Path) -> None:
    write_corrections(tmp_path / "c.csv", [decide("t1", "reject", reason="=cmd|' /C calc'!A0")])
    assert "'=cmd" in (tmp_path / "c.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("slots", "message"),
    [
        ({"action": "delete"}, "column action: 'delete' is not one of reject, set, add, confirm"),
        ({"table_name": "claims"}, "column table_name: 'claims' is not one of agreements"),
        ({"row_id": ""}, "column row_id: it is empty"),
        ({"decided_on": "26.11.1996"}, "column decided_on: '26.11.1996' is not a day"),
        ({"action": "set", "column_name": "numbr"}, "table launchers has no column 'numbr'"),
        (
            {"action": "set", "column_name": "evidence"},
            "column column_name: evidence cannot be set",
        ),
        ({"action": "set", "column_name": "published"}, "published cannot be set"),
        (
            {"action": "set", "column_name": "number", "new_value": "nine"},
            "column number: 'nine' is not a whole",
        ),
        (
            {"action": "set", "column_name": "number", "new_value": "-9"},
            "column number: -9 is not at least 0",
        ),
        (
            {"action": "set", "column_name": "action", "new_value": "lost"},
            "column action: 'lost' is not one of",
        ),
        (
            {"action": "set", "column_name": "owner", "new_value": "Russia"},
            "'Russia' is not written like",
        ),
        (
            {"action": "set", "column_name": "date", "new_value": "1996-13"},
            "'1996-13' is no EDTF date",
        ),
        ({"action": "set", "column_name": "category"}, "column category: it must not be empty"),
        ({"action": "add", "new_value": "[1]"}, "column new_value: '[1]' is not a JSON object"),
        ({"action": "add", "new_value": '{"category": "sam"}'}, "must not be empty"),
    ],
)
def test_a_faulty_line_is_named_with_file_line_and_column(
    tmp_path: Path, slots: dict[str, str], message: str
) -> None:
    path = tmp_path / "corrections.csv"
    write_corrections(path, [decide("l1", "confirm", reason="of two\nlines")])
    line = dict(zip(COLUMNS, astuple(decide("l2", "confirm")), strict=True)) | slots
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("\r\n" + ",".join('"' + line[name].replace('"', '""') + '"' for name in COLUMNS))
    with pytest.raises(ValueError, match=r"corrections\.csv: line 5, ") as caught:
        read_corrections(path)
    assert message in str(caught.value)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("row_id;bulletin_id\nx;y\n")
    with pytest.raises(ValueError, match=r"c\.csv: column row_id: it is missing"):
        read_corrections(tmp_path / "c.csv")
    with pytest.raises(FileNotFoundError, match="no such file"):
        read_corrections(tmp_path / "none.csv")


def test_two_peoples_files_become_one() -> None:
    set_nine = decide("l1", "set", column_name="number", new_value="9", decided_on="1996-11-26")
    set_ten = replace(set_nine, new_value="10", decided_on="1996-11-27")
    keep, drop = decide("l2", "confirm"), decide("l2", "reject")
    both, theirs = decide("t1", "confirm"), decide("t1", "set", column_name="place")
    merged, clashes = merge_corrections([set_nine, keep, both], [set_ten, drop, both, theirs])
    assert merged == [keep, both, set_ten, theirs]
    assert clashes == [(set_nine, set_ten), (keep, drop)]


def test_parse_applies_the_file(seed: ml.Bulletin, tmp_path: Path) -> None:
    found = ml.parse([seed]).launchers.iloc[0]
    decision = Correction(
        found["row_id"],
        seed.bulletin_id,
        "launchers",
        found["evidence"],
        seed.sha256,
        "reject",
    )
    write_corrections(tmp_path / "corrections.csv", [decision])
    mended = ml.parse([seed], corrections=tmp_path / "corrections.csv")
    assert found["row_id"] not in mended.launchers["row_id"].tolist()
    assert (mended.notes["kind"] != "correction_unmatched").all()
