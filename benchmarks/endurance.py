"""Many articles, parsed straight through and parsed with kill -9 at random moments: are the tables the same bytes?

    python benchmarks/endurance.py [--articles 10000] [--kills 3] [--workers 2] [--out endurance.csv]

Runs the command itself on articles from tests/generate.py. The killed run is started again as many times as it was
killed, and one last time until it is done; the moments are drawn from a fixed seed, within the time that the
straight run took.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import generate  # noqa: E402


def command(seeds: Path, out: Path, workers: int) -> list[str]:
    """The words of a parse."""
    words = ["parse", str(seeds), "--out", str(out), "--workers", str(workers), "--quiet"]
    return [sys.executable, "-m", "accordingto.cli", *words]


def digests(out: Path) -> dict[str, str]:
    """Every file that was written but the cache, by its name."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def kept(out: Path) -> int:
    """How many articles are in the cache."""
    return sum(path.is_file() and path.name != "lock" for path in (out / ".cache").rglob("*"))


def killed(words: list[str], after: float) -> bool:
    """Run a command in a group of its own and kill all of it so many seconds later; whether it was still running."""
    process = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows = []

    def tell(run: str, seconds: float, out: Path) -> None:
        rows.append({"run": run, "seconds": round(seconds), "articles_kept": kept(out)})
        print(*rows[-1].values(), sep="\t", flush=True)

    with tempfile.TemporaryDirectory(prefix="accordingto-") as place:
        seeds, straight, broken = (Path(place, name) for name in ("in", "straight", "broken"))
        generate.write(seeds, options.articles, options.sentences)
        begin = time.monotonic()
        subprocess.run(command(seeds, straight, options.workers), check=True, stdout=subprocess.DEVNULL)
        whole = time.monotonic() - begin
        tell("straight", whole, straight)
        draw = random.Random(options.articles)
        for _ in range(options.kills):
            after = draw.uniform(0.1, 0.9) * whole / options.kills
            name = "killed" if killed(command(seeds, broken, options.workers), after) else "not killed: done before"
            tell(name, after, broken)
        begin = time.monotonic()
        subprocess.run(command(seeds, broken, options.workers), check=True, stdout=subprocess.DEVNULL)
        tell("resumed", time.monotonic() - begin, broken)
        same = digests(straight) == digests(broken)
        size = sum(path.stat().st_size for path in straight.glob("*.csv"))
    print(f"{'the same' if same else 'OTHER'} bytes: {size:,} in the tables of {options.articles:,} articles")
    if options.out:
        pd.DataFrame(rows).assign(same_bytes=same).to_csv(options.out, index=False, lineterminator="\n")
    sys.exit(not same)


if __name__ == "__main__":
    main()
