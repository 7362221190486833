"""Write a trained network as an ONNX graph: python export.py passages.pt OUT"""

import sys
from pathlib import Path

import torch
from reader import Passages, Shape

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write_fused


def main(checkpoint: str, out: str):
    """Write ``passages.float.onnx`` and ``passages.int8.onnx`` to ``out``."""
    network = restored(Passages, Shape, checkpoint)
    ids, marks = torch.randint(1000, 20000, (2, 40)), torch.zeros((2, 40), dtype=torch.int64)
    marks[:, 5:8], marks[:, 20:], marks[:, 25:27] = 2, 1, 3
    write_fused(network, {"ids": ids, "marks": marks}, Path(out), "passages")


if __name__ == "__main__":
    main(*sys.argv[1:])
