"""Learn when the target that the network points at is believed: python pointed.py GRAPH.onnx FOLDER ARTICLES OUT

``GRAPH`` must not have been taught the articles of ``FOLDER`` whose names begin as told in ``ARTICLES`` ("br,bs,bt").
Of each of their positions whose actor and act are right, and where the rules' target and the network's are not the
same, it is known which one is the gold's. ``OUT`` gets the weights, ``pointed.csv``.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np

from accordingto.evaluation import positions as evaluation
from accordingto.evaluation.cast import Cast, actors_by_id
from accordingto.evaluation.gold import by_article, extract, match, read_articles
from accordingto.evaluation.speakers import read_actors, read_attributions
from accordingto.graphs import open_graph, open_tokenizer
from accordingto.positions.pointed import alike, shown, traits

sys.path.append(str(Path(__file__).parents[1]))
from descent import descend

STRENGTH = 1.0
"""Of the pull of every weight towards nothing."""
STEPS = 200
"""Of the descent, at most."""
FIFTHS = 5


@contextmanager
def overheard(graph: Path) -> Iterator[list]:
    """Both targets of each stand that is extracted meanwhile; the rules' is taken."""
    seen: list = []

    def listen(stand, found, speaker):
        if stand.reading is not None:
            aim, chance = shown(stand, speaker)
            at = speaker.doc[stand.words[0]].idx
            seen.append((at, stand.act, found, aim, traits(stand, found, aim, chance)))
        return found

    model = open_tokenizer(), open_graph(graph)
    with (
        patch("accordingto.positions.targets.pointed", listen),
        patch("accordingto.positions.learned._model", lambda: model),
    ):
        yield seen


def cases(graph: Path, folder: Path, beginnings: tuple[str, ...]) -> Iterator[tuple[dict[str, float], bool, bool]]:
    """Traits, whether the rules' target is right, and whether the network's is."""
    articles = read_articles(folder, ".txt")
    texts = {a.article_id: a.text for a in articles}
    attributions, actors = read_attributions(folder, texts), by_article(read_actors(folder, texts))
    gold = by_article(evaluation.read_positions(folder, texts, attributions))
    cues = {(a["article"], a["id"]): a.spans["cue"] for a in attributions}
    for article in articles:
        name = article.article_id
        if not name.startswith(beginnings):
            continue
        with overheard(graph) as seen:
            tables = extract([article])
        cast = Cast(actors.get(name, []), actors_by_id(tables))
        found = tables.positions.astype({"polarity": "object"}).to_dict("records")
        where = dict(tables.attributions[["attribution_id", "cue_spans"]].itertuples(index=False, name=None))
        likeness = evaluation._likeness(
            evaluation.WordIndex(article.text), found, gold.get(name, []), cast, cues, where
        )
        for i, j in match(likeness):
            got, row = found[i], gold[name][j]
            if cast.all(got["actor_id"]) != {row["actor"]} or got["act"] != row["act"]:
                continue
            near = [
                s
                for s in seen
                if s[1] == got["act"] and s[2].text == got["target"] and got["start"] <= s[0] <= got["end"]
            ]
            if near:
                *_, aim, told = near[0]
                other = got | {"target": aim.text, "target_id": aim.actor_id}
                same = alike(got["target"], aim.text)
                right = evaluation.same_target(row, got, cast)
                yield told, right, right if same else evaluation.same_target(row, other, cast)


def learn(told: list[dict[str, float]], right: list[bool]) -> dict[str, float]:
    """Weights by trait: the penalised likelihood of which of two targets is right, greatest."""
    names = sorted({trait for traits_of in told for trait in traits_of})
    held = np.array([[traits_of.get(trait, 0.0) for trait in names] for traits_of in told])
    sign = np.where(right, 1.0, -1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (held @ w)
        slope = -(sign / (1 + np.exp(margin))) @ held
        return np.logaddexp(0, -margin).sum() + STRENGTH / 2 * (w @ w), slope + STRENGTH * w

    return dict(zip(names, descend(loss, np.zeros(len(names)), STEPS).tolist(), strict=True))


def apart(open_: list[tuple[dict[str, float], bool]]) -> int:
    """How often the choice is right by weights that are learnt without the case's fifth."""
    right = 0
    for fifth in range(FIFTHS):
        taught = [case for n, case in enumerate(open_) if n % FIFTHS != fifth]
        weights = learn([told for told, _ in taught], [other for _, other in taught])
        for told, other in open_[fifth::FIFTHS]:
            right += (sum(weights.get(trait, 0.0) * n for trait, n in told.items()) > 0) == other
    return right


def main(graph: str, folder: str, beginnings: str, out: str):
    """Learn, print what it makes of the cases, and write the weights."""
    found = list(cases(Path(graph), Path(folder), tuple(beginnings.split(","))))
    open_ = [(told, other) for told, rules, other in found if rules != other]
    weights = learn([told for told, _ in open_], [other for _, other in open_])
    rules, network = (sum(case[k] for case in found) for k in (1, 2))
    both = sum(rules and other for _, rules, other in found)
    print(
        f"{len(found)} targets: by the rules {rules} right, by the network {network}, by the choice",
        both + apart(open_),
    )
    seen = Counter(trait for told, _ in open_ for trait in told)
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight", "cases"))
        writer.writerows((trait, f"{weight:.2f}", seen[trait]) for trait, weight in weights.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
