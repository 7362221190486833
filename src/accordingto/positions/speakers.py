"""Who is on the speaker's side, and which actors a phrase names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import gazetteer
from accordingto.attributions.quotes import find_quotations
from accordingto.positions.clauses import REACH, kids, left_kids, phrase, tokens_of
from accordingto.positions.lexicon import forms, named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Names:
    """Where a text names its actors: the cast's mentions, and adjectives of nationality before a noun.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    cast : Cast
        The article's actors.
    """

    def __init__(self, doc: Doc, cast) -> None:
        self.doc, self.cast = doc, cast
        self._resolved: dict[tuple[int, int], object] = {}
        found: dict[tuple[int, int], tuple[int, str]] = {}
        covered = [False] * len(doc)
        for mention in cast.mentions:
            first, last = tokens_of(doc, mention.start, mention.end)
            if first < last:
                found[first, last] = (doc[first:last].root.i, mention.actor_id)
                covered[first:last] = [True] * (last - first)
        for token in doc:
            if not covered[token.i] and token.text[:1].isupper() and token.dep_ in ("amod", "compound", "nmod", "poss"):
                for first in range(max(0, token.i - 2), token.i + 1):
                    country = _country(doc[first : token.i + 1].text)
                    if country:
                        actor_id = cast.country_actor(country)
                        if actor_id in cast.actors:
                            found.setdefault((first, token.i + 1), (token.i, actor_id))
                        break
        self.places = sorted((first, last, root, actor_id) for (first, last), (root, actor_id) in found.items())

    @cached_property
    def text(self) -> str:
        """The article, which a parse puts together anew each time it is asked."""
        return self.doc.text

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [(q.start, q.end) for q in find_quotations(self.text)]

    def quoted(self, token: Token) -> bool:
        """Whether a word stands in a quotation."""
        k = bisect_left(self._quotations, (token.idx + 1,)) - 1
        return k >= 0 and token.idx < self._quotations[k][1]

    def resolve(self, start: int, end: int):
        """Ask the cast, once for each phrase."""
        if (start, end) not in self._resolved:
            self._resolved[start, end] = self.cast.resolve(start, end)
        return self._resolved[start, end]

    def between(self, first: int, last: int) -> list[tuple[int, tuple[str, ...]]]:
        """The actors named between two tokens: head token and actor ids of each mention."""
        found = []
        for k in range(bisect_left(self.places, (first,)), len(self.places)):
            start, end, root, actor_id = self.places[k]
            if start >= last or len(found) > REACH:
                break
            if end <= last:
                found.append((root, (actor_id,)))
        return found


@cache
def _country(words: str) -> str:
    """The country of an adjective of nationality."""
    entry = gazetteer().lookup(words)
    return entry.country if entry is not None and entry.kind in ("demonym", "country") else ""


class Speaker:
    """The speaker of one statement, with whom it speaks for.

    Parameters
    ----------
    names : Names
        The actors that the text names.
    actor_ids : iterable of str
        Who speaks.
    """

    def __init__(self, names: Names, actor_ids: Iterable[str]) -> None:
        self.names, self.doc, self.cast = names, names.doc, names.cast
        self.ids = tuple(actor_ids)
        sides = [self.side(actor_id) for actor_id in self.ids]
        self.own = frozenset((*self.ids, *(side for side in sides if side)))

    def side(self, actor_id: str) -> str:
        """Whom an actor speaks for."""
        actor = self.cast.actors.get(actor_id)
        return actor.speaks_for if actor is not None else ""

    def resolved(self, token: Token, sure: float = 0.0) -> tuple[str, ...]:
        """Who the noun phrase of this head word stands for, with at least this confidence."""
        span = phrase(token)
        answer = self.names.resolve(span.start_char, span.end_char)
        found = answer.actor_ids if answer.confidence >= sure else ()
        if token.lower_ in named("others") and self.names.quoted(token) and not self.own.isdisjoint(found):
            return ()  # In his own words, he would have said "I".
        if not found and token.dep_ != "compound":
            found = next((m[1] for m in self.mentions(token.i, token.i + 1)), ())
        return tuple(found)

    def mentions(self, first: int, last: int) -> list[tuple[int, tuple[str, ...]]]:
        """The actors named between two tokens: head token and actor ids of each mention."""
        return self.names.between(first, last)

    def inside(self, token: Token) -> list[tuple[int, tuple[str, ...]]]:
        """The actors named in the whole noun phrase of a head word, relative clauses included."""
        return self.mentions(max(token.left_edge.i, token.i - REACH), min(token.right_edge.i + 1, token.i + REACH))

    def is_own(self, token: Token) -> bool:
        """Whether a subject stands for the speaker's own side."""
        if token.lower_ in named("self"):
            return True
        if token.lemma_ in ("office", "staff", "team") and any(c.tag_ == "PRP$" for c in left_kids(token)):
            return True  # "Her office would file charges."
        if not named("kin").isdisjoint(forms(token)):
            return False  # "My mother used to stand there."
        found = self.resolved(token)
        if found:
            return not self.own.isdisjoint(found)
        if token.lower_ == "it" and self._of_its_own(token):
            return True
        if any(c.lower_ in named("self") for c in left_kids(token)):
            return True
        if token.lemma_ in named("side") and any(c.tag_ == "PRP$" for c in left_kids(token)):
            return True  # "His country was ready": the minister who is told of speaks for it.
        bare = [c.lower_ for c in kids(token)] == ["the"] and token.lemma_ in named("side")
        if bare and len(self.own) > len(set(self.ids)):
            return True  # "The government supported it, its spokeswoman said": which other would she mean?
        return any(
            not self.own.isdisjoint(ids) and not placed(self.doc[i]) and not _told_of(self.doc[i], token)
            for i, ids in self.inside(token)
        )

    def _of_its_own(self, token: Token) -> bool:
        """Whether *it*, for which nobody is found, is the body that speaks: *India said it was ready to send them*."""
        head = token.head
        kinds = {self.cast.actors[i].kind for i in self.ids if i in self.cast.actors}
        if token.dep_ not in ("nsubj", "nsubjpass") or self.names.quoted(token) or not kinds or "person" in kinds:
            return False
        if head.pos_ == "VERB":
            return named("impersonal").isdisjoint(forms(head))
        minded = named("ready") | named("worry") | named("minded")
        return any(not minded.isdisjoint(forms(c)) for c in kids(head) if c.dep_ == "acomp")

    def is_actor(self, token: Token) -> bool:
        """Whether a subject names somebody."""
        return bool(self.resolved(token)) or bool(self.inside(token))

    def other(self, ids: Iterable[str]) -> str:
        """The first of the actors that is not on the speaker's side, or empty."""
        return next((i for i in ids if i not in self.own), "")


def _told_of(token: Token, noun: Token) -> bool:
    """Whether a pronoun only tells which thing is meant: *the last merger he worked on*."""
    return token.pos_ == "PRON" and token.dep_ == "nsubj" and token.head.dep_ == "relcl" and token.head.head == noun


def placed(token: Token) -> bool:
    """Whether a name only says where, to whom or against whom (in Russia, on Ukraine)."""
    for _ in range(4):
        if token.dep_ == "pobj":
            return token.head.lower_ in named("shifting")
        if token.dep_ not in ("compound", "conj", "amod", "nmod", "poss"):
            return False
        token = token.head
    return False
