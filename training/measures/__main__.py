"""From events of our own gold and scenes written for it to the graph that is shipped, in one command.

    python training/measures OUT

``OUT`` gets a checkpoint and ``measures`` as ONNX. A step whose result is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import LOOK, train_and_export

if __name__ == "__main__":
    here = Path(__file__).parent
    train_and_export(here, sys.argv[1], LOOK / "figures", here / "keys")
