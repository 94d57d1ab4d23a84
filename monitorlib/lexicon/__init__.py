"""Knowledge as data: the CSV files of this folder, compiled into one book of phrases.

Every file is a plain table that a historian can edit (see ``README.md`` here for the columns and sources).
``load`` reads them, checks them, adds a user's folder on top, and gives a `Lexicon`. Looking a text up is one walk over
its words: `PhraseBook` knows for each word the phrases that begin with it, longest first.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from monitorlib.lexicon.entries import ENTRIES, Sense, cues_of, many, with_inherited
from monitorlib.lexicon.headers import HeaderPattern, compiled
from monitorlib.lexicon.reading import HERE, REQUIRED, LexiconError, files, read_rows
from monitorlib.lexicon.spelling import name_key

__all__ = [
    "HERE",
    "WORD",
    "CommonName",
    "Lexicon",
    "LexiconError",
    "Phrase",
    "Sense",
    "fold",
    "leading_of",
    "load",
    "words_of",
]

WORD = re.compile(r"\d+(?:,\d{3})+(?!\d)|\w+|[^\w\s]")
# Words of a name that bulletins print small: "treaty on Conventional Forces in Europe".
PLAIN = frozenset(
    "treaty agreement accord accords protocol pact declaration statement memorandum charter convention".split()
)
# Letters of a spelling key from which on it tells names apart.
LONG_ENOUGH = 5


def words_of(text: str) -> list[str]:
    """Words and punctuation marks of a text, as the parser cuts them."""
    return WORD.findall(text)


def fold(word: str) -> str:
    """A word as it is looked up: lower case, straight apostrophe."""
    # three replacements are quicker than a table of them
    return word.casefold().replace("’", "'").replace("‘", "'").replace("`", "'")


# Which sense names a mention when its phrase has several.
PRIORITY = {
    kind: rank
    for rank, kind in enumerate(
        "system instrument person actor place agency title echelon weapon instrument_noun meeting force site "
        "branch body hedge act meet meeting_act say".split()
    )
}


def leading_of(senses: Sequence[Sense]) -> Sense:
    """The sense that names a mention."""
    return min(senses, key=lambda sense: PRIORITY.get(sense.kind, len(PRIORITY)))


class Phrase(NamedTuple):
    """A compiled phrase: the words after the first, how each of all words must be printed, its senses.

    ``capitals`` has for each word 0 (as it likes), 1 (with a capital) or 2 (in capitals: "US" is not "us"); it is
    empty when all words may be printed as they like.
    """

    rest: tuple[str, ...]
    capitals: tuple[int, ...]
    senses: tuple[Sense, ...]
    leading: Sense


NOTHING: dict[str, tuple[Phrase, ...]] = {}
# Verb phrases of these kinds may have their object inside, unless they end in a word that takes an object itself.
DIVIDING = frozenset({"act", "troops_undergo"})
GOVERNING = frozenset("of to for with into onto on in from at by aboard as".split())


class PhraseBook(dict[str, dict[str, tuple[Phrase, ...]]]):
    """First word → second word ("" when there is none) → the phrases that begin so, longest first.

    Words are folded; a word that begins no phrase gives an empty dictionary, and is not among ``first_words``.
    ``apart`` has, for each word looked up so far, the verb phrases that may have their object inside.

    A word's phrases are compiled when it is first looked up: a bulletin needs only a small part of the book.
    """

    def __init__(self, entries: Iterable[tuple[str, Sense]]) -> None:
        self.apart: dict[str, tuple[Phrase, ...]] = {}
        self._entries: dict[str, list[tuple[str, Sense]]] = defaultdict(list)
        firsts: dict[str, str] = {}  # many phrases begin alike
        for phrase, sense in entries:
            start = phrase.partition(" ")[0]
            first = firsts.get(start)
            if first is None:
                found = WORD.match(start)
                first = firsts[start] = fold(found.group()) if found is not None else ""
            self._entries[first].append((phrase, sense))
        self.first_words = frozenset(self._entries)

    def __missing__(self, word: str) -> dict[str, tuple[Phrase, ...]]:
        if word not in self._entries:
            return NOTHING
        found: dict[tuple[tuple[str, ...], tuple[int, ...]], list[Sense]] = defaultdict(list)
        for printed, sense in self._entries[word]:
            words = words_of(printed)
            capitals = tuple(_capitals(part) for part in words)
            capitals = capitals if any(capitals) else ()
            senses = found[tuple(fold(part) for part in words[1:]), capitals]
            if sense not in senses:
                senses.append(sense)
        phrases = [
            Phrase(rest, capitals, tuple(senses), leading_of(senses))
            for (rest, capitals), senses in found.items()
        ]
        phrases.sort(key=lambda p: (-len(p.rest), p.rest, p.capitals))
        if divided := tuple(phrase for phrase in phrases if _divides(phrase)):
            self.apart[word] = divided
        by_second: dict[str, tuple[Phrase, ...]] = {}
        for phrase in phrases:
            second = phrase.rest[0] if phrase.rest else ""
            by_second[second] = (*by_second.get(second, ()), phrase)
        self[word] = by_second
        return by_second


def _divides(phrase: Phrase) -> bool:
    """Whether a verb phrase may have its object inside: "took eighteen missiles out of service"."""
    if not phrase.rest or phrase.rest[-1] in GOVERNING or phrase.rest[0] in ("them", "it"):
        return False
    return any(
        sense.kind in DIVIDING and sense.info.get("pos") == "verb" and " " in sense.info["base"]
        for sense in phrase.senses
    )


def _capitals(word: str) -> int:
    """How a word of the lexicon must be printed in a text."""
    if not word[0].isupper() or fold(word) in PLAIN:
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


class CommonName(NamedTuple):
    """Whom a common word means: all of some ``states``, ``one`` actor, or two ``opponents``.

    ``beside`` is who must have been named for "the opposition" to mean one actor, ``led_by`` the word that must stand
    before it ("*Central* Asian").
    """

    meaning: str
    actors: tuple[str, ...]
    beside: str
    led_by: str


@dataclass(frozen=True)
class Lexicon:
    """All knowledge files, compiled.

    Attributes
    ----------
    phrases
        The phrases of all files, by their first and second word.
    tables
        File stem → its rows as dictionaries, shipped rows first, then the user's.
    first_names
        Given names, as printed.
    women
        The given names among them that are women's.
    surnames
        Surname, in any spelling → the known people of that name.
    fingerprint
        SHA-256 over the files used, in order: exports record it.
    actors
        Code → row of ``actors.csv``.
    cues
        Cue → all forms of its words: what ``cues.csv`` says of the words around an act.
    """

    phrases: PhraseBook = field(repr=False)
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = field(repr=False)
    first_names: frozenset[str] = field(repr=False)
    women: frozenset[str] = field(repr=False)
    surnames: Mapping[str, tuple[Mapping[str, str], ...]] = field(repr=False)
    fingerprint: str
    actors: Mapping[str, Mapping[str, str]] = field(repr=False)
    cues: Mapping[str, frozenset[str]] = field(repr=False)

    def bearers(self, surname: str) -> tuple[Mapping[str, str], ...]:
        """The known people of a surname, in whatever spelling."""
        return self.surnames.get(surname) or self._surname_keys.get(name_key(surname), ())

    def place_like(self, name: str) -> Mapping[str, str] | None:
        """The one known place whose name is spelled like this one: "Hujand" is Khujand."""
        return self._place_keys.get(name_key(name))

    def homes(self, name: str) -> list[str]:
        """The actors whom a person of this full name most likely acts for, by surname's ending or given name."""
        given, _, surname = name.partition(" ")
        for endings, actors in self._endings:
            if surname.endswith(endings):
                return actors
        return self._origins.get(given, [])

    @functools.cached_property
    def headers(self) -> tuple[HeaderPattern, ...]:
        """How dailies print their header lines, the shipped forms first."""
        return compiled(self.tables["headers"])

    @functools.cached_property
    def part_of(self) -> Mapping[str, str]:
        """Code of a territory with a label of its own → code of the state that it lies in."""
        return {code: row["part_of"] for code, row in self.actors.items() if row.get("part_of")}

    def state_of(self, code: str) -> str:
        """The state that a territory lies in; any other actor is its own."""
        return self.part_of.get(code, code)

    def opponents_of(self, code: str) -> list[str]:
        """Whom an actor fights or talks with at home: "inter-Tajik" talks are between the two."""
        pairs = [n.actors for n in self.common_names.values() if n.meaning == "opponents"]
        return [other for pair in pairs if code in pair for other in pair if other != code]

    @functools.cached_property
    def common_names(self) -> Mapping[str, CommonName]:
        """The common words by which actors are called: "the alliance", "the Baltic presidents"."""
        return {
            row["word"]: CommonName(
                row["meaning"],
                tuple(many(row["actors"])),
                row.get("beside", ""),
                row.get("led_by", ""),
            )
            for row in self.tables["common_names"]
        }

    @functools.cached_property
    def _endings(self) -> list[tuple[tuple[str, ...], list[str]]]:
        rows = self.tables["origins"]
        return [
            (tuple(many(row["endings"])), many(row["actors"])) for row in rows if row.get("endings")
        ]

    @functools.cached_property
    def _origins(self) -> Mapping[str, list[str]]:
        actors = {row["origin"]: many(row["actors"]) for row in self.tables["origins"]}
        names = self.tables["first_names"]
        return {row["name"]: actors.get(row.get("origin", ""), []) for row in names}

    @functools.cached_property
    def _surname_keys(self) -> Mapping[str, tuple[Mapping[str, str], ...]]:
        found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
        for surname, rows in self.surnames.items():
            known = found[name_key(surname)]
            known += [row for row in rows if row not in known]
        return {key: tuple(rows) for key, rows in found.items() if len(key) >= LONG_ENOUGH}

    @functools.cached_property
    def _place_keys(self) -> Mapping[str, Mapping[str, str] | None]:
        found: dict[str, Mapping[str, str] | None] = {}
        for row in self.tables["places"]:
            for name in (row["name"], *many(row.get("variants"))):
                key = name_key(name)
                if len(key) >= LONG_ENOUGH:
                    found[key] = row if found.get(key, row) is row else None
        return found


def load(folder: str | Path | None = None) -> Lexicon:
    """Read and compile the lexicon, once as long as no file of the user's folder changes.

    Parameters
    ----------
    folder
        A folder of CSV files with the names and columns of the shipped ones; their rows are added to those.

    Raises
    ------
    LexiconError
        A file is malformed: the message names file, line and column.
    """
    if folder is None:
        return _load(None, ())
    changed = ((path, path.stat()) for path in sorted(Path(folder).glob("*.csv")))
    return _load(Path(folder), tuple((path, is_.st_mtime_ns, is_.st_size) for path, is_ in changed))


@functools.lru_cache(maxsize=8)
def _load(folder: Path | None, _state: tuple[tuple[Path, int, int], ...]) -> Lexicon:
    collecting = gc.isenabled()
    gc.disable()  # all that is read here stays: the collector would go over it again and again
    try:
        return _read(folder)
    finally:
        if collecting:
            gc.enable()


def _read(folder: Path | None) -> Lexicon:
    """Read and compile the shipped files and those of a folder."""
    tables: dict[str, list[Mapping[str, str]]] = {stem: [] for stem in REQUIRED}
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(path.stem.encode() + b"\0" + path.read_bytes())
        tables[path.stem] += read_rows(path)
    meant = {**tables, "triggers": [*with_inherited(tables["triggers"])]}
    entries = (
        entry for stem, read in ENTRIES.items() for row in meant[stem] for entry in read(row)
    )
    return Lexicon(
        phrases=PhraseBook(entries),
        tables={stem: tuple(rows) for stem, rows in tables.items()},
        first_names=frozenset(row["name"] for row in tables["first_names"]),
        women=frozenset(r["name"] for r in tables["first_names"] if r.get("gender") == "f"),
        surnames=_surnames(tables["people"]),
        fingerprint=digest.hexdigest(),
        actors={row["code"]: row for row in tables["actors"]},
        cues=cues_of(tables["cues"]),
    )


def _surnames(people: Iterable[Mapping[str, str]]) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The people of each surname, in all its spellings."""
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in people:
        for phrase in [row["name"], *many(row.get("variants"))]:
            surname = phrase.split()[-1]
            if row not in found[surname]:
                found[surname].append(row)
    return {surname: tuple(rows) for surname, rows in found.items()}
