"""From notebooks and bulletins to pages that stand alone: a folder to put online or send on.

Every notebook is executed and becomes one page; ``index.html`` says what was found in the bulletins,
with the sentence behind every row, and ``bulletins.html`` shows each bulletin with its evidence
marked. The pages load nothing from outside and need no script to be read.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from nbformat import NotebookNode
from rich.console import Console
from rich.progress import Progress

import monitorlib
from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.corpus import read
from monitorlib.evidence import templates
from monitorlib.parsing import parse
from monitorlib.report.notebooks import execute, notebook_content, opening
from monitorlib.report.overview import marked_bulletins, overview
from monitorlib.resources import data_path

__all__ = ["render"]


class Page(NamedTuple):
    """A page of the report as the navigation shows it."""

    href: str
    title: str
    about: str


def render(
    notebooks: Iterable[str | Path], out: str | Path, *, bulletins: str | Path | None = None
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
        if one of its cells is tagged ``parameters``: ``bulletins`` is set after that cell.

    Returns
    -------
    Path
        ``index.html`` in the folder.

    Raises
    ------
    FileNotFoundError
        If a notebook or the bulletins do not exist.
    ValueError
        If two notebooks would become the same page, or a file is no notebook.
    RuntimeError
        If a cell fails; the message names notebook and cell.
    """
    paths = [Path(path) for path in notebooks]
    _check_names(paths)
    source = data_path("bulletins") if bulletins is None else Path(bulletins).resolve()
    corpus = read(source)
    with Progress(console=Console(stderr=True)) as progress:
        done = [execute(path, None if bulletins is None else source, progress) for path in paths]
    found = parse(corpus)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    pages = _navigation(paths, done)
    rewritten = any(bulletin.provenance == "rewritten" for bulletin in corpus)
    common = {
        "pages": pages,
        "version": monitorlib.__version__,
        "notice": REWRITTEN_NOTICE if rewritten else "",
    }
    names = {path.stem for path in paths}
    for page, book in zip(pages[1:-1], done, strict=True):
        _write(out, "notebook.html", page, {**common, **notebook_content(book, names)})
    _write(out, "bulletins.html", pages[-1], {**common, **marked_bulletins(corpus, found)})
    return _write(out, "index.html", pages[0], {**common, **overview(corpus, found)})


def _navigation(paths: list[Path], books: list[NotebookNode]) -> list[Page]:
    return [
        Page("index.html", "Overview", ""),
        *(Page(f"{p.stem}.html", *opening(book)) for p, book in zip(paths, books, strict=True)),
        Page("bulletins.html", "Bulletins", "Every bulletin with its evidence marked."),
    ]


def _check_names(paths: list[Path]) -> None:
    for path in paths:
        if not path.is_file():
            msg = f"{path}: no such notebook"
            raise FileNotFoundError(msg)
    names = Counter([*(path.stem for path in paths), "index", "bulletins"])
    for path in paths:
        if names[path.stem] > 1:
            msg = f"{path}: two pages of the report would be named {path.stem}.html"
            raise ValueError(msg)


def _write(out: Path, template: str, page: Page, content: dict[str, Any]) -> Path:
    html = templates(template).render(title=page.title, here=page.href, **content)
    path = out / page.href
    path.write_text(html, encoding="utf-8", newline="\n")
    return path
