"""Many articles, and all that may befall a run: killed, full, forbidden; the tables are the same bytes in the end."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import generate
import pandas as pd
import pytest

from accordingto import Article, cache, cli, corpus, parse, pipeline, read_seeds, tables
from accordingto.cache import Cache
from accordingto.pipeline import article_rows
from accordingto.spreading import spread
from accordingto.tables import make_table, read_table, read_tables, write_tables

COMMAND = [sys.executable, "-m", "accordingto.cli"]


def digest(folder: Path) -> dict[str, str]:
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and ".cache" not in p.parts]
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """Thirty articles."""
    folder = tmp_path_factory.mktemp("many")
    generate.write(folder, 30, sentences=3)
    return folder


@pytest.fixture(scope="module")
def whole(many, tmp_path_factory) -> Path:
    """Their tables, from a run that nothing happened to."""
    out = tmp_path_factory.mktemp("whole")
    assert cli.main(["parse", str(many), "--out", str(out), "--workers", "1"]) == 0
    return out


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """The ids of the articles that were extracted from."""
    seen: list[str] = []

    def counting(article, people):
        seen.append(article.article_id)
        return article_rows(article, people)

    monkeypatch.setattr(pipeline, "article_rows", counting)
    return seen


def test_what_was_extracted_is_not_extracted_again(tmp_path, counted):
    items = [Article(name, text, publisher="A") for name, text in generate.articles(4, sentences=2)]
    first = parse(items[:3], cache_folder=tmp_path)
    assert len(counted) == 3
    again = parse(items[:3], cache_folder=tmp_path)
    assert len(counted) == 3
    assert all(getattr(first, name).equals(frame) for name, frame in again.frames())
    parse(items, cache_folder=tmp_path)
    assert counted[3:] == [items[3].article_id]


def test_a_new_title_shows_and_a_new_publisher_is_extracted_anew(tmp_path, counted):
    text = "At least 12 people have died."
    parse([Article("a", text)], cache_folder=tmp_path)
    table = parse([Article("a", text, title="Flood", path="b/a.txt")], cache_folder=tmp_path).articles
    assert table[["title", "path"]].values.tolist() == [["Flood", "b/a.txt"]]
    assert len(counted) == 1
    parse([Article("a", text, publisher="The Echo")], cache_folder=tmp_path)
    parse([Article("a", text)], cache_folder=tmp_path, people=[{"name": "Ann Lee"}])
    assert len(counted) == 3


def test_another_model_is_another_key(tmp_path, monkeypatch):
    article = Article("a", "It rained.")
    kept = Cache(tmp_path)
    kept.put(article, article_rows(article))
    assert Cache(tmp_path).has(article)
    monkeypatch.setattr(cache, "fingerprint", lambda: "another")
    assert not Cache(tmp_path).has(article)


def test_a_broken_entry_is_extracted_again(tmp_path, counted):
    article = Article("a", "Police said that 40 people were hurt.")
    parse([article], cache_folder=tmp_path)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_text(entry.read_text()[:50])
    assert len(parse([article], cache_folder=tmp_path).attributions) == 1
    assert len(counted) == 2
    assert entry.read_text().endswith("}")


def test_killed_at_any_moment_the_next_run_goes_on_to_the_same_bytes(many, whole, tmp_path):
    out = tmp_path / "out"
    command = [*COMMAND, "parse", str(many), "--out", str(out), "--workers", "2"]
    for entries in (1, 9, 20):
        with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len(list(out.rglob("*.json"))) < entries:
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGKILL)
        assert not list(out.glob("*.csv"))
        assert len(list(out.rglob("*.json"))) >= entries
    (out / "text").mkdir(exist_ok=True)
    (out / "text" / ".a-half-xyz.txt").write_text("left by a killed run")
    subprocess.run(command, check=True, capture_output=True)
    assert digest(out) == digest(whole)


def test_a_full_disk_leaves_the_old_tables_and_says_what_to_do(many, whole, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    assert cli.main(["parse", str(many / "article-000001.txt"), "--out", str(out), "--workers", "1"]) == 0
    before = digest(out)
    fill, filled = tables._fill, []

    def full(path, frame, schema):
        filled.append(schema.name)
        if len(filled) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        fill(path, frame, schema)

    monkeypatch.setattr(tables, "_fill", full)
    command = ["parse", str(many), "--out", str(out), "--workers", "1"]
    assert cli.main(command) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert digest(out) == before
    monkeypatch.setattr(tables, "_fill", fill)
    monkeypatch.setattr(pipeline, "article_rows", None)  # All is kept: nothing is extracted again.
    assert cli.main(command) == 0
    assert len(read_tables(out).articles) == 30


def test_the_run_goes_on_where_nothing_can_be_kept(tmp_path, monkeypatch):
    def full(path, text):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache, "write_text", full)
    said = io.StringIO()
    monkeypatch.setattr(cache.log, "handlers", [logging.StreamHandler(said)])
    items = [Article(name, text) for name, text in generate.articles(3, sentences=1)]
    assert len(parse(items, cache_folder=tmp_path).articles) == 3
    assert said.getvalue().count("Nothing more is kept") == 1


def test_a_forbidden_folder_is_named(many, tmp_path, monkeypatch, capsys):
    def forbidden(path, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    assert cli.main(["parse", str(many), "--out", str(tmp_path / "theirs"), "--workers", "1"]) == 1
    said = capsys.readouterr().err
    assert "no permission" in said and "theirs" in said and "--out" in said


def test_an_unreadable_file_is_named_and_the_rest_complete(tmp_path, monkeypatch, capsys):
    generate.write(tmp_path / "in", 2, sentences=1)
    opened = Path.open

    def faulty(path, *arguments, **more):
        if path.name == "article-000000.txt" and arguments == ("rb",):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", faulty)
    assert cli.main(["parse", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 1
    found = read_tables(tmp_path / "out")
    assert found.rejects["path"].tolist() == ["article-000000.txt"]
    assert found.articles["article_id"].tolist() == ["article-000001"]


@pytest.mark.parametrize(("changes", "whole"), [(1, True), (9, False)])
def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path, monkeypatch, changes, whole):
    path = tmp_path / "a.txt"
    path.write_text("The river rose.")
    state, stats = os.fstat, []

    def changing(handle):
        stats.append(handle)
        if len(stats) % 2 == 0 and len(stats) // 2 <= changes:
            with path.open("a") as file:
                file.write(" It fell.")
        return state(handle)

    monkeypatch.setattr(os, "fstat", changing)
    found = read_seeds(path)
    assert [a.text for a in found] == (["The river rose. It fell."] if whole else [])
    assert ["changes while" in r.reason for r in found.rejects] == ([] if whole else [True])


def test_two_runs_do_not_write_into_one_folder(many, tmp_path, capsys):
    with cli._alone_in(tmp_path):
        assert cli.main(["parse", str(many), "--out", str(tmp_path)]) == 2
    assert "another run" in capsys.readouterr().err


def dies(number: int, kills: int) -> int:
    if number == kills:
        os.kill(os.getpid(), signal.SIGKILL)
    return -number


@pytest.mark.parametrize("kills", [0, 13, 39])
def test_an_item_that_kills_its_process_is_told_and_the_rest_done(kills):
    found = list(spread(partial(dies, kills=kills), range(40), lambda n: "lost", workers=2))
    assert found == ["lost" if n == kills else -n for n in range(40)]


def test_a_dask_cluster_with_a_killed_worker_gives_the_same_bytes(many, whole, tmp_path):
    dask = [sys.executable, "-m", "distributed.cli.dask_spec"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, running = f"tcp://127.0.0.1:{port}", []

    def start(kind: str, *more: str, **options: object) -> subprocess.Popen:
        options = {"host": "127.0.0.1", "dashboard": False} | options
        spec = json.dumps({"cls": f"dask.distributed.{kind}", "opts": options})
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running.append(subprocess.Popen([*dask, "--spec", spec, *more], start_new_session=True, **quiet))
        return running[-1]

    try:
        start("Scheduler", port=port)
        workers = [start("Worker", address, nthreads=threads) for threads in (1, 2)]
        out = tmp_path / "out"
        with subprocess.Popen([*COMMAND, "parse", str(many), "--out", str(out), "--dask", address]) as run:
            while run.poll() is None and len(list(out.rglob("*.json"))) < 2:
                time.sleep(0.02)
            assert run.poll() is None
            os.killpg(workers[0].pid, signal.SIGKILL)
            assert run.wait(200) == 0
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert digest(out) == digest(whole)


def test_no_cluster_at_the_address_is_said(many, tmp_path, capsys, monkeypatch):
    distributed = pytest.importorskip("distributed")

    def nobody(*_, **__):
        raise OSError("timed out")

    monkeypatch.setattr(distributed, "Client", nobody)
    assert cli.main(["parse", str(many), "--out", str(tmp_path), "--dask", "tcp://127.0.0.1:9"]) == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err


def test_a_large_parquet_table_is_a_folder_of_parts(many, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PART_ROWS", 7)
    first = read_tables(whole)
    for _ in range(2):
        write_tables(first, tmp_path, "parquet")
    assert len(list((tmp_path / "articles.parquet").iterdir())) == 5
    assert (tmp_path / "issues.parquet").exists()
    again = read_tables(tmp_path)
    assert all(getattr(first, name).equals(frame) for name, frame in again.frames())
    write_tables(first, tmp_path, "csv")
    assert not (tmp_path / "articles.parquet").exists()
    assert digest(tmp_path).items() >= digest(whole).items()


def test_rows_gathered_in_portions_make_the_same_table(monkeypatch):
    items = [Article(name, text) for name, text in generate.articles(6, sentences=3)]
    first = parse(items)
    monkeypatch.setattr(corpus, "_AT_ONCE", 2)
    assert all(getattr(first, name).equals(frame) for name, frame in parse(items).frames())


def test_a_key_in_two_portions_is_found():
    one = make_table("issues", [{"issue_id": "tax", "label": "Raise the tax"}])
    with pytest.raises(tables.TableError, match="occurs twice"):
        tables.join_tables("issues", [one, one])


def test_the_doctor_names_versions_models_and_disk(capsys):
    assert cli.main(["doctor"]) == 0
    said = capsys.readouterr().out
    for part in ("accordingto: ", "spacy: ", "encoder.int8.onnx: sha256", "free disk: ", "chromium: ", "locale: "):
        assert part in said
    assert str(Path.home()) not in said or Path.home() == Path("/")


def test_quiet_says_nothing_and_verbose_each_step(many, tmp_path, capfd):
    article = str(many / "article-000000.txt")
    assert cli.main(["parse", article, "--out", str(tmp_path / "a"), "--workers", "1", "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    assert cli.main(["parse", article, "--out", str(tmp_path / "a"), "--workers", "1", "--verbose"]) == 0
    assert "1 as extracted before, 0 to extract" in capfd.readouterr().err


def test_parquet_parts_are_one_table_to_pandas(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PART_ROWS", 2)
    rows = [{"issue_id": f"i{n}", "label": f"Issue {n}"} for n in range(5)]
    tables.write_table(make_table("issues", rows), tmp_path / "issues.parquet")
    assert len(pd.read_parquet(tmp_path / "issues.parquet")) == len(read_table(tmp_path / "issues.parquet")) == 5


def test_a_script_that_starts_workers_while_it_is_imported_is_told_what_to_do(tmp_path):
    script = tmp_path / "mine.py"
    script.write_text(
        "from accordingto import Article, parse\n"
        "parse([Article(str(n), 'The bridge is safe, Mary Hill said.') for n in range(3)], workers=2)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode
    assert done.stderr.strip().endswith('below the line: if __name__ == "__main__":')
