"""Withdrawals side by side, as shares of what was there at the start."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import matplotlib.dates as mdates
import pandas as pd

from monitorlib import reference as _reference
from monitorlib import style
from monitorlib.charts._time import DATES, spans
from monitorlib.style import BLUE, FAINT, MUTED, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from monitorlib.style import Picture


PANEL_KEY = (
    "Dots: strengths in the reference table, joined by straight lines; "
    "hollow: planned; x: sources that dissent."
)


def withdrawals_elsewhere(reference: pd.DataFrame | None = None) -> Picture:
    """Draw the withdrawal from Belarus beside those from other states, as shares of the start.

    One small chart a force, all on the same axes: the share of the starting strength that was still
    there. Small crosses are sources that dissent; a dashed line means that only the plan is known.

    Parameters
    ----------
    reference
        A frame like `monitorlib.reference.withdrawals`; by default that one.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    title = "Who left, and how fast: share of the starting strength still there"
    frame = _reference.withdrawals() if reference is None else reference
    names = "country force record number unit basis series"
    frame = spans(style.plain(frame, [*names.split(), *DATES]))
    forces = [
        (rows, _strengths(rows)) for _, rows in frame.groupby(["country", "force"], sort=False)
    ]
    shown = [(rows, strengths) for rows, strengths in forces if len(strengths) > 1]
    if not shown:
        why = "No force has a strength at the start and another, both with a date."
        return style.nothing(why, title=title)
    shown.sort(key=lambda force: force[0]["country"].iloc[0] != "BLR")
    foot = _below_panels([rows for rows, strengths in forces if len(strengths) < 2])
    with style.context():
        picture = _panels(shown, foot)
        style.title(picture, title)
        style.foot(picture, foot)
    picture.alt = f"{title}. {' '.join(_panel_in_words(*force) for force in shown)}"
    return picture


def _strengths(rows: pd.DataFrame) -> pd.DataFrame:
    """Main strengths of a force by date, and their share of the first.

    A summary gives the strength at the start and, where its end is known, none at the end: these
    count where no point says so.
    """
    main = rows[rows["series"].eq("main") & rows["number"].notna() & rows["first"].notna()]
    points = main[main["record"].eq("point")]
    summary = main[main["record"].eq("summary")]
    starts = summary[~summary["number"].isin(points["number"])]
    starts = starts[starts["date_start"].notna()].assign(last=lambda ends: ends["first"])
    ends = summary[summary["date_end"].notna()].assign(number=0)
    ends = ends[~ends["number"].isin(points["number"])]
    every = pd.concat([points, starts, ends])[["last", "number", "basis"]]
    every = every.sort_values("last", kind="stable", ignore_index=True)
    start = every["number"].iloc[0] if len(every) else 0
    return every.assign(share=(every["number"] / start).astype(float)) if start else every.iloc[:0]


def _panels(forces: list[tuple[pd.DataFrame, pd.DataFrame]], foot: list[str]) -> Picture:
    across = 4
    down = -(-len(forces) // across)
    bottom = style.foot_height(foot)
    picture = style.picture(height=0.9 + 1.7 * down + bottom)
    height = picture.get_figheight()
    edges = {"left": 0.06, "right": 0.985, "top": 1 - 0.9 / height, "bottom": bottom / height}
    grid = picture.subplots(
        down, across, sharex=True, sharey=True, squeeze=False,
        gridspec_kw={**edges, "wspace": 0.12, "hspace": 0.62},
    )  # fmt: skip
    for axes, (rows, strengths) in zip(grid.flat, forces, strict=False):
        _panel(axes, rows, strengths)
    for axes in grid.flat[len(forces) :]:
        axes.set_visible(False)
        above = grid[down - 2, across - 1] if down > 1 else axes
        above.tick_params(labelbottom=True)
    return picture


def _panel(axes: Axes, rows: pd.DataFrame, strengths: pd.DataFrame) -> None:
    home = rows["country"].iloc[0] == "BLR"
    colour = VERMILION if home else BLUE
    planned = strengths["basis"].eq("planned")
    axes.fill_between(strengths["last"], strengths["share"], color=colour, alpha=0.15, linewidth=0)
    axes.plot(strengths["last"], strengths["share"], color=colour, linewidth=2 if home else 1.5)
    for hollow, part in ((False, strengths[~planned]), (True, strengths[planned])):
        axes.plot(part["last"], part["share"], "o", color=colour, markersize=5, markeredgewidth=1.2,
                  markerfacecolor="white" if hollow else colour)  # fmt: skip
    dissent = rows[rows["series"].eq("dissent") & rows["number"].notna() & rows["first"].notna()]
    axes.plot(dissent["last"], dissent["number"] / strengths["number"].iloc[0], "x", color=MUTED)
    axes.set_title("\n".join(_force(rows, strengths)), size=10, weight="bold" if home else "normal")
    axes.set_ylim(0, 1.15)
    axes.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    axes.xaxis.set_major_locator(mdates.YearLocator(3))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes.grid(color=FAINT, linewidth=0.5, alpha=0.6)


def _force(rows: pd.DataFrame, strengths: pd.DataFrame) -> tuple[str, str]:
    """Where a force was and how strong, and its name."""
    first = rows.iloc[0]
    states = first["country"].split(";")
    where = style.actor_name(states[0]) if len(states) == 1 else f"{len(states)} states"
    unit = {"military personnel": "troops"}.get(first["unit"], first["unit"])
    return f"{where}: {strengths['number'].iloc[0]:,} {unit}", _shortened(first["force"])


def _shortened(name: str) -> str:
    return textwrap.shorten(name, 31, placeholder="…")


def _below_panels(left_out: list[pd.DataFrame]) -> list[str]:
    lines = [PANEL_KEY]
    if left_out:
        names = (
            f"{rows['force'].iloc[0]}, {style.actor_name(rows['country'].iloc[0])}"
            for rows in left_out
        )
        lines.append(f"Not drawn, for want of a second strength: {'; '.join(names)}.")
    return lines


def _panel_in_words(rows: pd.DataFrame, strengths: pd.DataFrame) -> str:
    steps = ", ".join(
        f"{row.number:,} in {mdates.num2date(row.last):%Y-%m}" for row in style.rows(strengths)
    )
    return f"{_force(rows, strengths)[0]}: {steps}."
