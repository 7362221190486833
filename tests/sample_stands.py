"""Sentences of a few actors made by hand, for the tests of the stands that they take."""

from dataclasses import dataclass

from accordingto.language import pipeline
from accordingto.positions import extract
from accordingto.records import Actor, Attribution
from accordingto.schemas import COMMITMENTS, STANCE_ACTS

ACTORS = (
    Actor("country:NOR", "Norway", "country", country="NOR", aliases=("Norwegian", "Oslo")),
    Actor("country:PRT", "Portugal", "country", country="PRT", aliases=("Portuguese", "Lisbon")),
    Actor("person:mary-hill", "Mary Hill", "person", aliases=("Hill",), speaks_for="country:NOR"),
    Actor("person:joao-sousa", "João Sousa", "person", aliases=("Sousa",), speaks_for="country:PRT"),
    Actor("organisation:acme", "Acme", "organisation"),
    Actor("media:lusa", "Lusa", "media"),
)


@dataclass(frozen=True)
class Resolved:
    actor_ids: tuple
    confidence: float = 1.0


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    actor_id: str


class FakeCast:
    """Finds the actors above by their names, and only those."""

    def __init__(self, text):
        self.text = text
        self.actors = {a.actor_id: a for a in ACTORS}
        found = []
        for actor in ACTORS:
            for name in (actor.name, *actor.aliases):
                at = text.find(name)
                while at >= 0:
                    found.append(Mention(at, at + len(name), actor.actor_id))
                    at = text.find(name, at + 1)
        longest = [m for m in found if not any(o != m and o.start <= m.start and m.end <= o.end for o in found)]
        self.mentions = tuple(sorted(longest, key=lambda m: (m.start, m.end)))

    def resolve(self, start, end):
        ids, rest = [], self.text[start:end]
        for m in self.mentions:
            if start <= m.start and m.end <= end:
                ids.append(m.actor_id)
                rest = rest.replace(self.text[m.start : m.end], "")
        rest = rest.replace("and", "").replace("the", "").replace("’s", "").strip()
        return Resolved(tuple(ids) if not rest else ())


def said(text, source, cue, content, actor_ids, *, parent=None, negated=False):
    def spans(words):
        at = text.index(words) if words else -1
        return ((at, at + len(words)),) if words else ()

    return Attribution(
        spans(source), spans(cue), spans(content), 0.9, actor_ids, "", "indirect", "statement", "ct+", negated, "",
        False, parent, None,
    )  # fmt: skip


def stands(text, *attributions):
    doc = pipeline()(text)
    return extract(doc, list(attributions), FakeCast(text))


def one(text, source, cue, content, actor_id="person:mary-hill", **more):
    found = stands(text, said(text, source, cue, content, (actor_id,), **more))
    assert len(found) == 1, [(p.act, p.cue) for p in found]
    p = found[0]
    assert 0 <= p.start < p.end <= len(text)
    assert text[p.start : p.end].strip() == text[p.start : p.end]
    assert p.act in STANCE_ACTS and p.commitment in COMMITMENTS
    return p
