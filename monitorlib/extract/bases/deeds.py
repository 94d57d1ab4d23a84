"""What is done to a site: the verbs that have it as their object, by their place in the sentence.

A verb has the site as object when the site follows it with nothing but articles and "of", "from" between, or, in the
passive, when the site is its subject; a relative or participial clause may hang on the site. Sites joined by "and"
share what is done. Nouns ("the closure of the base") are in `nouns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitorlib.acting import LOCATING, acting
from monitorlib.clauses import Clause
from monitorlib.extract.bases.nouns import BY, Deed, by_nouns
from monitorlib.extract.context import PARTS_OF, Context, part
from monitorlib.extract.owners import agents_by
from monitorlib.function_words import ADVERBS, BE, DETERMINERS, DOING, POSSESSIVES, PREPOSITIONS
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb, is_verb

__all__ = ["deeds_on", "recipient_of"]

REACH = 16  # words between a verb and its object at most
# Prepositions that may stand between a verb of leaving or giving and the site.
OF_OBJECT = frozenset("of from out up down off over back".split())
STOPPERS = frozenset("; : ( ) that which who where when while if but because".split())
PARTICLES = frozenset("over back down up off".split())
TAKING_OVER = ADVERBS | frozenset(", and or but then".split())
AWAITING = frozenset({"once", "until", "before", "unless"})
AIMING = frozenset({"for", "in", "on", "toward", "towards", "with", "about"})
OF_ITSELF = ("close", "build", "last", "pass", "belong")  # what a site does: "the base will close"
# What may be past, or is a state: "stands empty".
NO_NEWS = ("shut", "quit", "stands", "stand", "lies", "lie")
ENDING = ("close", "leave", "return", "wreck")
NO_BASES = frozenset({"weapon", "system", "meeting", "instrument", "person"})


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
            split = self._split(verb)
            for value in split or _values(verb.mention):
                unreal = self._awaited(clause) or _lacking(clause, verb)
                mood = "maybe" if unreal else _mood(self.sentence, verb, value)
                if split or self._has_object(clause, verb, value):
                    yield Deed(value, mood, verb.at, _agent(self.sentence, clause, verb), verb)
                elif self._of_itself(value) and self._closes_itself(clause, verb, value):
                    yield Deed(value, mood, verb.at, "", verb)

    def _of_itself(self, value: str) -> bool:
        """Whether a site does it: it closes, a garrison leaves."""
        manned = "garrison" in self.sentence.folded[self.first : self.last]
        return value in OF_ITSELF or (manned and value == "leave")

    def _awaited(self, clause: Clause) -> bool:
        """ "once the base had been shut down", "until it is vacated": what is not yet so."""
        return clause.kind == "subordinate" and self.sentence.folded[clause.first] in AWAITING

    def _split(self, verb: Verb) -> list[str]:
        """The deeds of a verb whose particle follows the site: "turned the airfield over to", "shut it down"."""
        folded = self.sentence.folded
        particle = "".join(folded[self.last : self.last + 1])
        if particle not in PARTICLES or not 0 <= self.first - verb.end <= 2:
            return []
        phrases = self.context.lexicon.phrases[folded[verb.at]].get(particle, ())
        senses = (sense for phrase in phrases for sense in phrase.senses)
        return [sense.value for sense in senses if sense.kind == "site_act"]

    def _has_object(self, clause: Clause, verb: Verb, value: str) -> bool:
        """Whether the verb acts on the site."""
        if value in ("last", "pass", "belong"):
            return False
        if verb.voice == "passive" and self.sentence.folded[verb.at] == "left":
            return False  # "was left unfinished"
        if self._hangs(clause):
            return self._object_of_relative(clause, verb)
        if verb.first >= self.last:
            return self._behind(clause, verb)
        given = verb.voice != "passive" or value == "grant"  # "has been given an airfield"
        given = given or self._is_driven(verb)
        return given and self._reaches(verb, value)

    def _is_driven(self, verb: Verb) -> bool:
        """Whether it is the subject that a passive verb takes away from the site: "was driven out of the base"."""
        driving = self.context.lexicon.cues["driving_out"]
        away = (base for base in verb.bases if base.split()[-1] in ("of", "from"))
        return verb.voice == "passive" and any(base.split()[0] in driving for base in away)

    def _hangs(self, clause: Clause) -> bool:
        """Whether the clause hangs on the site: "the base, which …"."""
        if clause.antecedent is None or not self.first <= clause.antecedent.first < self.last:
            return False
        return clause.kind != "participle" or clause.first <= self.last + 1

    def _object_of_relative(self, clause: Clause, verb: Verb) -> bool:
        """ "which Russia promised to vacate", "which was closed", "closed by the army"; not "where the silos …"."""
        if self.sentence.folded[clause.first] == "where":
            return False
        passive = verb.voice == "passive" or (verb.voice == "participle" and not _is_ing(verb))
        return passive != _own_subject(clause, verb)

    def _behind(self, clause: Clause, verb: Verb) -> bool:
        """Whether a verb behind the site acts on it: "X, closed in 1991", "must take it down", "X was closed"."""
        if verb.voice == "participle" and not _is_ing(verb):
            between = self.sentence.folded[self.last : verb.first]
            return all(w == "," or w in ADVERBS or w.endswith("ly") for w in between)
        if verb.voice == "active":
            return not {"it", "them"}.isdisjoint(self.sentence.folded[verb.at : verb.end + 1])
        return verb.voice == "passive" and self._is_subject(clause, verb)

    def _reaches(self, verb: Verb, value: str) -> bool:
        """Whether nothing but what belongs to the object stands between an active verb and the site."""
        start = verb.end
        if not 0 <= self.first - start <= REACH:
            return False
        inner = self.sentence.within(start, self.first)
        if value in ("leave", "return") and any(m.kind in NO_BASES for m in inner):
            return False  # "withdrew the missiles from the base"
        if value == "leave" and "to" in self.sentence.folded[start - 1 : start + 1]:
            return False  # "moved to the base"
        verbs = (v for c in self.context.clauses(self.sentence) for v in c.verbs)
        others = [v for v in verbs if start <= v.first < self.first and v.voice != "participle"]
        if value in ("grant", "gain"):  # "let the Americans use the airfield"
            others = [v for v in others if "use" not in _values(v.mention)]
        stopped = not STOPPERS.isdisjoint(self.sentence.folded[start : self.first])
        return not others and not stopped and self._only_modifiers(start)

    def _only_modifiers(self, start: int) -> bool:
        """Whether the words before an object leave it the object: "closed on Friday the base", "leased to Russia …"."""
        sentence, at = self.sentence, start
        while at < self.first:
            word = sentence.folded[at]
            at += 1
            acts = any(is_verb(m) for m in sentence.within(at, at + 1))  # "to use"
            if word not in PREPOSITIONS or word in OF_OBJECT or (word == "to" and acts):
                continue
            while at < self.first and sentence.folded[at] in DETERMINERS | POSSESSIVES:
                at += 1
            mention = sentence.at(at)
            if mention is None or at == self.first:
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
        # "as the radar was shut down"
        opens = clause.kind == "subordinate" and at - 1 == clause.first
        if at and folded[at - 1] in PREPOSITIONS and not opens:
            return False
        if clause.first <= self.first:
            spoken = (v for v in clause.verbs if self.last <= v.first < verb.first)
            return all(v.voice == "participle" or folded[v.end] == "to" for v in spoken)
        ahead = folded[clause.first : verb.first]
        alone = all(word in TAKING_OVER for word in ahead)
        return alone and any(self.first <= m.first < self.last for m in clause.subject)

    def _closes_itself(self, clause: Clause, verb: Verb, value: str) -> bool:
        """ "The base will close", "which fell silent in August"."""
        if self._hangs(clause):
            return not _own_subject(clause, verb)
        passed = value == "pass" and verb.first == self.last  # "the base passed to Latvia"
        behind = passed or (verb.voice == "active" and verb.first >= self.last)
        return behind and self._is_subject(clause, verb)


# --- verbs -------------------------------------------------------------------------------------------------


def _values(mention: Mention | None) -> list[str]:
    """What a verb does to sites."""
    if mention is None:
        return []
    senses = [s for s in mention.senses if s.kind == "site_act" and s.info.get("pos") == "verb"]
    return list(dict.fromkeys(sense.value for sense in senses))


def _lacking(clause: Clause, verb: Verb) -> bool:
    """ "Without a paper to entitle them to it": what would be done by what is not there."""
    folded = clause.sentence.folded
    return folded[verb.first] == "to" and "without" in folded[clause.first : verb.first]


def _is_ing(verb: Verb) -> bool:
    mention = verb.mention
    return mention is not None and any(s.info.get("tense") == "ing" for s in mention.senses)


def _own_subject(clause: Clause, verb: Verb) -> bool:
    """Whether a relative clause has a subject of its own: "which Russia promised to vacate"; not "by treaty"."""
    if clause.sentence.folded[verb.first - 1] in ("it", "they", "he"):
        return True
    for mention in clause.subject:
        at = noun_group(clause.sentence, mention)
        governed = clause.sentence.folded[at - 1] in LOCATING | {"under", "by"}
        if clause.first <= mention.first < verb.first and not governed:
            return True
    return False


def _mood(sentence: Sentence, verb: Verb, value: str) -> str:
    """The verb's mood; what is being given up, and what a present tense announces, still lies ahead."""
    if verb.mood != "fact" or value not in ENDING:
        return verb.mood
    words = sentence.folded[verb.first : verb.at + 1]
    if "being" in words[:-1] or (BE & set(words[:-1]) and words[-1].endswith("ing")):
        return "plan"
    begun = DOING.intersection([*words[:-1], sentence.folded[verb.first - 1]])
    if begun:
        return "plan"  # "began dismantling"
    if _is_ing(verb) and sentence.folded[verb.first - 1] in AIMING:
        return "plan"  # "money for sealing the tunnels"
    senses = verb.mention.senses if verb.mention is not None else ()
    tenses = {s.info.get("tense") for s in senses if s.info.get("pos") == "verb"}
    now = tenses <= {"base", "present"} and words[0] not in NO_NEWS
    return "plan" if now and len(words) == 1 else "fact"


def _agent(sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """Who does it: the subject of an active verb, who is given something, "by …" behind a passive one."""
    passive = verb.voice != "active" and not _is_ing(verb)
    doer = next(iter(agents_by(sentence, verb.end, verb.end + BY) if passive else ()), "")
    if not doer and (verb.voice == "active" or _is_ing(verb) or "grant" in _values(verb.mention)):
        own = [m for m in sentence.within(clause.first, verb.first) if _acts(sentence, m)]
        own = own or [m for m in clause.subject if _acts(sentence, m)]
        beside = own and own[-1].last >= verb.first - 1  # "promised that Russia would close"
        return acting(sentence, own[-1] if beside else own[0]) if own else ""
    return doer


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is somebody who acts: not where something is ("over southern Kazakhstan")."""
    at = mention.first
    while at > 0 and sentence.folded[at - 1] in PARTS_OF:
        at -= 1
    whole = at > 1 and sentence.folded[at - 2] == "last"  # "the last of the Russian troops"
    located = at > 0 and sentence.folded[at - 1] in LOCATING | {"on", "of", "with"} and not whole
    return not located and bool(acting(sentence, mention))


def recipient_of(sentence: Sentence, deed: Deed, own: tuple[int, int]) -> str:
    """To whom the site in words ``own`` is given: "let the Americans use it", "leased it to Russia"."""
    first, last = own
    if deed.verb is not None and deed.verb.voice == "passive" and deed.agent and deed.word < first:
        return deed.agent  # "Russia has been granted a base"
    start = deed.verb.end if deed.verb is not None else deed.word + 1
    for mention in sentence.within(start, first):
        code = acting(sentence, mention)
        if code and sentence.folded[mention.first - 1] not in ("in", "at", "from"):
            return code
    for mention in sentence.within(start, last + 9, "actor"):
        before = [
            w for w in sentence.folded[max(mention.first - 2, 0) : mention.first] if w != "the"
        ]
        sense = mention.sense("actor")
        if sense is not None and before[-1:] == ["to"] and not first <= mention.first < last:
            return sense.value
    return ""
