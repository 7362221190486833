"""The network: a BERT that is told which pieces are the name, and a linear layer over the name and the sentence."""

import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parents[1] / "tagger"))
from model import Layer, Shape


class Stance(nn.Module):
    """Word pieces with the name marked -> logits of against, neither, for."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.marks = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.mix = nn.Linear(2 * shape.width, shape.width)
        self.label = nn.Linear(shape.width, 3)
        nn.init.normal_(self.marks.weight, std=0.02)

    def forward(self, ids, marks, mask):
        """``ids``, ``marks`` (1 on the name), ``mask`` (0 on padding): [batch, length]."""
        return self.label(self.dropout(self.joined(ids, marks, mask)))

    def joined(self, ids, marks, mask):
        """One vector for the marked pieces within their sentence."""
        return self.mixed(self.states(ids, marks, mask), marks)

    def states(self, ids, marks, mask):
        """A vector for each piece."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.marks(marks)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def mixed(self, states, marks):
        """One vector of the first piece's and the marked ones'."""
        share = marks.to(states.dtype)
        named = (states * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1.0)
        return torch.tanh(self.mix(self.dropout(torch.cat([states[:, 0], named], -1))))

    def load_bert(self, weights: dict):
        """Take over the weights of a BERT checkpoint, names as in ``transformers``."""
        weights = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            places = weights["embeddings.position_embeddings.weight"]
            self.places.weight.copy_(places + weights["embeddings.token_type_embeddings.weight"][0])
            _copy(self.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    parts = [weights[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                _copy(layer.mix, weights, name + "attention.output.dense")
                _copy(layer.norm1, weights, name + "attention.output.LayerNorm")
                _copy(layer.up, weights, name + "intermediate.dense")
                _copy(layer.down, weights, name + "output.dense")
                _copy(layer.norm2, weights, name + "output.LayerNorm")


def _copy(module, weights, name):
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])
