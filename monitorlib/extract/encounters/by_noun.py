"""Encounters that a noun names: "talks between X and Y", "the CIS summit", "Yeltsin's visit to Kiev", "the session".

Those who meet stand before the noun ("Russian-Ukrainian talks"), behind it ("a meeting with Perry"), or are the subject
of its verb ("held talks"). A noun without any points back to an encounter that was named before.
"""

from __future__ import annotations

from monitorlib.acting import actors_of
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.by_verb import leaders_named, organisations
from monitorlib.extract.encounters.company import (
    MEDIATION,
    OPENED,
    gather,
    listed,
)
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.noun_company import attach, company_of
from monitorlib.extract.encounters.standing import (
    WISHING,
    Noun,
    acts,
    at_work,
    present,
    read_noun,
    status_of,
)
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
from monitorlib.function_words import POSSESSIVES
from monitorlib.noun_groups import noun_group
from monitorlib.references import many
from monitorlib.spans import Mention, Sentence

__all__ = ["by_noun"]

ANOTHER = frozenset(
    "next another second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth new further final fresh "
    "separate later".split()
)
POINTING = frozenset("the this that these those both such same".split()) | POSSESSIVES
BY_WIRE = frozenset("telephone phone".split())
REGULAR = frozenset("regular periodic periodical annual yearly monthly quarterly".split())
LEADING = frozenset({"chair", "lead", "head", "attend", "open"})
HAVING = frozenset({"have", "has", "had"})
ROUNDS = frozenset({"round", "rounds"})
NEAR = 8  # words from a noun to the place of what it names


def by_noun(
    context: Context, clause: Clause, mention: Mention, found: list[Encounter]
) -> Encounter | None:
    """The encounter that a noun names, or None when it is denied, imagined or nobody's."""
    sentence, sense = clause.sentence, mention.sense("meeting")
    if sense is None or _only_a_modifier(sentence, mention):
        return None
    noun = read_noun(context, clause, mention)
    if noun.verb is not None and noun.verb.first < noun.first and acts(noun.verb, "shun"):
        return None  # "boycotted the Washington meeting"
    status = status_of(noun)
    if not status or (sense.info["base"] == "commission" and not _sits(noun)):
        return None
    one = Encounter(sentence, mention.first, sense.value, status=status)
    one.side = company_of(context, noun)
    one.apart = noun.on_the_margins
    if one.kind == "talks" and BY_WIRE & set(sentence.folded[mention.last : mention.last + 4]):
        one.kind = "call"
    where = _where(context, noun)
    if not one.side and one.kind in ("visit", "talks"):
        attach(noun, one.side)
    elif one.kind == "visit" and not one.side.people and len(one.side.actors) > 1:
        attach(noun, one.side)  # "is on a tour of the Baltic capitals"
    one.place = where.name if where is not None else ""
    one.date = _date(context, noun, status)
    one.definite = bool(noun.before & POINTING) and noun.behind is None
    place, date = scene(context, clause)
    one.place, one.date = one.place or place, one.date or date
    one.topic = topic_of(sentence, clause, mention.last)
    one.recurrence = recurrence_in(context, sentence, clause, mention.first)
    one.lone = _with_others(one, noun)
    if not one.lone and not _settle(context, one, noun, where, found):
        return None
    if one.recurrence or (one.status == "planned" and noun.before & REGULAR):
        one.status = "recurring"
    elif one.status == "held" and (
        happens_later(context, one.date)
        or (one.kind in ("visit", "talks") and present(noun.verb) and _today(context, one.date))
    ):
        one.status = "planned"
    return one if _stated(one, noun) else None


def _today(context: Context, date: str) -> bool:
    """Whether a date is that of the bulletin: "begins a visit today" is still to come."""
    day = context.document.bulletin.date.rstrip("~?")
    return bool(date) and date.rstrip("~?") == day


def _sits(noun: Noun) -> bool:
    """Whether a commission does what it does in session: not "they have a commission", "set up a commission"."""
    verb = noun.verb
    had = verb is not None and verb.at < noun.first and noun.sentence.folded[verb.at] in HAVING
    return at_work(verb) and not had


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
    if one.pointing or one.date or one.place or one.recurrence:
        return True
    low = noun.verb.first - 3 if noun.verb is not None else noun.first - 3
    wished = WISHING & set(noun.sentence.folded[max(low, 0) : one.word])
    return not wished and (len(one.side.actors) > 1 or one.kind == "summit")


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
    bound = going or toward or sentence.folded[noun.first - 1 : noun.first] == ["for"]
    bound = bound or (noun.verb is not None and acts(noun.verb, "plan"))  # "is set for Odessa"
    around = places(context, sentence, noun.clause.first, noun.clause.last, toward=bound)
    if noun.behind is not None and (toward or not around):  # "the visit that he will pay to Kiev"
        around = places(context, sentence, noun.behind.first, noun.behind.last, toward=toward)[:1]
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
    if one.kind == "talks" and _mediated(noun) and len(actors) == 1:
        actors.clear()  # "negotiations with UN mediation"
    known = one.kind == "talks" and "the" in noun.before and bool(found)
    if len(actors) == 1 and organisations(context, one.side) and not known:
        one.kind = "session" if one.kind == "talks" else one.kind
        return True
    if noun.before & ANOTHER and found and (one.date or where is not None):
        alike = [k for k in found if k.kind == one.kind] or found
        one.side.add(alike[-1].side)
        one.apart = True
        return not set(one.sentence.folded[noun.mention.last : noun.stop]) & OPENED
    if one.kind == "visit" and where is not None and where.country and not actors:
        actors[where.country] = None  # "the visit to Kiev": the guest was spoken of before
    if _of_a_body(one, noun, found) or _implied(context, one, noun, where):
        return True
    return _point(one, noun)


def _with_others(one: Encounter, noun: Noun) -> bool:
    """ "Talks between Shaimiev and two governors of the Volga": leaders whom no actor is known for."""
    sentence, last = noun.sentence, noun.mention.last
    if len(one.side.actors) != 1 or not one.side.people or not one.date:
        return False
    if sentence.folded[last : last + 1] != ["between"]:
        return False
    return any(m.sense("title") and many(sentence, m) for m in sentence.within(last, noun.stop))


def _mediated(noun: Noun) -> bool:
    """Whether the organisation named with talks only brings others together."""
    near = noun.sentence.folded[max(noun.first - 2, 0) : noun.mention.last + 5]
    return bool(MEDIATION & set(near))


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
    if one.kind == "visit" or (
        one.kind == "talks" and where.host and not neutral(context, where.name)
    ):
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


def _implied(context: Context, one: Encounter, noun: Noun, where: Where | None) -> bool:
    """Talks without partners ("two days of talks in Minsk") are between the two actors that the sentence names."""
    if one.kind != "talks" or one.side.actors or "the" in noun.before:
        return False
    if where is None or not where.name:
        return False
    codes = dict.fromkeys(actors_of(one.sentence, 0, len(one.sentence.words)))
    if where.host and not neutral(context, where.name):
        codes[where.country] = None
    elif neutral(context, where.name):
        codes.pop(where.country, None)
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
    one.pointing = one.pointing or bool(noun.before & ANOTHER)
    if noun.before & {"a", "an"} and not noun.before & ANOTHER:
        one.pointing = (
            False  # those who were at "a gathering in Dushanbe on June 16" may be told later
        )
        return bool(one.date and one.place)
    return one.pointing
