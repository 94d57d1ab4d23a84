"""Whether what is said of troops is done, planned, only wished for, halted or denied.

The mood of a verb comes from `clauses`; here it is seen who wants what. A withdrawal that others demand, or that talks
are about, is ``demand``: no undertaking exists (codebook section 8). One that an agreement, a decree or a timetable
speaks of is a ``plan``, also where the agreement is not kept.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import REACH
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["denied", "event_mood", "verb_mood"]

HELPERS = frozenset("will shall are is was were must".split())
GERUNDIAL = frozenset({"of", "about", "for", "on"})  # "a decree on withdrawing the division"
FEARED = frozenset({"fear", "fears", "feared", "fearing"})
DROPPED = frozenset("dropped scrapped shelved abandoned canceled cancelled rejected vetoed".split())
REPORTS = frozenset("report reports claim claims rumor rumors allegation allegations".split())
NEAR = 6  # words before a noun or clause in which a cue concerns it


def event_mood(context: Context, sentence: Sentence, clause: Clause, mention: Mention) -> str:
    """The mood of a noun of action ("the withdrawal of"), from the words before it and the verbs of its clause."""
    cues = context.lexicon.cues
    before = set(sentence.folded[max(mention.first - NEAR - 3, clause.first) : mention.first])
    after = set(sentence.folded[mention.last : mention.last + 2])
    moods = [verb.mood for verb in clause.verbs]
    halted = cues["halt"] & before or _dropped(clause, mention.first)
    if halted or denied(context, sentence, clause, mention.first):
        return "negated"
    unreal = ["maybe"] if clause.kind == "condition" else []
    unreal += [v.mood for v in clause.verbs if v.first < mention.first]
    if mood := next((m for m in unreal if m in ("negated", "maybe")), ""):
        return mood
    if cues["demand"] & before:
        return "demand"
    if cues["plan"] & before or "awaits" in after or cues["instrument"] & after:
        return "plan"
    return next((mood for mood in ("negated", "maybe", "plan") if mood in moods), "fact")


def verb_mood(context: Context, sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what others want, urge or demand is ``demand``."""
    cues = context.lexicon.cues
    unreal = _unreal(context, sentence, clause, verb) or _thought_of(context, sentence, verb)
    if unreal:
        return unreal
    group = set(sentence.folded[verb.first : verb.at])
    if _took(sentence, verb):
        return "fact"
    if _ordered(clause, verb):
        return "plan"
    if {"should", "ought"} & group:
        agreed = cues["instrument"] & set(sentence.folded[: verb.first])  # "under the schedule"
        return "plan" if agreed else "demand"
    low = clause.first if clause.kind == "main" else 0  # "because the talks had failed, …"
    words = sentence.folded[max(verb.first - REACH - 2, low) : verb.first]
    wanted = [word for word in words if word in cues["demand"]]
    if not wanted or HELPERS & group:
        return verb.mood
    own = words[-1] == wanted[-1] and sentence.folded[verb.first] == "to"
    return "plan" if own and wanted[-1] in cues["wish"] else "demand"


def _took(sentence: Sentence, verb: Verb) -> bool:
    """ "It took 49 trains to bring the army home": it was done."""
    before = " ".join(sentence.folded[max(verb.first - REACH - 2, 0) : verb.first])
    return sentence.folded[verb.first] == "to" and "it took" in before


def _ordered(clause: Clause, verb: Verb) -> bool:
    """ "Were ordered out", "ordered two battalions withdrawn": orders are not yet carried out."""
    lone = verb.first == verb.at
    before = [v for v in clause.verbs if v.first < verb.first][-1:] if lone else []
    told = any("order" in v.heads and v.voice == "active" for v in before)
    return verb.mood == "fact" and ("order" in verb.heads or told)


def _unreal(context: Context, sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """``negated`` or ``maybe`` for what is denied, imagined, or has still to come about; else ""."""
    if verb.mood in ("negated", "maybe"):
        return verb.mood
    gerund = verb.first == verb.at and sentence.folded[verb.first - 1] == "against"
    if gerund or _dropped(clause, verb.at):  # "decided against sending"
        return "negated"
    if denied(context, sentence, clause, verb.first):
        return "negated"
    before = sentence.folded[max(verb.first - REACH, 0) : verb.first]
    while "," in before:  # "much feared in 1992, has been demobilized"
        before = before[before.index(",") + 1 :]
    if FEARED & set(before):
        return "maybe"
    chain = sentence.folded[verb.first : verb.at]
    undone = clause.kind != "that" and chain[:2] in (
        ["was", "to"],
        ["were", "to"],
    )  # "was to have left"
    return "maybe" if undone or _awaited(sentence, clause, verb) else ""


def _dropped(clause: Clause, at: int) -> bool:
    """ "Plans to send two battalions were dropped": what nothing came of."""
    words = clause.sentence.folded
    return any(
        v.first > at and v.voice != "participle" and words[v.at] in DROPPED for v in clause.verbs
    )


def _thought_of(context: Context, sentence: Sentence, verb: Verb) -> str:
    """ "Speaks of withdrawing two regiments", "a decree on withdrawing the division": a plan."""
    gerund = verb.first == verb.at and sentence.folded[verb.at].endswith("ing")
    if not gerund or sentence.folded[verb.first - 1] not in GERUNDIAL:
        return ""
    cues = context.lexicon.cues
    before = set(sentence.folded[max(verb.first - NEAR, 0) : verb.first])
    if cues["halt"] & before:
        return "negated"
    return "plan" if before & (cues["scheme"] | cues["plan"] | cues["instrument"]) else ""


def _awaited(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """ "Once the trainers are gone", "before the troops have left": what has not come yet, and may not."""
    opening = sentence.folded[clause.first]
    helped = {"is", "are", "has", "have"} & set(sentence.folded[verb.first : verb.at])
    return bool(helped) and opening in ("once", "until", "till", "before", "unless", "lest")


def denied(context: Context, sentence: Sentence, clause: Clause, at: int) -> bool:
    """ "Russia denied that its troops had taken part"."""
    reach = 2 * NEAR if clause.kind == "that" else NEAR // 2  # "no truth, he said, in reports that"
    words = sentence.folded[max(clause.first - reach, 0) : at]
    told = set(sentence.folded[max(clause.first - 1, 0) : clause.first]) & REPORTS
    if told and context.lexicon.cues["deny"] & set(sentence.folded[at:]):
        return True  # "reports that it had sent two battalions were denied"
    start = max((place for place, word in enumerate(words) if word in (";", ":")), default=-1)
    return bool(context.lexicon.cues["deny"] & set(words[start + 1 :]))
