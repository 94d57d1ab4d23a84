"""Further sites that a word stands for: "two others, at A and B", "its substitute at X", "They lie at X and Y"."""

from __future__ import annotations

from monitorlib.extract.bases.names import Name, name_at
from monitorlib.extract.bases.places import LYING, PLACING, REACH, names_behind
from monitorlib.function_words import AUXILIARIES
from monitorlib.spans import Sentence

__all__ = ["names_after_pronoun", "names_of_others", "others_in"]

# What stands in for a site: "its replacement at X", "a substitute is under construction at X".
STANDING_IN = frozenset("substitute replacement successor counterpart twin alternative".split())
OTHERS = frozenset("other others another second third fourth".split()) | STANDING_IN
BESIDE = frozenset("those one ones both".split())
PRONOUNS = frozenset("it they this these both".split())
UNDER_WAY = AUXILIARIES | {"being", "be", "not", "now", "already", "to"}


def others_in(sentence: Sentence, first: int = 0, *, beside: bool) -> list[int]:
    """The words from ``first`` on that may stand for further sites (see `names_of_others`)."""
    words = sentence.folded
    if not beside:
        found = [] if OTHERS.isdisjoint(words) else enumerate(words)
        return [at for at, word in found if at >= first and word in OTHERS]
    return [
        at
        for at in range(first, len(words))
        if words[at] in OTHERS or words[at] in BESIDE or words[at - 1] == "and"
    ]


def names_of_others(sentence: Sentence, at: int, *, beside: bool) -> list[Name]:
    """The places behind a word that stands for further sites: "two others, at A and B", "the other being C".

    Parameters
    ----------
    at
        The number of a word of the sentence; the list is empty when it stands for no site.
    beside
        Whether the sentence names a site already: then "those in A" and "38 at B" are sites too.
    """
    word = sentence.folded[at]
    number = beside and sentence.folded[at - 1] == "and" and _number_at(sentence, at)
    rest = sentence.folded[at - 1] in ("remaining", "other") and _number_at(sentence, at)
    if word not in OTHERS and not rest and not (number or (beside and word in BESIDE)):
        return []
    after = at + 1
    after += sentence.folded[after : after + 1] in ([","], ["of"])
    if sentence.folded[after : after + 1] == ["being"]:
        name = name_at(sentence, after + 1)
        return [name] if name else []
    links = {"at"} if number else PLACING
    if word in STANDING_IN:
        after = _past_verb(sentence, _past_whose(sentence, after))
        return names_behind(sentence, after, plural=False)[0]
    if after >= len(sentence.folded) or sentence.folded[after] not in links:
        return []
    return names_behind(
        sentence, after, plural=rest or word in ("others", "those", "ones", "both")
    )[0]


def _past_whose(sentence: Sentence, at: int) -> int:
    """Behind what a site stands in for: "a substitute for the radar at X, at Y"."""
    if sentence.folded[at : at + 1] not in (["for"], ["to"], ["of"]):
        return at
    commas = [
        w for w in range(at, min(at + REACH, len(sentence.folded))) if sentence.words[w] == ","
    ]
    return commas[0] + 1 if commas else at + 1


def _past_verb(sentence: Sentence, at: int) -> int:
    """Behind "is being built" and "will not be ready"."""
    verbs = {
        m.first: m.last for m in sentence.mentions if any(s.kind == "site_act" for s in m.senses)
    }
    while at < len(sentence.folded) and (sentence.folded[at] in UNDER_WAY or at in verbs):
        at = verbs.get(at, at + 1)
    return at


def _number_at(sentence: Sentence, at: int) -> bool:
    return any(m.numeral is not None and m.last == at + 1 for m in sentence.mentions)


def names_after_pronoun(sentence: Sentence) -> list[Name]:
    """The places of a site spoken of just before: "It is known to be X", "They lie at X and Y"."""
    if not sentence.folded or sentence.folded[0] not in PRONOUNS:
        return []
    if sentence.folded[1:2] and sentence.folded[1] not in LYING | AUXILIARIES:
        return []
    plural = sentence.folded[0] != "it"
    return names_behind(sentence, 1, plural=plural)[0]
