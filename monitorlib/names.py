"""People: full name once, surname later, with rank, office and nationality beside the name.

A name is believed when the lexicon knows it, when it begins with a known given name, when a rank or an office stands
before it, or when an office follows as an apposition ("Joe Modise, South Africa's minister of defense").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from monitorlib.lexicon import Lexicon
from monitorlib.spans import Mention, Person, Sentence

__all__ = ["People", "find_people"]

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
NOT_NAMES = frozenset(
    "the a an in on at by of for to from with and but or nor so yet as if when while although though because since "
    "after before until unless this that these those his her their its he she they it we who which what whose both "
    "neither either each every all some many most few several none one two three no not only even still also then "
    "there here now today yesterday once under over between among despite instead according earlier later meanwhile "
    "moreover however nevertheless monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december spring summer autumn winter fall north south "
    "east west northern southern eastern western mr mrs new air force army security council ministry defense defence "
    "foreign interior general staff strategic rocket forces missile treaty party state union parliament committee "
    "commission communist democratic republic federal federation national international institute radio supreme soviet "
    "soviets black white red sea fleet bank world economic district region province academy university".split()
)
# Surnames that are English words: believed only when the bulletin gives the full name or an office.
WORDS_TOO = frozenset(
    "cook hill bell rice straw hunter bush black white brown green young king long strong may little grant "
    "ford stone wood field west wise hand law church page price power major fields baker carter".split()
)
SHIPS = frozenset(
    "cruiser carrier ship vessel submarine destroyer frigate warship trawler tanker icebreaker".split()
)
LEVELS = (
    "head_of_state",
    "head_of_government",
    "minister",
    "deputy",
    "military",
    "official",
    "other",
    "",
)
WINDOW = 10  # words around a name in which its office and nationality are looked for


class Run(NamedTuple):
    """Words ``first``..``last`` (exclusive) that look like a name."""

    first: int
    last: int


class People:
    """The people of one bulletin, by surname and by full name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.by_surname: dict[str, Person] = {}
        self.by_name: dict[str, Person] = {}

    def meet(self, name: str) -> Person:
        """The person of this printed name, made known to the bulletin when new."""
        words = name.split()
        surname = words[-1]
        known = self.by_name.get(name) if len(words) > 1 else self.by_surname.get(surname)
        if known is None and len(words) > 1:
            bare = self.by_surname.get(surname)
            if bare is not None and bare.name == surname:
                known = bare
                known.name = name
        if known is None:
            known = self._new(words, name)
            self.by_surname.setdefault(surname, known)
        if len(words) > 1:
            self.by_name[name] = known
        return known

    def _new(self, words: list[str], name: str) -> Person:
        surname = words[-1]
        rows = self.lexicon.surnames.get(surname, ())
        if len(words) > 1:
            rows = tuple(
                row
                for row in rows
                if row["name"][0] == name[0] or name in row.get("variants", "").split(";")
            )
        actors = {row["actor"] for row in rows}
        if not rows or len(actors) > 1:
            return Person(name, surname)
        return Person(
            name,
            surname,
            rows[0]["actor"],
            OFFICE_LEVELS.get(rows[0].get("office", ""), ""),
            rows[0]["person_id"],
        )

    def settle(self, sentences: Iterable[Sentence]) -> None:
        """Give every mention of a person the name, and the actor, that the whole bulletin has settled on."""
        sentences = list(sentences)
        self._choose(sentences)
        same = self._one_person()
        for sentence in sentences:
            for mention in sentence.mentions:
                if mention.person is not None:
                    mention.person = same.get(id(mention.person), mention.person)
                    mention.value = mention.person.name

    def _one_person(self) -> dict[int, Person]:
        """Those known under two names, by the fuller one: "Jiang" and "Jiang Zemin"."""
        fullest: dict[str, Person] = {}
        everybody = [*self.by_surname.values(), *self.by_name.values()]
        for person in everybody:
            known = fullest.get(person.person_id)
            if person.person_id and (known is None or (" " in person.name) > (" " in known.name)):
                fullest[person.person_id] = person
        merged = {}
        for surname, person in list(self.by_surname.items()):
            chosen = fullest.get(person.person_id, person)
            if chosen is not person:
                chosen.titles |= person.titles
                chosen.level = chosen.level or person.level
                self.by_surname[surname] = merged[id(person)] = chosen
        return merged

    def _choose(self, sentences: Iterable[Sentence]) -> None:
        """Whom a surname means that several known people bear: him whose state the bulletin speaks of most."""
        unsure = [
            (person, self.lexicon.surnames[surname])
            for surname, person in self.by_surname.items()
            if not person.actor and surname in self.lexicon.surnames
        ]
        if not unsure:
            return
        counts = Counter(
            sense.value
            for sentence in sentences
            for mention in sentence.mentions
            if (sense := mention.sense("actor")) is not None
        )
        for person, bearers in unsure:
            full = " " in person.name
            rows = [row for row in bearers if not full or row["name"][0] == person.name[0]]
            named = [row for row in rows if counts[row["actor"]]]
            if not named:  # "Rahmonov" alone is the president
                named = [row for row in rows if row.get("office") in TOP]
            if len(named) != 1 and not any(counts[row["actor"]] for row in named):
                continue
            chosen = max(named, key=lambda row: (row.get("office") in TOP, counts[row["actor"]]))
            person.actor = chosen["actor"]
            person.level = person.level or OFFICE_LEVELS.get(chosen.get("office", ""), "")
            person.person_id = chosen["person_id"]


TOP = ("head_of_state", "head_of_government")
OFFICE_LEVELS = {
    "head_of_state": "head_of_state",
    "head_of_government": "head_of_government",
    "minister": "minister",
    "military": "military",
    "official": "official",
    "resistance": "official",
    "parliament": "official",
}


def find_people(sentence: Sentence, people: People) -> None:
    """Add the sentence's people to its mentions, and to the people of the bulletin."""
    owner: list[Mention | None] = [None] * len(sentence.words)
    for mention in sentence.mentions:
        for word in range(mention.first, mention.last):
            owner[word] = mention
    found = []
    for run in _runs(sentence, owner, people):
        title = _title_before(owner, run)
        if not _believable(sentence, owner, run, people, title):
            continue
        person = people.meet(sentence.printed(*run))
        _describe(sentence, owner, run, person, title)
        found.append(Mention("person", person.name, run.first, run.last, person=person))
    if found:
        taken = {word for mention in found for word in range(mention.first, mention.last)}
        kept = [
            m
            for m in sentence.mentions
            if not any(word in taken for word in range(m.first, m.last))
        ]
        sentence.mentions[:] = sorted(kept + found, key=lambda mention: mention.first)


def _capital(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.isalpha()


def _runs(sentence: Sentence, owner: list[Mention | None], people: People) -> Iterable[Run]:
    """Sequences of words that could be a name, left to right."""
    words, total, at = sentence.words, len(sentence.words), 0
    first_names = people.lexicon.first_names
    while at < total:
        if not _may_start(words, owner, at, people):
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


def _continues(
    words: list[str], owner: list[Mention | None], at: int, after_first_name: bool, people: People
) -> int:
    """How many words from ``at`` belong to the name that has begun before: 0 when it ends here."""
    word, mention = words[at], owner[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "." and len(words[at - 1]) == 1 and following and _capital(following):
        return 1
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


def _title_before(owner: list[Mention | None], run: Run) -> Mention | None:
    """The rank or office that stands immediately before a name."""
    if run.first == 0:
        return None
    before = owner[run.first - 1]
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
    if len(sentence.printed(*run).split()) == 1:
        known = surname in people.lexicon.surnames and surname.casefold() not in WORDS_TOO
        return known or surname in people.by_surname
    if (
        words[0] in people.lexicon.first_names
        or surname in people.lexicon.surnames
        or len(words[0]) == 1
    ):
        return True
    return _office_after(sentence, run) is not None


def _office_after(sentence: Sentence, run: Run) -> Mention | None:
    """The office in the apposition after a name: ", South Africa's minister of defense"."""
    if sentence.words[run.last : run.last + 1] != [","]:
        return None
    for mention in sentence.mentions:
        if mention.first > run.last + WINDOW:
            break
        if mention.first > run.last and mention.sense("title"):
            between = sentence.words[run.last + 1 : mention.first]
            return None if {",", ";", ".", "who", "which"} & set(between) else mention
    return None


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
        before_name = title.last <= run.first
        low = title.first - 6 if before_name else run.last
        high = run.first if before_name else title.last + 6
        best = ""
        for mention in sentence.mentions:
            sense = mention.sense("actor")
            if sense is None or mention.first < low or mention.last > high:
                continue
            gap = sentence.words[min(mention.last, title.last) : max(mention.first, title.first)]
            if not {",", ";", "."} & set(gap):
                best = best or sense.value
        if best:
            return best
    return ""
