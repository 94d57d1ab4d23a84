"""Noun groups: where the words begin that belong to a noun."""

from __future__ import annotations

from monitorlib.function_words import BE, CLOSED, DETERMINERS, NUMBERS, POSSESSIVES
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import floating, is_verb

__all__ = ["MODIFIERS", "noun_group"]

# Mentions that stand before a noun as part of its group.
MODIFIERS = frozenset("date number actor place branch system person agency force echelon".split())
# Adjectives before a participle that goes with a noun: "the sole remaining range", "its last working radar".
RANKING = frozenset("sole only last few other first main".split())


def noun_group(sentence: Sentence, head: Mention, reach: int = 9) -> int:
    """The first word of the noun group that ends in ``head``: "Russia's last two missile regiments"."""
    folded, at, ends = sentence.folded, head.first, sentence.ends
    while at > 0 and head.first - at < reach:
        before, mention = folded[at - 1], ends.get(at)
        if mention is not None and (mention.kind in MODIFIERS or mention.sense("branch")):
            at = mention.first
        elif folded[at] == "-" and before.isalpha():
            at -= 1  # "a status-of-forces accord"
        elif (
            before == "and"
            and at < head.first
            and not _counts(folded[at])  # "on trade and four other documents"
            and _adjective(sentence, at - 2, ends)
        ):
            at -= 2  # "18 interministerial and inter-service agreements"
        elif _ends_group(sentence, before, mention) or _governs(sentence, at - 1):
            break
        else:
            at -= 1
            if before in DETERMINERS or before in POSSESSIVES:
                break
    return at


def _ends_group(sentence: Sentence, before: str, mention: Mention | None) -> bool:
    """Whether the word before belongs to no noun group: a function word, a mark, the verb of the clause."""
    if before in CLOSED or not (before[0].isalnum() or before in "-'’\""):
        return True
    return mention is not None and _finite_trigger(mention, sentence)


def _governs(sentence: Sentence, word: int) -> bool:
    """Whether a word in "-ing" is the verb before a noun: "are *considering* treaties", "discussing three treaties"."""
    if not word or not sentence.folded[word].endswith("ing"):
        return False
    counted = any(m.kind == "number" for m in sentence.within(word + 1, word + 2))
    return counted or sentence.folded[word - 1] in BE


def _counts(word: str) -> bool:
    return word in NUMBERS or word in DETERMINERS or word[0].isdigit()


def _adjective(sentence: Sentence, word: int, ends: dict[int, Mention]) -> bool:
    """Whether a word before "and" can be an adjective: in lower case, and nothing that is known."""
    if word < 0 or word + 1 in ends:
        return False
    text = sentence.words[word]
    return text.isalpha() and text.islower() and text not in CLOSED


def _finite_trigger(mention: Mention, sentence: Sentence) -> bool:
    """Whether the trigger before a noun is its verb ("signed agreements") rather than an adjective of it."""
    if not is_verb(mention):
        return False
    if floating(sentence, mention):
        return True
    before = sentence.folded[mention.first - 1] if mention.first else ""
    actor = sentence.ends.get(mention.first)
    sense = actor.sense("actor") if actor is not None else None
    if sense is not None and sense.info["form"] == "adjective":
        return False  # "the Greek trade agreement"
    return not (
        before in DETERMINERS
        or before in POSSESSIVES
        or before in RANKING
        or before in ("s", "-")
        or before[:1].isdigit()
    )
