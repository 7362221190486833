"""Run by an earlier state of the package: its figures, made ready for comparing, and what its rules say of each pair.

python told.py OUT EVENT... FOLDER
"""

import dataclasses
import pickle
import sys
from pathlib import Path

from accordingto import parse, read_seeds, tables
from accordingto.figures import comparing

checked, relate, pairs, figures = tables._checked, comparing.relate, [], {}


def lenient(frame, *rest):
    """Keep a table that the state would not write: an actor without a name changes no figure."""
    try:
        return checked(frame, *rest)
    except tables.TableError:
        return frame


def noting(a, b):
    """Note both figures and the verdict."""
    verdict = relate(a, b)
    figures[a.figure_id], figures[b.figure_id] = a, b
    if verdict is not None:
        pairs.append((a.figure_id, b.figure_id, verdict.relation, verdict.rule))
    return verdict


out, *events, folder = sys.argv[1:]
tables._checked, comparing.relate = lenient, noting
articles = read_seeds(*sorted(path for event in events for path in Path(folder).glob(f"{event}-*.md"))).articles
texts = {a.article_id: a.text for a in articles}
table = parse(articles).figures
pairs.clear()
comparing.compare(table, texts)
rows = [{k: v if v == v else None for k, v in r.items()} for r in table.astype(object).to_dict("records")]
plain = {i: {x.name: getattr(f, x.name) for x in dataclasses.fields(f)} for i, f in figures.items()}
Path(out).write_bytes(pickle.dumps((texts, rows, plain, pairs)))
