"""The network: a BERT that is told which pieces are the name, and a layer over the name and the whole."""

import sys
from pathlib import Path

from torch import nn

from accordingto.actors.voices import VOICES

sys.path.append(str(Path(__file__).parents[1] / "stance"))
from network import Shape, Stance


class Voices(Stance):
    """Word pieces with an actor's name marked -> logits of whose voice it is."""

    def __init__(self, shape: Shape):
        super().__init__(shape)
        self.label = nn.Linear(shape.width, len(VOICES))
