"""The network: a BERT that is told which pieces are said and what the rules see; linear layers for act and target."""

import sys
from pathlib import Path

import torch
from torch import nn

from accordingto.positions.learned import ACTS

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance

RULES = 64  # width of what the rules see


class Acts(Stance):
    """Word pieces, the saying marked, and the act that the rules see -> logits of the acts, and of the target's ends.

    A target's ends are found by two layers over each piece: one for all acts, and one that adds what is each act's own.
    """

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.rule = nn.Embedding(len(ACTS) + 1, RULES)
        self.label = nn.Linear(shape.width + RULES, len(ACTS))
        self.ends = nn.Linear(shape.width, 2)
        self.ends_of_act = nn.Linear(shape.width, 2 * len(ACTS))
        nn.init.zeros_(self.ends_of_act.weight)
        nn.init.zeros_(self.ends_of_act.bias)

    def forward(self, ids, marks, mask, rule):
        """``ids``, ``marks`` (1 on the saying), ``mask`` (0 on padding): [batch, length]; ``rule``: [batch].

        Gives the acts' logits [batch, acts], and those of first and last pieces [batch, length, acts, 2].
        """
        states = self.states(ids, marks, mask)
        acts = self.label(self.dropout(torch.cat([self.mixed(states, marks), self.rule(rule)], -1)))
        states = self.dropout(states)
        ends, own = self.ends(states), self.ends_of_act(states)
        return acts, ends.unsqueeze(-2) + own.unflatten(-1, (len(ACTS), 2))
