"""Teach the network whose voice an actor is.

python train.py tests/gold/look --out voices.pt [--fold 0]

With ``--fold`` a fifth of the articles is left out, and the chances of their actors are told.
"""

import argparse
import random
import sys
from pathlib import Path

import torch
from examples import Example, annotated, written
from reader import Shape, Voices
from torch.nn import functional

from accordingto.actors.voices import VOICES

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from pretrained import load_tokenizer
from teaching import SIZE, batches, endless, padded, teach

EPOCHS, SMOOTHING, FOLDS = 3, 0.05, 5


def collate(batch: list[Example]):
    """Tensors of ids, marks, mask, and which voices are right."""
    right = torch.tensor([[voice in e.right for voice in VOICES] for e in batch])
    return *padded([(e.ids, e.marks) for e in batch]), right


def loss(network: Voices, batch: list[Example]) -> torch.Tensor:
    """How unlikely the right voices are, all of them together, with a little of every voice."""
    *inputs, right = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(*inputs)
    chances = functional.log_softmax(logits.float(), -1)
    likely = torch.logsumexp(chances.masked_fill(~right, -1e4), -1)
    return -(1 - SMOOTHING) * likely.mean() - SMOOTHING * chances.mean()


def train(examples: list[Example], rng: random.Random) -> Voices:
    """Teach."""
    network = Voices(Shape())

    def anew() -> list[list[Example]]:
        return batches(examples, lambda e: len(e.ids), rng)

    teach(network, endless(anew), EPOCHS * -(-len(examples) // SIZE), loss)
    return network


def told(network: Voices, examples: list[Example]) -> float:
    """Share of actors, in per cent, whose likeliest voice is right."""
    network.eval()
    hits = 0
    with torch.no_grad():
        for start in range(0, len(examples), 64):
            *inputs, right = collate(examples[start : start + 64])
            hits += int(right.gather(1, network(*inputs).argmax(1, keepdim=True)).sum())
    return 100 * hits / len(examples)


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder of our own articles, tests/gold/look")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=-1, help="the fifth of the articles that is left out")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng, tokenizer = random.Random(1), load_tokenizer()
    own = list(annotated(args.gold, tokenizer))
    names = sorted({e.article for e in own})
    left_out = {name for k, name in enumerate(names) if k % FOLDS == args.fold}
    network = train([e for e in own if e.article not in left_out] + list(written(tokenizer)), rng)
    if left_out:
        print(f"right: {told(network, [e for e in own if e.article in left_out]):.1f}")
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
