"""Bodies of troops in a text: named formations, counted ones, strengths, and troops spoken of in general.

A body is a noun group whose head the lexicon knows as an echelon ("division", "fleet", "troops"). What the words before
the head say makes it *named* ("the 201st Motorized Rifle Division"), *counted* ("seven other regiments", "a second
division"), a *strength* ("2,200 local men") or *general* ("Russian soldiers"). "The division", "the Group", "they"
point back to a body that was spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from monitorlib.clauses import DETERMINERS, POSSESSIVES, PREPOSITIONS, noun_group
from monitorlib.extract.context import Context, possessor, printed
from monitorlib.lexicon import Sense
from monitorlib.numerals import ORDINALS, Numeral
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence

__all__ = ["Body", "find_bodies"]

NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|d)")
ARMED = {
    "launcher": "strategic_missile",
    "missile": "strategic_missile",
    "silo": "strategic_missile",
    "warhead": "strategic_missile",
    "bomber": "air",
    "sam": "air_defense",
}
CUT = frozenset("cut reduced trimmed slashed shrunk scaled pared reduce cutting reducing trim".split())
NAMING = frozenset("known called dubbed named christened (".split())
SUCCEEDING = frozenset("former formerly now successor renamed".split())
THINGS = ("weapon", "system", "instrument", "instrument_noun", "meeting")
FORMATIONS = frozenset("division brigade regiment battalion company squadron corps army".split())
# Formations that have proper names without a number; armies, corps and bases are named by number.
NAMED = frozenset("fleet division brigade regiment battalion squadron group detachment".split())
# Nouns that a number before them counts, instead of measuring a strength.
COLLECTIVE = frozenset(
    "unit units subunit subunits contingent contingents force grouping groupings patrol patrols militia guard".split()
)
STRONG = frozenset("strong man men member".split())
SINGLE = frozenset("a an another one second third single new first last".split())
ANAPHORS = frozenset("the this that its their these those".split())
BEFORE_NUMBER = (
    DETERMINERS
    | POSSESSIVES
    | frozenset("last final remaining first other former additional all entire s ' ’ next".split())
)
QUOTES = frozenset('"“”')
TROOP = Sense("echelon", "troops", {"word": "troop", "number": "many", "branch": ""})
SMALL = 10  # fewer people than this are no body of troops
STAFF = 100  # fewer officers than this are a delegation or advisers
REACH = 8
NEAR_LOSS = 7  # words between a number of men and a word for their loss


@dataclass(slots=True)
class Body:
    """Words ``first``..``last`` that name some troops.

    ``kind``: ``named``, ``counted``, ``strength``, ``general``, ``people``, ``anaphor``, ``pronoun``. ``of`` is the body that these words only
    speak of again, or belong to ("1,111 of its men"); ``owners`` has more than one actor for "Russian and Chechen
    soldiers".
    """

    sentence: Sentence
    first: int
    last: int
    kind: str
    echelon: str
    branch: str = ""
    name: str = ""
    number: int | None = None
    strength: Numeral | None = None
    owners: list[str] = field(default_factory=list)
    of: Body | None = None


def find_bodies(context: Context) -> list[Body]:
    """The bodies of a bulletin in the order of its text, each pointing back to the one it speaks of again."""
    bodies: list[Body] = []
    for sentence in context.sentences:
        here: list[Body] = []
        for head in _heads(context, sentence):
            if here and head.first < here[-1].last:
                continue  # "Operational Group of Russian Border Troops" has been read to its end
            body = _body(context, sentence, head)
            if body is not None:
                here.append(body)
        here = sorted([*here, *_bare_strengths(sentence, here)], key=lambda body: body.first)
        if any(sentence.of("troops_do", "troops_undergo")):
            here += _peoples(sentence, here)
            here = sorted([*here, *_pronouns(sentence, here)], key=lambda body: body.first)
        bodies += here
    _point_back(bodies)
    _measure(bodies)
    _lend_branches(context, bodies)
    return bodies


def _heads(context: Context, sentence: Sentence) -> Iterator[Mention]:
    """The nouns for troops that are no modifier of the noun behind them ("army soldiers", "division commander")."""
    mentions = sentence.mentions
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        if _sense(context, sentence, mention) is None or _whole_service(sentence, mention):
            continue
        adjoins = following is not None and following.first == mention.last
        if adjoins and following is not None and _sense(context, sentence, following) is not None:
            if not NUMBERED.fullmatch(sentence.words[mention.first - 1]):
                continue
        yield mention


def _whole_service(sentence: Sentence, head: Mention) -> bool:
    """Armed forces as a whole are no unit."""
    return sentence.folded[head.first - 1 : head.last] in (["armed", "forces"], ["conventional", "forces"])


def _sense(context: Context, sentence: Sentence, mention: Mention) -> Sense | None:
    """What kind of body a noun names; of "Chechen rebels" the lexicon knows the rebels."""
    sense = mention.sense("echelon") or mention.sense("force")
    if sense is None and mention.sense("troops_event") is not None:
        first = sentence.folded[mention.first]  # "troop withdrawal"
        return TROOP if first in ("troop", "troops") and mention.last - mention.first > 1 else None
    if sense is None and mention.kind == "actor" and mention.last - mention.first > 1:
        for phrase in context.lexicon.phrases[sentence.folded[mention.last - 1]].get("", ()):
            sense = next((s for s in phrase.senses if s.kind == "echelon"), sense)
    return sense


# --- one body ----------------------------------------------------------------------------------------------


def _body(context: Context, sentence: Sentence, head: Mention) -> Body | None:
    sense = _sense(context, sentence, head)
    assert sense is not None
    first, last = _start(sentence, head), head.last
    if sense is TROOP:
        last = head.first + 1
    group = list(sentence.within(first, last))
    inner = _of_troops(sentence, head) if sense.value == "group" else None
    body = Body(sentence, first, inner.last if inner else last, "general", sense.value)
    body.branch = _branch(sense, group, inner)
    body.owners = _owners(context, sentence, body)
    body.name = _name(sentence, head, body, sense)
    if sense.value == "group" and not inner and len(sense.info.get("word", "").split()) < 2:
        return _again(sentence, head, body) if sentence.words[head.first] == "Group" else None
    numeral, counts_men = _numeral(sentence, group, head)
    if numeral is not None and counts_men:
        body.strength, numeral = numeral, None
    many = sense.info.get("number") == "many"
    return _classified(sentence, head, body, numeral, many=many)


def _start(sentence: Sentence, head: Mention) -> int:
    """Where the noun group of a body begins: at its number, or at the owner before that; not at "In 1996 Russian troops"."""
    first = noun_group(sentence, head)
    group = list(sentence.within(first, head.first))
    while group and sentence.folded[first - 1 : first] and group[0].first == first:
        sense = group[0].sense("actor") or group[0].sense("place")
        name = sense is not None and sense.info.get("form", "name") in ("name", "capital")
        placed = sentence.folded[first - 1] in PREPOSITIONS and name
        owns = sentence.words[group[0].last] in "'’" or sentence.folded[first - 1] == "of"
        if not (group[0].date is not None or (placed and not owns and len(group) > 1)):
            break
        first = group.pop(0).last
    numbers = [m for m in group if m.numeral is not None]
    if not numbers:
        return _both_sides(sentence, first)
    owners = {m.last: m.first for m in group if m.sense("actor") is not None}
    at = numbers[0].first
    while at > first:
        if at in owners:
            at = owners[at]
        elif sentence.folded[at - 1] in BEFORE_NUMBER:
            at -= 1
        else:
            break
    return at


def _both_sides(sentence: Sentence, first: int) -> int:
    """Where "Russian and Chechen soldiers" begins."""
    adjectives = {
        m.last: m.first
        for m in sentence.mentions
        if (s := m.sense("actor")) is not None and s.info["form"] == "adjective"
    }
    if sentence.folded[first - 1 : first] == ["and"] and first in adjectives.values():
        return adjectives.get(first - 1, first)
    return first


def _classified(
    sentence: Sentence, head: Mention, body: Body, numeral: Numeral | None, *, many: bool
) -> Body | None:
    """Settle what kind of body the words name; None when they name none after all."""
    troops = body.echelon == "troops"
    if body.name:
        body.kind, body.number = "named", None if troops else 1
        if troops and numeral is not None:
            body.strength = numeral
    elif troops:
        if numeral is not None and sentence.folded[head.last - 1] not in COLLECTIVE:
            if not _counts(sentence, head, body, numeral):
                return None
            body.strength = numeral
        if body.strength is not None and _of_service(sentence, body):
            return None
        body.kind = "strength" if body.strength is not None else "general"
        if body.kind == "general" and _vague(sentence, head, body):
            return None
    elif body.echelon in FORMATIONS | {"detachment", "group", "fleet"}:
        return _formation(sentence, head, body, numeral, many=many)
    else:
        return None  # bases without a number are sites; theaters and fronts are hardly ever meant
    return body


def _of_service(sentence: Sentence, body: Body) -> bool:
    """ "The armed forces will be cut to 60,000 men": the strength of a whole service is no unit's."""
    words = sentence.folded[max(body.first - 2 * REACH, 0) : body.first]
    text = " ".join(words)
    whole = any(name in text for name in ("armed forces", "the navy", "air force", "the army", "s army"))
    return whole and bool((MEASURING | CUT) & set(words))


def _vague(sentence: Sentence, head: Mention, body: Body) -> bool:
    """ "Men who took no part in the war" are no troops; "his men" and "Russian officers" are."""
    people = _singular(sentence.folded[head.last - 1]) in ("man", "officer", "personnel", "pilot")
    whose = body.owners or POSSESSIVES & set(sentence.folded[body.first : head.first])
    return people and not whose and head.last - head.first == 1


def _formation(
    sentence: Sentence, head: Mention, body: Body, numeral: Numeral | None, *, many: bool
) -> Body | None:
    """A formation without a name: counted, single, or one spoken of before."""
    if _modifies(sentence, head):
        return None
    bare = body.echelon in ("company", "corps", "squadron") and not body.branch
    platoon = sentence.folded[head.last - 1].startswith("platoon")
    if body.echelon == "army" or (bare and not platoon):
        return _again(sentence, head, body)  # "the Russian army", "joint companies"
    numeral = _partitive(sentence, body.first, head) or numeral  # "four of the six regiments"
    if numeral is not None:
        if body.echelon not in FORMATIONS or not numeral.value:
            return None
        body.kind, body.number = "counted", numeral.value
        return body
    if many:
        body.kind = "general"
        return body
    again = _again(sentence, head, body)
    if again is not None or body.echelon == "fleet":
        return again
    told = SINGLE & set(sentence.folded[body.first : head.first])
    if not (told or body.branch or body.owners):
        return None  # "the real division"
    body.kind, body.number = "counted", 1
    return body


def _again(sentence: Sentence, head: Mention, body: Body) -> Body | None:
    """ "The division", "its regiment": a body spoken of before, nothing being added to the noun."""
    words = [word for word in sentence.folded[body.first : head.first] if word.isalnum()]
    if len(words) <= 1 and (words or sentence.words[head.first] == "Group"):
        if not words or words[0] in ANAPHORS or words[0] == "s":
            body.kind = "anaphor"
            return body
    return None


def _modifies(sentence: Sentence, head: Mention) -> bool:
    """Whether a formation only describes the noun behind it: "a division commander", "company headquarters"."""
    for mention in sentence.mentions:
        if mention.first == head.last:
            return mention.kind in ("title", "site", "body", "person")
    return False


def _branch(sense: Sense, group: list[Mention], inner: Mention | None) -> str:
    """The branch that the head, its modifiers or the troops of a group stand for."""
    branch = sense.info.get("branch", "")
    if sense.value == "army":
        branch = branch or next((s.value for m in group[:-1] if (s := m.sense("branch"))), "ground")
    if inner is not None and (of := inner.sense("echelon")) is not None:
        branch = of.info.get("branch", "") or branch
    words = [s.value for m in group[:-1] if (s := m.sense("branch")) is not None]
    army = [m for m in group[:-1] if m.kind == "echelon" and m.value == "army"]
    return branch or (words[-1] if words else "ground" if army else "")


def _owners(context: Context, sentence: Sentence, body: Body) -> list[str]:
    """Whose the body is; both sides of "Russian and Chechen soldiers"."""
    named = [
        sense.value
        for m in sentence.within(body.first, body.last)
        if (sense := m.sense("actor")) is not None and sense.info["form"] == "adjective"
    ]
    if len(named) > 1 and "and" in sentence.folded[body.first : body.last]:
        return list(dict.fromkeys(named))
    owner = named[-1] if named else possessor(context, sentence, body.first, body.last)
    after = body.last + (sentence.words[body.last : body.last + 1] in (['"'], ["”"]))
    if not owner and sentence.folded[after : after + 1] == ["of"]:
        owner = _of_owner(sentence, after + 1)
    if not owner and {"its", "their"} & set(sentence.folded[body.first : body.last]):
        owner = _named_later(sentence, body.last)
    return [owner] if owner and owner != "SUN" else []


def _named_later(sentence: Sentence, at: int) -> str:
    """ "With its troops fighting in the Caucasus Russia has …"."""
    mentions = sentence.within(at, len(sentence.words))
    return next((code for m in mentions if (code := acting(sentence, m))), "")


def _of_owner(sentence: Sentence, at: int) -> str:
    """ "forces of the CIS", "units of the Russian army"."""
    if sentence.folded[at : at + 1] == ["the"]:
        at += 1
    for mention in sentence.mentions:
        sense = mention.sense("actor")
        if mention.first == at and sense is not None:
            return sense.value
    return ""


def _of_troops(sentence: Sentence, head: Mention) -> Mention | None:
    """The troops that a group consists of: "Group of Russian Forces"."""
    at = head.last
    if sentence.folded[at : at + 1] != ["of"]:
        return None
    for mention in sentence.mentions:
        if mention.first > at and mention.sense("echelon") is not None:
            between = sentence.folded[at + 1 : mention.first]
            return mention if len(between) <= 4 and not PREPOSITIONS & set(between) else None
    return None


# --- names -------------------------------------------------------------------------------------------------


def _name(sentence: Sentence, head: Mention, body: Body, sense: Sense) -> str:
    """The proper name as printed, without article and owner: "14th Army", "Black Sea Fleet", "Dniester battalion"."""
    words = sentence.words
    if head.sense("body_name") is not None or _proper_entry(sense):
        return printed(sentence, head.first, head.last)
    at, numbered, capitals = _name_start(sentence, head, body.first)
    if numbered and body.echelon != "troops":
        return printed(sentence, at, body.last)
    quoted = _quoted(sentence, head.first)
    if quoted is not None and body.echelon in NAMED:
        return printed(sentence, quoted, head.last).translate(dict.fromkeys(map(ord, QUOTES)))
    capital_head = words[head.last - 1][0].isupper() and words[head.first][0].isupper()
    group = body.echelon == "group" and capital_head
    if body.echelon in NAMED and (capitals or group) and at + (not group) <= head.first:
        return printed(sentence, at, body.last)
    return ""


def _proper_entry(sense: Sense) -> bool:
    """Whether the lexicon gives the word itself as a name: "BaltBat", "IFOR"."""
    word = sense.info.get("word", "")
    return bool(word) and " " not in word and word[0].isupper()


def _name_start(sentence: Sentence, head: Mention, first: int) -> tuple[int, bool, bool]:
    """Where a name that ends in the head begins, whether a number is in it, and whether other capitals are."""
    stops = ("actor", "agency", "person", "number", "date")
    known = {m.last: m for m in sentence.mentions if m.kind in stops}
    at, numbered, capitals = head.first, False, False
    while at > first and not numbered:
        mention = known.get(at)
        if mention is not None and not _town(mention):
            break
        word, folded = sentence.words[at - 1], sentence.folded[at - 1]
        if NUMBERED.fullmatch(word) or (folded in ORDINALS and _ordinal(sentence, at - 1)):
            numbered = True
        elif word[0].isupper() and folded not in DETERMINERS | POSSESSIVES | PREPOSITIONS:
            capitals = capitals or folded not in ("former", "two", "three", "both")
        elif not (word == "-" or _of_branch(sentence, at - 1)):
            break
        at -= 1
    while at < head.first and sentence.words[at] == "-":
        at += 1
    return at, numbered, capitals


def _town(mention: Mention) -> bool:
    sense = mention.sense("actor")
    return sense is not None and sense.info["form"] == "capital"


def _ordinal(sentence: Sentence, word: int) -> bool:
    """Whether an ordinal in words is a formation's number: capitalised, or too high to be an order."""
    return sentence.words[word][0].isupper() or ORDINALS[sentence.folded[word]] > 10


def _of_branch(sentence: Sentence, word: int) -> bool:
    """Whether a word in lower case is part of a branch: "201st motor-rifle division"."""
    return any(m.first <= word < m.last and m.sense("branch") for m in sentence.mentions)


def _quoted(sentence: Sentence, at: int) -> int | None:
    """Where a quoted name before the head begins: 'the "Dniester" battalion'."""
    if at < 3 or sentence.words[at - 1] not in QUOTES:
        return None
    for word in range(at - 2, max(at - 6, -1), -1):
        if sentence.words[word] in QUOTES:
            return word + 1
    return None


# --- numbers -----------------------------------------------------------------------------------------------


def _numeral(
    sentence: Sentence, group: list[Mention], head: Mention
) -> tuple[Numeral | None, bool]:
    """The number of a noun group, and whether it counts men where the noun is a formation: "a 1,500-man battalion"."""
    for mention in reversed(group):
        if mention.numeral is not None and mention.numeral.value:
            if sentence.folded[mention.first - 1 : mention.first] == ["-"]:
                continue  # "MiG-29 fighters"
            after = sentence.folded[mention.last : mention.last + 2]
            return mention.numeral, after[:1] == ["-"] and bool(STRONG & set(after))
    part_of = _partitive(sentence, group[0].first if group else head.first, head)
    if part_of is not None:
        return part_of, False
    if sentence.folded[head.last : head.last + 1] in (["of"], ["with"]):
        for mention in sentence.mentions:
            if mention.first == head.last + 1 and mention.numeral and mention.numeral.value:
                if _ends(sentence, mention.last) and mention.numeral.value >= SMALL:
                    return mention.numeral, True
    return None, False


def _partitive(sentence: Sentence, first: int, head: Mention) -> Numeral | None:
    """The number before "of": "1,111 of its men", "twelve of the soldiers"."""
    while first > 0 and sentence.folded[first - 1] in DETERMINERS | POSSESSIVES:
        first -= 1
    if first < 2 or sentence.folded[first - 1] != "of":
        return None
    for mention in sentence.mentions:
        if mention.last == first - 1 and mention.numeral is not None and mention.numeral.value:
            return mention.numeral
    return None


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether a number stands alone: "a battalion of 600 in Bosnia"."""
    if at >= len(sentence.words):
        return True
    word = sentence.folded[at]
    return not word[0].isalnum() or word in PREPOSITIONS or word in ("and", "was", "is", "that")


def _counts(sentence: Sentence, head: Mention, body: Body, numeral: Numeral) -> bool:
    """Whether a number of men is the strength of a body: not a few, not the dead, not a delegation."""
    value = numeral.value or 0
    officers = _singular(sentence.folded[head.last - 1]) in ("officer", "adviser", "pilot")
    if value < SMALL or (officers and value < STAFF):
        return False
    for mention in sentence.of("loss"):
        if -NEAR_LOSS <= mention.first - body.last <= NEAR_LOSS - 3:
            if not {";", ":"} & set(sentence.words[body.last : mention.first]):
                return False
    return True


def _cut_before(sentence: Sentence, mention: Mention) -> bool:
    """ "Is to be reduced to 300": a bare number that troops are cut to."""
    words = set(sentence.folded[max(mention.first - REACH - 4, 0) : mention.first])
    troops = any(m.last <= mention.first and m.sense("echelon") for m in sentence.mentions)
    return troops and bool(words & CUT)


def _singular(word: str) -> str:
    return word.removesuffix("s") if word != "men" else "man"


def _bare_strengths(sentence: Sentence, here: list[Body]) -> Iterator[Body]:
    """Numbers without a noun that are strengths: ", or 400, or 800", "14,500 strong", "(2,600)"."""
    taken = {word for body in here for word in range(body.first, body.last)}
    previous = [body for body in here if body.kind == "strength"]
    for mention in sentence.mentions:
        numeral = mention.numeral
        if numeral is None or mention.first in taken or (numeral.value or 0) < SMALL:
            continue
        before = sentence.folded[max(mention.first - 2, 0) : mention.first]
        rival = [body for body in previous if body.first < mention.first]
        if rival and before[-1:] == ["or"] and _ends(sentence, mention.last):
            yield Body(
                sentence, mention.first, mention.last, "strength", "troops", strength=numeral,
                owners=list(rival[-1].owners),
            )  # fmt: skip
        elif _ends(sentence, mention.last) and BELONGING & set(
            sentence.folded[mention.last : mention.last + 3]
        ):
            yield Body(sentence, mention.first, mention.last, "strength", "troops", strength=numeral)
        elif before[-1:] == ["to"] and _ends(sentence, mention.last) and _cut_before(sentence, mention):
            yield Body(sentence, mention.first, mention.last, "strength", "troops", strength=numeral)
        elif sentence.folded[mention.last : mention.last + 1] == ["strong"]:
            yield Body(sentence, mention.first, mention.last + 1, "strength", "troops", strength=numeral)


def _lend_branches(context: Context, bodies: list[Body]) -> None:
    """Give a formation without a branch that of the others, or of the weapons it is named with."""
    formations = [b for b in bodies if b.echelon in FORMATIONS and b.kind != "anaphor"]
    known = {body.branch for body in formations if body.branch}
    for body in formations:
        if body.branch:
            continue
        weapons = {
            ARMED.get(sense.value if m.sense("weapon") else sense.info["category"], "")
            for m in body.sentence.of("weapon", "system")
            if (sense := m.sense("weapon") or m.sense("system")) is not None
        } - {""}
        if not weapons and not known:
            weapons = _armament(context)
        for lent in (weapons, known):
            if len(lent) == 1 and not body.branch:
                body.branch = next(iter(lent))


def _armament(context: Context) -> set[str]:
    return {ARMED[m.value] for s in context.sentences for m in s.of("weapon") if m.value in ARMED}


# --- pointing back -----------------------------------------------------------------------------------------


def _peoples(sentence: Sentence, here: list[Body]) -> Iterator[Body]:
    """Peoples and movements that fight: "the Chechens", "the Taliban"; only of fighting are they troops."""
    taken = {word for body in here for word in range(body.first, body.last)}
    for mention in sentence.mentions:
        sense = mention.sense("actor")
        if sense is None or mention.first in taken:
            continue
        if sense.info["form"] == "people" or sense.info["kind"] == "movement":
            first = noun_group(sentence, mention)
            yield Body(sentence, first, mention.last, "people", "troops", owners=[sense.value])


def _pronouns(sentence: Sentence, here: list[Body]) -> Iterator[Body]:
    """ "They", "it", "them", "the rest": who is meant is settled later."""
    for at, word in enumerate(sentence.folded):
        if word in ("they", "them", "it"):
            yield Body(sentence, at, at + 1, "pronoun", "")
        elif word in ("rest", "remainder", "others") and sentence.folded[at - 1 : at] == ["the"]:
            yield Body(sentence, at - 1, at + 1, "pronoun", "")


def _point_back(bodies: list[Body]) -> None:
    """Give every body that is named or spoken of again the first body that it is."""
    for position, body in enumerate(bodies):
        earlier = bodies[:position]
        if body.kind == "named":
            body.of = next((b for b in earlier if b.kind == "named" and _same_name(b, body)), None)
        elif body.kind == "anaphor":
            fits = [
                b for b in earlier if b.kind in ("named", "counted") and b.echelon == body.echelon
            ]
            named = [b for b in fits if b.kind == "named"]
            body.of = (named or fits or [None])[-1]
        elif body.kind == "pronoun":
            near = [
                b
                for b in earlier
                if body.sentence.index - b.sentence.index <= 1
                and b.kind not in ("pronoun", "people")
            ]
            body.of = near[-1] if near and _nothing_else(near[-1], body) else None
        if body.of is not None and body.of.of is not None:
            body.of = body.of.of
    for body, following in pairwise(bodies):
        if following.kind == "named" and body.kind in ("counted", "named") and body is not following.of:
            _identify(body, following)


def _identify(body: Body, following: Body) -> None:
    """ "The joint battalion known as BaltBat", "the former 14th Army, now the Operational Group": one body, two names."""
    if body.sentence is not following.sentence or following.first - body.last > 4:
        return
    between = set(body.sentence.folded[body.last : following.first])
    around = between | set(body.sentence.folded[body.first : following.last])
    same = body.echelon == following.echelon
    if body.kind == "counted" and same and (not between or between & NAMING or between == {","}):
        body.of = following.of or following
    elif body.kind == "named" and body.of is not (following.of or following) and (
        around & SUCCEEDING or (same and between == {","} and not NUMBERED.match(following.name))
    ):
        following.of = body.of or body


def _nothing_else(body: Body, pronoun: Body) -> bool:
    """Whether no weapon or document stands nearer that a pronoun would mean."""
    sentence = pronoun.sentence
    same = body.sentence is sentence
    return not any(sentence.of(*THINGS)) if not same else not any(
        m.kind in THINGS for m in sentence.within(body.last, pronoun.first)
    )


def _same_name(one: Body, other: Body) -> bool:
    """ "201st division" is the "201st Motorized Rifle Division", "Operational Group" the one of Russian forces."""
    a, b = (set(re.findall(r"\w+", body.name.casefold())) - {"of", "the"} for body in (one, other))
    return one.echelon == other.echelon and (a <= b or b <= a)


# --- strengths of other bodies -----------------------------------------------------------------------------

MEASURING = frozenset(
    "number numbers numbered numbering total totals totaled totaling comprise comprises comprising comprised consists "
    "consisting consisted has have had with of strength up includes including to strong composed".split()
)
BELONGING = frozenset("belong belongs belonged belonging serve serves served serving form make".split())


def _measure(bodies: list[Body]) -> None:
    """Attach a strength to the body whose it is: "3,000 men of the Group", "the Group numbers 300 officers", "its men"."""
    for position, body in enumerate(bodies):
        if body.kind != "strength" or body.name:
            continue
        here = [b for b in bodies if b.sentence is body.sentence and b is not body]
        before = [b for b in here if b.last <= body.first and b.kind not in ("strength", "pronoun")]
        after = [b for b in here if b.first >= body.last and b.kind not in ("strength", "pronoun")]
        owner = _behind(body, after) or (_before(body, before[-1]) if before else None)
        words = set(body.sentence.folded[body.first : body.last + 2 * REACH])
        if owner is None and {"its", "their"} & words and _own_men(body):
            earlier = [b for b in bodies[:position] if b.kind not in ("strength", "pronoun")]
            owner = earlier[-1] if earlier else None
        body.of = owner and (owner.of or owner)


def _behind(body: Body, after: list[Body]) -> Body | None:
    """ "3,000 men of the Operational Group", "6,500, belong to the 201st division"."""
    for other in after[:1]:
        between = body.sentence.folded[body.last : other.first]
        if between in (["of"], ["of", "the"], ["from"], ["in"]):
            return other
        if len(between) <= REACH and BELONGING & set(between):
            return other
    return None


def _before(body: Body, other: Body) -> Body | None:
    """ "The Group now numbers 300 officers", "the border force, 14,500 strong", "a battalion with 600 men"."""
    between = body.sentence.folded[other.last : body.first]
    strong = body.sentence.folded[body.last - 1] == "strong"
    if strong and len(between) <= 3 and {",", "is", "was", "are", "("} & set(between):
        return other
    near = len(between) <= REACH and not {";", ":", "and"} & set(between)
    return other if near and MEASURING & set(between) else None


def _own_men(body: Body) -> bool:
    """Whether the men are part of a body: "of its men", "serve in their ranks"."""
    words = body.sentence.folded[body.first : body.last + 2 * REACH]
    return "ranks" in words or any(w in ("its", "their") for w in words[: body.last - body.first])
