"""What articles hold is data: nothing in them runs or reaches out, wherever it is shown."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import accordingto
from accordingto.tables import write_tables
from accordingto.workbook import read_manifest, render

ROOT = Path(__file__).parent.parent
ATTACKS = (ROOT / "tests" / "attacks.txt").read_text(encoding="utf-8").splitlines()
HIT = "window.hits = 0; window.hit = () => { window.hits += 1 };"


def article(number: int, attack: str) -> str:
    """One attack as headline, byline, name, quotation, paraphrase, figure's noun and target."""
    text = (
        f"“{attack} is a disgrace,” said Minister {attack} Ruiz today. “We will not accept {attack},” Ruiz said.\n\n"
        f"Jon Dahl of {attack} demanded that France withdraw {attack}. Police said 40 {attack} had died; "
        f"a charity said 60 {attack} had died. {attack} condemned France, according to {attack}.\n\n{attack}\n"
    )
    return json.dumps({"id": f"attack-{number}", "title": attack, "author": attack, "publisher": attack, "text": text})


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    """Every report over a corpus of attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [article(number, attack) for number, attack in enumerate(ATTACKS)]
    (folder / "attacks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    tables = accordingto.parse(accordingto.read_seeds(folder / "attacks.jsonl", published=date(2024, 5, 6)))
    assert len(tables.articles) == len(ATTACKS)
    assert len(tables.attributions) > len(ATTACKS)
    write_tables(tables, folder / "tables")
    (folder / "tables" / "quality.csv").write_bytes((ROOT / "data" / "quality.csv").read_bytes())
    manifest = read_manifest(ROOT / "workbook.toml")
    manifest = replace(manifest, tables=folder / "tables", reports=folder / "reports", figures=folder / "figures")
    outcomes = list(render(manifest, progress=False))
    assert [o.error for o in outcomes if not o.ok] == []
    return [o.html for o in outcomes]


def test_no_article_runs_a_script_or_reaches_out_from_a_report(pages):
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no chromium on PATH")
    from playwright.sync_api import sync_playwright

    reached: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        # Without the pages' own policy against scripts: escaping has to do it alone.
        page = browser.new_context(offline=True, bypass_csp=True).new_page()
        page.add_init_script(HIT)
        page.on("dialog", lambda dialog: (reached.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else reached.append(r.url))
        for path in pages:
            page.goto(path.as_uri())
            for summary in page.locator("summary").all()[:20]:
                summary.evaluate("element => element.parentElement.open = true")
            page.mouse.move(200, 300)
            assert page.evaluate("window.hits") == 0, path.name
            assert page.evaluate("document.querySelectorAll('iframe, object, embed, form, base').length") == 0
            assert (
                page.evaluate("document.querySelectorAll('[href^=\"javascript:\" i], [onerror], [onload]').length") == 0
            )
        page.goto("about:blank")
        page.set_content(ATTACKS[5])
        page.wait_for_function("window.hits > 0")  # the trap works
        browser.close()
    assert reached == []
