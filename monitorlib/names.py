"""People: full name once, surname later, with rank, office and nationality beside the name.

A name is believed when the lexicon knows it, when it begins with a known given name, when a rank or an office stands
before it, or when an office follows as an apposition ("Arvydas Pocius, Lithuania's chief of defense").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from monitorlib.function_words import CLOSED
from monitorlib.people import LEVELS, People
from monitorlib.spans import Mention, Person, Sentence

__all__ = ["NOT_NAMES", "THINGS", "Run", "find_people"]

PARTICLES = frozenset({"de", "van", "von", "al", "bin", "ul", "el", "der", "ben"})
# Kinds of mention that may be part of a name after all: "Vladimir" is a city too, "Marshal" a rank.
SOFT = frozenset(
    {
        "person",
        "place",
        "force",
        "act",
        "meet",
        "say",
        "weapon",
        "site",
        "branch",
        "meeting",
        "number",
    }
)
NOT_NAMES = CLOSED.union(
    (
        "the a an in on at by of for to from with and but or nor so yet as if when while although though because "
        "since after before until unless this that these those his her their its he she they it we who which what "
        "whose both neither either each every all some many most few several none one two three no not only even "
        "still also then there here now today yesterday once under over between among despite instead according "
        "earlier later meanwhile moreover however nevertheless monday tuesday wednesday thursday friday saturday "
        "sunday january february march april may june july august september october november december spring "
        "summer autumn winter fall north south east west northern southern eastern western mr mrs new air force "
        "army security council ministry defense defence foreign interior general staff strategic rocket forces "
        "missile treaty party state union parliament committee commission communist democratic republic federal "
        "federation national international institute radio supreme soviet soviets black white red sea fleet bank "
        "world economic district region province academy university"
    ).split()
)
# Words that make capitalised words the name of a thing: "the Brookings Institution", "the Burdenko hospital".
THINGS = frozenset(
    "institute institution foundation center centre forum university hospital shipyard shipyards plant works factory "
    "company corporation group movement front council committee conference association union party hall hotel street "
    "square prospect palace house stadium theater theatre games cup operation war day prize gulf article paragraph "
    "protocol treaty accord agreement pact doctrine initiative program project plan corps brigade division regiment "
    "class brothers church cathedral orthodox islamic muslim christian catholic jewish".split()
)
# Behind a given name these make a place: "Andreeva Bay", "St. George Hall".
GROUNDS = THINGS | frozenset(
    "bay island islands strait airport airfield harbor avenue boulevard bridge gate gates lake mountain valley cape "
    "peninsula".split()
)
# Surnames that are English words: believed only when the bulletin gives the full name or an office.
WORDS_TOO = frozenset(
    "cook hill bell rice straw hunter bush black white brown green young king long strong may little grant "
    "ford stone wood field west wise hand law church page price power major fields baker carter fall rose pace gross "
    "mock bay miles struck best sharp swift bishop knight bond mills rivers summers wall rush wolf fox burns banks "
    "cross gates moon day lord hope ray post berry barry north east south case dole foley marsh moss sun".split()
)
SHIPS = frozenset(
    "cruiser carrier ship vessel submarine destroyer frigate warship trawler tanker icebreaker".split()
)
REACH = 6  # words between an office and the actor that it belongs to
STOPS = frozenset({",", ";", ".", ":", "(", ")", "that", "said", "says"})
# Words that part an office from an actor before it: "told Polish journalists that the minister".
PARTING = (STOPS | CLOSED) - {"of", "for"}
# Words that part an office from an actor behind it: "commander in Chechnya", "ambassador to Moscow".
ELSEWHERE = STOPS | CLOSED - {"of", "for"}
# Words that no apposition has before its office: "X, who …", "X, and Y's deputy", "X, with his aide".
UNAPPOSED = frozenset([",", ";", ".", *"who which and or but with his her their".split()])
WINDOW = 10  # words around a name in which its office and nationality are looked for


class Run(NamedTuple):
    """Words ``first``..``last`` (exclusive) that look like a name."""

    first: int
    last: int


def find_people(sentence: Sentence, people: People) -> list[Run]:
    """Add the sentence's people to its mentions, and to the people of the bulletin.

    Returns
    -------
    list of Run
        The capitalised words that are nobody's name as far as one can see.
    """
    owner: list[Mention | None] = [None] * len(sentence.words)
    for mention in sentence.mentions:
        for word in range(mention.first, mention.last):
            owner[word] = mention
    found, unknown = [], []
    for run in _runs(sentence, owner, people):
        title = _title_before(sentence, owner, run)
        if not _believable(sentence, owner, run, people, title):
            unknown.append(run)
            continue
        before = " ".join(sentence.folded[title.first : title.last]) if title else ""
        person = people.meet(sentence.printed(*run), before)
        _describe(sentence, owner, run, person, title)
        found.append(Mention("person", person.name, run.first, run.last, person=person))
    if found:
        taken = {word for mention in found for word in range(mention.first, mention.last)}
        kept = [m for m in sentence.mentions if taken.isdisjoint(range(m.first, m.last))]
        sentence.put(sorted(kept + found, key=lambda mention: mention.first))
    return unknown


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.isalpha()


def _runs(sentence: Sentence, owner: list[Mention | None], people: People) -> Iterable[Run]:
    """Sequences of words that could be a name, left to right."""
    words, total, at = sentence.words, len(sentence.words), 0
    first_names = people.lexicon.first_names
    while at < total:
        if not (words[at][0].isupper() and _may_start(words, owner, at, people)):
            at += 1
            continue
        known = owner[at]
        last = known.last if known is not None and known.kind == "person" else at + 1
        while last < total and (
            step := _continues(words, owner, last, words[last - 1] in first_names, people)
        ):
            last += step
        yield Run(at, last)
        at = last


def _may_start(words: list[str], owner: list[Mention | None], at: int, people: People) -> bool:
    word, mention = words[at], owner[at]
    if not _capital(word):
        return False
    if mention is not None and mention.kind == "person":
        return mention.first == at
    if mention is not None and mention.last - mention.first > 1:
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in people.lexicon.first_names and (_capital(following) if following else False):
        return mention is None or mention.kind in SOFT
    return mention is None and word.casefold() not in NOT_NAMES


LAWS = frozenset("act amendment bill funds initiative law legislation money plan program".split())


def _continues(
    words: list[str], owner: list[Mention | None], at: int, after_first_name: bool, people: People
) -> int:
    """How many words from ``at`` belong to the name that has begun before: 0 when it ends here."""
    word, mention = words[at], owner[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "." and len(words[at - 1]) == 1 and following and _capital(following):
        return 1
    surnames = people.lexicon.surnames
    lawful = LAWS.intersection(words[at + 2 : at + 3])  # "the Nunn-Lugar program" is nobody
    if word == "-" and words[at - 1] in surnames and following in surnames and not lawful:
        return 0  # "the Clinton-Yeltsin summit"
    if (
        word in "-'’"
        and following
        and following[:1].isupper()
        and following.isalpha()
        and len(following) > 1
    ):
        return 2
    if word in PARTICLES and following and _capital(following):
        return 2
    if not _capital(word):
        return 0
    known = mention is None or mention.kind == "person"
    surname = after_first_name and (
        word in people.lexicon.surnames or (mention is not None and mention.kind in SOFT)
    )
    return 1 if (known or surname) and word.casefold() not in NOT_NAMES else 0


def _title_before(sentence: Sentence, owner: list[Mention | None], run: Run) -> Mention | None:
    """The rank or office that stands immediately before a name."""
    if run.first == 0:
        return None
    before = owner[run.first - 1]
    if before is not None and before.sense("actor") and before.first > 1:
        of = sentence.folded[before.first - 1] == "of"
        before = owner[before.first - 2] if of else None  # "Deputy Defense Minister of Ukraine X"
    return before if before is not None and before.sense("title") else None


def _believable(
    sentence: Sentence, owner: list[Mention | None], run: Run, people: People, title: Mention | None
) -> bool:
    words = sentence.words[run.first : run.last]
    mention = owner[run.first]
    if mention is not None and mention.kind == "person" and mention.last == run.last:
        return True
    before = title.first if title is not None else run.first
    if before and sentence.folded[before - 1] in SHIPS:
        return False
    names = [word for word in words if word[0].isalpha() and len(word) > 1]
    if title is not None and names:
        return True
    surname = sentence.printed(*run).split()[-1]
    following = sentence.words[run.last : run.last + 2]
    make = following[:1] == ["-"] and following[-1][0].isdigit()  # "Il-76", "Su-27"
    if surname.casefold() in GROUNDS or make:
        return False
    if len(sentence.printed(*run).split()) == 1:
        known = surname in people.lexicon.surnames and surname.casefold() not in WORDS_TOO
        return known or people.knows(surname)
    initial = len(words[0]) == 1
    lexicon = people.lexicon
    named = words[0] in lexicon.first_names or lexicon.bearers(surname) or initial
    return bool(named) or _only_a_person(sentence, owner, run)


def _only_a_person(sentence: Sentence, owner: list[Mention | None], run: Run) -> bool:
    """Whether several unknown words stand where only a person can: beside an office, before a verb of speech."""
    if THINGS.intersection(sentence.folded[run.first : run.last]):
        return False
    return bool(
        _office_after(sentence, run)
        or _office_before(sentence, run)
        or _speaks(sentence, run)
        or _beside_another(sentence, owner, run)
    )


def _speaks(sentence: Sentence, run: Run) -> bool:
    """Whether a verb of speech follows: things have names too, but do not speak."""
    return any(
        mention.first == run.last
        and (sense := mention.sense("say"))
        and sense.info["pos"] == "verb"
        for mention in sentence.within(run.last, run.last + REACH)
    )


def _beside_another(sentence: Sentence, owner: list[Mention | None], run: Run) -> bool:
    """Whether the words are joined to the name of somebody known: "Vafa Guluzade and X Y"."""
    if sentence.folded[max(run.first - 1, 0) : run.first] != ["and"] or run.first < 2:
        return False
    beside = owner[run.first - 2]
    return beside is not None and beside.kind == "person"


def _office_after(sentence: Sentence, run: Run) -> Mention | None:
    """The office in the apposition after a name: ", South Africa's minister of defense"."""
    if sentence.words[run.last : run.last + 1] != [","]:
        return None
    for mention in sentence.mentions:
        if mention.first > run.last + WINDOW:
            break
        if mention.first <= run.last:
            continue
        if mention.kind == "person" or any(s.info.get("pos") == "verb" for s in mention.senses):
            return None  # "X, met his German counterpart": no apposition
        if mention.sense("title"):
            between = sentence.words[run.last + 1 : mention.first]
            if UNAPPOSED & set(between) or _before_a_name(sentence, mention):
                return None
            return mention
    return None


def _before_a_name(sentence: Sentence, title: Mention) -> bool:
    """Whether an office stands before the name of the one who holds it: "Grachev, President Yeltsin and …"."""
    following = sentence.words[title.last : title.last + 1]
    return bool(following) and _capital(following[0])


def _office_before(sentence: Sentence, run: Run) -> Mention | None:
    """The office before a name and a comma: "the Chechen chief of staff, Aslan Maskhadov"."""
    if run.first < 2 or sentence.words[run.first - 1] != ",":
        return None
    for mention in reversed(sentence.mentions):
        if mention.last < run.first and mention.sense("title"):
            between = sentence.words[mention.last : run.first - 1]
            return None if len(between) > WINDOW or {",", ";", "."} & set(between) else mention
        if mention.last < run.first - 1 - WINDOW:
            break
    return None


def _describe(
    sentence: Sentence, owner: list[Mention | None], run: Run, person: Person, title: Mention | None
) -> None:
    """Read the person's offices and actor off the words around the name."""
    titles = [
        m
        for m in (title, _office_before(sentence, run), _office_after(sentence, run))
        if m is not None
    ]
    if (
        title is not None
        and title.first
        and (stacked := owner[title.first - 1])
        and stacked.sense("title")
    ):
        titles.append(stacked)
    for mention in titles:
        sense = mention.sense("title")
        if sense is None:
            continue
        if not person.titles and sense.value in ("minister", "deputy"):
            person.level = sense.value  # the office held now, not one held in another year
        person.titles.add(" ".join(sentence.folded[mention.first : mention.last]))
        if LEVELS.index(sense.value) < LEVELS.index(person.level):
            person.level = sense.value
    if not person.actor:
        person.actor = _actor_beside(sentence, run, titles)


def _actor_beside(sentence: Sentence, run: Run, titles: list[Mention]) -> str:
    """The state or organisation named with the office: "Polish President …", "…, chairman of the Georgian …"."""
    for title in titles:
        stop = run.first if title.last <= run.first else title.last + REACH
        found = _actor_before(sentence, title) or _actor_behind(sentence, title, stop)
        sense = title.sense("title")
        found = found or (sense.info.get("actor_word", "") if sense is not None else "")
        if found:
            return found
    possessor = _actor_ending(sentence, run.first - 2)
    if possessor and sentence.words[run.first - 2 : run.first] in (["'", "s"], ["’", "s"]):
        return possessor  # "Russia's Pavel Grachev"
    if sentence.folded[run.last : run.last + 1] == ["of"]:
        return _actor_at(sentence, run.last + 1)  # "Colonel Vello Loemaa of Estonia"
    return ""


def _actor_before(sentence: Sentence, title: Mention) -> str:
    """The actor before an office with nothing but its own words between: "Georgian first deputy minister"."""
    best = ""
    for mention in sentence.within(max(title.first - REACH, 0), title.first):
        sense = mention.sense("actor")
        between = sentence.folded[mention.last : title.first]
        if sense is not None and not best and not PARTING.intersection(between):
            best = sense.value
    return best


def _actor_behind(sentence: Sentence, title: Mention, stop: int) -> str:
    """The actor behind an office: "minister of Ukraine", not "ambassador to Ukraine"."""
    for mention in sentence.within(title.last, stop):
        sense = mention.sense("actor")
        between = sentence.folded[title.last : mention.first]
        if sense is not None:
            return "" if ELSEWHERE.intersection(between) else sense.value
    return ""


def _actor_at(sentence: Sentence, word: int) -> str:
    """The actor that begins at a word."""
    for mention in sentence.within(word, word + REACH):
        sense = mention.sense("actor")
        if mention.first == word and sense is not None:
            return sense.value
    return ""


def _actor_ending(sentence: Sentence, last: int) -> str:
    """The actor that ends before a word."""
    for mention in sentence.within(max(last - REACH, 0), max(last, 0)):
        sense = mention.sense("actor")
        if mention.last == last and sense is not None:
            return sense.value
    return ""
