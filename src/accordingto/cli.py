"""The command line: parse, report, explore, evaluate, export, refresh, doctor."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

# Whatever is slow to load (spaCy, pandas, papermill) is loaded by the command that needs it.
from accordingto.project import UsageError, cores

if TYPE_CHECKING:
    from accordingto.documents import Published

TASKS = (
    "attributions",
    "figures",
    "events",
    "targets",
    "actors",
    "factuality",
    "speakers",
    "positions",
    "discrepancies",
    "corrections",
)
EXPORTS = ("dna", "dna-two-mode", "dna-congruence", "dna-conflict", "dna-subtract", "graphml", "gexf")
EXPORTS += ("plover", "annotations")
DONE, INCOMPLETE, WRONG_CALL = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``accordingto``; the process's own when not given.

    Returns
    -------
    int
        0 all done; 1 some articles or reports failed, the rest is complete; 2 the call is wrong.
    """
    options = _parser().parse_args(arguments)
    _log(options)
    try:
        return options.run(options)
    except UsageError as error:
        print(f"accordingto: {error}", file=sys.stderr)
        return WRONG_CALL
    except (OSError, ValueError) as error:
        print(f"accordingto: {_advice(error)}", file=sys.stderr)
        return INCOMPLETE
    except KeyboardInterrupt:
        print("accordingto: stopped. What was finished is kept; run the command again to go on.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="accordingto",
        description="Who said what, whose figures disagree, and where each actor stands: "
        "from news articles to tidy tables to reports.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    parse = commands.add_parser("parse", help="read articles and write the tables")
    parse.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="article files, or folders of them")
    parse.add_argument("--out", required=True, metavar="DIR", type=Path, help="folder for the tables")
    parse.add_argument("--workers", type=_count, default=cores(), metavar="N", help="processes (default: the cores)")
    parse.add_argument("--dask", metavar="ADDRESS", help="extract on the workers of this Dask scheduler instead")
    parse.add_argument("--format", choices=("csv", "parquet"), default="csv", help="the tables' format")
    parse.add_argument(
        "--published", type=_day, metavar="DATE", help="date (YYYY-MM-DD) of the articles that do not give one"
    )
    parse.add_argument("--no-cache", action="store_true", help="extract again what was extracted before")
    _add_loudness(parse)
    parse.set_defaults(run=_parse)

    report = commands.add_parser("report", help="parse the seeds and render the reports of a manifest")
    report.add_argument("--manifest", default="workbook.toml", metavar="FILE", type=Path, help="list of the reports")
    report.add_argument("--only", action="append", default=[], metavar="NAME", help="only this report; repeatable")
    report.add_argument(
        "-p",
        "--parameter",
        dest="parameters",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set a notebook parameter; repeatable",
    )
    report.add_argument("--workers", type=_count, default=cores(), metavar="N", help="processes (default: the cores)")
    _add_loudness(report)
    report.set_defaults(run=_report)

    explore = commands.add_parser("explore", help="open the explorer in JupyterLab")
    explore.set_defaults(run=_explore)

    evaluate = commands.add_parser("evaluate", help="score the extraction against gold")
    evaluate.add_argument("task", choices=TASKS, metavar="TASK", help=", ".join(TASKS))
    evaluate.add_argument(
        "gold",
        type=Path,
        metavar="GOLD",
        help="brat folder, folder of articles and tables, corrected tables, JSON Lines or CSV",
    )
    evaluate.add_argument("--out", type=Path, metavar="PREDICTIONS", help="write the predictions here")
    evaluate.add_argument("--record", type=Path, metavar="CSV", help="keep the scores in this file, a row a metric")
    evaluate.set_defaults(run=_evaluate)

    export = commands.add_parser("export", help="write the tables for another tool")
    export.add_argument("kind", choices=EXPORTS, metavar="KIND", help=", ".join(EXPORTS))
    export.add_argument("--tables", required=True, type=Path, metavar="DIR", help="folder with the tables")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="file to write")
    export.set_defaults(run=_export)

    refresh = commands.add_parser("refresh", help="execute the committed notebooks again, in place")
    refresh.add_argument("--manifest", default="workbook.toml", metavar="FILE", type=Path, help="list of the reports")
    refresh.set_defaults(run=_refresh)

    doctor = commands.add_parser("doctor", help="print versions, models and the like, to paste into a bug report")
    doctor.set_defaults(run=_doctor)
    return parser


def _add_loudness(command: argparse.ArgumentParser) -> None:
    loudness = command.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", action="store_true", help="print errors only")
    loudness.add_argument("--verbose", action="store_true", help="tell each step, and twice a minute how far it is")


def _log(options: argparse.Namespace) -> None:
    verbose, quiet = getattr(options, "verbose", False), getattr(options, "quiet", False)
    logger = logging.getLogger("accordingto")
    logger.setLevel(logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING)
    logger.propagate = False
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s" if verbose else "%(message)s", "%H:%M:%S"))
    logger.handlers = [handler]


def _advice(error: OSError | ValueError) -> str:
    """What went wrong, and what to do about it."""
    kept = "What was there is as it was; run the command again to go on from here."
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full ({error}). Free some space. {kept}"
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"no permission ({error}). Change the folder's permissions, or give another --out. {kept}"
    return f"{error}"


def _doctor(options: argparse.Namespace) -> int:
    from accordingto.doctor import examine

    print(examine(Path.cwd()))
    return DONE


def _parse(options: argparse.Namespace) -> int:
    return _make_tables(
        options.paths,
        options.out,
        published=options.published,
        workers=options.workers,
        format=options.format,
        use_cache=not options.no_cache,
        dask=options.dask,
        quiet=options.quiet,
    )


def _make_tables(
    paths: Sequence[Path],
    out: Path,
    *,
    published: Published,
    workers: int,
    format: str = "csv",
    use_cache: bool = True,
    dask: str | None = None,
    quiet: bool = False,
) -> int:
    from accordingto.corpus import parse, read_people
    from accordingto.corrections import FILE, active, read
    from accordingto.seeds import read_seeds
    from accordingto.tables import read_table, write_tables
    from accordingto.writing import sweep

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]} does not exist. Give files or folders of articles (.txt .md .html .jsonl).")
    with _alone_in(out):
        sweep(out)
        issues = next((out / name for name in ("issues.csv", "issues.parquet") if (out / name).exists()), None)
        corrections = read(out / FILE)
        tables = parse(
            read_seeds(*paths, published=published),
            workers=workers,
            dask=dask,
            issues=None if issues is None else read_table(issues),
            people=read_people(out / "people.csv"),
            corrections=corrections,
            cache_folder=out / ".cache" if use_cache else None,
            progress=sys.stderr.isatty() and not quiet,
        )
        write_tables(tables, out, format)
    if not quiet:
        counts = ", ".join(f"{len(frame):,} {name}" for name, frame in tables.frames() if name != "rejects")
        print(f"{out}: {counts}")
        if corrections:
            print(f"{out / FILE}: {len(active(corrections)[0]):,} corrections")
    for row in tables.rejects.itertuples(index=False):
        kind = "note" if row.stage == "note" else "rejected"
        if kind == "rejected" or not quiet:
            print(f"{kind}: {row.path}: {row.reason}. {row.detail}", file=sys.stderr)
    return INCOMPLETE if (tables.rejects["stage"] != "note").any() else DONE


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the system lets go of the lock however this one ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    (out / ".cache").mkdir(parents=True, exist_ok=True)
    with (out / ".cache" / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"another run is writing to {out}. Wait for it to end, or give another --out.") from None
        yield


def _report(options: argparse.Namespace) -> int:
    from accordingto import workbook
    from accordingto.parameters import parse_assignments

    manifest = workbook.read_manifest(options.manifest)
    parameters = parse_assignments(options.parameters)
    workbook.check(manifest, options.only, parameters)
    parsed = _make_tables(
        [manifest.seeds],
        manifest.tables,
        published=manifest.published,
        workers=options.workers,
        quiet=options.quiet,
    )
    progress = sys.stderr.isatty() and not options.quiet
    outcomes = workbook.render(
        manifest, only=options.only, parameters=parameters, workers=options.workers, progress=progress
    )
    for outcome in outcomes:
        if not (options.quiet and outcome.ok):
            print(outcome)
        for remark in outcome.remarks:
            print(f"note: {outcome.name}: {remark}", file=sys.stderr)
    if not options.quiet:
        print(manifest.reports / "index.html")
    return parsed if all(outcome.ok for outcome in outcomes) else INCOMPLETE


def _explore(options: argparse.Namespace) -> int:
    from accordingto.project import project_path

    notebook = project_path("notebooks/explore.ipynb")
    if not notebook.exists():
        raise UsageError(f"{notebook} is missing; run this in the workbook's folder.")
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(notebook)])


def _evaluate(options: argparse.Namespace) -> int:
    from dataclasses import replace
    from importlib import import_module

    from accordingto.evaluation.record import is_held, record, show

    if not options.gold.exists():
        raise UsageError(f"{options.gold} does not exist. Give the gold's file or folder.")
    found = import_module(f"accordingto.evaluation.{options.task}").evaluate(options.gold, options.out)
    if is_held(options.gold):
        found = replace(found, errors=())
    print(show(options.task, options.gold, found))
    if options.record:
        record(options.record, options.task, options.gold, found)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from accordingto.exports import export
    from accordingto.tables import read_tables

    export(options.kind, read_tables(options.tables), options.out)
    print(options.out)
    return DONE


def _refresh(options: argparse.Namespace) -> int:
    from accordingto import workbook
    from accordingto.readme import refresh_readme

    manifest = workbook.read_manifest(options.manifest)
    parsed = _make_tables([manifest.seeds], manifest.tables, published=manifest.published, workers=1)
    outcomes = workbook.refresh(manifest, progress=sys.stderr.isatty())
    for outcome in outcomes:
        print(outcome)
    readme = manifest.root / "README.md"
    if readme.exists() and refresh_readme(readme, manifest.tables / "quality.csv"):
        print("README.md: changed")
    return parsed if all(outcome.ok for outcome in outcomes) else INCOMPLETE


def _count(word: str) -> int:
    number = int(word) if word.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of processes; give 1 or more")
    return number


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not a date; write it as 2024-10-21") from None


if __name__ == "__main__":
    sys.exit(main())
