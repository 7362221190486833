"""Teach the network what two numbers of one event have to do with each other.

python train.py tests/gold/look/figures --out events.pt
python train.py tests/gold/look/figures --cases cases --begin events.float.onnx --out passages.pt

First events are taught, then short cases in which a few words make the difference, with as many pairs of the events.
"""

import argparse
import random
import sys
from pathlib import Path

import cases
import torch
from corpus import Pair, read
from reader import Passages, Shape
from torch.nn import functional

from accordingto.figures.learned import pieces_of

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from pretrained import load_tokenizer
from teaching import SIZE, batches, endless, padded, teach

EPOCHS, SMOOTHING = 1.3, 0.05
EPOCHS_OF_CASES = 3


def loss(network: Passages, batch: list) -> torch.Tensor:
    """How unlikely the gold's readings are."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(*padded([sides for sides, _ in batch]))
    readings = torch.tensor([reading for _, reading in batch])
    return functional.cross_entropy(logits.float(), readings, label_smoothing=SMOOTHING)


def train(pairs: list[Pair], epochs: float, rng: random.Random, begin: Path | None) -> Passages:
    """Teach; each time a pair is in either order, and with other things hidden."""
    tokenizer, network = load_tokenizer(), Passages(Shape())

    def anew() -> list[list]:
        told = [(pieces_of(tokenizer, *p.told(rng)), p.reading) for p in pairs]
        return batches(told, lambda pair: len(pair[0][0]), rng)

    teach(network, endless(anew), int(epochs * -(-len(pairs) // SIZE)), loss, begin)
    return network


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of events: tests/gold/look/figures")
    parser.add_argument("--cases", type=Path, help="a folder of short cases")
    parser.add_argument("--begin", type=Path, help="the graph that events have taught")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    pairs, epochs = [pair for folder in args.gold for pair in read(folder, rng)], EPOCHS
    if args.cases is not None:
        short = cases.read(args.cases)
        pairs, epochs = [*short, *rng.sample(pairs, min(len(pairs), len(short)))], EPOCHS_OF_CASES
    network = train(pairs, epochs, rng, args.begin)
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
