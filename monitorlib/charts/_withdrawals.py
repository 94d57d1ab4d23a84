"""One withdrawal: what was reported of the missiles of a country, and the reference count."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from monitorlib import reference as _reference
from monitorlib import style
from monitorlib.charts._time import DATES, YEARS, Mark, middle, spans, time_axis
from monitorlib.style import BLUE, INK, MUTED, VERMILION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from monitorlib.style import Picture

CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}
QUALIFIERS = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}

ONE_LINE = 90  # letters of a line below the chart that labels may take
LAUNCHER_KEY = (
    "Triangle: left; circle: there; cross: destroyed; hollow: planned. Bar: the time given; "
    "dotted: no date given, drawn at the day of publication."
)
LAUNCHER_MARKS = {
    "remaining": Mark("there", "o", BLUE),
    "withdrawn": Mark("withdrawn", "^", VERMILION),
    "to_withdraw": Mark("to be withdrawn", "^", VERMILION, planned=True),
    "dismantled": Mark("dismantled", "X", VERMILION),
    "to_dismantle": Mark("to be dismantled", "X", VERMILION, planned=True),
}


def withdrawals(
    launchers: pd.DataFrame, *, country: str = "BLR", findings: pd.DataFrame | None = None
) -> Picture:
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
    findings
        What `monitorlib.claims.check` found: figures that contradict others get a ring and an arithmetic.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    title = f"Missiles in {style.actor_name(country)}: what was reported, and what was counted"
    reported = _disputed(_reported(launchers, country), findings)
    counted = _counted(country)
    drawn = reported.dropna(subset=["first"])
    if drawn.empty and counted.empty:
        return style.nothing(_why_nothing(reported, country), title=title)
    foot = _below(reported, counted, country)
    with style.context():
        picture = style.picture(height=7.4)
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
        time_axis(axes)
        first, last = axes.dataLim.intervalx
        room = max(last - first, 365) * 0.18  # at the right, where labels stand
        axes.set_xlim(first - room / 3, last + room)
        unlabelled = style.place_labels(axes, [*labels, *more_labels], [*marks, *more_marks])
        if unlabelled:
            foot.append(_no_room([label.get_text() for label in unlabelled]))
        style.foot(picture, foot)
    picture.alt = _in_words(title, drawn, counted)
    return picture


def _no_room(labels: list[str]) -> str:
    """The line on figures whose label found no room: as many as fit, and how many more the table has."""
    shown = 0
    while shown < len(labels) and len("; ".join(labels[: shown + 1])) <= ONE_LINE:
        shown += 1
    told = "; ".join(labels[:shown])
    rest = len(labels) - shown
    return f"No room for: {told}{f'; and {rest} more, see the table' if rest else ''}."


def _reported(launchers: pd.DataFrame, country: str) -> pd.DataFrame:
    """Rows on the missiles of a country, with the days they cover."""
    names = "bulletin_id category system number qualifier action country cited_as provenance"
    frame = style.plain(launchers, [*names.split(), *DATES])
    frame = frame[
        frame["country"].eq(country)
        & frame["category"].isin(["launcher", "missile"])
        & frame["action"].isin(list(LAUNCHER_MARKS))
        & frame["number"].notna()
    ]
    return spans(frame)


def _disputed(reported: pd.DataFrame, findings: pd.DataFrame | None) -> pd.DataFrame:
    """Add ``against``: the arithmetic of the gravest finding that speaks of a figure, or nothing."""
    against: dict[tuple[object, int], str] = {}
    for finding in style.rows(findings) if findings is not None else ():
        arithmetic = str(finding.statement).rsplit(": ", 1)[-1].rstrip(".")
        for bulletin in (finding.bulletin_a, finding.bulletin_b):
            for number in finding.figures:
                against.setdefault((bulletin, number), arithmetic)
    keys = zip(reported["bulletin_id"], reported["number"], strict=True)
    return reported.assign(against=[against.get(key, "") for key in keys])


def _counted(country: str) -> pd.DataFrame:
    """Reference counts of launchers and missiles, main series and dissent, by date."""
    frame = _reference.launcher_counts()
    frame = frame[frame["country"].eq(country) & frame["series"].isin(["main", "dissent"])]
    frame = spans(frame.assign(published=None))
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
            before = len(axes.lines)
            marks += _draw_figure(axes, row)
            _name(axes.lines[before:], row.published, [row.Index, *same.index], before)
        latest = list(style.rows(same))[-1]
        disputed = next((row.against for row in style.rows(same) if row.against), "")
        text = textwrap.fill(f"{_said(latest)} ({_cited(same)})", 26)
        text += f"\n{disputed}" if disputed else ""
        label = axes.text(middle(latest), latest.number, text, **CENTRED)
        published = min(filter(None, same["published"]), default=None)
        _name([label], published, [*same.index], len(axes.texts) + 9000)
        labels.insert(0 if disputed else len(labels), label)  # these must find room
    return labels, marks


def _name(artists: Iterable[Artist], published: object, rows: list[int], number: int) -> None:
    """Name artists by the year in which they were news and the rows that give their figure.

    A page can then show them year by year, and find their rows; its own comes first.
    """
    given = "_".join(map(str, dict.fromkeys(rows)))
    year = published[:4] if isinstance(published, str) else "0000"
    for at, artist in enumerate(artists, start=number):
        artist.set_gid(f"published-{year}-rows-{given}-{at}")


def _said(row: Any) -> str:
    mark = LAUNCHER_MARKS[row.action]
    system = f" {row.system}" if row.system else ""
    return f"{QUALIFIERS.get(row.qualifier, '')}{row.number:,}{system} {mark.word}"


def _draw_figure(axes: Axes, row: Any) -> list[Artist]:
    mark, when = LAUNCHER_MARKS[row.action], middle(row)
    marks: list[Artist] = []
    if row.dated and row.first < row.last:
        marks += axes.plot([row.first, row.last], [row.number] * 2, "|-", color=mark.colour, lw=1.2)
    elif not row.dated:
        marks += axes.plot([when - 90, when], [row.number] * 2, ":", color=mark.colour, lw=1.6)
    if row.against:
        axes.plot(  # no mark that lines to names must avoid: it is around the figure's own
            when, row.number, "o", ms=16, mfc="none", mec=INK, mew=1.2, zorder=3.8, clip_on=False
        )
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
        when = middle(row)
        marks += axes.plot(when, row.number, "x", color=MUTED, ms=6, zorder=2.5)
        labels.append(axes.text(when, row.number, f"{row.number}?", color=MUTED, **CENTRED))
    return labels, marks


def _steps(axes: Axes, when: Any, counts: Any, line: str, **look: Any) -> list[Line2D]:
    """Draw a line that keeps each count until the next."""
    return axes.plot(np.repeat(when, 2)[1:], np.repeat(counts, 2)[:-1], line, **look)


def _below(reported: pd.DataFrame, counted: pd.DataFrame, country: str) -> list[str]:
    lines = [LAUNCHER_KEY]
    if reported["against"].ne("").any():
        lines.append("Ring: contradicts another figure, as the arithmetic below its name says.")
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
    said = "; ".join(
        f"{_said(row)}, {row.cited_as}{f' ({row.against})' if row.against else ''}"
        for row in style.rows(by_time)
    )
    return f"{title}. Reference: {steps or 'none'}. Reported: {said or 'nothing'}."
