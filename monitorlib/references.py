"""Pronouns, bare offices and pairs: "he", "the Chechen president", "the two ministers", "both countries".

`resolve` adds to the sentences of a document mentions for the words that stand for somebody named elsewhere in the
bulletin, so that later floors need not know the difference between "Grachev" and "he".
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from monitorlib.acting import STATES, acting, actors_of
from monitorlib.clauses import Document
from monitorlib.function_words import DETERMINERS
from monitorlib.lexicon import CommonName, Sense
from monitorlib.numerals import UNITS
from monitorlib.spans import Mention, Person, Sentence
from monitorlib.state_pronouns import states_meant, topic_of

__all__ = ["many", "resolve"]

SINGULAR = frozenset({"he", "she", "him"})
PLURAL = frozenset({"they", "them"})
OWNING = frozenset({"his", "her"})
LANDS = (["country"], ["government"], ["republic"], ["nation"], ["state"], ["army"])
ALONE = frozenset(
    "signed initialed concluded adopted pledged undertook are were have had will would agreed met also meet to can "
    "plan intend hope want could did do spoke talked found should then parted discussed".split()
)
PAIR_WORDS = frozenset(
    "men sides countries states governments leaders parties capitals republics nations "
    "peoples armies generals delegations ministries staffs navies premiers "
    "neighbors neighbours partners signatories mediators guarantors members foreign".split()
)
STATE_PAIRS = frozenset(
    "sides countries states governments parties capitals republics nations peoples armies "
    "delegations ministries staffs navies".split()
)
COUNTRIES = frozenset("countries states capitals nations republics peoples armies".split())


COUNTS = {word: UNITS[word] for word in "three four five six seven eight nine ten".split()}
# All words, besides those of the lexicon, that may stand for somebody: no other is looked at.
POINTING = SINGULAR | PLURAL | OWNING | COUNTS.keys() | {"two", "both"}


JOINT = 7  # words between two people whom "and" joins


def resolve(document: Document) -> None:
    """Add mentions for pronouns, offices and pairs, sentence by sentence."""
    memory, topic = Memory(), ""
    for sentence in document.sentences:
        added = [
            mention for mention in _references(sentence, document, memory) if mention is not None
        ]
        added += states_meant(sentence, document, topic)
        if added:
            sentence.put(_merge(sentence.mentions, added))
        memory.remember(sentence, document)
        topic = topic_of(sentence, document)


NO_STATES = frozenset({"CIS", "COE", "WEU", "UTO", "SUN", "PKK"})


class Memory:
    """Who was spoken of so far: persons and actors, latest last."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.actors: list[str] = []
        self.counts: Counter[str] = Counter()
        self.groups: list[list[str]] = []  # the actors of each sentence
        self.leading: Person | None = None
        self.pair: list[Person] = []  # the two whom "and" joined in one of the last sentences
        self.since = 0

    def remember(self, sentence: Sentence, document: Document) -> None:
        """Take note of the people and actors of a sentence."""
        first = None
        if two := joined(sentence):
            self.pair, self.since = two, sentence.index
        elif sentence.index - self.since > 1:
            self.pair = []
        for mention in sentence.of("person", "actor"):
            if mention.person is not None:
                self.note(mention.person)
                first = first or mention.person
            code = acting(sentence, mention)
            if code:
                self.actors = [actor for actor in self.actors if actor != code] + [code]
                self.counts[code] += 1
        self.leading = first or self.leading
        actors = document.lexicon.actors
        codes = actors_of(sentence, 0, len(sentence.words))
        people = [m.person.actor for m in sentence.mentions if m.person and m.person.actor]
        for group in (dict.fromkeys(people), codes):
            self.groups.append([code for code in group if actors[code]["kind"] in STATES])

    def two_most(self, here: list[str], *, states: bool) -> list[str]:
        """The two actors (or states) named most often so far, the latest first where they are even."""
        known = list(dict.fromkeys([*reversed(here), *reversed(self.actors)]))
        if states:
            known = [code for code in known if len(code) == 3 and code not in NO_STATES]
        return sorted(known, key=lambda code: -self.counts[code])[:2]

    def note(self, person: Person) -> None:
        self.persons = [known for known in self.persons if known is not person] + [person]


def joined(sentence: Sentence) -> list[Person]:
    """The last two people of a sentence whom "and" joins."""
    named = [m for m in sentence.mentions if m.person is not None]
    for one, other in reversed(list(pairwise(named))):
        between = sentence.folded[one.last : other.first]
        if "and" in between and len(between) <= JOINT and one.person is not other.person:
            return [m.person for m in (one, other) if m.person is not None]
    return []


def _references(sentence: Sentence, document: Document, memory: Memory) -> list[Mention | None]:
    found: list[Mention | None] = []
    here: list[Person] = []
    called = document.lexicon.common_names
    by_first = {mention.first: mention for mention in sentence.of("person", "title")}
    pointing = [
        at
        for at, word in enumerate(sentence.folded)
        if at in by_first or word in POINTING or word in called
    ]
    for at in pointing:
        word, mention = sentence.folded[at], by_first.get(at)
        if mention is not None and mention.person is not None:
            here.append(mention.person)
        elif word in called and (code := _called(sentence, at, called[word], memory)):
            found.append(Mention("actors", code, at, at + 1))
        elif word in SINGULAR or (word in OWNING and sentence.folded[at + 1 : at + 2] in LANDS):
            found.append(_one(sentence, at, document, memory, here))
        elif word in PLURAL and not here and _crowd(at, memory):
            found.append(Mention("actors", ";".join(sorted(memory.groups[-1])), at, at + 1))
        elif word in PLURAL:
            pair = _pair(sentence, at, at + 1, here, memory, sentence.folded[at - 1 : at])
            found.append(pair or (_two_actors(at, memory) if not here else None))
        elif word in COUNTS:
            found.append(_the_many(sentence, at, memory))
        elif word in ("two", "both") and at + 1 < len(sentence.folded):
            found.append(_the_two(sentence, at, here, memory))
        elif mention is not None and mention.sense("title"):
            office = _counterpart if word == "counterpart" else _office
            office = _officers if many(sentence, mention) else office
            found.append(office(sentence, mention, document, memory, here))
    return found


def _called(sentence: Sentence, at: int, called: CommonName, memory: Memory) -> str:
    """ "The alliance", "the armed opposition": a body named before, or known beside its state."""
    if called.meaning != "one":
        return ""
    (code,), beside = called.actors, called.beside
    before = sentence.folded[max(at - 3, 0) : at]
    if not {"the", "and", "its"} & set(before) or sentence.folded[at + 1 : at + 2] == ["of"]:
        return ""
    here = any(m.sense("actor") and m.value == beside for m in sentence.within(0, at))
    return code if here or beside in memory.actors else ""


def _crowd(at: int, memory: Memory) -> bool:
    """Whether "they" are three or more actors of the sentence before, and no two people."""
    return at < 2 and bool(memory.groups) and len(memory.groups[-1]) > 2


def _two_actors(at: int, memory: Memory) -> Mention | None:
    """ "They", at the head of a sentence, where the one before names two actors and no two people."""
    group = memory.groups[-1] if memory.groups else []
    two = at < 2 and len(group) == 2
    return Mention("actors", ";".join(sorted(group)), at, at + 1) if two else None


def _person(person: Person, first: int, last: int) -> Mention:
    return Mention("person", person.name, first, last, person=person)


def _but_subject(
    sentence: Sentence, at: int, document: Document, here: list[Person]
) -> list[Person]:
    """Those named so far who can be "him": not the subject of the same clause."""
    clause = document.clause_at(sentence, at)
    own = [m.person for m in sentence.within(clause.first, at) if m.person is not None]
    if clause.kind == "relative" and clause.antecedent is not None and not own:
        own = [clause.antecedent.person] if clause.antecedent.person is not None else []
    return [person for person in here if not any(person is one for one in own)]


def _one(
    sentence: Sentence, at: int, document: Document, memory: Memory, here: list[Person]
) -> Mention | None:
    """Whom "he", "she" or "him" means: nobody who only owns something ("in Grachev's office, he …")."""
    word = sentence.folded[at]
    if word in OWNING:
        return _his_country(sentence, at, here, memory, document)
    if word == "him":
        others = _but_subject(sentence, at, document, here)
    else:
        owners = [
            m.person
            for m in sentence.within(0, at)
            if sentence.folded[m.last : m.last + 2] == ["'", "s"]
        ]
        others = [person for person in here if not any(person is owner for owner in owners)]
    return _he(at, others, memory, document, she=word == "she")


def _he(
    at: int, here: list[Person], memory: Memory, document: Document, *, she: bool
) -> Mention | None:
    """The first person of this sentence before the pronoun, else the one who led the sentence before.

    "She" is a woman where one was named, "he" is none.
    """
    women = document.lexicon.women
    leading = [memory.leading] if memory.leading is not None else []
    known = [*here, *leading, *reversed(memory.persons)]
    person = next((p for p in known if (p.name.split()[0] in women) == she), None)
    if person is None and she:
        person = here[0] if here else memory.leading
    return _person(person, at, at + 1) if person else None


def _his_country(
    sentence: Sentence, at: int, here: list[Person], memory: Memory, document: Document
) -> Mention | None:
    """ "His country trains them": the state for which he speaks."""
    if not here and actors_of(sentence, 0, at):
        return None  # "the Norwegian envoy praised his country"
    person = _he(at, here, memory, document, she=sentence.folded[at] == "her")
    known = person is not None and person.person is not None and person.person.actor
    return Mention("actors", known, at, at + 2) if known else None


def _counterpart(
    sentence: Sentence, mention: Mention, _: Document, memory: Memory, here: list[Person]
) -> Mention | None:
    """ "His Ukrainian counterpart": who holds such an office for another side, if the bulletin has named him."""
    first, side = mention.first, ""
    for other in sentence.mentions:
        if other.last == first and other.sense("actor"):
            side, first = acting(sentence, other), other.first
    his = first and sentence.folded[first - 1] in ("his", "her")
    behind = sentence.within(mention.last, mention.last + 6)
    named = any(m.person is not None and m.first <= mention.last + 1 for m in behind)
    own = here[-1] if here else memory.leading
    if not his or named or own is None:
        return None
    for person in reversed([*memory.persons, *here]):
        other_side = person.actor not in ("", own.actor) and side in ("", person.actor)
        if other_side and person.level == own.level:
            return _person(person, mention.first, mention.last)
    return None


def _the_two(sentence: Sentence, at: int, here: list[Person], memory: Memory) -> Mention | None:
    """ "the two ministers", "both men", "the two countries"."""
    words = sentence.folded
    before = words[at - 1] if at else ""
    if words[at] == "two" and before not in ("the", "these", "those", "between"):
        return None
    last = at + 1
    definite = words[at] == "both" or before == "the"
    if definite and words[last : last + 1] and words[last] in ALONE:
        return _pair(sentence, at, last, here, memory, [])
    while last < min(at + 4, len(words)) and words[last][0].isalpha():
        if words[last] in PAIR_WORDS or _is_title(sentence, last):
            if _named_behind(sentence, last + 1):
                return None
            return _pair(sentence, at, last + 1, here, memory, words[last : last + 1])
        last += 1
    return None


def _the_many(sentence: Sentence, at: int, memory: Memory) -> Mention | None:
    """ "The three ministers", "the five states", "all four": as many actors as one sentence before has named."""
    words, count = sentence.folded, COUNTS[sentence.folded[at]]
    definite = at and words[at - 1] in ("the", "these", "those", "all", "same")
    if not definite and (not at or words[at - 1] not in ("that", "which", "by")):
        return None
    last = at + 1
    while last < min(at + 4, len(words)) and not (
        words[last] in PAIR_WORDS or _is_title(sentence, last)
    ):
        last += 1
    after = words[at + 1] if at + 1 < len(words) else ""
    alone = definite and (not after.isalpha() or after in ALONE or after.endswith("ed"))
    if last == min(at + 4, len(words)):
        if not alone:
            return None
        last = at
    if _named_behind(sentence, last + 1):
        return None
    for group in reversed(memory.groups):
        if len(group) == count:
            return Mention("actors", ";".join(sorted(group)), at, last + 1)
    return None


def _named_behind(sentence: Sentence, at: int) -> bool:
    """Whether an apposition names the pair: "the two ministers, General Grachev and General Maltsev, …"."""
    named = [m for m in sentence.within(at, at + 12) if m.person is not None]
    return sentence.words[at : at + 1] == [","] and len(named) > 1 and named[0].first <= at + 6


def _is_title(sentence: Sentence, word: int) -> bool:
    return any(m.first <= word < m.last and m.sense("title") for m in sentence.mentions)


def _pair(
    sentence: Sentence, first: int, last: int, here: list[Person], memory: Memory, heads: list[str]
) -> Mention | None:
    """The two persons, or the two actors, spoken of last."""
    known = memory.actors + [code for code in actors_of(sentence, 0, first) if code]
    actors = list(dict.fromkeys(reversed(known)))[:2]
    if heads and heads[0] in STATE_PAIRS:
        often = memory.two_most(known, states=heads[0] in COUNTRIES)
        actors = often if len(often) == 2 else actors
    if heads and heads[0] in STATE_PAIRS:
        return (
            Mention("actors", ";".join(sorted(actors)), first, last) if len(actors) == 2 else None
        )
    before = actors_of(sentence, 0, first)
    if first + 1 == last and not here and len(before) > 1:
        return Mention("actors", ";".join(sorted(before)), first, last)  # "… when they meet"
    known_persons = [*memory.persons, *here]
    office = heads[0].removesuffix("s") if heads else ""
    fitting = [p for p in known_persons if any(title.endswith(office) for title in p.titles)]
    if not office or len({p.name for p in fitting}) < 2:
        fitting = known_persons
    persons = list(dict.fromkeys(p.name for p in reversed(fitting)))[:2]
    if not here and memory.pair and all(p in fitting for p in memory.pair):
        persons = [p.name for p in memory.pair]
    people = [p for p in dict.fromkeys(p.name for p in [*memory.persons, *here]) if p in persons]
    if len(people) < 2:
        return None
    sense = tuple(Sense("pair", name, {}) for name in people)
    codes = sorted({p.actor for p in [*memory.persons, *here] if p.name in people and p.actor})
    return Mention("actors", ";".join(codes), first, last, sense) if codes else None


def _office(
    sentence: Sentence, mention: Mention, document: Document, memory: Memory, here: list[Person]
) -> Mention | None:
    """ "the Chechen president", "the general": the person of that office spoken of last."""
    following = next((m for m in sentence.mentions if m.first == mention.last), None)
    if following is not None and (following.person is not None or following.sense("title")):
        return None
    if sentence.words[mention.last : mention.last + 1] == [","] and any(
        m.person is not None and m.first == mention.last + 1 for m in sentence.mentions
    ):
        return None
    first = mention.first
    nationality = ""
    for other in sentence.mentions:
        if other.last == first and other.sense("actor"):
            nationality, first = acting(sentence, other), other.first
    if not first or sentence.folded[first - 1] not in DETERMINERS | {"its", "s"}:
        return None
    if any(
        m.person is not None and m.last + 1 >= first and m.last <= first for m in sentence.mentions
    ):
        return None  # an apposition: "Pavel Grachev, the defense minister"
    title = " ".join(sentence.folded[mention.first : mention.last])
    level = mention.sense("title")
    candidates = [*memory.persons, *here] or list(document.people.by_surname.values())
    for person in reversed(candidates):
        fits = any(title in known or known.endswith(title) for known in person.titles)
        fits = fits or (bool(nationality) and level is not None and person.level == level.value)
        if fits and nationality in ("", person.actor):
            return _person(person, mention.first, mention.last)
    return None


def many(sentence: Sentence, mention: Mention) -> bool:
    """Whether an office is in the plural: "ministers", "chiefs of staff"."""
    words = sentence.folded[mention.first : mention.last]
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return head.endswith("s") and not head.endswith("ss")


def _officers(
    sentence: Sentence, mention: Mention, _: Document, memory: Memory, here: list[Person]
) -> Mention | None:
    """ "The ministers": the two persons of that office, when just two were named."""
    title = " ".join(sentence.folded[mention.first : mention.last])
    if sentence.folded[mention.first - 1] not in ("the", "these", "both") or not mention.first:
        return None
    office = title.replace("s of ", " of ") if " of " in title else title.removesuffix("s")
    known = {
        person.name: person
        for person in [*memory.persons, *here]
        if any(held.endswith((office, title)) for held in person.titles)
    }
    level = mention.sense("title")
    if len(known) < 2 and level is not None:
        known = {p.name: p for p in [*memory.persons, *here] if p.level == level.value}
    codes = sorted({person.actor for person in known.values() if person.actor})
    if (
        len(known) != 2
        or len(codes) != 2
        or sentence.folded[mention.last : mention.last + 1] == ["of"]
    ):
        return None
    senses = tuple(Sense("pair", name, {}) for name in known)
    return Mention("actors", ";".join(codes), mention.first, mention.last, senses)


def _merge(mentions: list[Mention], added: list[Mention]) -> list[Mention]:
    """Mentions in order; one that was resolved takes the place of the office it was read from."""
    taken = {(mention.first, mention.last): mention for mention in added}
    for mention in mentions:
        resolved = taken.get((mention.first, mention.last))
        if resolved is not None:
            resolved.senses = resolved.senses or mention.senses
    kept = [m for m in mentions if (m.first, m.last) not in taken]
    return sorted(kept + added, key=lambda mention: (mention.first, mention.last))
