"""JupyterLab in a real browser: quiet, without the network, and the explorer works in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest

from monitorlib.cli import _lab_options

pytestmark = pytest.mark.browser
CELL = """import monitorlib as ml
some = enumerate(ml.read(ml.data_path("bulletins")))
corpus = ml.read([each for number, each in some if number % 8 == 0 or "Topol" in each.text])
tables = ml.parse(corpus, corrections=CORRECTIONS if CORRECTIONS.exists() else None)
ml.explore(tables, corpus, corrections=CORRECTIONS)"""
ATTACKED = """import monitorlib as ml
from IPython.display import display
paragraphs = [
    f"{each} Russia signed an agreement {each} with Belarus at the base near Baranovichi. {each}"
    for each in PAYLOADS.read_text("utf-8").splitlines()
]
header = "Publication: Monitor Volume: 2 Issue: 10"
bulletin = ml.Bulletin("\\n\\n".join([header, *paragraphs]), bulletin_id=paragraphs[0])
corpus = ml.read([bulletin])
tables = ml.parse(corpus)
assert len(tables.agreements) and len(tables.sites)
display(bulletin, corpus, tables, tables.agreements, tables.notes, ml.highlight(bulletin, tables))
display(ml.claims.check(tables), ml.maps.interactive(tables.sites), ml.cite(tables.sites.iloc[0]))
ml.explore(tables, corpus)"""
SECONDS = 60_000  # ms a slow machine may take to start something


def write_notebook(path, source, **paths):
    """Write a notebook of one cell, which knows some paths."""
    known = [f"{name} = Path({str(value)!r})" for name, value in paths.items()]
    cell = nbformat.v4.new_code_cell("\n".join(["from pathlib import Path", *known, source]))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(book, path)


@pytest.fixture(scope="module")
def lab(tmp_path_factory, repository):
    """The address and the folder of a JupyterLab as `monitorlib lab` starts it."""
    folder = tmp_path_factory.mktemp("lab")
    welcome = (repository / "notebooks" / "00-welcome.ipynb").read_bytes()
    (folder / "00-welcome.ipynb").write_bytes(welcome)
    write_notebook(folder / "explore.ipynb", CELL, CORRECTIONS=folder / "corrections.csv")
    payloads = repository / "tests" / "data" / "payloads.txt"
    write_notebook(folder / "attacked.ipynb", ATTACKED, PAYLOADS=payloads)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        f"JUPYTER_{kind}_DIR": str(folder / ".jupyter") for kind in ("CONFIG", "RUNTIME", "DATA")
    }
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings")}
    settings["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / ".workspaces")
    options = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token="]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *_lab_options(folder), *options],
        env=os.environ | own | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
            break
        except urllib.error.URLError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
    yield address, folder
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def explorer(lab, page):
    """The explorer in a notebook that has just run; what the page complains of fails the test."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    run(opened(page, lab[0], "explore.ipynb"))
    yield page
    assert complaints == []


def opened(page, address, name):
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.locator(".jp-Notebook").wait_for(timeout=SECONDS)
    return page


def run(page):
    """Run the only cell, and wait for the explorer."""
    page.get_by_text("| Idle").wait_for(timeout=SECONDS)  # the kernel listens
    page.locator(".jp-InputPrompt").first.click(timeout=SECONDS)
    page.keyboard.press("Shift+Enter")
    page.locator(".ml-explorer article").wait_for(timeout=SECONDS)


def choose_table(page, name):
    """Choose a table, and wait for its rows."""
    button = page.get_by_role("button", name=name, exact=True)
    if "mod-active" in button.get_attribute("class"):
        return
    first = "document.querySelector('.ml-pair option').innerText"
    before = page.evaluate(first)
    button.click()
    until(page, f"{first} !== {before!r}")


COUNT = "document.querySelector('.ml-pair .widget-html-content').innerText"
VISIBLE = (
    "[...document.querySelectorAll('.ml-map [class*=ml-y], .ml-chart [class*=ml-y]')]"
    ".filter(part => part.getClientRects().length).length"
)
RINGED = "document.querySelectorAll('.ml-pin.ml-chosen').length"
IN_SIGHT = """(() => {
    const mark = document.querySelector('.ml-scrolls mark.ml-chosen');
    if (!mark) return false;
    const [inner, outer] = [mark, mark.closest('.ml-scrolls')].map(e => e.getBoundingClientRect());
    return inner.top >= outer.top && inner.top < outer.bottom;
})()"""


def count(page):
    return page.evaluate(COUNT)


def until(page, condition):
    page.wait_for_function(condition, timeout=SECONDS)


def drawn(page):
    """Bring map and chart into sight, and wait until they are drawn."""
    page.locator(".ml-pictures").scroll_into_view_if_needed()
    page.locator(".ml-chart").wait_for(timeout=SECONDS)


def test_it_opens_at_the_welcome_without_a_question_about_news(lab, page):
    page.goto(lab[0])
    page.get_by_role("heading", name="Welcome").wait_for(timeout=SECONDS)
    page.wait_for_timeout(1500)
    assert page.get_by_text("Jupyter news").count() == 0


def test_a_judgement_outlives_the_kernel(lab, explorer):
    page, folder = explorer, lab[1]
    choose_table(page, "launchers")
    rows = page.locator(".ml-pair select")
    before = rows.locator("option").count()
    page.get_by_role("tab", name="Review").click()
    page.get_by_role("button", name="Reject").click()
    page.get_by_text("Written to corrections.csv").wait_for(timeout=SECONDS)
    assert rows.locator("option").first.inner_text().startswith("✗")
    page.get_by_text("Kernel", exact=True).click()
    page.get_by_text("Restart Kernel and Clear Outputs").click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.locator(".ml-explorer").wait_for(state="detached", timeout=SECONDS)
    run(page)
    choose_table(page, "launchers")
    until(page, f"document.querySelector('.ml-pair select').options.length === {before - 1}")
    assert len((folder / "corrections.csv").read_text("utf-8").splitlines()) == 2
    page.get_by_role("tab", name="Review").click()
    page.get_by_role("button", name="Undo the last").click()
    page.get_by_text("Taken back").wait_for(timeout=SECONDS)
    assert len((folder / "corrections.csv").read_text("utf-8").splitlines()) == 1


def test_payloads_do_nothing_in_what_a_cell_shows(lab, page):
    """A bulletin full of known attacks: its frames, marks, map and explorer show and do nothing."""
    heard = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: heard.append(str(error)))
    run(opened(page, lab[0], "attacked.ipynb"))
    drawn(page)
    for table in ("sites", "agreements"):
        choose_table(page, table)
        until(page, "document.querySelector('.ml-scrolls mark.ml-chosen')")
    page.wait_for_timeout(500)
    outputs = page.locator(".jp-OutputArea")
    assert "window.attacked=1" in outputs.first.inner_text()
    assert outputs.locator("script, [onerror], [onload], [onfocus], [ontoggle]").count() == 0
    assert outputs.locator("[href^='javascript' i], [src*='attack.example']").count() == 0
    frames = [frame.evaluate("window.attacked ?? parent.attacked ?? null") for frame in page.frames]
    assert frames == [None] * len(frames)
    assert heard == []


def test_filters_narrow_the_rows_and_a_row_brings_its_sentence_into_sight(explorer):
    choose_table(explorer, "sites")
    everything = count(explorer)
    explorer.get_by_label("Status", exact=True).select_option("in_use")
    until(explorer, f"{COUNT} !== {everything!r}")
    for number in (0, 3, 5):
        explorer.locator(".ml-pair select").select_option(index=number)
        until(explorer, IN_SIGHT)


def test_the_slider_moves_map_and_chart(explorer):
    drawn(explorer)
    full = explorer.evaluate(VISIBLE)
    explorer.locator(".ml-years .noUi-handle").first.focus()
    explorer.keyboard.press("Home")
    until(explorer, f"{VISIBLE} < {full}")
    explorer.get_by_role("button", name="Start the animation").or_(
        explorer.locator(".ml-years .widget-play button").first
    ).first.click()
    until(explorer, f"{VISIBLE} === {full}")


def test_a_site_and_a_point_filter_the_rows(explorer):
    choose_table(explorer, "sites")
    drawn(explorer)
    everything = count(explorer)
    explorer.locator(".ml-pin:has(q)").first.click()
    until(explorer, f"{COUNT} !== {everything!r}")
    until(explorer, f"{RINGED} === 1")
    explorer.get_by_title("Show the rows of all").click()
    until(explorer, f"{COUNT} === {everything!r}")
    explorer.locator(".ml-chart g[role=button]").first.focus()
    explorer.keyboard.press("Enter")
    until(explorer, f"{COUNT}.includes('of') && {COUNT} !== {everything!r}")
    assert (
        explorer.get_by_role("button", name="launchers", exact=True)
        .get_attribute("class")
        .count("mod-active")
    )


def test_the_keyboard_alone_reaches_everything(explorer):
    """From the tables to a row, its sentence, the pictures, and a judgement."""
    explorer.get_by_role("button", name="agreements", exact=True).focus()
    reached = []
    for _ in range(12):
        explorer.keyboard.press("Tab")
        reached.append(
            explorer.evaluate(
                "document.activeElement.closest('.ml-board') ? 'board' : document.activeElement.tagName"
                " + (document.activeElement.labels?.[0]?.innerText ?? '')"
            )
        )
        if reached[-1] == "board":
            break
    assert [each for each in reached if each.startswith(("SELECT", "INPUT", "board"))] == [
        "SELECTActor",
        "SELECTStatus",
        "SELECTCertainty",
        "INPUTWords",
        "SELECT",
        "board",
    ]
    explorer.keyboard.press("Shift+Tab")
    explorer.keyboard.press("ArrowDown")
    until(explorer, f"{IN_SIGHT} && document.querySelector('.ml-pair select').selectedIndex === 1")
    explorer.locator("[role=tab]", has_text="Map and chart").focus()
    explorer.keyboard.press("ArrowRight")
    explorer.keyboard.press("Enter")
    shown = explorer.locator("[role=tab][aria-selected=true]", has_text="Contradictions")
    shown.wait_for(timeout=SECONDS)
