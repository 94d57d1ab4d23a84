"""Meetings: one row per encounter between representatives of two or more actors (codebook section 5).

A verb says that people meet ("met", "received", "discussed … with") or a noun names what they hold ("talks", "the CIS
summit", "Yeltsin's visit to Kiev"). Each such place of the text gives an `Encounter`; those that speak of one and the
same become one row. Verbs are in `encounters.by_verb`, nouns in `encounters.by_noun`, what people did who cannot have
done it without meeting in `encounters.by_act`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, Row, happens_later
from monitorlib.extract.encounters.by_act import by_act
from monitorlib.extract.encounters.by_noun import by_noun
from monitorlib.extract.encounters.by_verb import (
    BEFORE_GERUNDS,
    agreed_on,
    by_verb,
)
from monitorlib.extract.encounters.company import Side
from monitorlib.extract.encounters.encounter import STANDING, TOP, Encounter, join, same
from monitorlib.extract.encounters.hidden_triggers import uncovered
from monitorlib.extract.encounters.leaders import heads, leaders_named
from monitorlib.extract.encounters.nameless import only_place, plainly, those_there
from monitorlib.extract.encounters.standing import conditional, denied, on_margins
from monitorlib.function_words import BE
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["extract"]

NEAR = 8  # words behind a noun that may tell who meets
LASTING = 5  # words of "for two days of meetings"
PAIR = 2
MEETING = frozenset({"meeting", "meet"})
LONG = 160  # words of a clause; hardly any has as many


def extract(context: Context) -> Iterator[Row]:
    """The meetings of a bulletin."""
    found: list[Encounter] = []
    for sentence in context.sentences:
        for one in _statements(context, sentence, found):
            if found and _came_for(found[-1], one):
                _at_the_goal(context, found.pop(), one)
            known = next((other for other in reversed(found) if same(other, one)), None)
            if known is not None:
                join(known, one)
            elif not one.pointing or plainly(context, one):
                found.append(one)
    for one in found:
        those_there(context, one)
        if _counts(context, one):
            yield _row(context, one)


@dataclass(slots=True)
class Told:
    """What a clause has said of encounters so far."""

    met: bool = False  # that people met, by a verb
    denied: bool = False  # that they did, or will
    came: Encounter | None = None  # a visit
    last: Encounter | None = None


def _statements(
    context: Context, sentence: Sentence, found: list[Encounter]
) -> Iterator[Encounter]:
    """What a sentence says of encounters, from left to right."""
    hidden = list(uncovered(context, sentence, MEETING))
    for clause in context.clauses(sentence):
        told = Told()
        inside = [m for m in hidden if clause.first <= m.first < clause.last]
        named = sentence.within(clause.first, clause.last, "meeting", "meet")
        for mention in sorted([*named, *inside], key=attrgetter("first")) if inside else named:
            if mention.kind == "meeting" or mention.sense("meet"):
                one = _named(context, clause, mention, found, told)
                if one is not None:
                    yield one
        silent = not (told.met or told.denied)
        if silent and (told.last is None or told.last.kind in STANDING or told.came is told.last):
            implied = by_act(context, clause)
            if implied is not None and _adds(told.last, implied):
                yield implied


def _adds(last: Encounter | None, implied: Encounter) -> bool:
    """Whether what an act implies is more than what the clause has named: "will be in Kyiv, and then visits Baku"."""
    if last is not None and last.kind == "visit":
        return bool(implied.place and last.place) and implied.place != last.place
    return last is None or implied.status == "held"


def _named(
    context: Context, whole: Clause, mention: Mention, found: list[Encounter], told: Told
) -> Encounter | None:
    """The encounter that a verb or a noun names, unless it is denied or another word for one just told."""
    clause, sentence = _nearby(whole, mention), whole.sentence
    verb = _verb_of(whole, mention)
    if mention.kind == "meeting" and verb is not None and _is_noun(sentence, mention, verb):
        verb = None
    one = None
    if mention.sense("meet") and (verb is not None or _is_phrase(mention)):
        one = by_verb(context, clause, verb, mention, found)
        told.met = told.met or (one is not None and one.kind != "visit")
        told.denied = verb is not None and verb.mood in ("maybe", "negated")
    elif verb is None and (not told.met or on_margins(mention, sentence)):
        one = by_noun(context, clause, mention, found)
    if one is None or not _stands(context, clause, one):
        return None
    aim = sentence.folded[verb.first if verb is not None else max(mention.first - 1, 0)]
    lasts = (
        aim == "of" and "for" in sentence.folded[max(mention.first - LASTING, 0) : mention.first]
    )
    if told.came is not None and (aim in ("to", "for") or lasts):
        _at_the_goal(context, told.came, one)
    one.top = _of_leaders(context, one, clause, verb.first if verb else mention.last + NEAR)
    told.last = one
    told.came = one if one.kind == "visit" else told.came
    return one


def _stands(context: Context, clause: Clause, one: Encounter) -> bool:
    """Whether it is neither denied nor only promised for the case that something happens."""
    if denied(clause, one.word):
        return False
    promised = one.status == "planned" and not one.date
    return not (promised and conditional(context, clause.sentence))


def _at_the_goal(context: Context, visit: Encounter, one: Encounter) -> None:
    """ "Came to confer with", "flew to Paris to meet his Armenian colleague": what the journey was for."""
    if not one.date or (visit.status == "held" and happens_later(context, one.date)):
        one.date = visit.date
    one.status = visit.status
    if not set(visit.side.actors) <= set(one.side.actors):
        one.place = one.place or visit.place
        visit.side = Side()


def _came_for(visit: Encounter, one: Encounter) -> bool:
    """ "Primakov flew to Vienna. There he conferred with Ciller": no visit to Austria."""
    near = 0 <= one.sentence.index - visit.sentence.index <= 1
    guests, there = visit.side.people.keys(), one.side.people.keys()
    placed = bool(one.place) and one.place == visit.place and visit.kind == "visit"
    only = placed and near and bool(guests) and guests < there
    return only and not visit.side.actors.keys() <= one.side.actors.keys()


def _of_leaders(context: Context, one: Encounter, clause: Clause, last: int) -> bool:
    """Whether "the two presidents", "the prime ministers of Russia and Ukraine" meet, named or not."""
    actors = context.lexicon.actors
    known = one.side.people.values()
    if any(p.level not in TOP for p in known) or len(one.side.actors) < PAIR:
        return False
    if any(actors[code]["kind"] not in ("state", "organisation") for code in one.side.actors):
        return False
    if len(heads(one.sentence, clause, known)) == PAIR:
        return True
    return leaders_named(one.sentence, clause.first, min(last, clause.last))


def _verb_of(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a trigger heads."""
    for verb in clause.verbs:
        if verb.mention is mention:
            return verb
        covered = (
            verb.mention is not None and verb.mention.first <= mention.first < verb.mention.last
        )
        opened = verb.mention is None and clause.sentence.folded[mention.first] in BE
        if (covered or opened) and verb.at == mention.first and mention.sense("meet"):
            return replace(verb, mention=mention)  # "is in talks with"
    return None


def _is_noun(sentence: Sentence, mention: Mention, verb: Verb) -> bool:
    """Whether "meeting", "gathering" is the noun after all: "a final gathering", "Monday's meeting"."""
    if not mention.first and sentence.folded[mention.last - 1].endswith("s"):
        return True  # "Talks about the railroad are to begin today"
    before = sentence.folded[mention.first - 1] if mention.first else ""
    gerund = before in BEFORE_GERUNDS or agreed_on(sentence, mention.first)
    return verb.voice == "participle" and before.isalpha() and not gerund


def _nearby(clause: Clause, mention: Mention) -> Clause:
    """A clause, or of one that never ends (unpunctuated text) the words around a mention: cost stays linear."""
    if clause.last - clause.first <= LONG:
        return clause
    first = max(clause.first, mention.first - LONG // 2)
    last = min(clause.last, mention.last + LONG // 2)
    low = bisect_left(clause.verbs, first, key=attrgetter("first"))
    high = bisect_left(clause.verbs, last, key=attrgetter("first"))
    return replace(clause, first=first, last=last, verbs=clause.verbs[low:high])


def _is_phrase(mention: Mention) -> bool:
    sense = mention.sense("meet")
    return sense is not None and sense.info["pos"] == "phrase"


# --- rows --------------------------------------------------------------------------------------------------


def _counts(context: Context, one: Encounter) -> bool:
    """Whether it is a meeting of the codebook: two actors, or a session of an organisation, or a conference."""
    if len(one.side.actors) > 1:
        return True
    actors = context.lexicon.actors
    organised = any(actors[code]["kind"] == "organisation" for code in one.side.actors)
    known = one.kind == "conference" and one.place and (one.side.people or one.date)
    return one.kind in STANDING and bool(one.side.actors) and bool(organised or known)


def _row(context: Context, one: Encounter) -> Row:
    row = context.row(
        "meetings",
        one.sentence,
        one.word,
        {
            "kind": one.nature(),
            "participants": list(one.side.people),
            "parties": sorted(one.side.actors),
            "place": one.place or only_place(context, one),
            "date": one.date,
            "status": one.status,
            "topic": one.topic,
            "recurrence": one.recurrence,
        },
    )
    row.spans += one.spans
    known = sorted(p.person_id for p in one.side.people.values() if p.person_id)
    if known:
        row.ids["person_ids"] = known
    return row
