"""What becomes of gold and predicted rows, and the figures that follow from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from monitorlib._matching import (
    CRUX,
    SLOTS,
    Row,
    both_filled,
    filled,
    pair_rows,
    same,
    slot_score,
    spans_of,
    text_score,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RESAMPLES = 2000


class Score(NamedTuple):
    """Precision, recall and F1, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


class Judgement(NamedTuple):
    """What became of one row.

    ``verdict`` is ``right`` or ``wrong`` (paired, but what happened is wrong), ``missed`` (gold
    without a pair; ``optional`` where that costs nothing) or ``spurious`` (predicted without a
    pair). ``differing`` names the slots in which a pair disagrees.
    """

    bulletin_id: str
    table: str
    verdict: str
    gold: Row | None
    predicted: Row | None
    sentence: str
    differing: tuple[str, ...] = ()


class Tally(NamedTuple):
    """Counts for one table of one bulletin; slot hits come in halves."""

    gold: int = 0
    predicted: int = 0
    paired: int = 0
    right: int = 0
    slots_gold: int = 0
    slots_predicted: int = 0
    slot_hits: float = 0.0


@dataclass(frozen=True, slots=True)
class TableScore:
    """Scores of one table; ``columns`` is the share of right values in pairs, by column."""

    gold: int
    predicted: int
    paired: int
    right: int
    fact: Score
    row: Score
    slot: Score
    columns: Mapping[str, float]


# --- rows ---------------------------------------------------------------------------------------


def judge(
    bulletin_id: str, table: str, gold_rows: Sequence[Row], got_rows: Sequence[Row], text: str
) -> Iterator[Judgement]:
    """Judge the rows of one table of one bulletin: pairs first, then what was missed or added."""
    pairs = pair_rows(table, gold_rows, got_rows)
    for i, j in pairs:
        gold, got = gold_rows[i], got_rows[j]
        verdict = "right" if same(CRUX[table], gold, got) else "wrong"
        differing = tuple(column for column in SLOTS[table] if not same(column, gold, got))
        yield Judgement(bulletin_id, table, verdict, gold, got, _sentence(gold, text), differing)
    for i, row in enumerate(gold_rows):
        if all(i != paired for paired, _ in pairs):
            verdict = "optional" if row.get("optional") else "missed"
            yield Judgement(bulletin_id, table, verdict, row, None, _sentence(row, text))
    for j, row in enumerate(got_rows):
        if all(j != paired for _, paired in pairs):
            yield Judgement(bulletin_id, table, "spurious", None, row, _sentence(row, text))


def _sentence(row: Row, text: str) -> str:
    if row.get("evidence"):
        return str(row["evidence"])
    places = spans_of(row)
    return text[slice(*places[0])] if places else ""


# --- figures ------------------------------------------------------------------------------------


def tally(judgements: list[Judgement]) -> Tally:
    """Count what was judged in one table of one bulletin."""
    gold = [j.gold for j in judgements if j.gold is not None and j.verdict != "optional"]
    got = [j.predicted for j in judgements if j.predicted is not None]
    pairs = [j for j in judgements if j.gold is not None and j.predicted is not None]
    columns = SLOTS[judgements[0].table] if judgements else ()
    return Tally(
        gold=len(gold),
        predicted=len(got),
        paired=len(pairs),
        right=sum(j.verdict == "right" for j in pairs),
        slots_gold=sum(filled(row.get(column)) for row in gold for column in columns),
        slots_predicted=sum(filled(row.get(column)) for row in got for column in columns),
        slot_hits=sum(_earned(j, column) for j in pairs for column in columns),
    )


def _earned(pair: Judgement, column: str) -> float:
    gold, got = pair.gold or {}, pair.predicted or {}
    return slot_score(column, gold[column], got[column]) if both_filled(column, gold, got) else 0.0


def ratio(hits: float, predicted: float, gold: float) -> Score:
    """Return precision, recall and F1; 0 where there is nothing to divide by."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


def table_score(table: str, total: Tally, pairs: list[Judgement]) -> TableScore:
    """Return the scores of one table from its counts over all bulletins and all pairs."""
    gold, predicted, paired, right = (int(count) for count in total[:4])
    own = [pair for pair in pairs if pair.table == table]
    columns = {}
    for column in SLOTS[table]:
        earned = [_earned(pair, column) for pair in own if filled((pair.gold or {}).get(column))]
        if earned:
            columns[column] = round(sum(earned) / len(earned), 3)
    return TableScore(
        gold=gold,
        predicted=predicted,
        paired=paired,
        right=right,
        fact=ratio(right, predicted, gold),
        row=ratio(paired, predicted, gold),
        slot=ratio(total.slot_hits, total.slots_predicted, total.slots_gold),
        columns=columns,
    )


def source_score(pairs: list[Judgement]) -> Score:
    """Score the sources named in pairs."""
    named = [
        ((pair.gold or {}).get("source"), (pair.predicted or {}).get("source")) for pair in pairs
    ]
    hits = sum(filled(gold) and filled(got) and text_score(gold, got) == 1.0 for gold, got in named)
    return ratio(hits, sum(filled(got) for _, got in named), sum(filled(gold) for gold, _ in named))


def certainty_score(pairs: list[Judgement]) -> float:
    """Return the mean F1 over the levels of certainty that occur in pairs."""
    cells = Counter(
        tuple((row or {}).get("certainty") or "stated" for row in (pair.gold, pair.predicted))
        for pair in pairs
    )
    levels = sorted({level for cell in cells for level in cell})
    found = [
        ratio(
            cells[level, level],
            sum(count for (_, got), count in cells.items() if got == level),
            sum(count for (gold, _), count in cells.items() if gold == level),
        ).f1
        for level in levels
    ]
    return sum(found) / len(found) if found else 0.0


def date_share(pairs: list[Judgement]) -> float:
    """Return the share of right dates among pairs whose gold row has a date."""
    dated = [_earned(pair, "date") for pair in pairs if filled((pair.gold or {}).get("date"))]
    return sum(earned == 1.0 for earned in dated) / len(dated) if dated else 0.0


def bootstrap(tallies: Floats) -> dict[str, tuple[float, float]]:
    """Return 95 % intervals of F1 with bulletins drawn anew, with replacement.

    Parameters
    ----------
    tallies
        Counts, by bulletin, table (in the order of `SLOTS`) and field of `Tally`.

    Returns
    -------
    dict
        Fact F1 by table; macro F1 as ``fact``, ``row`` and ``slot``; fact F1 of all rows ``pooled``.
    """
    bulletins = len(tallies)
    drawn = np.random.default_rng(0).multinomial(
        bulletins, np.full(bulletins, 1 / bulletins), size=RESAMPLES
    )
    totals = np.moveaxis(np.tensordot(drawn, tallies, axes=1), 2, 0)
    gold, predicted, paired, right, slots_gold, slots_predicted, slot_hits = totals
    kinds = {
        "fact": _f1(right, predicted, gold),
        "row": _f1(paired, predicted, gold),
        "slot": _f1(slot_hits, slots_predicted, slots_gold),
    }
    samples = dict(zip(SLOTS, kinds["fact"].T, strict=True))
    samples |= {kind: values.mean(axis=1) for kind, values in kinds.items()}
    samples["pooled"] = _f1(*(counts.sum(axis=1) for counts in (right, predicted, gold)))
    return {name: _middle(values) for name, values in samples.items()}


def _f1(hits: Floats, predicted: Floats, gold: Floats) -> Floats:
    rows = predicted + gold
    return np.divide(2 * hits, rows, out=np.zeros_like(rows), where=rows > 0)


def _middle(values: Floats) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
