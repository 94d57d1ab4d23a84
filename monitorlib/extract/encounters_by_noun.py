"""Encounters that a noun names: "talks between X and Y", "the CIS summit", "Yeltsin's visit to Kiev", "the session".

Those who meet stand before the noun ("Russian-Ukrainian talks"), behind it ("a meeting with Perry"), or are the subject
of its verb ("held talks"). A noun without any points back to an encounter that was named before.
"""

from __future__ import annotations

from monitorlib.clauses import POSSESSIVES, Clause, Verb, noun_group
from monitorlib.extract.company import OPENED, Side, after, doers, gather, guests
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters import Encounter
from monitorlib.extract.encounters_by_verb import PLANNING, WISHING, leaders_named, organisations
from monitorlib.extract.occasions import Where, places, recurrence_in, topic_of, when
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence

__all__ = ["by_noun", "of_delegations"]

AHEAD = frozenset(
    "next planned upcoming forthcoming scheduled proposed future expected impending coming anticipated".split()
)
ANOTHER = frozenset(
    "next another second third fourth new further final fresh separate later".split()
)
DURING = frozenset("at during after following in for upon through".split())
REPEATED = frozenset("repeatedly already times again often twice".split())
DELEGATES = frozenset(
    "delegations delegates negotiators teams negotiating-teams experts commissions emissaries mediators".split()
)
HAVING = frozenset({"hold", "have", "conduct", "attend"})
BETWEEN = frozenset(", s ' ’ in at near on the a held that this".split())
NEAR = 8  # words from a noun to the place of what it names
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
    if sense.info["base"] == "commission" and not _at_work(verb):
        return None
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
    opening = _opening(context, sentence, noun.last, stop)
    if opening < stop:
        side.add(guests(context, sentence, opening, stop))
    side.add(_holders(context, clause, noun))
    word = sentence.folded[opening] if opening < stop else ""
    if (
        verb is None
        or word in ("between", "among")
        or (organisations(context, side) and not _at_work(verb))
    ):
        return side
    owned = sentence.folded[first] in POSSESSIVES
    if (owned or word == "with" or len(side.actors) < 2) and _takes_part(
        sentence, first, verb, word, owned
    ):
        own = doers(context, clause, verb)
        if _acts(verb, "join"):
            own.add(gather(context, sentence, verb.at + 1, first))
        own.add(side)
        return own
    return side


def _opening(context: Context, sentence: Sentence, first: int, stop: int) -> int:
    """Where "with", "between" or "of" follows a noun, a place or a date apart: "talks in Moscow yesterday with …"."""
    at = first
    while at < stop:
        if sentence.folded[at] in OPENED:
            return at
        passed = next((m for m in sentence.within(at, stop) if m.first == at), None)
        if passed is not None and (passed.date or passed.sense("place") or passed.sense("actor")):
            at = passed.last
        elif (passed is not None and not passed.sense("meeting_act")) or (
            passed is None and sentence.folded[at] not in BETWEEN
        ):
            return stop
        else:
            at = passed.last if passed is not None else at + 1
    return stop


def _holders(context: Context, clause: Clause, noun: Mention) -> Side:
    """Those who hold it, in a clause behind the noun: "talks that Russians and Americans were holding", "he had there"."""
    sentence = clause.sentence
    for other in context.clauses(sentence):
        if other.first == clause.last and other.antecedent is noun and other.verbs:
            return gather(context, sentence, other.first, other.verbs[0].first)
    for verb in clause.verbs:
        if noun.last < verb.first <= noun.last + 3:
            near = list(sentence.within(noun.last, verb.first))
            if near and near[0].first == noun.last and near[0].person is not None:
                side = gather(context, sentence, noun.last, verb.first)
                side.add(
                    guests(context, sentence, verb.at, after(sentence, verb.at + 1, clause.last))
                )
                return side
    return Side()


def _takes_part(sentence: Sentence, first: int, verb: Verb, opening: str, owned: bool) -> bool:
    """Whether the subject of the noun's verb is one of those who meet; one who only speaks of it is not."""
    if verb.first > first:
        return False
    if verb.mention is None or not verb.mention.sense("say"):
        return True
    if verb.mention.last == first:
        return True  # "told the conference"
    return sentence.folded[first - 1] in DURING and (opening == "with" or owned)


def _at_work(verb: Verb | None) -> bool:
    """Whether a verb says that an encounter is held, joined or opened."""
    if verb is None or verb.mention is None:
        return False
    senses = verb.mention.senses
    held = any(s.kind == "meeting_act" and s.value in ("hold", "join") for s in senses)
    return held or any(s.kind == "meet" or s.info.get("base") in HAVING for s in senses)


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


def _status(context: Context, clause: Clause, noun: Mention, first: int, verb: Verb | None) -> str:
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
    if words & PLANNING or _acts(verb, "plan"):
        return "planned"
    known = _presupposed(sentence, first, group)
    if verb.mood == "plan" and (not known or _at_work(verb) or verb.first >= noun.last):
        return "planned"
    if verb.mood in ("maybe", "negated") and not known:
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
            name = " ".join(sentence.words[mention.first : mention.last])
            return Where(name, country, mention.first, host=capital)
    around = places(context, sentence, clause.first, clause.last)
    near = [w for w in around if abs(w.word - noun.first) <= NEAR]
    return min(near, key=lambda w: abs(w.word - noun.first)) if near else None


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
    if where is not None and len(actors) == 1 and where.country not in ("", *actors):
        if one.kind == "visit" or (one.kind == "talks" and where.host):
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
    if one.kind == "talks" and not actors and "the" not in words and _implied(sentence, one, where):
        return
    indefinite = sentence.folded[first : first + 1] in (["a"], ["an"])
    one.pointing = not (one.kind == "conference" and (indefinite or one.place))


def _implied(sentence: Sentence, one: Encounter, where: Where | None) -> bool:
    """Talks without partners ("two days of talks in Minsk") are between the two actors that the sentence names."""
    codes = dict.fromkeys(actors_of(sentence, 0, len(sentence.words)))
    if where is None or not where.name:
        return False
    if where.host:
        codes[where.country] = None
    if len(codes) != 2:
        return False
    one.side.actors.update(codes)
    return True


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
