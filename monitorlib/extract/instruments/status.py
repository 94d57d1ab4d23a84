"""What status an act gives an instrument, and what the text makes of one of which it tells no act.

Status is the act that the text reports (codebook 8). What is negotiated, wished for or to be signed is planned; a
ratification that is awaited leaves it signed; an end that is only threatened leaves it in force.
"""

from __future__ import annotations

from monitorlib.extract.context import Context, part
from monitorlib.extract.instruments.instrument import BARE, Deed, Instrument
from monitorlib.function_words import BE, HAVE, POSSESSIVES
from monitorlib.verbs import Verb

__all__ = ["DONE", "SIGNING", "STATUS_OF_ACT", "at_work", "awaited", "exists", "status_of"]

STATUS_OF_ACT = {
    **dict.fromkeys(("sign", "conclude", "reach", "make", "issue", "await"), "signed"),
    **dict.fromkeys(("end", "lapse", "withdraw"), "ended"),
    **dict.fromkeys(("draft", "talks"), "planned"),
    **dict.fromkeys(("in_force", "use", "amend"), "in_force"),
    "initial": "initialed",
    "ratify": "ratified",
}
SIGNING = frozenset("sign conclude reach make initial".split())
DONE = frozenset({"signed", "initialed", "ratified"})
EXISTING = frozenset("existing current earlier previous present".split())
# What a word before the noun tells of it: "the expired treaty".
STATUS_OF_WORD = {
    **dict.fromkeys(("future", "eventual", "forthcoming", "unsigned"), "planned"),
    **dict.fromkeys(("expired", "defunct", "lapsed"), "ended"),
    **dict.fromkeys(("unratified", "signed"), "signed"),
    "initialed": "initialed",
    "ratified": "ratified",
}
# What a parliament has not done yet with a treaty, or will not do.
AWAITED = frozenset(
    "awaits awaiting awaited unratified pending yet still never postponed delayed shelved rejected thrown".split()
)
# What may still be done: "can be signed", "will be sealed if the cabinet survives".
ARRANGED = frozenset("can may to will shall should".split())
WISHED = 7  # words before an instrument in which a wish for it may stand
FAR = 12  # words before it in which it may be doubted, behind it in which its provisions may begin


def status_of(context: Context, one: Instrument, deed: Deed) -> str:
    """The status that an act gives an instrument, "" when it tells of none."""
    status = STATUS_OF_ACT.get(deed.value, "")
    inside = one.first <= deed.word < one.noun.first  # "the draft treaty"
    if status == "planned" and not inside:
        return _drafted(context, one, deed)
    issued = deed.value == "issue" and one.kind not in ("declaration", "document")
    if issued or (deed.value == "make" and one.definite):
        return ""  # "made a deal", not "got the treaty"
    if deed.value == "use" and deed.mood == "plan" and not one.definite:
        return "planned"  # "will be laid down in a contract"
    if deed.value == "lapse" and _in_present(deed):
        return "in_force"
    going_on = status == "signed" and deed.verb is not None and _goes_on(one, deed.verb)
    done = deed.mood == "fact" and not going_on
    if inside or status == "in_force" or deed.value == "await" or done:
        return status
    return _not_yet(one, deed, status)


def _goes_on(one: Instrument, verb: Verb) -> bool:
    """ "Is being hammered out", "are concluding": it is not there yet."""
    words = one.sentence.folded[verb.first : verb.at + 1]
    return "being" in words[:-1] or (words[-1].endswith("ing") and words[0] in BE)


def _in_present(deed: Deed) -> bool:
    """ "The accord expires in 2004": it has not yet."""
    verb = deed.verb
    senses = verb.mention.senses if verb is not None and verb.mention is not None else ()
    tenses = {sense.info.get("tense") for sense in senses}
    let = "let" in deed.clause.sentence.folded[deed.clause.first : deed.word]  # "let it lapse"
    return not let and not tenses.isdisjoint({"base", "present"})


def _drafted(context: Context, one: Instrument, deed: Deed) -> str:
    """Of an instrument that is drafted or talked about: planned, unless it is known to exist."""
    known = one.named if deed.value == "draft" else one.definite
    exists_already = known and not _unsigned(context, one)
    return "" if exists_already or deed.mood == "negated" else "planned"


def _not_yet(one: Instrument, deed: Deed, status: str) -> str:
    """What is planned, possible or denied: signing is ahead, ratification awaited, an end only threatened."""
    if status == "ratified":
        return "signed"
    if status == "ended":
        return "in_force" if one.definite else ""
    verb, folded = deed.verb, one.sentence.folded
    auxiliaries = folded[verb.first : deed.word] if verb is not None else []
    # "can be signed", "are to sign it if all goes well", "is being hammered out"
    open_yet = deed.mood == "maybe" and not ARRANGED.isdisjoint(auxiliaries)
    return "planned" if deed.mood in ("plan", "fact") or open_yet else ""


def _unsigned(context: Context, one: Instrument) -> bool:
    """Whether a named instrument was not yet signed when the bulletin appeared: START III."""
    sense = one.noun.sense("instrument") if one.named else None
    return sense is not None and _later(context, sense.info["signed_on"])


def _unratified(context: Context, one: Instrument) -> bool:
    """Whether a named treaty was signed but not yet in force when the bulletin appeared: START II."""
    sense = one.noun.sense("instrument") if one.named else None
    force = sense.info["in_force_on"] if sense is not None else ""
    return bool(force) and _later(context, force)


def _later(context: Context, date: str) -> bool:
    """Whether a date of the lexicon is empty or after the bulletin's day."""
    day = context.document.bulletin.date[:10]
    return not date or bool(day and date[: len(day)] > day[: len(date)])


# --- no act told -------------------------------------------------------------------------------------------


def exists(context: Context, one: Instrument, partners: list[str]) -> str:
    """The status of an instrument merely referred to: a name, a date or its use shows that it exists."""
    said = next((STATUS_OF_WORD[word] for word in one.group if word in STATUS_OF_WORD), "")
    if said:
        return said
    if one.instrument_id and not one.date and _unsigned(context, one):
        return "planned"
    if (one.title and _unratified(context, one)) or awaited(context, one):
        return "signed"
    before = one.sentence.folded[max(one.first - 1, 0) : one.first]
    in_use = not EXISTING.isdisjoint(one.group) or before in (["under"], ["by"])
    its = bool(partners) and not POSSESSIVES.isdisjoint(one.group)  # "its treaty with China"
    shared = one.definite and (len(partners) > 1 or its or _described(one))
    return "in_force" if one.date or one.title or in_use or shared else ""


def _described(one: Instrument) -> bool:
    """ "The visa accord": more is said of it than that it was spoken of."""
    return any(word.isalnum() and word not in BARE for word in one.group)


def awaited(context: Context, one: Instrument) -> bool:
    """Whether a parliament still has it before it: "awaits a vote in the Duma", "his parliament has yet to look at"."""
    low, high = part(one.sentence, one.noun.first)
    folded = one.sentence.folded[low:high]
    chamber = not context.lexicon.cues["chamber"].isdisjoint(folded)
    return chamber and not AWAITED.isdisjoint(folded)


def at_work(context: Context, one: Instrument) -> str:
    """What the words around an unknown instrument make of it: "called for a pact", "in a joint statement"."""
    folded, cues = one.sentence.folded, context.lexicon.cues
    behind = folded[one.last : one.last + FAR]
    had = not HAVE.isdisjoint(folded[max(one.first - 2, 0) : one.first])  # "already had an accord"
    told = "in_force" if had or not cues["paper_provision"].isdisjoint(behind) else ""
    if one.definite or not cues["paper_doubt"].isdisjoint(
        folded[max(one.first - FAR, 0) : one.first]
    ):
        return told if one.definite else ""
    before: list[str] = []
    for word in folded[max(one.first - WISHED, 0) : one.first]:
        before = [] if word in (";", ":", "(", ",") else [*before, word]
    if "no" in before:
        return told  # "sees no need for a treaty"
    if _expected(context, one) or not cues["paper_wish"].isdisjoint(before):
        return "planned"
    joint = one.kind == "declaration" and "joint" in folded[one.first : one.last]
    return "signed" if joint else told


def _expected(context: Context, one: Instrument) -> bool:
    """Whether one not known before is still to come: "may follow", "comes next", "that would open the road"."""
    clause = context.document.clause_at(one.sentence, one.noun.first)
    folded = one.sentence.folded
    if any(verb.mood == "plan" for verb in clause.verbs):
        return True
    words = folded[one.last : min(clause.last, one.last + FAR)]
    ahead = {"may", "can"} | context.lexicon.cues["paper_ahead"]
    return not ahead.isdisjoint(words) or folded[one.last + 1 : one.last + 2] == ["would"]
