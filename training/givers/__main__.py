"""From events of our own gold to the graph that is shipped, in one command.

    python training/givers OUT

``OUT`` gets a checkpoint and ``givers`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import train_and_export

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "tests" / "gold" / "look" / "figures"


def main(folder: str):
    """Train and export."""
    train_and_export(HERE, folder, GOLD)


if __name__ == "__main__":
    main(*sys.argv[1:])
