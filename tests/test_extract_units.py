"""Units: sentences written for these tests, in the manner of the bulletins, and the rows that they must give."""

from __future__ import annotations

from typing import Any

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"


def units(text: str) -> list[dict[str, Any]]:
    """The rows of the table ``units`` for the body of a bulletin of May 1996."""
    record = parse_bulletin(Bulletin(HEADER + text, bulletin_id="test"), load())
    rows: list[dict[str, Any]] = record["units"]
    return rows


def has(rows: list[dict[str, Any]], **slots: Any) -> bool:
    """Whether one of the rows has these slots."""
    return any(all(row.get(column) == value for column, value in slots.items()) for row in rows)


NAMED = [
    (
        "The Russian 14th Army in Moldova will be withdrawn within three years, the minister said.",
        {"name": "14th Army", "branch": "ground", "owner": "RUS", "action": "to_withdraw"},
    ),
    (
        "Lt. Gen. Aleksandr Lebed, commander of the Fourteenth Army in Tiraspol, has resigned.",
        {"name": "Fourteenth Army", "country": "TRANSDNIESTER", "action": "stationed"},
    ),
    (
        "The 104th Airborne Division is to be disbanded by next spring.",
        {"name": "104th Airborne Division", "branch": "airborne", "action": "to_disband"},
    ),
    (
        "Russia's Caspian Flotilla held maneuvers off Astrakhan on Tuesday.",
        {"name": "Caspian Flotilla", "echelon": "fleet", "branch": "navy", "action": "exercise"},
    ),
    (
        "The 76th Airborne Division, based in Pskov, will take part in joint exercises in June.",
        {"name": "76th Airborne Division", "action": "exercise", "date": "1996-06"},
    ),
    (
        'The Dniester Republic\'s "Delta" battalion was deployed along the river on Monday.',
        {"name": "Delta battalion", "owner": "TRANSDNIESTER", "action": "deployed"},
    ),
    (
        "The Western Group of Forces, once 340,000 strong, completed its withdrawal from Germany.",
        {"name": "Western Group of Forces", "personnel": 340000, "action": "withdrawn"},
    ),
    (
        "Gen. Lebed said his 14th Army had only 6,400 men left.",
        {"name": "14th Army", "personnel": 6400, "action": "stationed"},
    ),
    (
        "Russia's 10th Paratroop Regiment in Gudauta, numbering 1,500 men, is the core of the force.",
        {"name": "10th Paratroop Regiment", "personnel": 1500, "country": "ABKHAZIA"},
    ),
]
COUNTED = [
    (
        "Two battalions of Russian paratroopers were flown into Tuzla last week.",
        {"echelon": "battalion", "number": 2, "owner": "RUS", "action": "deployed"},
    ),
    (
        "Three divisions of the 43rd Rocket Army have been disbanded, the radio reported.",
        {"echelon": "division", "number": 3, "action": "disbanded"},
    ),
    (
        "Four of the six regiments of the 49th Division have already been moved to Russia.",
        {"echelon": "regiment", "number": 4, "action": "withdrawn"},
    ),
    (
        "Kazakhstan plans to form two motorized rifle brigades on the Chinese border.",
        {"echelon": "brigade", "number": 2, "owner": "KAZ", "action": "to_deploy"},
    ),
    (
        "Four SS-25 regiments were deployed near Irkutsk in 1994.",
        {"number": 4, "branch": "strategic_missile", "date": "1994", "action": "deployed"},
    ),
    (
        "Ukraine will send a battalion of 550 men to Bosnia.",
        {"echelon": "battalion", "number": 1, "personnel": 550, "owner": "UKR", "country": "BIH"},
    ),
]
STRENGTHS = [
    (
        "Some 25,000 Russian border guards are deployed along the Tajik-Afghan border.",
        {"branch": "border", "personnel": 25000, "qualifier": "approx", "action": "stationed"},
    ),
    (
        "A 1,500-strong Russian contingent left for Bosnia on Friday.",
        {"echelon": "troops", "personnel": 1500, "owner": "RUS", "action": "deployed"},
    ),
    (
        "Moscow plans to cut its forces in Transdniester to 2,500 by the end of 1996.",
        {"personnel": 2500, "country": "TRANSDNIESTER", "action": "reduced", "date": "1996"},
    ),
    (
        "All 2,400 Russian servicemen had been pulled out of Estonia by the deadline.",
        {"personnel": 2400, "owner": "RUS", "country": "EST", "action": "withdrawn"},
    ),
    (
        "Latvia has no army to speak of, but its border guards number 3,500 by now, he said.",
        {"personnel": 3500, "branch": "border", "owner": "LVA", "action": "stationed"},
    ),
]
GENERAL = [
    (
        "The last Russian soldiers left Latvia on August 31, 1994.",
        {"owner": "RUS", "country": "LVA", "action": "withdrawn", "date": "1994-08-31"},
    ),
    (
        "The agreement provides for the withdrawal of all Russian troops from Estonia by August 31.",
        {"owner": "RUS", "country": "EST", "action": "to_withdraw", "date": "1996-08-31"},
    ),
    (
        "Yeltsin ordered on Tuesday that all federal forces leave Chechnya by the end of August.",
        {"owner": "RUS", "country": "CHECHNYA", "action": "to_withdraw"},
    ),
    (
        "The United States is withdrawing its last soldiers from Haiti, the embassy said.",
        {"owner": "USA", "country": "HTI", "action": "withdrawn"},
    ),
    (
        "Thousands of Turkish troops have moved into northern Iraq.",
        {"owner": "TUR", "country": "IRQ", "action": "deployed"},
    ),
    (
        "Chechen rebels attacked a Russian column near Shatoi on Wednesday, killing 12 soldiers.",
        {"owner": "CHECHNYA", "country": "CHECHNYA", "action": "combat"},
    ),
    (
        "Interior Ministry troops stormed the village of Pervomaiskoe on January 15.",
        {"branch": "internal", "action": "combat", "date": "1996-01-15"},
    ),
]


@pytest.mark.parametrize(("text", "slots"), [*NAMED, *COUNTED, *STRENGTHS, *GENERAL])
def test_the_body_and_what_happens_to_it(text: str, slots: dict[str, Any]) -> None:
    assert has(units(text), **slots), units(text)


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops could be sent to Bosnia if the Dayton accords are signed.",
        "Russia denied that its troops had taken part in the fighting.",
        "The Duma refused to approve the dispatch of Russian troops to Kosovo.",
        "Talks on the withdrawal of Russian forces from Georgia resumed on Monday.",
        "Georgia wants the Russian peacekeepers in Abkhazia to leave by the end of the year.",
        "President Shevardnadze asked the UN to send peacekeepers to Abkhazia.",
        "Belarus's armed forces will be cut to 60,000 men.",
        "Five Russian soldiers died in Grozny of their wounds.",
        "The real division of opinion runs through the Duma, where two companies bought votes.",
    ],
)
def test_what_is_possible_denied_or_only_wished_for_is_no_row(text: str) -> None:
    assert units(text) == []


def test_a_demand_leaves_a_named_army_where_it_is() -> None:
    rows = units(
        "Moldova's parliament demanded that Russia withdraw its 14th Army from the country."
    )
    assert has(rows, name="14th Army", owner="RUS", action="stationed")
    halted = units("The Duma voted to halt the withdrawal of the 14th Army.")
    assert has(halted, name="14th Army", action="stationed")


def test_both_sides_of_a_fight_have_rows() -> None:
    rows = units(
        "Fighting broke out yesterday between Armenian and Azerbaijani forces near Fizuli."
    )
    assert {row["owner"] for row in rows} == {"ARM", "AZE"}
    assert {row["action"] for row in rows} == {"combat"}
    raid = units("Three Russian border guards were killed by Tajik rebels on the Afghan border.")
    assert has(raid, owner="RUS", branch="border", action="combat")
    assert all("personnel" not in row for row in raid)


def test_a_fleet_under_division_has_neither_owner_nor_action() -> None:
    (row,) = units("Russia and Ukraine agreed yesterday to split the Black Sea Fleet in half.")
    assert row["name"] == "Black Sea Fleet"
    assert "action" not in row
    assert "owner" not in row


def test_a_body_spoken_of_again_is_one_row() -> None:
    rows = units(
        "Russia will keep its 201st Division in Tajikistan, Yeltsin said. The division, whose 7,500 "
        "men are stationed in Dushanbe, is the backbone of the peacekeeping force."
    )
    assert len(rows) == 1
    assert has(rows, name="201st Division", owner="RUS", personnel=7500, country="TJK")
    assert len(rows[0]["spans"]) == 2


def test_a_body_with_two_names_is_one_row() -> None:
    rows = units("The joint Central Asian battalion, CentrazBat, held exercises in Kazakhstan.")
    assert len(rows) == 1
    assert has(rows, echelon="battalion", action="exercise", country="KAZ")
    assert "owner" not in rows[0]


def test_a_multinational_force_has_no_owner() -> None:
    rows = units(
        "A joint Russian-Georgian force of 1,500 has kept order in South Ossetia since 1992."
    )
    assert has(rows, personnel=1500, country="SOUTH_OSSETIA", action="stationed")
    assert all("owner" not in row for row in rows)


def test_members_of_a_pair_of_divisions() -> None:
    rows = units(
        "The Kantemirovskaya and Tamanskaya divisions will be merged, reporters were told."
    )
    assert {row["name"] for row in rows} == {"Kantemirovskaya division", "Tamanskaya division"}


def test_an_owner_stated_once_holds_for_the_whole_bulletin() -> None:
    rows = units(
        "Russian units are deployed throughout Abkhazia. Some 1,600 soldiers guard the bridges. "
        "One battalion was moved to the Gali district on Friday."
    )
    assert has(rows, personnel=1600, owner="RUS", country="ABKHAZIA")
    assert has(rows, echelon="battalion", owner="RUS", action="deployed")


def test_evidence_is_the_sentence() -> None:
    text = "The talks went on. The 366th Regiment left Karabakh in March; nobody mourned it."
    (row,) = units(text)
    assert row["evidence"] == "The 366th Regiment left Karabakh in March"
    assert row["country"] == "NAGORNO_KARABAKH"


MOTION = [
    (
        "Russia flew a regiment of paratroopers into Mozdok on Friday.",
        {"branch": "airborne", "owner": "RUS", "action": "deployed"},
    ),
    (
        "NATO plans to bring 10,000 soldiers home from Bosnia by December.",
        {"personnel": 10000, "owner": "NATO", "country": "BIH", "action": "to_withdraw"},
    ),
    (
        "Some 2,300 Russian soldiers have already gone from Estonia.",
        {"personnel": 2300, "country": "EST", "action": "withdrawn"},
    ),
    (
        "Russia is to pull its 14th Army out of Moldova within three years.",
        {"name": "14th Army", "action": "to_withdraw"},
    ),
    (
        "A Ukrainian regiment of 1,300 men is expected in Sarajevo by February.",
        {"personnel": 1300, "owner": "UKR", "action": "to_deploy"},
    ),
]

NUMBERS = [
    (
        "Of the 8,000 Russian troops in Moldova 1,500 have left.",
        {"personnel": 1500, "action": "withdrawn"},
    ),
    (
        "Two of its regiments, the 137th and the 331st, are at Ryazan.",
        {"name": "331st", "echelon": "regiment", "action": "stationed"},
    ),
    (
        "The 102nd base at Gyumri has a strength of 4,500.",
        {"name": "102nd base", "personnel": 4500, "country": "ARM"},
    ),
]

FUTURE = [
    (
        "The CIS decided to set up a collective force of 25,000 for Tajikistan.",
        {"personnel": 25000, "action": "to_deploy"},
    ),
    (
        "A joint Polish-Lithuanian brigade, 4,500 strong, will be headquartered at Lublin.",
        {"echelon": "brigade", "personnel": 4500, "action": "to_deploy"},
    ),
    (
        "The government approved the dispatch of 500 troops to Albania.",
        {"personnel": 500, "country": "ALB", "action": "to_deploy"},
    ),
    (
        "Under the schedule, the 145th Motorized Rifle Division should leave Batumi by 2000.",
        {"name": "145th Motorized Rifle Division", "action": "to_withdraw"},
    ),
]


WORDS = [
    (
        "Two Russian battalions were transferred to Kulob on Monday.",
        {"number": 2, "country": "TJK", "action": "deployed"},
    ),
    (
        "A Russian regiment passed to Ukraine in May.",
        {"echelon": "regiment", "action": "transferred"},
    ),
    (
        "Russian troops lost six men in an ambush near Bamut on Sunday.",
        {"owner": "RUS", "country": "CHECHNYA", "action": "combat"},
    ),
    (
        "Two Russian divisions are slated for disbandment next year.",
        {"number": 2, "action": "to_disband"},
    ),
    (
        "Ingushetia has refused passage to an Interior Ministry regiment bound for Chechnya.",
        {"echelon": "regiment", "branch": "internal", "action": "to_deploy"},
    ),
    (
        "General Franks said 4,000 soldiers of the 101st Airborne Division would land at Kandahar.",
        {"name": "101st Airborne Division", "personnel": 4000, "owner": "USA"},
    ),
    (
        "The exercise began on Monday. The Northern Fleet had thirty ships at sea.",
        {"name": "Northern Fleet", "action": "exercise"},
    ),
    (
        "The maneuvers opened on Monday. Some 300 Polish marines landed on the beach.",
        {"personnel": 300, "action": "exercise"},
    ),
    (
        "War games opened off Kaliningrad on May 6. Ships fired. The Baltic Fleet landed a battalion.",
        {"name": "Baltic Fleet", "owner": "RUS", "action": "exercise", "date": "1996-05-06"},
    ),
    (
        "A checkpoint of the 201st Division was shelled on Saturday night.",
        {"name": "201st Division", "action": "combat"},
    ),
    (
        "Also leaving were the 12 men of the guard and the 92nd Division.",
        {"name": "92nd Division", "action": "withdrawn"},
    ),
    ("The 92nd Division is no more.", {"name": "92nd Division", "action": "disbanded"}),
    (
        "The text would provide for withdrawing the Russian troops from Chechnya.",
        {"owner": "RUS", "action": "to_withdraw"},
    ),
    (
        "Sea Breeze began on May 6. Some 200 Turkish marines landed at Donuzlav.",
        {"personnel": 200, "action": "exercise"},
    ),
    (
        "He praised the 21st Brigade, which was the best armed and has ceased to exist.",
        {"name": "21st Brigade", "action": "disbanded"},
    ),
    (
        "NATO is considering a force of 50,000 men for Kosovo.",
        {"personnel": 50000, "action": "to_deploy"},
    ),
    (
        "Russian planes took the remaining 90 Russian soldiers to Moscow.",
        {"personnel": 90, "action": "withdrawn"},
    ),
    (
        "The list includes a Tajik battalion sent to Khorog.",
        {"echelon": "battalion", "owner": "TJK", "action": "deployed"},
    ),
    (
        "The general, who commands the 201st Division, twice drove out to the border.",
        {"name": "201st Division", "action": "stationed"},
    ),
    (
        "The silos are subordinate to the army's two divisions at Lida and Mozyr.",
        {"number": 2, "action": "stationed"},
    ),
    (
        "Georgia wants the division removed from Batumi, and the 145th Division knows it.",
        {"name": "145th Division", "action": "stationed"},
    ),
]


@pytest.mark.parametrize(("text", "slots"), [*MOTION, *NUMBERS, *FUTURE, *WORDS])
def test_motion_bare_numbers_and_plans(text: str, slots: dict[str, Any]) -> None:
    assert has(units(text), **slots), units(text)


@pytest.mark.parametrize(
    "text",
    [
        "If the talks fail, NATO could send 50,000 troops.",
        "The oil company was divided into two.",
        "A division of opinion has arisen in the cabinet.",
        "Interfax said a second division might perhaps be sent.",
        "Kiev wants to buy eight divisions of S-300 missiles.",
        "The new commander, a Russian paratrooper, has taken over in Tiraspol.",
        "India has bought thirty Su-27 multirole fighters.",
        "The summit enlarged a grouping of post-Soviet states.",
        "In March police killed five demonstrators.",
        "The sum might find a use in feeding a missile division.",
        "Neither missiles nor foreign troops will be moved to Poland.",
    ],
)
def test_no_body_and_no_fact(text: str) -> None:
    assert units(text) == []


def test_strength_at_the_base_is_that_of_the_base() -> None:
    text = (
        "Russia's 102nd base at Gyumri can stay. About 3,900 soldiers are at Gyumri, officials say."
    )
    rows = units(text)
    assert [(row["name"], row["personnel"]) for row in rows] == [("102nd base", 3900)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Twenty-Seventh Guards Division left Totskoe.", "Twenty-Seventh Guards Division"),
        ("The thirty-first brigade left Ulyanovsk on Monday.", "thirty-first brigade"),
    ],
)
def test_a_number_in_two_words_is_the_formation_s(text: str, name: str) -> None:
    assert [(row["name"], row["number"]) for row in units(text)] == [(name, 1)]


CAUSES = [
    ("In the north of Chechnya federal troops are shelling Bamut.", {"action": "combat"}),
    (
        "The 136th Brigade used tanks against the village on Monday.",
        {"name": "136th Brigade", "action": "combat"},
    ),
    (
        "Three hundred and sixty opposition fighters are to come over the border.",
        {"personnel": 360},
    ),
    ("Azerbaijan called up its reservists on Monday.", {"action": "deployed"}),
    (
        "The 76th Division lost a regiment to the cuts.",
        {"name": "76th Division", "action": "reduced"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CAUSES)
def test_what_other_editors_write(text: str, expected: dict[str, Any]) -> None:
    assert has(units(text), **expected), units(text)


def test_a_ceiling_is_no_presence() -> None:
    rows = units("The treaty allows Ukraine to keep 40,000 men in the zone.")
    assert [row.get("personnel") for row in rows] == [40000]
    assert not rows[0].get("action")


@pytest.mark.parametrize(
    "text",
    [
        "Some 130 armored personnel carriers are to be shipped home.",
        "A dozen submarines were struck off by the Northern Fleet, and not even forty have been cut up.",
    ],
)
def test_no_strength_and_no_fight(text: str) -> None:
    assert not any(row.get("personnel") or row.get("action") == "combat" for row in units(text))


SCENES = [
    (
        "According to Interfax, a tank battalion arrived in Gali on May 5.",
        {"echelon": "battalion", "number": 1, "action": "deployed", "country": "ABKHAZIA"},
    ),
    (
        "Maneuvers were held near Osh from May 6 to May 10. Russia was represented by the 31st Brigade.",
        {"name": "31st Brigade", "action": "exercise", "date": "1996-05-06/1996-05-10"},
    ),
    (
        "Heavy fighting went on around Bamut on May 14. The 133rd Brigade bore the brunt of it.",
        {"name": "133rd Brigade", "action": "combat", "country": "CHECHNYA", "date": "1996-05-14"},
    ),
]


@pytest.mark.parametrize(("text", "slots"), SCENES)
def test_a_scene_and_a_list_tell_what_a_sentence_leaves_out(text: str, slots: dict[str, Any]):
    assert has(units(text), **slots)


AMISS = [
    "President Akaev dismissed two ministers and called up reservists.",
    "The first annex covers the status of the fleet's presence, the second its division.",
    "A force of 20,000 could be sent there if the Taliban attack.",
]


@pytest.mark.parametrize("text", AMISS)
def test_nobody_in_particular_pupils_and_mere_thoughts_are_no_rows(text: str):
    assert not [row for row in units(text) if not row.get("name")]


def test_a_people_that_goes_home_is_its_troops():
    rows = units("Kazakhstan's battalion is still there; the Uzbeks went home in 1994.")
    assert has(rows, echelon="troops", owner="UZB", action="withdrawn", date="1994")
