"""One bulletin: its text and what can be read off its form.

The text is kept as it was read, with newlines made one kind and garbled characters mended. Every
offset anywhere in the library points into it, counted in characters, half-open.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape

from monitorlib.dates import printed_day, publication_date
from monitorlib.decoding import UnreadableError, decode, html_text, is_html, repair
from monitorlib.headers import Header, find_header
from monitorlib.layout import Layout, Span, find_sentences, read_layout
from monitorlib.lexicon.headers import HeaderPattern
from monitorlib.oddities import find_oddities

__all__ = ["REWRITTEN_NOTICE", "Bulletin", "Note", "read_bulletin"]

REWRITTEN_NOTICE = (
    "Written anew from reported facts for testing and teaching; do not cite as the Monitor."
)
_BAD_ID = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]|^\s*$|^/|^\w:|(?:^|/)\.{1,2}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about a bulletin, said so that a person understands it.

    ``kind`` is a word to filter by (``no_header``, ``undated``, ``encoding_repaired``,
    ``unreadable``, ``capitals``, ``other_language`` …); ``start`` and ``stop`` are
    offsets into the bulletin's text, both 0 when the note is about the whole.
    """

    bulletin_id: str
    start: int
    stop: int
    kind: str
    message: str


@dataclass(frozen=True, repr=False)
class Bulletin:
    r"""One news item.

    Parameters
    ----------
    text
        The bulletin: a headline if it has one, the line ``Publication: Monitor Volume: V Issue:
        I``, paragraphs. Newlines become ``\n``, a byte order mark and lone surrogates go.
    bulletin_id
        Its name. It becomes a file name when tables are saved, so it may hold "/" but must not
        lead anywhere else.
    provenance
        ``original``, ``rewritten`` or ``user``. A masthead "Monitor (rewritten)" or an id that
        begins with "rw-" makes it ``rewritten`` whatever is given.
    notes
        What was odd when it was read; a missing header or date is added, and what is odd about
        the form of the text: capitals throughout, another language, words run together …
    headers
        Forms of header lines besides those that are known to all; see `with_headers`.

    Raises
    ------
    ValueError
        If the id is empty, holds control characters or a backslash, or is a path that escapes.
    """

    text: str
    bulletin_id: str = "bulletin"
    provenance: str = "user"
    notes: tuple[Note, ...] = ()
    headers: tuple[HeaderPattern, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if _BAD_ID.search(self.bulletin_id):
            raise ValueError(f"not usable as a bulletin's id: {self.bulletin_id!r}")
        object.__setattr__(self, "text", _normalise(self.text))
        mark = self._header.mark.lower() if self._header else ""
        if "rewritten" in mark or self.bulletin_id.startswith("rw-"):
            object.__setattr__(self, "provenance", "rewritten")
        known = {note.kind for note in self.notes}
        if self._header is None and "no_header" not in known:
            self._add_note("no_header", "no line “Publication: Monitor Volume: … Issue: …” found")
        if not self.date and "undated" not in known:
            self._add_note("undated", "neither the text nor an issue number gives its date")
        for start, stop, kind, message in find_oddities(self.text, self._layout, self.sentences):
            if kind not in known:
                self._add_note(kind, message, start, stop)

    def _add_note(self, kind: str, message: str, start: int = 0, stop: int = 0) -> None:
        note = Note(self.bulletin_id, start, stop, kind, message)
        object.__setattr__(self, "notes", (*self.notes, note))

    @cached_property
    def _header(self) -> Header | None:
        return find_header(self.text, self.headers)

    @cached_property
    def _layout(self) -> Layout:
        header = self._header
        return read_layout(self.text, (header.start, header.stop) if header else None)

    @cached_property
    def _dated(self) -> tuple[str, str]:
        layout, header = self._layout, self._header
        if header and (day := printed_day(header.date)):
            return day, "text"
        body = f"{self.text[slice(*layout.dateline)]}\n{self.text[slice(*layout.body)]}".lstrip()
        numbers = (header.volume, header.issue) if header and header.dated else (None, None)
        return publication_date(*numbers, self.tag_dates, body)

    @property
    def publication(self) -> str:
        """Name of the publication, "" without a header."""
        return self._header.publication if self._header else ""

    @property
    def volume(self) -> int | None:
        """Volume, None without a header."""
        return self._header.volume if self._header else None

    @property
    def issue(self) -> int | None:
        """Number of the issue, None without a header."""
        return self._header.issue if self._header else None

    @property
    def headline(self) -> str:
        """Headline as printed, "" if there is none."""
        return self.text[slice(*self._layout.headline)]

    @property
    def next_headline(self) -> str:
        """Headline of the next item, when it was left at the end; it belongs to no sentence."""
        return self.text[slice(*self._layout.next_headline)]

    @property
    def date(self) -> str:
        """Date of publication (EDTF), "" if unknown."""
        return self._dated[0]

    @property
    def date_basis(self) -> str:
        """What the date rests on: ``text``, ``agency``, ``issue``, or "" if it is unknown."""
        return self._dated[1]

    @property
    def body(self) -> Span:
        """Span from the first paragraph to the last."""
        return self._layout.body

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the paragraphs, agency tags included."""
        return self._layout.paragraphs

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences; headlines, agency tags and footnote numbers are in none."""
        return find_sentences(self.text, self._layout)

    @property
    def tags(self) -> tuple[Span, ...]:
        """Spans of the agency tags, "(Itar-Tass, Interfax, May 14)"."""
        return tuple(tag.span for tag in self._layout.tags)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Agencies named in the tags, each once, in order."""
        names = (name for tag in self._layout.tags for name in tag.agencies)
        return tuple(dict.fromkeys(names))

    @property
    def tag_dates(self) -> tuple[str, ...]:
        """Dates in the tags as printed, such as "August 25 and 26"."""
        return tuple(date for tag in self._layout.tags for date in tag.dates)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def _number(self) -> str:
        numbers = [str(number) for number in (self.volume, self.issue) if number is not None]
        return f"{self.publication} {':'.join(numbers)}".strip()

    def with_headers(self, headers: tuple[HeaderPattern, ...]) -> Bulletin:
        """Read the header by further forms, when the bulletin has none of those known so far."""
        if self._header is not None or find_header(self.text, headers) is None:
            return self
        kept = tuple(note for note in self.notes if note.kind not in ("no_header", "undated"))
        return replace(self, notes=kept, headers=headers)

    def __repr__(self) -> str:
        number = f" {self._number}" if self._header else ""
        title = f" {self.headline!r}" if self.headline else ""
        return (
            f"<Bulletin {self.bulletin_id!r}{number}{title}, {self.date or 'undated'}, "
            f"{self.provenance}, {len(self.sentences)} sentences>"
        )

    def _repr_html_(self) -> str:
        facts = (self.bulletin_id, self._number, self.date or "undated", self.provenance)
        lines = [f"<p><small>{escape(' · '.join(fact for fact in facts if fact))}</small></p>"]
        if self.headline:
            lines.append(f"<p><strong>{escape(self.headline)}</strong></p>")
        lines += [f"<p>{escape(self.text[slice(*span)])}</p>" for span in self.paragraphs]
        if self.provenance == "rewritten":
            lines.append(f"<p><em>{REWRITTEN_NOTICE}</em></p>")
        return f"<article>{''.join(lines)}</article>"


def read_bulletin(
    data: bytes | str, bulletin_id: str, *, provenance: str = "user", html: bool = False
) -> Bulletin:
    """Read a bulletin from the contents of a file.

    Parameters
    ----------
    data
        A file's bytes, or text that may be garbled.
    bulletin_id
        The bulletin's name.
    provenance
        ``original`` or ``user``; see `Bulletin`.
    html
        Whether it is a web page. One that begins as such is known without.

    Raises
    ------
    UnreadableError
        If it holds no text; the message says why.
    ValueError
        If the id cannot be used.
    """
    if not data.strip():
        raise UnreadableError("empty")
    text, remark = decode(data, html=html) if isinstance(data, bytes) else (data, "")
    if html or is_html(text):
        text = html_text(text)
    text, mended = repair(text)
    remarks = [remark] if remark else []
    if mended:
        remarks.append("garbled characters, from a wrong encoding, were mended")
    notes = [Note(bulletin_id, 0, 0, "encoding_repaired", "; ".join(remarks))] if remarks else []
    return Bulletin(text, bulletin_id, provenance, tuple(notes))


def _normalise(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    # Halves of a surrogate pair cannot be written to any file: join them, or mark the gap.
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
