"""Marks for a student's notebook, without nbgrader: its answers, run against the hidden tests."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from monitorlib.classroom.building import TEXT_STUB, read_lesson, role

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["CELL_SECONDS", "Mark", "grade"]

_STOPPED = "Not run: a cell above ended Python itself. Is there an exit() or quit()?"
CELL_SECONDS = 30  # the whole corpus is parsed in a few; a cell that takes longer does not end


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark for one question.

    Attributes
    ----------
    question
        Its ``grade_id``.
    points
        Points reached; None where a person has to read the answer.
    maximum
        Points to be had.
    message
        What the student reads.
    """

    question: str
    points: float | None
    maximum: float
    message: str


def grade(
    submission: str | Path, lesson: str | Path, *, seconds: float = CELL_SECONDS
) -> list[Mark]:
    """Run a student's notebook with the hidden tests of its lesson.

    The tests are taken from the lesson, whatever became of them in the student's notebook. The
    code runs on this computer with your rights, as it does in nbgrader: grade your own class.

    Parameters
    ----------
    submission
        The student's notebook; it is not changed.
    lesson
        The teacher's version of it.
    seconds
        How long a cell may take.

    Returns
    -------
    list of Mark
        One for each question, in the order of the lesson.

    Raises
    ------
    FileNotFoundError
        A notebook does not exist.
    ValueError
        A file is no notebook.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    submission = Path(submission)
    model, book = read_lesson(Path(lesson)), read_lesson(submission)
    _restore(book, model)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        book,
        timeout=seconds,
        interrupt_on_timeout=True,
        allow_errors=True,
        extra_arguments=["--log-level=CRITICAL"],
        resources={"metadata": {"path": str(submission.resolve().parent)}},
    )
    client.log.setLevel("CRITICAL")  # the marks say what went wrong
    with contextlib.suppress(DeadKernelError):  # cells that were not run any more say so
        client.execute()
    found = _marks(book, seconds)
    return [
        found.get(
            wanted["grade_id"],
            Mark(wanted["grade_id"], 0, wanted["points"], "This cell is not in the notebook."),
        )
        for wanted in map(role, model.cells)
        if wanted.get("grade")
    ]


def _restore(book: NotebookNode, model: NotebookNode) -> None:
    """Put the lesson's own cells in place of what a student may have made of them."""
    own = {role(cell)["grade_id"]: cell for cell in model.cells if role(cell).get("locked")}
    for cell in book.cells:
        known = own.get(role(cell).get("grade_id", ""))
        if known is not None:
            cell.source, cell.metadata = known.source, known.metadata


def _marks(book: NotebookNode, seconds: float) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    before = ""  # what went wrong since the last question explains what is wrong with this one
    for cell in book.cells:
        wanted = role(cell)
        wrong = _what_went_wrong(cell, seconds)
        if not wanted.get("grade"):
            before = before or wrong
            continue
        name, maximum = wanted["grade_id"], wanted["points"]
        if wanted.get("solution"):
            empty = cell.source.strip() in ("", TEXT_STUB)
            message = "Nothing is written here." if empty else "For the teacher to read."
            marks[name] = Mark(name, None, maximum, message)
        elif before or wrong:
            marks[name] = Mark(name, 0, maximum, before or wrong)
        elif cell.execution_count is None:
            marks[name] = Mark(name, 0, maximum, _STOPPED)
        else:
            marks[name] = Mark(name, maximum, maximum, "Right.")
        before = ""
    return marks


def _what_went_wrong(cell: NotebookNode, seconds: float) -> str:
    for output in cell.get("outputs", ()):
        if output.output_type != "error":
            continue
        if output.ename == "KeyboardInterrupt":
            if role(cell).get("locked") and not role(cell).get("grade"):
                return (
                    f"A cell of the lesson itself took more than {seconds:g} seconds. "
                    "Mark again, with more seconds for a cell."
                )
            return f"A cell was stopped after {seconds:g} seconds: is there a loop that never ends?"
        if output.ename == "AssertionError" and output.evalue:
            return str(output.evalue)
        return f"A cell stopped with {output.ename}: {output.evalue}"
    return ""
