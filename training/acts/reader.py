"""The network: a BERT that is told which pieces are said and what the rules see, and a linear layer over both."""

import sys
from pathlib import Path

import torch
from torch import nn

from accordingto.positions.learned import ACTS

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance

RULES = 64  # width of what the rules see


class Acts(Stance):
    """Word pieces with the saying marked, and the act that the rules see -> logits of the acts."""

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.rule = nn.Embedding(len(ACTS) + 1, RULES)
        self.label = nn.Linear(shape.width + RULES, len(ACTS))

    def forward(self, ids, marks, mask, rule):
        """``ids``, ``marks`` (1 on the saying), ``mask`` (0 on padding): [batch, length]; ``rule``: [batch]."""
        states = self.joined(ids, marks, mask)
        return self.label(self.dropout(torch.cat([states, self.rule(rule)], -1)))
