"""The casts of short texts, for the tests of who is meant."""

from __future__ import annotations

from accordingto.actors import cast
from accordingto.language import pipeline
from accordingto.records import Tagged


def read(text, *sources, **options):
    """The cast of a text whose sources are these words, each at its first place after the one before."""
    tagged, at = [], 0
    for source in sources:
        at = text.index(source, at)
        tagged.append(Tagged(((at, at + len(source)),), (), (), 0.9))
        at += len(source)
    return cast(pipeline()(text), tagged, article_id="a1", **options)


def who(found, text, words_, nth=0):
    """The ids that the n-th occurrence of some words stands for."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words_, at + 1)
    return found.resolve(at, at + len(words_)).actor_ids
