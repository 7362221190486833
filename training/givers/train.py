"""Teach the network who gives a figure.

python train.py tests/gold/look/figures scenes --out givers.pt

Some events and one scene in eight are not taught; it is told how many of their figures are right.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import scenes
import torch
from corpus import Case, read
from reader import Givers, Shape

import accordingto
from accordingto.evaluation.discrepancies import read_figures
from accordingto.evaluation.gold import read_articles
from accordingto.figures.givers import likeliest, pieces_of
from accordingto.figures.originating import NAMED

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from events import is_apart
from pretrained import load_tokenizer
from teaching import SIZE, batches, endless, padded, teach

EPOCHS = 2.5
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
            if giver in e.case.right:
                # Two names may begin with the same piece.
                right[row, places] = True
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
    """How many figures are right: by the extraction without it, by the network, by both together."""
    network.eval()
    right: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for start in range(0, len(examples), SIZE):
            batch = examples[start : start + SIZE]
            *inputs, allowed, _ = collate(batch)
            chances = network(*inputs).masked_fill(~allowed, BARRED).softmax(-1)
            for e, row in zip(batch, chances, strict=True):
                of, case = {giver: float(row[places].sum()) for giver, places in e.places.items()}, e.case
                asked = case.way != NAMED
                both = likeliest(of, case.rule, case.way) if asked else case.rule
                answers = {
                    "extraction": case.found,
                    "network": max(of, key=of.__getitem__) in case.right,
                    "both": case.found if both == case.rule else both in case.right,
                    "asked": asked,
                    "figures": True,
                }
                kind = "the article's own" if "" in case.right else "somebody's"
                right.update((kind, name) for name, counts in answers.items() if counts)
    return "\n".join(f"{kind}: {name} {n}" for (kind, name), n in sorted(right.items()))


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, help="the folder of our own events, tests/gold/look/figures")
    parser.add_argument("scenes", type=Path, help="the folder of scenes")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng, tokenizer, articles = random.Random(1), load_tokenizer(), read_articles(args.events, ".md")
    events = read(articles, read_figures(args.events, {a.article_id: a.text for a in articles}))
    written = read(*scenes.read(args.scenes))
    examples = [example(case, tokenizer) for case in (*events, *written)]
    taught = [e for e in examples if not is_apart(e.case.event) and e.case.right & e.places.keys()]
    network = Givers(Shape())
    teach(
        network,
        endless(lambda: batches(taught, lambda e: len(e.ids), rng)),
        int(EPOCHS * -(-len(taught) // SIZE)),
        loss,
        ACTS,
    )
    for name, own in (("events", examples[: len(events)]), ("scenes", examples[len(events) :])):
        print(f"{name} that were not taught\n{told(network, [e for e in own if is_apart(e.case.event)])}")
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
