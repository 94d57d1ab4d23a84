"""Where weapons are and whose: told of them, of their formation, or of the whole bulletin."""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, origin_of, part, territory_of
from monitorlib.extract.owners import HOLDING, holder, possessor
from monitorlib.extract.weapons.act import WeaponAct
from monitorlib.extract.weapons.facts import formation_of
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.extract.weapons.verbs import ARRIVING, GETTING, GIVING
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["ABROAD", "Setting", "default_owner", "settings", "whose_and_where"]

# Their weapons lie in many lands, so that "Russia has 756 missiles" tells no country; the USSR is no country of today.
ABROAD = frozenset({"RUS", "USA", "SUN", "NATO", "CIS"})
LOSING = frozenset({"withdraw", "dismantle", "transfer", "go"})  # acts on what one has
ARMED = frozenset("RUS USA UKR KAZ BLR CHN GBR FRA".split())  # states with weapons of this kind
OWN = frozenset({"withdraw", "dismantle", "deploy"})  # acts that one does to one's own weapons
LEAVING = frozenset({"leave", "depart", "set"})


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
            code = _subject(clause, verb) if verb.bases & HOLDING else ""
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
    clause = act.clause if act is not None else context.document.clause_at(sentence, quantity.word)
    high = min(high, _said_from(sentence, max(quantity.last, act.word if act is not None else 0)))
    receiver = _receiver(quantity, act)
    holds = "" if receiver == holds else holds
    owner = _giver(sentence, act) or holds or _of_formation(context, quantity)
    here, there = origin_of(sentence, clause.first, min(clause.last, high))
    there = there or receiver
    if quantity.kind == "bare":  # "18 missiles from Belarus and nine from Ukraine"
        here = origin_of(sentence, quantity.last, quantity.last + 2)[0] or here
    if not here:
        here, beyond = origin_of(sentence, low, high)
        there = there or beyond
    if act is not None:
        here, there = _on_the_way(sentence, act, here, there)
    if act is not None and act.verb is not None and act.verb.voice != "passive":
        doer = _subject(act.clause, act.verb)
        if act.verb.bases & GETTING:
            there = there or doer
            here = "" if here == owner and here in ABROAD else here
        elif not here and doer not in ABROAD and act.value in LOSING:
            here = doer
        if not owner and act.value in OWN and here in ("", doer):
            owner = doer  # "the Russian navy has laid up 150 submarines"
    country = here or (holds if holds not in ABROAD else "")
    abroad = owner != setting.country or owner in ABROAD
    sold = action in ("transferred", "to_transfer") and abroad
    if not country and holds in ("", "SUN", setting.country) and not sold:
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


def _on_the_way(sentence: Sentence, act: WeaponAct, here: str, there: str) -> tuple[str, str]:
    """Where weapons leave and arrive: "left Kazakhstan for Russia", "arrived in Russia from Ukraine"."""
    bases = act.verb.bases if act.verb is not None else set()
    home = act.value == "withdraw" and bool(bases & ARRIVING)
    if home:
        here, there = "", here or there
    for mention in sentence.within(act.word, act.clause.last):
        before, code = sentence.folded[mention.first - 1], territory_of(mention)
        if before.startswith(("left", "leav", "depart")) or (home and before == "from"):
            here = here or code
        elif before == "for" and act.verb is not None and act.verb.heads & LEAVING:
            there = there or code
    return here, there


def _holder(context: Context, quantity: Quantity) -> str:
    """Whose the quantity is said to be: by possessive, by a verb of having, or as part of such a force."""
    sentence, first, last = quantity.sentence, quantity.first, quantity.last
    code = possessor(context, sentence, first, last) or _beside(sentence, first)
    code = code or holder(context, sentence, first, last)
    if code or quantity.of is None or quantity.of.sentence is not sentence:
        return code
    return _holder(context, quantity.of)


def _beside(sentence: Sentence, first: int) -> str:
    """The actor named just before a number: "and the United States 1,480", "the Americans, with nearly 6,000"."""
    at = first
    while at and sentence.folded[at - 1] in ("with", "have", "has", "had", ","):
        at -= 1
    named = (m for m in sentence.within(max(at - 4, 0), at) if m.last == at)
    return next((code for m in named if (code := acting(sentence, m))), "")


def _receiver(quantity: Quantity, act: WeaponAct | None) -> str:
    """Who gets what: "sold China four launchers", "China was given four launchers"."""
    verb, sentence = act.verb if act is not None else None, quantity.sentence
    if act is None or verb is None or not verb.bases & GIVING:
        return ""
    last = verb.end
    if verb.voice == "passive":
        return _subject(act.clause, verb) if quantity.first == last else ""
    between = (m for m in sentence.within(last, quantity.word) if m.first == last)
    return next((code for m in between if (code := acting(sentence, m))), "")


def _giver(sentence: Sentence, act: WeaponAct | None) -> str:
    """Who sells what changes hands: the subject of "sell", or whom it is bought "from"."""
    if act is None or act.value != "transfer" or act.verb is None:
        return ""
    doer = _subject(act.clause, act.verb) if act.verb.voice != "passive" else ""
    if doer and not act.verb.bases & GETTING:
        return doer
    sellers = (m for m in sentence.of("actor") if sentence.folded[m.first - 1] in ("from", "by"))
    return next((m.value for m in sellers), "")


def _of_formation(context: Context, quantity: Quantity) -> str:
    """The owner of the formation that holds the weapons: "Russia's last two regiments, comprising 18 launchers"."""
    sentence, formation = quantity.sentence, formation_of(context, quantity)
    if formation is None:
        return ""
    code = possessor(context, sentence, noun_group(sentence, formation), formation.last)
    return "" if code == "SUN" else code


def default_owner(context: Context, country: str, action: str) -> str:
    """Whose weapons are when nothing tells: of Russia in Russia; of the state that the bulletin is most about."""
    if country in ("RUS", "USA"):
        return country
    if country or action == "limit":
        return ""
    return next((code for code in context.leading[:1] if code in ARMED), "")
