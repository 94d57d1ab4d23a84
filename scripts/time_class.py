"""Time the marking of a class: 30 students' notebooks of a lesson, with nbgrader and without.

    python scripts/time_class.py --students 30

A third of the notebooks is right, a third wrong, and a third empty. nbgrader is asked to generate
the students' version and to mark all (it marks one at a time); then ``monitorlib classroom grade``
marks the same notebooks.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from monitorlib.classroom.building import lesson_folder

LESSON = "2-the-missing-launchers"
NAME = "launchers"
WRONG = "raise SystemError('this was a guess')"


def run(title: str, command: list[str], folder: Path) -> float:
    """Run a command to its end, and say how long it took."""
    began = time.perf_counter()
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(
        command, cwd=folder, env=os.environ | {"PATH": beside}, capture_output=True, check=True
    )
    seconds = time.perf_counter() - began
    print(f"{title:<32} {seconds:6.0f} s", flush=True)
    return seconds


def hand_in(folder: Path, students: int) -> list[Path]:
    """Write the students' notebooks where nbgrader looks for them."""
    lesson = folder / "source" / NAME / f"{LESSON}.ipynb"
    empty = folder / "release" / NAME / lesson.name
    paths = []
    for number in range(students):
        path = folder / "submitted" / f"student-{number:02}" / NAME / lesson.name
        path.parent.mkdir(parents=True)
        book = nbformat.read(empty if number % 3 == 2 else lesson, as_version=4)
        for cell in book.cells:
            if number % 3 == 1 and cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = WRONG if cell.cell_type == "code" else "It was a guess."
        nbformat.write(book, path)
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    students = parser.parse_args().students
    with tempfile.TemporaryDirectory() as name:
        folder, lesson = Path(name), lesson_folder() / f"{LESSON}.ipynb"
        shutil.copy(lesson_folder() / "nbgrader_config.py", folder)
        (folder / "source" / NAME).mkdir(parents=True)
        shutil.copy(lesson, folder / "source" / NAME)
        nbgrader = [sys.executable, "-m", "nbgrader"]
        first = run("generate", [*nbgrader, "generate_assignment", "--create", NAME], folder)
        paths = hand_in(folder, students)
        marked = run("autograde", [*nbgrader, "autograde", NAME], folder)
        print(f"{'generate and autograde':<32} {first + marked:6.0f} s")
        ours = [
            str(Path(sys.executable).with_name("monitorlib")),
            "classroom",
            "grade",
            "--lesson",
            str(lesson),
        ]
        run("monitorlib classroom grade", [*ours, *map(str, paths)], folder)


if __name__ == "__main__":
    main()
