"""Who takes part in an encounter: the people and actors of a stretch of text, of a subject, of "with …"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.function_words import ADVERBS, CLOSED, DETERMINERS, POSSESSIVES
from monitorlib.lexicon import CommonName
from monitorlib.spans import Mention, Person, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "Side",
    "after",
    "doers",
    "envoys",
    "face_to_face",
    "gather",
    "guests",
    "listed",
]

# A state named right before one of these only tells whose thing it is: "the Russian forces", "the CIS treaty".
THINGS = frozenset(
    {"instrument", "instrument_noun", "weapon", "system", "site", "echelon", "force", "branch"}
)
# Words that open what an encounter is about, or when: the list of those who meet ends before them.
ENDING = frozenset(
    "about over concerning regarding after before during despite amid since when while as because for via though "
    "although until where whether if how under against without ahead following pending prior than that".split()
)
# What may stand between a verb and the person who is met or received.
PASSED_OVER = (
    DETERMINERS
    | POSSESSIVES
    | frozenset(
        "with , ' ’ s in at near and then visiting separately also privately there again once more new acting outgoing "
        "former other members member of two three several group senior high ranking - level together co".split()
    )
)
# Nouns that make an encounter's guest of the adjective before them: "a Georgian delegation".
BODIES = frozenset(
    "delegation delegations troika team teams side sides government governments leadership leaders members member "
    "parliament authorities mission group hosts guests lawmakers ministers generals commanders officers "
    "deputies officials representatives envoys experts negotiators diplomats leaders delegates emissaries "
    "intermediaries specialists planners surveyors jurists lawyers admirals colonels mayors governors parliamentarians "
    "legislators senators secretaries aides advisers advisors commissioners chiefs technicians engineers "
    "economists bankers functionaries premiers presidents".split()
)
STATES = frozenset(
    "states republics countries governments ministries capitals neighbors armies".split()
)
MEDIATION = frozenset(
    "mediation auspices aegis sponsored sponsorship brokered mediated mediators supervised supervision".split()
)
OPENED = frozenset("between with among of by involving".split())  # before those who meet
GAP = 5  # words between two names of one list
# mentions that stand for somebody: all others are passed over
SOMEBODY = ("person", "actors", "standing_body", "title", "actor")
LIST = 40  # words that a list of guests may have
ANTECEDENT = 8  # words before a relative clause in which what it is about may stand


@dataclass(slots=True)
class Side:
    """People and actors, each once, in the order of the text."""

    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.actors)

    def add(self, other: Side) -> None:
        """Take in another side."""
        self.people.update(other.people)
        self.actors.update(other.actors)

    def take(self, person: Person) -> None:
        """Take in a person, and with the person the actor that he or she acts for."""
        self.people[person.name] = person
        if person.actor:
            self.actors[person.actor] = None


def gather(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """The people and actors of words ``first``..``last``; of "Yeltsin's aides" only the actor."""
    side = _side(context, sentence, sentence.within(first, last, *SOMEBODY))
    for at in range(first, last):
        called = context.lexicon.common_names.get(sentence.folded[at])
        if called is not None and _means(sentence, at, called, side):
            side.actors.update(dict.fromkeys(called.actors))
    return side


def _means(sentence: Sentence, at: int, called: CommonName, side: Side) -> bool:
    """Whether a common word stands for actors: "the Baltic presidents", "inter-Tajik", "the Tajik … and opposition"."""
    if called.meaning == "states":
        led = called.led_by in ("", *sentence.folded[at - 1 : at])
        return led and _of_states(sentence, at)
    if called.meaning == "opponents":
        return at > 1 and sentence.folded[at - 2 : at] == ["inter", "-"]
    return called.actors != (called.beside,) and called.beside in side.actors


def _side(context: Context, sentence: Sentence, among: Iterable[Mention]) -> Side:
    side, mentions = Side(), list(among)
    for mention in mentions:
        if mention.person is not None:
            if sentence.owns(mention.last):
                if mention.person.actor:
                    side.actors[mention.person.actor] = None
            else:
                side.take(mention.person)
        elif (body := mention.sense("standing_body")) is not None:
            side.actors.update(dict.fromkeys(body.value.split(";")))
        elif mention.kind == "actors":
            _pair(context, side, mention)
        elif (title := mention.sense("title")) is not None:
            named = (m.person for m in mentions if m.first == mention.last and m.person)
            code = title.info.get("actor_word") if next(named, None) is None else ""
            side.actors.update({code: None} if code else {})
        elif code := acting(sentence, mention) or _sent_from(sentence, mention):
            side.actors.update({} if _of_a_thing(sentence, mention) else {code: None})
    return side


def _pair(context: Context, side: Side, mention: Mention) -> None:
    """Take in those whom "the two ministers" stands for."""
    people = context.document.people
    for sense in mention.senses:
        person = people.by_name.get(sense.value) or people.by_surname.get(sense.value)
        if sense.kind == "pair" and person is not None:
            side.take(person)
    side.actors.update(dict.fromkeys(mention.value.split(";")))


def _of_states(sentence: Sentence, at: int) -> bool:
    """Whether a word names states by their region: "the three Baltic ministries", "states around the Caspian"."""
    near = range(at + 1, min(at + 5, len(sentence.words)))
    if not STATES.isdisjoint(sentence.folded[max(at - 3, 0) : at]):
        return True
    titled = any(m.sense("title") and m.first in near for m in sentence.within(at, at + 8))
    return titled or any(sentence.folded[word] in BODIES | STATES for word in near)


def _sent_from(sentence: Sentence, mention: Mention) -> str:
    """The actor that officials come from: "ministers of defense from Estonia", "deputies from Kiev"."""
    sense = mention.sense("actor")
    if sense is None or mention.first < 2 or sentence.folded[mention.first - 1] != "from":
        return ""
    before = any(
        m.last == mention.first - 1 and m.sense("title")
        for m in sentence.within(max(mention.first - 8, 0), mention.first)
    )
    return sense.value if before or sentence.folded[mention.first - 2] in BODIES else ""


def _of_a_thing(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state only tells whose thing is meant: "Russia's border troops", "the CIS treaty"."""
    at = mention.last
    if MEDIATION & set(sentence.folded[max(mention.first - 3, 0) : at + 1]):
        return True  # "under UN mediation", "under the auspices of the OSCE"
    while sentence.folded[at : at + 1] in (["'"], ["’"], ["s"]):
        at += 1
    if sentence.folded[at : at + 1] and sentence.folded[at] in BODIES:
        return False
    thing = next(
        (m for m in sentence.within(at, at + 8) if m.first == at and m.kind in THINGS), None
    )
    officers = thing is not None and any(
        m.first == thing.last and m.sense("title")
        for m in sentence.within(thing.last, thing.last + 6)
    )
    return thing is not None and not officers  # "the Tajik border commanders" are people


# --- subjects ----------------------------------------------------------------------------------------------


def doers(context: Context, clause: Clause, verb: Verb) -> Side:
    """Who does what a verb says: what stands before it, or what its clause hangs on or takes over."""
    sentence = clause.sentence
    if clause.kind == "participle" and clause.first and verb is not clause.verbs[0]:
        return _antecedent(context, clause)  # "Sungurlu, visiting Baku, met …"
    for low in _borders(context, clause, verb):
        side = gather(context, sentence, low, verb.first)
        if side.actors or (side and low == clause.first):
            return side
    that = sentence.folded[clause.first] == "that"
    if that and _has_subject(sentence, clause.first + 1, verb.first):
        return Side()  # "Sergeev announced that two regiments left Belarus"
    if clause.kind in ("relative", "participle") and clause.first:
        return _antecedent(context, clause)
    opened = sentence.folded[verb.first].endswith("ing") and verb.first == clause.first == 0
    if clause.kind == "participle" or opened or (clause.first == 0 and verb.voice == "participle"):
        return _subject_behind(context, clause, verb)
    return _side(context, sentence, clause.subject) or _left_before(context, clause)


def _has_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Whether some noun stands before a verb, even if it is nobody that the lexicon knows."""
    own = set(sentence.folded[first:last]) - CLOSED - ADVERBS
    return any(word.isalpha() and not word.endswith("ly") for word in own)


def _left_before(context: Context, clause: Clause) -> Side:
    """A subject that an insertion has cut off from its verb: what follows the last verb of the clause before."""
    before = [other for other in context.clauses(clause.sentence) if other.last == clause.first]
    if not before or not before[0].verbs:
        return Side()
    return gather(context, clause.sentence, before[0].verbs[-1].at + 1, clause.first)


def _borders(context: Context, clause: Clause, verb: Verb) -> list[int]:
    """Where a verb's subject may begin: behind the verb before it, or where the clause or its list does."""
    before = [other.at + 1 for other in clause.verbs if other.at < verb.first]
    start = clause.first
    if clause.first and not before and clause.sentence.folded[clause.first] == "and":
        for other in context.clauses(clause.sentence):
            if other.last == clause.first and not other.verbs:
                start = other.first
    return [*before[-1:], start]


LISTING = frozenset({",", "and", "the", "of", "-"})  # between the members of a list of actors


def _antecedent(context: Context, clause: Clause) -> Side:
    """What "who", "which" or a participle hangs on: the last before it, with the list that it closes.

    "The presidents of Russia, Kazakhstan and China, meeting in Shanghai", "the Russian-Belarusian council, which met".
    """
    sentence = clause.sentence
    before = sentence.within(max(clause.first - LIST, 0), clause.first)
    near = [m for m in before if acting(sentence, m) or m.sense("standing_body")]
    if not near or clause.first - near[-1].first > ANTECEDENT:
        return Side()
    first = len(near) - 1
    while first and LISTING.issuperset(sentence.folded[near[first - 1].last : near[first].first]):
        first -= 1
    return _side(context, sentence, near[first:])


def _subject_behind(context: Context, clause: Clause, verb: Verb) -> Side:
    """The subject of a sentence that opens with a participle: "Meeting Kuchma in Kiev, Grachev said …"."""
    sentence = clause.sentence
    comma = next((at for at in range(verb.at, len(sentence.words)) if sentence.words[at] == ","), 0)
    if not comma:
        return Side()
    stop = comma + 1
    while stop < min(comma + 12, len(sentence.words)) and sentence.words[stop] != ",":
        if any(v.first == stop for c in context.clauses(sentence) for v in c.verbs):
            break
        stop += 1
    return gather(context, sentence, comma + 1, stop)


def envoys(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words speak of people who act for their state: "the Russian ministers", "a Polish delegation"."""
    if BODIES & set(sentence.folded[first:last]):
        return True
    return any(m.sense("title") for m in sentence.within(first, last))


# --- objects -----------------------------------------------------------------------------------------------


def after(sentence: Sentence, first: int, last: int) -> int:
    """Where the list of those met ends: at the topic, at an infinitive, at a time or a reason."""
    inside = {
        at
        for mention in sentence.within(first, last)
        if mention.kind == "title"
        for at in range(mention.first, mention.last)
    }
    for at in range(first, last):
        if at not in inside and _ends_list(sentence, at):
            return at
    return last


def _ends_list(sentence: Sentence, at: int) -> bool:
    word, behind = sentence.folded[at], sentence.folded[at + 1 : at + 2]
    following = next((m for m in sentence.within(at + 1, len(sentence.words))), None)
    if word == "on":
        dated = following is not None and following.first == at + 1 and following.date is not None
        return not dated and behind != ["behalf"]
    if word == "to":
        near = following is not None and following.first <= at + 2
        verb = near and following is not None and following.sense("actor") is None
        return not near or (verb and following.person is None and following.sense("place") is None)  # type: ignore[union-attr]
    return word in ENDING or sentence.words[at] in ";:()"


def guests(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """Those who come after "with", "between" or "and" in words ``first``..``last``."""
    last = min(last, first + LIST)
    for at in range(first, last):
        if sentence.folded[at] in OPENED and (
            side := gather(context, sentence, at, listed(sentence, at, last))
        ):
            return side
    return Side()


def listed(sentence: Sentence, first: int, last: int) -> int:
    """Where a list of names ends: at the first gap too wide for an office between two of them."""
    edge = first
    for mention in sentence.within(first, last):
        if mention.first - edge > GAP:
            return edge
        edge = max(edge, mention.last)
    return last


def face_to_face(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """Those whom a verb meets or receives: the first of them stands right behind it, a place or date apart."""
    edge = first
    for mention in sentence.within(first, last):
        if set(sentence.folded[edge : mention.first]) - PASSED_OVER:
            return Side()
        if mention.kind == "number":
            edge = mention.last
            continue  # "received three Polish deputies"
        someone = mention.person is not None or mention.kind in ("actors", "title")
        if someone or (acting(sentence, mention)):
            return gather(context, sentence, first, last)
        elsewhere = mention.date is not None or mention.sense("place") or mention.sense("actor")
        if not elsewhere or acting(sentence, mention):
            return Side()
        edge = mention.last
    return Side()


def by_whom(context: Context, sentence: Sentence, first: int, last: int) -> Side:
    """Those behind "by": "was received in Yerevan by President Ter-Petrosian"."""
    for at in range(first, last):
        if sentence.folded[at] == "by":
            return gather(context, sentence, at, after(sentence, at + 1, last))
    return Side()
