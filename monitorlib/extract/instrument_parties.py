"""Who is bound by an instrument: those it names itself, those who act on it, else those of its clause.

Strongest is what belongs to the noun ("the Russian-Georgian accord", "between A and B", "with A"); then who signs,
ratifies or ends it; then the other actors of the clause. Hosts, mediators and witnesses are no parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.instruments import Deed, Instrument
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["ORGANISATIONS", "attached", "bound"]

ORGANISATIONS = frozenset({"CIS", "NATO", "EU", "UN", "OSCE", "COE", "WEU"})
# Words at which a list of parties ends: "between Russia and Armenia on …".
END_OF_LIST = frozenset(
    "regarding concerning on about over which that to for in at under after during until since when where while as "
    "; : . ) ( who whose whom into from by was were is are will would has have had".split()
)
PARTNERS = frozenset({"between", "among", "with"})
OFFERED_TO = frozenset({"draft", "wish"})
SOIL = frozenset("border frontier territory soil coast capital".split())
FORCES = (["troops"], ["guards"], ["service"], ["services"], ["forces"], ["guard"])
WIDE = 14  # words behind an instrument in which its partners may be named


def bound(context: Context, one: Instrument, deed: Deed | None, before: list[str]) -> list[str]:
    """The parties of an instrument as one place of the text gives them; ``before``: those of the instrument before."""
    sentence = one.sentence
    own = attached(context, one)
    if len(own) > 1:
        one.sure = True
        return own
    agents = _agents(context, one, deed) if deed is not None else []
    one.agents = agents
    codes = _known([*own, *agents])
    if len(codes) > 1 or (codes and _suffices(one, codes)):
        one.sure = True
        return codes
    home = context.document.clause_at(sentence, one.noun.first)
    clauses = [home, deed.clause] if deed is not None else [home]
    for low, high in _ranges(sentence, clauses):
        found = _known([*codes, *_actors(context, sentence, low, high)])
        if len(found) > 1 or (found and one.named):
            return found
        codes = found
    if one.named:
        return codes
    one.implied = True
    return _implied(context, sentence, codes, before)


def _known(codes: Iterable[str]) -> list[str]:
    """Each code once; the Soviet Union only where it stands alone."""
    found = list(dict.fromkeys(codes))
    return [code for code in found if code != "SUN"] or found


def _suffices(one: Instrument, codes: list[str]) -> bool:
    """Whether one actor is enough: a named treaty's, or the organisation whose members all act."""
    return one.named or codes[0] in ORGANISATIONS - {"NATO", "EU"}


# --- what belongs to the noun ------------------------------------------------------------------------------


def attached(context: Context, one: Instrument) -> list[str]:
    """The actors in the noun's group and behind it: "Moscow's accord with Minsk", "the accord between …"."""
    sentence = one.sentence
    own = _actors(context, sentence, one.first, one.noun.first)
    if one.title:
        own = [*own, *_in_title(context, one)]
    if "its" in one.group or "their" in one.group:
        own = [*own, *_owner(context, one)]
    return _known([*own, *_behind(context, one)])


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
        _actors(
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


def listed(context: Context, sentence: Sentence, first: int, stop: int) -> list[str]:
    """The actors of a list that begins at word ``first``: "Russia, Ukraine and the government of Belarus"."""
    at, words = first, sentence.folded
    while at < stop and words[at] not in END_OF_LIST:
        if words[at] == "," and not _list_goes_on(sentence, at + 1, stop):
            break
        at += 1
    return _actors(context, sentence, first, at)


def _list_goes_on(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether another member of a list follows a comma, and an "and" behind it."""
    near = [m for m in sentence.within(at, min(at + 5, stop)) if acting(sentence, m)]
    for word in sentence.folded[at : min(at + 14, stop)]:
        if word in END_OF_LIST:
            return False
        if word == "and":
            return bool(near)
    return False


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
        return [*_actors(context, sentence, start, verb.first), *behind]
    agents = _subject(context, clause, clause.first, verb.first)
    if deed.value in OFFERED_TO:
        behind += _after(context, sentence, clause, end, ("to",))
    return _known([*agents, *behind])


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
    here = _actors(context, sentence, first, last)
    if here:
        return here
    codes = [
        acting(sentence, mention) for mention in clause.subject if mention.kind != "instrument_noun"
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


# --- actors that take part ---------------------------------------------------------------------------------


def _actors(context: Context, sentence: Sentence, first: int, last: int) -> list[str]:
    """The actors in a stretch, without hosts, mediators and witnesses."""
    found: dict[str, None] = {}
    for mention in sentence.within(first, last):
        if _stands_by(context, sentence, mention):
            continue
        codes = (
            mention.value.split(";") if mention.kind == "actors" else [acting(sentence, mention)]
        )
        for code in codes:
            if code:
                found[code] = None
    return list(found)


def _stands_by(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Whether an actor only mediates, looks on or speaks: "under Russian mediation", "according to Kyiv"."""
    words = sentence.folded
    before, behind = (
        words[max(mention.first - 4, 0) : mention.first],
        words[mention.last : mention.last + 2],
    )
    aside = context.lexicon.cues["bystander"]
    if behind[:1] and behind[0] in SOIL and behind[1:2] not in FORCES:
        return True
    if (
        not aside.isdisjoint(behind[:1])
        or before[-2:] == ["according", "to"]
        or before[-3:-1] == ["according", "to"]
    ):
        return True
    near = before[-3:]
    return any(word in aside for word in near) and bool({"of", "by"} & set(near))


def _ranges(sentence: Sentence, clauses: list[Clause]) -> Iterator[tuple[int, int]]:
    """Ever wider stretches in which the parties may be named."""
    first, last = min(c.first for c in clauses), max(c.last for c in clauses)
    yield first, last
    yield 0, len(sentence.words)


def _implied(
    context: Context, sentence: Sentence, codes: list[str], before: list[str]
) -> list[str]:
    """Whom the text means where the sentence names fewer than two actors.

    Those of the instrument spoken of before; the state whose soil is named; those that the bulletin is about.
    """
    found = list(codes)
    if found and found[0] in ORGANISATIONS - {"NATO", "EU"}:
        return found
    soil = _known([*found, *[code for m in sentence.mentions if (code := _soil(sentence, m))]])
    if len(soil) > 1:
        return soil[:2]
    if before and set(soil) <= set(before):
        return list(before)
    for code in [*soil, *context.leading]:
        if len(found) < 2 and code not in found:
            found.append(code)
    return found


def _soil(sentence: Sentence, mention: Mention) -> str:
    """A state that something goes to, leaves or stands in: "passes the data on to Moscow", "a base in Armenia"."""
    sense = mention.sense("actor")
    if sense is None or sense.info["form"] not in ("name", "capital") or not mention.first:
        return ""
    before = sentence.folded[mention.first - 1]
    stands = before == "in" and sense.info["form"] == "name"
    return sense.value if stands or before in ("to", "from", "of", "into") else ""
