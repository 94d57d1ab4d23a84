"""Launchers: sentences of the kind bulletins print, each with the rows that it must give."""

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor (rewritten) Volume: 2 Issue: 100\n\n"  # May 23, 1996, or thereabouts


def launchers(text):
    """The rows of the table for a text."""
    record = parse_bulletin(Bulletin(HEADER + text, bulletin_id="rw-v02-i100-test"), load())
    return record["launchers"]


def brief(row):
    """Kind, number and action: what a row is about."""
    return row["category"], row.get("number"), row["action"]


CASES = [
    # done and planned, as object, subject, behind a noun
    ("The last 24 SS-18 missiles left Kazakhstan in March.", [("missile", 24, "withdrawn")]),
    ("Moscow claims that it has scrapped 1,250 launchers.", [("launcher", 1250, "dismantled")]),
    ("Russia will blow up 46 SS-18 silos by the end of 1997.", [("silo", 46, "to_dismantle")]),
    ("The dismantling of the 130 silos is due to begin in March.", [("silo", 130, "to_dismantle")]),
    ("Forty Bear bombers were flown from Dolon to Russia.", [("bomber", 40, "withdrawn")]),
    ("Twelve S-300 launchers have arrived in Gyumri.", [("sam", 12, "deployed")]),
    ("Iran is to receive ten S-200 launchers.", [("sam", 10, "to_transfer")]),
    ("An agreement on the sale of 10 Tu-160s was signed in May.", [("bomber", 10, "to_transfer")]),
    (
        "Kiev was to receive $300 million for destroying 46 SS-24s.",
        [("missile", 46, "to_dismantle")],
    ),
    # held: stated, not taken away after all, only a share gone
    ("Ukraine still has 32 SS-24 missiles.", [("missile", 32, "remaining")]),
    ("Belarus did not return the 18 missiles on schedule.", [("missile", 18, "remaining")]),
    ("Minsk suspended the withdrawal of the 18 SS-25s.", [("missile", 18, "remaining")]),
    ("Half of the 176 missiles have been taken off alert.", [("missile", 176, "remaining")]),
    ("The missiles deployed in Belarus, 18 in all, are mobile.", [("missile", 18, "remaining")]),
    # several quantities of one sentence
    (
        "Ukraine has so far returned about 1,200 of its 1,900 warheads.",
        [("warhead", 1200, "withdrawn"), ("warhead", 1900, "remaining")],
    ),
    (
        "Of the 1,800 warheads that were on Ukrainian soil, 1,200 have been shipped to Russia.",
        [("warhead", 1200, "withdrawn"), ("warhead", 1800, "remaining")],
    ),
    (
        "Some 420 warheads were removed last year and another 180 are to follow in June.",
        [("warhead", 180, "to_withdraw"), ("warhead", 420, "withdrawn")],
    ),
    (
        "The forces have 756 ICBMs, among them 180 SS-18s, 160 SS-19s and 92 SS-24s.",
        [("missile", n, "remaining") for n in (756, 180, 160, 92)],
    ),
    (
        "Cyprus has ordered S-300 missiles; 48 of them are to be delivered by 1998.",
        [("sam", 48, "to_transfer")],
    ),
    (
        "Eight of the twelve Delta IIIs at Rybachy will be scrapped by 2000.",
        [("submarine", 12, "remaining"), ("submarine", 8, "to_dismantle")],
    ),
    # ceilings
    (
        "The treaty limits each side to 1,600 delivery vehicles and 6,000 warheads.",
        [("launcher", 1600, "limit"), ("warhead", 6000, "limit")],
    ),
    ("Under START II, Russia may keep only 3,000 warheads.", [("warhead", 3000, "limit")]),
    ("Yeltsin wants the number of warheads cut to 2,000.", [("warhead", 2000, "limit")]),
    (
        "Moscow has 1,400 launchers and 7,000 warheads. The ceilings are 1,600 and 6,000.",
        [
            ("launcher", 1400, "remaining"),
            ("launcher", 1600, "limit"),
            ("warhead", 6000, "limit"),
            ("warhead", 7000, "remaining"),
        ],
    ),
    # single weapons and whole forces
    ("The last SS-18 silo in Kazakhstan was blown up on Monday.", [("silo", 1, "dismantled")]),
    ("The remaining missiles will be withdrawn by autumn.", [("missile", None, "to_withdraw")]),
    ("Neither side may keep more than 1,500 launchers.", [("launcher", 1500, "limit")]),
    ("The pact would leave each side 3,200 warheads.", [("warhead", 3200, "limit")]),
    ("Moscow offers to reduce its warheads to 1,800.", [("warhead", 1800, "limit")]),
    # verbs with their object inside, without an object, nouns made of verbs
    ("The navy took six missile submarines out of service.", [("submarine", 6, "dismantled")]),
    ("Workers cut three Bears to pieces at Uzin.", [("bomber", 3, "dismantled")]),
    ("Nine launchers rolled out of Postavy on flatcars.", [("launcher", 9, "withdrawn")]),
    ("The cutting up of 20 bombers is to begin in June.", [("bomber", 20, "to_dismantle")]),
    (
        "The removal of the 27 launchers, begun in 1993, is to be completed next year.",
        [("launcher", 27, "to_withdraw")],
    ),
    # whose hands weapons pass into
    ("The air force received four Tu-160s last year.", [("bomber", 4, "deployed")]),
    ("India received six S-300 launchers from Russia.", [("sam", 6, "transferred")]),
    ("Ukraine offered Russia five Blackjacks.", [("bomber", 5, "to_transfer")]),
    # what a later sentence or clause goes on with
    (
        "Topol-Ms went on duty at Tatishchevo. The regiment has eleven. Another eight are due.",
        [("missile", 8, "to_deploy"), ("missile", 11, "deployed")],
    ),
    (
        "Moscow has scrapped 40 of the bombers at Engels. Five more of the planes are to follow.",
        [("bomber", 5, "to_dismantle"), ("bomber", 40, "dismantled")],
    ),
    (
        "What had to be destroyed has been destroyed: 300 Soviet missiles and 200 American ones.",
        [("missile", 200, "dismantled"), ("missile", 300, "dismantled")],
    ),
    ("The SS-20s, of which there were 90, have been destroyed.", [("missile", 90, "dismantled")]),
    ("At Gyumri there is a battalion of S-300s, twelve launchers.", [("sam", 12, "remaining")]),
    # adjectives of weapons, nouns shared or repeated, formations
    ("Ninety of the single-warhead missiles are in Siberia.", [("missile", 90, "remaining")]),
    (
        "The sides agreed on a ceiling of 1,800 submarine-based warheads.",
        [("warhead", 1800, "limit")],
    ),
    ("Three regiments of nine launchers each are left.", [("launcher", 27, "remaining")]),
    ("Russia sold China four batteries of S-300s.", [("sam", None, "transferred")]),
    (
        "Six divisions of S-300s are on order; two have been supplied.",
        [("sam", None, "to_transfer"), ("sam", None, "transferred")],
    ),
    # treaties, plans, proposals
    ("Under START II, 105 SS-19s may be kept.", [("missile", 105, "limit")]),
    ("Washington speaks of 1,700 to 2,200 warheads.", [("warhead", 1700, "limit")]),
    (
        "His proposals are these: two Topol-Ms are bought a year.",
        [("missile", 2, "to_deploy")],
    ),
    ("This means giving up 40 Peacekeepers.", [("missile", 40, "to_dismantle")]),
    ("Russia's 80 SS-18s will be gone by 2007.", [("missile", 80, "to_dismantle")]),
    ("They had the 14 bombers cut up.", [("bomber", 14, "dismantled")]),
    ("Minsk demanded that the 9 missiles be withdrawn.", [("missile", 9, "to_withdraw")]),
    ("The United States, with 500 missiles, would gain nothing.", [("missile", 500, "remaining")]),
    # lists, asides, payment
    (
        "Armenia was given 24 tanks, nine Krug launchers and, what alarmed Baku, five R-17 launchers.",
        [("launcher", 5, "transferred"), ("sam", 9, "transferred")],
    ),
    (
        "Ten SS-21 missiles--the Scarabs of NATO's books--were delivered to Yemen.",
        [("missile", 10, "transferred")],
    ),
    ("Two Tu-160s flew from Engels to the Barents Sea and returned.", [("bomber", 2, "remaining")]),
    ("A missile hit the market. Ten people died. Eighteen were missing.", []),
    ("A unified air defense system was agreed on.", []),
    (
        "Out of 130 silos 100 have been blown up.",
        [("silo", 100, "dismantled"), ("silo", 130, "remaining")],
    ),
    ("Seventy submarines have been stricken from the list.", [("submarine", 70, "dismantled")]),
    ("They blew up the silo on Tuesday.", [("silo", 1, "dismantled")]),
    ("They blew up silo No. 32 near Kostroma.", []),  # a name, no quantity
    (
        "Topol-Ms are entering service. This year the budget paid for eight.",
        [("missile", 8, "to_deploy")],
    ),
    # no rows: denied, conditional, imagined, fired, described, vague
    ("Kazakhstan now has no nuclear weapons.", []),
    ("Russia could deploy 100 Topol-M missiles if NATO expands.", []),
    ("The generals think that 1,000 warheads would be enough.", []),
    ("Ten missiles were test-fired from Plesetsk last year.", []),
    ("The SS-19 can carry six warheads.", []),
    ("Each Typhoon carries 20 missiles with ten warheads apiece.", []),
    ("The missile exploded on its launch pad.", []),
    ("Strategic missiles were not on the agenda.", []),
    ("Iran has bought three Kilo-class submarines and 90 antiship missiles.", []),
    ("The generals swore to destroy the launchers.", []),
    ("The country gave up its nuclear arms.", []),
    ("If 20 missiles are withdrawn, Minsk will be content.", []),
    ("Every missile that has more than one warhead is banned.", []),
    ("The missiles were discussed by three of the four commanders.", []),
    ("Belarus has several dozen S-300 launchers in good order.", []),
    ("Officials in Minsk denied that the S-300 missiles had been delivered.", []),
    ("The commission is to discuss the destruction of warheads.", []),
    (
        "The last silo was blown up. The division has 3,200 men and will be disbanded.",
        [("silo", 1, "dismantled")],
    ),
    # aimed at, at a rate, by a share; by where they go
    ("The navy plans to keep 12 missile submarines.", [("submarine", 12, "limit")]),
    (
        "The Topol-M is built in Votkinsk. Sergeev wants twenty a year.",
        [("missile", 20, "to_deploy")],
    ),
    ("Russia will cut its warheads by half.", [("warhead", None, "to_dismantle")]),
    ("Sixteen Scud missiles were flown to Syria in 1993.", [("missile", 16, "transferred")]),
    ("The delivery of the 20 S-300 launchers has been put off.", [("sam", 20, "to_transfer")]),
    ("It costs a million dollars to blow up a silo.", []),
    ("All of the silos have been filled in.", [("silo", None, "dismantled")]),
    ("China exploded two nuclear devices in June.", []),
    ("By May nine launchers had gone back to Russia.", [("launcher", 9, "withdrawn")]),
    ("The last of Ukraine's silos was blown up.", [("silo", 1, "dismantled")]),
    ("A second regiment armed with the Topol-M went on duty.", [("missile", None, "deployed")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_quantities_and_acts_of_a_sentence(text, expected):
    found = [brief(row) for row in launchers(text)]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_where_from_where_to_when_and_whose():
    (row,) = launchers("Ukraine shipped 60 of its warheads to Russia on May 20.")
    assert (row["country"], row["to_country"], row["owner"]) == ("UKR", "RUS", "UKR")
    assert row["date"] == "1996-05-20"


def test_place_of_the_speaker_is_not_where_the_weapons_are():
    (row,) = launchers("Ukraine has returned 60 warheads, Leonid Kuchma said in Paris.")
    assert row["country"] == "UKR"
    assert (row["source"], row["certainty"]) == ("Leonid Kuchma", "claimed")


def test_formations_that_hold_the_weapons():
    (row,) = launchers("Two regiments equipped with 18 Topol missiles went on duty near Teikovo.")
    assert (row["system"], row["formations"], row["echelon"]) == ("SS-25", 2, "regiment")


def test_owner_stated_once_holds_for_the_country():
    rows = launchers(
        "Kazakhstan inherited 104 SS-18s. The last warheads were taken away in 1995. "
        "Forty bombers were flown to Russia."
    )
    assert {row.get("owner") for row in rows} == {"KAZ"}
    assert {row.get("country") for row in rows} == {"KAZ"}


def test_american_designations_are_as_printed():
    (row,) = launchers("The Pentagon will retire its 500 Minuteman IIs by 1997.")
    assert (row["system"], row["owner"], row["date"]) == ("Minuteman II", "USA", "1997")


def test_number_behind_a_comma_is_that_of_the_force_before_it():
    (row,) = launchers("The nuclear missiles, eighteen by one count, are to be shipped to Russia.")
    assert brief(row) == ("missile", 18, "to_withdraw")


def test_owner_is_who_acts_on_sells_or_is_named_beside_the_number():
    (row,) = launchers("The Russian navy has laid up 12 nuclear submarines.")
    assert row["owner"] == "RUS"
    (row,) = launchers("Iran bought six S-300 launchers from Russia.")
    assert (row["owner"], row.get("country")) == ("RUS", None)
    mine, theirs = launchers("Russia has 1,300 launchers, and the United States 1,100.")
    assert {mine["number"]: mine["owner"], theirs["number"]: theirs["owner"]} == {
        1300: "RUS",
        1100: "USA",
    }


def test_formations_stand_for_a_number_that_is_not_given():
    (row,) = launchers("Iran had acquired two S-200 batteries.")
    assert (row["system"], row["formations"], row["echelon"]) == ("S-200", 2, "company")


TOLD_BRIEFLY = [
    ("The warheads are gone, and so are the forty Bear bombers.", ("bomber", 40, "withdrawn")),
    ("Several S-300 systems are being shipped to India.", ("sam", None, "transferred")),
    ("Two Delta boats were cut up and six more await scrapping.", ("submarine", 6, "to_dismantle")),
    ("Ten Topol-M missiles are ready and ten more will join them.", ("missile", 10, "to_deploy")),
    ("Eleven SS-25 missiles were left in Belarus.", ("missile", 11, "remaining")),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_BRIEFLY, ids=[t[:40] for t, _ in TOLD_BRIEFLY])
def test_acts_told_briefly(text, expected):
    category, number, action = expected
    rows = [(row["category"], row.get("number"), row["action"]) for row in launchers(text)]
    assert (category, number, action) in rows


def test_the_last_of_a_force_tells_when_it_went():
    (row,) = launchers("The rockets are gone, the last having been taken to Russia in April.")
    assert "number" not in row
    assert (row["action"], row["date"]) == ("withdrawn", "1996-04")


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv sells its bombers. It wanted three billion for them.",
        "The missiles are taken off alert, by removal of warheads or of guidance sets.",
        "Russia trains S-300 crews. The papers spoke of a group of seventy.",
    ],
)
def test_what_counts_no_weapons(text):
    assert not [row for row in launchers(text) if row.get("number") or row["category"] == "warhead"]


def test_what_defenses_remain_limited_to_is_a_ceiling() -> None:
    text = "Under it the defenses stay limited to one region and 100 launchers."
    (row,) = launchers(text)
    assert (row["number"], row["action"]) == (100, "limit")
