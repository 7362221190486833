"""From events of our own gold to the graph that is shipped, in one command.

    python training/givers OUT

``OUT`` gets a checkpoint and ``givers`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import LOOK, train_and_export

if __name__ == "__main__":
    train_and_export(Path(__file__).parent, sys.argv[1], LOOK / "figures")
