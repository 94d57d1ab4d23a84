"""One quantity over time, as each source tells it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from monitorlib import style
from monitorlib.charts._time import DATES, YEARS, middle, spans, time_axis
from monitorlib.charts._withdrawals import LAUNCHER_MARKS, QUALIFIERS
from monitorlib.style import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from monitorlib.style import Picture

NOBODY = "the bulletin itself"
MOST_SOURCES = 14


def told(launchers: pd.DataFrame, *, country: str = "BLR", action: str | None = None) -> Picture:
    """Draw what each source said of the missiles of one country, a line for each source.

    The number stands beside its mark: where two lines give different numbers for one time, the sources
    disagree. Marks are those of `withdrawals`.

    Parameters
    ----------
    launchers
        The table `Tables.launchers`; rows on launchers and missiles with a number are drawn.
    country
        Code of the country where the missiles are, or from where they leave.
    action
        One of the actions of the table, such as ``"withdrawn"``; by default all that are drawn.

    Returns
    -------
    Picture
        A matplotlib figure.
    """
    what = LAUNCHER_MARKS[action].word if action else "there, leaving or gone"
    title = f"Missiles in {style.actor_name(country)}, {what}: who said how many"
    frame = _figures(launchers, country, action)
    drawn = frame.dropna(subset=["first"])
    if drawn.empty:
        why = f"None of {len(frame)} figures has a date from {YEARS[0]} to {YEARS[1]}."
        return style.nothing(why, title=title)
    sources = _sources(drawn)
    foot = _below(frame, drawn, sources)
    bottom = style.foot_height([*foot, "unlabelled"])
    shown = sources[:MOST_SOURCES]
    with style.context():
        picture = style.picture(height=0.9 + 0.62 * len(shown) + bottom)
        height = picture.get_figheight()
        edges = {"left": 0.2, "right": 0.97, "top": 1 - 0.5 / height, "bottom": bottom / height}
        axes = picture.subplots(gridspec_kw=edges)
        labels = _draw(axes, drawn, shown)
        style.title(picture, title)
        time_axis(axes)
        unlabelled = style.place_labels(axes, labels, axes.lines)
        if unlabelled:
            foot.append(f"No room for: {'; '.join(label.get_text() for label in unlabelled)}.")
        style.foot(picture, foot)
    picture.alt = f"{title}. {_in_words(drawn, sources)}"
    return picture


def _figures(launchers: pd.DataFrame, country: str, action: str | None) -> pd.DataFrame:
    names = "category number qualifier action country source cited_as provenance"
    frame = style.plain(launchers, [*names.split(), *DATES])
    frame = frame[
        frame["country"].eq(country)
        & frame["category"].isin(["launcher", "missile"])
        & frame["action"].isin([action] if action else list(LAUNCHER_MARKS))
        & frame["number"].notna()
    ]
    return spans(frame.assign(source=frame["source"].fillna(NOBODY)))


def _sources(drawn: pd.DataFrame) -> list[str]:
    """The sources, those who say most first, the bulletins' own voice last."""
    counts = drawn["source"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [name for name in counts.index if name != NOBODY]
    own = [NOBODY] if NOBODY in counts else []
    return [*named[: MOST_SOURCES - len(own)], *own, *named[MOST_SOURCES - len(own) :]]


def _draw(axes: Axes, drawn: pd.DataFrame, shown: list[str]) -> list[Text]:
    labels = []
    for place, source in enumerate(shown):
        axes.axhline(-place, color=FAINT, linewidth=0.6, zorder=0)
        rows = drawn[drawn["source"].eq(source)].drop_duplicates(
            ["action", "number", "first", "last"]
        )
        for row in style.rows(rows.sort_values(["first", "number"], kind="stable")):
            mark = LAUNCHER_MARKS[row.action]
            if row.dated and row.first < row.last:
                axes.plot([row.first, row.last], [-place] * 2, color=mark.colour, linewidth=1.2)
            axes.plot(
                middle(row), -place, mark.marker, color=mark.colour, markersize=8,
                markerfacecolor="white" if mark.planned else mark.colour, markeredgewidth=1.4,
            )  # fmt: skip
            text = f"{QUALIFIERS.get(row.qualifier, '')}{row.number:,}"
            labels.append(axes.text(middle(row), -place, text, ha="center", va="center", size=9))
    axes.set_yticks(
        range(0, -len(shown), -1), [textwrap.shorten(name, 24, placeholder="…") for name in shown]
    )
    axes.set_ylim(-len(shown) + 0.35, 0.65)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    return labels


def _below(frame: pd.DataFrame, drawn: pd.DataFrame, sources: list[str]) -> list[str]:
    words = {"^": "triangle: left", "o": "circle: there", "X": "cross: destroyed"}
    seen = {LAUNCHER_MARKS[action].marker for action in drawn["action"]}
    lines = [
        f"{'; '.join(words[m] for m in words if m in seen).capitalize()}; hollow: planned; bar: the time given."
    ]
    lost = len(frame) - len(drawn)
    if lost:
        lines.append(f"Not drawn: {lost} figures without a date from {YEARS[0]} to {YEARS[1]}.")
    if len(sources) > MOST_SOURCES:
        lines.append(f"Not drawn: {'; '.join(sources[MOST_SOURCES:])}.")
    if notice := style.notice(drawn):
        lines.append(notice)
    return lines


def _in_words(drawn: pd.DataFrame, sources: list[str]) -> str:
    said = []
    for source in sources:
        rows = drawn[drawn["source"].eq(source)].sort_values(["first", "number"], kind="stable")
        told = ", ".join(
            f"{QUALIFIERS.get(row.qualifier, '')}{row.number:,} {LAUNCHER_MARKS[row.action].word} ({row.cited_as})"
            for row in style.rows(rows)
        )
        said.append(f"{source}: {told}")
    return f"{'; '.join(said)}."
