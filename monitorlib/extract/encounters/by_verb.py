"""Encounters that a verb states: who met, received, visited, telephoned whom, or is to.

The lexicon gives each such verb a frame (`triggers.csv`, kind ``meet``): ``meet`` (X and Y meet, X meets with Y),
``receive`` (X receives Y), ``discuss`` (X discusses something with Y), ``visit`` and ``go`` (X goes where Y is at
home), ``convene`` (a body meets), ``call`` (X telephones Y).
"""

from __future__ import annotations

from dataclasses import replace

from monitorlib._date_terms import MONTHS, SEASON_MONTH, WEEKDAYS
from monitorlib.acting import STATES
from monitorlib.clauses import Clause
from monitorlib.dates import edtf_interval
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.company import (
    Side,
    after,
    by_whom,
    doers,
    envoys,
    face_to_face,
    gather,
    guests,
)
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.leaders import leaders_named, organisations
from monitorlib.extract.encounters.nameless import BODY, carry
from monitorlib.extract.encounters.standing import conditional, looks_back, present, progressive
from monitorlib.extract.occasions import (
    Where,
    neutral,
    own_soil,
    place_at,
    places,
    recurrence_in,
    scene,
    there,
    topic_of,
    under_way,
    when,
)
from monitorlib.function_words import DETERMINERS, NOBODY, POSSESSIVES
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "BEFORE_GERUNDS",
    "agreed_on",
    "by_verb",
    "whom",
]

BEFORE_GERUNDS = frozenset("after before while upon".split())  # "before meeting Kuchma"
GERUNDS = BEFORE_GERUNDS | frozenset(", and to on".split())
REACH = 12  # words behind a passive verb in which "by" tells who does it
# What is only wished, advised or asked for is no plan, unless it has a date.
WISHING = frozenset(
    "want wants wanted wish wishes wished hope hopes hoped hoping like eager ready willing prepared seek seeks sought "
    "try tries tried urge urged demand demands demanded ask asks asked asking invite invites invited should must ought "
    "appeal appeals appealed proposal proposals proposes proposed offer offers offered request requests requested "
    "suggestion suggests suggested".split()
)
REGULAR = frozenset(
    "regularly periodically annually yearly monthly quarterly mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays".split()
)
HOSTS = frozenset({"host", "hosts"})
CAME = frozenset("was were sat spent flew".split())
AGREED = frozenset("agreed agree settled settle decided decide resolved planned plan".split())
EACH = frozenset({"each", "every"})
TIMES = frozenset("day week month quarter year morning evening".split()).union(
    MONTHS, WEEKDAYS, SEASON_MONTH
)
FAR = 9  # words between a verb of going and whither
MONTH = len("1996-06")
WIRE, WIRED = frozenset({"telephone", "phone"}), frozenset("by on over".split())
KINDS = {"visit": "visit", "go": "visit", "call": "call", "convene": "session"}


def by_verb(
    context: Context,
    clause: Clause,
    verb: Verb | None,
    mention: Mention,
    found: list[Encounter],
) -> Encounter | None:
    """The encounter that a verb (or "due in", "expected in") states, or None."""
    sentence, sense = clause.sentence, mention.sense("meet")
    if sense is None or (verb is not None and not _real(sentence, verb)):
        return None
    if sentence.folded[clause.first] in NOBODY:
        return None  # "No Russian official will talk to Maskhadov"
    at = verb or Verb(mention.first, mention.last - 1, "plan", "active")
    side = _subject(context, clause, at, sense.value)
    at = replace(at, mood=_mood(clause, at))
    one = Encounter(sentence, mention.first, KINDS.get(sense.value, "talks"), side)
    if not side.people and len(side.actors) < 2 and sense.value in ("meet", "convene"):
        carry(context, clause, mention, one, found)
    if not _complete(context, clause, mention, sense.value, one, verb):
        return None
    one.recurrence = recurrence_in(context, sentence, clause, mention.first)
    if at.first and sentence.folded[at.first - 1] in BEFORE_GERUNDS:
        clause = replace(clause, first=at.first)  # "arrived on Friday after meeting Kuchma"
    ahead = (at.mood == "plan" or _now(at) or progressive(sentence, at)) and not looks_back(
        sentence, at
    )
    if not one.recurrence or any(m.date for m in sentence.within(clause.first, clause.last)):
        one.date = when(context, sentence, clause, one.word, future=ahead)
    wished = at.mood == "plan" and bool(WISHING & set(sentence.folded[clause.first : at.at]))
    if wished and (not one.date or conditional(context, sentence)):
        return None
    place, date = scene(context, clause)
    one.place, one.date = one.place or place, one.date or date
    one.topic = topic_of(sentence, clause, mention.last, named=sense.value == "discuss")
    one.status = _status(context, clause, at, one)
    if one.kind == "talks" and by_wire(sentence, mention.first, clause.last):
        one.kind = "call"
    one.apart = "separately" in sentence.folded[clause.first : clause.last]
    bound = sense.value == "convene" or sentence.folded[at.first] == "to"
    one.place = one.place or _nearest_place(context, clause, mention, bound=bound)
    return one


def _mood(clause: Clause, at: Verb) -> str:
    """The mood of a verb of meeting, by what stands before it."""
    if "accept" in at.heads or agreed_on(clause.sentence, at.first):
        return "plan"  # "has accepted an invitation to visit Kiev", "agreed on meeting again"
    return "fact" if _purpose(clause, at) else at.mood


def _purpose(clause: Clause, at: Verb) -> bool:
    """Whether an infinitive tells what people sat for: "were in Sochi in February to go over the budget"."""
    words = clause.sentence.folded
    before = [v for v in clause.verbs if v.at < at.first]
    if not before or words[at.first] != "to" or before[-1].mood != "fact":
        return False
    return before[-1].at + 1 < at.first and bool(
        CAME & set(words[before[-1].first : before[-1].at + 1])
    )


def agreed_on(sentence: Sentence, first: int) -> bool:
    """Whether a gerund stands behind "agreed on", "have settled on": "agreed on meeting twice a year"."""
    on = sentence.folded[first - 1 : first] == ["on"]
    return on and bool(AGREED & set(sentence.folded[max(first - 3, 0) : first]))


def by_wire(sentence: Sentence, first: int, last: int) -> bool:
    """ "By telephone", "on the phone", "over the telephone"."""
    words = sentence.folded
    return any(
        words[at] in WIRE and WIRED & set(words[max(at - 2, first) : at])
        for at in range(first + 1, last)
    )


def _subject(context: Context, clause: Clause, at: Verb, frame: str) -> Side:
    side = doers(context, clause, at)
    if frame == "meet" and len(side.actors) == 1 and clause.sentence.folded[at.first] == "to":
        side.add(doers(context, clause, clause.verbs[0]))  # "agreed with Udovenko to meet"
    return side


def _real(sentence: Sentence, verb: Verb) -> bool:
    """Whether the verb says that something happened or will: not denied, not imagined, not missed."""
    if verb.mood in ("maybe", "negated"):
        return False
    sense = verb.mention.sense("meet") if verb.mention is not None else None
    meets = sense is not None and sense.value in ("meet", "discuss")
    passive = verb.voice == "passive" and "by" not in sentence.folded[verb.at : verb.at + REACH]
    if passive and meets:
        return False  # "the IMF had been consulted"
    chain = sentence.folded[verb.first : verb.at]
    if verb.mood == "plan" and "have" in chain and not looks_back(sentence, verb):
        return False  # "ought to have met"
    opened = sentence.folded[verb.first]
    if POSSESSIVES & set(sentence.folded[max(verb.first - 2, 0) : verb.first]) and opened in HOSTS:
        return False  # "and his Finnish host"
    gerund = verb.first and opened.endswith("ing") and opened != "having"
    return not gerund or sentence.folded[verb.first - 1] in GERUNDS


# --- who ---------------------------------------------------------------------------------------------------


def _complete(
    context: Context,
    clause: Clause,
    mention: Mention,
    frame: str,
    one: Encounter,
    verb: Verb | None,
) -> bool:
    """Add to the subject of a verb those whom it meets; whether that makes a meeting of two."""
    sentence, first = clause.sentence, mention.last
    if frame in ("go", "visit"):
        return _comes(context, clause, mention, one, verb)
    if frame == "discuss":
        one.side.add(_with(context, sentence, first, clause.last))
        return len(one.side.actors) > 1
    others = _others(context, clause, first, frame, verb)
    one.side.add(others)
    before = sentence.within(clause.first, mention.first)
    standing = any(m.sense("standing_body") for m in before)
    if standing or BODY & set(sentence.folded[clause.first : mention.first]):
        one.kind = "session"
    elif frame == "convene" and len(one.side.actors) > 1 and not organisations(context, one.side):
        one.kind = "talks"  # "the ministers of Poland and Ukraine gathered"
    if not standing and mention.sense("meet").info["base"] == "sit":  # type: ignore[union-attr]
        return len({p.actor for p in one.side.people.values() if p.actor}) > 1
    if len(one.side.actors) > 1 or standing:
        return bool(others) or (frame != "receive" and not _has_object(sentence, first))
    return frame in ("meet", "convene") and _session(context, clause, mention, one)


def _others(context: Context, clause: Clause, first: int, frame: str, verb: Verb | None) -> Side:
    """Those whom the subject of a verb meets, receives or telephones."""
    sentence = clause.sentence
    others = Side()
    if frame == "receive" and verb is not None and verb.voice == "passive":
        others = by_whom(context, sentence, first, clause.last)
    elif frame in ("meet", "call", "receive"):
        others = face_to_face(context, sentence, first, after(sentence, first, clause.last))
    if not others and frame in ("meet", "call"):
        others = _with(context, sentence, first, clause.last)
    if not others and frame in ("meet", "call") and sentence.folded[first : first + 1] == ["to"]:
        others = face_to_face(context, sentence, first + 1, clause.last)  # "spoke by phone to"
    others.add(whom(context, clause))
    return others


def whom(context: Context, clause: Clause) -> Side:
    """Whom a relative clause is about: "Yeltsin, whom Kohl received", "the envoy with whom he met"."""
    sentence, hangs_on = clause.sentence, clause.antecedent
    if clause.kind != "relative" or hangs_on is None:
        return Side()
    opened = sentence.folded[clause.first : clause.first + 2]
    return gather(context, sentence, hangs_on.first, hangs_on.last) if "whom" in opened else Side()


def _with(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """Those behind "with": "with Valdis Birkavs, the Latvian foreign minister"; not "the treaty with Latvia"."""
    for at in range(first, last):
        if sentence.folded[at] != "with":
            continue
        side = guests(context, sentence, at, after(sentence, at + 1, last))
        ended = sentence.ends.get(at)
        paper = ended is not None and ended.is_of(("instrument_noun", "instrument"))
        if side.people or not paper:
            return side
    return Side()


def _has_object(sentence: Sentence, at: int) -> bool:
    """Whether a thing follows the verb: "negotiating the status", "consult the manufacturer"; not a date."""
    words, begins = sentence.folded[at : at + 5], sentence.at(at)
    if "ago" in words or (begins is not None and begins.date is not None):
        return False
    return bool((DETERMINERS | POSSESSIVES) & set(words[:1]) - {"every", "each"})


def _session(context: Context, clause: Clause, mention: Mention, one: Encounter) -> bool:
    """A body of an organisation meets: "the CIS Interparliamentary Assembly convened"."""
    top = leaders_named(one.sentence, clause.first, mention.first)
    one.kind = "summit" if top else "session"
    return organisations(context, one.side) and not one.side.people


# --- journeys --------------------------------------------------------------------------------------------


def _comes(
    context: Context, clause: Clause, mention: Mention, one: Encounter, verb: Verb | None
) -> bool:
    """Whether somebody comes to where another actor is at home: "flew to", "visited"."""
    if mention.sense("meet").value == "go":  # type: ignore[union-attr]
        return _journey(context, clause, mention, one)
    if verb is not None and verb.voice == "passive":  # "Kyiv was visited by Solana"
        one.side.add(by_whom(context, one.sentence, mention.last, clause.last))
        return len(one.side.actors) > 1
    where = place_at(context, one.sentence, mention.last)
    return _invited(context, clause, one, where, verb) or _visit(context, one, where)


def _invited(
    context: Context, clause: Clause, one: Encounter, where: Where | None, verb: Verb | None
) -> bool:
    """ "Accepted an invitation from Clinton to come to Washington": the host stands beside the infinitive."""
    hosts = one.side.actors
    if where is None or list(hosts) != [where.country] or verb in (None, clause.verbs[0]):
        return False
    one.place = where.name
    one.side.add(doers(context, clause, clause.verbs[0]))
    return len(hosts) > 1


def _journey(context: Context, clause: Clause, mention: Mention, one: Encounter) -> bool:
    """ "Flew on Sunday to Tiraspol", "set out with two aides for Baku": whither somebody goes."""
    sentence = one.sentence
    for at in range(mention.last - 1, min(clause.last, mention.last + FAR) - 1):
        if sentence.folded[at] == "there":
            return _visit(context, one, there(context, sentence, mention.first))
        if sentence.folded[at] in ("to", "for", "into", "in"):
            where = place_at(context, sentence, at + 1)
            if where is not None:
                return _visit(context, one, where)
    return False


def _visit(context: Context, one: Encounter, where: Where | None) -> bool:
    """A visit: people who act for one or two states go to the land of another."""
    guests = one.side.actors
    if where is None or not where.country or where.country in guests:
        return False
    one.place = where.name
    if neutral(context, where.name) and len(guests) > 1:
        return True  # two delegations that travel to Vienna meet there
    if context.lexicon.actors[where.country]["kind"] not in STATES or len(guests) not in (1, 2):
        return False
    if own_soil(context, guests, where.country):
        return False
    if not one.side.people and not envoys(one.sentence, 0, one.word):
        return False
    guests[where.country] = None
    return True


# --- when, where, how it stands ----------------------------------------------------------------------------


def _status(context: Context, clause: Clause, at: Verb, one: Encounter) -> str:
    if looks_back(clause.sentence, at):
        return "cancelled"
    if at.mood != "plan" and (span := under_way(context, clause)):
        one.date = span
        return "held"  # "is visiting Seoul until tomorrow"
    planned = at.mood == "plan" and not _over(context, one.date)
    planned = planned or happens_later(context, one.date) or _to_come(context, at, one.date)
    regular = repeated(clause.sentence, clause)
    if one.recurrence or (regular and (planned or _now(at))):
        return "recurring"
    return "planned" if planned else "held"


def repeated(sentence: Sentence, clause: Clause) -> bool:
    """Whether they meet "regularly", "on Mondays", "each autumn", "every other month"."""
    words = sentence.folded[clause.first : clause.last]
    if REGULAR & set(words):
        return True
    return any(w in EACH and TIMES & set(words[at + 1 : at + 3]) for at, w in enumerate(words))


def _now(verb: Verb) -> bool:
    """Whether a verb, and no phrase such as "due in", stands in the present."""
    return verb.mention is not None and present(verb)


def _nearest_place(context: Context, clause: Clause, mention: Mention, *, bound: bool) -> str:
    """Where they meet: the place nearest to the verb, whither they go for it (``bound``), or before "where"."""
    sentence = clause.sentence
    if sentence.folded[clause.first] == "where":  # "returned from Moscow, where he met Kuchma"
        before = there(context, sentence, clause.first)
        return before.name if before is not None else ""
    around = places(context, sentence, clause.first, clause.last, toward=bound)
    near = sorted(around, key=lambda where: abs(where.word - mention.first))
    return next((where.name for where in near if where.name), "")


def _over(context: Context, date: str) -> bool:
    """Whether a day has passed: "they were to meet last night", "broke off his leave to receive X on June 8"."""
    meant, day = edtf_interval(date), edtf_interval(context.document.bulletin.date)
    return meant is not None and day is not None and len(date) > MONTH and meant[1] < day[0]


def _to_come(context: Context, verb: Verb, date: str) -> bool:
    """ "Ivanov leaves for Washington tonight", "meets Albright again": a present that speaks of what comes."""
    if not _now(verb):
        return False
    meant, day = edtf_interval(date), edtf_interval(context.document.bulletin.date)
    return not date or (meant is not None and day is not None and meant[0] >= day[0])
