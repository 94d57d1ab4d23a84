"""Sites spoken of without their names: "the base", "the station", "the two bases", "it"."""

from __future__ import annotations

from monitorlib.extract.bases.kinds import alike, kind_of
from monitorlib.extract.bases.names import Name, name_ending, tail_of
from monitorlib.extract.bases.places import many, place_before
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.bases.surroundings import pairs_of
from monitorlib.extract.context import Context
from monitorlib.function_words import AUXILIARIES
from monitorlib.spans import Mention, Sentence

__all__ = ["later", "meant", "pronouns"]

DEFINITE = frozenset("the that this those these its their both s".split())
# Nouns that speak of a site only when one was named before: "it may use the station until 1998".
LATER = {
    "station": ("early_warning_radar", "communications"),
    "stations": ("early_warning_radar", "communications"),
    "facility": ("early_warning_radar", "communications", "depot", "base"),
    "facilities": ("early_warning_radar", "communications", "depot", "base"),
    "complex": ("early_warning_radar", "communications", "test_site"),
    "post": ("communications", "garrison"),
    "center": ("communications", "training", "command"),
    "site": ("test_site", "early_warning_radar", "depot", "missile_base"),
    "ground": ("test_site", "training"),
}


def meant(
    context: Context, known: list[Site], sentence: Sentence, first: int, head: Mention
) -> list[Site]:
    """The sites that a definite noun without a name speaks of: known ones, or at the place spoken of before."""
    words = set(sentence.folded[first : head.first])
    if not words & DEFINITE or sentence.folded[head.last : head.last + 1] in (["in"], ["at"]):
        return []
    kind = kind_of(sentence, first, head)
    fitting = [site for site in known if alike(kind, site.kind)]
    own = _beside(sentence, first) if {"its", "their"} & words else None
    if own is not None:  # "the city lies near the border, and its garrison …"
        spans = [(sentence, head.first), (sentence, own.first)]
        return [Site(kind, sentence, own, spans)]
    there = sentence.folded[head.last : head.last + 1] == ["there"]
    if many(sentence, head):
        latest = max((site.seen for site in fitting), default=0)
        fitting = [site for site in fitting if site.seen == latest]
        if len(fitting) < 2:
            return _pair(context, sentence, first, head, kind)
    elif there or max((s.seen for s in fitting), default=-9) < sentence.index - 1:
        place = place_before(context.sentences, sentence, first)
        if place is not None:
            named, name = place
            spans = [(sentence, head.first), (named, name.first)]
            return [Site(kind, named, name, spans)]
        fitting = [] if there else sorted(fitting, key=lambda site: site.seen)[-1:]
    else:
        fitting = [max(fitting, key=lambda site: site.seen)]
    return [Site(s.kind, s.sentence, s.name, [(sentence, head.first)]) for s in fitting]


def _beside(sentence: Sentence, first: int) -> Name | None:
    """The town of the sentence that "its garrison" belongs to."""
    if not {"city", "town", "port", "place", "village"} & set(sentence.folded[:first]):
        return None
    for mention in reversed(list(sentence.within(0, first))):
        place = mention.sense("place")
        if place is not None and place.info["kind"] in ("city", "town", "village"):
            return Name(mention.first, mention.last, mention)
    return None


def _pair(context: Context, sentence: Sentence, first: int, head: Mention, kind: str) -> list[Site]:
    """ "The talks were about X and Y. … the two bases": the known sites named together just before."""
    for named in (sentence, *_before(context, sentence)):
        high = first if named is sentence else len(named.words)
        names = [n for n in pairs_of(named, 0, high) if n.mention and n.mention.sense("known_site")]
        if len(names) > 1:
            return [
                Site(
                    _known(name) or kind, named, name, [(sentence, head.first), (named, name.first)]
                )
                for name in names
            ]
    return []


def _known(name: Name) -> str:
    sense = name.mention.sense("known_site") if name.mention is not None else None
    return sense.value if sense is not None else ""


def _before(context: Context, sentence: Sentence) -> list[Sentence]:
    before = context.sentences[max(sentence.index - 1, 0) : sentence.index]
    return [other for other in before if other.paragraph == sentence.paragraph]


def later(known: list[Site], sentence: Sentence) -> list[Group]:
    """Nouns such as "the station" that speak of a site named before."""
    if LATER.keys().isdisjoint(sentence.folded):
        return []
    heads = {m.last for m in sentence.of("site")}
    found = []
    for at, word in enumerate(sentence.folded):
        kinds = LATER.get(word)
        if kinds is None or at + 1 in heads or at < 1:
            continue
        name = name_ending(sentence, at, 0)
        sense = name.mention.sense("known_site") if name and name.mention else None
        if name is not None and sense is not None and sense.value in kinds:
            own = Site(sense.value, sentence, name, [(sentence, at)])
            tail = tail_of(sentence, at + 1)
            found.append(Group(name.first, at + 1, tail, [own], own.kind))
            continue
        sites = [site for site in known if site.kind in kinds]
        if not sites or sentence.folded[at - 1] not in DEFINITE | {"russian", "older"}:
            continue
        site = max(sites, key=lambda site: site.seen)
        again = Site(site.kind, site.sentence, site.name, [(sentence, at)])
        found.append(Group(at - 1, at + 1, at + 1, [again], site.kind))
    return found


# All words that are looked at below.
PRONOUNS = frozenset("it they both all them that".split())


def pronouns(known: list[Site], found: list[Group], sentence: Sentence) -> list[Group]:
    """ "It is to be closed", "Both have been vacated", "has leased them": sites named just before."""
    groups = []
    for at in sentence.where(PRONOUNS):
        that_one = sentence.folded[at : at + 2] == ["that", "one"]
        word = "it" if that_one else sentence.folded[at]
        if at and not (word in ("it", "them") and _acted_on(sentence, at)):
            continue
        sites = _spoken_of(known, found, sentence, at)
        sites = sites[-1:] if that_one else sites
        one = word == "it" and len(sites) == 1
        if one or (word in ("they", "both", "all", "them") and len(sites) > 1):
            again = [Site(s.kind, s.sentence, s.name, [(sentence, at)]) for s in sites]
            counted = any(m.numeral is not None and m.first == at + 1 for m in sentence.mentions)
            end = at + 1 + counted  # "all four"
            groups.append(Group(at, end, end, again, sites[0].kind))
    return groups


def _acted_on(sentence: Sentence, at: int) -> bool:
    """Whether a word is the object of a verb that does something to sites."""
    if sentence.folded[at + 1 : at + 2] and sentence.folded[at + 1] in AUXILIARIES:
        return False  # "what rent it should pay"
    return any(
        m.last in (at, at + 1) and m.first < at and any(s.kind == "site_act" for s in m.senses)
        for m in sentence.mentions
    )


def _spoken_of(known: list[Site], found: list[Group], sentence: Sentence, at: int) -> list[Site]:
    """The sites named last: in the sentence before a word, else in the sentence before."""
    here = [site for group in found if group.head <= at for site in group.sites]
    if here:
        return here
    return [site for site in known if site.seen == sentence.index - 1]
