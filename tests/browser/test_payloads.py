"""A bulletin full of known attacks: the pages show them, and nothing of them happens."""

import pytest

import monitorlib as ml
from monitorlib import report

pytestmark = pytest.mark.browser

FACTS = "Russia and Belarus signed an agreement in Minsk on January 12."


@pytest.fixture(scope="module")
def payloads(repository):
    return (repository / "tests" / "data" / "payloads.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def bulletin(payloads):
    """Each payload before, within and after a sentence that gives a row."""
    paragraphs = [
        f"{each} Russia and Belarus signed an agreement {each} in Minsk on January 12. {each}"
        for each in payloads
    ]
    header = f"{payloads[0]}\n\nPublication: Monitor Volume: 2 Issue: 10"
    return ml.Bulletin("\n\n".join([header, FACTS, *paragraphs, FACTS]), bulletin_id="payloads")


@pytest.fixture
def undisturbed(page):
    """Open a page and wait for what it might do; no dialog, flag, complaint, or other address."""

    def visit(path):
        heard = []
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("console", lambda message: heard.append(message.text))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(path.as_uri())
        page.keyboard.press("Tab")  # what waits for the focus
        page.wait_for_timeout(200)
        assert page.url.startswith("file:")
        assert page.evaluate("window.attacked") is None, path.name
        assert [each for each in heard if not each.startswith((path.as_uri(), "data:image/"))] == []
        assert page.locator("[href^='javascript' i], [src*='attack.example']").count() == 0

    return visit


def test_payloads_do_nothing_in_highlighted_bulletin(
    bulletin, payloads, page, undisturbed, tmp_path
):
    tables = ml.parse([bulletin])
    assert len(tables.agreements)
    undisturbed(ml.highlight(bulletin, tables).save(tmp_path / "payloads.html"))
    shown = " ".join(page.locator("main").text_content().split())
    assert [each for each in payloads if " ".join(each.split()) not in shown] == []


def test_payloads_do_nothing_in_the_report(bulletin, undisturbed, tmp_path, repository):
    (tmp_path / "payloads.txt").write_text(bulletin.text, encoding="utf-8")
    notebook = repository / "notebooks" / "01-from-bulletin-to-tables.ipynb"
    index = report.render([notebook], tmp_path / "out", bulletins=tmp_path / "payloads.txt")
    pages = sorted(index.parent.rglob("*.html"))
    assert len(pages) > 1
    for path in pages:
        undisturbed(path)
    assert "attacked=1" in index.with_name(f"{notebook.stem}.html").read_text("utf-8")
