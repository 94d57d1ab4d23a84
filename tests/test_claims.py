"""Figures that contradict each other are found, and figures that agree are left in peace."""

import pytest

import monitorlib as ml

SERGEEV = "Moscow has withdrawn to date seven regiments comprising 71 launchers"
REGIMENTS = {"echelon": "regiment"}


def bulletin(number, *rows, day="1996-05-20"):
    """A bulletin, as parsed, with some rows on the missiles of Belarus."""
    name = f"b{number:02}"
    common = {"bulletin_id": name, "start": 0, "stop": 5, "evidence": "words", "spans": [[0, 5]]}
    slots = {"certainty": "stated", "category": "missile", "country": "BLR", "qualifier": "exact"}
    about = {"bulletin_id": name, "publication": "Monitor", "volume": 2, "issue": number}
    rows = [common | slots | {"row_id": f"{name}-{i}"} | row for i, row in enumerate(rows)]
    return {"bulletin": about | {"date": day, "provenance": "user"}, "launchers": rows}


def check(*bulletins):
    tables = ml.Tables.from_records(bulletins, version="0", lexicon_hash="0")
    return ml.claims.check(tables)


def row(action, number, **slots):
    return {"action": action, "number": number, **slots}


# -- the founding example --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(tables):
    return ml.claims.check(tables)


def test_the_seed_bulletin_contradicts_itself_and_the_reference(found, seed):
    own = found[found["bulletin_a"].eq(seed.bulletin_id)].set_index("kind")
    regiments = own.loc["within_bulletin"]
    assert regiments["statement"].endswith("7 × 9 = 63 ≠ 71.")
    assert regiments["figures"] == (7, 9, 63, 71)
    assert SERGEEV in regiments["evidence_a"]
    total = own.loc["reference"]
    assert total["statement"].endswith("71 + 18 = 89 ≠ 81.")
    assert SERGEEV in total["evidence_a"]
    assert "comprising 18 launchers" in total["evidence_b"]
    assert total["reference"].startswith("81")
    assert "Arms Control" in total["reference_source"]
    assert set(own["severity"]) == {"high"}


def test_the_later_bulletin_that_speaks_of_96_is_found(found):
    later = found[found["bulletin_a"].str.startswith("rw-v02-i221")]
    assert set(later["kind"]) == {"reference", "between_bulletins"}
    assert all(figures[0] == 96 for figures in later["figures"])
    assert all("do not cite" in notice for notice in later["notice"])


def test_the_original_alone_carries_no_notice_of_rewriting(found, seed):
    alone = found[found["bulletin_a"].eq(seed.bulletin_id) & found["kind"].ne("between_bulletins")]
    assert set(alone["notice"]) == {""}


# -- each rule, and its innocent twins -------------------------------------------------------------

SEVEN = {"formations": 7, **REGIMENTS}


@pytest.mark.parametrize(
    ("number", "slots", "contradicts"),
    [
        (71, {}, True),
        (63, {}, False),
        (63, {"qualifier": "approx"}, False),
        (60, {"qualifier": "approx"}, False),
        (80, {"qualifier": "approx"}, True),
        (60, {"qualifier": "at_least"}, False),
        (70, {"qualifier": "at_least"}, True),
        (70, {"qualifier": "at_most"}, False),
        (60, {"qualifier": "at_most"}, True),
        (71, {"echelon": "division"}, False),
        (71, {"formations": None}, False),
        (71, {"system": "SS-18"}, False),  # their regiments were of several sizes
        (71, {"country": "KAZ"}, False),  # no system named, and several were there
        (63, {"country": "RUS", "system": "SS-25"}, False),
        (71, {"country": "RUS", "system": "SS-25"}, True),
    ],
)
def test_launchers_of_a_regiment(number, slots, contradicts):
    found = check(bulletin(1, row("withdrawn", number, **SEVEN | slots)))
    assert found["kind"].eq("within_bulletin").any() == contradicts


@pytest.mark.parametrize(
    ("gone", "left", "contradicts"),
    [
        (row("withdrawn", 71), row("remaining", 18), True),
        (row("withdrawn", 71), row("to_withdraw", 18), True),
        (row("withdrawn", 63), row("remaining", 18), False),
        (row("withdrawn", 45), row("remaining", 18), False),  # a part may be meant
        (row("withdrawn", 71), row("remaining", 18, qualifier="at_most"), False),
        (row("withdrawn", 71), row("remaining", 81), False),  # of an original 81
        (row("withdrawn", 71), row("remaining", 18, system="SS-18"), False),
        (row("withdrawn", 71), row("remaining", 18, country="UKR"), False),
        (row("withdrawn", 81, date="1996-11"), row("remaining", 18, date="1996-04"), False),
        (row("withdrawn", 71, date="1996-04"), row("remaining", 18, date="1996-04"), True),
    ],
)
def test_what_left_and_what_is_left(gone, left, contradicts):
    day = "1996-12-02"
    assert (len(check(bulletin(1, gone, left, day=day))) > 0) == contradicts
    assert len(check(bulletin(1, gone, day=day), bulletin(2, left, day=day))) == 0


@pytest.mark.parametrize(
    ("number", "qualifier", "contradicts"),
    [(96, "exact", True), (81, "exact", False), (85, "approx", False), (96, "at_most", False)],
)
def test_more_than_there_ever_were(number, qualifier, contradicts):
    found = check(bulletin(1, row("remaining", number, qualifier=qualifier)))
    assert (len(found) == 1) == contradicts


def test_another_bulletin_is_called_as_a_witness_for_the_total():
    claim = bulletin(1, row("remaining", 96))
    late = bulletin(2, row("withdrawn", 81, date="1996-11"), day="1997-03-01")
    early = bulletin(3, row("withdrawn", 81, date="1995-11"), day="1995-12-01")
    found = check(claim, early, late).set_index("kind").loc["between_bulletins"]
    assert found["bulletin_b"] == "b02"
    assert found["statement"].endswith("96 ≠ 81.")


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (row("withdrawn", 63, **SEVEN), True),
        (row("withdrawn", 63, **SEVEN, date="1993/1995"), True),
        (row("withdrawn", 63, **SEVEN, date="1991"), False),
        (row("withdrawn", 71, **SEVEN), False),
        (row("withdrawn", 70, **SEVEN, qualifier="approx"), False),
        (row("to_withdraw", 63, **SEVEN), False),
        (row("withdrawn", 54, formations=6, **REGIMENTS), False),
    ],
)
def test_the_same_regiments_in_two_bulletins(other, contradicts):
    one = bulletin(1, row("withdrawn", 71, **SEVEN, date="1995/1996"))
    found = check(one, bulletin(2, other))
    assert found["kind"].eq("between_bulletins").any() == contradicts


# -- form ------------------------------------------------------------------------------------------


def test_nothing_to_compare_gives_an_empty_frame_with_all_columns():
    rows = row("remaining", None), row("limit", 6000, country=None), row(None, 5)
    for found in (check(), check(bulletin(1)), check(bulletin(1, *rows))):
        assert found.empty
        assert {"kind", "severity", "statement", "reference_source"} <= set(found.columns)


def test_order_of_the_bulletins_does_not_matter_and_tables_stay_as_they_are(tables):
    before = tables.launchers.copy(deep=True)
    once = ml.claims.check(tables)
    again = ml.Tables.from_records(reversed(tables.records()), version="0", lexicon_hash="0")
    assert once.equals(ml.claims.check(again))
    assert tables.launchers.equals(before)


def test_a_figure_that_several_later_ones_exceed_is_told_once_beside_the_first_of_them():
    some = {"system": "SS-25"}
    found = check(
        bulletin(1, row("remaining", 30, **some), row("withdrawn", 2, **some), day="1996-01-10"),
        bulletin(2, row("remaining", 45, **some), day="1996-06-10"),
        bulletin(3, row("remaining", 45, **some), day="1996-03-10"),
    )
    grown = found[found["statement"].str.contains("later has")]
    assert list(grown["bulletin_a"]) == ["b01"]
    assert list(grown["bulletin_b"]) == ["b03"]
