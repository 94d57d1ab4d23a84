"""The explorer: its filters and its rows, driven as the controls drive it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

import monitorlib as ml
from monitorlib.corrections import read_corrections, write_corrections
from monitorlib.schemas import FACTS

ATTACK = '</script><img src=x onerror="window.attacked=1">'


@pytest.fixture
def view(tables, corpus):
    return ml.explore(tables, corpus)


def listed(view):
    return [label for label, _ in view.rows.options]


def shown(view):
    return BeautifulSoup(view.detail.html, "html.parser")


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
    view.actor.value = "BLR"  # all rows are more than are listed at once
    rows = list(tables.launchers.itertuples())
    number = next(i for i, row in enumerate(rows) if row.bulletin_id == seed.bulletin_id)
    view.rows.value = number
    page = shown(view)
    assert seed.bulletin_id in page.article["aria-label"]
    marked = "".join(mark.get_text() for mark in page.select(f"mark{view.detail.chosen}"))
    assert rows[number].evidence in marked


def test_another_row_of_the_same_bulletin_only_moves_the_mark(view, tables, seed):
    view.table.value = "launchers"
    view.actor.value = "BLR"
    mine = [i for i, row in enumerate(tables.launchers["bulletin_id"]) if row == seed.bulletin_id]
    marks = []
    for view.rows.value in mine:
        marks.append([part.get_text() for part in shown(view).select(f"mark{view.detail.chosen}")])
    evidence = tables.launchers["evidence"].iloc[mine]
    assert all(row in "".join(mark) for row, mark in zip(evidence, marks, strict=True))


def test_without_bulletins_the_sentence_stands_alone(tables):
    view = ml.explore(tables)
    page = shown(view)
    assert page.blockquote.get_text() == tables.agreements["evidence"].iloc[0]
    assert tables.agreements["cited_as"].iloc[0] in page.get_text()
    assert page.article is None


def test_no_match_is_said(view):
    view.words.value = "no such words anywhere"
    assert listed(view) == []
    assert view.detail.html == "<p>No row passes these filters.</p>"


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
    view.pictures.draw()
    assert listed(view)
    for html in (
        view.detail.html,
        view.count.value,
        view.pictures.map.html,
        view._repr_mimebundle_()["text/html"],
    ):
        assert not BeautifulSoup(html, "html.parser").select("img, script, [onerror]")
    assert ATTACK in shown(view).get_text()


def test_odd_texts_and_names_are_shown_whole():
    """A bulletin of 100 kB, right-to-left words, quotes and markup in names."""
    name = '<b>"Ivan" &amp; O\'Brien</b>'
    said = f"Russia and Belarus signed an agreement in Minsk. {name} אמר דבר. "
    long = ml.Bulletin(
        "\n\n".join([said] + ["Nothing else happened. " * 40] * 110), bulletin_id=name
    )
    corpus = ml.read([long])
    assert len(long.text) > 100_000
    view = ml.explore(ml.parse(corpus), corpus)
    page = shown(view)
    assert page.article
    assert not [bold for bold in page("b") if "Ivan" in bold.get_text()]
    assert name in page.get_text()
    assert "אמר דבר" in page.get_text()
    assert page.select_one(".ml-paragraph p")["dir"] == "auto"


# -- years, pictures, contradictions ---------------------------------------------------------------


def test_years_hide_what_lies_outside_and_nothing_undated(view, tables):
    view.table.value = "meetings"
    every = len(listed(view))
    view.years.value = (1996, 1996)
    dated = tables.meetings["date"].fillna(tables.meetings["published"]).str[:4]
    assert len(listed(view)) == (dated == "1996").sum() < every


def test_pictures_are_drawn_when_they_come_into_sight(view):
    assert "svg" not in view.pictures.map.html
    told(view.pictures.map, seen=True)
    assert "<svg" in view.pictures.map.html
    assert "<svg" in view.pictures.chart.html


def test_the_slider_hides_what_was_not_yet_reported(view):
    pictures = view.pictures
    pictures.draw()
    pictures.until.value = pictures.until.min
    hidden = pictures.hidden.value
    assert f".ml-y{pictures.until.min + 1}" in hidden
    assert f".ml-y{pictures.until.min}," not in hidden
    assert 'class="ml-y1995"' in pictures.chart.html
    pictures.until.value = pictures.until.max
    assert pictures.hidden.value == ""


def told(board, **content):
    """What the page tells a board, told as the page does."""
    board._handle_custom_msg(content, [])


def test_a_site_that_is_picked_filters_the_rows_until_it_is_let_go(view, tables):
    view.pictures.draw()
    site = tables.sites[tables.sites["place"].eq("Skrunda")].iloc[0]
    spot = f"{site['lat']:.2f},{site['lon']:.2f}"
    page = BeautifulSoup(view.pictures.map.html, "html.parser")
    assert page.select(f'button[data-at~="{spot}"]')
    view.table.value = "launchers"  # which has no row there
    told(view.pictures.map, picked=spot, name="Skrunda")
    assert view.table.value == "sites"
    there = tables.sites["lat"].round(2).eq(round(site["lat"], 2)) & tables.sites["lon"].round(
        2
    ).eq(round(site["lon"], 2))
    assert len(listed(view)) == there.sum() > 0
    assert (view.picked.description, view.picked.layout.display) == ("Skrunda", "")
    view.picked.click()
    assert len(listed(view)) == len(tables.sites)
    assert view.picked.layout.display == "none"


def test_a_site_of_the_reference_alone_says_so(view):
    told(view.pictures.map, picked="52.05,29.27", name="<b>Mozyr</b>")
    assert listed(view) == []
    assert "&lt;b&gt;Mozyr&lt;/b&gt;: the map has it from the reference" in view.detail.html


def test_a_point_of_the_chart_filters_the_rows_that_give_its_figure(view, tables):
    view.pictures.draw()
    page = BeautifulSoup(view.pictures.chart.html, "html.parser")
    point = page.select_one('g[role="button"][aria-label="71 launcher, withdrawn"]')
    told(view.pictures.chart, picked=point["data-at"], name=point["aria-label"])
    assert view.table.value == "launchers"
    numbers = [int(each.removeprefix("launchers:")) for each in point["data-at"].split()]
    assert [number for _, number in view.rows.options] == sorted(numbers)
    assert tables.launchers["number"].iloc[numbers].eq(71).all()


def test_the_selected_row_is_marked_on_map_and_chart(view, tables):
    view.pictures.draw()
    view.table.value = "sites"
    view.rows.value = tables.sites["place"].tolist().index("Skrunda")
    page = BeautifulSoup(view.pictures.map.html, "html.parser")
    (pin,) = page.select(view.pictures.map.chosen)
    assert "Skrunda" in pin.get_text()
    view.table.value = "launchers"
    view.actor.value = "BLR"
    numbers = tables.launchers["number"].fillna(0).tolist()
    view.rows.value = numbers.index(71)
    chart = BeautifulSoup(view.pictures.chart.html, "html.parser")
    marks = chart.select(view.pictures.chart.chosen)
    assert any(mark.get("aria-label") == "71 launcher, withdrawn" for mark in marks)


def test_a_contradiction_is_shown_with_both_sentences(view):
    options = [label for label, _ in view.findings.each.options]
    view.findings.each.index = next(i for i, label in enumerate(options) if "71 + 18" in label)
    page = BeautifulSoup(view.findings.detail.value, "html.parser")
    assert len(page("blockquote")) == 2
    assert "seven regiments comprising 71 launchers" in page.get_text()


# -- review ----------------------------------------------------------------------------------------


@pytest.fixture
def judge(tables, corpus, tmp_path):
    view = ml.explore(tables, corpus, corrections=tmp_path / "corrections.csv")
    view.table.value = "launchers"
    return view


def decided(view):
    return [
        line
        for line in view.review.decisions.path.read_text(encoding="utf-8").splitlines()[1:]
        if line
    ]


def test_a_rejected_row_is_gone_from_the_next_parse(judge, corpus):
    number = judge.rows.value
    row = judge._listed[number].row
    judge.review.by.value = "A. Reader"
    judge.review.reject.click()
    assert judge.rows.options[0][0].startswith("✗ ")
    assert "A. Reader" in decided(judge)[0]
    again = ml.parse(corpus, corrections=judge.review.decisions.path)
    assert row["row_id"] not in set(again.launchers["row_id"])


def test_a_corrected_slot_is_in_the_next_parse(judge, corpus):
    row = judge._listed[judge.rows.value].row
    judge.review.column.value, judge.review.value.value = "number", "123"
    judge.review.mend.click()
    again = ml.parse(corpus, corrections=judge.review.decisions.path).launchers.set_index("row_id")
    assert again.loc[row["row_id"], "number"] == 123


def test_judged_rows_are_gold_for_an_evaluation(judge, tmp_path):
    judge.rows.index = 0
    judge.review.accept.click()
    judge.rows.index = 1
    judge.review.reject.click()
    judge.rows.index = 2
    judge.review.column.value, judge.review.value.value = "action", "remaining"
    judge.review.mend.click()
    found = ml.evaluate(judge.review.decisions.path)
    figures = found.to_frame().loc["launchers"]
    assert (figures["gold"], figures["predicted"], figures["right"]) == (2, 3, 1)
    with pytest.raises(ValueError, match=r"corrections\.csv decides about none"):
        ml.evaluate(judge.review.decisions.path, only={"another"})


def test_what_another_reader_decided_is_taken_over_and_nothing_is_lost(judge, tables, tmp_path):
    theirs = ml.explore(tables, corrections=tmp_path / "theirs.csv")
    theirs.table.value = "launchers"
    theirs.review.by.value = "B. Reader"
    theirs.review.reject.click()
    theirs.rows.index = 1
    theirs.review.accept.click()
    judge.review.accept.click()
    judge.review.other.value = str(tmp_path / "theirs.csv")
    judge.review.merge.click()
    assert "1 decision taken over, 1 contradict" in judge.review.message.value
    assert "Set aside: reject" in judge.review.message.value
    assert [line.count("B. Reader") for line in decided(judge)] == [0, 1]
    assert judge.rows.options[1][0].startswith("✓ ")
    judge.review.other.value = str(tmp_path / "nowhere.csv")
    judge.review.merge.click()
    assert "nowhere.csv: no decisions there" in judge.review.message.value


def test_mine_that_a_later_decision_overrules_is_set_aside(judge, tmp_path):
    judge.review.accept.click()
    (mine,) = read_corrections(judge.review.decisions.path)
    later = replace(mine, action="reject", decided_on="2999-01-01")
    write_corrections(tmp_path / "theirs.csv", [later])
    judge.review.other.value = str(tmp_path / "theirs.csv")
    judge.review.merge.click()
    assert read_corrections(judge.review.decisions.path) == [later]
    assert read_corrections(tmp_path / "corrections-set-aside.csv") == [mine]


def test_a_decision_whose_row_is_gone_is_told(judge, corpus, tmp_path):
    judge.review.accept.click()
    path = judge.review.decisions.path
    (made,) = read_corrections(path)
    write_corrections(path, [replace(made, row_id="gone", evidence="Gone.")])
    again = ml.explore(ml.parse(corpus, corrections=path), corpus, corrections=path)
    assert "fit no row any longer" in again.review.listing.value
    assert "confirm of gone (launchers)" in again.review.listing.value
    assert len(decided(again)) == 1


def test_a_file_that_cannot_be_written_is_said_and_the_decision_can_be_made_again(
    tables, corpus, tmp_path
):
    folder = tmp_path / "here"
    folder.write_text("a file is in the way")
    view = ml.explore(tables, corpus, corrections=folder / "corrections.csv")
    view.review.reason.value = "a long thought"
    view.review.reject.click()
    assert "Nothing was written: corrections.csv" in view.review.message.value
    assert view.review.reason.value == "a long thought"
    folder.unlink()
    folder.mkdir()
    view.review.reject.click()
    assert "a long thought" in decided(view)[0]


def test_a_value_of_the_wrong_type_is_refused_in_words_and_nothing_is_written(judge):
    judge.review.column.value, judge.review.value.value = "number", "many"
    judge.review.mend.click()
    assert "Nothing was written" in judge.review.message.value
    assert "number" in judge.review.message.value
    assert not judge.review.decisions.path.exists()


def test_a_missed_row_is_added_and_taken_back(judge, corpus):
    bulletin = corpus[judge._listed[judge.rows.value].row["bulletin_id"]]
    start, stop = bulletin.sentences[0]
    judge.review.missed.value = bulletin.text[start:stop]
    judge.review.slots.value = "category: missile\nnumber: 707\naction: remaining\nowner: RUS"
    judge.review.add.click()
    (line,) = decided(judge)
    added = ml.parse(corpus, corrections=judge.review.decisions.path).launchers
    mine = added[(added["bulletin_id"] == bulletin.bulletin_id) & (added["number"] == 707)]
    assert mine["evidence"].tolist() == [bulletin.text[start:stop]]
    judge.review.undo.click()
    assert decided(judge) == []
    assert "add" in line


def test_words_that_the_bulletin_does_not_have_are_not_added(judge):
    judge.review.missed.value = "Words from elsewhere."
    judge.review.add.click()
    assert "not found" in judge.review.message.value


def test_a_file_edited_by_hand_with_an_error_is_said_and_kept(tables, corpus, tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("row_id,bulletin_id\nx,\n", encoding="utf-8")
    view = ml.explore(tables, corpus, corrections=path)
    assert "corrections.csv cannot be read" in view.review.message.value
    view.review.accept.click()
    assert "Nothing was written" in view.review.message.value
    assert path.read_text(encoding="utf-8") == "row_id,bulletin_id\nx,\n"
