"""What a verb says of weapons: of silos "gone" is dismantled, of what the air force received, deployed.

The lexicon gives a verb its act; what the act comes to depends on the weapon, on who does it and on where it goes.
"""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import territory_of
from monitorlib.extract.weapons.act import is_past, senses_of
from monitorlib.extract.weapons.ceilings import CUTTING
from monitorlib.extract.weapons.quantity import Quantity
from monitorlib.function_words import ADVERBS, COORDINATORS, HAVE, PREPOSITIONS
from monitorlib.lexicon import Sense
from monitorlib.verbs import Verb

__all__ = ["ARRIVING", "GETTING", "GIVING", "is_reduced", "meaning_of"]

# Verbs that the weapons themselves do.
MOVING = frozenset(
    "leave|leave for|depart|depart for|go|go to|go away|go home|return|cross into|follow|move|move to|quit|remain|stay|"
    "belong|lapse|enter service|trickle in|join|arrive|arrive in|arrive at|cross|cross the border|cease to exist|"
    "reach".split("|")
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
PLACING = frozenset("deploy|station|base|field|mass|form|ring|girdle|surround|encircle".split("|"))
NUCLEAR = frozenset({"missile", "launcher", "warhead"})
SAILING = frozenset({"bomber", "submarine"})  # weapons that fly or sail about
FORGOING = frozenset({"give up", "renounce", "surrender", "relinquish", "yield up"})
RAISING = frozenset({"raise", "bring", "increase", "swell", "boost", "expand"})
STAYING = frozenset({"relocate", "redeploy", "move", "shift", "rotate out"})  # they change no owner
ARRIVING = frozenset({"arrive", "arrive in", "arrive at", "reach"})
REACHING = frozenset({"reach", "get to", "join", "go to", "come to"})  # their objects stay
GIVING = frozenset({"give", "offer", "promise", "hand", "lend", "send", "sell"})
CARRYING = frozenset(
    "deliver|ship|ship to|ship out|ship off|send|send off|send to|dispatch|transport|ferry|airlift".split(
        "|"
    )
)
GETTING = frozenset(
    "buy|buy back|purchase|procure|order|receive|acquire|obtain|get|take delivery of|take possession of".split(
        "|"
    )
)


def meaning_of(quantity: Quantity, clause: Clause, verb: Verb, *, object_: bool) -> str:
    """What a verb makes of the quantity as its object or subject, "" when nothing."""
    senses, bases = senses_of(verb), verb.bases
    if _spent(quantity, verb):
        return "spend"
    behind = quantity.sentence.folded[quantity.last : quantity.last + 3]
    if object_ and bases & CUTTING and "into" not in behind:  # "lower six into the ground"
        return _cut(quantity)
    if object_ and bases & RAISING and quantity.sentence.folded[quantity.first - 1] == "to":
        return "remain"  # "raising the number to 36"
    if not senses:
        return "remain" if quantity.sentence.folded[verb.at] in HAVE else ""
    return _act_meant(quantity, clause, verb, object_=object_)


def _spent(quantity: Quantity, verb: Verb) -> bool:
    """Whether the weapons are fired, tested or built: "exploded two nuclear devices"."""
    spending = verb.mention is not None and verb.mention.acts(*SPENDING)
    return spending or (quantity.category == "warhead" and bool(verb.bases & BLASTING))


def _act_meant(quantity: Quantity, clause: Clause, verb: Verb, *, object_: bool) -> str:
    senses, bases = senses_of(verb), verb.bases
    if bases & PLACING and _standing(quantity, verb):
        return "remain"
    if "leave" in bases and (left := _left(quantity, verb, object_=object_)) is not None:
        return left
    if not _undergoes(quantity, verb, senses, object_):
        return ""
    if bases & GETTING and _own(quantity, clause, verb):
        return "deploy"
    value = min(senses, key=lambda s: s.value in ("remain", "follow")).value
    return _meant(quantity, verb, value, bases)


def _left(quantity: Quantity, verb: Verb, *, object_: bool) -> str | None:
    """What "leave" says of what does not leave itself: "leaving it with eleven", "eleven were left", "had 81 left"."""
    before = quantity.sentence.folded[max(quantity.first - 3, 0) : quantity.first]
    if object_:
        return "remain" if before[-1:] == ["with"] else ""
    kept = verb.first == quantity.last and HAVE & set(before)
    return "remain" if kept or verb.voice == "passive" else None


def _cut(quantity: Quantity) -> str:
    """ "Cut its warheads by a third", "cut 400 missiles": so many go; of those cut "to 800" the limit is told."""
    if quantity.sentence.folded[quantity.first - 1] in ("to", "below", "under"):
        return "remain"  # "has dwindled to 500"
    behind = quantity.sentence.folded[quantity.last : quantity.last + 4]
    gone = "by" in behind or ("to" not in behind and quantity.numeral is not None)
    return "dismantle" if gone else ""


def _undergoes(quantity: Quantity, verb: Verb, senses: list[Sense], object_: bool) -> bool:
    """Whether the quantity is what the act is done to: object of an active verb, subject of a passive or of moving."""
    if object_:
        last = verb.end
        if verb.bases & REACHING:
            return False  # "the two sides reached 1,600"
        provided = any(base.endswith(" with") for base in verb.bases)  # "is being rearmed with ten"
        given = (verb.bases & GIVING or provided) and quantity.first == last  # "is given four"
        return verb.voice != "passive" or bool(given)
    if any(s.value in ("sortie", "limit") for s in senses) or verb.bases & MOVING:
        return True
    own = any(s.kind == "act" for s in senses)  # else only something that is done to troops
    passive = verb.voice == "passive" or (is_reduced(quantity, verb) and is_past(verb))
    return passive or (own and _goes(quantity, verb))


def _goes(quantity: Quantity, verb: Verb) -> bool:
    """Whether an active verb has no object, so that it is the weapons that move or end: "rolled out of Lida"."""
    last = verb.end
    following = (quantity.sentence.folded[last : last + 1] or ["."])[0]
    ends = any(base.split(" ")[-1] in PREPOSITIONS for base in verb.bases)
    ends = ends or following in PREPOSITIONS | ADVERBS | COORDINATORS
    return verb.voice == "active" and (ends or not following[0].isalnum())


def _meant(quantity: Quantity, verb: Verb, value: str, bases: set[str]) -> str:
    """What an act means for this weapon: silos that go are dismantled, what is handed to Russia is withdrawn."""
    if value == "sortie":
        flown = (
            "fly" in bases and verb.voice != "active" and is_past(verb)
        )  # "were flown from Dolon"
        flown = flown or _comes_home(quantity, verb)
        return "withdraw" if flown else value if quantity.category in SAILING else ""
    if value == "limit" and quantity.sentence.folded[verb.at].endswith("ing"):
        return "remain"  # "is making do with 48"
    given = quantity.sentence.folded[quantity.last : quantity.last + 1] == ["to"]
    if bases & FORGOING and given:
        return _by_goal(quantity, verb, "transfer", bases)  # "surrendered eleven to the commission"
    if bases & FORGOING or (value == "go" and quantity.category == "submarine"):
        return "dismantle"
    if bases & ARRIVING:
        home = "RUS" in _states_behind(quantity, ("in",))
        left = _states_behind(quantity, ("from",)) & {"BLR", "UKR", "KAZ"}
        return "withdraw" if home or left else "deploy"
    return _by_goal(quantity, verb, value, bases)


def _comes_home(quantity: Quantity, verb: Verb) -> bool:
    """ "Flew from Dolon to Engels": what flies to Russia from another state has left it."""
    origins = _states_behind(quantity, ("from",), verb.at)
    home = "RUS" in _states_behind(quantity, ("in", "to", "into"), verb.at)
    return home and is_past(verb) and bool(origins - {"RUS"})


def _by_goal(quantity: Quantity, verb: Verb, value: str, bases: set[str]) -> str:
    """What carrying or handing over comes to by where the weapons go: to Russia, home; elsewhere, sold or deployed."""
    nuclear = quantity.category in NUCLEAR
    goals = _states_behind(quantity, ("to", "into"), verb.at)
    home = "RUS" in goals
    abroad = goals - ({"RUS", "UKR", "KAZ"} if nuclear else {"RUS"})
    stays = value == "withdraw" and bases & STAYING
    if value in ("withdraw", "transfer", "go") and not (bases & SELLING or stays or home):
        if abroad:
            moved = value != "transfer" and "deliver" not in bases
            lodged = moved and quantity.category in SAILING | {"warhead"}
            return "deploy" if lodged else "transfer"
        if "deliver" in bases and not goals:
            return "transfer"
    if bases & CARRYING and quantity.category == "sam" and not home:
        return "transfer"
    if nuclear and not abroad and "part with" in bases:
        return "withdraw"  # Russia takes them back
    if bases == {"want"} and not goals and nuclear:
        return "deploy" if quantity.system else "limit"  # "the general wants 150 missiles"
    return "withdraw" if value == "transfer" and nuclear and home and not bases & SELLING else value


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
    if {"bought", "buy", "buys", "purchased"} & set(sentence.folded[verb.first : verb.at + 1]):
        return False
    if any(sentence.folded[m.first - 1] == "from" for m in sentence.of("actor")):
        return False
    getters = list(sentence.within(clause.first, verb.first)) or clause.subject
    states = {code for m in getters if (code := acting(sentence, m))}
    force = any(m.sense(kind) for m in getters for kind in ("echelon", "force", "branch"))
    return force or states == {"RUS"}


def _standing(quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb of placing only tells where the weapons are: "deployed in Belarus", "are based at sea"."""
    words = quantity.sentence.folded[verb.first : verb.at]
    tenses = {s.info.get("tense") for s in senses_of(verb)}
    if tenses & {"present", "base"} and not set(words) - ADVERBS:
        return True  # "Russia deploys 36 SS-24s", "that they still deploy"
    ongoing = "being" in words or quantity.sentence.folded[verb.at].endswith("ing")
    if verb.bases & {"station", "base"} and verb.mood == "fact" and not ongoing:
        return verb.voice != "active"  # "81 launchers had been stationed in Belarus"
    if {"be", "been", "being"} & set(words) or not is_past(verb):
        return False
    return bool({"is", "are", "was", "were"} & set(words)) or is_reduced(quantity, verb)


def is_reduced(quantity: Quantity, verb: Verb) -> bool:
    """Whether a verb is a participle that hangs on the quantity: "bombers left behind in Kazakhstan will fly home"."""
    between = set(quantity.sentence.folded[quantity.last : verb.first]) - ADVERBS - {"long", ","}
    near = verb.first == verb.at and verb.first >= quantity.last and len(between) <= 1
    return verb.voice == "participle" or (near and is_past(verb))
