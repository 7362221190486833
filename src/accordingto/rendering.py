"""An executed notebook in, one self-contained HTML page out: no script, font, style or image from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "template"
_ERROR_MARKER = "papermill-error-cell-tag"
_PRIORITY = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain"]
_STYLE = re.compile(r"<style\b[^<>]*>([^<]*)</style\s*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(/?)script\b[^<>]*>", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]+")


@dataclass(frozen=True)
class Page:
    """What stands on a report's page beside the notebook's own cells.

    Parameters
    ----------
    title : str
        The heading.
    notebook : str
        The notebook's path in the project.
    parameters : sequence of mapping
        ``name``, ``value`` and ``help`` of each.
    provenance : mapping
        From :func:`accordingto.provenance.provenance`.
    problem : str
        Why the run stopped; empty when it did not.
    """

    title: str
    notebook: str
    parameters: Sequence[Mapping[str, str]] = ()
    provenance: Mapping[str, object] = field(default_factory=dict)
    problem: str = ""


def render_page(notebook: NotebookNode, page: Page) -> tuple[str, list[str]]:
    """Render an executed notebook as one HTML page.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs; it is not changed.
    page : Page
        Title, parameters and provenance.

    Returns
    -------
    html : str
        Complete; the same notebook and page give the same text.
    remarks : list of str
        What an author should mend, such as an image without alternative text.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_cells(notebook), "html.parser")
    lead = _take_lead(soup)
    remarks = _describe_images(soup)
    _tidy_headings(soup)
    _tidy_tables(soup)
    html = _page(
        title=page.title,
        description=BeautifulSoup(lead, "html.parser").get_text(" ", strip=True),
        lead=lead,
        parameters=page.parameters,
        body=str(soup),
        made=_template("made.html.j2", notebook=page.notebook, parameters=page.parameters, **page.provenance)
        if page.provenance
        else "",
        problem=page.problem,
        jump=soup.find(id="failed-cell") is not None,
        status="failed" if page.problem else "complete",
        home=True,
        script=_script(),
    )
    return html, remarks


def render_index(title: str, entries: Sequence[Mapping[str, str]]) -> str:
    """Render the page that links the reports.

    Parameters
    ----------
    title : str
        The heading.
    entries : sequence of mapping
        ``name``, ``title``, ``href``, ``description``, ``status`` and ``remark`` of each report.

    Returns
    -------
    str
    """
    failed = any(entry["status"] == "failed" for entry in entries)
    body = _template("index.html.j2", entries=entries)
    return _page(title=title, description=title, body=body, status="failed" if failed else "complete")


def safe_html(html: str) -> str:
    """Keep the parts of HTML that show something; drop what could run or load something.

    Scripts, event handlers, forms, frames and images from elsewhere go; tables, figures, marks,
    details, classes, ``data-`` and ``aria-`` attributes, harmless styles and images in data URIs stay.

    Examples
    --------
    >>> safe_html('<p onclick="x()">So <mark>it</mark> is<script>alert(1)</script></p>')
    '<p>So <mark>it</mark> is</p>'
    """
    from bleach import clean
    from bleach.css_sanitizer import CSSSanitizer

    allowed = _allow_list()
    styles = "".join(f"<style>{block}</style>" for block in _STYLE.findall(html))
    return styles + clean(
        _without_scripts(_STYLE.sub("", html)),
        tags=allowed["tags"],
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=allowed["styles"]),
        strip=True,
    )


@cache
def _allow_list() -> dict[str, frozenset[str]]:
    lists = tomllib.loads((TEMPLATES / "allowed.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


def _without_scripts(html: str) -> str:
    """Cut scripts with what is in them; of any other tag that is not allowed the words stay."""
    kept, inside, end = [], False, 0
    for tag in _SCRIPT.finditer(html):
        if not inside:
            kept.append(html[end : tag.start()])
        inside, end = not tag[1], tag.end()
    return "".join(kept) if inside else "".join(kept) + html[end:]


def _allowed(tag: str, name: str, value: str) -> bool:
    if name in ("src", "href"):
        address = _BLANK.sub("", unescape(value)).lower()
        if name == "src":
            return tag == "img" and address.startswith("data:image/")
        return _SCHEME.match(address) is None or address.startswith(("http:", "https:", "mailto:"))
    return name in _allow_list()["attributes"] or name.startswith(("data-", "aria-"))


def _cells(notebook: NotebookNode) -> str:
    """The notebook's cells as HTML, code hidden."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    exporter = HTMLExporter(
        config=Config({"NbConvertBase": {"display_data_priority": _PRIORITY}}),
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={"safe_html": safe_html},
    )
    shown = notebook.copy()
    shown["cells"] = [cell for cell in notebook.cells if _ERROR_MARKER not in cell.metadata.get("tags", [])]
    return exporter.from_notebook_node(shown)[0]


def _take_lead(soup: BeautifulSoup) -> str:
    """Cut the notebook's own heading and first paragraph out; return the paragraph."""
    prose = soup.find("div", class_="prose")
    if prose is None:
        return ""
    parts = [child for child in prose.children if getattr(child, "name", None)]
    if parts and parts[0].name == "h1":
        parts.pop(0).extract()
    lead = str(parts.pop(0).extract()) if parts and parts[0].name == "p" else ""
    if not parts:
        prose.extract()
    return lead


def _describe_images(soup: BeautifulSoup) -> list[str]:
    """Give images without alternative text the sentence that stands above them, and say so."""
    remarks = []
    for number, image in enumerate(soup.find_all("img"), 1):
        if image.get("alt", "").strip() and not image["alt"].startswith("No description has been provided"):
            continue
        above = image.find_previous(["p", "h2", "h3", "h1"])
        image["alt"] = above.get_text(" ", strip=True) if above else "An image without a description"
        remarks.append(f"image {number} has no alternative text; the words above it stand in: {image['alt']!r}")
    return remarks


def _tidy_headings(soup: BeautifulSoup) -> None:
    """One h1 on the page, an id on every heading, and no id twice."""
    taken = {"main", "how-this-was-made", "made-input", "made-rejected", "made-accuracy", "made-versions"}
    for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        if heading.name == "h1":
            heading.name = "h2"
        heading["id"] = _slug(heading.get_text(" ", strip=True))
    for element in soup.find_all(id=True):
        identity, number = element["id"], 2
        while element["id"] in taken:
            element["id"] = f"{identity}-{number}"
            number += 1
        taken.add(element["id"])


def _tidy_tables(soup: BeautifulSoup) -> None:
    """Wide tables scroll on their own, by keyboard too; heads say what they are the head of."""
    for number, table in enumerate(soup.find_all("table"), 1):
        table.attrs.pop("border", None)
        for scope, heads in (("col", table.select("thead th")), ("row", table.select("tbody th"))):
            for head in heads:
                head.attrs.setdefault("scope", scope)
        if table.find_parent(attrs={"role": "region"}):
            continue
        box = soup.new_tag("div", attrs={"class": "scroll", "role": "region", "tabindex": "0"})
        box["aria-label"] = _name_of(table) or f"Table {number}"
        table.wrap(box)


def _name_of(table: Tag) -> str:
    named = table.caption or table.find_previous(["h2", "h3", "h4"])
    return named.get_text(" ", strip=True) if named else ""


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-") or "section"


def _page(script: str = "", **content: object) -> str:
    content = {"lead": "", "parameters": (), "made": "", "problem": "", "jump": False, "home": False, **content}
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return _template("page.html.j2", policy=policy, style=style, script=script, **content) + "\n"


def _script() -> str:
    return (TEMPLATES / "filter.js").read_text(encoding="utf-8")


def _template(name: str, **content: object) -> str:
    return _environment().get_template(name).render(**content)


@cache
def _environment():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
