"""Quantities whose weapon is named: "the remaining 14 SS-25s", "ten of its 44 bombers", "its warheads".

A number that only describes a weapon ("an SS-19 with six warheads", "the ten-warhead SS-18") is no quantity.
"""

from __future__ import annotations

from collections.abc import Collection

from monitorlib.extract.weapons.quantity import Quantity, counts, describes
from monitorlib.function_words import ADVERBS, CLOSED, DETERMINERS, POSSESSIVES
from monitorlib.noun_groups import noun_group
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
LAST = frozenset({"last", "final", "rest", "remainder", "all", "remaining"})
OWN = frozenset("its their his her our".split())
ONE = frozenset({"a", "an", "last", "first", "another", "final", "one", "this", "that"})
MANY = frozenset("systems complexes units sets types".split())  # behind a system: "S-300 systems"
CARRIERS = frozenset({"submarine", "bomber"})  # "twelve Typhoon missiles" are missiles
SINGLE = frozenset({"silo", "submarine"})
# Participles that stand before a quantity and are no part of it: "two regiments comprising 18 launchers".
COMPRISING = frozenset(
    "comprising including carrying containing totaling numbering operating fielding holding bearing called armed "
    "bringing having using returning removing withdrawing destroying".split()
)
# What may stand before the number of a quantity.
BEFORE_NUMBER = (
    {"such"} | DETERMINERS | POSSESSIVES | LAST | ONE | {"original", "other", "next", "former"}
)


def named_quantities(sentence: Sentence, known: Collection[str] = ()) -> list[Quantity]:
    """The quantities whose weapon is named, or named again by a word for any machine of a ``known`` category."""
    found: list[Quantity] = []
    low = 0
    for head in sorted([*_heads(sentence), *_again(sentence, known)], key=lambda m: m.first):
        quantity = _with_head(sentence, head, low)
        part_of = _part_of(sentence, quantity)
        if found and _together(sentence, found[-1], quantity):
            found[-1].category, found[-1].system, found[-1].last = "launcher", "", quantity.last
        elif found and _of_type(sentence, found[-1], quantity):
            found[-1].system = quantity.system
            found[-1].category = "sam" if quantity.category == "sam" else found[-1].category
        elif quantity.category != "other" and not describes(sentence, quantity):
            if found and sentence.folded[found[-1].last : quantity.first] == ["and"]:
                quantity.beside = found[-1]
            found += [quantity] if part_of is None else [part_of, quantity]
        low = head.last
    return found


def _heads(sentence: Sentence) -> list[Mention]:
    """The nouns and designations that name weapons; of "SS-18 missiles" only the noun, of "missile force" none."""
    mentions = [
        m
        for m in sentence.of("system", "weapon")
        if m.person is None and not _adjectival(sentence, m)
    ]
    heads = []
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        gap = sentence.folded[mention.last : following.first] if following is not None else ["."]
        if gap not in ([], ["-"]) and not _modifies(sentence, mention):
            heads.append(mention)
    return heads


def _adjectival(sentence: Sentence, mention: Mention) -> bool:
    """Whether a weapon only tells of what kind another is: "single-warhead missiles", "submarine-based warheads"."""
    if mention.sense("system") is not None or sentence.folded[mention.last - 1].endswith("s"):
        return False
    ahead = sentence.folded[mention.last : mention.last + 2]
    based = ahead[:1] == ["-"] and ahead[1:] != [] and ahead[1].isalpha()
    weapon = any(m.first == mention.last + 1 and m.sense("weapon") for m in sentence.mentions)
    return sentence.folded[mention.first - 1 : mention.first] == ["-"] or (based and not weapon)


# In the notes on a system: not of the codebook's weapons.
UNCOUNTED = frozenset({"attack", "anti-ship"})
# What may stand between a number or article and a word that names a weapon again: "the two remaining planes".
PLAIN = frozenset("such other more remaining old older new same last first further ten of".split())


def _again(sentence: Sentence, known: Collection[str]) -> list[Mention]:
    """The words that name a known weapon again: "six of the planes", "the boats"; not "patrol boats"."""
    found = []
    for mention in sentence.of("weapon_again"):
        category = mention.sense("weapon_again")
        at = mention.first - 1
        before = sentence.folded[at] if at >= 0 else ""
        ends = any(m.last == mention.first and m.numeral is not None for m in sentence.mentions)
        plain = ends or before in PLAIN or before in DETERMINERS or before in OWN
        if category is None or (not plain and category.value != "any"):
            continue
        here = any(m.first < mention.first and _named(m, category.value) for m in sentence.mentions)
        if (
            category.value in known
            or here
            or (category.value == "any" and _counted(sentence, mention))
        ):
            found.append(mention)
    return found


def _named(mention: Mention, category: str) -> bool:
    weapon, system = mention.sense("weapon"), mention.sense("system")
    return (weapon is not None and weapon.value == category) or (
        system is not None and system.info["category"] == category
    )


def _counted(sentence: Sentence, mention: Mention) -> bool:
    """ "846 American ones"."""
    return any(
        counts(sentence, m) for m in sentence.within(noun_group(sentence, mention), mention.first)
    )


def _modifies(sentence: Sentence, mention: Mention) -> bool:
    """Whether a singular noun only tells the kind of the next one: "missile force", "missile attack", "SS-25 base"."""
    if sentence.folded[mention.last - 1].endswith("s") or mention.last >= len(sentence.words):
        return False
    following = next((m for m in sentence.mentions if m.first == mention.last), None)
    if mention.sense("system") is not None:  # "two S-300 systems"
        kinds = ("site", "echelon", "force", "branch")
        if _of_battery(mention, following):
            return False
        return following is not None and any(following.sense(kind) for kind in kinds)
    word = sentence.words[mention.last]
    if not (word.isalpha() and word.islower()) or word in CLOSED | DETERMINERS | ADVERBS:
        return False
    acts = following is not None and any(
        s.info.get("pos") in ("verb", "phrase") for s in following.senses
    )
    return not acts


def _of_battery(head: Mention, following: Mention | None) -> bool:
    """ "Two S-200 batteries": the number counts the batteries, but air defense is what they are made of."""
    system = head.sense("system")
    formed = following is not None and following.first == head.last and following.sense("echelon")
    return bool(formed) and system is not None and system.info["category"] in ("sam", "missile")


def _with_head(sentence: Sentence, head: Mention, low: int) -> Quantity:
    first = max(noun_group(sentence, head), low)
    for word in range(first, head.first):
        if sentence.folded[word] in COMPRISING:
            first = word + 1
    if sentence.folded[first] == "such":  # "5,500 such warheads"
        first = next((m.first for m in sentence.mentions if m.last == first and m.numeral), first)
    first = _to_number(sentence, first, head)
    group = list(sentence.within(first, head.last))
    numerals = [m.numeral for m in group if counts(sentence, m)]
    system = next((sense for m in group if (sense := m.sense("system"))), None)
    weapon = head.sense("weapon") or head.sense("weapon_again")
    category = weapon.value if weapon is not None else ""
    air_defense = system is not None and system.info["category"] == "sam"
    if any((w := m.sense("weapon")) and w.value == "sam" for m in group):
        category = "sam"  # "surface-to-air missile launchers"
    carried = category == "missile" and system is not None and system.info["category"] in CARRIERS
    if system is not None and not carried and (air_defense or category in ("", "missile")):
        category = system.info["category"]
    if system is not None and UNCOUNTED & set(system.info.get("notes", "").split("; ")):
        category = "other"
    battery = _of_battery(head, next((m for m in sentence.mentions if m.first == head.last), None))
    numeral = numerals[-1] if numerals and not battery else None
    quantity = Quantity(
        sentence, first, head.last, head.first, numeral, category, _designation(sentence, group)
    )
    quantity.extent = _extent(sentence, quantity)
    again = numeral is None and weapon is not None and weapon.kind == "weapon_again"
    if again or battery:
        quantity.extent = ""  # "filling in the holes" tells of no force
    return quantity


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
    if before[-1:] == ["of"]:
        outer = set(before[:-1]) if before[-3:-1] != ["part", "parts"] else set()
        share = any(
            m.last == first - 1 and m.numeral and m.numeral.value is None for m in sentence.mentions
        )
        counted = quantity.numeral is not None and before[-2:-1] in OPENING
        if share or counted or set(before[-2:-1]) & SHARES:
            return "share"  # also "of the 1,800 warheads, 1,200 were shipped"
        if outer & LAST:
            single = sentence.folded[quantity.last : quantity.last + 1] in (
                ["was"],
                ["is"],
                ["has"],
            )
            return "one" if single and before[-2:-1] == ["last"] else "last"
    plural = sentence.folded[quantity.last - 1].endswith("s")
    plural = plural or bool(MANY & set(sentence.folded[quantity.last : quantity.last + 1]))
    single = quantity.category in SINGLE and not quantity.system and "the" in words
    if not plural and quantity.numeral is None and single:
        return "one"  # "they blew up the silo"
    if not plural and quantity.numeral is None:
        alone = bool(words & ONE) or before[-1:] == ["last"]
        # "an S-300 system" has many launchers
        return "one" if alone and (quantity.category != "sam" or "one" in words) else ""
    for extent, known in (
        ("last", LAST),
        ("its", OWN),
        ("the", {"the", "these", "those"}),
    ):
        owned = extent == "its" and _possessive(sentence, first, quantity.word)
        if words & known or owned or (extent == "last" and before[-1:] == ["all"]):
            return extent
    return ""


def _possessive(sentence: Sentence, first: int, last: int) -> bool:
    """ "Russia's", "the Russians'"."""
    return any(word in ("'", "’") for word in sentence.folded[first:last])


def _part_of(sentence: Sentence, whole: Quantity) -> Quantity | None:
    """The smaller number of a share: "ten of its 44 bombers", "eighteen of the missiles"."""
    if whole.first < 2 or sentence.folded[whole.first - 1] != "of":
        return None
    if sentence.folded[whole.first - 3 : whole.first - 1] in (["every", "one"], ["each", "one"]):
        whole.extent = "last"  # "every one of the 180 missiles will be gone"
        return None
    more = sentence.folded[whole.first - 2] in ("more", "others")  # "ten more of the missiles"
    for mention in sentence.mentions:
        if mention.last == whole.first - 1 - more and counts(sentence, mention):
            if whole.numeral is None:
                whole.numeral, whole.first, whole.extent = mention.numeral, mention.first, ""
                return None
            whole.extent = "share"
            return Quantity(
                sentence,
                mention.first,
                mention.last,
                mention.first,
                mention.numeral,
                whole.category,
                whole.system,
            )
    return None


def _of_type(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "48 launchers of the S-300 system", "360 missiles of the SS-25 type"."""
    between = sentence.folded[one.last : other.first]
    following = sentence.folded[other.last : other.last + 1]
    return (
        between in (["of"], ["of", "the"], [])
        and bool(between or sentence.folded[other.first : other.first + 1] == ["the"])
        and other.numeral is None
        and following in (["type"], ["system"], ["class"], ["kind"], ["family"], ["series"])
        and one.numeral is not None
    )


def _together(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "1,540 missiles and long-range bombers": one figure for two kinds of delivery vehicle."""
    joint = sentence.folded[one.last : other.first] == ["and"]
    kinds = {one.category, other.category}
    counted = one.numeral is not None and other.numeral is None
    return joint and counted and kinds == {"missile", "bomber"}
