"""What charts share: the days that a row covers, the time axis, marks and words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib.dates as mdates
import pandas as pd

from monitorlib.dates import edtf_interval
from monitorlib.style import FAINT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEARS = (1985, 2005)
"""The years that a time axis may show. A date outside is a slip, or of another story."""
_FIRST = float(mdates.date2num(date(YEARS[0], 1, 1)))
_LAST = float(mdates.date2num(date(YEARS[1], 12, 31)))

DATES = ("date", "date_start", "date_end", "published")


class Mark(NamedTuple):
    """How the figures of an action are drawn, and said."""

    word: str
    marker: str
    colour: str
    planned: bool = False


def spans(frame: pd.DataFrame) -> pd.DataFrame:
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


def middle(row: Any) -> float:
    return float(row.first + row.last) / 2


def time_axis(axes: Axes) -> None:
    axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=9))
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.grid(axis="x", color=FAINT, linewidth=0.5, alpha=0.6)
    axes.set_axisbelow(True)
