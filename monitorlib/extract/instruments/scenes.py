"""Where and when something was done to an instrument.

The clause of the act comes first, then the sentence ("On Friday in Minsk, …", "when he visited Kyiv on May 5"), and
for a signing the last encounter told of before, at which it was signed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.dates import edtf_interval
from monitorlib.extract.context import WHOLE, Context, happens_later, sharing
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.occasions import place_at
from monitorlib.function_words import BE, HAVE
from monitorlib.spans import Sentence

__all__ = ["attached_date", "date_of_deed", "event_before", "lasting_since", "place_of_deed"]

BEFORE = 3  # a date behind the act is likelier its date than one before it, by so many words
PLACING = frozenset("in at near outside aboard".split())
NOT_THEN = frozenset({"since", "until"})
WHEN = frozenset("when while after before as where".split())
HANGING = frozenset({"relative", "participle", "bracket"})
OF_THE_NAME = (
    ["of"],
    [",", "that", "of"],
    [",", "those", "of"],
    ["from"],
    ["dated"],
    [",", "dating", "from"],
    ["dating", "from"],
)
DATING = (["dating", "from"], ["dates", "from"], ["dated", "from"], ["back", "to"])
DECISION = 6  # words between "agreed" and when or where that was
SUBJECT = 8  # words of a subject before the date of the name
# Verbs that tell that an instrument has been there: "has *had* a treaty since", "has *bound* them since".
LASTING = frozenset(
    "had lived bound linked tied joined governed regulated existed kept been applied operated worked stood".split()
)
FORTNIGHT = 14  # days
GOING = frozenset("to for in at".split())


class Window(NamedTuple):
    """Words ``first``..``last`` of a sentence in which date and place of an act at ``word`` may stand."""

    sentence: Sentence
    first: int
    last: int
    word: int


def date_of_deed(context: Context, one: Instrument, deed: Deed, *, ahead: bool = False) -> str:
    """The date of an act on an instrument; ``ahead``: it is still to come."""
    windows = itertools.chain(_one_of_several(one, deed), _windows(context, one, deed))
    dates = (_nearest_date(window, one, ahead=ahead) for window in windows)
    return next(filter(None, dates), "")


def place_of_deed(context: Context, one: Instrument, deed: Deed) -> str:
    """Where an act on an instrument was or will be done: a town, a palace, a site."""
    ahead = one.status == "planned"
    windows = _windows(context, one, deed)
    places = (_nearest_place(context, window, ahead=ahead) for window in windows)
    return next(filter(None, places), "")


# --- where to look -----------------------------------------------------------------------------------------


def _one_of_several(one: Instrument, deed: Deed) -> Iterator[Window]:
    """The words behind one object of several: "signed a treaty *on Monday* and a protocol *on Tuesday*"."""
    sentence, last = one.sentence, _end(deed.clause, deed)
    nouns = sentence.within(deed.end, last, "instrument", "instrument_noun")
    others = [mention.first for mention in nouns if mention.first >= one.last]
    if one.first > deed.word and len(nouns) > 1:
        yield Window(sentence, one.last, min([*others, last]), one.last)


def _windows(context: Context, one: Instrument, deed: Deed) -> Iterator[Window]:
    """Stretches of text in which an act's date and place may stand, nearest first."""
    sentence, clause = one.sentence, deed.clause
    yield Window(sentence, clause.first, _end(clause, deed), deed.word)
    opening = sentence.folded[clause.first : clause.first + 2]
    where = opening[:1] == ["where"] or opening[1:] == ["which"]  # "in Minsk, where they signed it"
    if clause.kind not in HANGING:
        yield Window(sentence, sharing(context, clause), clause.first, deed.word)
    for other in context.clauses(sentence) if clause.kind not in HANGING or where else ():
        head = not other.verbs and (other.first == 0 or _told_last(sentence, other))
        when = sentence.folded[other.first] in WHEN or other.kind == "subordinate"
        if other is not clause and (head or when or (where and other.last == clause.first)):
            yield Window(sentence, other.first, other.last, deed.word)


def _told_last(sentence: Sentence, clause: Clause) -> bool:
    """Whether a stretch without a verb only tells when or where: "signed it--the first of its kind--*on Tuesday*"."""
    dated = sentence.within(clause.first, clause.first + 2, "date")
    return bool(dated) or sentence.folded[clause.first] in PLACING


def _end(clause: Clause, deed: Deed) -> int:
    """The end of the act's clause, or its next verb that is not part of the act."""
    later = [v.first for v in clause.verbs if v.first > deed.word and v.voice != "participle"]
    return min([clause.last, *later]) if deed.verb is not None else clause.last


def event_before(context: Context, one: Instrument) -> tuple[str, str]:
    """Date and place of the encounter that the bulletin is about, else of the last one told of before.

    What was signed, and no more is said, was signed there.
    """
    found: list[tuple[str, str]] = []
    here = one.sentence.index
    for before in context.sentences[max(here - WHOLE, 0) : here]:
        if not any(
            m.kind == "meeting" or m.sense("meet") or m.acts("sign") for m in before.mentions
        ):
            continue
        window = Window(before, 0, len(before.words), len(before.words))
        date, place = _nearest_date(window, one), _nearest_place(context, window)
        there = place == one.place or not (place and one.place)
        if there and (date or place) and not happens_later(context, date):
            found.append((date, place))
    news = (event for event in found if event[0] and _fresh(context, event[0]))
    return next(news, found[-1] if found else ("", ""))


def _fresh(context: Context, date: str) -> bool:
    """Whether a date lies within the fortnight before the bulletin's day."""
    day, meant = edtf_interval(context.document.bulletin.date), edtf_interval(date)
    return day is not None and meant is not None and 0 <= (day[0] - meant[1]).days <= FORTNIGHT


# --- dates -------------------------------------------------------------------------------------------------


def attached_date(one: Instrument) -> str:
    """The date that is part of the name: "the 1994 agreement", "the treaty of September 1993"."""
    for mention in one.sentence.of("date"):
        if mention.date is not None and _in_name(one, mention.first):
            return mention.date.edtf_past or mention.value
    return ""


def lasting_since(context: Context, one: Instrument) -> str:
    """Since when there is an instrument: "has had a treaty since 1992", "have been bound by it since May"."""
    clause = context.document.clause_at(one.sentence, one.noun.first)
    folded = one.sentence.folded
    told = [
        verb for verb in clause.verbs if not LASTING.isdisjoint(folded[verb.first : verb.at + 1])
    ]
    if not any(folded[verb.first] in HAVE for verb in told):
        return ""
    for mention in one.sentence.within(clause.first, clause.last, "date"):
        if mention.date is not None and folded[mention.first - 1] == "since":
            return mention.date.edtf_past or mention.value
    return ""


def _in_name(one: Instrument, date: int) -> bool:
    """Whether a date is part of a name: "the 1994 accord", "of May 5", "on transit, of 1997", "dating from …"."""
    between = one.sentence.folded[one.last : date]
    subject = between[:1] in (["on"], ["for"], ["about"]) and between[-1:] == ["of"]
    dating = between[-1:] == ["dated"] or between[-2:] in DATING
    behind = between in OF_THE_NAME or ((subject or dating) and len(between) < SUBJECT)
    return behind or one.first <= date < one.noun.first


def _nearest_date(window: Window, one: Instrument, *, ahead: bool = False) -> str:
    """The date nearest to an act; the tense makes out which Monday "on Monday" is."""
    sentence, first, last, word = window
    best, distance = "", 10**6
    for mention in sentence.within(first, last, "date"):
        span = mention.date
        before = sentence.folded[max(mention.first - 1, 0)]
        named = sentence is one.sentence and _in_name(one, mention.first)
        when = sentence.folded[mention.last : mention.last + 2] == [",", "when"]
        not_then = before in NOT_THEN and one.status != "in_force" and not when
        if span is None or named or not_then:
            continue
        if one.status == "planned" and _of_a_decision(sentence, mention.first, mention.last, word):
            continue
        away = word - mention.last + BEFORE if mention.last <= word else mention.first - word
        if away < distance:
            future = ahead or one.status == "planned" or before in ("until", "to")
            meant = span.edtf_future if future else span.edtf_past
            best, distance = meant or span.edtf, away
    return best


def _of_a_decision(sentence: Sentence, first: int, last: int, word: int) -> bool:
    """Whether a date or town is that of a decision: "agreed *in Sochi on Tuesday* to sign"; not "are expected to"."""
    words = sentence.folded
    if first > word:
        return False
    far = DECISION if "to" in words[last:word] else 2
    for at in range(first - 1, max(first - far, 0) - 1, -1):
        if words[at] == ",":
            return False
        if words[at].endswith("ed"):
            return BE.isdisjoint(words[max(at - 2, 0) : at])
    return False


# --- places ------------------------------------------------------------------------------------------------


def _nearest_place(context: Context, window: Window, *, ahead: bool = False) -> str:
    sentence, first, last, word = window
    best, distance = "", 10**6
    going = _going(sentence)
    for at in range(first, last - 1):
        if sentence.folded[at] not in PLACING and at not in going:
            continue
        if ahead and _of_a_decision(sentence, at, at + 1, word):
            continue
        where = place_at(context, sentence, at + 1)
        if where is not None and where.name and abs(at - word) < distance:
            best, distance = where.name, abs(at - word)
    return best


def _going(sentence: Sentence) -> set[int]:
    """The words behind which is whither somebody goes: "*visited* Kyiv", "flew *to* Kyiv", "his visit *to* Kyiv"."""
    going: set[int] = set()
    for mention in sentence.mentions:
        sense = mention.sense("meet")
        if sense is not None and sense.value in ("visit", "come"):
            going.add(mention.last - 1)
        behind = sentence.folded[mention.last : mention.last + 1]
        if mention.kind == "meeting" and mention.value == "visit" and not GOING.isdisjoint(behind):
            going.add(mention.last)
    return going
