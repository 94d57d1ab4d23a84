"""Encounters told by who is where: asides, hosts and guests, people of two actors in one place or at one telephone.

"Ardzinba, in Moscow for consultations, …"; "Kozyrev and his hosts in Baku"; "got Putin on the telephone"; "Grachev and
Shmarov quarreled in Sochi".
"""

from __future__ import annotations

from monitorlib.acting import STATES
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.company import Side, doers, envoys, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.standing import looks_back, present
from monitorlib.extract.occasions import (
    Where,
    neutral,
    own_soil,
    place_at,
    places,
    there,
    under_way,
    when,
)
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["by_presence", "later", "made", "visiting"]

WIRE = frozenset("telephone phone hotline".split())
PAIR = 2
ASIDE = 12  # words that an aside between commas may have
SIGNATURES = frozenset("names signature signatures initials".split())
HOSTS = frozenset("host hosts hostess".split())
HOSTING = HOSTS | frozenset("guest guests visitor visitors".split())
BETWEEN = frozenset({"between", "among"})
SPENT = frozenset(
    "that which he she they had has have having spent alone together of talk argument and".split()
)
PROMISED = frozenset(
    "promised granted offered conceded allotted awaits expects expected due booked hopes asked".split()
)
# What one thinks of another, and what people do together who only attend something: no talks.
THINKING = frozenset("believe think suspect suppose know fear assume".split())
CEREMONIAL = tuple(
    "inaugurat unveil commemorat celebrat dedicat christen inspect review watch".split()
)
SPANS = frozenset(
    "half minute minutes hour hours day days week weeks month months evening afternoon weekend".split()
)


def by_presence(context: Context, clause: Clause) -> Encounter | None:
    """The encounter of those who are in one place, or at one telephone, or None."""
    sentence = clause.sentence
    if not sentence.has("person", "title") and sentence.vocabulary.isdisjoint(
        HOSTING | WIRE | SPANS
    ):
        return None
    return (
        _aside(context, clause)
        or _hosted(context, clause)
        or _by_wire(context, clause)
        or _side_by_side(context, clause)
        or _hours(context, clause)
    )


def _aside(context: Context, clause: Clause) -> Encounter | None:
    """ "Ardzinba, in Moscow for consultations, …"."""
    sentence = clause.sentence
    for mention in sentence.within(clause.first, clause.last, "person"):
        at = mention.last + 2
        if (
            sentence.folded[at - 2 : at] != [",", "in"]
            or "," not in sentence.words[at : at + ASIDE]
        ):
            continue
        where = place_at(context, sentence, at)
        side = _people(sentence, mention.first, mention.last)
        if where is not None and (one := visiting(context, clause, at - 1, side, where)):
            return one
    return None


def _hosted(context: Context, clause: Clause) -> Encounter | None:
    """ "Niyazov's guests from Iran", "Yeltsin and his host, Kohl": those of the clause are host and guest."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in sentence.where(HOSTING):
        if not clause.first <= at < clause.last or any(v.at == at for v in clause.verbs):
            continue  # "used to host"
        behind = words[at + 1 : at + 2]
        if (words[at] in HOSTS and behind == ["of"]) or behind == [","] == words[at - 2 : at - 1]:
            continue  # "a host of problems"; "Shmarov, their host, …"
        verb = next(iter(clause.verbs or _verbs_behind(context, clause)), None)
        if verb is not None and verb.mood in ("maybe", "negated"):
            return None
        side = gather(context, sentence, clause.first, clause.last)
        if len(side.actors) < PAIR and verb is not None:
            side.add(doers(context, clause, verb))
        one = made(context, clause, at, "visit", side, _only_place(context, clause))
        return one if one is None or verb is None else later(context, clause, one, verb)
    return None


def _verbs_behind(context: Context, clause: Clause) -> list[Verb]:
    """The verbs behind a subject that an aside has cut off: "where he and his host, Aliev, are to"."""
    behind = (c for c in context.clauses(clause.sentence) if c.first == clause.last)
    return next((c.verbs for c in behind if c.kind == "main"), [])


def _by_wire(context: Context, clause: Clause) -> Encounter | None:
    """People of two actors and a telephone in one clause: "got Putin on the telephone"."""
    words = clause.sentence.folded[clause.first : clause.last]
    if WIRE.isdisjoint(words) or not clause.verbs:
        return None
    low = (
        0 if clause.kind == "participle" else clause.first
    )  # "Ivanov, the minister, asked by telephone"
    side = _people(clause.sentence, low, clause.last)
    if clause.verbs[0].mood != "fact" or len(side.actors) != PAIR:
        return None
    return made(context, clause, clause.verbs[0].at, "call", side, None)


def _side_by_side(context: Context, clause: Clause) -> Encounter | None:
    """People of two actors of whom one clause tells something that was in one place: they were there together."""
    sentence, folded = clause.sentence, clause.sentence.folded
    own = [v for v in clause.verbs if folded[v.first] != "to"]
    finite = [v for v in own if v.voice != "participle"]
    verb = next(iter(finite or own), None)
    where = _only_place(context, clause) or _scene(context, clause)
    if verb is None or where is None or not _brings_together(clause, verb) or _signing(clause):
        return None
    side = _people(sentence, clause.first, clause.last)
    apart = not clause.first < where.word < verb.first  # no "officials of the center in Kurchatov"
    if len(side.actors) < PAIR and apart and envoys(sentence, clause.first, verb.first):
        side.add(doers(context, clause, verb))
    one = made(context, clause, verb.at, "talks", side, where)
    return later(context, clause, one, verb) if one is not None else None


def _brings_together(clause: Clause, verb: Verb) -> bool:
    """Whether a verb tells what people did, not what one thinks of another, or what was done "between" them."""
    words = clause.sentence.folded[verb.at : clause.last]
    between = BETWEEN & set(words)
    done = verb.voice != "passive" or bool(between)
    if (words and words[0].startswith(CEREMONIAL)) or THINKING & verb.bases:
        return False
    return done and verb.mood in ("fact", "plan")


def _scene(context: Context, clause: Clause) -> Where | None:
    """Where a clause takes place that names no town: "where Kohl heard him out", "assured him there"."""
    words = clause.sentence.folded[clause.first : clause.last]
    if words[:1] == ["where"] or "there" in words:
        return there(context, clause.sentence, clause.first)
    return None


def _hours(context: Context, clause: Clause) -> Encounter | None:
    """ "Six hours with Milosevic", "Sergeev's three days in Tehran", "the two hours he had spent with Albright"."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in sentence.where(SPANS):
        if not clause.first < at < len(words) - 2:
            continue
        where = _only_place(context, clause)
        if words[at + 1] == "in" and where is not None:
            return visiting(context, clause, at, _people(sentence, 0, at), where)
        reach = next((n for n in range(at + 1, len(words)) if words[n] not in SPENT), at)
        if reach > at and words[reach] == "with":
            one = made(context, clause, at, "talks", _people(sentence, 0, len(words)), where)
            verb = next((v for v in clause.verbs if v.at < at), None)
            if one is not None and verb is not None and PROMISED & set(words[verb.first : at]):
                one.date = when(context, sentence, clause, at, future=True)
                one.status = "planned"
            return one
    return None


def _people(sentence: Sentence, first: int, last: int) -> Side:
    """The people named in words ``first``..``last``, with those they act for."""
    side = Side()
    for mention in sentence.within(first, last, "person"):
        if mention.person is not None and mention.person.actor:
            side.take(mention.person)
    return side


def _only_place(context: Context, clause: Clause) -> Where | None:
    """The place of a clause, unless it names two."""
    around = places(context, clause.sentence, clause.first, clause.last)
    named = {w.name: w for w in around if w.name}
    return next(iter(named.values())) if len(named) == 1 else None


def _signing(clause: Clause) -> bool:
    """Whether a clause is about an instrument: who only signs one holds no talks."""
    if SIGNATURES & set(clause.sentence.folded[clause.first : clause.last]):
        return True
    about = clause.antecedent if clause.kind == "relative" else None
    if about is not None and about.kind in ("instrument", "instrument_noun"):
        return True  # "under the accord that Nazarbaev and Akaev concluded in Osh"
    return any(m.acts("sign") or m.sense("instrument_noun") for m in clause.mentions)


def visiting(
    context: Context, clause: Clause, word: int, side: Side, where: Where
) -> Encounter | None:
    """A visit of people to a place, when it is another state's, and no neutral one."""
    known = context.lexicon.actors.get(where.country)
    if known is None or known["kind"] not in STATES or neutral(context, where.name):
        return None
    if set(side.actors) == {where.country} or len(side.actors) != 1:
        return None
    if own_soil(context, side.actors, where.country):
        return None
    guest = Side(dict(side.people), {**side.actors, where.country: None})
    return made(context, clause, word, "visit", guest, where)


def later(context: Context, clause: Clause, one: Encounter, verb: Verb) -> Encounter:
    """What is told with a plan, or with a date that lies ahead, is planned."""
    if looks_back(clause.sentence, verb):
        one.status = "cancelled"  # "was to have seen him on Monday"
        return one
    now = clause.sentence.folded[verb.first] in ("is", "are") or present(verb)
    if verb.mood != "plan" and (span := under_way(context, clause)):
        one.date = span
        return one
    if verb.mood == "plan" or now:
        one.date = when(context, clause.sentence, clause, verb.at, future=True)
        one.status = "planned"
    elif happens_later(context, one.date):
        one.date = ""  # "agreed in Krasnoyarsk to conclude a treaty by the year 2000"
    return one


def made(
    context: Context, clause: Clause, word: int, kind: str, side: Side, where: Where | None
) -> Encounter | None:
    """What a word tells of an encounter that is over, when two actors take part."""
    if len(side.actors) < PAIR:
        return None
    one = Encounter(clause.sentence, word, kind, side)
    one.place = where.name if where is not None else ""
    one.date = when(context, clause.sentence, clause, word, future=False)
    return one
