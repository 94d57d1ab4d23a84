"""Who uses a site (codebook section 6: "when stated"): by a possessive, a verb, a grant, a force that is there."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.extract.bases.names import Name
from monitorlib.extract.bases.nouns import Deed
from monitorlib.extract.bases.recipients import recipient_of
from monitorlib.extract.bases.status import Said
from monitorlib.extract.context import Context, part
from monitorlib.extract.owners import owner_in, possessor
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Sentence

__all__ = ["AT_HOME", "operator_of"]

# States on whose soil nobody else has bases: what stands there is their own.
AT_HOME = frozenset({"RUS", "USA", "CHN", "GBR", "FRA", "IND", "PAK", "ISR"})
GONE = frozenset({"SUN", "WARSAW_PACT"})  # who no longer uses anything
REBELS = frozenset(
    "rebels rebel fighters resistance separatists separatist guerrillas militants".split()
)
CRAFT = frozenset(
    "planes aircraft bombers fighters jets helicopters ships vessels warships submarines".split()
)
HANDS = (["hands"], ["control"], ["possession"], ["command"])
PASSING = frozenset(
    "belong belongs belonging belonged went goes go passed passes pass fell falls reverted over".split()
)
PAYING = frozenset("pay pays paid owes owed rents rented".split())
WORKING = ("use", "close", "leave", "return", "build", "wreck")
STAYING = ("use", "build", "close")


def operator_of(
    context: Context,
    sentence: Sentence,
    own: tuple[int, int, int],
    said: Said,
    country: str,
    name: Name | None = None,
) -> str:
    """Who uses a site: ``own`` are where its noun group begins, where the noun ends, and where its place ends."""
    first, head, last = own
    given = ("grant", "lend", "leave", "return") if said.status == "sought" else ("grant", "lend")
    granted = [deed for deed in said.deeds if deed.value in given and deed.mood != "negated"]
    for deed in granted:
        code = recipient_of(context, sentence, deed, (first, last))
        code = code or (deed.agent if deed.agent != context.lexicon.state_of(country) else "")
        if code:
            return code
    if any(d.value == "seize" and d.mood == "fact" for d in said.deeds):
        rebels = (
            country
            if REBELS & set(sentence.folded[:first]) and country in context.lexicon.part_of
            else ""
        )
        return _agent(said, ("seize",)) or rebels
    taken = [d.agent for d in said.deeds if d.value in ("regain", "gain") and d.mood == "fact"]
    code = next((code for code in taken if code), "")
    code = (
        code
        or _possessor(context, sentence, first, head, name)
        or _wisher(context, sentence, first, said)
        or _agent(said, WORKING if said.status in ("closed", "to_close") else STAYING)
        or _belonging(sentence, last)
        or _payer(context, sentence, first, country)
        or _there(context, sentence, first, last)
        or ("" if country in AT_HOME else _force(sentence, first))
    )
    return "" if code in GONE else code


def _possessor(
    context: Context, sentence: Sentence, first: int, head: int, name: Name | None
) -> str:
    """Whose the noun group says the site is; the name of its own place tells nothing ("the Moscow garrison")."""
    if name is None or not first <= name.first < head:
        return possessor(context, sentence, first, head)
    owner = possessor(context, sentence, first, name.first)
    return owner or possessor(context, sentence, name.last, head)


def _agent(said: Said, values: tuple[str, ...]) -> str:
    deeds: list[Deed] = [deed for deed in said.deeds if deed.value in values]
    return next((deed.agent for deed in deeds if deed.agent and deed.mood != "negated"), "")


def _wisher(context: Context, sentence: Sentence, first: int, said: Said) -> str:
    """Who wants the site."""
    if said.status != "sought":
        return ""
    clause = context.document.clause_at(sentence, first)
    subject = [m for m in clause.subject if m.first < first]
    return next((code for m in subject if (code := acting(sentence, m))), "")


def _belonging(sentence: Sentence, last: int) -> str:
    """ "… belong to Ukraine"."""
    for mention in sentence.within(last, last + 12):
        sense = mention.sense("actor")
        before = [
            w for w in sentence.folded[max(mention.first - 4, last) : mention.first] if w != "the"
        ]
        behind = sentence.folded[mention.last : mention.last + 1]
        if sense is not None and before[-1:] in (["in"], ["under"]) and behind in HANDS:
            return sense.value  # "in Russian hands", "under Russian control"
        if sense is not None and before[-1:] == ["to"] and PASSING & set(before[-3:-1]):
            return sense.value
    return ""


def _payer(context: Context, sentence: Sentence, first: int, country: str) -> str:
    """ "Russia pays $115 million a year for Baikonur"."""
    clause = context.document.clause_at(sentence, first)
    for at in range(clause.first + 1, first):
        payers = (
            [m for m in clause.mentions if m.last == at] if sentence.folded[at] in PAYING else []
        )
        code = next((code for m in payers if (code := acting(sentence, m))), "")
        if code and code != context.lexicon.state_of(country):
            return code
    return ""


def _there(context: Context, sentence: Sentence, first: int, last: int) -> str:
    """Who is said to be there: "the base, where the Russians keep a battalion"."""
    for clause in context.clauses(sentence):
        antecedent = clause.antecedent
        hangs = antecedent is not None and first <= antecedent.first < last
        held = any(
            s.kind == "site_act" for v in clause.verbs if v.mention for s in v.mention.senses
        )
        if hangs and held and sentence.folded[clause.first] == "where":
            for mention in sentence.within(clause.first, clause.verbs[0].first):
                if code := acting(sentence, mention):
                    return code
    return ""


def _force(sentence: Sentence, first: int) -> str:
    """Whose force is named in the same part of the sentence: "the Russian army's depot"."""
    low, high = part(sentence, first)
    for mention in sentence.within(low, high):
        if mention.sense("echelon") or mention.sense("force"):
            owner = owner_in(sentence, noun_group(sentence, mention), mention.last)
            if owner:
                return owner
        beside = sentence.folded[mention.last : mention.last + 1]
        sense = mention.sense("actor")
        if sense is not None and sense.info["form"] == "adjective" and CRAFT & set(beside):
            return sense.value  # "Russian planes are based at …"
    return ""
