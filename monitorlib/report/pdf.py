"""All pages of a report as one PDF, printed by the reader's own Chromium or Chrome."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup
from bs4.element import Tag

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 300
# The page may run and load nothing (see _POLICY): the sandbox, which many servers cannot give, would
# guard against no one.
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-pdf-header-footer",
)
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def find_chromium() -> str:
    """Return the path of a Chromium: that named in ``CHROMIUM``, or the first on the ``PATH``.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else _NAMES)), None)
    if found is None:
        sought = named or ", ".join(_NAMES)
        msg = (
            f"a PDF needs Chromium or Chrome, and none was found (looked for {sought}); "
            "install one, name it in the environment variable CHROMIUM, or leave out --pdf"
        )
        raise FileNotFoundError(msg)
    return found


def print_pages(chromium: str, pages: Sequence[Path], out: Path) -> None:
    """Print pages of a report, one after another, into one PDF whose links lead within it.

    Raises
    ------
    RuntimeError
        If Chromium fails or takes too long.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = Path(folder, "book.html")
        book.write_text(_bound(pages), encoding="utf-8")
        command = [chromium, *_FLAGS, f"--user-data-dir={folder}/profile"]
        printed = Path(folder, "book.pdf")
        command += [f"--print-to-pdf={printed}", book.as_uri()]
        try:
            done = subprocess.run(  # noqa: S603 - the user's own browser, arguments of ours
                command, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            msg = f"{chromium} took more than {_SECONDS} s to print {out}"
            raise RuntimeError(msg) from error
        if not printed.is_file():
            msg = f"{chromium} could not print {out}:\n{done.stderr.strip()}"
            raise RuntimeError(msg)
        shutil.move(printed, out)


def _bound(pages: Sequence[Path]) -> str:
    """One page of all: the first lends its head, and every id gets its page before it."""
    names = {page.name for page in pages}
    book, styles = BeautifulSoup("", "html.parser"), dict[str, Tag]()
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        styles |= {style.get_text(): style for style in soup.select("head style")}
        main = soup.select_one("main")
        if main is None:
            continue
        _rename(main, page.name, names)
        main.name, main["id"], main["class"] = "article", page.name, "chapter"
        book.append(main)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>Report</title>{''.join(map(str, styles.values()))}</head>"
        f"<body><main>{book}</main></body></html>"
    )


def _rename(main: Tag, own: str, pages: set[str]) -> None:
    """Let links lead to chapters and their parts instead of pages."""
    for part in main.select("[id]"):
        if part.find_parent("svg") is None:  # the parts of a picture are its own business
            part["id"] = f"{own}-{part['id']}"
    for link in main.select("a[href]"):
        page, _, place = unquote(str(link["href"])).partition("#")
        if not page or page in pages:
            link["href"] = "#" + quote(f"{page or own}-{place}" if place else page)
