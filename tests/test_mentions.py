"""Who and where: people with office, state and spelling, and places that no gazetteer has; sentences of one's own."""

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.lexicon.spelling import given_key, name_key
from monitorlib.mentions import read_sentences

HEADER = "Publication: Monitor (rewritten) Volume: 2 Issue: 100\n\n"


def seen(text):
    """All mentions of a text, with the words they stand on."""
    sentences, _ = read_sentences(Bulletin(HEADER + text, bulletin_id="rw-v02-i100-test"), load())
    return [(s.printed(m.first, m.last), m) for s in sentences for m in s.mentions]


def people(text):
    return {words: (m.person.name, m.person.actor) for words, m in seen(text) if m.person}


def places(text):
    found = [(words, m.sense("place")) for words, m in seen(text)]
    return {words: sense.info["country"] for words, sense in found if sense is not None}


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Georgian Defense Minister Levan Kobakhia left.", "Levan Kobakhia", "GEO"),
        ("Deputy Defense Minister of Ukraine Ivan Oliynuk left.", "Ivan Oliynuk", "UKR"),
        ("Lt. Col. Vello Kuusk of Estonia took command.", "Vello Kuusk", "EST"),
        ("Russia's Nikolai Chistyakov left early.", "Nikolai Chistyakov", "RUS"),
        ("Turkey's ambassador, Nabi Sensoy, left.", "Nabi Sensoy", "TUR"),
        ("Ruud Kessler, the Dutch envoy, left.", "Ruud Kessler", "NLD"),
        ("Pentagon spokesman Kenneth Hillman praised Georgia.", "Kenneth Hillman", "USA"),
        ("Poland waited. Premier Zbigniew Kowal kept silent.", "Zbigniew Kowal", "POL"),
    ],
)
def test_an_unknown_holder_of_an_office_acts_for_the_state_named_with_it(text, name, actor):
    assert people(text)[name] == (name, actor)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "He told Polish reporters that Interior Minister Boris Gryznov had left.",
            "Boris Gryznov",
        ),
        ("Gen. Oleg Kotov, the commander of the division in Transdniester, left.", "Oleg Kotov"),
        ("The envoy to Georgia, Carl Lindqvist, left.", "Carl Lindqvist"),
    ],
)
def test_a_state_that_only_stands_near_is_not_his(text, name):
    assert people(text)[name] == (name, "")


def test_two_people_of_one_surname_are_told_apart():
    text = (
        "Foreign Minister Igor Ivanov saw Security Council Secretary Sergei Ivanov. "
        "Foreign Minister Ivanov spoke. Then Secretary Sergei Ivanov left. Ivanov said nothing."
    )
    names = [m.person.name for _, m in seen(text) if m.person]
    assert names == [
        "Igor Ivanov",
        "Sergei Ivanov",
        "Igor Ivanov",
        "Sergei Ivanov",
        "Sergei Ivanov",
    ]


def test_where_the_surname_comes_first_it_stands_alone_later():
    names = [m.person.name for _, m in seen("Chi Haotian came to Moscow. Chi left.") if m.person]
    assert names == ["Chi Haotian", "Chi Haotian"]


def test_a_surname_alone_is_that_of_the_highest_office():
    assert people("Grachev came. Voronin left.") == {
        "Grachev": ("Grachev", "RUS"),
        "Voronin": ("Voronin", "MDA"),
    }


def test_an_office_behind_a_verb_is_no_apposition():
    text = "The commander of the Russian troops, Oleg Kotov, met his German counterpart."
    assert people(text)["Oleg Kotov"] == ("Oleg Kotov", "RUS")


def test_aircraft_are_nobody():
    assert people("Two Il-76s and four Su-27s landed.") == {}


def test_a_namesake_of_a_known_person_is_not_that_person():
    assert people("Vadim Maskhadov came.")["Vadim Maskhadov"] == ("Vadim Maskhadov", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dudaev", "Dudayev"),
        ("Khujand", "Hujand"),
        ("Rahmonov", "Rakhmanov"),
        ("Lukashenko", "Lukashenka"),
        ("Solovyov", "Soloviev"),
        ("Horbulin", "Gorbulin"),
        ("Massoud", "Masud"),
        ("Urus-Martan", "Urus Martan"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_given_names_of_kindred_languages_have_one_key():
    assert given_key("Vladimir") == given_key("Volodymyr")
    assert given_key("Yevgeny") == given_key("Evhen")
    assert given_key("Igor") != given_key("Ivan")


def test_a_spelling_that_no_table_has_means_the_known_person():
    assert people("Hodjahmed Yarihanov came. Yarikhanov left.") == {
        "Hodjahmed Yarihanov": ("Hodjahmed Yarihanov", "CHECHNYA"),
        "Yarikhanov": ("Hodjahmed Yarihanov", "CHECHNYA"),
    }


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The trains stopped near Vapnyarka.", "Vapnyarka", ""),
        ("They flew to the Georgian village of Shuakhevi.", "Shuakhevi", "GEO"),
        ("The regiment left the Kirzhach base.", "Kirzhach", ""),
        ("Shots fell in Krasnoselka, Moldova.", "Krasnoselka", "MDA"),
        ("Aircraft bombed Hodjaly again.", "Hodjaly", "NAGORNO_KARABAKH"),
    ],
)
def test_a_place_that_no_table_has_is_seen_where_only_a_place_can_stand(text, name, country):
    assert places(text)[name] == country


@pytest.mark.parametrize(
    "text",
    [
        "He lay in the Burdenko hospital.",
        "Money came from the Nunn-Lugar program.",
        "They spoke at the Brookings Institution.",
        "The frigate Ladny left.",
    ],
)
def test_names_of_things_are_neither_people_nor_places(text):
    assert people(text) == {}
    assert places(text) == {}
