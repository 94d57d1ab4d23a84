"""Whom a text means where it names fewer than two parties.

Those of the instrument spoken of before; a state whose soil is named; those that the bulletin is about (codebook 8:
"plainly implied").
"""

from __future__ import annotations

from collections import Counter

from monitorlib.acting import actors_of
from monitorlib.extract.context import Context
from monitorlib.extract.instruments.instrument import Instrument
from monitorlib.extract.instruments.taking_part import known
from monitorlib.spans import Mention, Sentence

__all__ = ["ORGANISATIONS", "implied", "likely", "well_known"]

ORGANISATIONS = frozenset({"CIS", "NATO", "EU", "UN", "OSCE", "COE", "WEU"})
OF_A_BODY = frozenset(
    "member members heads participants seven eight nine ten eleven twelve".split()
)
MEMBERS = frozenset(
    "member members countries states heads presidents premiers participants signatories".split()
)


def implied(context: Context, one: Instrument, codes: list[str], before: list[str]) -> list[str]:
    """Whom the text means where the sentence names fewer than two actors.

    Those of the instrument spoken of before; the state whose soil is named; those that the bulletin is about.
    """
    found, sentence = list(codes), one.sentence
    if found and found[0] in ORGANISATIONS - {"NATO", "EU"}:
        return found
    truce = sentence.folded[one.noun.first] in context.lexicon.cues["truce"]
    if truce and len(fighting := _fighting(context)) > 1:
        return sorted(fighting)
    counted = not found and _members_counted(sentence) and _body(context)
    soil = [code for m in sentence.mentions if (code := _soil(sentence, m))]
    soil = [counted] if counted else known([*found, *soil])
    if len(soil) > 1 or counted:
        return soil[:2]
    pair = len(before) == 2 or not one.tail
    if before and pair and set(soil) <= set(before):
        return list(before)
    body = _body(context) if not found and not MEMBERS.isdisjoint(sentence.folded) else ""
    here = any(m.value == body for m in sentence.of("actor"))
    if body and (here or body in context.leading or not OF_A_BODY.isdisjoint(sentence.folded)):
        return [body]
    leading = [code for code in context.leading if code != "RUS" or found != ["SUN"]]
    first = leading[:1] if found else []
    for code in [*soil, *first, *leading, *_around(context, one)]:
        if len(found) < 2 and code not in found:
            found.append(code)
    return found


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


def _around(context: Context, one: Instrument) -> list[str]:
    """The actors of the sentences behind and before, where the bulletin is too short to name any of them often."""
    at = one.sentence.index
    near = [*context.sentences[at + 1 : at + 2], *context.sentences[max(at - 1, 0) : at]]
    return [code for sentence in near for code in actors_of(sentence, 0, len(sentence.words))]


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


def _soil(sentence: Sentence, mention: Mention) -> str:
    """A state that something goes to, leaves or stands in: "passes the data on to Moscow", "a base in Armenia"."""
    sense = mention.sense("actor")
    if sense is None or sense.info["form"] not in ("name", "capital") or not mention.first:
        return ""
    before = sentence.folded[mention.first - 1]
    stands = before == "in" and sense.info["form"] == "name"
    return sense.value if stands or before in ("to", "from", "of", "into") else ""


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
