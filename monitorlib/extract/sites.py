"""Sites: one row per fixed military site tied to a named place (codebook section 6).

A site is a noun for one ("base", "cosmodrome", "radar station") with the name of its place; a noun without a name
("the range") speaks of the site named last. What is said of any of them gives the status; a site of which nothing is
said is in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.clauses import noun_group
from monitorlib.extract.context import (
    Context,
    Row,
    date_of,
    evidence,
    part,
    territory_of,
)
from monitorlib.extract.site_places import (
    Name,
    many,
    names_before,
    names_of,
    names_of_others,
    place_before,
)
from monitorlib.extract.site_status import INDEFINITE, imagined, operator_of, status_of, wished
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

NONE = frozenset({"no", "neither", "any"})
DEFINITE = frozenset("the that this those these its their both s".split())
FORCES = ("force", "echelon", "branch", "weapon", "system")
# Nouns that are a site only where the armed forces are spoken of; ports and camps serve others too.
CIVIL = frozenset(
    "port ports harbor harbors harbour harbours seaport airport airports facility facilities installation "
    "installations camp camps headquarters shipyard pier warehouse checkpoint checkpoints fort transmitter "
    "stronghold strongpoint".split()
)
BY_CATEGORY = {
    "missile": "missile_base",
    "silo": "missile_base",
    "launcher": "missile_base",
    "warhead": "missile_base",
    "bomber": "airfield",
    "submarine": "naval_base",
}
NAVAL = frozenset(
    "fleet fleets navy naval warship warships submarine submarines flotilla ships".split()
)
FLYING = frozenset("air aircraft planes bombers fighters squadron helicopters".split())
ROCKETS = frozenset("missile missiles rocket rockets silos".split())


@dataclass(slots=True)
class Site:
    """A site as the bulletin speaks of it.

    ``sentence`` is where its place is named; ``spans`` are the words that speak of it, the fullest statement first.
    """

    kind: str
    sentence: Sentence
    name: Name
    spans: list[tuple[Sentence, int]]
    seen: int = -1  # the index of the sentence that spoke of it last
    status: str = ""
    date: str = ""
    operator: str = ""


def extract(context: Context) -> Iterator[Row]:
    """The sites of a bulletin."""
    known: list[Site] = []
    for sentence in context.sentences:
        after = 0
        for head in sentence.of("site"):
            here = _read(context, sentence, head, known)
            if here:
                _settle(context, sentence, here, noun_group(sentence, head), head.last)
                _note(known, here)
                after = head.last
        _note(known, _others(context, sentence, after, known))
        _note(known, _reserved(context, sentence))
    for site in known:
        yield _row(context, site)


# --- finding -----------------------------------------------------------------------------------------------


def _read(context: Context, sentence: Sentence, head: Mention, known: list[Site]) -> list[Site]:
    """The sites that a noun speaks of: by the names of their places, or as the ones spoken of before."""
    first = noun_group(sentence, head)
    if NONE & set(sentence.folded[first : head.first]) or not _military(sentence, head):
        return []
    names = names_of(context, sentence, head)
    if not names:
        return _meant(context, sentence, first, head, known)
    if sentence.folded[first] in INDEFINITE and imagined(context, sentence, first, head.last):
        return []
    kind = _kind(sentence, first, head)
    return [Site(kind, sentence, name, [(sentence, head.first)]) for name in names]


def _military(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun names a military site where it stands."""
    words = sentence.folded[head.first : head.last]
    if words[-1] in ("range", "ranges", "base") and sentence.folded[head.last : head.last + 1] == [
        "of"
    ]:
        return len(words) > 1
    if len(words) > 1 or words[0] not in CIVIL:
        return True
    low, high = part(sentence, head.first)
    forces = (m for m in sentence.within(low, high) for kind in FORCES if m.sense(kind))
    return any(m is not head for m in forces) or bool(NAVAL & set(sentence.folded[low:high]))


def _meant(
    context: Context, sentence: Sentence, first: int, head: Mention, known: list[Site]
) -> list[Site]:
    """The site that a definite noun without a name speaks of: one known, or one at the place spoken of just before."""
    words = set(sentence.folded[first : head.first])
    if not words & DEFINITE or sentence.folded[head.last : head.last + 1] in (["in"], ["at"]):
        return []
    sense = head.sense("site")
    kind = sense.value if sense is not None else "base"
    fitting = [site for site in known if kind in (site.kind, "base")]
    if many(sentence, head):
        latest = max((site.seen for site in fitting), default=0)
        fitting = [site for site in fitting if site.seen == latest]
        fitting = fitting if len(fitting) > 1 else []
    elif not fitting or words & {"that", "this"}:
        place = place_before(context.sentences, sentence, first)
        if place is not None:
            named, name = place
            spans = [(sentence, head.first), (named, name.first)]
            return [Site(_kind(sentence, first, head), named, name, spans)]
        fitting = fitting[-1:]
    else:
        fitting = fitting[-1:]
    return [Site(s.kind, s.sentence, s.name, [(sentence, head.first)]) for s in fitting]


def _others(context: Context, sentence: Sentence, after: int, known: list[Site]) -> list[Site]:
    """Sites that only a pronoun or a number names: "those in Batumi", "another at Gabala", "and 38 at Dolon"."""
    spoken = max((site.seen for site in known), default=-9)
    if sentence.index - spoken > 2:
        return []
    alike = [site for site in known if site.seen == sentence.index]
    found = []
    for at in range(after, len(sentence.folded)):
        names = names_of_others(sentence, at, beside=bool(alike))
        model = (alike or known)[-1]
        here = [Site(model.kind, sentence, name, [(sentence, at)]) for name in names]
        if here and sentence.folded[at + 1 : at + 2] == ["being"]:
            here[0].status, here[0].date, here[0].operator = (
                model.status,
                model.date,
                model.operator,
            )
        elif here:
            _settle(context, sentence, here, at, at + 1)
            clause = context.document.clause_at(sentence, at)
            ahead = any(verb.mood == "plan" for verb in clause.verbs)
            if ahead and not here[0].status and model.status == "under_construction":
                here[0].status, here[0].operator = model.status, model.operator
        found += here
    return found


def _reserved(context: Context, sentence: Sentence) -> list[Site]:
    """Ports that a navy keeps or wants for itself: "would have Sevastopol and Kerch reserved for its own use"."""
    found: list[Site] = []
    for mention in sentence.mentions:
        if not mention.acts("reserve") or not NAVAL & set(context.document.bulletin.text.split()):
            continue
        clause = context.document.clause_at(sentence, mention.first)
        names = names_before(sentence, mention.first)
        wish = wished(sentence, clause.first, mention.first)
        owner = next((code for m in clause.subject if (code := acting(sentence, m))), "")
        for name in names:
            site = Site("naval_base", sentence, name, [(sentence, name.first)])
            site.status, site.operator = "sought" if wish else "in_use", owner
            found.append(site)
    return found


def _note(known: list[Site], sites: list[Site]) -> None:
    """Take note of sites; one that is known already only gets what is new."""
    for site in sites:
        site.seen = max(where.index for where, _ in site.spans)
        twin = next((other for other in known if _key(other) == _key(site)), None)
        if twin is None:
            known.append(site)
            continue
        twin.seen = site.seen
        if twin.kind in ("base", "port"):
            twin.kind = site.kind
        if site.status not in ("", "in_use"):
            twin.status, twin.date = site.status, site.date
            twin.spans[:0] = site.spans
        else:
            twin.spans += site.spans
        twin.operator = twin.operator or site.operator


def _key(site: Site) -> str:
    mention = site.name.mention
    place = mention.sense("place") if mention is not None else None
    if place is not None:
        return place.value
    return " ".join(site.sentence.folded[site.name.first : site.name.last])


def _settle(context: Context, sentence: Sentence, sites: list[Site], first: int, head: int) -> None:
    """Give sites that are spoken of in words ``first``..``head`` what the sentence says of them."""
    last = max([head, *(site.name.last for site in sites if site.sentence is sentence)])
    status, act = status_of(context, sentence, first, last)
    operator = operator_of(context, sentence, (first, head, last), act)
    date = ""
    if act is not None and status not in ("in_use", "sought"):
        clause = context.document.clause_at(sentence, act.word)
        ahead = status == "to_close"
        date = date_of(sentence, clause.first, clause.last, act.word, future=ahead)
    for site in sites:
        site.status, site.date, site.operator = status, date, operator


# --- kind --------------------------------------------------------------------------------------------------


def _kind(sentence: Sentence, first: int, head: Mention) -> str:
    """The kind of site: from its noun, or, for a mere "base", from whose or what's base it is."""
    sense = head.sense("site")
    kind = sense.value if sense is not None else "base"
    if kind != "base" and sentence.folded[head.first] not in ("main", "home"):
        return kind
    words = set(sentence.folded[first : head.last])
    low, high = part(sentence, head.first)
    for known, named in ((NAVAL, "naval_base"), (FLYING, "airfield"), (ROCKETS, "missile_base")):
        if known & words:
            return named
    naval = bool(NAVAL & set(sentence.folded[low:high]))
    return _weapon_before(sentence, low, head.first) or ("naval_base" if naval else "base")


def _weapon_before(sentence: Sentence, low: int, word: int) -> str:
    """The kind of base that the weapons named last before it make it: "the last silo at the base"."""
    kind = ""
    for mention in sentence.within(low, word):
        weapon, system = mention.sense("weapon"), mention.sense("system")
        if system is not None:
            kind = BY_CATEGORY.get(system.info["category"], kind)
        elif weapon is not None:
            kind = BY_CATEGORY.get(weapon.value, kind)
    return kind


def _row(context: Context, site: Site) -> Row:
    mention = site.name.mention
    sentence, word = site.spans[0]
    row = context.row(
        "sites",
        sentence,
        word,
        {
            "kind": site.kind,
            "place": site.sentence.printed(site.name.first, site.name.last),
            "country": territory_of(mention) if mention is not None else _around(site),
            "operator": site.operator,
            "status": site.status or "in_use",
            "date": site.date,
        },
    )
    row.spans += [evidence(*span) for span in site.spans[1:]]
    place = mention.sense("place") if mention is not None else None
    if place is not None:
        row.ids = {
            "place_id": place.value,
            "lat": float(place.info["lat"]),
            "lon": float(place.info["lon"]),
        }
    return row


def _around(site: Site) -> str:
    """The country of a place that the gazetteer lacks: "in Georgia" in its sentence."""
    for mention in site.sentence.mentions:
        before = site.sentence.folded[mention.first - 1] if mention.first else ""
        sense = mention.sense("actor")
        if sense is not None and sense.info["form"] == "name" and before in ("in", ","):
            return sense.value
    return ""
