"""Write a trained tagger as two ONNX graphs, in float32 and in int8.

    python export.py joint.pt out/

The weights are quantised to seven bits (``reduce_range``): with eight, processors without VNNI instructions
saturate and give other results than those with.
"""

import argparse
import shutil
import sys
from pathlib import Path

import onnx
import torch
from model import REACH, Shape, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from pretrained import model_folder
from torch import nn

from accordingto.attributions.marks import without_marks

sys.path.append(str(Path(__file__).parents[1]))
from attention import fused


class _Encoder(nn.Module):
    """The encoder for windows without padding."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, marks):
        return self.encoder(ids, marks, torch.ones_like(ids))


def export(checkpoint: Path, out: Path, mean: bool = True, reduce_range: bool = True, per_channel: bool = True):
    """Write ``encoder`` and ``head`` as ``.float.onnx`` and ``.int8.onnx``, and the tokenizer, to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    stored = torch.load(checkpoint)
    tagger = Tagger(Shape(**stored["shape"]))
    tagger.load_state_dict(stored["mean" if mean else "weights"])
    tagger.eval()
    width = tagger.shape.width
    length, reach, cues = 50, 20, 3
    ids = torch.randint(1000, 20000, (1, length))
    marks = torch.from_numpy(without_marks(length))[None]
    span = torch.tensor([20, 19, 20])
    around = (
        torch.randn(cues, 2 * reach + 1, width),
        torch.randn(cues, 2 * reach + 1, width),
        span,
        span + 1,
        (torch.arange(-reach, reach + 1) + REACH)[None].expand(cues, -1).contiguous(),
        torch.ones(cues, 2 * reach + 1, dtype=torch.int64),
        torch.ones(cues, 2 * reach + 1, dtype=torch.int64),
    )
    names = ["branch", "last", "start", "end", "distance", "seen", "mask"]
    graphs = {
        "encoder": (_Encoder(tagger.encoder), (ids, marks), ["ids", "marks"], ["logits", "branch_out", "last_out"]),
        "head": (tagger.head, around, names, ["roles", "valid"]),
    }
    for name, (module, inputs, input_names, output_names) in graphs.items():
        axes = {n: {0: "batch", 1: "length"} for n in [*input_names, *output_names]}
        for n in ("start", "end", "valid"):
            axes.pop(n, None)
        if name == "head":
            axes |= {n: {0: "batch"} for n in ("start", "end", "valid")}
        path = out / f"{name}.float.onnx"
        with torch.no_grad():
            torch.onnx.export(
                module,
                inputs,
                path,
                input_names=input_names,
                output_names=output_names,
                dynamic_axes=axes,
                opset_version=17,
                dynamo=False,
            )
        small = out / f"{name}.int8.onnx"
        quantize_dynamic(path, small, weight_type=QuantType.QInt8, per_channel=per_channel, reduce_range=reduce_range)
        onnx.save(fused(onnx.load(small)), small)
        onnx.checker.check_model(str(small))
    shutil.copyfile(model_folder() / "tokenizer.json", out / "tokenizer.json")


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eight-bits", action="store_true")
    parser.add_argument("--last", action="store_true", help="the last weights instead of their running mean")
    args = parser.parse_args()
    export(args.checkpoint, args.out, not args.last, reduce_range=not args.eight_bits)


if __name__ == "__main__":
    main()
