"""The file of a reader's decisions: every one is written at once, and can be taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitorlib.corrections import (
    Correction,
    merge_corrections,
    read_corrections,
    write_corrections,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class Refused(Exception):  # noqa: N818 # it is an answer, in words for the reader
    """What was asked could not be done; nothing was changed."""


class Decisions:
    """A ``corrections.csv``, read anew each time, since others may write to it too."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def all(self) -> list[Correction]:
        """Every decision in the file, the oldest first; none where there is no file yet."""
        try:
            return read_corrections(self.path) if self.path.exists() else []
        except (OSError, ValueError) as error:
            msg = f"{self.path.name} cannot be read: {_why(error)}"
            raise Refused(msg) from error

    def append(self, **slots: Any) -> Correction:
        """Write one more decision, made today."""
        try:
            made = Correction(**slots, decided_on=dt.datetime.now(dt.UTC).date().isoformat())
        except ValueError as error:
            raise Refused(str(error)) from error
        self._write([*self.all(), made])
        return made

    def take_back(self) -> Correction | None:
        """Remove the last decision from the file and return it."""
        decided = self.all()
        if not decided:
            return None
        self._write(decided[:-1])
        return decided[-1]

    def take_over(self, other: str | Path) -> tuple[int, list[tuple[Correction, Correction]]]:
        """Add what another reader decided.

        Returns
        -------
        int
            How many decisions are new.
        list of pairs
            Those that contradict each other, the one kept first; of the other ones those that were in this file
            are written to a file beside it, so that nothing is lost.
        """
        mine, theirs = self.all(), Decisions(other).all()
        if not theirs:
            msg = f"{other}: no decisions there"
            raise Refused(msg)
        merged, clashes = merge_corrections(mine, theirs)
        aside = [each for each in mine if each not in merged]
        if aside:
            beside = Decisions(self.path.with_name(f"{self.path.stem}-set-aside.csv"))
            beside._write([*beside.all(), *aside])
        self._write(merged)
        kept = [(a, b) if a in merged else (b, a) for a, b in clashes]
        return len(merged) - (len(mine) - len(aside)), kept

    def _write(self, decided: Sequence[Correction]) -> None:
        try:
            write_corrections(self.path, decided)
        except (OSError, ValueError) as error:
            msg = f"{self.path.name}: {_why(error)}"
            raise Refused(msg) from error


def _why(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return (
            "another program may have it open, or it may be protected; close it there and try again"
        )
    return str(error)
