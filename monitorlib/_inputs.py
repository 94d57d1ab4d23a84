"""What a large archive holds, listed without holding the list.

Ids are those that `monitorlib.read` gives, but bulletins come in the order of the archive, not of
their ids: it is gone through once to see which names are taken twice, with eight bytes kept for
each, and once more to hand the bulletins out.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from monitorlib._sources import Entry, Source, plan
from monitorlib.bulletin import Bulletin, Note
from monitorlib.corpus import duplicate, read_entry
from monitorlib.digest import digest_of
from monitorlib.lexicon.headers import HeaderPattern

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Input:
    """A bulletin not yet read. It can be pickled, and so be read in another process."""

    bulletin_id: str
    entry: Entry
    taken: frozenset[int] = frozenset()  # names, as hashes, that no item of it may have

    def read(self, headers: tuple[HeaderPattern, ...]) -> Sequence[Bulletin | Note]:
        """Read it, or the items of a digest; a note says why it cannot be read."""
        found = read_entry(self.bulletin_id, self.entry, headers)
        if not self.taken:
            return found
        return [
            duplicate(item.bulletin_id, self.entry)
            if _short(item.bulletin_id) in self.taken
            else item
            for item in found
        ]

    @property
    def stamp(self) -> str:
        """What changes when the bulletin does, found without reading it."""
        if self.entry.stamp:
            return f"{self.bulletin_id}\0{self.entry.stamp}"
        try:
            status = Path(self.entry.where).stat()
        except OSError:
            return f"{self.bulletin_id}\0gone"
        return f"{self.bulletin_id}\0{status.st_size} {status.st_mtime_ns}"


@dataclass(slots=True)
class _Names:
    """Which names are taken twice; names and keys are hashes of eight bytes."""

    steps: dict[int, int] = field(default_factory=dict)  # key: how many of its names are taken
    shared: set[int] = field(default_factory=set)  # names that stay taken twice
    repeated: set[int] = field(default_factory=set)  # keys of files reached twice
    # name of a file: the names of others that items of it would have
    items: dict[int, set[int]] = field(default_factory=dict)
    count: int = 0
    digest: str = ""


def list_inputs(source: Source) -> tuple[Iterator[Input | Note], int | None]:
    """List what there is to parse, in the order of the archive, and say how much it is.

    Parameters
    ----------
    source
        As `monitorlib.read` takes it. An iterator is gone through once: its length is unknown, and
        of two files with one stem only the second is named by its path.

    Raises
    ------
    FileNotFoundError
        If ``source`` is a path that does not exist or a glob that matches nothing.
    """
    if isinstance(source, Iterator):
        return _stream(source), None
    names = _Names()
    while _lengthen(source, names):
        pass
    return _named(source, names), names.count


def _short(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _lengthen(source: Source, names: _Names) -> bool:
    """Go through the archive; give those whose names clash their next name, if they have one."""
    keys, taken, more = array("Q"), array("Q"), array("b")
    digests, items = array("Q"), array("Q")  # of names that an item of a digest could have
    notes, digest = 0, hashlib.sha256()
    with ExitStack() as stack:
        for item in plan(source, stack):
            if isinstance(item, Note):
                notes += 1
                continue
            digest.update(item.key.encode("utf-8", "surrogatepass"))
            key = _short(item.key)
            step = names.steps.get(key, 0)
            keys.append(key)
            name = item.names[step]
            taken.append(_short(name))
            more.append(step < len(item.names) - 1)
            if (of := digest_of(name)) != name:
                digests.append(_short(of))
                items.append(taken[-1])
    all_keys: Hashes = np.array(keys, dtype=np.uint64)
    distinct, first, times = np.unique(all_keys, return_index=True, return_counts=True)
    ids: Hashes = np.array(taken, dtype=np.uint64)[first]
    _, which, holders = np.unique(ids, return_inverse=True, return_counts=True)
    clashing = holders[which] > 1
    longer = distinct[clashing & np.array(more, dtype=bool)[first]]
    for key in map(int, longer):
        names.steps[key] = names.steps.get(key, 0) + 1
    names.shared = set(map(int, ids[clashing]))
    names.repeated = set(map(int, distinct[times > 1]))
    names.items = defaultdict(set)
    for index in np.flatnonzero(np.isin(np.array(digests, dtype=np.uint64), ids)):
        names.items[digests[index]].add(items[index])
    names.count, names.digest = len(distinct) + notes, digest.hexdigest()
    return len(longer) > 0


def _named(source: Source, names: _Names) -> Iterator[Input | Note]:
    """Go through the archive once more, and give every bulletin its id."""
    seen: set[int] = set()  # of names and keys that come twice
    digest = hashlib.sha256()
    with ExitStack() as stack:
        for item in plan(source, stack):
            if isinstance(item, Note):
                yield item
                continue
            digest.update(item.key.encode("utf-8", "surrogatepass"))
            key = _short(item.key)
            if key in names.repeated and key in seen:
                continue
            bulletin_id = item.names[names.steps.get(key, 0)]
            name = _short(bulletin_id)
            known = name in names.shared and name in seen
            seen |= {key} & names.repeated | {name} & names.shared
            like_items = frozenset(names.items.get(name, ()))
            yield duplicate(bulletin_id, item) if known else Input(bulletin_id, item, like_items)
    if digest.hexdigest() != names.digest:
        msg = "files came or went while the archive was read: run it again and resume"
        raise ValueError(msg)


def _stream(source: Iterator[str | Path | Bulletin | tuple[str, str]]) -> Iterator[Input | Note]:
    seen: set[int] = set()
    with ExitStack() as stack:
        for number, given in enumerate(source):
            for item in plan([given], stack):
                if isinstance(item, Note):
                    yield item
                    continue
                entry = item
                if entry.where == "item 0":
                    entry = replace(item, key=f"item {number}", where=f"item {number}")
                name = next((n for n in entry.names if _short(n) not in seen), "")
                seen.add(_short(name))
                yield Input(name, entry) if name else duplicate(entry.names[-1], entry)
