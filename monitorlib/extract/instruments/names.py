"""What an instrument is called: its kind, title, number and subject, read off the words around the noun."""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["kind_of", "number_of", "subject_of", "title_of"]

MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
PLURALS = frozenset(
    "accords agreements treaties protocols declarations documents memoranda memorandums statements commitments "
    "principles conventions".split()
)
# What opens the subject behind the noun: "on …", ", on …", "covers …", "provides for …".
OPENINGS = [
    *([word] for word in ("on", "concerning", "regarding", "covering", "about")),
    *([",", word] for word in ("on", "concerning", "regarding", "covering", "about")),
    *([word] for word in ("covers", "concerns", "regulates", "governs")),
    ["provides", "for"],
    ["deals", "with"],
]
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
    words = sentence.words
    head = words[noun.last - 1]
    if noun.first == 0 or not head[0].isupper():
        return ""
    if words[noun.last : noun.last + 1] not in (["on"], ["of"], ["for"]):
        return _capital_name(sentence, noun)
    first = noun.first - (words[noun.first - 1] in ("General", "Framework", "Interim"))
    end = last = noun.last
    while last < len(words) and (words[last][0].isupper() or words[last] in JOINING):
        last += 1
        end = last if words[last - 1][0].isupper() else end
    return sentence.printed(first, end) if end > noun.last else ""


def _capital_name(sentence: Sentence, noun: Mention) -> str:
    """A name in capitals: "the General Agreement", "the Union Treaty"; whose it is is no part of it."""
    words, first = sentence.words, noun.first
    actors = {word for m in sentence.of("actor", "person") for word in range(m.first, m.last)}
    while first > 1 and words[first - 1][0].isupper() and first - 1 not in actors:
        first -= 1
    return sentence.printed(first, noun.last) if 0 < noun.first - first < 5 else ""


def number_of(sentence: Sentence, first: int, noun: Mention) -> int | None:
    """How many instruments: as printed, one for a singular, None for an uncounted plural."""
    for mention in sentence.within(first, noun.first):
        value = mention.numeral.value if mention.numeral is not None else None
        if value is not None and sentence.folded[mention.last] != "-":  # no "five-year agreement"
            return value
    if sentence.folded[max(first - 3, 0) : noun.first][:3] == ["a", "pair", "of"]:
        return 2
    sense = noun.sense("instrument_noun")
    many = sense is not None and sense.info.get("number") == "many"
    if noun.kind == "instrument":
        many = not PLURALS.isdisjoint(sentence.folded[noun.first : noun.last + 1])
    return 2 if many and "both" in sentence.folded[first : noun.first] else None if many else 1


def subject_of(context: Context, sentence: Sentence, noun: Mention) -> str:
    """What it covers, in the bulletin's words: "on …", "concerning …", to the end of the clause or the next date."""
    opening = next(
        (words for words in OPENINGS if sentence.folded[noun.last :][: len(words)] == words), None
    )
    if opening is None:
        return ""
    clause = context.document.clause_at(sentence, noun.first)
    start = noun.last + len(opening)
    last = start
    dates = {mention.first for mention in sentence.of("date")}
    while last < clause.last and sentence.words[last] not in ",;:.()" and last not in dates:
        last += 1
    return sentence.printed(start, last)
