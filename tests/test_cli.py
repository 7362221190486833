"""The commands: exit codes, messages, and the same bytes whatever the circumstances."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accordingto.cli import main
from accordingto.tables import check_offsets, read_tables

ROOT = Path(__file__).parent.parent
GOOD = (
    "“We will not stop,” said Marta Velen, the head of the fire service. Velen warned that at least 11 people had died."
)


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accordingto.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, cwd=ROOT, check=False)


def digest(folder: Path) -> dict[str, str]:
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and ".cache" not in p.parts]
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One good article among files that are not, as people have them."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "latin.txt").write_bytes(
        "“No”, said Zoë Müller. The café in Besançon was full, she said, and très cher à côté.".replace("“", '"')
        .replace("”", '"')
        .encode("latin-1")
    )
    (folder / "huge.txt").write_text("It rained in the city all day. " * 68_000, encoding="utf-8")
    (folder / "page.html").write_text(
        "<html><head><title>Flood</title><script>alert(1)</script></head><body><nav>Home</nav><article><h1>Flood</h1>"
        + "<p>The river rose by two metres overnight, the mayor said on Monday, and the bridge was closed.</p>" * 6
        + "</article></body></html>",
        encoding="utf-8",
    )
    (folder / "wire.jsonl").write_text(
        '{"id": "one", "text": "' + GOOD + '"}\n{"id": "two", "text": \n', encoding="utf-8"
    )
    return folder


def test_bad_files_are_named_and_the_good_one_is_complete(mixed, tmp_path, capsys):
    assert main(["parse", str(mixed), "--out", str(tmp_path / "out"), "--workers", "1"]) == 1
    tables = read_tables(tmp_path / "out")
    named = {row.path: row for row in tables.rejects.itertuples()}
    assert set(named) == {"empty.txt", "picture.txt", "latin.txt", "huge.txt", "page.html", "wire.jsonl:2"}
    assert {p for p, row in named.items() if row.stage == "note"} == {"latin.txt", "page.html"}
    assert all(row.detail for row in named.values())
    assert set(tables.articles["article_id"]) == {"good", "latin", "page", "one"}
    assert "Marta Velen" in set(tables.actors["name"])
    assert (tables.attributions["article_id"] == "good").sum() >= 2
    assert "Zoë Müller" in tables.texts["latin"]
    assert "alert" not in tables.texts["page"]
    check_offsets(tables)
    assert "wire.jsonl:2" in capsys.readouterr().err


def test_the_bytes_do_not_depend_on_workers_hash_seed_locale_or_time_zone(tmp_path):
    runs = {
        "a": (1, {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Asia/Tokyo"}),
        "b": (2, {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "America/Anchorage"}),
    }
    for name, (workers, environment) in runs.items():
        words = ("parse", "seeds", "tests/articles", "--out", tmp_path / name, "--workers", workers)
        done = run(*words, "--published", "2024-10-21", **environment)
        assert done.returncode == 0, done.stderr
    first = digest(tmp_path / "a")
    assert len(first) > 10
    assert first == digest(tmp_path / "b")
    # Again into the same folder: from the cache, and with the issues that the first run proposed.
    assert run(*words, "--published", "2024-10-21").returncode == 0
    assert first == digest(tmp_path / "b")
    done = run(*words, "--published", "2024-10-21", "--no-cache")
    assert first == digest(tmp_path / "b")


def test_the_date_of_publication_resolves_the_weekday(tmp_path):
    said_on = {}
    for published in ([], ["--published", "2024-10-21"]):
        out = tmp_path / f"out{len(published)}"
        assert main(["parse", str(ROOT / "seeds"), "--out", str(out), "--workers", "1", *published]) == 0
        table = read_tables(out).attributions
        said_on[len(published)] = {str(d)[:10] for d in table["said_on"].dropna()}
    assert said_on[0] == set()
    assert said_on[2] == {"2024-10-21"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["report", "-p", "minimum_confidense=0.5"], "minimum_confidence"),
        (["report", "-p", "minimum_confidence=high"], "float"),
        (["report", "-p", "minimum_confidence"], "name=value"),
        (["report", "--only", "01-source-atributions"], "01-source-attributions"),
        (["parse", "no-such-folder", "--out", "x"], "no-such-folder does not exist"),
        (["parse", "seeds", "--out", "x", "--workers", "0"], "1 or more"),
        (["parse", "seeds", "--out", "x", "--published", "Monday"], "2024-10-21"),
        (["evaluate", "attribution", "gold"], "attributions"),
        (["evaluate", "attributions", "no-such-gold"], "no-such-gold does not exist"),
    ],
)
def test_a_wrong_call_says_what_is_right(words, message, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    try:
        code = main(words)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert message in capsys.readouterr().err


def test_help_is_quick_because_it_loads_nothing_heavy():
    heavy = "import sys; import accordingto.cli; print([m for m in ('spacy','pandas','papermill') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
