"""Sites: one row per fixed military site tied to a named place (codebook section 6).

A site is a noun for one ("base", "cosmodrome", "radar station") with the name of its place; a noun without a name
("the range") speaks of the site named last, or waits for a name in the next sentence ("It is known to be X"). Some
places are sites by themselves. What is done to any of them gives the status; a site of which nothing is said is in use.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.acting import acting
from monitorlib.extract.bases.bare_sites import bare_groups, topics_of
from monitorlib.extract.bases.kinds import NAVAL, alike, is_military, kind_of, loose_heads
from monitorlib.extract.bases.names import Name, names_before, tail_of
from monitorlib.extract.bases.nouns import wished
from monitorlib.extract.bases.operators import AT_HOME, operator_of
from monitorlib.extract.bases.others import names_after_pronoun, names_of_others, others_in
from monitorlib.extract.bases.places import names_of
from monitorlib.extract.bases.references import later, meant, pronouns
from monitorlib.extract.bases.site import Group, Site
from monitorlib.extract.bases.status import INDEFINITE, Said, imagined, what_is_said
from monitorlib.extract.context import Context, Row, date_of, evidence
from monitorlib.extract.owners import possessor
from monitorlib.function_words import DETERMINERS, NUMBERS, POSSESSIVES
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

ORDINALS = frozenset("third fourth fifth sixth".split())
SEPARATE = frozenset({"command", "airfield"})  # kinds of site that stand side by side in one place
NONE = frozenset({"no", "neither", "any"})
# Words between sites that share what is done to them: "the post at Lourdes and the base at Cam Ranh Bay".
JOINING = (
    frozenset(", and or as well both also of at in on from then finally well".split()) | DETERMINERS
)


class Reader:
    """Reads the sites of one bulletin, sentence by sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: list[Site] = []
        self.waiting: tuple[Sentence, Group, Said] | None = None  # spoken of, but not yet named
        self.owners: list[tuple[Sentence, str, str]] = []  # whose the unnamed sites of a kind are
        self.topics = topics_of(context)

    def read(self) -> list[Site]:
        """All sites of the bulletin."""
        for sentence in self.context.sentences:
            groups = self._groups(sentence)
            for chain in _chains(sentence, groups):
                for group in chain:
                    self._settle(sentence, chain, group)
                    self._note(group.sites)
            after = max(
                (group.head for group in groups if group.sites and not group.bare), default=0
            )
            self._note(self._others(sentence, after))
            self._note(self._reserved(sentence))
        self._complete()
        return self.known

    # --- finding -------------------------------------------------------------------------------------------

    def _groups(self, sentence: Sentence) -> list[Group]:
        """The groups of words that speak of sites, left to right."""
        found = [group for head in sentence.of("site") if (group := self._group(sentence, head))]
        loose = (self._group(sentence, head, loose=True) for head in loose_heads(sentence))
        found += [group for group in loose if group is not None]
        found += later([*self.known, *(site for group in found for site in group.sites)], sentence)
        found += self._named_now(sentence)
        found += pronouns(self.known, found, sentence)
        found += bare_groups(self.context, sentence, found, self.known, self.topics)
        return sorted(found, key=lambda group: group.first)

    def _group(self, sentence: Sentence, head: Mention, *, loose: bool = False) -> Group | None:
        first = _own_group(sentence, noun_group(sentence, head), head)
        if NONE & set(sentence.folded[first : head.first]):
            return None
        names = names_of(self.context, sentence, head)
        known = head.value != "port" and any(
            alike(sense.value, head.value)
            for n in names
            if n.mention is not None and (sense := n.mention.sense("known_site")) is not None
        )
        if not known and not is_military(sentence, head):
            self._note_owner(sentence, first, head)
            return None
        lent = loose and head.value == "naval_base"  # "Sevastopol's main bays"
        if loose and not lent and not any(head.last < n.first <= head.last + 5 for n in names):
            return None
        if not names:
            return self._unnamed(sentence, first, head)
        unowned = sentence.folded[first] in INDEFINITE or first == head.first
        if unowned and imagined(self.context, sentence, first):
            return None
        kind = kind_of(sentence, first, head)
        vague = sentence.folded[head.last - 1] in (
            "facility",
            "facilities",
            "installation",
            "complex",
        )
        kind = (_known_kind(names, vague=vague) or kind) if kind == "base" else kind
        sites = [Site(kind, sentence, name, [(sentence, head.first)]) for name in names]
        if loose and head.value == "base":  # "the two Russian sites, Baranovichi and Vileyka"
            sites = [site for site in sites if _as_known(site)]
        start, tail = self._extent(sentence, first, head, names)
        return Group(start, head.last, tail, sites, kind)

    def _extent(
        self, sentence: Sentence, first: int, head: Mention, names: list[Name]
    ) -> tuple[int, int]:
        """Where the words that speak of the sites begin and end: the noun group and the names beside it."""
        low, high = names[0].first, max(name.last for name in names)
        listed = low > head.last and sentence.folded[low - 1] == ","
        if listed and first > 0 and sentence.folded[first - 1] == "of":
            return low, tail_of(sentence, high)  # "of the four bases, A and B"
        verbs = [v.first for clause in self.context.clauses(sentence) for v in clause.verbs]
        if high > head.last and not any(head.last <= at < low for at in verbs):
            return first, tail_of(sentence, high)
        beside = first - 8 < low < first and "where" not in sentence.folded[low:first]
        start = low if beside and not any(low < at < first for at in verbs) else first
        return start, tail_of(sentence, head.last)

    def _unnamed(self, sentence: Sentence, first: int, head: Mention) -> Group | None:
        """A noun without a name: the site it speaks of, else one that waits for its name."""
        sites = meant(self.context, self.known, sentence, first, head)
        kind = kind_of(sentence, first, head)
        group = Group(first, head.last, tail_of(sentence, head.last), sites, kind)
        if not sites:
            self._note_owner(sentence, first, head)
            said = what_is_said(
                self.context, sentence, (first, head.last), (first, head.last), kind, ""
            )
            if said.status or self.waiting is None or not alike(kind, self.waiting[1].kind):
                self.waiting = (sentence, group, said)
            return None
        return group

    def _note_owner(self, sentence: Sentence, first: int, head: Mention) -> None:
        """Whose sites without a name are: "the two Russian installations"."""
        owner = possessor(self.context, sentence, first, head.last)
        if owner:
            self.owners.append((sentence, kind_of(sentence, first, head), owner))

    def _named_now(self, sentence: Sentence) -> list[Group]:
        """The sites that the sentence before left unnamed: "It is known to be X"."""
        if self.waiting is None:
            return []
        spoken, group, said = self.waiting
        if not 0 < sentence.index - spoken.index <= 2 or spoken.paragraph != sentence.paragraph:
            return []
        names = names_after_pronoun(sentence)
        sites = []
        for name in names:
            spans = [(sentence, name.first), (spoken, group.head - 1)]
            site = Site(group.kind, sentence, name, spans)
            own = (group.first, group.head, group.tail)
            site.status = said.status
            site.operator = operator_of(self.context, spoken, own, said, site.country)
            sites.append(site)
        return [Group(0, 1, max(n.last for n in names), sites, group.kind)] if sites else []

    def _others(self, sentence: Sentence, after: int) -> list[Site]:
        """Sites that only a pronoun or a number names: "those in Batumi", "another at Gabala", "and 38 at Dolon"."""
        spoken = max((site.seen for site in self.known), default=-9)
        if sentence.index - spoken > 2:
            return []
        here = [site for site in self.known if site.seen == sentence.index]
        found: list[Site] = []
        for at in others_in(sentence, after, beside=bool(here)):
            names = names_of_others(sentence, at, beside=bool(here))
            model = (here or self.known)[-1]
            sites = [Site(model.kind, sentence, name, [(sentence, at)]) for name in names]
            sites = [site for site in sites if all(site.key != s.key for s in here)]
            if not sites:
                continue
            if sentence.folded[at + 1 : at + 2] == ["being"]:
                for site in sites:
                    site.status, site.date, site.operator = model.status, model.date, model.operator
            else:
                tail = self._tail(sentence, at, sites)
                group = Group(at, at + 1, tail, sites, model.kind)
                self._settle(sentence, [group], group)
                self._follow(sentence, at, sites, model)
            found += sites
        return found

    def _tail(self, sentence: Sentence, at: int, sites: list[Site]) -> int:
        """Where the words for further sites end: before a verb that leads to the names ("is being built at X")."""
        low, high = at + 1, min(site.name.first for site in sites)
        verbs = (v for c in self.context.clauses(sentence) for v in c.verbs)
        spoken = any(low <= v.first < high and v.voice != "participle" for v in verbs)
        return low if spoken else max(site.name.last for site in sites)

    def _follow(self, sentence: Sentence, at: int, sites: list[Site], model: Site) -> None:
        """ "… and another, in the Far East, will follow": it becomes what the first one is."""
        clause = self.context.document.clause_at(sentence, at)
        ahead = any(verb.mood == "plan" for verb in clause.verbs)
        counted = sentence.folded[at] in ORDINALS  # "a third, at Kulevi, stands in a footnote"
        if counted or (ahead and model.status == "under_construction"):
            for site in sites:
                site.status = site.status or model.status
                site.operator = site.operator or model.operator

    def _reserved(self, sentence: Sentence) -> list[Site]:
        """Ports that a navy keeps or wants for itself: "would have Sevastopol and Kerch reserved for its own use"."""
        found: list[Site] = []
        for mention in sentence.mentions if sentence.has("reserve") else ():
            text = self.context.document.bulletin.text
            if not mention.acts("reserve") or not NAVAL & set(text.split()):
                continue
            clause = self.context.document.clause_at(sentence, mention.first)
            wish = wished(sentence, clause.first, mention.first)
            owner = next((code for m in clause.subject if (code := acting(sentence, m))), "")
            for name in names_before(sentence, mention.first):
                site = Site("naval_base", sentence, name, [(sentence, name.first)])
                site.status, site.operator = "sought" if wish else "in_use", owner
                found.append(site)
        return found

    # --- what is said --------------------------------------------------------------------------------------

    def _settle(self, sentence: Sentence, chain: list[Group], group: Group) -> None:
        """Give the sites of a group what the sentence says of them."""
        whole = (chain[0].first, max(g.tail for g in chain))
        soil = self.context.lexicon.state_of(group.sites[0].country) if group.sites else ""
        own_words = (group.first, group.tail)
        said = what_is_said(self.context, sentence, whole, own_words, group.kind, soil)
        date = self._date(sentence, said)
        for site in group.sites:
            own = (group.first, group.head, group.tail)
            here = site.name if site.sentence is sentence else None
            operator = operator_of(self.context, sentence, own, said, site.country, here)
            site.status = site.status or said.status
            site.date = site.date or date
            site.operator = site.operator or operator

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
            if twin is not None and {twin.kind, site.kind} == SEPARATE:
                twin = None  # "the headquarters in Khankala … the airfield there"
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
        for site in self.known:
            site.spans += self._named_elsewhere(site)
            site.operator = site.operator or self._said_elsewhere(site)
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

    def _named_elsewhere(self, site: Site) -> list[tuple[Sentence, int]]:
        """Where else in the bulletin the site's place is named."""
        told = {sentence.index for sentence, _ in site.spans}
        return [
            (sentence, mention.first)
            for sentence in self.context.sentences
            if sentence.index not in told
            for mention in sentence.of("place")
            if (place := mention.sense("place")) is not None and place.value == site.key
        ]

    def _said_elsewhere(self, site: Site) -> str:
        """The owner of the unnamed sites of its kind: "the two Russian bases"."""
        for sentence, kind, owner in self.owners:
            if alike(kind, site.kind) and (sentence is site.sentence or kind == site.kind):
                return owner
        return ""

    def _usual(self, site: Site) -> str:
        """The foreign power that the lexicon knows at the place, if the bulletin is about it too."""
        mention = site.name.mention
        sense = mention.sense("known_site") if mention is not None else None
        if sense is None or not alike(sense.value, site.kind):
            return ""
        operator = sense.info.get("operator", "")
        return operator if operator in self.context.leading else ""


def _own_group(sentence: Sentence, first: int, head: Mention) -> int:
    """Where the noun group begins behind an indirect object: "gives Russia four bases"."""
    for mention in sentence.within(first, head.first):
        sense = mention.sense("actor")
        name = sense is not None and sense.info["form"] in ("name", "capital", "people")
        word = sentence.folded[mention.last]
        if name and (word in DETERMINERS or word in POSSESSIVES or word in NUMBERS):
            return mention.last
    return first


def _as_known(site: Site) -> bool:
    """Give a site the kind that the lexicon knows at its place; whether it knows one."""
    mention = site.name.mention
    sense = mention.sense("known_site") if mention is not None else None
    site.kind = sense.value if sense is not None else site.kind
    return sense is not None


def _known_kind(names: list[Name], *, vague: bool) -> str:
    """The kind of site that the lexicon knows at one of the places."""
    senses = (n.mention.sense("known_site") for n in names if n.mention is not None)
    kinds = [s.value for s in senses if s is not None]
    return next((kind for kind in kinds if vague or kind.endswith(("base", "field"))), "")


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
