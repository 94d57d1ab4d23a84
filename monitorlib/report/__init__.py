"""From notebooks and bulletins to pages that stand alone: a folder to put online or send on.

Every notebook is executed and becomes one page; ``index.html`` says what was found in the bulletins,
with the sentence behind every row, ``bulletins.html`` shows each bulletin with its evidence marked,
and ``reference.html`` tells the methods, their measured limits and the figures the rows are held
against. The pages load nothing from outside and need no script to be read. All of them can become
one PDF.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from nbformat import NotebookNode
from rich.console import Console
from rich.progress import Progress

import monitorlib
from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.corpus import Corpus, read
from monitorlib.evidence import templates
from monitorlib.parsing import parse
from monitorlib.report.notebooks import execute, notebook_content, opening
from monitorlib.report.overview import marked_bulletins, overview
from monitorlib.report.pdf import find_chromium, print_pages
from monitorlib.report.sources import reference_page
from monitorlib.resources import data_path
from monitorlib.tables import Tables, load

__all__ = ["render"]


class Page(NamedTuple):
    """A page of the report as the navigation shows it."""

    href: str
    title: str
    about: str


def render(
    notebooks: Iterable[str | Path],
    out: str | Path,
    *,
    bulletins: str | Path | None = None,
    lexicon: str | Path | None = None,
    corrections: str | Path | None = None,
    parsed: str | Path | None = None,
    pdf: bool = False,
) -> Path:
    """Execute notebooks and write them, with an overview of the bulletins, as HTML pages.

    Parameters
    ----------
    notebooks
        Paths of ``.ipynb`` files; they are not changed.
    out
        Folder to write to; it is made if need be, and pages of the same name are replaced.
    bulletins
        A file or folder of bulletins to use instead of the shipped ones. A notebook takes it up
        if one of its cells is tagged ``parameters``: ``bulletins`` is set after that cell, and so
        are ``lexicon``, ``corrections`` and ``parsed``.
    lexicon
        A folder of further lexicon files.
    corrections
        A researcher's ``corrections.csv``, applied to the rows.
    parsed
        The folder of tables that ``monitorlib parse`` wrote of these bulletins, which are then not
        parsed again. Notebooks are always given the tables, so that each bulletin is parsed once.
    pdf
        Also print all pages into ``report.pdf``, which takes a Chromium or Chrome.

    Returns
    -------
    Path
        ``index.html`` in the folder.

    Raises
    ------
    FileNotFoundError
        If a notebook, the bulletins or the corrections do not exist, or a PDF is wanted and there is no Chromium.
    ValueError
        If two notebooks would become the same page, a file is no notebook, there is no bulletin, the
        lexicon or a correction is malformed, or the parsed tables are not those of the bulletins.
    RuntimeError
        If a cell fails, the message names notebook and cell; or Chromium could not print.
    """
    paths = [Path(path) for path in notebooks]
    _check_names(paths)
    chromium = find_chromium() if pdf else ""
    given = {"bulletins": bulletins, "lexicon": lexicon, "corrections": corrections}
    # a notebook runs in its own folder, where a relative path would lead elsewhere
    given_paths = {name: Path(path).resolve() for name, path in given.items() if path is not None}
    source = given_paths.get("bulletins", data_path("bulletins"))
    corpus = read(source, lexicon=lexicon)
    if not len(corpus):
        msg = f"{source}: holds no bulletin to report on"
        raise ValueError(msg)
    if parsed is not None:
        found = _loaded(parsed, corpus, corrections)
        done = _executed(paths, {**given_paths, "parsed": Path(parsed).resolve()})
    else:
        found = parse(corpus, lexicon=lexicon, corrections=corrections)
        with TemporaryDirectory() as folder:
            found.save(folder, format="parquet")
            done = _executed(paths, {**given_paths, "parsed": Path(folder)})
    pages = _navigation(paths, done)
    _write_pages(Path(out), pages, done, corpus, found)
    if chromium:
        print_pages(chromium, [Path(out) / page.href for page in pages], Path(out) / "report.pdf")
    return Path(out) / "index.html"


def _write_pages(
    out: Path, pages: list[Page], books: list[NotebookNode], corpus: Corpus, found: Tables
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rewritten = any(bulletin.provenance == "rewritten" for bulletin in corpus)
    common = {
        "pages": pages,
        "version": monitorlib.__version__,
        "notice": REWRITTEN_NOTICE if rewritten else "",
    }
    names = {Path(page.href).stem for page in pages[1:-2]}
    for page, book in zip(pages[1:-2], books, strict=True):
        _write(out, "notebook.html", page, {**common, **notebook_content(book, names)})
    _write(out, "bulletins.html", pages[-2], {**common, **marked_bulletins(corpus, found)})
    _write(out, "reference.html", pages[-1], {**common, **reference_page()})
    _write(out, "index.html", pages[0], {**common, **overview(corpus, found)})


def _loaded(parsed: str | Path, corpus: Corpus, corrections: str | Path | None) -> Tables:
    """Return saved tables, if they are those of the bulletins."""
    if corrections is not None:
        msg = f"{corrections}: {parsed} was parsed before; give the corrections to monitorlib parse"
        raise ValueError(msg)
    found = load(parsed)
    texts = set(zip(found.bulletins["bulletin_id"], found.bulletins["sha256"], strict=True))
    other = texts ^ {(bulletin.bulletin_id, bulletin.sha256) for bulletin in corpus}
    if other:
        msg = f"{parsed}: {min(other)[0]} was not parsed, or is another text by now; parse anew"
        raise ValueError(msg)
    return found


def _executed(paths: list[Path], parameters: Mapping[str, Path]) -> list[NotebookNode]:
    """Run notebooks, each with a kernel of its own, as many at a time as there are cores."""
    with (
        Progress(console=Console(stderr=True)) as progress,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        return list(pool.map(lambda path: execute(path, parameters, progress), paths))


def _navigation(paths: list[Path], books: list[NotebookNode]) -> list[Page]:
    return [
        Page("index.html", "Overview", ""),
        *(Page(f"{p.stem}.html", *opening(book)) for p, book in zip(paths, books, strict=True)),
        Page("bulletins.html", "Bulletins", "Every bulletin with its evidence marked."),
        Page("reference.html", "Reference", "Methods, measured limits, and figures with sources."),
    ]


def _check_names(paths: list[Path]) -> None:
    for path in paths:
        if not path.is_file():
            msg = f"{path}: no such notebook"
            raise FileNotFoundError(msg)
    names = Counter([*(path.stem for path in paths), "index", "bulletins", "reference"])
    for path in paths:
        if names[path.stem] > 1:
            msg = f"{path}: two pages of the report would be named {path.stem}.html"
            raise ValueError(msg)


def _write(out: Path, template: str, page: Page, content: dict[str, Any]) -> None:
    html = templates(template).render(title=page.title, here=page.href, **content)
    (out / page.href).write_text(html, encoding="utf-8", newline="\n")
