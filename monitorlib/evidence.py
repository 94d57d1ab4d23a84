"""A bulletin with its evidence marked: which words every row rests on.

The words of the bulletin stand on the left, underlined once for each table that took a row from
them; the rows stand in the margin beside their paragraph. Pointing at a passage, or moving to its
label with the keyboard, lifts its rows out of the others, and the other way round. No script and
no element id is used, so any number of bulletins can share a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.schemas import TABLES, frame_rows, text_of

if TYPE_CHECKING:
    from monitorlib.bulletin import Bulletin
    from monitorlib.corpus import Corpus
    from monitorlib.tables import Tables

# Labels and colours are those of the template: one letter, one line style and one Okabe-Ito colour
# for each table.
LETTERS = {"agreements": "A", "launchers": "L", "units": "U", "meetings": "M", "sites": "S"}
SINGULAR = {
    "agreements": "agreement",
    "launchers": "launchers",
    "units": "unit",
    "meetings": "meeting",
    "sites": "site",
}

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\Z|[^\S\n]*\n\s*\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A bulletin with its evidence marked, ready to look at.

    Show it in a notebook by naming it last in a cell; ``str(view)`` is a complete HTML page.

    Attributes
    ----------
    title
        The bulletin's headline, or its number.
    body
        An HTML fragment without style, for pages that hold several.
    style
        The style sheet that the fragment needs.
    """

    title: str
    body: str
    style: str

    def _repr_html_(self) -> str:
        return f"<style>{self.style}</style>{self.body}"

    def __str__(self) -> str:
        return templates("highlight_page.html").render(view=self)

    def save(self, path: str | Path) -> Path:
        """Write a page that stands alone, in UTF-8, and return its path."""
        path = Path(path)
        path.write_text(str(self), encoding="utf-8", newline="\n")
        return path


class Passage(NamedTuple):
    """Consecutive characters that support the same rows."""

    text: str
    rows: tuple["MarkedRow", ...]
    starting: tuple["MarkedRow", ...]  # rows whose fullest statement begins here


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One row as the view shows it."""

    number: int  # position among the bulletin's rows
    row_id: str
    label: str  # such as "A2"
    table: str
    start: int
    spans: tuple[tuple[int, int], ...]
    facts: tuple[tuple[str, str], ...]
    certainty: str
    source: str

    @property
    def summary(self) -> str:
        """The row in one line."""
        values = " · ".join(value for _, value in self.facts)
        return f"{self.label} {SINGULAR[self.table]}: {values} ({self.standing})"

    @property
    def standing(self) -> str:
        """How sure the text is, and who says so."""
        return f"{self.certainty}, {self.source}" if self.source else self.certainty


def highlight(bulletin: "Bulletin", tables: "Tables") -> Highlight:
    """Mark in a bulletin the words that its rows rest on.

    Parameters
    ----------
    bulletin
        The bulletin as it was read.
    tables
        What was parsed from it, possibly together with others. Rows of other bulletins are
        passed over.

    Returns
    -------
    Highlight
        A view for notebooks, which can also be saved as a page.

    Raises
    ------
    ValueError
        If a row's evidence is not at its place in this text, because the tables were made from
        another version of it.
    """
    return marked_view(bulletin, marked_rows(bulletin, tables))


def highlight_all(corpus: "Corpus", tables: "Tables") -> Iterator[Highlight]:
    """Mark the evidence in every bulletin as `highlight` does, going through the tables once."""
    grouped: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for name in LETTERS:
        for row in frame_rows(name, getattr(tables, name)):
            grouped.setdefault(row["bulletin_id"], {}).setdefault(name, []).append(row)
    for bulletin in corpus:
        yield marked_view(bulletin, _marked(bulletin, grouped.get(bulletin.bulletin_id, {})))


def marked_view(bulletin: "Bulletin", rows: "list[MarkedRow]") -> Highlight:
    """Mark in a bulletin the words that these `marked_rows` of it rest on."""
    in_order = sorted(rows, key=lambda row: row.start)
    paragraphs = [
        {
            "kind": _kind(bulletin, start, stop),
            "passages": list(_passages(bulletin.text, start, stop, rows)),
            "rows": [row for row in in_order if start <= row.start < stop],
        }
        for start, stop in (match.span() for match in _PARAGRAPH.finditer(bulletin.text))
    ]
    body = templates("highlight.html").render(
        bulletin=bulletin,
        paragraphs=paragraphs,
        letters=LETTERS,
        counts={name: sum(row.table == name for row in rows) for name in LETTERS},
        notice=REWRITTEN_NOTICE if bulletin.provenance == "rewritten" else "",
    )
    return Highlight(title_of(bulletin), body, templates("highlight.css").render(count=len(rows)))


def title_of(bulletin: "Bulletin") -> str:
    """Return the headline of a bulletin, else its number, else its id."""
    if bulletin.headline:
        return bulletin.headline
    if bulletin.publication and bulletin.volume and bulletin.issue:
        return f"{bulletin.publication} {bulletin.volume}:{bulletin.issue}"
    return bulletin.bulletin_id


def marked_rows(bulletin: "Bulletin", tables: "Tables") -> list[MarkedRow]:
    """Return the rows of one bulletin, labelled, table by table and in the order of the text."""
    frames = {name: getattr(tables, name) for name in LETTERS}
    own = {
        name: frame_rows(name, frame[frame["bulletin_id"] == bulletin.bulletin_id])
        for name, frame in frames.items()
    }
    return _marked(bulletin, own)


def _marked(bulletin: "Bulletin", own: dict[str, list[dict[str, Any]]]) -> list[MarkedRow]:
    rows: list[MarkedRow] = []
    for name, letter in LETTERS.items():
        for position, row in enumerate(sorted(own.get(name, ()), key=_place), start=1):
            _check_evidence(bulletin, name, row)
            rows.append(
                MarkedRow(
                    number=len(rows),
                    row_id=row["row_id"],
                    label=f"{letter}{position}",
                    table=name,
                    start=row["start"],
                    spans=_spans(row),
                    facts=tuple(
                        (column.replace("_", " "), shown)
                        for column in own_columns(name)
                        if (shown := text_of(row[column]))
                    ),
                    certainty=row["certainty"],
                    source=text_of(row["source"]),
                )
            )
    return rows


def own_columns(table: str) -> list[str]:
    """Return the columns that say what the fact is, as against where it is from."""
    declared = takewhile(lambda column: column.name != "source", TABLES[table])
    identity = {"row_id", "bulletin_id"}
    return [c.name for c in declared if c.name not in identity and not c.derived]


@cache
def templates(name: str) -> Template:
    """Return one of the library's page templates; what is put into it is escaped."""
    environment = Environment(
        loader=PackageLoader("monitorlib"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["inline"] = lambda name, **values: Markup(templates(name).render(**values))  # noqa: S704
    return environment.get_template(name)


def _place(row: dict[str, Any]) -> tuple[int, int, str]:
    return row["start"], row["stop"], row["row_id"]


def _spans(row: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """Every place that supports the row, its fullest statement first."""
    fullest = (row["start"], row["stop"])
    return (fullest, *(span for span in row["spans"] if span != fullest))


def _check_evidence(bulletin: "Bulletin", table: str, row: dict[str, Any]) -> None:
    found = bulletin.text[row["start"] : row["stop"]]
    if found != row["evidence"]:
        msg = (
            f"{bulletin.bulletin_id}: the evidence of row {row['row_id']} in {table} is not at "
            f"characters {row['start']}-{row['stop']} of this text; "
            "were the tables made from another version of the bulletin?"
        )
        raise ValueError(msg)


def _passages(text: str, start: int, stop: int, rows: list[MarkedRow]) -> Iterator[Passage]:
    """Cut a paragraph wherever the rows that its characters support change."""
    spans = [(a, b, row) for row in rows for a, b in row.spans if a < stop and b > start]
    cuts = (
        {start, stop} | {max(start, a) for a, _, _ in spans} | {min(stop, b) for _, b, _ in spans}
    )
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        here = dict.fromkeys(row for a, b, row in spans if a <= left and right <= b)
        yield Passage(
            text=text[left:right],
            rows=tuple(here),
            starting=tuple(row for row in here if row.start == left),
        )


def _kind(bulletin: "Bulletin", start: int, stop: int) -> str:
    paragraph = bulletin.text[start:stop]
    if paragraph.startswith("Publication:"):
        return "masthead"
    body_start, body_stop = bulletin.body
    if stop <= body_start:
        return "headline"
    return "next" if start >= body_stop else "text"
