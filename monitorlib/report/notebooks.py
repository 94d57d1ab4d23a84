"""One notebook: executed, and turned into what the page template shows."""

import re
from collections import Counter
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.filters.ansi import strip_ansi
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from rich.progress import Progress

from monitorlib.report.accessible import accessible

CELL_SECONDS = 120  # a cell that takes longer than this is stuck
_INJECTED = "injected-parameters"  # the tag that papermill uses
# A page has room for whole sentences, where pandas would print their beginning.
_PRELUDE = "import pandas\n\npandas.set_option('display.max_colwidth', None)"
_CAPTION = re.compile(r"\*(Figure|Table):\*\s*(.+)", re.DOTALL)
_PLAIN = " ='/:;,().*!-"  # may stand as they are in an address within an attribute
_IMAGES = ("image/svg+xml", "image/png", "image/jpeg")


def execute(path: Path, parameters: Mapping[str, Path], progress: Progress) -> NotebookNode:
    """Run a notebook from its own folder with some parameters, and return it with its outputs.

    Raises
    ------
    ValueError
        If the file is no notebook.
    RuntimeError
        If one of its cells fails or takes too long.
    """
    try:
        book: NotebookNode = nbformat.read(path, as_version=4)
    except Exception as error:
        msg = f"{path}: not a Jupyter notebook ({error})"
        raise ValueError(msg) from error
    _set_parameters(book, parameters)
    book.cells.insert(0, _injected(_PRELUDE))
    task = progress.add_task(path.stem, total=len(book.cells))
    client = NotebookClient(
        book,
        timeout=CELL_SECONDS,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.resolve().parent)}},
        on_cell_complete=lambda **done: progress.update(task, completed=done["cell_index"] + 1),
    )
    try:
        client.execute()
    except CellTimeoutError as error:
        msg = f"{path}: a cell took more than {CELL_SECONDS} s"
        raise RuntimeError(msg) from error
    except CellExecutionError as error:
        msg = f"{path}: a cell failed with {error.ename}: {error.evalue}\n{strip_ansi(str(error))}"
        raise RuntimeError(msg) from error
    progress.update(task, completed=len(book.cells))
    return book


def opening(book: NotebookNode) -> tuple[str, str]:
    """Return a notebook's first heading and, as plain text, the paragraph after it."""
    prose = "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    soup = BeautifulSoup(_markdown(prose), "html.parser")
    heading = soup.find("h1")
    if heading is None:
        return "Notebook without a heading", ""
    after = heading.find_next_sibling("p")
    return heading.get_text(), after.get_text(" ", strip=True) if after else ""


def _set_parameters(book: NotebookNode, parameters: Mapping[str, Path]) -> None:
    source = "\n".join(f"{name} = {str(path)!r}" for name, path in parameters.items())
    for position, cell in enumerate(book.cells):
        if source and "parameters" in cell.metadata.get("tags", ()):
            book.cells.insert(position + 1, _injected(source))
            return


def _injected(source: str) -> NotebookNode:
    """Make a cell that runs but is not shown on the page."""
    cell: NotebookNode = nbformat.v4.new_code_cell(source, metadata={"tags": [_INJECTED]})
    return cell


def notebook_content(book: NotebookNode, names: Container[str]) -> dict[str, Any]:
    """Turn the cells of an executed notebook into what the page template shows.

    A Markdown cell that begins with ``*Figure:*`` or ``*Table:*`` is the caption of the cell above
    it, and the alternative text of its pictures. Links to the notebooks in ``names`` lead to their
    pages.
    """
    blocks: list[dict[str, Any]] = []
    contents: list[dict[str, Any]] = []
    counted: Counter[str] = Counter()
    cells = [c for c in book.cells if _INJECTED not in c.metadata.get("tags", ())]
    for cell in cells:
        caption = _CAPTION.match(cell.source)
        if cell.cell_type == "code":
            blocks.append({"kind": "code", "cell": cell, "caption": ""})
        elif cell.cell_type == "markdown" and caption and blocks and blocks[-1]["kind"] == "code":
            what, text = caption.groups()
            counted[what] += 1
            blocks[-1]["caption"] = f"{what} {counted[what]}. {_plain(text)}"
        elif cell.cell_type == "markdown":
            blocks.append({"kind": "prose", "html": _prose(cell.source, contents, names)})
    code = [block for block in blocks if block["kind"] == "code"]
    for number, block in enumerate(code, start=1):
        block.update(_code_block(block.pop("cell"), block["caption"]), number=number)
    return {"blocks": blocks, "contents": contents, "layout": "beside"}


def _code_block(cell: NotebookNode, caption: str) -> dict[str, Any]:
    outputs = [shown for output in cell.outputs if (shown := _output(output, caption))]
    captioned = any(output.get("captioned") for output in outputs)
    return {
        "code": Markup(Highlight2HTML(pygments_lexer="ipython3")(cell.source)),  # noqa: S704
        "outputs": outputs,
        "element": "figure" if caption and not captioned else "div",
    }


def _output(output: NotebookNode, caption: str) -> dict[str, Any] | None:
    """Describe one output: a picture, HTML that the notebook made, or text."""
    if output.output_type == "stream":
        return {"kind": "text", "text": strip_ansi(output.text)}
    data = output.get("data", {})
    for kind in _IMAGES:
        if kind in data:
            alternative = output.metadata.get(kind, {}).get("alt") or output.metadata.get("alt")
            return {
                "kind": "image",
                "source": _data_address(kind, data[kind]),
                "alternative": alternative or caption or "Figure without a description",
            }
    if "text/html" in data:
        html, captioned = accessible(
            data["text/html"], caption if caption.startswith("Table") else ""
        )
        return {"kind": "html", "html": Markup(html), "captioned": captioned}  # noqa: S704
    if "text/plain" in data and not any(kind.endswith("widget-view+json") for kind in data):
        return {"kind": "text", "text": strip_ansi(data["text/plain"])}
    return None


def _data_address(kind: str, data: str) -> Markup:
    """Pictures go in as addresses, where a script inside an SVG never runs.

    Made for an attribute in double quotes, in which a single quote may stand as it is.
    """
    if kind != "image/svg+xml":
        return Markup("data:{};base64,{}").format(kind, data.strip())
    if "'" not in data:  # in an address three letters are written for each double quote
        data = data.replace('"', "'")
    return Markup(f"data:{kind},{quote(data, safe=_PLAIN)}")  # noqa: S704 - no &, <, > or " is left


def _prose(source: str, contents: list[dict[str, Any]], names: Container[str]) -> Markup:
    """Render Markdown; its headings get anchors and go into the table of contents."""
    soup = BeautifulSoup(_markdown(source), "html.parser")
    for heading in soup.select("h1, h2, h3"):
        text = heading.get_text(strip=True)
        level = int(heading.name[1])
        heading["id"] = anchor = re.sub(r"\W+", "-", text.lower()).strip("-")
        if level > 1:
            contents.append({"level": level, "text": text, "anchor": anchor})
    for link in soup.select("a[href$='.ipynb']"):
        name = str(link["href"]).removesuffix(".ipynb")
        if name in names:
            link["href"] = f"{name}.html"
        else:
            link.unwrap()
    return Markup(str(soup))  # noqa: S704


def _markdown(source: str) -> str:
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True, embed_images=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))


def _plain(markdown: str) -> str:
    return " ".join(BeautifulSoup(_markdown(markdown), "html.parser").get_text().split())
