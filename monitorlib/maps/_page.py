"""The map to point at: an SVG under spots that show what is known of each site. No script."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.markers import MarkerStyle

from monitorlib import style
from monitorlib.maps._marks import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from monitorlib.style import Picture

_TOUCHING = 10  # px: sites nearer than this share a spot


def render(picture: Picture, axes: Axes, points: pd.DataFrame, foot: Sequence[str]) -> str:
    """Return the map as a fragment of HTML."""
    pins = _pins(picture, axes, points)
    names = {
        number: _shared(points[points["name"].eq(number)]) for number in points["name"].unique()
    }
    years = points.groupby("name")["year"].min()
    classes = {
        f"mark{n}": f"ml-{kind} ml-y{year}"
        for n, (kind, year) in enumerate(zip(points["kind"], points["year"], strict=True))
    }
    for n, shared in names.items():
        classes |= dict.fromkeys((f"name{n}", f"name{n}-leader"), f"{shared} ml-y{years[n]}")
    environment = Environment(
        loader=PackageLoader("monitorlib"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("map.html").render(
        svg=Markup(_with_classes(picture.svg(), classes)),  # noqa: S704
        alt=picture.alt,
        pins=pins,
        kinds=_kinds(points),
        years=sorted({int(year) for year in points["year"] if year}),
        shared=sorted({*names.values(), *(pin["kinds"] for pin in pins)}),
        foot=foot,
    )


def _shared(points: pd.DataFrame) -> str:
    """A class for what belongs to sites of several kinds, and goes when they are all hidden."""
    return "ml-of-" + "-and-".join(sorted(points["kind"].unique()))


def _kinds(points: pd.DataFrame) -> list[dict[str, str]]:
    """The kinds on a map, each with its mark as the outline of an SVG path."""
    keys = [key for key in KINDS if points["kind"].eq(key).any()]
    return [
        {"key": key, "outline": _outline(KINDS[key].marker), **KINDS[key]._asdict()} for key in keys
    ]


def _outline(marker: str) -> str:
    shape = MarkerStyle(marker)
    path = shape.get_path().transformed(shape.get_transform())
    letters = {path.MOVETO: "M", path.LINETO: "L", path.CURVE3: "Q", path.CURVE4: "C"}
    return "".join(
        letters[code] + " ".join(f"{value:.3g}" for value in spots) if code in letters else "Z"
        for spots, code in path.iter_segments()
    )


def _pins(picture: Picture, axes: Axes, points: pd.DataFrame) -> list[dict[str, Any]]:
    """Spots to point at, one for all sites that lie on each other, with what is known of them."""
    places = axes.transData.transform(points[["x", "y"]].to_numpy(float).reshape(-1, 2))
    groups: list[list[int]] = []
    for number, place in enumerate(places):
        near = (g for g in groups if np.hypot(*(places[g[0]] - place)) < _TOUCHING)
        group = next(near, None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return [
        _pin(points.iloc[group], places[group].mean(axis=0) / picture.bbox.size) for group in groups
    ]


def _pin(group: pd.DataFrame, at: Any) -> dict[str, Any]:
    return {
        "left": f"{at[0]:.2%}",
        "top": f"{1 - at[1]:.2%}",
        "side": ("ml-left " if at[0] > 0.5 else "") + ("ml-above" if at[1] < 0.5 else ""),
        "kinds": _shared(group),
        "year": int(group["year"].min()),
        "spots": " ".join(
            dict.fromkeys(f"{float(p.lat):.2f},{float(p.lon):.2f}" for p in style.rows(group))
        ),
        "entries": [_entry(point) for point in style.rows(group)],
    }


def _entry(point: Any) -> dict[str, Any]:
    about = [KINDS[point.kind].name, (point.status or "").replace("_", " ")]
    about.append(f"used by {style.actor_name(point.operator)}" if point.operator else "")
    said = [point.cited_as, point.source] if point.reported else ["Reference", point.source]
    return {
        "place": point.place or "Unnamed place",
        "about": ", ".join(filter(None, about)),
        "evidence": point.evidence or "",
        "said": ": ".join(filter(None, said)),
        "kind": point.kind,
        "year": point.year,
        "reported": point.reported,
    }


def _with_classes(svg: str, classes: dict[str, str]) -> str:
    """Return an SVG to stand in a page: with classes for its parts, without ids that may clash."""
    svg = svg[svg.index("<svg") :]
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg))
    own = f"m{zlib.crc32(svg.encode()):08x}-"

    def replaced(match: re.Match[str]) -> str:
        name = match[1]
        if name in classes:
            return f'class="{classes[name]}"'
        return f'id="{own}{name}"' if name in used else ""

    svg = re.sub(r'\bid="([^"]*)"', replaced, svg)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{own}", svg)
