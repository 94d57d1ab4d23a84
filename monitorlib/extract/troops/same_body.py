"""Bodies spoken of again: "the 14th Army … the army", "the Group", "they", and two names of one body.

A later mention points back to the first one, so that all that is said of a body comes together in its rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import FORMATIONS, REACH, Body
from monitorlib.extract.troops.names import NUMBERED, same_name
from monitorlib.function_words import AUXILIARIES
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Sentence

__all__ = ["peoples", "point_back", "pronouns"]

NAMING = frozenset("known called dubbed named christened (".split())
SUCCEEDING = frozenset("former formerly now successor renamed".split())
THINGS = ("weapon", "system", "instrument", "instrument_noun", "meeting")
TELLING = frozenset("at in near based stationed garrisoned that which whose".split())
AGAIN = frozenset("the these those both".split())
FEW = 10  # fewer people than this are no body of troops
NAMES_APART = 6  # words between two names of one body


def peoples(context: Context, sentence: Sentence, here: list[Body]) -> Iterator[Body]:
    """Peoples and movements that may fight: "the Chechens", "the Taliban"."""
    taken = {word for body in here for word in range(body.first, body.last)}
    for mention in sentence.of("actor"):
        sense = mention.sense("actor")
        if sense is None or mention.first in taken:
            continue
        if sense.info["form"] == "people" or sense.info["kind"] == "movement":
            first = noun_group(sentence, mention)
            numeral = next(
                (m.numeral for m in sentence.within(first, mention.first) if m.numeral), None
            )
            body = Body(sentence, first, mention.last, "people", "troops", owners=[sense.value])
            body.strength = numeral if numeral is not None and (numeral.value or 0) >= FEW else None
            if body.strength is not None and _soldiers(context, sentence, sense):
                body.kind = "strength"
            yield body


def _soldiers(context: Context, sentence: Sentence, sense: Sense) -> bool:
    """Whether people that a sentence counts are soldiers: "ninety Lithuanians serving with the Danes"."""
    cues, words = context.lexicon.cues, sentence.folded
    if sentence.has("loss") or not cues["civilian"].isdisjoint(words):
        return False
    return sense.info["kind"] == "movement" or not cues["soldiering"].isdisjoint(words)


# All words that are looked at below.
PRONOUNS = frozenset("they them it rest remainder others few last ones".split())


def pronouns(sentence: Sentence) -> Iterator[Body]:
    """ "They", "it", "them", "the rest": who is meant is settled later."""
    for at in sentence.where(PRONOUNS):
        word = sentence.folded[at]
        if word in ("they", "them", "it"):
            yield Body(sentence, at, at + 1, "pronoun", "")
        elif word in ("rest", "remainder", "others") and sentence.folded[at - 1 : at] == ["the"]:
            if sentence.folded[at + 1 : at + 2] == ["of"]:
                continue  # "the rest of the Russian troops" are named themselves
            yield Body(sentence, at - 1, at + 1, "pronoun", "")
        elif word in ("few", "last", "ones") and _left_alone(sentence, at):
            yield Body(sentence, at - 1, at + 1, "pronoun", "")


def _left_alone(sentence: Sentence, at: int) -> bool:
    """ "The final few left yesterday", "the last are to go": no noun follows."""
    before = sentence.folded[max(at - 2, 0) : at]
    following = any(
        m.first == at + 1 and (m.sense("troops_do") or m.sense("troops_undergo"))
        for m in sentence.mentions
    )
    return "the" in before and (following or set(sentence.folded[at + 1 : at + 2]) <= AUXILIARIES)


class Memory:
    """The bodies spoken of so far: names, the last of each echelon, the last of all."""

    def __init__(self) -> None:
        self.named: list[Body] = []
        self.by_echelon: dict[str, Body] = {}
        self.last: Body | None = None
        self.single: Body | None = None  # what "it" may mean: no number of men

    def first_of(self, body: Body) -> Body | None:
        """The body that this one speaks of again."""
        if body.kind == "named":
            return next((known for known in self.named if same_name(known, body)), None)
        if body.kind == "anaphor":
            known = self.by_echelon.get(body.echelon)
            other = known is not None and body.branch and known.branch not in ("", body.branch)
            return None if other else known
        if body.kind == "general":
            return self._several(body)
        last = self.single if body.words == ["it"] else self.last
        if body.kind == "pronoun" and last is not None and _meant_by(last, body):
            return last.meant
        return None

    def _several(self, body: Body) -> Body | None:
        """The two regiments that "the regiments", or the 300 men that "the men" are."""
        known = self.by_echelon.get(body.echelon)
        counted = known is not None and known.kind == "counted" and (known.number or 0) > 1
        again = len(body.words) == 2 and body.words[0] in AGAIN and not body.owners
        return known if again and counted else None

    def note(self, body: Body) -> None:
        """Remember a body; a named one outlasts those that are only counted."""
        if body.kind == "named":
            self.named.append(body)
        known = self.by_echelon.get(body.echelon)
        if body.kind == "named" or (
            body.kind == "counted" and (known is None or known.kind != "named")
        ):
            self.by_echelon[body.echelon] = body.meant
        if body.kind not in ("pronoun", "people", "losses"):
            self.last = body
            self.single = None if body.kind == "strength" else body


def point_back(sentence_bodies: list[list[Body]]) -> None:
    """Give every body that is spoken of again the first mention of it."""
    memory = Memory()
    for here in sentence_bodies:
        before: Body | None = None
        for body in here:
            first = memory.first_of(body)
            if body.kind == "pronoun" and body.last - body.first == 2:
                _rest_of(body, first)
                first = None
            body.of = first.meant if first is not None else None
            if body.kind == "anaphor" and first is None and _placed(body):
                body.kind, body.number = "counted", 1
            if before is not None and body.kind == "named" and _has_head(body):
                _identify(before, body)
            memory.note(body)
            before = body


def _kinds(body: Body) -> set[str]:
    """The kinds of the words before a body."""
    return {s.kind for m in body.sentence.within(0, body.first) for s in m.senses}


def _placed(body: Body) -> bool:
    """Whether one named first here is told apart: "the regiment at Yerevan", "the corps that sat on the Amur"."""
    words = body.sentence.folded
    near = words[body.last : body.last + 1]
    if near == ["that"] and (words[body.first - 1] == "of" or "say" in _kinds(body)):
        return False  # "the commander of the division that two regiments had left"
    owner = body.sentence.within(body.last, body.last + REACH) if near == ["of"] else ()
    led = any(m.person is not None or m.kind == "title" for m in owner)
    alone = body.echelon in FORMATIONS - {"army"}
    return alone and bool(body.branch or led or TELLING & set(near)) and "the" in body.words


def _rest_of(body: Body, whole: Body | None) -> None:
    """ "The rest", "the final few": other men than those counted, of the same troops."""
    if whole is not None:
        body.kind, body.echelon, body.branch = "general", "troops", whole.branch
        body.owners = list(whole.owners)


def _meant_by(body: Body, pronoun: Body) -> bool:
    """Whether a pronoun may mean a body: near, and with no weapon or document nearer."""
    sentence = pronoun.sentence
    if body.sentence is sentence:
        return not any(m.kind in THINGS for m in sentence.within(body.last, pronoun.first))
    near = sentence.index - body.sentence.index == 1
    if any(m.person is not None for m in sentence.within(0, pronoun.first)):
        return False  # "when Yeltsin and Clinton met they …"
    return near and not any(m.kind in THINGS for m in sentence.within(0, pronoun.first))


def _has_head(body: Body) -> bool:
    """Whether the noun is among the words: not so of "the Northern, *Baltic* and Black Sea Fleets"."""
    return any(m.sense("echelon") for m in body.sentence.within(body.first, body.last))


def _identify(body: Body, following: Body) -> None:
    """Two names of one body: "the battalion known as BaltBat", "the former 14th Army, now the Operational Group"."""
    if following.first - body.last > NAMES_APART or body.meant is following.meant:
        return
    between = set(body.sentence.folded[body.last : following.first])
    same = body.echelon == following.echelon
    if body.kind == "counted" and same and (not between or between & NAMING or between == {","}):
        body.of = following.meant
    elif body.kind == "named" and between & (SUCCEEDING | {",", "("}):
        renamed = SUCCEEDING & (between | set(body.words) | set(following.words))
        if renamed or (same and between == {","} and not NUMBERED.match(following.name)):
            following.of = body.meant
