"""One pass over the text: the typed spans that everything later is built from.

`read_sentences` cuts each sentence into words and marks, from left to right and longest first, its dates, numbers
and every phrase of the lexicon; then `monitorlib.names` marks the people. A mention knows all senses that the
lexicon gives its phrase ("Moscow": the Russian state, or the city); which of them is meant is decided later, by the
clause that it stands in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from monitorlib.bulletin import Bulletin
from monitorlib.dates import find_dates
from monitorlib.lexicon import WORD, Lexicon, Phrase, fold, leading_of
from monitorlib.names import find_people
from monitorlib.numerals import NUMERAL_STARTERS, read_numeral
from monitorlib.people import People
from monitorlib.spans import Mention, Sentence
from monitorlib.toponyms import find_places

__all__ = ["read_sentences"]

OBJECT = 12  # words that may stand between a verb and its particle
STOPS = frozenset(
    ", ; : ( ) and but which that who when while has have had is are was were will to".split()
)


def read_sentences(bulletin: Bulletin, lexicon: Lexicon) -> tuple[list[Sentence], People]:
    """All sentences of a bulletin with their mentions, and the people it names."""
    people = People(lexicon)
    sentences = []
    paragraph, ends = 0, [stop for _, stop in bulletin.paragraphs]
    for index, (start, stop) in enumerate(bulletin.sentences):
        while paragraph < len(ends) - 1 and start >= ends[paragraph]:
            paragraph += 1
        sentence = cut(bulletin.text, index, paragraph, start, stop)
        mark(sentence, bulletin, lexicon)
        find_places(sentence, find_people(sentence, people), lexicon)
        sentences.append(sentence)
    people.settle(sentences)
    return sentences, people


def cut(text: str, index: int, paragraph: int, start: int, stop: int) -> Sentence:
    """Cut a sentence into words."""
    found = list(WORD.finditer(text, start, stop))
    words = [match.group() for match in found]
    return Sentence(
        index,
        paragraph,
        start,
        stop,
        words,
        fold("\n".join(words)).split("\n") if words else [],  # at once: a call per word is slow
        [match.start() for match in found],
    )


def mark(sentence: Sentence, bulletin: Bulletin, lexicon: Lexicon) -> None:
    """Fill ``sentence.mentions`` with dates, numbers and the lexicon's phrases."""
    dates = _dates_by_word(sentence, bulletin)
    words, folded, phrases = sentence.words, sentence.folded, lexicon.phrases
    first_words, reached = phrases.first_words, 0
    for position in _openings(folded, first_words, dates):
        if position < reached:
            continue  # inside the mention before
        word = folded[position]
        found = dates.get(position)
        if found is None:
            if word in first_words:
                group = phrases[word]
                found = _phrase(words, folded, position, group)
                if found is not None and (
                    _takes_infinitive(folded, found, lexicon)
                    or _takes_date(folded, found, dates)
                    or _measures(folded, found)
                ):
                    found = _longest(words, folded, position, group[""]) if "" in group else None
                if word in phrases.apart and (found is None or found.last == position + 1):
                    found = _divided(folded, position, phrases.apart[word], found)
            if word in NUMERAL_STARTERS or (
                word[0].isdigit() and not _designates(sentence, position)
            ):
                found = _number(folded, position, found)
        if found is not None:
            sentence.mentions.append(found)
            reached = found.last


def _openings(
    folded: list[str], first_words: Container[str], dates: Container[int]
) -> Iterable[int]:
    """The words at which a mention may begin: all others, the most, are passed over."""
    return [
        at
        for at, word in enumerate(folded)
        if word in first_words or word in NUMERAL_STARTERS or word[0].isdigit() or at in dates
    ]


def _takes_infinitive(folded: list[str], found: Mention, lexicon: Lexicon) -> bool:
    """Whether the "to" of a phrase belongs to a verb behind it: "declined to sign", not "declined to 2,000 men"."""
    if folded[found.last - 1] != "to" or found.last - found.first != 2:
        return False
    following = folded[found.last] if found.last < len(folded) else ""
    if following in ("be", "have"):
        return True
    if following not in lexicon.phrases.first_words:
        return False
    senses = [
        sense
        for phrases in lexicon.phrases[following].values()
        for phrase in phrases
        for sense in phrase.senses
    ]
    bases = any(sense.info.get("tense") == "base" for sense in senses)
    return bases and all(sense.info.get("pos") != "noun" for sense in senses if sense.kind != "act")


def _takes_date(folded: list[str], found: Mention, dates: Container[int]) -> bool:
    """Whether the preposition of a phrase belongs to a date behind it: "agreed on Tuesday to", "moved in May"."""
    verb = any(sense.info.get("pos") == "verb" for sense in found.senses)
    pair = verb and found.last - found.first == 2 and found.last in dates
    return pair and folded[found.last - 1] in ("on", "in", "by", "at")


def _measures(folded: list[str], found: Mention) -> bool:
    """Whether the "up" of a phrase belongs to a number behind it: "moving up to 400 marines"."""
    up = found.first + 1
    measured = folded[up : up + 2] == ["up", "to"] and read_numeral(folded, up) is not None
    return measured and found.last > up


def _designates(sentence: Sentence, at: int) -> bool:
    """Whether a number is part of a designation, known or not: "SS-99", "Tu-300"."""
    words, starts = sentence.words, sentence.starts
    if at < 2 or words[at - 1] != "-" or not words[at - 2].isalpha():
        return False
    joined = sentence.end(at - 1) == starts[at - 1] and starts[at] == starts[at - 1] + 1
    return joined and words[at - 2][0].isupper()


def _number(folded: list[str], at: int, phrase: Mention | None) -> Mention | None:
    """The number that begins at a word, unless a longer phrase does."""
    numeral = read_numeral(folded, at)
    if numeral is None or (phrase is not None and phrase.last > numeral.last):
        return phrase
    value = "" if numeral.value is None else str(numeral.value)
    return Mention("number", value, numeral.first, numeral.last, numeral=numeral)


def _dates_by_word(sentence: Sentence, bulletin: Bulletin) -> dict[int, Mention]:
    """The date expressions of the sentence, by their first word."""
    spans = find_dates(bulletin.text, sentence.start, sentence.stop, bulletin.date)
    if not spans:
        return {}
    word_at = {start: word for word, start in enumerate(sentence.starts)}
    found = {}
    for span in spans:
        first = word_at.get(span.start)
        if first is None:
            continue
        last = first + 1
        while last < len(sentence.starts) and sentence.starts[last] < span.stop:
            last += 1
        found[first] = Mention("date", span.edtf, first, last, date=span)
    return found


def _phrase(
    words: list[str], folded: list[str], at: int, group: Mapping[str, Sequence[Phrase]]
) -> Mention | None:
    """The longest phrase of the lexicon that begins at word ``at``, with the senses its capitals allow."""
    longer = group.get(folded[at + 1]) if at + 1 < len(folded) else None
    if longer is not None and (found := _longest(words, folded, at, longer)):
        return found
    alone = group.get("")
    return _longest(words, folded, at, alone) if alone is not None else None


def _longest(
    words: list[str], folded: list[str], at: int, phrases: Sequence[Phrase]
) -> Mention | None:
    found: list[Phrase] = []
    length = -1
    for phrase in phrases:
        rest, capitals, _, _ = phrase
        if len(rest) < length:
            break
        last = at + 1 + len(rest)
        if len(rest) > 1 and tuple(folded[at + 1 : last]) != rest:
            continue
        if capitals and not _printed_so(words[at:last], capitals):
            continue
        length = len(rest)
        found.append(phrase)
    if not found:
        return None
    _, _, senses, leading = found[0]
    if len(found) > 1:  # "may" and "May": printed with a capital it is both
        senses = tuple(sense for phrase in found for sense in phrase.senses)
        leading = leading_of(senses)
    return Mention(leading.kind, leading.value, at, at + 1 + length, senses)


def _divided(
    folded: list[str], at: int, phrases: Sequence[Phrase], alone: Mention | None
) -> Mention | None:
    """The verb at word ``at`` in the sense of a phrase whose other words follow its object: "took 18 away"."""
    stop = at + 2
    while stop < min(at + OBJECT, len(folded)) and folded[stop] not in STOPS:
        stop += 1
    stop += folded[stop : stop + 1] == ["to"]  # what follows may belong to a verb: "to pull out"
    for rest, _, senses, _ in phrases:
        for word in range(at + 2, stop):
            if folded[word] == rest[0] and tuple(folded[word : word + len(rest)]) == rest:
                kept = alone.senses if alone is not None else ()
                kinds = {sense.kind for sense in senses}
                kept = tuple(s for s in kept if s.kind not in kinds and s.info.get("pos") != "noun")
                joined = (*senses, *kept)
                return Mention(senses[0].kind, senses[0].value, at, at + 1, joined)
    return alone


def _printed_so(words: list[str], capitals: tuple[int, ...]) -> bool:
    """Whether the words have the capitals that a phrase asks for."""
    for word, capital in zip(words, capitals, strict=False):
        if capital and not (word.isupper() if capital == 2 else word[0].isupper()):
            return False
    return True
