""" "It" where it means a state or an organisation: the subject before, in the sentence or in the last one."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.clauses import Clause, Document
from monitorlib.function_words import BE
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence

__all__ = ["states_meant", "topic_of"]

# What is spoken of as "it" more often than the state beside it: "the Russian regiment … It will leave".
THINGS = frozenset("echelon force instrument instrument_noun weapon system site known_site".split())
IMPERSONAL = BE | frozenset("seems seemed appears appeared remains remained took takes".split())


def states_meant(sentence: Sentence, document: Document, topic: str) -> list[Mention]:
    """The mentions of a state as "it"; ``topic`` is the actor that the sentence before is about."""
    found: list[Mention] = []
    for at, word in enumerate(sentence.folded):
        if word == "it" and _acts(sentence, document, at):
            code = _meant(sentence, document, at, topic)
            if code:
                kind = document.lexicon.actors[code]["kind"]
                sense = Sense("actor", code, {"form": "people", "kind": kind})
                found.append(Mention("actor", code, at, at + 1, (sense,)))
    return found


def _acts(sentence: Sentence, document: Document, at: int) -> bool:
    """Whether "it" does something; not "it is known that", "it took five years"."""
    after = sentence.folded[at + 1 : at + 3]
    if not after or (after[0] in IMPERSONAL and not after[-1].endswith("ing")):
        return False
    return any(v.first <= at + 2 <= v.at + 1 for v in document.clause_at(sentence, at).verbs)


def _meant(sentence: Sentence, document: Document, at: int, topic: str) -> str:
    """The actor that is the nearest subject before a word, "" where a thing or a person stands there."""
    clauses = document.clauses[sentence.index]
    for clause in reversed([clause for clause in clauses if clause.first <= at]):
        subject = [m for m in clause.subject if m.last <= at]
        if subject and clause.verbs and clause.verbs[0].first <= at:
            return _actor(clause, subject)
    return topic


def _actor(clause: Clause, subject: list[Mention]) -> str:
    if any(m.person is not None or m.is_of(THINGS) for m in subject):
        return ""
    codes = [code for m in subject if (code := acting(clause.sentence, m))]
    return codes[0] if len(set(codes)) == 1 else ""


def topic_of(sentence: Sentence, document: Document) -> str:
    """The actor that a sentence is about: the subject of its first main clause, else ""."""
    for clause in document.clauses[sentence.index]:
        if clause.kind == "main" and clause.verbs:
            edge = clause.verbs[0].first
            subject = [m for m in clause.subject if m.first < edge]
            return _actor(clause, subject or [*sentence.within(clause.first, edge, "actor")])
    return ""
