"""Sites: one row per fixed military site tied to a named place (codebook section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import noun_group
from monitorlib.extract.context import Context, Row, owner_in, territory_of
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

LINKS = frozenset("at in near of on by".split())


def extract(context: Context) -> Iterator[Row]:
    """The sites of a bulletin."""
    for sentence in context.sentences:
        for head in sentence.of("site"):
            place = _place(sentence, head)
            if place is not None:
                yield _row(context, sentence, head, place)


def _place(sentence: Sentence, head: Mention) -> Mention | None:
    """The place of a site: before the noun ("the Gudauta base") or behind it ("the base at Gudauta")."""
    first = noun_group(sentence, head)
    for mention in sentence.within(first, head.first):
        if mention.sense("place"):
            return mention
    for mention in sentence.within(head.last, head.last + 6):
        if mention.sense("place") and sentence.folded[mention.first - 1] in LINKS:
            return mention
    return None


def _row(context: Context, sentence: Sentence, head: Mention, place: Mention) -> Row:
    sense = head.sense("site")
    first = noun_group(sentence, head)
    return context.row(
        "sites",
        sentence,
        head.first,
        {
            "kind": sense.value if sense else "base",
            "place": " ".join(sentence.words[place.first : place.last]).replace(" - ", "-"),
            "country": territory_of(place),
            "operator": owner_in(sentence, first, head.first) if place.first >= first else "",
            "status": "in_use",
        },
    )
