"""Whom a text means where it names fewer than two parties.

An organisation; else those that the bulletin has in mind at that place
(codebook 8: "plainly implied").
"""

from __future__ import annotations

from collections import Counter, defaultdict

from monitorlib.acting import acting, actors_of
from monitorlib.extract.context import Context
from monitorlib.extract.instruments.instrument import Instrument
from monitorlib.extract.instruments.taking_part import stands_by
from monitorlib.spans import Mention, Sentence

__all__ = ["ORGANISATIONS", "implied", "likely", "well_known"]

ORGANISATIONS = frozenset({"CIS", "NATO", "EU", "UN", "OSCE", "COE", "WEU"})
OF_A_BODY = frozenset(
    "member members heads participants seven eight nine ten eleven twelve".split()
)
# What it counts for that an actor is named at all, in this sentence, in those beside it, or only as a place.
OFTEN, HERE, NEAR, FADING, SOIL = 0.5, 4.0, 2.0, 0.4, 0.6
CLEARLY = 1.5  # a partner that is only guessed must stand out from the next likely by so much
MEMBERS = frozenset(
    "member members countries states heads presidents premiers participants signatories".split()
)


def implied(context: Context, one: Instrument, codes: list[str]) -> list[str]:
    """Whom the text means where the sentence names fewer than two actors."""
    known = _by_kind(context, one, codes)
    if known:
        return known
    others = [pair for pair in salient(context, one.sentence) if pair[0] not in codes]
    if len(codes) == 1 and len(others) > 1 and others[0][1] < others[1][1] * CLEARLY:
        return codes  # who else is bound is anybody's guess
    return [*codes, *[code for code, _ in others[: max(2 - len(codes), 0)]]]


def _by_kind(context: Context, one: Instrument, codes: list[str]) -> list[str]:
    """An organisation, or whoever fights where there is a truce."""
    sentence = one.sentence
    if codes and codes[0] in ORGANISATIONS - {"NATO", "EU"}:
        return codes
    truce = sentence.folded[one.noun.first] in context.lexicon.cues["truce"]
    if truce and len(fighting := _fighting(context)) > 1:
        return sorted(fighting)
    body = "" if codes else _body(context)
    if body and _members_counted(sentence):
        return [body]
    here = any(m.value == body for m in sentence.of("actor")) or body in context.leading
    members = not MEMBERS.isdisjoint(sentence.folded)
    close = here or not OF_A_BODY.isdisjoint(sentence.folded)
    return [body] if body and members and close else []


def _fighting(context: Context) -> set[str]:
    """Between whom a truce is: a breakaway land or movement that the bulletin names, and the state it fights."""
    counts: Counter[str] = Counter()
    for sentence in context.sentences:
        counts.update(actors_of(sentence, 0, len(sentence.words)))
    kinds = {code: context.lexicon.actors[code]["kind"] for code in counts}
    named = [code for code, _ in counts.most_common()]
    rebels = [code for code in named if kinds[code] in ("territory", "movement")]
    states = [code for code in named if kinds[code] == "state"]
    if not rebels:
        return set()
    state = context.lexicon.part_of.get(rebels[0])
    foes = [state] if state else context.lexicon.opponents_of(rebels[0]) or states[:1]
    return {rebels[0], *foes}


def salient(context: Context, sentence: Sentence) -> list[tuple[str, float]]:
    """The actors that a bulletin has in mind at a sentence, first of all: those named near it and often."""
    weights: defaultdict[str, float] = defaultdict(float)
    context.named = context.named or [_named_in(context, each) for each in context.sentences]
    for other, named in zip(context.sentences, context.named, strict=True):
        away = abs(other.index - sentence.index)
        weight = OFTEN + (HERE if not away else NEAR * FADING ** (away - 1))
        weight -= NEAR / 2 * FADING ** (away - 1) if other.index > sentence.index else 0
        for code, share in named:
            weights[code] += weight * share
    actors = context.lexicon.actors
    alive = [pair for pair in weights.items() if actors[pair[0]]["kind"] != "former_state"]
    return sorted(alive, key=lambda pair: -pair[1])


def _named_in(context: Context, sentence: Sentence) -> list[tuple[str, float]]:
    """The actors that a sentence names, and how much a naming counts: soil counts less than a deed."""
    found: list[tuple[str, float]] = []
    for mention in sentence.of("actors", "person", "actor"):
        if stands_by(context, sentence, mention):
            continue
        codes = mention.value.split(";") if mention.kind == "actors" else []
        if not codes and (code := acting(sentence, mention)):
            codes = [code]
        found += [(code, 1.0) for code in codes]
        if not codes and (code := _soil(mention)):
            found.append((code, SOIL))
    return found


def _members_counted(sentence: Sentence) -> bool:
    """ "Signed by seven countries": members of the organisation that the bulletin is about."""
    return any(
        m.numeral is not None
        and m.numeral.value is not None
        and m.numeral.value > 2
        and not MEMBERS.isdisjoint(sentence.folded[m.last : m.last + 2])
        for m in sentence.mentions
    )


def _body(context: Context) -> str:
    """The organisation of states that the bulletin names, whose members it means."""
    for sentence in context.sentences:
        for mention in sentence.of("actor"):
            if mention.value in ("CIS", "OSCE"):
                return mention.value
    return ""


def _soil(mention: Mention) -> str:
    """A state that is named as a place: "a base in Armenia", "to Moscow"."""
    sense = mention.sense("actor")
    return sense.value if sense is not None and sense.info["form"] in ("name", "capital") else ""


def likely(context: Context, sure: list[str], found: list[str]) -> list[str]:
    """Of actors that merely stand near, those that the bulletin is about; it is about a partner of one of them too."""
    leading = context.leading
    about = [code for code in found if code in leading or code in sure]
    if len(about) > 1 or len(leading) < 2:
        return about if len(about) > 1 else found
    return [*about, *[code for code in leading if code not in about]][:2]


def well_known(context: Context, one: Instrument, found: list[str]) -> list[str]:
    """The parties of a named treaty: of its well-known ones also those that the bulletin is about."""
    sense = one.noun.sense("instrument")
    parties = set(sense.info["parties"].split(";")) if sense is not None else set()
    pair = context.leading[:2]
    if len(pair) == 2 and parties.issuperset(pair) and set(found) <= set(pair):
        return sorted(pair)
    return found
