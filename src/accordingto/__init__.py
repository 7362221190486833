"""Who said what, whose figures disagree, and where each actor stands.

News articles in, tidy tables out; parameterised notebooks turn the tables into reports.

Examples
--------
>>> import accordingto
>>> tables = accordingto.parse([accordingto.Article("a", "“It is late,” said Mary Hill.")])
>>> tables.attributions.loc[0, "actor_id"]
'person:mary-hill'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.articles import Article, Reject, Seeds
    from accordingto.corpus import parse
    from accordingto.seeds import iter_seeds, read_seeds
    from accordingto.tables import Tables, read_table, read_tables, write_table, write_tables

_HOMES = {
    "Article": "articles",
    "Reject": "articles",
    "Seeds": "articles",
    "iter_seeds": "seeds",
    "parse": "corpus",
    "read_seeds": "seeds",
    "read_table": "tables",
    "read_tables": "tables",
    "Tables": "tables",
    "write_table": "tables",
    "write_tables": "tables",
}

__all__ = [
    "Article",
    "Reject",
    "Seeds",
    "Tables",
    "iter_seeds",
    "parse",
    "read_seeds",
    "read_table",
    "read_tables",
    "write_table",
    "write_tables",
]


def __getattr__(name: str) -> object:
    # Loaded when first used: spaCy takes seconds, and `accordingto --help` should not.
    if name in _HOMES:
        return getattr(import_module(f"accordingto.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'accordingto' has no attribute {name!r}")
