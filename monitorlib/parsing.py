"""From bulletins to tables: the floors below, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import monitorlib
from monitorlib.bulletin import Bulletin, Note
from monitorlib.corpus import Corpus, read
from monitorlib.extract import agreements, launchers, meetings, sites, units
from monitorlib.extract.context import read as read_context
from monitorlib.ledger import passed_over
from monitorlib.lexicon import Lexicon, load
from monitorlib.merge import merge, records_of

if TYPE_CHECKING:
    from monitorlib.tables import Tables

__all__ = ["parse", "parse_bulletin", "records"]

EXTRACTORS = (agreements.extract, launchers.extract, units.extract, meetings.extract, sites.extract)


def parse(
    source: Corpus | str | Path | Iterable[Any],
    *,
    lexicon: str | Path | None = None,
    corrections: str | Path | None = None,
    progress: bool = False,
) -> Tables:
    """Parse bulletins into tables.

    Parameters
    ----------
    source
        A corpus, or anything that `monitorlib.read` takes.
    lexicon
        A folder of further lexicon files.
    corrections
        A researcher's ``corrections.csv``, applied to the rows.
    progress
        Show a progress bar.

    Returns
    -------
    Tables
        ``agreements``, ``launchers``, ``units``, ``meetings``, ``sites``, ``bulletins``, ``notes``.

    Raises
    ------
    LexiconError
        A lexicon file is malformed.
    FileNotFoundError
        The source does not exist.
    """
    from monitorlib.tables import Tables

    corpus = source if isinstance(source, Corpus) else read(source, lexicon=lexicon)
    known = load(lexicon)
    found: Iterable[dict[str, Any]] = records(corpus, known)
    if progress:
        from rich.progress import track

        found = track(found, description="Parsing", total=len(corpus))
    if corrections is not None:
        from monitorlib.corrections import apply, read_corrections

        found = apply(found, read_corrections(corrections))
    unread = [note_record(note) for note in corpus.notes]
    return Tables.from_records(
        found, notes=unread, version=monitorlib.__version__, lexicon_hash=known.fingerprint
    )


def records(corpus: Iterable[Bulletin], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """One record per bulletin, as it is parsed."""
    for bulletin in corpus:
        yield parse_bulletin(bulletin, lexicon)


def parse_bulletin(bulletin: Bulletin, lexicon: Lexicon) -> dict[str, Any]:
    """Parse one bulletin into a record: its header, the rows of each table, and notes on what was odd."""
    bulletin = bulletin.with_headers(lexicon.headers)
    context = read_context(bulletin, lexicon)
    rows = merge(row for extract in EXTRACTORS for row in extract(context))
    tables = records_of(rows, bulletin.bulletin_id, bulletin.text)
    notes = [note_record(note) for note in bulletin.notes]
    spans = [tuple(span) for found in tables.values() for row in found for span in row["spans"]]
    notes += [note_record(note) for note in passed_over(context, spans)]
    return {"bulletin": header(bulletin), **tables, "notes": notes}


def header(bulletin: Bulletin) -> dict[str, Any]:
    """The row of the table ``bulletins``."""
    return {
        "bulletin_id": bulletin.bulletin_id,
        "publication": bulletin.publication,
        "volume": bulletin.volume,
        "issue": bulletin.issue,
        "headline": bulletin.headline,
        "next_headline": bulletin.next_headline,
        "date": bulletin.date,
        "date_basis": bulletin.date_basis,
        "agencies": list(bulletin.agencies),
        "provenance": bulletin.provenance,
        "sentences": len(bulletin.sentences),
        "characters": len(bulletin.text),
        "sha256": bulletin.sha256,
    }


def note_record(note: Note) -> dict[str, Any]:
    """A note as a plain dictionary."""
    return {
        "bulletin_id": note.bulletin_id,
        "start": note.start,
        "stop": note.stop,
        "kind": note.kind,
        "message": note.message,
    }
