"""Notebooks and bulletins become pages that stand alone."""

import csv
import re
import shutil
import zipfile
from urllib.parse import unquote

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import monitorlib as ml
from monitorlib import corrections, report

ATTACK = '</script><img src=x onerror="window.attacked=1">'
TEXT = f"""Publication: Monitor Volume: 2 Issue: 10

Russia and Belarus signed an agreement {ATTACK} in Minsk on January 12. Lukashenko met Yeltsin.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9L9 0"/></svg>'
FIGURE = f"""
import pandas as pd
from IPython.display import SVG, display

display(SVG({SVG!r}))
"""
TABLE = f"""
rows = {{"text": [{ATTACK!r}, None], "n": [1, 2], "parties": [("BLR", "RUS"), ("CIS",)]}}
pd.DataFrame(rows).convert_dtypes().rename_axis("row")
"""
DESCRIBED = f"""
bundle = {{"image/svg+xml": {SVG!r}, "text/plain": "a line"}}
display(bundle, raw=True, metadata={{"image/svg+xml": {{"alt": "The same line again."}}}})
"""
STYLED = """
from IPython.display import HTML

HTML("<style>.own { color: red }</style><table class=own><tr><th>a</th></tr></table>")
"""


def cell(source, *, tag=""):
    return new_code_cell(source, metadata={"tags": [tag]} if tag else {})


CELLS = [
    new_markdown_cell("# A *short* story\n\nWhat it is about.\n\nMore."),
    cell("bulletins = 'none'", tag="parameters"),
    new_markdown_cell("## First, a figure"),
    cell(FIGURE),
    new_markdown_cell("*Figure:* A line that rises."),
    cell(DESCRIBED),
    new_markdown_cell("### Then a table\n\nSee [the other](other.ipynb) and [this](story.ipynb)."),
    cell(TABLE),
    new_markdown_cell("*Table:* Two rows & a gap."),
    cell(STYLED),
    new_markdown_cell("*Figure:* A table with a style of its own."),
    cell(f"print({ATTACK!r}, bulletins)"),
]


def write(path, cells):
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A report on one notebook and a folder with a hostile bulletin, as parsed HTML by name."""
    folder = tmp_path_factory.mktemp("report")
    bulletins = folder / "my bulletins"
    bulletins.mkdir()
    (bulletins / "two words.txt").write_text(TEXT, encoding="utf-8")
    notebook = write(folder / "story.ipynb", CELLS)
    before = notebook.read_bytes()
    index = report.render([notebook], folder / "new" / "out", bulletins=bulletins)
    assert notebook.read_bytes() == before
    return {
        path.stem: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in index.parent.iterdir()
    }


def test_every_notebook_becomes_a_page_beside_overview_and_bulletins(pages):
    assert set(pages) == {"index", "story", "bulletins", "reference"}
    links = [link["href"] for link in pages["index"].select("header a")]
    assert links == ["index.html", "story.html", "bulletins.html", "reference.html"]
    card = pages["index"].select_one(".cards li").get_text(" ", strip=True)
    assert card == "A short story What it is about."


def test_page_has_title_language_contents_and_folded_code(pages):
    story = pages["story"]
    assert story.html["lang"] == "en"
    assert story.title.get_text() == "A short story – monitorlib"
    contents = [(a["href"], a.get_text()) for a in story.select(".contents a")]
    assert contents == [
        ("#first-a-figure", "First, a figure"),
        ("#then-a-table", "Then a table"),
    ]
    assert all(story.find(id=anchor[1:]) for anchor, _ in contents)
    assert all(not details.has_attr("open") for details in story.select("details.code"))


def test_caption_below_a_figure_is_also_its_alternative_text(pages):
    figure = pages["story"].find("figure")
    assert figure.img["alt"] == figure.figcaption.get_text() == "Figure 1. A line that rises."
    data = figure.img["src"].removeprefix("data:image/svg+xml,")
    assert unquote(data).replace("'", '"') == SVG


def test_figure_that_describes_itself_keeps_its_description(pages):
    assert pages["story"].select("img")[1]["alt"] == "The same line again."


def test_frame_becomes_an_accessible_table(pages):
    table = pages["story"].find("table")
    assert table.caption.get_text() == "Table 1. Two rows & a gap."
    heads = [head.get_text() for head in table.select("thead th[scope=col] button")]
    assert heads == ["row", "text", "n", "parties"]
    cells = [cell.get_text() for cell in table.select("tbody td")]
    assert cells == [ATTACK, "1", "BLR, RUS", "", "2", "CIS"]
    assert [head.get_text() for head in table.select("tbody th[scope=row]")] == ["0", "1"]


def test_html_with_its_own_style_is_left_alone(pages):
    figure = pages["story"].find("table", class_="own").parent
    assert figure.style.get_text() == ".own { color: red }"
    assert figure.figcaption.get_text() == "Figure 2. A table with a style of its own."


def test_links_lead_to_pages_of_the_report_or_nowhere(pages):
    main = pages["story"].main
    assert [link["href"] for link in main("a")] == ["story.html"]
    assert "the other" in main.get_text()


def test_parameters_cell_takes_the_folder_and_the_page_does_not_show_it(pages):
    story = pages["story"]
    assert "my bulletins" in story.select("pre")[-1].get_text()
    assert "injected" not in str(story)
    assert len(story.select("details.code")) == 6


def test_report_knows_what_its_user_added_and_decided(tmp_path):
    """A lexicon of one's own and a review's corrections hold in notebooks and overview alike."""
    (tmp_path / "words").mkdir()
    actors = "code,name,adjectives,kind\nRUR,Ruritania,Ruritanian,state\n"
    (tmp_path / "words" / "actors.csv").write_text(actors, encoding="utf-8")
    text = "Ruritania and Russia signed a treaty. Russia and Belarus signed a protocol."
    (tmp_path / "b.txt").write_text(f"{TEXT.splitlines()[0]}\n\n{text}\n", encoding="utf-8")
    found = ml.parse(tmp_path / "b.txt").agreements.query("kind == 'protocol'").iloc[0]
    decision = corrections.Correction(
        *found[["row_id", "bulletin_id"]], "agreements", found["evidence"], "", "reject"
    )
    corrections.write_corrections(tmp_path / "c.csv", [decision])
    reads = "ml.parse(ml.read(bulletins), lexicon=lexicon, corrections=corrections)"
    cells = [
        new_markdown_cell("# Own"),
        cell("bulletins = lexicon = corrections = None", tag="parameters"),
        cell(f"import monitorlib as ml\n{reads}.agreements[['kind', 'parties']]"),
    ]
    index = report.render(
        [write(tmp_path / "own.ipynb", cells)],
        tmp_path / "out",
        bulletins=tmp_path / "b.txt",
        lexicon=tmp_path / "words",
        corrections=tmp_path / "c.csv",
    )
    for path in (index, index.with_name("own.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        said = page.main.get_text(" ", strip=True)
        assert "RUR, RUS" in said
        assert "protocol" not in said.replace("protocols", ""), path.name


def test_cross_table_has_one_row_of_heads_that_sort(tmp_path):
    counted = """
import pandas as pd

states = pd.Series(["BLR", "UKR", "BLR"], name="country")
pd.crosstab(states, pd.Series(["withdrawn", "remaining", "remaining"], name="action"))
"""
    book = write(tmp_path / "own.ipynb", [new_markdown_cell("# Own"), cell(counted)])
    index = report.render([book], tmp_path / "out", bulletins=ml.data_path("bulletins", "original"))
    page = BeautifulSoup(index.with_name("own.html").read_text("utf-8"), "html.parser")
    heads = [head.get_text() for head in page.select("table.data thead tr")[-1].select("button")]
    assert heads == ["country by action", "remaining", "withdrawn"]


def test_parsed_tables_make_the_same_pages_and_others_are_refused(tmp_path):
    (tmp_path / "in").mkdir()
    text = tmp_path / "in" / "b.txt"
    text.write_text(TEXT, encoding="utf-8")
    ml.parse(tmp_path / "in").save(tmp_path / "tables", format="csv")
    cells = [
        new_markdown_cell("# Own"),
        cell("parsed = None", tag="parameters"),
        cell("import monitorlib as ml\nml.load(parsed).agreements[['evidence']]"),
    ]
    own = write(tmp_path / "own.ipynb", cells)
    anew, again = (
        report.render([own], tmp_path / f"out{parsed}", bulletins=tmp_path / "in", parsed=parsed)
        for parsed in (None, tmp_path / "tables")
    )
    for page in ("index.html", "own.html", "bulletins.html"):
        assert anew.with_name(page).read_bytes() == again.with_name(page).read_bytes()
    assert "signed an agreement" in anew.with_name("own.html").read_text("utf-8")
    text.write_text(TEXT.replace("Minsk", "Moscow"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"tables: b .*parse anew"):
        report.render([], tmp_path / "out", bulletins=text, parsed=tmp_path / "tables")
    with pytest.raises(ValueError, match=r"c\.csv: .*monitorlib parse"):
        report.render([], tmp_path / "out", parsed=tmp_path / "tables", corrections="c.csv")


def test_overview_has_the_sentence_behind_every_row(pages):
    index = pages["index"]
    quoted = [quote.get_text() for quote in index("q")]
    assert len(quoted) == len(index.select("table.facts tbody")) > 0
    assert any("signed an agreement" in quote for quote in quoted)
    target = index.select_one("table.facts tbody a")["href"]
    assert target == "bulletins.html#two_words"
    assert pages["bulletins"].find(id="two_words")


def test_overview_tells_contradictions_with_links_to_the_bulletins(tmp_path, seed):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"{seed.bulletin_id}.txt").write_text(seed.text, encoding="utf-8")
    index = report.render([], tmp_path / "out", bulletins=folder)
    page = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    found = page.find(id="contradictions").find_next("ul")
    assert "7 × 9 = 63 ≠ 71" in found.get_text()
    assert found.a["href"] == f"bulletins.html#{seed.bulletin_id}"
    assert "(1:151)" in found.a.get_text()
    for item in found.find_all("li"):
        links = [link["href"] for link in item.find_all("a")]
        assert len(links) == len(set(links)), "a bulletin is linked once"
        sources = item.details.get_text().splitlines()[-1].split("; ") if item.details else []
        assert len(sources) == len(set(sources)), "a source is named once"


def test_measured_accuracy_is_told_as_the_data_file_has_it(pages):
    with ml.data_path("gold", "accuracy.csv").open(encoding="utf-8", newline="") as file:
        measured = list(csv.DictReader(file))
    trust = pages["index"].find(id="how-far-to-trust-it").find_next("p").get_text()
    rows = pages["reference"].find(id="limits-and-accuracy").find_next("tbody")("tr")
    assert len(rows) == len(measured) > 0
    for row, part in zip(rows, measured, strict=True):
        interval = f"{part['fact_low']}–{part['fact_high']}"
        assert f"{part['fact_f1']} ({interval})" in trust
        assert [cell.get_text() for cell in row("td")][:2] == [part["fact_f1"], interval]


def test_reference_has_a_source_for_every_figure(pages):
    tables = pages["reference"].select("table.reference")
    assert len(tables) == 6
    for table in tables:
        assert table.select("thead th")[-1].get_text() == "source"
        assert all(row("td")[-1].get_text(strip=True) for row in table.select("tbody tr"))


def test_rewritten_bulletins_are_said_to_be_so(pages, tmp_path):
    notice = "do not cite as the Monitor"
    assert notice not in str(pages["index"])
    (tmp_path / "rw-x.txt").write_text(TEXT, encoding="utf-8")
    index = report.render([], tmp_path / "out", bulletins=tmp_path / "rw-x.txt")
    for page in index.parent.iterdir():
        assert notice in page.read_text(encoding="utf-8")


def test_nothing_is_loaded_from_outside(pages):
    for page in pages.values():
        assert not re.search(r"""src=["']?(https?:)?//|@import|url\(""", str(page))
        assert not page("script", src=True)
        assert not page("link", rel="stylesheet")


def test_hostile_text_stays_text(pages):
    for page in pages.values():
        assert not page.select("img[src=x], [onerror]")
        assert len(page("script")) == 1
    assert all(ATTACK in pages[name].get_text() for name in ("index", "story", "bulletins"))


def test_pages_are_the_same_every_time(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    made = [report.render([], tmp_path / name, bulletins=source) for name in ("one", "two")]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_failing_cell_is_named_with_its_notebook(tmp_path):
    notebook = write(tmp_path / "bad.ipynb", [cell("1 / 0")])
    with pytest.raises(RuntimeError, match=r"bad\.ipynb: a cell failed with ZeroDivisionError"):
        report.render([notebook], tmp_path / "out", bulletins=ml.data_path("bulletins"))


def test_cell_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("monitorlib.report.notebooks.CELL_SECONDS", 1)
    notebook = write(tmp_path / "slow.ipynb", [cell("while True: pass")])
    with pytest.raises(RuntimeError, match=r"slow\.ipynb: a cell took more than 1 s"):
        report.render([notebook], tmp_path / "out")


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (["gone.ipynb"], FileNotFoundError, r"gone\.ipynb: no such notebook"),
        (
            ["reference.ipynb"],
            ValueError,
            r"two pages of the report would be named reference\.html",
        ),
        (["index.ipynb"], ValueError, r"two pages of the report would be named index\.html"),
        (["a/x.ipynb", "b/x.ipynb"], ValueError, r"would be named x\.html"),
        (["prose.ipynb"], ValueError, r"prose\.ipynb: not a Jupyter notebook"),
    ],
)
def test_bad_notebooks_are_named(tmp_path, names, error, message):
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        if name != "gone.ipynb":
            (tmp_path / name).write_text("no notebook at all", encoding="utf-8")
    with pytest.raises(error, match=message):
        report.render([tmp_path / name for name in names], tmp_path / "out")


def test_missing_bulletins_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        report.render([], tmp_path / "out", bulletins=tmp_path / "nowhere")


def test_folder_without_bulletins_is_named(tmp_path):
    with pytest.raises(ValueError, match=re.escape(f"{tmp_path}: holds no bulletin")):
        report.render([], tmp_path / "out", bulletins=tmp_path)


def test_one_bulletin_without_facts_is_enough_for_all_notebooks(tmp_path, repository):
    (tmp_path / "calm.txt").write_text("It was a calm day in the harbor.", encoding="utf-8")
    notebooks = sorted((repository / "notebooks").glob("*.ipynb"))
    index = report.render(notebooks, tmp_path / "out", bulletins=tmp_path / "calm.txt")
    page = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    assert "1 bulletin" in page.select_one(".lead").get_text()
    assert "No row of this kind was found." in page.get_text()


@pytest.mark.parametrize(
    "name", ["a%20b", "x#y?z", "\"so\" & 'so'", "<img src=x>", "two words", "עברית"]
)
def test_links_reach_a_bulletin_of_any_name(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:  # Windows has no such file names
        archive.writestr(f"{name}.txt", "Russia and Belarus signed a treaty in Minsk.")
    folder = report.render([], tmp_path / "out", bulletins=tmp_path / "in.zip").parent
    index, marked = (
        BeautifulSoup((folder / page).read_text(encoding="utf-8"), "html.parser")
        for page in ("index.html", "bulletins.html")
    )
    href = index.select_one("table.facts tbody a")["href"]
    page, _, place = href.partition("#")
    assert page == "bulletins.html"
    assert marked.find(id=unquote(place)) is not None


def test_pdf_without_chromium_is_refused_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    notebook = write(tmp_path / "bad.ipynb", [cell("1 / 0")])
    with pytest.raises(FileNotFoundError, match="a PDF needs Chromium or Chrome"):
        report.render([notebook], tmp_path / "out", pdf=True)
    assert not (tmp_path / "out").exists()


def test_browser_that_cannot_print_is_said(tmp_path, monkeypatch):
    broken = shutil.which("false")
    if broken is None:
        pytest.skip("needs the command false")
    monkeypatch.setenv("CHROMIUM", broken)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"could not print .*report\.pdf"):
        report.render([], tmp_path / "out", bulletins=tmp_path / "a.txt", pdf=True)


@pytest.mark.browser
def test_pdf_holds_all_pages_and_its_links_stay_within(tmp_path, monkeypatch, chromium):
    monkeypatch.setenv("CHROMIUM", chromium)
    (tmp_path / "a b.txt").write_text(TEXT, encoding="utf-8")
    notebook = write(tmp_path / "story.ipynb", CELLS)
    index = report.render([notebook], tmp_path / "out", bulletins=tmp_path / "a b.txt", pdf=True)
    printed = (index.parent / "report.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", printed)) >= 4
    assert b"index.html" in printed  # a place within that links lead to
    assert b"file:" not in printed
