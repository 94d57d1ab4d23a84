"""Acts that no single word names: troops that are only planned, cut to a figure, growing, or hardly even thought of.

"He envisages a joint group of forces", "the corps is to have two brigades", "a battalion of 700 men will be based at
Adazi": who is spoken of for the first time, and in the future, is to be deployed. The planned size of troops that there
are already makes no action (codebook section 8).
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import REACH, Body, TroopAct
from monitorlib.extract.troops.moods import verb_mood
from monitorlib.function_words import DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.spans import Sentence
from monitorlib.verbs import Verb

__all__ = ["cut_to", "definite", "unworded"]

DEFINITE = (DETERMINERS - {"a", "an", "another", "all", "some", "both"}) | POSSESSIVES | {"s"}
NEW = frozenset("a an new joint another additional".split())
HAVING = frozenset(
    "have include comprise consist number total be contain embrace count field encompass involve".split()
)
ANY = frozenset({"a", "an", "any", "single"})
SETTING = frozenset("planned sets fixes limits caps".split())
THOUGHT_OF = 8  # words between a word of planning and the troops that are planned


def cut_to(context: Context, body: Body) -> list[TroopAct]:
    """ "The garrison has been trimmed year after year to 900 men": the figure that remains is a fact of its own."""
    sentence = body.sentence
    if body.strength is None or sentence.folded[body.first - 1 : body.first] != ["to"]:
        return []
    cut, more = context.lexicon.cues["cut"], context.lexicon.cues["rise"]
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            near = 0 < body.first - verb.at <= REACH + 4
            words = set(sentence.folded[verb.first : verb.at + 2]) if near else set()
            if words & (cut | more):
                mood = verb_mood(context, sentence, clause, verb)
                value = "reduce" if words & cut else "deploy"
                return [TroopAct(value, mood, verb.at, clause, verb)]
    return []


def definite(body: Body) -> bool:
    """Whether the text takes a body for known: "the 1,300 peacekeepers", "its regiment"."""
    return bool(DEFINITE & set(body.words))


def unworded(context: Context, body: Body) -> list[TroopAct]:
    """What is meant of a body that no verb or noun of the lexicon is about."""
    if body.kind not in ("counted", "strength"):
        return []
    clause = context.document.clause_at(body.sentence, body.first)
    act = _future(context, body, clause)
    return [act] if act is not None else []


def _future(context: Context, body: Body, clause: Clause) -> TroopAct | None:
    """The plan, or the mere thought, that a body not spoken of before stands in."""
    if _planned_size(context, body, clause):
        return TroopAct("train", "plan", body.first, clause)
    known = body.of is not None and body.of.kind != "general"
    return None if known or definite(body) else _governed(context, body, clause)


def _governed(context: Context, body: Body, clause: Clause) -> TroopAct | None:
    """The plan that the body's verb, or a word of planning before it, tells."""
    if _not_had(body, clause):
        return TroopAct("deploy", "negated", body.first, clause)
    verb = _governor(body, clause)
    if verb is not None and verb.mood in ("plan", "maybe"):
        mood = verb_mood(context, body.sentence, clause, verb)
        mood = "maybe" if _required(body.sentence, verb) else mood
        return TroopAct("deploy", mood, verb.at, clause) if mood in ("plan", "maybe") else None
    at = _scheme(context, body, clause)
    return TroopAct("deploy", "plan", at, clause) if at >= 0 else None


def _required(sentence: Sentence, verb: Verb) -> bool:
    """ "20,000 men would be needed": nobody sends them."""
    would = "would" in sentence.folded[verb.first : verb.at]
    return would and sentence.folded[verb.at] in ("needed", "required", "necessary", "take", "do")


def _not_had(body: Body, clause: Clause) -> bool:
    """ "Could not scrape together a battalion": there is none."""
    before = [v for v in clause.verbs if v.at < body.first]
    near = bool(before) and body.first - before[-1].at <= REACH - 4
    return near and before[-1].mood == "negated" and not ANY.isdisjoint(body.words)


def _planned_size(context: Context, body: Body, clause: Clause) -> bool:
    """ "Whose planned strength is 50,000", "the total will not exceed 20,000"."""
    if body.strength is None:
        return False
    words = body.sentence.folded[: body.first]
    sizes = context.lexicon.cues["size"]
    size = max((at for at in range(clause.first, body.first) if words[at] in sizes), default=-1)
    ahead = any(v.mood != "fact" and size < v.first < body.first for v in clause.verbs)
    return size >= 0 and (ahead or bool(SETTING & set(words[max(size - 3, 0) : size])))


def _governor(body: Body, clause: Clause) -> Verb | None:
    """The verb that a body is the subject of, or that says what something is to have or to consist of."""
    sentence = body.sentence
    before = [v for v in clause.verbs if v.at < body.first]
    if before:
        verb = before[-1]
        had = verb.mood == "maybe" or sentence.folded[verb.at] in HAVING
        return verb if had and body.first - verb.at <= REACH else None
    later = [v for v in clause.verbs if v.first >= body.last]
    under = PREPOSITIONS & set(sentence.folded[max(clause.first, body.first - 1) : body.first])
    return later[0] if later and not under and not _broken(sentence, body.last, later[0]) else None


def _broken(sentence: Sentence, start: int, verb: Verb) -> bool:
    """Whether a mark stands between a subject and a verb, and no aside: ", 4,500 strong, will be …"."""
    words = sentence.folded[start : verb.first]
    aside = words[:1] == [","] == words[-1:]
    return bool({";", ":", ","} & set(words)) and not aside


def _scheme(context: Context, body: Body, clause: Clause) -> int:
    """The word of planning before a body: "envisages", "the offer of", "provides for"; -1 when there is none."""
    sentence, schemes = body.sentence, context.lexicon.cues["scheme"]
    reach = len(sentence.words) if NEW & set(body.words) else THOUGHT_OF
    for at in range(body.first - 1, max(clause.first, body.first - reach) - 1, -1):
        word = sentence.folded[at]
        if word in schemes:
            return at
        if word == "and" or (word == "," and reach == THOUGHT_OF):
            break
    return -1
