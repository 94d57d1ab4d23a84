"""Units: one row per formation or body of troops that is named, counted, given a strength, or acted upon (section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from monitorlib.clauses import noun_group
from monitorlib.extract.context import (
    Context,
    Row,
    acts_on,
    date_of,
    origin_of,
    part,
    possessor,
)
from monitorlib.spans import Mention, Sentence

__all__ = ["extract"]

REACH = 16
ACTIONS = {
    "withdraw": ("withdrawn", "to_withdraw"),
    "deploy": ("deployed", "to_deploy"),
    "disband": ("disbanded", "to_disband"),
    "reduce": ("reduced", "reduced"),
    "transfer": ("transferred", "transferred"),
    "exercise": ("exercise", "exercise"),
    "combat": ("combat", "combat"),
}


def extract(context: Context) -> Iterator[Row]:
    """The formations and bodies of troops of a bulletin."""
    for sentence in context.sentences:
        for head in sentence.of("echelon", "force"):
            if head.kind in ("echelon", "force"):
                row = _row(context, sentence, head)
                if row is not None:
                    yield row


def _row(context: Context, sentence: Sentence, head: Mention) -> Row | None:
    first = noun_group(sentence, head)
    sense = head.sense("echelon") or head.sense("force")
    if sense is None:
        return None
    troops = sense.value == "troops"
    group = list(sentence.within(first, head.last))
    numeral = next(
        (m.numeral for m in group if m.numeral is not None and m.numeral.value is not None), None
    )
    name = _name(sentence, first, head)
    action, mood = _action(context, sentence, first, head)
    if mood in ("maybe", "negated"):
        return None
    if not name and numeral is None and not (troops and action):
        return None
    low, high = part(sentence, head.first)
    here, _ = origin_of(sentence, low, high)
    branch = next(
        (s.value for m in group if (s := m.sense("branch"))), sense.info.get("branch", "")
    )
    value = numeral.value if numeral else None
    return context.row(
        "units",
        sentence,
        head.first,
        {
            "name": name,
            "echelon": sense.value,
            "branch": branch,
            "number": None if troops else value or 1,
            "personnel": value if troops else None,
            "qualifier": numeral.qualifier if numeral and troops else "",
            "owner": possessor(context, sentence, first, head.last),
            "country": here,
            "action": action or "stationed",
            "date": date_of(sentence, low, high, head.first, future=action.startswith("to_")),
        },
    )


def _name(sentence: Sentence, first: int, head: Mention) -> str:
    """The proper name: "14th Army", "Black Sea Fleet", "201st Motorized Rifle Division"."""
    at = head.first
    while at > first and (
        sentence.words[at - 1][0].isupper() or sentence.words[at - 1][0].isdigit()
    ):
        at -= 1
        if sentence.words[at][0].isdigit() and not sentence.words[at].isdigit():
            break
    numbered = sentence.words[at][0].isdigit() and not sentence.words[at].isdigit()
    if at < head.first and (numbered or sentence.words[head.first][0].isupper()):
        words = sentence.words[at : head.last]
        return " ".join(words).replace(" - ", "-")
    return ""


def _action(context: Context, sentence: Sentence, first: int, head: Mention) -> tuple[str, str]:
    """What is done to or by the troops, and its mood."""
    acts = [
        act for act in acts_on(context, sentence, first, head.last, ACTIONS) if act.cost <= REACH
    ]
    if not acts:
        return "", "fact"
    return ACTIONS[acts[0].value][acts[0].mood == "plan"], acts[0].mood
