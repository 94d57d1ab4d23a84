"""Rules on numbers: regiments, totals, parts, stocks that shrink, the reference series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, islice, product
from typing import NamedTuple

from monitorlib.claims._known import Known, Step, regiment_sizes, series, totals
from monitorlib.claims._stated import GONE, LEFT, Days, Figure, Said, Span, Statement

TWICE = 2
MONTH = timedelta(31)  # figures "for one day" may be given for its month


class Breach(NamedTuple):
    """Two statements, or one and the reference, that exclude each other.

    ``words`` fill the sentence of the rule (``lexicon/claim_rules.csv``).
    """

    first: Statement
    second: Statement | None
    figures: tuple[int, ...]
    words: Mapping[str, object]
    known: Known | None = None


def regiment_strength(said: Said) -> Iterator[Breach]:
    figures = said.missiles
    for figure in figures:
        size = regiment_sizes().get(figure.system)
        if not size or not figure.regiments:
            continue
        each, whole = size.number, figure.regiments * size.number
        if Span(whole, whole).excludes(figure.span):
            arithmetic = f"{figure.regiments} × {each} = {whole} ≠ {figure.said}"
            words = {"formations": figure.regiments, "number": figure.said, "each": each}
            numbers = (figure.regiments, each, whole, figure.number)
            yield Breach(figure, None, numbers, words | {"arithmetic": arithmetic}, size)


def gone_and_left(said: Said) -> Iterator[Breach]:
    figures = said.missiles
    for gone, left in product(figures, figures):
        total = totals().get((gone.country, gone.system))
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


def above_total(said: Said) -> Iterator[Breach]:
    figures = said.missiles
    for figure, total in _above(figures):
        words = {"number": figure.said, "total": total.number}
        words["arithmetic"] = f"{figure.said} > {total.number}"
        yield Breach(figure, None, (figure.number, total.number), words, total)


def two_totals(said: Said) -> Iterator[Breach]:
    figures = said.missiles
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


def same_regiments(said: Said) -> Iterator[Breach]:
    figures = said.missiles
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


def _above(figures: list[Figure]) -> Iterator[tuple[Figure, Known]]:
    for figure in figures:
        total = totals().get((figure.country, figure.system))
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


def parts_and_total(said: Said) -> Iterator[Breach]:
    """The systems of one sentence cannot be more than the total that it gives."""
    for total in said.figures:
        if total.named:
            continue
        parts = [
            part
            for part in said.figures
            if part.named
            and (part.bulletin_id, part.start) == (total.bulletin_id, total.start)
            and (part.category, part.action) == (total.category, total.action)
            and (part.country, part.owner) == (total.country, total.owner)
        ]
        least = sum(part.span.low for part in parts)
        distinct = len({part.named for part in parts}) == len(parts)
        if len(parts) > 1 and distinct and least > total.span.high:
            numbers = (*(part.number for part in parts), sum(part.number for part in parts))
            sum_of = " + ".join(part.said for part in parts)
            arithmetic = f"{sum_of} = {numbers[-1]:,} > {total.said}"
            yield Breach(total, None, (*numbers, total.number), {"arithmetic": arithmetic})


def stock_grew(said: Said) -> Iterator[Breach]:
    """A force from which some were taken cannot be larger afterwards, unless some were added.

    A figure that several later ones exceed is told once, beside the first of them.
    """
    stocks = sorted(_stocks(said), key=lambda figure: figure.as_of or (date.max,))
    for before in stocks:
        if not _added(said, before):
            breaches = (_grown(said, before, after) for after in stocks)
            yield from islice(filter(None, breaches), 1)


def _grown(said: Said, before: Figure, after: Figure) -> Breach | None:
    """How a later figure of the same force exceeds what an earlier one has left of it."""
    if before.force != after.force or before.bulletin_id == after.bulletin_id:
        return None
    if not _earlier(before.as_of, after.as_of) or after.number > TWICE * before.number:
        return None  # of twice as many the first was a part, by all likelihood
    gone = _gone_between(said, before, after)
    if after.span.low <= before.span.high - sum(figure.span.low for figure in gone):
        return None
    taken = "".join(f" - {figure.said}" for figure in gone)
    words = {"before": before.said, "after": after.said}
    words["arithmetic"] = f"{after.said} > {before.said}{taken}"
    return Breach(before, after, (before.number, *(g.number for g in gone), after.number), words)


def same_day(said: Said) -> Iterator[Breach]:
    """Two bulletins cannot give one stock two numbers for one time."""
    dated = [f for f in _stocks(said) if f.days and f.days[1] - f.days[0] <= MONTH]
    for first, second in combinations(dated, 2):
        same = first.force == second.force and first.bulletin_id != second.bulletin_id
        if same and not _apart(first.days, second.days) and first.span.excludes(second.span):
            words = {"other_number": second.said, "date": first.edtf}
            words["arithmetic"] = f"{first.said} ≠ {second.said}"
            yield Breach(first, second, (first.number, second.number), words)


def against_series(said: Said) -> Iterator[Breach]:
    """A stock lies between the counts of the reference before and after its day."""
    for figure in said.missiles:
        steps = series().get((figure.country, figure.system), ())
        if figure.action != "remaining" or figure.days is None or not steps:
            continue
        around = _around(steps, figure.days)
        if around is None or figure.span.low > max(step.number for step in steps):
            continue  # more than there ever were: `above_total` says so
        low, high = sorted(step.number for step in around)
        if figure.span.excludes(Span(low, high)):
            words = {"low": low, "high": high, "date": figure.edtf}
            words["arithmetic"] = f"{figure.said} is not within {low} to {high}"
            sources = "; ".join(dict.fromkeys(step.source for step in around))
            known = Known(high, f"{high} before and {low} after {figure.edtf}", sources)
            yield Breach(figure, None, (figure.number, low, high), words, known)


def _around(steps: tuple[Step, ...], days: Days) -> tuple[Step, Step] | None:
    """The last count before some days and the first one after them."""
    before = [step for step in steps if step.last <= days[0]]
    after = [step for step in steps if step.first >= days[1]]
    return (before[-1], after[0]) if before and after else None


def _stocks(said: Said) -> list[Figure]:
    """What was there, where a bulletin gives one number for a force of a named kind: no parts of it."""
    there = [f for f in said.figures if f.action == "remaining" and all(f.force)]
    alone = [(figure.bulletin_id, figure.force) for figure in there]
    return [f for f in there if alone.count((f.bulletin_id, f.force)) == 1 and f.regiments is None]


def _earlier(one: Days | None, other: Days | None) -> bool:
    return bool(one and other and one[1] < other[0])


def _added(said: Said, before: Figure) -> bool:
    """Whether anything tells of new ones of this force."""
    return any(
        f.action in ("deployed", "to_deploy") and f.force == before.force for f in said.figures
    )


def _gone_between(said: Said, before: Figure, after: Figure) -> list[Figure]:
    """What left a force between two counts of it, each number once.

    A bulletin that tells both the later count and a departure knows which of them came first.
    """
    gone = {}
    for figure in said.figures:
        if figure.bulletin_id == after.bulletin_id:
            continue
        between = _earlier(before.as_of, figure.days) and _earlier(figure.days, after.as_of)
        if figure.action in GONE and figure.force == before.force and between:
            gone[figure.number, figure.edtf] = figure
    return list(gone.values())
