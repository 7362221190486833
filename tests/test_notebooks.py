"""The committed notebooks: their form, and the reports that the manifest makes of them."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbval.plugin import get_sanitize_patterns

from accordingto.notebooks import read_notebook
from accordingto.parameters import format_value, notebook_parameters
from accordingto.workbook import Outcome, read_manifest, render

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MANIFEST = read_manifest(ROOT / "workbook.toml")
LONGEST_CELL = 8
ABSOLUTE = re.compile(r"(?<![\w.:/<+])/(?:home|root|tmp|Users|work|private|var|usr|opt|mnt|srv)/|[A-Za-z]:\\\\")

of_each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
of_each_report = pytest.mark.parametrize("name", [entry.name for entry in MANIFEST.entries])


def test_every_notebook_but_the_explorer_is_a_report():
    assert {entry.notebook.name for entry in MANIFEST.entries} == {p.name for p in NOTEBOOKS} - {"explore.ipynb"}


@of_each_notebook
def test_a_notebook_can_be_run_by_papermill_and_by_nbval(path):
    notebook = read_notebook(path)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert tagged[0].cell_type == "code"
    assert all(parameter.help for parameter in notebook_parameters(path).values())
    assert notebook.metadata.kernelspec.name == "python3"
    assert not any("injected-parameters" in cell.metadata.get("tags", []) for cell in notebook.cells)


@of_each_notebook
def test_a_notebook_holds_nothing_of_the_machine_it_was_run_on(path):
    assert ABSOLUTE.findall(path.read_text(encoding="utf-8")) == []
    notebook = read_notebook(path)
    assert notebook.metadata.keys() <= {"kernelspec", "language_info"}
    assert "version" not in notebook.metadata.get("language_info", {})
    for cell in notebook.cells:
        assert cell.metadata.keys() <= {"tags", "jupyter", "editable", "slideshow"}


@of_each_notebook
def test_a_sentence_comes_before_each_short_cell(path):
    cells = read_notebook(path).cells
    assert re.match(r"# \w.*\n\n\w", cells[0].source), "begins with a heading and a paragraph"
    code = [(before, cell) for before, cell in pairwise(cells) if cell.cell_type == "code"]
    assert code
    for before, cell in code:
        if "parameters" not in cell.metadata.get("tags", []):
            assert before.cell_type == "markdown", f"no prose before: {cell.source}"
            assert before.source.rstrip()[-1:] in ".:?!)", f"no sentence before: {cell.source}"
            # The parameters are as many lines as there are parameters.
            assert len(cell.source.splitlines()) <= LONGEST_CELL, f"long cell: {cell.source}"
        ast.parse(cell.source)


@of_each_notebook
def test_a_committed_notebook_has_run_from_top_to_bottom_without_an_error(path):
    code = [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell.outputs]
    assert outputs
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Outcome], dict[str, BeautifulSoup]]:
    """Every report of the manifest, made elsewhere, and the parsed pages."""
    manifest = replace(MANIFEST, reports=tmp_path_factory.mktemp("reports"), figures=tmp_path_factory.mktemp("figures"))
    outcomes = {outcome.name: outcome for outcome in render(manifest, progress=False)}
    pages = {o.name: BeautifulSoup(o.html.read_text(encoding="utf-8"), "html.parser") for o in outcomes.values()}
    return outcomes, pages


@of_each_report
def test_a_report_is_complete_and_every_image_described_by_its_author(name, made):
    outcome = made[0][name]
    assert (outcome.ok, outcome.error) == (True, "")
    assert outcome.remarks == ()


@of_each_report
def test_a_report_stands_alone(name, made):
    page = made[1][name]
    assert page.html["lang"] == "en"
    assert len(page.find_all("h1")) == 1
    assert page.select_one(".lead").get_text(strip=True)
    assert all(element["src"].startswith("data:") for element in page.find_all(src=True))
    assert [link["href"] for link in page.find_all("link")] == ["data:,"]
    assert all("url(" not in style.get_text() and "@import" not in style.get_text() for style in page.find_all("style"))
    assert all(image.get("alt", "").strip() for image in page.find_all("img"))
    assert len(page.find_all("script")) == 1
    identities = [element["id"] for element in page.find_all(id=True)]
    assert len(identities) == len(set(identities))
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("h[1-6]"))]
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


@of_each_report
def test_a_report_hides_the_code_and_shows_the_parameters(name, made):
    page = made[1][name]
    entry = next(entry for entry in MANIFEST.entries if entry.name == name)
    text = page.main.get_text()
    for cell in read_notebook(entry.notebook).cells:
        if cell.cell_type == "code":
            assert cell.source not in text
    shown = {row.th.get_text(): row.td.get_text() for row in page.header.select("tbody tr")}
    for parameter in notebook_parameters(entry.notebook).values():
        if parameter.name not in ("tables", "figures"):
            assert shown[parameter.name] == format_value(entry.parameters.get(parameter.name, parameter.default))
    assert "How this was made" in page.footer.get_text()


def test_a_browser_opens_every_report_offline_without_a_complaint(made):
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no chromium on PATH")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*flags, "--disable-sync", "--no-first-run"]
        )
        page = browser.new_context(offline=True, viewport={"width": 400, "height": 800}).new_page()
        page.on("console", lambda message: problems.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: problems.append(f"{page.url}: {request.url}"))
        for outcome in made[0].values():
            page.goto(outcome.html.as_uri())
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                problems.append(f"{outcome.name}: the page is wider than a telephone's screen")
            filters, filterable = page.locator(".filters").count(), page.locator("table.filterable").count()
            assert filters <= filterable
        browser.close()
    assert made[0]
    assert problems == []


def test_the_sanitised_comparison_hides_only_what_may_differ():
    rules = get_sanitize_patterns((ROOT / "tests" / "nbval_sanitize.cfg").read_text(encoding="utf-8"))

    def sanitised(text: str) -> str:
        for pattern, replacement in rules:
            text = re.sub(pattern, replacement, text)
        return text

    assert len(rules) == 3
    assert sanitised("<Axes at 0x7f3a5c0d9e10>") == "<Axes at 0xADDRESS>"
    assert sanitised("read /home/ann/project/data and 3.11.7") == "read /PATH and VERSION"
    for kept in ("1,500 of 12,000", "characters 12–40", "0.75", "2024-10-21", "<td>a/b</td></tr>", "3.5 km/h"):
        assert sanitised(kept) == kept
