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
            "Balkhash": ("early_warning_radar", "in_use", "RUS"),
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


def found(text):
    """Place → (kind, status) of the sites of a text."""
    return {place: values[:2] for place, values in sites(text)[0].items()}


ROLES = [
    # what is done to one of several sites joined by "and" is done to all
    (
        "Ankara will give up its listening station at Sinop and the air base at Diyarbakir.",
        {"Sinop": ("communications", "to_close"), "Diyarbakir": ("airfield", "to_close")},
    ),
    (
        "The garrisons at Tapa and Valga have been handed over to Estonia.",
        {"Tapa": ("garrison", "closed"), "Valga": ("garrison", "closed")},
    ),
    # passive, relative, participle, noun, split particle, object complement
    ("The depot at Otar was vacated in May.", {"Otar": ("depot", "closed")}),
    (
        "Inspectors saw the radar at Skrunda, which Moscow has promised to dismantle.",
        {"Skrunda": ("early_warning_radar", "to_close")},
    ),
    ("The range at Emba, mothballed in 1993, is guarded.", {"Emba": ("test_site", "closed")}),
    (
        "The ministers agreed on the closure of the Tokmok airfield.",
        {"Tokmok": ("airfield", "to_close")},
    ),
    ("The army turned the Osh barracks over to the city.", {"Osh": ("garrison", "closed")}),
    # an end that has only begun, or is only talked of, demanded or denied
    ("The fleet began dismantling its depot in Poti.", {"Poti": ("depot", "to_close")}),
    ("Russia did not leave the base at Marneuli.", {"Marneuli": ("airfield", "in_use")}),
    ("A helicopter left the Telavi airfield at noon.", {"Telavi": ("airfield", "in_use")}),
    # grants: to somebody, for use, by a host
    ("Bulgaria let the Americans use the airfield at Burgas.", {"Burgas": ("airfield", "granted")}),
    ("Russia obtains the use of a base at Senaki.", {"Senaki": ("base", "granted")}),
    ("Russia will have a naval base in Poti.", {"Poti": ("naval_base", "granted")}),
    ("Talks on the lease of the Otar depot went on.", {"Otar": ("depot", "in_use")}),
    ("Talks on the closure of the Otar depot went on.", {"Otar": ("depot", "to_close")}),
    (
        "Kazakhstan had asked for the range; Moscow said that the Emba range would be closed.",
        {"Emba": ("test_site", "to_close")},
    ),
    (
        "Croatia put the airfield at Slunj at the disposal of NATO.",
        {"Slunj": ("airfield", "granted")},
    ),
    # building
    (
        "A radar station is being built at Pechora.",
        {"Pechora": ("early_warning_radar", "under_construction")},
    ),
    ("Work on the depot at Gorny has been resumed.", {"Gorny": ("depot", "under_construction")}),
    # taking and taking back
    ("The rebels stormed the barracks in Shali.", {"Shali": ("garrison", "in_use")}),
    (
        "Poland got back the Borne Sulinowo garrison in 1992.",
        {"Borne Sulinowo": ("garrison", "closed")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text[:40] for text, _ in ROLES])
def test_status_by_role(text, expected):
    assert found(text) == expected


NAMES = [
    (
        "Three bases remain in Georgia: Marneuli, Bolnisi, and Senaki.",
        {"Marneuli", "Bolnisi", "Senaki"},
    ),
    (
        "Shells lie in depots: Gorny in Saratov region, Kambarka in Udmurtia, and Pochep in Bryansk region.",
        {"Gorny", "Kambarka", "Pochep"},
    ),
    ("Of the four bases, Marneuli and Bolnisi are old.", {"Marneuli", "Bolnisi"}),
    ("Several airfields, among them Kant and Tokmok, were inspected.", {"Kant", "Tokmok"}),
    ("Moscow keeps a radar in the mountains near Baku, at Gabala.", {"Gabala"}),
    ("At Otar, in Kazakhstan, Russia runs a training center.", {"Otar"}),
    ("Kant, where Russia has an airfield, is a small town.", {"Kant"}),
    ("An ammunition dump near Nakhodka burned.", {"Nakhodka"}),
    ("The communications center for submarines at Vileyka is old.", {"Vileyka"}),
    ("The garrison of the Lourdes listening post left.", {"Lourdes"}),
    ("The planes came from Kant, Tokmok and other airfields.", {"Kant", "Tokmok"}),
]


@pytest.mark.parametrize(("text", "places"), NAMES, ids=[text[:40] for text, _ in NAMES])
def test_names_of_sites(text, places):
    assert set(found(text)) == places


BARE = [
    # a place that is a site and nothing else; a town only where it is treated as one
    ("Soldiers from Fort Hood will take part.", {"Fort Hood": ("base", "in_use")}),
    ("Moscow will withdraw from Gudauta next year.", {"Gudauta": ("base", "to_close")}),
    ("Azerbaijan leases Gabala to Russia.", {"Gabala": ("early_warning_radar", "granted")}),
    ("The ministers met in Gudauta.", {}),
    # tests and launches make a range
    ("India tested a missile at Chandipur.", {"Chandipur": ("test_site", "in_use")}),
    (
        "A rocket with two satellites was launched from Plesetsk.",
        {"Plesetsk": ("test_site", "in_use")},
    ),
    ("Rockets were fired at Grozny.", {}),
    # weapons based at a known site or flying from it
    (
        "The SS-18s deployed at Kartaly and Uzhur are old.",
        dict.fromkeys(("Kartaly", "Uzhur"), ("missile_base", "in_use")),
    ),
    ("Fighters took off from Mozdok.", {"Mozdok": ("airfield", "in_use")}),
]


@pytest.mark.parametrize(("text", "expected"), BARE, ids=[text[:40] for text, _ in BARE])
def test_sites_known_by_their_place(text, expected):
    assert found(text) == expected


OPERATORS = [
    # what the lexicon knows of foreign bases counts where the bulletin is about that power
    ("Russia and Georgia quarrel. Russia wants time for the base at Vaziani.", {"Vaziani": "RUS"}),
    ("Georgia and Armenia quarrel. Georgia and Armenia spoke of the base at Vaziani.", {}),
    ("Russia has bases in Marneuli and Bolnisi.", {"Marneuli": "RUS", "Bolnisi": "RUS"}),
    ("Kyrgyzstan rents the Kant airfield to Russia.", {"Kant": "RUS"}),
    ("The depot at Otar is guarded by Russia.", {"Otar": "RUS"}),
    ("The missile base at Kozelsk caught fire.", {"Kozelsk": "RUS"}),  # at home
    ("The depot near the Ukrainian border at Colbasna holds shells.", {}),
]


@pytest.mark.parametrize(("text", "expected"), OPERATORS, ids=[text[:40] for text, _ in OPERATORS])
def test_operator(text, expected):
    named = {place: values[2] for place, values in sites(text)[0].items() if values[2]}
    assert named == expected


def test_pronouns_for_sites():
    text = (
        "Talks on the depots at Otar and Emba went on. All were handed over to Kazakhstan in June."
    )
    assert {values[1] for values in found(text).values()} == {"closed"}


def test_what_is_said_later_of_a_site():
    text = "Russia runs a radar at Gabala and a depot at Otar. The station is to be closed in 2002."
    assert found(text) == {
        "Gabala": ("early_warning_radar", "to_close"),
        "Otar": ("depot", "in_use"),
    }
    text = "Russia runs bases at Marneuli and Bolnisi. Both will be vacated by July."
    assert set(found(text).values()) == {("airfield", "to_close")}


SPOKEN_OF = [
    # towns that stand for the bases a paragraph is about
    (
        "Tbilisi and Moscow quarrel over the Russian bases in Georgia. Batumi cannot be reached by road.",
        {"Batumi": ("base", "in_use")},
    ),
    # troops that merely are in such a town make no site of it
    ("Russia has bases in Georgia. The division at Batumi was paid in May.", {}),
    # what stands in for a site
    (
        "The radar at Skrunda is old. A replacement is being built at Baranovichi.",
        {
            "Skrunda": ("early_warning_radar", "in_use"),
            "Baranovichi": ("early_warning_radar", "under_construction"),
        },
    ),
    (
        "The army holds Mozdok and will not part with the airfield there.",
        {"Mozdok": ("airfield", "in_use")},
    ),
    # missiles on duty
    (
        "Four missiles went on combat duty at Tatishchevo.",
        {"Tatishchevo": ("missile_base", "in_use")},
    ),
    # what goes to somebody
    ("The fleet's airfield at Kacha goes to Russia.", {"Kacha": ("airfield", "granted")}),
    ("The airfield at Vaziani reverted to Georgia in May.", {"Vaziani": ("airfield", "closed")}),
    # of another age, asked for, named in passing
    (
        "Americans train at the former Soviet range at Krtsanisi.",
        {"Krtsanisi": ("test_site", "in_use")},
    ),
    (
        "Deputies tabled a motion that the Vaziani base be closed.",
        {"Vaziani": ("base", "in_use")},
    ),
    (
        "The base at Gudauta, which by the terms of the accord was to have been closed in June, is guarded.",
        {"Gudauta": ("base", "to_close")},
    ),
    # parts of a site
    (
        "The silos at Derzhavinsk remain to be blown up.",
        {"Derzhavinsk": ("missile_base", "to_close")},
    ),
    ("Money was found for sealing the tunnels at Degelen.", {"Degelen": ("test_site", "to_close")}),
    (
        "A command post of the army will be set up in Bishkek.",
        {"Bishkek": ("command", "under_construction")},
    ),
    ("The Liepaja naval base passed to Latvia.", {"Liepaja": ("naval_base", "closed")}),
    (
        "Novaya Zemlya, Russia's sole remaining range, is at work.",
        {"Novaya Zemlya": ("test_site", "in_use")},
    ),
    ("The regiment vacated Khankala in May.", {"Khankala": ("base", "closed")}),
    (
        "The radar near Baranovichi is not yet finished.",
        {"Baranovichi": ("early_warning_radar", "under_construction")},
    ),
    ("Russia wants to set up a base at Kant.", {"Kant": ("airfield", "sought")}),
    ("A member of the Nevada-Semipalatinsk movement was not paid.", {}),
    ("The seismic station at Borovoye felt the blast.", {}),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN_OF, ids=[text[:40] for text, _ in SPOKEN_OF])
def test_sites_spoken_of_in_other_words(text, expected):
    assert found(text) == expected


# A name beside the noun, a noun in company, what a lease, a successor or the past makes of a site.
IN_COMPANY = [
    (
        "Turkey has asked for Burgas, in eastern Bulgaria, as a naval base.",
        {"Burgas": ("naval_base", "sought")},
    ),
    ("Fire broke out at Kaluga, an ammunition depot near Moscow.", {"Kaluga": ("depot", "in_use")}),
    (
        "Fire broke out in Zavodnoye, an ammunition depot near Kaluga.",
        {"Zavodnoye": ("depot", "in_use")},
    ),
    (
        "The Russians left Cam Ranh, their naval base in southern Vietnam.",
        {"Cam Ranh": ("naval_base", "closed")},
    ),
    ("Aktau, whose depot Russia closed in January, is quiet.", {"Aktau": ("depot", "closed")}),
    (
        "Russia runs early warning radars from Pechora to Balkhash.",
        {
            "Pechora": ("early_warning_radar", "in_use"),
            "Balkhash": ("early_warning_radar", "in_use"),
        },
    ),
    (
        "The army teaches its recruits at Osipovichi in a school.",
        {"Osipovichi": ("training", "in_use")},
    ),
    (
        "A school for officers is going up at Brasov.",
        {"Brasov": ("training", "under_construction")},
    ),
    ("The children of officers go to a school in Tallinn.", {}),
    ("Peacekeepers closed their post at Sarp.", {"Sarp": ("garrison", "closed")}),
    ("He was appointed to a post in Gomel.", {}),
    ("NATO's northern command, at Kolsas in Norway, grew.", {"Kolsas": ("command", "in_use")}),
    ("The general took command at Kandahar.", {}),
    ("Engels is home to six Tu-160 bombers.", {"Engels": ("airfield", "in_use")}),
    (
        "Under a lease by which Turkey operates the airfield at Kant nothing is paid.",
        {"Kant": ("airfield", "granted")},
    ),
    (
        "The airfield at Kant, which the Russians left in 1995, now belongs to the Kyrgyz army.",
        {"Kant": ("airfield", "in_use")},
    ),
    ("Russia used to have a naval base at Berbera.", {"Berbera": ("naval_base", "closed")}),
    ("The Russians were driven out of the air base at Kant.", {"Kant": ("airfield", "closed")}),
    ("Russia once had a naval base at Berbera.", {"Berbera": ("naval_base", "closed")}),
    ("The radar at Skrunda is no longer used.", {"Skrunda": ("early_warning_radar", "closed")}),
    ("Russia has been granted an air base at Kant.", {"Kant": ("airfield", "granted")}),
    ("The regiment moved to the air base at Kant.", {"Kant": ("airfield", "in_use")}),
]


@pytest.mark.parametrize(
    ("text", "expected"), IN_COMPANY, ids=[text[:40] for text, _ in IN_COMPANY]
)
def test_sites_in_company(text, expected):
    assert found(text) == expected
