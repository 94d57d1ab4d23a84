"""What all figures have in common: legible labels, the same bytes every time, no reliance on hue."""

import itertools

import pytest
from bs4 import BeautifulSoup
from matplotlib.colors import to_rgb
from matplotlib.text import Text

import monitorlib as ml

FIGURES = {
    "map around Belarus": lambda tables: ml.maps.sites(tables.sites),
    "map of bulletins": lambda tables: ml.maps.sites(
        tables.sites, reference=False, bounds=ml.geo.FRAME
    ),
    "map of all": lambda tables: ml.maps.sites(tables.sites, bounds=ml.geo.FRAME),
    "regiments in 1995": lambda tables: ml.maps.regiments("1995-12-08"),
    "regiments in 1992": lambda tables: ml.maps.regiments("1992"),
    "distances": lambda tables: ml.maps.distances(),
    "distances from Vilnius": lambda tables: ml.maps.distances("Vilnius"),
    "reach": lambda tables: ml.maps.reach(["Lida", "Zasimovichi", "Mozyr", "Postavy"], 150),
    "withdrawals": lambda tables: ml.charts.withdrawals(tables.launchers),
    "withdrawals, Ukraine": lambda tables: ml.charts.withdrawals(tables.launchers, country="UKR"),
    "withdrawals with contradictions": lambda tables: ml.charts.withdrawals(
        tables.launchers, findings=ml.claims.check(tables)
    ),
    "elsewhere": lambda tables: ml.charts.withdrawals_elsewhere(),
    "timeline": lambda tables: ml.charts.timeline(tables.agreements, tables.meetings),
    "network of actors": lambda tables: ml.charts.network(tables.meetings),
    "network of people": lambda tables: ml.charts.network(tables.meetings, between="participants"),
    "told of Belarus": lambda tables: ml.charts.told(tables.launchers),
    "told of Ukraine": lambda tables: ml.charts.told(tables.launchers, country="UKR"),
    "nothing": lambda tables: ml.charts.withdrawals(tables.launchers, country="CSK"),
}


@pytest.fixture(scope="module", params=FIGURES)
def figure(request, tables):
    return FIGURES[request.param](tables)


def drawn_texts(figure):
    """The texts that are drawn: of an axis only the labels of ticks within its limits."""
    figure.draw_without_rendering()
    ticks, drawn = set(), set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        ticks |= set(axis.findobj(Text))
        if axis.axes.axison and axis.axes.get_visible():
            drawn |= {axis.label, *(tick.label1 for tick in axis._update_ticks())}
    shown = [text for text in figure.findobj(Text) if text not in ticks or text in drawn]
    return [text for text in shown if text.get_visible() and text.get_text().strip()]


@pytest.mark.parametrize("dpi", [128, 300], ids=["1280 px", "A4 print"])
def test_no_text_covers_another_or_leaves_the_figure(figure, dpi):
    figure.dpi = dpi
    renderer = figure.canvas.get_renderer()
    boxes = {text: text.get_window_extent(renderer) for text in drawn_texts(figure)}
    page = figure.bbox.padded(1)
    outside = [
        text.get_text()
        for text, box in boxes.items()
        if not (page.contains(*box.min) and page.contains(*box.max))
    ]
    over = [
        (one.get_text(), other.get_text())
        for one, other in itertools.combinations(boxes, 2)
        if boxes[one].overlaps(boxes[other])
    ]
    figure.dpi = 96
    assert over == []
    assert outside == []


def test_no_letter_is_smaller_than_nine_points_on_a_laptop(figure):
    assert figure.get_figwidth() * 96 <= 1280
    assert min(text.get_size() for text in drawn_texts(figure)) >= 9


def test_a_figure_describes_itself(figure):
    assert len(figure.alt) > 40
    data, metadata = figure._repr_mimebundle_()
    assert metadata["image/svg+xml"]["alt"] == figure.alt
    assert data["image/svg+xml"].startswith("<?xml")
    (image,) = BeautifulSoup(data["text/html"], "html.parser").find_all("img")
    assert image["alt"] == figure.alt
    assert "max-width: 100%" in image["style"]  # a narrow window cuts nothing off


@pytest.mark.parametrize(
    ("name", "kind"),
    [("map around Belarus", "svg"), ("withdrawals", "svg"), ("withdrawals", "pdf")],
)
def test_the_same_frames_give_the_same_bytes(tables, tmp_path, name, kind):
    paths = [tmp_path / f"{time}.{kind}" for time in ("once", "again")]
    for path in paths:
        FIGURES[name](tables).savefig(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_kinds_of_sites_differ_in_shape_and_not_in_colour_alone():
    from monitorlib.maps._marks import KINDS
    from monitorlib.schemas import column

    assert len({kind.marker for kind in KINDS.values()}) == len(KINDS)
    assert set(column("sites", "kind").allowed) < set(KINDS)


def luminance(colour):
    """Relative luminance of a colour (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_stands_out_from_paper_and_land(figure):
    from monitorlib.maps._land import HOME, LAND

    faint = {
        text.get_text()
        for text in drawn_texts(figure)
        for ground in ("white", HOME, LAND)
        if contrast(text.get_color(), ground) < 4.5
    }
    assert faint == set()


def test_marks_of_events_and_actions_differ_in_shape_or_filling():
    from monitorlib.charts._timeline import EVENT_MARKS
    from monitorlib.charts._withdrawals import LAUNCHER_MARKS
    from monitorlib.maps._regiments import STATES

    for marks in (EVENT_MARKS.values(), LAUNCHER_MARKS.values()):
        assert len({(mark.marker, mark.planned) for mark in marks}) == len(marks)
    assert len({(state.marker, state.face) for state in STATES}) == len(STATES)


def test_colours_of_different_meaning_differ_in_grey_or_in_shape():
    """No two kinds of mark are told apart by hue alone, for any reader or any printer."""
    from monitorlib.maps._marks import KINDS

    for one, other in itertools.combinations(KINDS.values(), 2):
        greys = abs(luminance(one.colour) - luminance(other.colour))
        assert one.marker != other.marker or greys > 0.1
