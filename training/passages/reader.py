"""The network: a BERT that is told which pieces are the two numbers, and a layer over both and the whole."""

import sys
from pathlib import Path

import torch
from torch import nn

from accordingto.figures.learned import READINGS

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance


class Passages(Stance):
    """Word pieces of two passages with their numbers marked -> logits of the readings."""

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.marks = nn.Embedding(4, shape.width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.mix = nn.Linear(4 * shape.width, shape.width)
        self.label = nn.Linear(shape.width, len(READINGS))

    def joined(self, ids, marks, mask):
        """One vector for both numbers; which comes first makes no difference to how they are joined."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.marks(marks)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        a, b = (self._mean(x, marks == mark) for mark in (2, 3))
        return torch.tanh(self.mix(self.dropout(torch.cat([x[:, 0], a + b, (a - b).abs(), a * b], -1))))

    @staticmethod
    def _mean(x, where):
        share = where.to(x.dtype)
        return (x * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1.0)
