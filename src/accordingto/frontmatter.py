"""The lines at the top of a file that say what is known about the article."""

from __future__ import annotations

import re

FIELDS = ("title", "publisher", "author", "published", "url")
"""What may be said about an article."""

_MAX_FRONT_MATTER = 20_000  # Characters; what goes on for longer is text.
_KEY_VALUE = re.compile(r"([A-Za-z][\w-]{0,40}):(?!//)[ \t]*(.*)$")


def split_front_matter(content: str) -> tuple[dict[str, str], str, bool]:
    """Split what stands between two lines ``---`` at the very start from the text.

    Parameters
    ----------
    content : str
        A file's content.

    Returns
    -------
    fields : dict of str to str
        The known fields: title, publisher, author, published, url.
    text : str
        All from the first character after the closing line; the whole where there is no front matter.
    unclosed : bool
        Whether front matter seems to begin but does not end.

    Examples
    --------
    >>> split_front_matter("---\\ntitle: Flood\\n---\\nThe river rose.")
    ({'title': 'Flood'}, 'The river rose.', False)
    """
    opening = re.match(r"---[ \t]*(\r\n|\n|\r)", content)
    if not opening:
        return {}, content, False
    found: dict[str, str] = {}
    keys = 0
    for line in re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)").finditer(
        content, opening.end(), opening.end() + _MAX_FRONT_MATTER
    ):
        words = line[1].rstrip()
        if words == "---":
            return (found, content[line.end() :], False) if keys else ({}, content, False)
        if pair := _KEY_VALUE.match(words):
            keys += 1
            if (key := pair[1].lower()) in FIELDS:
                found.setdefault(key, _unquote(pair[2].strip()))
        elif not line[2] or (words and words[0] not in " \t#-"):  # Lists and comments under a key are passed over.
            break
    return {}, content, keys > 0


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
