"""What is done to a site: the verbs and nouns that have it as their object, by their place in the sentence.

A verb has the site as object when the site follows it with nothing but articles and "of", "from" between, or, in the
passive, when the site is its subject; a relative or participial clause may hang on the site; a noun governs it by
"of", "from", "on" ("the closure of the base"). Sites joined by "and" share what is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.function_words import ADVERBS, BE, DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.references import acting
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["Deed", "deeds_on", "said_of_one", "wished"]


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
    "prefers preferred talks negotiations negotiate negotiating discuss discussed discussing question fate refuse "
    "refuses refused refusing reject rejects rejected oppose opposes opposed resist resists resisted dispute "
    "appeal appeals appealed threaten threatens threatened plea call-for interested eager favors favours "
    "favored considering consider considered".split()
)
CALLING = frozenset("call calls called calling".split())
FORCED = frozenset("must should ought".split())
REACH = 16  # words between a verb and its object at most
# Prepositions that may stand between a verb of leaving or giving and the site.
OF_OBJECT = frozenset("of from out up down off over back on".split())
STOPPERS = frozenset({";", ":", "(", ")", "that", "which", "who", "where", "when", "while", "if", "but", "because"})
GOVERNORS = frozenset("of from on for to over".split())
PARTS = frozenset("one two three both all each most part parts half some".split())
FINISHING = frozenset(
    "complete completed completes finish finished carried ended ends concluded followed after since following despite "
    "took occurred".split()
)
OWNING = frozenset("its their whose".split())


def wished(sentence: Sentence, low: int, word: int) -> bool:
    """Whether words ``low``..``word`` speak of a wish: "wants", "demanded that", "would have", "called for"."""
    words = sentence.folded[max(low, 0) : word]
    if WISHING & set(words):
        return True
    for at, now in enumerate(words[:-1]):
        if now in CALLING and words[at + 1] in ("for", "on", "upon"):
            return True
        if now == "would" and words[at + 1] == "have":
            return True
    return False


def deeds_on(context: Context, sentence: Sentence, first: int, last: int) -> list[Deed]:
    """What the sentence does to the site, or to the sites joined by "and", in words ``first``..``last``."""
    found: list[Deed] = []
    low, high = part(sentence, first)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        found += _by_verbs(context, sentence, clause, first, last)
        found += _by_nouns(sentence, clause, first, last)
    return found


# --- verbs -------------------------------------------------------------------------------------------------


def _by_verbs(
    context: Context, sentence: Sentence, clause: Clause, first: int, last: int
) -> Iterator[Deed]:
    verbs = [verb for other in context.clauses(sentence) for verb in other.verbs]
    for verb in clause.verbs:
        for value in _values(verb.mention):
            if _has_object(sentence, clause, verbs, verb, value, first, last):
                yield Deed(value, _mood(sentence, verb, value), verb.at, _agent(sentence, clause, verb), verb)
            elif value == "close" and _closes_itself(sentence, clause, verb, first, last):
                yield Deed(value, _mood(sentence, verb, value), verb.at, "", verb)


def _values(mention: Mention | None) -> list[str]:
    if mention is None:
        return []
    senses = [s for s in mention.senses if s.kind == "site_act" and s.info.get("pos") == "verb"]
    return list(dict.fromkeys(sense.value for sense in senses))


def _has_object(
    sentence: Sentence,
    clause: Clause,
    verbs: list[Verb],
    verb: Verb,
    value: str,
    first: int,
    last: int,
) -> bool:
    """Whether the verb acts on the site."""
    assert verb.mention is not None
    antecedent = clause.antecedent
    hangs = antecedent is not None and first <= antecedent.first < last and clause.first >= antecedent.last
    passive = verb.voice == "passive" or (verb.voice == "participle" and not _is_ing(verb))
    if hangs:
        return passive or _own_subject(clause, verb) or sentence.folded[clause.first] in PREPOSITIONS
    if verb.voice == "passive" and sentence.folded[verb.at] == "left":
        return False  # "was left unfinished"
    if verb.first >= last:
        if verb.voice == "participle" and not _is_ing(verb):  # "X, closed in 1991", "leased to Russia"
            between = sentence.folded[last : verb.first]
            return all(word == "," or word in ADVERBS or word.endswith("ly") for word in between)
        if _takes_it(sentence, verb):
            return not any(m.first > last for m in sentence.of("site") if m.last <= verb.first)
        return verb.voice == "passive" and _is_subject(sentence, clause, verb, first, last)
    if verb.voice == "passive" and value != "grant":
        return False  # but "has been given an airfield"
    return _reaches(sentence, verbs, verb, value, first)


def _is_ing(verb: Verb) -> bool:
    mention = verb.mention
    return mention is not None and any(s.info.get("tense") == "ing" for s in mention.senses)


def _own_subject(clause: Clause, verb: Verb) -> bool:
    """Whether a relative clause has a subject of its own: "which Russia promised to vacate"."""
    return any(clause.first <= m.first < verb.first for m in clause.subject)


def _takes_it(sentence: Sentence, verb: Verb) -> bool:
    """ "… must take it down", "… has left it"."""
    assert verb.mention is not None
    words = sentence.folded[verb.mention.first : verb.mention.last + 1]
    return verb.voice == "active" and bool({"it", "them"} & set(words))


def _reaches(
    sentence: Sentence, verbs: list[Verb], verb: Verb, value: str, first: int
) -> bool:
    """Whether nothing but what belongs to the object stands between an active verb and the site."""
    assert verb.mention is not None
    start = verb.mention.last
    if first - start > REACH or first < start:
        return False
    between = sentence.folded[start:first]
    ground = _on_whose_ground(between)
    if not ground and STOPPERS & set(between):
        return False
    inner = list(sentence.within(start, first))
    if value in ("leave", "return") and any(m.kind in NO_BASES for m in inner):
        return False  # "withdrew the missiles from the base"
    spoken = [v for v in verbs if start <= v.first < first and v.voice != "participle"]
    if any(value != "grant" or "use" not in _values(v.mention) for v in spoken) and not ground:
        return False
    return ground or _only_modifiers(sentence, start, first)


NO_BASES = frozenset({"weapon", "system", "meeting", "instrument", "person"})
GROUND = frozenset("ground grounds land site territory place".split())


def _on_whose_ground(between: list[str]) -> bool:
    """ "gave back the ground on which its radar had stood"."""
    return bool(GROUND & set(between)) and "which" in between[-3:]


def _only_modifiers(sentence: Sentence, start: int, first: int) -> bool:
    """Whether the words before an object leave it the object: "closed on Friday the base", "leased to Russia the base"."""
    at = start
    spans = {m.first: m for m in sentence.within(start, first)}
    while at < first:
        word = sentence.folded[at]
        if word not in PREPOSITIONS or word in OF_OBJECT:
            at += 1
            continue
        after = at + 1
        while after < first and sentence.folded[after] in DETERMINERS | POSSESSIVES:
            after += 1
        mention = spans.get(after)
        timed = mention is not None and (mention.date is not None or mention.numeral is not None)
        given = word in ("to", "for") and mention is not None and mention.sense("actor")
        if mention is None or not (timed or given):
            return False
        at = mention.last
    return True


def _is_subject(sentence: Sentence, clause: Clause, verb: Verb, first: int, last: int) -> bool:
    """Whether the site is what the verb is said of: no preposition governs it, and no other noun comes between."""
    at = first
    while at > 0 and sentence.folded[at - 1] in DETERMINERS | POSSESSIVES:
        at -= 1
    before = sentence.folded[at - 1] if at else ""
    if before in PREPOSITIONS and not (before == "of" and sentence.folded[at - 2] in PARTS):
        return False
    if clause.first <= first:
        spoken = (v for v in clause.verbs if last <= v.first < verb.first)
        return all(v.voice == "participle" for v in spoken)
    return any(first <= m.first < last for m in clause.subject)


def _closes_itself(sentence: Sentence, clause: Clause, verb: Verb, first: int, last: int) -> bool:
    """ "The base will close", "which fell silent in August"."""
    if verb.voice != "active":
        return False
    antecedent = clause.antecedent
    if antecedent is not None and first <= antecedent.first < last <= clause.first + 1:
        return not _own_subject(clause, verb)
    if verb.first < last or any(m.first < verb.at + 4 for m in sentence.within(verb.at + 1, verb.at + 4) if m.kind == "site"):
        return False
    return _is_subject(sentence, clause, verb, first, last)


def _mood(sentence: Sentence, verb: Verb, value: str) -> str:
    """The verb's mood; what is being given up, and what a present tense announces, still lies ahead."""
    if verb.mood != "fact" or value not in ("close", "leave", "return"):
        return verb.mood
    words = sentence.folded[verb.first : verb.at + 1]
    if "being" in words[:-1] or (BE & set(words[:-1]) and words[-1].endswith("ing")):
        return "plan"
    assert verb.mention is not None
    tenses = {s.info.get("tense") for s in verb.mention.senses if s.info.get("pos") == "verb"}
    past_alike = words[0] in ("shut", "quit")
    now = tenses <= {"base", "present"} and len(words) == 1 and not past_alike
    return "plan" if now else "fact"


def _agent(sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """Who does it: the subject of an active verb, "by …" behind a passive one."""
    given = verb.voice == "passive" and sentence.folded[verb.at + 1 : verb.at + 2] != ["to"]
    if verb.voice == "active" or _is_ing(verb) or (given and "grant" in _values(verb.mention)):
        if sentence.folded[clause.first] in ("which", "that") and clause.antecedent is not None:
            own = [m for m in sentence.within(clause.first, verb.first)]
        else:
            own = [*sentence.within(clause.first, verb.first)] or clause.subject
        own = own or clause.subject
        codes = [code for m in own if (code := acting(sentence, m))]
        return codes[-1] if codes and _plain(sentence, own, verb) else (codes[0] if codes else "")
    for mention in sentence.within(verb.at, min(verb.at + 8, clause.last + 6)):
        if sentence.folded[mention.first - 1] in ("by",) or sentence.folded[max(mention.first - 2, 0) : mention.first] == ["by", "the"]:
            if code := acting(sentence, mention):
                return code
    return ""


def _plain(sentence: Sentence, own: list[Mention], verb: Verb) -> bool:
    """Whether the last actor before a verb is its subject: it stands immediately before it."""
    codes = [m for m in own if acting(sentence, m)]
    return bool(codes) and codes[-1].last >= verb.first - 1


# --- nouns and phrases -------------------------------------------------------------------------------------


def _by_nouns(sentence: Sentence, clause: Clause, first: int, last: int) -> Iterator[Deed]:
    for mention, sense in _unspoken(clause):
        if _governs(sentence, mention, first, last):
            mood = _noun_mood(sentence, clause, mention, sense.value)
            yield Deed(sense.value, mood, mention.first, "", None)


def said_of_one(context: Context, sentence: Sentence, first: int, last: int) -> Iterator[Deed]:
    """What a phrase says of one site alone: "the unfinished radar near X", "the base at X is on lease"."""
    low, high = part(sentence, first)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        for mention, sense in _unspoken(clause):
            if sense.info.get("pos") == "phrase" and _said_of(sentence, mention, first, last):
                heads = (v.mood for v in clause.verbs if mention.first <= v.at < mention.last)
                yield Deed(sense.value, next(heads, "fact"), mention.first, "", None)


def _unspoken(clause: Clause) -> Iterator[tuple[Mention, Sense]]:
    """The nouns and phrases of a clause that name a deed."""
    heads = {id(verb.mention) for verb in clause.verbs}
    for mention in clause.mentions:
        if id(mention) not in heads:
            for sense in mention.senses:
                if sense.kind == "site_act" and sense.info.get("pos") != "verb":
                    yield mention, sense


def _governs(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a noun has the site as its object: "the closure of the base", "its closing", "the base's return"."""
    if mention.last <= first:
        between = sentence.folded[mention.last : first]
        near = len(between) <= 6 and bool(GOVERNORS & set(between)) and between[0] in GOVERNORS | {"or", "and"}
        return near and not (PREPOSITIONS - GOVERNORS) & set(between)
    before = sentence.folded[mention.first - 1]
    if before in OWNING and mention.first >= last:
        return not any(m.first >= last and m.last <= mention.first for m in sentence.of("site"))
    return before == "s" and last <= mention.first <= last + 3


def _said_of(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether a phrase is said of the site: inside its noun group, or behind it as its predicate."""
    if first <= mention.first < last:
        return True
    between = sentence.folded[last : mention.first]
    if mention.first >= last:
        return len(between) <= 6 and not any(m.last <= mention.first and m.first >= last for m in sentence.of("site"))
    return mention.last <= first and first - mention.last <= 3


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
