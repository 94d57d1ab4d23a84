"""The scene that troops appear in: where a paragraph tells of maneuvers or of a fight, those named there take part.

"The Northern Fleet had thirty ships at sea" says by itself only that the fleet exists; after a sentence about an
exercise it says that the fleet took part. Amid fighting others may merely stand: there a body takes part that does or
suffers something in a sentence beside the fight, or of which it is said that it was involved.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import WHOLE, Context
from monitorlib.extract.troops.body import Body, TroopAct
from monitorlib.function_words import BE, HAVE, STRONG_PASTS
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["SCENES", "scene_act", "scene_date"]

SCENES = ("exercise", "combat")  # in which troops of several sides appear together
KINDS = ("troops_event", "troops_do")
TOLD = frozenset({"past", "ing", "participle"})
BACK = 6  # sentences of a paragraph that an exercise lasts
LATELY = 2  # sentences back in which a date is that of the scene
FRAY = 1  # sentences that a fight lasts
ACTORS = frozenset({"counted", "named", "strength"})
# Who stands under these is only mentioned: "commander of the 14th Army", "based in", "a treaty on".
APART = frozenset("of on about over under to by with against than from".split())
FOES = frozenset("by against with between among".split())  # but under these one may fight
PAST = frozenset("was were has have had been".split())


def scene_act(context: Context, body: Body, *, idle: bool, planned: bool) -> TroopAct | None:
    """The exercise or, of a body that is ``idle`` else, the fight in the midst of which a body is spoken of.

    Of one that is only ``planned`` it must be said that it takes part.
    """
    sentence = body.sentence
    denied = context.lexicon.cues["deny"] & set(sentence.folded)
    if body.kind not in ACTORS or sentence.owns(body.last) or denied:
        return None
    clause = context.document.clause_at(sentence, body.first)
    joined = _joined(context, clause)
    if planned and not joined:
        return None
    value = _scene(context, sentence, BACK)
    if joined and not value:  # maneuvers last as long as the bulletin, a fight does not
        value = "exercise" if _scene(context, sentence, None) == "exercise" else ""
    if value == "exercise":
        standing = context.lexicon.cues["standing"] & set(sentence.folded)
        takes_part = joined or not (_under(body) in APART or standing)
    else:
        takes_part = value == "combat" and idle and (joined or _in_the_fray(context, body, clause))
    return TroopAct(value, "fact", body.first, clause) if takes_part else None


def _joined(context: Context, clause: Clause) -> bool:
    """Whether a clause says that somebody was involved: "Russia was represented by"."""
    words = clause.sentence.folded[clause.first : clause.last]
    return not context.lexicon.cues["involve"].isdisjoint(words)


def _under(body: Body) -> str:
    """The word that a body stands under."""
    return body.sentence.folded[body.first - 1] if body.first else ""


def _in_the_fray(context: Context, body: Body, clause: Clause) -> bool:
    """Whether a body did or suffered something beside a fight: its verb is past and tells no lasting state."""
    sentence = body.sentence
    if not _scene(context, sentence, FRAY) or _under(body) in APART - FOES:
        return False
    return any(_lively(context, sentence, verb) for verb in clause.verbs)


def _lively(context: Context, sentence: Sentence, verb: Verb) -> bool:
    head, chain = sentence.folded[verb.at], set(sentence.folded[verb.first : verb.at])
    if verb.mood != "fact" or head in BE | HAVE | context.lexicon.cues["lasting"]:
        return False
    return head.endswith("ed") or head in STRONG_PASTS or bool(chain & PAST)


def scene_date(context: Context, sentence: Sentence, action: str) -> str:
    """When an exercise or a fight was that the sentences before tell of: the date beside the word for it."""
    for each in _before(context, sentence, None):
        near = sentence.index - each.index <= LATELY and each.paragraph == sentence.paragraph
        dates = [m.date for m in each.mentions if m.date is not None]
        if dates and (near or _tells(each, action)):
            return dates[0].edtf
    return ""


def _tells(sentence: Sentence, action: str) -> bool:
    return any(s.value == action for m in sentence.mentions for s in m.senses)


def _scene(context: Context, sentence: Sentence, back: int | None) -> str:
    """``exercise`` or ``combat``, as the sentence or those before it in the paragraph tell, else ""."""
    told = (
        v for each in _before(context, sentence, back) for m in each.mentions if (v := _told(m))
    )
    return next(told, "")


def _before(context: Context, sentence: Sentence, back: int | None) -> Iterator[Sentence]:
    """The sentence and ``back`` before it in its paragraph, nearest first; with None of the bulletin."""
    first = max(sentence.index - (WHOLE if back is None else back), 0)
    for index in range(sentence.index, first - 1, -1):
        if back is None or context.sentences[index].paragraph == sentence.paragraph:
            yield context.sentences[index]


def _told(mention: Mention) -> str:
    """The scene that a noun or a verb tells of: "exercises", "practiced"."""
    for sense in mention.senses:
        tells = sense.kind == "troops_event" or sense.info.get("tense") in TOLD
        if tells and sense.kind in KINDS and sense.value in SCENES:
            return sense.value
    return ""
