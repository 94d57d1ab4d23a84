"""Tables to look around in: choose, filter, see the sentence behind a row, judge it.

The controls need a running kernel. A page made from the notebook has none, so the view also
carries a plain table, which is shown there in its place.
"""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets as widgets
import pandas as pd

from monitorlib import claims
from monitorlib.evidence import LETTERS, marked_rows, marked_view
from monitorlib.explorer._board import Board
from monitorlib.explorer._findings import Findings
from monitorlib.explorer._pictures import Pictures
from monitorlib.explorer._review import Review
from monitorlib.explorer._rows import ANY, Listed, Wanted, facts, listed

if TYPE_CHECKING:
    from pathlib import Path

    from monitorlib.bulletin import Bulletin
    from monitorlib.corpus import Corpus
    from monitorlib.tables import Tables

__all__ = ["Explorer", "explore"]

_LISTED = 500  # a browser's list box stays quick up to about this many entries
_STATIC_ROWS = 8
_NARROW, _CLOSE = widgets.Layout(width="13rem"), {"description_width": "initial"}


class Opened(NamedTuple):
    """A bulletin that is shown: its marked text as HTML, and the numbers of its rows there."""

    bulletin_id: str
    html: str
    numbers: dict[str, int]


class Explorer(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """The view that `explore` returns; its controls are attributes.

    Attributes
    ----------
    table, actor, status, certainty, years, words
        The filters.
    picked
        A button that is there when a place or a figure was picked, and lets it go.
    rows
        The list of rows that pass the filters.
    detail
        The selected row in its bulletin.
    pictures
        A map and a chart that go through the years; drawn when they come into sight.
    findings
        The contradictions.
    review
        The controls to judge a row, where a file for decisions was given.
    """

    def __init__(
        self, tables: Tables, corpus: Corpus | None, corrections: str | Path | None
    ) -> None:
        self._tables = tables
        self._corpus = corpus
        self._read: dict[str, list[Listed]] = {}  # tables that have been looked at
        self._listed: list[Listed] = []
        self._settled = True
        self._spots: frozenset[str] = frozenset()
        self._named = ""  # what these are
        self._shown = Opened("", "", {})
        self._make_filters()
        self.count = widgets.HTML()
        self.rows = widgets.Select(rows=14, layout=widgets.Layout(width="auto"))
        self.detail = Board(scrolls=True)
        found = claims.check(tables)
        self.pictures = Pictures(tables, found, self._pick)
        self.findings = Findings(found)
        self.review = (
            None if corrections is None else Review(corrections, self._filter, tables.notes)
        )
        pages = {"Map and chart": self.pictures, f"Contradictions ({len(found)})": self.findings}
        if self.review is not None:
            pages["Review"] = self.review
        bar = widgets.HBox(
            [*self._filters, self._said], layout=widgets.Layout(flex_flow="row wrap")
        )
        bar.add_class("ml-filters")
        pair = widgets.Box(
            [widgets.VBox([widgets.HBox([self.count, self.picked]), self.rows]), self.detail]
        )
        pair.add_class("ml-pair")
        self._tab = widgets.Tab([*pages.values()], titles=[*pages])
        super().__init__([self.table, bar, pair, self._tab])
        self.add_class("ml-explorer")
        self._connect()

    def _make_filters(self) -> None:
        self.table = widgets.ToggleButtons(options=list(LETTERS), tooltips=["Table"] * len(LETTERS))
        self.table.style.button_width = "auto"
        self.actor, self.status, self.certainty = (
            widgets.Dropdown(description=name, layout=_NARROW, style=_CLOSE)
            for name in ("Actor", "Status", "Certainty")
        )
        self.words = widgets.Text(
            description="Words", placeholder="in row or sentence", layout=_NARROW, style=_CLOSE
        )
        self.years = widgets.IntRangeSlider(
            description="Years", min=0, max=1, value=(0, 1), readout=False, style=_CLOSE
        )
        self._said = widgets.Label(layout=widgets.Layout(width="6rem"))
        self.picked = widgets.Button(
            icon="times", tooltip="Show the rows of all places and figures"
        )
        self.picked.layout = widgets.Layout(width="auto", display="none")
        self._filters = (self.actor, self.status, self.certainty, self.words, self.years)

    def _connect(self) -> None:
        self.table.observe(lambda _: self._choose_table(), "value")
        for control in self._filters:
            control.observe(lambda _: self._filter(), "value")
        self.picked.on_click(lambda _: self._pick(frozenset(), ""))
        self.rows.observe(lambda _: self._show(), "value")
        self._choose_table()

    def _choose_table(self) -> None:
        self._listed = self._rows_of(self.table.value)
        self._settled = False  # every control would filter anew
        _offer(self.actor, {actor for each in self._listed for actor in each.actors})
        _offer(self.status, {each.state for each in self._listed})
        _offer(self.certainty, {each.row["certainty"] for each in self._listed})
        years = [each.year for each in self._listed if each.year is not None] or [1995]
        _span(self.years, min(years), max(years))
        self._settled = True
        self._filter()

    def _filter(self) -> None:
        if not self._settled:
            return
        wanted = Wanted(
            self.actor.value,
            self.status.value,
            self.certainty.value,
            self.words.value,
            self.years.value,
            self._spots,
        )
        self._said.value = "{} to {}".format(*self.years.value)
        passing = [number for number, each in enumerate(self._listed) if each.passes(wanted)]
        chosen, shown = self.rows.value, passing[:_LISTED]
        more = "" if len(shown) == len(passing) else f", the first {_LISTED} listed"
        self.count.value = f"{len(passing)} of {len(self._listed)} rows{more}"
        self._settled = False
        self.rows.options = [(self._label(number), number) for number in shown]
        self.rows.index = shown.index(chosen) if chosen in shown else 0 if shown else None
        self._settled = True
        self._show()

    def _label(self, number: int) -> str:
        each = self._listed[number]
        return (self.review.sign(each.row) if self.review is not None else "") + each.line

    def _pick(self, spots: frozenset[str], name: str) -> None:
        """Let only rows pass that are at a place of the map, or give a figure of the chart."""
        self._spots, self._named = spots, name
        self.picked.description = shorten(name, 40, placeholder="…")
        self.picked.layout.display = "" if spots else "none"
        tables = [self.table.value, "sites", *LETTERS]
        at = next((each for each in tables if self._has(each, spots)), self.table.value)
        if at == self.table.value:
            self._filter()
        else:
            self.table.value = at

    def _has(self, table: str, spots: frozenset[str]) -> bool:
        return any(not spots.isdisjoint(each.spots) for each in self._rows_of(table))

    def _rows_of(self, table: str) -> list[Listed]:
        if table not in self._read:
            self._read[table] = listed(self._tables, table)
        return self._read[table]

    def _show(self) -> None:
        if not self._settled:
            return
        each = None if self.rows.value is None else self._listed[self.rows.value]
        row = None if each is None else each.row
        known = row is not None and self._corpus is not None and row["bulletin_id"] in self._corpus
        bulletin = self._corpus[row["bulletin_id"]] if known and row and self._corpus else None
        if self.review is not None:
            self.review.look_at(self.table.value, row, bulletin)
        if row is None:
            self.detail.html = f"<p>{escape(self._why_none())}</p>"
            return
        self.pictures.look_at(self.table.value, self.rows.value, row)
        if bulletin is None:
            self.detail.html = f"<blockquote>{escape(row['evidence'])}</blockquote><p>{escape(row['cited_as'])}</p>"
        else:
            if bulletin.bulletin_id != self._shown.bulletin_id:  # else it is drawn already
                self._shown = _opened(bulletin, self._tables)
            self.detail.chosen = f".r{self._shown.numbers[row['row_id']]}"
            self.detail.html = self._shown.html

    def _why_none(self) -> str:
        if self._spots and not self._has(self.table.value, self._spots):
            return (
                f"No row of the tables is about {self._named}: the map has it from the reference."
            )
        return "No row passes these filters."

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        name = self.table.value
        columns = ["cited_as", name, "evidence"]
        rows = [
            (each.row["cited_as"], facts(name, each.row), each.row["evidence"])
            for each in self._listed[:_STATIC_ROWS]
        ]
        with pd.option_context("display.max_colwidth", None):
            bundle["text/html"] = pd.DataFrame(rows, columns=columns).to_html(index=False)
        return bundle


def explore(
    tables: Tables, corpus: Corpus | None = None, *, corrections: str | Path | None = None
) -> Explorer:
    """Look around in tables: filter them, see the evidence of a row, judge it.

    Parameters
    ----------
    tables
        What was parsed.
    corpus
        The bulletins it was parsed from. With them a row is shown in its bulletin, the evidence
        marked; without, its sentence alone is.
    corrections
        A ``corrections.csv`` to which decisions about rows are written as they are made; it need not
        exist. `monitorlib.parse` applies it. Without it nothing can be judged.

    Returns
    -------
    Explorer
        A widget for JupyterLab; where no kernel runs, a plain table stands in its place.
    """
    return Explorer(tables, corpus, corrections)


def _opened(bulletin: Bulletin, tables: Tables) -> Opened:
    rows = marked_rows(bulletin, tables)
    numbers = {each.row_id: each.number for each in rows}
    return Opened(bulletin.bulletin_id, marked_view(bulletin, rows)._repr_html_(), numbers)


def _offer(control: widgets.Dropdown, values: set[str]) -> None:
    control.options = [ANY, *sorted(value for value in values if value)]
    control.value = ANY


def _span(control: widgets.IntRangeSlider, first: int, last: int) -> None:
    """Set the ends of a slider, and its value to both; widening comes first, so that no order is refused."""
    control.min, control.max = min(control.min, first), max(control.max, last)
    control.value = (first, last)
    control.min, control.max = first, last
