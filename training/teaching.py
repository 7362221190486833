"""How the networks that read a name or a number within its words are taught: from the pretrained encoder, gently."""

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parent / "tagger"))
from graph import take_over
from pretrained import load_weights

RATE, DECAY, FRESH = 1e-4, 0.9, 5
"""Rate of learning of the last layer, its share for each layer below, and how much faster new layers learn."""
TAUGHT_RATE, TAUGHT_FRESH = 5e-5, 10
"""The same of all layers of a network that was taught something else before."""
SIZE, CHUNK = 32, 16
"""Examples a batch, and batches among which examples of about equal length are put together."""
RISE = 0.08
"""Share of the steps in which the rate rises; after that it falls."""


def padded(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, marks and mask [batch, length] of rows of ids and marks; the mask is 0 on the padding."""
    width = max(len(ids) for ids, _ in rows)
    parts = torch.zeros((3, len(rows), width), dtype=torch.int64)
    for row, (ids, marks) in enumerate(rows):
        parts[:, row, : len(ids)] = torch.tensor([[*ids], [*marks], [1] * len(ids)])
    return parts[0], parts[1], parts[2]


def batches(examples: Sequence, length: Callable, rng: random.Random) -> list[list]:
    """Batches of about equal length, in any order."""
    order, found = rng.sample(examples, len(examples)), []
    for start in range(0, len(order), SIZE * CHUNK):
        near = sorted(order[start : start + SIZE * CHUNK], key=length)
        found += [near[n : n + SIZE] for n in range(0, len(near), SIZE)]
    return rng.sample(found, len(found))


def endless(anew: Callable[[], Iterable]) -> Iterator:
    """What a function gives, over and over."""
    while True:
        yield from anew()


def teach(
    network: nn.Module,
    given: Iterator,
    total: int,
    loss: Callable[[nn.Module, object], torch.Tensor],
    begin: Path | None = None,
) -> None:
    """Teach a network on so many batches; the pretrained word vectors, half of all weights, stay as they are.

    It begins from the pretrained encoder, or from the graph of a network that was taught something else.
    """
    if begin is None:
        network.load_bert(load_weights())
    else:
        take_over(network, begin)
    network.words.weight.requires_grad_(False)
    groups = []
    for name, p in network.named_parameters():
        if p.requires_grad:
            fresh = name.startswith(("marks", "mix", "label"))
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            if begin is None:
                rate = RATE * (FRESH if fresh else DECAY ** (network.shape.layers - depth))
            else:
                rate = TAUGHT_RATE * (TAUGHT_FRESH if fresh else 1)
            groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01})
    optimizer, started = torch.optim.AdamW(groups), time.monotonic()
    network.train()
    for step, batch in enumerate(islice(given, total)):
        factor = max(0.02, min((step + 1) / (RISE * total), (total - step) / ((1 - RISE) * total)))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        loss(network, batch).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 100 == 99:
            print(f"{step + 1} of {total} steps, {time.monotonic() - started:.0f} s", flush=True)
