"""A piece of HTML that tells the kernel what the reader chose in it; ipywidgets has none."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import anywidget
import traitlets

_HERE = files("accordingto.explorer")


class Live(anywidget.AnyWidget):
    """HTML made by the kernel, of escaped pieces only, whose rows, marks and buttons can be chosen.

    An element with ``data-rows`` stands for these rows (ids joined by spaces, the closest first), a
    button with ``data-do`` for that wish. Both are reached with the mouse, and with Tab, the arrow
    keys and Enter.
    """

    _esm = _HERE.joinpath("live.js").read_text(encoding="utf-8")
    _css = "\n".join(
        place.read_text(encoding="utf-8")
        for place in (files("accordingto.display").joinpath("evidence.css"), _HERE.joinpath("explorer.css"))
    )
    html = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    tips = traitlets.Dict().tag(sync=True)

    def __init__(self, on_row: Callable, on_do: Callable = print, on_words: Callable | None = None) -> None:
        super().__init__()
        self._told = {"row": on_row, "do": on_do, "words": on_words}
        self.on_msg(self.hear)

    def hear(self, _: object, message: dict, __: object = None) -> None:
        """Pass on what the page tells: a row, a wish, or the words from one character up to another."""
        event, value = message.get("event"), message.get("value")
        told = self._told.get(event)
        if told is None:
            return
        if event == "words":
            if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value):
                told(*value)
        elif isinstance(value, str):
            told(value)
