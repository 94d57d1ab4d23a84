"""Agreements: one row per instrument (codebook section 2).

An instrument is a named treaty or a noun such as "accord" or "protocols". Its status is the act that the text reports
of it: signed, initialed, ratified, ended, or still planned. Without any it is an existing instrument, merely referred
to, and counts only when it has a name, a date, or something is done by virtue of it. Named again, or called "the
treaty", it stays one row. Concessions are in `concessions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.extract.context import Context, Row, happens_later
from monitorlib.extract.instruments import concessions
from monitorlib.extract.instruments.acts import deeds_in
from monitorlib.extract.instruments.instrument import Deed, Instrument, read_instrument
from monitorlib.extract.instruments.nouns import Spoken, nouns_of
from monitorlib.extract.instruments.parties import attached, bound
from monitorlib.extract.instruments.same_instrument import (
    RANK,
    join,
    package_of,
    same_as,
    take_over,
)
from monitorlib.extract.instruments.scenes import (
    attached_date,
    date_of_deed,
    event_before,
    lasting_since,
    place_of_deed,
)
from monitorlib.extract.instruments.status import (
    DONE,
    SIGNING,
    STATUS_OF_ACT,
    at_work,
    awaited,
    exists,
    status_of,
)
from monitorlib.extract.instruments.unnamed_parties import ORGANISATIONS
from monitorlib.function_words import NO

__all__ = ["extract"]


def extract(context: Context) -> Iterator[Row]:
    """The agreements of a bulletin, and its concessions."""
    found: list[Instrument] = []
    spoken = Spoken()
    for sentence in context.sentences:
        here = [
            read_instrument(context, sentence, noun) for noun in nouns_of(context, sentence, spoken)
        ]
        deeds = deeds_in(context, sentence, here)
        for place, one in enumerate(here):
            if not _denied(one) and _read(context, one, deeds.get(place, [])):
                _note(found, one)
    rows = [row for one in found if (row := _row(context, one)) is not None]
    yield from rows
    yield from concessions.extract(context, rows)


def _denied(one: Instrument) -> bool:
    """ "No agreement", "without a treaty", "Will they sign a treaty?": the text states none."""
    if one.named:
        return False
    without = one.sentence.folded[max(one.first - 1, 0) : one.first] == ["without"]
    asked = one.sentence.folded[-1] == "?" and not one.definite
    return without or asked or ("fewer" not in one.group and not NO.isdisjoint(one.group))


def _note(found: list[Instrument], one: Instrument) -> None:
    """Take an instrument into the list: as a part of a package, as one spoken of before, or as a new one."""
    package = package_of(found, one)
    if package is not None:
        take_over(package, one)
    elif one.implied and one.component and found:
        one.parties = list(found[-1].parties)  # "a companion agreement" is between the same two
    known = same_as(found, one) if package is None else None
    if known is not None:
        join(known, one)
    elif one.status:
        found.append(one)


# --- what one place tells ----------------------------------------------------------------------------------


def _read(context: Context, one: Instrument, deeds: list[Deed]) -> bool:
    """Fill in status, parties, date and place; False when it is no instrument after all."""
    told = [
        (status, deed)
        for deed in deeds
        if not (one.weak and deed.value not in SIGNING - {"make"})
        and (status := status_of(context, one, deed))
    ]
    if told:
        _apply(context, one, told)
        return True
    if one.weak:
        return False
    one.date = attached_date(one)
    one.status = exists(context, one, attached(context, one))
    one.parties = bound(context, one, None)
    if one.status in ("", "in_force") and not one.date and (since := lasting_since(context, one)):
        one.status, one.date = "in_force", since
    if not one.status and not deeds:
        status = at_work(context, one)
        one.status = status if status == "planned" or one.partly or not one.implied else ""
    return True


def _apply(context: Context, one: Instrument, told: list[tuple[str, Deed]]) -> None:
    """What the acts tell: the furthest of them gives the status, a signing the parties and the place."""
    status, deed = max(
        told, key=lambda it: (RANK[it[0]], it[1].value in SIGNING, it[1].clause.kind == "main")
    )
    signing = next((d for s, d in told if s == "signed" and d.value in SIGNING), None)
    one.status, one.word, one.told = status, deed.word, deed.value != "use"
    one.parties = bound(context, one, signing or deed)
    if status == "in_force":
        _in_force(context, one, deed)
        return
    own = STATUS_OF_ACT.get(deed.value) == status or status == "planned"
    reported = deed if own and deed.value != "await" else signing
    if reported is not None:
        one.date = date_of_deed(context, one, reported)
        one.place = place_of_deed(context, one, reported)
    one.date = one.date or attached_date(one)
    if status in ("signed", "initialed") and not (one.date or one.named):
        one.date, place = event_before(context, one)
        one.place = one.place or place
    if status in DONE and happens_later(context, one.date):
        one.status = "planned"  # what is dated after the bulletin is still ahead


def _in_force(context: Context, one: Instrument, deed: Deed) -> None:
    """The date of an existing instrument: that of its name, of its entry into force, of its end that is threatened."""
    threatened = deed.value in ("end", "lapse", "withdraw")
    one.date = attached_date(one) or lasting_since(context, one)
    if not threatened and awaited(context, one):
        one.status = "signed"
    elif threatened or deed.value in ("in_force", "draft"):
        ahead = threatened and (deed.mood == "plan" or deed.value == "lapse")
        one.date = one.date or date_of_deed(context, one, deed, ahead=ahead)


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, one: Instrument) -> Row | None:
    many = one.number is not None and one.number > 1
    if one.kind == "document" and not many and one.status in ("in_force", "ended"):
        return None
    together = one.status == "signed" and not ORGANISATIONS.isdisjoint(one.parties)
    alone = one.implied and len(one.parties) == 1  # with whom is anybody's guess
    if not one.title and len(one.parties) < 2 and not (together or alone or one.told):
        return None
    # "under it they scrap … by 2003": that is no day on which it was signed
    ahead = one.status in DONE and happens_later(context, one.date)
    values = {
        "kind": one.kind,
        "title": one.title,
        "number": one.number,
        "parties": sorted(one.parties),
        "status": one.status,
        "date": "" if ahead else one.date,
        "place": one.place,
        "subject": one.subject,
    }
    row = context.row("agreements", one.sentence, one.word, values)
    if one.instrument_id:
        row.ids["instrument_id"] = one.instrument_id
    row.spans += one.spans
    return row
