"""Who says so, and how sure the text is: source and certainty of every part of a sentence.

A verb of speech lends its subject to what follows ("Marchuk said that …"), or to the whole sentence when it is put in
or behind ("…, he said, …"); "according to X" likewise. A hedge ("reportedly", "is said to") makes its clause
``reported``.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.clauses import Clause, Document, Verb
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["Attribution", "Attributions", "attribute", "said"]


class Attribution(NamedTuple):
    """Words ``first``..``last`` of a sentence are what ``source`` says, with this certainty."""

    first: int
    last: int
    source: str
    certainty: str


Attributions = dict[int, list[Attribution]]
BARRIERS = frozenset({";", "(", ")"})
VAGUE = frozenset(
    "official officials source sources observer observers diplomat diplomats spokesman spokesmen".split()
)


def attribute(document: Document) -> Attributions:
    """The attributions of all sentences, by sentence index."""
    found: Attributions = {}
    for sentence, clauses in zip(document.sentences, document.clauses, strict=True):
        here = [
            part
            for clause in clauses
            for verb in clause.verbs
            if (part := _speech(sentence, clause, verb))
        ]
        here += _by_phrase(sentence)
        here += _hedges(document, sentence)
        if here:
            found[sentence.index] = here
        if here and sentence.folded[0] in ("so", "such") and here[0].source and sentence.index:
            before = document.sentences[sentence.index - 1]
            found.setdefault(before.index, []).append(
                Attribution(0, len(before.words), here[0].source, "claimed")
            )
    return found


def said(attributions: Attributions, sentence: Sentence, word: int) -> tuple[str, str]:
    """Source and certainty of what stands at a word: the narrowest claim, made ``reported`` by any hedge."""
    source, certainty, width = "", "stated", 10**6
    hedged = False
    for part in attributions.get(sentence.index, ()):
        if not part.first <= word < part.last:
            continue
        if part.certainty == "reported":
            hedged = True
        elif part.last - part.first < width:
            source, certainty, width = part.source, "claimed", part.last - part.first
    return source, "reported" if hedged else certainty


def _speech(sentence: Sentence, clause: Clause, verb: Verb) -> Attribution | None:
    """What a verb of speech lends to whom."""
    if (
        verb.mention is None
        or verb.mention.sense("say") is None
        or verb.mood in ("negated", "maybe")
    ):
        return None
    before = [m for m in sentence.within(clause.first, verb.first) if _speaker(sentence, m)]
    inverted = not before and verb.voice != "passive"
    after = [
        m
        for m in sentence.within(verb.at + 1, min(verb.at + 8, len(sentence.words)))
        if _speaker(sentence, m)
    ]
    speakers = after[:1] if inverted else before
    if clause.kind == "relative" and clause.antecedent is not None and not before:
        speakers, inverted = [clause.antecedent], False
    if verb.voice == "passive":
        speakers = [
            m
            for m in after
            if sentence.folded[m.first - 1] in ("by", "as") or sentence.folded[m.first - 2] == "by"
        ]
    if not speakers and clause.subject:
        speakers = [m for m in clause.subject if _speaker(sentence, m)]
    source = _name(sentence, speakers, after)
    if source is None:
        return None
    first, last = verb.at + 1, _edge(sentence, verb.at, 1)
    put_in = sentence.words[clause.first - 1 : clause.first] == [","] or (
        inverted and sentence.folded[verb.first - 1] in (",", '"', "”")
    )
    if put_in or verb.at + 2 >= len(sentence.words) or sentence.words[verb.at + 1] in (",", "."):
        first = _edge(sentence, verb.first, -1)
    return Attribution(first, last, source, "claimed")


def _speaker(sentence: Sentence, mention: Mention) -> bool:
    return (
        mention.person is not None
        or mention.kind == "agency"
        or bool(mention.sense("title"))
        or bool(acting(sentence, mention))
    )


def _name(sentence: Sentence, speakers: list[Mention], after: list[Mention]) -> str | None:
    """The source's name: a person, else an agency or office as printed; unnamed officials speak through an agency."""
    for mention in speakers:
        if mention.person is not None:
            return mention.person.name
    agencies = [m for m in [*speakers, *after] if m.kind == "agency"]
    if agencies and (not speakers or speakers[0].kind in ("agency", "title")):
        return _printed(sentence, agencies[0])
    for mention in speakers:
        if mention.sense("actor"):
            return _printed(sentence, mention)
    return "" if speakers else None


def _printed(sentence: Sentence, mention: Mention) -> str:
    return " ".join(sentence.words[mention.first : mention.last]).replace(" - ", "-")


def _edge(sentence: Sentence, word: int, step: int) -> int:
    """How far a claim reaches from a word, left or right: to the next semicolon or bracket."""
    at = word
    while 0 <= at + step < len(sentence.words) and sentence.words[at + step] not in BARRIERS:
        at += step
    return at + 1 if step > 0 else at


def _by_phrase(sentence: Sentence) -> list[Attribution]:
    """ "according to Sergeev", "by Moscow's count", "in their view"."""
    found = []
    for mention in sentence.mentions:
        sense = mention.sense("say")
        if sense is None or sense.info.get("pos") != "phrase":
            continue
        after = [
            m
            for m in sentence.within(mention.last, min(mention.last + 14, len(sentence.words)))
            if _speaker(sentence, m)
        ]
        people = [m for m in after if m.person is not None][:1]
        source = _name(sentence, people or after[:1], []) or ""
        found.append(
            Attribution(
                _edge(sentence, mention.first, -1),
                _edge(sentence, mention.first, 1),
                source,
                "claimed",
            )
        )
    return found


def _hedges(document: Document, sentence: Sentence) -> list[Attribution]:
    found = []
    for mention in sentence.mentions:
        if mention.sense("hedge"):
            clause = document.clause_at(sentence, mention.first)
            found.append(Attribution(clause.first, clause.last, "", "reported"))
    return found
