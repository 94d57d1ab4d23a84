"""Scores against gold: known cases, agreement with the reference scorer, what is shown."""

import importlib.util
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rich.console import Console

import monitorlib as ml
from monitorlib.evaluation import Evaluation, evaluate, part_of_split, print_evaluation, score

GOLD = ml.data_path("gold")
TEXT = "Russia and Belarus signed a treaty. Two regiments left. They met in Minsk on Friday."
TREATY = {"kind": "treaty", "parties": ["RUS", "BLR"], "status": "signed", "start": 0, "stop": 35}
REGIMENTS = {"echelon": "regiment", "number": 2, "action": "withdrawn", "start": 36, "stop": 55}
TALKS = {
    "kind": "talks",
    "parties": ["RUS", "BLR"],
    "place": "Minsk",
    "date": "1995-12-08",
    "status": "held",
    "start": 56,
    "stop": 84,
}


def scored(tmp_path: Path, gold: dict[str, Any], got: dict[str, Any], **options: Any) -> Evaluation:
    folder = tmp_path / "gold"
    folder.mkdir(exist_ok=True)
    (folder / "b1.json").write_text(json.dumps(gold), encoding="utf-8")
    record = {"bulletin": {"bulletin_id": "b1"}, **got}
    return score(folder, [record], texts={"b1": TEXT}, **options)


# --- known cases --------------------------------------------------------------------------------


def test_equal_tables_score_one(tmp_path: Path) -> None:
    rows = {"agreements": [TREATY], "units": [REGIMENTS], "meetings": [TALKS]}
    found = scored(tmp_path, rows, rows)
    for table in rows:
        assert found.tables[table].fact == found.tables[table].slot == (1.0, 1.0, 1.0)
    assert found.macro["fact"] == pytest.approx(3 / 5)  # two tables have no rows at all
    assert found.pooled_fact.f1 == found.dates == found.certainty == 1.0
    assert {j.verdict for j in found.judgements} == {"right"}


def test_a_row_with_the_wrong_status_is_found_but_no_fact(tmp_path: Path) -> None:
    got = {"agreements": [TREATY | {"status": "planned"}]}
    found = scored(tmp_path, {"agreements": [TREATY]}, got).tables["agreements"]
    assert (found.row.f1, found.fact.f1) == (1.0, 0.0)
    assert found.slot.precision == pytest.approx(2 / 3)
    assert found.columns == {"kind": 1.0, "parties": 1.0, "status": 0.0}


def test_a_row_whose_evidence_lies_elsewhere_is_not_paired(tmp_path: Path) -> None:
    elsewhere = TREATY | {"start": 60, "stop": 80}
    found = scored(tmp_path, {"agreements": [TREATY]}, {"agreements": [elsewhere]})
    assert [j.verdict for j in found.judgements] == ["missed", "spurious"]
    supported = elsewhere | {"spans": [[0, 10], [60, 80]]}
    found = scored(tmp_path, {"agreements": [TREATY]}, {"agreements": [supported]})
    assert [j.verdict for j in found.judgements] == ["right"]


def test_an_optional_row_costs_nothing_when_it_is_missed(tmp_path: Path) -> None:
    gold = {"meetings": [TALKS, TALKS | {"optional": True, "parties": ["POL", "USA"]}]}
    found = scored(tmp_path, gold, {"meetings": [TALKS]})
    assert found.tables["meetings"].fact.f1 == 1.0
    assert [j.verdict for j in found.judgements] == ["right", "optional"]


def test_each_row_is_paired_once_with_its_best_partner(tmp_path: Path) -> None:
    other = TREATY | {"kind": "protocol", "status": "planned"}
    found = scored(tmp_path, {"agreements": [TREATY, other]}, {"agreements": [other, TREATY]})
    assert found.tables["agreements"].fact.f1 == 1.0


@pytest.mark.parametrize(
    ("gold", "got", "share"),
    [
        ("1995-12-08", "1995-12-11", 1.0),  # within the tolerance of three days
        ("1995-12-08/1995-12-09", "1995-12", 0.5),
        ("1995-12", "1995", 0.5),
        ("1995-12", "1995/1998", 0.0),  # too long to say anything
        ("1995-12-08", "1996-12-08", 0.0),
        ("1995-12-11~", "1995-12-11", 1.0),
        ("1995-22", "1995-06/1995-08", 1.0),
    ],
)
def test_dates_are_scored_by_what_they_cover(
    tmp_path: Path, gold: str, got: str, share: float
) -> None:
    rows = [{"meetings": [TALKS | {"date": date}]} for date in (gold, got)]
    found = scored(tmp_path, *rows)
    assert found.tables["meetings"].columns["date"] == share
    assert found.dates == float(share == 1.0)


@pytest.mark.parametrize(
    ("gold", "got", "share"),
    [
        ("START II", "START-2", 1.0),
        ("Conventional Forces in Europe treaty", "CFE", 1.0),
        ("Sochi agreement", "the Sochi agreement", 1.0),
        ("Sochi agreement", "Moscow agreement", 0.5),
        ("START I", "START II", 0.5),
        ("1994 accord", "1995 accord", 0.0),
    ],
)
def test_titles_are_scored_by_their_words_and_aliases(
    tmp_path: Path, gold: str, got: str, share: float
) -> None:
    rows = [{"agreements": [TREATY | {"title": title}]} for title in (gold, got)]
    assert scored(tmp_path, *rows).tables["agreements"].columns["title"] == share


def test_source_and_certainty_are_scored_on_pairs(tmp_path: Path) -> None:
    gold = {
        "agreements": [TREATY | {"source": "Igor Sergeev", "certainty": "claimed"}],
        "units": [REGIMENTS],
        "meetings": [TALKS | {"source": "Interfax"}],
    }
    got = {
        "agreements": [TREATY | {"source": "Sergeev", "certainty": "claimed"}],
        "units": [REGIMENTS | {"certainty": "claimed"}],
        "meetings": [TALKS],
    }
    found = scored(tmp_path, gold, got)
    assert found.source == (1.0, 0.5, pytest.approx(2 / 3))
    assert found.certainty == pytest.approx(2 / 3)


def test_a_bulletin_without_prediction_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "b1.json").write_text(json.dumps({"units": [REGIMENTS]}), encoding="utf-8")
    found = score(tmp_path, [])
    assert found.missing == ("b1",)
    assert found.tables["units"].gold == 1
    assert found.pooled_fact.f1 == 0.0


# --- bad input ----------------------------------------------------------------------------------


def test_errors_name_the_folder_or_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        score(tmp_path / "nowhere", [])
    with pytest.raises(ValueError, match=tmp_path.name):
        score(tmp_path, [])
    (tmp_path / "b1.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b1\.json is not valid JSON"):
        score(tmp_path, [])
    (tmp_path / "b1.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b1\.json holds no tables"):
        score(tmp_path, [])
    with pytest.raises(ValueError, match="has no part 'all'"):
        part_of_split(GOLD, "all")


# --- agreement with the reference scorer --------------------------------------------------------


@pytest.fixture(scope="module")
def reference_scorer(repository: Path) -> ModuleType:
    path = repository.parent / "shared" / "score.py"
    if not path.exists():
        pytest.skip("score.py does not lie beside the checkout")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tune_gold() -> dict[str, dict[str, Any]]:
    files = [GOLD / f"{bulletin_id}.json" for bulletin_id in sorted(part_of_split(GOLD, "tune"))]
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def spoilt(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Gold with mistakes of every kind that a parser makes."""
    return {
        table: list(_spoilt_rows(rows, chance))
        for table, rows in record.items()
        if isinstance(rows, list)
    }


def _spoilt_rows(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for row in rows:
        if chance.random() < 0.2:
            continue
        new = {key: value for key, value in row.items() if chance.random() > 0.1}
        new |= {"start": row["start"], "stop": row["stop"]}
        for column in ("status", "action", "kind", "certainty", "owner"):
            if column in new and chance.random() < 0.2:
                new[column] = chance.choice([other.get(column, "") for other in rows])
        if "date" in new and chance.random() < 0.5:
            new["date"] = chance.choice(
                ["1995", "1996-03/1996-05", "199", new["date"] + "~", "1995-21"]
            )
        if "title" in new and chance.random() < 0.5:
            new["title"] = chance.choice(["CFE", "START-2", "the treaty", new["title"].upper()])
        if "number" in new and chance.random() < 0.2:
            new["number"] = chance.choice([2, "2", "many", None])
        if chance.random() < 0.2:
            new |= {"start": 0, "stop": 1, "spans": [[row["start"], row["stop"]]]}
        yield new
        if chance.random() < 0.2:
            yield new | {"source": "Interfax"}


@pytest.mark.parametrize("seed", range(5))
def test_figures_agree_with_the_reference_scorer(
    reference_scorer: ModuleType, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    gold = tune_gold()
    for bulletin_id, record in gold.items():
        if chance.random() > 0.05:
            text = json.dumps(spoilt(record, chance))
            (tmp_path / f"{bulletin_id}.json").write_text(text, encoding="utf-8")
    assert_same(reference_scorer.score(GOLD, tmp_path, set(gold)), score(GOLD, tmp_path, only=gold))


def test_figures_of_the_parser_agree_with_the_reference_scorer(
    reference_scorer: ModuleType, tmp_path: Path
) -> None:
    only = part_of_split(GOLD, "tune")
    corpus = ml.read(ml.data_path("bulletins"))
    from monitorlib.lexicon import load
    from monitorlib.parsing import records

    chosen = [bulletin for bulletin in corpus if bulletin.bulletin_id in only]
    for record in records(chosen, load()):
        file = tmp_path / f"{record['bulletin']['bulletin_id']}.json"
        file.write_text(json.dumps(record), encoding="utf-8")
    assert_same(reference_scorer.score(GOLD, tmp_path, only), evaluate(GOLD, only=only))


def assert_same(expected: dict[str, Any], found: Evaluation) -> None:
    assert len(found.bulletin_ids) == expected["bulletins"]
    assert [f"{name}.json" for name in found.missing] == expected["missing"]
    for table, figures in expected["tables"].items():
        own = found.tables[table]
        counts = {key: getattr(own, key) for key in ("gold", "predicted", "paired", "right")}
        assert counts == figures["n"], table
        assert (own.fact, own.row, own.slot) == (figures["fact"], figures["row"], figures["slot"])
        assert own.columns == figures["columns"]
    assert found.macro == pytest.approx(expected["macro"], abs=1e-12)
    assert found.pooled_fact == expected["pooled_fact"]
    assert found.source == expected["source"]
    assert found.certainty == pytest.approx(expected["certainty"], abs=1e-12)


# --- what is shown ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluate(GOLD, only=sorted(part_of_split(GOLD, "tune"))[:12])


def test_evaluate_quotes_the_evidence(some: Evaluation) -> None:
    assert len(some.bulletin_ids) == 12
    for judgement in some.judgements:
        row = judgement.gold or judgement.predicted
        assert row is not None
        text = some.texts[judgement.bulletin_id]
        assert judgement.sentence == text[row["start"] : row["stop"]]


def test_intervals_hold_the_figure_and_are_the_same_every_time(some: Evaluation) -> None:
    for name, table in some.tables.items():
        low, high = some.intervals[name]
        assert 0 <= low <= table.fact.f1 <= high <= 1
    assert some.intervals["fact"][0] < some.macro["fact"] < some.intervals["fact"][1]
    again = evaluate(GOLD, only=some.bulletin_ids)
    assert again.intervals == some.intervals


def test_frames_hold_the_figures_and_the_errors(some: Evaluation) -> None:
    frame = some.to_frame()
    assert list(frame.index) == [*some.tables, "macro", "pooled"]
    assert frame.loc["agreements", "fact_f1"] == some.tables["agreements"].fact.f1
    assert frame.loc["macro", "slot_f1"] == some.macro["slot"]
    rows = some.rows_frame()
    assert set(rows["verdict"]) <= {"wrong", "missed", "spurious"}
    assert (rows["sentence"] != "").all()
    missed = rows[rows["verdict"] == "missed"]
    assert (missed["predicted"] == "").all()
    assert (missed["gold"] != "").all()


def printed(evaluation: Evaluation, *, rows: bool) -> str:
    out = io.StringIO()
    print_evaluation(evaluation, rows=rows, console=Console(file=out, width=80))
    return out.getvalue()


def test_printing_fits_a_terminal_and_lists_the_errors(tmp_path: Path) -> None:
    gold = {"agreements": [TREATY | {"title": "[bold]Pact[/bold]"}], "units": [REGIMENTS]}
    found = scored(tmp_path, gold, {"meetings": [TALKS]})
    short, long = printed(found, rows=False), printed(found, rows=True)
    assert "agreements" in short
    assert "…" not in short
    assert "Two regiments left." not in short
    assert "[bold]Pact[/bold]" in long  # shown, not obeyed
    assert "missed b1 units" in long
    assert "spurious b1 meetings" in long
    assert "Two regiments left." in long


def test_the_page_shows_both_sides_and_runs_nothing(tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    gold = {"agreements": [TREATY | {"title": hostile}]}
    page = scored(tmp_path, gold, {"agreements": [TREATY | {"status": "planned"}]}).to_html()
    assert "<img" not in page
    assert "<script" not in page
    assert "&lt;img src=x" in page
    assert '<mark class="gold predicted">Russia and Belarus signed a treaty.</mark>' in page
    assert "signed" in page
    assert "planned" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_page_says_that_bulletins_are_rewritten(some: Evaluation) -> None:
    page = some.to_html()
    assert "do not cite as the Monitor" in page
    for bulletin_id in some.bulletin_ids:
        assert f"<h3>{bulletin_id}</h3>" in page


def test_the_page_reads_in_a_browser(some: Evaluation, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "scores.html"
    file.write_text(some.to_html(), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.locator("main h1").inner_text() == "Scores against gold"
    assert page.locator("section.case").count() == 12
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1280
