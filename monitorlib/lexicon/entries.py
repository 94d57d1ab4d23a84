"""What each lexicon table says: its rows as phrases with the sense that each has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from monitorlib.lexicon.inflection import plural, verb_forms

__all__ = ["ENTRIES", "Sense", "cues_of", "many", "with_inherited"]


@dataclass(
    slots=True
)  # no tuple: nothing is asked for as often as its parts, and slots are quicker
class Sense:
    """What a phrase may stand for.

    ``kind`` is one of ``actor person title agency place system instrument echelon branch site`` or a class of
    ``triggers.csv``; ``value`` its code; ``info`` the other columns of its row.
    """

    kind: str
    value: str
    info: Mapping[str, str]


PARTICLES = frozenset("away back down in off out over up".split())
TROOPS = frozenset({"troops_do", "troops_undergo"})
BINDING = frozenset("from to into with for at".split())  # a verb means the same with these
Row = Mapping[str, str]
Entries = Iterator[tuple[str, Sense]]


def many(cell: str | None) -> list[str]:
    """The values of a cell that holds several, set off by semicolons."""
    if not cell:
        return []
    if ";" not in cell:
        return [cell]
    return [part.strip() for part in cell.split(";") if part.strip()]


FORMS = {
    "adjective": "adjectives",
    "people": "peoples",
    "capital": "capitals",
    "institution": "institutions",
}


def _actors(row: Row) -> Entries:
    forms = {"name": [row["name"], *many(row.get("variants"))]}
    forms |= {form: many(row.get(column)) for form, column in FORMS.items()}
    for form, phrases in forms.items():
        info = {"form": form, "kind": row["kind"], "name": row["name"]}
        for phrase in phrases:
            yield phrase, Sense("actor", row["code"], info)


def _named(kind: str, name: str, value: str) -> Callable[[Row], Entries]:
    """Entries of a table whose rows have a name and variants."""

    def entries(row: Row) -> Entries:
        sense = Sense(kind, row[value], row)
        yield row[name], sense
        for phrase in many(row.get("variants")):
            yield phrase, sense

    return entries


def _systems(row: Row) -> Entries:
    sense = Sense("system", row["system"], row)
    for phrase in [row["system"], *many(row.get("variants"))]:
        yield phrase, sense
        yield phrase + "s", sense


def _titles(row: Row) -> Entries:
    sense = Sense("title", row["level"], row)
    yield row["title"], sense
    if row["kind"] == "office":
        yield plural(row["title"]), sense


def _nouns(kind: str, column: str) -> Callable[[Row], Entries]:
    """Entries of a table of common nouns, in both numbers."""

    def entries(row: Row) -> Entries:
        yield row["word"], Sense(kind, row[column], {**row, "number": "one"})
        yield plural(row["word"]), Sense(kind, row[column], {**row, "number": "many"})

    return entries


def with_inherited(triggers: Iterable[Row]) -> Iterator[Row]:
    """The rows of ``triggers.csv``, and what a verb with a preposition has from the verb alone.

    "Transfer to" is listed for what it does to sites; what "transfer" does to weapons, it does too.
    """
    rows = list(triggers)
    senses: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["pos"] == "verb":
            senses[row["word"]].append(row)
    yield from rows
    for word, own in senses.items():
        verb, _, preposition = word.rpartition(" ")
        if preposition in BINDING:
            kinds = {row["kind"] for row in own}
            for row in senses.get(verb, ()):
                if row["kind"] not in kinds:
                    yield {**row, "word": word, "base": verb}
        elif " " in word and {row["kind"] for row in own} <= TROOPS:
            yield from _uncovered(word, senses)


def _uncovered(word: str, senses: Mapping[str, list[Row]]) -> Iterator[Row]:
    """What a phrase of troops alone has of weapons and sites from the longest verb that it begins with."""
    start = word.rpartition(" ")[0]
    while start and start not in senses:
        start = start.rpartition(" ")[0]
    for row in senses.get(start, ()):
        if row["kind"] in ("act", "site_act"):
            yield {**row, "word": word, "base": start}


def _triggers(row: Row) -> Entries:
    word, kind, value = row["word"], row["kind"], row["value"]
    if row["pos"] == "verb":
        base = row.get("base", word)
        for form, tense in verb_forms(word):
            sense = Sense(kind, value, {"pos": "verb", "tense": tense, "base": base})
            yield form, sense
            verb, _, particle = form.partition(" ")
            if particle in PARTICLES:  # "carting them off"
                yield f"{verb} them {particle}", sense
                yield f"{verb} it {particle}", sense
    elif row["pos"] == "noun":
        for form, number in ((word, "one"), (plural(word), "many")):
            yield form, Sense(kind, value, {"pos": "noun", "number": number, "base": word})
    else:
        yield word, Sense(kind, value, {"pos": "phrase", "base": word})


ENTRIES: dict[str, Callable[[Row], Entries]] = {
    "actors": _actors,
    "people": _named("person", "name", "person_id"),
    "titles": _titles,
    "agencies": _named("agency", "name", "name"),
    "places": _named("place", "name", "place_id"),
    "systems": _systems,
    "instruments": _named("instrument", "title", "title"),
    "echelons": _nouns("echelon", "echelon"),
    "branches": _nouns("branch", "branch"),
    "site_kinds": _nouns("site", "kind"),
    "known_sites": _named("known_site", "place", "kind"),
    "triggers": _triggers,
}


def cues_of(rows: Iterable[Row]) -> Mapping[str, frozenset[str]]:
    """Cue → all forms of the words that give it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        word, pos = row["word"], row["pos"]
        forms = [word, plural(word)] if pos == "noun" else [word]
        found[row["cue"]].update(forms if pos != "verb" else (form for form, _ in verb_forms(word)))
    return {cue: frozenset(forms) for cue, forms in found.items()}
