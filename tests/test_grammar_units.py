"""Units in plain English: what becomes of troops is read the same whichever way a sentence says it.

Each construction is filled with several verbs, troops, actors and places; every sentence must give one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from plain import rows_of

# Verbs that take troops away, or somewhere: past, participle, base, "-ing", what follows the troops.
OUT = [
    ("withdrew", "withdrawn", "withdraw", "withdrawing", "from"),
    ("pulled", "pulled", "pull", "pulling", "out of"),
    ("recalled", "recalled", "recall", "recalling", "from"),
    ("flew", "flown", "fly", "flying", "home from"),
]
IN = [
    ("sent", "sent", "send", "sending", "to"),
    ("rushed", "rushed", "rush", "rushing", "to"),
    ("deployed", "deployed", "deploy", "deploying", "to"),
    ("moved", "moved", "move", "moving", "to"),
]
# Verbs that troops are the subject of: past, participle, base.
LEAVING = [
    ("left", "left", "leave"),
    ("pulled out of", "pulled out of", "pull out of"),
    ("returned home from", "returned home from", "return home from"),
]
ARRIVING = [
    ("entered", "entered", "enter"),
    ("arrived in", "arrived in", "arrive in"),
    ("flew to", "flown to", "fly to"),
]
ACTORS = [("Russia", "RUS"), ("the Kremlin", "RUS"), ("Uzbekistan", "UZB"), ("Poland", "POL")]
PLACES = [("Moldova", "MDA"), ("Abkhazia", "ABKHAZIA"), ("Bosnia", "BIH")]
BODIES: list[tuple[str, dict[str, Any]]] = [
    ("half a dozen battalions", {"echelon": "battalion", "number": 6}),
    ("between 800 and 900 peacekeepers", {"personnel": 800, "qualifier": "approx"}),
    ("up to 400 marines", {"personnel": 400, "qualifier": "at_most"}),
    ("the 27th Motorized Rifle Brigade", {"name": "27th Motorized Rifle Brigade"}),
]
FORMS = ("past", "participle", "base", "ing")
DONE, PLANNED = ("withdrawn", "deployed"), ("to_withdraw", "to_deploy")
# Troops are moved: the sentence, what comes of it, the date.
MOVED = [
    ("{who} {past} {what} {where} last week.", DONE, "1997-03-10/1997-03-16"),
    ("{who} is {ing} {what} {where}.", DONE, None),
    ("{who} began {ing} {what} {where} on Monday.", DONE, "1997-03-17"),
    ("{who} has finished {ing} {what} {where}.", DONE, None),
    ("{what} {were} {participle} {where} by {who} in January.", DONE, "1997-01"),
    ("After {ing} {what} {where}, {who} declared itself satisfied.", DONE, None),
    ("Having {participle} {what} {where}, {who} declared itself satisfied.", DONE, None),
    ("{who} has {participle} {what} {where}, Interfax reported on Monday.", DONE, None),
    ("{who} is said to have {participle} {what} {where}.", DONE, None),
    ("{who} has closed its embassy and {participle} {what} {where}.", DONE, None),
    ("{who}, which led the force in 1994, {past} {what} {where}.", DONE, None),
    ("{who} will {base} {what} {where} next month.", PLANNED, "1997-04"),
    ("{who} has agreed to {base} {what} {where}.", PLANNED, None),
    ("{who}, the minister said, will {base} {what} {where}.", PLANNED, None),
    ("The decision by {who} to {base} {what} {where} surprised observers.", PLANNED, None),
    ("{what} {were} {participle} {where} on Tuesday.", DONE, "1997-03-18"),
    ("{what} {have} been {participle} {where}, the spokesman said.", DONE, None),
    (
        "The general praised {what}, which {were} {participle} {where} in January.",
        DONE,
        "1997-01",
    ),
    ("The delegation met with {what} {participle} {where} in January.", DONE, "1997-01"),
    ("{what} will be {participle} {where} by the end of the year.", PLANNED, "1997"),
    ("{what} {are} expected to be {participle} {where} next month.", PLANNED, "1997-04"),
    ("The president ordered {what} to be {participle} {where}.", PLANNED, None),
]
# The troops themselves leave or come.
ACTIVE = [
    ("{what} {past} {where} last week.", DONE, "1997-03-10/1997-03-16"),
    ("{what} {have} {participle} {where}, Interfax said.", DONE, None),
    ("The general praised {what} that {past} {where} in January.", DONE, "1997-01"),
    ("{what}, according to Itar-Tass, {past} {where} on Monday.", DONE, "1997-03-17"),
    ("{what} {are} expected to {base} {where} by the end of May.", PLANNED, "1997-05"),
    ("The president ordered {what} to {base} {where}.", PLANNED, None),
]
# The same troops do two things, or others do the second.
OTHERS = {"echelon": "division", "number": 3, "country": "LVA", "action": "withdrawn"}
TWO = [
    "{who} {past} {what} {where} and withdrew three divisions from Latvia.",
    "{who} has {participle} {what} {where} but withdrawn three divisions from Latvia.",
    "While {who} {past} {what} {where}, Ukraine withdrew three divisions from Latvia.",
    "{who} {past} {what} {where} after the Turkish army withdrew three divisions from Latvia.",
    "{who} {past} {what} {where}. {They} will be withdrawn in May.",
    "{who} {past} {what} {where}. {They} will leave in May.",
]
NOTHING = [
    "{who} refused to send {what} to {place}.",
    "{who} could send {what} to {place}.",
    "If the talks fail, {who} will send {what} to {place}.",
    "Officials fear that {who} will send {what} to {place}.",
    "Reports that {who} had sent {what} to {place} were denied in Geneva.",
    "{who} has decided against sending {what} to {place}.",
    "Plans to send {what} to {place} were dropped.",
]


def units(text: str) -> list[dict[str, Any]]:
    """The rows of the table ``units`` for the body of a bulletin."""
    return rows_of(text, "units")


def one_row(text: str, **slots: Any) -> None:
    """Assert that a sentence gives one row, with these slots."""
    found = [{column: row.get(column) for column in slots} for row in units(text)]
    assert found == [slots], text


def scenes() -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """Actors, places and troops, each with all others in turn, and what they come to in a row."""
    for at, (what, slots) in enumerate(BODIES * 2):
        who, owner = ACTORS[at % len(ACTORS)]
        place, country = PLACES[at % len(PLACES)]
        single = what.startswith("the ")
        helpers = ("was", "has", "is") if single else ("were", "have", "are")
        words = dict(zip(("were", "have", "are"), helpers, strict=True))
        words |= {"who": who, "what": what, "place": place}
        yield words, {**slots, "country": country, "owner": owner}


@pytest.mark.parametrize(("construction", "actions", "date"), MOVED)
def test_troops_are_moved(construction: str, actions: tuple[str, str], date: str | None) -> None:
    for words, slots in scenes():
        slots["owner"] = slots["owner"] if "{who}" in construction else None
        for action, verbs in zip(actions, (OUT, IN), strict=True):
            for *verb, whither in verbs:
                forms = dict(zip(FORMS, verb, strict=True))
                text = construction.format(**words, **forms, where=f"{whither} {words['place']}")
                one_row(text, **slots, action=action, date=date)


@pytest.mark.parametrize(("construction", "actions", "date"), ACTIVE)
def test_troops_come_and_go(construction: str, actions: tuple[str, str], date: str | None) -> None:
    for words, slots in scenes():
        slots["owner"] = None
        for action, verbs in zip(actions, (LEAVING, ARRIVING), strict=True):
            for verb in verbs:
                forms = dict(zip(FORMS[:3], verb, strict=True))
                text = construction.format(**words, **forms, where=words["place"])
                one_row(text, **slots, action=action, date=date)


@pytest.mark.parametrize("construction", TWO)
def test_two_facts_are_two_rows(construction: str) -> None:
    for words, slots in scenes():
        for past, participle, *_, whither in IN:
            words |= {
                "past": past,
                "participle": participle,
                "where": f"{whither} {words['place']}",
            }
            text = construction.format(**words, They="It" if words["are"] == "is" else "They")
            first = {**slots, "action": "deployed"}
            again = {**slots, "action": "to_withdraw", "date": "1997-05"}
            second = again if "{They}" in construction else OTHERS
            rows = units(text[0].upper() + text[1:])
            assert len(rows) == len((first, second)), text
            for expected in (first, second):
                found = [{column: row.get(column) for column in expected} for row in rows]
                assert expected in found, text


@pytest.mark.parametrize("construction", NOTHING)
def test_what_is_feared_or_denied_is_no_row(construction: str) -> None:
    for words, slots in scenes():
        if "name" not in slots:
            text = construction.format(**words)
            assert units(text[0].upper() + text[1:]) == [], text


# Whose noun is left out, who is told apart by a clause, who opens a sentence turned round, and the like.
TURNS: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "Two Latvian battalions reached Bosnia in January. The third left Riga on Monday.",
        [{"number": 2, "action": "deployed"}, {"number": 1, "action": "withdrawn"}],
    ),
    (
        "A Danish battalion and a Finnish one entered Bosnia.",
        [{"number": 1, "owner": "FIN", "action": "deployed"}],
    ),
    (
        "Kazakhstan had nine brigades in 1993; it now makes do with four.",
        [{"echelon": "brigade", "number": 4, "owner": "KAZ", "action": "stationed"}],
    ),
    (
        "The battalion which will go to Bosnia is being chosen.",
        [{"echelon": "battalion", "number": 1, "action": "to_deploy"}],
    ),
    (
        "Sent home from Angola were two Polish battalions.",
        [{"number": 2, "owner": "POL", "country": "AGO", "action": "withdrawn"}],
    ),
    (
        "It took two years to withdraw the 16th Air Army from Germany.",
        [{"name": "16th Air Army", "country": "DEU", "action": "withdrawn"}],
    ),
    (
        "The 131st Brigade, whose guns shelled Grozny, is based at Maikop.",
        [{"name": "131st Brigade", "country": "CHECHNYA", "action": "combat"}],
    ),
    (
        "Some sixty Estonians serving in Croatia flew home in May.",
        [{"personnel": 60, "owner": "EST", "country": "HRV", "action": "withdrawn"}],
    ),
    (
        "Nine hundred strong, the Ukrainian battalion at Vitez is quartered in a school.",
        [{"echelon": "battalion", "personnel": 900, "action": "stationed"}],
    ),
    (  # the goal before a heavy object
        "Sweden sent to Macedonia in May a battalion of 500 men.",
        [{"echelon": "battalion", "personnel": 500, "owner": "SWE", "action": "deployed"}],
    ),
    (
        "Russia withdrew from Estonia in August two motorized rifle regiments.",
        [{"number": 2, "owner": "RUS", "country": "EST", "action": "withdrawn"}],
    ),
    (
        "Moscow handed over to Kazakhstan an air regiment.",
        [{"echelon": "regiment", "number": 1, "action": "transferred"}],
    ),
    (  # people who are counted are troops beside words of soldiering
        "In Mostar 900 Spaniards patrol the two banks of the river.",
        [{"personnel": 900, "owner": "ESP", "action": "stationed"}],
    ),
    ("Some 900 Spaniards spent the holidays in Mostar.", []),
    (
        "Some 900 Swedish and Nordic soldiers are posted in Tuzla.",
        [{"personnel": 900, "action": "stationed"}],
    ),
    (  # an arm for the formation, a number of men for its branch, a verb that looks like troops
        "The 24th Marines left Albania in June.",
        [{"name": "24th Marines", "action": "withdrawn"}],
    ),
    (
        "An eighty-man Latvian company arrived in Bosnia.",
        [{"echelon": "company", "personnel": 80, "owner": "LVA", "action": "deployed"}],
    ),
    (
        "A Czech battalion patrols its part of the zone.",
        [{"echelon": "battalion", "number": 1, "owner": "CZE", "action": "stationed"}],
    ),
    (  # the participle in the aside is not the verb of the sentence
        "The Polish battalion, raised in March, left Croatia on Monday.",
        [{"owner": "POL", "country": "HRV", "action": "withdrawn"}],
    ),
    ("Two regiments of naval bombers ceased to exist.", [{"number": 2, "action": "disbanded"}]),
    ("Dissolution awaits the 37th Tank Division.", [{"action": "to_disband"}]),
    ("The Uzbek brigade has been erased from the rolls.", [{"action": "disbanded"}]),
    ("Ukraine received an air regiment from Russia.", [{"action": "transferred"}]),
    ("The 7th Brigade has shrunk by half.", [{"name": "7th Brigade", "action": "reduced"}]),
    ("The 7th Brigade came to the aid of the town.", [{"action": "deployed"}]),
    (  # who takes others away has not left
        "A battalion of marines evacuated 200 foreigners from Tirana.",
        [{"echelon": "battalion", "action": "stationed"}],
    ),
    ("To the border, Russia moved two battalions.", [{"number": 2, "action": "deployed"}]),
    ("Not a single regiment was withdrawn from Armenia.", []),
    ("The commander could not put together a battalion.", []),
    ("At least 30,000 soldiers would be needed in Kosovo.", []),
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_turns_of_phrase(text: str, expected: list[dict[str, Any]]) -> None:
    rows = units(text)
    assert bool(rows) == bool(expected)
    for slots in expected:
        assert slots in [{column: row.get(column) for column in slots} for row in rows]
