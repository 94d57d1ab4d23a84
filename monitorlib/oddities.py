"""What is odd about the text of a bulletin, found by its form: a reader should know before he trusts the rows.

Nothing is mended here, for a guess would change what was printed; each oddity is noted once, at its first place,
with the number of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitorlib.layout import LONGEST_SENTENCE, Layout, Span

__all__ = ["Oddity", "find_oddities"]

ENOUGH = 40  # words from which on it can be told what language they are
# One word in four or more of any English prose is one of these.
ENGLISH = frozenset(
    "the of and to in a that for is was on with by as at from it has have be were which an are its not".split()
)
ENGLISH_SHARE = 0.15
# The patterns begin at what is rare in a text, so that a search costs little.
_RUN_TOGETHER = re.compile(r"[^\W\d_]{25,}+")
_NO_SPACE = re.compile(r"[.!?,;:](?<=[a-z]{2}.)[A-Z][a-z]")
# "Russ1a", "0ctober", "l995", "1O0": a letter and a digit that look alike; "SS-18", "Tu-95MS" and "1st" are not meant.
_MISREAD = re.compile(
    r"[015lIO](?:(?<=[a-z][015])[015]*[a-z]|(?<=\b[01])(?=[a-z]{3})|(?<=\b[lIO])(?=[0-9]{2,3}\b)"
    r"|(?<=[0-9][lO])(?=[0-9]))"
)
_OTHER_LETTERS = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u3040-\u30ff\u4e00-\u9fff]+")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


class Oddity(NamedTuple):
    """Where the first one is, a word to filter by, and what a person should know."""

    start: int
    stop: int
    kind: str
    message: str


def find_oddities(text: str, layout: Layout, sentences: Sequence[Span]) -> Iterator[Oddity]:
    """Find what is odd about a text.

    Parameters
    ----------
    text
        The bulletin.
    layout, sentences
        Its parts.
    """
    if not sentences:
        yield Oddity(0, 0, "empty", "there is no sentence in it")
        return
    yield from _language(text, layout, sentences)
    yield from _spelling(text, *layout.body)
    yield from _unbalanced(text, layout.paragraphs)
    long = [span for span in sentences if span[1] - span[0] > LONGEST_SENTENCE * 3 // 4]
    yield from _noted(long, "long_sentence", "so long that parts of it may be read apart")
    yield from _noted(layout.titles, "headline_inside", "a headline amid the text: in no sentence")


def _language(text: str, layout: Layout, sentences: Sequence[Span]) -> Iterator[Oddity]:
    """Capitals throughout or none at all, another language, words in other letters."""
    for cased, kind, how in (
        (str.isupper, "capitals", "in capitals"),
        (str.islower, "small_letters", "without capitals"),
    ):
        printed = [span for span in sentences if cased(text[slice(*span)])]
        if 2 * len(printed) >= len(sentences):
            yield from _noted(printed, kind, f"printed {how}, so that names look like any word")
    words = text[slice(*layout.body)].lower().split()
    english = sum(map(ENGLISH.__contains__, words))
    if len(words) >= ENOUGH and english < len(words) * ENGLISH_SHARE:
        yield Oddity(*layout.body, "other_language", "this does not look like English prose")
    elif not text.isascii():
        foreign = [match.span() for match in _OTHER_LETTERS.finditer(text, *layout.body)]
        yield from _noted(
            foreign, "other_letters", "not in Latin letters: no name in them is known"
        )


def _spelling(text: str, start: int, stop: int) -> Iterator[Oddity]:
    """Spaces that are missing, letters read as digits."""
    kinds = [
        (_NO_SPACE, "missing_space", "no space behind the mark"),
        (
            _MISREAD,
            "misread",
            "a digit among letters or a letter among digits, as scanners misread",
        ),
    ]
    if max(map(len, text[start:stop].split()), default=0) > 24:
        kinds.append((_RUN_TOGETHER, "run_together", "so long a word that it may be several"))
    for pattern, kind, message in kinds:
        found = [match.span() for match in pattern.finditer(text, start, stop)]
        yield from _noted(found, kind, message)


def _unbalanced(text: str, paragraphs: Sequence[Span]) -> Iterator[Oddity]:
    """Brackets and quotation marks that stay open; "a)" closes one never opened, which is no oddity."""
    found = []
    for index, (start, stop) in enumerate(paragraphs):
        following = text[paragraphs[index + 1][0]] if index + 1 < len(paragraphs) else ""
        left_open = [
            opening
            for opening, closing in _PAIRS
            if text.count(opening, start, stop) > text.count(closing, start, stop)
        ]
        if text.count('"', start, stop) % 2:
            left_open.append('"')
        # A quotation of several paragraphs opens again in each and closes in the last alone.
        if any(opening != following for opening in left_open):
            found.append((start, stop))
    yield from _noted(found, "unbalanced", "a bracket or quotation mark in it is not closed")


def _noted(spans: Sequence[Span], kind: str, message: str) -> Iterator[Oddity]:
    if spans:
        more = f" ({len(spans)} places)" if len(spans) > 1 else ""
        yield Oddity(*spans[0], kind, message + more)
