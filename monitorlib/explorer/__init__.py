"""Tables to look around in: choose, filter, see the sentence behind a row, judge it.

The controls need a running kernel. A page made from the notebook has none, so the view also
carries a plain table, which is shown there in its place.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import pandas as pd

from monitorlib import claims
from monitorlib.evidence import LETTERS, highlight
from monitorlib.explorer._pictures import Pictures
from monitorlib.explorer._review import Review
from monitorlib.explorer._rows import ANY, Listed, Wanted, facts, listed

if TYPE_CHECKING:
    from pathlib import Path

    from monitorlib.corpus import Corpus
    from monitorlib.tables import Tables

__all__ = ["Explorer", "explore"]

_LISTED = 500  # a browser's list box stays quick up to about this many entries
_STATIC_ROWS = 8
_WIDE = widgets.Layout(width="auto")


class Explorer(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """The view that `explore` returns; its controls are attributes.

    Attributes
    ----------
    table, actor, status, certainty, years, words
        The filters.
    rows
        The list of rows that pass them.
    detail
        The selected row in its bulletin.
    findings
        The list of contradictions; selecting one shows both sentences.
    review
        The controls to judge a row, where a file for decisions was given.
    """

    def __init__(
        self, tables: Tables, corpus: Corpus | None, corrections: str | Path | None
    ) -> None:
        self._tables = tables
        self._corpus = corpus
        self._listed: list[Listed] = []
        self._make_filters()
        self.count = widgets.HTML()
        self.rows = widgets.Select(description="Rows", rows=8, layout=_WIDE)
        self.detail = widgets.HTML(layout=_WIDE)
        self.findings, self._finding = widgets.Select(rows=8, layout=_WIDE), widgets.HTML()
        self._found = claims.check(tables)
        self._place = widgets.VBox()  # the pictures are drawn when they are first looked at
        self.review = None if corrections is None else Review(corrections, self._filter)
        judged = (
            [] if self.review is None else [widgets.Accordion([self.review], titles=["Review"])]
        )
        self._tab = widgets.Tab(
            [
                widgets.VBox([self.count, self.rows, *judged, self.detail]),
                self._place,
                widgets.VBox([self.findings, self._finding]),
            ],
            titles=["Rows", "Map and chart", f"Contradictions ({len(self._found)})"],
        )
        bar = widgets.HBox(
            [*self._filters, self._said], layout=widgets.Layout(flex_flow="row wrap")
        )
        super().__init__([self.table, bar, self._tab])
        self._connect()

    @property
    def pictures(self) -> Pictures:
        """A map and a chart that go through the years; drawn at the first call."""
        if not self._place.children:
            self._place.children = [Pictures(self._tables, self._found)]
        drawn: Pictures = self._place.children[0]
        return drawn

    def _make_filters(self) -> None:
        self.table = widgets.ToggleButtons(options=list(LETTERS), description="Table")
        self.actor = widgets.Dropdown(description="Actor")
        self.status = widgets.Dropdown(description="Status")
        self.certainty = widgets.Dropdown(description="Certainty")
        self.years = widgets.IntRangeSlider(
            description="Years", min=0, max=1, value=(0, 1), readout=False
        )
        self._said = widgets.Label(layout=widgets.Layout(width="6rem"))
        self.words = widgets.Text(description="Words", placeholder="in the row or its sentence")
        self._filters = (self.actor, self.status, self.certainty, self.words, self.years)

    def _connect(self) -> None:
        self.table.observe(lambda _: self._choose_table(), "value")
        for control in self._filters:
            control.observe(lambda _: self._filter(), "value")
        self.rows.observe(lambda _: self._show(), "value")
        self.findings.observe(lambda _: self._show_finding(), "value")
        self._tab.observe(lambda change: change["new"] == 1 and self.pictures, "selected_index")
        self.findings.options = [
            (f"{row.severity}: {row.statement}", number)
            for number, row in enumerate(self._found.itertuples())
        ]
        self.findings.index = 0 if len(self._found) else None
        self._choose_table()
        self._show_finding()

    def _choose_table(self) -> None:
        self._listed = listed(self._tables, self.table.value)
        _offer(self.actor, {actor for each in self._listed for actor in each.actors})
        _offer(self.status, {each.state for each in self._listed})
        _offer(self.certainty, {each.row["certainty"] for each in self._listed})
        years = [each.year for each in self._listed if each.year is not None] or [1995]
        _span(self.years, min(years), max(years))
        self._filter()

    def _filter(self) -> None:
        wanted = Wanted(
            self.actor.value,
            self.status.value,
            self.certainty.value,
            self.words.value,
            self.years.value,
        )
        self._said.value = "{} to {}".format(*self.years.value)
        passing = [number for number, each in enumerate(self._listed) if each.passes(wanted)]
        chosen, shown = self.rows.value, passing[:_LISTED]
        more = "" if len(shown) == len(passing) else f", the first {_LISTED} listed"
        self.count.value = f"{len(passing)} of {len(self._listed)} rows{more}"
        self.rows.options = [(self._label(number), number) for number in shown]
        self.rows.index = shown.index(chosen) if chosen in shown else 0 if shown else None
        self._show()

    def _label(self, number: int) -> str:
        each = self._listed[number]
        return (self.review.sign(each.row) if self.review is not None else "") + each.line

    def _show(self) -> None:
        row = None if self.rows.value is None else self._listed[self.rows.value].row
        known = row is not None and self._corpus is not None and row["bulletin_id"] in self._corpus
        bulletin = self._corpus[row["bulletin_id"]] if known and row and self._corpus else None
        if self.review is not None:
            self.review.look_at(self.table.value, row, bulletin)
        if row is None:
            self.detail.value = "<p>No row passes these filters.</p>"
            return
        sentence = f"<blockquote>{escape(row['evidence'])}</blockquote>"
        if bulletin is None:
            self.detail.value = sentence + f"<p>{escape(row['cited_as'])}</p>"
        else:
            self.detail.value = sentence + highlight(bulletin, self._tables)._repr_html_()

    def _show_finding(self) -> None:
        if self.findings.value is None:
            self._finding.value = "<p>No contradiction was found.</p>"
            return
        found = self._found.iloc[self.findings.value]
        quotes = [
            f"<blockquote>{escape(found[f'evidence_{side}'])}<br><small>{escape(found[f'bulletin_{side}'])}"
            "</small></blockquote>"
            for side in "ab"
            if found[f"evidence_{side}"]
        ]
        known = (
            f"<p>Reference: {escape(found['reference_source'])}</p>" if found["reference"] else ""
        )
        self._finding.value = f"<p>{escape(found['statement'])}</p>{''.join(quotes)}{known}"

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


def _offer(control: widgets.Dropdown, values: set[str]) -> None:
    control.options = [ANY, *sorted(value for value in values if value)]
    control.value = ANY


def _span(control: widgets.IntRangeSlider, first: int, last: int) -> None:
    """Set the ends of a slider, and its value to both; widening comes first, so that no order is refused."""
    control.min, control.max = min(control.min, first), max(control.max, last)
    control.value = (first, last)
    control.min, control.max = first, last
