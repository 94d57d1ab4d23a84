"""Units: one row per formation or body of troops that is named, counted, given a strength, or acted upon (section 4).

`bodies` finds the bodies of troops, `troop_acts` what they do and undergo, `whereabouts` where and when; here they
become facts and rows. A named body has one row for each thing that happens to it, and one for its being there only when
nothing else is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from monitorlib.extract.context import (
    Context,
    Row,
    evidence,
    happens_later,
)
from monitorlib.extract.troops.acts import acts_in
from monitorlib.extract.troops.bodies import find_bodies
from monitorlib.extract.troops.body import REACH, Body, TroopAct
from monitorlib.extract.troops.directions import goes_home
from monitorlib.extract.troops.no_body import is_nothing, plausible
from monitorlib.extract.troops.plans import definite
from monitorlib.extract.troops.same_row import at_home, merged
from monitorlib.extract.troops.scenes import SCENES, scene_act, scene_date
from monitorlib.extract.troops.sharing import share
from monitorlib.extract.troops.traits import JOINT, owner_of
from monitorlib.extract.troops.whereabouts import when_of, where_of
from monitorlib.spans import Sentence

__all__ = ["extract"]

NONE = "none"  # what is only planned or trained has no action
# What an act makes of troops, done and planned (codebook section 4).
ACTIONS = {
    "station": ("stationed", "to_deploy"),
    "withdraw": ("withdrawn", "to_withdraw"),
    "deploy": ("deployed", "to_deploy"),
    "disband": ("disbanded", "to_disband"),
    "reduce": ("reduced", "reduced"),
    "transfer": ("transferred", "transferred"),
    "exercise": ("exercise", "exercise"),
    "combat": ("combat", "combat"),
    "stay": ("stationed", "stationed"),
    "train": ("stationed", NONE),
}
PLANS = {"to_withdraw": "withdrawn", "to_deploy": "deployed", "to_disband": "disbanded"}
SHAM = frozenset({"deployed", "combat"})  # who lands, or fires, in maneuvers takes part in them
SERIOUS = frozenset({"withdrawn", *PLANS})
LEAVING = frozenset({"withdrawn", "to_withdraw"})
ARRIVING = frozenset({"deployed", "to_deploy"})
ACTS = ("troops_do", "troops_undergo")
HOLDING = frozenset(
    "keep have hold maintain station deploy retain post garrison field than to".split()
)
CREATING = frozenset({"deploy", "station"})  # of troops that only might come there is no row
LASTING = frozenset("permanently permanent remain still continue henceforth".split())
DISARMED = frozenset("disarm lay hand surrender turn merge integrate take".split())
UNSPECIFIC = ("general", "people", "losses")


@dataclass(slots=True)
class Fact:
    """What one place of the text says of a body: an act, a strength, or only that it exists."""

    body: Body  # the body that is meant
    here: Body  # the words that say it
    act: TroopAct | None
    action: str  # "" when nothing is said to happen


def extract(context: Context) -> Iterator[Row]:
    """The formations and bodies of troops of a bulletin."""
    found = find_bodies(context)
    bodies = list(chain.from_iterable(found))
    facts = [fact for here in found for fact in _facts_of(context, here)]
    disputed = _disputed(context, bodies)
    rows = [
        row
        for own in _by_body(facts)
        for group in _groups(own)
        for row in _rows(context, group, own, disputed)
    ]
    share(context, rows, found)
    yield from list(at_home(merged(rows)))


# --- facts -------------------------------------------------------------------------------------------------


def _facts_of(context: Context, here: list[Body]) -> Iterator[Fact]:
    """The facts of a sentence; what "a battalion of the 76th Division" fights or practices, the division does."""
    before: list[Fact] = []
    for body, acts in zip(here, acts_in(context, here), strict=True):
        facts = list(_facts(context, body, acts))
        if before and body.kind == "named" and not any(fact.action for fact in facts):
            one = before[0].here
            part = body.sentence.folded[one.last : body.first] in (["of"], ["from"])
            shared = [f for f in before if f.action in SCENES] if part else []
            facts = [replace(f, body=body.meant, here=body) for f in shared] or facts
        yield from facts
        before = facts


def _facts(context: Context, body: Body, found: list[TroopAct]) -> Iterator[Fact]:
    """What the words of a body say of it."""
    if body.listed or (body.kind in ("anaphor", "pronoun") and body.of is None):
        return
    meant = body.meant
    acts = [act for act in found if plausible(body, act)]
    if is_nothing(context, body):
        return
    seen = _amid(context, body, acts, idle=not found)
    acts = [seen] if seen is not None else acts
    happened = _happened(context, body, acts)
    specific = meant.kind not in UNSPECIFIC or (body.strength is not None and body.kind != "people")
    doing = {action: act for action, act in happened.items() if action != "stationed"}
    if "exercise" in doing:  # who flew in for maneuvers or practiced landing did nothing else
        doing = {"exercise": doing["exercise"]}
    if doing or (happened and specific):
        for action, act in (doing or happened).items():
            if action in ARRIVING and not specific and not _known(context, body, act):
                continue  # "called up reservists": nobody's in particular
            yield Fact(meant, body, act, action)
    elif (
        specific
        and body.kind != "pronoun"
        and not (meant.kind != "named" and any(_dreamt(body, act) for act in acts))
    ):
        yield Fact(meant, body, None, "")


def _known(context: Context, body: Body, act: TroopAct) -> bool:
    """Whether troops in general are somebody's: "the troops", "Russia sent troops to Moldova"."""
    meant = body.meant
    sent = bool(
        owner_of(context, [body], [act]) and where_of(context, body, act, "deployed")["country"]
    )
    return bool(meant.owners) or definite(meant) or sent


def _happened(context: Context, body: Body, acts: list[TroopAct]) -> dict[str, TroopAct]:
    """What was or is to be done, each action with the first act that tells it: "arrived to join the force"."""
    real = [act for act in reversed(acts) if act.mood in ("fact", "plan")]
    told = {_action(context, body, act): act for act in real}
    return {action: act for action, act in told.items() if PLANS.get(action) not in told}


def _amid(context: Context, body: Body, acts: list[TroopAct], *, idle: bool) -> TroopAct | None:
    """The exercise or fight that a body is in the midst of, unless its own words tell what weighs more."""
    happened = set(_happened(context, body, acts))
    worded = {_action(context, body, act) for act in acts if act.verb or act.value != "deploy"}
    played = idle or SHAM & happened or (happened and not worded - {"stationed"})
    if not played or SERIOUS & worded:
        return None
    return scene_act(context, body, idle=idle, planned=bool(happened) and not worded & SHAM)


def _dreamt(body: Body, act: TroopAct) -> bool:
    """Whether troops would only come to be by an act that is not done."""
    undone = act.mood in ("demand", "negated") and not definite(body)
    return act.value in CREATING and (act.mood == "maybe" or undone)


def _action(context: Context, body: Body, act: TroopAct) -> str:
    """The action that an act makes, planned when its mood or its date says so."""
    value = "withdraw" if act.value == "deploy" and _homeward(body, act) else act.value
    if value == "disband" and body.kind == "strength" and not _disarmed(act):
        value = "reduce"  # men are discharged, formations disbanded
    done, planned = ACTIONS[value]
    lasting = body.meant.kind == "named" and act.verb is not None and act.verb.at > body.first
    if (
        act.value == "station"
        and lasting
        and LASTING & set(body.sentence.folded[act.clause.first : act.clause.last])
    ):
        return done
    if act.value in ("station", "stay", "train"):
        return planned if act.mood == "plan" else done
    later = act.mood == "plan" or (
        not _past(act) and happens_later(context, when_of(context, body, act))
    )
    return planned if later else done


def _disarmed(act: TroopAct) -> bool:
    """Whether men give up their arms or join another army, not only the service."""
    return act.verb is not None and not DISARMED.isdisjoint(act.verb.heads)


def _past(act: TroopAct) -> bool:
    """Whether a verb tells what has been: "has shed two divisions in four years"."""
    if act.verb is None:
        return False
    if act.verb.mention is None:
        return act.clause.sentence.folded[act.verb.at] in ("was", "were")  # "was struck off"
    chain = set(act.clause.sentence.folded[act.verb.first : act.verb.at])
    tenses = {s.info.get("tense") for s in act.verb.mention.senses if s.kind in ACTS}
    return bool(chain & {"has", "have", "had", "was", "were"}) or (
        not chain and act.verb.voice == "active" and tenses == {"past"}
    )


def _homeward(body: Body, act: TroopAct) -> bool:
    """ "Moved to Russia": troops that go to their own state are withdrawn."""
    words = body.sentence.folded
    behind = range(act.word, min(act.clause.last, act.word + REACH + 4))
    return any(words[at] in ("to", "into", "for") and goes_home(body, at + 1) for at in behind)


def _by_body(facts: list[Fact]) -> Iterator[list[Fact]]:
    """All that is told of one body, for each."""
    told: dict[int, list[Fact]] = {}
    for fact in facts:
        told.setdefault(id(fact.body), []).append(fact)
    yield from told.values()


def _groups(own: list[Fact]) -> Iterator[list[Fact]]:
    """The facts of a body that make one row, for each action; mere mentions support the first of them."""
    named = own[0].body.kind == "named"
    done = {fact.action for fact in own} if named else set()
    by_action: dict[str, list[Fact]] = {}
    for fact in own:
        if PLANS.get(fact.action) in done:
            continue  # one regiment that was "slated to leave" and is gone has left
        by_action.setdefault(fact.action or "stationed", []).append(fact)
    plain = sorted(by_action.pop("stationed", []), key=_weight)
    if not by_action:
        yield plain
        return
    measured = [fact for fact in plain if fact.here.strength is not None]
    lead = next(iter(by_action.values()))
    leaving = named and not LEAVING.isdisjoint(by_action)
    remaining = [each for each in measured if leaving and not _stands_before(each, lead[0])]
    # "a contingent of 1,600 troops arrived", "the regiment, with 1,200 men, left"
    lead += [each for each in measured if all(each is not other for other in remaining)]
    yield from by_action.values()
    if remaining:
        yield remaining


def _stands_before(measure: Fact, lead: Fact) -> bool:
    """Whether a strength is told before the act, or as one that it had had: what else is told of it remains."""
    here = measure.here
    same = here.sentence is lead.here.sentence and lead.act is not None
    had = "had" in here.sentence.folded[max(here.first - 3, 0) : here.first]
    return had or (same and lead.act is not None and here.first < lead.act.word)


def _weight(fact: Fact) -> tuple[bool, bool]:
    """The fullest statement first: with a strength, then with an act."""
    return fact.here.strength is None, fact.act is None


def _disputed(context: Context, bodies: list[Body]) -> set[int]:
    """The named bodies that are being divided or quarreled over (codebook section 8)."""
    found = set()
    for body in bodies:
        if body.meant.kind != "named":
            continue
        index = body.sentence.index
        for sentence in context.sentences[index : index + 2]:
            same = sentence is body.sentence
            ships = not same and {"ships", "vessels"} & set(sentence.folded)
            if body.meant.echelon == "fleet" and same and _negotiated(sentence, body):
                found.add(id(body.meant))
            for word in sentence.of("quarrel"):
                fleet = body.meant.echelon == "fleet" and (same or ships)
                if fleet or (same and 0 <= body.first - word.last <= 3):
                    found.add(id(body.meant))
    return found


def _negotiated(sentence: Sentence, body: Body) -> bool:
    """ "Talks with Ankara over the Third Army": whose it is, is what they negotiate about."""
    if sentence.folded[body.first - 1 : body.first] not in (["on"], ["over"], ["about"]):
        return False
    return any(
        m.kind in ("instrument", "instrument_noun", "meeting")
        for m in sentence.within(max(body.first - REACH, 0), body.first)
    )


# --- rows --------------------------------------------------------------------------------------------------


def _rows(
    context: Context, group: list[Fact], others: list[Fact], disputed: set[int]
) -> Iterator[Row]:
    """The row of a group of facts; all sides of "Russian and Chechen soldiers" have one each."""
    row = _row(context, group, others, disputed)
    owners = group[0].here.owners
    several = len(owners) > 1 and "and" in group[0].here.words
    if not several or group[0].body.kind != "general":
        yield row
        return
    for owner in owners:
        yield replace(row, values={**row.values, "owner": owner}, spans=list(row.spans))


def _row(context: Context, group: list[Fact], others: list[Fact], disputed: set[int]) -> Row:
    """The row of some facts; ``others`` are what else is said of their body."""
    lead = group[0]
    body, here = lead.body, lead.here
    quarreled = id(body) in disputed
    nobodys = quarreled or bool(JOINT & set(body.words))
    action = "" if quarreled or lead.action == NONE else lead.action or "stationed"
    mentions = [body, *(fact.here for fact in group)]
    doers = [*group, *others]  # whose it is in one sentence, it is in the next
    strength = next((b.strength for b in mentions if b.strength is not None), None)
    if body.kind == "losses":
        strength = None
    if action in ("stationed", "deployed") and _allowed(context, here):
        action = ""
    values = {
        "name": body.name,
        "echelon": body.echelon,
        "branch": body.branch or here.branch,
        "number": body.number,
        "personnel": strength.value if strength else None,
        "qualifier": strength.qualifier if strength else "",
        "owner": ""
        if quarreled
        else owner_of(context, [body, *(f.here for f in doers)], [f.act for f in doers]),
        "action": action,
        "date": _date(context, group) if action else "",
        **where_of(context, here, lead.act, action),
    }
    if action in SCENES:
        values["date"] = values["date"] or scene_date(context, here.sentence, action)
    for other in mentions:
        if not values["country"]:
            values |= where_of(context, other, None, action)
    word = lead.act.word if lead.act else here.first
    row = context.row("units", here.sentence, word, values)
    if nobodys:
        row.values.setdefault("owner", "")  # not to be filled in from elsewhere
    row.spans += [evidence(b.sentence, b.first) for b in mentions if b is not here]
    return row


def _date(context: Context, group: list[Fact]) -> str:
    """The date of the first of the facts that has one: it may be told again with its day."""
    dates = (when_of(context, f.here, f.act) for f in group if f.act or f is group[0])
    return next((date for date in dates if date), "")


def _allowed(context: Context, here: Body) -> bool:
    """ "Lets Moldova keep 5,000 men": how many there may be, not how many are."""
    if here.strength is None:
        return False
    words = set(here.sentence.folded[max(here.first - REACH - 4, 0) : here.first])
    return bool(context.lexicon.cues["allowance"] & words) and bool(HOLDING & words)
