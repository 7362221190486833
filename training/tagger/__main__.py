"""From an annotated corpus to the graphs that are shipped, in one command.

    python training/tagger CORPUS OUT [--minutes 300] [--branches 2] [--reviewed TABLES]

``CORPUS`` has ``train/`` and ``dev/``, each with ``text/*.txt`` and ``attributions/<text>_<annotator>.ann`` in brat
standoff, as PolNeAR has; a corpus of one's own in that form does as well. ``--reviewed`` adds the articles that were
corrected in the explorer, from the folder of their tables.  ``OUT`` gets checkpoints, ``encoder`` and
``head`` as ONNX, ``settings.json``, the tokenizer and the predictions for ``dev``.  A step whose result is there is not
done again.  Each branch trains on from the mean of all before it, with another seed; the mean of them all is exported.
"""

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from steps import step

HERE = Path(__file__).parent


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=300.0, help="of training, on two cores")
    parser.add_argument("--branches", type=int, default=2)
    parser.add_argument("--reviewed", type=Path, action="append", default=[], help="folder of corrected tables, too")
    args = parser.parse_args()
    train, dev, out = args.corpus / "train", args.corpus / "dev", args.out
    out.mkdir(parents=True, exist_ok=True)
    common = ["--corpus", train, "--aligned", out / "aligned.pkl"]
    common += [word for folder in args.reviewed for word in ("--reviewed", folder)]
    cues, minutes = out / "cues.pt", args.minutes / (2.5 + args.branches)
    step(HERE / "train.py", *common, "--out", cues, "--epochs", 3, "--minutes", minutes / 2, makes=cues)
    begun, trained = cues, []
    for seed in range(args.branches + 1):
        branch, joint = out / f"branch{seed}.pt", out / f"mean{seed}.pt"
        how = ["--joint", "--epochs", 16, "--rate", 1.4e-4, "--minutes", minutes * (1 if seed else 2), "--seed", seed]
        step(HERE / "train.py", *common, "--init", begun, "--out", branch, *how, makes=branch)
        trained.append(branch)
        step(HERE / "average.py", joint, *trained, makes=joint)
        begun = joint
    step(HERE / "export.py", begun, out, makes=out / "head.int8.onnx")
    step(HERE / "tune.py", out, train, makes=out / "settings.json")
    step(HERE / "predict.py", out, dev, out / "dev.jsonl", makes=out / "dev.jsonl")


if __name__ == "__main__":
    main()
