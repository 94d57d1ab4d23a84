"""What an instrument is called: its kind, title, number and subject, read off the words around the noun."""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["is_plural", "kind_of", "number_of", "subject_of", "title_of"]

PLURALS = frozenset("accords agreements treaties protocols declarations documents".split())
# What opens the subject behind the noun: "on …", "covers …", "provides for …".
OPENINGS = frozenset(
    "on concerning regarding covering about covers concerns regulates governs".split()
)
LONG_OPENINGS = (["provides", "for"], ["deals", "with"])
JOINING = frozenset({"on", "of", "the", "and", "for", "in", "between", ","})


def kind_of(noun: Mention) -> str:
    """The codebook's kind: that of the known name, else of the noun."""
    named = noun.sense("instrument")
    sense = noun.sense("instrument_noun")
    if noun.kind == "instrument" and named is not None:
        return named.info["kind"]
    return sense.value if sense is not None else "agreement"


def title_of(sentence: Sentence, first: int, noun: Mention) -> str:
    """The name as printed: a known one, or one made of a place and the noun ("Sochi agreement")."""
    if noun.kind == "instrument":
        following = sentence.folded[noun.last : noun.last + 1]
        end = noun.last + (following in (["treaty"], ["agreement"], ["accord"], ["accords"]))
        return sentence.printed(noun.first, end)
    for mention in sentence.within(first, noun.first):
        if mention.last == noun.first and mention.sense("place"):
            return sentence.printed(mention.first, noun.last)
    return _long_title(sentence, noun)


def _long_title(sentence: Sentence, noun: Mention) -> str:
    """A title in capitals behind the noun: "Treaty on Friendship, Cooperation and Partnership"."""
    words, last = sentence.words, noun.last
    capital = noun.first > 0 and words[last - 1][0].isupper()
    if not capital or words[last : last + 1] not in (["on"], ["of"], ["for"]):
        return ""
    while last < len(words) and (words[last][0].isupper() or words[last] in JOINING):
        last += 1
    while not words[last - 1][0].isupper():
        last -= 1
    return sentence.printed(noun.first, last) if last > noun.last else ""


def number_of(sentence: Sentence, first: int, noun: Mention) -> int | None:
    """How many instruments: as printed, one for a singular, None for an uncounted plural."""
    for mention in sentence.within(first, noun.first):
        value = mention.numeral.value if mention.numeral is not None else None
        if value is not None and sentence.folded[mention.last] != "-":  # no "five-year agreement"
            return value
    many = is_plural(noun)
    if noun.kind == "instrument":
        many = not PLURALS.isdisjoint(sentence.folded[noun.first : noun.last + 1])
    return None if many else 1


def is_plural(noun: Mention) -> bool:
    """Whether a noun is of many instruments: "accords", "documents"."""
    sense = noun.sense("instrument_noun")
    return sense is not None and sense.info.get("number") == "many"


def subject_of(context: Context, sentence: Sentence, noun: Mention) -> str:
    """What it covers, in the bulletin's words: "on …", "concerning …", to the end of the clause or the next date."""
    words = sentence.folded
    start = noun.last + (words[noun.last : noun.last + 1] == [","])
    if words[start : start + 2] in LONG_OPENINGS:
        start += 2
    elif not OPENINGS.isdisjoint(words[start : start + 1]):
        start += 1
    else:
        return ""
    clause = context.document.clause_at(sentence, noun.first)
    last = start
    dates = {mention.first for mention in sentence.of("date")}
    while last < clause.last and sentence.words[last] not in ",;:.()" and last not in dates:
        last += 1
    if last in dates and words[last - 1] in ("on", "in", "of", "by"):
        last -= 1
    return sentence.printed(start, last)
