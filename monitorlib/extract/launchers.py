"""Launchers: one row per quantity of missiles, launchers, warheads, silos, bombers, submarines (codebook section 3).

`quantities` finds the quantities, `weapon_acts` what is done to each; here they become rows. Of a quantity with no act
the text says that it is there (``remaining``); a force without a number is a row only when something is done to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, Row, happens_later, origin_of, part
from monitorlib.extract.weapons.act import DOING, WeaponAct, is_past
from monitorlib.extract.weapons.acts import act_of
from monitorlib.extract.weapons.facts import date_of_act, formations_of
from monitorlib.extract.weapons.memory import Told, taken_up
from monitorlib.extract.weapons.owners import (
    ABROAD,
    Setting,
    default_owner,
    settings,
    whose_and_where,
)
from monitorlib.extract.weapons.quantities import quantities_of
from monitorlib.extract.weapons.quantity import Quantity, newest
from monitorlib.verbs import Verb

__all__ = ["extract"]

# What an act makes of weapons, done and planned.
ACTIONS = {
    "withdraw": ("withdrawn", "to_withdraw"),
    "go": ("withdrawn", "to_withdraw"),
    "dismantle": ("dismantled", "to_dismantle"),
    "deploy": ("deployed", "to_deploy"),
    "transfer": ("transferred", "to_transfer"),
    "remain": ("remaining", "remaining"),
    "limit": ("limit", "limit"),
    "sortie": ("remaining", "remaining"),  # flown and back
}
PARTING = frozenset({"part with", "sell", "give away", "donate"})
WHOLE = frozenset({"all", "last", "its", "the", "one"})
APART = frozenset("for in as like with than".split())
ENDED = frozenset("after finished completed since".split())  # before what is done
KEEPING = frozenset(
    {"keep", "retain", "stay", "remain", "maintain", "have"}
)  # of these "can" tells what may be
NEW = frozenset({"deploy", "limit"})  # what is denied of these is not there


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    quantities = quantities_of(context)
    if not quantities:
        return
    where = settings(context)
    told: list[Told] = []
    acts = _sold(
        [(quantity, _fitting(quantity, act_of(context, quantity))) for quantity in quantities]
    )
    for quantity, governing in acts:
        act, source = taken_up(context, quantity, governing, told)
        row = _row(context, quantity, act, where[quantity.sentence.index])
        if row is not None and source is not None:
            _complete(row, source)
        elif row is not None:
            _count_formations(quantity, row, told)
        told.append(Told(quantity, act, row))
    rows = [known.row for known in told if known.row is not None]
    _share(context, rows)
    yield from rows


def _fitting(quantity: Quantity, act: WeaponAct | None) -> WeaponAct | None:
    """Silos that go or are taken away are no more: they cannot be withdrawn."""
    if act is not None and quantity.category == "silo" and act.value in ("withdraw", "go"):
        return act._replace(value="dismantle")
    return act


def _sold(acts: list[tuple[Quantity, WeaponAct | None]]) -> list[tuple[Quantity, WeaponAct | None]]:
    """Bombers that are said to be sold change hands where they land or fly home."""
    if not any(q.category == "bomber" and a and a.value == "transfer" for q, a in acts):
        return acts
    moved = ("withdraw", "deploy", "go")
    return [
        (q, a._replace(value="transfer"))
        if a and q.category == "bomber" and a.value in moved
        else (q, a)
        for q, a in acts
    ]


def _complete(row: Row, source: Told) -> None:
    """A number given afterwards belongs to the fact told before: its date and its place in the text go with it."""
    known, source.row = source.row, None
    if known is not None:
        row.spans += known.spans
        row.values = {**known.values, **row.values}
        row.values["date"] = known.values.get("date", row.values.get("date"))


def _count_formations(quantity: Quantity, row: Row, told: list[Told]) -> None:
    """ "Eight divisions of S-300s are on order; four have been supplied": the second number counts divisions too."""
    known = next((t.row for t in told if t.quantity is quantity.of), None)
    if quantity.kind != "bare" or known is None or "number" in known.values:
        return
    if "formations" in known.values:
        row.values["formations"] = row.values.pop("number")
        row.values["echelon"] = known.values.get("echelon")


def _row(
    context: Context, quantity: Quantity, act: WeaponAct | None, setting: Setting
) -> Row | None:
    """The row of one quantity, or None when the text says nothing of it that counts."""
    formations, echelon = formations_of(context, quantity)
    if not _states(quantity, act, formations):
        return None
    done = None if act is not None and act.mood == "negated" else act  # then they are still there
    planned = done is not None and (
        done.mood == "plan" or _proposed(context, quantity, done) or _dated_ahead(done)
    )
    date = date_of_act(context, quantity, done, planned=planned)
    later = planned or (not _over(done) and happens_later(context, date))
    action = ACTIONS[done.value][later] if done else "remaining"
    where = whose_and_where(context, quantity, act, action, setting)
    values = {
        "category": quantity.category,
        "system": quantity.system,
        "number": quantity.number,
        "qualifier": quantity.numeral.qualifier if quantity.numeral else "",
        "formations": formations,
        "echelon": echelon,
        "action": _at_home(context, done, action, quantity, where),
        "date": date,
        **where,
    }
    return context.row("launchers", quantity.sentence, quantity.first, values)


def _at_home(
    context: Context, act: WeaponAct | None, action: str, quantity: Quantity, where: dict[str, str]
) -> str:
    """What goes from where it belongs is scrapped; the newest missiles are ordered for the state's own use."""
    owner = where.get("owner") or default_owner(context, where.get("country", ""), action)
    own = where.get("country", "") in ("", owner) and not where.get("to_country")
    if act is None or not own:
        return action
    if act.value == "go" and owner in ABROAD:
        return "to_dismantle" if action.startswith("to_") else "dismantled"
    parted = act.verb is not None and bool(act.verb.bases & PARTING)
    if act.value == "transfer" and not parted and quantity.system in newest(context):
        return "to_deploy" if action.startswith("to_") else "deployed"
    return action


def _proposed(context: Context, quantity: Quantity, act: WeaponAct) -> bool:
    """ "His proposals come down to this: two missiles are bought a year rather than ten"."""
    sentence = quantity.sentence
    low, _ = part(sentence, quantity.first)
    heading = sentence.folded[:low] if ":" in sentence.words[:low] else []
    if not heading and sentence.index:
        before = context.sentences[sentence.index - 1]
        heading = before.folded if before.words[-1:] == [":"] else []
    return bool(context.lexicon.cues["weapon_proposal"] & set(heading)) and not _over(act)


def _dated_ahead(act: WeaponAct) -> bool:
    """ "Three bombers change hands by the end of February": the present tense with a day is ahead."""
    verb = act.verb
    if verb is None or verb.mention is None or verb.first != verb.at or verb.voice != "active":
        return False
    tenses = {s.info.get("tense") for s in verb.mention.senses if s.info.get("pos") == "verb"}
    folded = act.clause.sentence.folded
    behind = (m for m in act.clause.mentions if m.first > verb.at and folded[m.first - 1] != "on")
    days = (m.date for m in behind if m.date is not None)
    dated = any(date.edtf_future not in ("", date.edtf) for date in days)
    return act.mood == "fact" and tenses <= {"present", "base"} and dated


def _over(act: WeaponAct | None) -> bool:
    """Whether the verb says that it is done, whatever date was read: "had been blown up by June", "left in June"."""
    if act is None or act.verb is None or act.mood != "fact":
        return False
    folded = act.clause.sentence.folded
    words = folded[act.verb.first : act.verb.at]
    if folded[act.verb.at].endswith("ing") and folded[act.verb.first - 1] in ENDED:
        return True  # "after dismantling", "completed withdrawing"
    alone = act.verb.voice == "participle" and act.clause.verbs == [act.verb]
    main = alone and act.clause.kind == "main"  # "eight planes passed to Russia"
    finite = (act.verb.voice == "active" or main) and is_past(act.verb)
    return finite or bool({"had", "has", "have", "was", "were"} & set(words))


# --- what is a row -----------------------------------------------------------------------------------------


def _states(quantity: Quantity, act: WeaponAct | None, formations: int | None) -> bool:
    """Whether the words state a fact: a number, or an act on a whole force; not what is only possible."""
    formed = formations is not None and quantity.kind == "noun"
    if act is None:
        return quantity.kind != "pronoun" and (
            quantity.numeral is not None or (formed and formations != 1)
        )
    formed = formed or _battery_had(quantity, act)
    able = act.value == "remain" and act.verb is not None and _able(act.verb, act.clause)
    if act.value == "spend" or act.mood == "denied" or (act.mood == "maybe" and not able):
        return False
    if act.mood == "negated" and act.value in NEW:
        return False
    doing = act.value not in ("remain", "limit", "sortie") and act.mood != "negated"
    if quantity.kind == "pronoun":
        return doing
    return quantity.numeral is not None or formed or (doing and _of_a_force(quantity, act))


def _battery_had(quantity: Quantity, act: WeaponAct) -> bool:
    """ "Slovakia still runs one S-300 battery"."""
    counted = quantity.sentence.folded[quantity.first] in ("one", "1")
    return act.value == "remain" and quantity.category == "sam" and counted


def _able(verb: Verb, clause: Clause) -> bool:
    """Whether one has what one could use: "can field 25 bombers", "missiles that nobody can operate"."""
    return "can" in clause.sentence.folded[verb.first : verb.at] and not verb.bases & KEEPING


def _of_a_force(quantity: Quantity, act: WeaponAct) -> bool:
    """Whether an act without a number is done to a whole force: "the last missiles", "Iran would like the S-300"."""
    if _any_one(quantity, act):
        return False
    named = _system_named(quantity, act) or _moved(quantity, act)
    return named or (quantity.extent in WHOLE and not _vague(quantity, act))


def _any_one(quantity: Quantity, act: WeaponAct) -> bool:
    """ "It costs a million to destroy a silo", "dismantling an SS-18": none in particular."""
    if quantity.sentence.folded[quantity.first] not in ("a", "an") or act.verb is None:
        return False
    first = act.clause.sentence.folded[act.verb.first]
    aim = first.endswith("ing") or (first == "to" and act.mood == "plan")
    return act.word < quantity.first and aim


def _moved(quantity: Quantity, act: WeaponAct) -> bool:
    """ "The removal of strategic warheads from Ukraine": a force that is named by its kind and place."""
    sentence = quantity.sentence
    plural = sentence.folded[quantity.last - 1].endswith("s") and quantity.extent == ""
    undergone = act.word < quantity.first if act.verb is None else act.verb.voice == "passive"
    if act.mood != "fact" or act.value != "withdraw" or not plural or not undergone:
        return False
    return any(origin_of(sentence, act.clause.first, act.clause.last))


def _system_named(quantity: Quantity, act: WeaponAct) -> bool:
    """A force may be named by its system, without a number: "Iran would like the S-300"; not "silos for the SS-24"."""
    sentence, first = quantity.sentence, quantity.first
    words = sentence.within(first, quantity.last)
    if not any(m.sense("system") for m in words) or quantity.extent == "share":
        return False
    if quantity.category == "sam":
        return act.value in DOING
    plural = sentence.folded[quantity.last - 1].endswith("s") and quantity.category != "silo"
    done = act.mood == "fact" and not sentence.folded[act.verb.at if act.verb else 0].endswith(
        "ing"
    )
    known = sentence.folded[first] == "the" or quantity.extent != ""
    definite = known and quantity.category in ("missile", "launcher")
    apart = first > 0 and sentence.folded[first - 1] in APART
    return (definite or (plural and (known or done))) and not apart


def _vague(quantity: Quantity, act: WeaponAct) -> bool:
    """Whether no force in particular is meant: "give up its nuclear arms", "swore to destroy the launchers"."""
    noun = quantity.sentence.folded[quantity.last - 1]
    aimed = act.mood == "plan" and act.verb is not None and act.verb.voice == "active"
    return (noun in ("arms", "weapons") and quantity.extent != "last") or (
        quantity.extent == "the" and aimed
    )


def _share(context: Context, rows: list[Row]) -> None:
    """What is stated once of a force holds for the whole bulletin: its owner, by country."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        if "owner" in row.values and "country" in row.values:
            owners.setdefault(row.values["country"], set()).add(row.values["owner"])
    for row in rows:
        if "owner" in row.values:
            continue
        country = row.values.get("country", "")
        stated = owners.get(country, set())
        owner = next(iter(stated)) if len(stated) == 1 else ""
        owner = owner or default_owner(context, country, row.values["action"])
        if owner:
            row.values["owner"] = owner
