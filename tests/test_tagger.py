"""The trained tagger: what it is told about a text, and how its labels become spans."""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.attributions.decoding import CONTENT, CUE, OUTSIDE, SOURCE, Reading, Settings, Words, decode
from accordingto.attributions.marks import MARKS, OFFSETS, SEEN, Parse, marks_of, without_parse
from accordingto.attributions.tagger import tag_doc
from accordingto.language import pipeline

SURE = Settings(keep=0.0)


def offsets_of(text: str) -> np.ndarray:
    """Pieces that are whole words or marks, split at white space and before punctuation."""
    doc = pipeline().make_doc(text)
    return np.array([(t.idx, t.idx + len(t)) for t in doc if not t.is_space])


def words_of(text: str) -> Words:
    offsets = offsets_of(text)
    count = np.ones(len(offsets), np.int64)
    return Words(np.arange(len(offsets)), count, offsets[:, 0], offsets[:, 1])


def reading(text: str, roles: dict[str, int], cue: str, sure: float = 3.0) -> Reading:
    """A reading that labels the first occurrence of words, and nothing else."""
    words = words_of(text)
    path = np.full(len(words.start), OUTSIDE)
    for part, role in roles.items():
        at = text.index(part)
        path[(words.start >= at) & (words.end <= at + len(part))] = role
    scores = np.full((len(path), 4), -4.0)
    scores[np.arange(len(path)), path] = -0.05
    number = int(np.flatnonzero(words.start == text.index(cue))[0])
    return Reading(number, number, 0.9, sure, 0, scores)


def said(text: str, *readings: Reading) -> list[list[str]]:
    found = decode(text, words_of(text), list(readings), SURE)
    return [[text[a:b] for a, b in content] for _, _, content, _ in found]


def test_a_quotation_that_is_partly_content_is_content_as_a_whole():
    text = "“The bridge was old, and nobody looked after it in all those years,” Ruiz said."
    assert said(text, reading(text, {"The bridge was old": CONTENT, "Ruiz": SOURCE, "said": CUE}, "said")) == [
        ["“The bridge was old, and nobody looked after it in all those years,”"]
    ]


def test_a_quotation_with_the_cue_inside_is_not_filled():
    text = "“He said the bridge was safe and that was that.”"
    assert said(text, reading(text, {"He": SOURCE, "said": CUE, "the bridge was safe": CONTENT}, "said")) == [
        ["the bridge was safe"]
    ]


def test_a_quotation_belongs_to_the_likelier_of_two_speakers():
    text = "“We will not sign,” Ruiz said. Prices rose, Okoro said."
    first = reading(text, {"“We will not sign,”": CONTENT, "Ruiz": SOURCE}, "said")
    second = reading(text, {"“We": CONTENT, "Prices rose": CONTENT, "Okoro": SOURCE}, "Okoro")
    assert said(text, first, second) == [["“We will not sign,”"], ["Prices rose"]]


def test_one_of_two_readings_of_the_same_cue_is_kept():
    text = "Ruiz said that the bridge was safe."
    roles = {"Ruiz": SOURCE, "said": CUE, "that the bridge was safe": CONTENT}
    assert len(said(text, reading(text, roles, "said"), reading(text, roles, "said", sure=1.0))) == 1


def test_marks_tell_capitals_line_ends_and_quotations():
    text = "NATO spoke.\n\nRuiz said “no” again.\nHe left."
    offsets = offsets_of(text)
    parse = Parse.of(pipeline()(text), offsets)
    marks = marks_of(text, offsets, parse) - OFFSETS
    column = {text[a:b]: row for (a, b), row in zip(offsets.tolist(), marks.tolist(), strict=True)}
    assert [column[w][0] for w in ("NATO", "spoke", "Ruiz")] == [2, 0, 1]
    assert [column[w][1] for w in ("NATO", "Ruiz", "said", "He")] == [0, 2, 0, 1]
    assert [column[w][2] for w in ("said", "no", "again")] == [0, 1, 0]
    assert (without_parse(marks + OFFSETS) - OFFSETS)[:, 3:].sum() == 0
    assert (marks + OFFSETS).max() < MARKS


def test_the_parse_seen_from_a_cue_tells_subject_clause_and_other_sentences():
    text = "It rained. The mayor said that the bridge was safe. Nobody left."
    offsets = offsets_of(text)
    parse = Parse.of(pipeline()(text), offsets)
    cue = [text[a:b] for a, b in offsets].index("said")
    codes = parse.seen_from(cue, cue, 0, len(offsets)).tolist()
    seen = dict(zip([text[a:b] for a, b in offsets], codes, strict=False))
    assert seen["The"] == seen["mayor"] != seen["bridge"] == seen["safe"]
    assert seen["rained"] != seen["Nobody"]
    assert len({seen["rained"], seen["Nobody"], seen["mayor"], seen["bridge"], seen["said"]}) == 5
    assert max(codes) < SEEN


@pytest.mark.parametrize("text", ["", " \n ", "“", "Ok", "“" * 300, "said " * 2000])
def test_texts_without_sentences_do_no_harm(text: str):
    for source, cue, content, confidence in tag_doc(pipeline()(text)):
        assert all(0 <= a < b <= len(text) for a, b in [*source, *cue, *content])
        assert 0 <= confidence <= 1
