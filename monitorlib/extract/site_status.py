"""What is said of a site: in use, granted, closed, sought, under construction, and who uses it (codebook section 6)."""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import noun_group
from monitorlib.extract.context import Act, Context, acts_on, holder, owner_in, part, possessor
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["INDEFINITE", "imagined", "operator_of", "status_of", "wished"]

REACH = 13  # farther acts say nothing of a site
FAR = 20  # but for one that has it as its object
USING = ("use", "close", "build", "withdraw", "grant")
ACTS = ("grant", "close", "build", "withdraw", "transfer", "dismantle")
# Verbs of leaving that close a site when it is their object: "left the base", "pulled out of the base".
LEAVING = frozenset(
    "leave|quit|vacate|evacuate|abandon|hand back|give back|return|hand over|turn over|pull out|move out|"
    "withdraw|give up|relinquish|take down|pull down|tear down|blow up|demolish|dismantle".split(
        "|"
    )
)
# Words of somebody who would have it otherwise: what they demand is no undertaking, what they want they do not hold.
WISHING = frozenset(
    "demand demands demanded demanding urge urges urged want wants wanted ask asks asked asking insist insists "
    "insisted press pressed pressing call calls called request requests requested like hopes hoped wish wishes wished "
    "claim claims claimed seek seeks sought seeking bid covet covets offer offers offered propose proposes proposed "
    "rather prefer prefers preferred".split()
)
# What may stand between a verb of leaving and the site: "gave back the ground on which its radar had stood".
BETWEEN = frozenset(
    "of from out the its their all both ground grounds land site territory on which where".split()
)
GONE = frozenset("former closed abandoned disused deserted erstwhile onetime".split())
INDEFINITE = frozenset("a an another new".split())


# --- status ------------------------------------------------------------------------------------------------


def status_of(
    context: Context, sentence: Sentence, first: int, last: int
) -> tuple[str, Act | None]:
    """The status that the nearest telling act gives, and that act; "" when nothing is said of it."""
    if GONE & set(sentence.folded[first:last]):
        return "closed", None
    acts = acts_on(context, sentence, first, last, ACTS)
    acts.sort(
        key=lambda act: not _leaves(sentence, act, first)
    )  # what is blown up is not "unfinished"
    for act in acts:
        if act.cost <= REACH or (act.cost <= FAR and _leaves(sentence, act, first)):
            status = _made_of(context, sentence, act, first, last)
            if status:
                return status, act
    if sentence.folded[first] in INDEFINITE and wished(sentence, first - 8, first):
        return "sought", None
    return "", None


def imagined(context: Context, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a site only might come to be: "could set up a base at Ganja"."""
    acts = acts_on(context, sentence, first, last, ("build", "grant", "deploy"))
    return bool(acts) and acts[0].cost <= REACH and acts[0].mood in ("maybe", "negated")


def wished(sentence: Sentence, low: int, word: int) -> bool:
    """Whether words ``low``..``word`` speak of a wish: "wants", "demanded that", "would have"."""
    words = sentence.folded[max(low, 0) : word]
    return bool(WISHING & set(words)) or ("would", "have") in pairwise(words)


def _made_of(context: Context, sentence: Sentence, act: Act, first: int, last: int) -> str:
    """What one act makes of the site; a wish or a threat makes nothing of it."""
    status = ""
    if act.mood in ("maybe", "negated"):
        return status
    wish = wished(sentence, act.word - 8, act.word)
    if act.value == "grant" and act.mood == "fact":
        status = "granted"
    elif (
        act.value == "build"
        and _unfinished(sentence, act)
        and not _of_another(sentence, act, first)
    ):
        status = "under_construction"
    elif _closes(context, sentence, act, first, last) and not wish:
        status = "closed" if act.mood == "fact" else "to_close"
    elif _hands_to(sentence, act, first) and wished(sentence, 0, act.word):
        status = "sought"
    return status


def _unfinished(sentence: Sentence, act: Act) -> bool:
    """Whether building goes on or lies ahead: "is being built", "is to be built", "under construction"."""
    if act.verb is None or act.mood == "plan":
        return True
    words = sentence.folded[act.verb.first : act.verb.at + 1]
    return "being" in words or words[-1].endswith("ing") or words[0] in ("resumed", "resumes")


def _of_another(sentence: Sentence, act: Act, first: int) -> bool:
    """Whether a word such as "unfinished" stands with another site: "the unfinished radar and the station at X"."""
    others = [m for m in sentence.of("site") if act.word < m.first and m.last <= first]
    return act.verb is None and bool(others)


def _closes(context: Context, sentence: Sentence, act: Act, first: int, last: int) -> bool:
    """Whether the act closes the very site, or those who were there leave it."""
    if act.value == "close":
        return sentence.folded[act.word + 1 : act.word + 2] != ["to"]
    if not _is_leaving(act):
        return False
    if act.word < first:
        return _leaves(sentence, act, first)
    clause = context.document.clause_at(sentence, act.word)
    antecedent = clause.antecedent
    if antecedent is not None and first <= antecedent.first < last:
        return True  # "two bases, which Russia promised to vacate"
    if act.verb is None or act.verb.voice != "passive" or sentence.folded[act.word] == "left":
        return False
    return bool(clause.subject) and first <= clause.subject[0].first < last


def _is_leaving(act: Act) -> bool:
    if act.value == "dismantle":
        return True
    mention = act.verb.mention if act.verb is not None else None
    return mention is not None and any(s.info.get("base") in LEAVING for s in mention.senses)


def _leaves(sentence: Sentence, act: Act, first: int) -> bool:
    """Whether a verb of leaving has the site as its object: "pulled out of the base"."""
    mention = act.verb.mention if act.verb is not None else None
    if mention is None or act.word > first or not _is_leaving(act):
        return False
    return set(sentence.folded[mention.last : first]) <= BETWEEN


def _hands_to(sentence: Sentence, act: Act, first: int) -> str:
    """To whom a site named behind the verb is to go: "leave to Ukraine's navy the harbors"."""
    if act.verb is None or act.word > first or act.mood not in ("fact", "plan"):
        return ""
    for mention in sentence.within(act.word, first):
        sense = mention.sense("actor")
        if sense is not None and sentence.folded[mention.first - 1] == "to":
            return sense.value
    return ""


# --- operator ----------------------------------------------------------------------------------------------


def operator_of(
    context: Context, sentence: Sentence, words: tuple[int, int, int], act: Act | None
) -> str:
    """Who uses a site: ``words`` are where its noun group begins and ends, and where its place ends."""
    first, head, last = words
    return (
        _recipient(context, sentence, first, last, act)
        or possessor(context, sentence, first, head)
        or _user(context, sentence, first, last)
        or _force(sentence, first)
    )


def _recipient(context: Context, sentence: Sentence, first: int, last: int, act: Act | None) -> str:
    """To whom a site is granted, would be given, or belongs."""
    return (
        _grantee(context, sentence, first, last)
        or (_hands_to(sentence, act, first) if act is not None else "")
        or holder(context, sentence, first, last)
        or _owner_behind(sentence, last)
    )


def _grantee(context: Context, sentence: Sentence, first: int, last: int) -> str:
    """To whom a site is granted: "on lease to Russia", "granted Russia free use"; a lessee's is the subject."""
    acts = [act for act in acts_on(context, sentence, first, last, ("grant",)) if act.cost <= REACH]
    for act in sorted(acts, key=lambda act: act.verb is None):
        clause = context.document.clause_at(sentence, act.word)
        for mention in sentence.within(act.word, clause.last):
            sense = mention.sense("actor")
            before = sentence.folded[mention.first - 1]
            if sense is not None and (before == "to" or act.word == mention.first - 1):
                return sense.value
        if act.verb is not None and act.verb.voice == "active":
            return next((code for m in clause.subject if (code := acting(sentence, m))), "")
    return ""


def _owner_behind(sentence: Sentence, last: int) -> str:
    """ "… belong to Ukraine", "… of the Russian Federation"."""
    for mention in sentence.within(last, last + 12):
        sense = mention.sense("actor")
        before = sentence.folded[max(mention.first - 2, 0) : mention.first]
        if sense is not None and before in (
            ["belong", "to"],
            ["belongs", "to"],
            ["belonging", "to"],
        ):
            return sense.value
    return ""


def _user(context: Context, sentence: Sentence, first: int, last: int) -> str:
    """Who uses, builds or leaves the site: "ranges which the Russian military goes on using", "used by Ukraine"."""
    for act in acts_on(context, sentence, first, last, USING):
        if act.cost > REACH or act.verb is None or act.verb.voice == "participle":
            continue
        clause = context.document.clause_at(sentence, act.word)
        if act.verb.voice == "passive":
            near = [m for m in sentence.within(act.word, clause.last) if _agent(sentence, m)]
        else:
            near = [*sentence.within(clause.first, act.verb.first), *clause.subject]
        code = next((code for m in near if (code := acting(sentence, m))), "")
        if code:
            return code
    return ""


def _agent(sentence: Sentence, mention: Mention) -> bool:
    return sentence.folded[mention.first - 1] == "by"


def _force(sentence: Sentence, first: int) -> str:
    """Whose force is named in the same part of the sentence: "the Russian army's depot"."""
    low, high = part(sentence, first)
    for mention in sentence.within(low, high):
        if mention.sense("echelon") or mention.sense("force"):
            owner = owner_in(sentence, noun_group(sentence, mention), mention.last)
            if owner:
                return owner
    return ""
