"""An evaluation on the terminal: the figures, and the rows that went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitorlib._matching import SLOTS, Row, filled

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from monitorlib._scoring import Judgement
    from monitorlib.evaluation import Evaluation

ERRORS = ("wrong", "missed", "spurious")


def shown(table: str, row: Row | None) -> str:
    """Return the filled slots of a row as one line of text."""
    if row is None:
        return ""
    values = {column: row[column] for column in SLOTS[table] if filled(row.get(column))}
    return "; ".join(
        f"{column} {', '.join(map(str, v)) if isinstance(v, list | tuple) else v}"
        for column, v in values.items()
    )


def print_evaluation(
    evaluation: Evaluation, *, rows: bool = True, console: Console | None = None
) -> None:
    """Print the figures and, table by table, what was wrong, missed or spurious.

    Parameters
    ----------
    evaluation
        What `evaluate` or `score` returned.
    rows
        List the rows that went wrong.
    console
        Where to print; standard output by default.
    """
    from rich.console import Console

    console = console or Console()
    total, missing = len(evaluation.bulletin_ids), len(evaluation.missing)
    console.print(f"{total} bulletins, {missing} without a prediction")
    console.print(_figures_table(evaluation))
    for table, found in evaluation.tables.items():
        shares = ", ".join(f"{column} {share}" for column, share in found.columns.items())
        console.print(f"{table}: share right in pairs: {shares or 'no pairs'}")
    console.print(
        f"source F1 {evaluation.source.f1:.3f}, certainty F1 {evaluation.certainty:.3f}, "
        f"dates right {evaluation.dates:.3f}"
    )
    for judgement in evaluation.judgements if rows else ():
        if judgement.verdict in ERRORS:
            _print_row(judgement, console)


def _print_row(judgement: Judgement, console: Console) -> None:
    from rich.markup import escape

    bulletin_id, table, verdict = judgement[:3]
    console.print(f"\n[bold]{verdict}[/] {escape(bulletin_id)} {table}")
    for side, row in (("gold", judgement.gold), ("got", judgement.predicted)):
        if row is not None:
            console.print(f"  {side:4} {escape(shown(table, row))}")
    console.print(f"  [dim]{escape(' '.join(judgement.sentence.split()))}[/]")


def _figures_table(evaluation: Evaluation) -> Table:
    from rich import box
    from rich.table import Table

    table = Table("table", box=box.SIMPLE_HEAD, padding=0)
    for head in "gold pred pair right P R fact 95% row slot".split():
        table.add_column(head, justify="right")
    for name, found in evaluation.tables.items():
        counts = map(str, (found.gold, found.predicted, found.paired, found.right))
        others = (found.row.f1, found.slot.f1)
        table.add_row(
            name, *counts, *_fixed(*found.fact), _interval(evaluation, name), *_fixed(*others)
        )
    table.add_section()
    macro = evaluation.macro
    ends = _fixed(macro["row"], macro["slot"])
    table.add_row("macro", *[""] * 6, *_fixed(macro["fact"]), _interval(evaluation, "fact"), *ends)
    pooled = _fixed(*evaluation.pooled_fact)
    table.add_row("pooled", *[""] * 4, *pooled, _interval(evaluation, "pooled"))
    return table


def _fixed(*figures: float) -> list[str]:
    return [f"{figure:.3f}" for figure in figures]


def _interval(evaluation: Evaluation, name: str) -> str:
    return "-".join(f"{bound:.2f}" for bound in evaluation.intervals[name])
