"""What is done to weapons: the act that governs a quantity by grammar, not by nearness.

A quantity undergoes an act as the object of an active verb, as the subject of a passive or of a verb of motion, as
what a relative clause or participle hangs on, or behind a noun ("the elimination of 825 launchers"). A ceiling is
told by its noun, its verb, or the word before the number. What is only held, or of what only a share is gone, remains.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import Clause, Verb
from monitorlib.extract.context import Context, part
from monitorlib.extract.quantities import Quantity
from monitorlib.spans import Mention, Sentence

__all__ = ["WeaponAct", "act_of"]

DOING = frozenset({"withdraw", "dismantle", "deploy", "transfer", "go"})
ACTS = DOING | {"remain", "limit"}
REACH = 9  # words between a verb and its object
NEAR = 6  # words between a quantity and a phrase that is about it
MOVING = frozenset(  # verbs that the weapons themselves do
    "leave|depart|go|go home|return|cross into|follow|move|enter|quit|lapse|arrive|expire|cease|remain|stay|belong|"
    "disappear|vanish".split("|")
)
# Verbs that put what they name in place, whose bare participle says where it is: "missiles deployed in Belarus".
PLACING = frozenset("deploy|station|base|install|field|mass|set up".split("|"))
CUTTING = frozenset(
    "reduce|cut|trim|slash|lower|bring down|pare|shrink|scale down|drop|halve|fall|go down".split(
        "|"
    )
)
PAYING = frozenset(
    "pay pays paid paying fund funds funded finance finances financed help helps helped assist assists provide provides "
    "provided earmark earmarked allot allotted toward towards due scheduled slated set ready awaiting await awaits before "
    "for start begin resume continue complete speed plan plans planned proposed scheduled future promised agreed pledged "
    "supervise prepare".split()
)
DUE = frozenset(
    "due slated scheduled set marked ready earmarked destined intended awaiting up".split()
)
CEILINGS = frozenset(
    "ceiling ceilings limit limits level levels quota quotas cap maximum total totals sublimit".split()
)
BELOW = frozenset({"below", "beneath", "under", "within"})


class WeaponAct(NamedTuple):
    """An act: its value, its mood, the word that says it, its clause and its verb if it has one."""

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None


def act_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act that the text states of a quantity, or None when it only says that it is there."""
    sentence = quantity.sentence
    limit = _ceiling(context, quantity)
    if limit is not None:
        return limit
    if quantity.extent == "share" or _owned_by_other(sentence, quantity):
        return None
    found = list(_candidates(context, quantity))
    doing = [act for act in found if act.value in DOING and act.mood in ("fact", "plan")]
    if doing:
        return doing[0]
    if quantity.under is not None and not found:
        return act_of(context, quantity.under)
    return found[0] if found else None


def _candidates(context: Context, quantity: Quantity) -> Iterator[WeaponAct]:
    """The acts that have a quantity as object or subject, likeliest first."""
    sentence = quantity.sentence
    low, high = part(sentence, quantity.word)
    home = context.document.clause_at(sentence, quantity.word)
    clauses = [c for c in context.clauses(sentence) if c.last > low and c.first < high]
    yield from _by_verbs(context, quantity, home)
    for clause in clauses:
        if clause is not home and _bound(context, quantity, home, clause):
            yield from _by_verbs(context, quantity, clause)
    yield from _by_nouns(quantity, home)
    yield from _by_phrases(quantity, home)


def _bound(context: Context, quantity: Quantity, home: Clause, clause: Clause) -> bool:
    """Whether another clause of the sentence speaks of the quantity: it hangs on it, or goes on with it as subject."""
    antecedent = clause.antecedent
    if antecedent is not None:
        nearer = quantity.last <= antecedent.first and _only_places(
            quantity.sentence, quantity.last, clause.first
        )
        return quantity.first <= antecedent.first < quantity.last or nearer
    if clause.first < home.first:
        hangs_on = home.antecedent
        fragment = not home.verbs and home.first - clause.first < 2 * REACH
        bridged = home.kind == "participle" and hangs_on is not None
        return (fragment and quantity.kind == "noun") or (
            bridged and hangs_on is not None and clause.first <= hangs_on.first < clause.last
        )
    if clause.kind in ("condition", "subordinate", "that"):
        return False
    subject = bool(clause.subject) and any(
        quantity.first <= m.first < quantity.last for m in clause.subject
    )
    return subject or (not home.verbs and quantity.kind != "bare")


def _only_places(sentence: Sentence, first: int, last: int) -> bool:
    return (
        all(m.kind in ("place", "actor", "date") for m in sentence.within(first, last))
        and last - first < REACH
    )


# --- verbs -------------------------------------------------------------------------------------------------


def _by_verbs(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """The verbs of one clause that govern the quantity: the one before it, or those behind it."""
    home = clause.first <= quantity.word < clause.last
    before = [v for v in clause.verbs if home and v.at < quantity.word]
    after = [v for v in clause.verbs if not home or v.first >= quantity.last]
    ordered = []
    if before and _reaches(quantity, before[-1]):
        ordered.append(before[-1])
    if after:
        ordered += _chain(clause, after)
    for verb in ordered:
        value = _value(quantity, verb, object_=verb in before)
        if value:
            yield WeaponAct(value, _mood(quantity, verb), verb.at, clause, verb)


def _chain(clause: Clause, verbs: list[Verb]) -> list[Verb]:
    """The first verb behind a subject, and those joined to it: "were built and have been destroyed"."""
    chain = verbs[:1]
    for verb in verbs[1:]:
        before = clause.sentence.folded[verb.first - 1]
        infinitive = (
            clause.sentence.folded[verb.first] == "to" and verb.first <= chain[-1].at + REACH
        )
        participle = chain[-1].voice == "participle"
        if not (before in ("and", "or", "but", "then", ",") or infinitive or participle):
            break
        chain.append(verb)
    return chain


def _reaches(quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb before the quantity can have it as its object: near, and no other weapon or clause between."""
    sentence = quantity.sentence
    start = verb.mention.last if verb.mention is not None else verb.at + 1
    between = sentence.folded[start : quantity.first]
    return len(between) <= REACH + 4 and not {";", ":"} & set(between)


def _value(quantity: Quantity, verb: Verb, *, object_: bool) -> str:
    """What a verb makes of the quantity, "" when nothing."""
    mention = verb.mention
    if mention is None:
        return _without_trigger(quantity, verb)
    senses = [
        s
        for s in mention.senses
        if s.kind == "act" and s.info.get("pos") == "verb" and s.value in ACTS
    ]
    base = mention.senses[0].info.get("base", "")
    past = any(s.info.get("tense") in ("past", "participle") for s in mention.senses)
    if not senses:
        return ""
    if (
        base in PLACING
        and past
        and verb.voice != "active"
        and "be" not in _words(quantity, verb)[1:]
    ):
        standing = verb.voice == "participle" or {"are", "is", "were", "was"} & set(
            _words(quantity, verb)
        )
        if (
            standing
            and "been" not in _words(quantity, verb)
            and "being" not in _words(quantity, verb)
        ):
            return "remain"
    if (
        not object_
        and verb.voice == "active"
        and past
        and verb.first == verb.at
        and verb.at == quantity.last
    ):
        if base == "leave" and _has_left(quantity):
            return "remain"
    passive = verb.voice in ("passive", "participle") and not quantity_ing(quantity, verb)
    moves = any(s.info.get("base") in MOVING for s in senses)
    if object_ and passive and verb.voice == "passive":
        return ""
    if not object_ and not passive and not moves and senses[0].value != "limit":
        return ""
    if object_ and base == "leave":
        return ""  # "leaving the missiles to follow"
    value = next((s.value for s in senses if s.value != "remain"), senses[0].value)
    return "dismantle" if value == "go" and quantity.category == "silo" else value


def quantity_ing(quantity: Quantity, verb: Verb) -> bool:
    return quantity.sentence.folded[verb.at].endswith("ing")


def _words(quantity: Quantity, verb: Verb) -> list[str]:
    return quantity.sentence.folded[verb.first : verb.at + 1]


def _has_left(quantity: Quantity) -> bool:
    """ "Has 1,136 vehicles left"."""
    return bool(
        {"has", "have", "had"}
        & set(quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first])
    )


def _without_trigger(quantity: Quantity, verb: Verb) -> str:
    words = _words(quantity, verb)
    if words[-1] == "gone" or (len(words) > 1 and words[-1] == "go"):
        return "dismantle" if quantity.category == "silo" else "withdraw"
    return "remain" if words[-1] in ("has", "have", "had") else ""


def _mood(quantity: Quantity, verb: Verb) -> str:
    return verb.mood


def _ceiling(context: Context, quantity: Quantity) -> WeaponAct | None:
    """Whether the number is a ceiling: "the level of 6,000", "permits either country 1,600", "come down to 3,500"."""
    if quantity.numeral is None:
        return None
    sentence, first = quantity.sentence, quantity.first
    clause = context.document.clause_at(sentence, quantity.word)
    before = sentence.folded[max(first - 5, clause.first, 0) : first]
    verbs = [v for v in clause.verbs if v.at < quantity.word]
    verb = verbs[-1] if verbs else None
    mood = verb.mood if verb is not None else "fact"
    act = WeaponAct("limit", "fact", first, clause, verb)
    ceiling = CEILINGS & set(before) and before[-1:] in (
        ["of"],
        ["at"],
        ["to"],
        ["and"],
        ["than"],
        [","],
    )
    if ceiling or before[-1:] == ["below"] or before[-2:-1] == ["below"]:
        return act
    at_most = quantity.numeral.qualifier == "at_most"
    if at_most and "ceiling" in sentence.folded[first : quantity.last]:
        return act
    if verb is None or mood == "negated":
        return None
    senses = verb.mention.senses if verb.mention is not None else ()
    if any(s.kind == "act" and s.value == "limit" for s in senses):
        return act if mood != "maybe" or at_most else None
    cutting = any(s.info.get("base") in CUTTING for s in senses) or sentence.folded[verb.at] in (
        "down",
        "drop",
        "fall",
    )
    if (cutting or "down" in before) and before[-1:] == ["to"]:
        return act
    allowed = mood in ("plan", "maybe") or "supposed" in sentence.folded[verb.first : first]
    return act if at_most and allowed and not _doing(verb) else None


def _doing(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.kind == "act" and s.value in DOING for s in senses)


# --- nouns and phrases -------------------------------------------------------------------------------------


def _by_nouns(quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Nouns of action: "the elimination of 825 launchers", "due for demolition", "the missiles' removal"."""
    sentence = quantity.sentence
    for mention in clause.mentions:
        value = next(
            (
                s.value
                for s in mention.senses
                if s.kind == "act" and s.value in DOING and s.info.get("pos") == "noun"
            ),
            "",
        )
        if not value or any(v.mention is mention for v in clause.verbs):
            continue
        before = sentence.folded[max(mention.first - 5, clause.first) : mention.first]
        if mention.last <= quantity.first:
            between = sentence.folded[mention.last : quantity.first]
            if (
                between[-1:] == ["of"]
                and len(between) <= REACH
                or (between[:1] == ["of"] and "and" in between[-2:] and len(between) <= 2 * REACH)
            ):
                yield WeaponAct(
                    value, _noun_mood(sentence, clause, mention, before), mention.first, clause
                )
        elif DUE & set(before) and before[-1:] in (["for"], ["of"], ["awaiting"]):
            yield WeaponAct(value, "plan", mention.first, clause)


def _noun_mood(sentence: Sentence, clause: Clause, mention: Mention, before: list[str]) -> str:
    for verb in clause.verbs:
        if verb.mood in ("negated", "maybe"):
            return verb.mood
    planned = PAYING & set(before) or any(v.mood == "plan" for v in clause.verbs)
    return "plan" if planned else "fact"


def _by_phrases(quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Set phrases near the quantity: "are no more", "are still in place", "stand ready"."""
    for mention in clause.mentions:
        for sense in mention.senses:
            if (
                sense.kind != "act"
                or sense.info.get("pos") != "phrase"
                or sense.value not in ACTS - {"limit"}
            ):
                continue
            gap = (
                mention.first - quantity.last
                if mention.first >= quantity.last
                else quantity.first - mention.last
            )
            inside = quantity.first <= mention.first < quantity.last
            if not inside and gap > NEAR:
                continue
            verb = next((v for v in clause.verbs if v.first < mention.first <= v.at + 3), None)
            own = next((v for v in clause.verbs if mention.first <= v.first < mention.last), None)
            mood = verb.mood if verb is not None and own is None else "fact"
            yield WeaponAct(sense.value, mood, mention.first, clause, verb)


def _owned_by_other(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the quantity only tells whose another weapon is: "the silos of its 104 SS-18s", "on each of 104 SS-18s"."""
    if quantity.first < 2 or sentence.folded[quantity.first - 1] not in ("of", "for", "on"):
        return False
    if quantity.extent in ("last", "all"):
        return False
    return any(
        m.last == quantity.first - 1 and (m.sense("weapon") or m.sense("system"))
        for m in sentence.mentions
    )
