"""Who does it and to whom it is done: a body as the subject or object of a verb, or hanging on a noun of action.

The reading is shallow: a subject stands before its verb under no preposition, an object behind it with nothing
between that could be the object, a relative clause belongs to the noun before it.
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.troops.body import EVENTS, HELD, REACH, Body
from monitorlib.function_words import AUXILIARIES, DETERMINERS, PLANNED, PREPOSITIONS
from monitorlib.spans import Mention, Sentence
from monitorlib.verbs import Verb

__all__ = [
    "adjoins",
    "has_event",
    "is_subject",
    "owns",
    "takes_part",
]

SIDES = frozenset("by on against between of with among involving from".split())
# What may stand before "of" and only measure what follows: "the bulk of the forces".
QUANTITIES = frozenset(
    "bulk most some part parts half majority number all many thousands hundreds dozens units "
    "elements two-thirds thirds remnants last rest remainder any strength size manpower numbers "
    "column columns convoy group groups echelon trainload contingent batch lot members crews body vanguard "
    "ships vessels aircraft personnel".split()
)
CONJUNCTIONS = frozenset("before after until since as than like once".split())
PLACING = frozenset("in at near on outside from".split())
# What a regiment's these do, the regiment does: "the brigade's artillery leveled the village".
PARTS = frozenset(
    "column columns artillery tanks guns gunners men soldiers troops units vanguard convoy helicopters aircraft ships "
    "paratroopers forces planes bombers".split()
)
FROM_WHICH = PREPOSITIONS - {"of", "as"}  # "the fleet, from which the money was taken"
OPENING = 4  # words from the beginning in which a preposition opens the sentence: "According to Interfax, …"
SUBJECTS = frozenset("it he she they we i".split())
LINKING = AUXILIARIES | {"and", "but", "then", "yet", "or", "also", "to", "not"}
AWAITING = frozenset("awaits await awaited".split())  # "Disbandment awaits the regiment"
WHERE = frozenset("from to into in at on".split())
OBJECTS = frozenset("that which whom".split())  # what may stand for the object of a relative clause
PARTICLES = frozenset("of up out to off".split())
INTO = frozenset("to into under".split())  # what stands under these is no object
RIVALS = ("weapon", "system", "site", "instrument", "instrument_noun", "person", "title")


def takes_part(context: Context, body: Body, clause: Clause, verb: Verb, kind: str) -> bool:
    """Whether the body is what does (``troops_do``) or undergoes (``troops_undergo``) the act of a verb."""
    if _inverted(body, clause, verb):
        return True
    passive = verb.voice == "passive" or (verb.voice == "participle" and _past(verb))
    if kind == "troops_do":
        agent = verb.at < body.first < clause.last and _preposition(body.sentence, body.first)
        return agent == "by" if passive else is_subject(context, body, clause, verb)
    finite = verb.voice == "participle" and clause.sentence.folded[verb.first - 1] == ","
    if finite and body.first >= verb.first:  # "closed its border, moved two brigades in"
        return _is_object(body, clause, verb)
    if passive:
        return adjoins(body, verb) or is_subject(context, body, clause, verb)
    if verb.voice == "active" and adjoins(body, verb) and _past(verb):
        return _reduced(body, clause, verb)
    return _is_antecedent(body, clause, verb) or _is_object(body, clause, verb)


def _inverted(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Gone from Cuba is the Russian brigade", "Sent home were two battalions": the verb opens the sentence."""
    words, first = body.sentence.folded, body.first
    while first and words[first - 1] in DETERMINERS:
        first -= 1
    opens = verb.first == verb.at == clause.first and _past(verb)
    return opens and verb.at < first and words[first - 1] in ("is", "are", "was", "were")


def _is_antecedent(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "The regiments that Poland sent to Bosnia", "the men whom it recalled": what a relative clause is about."""
    words = clause.sentence.folded
    if (
        clause.kind not in ("relative", "that")
        or words[clause.first] not in OBJECTS
        or verb is not clause.verbs[0]
    ):
        return False
    own = any(word[0].isalnum() for word in words[clause.first + 1 : verb.first])
    return own and _objectless(clause.sentence, verb) and _hangs_on(clause.sentence, clause, body)


def _objectless(sentence: Sentence, verb: Verb) -> bool:
    """Whether nothing follows a verb and its particle that could be its object."""
    ends = {verb.at + 1, verb.end}
    behind = [word for at in ends for word in sentence.folded[at : at + 1]]
    return not behind or any(not w[0].isalnum() or w in PREPOSITIONS for w in behind)


def _past(verb: Verb) -> bool:
    senses = verb.mention.senses if verb.mention is not None else ()
    return any(s.info.get("tense") in ("past", "participle") for s in senses)


def owns(body: Body) -> bool:
    """Whether the words are a possessor: of "the battalion's vehicles" the vehicles are meant."""
    if not body.sentence.owns(body.last):
        return False
    return not PARTS & set(body.sentence.folded[body.last + 1 : body.last + 4])


def adjoins(body: Body, verb: Verb) -> bool:
    """ "Troops stationed in": a lone verb right behind the body."""
    return body.last == verb.first and verb.first == verb.at


def _reduced(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "Troops sent there in May will return", "a battalion sent in the spring to Khorog": no finite verb."""
    if _objectless(clause.sentence, verb):
        finite = any(v is not verb and v.voice != "participle" for v in clause.verbs)
        return finite or _leads(clause.sentence, clause.first, body, verb.first)
    return any(v.first > verb.at and v.voice != "participle" for v in clause.verbs)


def _past_places(sentence: Sentence, start: int, stop: int) -> int:
    """Where the object may begin in "withdrew from Latvia three divisions", "yielded to Kazakhstan a regiment"."""
    at = start - (sentence.folded[start - 1] in WHERE)
    while at < stop and sentence.folded[at] in WHERE:
        named = [m for m in sentence.within(at + 1, min(at + 4, stop)) if _spot(m)]
        if not named or sentence.owns(named[0].last):
            break
        start = at = named[0].last
    return start


def _spot(mention: Mention) -> bool:
    """Whether a mention names a place, a state or a day."""
    name = mention.sense("actor")
    placed = mention.sense("place") is not None or mention.date is not None
    return placed or (name is not None and name.info["form"] in ("name", "capital"))


def _is_object(body: Body, clause: Clause, verb: Verb) -> bool:
    """Whether the body is the object behind an active verb; "and its soldiers" may stand farther off."""
    sentence = body.sentence
    start = _past_places(sentence, verb.end, body.first)
    if not start <= body.first < clause.last or owns(body):
        return False
    if any(v is not verb and verb.at < v.first < body.first for v in clause.verbs):
        return False
    between = sentence.folded[start : body.first]
    if between[-1:] == ["and"] and "," not in between:
        return True
    if {sentence.folded[body.first - 1], sentence.folded[start - 1]} & INTO:
        return False  # "reduce the army to an operational group", "subordinate to two divisions"
    loose = any(word in PREPOSITIONS and word not in PARTICLES for word in between)
    rival = any(
        m.kind in RIVALS or (m.kind == "actor" and m.last < body.first)
        for m in sentence.within(start, body.first)
    )
    return len(between) <= REACH - 2 and not loose and not rival


# --- subjects ----------------------------------------------------------------------------------------------


def is_subject(context: Context, body: Body, clause: Clause, verb: Verb) -> bool:
    """Whether the body is the subject of a verb: in its clause, or what its clause hangs on or carries on from."""
    sentence = body.sentence
    if body.first >= verb.first:
        return False
    if body.words == ["them"]:
        return False
    if clause.first <= body.first:
        leads = _nearest(body, clause, verb) and _leads(sentence, clause.first, body, verb.first)
        return leads and not _object_before(body, clause, verb)
    whose = sentence.folded[clause.first] == "whose"  # "BaltBat, whose recruits are being drilled"
    whose = whose and sentence.folded[clause.first + 1] not in PARTS  # "whose tanks shelled Grozny"
    opening = {*sentence.folded[clause.first - 1 : clause.first + 2]}
    whose = whose or (clause.kind == "relative" and bool(opening & FROM_WHICH))
    relative = clause.kind == "that" and body.last == clause.first  # "the two that remain are …"
    relative = relative or clause.kind in ("relative", "participle")
    if relative and not whose and _hangs_on(sentence, clause, body):
        return True
    parent = _relative_before(context, clause)
    if parent is not None:
        return _hangs_on(sentence, parent, body)
    inherits = clause.kind in ("main", "participle") and not _has_subject(clause, verb)
    return inherits and not _other_subject(clause, body) and _carries_on(context, clause, body)


def _object_before(body: Body, clause: Clause, verb: Verb) -> bool:
    """ "The general, who commands the peacekeepers, drove out": what an earlier verb governs does not do the later."""
    words = body.sentence.folded
    before = [v for v in clause.verbs if v.at < body.first and v.voice == "active"]
    apart = {",", "and", "but", "or"} & set(words[body.last : verb.first])
    return bool(before and apart) and body.first - before[-1].at <= REACH - 4


def _relative_before(context: Context, clause: Clause) -> Clause | None:
    """The relative clause that goes on in "the brigade, which was armed and has ceased to exist"."""
    words, start = clause.sentence.folded, clause.first
    if clause.kind != "main" or words[start] not in ("and", "but") or words[start - 1] == ",":
        return None
    before = [c for c in context.clauses(clause.sentence) if c.last == start]
    relative = before and before[0].kind == "relative" and words[before[0].first] != "whose"
    return before[0] if relative else None


def _other_subject(clause: Clause, body: Body) -> bool:
    """Not the body's is what follows in "the garrison, where a division once sat, would shrink"."""
    own = any(body.first <= m.first < body.last for m in clause.subject)
    return bool(clause.subject) and body.kind != "pronoun" and not own


def _carries_on(context: Context, clause: Clause, body: Body) -> bool:
    """Whether a clause without a subject takes over that of the body's clause."""
    sentence = body.sentence
    home = context.document.clause_at(sentence, body.first)
    between = [c for c in context.clauses(sentence) if home.first < c.first < clause.first]
    if any(c.kind == "main" and c.verbs and _has_subject(c, c.verbs[0]) for c in between):
        return False
    spoken = [v for v in home.verbs if v.first > body.first]
    stop = spoken[0].first if spoken else home.last
    return bool(spoken or not home.verbs) and _leads(sentence, home.first, body, stop)


def _nearest(body: Body, clause: Clause, verb: Verb) -> bool:
    """Not so of "troops searched a convoy carrying the Afghan governor": a participle is about the noun before it."""
    if verb.voice != "participle" or clause.sentence.folded[verb.first - 1] == ",":
        return True
    between = [v for v in clause.verbs if body.last <= v.first < verb.first]
    dates = {w for m in body.sentence.mentions if m.date for w in range(m.first, m.last)}
    return not between or set(range(between[-1].at + 1, verb.first)) <= dates


def _leads(sentence: Sentence, start: int, body: Body, stop: int) -> bool:
    """Whether the body is the head of what stands before a verb: under no preposition but the "of" of a quantity."""
    if SUBJECTS & set(sentence.folded[body.last : stop]) or owns(body):
        return False  # "the troops, it is promised, …"
    preposition = _preposition(sentence, body.first) if body.first > start else ""
    if preposition == "with" and stop == body.last:
        return True  # "with its troops fighting in the Caucasus"
    if preposition == "of" and not _quantity(sentence, start, body.first):
        return False
    if preposition not in CONJUNCTIONS | {"", "for", "of"}:
        return False
    return not {";", ":"} & set(sentence.folded[body.last : stop])


def _quantity(sentence: Sentence, start: int, at: int) -> bool:
    """ "The bulk of the forces", "1,500 men of the division": the words before "of" only measure the body."""
    if any(
        m.last == at - 1 and m.kind == "echelon" and m.value not in ("troops", "group")
        for m in sentence.mentions
    ):
        return False  # "three divisions of the 43rd Rocket Army"
    words = sentence.folded[max(start, at - 5) : at - 1]
    numbers = any(m.numeral is not None for m in sentence.within(max(start, at - 6), at))
    return bool((QUANTITIES | HELD) & set(words)) or numbers


def _preposition(sentence: Sentence, at: int) -> str:
    """The preposition that a noun group stands under: in "between Russian troops and rebels" both have "between"."""
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
        if before == "and" and _whereabouts(sentence, previous):
            return ""  # "a division in Simferopol and a regiment at Saki"
        step = previous.first
        while step and (
            sentence.folded[step - 1] in DETERMINERS
            or any(m.last == step and m.kind == "actor" for m in sentence.mentions)
        ):
            step -= 1
        if before == "," and (previous.date is not None or _fronted(sentence, step)):
            return ""  # "Under the schedule, the division …"
    return ""


def _fronted(sentence: Sentence, step: int) -> bool:
    """Whether a preposition before word ``step`` opens the sentence, or a part of it."""
    opens = step > 0 and sentence.folded[step - 1] in PREPOSITIONS
    early = step <= OPENING and sentence.folded[step - 1] not in SIDES - {"by", "on", "from"}
    return opens and (
        early or step == 1 or sentence.folded[step - 2] in (";", ":", "that", "and", "but")
    )


def _whereabouts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention only tells where something is: "in Simferopol", "at Saki"."""
    sense = mention.sense("place") or mention.sense("actor")
    before = sentence.folded[mention.first - 1] if mention.first else ""
    return sense is not None and before in PLACING and mention.sense("echelon") is None


def _hangs_on(sentence: Sentence, clause: Clause, body: Body) -> bool:
    """Whether a relative clause or participle belongs to the body: only places and dates stand between."""
    if body.last > clause.first:
        return False
    antecedent = clause.antecedent
    if antecedent is not None and body.first <= antecedent.first < body.last:
        return True
    between = [m for m in sentence.within(body.last, clause.first) if m.date is None]
    of = body.kind == "strength" and sentence.folded[body.last : body.last + 1] == ["of"]
    loose = any(
        sentence.folded[m.first - 1] not in PREPOSITIONS | {"the", "and"} or m.sense("echelon")
        for m in between
    )
    return clause.first - body.last <= REACH and (of or not loose)


def _has_subject(clause: Clause, verb: Verb) -> bool:
    """Whether a clause names a subject of its own before its verb."""
    words = clause.sentence.folded[clause.first : verb.first]
    return any(word[0].isalnum() and word not in LINKING for word in words)


# --- nouns of action ---------------------------------------------------------------------------------------


def _of_event(body: Body, clause: Clause, mention: Mention, value: str) -> bool:
    """Whether a body behind a noun of action belongs to it: "withdrawal of", "clashes between"."""
    sentence = body.sentence
    sides = SIDES if value in ("combat", "exercise") else {"of", "by"}
    if AWAITING & set(sentence.folded[mention.last : body.first]):
        return not PREPOSITIONS & set(sentence.folded[mention.last : body.first])
    near = body.first - mention.last <= REACH and body.first < clause.last
    nearest = not any(
        s.kind in EVENTS for m in sentence.within(mention.last, body.first) for s in m.senses
    )
    return near and nearest and _preposition(sentence, body.first) in sides


def has_event(context: Context, body: Body, clause: Clause, mention: Mention, value: str) -> bool:
    """Whether a noun of action is the body's: "withdrawal of", "clashes between", "the regiment's departure"."""
    sentence = body.sentence
    if body.first <= mention.first < body.last:
        return body.last - 1 == mention.first and mention.last > body.last  # "troop withdrawal"
    if body.first >= mention.last:
        return _of_event(body, clause, mention, value)
    if sentence.folded[body.last : mention.first] in ([], ["'"], ["'", "s"], ["’"], ["’", "s"]):
        return True
    return _performed(context, body, clause, mention, value)


def _performed(context: Context, body: Body, clause: Clause, mention: Mention, value: str) -> bool:
    """Whether a body takes part in the act named behind it: "took part in exercises", "launched an offensive"."""
    sentence = body.sentence
    preposition = _preposition(sentence, mention.first)
    if value == "exercise" and preposition in ("for", "to", "on"):  # "flew in for maneuvers"
        return body.last <= mention.first < body.last + 2 * REACH
    planned = PLANNED | context.lexicon.cues["plan"]
    if preposition == "for" and planned & set(sentence.folded[body.last : mention.first]):
        return mention.first < body.last + REACH  # "two divisions are slated for disbandment"
    if preposition not in ("", "in", "through"):
        return False
    for at in range(max(clause.first, body.last), mention.first):
        if sentence.folded[at] in context.lexicon.cues["perform"]:
            return is_subject(context, body, clause, Verb(at, at, "fact", "active"))
    return False
