"""Launchers: one row per quantity of missiles, launchers, warheads, silos, bombers, submarines (codebook section 3).

A quantity is a number with its weapon ("the remaining 14 SS-25s"), a number whose weapon was named before ("38 at
Zhangiz-Tobe"), or a whole force without a number that something is done to ("the last warheads were sent to Russia").
What is done is the nearest act of the sentence; of a quantity with no act the text says that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.clauses import CLOSED, noun_group
from monitorlib.extract.context import (
    Act,
    Context,
    Row,
    acts_on,
    date_of,
    happens_later,
    holder,
    origin_of,
    part,
    possessor,
)
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

# What an act makes of weapons, done and planned.
ACTIONS = {
    "withdraw": ("withdrawn", "to_withdraw"),
    "dismantle": ("dismantled", "to_dismantle"),
    "deploy": ("deployed", "to_deploy"),
    "transfer": ("transferred", "to_transfer"),
    "remain": ("remaining", "remaining"),
    "limit": ("limit", "limit"),
}
REACH = 16  # farther acts say nothing of a quantity
WHOLE = frozenset("last final all the its their remaining".split())


@dataclass(slots=True)
class Quantity:
    """Words ``first``..``last`` that name some weapons: their number if given, their kind, their designation."""

    first: int
    last: int
    numeral: Numeral | None
    category: str
    system: str
    elliptical: bool = False


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    rows: list[Row] = []
    known: list[tuple[str, str]] = []  # weapons named so far, latest last
    for sentence in context.sentences:
        for quantity in _quantities(sentence, known):
            row = _row(context, sentence, quantity)
            if row is not None:
                rows.append(row)
    _share(rows)
    yield from rows


# --- quantities --------------------------------------------------------------------------------------------


def _quantities(sentence: Sentence, known: list[tuple[str, str]]) -> Iterator[Quantity]:
    """The quantities of a sentence; what it names is added to ``known``."""
    heads = _heads(sentence)
    taken: set[int] = set()
    found: list[Quantity] = []
    for head in heads:
        quantity = _with_head(sentence, head)
        taken.update(range(quantity.first, quantity.last))
        found.append(quantity)
    for mention in sentence.mentions:
        if mention.first in taken or mention.numeral is None or mention.numeral.value is None:
            continue
        weapon = _understood(sentence, mention, found, known)
        if weapon is not None:
            found.append(
                Quantity(mention.first, mention.last, mention.numeral, *weapon, elliptical=True)
            )
    for quantity in found:
        weapon = (quantity.category, quantity.system)
        if not quantity.elliptical:
            known[:] = [other for other in known if other[0] != weapon[0]] + [weapon]
    yield from sorted(found, key=lambda quantity: quantity.first)


def _heads(sentence: Sentence) -> list[Mention]:
    """The nouns and designations that name weapons; of "SS-18 missiles" only the noun."""
    mentions = list(sentence.of("system", "weapon"))
    return [
        mention
        for mention, following in zip(mentions, [*mentions[1:], None], strict=False)
        if not (
            following is not None
            and following.first <= mention.last + 1
            and _adjoins(sentence, mention, following)
        )
    ]


def _adjoins(sentence: Sentence, mention: Mention, following: Mention) -> bool:
    return sentence.folded[mention.last : following.first] in ([], ["-"])


def _with_head(sentence: Sentence, head: Mention) -> Quantity:
    first = noun_group(sentence, head)
    group = list(sentence.within(first, head.last))
    numerals = [m.numeral for m in group if m.numeral is not None and m.numeral.value is not None]
    if not numerals:
        first, numerals = _partitive(sentence, first)
    system = next((sense for m in group if (sense := m.sense("system"))), None)
    weapon = head.sense("weapon")
    category = (
        weapon.value
        if weapon is not None
        else system.info["category"]
        if system is not None
        else ""
    )
    if weapon is not None and system is not None and weapon.value == "missile":
        category = system.info["category"]
    return Quantity(
        first,
        head.last,
        numerals[-1] if numerals else None,
        category,
        system.value if system else "",
    )


def _partitive(sentence: Sentence, first: int) -> tuple[int, list[Numeral]]:
    """The number before "of": "ten of its 44 bombers", "eighteen of the missiles", "the last of 81 SS-25s"."""
    if first < 2 or sentence.folded[first - 1] != "of":
        return first, []
    for mention in sentence.mentions:
        if (
            mention.last == first - 1
            and mention.numeral is not None
            and mention.numeral.value is not None
        ):
            return mention.first, [mention.numeral]
    return first, []


def _understood(
    sentence: Sentence, mention: Mention, found: list[Quantity], known: list[tuple[str, str]]
) -> tuple[str, str] | None:
    """The weapon that a bare number counts, when no other noun follows it: that of the sentence, or spoken of last."""
    following = sentence.folded[mention.last] if mention.last < len(sentence.words) else "."
    if (
        following not in CLOSED
        and following[0].isalpha()
        or (mention.numeral and (mention.numeral.value or 0) < 2)
    ):
        return None
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in ("by", "to", "volume", "no", "than", "or", "on"):
        return None
    earlier = [quantity for quantity in found if quantity.first < mention.first]
    if earlier:
        return earlier[-1].category, earlier[-1].system
    about = {"them", "these", "those"} & set(sentence.folded[mention.last : mention.last + 2])
    return known[-1] if known and about else None


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, sentence: Sentence, quantity: Quantity) -> Row | None:
    act = _act(context, sentence, quantity)
    if act is not None and act.mood in ("maybe", "negated"):
        return None
    if quantity.numeral is None and (
        act is None or act.value in ("remain", "limit") or not _whole(sentence, quantity)
    ):
        return None
    low, high = part(sentence, quantity.first)
    planned = act is not None and act.mood == "plan"
    date = date_of(sentence, low, high, act.word if act else quantity.first, future=planned)
    action = ACTIONS[act.value][planned or happens_later(context, date)] if act else "remaining"
    here, there = origin_of(sentence, low, high)
    owner = possessor(context, sentence, quantity.first, quantity.last)
    owner = owner or holder(context, sentence, quantity.first, quantity.last)
    numeral = quantity.numeral
    formations, echelon = _formations(sentence, low, high)
    return context.row(
        "launchers",
        sentence,
        quantity.first,
        {
            "category": quantity.category,
            "system": quantity.system,
            "number": numeral.value if numeral else _single(sentence, quantity),
            "qualifier": numeral.qualifier if numeral else "",
            "formations": formations,
            "echelon": echelon,
            "action": action,
            "owner": owner,
            "country": here or owner,
            "to_country": there if there != here else "",
            "date": date,
        },
    )


def _act(context: Context, sentence: Sentence, quantity: Quantity) -> Act | None:
    """What is done to the quantity: the nearest act, a mere "has" or "stays" only when there is nothing else near."""
    acts = [
        act
        for act in acts_on(context, sentence, quantity.first, quantity.last, ACTIONS)
        if act.cost <= REACH
    ]
    doing = [act for act in acts if act.value != "remain"]
    if doing and (not acts or doing[0].cost <= acts[0].cost + 4):
        return doing[0]
    return acts[0] if acts else None


def _whole(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words name a force as a whole: "the last missiles", "all silos", "its warheads"."""
    return bool(WHOLE & set(sentence.folded[max(quantity.first - 3, 0) : quantity.last]))


def _single(sentence: Sentence, quantity: Quantity) -> int | None:
    """ "The last SS-25" is one; "the last missiles" is no number."""
    plural = sentence.folded[quantity.last - 1].endswith("s")
    return None if plural or "of" in sentence.folded[quantity.first : quantity.last] else 1


def _formations(sentence: Sentence, low: int, high: int) -> tuple[int | None, str]:
    """The formations that hold the weapons: "two regiments, comprising 18 launchers"."""
    for mention in sentence.within(low, high):
        echelon = mention.sense("echelon")
        if mention.kind != "echelon" or echelon is None or echelon.value == "troops":
            continue
        for other in sentence.within(noun_group(sentence, mention), mention.first):
            if other.numeral is not None and other.numeral.value is not None:
                return other.numeral.value, echelon.value
    return None, ""


def _share(rows: list[Row]) -> None:
    """What is stated once of a force holds for the whole bulletin: its owner, and its designation when only one is named."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        if "owner" in row.values and "country" in row.values:
            owners.setdefault(row.values["country"], set()).add(row.values["owner"])
    systems = {
        row.values["system"]
        for row in rows
        if row.values["category"] == "missile" and "system" in row.values
    }
    for row in rows:
        stated = owners.get(row.values.get("country", ""), set())
        if "owner" not in row.values and len(stated) == 1:
            row.values["owner"] = next(iter(stated))
        if row.values["category"] == "missile" and "system" not in row.values and len(systems) == 1:
            row.values["system"] = next(iter(systems))
