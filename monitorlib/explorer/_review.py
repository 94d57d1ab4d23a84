"""Review: a reader accepts, rejects or mends a row, or adds one that was missed.

Every decision is written to the reader's ``corrections.csv`` at once and can be taken back.
"""

from __future__ import annotations

import hashlib
import json
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from monitorlib import schemas
from monitorlib._records import from_text
from monitorlib.evidence import own_columns
from monitorlib.explorer._decisions import Decisions, Refused
from monitorlib.explorer._rows import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from monitorlib.bulletin import Bulletin
    from monitorlib.corrections import Correction

SIGNS = {"confirm": "✓", "reject": "✗", "set": "✎", "add": "+"}
_LISTED = 20
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
    other, merge
        The file of another reader, and the button that takes its decisions over.
    message, listing
        What came of it, and all decisions so far.
    """

    def __init__(self, path: str | Path, changed: Callable[[], None], notes: pd.DataFrame) -> None:
        self.decisions = Decisions(path)
        self._changed = changed
        self._lost = notes.loc[notes["kind"].eq("correction_unmatched"), "message"].tolist()
        self._table = ""
        self._row: dict[str, Any] | None = None
        self._bulletin: Bulletin | None = None
        self._signs: dict[str, str] = {}
        self._make_controls()
        super().__init__(
            [
                self.subject,
                widgets.HBox([self.accept, self.reject, self.undo]),
                self.message,
                widgets.HBox([self.column, self.value, self.mend]),
                widgets.HBox([self.missed, self.slots, self.add]),
                widgets.HBox([self.by, self.reason]),
                widgets.HBox([self.other, self.merge]),
                self.listing,
            ]
        )
        for box in self.children:
            box.layout.flex_flow = "row wrap"
        self._connect()
        self._list()

    def _make_controls(self) -> None:
        self.by = widgets.Text(description="Reader", placeholder="your name")
        self.reason = widgets.Text(description="Reason", placeholder="why, if it needs saying")
        self.accept = widgets.Button(description="Accept", icon="check")
        self.reject = widgets.Button(description="Reject", icon="times")
        self.undo = widgets.Button(description="Undo the last", icon="undo")
        self.column = widgets.Dropdown(description="Column")
        self.value = widgets.Text(description="Value", placeholder="as it should read")
        self.mend = widgets.Button(description="Correct", icon="pencil")
        self.missed = widgets.Textarea(
            description="Words", placeholder="a sentence of the bulletin", rows=3
        )
        self.slots = widgets.Textarea(description="Columns", placeholder=HOW_TO_ADD, rows=3)
        self.add = widgets.Button(description="Add missed row", icon="plus")
        self.other = widgets.Text(description="Their file", placeholder="theirs.csv")
        self.merge = widgets.Button(description="Take over", icon="files-o")
        self.subject, self.message, self.listing = (widgets.HTML() for _ in range(3))

    def _connect(self) -> None:
        self.accept.on_click(lambda _: self._decide("confirm"))
        self.reject.on_click(lambda _: self._decide("reject"))
        self.mend.on_click(lambda _: self._decide("set", self.column.value, self.value.value))
        self.add.on_click(lambda _: self._add())
        self.undo.on_click(lambda _: self._undo())
        self.merge.on_click(lambda _: self._merge())

    def look_at(self, table: str, row: dict[str, Any] | None, bulletin: Bulletin | None) -> None:
        """Take the row that is selected as the one to be judged."""
        if table != self._table:
            self.column.options = own_columns(table)
            self.column.index = 0
        self._table, self._row, self._bulletin = table, row, bulletin
        about = f"{row['bulletin_id']}: {facts(table, row)}" if row else "no row is selected"
        self.subject.value = f"<p><b>To judge:</b> {escape(about)}</p>"

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
            self.decisions.append(
                **about,
                table_name=self._table,
                text_sha256=self._bulletin.sha256 if self._bulletin is not None else "",
                action=action,
                decided_by=self.by.value,
                reason=self.reason.value,
                **rest,
            )
        except Refused as problem:
            self._say(f"Nothing was written: {problem}")
            return
        self._done(f"Written to {self.decisions.path.name}: {action} {about['row_id']}")

    def _undo(self) -> None:
        try:
            last = self.decisions.take_back()
        except Refused as problem:
            self._say(f"Nothing was taken back: {problem}")
            return
        self._done(f"Taken back: {_in_words(last)}" if last else "There is nothing to take back.")

    def _merge(self) -> None:
        name = self.other.value.strip()
        if not name:
            self._say("Name the file of the other reader first.")
            return
        try:
            new, clashes = self.decisions.take_over(name)
        except Refused as problem:
            self._say(f"Nothing was taken over: {problem}")
            return
        kept = [f"Kept: {_in_words(a)}. Set aside: {_in_words(b)}." for a, b in clashes]
        self._done(f"{_counted(new)} taken over, {len(clashes)} contradict each other.", *kept)

    def _done(self, *lines: str) -> None:
        self._list()
        self._say(*lines)
        self._changed()

    def _say(self, *lines: str) -> None:
        self.message.value = "".join(f'<p role="status">{escape(line)}</p>' for line in lines)

    def _list(self) -> None:
        """Show the decisions so far, the latest first, and take note of their signs."""
        try:
            decided = self.decisions.all()
        except Refused as problem:
            decided = []
            self._say(str(problem))
        self._signs = {each.row_id: f"{SIGNS[each.action]} " for each in decided}
        items = [
            f"<li>{SIGNS[each.action]} {escape(_in_words(each))}</li>" for each in reversed(decided)
        ]
        lost = "".join(f"<li>{escape(message)}</li>" for message in self._lost)
        self.listing.value = (
            (f"<p>Kept, but they fit no row any longer:</p><ul>{lost}</ul>" if lost else "")
            + f"<p>{_counted(len(decided))}</p><ul>{''.join(items[:_LISTED])}</ul>"
            + (f"<p>The latest {_LISTED} are listed.</p>" if len(items) > _LISTED else "")
        )


def _slot(table: str, line: str) -> tuple[str, Any]:
    """Read "parties: BLR; RUS"."""
    name, _, value = line.partition(":")
    column = schemas.column(table, name.strip())
    return column.name, from_text(column, value.strip())


def _counted(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"


def _in_words(each: Correction) -> str:
    change = f" {each.column_name} = {each.new_value!r}" if each.action == "set" else ""
    who = f" ({each.decided_by})" if each.decided_by else ""
    return f"{each.action}{change}: {' '.join(each.evidence.split())[:90]}{who}"
