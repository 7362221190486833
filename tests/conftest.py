"""Shared fixtures: the shipped seed, its tables, and the gold corpora where they are."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

import accordingto

ROOT = Path(__file__).parent.parent
CORPORA = Path(os.environ.get("ACCORDINGTO_CORPORA", ROOT.parent / "shared" / "corpora"))

# `make fuzz` asks for the thorough one with --hypothesis-profile.
settings.register_profile("quick", max_examples=150, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def seed_tables() -> accordingto.Tables:
    """The shipped article's tables, its date known."""
    return accordingto.parse(accordingto.read_seeds(ROOT / "seeds", published=date(2024, 10, 21)))


@pytest.fixture(scope="session")
def polnear() -> Path:
    """The folder of PolNeAR, or a skip where it is not installed."""
    folder = CORPORA / "attributions" / "polnear"
    if not folder.exists():
        pytest.skip("PolNeAR is not beside the project (ACCORDINGTO_CORPORA names its folder)")
    return folder


@pytest.fixture
def parse(tmp_path):
    """Parse articles given as (name, day, text)."""

    def parsed(*articles):
        for name, day, text in articles:
            (tmp_path / f"{name}.md").write_text(f"---\npublisher: {name}\npublished: {day}\n---\n{text}\n")
        return accordingto.parse(accordingto.read_seeds(tmp_path))

    return parsed


def read_gold(name: str) -> list[dict[str, str]]:
    """The rows of one of the hand-read files in tests/gold/."""
    with (ROOT / "tests" / "gold" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
