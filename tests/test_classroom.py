"""Exercises that check themselves, students' versions, marks, and the glossary."""

import ast
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from typer.testing import CliRunner

import monitorlib as ml
from monitorlib.classroom import build, check, grade
from monitorlib.classroom.building import CODE_STUB, TEXT_STUB, lesson_folder
from monitorlib.classroom.grading import CELL_SECONDS
from monitorlib.cli import app


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (63, 63),
        (8.96, 9),
        (" Baranovichi ", "baranovichi"),
        (["RUS", "BLR"], {"BLR", "RUS"}),
        (["Reportedly ", "are said to"], ["are said to", "reportedly"]),
        ([0.1 + 0.2, 1], (0.3, 1)),
        (True, True),
    ],
)
def test_right_answers_are_told_so(answer, expected):
    feedback = check(answer, expected, tolerance=0.1)
    assert feedback
    assert str(feedback) == "Yes, that is right."


@pytest.mark.parametrize(
    ("answer", "expected", "message"),
    [
        (..., 63, "Nothing here yet: put your answer in place of the dots."),
        (None, 63, "Nothing here yet: put your answer in place of the dots."),
        (71, 63, "Not yet. That is too much. Nine a regiment."),
        (18, 63, "Not yet. That is too little. Nine a regiment."),
        (float("nan"), 63, "Not yet. That is too little. Nine a regiment."),
        ("63", 63, "The question asks for a number; your answer is a text."),
        (True, 1, "The question asks for a number; your answer is True or False."),
        ({"a": 1}, ["a"], "The question asks for several things; your answer is names with answers."),
        (["RUS", "POL"], ["RUS", "BLR", "UKR"], "Not yet. 2 are missing, 1 does not belong. Nine a regiment."),
        ("Lida", "Mozyr", "Not yet. Nine a regiment."),
    ],
)  # fmt: skip
def test_wrong_answers_are_told_where_to_look_but_not_the_answer(answer, expected, message):
    feedback = check(answer, expected, hint="Nine a regiment.")
    assert not feedback
    assert first_part(feedback) == message


def first_part(feedback):
    """The message without the advice on how to write an answer of the kind that is asked for."""
    return re.sub(r"(your answer is [^.]+\.).*", r"\1", feedback.message)


@pytest.mark.parametrize(
    ("answer", "expected", "advice"),
    [
        ("63", 63, "Write the number alone, without quotation marks and without a unit."),
        ((26, 6), 26.6, "Decimals stand behind a point and not behind a comma: 1.5."),
        ("True", True, "Leave out the quotation marks."),
        (71, "Lida", "Put quotation marks before and behind it."),
        ("RUS, POL", ["RUS", "POL"], "Put them into square brackets, with commas between them."),
        (71, {"A": 1}, "Keep the curly brackets and the names, and replace the dots only."),
        (71, {(7,): 63}, "Keep the line that begins with def."),
    ],
)
def test_an_answer_of_the_wrong_kind_is_told_how_to_write_the_right_kind(answer, expected, advice):
    assert check(answer, expected).message.endswith(advice)


def test_feedback_shows_as_escaped_html():
    html = check("x", "y", hint="<script>")._repr_html_()
    assert "<script>" not in html
    assert 'role="status"' in html


@pytest.mark.parametrize(
    ("answer", "expected", "message"),
    [
        ([..., ...], ["a", "b"], "Nothing here yet: put your answer in place of the dots."),
        ({"A": ..., "B": ...}, {"A": 1, "B": 2}, "Nothing here yet: put your answer in place of the dots."),
        ({"A": 1, "B": ...}, {"A": 1, "B": 2}, "Not yet. So far, so good. Still open: B."),
        ({"A": 1, "B": "2"}, {"A": 1, "B": 2}, "Not yet. Look again at B. B has to be a number; it is a text. Read."),
        ({}, {"A": 1}, "Nothing here yet: put your answer in place of the dots."),
        ("fact", {"A": 1}, "The question asks for names with answers; your answer is a text."),
        (print, 63, "The question asks for a number; your answer is a function."),
        (np.True_, True, "Yes, that is right."),
        (np.int64(63), 63, "Yes, that is right."),
    ],
)  # fmt: skip
def test_answers_of_several_parts(answer, expected, message):
    assert first_part(check(answer, expected, hint="Read.")) == message


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda n: 9 * n, "Yes, that is right."),
        (lambda n: None, "gives nothing back yet: write the line that begins with return."),
        (lambda n: 8 * n, "gives 16. Not yet. That is too little."),
        (lambda n: 100 * [n], "gives several things. The question asks for a number"),
        (lambda n: "18", "gives '18'. The question asks for a number; your answer is a text."),
        (lambda n: n / 0, "stopped with ZeroDivisionError: division by zero."),
        (lambda: 18, "stopped with TypeError"),
    ],
)
def test_functions_are_tried_out(function, message):
    assert message in check(function, {(2,): 18, (7,): 63}).message


def test_the_order_matters_where_it_is_asked_for():
    recall_and_precision = {(4, 2, 2): (0.5, 1.0)}
    assert check(lambda gold, found, right: [right / gold, right / found], recall_and_precision)
    swapped = check(lambda gold, found, right: (right / found, right / gold), recall_and_precision)
    assert not swapped
    assert "not in the order that is asked for" in swapped.message


LESSONS = sorted(lesson_folder().glob("*.ipynb"))
NAMES = [path.stem for path in LESSONS]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("students"))


def sources(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_four_lessons_each_with_a_guide():
    assert len(LESSONS) == 4
    for path in LESSONS:
        guide = path.with_suffix(".md").read_text("utf-8")
        for part in (
            "Aims",
            "Before the lesson",
            "Timing",
            "How long it took us",
            "Answers",
            "Discussion",
        ):
            assert f"\n## {part}\n" in guide, (path.stem, part)
        assert "45 minutes" in guide


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_students_get_the_questions_and_not_the_answers(built, number):
    book = nbformat.read(built[number], as_version=4)
    nbformat.validate(book)
    model = nbformat.read(LESSONS[number], as_version=4)
    assert [cell.metadata for cell in book.cells] == [cell.metadata for cell in model.cells]
    text = "\n".join(cell.source for cell in book.cells)
    assert "###" not in text
    assert "assert" not in text
    for cell in book.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert cell.source.endswith((CODE_STUB, TEXT_STUB))


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_students_cells_leave_every_answer_open(built, number):
    """A student's cell is one name after another with dots, or a function without a body."""
    asked = 0
    for cell in nbformat.read(built[number], as_version=4).cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            for line in ast.parse(cell.source).body:
                asked += 1
                if isinstance(line, ast.FunctionDef):
                    (docstring,) = line.body
                    assert ast.get_docstring(line) == docstring.value.value
                else:
                    names = {node.id for node in ast.walk(line) if isinstance(node, ast.Name)}
                    values = {n.value for n in ast.walk(line.value) if isinstance(n, ast.Constant)}
                    keys = {k.value for k in getattr(line.value, "keys", [])}
                    assert len(names) == 1
                    assert values - keys == {...}
    assert asked >= 5


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_nothing_of_solutions_and_hidden_tests_is_left_in_the_students_file(built, number):
    """Line by line, and in the whole file: outputs and metadata could give answers away too."""
    model = "\n".join(sources(LESSONS[number])).splitlines()
    secret, told, hidden = set(), set(), False
    for line in model:
        hidden = hidden or "### BEGIN" in line
        (secret if hidden else told).add(line.strip())
        hidden = hidden and "### END" not in line
    secret -= told
    cells = nbformat.read(LESSONS[number], as_version=4).cells
    secret |= {
        cell.source
        for cell in cells
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution")
    }
    written = "\n".join(sources(built[number]))
    assert len(secret) >= 8
    assert [line for line in secret if len(line) > 5 and line in written] == []
    assert all(not cell.get("outputs") for cell in nbformat.read(built[number], 4).cells)


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_metadata_are_nbgraders(number):
    cells = [cell.metadata.get("nbgrader") for cell in nbformat.read(LESSONS[number], 4).cells]
    known = [metadata for metadata in cells if metadata]
    names = [metadata["grade_id"] for metadata in known]
    assert len(names) == len(set(names))
    assert all(metadata["schema_version"] == 3 for metadata in known)
    assert all(metadata["points"] > 0 for metadata in known if metadata["grade"])
    assert sum(metadata.get("points", 0) for metadata in known) >= 10


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_an_empty_notebook_gets_kind_messages_and_no_traceback(built, number, tmp_path):
    small = tmp_path / "bulletins"  # enough for the lessons, and quick
    for bulletin_id in ("v01-i151-russia-belarus-military-agreements", "rw-v02-i221-last-topols"):
        (found,) = ml.data_path("bulletins").rglob(f"{bulletin_id}.txt")
        small.mkdir(exist_ok=True)
        shutil.copy(found, small)
    names: dict = {}
    answered = 0
    for cell in nbformat.read(built[number], as_version=4).cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source, names)
            if "parameters" in cell.metadata.get("tags", ()):
                names["bulletins"] = small
            if cell.metadata.get("nbgrader", {}).get("grade"):
                answered += 1
                feedback = names.pop("feedback")
                assert not feedback
                assert "yet" in feedback.message, cell.source
    assert answered >= 5


def test_stubs_are_the_same_for_nbgrader():
    config = (lesson_folder() / "nbgrader_config.py").read_text("utf-8")
    assert f'{{"python": "{CODE_STUB}"}}' in config
    assert f'text_stub = "{TEXT_STUB}"' in config
    assert f"timeout = {CELL_SECONDS}\n" in config


def test_build_says_what_is_wrong(tmp_path):
    with pytest.raises(FileNotFoundError, match="no lessons there"):
        build(tmp_path / "out", tmp_path)
    with pytest.raises(ValueError, match="choose another folder"):
        build(lesson_folder())
    (tmp_path / "broken.ipynb").write_text("{")
    with pytest.raises(ValueError, match=r"broken\.ipynb: not a Jupyter notebook"):
        build(tmp_path / "out", tmp_path)
    cell = nbformat.v4.new_code_cell("### BEGIN SOLUTION\nx = 1")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "broken.ipynb")
    with pytest.raises(ValueError, match="begins and does not end"):
        build(tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()


def hand_in(path, out, answers):
    """A student's notebook with answers, by ``grade_id``, in place of what was there."""
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    nbformat.write(book, out)
    return out


def small_lesson(folder, model):
    """A lesson of three questions that takes no time; the answers of the model are right."""
    cells = []
    for number in range(1, 4):
        fixed = {"schema_version": 3, "task": False}
        solution = dict(fixed, grade_id=f"a{number}", solution=True, grade=False, locked=False)
        test = dict(fixed, grade_id=f"q{number}", solution=False, grade=True, locked=True, points=2)
        source = f"x{number} = ...\n### BEGIN SOLUTION\nx{number} = {number}\n### END SOLUTION"
        cells.append(nbformat.v4.new_code_cell(source, metadata={"nbgrader": solution}))
        source = (
            f"### BEGIN HIDDEN TESTS\nassert x{number} == {number}, 'Count.'\n### END HIDDEN TESTS"
        )
        cells.append(nbformat.v4.new_code_cell(source, metadata={"nbgrader": test}))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / model)
    return folder / model


def test_marks_for_a_right_a_wrong_and_an_endless_answer(tmp_path):
    lesson = small_lesson(tmp_path, "lesson.ipynb")
    (student,) = build(tmp_path / "students", tmp_path)
    answers = {"a1": "while True:\n    pass", "a2": "x2 = 3", "a3": "x3 = 3", "q2": "pass"}
    marks = grade(hand_in(student, tmp_path / "done.ipynb", answers), lesson, seconds=1)
    assert [(mark.question, mark.points) for mark in marks] == [("q1", 0), ("q2", 0), ("q3", 2)]
    assert (
        marks[0].message == "A cell was stopped after 1 seconds: is there a loop that never ends?"
    )
    assert [mark.message for mark in marks[1:]] == ["Count.", "Right."]


def test_empty_wrong_typed_and_broken_answers_get_a_sentence_and_lose_no_other_question(
    built, tmp_path
):
    """What can go wrong in the second lesson, each in one question; the others keep their marks."""
    answers = {
        "per-regiment": "per_regiment = 9",
        "seven": 'seven_hold = "sixty-three"\ntoo_many = [8]',
        "surplus": "def surplus(regiments, launchers):\nreturn launchers - 9 * regiments",
        "witness": "by_the_bulletin = 89\nby_the_reference = 81",
        "sentence": "my_sentence = 71",
    }
    done = hand_in(built[1], tmp_path / "done.ipynb", answers)
    marks = {mark.question: mark for mark in grade(done, LESSONS[1])}
    reached = {name: mark.points for name, mark in marks.items()}
    assert reached == {
        "per-regiment-check": 1,
        "seven-check": 0,
        "surplus-check": 0,
        "witness-check": 0,
        "ringed-check": 0,
        "sentence-check": 0,
        "explanation": None,
    }
    assert marks["seven-check"].message.startswith("Not yet. Look again at seven_hold, too_many.")
    assert "too_many has to be a number; it is several things." in marks["seven-check"].message
    assert marks["explanation"].message == "Nothing is written here."
    assert "expected an indented block" in marks["surplus-check"].message
    assert marks["ringed-check"].message.startswith("Nothing here yet")
    assert "asks for a text; your answer is a number" in marks["sentence-check"].message
    assert set(answers.values()) <= set(sources(done))  # marking changed nothing


def test_a_slow_cell_of_the_lesson_is_not_called_the_students_endless_loop(tmp_path):
    lesson = small_lesson(tmp_path, "lesson.ipynb")
    book = nbformat.read(lesson, as_version=4)
    book.cells[0].source = "while True:\n    pass"
    book.cells[0].metadata["nbgrader"].update(locked=True, solution=False)
    nbformat.write(book, lesson)
    marks = grade(lesson, lesson, seconds=1)
    assert marks[0].message.startswith("A cell of the lesson itself took more than 1 seconds.")
    assert [mark.points for mark in marks] == [0, 2, 2]


def test_an_answer_that_ends_python_leaves_the_marks_before_it(tmp_path):
    lesson = small_lesson(tmp_path, "lesson.ipynb")
    (student,) = build(tmp_path / "students", tmp_path)
    answers = {"a1": "x1 = 1", "a2": "import os\nos._exit(1)", "a3": "x3 = 3"}
    marks = grade(hand_in(student, tmp_path / "done.ipynb", answers), lesson)
    assert [mark.points for mark in marks] == [2, 0, 0]
    assert {mark.message for mark in marks[1:]} == {
        "Not run: a cell above ended Python itself. Is there an exit() or quit()?"
    }


def test_a_file_that_is_no_notebook_does_not_stop_the_others(tmp_path):
    lesson = small_lesson(tmp_path, "lesson.ipynb")
    (tmp_path / "photo.ipynb").write_bytes(b"\x89PNG")
    files = [str(tmp_path / "photo.ipynb"), str(lesson), str(tmp_path / "lost.ipynb")]
    out = CliRunner().invoke(app, ["classroom", "grade", *files, "--lesson", str(lesson)])
    assert out.exit_code == 1
    assert f"{lesson}: 6 of 6 points" in out.stdout
    assert "photo.ipynb: not a Jupyter notebook" in out.stderr
    assert "lost.ipynb" in out.stderr


def test_a_deleted_question_gets_no_points(tmp_path):
    lesson = small_lesson(tmp_path, "lesson.ipynb")
    book = nbformat.read(lesson, as_version=4)
    del book.cells[1]
    nbformat.write(book, tmp_path / "done.ipynb")
    marks = grade(tmp_path / "done.ipynb", lesson)
    assert [mark.points for mark in marks] == [0, 2, 2]
    assert marks[0].message == "This cell is not in the notebook."


def test_hidden_tests_see_what_the_open_ones_do_not(built):
    """Answers made for the two open cases pass these and fail the hidden ones."""
    lesson = nbformat.read(LESSONS[1], as_version=4)
    (test,) = [
        c for c in lesson.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "surplus-check"
    ]
    names = {"ml": ml, "surplus": lambda regiments, launchers: 8 if regiments == 7 else 0}
    (open_test,) = [source for source in sources(built[1]) if "surplus, {(2, 18)" in source]
    exec(open_test, names)
    assert names["feedback"]
    with pytest.raises(AssertionError, match=r"surplus|lambda"):
        exec(test.source, names)


def test_commands(tmp_path):
    out = CliRunner().invoke(app, ["classroom", "build", "--out", str(tmp_path)])
    assert out.output == f"4 lessons in {tmp_path}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in LESSONS]
    out = CliRunner().invoke(app, ["classroom", "build", "--out", str(lesson_folder())])
    assert out.exit_code == 2
    assert "choose another folder" in out.output
    lesson = small_lesson(tmp_path, "small.ipynb")
    out = CliRunner().invoke(app, ["classroom", "grade", str(lesson), "--lesson", str(lesson)])
    assert out.output.splitlines()[0] == f"{lesson}: 6 of 6 points"


def test_glossary_explains_and_names_its_sources():
    words = ml.classroom.glossary()
    assert {"launcher", "regiment", "EDTF", "CFE Treaty", "Topol"} <= set(words.index)
    assert words.index.is_unique
    assert words[["meaning", "field", "source", "confidence"]].ne("").all(axis=None)
    seen = {term for cell in words["see_also"] for term in cell.split(";") if term}
    assert seen <= set(words.index)


def test_words_are_explained_with_links_to_their_sources():
    words = ml.classroom.explain("EDTF", "bloc")
    assert str(words).startswith("EDTF: ")
    html = words._repr_html_()
    assert '<a href="http://www.loc.gov/standards/datetime/">' in html
    assert '<a href="https://dictionary.com/browse/bloc">' in html
    assert len(ml.classroom.explain().entries) == len(ml.classroom.glossary())
    with pytest.raises(
        ValueError, match="'rejiment' is not in the glossary; did you mean regiment"
    ):
        ml.classroom.explain("rejiment")


def test_a_word_without_a_source_says_so():
    row = {"meaning": "States.", "source": "general knowledge; verify", "source_url": ""}
    words = ml.classroom.Words({"bloc": {**row, "confidence": "low"}})
    assert "<small>(common knowledge, not checked)</small>" in words._repr_html_()


@pytest.mark.parametrize("number", range(4), ids=NAMES)
def test_every_lesson_explains_its_words(number):
    asked = re.findall(r"ml\.classroom\.explain\((.+)\)", "\n".join(sources(LESSONS[number])))
    terms = [term for words in asked for term in ast.literal_eval(f"[{words}]")]
    assert len(ml.classroom.explain(*terms).entries) >= 3


@pytest.mark.slow
def test_nbgrader_generates_grades_and_gives_feedback(tmp_path, built):
    """The way of a right and a wrong notebook through a course of nbgrader's."""
    pytest.importorskip("nbgrader", reason="nbgrader is not installed (extra [classroom])")
    name, number = "launchers", 1
    config = (lesson_folder() / "nbgrader_config.py").read_text("utf-8")
    short = config.replace(f"timeout = {CELL_SECONDS}", "timeout = 10")
    (tmp_path / "nbgrader_config.py").write_text(short, "utf-8")
    source = tmp_path / "source" / name / LESSONS[number].name
    source.parent.mkdir(parents=True)
    shutil.copy(LESSONS[number], source)

    beside = str(Path(sys.executable).parent)  # nbgrader calls a command that it installs
    environment = os.environ | {"PATH": os.pathsep.join((beside, os.environ["PATH"]))}

    def nbgrader(*words):
        command = [sys.executable, "-m", "nbgrader", *words, name]
        subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)

    nbgrader("generate_assignment", "--create")
    released = tmp_path / "release" / name / source.name
    assert sources(released) == sources(built[number])
    answers = {
        "ada": "    return launchers - 9 * regiments",
        "bob": "    return launchers - 8 * regiments",
        "eve": "    return 0\n\n\nwhile True:\n    pass",
    }
    for student, lines in answers.items():
        done = tmp_path / "submitted" / student / name / source.name
        done.parent.mkdir(parents=True)
        hand_in(source, done, {"surplus": f"def surplus(regiments, launchers):\n{lines}"})
    nbgrader("autograde")
    nbgrader("generate_feedback")
    pages = [
        (tmp_path / "feedback" / student / name / source.name).with_suffix(".html").read_text()
        for student in answers
    ]
    reached = [re.search(r"Score: ([\d.]+) / ([\d.]+)", page).groups() for page in pages]
    right, wrong, endless = (float(points) for points, _ in reached)
    assert right == wrong + 3 == endless + 3
    assert "surplus(2, 18) gives 2" in pages[1]
    assert "KeyboardInterrupt" in pages[2]
