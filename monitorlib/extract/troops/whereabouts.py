"""Where and when something is said of troops: territory, place, date.

Troops newly deployed are where they go, others where they are or leave from. A place in a territory that has a label
(Crimea, Transdniester …) has that label (codebook section 8).
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.dates import DateSpan
from monitorlib.extract.context import (
    Context,
    origin_of,
    part,
    place_of,
    territory_of,
)
from monitorlib.extract.troops.body import EVENTS, Body, TroopAct
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = ["when_of", "where_of"]

COMPLETED = frozenset("withdraw deploy reduce disband transfer".split())
UNTIL_NOW = COMPLETED | {"combat", "exercise"}
ARRIVING = frozenset({"deployed", "to_deploy"})
ATTACHED = 9  # words behind a body in which its place may be named
BEFORE = 3  # a date behind the act is likelier its date than one before it, by so many words
STANDING = frozenset("in at near on around outside".split())
PART_OF_TOWN = frozenset("the of village town city republic".split())


def where_of(context: Context, body: Body, act: TroopAct | None, action: str) -> dict[str, str]:
    """The columns ``location`` and ``country`` as the words around one mention of a body give them."""
    sentence = body.sentence
    clause = context.document.clause_at(sentence, body.first)
    place = place_of(sentence, clause.first, clause.last, body.last)
    if place is None and act is not None and act.clause.kind == "participle":
        place = place_of(sentence, act.clause.first, act.clause.last, act.word)
    verbs = [act.verb] if act is not None else clause.verbs  # "the 39th Army has not left Moldova"
    country = next(filter(None, (_object_territory(sentence, verb) for verb in verbs)), "")
    country = country or _antecedent(sentence, clause)
    behind = min(body.last + ATTACHED, part(sentence, body.first)[1])
    for low, high in ((body.first, clause.last), (clause.first, clause.last), (body.last, behind)):
        here, there = _locatives(sentence, low, high, body, arriving=action in ARRIVING)
        country = country or (there if action in ARRIVING and there else here)
    location = sentence.printed(place.first, place.last) if place is not None else ""
    return {"location": location, "country": _labelled(context, clause, country)}


def _locatives(
    sentence: Sentence, low: int, high: int, body: Body, *, arriving: bool
) -> tuple[str, str]:
    """The territories in words ``low``..``high`` where troops are or leave from, and where they go, nearest first.

    Those ``arriving`` "from Dagestan" are no longer there. A capital is where things are said, unless it stands at
    the body itself.
    """
    here: dict[int, str] = {}
    there: dict[int, str] = {}
    for mention in sentence.within(low, high, "actor", "actors", "place"):
        sense = mention.sense("actor")
        if sense is None and mention.kind != "actors" and mention.sense("place") is None:
            continue
        away = mention.first - body.last
        if sense is not None and sense.info["form"] == "capital" and not 0 <= away <= 4:
            continue
        if arriving and sentence.folded[mention.first - 1] == "from":
            continue
        origin, goal = origin_of(sentence, mention.first, mention.last)
        if origin:
            here.setdefault(abs(away), origin)
        if goal:
            there.setdefault(abs(away), goal)
    return here.get(min(here, default=0), ""), there.get(min(there, default=0), "")


def _antecedent(sentence: Sentence, clause: Clause) -> str:
    """ "In the Far East, where the 35th Army was raised"."""
    if sentence.folded[clause.first : clause.first + 1] != ["where"]:
        return ""
    before = [m for m in sentence.within(0, clause.first) if territory_of(m)]
    return territory_of(before[-1]) if before else ""


def _labelled(context: Context, clause: Clause, country: str) -> str:
    """The label of a place of the clause: what stands "in Ukraine, with its base in Sevastopol" is in Crimea."""
    sentence, part_of = clause.sentence, context.lexicon.part_of
    if country not in part_of.values() or country == "RUS":
        return country
    for mention in sentence.within(clause.first, clause.last):
        label = territory_of(mention)
        if part_of.get(label) == country and sentence.folded[mention.first - 1] in STANDING:
            return label
    return country


def _object_territory(sentence: Sentence, verb: Verb | None) -> str:
    """ "Left Latvia", "shelled Bamut", "entered the city of Grozny": the territory that is the verb's object."""
    if verb is None or verb.mention is None or not verb.mention.is_of(EVENTS):
        return ""
    start = verb.mention.last
    for mention in sentence.within(start, start + 5):
        owns = sentence.owns(mention.last)
        if set(sentence.folded[start : mention.first]) <= PART_OF_TOWN and not owns:
            return territory_of(mention)
    return ""


# --- dates -------------------------------------------------------------------------------------------------


def when_of(context: Context, body: Body, act: TroopAct | None) -> str:
    """The date nearest to the act in its clause, else in its part of the sentence.

    Without an act only a strength is dated: that is when it was so.
    """
    sentence = body.sentence
    if act is None and body.kind != "strength":
        return ""
    word = body.first if act is None else max(act.word, body.last - 1)
    clause = act.clause if act else context.document.clause_at(sentence, body.first)
    for low, high in ((clause.first, clause.last), part(sentence, word)):
        dates = [
            (word - m.last + BEFORE if m.last <= word else m.first - word, m.first, m.date)
            for m in sentence.within(low, high)
            if m.date is not None
            and _own(context, sentence, m, act)
            and (act or m.last <= clause.last)
        ]
        if dates:
            _, first, span = min(dates, key=lambda found: found[0])
            planned = act is not None and act.mood == "plan"
            planned = planned or _ahead(sentence, clause, first)
            since = act is not None and _until_now(sentence, first, act)
            chosen = (planned and span.edtf_future) or span.edtf
            return _since(context, span) if since else chosen
    return ""


def _ahead(sentence: Sentence, clause: Clause, first: int) -> bool:
    """ "Are expected to number 25,000 by the summer": no past tense beside "by"."""
    before = sentence.folded[max(first - 2, 0) : first]
    told = {"had", "was", "were"} & set(sentence.folded[clause.first : clause.last])
    return "by" in before and not told


def _since(context: Context, date: DateSpan) -> str:
    """From the first day or month that "since" names to the bulletin's: "since the spring" of 1995, in August."""
    begun = (date.edtf_past or date.edtf).partition("/")[0]
    return f"{begun}/{context.document.bulletin.date[: len(begun)]}"


def _until_now(sentence: Sentence, first: int, act: TroopAct) -> bool:
    """ "Have left since August", "has been fighting since Sunday": what was done between then and now."""
    since = sentence.folded[first - 1 : first] == ["since"]
    return since and act.value in UNTIL_NOW and act.mood == "fact"


def _own(context: Context, sentence: Sentence, date: Mention, act: TroopAct | None) -> bool:
    """Whether a date is the act's own: not that of a speech, of a treaty, or of what has not been since."""
    before = sentence.folded[date.first - 1] if date.first else ""
    if before == "since":
        return act is None or act.value != "combat"
    at = date.first - (before in ("in", "on", "of"))
    other = next((m for m in sentence.mentions if m.last == at), None)
    clause = context.document.clause_at(sentence, date.first)
    if clause.kind in ("aside", "relative") and (act is None or clause is not act.clause):
        return False  # "…, Interfax reported on Monday", "…, which led the force in 1994, …"
    if other is None or (act is not None and other.first == act.word):
        return True
    document = other.kind in ("instrument", "instrument_noun") and before == "of"
    return not document and not any(s.kind == "say" or s.value == "sign" for s in other.senses)
