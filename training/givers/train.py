"""Teach the network who gives a figure.

python train.py tests/gold/look/figures --out givers.pt [--apart dam,vote]

Events that are kept ``--apart`` are not taught, and it is told how many of their figures are right.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from corpus import Case, read
from reader import Givers, Shape

import accordingto
from accordingto.figures.givers import SURE, pieces_of

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from pretrained import load_tokenizer
from teaching import SIZE, batches, endless, padded, teach

EPOCHS = 3
OWN = 0.5
"""What a figure of the article's own counts: taking one away from its source is worse."""
BARRED = -1e4
"""Logit of pieces that begin no name."""
ACTS = Path(accordingto.__file__).parent / "positions" / "model" / "acts.int8.onnx"
"""The network of which it is begun: it knows who says what to whom."""


@dataclass(frozen=True)
class Example:
    """A case as word pieces; by giver the pieces that begin its names, nobody's being the first one."""

    ids: list[int]
    marks: list[int]
    places: dict[str, list[int]]
    case: Case


def example(case: Case, tokenizer) -> Example:
    """Cut the words around a figure."""
    ids, marks, places = pieces_of(tokenizer, case.text, case.start, case.end, case.names)
    return Example(ids, marks, {"": [0], **places}, case)


def collate(batch: list[Example]):
    """Tensors of ids, marks, mask; which pieces may be pointed at, and at which to point."""
    ids, marks, mask = padded([(e.ids, e.marks) for e in batch])
    allowed, right = torch.zeros((2, *ids.shape), dtype=torch.bool)
    for row, e in enumerate(batch):
        for giver, places in e.places.items():
            allowed[row, places] = True
            right[row, places] = giver in e.case.right
    return ids, marks, mask, allowed, right


def loss(network: Givers, batch: list[Example]) -> torch.Tensor:
    """How unlikely the right names are, all of them together."""
    *inputs, allowed, right = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(*inputs)
    chances = torch.log_softmax(logits.float().masked_fill(~allowed, BARRED), -1)
    likely = torch.logsumexp(chances.masked_fill(~right, BARRED), -1)
    share = torch.tensor([OWN if "" in e.case.right else 1.0 for e in batch])
    return -(likely * share).sum() / share.sum()


def told(network: Givers, examples: list[Example]) -> str:
    """How many figures are right: by the extraction without it, by the network, by it where it is sure."""
    network.eval()
    right: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for start in range(0, len(examples), SIZE):
            batch = examples[start : start + SIZE]
            *inputs, allowed, _ = collate(batch)
            chances = network(*inputs).masked_fill(~allowed, BARRED).softmax(-1)
            for e, row in zip(batch, chances, strict=True):
                of = {giver: float(row[places].sum()) for giver, places in e.places.items()}
                best = max(of, key=of.__getitem__)
                kind = ("the article's own" if "" in e.case.right else "somebody's") + (", told" * (not e.case.open))
                answers = {"extraction": e.case.found, "network": best in e.case.right, "figures": True}
                answers["where sure"] = answers["network" if of[best] > SURE else "extraction"]
                right.update((kind, name) for name, is_right in answers.items() if is_right)
    return "\n".join(f"{kind}: {name} {n}" for (kind, name), n in sorted(right.items()))


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="the folder of our own events, tests/gold/look/figures")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--apart", default="", help="events that are not taught")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng, tokenizer, apart = random.Random(1), load_tokenizer(), args.apart.split(",")
    examples = [example(case, tokenizer) for case in read(args.gold)]
    left_out = [e for e in examples if e.case.event in apart]
    taught = [e for e in examples if e.case.event not in apart and e.case.right & e.places.keys()]
    network = Givers(Shape())
    teach(
        network,
        endless(lambda: batches(taught, lambda e: len(e.ids), rng)),
        EPOCHS * -(-len(taught) // SIZE),
        loss,
        ACTS,
    )
    if left_out:
        print(told(network, left_out))
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
