"""From NewsMTSC to the graph that is shipped, in one command.

    python training/stance newsmtsc-train.csv OUT

``OUT`` gets a checkpoint and ``stance`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import train_and_export

HERE = Path(__file__).parent


def main(corpus: str, folder: str):
    """Train and export."""
    train_and_export(HERE, folder, corpus, "--epochs", 4, "--seed", 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
