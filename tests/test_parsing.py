"""The whole corpus through the whole house: grounded, deterministic, nothing lost."""

import json
import os
import random
import subprocess
import sys

import pytest

import monitorlib as ml
from monitorlib.lexicon import LexiconError, load
from monitorlib.parsing import parse_bulletin

TABLES = ("agreements", "launchers", "units", "meetings", "sites")


@pytest.fixture(scope="module")
def records(corpus):
    return [parse_bulletin(bulletin, load()) for bulletin in corpus]


def test_every_row_and_span_is_grounded_in_the_text(corpus, records):
    rows = 0
    for record in records:
        text = corpus[record["bulletin"]["bulletin_id"]].text
        for row in (row for table in TABLES for row in record[table]):
            rows += 1
            assert text[row["start"] : row["stop"]] == row["evidence"] != ""
            assert [row["start"], row["stop"]] in row["spans"]
            assert row["spans"] == sorted(row["spans"])
            assert all(0 <= start < stop <= len(text) for start, stop in row["spans"])
    assert rows > 200


def test_row_ids_are_unique_and_do_not_depend_on_other_bulletins(corpus, records):
    ids = [row["row_id"] for record in records for table in TABLES for row in record[table]]
    assert len(ids) == len(set(ids))
    alone = parse_bulletin(corpus[records[3]["bulletin"]["bulletin_id"]], load())
    assert alone == records[3]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("No treaty between Russia and Belarus was signed.", "denied"),
        ("The missiles were not withdrawn.", "denied"),
        ("Twelve missiles could be moved to Lida.", "feared, possible or conditional"),
        ("If Minsk gives in, a treaty between Russia and Belarus is signed.", "conditional"),
        ("Who wants a treaty between Russia and Belarus?", "asked"),
        ("Moscow thinks little of the treaty.", "no second actor"),
        ("The base has seen better days.", "names no place"),
        ("The missiles are a burden on the budget.", "no number"),
    ],
)
def test_a_sentence_that_gave_no_row_is_in_the_notes_with_the_reason(sentence, reason):
    text = f"Publication: Monitor Volume: 2 Issue: 100\n\nIt rained. {sentence}"
    record = parse_bulletin(ml.Bulletin(text, bulletin_id="made-by-hand"), load())
    assert not any(record[table] for table in TABLES)
    (note,) = record["notes"]
    assert note["kind"] == "trigger_without_row"
    assert reason in note["message"]
    assert text[note["start"] : note["stop"]] == sentence


SCRIPT = """
import json, random, sys
import monitorlib as ml
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin
bulletins = list(ml.read(sys.argv[1]))
random.Random(int(sys.argv[2])).shuffle(bulletins)
found = {b.bulletin_id: parse_bulletin(b, load()) for b in bulletins}
sys.stdout.write(json.dumps(found, sort_keys=True))
"""


def test_same_bytes_in_any_order_and_with_any_hash_seed():
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(ml.data_path("bulletins")), seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())) == len(ml.read(ml.data_path("bulletins")))


def test_parse_accepts_bulletins_made_by_hand():
    text = (
        "Publication: Monitor Volume: 2 Issue: 10\n\n"
        "Russia and Ukraine signed a treaty in Kiev on January 12, 1996.\n"
    )
    tables = ml.parse([ml.Bulletin(text, bulletin_id="by-hand")])
    assert tables.agreements["status"].tolist() == ["signed"]
    assert tables.agreements["parties"].tolist() == [("RUS", "UKR")]
    assert tables.bulletins["bulletin_id"].tolist() == ["by-hand"]


def test_a_folder_of_ones_own_adds_knowledge(tmp_path):
    (tmp_path / "systems.csv").write_text(
        "system,category,variants,per_regiment,country,notes,source\n"
        "XR-9,missile,Zarya,9,RUS,,made up for this test\n",
        encoding="utf-8",
    )
    bulletin = ml.Bulletin(
        "Publication: Monitor Volume: 2 Issue: 10\n\nRussia dismantled 12 Zaryas.\n"
    )
    assert ml.parse([bulletin]).launchers.empty
    known = ml.parse([bulletin], lexicon=tmp_path).launchers
    assert known[["system", "number"]].to_numpy().tolist() == [["XR-9", 12]]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("systems.csv", "system,category\nXR-9,rocket\n", "line 2, column 'category'"),
        ("systems.csv", "system\nXR-9\n", "line 1: column 'category' is missing"),
        ("actors.csv", "code,name,kind\nXXX,,state\n", "line 2, column 'name'"),
        (
            "places.csv",
            "place_id,name,country,kind,lat,lon\nx,X,RUS,town,north,3\n",
            "line 2, column 'lat'",
        ),
        ("triggers.csv", "word,pos,kind,value\nsign,verb\n", "line 2: the row has not as many"),
        ("stuff.csv", "a\nb\n", "no lexicon table has this name"),
    ],
)
def test_an_error_in_a_lexicon_file_names_file_line_and_column(tmp_path, name, content, place):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match="(?s)" + name + ".*" + place.replace("'", ".")):
        ml.parse([], lexicon=tmp_path)


def test_ten_thousand_repetitions_and_other_odd_texts_are_parsed():
    sentence = "Russia withdrew 18 launchers from Belarus on May 3, 1996. "
    odd = [
        sentence * 10_000,
        sentence.upper(),
        sentence.replace(" ", ""),
        sentence.replace(". ", "."),
        '("' * 500 + sentence + "((",
        "Россия вывела 18 пусковых установок из Белоруссии.",
        "",
        "\n\n\n",
    ]
    random.Random(0).shuffle(odd)
    for position, text in enumerate(odd):
        bulletin = ml.Bulletin(text, bulletin_id=f"odd-{position}")
        record = parse_bulletin(bulletin, load())
        for row in (row for table in TABLES for row in record[table]):
            assert bulletin.text[row["start"] : row["stop"]] == row["evidence"]
