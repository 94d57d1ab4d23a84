"""The words of a sentence that stand for an instrument: nouns, names, "it", "the one on …", "a third, signed …".

That two places speak of the same instrument is settled in `same_instrument`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.extract.context import Context
from monitorlib.extract.instruments.names import is_plural, kind_of
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["Spoken", "nouns_of"]

# Words that may follow where a noun is left out: "the one on …", "a third, signed in …".
GOING_ON = frozenset(
    "on between with signed concluded initialed reached regarding concerning".split()
)
PRONOUNS = frozenset({"it", "them", "they", "one"})
ALL = frozenset({"all", "both", "these"})
PARTS = frozenset("one other another first second third fourth fifth last".split())
RANKS = frozenset("first second third fourth fifth latter former other".split())
# All words that may stand for an instrument spoken of before: no other is looked at.
STANDING = PRONOUNS | ALL | PARTS | RANKS | {"ones", "that", "those"}
JOINERS = (["and"], ["or"], [","], [",", "and"], [",", "or"])
# What only resembles an instrument, or is called one: "as good as a treaty", "amounts to an alliance pact".
LIKENESS = frozenset(
    "good as|much as|well as|amount to|amounts to|amounted to|tantamount to|equivalent to|akin to".split(
        "|"
    )
)
PACKAGE_LASTS = 2  # sentences
OPENING = frozenset("in under by the a".split())  # before "one of them" at the head of a sentence


@dataclass(slots=True)
class Spoken:
    """The instrument noun spoken of last: what "it" and "the second" stand for."""

    sentence: int = -9
    kind: str = ""
    many: bool = False


def nouns_of(context: Context, sentence: Sentence, spoken: Spoken) -> Iterator[Mention]:
    """What names instruments in a sentence, left to right; ``spoken`` is kept up to date."""
    named = sentence.of("instrument", "instrument_noun")
    nouns = _apart(sentence, [m for m in named if _is_noun(sentence, m)])
    found = {mention.first: mention for mention in nouns}
    if not found and sentence.index - spoken.sentence > PACKAGE_LASTS:
        return  # no noun, and none before that a pronoun could mean
    for at in sorted({*found, *sentence.where(STANDING)}):
        mention = found.get(at)
        ago = sentence.index - spoken.sentence
        if mention is None and spoken.kind and ago <= 1:
            mention = _left_out(sentence, at, spoken) or _pronoun(context, sentence, at, spoken)
        if mention is None and spoken.many and ago <= PACKAGE_LASTS:
            mention = _one_of(context, sentence, at, spoken)
        if mention is not None:
            yield mention
            spoken.sentence, spoken.kind = sentence.index, kind_of(mention)
            spoken.many = is_plural(mention) or (spoken.many and _is_part(mention))


def _is_part(mention: Mention) -> bool:
    return any("left_out" in sense.info for sense in mention.senses)


def _one_of(context: Context, sentence: Sentence, at: int, spoken: Spoken) -> Mention | None:
    """ "One provides for …", "The other, …", "In another of them …": one of the instruments counted before."""
    words = sentence.folded
    if words[at] not in PARTS or not OPENING.issuperset(words[:at]):
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    counted = words[:at] == ["the"] and following.endswith("s")  # "the first regulates"
    told = counted or following in context.lexicon.cues["paper_provision"]
    told = told or following == "," or words[at + 1 : at + 3] == ["of", "them"]
    return _again(spoken, at, left_out=True) if told or words[0] in ("in", "under") else None


def _is_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a noun names an instrument, and is no mere modifier ("contract soldiers", "on contract")."""
    if mention.kind == "instrument":
        return True
    first = noun_group(sentence, mention)
    opening = sentence.folded[max(first - 2, 0) : first]
    new = sentence.folded[first] in ("a", "an")
    if new and (" ".join(opening) in LIKENESS or opening[-1:] in (["like"], ["call"])):
        return False
    if mention.value != "contract":
        return True
    before = sentence.folded[mention.first - 1] if mention.first else ""
    following = sentence.at(mention.last)
    soldiers = following is not None and following.kind in ("force", "echelon", "title")
    return before not in ("on", "under") and not soldiers


def _apart(sentence: Sentence, nouns: list[Mention]) -> list[Mention]:
    """Nouns that name instruments of their own.

    Of "cease-fire agreement" the last counts, of "START I treaty" the name, of "agreements and protocols" the first.
    """
    kept: list[Mention] = []
    for mention in nouns:
        between = sentence.folded[kept[-1].last : mention.first] if kept else ["."]
        beside = not between or between == [")"]  # "the Anti-Ballistic Missile (ABM) Treaty"
        if beside and kept[-1].kind != "instrument":
            kept[-1] = mention
        elif not beside and not _joined(sentence, mention, between):
            kept.append(mention)
    return kept


def _joined(sentence: Sentence, mention: Mention, between: list[str]) -> bool:
    """Whether a bare noun only goes on with the one before: "seven agreements *and protocols*"."""
    bare = mention.kind != "instrument" and noun_group(sentence, mention) == mention.first
    return bare and between in JOINERS


def _left_out(sentence: Sentence, at: int, spoken: Spoken) -> Mention | None:
    """ "The one on the fleet", "a third, which …", "another with Poland", "that on the Union": the noun is left out."""
    words = sentence.folded
    word, before = words[at], words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    goes_on = following in GOING_ON or (
        following in ("which", "that", "to") and words[at + 2 : at + 3] != ["be"]
    )
    if word in ("one", "ones"):
        fits = before in ("the", "new", "separate", "similar", "another", "including") and goes_on
    elif word in ("that", "another", "those"):
        here = spoken.sentence == sentence.index
        fits = here and following in GOING_ON and before not in GOING_ON
    elif word in RANKS and before in ("a", "the"):
        pause = following == "," and bool(
            GOING_ON & set(words[at + 2 : at + 5]) or {"which", "put"} & set(words[at + 2 : at + 4])
        )
        fits = pause or following in GOING_ON - {"with"}
    else:
        return None
    many = word in ("ones", "those")
    return _again(spoken, at, many=many, left_out=word in RANKS) if fits else None


def _pronoun(context: Context, sentence: Sentence, at: int, spoken: Spoken) -> Mention | None:
    """ "The Senate consented to it", "it was signed in Minsk": the pronoun beside an act."""
    if sentence.folded[at] not in PRONOUNS and not (spoken.many and sentence.folded[at] in ALL):
        return None
    acts = ("sign", "ratify", "initial", "end", "lapse")
    many = sentence.folded[at] not in ("it", "one")
    if any(m.last == at and m.acts(*acts) for m in sentence.within(max(at - 5, 0), at)):
        return _again(spoken, at, many=many)
    clause = context.document.clause_at(sentence, at)
    for verb in clause.verbs:
        if verb.first == at + 1 and verb.mention is not None:
            lapsed = sentence.folded[at] in ALL and verb.mention.acts("lapse")
            suffers = verb.voice == "passive" or lapsed
            acted = suffers and verb.mention.acts(*acts)
            return _again(spoken, at, many=many) if acted else None
    return None


def _again(spoken: Spoken, at: int, *, many: bool = False, left_out: bool = False) -> Mention:
    info = {"number": "many" if many else "one"}
    if left_out:
        info["left_out"] = "part"
    sense = Sense("instrument_noun", spoken.kind, info)
    return Mention("instrument_noun", spoken.kind, at, at + 1, (sense,))
