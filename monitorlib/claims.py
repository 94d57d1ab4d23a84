"""Figures that cannot both be true: in one bulletin, between two, or against the reference.

The rules are data (``lexicon/claim_rules.csv``): how grave a breach of each is, and the sentence that
reports one. The functions here say only where a rule looks for its figures. Figures are compared as
ranges, so that "more than 60" does not contradict 63, and "about 70" allows a tenth more or less.
"""

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from monitorlib import lexicon, reference
from monitorlib.bulletin import REWRITTEN_NOTICE
from monitorlib.dates import edtf_interval

if TYPE_CHECKING:
    from monitorlib.tables import Tables

__all__ = ["check"]

COLUMNS = [
    *("kind", "severity", "statement", "figures", "evidence_a", "bulletin_a"),
    *("evidence_b", "bulletin_b", "reference", "reference_source", "notice"),
]
SEVERITIES = ("high", "medium", "low")
GONE = frozenset({"withdrawn", "dismantled", "transferred"})
LEFT = frozenset({"remaining", "to_withdraw", "to_dismantle", "to_transfer"})
ABOUT = 0.1  # how far from a figure "about" may be, as a share of it
_QUALIFIERS = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}


class Span(NamedTuple):
    """The numbers that a figure may stand for, both ends included."""

    low: float
    high: float

    def excludes(self, other: "Span") -> bool:
        return self.high < other.low or other.high < self.low


@dataclass(frozen=True, slots=True)
class Figure:
    """A row on launchers or missiles, as the rules compare it.

    ``system`` is the one named, or the only one that the country ever had. ``days`` are the first and last
    day of the date given; ``published`` is the day of the bulletin.
    """

    bulletin_id: str
    where: str
    rewritten: bool
    evidence: str
    start: int
    action: str
    number: int
    qualifier: str
    regiments: int | None
    country: str
    system: str
    days: tuple[date, date] | None
    published: date | None

    @property
    def said(self) -> str:
        return f"{_QUALIFIERS.get(self.qualifier, '')}{self.number:,}"

    @property
    def span(self) -> Span:
        if self.qualifier == "approx":
            return Span(self.number * (1 - ABOUT), self.number * (1 + ABOUT))
        low = 0 if self.qualifier == "at_most" else self.number
        return Span(low, math.inf if self.qualifier == "at_least" else self.number)

    @property
    def as_of(self) -> tuple[date, date] | None:
        """The days for which it holds: those given, unless they lie ahead; else the day of publication."""
        if self.days and not self.action.startswith("to_"):
            return self.days
        return (self.published, self.published) if self.published else None


class Known(NamedTuple):
    """A number that the reference gives: in words, with sources, and when nothing was left of it."""

    number: int
    words: str
    sources: str
    gone_by: date | None = None


class Breach(NamedTuple):
    """Two figures, or one and the reference, that exclude each other."""

    first: Figure
    second: Figure | None
    figures: tuple[int, ...]
    words: Mapping[str, object]
    known: Known | None = None


def check(tables: "Tables") -> pd.DataFrame:
    """Find figures that contradict each other.

    Parameters
    ----------
    tables
        Parsed bulletins; their `launchers` are compared. They are not changed.

    Returns
    -------
    pandas.DataFrame
        A row per contradiction, gravest first: ``kind`` (``within_bulletin``, ``between_bulletins`` or
        ``reference``), ``severity`` (high or medium), ``statement`` (one sentence with the
        arithmetic), ``figures`` (tuple of the numbers in it), ``evidence_a``, ``bulletin_a``,
        ``evidence_b``, ``bulletin_b`` (empty where one figure is at fault alone), ``reference`` and
        ``reference_source`` (empty between bulletins), ``notice`` (for bulletins written anew).

    Notes
    -----
    Where a row names no system, the only one that the reference knows in the country is taken.
    """
    figures = _figures(tables.launchers)
    found = []
    for rule in _rules():
        for breach in RULES[rule["rule"]](figures):
            finding = _finding(rule, breach)
            key = (SEVERITIES.index(rule["severity"]), breach.first.bulletin_id, breach.first.start)
            found.append((key, finding))
    found.sort(key=lambda pair: pair[0])
    return pd.DataFrame([finding for _, finding in found], columns=COLUMNS)


def _finding(rule: dict[str, str], breach: Breach) -> dict[str, object]:
    first, second, known = breach.first, breach.second, breach.known
    country = lexicon.load().actors.get(first.country, {}).get("name", first.country)
    words = {"where": first.where, "country": country, "system": first.system or "missiles"}
    if second:
        words["other"] = second.where
    rewritten = first.rewritten or (second is not None and second.rewritten)
    return {
        "kind": rule["kind"],
        "severity": rule["severity"],
        "statement": rule["statement"].format(**words, **breach.words),
        "figures": breach.figures,
        "evidence_a": first.evidence,
        "bulletin_a": first.bulletin_id,
        "evidence_b": second.evidence if second else "",
        "bulletin_b": second.bulletin_id if second else "",
        "reference": known.words if known else "",
        "reference_source": known.sources if known else "",
        "notice": REWRITTEN_NOTICE if rewritten else "",
    }


# -- what is compared ------------------------------------------------------------------------------


def _figures(launchers: pd.DataFrame) -> list[Figure]:
    rows = launchers.astype(object).where(launchers.notna(), None).to_dict("records")
    figures = [
        _figure(row)
        for row in rows
        if row["category"] in ("launcher", "missile")
        and row["number"] is not None
        and row["country"]
    ]
    return sorted(figures, key=lambda figure: (figure.published or date.max, figure.bulletin_id))


def _figure(row: dict[Any, Any]) -> Figure:
    by_regiment = row["echelon"] == "regiment" and row["formations"]
    published = edtf_interval(row["published"]) if row["published"] else None
    return Figure(
        bulletin_id=row["bulletin_id"],
        where=row["cited_as"],
        rewritten=row["provenance"] == "rewritten",
        evidence=row["evidence"],
        start=row["start"],
        action=row["action"] or "",
        number=int(row["number"]),
        qualifier=row["qualifier"] or "exact",
        regiments=int(row["formations"]) if by_regiment else None,
        country=row["country"],
        system=row["system"] or _only_systems().get(row["country"], ""),
        days=edtf_interval(row["date"]) if row["date"] else None,
        published=published[0] if published else None,
    )


@cache
def _rules() -> list[dict[str, str]]:
    with (lexicon.HERE / "claim_rules.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _regiment_sizes() -> dict[str, Known]:
    """How many launchers a regiment of each system has, by the lexicon."""
    armed = _armed_regiments()
    sizes = {}
    for row in lexicon.load().tables["systems"]:
        if row["per_regiment"]:
            size = int(row["per_regiment"])
            listed = armed[armed["system"].eq(row["system"]) & armed["launchers"].eq(size)]
            sources = [row["source"], *listed["source"]]
            words = f"{size} launchers in a regiment of {row['system']}"
            sizes[row["system"]] = Known(size, words, "; ".join(dict.fromkeys(sources)))
    return sizes


def _armed_regiments() -> pd.DataFrame:
    regiments = reference.missile_regiments()
    return regiments[regiments["launchers"].gt(0)]


@cache
def _only_systems() -> dict[str, str]:
    """The system that a country had, where the reference knows of no other."""
    armed = _armed_regiments()
    countries = armed["site_id"].map(reference.bases().set_index("site_id")["country"])
    systems = armed.groupby(countries)["system"].agg(set)
    return {str(country): only for country, (only, *more) in systems.items() if not more}


@cache
def _totals() -> dict[tuple[str, str], Known]:
    """What each country had at most by the main reference series, by country and system."""
    counts = reference.launcher_counts()
    counts = counts[counts["series"].isin(["main", "agree"]) & counts["action"].eq("remaining")]
    totals = {}
    for (country, system), rows in counts.groupby(["country", "system"]):
        most = rows[rows["number"].eq(rows["number"].max())]
        gone = rows[rows["number"].eq(0)]["date_start"].min()
        totals[str(country), str(system)] = Known(
            number=int(most["number"].iloc[0]),
            words=f"{most['number'].iloc[0]} ({most['date'].iloc[0]})",
            sources="; ".join(dict.fromkeys(most["source"])),
            gone_by=None if pd.isna(gone) else gone.date(),
        )
    return totals


# -- the rules -------------------------------------------------------------------------------------


def _regiment_strength(figures: list[Figure]) -> Iterator[Breach]:
    for figure in figures:
        size = _regiment_sizes().get(figure.system)
        if not size or not figure.regiments:
            continue
        each, whole = size.number, figure.regiments * size.number
        if Span(whole, whole).excludes(figure.span):
            arithmetic = f"{figure.regiments} × {each} = {whole} ≠ {figure.said}"
            words = {"formations": figure.regiments, "number": figure.said, "each": each}
            numbers = (figure.regiments, each, whole, figure.number)
            yield Breach(figure, None, numbers, words | {"arithmetic": arithmetic}, size)


def _gone_and_left(figures: list[Figure]) -> Iterator[Breach]:
    for gone, left in product(figures, figures):
        total = _totals().get((gone.country, gone.system))
        if total is None or gone.action not in GONE or left.action not in LEFT:
            continue
        if not _same_force(gone, left) or gone.bulletin_id != left.bulletin_id:
            continue
        # what is left may be named as all that was there: "63 of an original 81"
        if left.number >= total.number or _apart(gone.as_of, left.as_of):
            continue
        if gone.span.low + left.span.low > total.number:
            together = gone.number + left.number
            words = {"gone": gone.said, "left": left.said, "total": total.number}
            words["arithmetic"] = f"{gone.said} + {left.said} = {together} ≠ {total.number}"
            numbers = (gone.number, left.number, together, total.number)
            yield Breach(gone, left, numbers, words, total)


def _above_total(figures: list[Figure]) -> Iterator[Breach]:
    for figure, total in _above(figures):
        words = {"number": figure.said, "total": total.number}
        words["arithmetic"] = f"{figure.said} > {total.number}"
        yield Breach(figure, None, (figure.number, total.number), words, total)


def _two_totals(figures: list[Figure]) -> Iterator[Breach]:
    for figure, total in _above(figures):
        for other in figures:
            if (
                _same_force(figure, other)
                and other.bulletin_id != figure.bulletin_id
                and other.action in GONE
                and other.number == total.number
                and other.qualifier == "exact"
                and _over(other, total)
            ):
                words = {"number": figure.said, "other_number": other.said}
                words["arithmetic"] = f"{figure.said} ≠ {other.said}"
                yield Breach(figure, other, (figure.number, other.number), words)
                break  # one witness is enough


def _same_regiments(figures: list[Figure]) -> Iterator[Breach]:
    seen = set()
    for first, second in combinations(figures, 2):
        if not first.regiments or first.regiments != second.regiments:
            continue
        same = first.action == second.action and _same_force(first, second)
        if not same or first.bulletin_id == second.bulletin_id or _apart(first.days, second.days):
            continue
        pair = (first.country, first.system, first.action, first.number, second.number)
        if pair not in seen and first.span.excludes(second.span):
            seen.add(pair)
            words: dict[str, object] = {"formations": first.regiments, "number": first.said}
            words |= {"other_number": second.said}
            words["arithmetic"] = f"{first.said} ≠ {second.said}"
            yield Breach(first, second, (first.number, second.number), words)


RULES: dict[str, Callable[[list[Figure]], Iterator[Breach]]] = {
    "regiment_strength": _regiment_strength,
    "gone_and_left": _gone_and_left,
    "above_total": _above_total,
    "same_regiments": _same_regiments,
    "two_totals": _two_totals,
}


def _above(figures: list[Figure]) -> Iterator[tuple[Figure, Known]]:
    for figure in figures:
        total = _totals().get((figure.country, figure.system))
        if total and figure.action in GONE | LEFT and figure.span.low > total.number:
            yield figure, total


def _same_force(one: Figure, other: Figure) -> bool:
    return (one.country, one.system) == (other.country, other.system)


def _apart(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    """Whether two times have no day in common; what is not dated may be at any time."""
    return bool(one and other and (one[1] < other[0] or other[1] < one[0]))


def _over(figure: Figure, total: Known) -> bool:
    """Whether a figure holds for a time at which nothing was left."""
    return bool(total.gone_by and figure.as_of and figure.as_of[1] >= total.gone_by)
