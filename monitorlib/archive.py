"""A whole archive: parsed part by part, by several processes, safe to interrupt and to resume.

Each part holds the tables of a few hundred bulletins in a folder of its own, which appears whole
or not at all and loads by itself. The manifest beside them is written last: with it the run is
finished, and `monitorlib.load` takes the folder for the tables of the whole.
"""

import hashlib
import json
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import monitorlib
from monitorlib import schemas
from monitorlib._inputs import Input, list_inputs
from monitorlib._storage import MANIFEST
from monitorlib.bulletin import Note
from monitorlib.corpus import Source
from monitorlib.lexicon import load
from monitorlib.parsing import note_record, parse_bulletin
from monitorlib.tables import Tables

__all__ = ["Summary", "parse_archive"]

PART_SIZE = 500  # bulletins; two seconds' work, and a few MB of memory
_PART = "part.json"
_DRAFT = ".writing-"


@dataclass(slots=True)
class Summary:
    """What became of everything that was read: ``read == parsed + noted + failed``.

    Attributes
    ----------
    read
        Bulletins and files that the archive holds.
    parsed
        Those that are in the table ``bulletins``.
    noted
        Those left out for a reason that a note gives: another bulletin has the same id.
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


def parse_archive(
    source: Source,
    out: str | Path,
    *,
    lexicon: str | Path | None = None,
    jobs: int | Executor = 1,
    resume: bool = False,
    part_size: int = PART_SIZE,
    progress: bool = False,
) -> Summary:
    """Parse an archive of any size into Parquet files; memory does not grow with it.

    Whatever stops a run, the parts it finished stay good: run it again with ``resume``. The files
    are byte for byte the same however often that happens and whatever does the work.

    Parameters
    ----------
    source
        What `monitorlib.read` takes. An iterator is gone through once, as it comes.
    out
        A folder, made if need be; afterwards `monitorlib.load` and `monitorlib.database` open it.
    lexicon
        A folder of further lexicon files.
    jobs
        How many processes; with more than one, a script needs ``if __name__ == "__main__":``. Or
        what does the work instead, such as ``client.get_executor()`` of Dask; it is left open, and
        its workers must see the files of ``source`` and the folder ``out`` under the same paths.
    resume
        Keep the parts of an earlier run whose bulletins, lexicon and version are still the same.
    part_size
        Bulletins in each part.
    progress
        Show a bar with rate and time left.

    Returns
    -------
    Summary
        What was read, and what became of it.

    Raises
    ------
    FileNotFoundError
        The source does not exist.
    ValueError
        The folder holds an earlier run and ``resume`` is not set, or files came or went meanwhile.
    OSError
        The folder cannot be written to, or the disk is full.
    LexiconError
        A lexicon file is malformed.
    """
    if part_size < 1 or (isinstance(jobs, int) and jobs < 1):
        msg = f"part_size ({part_size}) and jobs ({jobs}) must be at least 1"
        raise ValueError(msg)
    inputs, total = list_inputs(source)
    load(lexicon)  # a fault in it is said before anything is written
    folder = _prepared(Path(out), resume=resume)
    words = Path(lexicon).resolve() if lexicon is not None else None
    work = partial(_write_part, folder, lexicon=words)
    parts = enumerate(iter(lambda: list(islice(inputs, part_size)), []))
    summary = Summary(rows=dict.fromkeys(schemas.TABLES, 0))
    with _shown(total if progress else None, progress=progress) as show:
        for part in _done(work, parts, jobs):
            summary.add(part)
            show(part.read)
    _finish(folder, summary, part_size, load(lexicon).fingerprint)
    return summary


def _prepared(out: Path, *, resume: bool) -> Path:
    folder = out.resolve()
    if not resume and any(folder.glob("part-*")):
        msg = f"{out}: it holds parts of an earlier run: resume it, or take another folder"
        raise ValueError(msg)
    if (folder / MANIFEST).exists() and not any(folder.glob("part-*")):
        msg = f"{out}: it holds tables that were saved otherwise: take another folder"
        raise ValueError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    _remove_drafts(folder)
    (folder / MANIFEST).unlink(missing_ok=True)
    return folder


def _remove_drafts(folder: Path) -> None:
    """Remove what processes that were killed have left unfinished."""
    for draft in folder.glob(f"{_DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)


def _name(number: int) -> str:
    return f"part-{number:06}"


def _finish(folder: Path, summary: Summary, part_size: int, lexicon_hash: str) -> None:
    """Remove what earlier runs and killed workers have left, and write the manifest."""
    _remove_drafts(folder)
    names = [_name(number) for number in range(-(-summary.read // part_size))]
    for path in folder.glob("part-*"):
        if path.name not in names:
            shutil.rmtree(path)
    if sum(summary_of(folder / name).read for name in names) != summary.read:
        msg = f"{folder}: another process has written there at the same time"
        raise ValueError(msg)
    origin = {"version": monitorlib.__version__, "lexicon_hash": lexicon_hash}
    manifest = {"format": "parquet", **origin, **asdict(summary), "parts": names}
    draft = folder / f"{_DRAFT}{MANIFEST}"
    draft.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    draft.replace(folder / MANIFEST)


def summary_of(part: Path) -> Summary:
    """Read what a finished part says of itself."""
    found = json.loads((part / _PART).read_bytes())
    return Summary(**{name: found[name] for name in Summary.__slots__})


# -- who does the work ---------------------------------------------------------------------------


def _done(
    work: Callable[..., Summary],
    parts: Iterable[tuple[int, list[Input | Note]]],
    jobs: int | Executor,
) -> Iterator[Summary]:
    """Have the parts written, and give their counts in order."""
    if isinstance(jobs, Executor):
        yield from _handed_out(work, parts, jobs)
    elif jobs == 1:
        yield from (work(number, inputs) for number, inputs in parts)
    else:
        import multiprocessing

        # a forked process would take over locks of threads that it has not
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
        try:
            yield from _handed_out(work, parts, pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _handed_out(
    work: Callable[..., Summary],
    parts: Iterable[tuple[int, list[Input | Note]]],
    executor: Executor,
) -> Iterator[Summary]:
    # only so many parts wait at a time: the archive may be larger than memory
    ahead = 2 * (getattr(executor, "_max_workers", None) or 8)
    waiting: deque[Future[Summary]] = deque()
    try:
        for number, inputs in parts:
            waiting.append(executor.submit(work, number, inputs))
            while waiting and (waiting[0].done() or len(waiting) > ahead):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _begin() -> None:
    """Prepare a process of the pool: Ctrl-C is its parent's to handle, whom it does not outlive."""
    import multiprocessing
    import os
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


# -- one part ------------------------------------------------------------------------------------


def _write_part(
    folder: Path, number: int, inputs: list[Input | Note], *, lexicon: Path | None
) -> Summary:
    """Parse some bulletins and write their tables, unless this has been done before."""
    known = load(lexicon)
    origin = {"version": monitorlib.__version__, "lexicon_hash": known.fingerprint}
    digest = hashlib.sha256(json.dumps(origin).encode())
    for item in inputs:
        stamp = f"{item.bulletin_id}\0{item.message}" if isinstance(item, Note) else item.stamp
        digest.update(stamp.encode("utf-8", "surrogatepass") + b"\n")
    final = folder / _name(number)
    if (done := _finished(final, digest.hexdigest())) is not None:
        return done
    found = [item if isinstance(item, Note) else _parsed(item, known) for item in inputs]
    records = [item for item in found if not isinstance(item, Note)]
    notes = [item for item in found if isinstance(item, Note)]
    with _new_folder(final) as draft:
        tables, faults = _saved(records, notes, origin, draft)
        failed = sum(note.kind in ("unreadable", "parse_failed") for note in [*notes, *faults])
        rows = {table: len(frame) for table, frame in tables.frames.items()}
        parsed = rows["bulletins"]
        summary = Summary(len(inputs), parsed, len(inputs) - parsed - failed, failed, rows)
        sizes = {path.name: path.stat().st_size for path in sorted(draft.iterdir())}
        part = {"inputs": digest.hexdigest(), **asdict(summary), "bytes": sizes}
        (draft / _PART).write_text(json.dumps(part, indent=1) + "\n", "utf-8")
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
    draft = final.with_name(f"{_DRAFT}{final.name}-{uuid4().hex[:8]}")
    draft.mkdir()
    try:
        yield draft
        shutil.rmtree(final, ignore_errors=True)
        try:
            draft.replace(final)
        except OSError:
            if not (
                final / _PART
            ).exists():  # else another worker had the same part, and was faster
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _parsed(item: Input, known: Any) -> dict[str, Any] | Note:
    """Parse one bulletin; whatever goes wrong with it must not stop the others."""
    try:
        bulletin = item.read()
        return bulletin if isinstance(bulletin, Note) else parse_bulletin(bulletin, known)
    except Exception as error:  # noqa: BLE001
        return _fault(item.bulletin_id, item.entry.where, error)


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


# -- progress ------------------------------------------------------------------------------------


@contextmanager
def _shown(total: int | None, *, progress: bool) -> Iterator[Callable[[int], object]]:
    """Show how far it is, how fast it goes and how long it will take."""
    if not progress:
        yield lambda count: count
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            # rich's own measure is of single steps, and parts often come in pairs
            return Text(f"{task.completed / (task.elapsed or 1):.0f}/s")

    columns = (
        TextColumn("Parsing"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), speed_estimate_period=120) as bar:
        task = bar.add_task("", total=total)
        yield partial(bar.advance, task)
