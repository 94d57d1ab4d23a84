"""Forty planted contradictions, each beside an innocent twin that differs in one thing only."""

import pytest

import monitorlib as ml

SEVEN = {"formations": 7, "echelon": "regiment"}
SS25 = {"system": "SS-25"}
UKRAINE = {"country": "UKR", "owner": "UKR"}
BEARS = {"category": "bomber", "system": "Tu-95", "country": "KAZ"}


def row(action, number, **slots):
    return {"action": action, "number": number, **slots}


def bulletin(number, *rows, day="1996-05-20", table="launchers"):
    name = f"b{number:02}"
    told = "It was done in May, June or July of 1996, or in 1997."
    slots = {"bulletin_id": name, "start": 0, "stop": 5, "evidence": told, "spans": [[0, 5]]}
    slots["certainty"] = "stated"
    if table == "launchers":
        slots |= {"category": "missile", "country": "BLR", "qualifier": "exact"}
    about = {"bulletin_id": name, "publication": "Monitor", "volume": 2, "issue": number}
    rows = [slots | {"row_id": f"{name}-{at}"} | one for at, one in enumerate(rows)]
    return {"bulletin": about | {"date": day, "provenance": "user"}, table: rows}


def agreement(number, day="1996-05-20", **slots):
    base = {"kind": "treaty", "parties": ["RUS", "USA"], "status": "signed", "number": 1}
    return bulletin(number, base | slots, day=day, table="agreements")


def meeting(number, day="1996-05-20", **slots):
    base = {"kind": "talks", "parties": ["RUS", "BLR"], "status": "held"}
    return bulletin(number, base | slots, day=day, table="meetings")


def unit(number, day="1996-05-20", **slots):
    base = {"echelon": "regiment", "number": 1, "action": "withdrawn", "owner": "RUS"}
    return bulletin(number, base | slots, day=day, table="units")


def parts(whole, *numbers, **slots):
    """A total and its parts, in one sentence."""
    systems = ("SS-18", "SS-19", "SS-24", "SS-25")
    shared = {"country": None, "owner": "RUS", "action": "remaining"} | slots
    named = [
        shared | {"number": number, "system": system}
        for number, system in zip(numbers, systems, strict=False)
    ]
    return [bulletin(1, {"number": whole} | shared, *named)]


def stocks(before, after, *between, **slots):
    """One force at two times, and what is told of it between."""
    shared = UKRAINE | {"system": "SS-19"} | slots
    return [
        bulletin(1, shared | row("remaining", before), day="1995-06-01"),
        *(bulletin(2, shared | one, day="1996-01-15") for one in between),
        bulletin(3, shared | row("remaining", after), day="1996-06-03"),
    ]


def one_day(first, second, **slots):
    shared = UKRAINE | {"system": "SS-24", "date": "1995-06-01"}
    return [
        bulletin(1, shared | row("remaining", first)),
        bulletin(2, shared | row("remaining", second) | slots),
    ]


def plan(by, later, **slots):
    return [
        bulletin(1, row("to_withdraw", 18, date=by, **SS25)),
        bulletin(2, row("remaining", 18, **SS25) | slots, day=later),
    ]


def regiments(number, **slots):
    return [bulletin(1, row("withdrawn", number, **{**SEVEN, **slots}))]


def two(first, second):
    return [bulletin(1, first, day="1996-12-02"), bulletin(2, second, day="1996-12-02")]


def one(*rows, day="1996-12-02"):
    return [bulletin(1, *rows, day=day)]


PAIRS = [
    # rule, contradiction, twin
    ("× 9", regiments(71), regiments(63)),
    ("× 9", regiments(80, qualifier="approx"), regiments(60, qualifier="approx")),
    ("× 9", regiments(70, qualifier="at_least"), regiments(62, qualifier="at_least")),
    ("× 9", regiments(60, qualifier="at_most"), regiments(70, qualifier="at_most")),
    ("× 9", regiments(71, country="RUS", **SS25), regiments(71, country="RUS", system="SS-18")),
    ("× 9", regiments(18, formations=3), regiments(27, formations=3)),
    (
        "81",
        one(row("withdrawn", 71), row("remaining", 18)),
        one(row("withdrawn", 63), row("remaining", 18)),
    ),
    (
        "81",
        one(row("withdrawn", 71), row("to_withdraw", 18)),
        one(row("withdrawn", 71), row("to_withdraw", 10)),
    ),
    (
        "81",
        one(row("dismantled", 50), row("remaining", 40)),
        one(row("dismantled", 50), row("remaining", 31)),
    ),
    (
        "81",
        one(row("withdrawn", 71, date="1996-04"), row("remaining", 18, date="1996-04")),
        one(row("withdrawn", 71, date="1996-11"), row("remaining", 18, date="1996-04")),
    ),
    ("> 81", one(row("remaining", 96)), one(row("remaining", 81))),
    ("> 81", one(row("to_withdraw", 96)), one(row("to_withdraw", 96, qualifier="at_most"))),
    ("> 81", one(row("withdrawn", 90)), one(row("withdrawn", 85, qualifier="approx"))),
    ("> 81", one(row("remaining", 100, **SS25)), one(row("remaining", 100, country="RUS", **SS25))),
    (
        "71 ≠ 63",
        two(row("withdrawn", 71, **SEVEN), row("withdrawn", 63, **SEVEN)),
        two(row("withdrawn", 63, **SEVEN), row("withdrawn", 63, **SEVEN)),
    ),
    (
        "72 ≠ 63",
        two(row("to_withdraw", 72, **SEVEN), row("to_withdraw", 63, **SEVEN)),
        two(row("to_withdraw", 72, **SEVEN, qualifier="at_most"), row("to_withdraw", 63, **SEVEN)),
    ),
    ("> 300", parts(300, 180, 160), parts(340, 180, 160)),
    ("> 756", parts(756, 300, 260, 120, 90), parts(756, 180, 160, 92, 324)),
    (
        "> about 300",
        parts(300, 240, 200, qualifier="approx"),
        parts(300, 160, 150, qualifier="approx"),
    ),
    ("> 100", parts(100, 80, 40, category="silo"), parts(100, 80, 20, category="silo")),
    ("> 50", parts(50, 30, 30, action="dismantled"), parts(50, 30, 20, action="dismantled")),
    ("120 > 100", stocks(100, 120), stocks(120, 100)),
    (
        "120 > at most 100",
        [*stocks(100, 120, qualifier="at_most")[:1], *stocks(100, 120)[1:]],
        stocks(100, 120, qualifier="approx"),
    ),
    (
        "95 > 100 - 10",
        stocks(100, 95, row("dismantled", 10, date="1995-12")),
        stocks(100, 90, row("dismantled", 10, date="1995-12")),
    ),
    (
        "100 > 100 - 5",
        stocks(100, 100, row("withdrawn", 5, date="1995-11")),
        stocks(100, 100, row("withdrawn", 5, date="1994-11")),
    ),
    (
        "120 > 100",
        stocks(100, 120, row("to_dismantle", 10, date="1997")),
        stocks(100, 120, row("deployed", 20, date="1995-12")),
    ),
    ("40 > 30", stocks(30, 40, **BEARS), stocks(30, 40, **BEARS | {"qualifier": "at_least"})),
    ("≠", one_day(46, 40), one_day(46, 46)),
    ("≠", one_day(46, 40, date="1995-06"), one_day(46, 40, date="1996-03")),
    ("≠", one_day(46, 30), one_day(46, 30, system="SS-19")),
    ("≠", one_day(46, 30, qualifier="at_most"), one_day(46, 50, qualifier="at_most")),
    (
        "is after",
        agreement(1, date="1996-06-30"),
        agreement(1, date="1996-06-30", status="planned"),
    ),
    ("is after", meeting(1, date="1996-07"), meeting(1, date="1996-05-21")),
    ("is after", unit(1, date="1997"), unit(1, date="1997", action="to_withdraw")),
    (
        "is after",
        [bulletin(1, row("dismantled", 5, date="1996-06-10"))],
        [bulletin(1, row("dismantled", 5, date="1996-05"))],
    ),
    (
        "another day",
        agreement(1, instrument_id="start-2", title="START II", date="1992-01-03"),
        agreement(1, instrument_id="start-2", title="START II", date="1993-01-03"),
    ),
    (
        "another day",
        agreement(1, instrument_id="start-1", title="START I", date="1990-07"),
        agreement(1, instrument_id="start-1", title="START I", date="1991-07"),
    ),
    (
        "another day",
        agreement(1, instrument_id="start-1", title="START I", date="1992-06"),
        agreement(
            1, instrument_id="start-1", title="START I", date="1994-12-05", status="in_force"
        ),
    ),
    ("left after", plan("1995", "1996-05-20"), plan("1996", "1996-05-20")),
    (
        "left after",
        plan("1996-03", "1996-05-20"),
        plan("1996-03", "1996-05-20", country="UKR", owner="UKR", system="SS-19"),
    ),
    (
        "left after",
        plan("1995-12-31", "1996-04-01"),
        plan("1995-12-31", "1996-04-01", action="withdrawn"),
    ),
]


def statements(case):
    records = case if isinstance(case, list) else [case]
    tables = ml.Tables.from_records(records, version="0", lexicon_hash="0")
    return ml.claims.check(tables)["statement"].tolist()


@pytest.mark.parametrize("pair", PAIRS, ids=range(len(PAIRS)))
def test_the_contradiction_is_found_and_its_twin_left_in_peace(pair):
    sign, contradiction, twin = pair
    assert [said for said in statements(contradiction) if sign in said]
    assert statements(twin) == []


def test_there_are_forty_pairs():
    assert len(PAIRS) >= 40
