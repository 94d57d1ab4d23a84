"""What kind of site a noun or a known place stands for, and whether it is a military one where it stands."""

from __future__ import annotations

from monitorlib.extract.context import part
from monitorlib.spans import Mention, Sentence

__all__ = ["FLYING", "NAVAL", "alike", "is_military", "kind_of", "weapon_kinds"]

FORCES = ("force", "echelon", "branch", "weapon", "system")
# Nouns that are a site only where the armed forces are spoken of; ports and camps serve others too.
CIVIL = frozenset(
    "port ports harbor harbors harbour harbours seaport airport airports facility facilities installation "
    "installations camp camps headquarters shipyard pier warehouse fort transmitter "
    "stronghold strongpoint fortress store stores storehouse polygon runway runways hangar hangars wharf quay "
    "jetty antenna barrack citadel checkpost".split()
)
PARTS = frozenset("runway runways hangar hangars wharf quay jetty pier piers".split())
BY_CATEGORY = {
    "missile": "missile_base",
    "silo": "missile_base",
    "launcher": "missile_base",
    "warhead": "missile_base",
    "bomber": "airfield",
    "submarine": "naval_base",
}
NAVAL = frozenset(
    "fleet fleets navy naval warship warships submarine submarines flotilla ships frigate frigates destroyer "
    "destroyers cruiser cruisers gunboat gunboats minesweeper minesweepers torpedo torpedoes".split()
)
MILITARY = frozenset(
    "planes helicopters soldiers airmen marines jets bombers military coalition peacekeepers paratroopers".split()
)
FLYING = frozenset("air aircraft planes bombers bomber fighters squadron helicopters jets".split())
ROCKETS = frozenset("missile missiles rocket rockets silos".split())
GENERAL = frozenset({"base", "port", ""})
# Adjectives that make a "base" no site: "the party's power base".
NOT_MILITARY = frozenset(
    "power political electoral tax industrial economic legal financial resource scientific data raw-material "
    "filtration refugee prison summer labor holiday children".split()
)


def kind_of(sentence: Sentence, first: int, head: Mention) -> str:
    """The kind of site: from its noun, or, for a mere "base", from whose or what's base it is."""
    sense = head.sense("site")
    kind = sense.value if sense is not None else "base"
    if kind != "base" and sentence.folded[head.first] not in ("main", "home"):
        return kind
    words = set(sentence.folded[first : head.last])
    for known, named in ((NAVAL, "naval_base"), (FLYING, "airfield"), (ROCKETS, "missile_base")):
        if known & words:
            return named
    low, high = part(sentence, head.first)
    weapons = weapon_kinds(sentence, low, head.first)
    naval = not NAVAL.isdisjoint(sentence.folded[low:high])
    return weapons[-1] if weapons else ("naval_base" if naval else "base")


def weapon_kinds(sentence: Sentence, low: int, high: int) -> list[str]:
    """The kinds of base that the weapons named in words ``low``..``high`` make: "the last silo at the base"."""
    kinds = []
    for mention in sentence.within(low, high):
        if mention.sense("force"):
            continue  # "peacekeepers"
        weapon, system = mention.sense("weapon"), mention.sense("system")
        category = system.info["category"] if system is not None else ""
        category = category or (weapon.value if weapon is not None else "")
        if category in BY_CATEGORY:
            kinds.append(BY_CATEGORY[category])
    return kinds


def is_military(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun names a military site where it stands."""
    words = sentence.folded[head.first : head.last]
    if words[-1] in ("range", "ranges", "base") and sentence.folded[head.last : head.last + 1] == [
        "of"
    ]:
        return len(words) > 1  # "a range of issues"
    owner = sentence.folded[head.first - 1]
    if owner in NOT_MILITARY or (owner in ("its", "whose") and words[-1] in PARTS):
        return False
    if len(words) > 1 or words[0] not in CIVIL:
        return True
    low, high = part(sentence, head.first)
    forces = any(m is not head for m in sentence.within(low, high, *FORCES))
    return forces or not (NAVAL | MILITARY).isdisjoint(sentence.folded[low:high])


def alike(kind: str, other: str) -> bool:
    """Whether a noun of one kind may speak of a site of another: "the base" of an airfield, "the port" of a navy."""
    return kind == other or kind in GENERAL or other in GENERAL
