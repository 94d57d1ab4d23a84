"""Concessions: one state grants, leases or cedes to another the use of a site or force (codebook section 2).

Four ways to say it: a verb of letting ("leased the range to Russia"), a noun or phrase ("the lease of Baikonur", "free
of charge"), leave to use ("obtains the use of bases", "may keep its radar until 1998"), and terms ("pays $5 million a
year for the station", "wants the base for ten years"). One of the two is the state on whose soil the site lies.
The date that the sentence does not give is that of the agreement between the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, Row, acts_on, date_of, happens_later, part
from monitorlib.extract.instruments.unnamed_parties import salient
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

GRANTING = ("grant", "cede")
LEAVING = frozenset("withdraw close build end leave return".split())
STATUS = {"fact": "granted", "plan": "planned"}
TOWARD = frozenset("to from in of by with".split())
ALLOWED = frozenset({"may", "can"})
KEPT = frozenset("use keep have retain maintain operate occupy remain".split())
USES = (["use", "of"], ["rights", "to"], ["access", "to"])
USED = frozenset({"use", "rights", "access"})
USING = USED | ALLOWED
RECEIVER = 14  # words behind "handed over" in which who gets it must be named
LETTING = 8  # words between a verb of letting and "use of", between "may keep" and its site
VIRTUE = 4  # words between "under" and the instrument by which something is let
NO_VERB = frozenset("what annual yearly the a of no".split())  # before "rent" as a noun
TERMS = frozenset("years decades".split())
YEARLY = frozenset("year annually yearly".split())
NO_TERM = frozenset("in within after over next past last".split())
KNOWN = frozenset("the this that s its".split())  # before a lease that there is already
LEASES, GIFTS = ("leas", "rent"), ("free", "put")


class Let(NamedTuple):
    """A place of the text that tells of a site being let, with its mood."""

    clause: Clause
    word: int
    mood: str


def extract(context: Context, agreements: list[Row]) -> Iterator[Row]:
    """The concessions of a bulletin; ``agreements`` lend theirs the date."""
    known: dict[tuple[str, ...], Row] = {}
    virtue: set[tuple[str, ...]] = set()
    for sentence in context.sentences:
        for let in _lets(context, sentence):
            row = _row(context, sentence, let)
            if row is None:
                continue
            parties = tuple(row.values["parties"])
            if _by_virtue(sentence):
                virtue.add(parties)
            if parties in known:
                _join(known[parties], row)
            else:
                known[parties] = row
    for parties, row in known.items():
        if row.values["status"] == "planned" and parties in virtue and _agreed(row, agreements):
            row.values["status"] = "granted"  # "under the accords Russia will rent two bays"
        if row.values["status"] == "granted" and "date" not in row.values:
            _date_of_agreement(row, agreements)
        yield row


def _by_virtue(sentence: Sentence) -> bool:
    """Whether something is done under an instrument: "under the accords Russia will rent two bays"."""
    return any(
        not {"under", "by"}.isdisjoint(sentence.folded[max(m.first - VIRTUE, 0) : m.first])
        for m in sentence.of("instrument_noun")
    )


# --- where a site is let -----------------------------------------------------------------------------------


def _lets(context: Context, sentence: Sentence) -> Iterator[Let]:
    """Where a sentence tells of the use of a site that is granted, sought or paid for."""
    cues = context.lexicon.cues
    terms = not (TERMS | YEARLY | {"until"}).isdisjoint(sentence.folded)
    grants = sentence.has(*GRANTING)
    using = not USING.isdisjoint(sentence.folded)
    for clause in context.clauses(sentence) if grants or using or terms else ():
        let = _let(context, sentence, clause) if grants else None
        if let is None and using:
            let = _leave_to_use(context, sentence, clause)
        if let is None and terms:
            let = _for_terms(context, sentence, clause)
        if let is None or not cues["paper_doubt"].isdisjoint(sentence.folded[: let.word]):
            continue
        if "no" in sentence.folded[let.word : let.word + LETTING]:
            continue  # "will grant the Turks no base"
        yield let._replace(mood=_wished(context, let))


def _wished(context: Context, let: Let) -> str:
    """The mood of a letting: what is sought, offered or haggled over is to come; a lease that is known is there."""
    folded = let.clause.sentence.folded
    noun = folded[let.word] in ("lease", "leases")
    before = max(let.word - 2, 0)
    owned = any(
        (actor := m.sense("actor")) and actor.info["form"] == "adjective"
        for m in let.clause.sentence.within(before, let.word, "actor")
    )
    if noun and (owned or not KNOWN.isdisjoint(folded[before : let.word])):
        return "fact"  # "the lease", "the Russian lease"
    told = folded[let.clause.first : let.clause.last if noun else let.word + 1]
    wished = not context.lexicon.cues["lease_wish"].isdisjoint(told)
    return "plan" if wished and let.mood != "negated" else let.mood


def _let(context: Context, sentence: Sentence, clause: Clause) -> Let | None:
    """The letting that a clause states of a site: a verb such as "lease", or "on lease", "free of charge"."""
    for act in acts_on(context, sentence, clause.first, clause.last, GRANTING):
        if not clause.first <= act.word < clause.last:
            continue
        if sentence.folded[act.word - 1] in NO_VERB and act.verb is not None:
            continue  # "what rent it should pay"
        if act.value == "cede" and not _received(sentence, act.word):
            continue
        if _site(context, clause, sentence.folded[act.word]):
            return Let(clause, act.word, act.mood)
    return None


def _received(sentence: Sentence, word: int) -> bool:
    """Whether the text says who gets what is ceded: "made over to the Tajiks", "into Georgian hands"."""
    for mention in sentence.within(word, min(word + RECEIVER, len(sentence.words))):
        before = sentence.folded[max(mention.first - 2, 0) : mention.first]
        if mention.sense("actor") and not {"to", "into"}.isdisjoint(before):
            return True
    return False


def _leave_to_use(context: Context, sentence: Sentence, clause: Clause) -> Let | None:
    """ "Obtains the use of bases", "allowed Russia the use of an airfield", "may keep its base"."""
    folded, cues = sentence.folded, context.lexicon.cues
    for at in range(clause.first, clause.last):
        if folded[at] in USED and folded[at : at + 2] in USES:
            first = max(at - LETTING, clause.first)
            papers = any("instrument" in m.kind for m in sentence.within(first, at))
            letting = not (cues["letting"] | cues["lease_wish"]).isdisjoint(folded[first:at])
            if letting and not papers and _site_behind(context, sentence, at + 1):
                return Let(clause, at, _mood(clause, at))
        allowed = folded[at] in ALLOWED and not KEPT.isdisjoint(folded[at + 1 : at + 2])
        allowed = allowed and folded[at + 2 : at + 3] != ["to"]  # "may have to go"
        if allowed and _site_behind(context, sentence, at + 1):
            return Let(clause, at + 1, "fact")
    return None


def _for_terms(context: Context, sentence: Sentence, clause: Clause) -> Let | None:
    """ "Wants the base for ten years", "pays $3 million a year for the radar"."""
    folded, cues = sentence.folded, context.lexicon.cues
    verbs = cues["letting"] | cues["lease_terms"]
    at = next((at for at in range(clause.first, clause.last) if folded[at] in verbs), None)
    if at is None or any(
        sense.value in LEAVING
        for m in sentence.within(at + 1, len(sentence.words))
        for sense in m.senses
    ):
        return None
    word = "lease" if folded[at] in cues["lease_terms"] else ""
    if not _term(sentence, at + 1, clause.last) or not _site(context, clause, word):
        return None
    if not any(acting(sentence, m) for m in [*sentence.within(clause.first, at), *clause.subject]):
        return None
    return Let(clause, at, _mood(clause, at + 1))


def _term(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words name for how long or at what yearly price: "for ten years", "$5 million a year", "until 2017"."""
    folded = sentence.folded
    for at in range(first, last):
        if folded[at] == "until" or (folded[at] in YEARLY and "$" in folded[first:at]):
            return True
        if folded[at] in TERMS and folded[at + 1 : at + 2] != ["ago"]:
            return NO_TERM.isdisjoint(folded[max(at - 4, 0) : at])
    return False


def _site(context: Context, clause: Clause, word: str) -> bool:
    """Whether a clause names a site that is let; for a lease also one named shortly before."""
    here = [*clause.mentions, *clause.subject]
    if any(m.sense("site") or m.value == "base" for m in here):
        return True
    sentence, grounds = clause.sentence, context.lexicon.cues["let_site"]
    if not grounds.isdisjoint(sentence.folded[clause.first : clause.last]):
        return True
    lease = word.startswith(LEASES)
    kinds = ("site", "known_site") if lease else ("site",)
    back = sentence.index if lease else 2 if word.startswith(GIFTS) else -1
    return any(
        m.value == "base" or any(m.sense(kind) for kind in kinds)
        for near in context.sentences[max(sentence.index - back, 0) : sentence.index + 1]
        for m in near.mentions
    )


def _site_behind(context: Context, sentence: Sentence, at: int) -> bool:
    last = min(at + LETTING + 2, len(sentence.words))
    near = sentence.within(at, last)
    grounds = not context.lexicon.cues["let_site"].isdisjoint(sentence.folded[at:last])
    return grounds or any(m.sense("site") or m.value == "base" for m in near)


def _mood(clause: Clause, word: int) -> str:
    """The mood of the verb before a word."""
    moods = [verb.mood for verb in clause.verbs if verb.first < word]
    return moods[-1] if moods else "fact"


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, sentence: Sentence, let: Let) -> Row | None:
    clause, word, mood = let
    parties = _parties(context, sentence, clause)
    if len(parties) < 2 or mood not in STATUS:
        return None
    date = date_of(sentence, clause.first, clause.last, word) if mood == "fact" else ""
    if happens_later(context, date):
        date = ""  # "a lease running to 2017"
    status = STATUS[mood]
    ended = context.lexicon.cues["lease_end"].intersection(sentence.folded[word : word + 4])
    if any(end.endswith("ed") for end in ended):
        status = "ended"
    values = {
        "kind": "concession",
        "number": 1,
        "parties": sorted(parties),
        "status": status,
        "date": date,
    }
    return context.row("agreements", sentence, word, values)


def _parties(context: Context, sentence: Sentence, clause: Clause) -> list[str]:
    """Who lets and who uses: the state where the site lies, and who acts in the clause, else near it."""
    low, high = part(sentence, clause.first)
    found = [_soil(context, sentence, clause)]
    for first, last in ((clause.first, clause.last), (low, high)):
        for mention in sentence.within(first, last):
            codes = (
                mention.value.split(";")
                if mention.kind == "actors"
                else [_party(sentence, mention)]
            )
            found += [context.lexicon.state_of(code) for code in codes]
        parties = _states(context, found)
        if len(parties) > 1:
            return parties[:2]
    return _states(context, [*found, *[code for code, _ in salient(context, sentence)]])[:2]


def _states(context: Context, codes: list[str]) -> list[str]:
    """Each state once: organisations let no sites."""
    actors = context.lexicon.actors
    return [
        code for code in dict.fromkeys(codes) if code and actors[code]["kind"] != "organisation"
    ]


def _soil(context: Context, sentence: Sentence, clause: Clause) -> str:
    """The state where the site lies: that of the place named in the clause or the sentence."""
    for first, last in ((clause.first, clause.last), (0, len(sentence.words))):
        for mention in sentence.within(first, last):
            place, actor = mention.sense("place"), mention.sense("actor")
            code = place.info["country"] if place is not None and actor is None else ""
            if actor is not None and actor.info["form"] == "name" and mention.first:
                code = actor.value if sentence.folded[mention.first - 1] == "in" else ""
            if code:
                return context.lexicon.state_of(code)
    return ""


def _party(sentence: Sentence, mention: Mention) -> str:
    """A state that acts, or to, from or on whose soil something is let."""
    code = acting(sentence, mention)
    sense = mention.sense("actor")
    if code or sense is None or sense.info["form"] != "name" or not mention.first:
        return code
    return sense.value if sentence.folded[mention.first - 1] in TOWARD else ""


def _join(known: Row, row: Row) -> None:
    """Two places that tell of what one state lets another are one fact."""
    known.spans += row.spans
    if known.values["status"] == "planned" and row.values["status"] != "planned":
        known.values["status"] = row.values["status"]
        known.values.pop("date", None)
    if "date" in row.values and row.values["status"] == known.values["status"]:
        known.values.setdefault("date", row.values["date"])


def _agreed(row: Row, agreements: list[Row]) -> bool:
    """Whether what is to be let is let by virtue of an instrument that the two have signed."""
    return any(
        agreement.values["status"] in ("signed", "ratified", "in_force")
        and set(agreement.values.get("parties", [])) == set(row.values["parties"])
        for agreement in agreements
    )


def _date_of_agreement(row: Row, agreements: list[Row]) -> None:
    """A concession is granted by the agreement of the two."""
    parties = set(row.values["parties"])
    for agreement in agreements:
        done = agreement.values["status"] in ("signed", "ratified", "in_force")
        if (
            done
            and set(agreement.values.get("parties", [])) == parties
            and "date" in agreement.values
        ):
            row.values["date"] = agreement.values["date"]
            return
