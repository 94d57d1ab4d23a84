"""What is done to weapons: the act that governs a quantity by grammar, not by nearness.

A quantity undergoes an act as the object of an active verb, as the subject of a passive or of a verb of motion, as
what a relative clause or participle hangs on, or behind a noun ("the elimination of 825 launchers"). A ceiling is
told by its noun, its verb, or the word before the number. What is only held, or of what only a share is gone, remains.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.ceilings import (
    DOING,
    WeaponAct,
    attributive,
    ceiling_of,
    senses_of,
)
from monitorlib.extract.context import Context, part
from monitorlib.extract.quantities import Quantity
from monitorlib.extract.weapon_events import anchor, by_nouns, by_phrases
from monitorlib.lexicon import Sense
from monitorlib.verbs import Verb

__all__ = ["WeaponAct", "act_of"]

REACH = 9  # words between a verb and its object
# Verbs that the weapons themselves do.
MOVING = frozenset(
    "leave|leave for|depart|depart for|go|go to|go away|go home|return|cross into|follow|move|move to|quit|remain|stay|"
    "belong|lapse|enter service|trickle in|join|arrive|arrive in|arrive at|cross|cross the border|cease to exist".split(
        "|"
    )
)
# Of what changes hands for money it is a transfer; what is handed to Russia is withdrawn (codebook section 8).
SELLING = frozenset(
    "sell|buy|buy back|receive|acquire|obtain|purchase|swap|donate|part with|supply|lease".split(
        "|"
    )
)
AIMING = frozenset("for before toward towards about".split())  # before "-ing": what is still ahead
# Acts on weapons that say nothing of a holding: fired, tested, built.
SPENDING = frozenset({"spend", "build"})
# Verbs whose bare participle says where a weapon is: "missiles deployed in Belarus".
PLACING = frozenset("deploy|station|base|install|field|mass".split("|"))


def act_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act that the text states of a quantity, or None when it only says that it is there."""
    beside = quantity.beside
    limit = ceiling_of(context, quantity) or (ceiling_of(context, beside) if beside else None)
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
    yield from by_nouns(context, quantity, home)
    yield from _by_verbs(context, quantity, home)
    for clause in context.clauses(sentence):
        inside = clause.last > low and clause.first < high
        if inside and clause is not home and _bound(context, quantity, home, clause):
            yield from _by_verbs(context, quantity, clause)
            yield from by_phrases(quantity, clause)
    yield from by_phrases(quantity, home)


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
    start = anchor(quantity)
    verbs = [v for v in clause.verbs if not attributive(sentence, v)]
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
        if not value and verb not in before and home and _imagined(clause, verb):
            value = "spend"  # "1,000 warheads would be enough"
        if value:
            yield WeaponAct(value, _mood(context, clause, verb), verb.at, clause, verb)


def _imagined(clause: Clause, verb: Verb) -> bool:
    would = "would" in clause.sentence.folded[verb.first : verb.at]
    return verb.mention is None and (verb.mood == "maybe" or would)


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
    """Whether the verb is the main one, behind a relative clause with the quantity: "dug for an SS-19 fell in"."""
    if clause.kind != "relative" or clause.antecedent is None or verb.first == quantity.last:
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
    senses = senses_of(verb)
    if any(s.value in SPENDING for s in (verb.mention.senses if verb.mention else ())):
        return "spend"
    if not senses:
        return "remain" if words[-1] in ("has", "have", "had") else ""
    bases = {sense.info.get("base", "") for sense in senses}
    if bases & PLACING and _standing(quantity, verb, words):
        return "remain"
    if "leave" in bases and (object_ or _has_left(quantity, verb)):
        return "" if object_ else "remain"  # "leaving the missiles to follow"; "had 81 left"
    value = next((s.value for s in senses if s.value != "remain"), senses[0].value)
    return _meant(quantity, value, bases) if _undergoes(quantity, verb, senses, object_) else ""


def _undergoes(quantity: Quantity, verb: Verb, senses: list[Sense], object_: bool) -> bool:
    """Whether the quantity is what the act is done to: object of an active verb, subject of a passive or of moving."""
    if object_:
        return verb.voice != "passive"
    passive = verb.voice == "passive" or (_reduced(quantity, verb) and _past(verb))
    moving = any(s.info.get("base") in MOVING or s.value == "limit" for s in senses)
    return passive or moving


def _meant(quantity: Quantity, value: str, bases: set[str]) -> str:
    """What an act means for this weapon: silos that go are dismantled, what is handed to Russia is withdrawn."""
    goals = {sense.value for sense in _states_behind(quantity, ("to", "into"))}
    if value == "go":
        return "dismantle" if quantity.category == "silo" else value
    if bases & {"deliver", "ship", "send"} and quantity.category == "sam":
        return "transfer"
    if bases & {"move", "move to"} and goals and "RUS" not in goals:
        return "deploy"
    if bases & {"arrive", "arrive in", "arrive at"}:
        home = any(s.value == "RUS" for s in _states_behind(quantity, ("in", "at")))
        return "withdraw" if home else "deploy"
    nuclear = quantity.category in ("warhead", "missile", "launcher")
    homeward = value == "transfer" and nuclear and "RUS" in goals and not bases & SELLING
    return "withdraw" if homeward else value


def _states_behind(quantity: Quantity, words: tuple[str, ...]) -> list[Sense]:
    """The states behind "to" or "into" in the sentence."""
    sentence = quantity.sentence
    return [
        sense
        for mention in sentence.of("actor")
        if (sense := mention.sense("actor"))
        and mention.first
        and sentence.folded[mention.first - 1] in words
    ]


def _standing(quantity: Quantity, verb: Verb, words: list[str]) -> bool:
    """Whether a verb of placing only tells where the weapons are: "deployed in Belarus", "are based at sea"."""
    tenses = {s.info.get("tense") for s in senses_of(verb)}
    if "present" in tenses and len(words) == 1:
        return True  # "Russia deploys 36 SS-24s"
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
    before = clause.sentence.folded[verb.first - 1] if verb.first else ""
    ahead = verb.voice == "participle" and clause.sentence.folded[verb.at].endswith("ing")
    if ahead and before in AIMING:
        return "plan"
    return _elliptical(clause, verb) or verb.mood


def _elliptical(clause: Clause, verb: Verb) -> str:
    """The mood of a participle that goes without its auxiliary: "will be withdrawn …, and their silos filled in"."""
    if verb.first != verb.at or not _past(verb) or verb.mood != "fact":
        return ""
    for earlier in reversed([v for v in clause.verbs if v.at < verb.first]):
        between = clause.sentence.folded[earlier.at : verb.first]
        if earlier.voice == "passive" and earlier.mood == "plan" and "and" in between:
            return "plan"
    return ""
