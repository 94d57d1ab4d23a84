"""Which places a site is tied to: "the X and Y ranges", "bases at X and Y", "X, one of two bases", "another near X".

A name is a place of the gazetteer, or capitalised words that the lexicon does not know, where only a place can stand.
"""

from __future__ import annotations

from typing import NamedTuple

from monitorlib.clauses import noun_group
from monitorlib.extract.context import Context
from monitorlib.names import NOT_NAMES
from monitorlib.spans import Mention, Sentence

__all__ = ["Name", "many", "names_before", "names_of", "names_of_others", "place_before"]

LINKS = frozenset("at in near outside on around beside of by from to".split())
PLACING = LINKS - {"by", "from", "to", "of"}
LYING = frozenset(
    "is are was were stands stand stood lies lie lay located situated sited built under construction still now "
    "which that".split()
)
TOWARDS = frozenset("north south east west northwest northeast southwest southeast".split())
# Words that may stand between a link and the name: "in the Moldovan town of Tiraspol", "close to Hantsavichy".
SETTLEMENTS = frozenset(
    "the a an town city village port settlement district area outskirts resort island peninsula capital region "
    "close not far away just former eastern western northern southern central coastal small military secret closed "
    "neighboring nearby army garrison remote".split()
)
OTHERS = frozenset("other others another second third fourth".split())
BESIDE = frozenset("those one ones both".split())
NEARBY = frozenset("at near from outside".split())
BE = frozenset("is was are were remains remained becomes became being as".split())
ASIDES = frozenset({"(", "-", "–", "—", ":"})
REGIONS = frozenset({"region", "oblast", "river", "sea"})
REACH = 7  # words between a site and the link that leads to its place


class Name(NamedTuple):
    """Words ``first``..``last`` that name a place, and its mention if the gazetteer has it."""

    first: int
    last: int
    mention: Mention | None


def many(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun is plural: "bases", "testing ranges"."""
    return sentence.folded[head.last - 1].endswith("s") and head.value != "command"


def names_of(context: Context, sentence: Sentence, head: Mention) -> list[Name]:
    """The places of a site named by a noun: before it, behind it, or as what it is said to be."""
    first = noun_group(sentence, head)
    plural = many(sentence, head)
    return (
        _before(sentence, first, head, plural=plural)
        or _behind(sentence, head.last, plural=plural)
        or _apposed(sentence, first)
        or _in_relative(context, sentence, head, plural=plural)
    )


def names_of_others(sentence: Sentence, at: int, *, beside: bool) -> list[Name]:
    """The places behind a word that stands for further sites: "two others, at A and B", "the other being C".

    Parameters
    ----------
    at
        The number of a word of the sentence; the list is empty when it stands for no site.
    beside
        Whether the sentence names a site already: then "those in A" and "38 at B" are sites too.
    """
    word = sentence.folded[at]
    number = beside and sentence.folded[at - 1] == "and" and _number_at(sentence, at)
    if word not in OTHERS and not (number or (beside and word in BESIDE)):
        return []
    after = at + 1
    after += sentence.folded[after : after + 1] in ([","], ["of"])
    if sentence.folded[after : after + 1] == ["being"]:
        name = _name_at(sentence, after + 1)
        return [name] if name else []
    links = {"at"} if number else PLACING
    if after >= len(sentence.folded) or sentence.folded[after] not in links:
        return []
    return _behind(sentence, after, plural=word in ("others", "those", "ones", "both"))


def _number_at(sentence: Sentence, at: int) -> bool:
    return any(m.numeral is not None and m.last == at + 1 for m in sentence.mentions)


def names_before(sentence: Sentence, last: int) -> list[Name]:
    """The names that end before a word: "Sevastopol, Kerch and Feodosia" before "reserved for"."""
    found: list[Name] = []
    while (name := _name_ending(sentence, last, 0)) is not None and name.mention is not None:
        found.insert(0, name)
        last = name.first
        while last > 0 and sentence.folded[last - 1] in (",", "and"):
            last -= 1
        if last == name.first:
            break
    return found


def place_before(
    sentences: list[Sentence], sentence: Sentence, word: int
) -> tuple[Sentence, Name] | None:
    """The place that a site without a name stands at: the one spoken of just before.

    That is a settlement earlier in the sentence ("took the bombers from Dolon; some stayed on the airfield"), or one
    that the sentence before is about ("Skrunda is Latvian again") or leads to ("is ready, close to Hantsavichy").
    """
    for mention in reversed(list(sentence.within(0, word))):
        if _settlement(mention) and sentence.folded[mention.first - 1] in NEARBY and mention.first:
            return sentence, Name(mention.first, mention.last, mention)
    if not sentence.index or sentences[sentence.index - 1].paragraph != sentence.paragraph:
        return None
    before = sentences[sentence.index - 1]
    for mention in before.mentions:
        leads = mention.first and before.folded[mention.first - 1] in NEARBY - {"from"}
        close = before.folded[max(mention.first - 2, 0) : mention.first] == ["close", "to"]
        if _settlement(mention) and (mention.first == 0 or leads or close):
            return before, Name(mention.first, mention.last, mention)
    return None


def _settlement(mention: Mention) -> bool:
    place = mention.sense("place")
    kinds = ("city", "town", "village", "site")
    return place is not None and place.info["kind"] in kinds and mention.sense("actor") is None


# --- where names stand -------------------------------------------------------------------------------------


def _before(sentence: Sentence, first: int, head: Mention, *, plural: bool) -> list[Name]:
    """Names in the noun group: "the Gudauta base", "the Sary-Shagan and Emba testing ranges"."""
    found: list[Name] = []
    at = head.first
    while at > first and not found:
        at -= 1
        name = _name_ending(sentence, at + 1, first)
        if name is not None and _modifies(sentence, name):
            found.append(name)
    while found and plural and found[0].first > 1:
        joint = found[0].first - 1
        if sentence.folded[joint] not in ("and", ",", "or"):
            break
        joint -= sentence.folded[joint - 1] == ","
        name = _name_ending(sentence, joint, 0)
        if name is None:
            break
        found.insert(0, name)
    return found


def _modifies(sentence: Sentence, name: Name) -> bool:
    """Whether a name before a noun says where it is: not "Moscow's base", not "the Moscow-run base"."""
    following = sentence.folded[name.last : name.last + 2]
    if following[:1] == ["-"]:
        return False
    state = name.mention is not None and name.mention.sense("actor") is not None
    return not (state and following[:1] in (["'"], ["’"]))


def _behind(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """Names behind a link: "base at Gudauta", "bases in Georgia, at Batumi and Akhalkalaki"."""
    stop = min(at + REACH, len(sentence.folded))
    while at < stop:
        word = sentence.folded[at]
        if word in LINKS:
            name_first = _to_name(sentence, at + 1)
            names = _list(sentence, name_first, plural=plural)
            if names:
                return names
            country = _country_at(sentence, name_first)
            if country is None:
                return []
            at = country.last
        elif word in ASIDES and plural:
            at += 1
            names = _list(sentence, at, plural=True)
            if len(names) > 1:
                return names
        elif word == "," or word in SETTLEMENTS or word in TOWARDS or word in LYING:
            at += 1
        else:
            return []
    return []


def _to_name(sentence: Sentence, at: int) -> int:
    """Skip what may stand between a link and the name: "the Moldovan town of"."""
    adjectives = {
        m.first: m
        for m in sentence.mentions
        if (s := m.sense("actor")) and s.info["form"] == "adjective"
    }
    while at < len(sentence.folded):
        word = sentence.folded[at]
        if at in adjectives and _name_at(sentence, at) is None:
            at = adjectives[at].last
        elif word in SETTLEMENTS or word in TOWARDS or word in ("of", "to", "from"):
            at += 1
        else:
            break
    return at


def _apposed(sentence: Sentence, first: int) -> list[Name]:
    """The name that a site stands beside or is said of: "Gudauta, one of two bases", "Sevastopol is the main base"."""
    at = first
    while at > 1 and sentence.folded[at - 1] in (
        "of",
        "one",
        "once",
        "formerly",
        "still",
        "home",
        "to",
        "its",
        "site",
    ):
        at -= 1
    if at < 2:
        return []
    if sentence.folded[at - 1] in BE:
        at -= 1
    elif sentence.folded[at - 1] in (",", "-", "–", "—"):
        while at > 1 and sentence.folded[at - 1] in (",", "-", "–", "—"):
            at -= 1
    else:
        return []
    name = _name_ending(sentence, at, 0)
    if name is None and (country := _country_ending(sentence, at)) is not None:
        name = _name_ending(sentence, country.first - 1, 0)
        name = name if name is not None and sentence.folded[country.first - 1] in LINKS else None
    return (
        [name]
        if name is not None and name.mention is not None and name.mention.kind == "place"
        else []
    )


def _in_relative(
    context: Context, sentence: Sentence, head: Mention, *, plural: bool
) -> list[Name]:
    """The place in a relative clause of the site: "the radar station that Russia operates at Gabala"."""
    for clause in context.clauses(sentence):
        if clause.antecedent is not head or clause.first < head.last:
            continue
        for at in range(clause.first, clause.last):
            if sentence.folded[at] in ("at", "near", "outside"):
                return _list(sentence, _to_name(sentence, at + 1), plural=plural)
    return []


def _list(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """The names that begin at a word: one, or "A, B and C" for a plural; a list must end in "and"."""
    found: list[Name] = []
    closed = False
    while (name := _name_at(sentence, at)) is not None and not closed:
        found.append(name)
        at = _aside(sentence, name.last)
        step = _joint(sentence, at)
        if not step or not plural:
            break
        closed = "and" in sentence.folded[at : at + step] or "or" in sentence.folded[at : at + step]
        at += step
    if closed and name is not None and name not in found:
        found.append(name)
    found = found if closed or len(found) < 2 else found[:1]
    regional = found[:1] and found[0].mention is not None and _regional(found[0].mention)
    return [] if plural and len(found) == 1 and regional else found


def _aside(sentence: Sentence, at: int) -> int:
    """Skip where a listed name lies: ", near Tbilisi," or "in Abkhazia" or "(Abkhazia)"."""
    start = at + (sentence.folded[at : at + 1] in ([","], ["("]))
    start += sentence.folded[start : start + 1] in (["in"], ["near"])
    place = _name_at(sentence, start) or _country_at(sentence, start)
    if place is None or start == at or sentence.folded[start - 1] in (",", "("):
        return at
    return place.last + (sentence.folded[place.last : place.last + 1] == [")"])


def _joint(sentence: Sentence, at: int) -> int:
    """How many words join the next name to the list: ", ", " and ", ", and at "."""
    step = 0
    if sentence.folded[at : at + 1] == [","]:
        step = 1
    if sentence.folded[at + step : at + step + 1] in (["and"], ["or"]):
        step += 1
    if step and sentence.folded[at + step : at + step + 1] in (["at"], ["in"], ["near"]):
        step += 1
    return step


# --- names -------------------------------------------------------------------------------------------------


def _regional(mention: Mention) -> bool:
    place = mention.sense("place")
    return place is not None and place.info["kind"] in REGIONS


def _is_name(mention: Mention) -> bool:
    """Whether a mention names a place below the level of states and territories."""
    sense = mention.sense("actor")
    whole = sense is not None and sense.info["form"] != "capital"
    return mention.sense("place") is not None and not whole


def _country_at(sentence: Sentence, at: int) -> Mention | None:
    """The state or territory that begins at a word."""
    for mention in sentence.mentions:
        if mention.first == at:
            sense = mention.sense("actor")
            return mention if sense is not None and sense.info["form"] == "name" else None
    return None


def _country_ending(sentence: Sentence, last: int) -> Mention | None:
    found = next((m for m in sentence.mentions if m.last == last), None)
    return _country_at(sentence, found.first) if found is not None else None


def _name_at(sentence: Sentence, at: int) -> Name | None:
    """The name of a place that begins at a word."""
    for mention in sentence.mentions:
        if mention.first == at:
            return Name(at, mention.last, mention) if _is_name(mention) else None
    last = at
    taken = {m.first for m in sentence.mentions}
    while last < len(sentence.words) and last not in taken and _may_name(sentence, last):
        last += 1
        hyphen = sentence.words[last : last + 1] == ["-"] and last + 1 < len(sentence.words)
        if hyphen and sentence.words[last + 1][0].isupper():
            last += 1
    return Name(at, last, None) if last > at else None


def _name_ending(sentence: Sentence, last: int, low: int) -> Name | None:
    """The name of a place that ends before word ``last`` and begins at ``low`` or later."""
    for mention in sentence.mentions:
        if mention.first < last <= mention.last:
            fits = mention.last == last and mention.first >= low and _is_name(mention)
            return Name(mention.first, last, mention) if fits else None
    taken = {word for m in sentence.mentions for word in range(m.first, m.last)}
    first = last
    while first > max(low, 1) and first - 1 not in taken and _may_name(sentence, first - 1):
        first -= 1
        hyphen = first - 2 >= low and sentence.words[first - 1] == "-" and first - 2 not in taken
        if hyphen and sentence.words[first - 2][0].isupper():
            first -= 1
    return Name(first, last, None) if first < last else None


def _may_name(sentence: Sentence, word: int) -> bool:
    """Whether a word can be part of an unknown place's name: capitalised, not a common word or an abbreviation."""
    text = sentence.words[word]
    capital = text[0].isupper() and text.isalpha() and len(text) > 2 and not text.isupper()
    return capital and sentence.folded[word] not in NOT_NAMES
