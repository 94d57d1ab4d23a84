"""The ledger: sentences that name what the tables are about and gave no row, each with the reason where it is known.

A reader who wonders whether something was overlooked finds here what was passed over, and why (codebook, rules 2, 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitorlib.acting import actors_of
from monitorlib.bulletin import Note
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["passed_over"]

# The words that a table is about, by the kind of their sense, and what a row of it needs besides.
SIDES = "names no second actor"
SUBJECTS = {
    "instrument": ("agreements", SIDES),
    "instrument_noun": ("agreements", SIDES),
    "meeting": ("meetings", SIDES),
    "weapon": ("launchers", "gives no number and no act on a whole force"),
    "system": ("launchers", "gives no number and no act on a whole force"),
    "site": ("sites", "names no place of it"),
    "echelon": ("units", "gives no name, number, strength or act"),
}
MOODS = {"negated": "is denied or was not done", "maybe": "is only feared, possible or conditional"}


def passed_over(context: Context, spans: Iterable[tuple[int, int]]) -> Iterator[Note]:
    """The sentences that hold a word a table is about but support no row.

    Parameters
    ----------
    context
        The bulletin as it was read.
    spans
        Half-open offsets of all that supports a row.

    Yields
    ------
    Note
        Of the kind ``trigger_without_row``; the message names the word, the table and the reason.
    """
    used = sorted(spans)
    reached = at = 0  # how far the spans before number ``at`` reach
    for sentence in context.sentences:
        while at < len(used) and used[at][0] < sentence.stop:
            reached = max(reached, used[at][1])
            at += 1
        if reached > sentence.start:
            continue
        trigger = next((m for m in sentence.of(*SUBJECTS) if _subject(m)), None)
        if trigger is not None:
            table, lacks = SUBJECTS[_subject(trigger)]
            word = " ".join(sentence.words[trigger.first : trigger.last])
            reason = _reason(context, sentence, trigger, lacks)
            yield Note(
                context.document.bulletin.bulletin_id,
                sentence.start,
                sentence.stop,
                "trigger_without_row",
                f"{word!r} gave no row of {table}: it {reason}",
            )


def _subject(mention: Mention) -> str:
    """The kind under which a mention is what a table is about, or nothing: verbs alone are not."""
    kinds = {sense.kind for sense in mention.senses if sense.info.get("pos") != "verb"}
    return next((kind for kind in SUBJECTS if kind in kinds), "")


def _reason(context: Context, sentence: Sentence, trigger: Mention, lacks: str) -> str:
    """Why nothing was made of a word, from its clause and from what a row needs."""
    clause = context.document.clause_at(sentence, trigger.first)
    mood = next((verb.mood for verb in clause.verbs if verb.mood in MOODS), "")
    if "no" in sentence.folded[max(trigger.first - 3, clause.first) : trigger.first]:
        mood = "negated"
    if mood or clause.kind == "condition":
        return MOODS[mood or "maybe"]
    if sentence.words[-1:] == ["?"]:
        return "is only asked about"
    sides = len(actors_of(sentence, 0, len(sentence.words)))
    numbered = any(mention.numeral is not None for mention in sentence.mentions)
    placed = any(mention.sense("place") for mention in sentence.mentions)
    lacking = {"agreements": sides < 2, "meetings": sides < 2, "sites": not placed}
    table = SUBJECTS[_subject(trigger)][0]
    return (
        lacks
        if lacking.get(table, not numbered)
        else "is only mentioned, or nothing was recognised"
    )
