"""The pages that are made from the bulletins themselves: the overview, and the marked texts."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from monitorlib import claims, evidence
from monitorlib.report import sources
from monitorlib.schemas import QUALIFIERS, frame_rows, text_of
from monitorlib.tables import cite

if TYPE_CHECKING:
    import pandas as pd

    from monitorlib.bulletin import Bulletin
    from monitorlib.corpus import Corpus
    from monitorlib.tables import Tables

CERTAINTIES = ("stated", "claimed", "reported")
# What each table holds, for readers who have not seen the codebook.
ABOUT = {
    "agreements": "Treaties, agreements, protocols and concessions: signed, in force, planned or ended.",
    "launchers": "Launchers, missiles, warheads, silos, bombers and submarines, and what becomes of them.",
    "units": "Military formations and bodies of troops.",
    "meetings": "Talks, summits, sessions and visits, held or announced.",
    "sites": "Bases, airfields, radars and other military sites at a named place.",
}
_WIDE = {"title", "subject", "topic", "participants"}  # columns that hold phrases


def _anchor(bulletin_id: str) -> str:
    return re.sub(r"\s", "_", bulletin_id)


def marked_bulletins(corpus: "Corpus", found: "Tables") -> dict[str, Any]:
    """Return what the page of all bulletins shows."""
    anchors = [_anchor(bulletin.bulletin_id) for bulletin in corpus]
    views = list(zip(anchors, evidence.highlight_all(corpus, found), strict=True))
    frames = [getattr(found, name)["bulletin_id"] for name in evidence.LETTERS]
    per_bulletin = Counter(bulletin_id for frame in frames for bulletin_id in frame)
    contents = [{"level": 2, "text": view.title, "anchor": anchor} for anchor, view in views]
    most = max(per_bulletin.values(), default=0)
    return {"bulletins": views, "contents": contents, "most_rows": most, "layout": "beside"}


def overview(corpus: "Corpus", found: "Tables") -> dict[str, Any]:
    """Return what the first page shows: counts, every row with its sentence, how to cite."""
    issues = {bulletin.bulletin_id: _issue(bulletin) for bulletin in corpus}
    tables = [_table(name, getattr(found, name), issues) for name in evidence.LETTERS]
    dates = sorted(bulletin.date.rstrip("~?%") for bulletin in corpus if bulletin.date)
    headings = ["What was found", "Contradictions", "Pages", *map(str.capitalize, evidence.LETTERS)]
    headings += ["How far to trust it", "How to cite"]
    return {
        "layout": "above",
        "count": len(corpus),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "rewritten": sum(bulletin.provenance == "rewritten" for bulletin in corpus),
        "certainties": CERTAINTIES,
        "wide": _WIDE,
        "tables": tables,
        "total": sum(len(table["rows"]) for table in tables),
        "notes": len(found.notes),
        "findings": [_finding(row, issues) for row in claims.check(found).itertuples()],
        "accuracy": sources.accuracy(),
        "citation": _example_citation(found),
        "lexicon": found.lexicon_hash[:12],
        "contents": [
            {"level": 2, "text": text, "anchor": sources.anchor(text)} for text in headings
        ],
    }


def _finding(row: Any, issues: dict[str, str]) -> dict[str, Any]:
    """A contradiction, with the bulletins that make it, each once, and the sources of a known figure, each once."""
    bulletins = dict.fromkeys(name for name in (row.bulletin_a, row.bulletin_b) if name)
    told = (source.strip() for source in (row.reference_source or "").split(";"))
    return {
        "statement": row.statement,
        "bulletins": [(_anchor(name), issues.get(name, name)) for name in bulletins],
        "sources": list(dict.fromkeys(filter(None, told))),
    }


def _issue(bulletin: "Bulletin") -> str:
    """Date and number of a bulletin, in that order so that they sort."""
    number = f"{bulletin.volume}:{bulletin.issue}" if bulletin.volume else bulletin.bulletin_id
    return f"{bulletin.date} ({number})" if bulletin.date else number


def _table(name: str, frame: "pd.DataFrame", issues: dict[str, str]) -> dict[str, Any]:
    rows = frame_rows(name, frame)
    columns = [
        column
        for column in evidence.own_columns(name)
        if column != "qualifier" and any(text_of(row[column]) for row in rows)
    ]
    certainty = Counter(row["certainty"] for row in rows)
    return {
        "name": name,
        "about": ABOUT[name],
        "columns": [column.replace("_", " ") for column in columns],
        "rows": [_row(row, columns, issues) for row in rows],
        "by_certainty": [certainty[value] for value in CERTAINTIES],
        "bulletins": len({row["bulletin_id"] for row in rows}),
    }


def _row(row: dict[str, Any], columns: list[str], issues: dict[str, str]) -> dict[str, Any]:
    return {
        "anchor": _anchor(row["bulletin_id"]),
        "issue": issues[row["bulletin_id"]],
        "facts": [(column, text_of(row[column]), _vague(column, row)) for column in columns],
        "standing": ": ".join(filter(None, (row["certainty"], row["source"]))),
        "evidence": row["evidence"],
    }


def _vague(column: str, row: dict[str, Any]) -> str:
    """Say "about" and the like before a count that the text gives so."""
    counted = "personnel" if row.get("personnel") else "number"
    return QUALIFIERS.get(row.get("qualifier") or "", "") if column == counted else ""


def _example_citation(found: "Tables") -> str:
    for name in evidence.LETTERS:
        frame = getattr(found, name)
        if len(frame):
            return cite(frame.iloc[0])
    return ""
