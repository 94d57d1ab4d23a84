"""Knowledge as data: the CSV files of this folder, compiled into one phrase table.

Every file is a plain table that a historian can edit (see ``README.md`` here for the columns and sources).
``load`` reads them, checks them, adds a user's folder on top, and compiles a `Lexicon`: a dictionary from
the first word of a phrase to all phrases that begin so, longest first. Looking a text up is then one walk
over its words.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from monitorlib.lexicon.inflection import plural, verb_forms

__all__ = ["Lexicon", "LexiconError", "Sense", "fold", "load", "words_of"]

HERE = Path(__file__).parent
WORD = re.compile(r"\d+(?:,\d{3})+(?!\d)|\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


class LexiconError(ValueError):
    """A lexicon file is wrong; the message names file, line and column."""


class Sense(NamedTuple):
    """What a phrase may stand for.

    ``kind`` is one of ``actor person title agency place system instrument echelon branch site`` or a class of
    ``triggers.csv``; ``value`` its code; ``info`` the other columns of its row.
    """

    kind: str
    value: str
    info: Mapping[str, str]


class Phrase(NamedTuple):
    """A compiled phrase: the words after the first, whether each of all words must be capitalised, its senses."""

    rest: tuple[str, ...]
    capitals: tuple[bool, ...]
    senses: tuple[Sense, ...]


@dataclass(frozen=True)
class Lexicon:
    """All knowledge files, compiled.

    Attributes
    ----------
    phrases
        First word (folded) → phrases that begin with it, longest first.
    tables
        File stem → its rows as dictionaries, shipped rows first, then the user's.
    first_names
        Given names, as printed.
    fingerprint
        SHA-256 over the files used, in order: exports record it.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    first_names: frozenset[str]
    fingerprint: str
    actors: Mapping[str, Mapping[str, str]] = field(repr=False)
    places: Mapping[str, Mapping[str, str]] = field(repr=False)
    surnames: Mapping[str, tuple[Mapping[str, str], ...]] = field(repr=False)
    first_words: frozenset[str] = field(repr=False)


def words_of(text: str) -> list[str]:
    """Words and punctuation marks of a text, as the parser cuts them."""
    return WORD.findall(text)


def fold(word: str) -> str:
    """A word as it is looked up: lower case, straight apostrophe."""
    return word.casefold().translate(_APOSTROPHES)


# --- reading -----------------------------------------------------------------------------------------------

REQUIRED = {
    "actors": ("code", "name", "kind"),
    "people": ("person_id", "name", "actor"),
    "titles": ("title", "kind", "level"),
    "first_names": ("name",),
    "agencies": ("name",),
    "places": ("place_id", "name", "kind", "lat", "lon"),
    "systems": ("system", "category"),
    "instruments": ("instrument_id", "title", "kind"),
    "echelons": ("word", "echelon"),
    "branches": ("word", "branch"),
    "site_kinds": ("word", "kind"),
    "triggers": ("word", "pos", "kind", "value"),
    "irregular_verbs": ("base", "past", "participle"),
}
CHOICES = {
    ("triggers", "pos"): {"verb", "noun", "phrase"},
    ("titles", "kind"): {"rank", "office"},
    ("systems", "category"): {"missile", "bomber", "submarine", "sam"},
}


def _read(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of one file with their line numbers, checked for the columns and values that its table needs."""
    needed = REQUIRED[path.stem]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [column for column in needed if column not in (reader.fieldnames or ())]
        if missing:
            raise LexiconError(f"{path}, line 1: column {missing[0]!r} is missing")
        for raw in reader:
            line = reader.line_num
            if None in raw or None in raw.values():
                raise LexiconError(
                    f"{path}, line {line}: the row has not as many cells as the header"
                )
            row = {key: value.strip() for key, value in raw.items()}
            for column in needed:
                _check(path, line, column, row[column])
            yield line, row


def _check(path: Path, line: int, column: str, cell: str) -> None:
    if not cell and (path.stem, column) != ("triggers", "value"):
        raise LexiconError(f"{path}, line {line}, column {column!r}: empty")
    allowed = CHOICES.get((path.stem, column))
    if allowed and cell not in allowed:
        raise LexiconError(
            f"{path}, line {line}, column {column!r}: {cell!r} is none of {sorted(allowed)}"
        )
    if column in ("lat", "lon"):
        try:
            inside = abs(float(cell)) <= (90 if column == "lat" else 180)
        except ValueError:
            inside = False
        if not inside:
            raise LexiconError(
                f"{path}, line {line}, column {column!r}: {cell!r} is no degree of WGS 84"
            )


def _files(folder: Path | None) -> list[Path]:
    files = [HERE / f"{stem}.csv" for stem in REQUIRED if (HERE / f"{stem}.csv").exists()]
    if folder is None:
        return files
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder")
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in REQUIRED:
            raise LexiconError(
                f"{path}: no lexicon table has this name; known are {', '.join(REQUIRED)}"
            )
        files.append(path)
    return files


@functools.lru_cache(maxsize=8)
def load(folder: str | Path | None = None) -> Lexicon:
    """Read and compile the lexicon.

    Parameters
    ----------
    folder
        A folder of CSV files with the names and columns of the shipped ones; their rows are added to those.

    Raises
    ------
    LexiconError
        A file is malformed: the message names file, line and column.
    """
    tables: dict[str, list[Mapping[str, str]]] = {stem: [] for stem in REQUIRED}
    digest = hashlib.sha256()
    for path in _files(Path(folder) if folder is not None else None):
        digest.update(path.stem.encode() + b"\0" + path.read_bytes())
        tables[path.stem] += [MappingProxyType(row) for _, row in _read(path)]
    return _compile({stem: tuple(rows) for stem, rows in tables.items()}, digest.hexdigest())


# --- compiling ---------------------------------------------------------------------------------------------


def _many(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


# Words of a name that bulletins print small: "treaty on Conventional Forces in Europe".
PLAIN = frozenset(
    "treaty agreement accord accords protocol pact declaration statement memorandum charter convention".split()
)
Entries = Iterator[tuple[str, Sense]]


def _actors(row: Mapping[str, str]) -> Entries:
    forms = {"name": [row["name"], *_many(row.get("variants"))]}
    forms |= {
        form: _many(row.get(column))
        for form, column in (
            ("adjective", "adjectives"),
            ("people", "peoples"),
            ("capital", "capitals"),
            ("institution", "institutions"),
        )
    }
    for form, phrases in forms.items():
        info = MappingProxyType({"form": form, "kind": row["kind"], "name": row["name"]})
        for phrase in phrases:
            yield phrase, Sense("actor", row["code"], info)


def _people(row: Mapping[str, str]) -> Entries:
    for phrase in [row["name"], *_many(row.get("variants"))]:
        yield phrase, Sense("person", row["person_id"], row)


def _titles(row: Mapping[str, str]) -> Entries:
    for phrase in (
        (row["title"], plural(row["title"])) if row["kind"] == "office" else (row["title"],)
    ):
        yield phrase, Sense("title", row["level"], row)


def _agencies(row: Mapping[str, str]) -> Entries:
    for phrase in [row["name"], *_many(row.get("variants"))]:
        yield phrase, Sense("agency", row["name"], row)


def _places(row: Mapping[str, str]) -> Entries:
    for phrase in [row["name"], *_many(row.get("variants"))]:
        yield phrase, Sense("place", row["place_id"], row)


def _systems(row: Mapping[str, str]) -> Entries:
    for phrase in [row["system"], *_many(row.get("variants"))]:
        for form in (phrase, phrase + "s"):
            yield form, Sense("system", row["system"], row)


def _instruments(row: Mapping[str, str]) -> Entries:
    for phrase in [row["title"], *_many(row.get("variants"))]:
        yield phrase, Sense("instrument", row["title"], row)


def _nouns(kind: str, column: str) -> Callable[[Mapping[str, str]], Entries]:
    def entries(row: Mapping[str, str]) -> Entries:
        for form, number in ((row["word"], "one"), (plural(row["word"]), "many")):
            yield form, Sense(kind, row[column], MappingProxyType({**row, "number": number}))

    return entries


def _triggers(row: Mapping[str, str]) -> Entries:
    value = row["value"]
    if row["pos"] == "verb":
        for form, tense in verb_forms(row["word"]):
            yield (
                form,
                Sense(
                    row["kind"],
                    value,
                    MappingProxyType({"pos": "verb", "tense": tense, "base": row["word"]}),
                ),
            )
    elif row["pos"] == "noun":
        for form, number in ((row["word"], "one"), (plural(row["word"]), "many")):
            yield (
                form,
                Sense(
                    row["kind"],
                    value,
                    MappingProxyType({"pos": "noun", "number": number, "base": row["word"]}),
                ),
            )
    else:
        yield (
            row["word"],
            Sense(row["kind"], value, MappingProxyType({"pos": "phrase", "base": row["word"]})),
        )


COMPILERS: dict[str, Callable[[Mapping[str, str]], Entries]] = {
    "actors": _actors,
    "people": _people,
    "titles": _titles,
    "agencies": _agencies,
    "places": _places,
    "systems": _systems,
    "instruments": _instruments,
    "echelons": _nouns("echelon", "echelon"),
    "branches": _nouns("branch", "branch"),
    "site_kinds": _nouns("site", "kind"),
    "triggers": _triggers,
}


def _surnames(people: Iterable[Mapping[str, str]]) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The people of each surname, in all its spellings."""
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in people:
        for phrase in [row["name"], *_many(row.get("variants"))]:
            surname = phrase.split()[-1]
            if row not in found[surname]:
                found[surname].append(row)
    return MappingProxyType({surname: tuple(rows) for surname, rows in found.items()})


def _compile(tables: Mapping[str, tuple[Mapping[str, str], ...]], fingerprint: str) -> Lexicon:
    found: dict[tuple[str, ...], list[tuple[tuple[bool, ...], Sense]]] = defaultdict(list)
    for stem, entries in COMPILERS.items():
        for row in tables[stem]:
            for phrase, sense in entries(row):
                words = words_of(phrase)
                key = tuple(fold(word) for word in words)
                capitals = tuple(word[0].isupper() and fold(word) not in PLAIN for word in words)
                if all(sense != known for _, known in found[key]):
                    found[key].append((capitals, sense))
    index: dict[str, list[Phrase]] = defaultdict(list)
    for key, pairs in found.items():
        by_capitals: dict[tuple[bool, ...], list[Sense]] = defaultdict(list)
        for capitals, sense in pairs:
            by_capitals[capitals].append(sense)
        for capitals, senses in by_capitals.items():
            index[key[0]].append(Phrase(key[1:], capitals, tuple(senses)))
    return Lexicon(
        phrases=MappingProxyType(
            {
                word: tuple(sorted(group, key=lambda p: (-len(p.rest), p)))
                for word, group in index.items()
            }
        ),
        tables=MappingProxyType(dict(tables)),
        first_names=frozenset(row["name"] for row in tables["first_names"]),
        fingerprint=fingerprint,
        actors=MappingProxyType({row["code"]: row for row in tables["actors"]}),
        places=MappingProxyType({row["place_id"]: row for row in tables["places"]}),
        surnames=_surnames(tables["people"]),
        first_words=frozenset(index),
    )
