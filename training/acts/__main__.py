"""From labelled sayings to the graph that is shipped, in one command.

    python training/acts POLNEAR/train/text OUT

``OUT`` gets a checkpoint and ``acts`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import LOOK, train_and_export


def main(texts: str, folder: str):
    """Train and export."""
    train_and_export(Path(__file__).parent, folder, texts, LOOK, "--epochs", 4, "--seed", 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
