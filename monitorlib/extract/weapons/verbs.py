"""What a verb says of weapons: of silos "gone" is dismantled, of what the air force received, deployed.

The lexicon gives a verb its act; what the act comes to depends on the weapon, on who does it and on where it goes.
"""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import territory_of
from monitorlib.extract.weapons.ceilings import CUTTING, senses_of
from monitorlib.extract.weapons.moods import is_past
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import ADVERBS, COORDINATORS, HAVE, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.verbs import Verb

__all__ = ["GETTING", "is_reduced", "meaning_of"]

# Verbs that the weapons themselves do.
MOVING = frozenset(
    "leave|leave for|depart|depart for|go|go to|go away|go home|return|cross into|follow|move|move to|quit|remain|stay|"
    "belong|lapse|enter service|trickle in|join|arrive|arrive in|arrive at|cross|cross the border|cease to exist".split(
        "|"
    )
)
# Of what changes hands for money it is a transfer; what is handed to Russia is withdrawn (codebook section 8).
SELLING = frozenset(
    "sell|buy|buy back|receive|acquire|obtain|purchase|swap|donate|part with|supply|lease".split(
        "|"
    )
)
BLASTING = frozenset({"explode", "detonate", "set off"})  # tests of nuclear devices
# Acts on weapons that say nothing of a holding: fired, tested, built.
SPENDING = frozenset({"spend", "build"})
# Verbs whose bare participle says where a weapon is: "missiles deployed in Belarus".
PLACING = frozenset("deploy|station|base|install|field|mass".split("|"))
TRADED = frozenset({"bomber", "sam", "submarine"})  # weapons that are bought and sold
NUCLEAR = frozenset({"missile", "launcher", "warhead"})
OWN = frozenset("its their own s".split())
OWNED = 4  # words before a base in which it is told whose it is
SAILING = frozenset({"bomber", "submarine"})  # weapons that fly or sail about
FORGOING = frozenset({"give up", "renounce", "surrender", "relinquish", "yield up"})
GIVING = frozenset({"give", "offer", "promise", "hand", "lend", "send", "sell"})
CARRYING = frozenset(
    "deliver|ship|ship to|ship out|ship off|send|send off|send to|dispatch|transport|ferry|airlift".split(
        "|"
    )
)
GETTING = frozenset(
    "buy|buy back|purchase|procure|receive|acquire|obtain|get|take delivery of|take possession of".split(
        "|"
    )
)


def meaning_of(quantity: Quantity, clause: Clause, verb: Verb, *, object_: bool) -> str:
    """What a verb makes of the quantity as its object or subject, "" when nothing."""
    words = quantity.sentence.folded[verb.first : verb.at + 1]
    senses = senses_of(verb)
    meant = verb.mention.senses if verb.mention else ()
    blast = quantity.category == "warhead" and any(s.info.get("base") in BLASTING for s in meant)
    if blast or any(s.kind == "act" and s.value in SPENDING for s in meant):
        return "spend"
    if object_ and any(s.info.get("base") in CUTTING for s in meant):
        return _cut(quantity)
    if not senses and words[-1] == "like" and "would" in words and object_:
        return "offer"
    if not senses:
        return "remain" if words[-1] in HAVE else ""
    return _act_meant(quantity, clause, verb, senses, object_=object_)


def _cut(quantity: Quantity) -> str:
    """ "Cut its warheads by a third", "cut 400 missiles": so many go; of those cut "to 800" the limit is told."""
    behind = quantity.sentence.folded[quantity.last : quantity.last + 4]
    return (
        "dismantle"
        if "by" in behind or ("to" not in behind and quantity.numeral is not None)
        else ""
    )


def _act_meant(
    quantity: Quantity, clause: Clause, verb: Verb, senses: list[Sense], *, object_: bool
) -> str:
    words = quantity.sentence.folded[verb.first : verb.at + 1]
    bases = {sense.info.get("base", "") for sense in senses}
    if bases & PLACING and _standing(quantity, verb, words):
        return "remain"
    if "leave" in bases and verb.voice == "passive":
        return "remain"  # "eleven were left"
    if "leave" in bases and (object_ or _has_left(quantity, verb)):
        with_ = quantity.sentence.folded[quantity.first - 1] == "with"
        return "" if object_ and not with_ else "remain"  # "leaving it with eleven"; "had 81 left"
    if _idle(quantity, verb, bases) or not _undergoes(quantity, verb, senses, object_):
        return ""
    if bases & GETTING and (
        _own(quantity, clause, verb) or _bought_at_home(quantity, clause, verb)
    ):
        return "deploy"
    order = sorted(senses, key=lambda s: s.value in ("remain", "follow"))
    value = order[0].value
    sailing = quantity.category in SAILING
    if sailing and value == "follow" and (object_ or not _goes(quantity, verb)):
        value = "sortie"  # "two bombers were following the coast"
    if value == "sortie" and "fly" in bases and (verb.voice == "passive" or _flown(quantity, verb)):
        value = "withdraw"  # "were flown from Dolon"
    return _meant(quantity, verb, value, bases)


def _flown(quantity: Quantity, verb: Verb) -> bool:
    return quantity.sentence.folded[verb.at] == "flown" and is_reduced(quantity, verb)


def _idle(quantity: Quantity, verb: Verb, bases: set[str]) -> bool:
    """Whether a verb of an act is none here: "unfit to fly", "the Pentagon paid for 200 launch tubes"."""
    flies = bases & {"fly", "land"} and quantity.category == "bomber" and verb.voice == "active"
    before = quantity.sentence.folded[max(quantity.first - 1, 0)]
    if "want" in bases and before == "for":
        return True  # "what Ukraine wants for its 1,800 warheads"
    return (flies and _behind(quantity, verb) not in PREPOSITIONS) or (
        "pay for" in bases and quantity.category not in TRADED
    )


def _undergoes(quantity: Quantity, verb: Verb, senses: list[Sense], object_: bool) -> bool:
    """Whether the quantity is what the act is done to: object of an active verb, subject of a passive or of moving."""
    if object_:
        given = any(s.info.get("base") in GIVING for s in senses)  # "is to be given four batteries"
        return verb.voice != "passive" or given
    if any(s.value == "sortie" for s in senses):
        return True
    passive = verb.voice == "passive" or (is_reduced(quantity, verb) and is_past(verb))
    moving = any(s.info.get("base") in MOVING or s.value == "limit" for s in senses)
    own = any(s.kind == "act" for s in senses)  # else only something that is done to troops
    return passive or moving or (own and _goes(quantity, verb))


def _behind(quantity: Quantity, verb: Verb) -> str:
    """The word behind a verb."""
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    words = quantity.sentence.folded
    return words[last] if last < len(words) else "."


def _goes(quantity: Quantity, verb: Verb) -> bool:
    """Whether an active verb has no object, so that it is the weapons that move or end: "rolled out of Lida"."""
    following = _behind(quantity, verb)
    last = verb.mention.last if verb.mention is not None else verb.at + 1
    dated = any(m.first == last and m.date is not None for m in quantity.sentence.mentions)
    base = verb.mention.senses[0].info.get("base", "") if verb.mention is not None else ""
    ends = (
        base.split(" ")[-1] in PREPOSITIONS
        or following in PREPOSITIONS
        or following in ADVERBS
        or following in COORDINATORS
    )
    return verb.voice == "active" and (ends or dated or not following[0].isalnum())


def _meant(quantity: Quantity, verb: Verb, value: str, bases: set[str]) -> str:
    """What an act means for this weapon: silos that go are dismantled, what is handed to Russia is withdrawn."""
    if value == "sortie":
        return value if quantity.category in SAILING else ""
    if _given_up(quantity, bases):
        return "dismantle"
    if value == "go" and quantity.category in ("silo", "submarine"):
        return "dismantle"
    if bases & {"arrive", "arrive in", "arrive at"}:
        home = "RUS" in _states_behind(quantity, ("in", "at"))
        away = _states_behind(quantity, ("from",)) - {"RUS"}
        return "withdraw" if home and (away or quantity.category == "warhead") else "deploy"
    return _by_goal(quantity, verb, value, bases)


def _by_goal(quantity: Quantity, verb: Verb, value: str, bases: set[str]) -> str:
    """What carrying or handing over comes to by where the weapons go: to Russia, home; elsewhere, sold or deployed."""
    goals = _states_behind(quantity, ("to", "into"), verb.at)
    abroad = goals - {"RUS", "UKR", "KAZ"} if quantity.category in NUCLEAR else goals - {"RUS"}
    if value in ("withdraw", "transfer", "go") and not bases & SELLING and "RUS" not in goals:
        if _to_base(quantity, verb) or (abroad and bases & {"move", "move to"}):
            return "deploy"
        if abroad:
            return "deploy" if quantity.category in SAILING | {"warhead"} else "transfer"
        if "deliver" in bases and not goals:
            return "transfer"
    if bases & CARRYING and quantity.category == "sam":
        return "transfer"
    if bases == {"want"} and not goals and quantity.category in NUCLEAR:
        return "deploy" if quantity.system else "limit"  # "the general wants 150 missiles"
    homeward = value == "transfer" and quantity.category in NUCLEAR and "RUS" in goals
    return "withdraw" if homeward and not bases & SELLING else value


def _to_base(quantity: Quantity, verb: Verb) -> bool:
    """Whether weapons go to a base abroad of those who move them: "has moved S-300s to its base in Armenia"."""
    folded = quantity.sentence.folded
    behind = quantity.sentence.within(verb.at, len(folded))
    adjectives = {
        m.first for m in behind if (s := m.sense("actor")) and s.info["form"] == "adjective"
    }
    based = any(
        folded[at] in OWN or at in adjectives
        for m in behind
        if m.sense("site")
        for at in range(max(m.first - OWNED, verb.at), m.first)
    )
    return based and bool({territory_of(m) for m in behind if m.sense("place")} - {"RUS", ""})


def _given_up(quantity: Quantity, bases: set[str]) -> bool:
    parted = "part with" in bases and quantity.category not in TRADED
    return parted or (bool(bases & FORGOING) and not _successors(quantity))


def _successors(quantity: Quantity) -> bool:
    """Whether the sentence is about those who gave their weapons to Russia; others destroy what they give up."""
    codes = {s.value for m in quantity.sentence.of("actor") if (s := m.sense("actor"))}
    return bool(codes & {"UKR", "BLR", "KAZ"}) or (not codes and quantity.category == "warhead")


def _states_behind(quantity: Quantity, words: tuple[str, ...], first: int = 0) -> set[str]:
    """The territories behind "to" or "into" in the sentence, from a word on."""
    sentence = quantity.sentence
    return {
        code
        for mention in sentence.of("actor", "place")
        if mention.first > first
        and sentence.folded[mention.first - 1] in words
        and (code := territory_of(mention))
    }


def _own(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """Whether who gets the weapons is the force that uses them: "the air force received two Tu-160s"; not a buyer."""
    sentence = quantity.sentence
    bought = {"bought", "buy", "buys", "purchased"} & set(sentence.folded[verb.first : verb.at + 1])
    given = any(sentence.folded[m.first - 1] == "from" for m in sentence.of("actor") if m.first)
    if bought or given:
        return False
    getters = list(sentence.within(clause.first, verb.first)) or clause.subject
    states = {code for m in getters if (code := acting(sentence, m))}
    force = any(m.sense(kind) for m in getters for kind in ("echelon", "force", "branch"))
    return force or states == {"RUS"}


def _bought_at_home(quantity: Quantity, clause: Clause, verb: Verb) -> bool:
    """ "Six missiles will be bought this year": no foreigner buys or sells."""
    actors = [m for m in clause.mentions if m.sense("actor")]
    return verb.voice == "passive" and quantity.category != "sam" and not actors


def _standing(quantity: Quantity, verb: Verb, words: list[str]) -> bool:
    """Whether a verb of placing only tells where the weapons are: "deployed in Belarus", "are based at sea"."""
    tenses = {s.info.get("tense") for s in senses_of(verb)}
    if tenses & {"present", "base"} and not set(words[:-1]) - ADVERBS:
        return True  # "Russia deploys 36 SS-24s", "that they still deploy"
    based = any(s.info.get("base") in ("station", "base") for s in senses_of(verb))
    if based and verb.mood == "fact" and verb.voice != "active" and "being" not in words:
        return True  # "81 launchers had been stationed in Belarus"
    if {"be", "been", "being"} & set(words) or not is_past(verb):
        return False
    return bool({"is", "are", "was", "were"} & set(words)) or is_reduced(quantity, verb)


def _has_left(quantity: Quantity, verb: Verb) -> bool:
    """ "Has 1,136 vehicles left"."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    return verb.first == quantity.last and bool({"has", "have", "had"} & set(before))


def is_reduced(quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb is a participle that hangs on the quantity: "bombers left behind in Kazakhstan will fly home"."""
    near = verb.first == verb.at and 0 <= verb.first - quantity.last <= 1
    return verb.voice == "participle" or (near and is_past(verb))
