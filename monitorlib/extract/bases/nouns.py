"""What nouns and phrases say of a site: "the closure of the base", "is on lease"; and whether it is only wished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.owners import agents_by, named_at
from monitorlib.function_words import ADVERBS, AUXILIARIES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["BY", "Deed", "by_nouns", "said_of_one", "wished"]


class Deed(NamedTuple):
    """Something done to a site: what, in which mood, by the word that says it, by whom."""

    value: str
    mood: str
    word: int
    agent: str
    verb: Verb | None


BY = 8  # words behind a site in which "by" tells who does it
OBJECT = frozenset("the to on with its their".split())
ENDED = frozenset("completed complete completes finished finish finishes concluded ended".split())
UNDERTAKING = frozenset(
    "began begin begun beginning starts started start announced announces agreed agrees carried decided continued "
    "continue continues plan plans planned planning ordered approved accepted".split()
)
LOST = frozenset(
    {"loss", "expulsion", "eviction", "exodus"}
)  # nouns of what is told when it is over
GOVERNORS = frozenset("of from on for to over".split())
OWNING = frozenset("its their whose".split())
# What may stand between a site and a phrase said of it: "the base is now officially on lease".
LINKING = (
    AUXILIARIES
    | ADVERBS
    | frozenset(", which remain remains remained stay stays stood stands".split())
)


def wished(
    context: Context, sentence: Sentence, low: int, word: int, *, ending: bool = False
) -> bool:
    """Whether words ``low``..``word`` speak of a wish: "wants", "demanded that", "talks on".

    Talks on an ``ending`` ("talks on the withdrawal from X") are about how and when, and no doubt about whether.
    """
    cues, words = context.lexicon.cues, sentence.folded[max(low, 0) : word]
    denied = not cues["deny"].isdisjoint(words)
    talked = denied or (not ending and not cues["site_talk"].isdisjoint(words))
    return talked or not cues["site_wish"].isdisjoint(words)


def by_nouns(sentence: Sentence, clause: Clause, first: int, last: int) -> Iterator[Deed]:
    """What the nouns of a clause do to the site in words ``first``..``last``."""
    for mention, sense in _unspoken(clause):
        if _governs(sentence, mention, first, last):
            mood = _noun_mood(clause, mention, sense.value)
            agent = _owner(sentence, mention) or next(
                iter(agents_by(sentence, last, last + BY)), ""
            )
            if sense.value not in ("use", "grant"):
                agent = agent or _undertaker(sentence, clause, mention)
                agent = agent or _leaver(sentence, mention.last, first)
            yield Deed(sense.value, mood, mention.first, agent, None)


def said_of_one(context: Context, sentence: Sentence, first: int, last: int) -> Iterator[Deed]:
    """What a phrase says of one site alone: "the unfinished radar near X", "the base at X is on lease"."""
    low, high = part(sentence, first)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        for mention, sense in _unspoken(clause):
            if sense.info.get("pos") == "phrase" and _said_of(sentence, mention, first, last):
                yield Deed(sense.value, "fact", mention.first, "", None)


def _owner(sentence: Sentence, noun: Mention) -> str:
    """Whose deed a noun names: "Russian use of", "Moscow's lease of"."""
    folded = sentence.folded
    marks = 2 if folded[noun.first - 1] == "s" else folded[noun.first - 1] in ("'", "’")
    return named_at(sentence, noun.first - marks)


def _leaver(sentence: Sentence, low: int, high: int) -> str:
    """Whose troops they are between a noun and the site: "the withdrawal of Russian troops from the base"."""
    if sentence.folded[low : low + 1] != ["of"] or "from" not in sentence.folded[low:high]:
        return ""
    codes = (acting(sentence, mention) for mention in sentence.within(low, high))
    return next((code for code in codes if code), "")


def _governing(clause: Clause, noun: Mention) -> Verb | None:
    """The verb that has a noun as its object: "completed the closure", "agreed to the lease"."""
    verbs = [verb for verb in clause.verbs if verb.at < noun.first]
    between = set(clause.sentence.folded[verbs[-1].at + 1 : noun.first]) if verbs else {""}
    return verbs[-1] if between <= OBJECT and verbs[-1].voice == "active" else None


def _undertaker(sentence: Sentence, clause: Clause, noun: Mention) -> str:
    """Who begins, ends or agrees to what a noun names: "Russia completed the evacuation of the base"."""
    verb = _governing(clause, noun)
    if verb is None or sentence.folded[verb.at] not in UNDERTAKING | ENDED:
        return ""
    actors = (acting(sentence, m) for m in clause.subject if m.first < verb.first)
    return next((code for code in actors if code), "")


def _unspoken(clause: Clause) -> Iterator[tuple[Mention, Sense]]:
    """The nouns and phrases of a clause that name a deed: "the closing down of the base", "its closing"."""
    heads = {id(verb.mention) for verb in clause.verbs}
    folded = clause.sentence.folded
    for mention in clause.mentions:
        owned = folded[mention.first - 1] in OWNING
        for sense in mention.senses if owned or id(mention) not in heads else ():
            named = sense.info.get("tense") == "ing" and folded[
                mention.last : mention.last + 1
            ] == ["of"]
            if sense.kind == "site_act" and (named or sense.info.get("pos") != "verb"):
                yield mention, sense


def _governs(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a noun has the site as its object: "the closure of the base", "its closing", "the base's return"."""
    before = sentence.folded[mention.first - 1]
    if mention.first >= last:
        return before in OWNING or (before == "s" and mention.first <= last + 3)
    between = sentence.folded[mention.last : first]
    if sentence.folded[mention.last - 1] in GOVERNORS:  # "use of"
        return len(between) <= 5 and PREPOSITIONS.isdisjoint(between)
    opened = bool(between) and between[0] in GOVERNORS | {"or", "and"}
    near = opened and len(between) <= 6 and not GOVERNORS.isdisjoint(between)
    return near and (PREPOSITIONS - GOVERNORS).isdisjoint(between)


def _said_of(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a phrase is said of the site: inside its noun group, or behind it as its predicate."""
    between = sentence.folded[last : mention.first]
    inside = first <= mention.first < last
    linked = all(word in LINKING or word.endswith("ly") for word in between)
    return inside or (mention.first >= last and linked)


def _noun_mood(clause: Clause, mention: Mention, value: str) -> str:
    """Whether what a noun names is done, lies ahead, or is only wished or feared: an end lies ahead."""
    moods = {verb.mood for verb in clause.verbs if verb.mention is not mention}
    if moods & {"negated", "maybe"}:
        return "negated"
    verb = _governing(clause, mention) or next(
        (verb for verb in clause.verbs if verb.first >= mention.last), None
    )
    if verb is not None and verb.mood == "fact" and clause.sentence.folded[verb.at] in ENDED:
        return "fact"  # "completed the evacuation of the base", "the evacuation … was completed"
    if clause.sentence.folded[mention.first] in LOST:
        return "fact" if "plan" not in moods else "plan"
    ending = value in ("close", "leave", "return", "regain", "seize")
    return "plan" if ending or "plan" in moods else "fact"
