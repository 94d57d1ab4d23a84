"""Nouns that name a site only in company: "a school for sergeants", "the guards' post at X", "its command at X"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.bases.names import LINKS
from monitorlib.extract.context import Context, part
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["weak_heads"]

KINDS = dict.fromkeys("center centre school institute academy college".split(), "training")
KINDS |= {"post": "garrison", "posts": "garrison", "command": "command"}
RANKS = frozenset("high supreme".split())  # "the high command" is a body of men
BEHIND = 5  # words behind a school within which its pupils are told


def weak_heads(context: Context, sentence: Sentence) -> Iterator[Mention]:
    """The nouns of a sentence that are a site because of what stands beside them."""
    for at in sentence.where(KINDS.keys()):
        if any(site.first <= at < site.last for site in sentence.of("site")):
            continue
        kind = KINDS[sentence.folded[at]]
        if kind == "training":
            fits = _teaches(context, sentence, at)
        else:
            guarded = kind == "garrison"
            fits = _guarded(context, sentence, at) if guarded else _seated(sentence, at)
        if fits:
            yield Mention("site", kind, at, at + 1, (Sense("site", kind, {}),))


def _teaches(context: Context, sentence: Sentence, at: int) -> bool:
    """ "A school for peacekeepers", "crews are being trained at a center"."""
    folded, cues = sentence.folded, context.lexicon.cues
    if folded[at + 1 : at + 2] == ["for"]:
        return not cues["learner"].isdisjoint(folded[at + 2 : at + BEHIND])
    clause = context.document.clause_at(sentence, at)
    words = [*folded[clause.first : at], *folded[at + 1 : clause.last]]
    taught = not cues["learner"].isdisjoint(folded) or sentence.has("force", "echelon")
    return taught and not cues["teaching"].isdisjoint(words)


def _guarded(context: Context, sentence: Sentence, at: int) -> bool:
    """ "The guards will close their post at X"; a post is also an office."""
    low, high = part(sentence, at)
    led = not LINKS.isdisjoint(sentence.folded[at + 1 : at + 2])
    return led and not context.lexicon.cues["site_guard"].isdisjoint(sentence.folded[low:high])


def _seated(sentence: Sentence, at: int) -> bool:
    """ "NATO's command at X", "the southern command, in X"; not "the Russian command in Chechnya"."""
    folded = sentence.folded
    first = noun_group(sentence, Mention("site", "command", at, at + 1))
    words = frozenset(folded[first:at])
    owned = sentence.has("actor") and "s" in words
    placed = folded[at + 1 : at + 2] == ["at"] or folded[at + 1 : at + 3] in (
        [",", "in"],
        [",", "at"],
    )
    return (
        placed and RANKS.isdisjoint(words) and (owned or bool(words & (DETERMINERS | POSSESSIVES)))
    )
