"""An argument about nearness on the map: which borders lie within so many kilometres of which places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from monitorlib import geo, style
from monitorlib.maps import _land
from monitorlib.maps._distances import PIECES
from monitorlib.style import BLUE, INK, VEIL, VERMILION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    from monitorlib.maps._land import Bounds
    from monitorlib.style import Picture


def reach_of(
    places: Sequence[str], km: float, states: Sequence[str] | None, bounds: Bounds
) -> Picture:
    """Draw the borders within reach of places; `monitorlib.maps.reach` describes it."""
    away = _measured(places)
    away = away[away["neighbour"].isin(states)] if states is not None else away
    near = away[away["border_km"].round() <= km]
    title = f"Borders within {km:g} km"
    foot = [
        "Lines: the shortest way to each border that is no farther, on the ellipsoid, to whole kilometres.",
        _land.SOURCES,
    ]
    with style.context():
        picture, axes = _land.base_map(bounds, foot)
        style.title(picture, title)
        degrees = list(axes.texts)
        lines, far_ends = _ways(axes, near)
        stars, names = _homes(axes, away)
        capitals, dots = _land.capitals(axes, bounds, besides=set(places))
        marks = [*lines, *stars, *dots]
        unlabelled = style.place_labels(axes, [*names, *far_ends, *capitals], [*degrees, *marks])
        placed = [text for text in [*names, *far_ends, *capitals] if text not in unlabelled]
        _land.name_land(axes, bounds, [*marks, *placed])
        _land.scale(picture, axes)
        _land.inset(picture, axes, bounds)
        left_out = [f"No room for: {text.get_text()}." for text in unlabelled if text in far_ends]
        style.foot(picture, [*foot, *left_out])
    picture.alt = f"{title}. {_in_words(near)}"
    return picture


def _measured(places: Sequence[str]) -> pd.DataFrame:
    """How far each place is from each neighbour, and where the nearest point of the border is."""
    found = []
    for place in places:
        lat, lon = geo.position(place)
        for row in style.rows(geo.distances(lat, lon)):
            end = geo.nearest_on_border(lat, lon, row.neighbour)
            found.append((place, row.neighbour, row.border_km, lat, lon, *end))
    names = ["place", "neighbour", "border_km", "lat", "lon", "to_lat", "to_lon"]
    return pd.DataFrame(found, columns=names)


def _ways(axes: Axes, near: pd.DataFrame) -> tuple[list[Line2D], list[Text]]:
    """Lines to the borders, and how long they are; the ids say it too, for a page that hides some."""
    lines: list[Line2D] = []
    texts = []
    starts, ends = _points(near, "lon", "lat"), _points(near, "to_lon", "to_lat")
    for number, (row, start, end) in enumerate(zip(style.rows(near), starts, ends, strict=True)):
        lines += axes.plot(*np.linspace(start, end, PIECES).T, color=VERMILION, lw=2.4, zorder=3)
        lines += axes.plot(*end, "o", color=VERMILION, markersize=6, zorder=4)
        text = f"{style.actor_name(row.neighbour)} {row.border_km:.0f} km"
        texts.append(
            axes.text(
                end[0], end[1], text, ha="center", va="center", color=INK, bbox=VEIL, zorder=6
            )
        )
        for part, artist in enumerate((*lines[-2:], texts[-1])):
            artist.set_gid(f"reach-{row.border_km:.0f}-{number}-{part}")
    return lines, texts


def _homes(axes: Axes, away: pd.DataFrame) -> tuple[list[Line2D], list[Text]]:
    homes = away.drop_duplicates("place")
    stars, names = [], []
    for row, (x, y) in zip(style.rows(homes), _points(homes, "lon", "lat"), strict=True):
        stars += axes.plot(x, y, "*", color=BLUE, markersize=13, zorder=5)
        names.append(axes.text(x, y, row.place, ha="center", va="center", weight="bold", zorder=6))
    return stars, names


def _points(frame: pd.DataFrame, lon: str, lat: str) -> Any:
    spots = gpd.points_from_xy(frame[lon], frame[lat], crs=4326).to_crs(geo.PROJECTION)
    return np.column_stack([spots.x, spots.y])


def _in_words(near: pd.DataFrame) -> str:
    ways = [
        f"{row.place} to {style.actor_name(row.neighbour)} {row.border_km:.0f} km"
        for row in style.rows(near.sort_values("border_km"))
    ]
    return f"{'; '.join(ways)}." if ways else "None."
