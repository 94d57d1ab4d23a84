"""Who is bound by an instrument: those it names itself, those who act on it, else those of its clause.

Strongest is what belongs to the noun ("the Russian-Georgian accord", "between A and B", "with A"); then who signs,
ratifies or ends it; then the other actors of the clause. Hosts, mediators and witnesses are no parties.
"""

from __future__ import annotations

from monitorlib.acting import acting
from monitorlib.clauses import Clause
from monitorlib.extract.context import Context, part
from monitorlib.extract.instruments.instrument import Deed, Instrument
from monitorlib.extract.instruments.taking_part import actors_in, known, listed
from monitorlib.extract.instruments.unnamed_parties import (
    ORGANISATIONS,
    implied,
    likely,
    well_known,
)

__all__ = ["attached", "bound"]

PARTNERS = frozenset({"between", "among", "with"})
BY_WHOM = PARTNERS | {"by", ":"}  # "five have signed it: Armenia, Belarus, …"
ENDS = frozenset(", ; : ( which that who was were is are will would has have had".split())
WIDE = 14  # words behind an instrument in which its partners may be named


def bound(context: Context, one: Instrument, deed: Deed | None) -> list[str]:
    """The parties of an instrument as one place of the text gives them."""
    own = attached(context, one)
    one.agents = _agents(context, one, deed) if deed is not None else []
    codes = own if len(own) > 1 else known([*own, *one.agents])
    alone = codes and (one.named or codes[0] in ORGANISATIONS - {"NATO", "EU"})
    if len(codes) > 1 or alone:
        one.sure = True
        return codes
    # a truce is between those who fight, whoever speaks of it
    truce = one.sentence.folded[one.noun.first] in context.lexicon.cues["truce"]
    ranges = [] if truce else _ranges(context, one, deed)
    for step, (low, high) in enumerate(ranges):
        found = known([*codes, *actors_in(context, one.sentence, low, high, them=False)])
        if one.named and found:
            return well_known(context, one, found)
        if len(found) > 1:
            return likely(context, codes, found) if step else found
        codes = found
    if one.named:
        return well_known(context, one, codes)
    one.implied, one.partly = True, bool(codes)
    return implied(context, one, codes)


def _ranges(context: Context, one: Instrument, deed: Deed | None) -> list[tuple[int, int]]:
    """Ever wider stretches in which the parties may be named: clauses, the part of the sentence, all of it."""
    home = context.document.clause_at(one.sentence, one.noun.first)
    other = deed.clause if deed is not None else home
    near = min(home.first, other.first), max(home.last, other.last)
    return [near, part(one.sentence, one.noun.first), (0, len(one.sentence.words))]


# --- what belongs to the noun ------------------------------------------------------------------------------


def attached(context: Context, one: Instrument) -> list[str]:
    """The actors in the noun's group and behind it: "Moscow's accord with Minsk", "the accord between …"."""
    own = actors_in(context, one.sentence, one.first, one.noun.first, low=one.first)
    codes = [*own, *_in_title(context, one), *_behind(context, one)]
    pair = "SUN" in own[:2] and "-" in one.group  # "the Soviet-Iranian treaty"
    return list(dict.fromkeys(codes)) if pair else known(codes)


def _in_title(context: Context, one: Instrument) -> list[str]:
    """The actors that a title names: an organisation; of the well-known parties "the *Russian-Ukrainian* treaty"."""
    words = one.title.replace("-", " ").split()
    found = [word for word in words if word in ORGANISATIONS]
    sense = one.noun.sense("instrument") if one.named else None
    for code in sense.info["parties"].split(";") if sense is not None else ():
        row = context.lexicon.actors.get(code, {})
        forms = {row.get("name", ""), *row.get("adjectives", "").split(";")}
        found += [code] if not forms.isdisjoint(words) else []
    return found


def _behind(context: Context, one: Instrument) -> list[str]:
    """Those named behind the noun by "between", "among" or "with", before its verb."""
    words = one.sentence.folded
    for at in range(one.last, min(one.last + WIDE, len(words))):
        if words[at] in ENDS:
            break
        if words[at] in PARTNERS:
            return listed(context, one.sentence, at + 1)
    return []


# --- who acts ----------------------------------------------------------------------------------------------


def _agents(context: Context, one: Instrument, deed: Deed) -> list[str]:
    """Who does the act: those listed behind it ("by …", "between …", "with …"), and its subject."""
    sentence, verb, clause = one.sentence, deed.verb, deed.clause
    behind: list[str] = []
    word = ""
    # "signed a treaty with Poland and a protocol with Latvia": each has its own partner
    own = one.last if one.first > deed.word and _behind(context, one) else deed.end
    for at in range(own, min(clause.last + 1, len(sentence.words))):
        if sentence.folded[at] in BY_WHOM and not behind:
            word, behind = sentence.folded[at], listed(context, sentence, at + 1)
    if verb is None or (len(behind) > 1 and word != "with"):
        return behind
    if verb.voice == "participle":
        return known([*actors_in(context, sentence, 0, verb.first), *behind])
    return known([*_subject(context, clause, verb.first), *behind])


def _subject(context: Context, clause: Clause, last: int) -> list[str]:
    """The actors before the verb; of the clause before when it has none of its own."""
    spoken = (m.last for m in clause.sentence.within(clause.first, last, "say"))
    here = actors_in(context, clause.sentence, max([clause.first, *spoken]), last)
    if clause.sentence.folded[last] == "to":  # "Iran urged Russia and Ukraine to sign"
        governor = max((verb.at for verb in clause.verbs if verb.first < last), default=last)
        urged = actors_in(context, clause.sentence, governor, last)
        here = urged if len(urged) > 1 else here
    shared = [acting(clause.sentence, m) for m in clause.subject if m.kind != "instrument_noun"]
    return here or [code for code in shared if code]
