"""Acts on weapons that are told by nouns and set phrases: "the elimination of 825 launchers", "are no more"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.weapons.act import DEEDS, DOING, WeaponAct, acts_in
from monitorlib.extract.weapons.facts import FORMATIONS
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import BE
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention

__all__ = ["anchor", "by_nouns", "by_phrases", "resumed"]

REACH = 18  # words between a noun of action and its object
NEAR = 6  # words between a quantity and a phrase that is about it
DUE = frozenset(
    "due slated scheduled set marked ready earmarked destined intended down doomed condemned "
    "headed bound listed booked ripe awaiting await awaits awaited up".split()
)
DUE_FOR = frozenset({"for", "of", "awaiting", "await", "awaits", "awaited"})
ASIDES = frozenset({"participle", "relative", "bracket", "aside"})  # clauses that may be put in
HOLDING = frozenset({"comprising", "with", "including", "operating", "equipped", "armed"})
LOADED = frozenset({"with", "carrying", "bearing", "hauling", "of", "bringing", "laden"})
CARRIERS = frozenset(
    "train trains convoy convoys column trainload trainloads freighter freighters ship ships ferry barge plane planes "
    "echelon echelons truck trucks shipment shipments cargo flight flights consignment batch trailers".split()
)


def by_nouns(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Nouns of action: "the elimination of 825 launchers", "an order for ten bombers", "due for demolition"."""
    folded, start = quantity.sentence.folded, anchor(quantity)
    for mention in clause.sentence.within(clause.first, clause.last, "act"):
        value = _noun_value(mention)
        awaited = folded[mention.first - 1] in DUE_FOR
        if not value or (not awaited and any(v.mention is mention for v in clause.verbs)):
            continue
        before = folded[max(mention.first - 5, clause.first) : mention.first]
        if {"by", "through"} & set(before[-2:]):
            continue  # "are deactivated, by removal of their warheads"
        if mention.last <= start and _of(quantity, mention, start):
            mood = _noun_mood(context, clause, mention, before)
            if value == "offer":
                value, mood = "transfer", "plan" if mood == "fact" else mood
            yield WeaponAct(value, mood, mention.first, clause)
        elif awaited and DUE & set(before) and mention.first >= quantity.last:
            yield WeaponAct(value, "plan", mention.first, clause)


def _noun_value(mention: Mention) -> str:
    """What a noun of action does, also one made of a verb: "the cutting up of"."""
    for sense in mention.senses:
        nominal = sense.info.get("pos") == "noun" or sense.info.get("tense") == "ing"
        if sense.kind == "act" and (sense.value in DOING or sense.value == "offer") and nominal:
            return sense.value
    return ""


def _of(quantity: Quantity, mention: Mention, start: int) -> bool:
    """Whether a noun of action has the quantity behind its "of", first or joined by "and" or "together with"."""
    between = quantity.sentence.folded[mention.last : start]
    while between and between[-1] in ("all", "both", "the", "its"):
        between = between[:-1]
    if not {"of", "for"} & set(between) or len(between) > REACH or {";", ":", "("} & set(between):
        return False
    if between[-1] in ("of", "for"):
        other = any(m.sense("weapon") for m in quantity.sentence.within(mention.last, start))
        return "," not in between and not other
    return (between[-1] == "and" and between[-2] != ",") or between[-2:] == ["together", "with"]


def _noun_mood(context: Context, clause: Clause, mention: Mention, before: list[str]) -> str:
    """The mood of a noun of action: from the words before it and the verbs of its clause."""
    sentence, cues = clause.sentence, context.lexicon.cues
    if cues["weapon_halt"] & set(before):
        return "negated"
    if cues["weapon_deny"] & set(sentence.folded[clause.first : mention.first]):
        return "denied"
    verbs = list(clause.verbs)
    if all(v.voice == "participle" for v in verbs if v.first > mention.first):
        verbs += behind.verbs[:1] if (behind := resumed(context, clause)) else []
    for verb in verbs:
        if verb.mood in ("negated", "maybe"):
            return verb.mood
        head = set(sentence.folded[verb.at : verb.at + 2])
        if verb.mood == "plan" or cues["put_off"] & head:
            return "plan"
        halted = cues["weapon_halt"] & head and BE & set(sentence.folded[verb.first : verb.at])
        if halted and not mention.acts("transfer"):
            return "negated"
    about = sentence.within(max(mention.first - 6, clause.first), mention.first)
    agreed = any(m.kind in ("instrument_noun", "meeting") for m in about)
    ahead = cues["weapon_ahead"] & set(before) or "for" in before[-2:]
    return "plan" if agreed or ahead else "fact"


def resumed(context: Context, home: Clause) -> Clause | None:
    """The clause that goes on behind an aside: "two more, brought by rail in May, are being fueled"."""
    for clause in context.clauses(home.sentence) if home.kind not in ASIDES else ():
        if clause.first >= home.last and clause.verbs and clause.kind not in ASIDES:
            return clause if clause.verbs[0].first == clause.first else None
    return None


def by_phrases(quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Set phrases near the quantity: "are no more", "still in place", "stand ready"."""
    hangs = clause.antecedent is not None and clause.first >= quantity.last
    for mention in clause.sentence.within(clause.first, clause.last, *DEEDS):
        gap = max(mention.first - quantity.last, quantity.first - mention.last)
        for sense in acts_in(mention, "phrase"):
            if gap > NEAR and not hangs and sense.value != "transfer":
                continue
            if sense.value == "offer":
                if quantity.sentence.folded[mention.last : mention.last + 1] != ["to"]:
                    yield WeaponAct("transfer", "plan", mention.first, clause)
                continue  # "would like to keep"
            verb = next((v for v in clause.verbs if v.first < mention.first <= v.at + 3), None)
            own = any(mention.first <= v.first < mention.last for v in clause.verbs)
            mood = verb.mood if verb is not None and not own else "fact"
            yield WeaponAct(sense.value, mood, mention.first, clause, verb)


def anchor(quantity: Quantity) -> int:
    """Where the object begins that the quantity belongs to: "two regiments, comprising 18 launchers"."""
    sentence, first = quantity.sentence, quantity.first
    low = max(first - 3, 0)
    if HOLDING & set(sentence.folded[low:first]):
        for mention in sentence.within(0, first):
            if mention.last >= low and mention.kind == "echelon" and mention.value in FORMATIONS:
                return noun_group(sentence, mention)
    loaded = LOADED & set(sentence.folded[max(first - 2, 0) : first])
    carriers = [at for at in range(max(first - 4, 0), first) if sentence.folded[at] in CARRIERS]
    return carriers[0] if loaded and carriers else first
