"""Where things are in a text: its sentences, paragraphs and quotations, the sources and contents of what is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from accordingto.actors.text import Text
from accordingto.attributions.quotes import find_quotations
from accordingto.records import Tagged


class Places:
    """Where things are: sentences, quotations, sources and contents of a text."""

    def __init__(self, text: Text, tagged: Sequence[Tagged]) -> None:
        self.sentence_starts = [s.start_char for s in text.doc.sents]
        self._line_ends = [i for i, c in enumerate(text.text) if c == "\n"]
        # Single marks, too, in a text without double ones.
        self._quotes = [(q.start, q.end) for q in find_quotations(text.text)]
        self._sources = sorted({span for t in tagged for span in t.source})
        self._source_starts = [s for s, _ in self._sources]
        self._contents = sorted((start, end, k) for k, t in enumerate(tagged) for start, end in t.content)
        self._content_starts = [c[0] for c in self._contents]

    def sentence(self, offset: int) -> int:
        """Number of the sentence at a character."""
        return bisect_right(self.sentence_starts, offset)

    def paragraph(self, offset: int) -> int:
        """Number of the line at a character."""
        return bisect_right(self._line_ends, offset)

    def quoted(self, offset: int) -> bool:
        """Whether a character is inside a quotation."""
        k = bisect_right(self._quotes, (offset, float("inf"))) - 1
        return k >= 0 and self._quotes[k][0] <= offset < self._quotes[k][1]

    def source(self, start: int, end: int) -> bool:
        """Whether words stand in a source."""
        k = bisect_right(self._source_starts, start)
        return any(s <= start and end <= e for s, e in self._sources[max(0, k - 4) : k])

    def contents(self, offset: int) -> list[int]:
        """The attributions whose content holds a character, innermost first."""
        k = bisect_right(self._content_starts, offset)
        near = [c for c in self._contents[max(0, k - 12) : k] if c[0] <= offset < c[1]]
        return [c[2] for c in sorted(near, key=lambda c: (c[1] - c[0], c[0]))]
