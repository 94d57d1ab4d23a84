"""One encounter, as the text speaks of it here and there: when two statements are of the same one, and their sum."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitorlib.dates import edtf_interval
from monitorlib.extract.context import evidence
from monitorlib.extract.encounters.company import Side
from monitorlib.spans import Sentence

__all__ = ["STANDING", "TOP", "Encounter", "join", "same"]

TOP = frozenset({"head_of_state", "head_of_government"})
STANDING = frozenset({"summit", "session", "conference"})
# Of two words for one encounter the one further right tells more of what it was.
SPECIFIC = ("visit", "talks", "conference", "session", "summit", "call")
GENERAL = {  # what "the talks", "the meeting", "the trip" may point back to
    "talks": frozenset({"talks", "summit", "session", "conference", "visit", "call"}),
    "visit": frozenset({"visit", "talks", "summit"}),
    "session": frozenset({"session", "conference", "summit"}),
    "conference": frozenset({"conference", "session", "summit"}),
    "summit": frozenset({"summit", "session"}),
    "call": frozenset({"call"}),
}
FAR = 8  # sentences between two statements of one encounter that are told apart by nothing but their parties


@dataclass(slots=True)
class Encounter:
    """What one place of the text says of an encounter; ``word`` is where it says so."""

    sentence: Sentence
    word: int
    kind: str
    side: Side = field(default_factory=Side)
    place: str = ""
    date: str = ""
    status: str = "held"
    topic: str = ""
    recurrence: str = ""
    pointing: bool = False  # "the talks": speaks of one that was named before
    definite: bool = False  # "the Minsk talks": taken as known
    apart: bool = False  # "separately", "a second meeting": not the one before
    top: bool = False  # of "the presidents", "the prime ministers" whom it does not name
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def fullness(self) -> int:
        """How much the statement says."""
        stated = [self.place, self.date, self.topic]
        return len(self.side.people) + len(self.side.actors) + 2 * sum(map(bool, stated))

    def nature(self) -> str:
        """The kind by codebook 8: talks between heads of state or government of two actors are a summit."""
        if self.kind not in ("talks", "visit"):
            return self.kind
        if self.top and self.kind == "talks":
            return "summit"
        tops = {p.actor for p in self.side.people.values() if p.level in TOP and p.actor}
        return "summit" if len(tops) > 1 else self.kind


def same(known: Encounter, one: Encounter) -> bool:
    """Whether two statements are of one encounter: nothing that both say disagrees."""
    if one.recurrence or known.recurrence:
        told = known.sentence is one.sentence and {known.status, one.status} == {
            "planned",
            "recurring",
        }
        alike = set(known.side.actors) == set(one.side.actors)
        return one.recurrence == known.recurrence or (told and alike)
    if one.apart or (one.place and known.place and not _alike(one.place, known.place)):
        return False
    if not _times_agree(known.date, one.date) or not _states_agree(known, one):
        return False
    if one.pointing:
        mine, theirs = set(one.side.actors), set(known.side.actors)
        agree = not mine or not theirs or bool(mine & theirs)
        return agree and known.kind in GENERAL[one.kind]
    if known.kind == "visit" and one.kind == "talks" and known.date and one.date:
        return known.date == one.date  # codebook 8: one of a visit with a date of its own
    return _company_agrees(known, one)


def _alike(a: str, b: str) -> bool:
    a, b = a.casefold(), b.casefold()
    return a in b or b in a


def _times_agree(a: str, b: str) -> bool:
    first, second = edtf_interval(a) if a else None, edtf_interval(b) if b else None
    if first is None or second is None:
        return True
    return first[0] <= second[1] and second[0] <= first[1]


def _states_agree(known: Encounter, one: Encounter) -> bool:
    if known.status == one.status or one.pointing:
        return True
    return {known.status, one.status} == {"planned", "cancelled"}


def _company_agrees(known: Encounter, one: Encounter) -> bool:
    mine, theirs = set(one.side.people), set(known.side.people)
    actors = set(one.side.actors), set(known.side.actors)
    if not (actors[0] <= actors[1] or actors[1] <= actors[0]):
        return False
    if mine and theirs:
        return mine <= theirs or theirs <= mine
    away = one.sentence.index - known.sentence.index
    pinned = (known.date and one.date) or (known.place and one.place)
    if away > FAR or not (one.definite or pinned or away <= 1):
        return False
    if len(actors[0] & actors[1]) < min(2, len(actors[1])):
        return False
    return {known.kind, one.kind} & {"summit", "session", "conference"} == set() or (
        one.kind in GENERAL[known.kind] or known.kind in GENERAL[one.kind]
    )


def join(known: Encounter, one: Encounter) -> None:
    """Add to an encounter what another place says of it; the fuller statement leads."""
    if one.fullness > known.fullness:
        known.spans.append(evidence(known.sentence, known.word))
        known.sentence, known.word = one.sentence, one.word
    else:
        known.spans.append(evidence(one.sentence, one.word))
    known.side.add(one.side)
    known.top = known.top or one.top
    if not (one.pointing and one.kind == "talks"):
        known.kind = max(known.kind, one.kind, key=SPECIFIC.index)
    known.place = known.place or one.place
    known.date = _narrower(known.date, one.date)
    known.topic = known.topic or one.topic
    if one.recurrence and not known.recurrence:
        known.recurrence, known.status = one.recurrence, one.status
    if one.status == "cancelled" and known.status == "planned":
        known.status = "cancelled"


def _narrower(a: str, b: str) -> str:
    """The date that says more: the shorter interval."""
    first, second = edtf_interval(a) if a else None, edtf_interval(b) if b else None
    if first is None or second is None:
        return a or b
    return b if second[1] - second[0] < first[1] - first[0] else a
