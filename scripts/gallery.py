"""Make docs/gallery.png, the README's picture, from the pages of a finished report.

Run ``make report`` first, then ``.venv/bin/python scripts/gallery.py``. Needs a Chromium.
"""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
REPORTS = REPOSITORY / "reports"
PICTURE = REPOSITORY / "docs" / "gallery.png"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# page and the part of it to show, one column each
VIEWS = (
    ("bulletins.html", "#rw-v02-i221-last-topols"),
    ("02-bases-and-borders.html", "figure"),
    ("03-force-withdrawals.html", "figure"),
)
WIDTH, HEIGHT, GAP = 900, 1000, 24


def view(page: Page, name: str, part: str) -> Image.Image:
    """Return the top of one part of a page, as wide as a column."""
    page.goto((REPORTS / name).as_uri())
    page.locator(part).first.evaluate("element => element.scrollIntoView()")
    return Image.open(io.BytesIO(page.screenshot()))


def main() -> None:
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        views = [view(page, *what) for what in VIEWS]
        browser.close()
    size = (len(views) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP)
    picture = Image.new("RGB", size, "#d8dbdf")
    for column, shot in enumerate(views):
        picture.paste(shot, (GAP + column * (WIDTH + GAP), GAP))
    PICTURE.parent.mkdir(exist_ok=True)
    picture.thumbnail((1800, 1800))
    picture.save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
