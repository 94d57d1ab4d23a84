"""Scores of parsed tables against gold annotations.

- fact F1, the headline: a predicted row counts when it is paired with a gold row and says rightly
  what happened (status; for launchers and units action);
- row F1: every pair counts, which tells whether the thing was found at all;
- slot F1 (as in MUC): every filled slot is one item, a partly right value earns a half, and the
  slots of unpaired rows earn nothing and still count.

A gold row marked ``optional`` costs nothing when it is missed. Source and certainty are scored on
pairs: source as F1 of named sources, certainty as macro F1 over its levels.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from monitorlib import _scoring as scoring
from monitorlib._evaluation_print import ERRORS, print_evaluation, shown
from monitorlib._matching import SLOTS
from monitorlib._scoring import Judgement, Score, TableScore, Tally

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = [
    "Evaluation",
    "Judgement",
    "Score",
    "TableScore",
    "evaluate",
    "part_of_split",
    "print_evaluation",
    "score",
]

KINDS = ("fact", "row", "slot")


@dataclass(frozen=True)
class Evaluation:
    """Scores of predicted tables against gold, for a table of figures or a page.

    Attributes
    ----------
    bulletin_ids
        The gold bulletins, in order.
    missing
        Those without a prediction.
    tables
        Scores by table.
    macro
        Means over the tables of ``fact``, ``row`` and ``slot`` F1.
    pooled_fact
        Fact score over all rows together.
    source, certainty
        Scores on pairs.
    dates
        Share of right dates among paired rows whose gold row has one.
    judgements
        Every row and what became of it.
    texts
        Texts of the bulletins, as far as they were given.
    """

    bulletin_ids: tuple[str, ...]
    missing: tuple[str, ...]
    tables: Mapping[str, TableScore]
    macro: Mapping[str, float]
    pooled_fact: Score
    source: Score
    certainty: float
    dates: float
    judgements: tuple[Judgement, ...] = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)
    tallies: NDArray[np.float64] = field(repr=False)

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals, bulletins drawn with replacement.

        Keys are the tables (fact F1), ``fact``, ``row`` and ``slot`` (macro F1) and ``pooled``.
        """
        return scoring.bootstrap(self.tallies)

    def to_frame(self) -> pd.DataFrame:
        """Return the figures, one row for each table and one each for their mean and the pool.

        Returns
        -------
        pandas.DataFrame
            Index ``table``; counts ``gold``, ``predicted``, ``paired``, ``right``; ``precision``,
            ``recall`` and ``fact_f1`` with its interval ``fact_low``, ``fact_high``; ``row_f1``,
            ``slot_f1``.
        """
        import pandas as pd

        rows = [_figures(name, found, self.intervals[name]) for name, found in self.tables.items()]
        macro = dict(zip(("fact_low", "fact_high"), self.intervals["fact"], strict=True))
        macro |= {f"{kind}_f1": value for kind, value in self.macro.items()}
        pooled = dict(zip(("fact_low", "fact_high"), self.intervals["pooled"], strict=True))
        pooled |= dict(zip(("precision", "recall", "fact_f1"), self.pooled_fact, strict=True))
        frame = pd.DataFrame([*rows, {"table": "macro"} | macro, {"table": "pooled"} | pooled])
        counts = ["gold", "predicted", "paired", "right"]
        return frame.astype(dict.fromkeys(counts, "Int64")).set_index("table")

    def rows_frame(self) -> pd.DataFrame:
        """Return the rows that are wrong, missed or spurious, with their sentences."""
        import pandas as pd

        columns = ["bulletin_id", "table", "verdict", "gold", "predicted", "sentence"]
        found = [judgement for judgement in self.judgements if judgement.verdict in ERRORS]
        return pd.DataFrame(
            [
                (
                    j.bulletin_id,
                    j.table,
                    j.verdict,
                    shown(j.table, j.gold),
                    shown(j.table, j.predicted),
                    j.sentence,
                )
                for j in found
            ],
            columns=columns,
        )

    def to_html(self) -> str:
        """Return a self-contained page: the figures, then every bulletin with its rows marked."""
        from monitorlib._evaluation_page import page

        return page(self)


# --- scoring ------------------------------------------------------------------------------------


def evaluate(
    gold: Path,
    texts: Path | None = None,
    *,
    only: Collection[str] | None = None,
    lexicon: Path | None = None,
) -> Evaluation:
    """Parse bulletins and score the rows against gold annotations.

    Parameters
    ----------
    gold
        Folder with one gold file per bulletin, ``<bulletin_id>.json``; or a ``corrections.csv``: rows that a reader
        accepted, mended or added are gold then, and only rows that were judged are scored.
    texts
        The bulletins, as a file, folder or zip; by default those that come with the library.
    only
        Score these bulletin ids alone.
    lexicon
        Folder of further lexicon files.

    Returns
    -------
    Evaluation
        Only bulletins that have a gold file are parsed.

    Raises
    ------
    FileNotFoundError
        A folder does not exist.
    ValueError
        There is no gold file, or one is malformed.
    """
    from monitorlib.corpus import read
    from monitorlib.lexicon import load
    from monitorlib.parsing import parse_bulletin
    from monitorlib.resources import data_path

    corpus = read(texts if texts is not None else data_path("bulletins"))
    known = load(lexicon)
    if gold.is_file():
        records = (
            parse_bulletin(each, known)
            for each in corpus
            if only is None or each.bulletin_id in only
        )
        return _reviewed(gold, records, {each.bulletin_id: each.text for each in corpus})
    wanted = _read_records(gold, only)
    annotated = [bulletin for bulletin in corpus if bulletin.bulletin_id in wanted]
    predicted = {b.bulletin_id: parse_bulletin(b, known) for b in annotated}
    return _evaluated(wanted, predicted, {b.bulletin_id: b.text for b in annotated})


def _reviewed(
    decisions: Path, parsed: Iterable[Mapping[str, Any]], texts: Mapping[str, str]
) -> Evaluation:
    from monitorlib.corrections import read_corrections, reviewed

    decided = read_corrections(decisions)
    about = {each.bulletin_id for each in decided}
    right, judged = {}, {}
    for record in parsed:
        name = record["bulletin"]["bulletin_id"]
        if name in about:
            right[name], judged[name] = reviewed(record, decided)
    if not right:
        msg = f"{decisions} decides about none of these bulletins"
        raise ValueError(msg)
    return _evaluated(right, judged, {name: texts[name] for name in right})


def score(
    gold: Path,
    predicted: Path | Iterable[Mapping[str, Any]],
    *,
    only: Collection[str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Evaluation:
    """Score rows that were parsed before.

    Parameters
    ----------
    gold
        Folder with one gold file per bulletin, ``<bulletin_id>.json``.
    predicted
        A folder of the same kind (``monitorlib parse --format json``), or records.
    only
        Score these bulletin ids alone.
    texts
        Texts by bulletin id, to quote from.

    Returns
    -------
    Evaluation
        A bulletin without a prediction counts as one without rows.

    Raises
    ------
    FileNotFoundError
        A folder does not exist.
    ValueError
        There is no gold file, or a file is malformed.
    """
    wanted = _read_records(gold, only)
    if isinstance(predicted, Path):
        found = _read_records(predicted, wanted.keys(), required=False)
    else:
        found = {str(record["bulletin"]["bulletin_id"]): dict(record) for record in predicted}
    return _evaluated(wanted, found, texts or {})


def part_of_split(gold: Path, part: str) -> frozenset[str]:
    """Return the bulletin ids that ``split.csv`` beside the gold files puts into a part.

    Raises
    ------
    ValueError
        The part is empty.
    """
    with (gold / "split.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = frozenset(row["bulletin_id"] for row in rows if row["part"] == part)
    if not found:
        parts = ", ".join(sorted({row["part"] for row in rows}))
        msg = f"{gold / 'split.csv'} has no part {part!r} (it has {parts})"
        raise ValueError(msg)
    return found


def _read_records(
    folder: Path, only: Collection[str] | None, *, required: bool = True
) -> dict[str, dict[str, Any]]:
    if not folder.is_dir():
        msg = f"{folder} is not a folder"
        raise FileNotFoundError(msg)
    files = [f for f in sorted(folder.glob("*.json")) if only is None or f.stem in only]
    if required and not files:
        msg = f"{folder} holds no gold file{'' if only is None else ' of the bulletins asked for'}"
        raise ValueError(msg)
    return {file.stem: _read_record(file) for file in files}


def _read_record(file: Path) -> dict[str, Any]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{file} is not valid JSON: {error}"
        raise ValueError(msg) from error
    if not isinstance(record, dict):
        msg = f"{file} holds no tables: a JSON object was expected"
        raise ValueError(msg)  # the file is at fault, not the caller
    return record


def _evaluated(
    gold: Mapping[str, Mapping[str, Any]],
    predicted: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, str],
) -> Evaluation:
    tallies = np.zeros((len(gold), len(SLOTS), len(Tally._fields)))
    judgements: list[Judgement] = []
    for i, bulletin_id in enumerate(gold):
        for j, table in enumerate(SLOTS):
            gold_rows = gold[bulletin_id].get(table) or []
            got_rows = predicted.get(bulletin_id, {}).get(table) or []
            found = list(
                scoring.judge(bulletin_id, table, gold_rows, got_rows, texts.get(bulletin_id, ""))
            )
            tallies[i, j] = scoring.tally(found)
            judgements += found
    pairs = [j for j in judgements if j.gold is not None and j.predicted is not None]
    totals = tallies.sum(axis=0)
    pooled = Tally(*totals.sum(axis=0).tolist())
    tables = {
        table: scoring.table_score(table, Tally(*total), pairs)
        for table, total in zip(SLOTS, totals.tolist(), strict=True)
    }
    return Evaluation(
        bulletin_ids=tuple(gold),
        missing=tuple(bulletin_id for bulletin_id in gold if bulletin_id not in predicted),
        tables=tables,
        macro={k: sum(getattr(t, k).f1 for t in tables.values()) / len(tables) for k in KINDS},
        pooled_fact=scoring.ratio(pooled.right, pooled.predicted, pooled.gold),
        source=scoring.source_score(pairs),
        certainty=scoring.certainty_score(pairs),
        dates=scoring.date_share(pairs),
        judgements=tuple(judgements),
        texts=texts,
        tallies=tallies,
    )


def _figures(name: str, found: TableScore, interval: tuple[float, float]) -> dict[str, Any]:
    counts = {key: getattr(found, key) for key in ("gold", "predicted", "paired", "right")}
    fact = dict(zip(("precision", "recall", "fact_f1"), found.fact, strict=True))
    bounds = dict(zip(("fact_low", "fact_high"), interval, strict=True))
    return {
        "table": name,
        **counts,
        **fact,
        **bounds,
        "row_f1": found.row.f1,
        "slot_f1": found.slot.f1,
    }
