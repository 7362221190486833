"""From NewsMTSC to the graph that is shipped, in one command.

    python training/stance newsmtsc-train.csv OUT

``OUT`` gets a checkpoint and ``stance`` as ONNX. A step whose result is there is not done again.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def step(script: str, *arguments: object, makes: Path):
    """Run one of the scripts beside this one, unless what it makes is there."""
    if not makes.exists():
        subprocess.run([sys.executable, HERE / script, *map(str, arguments)], check=True)


def main(corpus: str, folder: str):
    """Train and export."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    trained = out / "stance.pt"
    step("train.py", corpus, "--out", trained, "--epochs", 4, "--seed", 1, makes=trained)
    step("export.py", trained, out, makes=out / "stance.int8.onnx")


if __name__ == "__main__":
    main(*sys.argv[1:])
