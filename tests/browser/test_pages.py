"""The pages in a real browser: what a reader sees, reaches by keyboard, and is spared."""

import pytest

import monitorlib as ml
from monitorlib import report
from monitorlib.parsing import header

pytestmark = pytest.mark.browser

ATTACK = '</script></style><img src=x onerror="window.attacked=1"><svg onload="window.attacked=1">'
WIDTHS = (390, 1280, 1920)
LOADING = 1.0  # seconds


@pytest.fixture(scope="module")
def folder(tmp_path_factory, repository, corpus, seed):
    """A report on sixty of the shipped bulletins, the original among them, with all notebooks."""
    some = tmp_path_factory.mktemp("bulletins")
    others = [bulletin for bulletin in corpus if bulletin is not seed]
    for bulletin in (seed, *others[::4][:59]):
        (some / f"{bulletin.bulletin_id}.txt").write_text(bulletin.text, encoding="utf-8")
    notebooks = sorted((repository / "notebooks").glob("*.ipynb"))
    return report.render(notebooks, tmp_path_factory.mktemp("report"), bulletins=some).parent


def pages(folder):
    return sorted(folder.glob("*.html"))


def visit(page, path):
    """Open a page; anything it complains of fails the test."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation_at_any_width(folder, page, scheme, accessibility_violations):
    page.emulate_media(color_scheme=scheme)
    for path in pages(folder):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            visit(page, path)
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"{path.name} is wider than {width} px"
        assert accessibility_violations(page) == [], path.name


def test_report_on_sixty_bulletins_fits_three_megabytes(folder):
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 3_000_000


def test_every_page_is_there_within_a_second(folder, page):
    for path in pages(folder):
        visit(page, path)
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        assert 0 < loaded / 1000 <= LOADING, f"{path.name} took {loaded:.0f} ms"


def test_reference_sorts_and_filters_like_the_tables(folder, page):
    visit(page, folder / "reference.html")
    section = page.locator("section").filter(has=page.locator("#bases"))
    section.get_by_role("button", name="place", exact=True).press("Enter")
    places = section.locator("tbody td:nth-child(3)").all_inner_texts()
    filled = [place for place in places if place]
    assert filled == places[: len(filled)]
    assert len(set(filled)) > 20
    section.get_by_role("searchbox").fill("latvia")
    shown = section.locator("tbody tr:visible")
    assert section.locator("output").inner_text().startswith(f"{shown.count()} of ")
    assert all("latvia" in row.lower() for row in shown.all_text_contents())


def test_table_sorts_by_number_and_back_with_the_keyboard(folder, page):
    visit(page, folder / "index.html")
    section = page.locator("section").filter(has=page.locator("#launchers"))
    head = section.locator("th", has=page.get_by_role("button", name="number", exact=True))
    column = head.evaluate("head => head.cellIndex")

    def numbers():
        cells = section.locator(
            f"tbody tr:first-child > :nth-child({column + 1})"
        ).all_inner_texts()
        return [int(cell.split()[-1]) for cell in cells if cell.strip()]

    unsorted = numbers()
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers() == sorted(unsorted) != unsorted
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers() == sorted(unsorted, reverse=True)


def test_evidence_stays_with_its_row_when_sorted(folder, page):
    visit(page, folder / "index.html")
    table = page.locator("table.facts").first
    before = set(table.locator("tbody").all_text_contents())
    table.get_by_role("button", name="status").click()
    assert set(table.locator("tbody").all_text_contents()) == before


def test_filter_hides_rows_and_counts_the_others(folder, page):
    visit(page, folder / "index.html")
    section = page.locator("section").first
    total = section.locator("tbody").count()
    section.get_by_role("searchbox").fill("minsk")
    shown = section.locator("tbody:visible").count()
    assert 0 < shown < total
    assert section.locator("output").inner_text() == f"{shown} of {total} rows"


def test_row_leads_to_its_bulletin(folder, page):
    visit(page, folder / "index.html")
    link = page.locator("table.facts tbody a").first
    anchor = link.get_attribute("href").split("#")[1]
    link.click()
    assert page.url.endswith(f"bulletins.html#{anchor}")
    assert page.locator(f"[id='{anchor}']").bounding_box()["y"] < 100


def test_first_tab_skips_to_the_content(folder, page):
    visit(page, folder / "index.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_code_is_folded_and_unfolds_by_keyboard(folder, page):
    visit(page, folder / "01-from-bulletin-to-tables.html")
    code = page.locator("details.code").first
    assert not code.locator("pre").is_visible()
    code.locator("summary").press("Enter")
    assert code.locator("pre").is_visible()


def test_printed_page_has_the_tables_whole_and_no_controls(folder, page):
    page.set_viewport_size({"width": 1024, "height": 720})  # A4 on its side, without the margins
    visit(page, folder / "reference.html")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    page.emulate_media(media="screen")
    visit(page, folder / "index.html")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    assert not page.get_by_role("searchbox").first.is_visible()
    box = page.locator(".scroll.tall").first
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") <= 1


def lifted(page, selector):
    """Whether an element stands out, by the colour of its background."""
    page.mouse.move(0, 0)
    plain = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")

    def now():
        return page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")

    return lambda: now() != plain


def test_pointing_at_a_passage_or_focusing_its_label_lifts_its_row(seed, tables, page, tmp_path):
    visit(page, ml.highlight(seed, tables).save(tmp_path / "seed.html"))
    row, passage, other = ".ml-row.r0", "mark.r0", ".ml-row.r1"
    row_lifted, passage_lifted = lifted(page, row), lifted(page, passage)
    other_lifted = lifted(page, other)
    page.locator(passage).first.hover()
    assert row_lifted()
    page.mouse.move(0, 0)
    assert not row_lifted()
    page.locator("button.r0").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert row_lifted()
    assert passage_lifted()
    assert not other_lifted()
    page.locator("button.r0").blur()
    page.locator(row).hover()
    assert passage_lifted()


def test_on_a_phone_the_row_is_said_under_the_line(seed, tables, page, tmp_path):
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, ml.highlight(seed, tables).save(tmp_path / "seed.html"))
    label = page.locator("button.r0")
    label.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    said = label.evaluate("e => getComputedStyle(e, '::after').content")
    assert label.get_attribute("aria-label")[:20] in said


def test_two_views_on_a_page_do_not_disturb_each_other(seed, tables, page):
    view = ml.highlight(seed, tables)._repr_html_()
    page.set_content(f"<html><body><div id=one>{view}</div><div id=two>{view}</div></body></html>")
    first, second = lifted(page, "#one .ml-row.r0"), lifted(page, "#two .ml-row.r0")
    page.locator("#two mark.r0").first.hover()
    assert second()
    assert not first()


def hostile():
    text = f"Russia and Belarus signed an agreement {ATTACK} in Minsk on January 12."
    return ml.Bulletin(
        f"{ATTACK}\n\nPublication: Monitor Volume: 2 Issue: 10\n\n{text} {ATTACK}",
        bulletin_id=f"x{ATTACK}".replace("</", "<"),
    )


def hostile_tables(bulletin):
    start = bulletin.text.index("Russia")
    stop = bulletin.text.index(" on January")
    row = {
        "row_id": "r",
        "bulletin_id": bulletin.bulletin_id,
        "start": start,
        "stop": stop,
        "spans": [[start, stop]],
        "evidence": bulletin.text[start:stop],
        "certainty": "claimed",
        "source": ATTACK,
        "kind": "agreement",
        "title": ATTACK,
        "place": ATTACK,
        "status": "signed",
    }
    record = {"bulletin": header(bulletin), "agreements": [row]}
    return ml.Tables.from_records([record], version="0", lexicon_hash="0" * 12)


def test_hostile_bulletin_does_nothing_in_highlight_and_explorer(page, tmp_path):
    bulletin = hostile()
    tables = hostile_tables(bulletin)
    view = ml.explore(tables, ml.read([bulletin]))
    static = view._repr_mimebundle_()["text/html"]
    path = ml.highlight(bulletin, tables).save(tmp_path / "x.html")
    visit(page, path)
    assert page.evaluate("window.attacked") is None
    assert ATTACK in page.locator("main").inner_text()
    # as the widget does it: into a page that is already there
    visit(page, path)
    page.evaluate("html => document.body.innerHTML = html", view.detail.html + static)
    page.wait_for_timeout(100)
    assert page.evaluate("window.attacked") is None
    assert page.locator("img, svg").count() == 0


def test_hostile_bulletin_does_nothing_in_the_report(page, tmp_path, repository):
    (tmp_path / "x.txt").write_text(hostile().text, encoding="utf-8")
    notebook = repository / "notebooks" / "01-from-bulletin-to-tables.ipynb"
    index = report.render([notebook], tmp_path / "out", bulletins=tmp_path / "x.txt")
    for path in pages(index.parent):
        visit(page, path)
        page.wait_for_timeout(50)
        assert page.evaluate("window.attacked") is None
        if path.stem not in {"index", "reference"}:
            assert "onerror=" in page.locator("main").inner_text()
