"""A quantity of weapons: the words that name it, how many there are, and what it is taken from.

Also what a quantity is not, and what it leaves unsaid: a number that only describes a weapon ("an SS-19 with six
warheads"), and the designation of "the missiles" that was given before.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitorlib.extract.context import Context
from monitorlib.noun_groups import noun_group
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = ["PER_WEAPON", "Quantity", "counts", "describes", "designate", "newest", "sums_up"]

CARRYING = frozenset(
    "with of carrying carries carry carried bearing holding tipped mounting to by bears from".split()
)
PER_WEAPON = 24  # no missile carries more warheads
TOTALS = [
    ["in", "all"],
    ["in", "total"],
    ["all", "told"],
    ["in", "number"],
    ["to", "be"],
    ["to", "date"],
]
FEW = 6  # words of "by the ministry's count"
TALLIES = frozenset("altogether combined overall together".split())
COUNTS = frozenset({"count", "tally", "reckoning"})  # "1,040 by the official tally"


@dataclass(slots=True)
class Quantity:
    """Words ``first``..``last`` that name some weapons; ``word`` is the noun, or the number that stands for it.

    ``extent`` tells how the words limit the force: ``all`` or ``last`` of it, ``its`` own, ``the``, ``one`` single
    weapon, a ``share`` of it ("most of the missiles"), "" when they do not. ``of`` is the quantity that a bare number
    or pronoun takes its weapon from; ``beside`` that it is joined to by "and".
    """

    sentence: Sentence
    first: int
    last: int
    word: int
    numeral: Numeral | None
    category: str
    system: str
    extent: str = ""
    kind: str = "noun"  # noun, bare, pronoun
    of: Quantity | None = None
    beside: Quantity | None = None

    @property
    def number(self) -> int | None:
        """How many: as counted, or one."""
        if self.numeral is not None:
            return self.numeral.value
        return 1 if self.extent == "one" else None


def counts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number counts things: not "ten-warhead", not "the two republics' missiles"."""
    return (
        mention.numeral is not None
        and mention.numeral.value is not None
        and sentence.folded[mention.last : mention.last + 1] != ["-"]
    )


def sums_up(sentence: Sentence, word: int) -> bool:
    """Whether the words behind a number say that it is the whole: "in all", "altogether", "by his count"."""
    behind = sentence.folded[word : word + FEW]
    counted = behind[:1] == ["by"] and bool(COUNTS & set(behind))
    return behind[:2] in TOTALS or bool(TALLIES & set(behind[:1])) or counted


def describes(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words only describe another weapon: "an SS-19 with six warheads", "ten warheads apiece"."""
    before = sentence.folded[quantity.first - 1] if quantity.first else ""
    after = sentence.folded[quantity.last : quantity.last + 3]
    few = (quantity.number or 0) <= PER_WEAPON
    if quantity.extent == "one" and before in ("for", "like", "than", "per"):
        return True
    if _hardly_one(sentence, quantity) or (
        quantity.extent == "one" and "or" in (before, *after[:1])
    ):
        return True  # "each plane, a Tu-160 or a Tu-95"
    if quantity.numeral is not None and after[:1] in (["each"], ["apiece"]):
        return few and not _multiplied(sentence, quantity)
    if quantity.category == "missile" and quantity.numeral is not None:
        return few and before in ("carry", "carries")  # "each Typhoon carries 20 missiles"
    if quantity.category != "warhead" or quantity.number is None:
        return False
    on_each = after[:1] in (["on"], ["to"], ["for"]) and after[1:2] in (["each"], ["every"])
    return few and (before in CARRYING or on_each)


def _hardly_one(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Not one missile", "missiles that have more than one warhead"."""
    if quantity.number != 1:
        return False
    before = set(sentence.folded[max(quantity.first - 4, 0) : quantity.first])
    over = quantity.numeral is not None and quantity.numeral.qualifier == "at_least"
    return over or bool({"not", "no"} & before)


def _multiplied(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Two regiments of nine launchers each": that makes eighteen."""
    for mention in sentence.within(max(quantity.first - 3, 0), quantity.first, "echelon"):
        for formations in sentence.within(noun_group(sentence, mention), mention.first):
            if counts(sentence, formations) and formations.numeral and quantity.numeral:
                value = (formations.numeral.value or 1) * (quantity.numeral.value or 1)
                quantity.numeral = quantity.numeral._replace(value=value)
                return True
    return False


NEAR = 3  # sentences over which a designation holds
LOOSE = frozenset({"launcher", "missile"})  # words that air defense uses too


def designate(quantity: Quantity, before: list[Quantity]) -> None:
    """ "The missiles" are those whose designation was given last, when only one was; launchers may be a sam's."""
    if quantity.system or quantity.kind != "noun":
        return
    near = [
        q for q in before if quantity.sentence.index - q.sentence.index <= NEAR and not _passing(q)
    ]
    kinds = {q.category for q in near if q.system}
    if quantity.category in LOOSE and kinds == {"sam"}:
        quantity.category = "sam"
    if quantity.extent in ("one", "its"):
        return
    definite = quantity.extent or quantity.sentence.folded[quantity.first] == "the"
    same = [q for q in near if q.system and q.category == quantity.category]
    named = {q.system for q in same if q.sentence is quantity.sentence} or {q.system for q in same}
    if len(named) == 1 and (definite or (kinds == {quantity.category})):
        quantity.system = next(iter(named))


def _passing(quantity: Quantity) -> bool:
    """Whether a weapon is named only for what another was made for: "silos formerly used for SS-19s"."""
    before = quantity.sentence.folded[quantity.first - 1] if quantity.first else ""
    return quantity.numeral is None and before in ("for", "by", "like", "than")


def newest(context: Context) -> frozenset[str]:
    """The missiles that only Russia has and that it sells to no one."""
    return frozenset(
        row["system"]
        for row in context.lexicon.tables["systems"]
        if row["category"] == "missile"
        and row["country"] == "RUS"
        and row["system"].startswith("SS-")
    )
