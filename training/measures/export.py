"""Write a trained network as an ONNX graph: python export.py measures.pt OUT"""

import sys
from pathlib import Path

import torch
from reader import Measures, Shape

sys.path.append(str(Path(__file__).parents[1]))
from graph import restored, write_fused

LEVELS = 53
"""Another grid than that of the network from which it is begun."""


def main(checkpoint: str, out: str):
    """Write ``measures.float.onnx`` and ``measures.int8.onnx`` to ``out``."""
    network = restored(Measures, Shape, checkpoint)
    ids, marks = torch.randint(1000, 20000, (2, 40)), torch.zeros((2, 40), dtype=torch.int64)
    marks[:, 5:8], marks[:, 20:23] = 2, 1
    write_fused(
        network,
        {"ids": ids, "marks": marks},
        Path(out),
        "measures",
        LEVELS,
        of_text=(),
        of_pieces=("logits",),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
