"""Fixtures that several test files share: the corpus, the seed bulletin, a browser page."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

import monitorlib as ml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

# how long one example takes says more about the machine than about the library
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).resolve().parent.parent
SEED_ID = "v01-i151-russia-belarus-military-agreements"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def corpus() -> "ml.Corpus":
    return ml.read(ml.data_path("bulletins"))


@pytest.fixture(scope="session")
def seed(corpus: "ml.Corpus") -> "ml.Bulletin":
    """The original Monitor 1:151, the worked example of the codebook."""
    return corpus[SEED_ID]


@pytest.fixture(scope="session")
def tables(corpus: "ml.Corpus") -> "ml.Tables":
    return ml.parse(corpus)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; without one the browser tests are skipped, in CI they fail."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        reason = "no Chromium found: install one, or name it in the variable CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator["Browser"]:
    # one per module: Playwright's event loop must not outlive the tests that want it
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page at 1280 px that fails its test if anything asks for an address outside."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    outside: list[str] = []

    def stay_at_home(route: "Route") -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"file", "data", "blob"} or address.hostname in {
            "localhost",
            "127.0.0.1",
        }:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", stay_at_home)
    yield context.new_page()
    context.close()
    assert outside == [], f"the page asked for {outside}"


@pytest.fixture(scope="session")
def accessibility_violations() -> Callable[["Page"], list[str]]:
    """A function: what axe-core finds wrong with a page, one line per kind and place."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def violations(page: "Page") -> list[str]:
        found: dict[str, Any] = axe.run(page).response
        return [
            f"{violation['id']}: {node['html'][:120]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return violations
