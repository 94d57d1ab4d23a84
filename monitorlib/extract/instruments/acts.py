"""What the text says is done to the instruments of a sentence, and in which mood: done, planned, denied.

Which instrument an act governs is settled in `patients`.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, noun_mood
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.instruments.patients import patients
from monitorlib.extract.instruments.status import STATUS_OF_ACT
from monitorlib.function_words import DETERMINERS, NOBODY, NUMBERS
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
    for clause in context.clauses(sentence):
        for deed in _deeds_of(context, clause):
            for place in patients(sentence, deed, found):
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
            value = _meaning(context, clause, mention, verb, value)
            mood = _mood(context, clause, verb) if verb else _mood_of_noun(context, clause, mention)
            if value in STATUS_OF_ACT:
                if clause.kind == "that":
                    mood = _reported(context, clause, mood)
                yield Deed(value, mood, mention.first, mention.last, clause, verb)


def _reported(context: Context, clause: Clause, mood: str) -> str:
    """The mood of what is "demanded that Russia quit", "proposed that a treaty be signed", "feared that it will"."""
    before = clause.sentence.folded[max(clause.first - 2, 0) : clause.first]
    cues = context.lexicon.cues
    if not cues["paper_doubt"].isdisjoint(before):
        return "negated"
    return "plan" if mood == "fact" and not cues["paper_demand"].isdisjoint(before) else mood


DECIDED = frozenset({"voted", "votes"})
UNREAL = frozenset("would could might".split())
# What hangs on words such as "once", "until": all of it, or what is told in the present tense ("once he signs it").
NEVER_YET = frozenset("until unless if".split())
NOT_YET = frozenset("once until before unless if when provided assuming".split())


def _mood_of_noun(context: Context, clause: Clause, mention: Mention) -> str:
    """The mood of "the signing": that of its clause, unless it is put off or set for a day to come."""
    clause = _finite(context, clause)
    words, cues = clause.sentence.folded[clause.first : clause.last], context.lexicon.cues
    folded = clause.sentence.folded
    if "longer" in folded[mention.first : mention.last] and folded[mention.first - 1] != "will":
        return "fact"  # "is no longer in force": so it is
    if mention.acts("ratify") and cues["ratification_done"].isdisjoint(words):
        return (
            "fact" if _dated(clause, mention) else "plan"
        )  # it is urged, debated, submitted for …
    mood = noun_mood(clause, mention)
    return "plan" if mood == "fact" and not cues["put_off"].isdisjoint(words) else mood


def _finite(context: Context, clause: Clause) -> Clause:
    """The clause that goes on with one that has no verb yet: "The signing, set for Tuesday, *was put off*"."""
    later = (c for c in context.clauses(clause.sentence) if c.first > clause.first)
    lacks = not clause.verbs and clause.kind == "main"
    after = (c for c in later if c.verbs and c.kind == "main" and lacks)
    return next(after, clause)


def _dated(clause: Clause, mention: Mention) -> bool:
    """Whether a noun has its day with it: "its *ratification* by the Duma *on May 5* was praised"."""
    verb = next((verb for verb in clause.verbs if verb.first > mention.first), None)
    if verb is None or verb.mood != "fact":
        return False
    return any(clause.sentence.within(mention.last, verb.first, "date"))


def _mood(context: Context, clause: Clause, verb: Verb) -> str:
    """The verb's mood; what "neither parliament has ratified" was not, nor what counts "once the Duma ratifies it"."""
    folded = clause.sentence.folded
    dates = {m.first - 1 for m in clause.sentence.within(clause.first, verb.first, "date")}
    before = [folded[at] for at in range(clause.first, verb.first) if at not in dates]
    auxiliaries = folded[verb.first : verb.at]
    if auxiliaries[:1] == ["to"] and not DECIDED.isdisjoint(before[-6:]):
        return "fact"  # "voted on Friday to ratify"
    if "have" in auxiliaries and not UNREAL.isdisjoint(auxiliaries):
        return "negated"  # "would have been signed"
    if verb.mood != "fact":
        return verb.mood
    behind = folded[verb.at + 1 : verb.at + 3]
    hung = verb.voice == "participle" and not folded[verb.at].endswith("ing")  # "a treaty signed"
    nobody = not hung and not NOBODY.isdisjoint(before) and "fewer" not in before
    nobody = nobody or behind[:1] == ["neither"]  # "supersedes neither"
    nobody = nobody or (behind[:1] == ["by"] and behind[-1] in NOBODY)  # "ratified by neither"
    doubted = not context.lexicon.cues["paper_doubt"].isdisjoint(before)
    if nobody or doubted or not {"never", "not", "nor"}.isdisjoint(before[-2:]):
        return "negated"
    return "plan" if _ahead(verb, before, auxiliaries) else "fact"


def _ahead(verb: Verb, before: list[str], auxiliaries: list[str]) -> bool:
    """Whether it hangs on what is still to come: "once the Duma (has) ratified it", "would otherwise have lapsed"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    present = auxiliaries[:1] in (["has"], ["have"])
    present = present or any(sense.info.get("tense") in ("base", "present") for sense in senses)
    open_yet = NOT_YET if present else NEVER_YET
    return not open_yet.isdisjoint(before[-7:]) or not UNREAL.isdisjoint(before[-3:])


def _meaning(
    context: Context, clause: Clause, mention: Mention, verb: Verb | None, value: str
) -> str:
    """What an act is that means one thing or another by what stands beside it: approve, agree, produce."""
    if value in ("approve", "carry", "submit"):
        return _approval(context, clause, value)
    if value == "withdraw":  # "cleared the treaty" is not "left the treaty"
        return "" if mention.acts("carry") else value
    if value == "agree":
        return "reach" if _has_patient(clause, mention, verb) else ""
    if value == "result":  # "the talks produced an accord"
        before = clause.sentence.within(clause.first, mention.first)
        return "reach" if any(m.kind == "meeting" for m in before) else ""
    if value == "crown":
        return "reach" if _crowned(clause, mention) else ""
    return value


def _crowned(clause: Clause, mention: Mention) -> bool:
    """Whether an encounter is said to end with an instrument: "crowned their talks with an accord"."""
    encounter = 0
    for behind in clause.sentence.within(mention.last, clause.last):
        if "instrument" in behind.kind:
            between = clause.sentence.folded[encounter : behind.first] if encounter else []
            leading = [word for word in between if word in ("with", "in", "by", "on", "about")]
            return leading[-1:] in (["with"], ["in"], ["by"])
        encounter = behind.last if behind.kind == "meeting" else encounter
    return False


def _has_patient(clause: Clause, mention: Mention, verb: Verb | None) -> bool:
    """ "A truce was agreed", "the truce agreed in Sochi", "agreed a truce"; not "agreed to sign"."""
    following = clause.sentence.folded[mention.last : mention.last + 1]
    active = verb is None or verb.voice == "active"
    return following not in (["to"], ["that"]) and not (
        active and (DETERMINERS | NUMBERS).isdisjoint(following)
    )


def _approval(context: Context, clause: Clause, value: str) -> str:
    """What an approval is: a ratification by a parliament ("waved it through"), an adoption by a summit, or nothing."""
    words, cues = clause.sentence.folded, context.lexicon.cues
    chamber = not cues["chamber"].isdisjoint(words)
    if value == "submit":
        return "await" if chamber else "draft"
    if chamber:
        return "ratify"
    return "" if value == "carry" or cues["summit"].isdisjoint(words) else "conclude"
