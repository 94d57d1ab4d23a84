"""Borders of 1995, places and distances.

All layers are GeoDataFrames in WGS 84 (EPSG:4326, degrees) and end at `FRAME`. They come from
``data/borders/``, built by ``scripts/build_borders.py`` from Natural Earth and World Data Bank II.
Distances and lengths are geodesics on the WGS 84 ellipsoid, never lengths in a projected plane.
"""

import functools
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from monitorlib import lexicon as _lexicon
from monitorlib.resources import data_path

__all__ = [
    "FRAME",
    "PROJECTION",
    "border_length",
    "distance_km",
    "distance_to_border",
    "distances",
    "gazetteer",
    "lakes",
    "locate",
    "nearest_on_border",
    "neighbours",
    "oblasts",
    "position",
    "rivers",
    "states",
]

FRAME = (9.0, 43.0, 45.0, 60.0)
"""Longitudes and latitudes between which the layers lie: west, south, east, north."""

PROJECTION = "+proj=lcc +lat_1=51.5 +lat_2=56 +lat_0=53.7 +lon_0=28 +datum=WGS84 +units=m +no_defs"
"""Lambert conformal conic for maps of Belarus: true to scale within 0.1 % there."""

_GEOD = Geod(ellps="WGS84")


def states() -> gpd.GeoDataFrame:
    """States as they were in 1995, Crimea in Ukraine.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``iso_a3``, ``name``, ``geometry``; neighbours share their vertices. Yugoslavia
        (``YUG``) is Serbia with Montenegro and Kosovo. States that reach beyond `FRAME` are cut.
    """
    return _layer("states").copy()


def oblasts() -> gpd.GeoDataFrame:
    """The six oblasts of Belarus and the city of Minsk.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``iso_3166_2``, ``name``, ``geometry``.
    """
    return _layer("oblasts").copy()


def lakes() -> gpd.GeoDataFrame:
    """Lakes and reservoirs of at least 10 km².

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``name`` (empty for most), ``area_km2`` (of the whole lake), ``geometry``;
        largest first.
    """
    return _layer("lakes").copy()


def rivers() -> gpd.GeoDataFrame:
    """Rivers, true to about 1 km.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``length_km`` (of the piece), ``geometry``; the source has no names.
    """
    return _layer("rivers").copy()


def gazetteer(lexicon: str | Path | None = None) -> gpd.GeoDataFrame:
    """Every place that the lexicon knows, as points.

    Parameters
    ----------
    lexicon
        Folder with knowledge of one's own, added to the shipped lexicon.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of ``places.csv``: ``place_id``, ``name``, ``variants`` (a tuple), ``country``
        (actor code, such as ``CRIMEA``), ``kind``, ``lat``, ``lon``, ``valid_from``,
        ``valid_to``, ``source``; and ``geometry``.

    Raises
    ------
    LexiconError
        A file of the lexicon is malformed.
    """
    frame = pd.DataFrame([dict(row) for row in _lexicon.load(lexicon).tables["places"]])
    frame[["lat", "lon"]] = frame[["lat", "lon"]].astype(float)
    frame["variants"] = [tuple(filter(None, cell.split(";"))) for cell in frame["variants"]]
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame.lon, frame.lat), crs=4326)


def locate(lat: float, lon: float) -> str | None:
    """Code of the state of 1995 in which a point lies.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-3 code; None at sea and outside `FRAME`.
    """
    point = shapely.Point(lon, lat)
    frame = _layer("states")
    found = frame["iso_a3"][frame.geometry.covers(point)]
    return None if found.empty else str(found.iloc[0])


def position(place: str) -> tuple[float, float]:
    """Latitude and longitude of a place on the map.

    Parameters
    ----------
    place
        Its name in `gazetteer`, or a variant of it.

    Returns
    -------
    tuple of float
        WGS 84 degrees.

    Raises
    ------
    ValueError
        The place is not known, or not on the map.
    """
    known = gazetteer()
    named = known[
        known["name"].eq(place) | known["variants"].map(lambda variants: place in variants)
    ]
    for lat, lon in zip(named["lat"], named["lon"], strict=True):
        if locate(lat, lon) is not None:
            return float(lat), float(lon)
    msg = f"{place!r} is no place of the gazetteer that lies on the map"
    raise ValueError(msg)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Geodesic distance between two points.

    Parameters
    ----------
    a, b
        Latitude and longitude, WGS 84 degrees.

    Returns
    -------
    float
        Kilometres.
    """
    return float(_GEOD.inv(a[1], a[0], b[1], b[0])[2]) / 1000


def distance_to_border(lat: float, lon: float, country: str) -> float:
    """Geodesic distance from a point to the nearest point of a state's border or coast.

    From inside the state it is the way out, from outside the way in. Where the state was cut at
    `FRAME`, the cut is no border.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees.
    country
        ISO 3166-1 alpha-3 code of a state in `states`.

    Returns
    -------
    float
        Kilometres.

    Raises
    ------
    KeyError
        The state is not on the map.
    """
    return distance_km((lat, lon), nearest_on_border(lat, lon, country))


def nearest_on_border(lat: float, lon: float, country: str) -> tuple[float, float]:
    """The point of a state's border or coast that is nearest to a point.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees.
    country
        ISO 3166-1 alpha-3 code of a state in `states`.

    Returns
    -------
    tuple of float
        Latitude and longitude, WGS 84 degrees.

    Raises
    ------
    KeyError
        The state is not on the map.
    """
    # distances from its centre are true in this projection, and only from there
    around = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    there = Transformer.from_crs(4326, around, always_xy=True)
    border = shapely.transform(_border(country), there.transform, interleaved=False)
    _, nearest = nearest_points(shapely.Point(0, 0), border)
    back = there.transform(nearest.x, nearest.y, direction="INVERSE")
    return float(back[1]), float(back[0])


def border_length(a: str, b: str) -> float:
    """Geodesic length of the border between two states, at the map scale of 1:10 million.

    The coarser the map, the shorter the border: surveys that follow every bend found 17 to 41 %
    more for Belarus's neighbours (see `monitorlib.reference.border_lengths`).

    Parameters
    ----------
    a, b
        ISO 3166-1 alpha-3 codes of states in `states`.

    Returns
    -------
    float
        Kilometres; 0 for states that are no neighbours.

    Raises
    ------
    KeyError
        A state is not on the map.
    ValueError
        The border runs out of `FRAME`, so that its whole length is not known here.
    """
    shared = _border(a).intersection(_border(b))
    if shared.intersects(_edge()):
        msg = f"the border between {a} and {b} runs out of the map"
        raise ValueError(msg)
    return float(_GEOD.geometry_length(shared)) / 1000


def neighbours(country: str) -> tuple[str, ...]:
    """Codes of the states that share a border with one, in alphabetical order.

    Raises
    ------
    KeyError
        The state is not on the map.
    """
    border = _border(country)
    others = (code for code in _layer("states")["iso_a3"] if code != country)
    return tuple(code for code in others if border.intersection(_border(code)).length > 0)


def distances(lat: float, lon: float) -> pd.DataFrame:
    """How far it is from a place to the neighbours of the state in which it lies.

    Parameters
    ----------
    lat, lon
        WGS 84 degrees, within `FRAME`.

    Returns
    -------
    pandas.DataFrame
        A row per neighbour, nearest border first: ``neighbour`` (code), ``border_km``,
        ``capital`` (name), ``capital_km`` (missing when the lexicon has no place for it).

    Raises
    ------
    ValueError
        The point is at sea or outside `FRAME`.
    """
    home = locate(lat, lon)
    if home is None:
        msg = f"{lat} N, {lon} E lies in no state of the map"
        raise ValueError(msg)
    rows = []
    for code in neighbours(home):
        capital, position = _capital(code)
        rows.append(
            {
                "neighbour": code,
                "border_km": distance_to_border(lat, lon, code),
                "capital": capital,
                "capital_km": distance_km((lat, lon), position) if position else float("nan"),
            }
        )
    return pd.DataFrame(rows).sort_values("border_km", ignore_index=True)


@functools.cache
def _layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(data_path("borders", f"{name}.geojson"))


def _edge() -> BaseGeometry:
    return shapely.box(*FRAME).exterior


@functools.cache
def _border(country: str) -> BaseGeometry:
    """Outline of a state without the straight cuts along the frame."""
    outlines = _layer("states").set_index("iso_a3").geometry
    if country not in outlines.index:
        msg = f"{country!r} is not on the map; it has {', '.join(outlines.index)}"
        raise KeyError(msg)
    return outlines[country].boundary.difference(_edge())


def _capital(country: str) -> tuple[str, tuple[float, float] | None]:
    known = _lexicon.load()
    name = known.actors[country]["capitals"].split(";")[0] if country in known.actors else ""
    for place in known.tables["places"]:
        if place["country"] == country and place["name"] == name:
            return name, (float(place["lat"]), float(place["lon"]))
    return name, None
