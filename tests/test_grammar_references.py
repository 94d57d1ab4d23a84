"""Who "they", "it", "both presidents" and "its" are: every plain pair of sentences gives the row of the full names."""

from itertools import product

import pytest
from plain import rows_of

MEETINGS = [
    "Presidents Boris Yeltsin and Leonid Kuchma met in Sochi on Friday.",
    "On Friday Boris Yeltsin received Leonid Kuchma in Sochi.",
    "Ukrainian President Leonid Kuchma paid a visit to Moscow on Friday for talks with Boris Yeltsin.",
    "Leonid Kuchma held talks with Boris Yeltsin in Moscow on Friday.",
]
SIGNINGS = {
    "They signed a treaty on the border.": ("treaty", "signed"),
    "The two presidents signed a treaty on the border.": ("treaty", "signed"),
    "The two leaders signed two agreements.": ("agreement", "signed"),
    "Both presidents signed a declaration.": ("declaration", "signed"),
    "The two sides signed a protocol on the fleet.": ("protocol", "signed"),
    "A treaty on the border was signed.": ("treaty", "signed"),
    "After the talks a protocol was signed.": ("protocol", "signed"),
    "The two countries will sign a treaty in May.": ("treaty", "planned"),
    "Their foreign ministers signed a memorandum.": ("memorandum", "signed"),
    "He and his host signed a joint statement.": ("declaration", "signed"),
}
ABOUT_RUSSIA = [
    "Russia keeps 8,000 soldiers in Georgia.",
    "The Russian Defense Ministry published its plans on Tuesday.",
    "Moscow is cutting its forces abroad.",
]
ITS_REGIMENTS = {
    "It will withdraw two regiments from Armenia next month.": "to_withdraw",
    "It has withdrawn two regiments from Armenia.": "withdrawn",
    "Two of its regiments left Armenia in January.": "withdrawn",
    "Its two regiments in Armenia will be disbanded.": "to_disband",
}


@pytest.mark.parametrize("signing", SIGNINGS)
def test_those_who_met_are_those_who_signed(signing: str) -> None:
    for meeting in MEETINGS:
        (row,) = rows_of(f"{meeting} {signing}", "agreements")
        assert (row["kind"], row["status"]) == SIGNINGS[signing], meeting
        assert row["parties"] == ["RUS", "UKR"], meeting


def test_it_is_the_state_that_the_sentence_before_is_about() -> None:
    for before, sentence in product(ABOUT_RUSSIA, ITS_REGIMENTS):
        (row,) = [r for r in rows_of(f"{before} {sentence}", "units") if r.get("number") == 2]
        assert (row["action"], row.get("owner")) == (ITS_REGIMENTS[sentence], "RUS"), sentence


def test_it_is_nobody_where_no_state_was_the_subject() -> None:
    (row,) = rows_of(
        "Yeltsin spoke on Tuesday. It will withdraw two regiments from Armenia.", "units"
    )
    assert "owner" not in row
