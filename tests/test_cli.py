"""The command line: what it writes, what it says, and its exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from click.testing import Result
from typer.testing import CliRunner

import monitorlib as ml
from monitorlib.cli import app

BULLETIN = (
    "Publication: Monitor Volume: 1 Issue: 151\n\n"
    "Russian and Belarus defense officials met in Minsk on December 8 and signed an agreement."
)


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(map(str, arguments)))


def run_alone(code: str, *arguments: object, **environment: str) -> str:
    """Run code in a process of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | environment,
    )
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bulletins"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(BULLETIN, encoding="utf-8")
    return folder


def test_version() -> None:
    assert run("--version").stdout == f"monitorlib {ml.__version__}\n"


def test_help_comes_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from monitorlib.cli import app\n"
        "try: app(['--help'])\n"
        "finally: print([m for m in ('pandas', 'jupyterlab', 'pandera') if m in sys.modules])"
    )
    assert run_alone(code).endswith("[]\n")


@pytest.mark.parametrize("form", ["parquet", "csv", "json", "xlsx", "duckdb"])
def test_parse_writes_tables_that_load(folder: Path, tmp_path: Path, form: str) -> None:
    done = run("parse", folder, "--out", tmp_path / "out", "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("2 bulletins: ")
    assert ml.load(tmp_path / "out").bulletins["bulletin_id"].tolist() == ["one", "two"]


def test_parse_gives_the_same_bytes_in_any_order_and_with_any_hash_seed(
    folder: Path, tmp_path: Path
) -> None:
    files = sorted(folder.iterdir())
    command = "from monitorlib.cli import app; app()"
    for out, paths in (("a", [folder]), ("b", files), ("c", files[::-1])):
        end = ("--format", "json", "--out", tmp_path / out)
        run_alone(command, "parse", *paths, *end, PYTHONHASHSEED=str(ord(out)))
    written = [
        {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in "abc"
    ]
    assert written[0] == written[1] == written[2]
    assert set(written[0]) == {"one.json", "two.json", "manifest.json"}
    assert json.loads(written[0]["one.json"])["bulletin"]["bulletin_id"] == "one"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_parsed(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    done = run("parse", folder, "--out", tmp_path / "out")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("monitorlib: could not read ") for line in lines)
    assert "empty.txt: " in lines[0]
    assert "picture.txt: " in lines[1]
    tables = ml.load(tmp_path / "out")
    assert tables.bulletins["bulletin_id"].tolist() == ["one", "two"]
    assert (tables.notes["kind"] == "unreadable").sum() == 2


def test_wrong_use_leaves_with_code_2(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    out = ("--out", tmp_path / "out")
    cases = {
        ("parse", tmp_path / "nowhere", *out): "nowhere: no such file or folder",
        ("parse", folder, tmp_path / "nowhere", *out): "nowhere: no such file or folder",
        ("parse", tmp_path / "*.html", *out): "no file matches",
        ("parse", tmp_path / "empty", *out): "no bulletins there",
        ("parse", folder, *out, "--lexicon", tmp_path / "no"): "no",
        ("parse", folder, *out, "--format", "yaml"): "yaml",
        ("parse", folder): "--out",
        ("parse", folder, "--out", folder / "one.txt" / "x"): "one.txt",
        ("check", tmp_path / "nowhere"): "nowhere: there is no such file or folder",
        ("check", folder): "manifest.json: there is no such file",
        ("evaluate", tmp_path / "nowhere"): "nowhere",
        ("evaluate", ml.data_path("gold"), "--only", "no-such-part"): "no-such-part",
        ("report", tmp_path / "no.ipynb", *out): "no.ipynb: no such notebook",
        ("fetch", tmp_path / "no.csv", *out): "no.csv: there is no such file",
    }
    for arguments, message in cases.items():
        done = run(*arguments)
        assert (done.exit_code, message in done.stderr) == (2, True), (arguments, done.stderr)
    assert not (tmp_path / "out").exists()


def test_check_lists_contradictions(tmp_path: Path, seed: ml.Bulletin) -> None:
    ml.parse([seed]).save(tmp_path / "tables")
    done = run("check", tmp_path / "tables")
    assert done.exit_code == 0
    assert "7 × 9 = 63" in done.stdout


def test_evaluate_prints_scores_and_writes_a_page(tmp_path: Path, seed: ml.Bulletin) -> None:
    (tmp_path / "only.txt").write_text(f"{seed.bulletin_id}\n")
    page = tmp_path / "page.html"
    done = run(
        "evaluate", ml.data_path("gold"), "--only", tmp_path / "only.txt", "--html", page, "--rows"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("1 bulletins")
    assert "macro" in done.stdout
    assert seed.bulletin_id in page.read_text("utf-8")


def test_report_says_which_notebook_fails(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.ipynb"
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    text = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# A notebook"}
    cells = [text, cell | {"source": "1 / 0"}]
    book.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    )
    done = run("report", book, "--bulletins", folder, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "book.ipynb" in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_fetch_names_the_pages_that_did_not_come(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("bulletin_id,url\na,http://127.0.0.1:1/x.html\n")
    done = run("fetch", tmp_path / "m.csv", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stdout == f"0 of 1 pages in {tmp_path / 'out'}\n"
    assert done.stderr == (
        "monitorlib: a: http://127.0.0.1:1/x.html: 127.0.0.1 is not a public address\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="ends the server with a signal")
def test_lab_serves_the_notebooks(tmp_path: Path, repository: Path) -> None:
    settings = {"ServerApp": {"allow_root": True, "open_browser": False, "port": 0, "token": "t"}}
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(settings))
    folders = {f"JUPYTER_{kind}_DIR": str(tmp_path) for kind in ("CONFIG", "RUNTIME")}
    process = subprocess.Popen(
        [sys.executable, "-c", "from monitorlib.cli import app; app()", "lab"],
        env=os.environ | folders,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not (found := list(tmp_path.glob("jpserver-*.json"))):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        url = json.loads(found[0].read_text())["url"]
        answer = requests.get(f"{url}api/contents", params={"token": "t"}, timeout=30)
        served = {item["name"] for item in answer.json()["content"]}
        assert served >= {path.name for path in (repository / "notebooks").glob("*.ipynb")}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
