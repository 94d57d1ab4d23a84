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
from monitorlib.extract.instruments.parties import attached, bound, by_outsider
from monitorlib.extract.instruments.same_instrument import (
    RANK,
    join,
    package_of,
    same_as,
    take_over,
)
from monitorlib.extract.instruments.scenes import (
    attached_date,
    date_ahead,
    date_of_deed,
    event_before,
    fresh,
    place_of_deed,
)
from monitorlib.extract.instruments.status import (
    DONE,
    SIGNING,
    at_work,
    awaited,
    exists,
    status_of,
    status_of_act,
    valid,
)
from monitorlib.extract.instruments.unnamed_parties import ORGANISATIONS
from monitorlib.spans import Sentence

__all__ = ["extract"]

DENIED = frozenset({"no", "any", "neither"})
WITHOUT, LACK_OF = (["without"], ["failing"]), (["lack", "of"], ["absence", "of"], ["want", "of"])


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
            before = _parties_before(found, sentence)
            if not _denied(one) and _read(context, one, deeds.get(place, []), before):
                _date_with_another(context, found, one)
                _note(found, one)
    rows = [row for one in found if (row := _row(context, one)) is not None]
    yield from rows
    yield from concessions.extract(context, rows)


def _parties_before(found: list[Instrument], sentence: Sentence) -> list[str]:
    """The parties of the instrument spoken of last, when that was not long ago."""
    last = max(found, key=lambda one: one.last_at, default=None)
    near = last is not None and sentence.index - last.last_at <= 3
    return last.parties if last is not None and near and len(last.parties) > 1 else []


def _date_with_another(context: Context, found: list[Instrument], one: Instrument) -> None:
    """What the same parties signed, and no date is given, they signed with what the text told of just before."""
    if one.status not in ("signed", "initialed") or one.date or one.title or not one.told:
        return
    for other in reversed(found):
        near = one.sentence.index - other.last_at <= 2
        if near and other.status in DONE and fresh(context, other.date):
            if set(one.parties) == set(other.parties):
                one.date, one.place = other.date, one.place or other.place
            return


def _denied(one: Instrument) -> bool:
    """ "No agreement", "without a treaty": there is none."""
    if one.named:
        return False
    before = one.sentence.folded[max(one.first - 2, 0) : one.first]
    denied = not DENIED.isdisjoint(one.group) and {"fewer", "less"}.isdisjoint(one.group)
    return denied or before[-1:] in WITHOUT or before in LACK_OF


def _note(found: list[Instrument], one: Instrument) -> None:
    """Take an instrument into the list: as a part of a package, as one spoken of before, or as a new one."""
    package = package_of(found, one)
    if package is not None:
        take_over(package, one)
    known = same_as(found, one) if package is None else None
    if known is not None:
        join(known, one)
    elif one.status or one.title:
        found.append(one)


# --- what one place tells ----------------------------------------------------------------------------------


def _read(context: Context, one: Instrument, deeds: list[Deed], before: list[str]) -> bool:
    """Fill in status, parties, date and place; False when the text denies or only imagines the instrument."""
    told = [
        (status, deed)
        for deed in deeds
        if not (one.weak and deed.value not in SIGNING)
        and (status := status_of(context, one, deed))
        and not (status == "ended" and by_outsider(context, one, deed, before))
    ]
    if told:
        _apply(context, one, told, before)
        return one.definite or not _asks(one)
    if one.weak or (deeds and not one.definite):
        return False
    one.date = attached_date(one)
    one.status = exists(context, one, attached(context, one))
    one.parties = bound(context, one, None, before)
    if any(deed.mood == "negated" for deed in deeds) and not one.title:
        one.parties = []  # those who did not sign
    if not one.status and not deeds and not _asks(one):
        one.status = at_work(context, one)
        joint = one.kind == "declaration" and "joint" in one.sentence.folded[one.first : one.last]
        if one.implied and not (one.partly or joint or before):
            one.status = ""
        if one.status == "signed" and not one.date:
            one.date, one.place = event_before(context, one)
        if one.status == "planned" and not one.date:
            one.date = date_ahead(context, one)
    return True


def _asks(one: Instrument) -> bool:
    """Whether the sentence is a question, which states nothing."""
    return one.sentence.folded[-1] == "?"


def _apply(
    context: Context, one: Instrument, told: list[tuple[str, Deed]], before: list[str]
) -> None:
    """What the acts tell: the furthest of them gives the status, a signing the parties and the place."""
    done = [pair for pair in told if pair[1].value in ("sign", "initial") and pair[0] in DONE]
    drafted = [pair for pair in told if not (done and _drafts(one, pair[1]))]
    status, deed = max(drafted, key=lambda pair: _weight(one, *pair))
    signing = next(
        (d for s, d in told if s == "signed" and d.value in SIGNING and d is not deed), None
    )
    one.status, one.word, one.told = status, deed.word, deed.value != "use"
    one.threatened = status == "in_force" and deed.value in ("end", "lapse", "withdraw")
    one.parties = bound(context, one, signing or deed, before)
    threats = [d for s, d in told if s == "in_force" and d.value in ("end", "withdraw")]
    if status == "signed" and threats and valid(context, one):  # notice is given of what was signed
        one.status, one.threatened = "in_force", True
        one.date = date_of_deed(context, one, deed)
        return
    if status == "in_force" and not one.threatened and awaited(context, one):
        one.status, one.date = "signed", attached_date(one)
        return
    if status == "in_force":
        _in_force(context, one, deed)
        return
    if deed.value == "talks":
        return
    own = status_of_act(deed) == status or status == "planned"
    reported = deed if own and deed.value != "await" else signing
    if reported is not None:
        one.date = date_of_deed(context, one, reported)
        one.place = place_of_deed(context, one, reported)
    one.date = one.date or attached_date(one)
    if deed.value in SIGNING or deed.value == "issue":
        _fill_scene(context, one, deed)
    for other_status, other in told:  # signed in Kyiv, ratified later
        if not one.place and other_status in DONE and other is not deed:
            one.place = place_of_deed(context, one, other)
    _not_before(context, one)


def _not_before(context: Context, one: Instrument) -> None:
    """What is dated after the bulletin is still ahead."""
    if happens_later(context, one.date):
        if one.status in DONE:
            one.status = "planned"
        elif one.status == "ended":
            one.status, one.date = "in_force", ""


def _fill_scene(context: Context, one: Instrument, deed: Deed) -> None:
    """What was signed with no date or place of its own was signed at the encounter told of before."""
    verb = deed.verb
    past = verb is not None and "had" in one.sentence.folded[verb.first : verb.at]
    if one.status in ("signed", "initialed") and not (one.date or one.place or past):
        one.date, one.place = event_before(context, one)


def _in_force(context: Context, one: Instrument, deed: Deed) -> None:
    """The date of an existing instrument: that of its name, of its entry into force, of what it was negotiated."""
    one.date = attached_date(one)
    if one.threatened:
        one.date = date_of_deed(context, one, deed) or one.date
    elif deed.value in ("in_force", "draft"):
        one.date = one.date or date_of_deed(context, one, deed)
        one.place = place_of_deed(context, one, deed) if deed.value == "draft" else ""


def _drafts(one: Instrument, deed: Deed) -> bool:
    """Whether an act is only the adjective of a draft."""
    return one.first <= deed.word < one.noun.first and deed.value == "draft"


def _weight(one: Instrument, status: str, deed: Deed) -> tuple[int, int]:
    """Of several acts the one furthest on counts; a draft is no more than that."""
    if _drafts(one, deed):
        return 9, 0
    return RANK[status], int(status == "planned" and deed.value in SIGNING)


# --- rows --------------------------------------------------------------------------------------------------


def _row(context: Context, one: Instrument) -> Row | None:
    many = one.number is not None and one.number > 1
    unnamed = one.kind == "document" and not one.title and not many
    if not one.status or (unnamed and one.status in ("in_force", "ended")):
        return None
    together = one.status == "signed" and not ORGANISATIONS.isdisjoint(one.parties)
    alone = one.implied and len(one.parties) == 1  # with whom is anybody's guess
    if not one.title and len(one.parties) < 2 and not (together or alone):
        return None
    ahead = one.status in DONE and happens_later(
        context, one.date
    )  # "under it they scrap … by 2003"
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
