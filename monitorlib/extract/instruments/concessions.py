"""Concessions: one state grants, leases or cedes to another the use of a site or force (codebook section 2).

Three ways to say it: a verb of letting ("leased the range to Russia"), a noun or phrase ("the lease of Baikonur", "free
of charge"), and leave to use ("obtains the use of bases", "may keep its radar until 1998"). The date that the sentence
does not give is that of the agreement between the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Act, Context, Row, acts_on, date_of, happens_later, part
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

GRANTING = ("grant", "cede")
STATUS = {"fact": "granted", "plan": "planned"}
TOWARD = frozenset("to from in of by with".split())
ALLOWED = frozenset({"may", "can"})
KEPT = frozenset("use keep have retain maintain operate occupy remain".split())
USES = (["use", "of"], ["rights", "to"], ["access", "to"])
USED = frozenset({"use", "rights", "access"})
RECEIVER = 14  # words behind "handed over" in which who gets it must be named
LETTING = 8  # words between a verb of letting and "use of", between "may keep" and its site
OPENING = 4  # words of "under the …" in which the instrument must be named
NO_VERB = frozenset("what annual yearly the a of no".split())  # before "rent" as a noun


def extract(context: Context, agreements: list[Row]) -> Iterator[Row]:
    """The concessions of a bulletin; ``agreements`` lend theirs the date."""
    known: dict[tuple[str, ...], Row] = {}
    virtue: set[tuple[str, ...]] = set()
    for sentence in context.sentences:
        for clause, word, mood in _grants(context, sentence):
            row = _row(context, sentence, clause, word, mood)
            if row is None:
                continue
            parties = tuple(row.values["parties"])
            papers = any(m.first <= OPENING for m in sentence.of("instrument_noun"))
            if papers and sentence.folded[:2] == ["under", "the"]:
                virtue.add(parties)
            if parties in known:
                _join(known[parties], row)
            else:
                known[parties] = row
    for parties, row in known.items():
        if row.values["status"] == "planned" and parties in virtue and _agreed(row, agreements):
            row.values["status"] = "granted"  # "under the accords Russia will rent two bays"
            row.values.pop("date", None)
        if row.values["status"] == "granted" and "date" not in row.values:
            _date_of_agreement(row, agreements)
        yield row


def _grants(context: Context, sentence: Sentence) -> Iterator[tuple[Clause, int, str]]:
    """Where a sentence tells of the use of a site that is granted: clause, word, mood."""
    for clause in context.clauses(sentence):
        act = _let(context, sentence, clause) if sentence.has(*GRANTING) else None
        if act is not None:
            yield clause, act.word, act.mood
            continue
        used = _leave_to_use(context, sentence, clause)
        if used is not None:
            yield clause, *used


def _let(context: Context, sentence: Sentence, clause: Clause) -> Act | None:
    """The letting that a clause states of a site: a verb such as "lease", or "on lease", "free of charge"."""
    acts = [
        act
        for act in acts_on(context, sentence, clause.first, clause.last, GRANTING)
        if clause.first <= act.word < clause.last and act.mood in STATUS
    ]
    return next((act for act in acts if _sites(context, sentence, clause, act)), None)


def _sites(context: Context, sentence: Sentence, clause: Clause, act: Act) -> bool:
    """Whether a site is let: one of the clause, for a lease also one named shortly before."""
    if sentence.folded[act.word - 1] in NO_VERB and act.verb is not None:
        return False  # "what rent it should pay"
    if act.value == "cede" and not _received(sentence, act.word):
        return False
    if any(m.sense("site") or m.value == "base" for m in [*clause.mentions, *clause.subject]):
        return True
    if not sentence.folded[act.word].startswith(("leas", "rent", "free", "put")):
        return False
    before = context.sentences[max(sentence.index - 2, 0) : sentence.index + 1]
    return any(m.sense("site") or m.value == "base" for near in before for m in near.mentions)


def _received(sentence: Sentence, word: int) -> bool:
    """Whether the text says who gets what is ceded: "made over to the Tajiks", "into Georgian hands"."""
    for mention in sentence.within(word, min(word + RECEIVER, len(sentence.words))):
        before = sentence.folded[max(mention.first - 2, 0) : mention.first]
        if mention.sense("actor") and not {"to", "into"}.isdisjoint(before):
            return True
    return False


def _leave_to_use(context: Context, sentence: Sentence, clause: Clause) -> tuple[int, str] | None:
    """ "Obtains the use of bases", "allowed Russia the use of an airfield", "may keep its base"."""
    folded, letting = sentence.folded, context.lexicon.cues["letting"]
    for at in range(clause.first, clause.last):
        if folded[at] in USED and folded[at : at + 2] in USES:
            before = folded[max(at - LETTING, clause.first) : at]
            if not letting.isdisjoint(before) and _site_behind(sentence, at + 1):
                return at, _mood(clause, at)
        allowed = folded[at] in ALLOWED and not KEPT.isdisjoint(folded[at + 1 : at + 2])
        if allowed and _site_behind(sentence, at + 1):
            return at + 1, "fact"
    return None


def _site_behind(sentence: Sentence, at: int) -> bool:
    near = sentence.within(at, min(at + LETTING + 2, len(sentence.words)))
    return any(m.kind == "site" or m.sense("site") or m.value == "base" for m in near)


def _mood(clause: Clause, word: int) -> str:
    """The mood of the verb before a word."""
    moods = [verb.mood for verb in clause.verbs if verb.at < word]
    return moods[-1] if moods else "fact"


def _row(context: Context, sentence: Sentence, clause: Clause, word: int, mood: str) -> Row | None:
    parties = _parties(context, sentence, clause)
    if len(parties) < 2 or mood not in STATUS:
        return None
    date = date_of(sentence, clause.first, clause.last, word, future=mood == "plan")
    if mood == "fact" and happens_later(context, date):
        date = ""  # "a lease running to 2017"
    status = STATUS[mood]
    ended = context.lexicon.cues["lease_end"]
    if not ended.isdisjoint(sentence.folded[word : word + 4]):
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
    """Who lets and who uses: of the clause, else of this part of the sentence, else whom the bulletin is about."""
    found: list[str] = []
    low, high = part(sentence, clause.first)
    for first, last in ((clause.first, clause.last), (low, high)):
        for mention in sentence.within(first, last):
            codes = (
                mention.value.split(";")
                if mention.kind == "actors"
                else [_party(sentence, mention)]
            )
            found += [code for code in codes if code and code not in found]
        if len(found) > 1:
            return found[:2]
    return [*found, *[code for code in context.leading if code not in found]][:2]


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
        agreement.values["status"] in ("signed", "ratified")
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
