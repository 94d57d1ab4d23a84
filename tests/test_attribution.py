"""Who says so, and how sure the text is: sentences of one's own, each with the source and certainty of its row."""

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor (rewritten) Volume: 2 Issue: 100\n\n"
SERGEEV = ("Igor Sergeev", "claimed")
NOBODY = (None, "stated")


def sources(text, table="launchers"):
    """Number, source and certainty of the rows for a text."""
    record = parse_bulletin(Bulletin(HEADER + text, bulletin_id="rw-v02-i100-test"), load())
    return [(row.get("number"), row.get("source"), row["certainty"]) for row in record[table]]


@pytest.mark.parametrize(
    "text",
    [
        "General Igor Sergeev said that 18 missiles were still in Belarus.",
        "General Igor Sergeev, who commands them, disclosed on Monday that 18 missiles were still in Belarus.",
        "In Belarus, General Igor Sergeev told Interfax on Friday, there were still 18 missiles.",
        "There were still 18 missiles in Belarus, General Igor Sergeev told reporters.",
        '"There are still 18 missiles in Belarus," General Igor Sergeev told his hosts.',
        "According to General Igor Sergeev, 18 missiles were still in Belarus.",
        "General Igor Sergeev came to Minsk. There were still 18 missiles in Belarus, he said.",
        "The rockets are safe, General Igor Sergeev told Interfax, adding that 18 missiles were still in Belarus.",
        "Whether or not the Duma votes, 18 missiles will stay in Belarus, said General Igor Sergeev.",
    ],
)
def test_a_speaker_is_the_source_wherever_he_is_put(text):
    assert sources(text) == [(18, *SERGEEV)]


@pytest.mark.parametrize(
    "text",
    [
        "General Igor Sergeev visited Lida, where there were still 18 missiles.",
        '"We are leaving," General Igor Sergeev told the crews of the 18 missiles in Belarus.',
        "There were still 18 missiles in Belarus; nobody, General Igor Sergeev said, would talk of it.",
    ],
)
def test_what_the_bulletin_says_itself_has_no_source(text):
    assert sources(text) == [(18, *NOBODY)]


@pytest.mark.parametrize(
    "text",
    [
        "There are reportedly 18 missiles in Belarus.",
        "Rumor has it that 18 missiles are still in Belarus.",
        "As many as 18 missiles are believed to be in Belarus.",
    ],
)
def test_a_hedge_makes_a_report(text):
    assert [certainty for _, _, certainty in sources(text)] == ["reported"]


def test_what_a_speaker_only_refers_to_is_stated():
    text = "President Boris Yeltsin said that the treaty which Russia and Belarus signed in April would be honored."
    assert [found[1:] for found in sources(text, "agreements")] == [NOBODY]


def test_a_statement_told_on_somebodys_word_keeps_its_source():
    text = "Russia and Belarus signed a treaty in April, a source in the Defense Ministry said on Monday."
    assert [found[1:] for found in sources(text, "agreements")] == [("Defense Ministry", "claimed")]


def test_an_unnamed_official_is_named_by_office():
    text = "A presidential aide came. There were still 18 missiles in Belarus, Georgian officials said."
    assert sources(text) == [(18, "Georgian officials", "claimed")]


def test_what_accords_with_a_treaty_is_nobodys_claim():
    text = (
        "According to the treaty signed by Igor Sergeev, 18 missiles were withdrawn from Belarus."
    )
    assert sources(text) == [(18, *NOBODY)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Grachev's deputy, General Igor Sergeev, said that 18 missiles were still in Belarus.",
            "Igor Sergeev",
        ),
        (
            "General Igor Sergeev came. In Yeltsin's view or not, he asserted, 18 missiles were in Belarus.",
            "Igor Sergeev",
        ),
        (
            "General Igor Sergeev said that all would go in time. Only 18 missiles would stay in Belarus.",
            "Igor Sergeev",
        ),
    ],
)
def test_the_speaker_is_he_who_speaks_and_no_owner_of_anything(text, source):
    assert [found[1:] for found in sources(text)] == [(source, "claimed")]


def test_whoever_takes_care_to_say_has_said_it():
    text = "General Igor Sergeev took care to say that 18 missiles were still in Belarus."
    assert sources(text) == [(18, *SERGEEV)]


@pytest.mark.parametrize(
    "text",
    [
        "General Igor Sergeev came to Minsk. In his view 18 missiles were still in Belarus.",
        "General Igor Sergeev came to Minsk. By his reckoning 18 missiles were still in Belarus.",
        "General Igor Sergeev gave the number of missiles in Belarus as 18.",
    ],
)
def test_whose_view_and_whose_figure(text):
    assert sources(text) == [(18, *SERGEEV)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "A Foreign Ministry spokesman said that 18 missiles were still in Belarus.",
            "Foreign Ministry",
        ),
        (
            "The press service of the Strategic Rocket Forces announced that 18 missiles were still in Belarus.",
            "Strategic Rocket Forces",
        ),
        ("In Igor Sergeev's words, 18 missiles were still in Belarus.", "Igor Sergeev"),
        ("Igor Sergeev put the missiles still in Belarus at 18.", "Igor Sergeev"),
    ],
)
def test_for_whom_a_spokesman_speaks_and_who_puts_a_number(text, source):
    assert [found[1:] for found in sources(text)] == [(source, "claimed")]
