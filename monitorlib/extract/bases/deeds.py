"""What is done to a site: the verbs that have it as their object, by their place in the sentence.

A verb has the site as object when the site follows it with nothing but articles and "of", "from" between, or, in the
passive, when the site is its subject; a relative or participial clause may hang on the site. Sites joined by "and"
share what is done. Nouns ("the closure of the base") are in `site_nouns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.acting import LOCATING, acting
from monitorlib.clauses import Clause
from monitorlib.extract.bases.nouns import Deed, by_nouns
from monitorlib.extract.context import PARTS_OF, Context, part
from monitorlib.function_words import ADVERBS, BE, DETERMINERS, POSSESSIVES, PREPOSITIONS
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["deeds_on"]

REACH = 16  # words between a verb and its object at most
# Prepositions that may stand between a verb of leaving or giving and the site.
OF_OBJECT = frozenset("of from out up down off over back".split())
STOPPERS = frozenset(
    {";", ":", "(", ")", "that", "which", "who", "where", "when", "while", "if", "but", "because"}
)
PARTS = frozenset("one two three both all each most part parts half some".split())
PARTICLES = frozenset("over back down up off into to".split())
# Verbs after which an end is not yet reached: "began dismantling", "continue to withdraw".
BEGINNING = frozenset(
    "begin begins began begun beginning start starts started starting continue continues continued".split()
)
TAKING_OVER = frozenset(", and or but then".split())
AWAITING = frozenset({"once", "until", "before", "unless"})
ORDERING = frozenset("order orders ordered want wants wanted demand demands demanded".split())
AIMING = frozenset({"for", "in", "on", "toward", "towards", "with", "about"})
# Verbs before an infinitive that is still to come: "remains to be closed", "needs to be vacated".
PENDING = frozenset("remain remains need needs have has await awaits stand stands".split())
OF_ITSELF = ("close", "build", "last", "pass")  # what a site does: "the base will close"
ENDING = ("close", "leave", "return", "wreck")
NO_BASES = frozenset({"weapon", "system", "meeting", "instrument", "person"})
GROUND = frozenset("ground grounds land site territory place".split())


def deeds_on(context: Context, sentence: Sentence, first: int, last: int) -> list[Deed]:
    """What the sentence does to the site, or to the sites joined by "and", in words ``first``..``last``."""
    found: list[Deed] = []
    low, high = part(sentence, first)
    reading = Reading(context, sentence, first, last)
    for clause in context.clauses(sentence):
        if clause.last > low and clause.first < high:
            found += reading.by_verbs(clause)
            found += by_nouns(sentence, clause, first, last)
    return found


@dataclass(slots=True)
class Reading:
    """How the verbs of a sentence stand to the words ``first``..``last``."""

    context: Context
    sentence: Sentence
    first: int
    last: int

    def by_verbs(self, clause: Clause) -> Iterator[Deed]:
        """What the verbs of a clause do to the site."""
        for verb in clause.verbs:
            if verb.first and self.sentence.folded[verb.first - 1] in POSSESSIVES | {"whose"}:
                continue  # "for whose closing": a noun
            split = self._split(verb)
            for value in split or _values(verb.mention):
                mood = "plan" if self._ordered(clause, verb) else _mood(self.sentence, verb, value)
                mood = "maybe" if self._awaited(clause) and mood == "fact" else mood
                if split or self._has_object(clause, verb, value):
                    yield Deed(value, mood, verb.at, _agent(self.sentence, clause, verb), verb)
                elif value in OF_ITSELF and self._closes_itself(clause, verb, value):
                    yield Deed(value, mood, verb.at, "", verb)

    def _awaited(self, clause: Clause) -> bool:
        """ "once the base had been shut down", "until it is vacated": what is not yet so."""
        return clause.kind == "subordinate" and self.sentence.folded[clause.first] in AWAITING

    def _ordered(self, clause: Clause, verb: Verb) -> bool:
        """ "ordered the base closed", "had the radar dismantled": what is to be."""
        if verb.voice != "participle" or verb.first != self.last:
            return False
        heads = {self.sentence.folded[v.at] for v in clause.verbs if v.first < self.first}
        return bool(ORDERING & heads)

    def _split(self, verb: Verb) -> list[str]:
        """The deeds of a verb whose particle follows the site: "turned the airfield over to", "shut it down"."""
        folded = self.sentence.folded
        after = verb.mention.last if verb.mention is not None else verb.at + 1
        particle = folded[self.last] if self.last < len(folded) else ""
        if particle not in PARTICLES or not 0 <= self.first - after <= 2:
            return []
        phrases = self.context.lexicon.phrases[folded[verb.at]].get(particle, ())
        senses = [s for phrase in phrases if phrase.rest == (particle,) for s in phrase.senses]
        values = [s.value for s in senses if s.kind == "site_act"]
        return ["close"] if particle == "into" and values else values  # "turned it into a museum"

    def _has_object(self, clause: Clause, verb: Verb, value: str) -> bool:
        """Whether the verb acts on the site."""
        following = self.sentence.folded[self.last : self.last + 1]
        if value in ("last", "pass") or (value == "close" and following == ["to"]):
            return False  # "shut the range to outsiders"
        if self._hangs(clause):
            return self._object_of_relative(clause, verb)
        if self._fronted(verb):
            return True
        if verb.voice == "passive" and self.sentence.folded[verb.at] == "left":
            return False  # "was left unfinished"
        if verb.first >= self.last:
            return self._behind(clause, verb)
        given = verb.voice != "passive" or value == "grant"  # "has been given an airfield"
        return given and self._reaches(verb, value)

    def _fronted(self, verb: Verb) -> bool:
        """ "Abandoned by its garrison, the base …"."""
        if verb.first or not _is_past(verb) or self.sentence.folded[self.first - 1] != ",":
            return False
        others = (v for c in self.context.clauses(self.sentence) for v in c.verbs)
        return not any(0 < v.first < self.first for v in others)

    def _hangs(self, clause: Clause) -> bool:
        """Whether the clause hangs on the site: "the base, which …"."""
        antecedent = clause.antecedent
        if antecedent is None or clause.first < antecedent.last:
            return False
        if clause.kind == "participle" and clause.first > self.last + 1:
            return False
        return self.first <= antecedent.first < self.last

    def _object_of_relative(self, clause: Clause, verb: Verb) -> bool:
        """ "which Russia promised to vacate", "which was closed", "closed by the army"; not "where the silos …"."""
        opening = self.sentence.folded[clause.first]
        if opening == "where":
            return False
        if self._of_another(clause, verb):
            return False
        passive = verb.voice == "passive" or (verb.voice == "participle" and not _is_ing(verb))
        return passive != _own_subject(clause, verb) or opening in PREPOSITIONS

    def _of_another(self, clause: Clause, verb: Verb) -> bool:
        """Whether another place stands right before the verb: "X, for which …, and Y, handed over last year"."""
        places = [m for m in self.sentence.within(clause.first, verb.first) if m.sense("place")]
        if not places or places[-1].sense("actor"):
            return False
        between = self.sentence.folded[places[-1].last : verb.first]
        return all(w == "," or w in ADVERBS or w.endswith("ly") for w in between)

    def _behind(self, clause: Clause, verb: Verb) -> bool:
        """Whether a verb behind the site acts on it: "X, closed in 1991", "must take it down", "X was closed"."""
        between = self.sentence.folded[self.last : verb.first]
        beside = all(word == "," or word in ADVERBS or word.endswith("ly") for word in between)
        if verb.voice == "participle" and not _is_ing(verb):
            return beside
        if verb.voice == "active" and "," in between and beside and _is_past(verb):
            return not self._takes_object(verb)  # "X, nominally handed over last year"
        if _takes_it(self.sentence, verb):
            sites = self.sentence.of("site")
            return not any(m.first > self.last and m.last <= verb.first for m in sites)
        return verb.voice == "passive" and self._is_subject(clause, verb)

    def _takes_object(self, verb: Verb) -> bool:
        """Whether a noun follows the verb as its object."""
        after = verb.mention.last if verb.mention is not None else verb.at + 1
        following = self.sentence.folded[after : after + 1]
        dated = any(m.first == after and m.date is not None for m in self.sentence.mentions)
        ends = not following or following[0] in PREPOSITIONS or following[0] in ",.;"
        return not (dated or ends)

    def _reaches(self, verb: Verb, value: str) -> bool:
        """Whether nothing but what belongs to the object stands between an active verb and the site."""
        start = verb.mention.last if verb.mention is not None else verb.at + 1
        if not 0 <= self.first - start <= REACH:
            return False
        between = self.sentence.folded[start : self.first]
        if GROUND & set(between) and "which" in between[-3:]:
            return True  # "gave back the ground on which its radar had stood"
        inner = self.sentence.within(start, self.first)
        if value in ("leave", "return") and any(m.kind in NO_BASES for m in inner):
            return False  # "withdrew the missiles from the base"
        uses = value == "grant"  # "let the Americans use the airfield"
        for clause in self.context.clauses(self.sentence):
            for other in clause.verbs:
                between_them = start <= other.first < self.first and other.voice != "participle"
                if between_them and not (uses and "use" in _values(other.mention)):
                    return False
        return not STOPPERS & set(between) and self._only_modifiers(start, value)

    def _only_modifiers(self, start: int, value: str) -> bool:
        """Whether the words before an object leave it the object: "closed on Friday the base", "leased to Russia …"."""
        sentence, at = self.sentence, start
        spans = {m.first: m for m in sentence.within(start, self.first)}
        while at < self.first:
            word = sentence.folded[at]
            if word == "in" and sentence.folded[at + 1] in ("return", "exchange", "turn"):
                at += 2
                continue
            if word not in PREPOSITIONS or word in OF_OBJECT or _verb_at(spans.get(at + 1), word):
                at += 1
                continue
            after = at + 1
            while after < self.first and sentence.folded[after] in DETERMINERS | POSSESSIVES:
                after += 1
            if word == "to" and after >= self.first and value == "grant":
                return "access" not in sentence.folded[start:at]  # "entitles Russia to a base"
            mention = spans.get(after)
            if mention is None:
                return False
            timed = mention.date is not None or mention.numeral is not None
            if not timed and not (word in ("to", "for") and mention.sense("actor")):
                return False
            at = mention.last
        return True

    def _is_subject(self, clause: Clause, verb: Verb) -> bool:
        """Whether the site is what the verb is said of: no preposition governs it, no other verb comes between."""
        folded, at = self.sentence.folded, self.first
        while at > 0 and folded[at - 1] in DETERMINERS | POSSESSIVES:
            at -= 1
        before = folded[at - 1] if at else ""
        if before in PREPOSITIONS and not (before == "of" and folded[at - 2] in PARTS):
            return False
        if clause.first <= self.first:
            spoken = (v for v in clause.verbs if self.last <= v.first < verb.first)
            return all(
                v.voice == "participle" or folded[v.first] == "to" or folded[v.at] in PENDING
                for v in spoken
            )
        if self._goes_on(clause, at):
            return True  # "under which the port becomes the property of X and is leased back"
        ahead = folded[clause.first : verb.first]
        alone = all(w in TAKING_OVER or w in ADVERBS for w in ahead)
        return alone and any(self.first <= m.first < self.last for m in clause.subject)

    def _goes_on(self, clause: Clause, at: int) -> bool:
        """Whether the site opens the clause whose subject this one and those between take over."""
        clauses = self.context.clauses(self.sentence)
        home = self.context.document.clause_at(self.sentence, self.first)
        opens = at <= home.first + 2
        if home.subject is clause.subject:
            ahead = self.sentence.folded[clause.first : clause.verbs[0].first]
            return opens and all(w in TAKING_OVER or w in ADVERBS for w in ahead)
        between = clauses[clauses.index(home) + 1 : clauses.index(clause) + 1]
        alone = all(c.verbs and c.kind == "main" and not _nominal(c) for c in between)
        return opens and home.kind == "relative" and alone

    def _closes_itself(self, clause: Clause, verb: Verb, value: str) -> bool:
        """ "The base will close", "which fell silent in August"."""
        passed = value == "pass" and verb.first == self.last  # "the base passed to Latvia"
        if verb.voice != "active" and not passed:
            return False
        if self._hangs(clause):
            return not _own_subject(clause, verb)
        follows = self.sentence.within(verb.at + 1, verb.at + 4)
        if verb.first < self.last or any(m.kind == "site" for m in follows):
            return False
        return self._is_subject(clause, verb)


# --- verbs -------------------------------------------------------------------------------------------------


def _values(mention: Mention | None) -> list[str]:
    """What a verb does to sites."""
    if mention is None:
        return []
    senses = [s for s in mention.senses if s.kind == "site_act" and s.info.get("pos") == "verb"]
    return list(dict.fromkeys(sense.value for sense in senses))


def _is_past(verb: Verb) -> bool:
    mention = verb.mention
    return mention is not None and any(
        s.info.get("tense") in ("past", "participle") for s in mention.senses
    )


def _verb_at(mention: Mention | None, word: str) -> bool:
    """Whether an infinitive follows: "allows Russia to keep its bases"."""
    return word == "to" and bool(_values(mention))


def _is_ing(verb: Verb) -> bool:
    mention = verb.mention
    return mention is not None and any(s.info.get("tense") == "ing" for s in mention.senses)


def _nominal(clause: Clause) -> bool:
    """Whether something is named in a clause before its verb."""
    return any(m.first < clause.verbs[0].first for m in clause.mentions)


def _own_subject(clause: Clause, verb: Verb) -> bool:
    """Whether a relative clause has a subject of its own: "which Russia promised to vacate"; not "by treaty"."""
    for mention in clause.subject:
        at = noun_group(clause.sentence, mention)
        governed = clause.sentence.folded[at - 1] in LOCATING | {"under", "by"}
        if clause.first <= mention.first < verb.first and not governed:
            return True
    return False


def _takes_it(sentence: Sentence, verb: Verb) -> bool:
    """ "… must take it down", "… has left it"."""
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    return verb.voice == "active" and bool(
        {"it", "them"} & set(sentence.folded[verb.at : last + 1])
    )


def _mood(sentence: Sentence, verb: Verb, value: str) -> str:
    """The verb's mood; what is being given up, and what a present tense announces, still lies ahead."""
    if verb.mood != "fact" or value not in ENDING:
        return verb.mood
    words = sentence.folded[verb.first : verb.at + 1]
    going = "being" in words[:-1] or (BE & set(words[:-1]) and words[-1].endswith("ing"))
    if going or BEGINNING & {*words[:-1], sentence.folded[verb.first - 1]}:
        return "plan"
    if _is_ing(verb) and sentence.folded[verb.first - 1] in AIMING:
        return "plan"  # "money for sealing the tunnels"
    senses = verb.mention.senses if verb.mention is not None else ()
    tenses = {s.info.get("tense") for s in senses if s.info.get("pos") == "verb"}
    now = bool(tenses) and tenses <= {"base", "present"} and words[0] not in ("shut", "quit")
    return "plan" if now and len(words) == 1 else "fact"


def _agent(sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """Who does it: the subject of an active verb, "by …" behind a passive one."""
    given = verb.voice == "passive" and sentence.folded[verb.at + 1 : verb.at + 2] != ["to"]
    if verb.voice == "active" or _is_ing(verb) or (given and "grant" in _values(verb.mention)):
        own = [m for m in sentence.within(clause.first, verb.first) if _acts(sentence, m)]
        own = own or [m for m in clause.subject if _acts(sentence, m)]
        if not own:
            return ""
        beside = own[-1].last >= verb.first - 1  # "promised that Russia would close"
        return acting(sentence, own[-1] if beside else own[0])
    for mention in sentence.within(verb.at, min(verb.at + 8, clause.last + 6)):
        before = sentence.folded[max(mention.first - 2, 0) : mention.first]
        if (before[-1:] == ["by"] or before == ["by", "the"]) and acting(sentence, mention):
            return acting(sentence, mention)
    return ""


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is somebody who acts: not where something is ("over southern Kazakhstan")."""
    at = mention.first
    while at > 0 and sentence.folded[at - 1] in PARTS_OF:
        at -= 1
    located = at > 0 and sentence.folded[at - 1] in LOCATING | {"on", "of"}
    return (not located or mention.person is not None) and bool(acting(sentence, mention))
