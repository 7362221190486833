"""Teach the network which number before measures the same, and which word tells what is measured.

python train.py tests/gold/look/figures keys --out measures.pt

Some events and one scene in eight are not taught; it is told how many of their numbers are right.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from corpus import Case, of_events, of_scenes, words
from reader import Measures, Shape

import accordingto
from accordingto.figures.same_measure import pieces_of

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tagger")]
from events import is_apart
from pretrained import load_tokenizer
from teaching import SIZE, batches, endless, padded, teach

EPOCHS = 3.0
OF_WORDS = 0.4
"""What the question about words counts."""
BARRED = -1e4
"""Logit of pieces that may not be pointed at."""
SCENES = Path(__file__).parents[1] / "givers"
GIVERS = Path(accordingto.__file__).parent / "figures" / "model" / "givers.int8.onnx"
"""The network of which it is begun: it knows what a number is."""


@dataclass(frozen=True)
class Example:
    """A case as word pieces; of both questions, the pieces that may be pointed at and the right ones."""

    ids: list[int]
    marks: list[int]
    allowed: tuple[list[int], list[int]]
    right: tuple[list[int], list[int]]
    places: dict[int, int]
    case: Case


def example(case: Case, tokenizer) -> Example:
    """Cut the words around a number."""
    number = case.numbers[case.which]
    others = [span for k, span in enumerate(case.numbers) if k != case.which]
    ids, marks, begins = pieces_of(tokenizer, case.text, number, others)
    places = {k: begins[a] for k, (a, _) in enumerate(case.numbers[: case.which]) if a in begins}
    again = [places[k] for k in places.keys() & case.again]
    known = [piece for k, piece in places.items() if case.measures[k]]
    near = [(a, b) for a, b in words(case.text, min(begins), max(begins) + 1) if a in begins]
    tell = [begins[a] for a, b in near if case.tells(case.text[a:b])]
    return Example(
        ids, marks, ([0, *known], [0, *(begins[a] for a, _ in near)]), (again or [0], tell or [0]), places, case
    )


def collate(batch: list[Example]):
    """Tensors of ids, marks, mask; for both questions which pieces may be pointed at, and at which to point."""
    ids, marks, mask = padded([(e.ids, e.marks) for e in batch])
    allowed, right = torch.zeros((2, *ids.shape, 2), dtype=torch.bool)
    for row, e in enumerate(batch):
        for asked in range(2):
            allowed[row, e.allowed[asked], asked] = True
            right[row, e.right[asked], asked] = True
    return ids, marks, mask, allowed, right


def loss(network: Measures, batch: list[Example]) -> torch.Tensor:
    """How unlikely the right pieces are, all of them together."""
    *inputs, allowed, right = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(*inputs)
    chances = torch.log_softmax(logits.float().masked_fill(~allowed, BARRED), 1)
    likely = torch.logsumexp(chances.masked_fill(~right, BARRED), 1)
    return -(likely * torch.tensor([1.0, OF_WORDS])).sum(-1).mean()


def told(network: Measures, examples: list[Example]) -> str:
    """How many numbers are right: which one before measures the same, or that none does; and the word."""
    network.eval()
    right: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for start in range(0, len(examples), SIZE):
            batch = examples[start : start + SIZE]
            *inputs, allowed, _ = collate(batch)
            chances = network(*inputs).masked_fill(~allowed, BARRED).softmax(1)
            for e, row in zip(batch, chances, strict=True):
                known = {k: float(row[piece, 0]) for k, piece in e.places.items() if e.case.measures[k]}
                best = max(known, key=known.__getitem__, default=None) if float(row[0, 0]) < 0.5 else None
                again = known.keys() & e.case.again
                kind = f"{'told' if e.case.told else 'bare'}, {'again' if again else 'first'}"
                right[kind, "numbers"] += 1
                right[kind, "right"] += best in again if again else best is None
                right[kind, "word right"] += int(row[:, 1].argmax()) in e.right[1]
    return "\n".join(f"{kind}: {name} {n}" for (kind, name), n in sorted(right.items()))


def main():
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, help="the folder of our own events, tests/gold/look/figures")
    parser.add_argument("keys", type=Path, help="the folder of what scenes' quantities measure")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    rng, tokenizer = random.Random(1), load_tokenizer()
    events = [example(case, tokenizer) for case in of_events(args.events)]
    written = [example(case, tokenizer) for case in of_scenes(args.keys, SCENES / "scenes", SCENES / "more")]
    taught = [e for e in (*events, *written) if not is_apart(e.case.event)]
    network = Measures(Shape())
    teach(
        network,
        endless(lambda: batches(taught, lambda e: len(e.ids), rng)),
        int(EPOCHS * -(-len(taught) // SIZE)),
        loss,
        GIVERS,
    )
    for name, own in (("events", events), ("scenes", written)):
        print(f"{name} that were not taught\n{told(network, [e for e in own if is_apart(e.case.event)])}")
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, args.out)


if __name__ == "__main__":
    main()
