"""From a teacher's notebook to a student's: without solutions and hidden tests.

The notebooks follow nbgrader's format, so that nbgrader can be used and need not be: solutions stand
between ``### BEGIN SOLUTION`` and ``### END SOLUTION``, tests that students do not see between
``### BEGIN HIDDEN TESTS`` and ``### END HIDDEN TESTS``, and each cell says in its metadata what it
is for. What is put in place of a solution is set alike in ``nbgrader_config.py`` beside the lessons.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitorlib.resources import data_path

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["CODE_STUB", "TEXT_STUB", "build", "lesson_folder", "read_lesson", "role"]

CODE_STUB = "# Your answer goes here."
TEXT_STUB = "*Write your answer here.*"
_REGION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN (?P<what>SOLUTION|HIDDEN TESTS)\n"
    r"(?:.*\n)*?[ \t]*### END (?P=what)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_MARKER = re.compile(r"^[ \t]*### (?:BEGIN|END) ", re.MULTILINE)


def lesson_folder() -> Path:
    """Return the folder of the project's lessons; only a checkout has it."""
    return data_path().parent / "notebooks" / "classroom"


def build(out: str | Path, lessons: str | Path | None = None) -> list[Path]:
    """Write the students' versions of lessons.

    Parameters
    ----------
    out
        Folder to write to; made if need be.
    lessons
        Folder of notebooks with solutions; by default the project's four lessons.

    Returns
    -------
    list of Path
        The notebooks written, under the names that the lessons have.

    Raises
    ------
    FileNotFoundError
        There are no lessons in the folder.
    ValueError
        A file is no notebook, a solution begins and does not end, or ``out`` is the folder of the
        lessons, which would be lost.
    """
    import nbformat

    folder, out = Path(lessons) if lessons else lesson_folder(), Path(out)
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        msg = f"{folder}: no lessons there"
        raise FileNotFoundError(msg)
    if out.resolve() == folder.resolve():
        msg = f"{out}: the lessons are there; choose another folder for the students' versions"
        raise ValueError(msg)
    books = [_for_students(read_lesson(path), path) for path in paths]
    out.mkdir(parents=True, exist_ok=True)
    written = [out / path.name for path in paths]
    for book, path in zip(books, written, strict=True):
        nbformat.write(book, path)
    return written


def read_lesson(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises
    ------
    ValueError
        The file is none.
    """
    import nbformat

    try:
        book: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise
    except Exception as error:
        msg = f"{path}: not a Jupyter notebook ({error})"
        raise ValueError(msg) from error
    return book


def role(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader's metadata say of a cell; nothing for one that it does not know."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


def _for_students(book: NotebookNode, path: Path) -> NotebookNode:
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cell.source = _stripped(cell, path)
    return book


def _stripped(cell: NotebookNode, path: Path) -> str:
    if cell.cell_type == "markdown":
        return TEXT_STUB if role(cell).get("solution") else str(cell.source)
    source = _REGION.sub(_stub, cell.source)
    if _MARKER.search(source):
        msg = f"{path}: in cell {cell.id} a solution or hidden test begins and does not end"
        raise ValueError(msg)
    return source.removesuffix("\n")


def _stub(region: re.Match[str]) -> str:
    return f"{region['indent']}{CODE_STUB}\n" if region["what"] == "SOLUTION" else ""
