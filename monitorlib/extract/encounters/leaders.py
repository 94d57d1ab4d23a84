"""Whether those who meet lead their states, which makes talks a summit, or act for an organisation."""

from __future__ import annotations

from collections.abc import Iterable

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import Side
from monitorlib.extract.encounters.encounter import TOP
from monitorlib.spans import Mention, Person, Sentence

__all__ = ["heads", "leaders_named", "organisations"]

OF_STATE = 2  # words of the "'s" between a state and an office


def organisations(context: Context, side: Side) -> bool:
    """Whether an organisation is among the actors."""
    return any(context.lexicon.actors[code]["kind"] == "organisation" for code in side.actors)


def leaders_named(sentence: Sentence, first: int, last: int) -> bool:
    """ "the heads of state", "the presidents", "the leaders"."""
    for mention in sentence.within(first, last, "title"):
        title, words = mention.sense("title"), sentence.folded[mention.first : mention.last]
        many = words[-1].endswith("s") or "heads" in words
        if title is not None and many and title.value in ("head_of_state", "head_of_government"):
            return True
    return "leaders" in sentence.folded[first:last]


def heads(sentence: Sentence, clause: Clause, known: Iterable[Person]) -> set[str]:
    """Whose heads a clause names, by name or office: "Yeltsin and the Polish president", "his Polish counterpart"."""
    codes = {person.actor for person in known}
    for title in sentence.within(clause.first, clause.last, "title"):
        sense, first = title.sense("title"), title.first
        if sense is None or _of_somebody_named(sentence, title):
            continue
        owners = sentence.within(max(first - OF_STATE - 2, 0), first, "actor")
        owner = owners[-1] if owners and first - owners[-1].last <= OF_STATE else None
        actor = owner.sense("actor") if owner is not None else None
        counterpart = sentence.folded[title.first] == "counterpart" and bool(codes)
        if actor is None or not (counterpart or sense.value in TOP):
            return set()
        codes.add(actor.value)
    return codes


def _of_somebody_named(sentence: Sentence, title: Mention) -> bool:
    """ "President Yeltsin", "Yeltsin, the president"."""
    behind, before = sentence.at(title.last), sentence.ends.get(title.first - 2)
    aside = before is not None and sentence.words[before.last] == ","
    return any(m is not None and m.person for m in (behind, before if aside else None))
