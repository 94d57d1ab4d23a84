"""Rules on dates: what cannot have been by then, and what became of plans."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator
from datetime import timedelta

from monitorlib.claims._known import signing_days
from monitorlib.claims._numbers import Breach
from monitorlib.claims._stated import Event, Figure, Said

# Publication days that are counted from issue numbers may be wrong by so much.
DOUBT = timedelta(3)
LEAVING = {"to_withdraw": "leave", "to_dismantle": "be dismantled"}
THERE = frozenset({"remaining", *LEAVING})


def before_it_happened(said: Said) -> Iterator[Breach]:
    """What a bulletin reports as done cannot be dated after it."""
    for event in said.events:
        late = event.days and event.published and event.days[0] > event.published + DOUBT
        if event.done and late and event.published and _told_here(event):
            words = {"what": event.what, "date": event.edtf, "published": event.published}
            words["arithmetic"] = f"{event.edtf} is after {event.published}"
            yield Breach(event, None, (), words)


def _told_here(event: Event) -> bool:
    """Whether the sentence itself gives the date: one that was taken over from another proves nothing."""
    year, _, rest = event.edtf.partition("-")
    month = month_name[int(rest[:2])] if rest[:2].isdigit() and int(rest[:2]) < 13 else year
    return year in event.evidence or month[:3] in event.evidence


def signed_another_day(said: Said) -> Iterator[Breach]:
    """A treaty that is known by name was signed on one day."""
    for event in said.events:
        known = signing_days().get(event.instrument)
        if known is None or event.days is None:
            continue
        days, reference = known
        if abs(event.days[0].year - days[0].year) > 1:
            continue  # another treaty of the same name, by all likelihood
        if event.days[1] + DOUBT < days[0] or event.days[0] - DOUBT > days[1]:
            words = {"what": event.what, "date": event.edtf, "known": reference.words}
            words["arithmetic"] = f"{event.edtf} is another day than {days[0]}"
            yield Breach(event, None, (), words, reference)


def plan_overdue(said: Said) -> Iterator[Breach]:
    """What was to be gone by a day and is still there after it."""
    seen = set()
    for plan in said.missiles:
        if plan.action not in LEAVING or plan.days is None:
            continue
        for later in said.missiles:
            key = (plan.bulletin_id, plan.start, plan.number)
            if key not in seen and _still_there(plan, later):
                seen.add(key)
                words = {"leave": LEAVING[plan.action], "date": plan.edtf, "left": later.said}
                words["arithmetic"] = f"{later.said} left after {plan.edtf}"
                yield Breach(plan, later, (plan.number, later.number), words)


def _still_there(plan: Figure, later: Figure) -> bool:
    """Whether a figure tells that a force was there after the end of the plan for it."""
    if plan.days is None or later.as_of is None or later.bulletin_id == plan.bulletin_id:
        return False
    same = plan.force == later.force and later.action in THERE and later.span.low > 0
    return same and later.as_of[0] > plan.days[1] + DOUBT
