"""The map and the chart of the explorer: drawn once, and moved through the years by a style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ipywidgets as widgets

from monitorlib import charts, maps
from monitorlib.explorer._rows import year_of

if TYPE_CHECKING:
    import pandas as pd

    from monitorlib.tables import Tables

_SCOPE = "ml-years"  # the class of the box within which years are hidden


class Pictures(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A map and a chart of what had been reported until a year.

    Attributes
    ----------
    until
        The year, a slider.
    play
        Moves it.
    """

    def __init__(self, tables: Tables, findings: pd.DataFrame) -> None:
        years = [year for day in tables.bulletins["date"] if (year := year_of(day))] or [1995]
        first, last = min(years), max(years)
        self._last = last
        self.until = widgets.IntSlider(last, first, max(last, first + 1), description="Until")
        self.play = widgets.Play(min=first, max=last, value=last, interval=900)
        widgets.jslink((self.play, "value"), (self.until, "value"))
        self._style = widgets.HTML()
        drawn = charts.withdrawals(tables.launchers, findings=findings)
        self._map = widgets.HTML(str(maps.interactive(tables.sites).data))
        self._chart = widgets.HTML(_with_years(drawn.svg(), drawn.alt))
        super().__init__(
            [widgets.HBox([self.play, self.until]), self._style, self._map, self._chart]
        )
        self.add_class(_SCOPE)
        self.until.observe(lambda _: self._hide(), "value")
        self._hide()

    def _hide(self) -> None:
        hidden = ", ".join(
            f".{_SCOPE} .ml-y{year}" for year in range(self.until.value + 1, self._last + 1)
        )
        self._style.value = f"<style>{hidden} {{ display: none; }}</style>" if hidden else ""


def _with_years(svg: str, alt: str) -> str:
    """A chart to stand in a page, its marks with the class of their year."""
    svg = re.sub(r'id="published-(\d{4})-\d+"', r'class="ml-y\1"', svg[svg.index("<svg") :])
    label = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<div role="img" aria-label="{label}">{svg}</div>'
