"""The guide in CONTRIBUTING.md is true: its rows, sentences, outputs and tests are run as they stand there."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import monitorlib as ml
from monitorlib.cli import app
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

BLOCK = re.compile(r"```(\w+) ?(\S*)\n(.*?)```", re.DOTALL)
HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks(guide: str) -> list[tuple[str, str, str]]:
    """Language, file name and content of every block."""
    return BLOCK.findall(guide)


@pytest.fixture
def my_lexicon(blocks: list[tuple[str, str, str]], tmp_path: Path) -> Path:
    """A folder with all rows of the guide."""
    folder = tmp_path / "my_lexicon"
    folder.mkdir()
    for language, name, content in blocks:
        if language == "csv":
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def is_program(language: str, name: str, content: str) -> bool:
    return language == "python" and not name and not content.startswith(("CASES", "def test"))


def test_programs_print_what_the_guide_says(blocks, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "my_lexicon"
    folder.mkdir()
    names: dict[str, Any] = {}
    compared, printed = 0, ""
    for block in blocks:
        language, name, content = block
        if language == "csv":
            (folder / name).write_text(content, encoding="utf-8")
        elif is_program(*block):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(content, names)
            printed = out.getvalue()
        elif language == "text":
            assert printed == content
            compared += 1
    assert compared > 5


def test_cases_hold_with_the_rows_of_the_guide_and_not_without(blocks, my_lexicon):
    names: dict[str, Any] = {"CASES": []}
    for _, _, content in blocks:
        if content.startswith("CASES"):
            exec(content, names)
    found = names["CASES"]
    assert len(found) == 4

    def brief(sentence: str, folder: Path | None) -> list[tuple[Any, ...]]:
        record = parse_bulletin(ml.Bulletin(HEADER + sentence), load(folder))
        return [(r["category"], r.get("number"), r["action"]) for r in record["launchers"]]

    assert [brief(sentence, my_lexicon) for sentence, _ in found] == [rows for _, rows in found]
    without = [brief(sentence, None) == rows for sentence, rows in found]
    assert without == [False, False, True, True]  # the last two are in the code


def test_the_test_of_the_meeting_holds(blocks, my_lexicon):
    (content,) = [content for _, _, content in blocks if content.startswith("def test")]

    def only(text: str) -> dict[str, Any]:
        bulletin = ml.Bulletin(HEADER + text)
        (row,) = parse_bulletin(bulletin, load(my_lexicon))["meetings"]
        return row

    names: dict[str, Any] = {"only": only}
    exec(content, names)
    for name in [name for name in names if name.startswith("test")]:
        names[name]()


def test_the_error_is_named_as_the_guide_says(guide, my_lexicon):
    path = my_lexicon / "systems.csv"
    path.write_text(path.read_text("utf-8").replace(",missile,", ",,"), encoding="utf-8")
    (promised,) = re.findall(r"`my_lexicon/(systems\.csv, line .*?)`", guide)
    with pytest.raises(ml.lexicon.LexiconError, match=re.escape(promised)):
        ml.parse([], lexicon=my_lexicon)


def test_lines_of_code_files_and_options_exist(guide, blocks, repository):
    for language, name, content in blocks:
        if language == "python" and name:
            assert content in (repository / "monitorlib" / name).read_text("utf-8")
    for path in re.findall(r"`((?:monitorlib|tests|data)/[\w./]+)`", guide):
        assert (repository / path).exists(), path
    for module in re.findall(r"`(\w+\.py)`", guide):
        assert list(repository.glob(f"**/{module}")), module
    options = set(re.findall(r"monitorlib evaluate .*?(--\w+)|`(--\w+)", guide))
    shown = CliRunner().invoke(app, ["evaluate", "--help"], env={"COLUMNS": "200"}).output
    assert {one or other for one, other in options} <= set(re.findall(r"--\w+", shown))
    cases = (repository / "tests" / "test_extract_launchers.py").read_text("utf-8")
    assert "\nCASES = [" in cases
    assert "def only(" in (repository / "tests" / "test_extract_meetings.py").read_text("utf-8")
