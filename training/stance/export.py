"""Write a trained network as an ONNX graph: python export.py run.pt OUT"""

import sys
from pathlib import Path

import torch
from network import Shape, Stance

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write


def main(checkpoint: str, out: str):
    """Write ``stance.float.onnx`` and ``stance.int8.onnx`` to ``out``."""
    network = restored(Stance, Shape, checkpoint, "mean")
    ids, marks = torch.randint(1000, 20000, (2, 30)), torch.zeros((2, 30), dtype=torch.int64)
    marks[:, 5:8] = 1
    write(network, {"ids": ids, "marks": marks}, Path(out), "stance")


if __name__ == "__main__":
    main(*sys.argv[1:])
