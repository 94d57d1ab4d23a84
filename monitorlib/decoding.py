"""From bytes to the text of a bulletin: encodings, garbled characters, saved web pages."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from monitorlib.headers import find_header

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

__all__ = ["UnreadableError", "decode", "html_text", "is_html", "repair"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_PRINTABLE = bytes([*b"\t\n\v\f\r\x1a\x1b", *range(32, 256)])
# English in cp1252 has few bytes beyond ASCII; a text in Cyrillic has almost nothing else.
_ENGLISH_SHARE = 0.15
_SUSPICIOUS = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\x80-\x9f])|(?<=[ÂÃâ]) )")

_UNWANTED = "script style noscript template nav aside footer form svg iframe button select object title".split()
_UNWANTED_CLASS = re.compile(
    r"\b(?:nav|navbar|menu|breadcrumbs?|sidebar|shar(?:e|ing)|social|related|comments?|footer"
    r"|cookies?|newsletter|subscribe|advert\w*|promo)\b",
    re.IGNORECASE,
)
_BLOCKS = (
    "address article blockquote body caption center dd div dl dt fieldset figcaption figure h1 h2"
    " h3 h4 h5 h6 header hr li main ol p pre section table tbody td th thead title tr ul".split()
)
# Marks that stand for a line break and for an edge of a block until white space is folded.
_BREAK, _EDGE = "\x01", "\x02"
_NO_MARKS = {1: None, 2: None, 0xAD: None}  # soft hyphens go as well


class UnreadableError(ValueError):
    """A file or page that holds no readable text; the message says why."""


def decode(data: bytes, *, html: bool = False) -> tuple[str, str]:
    """Decode bytes of any encoding.

    A byte order mark decides, then UTF-8, the encoding that a page declares, Windows-1252, and at
    last a guess by charset-normalizer.

    Returns
    -------
    tuple of str
        The text, and a remark for the reader when the encoding was guessed (else "").

    Raises
    ------
    UnreadableError
        If the bytes are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError:
                raise UnreadableError(f"not valid {encoding.upper()}") from None
    if b"\0" in data or len(data.translate(None, _PRINTABLE)) > len(data) / 100:
        raise UnreadableError("a binary file, not text")
    for encoding in _likely_encodings(data, html=html):
        try:
            return data.decode(encoding), ""
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data)


def repair(text: str) -> tuple[str, bool]:
    """Mend text that was decoded wrongly (``Russiaâ€™s``), and say whether there was any.

    Text that is not garbled comes back as it is, typographic quotes and dashes included.
    """
    if not _SUSPICIOUS.search(text):
        return text, False
    import ftfy

    mended: str = ftfy.fix_text(
        text,
        ftfy.TextFixerConfig(
            unescape_html=False,
            remove_terminal_escapes=False,
            fix_latin_ligatures=False,
            fix_character_width=False,
            uncurl_quotes=False,
            fix_line_breaks=False,
            fix_surrogates=False,
            remove_control_chars=False,
            normalization=None,
        ),
    )
    return mended, mended != text


def is_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    return text[:200].lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html"))


def html_text(page: str) -> str:
    """Take the bulletin out of a saved web page.

    Scripts, menus and the like are left out, entities decoded, paragraphs set apart by a blank
    line. When the page has the line ``Publication: … Volume: … Issue: …`` the text begins with
    the page's heading, if it has one, and that line.

    Raises
    ------
    UnreadableError
        If no text is left.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.translate(_NO_MARKS), "html.parser")
    anchor = _anchor(soup)
    container = _container(soup, anchor)
    heading = _heading(container, anchor)
    text = _plain(container, keep=anchor)
    header = find_header(text)
    if header:
        heading = heading or text[: header.start].strip().rpartition("\n\n")[2]
        text = text[header.start :]
    if heading and heading not in text[: len(heading) + 200]:
        text = f"{heading}\n\n{text}"
    if not text.strip():
        raise UnreadableError("no text in the page")
    return text.strip() + "\n"


def _likely_encodings(data: bytes, *, html: bool) -> list[str]:
    encodings = ["utf-8"]
    if html:
        from bs4.dammit import EncodingDetector

        declared = EncodingDetector.find_declared_encoding(data, is_html=True)
        # Browsers read Latin-1 as Windows-1252, and so do the pages' authors.
        latin = ("iso-8859-1", "latin-1", "us-ascii", "ascii")
        encodings += [declared] if declared and declared.lower() not in latin else []
    if len(data.translate(None, _ASCII)) <= len(data) * _ENGLISH_SHARE:
        encodings.append("cp1252")
    return encodings


def _guess(data: bytes) -> tuple[str, str]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise UnreadableError("in no encoding that could be recognised")
    return str(best), f"the encoding was guessed to be {best.encoding}"


def _anchor(soup: BeautifulSoup) -> Tag | None:
    """Find the element that holds the header line, else the paragraph with the most text."""
    for string in soup.find_all(string=re.compile("Publication"), limit=20):
        parent = string.parent
        if parent is None or parent.name in ("script", "style", "title"):
            continue
        for element in (parent, *islice(parent.parents, 2)):
            if find_header(_plain(element)):
                return element
    # Only a paragraph's own strings: one left open in the page holds all those after it.
    return max(
        soup("p"),
        key=lambda p: sum(map(len, p.find_all(string=True, recursive=False))),
        default=None,
    )


def _unwanted(element: Tag) -> bool:
    names = f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}"
    return element.name in _UNWANTED or _UNWANTED_CLASS.search(names) is not None


def _container(soup: BeautifulSoup, anchor: Tag | None) -> Tag:
    for parent in anchor.parents if anchor is not None else ():
        if parent.name in ("article", "main"):
            return parent
    return soup.body or soup


def _heading(container: Tag, anchor: Tag | None) -> str:
    """Find the page's heading, unless it comes after the header line and is in the text anyway."""
    heading = anchor.find_previous("h1") if anchor is not None else None
    inside = container.h1
    if heading is None or (inside is not None and not _is_within(heading, container)):
        return ""
    return " ".join(_plain(heading).split())


def _is_within(element: Tag, container: Tag) -> bool:
    return any(parent is container for parent in element.parents)  # "in" would compare contents


def _plain(element: Tag, keep: Tag | None = None) -> str:
    """Text of an element: white space folded, blocks a blank line apart, ``<br>`` a newline.

    Menus, scripts and other things unwanted are left out, unless they hold the element ``keep``.
    """
    from bs4.element import CData, NavigableString, Tag

    kept = {id(element), id(keep), *map(id, keep.parents if keep is not None else ())}
    parts: list[str] = []
    waiting: list[PageElement | str] = [element]
    while waiting:  # not by recursion: pages can be nested deeper than Python's stack
        node = waiting.pop()
        if not isinstance(node, Tag):
            if type(node) in (str, NavigableString, CData):  # others are comments and the like
                parts.append(str(node))
        elif id(node) not in kept and _unwanted(node):
            continue
        elif node.name == "br":
            parts.append(_BREAK)
        elif node.name == "pre":
            parts += [_EDGE, node.get_text().replace("\n", _BREAK), _EDGE]
        else:
            edge = _EDGE if node.name in _BLOCKS else ""
            parts.append(edge)
            waiting += [edge, *reversed(node.contents)]
    blocks = re.sub(r"\s+", " ", "".join(parts)).split(_EDGE)
    lines = ("\n".join(line.strip() for line in block.split(_BREAK)) for block in blocks)
    return "\n\n".join(re.sub(r"\n{2,}", "\n\n", line.strip()) for line in lines if line.strip())
