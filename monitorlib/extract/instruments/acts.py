"""What the text says is done to the instruments of a sentence, and in which mood: done, planned, denied.

Which instrument an act governs is settled in `instrument_patients`.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, noun_mood
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.instruments.patients import patients
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["deeds_in"]


def deeds_in(
    context: Context, sentence: Sentence, found: list[Instrument]
) -> dict[int, list[Deed]]:
    """The acts that concern each instrument of a sentence, by its place in ``found``."""
    deeds: dict[int, list[Deed]] = {}
    if not found:
        return deeds
    papers = context.lexicon.cues["paper"]
    for clause in context.clauses(sentence):
        if sentence.folded[clause.first : clause.first + 2] == ["of", "which"]:
            continue  # "seven accords, of which four have been suspended"
        for deed in _deeds_of(context, clause):
            for place in patients(sentence, deed, found, papers):
                deeds.setdefault(place, []).append(deed)
    return deeds


def _deeds_of(context: Context, clause: Clause) -> Iterator[Deed]:
    """The acts of a clause; what parliaments approve they ratify."""
    heads = {id(verb.mention): verb for verb in clause.verbs if verb.mention is not None}
    for mention in clause.mentions:
        for sense in mention.senses:
            if sense.kind not in ("act", "meeting"):
                continue
            verb = heads.get(id(mention))
            if verb is None and sense.info.get("pos") == "verb":
                continue
            value = "talks" if sense.kind == "meeting" else sense.value
            if value == "approve":
                value = _approval(context, clause, mention)
            mood = _mood(context, clause, verb) if verb else _mood_of_noun(context, clause, mention)
            if value in VALUES:
                if mood == "fact" and clause.kind == "that" and _demanded(context, clause):
                    mood = "plan"
                yield Deed(value, mood, mention.first, mention.last, clause, verb)


def _demanded(context: Context, clause: Clause) -> bool:
    """ "Demanded that Russia quit the treaty", "proposed that a treaty be signed": it is only wished."""
    before = clause.sentence.folded[max(clause.first - 2, 0) : clause.first]
    return not context.lexicon.cues["paper_demand"].isdisjoint(before)


NOBODY = frozenset("neither no none nobody".split())
UNREAL = frozenset("would could might".split())
NEVER_YET = frozenset("until unless if".split())
VOTING = frozenset("vote voted votes voting said yes nod parliament".split())
DECIDED = frozenset("voted votes".split())
NOT_YET = frozenset("once until before unless if when provided assuming".split())


def _mood_of_noun(context: Context, clause: Clause, mention: Mention) -> str:
    """The mood of "the signing": that of its clause, unless it is put off or set for a day to come."""
    mood = noun_mood(clause, mention)
    before = clause.sentence.folded[clause.first : mention.first]
    if mention.acts("ratify") and not context.lexicon.cues["paper_refusal"].isdisjoint(before):
        return "negated"  # "rejected ratification of the treaty"
    if mention.acts("ratify") and context.lexicon.cues["ratification_done"].isdisjoint(
        clause.sentence.folded[clause.first : clause.last]
    ):
        return "plan"  # it is urged, debated, submitted for …
    put_off = context.lexicon.cues["put_off"]
    if mood == "fact" and not put_off.isdisjoint(
        clause.sentence.folded[clause.first : clause.last]
    ):
        return "plan"
    return mood


def _mood(context: Context, clause: Clause, verb: Verb) -> str:
    """The verb's mood; what "neither parliament has ratified" was not, nor what counts "once the Duma ratifies it"."""
    folded = clause.sentence.folded
    before = folded[clause.first : verb.first]
    said = _what_is_said_of_it(context, before)
    if said:
        return said
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if verb.mood == "plan" and folded[verb.first] == "to" and not DECIDED.isdisjoint(before[-6:]):
        return "fact"  # "voted on Friday to ratify"
    if "have" in folded[verb.first : verb.at] and not UNREAL.isdisjoint(
        folded[verb.first : verb.at]
    ):
        return "negated"  # "would have been signed"
    if verb.mood != "fact":
        return verb.mood
    nobody = not NOBODY.isdisjoint(before) and {"fewer", "less"}.isdisjoint(before)
    if nobody or not {"never", "not", "nor"}.isdisjoint(before[-2:]):
        return "negated"
    return (
        "plan" if _wanted(context, folded, verb, before) or _ahead(folded, verb, before) else "fact"
    )


def _what_is_said_of_it(context: Context, before: list[str]) -> str:
    """ "Denied that it had signed", "demanded that it sign", "rumors that it signed": the mood of what follows."""
    if "that" not in before[1:]:
        return ""
    saying = before[: len(before) - 1 - before[::-1].index("that")][-2:]
    if not context.lexicon.cues["paper_doubt"].isdisjoint(saying):
        return "negated"
    return "" if context.lexicon.cues["paper_demand"].isdisjoint(saying) else "plan"


def _wanted(context: Context, folded: list[str], verb: Verb, before: list[str]) -> bool:
    """Whether it is only wished or put off: "wants the treaty signed", "asks that it be signed"."""
    cues = context.lexicon.cues
    if folded[verb.at].endswith("ing") and not cues["put_off"].isdisjoint(before[-3:]):
        return True
    bare = verb.first == verb.at and {"who", "which"}.isdisjoint(before)
    wished = (verb.voice == "participle" or bare) and not cues["paper_wanting"].isdisjoint(
        before[-10:]
    )
    return wished or folded[verb.first] == "be"


def _ahead(folded: list[str], verb: Verb, before: list[str]) -> bool:
    """Whether it hangs on what is still to come: "once the Duma has ratified it", "would otherwise have lapsed"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    present = any(sense.info.get("tense") in ("base", "present") for sense in senses)
    open_yet = NOT_YET if present or folded[verb.first] in ("has", "have") else NEVER_YET
    return not open_yet.isdisjoint(before[-7:]) or not UNREAL.isdisjoint(before[-3:])


VALUES = frozenset(
    "sign conclude reach issue initial ratify end lapse draft wish in_force use say_so amend await refuse talks "
    "withdraw".split()
)


def _approval(context: Context, clause: Clause, mention: Mention) -> str:
    """What an approval is: a ratification by a parliament, an adoption by a summit or session, or nothing."""
    words = set(clause.sentence.folded)
    favored = (
        clause.sentence.folded[mention.last - 1] in ("of", "to") and mention.value == "approve"
    )
    if favored and words.isdisjoint(VOTING):
        return ""  # "spoke in favor of the treaty"
    if not words.isdisjoint(context.lexicon.cues["chamber"]):
        return "ratify"
    return "conclude" if not words.isdisjoint(context.lexicon.cues["summit"]) else ""
