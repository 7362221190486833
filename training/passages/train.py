"""Teach the network what two numbers of one event have to do with each other.

python train.py tests/gold/look/figures --out passages.pt
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from corpus import Pair, read
from reader import Passages, Shape
from torch.nn import functional

from accordingto.figures.learned import pieces_of

sys.path.append(str(Path(__file__).parents[1] / "tagger"))
from pretrained import load_tokenizer, load_weights

EPOCHS, RATE, SIZE, SMOOTHING = 1.3, 1e-4, 32, 0.05
CHUNK = 16
"""Batches among which pairs of about equal length are put together."""


def collate(batch: list[tuple[list[int], list[int]]]):
    """Tensors of ids, marks and mask."""
    width = max(len(ids) for ids, _ in batch)
    ids, marks, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
    for row, (pieces, marked) in enumerate(batch):
        n = len(pieces)
        ids[row, :n], marks[row, :n], mask[row, :n] = pieces, marked, 1
    return tuple(torch.from_numpy(part) for part in (ids, marks, mask))


def batches(told: list, rng: random.Random) -> list[list]:
    """Batches of about equal length, in any order."""
    order, found = rng.sample(told, len(told)), []
    for start in range(0, len(order), SIZE * CHUNK):
        near = sorted(order[start : start + SIZE * CHUNK], key=lambda pair: len(pair[0][0]))
        found += [near[n : n + SIZE] for n in range(0, len(near), SIZE)]
    return rng.sample(found, len(found))


def endless(pairs: list[Pair], tokenizer, rng: random.Random) -> Iterator[list]:
    """The pairs as batches, over and over, each time in another order and with other things hidden."""
    while True:
        yield from batches([(pieces_of(tokenizer, *p.told(rng)), p.reading) for p in pairs], rng)


def train(pairs: list[Pair], rng: random.Random) -> Passages:
    """Teach; either number may come first."""
    tokenizer = load_tokenizer()
    network = Passages(Shape())
    network.load_bert(load_weights())
    network.words.weight.requires_grad_(False)
    groups = []
    for name, p in network.named_parameters():
        if p.requires_grad:
            fresh = name.startswith(("marks", "mix", "label"))
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            rate = RATE * (5 if fresh else 0.9 ** (network.shape.layers - depth))
            groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01})
    optimizer = torch.optim.AdamW(groups)
    total, begin = int(EPOCHS * -(-len(pairs) // SIZE)), time.monotonic()
    network.train()
    for step, batch in enumerate(islice(endless(pairs, tokenizer, rng), total)):
        factor = max(0.02, min((step + 1) / (0.08 * total), (total - step) / (0.92 * total)))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(*collate([sides for sides, _ in batch]))
        readings = torch.tensor([reading for _, reading in batch])
        functional.cross_entropy(logits.float(), readings, label_smoothing=SMOOTHING).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 100 == 99:
            print(f"{step + 1} of {total} steps, {time.monotonic() - begin:.0f} s", flush=True)
    return network


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of events: tests/gold/look/figures")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    network = train([pair for folder in args.gold for pair in read(folder, rng)], rng)
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
