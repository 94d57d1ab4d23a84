"""What is said of a site makes its status: granted, closed, to be closed, sought, under construction (codebook 6)."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from monitorlib.extract.bases.deeds import deeds_on
from monitorlib.extract.bases.nouns import Deed, said_of_one, talked_of, wish_before, wished
from monitorlib.extract.bases.parts import PARTS, of_some
from monitorlib.extract.bases.recipients import recipient_of
from monitorlib.extract.context import Context, part
from monitorlib.function_words import BE
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["INDEFINITE", "Said", "imagined", "what_is_said"]

INDEFINITE = frozenset("a an another new".split())
GONE = frozenset(
    "former closed abandoned disused deserted erstwhile onetime derelict defunct vacated".split()
)
STAYING = frozenset(
    "keep keeps keeping kept retain retains retaining retained remain remains stay stays staying extend extends "
    "extended prolong prolonged continue continues continued its their".split()
)
WINDOW = 10  # words before a deed in which a wish may stand
ENDING = frozenset({"close", "leave", "return", "wreck"})
# Sites that are gone when they are blown up; an arsenal that explodes or an airfield that is bombed is still one.
WRECKED = frozenset({"early_warning_radar", "missile_base", "communications"})
# Verbs that grant only what is given to somebody: "let the Americans use the airfield", not "let it fall to pieces".
GIVING = frozenset(
    "let|allow|permit|give|concede|extend|open|lend|loan|grant|make available|put at the disposal|"
    "place at the disposal".split("|")
)
ALLOWED = frozenset(
    "allowed permitted entitled authorized authorised right rights permission".split()
)
TERMS = frozenset("until till lease agreement accord treaty rent".split())
MEN = frozenset(
    "soldier soldiers officer officers men sailors sailor russians servicemen personnel".split()
)
ARMIES = frozenset(
    "troops forces army military servicemen garrison navy fleet contingent battalion brigade".split()
)
VACATING = frozenset("vacate|abandon|evacuate|give up|relinquish".split("|"))
ORDER = ("closed", "to_close", "under_construction", "sought", "granted")


class Said(NamedTuple):
    """The status of a site, and the deed that gives it."""

    status: str
    deed: Deed | None
    deeds: list[Deed]


def what_is_said(
    context: Context,
    sentence: Sentence,
    chain: tuple[int, int],
    own: tuple[int, int],
    kind: str,
    soil: str,
) -> Said:
    """The status of the site in words ``own``, one of those joined by "and" in words ``chain``.

    ``soil`` is the state that it lies in: what one has at home is not granted.
    """
    deeds = [*deeds_on(context, sentence, *chain), *said_of_one(context, sentence, *own)]
    if {"neither", "nor"} & set(sentence.folded[max(chain[0] - 2, 0) : chain[1]]):
        deeds = [deed._replace(mood="negated") for deed in deeds]
    found = []
    for deed in deeds:
        status = _made_of(context, sentence, deed, own, kind, soil)
        if status:
            away = min(abs(deed.word - chain[0]), abs(deed.word - chain[1]))
            found.append((ORDER.index(status), away, status, deed))
    if found:
        best = min(found, key=lambda item: item[:2])
        closing = [item for item in found if item[2] in ("closed", "to_close")]
        best = min(closing, key=lambda item: item[1]) if closing else best
        return Said(best[2], best[3], deeds)
    first = own[0]
    if last := _last_of(context, sentence, first):
        return Said(last, None, deeds)
    if sentence.folded[first] in INDEFINITE and wished(sentence, first - WINDOW, first):
        return Said("sought", None, deeds)
    in_hand = any(
        (deed.value in ("use", "seize", "regain") and deed.agent) or deed.value == "grant"
        for deed in deeds
    )
    group = sentence.folded[first : own[1]]
    past = ("once", "been") in pairwise(sentence.folded[max(first - 3, 0) : first])
    gone = GONE & set(group) and not _of_another_age(sentence, first, own[1])
    if (gone or "once" in group or past) and not in_hand:
        return Said("closed", None, deeds)
    return Said("", None, deeds)


def _of_another_age(sentence: Sentence, first: int, last: int) -> bool:
    """ "The former Soviet range": it is the owner who is gone."""
    return any(
        sentence.folded[m.first - 1] == "former" and m.sense("actor")
        for m in sentence.within(first + 1, last)
    )


def _last_of(context: Context, sentence: Sentence, first: int) -> str:
    """What destroying the last part of a site makes of it: "sealed the last tunnel at X", "blow up the last silo"."""
    before = sentence.folded[max(first - 4, 0) : first]
    if "last" not in before or not PARTS & set(before) or not {"of", "at"} & set(before[-1:]):
        return ""
    moods = {verb.mood for verb in context.document.clause_at(sentence, first).verbs}
    return "to_close" if "plan" in moods and "fact" not in moods else "closed"


def imagined(context: Context, sentence: Sentence, first: int) -> bool:
    """Whether a site only might come to be: "could set up a base at Ganja", "has no plans for a base there"."""
    clause = context.document.clause_at(sentence, first)
    before = sentence.folded[max(first - WINDOW, 0) : first]
    for verb in clause.verbs:
        making = verb.mention is None or any(
            s.kind == "site_act" or s.value == "deploy" for s in verb.mention.senses
        )
        if verb.mood == "negated" and (
            verb.first < first or sentence.folded[verb.at] in BE | {"on"}
        ):
            return True
        would = "would" in sentence.folded[verb.first : verb.at] and verb.mention is None
        if would and verb.first > first:
            return True  # "a NATO base there would restore the balance"
        if verb.mood == "maybe" and making and sentence.folded[verb.at] not in BE:
            return True
    if "no" in before and {"plans", "intention", "intentions", "question", "need", "wish"} & set(
        before
    ):
        return True
    ruled = any(pair == ("ruled", "out") for pair in pairwise(before))
    return ruled or bool({"deny", "denied", "denies", "fear", "fears", "feared"} & set(before))


def _made_of(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], kind: str, soil: str
) -> str:
    """What one deed makes of the site; a threat makes nothing of it, a wish no more than ``sought``."""
    wish = _is_wish(context, sentence, deed, own)
    behind = sentence.folded[deed.word : deed.word + 4]
    if deed.mood == "negated" and deed.value == "build" and _completion(deed):
        return "under_construction"  # "will not be ready before 2000"
    if deed.mood == "negated" or "nobody" in behind or ("no", "one") in pairwise(behind):
        return ""
    if deed.value in ("gone", "last"):
        return "closed" if deed.value == "gone" else _until(sentence, deed)
    if deed.value in ("grant", "lend"):
        return _granted(context, sentence, deed, own, soil, wish=wish)
    if deed.value == "use":
        return _used(sentence, deed, soil, wish=wish)
    return "" if deed.mood == "maybe" else _done(context, sentence, deed, own, kind, soil, wish)


COMPLETING = frozenset("be complete finish become enter come go".split())


def _completion(deed: Deed) -> bool:
    """Whether a deed is the end of building: "be ready", "complete", "enter service"."""
    return deed.verb is not None and not COMPLETING.isdisjoint(deed.verb.heads)


def _is_wish(context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int]) -> bool:
    """Whether the deed is only wished, discussed or refused."""
    low = max(deed.word - WINDOW, part(sentence, deed.word)[0])
    if deed.word > own[1] and "," in sentence.folded[own[1] : deed.word]:
        low = max(low, own[1])  # "they want X, and Y, handed over last year, …"
    in_case = ("in", "case") in pairwise(sentence.folded[max(low, 0) : deed.word])
    at = wish_before(sentence, low, deed.word)
    wish = (
        in_case or _demanded(sentence, deed) or (at >= 0 and _governs(context, sentence, at, deed))
    )
    clause = context.document.clause_at(sentence, deed.word)
    if deed.verb is None and not wish:  # "the lease of the site was demanded"
        wish = wished(sentence, clause.first, clause.last)
    finite = deed.verb is not None and deed.verb.voice != "participle"
    if not finite or (deed.verb and sentence.folded[deed.verb.first] == "to"):
        ending = deed.value in ENDING
        return wish or talked_of(sentence, deed.word, clause.last, ending=ending)
    return wish


def _demanded(sentence: Sentence, deed: Deed) -> bool:
    """ "Said that Russia should close it"; "Russia must vacate it, Georgia insists"."""
    words = set(sentence.folded[deed.verb.first : deed.verb.at]) if deed.verb is not None else set()
    return bool({"should", "ought"} & words) or (
        "must" in words and wished(sentence, 0, len(sentence.words))
    )


def _done(
    context: Context,
    sentence: Sentence,
    deed: Deed,
    own: tuple[int, int],
    kind: str,
    soil: str,
    wish: bool,
) -> str:
    """What a deed makes of the site that is neither a grant nor its use."""
    if deed.value == "pass":
        return _passed(context, sentence, deed, own, soil, wish=wish)
    hosted = deed.value == "return" and deed.agent == soil != ""
    given = deed.value in ("leave", "return") and (wish or hosted)
    if (
        given
        and (receiver := recipient_of(context, sentence, deed, own))
        and context.lexicon.state_of(receiver) != soil
    ):
        return "sought" if wish else "granted"  # "would leave to the Georgian navy the piers of …"
    ends = deed.value == "recover" or (
        deed.value in ENDING and _ends(context, sentence, deed, kind)
    )
    ahead = deed.value == "regain" and deed.mood == "plan" and not wish
    if ends or ahead:
        closed = "to_close" if of_some(sentence, *own) else _closed(deed)
        return "" if wish else closed
    aimed = deed.value in ("regain", "seize") and wish and deed.mood == "plan"
    if aimed or deed.value == "seek":  # "offered to take over the airfield"
        wanted = deed.agent not in ("", soil) and deed.word < own[0]
        return "sought" if wanted and not _complement(context, sentence, own[1]) else ""
    definite = sentence.folded[own[0]] == "the" and "use" not in sentence.folded[deed.word : own[0]]
    gained = deed.value == "gain" and deed.agent not in ("", soil) and not definite
    if gained or (deed.value == "build" and _unfinished(sentence, deed)):
        made = "granted" if gained else "under_construction"
        return "sought" if wish else made
    return ""


def _passed(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], soil: str, *, wish: bool
) -> str:
    """What goes to somebody: "the airfield goes to the Russian navy", "the base reverts to Georgia"."""
    receiver = recipient_of(context, sentence, deed, own)
    if not receiver:
        return ""
    if context.lexicon.state_of(receiver) == soil:
        return "" if wish else _closed(deed)
    return "sought" if wish else "granted"


def _complement(context: Context, sentence: Sentence, last: int) -> bool:
    """Whether what is wanted is that something be done: "wants the base closed", "wants the base to stay"."""
    clause = context.document.clause_at(sentence, last)
    following = sentence.folded[last : last + 1]
    return following == ["to"] or any(verb.first == last for verb in clause.verbs)


def _until(sentence: Sentence, deed: Deed) -> str:
    """ "will work until August 31, 1998"."""
    following = sentence.folded[deed.word + 1 : deed.word + 4]
    dated = any(m.date is not None for m in sentence.within(deed.word, deed.word + 9))
    ends = deed.mood == "plan" and dated and bool({"until", "till"} & set(following))
    return "to_close" if ends else ""


def _governs(context: Context, sentence: Sentence, wish: int, deed: Deed) -> bool:
    """Whether no other verb stands between a wish and the deed: not "asked for it; Moscow announced that …"."""
    last = deed.verb.first if deed.verb is not None else deed.word
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            between = wish < verb.first and verb.at < last and verb.voice != "participle"
            if between and sentence.folded[verb.first] != "to":
                return False
    return True


def _closed(deed: Deed) -> str:
    return "closed" if deed.mood == "fact" else "to_close"


def _ends(context: Context, sentence: Sentence, deed: Deed, kind: str) -> bool:
    """Whether the deed puts an end to the site's use: not a convoy that left it, nor a bomb that hit it."""
    if deed.value == "wreck":
        return kind in WRECKED or bool(PARTS & set(sentence.folded))
    if (
        deed.value != "leave"
        or deed.mood != "fact"
        or deed.verb is None
        or deed.verb.voice == "passive"
        or deed.verb.first == 0  # "Abandoned by its garrison, the base …"
        or not VACATING.isdisjoint(deed.verb.bases)
    ):
        return True
    clause = context.document.clause_at(sentence, deed.verb.first)
    words = set(sentence.folded[clause.first : deed.verb.first])
    leaver = [m for m in clause.subject if m.first < deed.verb.first]
    if {"last", "all", "finally"} & words and (leaver or MEN & words):
        return all(m.kind not in ("weapon", "system") for m in leaver)
    counted = any(m.numeral is not None for m in sentence.within(clause.first, deed.verb.first))
    whole = all(
        m.kind == "actor" or ARMIES & set(sentence.folded[m.first : m.last]) for m in leaver
    )
    return bool(leaver) and not counted and whole


def _unfinished(sentence: Sentence, deed: Deed) -> bool:
    """Whether building goes on or lies ahead: "is being built", "is to be built", "under construction"."""
    if deed.verb is None:
        return not {"after", "completed", "finished"} & set(
            sentence.folded[max(deed.word - 3, 0) : deed.word]
        )
    if deed.mood == "plan":
        return True
    words = sentence.folded[deed.verb.first : deed.verb.at + 1]
    going = "being" in words or words[-1].endswith("ing")
    mention = deed.verb.mention
    begun = mention is not None and any(
        s.info.get("base", "").partition(" ")[0] in ("resume", "begin", "start", "work", "plan")
        for s in mention.senses
        if s.kind == "site_act"
    )
    return going or begun


def _granted(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], soil: str, *, wish: bool
) -> str:
    receiver = recipient_of(context, sentence, deed, own)
    if deed.mood == "maybe" or (receiver and context.lexicon.state_of(receiver) == soil):
        return ""
    if deed.verb is not None and deed.verb.mention is not None:
        bases = {s.info.get("base") for s in deed.verb.mention.senses if s.kind == "site_act"}
        named = "use" in sentence.folded[deed.word : own[0]]  # "grants the use of an airfield"
        if bases & GIVING and not named and not receiver:
            return ""
    if not wish:
        going_on = deed.verb is None and deed.agent not in ("", soil)
        return "" if going_on else "granted"  # "payment for the Russian lease"
    before = set(sentence.folded[max(deed.word - WINDOW, 0) : deed.word])
    named = deed.verb is None and not ASKING & before  # "talks on the lease"
    if deed.value == "lend" or named or REFUSING & before:
        return ""
    held = STAYING & (before | set(sentence.folded[deed.word : own[1]]))
    offered = (
        deed.verb is not None and sentence.folded[deed.verb.first] == "to" and OFFERING & before
    )
    return "" if held or offered else "sought"


REFUSING = frozenset(
    "refuse refuses refused refusing reject rejects rejected oppose opposes opposed ruled rules".split()
)
ASKING = frozenset(
    "ask asks asked asking request requests requested seek seeks sought seeking want wants wanted".split()
)
OFFERING = frozenset("offer offers offered offering propose proposes proposed".split())


def _used(sentence: Sentence, deed: Deed, soil: str, *, wish: bool) -> str:
    """ "Russia may use the radar until 1998", "will be allowed to use it"; "asked for the use of the airfield"."""
    before = sentence.folded[max(deed.word - 6, 0) : deed.word]
    if ALLOWED & set(before):
        return "sought" if wish else "granted"
    foreign = deed.agent not in ("", soil)
    if foreign and deed.verb is not None and not wish and _will_have(sentence, deed.verb):
        return "granted"  # "Russia will have its main base in Sevastopol"
    if deed.verb is not None and {"may", "can"} & set(
        sentence.folded[deed.verb.first : deed.verb.at]
    ):
        passive = deed.verb.voice == "passive" and foreign
        return "granted" if passive or TERMS & set(sentence.folded) else ""
    if wish and deed.verb is not None and not STAYING & set(before) and deed.mood == "plan":
        return "" if _keeps(deed) else "sought"
    asked = wish and deed.verb is None and bool(ASKING & set(before))
    asked = asked and not STAYING & set(before)
    return "sought" if asked else ""


def _will_have(sentence: Sentence, verb: Verb) -> bool:
    words = sentence.folded[verb.first : verb.at + 1]
    return words[-1] == "have" and bool({"will", "may", "to", "shall"} & set(words[:-1]))


KEEPING = frozenset(
    "hang cling keep retain maintain hold share control run guard man staff".split()
)


def _keeps(deed: Deed) -> bool:
    return deed.verb is not None and not KEEPING.isdisjoint(deed.verb.heads)
