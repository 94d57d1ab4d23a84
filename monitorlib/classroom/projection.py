"""A picture for the whole class: move the threshold, and see for which states the sentence holds."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets
import pandas as pd

from monitorlib import geo, maps, style

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Threshold"]

_FARTHEST = 150  # km; beyond it every base of Belarus is near everything
_STYLE = """
.ml-threshold { max-width: none; }
.ml-threshold svg { width: 100%; height: auto; max-height: 64vh; }
.ml-threshold .widget-slider { width: 100%; height: 3em; font-size: 1.5rem; }
.ml-threshold .widget-slider .widget-label { width: auto; font-size: 1.5rem; }
.ml-threshold .widget-readout { font-size: 1.5rem; min-width: 5em; }
.ml-threshold .verdict { font-size: 1.5rem; line-height: 1.35; border-collapse: collapse; }
.ml-threshold .verdict th, .ml-threshold .verdict td { padding: .35em .6em; text-align: left; }
.ml-threshold .verdict caption { font-weight: bold; text-align: left; padding: .35em; }
.ml-threshold .verdict td { white-space: nowrap; }
.ml-threshold .verdict tr { border-top: 1px solid currentColor; }
.ml-threshold .verdict td:last-child { text-align: right; }
"""


class Threshold(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """How near is near? A slider in kilometres, a map of what it reaches, a verdict for each state.

    Parameters
    ----------
    places
        Places in one state, by their names in `monitorlib.geo.gazetteer`.
    states
        Codes of the neighbours of which the claim speaks.
    km
        Where the slider stands at first.

    Attributes
    ----------
    slider
        The threshold in kilometres.

    Raises
    ------
    ValueError
        A place is not known or not on the map.
    """

    def __init__(self, places: Sequence[str], states: Sequence[str], km: int = 50) -> None:
        away = [geo.distances(*geo.position(place)).assign(place=place) for place in places]
        self._away = pd.concat(away).query("neighbour in @states")
        self._states = list(states)
        self.slider = widgets.IntSlider(km, 0, _FARTHEST, description="Near means at most … km")
        self._hidden, self._verdict = widgets.HTML(), widgets.HTML()
        drawn = maps.reach(places, _FARTHEST, states=states)
        drawn.suptitle("")  # the slider says it
        words = f"Map of {', '.join(places)}, and the ways from there to the borders within reach"
        picture = widgets.HTML(_for_page(drawn.svg(), words))
        picture.layout.flex, self._verdict.layout.flex = "3", "1"
        beside = widgets.HBox([picture, self._verdict])
        super().__init__(
            [widgets.HTML(f"<style>{_STYLE}</style>"), self.slider, self._hidden, beside]
        )
        self.add_class("ml-threshold")
        self.slider.observe(lambda _: self._show(), "value")
        self._show()

    def _show(self) -> None:
        """Hide the ways that are too long: the map is drawn once, so a step takes no time."""
        km = self.slider.value
        beyond = {f"{way:.0f}" for way in self._away["border_km"] if round(way) > km}
        hidden = ", ".join(f".ml-threshold .ml-reach-{way}" for way in sorted(beyond))
        self._hidden.value = f"<style>{hidden} {{ display: none; }}</style>" if hidden else ""
        self._verdict.value = _in_words(self._away, self._states, km)


def _for_page(svg: str, alt: str) -> str:
    svg = re.sub(r'id="reach-(\d+)-[\w-]+"', r'class="ml-reach-\1"', svg[svg.index("<svg") :])
    return f'<div role="img" aria-label="{escape(alt)}">{svg}</div>'


def _in_words(away: pd.DataFrame, states: Sequence[str], km: int) -> str:
    """For each state whether a place is near enough, and which; the count in words for all to hear."""
    lines, held = [], 0
    for state in states:
        nearest = away[away["neighbour"].eq(state)].sort_values("border_km").iloc[0]
        holds = round(nearest["border_km"]) <= km
        held += holds
        found = f"{escape(nearest['place'])}, {nearest['border_km']:.0f} km" if holds else "none"
        lines.append(
            f"<tr><th scope='row'>{escape(style.actor_name(state))}</th>"
            f"<td>{'✓ holds' if holds else '✗ fails'}</td><td>{found}</td></tr>"
        )
    head = f"At {km} km it holds for {held} of {len(states)} states"
    return (
        f"<div role='status'><table class='verdict'><caption>{head}</caption>"
        f"{''.join(lines)}</table></div>"
    )
