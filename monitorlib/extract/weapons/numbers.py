"""Numbers whose weapon is not beside them: "38 at Zhangiz-Tobe", "twenty are on duty"; not "three of four fleets"."""

from __future__ import annotations

from monitorlib.extract.context import Context
from monitorlib.extract.weapons.act import ACTS
from monitorlib.extract.weapons.quantity import Quantity, counts
from monitorlib.function_words import CLOSED
from monitorlib.spans import Mention, Sentence

__all__ = ["bare_numbers"]

# Words that may follow a number without its weapon; any other word is what it counts.
AFTER_BARE = frozenset(
    "still more others each respectively altogether today now there yet remain left that had then apiece a "
    "annually".split()
)
NOT_COUNTS = frozenset("volume no or chapter article aged number section page paragraph".split())
OTHERS = [["the"], ["its"], ["their"], ["these"], ["those"], ["his"]]


def bare_numbers(context: Context, sentence: Sentence, named: list[Quantity]) -> list[Mention]:
    """The numbers that no noun follows."""
    numbers = sentence.of("number")
    if not numbers:
        return []
    taken = {word for quantity in named for word in range(quantity.first, quantity.last)}
    verbs = {
        verb.first
        for clause in context.clauses(sentence)
        for verb in clause.verbs
        if not sentence.folded[verb.first].endswith("s")  # "three sets of ranges"
    }
    return [m for m in numbers if m.first not in taken and _bare(sentence, m, verbs)]


def _bare(sentence: Sentence, mention: Mention, verbs: set[int]) -> bool:
    if not counts(sentence, mention) or (mention.numeral and (mention.numeral.value or 0) < 2):
        return False
    if _a_year(sentence, mention) or _of_others(sentence, mention):
        return False
    following = sentence.folded[mention.last] if mention.last < len(sentence.words) else "."
    known = (
        following in CLOSED
        or sentence.folded[max(mention.first - 2, 0) : mention.first] == ["of", "which"]
        or following in AFTER_BARE
        or mention.last in verbs
        or any(
            m.first == mention.last
            and (
                m.date is not None
                or (
                    following != "sets"
                    and m.sense("force") is None  # "4,000 men"
                    and any(s.kind == "act" for s in m.senses)
                )
            )
            for m in sentence.mentions
        )
    )
    if following == "or" or following in ("/", "'", "’") or (following[0].isalpha() and not known):
        return False
    before = sentence.folded[mention.first - 1] if mention.first else ""
    beyond = sentence.folded[mention.last : mention.last + 2]
    measured = before in ("$", "£") or beyond[:1] in (["%"], ["-"])
    either = (
        "or" in sentence.folded[max(mention.first - 2, 0) : mention.first]
    )  # "2,000 or even 1,500"
    numbers = before == "number" and (
        not verbs or "which" in sentence.folded[: mention.first]
    )  # "the bombers number twenty-two"
    return (
        (numbers or before not in NOT_COUNTS)
        and not measured
        and not either
        and beyond != ["on", "each"]
    )


def _a_year(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number without a noun is a year that no date was read from: "the winter of 1999-2000"."""
    word = sentence.words[mention.first]
    return (
        mention.last == mention.first + 1
        and word.isdecimal()
        and word[:2] in ("19", "20")
        and len(word) == 4
    )


def _of_others(sentence: Sentence, mention: Mention) -> bool:
    """Whether the number counts something else: "three of the four fleets", "Zapad-99", "18 percent … falls to 15"."""
    folded, at = sentence.folded, mention.last
    if folded[mention.first - 1 : mention.first] == ["-"] or {"percent", "%"} & set(
        folded[: mention.first]
    ):
        return True
    if folded[at : at + 1] != ["of"] or folded[at + 1 : at + 2] not in OTHERS:
        return False
    head = at + 2
    numbers = {m.first: m.last for m in sentence.mentions if m.numeral is not None}
    head = numbers.get(head, head)
    weapons = any(
        m.sense("weapon") or m.sense("system") or m.sense("weapon_again")
        for m in sentence.within(head, head + 3)
    )
    verbal = any(m.first == head and m.acts(*ACTS) for m in sentence.mentions)
    word = folded[head] if head < len(folded) else "."
    return word[0].isalpha() and word not in CLOSED and not weapons and not verbal
