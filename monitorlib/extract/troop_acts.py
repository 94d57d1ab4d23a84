"""What troops do and what is done to them: acts tied to a body by grammar, not by nearness.

The lexicon has three kinds of words for it: ``troops_do`` (verbs whose subject is the body: "left", "attacked"),
``troops_undergo`` (verbs whose object it is: "withdrew", "disbanded") and ``troops_event`` (nouns: "the withdrawal of",
"an attack by"). An act is the body's own only when the body is the subject, the object, or hangs on the noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.clauses import AUXILIARIES, DETERMINERS, POSSESSIVES, PREPOSITIONS, Clause, Verb
from monitorlib.extract.bodies import CUT, Body
from monitorlib.extract.context import Context, part
from monitorlib.spans import Mention, Sentence

__all__ = ["TroopAct", "acts_of"]

KINDS = ("troops_do", "troops_undergo", "troops_event")
SIDES = frozenset("by on against between of with among involving from".split())
# What may stand between a verb and its object, a noun of action and the "of" behind it.
QUANTITIES = frozenset(
    "bulk most some part half majority number all many thousands hundreds dozens units elements two-thirds thirds "
    "remnants last rest remainder any more out back up home date strength size manpower numbers column columns convoy group groups "
    "echelon trainload contingent batch lot".split()
)
# Words before an act that make it a wish of others: no undertaking, no plan.
DEMANDING = frozenset(
    "want wants wanted demand demands demanded demanding urge urges urged urging insist insists insisted request requests "
    "requested ask asks asked call calls called calling appeal appealed appeals press pressed pressing like should ought "
    "seek seeks sought seeking insisting talks negotiations dispute discussion discussions proposal propose proposed "
    "discuss discussed question issue let entitled right free".split()
)
PLEDGING = frozenset(
    "agreement accord treaty protocol deal plan plans schedule timetable decision promise pledge pledges pledged promised "
    "deadline terms undertaking agreed undertook undertaken decided decree order ordered orders planned calendar "
    "commitment commitments prepare preparing preparations planning intends intend intention plan announced covers cover "
    "foresees foresee provides provide envisages envisage".split()
)
BEGINNING = frozenset("begin start resume continue proceed complete finish".split())
PERFORMING = frozenset(
    "begin began begun beginning start started starting resume resumed continue continued complete completed finish finished "
    "launch launched launching hold held holding conduct conducted conducting stage staged staging take took taken taking "
    "part participate participated participating participates carry carried carrying mount mounted open opened join joined".split()
)
NEW = frozenset("a an new joint another additional".split())
SCHEMING = frozenset(
    "envisage envisages envisaged propose proposes proposed proposal offer offers offered idea plan plans planned project "
    "foresee foresees foresaw contemplate contemplates favor favors favored".split()
)
HALTING = frozenset(
    "halt halted halting stop stopped stopping suspend suspended suspending block blocked blocking oppose opposed opposes "
    "prevent prevented against without reject rejected rejects broke".split()
)
DENYING = frozenset("deny denied denies denying refuted refutes dismissed".split())
PLANNED_NOUNS = frozenset(
    "planned future proposed forthcoming eventual promised scheduled agreed impending".split()
)
INSTRUMENTS = frozenset(
    "agreement accord treaty protocol timetable schedule plan plans deadline deal".split()
)
CONJUNCTIONS = frozenset("before after until since as than like once".split())
PLACES = frozenset(
    "country republic region city capital town village area zone territory province base bases garrison garrisons "
    "positions posts peninsula valley post outpost barracks district enclave".split()
)
REACH = 8


class TroopAct(NamedTuple):
    """An act: what becomes of the body, in which mood, and the word that says it.

    ``mood``: ``fact``, ``plan``, ``maybe``, ``negated`` or ``demand``.
    """

    value: str
    mood: str
    word: int
    clause: Clause


def acts_of(context: Context, body: Body) -> list[TroopAct]:
    """The acts that are the body's own, in the order of the text."""
    sentence = body.sentence
    if not any(s.kind in KINDS for m in sentence.mentions for s in m.senses):
        return []
    low, high = part(sentence, body.first)
    acts = _cut_to(context, body)
    for clause in context.clauses(sentence):
        if clause.last <= low or clause.first >= high:
            continue
        for mention in clause.mentions:
            act = _act(context, body, clause, mention)
            if act is not None:
                acts.append(act)
    return acts or _schemed(context, body) or _described(context, body)


def _described(context: Context, body: Body) -> list[TroopAct]:
    """ "The growing Russian military presence"."""
    for at in range(body.first, body.last):
        if body.sentence.folded[at] in ("growing", "increasing", "expanding", "increased"):
            return [TroopAct("deploy", "fact", at, context.document.clause_at(body.sentence, at))]
    return []


def _schemed(context: Context, body: Body) -> list[TroopAct]:
    """ "He envisages a joint group of forces", "the offer of an elite platoon": a body that is only planned."""
    sentence = body.sentence
    words = sentence.folded[body.first : body.last]
    if body.kind != "counted" or body.of is not None or not NEW & set(words):
        return []
    clause = context.document.clause_at(sentence, body.first)
    for at in range(body.first - 1, clause.first - 1, -1):
        word = sentence.folded[at]
        if word in SCHEMING:
            return [TroopAct("deploy", "plan", at, clause)]
        if word in PREPOSITIONS - {"of", "for", "on"} and at >= body.first - 2:
            return []
    return []


def _cut_to(context: Context, body: Body) -> list[TroopAct]:
    """ "The force has been cut by degrees to 2,600 men": the figure that remains is a fact of its own."""
    sentence = body.sentence
    if body.strength is None or sentence.folded[body.first - 1 : body.first] != ["to"]:
        return []
    for clause in context.clauses(sentence):
        for verb in clause.verbs:
            near = 0 < body.first - verb.at <= REACH + 4
            if near and CUT & set(sentence.folded[verb.first : verb.at + 2]):
                return [TroopAct("reduce", _verb_mood(sentence, clause, verb), verb.at, clause)]
    return []


def _act(context: Context, body: Body, clause: Clause, mention: Mention) -> TroopAct | None:
    verb = next((v for v in clause.verbs if v.mention is mention), None)
    for sense in mention.senses:
        if sense.kind not in KINDS:
            continue
        part_of_speech = sense.info.get("pos")
        if part_of_speech == "verb" and verb is None:
            continue
        if sense.kind == "troops_event" and (verb is None or _as_noun(body.sentence, mention)):
            if not _event_of(context, body, clause, mention, sense.value):
                continue
            mood = _event_mood(body.sentence, clause, mention)
        elif sense.kind != "troops_event" and part_of_speech == "phrase":
            verb = _around(clause, mention)
            if verb is None or not _is_subject(context, body, clause, verb):
                continue
            mood = _verb_mood(body.sentence, clause, verb)
        elif verb is not None and sense.kind != "troops_event":
            if not _takes_part(context, body, clause, verb, sense.kind):
                continue
            mood = _verb_mood(body.sentence, clause, verb)
            if body.first > verb.first and _inverted(body.sentence, body, verb):
                mood = "fact" if body.sentence.folded[body.first - 1] in ("was", "were") else "plan"
        else:
            continue
        value = sense.value
        if verb is not None and _leaves_behind(body.sentence, verb):
            continue
        if value == "carry":  # "took its bombers from Dolon to Russia"
            if "from" not in body.sentence.folded[mention.last : clause.last]:
                continue
            value = "withdraw"
        if value == "transfer" and _moves_to(body.sentence, mention):
            value = "deploy"
        if value == "deploy" and verb is not None and mood == "fact" and _standing(body, clause, verb):
            value = "station"
        return TroopAct(value, mood, mention.first, clause)
    return None


def _as_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can be a verb stands as a noun: "fighting broke out", not "soldiers fighting"."""
    before = sentence.folded[mention.first - 1] if mention.first else ""
    if before in DETERMINERS | POSSESSIVES | {"of", "s", "in", "for", "on", ""}:
        return True
    follows = any(m.last == mention.first and m.sense("echelon") for m in sentence.mentions)
    return sentence.folded[mention.first].endswith("ing") and not follows


def _around(clause: Clause, mention: Mention) -> Verb | None:
    """The verb group that a phrase is part of, else the verb of its clause."""
    for verb in clause.verbs:
        if verb.first <= mention.first <= verb.at + 1:
            return verb
    return clause.verbs[0] if clause.verbs else None


def _moves_to(sentence: Sentence, mention: Mention) -> bool:
    """ "Transferred to the Gali district": troops handed to a place are moved there."""
    words = sentence.folded[mention.last : mention.last + 2]
    place = any(m.sense("place") for m in sentence.within(mention.last + 1, mention.last + 4))
    return words[:1] == ["to"] and place


def _standing(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Units deployed in the interior", "troops which are deployed there": that is where they are."""
    words = body.sentence.folded
    if verb.mention is None or not words[verb.at].startswith(("deploy", "station", "bas")):
        return False
    gap = words[body.last : verb.first]
    lone = verb.first == verb.at
    hanging = clause.kind == "participle" and verb is clause.verbs[0]
    return bool({"is", "are"} & set(words[verb.first : verb.at])) or (
        lone and (gap in ([], [","]) or hanging)
    )


def _leaves_behind(sentence: Sentence, verb: Verb) -> bool:
    """ "Leaving the missiles to follow": what is left is no place, so nobody departs."""
    mention = verb.mention
    if mention is None or mention.senses[0].info.get("base") not in ("leave", "quit", "enter"):
        return False
    words = sentence.folded[mention.last : mention.last + 4]
    if not words or words[0] not in DETERMINERS | POSSESSIVES:
        return False
    placed = any(
        m.first <= mention.last + 2 and (m.sense("place") or m.sense("actor"))
        for m in sentence.within(mention.last, mention.last + 4)
    )
    return not placed and not PLACES & set(words)


# --- subject and object ------------------------------------------------------------------------------------


def _takes_part(context: Context, body: Body, clause: Clause, verb: Verb, kind: str) -> bool:
    """Whether the body is what does (``troops_do``) or undergoes (``troops_undergo``) the act of a verb."""
    passive = verb.voice == "passive" or (verb.voice == "participle" and _past(verb))
    passive = passive or _second_passive(clause, verb)
    if kind == "troops_do":
        if passive:
            return _by_agent(body, clause, verb)
        return _is_subject(context, body, clause, verb)
    if passive:
        return _adjoined(body, verb) or _is_subject(context, body, clause, verb)
    if verb.voice == "active" and _adjoined(body, verb) and _past(verb):
        return _finite_after(clause, verb)  # "troops sent there in May will return"
    return _is_object(body, clause, verb)


def _second_passive(clause: Clause, verb: Verb) -> bool:
    """ "Will be withdrawn and disbanded"."""
    before = [v for v in clause.verbs if v.first < verb.first]
    joined = clause.sentence.folded[verb.first - 1 : verb.first] in (["and"], ["or"])
    lone = joined and verb.first == verb.at and _past(verb)
    return lone and bool(before) and before[-1].voice == "passive"


def _past(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.info.get("tense") in ("past", "participle") for s in senses)


def _adjoined(body: Body, verb: Verb) -> bool:
    return body.last == verb.first and verb.first == verb.at


def _finite_after(clause: Clause, verb: Verb) -> bool:
    later = [v for v in clause.verbs if v.first > verb.at and v.voice != "participle"]
    return bool(later) and clause.sentence.folded[later[0].first - 1] not in ("and", "to")


def _by_agent(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Was attacked by Chechen fighters"."""
    if not verb.at < body.first < clause.last:
        return False
    return _preposition(body.sentence, body.first) == "by"


def _is_subject(context: Context, body: Body, clause: Clause, verb: Verb) -> bool:
    """Whether the body is the subject of a verb: in its clause, or what its clause hangs on or carries on from."""
    sentence = body.sentence
    if body.first >= verb.first:
        return _inverted(sentence, body, verb)
    if clause.first <= body.first:
        return _leads(sentence, clause.first, body, verb.first)
    if clause.kind in ("relative", "participle") and _hangs_on(sentence, clause, body):
        return True
    if clause.kind not in ("main", "participle") or _has_subject(clause, verb):
        return False
    home = context.document.clause_at(sentence, body.first)
    between = [c for c in context.clauses(sentence) if home.first < c.first < clause.first]
    if any(c.kind == "main" and _has_subject(c, c.verbs[0]) for c in between if c.verbs):
        return False
    spoken = [v for v in home.verbs if v.first > body.first]
    start = home.first
    return bool(spoken or not home.verbs) and _leads(
        sentence, start, body, spoken[0].first if spoken else home.last
    )


def _inverted(sentence: Sentence, body: Body, verb: Verb) -> bool:
    """ "First to leave, two years ago, was the 346th Regiment"."""
    copula = sentence.folded[body.first - 1 : body.first] in (["was"], ["were"], ["is"], ["are"], ["be"])
    return copula and sentence.folded[verb.first] == "to" and body.first - verb.at <= 2 * REACH


def _leads(sentence: Sentence, start: int, body: Body, stop: int) -> bool:
    """Whether the body is the head of what stands before a verb: under no preposition, and nearest to lead."""
    preposition = _preposition(sentence, body.first) if body.first > start else ""
    if preposition == "with" and stop == body.last:
        return True  # "with its troops fighting in the Caucasus"
    if preposition in CONJUNCTIONS:
        preposition = ""
    if preposition not in ("", "for", "of"):
        return False
    if preposition == "of" and not _quantity(sentence, start, body.first):
        return False
    between = sentence.folded[body.last : stop]
    if {";", ":"} & set(between):
        return False
    return not any(
        m.kind in ("person", "title", "body", "instrument", "instrument_noun", "meeting")
        and m.first >= body.last
        and m.last <= stop
        and sentence.folded[m.first - 1] == ","
        and m.last == stop
        for m in sentence.mentions
    )


def _quantity(sentence: Sentence, start: int, at: int) -> bool:
    """ "The bulk of the forces", "1,500 men of the division": the words before "of" only measure the body."""
    if any(m.last == at - 1 and m.kind == "echelon" and m.value != "troops" for m in sentence.mentions):
        return False  # "three divisions of the 43rd Rocket Army"
    words = sentence.folded[max(start, at - 5) : at - 1]
    numbers = any(m.numeral is not None for m in sentence.within(max(start, at - 6), at))
    return bool(QUANTITIES & set(words)) or numbers


def _preposition(sentence: Sentence, at: int) -> str:
    """The preposition that a noun group stands under: "between Russian troops *and rebels*" has "between" twice."""
    step = at
    for _ in range(3):
        before = sentence.folded[step - 1] if step else ""
        if before in PREPOSITIONS:
            return before
        if before not in ("and", "or", ","):
            return ""
        previous = next((m for m in reversed(sentence.mentions) if m.last <= step - 1), None)
        if previous is None or previous.last != step - 1:
            return ""
        step = previous.first
        while step and (
            sentence.folded[step - 1] in DETERMINERS
            or any(m.last == step and m.kind == "actor" for m in sentence.mentions)
        ):
            step -= 1
    return ""


def _hangs_on(sentence: Sentence, clause: Clause, body: Body) -> bool:
    """Whether a relative clause or participle belongs to the body: only places and dates stand between."""
    if body.last > clause.first:
        return False
    between = [m for m in sentence.within(body.last, clause.first) if m.date is None]
    of = body.kind == "strength" and sentence.folded[body.last] == "of"
    loose = not of and any(
        sentence.folded[m.first - 1] not in PREPOSITIONS | {"the", "and"} or m.sense("echelon")
        for m in between
    )
    return clause.first - body.last <= REACH and not loose


def _has_subject(clause: Clause, verb: Verb) -> bool:
    """Whether a clause names a subject of its own before its verb."""
    words = clause.sentence.folded[clause.first : verb.first]
    linking = AUXILIARIES | {"and", "but", "then", "yet", "or", "also", "to", "not"}
    return any(word[0].isalnum() and word not in linking for word in words)


def _is_object(body: Body, clause: Clause, verb: Verb) -> bool:
    """Whether the body is the object behind an active verb; "and its soldiers" may stand farther off."""
    sentence = body.sentence
    start = verb.mention.last if verb.mention is not None else verb.at + 1
    if not start <= body.first < clause.last:
        return False
    between = sentence.folded[start : body.first]
    if any(v is not verb and verb.at < v.first < body.first for v in clause.verbs):
        return False
    if between[-1:] == ["and"] and len(between) <= 2 * REACH and "," not in between:
        return True
    loose = [w for w in between if w in PREPOSITIONS and w not in ("of", "up", "out", "to", "off")]
    return len(between) <= REACH - 2 and not loose and _nothing_between(sentence, start, body.first)


def _nothing_between(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether no other noun stands there that could be the object."""
    return not any(
        m.kind in ("weapon", "system", "site", "instrument", "instrument_noun", "person", "title")
        or (m.kind == "actor" and m.last < stop)
        for m in sentence.within(start, stop)
    )


# --- events ------------------------------------------------------------------------------------------------


def _event_of(
    context: Context, body: Body, clause: Clause, mention: Mention, value: str
) -> bool:
    """Whether a noun of action is the body's: "withdrawal of", "clashes between", "the regiment's departure"."""
    sentence = body.sentence
    if body.first <= mention.first < body.last:
        return body.last - 1 == mention.first and mention.last > body.last  # "troop withdrawal"
    if body.first >= mention.last:
        preposition = _preposition(sentence, body.first)
        sides = SIDES if value in ("combat", "exercise") else {"of", "by"}
        near = body.first - mention.last <= REACH and body.first < clause.last
        return preposition in sides and near and _last_event(sentence, mention, body.first)
    gap = sentence.folded[body.last : mention.first]
    if gap in ([], ["'"], ["'", "s"], ["’"], ["’", "s"]):
        return True
    if _preposition(sentence, mention.first) not in ("", "in"):
        return False
    words = sentence.folded[max(clause.first, body.last) : mention.first]
    performing = [at for at, word in enumerate(words) if word in PERFORMING]
    if not performing:
        return False
    at = max(clause.first, body.last) + performing[0]
    return _is_subject(context, body, clause, Verb(at, at, "fact", "active"))


def _last_event(sentence: Sentence, mention: Mention, stop: int) -> bool:
    """Whether no other noun of action and no verb stands between: "the talks on the withdrawal of"."""
    return not any(
        any(s.kind in KINDS for s in m.senses) for m in sentence.within(mention.last, stop)
    )


def _event_mood(sentence: Sentence, clause: Clause, mention: Mention) -> str:
    """The mood of a noun of action, from the words before it and the verb of its clause."""
    before = set(sentence.folded[max(mention.first - 6, clause.first) : mention.first])
    after = set(sentence.folded[mention.last : mention.last + 2])
    if "no" in sentence.folded[mention.first - 1 : mention.first]:
        return "negated"
    if any(v.mood in ("negated", "maybe") and v.first < mention.first for v in clause.verbs):
        return next(v.mood for v in clause.verbs if v.mood in ("negated", "maybe"))
    if HALTING & before or _denied(sentence, clause, mention.first):
        return "negated"
    if DEMANDING & before:
        return "demand"
    if PLEDGING & before or PLANNED_NOUNS & before or INSTRUMENTS & after:
        return "plan"
    for verb in clause.verbs:
        if verb.mood in ("negated", "maybe"):
            return verb.mood
    words = {sentence.folded[verb.at] for verb in clause.verbs}
    begun = any(verb.mood == "plan" for verb in clause.verbs) or words & (BEGINNING | PLEDGING)
    return "plan" if begun else "fact"


def _verb_mood(sentence: Sentence, clause: Clause, verb: Verb) -> str:
    """The mood of a verb; what others want, urge or demand is ``demand``."""
    if verb.mood in ("negated", "maybe"):
        return verb.mood
    if _denied(sentence, clause, verb.first):
        return "negated"
    if {"should", "ought"} & set(sentence.folded[verb.first : verb.at]):
        return "demand"
    bare = verb.mood == "plan" or sentence.folded[verb.first] == "be" or verb.voice == "participle" or _subjunctive(verb)
    words = sentence.folded[max(verb.first - REACH - 2, 0) : verb.first]
    wanted = [w for w in words if w in DEMANDING]
    helped = {"will", "shall", "are", "is", "was", "were", "must"} & set(
        sentence.folded[verb.first : verb.at]
    )
    if bare and wanted and not helped and not {";", ":"} & set(words):
        governed = words[-1:] == wanted[-1:] and sentence.folded[verb.first] == "to"
        return "plan" if governed and wanted[-1] in ("wants", "want", "wanted", "seeks") else "demand"
    return verb.mood


def _denied(sentence: Sentence, clause: Clause, at: int) -> bool:
    """ "Russia denied that its troops had taken part"."""
    words = sentence.folded[max(clause.first - 3, 0) : at]
    start = max((place for place, word in enumerate(words) if word in (";", ":")), default=-1)
    return bool(DENYING & set(words[start + 1 :]))


def _subjunctive(verb: Verb) -> bool:
    """ "Demanded that Russia withdraw"."""
    senses = verb.mention.senses if verb.mention is not None else ()
    return verb.first == verb.at and any(s.info.get("tense") == "base" for s in senses)


