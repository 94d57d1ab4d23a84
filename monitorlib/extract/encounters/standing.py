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
    "CALLED",
    "Noun",
    "acts",
    "at_work",
    "conditional",
    "denied",
    "looks_back",
    "on_margins",
    "present",
    "progressive",
    "read_noun",
    "set_for",
    "status_of",
]

PLANNING = frozenset(
    "foreseen envisaged tentatively due set scheduled expected awaited slated planned supposed bound means plans "
    "intends intend plan mean expect expects".split()
)
AHEAD = frozenset(
    "next planned upcoming forthcoming scheduled proposed future expected impending coming anticipated".split()
)
CALLED = frozenset("convene call organize organise sponsor arrange initiate host".split())
REPEATED = frozenset("repeatedly already times again often twice".split())
HAVING = frozenset({"hold", "have", "conduct", "attend"})
NEW_DAY = frozenset("until to till from".split())  # "from April to May"
DOUBTS = frozenset("unlikely impossible doubtful improbable unthinkable".split())
DENIALS = frozenset("deny denies denied denying doubt doubts doubted unclear neither".split())
OPEN = frozenset("clear known certain".split())  # "it is not clear when they will meet"
DELAYS = frozenset("day days week weeks month months year hours".split())
ADVERBIAL = frozenset("at in during after following".split())
PUTTING = frozenset("called call calls calling put puts putting".split())
TAKEN = frozenset({"the", "this", "these", "that", "s"}) | POSSESSIVES
MARGINS = frozenset("sidelines sideline fringes fringe margins margin".split())
UNCHANGED = frozenset("set put cut".split())  # in the past: "Kuchma set off for Moscow"
PAST = frozenset("was were had".split())
BUT = 12  # words behind "was due in Kiev" in which "but" tells that it came to nothing
NOT_SO = frozenset("only not also first then later now".split())
NEAR, FAR = 8, 7  # words between a verb and its object, between "sidelines" and a noun


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
    def before(self) -> set[str]:
        """The words before it in its group."""
        return set(self.sentence.folded[self.first : self.mention.first])

    @property
    def on_margins(self) -> bool:
        """Whether something else took place "on the sidelines of" it."""
        return on_margins(self.mention, self.sentence)

    @property
    def venue(self) -> Mention | None:
        """The town right before it, which only tells the place: "the Minsk talks", not "the Moscow-Kiev talks"."""
        town = self.sentence.ends.get(self.mention.first)
        if town is None or town.first < self.first or town.sense("place") is None:
            return None
        actor = town.sense("actor")
        joined = self.sentence.folded[town.first - 1] in ("-", "and") if town.first else False
        return None if joined or (actor and actor.info["form"] != "capital") else town


def on_margins(mention: Mention, sentence: Sentence) -> bool:
    """Whether a noun stands behind "on the sidelines of"."""
    return bool(MARGINS & set(sentence.folded[max(mention.first - FAR, 0) : mention.first]))


def read_noun(context: Context, clause: Clause, mention: Mention) -> Noun:
    """A noun with what governs it."""
    behind = _clause_behind(context, clause, mention)
    first = noun_group(clause.sentence, mention)
    elsewhere = [
        other
        for each in context.clauses(clause.sentence)
        if each is not clause and any(m is mention for m in each.subject)
        for other in each.verbs
    ]
    verb = behind.verbs[0] if behind is not None else _verb(clause, mention)
    if not clause.verbs and first == clause.first:
        verb = verb or next(iter(elsewhere), None)  # "Talks on trade, mediated by the UN, opened"
    return Noun(clause, mention, first, _stop(clause, mention), verb, behind, elsewhere)


def _verb(clause: Clause, mention: Mention) -> Verb | None:
    """The verb that a noun is the object of, else the one that it is the subject of.

    None where another encounter stands between: that is the verb's ("join them at talks on the fringes of the summit").
    """
    before = [verb for verb in clause.verbs if verb.at < mention.first]
    if before:
        between = clause.sentence.within(before[-1].at + 1, mention.first)
        return None if any(m.kind == "meeting" for m in between) else before[-1]
    return next((verb for verb in clause.verbs if verb.first >= mention.last), None)


def _clause_behind(context: Context, clause: Clause, mention: Mention) -> Clause | None:
    """The relative clause about a noun: only a place, a date or a comma may stand between."""
    sentence, at = clause.sentence, mention.last
    while at < clause.last:
        passed = sentence.at(at)
        if sentence.folded[at] in (",", "the", "and", "of", "session") or (
            sentence.folded[at] in ("in", "at", "near") and place_at(context, sentence, at + 1)
        ):
            at += 1
        elif passed is not None and (passed.date or passed.sense("place") or passed.sense("actor")):
            at = passed.last
        else:
            about = _relative(context, clause)  # "the summit on energy to which Turkey invited X"
            if about is None or about.antecedent is not mention:
                return None
            return about if sentence.folded[about.first] != "of" else None
    return _relative(context, clause)


def _relative(context: Context, clause: Clause) -> Clause | None:
    """The relative clause that follows a clause."""
    behind = [
        c for c in context.clauses(clause.sentence) if clause.last <= c.first <= clause.last + 1
    ]
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
    return bool(DENIALS & set(before) or (OPEN & set(before) and "not" in before))


def conditional(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence has an "if", so that what "will" be in it is no plan."""
    case = {"event", "case", "provided", "providing"} & set(sentence.folded)
    return bool(case) or any(c.kind == "condition" for c in context.clauses(sentence))


# --- status ------------------------------------------------------------------------------------------------


def status_of(noun: Noun) -> str:
    """``held``, ``planned``, ``cancelled``, or "" when the noun's verb denies or only imagines it."""
    words = noun.sentence.folded[noun.clause.first : noun.first]
    undated = "date" in words and bool(
        {"no", "without"} & set(words)
    )  # "no date was set for talks"
    said = set(noun.sentence.folded[noun.clause.first : noun.clause.last])
    ruled_out = "out" in said and bool({"question", "ruled"} & said)
    shunned = noun.verb is not None and acts(noun.verb, "shun")
    if undated or ruled_out or shunned or noun.before & {"no", "any", "without"}:
        return ""
    nothing = {"nothing", "little"} & set(noun.sentence.folded[max(noun.first - 5, 0) : noun.first])
    if nothing and noun.sentence.folded[noun.first - 1] == "of":
        return "cancelled"  # "nothing came of a meeting"
    if cancelled := _cancelled(noun):
        return cancelled
    if noun.before & AHEAD or _summoned(noun):
        return "planned"
    return "held" if noun.verb is None else _by_verb(noun, noun.verb)


def _summoned(noun: Noun) -> bool:
    """ "Are expected in Almaty for a conference that Kazakhstan has convened": it lies ahead."""
    if noun.behind is None or CALLED.isdisjoint(noun.behind.verbs[0].bases):
        return False
    governing = _verb(noun.clause, noun.mention)
    return governing is not None and set_for(noun.sentence, governing)


def _by_verb(noun: Noun, verb: Verb) -> str:
    """The status that its verb gives a noun."""
    words = noun.sentence.folded
    if called := _off(noun, verb):
        return called
    if DOUBTS & set(words[verb.first : verb.at + 2]):
        return ""
    if verb.mood == "plan":
        return "planned"
    apart = verb.first < noun.first or "," in words[noun.mention.last : verb.first]
    if apart and words[noun.first - 1] in ADVERBIAL:
        return "held"  # "agreed at the talks", "in a call to X, Y proposed"
    if set_for(noun.sentence, verb):
        return "planned"
    return "held" if verb.mood == "fact" or noun.before & TAKEN else ""


def _off(noun: Noun, verb: Verb) -> str:
    """ "The visit is off" is cancelled, "will not take place" too; "is six weeks off", "a month away" lies ahead."""
    words, last = noun.sentence.folded, verb.at
    if verb.first < noun.mention.last:
        return ""
    if verb.mood == "negated" and acts(verb, "hold"):
        whose = {"by", "of", "between"} & set(words[noun.mention.last : noun.mention.last + 1])
        return "cancelled" if whose or noun.before & TAKEN else ""
    if words[verb.first] not in BE or acts(verb, "cancel"):
        return ""
    for at in range(last, min(last + 5, len(words))):
        if words[at] in ("off", "away"):
            return "planned" if DELAYS & set(words[last:at]) else "cancelled"
    return ""


def _cancelled(noun: Noun) -> str:
    """``cancelled`` when a verb about it calls it off or puts it off; ``planned`` when to a new date."""
    words, mention = noun.sentence.folded, noun.mention
    if words[mention.last : mention.last + 1] == ["off"]:  # "called the talks off"
        put = PUTTING & set(words[max(mention.first - 4, 0) : mention.first])
        return "cancelled" if put else ""
    verbs = [*noun.clause.verbs, *(noun.behind.verbs if noun.behind else []), *noun.elsewhere]
    for verb in verbs:
        if _off(noun, verb) == "cancelled":
            return "cancelled"
        if not acts(verb, "cancel") or verb.mood not in ("fact", "plan") or _repeated(noun, verb):
            continue
        governs = verb.at < mention.first <= verb.at + NEAR
        aside = words[verb.first - 1] == ","  # "the summit, put off in May"
        suffers = verb.first >= mention.last and (verb.voice != "active" or aside)
        if governs or suffers:
            set_anew = suffers and any(v.first > verb.at and acts(v, "plan") for v in verbs)
            put_off = set_anew or _put_off_to(noun.sentence, verb, mention)
            return "planned" if put_off else "cancelled"
    return ""


def _repeated(noun: Noun, verb: Verb) -> bool:
    """Whether it was called off more than once: "having called off his journey half a dozen times"."""
    words = noun.sentence.folded
    near = {*words[max(verb.first - 2, 0) : verb.first], *words[verb.at : noun.clause.last]}
    return bool(REPEATED & near)


def _put_off_to(sentence: Sentence, verb: Verb, mention: Mention) -> bool:
    """Whether a new date follows: "put off until Friday", "postponed to May", "put back by a day"."""
    at = verb.end
    named = at <= mention.first <= at + 3 and not any(
        m.date for m in sentence.within(at, mention.first)
    )
    at = mention.last if named else at
    if sentence.folded[at : at + 1] == ["by"]:
        return bool(DELAYS & set(sentence.folded[at + 1 : at + 4]))
    return any(
        at <= date.first <= at + 3 and sentence.folded[date.first - 1] in NEW_DAY
        for date in sentence.of("date")
    )


# --- verbs of encounters -----------------------------------------------------------------------------------


def acts(verb: Verb, value: str) -> bool:
    """Whether a verb is one of these acts upon meetings (``plan``, ``cancel``, ``hold``, ``join``)."""
    return verb.mention is not None and any(
        s.kind == "meeting_act" and s.value == value for s in verb.mention.senses
    )


def set_for(sentence: Sentence, verb: Verb) -> bool:
    """Whether a verb says that an encounter lies ahead: "is scheduled for May", "was arranged"."""
    return acts(verb, "plan") or bool(PLANNING & set(sentence.folded[verb.first : verb.at + 1]))


def at_work(verb: Verb | None) -> bool:
    """Whether a verb says that an encounter is held."""
    if verb is None or verb.mention is None:
        return False
    met = verb.mention.sense("meet") is not None or not HAVING.isdisjoint(verb.bases)
    return met or acts(verb, "hold")


def progressive(sentence: Sentence, verb: Verb) -> bool:
    """Whether a verb tells what goes on, or lies ahead if it is dated so: "are meeting on Friday"."""
    words = sentence.folded[verb.first : verb.at + 1]
    return words[0] in ("is", "are") and (words[-1].endswith("ing") or "being" in words)


def present(verb: Verb | None) -> bool:
    """Whether a verb is in the present tense: "opens on Friday", "meets in May" lie ahead unless dated otherwise."""
    if verb is None or verb.mention is None or verb.first != verb.at or verb.heads & UNCHANGED:
        return False
    return {sense.info.get("tense") for sense in verb.mention.senses} <= {"present", "base"}


def looks_back(sentence: Sentence, verb: Verb) -> bool:
    """ "Were to have met", "had been supposed to meet on June 15": it did not come to that."""
    chain = sentence.folded[verb.first : verb.at]
    if "to" in chain and "have" in chain and BE & set(chain[:2]):
        return True
    words = sentence.folded[max(verb.first - 2, 0) : verb.at + 1]
    if verb.mood != "plan" or not PAST & set(words):
        return False
    return "had been" in " ".join(words) or _came_to_nothing(sentence, verb)


def _came_to_nothing(sentence: Sentence, verb: Verb) -> bool:
    """ "Was due in Kiev on Monday but fell ill"; not "was to leave on Monday, but only for a day"."""
    words = sentence.folded[verb.at + 1 : verb.at + BUT]
    return any(
        word == "but" and not NOT_SO & set(words[at + 1 : at + 2]) for at, word in enumerate(words)
    )
