"""Agreements: one row per instrument (codebook section 2).

An instrument is a named treaty or a noun such as "accord" or "protocols". Its status is the act that the text reports
of it: a participle behind it ("an accord signed at Yalta"), the verb of its clause ("signed an agreement"), an
adjective before it ("a draft document"). Without any it is an existing instrument, merely referred to, and counts only
when it has a name or a date. Named again, or called "the treaty", it stays one row. Concessions are in `concessions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from monitorlib.clauses import Clause, noun_group
from monitorlib.extract import concessions
from monitorlib.extract.context import (
    Act,
    Context,
    Row,
    acts_on,
    date_of,
    evidence,
    happens_later,
    part,
    parties_of,
    place_of,
    sharing,
)
from monitorlib.extract.instrument_names import kind_of, number_of, subject_of, title_of
from monitorlib.lexicon import Sense
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

STATUS_OF_ACT = {
    "sign": "signed",
    "reach": "signed",
    "issue": "signed",
    "initial": "initialed",
    "ratify": "ratified",
    "end": "ended",
    "draft": "planned",
    "in_force": "in_force",
    "amend": "in_force",
}
# Of two acts reported of one instrument the one further on counts.
RANK = {"in_force": 0, "planned": 1, "initialed": 2, "signed": 3, "ratified": 4, "ended": 5}
REACH = 14  # farther acts say nothing of an instrument
BARE = frozenset(
    {"it", "them", "the", "that", "this", "these", "those", "same", "both", "its", "their"}
)
REFERRING = frozenset({"under", "by", "in", "of", "to", "from", "with", "against", "violating"})
END_OF_LIST = frozenset(
    "regarding concerning on about which that to for in at of ; : . ) was is were are".split()
)
ORGANISATIONS = frozenset({"CIS", "NATO", "EU", "UN", "OSCE"})
EXISTING = frozenset({"existing", "current", "earlier"})
NAMES_AGAIN = frozenset({"treaty", "protocol", "pact", "ratification", "document", "agreement"})
# The nouns by which an instrument may be named again, by kind.
NAMED_AGAIN = {"document": {"agreement", "treaty", "protocol", "memorandum", "declaration"}}


@dataclass(slots=True)
class Instrument:
    """An instrument as one place of the text speaks of it: words ``first``..``last`` of a sentence."""

    sentence: Sentence
    first: int
    last: int
    kind: str
    title: str = ""
    instrument_id: str = ""
    number: int | None = None
    parties: list[str] = field(default_factory=list)
    status: str = ""
    date: str = ""
    place: str = ""
    subject: str = ""
    threatened: bool = False
    word: int = 0  # where the act stands, or else the noun
    spans: list[tuple[int, int]] = field(default_factory=list)


def extract(context: Context) -> Iterator[Row]:
    """The agreements of a bulletin, and its concessions."""
    found: list[Instrument] = []
    for sentence in context.sentences:
        for noun in _nouns(sentence, found):
            one = _read(context, sentence, noun)
            if one is None:
                continue
            known = _same_as(found, one)
            if known is not None:
                _join(known, one)
            elif one.status or one.title:
                found.append(one)
    for one in found:
        if (
            one.status == "in_force"
            and one.kind in ("treaty", "protocol")
            and _unratified(context, one)
        ):
            one.status = "signed"
        row = _row(context, one)
        if row is not None:
            yield row
    yield from concessions.extract(context)


# --- finding -----------------------------------------------------------------------------------------------


def _nouns(sentence: Sentence, found: list[Instrument]) -> Iterator[Mention]:
    """The nouns that name instruments; of two joined by "and" ("agreements and protocols") the first."""
    previous: Mention | None = None
    yield from _pronouns(sentence, found)
    for mention in sentence.of("instrument", "instrument_noun"):
        if mention.kind not in ("instrument", "instrument_noun"):
            continue
        if _only_reached(sentence, mention):
            continue
        joined = previous is not None and sentence.folded[previous.last : mention.first] in (
            ["and"],
            ["or"],
        )
        if joined and mention.kind == "instrument_noun":
            continue
        if (
            previous is not None
            and previous.last == mention.first
            and previous.kind == "instrument"
        ):
            continue  # "the START I treaty"
        yield mention
        previous = mention


def _pronouns(sentence: Sentence, found: list[Instrument]) -> Iterator[Mention]:
    """ "The Senate consented to it": the pronoun behind an act stands for the instrument spoken of last."""
    if not found:
        return
    again = Sense("instrument_noun", found[-1].kind, {"number": "one"})
    for mention in sentence.mentions:
        after = sentence.folded[mention.last : mention.last + 1]
        if after in (["it"], ["them"]) and mention.acts("sign", "ratify", "initial", "end"):
            yield Mention("instrument_noun", again.value, mention.last, mention.last + 1, (again,))


def _only_reached(sentence: Sentence, mention: Mention) -> bool:
    """ "agreement was reached on framework accords": the accords are the instrument."""
    if mention.kind != "instrument_noun" or sentence.folded[mention.last - 1] != "agreement":
        return False
    return any(
        other.kind == "instrument_noun" and "on" in sentence.folded[mention.last : other.first]
        for other in sentence.within(mention.last, min(mention.last + 6, len(sentence.words)))
    )


def _read(context: Context, sentence: Sentence, noun: Mention) -> Instrument | None:
    """What the text says of an instrument at one place, or None when it denies or only imagines it."""
    first = noun_group(sentence, noun)
    named = noun.sense("instrument") if noun.kind == "instrument" else None
    words = sentence.folded[first : noun.first]
    if {"no", "any", "neither"} & set(words) or (
        first and sentence.folded[first - 1] in ("without", "failing")
    ):
        return None
    one = Instrument(sentence, first, noun.last, kind_of(noun), word=noun.first)
    one.title = title_of(sentence, first, noun)
    one.instrument_id = named.info["instrument_id"] if named is not None and one.title else ""
    one.number = number_of(sentence, first, noun)
    one.subject = subject_of(context, sentence, noun)
    act = _act(context, one, named is not None)
    if act is not None and act.mood in ("maybe", "negated"):
        if not one.title and "the" not in words:
            return None
        act = None
    _apply(context, one, noun, act)
    return one


# --- status ------------------------------------------------------------------------------------------------


def _act(context: Context, one: Instrument, named: bool) -> Act | None:
    """The act that the text reports of the instrument: an adjective of it, else the nearest one."""
    acts = acts_on(context, one.sentence, one.first, one.last, STATUS_OF_ACT)
    for act in acts:
        if one.first <= act.word < one.last and act.value == "draft":
            return act._replace(mood="fact")
    for act in acts:
        if act.cost > REACH or (named and act.value == "draft"):
            continue
        if act.value == "issue" and one.kind != "declaration":
            continue
        voice = act.verb.voice if act.verb is not None else "passive"
        suffered = voice == "passive" or (voice == "participle" and act.value != "reach")
        if act.word < one.first or suffered or _done_to(context, one, act):
            return act
    return None


def _done_to(context: Context, one: Instrument, act: Act) -> bool:
    """Whether a verb behind the instrument concerns it: "an agreement that Almaty concluded"."""
    if act.value in ("end", "in_force"):
        return True  # an agreement lapses, enters into force
    if act.value != "reach" and act.word - one.last == 1 and one.sentence.words[one.last] == ",":
        return True
    clause = context.document.clause_at(one.sentence, act.word)
    antecedent = clause.antecedent
    return (
        clause.kind == "relative"
        and antecedent is not None
        and one.first <= antecedent.first < one.last
    )


def _apply(context: Context, one: Instrument, noun: Mention, act: Act | None) -> None:
    """Fill in status, date, place and parties."""
    sentence = one.sentence
    attached = _attached_date(sentence, one, noun)
    home = context.document.clause_at(sentence, noun.first)
    if act is None:
        one.date = attached
        existing = EXISTING & set(sentence.folded[one.first : noun.first])
        if attached or one.title or existing or _referred_to(sentence, one):
            one.status = "in_force"
        one.parties = _parties(context, one, [home])
        return
    one.word = act.word
    clause = context.document.clause_at(sentence, act.word)
    one.parties = _parties(context, one, [clause, home])
    one.status = _status(one, act)
    future = one.status == "planned"
    one.date = date_of(sentence, clause.first, clause.last, act.word, future=future) or attached
    start = min(home.first, sharing(context, clause))
    if not one.date:
        one.date = date_of(sentence, start, max(home.last, clause.last), act.word, future=future)
    if one.status == "signed" and happens_later(context, one.date):
        one.status = "planned"
    place = place_of(sentence, start, clause.last, act.word)
    if place is not None and one.status != "in_force":
        one.place = sentence.printed(place.first, place.last)


def _status(one: Instrument, act: Act) -> str:
    """The status that an act gives; what somebody only threatens to end is still in force."""
    status = STATUS_OF_ACT[act.value]
    if act.mood != "plan" or status == "in_force":
        return status
    if status == "ratified":
        return "signed"  # ratification is awaited
    one.threatened = status == "ended"
    return "in_force" if one.threatened else "planned"


def _parties(context: Context, one: Instrument, clauses: list[Clause]) -> list[str]:
    """Who is bound: those behind "between", the organisation in the title, else those of the clauses."""
    sentence = one.sentence
    if sentence.folded[one.last : one.last + 1] in (["between"], ["among"]):
        last = one.last + 1
        while last < len(sentence.words) and sentence.folded[last] not in END_OF_LIST:
            last += 1
        found = actors_of(sentence, one.last, last)
        if len(found) > 1:
            return found
    if one.title and one.status == "in_force" and not one.threatened:
        organisations = [code for code in one.title.split() if code in ORGANISATIONS]
        if organisations:
            return organisations
    return parties_of(context, sentence, clauses, implied=not one.instrument_id)


def _attached_date(sentence: Sentence, one: Instrument, noun: Mention) -> str:
    """The date that is part of the name: "the 1994 agreement", "the treaty of September 1993"."""
    for mention in sentence.mentions:
        if mention.date is None:
            continue
        if one.first <= mention.first < noun.first:
            return mention.value
        between = sentence.folded[noun.last : mention.first]
        if noun.last <= mention.first <= noun.last + 3 and between in (
            ["of"],
            ["from"],
            ["dated"],
            [",", "dating", "from"],
            ["dating", "from"],
        ):
            return mention.value
    return ""


def _referred_to(sentence: Sentence, one: Instrument) -> bool:
    """ "under an accord", "by bilateral agreement": something is done by virtue of it."""
    return (
        bool(one.first)
        and sentence.folded[one.first - 1] in ("under", "by")
        and one.kind != "document"
    )


def _unratified(context: Context, one: Instrument) -> bool:
    """Whether ratification is awaited, urged or blocked where the instrument is named: it is signed, not in force."""
    place = one.sentence.index
    for sentence in context.sentences[place : place + 2]:
        own = sentence is one.sentence
        if not own and (not NAMES_AGAIN & set(sentence.folded) or any(sentence.of("instrument"))):
            continue
        first, last = (one.first, one.last) if own else (0, len(sentence.words))
        for act in acts_on(context, sentence, first, last, ("ratify", "await")):
            near = act.cost <= 2 * REACH and part(sentence, act.word) == part(sentence, first)
            if near and (act.value == "await" or act.mood != "fact"):
                return True
    return False


# --- one instrument, named again ---------------------------------------------------------------------------


def _same_as(found: list[Instrument], one: Instrument) -> Instrument | None:
    """The instrument spoken of before that this one is: of the same name, or just "the treaty"."""
    for known in reversed(found):
        if one.instrument_id and known.instrument_id == one.instrument_id:
            return known
        if one.title and known.title.casefold() == one.title.casefold():
            return known
    words = set(one.sentence.folded[one.first : max(one.last - 1, one.first + 1)])
    if one.title or not words <= BARE or not words:
        return None
    fitting = {one.kind} | NAMED_AGAIN.get(one.kind, set())
    for known in reversed(found):
        if known.kind in fitting and (known.number == 1) == (one.number == 1):
            return known
    return None


def _join(known: Instrument, one: Instrument) -> None:
    """Add what another place says of an instrument; the act further on gives status, date and statement."""
    old, new = (known.sentence, known.word), (one.sentence, one.word)
    if one.status and (
        RANK[one.status] > RANK.get(known.status, -1) or (not known.date and one.date)
    ):
        stays = known.status if RANK[one.status] < RANK.get(known.status, -1) else one.status
        known.status, known.date, known.place = (
            stays,
            one.date or known.date,
            one.place or known.place,
        )
        known.sentence, known.word = new
        known.parties = one.parties if len(one.parties) > 1 else known.parties
        old, new = new, old
    known.spans.append(evidence(*new))
    known.parties = (
        known.parties if len(known.parties) > 1 else sorted({*known.parties, *one.parties})
    )
    known.subject = known.subject or one.subject
    known.number = known.number or one.number


def _row(context: Context, one: Instrument) -> Row | None:
    if not one.status or (
        one.kind == "document" and one.status not in ("signed", "planned", "initialed")
    ):
        return None
    together = any(code in ORGANISATIONS for code in one.parties) and one.status == "signed"
    if not one.title and len(one.parties) < 2 and not together:
        return None
    values = {
        "kind": one.kind,
        "title": one.title,
        "number": one.number,
        "parties": sorted(one.parties),
        "status": one.status,
        "date": one.date,
        "place": one.place,
        "subject": one.subject,
    }
    row = context.row("agreements", one.sentence, one.word, values)
    if one.instrument_id:
        row.ids["instrument_id"] = one.instrument_id
    if (
        one.status == "in_force" and not one.threatened
    ):  # what exists is presupposed by whoever speaks of it
        row.source, row.certainty = "", "stated"
    row.spans += one.spans
    return row
