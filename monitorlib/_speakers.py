"""Who speaks: the mentions that can be speakers, and how the source they make is written (codebook, rule 5)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.acting import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["name_of", "speakers_in", "speaks", "with_adjective"]

ADJACENT = 4  # words between a state and its office: "Ukraine's Defense Ministry"
SPOKESMEN = frozenset("spokesman spokeswoman spokesmen official officials source sources".split())
ORGANS = frozenset({"branch", "echelon", "force", "body"})
SERVICES = frozenset("service services office headquarters bureau".split())


def speakers_in(sentence: Sentence, first: int, last: int) -> Iterator[Mention]:
    return (
        m for m in sentence.within(first, min(last, len(sentence.words))) if speaks(sentence, m)
    )


def speaks(sentence: Sentence, mention: Mention) -> bool:
    if mention.person is not None or mention.kind in ("agency", "title", "body"):
        return True
    return bool(mention.sense("body")) or bool(acting(sentence, mention))


def _owns(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only tells whose somebody is: "Mikhailov's deputy"."""
    following = sentence.folded[mention.last : mention.last + 2]
    return mention.person is not None and following in (["'", "s"], ["’", "s"])


def name_of(sentence: Sentence, speakers: list[Mention], after: list[Mention]) -> str | None:
    """The source's name: a person, else an agency or office as printed; unnamed officials speak through an agency."""
    speakers = [m for m in speakers if not _owns(sentence, m)] or speakers
    for mention in speakers:
        if mention.person is not None:
            return mention.person.name
    agencies = [m for m in [*speakers, *after] if m.kind == "agency"]
    if agencies and (not speakers or speakers[0].kind in ("agency", "title")):
        return sentence.printed(agencies[0].first, agencies[0].last)
    served = next((name for m in speakers if (name := _served(sentence, m))), "")
    if served:
        return served
    return _office(sentence, speakers) if speakers else None


def _office(sentence: Sentence, speakers: list[Mention]) -> str:
    """The state, ministry or office that speaks, as printed; "" for the unnamed."""
    offices = [m for m in speakers if m.sense("body")]
    for mention in speakers:
        sense = mention.sense("actor")
        stands_alone = not any(m.first - mention.last <= ADJACENT for m in offices)
        if stands_alone and sense is not None and sense.info["form"] not in ("adjective", "people"):
            return sentence.printed(mention.first, mention.last)
    for mention in offices:
        return sentence.printed(with_adjective(sentence, mention), mention.last)
    for mention in speakers:
        if mention.kind == "title" and with_adjective(sentence, mention) < mention.first:
            return sentence.printed(with_adjective(sentence, mention), mention.last)
    return ""


def _served(sentence: Sentence, speaker: Mention) -> str:
    """For whom an unnamed spokesman, or a press service, speaks: the office beside it ("… of the Northern Fleet")."""
    titled = speaker.sense("title")
    if not titled and sentence.folded[speaker.last - 1] not in SERVICES:
        return ""
    if sentence.folded[speaker.last - 1] in SPOKESMEN and speaker.last - speaker.first > 2:
        first = with_adjective(sentence, speaker)
        return sentence.printed(first, speaker.last - 1)  # "a Foreign Ministry spokesman"
    for office in sentence.mentions:
        if office.last == speaker.first and office.sense("body"):
            return sentence.printed(with_adjective(sentence, office), office.last)
    at = speaker.last + 1
    if sentence.folded[speaker.last : at] not in (["of"], ["for"], ["in"], ["at"]):
        return ""
    at += sentence.folded[at : at + 1] == ["the"]
    for office in sentence.within(at, at + 8):
        own = office.first <= at + 1 and any(s.kind in ORGANS for s in office.senses)
        if own and sentence.words[office.last - 1][0].isupper():
            return sentence.printed(min(at, office.first), office.last)
    return ""


def with_adjective(sentence: Sentence, mention: Mention) -> int:
    """Where "the Russian Foreign Ministry" begins: at the nationality."""
    for other in sentence.mentions:
        if other.last == mention.first and (sense := other.sense("actor")):
            return other.first if sense.info["form"] == "adjective" else mention.first
    return mention.first
