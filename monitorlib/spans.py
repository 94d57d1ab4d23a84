"""The plain values that the parser passes from floor to floor: mentions, sentences, people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter

from monitorlib.dates import DateSpan
from monitorlib.lexicon import Sense
from monitorlib.numerals import Numeral

__all__ = ["Mention", "Person", "Sentence", "Verb"]

_first = attrgetter("first")
_FEW = 12  # mentions that are sooner gone through than searched


@dataclass(slots=True, eq=False)
class Person:
    """A person of one bulletin.

    ``name`` is "First Last" when the bulletin gives a first name anywhere, else the surname as printed; ``actor``
    the state or organisation that the person acts for ("" when unknown); ``level`` the highest office known
    (``head_of_state``, ``minister`` …); ``titles`` the ranks and offices printed beside the name, folded.
    """

    name: str
    surname: str
    actor: str = ""
    level: str = ""
    person_id: str = ""
    titles: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Mention:
    """A typed span of a sentence: words ``first``..``last`` (exclusive).

    ``kind`` is the leading sense's kind, or ``number``, ``date``, ``person``; ``value`` its code (for a person the
    name, for a date the EDTF string).
    """

    kind: str
    value: str
    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    numeral: Numeral | None = None
    date: DateSpan | None = None
    person: Person | None = None

    def sense(self, kind: str) -> Sense | None:
        """The first sense of this kind, or None."""
        for sense in self.senses:
            if sense.kind == kind:
                return sense
        return None

    def is_of(self, kinds: Collection[str]) -> bool:
        """Whether it is of, or has a sense of, one of these kinds."""
        if self.kind in kinds:
            return True
        for sense in self.senses:  # noqa: SIM110 - asked of every mention: quicker than a generator
            if sense.kind in kinds:
                return True
        return False

    def acts(self, *values: str) -> bool:
        """Whether it is a trigger of one of these acts ("sign", "withdraw" …)."""
        return any(sense.kind == "act" and sense.value in values for sense in self.senses)


@dataclass(slots=True, eq=False)
class Verb:
    """A verb group: words ``first``..``at``, headed by the word ``at``.

    ``mood`` is ``fact``, ``plan`` (will, is to, agreed to), ``maybe`` (could, if) or ``negated``; ``voice`` is
    ``active``, ``passive`` or ``participle`` (no auxiliary: "an accord signed at Yalta"); ``mention`` is
    the trigger when the head is one.
    """

    first: int
    at: int
    mood: str
    voice: str
    mention: Mention | None = None

    @property
    def end(self) -> int:
        """The word behind it, and behind the particles of its trigger: "pulled *out of*"."""
        return self.mention.last if self.mention is not None else self.at + 1

    @property
    def bases(self) -> set[str]:
        """The verbs and phrases of the triggers that it may be a form of."""
        senses = self.mention.senses if self.mention is not None else ()
        return {sense.info.get("base", "") for sense in senses}

    @property
    def heads(self) -> set[str]:
        """Their first words: "give" of "give up"."""
        return {base.partition(" ")[0] for base in self.bases}


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence: its words with their offsets into the bulletin's text, and its mentions from left to right."""

    index: int
    paragraph: int
    start: int
    stop: int
    words: list[str]
    folded: list[str]
    starts: list[int]
    mentions: list[Mention] = field(default_factory=list)
    _ends: dict[int, Mention] | None = field(default=None, repr=False, compare=False)
    _known: set[str] | None = field(default=None, repr=False, compare=False)
    _firsts: list[int] | None = field(default=None, repr=False, compare=False)
    _vocabulary: frozenset[str] | None = field(default=None, repr=False, compare=False)
    # Many ask for the same mentions of a sentence: they are looked for once.
    _within: dict[tuple[int, int], tuple[Mention, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _of: dict[tuple[str, ...], Sequence[Mention]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _by_kind: dict[str, list[Mention]] | None = field(default=None, repr=False, compare=False)

    def put(self, mentions: list[Mention]) -> None:
        """Take these mentions instead of those that it has."""
        self.mentions[:] = mentions
        self._ends = self._known = self._firsts = self._by_kind = None
        self._within.clear()
        self._of.clear()

    def has(self, *known: str) -> bool:
        """Whether a mention is of, or has a sense of, one of these kinds or values: a quick way to see that none is."""
        if self._known is None:
            senses = [sense for mention in self.mentions for sense in mention.senses]
            self._known = {mention.kind for mention in self.mentions}
            self._known.update([sense.kind for sense in senses], [sense.value for sense in senses])
        return not self._known.isdisjoint(known)

    @property
    def vocabulary(self) -> frozenset[str]:
        """All its words, folded."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.folded)
        return self._vocabulary

    def where(self, words: AbstractSet[str]) -> list[int]:
        """The numbers of the words that are among some."""
        if self.vocabulary.isdisjoint(words):
            return []
        return [at for at, word in enumerate(self.folded) if word in words]

    @property
    def ends(self) -> dict[int, Mention]:
        """The mentions by the word behind them."""
        if self._ends is None:
            self._ends = {mention.last: mention for mention in self.mentions}
        return self._ends

    def offset(self, word: int) -> int:
        """Where word number ``word`` begins in the text."""
        return self.starts[word] if word < len(self.starts) else self.stop

    def end(self, last: int) -> int:
        """Where the word before ``last`` ends in the text."""
        return self.starts[last - 1] + len(self.words[last - 1])

    def printed(self, first: int, last: int) -> str:
        """Words ``first``..``last`` with the gaps between them as the bulletin prints them."""
        parts = []
        for word in range(first, last):
            if word > first and self.starts[word] > self.end(word):
                parts.append(" ")
            parts.append(self.words[word])
        return "".join(parts)

    def owns(self, last: int) -> bool:
        """Whether an apostrophe follows the word before ``last``: "Russia's", "the regiments'"."""
        return last < len(self.words) and self.words[last] in ("'", "’")

    def at(self, word: int) -> Mention | None:
        """The first mention that begins at a word, or None."""
        found = bisect_left(self.mentions, word, key=_first)
        begins = found < len(self.mentions) and self.mentions[found].first == word
        return self.mentions[found] if begins else None

    def _index(self) -> dict[str, list[Mention]]:
        """The mentions by each kind that they are of, or have a sense of."""
        known = self._by_kind = {}
        for mention in self.mentions:
            for kind in {mention.kind, *[sense.kind for sense in mention.senses]}:
                known.setdefault(kind, []).append(mention)
        return known

    def of(self, *kinds: str) -> Sequence[Mention]:
        """The mentions that have a sense of, or are of, one of these kinds."""
        known = self._by_kind if self._by_kind is not None else self._index()
        if len(kinds) == 1:
            return known.get(kinds[0], ())
        found = self._of.get(kinds)
        if found is None:
            present = [kind for kind in kinds if kind in known]
            if len(present) > 1:
                found = [m for m in self.mentions if m.is_of(present)]
            else:
                found = known[present[0]] if present else ()
            self._of[kinds] = found
        return found

    def within(self, first: int, last: int, *kinds: str) -> Sequence[Mention]:
        """The mentions inside words ``first``..``last``: all, or those `of` some kinds."""
        if kinds:
            found = self.of(*kinds)
            if len(found) > _FEW:  # most of them stand elsewhere
                found = found[bisect_left(found, first, key=_first) :]
                found = found[: bisect_left(found, last, key=_first)]
            return [m for m in found if first <= m.first and m.last <= last]
        known = self._within.get((first, last))
        if known is None:
            if self._firsts is None:
                self._firsts = [mention.first for mention in self.mentions]
            at = bisect_left(self._firsts, first)
            end = bisect_left(self._firsts, last, at)
            known = tuple([m for m in self.mentions[at:end] if m.last <= last])
            self._within[first, last] = known
        return known
