"""Write a trained network as an ONNX graph: python export.py acts.pt OUT"""

import sys
from pathlib import Path

import torch
from reader import Acts, Shape

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write_fused


def main(checkpoint: str, out: str):
    """Write ``acts.float.onnx`` and ``acts.int8.onnx`` to ``out``."""
    network = restored(Acts, Shape, checkpoint, "mean")
    ids, marks = torch.randint(1000, 20000, (2, 30)), torch.zeros((2, 30), dtype=torch.int64)
    marks[:, 5:8] = 1
    inputs = {"ids": ids, "marks": marks, "rule": torch.tensor([0, 1])}
    write_fused(network, inputs, Path(out), "acts", of_pieces=("ends",))


if __name__ == "__main__":
    main(*sys.argv[1:])
