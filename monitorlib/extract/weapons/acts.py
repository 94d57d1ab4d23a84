"""What is done to weapons: the act that governs a quantity by grammar, not by nearness.

A quantity undergoes an act as the object of an active verb, as the subject of a passive or of a verb of motion, as
what a relative clause or participle hangs on, or behind a noun ("the elimination of 825 launchers"). A ceiling is
told by its noun, its verb, or the word before the number. What is only held, or of what only a share is gone, remains.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.weapons.ceilings import (
    DOING,
    WeaponAct,
    attributive,
    ceiling_of,
    senses_of,
)
from monitorlib.extract.weapons.events import anchor, by_nouns, by_phrases
from monitorlib.extract.weapons.moods import mood_of
from monitorlib.extract.weapons.quantity import Quantity, newest
from monitorlib.extract.weapons.verbs import is_reduced, meaning_of
from monitorlib.function_words import BE, COORDINATORS, HAVE, NOMINAL
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["WeaponAct", "act_of"]

REACH = 9  # words between a verb and its object
LEFT = frozenset({"be left with", "be down to"})
ASIDES = frozenset({"participle", "relative", "bracket", "aside"})  # clauses that may be put in
LOOSE = frozenset({"fly", "leave", "shed", "get", "obtain", "move"})  # verbs that mean much else
CLOSE = 3  # and between a verb and the infinitive that goes on with it
BUILDING = frozenset("build|make|produce|manufacture|assemble|turn out".split("|"))
NEED = frozenset({"need", "needs", "needed", "order"})
NEW = frozenset({"missile", "launcher", "bomber", "submarine"})
SUMS = frozenset({"number", "total", "count", "figure", "tally", "stock", "strength"})


def act_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act that the text states of a quantity, or None when it only says that it is there."""
    beside = quantity.beside
    limit = ceiling_of(context, quantity) or (ceiling_of(context, beside) if beside else None)
    if limit is not None:
        return limit
    if _only_named(context, quantity):
        return None
    found = list(_candidates(context, quantity))
    if found and found[0].value == "sortie":
        return found[0]
    doing = [act for act in found if act.value in DOING and act.mood in ("fact", "plan")]
    if doing or found:
        act = _reading(_leading(doing or found))
        coming = act.value == "remain" and act.mood == "plan" and quantity.system in newest(context)
        return act._replace(value="deploy") if coming and quantity.extent == "" else act
    if quantity.under is not None:
        return act_of(context, quantity.under)
    return (
        _shared(context, quantity) or _only_act(context, quantity) or _contracted(context, quantity)
    )


def _only_act(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The one act that the words around tell, when grammar has found none and nothing says that they are there."""
    sentence = quantity.sentence
    home = context.document.clause_at(sentence, quantity.word)
    before = set(sentence.folded[max(quantity.first - 2, 0) : quantity.first])
    if quantity.kind == "pronoun" or quantity.numeral is None or {"with", "which"} & before:
        return None
    if any(_holds(sentence, verb) for verb in home.verbs):
        return None
    found = {}
    for verb in home.verbs:
        for sense in senses_of(verb):
            if sense.value in DOING and sense.info.get("base") not in LOOSE:
                found[sense.value] = verb
    if len(found) != 1:
        return None
    (value, verb), *_ = found.items()
    mood = mood_of(context, home, verb)
    return WeaponAct(value, mood, verb.at, home, verb) if mood in ("fact", "plan") else None


# Weapons that are bought and sold, and what a contract does of which it "covers two batteries".
TRADED = frozenset({"sam", "bomber", "submarine"})
CONTRACTS = frozenset("contract deal order package purchase sale transaction".split())
COVERING = frozenset(
    "cover covers covered covering includes include included including provides provided envisages foresees involves "
    "involved calls comprises concerns concerned".split()
)


def _contracted(context: Context, quantity: Quantity) -> WeaponAct | None:
    """What a contract is about is to change hands: "the contract covers two batteries with 48 missiles"."""
    clause = context.document.clause_at(quantity.sentence, quantity.word)
    words = quantity.sentence.folded[clause.first : quantity.first]
    covered = any(word in CONTRACTS for word in words) and COVERING & set(words)
    if quantity.category not in TRADED or not covered:
        return None
    if any(v.mood in ("negated", "maybe") for v in clause.verbs):
        return None
    return WeaponAct("transfer", "plan", quantity.first, clause, None)


def _holds(sentence: Sentence, verb: Verb) -> bool:
    held = sentence.folded[verb.at] in BE | HAVE
    return held or any(s.value == "remain" for s in senses_of(verb))


def _only_named(context: Context, quantity: Quantity) -> bool:
    """Whether the words name weapons without telling of them: as whose others are, as a share, in an aside."""
    return (
        quantity.extent == "share"
        or _tells_whose(quantity)
        or (quantity.kind == "bare" and _only_compared(quantity))
        or _sum_of(context, quantity)
    )


def _leading(acts: list[WeaponAct]) -> WeaponAct:
    """The likeliest act; what is moved to be cut up is to be cut up."""
    first = acts[0]
    if first.value in ("withdraw", "go"):
        if paid := next((act for act in acts[1:] if act.value == "transfer"), None):
            return paid._replace(mood=first.mood)  # "went to Russia in payment for gas"
        return next((act for act in acts[1:] if _purpose(act)), first)
    return first


def _purpose(act: WeaponAct) -> bool:
    """ "To be cut up"."""
    return (
        act.value == "dismantle"
        and act.verb is not None
        and act.clause.sentence.folded[act.verb.first : act.verb.first + 2] == ["to", "be"]
    )


def _reading(act: WeaponAct) -> WeaponAct:
    """The act; what one is to be left with is a limit."""
    bases = {s.info.get("base") for s in senses_of(act.verb)} if act.verb is not None else set()
    return act._replace(value="limit") if act.mood == "plan" and bases & LEFT else act


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
    if (told := _before_colon(context, quantity)) is not None:
        return told
    if quantity.kind != "bare" or source is None or source.sentence is not sentence:
        return None
    if part(sentence, source.word) != part(sentence, quantity.word):
        return None
    home = context.document.clause_at(sentence, quantity.word)
    own = any(v.first >= quantity.last for v in home.verbs) and home.first > source.word
    return None if own else act_of(context, source)


def _before_colon(context: Context, quantity: Quantity) -> WeaponAct | None:
    """What was done to the things listed behind a colon: "What had to go is gone: 1,846 missiles"."""
    sentence = quantity.sentence
    low, _ = part(sentence, quantity.word)
    home = context.document.clause_at(sentence, quantity.word)
    if not low or sentence.words[low - 1] != ":" or home.verbs:
        return None
    for clause in reversed([c for c in context.clauses(sentence) if c.last <= low]):
        for verb in reversed(clause.verbs):
            if value := next((s.value for s in senses_of(verb) if s.value in DOING), ""):
                return WeaponAct(value, mood_of(context, clause, verb), verb.at, clause, verb)
    return None


def _only_compared(quantity: Quantity) -> bool:
    """ "14 SS-25s, of an original 96": the second number is what there was."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    other = before[-1:] in (["from"], ["against"], ["with"]) and not {"armed", "equipped"} & set(
        before
    )
    return "original" in before or before[-2:] == ["out", "of"] or other


def _sum_of(context: Context, quantity: Quantity) -> bool:
    """ "Bringing the number of missiles there to thirty": so many there are then."""
    sentence = quantity.sentence
    clause = context.document.clause_at(sentence, quantity.word)
    counted = SUMS & set(sentence.folded[clause.first : quantity.first])
    return sentence.folded[quantity.first - 1] == "to" and bool(counted)


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
    if antecedent is not None and quantity.sentence.folded[clause.first] in ("whose", "where"):
        return False
    if antecedent is not None:
        onward = quantity.last <= antecedent.first and _only_places(quantity, clause.first)
        return quantity.first <= antecedent.first < quantity.last or onward
    if clause.first < home.first:
        hangs_on = home.antecedent
        bridged = home.kind == "participle" and hangs_on is not None
        return bridged and hangs_on is not None and clause.first <= hangs_on.first < clause.last
    if clause.kind in ("condition", "subordinate", "that") or _others_act(clause):
        return False
    return bool(clause.subject) and any(
        quantity.first <= m.first < quantity.last for m in clause.subject
    )


def _others_act(clause: Clause) -> bool:
    """ "…, and ten more will join them": a number without a noun is a new subject."""
    if not clause.verbs:
        return False
    ahead = clause.sentence.within(clause.first, clause.verbs[0].first)
    return any(m.numeral is not None and m.first <= clause.first + 1 for m in ahead)


def _resumes(context: Context, quantity: Quantity, home: Clause, clause: Clause) -> bool:
    """Whether a later clause goes on behind an aside: "two more, brought by rail in May, are being fueled"."""
    if clause.first < home.last or not clause.verbs or clause.verbs[0].first != clause.first:
        return False
    between = [c for c in context.clauses(quantity.sentence) if home.last <= c.first < clause.first]
    if any(c.kind not in ASIDES and c.verbs for c in between):
        return False
    tail = quantity.sentence.folded[quantity.last : home.last]
    ends = not tail or tail[-1] in (",", ")", "-")
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
    start = anchor(context, quantity)
    verbs = [v for v in clause.verbs if not attributive(sentence, v) and not _of_other(quantity, v)]
    before = [v for v in verbs if home and v.at < start]
    after = [v for v in verbs if not home or v.first >= quantity.last]
    governing: list[Verb] = []
    if before and _reaches(quantity, before[-1], start):
        governing.append(before[-1])
    lead = quantity.beside.first if quantity.beside is not None else start
    if home and start == quantity.first and (_had_by(sentence, start) or _had_by(sentence, lead)):
        after = []  # "the United States, with 550 missiles, would obtain …"
    if after and home:
        governing += _chain(quantity, clause, after)
    elif after:
        # the main verb stands behind a relative clause: "the last which it hosted left"
        joined = sentence.folded[after[-1].first - 1] in COORDINATORS
        governing += after if joined else after[::-1]
    for verb in governing:
        value = meaning_of(quantity, clause, verb, object_=verb in before)
        if not value and verb not in before and home and _imagined(clause, verb):
            value = "spend"  # "1,000 warheads would be enough"
        if value:
            act = _act(context, clause, verb, value)
            yield act._replace(value="deploy") if _to_be_built(quantity, act) else act


def _to_be_built(quantity: Quantity, act: WeaponAct) -> bool:
    """What is to be built is to be deployed: "will turn out thirty a year"; not "would need to build"."""
    if act.value != "spend" or act.mood != "plan" or act.verb is None:
        return False
    needed = NEED & set(quantity.sentence.folded[max(act.verb.first - 1, 0) : act.verb.at])
    building = not BUILDING.isdisjoint(act.verb.bases)
    return building and not needed and quantity.category in NEW


def _of_other(quantity: Quantity, verb: Verb) -> bool:
    """ "Ten missiles stand in silos built for another type": a participle belongs to the weapon before it."""
    return verb.voice == "participle" and any(
        m.last == verb.first and (m.sense("weapon") or m.sense("system"))
        for m in quantity.sentence.within(quantity.last, verb.first)
    )


def _had_by(sentence: Sentence, first: int) -> bool:
    """ "The United States, with 550 missiles, …"."""
    if sentence.folded[first - 2 : first] != [",", "with"]:
        return False
    return any(m.last == first - 2 and m.sense("actor") for m in sentence.mentions)


def _act(context: Context, clause: Clause, verb: Verb, value: str) -> WeaponAct:
    mood = mood_of(context, clause, verb)
    wanted = verb.mention is not None and any(s.value == "offer" for s in senses_of(verb))
    if wanted:  # what is offered, ordered or wanted is to change hands
        value = "transfer" if value == "offer" else value
        mood = "plan" if mood == "fact" else mood
    return WeaponAct(value, mood, verb.at, clause, verb)


def _imagined(clause: Clause, verb: Verb) -> bool:
    would = "would" in clause.sentence.folded[verb.first : verb.at]
    return verb.mention is None and (verb.mood == "maybe" or would)


def _reaches(quantity: Quantity, verb: Verb, start: int) -> bool:
    """Whether a verb before the quantity can have it as its object."""
    first = verb.mention.last if verb.mention is not None else verb.at + 1
    between = quantity.sentence.folded[first:start]
    counted = [m for m in quantity.sentence.within(first, start) if m.numeral is not None]
    listed = len(counted) > 1 and "," in between
    return (listed or len(between) <= REACH + 4) and not {";", ":"} & set(between)


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
        if any(m.last == verb.first and m.kind in NOMINAL for m in clause.mentions):
            break  # "the warheads were unscrewed and the missile hoisted out"
        reach = REACH if folded[verb.first + 1 : verb.first + 2] == ["be"] else CLOSE
        infinitive = folded[verb.first] == "to" and verb.first <= chain[-1].at + reach
        joined = folded[verb.first - 1] in ("and", "or", "but", "then", ",")
        if not (joined or infinitive or is_reduced(quantity, chain[-1])):
            break
        chain.append(verb)
    return chain


def _new_subject(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether another subject stands between a quantity and a verb: ", and the last Bear was sawn up"."""
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
