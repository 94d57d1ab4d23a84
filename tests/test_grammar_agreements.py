"""What is done to an instrument, in every plain construction: act, parties, number and day."""

from itertools import product
from typing import Any

import pytest
from plain import rows_of

TUESDAY = "1997-03-18"

PAIRS = {
    "Russia and Ukraine": ["RUS", "UKR"],
    "the presidents of Georgia and Armenia": ["ARM", "GEO"],
    "Polish and Lithuanian officials": ["LTU", "POL"],
    "Estonia, Latvia and Lithuania": ["EST", "LTU", "LVA"],
}
PAPERS = {
    "a treaty on friendship": ("treaty", 1),
    "a pact on air defense": ("agreement", 1),
    "an accord on free trade": ("agreement", 1),
    "a joint declaration": ("declaration", 1),
    "five documents": ("document", 5),
    "a dozen protocols": ("protocol", 12),
}
# {who}, {done} "signed", {do} "sign", {doing} "signing", {paper}: status and day
CONSTRUCTIONS = {
    "{who} {done} {paper} on Tuesday.": ("signed", TUESDAY),
    "On Tuesday {who} {done} {paper}.": ("signed", TUESDAY),
    "{paper} {was} {done} by {who} on Tuesday.": ("signed", TUESDAY),
    "{paper} between {who} {was} {done} on Tuesday.": ("signed", TUESDAY),
    "{who}, a spokesman said, {done} {paper} on Tuesday.": ("signed", TUESDAY),
    "A spokesman said that {who} had {done} {paper}.": ("signed", ""),
    "After {doing} {paper}, {who} praised their friendship.": ("signed", ""),
    "The deputies discussed {paper}, which {was} {done} by {who} on Tuesday.": ("signed", TUESDAY),
    "The newspaper printed {paper} {done} by {who} on Tuesday.": ("signed", TUESDAY),
    "{who} met in Warsaw, where they {done} {paper} on Tuesday.": ("signed", TUESDAY),
    "{who} plan to {do} {paper} in May.": ("planned", "1997-05"),
    "{who} agreed on Tuesday to {do} {paper}.": ("planned", ""),
    "{who} are expected to {do} {paper} next month.": ("planned", "1997-04"),
    "{paper} between {who} will be {done} in May.": ("planned", "1997-05"),
    "{who} are negotiating {paper}.": ("planned", ""),
    "{who} are on the verge of {doing} {paper}.": ("planned", ""),
    "{who} came closer to {doing} {paper}.": ("planned", ""),
    "{who} spoke in favor of {doing} {paper}.": ("planned", ""),
    "{who} have drafted {paper}, to be {done} in May.": ("planned", "1997-05"),
    "{who} met on Tuesday. They {done} {paper}.": ("signed", TUESDAY),
    "Talks between {who} on Tuesday produced {paper}.": ("signed", TUESDAY),
    "The Austrian foreign minister said {who} had {done} {paper}.": ("signed", ""),
    "In the presence of the president of Iran, {who} {done} {paper}.": ("signed", ""),
    "{who} {done} {paper}--the first of its kind--on Tuesday.": ("signed", TUESDAY),
    "{who} called for {paper}.": ("planned", ""),
    "{who} arranged {paper} on Tuesday.": ("signed", TUESDAY),
    "{who} crowned their talks on Tuesday with {paper}.": ("signed", TUESDAY),
    "The talks between {who} on Tuesday ended in {paper}.": ("signed", TUESDAY),
    "{who} set their signatures on Tuesday, after long delays, to {paper}.": ("signed", TUESDAY),
    "{who} are haggling over {paper}.": ("planned", ""),
    "{who} committed {paper} to paper on Tuesday.": ("signed", TUESDAY),
    "{who} need {paper}.": ("planned", ""),
    "{who} are waiting for {paper}.": ("planned", ""),
    "{paper} between {who} may follow.": ("planned", ""),
    "{paper} between {who} {was} being hammered out.": ("planned", ""),
    "Trade between {who} will be governed by {paper}.": ("planned", ""),
}
VERBS = [("signed", "sign", "signing"), ("concluded", "conclude", "concluding")]
NO_ROWS = [
    "{who} are unlikely to {do} {paper}.",
    "{who} refrained from {doing} {paper}.",
    "{who} have ruled out {doing} {paper}.",
    "It is doubtful that {who} will {do} {paper}.",
    "{who} see no need for {paper}.",
    "{who} did not {do} {paper}.",
    "{who} refused to {do} {paper}.",
    "{who} failed to {do} {paper}.",
    "{who} would {do} {paper} only if the dispute were settled.",
]
# Of a known instrument between Georgia ({a}) and Armenia: status and day
KNOWN = {
    "{a} denounced the {noun} with Armenia on Tuesday.": ("ended", TUESDAY),
    "{a} annulled the {noun} with Armenia on Tuesday.": ("ended", TUESDAY),
    "{a} withdrew from the {noun} with Armenia on Tuesday.": ("ended", TUESDAY),
    "The Georgian-Armenian {noun} was cancelled on Tuesday.": ("ended", TUESDAY),
    "The Georgian-Armenian {noun} is no longer in force.": ("ended", ""),
    "The Georgian-Armenian {noun} expired in January.": ("ended", "1997-01"),
    "{a} threatened to denounce the {noun} with Armenia.": ("in_force", ""),
    "Under a 1994 {noun}, {a} supplies Armenia with gas.": ("in_force", "1994"),
    "{a} and Armenia agreed to extend the {noun} of 1994.": ("in_force", "1994"),
    "{a}'s parliament has ratified the {noun} with Armenia.": ("ratified", ""),
    "The Armenian parliament voted on Tuesday to ratify the {noun} with {a}.": ("ratified", TUESDAY),
    "The {noun} between {a} and Armenia was signed in 1996 and ratified on Tuesday.": ("ratified", TUESDAY),
    "The Georgian-Armenian {noun} was initialed on Tuesday.": ("initialed", TUESDAY),
    "The Armenian parliament waved through the {noun} with {a} on Tuesday.": ("ratified", TUESDAY),
    "Armenia's deputies gave their blessing, by 54 votes to 12, to the {noun} with {a}.": ("ratified", ""),
    "Armenia and {a} swapped ratification papers on Tuesday, so that their {noun} is law.": ("ratified", TUESDAY),
    "Once the Armenian parliament has approved the {noun} with {a}, trade will be easier.": ("signed", ""),
    "The Georgian-Armenian {noun}, concluded on March 4, 1997, has yet to be used.": ("signed", "1997-03-04"),
    "{a} and Armenia have lived since 1992 with a {noun} on the border.": ("in_force", "1992"),
    "{a} has had a {noun} with Armenia since January 1992.": ("in_force", "1992-01"),
    "{a} won a {noun} from Armenia on Tuesday.": ("signed", TUESDAY),
    "{a} has submitted the {noun} with Armenia to its parliament.": ("signed", ""),
    "{a} has submitted a {noun} on trade to Armenia.": ("planned", ""),
    "The Armenian parliament called the {noun} of 1994 with {a} a failure.": ("in_force", "1994"),
    "The signing of a {noun} between {a} and Armenia has been penciled in for May.": ("planned", "1997-05"),
    "A {noun} between {a} and Armenia has been prepared for signing.": ("planned", ""),
    "The {noun} with Armenia on transit signed by {a} in 1995 was ratified by neither state.": ("signed", "1995"),
    "{a}'s {noun} with Armenia dates from 1995.": ("in_force", "1995"),
    "Iran urged {a} and Armenia to sign a {noun}.": ("planned", ""),
    "{a} and Armenia agreed in Sochi on Tuesday to sign a {noun} in May.": ("planned", "1997-05"),
    "{a} and Armenia have put off the signing of a {noun}.": ("planned", ""),
    "A new law superseded the {noun} between {a} and Armenia on Tuesday.": ("ended", TUESDAY),
    "{a} declared the {noun} with Armenia obsolete.": ("ended", ""),
    "{a} already has a {noun} with Armenia.": ("in_force", ""),
    "The {noun} between {a} and Armenia has gone through both parliaments.": ("ratified", ""),
    "{a} and Armenia set their initials under a {noun} on Tuesday.": ("initialed", TUESDAY),
    "The Georgian and Armenian parliaments both ratified the {noun} in February.": ("ratified", "1997-02"),
}  # fmt: skip
# Of two instruments at once: status, parties and day of each
TWO = {
    "Georgia signed a treaty with Turkey on Monday and a protocol on customs with Iran on Tuesday.": [
        ("treaty", "signed", ["GEO", "TUR"], "1997-03-17"),
        ("protocol", "signed", ["GEO", "IRN"], TUESDAY),
    ],
    "Georgia signed a treaty with Turkey on Tuesday and plans to sign a protocol with Iran in May.": [
        ("treaty", "signed", ["GEO", "TUR"], TUESDAY),
        ("protocol", "planned", ["GEO", "IRN"], "1997-05"),
    ],
    "Georgia and Turkey signed a treaty together with a protocol on customs on Tuesday.": [
        ("protocol", "signed", ["GEO", "TUR"], TUESDAY),
        ("treaty", "signed", ["GEO", "TUR"], TUESDAY),
    ],
    "Georgia and Turkey signed a treaty and, before the cameras, a protocol on customs on Tuesday.": [
        ("protocol", "signed", ["GEO", "TUR"], TUESDAY),
        ("treaty", "signed", ["GEO", "TUR"], TUESDAY),
    ],
    "Georgia and Turkey signed a treaty on Tuesday. They also plan a companion protocol.": [
        ("protocol", "planned", ["GEO", "TUR"], ""),
        ("treaty", "signed", ["GEO", "TUR"], TUESDAY),
    ],
    "On Tuesday Georgian and Turkish officials signed a contract for 31 tanks, of which 12 are ready.": [
        ("contract", "signed", ["GEO", "TUR"], TUESDAY),
    ],
    "Iran and Turkey rest their claims on the Soviet-Turkish treaty of 1921.": [
        ("treaty", "in_force", ["SUN", "TUR"], "1921"),
    ],
    "Georgia and Turkey signed a status-of-forces pact on Tuesday.": [
        ("agreement", "signed", ["GEO", "TUR"], TUESDAY),
    ],
    "Georgia and Turkey signed a gas contract in 1995. On Tuesday the gas contract was annulled.": [
        ("contract", "ended", ["GEO", "TUR"], TUESDAY),
    ],
}
LEASES = {
    "{lord} leased {site} to Russia in January.": "granted",
    "{site} was leased to Russia by {lord} in January.": "granted",
    "{lord} has granted Russia the right to use {site}.": "granted",
    "{lord} allowed Russia to use {site} free of charge.": "granted",
    "{lord} allowed Russia to use {site}.": "granted",
    "Moscow leases {site} from {lord}.": "granted",
    "The minister visited {site}, which {lord} leases to Russia.": "granted",
    "{lord} gave Russia the run of {site}.": "granted",
    "{lord} put {site} at Russia's disposal.": "granted",
    "{lord} conceded {site} to Russia.": "granted",
    "{lord} agreed to lease {site} to Russia.": "planned",
    "{lord} plans to grant Russia the use of {site}.": "planned",
    "{lord} refused to lease {site} to Russia.": "",
}
LORDS = {"Armenia": ("the base at Gyumri", "ARM"), "Kazakstan": ("the test range at Emba", "KAZ")}


def rows(text: str) -> list[dict[str, Any]]:
    return rows_of(text, "agreements")


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_an_act_and_the_day_of_it(construction: str) -> None:
    for (who, parties), (paper, told), verb in product(PAIRS.items(), PAPERS.items(), VERBS):
        done, do, doing = verb
        was = "was" if told[1] == 1 else "were"
        text = construction.format(who=who, paper=paper, done=done, do=do, doing=doing, was=was)
        (row,) = rows(text)
        assert (row["kind"], row["number"]) == told, text
        assert (row["status"], row.get("date", "")) == CONSTRUCTIONS[construction], text
        assert row["parties"] == parties, text


@pytest.mark.parametrize("construction", NO_ROWS)
def test_what_was_not_done_is_no_row(construction: str) -> None:
    for who, paper, (_, do, doing) in product(PAIRS, PAPERS, VERBS):
        assert rows(construction.format(who=who, paper=paper, do=do, doing=doing)) == []


@pytest.mark.parametrize("construction", KNOWN)
def test_a_known_instrument(construction: str) -> None:
    for noun in ("treaty", "agreement", "accord", "pact", "protocol", "convention"):
        text = construction.format(noun=noun, a="Georgia")
        (row,) = rows(text)
        assert (row["status"], row.get("date", "")) == KNOWN[construction], text
        assert row["parties"] == ["ARM", "GEO"], text


@pytest.mark.parametrize("text", TWO)
def test_each_has_its_own_partner_and_day(text: str) -> None:
    told = [(row["kind"], row["status"], row["parties"], row.get("date", "")) for row in rows(text)]
    assert sorted(told) == sorted(TWO[text])


@pytest.mark.parametrize("construction", LEASES)
def test_the_use_of_a_site(construction: str) -> None:
    for lord, (site, code) in LORDS.items():
        text = construction.format(lord=lord, site=site)
        found = rows(text)
        assert [row["status"] for row in found] == [s for s in [LEASES[construction]] if s], text
        assert all(row["kind"] == "concession" for row in found), text
        assert all(row["parties"] == sorted([code, "RUS"]) for row in found), text
