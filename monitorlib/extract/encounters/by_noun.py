"""Encounters that a noun names: "talks between X and Y", "the CIS summit", "Yeltsin's visit to Kiev", "the session".

Those who meet stand before the noun ("Russian-Ukrainian talks"), behind it ("a meeting with Perry"), or are the subject
of its verb ("held talks"). A noun without any points back to an encounter that was named before.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.company import OPENED, listed
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.leaders import leaders_named, organisations
from monitorlib.extract.encounters.noun_company import attach, company_of
from monitorlib.extract.encounters.standing import (
    CALLED,
    Noun,
    acts,
    at_work,
    present,
    progressive,
    read_noun,
    set_for,
    status_of,
)
from monitorlib.extract.occasions import (
    Where,
    neutral,
    place_at,
    places,
    recurrence_in,
    scene,
    topic_of,
    when,
)
from monitorlib.function_words import POSSESSIVES
from monitorlib.spans import Mention, Sentence

__all__ = ["by_noun"]

ANOTHER = frozenset(
    "next another second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth new further final fresh "
    "separate later".split()
)
POINTING = frozenset("the this that these those both such same".split()) | POSSESSIVES
REGULAR = frozenset("regular periodic periodical annual yearly monthly quarterly".split())
NEAR = 8  # words from a noun to the place of what it names


def by_noun(
    context: Context, clause: Clause, mention: Mention, found: list[Encounter]
) -> Encounter | None:
    """The encounter that a noun names, or None when it is denied, imagined or nobody's."""
    sentence, sense = clause.sentence, mention.sense("meeting")
    noun = read_noun(context, clause, mention)
    status = status_of(noun)
    if sense is None or not status or _is_else(sentence, mention, noun):
        return None
    one = Encounter(sentence, mention.first, sense.value, company_of(context, noun), status=status)
    one.apart = noun.on_margins
    if not one.side and one.kind in ("visit", "talks"):
        attach(noun, one.side)
    where = _where(context, noun)
    place, date = scene(context, clause)
    one.place = where.name if where is not None else place
    one.date = _date(context, noun, status) or date
    if status == "planned" and noun.verb is not None and acts(noun.verb, "cancel"):
        since = "from" in sentence.folded[mention.last : clause.last]
        one.date = one.date.rpartition("/")[2] if since else one.date  # "from April to May"
    one.definite = bool(noun.before & POINTING) and noun.behind is None
    one.topic = topic_of(sentence, clause, mention.last)
    one.recurrence = recurrence_in(context, sentence, clause, mention.first)
    if not _settle(context, one, noun, where, found):
        return None
    if one.recurrence or (one.status == "planned" and noun.before & REGULAR):
        one.status = "recurring"
    elif one.status == "held" and happens_later(context, one.date):
        one.status = "planned"
    return one


def _is_else(sentence: Sentence, mention: Mention, noun: Noun) -> bool:
    """Whether a noun names no encounter: "the summit declaration", a commission that is set up."""
    behind = sentence.at(mention.last)
    if behind is not None and behind.sense("instrument_noun"):
        return True
    made = noun.verb is not None and noun.verb.at < noun.first
    return made and mention.sense("meeting").info["base"] == "commission"  # type: ignore[union-attr]


# --- where, when -------------------------------------------------------------------------------------------


def _where(context: Context, noun: Noun) -> Where | None:
    """Where it takes place, or whither a visit goes: behind the noun, before it ("the Minsk talks"), or near."""
    sentence, mention, verb = noun.sentence, noun.mention, noun.verb
    toward = mention.sense("meeting").value == "visit"  # type: ignore[union-attr]
    behind = places(context, sentence, mention.last, noun.stop, toward=toward)
    if behind:
        return behind[0]
    if noun.venue is not None:
        return place_at(context, sentence, noun.venue.first)
    if noun.behind is not None:  # "the visit that he will pay to Kiev"
        within = places(context, sentence, noun.behind.first, noun.behind.last, toward=toward)
        if within or CALLED.isdisjoint(noun.behind.verbs[0].bases):
            return within[0] if within else None
    going = toward or sentence.folded[noun.first - 1 : noun.first] == ["for"]
    going = going or (verb is not None and set_for(sentence, verb))  # "is set for Odessa"
    anchors = [mention.first] + ([verb.at] if verb is not None else [])
    around = places(context, sentence, noun.clause.first, noun.clause.last, toward=going)
    near = [w for w in around if min(abs(w.word - anchor) for anchor in anchors) <= NEAR]
    if not near and sentence.folded[noun.first - 1] in ("after", "following"):
        return _left(context, noun)
    return min(near, key=lambda where: abs(where.word - mention.first)) if near else None


def _left(context: Context, noun: Noun) -> Where | None:
    """Where those were who "left Moscow after talks", "returned from Moscow after talks"."""
    mention = noun.verb.mention if noun.verb is not None else None
    leaves = mention is not None and any(
        s.kind == "face" and s.value == "leave" for s in mention.senses
    )
    if mention is None or not leaves or mention.first > noun.first:
        return None
    return place_at(context, noun.sentence, mention.last)


def _date(context: Context, noun: Noun, status: str) -> str:
    """When it takes place: in the clause about it, else in its own, else near it."""
    future = status == "planned" or (present(noun.verb) and at_work(noun.verb))
    future = future or (noun.verb is not None and progressive(noun.sentence, noun.verb))
    verb = noun.verb or next(iter(noun.clause.verbs), None)
    its = context.document.clause_at(noun.sentence, verb.first) if verb is not None else None
    for clause in (noun.behind, noun.clause, its):
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
    elif one.kind == "talks" and _of_council(noun):
        one.kind = "session"
    if len(actors) > 1 or _host_joins(context, one, where):
        return True
    known = one.kind == "talks" and "the" in noun.before and bool(found)
    whole = organisations(context, one.side) and not one.side.people
    if len(actors) == 1 and whole and not known:
        one.kind = "session" if one.kind == "talks" else one.kind
        return True
    if noun.before & ANOTHER and found and (one.date or where is not None):
        alike = [k for k in found if k.kind == one.kind] or found
        one.side.add(alike[-1].side)
        one.apart = True
        return not set(one.sentence.folded[noun.mention.last : noun.stop]) & OPENED
    if one.kind == "visit" and where is not None and where.country and not actors:
        actors[where.country] = None  # "the visit to Kiev": the guest was spoken of before
    return _of_a_body(one, noun, found) or _point(one, noun)


def _of_leaders(noun: Noun) -> bool:
    """ "A meeting of the presidents", "a gathering of CIS heads of state"."""
    sentence, last = noun.sentence, noun.mention.last
    return sentence.folded[last : last + 1] == ["of"] and leaders_named(
        sentence, last, listed(sentence, last, noun.stop)
    )


def _of_council(noun: Noun) -> bool:
    """ "A meeting of the Russia-NATO Council", "of the CIS Council of Defense Ministers"."""
    sentence, last = noun.sentence, noun.mention.last
    words = sentence.folded[last : listed(sentence, last, noun.stop)]
    standing = any(m.sense("standing_body") for m in sentence.within(last, noun.stop))
    return words[:1] == ["of"] and (standing or "council" in words)


def _host_joins(context: Context, one: Encounter, where: Where | None) -> bool:
    """The state where a visit goes, or in whose capital talks are held, is the second party."""
    actors = one.side.actors
    if where is None or len(actors) != 1 or where.country in ("", *actors):
        return False
    if not one.side.people and organisations(context, one.side):
        return False  # a meeting of the CIS ministers in Dushanbe
    hosting = one.kind == "talks" and where.host and not neutral(context, where.name)
    if one.kind == "visit" or hosting:
        actors[where.country] = None
    return len(actors) > 1


def _of_a_body(one: Encounter, noun: Noun, found: list[Encounter]) -> bool:
    """ "The session" is that of the organisation named before it in the sentence."""
    if one.kind not in ("session", "summit") or any(k.kind == one.kind for k in found):
        return False
    for mention in one.sentence.within(0, noun.first):
        sense = mention.sense("actor")
        if sense is not None and sense.info["kind"] == "organisation":
            one.side.actors[sense.value] = None
            return True
    return False


def _point(one: Encounter, noun: Noun) -> bool:
    """ "The talks", "the meeting" speak of an encounter named before; "a conference" may be new with one party."""
    if one.kind == "conference" and one.place:
        return True
    told = noun.verb is not None and noun.verb.mention is not None
    if not told or not noun.verb.mention.sense("say"):  # type: ignore[union-attr]
        one.side.people.clear()
    if noun.before & {"a", "an"} and not noun.before & ANOTHER:
        return bool(one.date and one.place)  # those who were there may be told later
    bare = not (noun.before - {"that"} or one.date or one.place or at_work(noun.verb))
    if bare:
        return False  # "called for talks"
    many = noun.sentence.folded[noun.mention.last - 1].endswith("s")
    one.pointing = many or bool(one.side) or bool(noun.before & (POINTING | ANOTHER))
    return one.pointing
