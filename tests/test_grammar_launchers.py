"""What becomes of weapons, in the constructions of plain newspaper English, with several verbs and weapons."""

from itertools import product
from typing import Any

import pytest

import monitorlib as ml
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

LEXICON = load()
HEADER = "Publication: Monitor (rewritten) Volume: 3 Issue: 57\n\n"  # of March 21, 1997
MISSILES = {
    "eighteen SS-25 missiles": ("missile", "SS-25", 18),
    "some forty nuclear warheads": ("warhead", "", 40),
    "81 mobile launchers": ("launcher", "", 81),
    "a dozen SS-18s": ("missile", "SS-18", 12),
}
SOLD = {"ten Tu-160 bombers": ("bomber", "Tu-160", 10), "four S-300 launchers": ("sam", "S-300", 4)}
# action: verbs (past, participle, base, -ing), where, weapons
WITHDRAW = """withdrew withdrawn withdraw withdrawing|removed removed remove removing
|shipped shipped ship shipping|recalled recalled recall recalling"""
DISMANTLE = """dismantled dismantled dismantle dismantling|destroyed destroyed destroy destroying
|scrapped scrapped scrap scrapping|deactivated deactivated deactivate deactivating"""
DEPLOY = """installed installed install installing|placed placed place placing
|emplaced emplaced emplace emplacing"""
TRANSFER = """sold sold sell selling|delivered delivered deliver delivering
|leased leased lease leasing|exported exported export exporting"""
VERBS = {
    "withdrawn": (WITHDRAW, "from Kazakhstan", MISSILES),
    "dismantled": (DISMANTLE, "at Pervomaisk", MISSILES),
    "deployed": (DEPLOY, "near Saratov", {k: v for k, v in MISSILES.items() if v[1]}),
    "transferred": (TRANSFER, "to China", SOLD),
}
AHEAD = {
    "withdrawn": "to_withdraw",
    "dismantled": "to_dismantle",
    "deployed": "to_deploy",
    "transferred": "to_transfer",
}
DONE = [
    "Russia {past} {o} {where} last week.",
    "Russia has {pp} {o} {where}.",
    "{o} were {pp} {where} in January.",
    "{o} have been {pp} {where} so far.",
    "{o}, the general said, have been {pp} {where}.",
    "{o}, which had long worried the Americans, were {pp} {where} in January.",
    "By the end of last year, {o} had been {pp} {where}.",
    "A spokesman said that Russia had {pp} {o} {where}.",
    "{o} were {pp} by Russia {where} last year.",
    "The general spoke of {o} that Russia had {pp} {where} in January.",
    "The general spoke of {o} {pp} {where} in January.",
    "The minister spoke of {o}. They were {pp} {where} in January.",
    "After {ing} {o} {where} in January, Russia asked for more money.",
    "Having {pp} {o} {where}, Russia asked for more money.",
    "Russia completed {ing} {o} {where} in January.",
    "Russia managed last month to {base} {o} {where}.",
    "{o} were, on February 5, {pp} {where}.",
    "The treaty covers {o} which the army {past} {where} in February.",
]
PLANNED = [
    "Russia will {base} {o} {where} next month.",
    "{o} are to be {pp} {where} this summer.",
    "Under the treaty, {o} must be {pp} {where} by 1999.",
    "Russia has decided to {base} {o} {where}.",
    "Kuchma ordered {o} to be {pp} {where}.",
    "There are plans to {base} {o} {where}.",
    "Kuchma ordered {o} {pp} {where}.",
    "The money will help Russia {base} {o} {where}.",
    "Russia has committed itself to {ing} {o} {where}.",
    "In a related development, {o} are expected to be {pp} {where} next month.",
    "The accord requires that {o} be {pp} {where}.",
    "The minister spoke of {o}. They will be {pp} {where} in May.",
]
NEVER = [
    "Russia might {base} {o} {where} if the talks failed.",
    "The West fears that Russia could {base} {o} {where}.",
]


def launchers(text: str) -> list[dict[str, Any]]:
    """The rows of one bulletin."""
    text = text[0].upper() + text[1:]
    found: list[dict[str, Any]] = parse_bulletin(ml.Bulletin(HEADER + text), LEXICON)["launchers"]
    return found


def said(text: str) -> list[tuple[str, str, int | None, str]]:
    """Kind, system, number and action of each row."""
    return [
        (r["category"], r.get("system") or "", r.get("number"), r["action"])
        for r in launchers(text)
    ]


@pytest.mark.parametrize("action", VERBS)
@pytest.mark.parametrize("pattern", [*DONE, *PLANNED, *NEVER])
def test_what_is_done_to_weapons(pattern: str, action: str) -> None:
    verbs, where, weapons = VERBS[action]
    for forms, (o, weapon) in product(verbs.split("|"), weapons.items()):
        past, pp, base, ing = forms.split()
        text = pattern.format(o=o, past=past, pp=pp, base=base, ing=ing, where=where)
        act = AHEAD[action] if pattern in PLANNED else action
        assert said(text) == ([] if pattern in NEVER else [(*weapon, act)]), text


@pytest.mark.parametrize("noun", ["withdrawal", "removal", "return"])
@pytest.mark.parametrize(
    ("pattern", "action", "date"),
    [
        ("The {noun} of {o} from Ukraine was completed in January.", "withdrawn", "1997-01"),
        ("The {noun} of {o} from Ukraine is planned for May.", "to_withdraw", "1997-05"),
        ("Kuchma ordered the {noun} of {o} from Ukraine.", "to_withdraw", None),
    ],
)
def test_nouns_of_leaving(pattern: str, action: str, date: str | None, noun: str) -> None:
    for o, weapon in MISSILES.items():
        text = pattern.format(noun=noun, o=o)
        (row,) = launchers(text)
        assert said(text) == [(*weapon, action)], text
        assert (row["country"], row.get("date")) == ("UKR", date), text


@pytest.mark.parametrize(
    ("pattern", "there"),
    [
        ("{o} have left Ukraine for Russia.", "RUS"),
        ("{o} arrived in Russia from Ukraine yesterday.", "RUS"),
        ("{o} went back to Russia from Ukraine.", "RUS"),
        ("{o} left Ukraine in January.", None),
    ],
)
def test_weapons_on_their_way(pattern: str, there: str | None) -> None:
    for o, weapon in MISSILES.items():
        text = pattern.format(o=o)
        (row,) = launchers(text)
        assert said(text) == [(*weapon, "withdrawn")], text
        assert (row["country"], row.get("to_country")) == ("UKR", there), text


@pytest.mark.parametrize(
    ("pattern", "actions"),
    [
        ("Ukraine is believed to have {o}.", ["remaining"]),
        ("Ukraine still has {o} on its soil.", ["remaining"]),
        ("Russia has withdrawn 63 SS-19 missiles from Ukraine; {o} remain.", ["withdrawn", "remaining"]),
        ("{o} stood near Saratov. They have been scrapped.", ["remaining", "dismantled"]),
        ("Ukraine had 130 SS-19 missiles. Of these, forty have been dismantled.", ["remaining", "dismantled"]),
    ],
)  # fmt: skip
def test_weapons_that_are_there(pattern: str, actions: list[str]) -> None:
    for o in [*MISSILES, "eighteen"] if ";" in pattern else MISSILES:
        text = pattern.format(o=o)
        assert [row[3] for row in said(text)] == actions, text


@pytest.mark.parametrize(
    "pattern",
    [
        "START II sets a ceiling of {n}.",
        "The ceiling of {n} set by START II is too high, the general said.",
        "START II lowers the limit to {n} by 2003.",
        "Russia has 756 missiles. Under START II the ceiling is {n}.",
    ],
)
def test_a_ceiling_of_start_counts_warheads(pattern: str) -> None:
    for n in ("3,500", "6,000", "2,000"):
        text = pattern.format(n=n)
        assert said(text)[-1] == ("warhead", "", int(n.replace(",", "")), "limit"), text


@pytest.mark.parametrize(
    "act", "removed|withdrawn|taken away|flooded|blown up|withdrawn from service".split("|")
)
def test_silos_are_dismantled_never_withdrawn(act: str) -> None:
    for o, n in (("nine silos", 9), ("104 missile silos", 104)):
        assert said(f"{o} were {act} in January.") == [("silo", "", n, "dismantled")], o


@pytest.mark.parametrize(
    "middle",
    ["in Ukraine", "deployed in Ukraine", "based near Pervomaisk", "still held by Ukraine", "which Ukraine inherited"],
)  # fmt: skip
def test_where_they_are_is_no_act_of_its_own(middle: str) -> None:
    for o, weapon in MISSILES.items():
        text = f"{o} {middle} are to be scrapped."
        assert said(text) == [(*weapon, "to_dismantle")], text


@pytest.mark.parametrize(
    "pattern",
    [
        "Russia sold {who} four S-300 launchers.",
        "{who} bought four S-300 launchers from Russia.",
        "{who} was given four S-300 launchers by Russia.",
        "Four S-300 launchers were delivered to {who} by Russia.",
    ],
)
def test_who_gets_them_from_whom(pattern: str) -> None:
    for who, code in (("China", "CHN"), ("Iran", "IRN"), ("Armenia", "ARM")):
        (row,) = launchers(pattern.format(who=who))
        assert (row["action"], row["owner"], row["to_country"]) == ("transferred", "RUS", code), who


def test_numbers_in_a_row_have_day_and_place_of_their_own() -> None:
    rows = launchers("Russia withdrew 18 missiles from Belarus in January and nine in February.")
    assert [row["date"] for row in rows] == ["1997-01", "1997-02"]
    rows = launchers("Russia withdrew 18 missiles from Belarus and nine from Ukraine.")
    assert [row["country"] for row in rows] == ["BLR", "UKR"]


def test_tactical_aircraft_are_no_bombers() -> None:
    for plane, act in product(("Su-24 aircraft", "MiG-29 fighters"), ("left Ukraine", "were sold")):
        assert not launchers(f"Ten {plane} {act} last year."), plane
