"""Units: one row per formation or body of troops that is named, counted, given a strength, or acted upon (section 4).

`bodies` finds the bodies of troops, `troop_acts` what they do and undergo; here they become facts and rows. A named
body has one row for each thing that happens to it, and one for its being there only when nothing else is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from monitorlib.clauses import Clause
from monitorlib.extract.bodies import Body, find_bodies
from monitorlib.extract.context import (
    MOVING,
    Context,
    Row,
    evidence,
    happens_later,
    holder,
    mover,
    origin_of,
    part,
    place_of,
    possessor,
    printed,
    territory_of,
)
from monitorlib.extract.troop_acts import TroopAct, acts_of
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

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
}
PLANS = {"to_withdraw": "withdrawn", "to_deploy": "deployed", "to_disband": "disbanded"}
# Verbs whose subject moves, makes or cuts troops of its own.
OWN_MOVES = MOVING | frozenset(
    "send|send in|airlift|land|shift|rotate|bring home|bring back|recall|cut|reduce|trim|disband|demobilize|form|create|"
    "set up|commit|mass|rush|raise|mobilize|increase|reinforce|fly in|move up|host".split("|")
)
MILITARY = frozenset("army military crews garrison garrisons base bases command navy".split())
ATTACHED = 9  # words behind a body in which its place may be named
JOINT = frozenset("joint multinational combined collective trilateral".split())
MOVED = frozenset({"withdrawn", "to_withdraw", "deployed", "to_deploy"})
CREATING = frozenset({"deploy", "station"})  # of troops that only might come there is no row
# The territories that have labels, and the state that each lies in.
LABELS = {
    "CHECHNYA": "RUS",
    "TATARSTAN": "RUS",
    "ABKHAZIA": "GEO",
    "SOUTH_OSSETIA": "GEO",
    "TRANSDNIESTER": "MDA",
    "CRIMEA": "UKR",
    "NAGORNO_KARABAKH": "AZE",
}


@dataclass(slots=True)
class Fact:
    """What one place of the text says of a body: an act, a strength, or only that it exists."""

    body: Body  # the body that is meant
    here: Body  # the words that say it
    act: TroopAct | None
    action: str  # "" when nothing is said to happen


def extract(context: Context) -> Iterator[Row]:
    """The formations and bodies of troops of a bulletin."""
    bodies = find_bodies(context)
    facts = [fact for body in bodies for fact in _facts(context, body)]
    disputed = _disputed(context, bodies)
    rows = [row for group in _groups(facts) for row in _rows(context, group, disputed)]
    _share(context, rows, bodies)
    yield from _merged(rows)


# --- facts -------------------------------------------------------------------------------------------------


def _facts(context: Context, body: Body) -> Iterator[Fact]:
    """What the words of a body say of it."""
    meant = body.of or body
    if body.kind == "anaphor" and body.of is None:
        return
    acts = acts_of(context, body)
    if body.kind == "pronoun":
        acts = [act for act in acts if _plausible(body, act)] if body.of is not None else []
    if body.kind == "people":
        acts = [act for act in acts if act.value == "combat"]
    happened: list[tuple[str, TroopAct]] = []
    dropped = False
    for act in acts:
        if act.mood in ("fact", "plan"):
            action = _action(context, body, act)
            if action not in [known for known, _ in happened]:
                happened.append((action, act))
        dropped = dropped or (act.mood == "maybe" and act.value in CREATING)
    general = meant.kind in ("general", "people") and body.strength is None
    if happened:
        doing = [pair for pair in happened if pair[0] != "stationed"]
        for action, act in doing or happened[:1]:
            if not (general and action == "stationed"):
                yield Fact(meant, body, act, action)
    elif body.kind != "pronoun" and not general and not (dropped and meant.kind != "named"):
        yield Fact(meant, body, None, "")


def _plausible(body: Body, act: TroopAct) -> bool:
    """Whether a pronoun can stand for the troops: "it" only when something is done to it."""
    if body.sentence.folded[body.first] != "it":
        return True
    verb = next((v for v in act.clause.verbs if v.mention and v.mention.first == act.word), None)
    return verb is not None and verb.voice == "passive"


def _action(context: Context, body: Body, act: TroopAct) -> str:
    done, planned = ACTIONS[act.value]
    later = happens_later(context, _date(context, body, act))
    if act.value == "deploy" and _homeward(body, act):
        done, planned = ACTIONS["withdraw"]
    return planned if act.mood == "plan" or later else done


def _homeward(body: Body, act: TroopAct) -> bool:
    """ "Moved to Russia", "sent home": troops that go to their own state are withdrawn."""
    sentence = body.sentence
    owners = body.owners or (body.of.owners if body.of else []) or ["RUS"]
    for mention in sentence.within(act.word, act.clause.last):
        sense = mention.sense("actor")
        state = sense is not None and sense.info["form"] == "name" and sense.value in owners
        if state and sentence.folded[mention.first - 1] in ("to", "into") and mention.first - act.word < 6:
            return sentence.words[mention.last : mention.last + 1] not in (["'"], ["’"])
    return False


def _groups(facts: list[Fact]) -> Iterator[list[Fact]]:
    """The facts that make one row: those of one body with one action; mere mentions support the first of them."""
    bodies = list({id(fact.body): fact.body for fact in facts}.values())
    for body in bodies:
        own = [fact for fact in facts if fact.body is body]
        done = {fact.action for fact in own}
        if body.kind == "named":  # one regiment "slated to leave" and gone has left
            own = [f for f in own if f.action not in PLANS or PLANS[f.action] not in done]
        plain = [fact for fact in own if fact.action in ("", "stationed")]
        acted = [fact for fact in own if fact.action not in ("", "stationed")]
        actions = list(dict.fromkeys(fact.action for fact in acted))
        groups = [[fact for fact in acted if fact.action == action] for action in actions]
        measured = [fact for fact in plain if fact.here.strength is not None]
        if not groups:
            yield sorted(plain, key=_weight)
            continue
        if measured and body.kind == "named":
            groups.append(measured)
        yield from groups


def _weight(fact: Fact) -> tuple[bool, bool]:
    """The fullest statement first: with a strength, then with an act."""
    return fact.here.strength is None, fact.act is None


def _disputed(context: Context, bodies: list[Body]) -> set[int]:
    """The named bodies that are being divided or quarreled over (codebook section 8)."""
    found = set()
    for body in bodies:
        meant = body.of or body
        if meant.kind != "named":
            continue
        near = context.sentences[body.sentence.index : body.sentence.index + 2]
        for sentence in near:
            for word in sentence.of("quarrel"):
                same = sentence is body.sentence
                ships = not same and {"ships", "vessels"} & set(sentence.folded)
                if (meant.echelon == "fleet" and (same or ships)) or (
                    same and 0 <= body.first - word.last <= 3
                ):
                    found.add(id(meant))
    return found


# --- rows --------------------------------------------------------------------------------------------------


def _rows(context: Context, group: list[Fact], disputed: set[int]) -> Iterator[Row]:
    """The row of a group of facts; both sides of "Russian and Chechen soldiers" have one each."""
    row = _row(context, group, disputed)
    owners = group[0].here.owners
    if len(owners) < 2 or group[0].body.kind != "general":
        yield row
        return
    for owner in owners:
        yield replace(row, values={**row.values, "owner": owner}, spans=list(row.spans))


def _row(context: Context, group: list[Fact], disputed: set[int]) -> Row:
    lead = group[0]
    body, here = lead.body, lead.here
    quarreled = id(body) in disputed
    action = "" if quarreled else lead.action or "stationed"
    measured = next((f.here for f in group if f.here.strength is not None), None)
    strength = body.strength or (measured.strength if measured else None)
    word = lead.act.word if lead.act else here.first
    values = {
        "name": body.name,
        "echelon": body.echelon,
        "branch": body.branch or here.branch,
        "number": body.number,
        "personnel": strength.value if strength else None,
        "qualifier": strength.qualifier if strength else "",
        "owner": "" if quarreled else _owner(context, [body, *(f.here for f in group)]),
        **_where(context, here, lead.act, action),
        "action": action,
        "date": _date(context, here, lead.act) if action else "",
    }
    for other in (body, *(fact.here for fact in group[1:])):
        if not values["country"]:
            values |= _where(context, other, None, action)
    row = context.row("units", here.sentence, word, values)
    if quarreled or JOINT & set(body.sentence.folded[body.first : body.last]):
        row.values["owner"] = row.values.get("owner", "")  # nobody's: not to be filled in later
    row.spans += [evidence(f.here.sentence, f.here.first) for f in group[1:]]
    if body is not here:
        row.spans.append(evidence(body.sentence, body.first))
    return row


def _owner(context: Context, bodies: list[Body]) -> str:
    """Whose it is, by the first of its mentions that says so; two owners make a multinational unit."""
    for body in bodies:
        if body.owners:
            return body.owners[0] if len(body.owners) == 1 else ""
        sentence = body.sentence
        if JOINT & set(sentence.folded[body.first : body.last]):
            return ""
        owner = (
            _claimed(sentence, body)
            or holder(context, sentence, body.first, body.last)
            or mover(context, sentence, body.first, OWN_MOVES)
        )
        if owner:
            return owner
    return ""


def _claimed(sentence: Sentence, body: Body) -> str:
    """ "Kiev regards the army as its own"."""
    if "own" not in sentence.folded[body.last : body.last + 7]:
        return ""
    return next((code for m in sentence.within(0, body.first) if (code := acting(sentence, m))), "")


def _where(
    context: Context, body: Body, act: TroopAct | None, action: str
) -> dict[str, str]:
    """Territory and place: of troops newly deployed where they go, of others where they are or leave from."""
    sentence = body.sentence
    clause = context.document.clause_at(sentence, body.first)
    place = place_of(sentence, clause.first, clause.last, body.last)
    country = _object_territory(sentence, act) or _antecedent(sentence, clause)
    behind = min(body.last + ATTACHED, part(sentence, body.first)[1])
    for low, high in ((body.first, clause.last), (clause.first, clause.last), (body.last, behind)):
        here, there = _locatives(sentence, low, high, body)
        country = country or (there if action in ("deployed", "to_deploy") and there else here)
    location = printed(sentence, place.first, place.last) if place is not None else ""
    return {"location": location, "country": _labelled(sentence, country)}


def _locatives(sentence: Sentence, low: int, high: int, body: Body) -> tuple[str, str]:
    """The territories in words ``low``..``high`` where troops are or leave from, and where they go, nearest first.

    A capital is where things are said, unless it stands at the body itself.
    """
    here: dict[int, str] = {}
    there: dict[int, str] = {}
    for mention in sentence.within(low, high):
        sense = mention.sense("actor")
        away = mention.first - body.last
        if sense is not None and sense.info["form"] == "capital" and not 0 <= away <= 4:
            continue
        here_code, there_code = origin_of(sentence, mention.first, mention.last)
        if here_code:
            here.setdefault(abs(away), here_code)
        if there_code:
            there.setdefault(abs(away), there_code)
    return here.get(min(here, default=0), ""), there.get(min(there, default=0), "")


def _antecedent(sentence: Sentence, clause: Clause) -> str:
    """ "In the North Caucasus, where the 58th Army was formed"."""
    if sentence.folded[clause.first : clause.first + 1] != ["where"]:
        return ""
    before = [m for m in sentence.within(0, clause.first) if territory_of(m)]
    return territory_of(before[-1]) if before else ""


def _labelled(sentence: Sentence, country: str) -> str:
    """The label of the territory that a place of the sentence lies in: Sevastopol is in Crimea, not only in Ukraine."""
    for mention in sentence.of("place", "actor"):
        label = territory_of(mention)
        if country and LABELS.get(label) == country and country != "RUS":
            return label
    return country


def _object_territory(sentence: Sentence, act: TroopAct | None) -> str:
    """ "Left Latvia", "shelled Bamut", "entered the city of Grozny": the territory that is the verb's object."""
    verb = act and next((v for v in act.clause.verbs if v.mention and v.mention.first == act.word), None)
    if verb is None or verb.mention is None:
        return ""
    for mention in sentence.within(verb.mention.last, verb.mention.last + 5):
        between = sentence.folded[verb.mention.last : mention.first]
        owns = sentence.words[mention.last : mention.last + 1] in (["'"], ["’"])
        if set(between) <= {"the", "of", "village", "town", "city", "republic"} and not owns:
            return territory_of(mention)
    return ""


def _date(context: Context, body: Body, act: TroopAct | None) -> str:
    """The date nearest to the act in its clause, else in its part of the sentence; a strength is dated by its sentence."""
    sentence = body.sentence
    if act is None and body.strength is None:
        return ""
    word = body.first if act is None else max(act.word, body.last - 1)
    clause = act.clause if act else context.document.clause_at(sentence, body.first)
    for low, high in ((clause.first, clause.last), part(sentence, word)):
        dates = [m for m in sentence.within(low, high) if m.date is not None and _own(sentence, m, act)]
        if dates:
            near = min(dates, key=lambda m: word - m.last + 3 if m.last <= word else m.first - word)
            span = near.date
            assert span is not None
            return (act is not None and act.mood == "plan" and span.edtf_future) or span.edtf
    return ""


def _own(sentence: Sentence, date: Mention, act: TroopAct | None) -> bool:
    """Whether a date is the act's own: not that of a speech, of a treaty, or of what has not been since."""
    before = sentence.folded[date.first - 1] if date.first else ""
    at = date.first - (2 if before in ("in", "on", "of") else 1)
    other = next((m for m in sentence.mentions if m.last == at + 1), None)
    if before == "since":
        return act is None or act.value != "combat"
    if other is None or (act is not None and other.first == act.word):
        return True
    document = other.kind in ("instrument", "instrument_noun") and before == "of"
    return not document and not any(s.kind == "say" or s.value == "sign" for s in other.senses)


# --- what is said once ------------------------------------------------------------------------------------


def _share(context: Context, rows: list[Row], bodies: list[Body]) -> None:
    """What is stated once of a force holds for the whole bulletin: owner, territory, branch of missile regiments."""
    owners = _stated_owners(context, bodies)
    named = {s.value for t in context.sentences for m in t.of("actor") if (s := m.sense("actor"))}
    labelled = named & set(LABELS)
    for row in rows:
        beside = {o for b in bodies if _beside(row, b) for o in b.owners}
        if "owner" not in row.values and len(owners - beside) == 1:
            row.values["owner"] = next(iter(owners - beside))
        if row.values.get("owner") == "":
            del row.values["owner"]
    for row in rows:
        _place(context, row, labelled, rows)
        foreign = owners - {row.values.get("country")}
        if row.values.get("action") in MOVED and "owner" not in row.values and len(foreign) == 1:
            row.values["owner"] = next(iter(foreign))  # troops that marched into Chechnya are not Chechen


def _place(context: Context, row: Row, labelled: set[str], rows: list[Row]) -> None:
    """Give a row without a territory the only one that the bulletin has, or the one it is mostly about."""
    owner, action = row.values.get("owner"), row.values.get("action")
    if action in ("withdrawn", "to_withdraw") and row.values.get("country") == owner:
        row.values.pop("country", None)  # "bound for its garrison in Russia": nobody leaves from home
    if "country" not in row.values:
        others = {r.values["country"] for r in rows if "country" in r.values} - {owner}
        only = others if len(others) == 1 else labelled
        if len(only) == 1:
            row.values["country"] = next(iter(only))
        elif action not in (None, "stationed") or "name" not in row.values:
            row.values |= _mostly(context, owner)
    if row.values.get("country") == "MDA" and "TRANSDNIESTER" in labelled:
        row.values["country"] = "TRANSDNIESTER"


def _mostly(context: Context, owner: str | None) -> dict[str, str]:
    """The territory that the bulletin names most, other than the owner's, when it names it far more than any other."""
    counts: Counter[str] = Counter()
    for sentence in context.sentences:
        for mention in sentence.of("place", "actor"):
            code = territory_of(mention)
            sense = mention.sense("actor")
            if code and code != owner and (sense is None or sense.info["form"] != "capital"):
                counts[code] += 1
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    return {"country": ranked[0][0]} if ranked[0][1] >= 2 * ranked[1][1] + 1 else {}


def _beside(row: Row, body: Body) -> bool:
    """Whether a body stands in the row's own sentence: an owner given there is of that body and not of the row's."""
    start, stop = row.spans[0]
    return start < body.sentence.stop and body.sentence.start < stop and "name" in row.values


def _stated_owners(context: Context, bodies: list[Body]) -> set[str]:
    """The actors that the bulletin names as owners of troops, services included."""
    found = {b.owners[0] for b in bodies if len(b.owners) == 1 and b.kind != "people"}
    for sentence in context.sentences:
        for mention in sentence.of("actor"):
            sense = mention.sense("actor")
            following = sentence.folded[mention.last : mention.last + 1]
            if sense is not None and sense.info["form"] == "adjective" and MILITARY & set(following):
                found.add(sense.value)
        for mention in sentence.of("body"):
            if "Forces" in sentence.words[mention.first : mention.last]:
                owner = _service_owner(context, sentence, mention.first, mention.last)
                found |= {owner} - {""}
    return found


def _service_owner(context: Context, sentence: Sentence, first: int, last: int) -> str:
    start = max(first - 3, 0)
    return possessor(context, sentence, start, last)


def _merged(rows: list[Row]) -> list[Row]:
    """One row per general body and action: troops spoken of in general are the same troops all through."""
    kept: list[Row] = []
    for row in rows:
        twin = next((known for known in kept if _same(known, row)), None)
        if twin is None:
            kept.append(row)
            continue
        if _general(twin.values) and not _general(row.values):
            twin.values, row.values = row.values, twin.values
            twin.spans, row.spans = row.spans, twin.spans
            twin.source, twin.certainty = row.source, row.certainty
        for column, value in row.values.items():
            twin.values.setdefault(column, value)
        twin.spans += row.spans
    return kept


def _general(values: dict[str, Any]) -> bool:
    return not any(column in values for column in ("name", "personnel", "number"))


def _same(one: Row, other: Row) -> bool:
    a, b = one.values, other.values
    if _general(a) != _general(b):  # "one unit is going home. The 245th Regiment …"
        columns = ("action", "owner", "country", "branch")
        return all(a.get(c) == b.get(c) or c not in a or c not in b for c in columns)
    if any(c in v for v in (a, b) for c in ("name", "personnel", "number")):
        return a == b
    columns = ("echelon", "action", "owner", "country", "branch")
    return all(a.get(c) == b.get(c) or c not in a or c not in b for c in columns)
