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
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["PROMISED", "meaning"]

PROMISED = frozenset({"pledge", "permit", "expect"})
# Verbs of motion tell by the words behind them whither troops go; without any they mean this.
UNDIRECTED = {"move": "", "send": "deploy", "return": "withdraw"}
FOLLOWED = {"withdraw": "withdraw", "deploy": "deploy", "send": "deploy"}
FRONTED = 4  # words of "To the border,"
SPREAD = frozenset(
    "deployed posted strung spread scattered dispersed dug positioned massed concentrated".split()
)
# Which tell of troops only with the right words around.
QUALIFIED = frozenset({"order", "hold", "meet"})


def meaning(context: Context, body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """What the verb means with the words around it: "is deployed", "moved home", "lost six men"."""
    if act.value in QUALIFIED:
        return _qualified(body, act)
    if act.value == "follow":  # "the two that remain are to follow"
        return act._replace(value=_followed(context, body.sentence, mention.first))
    if act.value in PROMISED:
        told = _infinitive(act.clause, mention)
        return None if told else _promised(body, mention, act)
    if act.value in UNDIRECTED:
        return _moved(body, mention, act)
    if act.value in ("lose", "vanish"):
        return _lost(body, mention, act)
    stays = _remain(body.sentence, act) or _rescues(context, body, mention, act)
    return None if stays else _placed(body, mention, act)


def _remain(sentence: Sentence, act: TroopAct) -> bool:
    """ "Had only 6,400 men left": those have not departed."""
    held = {"has", "have", "had", "with"} & set(
        sentence.folded[max(act.word - REACH, 0) : act.word]
    )
    lone = act.verb is not None and act.verb.first == act.verb.at
    beside = sentence.folded[act.word] == "left" and sentence.folded[act.word - 1] != ","
    return bool(held) and lone and beside


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
    """Whither a verb of motion takes troops; who "are to go" or "are gone" leave."""
    value = whither(body, mention.first + 1, act.clause.last) or _fronted(body, act)
    value = value or UNDIRECTED[act.value]
    bases = {s.info.get("base") for s in mention.senses}
    behind = body.sentence.folded[mention.last : mention.last + 1]
    ends = not behind or not behind[0].isalpha()
    if not value and "go" in bases and (ends or act.mood == "plan"):
        value = "withdraw"
    return act._replace(value=value) if value else None


def _fronted(body: Body, act: TroopAct) -> str:
    """ "To Abkhazia, Russia moved two battalions": whither, when the clause begins with it."""
    first = act.clause.first
    opens = body.sentence.folded[first] in ("to", "into", "from")
    return whither(body, first, first + FRONTED) if opens else ""


def _lost(body: Body, mention: Mention, act: TroopAct) -> TroopAct | None:
    """ "Lost six men" in a fight, "will lose 10,000 men" in a reform, "lost a regiment to the cuts"; the vanished."""
    if act.value == "vanish":
        return act._replace(value="disband" if body.meant.echelon in FORMATIONS else "withdraw")
    men = [m for m in body.sentence.within(mention.last, mention.last + 6) if m.sense("echelon")]
    if not men:
        return None
    reform = act.mood == "plan" or men[0].value in FORMATIONS
    return act._replace(value="reduce" if reform else "combat")


def _rescues(context: Context, body: Body, mention: Mention, act: TroopAct) -> bool:
    """ "Evacuated foreigners from Tirana": who takes others away has not left."""
    verb = act.verb
    if verb is None or "evacuate" not in verb.heads or verb.voice != "active":
        return False
    words = body.sentence.folded[mention.last : mention.last + 5]
    return body.first < verb.first and not context.lexicon.cues["civilian"].isdisjoint(words)


def _placed(body: Body, mention: Mention, act: TroopAct) -> TroopAct:
    """Whether troops are put somewhere or merely stand there: "transferred to Gali", "deployed in the interior"."""
    behind = body.sentence.within(mention.last, mention.last + 4)
    if act.value == "transfer" and any(m.sense("place") for m in behind):
        return act._replace(value="deploy")
    done = act.value == "deploy" and act.mood == "fact" and act.verb is not None
    standing = done and act.verb is not None and _standing(body, act.verb)
    return act._replace(value="station") if standing else act


def _followed(context: Context, sentence: Sentence, at: int) -> str:
    """What others have done before those who follow: the act named last; withdrawn where none is."""
    before = context.sentences[max(sentence.index - 1, 0)]
    for words, stop in ((sentence, at), (before, len(before.words))):
        for mention in reversed(list(words.within(0, stop))):
            for sense in mention.senses:
                if sense.kind in EVENTS and sense.value in FOLLOWED:
                    return FOLLOWED[sense.value]
    return "withdraw"


def _infinitive(clause: Clause, mention: Mention) -> bool:
    """Whether a verb of troops tells what is promised or expected: "are expected to leave"."""
    following = next((v for v in clause.verbs if v.first == mention.last), None)
    verb = following.mention if following is not None else None
    return verb is not None and verb.is_of(EVENTS)


def _promised(body: Body, mention: Mention, act: TroopAct) -> TroopAct:
    """ "Offered a battalion", "is expected in Sarajevo", "due back in May": what is to come, or to go home."""
    back = whither(body, mention.last, act.clause.last) == "withdraw"
    mood = "plan" if act.mood == "fact" else act.mood
    return act._replace(value="withdraw" if back else "deploy", mood=mood)


def _standing(body: Body, verb: Verb) -> bool:
    """ "Units deployed in the interior", "troops which are deployed there": that is where they are."""
    words = body.sentence.folded
    apart = body.last < verb.at == verb.first and words[verb.at - 1] == ","
    if words[verb.at] in SPREAD and apart:
        return True  # "the regiment, strung out along the river"
    if words[verb.at] not in SPREAD or words[verb.at + 1 : verb.at + 2] == ["to"]:
        return False
    helpers = set(words[verb.first : verb.at])
    return bool({"is", "are"} & helpers and "being" not in helpers) or adjoins(body, verb)
