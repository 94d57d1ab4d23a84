"""Quantities of weapons: where a bulletin names or counts missiles, launchers, warheads, silos, bombers, submarines.

A quantity is a number with its weapon ("the remaining 14 SS-25s"), one of two numbers of a share ("ten of its 44
bombers"), a number whose weapon was named before ("38 at Zhangiz-Tobe", "ceilings of 1,600 and 6,000"), a pronoun
("the last of them"), or a force without a number ("its warheads"). A number that only describes a weapon ("an SS-19
with six warheads", "the ten-warhead SS-18") is none.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.weapons.act import ACTS
from monitorlib.extract.weapons.ceilings import named_ceiling
from monitorlib.extract.weapons.named_quantities import named_quantities
from monitorlib.extract.weapons.pronouns import pronouns, weighty
from monitorlib.extract.weapons.quantity import PER_WEAPON, Quantity, counts, designate, sums_up
from monitorlib.function_words import AUXILIARIES, BE, CLOSED
from monitorlib.spans import Mention, Sentence

__all__ = ["quantities_of"]

THOUSAND = 1000
COMPARED = (["instead", "of"], ["rather", "than"])
MILLION = 1000000
NEAR = 3  # sentences over which "the planes" are the bombers named before
MEMORY = 12  # quantities that a number or pronoun can go back to
ABOUT = frozenset({"them", "these", "those", "more", "others", "which"})
OF_THOSE = (["of", "these", ","], ["of", "those", ","], ["of", "them", ","], ["the", "latter", ","])
FURTHER = frozenset({"another", "further", "additional", "other", "remaining", "below", "above"})
# "The SS-23s, of which the army had 239"
OF_WHICH = [[",", "of", "which", "there", verb] for verb in ("were", "are", "had")]
# Nouns behind a number that measure and count nothing: a later number without a noun is not theirs.
MEASURES = frozenset(
    "years months weeks days hours minutes kilometers miles tons meters times dollars rubles parts places others sides "
    "states countries regions sets".split()
)
YEARLY = (["a", "year"], ["per", "year"], ["each", "year"], ["every", "year"])
OFTEN = (["to", "a"], ["a", "month"], ["a", "week"], ["a", "day"], ["a", "piece"])
FAR = 6  # sentences over which a rate can go back to a weapon
# Words that may follow a number without its weapon; any other word is what it counts.
AFTER_BARE = frozenset(
    "still more others each respectively altogether today now there yet remain left that had then apiece a "
    "annually".split()
)
TO_YEAR = frozenset("past beyond until till before after since by through around about".split())
NOT_COUNTS = frozenset(
    "volume no or chapter article aged number section page paragraph $ £".split()
)
OTHERS = [["the"], ["its"], ["their"], ["these"], ["those"], ["his"]]


def quantities_of(context: Context) -> list[Quantity]:
    """All quantities of a bulletin, in the order of the text."""
    found: list[Quantity] = []
    for sentence in context.sentences:
        recent = found[-MEMORY:]
        near = [q for q in recent if sentence.index - q.sentence.index <= NEAR]
        here = _resolved(named_quantities(sentence, {q.category for q in near}), near)
        for mention in _bare_numbers(context, sentence, here):
            quantity = _counted(context, sentence, mention, here, recent)
            if quantity is not None:
                here.append(quantity)
        here += list(pronouns(sentence, recent, sorted(here, key=lambda q: q.first)))
        _pair(sentence, here, recent)
        here.sort(key=lambda q: q.first)
        for position, quantity in enumerate(here):
            designate(quantity, [*recent, *here[:position]])
        found += here
    return found


def _resolved(named: list[Quantity], near: list[Quantity]) -> list[Quantity]:
    """Without "ones" that stand for no weapon; the others are what was named last: "and 846 American ones"."""
    known = list(near)
    for quantity in named:
        if quantity.category == "any" and known:
            quantity.category, quantity.of = known[-1].category, known[-1]
        known.append(quantity)
    return [q for q in named if q.category != "any"]


# --- numbers without a noun --------------------------------------------------------------------------------


def _bare_numbers(context: Context, sentence: Sentence, named: list[Quantity]) -> list[Mention]:
    """The numbers that no noun follows."""
    taken = {word for quantity in named for word in range(quantity.first, quantity.last)}
    numbers = [m for m in sentence.of("number") if m.first not in taken]
    if not numbers:
        return []
    verbs = {
        verb.first
        for clause in context.clauses(sentence)
        for verb in clause.verbs
        if not sentence.folded[verb.first].endswith("s")  # "three sets of ranges"
    }
    return [m for m in numbers if _bare(sentence, m, verbs)]


def _bare(sentence: Sentence, mention: Mention, verbs: set[int]) -> bool:
    """Whether a number stands alone: before a mark, a verb, a function word; and is no sum, page, year or share."""
    if not counts(sentence, mention) or (mention.numeral and (mention.numeral.value or 0) < 2):
        return False
    folded, at = sentence.folded, mention.last
    before = folded[max(mention.first - 2, 0) : mention.first]
    following = folded[at] if at < len(folded) else "."
    known = (
        following in CLOSED | AFTER_BARE
        or before == ["of", "which"]
        or at in verbs
        or any(
            m.first == at and m.sense("force") is None and (m.date is not None or m.acts(*ACTS))
            for m in sentence.within(at, at + NEAR)
        )
    )
    if following in ("or", "/", "'", "’", "%", "-") or (following[0].isalpha() and not known):
        return False
    rate = "year" in folded[max(mention.first - 5, 0) : mention.first]
    compared = (
        before in COMPARED and not rate
    )  # "four instead of five"; not "two a year rather than ten"
    if compared or "or" in before or folded[at : at + 2] == ["on", "each"]:
        return False  # "2,000 or even 1,500"
    numbered = before == ["no", "."] or set(before[-1:]) & NOT_COUNTS
    return not (numbered or _of_another(sentence, mention))


def _of_another(sentence: Sentence, mention: Mention) -> bool:
    """Whether the number counts something else: "three of the four fleets", "18 percent … falls to 15"."""
    folded, at = sentence.folded, mention.last
    if {"percent", "%"} & set(folded[: mention.first]):
        return True
    if folded[at : at + 1] != ["of"] or folded[at + 1 : at + 2] not in OTHERS:
        return False
    numbers = {m.first: m.last for m in sentence.mentions if m.numeral is not None}
    head = numbers.get(at + 2, at + 2)
    named = any(
        m.is_of(("weapon", "system", "weapon_again")) for m in sentence.within(head, head + 3)
    )
    word = folded[head] if head < len(folded) else "."
    return word[0].isalpha() and word not in CLOSED and not named


def _counted(
    context: Context,
    sentence: Sentence,
    mention: Mention,
    here: list[Quantity],
    found: list[Quantity],
) -> Quantity | None:
    """The quantity that a bare number stands for: of a weapon named before it in the sentence, or spoken of last."""
    if _of_time(sentence, mention):
        return None
    if _of_warheads(sentence, mention, here):
        return Quantity(
            sentence,
            mention.first,
            mention.last,
            mention.first,
            mention.numeral,
            "warhead",
            "",
            kind="bare",
        )
    source = _weapon_before(context, sentence, mention, here, found)
    if source is None or _of_others(context, [*found, *here], source, sentence, mention):
        return None
    if _apposed(sentence, source, mention):
        source.numeral = mention.numeral
        return None
    first, last = mention.first, mention.last
    quantity = Quantity(
        sentence, first, last, first, mention.numeral, source.category, source.system
    )
    quantity.kind, quantity.of = "bare", source
    _specify(sentence, quantity, _around(sentence, mention)[1])
    return quantity


def _of_warheads(sentence: Sentence, mention: Mention, here: list[Quantity]) -> bool:
    """Whether a number is a ceiling of a START treaty, and the sentence names no weapon: such count warheads."""
    low, _ = part(sentence, mention.first)
    before = sentence.folded[max(mention.first - FAR, low) : mention.first]
    words = sentence.folded[mention.first : mention.last]  # "a ceiling of 3,500" is a number
    named = any(m.value.startswith("START") for m in sentence.of("instrument"))
    return named and not here and bool(before) and named_ceiling(before, words)


def _around(sentence: Sentence, mention: Mention) -> tuple[list[str], list[str]]:
    """The three words before a number and the three behind it."""
    before = sentence.folded[max(mention.first - 3, 0) : mention.first]
    return before, sentence.folded[mention.last : mention.last + 3]


def _weapon_before(
    context: Context,
    sentence: Sentence,
    mention: Mention,
    here: list[Quantity],
    found: list[Quantity],
) -> Quantity | None:
    """The weapons named before a bare number in its part of the sentence, else those that it is tied to."""
    low, _ = part(sentence, mention.first)
    earlier = sorted(
        (q for q in here if q.first < mention.first and (low <= q.first or q.kind != "bare")),
        key=lambda q: q.first,
    )
    if (source := weighty(earlier)) is not None:
        return source
    yearly = _around(sentence, mention)[1][:2] in YEARLY
    far = FAR if yearly else 2  # "it is built at Votkinsk. … The general wants thirty a year"
    recent = [q for q in found[-4:] if sentence.index - q.sentence.index <= far]
    tied = recent and (yearly or _tied(context, sentence, mention))
    return weighty(recent) if tied else None


def _of_time(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare number tells how long, how often, of whom, or what each weapon bears."""
    before, after = _around(sentence, mention)
    value = (mention.numeral.value if mention.numeral is not None else None) or 0
    borne = value <= PER_WEAPON and before[-1:] == ["with"] and "warheads" in sentence.folded
    return (
        value >= MILLION  # "wanted three billion for them"
        or borne
        or bool({"years", "months"} & set(after))
        or after[:2] in OFTEN
        or before[-2:] == ["of", "the"]
        or (before[-1:] == ["in"] and not _closes_verb(sentence, mention.first))
        or _is_year(sentence, mention)
    )


def _closes_verb(sentence: Sentence, word: int) -> bool:
    """Whether the word before is part of a verb: "will fill in nine more"."""
    return any(m.last == word and m.acts(*ACTS) for m in sentence.mentions)


def _is_year(sentence: Sentence, mention: Mention) -> bool:
    """ "Not past 2005", "until 2010"."""
    year = sentence.words[mention.last - 1]
    single = mention.last - mention.first == 1 and len(year) == 4 and year[:2] in ("19", "20")
    return single and year.isdecimal() and sentence.folded[mention.first - 1] in TO_YEAR


def _of_others(
    context: Context, named: list[Quantity], source: Quantity, sentence: Sentence, mention: Mention
) -> bool:
    """Whether something else was counted since: "Ten people were killed …. Eighteen were missing"."""
    value = (mention.numeral.value if mention.numeral is not None else None) or 0
    named_here = source.sentence is sentence and (source.numeral is not None or source.extent != "")
    if named_here or value >= THOUSAND or sentence.has("limit"):
        return False
    for spoken in context.sentences[source.sentence.index : sentence.index + 1]:
        low = source.last if spoken is source.sentence and source.numeral is not None else 0
        high = mention.first if spoken is sentence else len(spoken.words)
        weapons = {w for q in named if q.sentence is spoken for w in range(q.first, q.last)}
        others = (m for m in spoken.within(low, high) if m.first not in weapons)
        if any(_counts_others(spoken, other) for other in others):
            return True
    return False


def _counts_others(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number counts things that are no weapons: "ten people", "forty trucks"."""
    group = takewhile(
        lambda w: w[0].isalnum() or w == "-", sentence.folded[mention.last : mention.last + 5]
    )
    words = list(takewhile(lambda w: w not in CLOSED, group))
    plural = next((w for w in words if w.endswith(("s", "people", "men", "women", "children"))), "")
    if not counts(sentence, mention) or not plural or plural in MEASURES:
        return False
    return not any(
        m.first == mention.last
        and (m.date is not None or m.kind in ("weapon", "system", "echelon"))
        for m in sentence.mentions
    )


def _tied(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare number speaks of weapons of an earlier sentence: "five more", "twenty are on duty", a ceiling."""
    before, after = _around(sentence, mention)
    home = context.document.clause_at(sentence, mention.first)
    at_most = mention.numeral is not None and mention.numeral.qualifier == "at_most"
    leads = bool(after) and (after[0] in AUXILIARIES or after[0] in ("remain", "left"))
    opens = mention.first <= max(part(sentence, mention.first)[0], home.first) + 2
    return (
        (opens and (leads or _verb_at(home, mention.last)))
        or bool(ABOUT & set(after[:2]) or FURTHER & set(before[-1:]))
        or after[:1] in (["that"], ["which"])
        or before in OF_THOSE
        or after[:2] in (["of", "the"], ["of", "its"], ["of", "their"])
        or at_most
        or sentence.has("limit")
        or (after[:1] == ["on"] and _carrier(sentence, mention.last) is not None)
        or _ranges(sentence, mention)
        or _had(home, mention)
        or _formed(sentence, mention)
    )


def _verb_at(home: Clause, word: int) -> bool:
    """Whether a verb of an act begins at a word: "fifty-four went last year"."""
    folded = home.sentence.folded
    word += folded[word : word + 1] in (["already"], ["still"], ["since"])
    return any(v.first == word and v.mention and v.mention.acts(*ACTS) for v in home.verbs)


def _ranges(sentence: Sentence, mention: Mention) -> bool:
    """ "From 1,500 to 2,200": a range of thousands is one of warheads."""
    inside = sentence.folded[mention.first : mention.last]
    value = mention.numeral.value if mention.numeral is not None else None
    return bool({"to", "-", "and"} & set(inside)) and (value or 0) >= THOUSAND


def _had(home: Clause, mention: Mention) -> bool:
    """Whether the number is the object of a verb of having or of an act: "Ukraine has 44", "there were forty-six"."""
    for verb in home.verbs:
        last = verb.end
        if last != mention.first:
            continue
        head = home.sentence.folded[verb.at]
        there = (
            head in ("is", "are", "was", "were") and home.sentence.folded[verb.first - 1] == "there"
        )
        return there or any(m.acts(*ACTS) for m in (verb.mention,) if m is not None)
    return False


def _formed(sentence: Sentence, mention: Mention) -> bool:
    """ "A second regiment of ten"."""
    if sentence.folded[mention.first - 1] != "of":
        return False
    return any(
        m.last == mention.first - 1 and (e := m.sense("echelon")) and e.value != "group"
        for m in sentence.mentions
    )


def _apposed(sentence: Sentence, source: Quantity, mention: Mention) -> bool:
    """ "The strategic missiles, forty at the last inspection": the number of a force named just before."""
    if source.sentence is not sentence or source.kind != "noun":
        return False
    between = sentence.folded[source.last : mention.first]
    total = sums_up(sentence, mention.last)  # "warheads, 180 in all,"
    if source.numeral is not None:  # "more than a thousand warheads, 1,040 by the official tally"
        return total and between == [","] and source.numeral.qualifier != "exact"
    beside = between in ([","], ["("], ["-", "-"])
    left = between == [",", "of", "which"] and {"remain", "remained"} & set(
        _around(sentence, mention)[1]
    )
    here = beside and (total or source.extent in ("the", "its", "last"))
    return here or bool(left) or between in OF_WHICH


def _carrier(sentence: Sentence, word: int) -> Mention | None:
    """The missiles or bombers that warheads are said to be on: "1,300 on the missiles"."""
    for mention in sentence.within(word, min(word + 8, len(sentence.words))):
        system, weapon = mention.sense("system"), mention.sense("weapon")
        if system or (weapon and weapon.value in ("missile", "bomber", "submarine")):
            return mention
    return None


def _specify(sentence: Sentence, quantity: Quantity, after: list[str]) -> None:
    """What follows a bare number tells its weapon: "130 for the SS-19", "1,300 on the missiles"."""
    are = bool(after) and after[0] in BE  # "of the 756 missiles, 188 are SS-18s"
    carrier = _carrier(sentence, quantity.last) if are or after[:1] in (["for"], ["on"]) else None
    if carrier is None or (are and carrier.first > quantity.last + 2):
        return
    system = carrier.sense("system")
    if after[0] == "on":
        quantity.category, quantity.system = "warhead", ""
    elif system is not None:
        quantity.system = system.value


def _pair(sentence: Sentence, here: list[Quantity], found: list[Quantity]) -> None:
    """Two bare numbers joined by "and" count the last two kinds of weapon: of warheads there are more."""
    bare = [q for q in here if q.kind == "bare"]
    for one, other in pairwise(bare):
        if sentence.folded[one.last : other.first] != ["and"]:
            continue
        known = [q for q in [*found, *here] if q.kind == "noun"]
        kinds = list(dict.fromkeys(q.category for q in reversed(known)))[:2]
        if len(kinds) < 2 or "warhead" not in kinds:
            continue
        carrier = next(kind for kind in kinds if kind != "warhead")
        more = (one.number or 0) > (other.number or 0)
        one.category, other.category = ("warhead", carrier) if more else (carrier, "warhead")
        for quantity in (one, other):
            quantity.of = [q for q in known if q.category == quantity.category][-1]
            quantity.system = quantity.of.system
