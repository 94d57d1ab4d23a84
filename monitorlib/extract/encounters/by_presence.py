"""Encounters told by who is where: asides, hosts and guests, hours spent, people of two actors in one place.

"Ardzinba, in Moscow for consultations, …"; "Grachev carried home from Baku …"; "Kozyrev and his hosts in Baku";
"six hours with Milosevic"; "Asked by Rodionov in Bergen, Perry …".
"""

from __future__ import annotations

from itertools import pairwise

from monitorlib.acting import STATES, actors_of
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.company import Side, doers, gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.standing import present
from monitorlib.extract.occasions import (
    Where,
    neutral,
    own_soil,
    place_at,
    places,
    places_behind,
    when,
)
from monitorlib.function_words import BE
from monitorlib.references import many
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["aside", "by_presence", "later", "made", "visiting"]

WIRE = frozenset("telephone phone hotline".split())
PAIR = 2
STAYS = frozenset(
    "mission appearance stop stay arrival weekend evening welcome reception speech address debut sojourn "
    "pilgrimage".split()
)
NEAR = 6  # words from a name to what he did in a place
SIGNATURES = frozenset("names signature signatures initials".split())
JOINT = 7  # words between two people whom "and" joins
REACH = 7  # words before "three days in" in which it is said whose
ASIDE = 12  # words that an aside between commas may have
SPANS = frozenset(
    "half minute minutes hour hours day days week weeks month months visit stay talks evening afternoon weekend".split()
)
HOSTS = frozenset("host hosts hostess".split())
GUESTS = frozenset("guest guests visitor visitors".split())
HOSTING = HOSTS | GUESTS
RECALLED = frozenset("ambassador ambassadors recalled summoned expelled deported".split())
FROM = frozenset({"from"})
HOMEWARD = frozenset("home back away fresh straight returning returned returns return".split())


# One of these words, a person or an office is in every sentence that tells of such an encounter.
HINTS = HOSTING | FROM | WIRE | SPANS | {"after", "during", "following", "leaving"}


def by_presence(context: Context, clause: Clause) -> Encounter | None:
    """The encounter of those who are in one place, or None."""
    sentence = clause.sentence
    if not sentence.has("person", "title") and sentence.vocabulary.isdisjoint(HINTS):
        return None
    return (
        aside(context, clause)
        or _hosted(context, clause)
        or _homeward(context, clause)
        or _by_wire(context, clause)
        or _side_by_side(context, clause)
        or _hours(context, clause)
        or _whose_stay(context, clause)
    )


def _hosted(context: Context, clause: Clause) -> Encounter | None:
    """ "Kozyrev and his hosts in Baku", "Niyazov's guests", "Bishkek is to be host to the leaders of …"."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in sentence.where(HOSTING):
        if not clause.first <= at < clause.last:
            continue
        if words[at + 1 : at + 2] in (["of"], ["country"], ["nation"]) and words[at] in HOSTS:
            continue
        if (
            any(v.at == at for v in clause.verbs)
            or words[at + 1 : at + 2] == [","] == words[at - 2 : at - 1]
        ):
            continue  # "used to host"; "Shmarov, their host, …"
        verb = next((v for v in clause.verbs if v.voice != "participle"), None)
        if verb is not None and verb.mood in ("maybe", "negated"):
            return None
        side = gather(context, sentence, clause.first, clause.last)
        if not side and verb is not None:
            side = doers(context, clause, verb)
        around = places(context, sentence, clause.first, clause.last)
        where = next((w for w in around if w.name), None)
        _add_hosts(context, clause, at, side, where)
        one = made(context, clause, at, "visit", side, where)
        if one is not None and verb is not None and verb.mood == "plan":
            one.date = when(context, sentence, clause, at, future=True)
            one.status = "planned"
        return one
    return None


def _add_hosts(context: Context, clause: Clause, at: int, side: Side, where: Where | None) -> None:
    """Add those who are hosts by the place, and guests by where they come from."""
    sentence, words = clause.sentence, clause.sentence.folded
    if words[at] in GUESTS:
        for mention in sentence.within(at, min(at + 4, clause.last)):
            sense = mention.sense("actor")
            if sense is not None and words[mention.first - 1] == "from":
                side.actors[sense.value] = None  # "his visitor from Ankara"
        return
    home = where is not None and where.host and not neutral(context, where.name)
    if where is not None and home and len(side.actors) == 1:
        side.actors[where.country] = None
    if words[at - 1] in ("his", "her") and len(side.actors) == 1 and where is None:
        leading = context.leading[:2]
        side.actors.update(dict.fromkeys(c for c in leading if c not in side.actors))
    if words[at + 1 : at + 2] == ["to"] or BE & set(words[clause.first : at]):
        for code in actors_of(sentence, clause.first, at):  # "Bishkek is host to"
            side.actors[code] = None


def _homeward(context: Context, clause: Clause) -> Encounter | None:
    """ "Carried home from Baku", "fresh from Tokyo", "came away from Minsk with nothing": he was there."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in sentence.where(FROM):
        if not clause.first < at < clause.last - 1:
            continue
        dated = next(
            (m for m in sentence.within(clause.first, at) if m.last == at and m.date), None
        )
        before = words[(dated.first if dated is not None else at) - 1]
        if dated is not None and before == "on":
            before = words[dated.first - 2]
        if before in HOMEWARD and not RECALLED & set(words[clause.first : at]):
            where = place_at(context, sentence, at + 1)
            opening = at == 1  # "Back from Beijing, Akaev …"
            side = (
                people(sentence, at, at + ASIDE) if opening else people(sentence, clause.first, at)
            )
            if where is not None and side:
                return visiting(context, clause, at, side, where)
    return None


def aside(context: Context, clause: Clause) -> Encounter | None:
    """ "Ardzinba, in Moscow for consultations, …"; "After two days in Ashgabat, Primakov …"."""
    sentence = clause.sentence
    words = sentence.folded
    if not clause.first and words[:1] in (["after"], ["during"], ["following"], ["leaving"]):
        return _after_days(context, clause)
    for mention in sentence.within(clause.first, clause.last, "person"):
        at = mention.last
        if mention.person is None or words[at : at + 2] != [",", "in"]:
            continue
        where = place_at(context, sentence, at + 2)
        if where is None or "," not in words[at + 2 : at + ASIDE]:
            continue
        side = Side()
        side.take(mention.person)
        if (one := visiting(context, clause, at + 1, side, where)) is not None:
            return one
    return None


def _hours(context: Context, clause: Clause) -> Encounter | None:
    """ "Six hours with Milosevic", "Sergeev's three days in Tehran"."""
    sentence, words = clause.sentence, clause.sentence.folded
    for at in sentence.where(SPANS):
        inside = clause.first < at < clause.last - 2
        if not inside or words[at + 1] not in ("with", "in", "at"):
            continue
        side = (
            gather(context, sentence, max(at - REACH, clause.first), at)
            if words[at + 1] != "with"
            else Side()
        )
        for low, high in ((clause.first, clause.last), (0, len(words))):
            if words[at + 1] == "with":
                side = people(sentence, low, high)
                if len(side.actors) == 1:
                    side.add(gather(context, sentence, low, at))
                if len(side.actors) == 2:
                    return made(context, clause, at, "talks", side, _near_word(context, clause, at))
        where = _near_word(context, clause, at)
        if (
            words[at + 1] != "with"
            and {"s", "took"} & set(words[max(at - REACH, 0) : at])
            and where is not None
            and side.actors
        ):
            side.add(people(sentence, max(at - REACH, clause.first), at))
            return visiting(context, clause, at, side, where)
    return None


def people(sentence: Sentence, first: int, last: int) -> Side:
    """The people named in words ``first``..``last``, with those they act for."""
    side = Side()
    for mention in sentence.within(first, last, "person"):
        if mention.person is not None and mention.person.actor:
            side.take(mention.person)
    return side


def _near_word(context: Context, clause: Clause, word: int) -> Where | None:
    return next((w for w in places(context, clause.sentence, word, clause.last) if w.name), None)


def _by_wire(context: Context, clause: Clause) -> Encounter | None:
    """People of two actors and a telephone in one clause: "got Putin on the telephone"."""
    words = clause.sentence.folded[clause.first : clause.last]
    if WIRE.isdisjoint(words) or not clause.verbs:
        return None
    verb = clause.verbs[0]
    side = people(clause.sentence, clause.first, clause.last)
    if len(side.actors) < PAIR and clause.kind == "participle":
        side = people(clause.sentence, 0, clause.last)  # "Ivanov, the minister, asked by telephone"
    if verb.mood != "fact" or len(side.actors) != PAIR or {"line", "lines"} & set(words):
        return None
    return made(context, clause, verb.at, "call", side, None)


def _whose_stay(context: Context, clause: Clause) -> Encounter | None:
    """ "Kozyrev's first appearance in Riga", "Albright's stop in Moscow"."""
    sentence, words = clause.sentence, clause.sentence.folded
    for mention in sentence.within(clause.first, clause.last, "person"):
        at = mention.last
        if mention.person is None or words[at : at + 2] not in (["'", "s"], ["’", "s"]):
            continue
        for noun in range(at + 2, min(at + NEAR, clause.last - 1)):
            if words[noun] in STAYS and words[noun + 1] in ("in", "at", "to"):
                where = place_at(context, sentence, noun + 2)
                side = Side()
                side.take(mention.person)
                return visiting(context, clause, noun, side, where) if where is not None else None
    return None


def _side_by_side(context: Context, clause: Clause) -> Encounter | None:
    """People of two actors of whom one clause tells something that was in one place: they were there together."""
    folded = clause.sentence.folded
    if not clause.sentence.has("person", "title"):
        return None
    own = [v for v in clause.verbs if folded[v.first] != "to"]
    finite = [v for v in own if v.voice != "participle"]
    verb = next(iter(finite or own), None)
    if verb is None or verb.mood not in ("fact", "plan") or verb.voice == "passive":
        return None
    side = people(clause.sentence, clause.first, clause.last)
    if len(side.actors) < 2:
        side = _officials(context, clause, verb)
    if len(side.actors) < 2 or (verb.mood == "plan" and not _joined(clause)):
        return None
    around = places(context, clause.sentence, clause.first, clause.last)
    names = {w.name for w in around if w.name}
    where = next((w for w in around if w.name), None) if len(names) == 1 else None
    if where is None or _signing(clause):
        return None
    one = made(context, clause, verb.at, "talks", side, where)
    one = later(context, clause, one, verb) if one is not None else None
    return one if one is not None and (verb.mood == "fact" or one.date) else None


def _joined(clause: Clause) -> bool:
    """Whether "and" joins two people of a clause."""
    named = [m for m in clause.mentions if m.person is not None]
    words = clause.sentence.folded
    return any(
        "and" in words[a.last : b.first] and b.first - a.last <= JOINT for a, b in pairwise(named)
    )


def _officials(context: Context, clause: Clause, verb: Verb) -> Side:
    """ "The chiefs of staff of Germany, Poland and Russia compared …": officers of several states as one subject."""
    sentence = clause.sentence
    within = sentence.within(clause.first, verb.first, "title")
    titles = [m for m in within if m.sense("title")]
    plural = [m for m in titles if many(sentence, m)]
    if not plural or verb.mood != "fact" or verb.voice == "passive":
        return Side()
    side = gather(context, sentence, max(plural[0].first - JOINT, clause.first), verb.first)
    kinds = {context.lexicon.actors[code]["kind"] for code in side.actors}
    return side if kinds <= {*STATES, "organisation"} else Side()


def _signing(clause: Clause) -> bool:
    """Whether a clause is about an instrument: who only signs one holds no talks."""
    if SIGNATURES & set(clause.sentence.folded[clause.first : clause.last]):
        return True
    about = clause.antecedent if clause.kind == "relative" else None
    if about is not None and about.kind in ("instrument", "instrument_noun"):
        return True  # "under the accord that Nazarbaev and Akaev concluded in Osh"
    return any(m.acts("sign") or m.sense("instrument_noun") for m in clause.mentions)


def _after_days(context: Context, clause: Clause) -> Encounter | None:
    sentence = clause.sentence
    words = sentence.folded
    comma = next((at for at in range(1, min(ASIDE, len(words))) if words[at] == ","), 0)
    if not comma or not SPANS & set(words[1:comma]):
        return None
    where = next((w for w in places(context, sentence, 0, comma + 1)), None)
    subject = gather(context, sentence, comma, min(comma + ASIDE, len(words)))
    if where is None or len(subject.people) != 1:
        return None
    return visiting(context, clause, 1, subject, where)


def guest_of(context: Context, side: Side, where: Where | None) -> str:
    """The actor whose guests people are where they stay, or "": another state's place, and no neutral one."""
    if where is None or not where.country or where.country in side.actors or len(side.actors) != 1:
        return ""
    known = context.lexicon.actors.get(where.country)
    if known is None or known["kind"] not in STATES or neutral(context, where.name):
        return ""
    if own_soil(context, side.actors, where.country):
        return ""
    return where.country


def visiting(
    context: Context, clause: Clause, word: int, side: Side, where: Where
) -> Encounter | None:
    """A visit of people to a place, when it is not their own."""
    host = guest_of(context, side, where)
    if not host:
        return None
    guest = Side(dict(side.people), dict(side.actors))
    guest.actors[host] = None
    for other in places_behind(context, clause.sentence, where, clause.last):
        guest.actors[other.country] = None  # "in Baku, Yerevan and Tbilisi"
    return made(context, clause, word, "visit", guest, where)


def later(context: Context, clause: Clause, one: Encounter, verb: Verb) -> Encounter:
    """What is told with a plan, or with a date that lies ahead, is planned."""
    ahead = happens_later(context, one.date)
    now = clause.sentence.folded[verb.first] in ("is", "are") or present(verb)
    if verb.mood == "plan" or present(verb) or (now and (ahead or not one.date)):
        one.date = when(context, clause.sentence, clause, verb.at, future=True)
        one.status = "planned" if verb.mood == "plan" or ahead or present(verb) else one.status
    elif ahead:
        one.date = ""  # "agreed in Krasnoyarsk to conclude a treaty by the year 2000"
    return one


def made(
    context: Context, clause: Clause, word: int, kind: str, side: Side, where: Where | None
) -> Encounter | None:
    """What a word tells of an encounter that is over, when two actors take part."""
    if len(side.actors) < 2:
        return None
    one = Encounter(clause.sentence, word, kind, side)
    one.place = where.name if where is not None else ""
    one.date = when(context, clause.sentence, clause, word, future=False)
    return one
