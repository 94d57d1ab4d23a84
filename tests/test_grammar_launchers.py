"""What becomes of weapons, in the constructions of plain newspaper English, with several verbs and weapons."""

from itertools import product
from typing import Any

import pytest
from plain import rows_of

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
    "Russia is close to {ing} {o} {where}.",
    "The general insisted on {ing} {o} {where}.",
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
    return rows_of(text, "launchers")


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


PATTERNS = {  # of one row: nouns of action, weapons that are there, what is not done to them
    "withdrawn": """The withdrawal of {o} from Ukraine was completed in January.
        The return of {o} from Ukraine took place last year.
        {o} left Ukraine in January.
        Since withdrawing {o} from Kazakhstan, Russia has been silent.""",
    "to_withdraw": """The removal of {o} from Ukraine is planned for May.
        Kuchma ordered the return of {o} from Ukraine.""",
    "dismantled": """After dismantling {o} in May, Ukraine asked for more money.
        Ukraine gave up {o} in 1996.""",
    "to_dismantle": """{o} deployed in Ukraine are to be scrapped.
        {o} based near Pervomaisk will be scrapped.
        {o} still held by Ukraine are to be scrapped.
        {o} which Ukraine inherited are to be scrapped.""",
    "remaining": """Ukraine is believed to have {o}.
        Ukraine still has {o} on its soil.
        The general acquires in this manner a force with {o}.
        The minister, who was transferred to Kyiv in May, heads a force with {o}.
        Yeltsin ordered the service with its {o} to be merged with the space forces.
        The battalion guarding {o} was disbanded.
        The army which controls {o} was put on alert.
        While two battalions were withdrawn from Georgia, {o} remained in Ukraine.
        Ukraine failed to dismantle {o}.""",
}
ONE_ROW = [(p.strip(), action) for action, text in PATTERNS.items() for p in text.split("\n")]


@pytest.mark.parametrize(("pattern", "action"), ONE_ROW)
def test_one_row(pattern: str, action: str) -> None:
    for o, weapon in MISSILES.items():
        if "its {o}" not in pattern or o[0] not in "as":
            assert said(pattern.format(o=o)) == [(*weapon, action)], pattern.format(o=o)


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Russia has withdrawn 63 SS-19s from Ukraine; eighteen remain.", "withdrawn remaining"),
        ("Eighteen SS-19s stood near Saratov. They have been scrapped.", "remaining dismantled"),
        ("Ukraine had 130 SS-19s. Of these, forty have been scrapped.", "remaining dismantled"),
        ("Ten Su-24 aircraft left Ukraine last year.", ""),
        ("Twelve MiG-29 fighters were sold to Iran.", ""),
        ("Ukraine has 30 Su-24 bombers.", ""),
    ],
)
def test_several_rows_or_none(text: str, actions: str) -> None:
    assert [row[3] for row in said(text)] == actions.split()


@pytest.mark.parametrize(
    "act", "removed|withdrawn|taken away|flooded|blown up|withdrawn from service".split("|")
)
def test_silos_are_dismantled_never_withdrawn(act: str) -> None:
    for o, n in (("nine silos", 9), ("104 missile silos", 104)):
        assert said(f"{o} were {act} in January.") == [("silo", "", n, "dismantled")], o


@pytest.mark.parametrize(
    ("text", "column", "values"),
    [
        ("Eighteen missiles have left Ukraine for Russia.", "country to_country", "UKR RUS"),
        ("Eighteen missiles arrived in Russia from Ukraine.", "country to_country", "UKR RUS"),
        ("Russia sold China four S-300 launchers.", "owner to_country", "RUS CHN"),
        ("China bought four S-300 launchers from Russia.", "owner to_country", "RUS CHN"),
        ("China was given four S-300 launchers by Russia.", "owner to_country", "RUS CHN"),
        ("Four S-300s were delivered to China by Russia.", "owner to_country", "RUS CHN"),
        ("Russia withdrew 18 missiles from Belarus and nine from Ukraine.", "country", "BLR UKR"),
        ("Russia scrapped 18 missiles in January and nine in February.", "date", "1997-01 1997-02"),
    ],
)
def test_whose_where_and_when(text: str, column: str, values: str) -> None:
    assert [row[name] for row in launchers(text) for name in column.split()] == values.split()


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
    ("text", "expected"),
    [
        # a number put in
        ("Slovakia is to scrap its SS-23s, six launchers altogether, next year.", "6 to_dismantle"),
        ("Two regiments of Topols, 18 missiles in all, left Belarus.", "18 withdrawn"),
        (
            "Over 500 warheads, 540 by the ministry's count, were shipped to Russia.",
            "540 withdrawn",
        ),
        ("Money is short for the Scuds, 24 in number, that the army destroyed.", "24 dismantled"),
        # parts
        (
            "Of the 104 SS-18s in Kazakhstan, 60 have so far been cut up.",
            "104 remaining 60 dismantled",
        ),
        ("Forty of the 60 SS-19s that Kyiv held were scrapped.", "60 remaining 40 dismantled"),
        ("Of Russia's 700 missiles, 150 are SS-19s.", "700 remaining 150 remaining"),
        ("Of the five Deltas only two are fit to put to sea.", "5 remaining 2 remaining"),
        # more of them
        ("Kyiv has filled in five silos and will fill in 12 more.", "5 dismantled 12 to_dismantle"),
        ("The air force has ten Tu-160s and expects six more.", "10 remaining 6 to_deploy"),
        # one, and each
        ("The navy keeps a lone Typhoon at Nerpichya.", "1 remaining"),
        ("Silo number 12 is down for demolition.", "1 to_dismantle"),
        ("Every silo near Derzhavinsk has been blown up.", "None dismantled"),
        # journeys
        ("Six Tu-95s flew from Uzin to Engels in February.", "6 withdrawn"),
        ("Six Tu-95s flew from Engels toward Iceland in February.", "6 remaining"),
        ("Ten SS-24s were hoisted from their silos at Pervomaisk.", "10 withdrawn"),
        ("The American stockpile has dwindled to 480 warheads.", "480 remaining"),
    ],
)
def test_parts_totals_and_numbers_put_in(text: str, expected: str) -> None:
    found = [f"{row.get('number')} {row['action']}" for row in launchers(text)]
    words = expected.split()
    pairs = [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)]
    assert sorted(found) == sorted(pairs), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # idioms and families of verbs
        ("Sixty silos at Derzhavinsk went up in smoke last summer.", "60 dismantled"),
        ("Four Tu-95s at Uzin were sawn into pieces in May.", "4 dismantled"),
        ("Nine SS-25s took up combat watch at Teikovo on Monday.", "9 deployed"),
        ("Eight Tu-160s at Pryluky change owners by June.", "8 to_transfer"),
        # what a train or ship has aboard goes with it
        ("A train with sixty warheads crossed into Russia on Monday.", "60 withdrawn"),
        ("Two convoys carrying nine launchers left Belarus in March.", "9 withdrawn"),
        ("A shipment of forty warheads left Ukraine on Friday.", "40 withdrawn"),
        # what somebody is given or girt with
        ("The army will ring the capital with six Patriot launchers.", "6 to_deploy"),
        ("The army ringed the port with four Hawk launchers.", "4 deployed"),
        ("Four Hawk launchers ring the port.", "4 remaining"),
        # what one can use is there
        ("The air force can boast 25 Tu-95s.", "25 remaining"),
        ("The navy can muster six Typhoons.", "6 remaining"),
        ("The generals think that 700 warheads would be enough.", ""),
        # ceilings
        ("The treaty fixed the bomber fleet at 86 bombers.", "86 limit"),
        ("Neither side may have more than 2,500 warheads.", "2500 limit"),
        ("The ceiling for missiles and bombers together is 1,600 launchers.", "1600 limit"),
        ("Syria is making do with forty launchers.", "40 remaining"),
        # not done yet
        ("India is interested in leasing four Tu-22M bombers.", "4 to_transfer"),
        ("Kyiv is intent on scrapping 44 bombers.", "44 to_dismantle"),
        ("Nine launchers are planned for Teikovo.", "9 to_deploy"),
        # and not the other
        ("Belarus parted with 18 missiles in June.", "18 withdrawn"),
        ("The rebels surrendered six launchers to the Taliban.", "6 transferred"),
        ("The last silos were razed, as were ten bombers.", "None dismantled 10 dismantled"),
        ("A committee was told that the last 40 of its Scuds had been smashed.", "40 dismantled"),
    ],
)
def test_ways_of_saying_it(text: str, expected: str) -> None:
    found = [f"{row.get('number')} {row['action']}" for row in launchers(text)]
    words = expected.split()
    pairs = [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)]
    assert sorted(found) == sorted(pairs), text
