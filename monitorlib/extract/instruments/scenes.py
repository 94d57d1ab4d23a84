"""Where and when something was done to an instrument.

The clause of the act comes first, then the opening of the sentence ("On Friday in Minsk, …"), the clauses that tell
when ("when he visited Kyiv on May 5"), and for a signing the sentence before, when that tells of the encounter at which
it was signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.dates import edtf_interval
from monitorlib.extract.context import Context, happens_later, sharing
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.occasions import place_at
from monitorlib.spans import Mention, Sentence

__all__ = ["attached_date", "date_ahead", "date_of_deed", "event_before", "fresh", "place_of_deed"]

BEFORE = 3  # a date behind the act is likelier its date than one before it, by so many words
PLACING = frozenset("in at near outside aboard".split())
SIGNED = frozenset("sign conclude reach issue initial".split())
OTHER_ACTS = ("sign", "conclude", "reach", "initial", "ratify")
NOT_THEN = frozenset("since until".split())
FORTNIGHT = 14  # days
OPENING = (
    8  # words at the head of a sentence that may date all of it: "On March 24, the day …, and …"
)
OF_THE_NAME = (
    ["of"],
    [",", "that", "of"],
    [",", "those", "of"],
    ["from"],
    ["dated"],
    [",", "dating", "from"],
    ["dating", "from"],
)
SITES = frozenset({"site", "force", "weapon", "system"})
GOING = frozenset("to for in at".split())


class Window(NamedTuple):
    """Words ``first``..``last`` of a sentence in which date and place of an act at ``word`` may stand."""

    sentence: Sentence
    first: int
    last: int
    word: int
    dates_only: bool = False


def date_of_deed(context: Context, one: Instrument, deed: Deed) -> str:
    """The date of an act on an instrument."""
    dates = (_nearest_date(window, one) for window in _windows(context, one, deed))
    return next(filter(None, dates), "")


def place_of_deed(context: Context, one: Instrument, deed: Deed) -> str:
    """Where an act on an instrument was or will be done: a town, a palace, a site."""
    if one.status == "ended" or (one.status == "planned" and deed.value not in SIGNED):
        return ""
    windows = (window for window in _windows(context, one, deed) if not window.dates_only)
    places = (_nearest_place(context, window) for window in windows)
    return next(filter(None, places), "")


# --- where to look -----------------------------------------------------------------------------------------


def _windows(context: Context, one: Instrument, deed: Deed) -> Iterator[Window]:
    """Stretches of text in which an act's date and place may stand, nearest first."""
    sentence, clause = one.sentence, deed.clause
    yield Window(sentence, *_own(clause, deed), deed.word)
    hanging = clause.kind in ("relative", "participle", "bracket")
    if not hanging:
        yield Window(sentence, sharing(context, clause), clause.first, deed.word)
    opening = sentence.folded[clause.first : clause.first + 2]
    where = opening[:1] == ["where"] or opening[1:] == ["which"] or clause.kind in ("that", "main")
    if not hanging or where:
        yield from _beside(context, sentence, clause, deed)
    if clause.kind == "that":
        yield from _governing(context, clause, deed)
    if not hanging:
        yield Window(sentence, 0, min(OPENING, clause.first), deed.word, dates_only=True)
    if (not hanging or one.first >= deed.word) and deed.value != "in_force":
        yield from _encounter_before(context, sentence, deed)


def _governing(context: Context, clause: Clause, deed: Deed) -> Iterator[Window]:
    """The clause that announces what is done: "announced in Grozny yesterday that it was suspending the accord"."""
    if deed.value in ("end", "issue"):
        for other in context.clauses(clause.sentence):
            if other.last == clause.first:
                yield Window(clause.sentence, other.first, other.last, clause.first)


def _own(clause: Clause, deed: Deed) -> tuple[int, int]:
    """The words of the act's clause up to the next verb that is not part of the act."""
    last = clause.last
    for verb in clause.verbs:
        paper = verb.mention is not None and verb.mention.acts(*OTHER_ACTS)
        if (
            deed.verb is not None
            and verb.first > deed.word
            and (verb.voice != "participle" or paper)
        ):
            last = min(last, verb.first)
    first = clause.first
    if clause.kind == "relative" and deed.verb is not None and deed.verb.voice == "passive":
        first = deed.verb.first  # "the accord which they initialed in March was signed in May"
    folded = clause.sentence.folded
    hangs = deed.verb is not None and deed.verb.voice == "participle"
    if hangs and not folded[deed.word].endswith("ing"):
        first = min(deed.word, max(clause.first, deed.word - 2))
    return first, last


def _beside(context: Context, sentence: Sentence, clause: Clause, deed: Deed) -> Iterator[Window]:
    """The opening of the sentence, and clauses beside this one that tell when it was."""
    for other in context.clauses(sentence):
        opening = other.first == 0 and other is not clause
        when = sentence.folded[other.first] in ("when", "while", "after", "before", "as", "where")
        cleft = (
            other.first == 0 and sentence.folded[0] == "it" and clause.kind in ("that", "relative")
        )
        opened = sentence.folded[clause.first : clause.first + 2]
        into = (opened[0] == "where" or opened[1:] == ["which"]) and other.last == clause.first
        if other is not clause and (
            when or into or cleft or (opening and not other.verbs) or other.kind == "subordinate"
        ):
            yield Window(sentence, other.first, other.last, deed.word)


def _encounter_before(context: Context, sentence: Sentence, deed: Deed) -> Iterator[Window]:
    """The sentence before, of the same paragraph, that tells of the encounter."""
    if not sentence.index or deed.value not in SIGNED:
        return
    before = context.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph or deed.mood != "fact":
        return
    if any(m.kind == "meeting" or m.sense("meet") for m in before.mentions):
        yield Window(before, 0, len(before.words), len(before.words))


def event_before(context: Context, one: Instrument) -> tuple[str, str]:
    """Date and place of the encounter that the bulletin is about, else of the last one told of before.

    What was signed, and no more is said, was signed there.
    """
    found: list[tuple[str, str]] = []
    for index in range(one.sentence.index):
        before = context.sentences[index]
        if not any(m.kind == "meeting" or m.sense("meet") for m in before.mentions):
            continue
        window = Window(before, 0, len(before.words), len(before.words))
        date, place = _nearest_date(window, one), _nearest_place(context, window)
        if (date or place) and not happens_later(context, date):
            found.append((date, place))
    news = (event for event in found if event[0] and fresh(context, event[0]))
    return next(news, found[-1] if found else ("", ""))


def fresh(context: Context, date: str) -> bool:
    """Whether a date lies within the fortnight before the bulletin's day."""
    day, meant = edtf_interval(context.document.bulletin.date), edtf_interval(date)
    return day is not None and meant is not None and 0 <= (day[0] - meant[1]).days <= FORTNIGHT


# --- dates -------------------------------------------------------------------------------------------------


def date_ahead(context: Context, one: Instrument) -> str:
    """The day by which something is wished for: "expects a protocol by the end of May"."""
    clause = context.document.clause_at(one.sentence, one.noun.first)
    date = _nearest_date(Window(one.sentence, one.last, clause.last, one.last), one)
    return date if happens_later(context, date) else ""


def attached_date(one: Instrument) -> str:
    """The date that is part of the name: "the 1994 agreement", "the treaty of September 1993"."""
    for mention in one.sentence.mentions:
        if mention.date is None:
            continue
        if one.first <= mention.first < one.noun.first:
            return mention.date.edtf_past or mention.value
        if _names(one, mention):
            return mention.date.edtf_past or mention.value
    return ""


def _names(one: Instrument, date: Mention) -> bool:
    """Whether a date behind an instrument is part of its name: "of May 5", "on transit, of 1997", "dating from …"."""
    words = one.sentence.folded
    between = words[one.last : date.first]
    if not 0 <= date.first - one.last <= 14:
        return False
    if between in OF_THE_NAME:
        return True
    if between[-1:] == ["of"] and between[:1] in (["on"], ["for"], ["about"]) and len(between) < 8:
        return True
    dating = between[-2:-1] in (["dates"], ["dating"], ["dated"]) or between[-1:] == ["dated"]
    return dating or (between[-2:] == [",", "of"] and len(between) <= 8)


def _nearest_date(window: Window, one: Instrument) -> str:
    sentence, first, last, word, _ = window
    future = one.status == "planned"
    best, distance = "", 10**6
    for mention in sentence.within(first, last):
        if mention.date is None or _of_another(sentence, mention, one):
            continue
        away = word - mention.last + BEFORE if mention.last <= word else mention.first - word
        if away < distance:
            best, distance = _reading(mention, future=future), away
    return best


def _reading(mention: Mention, *, future: bool) -> str:
    """The day that the tense makes of "on Monday"."""
    span = mention.date
    if span is None:
        return ""
    if future:
        return span.edtf_future or span.edtf
    return span.edtf_past or span.edtf


def _of_another(sentence: Sentence, date: Mention, one: Instrument) -> bool:
    """Whether a date belongs to something else: "since 1992", "the accord of May 5", "by the end of 1997"."""
    preposition = date.date.preposition if date.date is not None else ""
    before = sentence.folded[date.first - 1] if date.first else ""
    if (before in NOT_THEN or preposition in NOT_THEN) and (
        one.status != "in_force" or before != "since" != preposition
    ):
        return True
    if sentence is one.sentence and one.first <= date.first < one.last:
        return True
    for mention in sentence.mentions:
        thing = mention.kind in ("instrument", "instrument_noun")
        if thing and (
            mention.first == date.last or (before == "of" and mention.last == date.first - 1)
        ):
            return True
    return False


# --- places ------------------------------------------------------------------------------------------------


def _nearest_place(context: Context, window: Window) -> str:
    sentence, first, last, word, _ = window
    best, distance = "", 10**6
    going = _going(sentence)
    for at in range(first, last - 1):
        during = sentence.folded[at] == "during"
        if sentence.folded[at] not in PLACING and not going.get(at) and not during:
            continue
        where = place_at(context, sentence, at + 1)
        if where is None or where.word >= last:
            continue
        away = abs(at - word) + (BEFORE if at < word else 0)
        if where.name and away < distance:
            best, distance = where.name, away
    return best


def _going(sentence: Sentence) -> dict[int, bool]:
    """The words behind which is whither somebody goes: "*visited* Kyiv", "flew *to* Kyiv", "his visit *to* Kyiv"."""
    going: dict[int, bool] = {}
    for mention in sentence.mentions:
        sense = mention.sense("meet")
        if sense is not None and sense.value in ("visit", "come"):
            going.setdefault(mention.last - 1, True)
        if mention.kind == "meeting" and mention.value == "visit":
            behind = sentence.folded[mention.last : mention.last + 1]
            going.setdefault(mention.last, not GOING.isdisjoint(behind))
    return going
