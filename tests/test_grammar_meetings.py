"""Who met whom, in the constructions of plain newspaper English, each filled with several pairs and places."""

from itertools import product
from typing import Any

import pytest
from plain import rows_of

PEOPLE = {
    "Russian President Boris Yeltsin": ("Boris Yeltsin", "RUS"),
    "Ukrainian President Leonid Kuchma": ("Leonid Kuchma", "UKR"),
    "Georgian President Eduard Shevardnadze": ("Eduard Shevardnadze", "GEO"),
    "Polish Defense Minister Stanislaw Dobrzanski": ("Stanislaw Dobrzanski", "POL"),
}
TWO = [(a, b) for a, b in product(PEOPLE, PEOPLE) if PEOPLE[a][1] < PEOPLE[b][1]]
STATES = {"Russia": "RUS", "Ukraine": "UKR", "Georgia": "GEO", "Poland": "POL"}
PAIRS = [("Russia", "Ukraine"), ("Georgia", "Poland"), ("Ukraine", "Poland")]
WHEN = ["on Tuesday", "yesterday", "last week", "on March 14"]
PLACES = ["Geneva", "Helsinki"]


def meetings(text: str) -> list[dict[str, Any]]:
    return rows_of(text, "meetings")


@pytest.mark.parametrize("verb", "met|conferred|had talks|held talks|consulted".split("|"))
@pytest.mark.parametrize(
    "pattern",
    [
        "{a} {verb} with {b} in {place} {when}.",
        "In {place} {when}, {a} {verb} with {b}.",
        "{a} and {b} {verb} in {place} {when}.",
        "{a} has {verb} with {b} in {place}.",
        "{a}, who {verb} with {b} in {place} {when}, said that the talks had failed.",
        "Having {verb} with {b} in {place}, {a} flew home.",
        "{a} {verb} with {b} in {place} {when}, a spokesman said.",
        "{a} addressed the parliament and {verb} with {b} in {place} {when}.",
        "After his meeting with {b} in {place} {when}, {a} spoke of progress.",
        "After meeting with {b} in {place}, {a} told reporters that progress had been made.",
        "{a} flew to {place}. There he {verb} with {b}.",
        "{a} returned from {place}, where he {verb} with {b}.",
        "Meanwhile {a}, according to Interfax, {verb} with {b} in {place} {when}.",
    ],
)
def test_two_people_who_met(pattern: str, verb: str) -> None:
    for (a, b), place, when in product(TWO, PLACES, WHEN):
        text = pattern.format(a=a, b=b, verb=verb, place=place, when=when)
        rows = meetings(text)
        assert len(rows) == 1, (text, rows)
        assert set(rows[0]["parties"]) == {PEOPLE[a][1], PEOPLE[b][1]}, text
        assert set(rows[0]["participants"]) == {PEOPLE[a][0], PEOPLE[b][0]}, text
        assert (rows[0]["status"], rows[0]["place"]) == ("held", place), text


@pytest.mark.parametrize("office", "foreign ministers|defense ministers|presidents".split("|"))
@pytest.mark.parametrize(
    ("pattern", "status"),
    [
        ("The {office} of {a} and {b} gathered in {place} last week.", "held"),
        ("A meeting of the {office} of {a} and {b} took place in {place} yesterday.", "held"),
        ("The {office} of {a} and {b} will meet in {place} next month.", "planned"),
        ("The {office} of {a} and {b} agreed to meet in {place} in May.", "planned"),
        ("The meeting of the {office} of {a} and {b} in {place} was postponed.", "cancelled"),
    ],
)
def test_offices_without_names(pattern: str, status: str, office: str) -> None:
    for (a, b), place in product(PAIRS, PLACES):
        text = pattern.format(office=office, a=a, b=b, place=place)
        (row,) = meetings(text)
        assert row["kind"] == ("summit" if office == "presidents" else "talks"), text
        assert set(row["parties"]) == {STATES[a], STATES[b]}, text
        assert (row["status"], row["place"]) == (status, place), text


@pytest.mark.parametrize(
    "pattern",
    [
        "{a} did not {verb} {b} in {place} last week.",
        "{a} refused to {verb} {b} in {place}.",
        "{a} is unlikely to {verb} {b} in {place}.",
        "{a} would {verb} {b} in {place} if Moscow agreed.",
        "{a} may {verb} {b} in {place} next month.",
        "No official will {verb} {b} in {place}.",
        "It is not clear when {a} will {verb} {b}.",
        "It was announced by {a} that two regiments left Belarus last week.",
        "{a} announced that 500 soldiers had arrived in Armenia.",
        "{a} called for talks on Abkhazia.",
        "{a} told a press conference in {place} that the treaty was dead.",
    ],
)
def test_who_did_not_meet(pattern: str) -> None:
    verbs = ("meet with", "confer with", "hold talks with", "negotiate with")
    for (a, b), place, verb in product(TWO, PLACES, verbs):
        text = pattern.format(a=a, b=b, verb=verb, place=place)
        assert not meetings(text), text


@pytest.mark.parametrize("verb", ["met", "gathered", "conferred"])
def test_those_at_a_summit_are_named_in_the_next_sentence(verb: str) -> None:
    for heads, place in product(("heads", "leaders", "presidents"), PLACES):
        text = f"The {heads} of the three states {verb} in {place} on Tuesday."
        (row,) = meetings(f"{text} Nazarbaev, Akaev and Karimov set up a bank.")
        assert (row["kind"], row["parties"]) == ("summit", ["KAZ", "KGZ", "UZB"]), text
        assert row["participants"] == ["Nazarbaev", "Akaev", "Karimov"], text


@pytest.mark.parametrize("heads", ["president", "prime minister"])
@pytest.mark.parametrize(
    "pattern",
    [
        "The Russian {a} met with the Polish {b} in {place} on Tuesday.",
        "Russia's {a} received the Polish {b} in {place} on Tuesday.",
        "Russia's {a} and his Polish counterpart conferred in {place} on Tuesday.",
    ],
)
def test_nameless_heads_of_two_states_hold_a_summit(pattern: str, heads: str) -> None:
    for other, place in product(("president", "prime minister"), PLACES):
        (row,) = meetings(pattern.format(a=heads, b=other, place=place))
        assert (row["kind"], row["parties"], row["place"]) == ("summit", ["POL", "RUS"], place)


@pytest.mark.parametrize(
    ("pattern", "status"),
    [
        ("A meeting between {a} and {b} planned for Friday will not take place.", "cancelled"),
        ("A meeting between {a} and {b} is planned for May.", "planned"),
        ("{a} called off a meeting with {b} planned for April.", "cancelled"),
        ("{a} and {b} disagree. Both will meet in May.", "planned"),
        ("{a} and {b} agreed to meet twice a year.", "recurring"),
        ("Talks between {a} and {b}, mediated by the UN, will open in May.", "planned"),
        ("In a telephone conversation with {b} on Tuesday, {a} proposed a truce.", "call"),
        ("{a} conferred by telephone with {b} yesterday.", "call"),
        ("{a} discussed the treaty with {b} by telephone last week.", "call"),
        ("{a} talked to {b} by phone on March 14.", "call"),
    ],
)
def test_how_meetings_stand(pattern: str, status: str) -> None:
    for a, b in TWO:
        (row,) = meetings(pattern.format(a=a, b=b))
        assert status in (row["status"], row["kind"])
        assert set(row["parties"]) == {PEOPLE[a][1], PEOPLE[b][1]}


def test_who_arrives_after_meeting_somebody_elsewhere() -> None:
    for (a, b), place in product(TWO, PLACES):
        rows = meetings(f"{a} arrived in Tokyo on Wednesday after meeting with {b} in {place}.")
        told = {(r["kind"] == "visit", r["place"], r.get("date")) for r in rows}
        assert told == {(True, "Tokyo", "1997-03-19"), (False, place, None)}, (a, b)


GUEST, HOST = "Polish Defense Minister Stanislaw Dobrzanski", "Ukrainian President Leonid Kuchma"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{guest} has accepted an invitation from {host} to come to Kyiv in May.", "planned"),
        ("{guest} was due in Kyiv on Tuesday but fell ill.", "cancelled"),
        (
            "{guest} had planned to meet {host} in Kyiv last week, but his plane was late.",
            "cancelled",
        ),
        ("{guest} is in Kyiv until Monday.", "held"),
        ("Visiting Kyiv through tomorrow, {guest} spoke of grain.", "held"),
        ("{guest} will be in Kyiv in May.", "planned"),
        ("{guest} was heard out by {host} in Kyiv yesterday.", "held"),
        ("{guest} boasted of having been received by {host} in Kyiv on Tuesday.", "held"),
        ("{guest} had {host} as his guest in Warsaw yesterday.", "held"),
        ("{guest} has been promised an hour with {host} on Monday.", "planned"),
        ("{guest} praised the two hours that he had spent with {host}.", "held"),
        ("{guest} flew to Kyiv, where {host} listened to him patiently.", "held"),
        ("{guest} calls on {host} in Kyiv each Monday.", "recurring"),
        ("{guest} and {host} agreed on meeting every autumn.", "recurring"),
        ("{guest} and {host} will from now on meet twice a year.", "recurring"),
        ("A visit to Kyiv by {guest} was put off until May.", "planned"),
        ("{guest} and {host} are meeting in Kyiv on Tuesday.", "planned"),
        ("Nothing came of a meeting between {guest} and {host} in Lviv.", "cancelled"),
        ("{guest} sat with aides in Kyiv last week to go over the treaty with {host}.", "held"),
        ("A supper in Kyiv on Monday brought together {guest} and {host}.", "held"),
        ("{guest} and {host} were brought face to face in Kyiv on Monday.", "held"),
        ("{guest} spent two days in Ukraine.", "held"),
    ],
)
def test_how_a_guest_and_a_host_stand(text: str, status: str) -> None:
    rows = meetings(text.format(guest=GUEST, host=HOST))
    assert {row["status"] for row in rows} == {status}
    assert {tuple(row["parties"]) for row in rows} == {("POL", "UKR")}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("In Geneva, where Russian and Polish envoys wrangled over gas.", ["POL", "RUS"]),
        ("Russian and Polish experts looked at maps in Geneva last week.", ["POL", "RUS"]),
        ("Georgia is left out of the summit to which Poland has invited Russia in May.", None),
        ("Russia and Poland quarrel. Their ministers, who meet in Geneva in May, do not.", None),
        ("The World Bank and the EU are convening a conference in Geneva in May.", None),
        ("Poland's Defense Minister received three Russian envoys on Monday.", ["POL", "RUS"]),
        (
            "The premiers of Poland, Latvia, Estonia and Norway, gathering in Gdansk, praised the sea.",
            ["EST", "LVA", "NOR", "POL"],
        ),
        (
            "Envoys of the five Caspian states met in Geneva.",
            ["AZE", "IRN", "KAZ", "RUS", "TKM"],
        ),
        ("The Central Asian premiers met in Geneva.", ["KAZ", "KGZ", "TJK", "TKM", "UZB"]),
        ("The Polish-Latvian commission is to resume its work in Geneva in May.", ["LVA", "POL"]),
    ],
)
def test_offices_in_one_place(text: str, parties: list[str] | None) -> None:
    (row,) = meetings(text)
    assert row["parties"] == parties if parties else row["status"] == "planned"


def test_what_a_journey_is_for_is_one_meeting_with_it() -> None:
    (row,) = meetings(f"{GUEST} arrives in Kyiv today for two days of meetings with {HOST}.")
    assert (row["kind"], row["status"], row["place"]) == ("talks", "planned", "Kyiv")


@pytest.mark.parametrize(
    "text",
    [
        "{guest} spent Tuesday inspecting the garrison at Sevastopol.",
        "{guest} and {host} unveiled a monument in Lviv.",
        "{guest} is ready to meet with {host} in May, provided that Kyiv pays.",
        "Bankers gather in Geneva, where Asian premiers are convening.",
        "Another round of elections was held in Kyiv on Sunday, said {guest}.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert not meetings(text.format(guest=GUEST, host=HOST))
