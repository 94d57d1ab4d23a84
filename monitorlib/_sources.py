"""What there is to read: files, folders, globs and zips, listed first and read one at a time.

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
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, TypeAlias

from monitorlib.bulletin import Bulletin, Note, read_bulletin
from monitorlib.decoding import UnreadableError

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
_SHOWN = 5  # names of files that were passed over, in a note


@dataclass(frozen=True, slots=True)
class Entry:
    """A bulletin not yet read: where it is, the ids it may take, and how to read it under one."""

    key: str  # the same for the same file, however it was reached
    where: str  # as a message names it
    names: tuple[str, ...]
    read: Callable[[str], Bulletin]
    whole: bool = False  # given as a bulletin, not to be split
    stamp: str = ""  # what tells its content from another; a file's are its size and time


def note_on(bulletin_id: str, where: str, reason: str, kind: str = "unreadable") -> Note:
    return Note(bulletin_id, 0, 0, kind, f"{where}: {reason}")


def _names(root: str, below: PurePosixPath, where: str) -> tuple[str, ...]:
    """Ids that a file may take, the shortest first and the last unlike any other's."""
    stem = below.with_suffix("")
    names = (below.stem, stem, below, f"{root}/{stem}", where.strip("/."))
    return tuple(re.sub(r"[\x00-\x1f\x7f\\:\ud800-\udfff]", "_", str(name)) for name in names)


def plan(source: Source, stack: ExitStack) -> Iterator[Entry | Note]:
    """List what there is to read, in the order of a walk, without reading it."""
    if isinstance(source, (str, os.PathLike)):
        yield from _plan_path(os.fspath(source), stack)
        return
    yield from getattr(source, "notes", ())  # a corpus knows what could not be read
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
                yield note_on(Path(item).stem, os.fspath(item), str(error.strerror))


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
    others: list[str] = []
    root_name, inside = root.resolve().name, os.path.realpath(root) + os.sep
    for folder, subfolders, files in os.walk(root, onerror=errors.append):
        # What a browser saves beside a page, "page_files", is no bulletin.
        pages = {f"{Path(name).stem}_files" for name in files if name.lower().endswith(_PAGES)}
        subfolders[:] = sorted(name for name in subfolders if _wanted(name) and name not in pages)
        for path in (Path(folder, name) for name in subfolders):
            if path.is_symlink():
                yield note_on(path.name, path.as_posix(), "a link to a folder is not followed")
        for path in (Path(folder, name) for name in sorted(files) if _wanted(name)):
            if path.suffix.lower() not in _SUFFIXES:
                others.append(path.relative_to(root).as_posix())
            elif path.is_symlink() and not os.path.realpath(path).startswith(inside):
                yield note_on(path.stem, path.as_posix(), "a link that leads outside the folder")
            else:
                yield _plan_file(path, root, root_name)
    yield from _passed_over(root, others)
    for error in errors:
        yield note_on(Path(error.filename).name, error.filename, str(error.strerror).lower())


def _passed_over(root: Path, names: list[str]) -> Iterator[Note]:
    """Say, in one note for a folder or zip, which files in it are of other kinds."""
    if names:
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        reason = f"passed over, neither text nor page: {len(names)} files ({shown})"
        yield note_on(root.name, root.as_posix(), reason, "passed_over")


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
        yield note_on(path.stem, path.as_posix(), f"not a zip that can be read ({error})")
        return
    members: list[zipfile.ZipInfo] = []
    others: list[zipfile.ZipInfo] = []
    for member in archive.infolist():
        if _is_shown(member):
            kind = members if member.filename.lower().endswith(_SUFFIXES) else others
            kind.append(member)
    if len(archive.infolist()) > ZIP_MEMBERS:
        reason = f"holds more than {ZIP_MEMBERS:,} files"
    elif sum(member.file_size for member in members) > ZIP_LIMIT:
        reason = f"would unpack to more than {ZIP_LIMIT >> 20} MB"
    else:
        reason = ""
    if reason:
        yield note_on(path.stem, path.as_posix(), reason)
        return
    for number, member in enumerate(members):
        below = PurePosixPath(member.filename.replace("\\", "/"))
        where = f"{path.as_posix()}/{member.filename}"
        if below.is_absolute() or ".." in below.parts or ":" in below.parts[0]:
            yield note_on(below.stem, where, "its name leads outside the zip")
        else:
            key = f"{os.path.realpath(path)}/{number}"
            read_member = partial(_read_member, archive, member)
            stamp = f"{member.file_size} {member.CRC:08x}"
            yield Entry(key, where, _names(path.stem, below, where), read_member, stamp=stamp)
    yield from _passed_over(path, [member.filename for member in others])


def _is_shown(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    # The parts ".." of a name are looked at later, and noted.
    hidden = any(not _wanted(part) and part != ".." for part in path.parts)
    return not member.is_dir() and not hidden


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
