"""Write a trained network as an ONNX graph, in float32 and in int8.

Seven bits of eight (``reduce_range``), so that processors with and without VNNI instructions agree.
"""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from attention import fused
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

LEVELS = 61
"""Steps on either side of zero, of 64 there is room for. A network that begins from another's int8 graph has its
weights on that one's grid (of 64 or 58 steps up to now): on the same grid again, what it has learnt since is rounded
away where it is small."""


class _Whole(nn.Module):
    """The network for texts without padding."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, ids, marks, *more):
        return self.network(ids, marks, torch.ones_like(ids), *more)


def restored(kind: type[nn.Module], shape: type, checkpoint: str, weights: str = "weights") -> nn.Module:
    """The network of a checkpoint; ``weights`` names those of it that are meant."""
    stored = torch.load(checkpoint)
    network = kind(shape(**stored["shape"]))
    network.load_state_dict(stored[weights])
    return network


def write(
    network: nn.Module,
    inputs: dict[str, torch.Tensor],
    folder: Path,
    name: str,
    levels: int = LEVELS,
    of_text: tuple[str, ...] = ("logits",),
    of_pieces: tuple[str, ...] = (),
) -> Path:
    """Write ``name.float.onnx`` and ``name.int8.onnx``, and give the path of the second.

    ``inputs`` are examples by name, ids and marks first: [batch, length], or [batch]. ``of_text`` names what comes out
    for a text, ``of_pieces`` what comes out behind it for each of its pieces.
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
            output_names=[*of_text, *of_pieces],
            dynamic_axes=axes | {n: {0: "batch"} for n in of_text} | {n: {0: "batch", 1: "length"} for n in of_pieces},
            opset_version=17,
            dynamo=False,
        )
    quantize(large, small, levels)
    return small


def quantize(large: Path, small: Path, levels: int = LEVELS) -> None:
    """Write a graph in int8, the weights of each column of a product on a grid of their own."""
    quantize_dynamic(large, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole = {part.name: numpy_helper.to_array(part) for part in onnx.load(large).graph.initializer}
    model = onnx.load(small)
    parts = {part.name: part for part in model.graph.initializer}
    for name, weights in whole.items():
        scale = parts.get(f"{name}_scale")
        if scale is not None and list(scale.dims) == [*weights.shape[1:]]:
            step = np.maximum(np.abs(weights).max(0), np.finfo(np.float32).tiny) / levels
            for part, value in (("quantized", np.round(weights / step).astype(np.int8)), ("scale", step)):
                parts[f"{name}_{part}"].CopyFrom(numpy_helper.from_array(value, f"{name}_{part}"))
    onnx.save(model, small)
    onnx.checker.check_model(str(small))


def write_fused(
    network: nn.Module,
    inputs: dict[str, torch.Tensor],
    folder: Path,
    name: str,
    levels: int = LEVELS,
    **outputs: tuple[str, ...],
) -> None:
    """As `write`, with the attention of each layer of the int8 graph in one operator."""
    small = write(network, inputs, folder, name, levels, **outputs)
    onnx.save(fused(onnx.load(small)), small)
    onnx.checker.check_model(str(small))


def take_over(network: nn.Module, graph: Path) -> None:
    """Give a network the weights of an int8 graph of its like.

    Layers of another shape, and those that the graph does not have, stay as they are. Products with weights have names
    of their own in a graph, numbered in the order in which they are computed.
    """
    stored = {part.name: numpy_helper.to_array(part) for part in onnx.load(graph).graph.initializer}
    for name in [n.removesuffix("_quantized") for n in stored if n.endswith("_quantized")]:
        numbers, zero = (stored[f"{name}_{part}"].astype("float32") for part in ("quantized", "zero_point"))
        stored[name] = (numbers - zero) * stored[f"{name}_scale"]
    products = iter(
        sorted((n for n in stored if re.fullmatch(r"onnx::MatMul_\d+", n)), key=lambda n: int(n.split("_")[1]))
    )
    known = {}
    for name, value in network.state_dict().items():
        whole = f"network.{name}"
        if whole in stored:
            known[name] = torch.tensor(stored[whole])
        elif f"{whole}_Transposed" in stored:
            known[name] = torch.tensor(stored[f"{whole}_Transposed"].T)
        elif value.dim() == 2 and (product := next(products, None)) is not None:
            known[name] = torch.tensor(stored[product].T)
    own = network.state_dict()
    network.load_state_dict({n: value for n, value in known.items() if value.shape == own[n].shape}, strict=False)
