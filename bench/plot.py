"""Draw ``docs/bench.png`` from ``bench/results.json``: speed beside other readers, and growth.

Names stand at every bar and lightness tells ours from others, so that the picture can be copied in grey.
"""

import json
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from monitorlib import style

BENCH = Path(__file__).resolve().parent
OURS = {"read, parse to rows", "parse to tables", "dates alone"}


def bars(axes: Axes, result: dict[str, Any]) -> None:
    """Bulletins a second, the fastest on top."""
    found = {**result["sample_bulletins_per_second"], **result["bulletins_per_second"]}
    found = dict(sorted(found.items(), key=lambda pair: pair[1]))
    fills = [style.BLUE if name in OURS else style.FAINT for name in found]
    drawn = axes.barh(list(found), list(found.values()), color=fills, edgecolor=style.INK)
    axes.bar_label(
        drawn,
        [f"{value:,.3g}" if value < 100 else f"{value:,.0f}" for value in found.values()],
        padding=3,
    )
    axes.set(xscale="log", xlabel="bulletins a second, one core (logarithmic)")
    axes.set_xlim(min(found.values()) / 3, max(found.values()) * 8)
    axes.set_title("Speed: ours dark, others light")


def lines(axes: Axes, result: dict[str, Any]) -> None:
    """Time for a thousand characters as texts grow and for a bulletin as archives grow, the first being 1."""
    texts = {
        int(length) / 1000: ms / int(length)
        for length, ms in result["milliseconds_by_characters"].items()
    }
    archives = {
        int(times): taken["seconds"] / taken["bulletins"]
        for times, taken in result["archive_by_times_the_corpus"].items()
    }
    for label, marker, dash, costs in (
        ("one text, per character", "o", "-", texts),
        ("an archive, per bulletin", "s", "--", archives),
    ):
        first = next(iter(costs.values()))
        relative = [value / first for value in costs.values()]
        axes.plot(list(costs), relative, dash, marker=marker, label=label, color=style.INK)
    axes.set(
        xscale="log", xlabel="times the smallest (1 kB; the corpus)", ylabel="time, smallest = 1"
    )
    axes.set_ylim(0, 1.25)
    axes.legend(frameon=False, loc="lower right")
    axes.set_title("Growth: flat is linear")


def main() -> None:
    result = json.loads((BENCH / "results.json").read_text("utf-8"))
    with style.context():
        figure = Figure(figsize=(10, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(3, 2))
        bars(left, result)
        lines(right, result)
        figure.savefig(BENCH.parent / "docs" / "bench.png", dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main()
