"""What the verbs of troops mean with the words around them: "left behind", "is deployed", "transferred to Gali".

A verb of motion needs a direction, "follow" an act to follow, a promise a plan; "deployed" may say that troops come
or only where they are.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import EVENTS, FORMATIONS, REACH, Body, TroopAct
from monitorlib.extract.troops.directions import whither
from monitorlib.extract.troops.roles import adjoins
from monitorlib.function_words import DETERMINERS, POSSESSIVES
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["PROMISED", "meaning"]

PROMISED = frozenset({"pledge", "permit", "expect"})
TAKEN = frozenset(
    "town village height heights hill hills ridge city capital hospital station bridge positions palace airport "
    "building buildings square pass road valley suburb district checkpoint checkpoints".split()
)
SHARES = frozenset("half many most dozens hundreds scores several".split())
MANY = 1000  # fewer men than this are lost in a fight, more in a reform
# Verbs of motion tell by the words behind them whither troops go; without any they mean this.
UNDIRECTED = {"move": "", "send": "deploy", "return": "withdraw"}
FOLLOWED = {"withdraw": "withdraw", "deploy": "deploy", "send": "deploy"}
# Which tell of troops only with the right words around.
QUALIFIED = frozenset({"order", "hold", "meet"})
WEAPONS = ("weapon", "system")
SORTIES = frozenset("sorties sortie missions mission patrols cover".split())
LEAVING = frozenset("leave quit enter".split())
PLACES = frozenset(
    "country republic region city capital town village area zone territory province base bases "
    "garrison garrisons positions posts peninsula valley post outpost barracks district enclave".split()
)


def meaning(context: Context, body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """What the verb means with the words around it: "left behind", "is deployed", "transferred to Gali"."""
    left = act.verb is not None and _leaves_behind(body.sentence, act.verb)
    if left or (act.value != "follow" and _says_else(body, mention, act)):
        return None
    if act.value in QUALIFIED:
        return _qualified(body, act)
    if act.value == "follow":  # "the two that remain are to follow"
        return _follows(context, body, mention, act)
    if act.value in PROMISED:
        return _promised(body, mention, act)
    if act.value in UNDIRECTED:
        return _moved(body, mention, act)
    lost = act.value in ("lose", "vanish")
    return _lost(body, mention, act) if lost else _placed(body, mention, act)


def _qualified(body: Body, act: TroopAct) -> TroopAct | None:
    """ "Ordered the brigade to the gorge", unless a verb tells what to do; "holds the village against tanks"."""
    if act.value != "order":
        return act._replace(value="combat") if _opposes(body, act) else None
    told = any(verb.first > act.word for verb in act.clause.verbs)
    value = "" if told else whither(body, act.word + 1, act.clause.last)
    return (
        act._replace(value=value, mood="plan" if act.mood == "fact" else act.mood)
        if value
        else None
    )


def _opposes(body: Body, act: TroopAct) -> bool:
    """ "Holds the village against tanks", "were met by a battalion": who meets with others need not fight."""
    words = body.sentence.folded[act.word : act.clause.last]
    passive = act.verb is not None and act.verb.voice == "passive" and body.first > act.word
    return passive if act.value == "meet" else "against" in words


def _moved(body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """Whither a verb of motion takes troops; who "took the town" fought, who "are to go" leave."""
    sentence = body.sentence
    value = whither(body, mention.first + 1, act.clause.last) or UNDIRECTED[act.value]
    bases = {s.info.get("base") for s in mention.senses}
    behind = sentence.folded[mention.last : mention.last + 4]
    place = any(m.first == mention.last and m.sense("place") for m in sentence.mentions)
    if SORTIES & set(sentence.folded[mention.last : mention.last + REACH - 2]):
        return None  # "flies most of the sorties"
    if "take" in bases and body.last <= mention.first and (place or TAKEN & set(behind)):
        value = "combat"  # "took Garm", "took the town"
    if (
        "go" in bases
        and not value
        and (
            not behind or not behind[0].isalpha() or act.mood == "plan" or _dated(sentence, mention)
        )
    ):
        value = "withdraw"
    if not value and sentence.folded[mention.last - 1] == "gone":
        value = "withdraw"  # "with two brigades gone"
    return act._replace(value=value) if value else None


def _dated(sentence: Sentence, mention: Mention) -> bool:
    """ "Goes by 2001", "goes next month": a date follows."""
    return any(m.date is not None for m in sentence.within(mention.last, mention.last + 3)) and (
        sentence.folded[mention.last] not in ("to", "on")
    )


def _lost(body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """ "Lost six men" in a fight, "will lose 10,000 men" in a reform; formations that disappear are disbanded."""
    if act.value == "vanish":
        gone = "from" in body.sentence.folded[mention.last : mention.last + 2]
        formation = body.meant.echelon in FORMATIONS and not gone
        return act._replace(value="disband" if formation else "withdraw")
    men = [m for m in body.sentence.within(mention.last, mention.last + 6) if m.sense("echelon")]
    if men and men[0].value in FORMATIONS:  # "the division lost a regiment to the cuts"
        return act._replace(value="reduce")
    numbers = [m for m in body.sentence.within(mention.last, mention.last + 3) if m.numeral]
    share = SHARES & set(body.sentence.folded[mention.last : mention.last + 2])
    if not men or not (numbers or share):
        return None
    numeral = numbers[0].numeral if numbers else None
    many = numeral is not None and (numeral.value or 0) >= MANY
    many = many or act.mood == "plan"
    return act._replace(value="reduce" if many else "combat")


def _says_else(body: Body, mention: Mention, act: TroopAct) -> bool:
    """ "Comes to 700 servicemen" is no arrival, "is expected to leave" no more than how it leaves is said."""
    sentence, behind = body.sentence, mention.last
    if act.value == "expect":
        return sentence.folded[behind : behind + 1] == ["to"]
    follows = sentence.at(behind)
    counted = follows is not None and follows.numeral is not None
    return counted and sentence.folded[behind - 1] == "to" and act.value not in ("reduce", "combat")


def _placed(body: Body, mention: Mention, act: TroopAct) -> TroopAct:
    """Whether troops are put somewhere or merely stand there: "has stationed", "units deployed in the interior"."""
    verb = act.verb
    placed = act.value == "station" and verb is not None and _just_placed(body, verb)
    if placed or (act.value == "transfer" and _moves_to(body.sentence, mention)):
        return act._replace(value="deploy")
    done = act.value == "deploy" and act.mood == "fact"
    if done and verb is not None and _standing(body, act.clause, verb):
        return act._replace(value="station")
    return act


def _follows(context: Context, body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """ "The two that remain are to follow": no weapon may stand nearer."""
    rival = any(m.kind in WEAPONS for m in body.sentence.within(body.last, mention.first))
    return None if rival else act._replace(value=_followed(context, body.sentence, mention.first))


def _followed(context: Context, sentence: Sentence, at: int) -> str:
    """What others have done before those who follow: the act named last; withdrawn where none is."""
    before = context.sentences[sentence.index - 1] if sentence.index else sentence
    for words, stop in ((sentence, at), (before, len(before.words))):
        for mention in reversed(list(words.within(0, stop))):
            for sense in mention.senses:
                moved = sense.info.get("base") != "clear"  # mines are cleared
                if moved and sense.kind in EVENTS and sense.value in FOLLOWED:
                    return FOLLOWED[sense.value]
    return "withdraw"


def _promised(body: Body, mention: Mention, act: TroopAct) -> TroopAct:
    """ "Offered a battalion", "is expected in Sarajevo", "due back in May": what is to come, or to go home."""
    back = whither(body, mention.last, act.clause.last) == "withdraw"
    mood = "plan" if act.mood == "fact" else act.mood
    return act._replace(value="withdraw" if back else "deploy", mood=mood)


def _moves_to(sentence: Sentence, mention: Mention) -> bool:
    """ "Transferred to the Gali district": troops handed to a place are moved there; to a state they are ceded."""
    at = mention.last - (sentence.folded[mention.last - 1] == "to")
    moved = sentence.folded[mention.first].startswith("transfer")
    if (
        moved and "from" in sentence.folded[at : at + REACH]
    ):  # "the transfer of a division from Latvia to Tula"
        whither = sentence.folded[at : at + 2 * REACH]
        at += whither.index("to") if "to" in whither else 0
    if not moved or sentence.folded[at : at + 1] != ["to"]:
        return False
    return any(m.sense("place") for m in sentence.within(at + 1, at + 4))


def _standing(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Units deployed in the interior", "troops which are deployed there": that is where they are."""
    words = body.sentence.folded
    if not words[verb.at].startswith("deploy"):
        return False
    hanging = clause.kind == "participle" and verb is clause.verbs[0]
    lone = verb.first == verb.at
    if words[verb.at + 1 : verb.at + 2] == ["from"]:
        return False  # "a battalion deployed from its regiment"
    present = {"is", "are"} & set(words[verb.first : verb.at])
    near = adjoins(body, verb) or words[body.last : verb.first] == [","]
    return bool(present) or (lone and (hanging or near))


def _just_placed(body: Body, verb: Verb) -> bool:
    """ "Moscow has stationed two more regiments there"."""
    group = body.sentence.folded[verb.first : verb.at]
    placed = verb.voice == "active" and verb.at < body.first
    return placed and bool({"has", "have", "had"} & set(group))


def _leaves_behind(sentence: Sentence, verb: Verb) -> bool:
    """ "Leaving the missiles to follow": what is left is no place, so nobody departs."""
    mention = verb.mention
    if mention is None or mention.senses[0].info.get("base") not in LEAVING:
        return False
    words = sentence.folded[mention.last : mention.last + 4]
    held = {"has", "have", "had", "with"} & set(
        sentence.folded[max(verb.first - REACH, 0) : verb.first]
    )
    alone = not words or not words[0][0].isalnum() or words[0] in ("in", "at", "on", "there")
    if held and verb.first == verb.at and alone:
        return True  # "had only 6,400 men left"
    if not words or words[0] not in DETERMINERS | POSSESSIVES:
        return False
    placed = any(
        m.first <= mention.last + 2 and (m.sense("place") or m.sense("actor"))
        for m in sentence.within(mention.last, mention.last + 4)
    )
    return not placed and not PLACES & set(words)
