"""What troops do and what is done to them: acts tied to a body by grammar, not by nearness.

The lexicon has three kinds of words for it: ``troops_do`` (verbs whose subject is the body: "left", "attacked"),
``troops_undergo`` (verbs whose object it is: "withdrew", "disbanded") and ``troops_event`` (nouns: "the withdrawal of",
"an attack by"). An act is the body's own only when the body is the subject, the object, or hangs on the noun.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.body import CUT, REACH, Body
from monitorlib.extract.context import Context, part
from monitorlib.extract.directions import whither
from monitorlib.extract.troop_moods import event_mood, verb_mood
from monitorlib.extract.troop_roles import (
    adjoins,
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
PROMISED = frozenset({"pledge", "expect"})
# Verbs of motion tell by the words behind them whither troops go; without any they mean this.
UNDIRECTED = {"move": "", "send": "deploy"}
LEAVING = frozenset("leave quit enter".split())
PLACES = frozenset(
    "country republic region city capital town village area zone territory province base bases "
    "garrison garrisons positions posts peninsula valley post outpost barracks district enclave".split()
)


class TroopAct(NamedTuple):
    """An act: what becomes of the body, in which mood, and the word that says it.

    ``mood``: ``fact``, ``plan``, ``maybe``, ``negated`` or ``demand``.
    """

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None


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
        meant = _meaning(body, mention, act) if act is not None else None
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


def _meaning(body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """What the verb means with the words around it: "left behind", "is deployed", "transferred to Gali"."""
    sentence, verb = body.sentence, act.verb
    if verb is not None and _leaves_behind(sentence, verb):
        return None
    if act.value == "follow":  # "the two that remain are to follow"
        named = any(m.sense("echelon") for m in sentence.within(body.first, body.last))
        return None if named or body.kind == "pronoun" else act._replace(value="withdraw")
    if act.value in PROMISED:
        return _promised(body, mention, act)
    if act.value in UNDIRECTED:
        value = whither(body, mention.last, act.clause.last) or UNDIRECTED[act.value]
        return act._replace(value=value) if value else None
    placed = act.value == "station" and verb is not None and _just_placed(body, verb)
    if placed or (act.value == "transfer" and _moves_to(sentence, mention)):
        return act._replace(value="deploy")
    done = act.value == "deploy" and act.mood == "fact"
    if done and verb is not None and _standing(body, act.clause, verb):
        return act._replace(value="station")
    return act


def _predicate(body: Body, verb: Verb | None, mention: Mention) -> bool:
    """Whether a phrase says something of the body: right behind it or behind the verb, not of a later noun."""
    near = verb is not None and verb.first <= mention.first <= verb.at + 2
    return near or mention.first - body.last in (0, 1)


def _promised(body: Body, mention: Mention, act: TroopAct) -> TroopAct:
    """ "Offered a battalion", "is expected in Sarajevo", "due back in May": what is to come, or to go home."""
    back = whither(body, mention.last, act.clause.last) == "withdraw"
    mood = "plan" if act.mood == "fact" else act.mood
    return act._replace(value="withdraw" if back else "deploy", mood=mood)


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


def _moves_to(sentence: Sentence, mention: Mention) -> bool:
    """ "Transferred to the Gali district": troops handed to a place are moved there."""
    to = sentence.folded[mention.last : mention.last + 1] == ["to"]
    return to and any(
        m.sense("place") or ((s := m.sense("actor")) is not None and s.info["form"] == "name")
        for m in sentence.within(mention.last + 1, mention.last + 4)
    )


def _standing(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Units deployed in the interior", "troops which are deployed there": that is where they are."""
    words = body.sentence.folded
    if not words[verb.at].startswith("deploy"):
        return False
    hanging = clause.kind == "participle" and verb is clause.verbs[0]
    lone = verb.first == verb.at
    present = {"is", "are"} & set(words[verb.first : verb.at])
    near = adjoins(body, verb) or words[body.last : verb.first] == [","]
    return bool(present) or (lone and (hanging or near))


def _just_placed(body: Body, verb: Verb) -> bool:
    """ "Moscow has stationed two more regiments there"."""
    group = body.sentence.folded[verb.first : verb.at]
    placed = verb.voice == "active" and verb.at < body.first
    return placed and bool({"has", "have", "had"} & set(group))


def _leaves_behind(sentence: Sentence, verb: Verb) -> bool:
    """ "Leaving the missiles to follow": what is left is no place, so nobody departs."""
    mention = verb.mention
    if mention is None or mention.senses[0].info.get("base") not in LEAVING:
        return False
    words = sentence.folded[mention.last : mention.last + 4]
    held = {"has", "have", "had", "with"} & set(
        sentence.folded[max(verb.first - REACH, 0) : verb.first]
    )
    if held and verb.first == verb.at and (not words or not words[0][0].isalnum()):
        return True  # "had only 6,400 men left"
    if not words or words[0] not in DETERMINERS | POSSESSIVES:
        return False
    placed = any(
        m.first <= mention.last + 2 and (m.sense("place") or m.sense("actor"))
        for m in sentence.within(mention.last, mention.last + 4)
    )
    return not placed and not PLACES & set(words)


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
                return [TroopAct("reduce", verb_mood(context, sentence, clause, verb), verb.at, clause)]
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
