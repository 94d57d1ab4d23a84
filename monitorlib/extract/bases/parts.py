"""Parts of a site: what is done to "the tunnels at X" or "the last silos near Y" is done to the site.

Some of them are not all: where twenty of the silos are blown up, the base is still to close.
"""

from __future__ import annotations

from monitorlib.extract.bases.names import LINKS
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.spans import Sentence

__all__ = ["PARTS", "of_some", "part_before"]

DUG = frozenset({"test_site", "missile_base"})  # kinds of site that are dug into the ground
PARTS = frozenset(
    "tunnel tunnels silo silos shaft shafts launcher launchers reactor borehole boreholes hole holes adit adits "
    "galleries fields bunkers pits wells".split()
)
REACH = 4  # words between the part and the name: "the tunnels under the mountain of X"
BEFORE = (
    DETERMINERS
    | POSSESSIVES
    | frozenset("last remaining old missile nuclear test launch underground empty".split())
)


def part_before(sentence: Sentence, name: int, kind: str) -> int:
    """The first word of the part that a name stands behind; the name's own word when there is none.

    Silos "in Kostroma and Tver regions" are those of no site in particular.
    """
    low = max(name - REACH, 0)
    links = LINKS if kind == "test_site" else LINKS - {"in"}
    if kind not in DUG or not links & set(sentence.folded[low:name]):
        return name
    for at in range(name - 1, low - 1, -1):
        if sentence.folded[at] in PARTS and at + 1 < name and sentence.folded[at + 1] in links:
            return _start(sentence, at)
    return name


def _start(sentence: Sentence, at: int) -> int:
    """Where the words for the part begin: "some 180 tunnels", "the last missile silos"."""
    numbers = {m.last: m.first for m in sentence.mentions if m.numeral is not None}
    while at > 0 and (at in numbers or sentence.folded[at - 1] in BEFORE):
        at = numbers.get(at, at - 1)
    return at


def of_some(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words ``first``..``last`` count some parts of a site: "twenty silos at X"."""
    words = set(sentence.folded[first:last])
    counted = any(m.numeral is not None for m in sentence.within(first, last))
    return counted and bool(PARTS & words) and not {"last", "all", "remaining"} & words
