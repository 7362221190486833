"""Write a trained network as an ONNX graph: python export.py voices.pt OUT"""

import sys
from pathlib import Path

import torch
from reader import Shape, Voices

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write_fused


def main(checkpoint: str, out: str):
    """Write ``voices.float.onnx`` and ``voices.int8.onnx`` to ``out``."""
    network = restored(Voices, Shape, checkpoint)
    ids, marks = torch.randint(1000, 20000, (2, 40)), torch.zeros((2, 40), dtype=torch.int64)
    marks[:, 1:4] = marks[:, 20:23] = 1
    write_fused(network, {"ids": ids, "marks": marks}, Path(out), "voices")


if __name__ == "__main__":
    main(*sys.argv[1:])
