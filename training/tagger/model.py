"""The tagger's network: one encoder for the text, one light head per cue.

The encoder is a BERT of MiniLM's shape.  A linear layer on its last states finds cues (and, as auxiliary tasks,
sources and contents) without saying what belongs together.  For every candidate cue, two further transformer layers
then read the pieces around it: they start from the states of an earlier layer, so that the encoding of the text is
shared by all its cues, and see which pieces are the cue, how far away each piece is and how it hangs on the cue in the
parse.  They label the source, cue and content of that cue, and say whether it is a cue at all.  Besides its word pieces
the encoder is told their marks: letter case, line ends, quotation marks, part of speech and relation.
"""

from dataclasses import asdict, dataclass

import torch
from torch import nn

from accordingto.attributions.marks import MARKS, SEEN

BIO = 3  # outside, begin, inside
ROLE_LABELS = ("outside", "source", "cue", "content")
HIDDEN_PIECES = 0.04
REACH = 128  # pieces on either side of a cue that have a position of their own


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    branch: int = 4
    head_layers: int = 2
    dropout: float = 0.1

    def as_dict(self) -> dict:
        """The sizes as plain values."""
        return asdict(self)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x, bias):
        """``x`` [batch, length, width]; ``bias`` [batch, 1, 1, length] is added to the attention scores."""
        batch, length, width = x.shape
        qkv = self.qkv(x).reshape(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        if self.training:  # whole pieces are hidden: dropping single attention weights costs as much as all the rest
            bias = bias + (torch.rand(bias.shape) < HIDDEN_PIECES).to(bias.dtype) * -10000.0
        scores = (query * (width // self.heads) ** -0.5) @ key.transpose(-1, -2) + bias.to(query.dtype)
        mixed = (scores.softmax(-1).to(value.dtype) @ value).permute(0, 2, 1, 3).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.mix(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces -> (logits of the three BIO taggings, states at the branch, last states)."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.marks = nn.Embedding(MARKS, shape.width)
        nn.init.zeros_(self.marks.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.bio = nn.Linear(shape.width, 3 * BIO)

    def forward(self, ids, marks, mask):
        """``ids``, ``mask`` [batch, length], ``marks`` [batch, length, kinds]; the mask is 0 on padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.marks(marks).sum(2)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        branch = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if number == self.shape.branch:
                branch = x
        return self.bio(x), branch, x


class CueHead(nn.Module):
    """States around cues -> (role logits per piece, logit of being a cue)."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.join = nn.Linear(shape.width, shape.width)
        self.cue = nn.Linear(shape.width, shape.width)
        self.marks = nn.Embedding(2, shape.width)
        self.distances = nn.Embedding(2 * REACH + 1, shape.width)
        self.seen = nn.Embedding(SEEN, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.head_layers))
        self.roles = nn.Linear(shape.width, len(ROLE_LABELS))
        self.valid = nn.Linear(shape.width, 1)
        # Starts as the upper layers of the encoder would go on: what is new comes in small.
        nn.init.zeros_(self.join.weight)
        nn.init.zeros_(self.join.bias)
        nn.init.zeros_(self.seen.weight)
        for module in (self.cue, self.marks, self.distances):
            nn.init.normal_(module.weight, std=0.02)

    def forward(self, branch, last, start, end, distance, seen, mask):
        """
        ``branch``, ``last`` [cues, length, width]: states around each cue; ``start``, ``end`` [cues]: the cue's first
        and last place among them; ``distance`` [cues, length]: pieces away from the cue's middle, shifted by `REACH`;
        ``seen`` [cues, length]: how each piece lies to the cue in the parse; ``mask`` [cues, length]: 1 on pieces.
        """
        places = torch.arange(branch.shape[1], device=branch.device)[None]
        inside = ((places >= start[:, None]) & (places <= end[:, None])).to(branch.dtype)
        share = (inside / inside.sum(1, keepdim=True).clamp(min=1.0))[..., None]
        centre = (last * share).sum(1)
        x = branch + self.join(last) + self.cue(centre)[:, None] + self.distances(distance)
        x = self.norm(x + self.marks(inside.long()) + self.seen(seen))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return self.roles(x), self.valid((x * share).sum(1))[:, 0]


class Tagger(nn.Module):
    """Encoder and cue head together."""

    def __init__(self, shape: Shape | None = None):
        super().__init__()
        self.shape = shape or Shape()
        self.encoder = Encoder(self.shape)
        self.head = CueHead(self.shape)

    def head_from_encoder(self):
        """Let the head's layers start as copies of the encoder's layers above the branch."""
        for number, layer in enumerate(self.head.layers):
            layer.load_state_dict(self.encoder.layers[self.shape.branch + number].state_dict())

    def load_bert(self, weights: dict):
        """Take over the weights of a BERT checkpoint (names as in ``transformers``, with or without ``bert.``)."""
        weights = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
        encoder = self.encoder
        with torch.no_grad():
            encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            places = weights["embeddings.position_embeddings.weight"]
            # Every piece is of token type 0: that vector is folded into the places.
            encoder.places.weight.copy_(places + weights["embeddings.token_type_embeddings.weight"][0])
            _copy(encoder.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(encoder.layers):
                name = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    parts = [weights[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                _copy(layer.mix, weights, name + "attention.output.dense")
                _copy(layer.norm1, weights, name + "attention.output.LayerNorm")
                _copy(layer.up, weights, name + "intermediate.dense")
                _copy(layer.down, weights, name + "output.dense")
                _copy(layer.norm2, weights, name + "output.LayerNorm")
        self.head_from_encoder()


def _copy(module, weights, name):
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])


def around(start, end, length, reach):
    """
    Places of the pieces around cues, for gathering.

    ``start``, ``end`` [cues]: first and last piece of each cue among ``length`` [cues] pieces.  Returns (index clamped
    into the text, mask, distance shifted by `REACH`), each [cues, 2 * reach + 1].
    """
    offsets = torch.arange(-reach, reach + 1)
    index = ((start + end) // 2)[:, None] + offsets[None]
    mask = (index >= 0) & (index < length[:, None])
    return index.clamp(min=0).minimum((length - 1)[:, None]), mask, (offsets + REACH)[None].expand(len(start), -1)
