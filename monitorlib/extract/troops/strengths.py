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
RANKED = frozenset("first second third fourth last latest".split())
WHITHER = frozenset("against away home back out in there".split())
LOOSE = frozenset("the present anywhere somewhere variously now currently only".split())
SPEAKING_OF = frozenset("speak speaks spoke spoken talk talks talked".split())
RIVALS = ("weapon", "system", "instrument", "instrument_noun", "site")
BELONGING = frozenset("belong belongs belonged belonging serve serves served serving".split())
SPEAKING = ("strength", "pronoun", "people", "losses")


def number_of(
    sentence: Sentence, group: list[Mention], head: Mention
) -> tuple[Numeral | None, bool]:
    """The number in a noun group, and whether it counts men where the noun is a formation: "a 1,500-man battalion"."""
    for mention in reversed(group):
        if mention.numeral is not None and mention.numeral.value:
            if sentence.folded[mention.first - 1 : mention.first] == ["-"]:
                continue  # "MiG-29 fighters"
            after = sentence.folded[mention.last : mention.last + 2]
            return mention.numeral, after[:1] == ["-"] and bool(MEN & set(after))
    owns = sentence.owns(head.last)
    part = None if owns else partitive(sentence, group[0].first if group else head.first)
    if part is not None:
        return part, False
    if sentence.folded[head.last : head.last + 1] in (["of"], ["with"]):
        men = _behind_of(sentence, head.last + 1)
        large = head.value in ("regiment", "brigade", "division", "army", "corps")
        few = men is not None and large and (men.value or 0) < STAFF
        return None if few else men, True  # "a regiment of ten" has ten missiles
    return None, False


def _behind_of(sentence: Sentence, at: int) -> Numeral | None:
    """ "A battalion of 600 in Bosnia"."""
    for mention in sentence.mentions:
        numeral = mention.numeral
        if mention.first == at and numeral is not None and (numeral.value or 0) >= SMALL:
            alone = _stands_alone(sentence, mention.last) or _acted(sentence, mention.last)
            return numeral if alone else None
    return None


def partitive(sentence: Sentence, first: int) -> Numeral | None:
    """The number before "of": "1,111 of its men", "four of the six regiments"."""
    while first > 0 and sentence.folded[first - 1] in DETERMINERS | POSSESSIVES:
        first -= 1
    owning = sentence.folded[max(first - REACH, 0) : first]
    if "of" in owning and {"'", "’", "s"} & set(owning):  # "two of the brigade's battalions"
        first -= owning[::-1].index("of")
    if first < 2 or sentence.folded[first - 1] != "of":
        return None
    if sentence.folded[first - 2] in RANKED:  # "the last of four brigades"
        return Numeral(first - 2, first - 1, 1, "exact")
    for mention in sentence.mentions:
        if mention.last == first - 1 and mention.numeral is not None and mention.numeral.value:
            return mention.numeral
    return None


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
    """Numbers without a noun that are strengths: ", or 400, or 800", "14,500 strong", "about 700 had arrived".

    ``recent`` is the body spoken of last in the sentence before, if that is near.
    """
    numbers = sentence.of("number")
    if not numbers:
        return
    taken = {word for body in here for word in range(body.first, body.last)}
    read = [body.strength for body in here if body.strength is not None]
    for mention in numbers:
        numeral = mention.numeral
        if (
            numeral is None
            or mention.first in taken
            or numeral in read
            or not _of_men(sentence, mention)
        ):
            continue
        before = [b for b in here if b.last <= mention.first and b.kind != "pronoun"]
        rivals = [b for b in before if b.kind == "strength"]
        known = before[-1] if before else recent
        after = sentence.folded[mention.last : mention.last + 2]
        strong = after[:1] == ["strong"] or after == ["under", "arms"]
        if not strong and not _told(context, sentence, mention, known, bool(rivals)):
            continue
        after_or = mention.first > 0 and sentence.folded[mention.first - 1] == "or"
        giver = _giver(sentence, mention) if rivals else ""
        like = rivals[-1] if after_or and rivals else None if strong else known
        yield Body(
            sentence,
            mention.first,
            mention.last + strong,
            "strength",
            "troops",
            like.branch if like is not None else "",
            strength=numeral,
            owners=[giver] if giver else list(like.owners) if like is not None else [],
            gapped=bool(giver),
        )


def _giver(sentence: Sentence, mention: Mention) -> str:
    """The actor right before a number: "the U.S. offered 20,000 troops, the British 13,000"."""
    for other in sentence.mentions:
        sense = other.sense("actor")
        if other.last == mention.first and sense is not None:
            return sense.value
    return ""


def _of_men(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number can be one of men: neither too small nor a year."""
    value = mention.numeral.value if mention.numeral is not None else None
    if mention.first and sentence.words[mention.first - 1] == "-":
        return False  # "an Mi-26"
    digits = sentence.words[mention.last - 1]
    year = len(digits) == 4 and digits.isdigit() and digits[:2] in ("18", "19", "20")
    return (value or 0) >= SMALL and not year


def _told(
    context: Context, sentence: Sentence, mention: Mention, known: Body | None, rivals: bool
) -> bool:
    """Whether the words around a bare number make it a strength of the troops spoken of."""
    cues = context.lexicon.cues
    before = sentence.folded[max(mention.first - REACH - 4, 0) : mention.first]
    before = [word for word in before if word not in LOOSE]
    after = sentence.folded[mention.last : mention.last + 3]
    last = before[-1] if before else ""
    others = after[:1] in (["others"], ["more"]) and _stands_alone(sentence, mention.last + 1)
    alone = others or _stands_alone(sentence, mention.last) or _acted(sentence, mention.last)
    alone = alone or bool(BELONGING & set(after[:1]))
    if not alone or known is None:
        return bool(alone and BELONGING & set(after))
    if _of_other_things(sentence, mention, known):
        return False
    follows = after[:1] and (after[0] in AUXILIARIES or _acted(sentence, mention.last))
    return (
        bool(BELONGING & set(after))
        or last in (*COUNTING, "another", "further")
        or after[:2] in (["of", "them"], ["of", "whom"])
        or (last in BEING and bool(cues["size"] & set(before)))
        or (last == "by" and others)
        or (last == "or" and rivals)
        or (rivals and bool(_giver(sentence, mention)))
        or (last == "to" and bool((cues["cut"] | cues["rise"]) & set(before)) and _large(mention))
        or (last == "of" and bool((SPEAKING_OF & set(before)) or (cues["size"] & set(before[-2:]))))
        or (last in ESTIMATING and bool(cues["estimate"] & set(before)))
        or (last == "from" and bool(cues["cut"] & set(before)))
        or bool(follows and (known.kind != "counted" or known.strength is not None))
        or bool(
            _acted(sentence, mention.first, behind=False) and (others or WHITHER & set(after[:1]))
        )
    )


def _large(mention: Mention) -> bool:
    """Whether a number is too high for a share: "falls to 15"."""
    return mention.numeral is not None and (mention.numeral.value or 0) >= STAFF


def _of_other_things(sentence: Sentence, mention: Mention, known: Body) -> bool:
    """Whether a bare number may count weapons or papers named nearer, or the dead."""
    start = known.last if known.sentence is sentence and known.echelon != "fleet" else 0
    rivals = any(m.kind in RIVALS for m in sentence.within(start, mention.first))
    return rivals or any(
        -NEAR_LOSS <= m.first - mention.last <= NEAR_LOSS - 3 for m in sentence.of("loss")
    )


def _acted(sentence: Sentence, at: int, *, behind: bool = True) -> bool:
    """Whether a verb for what troops do begins (or, not ``behind``, ends) at a word."""
    return any(
        (m.first if behind else m.last) == at
        and any(
            s.kind in ("troops_do", "troops_undergo") and s.info.get("tense") != "present"
            for s in m.senses
        )
        for m in sentence.mentions
    )


# --- whose strength it is ----------------------------------------------------------------------------------


def measure(context: Context, sentence_bodies: list[list[Body]]) -> None:
    """Attach each strength to the body whose it is: "3,000 men of the Group", "the Group numbers 300", "its men"."""
    last: Body | None = None  # the body spoken of last in the sentences before
    named: Body | None = None  # the named one
    for here in sentence_bodies:
        for position, body in enumerate(here):
            before = [b for b in here[:position] if b.kind not in SPEAKING]
            after = [b for b in here[position + 1 :] if b.kind not in SPEAKING]
            if body.kind == "general" and body.of is None and after:
                body.of = _members(body, after[0])
            if body.kind == "strength" and not body.name:
                body.of = _whose(context, body, before, after, last)
                if body.of is None and named is not None and _own_strength(body):
                    body.of = named.meant
        named = next((b for b in reversed(here) if b.kind == "named"), named)
        told = [b for b in here if b.kind not in SPEAKING]
        last = next((b for b in reversed(told) if b.kind != "general"), told[-1] if told else last)


def _counts(body: Body) -> bool:
    """Whether the verb right before a number says that somebody numbers so many."""
    before = body.sentence.folded[body.first - 1 : body.first]
    return bool(COUNTING & set(before))


def _whose(
    context: Context, body: Body, before: list[Body], after: list[Body], last: Body | None
) -> Body | None:
    found = _belongs(body, after[0]) if after else None
    if found is None and before and _counts(body):
        found = before[0]  # "Uzbekistan's troops, who crossed the border, number about 600"
    apart = [b for b in before if b.kind in ("counted", "named")][-1:]
    if found is None and apart and before[-1].kind == "general":
        between = body.sentence.folded[before[-1].last : body.first]
        near = body.first - apart[0].last <= 2 * REACH
        found = apart[0] if near and _set_off(body, between) else None
    if found is None and before:
        found = _measured(context, body, before[-1])
    if found is None and _own_men(body):
        found = before[-1] if before else last
    if found is None and before and before[-1].last == body.first and body.words[0] in "'’":
        found = before[-1]  # "the brigade's 1,600 men"
    return found and found.meant


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


def _set_off(body: Body, between: list[str]) -> bool:
    """ "Two brigades, about 6,000 men, …", "a battalion (800 men)": nothing but a mark stands between."""
    after = body.sentence.folded[body.last : body.last + 1]
    total = body.sentence.folded[body.last : body.last + 2]
    closed = not after or not after[0][0].isalnum() or after[0] in ("altogether", "strong", "in")
    return between in ([","], ["("], ["-", "-"], ["or"]) and (closed or total == ["in", "all"])


def _measured(context: Context, body: Body, other: Body) -> Body | None:
    """ "The Group now numbers 300 officers", "the border force, 14,500 strong", "a battalion with 600 men"."""
    between = body.sentence.folded[other.last : body.first]
    other_side = any(m.sense("actor") for m in body.sentence.within(body.first, body.last))
    if other.kind in ("counted", "named") and not other_side and _set_off(body, between):
        return other
    numbered = body.sentence.folded[max(other.first - 2, 0) : other.first] == ["number", "of"]
    if numbered and between[-1:] in (["as"], ["at"]):
        return other  # "put the number of troops withdrawn since May at 4,000"
    strong = body.sentence.folded[body.last - 1] == "strong"
    if strong and len(between) <= 3 and {",", "is", "was", "are", "("} & set(between):
        return other
    cut = between[-1:] in (["to"], ["by"]) and context.lexicon.cues["cut"] & set(between)
    near = len(between) <= (2 * REACH if cut else REACH) and not {";", ":", "and"} & set(between)
    return other if near and (cut or MEASURING & set(between)) else None


def _own_strength(body: Body) -> bool:
    """ "The general gave his present strength as 5,800", "put their numbers at 600": of those spoken of before."""
    words = body.sentence.folded[max(body.first - 2 * REACH, 0) : body.first]
    size = [at for at, word in enumerate(words) if word in ("strength", "numbers", "manpower")]
    near = words[max(size[-1] - 2, 0) : size[-1]] if size else []
    return bool({"its", "their", "his", "the"} & set(near)) and body.kind == "strength"


def _own_men(body: Body) -> bool:
    """Whether the men are part of a body spoken of before: "1,111 of its men", "serve in their ranks"."""
    words = body.sentence.folded[body.first : body.last + 2 * REACH]
    own = words[: body.last - body.first]
    return bool({"its", "their"} & set(own)) or (
        "ranks" in words and bool({"its", "their"} & set(words))
    )
