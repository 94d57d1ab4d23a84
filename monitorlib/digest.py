"""A digest, many items in one file: each becomes a bulletin with a text of its own.

A file is a digest when its daily's header line is printed more than once, with an item under each,
or when the daily's row in ``headers.csv`` has a ``separator`` and that is found between items. An
item has a line that ends a sentence. Its text begins with the header line that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from monitorlib.bulletin import Bulletin, Note
from monitorlib.headers import Header, find_header, find_more
from monitorlib.layout import Span, read_layout

__all__ = ["digest_of", "split"]

_NUMBER = re.compile(r"-\d{2,}\Z")  # what an item's id has more than its digest's

_ENDS_SENTENCE = re.compile(
    r"""[^\W_][.!?…]["'”’»)\]]{0,3}+[^\S\n]*+(?:\([^()\n]{1,300}\))?+$""", re.MULTILINE
)
_SHOWN = 300  # characters of what stands outside all items, in a note


def split(digest: Bulletin) -> list[Bulletin]:
    """Split a digest into its items, ``ID-01``, ``ID-02`` …; any other bulletin is left whole.

    Each item has a note of kind ``digest_item`` that says where in the file it stood; what is in
    no item, such as a list of contents, is told by a note of kind ``digest_rest`` on the first.
    """
    parts = _parts_of(digest)
    kept = [_is_item(digest.text, *span) for _, span in parts]
    if sum(kept) < 2:
        return [digest]
    items = [part for part, good in zip(parts, kept, strict=True) if good]
    rest = " … ".join(
        " ".join(digest.text[slice(*span)].split())
        for (_, span), good in zip(parts, kept, strict=True)
        if not good
    )
    bulletins = [_item(digest, number, len(items), *part) for number, part in enumerate(items, 1)]
    if rest:
        message = f"in no item of the digest: {rest[:_SHOWN]}{'…' if len(rest) > _SHOWN else ''}"
        note = Note(bulletins[0].bulletin_id, 0, 0, "digest_rest", message)
        bulletins[0] = replace(bulletins[0], notes=(*bulletins[0].notes, note))
    return bulletins


def digest_of(bulletin_id: str) -> str:
    """Return the id of the digest that a bulletin with this id may be an item of."""
    return _NUMBER.sub("", bulletin_id)


def _parts_of(digest: Bulletin) -> list[tuple[str, Span]]:
    """The header line to set above each part, "" when it has its own, and the part's span."""
    first = find_header(digest.text, digest.headers)
    if first is None:
        return []
    headers = [first, *find_more(digest.text, first)]
    if len(headers) > 1:
        parts = list(_repeated(digest.text, headers))
        if all(_is_item(digest.text, *span) for _, span in parts):
            return parts
    return list(_separated(digest.text, first))


def _is_item(text: str, start: int, stop: int) -> bool:
    return _ENDS_SENTENCE.search(text, start, stop) is not None


def _repeated(text: str, headers: list[Header]) -> Iterator[tuple[str, Span]]:
    """Cut before each header line, and before the headline that stands above it."""
    start = 0
    for header, following in pairwise(headers):
        layout = read_layout(
            text[start : following.start], (header.start - start, header.stop - start)
        )
        headline = layout.next_headline
        stop = start + headline[0] if headline[1] else following.start
        yield "", (start, stop)
        start = stop
    yield "", (start, len(text))


def _separated(text: str, header: Header) -> Iterator[tuple[str, Span]]:
    """Cut at the separators, if the daily has any, under the header line that heads every item."""
    if header.form.separator is None:
        return
    found = header.form.separator.finditer(text, header.stop)
    edges = [header.stop, *(edge for match in found for edge in match.span()), len(text)]
    line = " ".join(text[header.start : header.stop].split())
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if text[start:stop].strip():
            yield line, (start, stop)


def _item(digest: Bulletin, number: int, count: int, line: str, span: Span) -> Bulletin:
    name = f"{digest.bulletin_id}-{number:02}"
    message = f"item {number} of {count} of a digest, characters {span[0]} to {span[1]} of it"
    kept = [replace(n, bulletin_id=name) for n in digest.notes if n.kind == "encoding_repaired"]
    text = digest.text[slice(*span)].strip() + "\n"
    return Bulletin(
        f"{line}\n\n{text}" if line else text,
        name,
        digest.provenance,
        (*kept, Note(name, 0, 0, "digest_item", message)),
        digest.headers,
    )
