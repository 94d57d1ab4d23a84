"""Triggers that a longer phrase of the lexicon covers: the "expected in" of "is expected in", the "fly" of "fly to".

The longest phrase wins where the text is cut; a table that asks for the shorter one finds it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["uncovered"]


def uncovered(context: Context, sentence: Sentence, kinds: frozenset[str]) -> Iterator[Mention]:
    """The triggers of some kinds that begin inside a longer trigger which has none of these kinds."""
    for mention in sentence.mentions:
        if mention.last - mention.first < 2 or mention.person is not None or mention.date:
            continue
        if any(s.kind in kinds or s.kind == "other" or "pos" not in s.info for s in mention.senses):
            continue
        for at in range(mention.first, mention.last):
            inner = _phrase(context, sentence, at, mention, kinds)
            if inner is not None:
                yield inner
                break


def _phrase(
    context: Context, sentence: Sentence, at: int, cover: Mention, kinds: frozenset[str]
) -> Mention | None:
    """The longest phrase of these kinds that begins at word ``at`` and is not the whole cover."""
    folded = sentence.folded
    group = context.lexicon.phrases[folded[at]]
    following = folded[at + 1] if at + 1 < len(folded) else ""
    for phrases in (group.get(following, ()), group.get("", ())):
        for rest, capitals, found, _ in phrases:
            last = at + 1 + len(rest)
            senses = tuple(sense for sense in found if sense.kind in kinds)
            if not senses or any(capitals) or tuple(folded[at + 1 : last]) != rest:
                continue
            if (at, last) != (cover.first, cover.last):
                return Mention(senses[0].kind, senses[0].value, at, last, senses)
    return None
