"""Which places a site is tied to: "the X and Y ranges", "bases at X and Y", "X, one of two bases", "X, where …"."""

from __future__ import annotations

from monitorlib.extract.bases.names import (
    LINKS,
    Name,
    country_at,
    list_at,
    name_ending,
    names_before,
    tail_of,
    to_name,
)
from monitorlib.extract.context import Context
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = ["many", "names_behind", "names_of", "place_before"]

REACH = 8  # words between a site and the link that leads to its place
# Words between a site and its place: "depots located at", "the radar, which still stands near".
LYING = frozenset(
    "is are was were be been will would stands stand stood lies lie lay located situated built being under "
    "construction still now which that remain remains stays based named including among them such as".split()
)
TOWARDS = frozenset("north south east west northwest northeast southwest southeast".split())
DISTANCES = frozenset("kilometers kilometres km miles".split())
MARKS = frozenset({"(", "-", "–", "—", ":", ","})
NEARBY = frozenset("at near outside".split())
# Words between a place and the site that it is said to be: "Gudauta, one of two bases", "Sevastopol will be the base".
BEFORE_HEAD = frozenset(
    "the of one another once formerly still home to its site two both three".split()
)
SAYING = frozenset(
    "is was are were be remains remained becomes became as will would , - – —".split()
)
STAYING = frozenset("stay stays stayed remain remains remained lies stands is are".split())
# Deeds of a clause that places something: "In Gyumri Russia maintains a base".
PLACING = frozenset("use build grant close leave return seize gone attack wreck".split())
SHAPES = frozenset("headland peninsula cape bay island islands valley area district".split())
WIDE = frozenset(
    {"region", "oblast", "island", "state"}
)  # kinds of place that only tell where another is
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
SETTLEMENTS = frozenset({"city", "town", "village", "site"})
SEATS = frozenset({"command", "training"})  # kinds of site that stand in capitals too


def many(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun is plural: "bases", "testing ranges"."""
    word = sentence.folded[head.last - 1]
    return word.endswith("s") and word not in ("headquarters", "barracks")


def names_of(context: Context, sentence: Sentence, head: Mention) -> list[Name]:
    """The places of a site named by a noun: before it, behind it, or as what it is said to be."""
    first = noun_group(sentence, head)
    plural = many(sentence, head)
    if plural and sentence.folded[first - 1 : first + 1] == ["and", "other"]:
        return names_before(sentence, first - 1)
    return (
        _inside(sentence, first, head, plural=plural)
        or _beside(sentence, first, head, plural=plural)
        or _where(context, sentence, first, head, plural=plural)
        or _in_clause(context, sentence, first, head, plural=plural)
    )


def _beside(sentence: Sentence, first: int, head: Mention, *, plural: bool) -> list[Name]:
    """The names behind the noun, else those it is set beside.

    What only tells where a named place lies comes second: "Kant, an air base near Bishkek", "Subic Bay, its base in
    the Philippines".
    """
    behind = names_behind(sentence, head.last, plural=plural)
    apposed = _apposed(sentence, first, plural=plural) or _unknown_before(sentence, first)
    return apposed if apposed and (not behind or _loose(sentence, head.last, behind)) else behind


def _loose(sentence: Sentence, at: int, behind: list[Name]) -> bool:
    """Whether the names behind a noun only tell the region or the neighborhood."""
    words = sentence.folded[at : behind[0].first]
    distant = not (TOWARDS | DISTANCES | {"near", "outside"}).isdisjoint(words)
    place = behind[0].sense("place")
    return distant or (place is not None and place.info["kind"] in WIDE)


def _unknown_before(sentence: Sentence, first: int) -> list[Name]:
    """A name that the gazetteer does not have before its noun: "from Novaburino, an artillery depot in the Urals"."""
    if sentence.folded[first - 1] != "," or sentence.folded[first] not in ARTICLES:
        return []
    name = name_ending(sentence, first - 1)
    led = name is not None and sentence.folded[name.first - 1] in LINKS | {"from", "to"}
    return [name] if name is not None and led and name.mention is None else []


def _inside(sentence: Sentence, first: int, head: Mention, *, plural: bool) -> list[Name]:
    """Names in the noun group: "the Gudauta base", "the Sary-Shagan and Emba testing ranges"; not "Moscow's base"."""
    if sentence.within(first, head.first, "echelon"):
        return []  # "the Taman division's garrison": named after its place, but not told to be there
    for last in range(head.first, first, -1):
        name = name_ending(sentence, last, first)
        if name is not None and not (name.sense("actor") and sentence.owns(last)):
            return names_before(sentence, last, first) if plural else [name]
    return []


def _apposed(sentence: Sentence, first: int, *, plural: bool) -> list[Name]:
    """The name that a site stands beside or is said of: "Gudauta, one of two bases", "Sevastopol is the main base"."""
    at = first
    while at > 1 and sentence.folded[at - 1] in BEFORE_HEAD:
        at -= 1
    said = at
    while at > 1 and sentence.folded[at - 1] in SAYING:
        at -= 1
    name = _ending(sentence, at) if at < said else None
    if name is None or name.mention is None or name.mention.kind != "place":
        return []
    return names_before(sentence, name.last) if plural else [name]


def _ending(sentence: Sentence, at: int) -> Name | None:
    """The name that ends before a word, also with its country beside it: "Gudauta, in western Abkhazia"."""
    for last in range(max(at - REACH, 1), at):
        end = last - (sentence.folded[last - 1] in SHAPES)
        if tail_of(sentence, last) == at and (name := name_ending(sentence, end)) is not None:
            return name
    return name_ending(sentence, at)


def _where(
    context: Context, sentence: Sentence, first: int, head: Mention, *, plural: bool
) -> list[Name]:
    """The place before "where": "Gudauta, where Russia has a base", "whose base it left".

    A headquarters may be in a capital.
    """
    at = context.document.clause_at(sentence, first).first
    if sentence.folded[at] not in ("where", "whose"):
        return []
    name = _ending(sentence, at - (sentence.folded[at - 1] == ","))
    if name is None or not (_local(name) or head.value in SEATS):
        return []
    return names_before(sentence, name.last) if plural else [name]


def names_behind(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """Names behind a noun: "base at Gudauta", "bases in Georgia, at Batumi and Akhalkalaki", "two bases: A and B"."""
    stop = min(at + REACH, len(sentence.folded))
    if plural and (ends := _from_to(sentence, at)):
        return ends
    while at < stop:
        word = sentence.folded[at]
        counted = _distance(sentence, at)
        if word in LINKS or counted:
            named = to_name(sentence, at if counted else at + 1)
            country = country_at(sentence, named)
            if country is None:
                names = list_at(sentence, named, plural=plural)
                known = all(
                    n.mention is not None or word != "of" or tail_of(sentence, n.last) > n.last
                    for n in names
                )
                belongs = names and any(m.first == names[-1].last for m in sentence.of("site"))
                return (
                    names if known and not belongs else []
                )  # "the barracks at the Paphos air base"
            at = country.last
        elif word in MARKS or word in LYING or word in TOWARDS:
            at += 1
            if names := _set_beside(sentence, at, plural=plural):
                return names
        else:
            break
    return []


def _distance(sentence: Sentence, at: int) -> bool:
    """Whether a distance begins at a word: "20 kilometers from Minsk"."""
    here = sentence.at(at)
    last = here.last if here is not None and here.numeral is not None else len(sentence.folded)
    return not DISTANCES.isdisjoint(sentence.folded[last : last + 1])


def _from_to(sentence: Sentence, at: int) -> list[Name]:
    """The first and last of a chain of sites: "radars from Pechora to Balkhash"."""
    if sentence.folded[at : at + 1] != ["from"]:
        return []
    start = list_at(sentence, at + 1, plural=False)
    joint = start[0].last if start else at
    joined = sentence.folded[joint : joint + 1] == ["to"]
    end = list_at(sentence, joint + 1, plural=False) if joined else []
    return [*start, *end] if end else []


def _set_beside(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """Names set beside the noun: "its base abroad, Sevastopol,", "two bases (A and B)"."""
    names = list_at(sentence, at, plural=plural)
    if plural or not names:
        return names if len(names) > 1 else []
    known = names[0].mention is not None and not names[0].sense("actor")
    following = sentence.folded[tail_of(sentence, names[0].last) :][:1]
    return names if known and not (following and following[0].isalnum()) else []


def _in_clause(
    context: Context, sentence: Sentence, first: int, head: Mention, *, plural: bool
) -> list[Name]:
    """The place of the clause that the noun stands in, when it says that somebody has something there."""
    clause = context.document.clause_at(sentence, first)
    # "the base that Russia uses at X"
    hanging = (c for c in context.clauses(sentence) if c.antecedent is head)
    clause = next(hanging, clause)
    words = sentence.folded[clause.first : clause.last]
    senses = (s for m in clause.mentions for s in m.senses if s.kind == "site_act")
    teaching = context.lexicon.cues["teaching"]
    school = head.value == "training" and not teaching.isdisjoint(words)
    if not school and STAYING.isdisjoint(words) and not any(s.value in PLACING for s in senses):
        return []
    if sentence.within(clause.first, clause.last, "instrument", "instrument_noun"):
        return []
    others = [m.first for m in sentence.within(head.last, clause.last, "site")]
    links = range(clause.first, min([clause.last, *others]))
    for at in sorted(links, key=lambda at: (sentence.folded[at - 1] == ",", abs(at - head.first))):
        if sentence.folded[at] not in NEARBY | {"in"}:
            continue
        names = list_at(sentence, to_name(sentence, at + 1), plural=plural)
        seat = head.value in SEATS and at >= head.last
        if names and all(_local(name) or seat for name in names):
            return names
    return []


def _local(name: Name) -> bool:
    """Whether a name is a settlement or a site and no state's capital."""
    return name.mention is None or is_settlement(name.mention)


def is_settlement(mention: Mention) -> bool:
    """Whether a place is a town, a village or a site, and no capital that stands for a state."""
    place = mention.sense("place")
    return place is not None and place.info["kind"] in SETTLEMENTS and not mention.sense("actor")


def place_before(
    sentences: list[Sentence], sentence: Sentence, word: int
) -> tuple[Sentence, Name] | None:
    """The place that a site without a name stands at: the one spoken of just before.

    That is a settlement earlier in the sentence ("took the bombers from Dolon; some stayed on the airfield"), or one
    that the sentence before is about ("Skrunda is Latvian again") or leads to ("is ready, close to Hantsavichy").
    """
    there = "there" in sentence.folded[word : word + 6]
    for mention in reversed(sentence.within(0, word)):
        at_hand = sentence.folded[mention.first - 1] in NEARBY | {"from"}
        if is_settlement(mention) and (at_hand or there):
            return sentence, Name(mention.first, mention.last, mention)
    before = sentences[max(sentence.index - 1, 0)]
    for mention in before.mentions if before.paragraph == sentence.paragraph else ():
        leads = before.folded[mention.first - 1] in NEARBY
        close = before.folded[max(mention.first - 2, 0) : mention.first] == ["close", "to"]
        known = mention.sense("known_site") is not None
        if is_settlement(mention) and (mention.first == 0 or leads or close or known):
            return before, Name(mention.first, mention.last, mention)
    return None
