"""Clauses: who does what, and whether it is said as done, planned, possible or denied.

`split` cuts a sentence into clauses at punctuation, conjunctions and relative pronouns, finds the verb groups, and
gives each clause its subject. It is a shallow reading by closed lists of function words: no list of all verbs is
needed, because a verb that matters is a trigger of the lexicon or stands behind an auxiliary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import Lexicon
from monitorlib.mentions import read_sentences
from monitorlib.names import People
from monitorlib.numerals import TENS, UNITS
from monitorlib.spans import Mention, Sentence

__all__ = ["Clause", "Document", "Verb", "mood_of", "noun_group", "read_document", "split"]

BE = frozenset("be is are was were been being am".split())
HAVE = frozenset("has have had having".split())
DO = frozenset("do does did".split())
WILL = frozenset("will shall must should ought would".split())
MAY = frozenset("could might can may cannot".split())
AUXILIARIES = BE | HAVE | DO | WILL | MAY
NEGATIONS = frozenset(
    "not never neither nor hardly scarcely cannot no nobody none didn doesn don wasn weren "
    "won isn aren hasn haven".split()
)
ADVERBS = frozenset(
    "now then already still also yet just soon again once ever even only first finally at "
    "last in fact there since "
    "likewise both all together thereby thus later meanwhile instead moreover nonetheless "
    "nevertheless however "
    "long far much more most almost about ready due set bound supposed going able likely "
    "certain scheduled".split()
)
# Verbs before an infinitive, by what they make of it: "refused to sign" was not signed.
DENYING = frozenset(
    "refuse refuses refused refusing fail fails failed failing decline declines declined omit "
    "omitted forgot hesitates hesitated unwilling unable reluctant".split()
)
DOING = frozenset(
    "begin begins began begun beginning start starts started starting continue continues "
    "continued continuing manage manages managed proceed "
    "proceeded happened happens helped come came went seemed appears appeared turned used "
    "allowed enabled".split()
)
FEARING = frozenset(
    "threaten threatens threatened threatening fear fears feared risk risks dare dared".split()
)
REPORTED = frozenset(
    "said reported believed thought understood known rumored alleged claimed claims claim supposed seem seems appear "
    "appears happen happens".split()
)
PLANNED = frozenset(
    "due set bound ready scheduled supposed going expected slated planned meant destined "
    "obliged".split()
)

RELATIVES = frozenset("which who whom whose where".split())
SUBORDINATORS = frozenset(
    "when while although though because whereas whereupon before after as since until so "
    "whether that once".split()
)
ELLIPTIC = frozenset("though although when while if once unless until as".split())
CONDITIONS = frozenset("if unless lest whether".split())
COORDINATORS = frozenset("and but or yet nor".split())
BREAKS = frozenset({";", ":", "(", ")", "--", "—", "–", "…"})
PREPOSITIONS = frozenset(
    "of in on at by to for from with without into onto over under about against between among "
    "through during across "
    "around near inside outside behind beyond within toward towards upon off despite "
    "concerning regarding per via "
    "like unlike along alongside above below beside besides except until till since after "
    "before than as".split()
)
DETERMINERS = frozenset(
    "the a an this that these those no any some each every either neither both all another "
    "such".split()
)
QUANTIFIERS = frozenset("more most much any further less little new old own first last".split())
POSSESSIVES = frozenset("his her its their our my your".split())
PRONOUNS = frozenset(
    "he she it they we i you who which what them him us me himself itself themselves nobody "
    "everybody".split()
)
CLOSED = (
    PREPOSITIONS
    | PRONOUNS
    | COORDINATORS
    | RELATIVES
    | CONDITIONS
    | AUXILIARIES
    | NEGATIONS - {"no"}
)
NUMBERS = frozenset(UNITS) | frozenset(TENS)
NOMINAL = (
    "person",
    "actor",
    "agency",
    "title",
    "echelon",
    "force",
    "weapon",
    "system",
    "instrument",
    "instrument_noun",
    "site",
    "meeting",
    "place",
)


@dataclass(slots=True)
class Verb:
    """A verb group: words ``first``..``at``, headed by the word ``at``.

    ``mood`` is ``fact``, ``plan`` (will, is to, agreed to), ``maybe`` (could, if) or ``negated``; ``voice`` is
    ``active``, ``passive`` or ``participle`` (no auxiliary: "an accord signed at Yalta"); ``mention`` is
    the trigger when the head is one.
    """

    first: int
    at: int
    mood: str
    voice: str
    mention: Mention | None = None


@dataclass(slots=True)
class Clause:
    """Words ``first``..``last`` of a sentence, with its verbs and its subject.

    ``kind``: ``main``, ``relative``, ``subordinate``, ``condition``, ``that``, ``participle``, ``bracket``.
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
    def mentions(self) -> Iterator[Mention]:
        """The mentions inside the clause, left to right."""
        return self.sentence.within(self.first, self.last)


@dataclass(slots=True)
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
        return next(
            (clause for clause in clauses if clause.first <= word < clause.last), clauses[-1]
        )


def read_document(bulletin: Bulletin, lexicon: Lexicon) -> Document:
    """Read a bulletin: its sentences, mentions and clauses."""
    sentences, people = read_sentences(bulletin, lexicon)
    return Document(
        bulletin, lexicon, sentences, [split(sentence) for sentence in sentences], people
    )


# --- verb groups -------------------------------------------------------------------------------------------


def verb_groups(sentence: Sentence) -> list[Verb]:
    """All verb groups of a sentence, left to right."""
    triggers = {mention.first: mention for mention in sentence.mentions if _is_verb(mention)}
    spoken_for = {
        word
        for mention in sentence.mentions
        for word in range(mention.first, mention.last)
        if mention.kind in ("date", "person")
    }
    verbs: list[Verb] = []
    at, total = 0, len(sentence.words)
    while at < total:
        word = sentence.folded[at]
        if at in spoken_for or not (word in AUXILIARIES or word == "to" or at in triggers):
            at += 1
            continue
        verb = _group(sentence, at, triggers, verbs)
        if verb is None:
            at += 1
            continue
        verbs.append(verb)
        at = max(verb.mention.last if verb.mention else verb.at + 1, at + 1)
    return verbs


def _is_verb(mention: Mention) -> bool:
    return any(sense.info.get("pos") == "verb" for sense in mention.senses)


def _group(
    sentence: Sentence, first: int, triggers: dict[int, Mention], before: list[Verb]
) -> Verb | None:
    """The verb group that begins at word ``first``: auxiliaries and adverbs, then the head."""
    folded, at, total = sentence.folded, first, len(sentence.folded)
    while at < total and _helps(folded, at, first, triggers):
        at += 1
    if at >= total or (at not in triggers and not _may_head(sentence, at)):
        at -= 1  # "is the …": the auxiliary is the whole verb
    helped = BE & set(folded[first:at])  # "to be gone"
    if (
        folded[first] == "to"
        and not helped
        and (at == first or not (at in triggers or folded[at] in BE))
    ):
        return None  # "to date", "to Russia"
    mention = triggers.get(at)
    if mention is not None and at == first and _only_a_noun(sentence, mention, first):
        return None
    chain = folded[first : at + 1]
    voice = _voice(chain, mention, sentence, first, before)
    return Verb(
        first, at, _mood(chain, before, first, sentence, bare=_bare(mention)), voice, mention
    )


def _helps(folded: list[str], at: int, first: int, triggers: dict[int, Mention]) -> bool:
    """Whether the word is an auxiliary or an adverb of the group, and not its head."""
    word = folded[at]
    if word == "going" and at > first and folded[at + 1 : at + 2] == ["to"] and at + 2 in triggers:
        return True  # "were going to leave"
    if at > first and at in triggers and triggers[at].last - at > 1:
        return False  # "to do away with"
    if word == "no" and folded[at + 1 : at + 2] in (["more"], ["fewer"], ["less"]):
        return False  # "to have no more than 2,100 vehicles"
    if word in AUXILIARIES or word in NEGATIONS or word == "to":
        return True
    return at > first and at not in triggers and (word in ADVERBS or word.endswith("ly"))


def _may_head(sentence: Sentence, at: int) -> bool:
    """Whether a word that is no trigger can head a verb group."""
    word = sentence.folded[at]
    closed = word in DETERMINERS or word in PREPOSITIONS or word in POSSESSIVES or word in PRONOUNS
    closed = closed or word in NUMBERS  # "has four bases"
    return word[0].isalpha() and not closed and not sentence.words[at][0].isupper()


def _bare(mention: Mention | None) -> bool:
    """Whether a trigger stands in its base form."""
    senses = mention.senses if mention is not None else ()
    return any(sense.info.get("tense") == "base" for sense in senses)


def _only_a_noun(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a bare trigger is the noun after all: "the limits", "an attack", "deployed launchers"."""
    before = sentence.folded[at - 1] if at else ""
    tenses = {
        sense.info.get("tense") for sense in mention.senses if sense.info.get("pos") == "verb"
    }
    if tenses <= {"base", "present"} and any(
        sense.info.get("pos") != "verb" for sense in mention.senses
    ):
        return before not in PRONOUNS
    if (
        before in DETERMINERS
        or before in POSSESSIVES
        or before == "s"
        or before in PREPOSITIONS - {"to"}
    ):
        return not tenses & {"ing"} or before in DETERMINERS or before == "s"
    return False


def _voice(
    chain: list[str], mention: Mention | None, sentence: Sentence, first: int, before: list[Verb]
) -> str:
    helpers = chain[:-1]
    auxiliary = next(
        (word for word in reversed(helpers) if word in AUXILIARIES or word == "to"), ""
    )
    if auxiliary in BE and not chain[-1].endswith("ing") and mention is not None:
        return "passive"
    if helpers or mention is None:
        return "active"
    tenses = {sense.info.get("tense") for sense in mention.senses}
    if "participle" in tenses or "ing" in tenses:
        return "participle"
    if "past" in tenses and first and sentence.folded[first - 1] in ELLIPTIC:
        return "participle"  # "though ratified by both parliaments"
    spoken = any(verb.voice != "participle" for verb in before)
    if (
        "past" in tenses
        and first
        and ((spoken and sentence.folded[first - 1] == ",") or _noun_before(sentence, first))
    ):
        return "participle"
    return "active"


def _noun_before(sentence: Sentence, at: int) -> bool:
    """Whether the thing acted upon stands directly before the verb: "an accord signed", "warheads shipped"."""
    for mention in sentence.mentions:
        if mention.last == at:
            return mention.kind in (
                "instrument",
                "instrument_noun",
                "weapon",
                "system",
                "site",
                "meeting",
            )
    return False


def _mood(
    chain: list[str], before: list[Verb], first: int, sentence: Sentence, *, bare: bool
) -> str:
    words = set(chain[:-1]) or {chain[0]}
    governor = sentence.folded[first - 1] if first else ""
    if "longer" in words or words & NEGATIONS or governor == "without":
        return "negated"
    if words & MAY:
        return "maybe"
    if (
        words & WILL
        or ("to" in chain[1:] and (words & BE or "yet" in words or words & HAVE))
        or words & PLANNED
    ):
        return "plan"
    if chain[0] == "to":
        perfect = "have" in chain[1:-1] and governor in REPORTED
        ranked = _ranked(sentence, first)
        return "fact" if perfect or ranked else _infinitive(governor, before, first)
    return _shared_mood(before, first, sentence, bare=bare) if len(chain) == 1 else "fact"


def _shared_mood(before: list[Verb], first: int, sentence: Sentence, *, bare: bool) -> str:
    """The mood that a lone verb takes over: "would respond … and repudiate", "are to resume leaving"."""
    governor = sentence.folded[first - 1] if first else ""
    if governor in COORDINATORS:
        verb = next((verb for verb in reversed(before) if verb.voice != "participle"), None)
        if verb is not None and (bare or (BE | HAVE) & set(sentence.folded[verb.first : verb.at])):
            return verb.mood
    if before and before[-1].at == first - 1 and sentence.folded[first].endswith("ing"):
        return before[-1].mood
    return "fact"


def _ranked(sentence: Sentence, first: int) -> bool:
    """Whether an infinitive tells what was done: "the first foreigner ever to blow up a silo", "the last to leave"."""
    words = sentence.folded[max(first - 4, 0) : first]
    rank = {"first", "last", "only", "latest", "second", "third"} & set(words)
    return bool(rank) and (words[-1] in rank or words[-1] == "ever")


def _infinitive(governor: str, before: list[Verb], first: int) -> str:
    """The mood that an infinitive has from the word before its "to"."""
    if governor in DENYING:
        return "negated"
    if governor in FEARING:
        return "maybe"
    if governor in DOING:  # "has begun to withdraw"; "helped to destroy"
        return before[-1].mood if before and before[-1].at == first - 1 else "fact"
    if before and before[-1].mood in ("negated", "maybe"):
        return before[-1].mood
    return "plan"


# --- clauses -----------------------------------------------------------------------------------------------


def split(sentence: Sentence) -> list[Clause]:
    """Cut a sentence into clauses, left to right."""
    verbs = verb_groups(sentence)
    cuts = _cuts(sentence, verbs)
    clauses = []
    for (first, kind), (last, _) in zip(cuts, [*cuts[1:], (len(sentence.words), "")], strict=True):
        if first < last:
            clauses.append(
                Clause(
                    sentence,
                    first,
                    last,
                    kind,
                    [verb for verb in verbs if first <= verb.first < last],
                )
            )
    _moods_of_conditions(clauses)
    _subjects(clauses)
    return clauses


@dataclass(slots=True)
class Marks:
    """What the cutter looks at: the words, the verb groups by first word, and where nouns end."""

    folded: list[str]
    verbs: dict[int, Verb]
    finite: set[int]
    nouns: set[int]


def _cuts(sentence: Sentence, verbs: list[Verb]) -> list[tuple[int, str]]:
    """Where clauses begin, and of what kind."""
    folded = sentence.folded
    marks = Marks(
        folded,
        {verb.first: verb for verb in verbs},
        {verb.first for verb in verbs if verb.voice != "participle" and folded[verb.first] != "to"},
        {mention.last for mention in sentence.mentions if mention.kind in NOMINAL},
    )
    inside = {
        word for mention in sentence.mentions for word in range(mention.first + 1, mention.last)
    }
    cuts: list[tuple[int, str]] = [(0, _opening(folded))]
    for at in range(1, len(folded)):
        if at in inside:
            continue
        kind = (
            _cut_by_mark(marks, at, cuts[-1][1])
            or _cut_by_word(marks, at, cuts[-1][0])
            or _cut_by_comma(marks, at, cuts[-1][0])
        )
        if kind:
            cuts.append((at, kind))
    return cuts


def _opening(folded: list[str]) -> str:
    if not folded:
        return "main"
    if (
        folded[0] in CONDITIONS
        or folded[0] in ("should", "were")
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
            return "relative"  # "one of two bases--the other being Vaziani--which …"
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
    verb_near = _verb_follows(at, marks) or marks.folded[at + 1 : at + 2] == ["the"]
    if word == "that" and before not in PREPOSITIONS and verb_near:
        return "relative" if at in marks.nouns else "that"
    spoken = any(start <= first < at for first in marks.finite)
    follows = at + 1 in marks.finite or (before == "," and _verb_follows(at, marks))
    if word in COORDINATORS and spoken and follows:
        return "main"
    if word in ("before", "after", "until", "since", "as", "once") and _verb_follows(at, marks, 5):
        return "subordinate"
    return ""


def _cut_by_comma(marks: Marks, at: int, start: int) -> str:
    """A comma before a participle, or before a second finite verb."""
    if marks.folded[at - 1] != ",":
        return ""
    if at in marks.verbs and marks.verbs[at].voice == "participle":
        return "participle"
    spoken = any(start <= first < at for first in marks.finite)
    return "main" if at in marks.finite and spoken else ""


def _verb_follows(at: int, marks: Marks, reach: int = 9) -> bool:
    """Whether a finite verb comes soon, before the next comma."""
    for word in range(at + 1, min(at + reach, len(marks.folded))):
        if word in marks.finite:
            return True
        if marks.folded[word] in (",", ";", ":"):
            return False
    return False


def _moods_of_conditions(clauses: list[Clause]) -> None:
    """What hangs on an "if" is no fact, and neither is what "would" follow from it."""
    conditional = any(clause.kind == "condition" for clause in clauses)
    for clause in clauses:
        for verb in clause.verbs:
            if (clause.kind == "condition" and verb.mood in ("fact", "plan")) or (
                conditional
                and verb.mood == "plan"
                and "would" in clause.sentence.folded[verb.first : verb.at]
            ):
                verb.mood = "maybe"


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


# --- noun groups -------------------------------------------------------------------------------------------


# Mentions that stand before a noun as part of its group.
MODIFIERS = frozenset("date number actor place branch system person agency force echelon".split())


def noun_group(sentence: Sentence, head: Mention, reach: int = 9) -> int:
    """The first word of the noun group that ends in ``head``: "Russia's last two missile regiments"."""
    folded, at = sentence.folded, head.first
    ends = {mention.last: mention for mention in sentence.mentions if mention is not head}
    while at > 0 and head.first - at < reach:
        before, mention = folded[at - 1], ends.get(at)
        if mention is not None and (mention.kind in MODIFIERS or mention.sense("branch")):
            at = mention.first
        elif before == "and" and at < head.first and _adjective(sentence, at - 2, ends):
            at -= 2  # "18 interministerial and inter-service agreements"
        elif _ends_group(sentence, before, mention):
            break
        else:
            at -= 1
            if before in DETERMINERS or before in POSSESSIVES:
                break
    return at


def _ends_group(sentence: Sentence, before: str, mention: Mention | None) -> bool:
    """Whether the word before belongs to no noun group: a function word, a mark, the verb of the clause."""
    if before in CLOSED or not (before[0].isalnum() or before in "-'’\""):
        return True
    return mention is not None and _finite_trigger(mention, sentence)


def _adjective(sentence: Sentence, word: int, ends: dict[int, Mention]) -> bool:
    """Whether a word before "and" can be an adjective: in lower case, and nothing that is known."""
    if word < 0 or word + 1 in ends:
        return False
    text = sentence.words[word]
    return text.isalpha() and text.islower() and text not in CLOSED


def _finite_trigger(mention: Mention, sentence: Sentence) -> bool:
    """Whether the trigger before a noun is its verb ("signed agreements") rather than an adjective of it."""
    if not _is_verb(mention):
        return False
    before = sentence.folded[mention.first - 1] if mention.first else ""
    return not (
        before in DETERMINERS or before in POSSESSIVES or before == "s" or before[:1].isdigit()
    )


def mood_of(clause: Clause, mention: Mention) -> str:
    """The mood of what a mention names, from the verb group that governs it.

    That is the group that contains the mention, else the first verb of its clause.
    """
    for verb in clause.verbs:
        if verb.first <= mention.first <= verb.at:
            return verb.mood
    return clause.verbs[0].mood if clause.verbs else "fact"
