"""Average the weights of several trainings that began alike: better than each of them, at the price of one.

    python average.py average.pt joint.pt branch1.pt branch2.pt

Model soups: Wortsman et al., ICML 2022.
"""

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[Path], out: Path):
    """Write the mean of the checkpoints' running means, as a checkpoint to go on from or to export."""
    stored = [torch.load(path) for path in checkpoints]
    mean = {name: sum(s["mean"][name].float() for s in stored) / len(stored) for name in stored[0]["mean"]}
    torch.save({"shape": stored[0]["shape"], "weights": mean, "mean": mean, "joint": stored[0]["joint"]}, out)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    args = parser.parse_args()
    average(args.checkpoints, args.out)


if __name__ == "__main__":
    main()
