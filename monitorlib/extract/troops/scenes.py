"""The scene that troops appear in: where a paragraph tells of maneuvers, those named there take part.

"The Northern Fleet had thirty ships at sea" says by itself only that the fleet exists; after a sentence about an
exercise it says that the fleet took part.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import Body, TroopAct
from monitorlib.spans import Mention, Sentence

__all__ = ["scene_act", "scene_date"]

SCENES = ("exercise",)  # fighting is no such scene: who is stationed amid it need not fight
KINDS = ("troops_event", "troops_do")
TOLD = frozenset({"past", "ing", "participle"})
BACK = 6  # sentences of a paragraph that a scene lasts
ACTORS = frozenset({"counted", "named", "strength"})
# Who stands under these is only mentioned: "commander of the 14th Army", "based in", "a treaty on".
APART = frozenset("of on about over under to by with against than from".split())
# Words of a sentence that tells how things stand, not what goes on.
STANDING = frozenset(
    "based stationed base bases garrison headquartered treaty agreement strength commander permanently total".split()
)


def scene_act(context: Context, body: Body) -> TroopAct | None:
    """The exercise in the midst of which a body is spoken of, if there is one."""
    sentence = body.sentence
    if body.kind not in ACTORS or not _leads(sentence, body) or STANDING & set(sentence.folded):
        return None
    value = _scene(context, sentence)
    if not value:
        return None
    clause = context.document.clause_at(sentence, body.first)
    return TroopAct(value, "fact", body.first, clause)


def _leads(sentence: Sentence, body: Body) -> bool:
    """Whether a body acts in its sentence: it stands under no preposition."""
    at = body.first
    before = sentence.folded[at - 1] if at else ""
    return before not in APART and not sentence.owns(body.last)


def scene_date(context: Context, sentence: Sentence, action: str) -> str:
    """When an exercise or a fight was that the sentences before tell of: the date beside the word for it."""
    for each in _before(context, sentence):
        dates = [m.date for m in each.mentions if m.date is not None]
        if dates and any(s.value == action for m in each.mentions for s in m.senses):
            return dates[0].edtf
    return ""


def _scene(context: Context, sentence: Sentence) -> str:
    """``exercise``, as the sentence or those before it in the paragraph tell, else ""."""
    told = (v for each in _before(context, sentence) for m in each.mentions if (v := _told(m)))
    return next(told, "")


def _before(context: Context, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence and those before it that one scene lasts, the nearest first."""
    for index in range(sentence.index, max(sentence.index - BACK, -1), -1):
        if context.sentences[index].paragraph == sentence.paragraph:
            yield context.sentences[index]


def _told(mention: Mention) -> str:
    """The scene that a noun or a verb tells of: "exercises", "practiced"."""
    for sense in mention.senses:
        tells = sense.kind == "troops_event" or sense.info.get("tense") in TOLD
        if tells and sense.kind in KINDS and sense.value in SCENES:
            return sense.value
    return ""
