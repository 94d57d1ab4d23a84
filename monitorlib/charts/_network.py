"""Who met whom: half a matrix of actors or people, with the number of encounters of each pair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.patches import Rectangle

from monitorlib import style
from monitorlib.style import BLUE, FAINT, INK

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from monitorlib.style import Picture

MOST = {"parties": 15, "participants": 15}
CALLED_OFF = "cancelled"
PALE = 0.5  # of full blue at the most: figures stay black on it
ROOM = 5  # cells that the last name may reach beyond the matrix
HOLLOW: dict[str, Any] = {"facecolor": "none", "edgecolor": BLUE, "linestyle": (0, (3, 2))}
NAMES = {"parties": "Which actors met", "participants": "Who met whom"}
Between = Literal["parties", "participants"]


def network(meetings: pd.DataFrame, *, between: Between = "parties") -> Picture:
    """Draw who met whom, as half a matrix.

    Where the row of one crosses the column of another stands the number of encounters in which
    both took part, the bluer the more. Those who met most come first. Encounters that were called
    off are left out; a cell is hollow where two have only plans to meet.

    Parameters
    ----------
    meetings
        The table `Tables.meetings`.
    between
        ``"parties"`` for the actors represented, ``"participants"`` for the people named.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    title = NAMES[between]
    frame = style.plain(meetings, [between, "status", "provenance"])
    held, planned = (_pairs(frame[mask], between) for mask in _taking_place(frame))
    pairs = held + planned
    if not pairs:
        return style.nothing(f"None of {len(frame)} meetings names two {between}.", title=title)
    shown = _most_joined(pairs, MOST[between])
    foot = _below(frame, pairs, shown)
    with style.context():
        picture = style.picture(height=7.6)
        height = picture.get_figheight()
        bottom = style.foot_height(foot) / height
        axes = picture.add_axes((0.02, bottom, 0.96, 0.94 - bottom))
        _draw(axes, shown, held, planned)
        style.title(picture, title)
        style.foot(picture, foot)
    said = "; ".join(f"{one} and {other}: {n}" for (one, other), n in _in_order(pairs))
    picture.alt = f"{title}, number of encounters. {said}."
    return picture


def _taking_place(frame: pd.DataFrame) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Which meetings took place or recur, and which were only planned."""
    planned = frame["status"].eq("planned")
    return ~planned & frame["status"].ne(CALLED_OFF), planned


def _pairs(frame: pd.DataFrame, between: str) -> Counter[tuple[str, str]]:
    """How many encounters two had with each other."""
    pairs: Counter[tuple[str, str]] = Counter()
    for members in frame[between]:
        names = set(members) if isinstance(members, tuple | list) else set()
        if between == "parties":
            names = {style.actor_name(name) for name in names}
        pairs.update(combinations(sorted(names), 2))
    return pairs


def _in_order(pairs: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(pairs.items(), key=lambda item: (-item[1], item[0]))


def _most_joined(pairs: Counter[tuple[str, str]], most: int) -> list[str]:
    """Those with the most encounters, most first; nobody who met none of the others."""
    degree: Counter[str] = Counter()
    for pair, number in pairs.items():
        for name in pair:
            degree[name] += number
    ranked = sorted(degree, key=lambda name: (-degree[name], name))
    while True:
        shown = set(ranked[:most])
        joined = {name for pair in pairs if shown.issuperset(pair) for name in pair}
        if joined == shown:
            return ranked[:most]
        ranked.remove(max(shown - joined, key=ranked.index))  # the next one may join the others


def _draw(
    axes: Axes,
    shown: list[str],
    held: Counter[tuple[str, str]],
    planned: Counter[tuple[str, str]],
) -> None:
    """Draw half a matrix; each name stands where its row ends and its column begins."""
    place = {name: number for number, name in enumerate(shown)}
    drawn = [pair for pair in sorted({*held, *planned}) if place.keys() >= set(pair)]
    most = max(held[pair] + planned[pair] for pair in drawn)
    for pair in drawn:
        column, row = sorted(place[name] for name in pair)
        number = held[pair] + planned[pair]
        share = 0.08 + PALE * sqrt(number / most)
        look = {"facecolor": (BLUE, share), "edgecolor": "white"} if held[pair] else HOLLOW
        axes.add_patch(Rectangle((column + 0.04, row + 0.04), 0.92, 0.92, **look))
        axes.text(
            column + 0.5, row + 0.52, f"{number}", ha="center", va="center", size=10, color=INK
        )
    for name, number in place.items():
        axes.text(number + 0.1, number + 0.52, name, va="center", size=11, weight="bold")
        axes.plot((0, number), (number + 1, number + 1), color=FAINT, linewidth=0.6, zorder=0)
    axes.set(xlim=(0, len(shown) + ROOM), ylim=(len(shown), 0), aspect="equal", anchor="W")
    axes.set_axis_off()


def _below(frame: pd.DataFrame, pairs: Counter[tuple[str, str]], shown: list[str]) -> list[str]:
    lines = [
        "Follow a name to the left and downward: encounters in which both took part. Hollow: only planned."
    ]
    everybody = {name for pair in pairs for name in pair}
    if len(everybody) > len(shown):
        lines.append(f"Not drawn: {len(everybody) - len(shown)} others, who met less often.")
    if notice := style.notice(frame):
        lines.append(notice)
    return lines
