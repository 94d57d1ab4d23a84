"""What is said of a site makes its status: granted, closed, to be closed, sought, under construction (codebook section 6)."""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.extract.context import Context
from monitorlib.extract.site_deeds import Deed, deeds_on, said_of_one, wished
from monitorlib.function_words import BE
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["INDEFINITE", "Said", "imagined", "recipient_of", "what_is_said"]

INDEFINITE = frozenset("a an another new".split())
GONE = frozenset("former closed abandoned disused deserted erstwhile onetime derelict defunct vacated".split())
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
ALLOWED = frozenset("allowed permitted entitled authorized authorised right rights permission".split())
TERMS = frozenset("until till lease agreement accord treaty rent".split())
ARMIES = frozenset("troops forces army military servicemen garrison navy fleet".split())
ORDER = ("closed", "to_close", "under_construction", "sought", "granted")


class Said(NamedTuple):
    """The status of a site, and the deed that gives it."""

    status: str
    deed: Deed | None
    deeds: list[Deed]


def what_is_said(
    context: Context, sentence: Sentence, chain: tuple[int, int], own: tuple[int, int], kind: str
) -> Said:
    """The status of the site in words ``own``, one of those joined by "and" in words ``chain``."""
    deeds = [*deeds_on(context, sentence, *chain), *said_of_one(context, sentence, *own)]
    found = []
    for deed in deeds:
        status = _made_of(context, sentence, deed, own, kind)
        if status:
            away = min(abs(deed.word - chain[0]), abs(deed.word - chain[1]))
            found.append((ORDER.index(status), away, status, deed))
    if found:
        best = min(found, key=lambda item: item[:2])
        closing = [item for item in found if item[2] in ("closed", "to_close")]
        best = min(closing, key=lambda item: item[1]) if closing else best
        return Said(best[2], best[3], deeds)
    first = own[0]
    if sentence.folded[first] in INDEFINITE and wished(sentence, first - WINDOW, first):
        return Said("sought", None, deeds)
    in_hand = any(deed.value in ("use", "seize", "regain") and deed.agent for deed in deeds)
    if GONE & set(sentence.folded[first : own[1]]) and not in_hand:
        return Said("closed", None, deeds)
    return Said("", None, deeds)


def imagined(context: Context, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a site only might come to be: "could set up a base at Ganja", "has no plans for a base there"."""
    clause = context.document.clause_at(sentence, first)
    before = sentence.folded[max(first - WINDOW, 0) : first]
    for verb in clause.verbs:
        making = verb.mention is None or any(
            s.kind == "site_act" or s.value == "deploy" for s in verb.mention.senses
        )
        if verb.mood == "negated" and verb.first < first:
            return True
        if verb.mood == "maybe" and making and sentence.folded[verb.at] not in BE:
            return True
    if "no" in before and {"plans", "intention", "intentions", "question", "need", "wish"} & set(before):
        return True
    ruled = any(pair == ("ruled", "out") for pair in zip(before, before[1:], strict=False))
    return ruled or bool({"deny", "denied", "denies", "fear", "fears", "feared"} & set(before))


def _made_of(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], kind: str
) -> str:
    """What one deed makes of the site; a threat makes nothing of it, a wish no more than ``sought``."""
    if deed.mood == "negated":
        return ""
    wish = wished(sentence, deed.word - WINDOW, deed.word)
    if deed.value == "gone":
        return "closed"
    if deed.value in ("leave", "return") and wish and recipient_of(context, sentence, deed, own):
        return "sought"  # "would leave to Ukraine's navy the harbors of …"
    if deed.value in ENDING and deed.mood != "maybe":
        return "" if wish or not _ends(context, sentence, deed, kind) else _closed(deed)
    if deed.value == "regain":
        return "to_close" if deed.mood == "plan" and not wish else ""
    if deed.value == "build":
        if deed.mood == "maybe" or not _unfinished(sentence, deed):
            return ""
        return "sought" if wish else "under_construction"
    if deed.value == "grant":
        return _granted(context, sentence, deed, own, wish=wish)
    if deed.value == "use":
        return _used(sentence, deed, wish=wish)
    return ""


def _closed(deed: Deed) -> str:
    return "closed" if deed.mood == "fact" else "to_close"


def _ends(context: Context, sentence: Sentence, deed: Deed, kind: str) -> bool:
    """Whether the deed puts an end to the site's use: not a convoy that left it, nor a bomb that hit it."""
    if deed.value == "wreck":
        return kind in WRECKED
    if deed.value != "leave" or deed.mood != "fact" or deed.verb is None or deed.verb.voice == "passive":
        return True
    clause = context.document.clause_at(sentence, deed.verb.first)
    words = set(sentence.folded[clause.first : deed.verb.first])
    leaver = [m for m in clause.subject if m.first < deed.verb.first]
    if {"last", "all", "finally"} & words:
        return True
    counted = any(m.numeral is not None for m in sentence.within(clause.first, deed.verb.first))
    whole = all(m.kind == "actor" or ARMIES & set(sentence.folded[m.first : m.last]) for m in leaver)
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
        s.info.get("base", "").partition(" ")[0] in ("resume", "begin", "start", "work")
        for s in mention.senses
        if s.kind == "site_act"
    )
    return going or begun


def _granted(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], *, wish: bool
) -> str:
    if deed.mood == "maybe":
        return ""
    if deed.verb is not None and deed.verb.mention is not None:
        bases = {s.info.get("base") for s in deed.verb.mention.senses if s.kind == "site_act"}
        named = "use" in sentence.folded[deed.word : own[0]]  # "grants the use of an airfield"
        if bases & GIVING and not named and not recipient_of(context, sentence, deed, own):
            return ""
    if not wish:
        return "granted"
    held = STAYING & set(sentence.folded[max(deed.word - WINDOW, 0) : own[1]])
    return "" if held else "sought"


def _used(sentence: Sentence, deed: Deed, *, wish: bool) -> str:
    """ "Russia may use the radar until 1998", "will be allowed to use the base"; "asked for the use of the airfield"."""
    before = sentence.folded[max(deed.word - 6, 0) : deed.word]
    if ALLOWED & set(before):
        return "sought" if wish else "granted"
    if deed.verb is not None and {"may", "can"} & set(sentence.folded[deed.verb.first : deed.verb.at]):
        return "granted" if TERMS & set(sentence.folded) else ""
    if wish and deed.verb is not None and not STAYING & set(before) and deed.mood == "plan":
        return "" if _keeps(deed) else "sought"
    offered = {"offer", "offers", "offered"} & set(before)
    asked = wish and deed.verb is None and not offered and not STAYING & set(before)
    return "sought" if asked else ""


def _keeps(deed: Deed) -> bool:
    mention = deed.verb.mention if deed.verb is not None else None
    kept = ("keep", "retain", "maintain", "hold", "share", "control", "run", "guard", "man", "staff")
    return mention is not None and any(s.info.get("base") in kept for s in mention.senses)


def recipient_of(context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int]) -> str:
    """To whom something is given: "let the Americans use it", "leased it to Russia", "at the disposal of NATO"."""
    first, last = own
    if deed.verb is not None and deed.verb.voice == "passive" and deed.agent and deed.word < first:
        return deed.agent  # "Russia has been granted a base"
    if deed.word < first:
        start = deed.verb.mention.last if deed.verb and deed.verb.mention else deed.word + 1
        for mention in sentence.within(start, first):
            if code := _receiving(sentence, mention):
                return code
    clause = context.document.clause_at(sentence, deed.word)
    stop = max(clause.last, min(last + 6, len(sentence.folded)))
    for mention in sentence.within(max(deed.word, 0), stop):
        at = mention.first
        while at > 0 and sentence.folded[at - 1] in ("the", "its"):
            at -= 1
        if sentence.folded[at - 1] in ("to", "of", "for") and not first <= mention.first < last:
            sense = mention.sense("actor")
            if sense is not None and (sentence.folded[at - 1] == "to" or "disposal" in sentence.folded):
                return sense.value
    return ""


def _receiving(sentence: Sentence, mention: Mention) -> str:
    if sentence.folded[mention.first - 1] in ("in", "at", "from"):
        return ""
    return acting(sentence, mention)
