"""The map and the chart of the explorer: drawn once, and moved through the years by a style sheet."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from monitorlib.explorer._board import Board
from monitorlib.explorer._rows import spot_of, year_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from monitorlib.tables import Tables

_SCOPE = "ml-years"  # the class of the box within which years are hidden
_WAITING = "<p>The map and the chart are drawn when they come into sight.</p>"
_MARK = re.compile(r'id="published-(\d{4})-rows-([\d_]+)-(\d+)"')


class Pictures(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A map and a chart of what had been reported until a year.

    Attributes
    ----------
    until
        The year, a slider.
    play
        Moves it.
    hidden
        The style that hides later years.
    map, chart
        The pictures.
    """

    def __init__(
        self,
        tables: Tables,
        findings: pd.DataFrame,
        picked: Callable[[frozenset[str], str], None],
    ) -> None:
        self._tables, self._findings = tables, findings
        self._row: tuple[str, int, dict[str, Any]] | None = None
        years = [year for day in tables.bulletins["date"] if (year := year_of(day))] or [1995]
        first, last = min(years), max(years)
        self._last = last
        self.until = widgets.IntSlider(last, first, max(last, first + 1), description="Until")
        self.play = widgets.Play(min=first, max=last, value=last, interval=900)
        widgets.jslink((self.play, "value"), (self.until, "value"))
        self.hidden, self._where = widgets.HTML(), widgets.HTML()
        self.map, self.chart = Board(_WAITING), Board()
        bar = widgets.HBox([self.play, self.until, self._where])
        bar.layout = widgets.Layout(flex_flow="row wrap", align_items="center")
        both = widgets.Box([self.map, self.chart])
        both.add_class("ml-pictures")
        super().__init__([bar, self.hidden, both])
        self.add_class(_SCOPE)
        self.until.observe(lambda _: self._hide(), "value")
        self.map.when_seen(self.draw)
        for board in (self.map, self.chart):
            board.when_picked(picked)

    def draw(self) -> None:
        """Draw map and chart, unless they are there already."""
        if self.chart.html:
            return
        # they take a second to load: the list of rows does not wait for them
        from monitorlib import charts, maps

        self.map.html = str(maps.interactive(self._tables.sites).data)
        drawn = charts.withdrawals(self._tables.launchers, findings=self._findings)
        self.chart.html = _to_point_at(drawn.svg(), drawn.alt, self._tables.launchers)
        self._choose()

    def look_at(self, table: str, number: int, row: dict[str, Any]) -> None:
        """Mark where a row is on the map, and its figure on the chart."""
        self._row = table, number, row
        self._choose()

    def _choose(self) -> None:
        if self._row is None or not self.chart.html:
            return
        table, number, row = self._row
        spot, figure = spot_of(row), f"{table}:{number}"
        self.map.chosen = f'[data-at~="{spot}"]' if spot else ""
        # its own row is the first that a mark names
        self.chart.chosen = f'[data-at="{figure}"], [data-at^="{figure} "]'
        marked = [
            name
            for name, at, board in (("map", spot, self.map), ("chart", figure, self.chart))
            if at and re.search(rf'data-at="([^"]* )?{at}[ "]', board.html)
        ]
        place = row.get("place") or row.get("location") or "it names no place"
        said = f"ringed on the {' and the '.join(marked)}" if marked else "on neither map nor chart"
        self._where.value = f"Selected row ({escape(place)}): {said}."

    def _hide(self) -> None:
        hidden = ", ".join(
            f".{_SCOPE} .ml-y{year}" for year in range(self.until.value + 1, self._last + 1)
        )
        self.hidden.value = f"<style>{hidden} {{ display: none; }}</style>" if hidden else ""


def _to_point_at(svg: str, alt: str, launchers: pd.DataFrame) -> str:
    """A chart to stand in a page: its marks have the class of their year and can be picked."""
    reached: set[tuple[str, frozenset[str]]] = set()

    def replaced(match: re.Match[str]) -> str:
        year, rows = match[1], match[2].split("_")
        told = f'class="ml-y{year}" data-at="{" ".join(f"launchers:{row}" for row in rows)}"'
        if (year, frozenset(rows)) in reached:  # one stop for the keyboard is enough
            return told
        reached.add((year, frozenset(rows)))
        first = launchers.iloc[int(rows[0])]
        name = f"{first['number']} {first['category']}, {first['action']}".replace("_", " ")
        return f'{told} role="button" tabindex="0" aria-label="{escape(name)}"'

    svg = _MARK.sub(replaced, svg[svg.index("<svg") :])
    return f'<div class="ml-chart" role="group" aria-label="{escape(alt)}">{svg}</div>'
