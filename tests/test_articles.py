"""Reading seeds: what is text stays as it is, what is not is named with its remedy."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accordingto import documents, webpages
from accordingto.articles import Article, Reject, Seeds, safe_id
from accordingto.seeds import MAX_FILE_BYTES, iter_seeds, read_seeds

PAGE = """<!DOCTYPE html><html><head><title>River floods town | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Mary Hill">
<meta property="article:published_time" content="2024-10-21T10:00:00Z">
<link rel="canonical" href="https://gazette.example/flood"><script>var tracker = 1;</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport pages</a></nav><script>run()</script>
<article><h1>River floods town</h1><p>The river rose overnight, police said on Monday.</p>
<p>“It is late,” said Mary Hill, who lives there. Twelve people were hurt.</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def seeds(tmp_path):
    """Write files (name to content), then read the folder they are in."""

    def write(files, **options):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_seeds(tmp_path, **options)

    return write


def reasons(found):
    return [(r.path, r.stage, r.reason) for r in found.rejects]


def test_a_text_file_is_read_as_it_is(seeds):
    text = "\n  “No,” she said.\r\nNothing\tmore.\u2028\x85End \n"
    found = seeds({"flood.txt": text})
    assert isinstance(found, Seeds)
    assert found[0] == Article("flood", text, path="flood.txt")
    assert found.rejects == ()


def test_the_byte_order_mark_is_not_text(seeds):
    found = seeds({"a.txt": "é".encode("utf-8-sig"), "b.txt": "“é”".encode("utf-16"), "c.txt": "é".encode("utf-32")})
    assert [a.text for a in found] == ["é", "“é”", "é"]
    assert found.rejects == ()


def test_front_matter_gives_the_fields_and_the_text_starts_after_it(seeds):
    matter = (
        '---\r\nTitle: "Flood: the river"\r\npublisher: The Gazette\r\ntags:\r\n  - water\r\n'
        "published: 2024-10-21\r\nurl:https://g.example/a\r\nauthor: Mary Hill\r\n---\r\n"
    )
    found = seeds({"flood.txt": matter + "\r\nThe river rose."})
    assert found[0].text == "\r\nThe river rose."
    assert (found[0].title, found[0].publisher, found[0].author) == ("Flood: the river", "The Gazette", "Mary Hill")
    assert (found[0].published, found[0].url) == (date(2024, 10, 21), "https://g.example/a")


@pytest.mark.parametrize(
    "text", ["---\nHe said so.\n---\nMore.", "---\n---\nMore.", "--- no\na: b\n---\n", "a\n---\nb: c\n---\n"]
)
def test_a_rule_across_the_page_is_not_front_matter(seeds, text):
    found = seeds({"a.txt": text})
    assert found[0].text == text
    assert found.rejects == ()


def test_front_matter_without_an_end_is_text_with_a_note(seeds):
    found = seeds({"a.txt": "---\ntitle: Flood\nThe river rose."})
    assert found[0].text.startswith("---\ntitle")
    assert reasons(found) == [("a.txt", "note", "the front matter has no end")]
    assert found[0].notes == ("the front matter has no end",)


@pytest.mark.parametrize("written", ["21/10/2024", "2024-02-30", "yesterday", "2024-1-1", "2024-10-2199"])
def test_an_unclear_date_is_left_empty_with_a_note(seeds, written):
    found = seeds({"a.txt": f"---\npublished: {written}\n---\nText."}, published="2020-01-01")
    assert found[0].published is None
    assert reasons(found) == [("a.txt", "note", "the date of publication is not clear")]
    assert written in found.rejects[0].detail


def test_the_given_date_is_for_articles_without_one(seeds):
    files = {"a.txt": "Text.", "b.txt": "---\npublished: 2024-10-21T23:30:00-05:00\n---\nText."}
    assert [a.published for a in seeds(files, published="2020-01-01")] == [date(2020, 1, 1), date(2024, 10, 21)]
    assert [a.published for a in seeds(files, published=date(2020, 1, 2))] == [date(2020, 1, 2), date(2024, 10, 21)]
    with pytest.raises(ValueError, match="2024-10-21, not 'soon'"):
        iter_seeds("nowhere", published="soon")


def test_markdown_keeps_its_text_and_gives_its_first_heading_as_title(seeds):
    text = "```\n# no title\n```\n## Part\n# Flood *now* #\n\nThe **river** rose.\n"
    found = seeds({"a.md": text, "b.md": "---\ntitle: Own\n---\n# Other\nText."})
    assert [(a.title, a.text) for a in found] == [("Flood *now*", text), ("Own", "# Other\nText.")]


def test_html_gives_the_main_text_its_metadata_and_says_what_was_dropped(seeds):
    found = seeds({"flood.html": PAGE})
    assert "“It is late,” said Mary Hill" in found[0].text
    assert not any(words in found[0].text for words in ("tracker", "run()", "Sport pages", "<p>"))
    assert found[0].title == "River floods town"
    assert (found[0].publisher, found[0].author) == ("The Gazette", "Mary Hill")
    assert (found[0].published, found[0].url) == (date(2024, 10, 21), "https://gazette.example/flood")
    assert reasons(found) == [("flood.html", "note", "main text taken from HTML")]
    kept = f"{len(found[0].text):,} of {len(PAGE):,} characters kept; 2 scripts and the navigation were dropped."
    assert found.rejects[0].detail == kept


def test_html_is_read_in_its_declared_encoding_and_under_front_matter(seeds):
    page = '<html><head><meta charset="windows-1252"></head><body><p>The café’s river rose.</p></body></html>'
    found = seeds({"a.htm": page.encode("cp1252"), "b.html": "---\ntitle: Own\n---\n" + PAGE})
    assert found[0].text == "The café’s river rose."
    assert found[1].title == "Own"
    assert found[1].publisher == "The Gazette"


def test_fragments_of_html_are_read_and_empty_pages_rejected(seeds):
    found = seeds({"a.html": "<p>The river rose.</p>", "b.html": "<html><body><script>x</script></body></html>"})
    assert [a.text for a in found] == ["The river rose."]
    assert ("b.html", "read", "no article was found in the page") in reasons(found)


@pytest.mark.parametrize("markup", ["<div>", "<p><b>", "<ul><li>", "<table><tr><td>", "<blockquote><p>a", "<svg><g>"])
def test_deeply_nested_markup_ends(seeds, markup):
    found = seeds({"a.html": "<html><body>" + markup * 5_000 + "The river rose."})
    assert len(found) + len([r for r in found.rejects if r.stage == "read"]) == 1


def test_pages_that_are_too_large_are_not_taken_apart(seeds, monkeypatch):
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: pytest.fail("was taken apart"))
    found = seeds({"a.html": "x" * (webpages.MAX_PAGE_BYTES + 1), "b.html": "<b>" * (webpages.MAX_PAGE_TAGS + 1)})
    assert reasons(found) == [(name, "read", "the page is too large") for name in ("a.html", "b.html")]


def test_extraction_that_fails_is_a_reject(seeds, monkeypatch):
    def fail(*_, **__):
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    found = seeds({"a.html": PAGE, "b.txt": "Text."})
    assert reasons(found) == [("a.html", "read", "the page could not be taken apart (RecursionError)")]
    assert [a.article_id for a in found] == ["b"]


def test_json_lines_give_an_article_a_line(seeds):
    first = {"id": "a", "text": "One.", "title": "T", "publisher": "P", "author": "A", "published": "2024-10-21"}
    lines = [json.dumps(first | {"url": "u", "more": [1]}), "", json.dumps({"id": 7, "text": "“Two” 🙂\n"}) + "\r"]
    found = seeds({"n.jsonl": "\ufeff" + "\n".join(lines)})
    assert found[0] == Article("a", "One.", "T", "P", "A", date(2024, 10, 21), "u", "n.jsonl:1")
    assert (found[1].article_id, found[1].text, found[1].path) == ("7", "“Two” 🙂\n", "n.jsonl:3")
    assert found.rejects == ()


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        ('{"id": "x", "text": }', "the line is not valid JSON", "column 21"),
        ("[" * 100_000, "the line is not a plain JSON record", '"text"'),
        ('{"id": ' + "9" * 5_000 + "}", "the line is not a plain JSON record", '"text"'),
        ('["x", "y"]', "the line is not a record", '"text"'),
        ('{"text": "y"}', "the record has no id", '"id"'),
        ('{"id": "x"}', "the record has no text", '"text"'),
        ('{"id": "x", "text": 5}', "the record's text is not text in quotation marks", '"text"'),
        ('{"id": true, "text": "y"}', "the record's id is not text", '"id"'),
        ('{"id": "x", "text": " \\n"}', "there is no text", "take the file away"),
        ('{"id": "a/b", "text": "y"}', "the id cannot be used", "'/'"),
        ('{"id": "..", "text": "y"}', "the id cannot be used", "another id"),
        ('{"id": ".x", "text": "y"}', "the id cannot be used", "another id"),
        ('{"id": "x\\u0000", "text": "y"}', "the id cannot be used", "another id"),
        ('{"id": "\\ud800", "text": "y"}', "the id cannot be used", "another id"),
        ('{"id": "con", "text": "y"}', "the id cannot be used", "Windows"),
        ('{"id": "' + "x" * 121 + '", "text": "y"}', "the id cannot be used", "120"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(seeds, line, reason, words):
    found = seeds({"n.jsonl": f'{{"id": "1", "text": "One."}}\n{line}\n{{"id": "3", "text": "Three."}}'})
    assert [a.article_id for a in found] == ["1", "3"]
    assert reasons(found) == [("n.jsonl:2", "read", reason)]
    assert words in found.rejects[0].detail


def test_characters_that_do_not_exist_are_replaced_one_by_one(seeds):
    found = seeds({"n.jsonl": '{"id": "x", "text": "ab\\ud800c\\u0000", "title": "\\udc00"}'})
    assert (found[0].text, found[0].title) == ("ab\ufffdc\ufffd", "\ufffd")
    assert reasons(found) == [("n.jsonl:1", "note", "characters that do not exist")]
    assert "first as its character 3" in found.rejects[0].detail


def test_fields_that_are_not_text_are_left_empty(seeds):
    found = seeds(
        {"n.jsonl": '{"id": "x", "text": "y", "title": ["z"], "published": 2024, "url": null}'}, published="2020-01-01"
    )
    assert (found[0].title, found[0].published, found[0].url) == ("", None, "")
    assert [r.reason for r in found.rejects] == ["title is not text", "published is not text"]


def test_a_line_that_is_too_long_is_passed_over(seeds, monkeypatch):
    monkeypatch.setattr(documents, "MAX_LINE_BYTES", 40)
    found = seeds({"n.jsonl": b'{"id": "1", "text": "' + b"x" * 200 + b'"}\n{"id": "2", "text": "y"}\n'})
    assert [a.article_id for a in found] == ["2"]
    assert reasons(found) == [("n.jsonl:1", "read", "the line is too long")]


def test_an_encoding_that_is_guessed_is_noted(seeds):
    text = "“It’s the minister’s résumé,” she said — for £40."
    found = seeds({"a.txt": text.encode("cp1252"), "n.jsonl": b'{"id": "b", "text": "caf\xe9"}'})
    assert [a.text for a in found] == [text, "café"]
    assert [(r.path, r.stage) for r in found.rejects] == [("a.txt", "note"), ("n.jsonl:1", "note")]
    assert all("cp1252" in r.detail and "UTF-8" in r.detail for r in found.rejects)


def test_an_english_text_with_a_few_accents_is_western(seeds):
    text = "The café owner René Müller said 40 people had left the town of Caféville after the flood.\n"
    found = seeds({"a.txt": text.encode("latin-1")})
    assert found[0].text.strip() == text.strip()
    assert "cp1252" in found.rejects[0].detail


def test_a_damaged_character_does_not_change_the_others(seeds):
    text = "“It’s the minister’s résumé,” she said."
    found = seeds({"a.txt": text.encode() + b" caf\xe9"})
    assert found[0].text == text + " caf\ufffd"
    assert reasons(found) == [("a.txt", "note", "the encoding was guessed")]
    assert "1 damaged character," in found.rejects[0].detail


@pytest.mark.parametrize(
    ("name", "content", "reason", "remedy"),
    [
        ("a.txt", b"", "there is no text", "take the file away"),
        ("a.txt", b" \n\t", "there is no text", "take the file away"),
        ("a.txt", b"---\ntitle: x\n---\n", "there is no text", "take the file away"),
        ("a.txt", b"PK\x03\x04\x00\x00text", "not a text file", "UTF-8"),
        ("a.txt", b"\x01\x02\x03abc\x04", "not a text file", "UTF-8"),
        ("a.txt", b"\xff\xfe\x00\xd8a", "it begins as UTF-16 text but does not go on as such", "UTF-8"),
        ("a.txt", b"x" * 1_000_001, "the text is too long", "Split it"),
        ("a.pdf", b"%PDF", "files of type .pdf are not read", ".txt, .md, .html, .htm and .jsonl"),
        ("notes", b"x", "files without a type are not read", ".txt"),
        ("n.jsonl", b"\n\n", "the file is empty", "each line"),
        ("n.jsonl", b"\x1f\x8b\x00\x00", "not JSON Lines in UTF-8", "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_remedy(seeds, name, content, reason, remedy):
    found = seeds({name: content})
    assert len(found) == 0
    assert reasons(found) == [(name, "read", reason)]
    assert remedy in found.rejects[0].detail


def test_a_file_that_is_too_large_is_not_opened(seeds, tmp_path, monkeypatch):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert reasons(read_seeds(tmp_path)) == [("a.txt", "read", "the file is too large")]


def test_paths_that_lead_nowhere_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = read_seeds(tmp_path / "gone.txt", tmp_path / "empty", tmp_path)
    assert reasons(found) == [
        ("gone.txt", "read", "there is no such file or folder"),
        ("empty", "read", "the folder is empty"),
        ("link.txt", "read", "a link to a file that is not there"),
        ("loop.txt", "read", "a link to a file that is not there"),
        ("pipe.txt", "read", "not an ordinary file"),
    ]
    assert all(r.detail for r in found.rejects)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "denied"), "may not be opened"),
        (FileNotFoundError(), "vanished"),
        (OSError(5, "I/O"), "I/O"),
    ],
)
def test_a_file_that_does_not_open_is_a_reject(tmp_path, monkeypatch, error, words):
    def fail(path, *_):
        if path.name == "a.txt":
            raise error
        return original(path, *_)

    original = Path.open
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    monkeypatch.setattr(Path, "open", fail)
    found = read_seeds(tmp_path)
    assert [a.article_id for a in found] == ["b"]
    assert found.rejects[0].path == "a.txt"
    assert words in found.rejects[0].reason


def test_files_come_in_the_order_of_their_paths_without_the_hidden_ones(seeds, tmp_path):
    names = ["b.txt", "B.TXT", "a/z.md", "a/b/c.txt", "é.txt", "a.txt", ".hidden.txt", ".git/x.txt", "a/.DS_Store"]
    found = seeds({name: name for name in names})
    assert [a.path for a in found] == ["B.TXT", "a.txt", "a/b/c.txt", "a/z.md", "b.txt", "é.txt"]
    assert [a.article_id for a in found] == ["B", "a", "c", "z", "b", "é"]
    assert found.rejects == ()
    assert tuple(read_seeds(str(tmp_path))) == found.articles


def test_links_between_folders_end(seeds, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found = seeds({"a/x.txt": "Text."})
    assert [a.path for a in found] == ["a/x.txt"]


def test_an_id_is_used_once(seeds, tmp_path):
    found = seeds(
        {"a/x.txt": "One.", "b/x.txt": "Other.", "c/x.md": "One.", "n.jsonl": '{"id": "x", "text": "Third."}'}
    )
    assert [a.path for a in found] == ["a/x.txt"]
    assert reasons(found) == [
        ("b/x.txt", "read", "two articles with the same id"),
        ("c/x.md", "note", "the same article twice"),
        ("n.jsonl:1", "read", "two articles with the same id"),
    ]
    assert "a/x.txt" in found.rejects[0].detail
    assert "Rename" in found.rejects[0].detail
    one = tmp_path / "a" / "x.txt"
    assert len(read_seeds(one, one)) == 1


@pytest.mark.parametrize("name", ["a:b.txt", "..x.txt", "con.txt", "x" * 150 + ".txt", "a\nb.txt", " .txt", "a;b.txt"])
def test_file_names_that_cannot_be_ids_are_made_safe(tmp_path, name):
    (tmp_path / name).write_text("Text.")
    found = read_seeds(tmp_path / name)
    assert reasons(found) == [(name, "note", "the file's name cannot be an article's id")]
    assert Article(found[0].article_id, "x")
    assert found[0].article_id == read_seeds(tmp_path / name)[0].article_id
    assert len({safe_id(stem) for stem in ("a:b", "a;b", "a/b")}) == 3


def test_names_in_another_encoding_can_be_written(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("Text.")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    found = read_seeds(tmp_path)
    assert len(found) == 1
    assert found[0].path.encode() == found.rejects[0].path.encode() == b"caf?.txt"


def test_an_article_made_by_hand_needs_an_id_that_can_name_a_file():
    with pytest.raises(ValueError, match="file names"):
        Article("../x", "Text.")


def test_seeds_behave_like_a_sequence(seeds):
    found = seeds({"a.txt": "One.", "b.txt": "Two.", "c.pdf": "x"})
    assert len(found) == 2
    assert found[1] in found
    assert [a.article_id for a in found[:1]] == ["a"]
    assert isinstance(found.rejects[0], Reject)


def test_reading_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    reading = iter_seeds(tmp_path)
    assert next(reading).article_id == "a"
    (tmp_path / "b.txt").unlink()
    assert next(reading).reason == "there is no such file or folder"


PROPERTY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@PROPERTY
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), min_size=1))
@example("\ufeff\ufeffx")
@example("---\na: b\n---")
def test_every_text_comes_back_whole(tmp_path, text):
    (tmp_path / "x.txt").write_bytes(text.encode("utf-8"))
    found = read_seeds(tmp_path / "x.txt")
    given_text = text.removeprefix("\ufeff")
    if not given_text.strip():
        assert [r.reason for r in found.rejects] == ["there is no text"]
    elif given_text.startswith("---"):
        assert not found or given_text.endswith(found[0].text)
    else:
        assert found[0].text == given_text


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl"])
@PROPERTY
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(["<p>", "</div>", "<a href=", "&#0;", "<!--", "said", "{", '"id":', "\n"])).map(
            lambda parts: "".join(parts).encode()
        ),
        st.dictionaries(
            st.sampled_from(["id", "text", "title", "published"]), st.text() | st.none() | st.integers()
        ).map(lambda record: json.dumps(record).encode()),
    ),
)
def test_no_bytes_are_an_error(tmp_path, suffix, data):
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    found = read_seeds(path)
    assert len(found) or found.rejects
    for article in found:
        assert article.text.strip()
        assert "\0" not in article.text
        article.text.encode("utf-8")
    for reject in found.rejects:
        "".join((reject.path, reject.reason, reject.detail)).encode("utf-8")
        assert reject.stage in ("read", "note")
        assert reject.detail
