"""What the parser saw, as a table for people: every typed span, and whom "he" or "the two ministers" stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from monitorlib.acting import acting
from monitorlib.bulletin import Bulletin
from monitorlib.extract.context import read
from monitorlib.extract.troops.bodies import find_bodies
from monitorlib.extract.troops.body import Body
from monitorlib.lexicon import load
from monitorlib.numerals import read_fraction
from monitorlib.references import SINGULAR
from monitorlib.spans import Mention, Sentence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_mentions"]

# Parts of a formation's or a pair's name, which the row of the whole makes superfluous.
PARTS = frozenset("number echelon branch force body title".split())
FORMATION = frozenset({"named", "counted", "anaphor"})


class Seen(NamedTuple):
    """One row of the table."""

    start: int
    stop: int
    text: str
    kind: str
    value: str
    detail: str
    resolved: bool


def find_mentions(bulletin: Bulletin, lexicon: str | Path | None = None) -> pd.DataFrame:
    """What the parser sees in a bulletin: one row per typed span, in the order of the text.

    Parameters
    ----------
    bulletin
        The bulletin.
    lexicon
        A folder of further lexicon files.

    Returns
    -------
    DataFrame
        ``start``, ``stop`` (offsets into ``bulletin.text``), ``text``; ``kind`` (``number``, ``date``, ``person``,
        ``people``, ``actor``, ``actors``, ``place``, ``system``, ``formation``, ``troops``, ``instrument``,
        ``agency``, or the kind of a word of the grammar); ``value`` (number, EDTF, name, code, id); ``detail``
        (a number's qualifier, a person's actor and office, a place's country, what a formation is); ``resolved``
        (whether the words only point to what the value names: "he", "the two ministers", "the regiment").
    """
    import pandas as pd

    context = read(bulletin, load(lexicon))
    rows: list[Seen] = list(_in_tags(bulletin))
    for sentence, bodies in zip(context.sentences, find_bodies(context), strict=True):
        rows += _in_sentence(sentence, bodies, bulletin.text)
    rows.sort(key=lambda row: (row.start, -row.stop))
    return pd.DataFrame(rows, columns=list(Seen._fields))


def _in_tags(bulletin: Bulletin) -> Iterator[Seen]:
    """The agencies of "(Itar-Tass, Interfax, May 14)"."""
    text = bulletin.text
    for start, stop in bulletin.tags:
        for name in bulletin.agencies:
            at = text.find(name, start, stop)
            if at >= 0:
                yield Seen(at, at + len(name), name, "agency", name, "tag", resolved=False)


def _in_sentence(sentence: Sentence, bodies: list[Body], text: str) -> Iterator[Seen]:
    def seen(first: int, last: int, kind: str, value: str, detail: str, *, resolved: bool) -> Seen:
        start, stop = sentence.offset(first), sentence.end(last)
        return Seen(start, stop, text[start:stop], kind, value, detail, resolved)

    wholes: list[tuple[int, int]] = []
    counts: list[tuple[int, int]] = []
    for body in bodies:
        if body.kind not in ("pronoun", "people", "losses"):
            (wholes if body.kind in ("named", "anaphor") else counts).append(
                (body.first, body.last)
            )
            yield seen(body.first, body.last, *_formation(body), resolved=body.of is not None)
    groups = [(m.first, m.last) for m in sentence.mentions if m.kind == "actors"]
    for first, last, fraction in _fractions(sentence):
        wholes.append((first, last))
        yield seen(first, last, "number", fraction, "share", resolved=False)
    for mention in sentence.mentions:
        part = mention.kind in PARTS and _within(mention, wholes)
        part = part or (mention.kind in PARTS - {"number"} and _within(mention, counts))
        if part or (mention.kind != "actors" and _within(mention, groups)):
            continue
        kind, value, detail = _described(sentence, mention)
        resolved = _points(sentence, mention)
        yield seen(mention.first, mention.last, kind, value, detail, resolved=resolved)


def _within(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(first <= mention.first and mention.last <= last for first, last in spans)


def _points(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is a pronoun, an office or a pair that stands for somebody named elsewhere."""
    if mention.kind == "actors":
        return True
    office = mention.sense("title") is not None or sentence.folded[mention.first] in SINGULAR
    return mention.person is not None and office


def _described(sentence: Sentence, mention: Mention) -> tuple[str, str, str]:
    """Kind, value and detail of a mention where it stands."""
    if mention.person is not None:
        person = mention.person
        return "person", person.name, f"{person.actor} {person.level}".strip()
    pair = [sense.value for sense in mention.senses if sense.kind == "pair"]
    if pair:
        return "people", "; ".join(sorted(pair)), mention.value
    if mention.numeral is not None:
        qualifier = mention.numeral.qualifier
        uncounted = "share or money" if mention.numeral.value is None else ""
        return "number", mention.value, uncounted or (qualifier if qualifier != "exact" else "")
    if mention.kind in ("actor", "place"):
        return _where_or_who(sentence, mention)
    return mention.kind, mention.value, ""


def _where_or_who(sentence: Sentence, mention: Mention) -> tuple[str, str, str]:
    """ "Minsk" is Belarus where it acts, and a town in "in Minsk"."""
    actor, place = mention.sense("actor"), mention.sense("place")
    acts = bool(acting(sentence, mention))
    if place is not None and not acts:
        return "place", place.value, place.info["country"]
    if actor is None:
        return mention.kind, mention.value, ""
    return "actor", actor.value, "" if acts else "territory"


def _formation(body: Body) -> tuple[str, str, str]:
    """Kind, value and detail of a body of troops."""
    meant = body.meant
    what = f"{meant.branch} {meant.echelon}".strip()
    if body.kind in FORMATION and meant.kind in FORMATION:
        counted = str(meant.number) if meant.number and not meant.name else ""
        return "formation", meant.name or f"{counted} {meant.echelon}".strip(), what
    number = "" if meant.strength is None else str(meant.strength.value or "")
    return "troops", number, what


def _fractions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """ "A third of", "three quarters of": shares, which no table counts."""
    for at in range(len(sentence.folded)):
        found = read_fraction(sentence.folded, at)
        if found is not None:
            yield at, *found
