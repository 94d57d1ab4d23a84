"""Maps of military sites: for paper and projector, and to point at."""

import time

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

import monitorlib as ml

ATTACK = '</script><img src=x onerror="window.attacked=1">'
LIDA = {"kind": "missile_base", "place": "Lida", "country": "BLR", "lat": 53.88, "lon": 25.3}
RADAR = {
    "kind": "early_warning_radar",
    "place": "Skrunda",
    "country": "LVA",
    "lat": 56.7,
    "lon": 22.0,
}


def sites(*rows, **slots):
    about = {"evidence": "The base at the town.", "cited_as": "Monitor 1:1", "provenance": "user"}
    return pd.DataFrame([about | row | slots for row in rows])


def words(figure):
    texts = figure.findobj(match=lambda artist: hasattr(artist, "get_text"))
    return " ".join(" ".join(text.get_text() for text in texts).split())


# -- on paper --------------------------------------------------------------------------------------


def test_sites_of_bulletins_and_of_the_reference_are_told_apart():
    figure = ml.maps.sites(sites(RADAR))
    said = words(figure)
    assert "filled: in a bulletin" in said
    assert "hollow: in the reference" in said
    assert "Named in bulletins: Skrunda (early warning radar)." in figure.alt
    assert "Vileyka (communications)" in figure.alt
    assert "Vileyka" not in ml.maps.sites(sites(RADAR), reference=False).alt


def test_states_capitals_and_neighbours_are_named():
    said = words(ml.maps.sites(sites(LIDA), reference=False))
    for name in (
        "Belarus",
        "Lithuania",
        "Poland",
        "Ukraine",
        "Russia",
        "Latvia",
        "Vilnius",
        "Minsk",
    ):
        assert name in said


def test_what_is_not_on_the_map_is_named():
    astray = [
        LIDA | {"place": "Nowhere", "lat": np.nan},
        LIDA | {"place": "Baikonur", "country": "KAZ", "lat": 45.6, "lon": 63.3},
        LIDA | {"place": "Prora", "country": "DDR", "lat": 54.4, "lon": 13.6},
        LIDA | {"place": "Milovice", "country": "CSK", "lat": None, "lon": None},
        LIDA | {"place": "Pole", "country": np.nan, "lat": 900.0, "lon": -900.0},
    ]
    said = words(ml.maps.sites(sites(*astray)))
    assert "No position known: Nowhere (Belarus), Milovice (Czechoslovakia)." in said
    assert "Off this map: Baikonur (Kazakhstan), Prora (East Germany), Pole" in said


@pytest.mark.parametrize(
    "frame", [pd.DataFrame(), pd.DataFrame({"place": [None]}), sites(LIDA).iloc[:0]]
)
@pytest.mark.parametrize("reference", [True, False])
def test_frames_without_a_site_give_a_map_that_says_so(frame, reference):
    assert "Named in bulletins: none." in ml.maps.sites(frame, reference=reference).alt
    assert "Named in bulletins: none." in ml.maps.interactive(frame, reference=reference).data


def test_unknown_kinds_and_missing_names_are_drawn():
    odd = LIDA | {"kind": "moon base", "place": None}
    assert "Named in bulletins: unnamed (other)." in ml.maps.sites(sites(odd)).alt


@pytest.mark.parametrize(
    "bounds", [(0, 40, 50, 70), (30, 50, 20, 60), (np.nan, 50, 30, 60), (20, 50, 20, 60)]
)
def test_bounds_that_cannot_be_are_refused(bounds):
    with pytest.raises(ValueError, match="west, south, east, north"):
        ml.maps.sites(sites(LIDA), bounds=bounds)


def test_frames_are_left_as_they_were(tables):
    before = tables.sites.copy(deep=True)
    ml.maps.sites(tables.sites)
    ml.maps.interactive(tables.sites)
    assert tables.sites.equals(before)


def test_a_map_takes_a_moment(tables):
    ml.maps.sites(tables.sites)  # reads the borders
    start = time.process_time()
    ml.maps.sites(tables.sites)
    assert time.process_time() - start < 4


# -- to point at -----------------------------------------------------------------------------------


def test_evidence_is_escaped_and_the_page_is_light():
    html = ml.maps.interactive(sites(RADAR, evidence=ATTACK, cited_as=ATTACK, place=ATTACK)).data
    soup = BeautifulSoup(html, "html.parser")
    assert not soup("script")
    assert not soup("img")
    assert ATTACK in soup.select_one(".ml-pin q").get_text()
    assert len(html) < 1_500_000


def test_two_maps_may_stand_on_one_page(tables):
    page = ml.maps.interactive(tables.sites).data
    page += ml.maps.interactive(tables.sites, reference=False).data
    ids = [tag["id"] for tag in BeautifulSoup(page, "html.parser").select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_map_is_the_same_every_time(tables):
    assert ml.maps.interactive(tables.sites).data == ml.maps.interactive(tables.sites).data


@pytest.fixture
def opened(page, tmp_path):
    """A function that opens a map in the browser, in a page of its own."""

    def opened(frame, **options):
        html = ml.maps.interactive(frame, **options).data
        path = tmp_path / "map.html"
        start = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Map</title>'
        path.write_text(f"{start}<main><h1>Map</h1>{html}</main>", encoding="utf-8")
        page.goto(path.as_uri())
        return page

    return opened


@pytest.mark.browser
def test_pointing_at_a_site_shows_its_sentence(opened):
    page = opened(sites(RADAR, LIDA), reference=False)
    card = page.locator(".ml-card").first
    assert not card.is_visible()
    page.get_by_role("button", name="Lida").hover()
    assert page.get_by_text("The base at the town.").locator("visible=true").count() == 1


@pytest.mark.browser
def test_every_site_can_be_reached_with_the_keyboard(opened):
    page = opened(sites(RADAR, LIDA), reference=False)
    seen = set()
    for _ in range(4):  # two kinds to choose, two sites
        page.keyboard.press("Tab")
        seen |= {text for text in page.locator(".ml-card strong").all_inner_texts() if text}
    assert seen == {"Skrunda", "Lida"}


@pytest.mark.browser
@pytest.mark.parametrize("width", [400, 700, 1280])
def test_spots_lie_on_their_marks_at_every_width(opened, width):
    page = opened(sites(RADAR), reference=False)
    page.set_viewport_size({"width": width, "height": 900})
    mark = page.locator(".ml-picture .ml-early_warning_radar").first.bounding_box()
    spot = page.locator(".ml-pin").bounding_box()
    for side, length in (("x", "width"), ("y", "height")):
        apart = mark[side] + mark[length] / 2 - spot[side] - spot[length] / 2
        assert abs(apart) < 3


@pytest.mark.browser
def test_a_kind_that_is_switched_off_is_gone_with_its_names(opened):
    page = opened(sites(RADAR, LIDA), reference=False)
    pins = page.locator(".ml-pin")
    assert pins.locator("visible=true").count() == 2
    page.get_by_role("checkbox", name="missile base").uncheck()
    assert pins.locator("visible=true").count() == 1
    assert not page.locator(".ml-picture .ml-missile_base").first.is_visible()


@pytest.mark.browser
def test_the_map_of_an_earlier_year_has_what_had_been_reported_by_then(opened):
    early, late = RADAR | {"published": "1995-06-01"}, LIDA | {"published": "1996-12-01~"}
    page = opened(sites(early, late), reference=False)
    pins = page.locator(".ml-pin")
    assert pins.locator("visible=true").count() == 2
    page.get_by_label("Reported until").select_option("1995")
    assert pins.locator("visible=true").count() == 1
    assert not page.locator(".ml-picture .ml-missile_base").first.is_visible()


@pytest.mark.browser
def test_nothing_in_a_sentence_is_executed(opened):
    page = opened(sites(RADAR, evidence=ATTACK, place=ATTACK, cited_as=ATTACK))
    assert page.evaluate("window.attacked") is None


@pytest.mark.browser
def test_no_accessibility_violation(opened, tables, accessibility_violations):
    assert accessibility_violations(opened(tables.sites)) == []


# -- at a date, and by distance --------------------------------------------------------------------


@pytest.mark.parametrize(("on", "there"), [("1991-12", "346th Postavy"), ("1997-01-01", "none")])
def test_regiments_leave_as_time_goes_by(on, there):
    said = ml.maps.regiments(on).alt.split("Left or leaving")[0]
    assert said.startswith(f"Missile regiments in Belarus, {on}. Still there:")
    assert there in said


def test_a_regiment_of_which_the_day_is_not_known_is_neither_there_nor_gone():
    said = ml.maps.regiments("1995-12-08").alt
    assert "Left or leaving (day not known): 170th Minoity" in said
    assert "Had left: 346th Postavy." in said


def test_the_count_of_the_reference_stands_beside_the_regiments():
    assert "counts 18 launchers in 1995-08-07" in words(ml.maps.regiments("1995-12-08"))


def test_no_date_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="'soon' is no date"):
        ml.maps.regiments("soon")


def test_distances_are_those_of_the_table():
    said = ml.maps.distances("Baranovichi").alt
    (place,) = (row for row in ml.geo.gazetteer().itertuples() if row.name == "Baranovichi")
    table = ml.geo.distances(place.lat, place.lon).set_index("neighbour")
    assert f"Lithuania: border {table.loc['LTU', 'border_km']:.0f} km away, Vilnius" in said
    assert "border 136 km long" in said


def test_a_place_that_nobody_knows_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="'Atlantis' is no place"):
        ml.maps.distances("Atlantis")


def test_the_nearest_point_of_a_border_lies_on_it():
    lat, lon = ml.geo.nearest_on_border(53.13, 26.02, "LTU")
    assert ml.geo.distance_to_border(lat, lon, "LTU") < 0.01
    assert ml.geo.distance_to_border(lat, lon, "BLR") < 0.01


def test_positions_known_roughly_have_rings():
    rough = sites(
        LIDA | {"position_error_km": 25}, LIDA | {"place": "Grodno", "lat": 53.7, "lon": 23.8}
    )
    assert "Dotted rings: 1 positions known only to 10 km." in words(
        ml.maps.sites(rough, reference=False)
    )


@pytest.mark.parametrize(
    ("on", "state"), [("1800", "Still there: 346th"), ("2050", "Still there: none")]
)
def test_dates_far_outside_the_range_are_answered(on, state):
    assert state in ml.maps.regiments(on).alt


# -- within reach ----------------------------------------------------------------------------------


def test_reach_draws_the_borders_that_are_near_enough_and_no_others():
    near = ml.maps.reach(["Lida", "Postavy"], 50)
    assert "Lithuania 14 km" in words(near)
    assert "Lithuania 32 km" in words(near)
    assert "Latvia" not in near.alt
    assert "Postavy to Latvia 63 km" in ml.maps.reach(["Lida", "Postavy"], 63).alt
    assert ml.maps.reach(["Lida"], 50, states=["POL"]).alt == "Borders within 50 km. None."
    with pytest.raises(ValueError, match="'Atlantis' is no place of the gazetteer"):
        ml.maps.reach(["Atlantis"], 50)
