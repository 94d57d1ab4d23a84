"""Sites that the text names by their place alone: "launched from Plesetsk", "rents Baikonur", "the tests at Lop Nor".

The lexicon knows which places are sites (``known_sites.csv``). One that is nothing else (Lourdes, Plesetsk) is always
meant as such; a town (Gudauta) only where something is done to it that is done to sites. Where tests and launches take
place is a range, known or not.
"""

from __future__ import annotations

from itertools import product

from monitorlib.clauses import Clause
from monitorlib.extract.bases.deeds import deeds_on
from monitorlib.extract.bases.kinds import FLYING, NAVAL, is_military, kind_of, weapon_kinds
from monitorlib.extract.bases.names import Name
from monitorlib.extract.bases.others import names_of_others, others_in
from monitorlib.extract.bases.parts import part_before
from monitorlib.extract.bases.places import many
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.context import Context, territory_of
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["bare_groups", "topics_of"]

FIRING = frozenset("at from on in near".split())
NUCLEAR = frozenset(
    "nuclear device underground charge hydrogen thermonuclear kiloton kilotons atomic".split()
)
ROCKETRY = frozenset(
    "missile missiles rocket rockets icbm icbms satellite satellites spacecraft booster cosmonaut cosmonauts".split()
)
BLASTS = frozenset("blast explosion detonation explode detonate set off".split()) | {"set off"}
STORED = frozenset(
    "stored store stockpile stockpiles stockpiled ammunition munitions arsenal stocks chemical agents gas".split()
)
# What bears the name of a place and is none: "the Fakhrabad pass".
NATURAL = (
    ["pass"],
    ["gorge"],
    ["valley"],
    ["river"],
    ["pass"],
    ["mountains"],
    ["highway"],
    ["road"],
    ["agreement"],
    ["movement"],
    ["treaty"],
    ["accord"],
    ["accords"],
)
# Kinds of site that a foreign power has, and that are quarrelled over by the names of their towns.
ABROAD = frozenset({"base", "airfield", "naval_base", "early_warning_radar", "communications"})
SETTLING = frozenset({"close", "return", "grant", "regain"})


def bare_groups(
    context: Context,
    sentence: Sentence,
    taken: list[Group],
    known: list[Site],
    topics: frozenset[tuple[str, str]] = frozenset(),
) -> list[Group]:
    """The sites that names of places stand for in a sentence, apart from those in ``taken`` groups.

    ``topics`` are the kinds of site that the bulletin has spoken of in the plural, with the country.
    """
    if not sentence.has("place"):
        return []
    words = {word for group in taken for word in range(group.first, max(group.tail, group.head))}
    words |= {
        word
        for group in taken
        for site in group.sites
        if site.sentence is sentence
        for word in range(site.name.first, site.name.last)
    }
    keys = {site.key: site.kind for site in known}
    for at in others_in(sentence, beside=bool(taken)):
        words |= {n.first for n in names_of_others(sentence, at, beside=bool(taken))}
    found = []
    for mention in sentence.of("place"):
        place = mention.sense("place")
        seat = sentence.folded[mention.first - 2 : mention.first - 1] == ["headquartered"]
        if place is None or mention.first in words or (mention.kind != "place" and not seat):
            continue
        beside = sentence.folded[mention.last : mention.last + 1]
        if beside in NATURAL or beside == ["-"] or sentence.folded[mention.first - 1] == "-":
            continue
        kind = keys.get(place.value) if place.info["kind"] not in ("region", "oblast") else ""
        kind = kind or _meant(context, sentence, mention, place)
        kind = (
            kind
            or _among(sentence, mention, known)
            or _one_of_many(context, sentence, mention, topics)
        )
        if kind:
            name = Name(mention.first, mention.last, mention)
            site = Site(kind, sentence, name, [(sentence, mention.first)])
            first = part_before(sentence, mention.first, kind)
            found.append(Group(first, mention.first, mention.last, [site], kind, bare=True))
    return found


def _meant(context: Context, sentence: Sentence, mention: Mention, place: Sense) -> str:
    """The kind of site that a bare name stands for here, "" when it is only a place."""
    site = mention.sense("known_site")
    if sentence.folded[max(mention.first - 2, 0)] == "headquartered":
        return "command"
    if site is None:
        if _fired(context, sentence, mention, known=False):
            return "test_site"
        return "airfield" if _home_of_planes(context, sentence, mention) else ""
    itself = place.info["kind"] == "site" and site.value not in ("naval_base", "missile_base")
    stored = site.value == "depot" and bool(STORED & set(sentence.folded))
    tested = site.value == "test_site" and _fired(context, sentence, mention, known=True)
    drilled = site.value in ("training", "test_site") and _drilled(sentence, mention)
    home = sentence.folded[mention.last : mention.last + 3] in (
        [",", "home", "to"],
        [",", "home", "of"],
    )
    dug = part_before(sentence, mention.first, site.value) < mention.first
    if home or itself or stored or tested or drilled or dug or _topical(sentence, mention):
        return site.value
    if _armed(context, sentence, mention, site.value):
        return site.value
    deeds = deeds_on(context, sentence, mention.first, mention.last)
    foreign = [
        d.value == "leave"
        and (d.agent not in ("", place.info["country"]) or (d.verb and d.verb.voice == "passive"))
        for d in deeds
    ]
    return site.value if any(foreign) or any(d.value in SETTLING for d in deeds) else ""


# How weapons are said to be at their site, or to come from it.
BASED = frozenset(
    "deployed based stationed operational kept housed moored berthed docked anchored duty alert watch call calls "
    "calling called silo silos shafts".split()
)
THEY = frozenset({"they", "these", "all", "most"})
SHIPS = frozenset(
    "sailors marines cruiser destroyer frigate carrier vessel vessels boats ship".split()
)
SAILED = frozenset("sailed sail sails put sailing left steamed".split())
FLOWN = frozenset(
    "flying fly flew flown flies off aircraft planes bombers bomber fighters jets helicopters su mig".split()
)


def _armed(context: Context, sentence: Sentence, mention: Mention, kind: str) -> bool:
    """Whether the weapons of such a site are based there or fly from there: "deployed at Kartaly"."""
    first = mention.first
    while first > 0 and _listed(sentence, first):
        first -= 1 + (sentence.folded[first - 1] == ",")
        first = max((m.first for m in sentence.mentions if m.last == first), default=first - 1)
    before = sentence.folded[first - 1] if first > 0 else ""
    near = set(sentence.folded[max(first - 5, 0) : first])
    if kind == "airfield" and before in ("left", "leave"):
        return bool(FLOWN & near)
    if before == "from" and kind in ("airfield", "naval_base"):
        return bool((FLOWN if kind == "airfield" else SAILED) & near)
    home = before == "in" and sentence.folded[first - 2] == "based"
    harbor = kind == "naval_base" and before == "at" and sentence.folded[mention.last - 1] == "bay"
    if not harbor and (not (before in ("at", "near") or home) or not BASED & near):
        return False
    clause = context.document.clause_at(sentence, mention.first)
    weapons = weapon_kinds(sentence, clause.first, clause.last)
    named = {"airfield": FLOWN, "naval_base": NAVAL | SHIPS}.get(kind, frozenset())
    own = kind in weapons or bool(named & set(sentence.folded))
    return own or (
        kind == "airfield" and bool(BASED & near) and _of_planes(context, sentence, clause)
    )


def _of_planes(context: Context, sentence: Sentence, clause: Clause) -> bool:
    """Whether "they" are planes spoken of before."""
    before = context.sentences[max(sentence.index - 2, 0) : sentence.index]
    spoken = THEY & set(sentence.folded[clause.first : clause.first + 2])
    return bool(spoken) and any((FLYING | FLOWN) & set(other.folded) for other in before)


def _home_of_planes(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """ "Thirty fighters are based at Mary": where planes are at home is an airfield."""
    near = sentence.folded[max(mention.first - 4, 0) : mention.first]
    clause = context.document.clause_at(sentence, mention.first)
    if (near[-1:] != ["at"] and near[-1:] != ["and"]) or not {"based", "stationed"} & set(near):
        return False
    planes = FLYING & set(sentence.folded[clause.first : mention.first])
    return bool(planes) or _of_planes(context, sentence, clause)


# Nouns that have a site as their subject: "the agreement on Gabala", "the future of Gudauta".
TOPICS = frozenset(
    "agreement accord treaty talks negotiations lease rent future fate status deadline withdrawal pullout evacuation "
    "closure dispute question loss".split()
)


def _topical(sentence: Sentence, mention: Mention) -> bool:
    at = mention.first
    return sentence.folded[at - 1] in ("on", "over", "for", "of") and bool(
        TOPICS & set(sentence.folded[max(at - 3, 0) : at])
    )


DRILLS = frozenset(
    "train trains trained training exercise exercises maneuvers manoeuvres drill drills drilled jumped".split()
)


def _drilled(sentence: Sentence, mention: Mention) -> bool:
    """Whether troops train there: "maneuvers opened at Yavoriv"."""
    at = mention.first
    near = set(sentence.folded[max(at - 8, 0) : at])
    return at > 0 and sentence.folded[at - 1] in ("at", "near", "in") and bool(DRILLS & near)


def _listed(sentence: Sentence, at: int) -> bool:
    """Whether another name is joined before a word: "Kartaly, Uzhur and" before "Aleysk"."""
    return (
        at > 1
        and sentence.folded[at - 1] in (",", "and")
        and any(m.sense("known_site") for m in sentence.mentions if m.last in (at - 1, at - 2))
    )


def _among(sentence: Sentence, mention: Mention, known: list[Site]) -> str:
    """The kind of a town known for its site when the bulletin is about such sites of its country."""
    site, place = mention.sense("known_site"), mention.sense("place")
    before = sentence.folded[mention.first - 1] if mention.first else ""
    as_to = before == "to" and sentence.folded[mention.first - 2] == "as"
    off = before in ("in", "to", "from", "outside", "of") and not as_to
    if site is None or place is None or off:
        return ""
    fellows = [s for s in known if s.kind == site.value and s.country == place.info["country"]]
    return (
        site.value
        if len(fellows) > 1 or (fellows and sentence.index - fellows[-1].seen < 2)
        else ""
    )


def _one_of_many(
    context: Context, sentence: Sentence, mention: Mention, topics: frozenset[tuple[str, str]]
) -> str:
    """The kind of a town whose site is one of those that the bulletin is about.

    "The future of the Russian bases in Georgia is open. Batumi cannot be given up": the base there, not the town.
    """
    site, place = mention.sense("known_site"), mention.sense("place")
    if site is None or place is None or site.value not in ABROAD:
        return ""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    manned = any(m.last == mention.first - 1 and m.sense("echelon") for m in sentence.mentions)
    if before == "to" or manned:
        return ""  # "the division at Batumi" is a body of troops
    return (
        site.value
        if (site.value, context.lexicon.state_of(place.info["country"])) in topics
        else ""
    )


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


def _fired(context: Context, sentence: Sentence, mention: Mention, *, known: bool) -> bool:
    """Whether something is tested, launched or exploded there: "a launch from X", "exploded a device at X"."""
    place = mention.sense("place")
    if known and NUCLEAR & set(sentence.folded) and sentence.folded[mention.first - 1] in FIRING:
        return True
    if place is None or place.info["kind"] in ("sea", "river", "oblast") or mention.sense("actor"):
        return False
    at = mention.first
    before = sentence.folded[at - 1] if at else ""
    if before not in FIRING or (not known and before not in ("at", "from")):
        return False
    clause = context.document.clause_at(sentence, at)
    words = set(sentence.folded[clause.first : clause.last])
    rockets = bool(ROCKETRY & words) or any(
        m.sense("system") or m.sense("weapon") for m in clause.mentions
    )
    for other in clause.mentions:
        for sense in other.senses:
            if sense.kind != "site_act" or sense.value != "fire":
                continue
            blast = sense.info.get("base", "") in BLASTS
            if known or (NUCLEAR & words) or (rockets and not blast and "test" in str(sense.info)):
                return True
    return False
