"""Charts of what the bulletins report, beside what careful counts say.

Every function takes frames, changes none of them, and returns a figure. What cannot be drawn (a
figure without a date, a date outside the axis) is counted in the line below the chart; where
nothing is left, the figure says what is missing. `Picture.alt <monitorlib.style.Picture>` describes
each in words.
"""

from monitorlib.charts._elsewhere import withdrawals_elsewhere
from monitorlib.charts._network import network
from monitorlib.charts._timeline import timeline
from monitorlib.charts._told import told
from monitorlib.charts._withdrawals import withdrawals

__all__ = ["network", "timeline", "told", "withdrawals", "withdrawals_elsewhere"]
