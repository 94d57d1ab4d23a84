"""What the floors that find troops pass on to those that make rows of them: a body of troops as the text names it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.numerals import Numeral
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["EVENTS", "FORMATIONS", "HELD", "REACH", "Body", "TroopAct"]

EVENTS = ("troops_do", "troops_undergo", "troops_event")
FORMATIONS = frozenset("division brigade regiment battalion company squadron corps army".split())
REACH = 8  # words within which grammar holds words together
# What is not the body itself but is held, or sent out, by it.
HELD = frozenset(
    "post posts checkpoint checkpoints outpost outposts position positions patrol patrols camp camps headquarters "
    "compound barracks truck trucks tank tanks vehicles helicopters soldiers servicemen officers guards scouts".split()
)


@dataclass(slots=True)
class Body:
    """Words ``first``..``last`` of a sentence that name some troops.

    ``kind`` is ``named`` ("the 14th Army"), ``counted`` ("two regiments", "a battalion"), ``strength`` ("2,500 men"),
    ``general`` ("Russian soldiers"), ``people`` ("the Chechens") or ``losses`` ("five soldiers"), both of which are
    troops only where there is fighting, or one that speaks of another body: ``anaphor`` ("the division"),
    ``pronoun``. ``of`` is the body that these words speak of again or belong to ("1,111 of its men"); ``owners`` has
    more than one actor for "Russian and Chechen soldiers".
    """

    sentence: Sentence
    first: int
    last: int
    kind: str
    echelon: str
    branch: str = ""
    name: str = ""
    number: int | None = None
    strength: Numeral | None = None
    owners: list[str] = field(default_factory=list)
    of: Body | None = None
    listed: bool = (
        False  # its members are named one by one: "two brigades, the 205th and the 101st"
    )

    @property
    def meant(self) -> Body:
        """The body that these words are about."""
        return self.of if self.of is not None else self

    @property
    def words(self) -> list[str]:
        """The words themselves, folded."""
        return self.sentence.folded[self.first : self.last]


class TroopAct(NamedTuple):
    """An act: what becomes of the body, in which mood, and the word that says it.

    ``mood``: ``fact``, ``plan``, ``maybe``, ``negated`` or ``demand``.
    """

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None
