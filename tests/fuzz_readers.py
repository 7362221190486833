"""Coverage-guided fuzzing of the readers: whatever bytes a file holds, articles or rejects come out.

    python tests/fuzz_readers.py -max_total_time=1800

Needs atheris, which is not among the package's requirements: `pip install atheris`. The invariants are those of
`holds`; the property tests hold the same ones against drawn input.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".jsonl")
REASONS = {"read", "parse", "note"}


def holds(data: bytes, suffix: str, folder: Path) -> None:
    """Read a file of these bytes, and check what must be true of any."""
    from accordingto.articles import Article
    from accordingto.seeds import iter_seeds

    path = folder / f"a{suffix}"
    path.write_bytes(data)
    items = list(iter_seeds(path))
    again = list(iter_seeds(path))
    assert items == again, "the same bytes, another reading"
    assert items or suffix == ".jsonl", "nothing came out"
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip(), "an article without text"
            item.text.encode("utf-8")
            assert "\x00" not in item.text
            assert "/" not in item.article_id
            assert "\\" not in item.article_id
            assert item.article_id not in (".", "..")
        else:
            assert item.stage in REASONS
            assert item.reason


def main() -> None:
    """Fuzz until the time is over."""
    import atheris

    with atheris.instrument_imports(include=["accordingto"]):
        from accordingto import decoding, documents, frontmatter, seeds, webpages

        del decoding, documents, frontmatter, seeds, webpages
    # In memory where there is a folder for it: each run writes a file.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:

        def one(data: bytes) -> None:
            if data:
                holds(data[1:], SUFFIXES[data[0] % len(SUFFIXES)], Path(folder))

        atheris.Setup(sys.argv, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
