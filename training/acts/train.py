"""Teach the network which act a source performs by a saying whose cue tells nothing, and towards whom or what.

python train.py POLNEAR/train/text tests/gold/look --out acts.pt --epochs 3 --seed 1 [--fold 0] [--begin GRAPH.onnx]

With ``--fold`` a fifth of the articles is left out and measured on after each epoch; without it, all are taught. What
is taught from all sayings is then tuned to those of our own articles, which alone have acts by the whole guide, and
targets. With ``--begin`` only that is done, from a network in int8 that was taught before.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import UNKNOWN, Example, invented, real
from reader import Acts, Shape
from torch.nn import functional

from accordingto.positions.learned import ACTS

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from graph import take_over
from pretrained import load_tokenizer, load_weights
from teaching import padded

SMOOTHING, HIDE = 0.1, 0.15  # of labels; the share of sayings whose rules are hidden
EVERY, KEPT = 4, 0.97  # of the running mean of the weights
TUNED, FRESH = 5e-5, 10  # rate of learning from our own articles alone, and how much faster what finds targets learns
BARRED = -1e4  # logit of padding
FIRED = 0.27  # share of sayings in PolNeAR train in which the rules see a stand; half of the labelled ones


def collate(batch: list[Example], hide: float, rng: random.Random):
    """Tensors of ids, marks, mask, rules, acts, and first and last pieces of the targets."""
    seen = [UNKNOWN if rng.random() < hide else e.seen for e in batch]
    rows = padded([(e.ids, e.marks) for e in batch])
    return *rows, *(torch.tensor(each) for each in (seen, [e.act for e in batch], [e.target for e in batch]))


def batches(examples: list[Example], size: int, rng: random.Random):
    """Batches of about equal length, anew every epoch."""
    order = examples[:]
    rng.shuffle(order)
    out = []
    for start in range(0, len(order), size * 16):
        chunk = sorted(order[start : start + size * 16], key=lambda e: len(e.ids))
        out += [chunk[n : n + size] for n in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def told(network: Acts, examples: list[Example], often: float | None = None) -> str:
    """How often network and rules are right, in per cent, with rules that see a stand that ``often``."""
    network.eval()
    chances = []
    with torch.no_grad():
        for start in range(0, len(examples), 32):
            chances += network(*collate(examples[start : start + 32], 0, random.Random(0))[:4])[0].tolist()
    gold, seen = np.array([e.act for e in examples]), np.array([e.seen for e in examples])
    fired = seen != ACTS.index("neutral")
    often = fired.mean() if often is None else often
    share = np.where(fired, often / fired.mean(), (1 - often) / (1 - fired.mean()))
    found = np.array(chances).argmax(1)
    return "  ".join(
        f"{name} {100 * np.average(right, weights=share):.1f} ({100 * right[fired].mean():.1f} where the rules see a "
        f"stand, {100 * right[~fired].mean():.1f} where none)"
        for name, right in (("network", found == gold), ("rules", seen == gold))
    )


def train(args):
    """Train, and keep the running mean of the weights."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = load_tokenizer()
    sayings = real(args.texts, args.own, tokenizer)
    left_out = [e for e in sayings if e.fold == args.fold and e.measured]
    own_left_out = [e for e in invented(tokenizer, rng) if e.fold == args.fold]

    def taught() -> list[Example]:
        return [e for e in (*sayings, *invented(tokenizer, rng)) if e.fold != args.fold]

    network = Acts(Shape())
    if args.begin:
        take_over(network, args.begin)
    else:
        network.load_bert(load_weights())
    network.words.weight.requires_grad_(False)  # half of all weights; too many for so few sayings
    groups = []
    for name, p in network.named_parameters():
        if p.requires_grad:
            fresh = name.startswith(("marks", "mix", "label", "rule", "ends"))
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            rate = args.rate * (5 if fresh else 0.9 ** (network.shape.layers - depth))
            groups.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01})
    optimizer = torch.optim.AdamW(groups)
    spare = Acts(network.shape)
    running = {name: value.clone() for name, value in network.state_dict().items()}
    begin = time.monotonic()
    for epoch in epochs(network, running, optimizer, taught, 0 if args.begin else args.epochs, args.batch, rng):
        spare.load_state_dict(running)
        line = f"epoch {epoch + 1}, {time.monotonic() - begin:.0f} s"
        if left_out:
            line += f"\n  real: {told(spare, left_out, FIRED)}\n  our own: {told(spare, own_left_out)}"
        print(line, flush=True)
    network.load_state_dict(running)
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    rates = [TUNED * (FRESH if name.startswith("ends") else 1) for name, _ in learned]
    groups = [{"params": [p], "lr": rate, "peak": rate} for (_, p), rate in zip(learned, rates, strict=True)]
    tuned = torch.optim.AdamW(groups, weight_decay=0.01)
    own = [e for e in sayings if e.own and e.fold != args.fold]
    for epoch in epochs(network, running, tuned, lambda: own, args.tuned, args.batch, rng):
        print(f"tuned, epoch {epoch + 1}, {time.monotonic() - begin:.0f} s", flush=True)
    torch.save({"shape": network.shape.as_dict(), "last": network.state_dict(), "mean": running}, args.out)


def epochs(network, running, optimizer, taught, number: int, size: int, rng: random.Random):
    """Teach; yield the number of each epoch when it is over. ``running`` keeps the running mean of the weights."""
    step, total = 0, number * -(-len(taught()) // size)
    for epoch in range(number):
        network.train()
        for batch in batches(taught(), size, rng):
            factor = max(0.02, min((step + 1) / (0.08 * total), (total - step) / (0.92 * total)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            *inputs, acts, targets = collate(batch, HIDE, rng)
            with torch.autocast("cpu", torch.bfloat16):  # twice as fast where the processor knows it
                logits, ends = network(*inputs)
            loss = functional.cross_entropy(logits.float(), acts, label_smoothing=SMOOTHING)
            known = targets[:, 0] >= 0
            if known.any():
                padding = (1.0 - inputs[2][known, :, None]) * BARRED
                ends = ends.float()[known, :, acts[known]] + padding
                loss = loss + functional.cross_entropy(ends, targets[known])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if step % EVERY == 0:
                for name, p in network.named_parameters():
                    if p.requires_grad:
                        running[name].lerp_(p.detach(), max(1 - KEPT, EVERY / step))
        yield epoch


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("own", type=Path, help="the folder of our own articles, tests/gold/look")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--tuned", type=int, default=5, help="epochs on our own articles, after the others")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--begin", type=Path, help="the graph of a network that was taught from all sayings before")
    parser.add_argument("--fold", type=int, default=-2, help="the fifth that is left out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
