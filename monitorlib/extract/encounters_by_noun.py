"""Encounters that a noun names: "talks between X and Y", "the CIS summit", "Yeltsin's visit to Kiev", "the session".

Those who meet stand before the noun ("Russian-Ukrainian talks"), behind it ("a meeting with Perry"), or are the subject
of its verb ("held talks"). A noun without any points back to an encounter that was named before.
"""

from __future__ import annotations

from monitorlib.clauses import POSSESSIVES, Clause, Verb, noun_group
from monitorlib.extract.company import Side, after, doers, gather
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters import Encounter
from monitorlib.extract.encounters_by_verb import PLANNING, WISHING, leaders_named, organisations
from monitorlib.extract.occasions import Where, places, recurrence_in, topic_of, when
from monitorlib.spans import Mention, Sentence

__all__ = ["by_noun", "of_delegations"]

AHEAD = frozenset(
    "next planned upcoming forthcoming scheduled proposed future expected impending coming anticipated".split()
)
ANOTHER = frozenset("next another second third fourth new further final fresh separate later".split())
OPENED = frozenset("between with among of by involving".split())
DURING = frozenset("at during after following in for upon through".split())
REPEATED = frozenset("repeatedly already times again often twice".split())
DELEGATES = frozenset(
    "delegations delegates negotiators teams negotiating-teams experts commissions emissaries mediators".split()
)
COUPLING = frozenset({"and", ",", "-", "the", "–"})


def by_noun(
    context: Context, clause: Clause, noun: Mention, found: list[Encounter]
) -> Encounter | None:
    """The encounter that a noun names, or None when it is denied, imagined or nobody's."""
    sentence, sense = clause.sentence, noun.sense("meeting")
    if sense is None or _only_a_modifier(sentence, noun):
        return None
    first = noun_group(sentence, noun)
    one = Encounter(sentence, noun.first, sense.value)
    verb = _governor(context, clause, noun)
    status = _status(context, clause, noun, first, verb)
    if not status:
        return None
    one.status = status
    stop = _stop(clause, noun)
    one.side = _company(context, clause, noun, first, stop, verb)
    where = _where(context, clause, noun, stop)
    one.place = where.name if where is not None else ""
    one.date = _date(context, clause, noun, status)
    one.topic = topic_of(sentence, clause, noun.last)
    one.recurrence = recurrence_in(context, sentence, noun.first)
    _settle(context, one, where, first, stop, found)
    if one.recurrence:
        one.status = "recurring"
    elif one.status == "held" and happens_later(context, one.date):
        one.status = "planned"
    return one if _stated(one, sentence, verb) else None


def _only_a_modifier(sentence: Sentence, noun: Mention) -> bool:
    """Whether the noun only tells which: "the summit declaration", "the negotiating table"."""
    behind = next((m for m in sentence.mentions if m.first == noun.last), None)
    return behind is not None and bool(
        behind.sense("instrument_noun") or behind.sense("title") or behind.kind == "instrument"
    )


def _stated(one: Encounter, sentence: Sentence, verb: Verb | None) -> bool:
    """Whether enough is said of it: a wish needs a date, a body needs a place, a date or an act."""
    if one.pointing or one.date or one.place:
        return True
    wished = verb is not None and WISHING & set(sentence.folded[verb.first - 3 : one.word])
    return not wished and len(one.side.actors) > 1


# --- who ---------------------------------------------------------------------------------------------------


def _stop(clause: Clause, noun: Mention) -> int:
    """Where the words that belong to the noun end: at the topic, or at the verb of which it is the subject."""
    stop = after(clause.sentence, noun.last, clause.last)
    for verb in clause.verbs:
        if verb.first >= noun.last and verb.voice != "participle":
            return min(stop, verb.first)
    return stop


def _company(
    context: Context, clause: Clause, noun: Mention, first: int, stop: int, verb: Verb | None
) -> Side:
    """Those who meet: before the noun, behind it, or as the subject of its verb."""
    sentence = clause.sentence
    side = Side()
    for mention in sentence.within(first, noun.first):
        if mention.person is not None:
            side.take(mention.person)
    side.add(gather(context, sentence, first, noun.first))
    opening = {word for word in sentence.folded[noun.last : stop] if word in OPENED}
    side.add(gather(context, sentence, noun.last, stop))
    if verb is None or "between" in opening:
        return side
    owned = sentence.folded[first] in POSSESSIVES
    if owned or "with" in opening or len(side.actors) < 2:
        if _takes_part(sentence, first, verb, opening, owned):
            own = doers(context, clause, verb)
            own.add(side)
            return own
    return side


def _takes_part(
    sentence: Sentence, first: int, verb: Verb, opening: set[str], owned: bool
) -> bool:
    """Whether the subject of the noun's verb is one of those who meet; one who only speaks of it is not."""
    if verb.first > first:
        return False
    if verb.mention is None or not verb.mention.sense("say"):
        return True
    preposition = sentence.folded[first - 1] if first else ""
    return preposition in DURING and ("with" in opening or owned)


def _governor(context: Context, clause: Clause, noun: Mention) -> Verb | None:
    """The verb that a noun is the object of, else the one that it is the subject of, else that of "which …"."""
    before = [verb for verb in clause.verbs if verb.at < noun.first]
    behind = [verb for verb in clause.verbs if verb.first >= noun.last]
    if before:
        return before[-1]
    if behind:
        return behind[0]
    for other in context.clauses(clause.sentence):
        if other.first == clause.last and other.antecedent is not None and other.verbs:
            return other.verbs[0]
    return None


# --- how it stands -----------------------------------------------------------------------------------------


def _status(
    context: Context, clause: Clause, noun: Mention, first: int, verb: Verb | None
) -> str:
    """``held``, ``planned``, ``cancelled``, or "" when the noun's verb denies or only imagines it."""
    sentence = clause.sentence
    group = set(sentence.folded[first : noun.first])
    if group & {"no", "any", "without"} or sentence.folded[first - 1 : first] == ["without"]:
        return ""
    if _cancelled(context, clause, noun):
        return "cancelled"
    if group & AHEAD:
        return "planned"
    if verb is None:
        return "held"
    words = set(sentence.folded[verb.first : verb.at + 1])
    if verb.mood == "plan" or words & PLANNING or _acts(verb, "plan"):
        return "planned"
    if verb.mood in ("maybe", "negated") and not _presupposed(sentence, first, group):
        return ""
    return "held"


def _presupposed(sentence: Sentence, first: int, group: set[str]) -> bool:
    """Whether the text takes the encounter for granted: "the talks", "Friday's summit"."""
    known = {"the", "this", "these", "that", "s"} | POSSESSIVES
    return bool(group & known) or any(
        m.date is not None and m.first >= first for m in sentence.within(first, first + 4)
    )


def _acts(verb: Verb, value: str) -> bool:
    return verb.mention is not None and any(
        s.kind == "meeting_act" and s.value == value for s in verb.mention.senses
    )


def _cancelled(context: Context, clause: Clause, noun: Mention) -> bool:
    """Whether the encounter is called off or put off: the verb near it, or "called the round off"."""
    sentence = clause.sentence
    words = sentence.folded
    if set(words[clause.first : clause.last]) & REPEATED:
        return False
    opened = set(words[max(noun.first - 4, 0) : noun.first])
    if words[noun.last : noun.last + 1] in (["off"], ["back"]):
        return bool(opened & {"called", "call", "calls", "calling", "put", "puts", "putting"})
    for verb in clause.verbs:
        if _acts(verb, "cancel") and verb.mood in ("fact", "plan"):
            governs = verb.at < noun.first <= verb.at + 8 and verb.voice != "passive"
            suffers = verb.first >= noun.last and verb.voice != "active"
            if governs or suffers or words[verb.first - 1] in ("was", "were", "been"):
                return not _put_off_to(sentence, verb)
    return False


def _put_off_to(sentence: Sentence, verb: Verb) -> bool:
    """Whether a new date follows: "put off until Friday", "postponed to May"."""
    for mention in sentence.of("date"):
        if verb.at < mention.first <= verb.at + 4:
            return sentence.folded[mention.first - 1] in ("until", "to", "till", "for")
    return False


# --- where, when -------------------------------------------------------------------------------------------


def _where(context: Context, clause: Clause, noun: Mention, stop: int) -> Where | None:
    """Where it takes place, or whither a visit goes."""
    sentence = clause.sentence
    sense = noun.sense("meeting")
    toward = sense is not None and sense.value == "visit"
    behind = places(context, sentence, noun.last, max(stop, noun.last), toward=toward)
    if behind:
        return behind[0]
    for mention in sentence.within(noun_group(sentence, noun), noun.first):
        place, actor = mention.sense("place"), mention.sense("actor")
        capital = actor is not None and actor.info["form"] == "capital"
        if place is not None and (actor is None or capital) and mention.last == noun.first:
            country = actor.value if actor is not None else place.info["country"]
            return Where(" ".join(sentence.words[mention.first : mention.last]), country, 0)
    around = places(context, sentence, clause.first, clause.last)
    near = sorted(around, key=lambda where: abs(where.word - noun.first))
    return near[0] if near else None


def _date(context: Context, clause: Clause, noun: Mention, status: str) -> str:
    sentence = clause.sentence
    future = status == "planned"
    return when(context, sentence, clause, noun.first, future=future)


def _settle(
    context: Context,
    one: Encounter,
    where: Where | None,
    first: int,
    stop: int,
    found: list[Encounter],
) -> None:
    """Make of a noun with too few parties what it can be: the host joined in, a session, or one spoken of before."""
    sentence, actors = one.sentence, one.side.actors
    if leaders_named(sentence, one.word, stop) and one.kind in ("talks", "conference", "session"):
        one.kind = "summit"
    if len(actors) > 1:
        return
    organised = organisations(context, one.side)
    if len(actors) == 1 and organised:
        one.kind = "session" if one.kind == "talks" else one.kind
        return
    if where is not None and where.country and len(actors) == 1 and where.country not in actors:
        if one.kind in ("talks", "visit", "summit"):
            actors[where.country] = None
            return
    words = set(sentence.folded[first : one.word])
    if words & ANOTHER and found and (one.date or where is not None):
        one.side.add(found[-1].side)
        one.apart = True
        return
    if one.kind in ("session", "summit") and not any(k.kind == one.kind for k in found):
        for mention in sentence.of("actor"):
            sense = mention.sense("actor")
            if sense is not None and sense.info["kind"] == "organisation" and mention.first < first:
                actors[sense.value] = None
                return
    indefinite = sentence.folded[first : first + 1] in (["a"], ["an"])
    one.pointing = not (one.kind == "conference" and (indefinite or one.place))


# --- delegations -------------------------------------------------------------------------------------------


def of_delegations(context: Context, clause: Clause) -> Encounter | None:
    """ "The Russian and Chechen delegations in Grozny signed …": delegations of two actors that do one thing meet."""
    sentence = clause.sentence
    verb = clause.verbs[0] if clause.verbs else None
    if verb is None or verb.mood != "fact":
        return None
    for at in range(clause.first, min(verb.first, clause.last)):
        if sentence.folded[at] not in DELEGATES:
            continue
        group = [m for m in sentence.within(max(at - 8, clause.first), at) if m.sense("actor")]
        if len(group) < 2 or at - group[-1].last > 2:
            continue
        between = set(sentence.folded[group[-2].last : group[-1].first])
        side = gather(context, sentence, group[-2].first, at)
        if between <= COUPLING and len(side.actors) > 1:
            one = Encounter(sentence, at, "talks", side)
            one.place = next(
                (w.name for w in places(context, sentence, clause.first, clause.last) if w.name), ""
            )
            one.date = when(context, sentence, clause, at, future=False)
            one.topic = topic_of(sentence, clause, at)
            return one
    return None


