"""Which actors of a stretch of text take part in what it tells, and which only host, mediate, look on or speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitorlib.acting import acting
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["actors_in", "known", "listed", "stands_by"]

# Words at which a list of parties ends: "between Russia and Armenia on …".
END_OF_LIST = frozenset(
    "regarding concerning on about over which that to for in at under after during until since when where while as if "
    "unless once because but although though than before despite without may might could can must should be not "
    "; : . ) ( who whose whom into from by was were is are will would has have had".split()
)
GOVERNED = frozenset(
    "states republics countries nations neighbors neighbours presidents premiers leaders ministers governments "
    "parliaments capitals armies chiefs commanders".split()
)
SOIL = frozenset("border frontier territory soil coast capital".split())
FORCES = (["troops"], ["guards"], ["service"], ["services"], ["forces"], ["guard"])


def known(codes: Iterable[str]) -> list[str]:
    """Each code once; the Soviet Union only where it stands alone."""
    found = list(dict.fromkeys(codes))
    return [code for code in found if code != "SUN"] or found


def actors_in(
    context: Context, sentence: Sentence, first: int, last: int, *, them: bool = True
) -> list[str]:
    """The actors in a stretch, without hosts, mediators and witnesses; ``them``: and those whom pronouns mean."""
    found: dict[str, None] = dict.fromkeys(_of_a_region(context, sentence, first, last))
    for mention in sentence.within(first, last, "actors", "person", "actor"):
        if not them and sentence.folded[mention.first] == "them":
            continue
        codes = (
            mention.value.split(";") if mention.kind == "actors" else [acting(sentence, mention)]
        )
        if any(codes) and not stands_by(context, sentence, mention):
            found.update(dict.fromkeys(filter(None, codes)))
    return list(found)


def _of_a_region(context: Context, sentence: Sentence, first: int, last: int) -> Iterator[str]:
    """The states that a region stands for: "the three Baltic presidents"."""
    called = context.lexicon.common_names
    for at in range(first, min(last, len(sentence.folded))):
        name = called.get(sentence.folded[at])
        governed = not GOVERNED.isdisjoint(sentence.folded[at + 1 : at + 4])
        if name is not None and name.meaning == "states" and governed:
            yield from name.actors


def stands_by(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Whether an actor only mediates, looks on or speaks: "under Russian mediation", "according to Kyiv"."""
    words = sentence.folded
    before, behind = (
        words[max(mention.first - 4, 0) : mention.first],
        words[mention.last : mention.last + 2],
    )
    aside = context.lexicon.cues["bystander"]
    if _names_a_paper(sentence, mention, before):
        return True
    if before[-1:] == ["with"] and before[-2:-1] and before[-2] in SOIL:
        return True  # "the frontier with China"
    if behind[:1] and behind[0] in SOIL and behind[1:2] not in FORCES:
        return True
    if (
        not aside.isdisjoint(behind[:1])
        or before[-2:] == ["according", "to"]
        or before[-3:-1] == ["according", "to"]
    ):
        return True
    if behind in (["'", "s"], ["’", "s"]):
        thing = words[mention.last + 2 : mention.last + 3]
        if thing and thing[0] in aside:
            return True  # "under Yeltsin's eyes", "through Moscow's mediation"
    near = before[-3:]
    return any(word in aside for word in near) and bool({"of", "by"} & set(near))


def _names_a_paper(sentence: Sentence, mention: Mention, before: list[str]) -> bool:
    """Whether a capital only tells which instrument is meant: "the Moscow accord", "that of Budapest"."""
    sense = mention.sense("actor")
    if sense is None or sense.info["form"] != "capital":
        return False
    behind = sentence.at(mention.last)
    if behind is not None and behind.kind == "instrument_noun":
        return True
    paper = sentence.ends.get(mention.first - 1) if before[-1:] == ["of"] else None
    return before[-2:] == ["that", "of"] or (paper is not None and paper.kind == "instrument_noun")


def listed(context: Context, sentence: Sentence, first: int, stop: int) -> list[str]:
    """The actors of a list that begins at word ``first``: "Russia, Ukraine and the government of Belarus"."""
    at, words = first, sentence.folded
    while at < stop and words[at] not in END_OF_LIST:
        if words[at] == "," and not _list_goes_on(sentence, at + 1, stop):
            break
        at += 1
    return actors_in(context, sentence, first, at)


def _list_goes_on(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether another member of a list follows a comma, and an "and" behind it."""
    near = [m for m in sentence.within(at, min(at + 5, stop)) if acting(sentence, m)]
    for word in sentence.folded[at : min(at + 14, stop)]:
        if word in END_OF_LIST:
            return False
        if word == "and":
            return bool(near)
    return False
