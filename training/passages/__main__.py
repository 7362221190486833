"""From events of our own gold to the graph that is shipped, in one command.

    python training/passages OUT

``OUT`` gets a checkpoint and ``passages`` as ONNX, ``OUT/events`` what events alone have taught. A step whose result
is there is not done again.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import LOOK, train_and_export

if __name__ == "__main__":
    here, out = Path(__file__).parent, Path(sys.argv[1])
    train_and_export(here, out / "events", LOOK / "figures")
    begin = out / "events" / "passages.float.onnx"
    train_and_export(here, out, LOOK / "figures", "--cases", here / "cases", "--begin", begin)
