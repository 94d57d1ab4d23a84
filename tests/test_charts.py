"""Charts say what they show, what they leave out, and survive whatever frame they are given."""

import numpy as np
import pandas as pd
import pytest

import monitorlib as ml
from monitorlib import schemas


def launcher(number, action="remaining", **slots):
    about = {"bulletin_id": "b", "row_id": "r", "evidence": "words", "start": 0, "stop": 5}
    about |= {"certainty": "stated", "cited_as": "Monitor 2:1", "provenance": "user"}
    return {
        **about,
        "category": "missile",
        "country": "BLR",
        "number": number,
        "action": action,
        **slots,
    }


def launchers(*rows):
    return schemas.frame("launchers", rows)


def day(text):
    return {side: np.datetime64(text) for side in ("date_start", "date_end")} | {"date": text}


def words(figure):
    """All that a figure says."""
    texts = [
        text.get_text() for text in figure.findobj(match=lambda artist: hasattr(artist, "get_text"))
    ]
    return " ".join(" ".join(texts).split())


# -- withdrawals -----------------------------------------------------------------------------------


def test_reported_figures_stand_beside_the_reference(tables):
    figure = ml.charts.withdrawals(tables.launchers)
    assert "71 withdrawn (1:151)" in words(figure)
    assert "54 counted there" in words(figure)
    assert "Monitor 1:151" in figure.alt
    assert "81 (1991-12)" in figure.alt
    assert figure.axes[0].get_ylim()[0] == 0


def test_what_is_planned_is_hollow_and_what_is_done_is_filled():
    frame = launchers(
        launcher(18, "to_withdraw", **day("1996-06-01")),
        launcher(63, "withdrawn", **day("1995-06-01")),
    )
    faces = {
        line.get_ydata()[0]: line.get_markerfacecolor()
        for line in ml.charts.withdrawals(frame).axes[0].lines
        if line.get_marker() == "^"
    }
    assert faces[18] == "white"
    assert faces[63] != "white"


def test_a_figure_without_a_date_stands_at_the_day_of_publication():
    figure = ml.charts.withdrawals(launchers(launcher(71, "withdrawn", published="1995-12-11~")))
    (mark,) = [line for line in figure.axes[0].lines if line.get_marker() == "^"]
    assert mark.get_xdata()[0] == pytest.approx(pd.Timestamp("1995-12-11").timestamp() / 86400)
    assert any(line.get_linestyle() == ":" for line in figure.axes[0].lines)


def test_qualifiers_and_rewritten_bulletins_are_marked():
    slots = {"qualifier": "at_least", "provenance": "rewritten", **day("1994-01-01")}
    said = words(ml.charts.withdrawals(launchers(launcher(70, **slots))))
    assert "at least 70 there (2:1*)" in said
    assert "do not cite as the Monitor" in said


def test_what_cannot_be_drawn_is_counted():
    frame = launchers(
        launcher(5),
        launcher(6, **day("1812-06-24")),
        launcher(7, **day("2999-01-01")),
        launcher(None),
    )
    assert "Not drawn: 3 figures" in words(ml.charts.withdrawals(frame))


@pytest.mark.parametrize("country", ["CSK", "DDR", "SUN", "XYZ", "CHECHNYA"])
def test_a_country_without_figures_gets_a_figure_that_says_so(country):
    figure = ml.charts.withdrawals(launchers(launcher(5)), country=country)
    assert "no reference count" in words(figure)
    assert "nothing to draw" in figure.alt


def test_figures_without_any_usable_date_are_named_when_there_is_nothing_else():
    figure = ml.charts.withdrawals(launchers(launcher(5, country="CSK")), country="CSK")
    assert "1 rows count launchers or missiles in Czechoslovakia" in words(figure)


@pytest.mark.parametrize("frame", [launchers(), pd.DataFrame(), pd.DataFrame({"number": [np.nan]})])
def test_empty_frames_leave_the_reference_alone(frame):
    assert "Reported: nothing." in ml.charts.withdrawals(frame).alt


def test_one_point_is_a_chart():
    figure = ml.charts.withdrawals(
        launchers(launcher(5, country="UKR", **day("1996-06-01"))), country="UKR"
    )
    assert "5 there (2:1)" in words(figure)


def test_contradictions_are_ringed_and_say_their_arithmetic(tables):
    findings = ml.claims.check(tables)
    figure = ml.charts.withdrawals(tables.launchers, findings=findings)
    assert "71 withdrawn (1:151) 7 × 9 = 63 ≠ 71" in words(figure)
    assert "No room for: 71" not in words(figure)
    assert "7 × 9" not in words(ml.charts.withdrawals(tables.launchers))


# -- elsewhere -------------------------------------------------------------------------------------


def test_belarus_stands_first_among_the_withdrawals():
    figure = ml.charts.withdrawals_elsewhere()
    titles = [axes.get_title(loc="left") for axes in figure.axes if axes.get_visible()]
    assert titles[0].startswith("Belarus: 81 missiles")
    assert any(title.startswith("Germany: 338,000 troops") for title in titles)
    assert any(title.startswith("Czechoslovakia") for title in titles)
    assert "31,440 in 1993-11" in figure.alt


def test_forces_with_a_single_strength_are_named_below():
    assert "Group of Russian Forces in Transcaucasus" in words(ml.charts.withdrawals_elsewhere())


def test_an_open_end_is_no_end():
    panels = ml.charts.withdrawals_elsewhere(ml.reference.withdrawals().query("country == 'GEO'"))
    assert "nothing to draw" in panels.alt


def test_a_reference_without_rows_is_said():
    assert "nothing to draw" in ml.charts.withdrawals_elsewhere(pd.DataFrame()).alt


# -- timeline --------------------------------------------------------------------------------------


def test_agreements_and_meetings_are_counted_by_pair(tables):
    figure = ml.charts.timeline(tables.agreements, tables.meetings)
    assert "Belarus – Russia" in words(figure)
    assert "Belarus – Russia: " in figure.alt


def test_events_of_states_that_are_gone_keep_their_names():
    frame = schemas.frame(
        "agreements",
        [launcher(1, kind="treaty", status="signed", parties=("CSK", "SUN"), **day("1990-02-26"))],
    )
    figure = ml.charts.timeline(frame, schemas.frame("meetings", []))
    assert "Czechoslovakia – Soviet Union: 1" in figure.alt


@pytest.mark.parametrize(
    "frame", [pd.DataFrame(), pd.DataFrame({"parties": [np.nan], "status": [None]})]
)
def test_a_timeline_without_dates_says_so(frame):
    assert "nothing to draw" in ml.charts.timeline(frame, frame).alt


# -- all -------------------------------------------------------------------------------------------


def test_frames_are_left_as_they_were(tables):
    frames = tables.launchers, tables.agreements, tables.meetings
    before = [frame.copy(deep=True) for frame in frames]
    ml.charts.withdrawals(tables.launchers)
    ml.charts.timeline(tables.agreements, tables.meetings)
    assert all(frame.equals(copy) for frame, copy in zip(frames, before, strict=True))


def test_the_callers_matplotlib_settings_are_left_as_they_were(tables):
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    ml.charts.withdrawals(tables.launchers).svg()
    assert dict(mpl.rcParams) == before


# -- network ---------------------------------------------------------------------------------------


def meeting(*parties, status="held", **slots):
    about = {"bulletin_id": "b", "row_id": "r", "evidence": "words", "start": 0, "stop": 5}
    about |= {"certainty": "stated", "cited_as": "Monitor 2:1", "provenance": "user"}
    return {**about, "kind": "talks", "parties": parties, "status": status, **slots}


def test_those_who_met_are_joined_and_counted():
    frame = schemas.frame(
        "meetings",
        [
            meeting("RUS", "BLR"),
            meeting("BLR", "RUS", status="planned"),
            meeting("RUS", "UKR", "BLR"),
            meeting("RUS", "CHN", status="cancelled"),
            meeting("RUS"),
        ],
    )
    figure = ml.charts.network(frame)
    assert "Belarus and Russia: 3; Belarus and Ukraine: 1; Russia and Ukraine: 1" in figure.alt
    assert "China" not in words(figure)
    spots = {text.get_text(): text.get_position() for text in figure.axes[0].texts}
    row, column = sorted(("Belarus", "Russia"), key=lambda name: -spots[name][1])
    assert "3" in spots
    assert spots["3"][1] == spots[row][1]
    assert abs(spots["3"][0] - spots[column][0]) < 0.5


def test_the_people_who_met():
    frame = schemas.frame(
        "meetings", [meeting("RUS", "BLR", participants=("Pavel Grachev", "Anatoly Kostenko"))]
    )
    figure = ml.charts.network(frame, between="participants")
    assert "Anatoly Kostenko and Pavel Grachev: 1" in figure.alt


def test_nobody_is_drawn_who_met_none_of_those_drawn():
    many = [meeting("RUS", "BLR", participants=("Zhukov", f"Guest {i:02}")) for i in range(20)]
    few = [meeting("UKR", "POL", participants=("Aalto", "Zzyzx"))] * 2
    figure = ml.charts.network(schemas.frame("meetings", many + few), between="participants")
    named = {text.get_text() for text in figure.axes[0].texts}
    assert ("Aalto" in named) == ("Zzyzx" in named)
    assert {"Zhukov", "Guest 01"} <= named


def test_meetings_of_nobody_with_anybody_give_a_figure_that_says_so():
    figure = ml.charts.network(schemas.frame("meetings", [meeting("RUS")]))
    assert "None of 1 meetings names two parties." in words(figure)


# -- what each source told -------------------------------------------------------------------------


def test_every_source_has_a_line_of_its_own():
    frame = launchers(
        launcher(71, "withdrawn", source="Igor Sergeev", **day("1995-12-01")),
        launcher(63, "withdrawn", source="Igor Sergeev", **day("1995-06-01")),
        launcher(81, "withdrawn", qualifier="approx", **day("1996-12-01")),
        launcher(5),
    )
    figure = ml.charts.told(frame)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert names == ["Igor Sergeev", "the bulletin itself"]
    assert "about 81 withdrawn (Monitor 2:1)" in figure.alt
    assert "Not drawn: 1 figures" in words(figure)


def test_sources_of_one_action():
    frame = launchers(
        launcher(18, "to_withdraw", source="Minsk", **day("1996-01-01")),
        launcher(63, "withdrawn", source="Moscow", **day("1996-01-01")),
    )
    figure = ml.charts.told(frame, action="withdrawn")
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["Moscow"]


def test_nothing_told_gives_a_figure_that_says_so():
    assert "None of 0 figures" in words(ml.charts.told(launchers(), country="CSK"))


ODD = [
    pd.DataFrame(),
    pd.DataFrame({"parties": [None, ("SUN", "CSK")], "status": [np.nan, "held"]}),
    pd.DataFrame({"number": [np.nan], "country": ["BLR"], "action": ["withdrawn"]}),
    pd.DataFrame(
        {
            "number": [5],
            "country": ["DDR"],
            "action": ["withdrawn"],
            "category": ["missile"],
            "date": ["9999-01-01"],
        }
    ),
]


@pytest.mark.parametrize("frame", ODD)
def test_odd_frames_give_a_figure_that_says_what_is_missing(frame):
    before = frame.copy(deep=True)
    for figure in (
        ml.charts.network(frame),
        ml.charts.network(frame, between="participants"),
        ml.charts.told(frame, country="DDR"),
        ml.charts.withdrawals(frame, country="DDR"),
    ):
        assert figure.alt
        assert words(figure)
    assert frame.equals(before)
