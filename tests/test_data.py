"""The data folder: complete, described, and gold that fits its texts."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from frictionless import Package

import monitorlib as ml

DATA = ml.data_path()
TABLES = ("agreements", "launchers", "units", "meetings", "sites")
SEED = "v01-i151-russia-belarus-military-agreements"
CAPTION = "Written anew from reported facts for testing and teaching; do not cite as the Monitor."


def texts() -> dict[str, Path]:
    return {path.stem: path for path in sorted(ml.data_path("bulletins").rglob("*.txt"))}


def gold(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


GOLD = sorted(ml.data_path("gold").glob("*.json"))


def test_datapackage_is_valid():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_datapackage_lists_every_file():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    listed = set()
    for resource in package["resources"]:
        paths = resource["path"]
        listed |= set([paths] if isinstance(paths, str) else paths)
        assert resource["licenses"], resource["name"]
    own = {"README.md", "datapackage.json"}
    files = (path for path in DATA.rglob("*") if path.is_file())
    present = {p.relative_to(DATA).as_posix() for p in files if "LICENSE-rivers" not in p.parts}
    assert listed == present - own


def test_readme_states_terms_of_every_folder():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    folders = {"bulletins/original", "bulletins/rewritten", "gold", "reference", "borders"}
    for folder in folders:
        assert f"\n## {folder}\n" in readme
    assert CAPTION in " ".join(readme.split())


def test_every_bulletin_has_gold_and_a_part():
    with (DATA / "gold" / "split.csv").open(encoding="utf-8", newline="") as stream:
        split = {row["bulletin_id"]: row["part"] for row in csv.DictReader(stream)}
    names = set(texts())
    assert names == {path.stem for path in GOLD} == set(split)
    assert split[SEED] == "tune"


def test_rewritten_texts_say_so():
    for name, path in texts().items():
        rewritten = path.parent.name == "rewritten"
        assert name.startswith("rw-") == rewritten, name
        assert ("Monitor (rewritten)" in path.read_text(encoding="utf-8")) == rewritten, name


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_belongs_to_its_text(path):
    # compare without showing: bulletins that are to stay unread must not appear in a failure
    raw = texts()[path.stem].read_bytes()
    coded = gold(path)
    assert hashlib.sha256(raw).hexdigest() == coded["sha256"]
    length = len(raw.decode("utf-8"))
    for table in TABLES:
        for number, row in enumerate(coded[table]):
            inside = 0 <= row["start"] < row["stop"] <= length
            assert inside, f"{path.stem}, {table} row {number}: offsets outside the text"


def test_gold_evidence_is_text_not_space():
    for path in GOLD:
        text = texts()[path.stem].read_bytes().decode("utf-8")
        for table in TABLES:
            for number, row in enumerate(gold(path)[table]):
                evidence = text[row["start"] : row["stop"]]
                clean = evidence == evidence.strip() and "\n" not in evidence
                assert clean, f"{path.stem}, {table} row {number}: evidence has loose ends"


def test_scoring_aliases_are_names_that_differ():
    with (DATA / "gold" / "aliases.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["alias"].casefold() != row["canonical"].casefold() for row in rows)
