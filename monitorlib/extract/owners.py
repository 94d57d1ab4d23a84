"""Whose something is: by a possessive, by who has it, by who moves it; and between whom a fact is."""

from __future__ import annotations

from collections.abc import Collection

from monitorlib.acting import acting, actors_of
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.spans import Sentence

__all__ = ["HOLDING", "MOVING", "holder", "mover", "owner_in", "parties_of", "possessor"]


def owner_in(sentence: Sentence, first: int, last: int) -> str:
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
    """The actor whose the words ``first``..``last`` are: "Russia's", "Russian", "its" (the clause's subject)."""
    owner = owner_in(sentence, first, last)
    if owner or not any(word in ("its", "their", "his") for word in sentence.folded[first:last]):
        return owner
    clause = context.document.clause_at(sentence, first)
    for mention in clause.subject:
        if mention.first < first and (code := acting(sentence, mention)):
            return code
    for mention in reversed(list(sentence.within(0, first))):
        if code := acting(sentence, mention):
            return code
    return ""


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
            if verb.mention is None or not any(
                s.info.get("base") in HOLDING for s in verb.mention.senses
            ):
                continue
            for mention in clause.subject:
                if mention.first < verb.first and (code := acting(sentence, mention)):
                    return code
    return ""


def parties_of(
    context: Context, sentence: Sentence, clauses: list[Clause], *, implied: bool
) -> list[str]:
    """The actors that a fact is between: of its clauses, else of the sentence, else those ``implied``.

    Where the bulletin is about two actors and the sentence names neither or one of them, the two are meant.
    """
    first, last = min(c.first for c in clauses), max(c.last for c in clauses)
    subjects = [code for c in clauses for m in c.subject if (code := acting(sentence, m))]
    for low, high in ((first, last), (0, len(sentence.words))):
        found = list(dict.fromkeys([*actors_of(sentence, low, high), *subjects]))
        found = [code for code in found if code != "SUN"] or found
        if len(found) > 1 or (found and not implied):
            return found
    if not implied:
        return found
    for mention in sentence.of("actor"):  # "return the engines to Kiev under a contract"
        sense = mention.sense("actor")
        if len(found) < 2 and sense is not None and sense.value not in found:
            found.append(sense.value)
    for code in context.leading:
        if len(found) < 2 and code not in found:
            found.append(code)
    return found


MOVING = frozenset(
    "withdraw|pull out|pull back|deploy|station|redeploy|dispatch|move in|send in".split("|")
)


def mover(
    context: Context, sentence: Sentence, first: int, moving: Collection[str] = MOVING
) -> str:
    """The actor that withdraws or deploys what stands at a word: one moves one's own ("Moscow has withdrawn …")."""
    clause = context.document.clause_at(sentence, first)
    for verb in clause.verbs:
        active = verb.voice == "active" and verb.at < first and verb.mention is not None
        if active and any(s.info.get("base") in moving for s in verb.mention.senses):  # type: ignore[union-attr]
            told = [
                m for m in sentence.mentions if m.last == verb.first
            ]  # "forced Russia to deploy"
            for mention in (*told, *clause.subject):
                if code := acting(sentence, mention):
                    return code
    return ""
