"""From an annotated corpus to the graphs that are shipped, in one command.

    python training/tagger CORPUS OUT [--minutes 150]

``CORPUS`` has ``train/`` and ``dev/``, each with ``text/*.txt`` and ``attributions/<text>_<annotator>.ann`` in brat
standoff, as PolNeAR has; a corpus of one's own in that form does as well.  ``OUT`` gets checkpoints, ``encoder`` and
``head`` as ONNX, ``settings.json``, the tokenizer and the predictions for ``dev``.  A step whose result is there is not
done again.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def step(script: str, *arguments: object, makes: Path):
    """Run one of the scripts beside this one, unless what it makes is there."""
    if not makes.exists():
        subprocess.run([sys.executable, HERE / script, *map(str, arguments)], check=True)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=150.0, help="of training, on two cores")
    args = parser.parse_args()
    train, dev, out = args.corpus / "train", args.corpus / "dev", args.out
    out.mkdir(parents=True, exist_ok=True)
    common = ["--corpus", train, "--aligned", out / "aligned.pkl"]
    cues, joint = out / "cues.pt", out / "joint.pt"
    step("train.py", *common, "--out", cues, "--epochs", 3, "--minutes", args.minutes / 8, makes=cues)
    rest = ["--joint", "--init", cues, "--epochs", 16, "--rate", 1.4e-4, "--minutes", args.minutes * 7 / 8]
    step("train.py", *common, "--out", joint, *rest, makes=joint)
    step("export.py", joint, out, makes=out / "head.int8.onnx")
    step("tune.py", out, train, makes=out / "settings.json")
    step("predict.py", out, dev, out / "dev.jsonl", makes=out / "dev.jsonl")


if __name__ == "__main__":
    main()
