"""The notebooks run, quickly, with the public interface only, and say what they show."""

import ast
import re
import time
from pathlib import Path

import nbformat
import pytest
from rich.progress import Progress

from monitorlib.cli import WELCOME
from monitorlib.report.notebooks import execute

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.rglob("*.ipynb"))
SHOWN = {"text/html", "image/svg+xml", "image/png"}
SECONDS = 30


def read(path):
    return nbformat.read(path, as_version=4)


def code(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


def is_feedback(data):
    """An answer to a student's answer is no figure or table."""
    return data.get("text/html", "").startswith('<p role="status">')


def every_notebook(function):
    return pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)(function)


@every_notebook
def test_outputs_are_stripped(path):
    assert all(not cell.outputs and cell.execution_count is None for cell in code(read(path)))


@every_notebook
def test_opens_with_a_heading_and_takes_a_folder_of_bulletins(path):
    book = read(path)
    assert book.cells[0].source.startswith("# ")
    tagged = [cell for cell in code(book) if "parameters" in cell.metadata.get("tags", ())]
    assert len(tagged) == 1
    assert "bulletins = " in tagged[0].source


@every_notebook
def test_only_the_public_interface_is_used(path):
    tree = ast.parse("\n".join(cell.source for cell in code(read(path))))
    names = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in names if name.startswith("monitorlib.")] == []
    private = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert [name for name in private if re.match(r"_(?!_version__$)", name)] == []


@every_notebook
def test_links_to_notebooks_lead_somewhere(path):
    prose = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert [
        link
        for link in re.findall(r"\]\(([^)]+\.ipynb)\)", prose)
        if not (path.parent / link).is_file()
    ] == []


def test_the_welcome_leads_to_every_other_notebook():
    welcome, *others = NOTEBOOKS
    prose = "\n".join(c.source for c in read(welcome).cells if c.cell_type == "markdown")
    linked = {(FOLDER / link).resolve() for link in re.findall(r"\]\(([^)]+\.ipynb)\)", prose)}
    assert welcome.name == WELCOME
    assert linked == set(others)


@every_notebook
def test_runs_in_time_and_captions_every_figure_and_table(path):
    began = time.monotonic()
    with Progress(disable=True) as progress:
        book = execute(path, {}, progress)
    assert time.monotonic() - began < SECONDS
    for cell, after in zip(book.cells, [*book.cells[1:], None], strict=True):
        if cell.cell_type == "code":
            shown = [output.get("data", {}) for output in cell.outputs]
            kinds = {kind for data in shown if not is_feedback(data) for kind in data}
            if kinds & SHOWN:
                assert after is not None
                assert after.source.startswith(("*Figure:*", "*Table:*")), cell.source
            assert [o for o in cell.outputs if o.get("name") == "stderr"] == []
