"""What is said once of troops and holds for the whole bulletin: whose they are, where they are (codebook section 8)."""

from __future__ import annotations

from collections import Counter

from monitorlib.extract.context import Context, Row, origin_of, territory_of
from monitorlib.extract.owners import possessor
from monitorlib.extract.troops.body import Body
from monitorlib.spans import Sentence

__all__ = ["share"]

BACK = 3  # sentences in which a territory may be named
MOVED = frozenset({"withdrawn", "to_withdraw", "deployed", "to_deploy"})
MILITARY = frozenset("army military crews garrison garrisons base bases command navy".split())


def share(context: Context, rows: list[Row], sentence_bodies: list[list[Body]]) -> None:
    """Fill in owners and territories that the bulletin gives elsewhere; an empty owner is nobody's and stays so."""
    owners = _stated_owners(context, sentence_bodies)
    beside = {
        here[0].sentence.start: {owner for body in here for owner in body.owners}
        for here in sentence_bodies
        if here
    }
    for row in rows:
        # An owner that is named in the same sentence is that of another body.
        others = beside.get(row.spans[0][0], set()) if "name" in row.values else set()
        if "owner" not in row.values and len(owners - others) == 1:
            row.values["owner"] = next(iter(owners - others))
        if row.values.get("owner") == "":
            del row.values["owner"]
        elif "owner" not in row.values:
            measured = bool({"number", "personnel"} & set(row.values))
            lead = measured and "name" not in row.values
            owner = _last_owner(context, row, sentence_bodies, lead=lead)
            row.values |= {"owner": owner} if owner else {}
    labelled, mostly = _territories(context)
    for row in rows:
        _place(context, row, rows, labelled, mostly)
        foreign = owners - {row.values.get("country")}
        if row.values.get("action") in MOVED and "owner" not in row.values and len(foreign) == 1:
            row.values["owner"] = next(iter(foreign))  # what marched into Chechnya is not Chechen


def _last_owner(
    context: Context, row: Row, sentence_bodies: list[list[Body]], *, lead: bool
) -> str:
    """The owner of the troops spoken of before in the paragraph, else the state that the bulletin names most."""
    sentence = _sentence_of(context, row)
    before = [
        body
        for here in sentence_bodies[: sentence.index + 1]
        for body in here
        if body.sentence.paragraph == sentence.paragraph and len(body.owners) == 1
    ]
    near = [body.owners[0] for body in before if body.kind != "people"]
    if near:
        return near[-1]
    return context.leading[0] if context.leading and lead else ""


def _sentence_of(context: Context, row: Row) -> Sentence:
    """The sentence of a row's fullest statement."""
    start = row.spans[0][0]
    return next(s for s in context.sentences if s.start <= start < s.stop or s.start == start)


def _stated_owners(context: Context, sentence_bodies: list[list[Body]]) -> set[str]:
    """The actors that the bulletin names as owners of troops, of an army or of a service."""
    found = {
        body.owners[0]
        for here in sentence_bodies
        for body in here
        if len(body.owners) == 1 and body.kind != "people"
    }
    for sentence in context.sentences:
        for mention in sentence.of("actor"):
            sense = mention.sense("actor")
            following = sentence.folded[mention.last : mention.last + 1]
            if sense and sense.info["form"] == "adjective" and MILITARY & set(following):
                found.add(sense.value)
        for mention in sentence.of("body"):
            if "Forces" in sentence.words[mention.first : mention.last]:
                found.add(possessor(context, sentence, max(mention.first - 3, 0), mention.last))
    return found - {"", "SUN"}


def _territories(context: Context) -> tuple[set[str], list[tuple[str, int]]]:
    """The labelled territories that the bulletin names, and all territories by how often it names them."""
    counts: Counter[str] = Counter()
    named = set()
    for sentence in context.sentences:
        for mention in sentence.of("place", "actor"):
            sense = mention.sense("actor")
            if sense is not None:
                named.add(sense.value)
            code = territory_of(mention)
            if code and (sense is None or sense.info["form"] != "capital"):
                counts[code] += 1
    return named & set(context.lexicon.part_of), counts.most_common()


def _nearby(context: Context, row: Row) -> str:
    """The territory that the sentence, or those before it in the paragraph, name as a place."""
    sentence = _sentence_of(context, row)
    arriving = row.values.get("action") in ("deployed", "to_deploy")
    for index in range(sentence.index, max(sentence.index - BACK, -1), -1):
        each = context.sentences[index]
        if each.paragraph != sentence.paragraph:
            break
        towns = [
            m
            for m in each.of("place", "actor")
            if (s := m.sense("actor")) is None or s.info["form"] != "capital"
        ]
        found = [origin_of(each, m.first, m.last) for m in towns]
        here = [h for h, _ in found if h]
        there = [t for _, t in found if t]
        if here or there:
            return (there or here)[0] if arriving else (here or there)[0]
    return ""


def _place(
    context: Context,
    row: Row,
    rows: list[Row],
    labelled: set[str],
    mostly: list[tuple[str, int]],
) -> None:
    """Give a row without a territory the only one that the bulletin has, or the one it is mostly about."""
    owner, action = row.values.get("owner"), row.values.get("action")
    if action in ("withdrawn", "to_withdraw") and row.values.get("country") == owner:
        row.values.pop(
            "country", None
        )  # "bound for its garrison in Russia": nobody leaves from home
    if "country" not in row.values:
        others = {r.values["country"] for r in rows if "country" in r.values} - {owner}
        chief = mostly[0][0] if mostly else ""
        only = others if len(others) == 1 else labelled & {chief}
        foreign = [pair for pair in mostly if pair[0] != owner] + [("", 0), ("", 0)]
        acted = action not in (None, "stationed") or "name" not in row.values
        home = chief == owner and action not in MOVED
        if len(only) == 1 and not home:
            row.values["country"] = next(iter(only))
        elif near := _nearby(context, row):
            row.values["country"] = near
        elif home and owner:
            row.values["country"] = owner
        elif acted and foreign[0][1] > 2 * foreign[1][1]:
            row.values["country"] = foreign[0][0]
    if row.values.get("country") == "MDA" and "TRANSDNIESTER" in labelled:
        row.values["country"] = "TRANSDNIESTER"
