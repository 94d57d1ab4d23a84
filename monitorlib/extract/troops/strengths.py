"""Numbers of formations and of men: "two regiments", "a 1,500-man battalion", "14,500 strong", "cut to 2,600 men".

A number before a formation counts formations, one before soldiers is a strength. The dead and the wounded, a handful
of men and a delegation of officers are no strength; neither is the size of a whole army or navy.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import REACH, Body
from monitorlib.function_words import AUXILIARIES, DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = [
    "SMALL",
    "bare_strengths",
    "is_strength",
    "measure",
    "number_of",
    "of_service",
    "partitive",
]

SMALL = 10  # fewer people than this are no body of troops
WHOLE = 1_000_000  # so many are the armed forces of a state
STAFF = 100  # fewer officers than this are a delegation or advisers
NEAR_LOSS = 7  # words between a number of men and a word for their loss
MEN = frozenset("strong man men member".split())
SELECT = frozenset("officer officers adviser advisers pilot pilots".split())
SERVICES = ("armed forces", "the navy", "air force", "the army", "s army", "the military")
MEASURING = frozenset(
    "number numbers numbered numbering total totals totaled totaling comprise comprises "
    "comprising comprised consists consisting consisted has have had with of strength up "
    "includes including composed down whose muster mustered musters".split()
)
COUNTING = frozenset("number numbers numbered total totals totaled numbering totaling".split())
ESTIMATING = frozenset("at as against from with than between".split())
BEING = frozenset(
    "exceed exceeds exceeded reach reaches reached be is was were are stood stands".split()
)
LOOSE = frozenset("the present anywhere somewhere variously now currently only".split())
RIVALS = ("weapon", "system", "instrument", "instrument_noun", "site")
BELONGING = frozenset("belong belongs belonged belonging serve serves served serving".split())
OTHERS = frozenset({"others", "more", "who"})
SPEAKING = ("strength", "pronoun", "people", "losses")


def number_of(
    sentence: Sentence, group: list[Mention], head: Mention
) -> tuple[Numeral | None, bool]:
    """The number in a noun group, and whether it counts men where the noun is a formation: "a 1,500-man battalion"."""
    for mention in reversed(group):
        if mention.numeral is not None and mention.numeral.value:
            after = sentence.folded[mention.last : mention.last + 2]
            return mention.numeral, after[:1] == ["-"] and bool(MEN & set(after))
    part = partitive(sentence, group[0].first if group else head.first)
    if part is not None and not sentence.owns(head.last):
        return part, False
    if sentence.folded[head.last : head.last + 1] in (["of"], ["with"]):
        men = _behind_of(sentence, head.last + 1)
        large = head.value in ("regiment", "brigade", "division", "army", "corps")
        few = men is not None and large and (men.value or 0) < STAFF
        return None if few else men, True  # "a regiment of ten" has ten missiles
    return None, False


def _behind_of(sentence: Sentence, at: int) -> Numeral | None:
    """ "A battalion of 600 in Bosnia"."""
    mention = sentence.at(at)
    numeral = mention.numeral if mention is not None else None
    if mention is None or numeral is None or (numeral.value or 0) < SMALL:
        return None
    return numeral if _stands_alone(sentence, mention.last) else None


def partitive(sentence: Sentence, first: int) -> Numeral | None:
    """The number before "of": "1,111 of its men", "four of the six regiments"."""
    while first > 0 and sentence.folded[first - 1] in DETERMINERS | POSSESSIVES:
        first -= 1
    if first < 2 or sentence.folded[first - 1] != "of":
        return None
    counted = sentence.ends.get(first - 1)
    numeral = counted.numeral if counted is not None else None
    return numeral if numeral is not None and numeral.value else None


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Whether no noun follows that a number would count."""
    if at >= len(sentence.words):
        return True
    word = sentence.folded[at]
    if any(m.first == at and m.date is not None for m in sentence.mentions):
        return True
    return not word[0].isalnum() or word in PREPOSITIONS | AUXILIARIES | {"and", "that", "which"}


def is_strength(sentence: Sentence, head: Mention, body: Body, numeral: Numeral) -> bool:
    """Whether a number of men is the strength of a body: not a few, not the dead, not a delegation."""
    value = numeral.value or 0
    part = sentence.folded[max(body.first - 2, 0) : body.first]
    if part in (["among", "them"], ["among", "whom"]):
        return False  # "300,000 men, among them about 120,000 officers"
    if not SMALL <= value < WHOLE or (sentence.folded[head.last - 1] in SELECT and value < STAFF):
        return False
    for mention in sentence.of("loss"):
        near = -NEAR_LOSS <= mention.first - body.last <= NEAR_LOSS - 3
        counted = sentence.at(mention.last) if mention.first >= body.last else None
        if counted is not None and counted.numeral is not None:
            continue  # "1,200 troops lost five men"
        if near and not {";", ":"} & set(sentence.words[body.last : mention.first]):
            return False
    return True


def of_service(context: Context, sentence: Sentence, body: Body) -> bool:
    """ "The armed forces will be cut to 60,000 men": the strength of a whole service is no unit's."""
    words = sentence.folded[max(body.first - 2 * REACH, 0) : body.first]
    whole = any(service in " ".join(words) for service in SERVICES)
    return whole and bool((COUNTING | context.lexicon.cues["cut"]) & set(words))


def bare_strengths(
    context: Context, sentence: Sentence, here: list[Body], recent: Body | None
) -> Iterator[Body]:
    """Numbers without a noun that are strengths: "14,500 strong", "cut to 2,600", "about 700 had arrived".

    ``recent`` is the body spoken of last in the sentence before, if that is near.
    """
    taken = {word for body in here for word in range(body.first, body.last)}
    read = [body.strength for body in here if body.strength is not None]
    for mention in sentence.of("number"):
        numeral = mention.numeral
        if numeral is None or not numeral.value or numeral.value < SMALL or numeral in read:
            continue
        if mention.first in taken or _is_year(sentence, mention):
            continue
        before = [b for b in here if b.last <= mention.first]
        known = before[-1] if before else recent
        strong = sentence.folded[mention.last : mention.last + 1] == ["strong"]
        if strong or (known is not None and _told(context, sentence, mention, known)):
            like = None if strong else known
            yield Body(
                sentence,
                mention.first,
                mention.last + strong,
                "strength",
                "troops",
                like.branch if like is not None else "",
                strength=numeral,
                owners=list(like.owners) if like is not None else [],
            )


def _is_year(sentence: Sentence, mention: Mention) -> bool:
    digits = sentence.words[mention.last - 1]
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("18", "19", "20")


def _told(context: Context, sentence: Sentence, mention: Mention, known: Body) -> bool:
    """Whether the words around a bare number make it a strength of the troops spoken of."""
    cues = context.lexicon.cues
    words = sentence.folded[max(mention.first - REACH - 4, 0) : mention.first]
    before = [word for word in words if word not in LOOSE]
    after = sentence.folded[mention.last : mention.last + 2]
    last = before[-1] if before else ""
    if not (_stands_alone(sentence, mention.last) or (BELONGING | OTHERS) & set(after[:1])):
        return False
    if _of_other_things(sentence, mention, known):
        return False
    said = set(before)
    large = mention.numeral is not None and (mention.numeral.value or 0) >= STAFF
    changed = last == "to" and large and (cues["cut"] | cues["rise"]) & said
    estimated = last in ESTIMATING and cues["estimate"] & said
    sized = (last in BEING and cues["size"] & said) or (
        last == "of" and cues["size"] & set(before[-2:])
    )
    subject = after[:1] and after[0] in AUXILIARIES and known.kind != "counted"
    counted = last in COUNTING or last == "another"
    others = after[:1] in (["others"], ["who"]) or (
        after[:1] == ["more"] and not AUXILIARIES.isdisjoint(after)
    )
    of_them = (
        (others and large) or after in (["of", "them"], ["of", "whom"]) or BELONGING & set(after)
    )
    return bool(changed or estimated or sized or subject or counted or of_them)


def _of_other_things(sentence: Sentence, mention: Mention, known: Body) -> bool:
    """Whether a bare number may count weapons or papers named nearer, or the dead."""
    start = known.last if known.sentence is sentence and known.echelon != "fleet" else 0
    rivals = any(m.kind in RIVALS for m in sentence.within(start, mention.first))
    return rivals or any(
        -NEAR_LOSS <= m.first - mention.last <= NEAR_LOSS - 3 for m in sentence.of("loss")
    )


# --- whose strength it is ----------------------------------------------------------------------------------


def measure(context: Context, sentence_bodies: list[list[Body]]) -> None:
    """Attach each strength to the body whose it is: "3,000 men of the Group", "the Group numbers 300", "its men"."""
    last: Body | None = None  # the body spoken of last in the sentences before
    for here in sentence_bodies:
        for position, body in enumerate(here):
            before = [b for b in here[:position] if b.kind not in SPEAKING or b.of is not None]
            after = [b for b in here[position + 1 :] if b.kind not in SPEAKING]
            if body.kind == "general" and body.of is None and after:
                body.of = _members(body, after[0])
            if body.kind == "strength":
                body.of = _whose(context, body, before, after, last)
        told = [b for b in here if b.kind not in SPEAKING]
        last = next((b for b in reversed(told) if b.kind != "general"), told[-1] if told else last)


def _whose(
    context: Context, body: Body, before: list[Body], after: list[Body], last: Body | None
) -> Body | None:
    """The body that men belong to: the one behind "of", the one that numbers so many, or the one "its" means."""
    found = _belongs(body, after[0]) if after else None
    if found is None and after and _opens(body, after[0]):
        found = after[0]
    if found is None and before:
        found = _measured(context, body, before[-1])
    if found is None and _own_men(body):
        found = before[-1] if before else last
    return found.meant if found is not None else None


def _members(body: Body, other: Body) -> Body | None:
    """ "Soldiers of the 14th Army": what they do the army does."""
    between = body.sentence.folded[body.last : other.first]
    return other.meant if between == ["of"] and other.kind == "named" else None


def _belongs(body: Body, other: Body) -> Body | None:
    """ "3,000 men of the Operational Group", "6,500, belong to the 201st division"."""
    between = body.sentence.folded[body.last : other.first]
    if body.owners and other.owners and body.owners != other.owners:
        return None  # Lithuanian soldiers in a Danish battalion
    if between in (["of"], ["from"]) or (len(between) <= REACH and BELONGING & set(between)):
        return other
    return None


def _opens(body: Body, other: Body) -> bool:
    """ "Sixteen hundred strong, the brigade at Ugljevik is …"."""
    words = body.sentence.folded
    strong = body.first == 0 and words[body.last - 1 : body.last + 1] == ["strong", ","]
    return strong and words[body.last + 1 : other.first] in ([], ["the"])


def _set_off(body: Body, between: list[str]) -> bool:
    """ "Two brigades, about 6,000 men, …", "a battalion (800 men)": nothing but a mark stands between."""
    after = body.sentence.folded[body.last : body.last + 1]
    closed = not after or not after[0][0].isalnum()
    return closed and between in ([","], ["("], ["-", "-"])


def _measured(context: Context, body: Body, other: Body) -> Body | None:
    """ "The Group now numbers 300 officers", "the border force, 14,500 strong", "a battalion with 600 men"."""
    between = body.sentence.folded[other.last : body.first]
    if other.kind in ("counted", "named") and _set_off(body, between):
        return other
    strong = body.sentence.folded[body.last - 1] == "strong"
    if strong and len(between) <= 3 and {",", "is", "was", "are", "("} & set(between):
        return other
    low = other.first - REACH if between == ["to"] else other.last  # "cut the regiment to 600 men"
    cutting = context.lexicon.cues["cut"] & set(body.sentence.folded[max(low, 0) : body.first])
    cut = between[-1:] in (["to"], ["by"]) and cutting
    near = len(between) <= (2 * REACH if cut else REACH) and not {";", ":", "and"} & set(between)
    return other if near and (cut or MEASURING & set(between)) else None


def _own_men(body: Body) -> bool:
    """Whether the men are part of a body spoken of before: "1,111 of its men"."""
    return bool({"its", "their"} & set(body.words))
