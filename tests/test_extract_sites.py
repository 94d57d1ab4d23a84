"""Sites: sentences of the kind bulletins print, each with the rows that it must give."""

import pytest

from monitorlib.bulletin import Bulletin
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor (rewritten) Volume: 2 Issue: 100\n\n"  # May 20, 1996, or thereabouts


def sites(text):
    """The sites of a text: place → (kind, status, operator), and the whole rows by place."""
    record = parse_bulletin(Bulletin(HEADER + text, bulletin_id="rw-v02-i100-test"), load())
    rows = {row["place"]: row for row in record["sites"]}
    return {p: (r["kind"], r["status"], r.get("operator", "")) for p, r in rows.items()}, rows


CASES = [
    # the place before the noun, behind it, in a list, in brackets, as an apposition
    ("Bombers took off from the Soltsy base.", {"Soltsy": ("airfield", "in_use", "RUS")}),
    (
        "U.S. inspectors went to the submarine bases at Gremikha and Zapadnaya Litsa.",
        dict.fromkeys(("Gremikha", "Zapadnaya Litsa"), ("naval_base", "in_use", "RUS")),
    ),
    (
        "Crews from Minsk were sent to the Kapustin Yar and Ashuluk ranges.",
        dict.fromkeys(("Kapustin Yar", "Ashuluk"), ("test_site", "in_use", "RUS")),
    ),
    (
        "Russia has four bases in Georgia (Vaziani, Gudauta, Batumi and Akhalkalaki).",
        dict.fromkeys(("Vaziani", "Gudauta", "Batumi", "Akhalkalaki"), ("base", "in_use", "RUS")),
    ),
    ("Sevastopol is the main base of the fleet.", {"Sevastopol": ("naval_base", "in_use", "")}),
    (
        "A Russian radar station stands at Gabala and another near Balkhash.",
        {
            "Gabala": ("early_warning_radar", "in_use", "RUS"),
            "Balkhash": ("early_warning_radar", "in_use", ""),
        },
    ),
    ("The depot in Zvezdograd caught fire.", {"Zvezdograd": ("depot", "in_use", "")}),
    # status: granted, closed, to close, under construction, sought
    (
        "Azerbaijan said that the radar station at Gabala, which Russia has rented since 1985, would stay open.",
        {"Gabala": ("early_warning_radar", "granted", "RUS")},
    ),
    (
        "The last Russian soldiers left the Tartu airfield in August 1994.",
        {"Tartu": ("airfield", "closed", "RUS")},
    ),
    (
        "Moscow agreed that it would close the Lourdes listening station in Cuba by January.",
        {"Lourdes": ("communications", "to_close", "RUS")},
    ),
    (
        "The Russians are building a new early-warning radar near Lekhtusi.",
        {"Lekhtusi": ("early_warning_radar", "under_construction", "RUS")},
    ),
    (
        "NATO has asked for a base at Taszar, in Hungary.",
        {"Taszar": ("airfield", "sought", "NATO")},
    ),
    ("The former Lida base is now a prison.", {"Lida": ("missile_base", "closed", "")}),
    # what is demanded is no undertaking; what is said of something else there is not said of the site
    (
        "Georgia's parliament demanded that Russia close its bases in Batumi and Akhalkalaki.",
        dict.fromkeys(("Batumi", "Akhalkalaki"), ("base", "in_use", "RUS")),
    ),
    (
        "Latvia wants the Liepaja naval base vacated by the end of August.",
        {"Liepaja": ("naval_base", "in_use", "")},
    ),
    (
        "A silo at the Pervomaisk base was blown up on Monday.",
        {"Pervomaisk": ("missile_base", "in_use", "")},
    ),
    # a noun without a name speaks of the site named before
    (
        "Pavel Grachev flew to the Chkalovsk airfield. The base will be closed next year.",
        {"Chkalovsk": ("airfield", "to_close", "RUS")},
    ),
    # no sites: towns with troops, whole countries, what only might be, other ranges and ports
    ("Russian troops remain in Gudauta and Batumi.", {}),
    ("Russian military bases in Georgia were on the agenda.", {}),
    ("Moscow could set up a base at Ganja, the paper warned.", {}),
    ("Kazakhstan denied that there is any base at Taldykurgan.", {}),
    ("The two ministers took up a wide range of issues in Sochi.", {}),
    ("Grain is shipped through the port of Odessa.", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_sites_of_a_sentence(text, expected):
    assert sites(text)[0] == expected


def test_row_has_coordinates_country_date_and_evidence():
    text = "Belarus, it is said, leased Russia the radar station near Baranovichi in 1995."
    _, rows = sites(text)
    row = rows["Baranovichi"]
    assert (row["country"], row["date"], row["operator"]) == ("BLR", "1995", "RUS")
    assert row["certainty"] == "reported"
    assert 52 < row["lat"] < 54
    assert 25 < row["lon"] < 27
    assert row["evidence"] == text


def test_unknown_place_takes_the_country_of_its_sentence():
    _, rows = sites("A helicopter crashed at the Zvezdograd airfield in Moldova.")
    assert rows["Zvezdograd"]["country"] == "MDA"
    assert "lat" not in rows["Zvezdograd"]


def test_one_site_named_twice_is_one_row_with_two_spans():
    found, rows = sites(
        "Inspectors flew to the Mozyr missile base. Topol missiles were shown to them at the Mozyr base."
    )
    assert found == {"Mozyr": ("missile_base", "in_use", "")}
    assert len(rows["Mozyr"]["spans"]) == 2
