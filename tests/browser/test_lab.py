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
corpus = ml.read([bulletin for bulletin in ml.read(ml.data_path("bulletins"))][::8])
tables = ml.parse(corpus, corrections=CORRECTIONS if CORRECTIONS.exists() else None)
ml.explore(tables, corpus, corrections=CORRECTIONS)"""
SECONDS = 60_000  # ms a slow machine may take to start something


@pytest.fixture(scope="module")
def lab(tmp_path_factory, repository):
    """The address and the folder of a JupyterLab as `monitorlib lab` starts it."""
    folder = tmp_path_factory.mktemp("lab")
    welcome = (repository / "notebooks" / "00-welcome.ipynb").read_bytes()
    (folder / "00-welcome.ipynb").write_bytes(welcome)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    first = f"from pathlib import Path\nCORRECTIONS = Path({str(folder / 'corrections.csv')!r})\n"
    book.cells[0].source = first + CELL
    book.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, folder / "explore.ipynb")
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


def opened(page, address, name):
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.locator(".jp-Notebook").wait_for(timeout=SECONDS)
    return page


def run(page):
    """Run the only cell, and wait for the explorer."""
    page.get_by_text("| Idle").wait_for(timeout=SECONDS)  # the kernel listens
    page.locator(".jp-InputPrompt").first.click(timeout=SECONDS)
    page.keyboard.press("Shift+Enter")
    page.locator(".widget-select select option").first.wait_for(state="attached", timeout=SECONDS)


def test_it_opens_at_the_welcome_without_a_question_about_news(lab, page):
    page.goto(lab[0])
    page.get_by_role("heading", name="Welcome").wait_for(timeout=SECONDS)
    page.wait_for_timeout(1500)
    assert page.get_by_text("Jupyter news").count() == 0


def test_a_judgement_outlives_the_kernel(lab, page):
    address, folder = lab
    run(opened(page, address, "explore.ipynb"))
    page.get_by_role("button", name="launchers").click()
    rows = page.locator(".widget-select select").first
    rows.locator("option", has_text="missile").first.wait_for(state="attached", timeout=SECONDS)
    before = rows.locator("option").count()
    page.get_by_text("Review", exact=True).click()
    page.get_by_role("button", name="Reject").click()
    page.get_by_text("Written to corrections.csv").wait_for(timeout=SECONDS)
    assert rows.locator("option").first.inner_text().startswith("✗")
    page.reload()
    page.locator(".jp-Notebook").wait_for(timeout=SECONDS)
    run(page)
    page.get_by_role("button", name="launchers").click()
    page.wait_for_function(
        f"document.querySelector('.widget-select select').options.length === {before - 1}",
        timeout=SECONDS,
    )
    assert len((folder / "corrections.csv").read_text("utf-8").splitlines()) == 2


def test_the_slider_moves_map_and_chart(lab, page):
    run(opened(page, lab[0], "explore.ipynb"))
    page.get_by_role("tab", name="Map and chart").click()
    page.locator(".ml-map").wait_for(timeout=SECONDS)
    shown = page.locator(".ml-years [class*='ml-y19']").locator("visible=true")
    full = shown.count()
    page.locator(".ml-years .noUi-handle").first.focus()
    page.keyboard.press("Home")
    page.wait_for_function(
        f"[...document.querySelectorAll(\".ml-years [class*='ml-y19']\")]"
        f".filter(e => e.getClientRects().length).length < {full}",
        timeout=SECONDS,
    )
