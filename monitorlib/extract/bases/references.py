"""Sites spoken of without their names: "the base", "the two bases", "it"; and further ones: "another, at X"."""

from __future__ import annotations

from monitorlib.extract.bases.kinds import alike, kind_of
from monitorlib.extract.bases.names import LINKS, Name, name_ending
from monitorlib.extract.bases.places import many, names_behind, place_before
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.context import Context
from monitorlib.spans import Mention, Sentence

__all__ = ["later", "meant", "others", "pronouns"]

DEFINITE = frozenset("the that this those these its their both s".split())
# Nouns that speak of a site only when one was named before: "it may use the station until 1998".
LATER = {
    "station": ("early_warning_radar", "communications"),
    "facility": ("early_warning_radar", "communications", "depot"),
    "complex": ("early_warning_radar", "communications", "test_site"),
    "post": ("communications", "garrison"),
    "center": ("communications", "training", "command"),
    "site": ("test_site", "early_warning_radar", "depot", "missile_base"),
    "ground": ("test_site", "training"),
}
# What stands in for a site: "its replacement at X", "a substitute is being built at X".
STANDING_IN = frozenset("substitute replacement successor counterpart twin alternative".split())
OTHERS = frozenset("other others another second third fourth".split()) | STANDING_IN
TAKING = frozenset("close leave return use seize regain".split())  # what is done to "it"
LETTING = frozenset({"lease", "rent"})
BESIDE = frozenset("those one ones both".split())


def meant(
    context: Context, known: list[Site], sentence: Sentence, first: int, head: Mention
) -> list[Site]:
    """The sites that a definite noun without a name speaks of: known ones, or one at the place spoken of before."""
    following = sentence.folded[head.last : head.last + 1]
    if DEFINITE.isdisjoint(sentence.folded[first : head.first]) or following in (["in"], ["at"]):
        return []
    kind = kind_of(sentence, first, head)
    fitting = sorted((s for s in known if alike(kind, s.kind)), key=lambda site: site.seen)
    if many(sentence, head):
        fitting = [site for site in fitting if site.seen == fitting[-1].seen]
        return [s.again(sentence, head.first) for s in fitting] if len(fitting) > 1 else []
    there = following == ["there"]
    if there or not fitting or fitting[-1].seen < sentence.index - 1:
        place = place_before(context.sentences, sentence, first)
        if place is not None:
            named, name = place
            return [Site(kind, named, name, [(sentence, head.first), (named, name.first)])]
    return [] if there else [site.again(sentence, head.first) for site in fitting[-1:]]


def later(known: list[Site], sentence: Sentence) -> list[Group]:
    """Nouns such as "the station" that speak of a site named before; "the Gabala station"."""
    found = []
    heads = {mention.last for mention in sentence.of("site")}
    for at in sentence.where(LATER.keys() | {site.noun for site in known}):
        if at + 1 in heads:
            continue
        word = sentence.folded[at]
        kinds, name = LATER.get(word, ()), name_ending(sentence, at)
        settled = not kinds or name is not None or sentence.folded[at + 1 : at + 2] == ["of"]
        behind = [] if settled else names_behind(sentence, at + 1, plural=False)
        name = behind[0] if behind else name  # "the station at Gabala"
        sense = name.sense("known_site") if name is not None else None
        definite = not DEFINITE.isdisjoint(sentence.folded[max(at - 2, 0) : at])
        if name is not None and sense is not None and sense.value in kinds:
            sites = [Site(sense.value, sentence, name, [(sentence, at)])]
        else:
            sites = [site.again(sentence, at) for site in _fitting(known, word, kinds) if definite]
        if sites:
            tail = behind[0].last if behind else at + 1
            found.append(Group(at - 1, at + 1, tail, sites, sites[0].kind))
    return found


def _fitting(known: list[Site], word: str, kinds: tuple[str, ...]) -> list[Site]:
    """The sites that a noun speaks of again: "the station" the last one of its kind, "the stations" all so named."""
    named = [site for site in known if site.noun == word]
    fitting = named or [site for site in known if site.kind in kinds]
    last = max((site.seen for site in fitting), default=0)
    fitting = [site for site in fitting if site.seen == last]
    return fitting if named and word.endswith("s") else fitting[:1]


def _takes(mention: Mention) -> bool:
    """Whether a verb has a site as its object; "let", "give" may have somebody."""
    senses = [s for s in mention.senses if s.kind == "site_act" and s.info.get("pos") == "verb"]
    whole = [s for s in senses if len(s.info["base"].split()) == mention.last - mention.first]
    return any(s.value in TAKING or s.info["base"] in LETTING for s in whole)


def pronouns(context: Context, known: list[Site], sentence: Sentence) -> list[Group]:
    """ "It is to be closed", "Both have been vacated", "will close it next year": the sites of the sentence before."""
    sites = [site for site in known if site.seen == sentence.index - 1]
    spoken = ("it",) if len(sites) == 1 else ("they", "both", "all", "them")
    places = [0] if sites and sentence.folded[0] in spoken else []
    if len(sites) > 1 and sentence.folded[:2] in (["the", "latter"], ["the", "former"]):
        places, sites = [1], sites[-1:] if sentence.folded[1] == "latter" else sites[:1]
    clauses = context.clauses(sentence) if sites else []
    for mention in (verb.mention for clause in clauses for verb in clause.verbs):
        after = mention.last if mention is not None and _takes(mention) else 0
        if after and "".join(sentence.folded[after : after + 1]) in spoken:
            places.append(after)
    kind = sites[0].kind if sites else ""
    return [
        Group(at, at + 1, at + 1, [site.again(sentence, at) for site in sites], kind)
        for at in places
    ]


def others(known: list[Site], found: list[Group], sentence: Sentence) -> list[Group]:
    """Further sites that only a pronoun, a number or a substitute names: "those in Batumi", "another at Gabala"."""
    here = [site for group in found for site in group.sites]
    models = here or [site for site in known if sentence.index - site.seen <= 2]
    words = OTHERS | BESIDE if here else OTHERS
    groups = []
    for at in sentence.where(words) if models else ():
        direct = at + 1 + (sentence.folded[at + 1 : at + 2] in ([","], ["of"]))
        linked = not (LINKS | {"being"}).isdisjoint(sentence.folded[direct : direct + 1])
        names: list[Name] = []
        ahead = [site for group in found if group.head <= at for site in group.sites]
        if (ahead or not here) and (linked or sentence.folded[at] in STANDING_IN):
            plural = sentence.folded[at] in ("others", "those", "ones", "both")
            names = names_behind(sentence, direct, plural=plural)
        if names:
            tail = names[-1].last if linked else at + 1
            model = (ahead or models)[-1]
            sites = [Site(model.kind, sentence, name, [(sentence, at)]) for name in names]
            as_it = here and sentence.folded[at] in OTHERS
            groups.append(Group(at, at + 1, tail, sites, model.kind, model if as_it else None))
    return groups
