"""Clauses: who does what, and whether it is said as done, planned, possible or denied.

`split` cuts a sentence into clauses at punctuation, conjunctions and relative pronouns, finds the verb groups, and
gives each clause its subject. It is a shallow reading by closed lists of function words: no list of all verbs is
needed, because a verb that matters is a trigger of the lexicon or stands behind an auxiliary.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from monitorlib.asides import speech_asides
from monitorlib.bulletin import Bulletin
from monitorlib.function_words import (
    BREAKS,
    CONDITIONS,
    COORDINATORS,
    NOMINAL,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from monitorlib.lexicon import Lexicon
from monitorlib.mentions import read_sentences
from monitorlib.people import People
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb, verb_groups

__all__ = ["Clause", "Document", "read_document", "split"]


_first = attrgetter("first")


@dataclass(slots=True, eq=False)
class Clause:
    """Words ``first``..``last`` of a sentence, with its verbs and its subject.

    ``kind``: ``main``, ``relative``, ``subordinate``, ``condition``, ``that``, ``participle``, ``bracket``, ``aside``
    ("…, he said, …": who says so, put into or behind what is said).
    ``antecedent`` is what a relative or participial clause hangs on.
    """

    sentence: Sentence
    first: int
    last: int
    kind: str
    verbs: list[Verb] = field(default_factory=list)
    subject: list[Mention] = field(default_factory=list)
    antecedent: Mention | None = None

    @property
    def mentions(self) -> Sequence[Mention]:
        """The mentions inside the clause, left to right."""
        return self.sentence.within(self.first, self.last)


@dataclass(slots=True, eq=False)
class Document:
    """One bulletin as the extractors see it: sentences with mentions, cut into clauses; the people it names."""

    bulletin: Bulletin
    lexicon: Lexicon
    sentences: list[Sentence]
    clauses: list[list[Clause]]
    people: People

    def clause_at(self, sentence: Sentence, word: int) -> Clause:
        """The clause that holds word number ``word`` of a sentence."""
        clauses = self.clauses[sentence.index]
        before = bisect_right(clauses, word, key=_first)
        return clauses[before - 1]  # they follow each other without gaps


def read_document(bulletin: Bulletin, lexicon: Lexicon) -> Document:
    """Read a bulletin: its sentences, mentions and clauses."""
    sentences, people = read_sentences(bulletin, lexicon)
    return Document(
        bulletin, lexicon, sentences, [split(sentence) for sentence in sentences], people
    )


# --- clauses -----------------------------------------------------------------------------------------------


def split(sentence: Sentence) -> list[Clause]:
    """Cut a sentence into clauses, left to right."""
    verbs = verb_groups(sentence)
    cuts = _cuts(sentence, verbs)
    clauses = []
    for (first, kind), (last, _) in zip(cuts, [*cuts[1:], (len(sentence.words), "")], strict=True):
        if first < last:
            low, high = bisect_left(verbs, first, key=_first), bisect_left(verbs, last, key=_first)
            clauses.append(Clause(sentence, first, last, kind, verbs[low:high]))
    _moods_of_conditions(clauses)
    _subjects(clauses)
    return clauses


# Words that may open a clause, and marks behind which one may begin.
CUTTING = (
    PREPOSITIONS
    | RELATIVES
    | CONDITIONS
    | COORDINATORS
    | SUBORDINATORS
    | frozenset({"should", "were", "that"})
)
CUT_BEHIND = BREAKS | frozenset({",", "-", ".", '"', "“", "”"})


@dataclass(slots=True)
class Marks:
    """What the cutter looks at: the words, the verb groups by first word, and where nouns end, but for people."""

    folded: list[str]
    verbs: dict[int, Verb]
    finite: dict[int, None]  # the first words of finite verbs, in order
    nouns: set[int]
    dates: set[int]  # their first words
    listing: set[int]  # the commas of "Estonia, Latvia and Lithuania"
    spoken: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spoken = list(self.finite)

    def speaks(self, first: int, last: int) -> bool:
        """Whether a finite verb begins in words ``first``..``last``."""
        at = bisect_left(self.spoken, first)
        return at < len(self.spoken) and self.spoken[at] < last


def _cuts(sentence: Sentence, verbs: list[Verb]) -> list[tuple[int, str]]:
    """Where clauses begin, and of what kind."""
    folded = sentence.folded
    marks = Marks(
        folded,
        {verb.first: verb for verb in verbs},
        dict.fromkeys(
            v.first for v in verbs if v.voice != "participle" and folded[v.first] != "to"
        ),
        {m.last for m in sentence.mentions if m.kind in NOMINAL and m.person is None},
        {m.first for m in sentence.of("date")},
        _listing(sentence),
    )
    inside = {
        word
        for mention in sentence.mentions
        if mention.last - mention.first > 1
        for word in range(mention.first + 1, mention.last)
    }
    asides = dict(speech_asides(sentence, verbs))
    cuts: list[tuple[int, str]] = [(0, _opening(folded, verbs))]
    for at in range(1, len(folded)):
        word = folded[at]
        if word not in CUTTING and folded[at - 1] not in CUT_BEHIND and cuts[-1][1] != "aside":
            continue  # nothing here can open a clause
        if at in inside:
            continue
        if at in asides:
            cuts.append((at, "aside"))
            continue
        if cuts[-1][1] == "aside":
            if at >= asides[cuts[-1][0]]:
                cuts.append((at, "main"))
            continue
        kind = (
            _cut_by_mark(marks, at, cuts[-1][1])
            or _cut_by_word(marks, at, cuts[-1][0])
            or _cut_by_comma(marks, at, cuts[-1])
        )
        if kind:
            cuts.append((at, kind))
    return cuts


def _listing(sentence: Sentence) -> set[int]:
    """The commas between two names of a list."""
    names = [mention for mention in sentence.mentions if mention.kind in ("actor", "person")]
    pairs = pairwise(names)
    return {a.last for a, b in pairs if b.first == a.last + 1 and sentence.folded[a.last] == ","}


SHORTEST_CONDITION = 4  # words of "If the Duma votes": its verb may be none that the grammar knows


# Before a participle that opens a sentence: "By sending two battalions, Moscow has …".
BEFORE_PARTICIPLES = frozenset("by in on upon without despite instead besides since".split())


def _opening(folded: list[str], verbs: list[Verb]) -> str:
    if not folded:
        return "main"
    if verbs and (verbs[0].voice == "participle" or folded[verbs[0].first] == "having"):
        before = folded[: verbs[0].first]
        if not before or (len(before) == 1 and before[0] in BEFORE_PARTICIPLES):
            return "subordinate"
    if (
        folded[0] in CONDITIONS
        or folded[0] in ("should", "were", "had")
        or folded[:2] == ["failing", "an"]
    ):
        return "condition"
    return "subordinate" if folded[0] in SUBORDINATORS - {"that", "so", "as"} else "main"


def _cut_by_mark(marks: Marks, at: int, kind: str) -> str:
    """Strong punctuation, relative pronouns, and the comma that ends a relative clause."""
    folded, word, before = marks.folded, marks.folded[at], marks.folded[at - 1]
    if word in PREPOSITIONS and folded[at + 1 : at + 2] in (["which"], ["whom"], ["whose"]):
        return "relative"
    if before in BREAKS or (before == "-" and folded[at - 2] == "-"):
        if before != "(" and word in RELATIVES:
            return "relative"  # "the larger depot--the smaller being at Salyan--which …"
        return "bracket" if before == "(" else "main"
    if word in RELATIVES:
        return "" if before in PREPOSITIONS else "relative"
    ends = before == "," and at in marks.verbs and word != "to" and not word.endswith("ing")
    if kind in ("relative", "participle", "subordinate") and ends:
        verb = marks.verbs[at]
        verb.voice = "active" if verb.voice == "participle" else verb.voice
        return "main"
    return ""


def _cut_by_word(marks: Marks, at: int, start: int) -> str:
    """Conjunctions that open a clause of their own."""
    word, before = marks.folded[at], marks.folded[at - 1]
    inverted = word in ("should", "were") and before in (",", "warned", "that")
    inverted = inverted and not PREPOSITIONS & set(marks.folded[at + 1 : at + 2])
    if word in CONDITIONS or (inverted and (at not in marks.verbs or marks.verbs[at].at == at)):
        return "condition"
    if word in ("when", "while", "although", "though", "because", "whereas", "whereupon"):
        return "subordinate"
    if word == "that" and before not in PREPOSITIONS:
        verb_near = _verb_follows(at, marks) or marks.folded[at + 1 : at + 2] == ["the"]
        verb_near = verb_near or _verb_past_aside(at, marks)
        return ("relative" if at in marks.nouns else "that") if verb_near else ""
    if word in COORDINATORS and marks.speaks(start, at):
        follows = at + 1 in marks.finite or (before == "," and _verb_follows(at, marks))
        return "main" if follows else ""
    return "subordinate" if _subordinates(marks, at, start) else ""


def _subordinates(marks: Marks, at: int, start: int) -> bool:
    """Whether "before", "since", "as" … opens a clause; not so in "two regiments stationed there since 1992 left"."""
    word = marks.folded[at]
    if word not in ("before", "after", "until", "since", "as", "once"):
        return False
    helped = any(start <= v.first < min(v.at, at) for v in marks.verbs.values())
    dates = at + 1 in marks.dates and at > start and not helped
    reach = 5 if word == "as" else 7  # "quoted as saying that two regiments left"
    return not dates and _verb_follows(at, marks, reach)


def _cut_by_comma(marks: Marks, at: int, current: tuple[int, str]) -> str:
    """A comma before a participle, before a second finite verb, or at the end of "If …" and "When …"."""
    if marks.folded[at - 1] != ",":
        return ""
    if at in marks.verbs and marks.verbs[at].voice == "participle":
        return "participle"
    start, kind = current
    spoken = marks.speaks(start, at)
    fronted = kind in ("condition", "subordinate") and (spoken or at - start > SHORTEST_CONDITION)
    # "Before his journey, which begins tomorrow, Ruehe telephoned …": the sentence still lacks its verb
    anew = kind == "relative" and marks.folded[at] not in COORDINATORS | PREPOSITIONS
    anew = anew and not marks.folded[at].endswith("ly")
    fronted = fronted or (anew and spoken and not marks.speaks(0, start))
    ends = fronted and _verb_follows(at - 1, marks, 14)
    return "main" if ends or (spoken and at in marks.finite) else ""


def _verb_past_aside(at: int, marks: Marks) -> bool:
    """Whether a finite verb follows an aside: "that Belarus, citing the truce, had moved two regiments"."""
    commas = [word for word in range(at, len(marks.folded)) if marks.folded[word] == ","][:2]
    if len(commas) != 2:
        return False
    aside = marks.verbs.get(commas[0] + 1)
    return aside is not None and aside.voice == "participle" and commas[1] + 1 in marks.finite


def _verb_follows(at: int, marks: Marks, reach: int = 9) -> bool:
    """Whether a finite verb comes soon, before the next comma."""
    for word in range(at + 1, min(at + reach, len(marks.folded))):
        if word in marks.finite:
            return True
        if marks.folded[word] in (",", ";", ":") and word not in marks.listing:
            return False
    return False


def _moods_of_conditions(clauses: list[Clause]) -> None:
    """What hangs on an "if" is no fact, and neither is what will, would or is to follow from it."""
    part: list[Clause] = []
    for clause in clauses:
        if clause.first and clause.sentence.words[clause.first - 1] == ";":
            _moods_of_part(part)
            part = []
        part.append(clause)
    _moods_of_part(part)


def _moods_of_part(clauses: list[Clause]) -> None:
    conditions = [clause for clause in clauses if clause.kind == "condition"]
    if not conditions:
        return
    open_end = not all(_either_way(clause) for clause in conditions)
    strict = any(clause.sentence.folded[clause.first] != "whether" for clause in conditions)
    for clause in clauses:
        for verb in clause.verbs:
            chain = clause.sentence.folded[verb.first : verb.at]
            follows = verb.mood == "plan" or not {"is", "are"}.isdisjoint(chain)
            bound = strict and follows and clause.kind == "main"
            bound = bound or (verb.mood == "plan" and "would" in chain)
            bound = (bound and open_end) or clause in conditions
            if bound and verb.mood != "negated":
                verb.mood = "maybe"


def _either_way(clause: Clause) -> bool:
    """ "Whether or not the Duma ratifies": what happens in either case hangs on nothing."""
    return clause.sentence.folded[clause.first : clause.first + 3] == ["whether", "or", "not"]


def _subjects(clauses: list[Clause]) -> None:
    """Give each clause its subject: before its verb, what it hangs on, or taken over from the clause before."""
    previous: list[Mention] = []
    for position, clause in enumerate(clauses):
        edge = clause.verbs[0].first if clause.verbs else clause.last
        own = [m for m in clause.sentence.within(clause.first, edge) if m.kind in NOMINAL]
        if clause.kind in ("relative", "participle") and position:
            clause.antecedent = _last_nominal(
                clause.sentence, _before_aside(clause.sentence, clause.first)
            )
            before = clauses[position - 1]
            if clause.kind == before.kind == "relative" and _joined(clause):
                clause.antecedent = before.antecedent  # "which … and which …" hang on one noun
            if own and own[0].first > clause.first + 3:
                own = []  # "which started out with 176 missiles, …": these are no subject
        if own:
            clause.subject = own
        elif clause.antecedent is not None:
            clause.subject = [clause.antecedent]
        else:
            clause.subject = previous
        if clause.kind in ("main", "that", "subordinate") and own:
            previous = own
    if len(clauses) > 1 and clauses[0].kind == "subordinate" and not clauses[0].subject:
        clauses[0].subject = clauses[1].subject  # "After withdrawing its troops, Russia …"


def _joined(clause: Clause) -> bool:
    return clause.sentence.folded[clause.first - 1] in COORDINATORS


def _before_aside(sentence: Sentence, at: int) -> int:
    """Where an aside in dashes or brackets that ends before word ``at`` begins; ``at`` itself when none does."""
    folded = sentence.folded
    closing = folded[at - 1]
    last = at - 2 if folded[at - 2 : at] == ["-", "-"] else at - 1
    if closing not in ("-", "--", "—", "–", ")"):
        return at
    for word in range(last - 1, 0, -1):
        if folded[word] == {")": "("}.get(closing, closing) and (
            closing != "-" or folded[word - 1] == "-"
        ):
            return word
    return at


def _last_nominal(sentence: Sentence, before: int) -> Mention | None:
    found = None
    for mention in sentence.mentions:
        if mention.last > before:
            break
        if mention.kind in NOMINAL:
            found = mention
    return found
