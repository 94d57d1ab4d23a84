"""Words for troops that name none: a verb ("guard the bridges"), a whole service, machines ("MiG-23 fighters")."""

from __future__ import annotations

from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["is_machine", "is_service", "is_verb"]


def is_verb(sentence: Sentence, mention: Mention) -> bool:
    """Whether "guard" is a verb: "1,600 soldiers guard the bridges"."""
    if sentence.folded[mention.first : mention.last] not in (["guard"], ["patrol"], ["police"]):
        return False
    if sentence.folded[mention.last : mention.last + 1] not in (["the"], ["it"], ["its"], ["a"]):
        return False
    return any(m.last == mention.first and m.sense("echelon") for m in sentence.mentions)


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
