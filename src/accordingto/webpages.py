"""HTML page to main text and metadata; scripts, navigation and advertising are left behind."""

from __future__ import annotations

import logging
import re

from accordingto.decoding import LONE
from accordingto.frontmatter import FIELDS

MAX_PAGE_BYTES, MAX_PAGE_TAGS = 10_000_000, 100_000
"""Largest HTML page, so that taking it apart ends within seconds; a long article has some 5,000 tags."""


def main_text(page: str) -> tuple[str, dict[str, str], str] | str:
    """Return an HTML page's main text, its metadata and what was dropped, or what is wrong."""
    import trafilatura  # Takes half a second to load, and most seeds are plain text.

    for logger in map(logging.getLogger, ("trafilatura", "htmldate")):
        if not logger.handlers:  # What they would print is said in the notes.
            logger.addHandler(logging.NullHandler())
    if page.count("<") > MAX_PAGE_TAGS:
        return "the page is too large"
    page = re.sub(r"\A\s*<\?xml[^>]*>", "", page)  # Its encoding is that of the bytes, which are decoded.
    # A date guessed from the words of the page is worse than none, and a limit of today would change daily.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    text, metadata = "", {}
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
        if found is not None:
            text = found.text or ""
            values = (found.title, found.sitename, found.author, found.date, found.url)
            metadata = {key: LONE.sub("\ufffd", v) for key, v in zip(FIELDS, values, strict=True) if v}
        if not text.strip():
            whole = page if "<body" in page.lower() else f"<html><body><div>{page}</div></body></html>"
            text = trafilatura.baseline(whole)[1]
    except Exception as error:  # Broken markup fails in many ways, too deep nesting (RecursionError) among them.
        return f"the page could not be taken apart ({type(error).__name__})"
    if not text.strip():
        return "no article was found in the page"
    lower = page.lower()
    scripts = len(re.findall(r"<script\b", lower))
    parts = [f"{scripts} script{'s' if scripts > 1 else ''}"] if scripts else []
    parts += ["the navigation"] if re.search(r"<nav\b", lower) else []
    dropped = " and ".join(parts) or "markup and the page's other parts"
    dropped += " was" if dropped in ("1 script", "the navigation") else " were"
    return LONE.sub("\ufffd", text), metadata, dropped
