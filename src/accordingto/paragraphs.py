"""Where a paragraph ends."""

from __future__ import annotations

import re


def paragraph_break(text: str) -> re.Pattern[str]:
    """Return the pattern of line ends that separate paragraphs in this text.

    One line end separates paragraphs, unless the text is wrapped by hand at a fixed width: then
    only a blank line does.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    wrapped = (
        len(lines) > 5
        and max(map(len, lines)) <= 100
        and sum(len(line) > 50 and line.rstrip()[-1] not in ".?!”\"'’:" for line in lines) > len(lines) / 2
    )
    return re.compile(r"\n\s*\n" if wrapped else r"[\n\r\u2028\u2029]")
