"""Acts that several bodies share: "three brigades and a regiment are being formed", "the British 13,000".

What is said of one member of a list holds for all; a number whose verb is left out does what the number before it does;
who is spoken of in the midst of maneuvers takes part in them.
"""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.troops.acts import acts_of, events_in
from monitorlib.extract.troops.body import Body, TroopAct
from monitorlib.spans import Sentence

__all__ = ["acts_in"]

JOINING = frozenset("and , or as well plus both along with together".split())
PLACING = frozenset("in at near from of on outside".split())
APART = 5  # words between two members of a list, the place of the first included
MEMBERS = frozenset({"named", "counted", "strength", "general"})


def acts_in(context: Context, here: list[Body]) -> list[list[TroopAct]]:
    """The acts of each body of a sentence, those included that it shares with its neighbours in a list."""
    events = events_in(context, here[0].sentence) if here else []
    acts = [acts_of(context, body, events) for body in here]
    members = [at for at, body in enumerate(here) if body.kind in MEMBERS]
    for one, other in reversed(list(pairwise(members))):  # "brigades and a regiment are formed"
        if not acts[one] and acts[other] and _joined(context, here[one], here[other]):
            acts[one] = [act for act in acts[other] if act.word >= here[other].last]
    for one, other in pairwise(members):  # "withdrew a brigade in Tartu and two regiments"
        before, body = here[one], here[other]
        if acts[other] or not acts[one]:
            continue
        if body.gapped or _verbless(context, before, body) or _among(before, body):
            acts[other] = acts[one]
        elif _joined(context, before, body) and not _speaks_for_itself(context, body):
            acts[other] = [act for act in acts[one] if act.word < before.first]
    return acts


def _joined(context: Context, one: Body, other: Body) -> bool:
    """Whether two bodies are members of one list; the place of the first may stand between."""
    if other.first < one.last:
        return False
    sentence = one.sentence
    between = sentence.folded[one.last : other.first]
    if between and set(between) <= JOINING:
        return True
    placed = 1 < len(between) <= APART and between[0] in PLACING and between[-1] in ("and", ",")
    return placed and not _verb_within(context, sentence, one.last, other.first)


def _among(one: Body, other: Body) -> bool:
    """ "Fresh troops have come in, among them the 22nd Brigade": a part that is named does what the whole does."""
    words = one.sentence.folded[max(one.last, other.first - 3) : other.first]
    named = words[-1:] == ["including"] or "notably" in words or {"among", "them"} <= set(words)
    return named and one.kind != "named"


def _verbless(context: Context, one: Body, other: Body) -> bool:
    """ "A Polish battalion will be added to the brigade, a Lithuanian company to the battalion": one verb for both."""
    sentence = one.sentence
    pause = [at for at in range(one.last, other.first) if sentence.words[at] in ",;"]
    if (
        not pause
        or other.first - pause[-1] > 2
        or other.kind not in ("counted", "strength", "named")
    ):
        return False
    spoken = _verb_within(context, sentence, one.last, pause[-1])
    return spoken and not _verb_within(context, sentence, pause[-1], len(sentence.words))


def _verb_within(context: Context, sentence: Sentence, first: int, last: int) -> bool:
    return any(first <= v.first < last for c in context.clauses(sentence) for v in c.verbs)


def _speaks_for_itself(context: Context, body: Body) -> bool:
    """Whether a verb of its own follows a body: "…, and three brigades remain"."""
    clause: Clause = context.document.clause_at(body.sentence, body.first)
    return any(0 <= v.first - body.last <= 1 and v.voice != "participle" for v in clause.verbs)
