"""Who met whom: actors or people on a circle, a line for those who met."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import cos, pi, sin
from typing import TYPE_CHECKING, Literal

from monitorlib import style
from monitorlib.style import BLUE, FAINT, INK

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from monitorlib.style import Picture

MOST = {"parties": 18, "participants": 24}
CALLED_OFF = "cancelled"
WIDE = 1.4  # the circle is an ellipse: names need room at its sides
NAMES = {"parties": "Which actors met", "participants": "Who met whom"}
COUNT_ROOM = (0.13, 0.085)  # width and height of a number, in units of the axes
Spot = tuple[float, float]
Between = Literal["parties", "participants"]


def network(meetings: pd.DataFrame, *, between: Between = "parties") -> Picture:
    """Draw who met whom on a circle.

    A line joins two who took part in the same encounter, the thicker the oftener; those who met most
    stand at the top and the others follow clockwise. Encounters that were called off are left out,
    planned ones are dashed where two are joined by nothing else.

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
    """Those with the most encounters, most first."""
    degree: Counter[str] = Counter()
    for pair, number in pairs.items():
        for name in pair:
            degree[name] += number
    return sorted(degree, key=lambda name: (-degree[name], name))[:most]


def _draw(
    axes: Axes,
    shown: list[str],
    held: Counter[tuple[str, str]],
    planned: Counter[tuple[str, str]],
) -> None:
    angles = {name: pi / 2 - 2 * pi * at / len(shown) for at, name in enumerate(shown)}
    spots = {name: (WIDE * cos(angle), sin(angle)) for name, angle in angles.items()}
    most = max((held + planned).values())
    counted: list[Spot] = []
    for pair in sorted({*held, *planned}):
        if spots.keys() >= set(pair):
            number = held[pair] + planned[pair]
            (x, y), (u, v) = (spots[name] for name in pair)
            look = "-" if held[pair] else (0, (4, 3))
            axes.plot(
                (x, u), (y, v), linestyle=look, color=BLUE, alpha=0.35 + 0.5 * number / most,
                linewidth=0.8 + 5 * number / most, solid_capstyle="round", zorder=1,
            )  # fmt: skip
            if number > 1:
                _count(axes, (x, y), (u, v), number, counted)
    for at, (name, (x, y)) in enumerate(spots.items()):
        axes.plot(x, y, "o", color=INK, markersize=7, zorder=3)
        steep = abs(x) < WIDE / 2  # names above and below the circle stand on two levels
        side = "center" if abs(x) < WIDE / 20 else "left" if x > 0 else "right"
        away = (0.05 + 0.06 * (at % 2)) * (1 if y > 0 else -1) if steep else 0.0
        up = "center" if not steep else "bottom" if y > 0 else "top"
        axes.text(
            x + (0 if side == "center" else 0.06 if x > 0 else -0.06),
            y + away,
            name,
            ha=side,
            va=up,
            size=10,
            zorder=4,
        )
    axes.set(xlim=(-1.6 * WIDE, 1.6 * WIDE), ylim=(-1.25, 1.25))
    axes.set_axis_off()


def _count(axes: Axes, one: Spot, other: Spot, number: int, counted: list[Spot]) -> None:
    """Write how many encounters a line stands for where no other number is."""
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8):
        x, y = (a + (b - a) * share for a, b in zip(one, other, strict=True))
        if all(abs(x - u) > COUNT_ROOM[0] or abs(y - v) > COUNT_ROOM[1] for u, v in counted):
            break
    else:
        return  # the thickness of the line has to do
    counted.append((x, y))
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": FAINT, "linewidth": 0.5}
    axes.text(x, y, f"{number}", ha="center", va="center", size=9, bbox=box, zorder=2)


def _below(frame: pd.DataFrame, pairs: Counter[tuple[str, str]], shown: list[str]) -> list[str]:
    lines = [
        "Lines join those who took part in one encounter; number: how many; dashed: only planned."
    ]
    everybody = {name for pair in pairs for name in pair}
    if len(everybody) > len(shown):
        lines.append(f"Not drawn: {len(everybody) - len(shown)} others, who met less often.")
    if notice := style.notice(frame):
        lines.append(notice)
    return lines
