"""When, where and whose: the date of an act on weapons, the territory, the owner, the formation that holds them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from monitorlib.clauses import Clause, noun_group
from monitorlib.extract.context import (
    BEFORE,
    HOLDING,
    Context,
    holder,
    mover,
    origin_of,
    part,
    possessor,
    territory_of,
)
from monitorlib.extract.quantities import Quantity
from monitorlib.extract.weapon_acts import WeaponAct
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["Setting", "date_of_act", "formations_of", "settings", "whose_and_where"]

FORMATIONS = frozenset({"army", "corps", "division", "brigade", "regiment", "battalion"})
# Their weapons lie in many lands, so that "Russia has 756 missiles" tells no country; the USSR is no country of today.
ABROAD = frozenset({"RUS", "USA", "SUN", "NATO", "CIS"})
GETTING = frozenset("buy|buy back|purchase|receive|acquire|obtain".split("|"))
LOSING = frozenset({"withdraw", "dismantle", "transfer", "go"})  # acts on what one has
NEAR = 5
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
        clauses = [act.clause] if home.verbs else [act.clause, home]
    word = act.word if act is not None and act.value != "limit" else quantity.first
    for clause in clauses:
        date = _when(clause) or _nearest(sentence, clause, word, future=planned)
        if date:
            return date
    return _opening(sentence, quantity, future=planned)


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
        m.sense("say") and m.last <= date.first
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
    for mention in sentence.of("date"):
        if mention.date is not None and mention.last == last:
            return mention.date.edtf
    return ""


def _opening(sentence: Sentence, quantity: Quantity, *, future: bool) -> str:
    """The date that opens the sentence and governs what follows: "In April, with eighteen still in place"."""
    for mention in sentence.of("date"):
        if mention.date is not None and mention.first < min(OPENING, quantity.first):
            return (mention.date.edtf_future if future else "") or mention.date.edtf
        break
    return ""


# --- where and whose ---------------------------------------------------------------------------------------


class Setting(NamedTuple):
    """The territory that a sentence speaks of, and whose the weapons there are said to be."""

    country: str = ""
    owner: str = ""


def settings(context: Context) -> dict[int, Setting]:
    """The setting of each sentence, by its index: told there, else in the sentences before, else the only one told."""
    found: dict[int, Setting] = {}
    setting, paragraph = Setting(), -1
    for sentence in context.sentences:
        if sentence.paragraph != paragraph:
            setting, paragraph = Setting(), sentence.paragraph
        told = _setting(context, sentence)
        if told.country == setting.country:
            told = told._replace(owner=told.owner or setting.owner)
        setting = told if told.country else setting
        found[sentence.index] = setting
    known = [setting for setting in found.values() if setting.country]
    if len({setting.country for setting in known}) != 1:
        return found
    only = next((setting for setting in known if setting.owner), known[0])
    return dict.fromkeys(found, only)


def _setting(context: Context, sentence: Sentence) -> Setting:
    """Where a sentence is set: "in Ukraine", "from Belarus", "the arms that Kazakhstan inherited"."""
    owner = _having(context, sentence)
    here, _ = origin_of(sentence, 0, len(sentence.words))
    if here and here not in ABROAD:
        return Setting(here, owner if owner == here else "")
    return Setting(owner, owner) if owner else Setting(here)


def _having(context: Context, sentence: Sentence) -> str:
    """The state whose weapons a sentence speaks of; not one that has them in many lands."""
    for mention in sentence.of("weapon", "system"):
        first = noun_group(sentence, mention)
        code = possessor(context, sentence, first, mention.last)
        if code and code not in ABROAD:
            return code
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            senses = verb.mention.senses if verb.mention is not None else ()
            having = any(s.info.get("base") in HOLDING for s in senses)
            code = _subject(clause, verb) if having else ""
            if code and code not in ABROAD:
                return code
    return ""


def _subject(clause: Clause, verb: Verb) -> str:
    """The actor that stands before a verb: nearest in its clause, else its subject."""
    sentence = clause.sentence
    near = [m for m in sentence.within(clause.first, verb.first) if acting(sentence, m)]
    actors = near or clause.subject
    return acting(sentence, actors[-1]) if actors else ""


def whose_and_where(
    context: Context, quantity: Quantity, act: WeaponAct | None, action: str, setting: Setting
) -> dict[str, str]:
    """Owner, country and destination; a ceiling lies in no country."""
    sentence = quantity.sentence
    holds = _holder(context, quantity)
    if action == "limit":
        return {"owner": holds}
    low, high = part(sentence, quantity.first)
    high = min(high, _said_from(sentence, quantity.last))
    clause = act.clause if act is not None else context.document.clause_at(sentence, quantity.word)
    owner = holds or _of_formation(context, quantity) or mover(context, sentence, quantity.first)
    here, there = origin_of(sentence, clause.first, min(clause.last, high))
    if not here:
        here, beyond = origin_of(sentence, low, high)
        there = there or beyond
    if not here and act is not None:
        here, there = _left(sentence, act, there)
    if act is not None and act.verb is not None and act.verb.voice != "passive":
        doer = _subject(act.clause, act.verb)
        if _gets(act.verb):
            there = there or doer
        elif not here and doer not in ABROAD and act.value in LOSING:
            here = doer
    country = here or (holds if holds not in ABROAD else "")
    if not country and holds in ("", "SUN", setting.country):
        country = setting.country
    owner = owner or (setting.owner if country == setting.country else "")
    moved = action != "remaining" and there != here
    return {"owner": owner, "country": country, "to_country": there if moved else ""}


def _said_from(sentence: Sentence, word: int) -> int:
    """Where a speaker that is named behind begins: ", Kuchma said in Paris"."""
    for mention in sentence.of("say"):
        if mention.first >= word:
            commas = [at for at in range(word, mention.first) if sentence.words[at] == ","]
            return commas[-1] if commas else len(sentence.words)
    return len(sentence.words)


def _gets(verb: Verb) -> bool:
    """Whether the subject of a verb of transfer is who gets the weapons: "China has bought two systems"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.info.get("base") in GETTING for s in senses)


def _left(sentence: Sentence, act: WeaponAct, there: str) -> tuple[str, str]:
    """Where weapons leave from and go to: "left Kazakhstan", "left Khmelnitsky for Russia"."""
    here = ""
    for mention in sentence.within(act.word, act.clause.last):
        before = sentence.folded[mention.first - 1]
        if before.startswith(("left", "leav", "depart")):
            here = territory_of(mention)
        elif here and before == "for" and not there:
            there = territory_of(mention)
    return here, there


def _holder(context: Context, quantity: Quantity) -> str:
    """Whose the quantity is said to be: by possessive, by a verb of having, or as part of such a force."""
    sentence, first, last = quantity.sentence, quantity.first, quantity.last
    code = possessor(context, sentence, first, last) or holder(context, sentence, first, last)
    if code or quantity.of is None or quantity.of.sentence is not sentence:
        return code
    return _holder(context, quantity.of)


def _of_formation(context: Context, quantity: Quantity) -> str:
    """The owner of the formation that holds the weapons."""
    sentence = quantity.sentence
    formation = _formation(context, quantity)
    if formation is None:
        return ""
    code = possessor(context, sentence, noun_group(sentence, formation), formation.last)
    return "" if code == "SUN" else code


def _formation(context: Context, quantity: Quantity) -> Mention | None:
    """The formation that holds the weapons: "two regiments, comprising 18 launchers"."""
    sentence = quantity.sentence
    low, high = part(sentence, quantity.word)
    clause = context.document.clause_at(sentence, quantity.word)
    for mention in sentence.within(low, high):
        echelon = mention.sense("echelon")
        if mention.kind != "echelon" or echelon is None or echelon.value not in FORMATIONS:
            continue
        before = sentence.folded[noun_group(sentence, mention) - 1]
        leads = mention in clause.subject and mention.first < quantity.first
        holds = mention.last <= quantity.first <= mention.last + NEAR
        inside = quantity.last <= mention.first <= quantity.last + 2 * NEAR
        if leads or holds or (inside and before in ("in", "of", "from", "by", "with")):
            return mention
    return None


def formations_of(context: Context, quantity: Quantity) -> tuple[int | None, str]:
    """Number and echelon of the formations that hold the weapons; one that is numbered or named is 1."""
    sentence = quantity.sentence
    formation = _formation(context, quantity)
    if formation is None or quantity.numeral is None:
        return None, ""
    first = noun_group(sentence, formation)
    for other in sentence.within(first, formation.first):
        if other.numeral is not None and other.numeral.value is not None:
            return other.numeral.value, formation.value
    words = sentence.words[first : formation.first]
    ordinal = any(word[0].isdigit() and not word.isdecimal() for word in words)
    return (1, formation.value) if ordinal else (None, "")
