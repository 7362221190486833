"""The attributions that the package finds, against gold in brat standoff (the layout of PolNeAR).

Definitions follow those of the corpus' common scorers: words are runs of ``\\w``; punctuation counts
only in a span without any word. A gold file's name is the text's with ``_`` and four hexadecimal
digits for the annotator; of several annotators the first in alphabetical order counts.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordingto import attributions, language
from accordingto.attributions.describing import find_parents
from accordingto.evaluation.scores import ErrorKind, Evaluation, Score, micro
from accordingto.records import Span, Tagged

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
_SPANS = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)(?:\t|$)")
_EVENT = re.compile(r"(E\d+)\t(.*)$")
_FILE = re.compile(r"(.*)_([0-9a-f]{4})\.ann$")
_LINE = re.compile(r"(\n\s*\n|\n)")
_MARK = re.compile(r"[“”\"„]|``|''")

Row = Mapping[str, Any]
"""Spans of characters by role."""


@dataclass(frozen=True)
class _Words:
    """An attribution as sets of word numbers."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: str


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Run the extractor on a gold folder and score it.

    Parameters
    ----------
    gold : Path
        A folder with ``text/*.txt`` and ``attributions/<text>_<annotator>.ann``.
    out : Path, optional
        Where to write the predictions: JSON Lines of ``doc_id, source, cue, content``.

    Returns
    -------
    Evaluation
        Scores, and kinds of errors with their counts. PolNeAR marks nothing inside another
        attribution's content (0 of 22,026 in train and dev), so rows with a parent are left out
        of all but ``triple_with_relayed``.

    Raises
    ------
    FileNotFoundError
        If the folder has no texts.
    """
    gold = Path(gold)
    texts = sorted((gold / "text").glob("*.txt"))
    if not texts:
        raise FileNotFoundError(
            f"{gold}: no text/*.txt; gold attributions are a brat folder with text/ and attributions/."
        )
    rows = read_gold(gold)
    counts, whole, lines = [], [], []
    errors: Counter[str] = Counter()
    nlp = language.pipeline()
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        tagged, gold_rows = attributions.tag(nlp(text)), rows.get(path.stem, [])
        outer = [as_row(t) for t, parent in zip(tagged, find_parents(tagged), strict=True) if parent is None]
        lines += [json.dumps({"doc_id": path.stem, **row}) + "\n" for row in outer]
        counts.append(count(text, outer, gold_rows, errors))
        whole.append(count(text, list(map(as_row, tagged)), gold_rows))
    if out is not None:
        Path(out).write_text("".join(lines), encoding="utf-8", newline="\n")
    kinds = tuple(ErrorKind(kind, n) for kind, n in sorted(errors.items(), key=lambda e: (-e[1], e[0])))
    relayed = micro(whole, "triple", "found", "gold", "triple_with_relayed")
    return Evaluation((*scores(counts), relayed), kinds, len(texts))


def as_row(tagged: Tagged) -> dict[str, Any]:
    """Spans by role and the confidence, as the prediction file has them."""
    spans = {role: [list(span) for span in getattr(tagged, role)] for role in ROLES}
    return {**spans, "confidence": tagged.confidence}


def read_gold(folder: Path) -> dict[str, list[dict[str, list[Span]]]]:
    """Read the first annotator's attributions of every text.

    Parameters
    ----------
    folder : Path
        With ``attributions/*.ann``.

    Returns
    -------
    dict
        Rows by the text's name.
    """
    names: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        found = _FILE.match(path.name)
        if found:
            names[found[1]].append(path)
    return {name: list(_read_brat(paths[0].read_bytes().decode("utf-8"))) for name, paths in names.items()}


def _read_brat(text: str) -> Iterator[dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {}
    events = []
    for line in text.split("\n"):
        if found := _SPANS.match(line):
            spans[found[1]] = [tuple(int(n) for n in piece.split()) for piece in found[3].strip().split(";")]
        elif found := _EVENT.match(line):
            events.append(found[2].split())
    for arguments in events:
        row: dict[str, set[Span]] = {role: set() for role in ROLES}
        for argument in arguments:
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in row:
                row[role].update(spans.get(target, ()))
        if row["cue"] or row["content"]:
            yield {role: sorted(pieces) for role, pieces in row.items()}


class WordIndex:
    """Which words a span of characters touches.

    Examples
    --------
    >>> sorted(WordIndex("“No,” she said.").touched([(0, 9)]))
    [0, 1]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        words = [m.span() for m in _WORD.finditer(text)]
        self.starts, self.ends = [s for s, _ in words], [e for _, e in words]
        self.quoted = self.touched(_quoted(text)) if words else frozenset()

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words; for a span of punctuation only, a negative number a mark."""
        spans = list(spans)
        words: set[int] = set()
        for start, end in spans:
            if end > start:
                words.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        if not words:
            words = {
                -2 - c for s, e in spans for c in range(max(0, s), min(e, len(self.text))) if not self.text[c].isspace()
            }
        return frozenset(words)

    def read(self, row: Row) -> _Words:
        """Turn a row's spans into words."""
        source, cue, content = (self.touched(row.get(role) or ()) for role in ROLES)
        quoted = len(content & self.quoted)
        kind = "direct" if content and quoted == len(content) else "mixed" if quoted else "indirect"
        return _Words(source, cue, content, kind)


def _quoted(text: str) -> list[Span]:
    # The scorers' own reading of quotation marks, simpler than the extractor's: what they call
    # direct must not hang on what is measured.
    spans, at = [], 0
    for paragraph in _LINE.split(text):
        opened = None
        for mark in _MARK.finditer(paragraph):
            opens = mark.group() in ("“", "„", "``") or (mark.group() == '"' and opened is None)
            if opens and opened is None:
                opened = mark.end()
            elif not opens and opened is not None:
                spans.append((at + opened, at + mark.start()))
                opened = None
        if opened is not None:
            spans.append((at + opened, at + len(paragraph)))
        at += len(paragraph)
    return [(s, e) for s, e in spans if e > s]


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice the shared words over all words of both."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared words over the union (IoU)."""
    return len(a & b) / len(a | b) if a and b else 0.0


def right_source(found: frozenset[int], gold: frozenset[int]) -> bool:
    """Whether two sources are one: half of their words shared, or neither expressed."""
    return dice(found, gold) >= 0.5 or not (found or gold)


def count(text: str, found: Sequence[Row], gold: Sequence[Row], errors: Counter[str] | None = None) -> Counter[str]:
    """Count hits, predictions and gold items of one text.

    Parameters
    ----------
    text : str
        The article.
    found, gold : sequence of mapping
        Rows of spans by role.
    errors : Counter, optional
        Kinds of errors are added here.

    Returns
    -------
    Counter
        To be summed over texts.
    """
    index = WordIndex(text)
    both = [(w, row.get("confidence")) for row in found for w in [index.read(row)] if w.cue or w.content]
    p, sure = [w for w, _ in both], [confidence for _, confidence in both]
    g = list(map(index.read, gold))
    n: Counter[str] = Counter(found=len(p), gold=len(g))
    p_cue, g_cue = [w for w in p if w.cue], [w for w in g if w.cue]
    n["cue_found"], n["cue_gold"] = len(p_cue), len(g_cue)
    n["cue"] = len(_pair(p_cue, g_cue, lambda a, b: dice(a.cue, b.cue)))
    p_said, g_said = [w for w in p if w.content], [w for w in g if w.content]
    n["said_found"], n["said_gold"] = len(p_said), len(g_said)
    n["exact"] = len(_pair(p_said, g_said, lambda a, b: float(a.content == b.content)))
    all_p = frozenset().union(*(w.content for w in p_said))
    all_g = frozenset().union(*(w.content for w in g_said))
    n["words_found"], n["words_gold"], n["words"] = len(all_p), len(all_g), len(all_p & all_g)
    for w in g_said:
        n[f"gold_{w.kind}"] += 1
    for w in p_said:
        n[f"found_{w.kind}"] += 1
    for confidence in sure:
        if confidence is not None:
            n[f"sure_{_tenth(confidence)}"] += 1
    pairs = _pair(p, g, _likeness)
    for i, j in pairs:
        a, b = p[i], g[j]
        if overlap(a.content, b.content) < 0.5:
            continue
        n["half"] += 1
        n["source_found"] += bool(a.source)
        n["source_gold"] += bool(b.source)
        n["source"] += bool(b.source) and a.source == b.source
        if right_source(a.source, b.source):
            n["triple"] += 1
            n[f"triple_{b.kind}"] += 1
            n[f"right_{a.kind}"] += 1
            if sure[i] is not None:
                n[f"right_{_tenth(sure[i])}"] += 1
    if errors is not None:
        errors.update(_errors(text, index, p, g, pairs))
    return n


def _tenth(confidence: float) -> int:
    return min(int(10 * confidence), 9)


def _likeness(a: _Words, b: _Words) -> float:
    said, cue = dice(a.content, b.content), bool(a.cue & b.cue)
    return said + 0.1 * cue + 0.01 * dice(a.source, b.source) if said or cue else 0.0


def _pair(
    found: Sequence[_Words], gold: Sequence[_Words], weight: Callable[[_Words, _Words], float]
) -> list[tuple[int, int]]:
    """Pair rows one to one, the most alike first."""
    options = []
    for i, a in enumerate(found):
        for j, b in enumerate(gold):
            w = weight(a, b)
            if w > 0:
                options.append((-w, min(b.content, default=-1), min(a.content, default=-1), j, i))
    used_found, used_gold, pairs = set(), set(), []
    for *_, j, i in sorted(options):
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def scores(counts: Sequence[Mapping[str, float]]) -> list[Score]:
    """Scores over all texts."""
    made = [
        micro(counts, "triple", "found", "gold", "triple"),
        micro(counts, "cue", "cue_found", "cue_gold", "cue"),
        micro(counts, "exact", "said_found", "said_gold", "content_exact"),
        micro(counts, "words", "words_found", "words_gold", "content_token"),
        micro(counts, "half", "said_found", "said_gold", "content_iou50"),
        micro(counts, "source", "source_found", "source_gold", "source_exact"),
    ]
    for kind in ("direct", "indirect", "mixed"):
        # Apart, because a prediction's kind need not be its gold's.
        made.append(_share(counts, f"triple_{kind}", f"gold_{kind}", f"triple_recall_{kind}"))
        made.append(_share(counts, f"right_{kind}", f"found_{kind}", f"triple_precision_{kind}"))
    for tenth in range(10):
        if any(c.get(f"sure_{tenth}") for c in counts):
            name = f"right_at_confidence_0.{tenth}"
            made.append(_share(counts, f"right_{tenth}", f"sure_{tenth}", name))
    return made


def _share(counts: Sequence[Mapping[str, float]], hit: str, total: str, metric: str) -> Score:
    rows = [{"hit": c.get(hit, 0), "all": c.get(total, 0)} for c in counts]
    return micro(rows, "hit", "all", "all", metric)


def _errors(
    text: str, index: WordIndex, found: Sequence[_Words], gold: Sequence[_Words], pairs: Sequence[tuple[int, int]]
) -> Iterator[str]:
    paired_found, paired_gold = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        a, b = found[i], gold[j]
        if overlap(a.content, b.content) < 0.5:
            if not a.content & b.content:
                yield "content elsewhere"
            else:
                yield "content too short" if len(a.content) < len(b.content) else "content too long"
        elif not right_source(a.source, b.source):
            if not b.source:
                yield "source found where none is expressed"
            elif not a.source:
                yield "source missed"
            elif len(b.source) == 1 and _word(index, b.source) in _PRONOUNS:
                yield "source wrong: pronoun"
            else:
                yield "source wrong"
    for i, _ in enumerate(found):
        if i not in paired_found:
            yield "not an attribution"
    for j, b in enumerate(gold):
        if j not in paired_gold:
            if not b.source:
                yield "missed: no expressed source"
            elif b.kind == "direct":
                yield "missed: direct quotation"
            elif len(b.cue) > 1:
                yield "missed: cue of several words"
            else:
                yield "missed: cue of one word"


_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "who", "which", "that", "i", "we", "you", "him", "her", "his", "their")
)


def _word(index: WordIndex, words: frozenset[int]) -> str:
    (number,) = words
    return index.text[index.starts[number] : index.ends[number]].lower() if number >= 0 else ""
