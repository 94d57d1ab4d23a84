"""Charts of what the bulletins report, beside what careful counts say.

Every function takes frames, changes none of them, and returns a figure. What cannot be drawn (a figure
without a date, a date outside the axis) is counted in the line below the chart; where nothing is left,
the figure says what is missing. `Picture.alt <monitorlib.style.Picture>` describes each in words.
"""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from monitorlib import reference as _reference
from monitorlib import style
from monitorlib.dates import edtf_interval
from monitorlib.style import BLUE, FAINT, INK, MUTED, VERMILION

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from monitorlib.style import Picture

__all__ = ["timeline", "withdrawals", "withdrawals_elsewhere"]

YEARS = (1985, 2005)
"""The years that a time axis may show. A date outside is a slip, or of another story."""
_FIRST = float(mdates.date2num(date(YEARS[0], 1, 1)))
_LAST = float(mdates.date2num(date(YEARS[1], 12, 31)))

CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}
DATES = ("date", "date_start", "date_end", "published")
QUALIFIERS = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}


class Mark(NamedTuple):
    """How the figures of an action are drawn, and said."""

    word: str
    marker: str
    colour: str
    planned: bool = False


LAUNCHER_KEY = (
    "Triangle: left; circle: there; cross: destroyed; hollow: planned. Bar: the time given; "
    "dotted: no date given, drawn at the day of publication."
)
PANEL_KEY = (
    "Dots: strengths in the reference table, joined by straight lines; "
    "hollow: planned; x: sources that dissent."
)
LAUNCHER_MARKS = {
    "remaining": Mark("there", "o", BLUE),
    "withdrawn": Mark("withdrawn", "^", VERMILION),
    "to_withdraw": Mark("to be withdrawn", "^", VERMILION, planned=True),
    "dismantled": Mark("dismantled", "X", VERMILION),
    "to_dismantle": Mark("to be dismantled", "X", VERMILION, planned=True),
}


# -- dates -----------------------------------------------------------------------------------------


def _spans(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``first`` and ``last``, the days that a row covers (of matplotlib), and ``dated``.

    A row without a date stands at the day on which its bulletin was published. An open end counts as
    the end that is known. Both are missing where no day is known, or it is outside the axis.
    """
    start, end = (_days(frame[f"date_{side}"]) for side in ("start", "end"))
    issued = [edtf_interval(text) if isinstance(text, str) else None for text in frame["published"]]
    published = _days(pd.Series([day and day[0] for day in issued], frame.index))
    first, last = start.fillna(end).fillna(published), end.fillna(start).fillna(published)
    shown = (first >= _FIRST) & (last <= _LAST)
    dated = start.notna() | end.notna()
    return frame.assign(first=first.where(shown), last=last.where(shown), dated=dated)


def _days(days: pd.Series[Any]) -> pd.Series[Any]:
    # through numpy, whose seconds reach every year that a slip may write
    moments = pd.Series(days.to_numpy(), days.index, dtype="datetime64[s]")
    return pd.Series(mdates.date2num(moments), days.index).astype(float)


def _middle(row: Any) -> float:
    return float(row.first + row.last) / 2


def _time_axis(axes: Axes) -> None:
    axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=9))
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.grid(axis="x", color=FAINT, linewidth=0.5, alpha=0.6)
    axes.set_axisbelow(True)


# -- one withdrawal --------------------------------------------------------------------------------


def withdrawals(launchers: pd.DataFrame, *, country: str = "BLR") -> Picture:
    """Draw what was reported of the missiles of one country, and the reference count.

    Points are figures of the bulletins: circles are there, triangles have left, crosses are
    destroyed, hollow ones are planned. A bar is the time that the text gives; a point with a dotted
    tail has no date and stands at the day of publication. The stepped line is the reference series,
    the dashed one what had left by it; small crosses are sources that dissent from it.

    Parameters
    ----------
    launchers
        The table `Tables.launchers`; rows on launchers and missiles with a number are drawn.
    country
        Code of the country where the missiles are, or from where they leave.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    title = f"Missiles in {style.actor_name(country)}: what was reported, and what was counted"
    reported = _reported(launchers, country)
    counted = _counted(country)
    drawn = reported.dropna(subset=["first"])
    if drawn.empty and counted.empty:
        return style.nothing(_why_nothing(reported, country), title=title)
    foot = _below(reported, counted, country)
    with style.context():
        picture = style.picture()
        height = picture.get_figheight()
        # one line more, for labels that find no room
        edges = {"left": 0.07, "right": 0.97, "top": 1 - 0.5 / height}
        edges["bottom"] = style.foot_height([*foot, "unlabelled"]) / height
        axes = picture.subplots(gridspec_kw=edges)
        style.title(picture, title)
        labels, marks = _draw_reported(axes, drawn)
        more_labels, more_marks = _draw_counted(axes, counted)
        axes.set_ylabel("launchers or missiles", loc="top")
        axes.set_ylim(0, axes.dataLim.y1 * 1.15 or 1)
        _time_axis(axes)
        first, last = axes.dataLim.intervalx
        room = max(last - first, 365) * 0.18  # at the right, where labels stand
        axes.set_xlim(first - room / 3, last + room)
        unlabelled = style.place_labels(axes, [*labels, *more_labels], [*marks, *more_marks])
        if unlabelled:
            foot.append(f"No room for: {'; '.join(label.get_text() for label in unlabelled)}.")
        style.foot(picture, foot)
    picture.alt = _in_words(title, drawn, counted)
    return picture


def _reported(launchers: pd.DataFrame, country: str) -> pd.DataFrame:
    """Rows on the missiles of a country, with the days they cover."""
    names = "category system number qualifier action country cited_as provenance"
    frame = style.plain(launchers, [*names.split(), *DATES])
    frame = frame[
        frame["country"].eq(country)
        & frame["category"].isin(["launcher", "missile"])
        & frame["action"].isin(list(LAUNCHER_MARKS))
        & frame["number"].notna()
    ]
    return _spans(frame)


def _counted(country: str) -> pd.DataFrame:
    """Reference counts of launchers and missiles, main series and dissent, by date."""
    frame = _reference.launcher_counts()
    frame = frame[frame["country"].eq(country) & frame["series"].isin(["main", "dissent"])]
    frame = _spans(frame.assign(published=None))
    return frame.dropna(subset=["first"]).sort_values(["first", "last"], kind="stable")


def _draw_reported(axes: Axes, drawn: pd.DataFrame) -> tuple[list[Text], list[Artist]]:
    """Draw every figure and return a label for each distinct one, with all that must stay free."""
    labels: list[Text] = []
    marks: list[Artist] = []
    if drawn["system"].nunique() < 2:
        drawn = drawn.assign(system=None)  # it goes without saying
    drawn = drawn.sort_values("last", kind="stable")
    for _, same in drawn.groupby(["action", "number", "qualifier", "system"], dropna=False):
        for row in style.rows(same):
            marks += _draw_figure(axes, row)
        latest = list(style.rows(same))[-1]
        text = textwrap.fill(f"{_said(latest)} ({_cited(same)})", 26)
        labels.append(axes.text(_middle(latest), latest.number, text, **CENTRED))
    return labels, marks


def _said(row: Any) -> str:
    mark = LAUNCHER_MARKS[row.action]
    system = f" {row.system}" if row.system else ""
    return f"{QUALIFIERS.get(row.qualifier, '')}{row.number:,}{system} {mark.word}"


def _draw_figure(axes: Axes, row: Any) -> list[Artist]:
    mark, when = LAUNCHER_MARKS[row.action], _middle(row)
    marks: list[Artist] = []
    if row.dated and row.first < row.last:
        marks += axes.plot([row.first, row.last], [row.number] * 2, "|-", color=mark.colour, lw=1.2)
    elif not row.dated:
        marks += axes.plot([when - 90, when], [row.number] * 2, ":", color=mark.colour, lw=1.6)
    face = "white" if mark.planned else mark.colour
    marks += axes.plot(
        when,
        row.number,
        mark.marker,
        color=mark.colour,
        mfc=face,
        ms=9,
        mew=1.6,
        zorder=4,
        clip_on=False,
    )
    return marks


def _cited(rows: pd.DataFrame) -> str:
    """Volume and issue of the bulletins; a star marks those that were written anew."""
    names = []
    for row in style.rows(rows.sort_values("first", kind="stable")):
        star = "*" if row.provenance == "rewritten" else ""
        names.append(f"{str(row.cited_as).rsplit(' ', 1)[-1]}{star}")
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - 3} more" if len(distinct) > 3 else ""
    return ", ".join(distinct[:3]) + more


def _draw_counted(axes: Axes, counted: pd.DataFrame) -> tuple[list[Text], list[Artist]]:
    """Draw the reference series; return labels for its steps and dissenters, and its marks."""
    main = counted[counted["series"].eq("main")]
    dissent = counted[counted["series"].eq("dissent") & counted["number"].gt(0)]
    if main.empty:
        return [], []
    counts = main["number"].to_numpy(float)
    falling = main["number"].cummax().eq(counts.max()).to_numpy()
    days, gone = main["last"].to_numpy(float)[falling], counts.max() - counts[falling]
    marks: list[Artist] = [*_steps(axes, main["last"], counts, "-", color=INK, lw=2, zorder=2)]
    marks += _steps(axes, days, gone, "--", color=VERMILION, lw=1.2, zorder=1.5)
    marks += axes.plot(main["last"], counts, "o", color=INK, ms=4, zorder=2)
    steps = main[main["number"].diff().fillna(1).ne(0) & main["number"].gt(0)]
    labels = [
        axes.text(row.last, row.number, f"{row.number}", weight="bold", **CENTRED)
        for row in style.rows(steps)
    ]
    labels[0].set_text(f"{labels[0].get_text()} counted there")
    if len(gone) > 1:
        text = f"{gone[-2]:g} counted as gone"
        labels.append(axes.text(float(days[-2]), float(gone[-2]), text, weight="bold", **CENTRED))
    for row in style.rows(dissent):
        when = _middle(row)
        marks += axes.plot(when, row.number, "x", color=MUTED, ms=6, zorder=2.5)
        labels.append(axes.text(when, row.number, f"{row.number}?", color=MUTED, **CENTRED))
    return labels, marks


def _steps(axes: Axes, when: Any, counts: Any, line: str, **look: Any) -> list[Line2D]:
    """Draw a line that keeps each count until the next."""
    return axes.plot(np.repeat(when, 2)[1:], np.repeat(counts, 2)[:-1], line, **look)


def _below(reported: pd.DataFrame, counted: pd.DataFrame, country: str) -> list[str]:
    lines = [LAUNCHER_KEY]
    if counted.empty:
        lines.append(f"There is no reference count for {style.actor_name(country)}.")
    else:
        low = int(counted["confidence"].eq("low").sum())
        lines.append(
            f"Line: reference count, from {counted['source'].nunique()} sources ({low} of "
            f"{len(counted)} figures of low confidence); dashed: what had left by it; x: dissenting."
        )
    lost = int(reported["first"].isna().sum())
    if lost:
        lines.append(f"Not drawn: {lost} figures without a date from {YEARS[0]} to {YEARS[1]}.")
    if notice := style.notice(reported):
        lines.append(f"* {notice}")
    return lines


def _why_nothing(reported: pd.DataFrame, country: str) -> str:
    name = style.actor_name(country)
    if reported.empty:
        return f"No row counts launchers or missiles in {name}, and there is no reference count."
    return (
        f"{len(reported)} rows count launchers or missiles in {name}, but none has a date from "
        f"{YEARS[0]} to {YEARS[1]}."
    )


def _in_words(title: str, drawn: pd.DataFrame, counted: pd.DataFrame) -> str:
    main = counted[counted["series"].eq("main")]
    steps = ", ".join(f"{row.number} ({row.date})" for row in style.rows(main))
    by_time = drawn.sort_values(["first", "number"], kind="stable")
    said = "; ".join(f"{_said(row)}, {row.cited_as}" for row in style.rows(by_time))
    return f"{title}. Reference: {steps or 'none'}. Reported: {said or 'nothing'}."


# -- withdrawals side by side ----------------------------------------------------------------------


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
    frame = _spans(style.plain(frame, [*names.split(), *DATES]))
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


# -- who dealt with whom ---------------------------------------------------------------------------

MOST_PAIRS = 14
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
        axes.set_yticks(list(rows.values()), [f"{who}  {counts[who]}" for who in rows])
        axes.set_ylim(-len(rows) + 0.4, 0.6)
        axes.tick_params(axis="y", length=0)
        style.title(picture, title)
        _key(axes)
        _time_axis(axes)
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
    events = _spans(pd.concat(both, ignore_index=True))
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
            _middle(event), height, mark.marker, color=mark.colour, markersize=6,
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
