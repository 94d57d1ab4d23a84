"""A piece of the explorer that shows HTML, marks what is chosen in it, and says what was picked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE = Path(__file__).parent


class Board(anywidget.AnyWidget):
    """A fragment of HTML in which parts can be chosen and picked.

    A part with ``data-at`` can be picked, with the mouse or the keyboard. What comes from a bulletin
    must have been escaped.

    Attributes
    ----------
    html
        The fragment.
    chosen
        A CSS selector of the parts that are marked; the first is scrolled into sight.
    scrolls
        Whether the board scrolls in itself.
    """

    _esm = _HERE / "board.js"
    _css = _HERE / "board.css"
    html = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    scrolls = traitlets.Bool().tag(sync=True)

    def __init__(self, html: str = "", *, scrolls: bool = False) -> None:
        super().__init__(html=html, scrolls=scrolls)
        if scrolls:
            self.add_class("ml-scrolls")

    def when_picked(self, picked: Callable[[frozenset[str], str], None]) -> None:
        """Call a function with the places in ``data-at`` of what is picked, and its name."""

        def told(_: Any, content: dict[str, Any], __: Any) -> None:
            if "picked" in content:
                picked(frozenset(str(content["picked"]).split()), str(content["name"]))

        self.on_msg(told)

    def when_seen(self, seen: Callable[[], None]) -> None:
        """Call a function when the board is first in sight."""

        def told(_: Any, content: dict[str, Any], __: Any) -> None:
            if "seen" in content:
                seen()

        self.on_msg(told)
