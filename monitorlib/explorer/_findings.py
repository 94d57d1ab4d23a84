"""The contradictions, as a list beside what they rest on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

if TYPE_CHECKING:
    import pandas as pd


class Findings(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """What contradicts what.

    Attributes
    ----------
    each
        The list of contradictions.
    detail
        Both sentences of the one that is selected, and the reference.
    """

    def __init__(self, found: pd.DataFrame) -> None:
        self._found = found
        options = [
            (f"{row.severity}: {row.statement}", number)
            for number, row in enumerate(found.itertuples())
        ]
        self.each = widgets.Select(options=options, rows=max(2, min(10, len(options))))
        self.each.index = 0 if options else None
        self.detail = widgets.HTML()
        self.each.observe(lambda _: self._show(), "value")
        super().__init__([self.each, self.detail])
        self._show()

    def _show(self) -> None:
        if self.each.value is None:
            self.detail.value = "<p>No contradiction was found.</p>"
            return
        found = self._found.iloc[self.each.value]
        quotes = [
            f"<blockquote>{escape(found[f'evidence_{side}'])}<br><small>{escape(found[f'bulletin_{side}'])}"
            "</small></blockquote>"
            for side in "ab"
            if found[f"evidence_{side}"]
        ]
        known = (
            f"<p>Reference: {escape(found['reference_source'])}</p>" if found["reference"] else ""
        )
        self.detail.value = f"<p>{escape(found['statement'])}</p>{''.join(quotes)}{known}"
