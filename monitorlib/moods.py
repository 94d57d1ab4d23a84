"""The mood of a verb group: done (``fact``), ahead (``plan``), open (``maybe``) or denied (``negated``).

The words of the group tell it ("will", "could", "not"), else the word it hangs on ("agreed to", "postponed").
"""

from __future__ import annotations

from monitorlib.function_words import (
    BE,
    COORDINATORS,
    DENYING,
    DOING,
    FEARING,
    HALTING,
    HAVE,
    MAY,
    NEGATIONS,
    PLANNED,
    PREPOSITIONS,
    REPORTED,
    WEIGHING,
    WILL,
)
from monitorlib.numerals import ORDINALS
from monitorlib.spans import Mention, Sentence, Verb

__all__ = ["helped", "is_bare", "joined", "mood_of"]


def mood_of(
    chain: list[str], before: list[Verb], first: int, sentence: Sentence, mention: Mention | None
) -> str:
    """The mood of the verb group ``chain`` that begins at word ``first``, behind the groups ``before``."""
    words = set(chain[:-1]) or {chain[0]}
    if chain == ["won"] and sentence.folded[first + 1 : first + 2] not in (["'"], ["’"]):
        words = set()  # "won a contract", not "won't"
    if _negated(chain, words, sentence, first):
        return "negated"
    if words & MAY:
        return "maybe"
    bound = bool(words & BE or "yet" in words or words & HAVE)
    ahead = "to" in chain[1:] and chain[0] != "had" and bound
    meant = len(chain) > 1 and (words & PLANNED or chain[0] == "be")  # "demanded that they be …"
    if words & WILL or ahead or meant:
        return "plan"
    if chain[0] == "to":
        governor = _governor(sentence, first)
        perfect = "have" in chain[1:] and governor in REPORTED
        ranked = _ranked(sentence, first)
        forced = sentence.folded[first - 2 : first] in (["was", "forced"], ["were", "forced"])
        return "fact" if perfect or ranked or forced else _infinitive(governor, before, first)
    return _shared_mood(before, first, sentence, mention) if len(chain) == 1 else "fact"


def _negated(chain: list[str], words: set[str], sentence: Sentence, first: int) -> bool:
    """Whether a group, or the word before it, says no: "no longer withdraws", "sees no reason to close"."""
    governor = sentence.folded[first - 1] if first else ""
    hopeless = chain[0] == "to" and sentence.folded[max(first - 2, 0)] == "no"
    denied = "longer" in words or bool(words & NEGATIONS) or chain[-1] == "not"
    return hopeless or denied or governor in ("without", "never", "longer")


def joined(before: list[Verb], first: int, sentence: Sentence) -> Verb | None:
    """The verb before that "and" or "or" joins to the one at word ``first``, no participle."""
    if not first or sentence.folded[first - 1] not in COORDINATORS:
        return None
    return next((verb for verb in reversed(before) if verb.voice != "participle"), None)


def helped(verb: Verb, sentence: Sentence) -> bool:
    """Whether a form of "be" or "have" stands before the head of a verb group."""
    return not (BE | HAVE).isdisjoint(sentence.folded[verb.first : verb.at])


def is_bare(mention: Mention | None) -> bool:
    """Whether a trigger stands in its base form."""
    senses = mention.senses if mention is not None else ()
    return any(sense.info.get("tense") == "base" for sense in senses)


def _shared_mood(
    before: list[Verb], first: int, sentence: Sentence, mention: Mention | None
) -> str:
    """The mood that a lone verb takes over: "would respond … and repudiate", "are to resume leaving"."""
    if sentence.folded[first].endswith("ing") and (held := _held_up(sentence, first)):
        return held
    verb = joined(before, first, sentence)
    if verb is not None and (is_bare(mention) or helped(verb, sentence)):
        return verb.mood
    if before and before[-1].at == first - 1 and sentence.folded[first].endswith("ing"):
        return before[-1].mood
    return "fact"


REFUSING = frozenset(
    {
        "rule out",
        "ruled out",
        "rules out",
        "refrain from",
        "refrained from",
        "refrains from",
        "short of",
    }
)


# What stands before a gerund that tells what is still ahead.
AHEAD = frozenset(
    "verge of|point of|brink of|eve of|hope of|hopes of|prospect of|intention of|aim of|goal of|purpose of|idea of|"
    "task of|plan of|plans of|promise of|favor of|view to|close to|closer to|near to|nearer to|forward to|committed to|"
    "pledged to|ready for|readying for|plans for|preparing for|prepares for|bent on|set on|intent on|insists on|"
    "insisted on|insist on|aimed at|aims at|aiming at|looking at".split("|")
)


def _held_up(sentence: Sentence, first: int) -> str:
    """The mood of what is put off, weighed, not meant or still ahead: "postponed withdrawing", "close to signing"."""
    before = sentence.folded[max(first - 3, 0) : first]
    if before[-1:] == ["of"] and "no" in before:
        return "negated"
    if before and before[-1] in WEIGHING:
        return "maybe"
    governing = " ".join(before[-2:])
    if governing in AHEAD:
        return "plan"
    refused = governing in REFUSING
    return "negated" if refused or (before and before[-1] in HALTING) else ""


RANKS = frozenset(ORDINALS) | {"last", "only", "latest", "next"}


def _ranked(sentence: Sentence, first: int) -> bool:
    """Whether an infinitive tells what was done: "the first foreigner ever to blow up a silo", "the last to leave"."""
    words = sentence.folded[max(first - 4, 0) : first]
    rank = RANKS & set(words)
    return bool(rank) and (words[-1] in rank or words[-1] == "ever")


CHANCES = frozenset("opportunity occasion chance trouble".split())


def _governor(sentence: Sentence, first: int) -> str:
    """The word that an infinitive hangs on; a date may stand between: "managed last month to withdraw"."""
    at = first
    for mention in sentence.of("date"):
        if mention.last == first:
            at = mention.first - (sentence.folded[mention.first - 1] in PREPOSITIONS)
    return sentence.folded[at - 1] if at else ""


def _infinitive(governor: str, before: list[Verb], first: int) -> str:
    """The mood that an infinitive has from the word before its "to"."""
    if governor in DENYING or governor in NEGATIONS:
        return "negated"
    if governor in FEARING:
        return "maybe"
    if governor in CHANCES and before and before[-1].mood == "fact":
        return "fact"  # "took the opportunity to confer"
    if governor in DOING:  # "has begun to withdraw"; "helped to destroy"
        return before[-1].mood if before and before[-1].at < first else "fact"
    if before and before[-1].mood in ("negated", "maybe"):
        return before[-1].mood
    return "plan"
