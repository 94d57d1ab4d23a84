"""Bodies of troops in a text: named formations, counted ones, strengths, and troops spoken of in general.

A body is a noun group whose head the lexicon knows as an echelon ("division", "fleet", "troops"). What the words before
the head say makes it *named* ("the 201st Motorized Rifle Division"), *counted* ("seven other regiments", "a second
division"), a *strength* ("2,200 local men") or *general* ("Russian soldiers").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import FORMATIONS, Body
from monitorlib.extract.troops.ellipsis import left_out
from monitorlib.extract.troops.names import NUMBERED, conjuncts, name_of
from monitorlib.extract.troops.no_body import is_machine, is_service, is_verb
from monitorlib.extract.troops.numbers_alone import numbered_alone
from monitorlib.extract.troops.same_body import peoples, point_back, pronouns
from monitorlib.extract.troops.strengths import (
    SMALL,
    bare_strengths,
    is_strength,
    measure,
    number_of,
    of_service,
    partitive,
)
from monitorlib.extract.troops.traits import (
    adjective,
    branch_of,
    lend_branches,
    owners_of,
    troops_in,
)
from monitorlib.function_words import DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.noun_groups import noun_group
from monitorlib.numerals import Numeral
from monitorlib.spans import Mention, Sentence

__all__ = ["find_bodies"]

TROOP = Sense("echelon", "troops", {"word": "troop", "number": "many", "branch": ""})
# Nouns that a number before them counts, instead of measuring a strength.
COLLECTIVE = frozenset(
    "unit units subunit subunits contingent contingents force grouping groupings patrol patrols "
    "militia guard".split()
)
# Men who are troops only with a word for whose, or which, they are: "police killed two demonstrators".
PERSONS = frozenset("men man officers personnel pilots guard police policemen".split())
# Formations whose noun has other uses: "joint companies", "the diplomatic corps".
AMBIGUOUS = frozenset("company corps squadron".split())
COMPASS = frozenset("eastern western northern southern north south east west".split())
CIVILIAN = frozenset(
    "oil gas energy insurance trading airline shipping holding joint stock private pipeline export mining steel "
    "automobile construction telephone television transport power diplomatic press peace consular teaching cadet "
    "limited officer officers".split()
)
CONSISTING = FORMATIONS | {"group", "detachment"}
SINGLE = frozenset("a an another one second third single new first last".split())
ANAPHORS = frozenset("the this that its their these those s".split())
BEFORE_NUMBER = (
    DETERMINERS
    | POSSESSIVES
    | frozenset(
        "joint new last final remaining first other former additional all entire s ' ’ next".split()
    )
)


# Kinds of words that may name a body of troops.
NOUNS = ("echelon", "force", "troops_event", "actor")


def find_bodies(context: Context) -> list[list[Body]]:
    """The bodies of each sentence in the order of the text, each pointing back to the one it speaks of again."""
    found: list[list[Body]] = []
    recent: Body | None = None
    named: list[Body] = []
    for sentence in context.sentences:
        here = list(_named_here(context, sentence))
        here += numbered_alone(sentence, here, [*named, *(b for b in here if b.kind == "named")])
        here += left_out(context, sentence, here, _counted_last(found, sentence))
        here += bare_strengths(context, sentence, here, recent)
        if any(sentence.of("troops_do", "troops_undergo", "troops_event")):
            here += peoples(context, sentence, here)
            here += pronouns(sentence)
        else:  # "2,500 Germans patrol the streets", "It numbers 1,200 men"
            here += [body for body in peoples(context, sentence, here) if body.kind == "strength"]
            here += pronouns(sentence) if any(b.kind == "strength" for b in here) else []
        found.append(sorted(here, key=lambda body: body.first))
        named += [body for body in found[-1] if body.kind == "named"]
        recent = next((b for b in reversed(found[-1]) if b.kind not in ("pronoun", "people")), None)
    point_back(found)
    measure(context, found)
    lend_branches(context, [*chain.from_iterable(found)])
    return found


def _counted_last(found: list[list[Body]], sentence: Sentence) -> Body | None:
    """The formation that the sentence before counts last."""
    before = found[-1] if found else []
    same = bool(before) and before[0].sentence.index == sentence.index - 1
    return next((b for b in reversed(before) if same and b.kind == "counted"), None)


def _named_here(context: Context, sentence: Sentence) -> Iterator[Body]:
    """The bodies that the nouns of a sentence name."""
    done = 0
    for head, sense in _heads(context, sentence):
        if head.first < done:
            continue  # "Operational Group of Russian Border Troops" has been read to its end
        body = _body(context, sentence, head, sense)
        if body is None:
            continue
        done = body.last
        yield from reversed(list(conjuncts(body, head)) if body.name else [])
        yield body


def _heads(context: Context, sentence: Sentence) -> Iterator[tuple[Mention, Sense]]:
    """The nouns for troops that are no modifier of the noun behind them ("army soldiers")."""
    known = [
        (m, sense)
        for m in sentence.of(*NOUNS)
        if (sense := _sense(context, sentence, m)) and not is_verb(sentence, m)
    ]
    for position, (mention, sense) in enumerate(known):
        following = known[position + 1][0] if position + 1 < len(known) else None
        adjoins = following is not None and following.first == mention.last
        numbered = NUMBERED.fullmatch(sentence.words[mention.first - 1]) is not None
        longer = adjoins and following is not None and following.value == "group"
        if ((numbered and not longer) or not adjoins) and not (
            is_service(sentence, mention) or is_machine(sentence, mention)
        ):
            yield mention, sense


def _sense(context: Context, sentence: Sentence, mention: Mention) -> Sense | None:
    """What kind of body a noun names; of "Chechen rebels" the lexicon knows the rebels."""
    sense = mention.sense("echelon") or mention.sense("force")
    if sense is not None or mention.last - mention.first < 2:
        return sense
    if mention.sense("troops_event") is not None:  # "troop withdrawal"
        return TROOP if sentence.folded[mention.first] in ("troop", "troops") else None
    if mention.kind == "actor":
        for phrase in context.lexicon.phrases[sentence.folded[mention.last - 1]].get("", ()):
            sense = next((s for s in phrase.senses if s.kind == "echelon"), sense)
    return sense


# --- one body ----------------------------------------------------------------------------------------------


def _body(context: Context, sentence: Sentence, head: Mention, sense: Sense) -> Body | None:
    first = _start(sentence, head)
    last = head.first + 1 if sense is TROOP else head.last
    group = list(sentence.within(first, last))
    inner = troops_in(sentence, head) if sense.value in CONSISTING else None
    if inner is not None and any(m.numeral for m in sentence.within(last, inner.last)):
        inner = None  # "a battalion of 600 men"
    body = Body(sentence, first, inner.last if inner else last, "general", sense.value)
    body.branch = branch_of(sense, group, inner)
    body.owners = owners_of(context, body)
    body.name = name_of(sentence, head, body, sense)
    counted = any(m.numeral for m in group)
    loose = sense.info.get("word") == "group" or (
        sense.info.get("word") == "grouping" and not counted
    )
    if loose and inner is None and not _military_group(body, head):
        return _again(head, body)  # "the Contact Group" is no body of troops
    numeral, counts_men = number_of(sentence, group, head)
    if counts_men:
        body.strength, numeral = numeral, None
    if body.name:
        return _named(body, numeral)
    if body.echelon == "troops":
        return _troops(context, head, body, numeral)
    if body.echelon in FORMATIONS | {"detachment", "group", "fleet"}:
        return _formation(context, head, body, numeral, many=sense.info.get("number") == "many")
    return None  # bases without a number are sites; theaters and fronts are hardly ever meant


def _start(sentence: Sentence, head: Mention) -> int:
    """Where the noun group of a body begins: at its number or the owner before that, not at a date."""
    first = noun_group(sentence, head)
    group = list(sentence.within(first, head.first))
    while group and group[0].first == first and _stands_apart(sentence, group, head):
        first = group.pop(0).last
    numbers = [m for m in group if m.numeral is not None]
    if not numbers:
        first = _both_sides(sentence, first)
        before = sentence.ends.get(first)
        return before.first if before is not None and before.numeral is not None else first
    owners = {m.last: m.first for m in group if m.sense("actor") is not None}
    at = numbers[0].first
    while at > first:
        if at in owners:
            at = owners[at]
        elif sentence.folded[at - 1] in BEFORE_NUMBER - {"that"}:
            at -= 1
        else:
            break
    return at


def _stands_apart(sentence: Sentence, group: list[Mention], head: Mention) -> bool:
    """Whether the first mention of a group is a date or place before it: "In 1996", "From Belarus seven regiments"."""
    opening = group[0]
    if opening.date is not None:
        return True
    before = sentence.folded[opening.first - 1] if opening.first else ""
    sense = opening.sense("actor") or opening.sense("place")
    if sense is None or sense.info.get("form", "name") not in ("name", "capital"):
        return False
    # "In the north of Chechnya federal troops": they have an owner of their own
    other = head.first == opening.last and head.sense("actor") is not None
    owns = sentence.owns(opening.last) or (before == "of" and not other)
    return before in PREPOSITIONS and not owns and (other or len(group) > 1)


def _both_sides(sentence: Sentence, first: int) -> int:
    """Where "Polish, Lithuanian and Ukrainian units" begins, or "American and Nordic soldiers"."""
    adjectives = {m.last: m.first for m in sentence.mentions if adjective(sentence, m)}
    while (
        (first in adjectives.values() or sentence.words[first][0].isupper())
        and sentence.folded[first - 1] in ("and", ",")
        and first - 1 in adjectives
    ):
        first = adjectives[first - 1]
    return first


def _named(body: Body, numeral: Numeral | None) -> Body:
    """A body with a proper name; a number before named troops is their strength."""
    several = numeral is not None and (numeral.value or 0) > 1 and body.words[-1].endswith("s")
    if several and not body.name[:1].isdigit() and body.echelon != "troops":
        body.kind, body.name = "counted", ""  # "two Republican Guard divisions"
        body.number = numeral.value if numeral is not None else None
        return body
    body.kind = "named"
    if body.echelon == "troops":
        body.strength = body.strength or numeral
    else:
        body.number = 1
    return body


def _troops(context: Context, head: Mention, body: Body, numeral: Numeral | None) -> Body | None:
    """Troops without a name: a strength where a number of them is given, else troops in general."""
    noun = body.sentence.folded[head.last - 1]
    counted = numeral is not None and noun.startswith("garrison")
    if counted or (noun.startswith("garrison") and POSSESSIVES & set(body.words)):
        return None  # "bound for its garrison": a place
    part = partitive(body.sentence, body.first)  # "800 of Russia's 1,500 soldiers"
    numeral = part if part is not None and (part.value or 0) >= SMALL else numeral
    if numeral is not None and noun not in COLLECTIVE:
        if not is_strength(body.sentence, head, body, numeral):
            body.kind = "losses"
            return body
        body.strength = numeral
    if body.strength is not None:
        body.kind = "strength"
        return None if of_service(context, body.sentence, body) else body
    if noun == "contingent" and {"a", "an"} & set(body.words):
        body.number = 1
    whose = body.owners or (POSSESSIVES | {"s"}) & set(body.words)
    vague = noun in PERSONS and head.last - head.first == 1 and not whose
    single = noun in context.lexicon.cues["single_soldier"]  # "Yevnevich, a paratrooper, said"
    return None if vague or single else body


def _formation(
    context: Context, head: Mention, body: Body, numeral: Numeral | None, *, many: bool
) -> Body | None:
    """A formation without a name: counted, single, or one spoken of before."""
    sentence = body.sentence
    if _modifies(sentence, head):
        return None
    if body.echelon == "army" or (
        body.echelon in AMBIGUOUS and not _military(context, sentence, head, body)
    ):
        return _again(head, body)  # "the Russian army", "joint companies"
    numeral = partitive(sentence, body.first) or numeral  # "four of the six regiments"
    both = many and "both" in body.words
    if numeral is not None or both:
        body.kind, body.number = "counted", numeral.value if numeral is not None else 2
        grouping = sentence.folded[head.last - 1].startswith("grouping")
        return body if grouping or body.echelon in FORMATIONS | {"detachment"} else None
    again = None if many else _again(head, body)
    if many or again is not None or body.echelon == "fleet":
        return body if many else again
    body.kind, body.number = "counted", 1
    told = SINGLE & set(body.words) or body.branch or body.owners or body.strength
    return body if told else None  # "the real division"


def _military_group(body: Body, head: Mention) -> bool:
    """Whether a group is one of soldiers: by its number, its men, or one of the points of the compass."""
    sentence, words = body.sentence, body.words
    numbered = bool(body.name) and NUMBERED.match(body.name) is not None
    men = sentence.folded[body.first - 1 : body.first] == ["of"] and any(
        m.last == body.first - 1 and m.sense("echelon") for m in sentence.mentions
    )
    compass = bool(COMPASS & set(words)) and sentence.words[head.first][0].isupper()
    return bool(body.name) and (numbered or men or compass)


def _military(context: Context, sentence: Sentence, head: Mention, body: Body) -> bool:
    """Whether a company, corps or squadron is one of soldiers: by its branch, its men or its neighbours."""
    if CIVILIAN & set(body.words):
        return False
    noun, men = sentence.folded[head.last - 1], sentence.folded[head.last : head.last + 1]
    battery = noun.startswith("batter")  # of guns or launchers, unless told
    beside = not battery and _among_soldiers(context, sentence, head)
    if body.branch or body.strength or body.echelon == "corps" or beside:
        return True
    numbers = any(m.numeral for m in sentence.within(head.last + 1, head.last + 4))
    return noun.startswith("platoon") or (men == ["of"] and numbers)


def _again(head: Mention, body: Body) -> Body | None:
    """ "The division", "its regiment", "the Group": a body spoken of before, nothing being added to the noun."""
    sentence = body.sentence
    words = [word for word in sentence.folded[body.first : head.first] if word.isalnum()]
    proper = sentence.words[head.first] == "Group"
    if body.echelon == "group" and not (proper or words[:1] == ["the"]):
        return None
    if (len(words) == 1 and words[0] in ANAPHORS) or (not words and proper):
        body.kind, body.name = "anaphor", ""
        return body
    return None


def _among_soldiers(context: Context, sentence: Sentence, head: Mention) -> bool:
    """Whether the sentence, or one beside it, speaks of other troops."""
    around = context.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    return any(
        m is not head and m.value not in AMBIGUOUS and (m.sense("force") or m.sense("echelon"))
        for each in around
        if each.paragraph == sentence.paragraph
        for m in each.mentions
    )


def _modifies(sentence: Sentence, head: Mention) -> bool:
    """Whether a formation only describes the noun behind it: "a division commander", "company headquarters"."""
    if sentence.folded[head.last : head.last + 1] in (["staff"], ["headquarters"], ["command"]):
        return True
    for mention in sentence.mentions:
        if mention.first == head.last:
            return mention.kind in ("title", "site", "body", "person")
    return False
