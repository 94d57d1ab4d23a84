"""Who says so, in every plain construction: each template is filled with each speaker and each fact."""

from collections.abc import Iterator
from itertools import product

import pytest
from plain import rows_of

SPEAKERS = {
    "Igor Sergeev": "Igor Sergeev",
    "Defense Minister Igor Sergeev": "Igor Sergeev",
    "Interfax": "Interfax",
    "the Russian Foreign Ministry": "Russian Foreign Ministry",
    "a senior officer": "",
    "the commander of the division": None,  # his source may be printed with the division or without
}
FACTS = {
    "units": "two regiments left Belarus last week",
    "agreements": "Russia and Ukraine signed a treaty in Minsk on Monday",
    "launchers": "eighteen SS-25 launchers have been withdrawn from Belarus",
    "meetings": "Kuchma and Yeltsin met in Sochi on Friday",
}
CLAIMED = [
    "{who} said that {fact}.",
    "{who} said {fact}.",
    "{who} told reporters that {fact}.",
    "On Tuesday {who} announced that {fact}.",
    "After the cabinet session, {who} stated that {fact}.",
    "{who}, speaking on television, said that {fact}.",
    "{who} was quoted as saying that {fact}.",
    "A statement issued by {who} says that {fact}.",
    "It was announced by {who} that {fact}.",
    "As {who} noted, {fact}.",
    "{who} claims that {fact}.",
    "{who}, as always in a hurry, reports that {fact}.",
    "{fact}, {who} remembers.",
    "According to {who}, {fact}.",
    "{fact}, {who} said.",
    "{fact}, {who} said on Tuesday.",
    "{fact}, said {who}.",
    "{fact}, according to {who}.",
]
SPOKEN_LATER = "After withdrawing two regiments from Belarus, {who} said nothing had been gained."


def filled(template: str) -> Iterator[tuple[str, str, str | None]]:
    for (who, source), (table, fact) in product(SPEAKERS.items(), FACTS.items()):
        yield template.format(who=who, fact=fact), table, source


@pytest.mark.parametrize("template", CLAIMED)
def test_what_somebody_says_is_claimed_by_him(template: str) -> None:
    for sentence, table, source in filled(template):
        found = [row for row in rows_of(sentence, table) if row["certainty"] == "claimed"]
        assert len(found) == 1, sentence
        assert source is None or found[0].get("source", "") == source, sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Two regiments, says Gen. Igor Sergeev, left Belarus.",
        "Two regiments left Belarus in May, the commander of the rocket forces, Igor Sergeev, promised.",
        "Igor Sergeev, the minister of defense, expects two regiments to leave Belarus.",
        "Igor Sergeev, who commands the rocket forces, estimates that two regiments left Belarus.",
    ],
)
def test_a_speaker_has_his_office_before_or_behind_his_name(sentence: str) -> None:
    (row,) = rows_of(sentence, "units")
    assert (row["certainty"], row["source"]) == ("claimed", "Igor Sergeev")


def test_what_is_said_next_claims_nothing_of_the_sentence_before() -> None:
    for sentence, table, _ in filled("{fact}. {who} would not speak of it"):
        assert [row["certainty"] for row in rows_of(sentence, table)] == ["stated"], sentence


def test_a_fronted_participle_has_the_subject_of_the_sentence_and_is_told_by_the_bulletin() -> None:
    for who in ("Russia", "the Defense Ministry in Moscow", "the Kremlin"):
        (row,) = rows_of(SPOKEN_LATER.format(who=who), "units")
        assert (row["action"], row["owner"], row["certainty"]) == ("withdrawn", "RUS", "stated"), (
            who
        )


@pytest.mark.parametrize(
    "sentence",
    [
        "Having pulled out two regiments from Belarus, Russia closed the road.",
        "By pulling two regiments out of Belarus, Russia kept its word.",
        "Russia, after recalling two regiments from Belarus, kept its word.",
        "Russia kept its word after recalling two regiments from Belarus.",
        "The Defense Ministry in Moscow has recalled two regiments from Belarus.",
    ],
)
def test_who_withdraws_owns_the_troops_and_a_ministry_is_no_place(sentence: str) -> None:
    (row,) = rows_of(sentence, "units")
    assert {key: row.get(key) for key in ("action", "owner", "country", "location")} == {
        "action": "withdrawn",
        "owner": "RUS",
        "country": "BLR",
        "location": None,
    }
