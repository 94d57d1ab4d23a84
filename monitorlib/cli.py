"""The command ``monitorlib``: a thin layer over the library.

Exit codes: 0, fine; 1, something could not be done, the rest was; 2, wrong use.
"""

import errno
import glob
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import monitorlib
from monitorlib._files import Format
from monitorlib.resources import data_path

if TYPE_CHECKING:
    from monitorlib.classroom import Mark

PARTLY_DONE = 1
WRONG_USE = 2
INTERRUPTED = 130

app = typer.Typer(
    help="News bulletins of the 1990s: prose in, tables with evidence out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Out = Annotated[Path, typer.Option(help="Folder to write to; made if need be.")]
Lexicon = Annotated[Path | None, typer.Option(help="Folder of further lexicon files.")]
Corrections = Annotated[
    Path | None, typer.Option(help="A researcher's corrections.csv, applied to the rows.")
]


@contextmanager
def _problems_said() -> Iterator[None]:
    """Say what is wrong with a file or folder in one line, and leave with code 2."""
    try:
        yield
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        _leave(said, WRONG_USE)
    except ValueError as error:
        _leave(str(error), WRONG_USE)


def _leave(message: str, code: int) -> NoReturn:
    typer.echo(f"monitorlib: {message}", err=True)
    raise typer.Exit(code)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"monitorlib {monitorlib.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def parse(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs or zips.")
    ],
    out: Out,
    format: Annotated[Format, typer.Option(help="How to write the tables.")] = "parquet",  # noqa: A002
    lexicon: Lexicon = None,
    corrections: Corrections = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Write part by part, with so many processes.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run part by part was stopped.")
    ] = False,
) -> None:
    """Read bulletins and write the tables of what they report.

    With --jobs or --resume the tables are written part by part (Parquet only): for archives that
    do not fit into memory. Such a run can be stopped at any time and goes on with --resume.
    """
    with _problems_said():
        for path in paths:
            if not glob.has_magic(path) and not Path(path).exists():
                _leave(f"{path}: no such file or folder", WRONG_USE)
        source = paths[0] if len(paths) == 1 else paths
        progress = sys.stderr.isatty()
        if jobs or resume:
            if format != "parquet":
                _leave(f"--jobs and --resume write Parquet, not {format}", WRONG_USE)
            with _stops_said(out):
                found = monitorlib.parse_archive(
                    source,
                    out,
                    lexicon=lexicon,
                    corrections=corrections,
                    jobs=jobs or 1,
                    resume=resume,
                    progress=progress,
                )
            _report_archive(found, paths, out)
            return
        tables = monitorlib.parse(
            source, lexicon=lexicon, corrections=corrections, progress=progress
        )
        unread = tables.notes[tables.notes["kind"] == "unreadable"]
        if tables.bulletins.empty and unread.empty:
            _leave(f"{', '.join(paths)}: no bulletins there", WRONG_USE)
        tables.save(out, format=format)
    rows = {table: len(frame) for table, frame in tables.frames.items()}
    typer.echo(f"{_counts(rows)} in {out} ({format})")
    for message in unread["message"]:
        typer.echo(f"monitorlib: could not read {message}", err=True)
    if len(unread):
        raise typer.Exit(PARTLY_DONE)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def _stops_said(out: Path) -> Iterator[None]:
    """Say what stopped a run over an archive, and that it can go on."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor:
        _leave("a process was killed, perhaps for want of memory; go on with --resume", PARTLY_DONE)
    except KeyboardInterrupt:
        _leave("stopped; go on with --resume", INTERRUPTED)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _leave(f"{out}: the disk is full; make room and go on with --resume", PARTLY_DONE)


def _report_archive(found: "monitorlib.Summary", paths: list[str], out: Path) -> None:
    if not found.read:
        _leave(f"{', '.join(paths)}: no bulletins there", WRONG_USE)
    typer.echo(f"{_counts(found.rows)} in {out} (parquet)")
    typer.echo(
        f"{found.read} read = {found.parsed} parsed + {found.noted} noted + {found.failed} failed"
    )
    if found.failed:
        typer.echo(f"monitorlib: {found.failed} failed: see the table notes", err=True)
        raise typer.Exit(PARTLY_DONE)


def _counts(rows: Mapping[str, int]) -> str:
    from monitorlib.schemas import FACTS

    return (
        f"{rows['bulletins']} bulletins: {', '.join(f'{rows[table]} {table}' for table in FACTS)}"
    )


@app.command()
def report(
    out: Out,
    notebooks: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[NOTEBOOK...]", help="Notebooks to run; all of the project's."),
    ] = None,
    bulletins: Annotated[
        str | None, typer.Option(help="Bulletins to use instead of the project's own.")
    ] = None,
    lexicon: Lexicon = None,
    corrections: Corrections = None,
    parsed: Annotated[
        Path | None, typer.Option(help="Tables that `monitorlib parse` wrote of these bulletins.")
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also print all pages into report.pdf, with Chromium.")
    ] = False,
) -> None:
    """Run notebooks and write them, with all rows and bulletins, as pages that stand alone."""
    from monitorlib.report import render

    with _problems_said():
        try:
            chosen = notebooks or sorted(_notebook_folder().glob("*.ipynb"))
            index = render(
                chosen,
                out,
                bulletins=bulletins,
                lexicon=lexicon,
                corrections=corrections,
                parsed=parsed,
                pdf=pdf,
            )
        except RuntimeError as error:  # a cell of a notebook failed, or Chromium
            _leave(str(error), PARTLY_DONE)
    typer.echo(f"Open {index}")


WELCOME = "00-welcome.ipynb"


def _notebook_folder() -> Path:
    """Return the project's notebooks, which in a wheel lie beside the data."""
    return data_path().parent / "notebooks"


@app.command()
def check(
    tables: Annotated[
        Path | None,
        typer.Argument(metavar="[TABLES]", help="Tables saved before; else the own bulletins."),
    ] = None,
) -> None:
    """List figures that contradict each other or the reference."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    with _problems_said():
        found = monitorlib.claims.check(
            monitorlib.load(tables) if tables else monitorlib.parse(data_path("bulletins"))
        )
    shown = Table(title=f"{len(found)} contradictions")
    for header in ("severity", "what", "bulletins", "against"):
        shown.add_column(header, overflow="fold")
    for row in found.to_dict("records"):
        bulletins = ", ".join(filter(None, dict.fromkeys((row["bulletin_a"], row["bulletin_b"]))))
        cells = (row["severity"], row["statement"], bulletins, row["reference"])
        shown.add_row(*(escape(cell) for cell in cells))
    console = Console()
    console.print(shown)
    for notice in filter(None, found["notice"].unique()):
        console.print(notice)


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(help="Folder with a gold file for each bulletin, or a corrections.csv."),
    ],
    texts: Annotated[
        Path | None, typer.Argument(metavar="[TEXTS]", help="The bulletins; else the own ones.")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(help="A part of GOLD/split.csv, or a file with a bulletin_id on each line."),
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Also write a page with every row.")] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="List wrong, missed and spurious rows.")
    ] = False,
    lexicon: Lexicon = None,
) -> None:
    """Score the parser against gold annotations."""
    from monitorlib import evaluation

    with _problems_said():
        wanted = _wanted(gold, only) if only else None
        found = evaluation.evaluate(gold, texts, only=wanted, lexicon=lexicon)
        if html:
            html.write_text(found.to_html(), "utf-8")
    evaluation.print_evaluation(found, rows=rows)


def _wanted(gold: Path, only: str) -> Collection[str]:
    from monitorlib.evaluation import part_of_split

    file = Path(only)
    return file.read_text("utf-8").split() if file.is_file() else part_of_split(gold, only)


@app.command()
def lab() -> None:
    """Open JupyterLab at the welcome notebook, without its news and its question about them."""
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]

    LabApp.launch_instance(_lab_options(_notebook_folder()))


def _lab_options(folder: Path) -> list[str]:
    """Options of JupyterLab: the folder, its first page, and nothing asked of the network.

    Whether to ask about news is a setting of the browser's side; the defaults for it lie in a folder
    that is put before the user's own, whose settings still win.
    """
    defaults = str(Path(__file__).parent / "templates" / "jupyter")
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, (known, defaults)))
    options = [
        f"--ServerApp.root_dir={folder if folder.is_dir() else Path.cwd()}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    if (folder / WELCOME).is_file():
        options.append(f"--LabApp.default_url=/lab/tree/{WELCOME}")
    return options


@app.command()
def fetch(
    manifest: Annotated[Path, typer.Argument(help="CSV file with bulletin_id and url.")],
    out: Out,
) -> None:
    """Download the pages of a manifest, as far as their sites allow."""
    from monitorlib import fetching

    with _problems_said():
        pages = fetching.fetch(manifest, out)
    missing = [page for page in pages if page.problem]
    typer.echo(f"{len(pages) - len(missing)} of {len(pages)} pages in {out}")
    for page in missing:
        typer.echo(f"monitorlib: {page.bulletin_id}: {page.url}: {page.problem}", err=True)
    if missing:
        raise typer.Exit(PARTLY_DONE)


lessons_app = typer.Typer(help="Lessons: students' versions and marks.", no_args_is_help=True)
app.add_typer(lessons_app, name="classroom")


@lessons_app.command()
def build(
    out: Out,
    lessons: Annotated[
        Path | None, typer.Option(help="Notebooks with solutions; the project's lessons.")
    ] = None,
) -> None:
    """Write the lessons for students, without solutions and hidden tests."""
    with _problems_said():
        written = monitorlib.classroom.build(out, lessons)
    typer.echo(f"{len(written)} lessons in {out}")


@lessons_app.command()
def grade(
    submissions: Annotated[
        list[Path], typer.Argument(metavar="NOTEBOOK...", help="What students handed in.")
    ],
    lesson: Annotated[Path, typer.Option(help="The teacher's version of that lesson.")],
    seconds: Annotated[float, typer.Option(help="How long a cell may take.")] = 30,
) -> None:
    """Run students' notebooks with the hidden tests, and say what they reached."""
    from monitorlib.classroom.building import read_lesson

    marked = partial(_marked, lesson=lesson, seconds=seconds)
    with _problems_said():
        read_lesson(lesson)
    problems = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each notebook has a Python of its own
        for path, found in zip(submissions, pool.map(marked, submissions), strict=True):
            if isinstance(found, str):
                problems += 1
                typer.echo(f"monitorlib: {found}", err=True)
            else:
                _print_marks(path, found)
    if problems:
        raise typer.Exit(PARTLY_DONE)


def _marked(submission: Path, lesson: Path, seconds: float) -> "list[Mark] | str":
    """The marks, or why there are none: one bad file must not lose the work on the others."""
    try:
        return monitorlib.classroom.grade(submission, lesson, seconds=seconds)
    except (OSError, ValueError) as error:
        return str(error)


def _print_marks(path: Path, marks: Sequence["Mark"]) -> None:
    read = [mark for mark in marks if mark.points is not None]
    reached = sum(mark.points or 0 for mark in read)
    typer.echo(f"{path}: {reached:g} of {sum(mark.maximum for mark in read):g} points")
    for mark in marks:
        points = "?" if mark.points is None else f"{mark.points:g}"
        typer.echo(f"    {mark.question}: {points} of {mark.maximum:g}. {mark.message}")


@lessons_app.command()
def show() -> None:
    """Open the third lesson's dashboard in the browser, for the projector (needs Voilà)."""
    try:
        from voila.app import Voila
    except ImportError:
        _leave('Voilà is not installed: pip install "monitorlib[classroom]"', WRONG_USE)
    Voila.launch_instance(_voila_options())


def _voila_options() -> list[str]:
    """Options of Voilà: the dashboard as large as the screen, and nothing asked of the network."""
    templates = str(Path(__file__).parent / "templates" / "jupyter")
    known = os.environ.get("JUPYTER_PATH", "")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (known, templates)))
    return [
        str(_notebook_folder() / "classroom" / "projection" / "3-where-is-the-border.ipynb"),
        "--template=projection",
        "--VoilaConfiguration.show_margins=False",
        # what draws widgets; other extensions are made for JupyterLab, and complain here
        "--VoilaConfiguration.extension_allowlist=@jupyter-widgets/jupyterlab-manager",
        "--VoilaConfiguration.extension_allowlist=@voila-dashboards/widgets-manager8",
    ]
