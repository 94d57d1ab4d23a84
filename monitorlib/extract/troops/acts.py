"""What troops do and what is done to them: acts tied to a body by grammar, not by nearness.

The lexicon has three kinds of words for it: ``troops_do`` (verbs whose subject is the body: "left", "attacked"),
``troops_undergo`` (verbs whose object it is: "withdrew", "disbanded") and ``troops_event`` (nouns: "the withdrawal of",
"an attack by"). An act is the body's own only when the body is the subject, the object, or hangs on the noun.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.troops.body import EVENTS, Body, TroopAct
from monitorlib.extract.troops.meanings import PROMISED, meaning
from monitorlib.extract.troops.moods import event_mood, verb_mood
from monitorlib.extract.troops.plans import cut_to, unworded
from monitorlib.extract.troops.roles import (
    has_event,
    is_subject,
    takes_part,
)
from monitorlib.function_words import AUXILIARIES, DETERMINERS, POSSESSIVES
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["acts_in"]


JOINING = frozenset("and , or as well plus both along with together".split())
PLACING = frozenset("in at near from of on outside".split())
APART = 5  # words between two members of a list, the place of the first included
MEMBERS = frozenset({"named", "counted", "strength", "general"})


class Event(NamedTuple):
    """A word for what troops do or undergo, in a clause, with what it says of them."""

    clause: Clause
    mention: Mention
    senses: list[Sense]


def acts_in(context: Context, here: list[Body]) -> list[list[TroopAct]]:
    """The acts of each body of a sentence; the members of a list share those before them."""
    events = _events_in(context, here[0].sentence) if here else []
    acts = [_acts_of(context, body, events) for body in here]
    members = [at for at, body in enumerate(here) if body.kind in MEMBERS]
    for one, other in pairwise(members):  # "withdrew a brigade in Tartu and two regiments"
        before, body = here[one], here[other]
        if acts[one] and not acts[other] and _listed(before, body):
            acts[other] = [act for act in acts[one] if act.word < before.first]
    return acts


def _listed(one: Body, other: Body) -> bool:
    """Whether two bodies are members of one list; the place of the first may stand between."""
    between = one.sentence.folded[one.last : other.first]
    if between and set(between) <= JOINING:
        return True
    near = 1 < len(between) <= APART
    return near and between[0] in PLACING and between[-1] in ("and", ",")


def _events_in(context: Context, sentence: Sentence) -> list[Event]:
    """The words of a sentence for what troops do or undergo."""
    return [
        Event(clause, mention, senses)
        for clause in context.clauses(sentence)
        for mention in clause.mentions
        if (senses := [sense for sense in mention.senses if sense.kind in EVENTS])
    ]


def _acts_of(context: Context, body: Body, events: list[Event]) -> list[TroopAct]:
    """Of the events of its sentence the acts that are the body's own, in the order of the text."""
    acts = cut_to(context, body)
    low, high = _around_brackets(body.sentence, body.first)
    for event in events:
        if event.clause.last > low and event.clause.first < high:
            act = _act(context, body, event)
            acts += [act] if act is not None else []
    return acts or unworded(context, body)


def _around_brackets(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of a sentence that a word stands in; of "a battalion (600 men) was sent" all but the bracket."""
    low, high = part(sentence, at)
    while sentence.folded[high : high + 1] == ["("] and ")" in sentence.folded[high:]:
        behind = sentence.folded.index(")", high) + 1
        high = part(sentence, behind)[1] if behind < len(sentence.folded) else behind
    return low, high


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
    return TroopAct(sense.value, mood, mention.first, clause, verb)


def _governs(
    context: Context, body: Body, clause: Clause, verb: Verb, mention: Mention, sense: Sense
) -> bool:
    """Whether a verb, or the one that a phrase hangs on, has the body as what does or undergoes the act."""
    if sense.info.get("pos") != "phrase":
        return takes_part(context, body, clause, verb, sense.kind)
    near = verb.first <= mention.first <= verb.at + 2  # "is due in May"
    return (near or sense.value not in PROMISED) and is_subject(context, body, clause, verb)


def _as_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can be a verb stands as a noun: "fighting broke out", not "soldiers fighting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in DETERMINERS | POSSESSIVES | {"of", "s", "in", "for", "on", ""}:
        return True
    ahead = sentence.ends.get(mention.first)
    follows = ahead is not None and ahead.sense("echelon") is not None
    return sentence.folded[mention.first].endswith("ing") and not follows


def _around(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a phrase is part of, else the verb of its clause."""
    for verb in clause.verbs:
        if verb.first <= mention.first <= verb.at + 1:
            return verb
    return clause.verbs[0] if clause.verbs else None
