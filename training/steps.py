"""The steps of a training."""

import subprocess
import sys
from pathlib import Path

LOOK = Path(__file__).parents[1] / "tests" / "gold" / "look"
"""Our own articles that may be learned from; ``figures`` in it has the events."""


def step(script: Path, *arguments: object, makes: Path):
    """Run a script, unless what it makes is there."""
    if not makes.exists():
        subprocess.run([sys.executable, script, *map(str, arguments)], check=True)


def train_and_export(here: Path, out: str | Path, *arguments: object):
    """Run a folder's ``train.py`` and ``export.py``: ``out`` gets a checkpoint and graphs, by that folder's name."""
    folder, name = Path(out), here.resolve().name
    folder.mkdir(parents=True, exist_ok=True)
    trained = folder / f"{name}.pt"
    step(here / "train.py", *arguments, "--out", trained, makes=trained)
    step(here / "export.py", trained, folder, makes=folder / f"{name}.int8.onnx")
