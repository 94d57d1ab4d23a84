"""The words of a sentence that stand for an instrument: nouns, names, "it", "the one on …", "a third, signed …".

That two places speak of the same instrument is settled in `same_instrument`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.extract.context import Context
from monitorlib.extract.instruments.instrument import POINTING
from monitorlib.extract.instruments.names import kind_of
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["Spoken", "nouns_of"]

NO_PAPER = frozenset(
    "mutual common tacit prior general full complete wide broad into reach".split()
)
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
PACKAGE_LASTS = 2  # sentences
ABOUT = frozenset("on for about regarding concerning".split())


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
            spoken.many = _many(mention) or (spoken.many and _is_part(mention))


def _many(mention: Mention) -> bool:
    sense = mention.sense("instrument_noun")
    return sense is not None and sense.info.get("number") == "many"


def _is_part(mention: Mention) -> bool:
    return any("left_out" in sense.info for sense in mention.senses)


def _one_of(context: Context, sentence: Sentence, at: int, spoken: Spoken) -> Mention | None:
    """ "One provides for …", "In the other …", "Another of them …": one of the instruments counted before."""
    words = sentence.folded
    word = words[at]
    if word not in PARTS or at > 2:
        return None
    opening = words[:at] in (
        [],
        ["the"],
        ["a"],
        ["in"],
        ["under"],
        ["by"],
        ["in", "the"],
        ["under", "the"],
        ["in", "a"],
    )
    following = words[at + 1] if at + 1 < len(words) else ""
    counted = words[:at] == ["the"] and following.endswith("s") and len(following) > len("its")
    told = (
        counted or following in context.lexicon.cues["paper_provision"] or following in (",", "of")
    )
    if not opening or not (told or words[0] in ("in", "under", "by")):
        return None
    if following == "of" and words[at + 2 : at + 3] not in (
        ["them"],
        ["these"],
        ["those"],
    ):
        return None
    return _again(spoken, at, many=False, left_out=True)


def _is_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention names an instrument, and is no mere modifier ("contract soldiers", "on contract")."""
    if mention.kind not in ("instrument", "instrument_noun"):
        return False
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in NO_PAPER and mention.value == "agreement":
        return False
    if (
        sentence.folded[mention.first].startswith("instrument")
        and mention.kind == "instrument_noun"
    ):
        near = sentence.folded[max(mention.first - 3, 0) : mention.last + 3]
        if any(word.startswith(("exchang", "ratif")) for word in near):
            return False  # they make no instrument of their own
    if mention.value != "contract" or mention.kind == "instrument":
        return True
    following = next((m for m in sentence.mentions if m.first == mention.last), None)
    return before not in ("on", "under") and (
        following is None or following.kind not in ("force", "echelon", "title")
    )


def _apart(sentence: Sentence, nouns: list[Mention]) -> list[Mention]:
    """Nouns that name instruments of their own.

    Of "cease-fire agreement" the last, of "START I treaty" the name, of "agreements and protocols" the first, and
    of "an agreement on a cease-fire" the one whose object the other is.
    """
    kept: list[Mention] = []
    for mention in nouns:
        before = kept[-1] if kept else None
        if before is None or not _same(sentence, before, mention):
            kept.append(mention)
        elif _says_more(sentence, before, mention):
            kept[-1] = mention
    return kept


def _same(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether two nouns that follow each other speak of one instrument."""
    between = sentence.folded[before.last : mention.first]
    if not between or (between == [")"] and before.kind == "instrument"):
        return True  # "the Anti-Ballistic Missile (ABM) Treaty"
    if mention.kind == "instrument":
        return _in_brackets(before, between)
    joined = between in JOINERS and noun_group(sentence, mention) == mention.first
    return (
        joined
        or _apposed(sentence, before, mention, between)
        or _object(sentence, before, mention, between)
    )


def _in_brackets(before: Mention, between: list[str]) -> bool:
    """ "The agreement on intermediate-range forces (INF)"."""
    return between[-1:] == ["("] and len(between) < 12 and before.kind == "instrument_noun"


def _says_more(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether the second of two nouns for one instrument is the one to keep."""
    between = sentence.folded[before.last : mention.first]
    if not between or mention.kind == "instrument":
        return before.kind != "instrument"
    bare = noun_group(sentence, before) == before.first and before.value == "agreement"
    return bare and _object(
        sentence, before, mention, between
    )  # "agreement was reached on accords"


def _apposed(sentence: Sentence, before: Mention, mention: Mention, between: list[str]) -> bool:
    """Whether a noun only says what another is: "the treaty, a bargain struck in 1990, …"."""
    if between[:1] != [","] or between[1:2] not in (["a"], ["an"], ["the"]):
        return False
    known = sentence.folded[noun_group(sentence, before)] in POINTING or before.kind == "instrument"
    following = sentence.folded[mention.last : mention.last + 8]
    return known and noun_group(sentence, mention) == before.last + 1 and "and" not in following


def _object(sentence: Sentence, before: Mention, mention: Mention, between: list[str]) -> bool:
    """Whether an instrument is what another is about: "agreement was reached on accords", "accord on a cease-fire"."""
    first = noun_group(sentence, mention)
    if first <= before.last or sentence.folded[first - 1] not in ABOUT:
        return False
    direct = first - 1 == before.last
    bare = sentence.folded[before.last - 1] == "agreement" and len(between) < 8
    return (direct or bare) and POINTING.isdisjoint(sentence.folded[first : mention.first])


def _left_out(sentence: Sentence, at: int, spoken: Spoken) -> Mention | None:
    """ "The one on the fleet", "a third, which …", "another with Poland", "that on the Union": the noun is left out."""
    words = sentence.folded
    word, before = words[at], words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    goes_on = following in GOING_ON or (
        following in ("which", "that", "to") and words[at + 2 : at + 3] != ["be"]
    )
    if word in ("one", "ones"):
        fits = before in ("the", "new", "separate", "similar", "another") and goes_on
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
    acts = ("sign", "ratify", "initial", "end")
    many = sentence.folded[at] not in ("it", "one")
    if any(m.last == at and m.acts(*acts) for m in sentence.within(max(at - 5, 0), at)):
        return _again(spoken, at, many=many)
    clause = context.document.clause_at(sentence, at)
    for verb in clause.verbs:
        if verb.first == at + 1 and verb.voice == "passive" and verb.mention is not None:
            return _again(spoken, at, many=many) if verb.mention.acts(*acts) else None
    return None


def _again(spoken: Spoken, at: int, *, many: bool, left_out: bool = False) -> Mention:
    info = {"number": "many" if many else "one"}
    if left_out:
        info["left_out"] = "part"
    sense = Sense("instrument_noun", spoken.kind, info)
    return Mention("instrument_noun", spoken.kind, at, at + 1, (sense,))
