"""Quantities whose weapon is named: "the remaining 14 SS-25s", "ten of its 44 bombers", "its warheads".

A number that only describes a weapon ("an SS-19 with six warheads", "the ten-warhead SS-18") is no quantity.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from monitorlib.extract.weapons.quantity import Quantity, counts, describes, sums_up
from monitorlib.function_words import ADVERBS, CLOSED, DETERMINERS, POSSESSIVES
from monitorlib.noun_groups import noun_group
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = ["named_quantities"]

SHARES = frozenset(
    "most many much half some part parts several few majority bulk portion share tenths thirds quarters number each "
    "any none".split()
)
OPENING: tuple[list[str], ...] = (
    [],
    [","],
    [";"],
    ["first"],
    ["out"],
)  # before the "of" of "Of the 130 silos"
LAST = frozenset("last final rest remainder all remaining every entire whole".split())
OWN = frozenset("its their his her our".split())
SINGLE = frozenset("single lone sole solitary".split())
ONE = frozenset({"a", "an", "last", "first", "another", "final", "one", "this", "that"})
# What may stand before the number of a quantity.
BEFORE_NUMBER = (
    {"such", "original", "other", "next", "former"} | DETERMINERS | POSSESSIVES | LAST | ONE
)
# What may stand before a word that names a weapon again: "the two remaining planes".
PLAIN = frozenset("such other more remaining old older new same last first further ten of".split())
# Words between a designation and its noun: "SS-24 rail-mobile missiles".
DESCRIBING = frozenset("- rail road mobile based heavy strategic ballistic".split())
# In the notes on a system: not of the codebook's weapons.
UNCOUNTED = frozenset({"attack", "anti-ship"})


def named_quantities(sentence: Sentence, known: Collection[str] = ()) -> list[Quantity]:
    """The quantities whose weapon is named, or named again by a word for any machine of a ``known`` category."""
    found: list[Quantity] = []
    low = 0
    for head in sorted([*_heads(sentence), *_again(sentence, known)], key=lambda m: m.first):
        quantity = _with_head(sentence, head, low)
        part_of = _part_of(sentence, quantity)
        if found and _together(sentence, found[-1], quantity):
            found[-1].category, found[-1].system, found[-1].last = "launcher", "", quantity.last
        elif found and _summed_up(sentence, found[-1], quantity):
            found[-1].numeral, found[-1].last = quantity.numeral, quantity.last
            if found[-1].system and found[-1].category != "sam" and quantity.category == "launcher":
                found[-1].category = "launcher"
        elif quantity.category != "other" and not describes(sentence, quantity):
            if found and sentence.folded[found[-1].last : quantity.first] == ["and"]:
                quantity.beside = found[-1]
            found += [quantity] if part_of is None else [part_of, quantity]
        low = head.last
    return found


def _heads(sentence: Sentence) -> list[Mention]:
    """The nouns and designations that name weapons; of "SS-18 missiles" only the noun, of "missile force" none."""
    mentions = [m for m in sentence.of("system", "weapon") if not _adjectival(sentence, m)]
    heads = []
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        gap = sentence.folded[mention.last : following.first] if following is not None else ["."]
        if set(gap) - DESCRIBING and not _modifies(sentence, mention):
            heads.append(mention)
    return heads


def _adjectival(sentence: Sentence, mention: Mention) -> bool:
    """Whether a weapon only tells of what kind another is: "single-warhead missiles", "submarine-based warheads"."""
    if mention.sense("system") is not None or sentence.folded[mention.last - 1].endswith("s"):
        return False
    weapon = any(m.first == mention.last + 1 and m.sense("weapon") for m in sentence.mentions)
    based = sentence.folded[mention.last : mention.last + 1] == ["-"] and not weapon
    return based or sentence.folded[mention.first - 1 : mention.first] == ["-"]


def _again(sentence: Sentence, known: Collection[str]) -> list[Mention]:
    """The words that name a known weapon again: "six of the planes", "the boats"; not "patrol boats"."""
    found = []
    for mention in sentence.of("weapon_again"):
        category = mention.value
        before = sentence.folded[mention.first - 1] if mention.first else ""
        group = sentence.within(noun_group(sentence, mention), mention.first)
        counted = any(counts(sentence, m) for m in group)  # "846 American ones"
        numbered = bool(group) and group[-1].last == mention.first and group[-1].numeral is not None
        plain = numbered or before in PLAIN | DETERMINERS | OWN
        here = any(m.first < mention.first and _named(m, category) for m in sentence.mentions)
        if counted if category == "any" else plain and (here or category in known):
            found.append(mention)
    return found


def _named(mention: Mention, category: str) -> bool:
    weapon, system = mention.sense("weapon"), mention.sense("system")
    return (weapon is not None and weapon.value == category) or (
        system is not None and system.info["category"] == category
    )


def _modifies(sentence: Sentence, mention: Mention) -> bool:
    """Whether a singular noun only tells the kind of the next one: "missile force", "missile attack", "SS-25 base"."""
    if sentence.folded[mention.last - 1].endswith("s") or mention.last >= len(sentence.words):
        return False
    following = next((m for m in sentence.mentions if m.first == mention.last), None)
    if mention.sense("system") is not None:  # "two S-300 systems" are not modified, nor batteries
        kinds = ("site", "echelon", "force", "branch")
        modified = following is not None and any(following.sense(kind) for kind in kinds)
        return modified and not _battery(sentence, mention)
    word = sentence.words[mention.last]
    apart = word in CLOSED | DETERMINERS | ADVERBS or word == "number"  # "silo number 12"
    if apart or not (word.isalpha() and word.islower()):
        return False
    return following is None or all(
        s.info.get("pos") not in ("verb", "phrase") for s in following.senses
    )


def _battery(sentence: Sentence, head: Mention) -> bool:
    """ "Two S-200 batteries": the number counts the batteries, but air defense is what they are made of."""
    system = head.sense("system")
    if system is None or system.info["category"] not in ("sam", "missile"):
        return False
    return any(m.first == head.last and m.sense("echelon") for m in sentence.mentions)


def _with_head(sentence: Sentence, head: Mention, low: int) -> Quantity:
    """The quantity that a noun or designation heads, with what stands before it, from word ``low`` on."""
    first = max(noun_group(sentence, head), low)
    if sentence.folded[first] == "such":  # "5,500 such warheads"
        first = next((m.first for m in sentence.mentions if m.last == first and m.numeral), first)
    first = _to_number(sentence, first, head)
    group = list(sentence.within(first, head.last))
    numerals = [m.numeral for m in group if counts(sentence, m)]
    battery = _battery(sentence, head)
    numeral = numerals[-1] if numerals and not battery else None
    if (
        not numerals
        and SINGLE & set(sentence.folded[first : first + 2])
        and _is_single(sentence, head)
    ):
        numeral = Numeral(head.first, head.first, 1, "exact")
    quantity = Quantity(
        sentence,
        first,
        head.last,
        head.first,
        numeral,
        _category(head, group),
        _designation(sentence, group),
    )
    again = numeral is None and head.sense("weapon_again") is not None
    if not (again or battery):  # "filling in the holes" tells of no force
        quantity.extent = _extent(sentence, quantity)
    return quantity


def _is_single(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun behind "a single" is singular: not "the single-warhead missiles"."""
    words = sentence.folded[noun_group(sentence, head) : head.last]
    return not words[-1].endswith("s") and "-" not in words


def _category(head: Mention, group: list[Mention]) -> str:
    """The kind of weapon: of its noun, else of its system; "S-300 launchers" and "surface-to-air …" are air defense."""
    weapon = head.sense("weapon") or head.sense("weapon_again")
    category = weapon.value if weapon is not None else ""
    if any((w := m.sense("weapon")) and w.value == "sam" for m in group):
        category = "sam"
    if any((w := m.sense("weapon")) and w.value == "other" for m in group):
        return "other"  # "Su-24 bombers"
    system = next((sense for m in group if (sense := m.sense("system"))), None)
    if system is None:
        return category
    if UNCOUNTED & set(system.info.get("notes", "").split("; ")):
        return "other"
    kind = system.info["category"]
    return kind if kind == "sam" or category in ("", "missile") else category


def _to_number(sentence: Sentence, first: int, head: Mention) -> int:
    """Where the group really begins: at its number, or at what may stand before one ("the remaining", "Russia's")."""
    numbers = [m for m in sentence.within(first, head.last) if counts(sentence, m)]
    if not numbers:
        return first
    at = numbers[-1].first
    owners = {m.last: m.first for m in sentence.within(first, at) if m.sense("actor")}
    while at > first:
        before = sentence.folded[at - 1]
        if at in owners:
            at = owners[at]
        elif before in BEFORE_NUMBER or (before in ("s", "'", "’") and at - 1 > first):
            at -= 1
        else:
            break
    return at


def _designation(sentence: Sentence, group: list[Mention]) -> str:
    """The NATO designation; of American and cruise missiles the name as printed (codebook section 8)."""
    for mention in group:
        sense = mention.sense("system")
        if sense is not None and "as printed" in sense.info.get("notes", ""):
            name = sentence.printed(mention.first, mention.last)
            name = name if sense.value.endswith("s") else name.removesuffix("s")
            return name.removesuffix(" submarine").removesuffix(" missile")
        if sense is not None:
            return sense.value
    return ""


def _extent(sentence: Sentence, quantity: Quantity) -> str:
    """How the words before the noun limit the force."""
    first = quantity.first
    words = set(sentence.folded[first : quantity.last])
    before = sentence.folded[max(first - 4, 0) : first]
    if before[-1:] == ["of"] and (extent := _of_it(sentence, quantity, before)):
        return extent
    singular = not sentence.folded[quantity.last - 1].endswith("s")
    if quantity.numeral is None and singular and "every" not in words:
        if quantity.category in ("silo", "submarine") and not quantity.system and "the" in words:
            return "one"  # "they blew up the silo"
        # "an S-300 system" has many launchers
        alone = ONE & words if quantity.category != "sam" else "one" in words
        alone = alone or sentence.folded[quantity.last : quantity.last + 1] == ["number"]
        return "one" if alone else ""
    if words & LAST or before[-1:] == ["all"]:
        return "last"
    if words & OWN or {"'", "’"} & set(sentence.folded[first : quantity.word]):
        return "its"
    return "the" if words & {"the", "these", "those"} else ""


def _of_it(sentence: Sentence, quantity: Quantity, before: list[str]) -> str:
    """The extent of what stands behind "of": "most of them", "of the 1,800 warheads", "the last of its silos"."""
    share = any(
        m.last == quantity.first - 1 and m.numeral and m.numeral.value is None
        for m in sentence.mentions
    )
    counted = quantity.numeral is not None and before[-2:-1] in OPENING
    if share or counted or set(before[-2:-1]) & SHARES:
        return "share"
    if not LAST & set(before[:-1]) or before[-3:-1] in (["part"], ["parts"]):
        return ""
    single = sentence.folded[quantity.last : quantity.last + 1] in (["was"], ["is"], ["has"])
    return "one" if single and before[-2:-1] == ["last"] else "last"


def _part_of(sentence: Sentence, whole: Quantity) -> Quantity | None:
    """The smaller number of a share: "ten of its 44 bombers", "eighteen of the missiles"."""
    first = whole.first
    if sentence.folded[max(first - 1, 0)] != "of":
        return None
    if sentence.folded[max(first - 3, 0) : first - 1] in (["every", "one"], ["each", "one"]):
        whole.extent = "last"  # "every one of the 180 missiles will be gone"
        return None
    at = first - 1 - (sentence.folded[max(first - 2, 0)] in ("more", "others"))  # "ten more of the"
    smaller = next((m for m in sentence.mentions if m.last == at and counts(sentence, m)), None)
    if smaller is None:
        return None
    if whole.numeral is None:
        whole.numeral, whole.first, whole.extent = smaller.numeral, smaller.first, ""
        return None
    whole.extent = "share"
    return replace(
        whole,
        first=smaller.first,
        last=smaller.last,
        word=smaller.first,
        numeral=smaller.numeral,
        extent="",
        of=whole,
    )


def _summed_up(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "Its SS-23s, eight launchers in all": the number belongs to what was named before it."""
    apposed = one.numeral is None and sentence.folded[one.last : other.first] == [","]
    kin = one.category == other.category or other.category in ("missile", "launcher")
    return apposed and kin and other.numeral is not None and sums_up(sentence, other.last)


def _together(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "1,540 missiles and long-range bombers": one figure for two kinds of delivery vehicle."""
    joint = sentence.folded[one.last : other.first] == ["and"]
    kinds = {one.category, other.category}
    counted = one.numeral is not None and other.numeral is None
    return joint and counted and kinds == {"missile", "bomber"}
