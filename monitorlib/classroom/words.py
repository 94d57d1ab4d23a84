"""The words of the trade, for people who meet them for the first time."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from monitorlib.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["Words", "explain", "glossary"]


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


@dataclass(frozen=True, slots=True)
class Words:
    """Some terms with what they mean; in a notebook they show with links to their sources.

    Attributes
    ----------
    entries
        For each term the cells of its row in `glossary`.
    """

    entries: Mapping[str, Mapping[str, str]]

    def __str__(self) -> str:
        return "\n".join(f"{term}: {row['meaning']}" for term, row in self.entries.items())

    def _repr_html_(self) -> str:
        return f"<dl>{''.join(map(_entry, self.entries, self.entries.values()))}</dl>"


def explain(*terms: str) -> Words:
    """Explain words of the `glossary`.

    Parameters
    ----------
    *terms
        As they stand there; without any, all of them.

    Returns
    -------
    Words

    Raises
    ------
    ValueError
        A word is not in the glossary; the message names those that look like it.
    """
    table = glossary()
    rows = zip(table.index, table.to_dict("records"), strict=True)
    known = {term: {str(name): str(cell) for name, cell in row.items()} for term, row in rows}
    for term in terms:
        if term not in known:
            near = difflib.get_close_matches(term, known)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            msg = f"{term!r} is not in the glossary{hint}"
            raise ValueError(msg)
    return Words({term: known[term] for term in terms or known})


def _entry(term: str, row: Mapping[str, str]) -> str:
    source = escape(row["source"])
    if row["source_url"]:
        source = f'<a href="{escape(row["source_url"])}">{source}</a>'
    elif row["confidence"] == "low":
        source = "common knowledge, not checked"
    return (
        f"<dt><b>{escape(term)}</b></dt><dd>{escape(row['meaning'])} <small>({source})</small></dd>"
    )
