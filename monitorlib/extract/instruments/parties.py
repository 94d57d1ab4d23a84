"""Who is bound by an instrument: those it names itself, those who act on it, else those of its clause.

Strongest is what belongs to the noun ("the Russian-Georgian accord", "between A and B", "with A"); then who signs,
ratifies or ends it; then the other actors of the clause. Hosts, mediators and witnesses are no parties.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.instruments.taking_part import actors_in, known, listed
from monitorlib.extract.instruments.unnamed_parties import (
    ORGANISATIONS,
    implied,
    likely,
    well_known,
)
from monitorlib.spans import Sentence

__all__ = ["ORGANISATIONS", "attached", "bound"]

PARTNERS = frozenset({"between", "among", "with"})
OFFERED_TO = frozenset({"draft", "wish"})
SIGNING = frozenset("sign conclude reach issue initial".split())
WIDE = 14  # words behind an instrument in which its partners may be named


def bound(context: Context, one: Instrument, deed: Deed | None) -> list[str]:
    """The parties of an instrument as one place of the text gives them."""
    sentence = one.sentence
    own = attached(context, one)
    if len(own) > 1:
        one.sure = True
        return known([*_with_whom(context, one, deed, own), *own])
    agents = _agents(context, one, deed) if deed is not None else []
    one.agents = agents
    if one.title and agents and ORGANISATIONS.issuperset(own):
        own = []  # "Azerbaijan left the CIS Collective Security Treaty"
    if len(own) == 1 and not agents:
        agents = _side_before(context, one, own)
    codes = known([*own, *agents])
    if len(codes) < 2 and deed is not None and deed.mood == "fact":
        codes = known([*codes, *_told_off(context, sentence, deed)])
    if len(codes) > 1 or (codes and _suffices(one, codes)):
        one.sure = True
        return codes
    home = context.document.clause_at(sentence, one.noun.first)
    clauses = [home, deed.clause] if deed is not None else [home]
    truce = sentence.folded[one.noun.first] in context.lexicon.cues["truce"]
    unnamed = truce or (not codes and _unnamed(one, deed))
    ranges = [] if unnamed else _ranges(one, clauses)
    for step, (low, high) in enumerate(ranges):
        found = known([*codes, *actors_in(context, sentence, low, high, them=False)])
        if one.named and found:
            return well_known(context, one, found)
        if len(found) > 1:
            return likely(context, codes, found) if step else found
        codes = found
    if one.named:
        return well_known(context, one, codes)
    one.implied, one.partly = True, bool(codes)
    return implied(context, one, codes)


def _side_before(context: Context, one: Instrument, own: list[str]) -> list[str]:
    """Whose "treaty with Russia" it is: the subject's of the clause, else of the sentence."""
    behind = one.sentence.folded[one.last : one.last + WIDE]
    if "with" not in behind or one.named:
        return []
    clause = context.document.clause_at(one.sentence, one.noun.first)
    for first in (clause.first, 0):
        found = [c for c in actors_in(context, one.sentence, first, one.first) if c not in own]
        if found:
            return found[:1]
    return []


def _with_whom(context: Context, one: Instrument, deed: Deed | None, own: list[str]) -> list[str]:
    """Who ratified "the accord with A and B": another party."""
    behind = one.sentence.folded[one.last : one.last + 2]
    if behind[:1] != ["with"] or actors_in(context, one.sentence, one.first, one.noun.first):
        return []
    agents = _agents(context, one, deed) if deed is not None else []
    return agents[:1] or _side_before(context, one, own)


def _told_off(context: Context, sentence: Sentence, deed: Deed) -> list[str]:
    """Those listed behind a colon or dash: "five have signed it: Armenia, Belarus, …"."""
    for at in range(deed.end, len(sentence.words)):
        if sentence.words[at] in (":", "—"):
            found = listed(context, sentence, at + 1, len(sentence.words))
            return found if len(found) > 2 else []
    return []


def _suffices(one: Instrument, codes: list[str]) -> bool:
    """Whether one actor is enough: a named treaty's, or the organisation whose members all act."""
    return one.named or codes[0] in ORGANISATIONS - {"NATO", "EU"}


# --- what belongs to the noun ------------------------------------------------------------------------------


def attached(context: Context, one: Instrument) -> list[str]:
    """The actors in the noun's group and behind it: "Moscow's accord with Minsk", "the accord between …"."""
    sentence = one.sentence
    own = actors_in(context, sentence, one.first, one.noun.first)
    if sentence.folded[0] == "with":  # "With Ukraine a treaty is being sought"
        own += listed(context, sentence, 1, one.first)
    if one.title:
        own = [*own, *_in_title(context, one)]
    if "its" in one.group or "their" in one.group:
        own = [*own, *_owner(context, one)]
    return known([*own, *_behind(context, one)])


def _in_title(context: Context, one: Instrument) -> Iterator[str]:
    """The actors that a title names: "NATO-Russia Founding Act"; a place in it ("Moscow treaty") is none."""
    for word in range(one.first, one.last):
        phrases = context.lexicon.phrases[one.sentence.folded[word]].get("", ())
        for phrase in phrases:
            for sense in phrase.senses:
                if (
                    phrase.rest
                    or sense.kind != "actor"
                    or sense.info["form"] not in ("name", "adjective")
                ):
                    continue
                if one.sentence.words[word][0].isupper() and sense.value != "EU":
                    yield sense.value
    yield from (
        actors_in(
            context,
            one.sentence,
            one.noun.first,
            one.last + len(one.title.split()) if one.title else one.last,
        )
        if one.noun.kind != "instrument"
        else ()
    )


def _owner(context: Context, one: Instrument) -> list[str]:
    """Whose "its" is: the subject's of the clause, before the noun."""
    clause = context.document.clause_at(one.sentence, one.noun.first)
    for mention in [*clause.subject, *reversed(list(one.sentence.within(0, one.first)))]:
        if mention.first < one.first and (code := acting(one.sentence, mention)):
            return [code]
    return []


def _behind(context: Context, one: Instrument) -> list[str]:
    """Those named behind the noun by "between", "among" or "with", before its verb."""
    sentence = one.sentence
    stop = _verb_after(context, one)
    for at in range(one.last, min(stop, one.last + WIDE)):
        word = sentence.folded[at]
        if word in (",", ";", ":", "(", "which", "that", "who"):
            return []
        if word in PARTNERS:
            if _meets(sentence, one.last, at):
                return []
            return listed(context, sentence, at + 1, stop)
    return []


def _meets(sentence: Sentence, first: int, last: int) -> bool:
    """Whether talks stand between: "an accord after talks with Iran" is no accord with Iran."""
    return any(m.kind == "meeting" for m in sentence.within(first, last))


def _verb_after(context: Context, one: Instrument) -> int:
    for clause in context.clauses(one.sentence):
        for verb in clause.verbs:
            if verb.first >= one.last and one.sentence.folded[verb.first] != "to":
                return verb.first
    return len(one.sentence.words)


# --- who acts ----------------------------------------------------------------------------------------------


def _agents(context: Context, one: Instrument, deed: Deed) -> list[str]:
    """Who does the act: subject and "with …" of an active verb, "by …" and "between …" behind a passive."""
    sentence, verb, clause = one.sentence, deed.verb, deed.clause
    if verb is None:
        return _after(context, sentence, clause, deed.word, ("by", "between", "with"))
    end = verb.mention.last if verb.mention is not None else verb.at + 1
    behind = _after(context, sentence, clause, end, ("by", "between", "among", "with"))
    if verb.voice == "passive" or (verb.voice == "participle" and not _has_object(one, end)):
        return behind or (
            _subject(context, clause, one.last, verb.first) if deed.value == "end" else []
        )
    if verb.voice == "participle":
        start = _main_before(context, clause)
        return [*actors_in(context, sentence, start, verb.first), *behind]
    agents = _subject(context, clause, clause.first, verb.first)
    if len(agents) > 1:
        behind = _after(context, sentence, clause, end, ("with",))
    if deed.value in OFFERED_TO:
        behind += _after(context, sentence, clause, end, ("to",))
    return known([*agents, *behind])


def _has_object(one: Instrument, end: int) -> bool:
    """Whether the instrument stands directly behind the verb."""
    return 0 <= one.first - end <= 2


def _main_before(context: Context, clause: Clause) -> int:
    """Where the last main clause before a clause begins."""
    first = 0
    for other in context.clauses(clause.sentence):
        if other.first >= clause.first:
            break
        if other.kind == "main" and other.subject and other.last - other.first > 1:
            first = other.first
    return first


def _subject(context: Context, clause: Clause, first: int, last: int) -> list[str]:
    """The actors before the verb; of the clause before when it has none of its own."""
    sentence = clause.sentence
    start = first
    if sentence.folded[first : first + 1] in (
        ["on"],
        ["in"],
        ["after"],
        ["before"],
        ["under"],
        ["despite"],
    ):
        named = [
            m for m in sentence.within(first, last) if m.first <= first + 2 and acting(sentence, m)
        ]
        start = named[0].last if named else first  # "On Kosovo the ministers adopted …"
    here = actors_in(context, sentence, start, last)
    if here:
        return here
    codes = [
        acting(sentence, mention)
        for mention in clause.subject
        if mention.kind != "instrument_noun" and not first <= mention.first < start
    ]
    return [code for code in codes if code]


def _after(
    context: Context, sentence: Sentence, clause: Clause, first: int, words: tuple[str, ...]
) -> list[str]:
    """The actors listed behind the first of some prepositions in the rest of a clause."""
    found: list[str] = []
    for at in range(first, clause.last):
        if sentence.folded[at] in words and not _meets(sentence, max(first, at - 3), at):
            found += listed(context, sentence, at + 1, len(sentence.words))
            if found:
                break
    return found


def _ranges(one: Instrument, clauses: list[Clause]) -> list[tuple[int, int]]:
    """Ever wider stretches in which the parties may be named."""
    first, last = min(c.first for c in clauses), max(c.last for c in clauses)
    low, high = part(one.sentence, one.noun.first)
    return [(first, last), (low, high), (0, len(one.sentence.words))]


COLLECTIVE = frozenset(
    "ministers presidents leaders premiers sides parties delegations governments they members".split()
)


def _unnamed(one: Instrument, deed: Deed | None) -> bool:
    """Whether those who act are named elsewhere: "On Abkhazia the presidents issued a declaration"."""
    if deed is None or deed.verb is None or deed.verb.voice != "active":
        return False
    if deed.value not in SIGNING:
        return False
    subject = one.sentence.folded[deed.clause.first : deed.verb.first]
    return not COLLECTIVE.isdisjoint(subject)
