"""Agreements: one row per instrument (codebook section 2), one per concession.

An instrument is a named treaty or a noun such as "accord" or "protocols". What the text reports of it, its status, is
read off the trigger that governs it: the verb behind it ("an accord signed at Yalta"), the verb of its clause
("signed an agreement"), or an adjective before it ("a draft document"). Without any it is an existing instrument,
merely referred to.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause, Verb, noun_group
from monitorlib.extract.context import Context, Row, date_of, part, place_of
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

STATUS_OF_ACT = {
    "sign": "signed",
    "initial": "initialed",
    "ratify": "ratified",
    "end": "ended",
    "draft": "planned",
    "in_force": "in_force",
}
GENERIC = frozenset({"document"})  # nouns that are instruments only when something is done to them
NEAR = 6  # words behind the noun in which a participle or relative clause still belongs to it


def extract(context: Context) -> Iterator[Row]:
    """The agreements of a bulletin."""
    for sentence in context.sentences:
        for mention in sentence.of("instrument", "instrument_noun"):
            row = _row(context, sentence, mention)
            if row is not None:
                yield row


def _row(context: Context, sentence: Sentence, noun: Mention) -> Row | None:
    clause = context.document.clause_at(sentence, noun.first)
    first = noun_group(sentence, noun)
    if sentence.folded[first] in ("no", "any") or (
        first and sentence.folded[first - 1] in ("without", "failing")
    ):
        return None
    named = noun.sense("instrument")
    kind = named.info["kind"] if named else _kind(noun)
    title = named.value if named else _title(sentence, first, noun)
    status, trigger, mood = _status(context, sentence, clause, first, noun)
    if mood in ("maybe", "negated") or (not status and not title):
        return None
    if kind in GENERIC and status not in ("signed", "planned", "initialed"):
        return None
    status = status or "in_force"
    low, high = part(sentence, noun.first)
    parties = actors_of(sentence, clause.first, clause.last)
    if len(parties) < 2 and not named:
        parties = actors_of(sentence, low, high)
    if not title and len(parties) < 2:
        return None
    word = trigger if trigger is not None else noun.last
    date = date_of(
        sentence, *_reach(context, sentence, clause, noun), word, future=status == "planned"
    )
    place = (
        place_of(sentence, clause.first, clause.last, word)
        if status in ("signed", "initialed")
        else None
    )
    return context.row(
        "agreements",
        sentence,
        noun.first,
        {
            "kind": kind,
            "title": title,
            "number": _number(sentence, first, noun),
            "parties": sorted(parties),
            "status": status,
            "date": date,
            "place": _printed(sentence, place) if place else "",
        },
    )


def _kind(noun: Mention) -> str:
    sense = noun.sense("instrument_noun")
    return sense.value if sense else "agreement"


def _printed(sentence: Sentence, mention: Mention) -> str:
    return " ".join(sentence.words[mention.first : mention.last]).replace(" - ", "-")


def _title(sentence: Sentence, first: int, noun: Mention) -> str:
    """A title made of a place and the noun: "Sochi agreement", "Khasavyurt accords"."""
    for mention in sentence.within(first, noun.first):
        if (
            mention.last == noun.first
            and mention.kind in ("place", "actor")
            and mention.sense("place")
        ):
            return " ".join(sentence.words[mention.first : noun.last]).replace(" - ", "-")
    return ""


def _number(sentence: Sentence, first: int, noun: Mention) -> int | None:
    for mention in sentence.within(first, noun.first):
        if mention.numeral is not None and mention.numeral.value is not None:
            return mention.numeral.value
    sense = noun.sense("instrument_noun")
    return None if sense and sense.info.get("number") == "many" else 1


def _reach(context: Context, sentence: Sentence, clause: Clause, noun: Mention) -> tuple[int, int]:
    """The words in which the instrument's date may stand: its clause and a clause that hangs on it."""
    last = clause.last
    for other in context.clauses(sentence):
        if (
            other.first == last
            and other.kind in ("relative", "participle")
            and other.first - noun.last <= NEAR
        ):
            last = other.last
    return clause.first, last


def _status(
    context: Context, sentence: Sentence, clause: Clause, first: int, noun: Mention
) -> tuple[str, int | None, str]:
    """Status, the trigger's word and its mood."""
    low, high = _reach(context, sentence, clause, noun)
    verbs = [
        verb
        for other in context.clauses(sentence)
        for verb in other.verbs
        if low <= verb.first < high
    ]
    behind = [verb for verb in verbs if verb.first >= noun.last]
    before = [verb for verb in verbs if verb.at < first]
    for verb in [
        *[v for v in behind if v.voice != "active" or v.first - noun.last <= NEAR],
        *reversed(before),
    ]:
        status = _status_of(verb)
        if status:
            if verb.mood == "plan" and status != "in_force":
                return "planned", verb.at, "fact"
            return status, verb.at, verb.mood
    for mention in sentence.within(low, high):
        for sense in mention.senses:
            if (
                sense.kind == "act"
                and sense.info.get("pos") != "verb"
                and sense.value in STATUS_OF_ACT
            ):
                return STATUS_OF_ACT[sense.value], mention.first, "fact"
    if any(
        (m.date is not None and noun.last <= m.first <= noun.last + 2)
        or (first <= m.first < noun.first and m.date)
        for m in sentence.mentions
    ):
        return "in_force", None, "fact"
    return "", None, "fact"


def _status_of(verb: Verb) -> str:
    if verb.mention is None:
        return ""
    for sense in verb.mention.senses:
        if sense.kind == "act" and sense.value in STATUS_OF_ACT:
            return STATUS_OF_ACT[sense.value]
    return ""
