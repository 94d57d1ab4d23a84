"""The words of the trade, for people who meet them for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitorlib.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["glossary"]


def glossary() -> pd.DataFrame:
    """Terms of the bulletins, of the tables and of the lessons, explained in a sentence or two.

    Returns
    -------
    pandas.DataFrame
        Index ``term``, in alphabetical order; ``meaning``, ``field`` (weapons, forces, treaties,
        states, sources, method), ``see_also``, ``notes``, ``source``, ``source_url``,
        ``confidence`` (high, medium or low). Empty cells are empty strings.
    """
    import pandas as pd

    frame = pd.read_csv(
        data_path("reference", "glossary.csv"), dtype=str, keep_default_na=False, encoding="utf-8"
    )
    return frame.set_index("term").sort_index(key=lambda terms: terms.str.casefold())
