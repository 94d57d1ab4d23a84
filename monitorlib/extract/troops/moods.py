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
IMAGINED = frozenset("cost costs price possibility question danger risk rumors talk".split())
ASKING = frozenset("when whether how".split())
UNKNOWN = frozenset(
    "clear unclear unknown know knows known decided undecided open asked question doubt".split()
)
GERUNDIAL = (["of"], ["about"], ["for"], ["on"])  # "a decree on withdrawing the division"
NEAR = 6  # words before a noun or clause in which a cue concerns it


def event_mood(context: Context, sentence: Sentence, clause: Clause, mention: Mention) -> str:
    """The mood of a noun of action ("the withdrawal of"), from the words before it and the verbs of its clause."""
    cues = context.lexicon.cues
    before = set(sentence.folded[max(mention.first - NEAR - 3, clause.first) : mention.first])
    after = set(sentence.folded[mention.last : mention.last + 2])
    unreal = ["maybe"] if clause.kind == "condition" else []
    unreal += [v.mood for v in clause.verbs if v.first < mention.first]
    if mood := next((m for m in unreal if m in ("negated", "maybe")), ""):
        return mood
    if cues["halt"] & before or denied(context, sentence, clause, mention.first):
        return "negated"
    governing = [v for v in clause.verbs if v.at < mention.first and not _of_troops(v)][-1:]
    called = _called_for(sentence, clause.first, mention.first)
    if called or cues["demand"] & (before | {sentence.folded[v.at] for v in governing}):
        return "demand"
    if cues["plan"] & before or cues["instrument"] & after:
        return "plan"
    moods = [verb.mood for verb in clause.verbs]
    for mood in ("negated", "maybe", "plan"):
        if mood in moods:
            return mood
    heads = {sentence.folded[verb.at] for verb in clause.verbs}
    return "plan" if heads & (cues["begin"] | cues["plan"]) else "fact"


def verb_mood(context: Context, sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what others want, urge or demand is ``demand``."""
    cues = context.lexicon.cues
    unreal = _unreal(context, sentence, clause, verb)
    if unreal:
        return unreal
    if thought := _thought_of(context, sentence, verb):
        return thought
    group = set(sentence.folded[verb.first : verb.at])
    if {"should", "ought"} & group:
        agreed = _by_agreement(context, sentence, verb.first) or _due(sentence, verb)
        return "plan" if agreed else "demand"
    words = sentence.folded[max(verb.first - REACH - 2, 0) : verb.first]
    wanted = [word for word in words if word in cues["demand"]]
    if not wanted and _decided(context, sentence, clause, verb):
        return "plan"
    if not wanted or HELPERS & group or {";", ":"} & set(words) or not _dependent(sentence, verb):
        return verb.mood
    own = words[-1:] == wanted[-1:] and sentence.folded[verb.first] == "to"
    return "plan" if own and wanted[-1] in cues["wish"] else "demand"


def _of_troops(verb: Verb) -> bool:
    """Whether a verb tells of troops itself: "are called up for maneuvers" demands none."""
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(sense.kind == "troops_undergo" for sense in senses)


def _called_for(sentence: Sentence, first: int, last: int) -> bool:
    """ "Appeals for a swift, full and unconditional pullout"."""
    words = sentence.folded[first:last]
    return any(
        word in ("call", "calls", "called", "calling") and words[at + 1 : at + 2] == ["for"]
        for at, word in enumerate(words)
    )


def _unreal(context: Context, sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """``negated`` or ``maybe`` for what is denied, imagined, or has still to come about; else ""."""
    if verb.mood in ("negated", "maybe"):
        return verb.mood
    asked = sentence.folded[clause.first] in ASKING and UNKNOWN & set(
        sentence.folded[max(clause.first - 3, 0) : clause.first]
    )
    if asked:
        return "maybe"
    if denied(context, sentence, clause, verb.first) or _without(sentence, clause, verb):
        return "negated"
    chain = sentence.folded[verb.first : verb.at]
    undone = {"was", "were"} & set(chain) and "to" in chain and "have" in chain
    return "maybe" if undone or _awaited(sentence, clause, verb) else ""


def _thought_of(context: Context, sentence: Sentence, verb: Verb) -> str:
    """ "Speaks of withdrawing two regiments" is a plan, "the cost of moving a division" not even that."""
    gerund = verb.first == verb.at and sentence.folded[verb.at].endswith("ing")
    under = sentence.folded[max(verb.first - 2, 0) : verb.first]
    agreed = under[1:] == ["to"] and bool(context.lexicon.cues["plan"] & set(under))
    if agreed and gerund:
        return "plan"  # "gave its consent to sending"
    if not gerund or under[-1:] not in GERUNDIAL:
        return ""
    before = set(sentence.folded[max(verb.first - NEAR + 2, 0) : verb.first])
    if before & IMAGINED:
        return "maybe"
    cues = context.lexicon.cues
    if cues["halt"] & set(sentence.folded[max(verb.first - NEAR, 0) : verb.first]):
        return "negated"
    return "plan" if before & (cues["scheme"] | cues["plan"] | cues["instrument"]) else ""


def _without(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """ "No reason to leave", "not a single soldier left in Estonia": what is not, or of what there is none."""
    words = sentence.folded[max(verb.first - NEAR + 2, clause.first) : verb.first]
    lone = verb.first == verb.at and sentence.folded[verb.first - 1] not in ("and", "but", ",")
    hanging = verb.voice == "participle" or sentence.folded[verb.first] == "to" or lone
    earlier = [v for v in clause.verbs if v.first < verb.first]
    none = hanging and bool({"no", "without", "nothing", "little"} & set(words))
    return none or (hanging and any(v.mood == "negated" for v in earlier[-1:]))


def _awaited(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """ "Once the trainers are gone", "before the troops leave": what has not come yet, and may not."""
    if sentence.folded[clause.first] not in ("once", "until", "till", "before", "unless", "lest"):
        return False
    tenses = {s.info.get("tense") for s in (verb.mention.senses if verb.mention else ())}
    helped = set(sentence.folded[verb.first : verb.at])
    return bool(helped & {"is", "are", "has", "have"}) or (not helped and "past" not in tenses)


def _by_agreement(context: Context, sentence: Sentence, stop: int) -> bool:
    """ "Under the schedule, the division should leave by 2000"."""
    words, instruments = sentence.folded[:stop], context.lexicon.cues["instrument"]
    return any(
        word in ("under", "by") and instruments & set(words[at + 1 : at + NEAR])
        for at, word in enumerate(words)
    )


def _due(sentence: Sentence, verb: Verb) -> bool:
    """ "Another 500 should be in place by June 10"."""
    return any(
        m.date is not None and sentence.folded[m.first - 1] == "by"
        for m in sentence.within(verb.at + 1, verb.at + REACH)
    )


def _decided(context: Context, sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """ "Ordered that all forces leave": what an order or agreement says with a bare verb is to be done."""
    senses = verb.mention.senses if verb.mention is not None else ()
    base = verb.first == verb.at and any(s.info.get("tense") == "base" for s in senses)
    bare = base or sentence.folded[verb.first] == "be"
    before = sentence.folded[max(clause.first - NEAR, 0) : verb.first]
    return bare and bool(context.lexicon.cues["plan"] & set(before))


def _dependent(sentence: Sentence, verb: Verb) -> bool:
    """Whether a verb can hang on a wish: "to leave", "be withdrawn", "leaving", "removed", "that Russia withdraw"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    forms = {s.info.get("tense") for s in senses if s.kind == "troops_undergo"}
    base = verb.first == verb.at and bool(forms & {"base", "past", "participle"})
    base = base or (verb.first == verb.at and any(s.info.get("tense") == "base" for s in senses))
    lone = verb.mood == "plan" or verb.voice == "participle"
    return lone or base or sentence.folded[verb.first] == "be"


def denied(context: Context, sentence: Sentence, clause: Clause, at: int) -> bool:
    """ "Russia denied that its troops had taken part"."""
    reach = 2 * NEAR if clause.kind == "that" else NEAR // 2  # "no truth, he said, in reports that"
    words = sentence.folded[max(clause.first - reach, 0) : at]
    start = max((place for place, word in enumerate(words) if word in (";", ":")), default=-1)
    return bool(context.lexicon.cues["deny"] & set(words[start + 1 :]))
