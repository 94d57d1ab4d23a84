"""What is done to weapons: the act that governs a quantity by grammar, not by nearness.

A quantity undergoes an act as the object of an active verb, as the subject of a passive or of a verb of motion, as
what a relative clause or participle hangs on, or behind a noun ("the elimination of 825 launchers"). A ceiling is
told by its noun, its verb, or the word before the number. What is only held, or of what only a share is gone, remains.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.weapons.act import DOING, WeaponAct, is_past, mood_of, senses_of
from monitorlib.extract.weapons.ceilings import ceiling_of
from monitorlib.extract.weapons.events import anchor, by_nouns, by_phrases, resumed
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.extract.weapons.verbs import is_reduced, meaning_of
from monitorlib.function_words import ADVERBS, BE, COORDINATORS, DETERMINERS, HAVE, NOMINAL
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["act_of"]

REACH = 13  # words between a verb and its object
NEAR = 9  # and between a quantity and the relative clause behind its place
LEADING = DETERMINERS | {"last", "first", "remaining", "all"}  # before "85 of its Scuds"
BIDDING = frozenset({"order", "want"})  # verbs before what is to be done
PROVIDING = frozenset(  # verbs whose object gets the weapons: "will ring the town with three batteries"
    "ring girdle surround encircle equip arm outfit rearm re-equip reinforce supply furnish provide present".split()
)
CLOSE = 3  # and between a verb and the infinitive that goes on with it
LOOSE = frozenset(
    "fly leave shed get obtain move pass raise greet gain bring".split()
)  # verbs that mean much else


def act_of(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act that the text states of a quantity, or None when it only says that it is there."""
    beside = quantity.beside
    limit = ceiling_of(context, quantity) or (ceiling_of(context, beside) if beside else None)
    if limit is not None:
        return limit
    if _only_named(quantity):
        return None
    found = list(_candidates(context, quantity))
    doing = [act for act in found if act.value in DOING and act.mood in ("fact", "plan")]
    if found and found[0].value == "sortie" and found[0].mood == "fact":
        return found[0]
    if doing or found:
        return (doing or found)[0]
    return _shared(context, quantity) or _only_act(context, quantity)


def _only_named(quantity: Quantity) -> bool:
    """Whether the words name weapons without telling of them: as a share, as whose others are, to compare."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    compared = "original" in before or before[-1:] in (["from"], ["against"])
    return (
        quantity.extent == "share"
        or (quantity.kind == "bare" and compared)  # "14 SS-25s, of an original 96"
        or _tells_whose(quantity)
    )


def _tells_whose(quantity: Quantity) -> bool:
    """Whether the quantity only tells whose another weapon is: "the silos of its 104 SS-18s", "on each of 104"."""
    sentence, first = quantity.sentence, quantity.first
    if sentence.folded[first - 1 : first] not in (["of"], ["for"], ["on"]):
        return False
    return quantity.extent != "last" and any(
        m.last == first - 1 and (m.sense("weapon") or m.sense("system")) for m in sentence.mentions
    )


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
    if not _aside(home, anchor(quantity)):
        yield from by_phrases(quantity, home)


def _shared(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The act shared with what stands beside, or lends a bare number its weapon: "825 launchers and … about 875"."""
    if quantity.beside is not None:
        return act_of(context, quantity.beside)
    source, sentence = quantity.of, quantity.sentence
    if quantity.kind != "bare" or source is None or source.sentence is not sentence:
        return None
    home = context.document.clause_at(sentence, quantity.word)
    own = any(v.first >= quantity.last for v in home.verbs) and home.first > source.word
    return None if own else act_of(context, source)


def _only_act(context: Context, quantity: Quantity) -> WeaponAct | None:
    """The one act that the words around tell, when grammar has found none and nothing says that they are there."""
    sentence = quantity.sentence
    home = context.document.clause_at(sentence, quantity.word)
    verbs = home.verbs or _before_colon(context, quantity)
    if quantity.numeral is None or any(sentence.folded[v.at] in BE | HAVE for v in verbs):
        return None
    if _had(quantity, home, quantity.first) or _aside(home, anchor(quantity)):
        return None
    verbs = [verb for verb in verbs if not verb.bases & LOOSE]
    found = {s.value: verb for verb in verbs for s in senses_of(verb) if s.value in DOING}
    if len(found) != 1:
        return None
    (value, verb), *_ = found.items()
    mood = mood_of(context, home, verb)
    return WeaponAct(value, mood, verb.at, home, verb) if mood in ("fact", "plan") else None


def _before_colon(context: Context, quantity: Quantity) -> list[Verb]:
    """The verbs of which things are listed behind a colon: "What had to go is gone: 1,846 missiles"."""
    sentence = quantity.sentence
    low, _ = part(sentence, quantity.word)
    if not low or sentence.words[low - 1] != ":":
        return []
    return [v for clause in context.clauses(sentence) if clause.last <= low for v in clause.verbs]


# --- which clauses -----------------------------------------------------------------------------------------


def _bound(context: Context, quantity: Quantity, home: Clause, clause: Clause) -> bool:
    """Whether another clause of the sentence speaks of the quantity: it hangs on it, or goes on with it as subject."""
    if clause is resumed(context, home) and all(v.at < quantity.first for v in home.verbs):
        return True
    noun = clause.antecedent
    if quantity.kind == "noun" and quantity.of is not None and quantity.of.extent == "share":
        return _of_part(quantity, quantity.of, clause)
    if noun is not None:
        behind = quantity.last <= noun.first and _only_places(quantity, clause.first)
        meant = behind or quantity.first <= noun.first < quantity.last
        return meant and quantity.sentence.folded[clause.first] not in ("whose", "where")
    if clause.first < home.first:  # "the withdrawal of two regiments, comprising 18 launchers"
        hangs_on = home.antecedent
        return (
            home.kind == "participle"
            and hangs_on is not None
            and clause.first <= hangs_on.first < clause.last
        )
    if clause.kind in ("condition", "subordinate", "that"):
        return _that_of(quantity, clause)
    return any(quantity.first <= m.first < quantity.last for m in clause.subject)


def _of_part(quantity: Quantity, whole: Quantity, clause: Clause) -> bool:
    """Whether a clause tells of a part: "sixty of the 81 missiles that it had have been removed"."""
    if clause.antecedent is None:
        return any(quantity.first <= m.first < whole.last for m in clause.subject)
    late = (
        bool(clause.verbs) and clause.verbs[-1].first > clause.first + 2
    )  # behind "that Russia had"
    return whole.last == clause.first and (late or len(clause.verbs) > 1)


def _that_of(quantity: Quantity, clause: Clause) -> bool:
    """Whether "that" behind a number put in is a relative: "the Scuds, 24 in number, that its army blew up"."""
    folded, numeral = quantity.sentence.folded, quantity.numeral
    last = max(quantity.last, numeral.last if numeral is not None else 0)
    opens = clause.kind == "that" and folded[clause.first] == "that"
    return opens and folded[clause.first - 1] == "," and 0 < clause.first - last <= CLOSE


def _only_places(quantity: Quantity, last: int) -> bool:
    """Whether nothing but a place stands between a quantity and a clause: "18 missiles in Belarus that …"."""
    between = quantity.sentence.within(quantity.last, last)
    return last - quantity.last < NEAR and all(
        m.kind in ("place", "actor", "date") for m in between
    )


# --- verbs -------------------------------------------------------------------------------------------------


def _by_verbs(context: Context, quantity: Quantity, clause: Clause) -> Iterator[WeaponAct]:
    """The verbs of one clause that govern the quantity: the one before it, or those behind it."""
    home = clause.first <= quantity.word < clause.last
    before = [v for v in clause.verbs if home and v.at < anchor(quantity)]
    after = [v for v in clause.verbs if not home or v.first >= quantity.last]
    for verb in _governing(quantity, clause, before, after):
        object_ = verb in before or _missed(quantity, clause, verb)
        value = meaning_of(quantity, clause, verb, object_=object_)
        if not value and verb not in before and _imagined(clause, verb):
            value = "spend"  # "1,000 warheads would be enough"
        if value:
            yield _act(context, clause, verb, value)


def _governing(
    quantity: Quantity, clause: Clause, before: list[Verb], after: list[Verb]
) -> list[Verb]:
    """The verbs that have the quantity as object (of those before it) or subject (of those behind)."""
    sentence, start = quantity.sentence, anchor(quantity)
    bidden = bool(before) and _bidden(quantity, before[-1], after)
    if inverted := _inverted(clause, before):
        return inverted
    reached = bool(before) and _reaches(quantity, before[-1], start)
    governing = before[-1:] if reached and not bidden and not _had(quantity, clause, start) else []
    if after and clause.first <= quantity.word < clause.last:
        lead = quantity.beside.first if quantity.beside is not None else start
        others = _had_by(sentence, lead) or (not bidden and _aside(clause, start))
        return governing + ([] if others else _chain(quantity, clause, after))
    # the main verb stands behind a relative clause: "the last which it hosted left"
    joined = bool(after) and sentence.folded[after[-1].first - 1] in COORDINATORS
    return governing + (after if joined else after[::-1])


def _inverted(clause: Clause, before: list[Verb]) -> list[Verb]:
    """The participle that opens a clause before its subject: "Gone are the warheads"."""
    opens = len(before) > 1 and before[0].first == clause.first and is_past(before[0])
    auxiliary = opens and clause.sentence.folded[before[-1].first] in BE
    return before[:1] if auxiliary and before[0].voice != "passive" else []


def _had(quantity: Quantity, clause: Clause, start: int) -> bool:
    """Whether the weapons only tell what something has: "heads a force with 18 missiles"; not "parted with 18"."""
    folded, at = quantity.sentence.folded, start - 1
    led = {m.last for v in clause.verbs if (m := v.mention) is not None} | {
        v.at + 1 for v in clause.verbs
    }
    joined = folded[at - 1 : at] in (["together"], ["along"])
    joined = joined or (folded[at] == "with" and any(v.bases & PROVIDING for v in clause.verbs))
    return folded[at] in ("with", "for") and not joined and not led & {at, start}


def _aside(clause: Clause, start: int) -> bool:
    """Whether the verb behind belongs to what has the weapons: "the army that guards 18 missiles was disbanded"."""
    folded = clause.sentence.folded
    if clause.kind == "relative" and folded[clause.first] in ("that", "which", "who"):
        return bool(set(folded[clause.first + 1 : start]) - LEADING)
    having = folded[start - 1].endswith("ing")  # "the army guarding 18 missiles"
    return having and any(m.last == start - 1 for m in clause.subject)


def _act(context: Context, clause: Clause, verb: Verb, value: str) -> WeaponAct:
    """The act of a verb; what is offered, ordered or wanted is to change hands."""
    mood = mood_of(context, clause, verb)
    if any(s.value == "offer" for s in senses_of(verb)):
        value = "transfer" if value == "offer" else value
        mood = "plan" if mood == "fact" else mood
    return WeaponAct(value, mood, verb.at, clause, verb)


def _missed(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether a relative clause tells who does it, so that its noun is the object: "18 missiles that Kyiv has sold"."""
    relative = clause.kind == "relative" or _that_of(quantity, clause)
    if not relative or verb is not clause.verbs[0] or verb.voice == "passive":
        return False
    words = clause.sentence.folded[clause.first : verb.first]
    return bool(set(words) - ADVERBS - {"that", "which", ","})


def _bidden(quantity: Quantity, verb: Verb, after: list[Verb]) -> bool:
    """Whether one wants something done to the weapons, not the weapons: "ordered 18 missiles to be scrapped"."""
    if not after or not any(s.value == "offer" for s in senses_of(verb)):
        return False
    done = is_reduced(quantity, after[0]) and is_past(after[0])  # "ordered 18 missiles scrapped"
    aimed = quantity.sentence.folded[after[0].first] == "to"
    return aimed or (done and bool(verb.bases & BIDDING))


def _imagined(clause: Clause, verb: Verb) -> bool:
    would = "would" in clause.sentence.folded[verb.first : verb.at]
    return verb.mention is None and (verb.mood == "maybe" or would)


def _had_by(sentence: Sentence, first: int) -> bool:
    """ "The United States, with 550 missiles, would …": the verb tells of the state."""
    return sentence.folded[first - 2 : first] == [",", "with"] and any(
        m.last == first - 2 and m.sense("actor") for m in sentence.mentions
    )


def _reaches(quantity: Quantity, verb: Verb, start: int) -> bool:
    """Whether a verb before the quantity can have it as its object: not too far, or in a list of numbers."""
    first = verb.end
    between = quantity.sentence.folded[first:start]
    counted = [m for m in quantity.sentence.within(first, start) if m.numeral is not None]
    return (len(counted) > 1 and "," in between) or len(between) <= REACH


def _chain(quantity: Quantity, clause: Clause, verbs: list[Verb]) -> list[Verb]:
    """The first verb behind a subject, and those joined to it: "were built and have been destroyed"."""
    folded, chain = clause.sentence.folded, verbs[:1]
    for verb in verbs[1:]:
        hangs = is_reduced(quantity, chain[-1])
        kinds = [m.kind for m in clause.mentions if m.last == verb.first and m.kind in NOMINAL]
        if kinds and (not hangs or kinds[0] in ("weapon", "system")):
            break  # "the warheads were unscrewed and the missile hoisted out"
        reach = NEAR if folded[verb.first + 1 : verb.first + 2] == ["be"] else CLOSE
        infinitive = folded[verb.first] == "to" and verb.first <= chain[-1].at + reach
        joined = folded[verb.first - 1] in ("and", "or", "but", "then", ",")
        if not (joined or infinitive or hangs):
            break
        chain.append(verb)
    return chain
