"""Review: a reader accepts, rejects or mends a row, or adds one that was missed.

Every decision is written to the reader's ``corrections.csv`` at once and can be taken back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from monitorlib import schemas
from monitorlib._records import from_text
from monitorlib.corrections import Correction, read_corrections, write_corrections
from monitorlib.evidence import own_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitorlib.bulletin import Bulletin

SIGNS = {"confirm": "✓", "reject": "✗", "set": "✎", "add": "+"}
HOW_TO_ADD = "status: signed\nparties: BLR; RUS\n(one column a line, as the codebook has them)"


class Review(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """The controls of a review.

    Attributes
    ----------
    by, reason
        Who decides, and why; both may stay empty.
    accept, reject, mend, add, undo
        Buttons.
    column, value
        What ``mend`` sets.
    missed, slots
        The words of the bulletin that state a missed fact, and its columns.
    message, decisions
        What came of it, and all decisions so far.
    """

    def __init__(self, path: str | Path, changed: Callable[[], None]) -> None:
        self._path = Path(path)
        self._changed = changed
        self._table = ""
        self._row: dict[str, Any] | None = None
        self._bulletin: Bulletin | None = None
        self.by = widgets.Text(description="Reader")
        self.reason = widgets.Text(description="Reason")
        self.accept = widgets.Button(description="Accept", icon="check")
        self.reject = widgets.Button(description="Reject", icon="times")
        self.column = widgets.Dropdown(description="Column")
        self.value = widgets.Text(description="Value")
        self.mend = widgets.Button(description="Correct", icon="pencil")
        self.missed = widgets.Textarea(
            description="Words", placeholder="a sentence of the bulletin"
        )
        self.slots = widgets.Textarea(description="Columns", placeholder=HOW_TO_ADD)
        self.add = widgets.Button(description="Add missed row", icon="plus")
        self.undo = widgets.Button(description="Undo the last", icon="undo")
        self.message, self.decisions = widgets.HTML(), widgets.HTML()
        super().__init__(
            [
                widgets.HBox([self.by, self.reason]),
                widgets.HBox([self.accept, self.reject]),
                widgets.HBox([self.column, self.value, self.mend]),
                widgets.HBox([self.missed, self.slots, self.add]),
                widgets.HBox([self.undo]),
                self.message,
                self.decisions,
            ]
        )
        self.accept.on_click(lambda _: self._decide("confirm"))
        self.reject.on_click(lambda _: self._decide("reject"))
        self.mend.on_click(lambda _: self._decide("set", self.column.value, self.value.value))
        self.add.on_click(lambda _: self._add())
        self.undo.on_click(lambda _: self._undo())
        self._list()

    def look_at(self, table: str, row: dict[str, Any] | None, bulletin: Bulletin | None) -> None:
        """Take the row that is selected as the one to be judged."""
        if table != self._table:
            self.column.options = own_columns(table)
            self.column.index = 0
        self._table, self._row, self._bulletin = table, row, bulletin

    def sign(self, row: dict[str, Any]) -> str:
        """The sign of the latest decision about a row, and a space; nothing where there is none."""
        return self._signs.get(row["row_id"], "")

    def _decide(self, action: str, column: str = "", value: str = "") -> None:
        row = self._row
        if row is None:
            self._say("Select a row first.")
            return
        about = {name: row[name] for name in ("row_id", "bulletin_id", "evidence")}
        self._write(action, about, column_name=column, new_value=value)

    def _add(self) -> None:
        words = self.missed.value.strip()
        text = self._bulletin.text if self._bulletin is not None else ""
        start = text.find(words) if words else -1
        if self._bulletin is None or start < 0:
            self._say("Copy the words from the bulletin that is shown: they were not found in it.")
            return
        slots: dict[str, Any] = {"start": start, "stop": start + len(words)}
        try:
            slots |= dict(
                _slot(self._table, line) for line in self.slots.value.splitlines() if line
            )
        except ValueError as error:
            self._say(f"Nothing was written: {error}")
            return
        name = self._bulletin.bulletin_id
        digest = hashlib.sha256(json.dumps([name, self._table, slots]).encode()).hexdigest()[:10]
        about = {"row_id": f"{name}:{self._table}:{digest}", "bulletin_id": name, "evidence": words}
        self._write("add", about, new_value=json.dumps(slots, ensure_ascii=False))

    def _write(self, action: str, about: dict[str, str], **rest: str) -> None:
        try:
            correction = Correction(
                **about,
                table_name=self._table,
                text_sha256=self._bulletin.sha256 if self._bulletin is not None else "",
                action=action,
                decided_by=self.by.value,
                decided_on=dt.datetime.now(dt.UTC).date().isoformat(),
                reason=self.reason.value,
                **rest,
            )
            write_corrections(self._path, [*self._read(), correction])
        except (ValueError, OSError) as error:
            self._say(f"Nothing was written: {error}")
            return
        self._say(f"Written to {self._path.name}: {action} {about['row_id']}")
        self._list()
        self._changed()

    def _undo(self) -> None:
        try:
            decided = self._read()
            write_corrections(self._path, decided[:-1])
        except (ValueError, OSError) as error:
            self._say(f"Nothing was taken back: {error}")
            return
        last = decided[-1] if decided else None
        self._say(
            f"Taken back: {last.action} {last.row_id}" if last else "There is nothing to take back."
        )
        self._list()
        self._changed()

    def _read(self) -> list[Correction]:
        return read_corrections(self._path) if self._path.exists() else []

    def _say(self, words: str) -> None:
        self.message.value = f'<p role="status">{escape(words)}</p>'

    def _list(self) -> None:
        """Show the decisions so far, the latest first, and take note of their signs."""
        try:
            decided = self._read()
        except (ValueError, OSError) as error:
            decided = []
            self._say(f"{self._path.name} cannot be read: {error}")
        self._signs = {each.row_id: f"{SIGNS[each.action]} " for each in decided}
        items = [
            f"<li>{SIGNS[each.action]} {escape(_in_words(each))}</li>" for each in reversed(decided)
        ]
        self.decisions.value = f"<p>{len(decided)} decisions</p><ul>{''.join(items[:20])}</ul>"


def _slot(table: str, line: str) -> tuple[str, Any]:
    """Read "parties: BLR; RUS"."""
    name, _, value = line.partition(":")
    column = schemas.column(table, name.strip())
    return column.name, from_text(column, value.strip())


def _in_words(each: Correction) -> str:
    change = f" {each.column_name} = {each.new_value!r}" if each.action == "set" else ""
    who = f" ({each.decided_by})" if each.decided_by else ""
    return f"{each.action}{change}: {' '.join(each.evidence.split())[:90]}{who}"
