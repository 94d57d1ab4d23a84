"""Sites as marks on a map: what is drawn where, how, and under which name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from monitorlib import geo, style
from monitorlib import reference as _reference
from monitorlib.maps import _land
from monitorlib.style import BLACK, BLUE, GREEN, MUTED, ORANGE, PURPLE, SKY, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from monitorlib.maps._land import Bounds
    from monitorlib.style import Picture


class Kind(NamedTuple):
    """How sites of a kind are named and marked: each has a shape of its own."""

    name: str
    marker: str
    colour: str


KINDS = {
    "missile_base": Kind("missile base", "^", VERMILION),
    "airfield": Kind("airfield", "P", BLUE),
    "early_warning_radar": Kind("early warning radar", "D", PURPLE),
    "communications": Kind("communications", "*", PURPLE),
    "command": Kind("command", "p", BLACK),
    "naval_base": Kind("naval base", "v", BLUE),
    "port": Kind("port", "<", SKY),
    "base": Kind("base", "o", GREEN),
    "garrison": Kind("garrison", "h", GREEN),
    "depot": Kind("depot", "s", ORANGE),
    "test_site": Kind("test site", "X", VERMILION),
    "training": Kind("training centre", "d", ORANGE),
    "other": Kind("other", "8", MUTED),
}
_COLUMNS = "kind place country operator status lat lon evidence cited_as source position_error_km published"
_DOUBTFUL = 10  # km: a position that may be wrong by so much gets a ring of that size
_MOST_ABSENT = 12  # names of sites that are not on the map
_SAME_PLACE = 25_000  # m: one name for all sites of a place within this distance
_SAME_SPOT = 500  # m: and for two spellings of it that lie on one spot


def find(frame: pd.DataFrame, *, reference: bool, bounds: Bounds) -> tuple[pd.DataFrame, list[str]]:
    """Return the sites on the map, the most telling kinds first, and lines on those that are not.

    The frame has ``x`` and ``y`` in metres, ``reported`` (by a bulletin), and ``name``: the number
    of the site that bears the name of its place.
    """
    every = style.plain(frame, _COLUMNS.split())
    if reference:
        bases = _reference.bases().rename(columns={"name": "evidence"})
        every = pd.concat([every, style.plain(bases, _COLUMNS.split())], ignore_index=True)
    every["reported"] = every["cited_as"].notna()
    every["year"] = [_year(text) for text in every["published"]]
    every["kind"] = every["kind"].where(every["kind"].isin(list(KINDS)), "other")
    rank = every["kind"].map(list(KINDS).index)
    order = rank.to_frame("rank").assign(known=~every["reported"])
    every = every.loc[order.sort_values(["known", "rank"], kind="stable").index]
    degrees = every[["lon", "lat"]].apply(pd.to_numeric, errors="coerce").astype(float)
    placed = degrees.notna().all(axis=1)
    west, south, east, north = bounds
    inside = degrees["lon"].between(west, east) & degrees["lat"].between(south, north)
    where = gpd.points_from_xy(degrees["lon"][inside], degrees["lat"][inside], crs=4326)
    where = where.to_crs(geo.PROJECTION)
    points = every[inside].assign(x=where.x, y=where.y).reset_index(drop=True)
    absent = _absent("No position known", every[~placed])
    absent += _absent("Off this map", every[placed & ~inside & every["reported"]])
    return points.assign(name=_names(points)), absent


def _year(published: object) -> int:
    """The year in which a site was reported; 0 for what is known without a bulletin."""
    text = published[:4] if isinstance(published, str) else ""
    return int(text) if text.isdigit() else 0


def _absent(why: str, rows: pd.DataFrame) -> list[str]:
    states = [style.actor_name(code) or "no country" for code in rows["country"]]
    places = [place or "unnamed" for place in rows["place"]]
    names = list(
        dict.fromkeys(f"{one} ({other})" for one, other in zip(places, states, strict=True))
    )
    return [f"{why}: {_some(names)}."] if names else []


def _names(points: pd.DataFrame) -> list[int]:
    """For each site the number of the one that bears its name: itself, or one nearby before it."""
    bearers: list[int] = []
    spots = points[["x", "y"]].to_numpy(float)
    places = points["place"].to_numpy(object)
    for number, place in enumerate(places):
        away = np.hypot(*(spots[:number] - spots[number]).T)
        same = (places[:number] == place) & (away < _SAME_PLACE) | (away < _SAME_SPOT)
        near = (other for other in np.flatnonzero(same) if bearers[other] == other)
        bearers.append(int(next(near, number)))
    return bearers


def draw(axes: Axes, points: pd.DataFrame, bounds: Bounds) -> list[str]:
    """Draw marks, their names and those of the land; return a line on names without room."""
    degrees = list(axes.texts)
    _rings(axes, points)
    marks = [mark for point in style.rows(points) for mark in _mark(axes, point)]
    bearers = points[(points["name"].to_numpy() == points.index) & points["place"].notna()]
    labels = [
        axes.text(
            point.x, point.y, point.place, ha="center", va="center", zorder=6,
            size=10 if point.reported else 9, weight="bold" if point.reported else "normal", gid=f"name{point.Index}",
        )
        for point in style.rows(bearers)
    ]  # fmt: skip
    capitals, dots = _land.capitals(axes, bounds, besides=set(points["place"]))
    labels, marks = [*labels, *capitals], [*marks, *dots]
    unlabelled = style.place_labels(axes, labels, [*degrees, *marks])
    placed = [label for label in labels if label not in unlabelled]
    _land.name_land(axes, bounds, [*marks, *placed])
    names = sorted(label.get_text() for label in unlabelled)
    return [f"No room for the names of {_some(names)}."] if names else []


def _some(names: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(names) - _MOST_ABSENT
    return ", ".join(names[:_MOST_ABSENT]) + (f" and {more} more" if more > 0 else "")


def _rings(axes: Axes, points: pd.DataFrame) -> None:
    """Draw a dotted ring around every site whose position is known only roughly."""
    error = pd.to_numeric(points["position_error_km"], errors="coerce")
    for x, y, km in zip(points["x"], points["y"], error, strict=True):
        if km >= _DOUBTFUL:
            ring = Circle((x, y), km * 1000, fill=False, ls=":", lw=1, color=MUTED, zorder=3.2)
            axes.add_patch(ring)


def doubtful(points: pd.DataFrame) -> list[str]:
    """A line on the rings, if there are any."""
    error = pd.to_numeric(points["position_error_km"], errors="coerce")
    rings = int(error.ge(_DOUBTFUL).sum())
    return [f"Dotted rings: {rings} positions known only to {_DOUBTFUL} km."] if rings else []


def _mark(axes: Axes, point: Any) -> list[Line2D]:
    kind = KINDS[point.kind]
    edge, face, size = (BLACK, kind.colour, 10) if point.reported else (kind.colour, "white", 7)
    return axes.plot(
        point.x, point.y, kind.marker, color=edge, markerfacecolor=face, markersize=size,
        markeredgewidth=1, zorder=4 + point.reported, gid=f"mark{point.Index}",
    )  # fmt: skip


def legend(picture: Picture, axes: Axes, points: pd.DataFrame) -> None:
    """Say to the right of the map what the marks mean."""
    kinds = [kind for key, kind in KINDS.items() if points["kind"].eq(key).any()]
    handles = [_handle(kind.name, kind.marker, kind.colour) for kind in kinds]
    if points["reported"].any():
        handles.append(_handle("filled: in a bulletin", "o", MUTED))
    if not points["reported"].all():
        handles.append(_handle("hollow: in the reference", "o", MUTED, hollow=True))
    picture.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.785, axes.get_position().y1),
        frameon=False, fontsize=10, borderaxespad=0, labelspacing=0.6, handletextpad=0.2,
    )  # fmt: skip


def _handle(name: str, marker: str, colour: str, *, hollow: bool = False) -> Line2D:
    edge, face, size = (colour, "white", 7) if hollow else (BLACK, colour, 9)
    return Line2D(
        [], [], linestyle="", marker=marker, color=edge, markerfacecolor=face, markersize=size,
        label=name,
    )  # fmt: skip


def in_words(points: pd.DataFrame, absent: list[str]) -> str:
    """What the map shows, for readers who do not see it."""
    parts = ["Map of military sites on the borders of 1995."]
    for reported, whose in ((True, "Named in bulletins"), (False, "In the reference")):
        rows = style.rows(points[points["reported"].eq(reported)])
        names = dict.fromkeys(f"{row.place or 'unnamed'} ({KINDS[row.kind].name})" for row in rows)
        parts.append(f"{whose}: {', '.join(names) or 'none'}.")
    return " ".join([*parts, *absent])
