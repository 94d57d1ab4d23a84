"""Meetings: one row per encounter between representatives of two or more actors (codebook section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context, Row, date_of, part, place_of
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

TOP = frozenset({"head_of_state", "head_of_government"})


def extract(context: Context) -> Iterator[Row]:
    """The meetings of a bulletin."""
    for sentence in context.sentences:
        for mention in sentence.of("meeting", "meet"):
            row = _row(context, sentence, mention)
            if row is not None:
                yield row


def _row(context: Context, sentence: Sentence, trigger: Mention) -> Row | None:
    clause = context.document.clause_at(sentence, trigger.first)
    sense = trigger.sense("meet") or trigger.sense("meeting")
    if sense is None:
        return None
    verb = next(
        (v for v in clause.verbs if v.mention is trigger), clause.verbs[0] if clause.verbs else None
    )
    mood = verb.mood if verb else "fact"
    if mood in ("maybe", "negated"):
        return None
    people = [m for m in clause.mentions if m.person is not None]
    parties = actors_of(sentence, clause.first, clause.last)
    if len(parties) < 2:
        return None
    low, high = part(sentence, trigger.first)
    place = place_of(sentence, clause.first, clause.last, trigger.first)
    tops = [m for m in people if m.person is not None and m.person.level in TOP]
    return context.row(
        "meetings",
        sentence,
        trigger.first,
        {
            "kind": "summit"
            if len({m.person.actor for m in tops if m.person}) > 1
            else sense.value,
            "participants": list(dict.fromkeys(m.person.name for m in people if m.person)),
            "parties": sorted(parties),
            "place": " ".join(sentence.words[place.first : place.last]).replace(" - ", "-")
            if place
            else "",
            "date": date_of(sentence, low, high, trigger.first, future=mood == "plan"),
            "status": "planned" if mood == "plan" else "held",
        },
    )
