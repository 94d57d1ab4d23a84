"""Who says so, and how sure the text is: source and certainty of every part of a sentence.

A verb of speech lends its subject to what follows ("Marchuk said that …"), or to the whole sentence when it is put in
or behind ("…, he said, …"); "according to X" likewise. A hedge ("reportedly", "is said to") makes its clause
``reported``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitorlib._speakers import name_of, speakers_in, speaks, with_adjective
from monitorlib.acting import acting
from monitorlib.clauses import Clause, Document
from monitorlib.function_words import PRONOUNS
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["Attribution", "Attributions", "attribute", "said"]


class Attribution(NamedTuple):
    """Words ``first``..``last`` of a sentence are what ``source`` says, with this certainty.

    ``whole``: the statement itself is told on the source's word ("…, he said"); else he may only refer to a fact.
    """

    first: int
    last: int
    source: str
    certainty: str
    whole: bool = False


Attributions = dict[int, list[Attribution]]
OWN = frozenset({"his", "her"})  # "in his view": of the one who was heard or spoken of last
BARRIERS = frozenset({";", "(", ")"})
FIGURE_REACH = 14  # words from "put" to the number
ADJACENT = 4  # words between an office and its holder's name
NEXT_TO = 3  # words between an inverted verb of speech and its speaker: "disclosed Col. Vladimir"


@dataclass(slots=True)
class Heard:
    """Who has spoken last so far, where, and which office was named last ("it says")."""

    sentence: Sentence | None = None
    source: str = ""
    office: str = ""
    latest: int = -2
    person: str = ""  # the one spoken of last, in the sentences before


def _goes_on_telling(sentence: Sentence, clauses: list[Clause], heard: Heard) -> bool:
    """Whether a sentence goes on with what somebody said before: "He had doubts. Only a dozen would fly"."""
    if heard.latest != sentence.index - 1:
        return False
    verbs = [verb for clause in clauses if clause.kind == "main" for verb in clause.verbs]
    return bool(verbs) and "would" in sentence.folded[verbs[0].first : verbs[0].at]


def attribute(document: Document) -> Attributions:
    """The attributions of all sentences, by sentence index."""
    found: Attributions = {}
    heard = Heard()
    for sentence, clauses in zip(document.sentences, document.clauses, strict=True):
        if heard.sentence is not None and heard.sentence.paragraph != sentence.paragraph:
            heard = Heard()
        _note_office(sentence, heard)
        here: list[Attribution] = []
        for clause in clauses:
            for verb in clause.verbs:
                here += _speech(sentence, clause, verb, heard, here)
        here += _by_phrase(sentence, heard) + _hedges(sentence, clauses)
        if not here and _goes_on_telling(sentence, clauses, heard):
            here = [_whole(sentence, heard.source)]
        if here:
            found.setdefault(sentence.index, []).extend(here)
        people = [m.person for m in sentence.mentions if m.person is not None]
        heard.person = people[-1].name if people else heard.person
        if any(part.certainty == "claimed" for part in here):
            heard.latest = sentence.index
        source = next((part.source for part in here if part.source), "")
        if source:
            _reach_back(document, sentence, source, heard, found)
            heard.sentence, heard.source = sentence, source
    return found


def _note_office(sentence: Sentence, heard: Heard) -> None:
    for mention in sentence.of("body"):
        if mention.sense("body"):
            heard.office = sentence.printed(with_adjective(sentence, mention), mention.last)


def _reach_back(
    document: Document, sentence: Sentence, source: str, heard: Heard, found: Attributions
) -> None:
    """What "So he announced" and "…, he went on, …" make of the sentences before."""
    if sentence.folded[0] in ("so", "such", "thus") and sentence.index:
        before = document.sentences[sentence.index - 1]
        found.setdefault(before.index, []).append(_whole(before, source))
    goes_on = any(
        sense.kind == "say" and sense.value == "again"
        for m in sentence.mentions
        for sense in m.senses
    )
    if goes_on and heard.sentence is not None and heard.source == source:
        for between in document.sentences[heard.sentence.index + 1 : sentence.index]:
            found.setdefault(between.index, []).append(_whole(between, source))


def _whole(sentence: Sentence, source: str) -> Attribution:
    return Attribution(0, len(sentence.words), source, "claimed")


def said(attributions: Attributions, sentence: Sentence, word: int) -> tuple[str, str, bool]:
    """Source and certainty of what stands at a word, and whether the whole statement is on the source's word.

    The narrowest claim counts; any hedge makes it ``reported``.
    """
    source, certainty, width, whole = "", "stated", 10**6, False
    hedged = False
    for part in attributions.get(sentence.index, ()):
        if not part.first <= word < part.last:
            continue
        if part.certainty == "reported":
            hedged = True
        elif part.last - part.first < width:
            source, certainty, width = part.source, "claimed", part.last - part.first
            whole = part.whole
    return source, "reported" if hedged else certainty, whole


def _speech(
    sentence: Sentence, clause: Clause, verb: Verb, heard: Heard, here: list[Attribution]
) -> list[Attribution]:
    """What a verb of speech lends to whom; ``here`` is what was found in the sentence so far."""
    if verb.mention is None or not verb.mention.sense("say") or not _spoken(sentence, clause, verb):
        return []
    after = list(speakers_in(sentence, verb.mention.last, verb.mention.last + 8))
    before = list(speakers_in(sentence, clause.first, verb.first))
    if clause.kind == "aside":
        source = _heard_again(sentence, verb, before, heard) or name_of(
            sentence, before or after, after
        )
        return list(_around(sentence, clause, source or ""))
    inverted = bool(after) and after[0].first - verb.mention.last <= NEXT_TO
    if before and before[-1].last == verb.first and sentence.folded[verb.at].endswith("ing"):
        before = before[-1:]  # "with Maltsev targeting …, and Grachev warning that …"
    elif verb.voice != "active" and not (
        (inverted and _comes_after_comma(sentence, verb.first))
        or (
            before and sentence.folded[verb.mention.last :][:1] == ["that"]
        )  # "a statement said that"
    ):
        if here and clause.kind == "participle" and verb is clause.verbs[0]:
            return [_claim(sentence, verb, verb.first, here[-1].source)]  # "…, adding that …"
        return _agent(sentence, verb, after)
    again = _heard_again(sentence, verb, before, heard)
    if again:
        return [_claim(sentence, verb, max(verb.first - 1, 0), again)]
    if before:
        speakers, start = before, noun_group(sentence, before[0])
    elif inverted and {"that", "to", "on", "in", "at"}.isdisjoint(
        sentence.folded[verb.at + 1 : verb.mention.last + 1]
    ):
        near = [m for m in after if m.first - verb.mention.last <= NEXT_TO + 2]
        speakers, start = near, verb.first
    else:
        speakers = [m for m in clause.subject if m.last <= verb.first and speaks(sentence, m)]
        start = clause.first
    source = name_of(sentence, speakers, after)
    opens = start == clause.first  # "After withdrawing its troops, Russia said …": no aside
    return [] if source is None else [_claim(sentence, verb, start, source, opens=opens)]


CHOSE = frozenset("preferred careful care quick on hastened chose obliged eager moved".split())


def _spoken(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """Whether something was said: as a fact, or "took care to say", "was quick to add", "went on to say"."""
    values = {s.value for s in verb.mention.senses if s.kind == "say"} if verb.mention else set()
    if values == {"figure"}:  # "put the force at 5,000"
        behind = sentence.within(verb.at, verb.at + FIGURE_REACH)
        return any(m.kind == "number" and sentence.folded[m.first - 1] == "at" for m in behind)
    if values == {"person"} and not _by_a_person(sentence, clause, verb):
        return False
    chose = verb.first and sentence.folded[verb.first - 1] in CHOSE
    return verb.mood == "fact" or (sentence.folded[verb.first] == "to" and bool(chose))


def _by_a_person(sentence: Sentence, clause: Clause, verb: Verb) -> bool:
    """Whether a person, and no state, is the subject: "Yakovlev, the forces' commander, expects"."""
    before = list(speakers_in(sentence, clause.first, verb.first)) or clause.subject
    named = [at for at, mention in enumerate(before) if mention.person is not None]
    return bool(named) and not any(acting(sentence, m) for m in before[named[-1] + 1 :])


def _around(sentence: Sentence, clause: Clause, source: str) -> Iterator[Attribution]:
    """What an aside ("…, he said, …") attributes: all around it, but not what the speaker does next."""
    if clause.first:
        yield Attribution(
            _edge(sentence, clause.first, -1), clause.first, source, "claimed", whole=True
        )
    behind = [word for word in sentence.folded[clause.last : clause.last + 4] if word.isalpha()]
    goes_on = behind[:1] == ["and"] and PRONOUNS.isdisjoint(behind[1:2])
    if clause.last < len(sentence.words) and (goes_on or behind[:1] != ["and"]):
        yield Attribution(clause.last, _edge(sentence, clause.last, 1), source, "claimed")


def _heard_again(sentence: Sentence, verb: Verb, before: list[Mention], heard: Heard) -> str:
    """ "it says", "the commander in chief went on", "their headquarters announced": who was heard before."""
    if sentence.folded[verb.first - 1 : verb.first] == ["it"]:
        return heard.source or heard.office
    last = before[-1] if before else None
    bare = last is not None and last.person is None and bool(last.sense("title"))
    if bare and last is not None and last.last == verb.first and last.first:
        return heard.source if sentence.folded[last.first - 1] == "the" else ""
    return ""


def _comes_after_comma(sentence: Sentence, word: int) -> bool:
    return word > 0 and sentence.words[word - 1] in (",", '"', "”", "--", "-")


def _claim(
    sentence: Sentence, verb: Verb, start: int, source: str, *, opens: bool = False
) -> Attribution:
    """What the speaker claims: what follows the verb, or all of it when the speaker is put in or named behind."""
    last = verb.end
    short = not opens and last + 4 >= len(sentence.words)
    closing = short or sentence.words[last : last + 1] in ([","], ["."], [])
    plain = (
        sentence.folded[last : last + 1] == ["that"]
        or "that" in sentence.folded[last : last + NEXT_TO + 1]
    )
    if (_comes_after_comma(sentence, start) and not plain and not opens) or closing:
        return Attribution(
            _edge(sentence, verb.first, -1),
            _edge(sentence, verb.at, 1),
            source,
            "claimed",
            whole="as" in sentence.folded[:start],  # "As Sergeev noted, …"
        )
    return Attribution(last, _edge(sentence, verb.at, 1), source, "claimed")


def _agent(sentence: Sentence, verb: Verb, after: list[Mention]) -> list[Attribution]:
    """The speaker of a passive: "was quoted by Interfax as saying", "totals, released by the State Department"."""
    for mention in after:
        start = noun_group(sentence, mention)
        if start and sentence.folded[start - 1] == "by":
            rest = sentence.folded[start:]
            ends = start + (rest.index("that") if "that" in rest else len(rest))
            near = [m for m in after if m.first <= mention.last + 1 and m.last <= ends]
            source = name_of(sentence, near, []) or ""  # "by the minister, Sergeev"
            reach = _edge(sentence, verb.first, -1), _edge(sentence, verb.at, 1)
            impersonal = sentence.folded[max(verb.first - 1, 0)] == "it"  # "it was said by X that"
            return [Attribution(*reach, source, "claimed", whole=impersonal)]
    return []


def _edge(sentence: Sentence, word: int, step: int) -> int:
    """How far a claim reaches from a word, left or right: to the next semicolon or bracket."""
    at = word
    while 0 <= at + step < len(sentence.words) and sentence.words[at + step] not in BARRIERS:
        at += step
    return at + 1 if step > 0 else at


def _by_phrase(sentence: Sentence, heard: Heard) -> list[Attribution]:
    """ "according to Sergeev", "by Moscow's count", "depending on whose word is taken"."""
    found = []
    for mention in sentence.of("say"):
        sense = next(
            (s for s in mention.senses if s.kind == "say" and s.info["pos"] != "verb"), None
        )
        if sense is None:
            continue
        if sense.info["pos"] == "noun":
            first = noun_group(sentence, mention)
            if not first or sentence.folded[first - 1] not in ("by", "in"):
                continue
            speakers = list(speakers_in(sentence, first, mention.first))
            if not speakers and sentence.folded[first - 1] == "in":
                continue
            source = name_of(sentence, speakers, [])
        else:
            own = OWN & set(sentence.folded[mention.first : mention.last])
            named = heard.source or heard.person if own else _after_phrase(sentence, mention)
            if named is None:
                continue
            these = sentence.folded[mention.last : mention.last + 1] == ["these"]
            source = heard.source if these and not named else named
        reach = _edge(sentence, mention.first, -1), _edge(sentence, mention.first, 1)
        found.append(Attribution(*reach, source or "", "claimed"))
    return found


def _after_phrase(sentence: Sentence, mention: Mention) -> str | None:
    """Whom "according to" names: a person soon after, an office, or the capitalised words that follow.

    None for what is no speaker: "according to the treaty", "according to plan".
    """
    after = list(speakers_in(sentence, mention.last, mention.last + 14))
    following = next((m for m in sentence.mentions if m.first >= mention.last), None)
    if following is not None and following.kind in ("instrument", "instrument_noun"):
        return None
    pause = next(
        (w for w in range(mention.last, len(sentence.words)) if sentence.words[w] == ","), 10**6
    )
    people = [
        m
        for m in after
        if m.person is not None and (m.first < pause or _named_beside(sentence, m, after[0]))
    ]
    named = people[:1] or [m for m in after[:1] if m.first < pause]
    source = name_of(sentence, named, [])
    if source or (named and named[0].first - mention.last <= 1):
        return source or ""
    words = []
    for word in sentence.words[mention.last :]:
        if not (word[0].isupper() or word in ("of", "for", "the", "on", "and")) or word in ",.":
            break
        words.append(word)
    return " ".join(words).removeprefix("the ") if any(word[0].isupper() for word in words) else ""


def _named_beside(sentence: Sentence, person: Mention, office: Mention) -> bool:
    """Whether a name is set beside an office: "the forces' commander, Igor Sergeev, …"."""
    set_off = not sentence.words[min(person.last, len(sentence.words) - 1)].isalnum()
    return set_off and office.kind != "agency" and person.first - office.last <= ADJACENT


def _hedges(sentence: Sentence, clauses: list[Clause]) -> list[Attribution]:
    """A hedge makes its clause, and what hangs on it to the right, a report."""
    found = []
    for mention in sentence.of("hedge"):
        if mention.sense("hedge"):
            clause = next(c for c in clauses if c.first <= mention.first < c.last)
            last = _edge(sentence, mention.first, 1)
            for later in clauses:
                if later.first > mention.first and later.kind in ("main", "subordinate"):
                    last = min(last, later.first)
                    break
            found.append(Attribution(clause.first, last, "", "reported"))
    return found
