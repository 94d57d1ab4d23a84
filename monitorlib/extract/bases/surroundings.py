"""Places that the clause around a site names: "the radar that Russia runs at X", "in X it has a base", "X, where …"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from monitorlib.extract.bases.names import Name, country_at, list_at, name_ending, tail_of, to_name
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = [
    "country_ending",
    "in_clause",
    "in_relative",
    "is_settlement",
    "pairs_of",
    "with_partner",
]

# Verbs of a clause that places something: "In Gyumri Russia maintains a base", "the staff will stay in Sevastopol".
PLACING_VERBS = frozenset(
    {
        "use",
        "build",
        "grant",
        "close",
        "leave",
        "return",
        "seize",
        "gone",
        "attack",
        "fire",
        "wreck",
    }
)
SEATS = frozenset({"command", "training"})  # kinds of site that stand in capitals too
STAYING = frozenset(
    "stay stays stayed remain remains remained move moved lies stands is are".split()
)


def in_relative(context: Context, sentence: Sentence, head: Mention, *, plural: bool) -> list[Name]:
    """The place in a relative clause of the site: "the radar station that Russia operates at Gabala"."""
    for clause in context.clauses(sentence):
        if clause.antecedent is not head or clause.first < head.last:
            continue
        for at in range(clause.first, clause.last):
            if sentence.folded[at] in ("at", "near", "outside"):
                return list_at(sentence, to_name(sentence, at + 1), plural=plural)
    return []


def in_clause(
    context: Context, sentence: Sentence, first: int, head: Mention, *, plural: bool
) -> list[Name]:
    """The place of the clause that the noun stands in, when the clause says that somebody has something there."""
    clause = context.document.clause_at(sentence, first)
    words = set(sentence.folded[clause.first : clause.last])
    placing = any(
        s.kind == "site_act" and s.value in PLACING_VERBS for m in clause.mentions for s in m.senses
    )
    if not (placing or STAYING & words) or any(True for _ in _spoken(clause.mentions)):
        return []
    if any(m.kind in ("instrument", "instrument_noun") for m in clause.mentions):
        return []
    links = [
        at
        for at in range(clause.first, clause.last)
        if sentence.folded[at] in ("at", "in", "near", "outside")
        and not first <= at < head.last
        and not (at and sentence.folded[at - 1] in ("held", "signed"))
        and not any(head.last <= m.first < at for m in sentence.of("site"))
    ]
    for at in sorted(links, key=lambda at: abs(at - head.first)):
        names = list_at(sentence, to_name(sentence, at + 1), plural=plural)
        seat = head.value in SEATS and at >= head.last
        if names and all(_local(name) or seat for name in names):
            return names
    before = _relative_place(sentence, clause.first)
    if before is None:
        return []
    return with_partner(sentence, before) if plural else [before]


def _spoken(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions of speech, meetings and signing: such a clause is about no site."""
    found = []
    for mention in mentions:
        kinds = {s.kind for s in mention.senses}
        signed = any(s.value == "sign" for s in mention.senses)
        if signed or (kinds & {"say", "meet", "meeting"} and not kinds & {"site_act", "act"}):
            found.append(mention)
    return found


def _local(name: Name) -> bool:
    """Whether a name is a settlement or a site and no state's capital."""
    return name.mention is None or is_settlement(name.mention)


def _relative_place(sentence: Sentence, at: int) -> Name | None:
    """The place before "where": "Gudauta, where Russia has a base"."""
    if sentence.folded[at : at + 1] != ["where"]:
        return None
    last = at - (sentence.folded[at - 1] == ",")
    name = name_ending(sentence, last, 0)
    if name is None and (country := country_ending(sentence, last)) is not None:
        name = name_ending(sentence, country.first - 1, 0)
    return name if name is not None and _local(name) else None


def is_settlement(mention: Mention) -> bool:
    """Whether a place is a town, a village or a site, and no capital that stands for a state."""
    place = mention.sense("place")
    kinds = ("city", "town", "village", "site")
    return place is not None and place.info["kind"] in kinds and mention.sense("actor") is None


def country_ending(sentence: Sentence, last: int) -> Mention | None:
    """The state or territory that ends before word ``last``."""
    found = next((m for m in sentence.mentions if m.last == last), None)
    return country_at(sentence, found.first) if found is not None else None


def with_partner(sentence: Sentence, name: Name) -> list[Name]:
    """The name and the one joined to it: "Vaziani and Gudauta, two bases that …"."""
    if name.first > 1 and sentence.folded[name.first - 1] == "and":
        other = name_ending(sentence, name.first - 1, 0)
        if other is not None and other.mention is not None:
            return [other, name]
    return [name]


def pairs_of(sentence: Sentence, low: int, high: int) -> list[Name]:
    """Settlements in words ``low``..``high`` that stand together: "Akhalkalaki and Batumi"."""
    places = [m for m in sentence.within(low, high) if is_settlement(m)]
    found: list[Name] = []
    for left, right in pairwise(places):
        between = set(sentence.folded[tail_of(sentence, left.last) : right.first])
        if between and between <= {",", "and", "at", "in", "on", "those"}:
            found += [
                Name(m.first, m.last, m)
                for m in (left, right)
                if m not in [n.mention for n in found]
            ]
    return found
