"""The land under a map: states, oblasts, rivers and lakes of 1995, in Lambert's projection."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from matplotlib_scalebar.scalebar import ScaleBar

from monitorlib import geo, lexicon, style
from monitorlib.style import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from monitorlib.style import Picture

Bounds: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

SOURCES = "Borders of 1995: Natural Earth; rivers: World Data Bank II. Lambert conformal conic."
LAND, HOME, WATER, SHORE = "#f3f1ea", "#ffffff", "#d5e5ee", "#9dbfd3"


def check(bounds: Bounds) -> None:
    west, south, east, north = bounds
    first, lowest, last, highest = geo.FRAME
    if not (first <= west < east <= last and lowest <= south < north <= highest):
        msg = f"bounds {bounds} are not within {geo.FRAME}: west, south, east, north in degrees"
        raise ValueError(msg)


@functools.cache
def _layer(name: str, bounds: Bounds) -> gpd.GeoDataFrame:
    """A layer of `monitorlib.geo` within the bounds, in metres, without detail too fine to see."""
    layer: gpd.GeoDataFrame = getattr(geo, name)()
    # pieces of a quarter of a degree, so that a parallel along the edge becomes the curve it is
    shapes = layer.geometry.clip_by_rect(*bounds).segmentize(0.25).to_crs(geo.PROJECTION)
    layer = layer.set_geometry(shapes)[~shapes.is_empty]
    left, _, right, _ = _edge(bounds).total_bounds
    tolerance = (right - left) / 1000  # less than a pixel on a laptop
    if name == "states":  # neighbours keep the border they share
        layer.geometry = shapely.coverage_simplify(layer.geometry.to_numpy(), tolerance)
    else:
        layer.geometry = layer.geometry.simplify(tolerance)
    return layer


@functools.cache
def _edge(bounds: Bounds) -> gpd.GeoSeries:
    """The rectangle of degrees that the map shows, as it looks on the map."""
    box = shapely.segmentize(shapely.box(*bounds), 0.25)
    return gpd.GeoSeries([box], crs=4326).to_crs(geo.PROJECTION)


def base_map(
    bounds: Bounds, foot: Sequence[str] = (), *, head: float = 0.5
) -> tuple[Picture, Axes]:
    """Return a figure with the land, and the axes in metres.

    It is high enough for the map, ``head`` inches above it, and the lines at the foot with one more.
    """
    left, low, right, high = _edge(bounds).total_bounds
    width = 7.2
    height = width * (high - low) / (right - left)
    below = style.foot_height([*foot, "unlabelled"] if foot else [])
    picture = style.picture(height=head + height + below)
    axes = picture.add_axes(
        (0.055, below / picture.get_figheight(), width / 10, height / picture.get_figheight())
    )
    axes.set_axis_off()
    _draw_land(axes, bounds)
    _graticule(axes, bounds)
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    axes.set_aspect("equal")
    return picture, axes


def _draw_land(axes: Axes, bounds: Bounds) -> None:
    states, lakes, rivers = (_layer(name, bounds) for name in ("states", "lakes", "rivers"))
    home = states["iso_a3"].eq("BLR")
    _edge(bounds).plot(ax=axes, aspect=None, color=WATER, zorder=0)
    states[~home].plot(ax=axes, aspect=None, color=LAND, zorder=1)
    states[home].plot(ax=axes, aspect=None, color=HOME, zorder=1)
    rivers[rivers["length_km"] > 60].plot(ax=axes, aspect=None, color=SHORE, lw=0.6, zorder=1.2)
    lakes.plot(ax=axes, aspect=None, color=WATER, edgecolor=SHORE, lw=0.4, zorder=1.3)
    for lines, colour, width, dashes, order in (
        (_layer("oblasts", bounds), "#a8a8a8", 0.7, "--", 1.5),
        (states, "#7d7d7d", 0.9, "-", 1.6),
        (states[home], INK, 1.6, "-", 1.7),
        (_edge(bounds), INK, 1, "-", 5),
    ):
        lines.boundary.plot(
            ax=axes, aspect=None, color=colour, lw=width, ls=dashes, zorder=order, clip_on=False
        )


def _graticule(axes: Axes, bounds: Bounds) -> None:
    """Lines of longitude and latitude, named at the left and lower edges."""
    west, south, east, north = bounds
    step = 2 if east - west < 20 else 5
    for lon in np.arange(np.ceil(west / step) * step, east, step):
        xs, ys = _project(np.full(30, lon), np.linspace(south, north, 30))
        axes.plot(xs, ys, color="#c9c9c9", lw=0.5, zorder=1.1)
        axes.annotate(f"{lon:g}° E", (xs[0], ys[0]), (0, -4), textcoords="offset points",
                      ha="center", va="top", size=9, color=MUTED, annotation_clip=False)  # fmt: skip
    for lat in np.arange(np.ceil(south / step) * step, north, step):
        xs, ys = _project(np.linspace(west, east, 60), np.full(60, lat))
        axes.plot(xs, ys, color="#c9c9c9", lw=0.5, zorder=1.1)
        axes.annotate(f"{lat:g}° N", (xs[0], ys[0]), (-4, 0), textcoords="offset points",
                      ha="right", va="center", size=9, color=MUTED, annotation_clip=False)  # fmt: skip


def _project(lon: Any, lat: Any) -> tuple[Any, Any]:
    places = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326).to_crs(geo.PROJECTION)
    return places.x.to_numpy(), places.y.to_numpy()


def capitals(
    axes: Axes, bounds: Bounds, besides: Collection[str]
) -> tuple[list[Text], list[Line2D]]:
    """Draw the capitals of the states on the map as dots, and return names to place beside them.

    Capitals whose names are there already are left out.
    """
    actors = lexicon.load().actors
    cities = {code: actors[code]["capitals"].split(";")[0] for code in geo.states()["iso_a3"]}
    places = geo.gazetteer().clip(bounds)
    named = places["name"].eq(places["country"].map(cities)) & ~places["name"].isin(besides)
    places = places[named].to_crs(geo.PROJECTION).sort_values("name")
    dots, names = [], []
    for name, x, y in zip(places["name"], places.geometry.x, places.geometry.y, strict=True):
        dots += axes.plot(x, y, "o", color=INK, markersize=3, zorder=3)
        names.append(axes.text(x, y, name, ha="center", va="center", size=9, color=MUTED))
    return names, dots


def name_land(axes: Axes, bounds: Bounds, around: Sequence[Artist]) -> None:
    """Write the names of states, and of oblasts, where there is room for them."""
    taken = [_extent(axes, box, gap=6) for box in style.boxes(around)]
    for layer, looks in (
        ("states", [{"size": size, "weight": "bold", "color": "#5f5f5f"} for size in (12, 10)]),
        ("oblasts", [{"size": 9.5, "style": "italic", "color": "#676767"}]),
    ):
        for land in style.rows(_layer(layer, bounds)):
            free = land.geometry.difference(shapely.union_all(taken))
            for look in looks if not free.is_empty else ():
                name = axes.text(0, 0, land.name, ha="center", va="center", zorder=2, **look)
                name.set_position(_widest(free, _extent(axes, style.boxes([name])[0])))
                extent = _extent(axes, style.boxes([name])[0])
                if free.covers(extent):
                    taken.append(extent)
                    break
                name.remove()


def _extent(axes: Axes, box: Any, gap: float = 0) -> BaseGeometry:
    """What a box of pixels covers on the map."""
    corners = np.array([box[:2] - gap, box[2:] + gap])
    return shapely.box(*axes.transData.inverted().transform(corners).ravel())


def _widest(free: BaseGeometry, text: BaseGeometry) -> tuple[float, float]:
    """Where a text has most room: the centre of the largest circle, squeezed as the text is wide."""
    left, low, right, high = text.bounds
    ratio = (right - left) / (high - low)
    squeezed = shapely.transform(free, lambda spots: spots / (ratio, 1))
    x, y = shapely.maximum_inscribed_circle(squeezed).coords[0]
    return x * ratio, y


def scale(picture: Picture, axes: Axes) -> None:
    """Draw the scale to the right of the map, at its foot."""
    bar = ScaleBar(
        1, location="lower left", frameon=False, font_properties={"size": 9}, length_fraction=0.2,
        bbox_to_anchor=(0.79, axes.get_position().y0), bbox_transform=picture.transFigure,
        width_fraction=0.006,
    )  # fmt: skip
    axes.add_artist(bar)


def inset(picture: Picture, axes: Axes, bounds: Bounds) -> None:
    """Draw, above the scale, where in Europe the map lies."""
    spot = axes.get_position()
    height = picture.get_figheight()
    small = picture.add_axes((0.79, spot.y0 + 0.62 / height, 0.19, 1.35 / height))
    small.set_axis_off()
    _coarse().plot(ax=small, aspect=None, color=HOME, edgecolor="#9a9a9a", lw=0.4)
    _edge(bounds).boundary.plot(ax=small, aspect=None, color=INK, lw=1.4)
    small.set_aspect("equal", anchor="SW")


@functools.cache
def _coarse() -> gpd.GeoSeries:
    """The states of the whole frame, as coarse as an inset needs them."""
    shapes = geo.states().to_crs(geo.PROJECTION).geometry
    coarse = shapely.coverage_simplify(shapes.to_numpy(), 30_000)
    return gpd.GeoSeries(coarse, crs=geo.PROJECTION)
