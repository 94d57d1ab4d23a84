"""Maps of military sites on the borders of 1995.

`sites` draws for print and projector, `interactive` for a notebook or a page: the same map, with the
sentence behind every site to point at. Both stand in Lambert's conformal conic projection (see
`monitorlib.geo.PROJECTION`), work offline and change no frame they are given. What cannot be drawn
(no position, off the map) is named on the figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from monitorlib import style
from monitorlib.maps import _land, _marks, _page
from monitorlib.maps._distances import distances_from
from monitorlib.maps._reach import reach_of
from monitorlib.maps._regiments import regiments_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from monitorlib.maps._land import Bounds
    from monitorlib.style import Picture

__all__ = ["AROUND_BELARUS", "distances", "interactive", "reach", "regiments", "sites"]

AROUND_BELARUS: Bounds = (20.6, 50.4, 34.6, 57.3)
"""West, south, east and north of the maps that are drawn by default, in degrees."""

TITLE = "Military sites, on the borders of 1995"


def sites(
    frame: pd.DataFrame, *, reference: bool = True, bounds: Bounds = AROUND_BELARUS
) -> Picture:
    """Draw military sites on a map with the borders of 1995.

    Filled marks are sites that bulletins name, hollow ones come from the reference; the shape tells
    the kind. Labels name every place once and never cover each other.

    Parameters
    ----------
    frame
        The table `Tables.sites`, or a frame with ``kind``, ``place``, ``country``, ``lat`` and
        ``lon`` (WGS 84 degrees), such as `monitorlib.reference.bases`. Rows for which no bulletin
        is cited (``cited_as``) are drawn as what they are: reference.
    reference
        Whether to draw the bases of `monitorlib.reference.bases` too.
    bounds
        West, south, east and north in degrees, within `monitorlib.geo.FRAME`.

    Returns
    -------
    Picture
        A matplotlib figure.

    Raises
    ------
    ValueError
        The bounds are not within `monitorlib.geo.FRAME`.
    """
    _land.check(bounds)
    points, absent = _marks.find(frame, reference=reference, bounds=bounds)
    foot = [*absent, *_marks.doubtful(points), _land.SOURCES, style.notice(frame)]
    with style.context():
        picture, axes = _land.base_map(bounds, foot)
        style.title(picture, TITLE)
        unlabelled = _marks.draw(axes, points, bounds)
        _marks.legend(picture, axes, points)
        _land.scale(picture, axes)
        _land.inset(picture, axes, bounds)
        style.foot(picture, [*foot, *unlabelled])
    picture.alt = _marks.in_words(points, absent)
    return picture


def interactive(
    frame: pd.DataFrame, *, reference: bool = True, bounds: Bounds = AROUND_BELARUS
) -> HTML:
    """Make the map of `sites` with what is known of each to point at, and kinds to hide.

    Pointing at a site, or moving to it with the keyboard, shows the sentence that names it. The map
    needs no script and no network: it works in a notebook, in a saved page and in any viewer of
    HTML. What comes from a bulletin is escaped.

    Parameters
    ----------
    frame, reference, bounds
        As for `sites`.

    Returns
    -------
    IPython.display.HTML
        A fragment of HTML, in ``data``.

    Raises
    ------
    ValueError
        The bounds are not within `monitorlib.geo.FRAME`.
    """
    _land.check(bounds)
    points, absent = _marks.find(frame, reference=reference, bounds=bounds)
    with style.context():
        picture, axes = _land.base_map(bounds, head=0.1)
        unlabelled = _marks.draw(axes, points, bounds)
        _land.scale(picture, axes)
    picture.alt = _marks.in_words(points, absent)
    foot = [*absent, *unlabelled, *_marks.doubtful(points), _land.SOURCES, style.notice(frame)]
    html = _page.render(picture, axes, points, foot)
    return HTML(html)  # type: ignore[no-untyped-call]


def regiments(on: str = "1995-12-08", *, bounds: Bounds = AROUND_BELARUS) -> Picture:
    """Draw the missile regiments in Belarus as they stood at a date.

    Filled triangles were still there, hollow ones may have left (the day is not known), crosses had
    left. Each has its garrison and its launchers, by `monitorlib.reference.missile_regiments`.

    Parameters
    ----------
    on
        A date in EDTF, such as ``"1995-12-08"`` or ``"1996"``.
    bounds
        West, south, east and north in degrees, within `monitorlib.geo.FRAME`.

    Returns
    -------
    Picture
        A matplotlib figure.

    Raises
    ------
    ValueError
        ``on`` is no date, or the bounds are not within `monitorlib.geo.FRAME`.
    """
    _land.check(bounds)
    return regiments_at(on, bounds)


def distances(place: str = "Baranovichi", *, bounds: Bounds = AROUND_BELARUS) -> Picture:
    """Draw how far it is from a place to the borders and capitals of the neighbours.

    Parameters
    ----------
    place
        A place of `monitorlib.geo.gazetteer`, by its name or a variant of it.
    bounds
        West, south, east and north in degrees, within `monitorlib.geo.FRAME`.

    Returns
    -------
    Picture
        A matplotlib figure.

    Raises
    ------
    ValueError
        The place is not known or not on the map, or the bounds are not within `monitorlib.geo.FRAME`.
    """
    _land.check(bounds)
    return distances_from(place, bounds)


def reach(
    places: Sequence[str],
    km: float,
    *,
    states: Sequence[str] | None = None,
    bounds: Bounds = AROUND_BELARUS,
) -> Picture:
    """Draw which borders of the neighbours lie within so many kilometres of places.

    Parameters
    ----------
    places
        Places of `monitorlib.geo.gazetteer`, by their names or variants of them.
    km
        How far a border may be; distances are rounded to whole kilometres.
    states
        Codes of the neighbours to draw lines to; by default all.
    bounds
        West, south, east and north in degrees, within `monitorlib.geo.FRAME`.

    Returns
    -------
    Picture
        A matplotlib figure.

    Raises
    ------
    ValueError
        A place is not known or not on the map, or the bounds are not within `monitorlib.geo.FRAME`.
    """
    _land.check(bounds)
    return reach_of(places, km, states, bounds)
