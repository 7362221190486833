"""Bytes to text: UTF-8 first, else what the bytes look like, and said so."""

from __future__ import annotations

import codecs
import re

MAX_CHARACTERS = 1_000_000
"""Longest text that is read: spaCy's own limit, some 160,000 words."""

LONE = re.compile(r"[\x00\ud800-\udfff]")
"""Characters that no text can hold: NUL, and halves of a surrogate pair."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ACCENTED = bytes(range(128, 256))
_PLAIN = 0.9
"""Share of a text's bytes that are plain letters in English, and not in Russian or Greek."""

BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"))
BOMS += ((codecs.BOM_UTF16_BE, "utf-16"),)


def decode(data: bytes) -> tuple[str, str] | str:
    """Return text and, where its encoding was guessed, what was guessed; or what is wrong."""
    marked = next((name for bom, name in BOMS if data.startswith(bom)), "")
    guessed = ""
    try:
        text = data.decode(marked or "utf-8-sig")
    except UnicodeDecodeError:
        if marked:
            return f"it begins as {marked.upper()} text but does not go on as such"
        if b"\0" in data:
            return "not a text file"
        text = data.decode("utf-8-sig", "replace")
        damaged = text.count("\ufffd")
        sample = text[:MAX_CHARACTERS]
        if sum(character > "\x7f" for character in sample) > 4 * sample.count("\ufffd"):
            # Other encodings hardly ever look like UTF-8 by chance: this is UTF-8 with a few bad bytes.
            guessed = f"UTF-8 with {damaged:,} damaged character{'s' if damaged > 1 else ''}, shown as \ufffd"
        else:
            encoding = _guess(data)
            if not encoding:
                return "the encoding could not be found out"
            text, guessed = data.decode(encoding), f"in the encoding {encoding}"
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 100:
        return "not a text file"
    return text, guessed


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes
    from charset_normalizer.utils import any_specified_encoding, is_multi_byte_encoding

    declared = any_specified_encoding(data)
    matches = from_bytes(data)
    best = matches.best()
    names = [match.encoding for match in matches] + (best.could_be_from_charset if best else [])
    # English text hardly tells the code pages of one byte a letter apart; editors on Windows write this one.
    plain = len(data.translate(None, _ACCENTED)) >= _PLAIN * len(data)
    western = "cp1252" in names or (plain and best is not None and not is_multi_byte_encoding(best.encoding))
    order = [declared, "cp1252" if western else None, best.encoding if best else None]
    for name in order:
        name = "cp1252" if name == "latin_1" else name  # As browsers do: it has the curly quotation marks.
        try:
            if name and isinstance(data.decode(name), str):
                return name
        except (UnicodeError, LookupError):
            continue
    return ""


def clean(name: str) -> str:
    """A name that can be written as UTF-8: file systems allow bytes that are not.

    Examples
    --------
    >>> clean("flood\\udcff.txt")
    'flood?.txt'
    """
    return name.encode("utf-8", "replace").decode("utf-8")
