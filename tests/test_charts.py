"""The charts: what stands on them, that they fit, and that they are the same bytes every time."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sample_tables import sample_tables

from accordingto import analysis, charts
from accordingto.charts.network import oval

TABLES = sample_tables()
WIDE = [f"The Honourable Secretary of the Department Number {n}" for n in range(60)]


def words(figure: Figure) -> list[str]:
    """Every text that is drawn."""
    found = [figure.get_suptitle(), figure.get_supxlabel()]
    for axes in figure.axes:
        found += [axes.get_title("left"), *(t.get_text() for t in axes.texts)]
        found += [t.get_text() for t in (*axes.get_xticklabels(), *axes.get_yticklabels())]
        found += [t.get_text() for t in (axes.get_legend().get_texts() if axes.get_legend() else [])]
    return [f for f in found if f]


def drawn() -> dict[str, Figure | str]:
    """Each chart of the corpus."""
    scores = pd.DataFrame(
        [("attributions", "X", "triple", 73.0, 72.0, 72.5, 70.0, 75.0, 3000, "c")],
        columns=["task", "corpus", "metric", "precision", "recall", "f1", "low", "high", "n", "command"],
    )
    return {
        "sources": charts.source_shares(analysis.by_source(TABLES)),
        "countries": charts.country_shares(analysis.by_country(TABLES)),
        "named": charts.named_and_unnamed(analysis.by_standing(TABLES)),
        "quotes": charts.quote_types(analysis.quote_types(TABLES)),
        "ranges": charts.figure_ranges(analysis.grouped_figures(TABLES)),
        "figures": charts.figure_timeline(analysis.dated_figures(TABLES)),
        "matrix": charts.position_matrix(analysis.position_matrix(TABLES)),
        "relations": charts.network(analysis.relations(TABLES)),
        "shared": charts.network(analysis.shared_issues(TABLES), directed=False),
        "acts": charts.country_acts(analysis.acts_by_country(TABLES)),
        "positions": charts.position_timeline(analysis.dated_positions(TABLES)),
        "scores": charts.scores(analysis.headlines(scores)),
    }


DRAWN = drawn()


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_has_a_finding_a_source_and_a_description(name):
    figure = DRAWN[name]
    assert len(figure.get_suptitle()) > 15
    assert figure.get_supxlabel().startswith("Source: ")
    assert figure.get_suptitle().replace("\n", " ") in figure.get_label()
    assert not any("nan" in w.lower().split() or "NaT" in w for w in words(figure))


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_the_same_bytes_every_time(name, tmp_path):
    first = charts.save(DRAWN[name], name, tmp_path / "a")
    again = charts.save(drawn()[name], name, tmp_path / "b")
    assert [p.suffix for p in first] == [".svg", ".png"]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]


def test_values_and_labels_of_the_sources():
    figure = DRAWN["sources"]
    data = analysis.by_source(TABLES)
    bars = [p.get_width() for p in figure.axes[0].patches]
    assert bars == pytest.approx(data["share"].tolist())
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == data["name"].tolist()
    assert "27 % (3 statements)" in words(figure)
    assert "official" in words(figure)


def test_stacked_bars_carry_their_numbers():
    texts = words(DRAWN["named"])
    assert "8" in texts
    assert "17 % of the statements come from sources without a name" in texts


def test_figures_carry_their_words_dates_and_open_ends():
    figure = DRAWN["ranges"]
    texts = words(figure)
    assert "“At least 12 people”" in texts
    assert "Civil Guard\npublished 9 Mar 2024" in texts
    assert "Deaths: from 12 to 23, 1.9 times apart (2 sources)" in texts
    markers = [line.get_marker() for line in figure.axes[0].lines]
    assert ">" in markers
    assert "<" not in markers
    assert "<" in [line.get_marker() for line in figure.axes[1].lines]
    dots = sorted(x for line in figure.axes[0].lines for x in line.get_xdata() if line.get_marker() == "o")
    assert dots == [12, 19, 23]


def test_numbers_far_apart_get_a_scale_of_ratios():
    rows = analysis.grouped_figures(TABLES).query("label == 'moved'").copy()
    assert charts.figure_ranges(rows).axes[0].get_xscale() == "linear"
    rows.loc[rows.index[0], ["best", "least", "most"]] = [15, 13.5, 16.5]
    assert charts.figure_ranges(rows).axes[0].get_xscale() == "log"


def test_the_matrix_says_how_many_and_which_way():
    texts = words(DRAWN["matrix"])
    assert "“The new dam is to be built”: 1 in favour, 1 against" in texts
    assert {"1 for", "1 against", "1 no side"} <= set(texts)


def test_the_network_names_conflict():
    texts = words(DRAWN["relations"])
    assert "Most conflict: Sudria towards Norland, 2 of 2 positions against" in texts
    assert {"Sudria", "Norland", "2", "conflict"} <= set(texts)


def test_labels_of_a_full_network_do_not_collide():
    pairs = list(combinations(WIDE[:18], 2))
    data = pd.DataFrame(
        [
            {"source": a, "target": b, "n": 1, "agreement": 1, "conflict": 0, "neither": 0, "tone": "agreement"}
            for a, b in pairs
        ]
    )
    figure = charts.network(data, limit=18)
    FigureCanvasAgg(figure).draw()
    boxes = [t.get_window_extent() for t in figure.axes[0].texts]
    assert len(boxes) == 18
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]
    inside = figure.bbox
    assert all(b.x0 >= inside.x0 and b.x1 <= inside.x1 for b in boxes)


def test_places_of_a_network_depend_on_the_order_alone():
    assert oval(["a"]) == {"a": (1.25, 0.0)}
    assert len(set(oval(WIDE).values())) == len(WIDE)


@pytest.mark.parametrize(
    ("figure", "left"),
    [
        (
            charts.source_shares(
                pd.DataFrame({"name": WIDE, "standing": "expert", "statements": 1, "share": 1 / 60}), limit=5
            ),
            "55 more sources",
        ),
        (
            charts.position_matrix(
                pd.DataFrame(
                    {
                        "holder": WIDE, "issue": [f"Issue {n % 9}" for n in range(60)], "issue_id": "x", "n": 1,
                        "in_favour": 1, "neither": 0, "against": 0, "no_side": 0, "polarity": 1.0,
                    }
                )
            ),
            "40 more actors",
        ),
    ],
    ids=["sources", "matrix"],
)  # fmt: skip
def test_what_is_left_out_is_counted(figure, left):
    assert left in figure.get_supxlabel().replace("\n", " ")
    FigureCanvasAgg(figure).draw()


def test_dollars_and_letters_the_font_has_not_are_drawn_as_text(tmp_path):
    data = pd.DataFrame(
        {"name": ["$5 and $6", "<b>北京</b>\n"], "standing": "other", "statements": 1, "words": 3, "share": [0.6, 0.4]}
    )
    figure = charts.source_shares(data)
    assert "$5 and $6" in words(figure)
    assert "<b>□□</b>" in words(figure)
    charts.save(figure, "odd", tmp_path)


@pytest.mark.parametrize(
    "function",
    [
        charts.source_shares, charts.country_shares, charts.named_and_unnamed, charts.quote_types, charts.figure_ranges,
        charts.figure_timeline, charts.position_matrix, charts.network, charts.country_acts, charts.position_timeline,
        charts.scores,
    ],
)  # fmt: skip
def test_nothing_to_draw_gives_a_sentence(function, tmp_path, capsys):
    sentence = function(pd.DataFrame())
    assert isinstance(sentence, str)
    assert sentence.endswith(".")
    assert charts.save(sentence, "nothing", tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_saved_numbers_are_those_plotted(tmp_path):
    data = analysis.by_source(TABLES)
    charts.save(DRAWN["sources"], "sources", tmp_path, data)
    saved = pd.read_csv(tmp_path / "sources.csv")
    assert saved["share"].tolist() == data["share"].tolist()
    assert b"\r" not in (tmp_path / "sources.csv").read_bytes()


def test_a_shown_chart_is_described_and_its_numbers_can_be_unfolded(monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr("accordingto.charts.output.display", shown.append)
    data = analysis.by_source(TABLES).assign(name='<i>"x"')
    charts.show(DRAWN["sources"], "sources", data=data, folder=tmp_path)
    charts.show("Nothing & nobody.")
    page = BeautifulSoup(shown[0].data, "html.parser")
    assert page.img["src"].startswith("data:image/svg+xml;base64,")
    assert "Civil Guard" in page.img["alt"]
    assert page.details.summary.get_text() == "The numbers"
    assert len(page.find_all("tr")) == len(data) + 1
    assert page.find("i") is None
    assert {p.suffix for p in tmp_path.iterdir()} == {".svg", ".png", ".csv"}
    assert shown[1].data == '<p class="nothing">Nothing &amp; nobody.</p>'


def test_what_is_said_again_in_the_same_words_is_one_line_with_its_days():
    rows = analysis.grouped_figures(TABLES).query("label == 'moved'")
    again = rows.assign(day=rows["day"] + pd.Timedelta(days=2))
    figure = charts.figure_ranges(pd.concat([rows, again]))
    names = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert names == [
        "Civil Guard\npublished 4 Mar 2024 to 6 Mar 2024",
        "origin not stated\npublished 6 Mar 2024 to 8 Mar 2024",
    ]


def test_of_many_figures_the_lowest_and_the_highest_are_drawn():
    row = analysis.grouped_figures(TABLES).head(1)
    many = pd.concat([row.assign(best=n, least=n, most=n, quote=f"{n} people") for n in range(100, 140)])
    figure = charts.figure_ranges(many)
    texts = words(figure)
    assert "“100 people”" in texts
    assert "“139 people”" in texts
    assert "“120 people”" not in texts
    assert "deaths … and 26 more figures" in texts


def test_numbers_along_a_crowded_line_do_not_overlap():
    row = analysis.dated_figures(TABLES).head(1)
    days = pd.date_range("2024-01-01", periods=40)
    many = pd.concat([row.assign(day=d, best=1000 + 37 * (i % 7), quote="x") for i, d in enumerate(days)])
    figure = charts.figure_timeline(many)
    FigureCanvasAgg(figure).draw()
    boxes = [t.get_window_extent() for t in figure.axes[0].texts]
    assert len(boxes) > 3
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_narrow_segments_are_numbered_beside_the_bar():
    data = pd.DataFrame({"standing": ["official"], "named": [99], "unnamed": [1], "statements": [100]})
    assert {"99", "1 unnamed"} <= set(words(charts.named_and_unnamed(data)))


def test_the_course_of_figures_is_that_of_one_source():
    assert "Deaths: Civil Guard goes from 19 on 6 Mar 2024 to 23 on 9 Mar 2024" in words(DRAWN["figures"])


def test_every_task_has_a_place_among_the_scores_and_the_weakest_is_named():
    tasks = ("attributions", "figures", "positions")
    rows = [(task, "gold", f"m{n}", 90.0 - n) for task in tasks for n in range(30)]
    rows += [("attributions", "gold", "right_at_confidence_0.3", 12.0), ("speakers", "held", "speaker", 41.0)]
    data = pd.DataFrame(rows, columns=["task", "corpus", "metric", "f1"]).assign(low=pd.NA, high=pd.NA, n=100)
    data = data.assign(question=data["task"], meaning=data["task"] + ": " + data["metric"], better="more")
    data.loc[data["metric"] == "m29", ["f1", "better"]] = [3.0, "less"]
    figure = charts.scores(data, limit=12)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [sum(name.startswith(task) for name in names) for task in tasks] == [3, 3, 3]
    assert names[-1] == "speakers: speaker (held)"
    assert "Weakest: speakers" in figure.get_suptitle()
