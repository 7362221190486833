"""Choose the decoder's thresholds on the articles kept out of training, and store them with the graphs.

    python tune.py out/ POLNEAR/train

The measure is F1 over attributions: contents share half of their words (intersection over union) and sources half of theirs
(Dice), or both have no source.  Then the confidence is fitted: a logistic curve from the decoder's logit to
how often an attribution is right by that measure.
"""

import argparse
import itertools
import json
import math
import re
from dataclasses import asdict, replace
from pathlib import Path

from corpus import read_split
from predict import raw
from runtime_draft import Settings, Tagger, decode
from train import HELD_OUT

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[int]:
    """For every character the number of its word, or -1."""
    at = [-1] * len(text)
    for number, match in enumerate(_WORD.finditer(text)):
        at[match.start() : match.end()] = [number] * (match.end() - match.start())
    return at


def chosen(at: list[int], spans) -> frozenset[int]:
    """Words that spans touch."""
    return frozenset(at[c] for a, b in spans for c in range(a, b) if at[c] >= 0)


def hits(text: str, taggings, relations) -> list[bool]:
    """Of each tagging, whether it matches an annotated attribution of its own."""
    at = words_of(text)
    found = [(chosen(at, t[0]), chosen(at, t[2])) for t in taggings]
    true = [(chosen(at, r.source), chosen(at, r.content)) for r in relations]
    pairs = []
    for (i, (source, content)), (j, (true_source, true_content)) in itertools.product(enumerate(found), enumerate(true)):
        if content & true_content:
            overlap = len(content & true_content) / len(content | true_content)
            pairs.append((-overlap, -len(source & true_source), j, i))
    right = [False] * len(found)
    used_found, used_true = set(), set()
    for overlap, _, j, i in sorted(pairs):
        if i in used_found or j in used_true:
            continue
        used_found.add(i)
        used_true.add(j)
        (source, _), (true_source, _) = found[i], true[j]
        same = 2 * len(source & true_source) >= len(source) + len(true_source)
        right[i] = -overlap >= 0.5 and same
    return right


def f_score(found, relations, settings: Settings) -> tuple[float, list[tuple[float, bool]]]:
    """F1 in per cent, and (confidence, right) of every attribution."""
    seen, total = [], 0
    for name, text, words, candidates in found:
        taggings = decode(text, words, candidates, settings)
        seen += zip((t[3] for t in taggings), hits(text, taggings, relations[name]), strict=True)
        total += len(relations[name])
    right = sum(ok for _, ok in seen)
    return 200 * right / max(1, len(seen) + total), seen


def fit_confidence(found, relations, settings: Settings) -> Settings:
    """Scale and shift of the confidence by logistic regression (Newton's method)."""
    plain = replace(settings, scale=1.0, shift=0.0, keep=0.05)
    logits = [(math.log(c / (1 - c)), ok) for c, ok in f_score(found, relations, plain)[1] if 0 < c < 1]
    scale, shift = 1.0, 0.0
    for _ in range(30):
        g = [0.0, 0.0]
        h = [1e-6, 0.0, 1e-6]
        for x, ok in logits:
            p = 1 / (1 + math.exp(-(scale * x + shift)))
            g[0] += (p - ok) * x
            g[1] += p - ok
            h[0] += p * (1 - p) * x * x
            h[1] += p * (1 - p) * x
            h[2] += p * (1 - p)
        determinant = h[0] * h[2] - h[1] ** 2
        scale -= (h[2] * g[0] - h[1] * g[1]) / determinant
        shift -= (h[0] * g[1] - h[1] * g[0]) / determinant
    return replace(settings, scale=round(scale, 4), shift=round(shift, 4))


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kind", default="int8", choices=["int8", "float"])
    args = parser.parse_args()
    articles = [a for n, a in enumerate(read_split(args.corpus)) if n % HELD_OUT == 0]
    relations = {a.name: a.relations for a in articles}
    settings = Settings(candidate=0.1)
    found = raw(Tagger(args.graphs, args.kind, settings), args.corpus, set(relations))
    print(f"{len(articles)} articles, {sum(map(len, relations.values()))} attributions; as it stands", end=" ")
    print(round(f_score(found, relations, settings)[0], 2))
    for _ in range(2):  # one setting after another
        for name, values in (
            ("keep", [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]),
            ("weight", [0.0, 0.25, 0.5, 0.75, 1.0]),
            ("switch", [0.0, 0.25, 0.5, 1.0, 1.5, 2.5]),
        ):
            scores = [(f_score(found, relations, replace(settings, **{name: v}))[0], v) for v in values]
            print(name, [(v, round(f, 1)) for f, v in scores])
            settings = replace(settings, **{name: max(scores)[1]})
    settings = fit_confidence(found, relations, settings)
    print(settings, round(f_score(found, relations, settings)[0], 2))
    (args.graphs / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n")


if __name__ == "__main__":
    main()
