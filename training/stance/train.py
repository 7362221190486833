"""Teach the network which polarity a sentence has towards a marked name.

python train.py newsmtsc-train.csv --out run.pt --epochs 4 --seed 1
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import Example, read
from network import Shape, Stance
from torch.nn import functional

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from pretrained import load_tokenizer, load_weights
from teaching import padded

SMOOTHING, MASK = 0.1, 103
EVERY, KEPT = 4, 0.98  # of the running mean of the weights


def f1(gold: np.ndarray, found: np.ndarray) -> float:
    """Macro-F1 in per cent."""
    each = []
    for k in range(3):
        hit = ((gold == k) & (found == k)).sum()
        each.append(2 * hit / max(1, (gold == k).sum() + (found == k).sum()))
    return float(100 * np.mean(each))


def collate(batch: list[Example], hide: float = 0.0, rng: random.Random | None = None):
    """Tensors of ids, marks, mask and labels; ``hide`` is the share of names whose pieces are masked."""
    ids, marks, mask = padded([(e.ids, e.marks) for e in batch])
    for pieces, marked in zip(ids, marks, strict=True):
        if hide and rng.random() < hide:
            pieces[marked == 1] = MASK
    return ids, marks, mask, torch.tensor([e.label for e in batch])


def batches(examples: list[Example], size: int, rng: random.Random):
    """Batches of about equal length, anew every epoch."""
    order = examples[:]
    rng.shuffle(order)
    out = []
    for start in range(0, len(order), size * 24):
        chunk = sorted(order[start : start + size * 24], key=lambda e: len(e.ids))
        out += [chunk[n : n + size] for n in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def predict(network: Stance, examples: list[Example], hide: float = 0.0) -> np.ndarray:
    """Logits of examples."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].ids))
    out = np.zeros((len(examples), 3), np.float32)
    network.eval()
    rng = random.Random(0)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            out[part] = network(*collate([examples[n] for n in part], hide, rng)[:3]).float().numpy()
    return out


def train(args):
    """Train, tell the macro-F1 on the dev slice after each epoch, and keep the running mean of the weights."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    parts = read(args.corpus, load_tokenizer())
    taught = parts["train"]
    network = Stance(Shape())
    network.load_bert(load_weights())
    counts = np.bincount([e.label for e in taught], minlength=3)
    importance = torch.tensor(np.sqrt(counts.mean() / counts), dtype=torch.float32)
    groups = []
    network.words.weight.requires_grad_(False)  # half of all weights; too many for so few sentences
    for name, p in network.named_parameters():
        if not p.requires_grad:
            continue
        fresh = name.startswith(("marks", "mix", "label"))
        depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
        rate = args.rate * (5 if fresh else args.decay ** (network.shape.layers - depth))
        groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01 if p.ndim > 1 else 0.0})
    optimizer = torch.optim.AdamW(groups, fused=True)
    total = args.epochs * -(-len(taught) // args.batch)
    step, begin = 0, time.monotonic()
    running = {name: value.clone() for name, value in network.state_dict().items()}
    spare = Stance(network.shape)
    gold = np.array([e.label for e in parts["dev"]])
    for epoch in range(args.epochs):
        network.train()
        loss_sum = 0.0
        for batch in batches(taught, args.batch, rng):
            factor = min((step + 1) / (0.06 * total), (total - step) / (0.94 * total))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            ids, marks, mask, labels = collate(batch, args.hide, rng)
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(ids, marks, mask)
            loss = functional.cross_entropy(logits.float(), labels, importance, label_smoothing=SMOOTHING)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            loss_sum += float(loss.detach())
            if step % EVERY == 0:
                for name, p in network.named_parameters():
                    if p.requires_grad:
                        running[name].lerp_(p.detach(), max(1 - KEPT, EVERY / step))
            if step % 20 == 0:
                print(
                    step,
                    total,
                    f"{(time.monotonic() - begin) / step:.2f} s",
                    f"{time.process_time() / step:.2f} s cpu",
                    flush=True,
                )
        spare.load_state_dict(running)
        now, mean = (f1(gold, predict(n, parts["dev"]).argmax(1)) for n in (network, spare))
        print(
            f"epoch {epoch + 1} loss {loss_sum / (total / args.epochs):.4f} dev {now:.1f} mean {mean:.1f} "
            f"{(time.monotonic() - begin) / 60:.1f} min",
            flush=True,
        )
    torch.save({"shape": network.shape.as_dict(), "mean": running, "weights": network.state_dict()}, args.out)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--hide", type=float, default=0.15, help="share of names hidden behind a mask")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
