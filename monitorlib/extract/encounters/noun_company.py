"""Who meets in an encounter that a noun names: before the noun, behind it, or as the subject of its verb."""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.extract.encounters.by_verb import whom
from monitorlib.extract.encounters.company import (
    OPENED,
    Side,
    after,
    by_whom,
    doers,
    face_to_face,
    gather,
    guests,
    listed,
)
from monitorlib.extract.encounters.standing import Noun, acts, at_work
from monitorlib.function_words import POSSESSIVES
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["attach", "company_of"]

DURING = frozenset("at during after following in for upon through".split())
BETWEEN = frozenset(", s ' ’ in at near on the a held that this by phone telephone".split())
PHRASAL = frozenset("on from after before during for to upon following".split())
APART = 8  # words between a phrase like "on a visit" and the one whom it speaks of


def company_of(context: Context, noun: Noun) -> Side:
    """Those who meet: before the noun, behind it, or as the subject of its verb."""
    sentence, verb = noun.sentence, noun.verb
    if noun.on_margins:
        return _possessors(context, noun)  # what took place on its fringes was of others
    opening = _opening(sentence, noun.mention.last, noun.stop)
    side = _beside(context, noun, opening)
    told = opening < noun.stop and sentence.folded[opening] in ("between", "among")
    if verb is None and not told and _leads_in(noun):
        side.add(doers(context, noun.clause, noun.clause.verbs[0]))
    if verb is None or told or ("s" in noun.before and side.actors):  # "X's meeting with Y"
        return side
    if len(side.actors) > 1 and verb.mention is not None and verb.mention.sense("say"):
        return side  # who only speaks of it
    own = doers(context, context.document.clause_at(sentence, verb.first), verb)
    if verb.voice == "passive" and not own:
        own = by_whom(context, sentence, verb.at + 1, noun.first)
    if acts(verb, "join") or _told_at(noun, verb):
        own.add(gather(context, sentence, verb.at + 1, noun.first))
    own.add(side)
    return own


def _told_at(noun: Noun, verb: Verb) -> bool:
    """Whether something was said to somebody there: "assured Clinton at a meeting in Paris that …"."""
    says = verb.mention is not None and verb.mention.sense("say") is not None
    return (
        says and verb.at < noun.first and noun.sentence.folded[noun.first - 1] in ("at", "during")
    )


def _leads_in(noun: Noun) -> bool:
    """Whether a noun opens its sentence: "After meeting with X, Y said", "After his talks with X"."""
    own = noun.before & POSSESSIVES or noun.mention.first == noun.first
    return bool(own) and noun.clause.kind == "subordinate" and bool(noun.clause.verbs)


def _beside(context: Context, noun: Noun, opening: int) -> Side:
    """Those named right before and behind a noun: "X's talks with Y", "a call from Z"."""
    sentence, last = noun.sentence, noun.mention.last
    side = _possessors(context, noun)
    if opening < noun.stop:
        side.add(guests(context, sentence, opening, noun.stop))
    elif sentence.folded[last : last + 1] == ["from"]:
        side.add(face_to_face(context, sentence, last + 1, noun.stop))
    if noun.behind is not None:  # "the talks that Russians and Americans were holding"
        told = noun.behind.verbs[0]
        bidden = acts(told, "plan") or acts(told, "hold")  # "to which Slovenia has invited Poland"
        stop = noun.behind.last if bidden else told.first
        side.add(gather(context, sentence, noun.behind.first, stop))
    for verb in noun.clause.verbs:
        if verb.voice == "passive" and verb.first >= last and at_work(verb):
            stop = after(sentence, verb.at + 1, noun.clause.last)  # "talks were held with"
            side.add(guests(context, sentence, _opening(sentence, verb.at + 1, stop), stop))
    side.add(whom(context, noun.clause))
    return side if side.actors else _behind_the_comma(context, noun)


def _behind_the_comma(context: Context, noun: Noun) -> Side:
    """The subject behind an opening phrase: "At a summit in Budapest, the United States and Russia …"."""
    sentence, last = noun.sentence, noun.mention.last
    if noun.clause.first or sentence.folded[0] not in DURING:
        return Side()
    verb = next((v for v in noun.clause.verbs if v.first > last), None)
    stop = verb.first if verb is not None else noun.clause.last
    comma = next((at for at in range(last, stop) if sentence.words[at] == ","), last)
    side = gather(context, sentence, comma, listed(sentence, comma, stop))
    if len(side.actors) == 1 and verb is not None and verb.mention is not None:
        told = verb.mention.last  # "In a telephone conversation, Yeltsin assured Clinton …"
        stop = after(sentence, told, noun.clause.last)
        side.add(face_to_face(context, sentence, told, stop))
    return side


def _possessors(context: Context, noun: Noun) -> Side:
    """Those before the noun: "Yeltsin's meeting", "the Russian-Ukrainian talks"."""
    side = Side()
    for mention in noun.sentence.within(noun.first, noun.mention.first):
        sense = mention.sense("actor")
        if mention.person is not None:
            side.take(mention.person)
        elif sense is not None and sense.info["kind"] == "organisation":
            side.actors[sense.value] = None  # "at the OSCE summit"
    stop = noun.venue.first if noun.venue is not None else noun.mention.first
    side.add(gather(context, noun.sentence, noun.first, stop))
    return side


def attach(noun: Noun, side: Side) -> None:
    """Who is "fresh from a visit to Kiev", "on a visit": the person before the phrase, else behind it."""
    sentence = noun.sentence
    if not noun.first or sentence.folded[noun.first - 1] not in PHRASAL:
        return
    people = [m for m in sentence.mentions if m.person is not None]
    earlier = [m for m in people if noun.first - APART <= m.last <= noun.first]
    later = [m for m in people if m.first >= noun.mention.last] if noun.first <= APART else []
    for mention in (earlier[-1:] or later)[:1]:
        if mention.person is not None:
            side.take(mention.person)


def _opening(sentence: Sentence, first: int, stop: int) -> int:
    """Where "with", "between" or "of" follows a noun, a place or a date apart: "talks in Moscow yesterday with …"."""
    at = first
    while at < stop:
        if sentence.folded[at] in OPENED:
            return at
        passed = next((m for m in sentence.within(at, stop) if m.first == at), None)
        if passed is None:
            if sentence.folded[at] not in BETWEEN:
                return stop
            at += 1
        elif passed.date or any(passed.sense(k) for k in ("place", "actor", "meeting_act")):
            at = passed.last
        elif passed.sense("site") and sentence.folded[passed.last : passed.last + 1] == ["of"]:
            at = passed.last + 1  # "at the airport of Khankala"
        else:
            return stop
    return stop
