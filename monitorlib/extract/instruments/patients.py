"""Which instruments of a sentence an act is done to.

A verb governs its object ("signed an accord"), in the passive its subject ("the accord was signed"), in a relative or
participial clause what that hangs on ("the accord that they signed", "an accord signed in Minsk"); a noun what "of"
names ("the signing of an accord") or what stands before it ("START II ratification").
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from monitorlib.extract.context import part
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["patients"]

# Acts that need no instrument in their own clause to be understood as done to one.
OF_PAPERS = frozenset({"sign", "initial", "ratify"})
SUBJECT_ACTS = frozenset({"lapse", "in_force"})  # done by the instrument itself
ABOUT = frozenset("on over about for".split())
WITHDRAWING = frozenset({"from", "of"})
INNER = frozenset("for from under by against toward towards within during over".split())
GIVEN = frozenset(
    "blessing assent consent approval yes name names signature signatures initials seal".split()
)
MEASURES = frozenset("total package series number pair set half part".split())
LIST_ENDS = (
    *(["and"], [","], ["including"], ["among", "them"], ["as", "well", "as"], ["plus"]),
    *(["together", "with"], ["along", "with"], ["alongside"], ["in", "addition", "to"]),
)
NEAR = 14  # words between two instruments of a list
TOPIC = 11  # words between "talks" and what they are on


@dataclass(slots=True)
class Scope:
    """An act among the instruments of its part of the sentence: places in ``found`` before and behind it."""

    sentence: Sentence
    deed: Deed
    found: list[Instrument]
    before: list[int]
    after: list[int]

    def words(self, place: int) -> list[str]:
        """The words between the act and an instrument behind it."""
        return self.sentence.folded[self.deed.end : self.found[place].first]

    @property
    def inside(self) -> list[int]:
        """The instruments before the act in its own clause."""
        first = self.deed.clause.first
        return [place for place in self.before if self.found[place].noun.first >= first]

    def list_from(self, place: int) -> list[int]:
        """An instrument and those listed behind it: "a treaty on friendship, a protocol and ten other documents"."""
        listed, closed = [place], 1  # a list ends with "and", not with a comma
        for before, one in itertools.pairwise(self.found[place:]):
            words = self.sentence.folded[before.last : one.first]
            joined = any(words[-len(end) :] == end for end in LIST_ENDS)
            if not joined or len(words) > NEAR:
                break
            listed.append(listed[-1] + 1)
            closed = len(listed) if words[-1] != "," or _aside(words) else closed
        return listed[:closed]


def _aside(words: list[str]) -> bool:
    """Whether something is put between "and" and the last of a list: "and, in Gore's presence, a contract"."""
    return "and" in words[:2] or ["and", ","] in ([a, b] for a, b in itertools.pairwise(words))


def patients(sentence: Sentence, deed: Deed, found: list[Instrument]) -> list[int]:
    """The places in ``found`` of the instruments that an act concerns."""
    for place, one in enumerate(found):
        # "a draft treaty", but "a withdrawal agreement"
        if one.first <= deed.word < one.noun.first:
            return [place] if deed.value not in ("talks", "withdraw", "use") else []
    low, high = _part(sentence, deed.word)
    near = [place for place, one in enumerate(found) if low <= one.noun.first < high]
    before = [place for place in near if found[place].noun.first < deed.word]
    after = [place for place in near if found[place].noun.first > deed.word]
    scope = Scope(sentence, deed, found, before, after)
    if deed.value == "withdraw":
        return _left(scope)
    if deed.value == "talks":
        return _topic(scope)
    return _of_noun(scope) if deed.verb is None else _of_verb(scope, deed.verb)


def _part(sentence: Sentence, word: int) -> tuple[int, int]:
    """The part of the sentence around a word; an abbreviation in brackets does not divide it."""
    low, high = part(sentence, word)
    words = sentence.words
    while high < len(words) and words[high] == "(" and ")" in words[high : high + 4]:
        high = part(sentence, high + words[high : high + 4].index(")") + 1)[1]
    while low > 3 and words[low - 1] == ")" and "(" in words[low - 4 : low]:
        low = part(sentence, low - 4 + words[low - 4 : low].index("(") - 1)[0]
    return low, high


def _topic(scope: Scope) -> list[int]:
    """ "Talks on a border treaty": what is being negotiated is not there yet."""
    for place in scope.after[:1]:
        one, words = scope.found[place], scope.words(place)
        on = len(words) <= TOPIC and not ABOUT.isdisjoint(words[-1:])
        if on and (one.named or not one.definite):
            return [place]
    return []


def _left(scope: Scope) -> list[int]:
    """ "Pulled out of the treaty", "left the treaty"."""
    return [
        place
        for place in scope.after[:1]
        if WITHDRAWING.issuperset(scope.words(place)) and scope.found[place].definite
    ]


def _of_noun(scope: Scope) -> list[int]:
    """ "The signing in Kyiv of an accord", "the treaty's ratification", "is ready for signature"."""
    for place in scope.after:
        between = scope.words(place)
        of = scope.sentence.folded[scope.deed.end - 1] == "of" or "of" in between
        if len(between) <= 1 or (of and len(between) <= 9):
            return scope.list_from(place)
    # "swapped instruments of ratification, so that their treaty …"
    swapped = scope.after[:1] if scope.deed.value == "ratify" else []
    return scope.inside[-1:] or scope.before[-1:] or swapped


def _of_verb(scope: Scope, verb: Verb) -> list[int]:
    """What a verb governs, by its voice and place."""
    if verb.voice == "participle" or not scope.deed.word:  # "Signed in Minsk, the treaty …"
        return _hung_on(scope)
    if verb.voice == "passive":
        return _subject_of_passive(scope)
    if scope.deed.value in SUBJECT_ACTS:
        return scope.inside[:1] or scope.before[-1:]
    return _objects(scope)


def _hung_on(scope: Scope) -> list[int]:
    """What a participle hangs on; its object when it is active after all: "…, signed an accord", "by signing it"."""
    between = scope.words(scope.after[0]) if scope.after else INNER
    if len(between) <= 1 or (MEASURES | {"a", "the", "of"}).issuperset(between):
        return scope.list_from(scope.after[0])
    if scope.sentence.folded[scope.deed.word].endswith("ing"):
        return []  # something else is its object
    return scope.before[-1:] or scope.after[:1]


def _subject_of_passive(scope: Scope) -> list[int]:
    if scope.inside:
        return [place for place in scope.list_from(scope.inside[0]) if place in scope.inside]
    if scope.before:
        return scope.before[-1:]
    return scope.after[:1] if scope.deed.value in OF_PAPERS | {"reach"} else []


def _objects(scope: Scope) -> list[int]:
    """The object of an active verb: behind it, else what its relative clause hangs on."""
    deed, before = scope.deed, scope.before
    for place in scope.after[:1]:
        here = scope.found[place].first < deed.clause.last
        if _given_to(scope, place) or (here and not _deeper(scope.words(place))):
            return scope.list_from(place)
    if deed.value == "make":
        return []  # "the lease is said to be worth a million"
    relative = deed.clause.kind in ("relative", "that", "participle")
    near = bool(before) and deed.word - scope.found[before[-1]].last <= 3
    return before[-1:] if relative or near or deed.value in OF_PAPERS else []


def _given_to(scope: Scope, place: int) -> bool:
    """Whether an instrument far behind is that of "gave its blessing, by 54 votes to 12, *to the accord*"."""
    given = scope.sentence.folded[scope.deed.end - 1] in GIVEN
    return given and scope.words(place)[-1:] in (["to"], ["under"], ["on"])


def _deeper(between: list[str]) -> bool:
    """Whether an instrument behind a verb only belongs to its object: "a law under the accord", "the future of it"."""
    pairs = itertools.pairwise(["", *between])
    return any(word in INNER or (word == "of" and before not in MEASURES) for before, word in pairs)
