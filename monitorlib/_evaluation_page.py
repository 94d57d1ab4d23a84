"""A page that shows gold and predicted rows side by side in the text of each bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from monitorlib._evaluation_print import ERRORS
from monitorlib._matching import SLOTS, Row, filled, spans_of
from monitorlib.bulletin import REWRITTEN_NOTICE

if TYPE_CHECKING:
    from monitorlib._scoring import Judgement
    from monitorlib.evaluation import Evaluation


class Slot(NamedTuple):
    """One column of a row as it is shown: what gold has, what was found, whether they agree."""

    column: str
    gold: str
    predicted: str
    agrees: bool


class Piece(NamedTuple):
    """Consecutive characters marked alike: by gold rows, predicted rows or both."""

    text: str
    gold: bool
    predicted: bool
    labels: tuple[str, ...]


class Case(NamedTuple):
    """One judgement under the label that it has in the text."""

    label: str
    judgement: Judgement
    slots: tuple[Slot, ...]


def page(evaluation: Evaluation) -> str:
    """Return a self-contained HTML page; all text is escaped."""
    sections = []
    for bulletin_id in evaluation.bulletin_ids:
        found = [j for j in evaluation.judgements if j.bulletin_id == bulletin_id]
        cases = [
            Case(f"{j.table[0].upper()}{number}", j, tuple(_slots(j)))
            for number, j in enumerate(found, 1)
        ]
        text = evaluation.texts.get(bulletin_id, "")
        errors = sum(j.verdict in ERRORS for j in found)
        sections.append((bulletin_id, list(_pieces(text, cases)), cases, errors))
    rewritten = any(bulletin_id.startswith("rw-") for bulletin_id in evaluation.bulletin_ids)
    return _template().render(
        evaluation=evaluation,
        sections=sections,
        notice=REWRITTEN_NOTICE if rewritten else "",
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("monitorlib"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("evaluation.html")


def _slots(judgement: Judgement) -> Iterator[Slot]:
    paired = judgement.gold is not None and judgement.predicted is not None
    columns = (*SLOTS[judgement.table], "source", "certainty")
    for column in columns:
        gold, got = (_value(row, column) for row in (judgement.gold, judgement.predicted))
        if gold or got:
            agrees = (
                gold == got
                if column not in SLOTS[judgement.table]
                else (column not in judgement.differing)
            )
            yield Slot(column, gold, got, agrees or not paired)


def _value(row: Row | None, column: str) -> str:
    value = (row or {}).get(column)
    if not filled(value):
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _pieces(text: str, cases: Sequence[Case]) -> Iterator[Piece]:
    """Cut the text wherever the rows that its characters support change."""
    marks = [
        (max(0, start), min(stop, len(text)), side, case.label)
        for case in cases
        for side, row in (("gold", case.judgement.gold), ("predicted", case.judgement.predicted))
        if row is not None
        for start, stop in spans_of(row)
    ]
    cuts = {0, len(text)} | {cut for start, stop, _, _ in marks for cut in (start, stop)}
    for left, right in pairwise(sorted(cuts)):
        sides = {side for start, stop, side, _ in marks if start <= left and right <= stop}
        labels = dict.fromkeys(label for start, _, _, label in marks if start == left)
        yield Piece(text[left:right], "gold" in sides, "predicted" in sides, tuple(labels))
