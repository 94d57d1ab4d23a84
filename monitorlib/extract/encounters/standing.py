"""How an encounter that a noun names stands: held, planned, cancelled, or only imagined."""

from __future__ import annotations

from dataclasses import dataclass

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import after
from monitorlib.extract.occasions import place_at
from monitorlib.function_words import BE, POSSESSIVES
from monitorlib.noun_groups import noun_group
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "OFFERS",
    "PLANNING",
    "WISHING",
    "Noun",
    "acts",
    "at_work",
    "conditional",
    "denied",
    "on_margins",
    "present",
    "read_noun",
    "status_of",
]

# What is only wished or offered is no plan, unless it has a date.
WISHING = frozenset(
    "want wants wanted wish wishes wished hope hopes hoped hoping like eager ready willing prepared seek seeks sought "
    "try tries tried urge urged demand demanded ask asks asked asking invite invites invited".split()
)
PLANNING = frozenset(
    "foreseen envisaged tentatively "
    "due set scheduled expected awaited slated planned supposed bound going means plans intends intend plan mean "
    "expect expects".split()
)
AHEAD = frozenset(
    "next planned upcoming forthcoming scheduled proposed future expected impending coming anticipated".split()
)
REPEATED = frozenset("repeatedly already times again often twice".split())
HAVING = frozenset({"hold", "have", "conduct", "attend"})
DENIALS = frozenset("deny denies denied denying".split())
UNREAL = frozenset("conditional unlikely impossible unthinkable inconceivable".split())
DELAYS = frozenset("day days week weeks month months year hours".split())
ADVERBIAL = frozenset("at during after following".split())
PHASES = [["end", "of"], ["course", "of"], ["close", "of"], ["conclusion", "of"], ["start", "of"]]
RECALLS = frozenset("recall recalls recalled recalling".split())
CONVOKED = frozenset("called convoked summoned".split())
MARGINS = frozenset("sidelines sideline fringes fringe margins margin".split())
OFFERS = frozenset(
    "appeal appeals appealed proposal proposals proposes proposed offer offers offered request requests requested "
    "suggestion suggests suggested demand demands demanded".split()
)
NEAR, FAR = 4, 7  # words before a noun in which it is told that somebody only asks for it
PUTTING = frozenset("called call calls calling put puts putting".split())


@dataclass(slots=True)
class Noun:
    """A noun that names an encounter, in its clause: "the *next round* of talks in Kiev, which opens today".

    Its group begins at word ``first``; the words that belong to it end at ``stop``; ``verb`` is the one that it is the
    object or the subject of, or that of the clause ``behind`` it ("which opens today").
    """

    clause: Clause
    mention: Mention
    first: int
    stop: int
    verb: Verb | None
    behind: Clause | None
    elsewhere: list[Verb]  # of later clauses whose subject it is

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.clause.sentence

    @property
    def on_the_margins(self) -> bool:
        """Whether something else took place "on the sidelines of" it."""
        return on_margins(self.mention, self.sentence)

    @property
    def before(self) -> set[str]:
        """The words before it in its group."""
        return set(self.sentence.folded[self.first : self.mention.first])


def on_margins(mention: Mention, sentence: Sentence) -> bool:
    """Whether a noun stands behind "on the sidelines of"."""
    return bool(MARGINS & set(sentence.folded[max(mention.first - FAR, 0) : mention.first]))


def read_noun(context: Context, clause: Clause, mention: Mention) -> Noun:
    """A noun with what governs it."""
    own, behind = _verb(clause, mention), _clause_behind(context, clause, mention)
    if behind is not None and own is not None and _handles(own):
        behind = None
    verb = behind.verbs[0] if behind is not None else own
    first = noun_group(clause.sentence, mention)
    elsewhere = [
        other
        for each in context.clauses(clause.sentence)
        if each is not clause and any(m is mention for m in each.subject)
        for other in each.verbs
    ]
    return Noun(clause, mention, first, _stop(clause, mention), verb, behind, elsewhere)


FRONTED = frozenset("at during in on after following amid since throughout".split())


def _verb(clause: Clause, mention: Mention) -> Verb | None:
    """The verb that a noun is the object of, else the one that it is the subject of.

    None where another encounter stands between: that is the verb's ("join them at talks on the fringes of the summit").
    """
    before = [verb for verb in clause.verbs if verb.at < mention.first]
    if (
        not before
        and clause.sentence.folded[clause.first] in FRONTED
        and _in_front(clause, mention)
    ):
        return None  # "At talks in Tashkent on Friday, the two governments agreed to …"
    if before:
        other = any(
            m.kind == "meeting" for m in clause.sentence.within(before[-1].at + 1, mention.first)
        )
        return None if other else before[-1]
    return next((verb for verb in clause.verbs if verb.first >= mention.last), None)


def _in_front(clause: Clause, mention: Mention) -> bool:
    """Whether a noun stands in the phrase that opens a clause, before its comma."""
    comma = next(
        (at for at in range(mention.last, clause.last) if clause.sentence.words[at] == ","), 0
    )
    verb = next((v.first for v in clause.verbs if v.at >= mention.last), clause.last)
    return 0 < comma < verb


def _clause_behind(context: Context, clause: Clause, mention: Mention) -> Clause | None:
    """The relative clause about a noun: only a place, a date or a comma may stand between."""
    sentence = clause.sentence
    at = mention.last
    while at < clause.last:
        passed = next((m for m in sentence.within(at, clause.last) if m.first == at), None)
        if sentence.folded[at] in (",", "the", "and", "of", "session") or (
            sentence.folded[at] in ("in", "at", "near") and place_at(context, sentence, at + 1)
        ):
            at += 1
        elif passed is not None and (passed.date or passed.sense("place") or passed.sense("actor")):
            at = passed.last
        else:
            return None
    behind = [c for c in context.clauses(sentence) if clause.last <= c.first <= clause.last + 1]
    if not behind or behind[0].kind != "relative":
        return None
    return next((c for c in behind if c.verbs), None)


def _stop(clause: Clause, mention: Mention) -> int:
    """Where the words that belong to the noun end: at the topic, or at the verb of which it is the subject."""
    stop = after(clause.sentence, mention.last, clause.last)
    for verb in clause.verbs:
        if verb.first >= mention.last and verb.voice != "participle":
            return min(stop, verb.first)
    return stop


def denied(clause: Clause, word: int) -> bool:
    """Whether an encounter is only denied: "denied having met", "denies that there are talks"."""
    before = clause.sentence.folded[max(clause.first - 8, 0) : word]
    return bool(DENIALS & set(before))


def conditional(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence has an "if", so that what "will" be in it is no plan."""
    case = {"event", "case"} & set(sentence.folded)
    return bool(case) or any(c.kind == "condition" for c in context.clauses(sentence))


# --- status ------------------------------------------------------------------------------------------------


def status_of(noun: Noun) -> str:
    """``held``, ``planned``, ``cancelled``, or "" when the noun's verb denies or only imagines it."""
    group, verb = noun.before, noun.verb
    if _unreal(noun) or _undated(noun):
        return ""
    if cancelled := _cancelled(noun):
        return cancelled
    if group & AHEAD:
        return "planned"
    if noun.sentence.folded[noun.first - 1 : noun.first] == ["under"]:
        return "held"  # "under discussion between the two staffs"
    return "held" if verb is None else _by_verb(noun, verb)


def _unreal(noun: Noun) -> bool:
    """Whether there is none: "no talks", "talks are out of the question", "recalled its ambassador for talks"."""
    sentence = noun.sentence
    denied = sentence.folded[noun.first - 1 : noun.first] == ["without"]
    said = set(sentence.folded[noun.clause.first : noun.clause.last])
    ruled_out = bool({"question", "ruled"} & said) and "out" in said
    return bool(
        noun.before & {"no", "any", "without"} or denied or said & (UNREAL | RECALLS) or ruled_out
    )


def _undated(noun: Noun) -> bool:
    """Whether nobody knows when: "no date was set for a meeting", "without fixing a date for the next round"."""
    words = noun.sentence.folded[noun.clause.first : noun.first]
    denied = next((at for at, word in enumerate(words) if word in ("no", "without", "nor")), -1)
    return denied >= 0 and bool({"date", "dates", "day", "agenda"} & set(words[denied:]))


def _offered(noun: Noun) -> bool:
    """Whether the encounter is only asked for: "an appeal for negotiations", "offered talks"."""
    words = noun.sentence.folded[max(noun.first - NEAR, 0) : noun.first]
    return bool(OFFERS & set(words))


def _by_verb(noun: Noun, verb: Verb) -> str:
    """The status that its verb gives a noun."""
    sentence, known = noun.sentence, _presupposed(noun)
    words = set(sentence.folded[verb.first : verb.at + 1])
    if sentence.folded[verb.at : verb.at + 2] == ["going", "on"]:
        words.discard("going")
    if called := _off(noun, verb):
        return called
    if verb.first < noun.first and (
        sentence.folded[noun.first - 1] in ADVERBIAL
        or sentence.folded[noun.first - 2 : noun.first] in PHASES
    ):
        return "planned" if verb.mood == "plan" or words & PLANNING else "held"
    convoked = verb.voice == "passive" or verb.mention is None
    if convoked and sentence.folded[verb.at] in CONVOKED and verb.first > noun.first:
        return "planned"
    if words & PLANNING or acts(verb, "plan") or verb.mood == "plan" or _offered(noun):
        return "held" if verb.mood == "plan" and _over(noun, verb) else "planned"
    if verb.mood == "maybe" and noun.before & POSSESSIVES:
        return ""  # "before he can pay his visit"
    return "" if verb.mood in ("maybe", "negated") and not known else "held"


def _over(noun: Noun, verb: Verb) -> bool:
    """ "A fourth meeting, which was to have produced a schedule, ended with one": held, whatever it was to do."""
    if noun.behind is None or verb not in noun.behind.verbs:
        return False
    return any(v.mood == "fact" and acts(v, "hold") and not present(v) for v in noun.elsewhere)


def _off(noun: Noun, verb: Verb) -> str:
    """ "The visit is off" is cancelled, "will not take place" too; "is six weeks off", "a month away" lies ahead."""
    words, last = noun.sentence.folded, verb.at
    if verb.first < noun.mention.last:
        return ""
    if verb.mood == "negated" and acts(verb, "hold"):
        helpers = set(words[verb.first : verb.at])
        return "cancelled" if helpers & {"will", "would", "did", "going"} and _whose(noun) else ""
    if words[verb.first] not in BE:
        return ""
    for at in range(last, min(last + 5, len(words))):
        if words[at] in ("off", "away"):
            return "planned" if DELAYS & set(words[last:at]) else "cancelled"
    return ""


def _presupposed(noun: Noun) -> bool:
    """Whether the text takes the encounter for granted: "the talks", "Friday's summit"."""
    known = {"the", "this", "these", "that", "s"} | POSSESSIVES
    return bool(noun.before & known) or any(
        m.date is not None for m in noun.sentence.within(noun.first, noun.mention.first)
    )


def acts(verb: Verb, value: str) -> bool:
    """Whether a verb is one of these acts upon meetings (``plan``, ``cancel``, ``hold``, ``join``)."""
    return verb.mention is not None and any(
        s.kind == "meeting_act" and s.value == value for s in verb.mention.senses
    )


def _handles(verb: Verb) -> bool:
    """Whether a verb says what becomes of an encounter: it is held, joined, opened, planned, had."""
    if verb.mention is None:
        return False
    had = any(sense.info.get("base") in HAVING for sense in verb.mention.senses)
    return had or any(acts(verb, value) for value in ("hold", "join", "plan"))


def present(verb: Verb | None) -> bool:
    """Whether a verb is in the present tense: "opens on Friday", "meets in May" lie ahead unless dated otherwise."""
    if verb is None or verb.mention is None or verb.first != verb.at:
        return False
    return {sense.info.get("tense") for sense in verb.mention.senses} <= {"present", "base"}


def at_work(verb: Verb | None) -> bool:
    """Whether a verb says that an encounter is held, joined or opened."""
    if verb is None or verb.mention is None:
        return False
    met = any(s.kind == "meet" or s.info.get("base") in HAVING for s in verb.mention.senses)
    return met or acts(verb, "hold") or acts(verb, "join")


def _cancelled(noun: Noun) -> str:
    """``cancelled`` when a verb near it calls it off or puts it off; ``planned`` when to a new date."""
    words, mention = noun.sentence.folded, noun.mention
    if words[mention.last : mention.last + 1] in (["off"], ["back"]):
        put = set(words[max(mention.first - 4, 0) : mention.first]) & PUTTING
        return "cancelled" if put else ""
    verbs = [*noun.clause.verbs, *(noun.behind.verbs if noun.behind else []), *noun.elsewhere]
    for verb in verbs:
        if _did_not(noun, verb) or (verb in noun.elsewhere and _off(noun, verb) == "cancelled"):
            return "cancelled"
        if acts(verb, "fail") and verb.mood == "fact" and verb.first >= mention.last:
            return "cancelled"
        if acts(verb, "cancel") and verb.mood in ("fact", "plan") and not _repeated(noun, verb):
            governs = verb.at < mention.first <= verb.at + 8 and verb.voice != "passive"
            aside = words[verb.first - 1] == ","  # "the summit, put off in May"
            suffers = verb.first >= mention.last and (verb.voice != "active" or aside)
            if governs or suffers:
                again = any(v.first > verb.at and _sets(noun, v) for v in verbs)
                put_off = again or _put_off_to(noun.sentence, verb, mention)
                return "planned" if put_off else "cancelled"
    return ""


def _repeated(noun: Noun, verb: Verb) -> bool:
    """Whether it was called off more than once: "having called off his journey half a dozen times"."""
    words = noun.sentence.folded[noun.clause.first : noun.clause.last]
    near = noun.sentence.folded[max(verb.first - 2, 0) : verb.first]
    return bool(REPEATED & set(near)) or bool({"times", "repeatedly"} & set(words))


def _sets(noun: Noun, verb: Verb) -> bool:
    """Whether a verb sets a date: "is now set for October"."""
    words = set(noun.sentence.folded[verb.first : verb.at + 1])
    return acts(verb, "plan") or bool(words & PLANNING)


def _did_not(noun: Noun, verb: Verb) -> bool:
    """ "A meeting that was due this week did not take place"."""
    if verb.mood != "negated" or not acts(verb, "hold") or verb.first < noun.mention.last:
        return False
    helpers = set(noun.sentence.folded[verb.first : verb.at])
    return bool(helpers & {"did", "will", "would", "going"}) and (
        _whose(noun) or verb is not noun.verb
    )


def _whose(noun: Noun) -> bool:
    """Whether the text takes the encounter for granted, or says whose it was to be: "a visit by Grachev"."""
    whose = {"by", "of", "between", "to"} & set(noun.sentence.folded[noun.mention.last :][:1])
    return bool(whose) or _presupposed(noun)


def _put_off_to(sentence: Sentence, verb: Verb, mention: Mention) -> bool:
    """Whether a new date follows: "put off until Friday", "postponed to May", "put back by a day"."""
    at = verb.mention.last if verb.mention is not None else verb.at + 1
    at = mention.last if at <= mention.first <= at + 3 else at
    if sentence.folded[at : at + 1] == ["by"]:
        return bool(DELAYS & set(sentence.folded[at + 1 : at + 4]))
    for date in sentence.of("date"):
        if at <= date.first <= at + 3:
            return sentence.folded[date.first - 1] in ("until", "to", "till", "for")
    return False
