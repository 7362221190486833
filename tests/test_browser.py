"""The explorer as an analyst uses it: a real JupyterLab in a real browser."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.workbook import read_manifest, render

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")
WAIT = 60_000
ROW = ".accordingto-live tr[data-rows]"


@pytest.fixture
def lab(tmp_path):
    """A copy of the notebooks and tables, open in JupyterLab; yields the notebook's address and the folder."""
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".cache"))
    shutil.copy(ROOT / "workbook.toml", tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"--port={port}",
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.log_level=50",
    ]
    homes = {
        k: str(tmp_path / k.lower()) for k in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR")
    }
    environment = os.environ | homes | {"ACCORDINGTO_REVIEWER": "ann"}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], cwd=tmp_path, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        for _ in range(120):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/lab/tree/notebooks/explore.ipynb?reset", tmp_path
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # With its kernels: it has nothing to save.
        server.wait(30)


@pytest.fixture(scope="module")
def axe(tmp_path_factory) -> str:
    """The source of axe-core, which is not kept here: from the file named by AXE, or from npm."""
    found = Path(os.environ.get("AXE", ""))
    if not found.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("axe-core is checked with where AXE names axe.min.js, or npm is there to fetch it")
        folder = tmp_path_factory.mktemp("axe")
        fetched = subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--prefix", str(folder), "axe-core@4"],
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        found = folder / "node_modules" / "axe-core" / "axe.min.js"
        if fetched.returncode or not found.is_file():
            pytest.skip("npm could not fetch axe-core")
    return found.read_text(encoding="utf-8")


def serious(page, axe: str, part: str) -> list[str]:
    """What axe-core finds serious or critical in a part of a page."""
    page.evaluate(axe)
    result = page.evaluate("part => axe.run(part)", part)
    assert len(result["passes"]) > 5  # It has looked at something.
    found = result["violations"]
    return [
        f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def run_all(page, menu: str, command: str) -> None:
    page.keyboard.press("Escape")
    page.click(f'.lm-MenuBar-itemLabel:text-is("{menu}")')
    page.click(f'.lm-Menu-itemLabel:text-is("{command}")')


def decisions(folder: Path) -> list[dict[str, str]]:
    with (folder / "data" / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def start(page, address: str) -> None:
    """Open the explorer with the shipped article."""
    page.set_default_timeout(WAIT)
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    run_all(page, "Run", "Run All Cells")
    page.wait_for_selector(".accordingto-live mark")


@contextmanager
def chromium() -> Iterator:
    """A real browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def explored(address: str) -> Iterator:
    """The explorer in a browser that has nothing to complain of."""
    complaints: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1500, "height": 1300})
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        start(page, address)
        yield page
    assert complaints == []


@pytest.mark.timeout(280)
def test_what_an_analyst_decides_in_the_browser_is_there_after_a_restart(lab):
    from playwright.sync_api import expect

    address, folder = lab
    with explored(address) as page:
        # Filter: only figures, then everything again.
        before = page.locator(ROW).count()
        page.locator("select[multiple]").first.select_option(label="figure (2)")
        expect(page.locator(ROW)).to_have_count(2)
        page.get_by_role("button", name="Ask for everything").click()
        expect(page.locator(ROW)).to_have_count(before)

        # A row shows its words; its speaker is another, and it is kept at once.
        page.locator(ROW).first.click()
        first = page.locator(ROW).first.get_attribute("data-rows")
        expect(page.locator("mark.chosen").first).to_be_visible()
        page.get_by_label("Speaker").fill("Nora Quist")
        page.get_by_role("button", name="Set the speaker").click()
        expect(page.locator(f'{ROW}[data-rows="{first}"]')).to_contain_text("Nora Quist")

        # Another one is rejected, and leaves the list.
        second = page.locator(ROW).nth(3).get_attribute("data-rows")
        page.locator(ROW).nth(3).click()
        expect(page.locator(f'{ROW}[data-rows="{second}"].chosen')).to_be_visible()
        page.get_by_role("button", name="Reject").click()
        expect(page.locator(f'{ROW}[data-rows="{second}"]')).to_have_count(0)

        # A missed one is added from words that are marked with the mouse.
        page.get_by_text("The chosen words").click()
        page.locator(".article-text mark.content").nth(2).dblclick()
        page.get_by_role("button", name="Its content").click()
        page.get_by_role("button", name="Add the row").click()
        expect(page.locator(f'{ROW}[data-rows*="-added"]')).to_be_visible()
        kept = decisions(folder)
        assert [d["field"] for d in kept if d["table"] != "actors"] == ["actor_id", "status", "add"]
        assert {d["who"] for d in kept} == {"ann"}

        # After a restart of the kernel all of it is still there.
        run_all(page, "Kernel", "Restart Kernel and Run All Cells…")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.wait_for_selector(f'{ROW}[data-rows*="-added"]')
        expect(page.locator(f'{ROW}[data-rows="{first}"]')).to_contain_text("Nora Quist")
        expect(page.locator(f'{ROW}[data-rows="{second}"]')).to_have_count(0)
    assert decisions(folder) == kept


@pytest.mark.timeout(280)
def test_pairs_actors_and_issues_are_compared_and_decided_in_the_browser(lab):
    from playwright.sync_api import expect

    address, folder = lab
    with explored(address) as page:
        # Each view shows something as soon as it is opened.
        for title, words in (
            ("Two figures", "Rule:"),
            ("Two actors", "over issues"),
            ("One story", "One story across"),
        ):
            page.get_by_role("tab", name=title).click()
            expect(page.get_by_text(words).first).to_be_visible()
        page.get_by_role("tab", name="Read and correct").click()

        # Two actors become one, and two again.
        envoys = page.locator(f"{ROW} td:nth-child(2)", has_text=re.compile("^Kim Hong-kyun$"))
        expect(envoys.first).to_be_visible()
        said = envoys.count()
        page.get_by_text("Actors, pairs and issues").click()
        for label, name in (("Actor", "Kim Hong-kyun"), ("Other", "South Korea")):
            box = page.locator("input").and_(page.get_by_label(label, exact=True))
            box.fill(name)
            box.press("Tab")
        page.get_by_role("button", name="The first is the other").click()
        expect(page.get_by_text("Kept: merge of person:kim-hong-kyun")).to_be_visible()
        expect(envoys).to_have_count(0)
        page.get_by_text("The chosen row", exact=True).click()
        page.get_by_role("button", name="Undo the last decision").click()
        expect(envoys).to_have_count(said)

        # A pair stands otherwise, and an issue is called otherwise.
        page.get_by_text("Actors, pairs and issues").click()
        page.get_by_label("Relation").select_option("undecided")
        page.get_by_role("button", name="Set the relation").click()
        expect(page.get_by_text("Kept: relation of")).to_be_visible()
        page.get_by_label("New name").fill("Troops for the war")
        page.get_by_role("button", name="Rename the issue").click()
        expect(page.get_by_text("is Troops for the war")).to_be_visible()
    assert [d["field"] for d in decisions(folder)] == ["merge", "undo", "relation", "label"]


@pytest.mark.timeout(280)
def test_the_explorer_and_the_reports_have_no_serious_barrier(lab, axe, tmp_path):
    address, _ = lab
    manifest = read_manifest(ROOT / "workbook.toml")
    reports = replace(manifest, reports=tmp_path / "reports", figures=tmp_path / "figures")
    outcomes = list(render(reports, only=["02-figure-discrepancies", "03-actor-positions"], progress=False))
    with chromium() as browser:
        page = browser.new_context(bypass_csp=True).new_page()
        start(page, address)
        assert serious(page, axe, ".jp-Notebook .jp-Cell:last-of-type .jp-OutputArea-output") == []
        for outcome in outcomes:
            page.goto(outcome.html.as_uri())
            assert serious(page, axe, "html") == []
