"""The network: a BERT that is told which pieces are the number and which are others, and a linear layer over each."""

import sys
from pathlib import Path

from torch import nn

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance

MARKS = 3
"""Of other pieces, of the number, of other numbers."""
ASKED = 2
"""Which number measures the same, and which word tells what is measured."""


class Measures(Stance):
    """Word pieces with the number and others marked -> two logits for each; those of the first piece are for none."""

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.marks = nn.Embedding(MARKS, shape.width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.label = nn.Linear(shape.width, ASKED)

    def forward(self, ids, marks, mask):
        """``ids``, ``marks``, ``mask`` (0 on padding): [batch, length]; out: [batch, length, 2]."""
        return self.label(self.dropout(self.states(ids, marks, mask)))
