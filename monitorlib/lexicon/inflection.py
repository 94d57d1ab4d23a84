"""English forms of the words in the lexicon: plurals and verb tenses."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["plural", "verb_forms"]

VOWELS = "aeiou"
UNCHANGED = ("s", "forces", "talks", "works", "personnel", "aircraft", "artillery")
IRREGULAR_PLURALS = {
    "man": "men",
    "serviceman": "servicemen",
    "spokesman": "spokesmen",
    "chairman": "chairmen",
}


def plural(phrase: str) -> str:
    """The plural of a noun phrase: of its head, that is the word before the first "of", "in" or "for"."""
    head, preposition, tail = re.split(r"( (?:of|in|for|to|on) |$)", phrase, maxsplit=1)
    stem, _, last = head.rpartition(" ")
    return f"{stem} {_plural_word(last)}".strip() + preposition + tail


def _plural_word(word: str) -> str:
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word.endswith(("ss", "sh", "ch", "x", "z")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word if word.endswith(UNCHANGED) else word + "s"


@functools.cache
def _irregular() -> Mapping[str, tuple[list[str], list[str]]]:
    with (Path(__file__).parent / "irregular_verbs.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        return {
            row["base"]: (row["past"].split(";"), row["participle"].split(";"))
            for row in csv.DictReader(stream)
        }


def verb_forms(phrase: str) -> Iterator[tuple[str, str]]:
    """All forms of a verb phrase ("pull out") with their tense: base, present, past, participle, ing.

    A form that serves as past and as participle ("signed") has the tense ``past``; only forms that are nothing
    but participles ("taken") have ``participle``.
    """
    verb, _, rest = phrase.partition(" ")
    rest = " " + rest if rest else ""
    for form, tense in _forms(verb):
        yield form + rest, tense


@functools.cache
def _forms(verb: str) -> list[tuple[str, str]]:
    """The forms of a verb with their tenses: many phrases share one."""
    past, participle = _irregular().get(verb, ([_ed(verb)], [_ed(verb)]))
    forms = [(verb, "base"), (_third_person(verb), "present"), (_ing(verb), "ing")]
    forms += [(form, "past") for form in past if form != verb]
    forms += [(form, "participle") for form in participle if form not in past and form != verb]
    return forms


def _third_person(verb: str) -> str:
    if verb.endswith("o"):
        return verb + "es"
    return {"have": "has", "be": "is"}.get(verb) or _plural_word(verb)


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles before -ed, -ing: one short stressed vowel before it ("cut", "permit")."""
    ends = re.search(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$", verb)
    stressed = len(re.findall(r"[aeiouy]+", verb)) == 1 or (
        verb.endswith(("mit", "fer", "cur", "bel", "pel", "nul", "trol"))
        and not verb.endswith("ffer")
    )  # "offered", "differed"
    return bool(ends and stressed)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"
