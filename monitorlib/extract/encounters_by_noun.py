"""Encounters that a noun names: "talks between X and Y", "the CIS summit", "Yeltsin's visit to Kiev", "the session".

Those who meet stand before the noun ("Russian-Ukrainian talks"), behind it ("a meeting with Perry"), or are the subject
of its verb ("held talks"). A noun without any points back to an encounter that was named before.
"""

from __future__ import annotations

from monitorlib.clauses import Clause, noun_group
from monitorlib.extract.company import (
    OPENED,
    Side,
    after,
    doers,
    face_to_face,
    gather,
    guests,
    listed,
)
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters import Encounter
from monitorlib.extract.encounters_by_verb import leaders_named, organisations
from monitorlib.extract.occasions import (
    Where,
    neutral,
    places,
    places_behind,
    recurrence_in,
    scene,
    topic_of,
    when,
)
from monitorlib.extract.standing import WISHING, Noun, acts, at_work, present, read_noun, status_of
from monitorlib.function_words import POSSESSIVES, PREPOSITIONS
from monitorlib.references import actors_of
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["by_noun"]

ANOTHER = frozenset(
    "next another second third fourth new further final fresh separate later".split()
)
POINTING = frozenset("the this that these those both such same".split()) | POSSESSIVES
DURING = frozenset("at during after following in for upon through".split())
BETWEEN = frozenset(", s ' ’ in at near on the a held that this".split())
LEADING = frozenset({"chair", "lead", "head", "attend", "open"})
ROUNDS = frozenset({"round", "rounds"})
ATTENDING = frozenset({"attend", "take part in", "participate in", "join", "host"})
NEAR = 8  # words from a noun to the place of what it names


def by_noun(
    context: Context, clause: Clause, mention: Mention, found: list[Encounter]
) -> Encounter | None:
    """The encounter that a noun names, or None when it is denied, imagined or nobody's."""
    sentence, sense = clause.sentence, mention.sense("meeting")
    if sense is None or _only_a_modifier(sentence, mention):
        return None
    noun = read_noun(context, clause, mention)
    status = status_of(noun)
    if not status or (sense.info["base"] == "commission" and not at_work(noun.verb)):
        return None
    one = Encounter(sentence, mention.first, sense.value, status=status)
    one.side = _company(context, noun)
    where = _where(context, noun)
    one.place = where.name if where is not None else ""
    one.date = _date(context, noun, status)
    one.definite = bool(noun.before & POINTING) and noun.behind is None
    place, date = scene(context, clause)
    one.place, one.date = one.place or place, one.date or date
    one.topic = topic_of(sentence, clause, mention.last)
    one.recurrence = recurrence_in(context, sentence, clause, mention.first)
    if not _settle(context, one, noun, where, found):
        return None
    if one.recurrence:
        one.status = "recurring"
    elif one.status == "held" and happens_later(context, one.date):
        one.status = "planned"
    return one if _stated(one, noun) else None


def _only_a_modifier(sentence: Sentence, mention: Mention) -> bool:
    """Whether the noun only tells which: "the summit declaration", "the session chairman"."""
    if sentence.folded[mention.last - 1] in ROUNDS and sentence.folded[mention.last :][:1] == [
        "of"
    ]:
        return True  # "two rounds of fishing"; a round of talks is one word of the lexicon
    behind = next((m for m in sentence.mentions if m.first == mention.last), None)
    return behind is not None and bool(
        behind.sense("instrument_noun") or behind.sense("title") or behind.kind == "instrument"
    )


def _stated(one: Encounter, noun: Noun) -> bool:
    """Whether enough is said of it: a wish needs a date, a body's session a date or a place."""
    if one.pointing or one.date or one.place:
        return True
    low = noun.verb.first - 3 if noun.verb is not None else noun.first - 3
    wished = WISHING & set(noun.sentence.folded[max(low, 0) : one.word])
    return not wished and (len(one.side.actors) > 1 or one.kind == "summit")


# --- who ---------------------------------------------------------------------------------------------------


def _company(context: Context, noun: Noun) -> Side:
    """Those who meet: before the noun, behind it, or as the subject of its verb."""
    sentence, mention, verb = noun.sentence, noun.mention, noun.verb
    side = _possessors(context, noun)
    opening = _opening(sentence, mention.last, noun.stop)
    word = sentence.folded[opening] if opening < noun.stop else ""
    if word:
        side.add(guests(context, sentence, opening, noun.stop))
    side.add(_holders(context, noun))
    if not side.actors:
        side.add(_behind_the_comma(context, noun))
    if (verb is None or verb.first > noun.first) and word in ("", "with") and not _owned(noun):
        own = _unknown_verb(context, noun)
        own.add(side)
        return own
    if _pronoun(noun) and not side.people:
        _owner(context, noun, side)
    if verb is None or noun.behind is not None or word in ("between", "among"):
        return side
    if (side and word != "with" and _owned(noun)) or (
        organisations(context, side) and not at_work(verb)
    ):
        return side
    if len(side.actors) > 1 and word != "with" and not _pronoun(noun) and not _attends(verb):
        return side
    if not _takes_part(noun, verb, word):
        return side
    own = doers(context, noun.clause, verb)
    if acts(verb, "join"):
        own.add(gather(context, sentence, verb.at + 1, noun.first))
    own.add(side)
    return own


def _behind_the_comma(context: Context, noun: Noun) -> Side:
    """The subject behind an opening phrase: "At a summit in Budapest, the United States and Russia …"."""
    sentence = noun.sentence
    if noun.clause.first or noun.first > 4 or sentence.folded[0] not in DURING:
        return Side()
    comma = next(
        (at for at in range(noun.mention.last, noun.clause.last) if sentence.words[at] == ","), 0
    ) or noun.mention.last
    verb = next((v.first for v in noun.clause.verbs if v.first > comma), noun.clause.last)
    if set(sentence.folded[noun.mention.last : comma]) & {"with", "between"}:
        return Side()
    side = gather(context, sentence, comma, listed(sentence, comma, verb))
    if len(side.actors) == 1:  # "In a telephone conversation, Yeltsin assured Clinton …"
        for spoken in noun.clause.verbs:
            if spoken.first == verb and spoken.mention is not None:
                stop = after(sentence, spoken.mention.last, noun.clause.last)
                side.add(face_to_face(context, sentence, spoken.mention.last, stop))
    return side


def _unknown_verb(context: Context, noun: Noun) -> Side:
    """The subject of a verb that no list knows: "Nazarbaev paid an official visit", "they wound up their talks"."""
    sentence, low = noun.sentence, noun.clause.first
    before = sentence.folded[noun.first - 1] if noun.first > low else ""
    if noun.behind is not None or not before.isalpha():
        return Side()
    if before in PREPOSITIONS and before not in ("after", "during", "following"):
        return Side()
    if any(m.last == noun.first for m in sentence.within(low, noun.first)):
        return Side()
    return gather(context, sentence, low, listed(sentence, low, noun.first))


def _possessors(context: Context, noun: Noun) -> Side:
    """Those before the noun: "Yeltsin's meeting", "the Russian-Ukrainian talks"."""
    side = Side()
    for mention in noun.sentence.within(noun.first, noun.mention.first):
        if mention.person is not None:
            side.take(mention.person)
    venue = _venue(noun)
    side.add(gather(context, noun.sentence, noun.first, venue or noun.mention.first))
    return side


def _venue(noun: Noun) -> int:
    """Where the capital stands that only tells the place: "the Minsk talks", "NATO's Madrid summit"; 0 when none."""
    for mention in noun.sentence.within(noun.first, noun.mention.first):
        sense = mention.sense("actor")
        capital = sense is not None and sense.info["form"] == "capital"
        joined = noun.sentence.folded[mention.first - 1] in ("-", "and") if mention.first else False
        if capital and mention.last == noun.mention.first and not joined:
            return mention.first
    return 0


def _owned(noun: Noun) -> bool:
    """ "X's meeting with Y": the two are X and Y, whoever speaks of it."""
    return "s" in noun.before


def _attends(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(sense.info.get("base") in ATTENDING for sense in senses)


def _pronoun(noun: Noun) -> bool:
    return noun.sentence.folded[noun.first] in POSSESSIVES


def _owner(context: Context, noun: Noun, side: Side) -> None:
    """Whose talks "his talks" are: of the first person named before in the sentence, else in the one before it."""
    if noun.sentence.folded[noun.first] not in ("his", "her"):
        return
    before = [noun.sentence.within(0, noun.first)]
    if noun.sentence.index:
        last = context.sentences[noun.sentence.index - 1]
        before.append(last.within(0, len(last.words)))
    for mentions in before:
        person = next((m.person for m in mentions if m.person is not None), None)
        if person is not None:
            side.take(person)
            return


def _takes_part(noun: Noun, verb: Verb, word: str) -> bool:
    """Whether the subject of the noun's verb is one of those who meet; one who only speaks of it is not."""
    if verb.first > noun.first or (word == "with" and _owned(noun)):
        return False
    if verb.mention is None or not verb.mention.sense("say"):
        return True
    if verb.mention.last == noun.first:
        return True  # "told the conference"
    preposition = noun.sentence.folded[noun.first - 1]
    return preposition in DURING and (word == "with" or _pronoun(noun))


def _opening(sentence: Sentence, first: int, stop: int) -> int:
    """Where "with", "between" or "of" follows a noun, a place or a date apart: "talks in Moscow yesterday with …"."""
    at = first
    while at < stop:
        if sentence.folded[at] in OPENED:
            return at
        passed = next((m for m in sentence.within(at, stop) if m.first == at), None)
        if passed is None:
            if sentence.folded[at] not in BETWEEN:
                return stop
            at += 1
        elif passed.date or any(passed.sense(k) for k in ("place", "actor", "meeting_act")):
            at = passed.last
        else:
            return stop
    return stop


def _holders(context: Context, noun: Noun) -> Side:
    """Those who hold it, in words behind the noun: "talks that Russians and Americans were holding", "he had there"."""
    sentence, last = noun.sentence, noun.mention.last
    if noun.behind is not None and at_work(noun.behind.verbs[0]):
        return gather(context, sentence, noun.behind.first, noun.behind.verbs[0].first)
    if noun.behind is not None:
        own = gather(context, sentence, noun.behind.first, noun.behind.verbs[0].first)
        if own.people:
            return own  # "the trip that Primakov had planned"
    held = noun.verb
    if held is not None and held.first >= last and held.voice == "passive" and at_work(held):
        stop = after(
            sentence, held.at + 1, noun.clause.last
        )  # "talks were held in Moscow between …"
        return guests(context, sentence, _opening(sentence, held.at + 1, stop), stop)
    for verb in noun.clause.verbs:
        near = list(sentence.within(last, verb.first)) if last < verb.first <= last + 3 else []
        if near and near[0].first == last and near[0].person is not None:
            side = gather(context, sentence, last, verb.first)
            stop = after(sentence, verb.at + 1, noun.clause.last)
            side.add(guests(context, sentence, verb.at, stop))
            return side
    return Side()


# --- where, when -------------------------------------------------------------------------------------------


def _where(context: Context, noun: Noun) -> Where | None:
    """Where it takes place, or whither a visit goes: behind the noun, before it ("the Minsk talks"), or near."""
    sentence, mention = noun.sentence, noun.mention
    sense = mention.sense("meeting")
    toward = sense is not None and sense.value == "visit"
    stop = max(noun.stop, mention.last)
    behind = places(context, sentence, mention.last, stop, toward=toward)
    if behind:
        return behind[0]
    for other in sentence.within(noun.first, mention.first):
        place, actor = other.sense("place"), other.sense("actor")
        capital = actor is not None and actor.info["form"] == "capital"
        if place is not None and (actor is None or capital) and other.last == mention.first:
            country = actor.value if actor is not None else place.info["country"]
            name = sentence.printed(other.first, other.last)
            return Where(name, country, other.first, host=capital)
    going = noun.verb is not None and noun.verb.mention is not None
    going = going and any(s.value == "visit" for s in noun.verb.mention.senses)  # type: ignore[union-attr]
    around = places(context, sentence, noun.clause.first, noun.clause.last, toward=going)
    if not around and noun.behind is not None:
        around = places(context, sentence, noun.behind.first, noun.behind.last)[:1]
        return around[0] if around else None
    anchors = [mention.first] + ([noun.verb.at] if noun.verb is not None else [])
    near = [w for w in around if min(abs(w.word - anchor) for anchor in anchors) <= NEAR]
    if not near and len(around) == 1 and noun.first <= noun.clause.first + 2:
        near = around  # the only place of a clause that the noun opens
    return min(near, key=lambda where: abs(where.word - mention.first)) if near else None


def _date(context: Context, noun: Noun, status: str) -> str:
    """When it takes place: in the clause about it, else in its own, else near it."""
    future = status == "planned" or (present(noun.verb) and at_work(noun.verb))
    for clause in (noun.behind, noun.clause):
        if clause is not None and (
            date := when(context, noun.sentence, clause, noun.mention.first, future=future)
        ):
            return date
    return ""


# --- what it can be ----------------------------------------------------------------------------------------


def _settle(
    context: Context, one: Encounter, noun: Noun, where: Where | None, found: list[Encounter]
) -> bool:
    """Make of a noun with too few parties what it can be: the host joined in, a session, or one spoken of before."""
    actors = one.side.actors
    if one.kind in ("talks", "conference", "session") and _of_leaders(noun):
        one.kind = "summit"
    if one.kind in ("session", "conference", "summit"):
        _those_who_lead(context, one)
    if len(actors) > 1 or _host_joins(context, one, where):
        return True
    if len(actors) == 1 and organisations(context, one.side):
        one.kind = "session" if one.kind == "talks" else one.kind
        return True
    if noun.before & ANOTHER and found and (one.date or where is not None):
        one.side.add(found[-1].side)
        one.apart = True
        return not set(one.sentence.folded[noun.mention.last : noun.stop]) & OPENED
    if _of_a_body(one, noun, found) or _implied(one, noun, where):
        return True
    return _point(one, noun)


def _of_leaders(noun: Noun) -> bool:
    """ "A meeting of the presidents", "a gathering of CIS heads of state"."""
    sentence, last = noun.sentence, noun.mention.last
    return sentence.folded[last : last + 1] == ["of"] and leaders_named(
        sentence, last, listed(sentence, last, noun.stop)
    )


def _host_joins(context: Context, one: Encounter, where: Where | None) -> bool:
    """The state where a visit goes, or in whose capital talks are held, is the second party."""
    actors = one.side.actors
    if where is None or len(actors) != 1 or where.country in ("", *actors):
        return False
    if not one.side.people and organisations(context, one.side):
        return False  # a meeting of the CIS ministers in Dushanbe
    if one.kind == "visit" or (one.kind == "talks" and where.host and not neutral(where.name)):
        actors[where.country] = None
        for other in places_behind(context, one.sentence, where, len(one.sentence.words)):
            actors[other.country] = None  # "in Baku, Yerevan and Stepanakert"
        return True
    return False


def _those_who_lead(context: Context, one: Encounter) -> None:
    """A commission "chaired by Marchuk and Chernomyrdin" that held "its session": who leads it, and whose it is."""
    sentence = one.sentence
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            senses = verb.mention.senses if verb.mention is not None else ()
            if any(sense.info.get("base") in LEADING for sense in senses) and verb.mood == "fact":
                one.side.add(gather(context, sentence, verb.at + 1, clause.last))
    for body in sentence.of("meeting"):
        sense = body.sense("meeting")
        if body.last <= one.word and sense is not None and sense.info["base"] == "commission":
            one.side.add(gather(context, sentence, noun_group(sentence, body), body.first))


def _of_a_body(one: Encounter, noun: Noun, found: list[Encounter]) -> bool:
    """ "The session" is that of the organisation named before it in the sentence."""
    if one.kind not in ("session", "summit") or any(k.kind == one.kind for k in found):
        return False
    for mention in one.sentence.of("actor"):
        sense = mention.sense("actor")
        if (
            sense is not None
            and sense.info["kind"] == "organisation"
            and mention.first < noun.first
        ):
            one.side.actors[sense.value] = None
            return len(one.side.actors) == 1 or bool(one.date)
    return False


def _implied(one: Encounter, noun: Noun, where: Where | None) -> bool:
    """Talks without partners ("two days of talks in Minsk") are between the two actors that the sentence names."""
    if one.kind != "talks" or one.side.actors or "the" in noun.before:
        return False
    if where is None or not where.name:
        return False
    codes = dict.fromkeys(actors_of(one.sentence, 0, len(one.sentence.words)))
    if where.host:
        codes[where.country] = None
    if len(codes) != 2:
        return False
    one.side.actors.update(codes)
    return True


def _point(one: Encounter, noun: Noun) -> bool:
    """ "The talks", "the meeting" speak of an encounter named before; "a conference" may be new with one party."""
    if one.kind == "conference" and one.place:
        return True
    many = noun.sentence.folded[noun.mention.last - 1].endswith("s")
    one.pointing = bool(noun.before & POINTING) or many or bool(one.side)
    told = noun.verb is not None and noun.verb.mention is not None
    if not told or not noun.verb.mention.sense("say"):  # type: ignore[union-attr]
        one.side.people.clear()
    return one.pointing and not noun.before & {"a", "an"}
