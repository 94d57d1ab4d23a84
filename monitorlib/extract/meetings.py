"""Meetings: one row per encounter between representatives of two or more actors (codebook section 5).

A verb says that people meet ("met", "received", "discussed … with") or a noun names what they hold ("talks", "the CIS
summit", "Yeltsin's visit to Kiev"). Each such place of the text gives an `Encounter`; those that speak of one and the
same become one row. Verbs are in `encounters_by_verb`, nouns in `encounters_by_noun`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, Row
from monitorlib.extract.encounters.by_act import by_act
from monitorlib.extract.encounters.by_noun import by_noun
from monitorlib.extract.encounters.by_presence import aside
from monitorlib.extract.encounters.by_verb import by_verb, leaders_named
from monitorlib.extract.encounters.company import Side, gather
from monitorlib.extract.encounters.delegations import of_delegations
from monitorlib.extract.encounters.encounter import TOP, Encounter, join, same
from monitorlib.extract.encounters.guests import further_stop
from monitorlib.extract.encounters.hidden_triggers import uncovered
from monitorlib.extract.encounters.standing import conditional, denied, on_margins, present
from monitorlib.extract.encounters.unnamed_parties import STANDING, only_place, plainly, those_there
from monitorlib.extract.occasions import when
from monitorlib.function_words import BE
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["extract"]

GERUND_AFTER = frozenset("after before while by when since and upon on in without".split())
SPEAKING = frozenset("confer consult negotiate talk bargain exchange parley".split())
NEAR = 8  # words behind a noun that may tell who meets
PAIR = 2
COLLEAGUES = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
COMING = frozenset("came went gone flew flown traveled travelled arrived returned sat".split())
PLACED = frozenset({"back", "in", "there", "to"})
APPEARING = frozenset("arrive come appear materialize show turn turned go".split())
MEETING = frozenset({"meeting", "meet"})
LONG = 160  # words of a clause; hardly any has as many
ATTENDING = frozenset({"attend", "take part", "participate", "take part in", "participate in"})
COMPANY_REACH = 3  # sentences after an encounter in which "he was accompanied by" adds to it


def extract(context: Context) -> Iterator[Row]:
    """The meetings of a bulletin."""
    found: list[Encounter] = []
    for sentence in context.sentences:
        for one in _statements(context, sentence, found):
            known = next((other for other in reversed(found) if same(other, one)), None)
            if known is not None:
                join(known, one)
            elif not one.pointing or plainly(context, one) or (one.date and one.place):
                found.append(one)  # who was there may come later
        _accompany(context, sentence, found)
    for one in found:
        those_there(context, one)
        _unnamed(context, one, found)
        if _counts(context, one) and not _on_the_way(one, found):
            yield _row(context, one)


def _unnamed(context: Context, one: Encounter, found: list[Encounter]) -> None:
    """ "A round of talks is set for May 5 in Tehran": between those of whose talks the bulletin tells."""
    if one.kind != "talks" or one.side or not (one.date or one.place):
        return
    before = [k for k in found if k.kind in ("talks", "summit") and len(k.side.actors) == PAIR]
    rank = {code: place for place, code in enumerate(context.leading)}
    pairs = [list(k.side.actors) for k in before] or [context.leading[:PAIR]]
    chosen = min(pairs, key=lambda codes: sum(rank.get(code, len(rank)) for code in codes))
    one.side.actors.update(dict.fromkeys(chosen))


def _stands(context: Context, clause: Clause, one: Encounter) -> bool:
    """Whether it is neither denied nor only promised for the case that something happens."""
    if denied(clause, one.word):
        return False
    promised = one.status == "planned" and not one.date
    return not (promised and conditional(context, clause.sentence))


@dataclass(slots=True)
class Told:
    """What a clause has said of encounters so far."""

    met: bool = False  # that people met, by a verb
    standing: bool = False  # a summit, session or conference last
    anything: bool = False
    came: Encounter | None = None  # a visit
    last: Encounter | None = None


def _statements(
    context: Context, sentence: Sentence, found: list[Encounter]
) -> Iterator[Encounter]:
    """What a sentence says of encounters, from left to right."""
    hidden = list(uncovered(context, sentence, MEETING))
    for clause in context.clauses(sentence):
        told = Told()
        inside = [m for m in hidden if clause.first <= m.first < clause.last]
        named = sentence.within(clause.first, clause.last, "meeting", "meet")
        for mention in sorted([*named, *inside], key=attrgetter("first")) if inside else named:
            if mention.kind == "meeting" or mention.sense("meet"):
                one = _named(context, clause, mention, found, told)
                if one is not None:
                    yield one
        one = of_delegations(context, clause, found) if not told.met else None
        if one is None and (not told.anything or told.standing):
            one = by_act(context, clause)
        elif one is None and not told.met:
            one = aside(context, clause)
        if one is not None and (one.status == "held" or not told.standing):
            yield one
        for visit in (one, told.came):
            yield from further_stop(context, clause, visit)
        if found and found[-1].sentence is sentence and _stayed_away(clause):
            found[-1].status = "cancelled"


def _named(
    context: Context, whole: Clause, mention: Mention, found: list[Encounter], told: Told
) -> Encounter | None:
    """The encounter that a verb or a noun names, unless it is denied or another word for one just told."""
    clause, sentence = _nearby(whole, mention), whole.sentence
    verb = _verb_of(whole, mention)
    if mention.kind == "meeting" and verb is not None and _is_noun(sentence, mention, verb):
        verb = None
    one = None
    if mention.sense("meet") and (verb is not None or _is_phrase(mention)):
        one = by_verb(context, clause, verb, mention, found)
        told.met = told.met or (one is not None and one.kind != "visit")
    elif (
        mention.kind == "meeting"
        and verb is None
        and (not told.met or on_margins(mention, sentence))
    ):
        hollow = _of_one(mention, sentence) or _progressive(mention, sentence)
        one = None if hollow else by_noun(context, clause, mention, found)
    if one is None or not _stands(context, clause, one):
        return None
    aim = sentence.folded[verb.first if verb is not None else max(mention.first - 1, 0)]
    if told.came is not None and aim in ("to", "for"):
        if told.came.status == "held" and one.status == "planned":
            one.date = told.came.date  # a plan's reading of it lies ahead
        one.status, one.date = told.came.status, one.date or told.came.date  # "came to confer with"
        if not set(told.came.side.actors) <= set(one.side.actors):
            one.place = (
                one.place or told.came.place
            )  # "flew to Paris to meet his Armenian colleague"
            told.came.side = Side()
    elif verb is not None and aim == "to" and _came(clause, verb):
        one.status = "held"  # "was back in Grozny to talk with Maskhadov"
        one.date = when(context, sentence, clause, mention.first, future=False)
    elif told.last is not None and aim == "to" and _is_purpose(mention, one, told.last):
        return None  # "met in Kyiv to discuss the fleet"
    one.top = _of_leaders(context, one, clause, verb.first if verb else mention.last + NEAR)
    told.last = one
    told.anything, told.standing = True, one.kind in STANDING
    told.came = one if one.kind == "visit" else told.came
    return one


def _stayed_away(clause: Clause) -> bool:
    """ "… was expected on Monday but did not arrive": a clause without a subject of its own, about whom was awaited."""
    words = clause.sentence.folded
    verb = clause.verbs[0] if clause.verbs else None
    if verb is None or verb.mood != "negated" or verb.first - clause.first > 1:
        return False
    return "did" in words[verb.first : verb.at] and words[verb.at] in APPEARING


def _of_leaders(context: Context, one: Encounter, clause: Clause, last: int) -> bool:
    """Whether "the two presidents", "the prime ministers of Russia and Ukraine" meet, named or not."""
    actors = context.lexicon.actors
    if any(p.level not in TOP for p in one.side.people.values()) or len(one.side.actors) < PAIR:
        return False
    if any(actors[code]["kind"] not in ("state", "organisation") for code in one.side.actors):
        return False
    first, last = clause.first, min(last, clause.last)
    if leaders_named(one.sentence, first, last):
        return True
    titles = [m for m in one.sentence.within(first, clause.last) if m.sense("title")]
    if any(m.sense("title").value not in TOP for m in titles):  # type: ignore[union-attr]
        return False
    named = {m.first for m in one.sentence.mentions if m.person is not None}
    tops = len(one.side.people) + sum(m.last not in named for m in titles)
    tops += bool(COLLEAGUES & set(one.sentence.folded[first : clause.last]))
    return tops >= PAIR  # "the Russian president and his Belarusian counterpart"


def _came(clause: Clause, verb: Verb) -> bool:
    """Whether the verb before an infinitive says that somebody has come, or was there."""
    before = next((v for v in reversed(clause.verbs) if v.at < verb.first), None)
    if before is None or before.mood != "fact" or present(before):
        return False
    words = clause.sentence.folded
    there = PLACED & set(words[before.at + 1 : before.at + 2]) and words[before.at] in BE
    return words[before.at] in COMING or bool(there)


def _is_purpose(mention: Mention, one: Encounter, last: Encounter) -> bool:
    """Whether an infinitive tells what those who meet do there, not that they will meet another time."""
    sense = mention.sense("meet")
    speaking = sense is not None and (sense.value == "discuss" or sense.info["base"] in SPEAKING)
    return speaking and set(one.side.actors) <= set(last.side.actors)


def _verb_of(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a trigger heads."""
    for verb in clause.verbs:
        if verb.mention is mention:
            return verb
        covered = (
            verb.mention is not None and verb.mention.first <= mention.first < verb.mention.last
        )
        if covered and verb.at == mention.first and mention.sense("meet"):
            return replace(verb, mention=mention)
    return None


def _of_one(mention: Mention, sentence: Sentence) -> bool:
    """Whether the noun only says of what another is one: "a round of talks", "a series of meetings"."""
    before = mention.first - 1
    return (
        before > 0
        and sentence.folded[before] == "of"
        and any(
            m.last == before and m.kind == "meeting"
            for m in sentence.within(max(before - 4, 0), before)
        )
    )


def _progressive(mention: Mention, sentence: Sentence) -> bool:
    """ "Have been sitting", "are gathering": the verb after all."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    return before in BE and sentence.folded[mention.last - 1].endswith("ing")


def _is_noun(sentence: Sentence, mention: Mention, verb: Verb) -> bool:
    """Whether "meeting", "gathering" is the noun after all: "a final gathering", "Monday's meeting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if not mention.first and sentence.folded[mention.last - 1].endswith("s"):
        return True  # "Talks about the railroad are to begin today"
    return verb.voice == "participle" and before.isalpha() and before not in GERUND_AFTER


def _nearby(clause: Clause, mention: Mention) -> Clause:
    """A clause, or of one that never ends (unpunctuated text) the words around a mention: cost stays linear."""
    if clause.last - clause.first <= LONG:
        return clause
    first = max(clause.first, mention.first - LONG // 2)
    last = min(clause.last, mention.last + LONG // 2)
    low = bisect_left(clause.verbs, first, key=attrgetter("first"))
    high = bisect_left(clause.verbs, last, key=attrgetter("first"))
    return replace(clause, first=first, last=last, verbs=clause.verbs[low:high])


def _is_phrase(mention: Mention) -> bool:
    sense = mention.sense("meet")
    return sense is not None and sense.info["pos"] == "phrase"


# --- further participants ----------------------------------------------------------------------------------


def _accompany(context: Context, sentence: Sentence, found: list[Encounter]) -> None:
    """ "He was accompanied by …", "… told the conference": more participants of the encounter spoken of."""
    if not found or sentence.index - found[-1].sentence.index > COMPANY_REACH:
        return
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            sense = verb.mention.sense("meeting_act") if verb.mention is not None else None
            if verb.mood == "fact" and _attends(clause, verb):
                found[-1].side.add(gather(context, sentence, clause.first, verb.first))
            if sense is None or sense.value != "join" or verb.mood != "fact":
                continue
            last = (sentence.index == found[-1].sentence.index and clause.last) or len(
                sentence.words
            )
            side = gather(context, sentence, 0, last)
            if set(side.people) & set(found[-1].side.people):
                found[-1].side.people.update(side.people)


def _attends(clause: Clause, verb: Verb) -> bool:
    """ "Nazarbaev and Karimov were present", "delegates from Iran took part": of the encounter told of before."""
    words = clause.sentence.folded
    if words[verb.at] == "present" or words[verb.at : verb.at + 2] == ["present", "."]:
        return True
    bases = {s.info.get("base") for s in verb.mention.senses} if verb.mention is not None else set()
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    return bool(bases & ATTENDING) and words[last : last + 1] in (["."], [","], [";"], ["too"])


# --- rows --------------------------------------------------------------------------------------------------


def _counts(context: Context, one: Encounter) -> bool:
    """Whether it is a meeting of the codebook: two actors, or a session of an organisation, or a conference."""
    if len(one.side.actors) > 1 or (one.lone and one.side.actors):
        return True
    if one.kind not in STANDING or not one.side.actors:
        return False
    actors = context.lexicon.actors
    organised = any(actors[code]["kind"] == "organisation" for code in one.side.actors)
    return organised or (
        one.kind == "conference" and bool(one.place and (one.side.people or one.date))
    )


def _on_the_way(one: Encounter, found: list[Encounter]) -> bool:
    """Whether somebody only was where others held a summit or conference: the host's guest he is not."""
    return one.kind == "visit" and any(
        other.kind in STANDING
        and other.place == one.place != ""
        and bool(set(other.side.actors) & set(one.side.actors))
        and not set(one.side.actors) <= set(other.side.actors)
        for other in found
        if other is not one
    )


def _row(context: Context, one: Encounter) -> Row:
    row = context.row(
        "meetings",
        one.sentence,
        one.word,
        {
            "kind": one.nature(),
            "participants": list(one.side.people),
            "parties": sorted(one.side.actors),
            "place": one.place or only_place(context, one),
            "date": one.date,
            "status": one.status,
            "topic": one.topic,
            "recurrence": one.recurrence,
        },
    )
    row.spans += one.spans
    known = sorted(p.person_id for p in one.side.people.values() if p.person_id)
    if known:
        row.ids["person_ids"] = known
    return row
