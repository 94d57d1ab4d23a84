"""Statements that cannot both be true: in one bulletin, between two, or against the reference.

The rules are data (``lexicon/claim_rules.csv``): how grave a breach of each is, and the sentence that
reports one. The functions behind them say only where a rule looks. Figures are compared as ranges, so
that "more than 60" does not contradict 63, and "about 70" allows a tenth more or less.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from monitorlib import lexicon
from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.claims import _days, _numbers
from monitorlib.claims._numbers import Breach
from monitorlib.claims._stated import Figure, Said, read

if TYPE_CHECKING:
    from monitorlib.tables import Tables

__all__ = ["RULES_FILE", "check"]

RULES_FILE = lexicon.HERE / "claim_rules.csv"
"""The table of rules: how grave a breach of each is, the sentence that reports one, and why it is one."""

COLUMNS = [
    *("kind", "severity", "statement", "figures", "evidence_a", "bulletin_a"),
    *("evidence_b", "bulletin_b", "reference", "reference_source", "notice"),
]
SEVERITIES = ("high", "medium", "low")
RULES: dict[str, Callable[[Said], Iterator[Breach]]] = {
    rule.__name__: rule
    for rule in (
        _numbers.regiment_strength,
        _numbers.gone_and_left,
        _numbers.above_total,
        _numbers.same_regiments,
        _numbers.two_totals,
        _numbers.parts_and_total,
        _numbers.stock_grew,
        _numbers.same_day,
        _numbers.against_series,
        _days.before_it_happened,
        _days.signed_another_day,
        _days.plan_overdue,
    )
}


def check(tables: Tables) -> pd.DataFrame:
    """Find statements that contradict each other, and plans that were not kept.

    Parameters
    ----------
    tables
        Parsed bulletins: the numbers of `launchers` and the dates of all tables are compared. They
        are not changed.

    Returns
    -------
    pandas.DataFrame
        A row per finding, gravest first: ``kind`` (``within_bulletin``, ``between_bulletins``,
        ``reference`` or ``plan``), ``severity`` (high, medium or low), ``statement`` (one sentence with
        the arithmetic), ``figures`` (tuple of the numbers in it), ``evidence_a``, ``bulletin_a``,
        ``evidence_b``, ``bulletin_b`` (empty where one statement is at fault alone), ``reference`` and
        ``reference_source`` (empty between bulletins), ``notice`` (for bulletins written anew).

    Notes
    -----
    Where a row names no system, the only one that the reference knows in the country is taken.
    """
    said = read(tables)
    found = []
    for rule in _rules():
        for breach in RULES[rule["rule"]](said):
            first = breach.first
            key = (SEVERITIES.index(rule["severity"]), first.bulletin_id, first.start)
            found.append((key, _finding(rule, breach)))
    found.sort(key=lambda pair: pair[0])
    return pd.DataFrame([finding for _, finding in found], columns=COLUMNS)


@cache
def _rules() -> list[dict[str, str]]:
    with RULES_FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _finding(rule: dict[str, str], breach: Breach) -> dict[str, object]:
    first, second, known = breach.first, breach.second, breach.known
    words: dict[str, object] = {"where": first.where, "other": second.where if second else ""}
    if isinstance(first, Figure):
        words |= first.words
    rewritten = first.rewritten or (second is not None and second.rewritten)
    return {
        "kind": rule["kind"],
        "severity": rule["severity"],
        "statement": rule["statement"].format(**{**words, **breach.words}),
        "figures": breach.figures,
        "evidence_a": first.evidence,
        "bulletin_a": first.bulletin_id,
        "evidence_b": second.evidence if second else "",
        "bulletin_b": second.bulletin_id if second else "",
        "reference": known.words if known else "",
        "reference_source": known.sources if known else "",
        "notice": REWRITTEN_NOTICE if rewritten else "",
    }
