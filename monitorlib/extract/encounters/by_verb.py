"""Encounters that a verb states: who met, received, visited, telephoned whom, or is to.

The lexicon gives each such verb a frame (`triggers.csv`, kind ``meet``): ``meet`` (X and Y meet, X meets with Y),
``receive`` (X receives Y), ``discuss`` (X discusses something with Y), ``visit`` (X goes where Y is at home), ``come``
(X comes to call), ``convene`` (a body meets), ``call`` (X telephones Y).
"""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.dates import edtf_interval
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.company import (
    Side,
    after,
    by_whom,
    doers,
    face_to_face,
    gather,
    guests,
)
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.journeys import comes
from monitorlib.extract.encounters.nameless import BODY, carry
from monitorlib.extract.encounters.standing import OFFERS, WISHING, present
from monitorlib.extract.occasions import (
    places,
    recurrence_in,
    scene,
    topic_of,
    when,
    where_of,
)
from monitorlib.function_words import BE, DETERMINERS, POSSESSIVES
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["by_verb", "leaders_named", "organisations", "whom"]

GERUNDS = frozenset(", after before and while to on".split())
REACH = 12  # words behind a passive verb in which "by" tells who does it
REGULAR = frozenset(
    "regularly periodically annually yearly monthly quarterly mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays".split()
)
MONTH = len("1996-06")
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
    frame = sense.value
    at = verb or Verb(mention.first, mention.last - 1, "plan", "active")
    planned = at.mood == "plan" or _forward(sentence, at) or _asked(clause, mention)
    planned = planned or "invitation" in sentence.folded[mention.first : mention.last]
    one = Encounter(sentence, mention.first, KINDS.get(frame, "talks"))
    one.side = side = _subject(context, clause, at, frame)
    if not side.people and len(side.actors) < 2 and frame in ("meet", "convene"):
        carry(context, clause, mention, one, found)
    if not _complete(context, clause, mention, frame, one, verb):
        return None
    one.recurrence = recurrence_in(context, sentence, clause, mention.first)
    one.date = one.date or _day(context, clause, at, one, planned=planned)
    if planned and not one.date and (_wished(sentence, clause, at) or _advised(sentence, at)):
        return None
    place, date = scene(context, clause)
    one.place, one.date = one.place or place, one.date or date
    one.topic = topic_of(sentence, clause, mention.last, named=frame == "discuss")
    planned = (planned and not _over(context, one.date)) or _ahead(context, clause, mention)
    one.status = _status(context, clause, at, one, planned=planned)
    one.apart = "separately" in sentence.folded[clause.first : clause.last]
    bound = frame == "convene" or sentence.folded[at.first] == "to"
    one.place = one.place or _nearest_place(context, clause, mention, bound=bound)
    return one


def _subject(context: Context, clause: Clause, at: Verb, frame: str) -> Side:
    side = doers(context, clause, at)
    if frame == "meet" and len(side.actors) == 1 and clause.sentence.folded[at.first] == "to":
        side.add(doers(context, clause, clause.verbs[0]))  # "agreed with Udovenko to meet"
    return side


def _day(context: Context, clause: Clause, at: Verb, one: Encounter, *, planned: bool) -> str:
    """When they meet; what recurs is dated only by its own clause."""
    sentence = clause.sentence
    if one.recurrence and not any(m.date for m in sentence.within(clause.first, clause.last)):
        return ""
    ahead = (planned or _now(at)) and not _looks_back(sentence, at)
    return when(context, sentence, clause, one.word, future=ahead)


def _status(context: Context, clause: Clause, at: Verb, one: Encounter, *, planned: bool) -> str:
    if _looks_back(clause.sentence, at):
        return "cancelled"
    coming = at.mention is not None and _to_come(context, at, one.date)
    planned = planned or happens_later(context, one.date) or coming
    regular = REGULAR & set(clause.sentence.folded[clause.first : clause.last])
    if one.recurrence or (regular and (planned or _now(at))):
        return "recurring"
    return "planned" if planned else "held"


def _now(verb: Verb) -> bool:
    """Whether a verb, and no phrase such as "due in", stands in the present."""
    return verb.mention is not None and present(verb)


def _nearest_place(context: Context, clause: Clause, mention: Mention, *, bound: bool) -> str:
    """Where they meet: the place nearest to the verb, whither they go for it (``bound``), or before "where"."""
    sentence = clause.sentence
    low = 0 if sentence.folded[clause.first] == "where" else clause.first
    where = places(context, sentence, low, clause.last, toward=bound)
    near = sorted(where, key=lambda w: abs(w.word - mention.first))
    before = where_of(context, clause)
    return next((w.name for w in near if w.name), before.name if before is not None else "")


def _meets(verb: Verb) -> bool:
    sense = verb.mention.sense("meet") if verb.mention is not None else None
    return sense is not None and sense.value in ("meet", "discuss")


def _asked(clause: Clause, mention: Mention) -> bool:
    """ "Moscow proposed that experts meet": a bare verb behind "that" is what somebody wants."""
    tenses = {sense.info.get("tense") for sense in mention.senses if sense.info.get("tense")}
    return clause.kind == "that" and tenses == {"base"}


def _forward(sentence: Sentence, verb: Verb) -> bool:
    """ "Look forward to seeing each other"."""
    return sentence.folded[max(verb.first - 2, 0) : verb.first] == ["forward", "to"]


def _real(sentence: Sentence, verb: Verb) -> bool:
    """Whether the verb says that something happened or will: not denied, not imagined, not missed."""
    passive = verb.voice == "passive" and "by" not in sentence.folded[verb.at : verb.at + REACH]
    if verb.mood in ("maybe", "negated") or (passive and _meets(verb)):
        return False  # "the IMF had been consulted"
    if unfulfilled(sentence, verb):
        return True
    chain = sentence.folded[verb.first : verb.at]
    if verb.mood == "plan" and "have" in chain and chain[:1] not in (["have"], ["will"]):
        return False  # "ought to have met"
    gerund = verb.first and sentence.folded[verb.first].endswith("ing")
    return not gerund or sentence.folded[verb.first - 1] in GERUNDS


def unfulfilled(sentence: Sentence, verb: Verb) -> bool:
    """ "Were to have met", "was to have flown": it did not come to that."""
    chain = sentence.folded[verb.first : verb.at]
    return "to" in chain and "have" in chain and bool(BE & set(chain[:2]))


def _looks_back(sentence: Sentence, verb: Verb) -> bool:
    """ "Had been supposed to meet on June 15", "was to have flown in May": the date is past."""
    return unfulfilled(sentence, verb) or _had_been(sentence, verb)


def _had_been(sentence: Sentence, verb: Verb) -> bool:
    """ "Had been due in Baku", "had been supposed to meet": it did not come to that."""
    chain = sentence.folded[max(verb.first - 2, 0) : verb.at + 1]
    return ["had", "been"] in ([*pair] for pair in pairwise(chain)) and verb.mood == "plan"


def _over(context: Context, date: str) -> bool:
    """Whether a day has passed: "they were to meet last night", "broke off his leave to receive X on June 8"."""
    meant, day = edtf_interval(date), edtf_interval(context.document.bulletin.date)
    return meant is not None and day is not None and len(date) > MONTH and meant[1] < day[0]


def _to_come(context: Context, verb: Verb, date: str) -> bool:
    """ "Ivanov leaves for Washington tonight", "meets Albright again": a present that speaks of what comes."""
    tenses = {sense.info.get("tense") for sense in verb.mention.senses} if verb.mention else set()
    if verb.first != verb.at or not tenses <= {"present", "base"}:
        return False
    meant, day = edtf_interval(date), edtf_interval(context.document.bulletin.date)
    if not date:
        return True
    if meant is None or day is None:
        return False
    return meant[0] >= day[0]


def _ahead(context: Context, clause: Clause, mention: Mention) -> bool:
    """ "Russia will be there when the council meets": a present tense that hangs on a plan."""
    tenses = {sense.info.get("tense") for sense in mention.senses}
    plans = any(v.mood == "plan" for other in context.clauses(clause.sentence) for v in other.verbs)
    return clause.kind == "subordinate" and tenses <= {"present", "base"} and plans


def _advised(sentence: Sentence, verb: Verb) -> bool:
    """ "The council should convene": what somebody thinks right is no plan."""
    return bool({"should", "must", "ought"} & set(sentence.folded[verb.first : verb.at]))


def _wished(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    words = sentence.folded[clause.first : verb.at]
    return bool((WISHING | OFFERS) & set(words))  # "an appeal to both to meet"


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
    if frame in ("go", "visit", "come"):
        return comes(context, clause, mention, one, verb)
    if frame == "discuss":
        if not _of_an_instrument(sentence, first, clause.last):
            one.side.add(_with(context, sentence, first, clause.last))
        return len(one.side.actors) > 1
    others = _others(context, clause, first, frame, verb)
    alone = len(one.side.actors)
    one.side.add(others)
    if frame == "meet" and BODY & set(sentence.folded[clause.first : mention.first]):
        one.kind = "session"
    if any(m.sense("standing_body") for m in sentence.within(clause.first, mention.first)):
        one.kind = "session"
        return True
    if mention.sense("meet").info["base"] == "sit":  # type: ignore[union-attr]
        return len({p.actor for p in one.side.people.values() if p.actor}) > 1
    if len(one.side.actors) > 1:
        bargained = mention.sense("meet").info["base"] == "negotiate"  # type: ignore[union-attr]
        return (
            bool(others)
            or (bargained and alone > 1)
            or (frame != "receive" and not _has_object(sentence, first))
        )
    return frame in ("meet", "convene") and alone > 0 and _session(context, clause, mention, one)


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
    if not others and frame == "call" and sentence.folded[first : first + 1] == ["to"]:
        others = face_to_face(context, sentence, first + 1, clause.last)
    others.add(whom(context, clause))
    return others


def whom(context: Context, clause: Clause) -> Side:
    """Whom a relative clause is about: "Yeltsin, whom Kohl received", "the envoy with whom he met"."""
    sentence, hangs_on = clause.sentence, clause.antecedent
    if clause.kind != "relative" or hangs_on is None:
        return Side()
    opened = sentence.folded[clause.first : clause.first + 2]
    return gather(context, sentence, hangs_on.first, hangs_on.last) if "whom" in opened else Side()


def _of_an_instrument(sentence: Sentence, first: int, last: int) -> bool:
    """ "Discussed the treaty with Ukraine": it is the treaty that is with Ukraine."""
    return any(
        m.sense("instrument_noun") and sentence.folded[m.last : m.last + 1] == ["with"]
        for m in sentence.within(first, last)
    )


def _has_object(sentence: Sentence, at: int) -> bool:
    """Whether a thing follows the verb: "negotiating Abkhazia's status", "met the deadline"."""
    if {"ago", "times"} & set(sentence.folded[at : at + 5]) or sentence.folded[at : at + 1] in (
        ["every"],
        ["each"],
    ):
        return False
    if sentence.folded[at : at + 1] and sentence.folded[at] in DETERMINERS | POSSESSIVES:
        return not any(m.first == at and m.date is not None for m in sentence.within(at, at + 6))
    return any(m.first == at and m.date is None for m in sentence.within(at, at + 6))


def _with(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """Those behind "with": "with Valdis Birkavs, the Latvian foreign minister"."""
    for at in range(first, last):
        if sentence.folded[at] == "with":
            return guests(context, sentence, at, after(sentence, at + 1, last))
    return Side()


def organisations(context: Context, side: Side) -> bool:
    """Whether an organisation is among the actors."""
    return any(context.lexicon.actors[code]["kind"] == "organisation" for code in side.actors)


def leaders_named(sentence: Sentence, first: int, last: int) -> bool:
    """ "the heads of state", "the presidents", "the leaders"."""
    for mention in sentence.within(first, last):
        title = mention.sense("title")
        many = (
            sentence.folded[mention.last - 1].endswith("s")
            or "heads" in sentence.folded[mention.first : mention.last]
        )
        if title is not None and many and title.value in ("head_of_state", "head_of_government"):
            return True
    return "leaders" in sentence.folded[first:last]


def _session(context: Context, clause: Clause, mention: Mention, one: Encounter) -> bool:
    """A body of an organisation meets: "the CIS Interparliamentary Assembly convened"."""
    if not organisations(context, one.side):
        return False
    top = leaders_named(one.sentence, clause.first, mention.first)
    one.kind = "summit" if top else "session"
    return True
