"""Write a trained network as an ONNX graph in int8: python export.py passages.pt OUT

Seven bits of eight (``reduce_range``), so that processors with and without VNNI instructions agree.
"""

import sys
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from reader import Passages, Shape
from torch import nn

sys.path.append(str(Path(__file__).parents[1]))
from attention import fused


class _Whole(nn.Module):
    """The network for pairs without padding."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, ids, marks):
        return self.network(ids, marks, torch.ones_like(ids))


def main(checkpoint: str, out: str):
    """Write ``passages.float.onnx`` and ``passages.int8.onnx`` to ``out``."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    stored = torch.load(checkpoint)
    network = Passages(Shape(**stored["shape"]))
    network.load_state_dict(stored["weights"])
    network.eval()
    ids, marks = torch.randint(1000, 20000, (2, 40)), torch.zeros((2, 40), dtype=torch.int64)
    marks[:, 5:8], marks[:, 20:], marks[:, 25:27] = 2, 1, 3
    large, small = folder / "passages.float.onnx", folder / "passages.int8.onnx"
    axes = {n: {0: "batch", 1: "length"} for n in ("ids", "marks")} | {"logits": {0: "batch"}}
    with torch.no_grad():
        torch.onnx.export(
            _Whole(network),
            (ids, marks),
            large,
            input_names=["ids", "marks"],
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(large, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.save(fused(onnx.load(small)), small)
    onnx.checker.check_model(str(small))


if __name__ == "__main__":
    main(*sys.argv[1:])
