"""Write a trained network as an ONNX graph: python export.py givers.pt OUT"""

import sys
from pathlib import Path

import torch
from reader import Givers, Shape

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write_fused


def main(checkpoint: str, out: str):
    """Write ``givers.float.onnx`` and ``givers.int8.onnx`` to ``out``."""
    network = restored(Givers, Shape, checkpoint)
    ids, marks = torch.randint(1000, 20000, (2, 40)), torch.zeros((2, 40), dtype=torch.int64)
    marks[:, 5:8], marks[:, 20:23] = 2, 1
    write_fused(network, {"ids": ids, "marks": marks}, Path(out), "givers", of_text=(), of_pieces=("logits",))


if __name__ == "__main__":
    main(*sys.argv[1:])
