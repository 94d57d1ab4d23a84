"""What is done to weapons: the act that governs a quantity by grammar, not by nearness.

A quantity undergoes an act as the object of an active verb, as the subject of a passive or of a verb of motion, as
what a relative clause or participle hangs on, or behind a noun ("the elimination of 825 launchers"). A ceiling is
told by its noun, its verb, or the word before the number. What is only held, or of what only a share is gone, remains.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import DETERMINERS, POSSESSIVES, Clause, Verb, noun_group
from monitorlib.extract.context import Context, part
from monitorlib.extract.quantities import Quantity
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence

__all__ = ["WeaponAct", "act_of"]

DOING = frozenset({"withdraw", "dismantle", "deploy", "transfer", "go"})
ACTS = DOING | {"remain", "limit"}
REACH = 9  # words between a verb and its object
NEAR = 6  # words between a quantity and a phrase that is about it
# Verbs that the weapons themselves do.
MOVING = frozenset(
    "leave|leave for|depart|depart for|go|go to|go away|go home|return|cross into|follow|move|quit|remain|stay|belong|lapse|enter service|"
    "trickle in|join|cease to exist".split("|")
)
# Verbs whose bare participle says where a weapon is: "missiles deployed in Belarus".
PLACING = frozenset("deploy|station|base|install|field|mass".split("|"))
CUTTING = frozenset(
    "reduce|cut|trim|slash|lower|pare|shrink|scale down|dwindle|halve|downsize|cut back".split("|")
)
DOWN = frozenset({"down", "drop", "drops", "fall", "falls"})
# Words that make a noun of action a plan: "pays for the dismantling of", "before the withdrawal of".
AHEAD = frozenset(
    "pay pays paid paying fund funds funding finance finances financed help helps assist assists earmark earmarked "
    "toward towards awaiting await awaits before start begin resume continue complete speed plan plans planned "
    "proposed scheduled future promised agreed pledged prepare supervise delay demand urge".split()
)
DUE = frozenset(
    "due slated scheduled set marked ready earmarked destined intended awaiting up".split()
)
CEILINGS = frozenset(
    "ceiling ceilings limit limits level levels quota quotas cap maximum sublimit".split()
)


class WeaponAct(NamedTuple):
    """An act: its value, its mood, the word that says it, its clause and its verb if it has one."""

    value: str
    mood: str
    word: int
    clause: Clause
    verb: Verb | None = None


def act_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act that the text states of a quantity, or None when it only says that it is there."""
    beside = quantity.beside
    limit = _ceiling(context, quantity) or (_ceiling(context, beside) if beside else None)
    if limit is not None:
        return limit
    if quantity.extent == "share" or _tells_whose(quantity):
        return None
    if quantity.kind == "bare" and _only_compared(quantity):
        return None
    found = list(_candidates(context, quantity))
    doing = [act for act in found if act.value in DOING and act.mood in ("fact", "plan")]
    doing.sort(key=lambda act: act.verb is not None and act.verb.voice == "participle")
    if doing or found:
        return (doing or found)[0]
    if quantity.under is not None:
        return act_of(context, quantity.under)
    return _shared(context, quantity)


def _candidates(context: Context, quantity: Quantity) -> Iterator[WeaponAct]:
    """The acts that have a quantity as object or subject, likeliest first."""
    sentence = quantity.sentence
    low, high = part(sentence, quantity.word)
    home = context.document.clause_at(sentence, quantity.word)
    yield from _by_nouns(context, quantity, home)
    yield from _by_verbs(context, quantity, home)
    for clause in context.clauses(sentence):
        inside = clause.last > low and clause.first < high
        if inside and clause is not home and _bound(context, quantity, home, clause):
            yield from _by_verbs(context, quantity, clause)
            yield from _by_phrases(quantity, clause)
    yield from _by_phrases(quantity, home)


def _shared(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act shared with what stands beside, or lends a bare number its weapon: "825 launchers and … about 875"."""
    if quantity.beside is not None:
        return act_of(context, quantity.beside)
    source, sentence = quantity.of, quantity.sentence
    if quantity.kind != "bare" or source is None or source.sentence is not sentence:
        return None
    if part(sentence, source.word) != part(sentence, quantity.word):
        return None
    home = context.document.clause_at(sentence, quantity.word)
    own = any(v.first >= quantity.last for v in home.verbs) and home.first > source.word
    return None if own else act_of(context, source)


def _only_compared(quantity: Quantity) -> bool:
    """ "14 SS-25s, of an original 96": the second number is what there was."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    return "original" in before or before[-2:] == ["out", "of"] or before[-1:] == ["from"]


def _tells_whose(quantity: Quantity) -> bool:
    """Whether the quantity only tells whose another weapon is: "the silos of its 104 SS-18s", "on each of 104"."""
    sentence = quantity.sentence
    before = sentence.folded[quantity.first - 1] if quantity.first else ""
    if before not in ("of", "for", "on") or quantity.extent in ("last", "all"):
        return False
    return any(
        m.last == quantity.first - 1 and (m.sense("weapon") or m.sense("system"))
        for m in sentence.mentions
    )


# --- which clauses -----------------------------------------------------------------------------------------


def _bound(context: Context, quantity: Quantity, home: Clause, clause: Clause) -> bool:
    """Whether another clause of the sentence speaks of the quantity: it hangs on it, or goes on with it as subject."""
    if _resumes(context, quantity, home, clause):
        return True
    antecedent = clause.antecedent
    if antecedent is not None:
        onward = quantity.last <= antecedent.first and _only_places(quantity, clause.first)
        return quantity.first <= antecedent.first < quantity.last or onward
    if clause.first < home.first:
        hangs_on = home.antecedent
        bridged = home.kind == "participle" and hangs_on is not None
        return bridged and hangs_on is not None and clause.first <= hangs_on.first < clause.last
    if clause.kind in ("condition", "subordinate", "that"):
        return False
    return bool(clause.subject) and any(
        quantity.first <= m.first < quantity.last for m in clause.subject
    )


def _resumes(context: Context, quantity: Quantity, home: Clause, clause: Clause) -> bool:
    """Whether a later clause goes on behind an aside: "five more, delivered in October, are being lowered in"."""
    if clause.first < home.last or not clause.verbs or clause.verbs[0].first != clause.first:
        return False
    between = [c for c in context.clauses(quantity.sentence) if home.last <= c.first < clause.first]
    if any(c.kind not in ("participle", "relative", "bracket") for c in between):
        return False
    tail = quantity.sentence.folded[quantity.last : home.last]
    ends = len(tail) <= REACH and (not tail or tail[-1] in (",", ")", "-"))
    return ends and not any(v.first >= quantity.last for v in home.verbs)


def _only_places(quantity: Quantity, last: int) -> bool:
    between = quantity.sentence.within(quantity.last, last)
    near = last - quantity.last < REACH
    return near and all(m.kind in ("place", "actor", "date") for m in between)


# --- verbs -------------------------------------------------------------------------------------------------


def _by_verbs(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """The verbs of one clause that govern the quantity: the one before it, or those behind it."""
    sentence = quantity.sentence
    home = clause.first <= quantity.word < clause.last
    start = _anchor(quantity)
    verbs = [v for v in clause.verbs if not _attributive(sentence, v)]
    before = [v for v in verbs if home and v.at < start]
    after = [v for v in verbs if not home or v.first >= quantity.last]
    governing: list[Verb] = []
    if before and _reaches(quantity, before[-1], start):
        governing.append(before[-1])
    if after and home:
        governing += _chain(quantity, clause, after)
    elif after:
        governing += (
            after  # also the main verb behind a relative clause: "the last which it hosted left"
        )
    for verb in governing:
        value = _value(quantity, verb, object_=verb in before)
        if value:
            yield WeaponAct(value, _mood(context, clause, verb), verb.at, clause, verb)


def _anchor(quantity: Quantity) -> int:
    """Where the object begins that the quantity belongs to: "two regiments, comprising 18 launchers"."""
    sentence = quantity.sentence
    before = sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    if not {"comprising", "with", "including", "operating", "equipped", "armed"} & set(before):
        return quantity.first
    for mention in reversed(list(sentence.within(0, quantity.first))):
        if quantity.first - mention.last > len(before) or mention.sense("echelon"):
            near = quantity.first - mention.last <= len(before)
            return noun_group(sentence, mention) if near else quantity.first
    return quantity.first


def _attributive(sentence: Sentence, verb: Verb) -> bool:
    """Whether a participle stands before its noun: "2,100 deployed delivery vehicles", "its remaining silos"."""
    if verb.first != verb.at or verb.mention is None:
        return False
    before = sentence.folded[verb.first - 1] if verb.first else ""
    counted = any(m.last == verb.first and m.numeral is not None for m in sentence.mentions)
    after = range(verb.mention.last, verb.mention.last + 3)
    return (counted or before in DETERMINERS or before in POSSESSIVES) and any(
        m.first in after and (m.sense("weapon") or m.sense("system")) for m in sentence.mentions
    )


def _reaches(quantity: Quantity, verb: Verb, start: int) -> bool:
    """Whether a verb before the quantity can have it as its object."""
    first = verb.mention.last if verb.mention is not None else verb.at + 1
    between = quantity.sentence.folded[first:start]
    return len(between) <= REACH + 4 and not {";", ":"} & set(between)


def _chain(quantity: Quantity, clause: Clause, verbs: list[Verb]) -> list[Verb]:
    """The first verb behind a subject, and those joined to it: "were built and have been destroyed"."""
    folded = clause.sentence.folded
    if _inside_relative(quantity, clause, verbs[0]):
        return []
    chain: list[Verb] = []
    for verb in verbs:
        if _new_subject(quantity, clause, verb):
            break
        if not chain:
            chain.append(verb)
            continue
        infinitive = folded[verb.first] == "to" and verb.first <= chain[-1].at + REACH
        joined = folded[verb.first - 1] in ("and", "or", "but", "then", ",")
        if not (joined or infinitive or _reduced(quantity, chain[-1])):
            break
        chain.append(verb)
    return chain


def _new_subject(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether another subject stands between a quantity and a verb: ", and the first Tu-160 was cut apart"."""
    between = quantity.sentence.folded[quantity.last : verb.first]
    numbers = {m.first for m in clause.mentions if m.numeral is not None}
    for at, word in enumerate(between[:-1]):
        after = quantity.last + at + 2
        joins = word == "," and between[at + 1] == "and" and after != verb.first
        if word in (";", ":") or (joins and after not in numbers):
            return True
    return False


def _inside_relative(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether the verb is the main one, behind a relative clause that holds the quantity: "dug for an SS-19 fell in"."""
    if clause.kind != "relative" or clause.antecedent is None:
        return False
    earlier = [v for v in clause.verbs if v.at < quantity.first]
    return bool(earlier) and clause.sentence.folded[verb.first - 1] not in ("and", "or", "but")


def _reduced(quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb is a participle that hangs on the quantity: "missiles still deployed in Belarus will be gone"."""
    near = verb.first == verb.at and 0 <= verb.first - quantity.last <= 1
    return verb.voice == "participle" or (near and _past(verb))


def _past(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.info.get("tense") in ("past", "participle") for s in senses)


def _value(quantity: Quantity, verb: Verb, *, object_: bool) -> str:
    """What a verb makes of the quantity as its object or subject, "" when nothing."""
    words = quantity.sentence.folded[verb.first : verb.at + 1]
    senses = _senses(verb)
    if not senses:
        return "remain" if words[-1] in ("has", "have", "had") else ""
    bases = {sense.info.get("base", "") for sense in senses}
    if bases & PLACING and _standing(quantity, verb, words):
        return "remain"
    if "leave" in bases and (object_ or _has_left(quantity, verb)):
        return (
            "" if object_ else "remain"
        )  # "leaving the missiles to follow"; "had 81 missiles left"
    undergone = verb.voice == "passive" or (_reduced(quantity, verb) and _past(verb))
    if object_ and verb.voice == "passive":
        return ""
    if not object_ and not undergone and not bases & MOVING and senses[0].value != "limit":
        return ""
    value = next((s.value for s in senses if s.value != "remain"), senses[0].value)
    return "dismantle" if value == "go" and quantity.category == "silo" else value


def _senses(verb: Verb) -> list[Sense]:
    senses = verb.mention.senses if verb.mention is not None else ()
    return [
        s for s in senses if s.kind == "act" and s.info.get("pos") == "verb" and s.value in ACTS
    ]


def _standing(quantity: Quantity, verb: Verb, words: list[str]) -> bool:
    """Whether a verb of placing only tells where the weapons are: "deployed in Belarus", "are based at sea"."""
    if {"be", "been", "being"} & set(words) or not _past(verb):
        return False
    return bool({"is", "are", "was", "were"} & set(words)) or _reduced(quantity, verb)


def _has_left(quantity: Quantity, verb: Verb) -> bool:
    """ "Has 1,136 vehicles left"."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    return verb.first == quantity.last and bool({"has", "have", "had"} & set(before))


def _mood(context: Context, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what hangs on a denial ("it is not likely that …") is denied."""
    clauses = context.clauses(clause.sentence)
    position = clauses.index(clause)
    if clause.kind == "that" and position and clauses[position - 1].verbs:
        governing = clauses[position - 1].verbs[-1]
        if governing.mood == "negated":
            return "negated"
    return verb.mood


# --- ceilings ----------------------------------------------------------------------------------------------


def _ceiling(context: Context, quantity: Quantity) -> WeaponAct | None:
    """Whether the number is a ceiling: "the level of 6,000", "permits either country 1,600", "come down to 3,500"."""
    if quantity.numeral is None:
        return None
    sentence, first = quantity.sentence, quantity.first
    clause = context.document.clause_at(sentence, quantity.word)
    verbs = [v for v in clause.verbs if not _attributive(sentence, v)]
    verb = next((v for v in reversed(verbs) if v.at < first), None)
    before = sentence.folded[max(first - 6, part(sentence, first)[0]) : first]
    before = before[:-1] if before[-1:] == ["between"] else before
    act = WeaponAct("limit", "fact", first, clause, verb)
    words = sentence.folded[first : quantity.last]
    if _named_ceiling(before, words):
        return act
    at_most = quantity.numeral.qualifier == "at_most"
    later = next((v for v in verbs if v.first >= quantity.last), None)
    if at_most and later is not None and later.mood == "maybe":
        return act  # "of which 1,750 at most may be based at sea"
    earlier = [v for v in verbs if v.at < first][-2:]  # "lets Russia have 154"
    for governing in [*earlier, *([later] if later is not None else [])]:
        limits = any(s.value == "limit" for s in _senses(governing))
        if limits and governing.mood != "negated":
            return act
    if _cut_to(verb, before):
        return act
    obliged = at_most and verb is not None and _obliged(sentence, verb, first)
    return act if obliged else None


def _named_ceiling(before: list[str], words: list[str]) -> bool:
    """ "A ceiling of", "the level of 1,600 and", "below the 2,000"."""
    ceiling = CEILINGS & set(before) and before[-1:] in (["of"], ["at"], ["to"], ["and"], ["than"])
    below = before[-1:] == ["below"] or before[-2:] == ["below", "the"]
    return bool(ceiling) or below or "ceiling" in words or words[:1] == ["below"]


def _cut_to(verb: Verb | None, before: list[str]) -> bool:
    """ "Cut to 3,500", "go down to 1,700", "drop to 6,000"."""
    if before[-1:] != ["to"] or (verb is not None and verb.mood in ("negated", "maybe")):
        return False
    senses = verb.mention.senses if verb is not None and verb.mention is not None else ()
    return any(s.info.get("base") in CUTTING for s in senses) or bool(DOWN & set(before))


def _obliged(sentence: Sentence, verb: Verb, first: int) -> bool:
    """Whether "no more than" is an obligation: "is supposed to have no more than 2,100"."""
    doing = any(s.value in DOING for s in _senses(verb))
    ahead = verb.mood in ("plan", "maybe") or "supposed" in sentence.folded[verb.first : first]
    return ahead and not doing


# --- nouns and phrases -------------------------------------------------------------------------------------


def _by_nouns(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Nouns of action: "the elimination of 825 launchers", "due for demolition"."""
    sentence, start = quantity.sentence, _anchor(quantity)
    for mention in clause.mentions:
        value = _noun_value(mention)
        if not value or any(v.mention is mention for v in clause.verbs):
            continue
        before = sentence.folded[max(mention.first - 5, clause.first) : mention.first]
        between = sentence.folded[mention.last : start]
        if mention.last <= start and _of(sentence, mention, start, between):
            mood = _noun_mood(context, clause, mention, before)
            yield WeaponAct(value, mood, mention.first, clause)
        elif mention.first >= quantity.last and DUE & set(before):
            if before[-1:] in (["for"], ["of"], ["awaiting"]):
                yield WeaponAct(value, "plan", mention.first, clause)


def _noun_value(mention: Mention) -> str:
    for sense in mention.senses:
        if sense.kind == "act" and sense.value in DOING and sense.info.get("pos") == "noun":
            return sense.value
    return ""


def _of(sentence: Sentence, mention: Mention, start: int, between: list[str]) -> bool:
    """Whether a noun of action has the quantity behind its "of", first or joined by "and" or "together with"."""
    if "of" not in between or len(between) > 2 * REACH or {";", ":", "("} & set(between):
        return False
    if between[-1] == "of":
        return not any(m.sense("weapon") for m in sentence.within(mention.last, start))
    joined = between[-1] == "and" and between[-2:] != [",", "and"]
    return joined or between[-2:] == ["together", "with"]


def _noun_mood(context: Context, clause: Clause, mention: Mention, before: list[str]) -> str:
    """The mood of a noun of action: from the verb of its clause, or of the next when it is a subject there."""
    verbs = [v for v in clause.verbs if v.first > mention.first]
    clauses = context.clauses(clause.sentence)
    position = clauses.index(clause) + 1
    if not verbs and position < len(clauses) and clauses[position].kind == "main":
        following = clauses[position].verbs
        verbs = following[:1] if following and following[0].first == clauses[position].first else []
    for verb in [*clause.verbs, *verbs]:
        if verb.mood in ("negated", "maybe"):
            return verb.mood
    planned = AHEAD & set(before) or any(v.mood == "plan" for v in clause.verbs)
    cover = "cover" in clause.sentence.folded[: mention.first]
    return "plan" if planned or cover else "fact"


def _by_phrases(quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """Set phrases near the quantity: "are no more", "still in place", "stand ready"."""
    for mention in clause.mentions:
        for sense in mention.senses:
            if sense.kind != "act" or sense.info.get("pos") != "phrase":
                continue
            hangs = clause.antecedent is not None and clause.first >= quantity.last
            gap = max(mention.first - quantity.last, quantity.first - mention.last)
            gap = 0 if hangs else gap
            if sense.value not in ACTS - {"limit"} or gap > NEAR:
                continue
            verb = next((v for v in clause.verbs if v.first < mention.first <= v.at + 3), None)
            own = any(mention.first <= v.first < mention.last for v in clause.verbs)
            mood = verb.mood if verb is not None and not own else "fact"
            yield WeaponAct(sense.value, mood, mention.first, clause, verb)
