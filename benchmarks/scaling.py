"""How cost and memory grow with the number of articles: a first run, the same again, and one article more.

    python benchmarks/scaling.py [--numbers 10 100 1000 10000] [--workers 1 2] [--out scaling.csv] [--plot scaling.svg]

Runs the command itself on articles from tests/generate.py, in a folder of its own, and prints wall and CPU seconds,
and the peak memory of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import generate  # noqa: E402

# A process of its own for each run: the system counts the children's memory and time for it.
MEASURE = """
import json, resource, subprocess, sys, time
begin = time.monotonic()
subprocess.run([sys.executable, "-m", "accordingto.cli", *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
wall, cpu = time.monotonic() - begin, used.ru_utime + used.ru_stime
print(json.dumps({"wall_s": round(wall, 1), "cpu_s": round(cpu, 1), "peak_mb": used.ru_maxrss // 1024}))
"""


def run(seeds: Path, out: Path, workers: int) -> dict[str, float]:
    """One parse, measured."""
    words = ["parse", str(seeds), "--out", str(out), "--workers", str(workers), "--quiet"]
    # Python keeps what it compiled, unless the environment of whoever measures forbids it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", MEASURE, *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(done.stdout)


def measure(number: int, workers: int, sentences: int) -> list[dict[str, object]]:
    """The three runs on a number of articles."""
    with tempfile.TemporaryDirectory(prefix="accordingto-") as place:
        seeds, out = Path(place, "in"), Path(place, "out")
        generate.write(seeds, number, sentences)
        rows = []
        for kind in ("first", "again", "one more"):
            if kind == "one more":
                generate.write(seeds, number + 1, sentences)
            rows.append({"articles": number, "run": kind, "workers": workers, **run(seeds, out, workers)})
            print(*rows[-1].values(), sep="\t", flush=True)
    return rows


def plot(table: pd.DataFrame, path: Path) -> None:
    """Draw time and memory over the number of articles."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    fewest = table["workers"].min()
    for colour, (kind, runs) in enumerate(table.groupby("run", sort=False)):
        for workers, rows in runs.groupby("workers"):
            style = {"marker": "o", "color": f"C{colour}", "linestyle": "-" if workers == fewest else ":"}
            label = f"{kind}, workers: {workers}" if kind == "first" else kind if workers == fewest else None
            for ax, column in zip(axes, ("wall_s", "peak_mb"), strict=True):
                ax.plot(rows["articles"], rows[column], label=label, **style)
    for ax, label in zip(axes, ("seconds", "MB at the peak, largest process"), strict=True):
        ax.set(xscale="log", xlabel="articles", title=label)
    axes[0].legend(frameon=False)
    axes[0].set(yscale="log")
    axes[1].set(ylim=(0, None))
    figure.savefig(path)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numbers", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    print("articles", "run", "workers", "wall_s", "cpu_s", "peak_mb", sep="\t")
    table = pd.DataFrame(
        [row for w in options.workers for n in options.numbers for row in measure(n, w, options.sentences)]
    )
    if options.out:
        table.to_csv(options.out, index=False, lineterminator="\n")
    if options.plot:
        plot(table, options.plot)


if __name__ == "__main__":
    main()
