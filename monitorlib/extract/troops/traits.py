"""Whose a body of troops is, and of which branch, as the words in it and around it tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from monitorlib.acting import acting
from monitorlib.extract.context import Context
from monitorlib.extract.owners import agents_by, holder, possessor
from monitorlib.extract.troops.body import FORMATIONS, Body, TroopAct
from monitorlib.function_words import PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = [
    "JOINT",
    "adjective",
    "branch_of",
    "lend_branches",
    "owner_of",
    "owners_of",
    "troops_in",
]

ARMED = {
    "launcher": "strategic_missile",
    "missile": "strategic_missile",
    "silo": "strategic_missile",
    "warhead": "strategic_missile",
    "bomber": "air",
    "sam": "air_defense",
}
LENT = frozenset({"strategic_missile", "peacekeeping"})  # what one formation is, its neighbours are
# Formations with a number that are ground troops unless something else is said of them.
GROUND = frozenset("army corps division brigade regiment base".split())
JOINT = frozenset("joint multinational combined collective trilateral".split())
# What one does with troops of one's own.
OWN = frozenset("withdraw deploy station stay reduce disband transfer exercise train".split())


def branch_of(sense: Sense, group: list[Mention], inner: Mention | None) -> str:
    """The branch that the head, its modifiers or the troops of a group stand for; an army is one of ground troops."""
    of = inner.sense("echelon") if inner is not None else None
    words = [s.value for m in group[:-1] if (s := m.sense("branch")) is not None]
    army = sense.value == "army" or any(m.kind == "echelon" and m.value == "army" for m in group)
    told = (of.info.get("branch", "") if of is not None else "") or sense.info.get("branch", "")
    return told or (words[-1] if words else "ground" if army else "")


def lend_branches(context: Context, bodies: list[Body]) -> None:
    """Give a formation without a branch that of the weapons it is named with, else of the other formations."""
    formations = [b for b in bodies if b.echelon in FORMATIONS and b.kind != "anaphor"]
    bare = [body for body in formations if not body.branch]
    if not bare:
        return
    told = {body.branch for body in formations if body.branch}
    several = sum(bool(body.branch) for body in formations) > 1
    known = told if len(told) == 1 and (several or told <= LENT) else set()
    for one, other in pairwise(bodies):  # "a battalion of the 76th Airborne Division"
        part = one.sentence is other.sentence and one.sentence.folded[one.last : other.first]
        if part in (["of"], ["of", "the"]) and one.kind == "counted" and not one.branch:
            one.branch = other.branch
    everywhere = known or {b for s in context.sentences for b in _armament(s)}
    for body in bare:
        for lent in (set(_armament(body.sentence)), everywhere):
            if len(lent) == 1 and not body.branch:
                body.branch = next(iter(lent))
        if not body.branch and body.kind == "named":
            body.branch = _known_as(context, body).get("branch", "")
        numbered = body.kind == "named" and (
            body.name[:1].isdigit() or body.name.startswith("First")
        )
        if not body.branch and numbered and body.echelon in GROUND:
            body.branch = next(iter(told)) if len(told) == 1 and several else "ground"


def _known_as(context: Context, body: Body) -> Mapping[str, str]:
    """What the lexicon knows of a formation by its number and kind."""
    for row in context.lexicon.tables["formations"]:
        if row["echelon"] == body.echelon and body.name.startswith(row["number"] + " "):
            return row
    return {}


def _armament(sentence: Sentence) -> Iterator[str]:
    """The branches that the weapons of a sentence belong to."""
    for mention in sentence.of("weapon", "system"):
        weapon, system = mention.sense("weapon"), mention.sense("system")
        category = weapon.value if weapon else system.info["category"] if system else ""
        if category in ARMED:
            yield ARMED[category]


def owners_of(context: Context, body: Body) -> list[str]:
    """Whose the body is; all sides of "Russian and Chechen soldiers"."""
    sentence = body.sentence
    within = sentence.within(body.first, body.last)
    named = [code for mention in within if (code := adjective(sentence, mention))]
    if len(named) > 1 and {"and", "-"} & set(body.words):
        return list(dict.fromkeys(named))
    owner = named[-1] if named else ""
    owner = owner or possessor(context, sentence, body.first, body.last)
    if owner and not named and _named_after(sentence, body, owner):
        owner = ""  # the Transdniester Operational Group is not Transdniester's
    if not owner:
        owner = _commander(sentence, body)
    after = body.last + (sentence.words[body.last : body.last + 1] in (['"'], ["”"]))
    if not owner and sentence.folded[after : after + 1] == ["of"]:
        owner = _of_owner(sentence, after + 1)
    return [owner] if owner and owner != "SUN" else []


def adjective(sentence: Sentence, mention: Mention) -> str:
    """The actor of an adjective, or of a name that stands for one: "Russian", "U.S.", "NATO"."""
    sense = mention.sense("actor")
    if sense is None or sentence.owns(mention.last):
        return ""
    short = sense.info["form"] == "name" and sentence.words[mention.first].isupper()
    return sense.value if short or sense.info["form"] == "adjective" else ""


def _commander(sentence: Sentence, body: Body) -> str:
    """ "Shamil Basaev's men"."""
    for mention in sentence.within(body.first, body.last):
        if mention.person is not None and sentence.owns(mention.last):
            return mention.person.actor
    return ""


def _named_after(sentence: Sentence, body: Body, owner: str) -> bool:
    """Whether a territory stands in a name without a possessive."""
    for mention in sentence.within(body.first, body.last):
        sense = mention.sense("actor")
        if sense is not None and sense.value == owner:
            owns = sentence.owns(mention.last)
            return sense.info["form"] == "name" and sense.info["kind"] == "territory" and not owns
    return False


def _of_owner(sentence: Sentence, at: int) -> str:
    """ "Forces of the CIS", "units of the Russian army"."""
    at += sentence.folded[at : at + 1] == ["the"]
    for mention in sentence.mentions:
        sense = mention.sense("actor")
        if mention.first == at and sense is not None:
            return sense.value
    return ""


def troops_in(sentence: Sentence, head: Mention) -> Mention | None:
    """The troops that a group consists of: "Group of Russian Forces"."""
    if sentence.folded[head.last : head.last + 1] != ["of"]:
        return None
    for mention in sentence.mentions:
        if mention.first > head.last and mention.sense("echelon") is not None:
            between = sentence.folded[head.last + 1 : mention.first]
            if head.value != "group" and (mention.value != "troops" or "the" in between):
                return None  # "a battalion of the 76th Division"
            return mention if len(between) <= 4 and not PREPOSITIONS & set(between) else None
    return None


def owner_of(context: Context, bodies: list[Body], acts: list[TroopAct | None]) -> str:
    """Whose it is, by the first of its mentions that says so; two owners make a multinational unit."""
    for body in bodies:
        if body.owners:
            return body.owners[0] if len(body.owners) == 1 else ""
        if JOINT & set(body.words):
            return ""
        owner = _known_as(context, body).get("actor", "")
        owner = owner or holder(context, body.sentence, body.first, body.last)
        if owner:
            return owner
    agents = (_agent(context, act, body) for act in acts if act is not None for body in bodies)
    return next((owner for owner in agents if owner), "")


def _agent(context: Context, act: TroopAct, body: Body) -> str:
    """Who does it to the body: "Moscow has withdrawn …", "Poland offered …"."""
    verb, sentence = act.verb, act.clause.sentence
    if body.sentence is not sentence or act.value not in OWN:
        return ""
    about = body.last <= act.clause.first  # "regiments that Poland sent"
    if verb is None or verb.voice == "passive" or not (verb.at < body.first or about):
        return _by(context, act, body)
    beside = [m for m in sentence.mentions if m.last == verb.first]  # "forced Russia to deploy"
    return next((code for m in (*beside, *act.clause.subject) if (code := acting(sentence, m))), "")


def _by(context: Context, act: TroopAct, body: Body) -> str:
    """Who does it where the body is no object: "Russia's withdrawal of", "completed the withdrawal", "sent by"."""
    sentence, head = body.sentence, body.sentence.at(act.word)
    if act.verb is None and head is not None:
        owner = possessor(context, sentence, noun_group(sentence, head), act.word)
        before = set(sentence.folded[act.clause.first : act.word])
        done = before & context.lexicon.cues["perform"]
        doers = (acting(sentence, m) for m in act.clause.subject if done and m.first < act.word)
        if owner or (owner := next(filter(None, doers), "")):
            return owner
    agents = agents_by(sentence, act.word, act.clause.last)
    return agents[0] if len(agents) == 1 else ""
