"""Whose something is: by a possessive, or by who has it."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.function_words import PREPOSITIONS
from monitorlib.spans import Sentence
from monitorlib.state_pronouns import topic_of

__all__ = ["HOLDING", "agents_by", "holder", "named_at", "possessor"]

NAMED = 4  # words between "by" and the actor


def _owner_in(sentence: Sentence, first: int, last: int) -> str:
    """The actor that a possessive or adjective in a noun group names as owner: "Russia's", "Russian"."""
    for mention in sentence.within(first, last):
        sense = mention.sense("actor")
        if (
            sense is not None
            and sense.info["form"] in ("adjective", "name", "capital", "institution", "people")
            and acting(sentence, mention)
        ):
            return acting(sentence, mention)
    return ""


def possessor(context: Context, sentence: Sentence, first: int, last: int) -> str:
    """The actor whose the words ``first``..``last`` are: "Russia's", "Russian", "its" (the subject before)."""
    owner = _owner_in(sentence, first, last)
    if owner or not any(word in ("its", "their", "his") for word in sentence.folded[first:last]):
        return owner
    clause = context.document.clause_at(sentence, first)
    if doer := _told(sentence, clause, first):
        return doer
    for mention in clause.subject:
        if mention.first < first and (code := acting(sentence, mention)):
            return code
    for mention in reversed(list(sentence.within(0, first))):
        if code := acting(sentence, mention):
            return code
    before = context.sentences[sentence.index - 1] if sentence.index else sentence
    return topic_of(before, context.document) if sentence.folded[first] == "its" else ""


def _told(sentence: Sentence, clause: Clause, word: int) -> str:
    """Who is to do what the last verb before a word says: "Georgia wants Russia to close its base"."""
    verbs = [
        verb for verb in clause.verbs if verb.first < word and sentence.folded[verb.first] == "to"
    ]
    at = verbs[-1].first if verbs else 0
    return "" if "with" in sentence.folded[max(at - 4, 0) : at] else named_at(sentence, at)


def named_at(sentence: Sentence, last: int) -> str:
    """The actor named by the words that end before a word: "Russia", also "the Russian army"."""
    mention = sentence.ends.get(last)
    if mention is not None and mention.sense("echelon"):
        mention = sentence.ends.get(mention.first)
    return acting(sentence, mention) if mention is not None else ""


def agents_by(sentence: Sentence, first: int, last: int) -> list[str]:
    """The actors behind the first "by" of a stretch: "by Russia and Ukraine", "by 300 Russian soldiers"."""
    folded = sentence.folded
    at = next((at for at in range(first, min(last, len(folded))) if folded[at] == "by"), -1) + 1
    found: list[str] = []
    for mention in sentence.within(at, len(folded)) if at else ():
        between = folded[at : mention.first]
        listed = {"the", "and", ","}.issuperset(between) if found else len(between) < NAMED
        if not listed or mention.date is not None or not PREPOSITIONS.isdisjoint(between):
            break
        code = acting(sentence, mention)
        found += [code] if code and code not in found else []
        at = mention.last
    return found


HOLDING = frozenset(
    "have inherit possess own operate retain keep hold maintain boast field ship host".split()
)


def holder(context: Context, sentence: Sentence, first: int, last: int) -> str:
    """The actor that the text says has what the words name: "Ukraine inherited 176 missiles"."""
    home = context.document.clause_at(sentence, first)
    for clause in context.clauses(sentence):
        near = clause is home or (
            clause.antecedent is not None and first <= clause.antecedent.first < last
        )
        if not near and clause.first != home.last:
            continue
        for verb in clause.verbs:
            if "belong" in verb.bases:
                senses = (m.sense("actor") for m in sentence.within(verb.at, clause.last))
                return next((s.value for s in senses if s is not None), "")
            if HOLDING.isdisjoint(verb.bases):
                continue
            passive = verb.voice != "active"  # "still held by Ukraine"
            agents = sentence.within(verb.at, clause.last) if passive else clause.subject
            for mention in agents:
                led = sentence.folded[mention.first - 1] == "by"
                placed = led if passive else mention.first < verb.first
                if placed and (code := acting(sentence, mention)):
                    return code
    return ""
