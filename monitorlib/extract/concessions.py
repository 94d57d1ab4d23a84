"""Concessions: one state grants, leases or cedes to another the use of a site or force (codebook section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import (
    Act,
    Context,
    Row,
    acts_on,
    date_of,
    happens_later,
    parties_of,
)
from monitorlib.spans import Sentence

__all__ = ["extract"]

GRANTING = ("grant", "cede")
STATUS = {"fact": "granted", "plan": "planned"}
ENDED = frozenset("ended expired lapsed terminated expires ends ran".split())


def extract(context: Context) -> Iterator[Row]:
    """The concessions of a bulletin."""
    for sentence in context.sentences:
        for clause in context.clauses(sentence):
            act = _grant(context, sentence, clause)
            row = _row(context, sentence, clause, act) if act is not None else None
            if row is not None:
                yield row
                break


def _grant(context: Context, sentence: Sentence, clause: Clause) -> Act | None:
    """The granting that a clause states of a site: a verb such as "lease", or "on lease", "free of charge"."""
    if not any(mention.acts(*GRANTING) for mention in clause.mentions):
        return None
    acts = [
        act
        for act in acts_on(context, sentence, clause.first, clause.last, GRANTING)
        if clause.first <= act.word < clause.last and act.mood in STATUS
    ]
    sites = any(m.kind == "site" or m.value == "base" for m in [*clause.mentions, *clause.subject])
    return acts[0] if acts and sites else None


def _row(context: Context, sentence: Sentence, clause: Clause, act: Act) -> Row | None:
    parties = parties_of(context, sentence, [clause], implied=True)
    if len(parties) < 2:
        return None
    date = date_of(sentence, clause.first, clause.last, act.word, future=act.mood == "plan")
    status = "planned" if happens_later(context, date) else STATUS[act.mood]
    if any(sentence.folded[verb.at] in ENDED for verb in clause.verbs):
        status = "ended"
    values = {
        "kind": "concession",
        "number": 1,
        "parties": sorted(parties),
        "status": status,
        "date": date,
    }
    return context.row("agreements", sentence, act.word, values)
