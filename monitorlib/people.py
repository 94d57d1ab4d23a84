"""The people of one bulletin: who is who, under full name, surname and other spellings, and whom each acts for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from monitorlib.lexicon import Lexicon
from monitorlib.lexicon.spelling import given_key, name_key
from monitorlib.spans import Person, Sentence

__all__ = ["LEVELS", "People"]

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
PROMINENCE = {
    "head_of_state": 5,
    "head_of_government": 4,
    "minister": 3,
    "military": 2,
    "official": 1,
    "resistance": 1,
}
# Where the surname comes first: "Chi Haotian" is Chi.
SURNAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM"})
Row = Mapping[str, str]


class People:
    """The people of one bulletin, by surname and by full name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.by_surname: dict[str, Person] = {}
        self.by_name: dict[str, Person] = {}
        self._bearers: dict[str, list[Person]] = defaultdict(list)  # by key, the last met last

    def knows(self, surname: str) -> bool:
        """Whether the bulletin has spoken of somebody of this surname, in any spelling."""
        return surname in self.by_surname or name_key(surname) in self._bearers

    def meet(self, name: str, title: str = "") -> Person:
        """The person of this printed name, made known to the bulletin when new.

        Parameters
        ----------
        title
            The rank or office printed before the name, folded: it tells people of one surname apart.
        """
        words = name.split()
        surname = words[-1]
        bearers = self._bearers[name_key(surname)]
        known = self._namesake(name, words, bearers) if len(words) > 1 else _meant(title, bearers)
        if known is None:
            known = self._new(words, name)
        if known in bearers:
            bearers.remove(known)
        bearers.append(known)
        self.by_surname[surname] = known
        if len(words) > 1:
            self.by_name[name] = known
            if known.actor in SURNAME_FIRST:
                self._bearers[name_key(words[0])].append(known)
        return known

    def _namesake(
        self, name: str, words: Sequence[str], bearers: Sequence[Person]
    ) -> Person | None:
        """The person already met whom a full name means, perhaps spelled otherwise, or met by surname only."""
        if name in self.by_name:
            return self.by_name[name]
        for person in reversed(bearers):
            if " " not in person.name:
                person.name = name
                return person
            if _same_given(words[0], person.name.split()[0]):
                return person
        return None

    def _new(self, words: Sequence[str], name: str) -> Person:
        surname = words[-1]
        rows = self.lexicon.bearers(surname)
        if len(words) > 1:
            rows = tuple(row for row in rows if _called(row, name, words[0]))
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
        everybody = {id(p): p for p in (*self.by_surname.values(), *self.by_name.values())}
        unsure = [person for person in everybody.values() if not person.actor]
        if not unsure:
            return
        counts = Counter(
            sense.value
            for sentence in sentences
            for mention in sentence.mentions
            if (sense := mention.sense("actor")) is not None
        )
        for person in unsure:
            self._choose_for(person, counts)

    def _choose_for(self, person: Person, counts: Counter[str]) -> None:
        words = person.name.split()
        rows = self.lexicon.bearers(person.surname)
        if len(words) > 1:
            rows = tuple(row for row in rows if _called(row, person.name, words[0]))
        if not rows or not _stands_out(rows, counts):
            self._place_by_name(person, counts)
            return
        chosen = max(rows, key=lambda row: _weight(row, counts))
        person.actor = chosen["actor"]
        person.level = person.level or OFFICE_LEVELS.get(chosen.get("office", ""), "")
        person.person_id = chosen["person_id"]

    def _place_by_name(self, person: Person, counts: Counter[str]) -> None:
        """Let an unknown holder of an office act for the state that the bulletin speaks of and the name is of."""
        if not person.titles:
            return
        homes = [actor for actor in self.lexicon.homes(person.name) if counts[actor]]
        if homes:
            person.actor = max(homes, key=counts.__getitem__)


def _weight(row: Row, counts: Counter[str]) -> tuple[bool, bool, int, int]:
    """How likely a known person is meant: of a state the bulletin speaks of, of high office, of a state named often."""
    actor, office = counts[row["actor"]], row.get("office", "")
    return actor > 0, office in TOP, actor, PROMINENCE.get(office, 0)


def _stands_out(rows: Sequence[Row], counts: Counter[str]) -> bool:
    """Whether one of several bearers is the likeliest: "Rahmonov" alone is the president."""
    best = max(_weight(row, counts) for row in rows)
    return best[0] or len({row["actor"] for row in rows if _weight(row, counts) == best}) == 1


def _meant(title: str, bearers: Sequence[Person]) -> Person | None:
    """Whom a bare surname means: the bearer of the office printed with it, else the one spoken of last."""
    for person in reversed(bearers):
        if title and title in person.titles:
            return person
    return bearers[-1] if bearers else None


def _same_given(one: str, other: str) -> bool:
    """Whether two given names are one: in another spelling, or one the beginning of the other ("Ahmad", "A.")."""
    if given_key(one) == given_key(other):
        return True
    one, other = (name.rstrip(".").casefold() for name in (one, other))
    return one.startswith(other) or other.startswith(one)  # as printed: Ivo is no Ivan


def _called(row: Row, name: str, given: str) -> bool:
    """Whether a known person of the surname has this full name, or given name in some spelling."""
    variants = row.get("variants", "").split(";")
    return name in variants or any(
        " " in known and _same_given(given, known.split()[0]) for known in (row["name"], *variants)
    )
