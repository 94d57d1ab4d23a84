"""Who meets when the text says only "it", "the council", "the presidents", "experts of both sides".

Those of an encounter told of shortly before, else the actors that the sentences around are about.
"""

from __future__ import annotations

from monitorlib.acting import actors_of
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context
from monitorlib.extract.encounters.company import gather
from monitorlib.extract.encounters.encounter import Encounter
from monitorlib.spans import Mention, Sentence

__all__ = ["BODY", "carry", "spoken_of"]

BODY = frozenset("commission council committee assembly organization organisation alliance".split())
CARRYING = BODY | frozenset(
    "it they group body commission leaders presidents ministers premiers ambassadors experts negotiators delegations "
    "sides teams commanders chiefs officials diplomats staffs representatives parties commissions".split()
)
WHOLE = frozenset("organization organisation alliance commonwealth".split())
PAIR, MANY = 2, 8
COMPANY, BACK = 3, 12  # sentences back to those whom "they" and "the council" stand for


def carry(
    context: Context, clause: Clause, mention: Mention, one: Encounter, found: list[Encounter]
) -> None:
    """Fill in who meets when the subject of a verb names nobody."""
    sentence = clause.sentence
    words = _subject(context, clause, mention)
    if not CARRYING & words and (one.side.actors or not _titled(sentence, clause, mention)):
        return
    if words & WHOLE and (whole := _last_organisation(context, sentence)):
        one.side.actors.update(dict.fromkeys(whole))
        return
    reach = BACK if words & BODY else COMPANY
    codes = spoken_of(context, sentence, mention.first, found, reach)
    if set(one.side.actors) <= set(codes):
        one.side.actors.update(dict.fromkeys(codes))


def _subject(context: Context, clause: Clause, mention: Mention) -> set[str]:
    """The words of the subject: before the verb, or behind the comma ("Meeting in Almaty, the presidents …")."""
    words = clause.sentence.words  # a "Group" with a name of its own stands for nobody else
    if clause.first < mention.first:
        return {words[0].casefold(), *words[clause.first : mention.first]}
    verbs = [v.first for c in context.clauses(clause.sentence) for v in c.verbs]
    stop = next((at for at in sorted(verbs) if at > mention.last), len(words))
    return set(words[mention.last : stop])


def _titled(sentence: Sentence, clause: Clause, mention: Mention) -> bool:
    return any(m.sense("title") for m in sentence.within(clause.first, mention.first))


def spoken_of(
    context: Context, sentence: Sentence, word: int, found: list[Encounter], reach: int = COMPANY
) -> list[str]:
    """The actors in play at a word: two or more, or one organisation; [] when the text does not tell."""
    near = [
        k for k in found if sentence.index - k.sentence.index <= reach and len(k.side.actors) > 1
    ]
    if near:
        return list(near[-1].side.actors)
    before = context.sentences[: sentence.index]
    for spoken, last in (
        (sentence, word),
        *((s, len(s.words)) for s in before[-1:]),
        (sentence, len(sentence.words)),
    ):
        codes = actors_of(spoken, 0, last)
        if len(codes) > 1:
            return codes
    for behind in context.sentences[sentence.index + 1 : sentence.index + 2]:
        codes = list(gather(context, behind, 0, len(behind.words)).actors)
        if len(codes) == PAIR:
            return codes
    for spoken in reversed(before):
        codes = actors_of(spoken, 0, len(spoken.words))
        if 1 < len(codes) < MANY or _whole(context, codes):
            return codes
    return context.leading[:PAIR] if len(context.leading) >= PAIR else []


def _whole(context: Context, codes: list[str]) -> bool:
    """Whether only an organisation is spoken of."""
    return len(codes) == 1 and context.lexicon.actors[codes[0]]["kind"] == "organisation"


def _last_organisation(context: Context, sentence: Sentence) -> list[str]:
    """The organisation that the last sentences speak of: "next time the organization will convene in …"."""
    for before in reversed(context.sentences[max(sentence.index - COMPANY, 0) : sentence.index]):
        for mention in reversed(before.mentions):
            sense = mention.sense("actor")
            if sense is not None and sense.info["kind"] == "organisation":
                return [sense.value]
    return []
