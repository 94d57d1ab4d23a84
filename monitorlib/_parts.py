"""One part of an archive: the tables of a few hundred bulletins, in a folder of its own.

The folder appears whole or not at all, and what is in it follows from the bulletins alone: whoever
writes a part, and however often, writes the same bytes.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import monitorlib
from monitorlib import schemas
from monitorlib._inputs import Input
from monitorlib.bulletin import Bulletin, Note
from monitorlib.corrections import Correction, apply
from monitorlib.lexicon import Lexicon, load
from monitorlib.parsing import note_record, parse_bulletin
from monitorlib.tables import Tables

DRAFT = ".writing-"
_PART = "part.json"
_FAILURES = ("unreadable", "parse_failed")  # kinds of notes


@dataclass(slots=True)
class Summary:
    """What became of everything that was read: ``read == parsed + noted + failed``.

    Attributes
    ----------
    read
        Bulletins that the archive holds, each item of a digest, files that are none, and, as one
        for each folder, files of other kinds.
    parsed
        Those that are in the table ``bulletins``.
    noted
        Those left out for a reason that a note gives: another bulletin has the same id, or the
        files are neither text nor page.
    failed
        Those that could not be read or parsed; a note says why.
    rows
        Rows of each table.
    """

    read: int = 0
    parsed: int = 0
    noted: int = 0
    failed: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, part: "Summary") -> None:
        """Add the counts of a part."""
        self.read += part.read
        self.parsed += part.parsed
        self.noted += part.noted
        self.failed += part.failed
        self.rows = {table: self.rows.get(table, 0) + n for table, n in part.rows.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """What one part is made of; it can be pickled, and so be written by another process."""

    number: int
    inputs: list[Input | Note]
    corrections: list[Correction]  # those on its bulletins

    @property
    def name(self) -> str:
        """The name of its folder."""
        return part_name(self.number)

    def digest(self, origin: Mapping[str, str]) -> str:
        """Return what changes when its tables might."""
        digest = hashlib.sha256(json.dumps(origin).encode())
        for item in self.inputs:
            stamp = f"{item.bulletin_id}\0{item.message}" if isinstance(item, Note) else item.stamp
            digest.update(stamp.encode("utf-8", "surrogatepass") + b"\n")
        for each in self.corrections:
            digest.update(json.dumps(astuple(each)).encode() + b"\n")
        return digest.hexdigest()


def part_name(number: int) -> str:
    """Return the name of a part's folder."""
    return f"part-{number:06}"


def summary_of(part: Path) -> Summary:
    """Read what a finished part says of itself."""
    found = json.loads((part / _PART).read_bytes())
    return Summary(**{name: found[name] for name in Summary.__slots__})


def write_part(folder: Path, lexicon: Path | None, part: Part) -> Summary:
    """Parse some bulletins and write their tables, unless this has been done before."""
    known = load(lexicon)
    origin = {"version": monitorlib.__version__, "lexicon_hash": known.fingerprint}
    digest = part.digest(origin)
    final = folder / part.name
    if (done := _finished(final, digest)) is not None:
        return done
    records, notes = _parsed(part, known)
    with _new_folder(final) as draft:
        tables, faults = _saved(records, notes, origin, draft)
        failed = sum(note.kind in _FAILURES for note in [*notes, *faults])
        rows = {table: len(frame) for table, frame in tables.frames.items()}
        parsed = rows["bulletins"]
        read = len(records) + len(notes)  # a digest counts as its items
        summary = Summary(read, parsed, read - parsed - failed, failed, rows)
        sizes = {path.name: path.stat().st_size for path in sorted(draft.iterdir())}
        said = {"inputs": digest, **asdict(summary), "bytes": sizes}
        (draft / _PART).write_text(json.dumps(said, indent=1) + "\n", "utf-8")
    return summary


def _finished(part: Path, inputs: str) -> Summary | None:
    """Return the counts of a part that is there, whole, and made of the same."""
    try:
        found = json.loads((part / _PART).read_bytes())
        sizes = {name: (part / name).stat().st_size for name in found["bytes"]}
        return summary_of(part) if (found["inputs"], found["bytes"]) == (inputs, sizes) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def _new_folder(final: Path) -> Iterator[Path]:
    """Give a folder to write to; only when all is on disk does it take its name."""
    draft = final.with_name(f"{DRAFT}{final.name}-{uuid4().hex[:8]}")
    draft.mkdir()
    try:
        yield draft
        shutil.rmtree(final, ignore_errors=True)
        try:
            draft.replace(final)
        except OSError:
            if not (final / _PART).exists():
                raise
            # else another worker had the same part, and was faster
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _parsed(part: Part, known: Lexicon) -> tuple[list[dict[str, Any]], list[Note]]:
    """Parse the bulletins of a part, and note what could not be parsed."""
    found: list[dict[str, Any] | Note] = []
    for item in part.inputs:
        found += [item] if isinstance(item, Note) else _records(item, known, part.corrections)
    records = [item for item in found if not isinstance(item, Note)]
    return records, [item for item in found if isinstance(item, Note)]


def _records(
    item: Input, known: Lexicon, corrections: list[Correction]
) -> Iterator[dict[str, Any] | Note]:
    """Parse one bulletin, or each item of a digest."""
    try:
        bulletins = item.read(known.headers)
    except Exception as error:  # noqa: BLE001
        yield _fault(item.bulletin_id, item.entry.where, error)
        return
    for each in bulletins:
        yield each if isinstance(each, Note) else _record(each, item, known, corrections)


def _record(
    bulletin: Bulletin, item: Input, known: Lexicon, corrections: list[Correction]
) -> dict[str, Any] | Note:
    """Parse one bulletin; whatever goes wrong with it must not stop the others."""
    try:
        (record,) = apply([parse_bulletin(bulletin, known)], corrections)
    except Exception as error:  # noqa: BLE001
        return _fault(bulletin.bulletin_id, item.entry.where, error)
    return record


def _fault(bulletin_id: str, where: str, error: Exception) -> Note:
    message = f"{where}: parsing failed ({type(error).__name__}: {str(error)[:200]})"
    return Note(bulletin_id, 0, 0, "parse_failed", message)


def _saved(
    records: list[dict[str, Any]], notes: list[Note], origin: Mapping[str, str], draft: Path
) -> tuple[Tables, list[Note]]:
    """Save the tables of some records; those that break a schema are left out, with a note."""

    def tables(kept: list[dict[str, Any]], notes: list[Note]) -> Tables:
        return Tables.from_records(kept, notes=map(note_record, notes), **origin)

    try:
        whole = tables(records, notes)
        whole.save(draft, format="parquet")
    except ValueError:
        pass
    else:
        return whole, []
    sound, faults = [], []
    for record in records:
        bulletin_id = record["bulletin"]["bulletin_id"]
        try:
            for table, frame in tables([record], []).frames.items():
                schemas.validate(table, frame, bulletin_id)
        except ValueError as error:
            faults.append(_fault(bulletin_id, bulletin_id, error))
        else:
            sound.append(record)
    whole = tables(sound, [*notes, *faults])
    whole.save(draft, format="parquet")
    return whole, faults
