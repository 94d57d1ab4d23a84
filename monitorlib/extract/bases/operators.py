"""Who uses a site (codebook section 6: "when stated"): by a possessive, a verb, a grant."""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.extract.bases.deeds import recipient_of
from monitorlib.extract.bases.names import Name
from monitorlib.extract.bases.status import Said
from monitorlib.extract.context import Context, part
from monitorlib.extract.owners import possessor
from monitorlib.spans import Sentence

__all__ = ["AT_HOME", "operator_of"]

# States on whose soil nobody else has bases: what stands there is their own.
AT_HOME = frozenset({"RUS", "USA", "CHN", "GBR", "FRA", "IND", "PAK", "ISR"})
GONE = frozenset({"SUN", "WARSAW_PACT"})  # who no longer uses anything
GIVEN = frozenset({"grant", "belong", "return"})
TAKING = frozenset({"seize", "regain", "gain"})
ENDED = frozenset({"close", "return", "leave"})
HELD = frozenset({"control", "hands", "command"})


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
    soil = context.lexicon.state_of(country)
    granted = [d for d in said.deeds if d.value in GIVEN and d.mood != "negated"]
    receivers = [(deed, recipient_of(sentence, deed, (first, last))) for deed in granted]
    lessees = (
        "" if deed.value == "return" and code in ("", soil) else code or deed.agent
        for deed, code in receivers
        if code or deed.agent != soil
    )
    taken = (d.agent for d in said.deeds if d.value in TAKING and d.mood == "fact")
    code = (
        next((code for code in (*lessees, *taken) if code), "")
        or _present(_possessor(context, sentence, first, head, name))
        or _agent(context, said, soil)
        or _holder(context, sentence, last)
    )
    if not code and said.status == "sought":
        code = _seeker(context, sentence, first, soil)
    return _present(code)


def _present(code: str) -> str:
    """An actor that still uses something, or ""."""
    return "" if code in GONE else code


def _possessor(
    context: Context, sentence: Sentence, first: int, head: int, name: Name | None
) -> str:
    """Whose the noun group says the site is; the name of its own place tells nothing ("the Moscow garrison")."""
    if name is None or not first <= name.first < head:
        return possessor(context, sentence, first, head)
    owner = possessor(context, sentence, first, name.first)
    return owner or possessor(context, sentence, name.last, head)


def _agent(context: Context, said: Said, soil: str) -> str:
    """Who uses the site or, being foreign there, ends its use or keeps it: "Russia refused to close the base"."""
    razing = context.lexicon.cues["razing"]
    for deed in said.deeds:
        used = deed.value in ("use", "leave") and deed.mood != "negated"
        ended = deed.value in ENDED and not (deed.verb and razing & deed.verb.bases)
        if deed.agent and (used or (ended and deed.agent != soil)):
            return deed.agent
    return ""


def _holder(context: Context, sentence: Sentence, last: int) -> str:
    """Who is said to hold the site behind its name: "is in Russian hands", "where Russian troops are stationed"."""
    for mention in sentence.within(last, last + 8):
        following = "".join(sentence.folded[mention.last : mention.last + 1])
        sense = mention.sense("actor")
        if sense and following in HELD and sentence.folded[mention.first - 1] in ("in", "under"):
            return sense.value
    at = last + (sentence.folded[last : last + 1] == [","])
    where = context.document.clause_at(sentence, at) if at < len(sentence.folded) else None
    if where is None or where.first != at or sentence.folded[at] != "where":
        return ""
    stationed = (m for m in where.subject if m.first >= at)
    return next((code for m in stationed if (code := acting(sentence, m))), "")


def _seeker(context: Context, sentence: Sentence, first: int, soil: str) -> str:
    """Who would have the site: the first that is named before it and is no host ("asked Bulgaria for a base")."""
    for mention in sentence.within(part(sentence, first)[0], first):
        code = acting(sentence, mention)
        if code and context.lexicon.state_of(code) != soil:
            return code
    return ""
