"""Many bulletins: from a file, a folder, a glob, a zip or an iterable.

A file that cannot be read never stops the others: it becomes a note of kind ``unreadable`` that
names it and says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import overload

from monitorlib._sources import Entry, Source, note_on, plan
from monitorlib.bulletin import REWRITTEN_NOTICE, Bulletin, Note
from monitorlib.digest import split
from monitorlib.lexicon import load
from monitorlib.lexicon.headers import HeaderPattern

__all__ = ["Corpus", "Source", "iter_bulletins", "read"]

_ROWS_SHOWN = 50


class Corpus:
    """Bulletins in the order of their ids.

    ``corpus["id"]`` and ``corpus[0]`` are bulletins, ``corpus[:10]`` is a smaller corpus, and
    iterating gives the bulletins.

    Parameters
    ----------
    bulletins
        Bulletins in any order.
    notes
        One for each file that could not be read, and one for each folder with files of other kinds.

    Raises
    ------
    ValueError
        If two bulletins have the same id.
    """

    def __init__(self, bulletins: Iterable[Bulletin], notes: Iterable[Note] = ()) -> None:
        self._bulletins: dict[str, Bulletin] = {}
        for bulletin in sorted(bulletins, key=lambda bulletin: bulletin.bulletin_id):
            if bulletin.bulletin_id in self._bulletins:
                raise ValueError(f"two bulletins with the id {bulletin.bulletin_id!r}")
            self._bulletins[bulletin.bulletin_id] = bulletin
        self.notes = tuple(notes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the bulletins, sorted."""
        return tuple(self._bulletins)

    def __len__(self) -> int:
        return len(self._bulletins)

    def __iter__(self) -> Iterator[Bulletin]:
        return iter(self._bulletins.values())

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Bulletin):
            return self._bulletins.get(item.bulletin_id) == item
        return item in self._bulletins

    @overload
    def __getitem__(self, key: str | int) -> Bulletin: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: str | int | slice) -> Bulletin | Corpus:
        if isinstance(key, slice):
            return Corpus(list(self)[key], self.notes)
        if isinstance(key, int):
            return self._bulletins[self.ids[key]]
        if key not in self._bulletins:
            raise KeyError(f"no bulletin {key!r} among the {len(self)} of this corpus")
        return self._bulletins[key]

    def __repr__(self) -> str:
        failed = sum(note.kind != "passed_over" for note in self.notes)
        unread = f", {failed} not read" if failed else ""
        return f"<Corpus of {len(self)} bulletin{'s' * (len(self) != 1)}{unread}>"

    def _repr_html_(self) -> str:
        rows = [
            f"<tr><td>{escape(bulletin.bulletin_id)}</td><td>{escape(bulletin.headline)}</td>"
            f"<td>{escape(bulletin.date)}</td><td>{escape(bulletin.provenance)}</td></tr>"
            for bulletin in self[:_ROWS_SHOWN]
        ]
        more = len(self) - len(rows)
        after = f"<p>… and {more} more</p>" if more else ""
        if any(bulletin.provenance == "rewritten" for bulletin in self):
            after += f"<p><em>{REWRITTEN_NOTICE}</em></p>"
        head = "".join(
            f'<th scope="col">{name}</th>'
            for name in ("bulletin_id", "headline", "date", "provenance")
        )
        return (
            f"<table><caption>{escape(repr(self).strip('<>'))}</caption><thead><tr>{head}</tr>"
            f"</thead><tbody>{''.join(rows)}</tbody></table>{after}"
        )


def read(source: Source, *, lexicon: str | Path | None = None) -> Corpus:
    """Read bulletins.

    Parameters
    ----------
    source
        A text file or saved web page, a folder (read with its subfolders: ``.txt``, ``.html``,
        ``.htm``), a glob, a zip, or an iterable of any of these, of bulletins, and of pairs (id,
        text). A string is always a path, never the text of a bulletin.
    lexicon
        A folder of further lexicon files, whose ``headers.csv`` tells of other dailies.

    Returns
    -------
    Corpus
        Sorted by id. The id is the file's stem; the path below the given folder where two stems
        are the same. A digest is split into its items, ``ID-01``, ``ID-02`` … Files that could
        not be read are in ``corpus.notes``, and those of other kinds are counted there.

    Raises
    ------
    FileNotFoundError
        If ``source`` is a path that does not exist or a glob that matches nothing.
    """
    if isinstance(source, Corpus):
        return source
    bulletins: list[Bulletin] = []
    notes: list[Note] = []
    for item in iter_bulletins(source, lexicon=lexicon):
        if isinstance(item, Note):
            notes.append(item)
        else:
            bulletins.append(item)
    return Corpus(bulletins, notes)


def iter_bulletins(
    source: Source, *, lexicon: str | Path | None = None
) -> Iterator[Bulletin | Note]:
    """Read bulletins one at a time, sorted by id; a note stands for what could not be read.

    Only the names of the files are held in memory. See `read` for the parameters and what it raises;
    it raises when called, not at the first bulletin.
    """
    stack = ExitStack()
    headers = load(lexicon).headers if lexicon is not None else ()
    return _read_plan(list(plan(source, stack)), stack, headers)


def _read_plan(
    planned: list[Entry | Note], stack: ExitStack, headers: tuple[HeaderPattern, ...]
) -> Iterator[Bulletin | Note]:
    with stack:  # closes the zips
        yield from (item for item in planned if isinstance(item, Note))
        entries: dict[str, Entry] = {}
        for item in planned:
            if isinstance(item, Entry):
                entries.setdefault(item.key, item)
        previous = None
        named = _identified(list(entries.values()))
        taken = {bulletin_id for bulletin_id, _ in named}
        for bulletin_id, entry in named:
            if bulletin_id == previous:
                yield duplicate(bulletin_id, entry)
            else:
                for found in read_entry(bulletin_id, entry, headers):
                    name = found.bulletin_id
                    clash = name != bulletin_id and name in taken
                    yield duplicate(name, entry) if clash else found
            previous = bulletin_id


def read_entry(
    bulletin_id: str, entry: Entry, headers: tuple[HeaderPattern, ...] = ()
) -> Sequence[Bulletin | Note]:
    """Read a bulletin under an id, or the items of a digest; a note says why it cannot be read."""
    try:
        bulletin = entry.read(bulletin_id)
        return [bulletin] if entry.whole else split(bulletin.with_headers(headers))
    except OSError as error:
        return [note_on(bulletin_id, entry.where, (error.strerror or str(error)).lower())]
    except ValueError as error:
        return [note_on(bulletin_id, entry.where, str(error))]


def duplicate(bulletin_id: str, entry: Entry) -> Note:
    """Say that a bulletin was left out because another has its id."""
    return note_on(bulletin_id, entry.where, "another bulletin has this id", "duplicate_id")


def _identified(entries: list[Entry]) -> list[tuple[str, Entry]]:
    """Give each entry the shortest of its names that no other has, and sort by it."""
    level = [0] * len(entries)
    while True:
        ids = [entry.names[step] for entry, step in zip(entries, level, strict=True)]
        count = Counter(ids)
        clashing = [
            index
            for index, entry in enumerate(entries)
            if count[ids[index]] > 1 and level[index] < len(entry.names) - 1
        ]
        if not clashing:
            return sorted(zip(ids, entries, strict=True), key=lambda pair: pair[0])
        for index in clashing:
            level[index] += 1
