"""Parties that a statement of an encounter leaves out because the bulletin has told them.

"The talks", "a ninth round", "the next summit", "the visit to Kiev", "his was the first visit by …"; and those who
took part in a summit or conference that the bulletin is about.
"""

from __future__ import annotations

from monitorlib.acting import STATES
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.by_verb import leaders_named
from monitorlib.extract.encounters.company import Side, gather
from monitorlib.extract.encounters.encounter import TOP, Encounter
from monitorlib.extract.encounters.nameless import spoken_of
from monitorlib.extract.occasions import neutral, places
from monitorlib.spans import Sentence

__all__ = ["only_place", "plainly", "those_there"]

STANDING = frozenset({"summit", "session", "conference"})
SUBJECT = 9  # words behind "talks" that may tell their subject
THEIR = frozenset({"their", "next"})
HEADLONG = 2  # a summit told of in the first sentences is what the bulletin is about


def plainly(context: Context, one: Encounter) -> bool:
    """Whether it is plain between whom "the talks" are that nothing named before: two actors are spoken of."""
    if one.kind == "visit":
        return _guest_before(context, one)
    if one.kind in STANDING:
        return _of_an_organisation(context, one) or _of_leaders(context, one)
    word = one.sentence.folded[one.word]
    if one.kind != "talks" or len(one.side.actors) > 1 or word.startswith("discussion"):
        return False
    codes = _two_near(context, one)
    if len(codes) != 2 and (one.date or one.place or one.status == "recurring"):
        codes = dict.fromkeys(context.leading[:2])  # "the last round, held on June 23-25"
    if len(codes) != 2 or not set(one.side.actors) <= set(codes):
        return _of_an_organisation(context, one)
    one.side.actors.update(codes)
    one.pointing = False
    return True


def _of_leaders(context: Context, one: Encounter) -> bool:
    """ "Heads of state will take this up at their summit": those of the states in play."""
    sentence = one.sentence
    theirs = sentence.folded[one.word - 1] in THEIR or leaders_named(sentence, 0, one.word)
    if one.kind != "summit" or one.side.actors or not theirs or not (one.date or one.place):
        return False
    one.side.actors.update(dict.fromkeys(spoken_of(context, sentence, 0, [])))
    one.pointing = not one.side.actors
    return not one.pointing


def _two_near(context: Context, one: Encounter) -> dict[str, None]:
    """The actors of the sentence, the places of the talks ("on Batumi"), the sentence before or behind, up to two."""
    codes = dict(one.side.actors)
    first = one.sentence.index
    order = [first, first - 1, first + 1]
    for index in order:
        if not 0 <= index < len(context.sentences):
            continue
        sentence = context.sentences[index]
        codes.update(gather(context, sentence, 0, len(sentence.words)).actors)
        if len(codes) == 1:
            soil = (m.sense("place") for m in one.sentence.within(one.word, one.word + SUBJECT))
            codes.update({s.info["country"]: None for s in soil if s and s.info["country"]})
        if len(codes) > 1:
            break
    return codes


def _of_an_organisation(context: Context, one: Encounter) -> bool:
    """Whose "the next summit" is: of the only organisation that its sentence, or the one before, names."""
    actors, first = context.lexicon.actors, one.sentence.index
    if one.side.actors or not (one.date or one.place):
        return False
    back = 0 if one.kind == "session" else 1
    for sentence in reversed(context.sentences[max(first - back, 0) : first + 1]):
        senses = (m.sense("actor") for m in sentence.mentions)
        codes = {s.value for s in senses if s and actors[s.value]["kind"] == "organisation"}
        if len(codes) == 1:
            one.side.actors[codes.pop()] = None
            one.pointing = False
            return True
    return False


def _guest_before(context: Context, one: Encounter) -> bool:
    """ "Yeltsin pleaded a cold, and the visit to Kiev was off": the guest is whom the text spoke of last."""
    first = one.sentence.index
    if len(one.side.actors) != 1:
        return False
    if one.side.people or not one.place:
        by = "by" in one.sentence.folded[one.word + 1 : one.word + 3]
        return by and _host_before(context, one)
    for sentence in reversed(context.sentences[max(first - 1, 0) : first + 1]):
        for mention in sentence.mentions:
            person = mention.person
            if person is not None and person.actor and person.actor not in one.side.actors:
                one.side.take(person)
                one.pointing = False
                return True
    return False


def _host_before(context: Context, one: Encounter) -> bool:
    """ "Hers was the first visit by a Baltic premier": to where the sentences before say that he was."""
    first = one.sentence.index
    for sentence in reversed(context.sentences[max(first - 2, 0) : first + 1]):
        for where in places(context, sentence, 0, len(sentence.words), toward=True):
            known = context.lexicon.actors.get(where.country)
            foreign = known is not None and where.country not in one.side.actors
            if foreign and known["kind"] in STATES and not neutral(context, where.name):  # type: ignore[index]
                one.side.actors[where.country] = None
                one.place = one.place or where.name
                one.pointing = False
                return True
    return False


def those_there(context: Context, one: Encounter) -> None:
    """Add to a conference, or to a summit that the bulletin is about, those whom the text shows there."""
    if one.kind == "conference" and not one.side.people:
        one.side.actors.update(gather(context, one.sentence, 0, len(one.sentence.words)).actors)
        if one.status != "planned":
            one.side.add(_quoted(context, one))
        if not one.side.actors:
            _of_an_organisation(context, one)
    elif not one.side.actors and one.status == "held" and one.sentence.index <= HEADLONG:
        one.side.add(_high(context, one))
    elif one.kind in STANDING and one.status == "held" and not one.side.people:
        actors = context.lexicon.actors
        whole = any(actors[code]["kind"] == "organisation" for code in one.side.actors)
        if whole and one.sentence.index <= HEADLONG and not one.apart:
            one.side.add(_high(context, one))


def only_place(context: Context, one: Encounter) -> str:
    """Where an encounter was that says no place: in the only one where its sentence says that something is."""
    if one.kind == "call":
        return ""
    names = {w.name for w in places(context, one.sentence, 0, len(one.sentence.words)) if w.name}
    return names.pop() if len(names) == 1 else ""


def _quoted(context: Context, one: Encounter) -> Side:
    """Those whom the rest of the paragraph, and the next, quotes."""
    side = Side()
    for sentence in context.sentences[one.sentence.index :]:
        if sentence.paragraph - one.sentence.paragraph > 1:
            break
        side.add(_speakers(context, sentence))
    return side


def _high(context: Context, one: Encounter) -> Side:
    """The leaders, or ministers, whom the bulletin names behind the statement of a summit or session."""
    side = Side()
    levels = TOP if one.kind == "summit" else TOP | {"minister"}
    for sentence in context.sentences[one.sentence.index :]:
        for mention in sentence.mentions:
            person = mention.person
            if person is not None and person.actor and person.level in levels:
                side.take(person)
    return side


def _speakers(context: Context, sentence: Sentence) -> Side:
    """Those whom the sentence quotes, with those they act for."""
    side = Side()
    for part in context.attributions.get(sentence.index, ()):
        person = context.document.people.by_name.get(part.source)
        if person is not None:
            side.take(person)
    return side
