"""One step of a training."""

import subprocess
import sys
from pathlib import Path


def step(script: Path, *arguments: object, makes: Path):
    """Run a script, unless what it makes is there."""
    if not makes.exists():
        subprocess.run([sys.executable, script, *map(str, arguments)], check=True)
