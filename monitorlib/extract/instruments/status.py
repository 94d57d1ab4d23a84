"""What status an act gives an instrument, and what the text makes of one of which it tells no act.

Status is the act that the text reports (codebook 8). What is negotiated, wished for or to be signed is planned; a
ratification that is awaited leaves it signed; an end that is only threatened leaves it in force.
"""

from __future__ import annotations

import itertools

from monitorlib.extract.context import Context, part
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.instruments.parties import attached

__all__ = [
    "DONE",
    "SIGNING",
    "at_work",
    "awaited",
    "by_virtue",
    "exists",
    "status_of",
    "valid",
]

STATUS_OF_ACT = {
    "sign": "signed",
    "conclude": "signed",
    "reach": "signed",
    "issue": "signed",
    "initial": "initialed",
    "ratify": "ratified",
    "end": "ended",
    "lapse": "ended",
    "withdraw": "ended",
    "draft": "planned",
    "talks": "planned",
    "await": "signed",
    "in_force": "in_force",
    "use": "in_force",
    "amend": "in_force",
}
SIGNING = frozenset("sign conclude reach initial".split())
DONE = frozenset({"signed", "initialed", "ratified"})
BY_VIRTUE = frozenset({"under", "by"})
EXISTING = frozenset("existing current earlier previous present".split())
ISSUED = frozenset({"declaration", "document"})
NEAR = 7  # words before an instrument in which a wish for it may stand
LATE = frozenset("never postponed delayed shelved stalled refused".split())
REJECTED = frozenset(
    "reject rejected rejects rejecting thrown threw defeated spurned blocked".split()
)
# "The talks ended with a declaration".
CLOSED = frozenset("ended closed concluded finished".split())
WERE = frozenset("is are was were been".split())
WANTED = frozenset("wanted needed demanded desired urged mooted envisaged contemplated".split())
AWAITED = frozenset("awaits awaiting awaited unratified pending".split())
FAR = 12  # words behind it in which its provisions may begin


def status_of(context: Context, one: Instrument, deed: Deed) -> str:
    """The status that an act gives an instrument, "" when it tells of none."""
    status = STATUS_OF_ACT.get(deed.value, "")
    inside = one.first <= deed.word < one.noun.first
    if status == "planned":
        return _drafted(context, one, deed) if not inside else status
    if deed.value == "issue" and one.kind not in ISSUED:
        return ""
    if deed.value == "withdraw" and deed.mood != "fact" and one.title:
        return "in_force"
    in_principle = "principle" in one.sentence.folded[deed.end : deed.end + 3]
    if status == "signed" and (_never_signed(one) or in_principle):
        return "planned"  # they agreed on what START III is to hold
    if status == "in_force" or deed.value == "await" or deed.mood == "fact":
        let = "let" in one.sentence.folded[deed.clause.first : deed.word]
        return "in_force" if deed.value == "lapse" and _in_present(deed) and not let else status
    return _not_yet(context, one, deed, status)


def _in_present(deed: Deed) -> bool:
    """ "The accord expires in 2004": it has not yet."""
    senses = deed.verb.mention.senses if deed.verb and deed.verb.mention else ()
    return deed.word == (deed.verb.first if deed.verb else -1) and any(
        sense.info.get("tense") in ("base", "present") for sense in senses
    )


def status_of_act(deed: Deed) -> str:
    """The status that an act has when it is done."""
    return STATUS_OF_ACT.get(deed.value, "")


def _drafted(context: Context, one: Instrument, deed: Deed) -> str:
    """Of an instrument that is drafted or talked about: planned, unless it is known to exist."""
    if deed.value == "draft" and deed.mood == "fact" and by_virtue(one):
        return "in_force"
    failed = not {"fail", "failed", "fails", "failing"}.isdisjoint(deed.clause.sentence.folded)
    unfinished = failed or deed.verb is None or deed.verb.voice == "passive"
    if deed.mood == "negated" and deed.value == "draft" and unfinished and not one.named:
        return "planned"  # "has not been completed", "is not ready"
    known = one.named if deed.value == "draft" else one.definite
    if deed.mood == "negated" or (known and not _unsigned(context, one)):
        return ""
    return "planned"


def _not_yet(context: Context, one: Instrument, deed: Deed, status: str) -> str:
    """What is planned, possible or denied: signing is ahead, ratification awaited, an end only threatened."""
    if status == "ratified":
        return "signed" if one.definite or deed.mood != "maybe" else ""
    if status == "ended":
        return "in_force" if one.definite or len(attached(context, one)) > 1 else ""
    folded = one.sentence.folded
    wishes = context.lexicon.cues["paper_wish"]
    wished = not wishes.isdisjoint(folded[max(one.first - NEAR, 0) : one.first])
    auxiliaries = folded[deed.verb.first : deed.word] if deed.verb is not None else []
    could = {"can", "may", "could", "might"} if one.definite else {"can", "may"}
    can = not could.isdisjoint(auxiliaries) and deed.clause.kind != "condition"
    arranged = auxiliaries[1:2] == ["to"]  # "they are to sign it if all goes well"
    if deed.mood == "plan" or (deed.mood == "maybe" and (wished or can or arranged)):
        return "planned"
    return ""


def _unsigned(context: Context, one: Instrument) -> bool:
    """Whether a named instrument was not yet signed when the bulletin appeared: START III."""
    sense = one.noun.sense("instrument") if one.named else None
    return sense is not None and _later(context, sense.info["signed_on"])


def _never_signed(one: Instrument) -> bool:
    """Whether the lexicon knows of no signing of a named instrument."""
    sense = one.noun.sense("instrument") if one.named else None
    return sense is not None and not sense.info["signed_on"]


def _unratified(context: Context, one: Instrument) -> bool:
    """Whether a named treaty was signed but never entered into force in its day: START II."""
    sense = one.noun.sense("instrument") if one.named else None
    force = sense.info["in_force_on"] if sense is not None else ""
    return bool(force) and not _unsigned(context, one) and _later(context, force)


def _later(context: Context, date: str) -> bool:
    """Whether a date of the lexicon is empty or after the bulletin's day."""
    day = context.document.bulletin.date[:10]
    return not date or bool(day and date[: len(day)] > day[: len(date)])


# --- no act told -------------------------------------------------------------------------------------------


def exists(context: Context, one: Instrument, partners: list[str]) -> str:
    """The status of an instrument merely referred to: a name, a date or its use shows that it exists."""
    if one.instrument_id and _unsigned(context, one):
        return "planned"
    for done in ("signed", "initialed"):
        if done in one.group:
            return done  # "came back with a signed accord"
    if one.title and _unratified(context, one):
        return "signed"
    if awaited(context, one):
        return "signed"
    existing = (
        not EXISTING.isdisjoint(one.group) or by_virtue(one) or (partners and _held(context, one))
    )
    if one.date or one.title or existing or (one.definite and len(partners) > 1):
        return "in_force"
    return ""


def _held(context: Context, one: Instrument) -> bool:
    """ "Norway has had a treaty with Finland since March": there is one."""
    before = one.sentence.folded[max(one.first - NEAR, 0) : one.first]
    cues = context.lexicon.cues
    wished = not (cues["paper_wish"] | cues["paper_doubt"]).isdisjoint(before)
    return before[-1:] in (["has"], ["have"], ["had"]) and not wished and "would" not in before


def valid(context: Context, one: Instrument) -> bool:
    """Whether a named instrument is known to have been in force in the bulletin's day."""
    sense = one.noun.sense("instrument") if one.named else None
    return sense is not None and not _later(context, sense.info["in_force_on"])


def awaited(context: Context, one: Instrument) -> bool:
    """Whether a parliament still has it before it: "awaits a vote in the Duma", "his parliament has yet to look at"."""
    cues = context.lexicon.cues
    low, high = part(one.sentence, one.noun.first)
    folded = one.sentence.folded[low:high]
    if one.kind == "declaration" or cues["chamber"].isdisjoint(folded) or valid(context, one):
        return False
    if not AWAITED.isdisjoint(folded) or (one.definite and not REJECTED.isdisjoint(folded)):
        return True
    late = not LATE.isdisjoint(folded) or any(
        pair in (("yet", "to"), ("still", "to"), ("put", "off"))
        for pair in itertools.pairwise(folded)
    )
    return late and not cues["taking_up"].isdisjoint(folded)


def by_virtue(one: Instrument) -> bool:
    """ "Under an accord", "by bilateral agreement": something is done by virtue of it."""
    folded = one.sentence.folded
    before = folded[one.first - 1] if one.first else ""
    listed = before == "and" and folded[0] in BY_VIRTUE  # "Under a treaty of 1992 and a protocol …"
    return (before in BY_VIRTUE or listed) and one.kind != "document"


def at_work(context: Context, one: Instrument) -> str:
    """What the words around an unknown instrument make of it: "called for a pact", "a pact obliges both"."""
    folded, words = one.sentence.folded, context.lexicon.cues
    before = _clear_of_marks(folded[max(one.first - NEAR, 0) : one.first])
    if not one.definite and not words["paper_doubt"].isdisjoint(
        folded[max(one.first - 12, 0) : one.first]
    ):
        return ""
    behind = folded[one.last : one.last + FAR]
    if _came_about(context, one, before):
        return "signed"
    if not one.definite and not words["paper_wish"].isdisjoint(before):
        return "planned" if words["paper_refusal"].isdisjoint(before) else ""
    wanted = any(pair[0] in WERE and pair[1] in WANTED for pair in itertools.pairwise(behind))
    return "planned" if wanted and not one.definite else _in_its_words(context, one)


def _came_about(context: Context, one: Instrument, before: list[str]) -> bool:
    """ "Agreed to a truce", "undertook in a joint statement", "the visit produced two accords", "one was agreed"."""
    joint = "joint" in one.sentence.folded[one.first : one.last]
    behind = one.sentence.folded[one.last : one.last + FAR]
    yielded = not context.lexicon.cues["paper_yield"].isdisjoint(before[-4:])
    yielded = yielded or (before[-1:] == ["with"] and not CLOSED.isdisjoint(before[-3:]))
    if not one.definite and (yielded or (one.kind == "declaration" and joint)):
        return True
    if before[-2:] == ["agreed", "to"] or (one.kind == "declaration" and before[-1:] == ["in"]):
        return True
    return "agreed" in behind and behind[behind.index("agreed") - 1] in ("was", "were", "been")


def _in_its_words(context: Context, one: Instrument) -> str:
    """The status of an instrument by what it provides, or is to provide."""
    folded = one.sentence.folded
    clause = context.document.clause_at(one.sentence, one.noun.first)
    if not one.definite and any(verb.mood == "plan" for verb in clause.verbs):
        return "planned"
    sense = one.noun.sense("instrument_noun")
    many = sense is not None and sense.info.get("number") == "many" and not one.group
    if many or not _provides(context, one):  # "treaties used to be long"
        return ""
    would = not {"would", "will"}.isdisjoint(folded[one.last : one.last + FAR])
    return "planned" if would and not one.definite else "in_force"


def _clear_of_marks(words: list[str]) -> list[str]:
    """The words behind the last mark."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in (";", ":", "(", ","):
            return words[at + 1 :]
    return words


def _provides(context: Context, one: Instrument) -> bool:
    """Whether the text tells what an instrument provides for: "an accord with the Pentagon provided $28 million"."""
    for word in one.sentence.folded[one.last : one.last + FAR]:
        if word in (";", ":", ")"):
            return False
        if word in context.lexicon.cues["paper_provision"]:
            return True
    return False
