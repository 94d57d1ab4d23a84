"""One instrument spoken of at several places: "a treaty … the treaty … it … START II … START-2"."""

from __future__ import annotations

from monitorlib.extract.context import evidence
from monitorlib.extract.instruments.instrument import BARE, Instrument

__all__ = ["RANK", "join", "package_of", "same_as", "take_over"]

# Of two acts reported of one instrument the one further on counts.
RANK = {"in_force": 0, "planned": 1, "initialed": 2, "signed": 3, "ratified": 4, "ended": 5}
ANY_KIND = frozenset({"pact"})  # a word for the one spoken of last, whatever its kind
# The nouns by which an instrument may be named again, by kind.
NAMED_AGAIN = {
    "document": set("agreement treaty protocol memorandum declaration convention contract".split()),
    "agreement": {"treaty", "memorandum", "protocol", "contract"},
    "treaty": {"agreement"},
}


def same_as(found: list[Instrument], one: Instrument) -> Instrument | None:
    """The instrument spoken of before that this one is: of the same name, or just "the treaty"."""
    for known in reversed(found):
        if one.instrument_id and known.instrument_id == one.instrument_id:
            return known
        if one.title and known.title.casefold() == one.title.casefold():
            return known
    if one.again:
        return found[-1] if found else None
    if one.title:
        return None
    fitting = [known for known in reversed(found) if _refers(one, known) and _fits(known, one)]
    loose = one.sentence.folded[one.noun.first] in ANY_KIND
    exact = [known for known in fitting if known.kind == one.kind and not loose]
    return next(iter(exact or fitting), None)


def _refers(one: Instrument, known: Instrument) -> bool:
    """Whether the words before the noun only point back: "the treaty", "a gas contract … the gas contract"."""
    words = set(one.group)
    return one.definite and bool(words) and words <= BARE | set(known.group)


def _fits(known: Instrument, one: Instrument) -> bool:
    """Whether kind, number, date and partners of two places agree."""
    if known.kind != one.kind and known.kind not in NAMED_AGAIN.get(one.kind, ()):
        return False
    if (known.number == 1) != (one.number == 1):
        return False
    if one.tail and (known.kind != one.kind or one.tail.isdisjoint(known.tail)):
        return False
    same_act = one.status == "in_force" or (one.told and one.status == known.status)
    return not (one.date and known.date and same_act and _apart(known.date, one.date))


def _apart(a: str, b: str) -> bool:
    """Whether two dates exclude each other: neither lies within the other."""
    return not (a.startswith(b) or b.startswith(a))


def package_of(found: list[Instrument], one: Instrument) -> Instrument | None:
    """The package signed at one time that this one is a part of: "four documents … A third agreement covers …"."""
    if not one.component or one.status not in ("", "in_force") or one.date or one.told:
        return None
    signed = [known for known in reversed(found) if known.status in ("signed", "initialed")]
    packages = [known for known in signed if known.number != 1]
    return next(iter(packages or signed), None)


def take_over(known: Instrument, one: Instrument) -> None:
    """Give a part of a package what the package has: it was signed with it."""
    one.status, one.date, one.place = known.status, known.date, known.place
    one.parties, one.number = list(known.parties), one.number or 1


def join(known: Instrument, one: Instrument) -> None:
    """Add what another place says of an instrument; the act further on gives status, date and statement."""
    old, new = (known.sentence, known.word), (one.sentence, one.word)
    known.last_at = one.last_at
    outside = bool(one.agents) and set(one.agents).isdisjoint(known.parties)
    if one.status == "ended" and known.parties and outside and not known.implied:
        one.status, one.date, one.place = "", "", ""  # an outsider only attacks it
    if one.status and (
        RANK[one.status] > RANK.get(known.status, -1) or (not known.date and one.date)
    ):
        later = RANK[one.status] >= RANK.get(known.status, -1)
        known.status = one.status if later else known.status
        known.date, known.place = one.date or known.date, one.place or known.place
        known.sentence, known.word = new
        if len(one.parties) > 1 and (one.sure or (known.implied and not one.implied)):
            known.parties, known.implied, known.sure = one.parties, False, one.sure
        old, new = new, old
    known.spans.append(evidence(*new))
    known.place = known.place or one.place
    if (len(known.parties) < 2 and not known.sure) or (
        known.implied and len(one.parties) > 1 and one.sure
    ):
        known.parties = sorted({*known.parties, *one.parties}) if not known.implied else one.parties
        known.implied = one.implied
    known.subject = known.subject or one.subject
    known.number = known.number or one.number
