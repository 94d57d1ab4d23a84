"""Who meets in an encounter that a noun names: before the noun, behind it, or as the subject of its verb."""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.extract.encounters.by_verb import organisations, whom
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
from monitorlib.function_words import POSSESSIVES, PREPOSITIONS
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["attach", "company_of"]

DURING = frozenset("at during after following in for upon through".split())
BETWEEN = frozenset(", s ' ’ in at near on the a held that this by phone telephone".split())
ATTENDING = frozenset({"attend", "take part in", "participate in", "join", "host"})
BRINGING = frozenset(  # verbs whose object are those who meet: "a meeting that brought Georgians and Abkhaz to Sochi"
    "bring brings brought unite unites united assemble assembles assembled involve involves involved include includes "
    "included gather gathers gathered".split()
)
PHRASAL = frozenset("on from after before during for to upon following".split())
APART = 8  # words between a phrase like "on a visit" and the one whom it speaks of


def company_of(context: Context, noun: Noun) -> Side:
    """Those who meet: before the noun, behind it, or as the subject of its verb."""
    sentence, verb = noun.sentence, noun.verb
    if noun.on_the_margins:
        return _possessors(context, noun)
    opening = _opening(sentence, noun.mention.last, noun.stop)
    word = sentence.folded[opening] if opening < noun.stop else ""
    side = _beside(context, noun, opening)
    if (verb is None or verb.first > noun.first) and word in ("", "with") and not _owned(noun):
        own = _unknown_verb(context, noun)
        own.add(side)
        return own
    if _pronoun(noun) and not side.people:
        _owner(context, noun, side)
    if verb is None or _enough(context, noun, verb, side, word):
        return side
    own = doers(context, noun.clause, verb)
    if verb.voice == "passive" and not own:
        own = by_whom(context, sentence, verb.at + 1, noun.first)
    if acts(verb, "join"):
        own.add(gather(context, sentence, verb.at + 1, noun.first))
    own.add(side)
    return own


def _beside(context: Context, noun: Noun, opening: int) -> Side:
    """Those named right before and behind a noun: "X's talks with Y", "a call from Z", "talks that A and B held"."""
    sentence, mention = noun.sentence, noun.mention
    side = _possessors(context, noun)
    if opening < noun.stop:
        side.add(guests(context, sentence, opening, noun.stop))
    sense = mention.sense("meeting")
    called = sense is not None and sense.value == "call"
    if called and sentence.folded[mention.last : mention.last + 1] in (["from"], ["to"]):
        side.add(face_to_face(context, sentence, mention.last + 1, noun.stop))
    side.add(_holders(context, noun))
    side.add(_brought(context, noun))
    side.add(whom(context, noun.clause))
    if not side.actors:
        side.add(_behind_the_comma(context, noun))
    return side


def _enough(context: Context, noun: Noun, verb: Verb, side: Side, word: str) -> bool:
    """Whether those beside a noun are all who meet, so that its verb's subject only speaks of it."""
    if noun.behind is not None or word in ("between", "among"):
        return True
    if (side and word != "with" and _owned(noun)) or (
        organisations(context, side) and not at_work(verb)
    ):
        return True
    sense = noun.mention.sense("meeting")
    if sense is not None and sense.value == "visit" and word == "of" and not _owned(noun):
        return False  # "concluded a tour of the Baltic states"
    if len(side.actors) > 1 and word != "with" and not _pronoun(noun) and not _attends(verb):
        return True
    return not _takes_part(noun, verb, word)


def _behind_the_comma(context: Context, noun: Noun) -> Side:
    """The subject behind an opening phrase: "At a summit in Budapest, the United States and Russia …"."""
    sentence = noun.sentence
    if noun.clause.first or noun.first > 4 or sentence.folded[0] not in DURING:
        return Side()
    last = noun.mention.last
    verb = next((v.first for v in noun.clause.verbs if v.first > last), noun.clause.last)
    comma = next((at for at in range(last, verb) if sentence.words[at] == ","), last)
    if set(sentence.folded[noun.mention.last : comma]) & {"with", "between"}:
        return Side()
    side = gather(context, sentence, comma, listed(sentence, comma, verb))
    if len(side.actors) == 1:  # "In a telephone conversation, Yeltsin assured Clinton …"
        for spoken in noun.clause.verbs:
            if spoken.first == verb and spoken.mention is not None:
                stop = after(sentence, spoken.mention.last, noun.clause.last)
                side.add(face_to_face(context, sentence, spoken.mention.last, stop))
    return side


def _unknown_verb(context: Context, noun: Noun) -> Side:
    """The subject of a verb that no list knows: "Nazarbaev paid an official visit", "they wound up their talks"."""
    sentence, low = noun.sentence, noun.clause.first
    before = sentence.folded[noun.first - 1] if noun.first > low else ""
    if noun.behind is not None or not before.isalpha():
        return Side()
    if before in PREPOSITIONS and before not in ("after", "during", "following"):
        return Side()
    if any(m.last == noun.first for m in sentence.within(low, noun.first)):
        return Side()
    return gather(context, sentence, low, listed(sentence, low, noun.first))


def _possessors(context: Context, noun: Noun) -> Side:
    """Those before the noun: "Yeltsin's meeting", "the Russian-Ukrainian talks"."""
    side = Side()
    for mention in noun.sentence.within(noun.first, noun.mention.first):
        sense = mention.sense("actor")
        if mention.person is not None:
            side.take(mention.person)
        elif sense is not None and sense.info["kind"] == "organisation":
            side.actors[sense.value] = None  # "at the OSCE summit"
    venue = venue_of(noun)
    side.add(gather(context, noun.sentence, noun.first, venue or noun.mention.first))
    return side


def venue_of(noun: Noun) -> int:
    """Where the capital stands that only tells the place: "the Minsk talks", "NATO's Madrid summit"; 0 when none."""
    for mention in noun.sentence.within(noun.first, noun.mention.first):
        sense = mention.sense("actor")
        capital = sense is not None and sense.info["form"] == "capital"
        joined = noun.sentence.folded[mention.first - 1] in ("-", "and") if mention.first else False
        if capital and mention.last == noun.mention.first and not joined:
            return mention.first
    return 0


def _owned(noun: Noun) -> bool:
    """ "X's meeting with Y": the two are X and Y, whoever speaks of it."""
    return "s" in noun.before


def _attends(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(sense.info.get("base") in ATTENDING for sense in senses)


def _pronoun(noun: Noun) -> bool:
    return noun.sentence.folded[noun.first] in POSSESSIVES


def attach(noun: Noun, side: Side) -> None:
    """Who is "fresh from a visit to Kiev", "on a visit": the person before the phrase, else behind it."""
    sentence = noun.sentence
    before = sentence.folded[noun.first - 1] if noun.first else ""
    if before not in PHRASAL or "s" in noun.before:
        return
    people = [m for m in sentence.mentions if m.person is not None]
    earlier = [m for m in people if noun.first - m.last <= APART and m.last <= noun.first]
    later = [m for m in people if m.first >= noun.mention.last] if noun.first <= APART else []
    chosen = earlier[-1:] or later[:1]
    if chosen and chosen[0].person is not None:
        side.take(chosen[0].person)


def _owner(context: Context, noun: Noun, side: Side) -> None:
    """Whose talks "his talks" are: of the first person named before in the sentence, else in the one before it."""
    if noun.sentence.folded[noun.first] not in ("his", "her"):
        return
    before = [noun.sentence.within(0, noun.first)]
    if noun.sentence.index:
        last = context.sentences[noun.sentence.index - 1]
        before.append(last.within(0, len(last.words)))
    for mentions in before:
        person = next((m.person for m in mentions if m.person is not None), None)
        if person is not None:
            side.take(person)
            return


def _takes_part(noun: Noun, verb: Verb, word: str) -> bool:
    """Whether the subject of the noun's verb is one of those who meet; one who only speaks of it is not."""
    if verb.first > noun.first or (word == "with" and _owned(noun)):
        return False
    if verb.mention is None or not verb.mention.sense("say"):
        return True
    if verb.mention.last == noun.first:
        return True  # "told the conference"
    preposition = noun.sentence.folded[noun.first - 1]
    return preposition in DURING and (word == "with" or _pronoun(noun))


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


def _brought(context: Context, noun: Noun) -> Side:
    """Those whom a meeting "brings together", "involves": the object of the verb that it is the subject of."""
    sentence, last = noun.sentence, noun.mention.last
    own = [noun.verb] if noun.verb is not None else []
    for verb in [*own, *noun.elsewhere]:
        if verb.first >= last and verb.voice != "passive" and sentence.folded[verb.at] in BRINGING:
            clause = context.document.clause_at(sentence, verb.at)
            return gather(context, sentence, verb.at + 1, clause.last)
    return Side()


def _holders(context: Context, noun: Noun) -> Side:
    """Those who hold it, in words behind the noun: "talks that Russians and Americans were holding", "he had there"."""
    sentence, last = noun.sentence, noun.mention.last
    if noun.behind is not None and at_work(noun.behind.verbs[0]):
        return gather(context, sentence, noun.behind.first, noun.behind.verbs[0].first)
    if noun.behind is not None:
        own = gather(context, sentence, noun.behind.first, noun.behind.verbs[0].first)
        if own.people:
            return own  # "the trip that Primakov had planned"
    side = Side()
    for verb in noun.clause.verbs:
        if verb.voice == "passive" and verb.first >= last and at_work(verb):
            stop = after(sentence, verb.at + 1, noun.clause.last)
            side.add(guests(context, sentence, _opening(sentence, verb.at + 1, stop), stop))
    for verb in noun.clause.verbs:
        near = list(sentence.within(last, verb.first)) if last < verb.first <= last + 3 else []
        if near and near[0].first == last and near[0].person is not None:
            side.add(gather(context, sentence, last, verb.first))
            stop = after(sentence, verb.at + 1, noun.clause.last)
            side.add(guests(context, sentence, verb.at, stop))
            break
    return side
