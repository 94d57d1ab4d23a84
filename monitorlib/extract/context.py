"""What every table asks of a sentence: evidence, date, place, territory, owner, source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from monitorlib.attribution import Attributions, attribute, said
from monitorlib.bulletin import Bulletin
from monitorlib.clauses import Clause, Document, Verb, read_document
from monitorlib.lexicon import Lexicon
from monitorlib.references import LOCATING, acting, resolve
from monitorlib.spans import Mention, Sentence

__all__ = ["Context", "Row", "date_of", "evidence", "place_of", "read", "territory_of"]

Value = str | int | float | list[str]
STRONG = frozenset({";", ":", "(", ")"})
PLACING = frozenset("in at near outside around inside".split())


@dataclass(slots=True)
class Row:
    """A fact of one table: its columns as in the codebook, and the spans of text that state it.

    The first span is the fullest statement.
    """

    table: str
    values: dict[str, Any]
    spans: list[tuple[int, int]]
    source: str = ""
    certainty: str = "stated"
    ids: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Context:
    """A document with everything that the extractors ask about it."""

    document: Document
    attributions: Attributions

    @property
    def lexicon(self) -> Lexicon:
        return self.document.lexicon

    @property
    def sentences(self) -> list[Sentence]:
        return self.document.sentences

    def clauses(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence."""
        return self.document.clauses[sentence.index]

    def row(self, table: str, sentence: Sentence, word: int, values: dict[str, Any]) -> Row:
        """A row whose evidence is the part of the sentence around a word; empty values are left out."""
        source, certainty = said(self.attributions, sentence, word)
        kept = {column: value for column, value in values.items() if value not in (None, "", [])}
        return Row(table, kept, [evidence(sentence, word)], source, certainty)


def read(bulletin: Bulletin, lexicon: Lexicon) -> Context:
    """Read a bulletin up to the floor of the extractors: mentions, clauses, references, attributions."""
    document = read_document(bulletin, lexicon)
    resolve(document)
    return Context(document, attribute(document))


def part(sentence: Sentence, word: int) -> tuple[int, int]:
    """The words around ``word`` that semicolons, colons or brackets set off."""
    first = last = word
    while first > 0 and sentence.words[first - 1] not in STRONG:
        first -= 1
    while last < len(sentence.words) and sentence.words[last] not in STRONG:
        last += 1
    return first, last


def evidence(sentence: Sentence, word: int) -> tuple[int, int]:
    """Offsets of the fullest statement around a word: the sentence, or the part of it that is set off."""
    first, last = part(sentence, word)
    stop = sentence.stop if last == len(sentence.words) else sentence.end(last)
    start = sentence.start if first == 0 else sentence.offset(first)
    return start, stop


def _in_brackets(sentence: Sentence, word: int) -> bool:
    return sentence.words[:word].count("(") > sentence.words[:word].count(")")


def date_of(sentence: Sentence, first: int, last: int, word: int, *, future: bool = False) -> str:
    """The date nearest to a word among words ``first``..``last``; a weekday lies ahead when ``future``."""
    best, distance = "", 10**6
    for mention in sentence.within(first, last):
        if mention.date is None:
            continue
        away = word - mention.last if mention.last <= word else mention.first - word
        if away < distance:
            span = mention.date
            best, distance = (span.edtf_future or span.edtf) if future else span.edtf, away
    return best


def place_of(sentence: Sentence, first: int, last: int, word: int) -> Mention | None:
    """The place nearest to a word where something happens: after "in", "at", "near"; no whole country."""
    best, distance = None, 10**6
    for mention in sentence.within(first, last):
        if mention.sense("place") is None or mention.first == 0:
            continue
        before = sentence.folded[mention.first - 1]
        away = abs(mention.first - word)
        if before in PLACING and away < distance:
            best, distance = mention, away
    return best


def territory_of(context: Context, mention: Mention) -> str:
    """The actor code of the territory that a place or the name of a state stands for."""
    place = mention.sense("place")
    if place is not None and mention.kind == "place":
        return place.info["country"]
    sense = mention.sense("actor")
    if sense is not None and sense.info["form"] in ("name", "capital"):
        return sense.value
    return place.info["country"] if place is not None else ""


def origin_of(context: Context, sentence: Sentence, first: int, last: int) -> tuple[str, str]:
    """Where a force is or leaves from, and where it goes: codes of territories in words ``first``..``last``."""
    here = there = ""
    for mention in sentence.within(first, last):
        code = territory_of(context, mention)
        if not code or mention.first == 0:
            continue
        before = sentence.folded[mention.first - 1]
        if before == "the" and mention.first > 1:
            before = sentence.folded[mention.first - 2]
        if before in ("to", "into", "across") and not there:
            there = code
        elif before in LOCATING and not here:
            here = code
    return here, there


def owner_in(sentence: Sentence, first: int, last: int) -> str:
    """The actor that a possessive or adjective in a noun group names as owner: "Russia's", "Russian"."""
    for mention in sentence.within(first, last):
        sense = mention.sense("actor")
        if (
            sense is not None
            and sense.info["form"] in ("adjective", "name", "capital", "institution", "people")
            and acting(sentence, mention)
        ):
            return acting(sentence, mention)
    return ""


def governing_verb(clause: Clause, word: int) -> Verb | None:
    """The verb group that governs a word: the one that holds it, else the last before it, else the first."""
    before = None
    for verb in clause.verbs:
        if verb.first <= word <= verb.at:
            return verb
        if verb.first < word:
            before = verb
    return before or (clause.verbs[0] if clause.verbs else None)
