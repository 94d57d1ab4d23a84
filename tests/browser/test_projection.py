"""The third lesson's dashboard as Voilà serves it to a projector: one screen, at once, offline."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from monitorlib.cli import _voila_options

pytestmark = pytest.mark.browser
SECONDS = 60_000  # ms a slow machine may take to start something
SLIDER = ".ml-threshold .noUi-handle"
WAYS = ".ml-threshold [class^='ml-reach-']"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of Voilà as `monitorlib classroom show` starts it."""
    pytest.importorskip("voila", reason="Voilà is not installed (extra [classroom])")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [*_voila_options(), "--no-browser", f"--port={port}"]
    own = tmp_path_factory.mktemp("voila")
    folders = {f"JUPYTER_{kind}_DIR": str(own / kind) for kind in ("CONFIG", "RUNTIME", "DATA")}
    process = subprocess.Popen(
        [sys.executable, "-m", "voila", *options],
        env=os.environ | folders,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + SECONDS / 1000
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/static/voila.js", timeout=5)
            break
        except urllib.error.URLError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


def test_the_slider_changes_map_and_verdict_on_one_screen(address, page):
    complaints = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(address, timeout=SECONDS)
    drawing = page.get_by_role("img", name="Map of Baranovichi")
    drawing.wait_for(timeout=SECONDS)
    page.get_by_text("At 50 km it holds for 3 of 4 states").wait_for(timeout=SECONDS)
    last = page.get_by_text("or use the arrow keys").bounding_box()
    assert last["y"] + last["height"] <= 1080
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    ways = page.locator(WAYS).locator("visible=true")
    before, shown = ways.count(), drawing.screenshot()
    page.locator(SLIDER).first.focus()
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    page.get_by_text("At 63 km it holds for 4 of 4 states").wait_for(timeout=SECONDS)
    verdict = page.get_by_role("row", name="Latvia").inner_text()
    assert verdict.split() == ["Latvia", "✓", "holds", "Postavy,", "63", "km"]
    assert ways.count() > before
    assert drawing.screenshot() != shown
    page.keyboard.press("Home")
    page.get_by_text("At 0 km it holds for 0 of 4 states").wait_for(timeout=SECONDS)
    assert ways.count() == 0
    assert complaints == []
