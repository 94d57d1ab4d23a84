"""What a reader sees of a bulletin: numbers, dates, people, actors, places, weapons, formations, and who "he" is."""

import pytest

import monitorlib as ml
from monitorlib.numerals import read_fraction

HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"  # May 23, 1996, or thereabouts
TWO = "Russian Defense Minister Pavel Grachev met Ukrainian Defense Minister Valery Shmarov in Minsk. "


def seen(text, *kinds):
    """Words and values of the mentions of some kinds, or of all."""
    rows = ml.find_mentions(ml.Bulletin(HEADER + text))
    chosen = rows[rows["kind"].isin(kinds)] if kinds else rows
    return list(zip(chosen["text"], chosen["value"], strict=True))


def resolved(text):
    """What the words that only point to somebody or something stand for."""
    rows = ml.find_mentions(ml.Bulletin(HEADER + text))
    rows = rows[rows["resolved"]]
    return list(zip(rows["text"], rows["value"], strict=True))


def test_offsets_are_exact_and_rows_in_order(corpus):
    for bulletin in list(corpus)[:40]:
        rows = ml.find_mentions(bulletin)
        assert rows["start"].is_monotonic_increasing
        for row in rows.itertuples():
            assert bulletin.text[row.start : row.stop] == row.text != ""


def test_columns_are_there_when_nothing_was_seen():
    columns = ["start", "stop", "text", "kind", "value", "detail", "resolved"]
    assert list(ml.find_mentions(ml.Bulletin("")).columns) == columns


@pytest.mark.parametrize(
    ("phrase", "value", "detail"),
    [
        ("18 missiles", "18", ""),
        ("a dozen missiles", "12", ""),
        ("forty-two missiles", "42", ""),
        ("1,500 missiles", "1500", ""),
        ("some 30 missiles", "30", "approx"),
        ("thirty-odd missiles", "30", "approx"),
        ("8,000 to 9,000 missiles", "8000", "approx"),
        ("more than 20 missiles", "20", "at_least"),
        ("no more than twenty missiles", "20", "at_most"),
        ("two thirds of the missiles", "2/3", "share"),
        ("a quarter of the missiles", "1/4", "share"),
        ("half of the missiles", "1/2", "share"),
        ("one-fifth of its missiles", "1/5", "share"),
    ],
)
def test_numbers(phrase, value, detail):
    rows = ml.find_mentions(ml.Bulletin(f"{HEADER}Russia keeps {phrase}."))
    rows = rows[rows["kind"] == "number"]
    assert rows[["value", "detail"]].to_numpy().tolist() == [[value, detail]]


@pytest.mark.parametrize(
    "words", ["a third country", "the first half", "three fourth graders", "two halves", "half"]
)
def test_no_fractions(words):
    found = [read_fraction(words.split(), at) for at in range(len(words.split()))]
    assert [value for value in found if value and value[1] != "1/2"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed on December 8 and 9.", "1995-12-08/1995-12-09"),
        ("It was signed on May 3, 1994.", "1994-05-03"),
        ("It was signed in early 1996.", "1996"),
        ("It was signed yesterday.", "1996-05-22"),
        ("It will be signed in the fall of 1997.", "1997-09/1997-11"),
    ],
)
def test_dates(text, value):
    assert [v for _, v in seen(text, "date")] == [value]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He left early.", [("He", "Pavel Grachev")]),
        ("Grachev smiled, and she saw him leave.", [("him", "Pavel Grachev")]),
        ("The Ukrainian defense minister left.", [("defense minister", "Valery Shmarov")]),
        ("The two ministers left.", [("two ministers", "Pavel Grachev; Valery Shmarov")]),
        ("Both men left.", [("Both men", "Pavel Grachev; Valery Shmarov")]),
        ("Both countries agreed.", [("Both countries", "RUS;UKR")]),
        ("Shmarov saw his counterpart off.", [("counterpart", "Pavel Grachev")]),
        ("Grachev saw his Ukrainian counterpart off.", [("counterpart", "Valery Shmarov")]),
        ("Grachev is to see his Polish counterpart in June.", []),
        ("Grachev saw his Polish counterpart, Stanislaw Dobrzanski, in June.", []),
    ],
)
def test_who_is_meant(sentence, expected):
    found = resolved(TWO + sentence)
    assert [pair for pair in found if pair[0].lower() != "she"] == expected


def test_people_with_their_office_and_one_name():
    rows = ml.find_mentions(ml.Bulletin(HEADER + TWO + "Grachev was pleased."))
    rows = rows[rows["kind"] == "person"]
    assert rows["value"].tolist() == ["Pavel Grachev", "Valery Shmarov", "Pavel Grachev"]
    assert rows["detail"].tolist() == ["RUS minister", "UKR minister", "RUS minister"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Minsk rejected the offer.", "actor", "BLR"),
        ("The talks were held in Minsk.", "place", "blr-minsk"),
        ("The Kremlin rejected the offer.", "actor", "RUS"),
        ("The Chechens rejected the offer.", "actor", "CHECHNYA"),
    ],
)
def test_who_acts_and_where_it_was(text, kind, value):
    assert [v for _, v in seen(text, kind)] == [value]


def test_a_place_that_no_table_has_is_marked():
    ((words, value),) = seen("The train stopped near Vapnyarka.", "place")
    assert words == "Vapnyarka"
    assert value.startswith("?")


@pytest.mark.parametrize("name", ["SS-25", "RT-2PM", "Topol", "SS-25s"])
def test_one_weapon_has_one_name(name):
    assert seen(f"They parade the {name} missile.", "system")[0][1] == "SS-25"


def test_a_designation_nobody_knows_is_no_number():
    assert seen("Twelve XQ-99 missiles left in March.", "number") == [("Twelve", "12")]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("The 14th Army", "14th Army"),
        ("The 43rd Missile Army", "43rd Missile Army"),
        ("The Fourteenth Army", "Fourteenth Army"),
        ("Two regiments", "2 regiment"),
        ("A dozen battalions", "12 battalion"),
    ],
)
def test_formations(phrase, value):
    assert [v for _, v in seen(f"{phrase} left Moldova.", "formation")] == [value]


def test_a_formation_spoken_of_again():
    text = "The 201st Motorized Rifle Division is in Dushanbe. The division will stay there."
    assert resolved(text) == [("The division", "201st Motorized Rifle Division")]


def test_agencies_in_the_text_and_in_the_tag():
    text = "The talks ended, Interfax said. (Itar-Tass, NTV, May 14)"
    assert [v for _, v in seen(text, "agency")] == ["Interfax", "Itar-Tass", "NTV"]


def test_instruments_and_a_lexicon_of_ones_own(tmp_path):
    assert ("START II", "START II") in seen("The Duma ratified START II.", "instrument")
    (tmp_path / "systems.csv").write_text("system,category,variants\nXR-9,missile,Zarya\n", "utf-8")
    bulletin = ml.Bulletin(HEADER + "They parade the Zarya.")
    assert "XR-9" in ml.find_mentions(bulletin, lexicon=tmp_path)["value"].tolist()
