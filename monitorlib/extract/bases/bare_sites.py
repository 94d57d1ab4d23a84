"""Sites that the text names by their place alone: "launched from Plesetsk", "rents Baikonur", "the silos at Kartaly".

The lexicon knows which places are sites (``known_sites.csv``). One that is nothing else (Lourdes, Plesetsk) is always
meant as such; a town (Gudauta) only where something is done to it that is done to sites, where weapons are based, or
where the bulletin is about such sites.
"""

from __future__ import annotations

from itertools import product

from monitorlib.extract.bases.deeds import deeds_on
from monitorlib.extract.bases.kinds import FLYING, NAVAL, is_military, kind_of, weapon_kinds
from monitorlib.extract.bases.names import LINKS, Name, names_before
from monitorlib.extract.bases.nouns import Deed
from monitorlib.extract.bases.places import many
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.bases.status import RANK, cued
from monitorlib.extract.context import Context, part, territory_of
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["bare_groups", "topics_of"]

# What bears the name of a place and is none: "the Fakhrabad pass", "the Baikonur agreement".
NAMESAKES = frozenset(
    "pass gorge valley river mountains highway road agreement treaty accord accords movement -".split()
)
# Kinds of site that a foreign power has, and that are quarrelled over by the names of their towns.
ABROAD = frozenset({"base", "airfield", "naval_base", "early_warning_radar", "communications"})
SETTLING = frozenset({"close", "return", "grant", "regain", "gain", "seek"})
CUES = (*RANK, "part", "work")  # what is told of a town as of a site
SAILED = frozenset("sailed sail sails sailing left steamed".split())
FIRING = frozenset("at from on near".split())
FLOWN = FLYING | frozenset("flying fly flew flown flies off su mig".split())
DUG = frozenset({"test_site", "missile_base"})  # kinds of site that are dug into the ground
PARTS = frozenset(
    "tunnel tunnels silo silos shaft shafts launcher launchers reactor borehole boreholes bunkers pits".split()
)
BEFORE_PARTS = DETERMINERS | POSSESSIVES | frozenset("last remaining old missile nuclear".split())
REACH = 4  # words between a part and the name: "the tunnels under the mountain of X"


def bare_groups(
    context: Context,
    sentence: Sentence,
    taken: list[Group],
    known: list[Site],
    topics: frozenset[tuple[str, str]],
) -> list[Group]:
    """The sites that names of places stand for in a sentence, apart from those in ``taken`` groups.

    ``topics`` are the kinds of site that the bulletin has spoken of in the plural, with the country.
    """
    words = {word for group in taken for word in range(group.first, max(group.tail, group.head))}
    words.update(s.name.first for g in taken for s in g.sites if s.sentence is sentence)
    keys = {site.key: site.kind for site in known}
    found = []
    for mention in sentence.of("place"):
        place = mention.sense("place")
        beside = {
            sentence.folded[mention.first - 1],
            *sentence.folded[mention.last : mention.last + 1],
        }
        numbered = _numbered(sentence, mention)  # "Totskoye-2"
        apart = numbered or NAMESAKES.isdisjoint(beside)
        named = mention.kind == "place" and place is not None and apart
        if place is None or not named or mention.first in words:
            continue
        kind = keys.get(place.value, "") if place.info["kind"] not in ("region", "oblast") else ""
        kind = kind or _meant(context, sentence, mention, place, known, topics)
        if kind:
            name = Name(mention.first, mention.last, mention)
            site = Site(kind, sentence, name, [(sentence, mention.first)])
            first = _part_before(sentence, mention.first, kind)
            found.append(Group(first, mention.first, mention.last, [site], kind))
    return found


def _numbered(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name has the number of a closed town: "Totskoye-2", "Krasnoyarsk-26"."""
    mark, number = [*sentence.folded[mention.last : mention.last + 2], "", ""][:2]
    return mark == "-" and number.isdecimal()


def _meant(
    context: Context,
    sentence: Sentence,
    mention: Mention,
    place: Sense,
    known: list[Site],
    topics: frozenset[tuple[str, str]],
) -> str:
    """The kind of site that a bare name stands for here, "" when it is only a place."""
    site = mention.sense("known_site")
    if site is None:
        return ""
    before = sentence.folded[mention.first - 1]
    itself = place.info["kind"] == "site" and site.value not in ("naval_base", "missile_base")
    dug = _part_before(sentence, mention.first, site.value) < mention.first
    meant = (
        itself
        or _numbered(sentence, mention)
        or dug
        or (
            site.value == "depot"
            and not context.lexicon.cues["site_stored"].isdisjoint(sentence.folded)
        )
        or (site.value == "test_site" and sentence.has("fire") and before in FIRING)
        or _armed(context, sentence, mention, site.value)
        or _houses(context, sentence, mention, site.value)
        or _topical(context, sentence, mention, (site.value, place.info["country"]), topics)
        or _among(sentence, mention, (site.value, place.info["country"]), known)
    )
    deeds = deeds_on(context, sentence, mention.first, mention.last) if not meant else ()
    settled = any(d.value in SETTLING or _vacated(d, place) for d in deeds)
    own = (mention.first, mention.last)
    told = place.info["kind"] != "city" and bool(cued(context, sentence, own, CUES))
    return site.value if meant or settled or told else ""


def _vacated(deed: Deed, place: Sense) -> bool:
    """Whether somebody who has a base in a town leaves it: not one who is at home there."""
    passive = deed.verb is not None and deed.verb.voice == "passive"
    foreign = deed.agent not in ("", place.info["country"]) or place.info["kind"] == "site"
    return deed.value == "leave" and (passive or foreign)


def _part_before(sentence: Sentence, name: int, kind: str) -> int:
    """The first word of the part that a name stands behind: what is done to "the tunnels at X" is done to X.

    It is the name's own word when there is none. Silos "in Kostroma and Tver regions" are those of no site.
    """
    links = LINKS if kind == "test_site" else LINKS - {"in"}
    for at in range(name - 1, max(name - REACH, 0) - 1, -1) if kind in DUG else ():
        if sentence.folded[at] in PARTS and sentence.folded[at + 1] in links:
            start = at
            while start > 0 and sentence.folded[start - 1] in BEFORE_PARTS:
                start -= 1
            counted = sentence.ends.get(start)
            return counted.first if counted is not None and counted.numeral is not None else start
    return name


def _armed(context: Context, sentence: Sentence, mention: Mention, kind: str) -> bool:
    """Whether the weapons of such a site are based there or come from there: "deployed at Kartaly"."""
    listed = names_before(sentence, mention.last)  # "Kartaly, Uzhur and Aleysk"
    first = listed[0].first if listed else mention.first
    before = sentence.folded[first - 1]
    near = sentence.folded[max(first - 5, 0) : mention.last + 1]
    if before in ("from", "left"):
        moved = {"airfield": FLOWN, "naval_base": SAILED}.get(kind, frozenset())
        return not moved.isdisjoint(near)
    if before not in ("at", "near") or context.lexicon.cues["site_based"].isdisjoint(near):
        return False
    clause = context.document.clause_at(sentence, mention.first)
    crews = {"airfield": FLOWN, "naval_base": NAVAL}.get(kind, frozenset())
    weapons = weapon_kinds(sentence, clause.first, clause.last)
    return kind in weapons or not crews.isdisjoint(sentence.folded)


def _houses(context: Context, sentence: Sentence, mention: Mention, kind: str) -> bool:
    """Whether a place is said to have the weapons of such a site: "Engels is home to six bombers"."""
    if mention.first > 0:
        return False
    words = sentence.folded
    homes = (at for at in sentence.where({"home"}) if words[at + 1 : at + 2] in (["to"], ["of"]))
    at = next(homes, 0) or next(iter(sentence.where(context.lexicon.cues["housing"])), 0)
    near = 0 < at - mention.last < 12
    return near and kind in weapon_kinds(sentence, at, part(sentence, at)[1])


def _topical(
    context: Context,
    sentence: Sentence,
    mention: Mention,
    topic: tuple[str, str],
    topics: frozenset[tuple[str, str]],
) -> bool:
    """Whether a town's site is one of those that the bulletin is about.

    "The future of the Russian bases in Georgia is open. Batumi cannot be given up": the base there, not the town.
    """
    kind, country = topic
    before = sentence.ends.get(mention.first - 1)
    manned = before is not None and before.sense(
        "echelon"
    )  # "the division at Batumi": a body of troops
    if kind not in ABROAD or manned or sentence.folded[mention.first - 1] == "to":
        return False
    return (kind, context.lexicon.state_of(country)) in topics


def _among(sentence: Sentence, mention: Mention, topic: tuple[str, str], known: list[Site]) -> bool:
    """Whether a town is named beside others of the same country and kind of site."""
    fellows = [site.seen for site in known if (site.kind, site.country) == topic]
    near = fellows and sentence.index - max(fellows) < 2
    off = sentence.folded[mention.first - 1] in ("in", "to", "from", "outside", "of")
    return not off and (len(fellows) > 1 or bool(near))


def topics_of(context: Context) -> frozenset[tuple[str, str]]:
    """The kinds of site that a bulletin speaks of in the plural, each with the states named in that paragraph."""
    kinds: dict[int, set[str]] = {}  # by paragraph
    for sentence in context.sentences:
        for head in sentence.of("site"):
            if many(sentence, head) and is_military(sentence, head):
                kind = kind_of(sentence, noun_group(sentence, head), head)
                kinds.setdefault(sentence.paragraph, set()).add(kind)
    found: set[tuple[str, str]] = set()
    for sentence in context.sentences if kinds else ():
        named = [territory_of(mention) for mention in sentence.of("actor", "place")]
        states = [context.lexicon.state_of(code) for code in named]
        found.update(product(kinds.get(sentence.paragraph, ()), states))
    return frozenset(found)
