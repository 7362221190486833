"""The workbook: manifest and parameters checked first, reports that stand alone, notebooks that stay the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from accordingto import execution, workbook
from accordingto.parameters import check_parameters, notebook_parameters
from accordingto.project import UsageError, project_path
from accordingto.provenance import provenance
from accordingto.rendering import safe_html
from accordingto.tables import empty_tables, make_table, write_tables
from accordingto.workbook import Outcome, check, parse_assignments, read_manifest, refresh, render

PARAMETERS = """\
minimum: float = 0.5  # least confidence shown
most: int = 10  # rows
words: list = ["a"]  # what to look for
whole: bool = False  # show every row
title: str = "Storm"  # heading
tables: str = "data"  # folder with the tables"""
TABLE = """\
from IPython.display import HTML, display
rows = "".join(f"<tr><td>row {n}</td><td>{'even' if n % 2 == 0 else 'odd'}</td></tr>" for n in range(9))
display(HTML("<table class=filterable><caption>Rows</caption><thead><tr><th>name</th><th data-filter>kind</th></tr>"
    f"</thead><tbody>{rows}</tbody></table><script>alert(1)</script><p onclick='steal()'>After.</p>"))"""
CHART = """\
import matplotlib.pyplot as plt
plt.plot([1, 2, 3])
plt.show()"""


def notebook(title: str, *cells: tuple[str, str], parameters: str = PARAMETERS) -> nbformat.NotebookNode:
    parts = [
        new_markdown_cell(f"# {title}\n\nWhat *this* report is about.", id="title"),
        new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
    ]
    for number, (prose, code) in enumerate(cells):
        parts += [new_markdown_cell(prose, id=f"prose-{number}"), new_code_cell(code, id=f"code-{number}")]
    return new_notebook(cells=parts, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def project(root: Path, **notebooks: nbformat.NotebookNode) -> Path:
    """A project with one report for each notebook, and tables of two articles."""
    (root / "notebooks").mkdir(parents=True)
    lines = ['[project]\ntables = "data"\n']
    for name, content in notebooks.items():
        nbformat.write(content, root / "notebooks" / f"{name}.ipynb")
        lines.append(f'[[report]]\nname = "{name}"\ntitle = "Report {name}"\nnotebook = "notebooks/{name}.ipynb"\n')
    (root / "workbook.toml").write_text("\n".join(lines), encoding="utf-8")
    counts = {"characters": 9, "words": 2, "sentences": 1}
    articles = [{"article_id": name, "sha256": name * 16, **counts} for name in ("abcd", "ef01")]
    rejects = [{"path": "blank.txt", "stage": "read", "reason": "empty", "detail": "It has no text."}]
    tables = empty_tables().replace(articles=make_table("articles", articles), rejects=make_table("rejects", rejects))
    write_tables(replace(tables, texts={}), root / "data")
    (root / "data" / "quality.csv").write_text(
        "task,corpus,metric,precision,recall,f1,low,high,n,command\n"
        "attributions,Own,triple,71.2,65.0,68.0,66.1,70.2,412,accordingto evaluate attributions own\n"
    )
    return root / "workbook.toml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Outcome], dict[str, BeautifulSoup]]:
    """A report that works, one that fails, and one whose kernel dies, made by two processes."""
    path = project(
        tmp_path_factory.mktemp("project"),
        good=notebook(
            "Own heading",
            ("## Rows\n\nThe table shows nine rows.", TABLE),
            ("# Rows\n\nThe line rises from one to three.", CHART),
            (
                "The parameters arrive.",
                "from pathlib import Path\nprint(minimum, words, Path.cwd().name == 'notebooks')",
            ),
        ),
        bad=notebook(
            "Bad",
            ("It begins.", "print('so far')"),
            ("It fails.", "found = {}\nfound['<missing>']"),
            ("It never comes here.", "print('too far')"),
        ),
        dead=notebook("Dead", ("The kernel dies.", "import os\nos._exit(1)")),
    )
    outcomes = render(read_manifest(path), parameters={"minimum": "0.7", "words": "x, y"}, workers=2, progress=False)
    pages = {o.name: BeautifulSoup(o.html.read_text(encoding="utf-8"), "html.parser") for o in outcomes}
    pages["index"] = BeautifulSoup((path.parent / "reports" / "index.html").read_text(encoding="utf-8"), "html.parser")
    return {outcome.name: outcome for outcome in outcomes}, pages


def test_a_failing_report_does_not_stop_the_others(made):
    outcomes, pages = made
    assert list(outcomes) == ["good", "bad", "dead"]
    assert [outcome.ok for outcome in outcomes.values()] == [True, False, False]
    assert outcomes["bad"].error == "KeyError: '<missing>'"
    assert "DeadKernelError" in outcomes["dead"].error
    alert = pages["bad"].select_one("[role=alert]").get_text(" ", strip=True)
    assert alert.startswith("This report did not finish. KeyError: '<missing>'")
    failed = pages["bad"].select_one("#failed-cell").get_text()
    assert "found['<missing>']" in failed
    text = pages["bad"].get_text()
    assert "so far" in text
    assert "too far" not in text
    assert "os._exit" in pages["dead"].select_one("#failed-cell").get_text()
    assert pages["good"].select("[role=alert], #failed-cell") == []


def test_the_failed_notebook_is_kept_with_the_error_marked(made):
    for name in ("bad", "dead"):
        kept = nbformat.read(made[0][name].html.with_suffix(".ipynb"), as_version=4)
        errors = [o.ename for c in kept.cells for o in c.get("outputs", ()) if o.output_type == "error"]
        assert errors == [{"bad": "KeyError", "dead": "DeadKernelError"}[name]]


def test_nothing_half_written_stays(made):
    folder = made[0]["good"].html.parent
    names = {"good", "bad", "dead"}
    expected = {f"{n}{s}" for n in names for s in (".html", ".ipynb")} | {"index.html"}
    assert {path.name for path in folder.iterdir()} == expected


def test_parameters_arrive_and_are_shown(made):
    page = made[1]["good"]
    assert "0.7 ['x', 'y'] False" in page.main.get_text()
    rows = {r.th.get_text(): [d.get_text() for d in r.find_all("td")] for r in page.header.select("tbody tr")}
    assert rows["minimum"] == ["0.7", "least confidence shown"]
    assert rows["words"][0] == "x, y"
    assert rows["whole"][0] == "false"


def test_the_page_says_how_it_was_made(made):
    footer = made[1]["good"].footer.get_text(" ", strip=True)
    for part in ("abcd" * 16, "blank.txt", "F1 68.0 (95 % interval 66.1 to 70.2)", "papermill 2", "minimum = 0.7"):
        assert part in footer


def test_the_page_loads_nothing_and_hides_the_code(made):
    for page in made[1].values():
        check_page(page)
    page = made[1]["good"]
    assert "plt.plot" not in page.main.get_text()
    assert "alert(1)" not in str(page)
    assert "onclick" not in str(page)
    assert "After." in page.main.get_text()
    assert page.h1.get_text() == "Report good"
    assert page.select_one(".lead").get_text().strip() == "What this report is about."
    assert [h.get("id") for h in page.main.find_all("h2")] == ["rows", "rows-2"]
    assert page.select_one("table.filterable th[data-filter]")["scope"] == "col"


def test_an_image_without_alternative_text_gets_the_sentence_above_and_a_remark(made):
    outcomes, pages = made
    assert pages["good"].img["alt"] == "The line rises from one to three."
    assert "image 1 has no alternative text" in outcomes["good"].remarks[0]


def test_the_index_links_every_report_and_says_which_failed(made):
    index = made[1]["index"]
    assert [a["href"] for a in index.select("main a")] == ["good.html", "bad.html", "dead.html"]
    assert index.select_one("li p").get_text() == "What this report is about."
    assert ["Failed" in p.get_text() for p in index.select(".status")] == [False, True, True]


def test_the_same_input_gives_the_same_bytes(tmp_path, made):
    first = made[0]["good"].html
    root = first.parent.parent
    again = replace(read_manifest(root / "workbook.toml"), reports=tmp_path)
    (outcome,) = render(again, only=["good"], parameters={"minimum": 0.7, "words": ["x", "y"]}, workers=1)
    assert outcome.html.read_bytes() == first.read_bytes()
    assert (tmp_path / "good.ipynb").read_bytes() == first.with_suffix(".ipynb").read_bytes()
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert index.count("Not made yet.") == 2


def die_or_wait(job: execution.Job) -> Outcome:
    """Stands in for a report: the one called killer takes its process down, as lack of memory does."""
    if job.report.name == "killer":
        os._exit(9)
    time.sleep(1)
    return Outcome(job.report.name, True, 1.0)


def test_a_report_that_kills_its_process_does_not_take_the_others_along(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "run", die_or_wait)
    path = project(tmp_path, killer=notebook("Killer"), other=notebook("Other"))
    outcomes = render(read_manifest(path), workers=2, progress=False)
    assert [(o.name, o.ok, o.error) for o in outcomes] == [("killer", False, "its process died"), ("other", True, "")]
    assert "its process died" in outcomes[0].html.read_text(encoding="utf-8")


def test_many_articles_are_summed_up_in_one_hash(tmp_path):
    counts = {"characters": 9, "words": 2, "sentences": 1}
    rows = [{"article_id": f"a{n:02}", "sha256": f"{n:064x}", **counts} for n in range(21)]
    hashes = set()
    for number, articles in enumerate((rows[:20], rows, rows[::-1], [*rows[:20], {**rows[20], "sha256": "f" * 64}])):
        write_tables(empty_tables().replace(articles=make_table("articles", articles)), tmp_path / str(number))
        found = provenance(tmp_path / str(number))["inputs"]
        assert len(found["articles"]) == (20 if number == 0 else 0)
        assert found["count"] == len(articles)
        hashes.add(found["sha256"])
    assert len(hashes) == 3
    assert provenance(tmp_path / "none")["inputs"] == {"known": False, "reason": "none/articles.csv is missing."}


def test_a_cell_that_takes_too_long_is_stopped_and_marked(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "CELL_TIMEOUT", 1)
    path = project(tmp_path, slow=notebook("Slow", ("It waits.", "import time\ntime.sleep(60)")))
    (outcome,) = render(read_manifest(path), workers=1)
    assert not outcome.ok
    assert "CellTimeoutError" in outcome.error
    assert "time.sleep(60)" in outcome.html.read_text(encoding="utf-8")


def test_refresh_leaves_no_trace_the_second_time(tmp_path):
    given = notebook(
        "One",
        ("It prints.", "import sys\nfor n in range(3):\n    print(n, flush=True)\nsys.stdout.write('end')"),
        ("It shows a widget.", "import ipywidgets\nipywidgets.IntSlider()"),
        ("The folder is the notebook's.", "from pathlib import Path\nPath.cwd().name"),
    )
    path = project(tmp_path, one=given, two=notebook("Two", ("It fails.", "1 / 0")))
    one = tmp_path / "notebooks" / "one.ipynb"
    one.write_text(one.read_text(encoding="utf-8").replace('"prose-0"', '"title"'), encoding="utf-8")
    before = (tmp_path / "notebooks" / "two.ipynb").read_bytes()
    manifest = read_manifest(path)
    first = refresh(manifest)
    assert [(o.name, o.ok, o.changed) for o in first] == [("one.ipynb", True, True), ("two.ipynb", False, False)]
    assert "ZeroDivisionError" in first[1].error
    assert (tmp_path / "notebooks" / "two.ipynb").read_bytes() == before
    written = one.read_bytes()
    stored = json.loads(written)
    assert stored["metadata"].keys() == {"kernelspec", "language_info"}
    assert "version" not in stored["metadata"]["language_info"]
    assert len({cell["id"] for cell in stored["cells"]}) == len(stored["cells"])
    assert not re.search(rb"timestamp|iopub|model_id|papermill", written)
    assert "notebooks" in stored["cells"][-1]["outputs"][0]["data"]["text/plain"][0]
    assert not refresh(manifest)[0].changed
    assert one.read_bytes() == written


@pytest.fixture
def declared(tmp_path) -> Path:
    return project(tmp_path, one=notebook("One"), two=notebook("Two", parameters="colour: str = 'red'  # of the bars"))


def test_parameters_are_read_with_type_default_and_help(declared):
    found = notebook_parameters(declared.parent / "notebooks" / "one.ipynb")
    assert [(p.name, p.type, p.default) for p in found.values()] == [
        ("minimum", "float", 0.5),
        ("most", "int", 10),
        ("words", "list", ["a"]),
        ("whole", "bool", False),
        ("title", "str", "Storm"),
        ("tables", "str", "data"),
    ]
    assert found["minimum"].help == "least confidence shown"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("minimum=1", 1.0),
        ("most=3", 3),
        ("whole=TRUE", True),
        ("title=1=2", "1=2"),
        ("words=a, b", ["a", "b"]),
        ('words=["a, b"]', ["a, b"]),
        ("words=", []),
    ],
)
def test_text_becomes_what_the_notebook_declares(declared, given, value):
    path = declared.parent / "notebooks" / "one.ipynb"
    (found,) = check_parameters(parse_assignments([given]), [path])[path].values()
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"minimun": "0.5"}, r"no parameter 'minimun'\. Did you mean minimum\? Allowed are minimum, most, .*colour"),
        ({"minimum": "high"}, r"minimum must be a float, for instance 0\.5; got 'high'"),
        ({"minimum": "nan"}, "minimum must be a float"),
        ({"most": "2.5"}, "most must be an int, for instance 3; got '2.5'"),
        ({"most": True}, "most must be an int"),
        ({"whole": "maybe"}, "whole must be a bool, for instance true"),
        ({"words": "[1"}, "words must be a list, for instance a,b"),
        ({"words": [1]}, "words must be a list"),
        ({"title": 3}, "title must be a str"),
    ],
)
def test_nothing_runs_before_every_parameter_is_right(declared, given, message):
    with pytest.raises(UsageError, match=message):
        render(read_manifest(declared), parameters=given)
    assert not (declared.parent / "reports").exists()


def test_a_parameter_goes_to_the_reports_that_have_it(declared):
    manifest = read_manifest(declared)
    check(manifest, parameters={"colour": "blue", "most": "1"})
    with pytest.raises(UsageError, match="colour"):
        check(manifest, only=["one"], parameters={"colour": "blue"})
    both = [entry.notebook for entry in manifest.entries]
    assert list(check_parameters({"colour": "blue", "most": 1}, both).values()) == [{"most": 1}, {"colour": "blue"}]


def test_a_list_may_say_what_its_items_are(tmp_path):
    manifest = read_manifest(project(tmp_path, one=notebook("One", parameters="years: list[int] = [2024]  # years")))
    path = manifest.entries[0].notebook
    assert check_parameters({"years": "2023, 2024"}, [path])[path] == {"years": [2023, 2024]}
    with pytest.raises(UsageError, match="years must be a list of int, for instance 1,2; got '2023,now'"):
        check(manifest, parameters={"years": "2023,now"})


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("minimum: float | None = 0.5", "cannot read the parameter 'minimum'"),
        ("a: str = 'x=y'", "cannot read the parameter 'a'"),
        ("a: int = 'x'", "must be an int, but its default is 'x'"),
        ("a: dict = {}", "allowed are str, int, float, bool, list"),
        ("a: int = 1 + 1", "line 1 of the parameters cell is not of the form"),
        ("import os", "line 1 of the parameters cell is not of the form"),
        ("a: int =", "not Python"),
    ],
)
def test_a_parameters_cell_that_papermill_would_misread_is_named(tmp_path, cell, message):
    path = project(tmp_path, one=notebook("One", parameters=cell))
    with pytest.raises(UsageError, match=re.escape(message)):
        check(read_manifest(path))


def test_a_notebook_has_exactly_one_parameters_cell(tmp_path):
    twice = notebook("One")
    twice.cells.append(new_code_cell("a: int = 1", metadata={"tags": ["parameters"]}))
    path = project(tmp_path, one=twice)
    with pytest.raises(UsageError, match="2 cells are tagged 'parameters'"):
        check(read_manifest(path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[project]", "[projekt]"), r"no table 'projekt'\. Did you mean project"),
        (("tables =", "table ="), r"\[project\]: there is no key 'table'\. Did you mean tables\?"),
        (('"data"', "3"), "tables must be text in quotation marks, not 3"),
        (("name =", "nmae ="), r"report 1: there is no key 'nmae'\. Did you mean name\?"),
        (('name = "two"', 'name = "one"'), "report 2: the name 'one' is taken"),
        (('name = "one"', 'name = "../one"'), "name may hold letters"),
        (("notebooks/two.ipynb", "notebooks/too.ipynb"), "The notebooks there are notebooks/one.ipynb, notebooks/two"),
        (('title = "Report one"', "parameters = { most = 1.5 }"), "report one: most must be an int"),
        (('title = "Report one"', "parameters = { mots = 1 }"), "report one: there is no parameter 'mots'"),
        (("[project]", '[published]\nflood = "Monday"\n[project]'), "flood must be a day"),
        (("[project]", "[project"), "not a TOML file"),
    ],
)
def test_a_wrong_manifest_says_where_and_what_is_right(declared, change, message):
    text = declared.read_text(encoding="utf-8")
    assert change[0] in text
    declared.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        check(read_manifest(declared))


def test_an_unknown_report_or_manifest_is_a_usage_error(declared):
    with pytest.raises(UsageError, match=r"no report 'tow'\..*The reports are one, two"):
        check(read_manifest(declared), only=["tow"])
    with pytest.raises(UsageError, match=r"no\.toml: there is no such manifest"):
        read_manifest(declared.parent / "no.toml")


def test_project_path_is_the_same_from_the_notebooks_folder(declared, monkeypatch):
    root = declared.parent
    for folder in (root, root / "notebooks"):
        monkeypatch.chdir(folder)
        assert project_path("data").resolve() == (root / "data").resolve()
        assert project_path("figures").resolve() == (root / "figures").resolve()
    outside = root.parent / "outside"
    outside.mkdir(exist_ok=True)
    monkeypatch.chdir(outside)
    assert project_path("data") == Path(os.getcwd()) / "data"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>a<script>x<b></script>b</p>", "<p>ab</p>"),
        ("a<script>alert(1)", "a"),
        ("<ScRiPt src='//x'></sCrIpT >b", "b"),
        ('<img src="http://x/y.png" alt="y">', '<img alt="y">'),
        ('<a href="javascript:x()">y</a>', "<a>y</a>"),
        ('<a href="da&#10;ta:text/html,x">y</a>', "<a>y</a>"),
        (
            '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="y">',
            '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="y">',
        ),
        ('<iframe src="x"></iframe><form><input></form>', ""),
        ('<p style="color: red; position: fixed">x</p>', '<p style="color: red;">x</p>'),
        ('<details open><summary>s</summary><mark class="cue">m</mark></details>', None),
        ('<figure><figcaption id="c" aria-label="l" data-x="1">c</figcaption></figure>', None),
        ("<style>td { color: red }</style>", None),
    ],
)
def test_html_of_a_notebook_keeps_what_shows_and_drops_what_runs(given, kept):
    cleaned = safe_html(given).replace('open=""', "open")
    assert cleaned.strip() == (given if kept is None else kept)


def check_page(page: BeautifulSoup) -> None:
    """What holds for every page: it stands alone, and can be read without seeing it."""
    assert page.html["lang"] == "en"
    assert page.title.get_text(strip=True)
    assert len(page.find_all("h1")) == 1
    for element in page.find_all(src=True):
        assert element["src"].startswith("data:")
    assert [link["href"] for link in page.find_all("link")] == ["data:,"]
    assert "url(" not in "".join(style.get_text() for style in page.find_all("style"))
    assert all(image.get("alt", "").strip() for image in page.find_all("img"))
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    identities = [element["id"] for element in page.find_all(id=True)]
    assert len(identities) == len(set(identities))
    assert page.select_one("a.skip")["href"] == "#main"


@pytest.fixture(scope="module")
def browser():
    """Chromium, offline; a skip where there is none."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no chromium on PATH")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, args=[*flags, "--disable-sync", "--no-first-run"]
        )
        yield chromium
        chromium.close()


def test_a_reader_can_filter_a_table_by_keyboard_offline(made, browser):
    context = browser.new_context(offline=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.goto(made[0]["good"].html.as_uri())
    shown = page.locator("table.filterable tbody tr:visible")
    assert shown.count() == 9
    assert page.locator(".filters output").inner_text() == "9 of 9 rows"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Search in the table").focus()
    page.keyboard.type("ROW 3")
    assert shown.all_inner_texts() == ["row 3\todd"]
    assert page.locator(".filters output").inner_text() == "1 of 9 rows"
    page.get_by_label("Search in the table").fill("")
    page.get_by_label("kind").select_option(label="even")
    assert shown.count() == 5
    page.emulate_media(media="print")
    assert page.locator(".filters").is_hidden()
    assert problems == []
    context.close()
