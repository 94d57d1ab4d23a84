"""Quantities of weapons: where a bulletin names or counts missiles, launchers, warheads, silos, bombers, submarines.

A quantity is a number with its weapon ("the remaining 14 SS-25s"), one of two numbers of a share ("ten of its 44
bombers"), a number whose weapon was named before ("38 at Zhangiz-Tobe", "ceilings of 1,600 and 6,000"), a pronoun
("the last of them"), or a force without a number ("its warheads"). A number that only describes a weapon ("an SS-19
with six warheads", "the ten-warhead SS-18") is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from monitorlib.clauses import ADVERBS, AUXILIARIES, CLOSED, DETERMINERS, POSSESSIVES, noun_group
from monitorlib.extract.context import Context, part, printed
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = ["Quantity", "quantities_of"]

SHARES = frozenset(
    "most many much half some part parts several few majority bulk portion share tenths thirds quarters number each "
    "any none".split()
)
LAST = frozenset({"last", "final", "rest", "remainder", "all", "remaining"})
OWN = frozenset("its their his her our".split())
ONE = frozenset({"a", "an", "last", "first", "another", "final", "one", "this", "that"})
# Words that may follow a number without its weapon; any other word is what it counts.
AFTER_BARE = frozenset(
    "still more others each respectively altogether today now there yet remain left that had then apiece a".split()
)
ABOUT = frozenset({"them", "these", "those", "more", "others", "which"})
CARRYING = frozenset(
    "with of carrying carries carry carried bearing holding tipped mounting to by bears from".split()
)
# Participles that stand before a quantity and are no part of it: "two regiments comprising 18 launchers".
COMPRISING = frozenset(
    "comprising including carrying containing totaling numbering operating fielding holding bearing called armed "
    "bringing having using returning removing withdrawing destroying".split()
)
BEARING = frozenset({"carry", "carries", "carrying", "carried", "with", "for"})
# What may stand before the number of a quantity.
BEFORE_NUMBER = DETERMINERS | POSSESSIVES | LAST | ONE | {"original", "other", "next", "former"}
RESTS = frozenset({"rest", "remainder", "others"})
PER_WEAPON = 24  # no missile carries more warheads
QUOTES = frozenset({'"', "”", "“"})
NOT_COUNTS = frozenset("volume no or chapter article aged number section page paragraph".split())


@dataclass(slots=True)
class Quantity:
    """Words ``first``..``last`` that name some weapons; ``word`` is the noun, or the number that stands for it.

    ``extent`` tells how the words limit the force: ``all`` or ``last`` of it, ``its`` own, ``the``, ``one`` single
    weapon, a ``share`` of it ("most of the missiles"), "" when they do not. ``of`` is the quantity that a bare number
    or pronoun takes its weapon from; ``under`` that it belongs to ("130 for the SS-19" under "all 176 silos");
    ``beside`` that it is joined to by "and".
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
    under: Quantity | None = None
    beside: Quantity | None = None

    @property
    def number(self) -> int | None:
        """How many: as counted, or one."""
        if self.numeral is not None:
            return self.numeral.value
        return 1 if self.extent == "one" else None


def quantities_of(context: Context) -> list[Quantity]:
    """All quantities of a bulletin, in the order of the text."""
    found: list[Quantity] = []
    for sentence in context.sentences:
        named = _named(sentence)
        here = sorted([*named, *_pronouns(sentence, found, named)], key=lambda q: q.first)
        for mention in _bare_numbers(sentence, here):
            quantity = _counted(context, sentence, mention, here, found)
            if quantity is not None:
                here.append(quantity)
        _pair(sentence, here, found)
        here.sort(key=lambda q: q.first)
        for position, quantity in enumerate(here):
            _designate(quantity, [*found, *here[:position]])
        found += here
    return found


# --- nouns -------------------------------------------------------------------------------------------------


def _named(sentence: Sentence) -> list[Quantity]:
    """The quantities whose weapon is named."""
    found: list[Quantity] = []
    low = 0
    for head in _heads(sentence):
        quantity = _with_head(sentence, head, low)
        part_of = _part_of(sentence, quantity)
        if found and _together(sentence, found[-1], quantity):
            found[-1].category, found[-1].system, found[-1].last = "launcher", "", quantity.last
        elif not _describes(sentence, quantity):
            if found and sentence.folded[found[-1].last : quantity.first] == ["and"]:
                quantity.beside = found[-1]
            found += [quantity] if part_of is None else [part_of, quantity]
        low = head.last
    return found


def _heads(sentence: Sentence) -> list[Mention]:
    """The nouns and designations that name weapons; of "SS-18 missiles" only the noun, of "missile force" none."""
    mentions = [m for m in sentence.of("system", "weapon") if m.person is None]
    heads = []
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        gap = sentence.folded[mention.last : following.first] if following is not None else ["."]
        if gap not in ([], ["-"]) and not _modifies(sentence, mention):
            heads.append(mention)
    return heads


def _modifies(sentence: Sentence, mention: Mention) -> bool:
    """Whether a singular noun only tells the kind of the next one: "missile force", "missile attack", "SS-25 base"."""
    if sentence.folded[mention.last - 1].endswith("s") or mention.last >= len(sentence.words):
        return False
    following = next((m for m in sentence.mentions if m.first == mention.last), None)
    if mention.sense("system") is not None:  # "two S-300 systems"
        kinds = ("site", "echelon", "force", "branch")
        return following is not None and any(following.sense(kind) for kind in kinds)
    word = sentence.words[mention.last]
    if not (word.isalpha() and word.islower()) or word in CLOSED | DETERMINERS | ADVERBS:
        return False
    acts = following is not None and any(
        s.info.get("pos") in ("verb", "phrase") for s in following.senses
    )
    return not acts


def _with_head(sentence: Sentence, head: Mention, low: int) -> Quantity:
    first = max(noun_group(sentence, head), low)
    for word in range(first, head.first):
        if sentence.folded[word] in COMPRISING:
            first = word + 1
    first = _to_number(sentence, first, head)
    group = list(sentence.within(first, head.last))
    numerals = [m.numeral for m in group if _counts(sentence, m)]
    system = next((sense for m in group if (sense := m.sense("system"))), None)
    weapon = head.sense("weapon")
    category = weapon.value if weapon is not None else ""
    air_defense = system is not None and system.info["category"] == "sam"
    if system is not None and (air_defense or category in ("", "missile")):
        category = system.info["category"]
    numeral = numerals[-1] if numerals else None
    quantity = Quantity(
        sentence, first, head.last, head.first, numeral, category, _designation(sentence, group)
    )
    quantity.extent = _extent(sentence, quantity)
    return quantity


def _to_number(sentence: Sentence, first: int, head: Mention) -> int:
    """Where the group really begins: at its number, or at what may stand before one ("the remaining", "Russia's")."""
    numbers = [m for m in sentence.within(first, head.last) if _counts(sentence, m)]
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
            name = printed(sentence, mention.first, mention.last)
            return name if sense.value.endswith("s") else name.removesuffix("s")
        if sense is not None:
            return sense.value
    return ""


def _counts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number counts things: not "ten-warhead", not "the two republics' missiles"."""
    return (
        mention.numeral is not None
        and mention.numeral.value is not None
        and sentence.folded[mention.last : mention.last + 1] != ["-"]
    )


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
        counted = quantity.numeral is not None and before[-2:-1] in ([], [","], [";"], ["first"])
        if share or counted or set(before[-2:-1]) & SHARES:
            return "share"  # also "of the 1,800 warheads, 1,200 were shipped"
        if outer & LAST:
            return "last"
    plural = sentence.folded[quantity.last - 1].endswith("s")
    if not plural and quantity.numeral is None:
        return "one" if words & ONE or before[-1:] == ["last"] else ""
    for extent, known in (
        ("last", LAST),
        ("its", OWN | {"s", "'"}),
        ("the", {"the", "these", "those"}),
    ):
        if words & known or (extent == "last" and before[-1:] == ["all"]):
            return extent
    return ""


def _part_of(sentence: Sentence, whole: Quantity) -> Quantity | None:
    """The smaller number of a share: "ten of its 44 bombers", "eighteen of the missiles"."""
    if whole.first < 2 or sentence.folded[whole.first - 1] != "of":
        return None
    for mention in sentence.mentions:
        if mention.last == whole.first - 1 and _counts(sentence, mention):
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


def _together(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """ "1,540 missiles and long-range bombers": one figure for two kinds of delivery vehicle."""
    joint = sentence.folded[one.last : other.first] == ["and"]
    kinds = {one.category, other.category}
    counted = one.numeral is not None and other.numeral is None
    return joint and counted and kinds == {"missile", "bomber"}


def _describes(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the words only describe another weapon: "an SS-19 with six warheads", "three warheads each"."""
    before = sentence.folded[quantity.first - 1] if quantity.first else ""
    if quantity.extent == "one" and before in ("for", "like", "as", "than", "per"):
        return True
    if quantity.category == "missile" and quantity.numeral is not None and before in BEARING:
        bearer = sentence.within(max(quantity.first - 6, 0), quantity.first)
        return any((s := m.sense("system")) and s.info["category"] != "missile" for m in bearer)
    if quantity.category != "warhead" or (quantity.number or 0) > PER_WEAPON:
        return False
    after = sentence.folded[quantity.last : quantity.last + 1]
    counted = quantity.numeral is not None or quantity.extent == "one"
    return counted and (before in CARRYING or after in (["each"], ["apiece"], ["per"]))


def _designate(quantity: Quantity, before: list[Quantity]) -> None:
    """ "The missiles" are those whose designation was given last, when only one was."""
    if quantity.system or quantity.kind != "noun" or quantity.extent in ("one", "its"):
        return
    definite = quantity.extent or quantity.sentence.folded[quantity.first] == "the"
    near = [
        other.system
        for other in before
        if other.category == quantity.category
        and other.system
        and quantity.sentence.index - other.sentence.index <= 3
    ]
    if definite and len(set(near)) == 1:
        quantity.system = near[0]


# --- numbers without a noun --------------------------------------------------------------------------------


def _bare_numbers(sentence: Sentence, named: list[Quantity]) -> list[Mention]:
    """The numbers that no noun follows."""
    taken = {word for quantity in named for word in range(quantity.first, quantity.last)}
    return [m for m in sentence.mentions if m.first not in taken and _bare(sentence, m)]


def _bare(sentence: Sentence, mention: Mention) -> bool:
    if not _counts(sentence, mention) or (mention.numeral and (mention.numeral.value or 0) < 2):
        return False
    following = sentence.folded[mention.last] if mention.last < len(sentence.words) else "."
    known = (
        following in CLOSED
        or following in AFTER_BARE
        or any(
            m.first == mention.last and any(s.kind == "act" for s in m.senses)
            for m in sentence.mentions
        )
    )
    if following in ("or", "/", "'", "’") or (following[0].isalpha() and not known):
        return False
    before = sentence.folded[mention.first - 1] if mention.first else ""
    beyond = sentence.folded[mention.last : mention.last + 2]
    measured = before in ("$", "£") or beyond[:1] in (["%"], ["-"])
    return before not in NOT_COUNTS and not measured and beyond != ["on", "each"]


def _counted(
    context: Context,
    sentence: Sentence,
    mention: Mention,
    here: list[Quantity],
    found: list[Quantity],
) -> Quantity | None:
    """The quantity that a bare number stands for: of a weapon named before it in the sentence, or spoken of last."""
    low, _ = part(sentence, mention.first)
    before = sentence.folded[max(mention.first - 3, 0) : mention.first]
    after = [w for w in sentence.folded[mention.last : mention.last + 4] if w not in QUOTES][:3]
    if {"years", "months"} & set(after) or before[-2:] == ["of", "the"] or before[-1:] == ["in"]:
        return None
    earlier = sorted(
        (q for q in here if q.first < mention.first and (low <= q.first or q.kind != "bare")),
        key=lambda q: q.first,
    )
    recent = [q for q in found[-4:] if sentence.index - q.sentence.index <= 2]
    tied = _tied(sentence, mention, before, after, low)
    if not (earlier or (recent and tied)) or (before[-1:] == ["the"] and not (earlier or tied)):
        return None
    source = _weighty(earlier) or _weighty(recent)
    if source is None:
        return None
    if _apposed(sentence, source, mention):
        source.numeral = mention.numeral
        return None
    first, last = mention.first, mention.last
    quantity = Quantity(
        sentence, first, last, first, mention.numeral, source.category, source.system
    )
    quantity.kind, quantity.of = "bare", source
    if source.beside is not None and source.beside.system != source.system:
        quantity.system = ""  # "Blackjacks and Bear-Hs … 38 of them"
    _specify(sentence, quantity, after)
    antecedent = context.document.clause_at(sentence, first).antecedent
    for whole in here:
        inside = antecedent is not None and whole.first <= antecedent.first < whole.last
        under = inside or _enumerates(sentence, whole, quantity)
        if whole.kind == "noun" and whole.first < first and under:
            quantity.under = whole
    return quantity


def _weighty(quantities: list[Quantity]) -> Quantity | None:
    """The quantity that a number or pronoun goes back to: the last that was counted, else the last."""
    counted = [q for q in quantities if q.numeral is not None and q.extent != "share"]
    return counted[-1] if counted else quantities[-1] if quantities else None


def _tied(
    sentence: Sentence, mention: Mention, before: list[str], after: list[str], low: int
) -> bool:
    """Whether a bare number speaks of weapons of an earlier sentence: "five more", "twenty are on duty", a ceiling."""
    at_most = mention.numeral is not None and mention.numeral.qualifier == "at_most"
    limited = at_most or any(m.acts("limit") for m in sentence.mentions)
    leads = after[:1] and (after[0] in AUXILIARIES or after[0] in ("remain", "left"))
    return (
        bool(ABOUT & set(after[:2]))
        or limited
        or bool({"below", "above"} & set(before))
        or bool(leads and mention.first <= low + 2)
        or after[:2] == ["a", "year"]
        or (after[:1] == ["on"] and _carrier(sentence, mention.last) is not None)
    )


def _total(sentence: Sentence, mention: Mention) -> bool:
    """ "Three trainloads of warheads, 180 in all,"."""
    after = sentence.folded[mention.last : mention.last + 2]
    return after[:1] == ["altogether"] or after in (["in", "all"], ["in", "total"], ["all", "told"])


def _apposed(sentence: Sentence, source: Quantity, mention: Mention) -> bool:
    """ "The nuclear missiles, eighteen by the latest count": the number of a force named just before."""
    between = sentence.folded[source.last : mention.first]
    return (
        source.sentence is sentence
        and source.kind == "noun"
        and source.numeral is None
        and (source.extent in ("the", "its", "last") or _total(sentence, mention))
        and between in ([","], ["("], ["-", "-"])
    )


def _carrier(sentence: Sentence, word: int) -> Mention | None:
    """The missiles or bombers that warheads are said to be on: "1,300 on the missiles"."""
    for mention in sentence.within(word, min(word + 8, len(sentence.words))):
        system, weapon = mention.sense("system"), mention.sense("weapon")
        if system or (weapon and weapon.value in ("missile", "bomber", "submarine")):
            return mention
    return None


def _specify(sentence: Sentence, quantity: Quantity, after: list[str]) -> None:
    """What follows a bare number tells its weapon: "130 for the SS-19", "1,300 on the missiles"."""
    carrier = _carrier(sentence, quantity.last) if after[:1] in (["for"], ["on"]) else None
    if carrier is None:
        return
    system = carrier.sense("system")
    if after[0] == "on":
        quantity.category, quantity.system = "warhead", ""
    elif system is not None:
        quantity.system = system.value


def _enumerates(sentence: Sentence, whole: Quantity, quantity: Quantity) -> bool:
    """ "All 176 silos, 130 for the SS-19 and 46 for the SS-24, have to go"."""
    between = sentence.folded[whole.last : quantity.first]
    return (
        "," in between
        and not any(word in AUXILIARIES or word in (";", ":") for word in between)
        and sentence.folded[quantity.last : quantity.last + 1] in (["for"], ["of"], ["in"])
    )


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


# --- pronouns ----------------------------------------------------------------------------------------------


def _pronouns(
    sentence: Sentence, found: list[Quantity], named: list[Quantity]
) -> Iterator[Quantity]:
    """ "The last of them", "all have been taken away", "carting them off", "the remainder will be filled in"."""
    for at, word in enumerate(sentence.folded):
        if word not in ("them", "they", "all", "these", "those") and word not in RESTS:
            continue
        earlier = [q for q in named if q.last <= at and q.extent != "one"]
        recent = [q for q in found if sentence.index - q.sentence.index <= 1 and q.extent != "one"]
        source = _weighty(earlier) or _weighty(recent[-4:])
        if source is None or _someone_between(sentence, source, at):
            continue
        quantity = _pronoun(sentence, at, word, source)
        if quantity is not None:
            yield quantity


def _pronoun(sentence: Sentence, at: int, word: str, source: Quantity) -> Quantity | None:
    following = sentence.folded[at + 1] if at + 1 < len(sentence.folded) else "."
    before = sentence.folded[max(at - 3, 0) : at]
    first, numeral, extent = at, None, "all"
    if word == "them":
        if before[-1:] == ["of"]:
            if not {"last", "all", "final"} & set(before):
                return None  # a number stands before it, and is what counts
            numeral, first = source.numeral, at - 2
            extent = "last" if "all" not in before else "all"
    elif word in ("they", "these", "those"):
        if following not in AUXILIARIES:
            return None
    elif word == "all":
        if following not in AUXILIARIES and following != "of":
            return None
        numeral = source.numeral
    elif before[-1:] != ["the"] or following == "of":
        return None
    quantity = Quantity(
        sentence, first, at + 1, at, numeral, source.category, source.system, extent
    )
    quantity.kind, quantity.of = "pronoun", source
    return quantity


def _someone_between(sentence: Sentence, source: Quantity, at: int) -> bool:
    """Whether troops or people are spoken of since, so that the pronoun means them."""
    since = source.word if source.sentence is sentence else 0
    return any(
        m.kind in ("force", "person", "actors")
        or (m.sense("actor") and m.senses[0].info.get("form") == "people")
        for m in sentence.within(since, at)
        if m.last <= at and sentence.folded[at] in ("they", "these", "those", "all")
    )
