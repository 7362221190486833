"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_HALF = "-half-"  # In the name of a file that is being written.


def write_text(path: str | Path, text: str) -> None:
    """Write a UTF-8 file whole or not at all, with line ends as they are.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_text(Path(folder, "flood.txt"), "The river rose.")
    ...     [path.name for path in Path(folder).iterdir()]
    ['flood.txt']
    """
    with whole(Path(path)) as temporary:
        temporary.write_bytes(text.encode("utf-8"))


class whole:
    """A temporary path beside the target that takes its place only when all went well."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self.path.stem}{_HALF}"
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=prefix, suffix=self.path.suffix)
        os.close(handle)
        self.temporary = Path(name)
        return self.temporary

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is not None:
            remove(self.temporary)
            return
        # mkstemp makes the file private; tables are for everyone who may read the folder.
        os.umask(mask := os.umask(0))
        if self.temporary.is_file():
            self.temporary.chmod(0o666 & ~mask)
        if self.temporary.is_dir() or self.path.is_dir():
            remove(self.path)  # A folder cannot take another's place.
        os.replace(self.temporary, self.path)


def sweep(folder: str | Path) -> int:
    """Remove what a killed run left half written; only where no other run writes.

    Returns
    -------
    int
        How many files and folders were removed.
    """
    left = [p for place in (Path(folder), Path(folder) / "text") for p in place.glob(f".*{_HALF}*")]
    for path in left:
        remove(path)
    return len(left)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; one that is not there is no fault."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
