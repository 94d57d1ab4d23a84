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
    mover,
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
AFTER_BARE = frozenset(
    "still more others each respectively altogether today now there yet remain left".split()
)
THEM = frozenset({"them", "these", "those"})
FORMATIONS = frozenset({"army", "corps", "division", "brigade", "regiment", "battalion"})
WHOLE = frozenset("last final all the its their remaining".split())


@dataclass(slots=True)
class Quantity:
    """Words ``first``..``last`` that name some weapons: their number if given, their kind, their designation."""

    first: int
    last: int
    numeral: Numeral | None
    category: str
    system: str
    head: Quantity | None = (
        None  # of a bare number: the quantity named before whose weapon it counts
    )


def extract(context: Context) -> Iterator[Row]:
    """The quantities of weapons of a bulletin."""
    rows: list[Row] = []
    known: list[Quantity] = []  # weapons named so far, latest last
    for sentence in context.sentences:
        for quantity in _quantities(sentence, known):
            row = _row(context, sentence, quantity)
            if row is not None:
                rows.append(row)
    _share(rows)
    yield from rows


# --- quantities --------------------------------------------------------------------------------------------


def _quantities(sentence: Sentence, known: list[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, left to right; ``known`` are those of the sentences before, and is brought up to date."""
    found: list[Quantity] = []
    for head in _heads(sentence):
        quantity = _with_head(sentence, head)
        if found and _together(sentence, found[-1], quantity):
            found[-1].category, found[-1].system, found[-1].last = "launcher", "", quantity.last
        elif not _attribute(sentence, quantity):
            found.append(quantity)
    taken = {word for quantity in found for word in range(quantity.first, quantity.last)}
    bare = [m for m in sentence.mentions if m.first not in taken and _bare(sentence, m)]
    found += _understood(sentence, bare, found, known)
    known += [quantity for quantity in found if quantity.head is None]
    del known[:-4]
    return sorted(found, key=lambda quantity: quantity.first)


def _together(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "1,540 missiles and long-range bombers": one figure for two kinds of delivery vehicle."""
    joint = sentence.folded[one.last : other.first] == ["and"]
    kinds = {one.category, other.category}
    return (
        joint
        and one.numeral is not None
        and other.numeral is None
        and kinds == {"missile", "bomber"}
    )


def _attribute(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words only describe another weapon: "an SS-19 with six warheads", "the ten-warhead SS-18"."""
    before = sentence.folded[quantity.first - 1] if quantity.first else ""
    small = quantity.numeral is not None and (quantity.numeral.value or 0) <= 12
    hyphened = sentence.folded[quantity.first + 1 : quantity.first + 2] == ["-"]
    return (
        small
        and quantity.category == "warhead"
        and (before in ("with", "of", "carrying") or hyphened)
    )


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


def _bare(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number stands alone, without a noun that it counts."""
    if mention.numeral is None or (mention.numeral.value or 0) < 2:
        return False
    following = sentence.folded[mention.last] if mention.last < len(sentence.words) else "."
    if following == "or" or (
        following[0].isalpha() and following not in CLOSED and following not in AFTER_BARE
    ):
        return False
    before = sentence.folded[mention.first - 1] if mention.first else ""
    return before not in ("volume", "no", "or", "chapter", "article", "aged") and following not in (
        "-",
        "'",
        "/",
    )


def _understood(
    sentence: Sentence, bare: list[Mention], found: list[Quantity], known: list[Quantity]
) -> Iterator[Quantity]:
    """Bare numbers with the weapon that each counts: one named in the sentence before it, or spoken of last.

    Two that come as a pair ("1,900 and 7,950 will be allowed") count the last two kinds, in their order.
    """
    for position, mention in enumerate(bare):
        earlier = [quantity for quantity in found if quantity.first < mention.first]
        about = THEM & set(sentence.folded[mention.last : mention.last + 2])
        if not earlier and not about and not _measured(sentence):
            continue
        candidates = earlier or known
        if not candidates:
            continue
        head = candidates[-1]
        kinds = list(dict.fromkeys(quantity.category for quantity in known + earlier))[-2:]
        if len(bare) == 2 and len(kinds) == 2 and _paired(sentence, bare):
            head = [q for q in known + earlier if q.category == kinds[position]][-1]
        yield Quantity(
            mention.first, mention.last, mention.numeral, head.category, head.system, head
        )


def _paired(sentence: Sentence, bare: list[Mention]) -> bool:
    return sentence.folded[bare[0].last : bare[1].first] == ["and"]


def _measured(sentence: Sentence) -> bool:
    """Whether the sentence speaks of a ceiling or a holding, so that its bare numbers count weapons."""
    return any(mention.acts("limit") for mention in sentence.mentions)


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, sentence: Sentence, quantity: Quantity) -> Row | None:
    act = _act(context, sentence, quantity)
    if act is not None and act.mood in ("maybe", "negated"):
        return None
    if quantity.numeral is None and (
        act is None or act.value in ("remain", "limit") or not _definite(sentence, quantity)
    ):
        return None
    low, high = part(sentence, quantity.first)
    planned = act is not None and act.mood == "plan"
    date = date_of(sentence, low, high, act.word if act else quantity.first, future=planned)
    action = ACTIONS[act.value][planned or happens_later(context, date)] if act else "remaining"
    formations, echelon = _formations(sentence, low, high)
    numeral = quantity.numeral
    values = {
        "category": quantity.category,
        "system": quantity.system,
        "number": numeral.value if numeral else _single(sentence, quantity),
        "qualifier": numeral.qualifier if numeral else "",
        "formations": formations,
        "echelon": echelon,
        "action": action,
        "date": date,
        **_whose_and_where(context, sentence, quantity, action),
    }
    return context.row("launchers", sentence, quantity.first, values)


def _whose_and_where(
    context: Context, sentence: Sentence, quantity: Quantity, action: str
) -> dict[str, str]:
    """Owner, country and destination; a ceiling lies in no country."""
    low, high = part(sentence, quantity.first)
    holds = possessor(context, sentence, quantity.first, quantity.last) or holder(
        context, sentence, quantity.first, quantity.last
    )
    formation = _formation(sentence, low, high)
    owner = (
        holds
        or (
            formation
            and possessor(context, sentence, noun_group(sentence, formation), formation.last)
        )
        or mover(context, sentence, quantity.first)
    )
    if action == "limit":
        return {"owner": owner}
    here, there = origin_of(sentence, low, high)
    return {"owner": owner, "country": here or holds, "to_country": there if there != here else ""}


def _act(context: Context, sentence: Sentence, quantity: Quantity) -> Act | None:
    """What is done to the quantity: the nearest act, a mere "has" or "stays" only when nothing else is near.

    A bare number that has no act of its own shares that of the words whose weapon it counts.
    """
    acts = [
        act
        for act in acts_on(context, sentence, quantity.first, quantity.last, ACTIONS)
        if act.cost <= REACH
    ]
    doing = [act for act in acts if act.value != "remain"]
    if doing:
        return doing[0]
    head = quantity.head
    if (
        head is not None
        and part(sentence, head.first) == part(sentence, quantity.first)
        and not acts
    ):
        return _act(context, sentence, head)
    return acts[0] if acts else None


def _definite(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words name a force as a whole ("the last missiles", "its warheads") or a single weapon ("a silo")."""
    words = sentence.folded[max(quantity.first - 3, 0) : quantity.last]
    return bool(WHOLE & set(words)) or _single(sentence, quantity) == 1


def _single(sentence: Sentence, quantity: Quantity) -> int | None:
    """ "The last SS-25", "a silo" is one; "the last missiles" is no number."""
    words = sentence.folded[quantity.first : quantity.last]
    before = sentence.folded[quantity.first - 1] if quantity.first else ""
    if words[-1].endswith("s") or before in ("of", "for", "with", "to", "by", "like", "as"):
        return None
    return 1 if {"a", "an", "last", "first", "another", "one"} & set(words) else None


def _formation(sentence: Sentence, low: int, high: int) -> Mention | None:
    """The formation that holds the weapons: "two regiments, comprising 18 launchers"."""
    for mention in sentence.within(low, high):
        echelon = mention.sense("echelon")
        if mention.kind == "echelon" and echelon is not None and echelon.value in FORMATIONS:
            return mention
    return None


def _formations(sentence: Sentence, low: int, high: int) -> tuple[int | None, str]:
    """Number and echelon of the formations that hold the weapons."""
    formation = _formation(sentence, low, high)
    if formation is None:
        return None, ""
    for other in sentence.within(noun_group(sentence, formation), formation.first):
        if other.numeral is not None and other.numeral.value is not None:
            return other.numeral.value, formation.value
    return None, ""


def _share(rows: list[Row]) -> None:
    """What is stated once of a force holds for the whole bulletin: its owner, and its designation when only one is named."""
    countries = {row.values["country"] for row in rows if "country" in row.values}
    if len(countries) == 1:
        for row in rows:
            if row.values["action"] != "limit":
                row.values.setdefault("country", next(iter(countries)))
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
