"""Who acts: which actor a name, a people, a capital or a person stands for where it stands."""

from __future__ import annotations

from monitorlib.spans import Mention, Sentence

__all__ = ["LOCATING", "SEATED", "SETTLEMENTS", "STATES", "acting", "actors_of", "seats"]

# Words after which the name of a state or a capital is a place and not an actor.
LOCATING = frozenset(
    "in at near inside outside from to into across around through throughout within toward "
    "towards via over leaving".split()
)
STATES = frozenset({"state", "former_state", "territory"})
# "The governments in Tbilisi and Tskhinvali" act, "the Defense Ministry in Moscow" does.
SEATED = frozenset(
    "government governments parliament parliaments authorities leadership regime administration lawmakers deputies "
    "legislators legislature officials chambers houses ministry ministries headquarters command staff".split()
)
SENT = frozenset(
    "negotiators experts officials delegates delegations delegation representatives diplomats envoys ministers "
    "specialists lawmakers deputies generals officers".split()
)
OFFICE = 4  # words that tell whose, and which, an office is: "the Polish foreign ministry"
SETTLEMENTS = frozenset("capital resort city town village port spa".split())


def acting(sentence: Sentence, mention: Mention) -> str:
    """The actor that a mention stands for where it stands, or "" when it is only a place there."""
    if mention.person is not None:
        return mention.person.actor
    sense = mention.sense("actor")
    if sense is None:
        return ""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before == "the" and mention.first > 1 and sense.info["form"] == "name":
        before = sentence.folded[mention.first - 2]
    if sense.info["form"] in ("name", "capital") and before in LOCATING:
        return sense.value if seats(sentence, mention) else ""
    if before == "of" and "direction" in sentence.folded[max(mention.first - 2, 0) : mention.first]:
        return ""
    following = sentence.folded[mention.last] if mention.last < len(sentence.folded) else ""
    if sense.info["form"] == "adjective" and before == "the" and following in SETTLEMENTS:
        return ""  # "in the Ukrainian capital"
    return sense.value


def seats(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name only tells whose people are meant: "the Defense Ministry in Moscow", "envoys from Georgia".

    Not where that is told before: "Polish officials in Vienna".
    """
    first = max(mention.first - 2, 0)
    before = sentence.folded[first : mention.first]
    if before[1:] == ["from"]:
        return before[0] in SENT
    if before[1:] != ["in"] or before[0] not in SEATED:
        return False
    told = sentence.within(max(first - OFFICE, 0), first, "actor")
    return not any(m.sense("actor") is not None and m.last >= first - 1 for m in told)


def actors_of(sentence: Sentence, first: int, last: int) -> list[str]:
    """The actors that act in words ``first``..``last``, in order, each once; pairs are resolved."""
    found: dict[str, None] = {}
    for mention in sentence.within(first, last, "actors", "person", "actor"):
        for code in (
            mention.value.split(";") if mention.kind == "actors" else [acting(sentence, mention)]
        ):
            if code:
                found[code] = None
    return list(found)
