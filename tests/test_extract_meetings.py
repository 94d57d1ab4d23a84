"""Meetings: who met whom, where, when, and how it stands, on sentences of the bulletins' style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor Volume: 2 Issue: 120\n\n"  # published about June 20 or 21, 1996
SEED = "data/bulletins/original/v01-i151-russia-belarus-military-agreements.txt"


def meetings(text: str) -> list[dict[str, Any]]:
    bulletin = Bulletin(f"{HEADER}{text} (Interfax, June 19)\n", bulletin_id="invented")
    return parse_bulletin(bulletin, load())["meetings"]


def only(text: str) -> dict[str, Any]:
    rows = meetings(text)
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("text", "kind", "parties", "participants"),
    [
        (
            "Russian Defense Minister Igor Rodionov met with U.S. Defense Secretary William Perry in Oslo yesterday.",
            "talks",
            ["RUS", "USA"],
            ["Igor Rodionov", "William Perry"],
        ),
        (
            "Ukrainian President Leonid Kuchma held talks in Kiev on June 18 with Poland's Aleksander Kwasniewski.",
            "summit",
            ["POL", "UKR"],
            ["Leonid Kuchma", "Aleksander Kwasniewski"],
        ),
        (
            "Shevardnadze yesterday received in Tbilisi Russian Deputy Defense Minister Boris Gromov.",
            "talks",
            ["GEO", "RUS"],
            ["Shevardnadze", "Boris Gromov"],
        ),
        (
            "In Kiev, Kuchma discussed the fleet with visiting Russian First Deputy Prime Minister Oleg Soskovets.",
            "talks",
            ["RUS", "UKR"],
            ["Kuchma", "Oleg Soskovets"],
        ),
        (
            "Presidents Boris Yeltsin and Leonid Kuchma spoke by telephone on Tuesday.",
            "call",
            ["RUS", "UKR"],
            ["Boris Yeltsin", "Leonid Kuchma"],
        ),
        (
            "Turkish Defense Minister Oltan Sungurlu, visiting Baku, met on June 18 with Haidar Aliev.",
            "talks",
            ["AZE", "TUR"],
            ["Oltan Sungurlu", "Haidar Aliev"],
        ),
        (
            "Meeting Kuchma in Yalta on Sunday, Lebed promised that the fleet would be divided.",
            "talks",
            ["RUS", "UKR"],
            ["Lebed", "Kuchma"],
        ),
        (
            "Ministers of defense from Estonia, Latvia and Lithuania met in Riga on June 17.",
            "talks",
            ["EST", "LTU", "LVA"],
            [],
        ),
    ],
)
def test_a_verb_says_who_met_whom(
    text: str, kind: str, parties: list[str], participants: list[str]
) -> None:
    row = only(text)
    assert (row["kind"], row["parties"], row["status"]) == (kind, parties, "held")
    assert sorted(row.get("participants", [])) == sorted(participants)


@pytest.mark.parametrize(
    ("text", "kind", "parties", "place"),
    [
        (
            "The third round of Abkhaz-Georgian negotiations ended in Sochi without result.",
            "talks",
            ["ABKHAZIA", "GEO"],
            "Sochi",
        ),
        (
            "The Russian-Belarusian parliamentary assembly held its first session in Smolensk on Monday.",
            "session",
            ["BLR", "RUS"],
            "Smolensk",
        ),
        (
            "A meeting of the CIS Council of Defense Ministers opened in Dushanbe yesterday.",
            "session",
            ["CIS"],
            "Dushanbe",
        ),
        (
            "At a summit in Budapest in December 1994, the United States, Russia and Britain made promises to Kiev.",
            "summit",
            ["GBR", "RUS", "USA"],
            "Budapest",
        ),
        (
            "Russian and Estonian delegations began a new round of border talks in Pskov yesterday.",
            "talks",
            ["EST", "RUS"],
            "Pskov",
        ),
        (
            "Talks were held in Geneva last week between Georgia and Abkhazia.",
            "talks",
            ["ABKHAZIA", "GEO"],
            "Geneva",
        ),
        (
            "The talks that Moldovans and Russians were holding in Chisinau last week broke up early.",
            "talks",
            ["MDA", "RUS"],
            "Chisinau",
        ),
    ],
)
def test_a_noun_names_an_encounter(text: str, kind: str, parties: list[str], place: str) -> None:
    row = only(text)
    assert (row["kind"], row["parties"], row["place"]) == (kind, parties, place)
    assert row["status"] == "held"


@pytest.mark.parametrize(
    ("text", "kind", "parties", "date"),
    [
        (
            "The CIS summit is scheduled to take place in Moscow on June 28.",
            "summit",
            ["CIS"],
            "1996-06-28",
        ),
        (
            "NATO Secretary General Javier Solana will visit Moscow next week.",
            "visit",
            ["NATO", "RUS"],
            "1996-06-24/1996-06-30",
        ),
        (
            "Chinese President Jiang Zemin is due in Moscow on June 25 for a summit with Boris Yeltsin.",
            "summit",
            ["CHN", "RUS"],
            "1996-06-25",
        ),
        (
            "Talks between the Tajik government and the United Tajik Opposition are to resume in Ashgabat on July 8.",
            "talks",
            ["TJK", "UTO"],
            "1996-07-08",
        ),
        (
            "Uzbek President Islam Karimov accepted an invitation to visit Washington in July.",
            "visit",
            ["USA", "UZB"],
            "1996-07",
        ),
        (
            "Kuchma and Yeltsin agreed to put off their summit until July.",
            "summit",
            ["RUS", "UKR"],
            "1996-07",
        ),
    ],
)
def test_what_lies_ahead_is_planned(text: str, kind: str, parties: list[str], date: str) -> None:
    row = only(text)
    assert (row["kind"], row["parties"]) == (kind, parties)
    assert (row["status"], row["date"]) == ("planned", date)


@pytest.mark.parametrize(
    "text",
    [
        "Yeltsin's visit to Kiev has been postponed indefinitely.",
        "A meeting between Yeltsin and Kuchma, planned for June 20, was called off at the last moment.",
        "Kozyrev canceled his trip to Tallinn because of the dispute.",
        "The Russian-Ukrainian talks were to open on Monday. Moscow called the talks off without giving a reason.",
    ],
)
def test_what_is_called_off_is_cancelled(text: str) -> None:
    assert only(text)["status"] == "cancelled"


def test_meetings_at_intervals_recur() -> None:
    held, recurring = meetings(
        "Mircea Snegur and Transdniester leader Igor Smirnov met in Tiraspol on June 17 and agreed "
        "to meet once every two months."
    )
    assert (held["status"], held["date"]) == ("held", "1996-06-17")
    assert (recurring["status"], recurring["recurrence"]) == ("recurring", "P2M")


def test_one_encounter_named_several_times_is_one_row() -> None:
    row = only(
        "Russian Foreign Minister Yevgeny Primakov met yesterday with his Japanese counterpart, "
        "Yukihiko Ikeda, in Tokyo. The two ministers discussed the Kuril Islands. Ikeda said after "
        "the meeting that progress had been made."
    )
    assert (row["place"], row["date"], row["topic"]) == ("Tokyo", "1996-06-19", "the Kuril Islands")
    assert len(row["spans"]) == 3


def test_the_next_meeting_is_another_row() -> None:
    first, second = meetings(
        "The prime ministers of Russia and Ukraine, Viktor Chernomyrdin and Pavlo Lazarenko, met in "
        "Moscow on June 18. They will meet again in Kiev in August."
    )
    assert (first["status"], first["place"]) == ("held", "Moscow")
    assert (second["status"], second["place"], second["date"]) == ("planned", "Kiev", "1996-08")


def test_the_topic_is_no_party() -> None:
    row = only("Rodionov met with Perry in Oslo on Monday to discuss NATO enlargement.")
    assert row["parties"] == ["RUS", "USA"]
    assert row["topic"] == "NATO enlargement"


def test_who_announces_it_is_its_source() -> None:
    row = only("Lebed announced that he will travel to Chechnya on Thursday to meet Maskhadov.")
    assert (row["certainty"], row["source"]) == ("claimed", "Lebed")
    assert row["participants"] == ["Lebed", "Maskhadov"]


@pytest.mark.parametrize(
    "text",
    [
        "Yeltsin yesterday received Foreign Minister Yevgeny Primakov in the Kremlin.",
        "The Duma discussed the treaty with Estonia.",
        "The Duma discussed the START II treaty yesterday.",
        "Chernomyrdin told a press conference in Moscow yesterday that Russia will not join NATO.",
        "If Yeltsin meets Kuchma in June, the treaty could be signed.",
        "Grachev did not meet with Perry in Moscow.",
        "Levon Ter-Petrosian and Haidar Aliev may meet in Luxembourg.",
        "Shamil Basaev refused to meet with Russian negotiators.",
        "Russian troops met with fierce resistance in Bamut.",
        "Ukraine has met its obligations under the Lisbon Protocol.",
        "Estonian Prime Minister Tiit Vahi said that he was ready to meet with Chernomyrdin.",
        "Yeltsin invited Kuchma to visit Moscow.",
        "A Russian-Georgian summit in Tbilisi is out of the question until the bases issue is settled.",
        "The summit declaration obliges Russia to leave Moldova.",
        "They ought to have met on Sunday, Maskhadov and Tikhomirov.",
        "Kuchma visited the Yuzhmash plant in Dnipropetrovsk.",
    ],
)
def test_no_meeting(text: str) -> None:
    assert meetings(text) == []


def test_the_worked_example(repository: Path) -> None:
    text = (repository / SEED).read_text(encoding="utf-8")
    rows = parse_bulletin(Bulletin(text, bulletin_id="v01-i151"), load())["meetings"]
    assert [(r["status"], r.get("place"), r.get("date"), r.get("recurrence")) for r in rows] == [
        ("held", "Minsk", "1995-12-08/1995-12-09", None),
        ("recurring", None, None, "P6M"),
        ("held", None, None, None),
    ]
    assert all(row["kind"] == "talks" and row["parties"] == ["BLR", "RUS"] for row in rows)
    assert [row.get("participants") for row in rows] == [
        None,
        ["Pavel Grachev", "Leonid Maltsev"],
        ["Pavel Grachev", "Aleksandr Lukashenko"],
    ]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Perry was in Kyiv last week and saw the silos.", ["UKR", "USA"], "held"),
        (
            "Abkhaz leader Vladislav Ardzinba, in Moscow for a rest, spoke up.",
            ["ABKHAZIA", "RUS"],
            "held",
        ),
        ("Kuchma told Yeltsin in Sochi that the port was Ukrainian.", ["RUS", "UKR"], "held"),
        ("The Polish and Ukrainian ministers agreed in Lviv to try again.", ["POL", "UKR"], "held"),
        ("Grachev and Shmarov quarreled in Sochi until midnight.", ["RUS", "UKR"], "held"),
        ("Grachev and Shmarov were to have met in Sochi on Thursday.", ["RUS", "UKR"], "cancelled"),
        (
            "Yeltsin pleaded a cold, and the visit to Kiev was off again.",
            ["RUS", "UKR"],
            "cancelled",
        ),
        ("A summit of the CIS presidents is three weeks off.", ["CIS"], "planned"),
        ("Primakov was received in Yerevan by Levon Ter-Petrosian.", ["ARM", "RUS"], "held"),
        (
            "Russian and American experts are to meet every three months.",
            ["RUS", "USA"],
            "recurring",
        ),
    ],
)
def test_encounters_without_a_noun(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


def test_those_who_meet_again_are_carried_over() -> None:
    first = "The defense ministers of Kazakhstan, Kyrgyzstan and Uzbekistan gathered in Bishkek on June 14."
    second = "The three ministers will meet again in Tashkent in September."
    rows = meetings(f"{first} {second}")
    assert [row["status"] for row in rows] == ["held", "planned"]
    assert rows[1]["parties"] == ["KAZ", "KGZ", "UZB"]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv denies that there are negotiations with Moscow.",
        "No date has been set for a meeting between Shevardnadze and Ardzinba.",
        "Russia and Armenia will consult at once if either is attacked.",
        "Shevtsov has been working at headquarters in Mons since October.",
        "Yeltsin and Kuchma signed the treaty in Kiev on Friday.",
    ],
)
def test_what_is_no_encounter(text: str) -> None:
    assert meetings(text) == []


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Hassan Habibi of Iran has been Niyazov's guest since Sunday.", ["IRN", "TKM"], "held"),
        ("Six hours with Slobodan Milosevic gave Primakov nothing.", ["RUS", "YUG"], "held"),
        ("Igor Sergeev's three days in Tehran ended on Friday.", ["IRN", "RUS"], "held"),
        ("Lukashenka will be in Moscow when the month ends.", ["BLR", "RUS"], "planned"),
        ("Ivanov leaves for Washington tonight.", ["RUS", "USA"], "planned"),
        ("Kuchma spoke by phone to Shevardnadze on Sunday.", ["GEO", "UKR"], "held"),
        ("Yeltsin, whom Kohl had received in Bonn, went home.", ["DEU", "RUS"], "held"),
        ("Kyiv was visited on Monday by Javier Solana.", ["NATO", "UKR"], "held"),
        ("Russian and NATO officers agreed to consult regularly.", ["NATO", "RUS"], "recurring"),
        ("The inter-Tajik talks are to reopen in Ashgabat on June 26.", ["TJK", "UTO"], "planned"),
        ("Grachev flew on Sunday to Yerevan.", ["ARM", "RUS"], "held"),
    ],
)
def test_hosts_guests_and_journeys(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


def test_what_the_bulletin_has_told_is_not_said_again() -> None:
    before = "Georgia and Abkhazia exchanged prisoners on Monday."
    rows = meetings(f"{before} The last round of negotiations, held in Sochi, brought nothing.")
    assert [row["parties"] for row in rows] == [["ABKHAZIA", "GEO"]]


def test_one_person_under_two_names() -> None:
    rows = meetings("Jiang Zemin wrote to Yeltsin. Jiang will visit Moscow in July.")
    assert [row["participants"] for row in rows] == [["Jiang Zemin"]]


@pytest.mark.parametrize(
    "text",
    [
        "The IMF and Ukraine were consulted on the matter.",
        "Eduard Shevardnadze in Tbilisi and Islam Karimov in Tashkent answered first.",
        "They should have met on Friday, Rodionov and Kuzmuk said.",
    ],
)
def test_nobody_met(text: str) -> None:
    assert meetings(text) == []


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("A Russo-Chinese summit is planned for November.", ["CHN", "RUS"], "planned"),
        ("Niyazov received a telephone call from Rafsanjani on Sunday.", ["IRN", "TKM"], "held"),
        (
            "A meeting of Russian and Georgian experts, due in Sochi this week, did not take place.",
            ["GEO", "RUS"],
            "cancelled",
        ),
        (
            "Belarus and Poland are to hold regular consultations of their staffs.",
            ["BLR", "POL"],
            "recurring",
        ),
    ],
)
def test_calls_and_what_becomes_of_meetings(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


def test_she_is_a_woman() -> None:
    first = "Borys Tarasyuk of Ukraine told Madeleine Albright in Kyiv that he was content."
    rows = meetings(f"{first} From there she flew to Moscow.")
    assert rows[1]["participants"] == ["Madeleine Albright"]
    assert rows[1]["parties"] == ["RUS", "USA"]


def test_those_present_come_later() -> None:
    first = "An informal gathering of leaders took place in Dushanbe on June 16."
    row = only(f"{first} Nazarbaev and Karimov were present.")
    assert row["participants"] == ["Nazarbaev", "Karimov"]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Shevardnadze got Putin on the telephone on Saturday.", ["GEO", "RUS"], "held"),
        ("Nazarbaev saw Li Peng for an hour.", ["CHN", "KAZ"], "held"),
        ("Three American senators landed in Uzbekistan on Sunday.", ["USA", "UZB"], "held"),
    ],
)
def test_people_of_two_states_in_one_place(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


def test_nobody_visits_his_own_states_territory() -> None:
    assert meetings("Kuchma flew to Sevastopol on Monday to see the ships.") == []


def test_an_encounter_of_a_visit_with_a_day_of_its_own() -> None:
    first = "Li Peng's visit to Moscow on June 16-18 was his third."
    rows = meetings(f"{first} Boris Yeltsin received the Chinese premier, Li Peng, on June 17.")
    assert [row["kind"] for row in rows] == ["visit", "summit"]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Having called in Ankara on Tuesday, Leonid Kuchma came home.", ["TUR", "UKR"], "held"),
        (
            "The summit of the CIS, put off in May, is now set for October 23.",
            ["CIS"],
            "planned",
        ),
    ],
)
def test_calls_appearances_and_new_dates(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        (
            "Preparations for the Clinton-Yeltsin summit on June 28 are complete.",
            ["RUS", "USA"],
            "planned",
        ),
        (
            "Talks about the railroad between Georgia and Abkhazia are to begin today.",
            ["ABKHAZIA", "GEO"],
            "planned",
        ),
        ("Shmarov leaves today for Washington.", ["UKR", "USA"], "planned"),
        (
            "The issue was raised by Estonia's Siim Kallas at a meeting with Primakov in Petrozavodsk.",
            ["EST", "RUS"],
            "held",
        ),
        ("Primakov agreed with Udovenko to meet in Kiev in July.", ["RUS", "UKR"], "planned"),
        (
            "Kobets took the opportunity to confer in Dushanbe with Sherali Khairullaev.",
            ["RUS", "TJK"],
            "held",
        ),
    ],
)
def test_nouns_and_infinitives(text: str, parties: list[str], status: str) -> None:
    row = only(text)
    assert (row["parties"], row["status"]) == (parties, status)


@pytest.mark.parametrize(
    ("text", "kind", "status", "parties", "place"),
    [
        (
            "Foreign ministers Yevgeny Primakov and Hennady Udovenko met on June 18 in Kiev to discuss the fleet.",
            "talks",
            "held",
            ["RUS", "UKR"],
            "Kiev",
        ),
        (
            "The Russian and Ukrainian prime ministers will meet in Sochi on July 5.",
            "summit",
            "planned",
            ["RUS", "UKR"],
            "Sochi",
        ),
        (
            "Azerbaijan's foreign minister, Hasan Hasanov, flew to Paris on June 18 to meet Armenia's Vahan Papazian.",
            "talks",
            "held",
            ["ARM", "AZE"],
            "Paris",
        ),
        (
            "A meeting of Shevardnadze and Ardzinba, meant for July, is off.",
            "summit",
            "cancelled",
            ["ABKHAZIA", "GEO"],
            None,
        ),
    ],
)
def test_one_row_for_one_encounter(
    text: str, kind: str, status: str, parties: list[str], place: str | None
) -> None:
    row = only(text)
    assert (row["kind"], row["status"], row["parties"]) == (kind, status, parties)
    assert row.get("place") == place


def test_there_is_the_town_named_before() -> None:
    row = only("The treaty awaits its signatures in Kiev. Boris Yeltsin arrived there on June 18.")
    assert (row["parties"], row["place"]) == (["RUS", "UKR"], "Kiev")


@pytest.mark.parametrize(
    "text",
    [
        "The CIS Council of Defense Ministers should convene without delay.",
        "Igor Ivanov boycotted the Washington meeting.",
        "Ambassador Yuli Vorontsov was called home for consultations on June 18.",
    ],
)
def test_no_encounter(text: str) -> None:
    assert meetings(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "status", "parties"),
    [
        (
            "The Standing Consultative Commission ended its session in Geneva on Thursday.",
            "session",
            "held",
            ["RUS", "USA"],
        ),
        (
            "French Defense Minister Charles Millon concluded a tour of the Baltic states on Wednesday.",
            "visit",
            "held",
            ["EST", "FRA", "LTU", "LVA"],
        ),
    ],
)
def test_standing_bodies_and_journeys(
    text: str, kind: str, status: str, parties: list[str]
) -> None:
    row = only(text)
    assert (row["kind"], row["status"], row["parties"]) == (kind, status, parties)


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        ("The visit that Primakov will make to Tokyo in June was discussed.", "Tokyo", "planned"),
        ("The trip Yeltsin is to make to Beijing has been put off.", "Beijing", "cancelled"),
        ("A visit Lukashenka paid to Moscow on Friday went unnoticed.", "Moscow", "held"),
    ],
)
def test_a_visit_told_of_by_a_clause_behind_it(text: str, place: str, status: str) -> None:
    rows = meetings(text)
    assert [(row["kind"], row["place"], row["status"]) for row in rows] == [
        ("visit", place, status)
    ]


def test_a_guest_who_is_in_a_place_for_talks_holds_them():
    row = only(
        "Primakov, in Tehran for talks with Velayati, said on Monday that Moscow would wait."
    )
    assert (row["kind"], set(row["participants"])) == ("talks", {"Velayati", "Primakov"})


def test_who_is_only_asked_to_meet_does_not():
    assert not meetings("Nazarbaev issued an appeal to Yeltsin and Maskhadov to meet.")


def test_delegations_that_reconvene_meet():
    row = only("The Georgian and Abkhaz delegations will reconvene tomorrow.")
    assert (row["parties"], row["status"]) == (["ABKHAZIA", "GEO"], "planned")


def test_those_who_concluded_an_accord_held_no_talks_by_that():
    text = (
        "The radars stay under the agreement that Yeltsin and Ulmanis concluded in Moscow on May 6."
    )
    assert not meetings(text)


@pytest.mark.parametrize(
    ("text", "kind", "status", "parties"),
    [
        (
            "Yeltsin and Kuchma agreed on Tuesday to divide the fleet by autumn.",
            "summit",
            "held",
            ["RUS", "UKR"],
        ),
        ("Moscow sent two battalions to Tajikistan last week.", "", "", []),
    ],
)
def test_encounters_told_without_a_word_for_one(
    text: str, kind: str, status: str, parties: list[str]
) -> None:
    found = [(row["kind"], row["status"], row["parties"]) for row in meetings(text)]
    assert found == ([(kind, status, parties)] if kind else [])


def test_who_meets_on_the_sidelines_of_a_session_holds_talks_of_his_own():
    text = "On the sidelines of the NATO meeting in Berlin, Udovenko met with Warren Christopher."
    assert {tuple(row["parties"]) for row in meetings(text)} == {("NATO",), ("UKR", "USA")}


def test_nameless_ministers_are_those_of_the_states_in_play():
    text = (
        "Russia and Kazakhstan began an exercise near Osh. It will last a week. The defense ministers met in Dushanbe "
        "on Sunday."
    )
    assert only(text)["parties"] == ["KAZ", "RUS"]


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Snegur and Smirnov were to talk about it last night.", "held", "1996-06-"),
        ("Rahmonov and Nuri had been supposed to meet on June 15.", "cancelled", "1996-06-15"),
        (
            "Yeltsin broke off his vacation to receive Kuchma at Sochi on June 8.",
            "held",
            "1996-06-08",
        ),
        ("Kazakh and Uzbek ministers meet in Bishkek tomorrow.", "planned", "1996-06-"),
    ],
)
def test_a_plan_whose_day_has_passed_is_none(text: str, status: str, date: str) -> None:
    row = only(text)
    assert (row["status"], row["date"][: len(date)]) == (status, date)


def test_a_call_by_telephone_has_the_day_behind_it():
    row = only("Presidents Meri and Brazauskas conferred by telephone on June 14.")
    assert row["date"] == "1996-06-14"


def test_a_namesake_with_another_given_name_is_somebody_else() -> None:
    (row,) = meetings("Bulgarian Defense Minister Ivan Petrov met with Kuchma in Kyiv.")
    assert row["parties"] == ["BGR", "UKR"]
