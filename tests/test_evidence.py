"""The bulletin with its evidence marked."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

import monitorlib as ml
from monitorlib.parsing import header
from monitorlib.schemas import FACTS

ATTACK = '</script><img src=x onerror="window.attacked=1">'


def site(bulletin, start, stop, **slots):
    """A row of sites as the parser would give it."""
    return {
        "row_id": f"row-{start}-{stop}-{slots.get('kind', 'base')}",
        "bulletin_id": bulletin.bulletin_id,
        "start": start,
        "stop": stop,
        "spans": [[start, stop]],
        "evidence": bulletin.text[start:stop],
        "certainty": "stated",
        "kind": "base",
        "place": "Lida",
        **slots,
    }


def tables_of(bulletin, sites):
    record = {"bulletin": header(bulletin), "sites": sites}
    return ml.Tables.from_records([record], version="0", lexicon_hash="0" * 12)


def parts(view):
    """The marked text without its labels, and the texts of its marks."""
    soup = BeautifulSoup(view.body, "html.parser")
    for button in soup("button"):
        button.decompose()
    paragraphs = [paragraph.get_text() for paragraph in soup.select(".ml-paragraph > p")]
    return paragraphs, [mark.get_text() for mark in soup("mark")]


def test_every_row_of_a_bulletin_has_its_label_and_its_place_in_the_margin(seed, tables):
    soup = BeautifulSoup(ml.highlight(seed, tables).body, "html.parser")
    rows = sum((getattr(tables, name)["bulletin_id"] == seed.bulletin_id).sum() for name in FACTS)
    assert rows > 0
    assert len(soup("button")) == len(soup.select(".ml-row")) == rows
    labels = {button.get_text() for button in soup("button")}
    assert labels == {row.select_one(".ml-label").get_text() for row in soup.select(".ml-row")}
    standing = " ".join(row.get_text() for row in soup.select(".ml-row b"))
    assert "claimed: Igor Sergeev" in standing


def test_text_is_shown_whole_and_in_order(seed, tables):
    paragraphs, _ = parts(ml.highlight(seed, tables))
    assert " ".join(" ".join(paragraphs).split()) == " ".join(seed.text.split())


WORDS = st.text(st.sampled_from("ab é’<&\n"), min_size=1, max_size=60)


@settings(max_examples=40)
@given(text=WORDS, ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_marks_are_exactly_the_characters_that_rows_rest_on(text, ends):
    header = "Publication: Monitor Volume: 1 Issue: 151\n\n"
    bulletin = ml.Bulletin(f"{header}The base. {text}\n\nEnd.", bulletin_id="b")
    size = len(bulletin.text)
    spans = {(len(header) + a % 40, min(size, len(header) + b % 60)) for a, b in ends}
    spans = {(a, b) for a, b in spans if a < b and bulletin.text[a:b].strip()}
    view = ml.highlight(bulletin, tables_of(bulletin, [site(bulletin, a, b) for a, b in spans]))
    paragraphs, marks = parts(view)
    covered = {i for a, b in spans for i in range(a, b)}
    expected = "".join(bulletin.text[i] for i in sorted(covered))
    assert "".join("".join(marks).split()) == "".join(expected.split())
    assert "".join("".join(paragraphs).split()) == "".join(bulletin.text.split())


def test_overlapping_evidence_names_every_row_it_supports():
    bulletin = ml.Bulletin("The base at Lida was closed and sold.", bulletin_id="b")
    sites = [site(bulletin, 0, 27), site(bulletin, 12, 37, kind="airfield")]
    soup = BeautifulSoup(ml.highlight(bulletin, tables_of(bulletin, sites)).body, "html.parser")
    shared = [mark.get_text() for mark in soup("mark") if {"r0", "r1"} <= set(mark["class"])]
    assert shared == ["Lida was closed"]
    assert soup("mark")[1]["data-row"].splitlines() == [
        "S1 site: base · Lida (stated)",
        "S2 site: airfield · Lida (stated)",
    ]


def test_a_second_place_that_supports_a_row_is_marked_too():
    bulletin = ml.Bulletin("The base at Lida. It is an air base.", bulletin_id="b")
    row = site(bulletin, 0, 17) | {"spans": [[0, 17], [18, 36]]}
    _, marks = parts(ml.highlight(bulletin, tables_of(bulletin, [row])))
    assert marks == ["The base at Lida.", "It is an air base."]


def test_hostile_text_is_shown_not_run():
    text = f"The base at Lida {ATTACK} was closed. {ATTACK}"
    bulletin = ml.Bulletin(text, bulletin_id=f"x{ATTACK}".replace("/", ""))
    row = site(bulletin, 0, len(text) - len(ATTACK), place=ATTACK, source=ATTACK)
    view = ml.highlight(bulletin, tables_of(bulletin, [row]))
    soup = BeautifulSoup(str(view), "html.parser")
    assert not soup("script")
    assert not soup("img")
    assert soup.select_one(".ml-text").get_text().count(ATTACK) == 2


def test_several_views_share_a_page_without_ids_or_scripts(corpus, tables):
    both = "".join(ml.highlight(bulletin, tables)._repr_html_() for bulletin in corpus[:2])
    assert not re.search(r"\sid=|<script|\son\w+=", both)


def test_saved_page_declares_utf8_and_stands_alone(seed, tables, tmp_path):
    path = ml.highlight(seed, tables).save(tmp_path / "seed.html")
    page = path.read_bytes().decode("utf-8")
    assert '<meta charset="utf-8">' in page
    assert "Russia’s last two strategic missile regiments" in page
    assert "://" not in page


def test_rewritten_bulletins_carry_the_notice_and_the_original_does_not(corpus, seed, tables):
    notice = "do not cite as the Monitor"
    rewritten = next(bulletin for bulletin in corpus if bulletin.provenance == "rewritten")
    assert notice in ml.highlight(rewritten, tables).body
    assert notice not in ml.highlight(seed, tables).body


def test_tables_of_another_version_of_the_text_are_refused(seed, tables):
    other = ml.Bulletin(f"Amended. {seed.text}", bulletin_id=seed.bulletin_id)
    with pytest.raises(ValueError, match=rf"{seed.bulletin_id}: the evidence of row .* characters"):
        ml.highlight(other, tables)


def test_a_bulletin_without_rows_is_shown_plainly(tables):
    bulletin = ml.Bulletin("Nothing happened.", bulletin_id="quiet")
    assert parts(ml.highlight(bulletin, tables)) == (["Nothing happened."], [])


def test_tables_are_left_as_they_were(seed, tables):
    before = {name: getattr(tables, name).copy() for name in FACTS}
    ml.highlight(seed, tables)
    assert all(getattr(tables, name).equals(before[name]) for name in FACTS)
