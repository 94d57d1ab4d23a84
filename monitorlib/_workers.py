"""Who does the work on an archive: this process, several, or what the caller brings."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def spread(
    work: Callable[[Given], Made], given: Iterable[Given], jobs: int | Executor
) -> Generator[Made, None, None]:
    """Do the work on everything given, and give what it makes in the same order."""
    if isinstance(jobs, Executor):
        yield from _handed_out(work, given, jobs)
    elif jobs == 1:
        yield from map(work, given)
    else:
        yield from _by_processes(work, given, jobs)


def _by_processes(
    work: Callable[[Given], Made], given: Iterable[Given], jobs: int
) -> Iterator[Made]:
    # a forked process would take over locks of threads that it has not
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    with ours, theirs, _Pool(jobs, context, _begin, (theirs,)) as pool:
        try:
            yield from _handed_out(work, given, pool)
        except BaseException:
            ours.close()  # the others stop at once: what they have not finished is made anew
            raise


def _handed_out(
    work: Callable[[Given], Made], given: Iterable[Given], executor: Executor
) -> Iterator[Made]:
    # only so many wait at a time: the archive may be larger than memory
    ahead = 2 * (getattr(executor, "_max_workers", None) or 8)
    waiting: deque[Future[Made]] = deque()
    try:
        for each in given:
            waiting.append(executor.submit(work, each))
            while waiting and (waiting[0].done() or len(waiting) > ahead):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


class _Pool(ProcessPoolExecutor):
    """A pool whose processes hold Ctrl-C back from their first moment on."""

    def submit(self, *args: Any, **options: Any) -> Future[Any]:
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            return super().submit(*args, **options)
        # what a thread holds back, so do the processes that it starts
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(*args, **options)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: Connection) -> None:
    """Prepare a process of the pool: Ctrl-C is its parent's to handle, whom it does not outlive."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def follow() -> None:
        wait([parent])  # until the other end is closed, whatever closes it
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
