"""Concessions: one state grants, leases or cedes to another the use of a site or force (codebook section 2).

Two ways to say it: an act of letting ("leased the range to Russia", "the lease of Baikonur", "free of charge"), and
leave to use ("obtains the use of bases"). The date that the sentence does not give is that of the agreement between
the two.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, Row, acts_on, date_of, happens_later, territory_of
from monitorlib.extract.instruments.unnamed_parties import salient
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["extract"]

GRANTING = ("grant", "cede")
STATUS = {"fact": "granted", "plan": "planned"}
USES = (["use", "of"], ["rights", "to"], ["access", "to"], ["run", "of"], ["possession", "of"])
USING = frozenset(
    "use keep have maintain occupy operate operating run man lease rent station base".split()
)
RECEIVER = 14  # words behind "handed over" in which who gets it must be named
LETTING = 8  # words between a verb of letting and "use of", and behind that the site
KNOWN = frozenset("the this that s its".split())  # before a lease that there is already
# Words that let a site which may have been named in a sentence before: "leases", "rent", "free of charge".
UNDERSTOOD = ("leas", "rent", "free", "put")


class Let(NamedTuple):
    """A place of the text that tells of a site being let, with its mood."""

    clause: Clause
    word: int
    mood: str


def extract(context: Context, agreements: list[Row]) -> Iterator[Row]:
    """The concessions of a bulletin, one for each pair of states; ``agreements`` lend theirs the date."""
    known: dict[tuple[str, ...], Row] = {}
    for sentence in context.sentences:
        for let in _lets(context, sentence):
            row = _row(context, sentence, let)
            if row is None:
                continue
            first = known.setdefault(tuple(row.values["parties"]), row)
            if first is not row:
                first.spans += row.spans
                if first.values["status"] == "planned":
                    first.values["status"] = row.values["status"]
    for row in known.values():
        if row.values["status"] == "granted" and "date" not in row.values:
            _date_of_agreement(row, agreements)
        yield row


# --- where a site is let -----------------------------------------------------------------------------------


def _lets(context: Context, sentence: Sentence) -> Iterator[Let]:
    """Where a sentence tells of the use of a site that is granted, sought or paid for."""
    doubt = context.lexicon.cues["paper_doubt"]
    grants = sentence.has(*GRANTING)
    for clause in context.clauses(sentence):
        let = _let(context, sentence, clause) if grants else None
        let = let or _leave_to_use(context, sentence, clause)
        if let is not None and doubt.isdisjoint(sentence.folded[: let.word]):
            yield let._replace(mood=_wished(context, let))


def _wished(context: Context, let: Let) -> str:
    """The mood of a letting: what is sought, offered or haggled over is to come; a lease that is known is there."""
    folded = let.clause.sentence.folded
    noun = folded[let.word] in ("lease", "leases")
    if noun and not KNOWN.isdisjoint(folded[max(let.word - 2, 0) : let.word]):
        return "fact"
    told = folded[let.clause.first : let.clause.last if noun else let.word + 1]
    wished = not context.lexicon.cues["lease_wish"].isdisjoint(told)
    return "plan" if wished and let.mood != "negated" else let.mood


def _let(context: Context, sentence: Sentence, clause: Clause) -> Let | None:
    """The letting that a clause states of a site: a verb such as "lease", or "on lease", "free of charge"."""
    for act in acts_on(context, sentence, clause.first, clause.last, GRANTING):
        here = clause.first <= act.word < clause.last
        given = act.value != "cede" or _received(sentence, act.word)
        if here and given and _site(context, clause, sentence.folded[act.word]):
            leave = _leave(context, clause, act.word) if act.verb is None else None
            return Let(clause, act.word, leave.mood if leave is not None else act.mood)
    return None


def _leave(context: Context, clause: Clause, word: int) -> Verb | None:
    """The verb of "allowed Russia to use": what somebody may do is granted already."""
    folded, leave = clause.sentence.folded, context.lexicon.cues["leave_to_use"]
    for verb, use in itertools.pairwise(v for v in clause.verbs if v.first <= word):
        if folded[verb.at] in leave and folded[use.at] in USING and verb.voice != "participle":
            return verb
    return None


def _received(sentence: Sentence, word: int) -> bool:
    """Whether the text says who gets what is ceded: "made over to the Tajiks", "into Georgian hands"."""
    return any(
        not {"to", "into"}.isdisjoint(sentence.folded[max(m.first - 2, 0) : m.first])
        for m in sentence.within(word, word + RECEIVER, "actor")
    )


def _leave_to_use(context: Context, sentence: Sentence, clause: Clause) -> Let | None:
    """ "Obtains the use of bases", "allowed Russia the use of an airfield"."""
    folded, cues = sentence.folded, context.lexicon.cues
    for at in range(clause.first, clause.last):
        leave = _leave(context, clause, at) if folded[at] in USING else None
        if folded[at : at + 2] not in USES and leave is None:
            continue
        before = folded[max(at - LETTING, clause.first) : at]
        letting = not (cues["letting"] | cues["lease_wish"]).isdisjoint(before)
        paper = any("instrument" in m.kind for m in sentence.within(at - LETTING, at))
        site = any(_is_site(m) for m in sentence.within(at, at + LETTING))
        site = site or not cues["let_site"].isdisjoint(folded[at : at + LETTING])
        if letting and site and not paper:
            verbs = [leave] if leave is not None else [v for v in clause.verbs if v.first < at]
            return Let(clause, at, verbs[-1].mood if verbs else "fact")
    return None


def _site(context: Context, clause: Clause, word: str) -> bool:
    """Whether a clause names a site that is let; for a lease also one named before."""
    folded = clause.sentence.folded
    if any(_is_site(m) for m in (*clause.mentions, *clause.subject)):
        return True
    words = folded[0 if word.startswith(UNDERSTOOD) else clause.first : clause.last]
    if not context.lexicon.cues["let_site"].isdisjoint(words):
        return True
    before = context.sentences[: clause.sentence.index + 1] if word.startswith(UNDERSTOOD) else ()
    return any(_is_site(m) for sentence in before for m in sentence.mentions)


def _is_site(mention: Mention) -> bool:
    return mention.value == "base" or mention.sense("site") is not None


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, sentence: Sentence, let: Let) -> Row | None:
    clause, word, mood = let
    parties = _parties(context, clause)
    if len(parties) < 2 or mood not in STATUS:
        return None
    date = date_of(sentence, clause.first, clause.last, word) if mood == "fact" else ""
    values = {
        "kind": "concession",
        "number": 1,
        "parties": sorted(parties),
        "status": STATUS[mood],
        "date": "" if happens_later(context, date) else date,  # "a lease running to 2017"
    }
    return context.row("agreements", sentence, word, values)


def _parties(context: Context, clause: Clause) -> list[str]:
    """Who lets and who uses: the two states that the clause names, else those that the text has in mind there."""
    lexicon = context.lexicon
    mentions = (*clause.subject, *clause.mentions)
    found = [
        code for m in mentions for code in (acting(clause.sentence, m), territory_of(m)) if code
    ]
    found += [code for code, _ in salient(context, clause.sentence)]
    states = dict.fromkeys(lexicon.state_of(code) for code in found)
    return [code for code in states if lexicon.actors[code]["kind"] != "organisation"][:2]


def _date_of_agreement(row: Row, agreements: list[Row]) -> None:
    """A concession is granted by the agreement of the two."""
    for agreement in agreements:
        done = agreement.values["status"] in ("signed", "ratified", "in_force")
        same = agreement.values.get("parties") == row.values["parties"]
        if done and same and "date" in agreement.values:
            row.values["date"] = agreement.values["date"]
            return
