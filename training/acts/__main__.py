"""From labelled sayings to the graph that is shipped, in one command.

    python training/acts POLNEAR/train/text OUT

``OUT`` gets a checkpoint and ``acts`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import step

HERE = Path(__file__).parent
OWN = HERE.parents[1] / "tests" / "gold" / "look"


def main(texts: str, folder: str):
    """Train and export."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    trained = out / "acts.pt"
    step(HERE / "train.py", texts, OWN, "--out", trained, "--epochs", 4, "--seed", 1, makes=trained)
    step(HERE / "export.py", trained, out, makes=out / "acts.int8.onnx")


if __name__ == "__main__":
    main(*sys.argv[1:])
