"""Sessions told by what a body did: "The OSCE's Permanent Council took up Chechnya in Vienna on Thursday".

Ministers, leaders or a council of one organisation who decide, approve or discuss something at a stated place, or on a
stated day, are in session (verbs: `cues.csv`, cue ``deliberate``).
"""

from __future__ import annotations

from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, happens_later
from monitorlib.extract.encounters.by_verb import leaders_named
from monitorlib.extract.encounters.company import Side
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.extract.encounters.standing import present
from monitorlib.extract.occasions import places, when
from monitorlib.references import many
from monitorlib.verbs import Verb

__all__ = ["by_body"]

BODIES = frozenset(
    "council assembly committee commission ministers leaders presidents premiers ambassadors members chiefs heads "
    "secretaries commanders".split()
)


def by_body(context: Context, clause: Clause) -> Encounter | None:
    """The session of an organisation's body that does what only a session does, or None."""
    verb = next((v for v in clause.verbs if v.voice != "participle"), None)
    if verb is None or verb.voice == "passive" or not _deliberates(context, clause, verb):
        return None
    side = _of_one_organisation(clause, verb)
    if side is None:
        return None
    sentence, ahead = clause.sentence, verb.mood == "plan" or present(verb)
    one = Encounter(sentence, verb.at, "session", side, status="planned" if ahead else "held")
    if leaders_named(sentence, clause.first, verb.first):
        one.kind = "summit"
    one.place = next(
        (w.name for w in places(context, sentence, clause.first, clause.last) if w.name), ""
    )
    one.date = when(context, sentence, clause, verb.at, future=ahead)
    if not ahead and happens_later(context, one.date):
        one.date = ""  # "decided to withdraw by 1999"
    return one if one.place or len(one.date) > len("1996-06") else None


def _deliberates(context: Context, clause: Clause, verb: Verb) -> bool:
    word = clause.sentence.folded[verb.at]
    sense = verb.mention.sense("meet") if verb.mention is not None else None
    discussed = sense is not None and sense.value == "discuss"
    known = discussed or word in context.lexicon.cues["deliberate"]
    return known and verb.mood in ("fact", "plan")


def _of_one_organisation(clause: Clause, verb: Verb) -> Side | None:
    """The only organisation in the subject of a verb, when its body or its members' leaders are that subject."""
    sentence = clause.sentence
    senses = [(m, s) for m in sentence.within(clause.first, verb.first) if (s := m.sense("actor"))]
    codes = {s.value for _, s in senses}
    if len(codes) != 1 or senses[0][1].info["kind"] != "organisation":
        return None
    if any(m.person is not None for m in sentence.within(clause.first, verb.first)):
        return None
    titles = [m for m in sentence.within(clause.first, verb.first) if m.sense("title")]
    body = any(many(sentence, m) for m in titles) or bool(
        BODIES & set(sentence.folded[clause.first : verb.first])
    )
    return Side(actors=dict.fromkeys(codes)) if body else None
