"""Choose the decoder's thresholds on the articles kept out of training, and store them with the graphs.

    python tune.py out/ POLNEAR/train

The measure is F1 over attributions: contents share half of their words (intersection over union) and sources half
of theirs (Dice), or both have no source.  The confidence is fitted by logistic regression: how often an attribution
with such traits is right by that measure.
"""

import argparse
import itertools
import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from corpus import read_split
from predict import raw
from train import HELD_OUT

from accordingto.attributions.decoding import Settings, decode_with_traits
from accordingto.attributions.tagger import Tagger

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
    for (i, (source, content)), (j, (true_source, true_content)) in itertools.product(
        enumerate(found), enumerate(true)
    ):
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
        same = 4 * len(source & true_source) >= len(source) + len(true_source)  # Dice of a half, or both empty
        right[i] = -overlap >= 0.5 and same
    return right


def matched(found, relations, settings: Settings):
    """(confidence, right, traits) of every attribution, and how many are annotated."""
    seen, total = [], 0
    for name, text, words, candidates in found:
        both = decode_with_traits(text, words, candidates, settings)
        right = hits(text, [tagging for tagging, _ in both], relations[name])
        seen += [(tagging[3], ok, traits) for (tagging, traits), ok in zip(both, right, strict=True)]
        total += len(relations[name])
    return seen, total


def f_score(found, relations, settings: Settings) -> float:
    """F1 in per cent."""
    seen, total = matched(found, relations, settings)
    return 200 * sum(ok for _, ok, _ in seen) / max(1, len(seen) + total)


def fit_confidence(found, relations, settings: Settings) -> Settings:
    """The weights of the confidence by ridge logistic regression (Newton's method)."""
    seen, _ = matched(found, relations, replace(settings, keep=0.0))
    x, y = np.array([traits for _, _, traits in seen]), np.array([float(ok) for _, ok, _ in seen])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (p - y) + weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return replace(settings, confidence=tuple(round(float(w), 4) for w in weights))


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kind", default="int8", choices=["int8", "float"])
    args = parser.parse_args()
    articles = [a for n, a in enumerate(read_split(args.corpus)) if n % HELD_OUT == 0]
    relations = {a.name: a.relations for a in articles}
    settings = Settings()
    found = raw(Tagger(args.graphs, args.kind, settings), args.corpus, set(relations))
    print(f"{len(articles)} articles, {sum(map(len, relations.values()))} attributions")
    settings = fit_confidence(found, relations, settings)
    # The threshold that is best for F1 is half the F1 reached, when confidences are probabilities.
    for _ in range(4):
        score = f_score(found, relations, settings)
        settings = replace(settings, keep=round(score / 200, 2))
    print(f"F1 {score:.2f}")
    print(settings)
    (args.graphs / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n")


if __name__ == "__main__":
    main()
