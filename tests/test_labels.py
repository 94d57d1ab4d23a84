"""What all figures have in common: legible labels, the same bytes every time, no reliance on hue."""

import itertools

import pytest
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
