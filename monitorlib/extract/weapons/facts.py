"""When an act on weapons happened, and the formations that hold the weapons."""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.extract.context import BEFORE, Context, part
from monitorlib.extract.weapons.act import WeaponAct
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import BE
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["FORMATIONS", "date_of_act", "formation_of", "formations_of"]

FORMATIONS = frozenset({"army", "corps", "division", "brigade", "regiment", "battalion", "company"})
# Words before a formation of which there is one.
SINGLE = frozenset(
    "a an one the another first second third fourth fifth sixth seventh last this that s".split()
)
NEAR = 5
ARMED = frozenset("armed equipped fitted outfitted re-equipped rearmed".split())
OPENING = 3  # a date that opens a sentence begins at one of so many words


# --- dates -------------------------------------------------------------------------------------------------


def date_of_act(
    context: Context, quantity: Quantity, act: WeaponAct | None, *, planned: bool
) -> str:
    """The date of the act: in its clause, else in a clause that only names the quantity, else opening the sentence.

    Weapons that are merely there get a date only from an opening "In April" or a verb such as "had in 1990".
    """
    sentence = quantity.sentence
    home = context.document.clause_at(sentence, quantity.word)
    clauses: list[Clause] = []
    if act is not None:
        told = any(sentence.folded[v.at] not in BE for v in home.verbs)
        clauses = [act.clause] if told else [act.clause, home]  # "were, on May 5, pulled out"
    word = act.word if act is not None and act.value != "limit" else quantity.first
    if quantity.kind == "bare" and act is not None and (date := _behind(quantity, future=planned)):
        return date
    for clause in clauses:
        date = _when(clause) or _nearest(sentence, clause, word, future=planned)
        if date:
            return date
    return _opening(sentence, quantity, future=planned)


def _behind(quantity: Quantity, *, future: bool) -> str:
    """The date just behind a number without a noun: "18 missiles in January and nine in February"."""
    sentence = quantity.sentence
    at = quantity.last + (
        sentence.folded[quantity.last : quantity.last + 1] in (["in"], ["on"], ["by"])
    )
    for mention in sentence.of("date"):
        if mention.first == at and mention.date is not None:
            return (mention.date.edtf_future if future else "") or mention.date.edtf
    return ""


def _nearest(sentence: Sentence, clause: Clause, word: int, *, future: bool) -> str:
    """The date nearest to a word of a clause; the date of a treaty ("an agreement of 1997") is not one of the act."""
    best, distance = "", 10**6
    for mention in clause.mentions:
        if mention.date is None or _apart(sentence, word, mention):
            continue
        away = word - mention.last + BEFORE if mention.last <= word else mention.first - word
        if away < distance:
            edtf = (mention.date.edtf_future if future else "") or mention.date.edtf
            best, distance = edtf, away
    return best


def _apart(sentence: Sentence, word: int, date: Mention) -> bool:
    """Whether a date belongs to something else: a treaty, a verb of speech, a clause joined by ", and"."""
    low, high = sorted((word, date.first))
    between = sentence.folded[low:high]
    joined = date.first > word and (",", "and") in pairwise(between)
    spoken = any(
        m.sense("say") and low < m.first and m.last <= date.first
        for m in sentence.within(max(date.first - 6, low), date.first)
    )
    return joined or spoken or _of_instrument(sentence, date)


def _of_instrument(sentence: Sentence, date: Mention) -> bool:
    last = date.first - (sentence.folded[date.first - 1] in ("of", "in"))
    return any(
        m.kind in ("instrument", "instrument_noun") and (m.last == last or m.first == date.last)
        for m in sentence.mentions
    )


def _when(clause: Clause) -> str:
    """The date before a clause that begins with "when": "December 5, 1999, when 1,900 will be allowed"."""
    sentence = clause.sentence
    if sentence.folded[clause.first] != "when" or clause.first < 2:
        return ""
    last = clause.first - (sentence.folded[clause.first - 1] == ",")
    dates = (m.date.edtf for m in sentence.of("date") if m.date is not None and m.last == last)
    return next(dates, "")


def _opening(sentence: Sentence, quantity: Quantity, *, future: bool) -> str:
    """The date that opens the sentence and governs what follows: "In April, with eighteen still in place"."""
    first = next((m for m in sentence.of("date") if m.date is not None), None)
    if first is None or first.date is None or first.first >= min(OPENING, quantity.first):
        return ""
    return (first.date.edtf_future if future else "") or first.date.edtf


# --- formations ---------------------------------------------------------------------------------------------


def formation_of(context: Context, quantity: Quantity) -> Mention | None:
    """The formation that holds the weapons: "two regiments, comprising 18 launchers", "two S-200 batteries"."""
    sentence = quantity.sentence
    low, high = part(sentence, quantity.word)
    clause = context.document.clause_at(sentence, quantity.word)
    for mention in sentence.within(low, high):
        if mention.kind != "echelon" or mention.value not in FORMATIONS:
            continue
        before = sentence.folded[noun_group(sentence, mention) - 1]
        leads = mention in clause.subject and mention.first < quantity.first
        holds = mention.last <= quantity.first <= mention.last + NEAR
        if mention.first == quantity.last and quantity.numeral is None:
            return mention
        inside = quantity.last <= mention.first <= quantity.last + 2 * NEAR
        if leads or holds or (inside and before in ("in", "of", "from", "by", "with")):
            return mention
    return None


def formations_of(context: Context, quantity: Quantity) -> tuple[int | None, str]:
    """Number and echelon of the formations that hold the weapons; one that is numbered or named is 1."""
    sentence = quantity.sentence
    formation = formation_of(context, quantity)
    if formation is None or (quantity.numeral is None and not _made_up(quantity, formation)):
        return None, ""
    first = noun_group(sentence, formation)
    for other in sentence.within(first, formation.first):
        if other.numeral is not None and other.numeral.value is not None:
            return other.numeral.value, formation.value
    words = sentence.folded[first : formation.first]
    single = formation.senses[0].info.get("number") == "one" and bool(SINGLE & set(words))
    ordinal = any(word[0].isdigit() and not word.isdecimal() for word in words)
    return (1, formation.value) if ordinal or single else (None, "")


def _made_up(quantity: Quantity, formation: Mention) -> bool:
    """ "Eight divisions of S-300 missiles", "two S-200 batteries", "a third regiment armed with the Topol-M"."""
    sentence = quantity.sentence
    if formation.first == quantity.last:
        return True
    between = sentence.folded[formation.last : quantity.first]
    return formation.last < quantity.first and (
        (between[:1] == ["of"] and len(between) <= 2)
        or (bool(ARMED & set(between[:-1])) and len(between) <= NEAR)
    )
