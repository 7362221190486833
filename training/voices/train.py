"""Teach the network whose voice an actor is.

python train.py tests/gold/look --out voices.pt [--fold 0]

With ``--fold`` a fifth of the articles is left out, and the chances of their actors are told.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from examples import Example, annotated, written
from reader import Shape, Voices
from torch.nn import functional

from accordingto.actors.voices import VOICES

sys.path.append(str(Path(__file__).parents[1] / "tagger"))
from pretrained import load_tokenizer, load_weights

EPOCHS, RATE, SIZE, SMOOTHING, FOLDS = 3, 1e-4, 32, 0.05, 5
CHUNK = 16
"""Batches among which actors of about equal length are put together."""


def collate(batch: list[Example]):
    """Tensors of ids, marks, mask, and which voices are right."""
    width = max(len(e.ids) for e in batch)
    ids, marks, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
    for row, e in enumerate(batch):
        n = len(e.ids)
        ids[row, :n], marks[row, :n], mask[row, :n] = e.ids, e.marks, 1
    right = torch.tensor([[voice in e.right for voice in VOICES] for e in batch])
    return *(torch.from_numpy(part) for part in (ids, marks, mask)), right


def loss(logits: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """How unlikely the right voices are, all of them together, with a little of every voice."""
    chances = functional.log_softmax(logits, -1)
    likely = torch.logsumexp(chances.masked_fill(~right, -1e4), -1)
    return -(1 - SMOOTHING) * likely.mean() - SMOOTHING * chances.mean()


def batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of about equal length, in any order."""
    order, found = rng.sample(examples, len(examples)), []
    for start in range(0, len(order), SIZE * CHUNK):
        near = sorted(order[start : start + SIZE * CHUNK], key=lambda e: len(e.ids))
        found += [near[n : n + SIZE] for n in range(0, len(near), SIZE)]
    return rng.sample(found, len(found))


def train(examples: list[Example], rng: random.Random) -> Voices:
    """Teach, from the pretrained encoder; its word vectors stay as they are."""
    network = Voices(Shape())
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
    step, total, begin = 0, EPOCHS * -(-len(examples) // SIZE), time.monotonic()
    network.train()
    for epoch in range(EPOCHS):
        for batch in batches(examples, rng):
            factor = max(0.02, min((step + 1) / (0.08 * total), (total - step) / (0.92 * total)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            *inputs, right = collate(batch)
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(*inputs)
            loss(logits.float(), right).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
        print(f"epoch {epoch + 1}, {time.monotonic() - begin:.0f} s", flush=True)
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
