"""The reference tables as a historian meets them: sourced, dated, consistent with each other."""

import re
from datetime import date

import pandas as pd
import pytest

from monitorlib import geo, reference

READERS = [getattr(reference, name) for name in reference.__all__]
DATES = re.compile(r"date|active_from|active_to|on_duty_from|withdrawn|in_force")
# DuckDB and SQLite refuse or misread these unquoted; `date` is used all over the project.
RESERVED = set("order group select from where table index key values end start references".split())
BEYOND_THE_MAP = {"NBR08", "NBR11"}  # Yoshkar-Ola and Engels lie east of the frame


@pytest.fixture(params=READERS, ids=lambda reader: reader.__name__)
def frame(request) -> pd.DataFrame:
    return request.param()


def test_every_row_has_source_and_confidence(frame):
    assert frame["source"].ne("").all()
    assert frame["confidence"].isin(["high", "medium", "low"]).all()
    assert list(frame.columns[-4:]) == ["notes", "source", "source_url", "confidence"]


def test_unsourced_rows_are_of_low_confidence(frame):
    general = frame["source"].str.startswith("general knowledge")
    assert frame.loc[general, "confidence"].eq("low").all()


def test_rows_have_an_address_or_say_why_not(frame):
    without = frame.loc[frame["source_url"].eq(""), "source"]
    allowed = without.str.startswith(("general knowledge", "forum post", "Jamestown Foundation"))
    assert allowed.all(), without[~allowed].tolist()


def test_column_names_keep_the_convention(frame):
    for name in frame.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert not hasattr(pd.DataFrame, name), name
        assert name not in RESERVED, name


def test_dates_are_edtf_and_ordered(frame):
    for name in frame.columns:
        if f"{name}_start" not in frame:
            continue
        assert DATES.fullmatch(name)
        first, last = frame[f"{name}_start"], frame[f"{name}_end"]
        assert not ((first > last).any())
        filled = frame[name].ne("")
        assert (first.notna() | last.notna())[filled].all(), frame.loc[filled, name].tolist()
        assert first[~filled].isna().all()


def test_keys_are_unique():
    for reader in READERS:
        frame = reader()
        key = ["volume", "issue"] if "issue" in frame else frame.columns[0]
        assert not frame.duplicated(key).any(), reader.__name__


def test_open_and_unknown_ends_are_missing():
    records = reference.withdrawals().set_index("date")
    assert pd.isna(records.loc["1994-10-21/..", "date_end"])
    assert pd.isna(records.loc["/1995-04", "date_start"])
    assert records.loc["/1995-04", "date_end"] == pd.Timestamp("1995-04-30")


def test_every_base_lies_in_its_country():
    bases = reference.bases()
    located = {r.site_id: geo.locate(r.lat, r.lon) for r in bases.itertuples()}
    elsewhere = {r.site_id for r in bases.itertuples() if located[r.site_id] != r.country}
    assert elsewhere == BEYOND_THE_MAP
    assert all(located[site] is None for site in elsewhere)


def test_kinds_of_bases_are_those_of_the_codebook():
    kinds = """base airfield early_warning_radar naval_base depot garrison missile_base test_site
        communications command port training"""
    assert set(reference.bases()["kind"]) <= set(kinds.split())


def test_nine_regiments_of_nine_make_eighty_one():
    armed = reference.missile_regiments().query("launchers > 0")
    assert len(armed) == 9
    assert armed["launchers"].eq(9).all()
    assert armed["launchers"].sum() == 81
    assert armed["system"].eq("SS-25").all()


def test_regiments_stand_on_their_bases():
    bases = reference.bases().set_index("site_id")
    for regiment in reference.missile_regiments().itertuples():
        assert (regiment.lat, regiment.lon) == tuple(bases.loc[regiment.site_id, ["lat", "lon"]])
        assert bases.loc[regiment.site_id, "kind"] == "missile_base"


def test_main_series_only_falls_after_1991():
    figures = reference.launcher_counts().query("series == 'main'").sort_values("date_start")
    assert not figures["date"].duplicated().any()
    assert figures["number"].tolist()[:2] == [54, 81]
    assert figures["number"].iloc[1:].is_monotonic_decreasing
    assert figures["number"].iloc[-1] == 0
    assert figures["date"].iloc[-1] == "1996-11-27"


def test_dissenting_figures_stand_beside_the_series():
    figures = reference.launcher_counts()
    dissent = set(figures.query("series == 'dissent'")["number"])
    assert {96, 14, 16} <= dissent
    assert set(figures["series"]) == {"main", "agree", "dissent", "other"}


def test_withdrawals_end_no_stronger_than_they_began():
    points = reference.withdrawals().query("record == 'point' and series == 'main'")
    for force, series in points.sort_values("date_start").groupby(["country", "force"]):
        assert series["number"].is_monotonic_decreasing, force


def test_agreements_bind_states():
    agreements = reference.agreements()
    for parties in agreements["parties"]:
        assert (
            list(parties) == sorted(parties, key=lambda code: code.casefold()) or len(parties) > 2
        )
        assert all(re.fullmatch(r"[A-Z]{3}", code) for code in parties)
    radar = agreements[agreements["title"].str.contains("Baranovichi")].iloc[0]
    assert radar["parties"] == ("BLR", "RUS")
    assert (radar["date"], radar["in_force"]) == ("1995-01-06", "1996-06-07")


def test_issues_appear_on_their_weekdays_and_in_order():
    issues = reference.issue_dates()
    days = [date.fromisoformat(text) for text in issues["date"]]
    assert [day.strftime("%a") for day in days] == issues["weekday"].tolist()
    assert all(day.weekday() < 5 for day in days)
    keys = list(zip(issues["volume"], issues["issue"], strict=True))
    assert keys == sorted(keys)
    assert days == sorted(days)
    assert issues["implied_skipped_weekdays"].dropna().ge(0).all()


def test_founding_bulletin_is_of_the_monday_after_the_talks():
    issues = reference.issue_dates().set_index(["volume", "issue"])["date"]
    assert issues[1, 151] == "1995-12-11"
    assert issues[1, 147] == "1995-12-05"


def test_callers_own_what_they_get():
    frame = reference.bases()
    frame["name"] = ""
    assert reference.bases()["name"].ne("").all()
