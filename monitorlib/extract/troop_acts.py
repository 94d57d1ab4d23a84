"""What troops do and what is done to them: acts tied to a body by grammar, not by nearness.

The lexicon has three kinds of words for it: ``troops_do`` (verbs whose subject is the body: "left", "attacked"),
``troops_undergo`` (verbs whose object it is: "withdrew", "disbanded") and ``troops_event`` (nouns: "the withdrawal of",
"an attack by"). An act is the body's own only when the body is the subject, the object, or hangs on the noun.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.body import CUT, REACH, Body, TroopAct
from monitorlib.extract.context import Context, part
from monitorlib.extract.troop_meanings import PROMISED, meaning
from monitorlib.extract.troop_moods import event_mood, verb_mood
from monitorlib.extract.troop_roles import (
    has_event,
    inverted,
    is_subject,
    takes_part,
)
from monitorlib.function_words import DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["TroopAct", "acts_of"]

KINDS = ("troops_do", "troops_undergo", "troops_event")
NEW = frozenset("a an new joint another additional".split())


def acts_of(context: Context, body: Body) -> list[TroopAct]:
    """The acts that are the body's own, in the order of the text."""
    sentence = body.sentence
    acts = _cut_to(context, body)
    if any(True for _ in sentence.of(*KINDS)):
        low, high = part(sentence, body.first)
        for clause in context.clauses(sentence):
            if clause.last > low and clause.first < high:
                acts += [a for m in clause.mentions if (a := _act(context, body, clause, m))]
    return acts or _schemed(context, body) or _described(context, body)


def _act(context: Context, body: Body, clause: Clause, mention: Mention) -> TroopAct | None:
    """The act of a body that a word names, if it does."""
    verb = next((v for v in clause.verbs if v.mention is mention), None)
    for sense in mention.senses:
        if sense.kind not in KINDS:
            continue
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
        if sense.value in PROMISED and not _predicate(body, verb, mention):
            return None
        if verb is None or not is_subject(context, body, clause, verb):
            return None
    elif verb is None or not takes_part(context, body, clause, verb, sense.kind):
        return None
    mood = verb_mood(context, sentence, clause, verb)
    if inverted(body, verb):
        mood = "fact" if sentence.folded[body.first - 1] in ("was", "were") else "plan"
    return TroopAct(sense.value, mood, mention.first, clause, verb)


def _predicate(body: Body, verb: Verb | None, mention: Mention) -> bool:
    """Whether a phrase says something of the body: right behind it or behind the verb, not of a later noun."""
    near = verb is not None and verb.first <= mention.first <= verb.at + 2
    return near or mention.first - body.last in (0, 1)


def _as_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can be a verb stands as a noun: "fighting broke out", not "soldiers fighting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in DETERMINERS | POSSESSIVES | {"of", "s", "in", "for", "on", ""}:
        return True
    follows = any(m.last == mention.first and m.sense("echelon") for m in sentence.mentions)
    return sentence.folded[mention.first].endswith("ing") and not follows


def _around(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a phrase is part of, else the verb of its clause."""
    for verb in clause.verbs:
        if verb.first <= mention.first <= verb.at + 1:
            return verb
    return clause.verbs[0] if clause.verbs else None


# --- acts that no single word names ------------------------------------------------------------------------


def _cut_to(context: Context, body: Body) -> list[TroopAct]:
    """ "The force has been cut by degrees to 2,600 men": the figure that remains is a fact of its own."""
    sentence = body.sentence
    if body.strength is None or sentence.folded[body.first - 1 : body.first] != ["to"]:
        return []
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            near = 0 < body.first - verb.at <= REACH + 4
            if near and CUT & set(sentence.folded[verb.first : verb.at + 2]):
                return [
                    TroopAct("reduce", verb_mood(context, sentence, clause, verb), verb.at, clause)
                ]
    return []


def _schemed(context: Context, body: Body) -> list[TroopAct]:
    """ "He envisages a joint group of forces", "the offer of an elite platoon": a body that is only planned."""
    if body.kind != "counted" or body.of is not None or not NEW & set(body.words):
        return []
    sentence = body.sentence
    clause = context.document.clause_at(sentence, body.first)
    for at in range(body.first - 1, clause.first - 1, -1):
        word = sentence.folded[at]
        if word in context.lexicon.cues["scheme"]:
            return [TroopAct("deploy", "plan", at, clause)]
        if word in PREPOSITIONS - {"of", "for", "on"} and at >= body.first - 2:
            return []
    return []


def _described(context: Context, body: Body) -> list[TroopAct]:
    """ "The growing Russian military presence"."""
    for at in range(body.first, body.last):
        if body.sentence.folded[at] in context.lexicon.cues["grow"]:
            return [TroopAct("deploy", "fact", at, context.document.clause_at(body.sentence, at))]
    return []
