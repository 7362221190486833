"""Run by an earlier state of the package: whom its rules name for each number, and by which of them.

python told.py OUT EVENT... FOLDER
"""

import json
import sys
from pathlib import Path

from accordingto import parse, read_seeds, tables
from accordingto.figures.originating import Sources

checked, of, answers = tables._checked, Sources.of, []


def lenient(frame, *rest):
    """Keep a table that the state would not write: an actor without a name changes no figure."""
    try:
        return checked(frame, *rest)
    except tables.TableError:
        return frame


def noting(self, quantity, index, before, value):
    """Note the answer."""
    answer = of(self, quantity, index, before, value)
    told, weak = getattr(self, "told", {}), getattr(self, "weak", set())
    words = [k for k in (quantity.word - 1, quantity.word) if k in told]
    via = "carried" if index is None else "said"
    if words:
        via = "told weakly" if not weak.isdisjoint(words) else "told"
    names = [self.cast.actors[i].name for i in answer.split(";") if i in self.cast.actors] if self.cast else []
    answers.append((self.text, quantity.start, names, via))
    return answer


out, *events, folder = sys.argv[1:]
tables._checked, Sources.of = lenient, noting
for path in sorted(path for event in events for path in Path(folder).glob(f"{event}-*.md")):
    first = len(answers)
    parse(read_seeds(path).articles)
    name = path.stem
    answers[first:] = [(name, *a[1:]) for a in answers[first:]]
Path(out).write_text(json.dumps(answers), encoding="utf-8")
