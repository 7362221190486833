"""The network: a BERT that is told which pieces are the number and which are names, and a linear layer over each."""

import sys
from pathlib import Path

from torch import nn

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance

MARKS = 3
"""Of other pieces, of the number, of names."""


class Givers(Stance):
    """Word pieces with number and names marked -> a logit for each: who gives the figure; the first one is nobody."""

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.marks = nn.Embedding(MARKS, shape.width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.label = nn.Linear(shape.width, 1)

    def forward(self, ids, marks, mask):
        """``ids``, ``marks``, ``mask`` (0 on padding): [batch, length], and so is what comes out."""
        return self.label(self.dropout(self.states(ids, marks, mask))).squeeze(-1)
