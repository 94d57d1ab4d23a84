"""Which places a site is tied to: "the X and Y ranges", "bases at X and Y", "X, one of two bases"."""

from __future__ import annotations

from itertools import pairwise

from monitorlib.clauses import noun_group
from monitorlib.extract.context import Context
from monitorlib.extract.site_names import (
    LINKS,
    TOWARDS,
    Name,
    country_at,
    list_at,
    name_at,
    name_ending,
    tail_of,
    to_name,
)
from monitorlib.function_words import AUXILIARIES
from monitorlib.spans import Mention, Sentence

__all__ = ["many", "names_after_pronoun", "names_of", "names_of_others", "pairs_of", "place_before"]

PLACING = frozenset("at in near outside on around beside".split())
LYING = frozenset(
    "is are was were be been stands stand stood lies lie lay located situated sited built under construction still "
    "now which that remain remains remained stays stayed based there called named namely including only ever "
    "known to also among them notably such as presently currently today said believed understood".split()
)
OTHERS = frozenset("other others another second third fourth".split())
BESIDE = frozenset("those one ones both".split())
NEARBY = frozenset("at near from outside".split())
BE = frozenset("is was are were remains remained becomes became being as".split())
MARKS = frozenset({"(", "-", "–", "—", ":", ","})
BEFORE_HEAD = frozenset("of one once formerly still home to its site two both three".split())
PRONOUNS = frozenset("it they this these both".split())
REACH = 8  # words between a site and the link that leads to its place


def many(sentence: Sentence, head: Mention) -> bool:
    """Whether the noun is plural: "bases", "testing ranges"."""
    return sentence.folded[head.last - 1].endswith("s") and head.value != "command"


def names_of(context: Context, sentence: Sentence, head: Mention) -> list[Name]:
    """The places of a site named by a noun: before it, behind it, or as what it is said to be."""
    first = noun_group(sentence, head)
    plural = many(sentence, head)
    before = _before(sentence, first, head, plural=plural)
    if before:
        return before
    apposed = _apposed(sentence, first, plural=plural)
    behind, link = _behind(sentence, head.last, plural=plural)
    if apposed and (not behind or link in ("near", "outside", "of", "on")):
        return apposed
    return (
        behind
        or _announced(sentence, head, plural=plural)
        or _of_them(sentence, first, head, plural=plural)
        or _in_relative(context, sentence, head, plural=plural)
        or _in_clause(context, sentence, first, head, plural=plural)
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
    rest = sentence.folded[at - 1] in ("remaining", "other") and _number_at(sentence, at)
    if word not in OTHERS and not rest and not (number or (beside and word in BESIDE)):
        return []
    after = at + 1
    after += sentence.folded[after : after + 1] in ([","], ["of"])
    if sentence.folded[after : after + 1] == ["being"]:
        name = name_at(sentence, after + 1)
        return [name] if name else []
    links = {"at"} if number else PLACING
    if after >= len(sentence.folded) or sentence.folded[after] not in links:
        return []
    return _behind(sentence, after, plural=rest or word in ("others", "those", "ones", "both"))[0]


def _number_at(sentence: Sentence, at: int) -> bool:
    return any(m.numeral is not None and m.last == at + 1 for m in sentence.mentions)


def names_after_pronoun(sentence: Sentence) -> list[Name]:
    """The places of a site spoken of just before: "It is known to be X", "They lie at X and Y"."""
    if not sentence.folded or sentence.folded[0] not in PRONOUNS:
        return []
    if sentence.folded[1:2] and sentence.folded[1] not in LYING | AUXILIARIES:
        return []
    plural = sentence.folded[0] != "it"
    return _behind(sentence, 1, plural=plural)[0]


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
        known = mention.sense("known_site") is not None
        if _settlement(mention) and (mention.first == 0 or leads or close or known):
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
        name = name_ending(sentence, at + 1, first)
        if name is not None and _modifies(sentence, name):
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


def _modifies(sentence: Sentence, name: Name) -> bool:
    """Whether a name before a noun says where it is: not "Moscow's base", not "the Moscow-run base"."""
    following = sentence.folded[name.last : name.last + 2]
    if following[:1] == ["-"]:
        return False
    state = name.mention is not None and name.mention.sense("actor") is not None
    return not (state and following[:1] in (["'"], ["’"]))


def _behind(sentence: Sentence, at: int, *, plural: bool) -> tuple[list[Name], str]:
    """Names behind a link, and the link: "base at Gudauta", "bases in Georgia, at Batumi and Akhalkalaki"."""
    stop = min(at + REACH, len(sentence.folded))
    while at < stop:
        word = sentence.folded[at]
        close = word in ("close", "next") and sentence.folded[at + 1 : at + 2] == ["to"]
        if word in LINKS or close:
            name_first = to_name(sentence, at + 1 + close)
            country = country_at(sentence, name_first)
            if country is None:
                return _linked(sentence, name_first, word, plural=plural)
            at = country.last
            continue
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


def _linked(sentence: Sentence, at: int, word: str, *, plural: bool) -> tuple[list[Name], str]:
    """The names behind a link; a capital that a site is only near is not its place."""
    names = list_at(sentence, at, plural=plural)
    if names and word in ("near", "outside", "close", "from"):
        exact = _exactly(sentence, names[-1].last, plural=plural)
        return (exact, "at") if exact else ([] if _is_capital(names[0]) else names, word)
    return names, word


def _exactly(sentence: Sentence, at: int, *, plural: bool) -> list[Name]:
    """The place named behind a vaguer one: "near Havana, at Lourdes"; "moved from Mozdok to Khankala"."""
    if sentence.folded[at : at + 2] == [",", "at"]:
        return list_at(sentence, at + 2, plural=plural)
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
    if sentence.folded[at - 1] in BE:
        at -= 1
    elif sentence.folded[at - 1] in (",", "-", "–", "—"):
        while at > 1 and sentence.folded[at - 1] in (",", "-", "–", "—"):
            at -= 1
    else:
        return []
    name = name_ending(sentence, at, 0)
    if name is None and (country := _country_ending(sentence, at)) is not None:
        name = name_ending(sentence, country.first - 1, 0)
        name = name if name is not None and sentence.folded[country.first - 1] in LINKS else None
    known = name is not None and name.mention is not None and name.mention.kind == "place"
    if name is None or not known:
        return []
    return _with_partner(sentence, name) if plural else [name]


def _with_partner(sentence: Sentence, name: Name) -> list[Name]:
    """The name and the one joined to it: "Vaziani and Gudauta, two bases that …"."""
    if name.first > 1 and sentence.folded[name.first - 1] == "and":
        other = name_ending(sentence, name.first - 1, 0)
        if other is not None and other.mention is not None:
            return [other, name]
    return [name]


def _country_ending(sentence: Sentence, last: int) -> Mention | None:
    found = next((m for m in sentence.mentions if m.last == last), None)
    return country_at(sentence, found.first) if found is not None else None


def _in_relative(
    context: Context, sentence: Sentence, head: Mention, *, plural: bool
) -> list[Name]:
    """The place in a relative clause of the site: "the radar station that Russia operates at Gabala"."""
    for clause in context.clauses(sentence):
        if clause.antecedent is not head or clause.first < head.last:
            continue
        for at in range(clause.first, clause.last):
            if sentence.folded[at] in ("at", "near", "outside"):
                return list_at(sentence, to_name(sentence, at + 1), plural=plural)
    return []


# Verbs of a clause that places something: "In Gyumri Russia maintains a base", "the staff will stay in Sevastopol".
PLACING_VERBS = frozenset({"use", "build", "grant", "close", "leave", "return", "seize", "gone"})
STAYING = frozenset(
    "stay stays stayed remain remains remained move moved lies stands is are".split()
)


def _in_clause(
    context: Context, sentence: Sentence, first: int, head: Mention, *, plural: bool
) -> list[Name]:
    """The place of the clause that the noun stands in, when the clause says that somebody has something there."""
    clause = context.document.clause_at(sentence, first)
    words = set(sentence.folded[clause.first : clause.last])
    placing = any(
        s.kind == "site_act" and s.value in PLACING_VERBS for m in clause.mentions for s in m.senses
    )
    if not (placing or STAYING & words) or any(True for _ in _spoken(clause.mentions)):
        return []
    links = [
        at
        for at in range(clause.first, clause.last)
        if sentence.folded[at] in ("at", "in", "near", "outside")
        and not first <= at < head.last
        and not (at and sentence.folded[at - 1] in ("held", "signed"))
    ]
    for at in sorted(links, key=lambda at: abs(at - head.first)):
        names = list_at(sentence, to_name(sentence, at + 1), plural=plural)
        if names and all(_local(name) for name in names):
            return names
    before = _relative_place(sentence, clause.first)
    if before is None:
        return []
    return _with_partner(sentence, before) if plural else [before]


def _spoken(mentions: object) -> list[Mention]:
    """Mentions of speech, meetings and signing: such a clause is about no site."""
    found = []
    for mention in mentions:  # type: ignore[attr-defined]
        kinds = {s.kind for s in mention.senses}
        signed = any(s.value == "sign" for s in mention.senses)
        if signed or (kinds & {"say", "meet", "meeting"} and not kinds & {"site_act", "act"}):
            found.append(mention)
    return found


def _local(name: Name) -> bool:
    """Whether a name is a settlement or a site and no state's capital."""
    return name.mention is None or _settlement(name.mention)


def _relative_place(sentence: Sentence, at: int) -> Name | None:
    """The place before "where": "Gudauta, where Russia has a base"."""
    if sentence.folded[at : at + 1] != ["where"]:
        return None
    last = at - (sentence.folded[at - 1] == ",")
    name = name_ending(sentence, last, 0)
    if name is None and (country := _country_ending(sentence, last)) is not None:
        name = name_ending(sentence, country.first - 1, 0)
    return name if name is not None and _local(name) else None


def pairs_of(sentence: Sentence, low: int, high: int) -> list[Name]:
    """Settlements in words ``low``..``high`` that stand together: "Akhalkalaki and Batumi"."""
    places = [m for m in sentence.within(low, high) if _settlement(m)]
    found: list[Name] = []
    for left, right in pairwise(places):
        between = set(sentence.folded[tail_of(sentence, left.last) : right.first])
        if between and between <= {",", "and", "at", "in", "on", "those"}:
            found += [
                Name(m.first, m.last, m)
                for m in (left, right)
                if m not in [n.mention for n in found]
            ]
    return found
