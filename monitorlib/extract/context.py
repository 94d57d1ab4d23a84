"""What every table asks of a sentence: evidence, date, place, territory, owner, source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from monitorlib.acting import LOCATING, STATES, actors_of, seats
from monitorlib.attribution import Attributions, attribute, said
from monitorlib.bulletin import Bulletin
from monitorlib.clauses import Clause, Document, read_document
from monitorlib.lexicon import Lexicon
from monitorlib.references import resolve
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "PARTS_OF",
    "WHOLE",
    "Act",
    "Context",
    "Row",
    "acts_on",
    "date_of",
    "evidence",
    "happens_later",
    "noun_mood",
    "origin_of",
    "part",
    "place_of",
    "read",
    "sharing",
    "territory_of",
]

STRONG = frozenset({";", ":", "(", ")"})
BEFORE = 3  # a date behind the act is likelier its date than one before it, by so many words
PLACING = frozenset("in at near outside around inside".split())

WHOLE = 50  # sentences; more than a bulletin has: an archive in one file is no scene
NEXT_TO = 4  # words between a verb of speech and "that"
# What a speaker takes as known when he speaks of something else: "the accords which he signed should be observed".
PRESUPPOSED: dict[str, tuple[str, frozenset[str]]] = {
    "agreements": ("status", frozenset({"signed", "ratified"})),
    "meetings": ("status", frozenset({"held"})),
    "sites": ("status", frozenset({"in_use", "to_close", "closed"})),
}


class Act(NamedTuple):
    """Something done to what a row is about: the act, its mood, the word that says it, how far away it stands."""

    value: str
    mood: str
    word: int
    cost: int
    verb: Verb | None


@dataclass(slots=True)
class Row:
    """A fact of one table: its columns as in the codebook, and the spans of text that state it.

    The first span is the fullest statement.
    """

    table: str
    values: dict[str, Any]
    spans: list[tuple[int, int]]
    source: str = ""
    certainty: str = "stated"
    ids: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Context:
    """A document with everything that the extractors ask about it."""

    document: Document
    attributions: Attributions
    # the actors that the bulletin names most, first of all
    leading: list[str] = field(default_factory=list)
    # by sentence: the actors named in it, and how much a naming counts; filled where it is first asked for
    named: list[list[tuple[str, float]]] = field(default_factory=list)
    often: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))  # their sum

    @property
    def lexicon(self) -> Lexicon:
        """The knowledge in use."""
        return self.document.lexicon

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the bulletin."""
        return self.document.sentences

    def clauses(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence."""
        return self.document.clauses[sentence.index]

    def row(self, table: str, sentence: Sentence, word: int, values: dict[str, Any]) -> Row:
        """A row whose evidence is the part of the sentence around a word; empty values are left out."""
        source, certainty, whole = said(self.attributions, sentence, word)
        column, presupposed = PRESUPPOSED.get(table, ("", frozenset()))
        referred_to = certainty == "claimed" and not whole and values.get(column) in presupposed
        if referred_to and (table == "sites" or not self._asserted(sentence, word)):
            source, certainty = "", "stated"
        kept = {column: value for column, value in values.items() if value not in (None, "", [])}
        return Row(table, kept, [evidence(sentence, word)], source, certainty)

    def _asserted(self, sentence: Sentence, word: int) -> bool:
        """Whether the act at a word is what is said itself: "said that they *signed* it"; not "the treaty signed"."""
        clause = self.document.clause_at(sentence, word)
        for claim in self.attributions.get(sentence.index, ()):
            behind = NEXT_TO if clause.kind == "that" else 1  # "told them that"
            near = clause.first - behind < claim.first <= word
            if near and claim.certainty == "claimed":
                verb = next((v for v in clause.verbs if v.at >= claim.first), None)
                if verb is not None and verb.voice != "participle" and verb.mention is not None:
                    return any(s.kind in ("act", "meet") for s in verb.mention.senses)
        return False


def read(bulletin: Bulletin, lexicon: Lexicon) -> Context:
    """Read a bulletin up to the floor of the extractors: mentions, clauses, references, attributions."""
    document = read_document(bulletin, lexicon)
    resolve(document)
    return Context(document, attribute(document), _leading(document.sentences))


def _leading(sentences: list[Sentence]) -> list[str]:
    """The two actors that the bulletin names most often (codebook 8: "plainly implied")."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(actors_of(sentence, 0, len(sentence.words)))
    return [code for code, count in counts.most_common(3) if count > 1 and code != "SUN"]


def part(sentence: Sentence, word: int) -> tuple[int, int]:
    """The words around ``word`` that semicolons, colons or brackets set off."""
    words = sentence.words
    if STRONG.isdisjoint(words):
        return 0, len(words)
    first = last = word
    while first > 0 and words[first - 1] not in STRONG:
        first -= 1
    while last < len(words) and words[last] not in STRONG:
        last += 1
    return first, last


def evidence(sentence: Sentence, word: int) -> tuple[int, int]:
    """Offsets of the fullest statement around a word: the sentence, or the part of it that is set off."""
    first, last = part(sentence, word)
    stop = sentence.stop if last == len(sentence.words) else sentence.end(last)
    start = sentence.start if first == 0 else sentence.offset(first)
    return start, stop


def date_of(sentence: Sentence, first: int, last: int, word: int, *, future: bool = False) -> str:
    """The date nearest to a word among words ``first``..``last``; a weekday lies ahead when ``future``."""
    best, distance = "", 10**6
    for mention in sentence.within(first, last, "date"):
        if mention.date is None:
            continue
        away = word - mention.last + BEFORE if mention.last <= word else mention.first - word
        if away < distance:
            span = mention.date
            best, distance = (span.edtf_future or span.edtf) if future else span.edtf, away
    return best


def sharing(context: Context, clause: Clause) -> int:
    """The first word of the coordinated clauses that share this one's subject: "conferred in Minsk and signed …"."""
    first = clause.first
    for other in context.clauses(clause.sentence):
        if other.first < first and other.subject is clause.subject and other.subject:
            return other.first
    return first


def place_of(sentence: Sentence, first: int, last: int, word: int) -> Mention | None:
    """The place nearest to a word where something happens: after "in", "at", "near"; no whole country."""
    best, distance = None, 10**6
    for mention in sentence.within(first, last, "place"):
        if mention.sense("place") is None or mention.first == 0:
            continue
        before = sentence.folded[mention.first - 1]
        away = abs(mention.first - word)
        if before in PLACING and away < distance and not seats(sentence, mention):
            best, distance = mention, away
    return best


# Words between a preposition and the territory: "in the northern Caucasus", "in neighboring Moldova".
PARTS_OF = frozenset(
    "the northern southern eastern western central neighboring nearby"
    " northeastern northwestern southeastern southwestern".split()
)


def territory_of(mention: Mention) -> str:
    """The actor code of the territory that a place or the name of a state stands for."""
    place = mention.sense("place")
    if place is not None:
        return place.info["country"]
    sense = mention.sense("actor")
    if (
        sense is not None
        and sense.info["kind"] in STATES
        and sense.info["form"] in ("name", "capital")
    ):
        return sense.value
    return ""


def origin_of(sentence: Sentence, first: int, last: int) -> tuple[str, str]:
    """Where a force is or leaves from, and where it goes: codes of territories in words ``first``..``last``."""
    here = there = ""
    for mention in sentence.within(first, last, "place", "actor"):
        code = territory_of(mention) or _soil_of(sentence, mention)
        owns = sentence.folded[mention.last : mention.last + 1] in (["'"], ["’"])
        if not code or mention.first == 0 or owns or seats(sentence, mention):
            continue  # "at Russia's base in Gyumri"
        at = mention.first - 1
        while at > 0 and sentence.folded[at] in PARTS_OF:
            at -= 1
        before = sentence.folded[at]
        out = before == "of" and sentence.folded[at - 1] == "out"
        if before in ("to", "into", "across", "inside") and not there:
            there = code
        elif (before in LOCATING or before == "on" or out) and not here:
            here = code
    return here, there


def _soil_of(sentence: Sentence, mention: Mention) -> str:
    """ "on Belarusan territory", "from Ukrainian soil"."""
    sense = mention.sense("actor")
    following = sentence.folded[mention.last : mention.last + 1]
    return sense.value if sense is not None and following in (["territory"], ["soil"]) else ""


# --- acts --------------------------------------------------------------------------------------------------

BOUNDARY = 12  # what a clause boundary between an act and its object costs, in words


def acts_on(
    context: Context, sentence: Sentence, first: int, last: int, values: Collection[str]
) -> list[Act]:
    """The acts of the sentence that may concern words ``first``..``last``, likeliest first.

    An act of the same clause is near, one beyond a boundary is far, one beyond a semicolon or a bracket is out
    of reach. A clause that hangs on these very words ("missiles which have been shipped") counts as near.
    """
    found = []
    low, high = part(sentence, first)
    home = context.document.clause_at(sentence, first)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        apart = _apart(context, home, clause, first, last)
        antecedent = clause.antecedent
        hangs = antecedent is not None and first <= antecedent.first < last
        for act in _acts_in(clause, values):
            gap = first - act.word if act.word < first else max(act.word - last + 1, 0)
            if hangs and act.word > last:
                gap = act.word - clause.first
            found.append(act._replace(cost=gap + BOUNDARY * apart))
    return sorted(found, key=lambda act: act.cost)


def _apart(context: Context, home: Clause, other: Clause, first: int, last: int) -> int:
    """How many clause boundaries lie between two clauses, less those that grammar bridges."""
    if home is other:
        return 0
    clauses = context.clauses(home.sentence)
    distance = abs(clauses.index(home) - clauses.index(other))
    antecedent = other.antecedent
    if antecedent is not None and first <= antecedent.first < last:
        return 2 if home.sentence.folded[other.first] == "whose" else 0
    if other.subject and any(first <= m.first < last for m in other.subject):
        return 0
    hangs_on = home.antecedent
    if (
        home.kind == "participle"
        and hangs_on is not None
        and other.first <= hangs_on.first < other.last
    ):
        return 0  # "withdrawal of two regiments, comprising 18 launchers"
    return distance


def _acts_in(clause: Clause, values: Collection[str]) -> Iterator[Act]:
    """The acts that a clause states, by verb, noun or phrase, each with its mood."""
    heads = {id(verb.mention): verb for verb in clause.verbs if verb.mention is not None}
    for mention in clause.mentions:
        for sense in mention.senses:
            if sense.kind != "act" or sense.value not in values:
                continue
            verb = heads.get(id(mention))
            if verb is None and sense.info.get("pos") == "verb":
                continue
            mood = verb.mood if verb is not None else noun_mood(clause, mention)
            yield Act(sense.value, mood, mention.first, 0, verb)


PLANNED_NOUNS = frozenset(
    "planned future proposed promised scheduled pledged forthcoming eventual agreed impending".split()
)
UNFINISHED = frozenset(
    "start begin resume continue complete proceed follow cover demand urge await delay seek "
    "foresee envisage".split()
)


def noun_mood(clause: Clause, mention: Mention) -> str:
    """The mood of an act named by a noun ("the withdrawal"): from the verb of its clause and the words before it."""
    words = clause.sentence.folded[max(mention.first - 3, 0) : mention.first]
    if PLANNED_NOUNS & set(words):
        return "plan"
    for verb in clause.verbs:
        head = clause.sentence.folded[verb.at]
        if verb.mood in ("plan", "negated", "maybe"):
            return verb.mood
        if head in UNFINISHED:
            return "plan"
    return "fact"


def happens_later(context: Context, edtf: str) -> bool:
    """Whether a date begins after the bulletin's day: what is dated so is planned, whatever its verb's tense."""
    day = context.document.bulletin.date[:10]
    return bool(edtf and day) and edtf[: len(day)] > day[: len(edtf)]
