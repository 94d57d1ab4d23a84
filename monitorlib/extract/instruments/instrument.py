"""An instrument as one place of the text speaks of it, and an act done to it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.instruments.names import is_plural, kind_of, number_of, subject_of, title_of
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["BARE", "Deed", "Instrument", "read_instrument"]

INDEFINITE = frozenset("a an another any some new further more additional".split())
POINTING = frozenset("the this that these those its their his both said".split())
# Words that only point back: "the latter treaty".
BARE = POINTING | frozenset("s same of latest whole entire such latter former".split())
PARTS = frozenset(
    "another second third fourth fifth other one companion accompanying parallel".split()
)
SMALL = frozenset("the a an its their".split())
TAIL_ENDS = frozenset(", ; . which that was is in signed and".split())


class Deed(NamedTuple):
    """An act, its mood, the word that says it, its clause and verb."""

    value: str
    mood: str
    word: int
    end: int
    clause: Clause
    verb: Verb | None


@dataclass(slots=True)
class Instrument:
    """An instrument as one place of the text speaks of it: words ``first``..``last`` of a sentence.

    ``definite``: the text speaks of it as known ("the treaty", "its agreement with China"); ``again``: by a pronoun;
    ``word``: where the act stands, or else the noun.
    """

    sentence: Sentence
    noun: Mention
    first: int
    last: int
    kind: str
    title: str = ""
    instrument_id: str = ""
    number: int | None = None
    parties: list[str] = field(default_factory=list)
    status: str = ""
    date: str = ""
    place: str = ""
    subject: str = ""
    definite: bool = False
    again: bool = False
    weak: bool = (
        False  # a noun that means an instrument only where it is signed: "the paper", "the terms"
    )
    implied: bool = False  # its parties are only guessed from the rest of the bulletin
    partly: bool = False  # but for one of them
    sure: bool = False  # its parties are named with it or do the act
    told: bool = False  # the text tells of an act done to it here
    agents: list[str] = field(default_factory=list)  # who did the act
    word: int = 0
    last_at: int = 0  # the sentence that spoke of it last
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def tail(self) -> frozenset[str]:
        """The words that describe it behind the noun: "the treaty *on military bases*"."""
        words = self.sentence.folded[self.last : self.last + 8]
        told = words[:1] in (["on"], ["of"], ["concerning"], ["about"], ["governing"])
        dated = any(m.date is not None for m in self.sentence.within(self.last, self.last + 5))
        content = itertools.takewhile(lambda word: word not in TAIL_ENDS, words[1:])
        return frozenset(content) - SMALL if told and not dated else frozenset()

    @property
    def component(self) -> bool:
        """Whether it is one of a package spoken of before: "a third agreement", "another of the documents"."""
        before = self.sentence.folded[max(self.first - 2, 0) : self.first]
        if before[1:] == ["of"] and before[0] in PARTS and is_plural(self.noun):
            return True
        left_out = any("left_out" in sense.info for sense in self.noun.senses)
        return left_out or not PARTS.isdisjoint(self.group)

    @property
    def named(self) -> bool:
        """Whether it is an instrument that the lexicon knows by name."""
        return self.noun.kind == "instrument"

    @property
    def group(self) -> list[str]:
        """The words before the noun in its group, folded."""
        return self.sentence.folded[self.first : self.noun.first]


def read_instrument(context: Context, sentence: Sentence, noun: Mention) -> Instrument:
    """What the words of its group say of an instrument: kind, title, number, subject."""
    again = sentence.folded[noun.first] in ("it", "them", "they", "all", "both", "these")
    first = noun.first if again else noun_group(sentence, noun)
    named = noun.sense("instrument") if noun.kind == "instrument" else None
    one = Instrument(sentence, noun, first, noun.last, kind_of(noun), word=noun.first, again=again)
    one.last_at = sentence.index
    one.title = title_of(sentence, first, noun)
    one.instrument_id = named.info["instrument_id"] if named is not None and one.title else ""
    one.number = number_of(sentence, first, noun)
    one.subject = subject_of(context, sentence, noun)
    one.weak = (
        " ".join(sentence.folded[noun.first : noun.last]) in context.lexicon.cues["weak_paper"]
    )
    pointing = "s" in one.group or not POINTING.isdisjoint(one.group)  # "the", "Moscow's"
    new = not INDEFINITE.isdisjoint(one.group)
    one.definite = named is not None or again or (pointing and not new)
    return one
