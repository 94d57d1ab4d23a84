"""Tables to look around in: choose, filter, and see the sentence behind a row.

The controls need a running kernel. A page made from the notebook has none, so the view also
carries a plain table, which is shown there in its place.
"""

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import pandas as pd

from monitorlib.evidence import LETTERS, highlight, own_columns, text_of
from monitorlib.schemas import TABLES, frame_rows

if TYPE_CHECKING:
    from monitorlib.corpus import Corpus
    from monitorlib.tables import Tables

ANY = "(any)"
_LISTED = 500  # a browser's list box stays quick up to about this many entries
_STATIC_ROWS = 8
_WIDE = widgets.Layout(width="auto")


class Explorer(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """The view that `explore` returns; its controls are attributes.

    Attributes
    ----------
    table, actor, status, certainty, words
        The filters.
    rows
        The list of rows that pass them.
    detail
        The selected row in its bulletin.
    """

    def __init__(self, tables: "Tables", corpus: "Corpus | None") -> None:
        self._tables = tables
        self._corpus = corpus
        self._rows: list[dict[str, Any]] = []
        self.table = widgets.ToggleButtons(options=list(LETTERS), description="Table")
        self.actor = widgets.Dropdown(description="Actor")
        self.status = widgets.Dropdown(description="Status")
        self.certainty = widgets.Dropdown(description="Certainty")
        self.words = widgets.Text(description="Words", placeholder="in the row or its sentence")
        self.count = widgets.HTML()
        self.rows = widgets.Select(description="Rows", rows=8, layout=_WIDE)
        self.detail = widgets.HTML(layout=_WIDE)
        self._filters = (self.actor, self.status, self.certainty, self.words)
        super().__init__(
            [self.table, widgets.HBox(self._filters), self.count, self.rows, self.detail]
        )
        self.table.observe(lambda _: self._choose_table(), "value")
        for control in self._filters:
            control.observe(lambda _: self._filter(), "value")
        self.rows.observe(lambda _: self._show(), "value")
        self._choose_table()

    def _choose_table(self) -> None:
        name = self.table.value
        self._rows = frame_rows(name, getattr(self._tables, name))
        _offer(self.actor, {actor for row in self._rows for actor in _actors(name, row)})
        _offer(self.status, {row[_state(name)] for row in self._rows})
        _offer(self.certainty, {row["certainty"] for row in self._rows})
        self._filter()

    def _filter(self) -> None:
        name = self.table.value
        passing = [
            (_line(name, row), number)
            for number, row in enumerate(self._rows)
            if self.actor.value in {ANY, *_actors(name, row)}
            and self.status.value in {ANY, row[_state(name)]}
            and self.certainty.value in {ANY, row["certainty"]}
            and self.words.value.lower() in f"{_line(name, row)} {row['evidence']}".lower()
        ]
        listed = passing[:_LISTED]
        shown = "" if len(listed) == len(passing) else f", the first {_LISTED} listed"
        self.count.value = f"{len(passing)} of {len(self._rows)} rows{shown}"
        self.rows.options = listed
        self.rows.index = 0 if listed else None
        self._show()

    def _show(self) -> None:
        if self.rows.value is None:
            self.detail.value = "<p>No row passes these filters.</p>"
            return
        row = self._rows[self.rows.value]
        sentence = f"<blockquote>{escape(row['evidence'])}</blockquote>"
        if self._corpus is None or row["bulletin_id"] not in self._corpus:
            self.detail.value = sentence + f"<p>{escape(row['cited_as'])}</p>"
        else:
            view = highlight(self._corpus[row["bulletin_id"]], self._tables)
            self.detail.value = sentence + view._repr_html_()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        name = self.table.value
        columns = ["cited_as", name, "evidence"]
        rows = [
            (row["cited_as"], _facts(name, row), row["evidence"])
            for row in self._rows[:_STATIC_ROWS]
        ]
        with pd.option_context("display.max_colwidth", None):
            bundle["text/html"] = pd.DataFrame(rows, columns=columns).to_html(index=False)
        return bundle


def explore(tables: "Tables", corpus: "Corpus | None" = None) -> Explorer:
    """Look around in tables: filter them, and see the evidence of a row.

    Parameters
    ----------
    tables
        What was parsed.
    corpus
        The bulletins it was parsed from. With them a row is shown in its bulletin, the evidence
        marked; without, its sentence alone is.

    Returns
    -------
    Explorer
        A widget for JupyterLab; where no kernel runs, a plain table stands in its place.
    """
    return Explorer(tables, corpus)


def _offer(control: widgets.Dropdown, values: set[str | None]) -> None:
    control.options = [ANY, *sorted(value for value in values if value)]
    control.value = ANY


def _state(table: str) -> str:
    """Name the column that says how a fact stands: its status, or what is done."""
    return "status" if any(column.name == "status" for column in TABLES[table]) else "action"


def _actors(table: str, row: dict[str, Any]) -> set[str]:
    columns = {"parties", "owner", "country", "to_country", "operator"} & set(own_columns(table))
    values = [row[column] for column in columns]
    return {actor for value in values for actor in (value if isinstance(value, tuple) else [value])}


def _line(table: str, row: dict[str, Any]) -> str:
    return f"{row['published'] or row['bulletin_id']}: {_facts(table, row)}"


def _facts(table: str, row: dict[str, Any]) -> str:
    return " · ".join(filter(None, (text_of(row[column]) for column in own_columns(table))))
