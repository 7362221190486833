"""Teach the network what two numbers of one event have to do with each other.

python train.py tests/gold/look/figures --out passages.pt
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import Pair, read
from reader import Passages, Shape
from torch.nn import functional

from accordingto.figures.learned import pieces_of

sys.path.append(str(Path(__file__).parents[1] / "tagger"))
from pretrained import load_tokenizer, load_weights

EPOCHS, RATE, SIZE, SMOOTHING = 2, 1e-4, 32, 0.05


def collate(batch: list[tuple[list[int], list[int]]]):
    """Tensors of ids, marks and mask."""
    width = max(len(ids) for ids, _ in batch)
    ids, marks, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
    for row, (pieces, marked) in enumerate(batch):
        n = len(pieces)
        ids[row, :n], marks[row, :n], mask[row, :n] = pieces, marked, 1
    return tuple(torch.from_numpy(part) for part in (ids, marks, mask))


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
    step, total, begin = 0, EPOCHS * -(-len(pairs) // SIZE), time.monotonic()
    network.train()
    for epoch in range(EPOCHS):
        order = rng.sample(pairs, len(pairs))
        for start in range(0, len(order), SIZE):
            batch = order[start : start + SIZE]
            turned = [(p.a, p.b) if rng.random() < 0.5 else (p.b, p.a) for p in batch]
            factor = max(0.02, min((step + 1) / (0.08 * total), (total - step) / (0.92 * total)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(*collate([pieces_of(tokenizer, *sides) for sides in turned]))
            readings = torch.tensor([p.reading for p in batch])
            functional.cross_entropy(logits.float(), readings, label_smoothing=SMOOTHING).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
        print(f"epoch {epoch + 1}, {time.monotonic() - begin:.0f} s", flush=True)
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
