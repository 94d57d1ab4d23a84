"""The look that maps and charts share: colours, type sizes, pictures that describe themselves.

Colours are those of Okabe and Ito (2008), which remain distinct for colour-blind readers; nothing is
told apart by hue alone, so that every figure can be copied in grey.
"""

from __future__ import annotations

import io
import itertools
import textwrap
from contextlib import AbstractContextManager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from monitorlib import lexicon
from monitorlib._svg import compact
from monitorlib.bulletin import REWRITTEN_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

BLACK, BLUE, SKY, GREEN = "#000000", "#0072B2", "#56B4E9", "#009E73"
ORANGE, VERMILION, PURPLE = "#E69F00", "#D55E00", "#CC79A7"
INK, MUTED, FAINT = "#1a1a1a", "#595959", "#bdbdbd"
# behind words that stand across a line
VEIL = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.3}

SIZE = (10.0, 6.4)
"""Width and height of a figure in inches: 960 px on a page, so that type keeps its size on a laptop."""

_SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same widths on every machine
    "font.size": 10,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "text.color": INK,
    "svg.hashsalt": "monitorlib",  # the same drawing gives the same bytes
    "svg.fonttype": "path",  # letters keep their measured widths where the font is missing
}
_AXIS, _LINE = 0.42, 0.17  # inches: the labels of an axis, and a line of small type
_UNDATED: dict[str, dict[str, None]] = {
    "svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
    "pdf": {"CreationDate": None},
}


def context() -> AbstractContextManager[None]:
    """Matplotlib settings for the time of drawing; the caller's own settings stay as they are."""
    return mpl.rc_context(_SETTINGS)


class Picture(Figure):
    """A matplotlib figure that carries its description and shows itself as SVG in a notebook.

    Attributes
    ----------
    alt
        What the figure shows, in words, for readers who do not see it.
    """

    alt: str = ""

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save as `matplotlib.figure.Figure.savefig` does, without the time of saving."""
        kind = options.get("format") or Path(str(fname)).suffix.lstrip(".")
        options.setdefault("metadata", _UNDATED.get(str(kind)))
        with context():
            super().savefig(fname, **options)

    def svg(self) -> str:
        """Return the figure as an SVG document, byte for byte the same at every call."""
        buffer = io.StringIO()
        self.savefig(buffer, format="svg")
        return compact(buffer.getvalue())

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        drawing = self.svg()
        # JupyterLab lets an SVG run out of a narrow window and gives it no description; not so HTML
        image = f'<img alt="{escape(self.alt)}" style="max-width: 100%; height: auto"'
        data = {
            "text/html": f'{image} src="data:image/svg+xml,{quote(drawing)}">',
            "image/svg+xml": drawing,
            "text/plain": self.alt or repr(self),
        }
        return data, {"image/svg+xml": {"alt": self.alt}}


def picture(width: float = SIZE[0], height: float = SIZE[1], **options: Any) -> Picture:
    """Return an empty figure of the given size in inches, ready to be measured."""
    figure = Picture(figsize=(width, height), dpi=96, **options)
    FigureCanvasAgg(figure)
    return figure


def nothing(message: str, *, title: str) -> Picture:
    """Return a figure that says why there is nothing to draw."""
    with context():
        figure = picture(height=2.2)
        figure.text(0.02, 0.86, title, size=13, weight="bold", va="top")
        figure.text(0.02, 0.5, textwrap.fill(message, 110), size=11, va="center")
    figure.alt = f"{title}: nothing to draw. {message}"
    return figure


def title(figure: Figure, text: str) -> None:
    """Write the title at the upper left corner, half an inch high."""
    top = 1 - 0.12 / figure.get_figheight()
    figure.suptitle(text, x=0.012, y=top, ha="left", va="top", size=13, weight="bold")


def foot(figure: Figure, lines: Sequence[str]) -> None:
    """Write lines on sources, and on what is missing, at the foot of a figure."""
    top = (foot_height(lines) - _AXIS) / figure.get_figheight()
    text = "\n".join(_wrapped(lines))
    figure.text(0.012, top, text, ha="left", va="top", size=9, color=MUTED, linespacing=1.3)


def foot_height(lines: Sequence[str]) -> float:
    """Inches that lines at the foot need, with the labels of an axis above them."""
    return 0.08 + _AXIS + _LINE * len(_wrapped(lines))


def _wrapped(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, 144)]


def actor_name(code: object) -> str:
    """Name of an actor by its code, such as ``"CSK"`` → ``"Czechoslovakia"``; unknown codes unchanged."""
    if not isinstance(code, str):
        return ""
    entry = lexicon.load().actors.get(code)
    return entry["name"] if entry else code


def plain(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """A copy with the named columns as plain Python values, None for whatever is missing.

    A column that the frame does not have is empty, so that frames made by hand can be drawn too.
    """
    copy = frame.reindex(columns=list(names)).reset_index(drop=True).astype(object)
    return copy.where(copy.notna(), None)


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples, of which a type checker asks no more."""
    return frame.itertuples()


def notice(frame: pd.DataFrame) -> str:
    """The line that every view of rewritten bulletins carries; empty for other bulletins."""
    rewritten = "provenance" in frame and frame["provenance"].eq("rewritten").any()
    return REWRITTEN_NOTICE if rewritten else ""


# -- labels ----------------------------------------------------------------------------------------

# Where a label may stand, from its point: the sides in order of preference, each at growing
# distances (px at 96 dpi).
_SIDES = (
    *((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)),
    *((0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)),
    *((1, 2.5), (-1, 2.5), (1, -2.5), (-1, -2.5)),
)
_DISTANCES = (13, 17, 23, 32, 43, 56, 71, 88, 107, 128, 150)
_TRIES = 5
WIDER = 1.05
_GAP = 1.5  # px that stay free around every label


def place_labels(axes: Axes, labels: Sequence[Text], around: Sequence[Artist] = ()) -> list[Text]:
    """Move labels beside their points, where they cover neither each other nor anything named.

    Each label in turn takes the nearest free place; one that ends up away from its point gets a thin
    line to it. No place is taken twice, so labels never collide, and the result is the same everywhere.

    Parameters
    ----------
    axes
        The axes that hold the labels; their limits must be final.
    labels
        Centred texts at the points that they name, most important first.
    around
        Artists that no label may cover: markers, lines of straight pieces, other texts.

    Returns
    -------
    list of Text
        Labels for which there was no room: they are off the figure, and the caller has to say so.
    """
    if not labels:
        return []
    points = axes.transData.transform([label.get_position() for label in labels])
    # letters are a little wider at other resolutions than at this one
    sizes = np.array([box[2:] - box[:2] for box in boxes(labels)]) * (WIDER, 1)
    taken = np.array(boxes(around)).reshape(-1, 4)
    markers = [spot for artist in around for spot in _marker(artist)]
    spots = np.unique(np.vstack([points, *markers]), axis=0)
    order, places = list(range(len(labels))), dict[int, Array]()
    for _ in range(_TRIES):
        tried = _arrange(points, sizes, order, taken, spots, axes.bbox)
        places = max(places, tried, key=lambda found: sum(len(labels) - number for number in found))
        order.sort(key=lambda number: number in tried)  # who found no room goes first next time
        if len(tried) == len(labels):
            break
    for number, label in enumerate(labels):
        if number in places:
            _move(axes, label, points[number], places[number])
        else:
            label.remove()
    return [label for number, label in enumerate(labels) if number not in places]


def _move(axes: Axes, label: Text, point: Array, place: Array) -> None:
    inverted = axes.transData.inverted()
    x, y = inverted.transform((place[:2] + place[2:]) / 2)
    label.set_position((float(x), float(y)))
    leader = _leader(point, place)
    if len(leader):
        ends = inverted.transform(leader[[0, -1]])
        gid = f"{label.get_gid()}-leader" if label.get_gid() else None
        axes.plot(*ends.T, color=MUTED, lw=0.7, zorder=3.5, scalex=False, scaley=False, gid=gid)


def _arrange(
    points: Array, sizes: Array, order: Iterable[int], taken: Array, spots: Array, frame: Bbox
) -> dict[int, Array]:
    """Places for as many labels as fit, by their number."""
    places = {}
    for number in order:
        point = points[number]
        rivals = spots[(np.abs(spots - point) > 1).any(axis=1)]
        for place in _candidates(point, sizes[number], frame):
            leader = _leader(point, place)
            if len(leader) < 8 and _nearest(rivals, place) < _nearest(point[None], place):
                continue  # it would seem to name another point
            crossed = np.hstack([leader, leader])
            if _clear(place, taken) and all(_clear(spot, taken) for spot in crossed):
                places[int(number)] = place
                taken = np.vstack([taken, place, np.hstack([leader - 1, leader + 1])])
                break
    return places


def _candidates(point: Array, size: Array, frame: Bbox) -> Iterator[Array]:
    """Places around a point within the frame, near ones first."""
    half = size / 2 + _GAP
    for distance in _DISTANCES:
        for side in np.array(_SIDES):
            centre = point + np.clip(side, -1, 1) * half + side * distance / np.hypot(*side)
            if (centre - half >= frame.min).all() and (centre + half <= frame.max).all():
                yield np.concatenate([centre - half, centre + half])


def _nearest(spots: Array, box: Array) -> float:
    """Distance from a box to the nearest of some spots."""
    away = np.clip(spots, box[:2], box[2:]) - spots
    return float(np.hypot(*away.T).min(initial=np.inf))


def _clear(box: Array, taken: Array) -> bool:
    apart = (box[2:] <= taken[:, :2]) | (taken[:, 2:] <= box[:2])
    return bool(apart.any(axis=1).all())


def _leader(point: Array, box: Array) -> Array:
    """Spots on a line from near a point to a label; none if the label is beside the point."""
    edge = np.clip(point, box[:2], box[2:])
    length = float(np.hypot(*(edge - point)))
    if length < 14:
        return np.empty((0, 2))
    return point + (edge - point) * np.linspace(8 / length, 1, int(length / 5) + 2)[:, None]


def boxes(artists: Iterable[Artist]) -> list[Array]:
    """What artists cover (left, bottom, right, top in px); of a line, each piece and marker."""
    return [box for artist in artists for box in _covered(artist)]


def _marker(artist: Artist) -> list[Array]:
    """Where the marker of an artist with a single point is."""
    spots = _spots(artist)
    return [spots] if len(spots) == 1 else []


def _spots(artist: Artist) -> Array:
    """The points of a line in px; none of another artist."""
    if not isinstance(artist, Line2D):
        return np.empty((0, 2))
    return np.asarray(artist.get_transform().transform(artist.get_xydata()))


def _covered(artist: Artist) -> list[Array]:
    if not isinstance(artist, Line2D):
        figure: Any = artist.get_figure(root=True)
        return [np.array(artist.get_window_extent(figure.canvas.get_renderer()).extents)]
    spots, covered = _spots(artist), []
    if artist.get_marker() not in ("", "None", None):
        reach = artist.get_markersize() * 96 / 72 / 2 + 1
        covered += [np.concatenate([spot - reach, spot + reach]) for spot in spots]
    if artist.get_linestyle() != "None":
        for ends in itertools.pairwise(spots):
            covered.append(np.concatenate([np.minimum(*ends) - 1, np.maximum(*ends) + 1]))
    return covered
