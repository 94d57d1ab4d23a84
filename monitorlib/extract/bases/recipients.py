"""To whom a site is given: "let the Americans use it", "leased it to Russia", "at the disposal of NATO"."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.extract.bases.nouns import Deed
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["recipient_of"]


def recipient_of(context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int]) -> str:
    """To whom something is given: "let the Americans use it", "leased it to Russia", "at the disposal of NATO"."""
    first, last = own
    if deed.verb is not None and deed.verb.voice == "passive" and deed.agent and deed.word < first:
        return deed.agent  # "Russia has been granted a base"
    if deed.word < first:
        start = deed.verb.mention.last if deed.verb and deed.verb.mention else deed.word + 1
        for mention in sentence.within(start, first):
            if code := _receiving(sentence, mention):
                return code
    clause = context.document.clause_at(sentence, deed.word)
    stop = max(clause.last, min(last + 6, len(sentence.folded)))
    for mention in sentence.within(max(deed.word - 5, 0), stop):
        inside = first <= mention.first < last
        sense = mention.sense("actor")
        if sense is not None and not inside and _given_to(sentence, mention, deed.word):
            return sense.value
    return ""


def _given_to(sentence: Sentence, mention: Mention, word: int) -> bool:
    """Whether a mention is behind "to", or has something at its disposal."""
    if sentence.folded[mention.last + 1 : mention.last + 3] == ["s", "disposal"]:
        return True
    at = mention.first
    if at < word:
        return False
    while at > 0 and sentence.folded[at - 1] in ("the", "its"):
        at -= 1
    before = sentence.folded[at - 1]
    lent = {"disposal", "service"} & set(sentence.folded[max(at - 3, 0) : at])
    return before == "to" or (before == "of" and bool(lent))


def _receiving(sentence: Sentence, mention: Mention) -> str:
    if sentence.folded[mention.first - 1] in ("in", "at", "from"):
        return ""
    return acting(sentence, mention)
