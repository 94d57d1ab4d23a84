"""Which places a site is tied to: "the X and Y ranges", "bases at X and Y", "X, one of two bases"."""

from __future__ import annotations

from monitorlib.extract.bases.names import (
    LINKS,
    TOWARDS,
    Name,
    country_at,
    list_at,
    name_at,
    name_ending,
    names_before,
    tail_of,
    to_name,
)
from monitorlib.extract.bases.surroundings import (
    country_ending,
    in_clause,
    in_relative,
    is_settlement,
    with_partner,
)
from monitorlib.extract.context import Context
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence

__all__ = [
    "LYING",
    "PLACING",
    "REACH",
    "many",
    "names_behind",
    "names_of",
    "place_before",
]

PLACING = frozenset("at in near outside on around beside".split())
LYING = frozenset(
    "is are was were be been will would shall stands stand stood lies lie lay located situated sited built under "
    "construction still "
    "now which that remain remains remained stays stayed based there called named namely including only ever "
    "known to also among them notably such as presently currently today said believed understood".split()
)
NEARBY = frozenset("at near from outside".split())
BE = frozenset("is was are were remains remained becomes became being as".split())
MARKS = frozenset({"(", "-", "–", "—", ":", ","})
BEFORE_HEAD = frozenset("of one once formerly still home to its site two both three".split())
MOUNTAINS = frozenset("mountain mountains folds peak peaks ridge slopes slope pass passes".split())
LINKING = (["at"], ["in"], ["near"])
REACH = 8  # words between a site and the link that leads to its place


def many(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun is plural: "bases", "testing ranges"."""
    word = sentence.folded[head.last - 1]
    return word.endswith("s") and word not in ("headquarters", "barracks")


def names_of(context: Context, sentence: Sentence, head: Mention) -> list[Name]:
    """The places of a site named by a noun: before it, behind it, or as what it is said to be."""
    first = noun_group(sentence, head)
    plural = sentence.folded[head.last - 1].endswith("s")
    before = _before(sentence, first, head, plural=plural)
    if before:
        return [n for n in before if not _mountains(n, sentence, head)]
    if plural and sentence.folded[first] == "other" and sentence.folded[first - 1] == "and":
        return names_before(sentence, first - 1)  # "from Akhtubinsk, Mozdok and other airfields"
    apposed = _apposed(sentence, first, plural=plural)
    behind, link = names_behind(sentence, head.last, plural=plural)
    if apposed and (not behind or link in ("near", "outside", "of", "on")):
        return apposed
    where = context.document.clause_at(sentence, first)
    if link != "at" and sentence.folded[where.first] == "where":
        behind = in_clause(context, sentence, first, head, plural=plural) or behind
    return (
        behind
        or _announced(sentence, head, plural=plural)
        or _of_them(sentence, first, head, plural=plural)
        or in_relative(context, sentence, head, plural=plural)
        or in_clause(context, sentence, first, head, plural=plural)
    )


def place_before(
    sentences: list[Sentence], sentence: Sentence, word: int
) -> tuple[Sentence, Name] | None:
    """The place that a site without a name stands at: the one spoken of just before.

    That is a settlement earlier in the sentence ("took the bombers from Dolon; some stayed on the airfield"), or one
    that the sentence before is about ("Skrunda is Latvian again") or leads to ("is ready, close to Hantsavichy").
    """
    there = "there" in sentence.folded[word : word + 6]
    for mention in reversed(list(sentence.within(0, word))):
        at_hand = sentence.folded[mention.first - 1] in NEARBY and mention.first
        if is_settlement(mention) and (at_hand or there):
            return sentence, Name(mention.first, mention.last, mention)
    if not sentence.index or sentences[sentence.index - 1].paragraph != sentence.paragraph:
        return None
    before = sentences[sentence.index - 1]
    for mention in before.mentions:
        leads = mention.first and before.folded[mention.first - 1] in NEARBY - {"from"}
        close = before.folded[max(mention.first - 2, 0) : mention.first] == ["close", "to"]
        known = mention.sense("known_site") is not None
        if is_settlement(mention) and (mention.first == 0 or leads or close or known):
            return before, Name(mention.first, mention.last, mention)
    return None


# --- where names stand -------------------------------------------------------------------------------------


def _before(sentence: Sentence, first: int, head: Mention, *, plural: bool) -> list[Name]:
    """Names in the noun group: "the Gudauta base", "the Sary-Shagan and Emba testing ranges"."""
    found: list[Name] = []
    at = head.first
    while at > first and not found:
        at -= 1
        name = name_ending(sentence, at + 1, first)
        if name is not None and _modifies(sentence, name) and not _of_unit(sentence, name, head):
            found.append(name)
    while found and plural and found[0].first > 1:
        joint = found[0].first - 1
        if sentence.folded[joint] not in ("and", ",", "or"):
            break
        joint -= sentence.folded[joint - 1] == ","
        name = name_ending(sentence, joint, 0)
        if name is None:
            break
        found.insert(0, name)
    return found


def _of_unit(sentence: Sentence, name: Name, head: Mention) -> bool:
    """ "The Kantemirov division's garrison": named after its place, but not told to be there."""
    return any(m.sense("echelon") for m in sentence.within(name.last, head.first))


def _mountains(name: Name, sentence: Sentence, head: Mention) -> bool:
    """Whether a "range" is a chain of mountains: "the Alai range"."""
    place = name.mention.sense("place") if name.mention is not None else None
    ranges = sentence.folded[head.last - 1] in ("range", "ranges") and head.last - head.first == 1
    if ranges and MOUNTAINS & set(sentence.folded):
        return True
    return ranges and place is not None and place.info["kind"] in ("region", "river", "oblast")


def _modifies(sentence: Sentence, name: Name) -> bool:
    """Whether a name before a noun says where it is: not "Moscow's base", not "the Moscow-run base"."""
    following = sentence.folded[name.last : name.last + 2]
    if following[:1] == ["-"]:
        return False
    state = name.mention is not None and name.mention.sense("actor") is not None
    return not (state and following[:1] in (["'"], ["’"]))


def names_behind(sentence: Sentence, at: int, *, plural: bool) -> tuple[list[Name], str]:
    """Names behind a link, and the link: "base at Gudauta", "bases in Georgia, at Batumi and Akhalkalaki"."""
    start, stop = at, min(at + REACH, len(sentence.folded))
    while at < stop:
        word = sentence.folded[at]
        close = word in ("close", "next") and sentence.folded[at + 1 : at + 2] == ["to"]
        away = word == "from" and MOVING & set(sentence.folded[max(start - 9, 0) : start])
        if skipped := _skipped(sentence, at):
            at = skipped
            continue
        if word in LINKS or close or away:
            name_first = to_name(sentence, at + 1 + close)
            return _linked(sentence, name_first, "at" if away else word, plural=plural)
        if word in MARKS:
            names = _apposed_behind(sentence, at + 1, plural=plural, strong=word != ",")
        elif word in LYING and _known_at(sentence, at + 1):
            names, word = list_at(sentence, at + 1, plural=plural), "is"
        else:
            names = []
        if names or not (word in MARKS or word in TOWARDS or word in LYING):
            return names, word
        at += 1
    return [], ""


MOVING = frozenset(
    "removal remove removed withdrawal withdraw move moved relocation relocate".split()
)


def _link_behind(sentence: Sentence, at: int) -> int:
    """Where the next "at", "in" or "near" stands behind a "for" and what it is for; 0 when none does."""
    for word in range(at + 2, min(at + 5, len(sentence.folded))):
        if sentence.folded[word] in ("at", "in", "near"):
            return word
        if not sentence.folded[word].isalpha():
            return 0
    return 0


def _skipped(sentence: Sentence, at: int) -> int:
    """Behind what a site is for, or whose, or in which country: where its place may still follow; 0 for none."""
    word = sentence.folded[at]
    if word == "for":  # "the communications center for submarines at Vileyka"
        return _link_behind(sentence, at)
    if word not in LINKS:
        return 0
    first = to_name(sentence, at + 1)
    country = country_at(sentence, first)
    if country is not None:
        return country.last
    if word == "of":  # "a dump of the Pacific Fleet near Vladivostok"
        for mention in sentence.within(first, first + 4):
            if mention.sense("echelon") or mention.sense("force"):
                return mention.last
    return 0


def _linked(sentence: Sentence, at: int, word: str, *, plural: bool) -> tuple[list[Name], str]:
    """The names behind a link; a capital that a site is only near is not its place."""
    if word == "of" and {"headquarters", "command"} & set(sentence.folded[at - 3 : at]):
        return [], ""  # "the headquarters of the Virgin Lands railway"
    names = list_at(sentence, at, plural=plural)
    if names and any(m.first == names[-1].last for m in sentence.of("site")):
        return [], ""  # "the garrison of the Lourdes listening post"
    if names and word in ("near", "outside", "close", "from", "on", "in", "of"):
        exact = _exactly(sentence, names[-1].last, plural=plural)
        vague = word in ("near", "outside", "close", "from") and _is_capital(names[0])
        return (exact, "at") if exact else ([] if vague else names, word)
    return names, word


def _exactly(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """The place named behind a vaguer one: "near Havana, at Lourdes"; "moved from Mozdok to Khankala"."""
    if sentence.folded[at : at + 2] == [",", "at"]:
        return list_at(sentence, at + 2, plural=plural)
    itself = name_at(sentence, at + 1) if sentence.folded[at : at + 1] == [","] else None
    if itself is not None and sentence.folded[itself.last : itself.last + 1] == [","]:
        place = itself.mention.sense("place") if itself.mention is not None else None
        if place is not None and place.info["kind"] == "site":
            return [itself]  # "the airport of Grozny, Severny,"
    owned = sentence.folded[at : at + 2] in (["'", "s"], ["’", "s"])
    if owned and sentence.folded[at + 3 : at + 4] == ["at"]:  # "on Balkhash's shore at Gulshad"
        return list_at(sentence, at + 4, plural=plural)
    return []


def _is_capital(name: Name) -> bool:
    sense = name.mention.sense("actor") if name.mention is not None else None
    return sense is not None and sense.info["form"] == "capital"


def _known_at(sentence: Sentence, at: int) -> Name | None:
    """A place of the gazetteer that no state is named by, beginning at a word."""
    name = name_at(sentence, at)
    known = name is not None and name.mention is not None and not name.mention.sense("actor")
    return name if known else None


def _apposed_behind(sentence: Sentence, at: int, *, plural: bool, strong: bool) -> list[Name]:
    """Names set beside the noun: "its base abroad, Sevastopol,", "two bases (A and B)", "depots: A in X, B"."""
    if plural:
        names = list_at(sentence, at, plural=True, loose=strong)
        return names if len(names) > 1 else []
    name = _known_at(sentence, at)
    if name is None and sentence.folded[at : at + 1] in (["camp"], ["fort"]):
        name = name_at(sentence, at)  # "a desert airstrip, Camp Rhino,"
    if name is None:
        return []
    last = tail_of(sentence, name.last)
    ends = last >= len(sentence.folded) or sentence.folded[last] in (",", ".", ")", ";", "-", "—")
    return [name] if ends else []


def _announced(sentence: Sentence, head: Mention, *, plural: bool) -> list[Name]:
    """The list that a plural leads up to: "Three bases remain in Georgia: A, B, and C"."""
    if not plural:
        return []
    for at in range(head.last, len(sentence.folded)):
        among = sentence.folded[at : at + 3] in ([",", "among", "them"], [",", "such", "as"])
        if among or sentence.folded[at : at + 2] in ([",", "including"], [",", "namely"]):
            names = list_at(sentence, at + 2 + among, plural=True, loose=True)
            if names and any(name.mention is not None for name in names):
                return names
        if (
            sentence.folded[at : at + 2] == ["of", "them"]
            and sentence.folded[at + 2 : at + 3] in LINKING
        ):
            names = list_at(
                sentence, to_name(sentence, at + 3), plural=True
            )  # "the largest of them at X"
            if names:
                return names
        if sentence.folded[at] in (":", "(", "—", "–"):
            names = list_at(sentence, at + 1, plural=True, loose=True)
            if len(names) > 1:
                return names
    return []


def _of_them(sentence: Sentence, first: int, head: Mention, *, plural: bool) -> list[Name]:
    """Names behind "Of the four bases," or "two of the bases,"."""
    if not plural or first < 1 or sentence.folded[first - 1] != "of":
        return []
    last = tail_of(sentence, head.last)
    if sentence.folded[last : last + 1] != [","]:
        return []
    names = list_at(sentence, last + 1, plural=True)
    return names if first == 1 or len(names) > 1 else []


def _apposed(sentence: Sentence, first: int, *, plural: bool) -> list[Name]:
    """The name that a site stands beside or is said of: "Gudauta, one of two bases", "Sevastopol is the main base"."""
    at = first
    while at > 1 and sentence.folded[at - 1] in BEFORE_HEAD:
        at -= 1
    if at < 2:
        return []
    if sentence.folded[at - 1] in BE and sentence.folded[at - 2] in ("that", "which"):
        return _known_before(sentence, at - 2)  # "X, the large inlet that was a naval base"
    if sentence.folded[at - 1] == "be" and sentence.folded[at - 2] in ("will", "would", "shall"):
        at -= 2  # "Sevastopol will be the base of both fleets"
    elif sentence.folded[at - 1] in BE:
        at -= 1
    elif sentence.folded[at - 1] in (",", "-", "–", "—"):
        while at > 1 and sentence.folded[at - 1] in (",", "-", "–", "—"):
            at -= 1
    else:
        return []
    name = name_ending(sentence, at, 0)
    if name is None and (country := country_ending(sentence, at)) is not None:
        name = name_ending(sentence, country.first - 1, 0)
        name = name if name is not None and sentence.folded[country.first - 1] in LINKS else None
    known = name is not None and name.mention is not None and name.mention.kind == "place"
    if name is None or not known:
        return []
    return with_partner(sentence, name) if plural else [name]


def _known_before(sentence: Sentence, at: int) -> list[Name]:
    """The place known for its site that a relative clause is about."""
    for mention in reversed(list(sentence.within(max(at - 12, 0), at))):
        if mention.sense("known_site") is not None and mention.kind == "place":
            return [Name(mention.first, mention.last, mention)]
    return []
