"""The geometry of an argument: how far a place is from its neighbours, how long the borders are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from monitorlib import geo, style
from monitorlib.maps import _land
from monitorlib.style import BLUE, INK, VEIL, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    from monitorlib.maps._land import Bounds
    from monitorlib.style import Picture

PIECES = 25  # a slanting line is drawn in so many, so that names may stand beside it


def distances_from(place: str, bounds: Bounds) -> Picture:
    """Draw how far a place is from the neighbours; `monitorlib.maps.distances` describes it."""
    lat, lon = geo.position(place)
    table = geo.distances(lat, lon)
    home = geo.locate(lat, lon) or ""
    lengths = {code: _length(home, code) for code in table["neighbour"]}
    title = f"From {place} to the neighbours of {style.actor_name(home)}"
    foot = [
        "Lines: the shortest way to each border, on the ellipsoid.",
        "Border lengths are those of this map, shorter than surveys find them.",
        _land.SOURCES,
    ]
    with style.context():
        picture, axes = _land.base_map(bounds, foot)
        style.title(picture, title)
        degrees = list(axes.texts)
        labels, marks = _draw(axes, (lat, lon), place, table)
        capitals, dots = _land.capitals(axes, bounds, besides={place})
        unlabelled = style.place_labels(axes, [*labels, *capitals], [*degrees, *marks, *dots])
        placed = [text for text in [*labels, *capitals] if text not in unlabelled]
        _land.name_land(axes, bounds, [*marks, *dots, *placed])
        _table(picture, axes, table, lengths)
        _land.scale(picture, axes)
        _land.inset(picture, axes, bounds)
        left_out = [f"No room for: {text.get_text()}." for text in unlabelled if text in labels]
        style.foot(picture, [*foot, *left_out])
    picture.alt = f"{title}. {_in_words(table, lengths)}"
    return picture


def _length(home: str, neighbour: str) -> float | None:
    try:
        return geo.border_length(home, neighbour)
    except ValueError:
        return None  # it runs out of the map


def _draw(
    axes: Axes, position: tuple[float, float], place: str, table: Any
) -> tuple[list[Text], list[Line2D]]:
    ends = [geo.nearest_on_border(*position, code) for code in table["neighbour"]]
    spots = gpd.points_from_xy(
        [position[1], *(lon for _, lon in ends)], [position[0], *(lat for lat, _ in ends)], crs=4326
    ).to_crs(geo.PROJECTION)
    x, y = spots.x[0], spots.y[0]
    marks: list[Line2D] = []
    labels = [axes.text(x, y, place, ha="center", va="center", weight="bold", zorder=6)]
    for row, u, v in zip(style.rows(table), spots.x[1:], spots.y[1:], strict=True):
        way = np.linspace((x, y), (u, v), PIECES)
        marks += axes.plot(*way.T, color=VERMILION, lw=1.6, zorder=3)
        marks += axes.plot(u, v, "o", color=VERMILION, markersize=5, zorder=4)
        text = f"{style.actor_name(row.neighbour)} {row.border_km:.0f} km"
        labels.append(
            axes.text(u, v, text, ha="center", va="center", color=INK, bbox=VEIL, zorder=6)
        )
    marks += axes.plot(x, y, "*", color=BLUE, markersize=14, zorder=5)
    return labels, marks


def _table(picture: Picture, axes: Axes, table: Any, lengths: dict[str, float | None]) -> None:
    """Write beside the map what is measured: to the border, to the capital, along the border."""
    lines = []
    for row in style.rows(table):
        length = lengths[row.neighbour]
        along = f"{length:.0f} km of border" if length is not None else "border leaves the map"
        there = f"{row.capital} {row.capital_km:.0f} km" if row.capital_km == row.capital_km else ""
        lines.append(f"{style.actor_name(row.neighbour)}\n  {along}\n  {there}")
    picture.text(
        0.785, axes.get_position().y1, "\n".join(lines), ha="left", va="top", size=9.5, linespacing=1.35
    )  # fmt: skip


def _in_words(table: Any, lengths: dict[str, float | None]) -> str:
    parts = []
    for row in style.rows(table):
        length = lengths[row.neighbour]
        along = f", border {length:.0f} km long" if length is not None else ""
        parts.append(
            f"{style.actor_name(row.neighbour)}: border {row.border_km:.0f} km away, {row.capital} "
            f"{row.capital_km:.0f} km{along}."
        )
    return " ".join(parts)
