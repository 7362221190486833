"""Write a trained network as an ONNX graph, in float32 and in int8.

Seven bits of eight (``reduce_range``), so that processors with and without VNNI instructions agree.
"""

from pathlib import Path

import onnx
import torch
from attention import fused
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class _Whole(nn.Module):
    """The network for texts without padding."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, ids, marks, *more):
        return self.network(ids, marks, torch.ones_like(ids), *more)


def write(network: nn.Module, inputs: dict[str, torch.Tensor], folder: Path, name: str) -> Path:
    """Write ``name.float.onnx`` and ``name.int8.onnx``, and give the path of the second.

    ``inputs`` are examples by name, ids and marks first: [batch, length], or [batch].
    """
    folder.mkdir(parents=True, exist_ok=True)
    large, small = folder / f"{name}.float.onnx", folder / f"{name}.int8.onnx"
    axes = {n: dict(enumerate(("batch", "length")[: value.dim()])) for n, value in inputs.items()}
    network.eval()
    with torch.no_grad():
        torch.onnx.export(
            _Whole(network),
            tuple(inputs.values()),
            large,
            input_names=list(inputs),
            output_names=["logits"],
            dynamic_axes=axes | {"logits": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(large, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(small))
    return small


def write_fused(network: nn.Module, inputs: dict[str, torch.Tensor], folder: Path, name: str) -> None:
    """As `write`, with the attention of each layer of the int8 graph in one operator."""
    small = write(network, inputs, folder, name)
    onnx.save(fused(onnx.load(small)), small)
    onnx.checker.check_model(str(small))
