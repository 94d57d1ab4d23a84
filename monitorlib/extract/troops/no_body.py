"""Words for troops that name none: a verb ("guard the bridges"), a whole service, machines ("MiG-23 fighters").

Or that tell of none: "no troops", what another body is made into, pupils.
"""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import REACH, Body, TroopAct
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["is_machine", "is_nothing", "is_service", "is_verb", "plausible"]

MOVING = frozenset({"withdraw", "deploy", "move", "return"})  # "They left", "it will return"
GUARDING = frozenset("guard guards patrol patrols police polices".split())
OPENING = DETERMINERS | POSSESSIVES  # what follows is an object
GOING = frozenset("go leave return depart pull withdraw sail fly come head".split())


def is_verb(sentence: Sentence, mention: Mention) -> bool:
    """Whether "guard" is a verb: "1,600 soldiers guard the bridges", "the battalion polices its share"."""
    if mention.last - mention.first > 1 or sentence.folded[mention.first] not in GUARDING:
        return False
    men = sentence.ends.get(mention.first)
    opens = not OPENING.isdisjoint(sentence.folded[mention.last : mention.last + 1])
    return men is not None and (opens or men.sense("echelon") is not None)


def is_service(sentence: Sentence, head: Mention) -> bool:
    """Armed forces as a whole are no unit, nor is a service: "the Strategic Rocket Forces"."""
    before = sentence.folded[head.first - 1 : head.first]
    last = sentence.words[head.last - 1]
    whole = before in (["armed"], ["conventional"]) and last.casefold() == "forces"
    titled = last in ("Forces", "Troops") and sentence.words[head.last - 2][0].isupper()
    grouped = "of" in sentence.folded[max(head.first - 3, 0) : head.first]
    return whole or (titled and not grouped and head.sense("body_name") is None)


def is_machine(sentence: Sentence, head: Mention) -> bool:
    """ "Infantry fighting vehicles", "MiG-23 fighters": machines, not men."""
    if sentence.folded[head.last : head.last + 1] in (
        ["fighting"],
        ["carriers"],
        ["carrier"],
        ["combat"],
    ):
        return sentence.folded[head.last - 1] in ("infantry", "personnel", "troop")
    if head.kind in ("system", "weapon"):
        return True  # the American Peacekeeper
    if head.value != "troops":
        return _battery(sentence, head)
    if not sentence.folded[head.last - 1].startswith("fighter"):
        return False
    group = range(max(noun_group(sentence, head), head.first - 4), head.first)
    digits = any(sentence.words[at][:1].isdigit() and sentence.words[at - 1] == "-" for at in group)
    return digits or any(m.sense("system") for m in sentence.within(group.start, head.first))


def _battery(sentence: Sentence, head: Mention) -> bool:
    """ "Two S-200 batteries", "eight divisions of S-300 missiles": launchers that are counted so, not men."""
    behind = sentence.folded[head.last : head.last + 1] == ["of"]
    for mention in sentence.within(max(head.first - 4, 0), head.last + 4):
        system = mention.sense("system")
        beside = mention.last == head.first or (behind and mention.first == head.last + 1)
        if system is not None and system.info["category"] == "sam" and beside:
            return True
    return False


def is_nothing(context: Context, body: Body) -> bool:
    """Whether the words tell of no troops there are or come: "no troops", "reduced to an operational group"."""
    return _none(body) or _material(context, body)


def _none(body: Body) -> bool:
    """ "Moscow will send no troops", but not "no more than 300 officers"."""
    words = [*body.words, ""]
    low = max(body.first - 3, 0)
    before = " ".join(body.sentence.folded[low : body.first])
    if words[0] in ("a", "single", "one") and before.endswith("not"):
        return True  # "not a division was withdrawn"
    if before.endswith(("not a", "not one", "not a single", "nor a", "neither a")):
        return True
    return any(
        word == "no" and words[at + 1] not in ("more", "fewer", "less", "longer")
        for at, word in enumerate(words)
    )


def _material(context: Context, body: Body) -> bool:
    """ "Reduced to an operational group", "formed out of an army corps", "scaled down by a regiment"."""
    before = body.sentence.folded[max(body.first - 2 * REACH, 0) : body.first]
    made = before[-1:] in (["to"], ["into"], ["by"]) or before[-2:] == ["out", "of"]
    return body.kind == "counted" and made and bool(context.lexicon.cues["convert"] & set(before))


def plausible(body: Body, act: TroopAct) -> bool:
    """Whether words can stand for troops: peoples and losses amid fighting, pronouns where something is done."""
    if body.kind in ("people", "losses"):
        victims = act.verb is not None and act.verb.at < body.first and body.kind == "losses"
        killed = victims or (act.verb is not None and act.verb.voice == "passive")
        agent = "by" in body.sentence.folded[act.word : act.clause.last]
        if act.value == "withdraw" and body.kind == "people":
            return _as_troops(body, act)
        return act.value == "combat" and (not killed or agent)
    if body.kind == "pronoun":
        return act.verb is not None and (act.verb.voice == "passive" or _moves(body, act.verb))
    return True


def _moves(body: Body, verb: Verb) -> bool:
    """ "They left", "it will return": not "they promised"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    moving = any(s.kind == "troops_do" and s.value in MOVING for s in senses)
    return moving and body.last == verb.first


def _as_troops(body: Body, act: TroopAct) -> bool:
    """ "The Uzbeks went home in 1998" beside a battalion of the Kazakhs; who leaves a meeting is no soldier."""
    gone = act.verb is not None and not GOING.isdisjoint(act.verb.heads)
    return gone and body.sentence.has("echelon", "force")
