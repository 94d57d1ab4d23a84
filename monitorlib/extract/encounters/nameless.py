"""Who meets when the text does not say it, because the bulletin has told: "it", "the presidents", "the talks".

Those of an encounter told of shortly before, else the actors that the sentences around are about; and those who took
part in a summit or conference that the bulletin is about.
"""

from __future__ import annotations

from monitorlib.acting import actors_of
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import Side, gather
from monitorlib.extract.encounters.encounter import STANDING, TOP, Encounter
from monitorlib.extract.occasions import places
from monitorlib.spans import Mention

__all__ = ["BODY", "carry", "only_place", "plainly", "those_there"]

BODY = frozenset("commission council committee assembly organization organisation alliance".split())
CARRYING = BODY | frozenset(
    "it they group heads leaders presidents ministers premiers ambassadors experts negotiators delegations sides teams "
    "commanders chiefs officials diplomats staffs representatives parties commissions".split()
)
PAIR, MANY = 2, 8
COMPANY, BACK = 3, 12  # sentences back to those whom "they" and "the council" stand for
SUBJECT = 9  # words behind "talks" that may tell their subject
HEADLONG = 2  # a summit told of in the first sentences is what the bulletin is about


# --- a verb without a name ---------------------------------------------------------------------------------


def carry(
    context: Context, clause: Clause, mention: Mention, one: Encounter, found: list[Encounter]
) -> None:
    """Fill in who meets when the subject of a verb names nobody."""
    words = _subject(context, clause, mention)
    titled = any(m.sense("title") for m in clause.sentence.within(clause.first, mention.first))
    if not CARRYING & words and (one.side.actors or not titled):
        return
    numbers = {m.value for m in clause.sentence.within(clause.first, mention.first, "number")}
    there = _list_behind(context, one, numbers)
    if there and set(one.side.actors) <= set(there.actors):
        one.side.add(there)
        return
    codes = _spoken_of(context, mention, one, found, BACK if words & BODY else COMPANY)
    if set(one.side.actors) <= set(codes):
        one.side.actors.update(dict.fromkeys(codes))


def _subject(context: Context, clause: Clause, mention: Mention) -> set[str]:
    """The words of the subject: before the verb, or behind the comma ("Meeting in Almaty, the presidents …")."""
    words = clause.sentence.words  # a "Group" with a name of its own stands for nobody else
    about = clause.antecedent if clause.kind == "relative" else None
    if about is not None and words[clause.first] == "who":  # "their foreign ministers, who meet"
        return set(words[about.first : about.last]) - {"commanders"}
    if clause.first < mention.first:
        return {words[0].casefold(), *words[clause.first : mention.first]}
    verbs = [v.first for c in context.clauses(clause.sentence) for v in c.verbs]
    stop = next((at for at in sorted(verbs) if at > mention.last), len(words))
    return set(words[mention.last : stop])


def _list_behind(context: Context, one: Encounter, numbers: set[str]) -> Side:
    """Those with whom the next sentence begins, as many as "the heads of the four states" are."""
    for sentence in context.sentences[one.sentence.index + 1 : one.sentence.index + 2]:
        verb = next((v.first for c in context.clauses(sentence) for v in c.verbs), 0)
        there = gather(context, sentence, 0, verb)
        if len(there.people) == len(there.actors) and str(len(there.people)) in numbers:
            return there
    return Side()


def _spoken_of(
    context: Context, mention: Mention, one: Encounter, found: list[Encounter], reach: int
) -> list[str]:
    """The two or more actors in play at a word: of an encounter before, of the sentence, of those around it."""
    sentence = one.sentence
    for known in reversed(found):
        if sentence.index - known.sentence.index <= reach and len(known.side.actors) > 1:
            return list(known.side.actors)
    before = context.sentences[: sentence.index]
    near = [(sentence, mention.first), *((s, len(s.words)) for s in before[-1:])]
    for spoken, last in [*near, (sentence, len(sentence.words))]:
        codes = actors_of(spoken, 0, last)
        if len(codes) > 1:
            return codes
    for behind in context.sentences[sentence.index + 1 : sentence.index + 2]:
        codes = list(gather(context, behind, 0, len(behind.words)).actors)
        if len(codes) == PAIR:
            return codes
    for spoken in reversed(before):
        codes = actors_of(spoken, 0, len(spoken.words))
        if 1 < len(codes) < MANY:
            return codes
    return context.leading[:PAIR]


# --- a noun without a name ---------------------------------------------------------------------------------


def plainly(context: Context, one: Encounter) -> bool:
    """Whether it is plain between whom "the talks" are that nothing named before: two actors are spoken of."""
    if one.kind == "visit":
        return _guest_before(context, one)
    if one.kind != "talks" or one.sentence.folded[one.word].startswith("discussion"):
        return False
    codes = _two_near(context, one)
    if len(codes) != PAIR and (one.date or one.place):
        codes = dict.fromkeys(context.leading[:PAIR])  # "the last round, held on June 23-25"
    if len(codes) != PAIR or not set(one.side.actors) <= set(codes):
        return False
    one.side.actors.update(codes)
    one.pointing = False
    return True


def _two_near(context: Context, one: Encounter) -> dict[str, None]:
    """The actors of the sentence, the places of the talks ("on Batumi"), the sentence before or behind, up to two."""
    codes = dict(one.side.actors)
    first = one.sentence.index
    around = [one.sentence, *context.sentences[max(first - 1, 0) : first]]
    for sentence in [*around, *context.sentences[first + 1 : first + 2]]:
        codes.update(gather(context, sentence, 0, len(sentence.words)).actors)
        if len(codes) == 1:
            soil = (m.sense("place") for m in one.sentence.within(one.word, one.word + SUBJECT))
            codes.update({s.info["country"]: None for s in soil if s and s.info["country"]})
        if len(codes) > 1:
            break
    return codes


def _guest_before(context: Context, one: Encounter) -> bool:
    """ "Yeltsin pleaded a cold, and the visit to Kiev was off": the guest is whom the text spoke of last."""
    first = one.sentence.index
    if len(one.side.actors) != 1 or one.side.people or not one.place:
        return False
    for sentence in reversed(context.sentences[max(first - 1, 0) : first + 1]):
        for mention in sentence.of("person"):
            person = mention.person
            if person is not None and person.actor and person.actor not in one.side.actors:
                one.side.take(person)
                one.pointing = False
                return True
    return False


# --- what the rest of the bulletin adds --------------------------------------------------------------------


def those_there(context: Context, one: Encounter) -> None:
    """Add to a conference the actors of its sentence, to a summit that the bulletin is about the leaders it names."""
    if one.kind == "conference" and not one.side.people:
        one.side.actors.update(gather(context, one.sentence, 0, len(one.sentence.words)).actors)
        return
    headlong = one.status == "held" and one.sentence.index <= HEADLONG
    if not headlong or one.apart or one.side.people:
        return
    actors = context.lexicon.actors
    whole = any(actors[code]["kind"] == "organisation" for code in one.side.actors)
    if not one.side.actors or (whole and one.kind in STANDING):
        _add_leaders(context, one)


def _add_leaders(context: Context, one: Encounter) -> None:
    """Add the leaders, of a session the ministers too, whom the bulletin names from this statement on."""
    levels = TOP if one.kind == "summit" else TOP | {"minister"}
    for sentence in context.sentences[one.sentence.index :]:
        for mention in sentence.of("person"):
            person = mention.person
            if person is not None and person.actor and person.level in levels:
                one.side.take(person)


def only_place(context: Context, one: Encounter) -> str:
    """Where an encounter was that says no place: in the only one where its sentence says that something is."""
    if one.kind == "call":
        return ""
    names = {w.name for w in places(context, one.sentence, 0, len(one.sentence.words)) if w.name}
    return names.pop() if len(names) == 1 else ""
