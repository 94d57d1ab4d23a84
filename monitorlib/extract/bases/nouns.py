"""What nouns and phrases say of a site: "the closure of the base", "is on lease"; and whether it is only wished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.function_words import ADVERBS, AUXILIARIES, NEGATIONS, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["Deed", "by_nouns", "said_of_one", "talked_of", "wish_before", "wished"]


class Deed(NamedTuple):
    """Something done to a site: what, in which mood, by the word that says it, by whom."""

    value: str
    mood: str
    word: int
    agent: str
    verb: Verb | None


# Words of somebody who would have it otherwise: what they demand is no undertaking, what they want they do not hold.
WISHING = frozenset(
    "demand demands demanded demanding urge urges urged want wants wanted ask asks asked asking insist insists "
    "insisted insistence press pressed pressing request requests requested like hopes hoped wish wishes wished "
    "seek seeks sought seeking bid covet covets offer offers offered propose proposes proposed proposal rather prefer "
    "prefers preferred refuse "
    "refuses refused refusing reject rejects rejected oppose opposes opposed resist resists resisted "
    "appeal appeals appealed threaten threatens threatened plea call-for interested eager favors favours "
    "favored motion petition referendum considering consider considered suggest suggests suggested recommend "
    "recommends recommended advocate advocates advocated".split()
)
# What is only talked about: it tells of a deed that it stands right before ("talks on closing the base").
TALKING = frozenset(
    "talks negotiations negotiate negotiating discuss discussed discussing question fate dispute".split()
)
MEETING = frozenset("talks negotiations negotiate negotiating".split())
WISHING_PAIRS = {("would", "have"), ("ruled", "out"), ("rules", "out")}
CALLING = frozenset("call calls called calling".split())
GOVERNORS = frozenset("of from on for to over".split())
FINISHING = frozenset(
    "complete completed completes finish finished carried ended ends concluded followed after since following despite "
    "took occurred".split()
)
OWNING = frozenset("its their whose".split())


# What may stand between a site and a phrase said of it: "the base is now officially on lease".
LINKING = (
    AUXILIARIES
    | ADVERBS
    | frozenset(", remain remains remained stay stays stood stands lies lay largely".split())
)


def wished(sentence: Sentence, low: int, word: int) -> bool:
    """Whether words ``low``..``word`` speak of a wish: "wants", "demanded that", "would have", "called for"."""
    return wish_before(sentence, low, word) >= 0


def wish_before(sentence: Sentence, low: int, word: int) -> int:
    """The last word of a wish among words ``low``..``word``; -1 when there is none."""
    folded = sentence.folded
    for at in range(word - 1, max(low, 0) - 1, -1):
        following = folded[at + 1] if at + 1 < len(folded) else ""
        called = folded[at] in CALLING and following in ("for", "on", "upon")
        pair = (folded[at], following) in WISHING_PAIRS and at + 1 < word
        if folded[at] in WISHING or called or pair:
            return at
    return -1


def talked_of(sentence: Sentence, word: int, last: int, *, ending: bool) -> bool:
    """Whether what a word names is only a matter of talks: "talks on the lease", "the closure was discussed".

    Talks on an ``ending`` ("talks on the withdrawal from X") are about how and when, and no doubt about whether.
    """
    folded = sentence.folded
    behind = {"discussed", "negotiated"} & set(folded[word:last])
    topics = TALKING - MEETING if ending else TALKING
    return bool(behind or topics & set(folded[max(word - 5, 0) : word]))


def by_nouns(sentence: Sentence, clause: Clause, first: int, last: int) -> Iterator[Deed]:
    """What the nouns of a clause do to the site in words ``first``..``last``."""
    for mention, sense in _unspoken(clause):
        if _governs(sentence, mention, first, last):
            mood = _noun_mood(sentence, clause, mention, sense.value)
            yield Deed(sense.value, mood, mention.first, _owner(sentence, mention), None)


def said_of_one(context: Context, sentence: Sentence, first: int, last: int) -> Iterator[Deed]:
    """What a phrase says of one site alone: "the unfinished radar near X", "the base at X is on lease"."""
    low, high = part(sentence, first)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        for mention, sense in _unspoken(clause):
            lent = sense.value == "lend" and _lent(sentence, clause, mention, first, last)
            if lent or (
                sense.info.get("pos") == "phrase" and _said_of(sentence, mention, first, last)
            ):
                heads = (v.mood for v in clause.verbs if mention.first <= v.at < mention.last)
                denied = sentence.folded[mention.first] in NEGATIONS  # "not yet finished"
                mood = "fact" if denied else next(heads, "fact")
                yield Deed(sense.value, mood, mention.first, "", None)


def _owner(sentence: Sentence, noun: Mention) -> str:
    """Whose deed a noun names: "Russian use of", "Moscow's lease of"."""
    edges = [noun.first]
    if sentence.folded[noun.first - 1] == "s":
        edges.append(noun.first - 2)
    return next((acting(sentence, m) for m in sentence.mentions if m.last in edges), "")


def _lent(sentence: Sentence, clause: Clause, mention: Mention, first: int, last: int) -> bool:
    """ "put the radar at Russia's disposal", "which was placed at the disposal of the navy"."""
    if "at" not in sentence.folded[max(mention.first - 5, 0) : mention.first]:
        return False
    antecedent = clause.antecedent
    hangs = antecedent is not None and first <= antecedent.first < last
    return hangs or (clause.first <= first and last <= mention.first)


def _unspoken(clause: Clause) -> Iterator[tuple[Mention, Sense]]:
    """The nouns and phrases of a clause that name a deed."""
    heads = {id(verb.mention) for verb in clause.verbs}
    for mention in clause.mentions:
        owned = mention.first > 0 and clause.sentence.folded[mention.first - 1] in OWNING
        if owned or id(mention) not in heads:
            for sense in mention.senses:
                named = clause.sentence.folded[mention.last : mention.last + 1] == ["of"]
                noun = sense.info.get("pos") != "verb" or (
                    named and sense.info.get("tense") == "ing"
                )
                if sense.kind == "site_act" and noun:  # "the closing down of the base"
                    yield mention, sense


def _governs(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a noun has the site as its object: "the closure of the base", "its closing", "the base's return"."""
    if mention.last <= first:
        between = sentence.folded[mention.last : first]
        if sentence.folded[mention.last - 1] in GOVERNORS | {"at"}:  # "$20 million a year for"
            return len(between) <= 5 and not PREPOSITIONS & set(between)
        near = (
            len(between) <= 6
            and bool(GOVERNORS & set(between))
            and between[0] in GOVERNORS | {"or", "and"}
        )
        return near and not (PREPOSITIONS - GOVERNORS) & set(between)
    before = sentence.folded[mention.first - 1]
    if before in OWNING and mention.first >= last:
        return not any(m.first >= last and m.last <= mention.first for m in sentence.of("site"))
    return before == "s" and last <= mention.first <= last + 3


def _said_of(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a phrase is said of the site: inside its noun group, or behind it as its predicate."""
    if first <= mention.first < last:
        return True
    if mention.first >= last:
        between = sentence.folded[last : mention.first]
        return all(w in LINKING or w.endswith("ly") for w in between)
    return False


def _noun_mood(sentence: Sentence, clause: Clause, mention: Mention, value: str) -> str:
    """Whether what a noun names is done, lies ahead, or is only wished or feared."""
    verbs = [v for v in clause.verbs if v.mention is not mention]
    moods = {verb.mood for verb in verbs}
    if moods & {"negated", "maybe"}:
        return "negated"
    around = set(sentence.folded[max(mention.first - 4, clause.first) : mention.first])
    heads = {sentence.folded[verb.at] for verb in verbs}
    if "plan" in moods and not around & {"after", "since", "following"}:
        return "plan"
    if value in ("close", "leave", "return", "regain", "seize"):
        return "fact" if FINISHING & (heads | around) else "plan"
    return "fact"
