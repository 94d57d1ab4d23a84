"""Tables as pandas prints them, made so that everyone can read and sort them."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from monitorlib.schemas import TABLES

_EMPTY = {"<NA>", "NaN", "NaT", "None", "()"}  # how pandas prints an empty slot
_SETS = {c.name for columns in TABLES.values() for c in columns if c.kind in {"set", "list"}}
_SENTENCE = 60  # characters; a longer cell needs some width


def accessible(html: str, caption: str) -> tuple[str, bool]:
    """Give plain tables in a piece of HTML, as pandas makes them, heads that sort.

    Returns
    -------
    html : str
        Unchanged if it holds no table, or scripts of its own.
    captioned : bool
        Whether a table has taken the caption: the first plain one does.
    """
    if "<table" not in html or "<script" in html:
        return html, False
    soup = BeautifulSoup(html, "html.parser")
    for style in soup("style", scoped=True):
        style.decompose()
    plain = [t for t in soup("table") if set(t.get_attribute_list("class")) <= {None, "dataframe"}]
    for number, table in enumerate(plain):
        _make_accessible(soup, table, "" if number else caption)
    return str(soup), bool(plain and caption)


def _make_accessible(soup: BeautifulSoup, table: Tag, caption: str) -> None:
    table.attrs = {"class": "data"}
    _join_index_names(table)
    _mend_heads(soup, table)
    _mend_cells(table)
    label = caption or (table.caption.get_text() if table.caption else "Table")
    if caption:
        title = table.caption or soup.new_tag("caption")
        title.clear()
        title.append(soup.new_tag("span", string=caption))
        table.insert(0, title)
    region = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label}
    table.wrap(soup.new_tag("div", attrs=region))


def _join_index_names(table: Tag) -> None:
    """Pandas puts the names of the index into a second row of heads: move them into the first."""
    rows = [row.find_all("th") for row in table.select("thead tr")]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return
    names = [(above, below.get_text()) for above, below in zip(*rows, strict=True)]
    index = len(table.select("tbody tr:first-child > th"))
    if any(below for _, below in names[index:]):
        return  # two levels of columns
    for above, below in names:
        if below:  # above it stands what the columns of a cross table are
            above.string = f"{below} by {above.get_text()}" if above.get_text() else below
    table.select("thead tr")[1].decompose()


def _mend_heads(soup: BeautifulSoup, table: Tag) -> None:
    for head in table.select("thead th"):
        head.attrs = {"scope": "col"}
        if not head.get_text(strip=True):
            head.name, head.attrs = "td", {}
        elif len(table.select("thead tr")) == 1:
            button = soup.new_tag("button", type="button")
            button.extend(list(head.contents))
            head.append(button)
    for head in table.select("tbody th"):
        head["scope"] = "row"


def _mend_cells(table: Tag) -> None:
    """Write cells for readers instead of programmers, and say which hold numbers or sentences."""
    names = [head.get_text() for head in table.select("thead :is(th, td)")]
    for row in table.select("tbody tr"):
        for name, cell in zip(names, row(["th", "td"]), strict=False):
            text = cell.get_text()
            if text in _EMPTY:
                cell.clear()
            elif name in _SETS:
                cell.string = text.removeprefix("(").removesuffix(")").removesuffix(",")
            elif re.fullmatch(r"[\d./~?-]+", text):
                cell["class"] = "number"
            elif len(text) > _SENTENCE:
                cell["class"] = "wide"
