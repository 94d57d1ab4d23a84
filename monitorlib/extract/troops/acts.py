"""What troops do and what is done to them: acts tied to a body by grammar, not by nearness.

The lexicon has three kinds of words for it: ``troops_do`` (verbs whose subject is the body: "left", "attacked"),
``troops_undergo`` (verbs whose object it is: "withdrew", "disbanded") and ``troops_event`` (nouns: "the withdrawal of",
"an attack by"). An act is the body's own only when the body is the subject, the object, or hangs on the noun.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.troops.body import EVENTS, Body, TroopAct
from monitorlib.extract.troops.meanings import PROMISED, meaning
from monitorlib.extract.troops.moods import event_mood, verb_mood
from monitorlib.extract.troops.plans import cut_to, unworded
from monitorlib.extract.troops.roles import (
    has_event,
    inverted,
    is_subject,
    takes_part,
)
from monitorlib.function_words import AUXILIARIES, BE, DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb, is_verb

__all__ = ["TroopAct", "acts_of", "events_in"]

MOTION = frozenset({"move", "send", "return"})
SHARED = frozenset({"combat", "exercise"})  # what a part of a body does or undergoes, the body does


class Event(NamedTuple):
    """A word for what troops do or undergo, in a clause, with what it says of them."""

    clause: Clause
    mention: Mention
    senses: list[Sense]


def events_in(context: Context, sentence: Sentence) -> list[Event]:
    """The words of a sentence for what troops do or undergo."""
    return [
        Event(clause, mention, senses)
        for clause in context.clauses(sentence)
        for mention in clause.mentions
        if mention.senses and (senses := _senses(context, clause, mention))
    ]


def acts_of(context: Context, body: Body, events: list[Event]) -> list[TroopAct]:
    """Of the events of its sentence the acts that are the body's own, in the order of the text."""
    acts = cut_to(context, body)
    low, high = part(body.sentence, body.first)
    for event in events:
        if event.clause.last > low and event.clause.first < high:
            act = _act(context, body, event)
            acts += [act] if act is not None else []
    return acts or unworded(context, body)


def _act(context: Context, body: Body, event: Event) -> TroopAct | None:
    """The act of a body that a word names, if it does."""
    clause, mention, senses = event
    verb = next((v for v in clause.verbs if v.mention is mention), None)
    for sense in senses:
        act = _tied(context, body, clause, mention, sense, verb)
        meant = meaning(context, body, mention, act) if act is not None else None
        if meant is not None:
            return meant
    return None


def _senses(context: Context, clause: Clause, mention: Mention) -> list[Sense]:
    """What a word says of troops; a longer phrase of another table ("rush to") means what its verb does."""
    own = [sense for sense in mention.senses if sense.kind in EVENTS]
    if own or mention.last - mention.first < 2 or not is_verb(mention):
        return own
    words = clause.sentence.folded[mention.first : mention.last]
    for length in range(len(words) - 1, 0, -1):
        known = context.lexicon.phrases[words[0]].get(words[1] if length > 1 else "", ())
        plain = set(words[length:]) <= PREPOSITIONS  # "landed in", "showed up at"
        found = [
            sense
            for phrase in known
            if phrase.rest == tuple(words[1:length])
            for sense in phrase.senses
            if sense.kind in EVENTS and (plain or sense.value in MOTION)
        ]
        if found:
            return found
    return []


def _tied(
    context: Context, body: Body, clause: Clause, mention: Mention, sense: Sense, verb: Verb | None
) -> TroopAct | None:
    """The act in one sense of its word, when grammar ties it to the body."""
    sentence, speech = body.sentence, sense.info.get("pos")
    if sense.kind == "troops_event":
        noun = verb is None or _as_noun(sentence, mention)
        if not noun or not has_event(context, body, clause, mention, sense.value):
            return None
        mood = event_mood(context, sentence, clause, mention)
        return TroopAct(sense.value, mood, mention.first, clause, None)
    if speech == "phrase":
        verb = _around(clause, mention)
        if sense.value in PROMISED and 0 <= mention.first - body.last <= 1:  # "bound for Chechnya"
            return TroopAct(sense.value, "plan", mention.first, clause, verb)
    if verb is None and speech == "verb" and sentence.folded[mention.first] in AUXILIARIES:
        verb = Verb(mention.first, mention.first, "fact", "active")  # "is no more"
    if verb is None or not _governs(context, body, clause, verb, mention, sense):
        return None
    mood = verb_mood(context, sentence, clause, verb)
    if inverted(body, verb):
        gone = (
            sentence.folded[body.first - 1] in ("was", "were")
            or sentence.folded[verb.first] != "to"
        )
        mood = "fact" if gone else "plan"
    return TroopAct(sense.value, mood, mention.first, clause, verb)


def _governs(
    context: Context, body: Body, clause: Clause, verb: Verb, mention: Mention, sense: Sense
) -> bool:
    """Whether a verb, or the one that a phrase hangs on, has the body as what does or undergoes the act."""
    if sense.value not in SHARED and body.of_part:
        return (
            False  # who shoots at its convoy fights the brigade; the brigade does not leave with it
        )
    if sense.info.get("pos") != "phrase":
        return takes_part(context, body, clause, verb, sense.kind)
    said = sense.value not in PROMISED or _predicate(body, verb, mention)
    return said and is_subject(context, body, clause, verb)


def _predicate(body: Body, verb: Verb | None, mention: Mention) -> bool:
    """Whether a phrase says something of the body: right behind it or behind the verb, not of a later noun."""
    near = verb is not None and verb.first <= mention.first <= verb.at + 2
    return near or mention.first - body.last in (0, 1)


def _as_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can be a verb stands as a noun: "fighting broke out", not "soldiers fighting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in DETERMINERS | POSSESSIVES | {"of", "s", "in", "for", "on", ""}:
        return True
    plural = any(s.info.get("tense") == "present" for s in mention.senses)
    if plural and (before in BE or sentence.folded[mention.last : mention.last + 1] == ["of"]):
        return True  # "planned are exercises of the fleet"
    ahead = sentence.ends.get(mention.first)
    follows = ahead is not None and ahead.sense("echelon") is not None
    return sentence.folded[mention.first].endswith("ing") and not follows


def _around(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a phrase is part of, else the verb of its clause."""
    for verb in clause.verbs:
        if verb.first <= mention.first <= verb.at + 1:
            return verb
    return clause.verbs[0] if clause.verbs else None
