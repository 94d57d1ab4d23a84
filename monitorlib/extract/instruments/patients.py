"""Which instruments of a sentence an act is done to.

A verb governs its object ("signed an accord"), in the passive its subject ("the accord was signed"), in a relative or
participial clause what that hangs on ("the accord that they signed", "an accord signed in Minsk"); a noun what "of"
names ("the signing of an accord") or what stands before it ("START II ratification").
"""

from __future__ import annotations

from dataclasses import dataclass

from monitorlib.extract.context import part
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.spans import Sentence

__all__ = ["patients"]

# Acts that need no instrument in their own clause to be understood as done to one.
OF_PAPERS = frozenset({"sign", "initial", "ratify"})
SUFFERED = frozenset({"passive", "participle"})
SUBJECT_ACTS = frozenset({"lapse", "in_force"})  # done by the instrument itself
OBLIQUE = frozenset("under by in to on from with for against about".split())
ABOUT = frozenset("on over about for".split())
WITHDRAWING = frozenset({"from", "of"})
ADVERBIAL = frozenset("in on by last at".split())  # what follows a participle with no object
OBJECTS = frozenset("a an the its his".split())
LISTED = (["and"], [","], [",", "and"], ["as", "well", "as"], [",", "as", "well", "as"])
LIST_ENDS = (["and"], [","], ["including"], ["among", "them"], ["as", "well", "as"])
NO_LIST = frozenset("which who whose said while but".split())
MEASURES = frozenset(
    "total package series number pair set batch dozen dozens couple score bundle host majority half part".split()
)
INNER = frozenset("from under by against toward towards within during over".split())
VOTES = frozenset("majority margin vote votes acclamation".split())
NEAR = 14  # words between an instrument and what it does itself


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
    def following(self) -> str:
        """The word behind the act."""
        folded = self.sentence.folded
        return folded[self.deed.end] if self.deed.end < len(folded) else ""

    @property
    def inside(self) -> list[int]:
        """The instruments before the act in its own clause."""
        first = self.deed.clause.first
        return [place for place in self.before if self.found[place].noun.first >= first]


def patients(
    sentence: Sentence, deed: Deed, found: list[Instrument], papers: frozenset[str]
) -> list[int]:
    """The places in ``found`` of the instruments that an act concerns."""
    for place, one in enumerate(found):
        if one.first <= deed.word < one.noun.first:
            return [place] if deed.value not in ("talks", "withdraw") else []
    low, high = _part(sentence, deed.word)
    near = [place for place, one in enumerate(found) if low <= one.noun.first < high]
    scope = Scope(
        sentence,
        deed,
        found,
        [place for place in near if found[place].noun.first < deed.word],
        [place for place in near if found[place].noun.first > deed.word],
    )
    if deed.value in ("withdraw", "talks"):
        return _left(scope) if deed.value == "withdraw" else _topic(scope)
    if not near:
        return []
    return _of_noun(scope) if deed.verb is None else _of_verb(scope, papers)


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
        one = scope.found[place]
        words = scope.words(place)
        on = words[-1:] and words[-1] in ABOUT
        if on and len(words) <= 11 and (one.named or not one.definite):
            return [place]
    return []


def _left(scope: Scope) -> list[int]:
    """ "Pulled out of the treaty", "left the treaty"."""
    for place in scope.after[:1]:
        words = scope.words(place)
        if words[-1:] == ["("]:  # "from the Anti-Ballistic Missile (ABM) Treaty"
            words = words[:1]
        if WITHDRAWING.issuperset(words) and scope.found[place].definite:
            return [place]
    return []


def _of_noun(scope: Scope) -> list[int]:
    """ "The signing in Kyiv of an accord", "the treaty's ratification", "is ready for signature"."""
    sentence, deed, before = scope.sentence, scope.deed, scope.before
    if before:
        gap = sentence.folded[scope.found[before[-1]].last : deed.word]
        if len(gap) <= 2 and {"of", ","}.isdisjoint(gap):
            return [before[-1]]
    for place in scope.after:
        between = scope.words(place)
        of = sentence.folded[deed.end - 1] == "of" or not {"of", "on"}.isdisjoint(between)
        if len(between) <= 1 or (of and len(between) <= 9):
            return [place, *_listed_behind(scope, place)]
    return scope.inside[-1:] or before[-1:]


# --- verbs -------------------------------------------------------------------------------------------------


def _of_verb(scope: Scope, papers: frozenset[str]) -> list[int]:
    """What a verb governs, by its voice and place."""
    deed = scope.deed
    voice = deed.verb.voice if deed.verb is not None else ""
    opening = deed.word == deed.clause.first and not scope.before
    if opening and scope.following in ADVERBIAL:
        return scope.after[:1]  # "Signed in Minsk, the treaty …"
    if scope.sentence.folded[deed.clause.first] == "what" and voice == "active":
        return scope.after[:1]  # "What they signed was an accord"
    if voice in SUFFERED:
        return _hung_on(scope) if voice == "participle" else _subject_of_passive(scope)
    if deed.value in SUBJECT_ACTS:
        return _subject(scope)
    return _objects(scope, papers)


def _hung_on(scope: Scope) -> list[int]:
    """What a participle hangs on; its object when it is active after all: "…, signed an accord", "by signing it"."""
    sentence, deed, before, after = scope.sentence, scope.deed, scope.before, scope.after
    ing = sentence.folded[deed.word].endswith("ing")
    direct = bool(after) and len(scope.words(after[0])) <= 1
    if direct and (ing or scope.following not in ADVERBIAL | {","}):
        return [after[0], *_listed_behind(scope, after[0])]
    if ing or scope.following in OBJECTS:
        return []  # something else is its object
    if not before:
        return after[:1]
    near = deed.word - scope.found[before[-1]].last <= 1
    return _with_list(scope, before, before[-1]) if near else before[-1:]


def _subject_of_passive(scope: Scope) -> list[int]:
    deed, inside = scope.deed, scope.inside
    if inside:
        heads = [place for place in inside if not _oblique(scope.sentence, scope.found[place])]
        return _with_list(scope, inside, (heads or inside)[0])
    linked = deed.clause.kind in ("relative", "participle", "main", "aside")
    verb = deed.verb
    bare = verb is not None and verb.first == deed.clause.first + 1  # "debts that was concluded"
    linked = linked or (deed.clause.kind == "that" and bare)
    if scope.before and (linked or deed.value in OF_PAPERS):
        return scope.before[-1:]
    return scope.after[:1] if deed.value in OF_PAPERS or deed.value == "reach" else []


def _oblique(sentence: Sentence, one: Instrument) -> bool:
    """Whether an instrument only belongs to something else: "the protocol to the treaty", "under the accord"."""
    return bool(one.first) and sentence.folded[one.first - 1] in OBLIQUE


def _before(scope: Scope, place: int) -> str:
    """The word before an instrument."""
    one = scope.found[place]
    return scope.sentence.folded[one.first - 1] if one.first else ""


def _subject(scope: Scope) -> list[int]:
    """What an instrument does itself: it lapses, it remains in force."""
    inside = scope.inside
    heads = [place for place in inside if not _oblique(scope.sentence, scope.found[place])]
    if inside:  # "its membership in the treaty lapsed", but not "the period set by the treaty"
        parts = [place for place in inside if _before(scope, place) == "in"]
        return (heads or parts)[:1]
    hangs = scope.deed.clause.kind in ("relative", "participle", "main") and scope.before
    if hangs and scope.deed.word - scope.found[scope.before[-1]].last < NEAR:
        return scope.before[-1:]
    return []


def _objects(scope: Scope, papers: frozenset[str]) -> list[int]:
    """The object of an active verb: behind it, else what its relative clause hangs on."""
    deed, before = scope.deed, scope.before
    place = scope.after[0] if scope.after else -1
    if place >= 0 and _is_object(scope, place, papers):
        return [place, *_listed_behind(scope, place)]
    behind = scope.sentence.folded[deed.end : min(deed.end + 4, deed.clause.last)]
    if not before or not papers.isdisjoint(behind) or scope.following in OBJECTS:
        return []
    relative = deed.clause.kind in ("relative", "that", "participle")
    near = deed.word - scope.found[before[-1]].last <= 3
    return before[-1:] if relative or deed.value in OF_PAPERS or near else []


def _is_object(scope: Scope, place: int, papers: frozenset[str]) -> bool:
    """Whether an instrument behind a verb is its object, and nothing else stands between."""
    one, deed, between = scope.found[place], scope.deed, scope.words(place)
    if "and" in between:  # "signed a plan and two accords"
        between = between[len(between) - between[::-1].index("and") :]
    if one.first >= deed.clause.last or not papers.isdisjoint(between) or _deeper(between):
        return False
    if any(m.acts("draft") for m in scope.sentence.within(deed.end, one.first)):
        return False  # "agreed on the text of a treaty"
    other = any(
        deed.word < verb.first < one.first
        and verb.voice != "participle"
        and scope.sentence.folded[verb.at] not in papers  # "a plan and two accords"
        for verb in deed.clause.verbs
    )
    loose = deed.value in ("reach", "ratify", "end") or len(between) < 2
    loose = loose or (deed.value == "sign" and between[-1:] == ["to"])  # "put their names … to"
    return not other and (loose or not _oblique(scope.sentence, one))


def _deeper(between: list[str]) -> bool:
    """Whether an instrument behind a verb only belongs to its object: "agreed on the future of the treaty"."""
    if between.count(",") > 1:  # "ratified, by 286 votes to 0, the treaty"
        first = between.index(",")
        last = len(between) - 1 - between[::-1].index(",")
        between = between[:first] + between[last:]
    for at, word in enumerate(between):
        if word in VOTES:  # "ratified by a large majority the treaty"
            return _deeper(between[at + 1 :])
        if (word in INNER and VOTES.isdisjoint(between)) or (word == "for" and at):
            return True
        if word == "of" and (not at or between[at - 1] not in MEASURES):
            return True
    return False


# --- lists -------------------------------------------------------------------------------------------------


def _listed_behind(scope: Scope, place: int) -> list[int]:
    """The instruments listed behind one: "a treaty on friendship, a protocol and ten other documents"."""
    listed: list[int] = []
    closed = 0  # a list ends with "and"
    for later in range(place + 1, len(scope.found)):
        one, before = scope.found[later], scope.found[later - 1]
        words = scope.sentence.folded[before.last : one.first]
        joined = any(words[-len(end) :] == end for end in LIST_ENDS)
        if not joined or len(words) > NEAR or not NO_LIST.isdisjoint(words):
            break
        listed.append(later)
        closed = len(listed) if words[-1:] != [","] else closed
    return listed[:closed]


def _with_list(scope: Scope, near: list[int], head: int) -> list[int]:
    """An instrument and those listed with it before the verb."""
    listed = [head, *[place for place in _listed_behind(scope, head) if place in near]]
    found, folded = scope.found, scope.sentence.folded
    while head - 1 in near and folded[found[head - 1].last : found[head].first] in LISTED:
        head -= 1
        listed.insert(0, head)
    return listed
