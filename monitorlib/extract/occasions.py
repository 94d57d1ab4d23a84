"""Where, when and about what people meet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.dates import DateSpan, edtf_interval, find_durations
from monitorlib.extract.context import Context, happens_later
from monitorlib.function_words import DETERMINERS
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import is_verb

__all__ = [
    "Where",
    "neutral",
    "own_soil",
    "place_at",
    "places",
    "recurrence_in",
    "scene",
    "there",
    "topic_of",
    "under_way",
    "when",
]

AT = frozenset("in at near outside".split())
TOWARD = frozenset("to for from into".split())
RESORTS = frozenset(
    "castle palace mansion villa dacha monastery hotel sanatorium resort city town village port capital spa suburb "
    "district".split()
)
ABOUT = frozenset("on about over concerning regarding".split())
OLD = frozenset({"since", "dated", "until"})  # dates behind these are not of the meeting
UNTIL = frozenset({"until", "till", "through"})
DURING = frozenset("at by during sidelines fringes margins".split())
AHEAD = 100
SEASON, HALF_YEAR = 90, 210  # days
BACKWARD = 3  # a date behind a word is likelier its date than one before it, by so many words


class Where(NamedTuple):
    """A place as printed ("" when only a country is named), the actor whose territory it is, where it stands.

    ``host``: a capital or the country itself, so that its state takes part in talks there.
    """

    name: str
    country: str
    word: int
    host: bool = False


def there(context: Context, sentence: Sentence, at: int) -> Where | None:
    """Where "there" is: the last capital or town that the sentence, or the one before, speaks of."""
    back = context.sentences[max(sentence.index - 1, 0) : sentence.index]
    for spoken, last in ((sentence, at), *((s, len(s.words)) for s in back)):
        towns = [m.first for m in spoken.within(0, last) if m.sense("place") is not None]
        for town in reversed(towns):
            where = place_at(context, spoken, town)
            if where is not None and where.name:
                return where
    return None


def place_at(context: Context, sentence: Sentence, at: int) -> Where | None:
    """The place that begins at word ``at``: "Kiev", "the Ukrainian capital", "the Swiss resort of Davos", "Ukraine"."""
    words = sentence.folded
    whole = sentence.at(at)
    if whole is not None and whole.sense("place") and whole.last - whole.first > 1:
        return _known(context, sentence, whole)  # "The Hague"
    while at < len(words) and (words[at] in DETERMINERS or words[at] in ("nearby", "neighboring")):
        at += 1
    if at >= len(words):
        return None
    mention = sentence.at(at)
    actor = mention.sense("actor") if mention is not None else None
    stop = mention.last if mention is not None else at
    if actor is not None and words[stop : stop + 1] == ["capital"]:
        capital = context.lexicon.actors[actor.value]["capitals"].split(";")[0]
        return Where(capital, actor.value, at, host=True)
    for resort in range(at, min(stop + 2, len(words))):
        if words[resort] in RESORTS and words[resort + 1 : resort + 2] == ["of"]:
            return place_at(context, sentence, resort + 2)
    if mention is None:
        return None
    return _known(context, sentence, mention)


def _known(context: Context, sentence: Sentence, mention: Mention) -> Where | None:
    actor, place = mention.sense("actor"), mention.sense("place")
    name = sentence.printed(mention.first, mention.last)
    if place is not None and place.info["kind"] not in ("river", "sea", "oblast", "region"):
        country = place.info["country"]
        capital = actor is not None and actor.info["form"] == "capital"
        owner = actor.value if actor is not None else country
        return Where(name, owner, mention.first, host=capital)
    if actor is not None and actor.info["form"] == "capital":
        return Where(name, actor.value, mention.first, host=True)
    if actor is not None and actor.info["form"] == "institution":
        if actor.info["kind"] != "state":
            return None
        palace = name.casefold() in context.lexicon.cues["palace"]  # "talks in the Kremlin"
        return Where(name if palace else "", actor.value, mention.first, host=True)
    if actor is not None and actor.info["form"] == "name":
        territorial = actor.info["kind"] in ("state", "former_state", "territory")
        return Where("", actor.value, mention.first, host=True) if territorial else None
    return None


def places(
    context: Context, sentence: Sentence, first: int, last: int, *, toward: bool = False
) -> list[Where]:
    """The places of words ``first``..``last`` where something happens, or whither somebody goes."""
    found = []
    for at in range(first, last - 1):
        word = sentence.folded[at]
        if word in AT or (toward and word in TOWARD):
            where = place_at(context, sentence, at + 1)
            if where is not None and where.word < last:
                found.append(where)
    return found


def own_soil(context: Context, guests: Iterable[str], country: str) -> bool:
    """Whether a territory is one that the guests' own state governs: a Russian minister in Grozny visits nobody."""
    known = context.lexicon.actors.get(country, {})
    return bool(known.get("governed_by")) and known["governed_by"] in set(guests)


def neutral(context: Context, place: str) -> bool:
    """Whether a place is one where others meet, so that its state takes no part and nobody there is a guest."""
    venues = context.lexicon.cues["neutral_venue"]
    return bool(place) and place.rsplit(maxsplit=1)[-1].casefold() in venues


# --- time --------------------------------------------------------------------------------------------------


def when(context: Context, sentence: Sentence, clause: Clause, word: int, *, future: bool) -> str:
    """The date of what a word names: in its clause, else in a clause of the sentence that nobody speaks in."""
    found = _nearest(context, sentence, clause.first, clause.last, word, future)
    if found:
        return found
    for other in context.clauses(sentence):
        speech = any(v.mention is not None and v.mention.sense("say") for v in other.verbs)
        if other is not clause and not speech and _bridged(clause, other):
            found = _nearest(context, sentence, other.first, other.last, word, future)
            if found:
                return found
    return ""


def _bridged(clause: Clause, other: Clause) -> bool:
    """Whether a neighbouring clause tells when this one happened: the two hang on each other."""
    near = other.first == clause.last or other.last == clause.first
    about = other.antecedent if other.kind == "relative" and other.first < clause.first else None
    if about is not None and about.person is None and about.sense("title") is None:
        return False  # "before his journey to Moscow, which begins tomorrow, he telephoned …"
    if (
        other.last == clause.first
        and clause.verbs
        and clause.sentence.folded[clause.first] == "and"
    ):
        return clause.verbs[0].first <= clause.first + 1  # "inspected it on Monday and called on X"
    kinds = {clause.kind, other.kind}
    return near and (bool(kinds & {"relative", "participle", "subordinate"}) or not other.verbs)


def _nearest(
    context: Context, sentence: Sentence, first: int, last: int, word: int, future: bool
) -> str:
    best, distance = "", 10**6
    for mention in sentence.within(first, last):
        span = mention.date
        if span is None or _of_a_thing(sentence, mention):
            continue
        if _another_between(sentence, min(word + 1, mention.last), max(word, mention.first)):
            continue
        away = word - mention.last + BACKWARD if mention.last <= word else mention.first - word
        date = _reading(context, span, future)
        if not future and happens_later(context, date):
            away += AHEAD  # what is told as done was hardly done "in three years"
        if away < distance:
            best, distance = date, away
    return best


def _another_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a date is that of another encounter, named between; not so of "met during the conference on June 7"."""
    at = DURING & set(sentence.folded[first : min(first + 6, last)])
    between = sentence.within(first, last, "meeting", "meet")
    return not at and any(sentence.folded[m.first] != "visiting" for m in between)


def _of_a_thing(sentence: Sentence, date: Mention) -> bool:
    """Whether a date belongs to something else: "since 1994", "the accord of May 27", "the 1994 agreement"."""
    before = sentence.folded[date.first - 1] if date.first else ""
    if before in OLD or (date.date is not None and date.date.preposition in OLD):
        return not any(  # "put off until July"
            m.sense("meeting_act") and m.sense("meeting_act").value == "cancel"  # type: ignore[union-attr]
            for m in sentence.within(max(date.first - 6, 0), date.first)
        )
    for mention in sentence.mentions:
        thing = mention.kind in ("instrument", "instrument_noun")
        thing = thing or (mention.kind == "act" and not is_verb(mention))  # "on Friday signed"
        if thing and (
            mention.first == date.last or (before == "of" and mention.last == date.first - 1)
        ):
            return True
    return False


def _reading(context: Context, span: DateSpan, future: bool) -> str:
    """The day that a tense makes of "on Friday", "June 9": behind or ahead, unless that is a season away."""
    chosen = span.edtf_future if future else span.edtf_past
    day = edtf_interval(context.document.bulletin.date)
    meant = edtf_interval(chosen) if chosen else None
    if day is None or meant is None:
        return span.edtf
    away = (meant[0] - day[1]).days if future else (day[0] - meant[1]).days
    return chosen if away <= (HALF_YEAR if future else SEASON) else span.edtf


def under_way(context: Context, clause: Clause) -> str:
    """From today to the day until which somebody is to stay: "are in Minsk until tomorrow"; "" when none is told."""
    sentence, today = clause.sentence, context.document.bulletin.date.rstrip("~?")
    acts = (m.sense("meeting_act") for m in sentence.within(clause.first, clause.last))
    if any(act is not None and act.value == "cancel" for act in acts):
        return ""  # "postponed his return until Friday"
    for mention in sentence.within(clause.first, clause.last):
        span = mention.date
        if span is None or UNTIL.isdisjoint((sentence.folded[mention.first - 1], span.preposition)):
            continue
        day = span.edtf_future or span.edtf
        if happens_later(context, day) and "/" not in day:
            return f"{today}/{day}"
    return ""


def scene(context: Context, clause: Clause) -> tuple[str, str]:
    """Place and date that "there" points back to: those of the sentence before."""
    sentence = clause.sentence
    if "there" not in sentence.folded[clause.first : clause.last] or not sentence.index:
        return "", ""
    before = context.sentences[sentence.index - 1]
    where = places(context, before, 0, len(before.words))
    dates = [m for m in before.of("date") if m.date is not None and not _of_a_thing(before, m)]
    date = _reading(context, dates[0].date, False) if dates and dates[0].date else ""
    town = where[0] if where else there(context, sentence, clause.first)
    return town.name if town is not None else "", date


def _apart(sentence: Sentence, clause: Clause, word: int) -> int:
    """Where what belongs to a word begins: with its clause, unless another encounter is named before it."""
    others = sentence.within(clause.first, word, "meeting", "meet")
    return max(clause.first, word - 2) if others else clause.first


def recurrence_in(context: Context, sentence: Sentence, clause: Clause, word: int) -> str:
    """How often a meeting is to be held ("every six months"), as an ISO 8601 duration."""
    first, last = _apart(sentence, clause, word), clause.last
    text = context.document.bulletin.text
    for span in find_durations(text, sentence.offset(first), sentence.end(last)):
        if span.kind != "recurrence":
            continue
        other = (m for m in sentence.within(word + 1, last) if m.is_of({"meeting", "meet"}))
        return "" if any(sentence.offset(m.first) < span.start for m in other) else span.iso
    return ""


# --- topic -------------------------------------------------------------------------------------------------


def topic_of(sentence: Sentence, clause: Clause, word: int, *, named: bool = False) -> str:
    """What a meeting is about, in the bulletin's words: "on …", "about …", "to discuss …", "a discussion of …".

    ``named``: it is the object of the verb that ends before ``word`` ("discussed the fleet with …").
    """
    dates = {m.first for m in sentence.within(word, clause.last) if m.date is not None}
    if named:
        return _phrase(sentence, word, clause.last, dates)
    for at in range(word, clause.last - 1):
        folded = sentence.folded[at]
        opened = folded in ABOUT and at + 1 not in dates
        opened = opened or sentence.folded[at - 1 : at + 1] in (
            ["to", "discuss"],
            ["discussion", "of"],
            ["devoted", "to"],
        )
        if opened:
            return _phrase(sentence, at + 1, clause.last, dates)
    return ""


def _phrase(sentence: Sentence, first: int, limit: int, dates: set[int]) -> str:
    last = first
    while last < limit and sentence.words[last] not in ",;:.()" and last not in dates:
        if sentence.folded[last] in ("with", "when", "while", "telephone") and last > first:
            break
        last += 1
    while last > first and sentence.folded[last - 1] in ("on", "in", "at", "and", "by"):
        last -= 1
    return sentence.printed(first, last)
