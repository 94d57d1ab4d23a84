"""The missile regiments at a date: which were still there, which had left, which may have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import pandas as pd

from monitorlib import geo, reference, style
from monitorlib.dates import edtf_interval
from monitorlib.maps import _land
from monitorlib.style import BLACK, MUTED, VERMILION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    from monitorlib.maps._land import Bounds
    from monitorlib.style import Picture


class State(NamedTuple):
    """What had become of a regiment at a date, and its mark."""

    name: str
    marker: str
    colour: str
    face: str


THERE = State("still there", "^", BLACK, VERMILION)
UNSURE = State("left or leaving\n(day not known)", "^", VERMILION, "white")
GONE = State("had left", "x", MUTED, MUTED)
STATES = (THERE, UNSURE, GONE)


def regiments_at(on: str, bounds: Bounds) -> Picture:
    """Draw the missile regiments that were there at a date; `monitorlib.maps.regiments` describes it."""
    days = edtf_interval(on)
    if days is None:
        msg = f"{on!r} is no date that EDTF knows, such as '1995-12' or '1995-12-08'"
        raise ValueError(msg)
    title = f"Missile regiments in Belarus, {on}"
    armed = _armed(days)
    missing = [row.regiment for row in style.rows(armed[armed["lat"].isna()])]
    drawn = armed.dropna(subset=["lat"])
    foot = [*_counted(days), *_below(armed, missing)]
    with style.context():
        picture, axes = _land.base_map(bounds, foot)
        style.title(picture, title)
        labels, marks = _draw(axes, drawn)
        capitals, dots = _land.capitals(axes, bounds, besides=set())
        around = [*axes.texts[: -len(labels) - len(capitals) or None], *marks, *dots]
        unlabelled = style.place_labels(axes, [*labels, *capitals], around)
        placed = [text for text in [*labels, *capitals] if text not in unlabelled]
        _land.name_land(axes, bounds, [*marks, *dots, *placed])
        _legend(picture, axes, armed)
        _land.scale(picture, axes)
        _land.inset(picture, axes, bounds)
        style.foot(picture, foot)
    picture.alt = f"{title}. {_in_words(armed)}"
    return picture


def _armed(days: tuple[date, date]) -> pd.DataFrame:
    """The regiments that had launchers, where they stood, and what had become of them."""
    frame = reference.missile_regiments()
    frame = frame[frame["launchers"].fillna(0).gt(0)]
    bases = reference.bases().set_index("site_id")
    frame = frame.assign(
        lat=frame["site_id"].map(bases["lat"]), lon=frame["site_id"].map(bases["lon"])
    )
    states = [_state(row.withdrawn, days) for row in style.rows(frame)]
    return frame.assign(state=[state.name for state in states])


def _state(withdrawn: object, days: tuple[date, date]) -> State:
    left = edtf_interval(withdrawn) if isinstance(withdrawn, str) and withdrawn else None
    if left is None or days[1] < left[0]:
        return THERE
    return GONE if days[0] > left[1] else UNSURE


def _draw(axes: Axes, drawn: pd.DataFrame) -> tuple[list[Text], list[Line2D]]:
    spots = gpd.points_from_xy(drawn["lon"], drawn["lat"], crs=4326).to_crs(geo.PROJECTION)
    looks = {state.name: state for state in STATES}
    labels, marks = [], []
    for row, x, y in zip(style.rows(drawn), spots.x, spots.y, strict=True):
        look = looks[row.state]
        marks += axes.plot(
            x, y, look.marker, color=look.colour, markerfacecolor=look.face, markersize=11,
            markeredgewidth=1.4, zorder=4,
        )  # fmt: skip
        text = f"{_number(row.regiment)} {row.place.split(' (')[0]}".strip()
        labels.append(axes.text(x, y, text, ha="center", va="center", size=9, zorder=6))
    return labels, marks


def _number(regiment: object) -> str:
    """ "170th"; nothing for a regiment of which only the garrison is known."""
    text = str(regiment)
    if not text.isdigit():
        return ""
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th") if text[-2:-1] != "1" else "th"
    return f"{text}{ending}"


def _legend(picture: Picture, axes: Axes, armed: pd.DataFrame) -> None:
    handles = []
    for state in STATES:
        rows = armed[armed["state"].eq(state.name)]
        name = f"{state.name}\n{len(rows)} of {len(armed)} regiments,\n{rows['launchers'].sum():g} launchers"
        handles += axes.plot(
            [], [], state.marker, color=state.colour, markerfacecolor=state.face, markersize=10,
            linestyle="", label=name,
        )  # fmt: skip
    picture.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.775, axes.get_position().y1),
        frameon=False, fontsize=9.5, borderaxespad=0, labelspacing=1.1, handletextpad=0.2,
    )  # fmt: skip


def _counted(days: tuple[date, date]) -> list[str]:
    """What the reference series counts before and after a date, beside what is known of regiments."""
    counts = reference.launcher_counts()
    main = counts[counts["series"].eq("main") & counts["country"].eq("BLR")]
    main = main[main["action"].eq("remaining") & main["number"].notna() & main["date_end"].notna()]
    start, stop = (pd.Timestamp(day) for day in days)
    before, after = main[main["date_end"].le(start)], main[main["date_start"].ge(stop)]
    parts = [
        f"{row.number} launchers in {row.date}"
        for rows, last in ((before, -1), (after, 0))
        for row in list(style.rows(rows.sort_values("date_start")))[last : last + 1 or None]
    ]
    return [f"The reference series counts {' and '.join(parts)}."] if parts else []


def _below(armed: pd.DataFrame, missing: list[object]) -> list[str]:
    lines = ["Regiments and garrisons by the reference table of missile regiments."]
    low = int(armed["confidence"].eq("low").sum())
    if low:
        lines.append(f"{low} of {len(armed)} rows are of low confidence.")
    if missing:
        lines.append(f"No position known: {', '.join(map(str, missing))}.")
    return [*lines, _land.SOURCES]


def _in_words(armed: pd.DataFrame) -> str:
    parts = []
    for state in STATES:
        rows = armed[armed["state"].eq(state.name)]
        names = ", ".join(
            f"{_number(row.regiment)} {row.place}".strip() for row in style.rows(rows)
        )
        parts.append(f"{' '.join(state.name.split()).capitalize()}: {names or 'none'}.")
    return " ".join(parts)
