"""A whole archive: parsed part by part, by several processes, safe to interrupt and to resume.

Each part holds the tables of a few hundred bulletins in a folder of its own, which appears whole
or not at all and loads by itself. The manifest beside them is written last: with it the run is
finished, and `monitorlib.load` takes the folder for the tables of the whole.
"""

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path

import monitorlib
from monitorlib import schemas
from monitorlib._inputs import Input, list_inputs
from monitorlib._parts import DRAFT, Part, Summary, part_name, summary_of, write_part
from monitorlib._sources import Source
from monitorlib._storage import MANIFEST
from monitorlib._workers import spread
from monitorlib.bulletin import Note
from monitorlib.corrections import Correction, read_corrections
from monitorlib.digest import digest_of
from monitorlib.lexicon import load

__all__ = ["Summary", "parse_archive"]

PART_SIZE = 500  # bulletins; three seconds' work, and a few MB of memory
_LOCK = ".lock"


def parse_archive(  # noqa: PLR0913 - the rest are options, given by name
    source: Source,
    out: str | Path,
    *,
    lexicon: str | Path | None = None,
    corrections: str | Path | None = None,
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
    corrections
        A researcher's ``corrections.csv``, applied to the rows.
    jobs
        How many processes; with more than one, a script needs ``if __name__ == "__main__":``. Or
        what does the work instead, such as ``client.get_executor()`` of Dask; it is left open, and
        its workers must see the files of ``source`` and the folder ``out`` under the same paths.
    resume
        Keep the parts of an earlier run whose bulletins, corrections, lexicon and version are
        still the same.
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
        The source does not exist, or the corrections.
    ValueError
        The folder holds an earlier run and ``resume`` is not set, another run writes there, files
        came or went meanwhile, or a correction cannot be carried out.
    OSError
        The folder cannot be written to, or the disk is full.
    LexiconError
        A lexicon file is malformed.
    """
    if part_size < 1 or (isinstance(jobs, int) and jobs < 1):
        msg = f"part_size ({part_size}) and jobs ({jobs}) must be at least 1"
        raise ValueError(msg)
    inputs, total = list_inputs(source)
    known = load(lexicon)  # a fault in it is said before anything is written
    decisions = read_corrections(corrections) if corrections is not None else []
    folder = Path(out).resolve()
    words = Path(lexicon).resolve() if lexicon is not None else None
    summary = Summary(rows=dict.fromkeys(schemas.TABLES, 0))
    with (
        _alone(folder, resume=resume),
        _shown(total if progress else None, progress=progress) as show,
    ):
        count = 0
        work = partial(write_part, folder, words)
        with closing(spread(work, _parts(inputs, decisions, part_size), jobs)) as parts:
            for number, part in enumerate(parts, 1):
                count = number
                summary.add(part)
                show(number * part_size)  # of what was listed: a digest is one, whatever it holds
        _finish(folder, summary, count, known.fingerprint)
    return summary


def _parts(
    inputs: Iterator[Input | Note], corrections: Iterable[Correction], size: int
) -> Iterator[Part]:
    """Cut the archive into parts: at least one, so that an empty archive has tables too."""
    decisions = defaultdict(list)
    for each in corrections:
        decisions[each.bulletin_id].append(each)
        if (digest := digest_of(each.bulletin_id)) != each.bulletin_id:
            decisions[digest].append(each)
    number, some = 0, list(islice(inputs, size))
    while some or number == 0:
        ids = dict.fromkeys(item.bulletin_id for item in some if isinstance(item, Input))
        yield Part(
            number,
            some,
            list({id(each): each for name in ids for each in decisions.get(name, ())}.values()),
        )
        number, some = number + 1, list(islice(inputs, size))


@contextmanager
def _alone(folder: Path, *, resume: bool) -> Iterator[None]:
    """Prepare the folder, and keep other runs out of it as long as this one lasts."""
    from filelock import FileLock, Timeout

    if (folder / MANIFEST).exists() and not any(folder.glob("part-*")):
        msg = f"{folder}: it holds tables that were saved otherwise: take another folder"
        raise ValueError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        # the system opens it when a process ends, however it ends
        lock = FileLock(folder / _LOCK).acquire(timeout=0)
    except Timeout as error:
        msg = f"{folder}: another run is writing there: wait for it, or stop it"
        raise ValueError(msg) from error
    with lock:
        if not resume and any(folder.glob("part-*")):
            msg = f"{folder}: it holds parts of an earlier run: resume it, or take another folder"
            raise ValueError(msg)
        _remove_drafts(folder)
        (folder / MANIFEST).unlink(missing_ok=True)
        try:
            yield
        finally:
            _remove_drafts(folder)


def _remove_drafts(folder: Path) -> None:
    """Remove what processes that were killed have left unfinished."""
    for draft in folder.glob(f"{DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)


def _finish(folder: Path, summary: Summary, parts: int, lexicon_hash: str) -> None:
    """Remove what earlier and longer runs have left, and write the manifest."""
    names = [part_name(number) for number in range(parts)]
    for path in folder.glob("part-*"):
        if path.name not in names:
            shutil.rmtree(path)
    if sum(summary_of(folder / name).read for name in names) != summary.read:
        msg = f"{folder}: parts were changed while this run wrote there: resume it"
        raise ValueError(msg)
    origin = {"version": monitorlib.__version__, "lexicon_hash": lexicon_hash}
    manifest = {"format": "parquet", **origin, **asdict(summary), "parts": names}
    draft = folder / f"{DRAFT}{MANIFEST}"
    draft.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    draft.replace(folder / MANIFEST)


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
        yield lambda done: bar.update(task, completed=done if total is None else min(done, total))
