"""Meetings: one row per encounter between representatives of two or more actors (codebook section 5).

A verb says that people meet ("met", "received", "discussed … with") or a noun names what they hold ("talks", "the CIS
summit", "Yeltsin's visit to Kiev"). Each such place of the text gives an `Encounter`; those that speak of one and the
same become one row. Verbs are in `encounters_by_verb`, nouns in `encounters_by_noun`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from monitorlib.clauses import Clause
from monitorlib.extract.company import Side, gather, speakers
from monitorlib.extract.context import Context, Row
from monitorlib.extract.encounters import Encounter, join, same
from monitorlib.extract.encounters_by_act import by_act
from monitorlib.extract.encounters_by_noun import by_noun
from monitorlib.extract.encounters_by_verb import by_verb
from monitorlib.extract.occasions import places, topic_of, when
from monitorlib.extract.standing import conditional, denied
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["extract"]

GERUND_AFTER = frozenset("after before while by when since and upon on in without".split())
DELEGATES = frozenset(
    "delegations delegates negotiators teams experts commissions emissaries mediators".split()
)
COUPLING = frozenset({"and", ",", "-", "the", "–"})
STANDING = frozenset({"summit", "session", "conference"})
SUBJECT = 9  # words behind "talks" that may tell their subject
LONG = 160  # words of a clause; hardly any has as many
COMPANY_REACH = 3  # sentences after an encounter in which "he was accompanied by" adds to it


def extract(context: Context) -> Iterator[Row]:
    """The meetings of a bulletin."""
    found: list[Encounter] = []
    for sentence in context.sentences:
        for one in _statements(context, sentence, found):
            known = next((other for other in reversed(found) if same(other, one)), None)
            if known is not None:
                join(known, one)
            elif not one.pointing or _plainly(context, one):
                found.append(one)
        _accompany(context, sentence, found)
    for one in found:
        if one.kind == "conference" and not one.side.people:
            _those_who_spoke(context, one)
        if _counts(context, one):
            yield _row(context, one)


def _stands(context: Context, clause: Clause, one: Encounter) -> bool:
    """Whether it is neither denied nor only promised for the case that something happens."""
    if denied(clause, one.word):
        return False
    promised = one.status == "planned" and not one.date
    return not (promised and conditional(context, clause.sentence))


def _plainly(context: Context, one: Encounter) -> bool:
    """Whether it is plain between whom "the talks" are that nothing named before: two actors are spoken of."""
    if one.kind == "visit":
        return _guest_before(context, one)
    if one.kind in STANDING:
        return _of_an_organisation(context, one)
    word = one.sentence.folded[one.word]
    if one.kind != "talks" or len(one.side.actors) > 1 or word.startswith("discussion"):
        return False
    codes = _two_near(context, one)
    if len(codes) != 2 and (one.date or one.place):
        codes = dict.fromkeys(context.leading[:2])  # "the last round, held on June 23-25"
    if len(codes) != 2 or not set(one.side.actors) <= set(codes):
        return False
    one.side.actors.update(codes)
    one.pointing = False
    return True


def _two_near(context: Context, one: Encounter) -> dict[str, None]:
    """The actors of the sentence, the places of the talks ("on Batumi") and the sentence before, up to two."""
    codes = dict(one.side.actors)
    first = one.sentence.index
    for sentence in reversed(context.sentences[max(first - 1, 0) : first + 1]):
        codes.update(dict.fromkeys(actors_of(sentence, 0, len(sentence.words))))
        if len(codes) == 1:
            soil = (m.sense("place") for m in one.sentence.within(one.word, one.word + SUBJECT))
            codes.update({s.info["country"]: None for s in soil if s and s.info["country"]})
        if len(codes) > 1:
            break
    return codes


def _of_an_organisation(context: Context, one: Encounter) -> bool:
    """Whose "the next summit" is: of the only organisation that its sentence, or the one before, names."""
    actors, first = context.lexicon.actors, one.sentence.index
    if one.side.actors or not (one.date or one.place):
        return False
    for sentence in reversed(context.sentences[max(first - 1, 0) : first + 1]):
        senses = (m.sense("actor") for m in sentence.mentions)
        codes = {s.value for s in senses if s and actors[s.value]["kind"] == "organisation"}
        if len(codes) == 1:
            one.side.actors[codes.pop()] = None
            one.pointing = False
            return True
    return False


def _guest_before(context: Context, one: Encounter) -> bool:
    """ "Yeltsin pleaded a cold, and the visit to Kiev was off": the guest is whom the text spoke of last."""
    first = one.sentence.index
    if len(one.side.actors) != 1 or one.side.people:
        return False
    for sentence in reversed(context.sentences[max(first - 1, 0) : first + 1]):
        for mention in sentence.mentions:
            person = mention.person
            if person is not None and person.actor and person.actor not in one.side.actors:
                one.side.take(person)
                one.pointing = False
                return True
    return False


def _statements(
    context: Context, sentence: Sentence, found: list[Encounter]
) -> Iterator[Encounter]:
    """What a sentence says of encounters, from left to right."""
    for whole in context.clauses(sentence):
        heads = {id(verb.mention): verb for verb in whole.verbs if verb.mention is not None}
        met: Encounter | None = None
        told = other = False
        for mention in whole.mentions:
            if mention.kind != "meeting" and not mention.sense("meet"):
                continue
            clause = _nearby(whole, mention)
            verb = heads.get(id(mention))
            if mention.kind == "meeting" and verb is not None and _is_noun(sentence, mention, verb):
                verb = None
            one = None
            if mention.sense("meet") and (verb is not None or _is_phrase(mention)):
                one = by_verb(context, clause, verb, mention, found)
                met = one if one is not None and one.kind != "visit" else met
            elif (
                mention.kind == "meeting"
                and verb is None
                and met is None
                and not _of_one(mention, sentence)
            ):
                one = by_noun(context, clause, mention, found)
            if one is not None and _stands(context, clause, one):
                told = True
                other = one.kind in STANDING
                yield one
        one = _of_delegations(context, whole) if met is None else None
        if one is None and (not told or other):
            one = by_act(context, whole)
        if one is not None:
            yield one


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


def _is_noun(sentence: Sentence, mention: Mention, verb: Verb) -> bool:
    """Whether "meeting", "gathering" is the noun after all: "a final gathering", "Monday's meeting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
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


# --- delegations -------------------------------------------------------------------------------------------


def _of_delegations(context: Context, clause: Clause) -> Encounter | None:
    """ "The Russian and Chechen delegations in Grozny signed …": delegations of two actors that do one thing meet."""
    sentence = clause.sentence
    verb = clause.verbs[0] if clause.verbs else None
    if verb is None or verb.mood != "fact":
        return None
    for at in range(clause.first, min(verb.first, clause.last)):
        if sentence.folded[at] not in DELEGATES:
            continue
        side = _two_before(context, clause, at)
        if side is None:
            continue
        where = places(context, sentence, clause.first, clause.last)
        one = Encounter(sentence, at, "talks", side)
        one.place = next((w.name for w in where if w.name), "")
        one.date = when(context, sentence, clause, at, future=False)
        one.topic = topic_of(sentence, clause, at)
        return one
    return None


def _two_before(context: Context, clause: Clause, at: int) -> Side | None:
    """The two actors whose adjectives stand before a word, joined to each other."""
    sentence = clause.sentence
    group = [m for m in sentence.within(max(at - 8, clause.first), at) if m.sense("actor")]
    if len(group) < 2 or at - group[-1].last > 2:
        return None
    if not set(sentence.folded[group[-2].last : group[-1].first]) <= COUPLING:
        return None
    side = gather(context, sentence, group[-2].first, at)
    return side if len(side.actors) > 1 else None


# --- further participants ----------------------------------------------------------------------------------


def _accompany(context: Context, sentence: Sentence, found: list[Encounter]) -> None:
    """ "He was accompanied by …", "… told the conference": more participants of the encounter spoken of."""
    if not found or sentence.index - found[-1].sentence.index > COMPANY_REACH:
        return
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            sense = verb.mention.sense("meeting_act") if verb.mention is not None else None
            if sense is None or sense.value != "join" or verb.mood != "fact":
                continue
            last = (sentence.index == found[-1].sentence.index and clause.last) or len(
                sentence.words
            )
            side = gather(context, sentence, 0, last)
            if set(side.people) & set(found[-1].side.people):
                found[-1].side.people.update(side.people)


def _those_who_spoke(context: Context, one: Encounter) -> None:
    """At a conference those take part whom the sentence names, and whom the rest of the paragraph quotes."""
    side = Side(actors=gather(context, one.sentence, 0, len(one.sentence.words)).actors)
    if one.status == "planned":
        one.side.add(side)
        return
    for sentence in context.sentences[one.sentence.index :]:
        if sentence.paragraph - one.sentence.paragraph > 1:
            break
        side.add(speakers(context, sentence))
    one.side.add(side)


# --- rows --------------------------------------------------------------------------------------------------


def _counts(context: Context, one: Encounter) -> bool:
    """Whether it is a meeting of the codebook: two actors, or a session of an organisation, or a conference."""
    if len(one.side.actors) > 1:
        return True
    if one.kind not in STANDING or not one.side.actors:
        return False
    actors = context.lexicon.actors
    organised = any(actors[code]["kind"] == "organisation" for code in one.side.actors)
    return organised or (one.kind == "conference" and bool(one.side.people and one.place))


def _row(context: Context, one: Encounter) -> Row:
    row = context.row(
        "meetings",
        one.sentence,
        one.word,
        {
            "kind": one.nature(),
            "participants": list(one.side.people),
            "parties": sorted(one.side.actors),
            "place": one.place,
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
