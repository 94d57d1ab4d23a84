"""Which actors of a stretch of text take part in what it tells, and which only host, mediate, look on or speak."""

from __future__ import annotations

from collections.abc import Iterable

from monitorlib.acting import acting
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import is_verb

__all__ = ["actors_in", "codes_of", "known", "listed", "stands_by"]

# Words at which a list of parties ends: "between Russia and Armenia on …".
END_OF_LIST = frozenset(
    "regarding concerning on about over which that to for in at under after during until since when where while as if "
    "unless once because but although though than before despite without may might could can must should be not "
    "; : . ) ( who whose whom into from by was were is are will would has have had".split()
)
SOIL = frozenset("border frontier territory soil coast capital".split())
OFFICE = 6  # words between "presence" and the name of a state
FORCES = (["troops"], ["guards"], ["service"], ["services"], ["forces"], ["guard"])


def known(codes: Iterable[str]) -> list[str]:
    """Each code once; the Soviet Union only where it stands alone."""
    found = list(dict.fromkeys(codes))
    return [code for code in found if code != "SUN"] or found


def actors_in(
    context: Context, sentence: Sentence, first: int, last: int, *, them: bool = True, low: int = 0
) -> list[str]:
    """The actors in a stretch, without hosts, mediators and witnesses; ``them``: and those whom pronouns mean.

    What stands before word ``low`` tells nothing of them: "guaranteed by *the Turkish-Iranian treaty*".
    """
    found: list[str] = []
    for mention in sentence.within(first, last, "actors", "person", "actor"):
        if not them and sentence.folded[mention.first] == "them":
            continue
        if not stands_by(context, sentence, mention, low):
            found += codes_of(sentence, mention)
    return list(dict.fromkeys(found))


def codes_of(sentence: Sentence, mention: Mention) -> list[str]:
    """Whom a name or a pronoun stands for where it acts."""
    if mention.kind == "actors":
        return mention.value.split(";")
    code = acting(sentence, mention)
    return [code] if code else []


def stands_by(context: Context, sentence: Sentence, mention: Mention, low: int = 0) -> bool:
    """Whether an actor only mediates, looks on or lies there: "under Russian mediation", "the frontier with China"."""
    words, aside = sentence.folded, context.lexicon.cues["bystander"]
    before = words[max(mention.first - 3, low) : mention.first]
    behind = words[mention.last : mention.last + 3]
    if _names_a_paper(sentence, mention):
        return True
    if before[-1:] == ["with"] and not SOIL.isdisjoint(before[-2:-1]):
        return True
    paper = any("instrument" in m.kind for m in sentence.within(mention.last, mention.last + 3))
    if not SOIL.isdisjoint(behind[:1]) and behind[1:2] not in FORCES and not paper:
        return True
    if not aside.isdisjoint(behind[:1]) or (behind[1:2] == ["s"] and behind[-1] in aside):
        return True  # "Russian mediation", "under Yeltsin's eyes"
    far: list[str] = []  # "in the presence of the president of Latvia"
    for word in words[max(mention.first - OFFICE, low) : mention.first]:
        far = [] if word in (",", ";", ":", "(", ")", "and") else [*far, word]
    return not aside.isdisjoint(far) and not {"of", "by"}.isdisjoint(far[-2:])


def _names_a_paper(sentence: Sentence, mention: Mention) -> bool:
    """Whether a capital only tells which instrument is meant: "the Moscow accord"."""
    sense, behind = mention.sense("actor"), sentence.at(mention.last)
    paper = behind is not None and behind.kind == "instrument_noun" and not is_verb(behind)
    return paper and sense is not None and sense.info["form"] == "capital"


def listed(context: Context, sentence: Sentence, first: int) -> list[str]:
    """The actors of a list that begins at word ``first``: "Russia, Ukraine and the government of Belarus"."""
    at, words = first, sentence.folded
    while at < len(words) and words[at] not in END_OF_LIST:
        at += 1
    return actors_in(context, sentence, first, at)
