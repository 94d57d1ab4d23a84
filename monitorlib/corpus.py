"""Many bulletins: from a file, a folder, a glob, a zip or an iterable.

A file that cannot be read never stops the others: it becomes a note of kind ``unreadable`` that
names it and says why.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, TypeAlias, overload

from monitorlib.bulletin import REWRITTEN_NOTICE, Bulletin, Note, read_bulletin
from monitorlib.decoding import UnreadableError
from monitorlib.digest import split
from monitorlib.lexicon import load
from monitorlib.lexicon.headers import HeaderPattern

__all__ = ["Corpus", "Source", "iter_bulletins", "read"]

Source: TypeAlias = (
    str
    | os.PathLike[str]
    | Bulletin
    | Iterable[str | os.PathLike[str] | Bulletin | tuple[str, str]]
)

FILE_LIMIT = 10 * 1024**2  # bytes; all the Monitor ever wrote in a year is less
ZIP_LIMIT = 500 * 1024**2  # bytes that a zip may have when unpacked
ZIP_MEMBERS = 50_000
ZIP_RATIO = 100  # unpacked to packed; prose packs to a half or a third

_PAGES = (".html", ".htm")
_SUFFIXES = (".txt", *_PAGES)
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
        One for each file that could not be read.

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
        unread = f", {len(self.notes)} not read" if self.notes else ""
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
        not be read are in ``corpus.notes``.

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A bulletin not yet read: where it is, the ids it may take, and how to read it under one."""

    key: str  # the same for the same file, however it was reached
    where: str  # as a message names it
    names: tuple[str, ...]
    read: Callable[[str], Bulletin]
    whole: bool = False  # given as a bulletin, not to be split
    stamp: str = ""  # what tells its content from another; a file's are its size and time


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
        return [_note(bulletin_id, entry.where, (error.strerror or str(error)).lower())]
    except ValueError as error:
        return [_note(bulletin_id, entry.where, str(error))]


def duplicate(bulletin_id: str, entry: Entry) -> Note:
    """Say that a bulletin was left out because another has its id."""
    return _note(bulletin_id, entry.where, "another bulletin has this id", "duplicate_id")


def _note(bulletin_id: str, where: str, reason: str, kind: str = "unreadable") -> Note:
    return Note(bulletin_id, 0, 0, kind, f"{where}: {reason}")


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


def _names(root: str, below: PurePosixPath, where: str) -> tuple[str, ...]:
    """Ids that a file may take, the shortest first and the last unlike any other's."""
    stem = below.with_suffix("")
    names = (below.stem, stem, below, f"{root}/{stem}", where.strip("/."))
    return tuple(re.sub(r"[\x00-\x1f\x7f\\:\ud800-\udfff]", "_", str(name)) for name in names)


# -- what there is to read -----------------------------------------------------------------------


def plan(source: Source, stack: ExitStack) -> Iterator[Entry | Note]:
    """List what there is to read, in the order of a walk, without reading it."""
    if isinstance(source, (str, os.PathLike)):
        yield from _plan_path(os.fspath(source), stack)
        return
    if isinstance(source, Corpus):
        yield from source.notes
    for number, item in enumerate([source] if isinstance(source, Bulletin) else source):
        where = f"item {number}"
        if isinstance(item, Bulletin):
            yield Entry(where, where, (item.bulletin_id,), partial(_same, item), True, item.sha256)
        elif isinstance(item, tuple):
            bulletin_id, text = item
            stamp = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            yield Entry(where, where, (bulletin_id,), partial(read_bulletin, text), stamp=stamp)
        else:
            try:
                yield from _plan_path(os.fspath(item), stack)
            except FileNotFoundError as error:
                yield _note(Path(item).stem, os.fspath(item), str(error.strerror))


def _same(bulletin: Bulletin, _bulletin_id: str) -> Bulletin:
    return bulletin


def _plan_path(path: str, stack: ExitStack) -> Iterator[Entry | Note]:
    # os.path says no where pathlib raises: a name too long, or with a null character.
    if os.path.isdir(path):  # noqa: PTH112
        yield from _plan_folder(Path(path))
    elif os.path.exists(path):  # noqa: PTH110
        if path.lower().endswith(".zip"):
            yield from _plan_zip(Path(path), stack)
        else:
            root = Path(path).parent
            yield _plan_file(Path(path), root, root.resolve().name)
    elif glob.has_magic(path) and (matches := _glob(path)):
        for match in matches:
            yield from _plan_path(match, stack)
    else:
        wanted = "no file matches this" if glob.has_magic(path) else "no such file or folder"
        raise FileNotFoundError(errno.ENOENT, wanted, path)


def _glob(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - it may be absolute


def _plan_file(path: Path, root: Path, root_name: str) -> Entry:
    below = PurePosixPath(path.relative_to(root).as_posix())
    names = _names(root_name, below, path.as_posix())
    return Entry(os.path.realpath(path), path.as_posix(), names, partial(_read_file, path))


def _plan_folder(root: Path) -> Iterator[Entry | Note]:
    errors: list[OSError] = []
    root_name, inside = root.resolve().name, os.path.realpath(root) + os.sep
    for folder, subfolders, files in os.walk(root, onerror=errors.append):
        # What a browser saves beside a page, "page_files", is no bulletin.
        pages = {f"{Path(name).stem}_files" for name in files if name.lower().endswith(_PAGES)}
        subfolders[:] = sorted(name for name in subfolders if _wanted(name) and name not in pages)
        for path in (Path(folder, name) for name in subfolders):
            if path.is_symlink():
                yield _note(path.name, path.as_posix(), "a link to a folder is not followed")
        for path in (Path(folder, name) for name in sorted(files) if _wanted(name)):
            if path.suffix.lower() not in _SUFFIXES:
                continue
            if path.is_symlink() and not os.path.realpath(path).startswith(inside):
                yield _note(path.stem, path.as_posix(), "a link that leads outside the folder")
            else:
                yield _plan_file(path, root, root_name)
    for error in errors:
        yield _note(Path(error.filename).name, error.filename, str(error.strerror).lower())


def _wanted(name: str) -> bool:
    return not name.startswith(".") and name != "__MACOSX"


class _Zip(zipfile.ZipFile):
    """A zip that can be handed to another process, which opens it anew."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _Zip, (os.path.abspath(str(self.filename)),)  # noqa: PTH100


def _plan_zip(path: Path, stack: ExitStack) -> Iterator[Entry | Note]:
    try:
        archive = stack.enter_context(_Zip(path))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        yield _note(path.stem, path.as_posix(), f"not a zip that can be read ({error})")
        return
    members = [member for member in archive.infolist() if _is_bulletin(member)]
    if len(archive.infolist()) > ZIP_MEMBERS:
        reason = f"holds more than {ZIP_MEMBERS:,} files"
    elif sum(member.file_size for member in members) > ZIP_LIMIT:
        reason = f"would unpack to more than {ZIP_LIMIT >> 20} MB"
    else:
        reason = ""
    if reason:
        yield _note(path.stem, path.as_posix(), reason)
        return
    for number, member in enumerate(members):
        below = PurePosixPath(member.filename.replace("\\", "/"))
        where = f"{path.as_posix()}/{member.filename}"
        if below.is_absolute() or ".." in below.parts or ":" in below.parts[0]:
            yield _note(below.stem, where, "its name leads outside the zip")
        else:
            key = f"{os.path.realpath(path)}/{number}"
            read_member = partial(_read_member, archive, member)
            stamp = f"{member.file_size} {member.CRC:08x}"
            yield Entry(key, where, _names(path.stem, below, where), read_member, stamp=stamp)


def _is_bulletin(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    # The parts ".." of a name are looked at later, and noted.
    hidden = any(not _wanted(part) and part != ".." for part in path.parts)
    return not member.is_dir() and not hidden and path.suffix.lower() in _SUFFIXES


# -- reading one ---------------------------------------------------------------------------------


def _read_file(path: Path, bulletin_id: str) -> Bulletin:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not a regular file")
    _check_size(status.st_size)
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)  # it may have grown
    _check_size(len(data))
    return _read_data(data, bulletin_id, path)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, bulletin_id: str) -> Bulletin:
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError("a link inside the zip")
    if member.flag_bits & 1:
        raise UnreadableError("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError("packed by a method other than deflate")
    _check_size(member.file_size)
    if member.file_size > ZIP_RATIO * max(member.compress_size, 1):
        raise UnreadableError(f"unpacks to more than {ZIP_RATIO} times its size")
    try:
        with archive.open(member) as file:
            data = file.read(FILE_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableError(f"damaged ({error})") from error
    _check_size(len(data))
    return _read_data(data, bulletin_id, PurePosixPath(member.filename.replace("\\", "/")))


def _check_size(size: int) -> None:
    if size > FILE_LIMIT:
        raise UnreadableError(f"larger than {FILE_LIMIT >> 20} MB, too large for a bulletin")


def _read_data(data: bytes, bulletin_id: str, path: PurePath) -> Bulletin:
    provenance = "original" if path.parent.name == "original" else "user"
    html = path.suffix.lower() in _PAGES
    return read_bulletin(data, bulletin_id, provenance=provenance, html=html)
