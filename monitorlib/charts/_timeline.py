"""Who dealt with whom, and when: agreements and meetings by pair of actors."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from monitorlib import style
from monitorlib.charts._time import DATES, YEARS, Mark, middle, spans, time_axis
from monitorlib.style import BLUE, FAINT, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from monitorlib.style import Picture


MOST_PAIRS = 14
LONGEST_NAME = 30  # letters in one line of the names at the left
MORE, FEWER = "three or more parties", "one party named, or none"
EVENT_MARKS = {
    "agreement": Mark("agreement", "s", BLUE),
    "planned agreement": Mark("agreement planned", "s", BLUE, planned=True),
    "meeting": Mark("meeting", "o", VERMILION),
    "planned meeting": Mark("meeting planned or called off", "o", VERMILION, planned=True),
}


def timeline(agreements: pd.DataFrame, meetings: pd.DataFrame) -> Picture:
    """Draw agreements and meetings in time, a line for each pair of actors.

    Squares are agreements and circles meetings, hollow where they were only planned (or called off).
    Events that are not of two actors stand below the pairs.

    Parameters
    ----------
    agreements, meetings
        The tables of these names.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    title = "Agreements and meetings, by pair of actors"
    events = _events(agreements, meetings)
    drawn = events.dropna(subset=["first"])
    if drawn.empty:
        why = f"None of {len(events)} agreements and meetings has a date from {YEARS[0]} to {YEARS[1]}."
        return style.nothing(why, title=title)
    counts = _most_frequent(drawn["who"])
    rows = {who: -float(place) for place, who in enumerate(counts.index[:MOST_PAIRS])}
    foot = _below_timeline(events, counts)
    bottom = style.foot_height(foot)
    with style.context():
        picture = style.picture(height=0.8 + 0.36 * len(rows) + bottom)
        height = picture.get_figheight()
        edges = {"left": 0.23, "right": 0.97, "top": 1 - 0.8 / height, "bottom": bottom / height}
        axes = picture.subplots(gridspec_kw=edges)
        _draw_events(axes, drawn[drawn["who"].isin(list(rows))], rows)
        names = [textwrap.fill(f"{who}  {counts[who]}", LONGEST_NAME) for who in rows]
        axes.set_yticks(list(rows.values()), names)
        axes.set_ylim(-len(rows) + 0.4, 0.6)
        axes.tick_params(axis="y", length=0)
        style.title(picture, title)
        _key(axes)
        time_axis(axes)
        style.foot(picture, foot)
    said = "; ".join(f"{who}: {counts[who]}" for who in rows)
    picture.alt = f"{title}, number of dated events. {said}."
    return picture


def _events(agreements: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    names = ["parties", "status", "provenance", *DATES]
    both = []
    for kind, frame, planned in (
        ("agreement", agreements, ["planned"]),
        ("meeting", meetings, ["planned", "cancelled"]),
    ):
        events = style.plain(frame, names).assign(published=None)  # an event has a date of its own
        hollow = events["status"].isin(planned)
        events["event"] = np.where(hollow, f"planned {kind}", kind)
        both.append(events)
    events = spans(pd.concat(both, ignore_index=True))
    return events.assign(who=[_who(parties) for parties in events["parties"]])


def _who(parties: object) -> str:
    names = sorted(map(style.actor_name, parties)) if isinstance(parties, tuple | list) else []
    if len(names) == 2:
        return " – ".join(names)
    return MORE if names[1:] else FEWER


def _most_frequent(who: pd.Series[Any]) -> pd.Series[Any]:
    """Number of events of each pair, most frequent first, what is no pair last."""
    counts = who.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    others = [name for name in (MORE, FEWER) if name in counts]
    pairs = counts.drop(others)
    kept = pairs.iloc[: MOST_PAIRS - len(others)]
    return pd.concat([kept, counts[others], pairs.iloc[len(kept) :]])


def _draw_events(axes: Axes, drawn: pd.DataFrame, rows: dict[str, float]) -> None:
    for height in rows.values():
        axes.axhline(height, color=FAINT, linewidth=0.6, zorder=0)
    for event in style.rows(drawn):
        mark = EVENT_MARKS[event.event]
        # agreements a little above the line and meetings below, so that neither hides the other
        height = rows[event.who] + (0.14 if "agreement" in event.event else -0.14)
        if event.first < event.last:
            axes.plot([event.first, event.last], [height] * 2, color=mark.colour, linewidth=1)
        axes.plot(
            middle(event), height, mark.marker, color=mark.colour, markersize=6,
            markerfacecolor="white" if mark.planned else mark.colour, markeredgewidth=1.2,
        )  # fmt: skip


def _key(axes: Axes) -> None:
    handles = [
        Line2D([], [], linestyle="", marker=mark.marker, color=mark.colour, label=mark.word,
               markerfacecolor="white" if mark.planned else mark.colour)
        for mark in EVENT_MARKS.values()
    ]  # fmt: skip
    axes.legend(handles=handles, ncols=4, loc="lower left", bbox_to_anchor=(0, 1), frameon=False,
                fontsize=10, borderaxespad=0, handletextpad=0.2)  # fmt: skip


def _below_timeline(events: pd.DataFrame, counts: pd.Series[Any]) -> list[str]:
    lines = ["Numbers: dated events of the pair; lines: the time within which an event falls."]
    undated = int(events["first"].isna().sum())
    if undated:
        lines.append(f"Not drawn: {undated} without a date between {YEARS[0]} and {YEARS[1]}.")
    more = counts.iloc[MOST_PAIRS:]
    if len(more):
        lines.append(f"Not drawn: {more.sum()} events of {len(more)} further pairs.")
    if notice := style.notice(events):
        lines.append(notice)
    return lines
