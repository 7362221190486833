"""Train the attribution tagger on a corpus in brat standoff.

    python train.py --corpus POLNEAR/train --out cues.pt --epochs 3                     # the encoder alone
    python train.py --corpus POLNEAR/train --init cues.pt --joint --out joint.pt --epochs 16

Every 26th article is held out: the thresholds of the decoder are chosen there.
"""

import argparse
import math
import os
import pickle
import random
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from corpus import align, read_reviewed, read_split
from model import BIO, Tagger, around
from pretrained import load_tokenizer, load_weights
from torch.nn import functional

from accordingto.attributions.marks import without_marks, without_parse

HELD_OUT = 26
NO_MARKS = without_marks(1)[0]
CLS, SEP = 101, 102
SHORTEST, LONGEST = 160, 382
UNPARSED = 0.1  # share of windows whose parse is withheld: parsers differ, and err
KEPT = 0.998  # of the running mean of the weights, per step


def bio(length: int, groups: list[np.ndarray]) -> np.ndarray:
    """BIO labels of pieces from groups of piece numbers."""
    labels = np.zeros(length, np.int64)
    for group in groups:
        if len(group):
            labels[group] = 2
            labels[group[np.diff(group, prepend=-2) > 1]] = 1
    return labels


def roles(length: int, pieces: dict[str, np.ndarray]) -> np.ndarray:
    """Role labels of pieces for one attribution (see `ROLE_LABELS`)."""
    labels = np.zeros(length, np.int64)
    for number, role in enumerate(("source", "cue", "content"), 1):
        labels[pieces[role]] = number
    return labels


class Windows:
    """Windows of random length and place over the articles, in batches of about equal size, anew every epoch."""

    def __init__(self, articles, budget: int, seed: int, straight: dict[int, int]):
        self.articles, self.budget, self.straight = articles, budget, straight
        self.random = random.Random(seed)
        self.labels = [
            np.stack([bio(len(a.ids), [p[role] for p in a.pieces]) for role in ("cue", "source", "content")])
            for a in articles
        ]
        self.roles = [
            [
                (p["cue"][0], p["cue"][-1], min(_ends(p)), max(_ends(p)), roles(len(a.ids), p))
                for p in a.pieces
                if len(p["cue"])
            ]
            for a in articles
        ]

    def epoch(self):
        """Batches of (ids, marks, mask, BIO labels, lengths, cues, parses)."""
        windows = []
        for number, article in enumerate(self.articles):
            width = self.random.randint(SHORTEST, LONGEST)
            total = len(article.ids)
            first = self.random.randrange(width) if total > width else 0
            cuts = [0, *range(first, total, width), total]
            ids = article.ids
            if self.random.random() < 0.2:  # typewriter quotation marks instead of printers'
                ids = np.array([self.straight.get(i, i) for i in ids.tolist()])
            windows += [(ids, number, a, b, self.random.random() >= UNPARSED) for a, b in pairwise(cuts) if b - a > 8]
        self.random.shuffle(windows)
        batches = []
        for start in range(0, len(windows), 600):
            chunk = sorted(windows[start : start + 600], key=lambda w: w[3] - w[2])
            batch = []
            for window in chunk:
                if batch and (len(batch) + 1) * (window[3] - window[2] + 2) > self.budget:
                    batches.append(batch)
                    batch = []
                batch.append(window)
            batches.append(batch)
        self.random.shuffle(batches)
        for batch in batches:
            yield self.collate(batch)

    def collate(self, batch):
        """Tensors of one batch; cues as (row, first, last, role labels, whole), where place 0 is CLS."""
        width = max(b - a for _, _, a, b, _ in batch) + 2
        ids = np.zeros((len(batch), width), np.int64)
        marks = np.broadcast_to(NO_MARKS, (len(batch), width, len(NO_MARKS))).copy()
        parses = []
        mask = np.zeros((len(batch), width), np.int64)
        labels = np.full((len(batch), 3, width), -100, np.int64)
        cues = []
        for row, (pieces, number, a, b, parsed) in enumerate(batch):
            n = b - a
            article = self.articles[number]
            marks[row, 1 : n + 1] = article.marks[a:b] if parsed else without_parse(article.marks[a:b])
            parses.append((article.parse if parsed else None, a))
            ids[row, : n + 2] = [CLS, *pieces[a:b].tolist(), SEP]
            mask[row, : n + 2] = 1
            labels[row, :, 1 : n + 1] = self.labels[number][:, a:b]
            for first, last, low, high, role in self.roles[number]:
                if first < b and last >= a:
                    whole = low >= a and high < b
                    local = np.full(width, -100, np.int64)
                    local[1 : n + 1] = role[a:b]
                    cues.append((row, max(first, a) - a + 1, min(last, b - 1) - a + 1, local, whole))
        lengths = np.array([b - a + 2 for _, _, a, b, _ in batch])
        tensors = (torch.tensor(part) for part in (ids, marks, mask, labels, lengths))
        return *tensors, cues, parses


def _ends(pieces):
    return [int(end) for group in pieces.values() if len(group) for end in (group[0], group[-1])]


def candidates(logits, lengths, cues, rng, threshold=0.08, most=8):
    """
    Cues to train the head on: the annotated ones, some of them as the encoder delimits them, and what the encoder
    wrongly takes for cues.  Returns arrays row, first, last and a list of role labels (None for wrong cues).
    """
    share = 1 - logits[:, :, :BIO].float().softmax(-1)[:, :, 0].numpy()
    taken = np.zeros(share.shape, bool)
    out = []
    for row, first, last, role, whole in cues:
        taken[row, max(0, first - 1) : last + 2] = True
        if not whole:
            continue
        if rng.random() < 0.4:
            inside = np.flatnonzero(share[row, first : last + 1] > 0.3)
            if len(inside):
                first, last = first + inside[0], first + inside[-1]
        out.append((row, first, last, role))
    wrong = []
    for row, length in enumerate(lengths.tolist()):
        high = (share[row, :length] > threshold) & ~taken[row, :length]
        high[0] = high[-1] = False
        place = 1
        while place < length - 1:
            if high[place]:
                stop = place
                while high[stop + 1]:
                    stop += 1
                wrong.append((row, place, stop, None))
                place = stop
            place += 1
    rng.shuffle(wrong)
    return out + wrong[: max(most, len(out) // 4)]


def seen_from(parse, first: int, last: int, index) -> np.ndarray:
    """How the pieces at places ``index`` of a window lie to a cue (see `Parse.seen_from`); place 0 is CLS."""
    parse, shift = parse
    index = index.numpy()
    codes = np.zeros(len(index), np.int64)
    if parse is not None:
        low, high = max(int(index.min()), 1), int(index.max()) + 1
        most = len(parse.token) - shift + 1
        high = min(high, most)
        there = (index >= low) & (index < high)
        around_cue = parse.seen_from(
            shift + max(first, 1) - 1, shift + min(last, most - 1) - 1, shift + low - 1, shift + high - 1
        )
        codes[there] = around_cue[index[there] - low]
    return codes


def losses(tagger, batch, joint, rng):
    """Loss of the encoder's taggings and (when ``joint``) of the cue head."""
    ids, marks, mask, labels, lengths, cues, parses = batch
    logits, branch, last = tagger.encoder(ids, marks, mask)
    flat = logits.float().reshape(*logits.shape[:2], 3, BIO).permute(0, 3, 2, 1)  # batch, label, task, place
    loss = functional.cross_entropy(flat, labels, ignore_index=-100, reduction="none")
    weight = torch.tensor([1.0, 0.4, 0.4])
    first = (loss.sum((0, 2)) / (labels >= 0).sum((0, 2)) * weight).sum()
    if not joint:
        return first, first.detach() * 0, first.detach() * 0
    found = candidates(logits.detach(), lengths, cues, rng)
    if not found:
        return first, first.detach() * 0, first.detach() * 0
    rows = torch.tensor([f[0] for f in found])
    start, end = torch.tensor([int(f[1]) for f in found]), torch.tensor([int(f[2]) for f in found])
    reach = rng.choice((40, 40, 64, 96))
    index, inside, distance = around(start, end, lengths[rows], reach)
    seen = torch.from_numpy(
        np.stack([seen_from(parses[f[0]], f[1], f[2], i) for f, i in zip(found, index, strict=True)])
    )
    place = (start - (start + end) // 2 + reach).clamp(min=0), (end - (start + end) // 2 + reach).clamp(max=2 * reach)
    logits, valid = tagger.head(
        branch[rows[:, None], index], last[rows[:, None], index], *place, distance, seen, inside.long()
    )
    true = torch.tensor([f[3] is not None for f in found])
    role = torch.full((len(found), int(ids.shape[1])), -100)
    for number, f in enumerate(found):
        if f[3] is not None:
            role[number] = torch.from_numpy(f[3])
    role = role.gather(1, index)
    role[~inside] = -100
    loss = functional.cross_entropy(logits.float().permute(0, 2, 1), role, ignore_index=-100, reduction="sum")
    second = loss / max(1, int((role >= 0).sum()))
    third = functional.binary_cross_entropy_with_logits(valid.float(), true.float())
    return first, second, third


def spare_threads(most: int) -> int:
    """Threads to use now: on a shared machine, two of which one has to wait are slower than one."""
    try:
        running = int(Path("/proc/loadavg").read_text().split()[3].split("/")[0])
    except OSError:
        return most
    return max(1, min(most, (os.cpu_count() or 1) - max(0, running - 1)))


def save(tagger, mean, joint, path):
    """Write the weights and their running mean in one move, so that there is always a whole file."""
    stored = {"shape": tagger.shape.as_dict(), "weights": tagger.state_dict(), "mean": mean, "joint": joint}
    torch.save(stored, f"{path}.part")
    os.replace(f"{path}.part", path)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--init")
    parser.add_argument("--joint", action="store_true")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="end the schedule at this time if that is earlier"
    )
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--budget", type=int, default=3072, help="word pieces per batch")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--reviewed", type=Path, action="append", default=[], help="folder of corrected tables, too")
    parser.add_argument("--aligned", type=Path, help="keep the parsed articles in this file, or take them from it")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = load_tokenizer()
    if args.aligned and args.aligned.exists():
        articles = pickle.loads(args.aligned.read_bytes())
    else:
        read = [a for n, a in enumerate(read_split(args.corpus)) if n % HELD_OUT]
        read += [a for folder in args.reviewed for a in read_reviewed(folder)]
        articles = [align(a, tokenizer) for a in read]
        if args.aligned:
            args.aligned.write_bytes(pickle.dumps(articles))
    straight = {tokenizer.token_to_id(a): tokenizer.token_to_id(b) for a, b in zip("“”‘’", "\"\"''", strict=True)}
    windows = Windows(articles, args.budget, args.seed, straight)
    tagger = Tagger()
    if args.init:
        stored = torch.load(args.init)
        tagger.load_state_dict(stored["weights"])
        if args.joint and not stored["joint"]:
            tagger.head_from_encoder()
    else:
        tagger.load_bert(load_weights())
    fresh = ("encoder.bio", "head.roles", "head.valid", "head.cue", "head.marks", "head.distances", "head.join")
    fresh += ("encoder.marks", "head.seen")
    named = [(n, p) for n, p in tagger.named_parameters() if args.joint or not n.startswith("head.")]
    groups = [
        {"params": [p for n, p in named if not n.startswith(fresh)], "lr": args.rate},
        {"params": [p for n, p in named if n.startswith(fresh)], "lr": 5 * args.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    peak = [group["lr"] for group in groups]
    per_epoch = sum(1 for _ in Windows(articles, args.budget, args.seed, straight).epoch())
    total = args.epochs * per_epoch
    print(f"{len(articles)} articles, {sum(len(a.ids) for a in articles)} pieces, {total} steps", flush=True)
    tagger.train()
    begin = saved = time.monotonic()
    step, mean = 0, np.zeros(3)
    running = {name: value.clone() for name, value in tagger.state_dict().items()}
    done = False
    while not done:
        for batch in windows.epoch():
            elapsed = (time.monotonic() - begin) / 60
            progress = max(step / total, elapsed / args.minutes)
            if progress >= 1:
                done = True
                break
            factor = min((step + 1) / 80, 1 - progress)
            for group, rate in zip(optimizer.param_groups, peak, strict=True):
                group["lr"] = rate * factor
            torch.set_num_threads(spare_threads(args.threads))
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(tagger, batch, args.joint, rng)
            (parts[0] + 1.5 * parts[1] + 0.3 * parts[2]).backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            for name, value in tagger.state_dict().items():
                running[name].lerp_(value, max(1 - KEPT, 1 / step))
            mean += [float(p.detach()) for p in parts]
            if step % 20 == 0:
                print(f"{step}/{total} {progress:.3f} {elapsed:.1f} min", *np.round(mean / 20, 4), flush=True)
                mean[:] = 0
            if time.monotonic() - saved > 240:
                save(tagger, running, args.joint, args.out)
                saved = time.monotonic()
    save(tagger, running, args.joint, args.out)
    print("done", round((time.monotonic() - begin) / 60, 1), "minutes", flush=True)


if __name__ == "__main__":
    main()
