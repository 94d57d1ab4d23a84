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
SETTING = frozenset("planned sets fixes limits caps".split())
NEEDING = frozenset(
    "need needs needed require requires required want wants wanted lack lacks".split()
)
ACCIDENT = frozenset(
    "accident crash crashed suicide suicides hazing exploded explosion desertion deserted deserters hunger lose "
    "loses losing".split()
)
ADDING = frozenset(
    "reinforce;strengthen;augment;increase;expand;enlarge;bolster;beef up;swell;build up".split(";")
)
PERHAPS = frozenset("perhaps maybe possibly".split())
THOUGHT_OF = 8  # words between a word of planning and the troops that are planned


def cut_to(context: Context, body: Body) -> list[TroopAct]:
    """ "The garrison has been trimmed year after year to 900 men": the figure that remains is a fact of its own."""
    sentence = body.sentence
    before = sentence.folded[body.first - 1 : body.first]
    fewer = (
        body.kind == "counted"
        and before == ["from"]
        and "to" in sentence.folded[body.last : body.last + 3]
    )
    if not fewer and (body.strength is None or before != ["to"]):
        return []  # neither "to 900 men" nor "from nine divisions to two"
    cut, more = context.lexicon.cues["cut"], context.lexicon.cues["rise"]
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            near = 0 < body.first - verb.at <= REACH + 4
            words = set(sentence.folded[verb.first : verb.at + 2]) if near else set()
            if words & (cut | more):
                mood = verb_mood(context, sentence, clause, verb)
                return [
                    TroopAct("reduce" if words & cut else "deploy", mood, verb.at, clause, verb)
                ]
    return []


def definite(body: Body) -> bool:
    """Whether the text takes a body for known: "the 1,300 peacekeepers", "its regiment"."""
    return bool(DEFINITE & set(body.words))


def unworded(context: Context, body: Body) -> list[TroopAct]:
    """What is meant of a body that no verb or noun of the lexicon is about."""
    clause = context.document.clause_at(body.sentence, body.first)
    if body.kind in ("counted", "strength") and (act := _future(context, body, clause)):
        return [act]
    if body.kind == "named" and body.name[0].isdigit() and (loss := _bled(body, clause)):
        return [loss]
    if body.kind in ("counted", "strength") and (added := _added(context, body, clause)):
        return [added]
    for at in range(body.first, body.last):
        if body.sentence.folded[at] in context.lexicon.cues["grow"]:
            return [TroopAct("deploy", "fact", at, clause)]  # "the growing Russian presence"
    return []


def _added(context: Context, body: Body, clause: Clause) -> TroopAct | None:
    """ "Reinforces its border troops with two battalions": what is added arrives."""
    if body.sentence.folded[body.first - 1 : body.first] not in (["with"], ["by"]):
        return None
    for verb in clause.verbs:
        senses = verb.mention.senses if verb.mention is not None and verb.at < body.first else ()
        if any(
            s.kind == "troops_undergo" and s.value == "deploy" and s.info["base"] in ADDING
            for s in senses
        ):
            return TroopAct(
                "deploy", verb_mood(context, body.sentence, clause, verb), verb.at, clause, verb
            )
    return None


def _bled(body: Body, clause: Clause) -> TroopAct | None:
    """The fight that the dead of a body tell of: "two soldiers of the 506th Regiment died"."""
    for word in body.sentence.of("loss"):
        if clause.first <= word.first < clause.last and not ACCIDENT & set(body.sentence.folded):
            return TroopAct("combat", "fact", word.first, clause)
    return None


def _future(context: Context, body: Body, clause: Clause) -> TroopAct | None:
    """The plan, or the mere thought, that a body not spoken of before stands in."""
    sentence = body.sentence
    if _planned_size(context, body, clause) or _limited(body, clause):
        return TroopAct("train", "plan", body.first, clause)
    known = body.of is not None and (body.of.kind != "general" or definite(body.of))
    if known or definite(body):  # but "is considering a force of 50,000 men"
        return None
    if PERHAPS & set(sentence.folded[max(clause.first, body.first - REACH) : body.first]):
        return TroopAct("deploy", "maybe", body.first, clause)
    if sentence.folded[body.last : body.last + 1] in (["ready"], ["waiting"]):
        return TroopAct("deploy", "plan", body.first, clause)  # "have a brigade ready"
    return _governed(context, body, clause)


def _governed(context: Context, body: Body, clause: Clause) -> TroopAct | None:
    """The plan that the body's verb, or a word of planning before it, tells."""
    sentence = body.sentence
    verb = _governor(context, body, clause)
    if verb is not None and verb.mood in ("plan", "maybe"):
        mood = verb_mood(context, sentence, clause, verb)
        return TroopAct("deploy", mood, verb.at, clause) if mood in ("plan", "maybe") else None
    at = _scheme(context, body, clause)
    if at < 0:
        return None
    mood = "maybe" if "no" in sentence.folded[max(at - 2, 0) : at] else "plan"  # "has no plans for"
    return TroopAct("deploy", mood, at, clause)


def _limited(body: Body, clause: Clause) -> bool:
    """ "Kazakhstan may keep no more than 80,000 men": a limit, whatever there is."""
    if body.strength is None or body.strength.qualifier == "exact":
        return False
    verbs = [v for v in clause.verbs if v.at < body.first]
    heads = {body.sentence.folded[v.at] for v in verbs[-1:]}
    return bool(heads & HAVING) and verbs[-1].mood in ("negated", "maybe")


def _planned_size(context: Context, body: Body, clause: Clause) -> bool:
    """ "Whose planned strength is 50,000", "the total will not exceed 20,000"."""
    if body.strength is None:
        return False
    sentence = body.sentence
    sizes = context.lexicon.cues["size"]
    words = sentence.folded[: body.first]
    size = max((at for at in range(clause.first, body.first) if words[at] in sizes), default=-1)
    ahead = any(v.mood != "fact" and size < v.first < body.first for v in clause.verbs)
    near = set(words[max(size - 3, 0) : size])
    return size >= 0 and (ahead or bool(near & SETTING))


def _governor(context: Context, body: Body, clause: Clause) -> Verb | None:
    """The verb that a body is the subject of, or that says what something is to have or to consist of."""
    sentence = body.sentence
    before = [v for v in clause.verbs if v.at < body.first]
    if before:
        near = body.first - before[-1].at <= REACH
        head = sentence.folded[before[-1].at]
        asked = (
            head in context.lexicon.cues["demand"]
            and "for" in sentence.folded[before[-1].at : body.first]
        )
        if near and (head in NEEDING or asked):
            return Verb(before[-1].first, before[-1].at, "maybe", before[-1].voice)
        infinitive = sentence.folded[before[-1].first] == "to"
        for verb in before[-1:] + [v for v in before if infinitive]:
            if near and verb.mood == "maybe":
                return verb  # "might find the means to feed a division"
        return before[-1] if near and head in HAVING else None
    later = [v for v in clause.verbs if v.first >= body.last]
    leads = not PREPOSITIONS & set(sentence.folded[max(clause.first, body.first - 1) : body.first])
    return later[0] if later and leads and not _broken(sentence, body.last, later[0]) else None


def _broken(sentence: Sentence, start: int, verb: Verb) -> bool:
    """Whether another noun group or mark stands between a subject and a verb."""
    words = sentence.folded[start : verb.first]
    aside = words[:1] == [","] == words[-1:] and len(words) > 1  # ", 4,500 strong, will be …"
    return bool({";", ":", ","} & set(words)) and not aside


def _scheme(context: Context, body: Body, clause: Clause) -> int:
    """The word of planning before a body: "envisages", "the offer of", "provides for"; -1 when there is none."""
    sentence, schemes = body.sentence, context.lexicon.cues["scheme"]
    reach = len(sentence.words) if NEW & set(body.words) else THOUGHT_OF
    for at in range(body.first - 1, max(clause.first, body.first - reach) - 1, -1):
        word = sentence.folded[at]
        if word in schemes:
            return at
        if (
            word == "and"
            or (word == "," and reach == THOUGHT_OF)
            or (word in PREPOSITIONS - {"of", "for", "on"} and at >= body.first - 2)
        ):
            break
    return -1
