"""Who uses a site (codebook section 6: "when stated"): by a possessive, a verb, a grant."""

from __future__ import annotations

from monitorlib.extract.bases.deeds import recipient_of
from monitorlib.extract.bases.names import Name
from monitorlib.extract.bases.status import Said
from monitorlib.extract.context import Context
from monitorlib.extract.owners import possessor
from monitorlib.spans import Sentence

__all__ = ["AT_HOME", "operator_of"]

# States on whose soil nobody else has bases: what stands there is their own.
AT_HOME = frozenset({"RUS", "USA", "CHN", "GBR", "FRA", "IND", "PAK", "ISR"})
GONE = frozenset({"SUN", "WARSAW_PACT"})  # who no longer uses anything
TAKING = frozenset({"seize", "regain", "gain"})


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
    granted = [d for d in said.deeds if d.value == "grant" and d.mood != "negated"]
    lessees = (
        recipient_of(sentence, deed, (first, last)) or (deed.agent if deed.agent != soil else "")
        for deed in granted
    )
    taken = (d.agent for d in said.deeds if d.value in TAKING and d.mood == "fact")
    code = (
        next((code for code in (*lessees, *taken) if code), "")
        or _possessor(context, sentence, first, head, name)
        or _agent(said, ("seek",) if said.status == "sought" else ("use", "leave"))
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
    """Who uses the site, leaves it, or would have it."""
    agents = (d.agent for d in said.deeds if d.value in values and d.mood != "negated")
    return next((agent for agent in agents if agent), "")
