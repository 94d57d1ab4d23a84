"""The explorer: its filters and its rows, driven as the controls drive it."""

import pytest
from bs4 import BeautifulSoup

import monitorlib as ml
from monitorlib.schemas import FACTS

ATTACK = '</script><img src=x onerror="window.attacked=1">'


@pytest.fixture
def view(tables, corpus):
    return ml.explore(tables, corpus)


def listed(view):
    return [label for label, _ in view.rows.options]


def shown(view):
    return BeautifulSoup(view.detail.value, "html.parser")


def test_every_table_can_be_chosen_and_lists_its_rows(view, tables):
    for name in FACTS:
        view.table.value = name
        assert len(listed(view)) == min(500, len(getattr(tables, name)))
        assert f"of {len(getattr(tables, name))} rows" in view.count.value


def test_filters_narrow_the_rows_together(view, tables):
    view.table.value = "launchers"
    frame = tables.launchers
    view.status.value = "withdrawn"
    view.certainty.value = "claimed"
    expected = frame[(frame["action"] == "withdrawn") & (frame["certainty"] == "claimed")]
    assert len(listed(view)) == len(expected) > 0
    view.actor.value = "BLR"
    named = expected[["owner", "country", "to_country"]].eq("BLR").any(axis=1)
    assert len(listed(view)) == named.sum() > 0


def test_parties_count_as_actors(view, tables):
    view.actor.value = "BLR"
    assert len(listed(view)) == sum("BLR" in parties for parties in tables.agreements["parties"])


def test_words_are_sought_in_the_sentence_too(view, tables):
    view.table.value = "launchers"
    view.words.value = "SERGEEV"
    sought = tables.launchers["evidence"].str.contains("sergeev", case=False)
    assert len(listed(view)) >= sought.sum() > 0


def test_choosing_another_table_clears_filters_that_it_does_not_know(view):
    view.table.value = "launchers"
    view.status.value = "withdrawn"
    view.table.value = "meetings"
    assert view.status.value == "(any)"
    assert listed(view)


def test_selected_row_is_shown_in_its_bulletin(view, tables, seed):
    view.table.value = "launchers"
    rows = list(tables.launchers.itertuples())
    number = next(i for i, row in enumerate(rows) if row.bulletin_id == seed.bulletin_id)
    view.rows.value = number
    page = shown(view)
    assert page.blockquote.get_text() == rows[number].evidence
    assert seed.bulletin_id in page.article["aria-label"]
    assert page("mark")


def test_without_bulletins_the_sentence_stands_alone(tables):
    view = ml.explore(tables)
    page = shown(view)
    assert page.blockquote.get_text() == tables.agreements["evidence"].iloc[0]
    assert tables.agreements["cited_as"].iloc[0] in page.get_text()
    assert page.article is None


def test_no_match_is_said(view):
    view.words.value = "no such words anywhere"
    assert listed(view) == []
    assert view.detail.value == "<p>No row passes these filters.</p>"


def test_empty_tables_can_be_explored():
    view = ml.explore(ml.parse([ml.Bulletin("Nothing happened.", bulletin_id="quiet")]))
    assert "0 of 0 rows" in view.count.value


def test_where_no_kernel_runs_a_table_stands_in_its_place(view, tables):
    bundle = view._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    table = BeautifulSoup(bundle["text/html"], "html.parser").table
    assert len(table.select("tbody tr")) == 8
    assert tables.agreements["evidence"].iloc[0] in table.get_text()


def test_hostile_text_is_escaped_everywhere():
    text = f"Russia and Belarus signed an agreement {ATTACK} in Minsk."
    bulletin = ml.Bulletin(f"Publication: Monitor Volume: 2 Issue: 10\n\n{text}", bulletin_id="x")
    corpus = ml.read([bulletin])
    view = ml.explore(ml.parse(corpus), corpus)
    assert listed(view)
    for html in (view.detail.value, view.count.value, view._repr_mimebundle_()["text/html"]):
        assert not BeautifulSoup(html, "html.parser").select("img, script, [onerror]")
    assert ATTACK in shown(view).get_text()
