"""Sites: one row per fixed military site tied to a named place (codebook section 6).

A site is a noun for one ("base", "cosmodrome", "radar station") with the name of its place; a noun without a name
("the range") speaks of the site named last. Some places are sites by themselves. What is done
to any of them gives the status; a site of which nothing is said is in use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from monitorlib.extract.bases.bare_sites import bare_groups, topics_of
from monitorlib.extract.bases.kinds import alike, is_military, kind_of
from monitorlib.extract.bases.names import Name, tail_of
from monitorlib.extract.bases.operators import AT_HOME, operator_of
from monitorlib.extract.bases.places import names_of
from monitorlib.extract.bases.references import later, meant, others, pronouns
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.bases.status import INDEFINITE, Said, imagined, what_is_said
from monitorlib.extract.bases.weak_nouns import weak_heads
from monitorlib.extract.context import Context, Row, date_of, evidence
from monitorlib.function_words import DETERMINERS, NO
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

# Words between sites that share what is done to them: "the post at Lourdes and the base at Cam Ranh Bay".
JOINING = (
    frozenset(", and or as well both also of at in on from then finally well".split()) | DETERMINERS
)


class Reader:
    """Reads the sites of one bulletin, sentence by sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: list[Site] = []
        self.topics = topics_of(context)

    def read(self) -> list[Site]:
        """All sites of the bulletin."""
        for sentence in self.context.sentences:
            for chain in _chains(sentence, self._groups(sentence)):
                for group in chain:
                    self._settle(sentence, chain, group)
                    self._note(group.sites)
        self._complete()
        return self.known

    # --- finding -------------------------------------------------------------------------------------------

    def _groups(self, sentence: Sentence) -> list[Group]:
        """The groups of words that speak of sites, left to right."""
        heads = [*sentence.of("site"), *weak_heads(self.context, sentence)]
        found = [group for head in heads if (group := self._group(sentence, head))]
        found += later([*self.known, *(site for group in found for site in group.sites)], sentence)
        found += pronouns(self.context, self.known, sentence)
        found += others(self.known, found, sentence)
        found += bare_groups(self.context, sentence, found, self.known, self.topics)
        return sorted(found, key=lambda group: group.first)

    def _group(self, sentence: Sentence, head: Mention) -> Group | None:
        """The sites that a noun speaks of."""
        first = noun_group(sentence, head)
        if not NO.isdisjoint(sentence.folded[first : head.first]):
            return None
        names = names_of(self.context, sentence, head)
        senses = (name.sense("known_site") for name in names)
        known = [sense.value for sense in senses if sense is not None]
        as_known = head.value != "port" and any(alike(kind, head.value) for kind in known)
        kind = kind_of(sentence, first, head)
        again = any(site.noun == sentence.folded[head.last - 1] for site in self.known)
        if not (as_known or again or is_military(sentence, head)):
            return None
        if not names:
            sites = meant(self.context, self.known, sentence, first, head)
            if not sites:
                return None
            return Group(first, head.last, tail_of(sentence, head.last), sites, kind)
        unowned = sentence.folded[first] in INDEFINITE or first == head.first
        if unowned and imagined(self.context, sentence, first):
            return None
        if kind == "base":
            kind = next((k for k in known if k.endswith(("base", "field"))), kind)
        sites = [Site(kind, sentence, name, [(sentence, head.first)]) for name in names]
        start, tail = self._extent(sentence, first, head, names)
        return Group(start, head.last, tail, sites, kind)

    def _extent(
        self, sentence: Sentence, first: int, head: Mention, names: list[Name]
    ) -> tuple[int, int]:
        """Where the words that speak of the sites begin and end: the noun group and the names beside it."""
        low, high = names[0].first, max(name.last for name in names)
        verbs = [v.first for clause in self.context.clauses(sentence) for v in clause.verbs]
        if high > head.last and not any(head.last <= at < low for at in verbs):
            return first, tail_of(sentence, high)
        beside = first - 8 < low < first and "where" not in sentence.folded[low:first]
        return low if beside else first, tail_of(sentence, head.last)

    # --- what is said --------------------------------------------------------------------------------------

    def _settle(self, sentence: Sentence, chain: list[Group], group: Group) -> None:
        """Give the sites of a group what the sentence says of them."""
        whole = (chain[0].first, max(g.tail for g in chain))
        soil = self.context.lexicon.state_of(group.sites[0].country) if group.sites else ""
        own_words = (group.first, group.tail)
        said = what_is_said(self.context, sentence, whole, own_words, group.kind, soil)
        date, model = self._date(sentence, said), group.model
        for site in group.sites:
            own = (group.first, group.head, group.tail)
            here = site.name if site.sentence is sentence else None
            operator = operator_of(self.context, sentence, own, said, site.country, here)
            site.status = said.status or (model.status if model is not None else "")
            site.operator = operator or (model.operator if model is not None else "")
            site.date = date

    def _date(self, sentence: Sentence, said: Said) -> str:
        if said.deed is None or said.status in ("", "in_use", "sought"):
            return ""
        clause = self.context.document.clause_at(sentence, said.deed.word)
        ahead = said.status == "to_close"
        return date_of(sentence, clause.first, clause.last, said.deed.word, future=ahead)

    def _note(self, sites: list[Site]) -> None:
        """Take note of sites; one that is known already only gets what is new."""
        for site in sites:
            site.seen = max(where.index for where, _ in site.spans)
            twins = [other for other in self.known if other.key == site.key]
            twin = next((t for t in twins if alike(t.kind, site.kind)), twins[0] if twins else None)
            if twin is None:
                self.known.append(site)
                continue
            twin.seen = site.seen
            if twin.kind in ("base", "port"):
                twin.kind = site.kind
            if _outranks(site.status, twin.status):
                twin.status, twin.date = site.status, site.date
                twin.spans[:0] = site.spans
            else:
                twin.spans += site.spans
            twin.operator = twin.operator or site.operator

    def _complete(self) -> None:
        """Whose the sites are, where it is said only once in the bulletin or goes without saying (codebook 8)."""
        named = defaultdict(list)
        for sentence in self.context.sentences:
            for mention in sentence.of("place"):
                if place := mention.sense("place"):
                    named[place.value].append((sentence, mention.first))
        for site in self.known:
            told = {sentence.index for sentence, _ in site.spans}
            site.spans += [span for span in named[site.key] if span[0].index not in told]
        for site in self.known:
            if not site.operator:
                state_of = self.context.lexicon.state_of
                soil = state_of(site.country)
                fellows = {
                    s.operator for s in self.known if s.operator and state_of(s.country) == soil
                }
                if site.country in AT_HOME:
                    site.operator = site.country
                elif known := self._usual(site):
                    site.operator = known
                elif len(fellows) == 1:
                    site.operator = fellows.pop()

    def _usual(self, site: Site) -> str:
        """The foreign power that the lexicon knows at the place, if the bulletin is about it too."""
        mention = site.name.mention
        sense = mention.sense("known_site") if mention is not None else None
        if sense is None or not alike(sense.value, site.kind):
            return ""
        operator = sense.info.get("operator", "")
        return operator if operator in self.context.leading else ""


def _outranks(new: str, old: str) -> bool:
    """Whether a status said later replaces the one known: what ends a site's use does, "in use" does not."""
    if new in ("", "in_use"):
        return False
    return old not in ("closed", "to_close") or new == "closed"


def _chains(sentence: Sentence, groups: list[Group]) -> list[list[Group]]:
    """Groups joined by "and" share what is done to them."""
    chains: list[list[Group]] = []
    for group in groups:
        if chains and chains[-1][-1].tail <= group.first:
            between = sentence.folded[chains[-1][-1].tail : group.first]
            if (set(between) <= JOINING and {"and", "nor", "but"} & set(between)) or between in (
                [","],
                [",", "the"],
            ):
                chains[-1].append(group)
                continue
        chains.append([group])
    return chains


def extract(context: Context) -> Iterator[Row]:
    """The sites of a bulletin."""
    for site in Reader(context).read():
        yield _row(context, site)


def _row(context: Context, site: Site) -> Row:
    mention: Mention | None = site.name.mention
    name: Name = site.name
    sentence, word = site.spans[0]
    row = context.row(
        "sites",
        sentence,
        word,
        {
            "kind": site.kind,
            "place": site.sentence.printed(name.first, name.last),
            "country": site.country,
            "operator": site.operator,
            "status": site.status or "in_use",
            "date": site.date,
        },
    )
    row.spans += [evidence(*span) for span in site.spans[1:]]
    place = mention.sense("place") if mention is not None else None
    if place is not None and place.info["lat"]:
        row.ids = {
            "place_id": place.value,
            "lat": float(place.info["lat"]),
            "lon": float(place.info["lon"]),
        }
    return row
