"""Acts on weapons that are told by nouns and set phrases: "the elimination of 825 launchers", "are no more"."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.weapons.ceilings import ACTS, DOING, WeaponAct, acts_in
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import BE
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["anchor", "by_nouns", "by_phrases"]

REACH = 9  # words between a noun of action and its object
CLOSE = 3  # and between a price or order and what it is for
NEAR = 6  # words between a quantity and a phrase that is about it
CARRYING = frozenset("carrying with bearing bringing hauling transporting of".split())
PROMISED = frozenset({"promised", "offered", "pledged", "earmarked"})
DUE = frozenset(
    "due slated scheduled set marked ready earmarked destined intended awaiting await awaits awaited up".split()
)
DISCUSSED = frozenset("discussed debated considered examined studied explored raised".split())
DUE_FOR = frozenset({"for", "of", "awaiting", "await", "awaits", "awaited"})


def by_nouns(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Nouns of action: "the elimination of 825 launchers", "due for demolition"."""
    sentence, start = quantity.sentence, anchor(context, quantity)
    for mention in clause.mentions:
        value = _noun_value(mention)
        awaited = sentence.folded[mention.first - 1] in DUE_FOR
        if not value or (not awaited and any(v.mention is mention for v in clause.verbs)):
            continue
        before = sentence.folded[max(mention.first - 5, clause.first) : mention.first]
        if before[-1:] in (["by"], ["through"]) or before[-2:] in (
            ["by", "the"],
            ["through", "the"],
        ):
            continue  # "are deactivated, by removal of their warheads"
        between = sentence.folded[mention.last : start]
        if value == "offer":
            dropped = context.lexicon.cues["weapon_halt"] & set(before)
            near = between[-1:] in (["of"], ["for"]) and len(between) <= CLOSE + 2
            near = near or (between[:1] in (["of"], ["for"]) and len(between) <= CLOSE)
            if mention.last <= start and near and not dropped:
                yield WeaponAct("transfer", "plan", mention.first, clause)
            continue
        if mention.last <= start and _of(sentence, mention, start, between):
            mood = _noun_mood(context, clause, mention, before)
            yield WeaponAct(value, mood, mention.first, clause)
        elif _due(sentence, quantity, mention, before):
            yield WeaponAct(value, "plan", mention.first, clause)


def _due(sentence: Sentence, quantity: Quantity, mention: Mention, before: list[str]) -> bool:
    """Whether weapons are due for what a noun names, and no others that were counted since."""
    between = sentence.within(quantity.last, mention.first)
    if any(m.numeral is not None and m.date is None for m in between):
        return False
    due = bool(DUE & set(before)) and before[-1] in DUE_FOR
    return due and mention.first >= quantity.last


def _noun_value(mention: Mention) -> str:
    """What a noun of action does, also one made of a verb: "the cutting up of"."""
    for sense in mention.senses:
        nominal = sense.info.get("pos") == "noun" or sense.info.get("tense") == "ing"
        if sense.kind == "act" and (sense.value in DOING or sense.value == "offer") and nominal:
            return sense.value
    return ""


def _of(sentence: Sentence, mention: Mention, start: int, between: list[str]) -> bool:
    """Whether a noun of action has the quantity behind its "of", first or joined by "and" or "together with"."""
    while between and between[-1] in ("all", "both", "the", "its"):
        between = between[:-1]
    if "," in between and between[-1:] == ["of"]:
        return False  # "the departure of the trains, Ukraine, the owner of 1,900 warheads"
    if "of" not in between or len(between) > 2 * REACH or {";", ":", "("} & set(between):
        return False
    if between[-1] == "of":
        return not any(m.sense("weapon") for m in sentence.within(mention.last, start))
    joined = between[-1] == "and" and between[-2:] != [",", "and"]
    return joined or between[-2:] == ["together", "with"]


def _noun_mood(context: Context, clause: Clause, mention: Mention, before: list[str]) -> str:
    """The mood of a noun of action: from the verb of its clause, or of the next when it is a subject there."""
    verbs = [v for v in clause.verbs if v.first > mention.first]
    if not any(v.voice != "participle" for v in verbs):
        verbs = [*verbs, *_resumed(context, clause)]
    if context.lexicon.cues["weapon_halt"] & set(before):
        return "negated"
    if context.lexicon.cues["weapon_deny"] & set(
        clause.sentence.folded[clause.first : mention.first]
    ):
        return "denied"
    for verb in [*clause.verbs, *verbs]:
        if mood := _undone(context, verb, clause.sentence, mention):
            return mood
    about = clause.sentence.within(max(mention.first - 6, clause.first), mention.first)
    planned = context.lexicon.cues["weapon_ahead"] & set(before) or any(
        v.mood == "plan" for v in [*clause.verbs, *verbs]
    )
    planned = planned or before[-1:] == ["for"] or before[-2:] == ["for", "the"]
    planned = planned or any(m.kind in ("instrument_noun", "meeting") for m in about)
    cover = "cover" in clause.sentence.folded[: mention.first]
    return "plan" if planned or cover else "fact"


def _undone(context: Context, verb: Verb, sentence: Sentence, mention: Mention) -> str:
    """The mood of a deed that is denied, discussed, halted or put off."""
    words, cues = sentence.folded[verb.first : verb.at], context.lexicon.cues
    if verb.mood in ("negated", "maybe"):
        return verb.mood
    if BE & set(words) and sentence.folded[verb.at] in DISCUSSED:
        return "maybe"
    halted = BE & set(words) and sentence.folded[verb.at] in cues["weapon_halt"]
    if halted and not mention.acts("transfer"):
        return "negated"
    return "plan" if cues["put_off"] & set(sentence.folded[verb.at : verb.at + 2]) else ""


def _resumed(context: Context, clause: Clause) -> list[Verb]:
    """The verb that goes on behind an aside: "the withdrawal, begun in 1993, is to be completed"."""
    for following in context.clauses(clause.sentence):
        if following.first < clause.last:
            continue
        if following.kind == "main":
            verbs = following.verbs[:1]
            return verbs if verbs and verbs[0].first == following.first else []
        if following.kind not in ("participle", "relative", "bracket", "aside"):
            break
    return []


def by_phrases(quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Set phrases near the quantity: "are no more", "still in place", "stand ready"."""
    for mention in clause.mentions:
        for sense in acts_in(mention, "phrase"):
            hangs = clause.antecedent is not None and clause.first >= quantity.last
            gap = max(mention.first - quantity.last, quantity.first - mention.last)
            gap = 0 if hangs or sense.value == "transfer" else gap
            if sense.value not in ACTS - {"limit"} or gap > NEAR:
                continue
            verb = next((v for v in clause.verbs if v.first < mention.first <= v.at + 3), None)
            own = any(mention.first <= v.first < mention.last for v in clause.verbs)
            mood = verb.mood if verb is not None and not own else "fact"
            if verb is not None and quantity.sentence.folded[verb.at] in PROMISED:
                mood = "plan"
            if sense.value == "offer" and quantity.sentence.folded[
                mention.last : mention.last + 1
            ] == ["to"]:
                continue  # "would like to keep"
            if sense.value == "offer":
                yield WeaponAct("transfer", "plan", mention.first, clause)
                continue
            yield WeaponAct(sense.value, mood, mention.first, clause, verb)


def _vehicle(context: Context, sentence: Sentence, before: int) -> int | None:
    """Where the train or ship stands that carries the weapons: "the last two trains carrying warheads"."""
    for word in range(before - 1, max(before - 5, -1), -1):
        if sentence.folded[word] in context.lexicon.cues["vehicle"]:
            return word
    return None


def anchor(context: Context, quantity: Quantity) -> int:
    """Where the object begins that the quantity belongs to: "two regiments, comprising 18 launchers"."""
    sentence = quantity.sentence
    before = sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    held = {"comprising", "with", "including", "operating", "equipped", "armed"} & set(before)
    carried = CARRYING & set(before[-2:])
    if carried and (carrier := _vehicle(context, sentence, quantity.first)) is not None:
        return carrier
    if not held:
        return quantity.first
    for mention in reversed(list(sentence.within(0, quantity.first))):
        if quantity.first - mention.last > len(before) or mention.sense("echelon"):
            near = quantity.first - mention.last <= len(before)
            return noun_group(sentence, mention) if near else quantity.first
    return quantity.first
