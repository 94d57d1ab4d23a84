"""Whether what is said of troops is done, planned, only wished for, halted or denied.

The mood of a verb comes from `clauses`; here it is seen who wants what. A withdrawal that others demand, or that talks
are about, is ``demand``: no undertaking exists (codebook section 8). One that an agreement, a decree or a timetable
speaks of is a ``plan``, also where the agreement is not kept.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.body import REACH
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["event_mood", "verb_mood"]

DEMANDING = frozenset(
    "want wants wanted demand demands demanded demanding urge urges urged urging insist insists "
    "insisted insisting request requests requested ask asks asked call calls called calling "
    "appeal appealed appeals press pressed pressing like should ought seek seeks sought seeking "
    "talks negotiations dispute discussion discussions proposal propose proposed discuss "
    "discussed question issue let entitled right free".split()
)
WISHING = frozenset("want wants wanted seeks".split())  # "wants to withdraw" is a plan of one's own
PLEDGING = frozenset(
    "agreement accord treaty protocol deal plan plans schedule timetable decision promise "
    "pledge pledges pledged promised deadline terms undertaking agreed undertook undertaken "
    "decided decree order ordered orders planned calendar commitment commitments prepare "
    "preparing preparations planning intends intend intention announced covers cover foresees "
    "foresee provides provide envisages envisage future proposed forthcoming eventual scheduled "
    "impending".split()
)
BEGINNING = frozenset("begin start resume continue proceed complete finish".split())
HALTING = frozenset(
    "halt halted halting stop stopped stopping suspend suspended suspending block blocked "
    "blocking oppose opposed opposes prevent prevented against without reject rejected rejects "
    "broke refuse refused refuses refusing refusal vetoed declined declines no".split()
)
DENYING = frozenset("deny denied denies denying refuted refutes dismissed".split())
INSTRUMENTS = frozenset(
    "agreement accord treaty protocol timetable schedule plan plans deadline deal".split()
)
HELPERS = frozenset("will shall are is was were must".split())


def event_mood(sentence: Sentence, clause: Clause, mention: Mention) -> str:
    """The mood of a noun of action ("the withdrawal of"), from the words before it and the verbs of its clause."""
    before = set(sentence.folded[max(mention.first - 6, clause.first) : mention.first])
    after = set(sentence.folded[mention.last : mention.last + 2])
    for verb in clause.verbs:
        if verb.first < mention.first and verb.mood in ("negated", "maybe"):
            return verb.mood
    if HALTING & before or _denied(sentence, clause, mention.first):
        return "negated"
    if DEMANDING & before:
        return "demand"
    if PLEDGING & before or INSTRUMENTS & after:
        return "plan"
    moods = [verb.mood for verb in clause.verbs]
    for mood in ("negated", "maybe", "plan"):
        if mood in moods:
            return mood
    heads = {sentence.folded[verb.at] for verb in clause.verbs}
    return "plan" if heads & (BEGINNING | PLEDGING) else "fact"


def verb_mood(sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what others want, urge or demand is ``demand``."""
    if verb.mood in ("negated", "maybe"):
        return verb.mood
    if _denied(sentence, clause, verb.first):
        return "negated"
    group = set(sentence.folded[verb.first : verb.at])
    if {"should", "ought"} & group:
        return "demand"
    words = sentence.folded[max(verb.first - REACH - 2, 0) : verb.first]
    wanted = [word for word in words if word in DEMANDING]
    if not wanted and _decided(sentence, clause, verb):
        return "plan"
    if not wanted or HELPERS & group or {";", ":"} & set(words) or not _dependent(sentence, verb):
        return verb.mood
    own = words[-1:] == wanted[-1:] and sentence.folded[verb.first] == "to"
    return "plan" if own and wanted[-1] in WISHING else "demand"


def _decided(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """ "Ordered that all forces leave": what an order or agreement says with a bare verb is to be done."""
    senses = verb.mention.senses if verb.mention is not None else ()
    base = verb.first == verb.at and any(s.info.get("tense") == "base" for s in senses)
    bare = base or sentence.folded[verb.first] == "be"
    return bare and bool(PLEDGING & set(sentence.folded[max(clause.first - 6, 0) : verb.first]))


def _dependent(sentence: Sentence, verb: Verb) -> bool:
    """Whether a verb can hang on a wish: "to leave", "be withdrawn", "leaving", "that Russia withdraw"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    base = verb.first == verb.at and any(s.info.get("tense") == "base" for s in senses)
    lone = verb.mood == "plan" or verb.voice == "participle"
    return lone or base or sentence.folded[verb.first] == "be"


def _denied(sentence: Sentence, clause: Clause, at: int) -> bool:
    """ "Russia denied that its troops had taken part"."""
    words = sentence.folded[max(clause.first - 3, 0) : at]
    start = max((place for place, word in enumerate(words) if word in (";", ":")), default=-1)
    return bool(DENYING & set(words[start + 1 :]))
