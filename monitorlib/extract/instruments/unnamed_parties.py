"""Whom a text means where it names fewer than two parties.

An organisation; else those that the bulletin has in mind at that place
(codebook 8: "plainly implied").
"""

from __future__ import annotations

import itertools

from monitorlib.extract.context import Context
from monitorlib.extract.instruments.instrument import Instrument
from monitorlib.extract.instruments.taking_part import codes_of, stands_by
from monitorlib.spans import Mention, Sentence

__all__ = ["ORGANISATIONS", "implied", "likely", "well_known"]

ORGANISATIONS = frozenset({"CIS", "NATO", "EU", "UN", "OSCE", "COE", "WEU"})
# What it counts for that an actor is named at all, in this sentence, in those beside it, or only as a place.
OFTEN, HERE, NEAR, FADING, SOIL, TOWN = 0.5, 4.0, 2.0, 0.4, 0.8, 0.4
FAR = 20  # sentences away at which nearness has faded to nothing
CLEARLY = 1.5  # a partner that is only guessed must stand out from the next likely by so much
MEMBERS = frozenset(
    "member members countries states heads presidents premiers participants".split()
)


def implied(context: Context, one: Instrument, codes: list[str]) -> list[str]:
    """Whom the text means where the sentence names fewer than two actors."""
    truce = one.sentence.folded[one.noun.first] in context.lexicon.cues["truce"]
    known = _at_war(context) if truce else [] if codes else _body(context, one.sentence)
    if known:
        return known
    others = [pair for pair in salient(context, one.sentence) if pair[0] not in codes]
    if len(codes) == 1 and len(others) > 1 and others[0][1] < others[1][1] * CLEARLY:
        return codes  # who else is bound is anybody's guess
    return [*codes, *[code for code, _ in others[: 2 - len(codes)]]]


def _at_war(context: Context) -> list[str]:
    """Between whom a truce is: a breakaway land or movement that the bulletin is about, and whom it fights."""
    lexicon = context.lexicon
    for code in context.leading:
        if lexicon.actors[code]["kind"] in ("territory", "movement"):
            state = lexicon.part_of.get(code)
            return sorted({code, *([state] if state else lexicon.opponents_of(code))})
    return []


def _body(context: Context, sentence: Sentence) -> list[str]:
    """The organisation of states whose members a sentence tells of: "the heads of state signed an accord"."""
    if MEMBERS.isdisjoint(sentence.folded):
        return []
    named = (mention.value for other in context.sentences for mention in other.of("actor"))
    return [code for code in named if code in ("CIS", "OSCE")][:1]


def salient(context: Context, sentence: Sentence) -> list[tuple[str, float]]:
    """The actors that a bulletin has in mind at a sentence, first of all: those named near it and often."""
    if not context.named:
        context.named = [_named_in(context, each) for each in context.sentences]
        for code, share in itertools.chain.from_iterable(context.named):
            context.often[code] += OFTEN * share
    weights, here = dict(context.often), sentence.index
    for index in range(max(here - FAR, 0), min(here + FAR + 1, len(context.named))):
        away = abs(index - here)
        weight = NEAR * FADING ** (away - 1) if away else HERE
        for code, share in context.named[index]:
            weights[code] += (weight / 2 if index > here else weight) * share
    actors = context.lexicon.actors
    alive = [pair for pair in weights.items() if actors[pair[0]]["kind"] != "former_state"]
    return sorted(alive, key=lambda pair: -pair[1])


def _named_in(context: Context, sentence: Sentence) -> list[tuple[str, float]]:
    """The actors that a sentence names, and how much a naming counts: soil counts less than a deed."""
    found: list[tuple[str, float]] = []
    for mention in sentence.of("actors", "person", "actor"):
        if stands_by(context, sentence, mention):
            continue
        codes = codes_of(sentence, mention)
        found += [(code, 1.0) for code in codes]
        if not codes and (code := _soil(mention)):
            before = sentence.folded[mention.first - 1 : mention.first]
            venue = mention.sense("place") is not None and before == ["in"]
            found.append((code, TOWN if venue else SOIL))
    return found


def _soil(mention: Mention) -> str:
    """A state that is named as a place: "a base in Armenia", "to Moscow"."""
    sense = mention.sense("actor")
    return sense.value if sense is not None and sense.info["form"] in ("name", "capital") else ""


def likely(context: Context, sure: list[str], found: list[str]) -> list[str]:
    """Of actors that merely stand near, those that the bulletin is about; it is about a partner of one of them too."""
    about = [code for code in found if code in context.leading or code in sure]
    others = [code for code in context.leading if code not in about]
    if len(about) > 1 or len(context.leading) < 2:
        return found if len(about) < 2 else about
    return [*about, *others][:2]


def well_known(context: Context, one: Instrument, found: list[str]) -> list[str]:
    """The parties of a named treaty: of its well-known ones also those that the bulletin is about."""
    sense = one.noun.sense("instrument")
    parties = set(sense.info["parties"].split(";")) if sense is not None else set()
    pair = context.leading[:2]
    if len(pair) == 2 and parties.issuperset(pair) and set(found) <= set(pair):
        return sorted(pair)
    return found
