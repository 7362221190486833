"""Whether a strange name is a person's or a body's: "Kestrel Gold" is a firm, "Kestrel Hill" a woman.

No list knows them, and an entity recogniser errs on names that it has not met. What a text says of a name tells more:
that it has surveyors, that people work at it, that it is an "it" or a "she", that its last word is used alone. A
log-linear model weighs such signs over all mentions together; the weights are in ``classing.csv``, written by
``training/classing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.pronouns import pronouns
from accordingto.actors.text import Name, Text
from accordingto.graphs import open_tokenizer, pieces, shares
from accordingto.weighing import trait_weights, weigh

if TYPE_CHECKING:
    from spacy.tokens import Token

Keys = tuple[str, ...]

KINDS = ("person", "organisation", "")
"""What a name may be; the last is something else, or somebody who plays no part: a place, a law."""
LIKELY = 0.5
"""Chance from which a name is taken for another kind than rules take it for."""
OPEN = frozenset(KINDS[:2])
"""Kinds that rules give to names which nothing tells about for sure."""

_LONGEST, _SIZE = 5, 4
"""Words of a name that is looked at, and beyond which their number tells no more."""
_SEEN = 8
"""Mentions of a name that are looked at."""
_AHEAD = 30
"""Words behind a name in which a pronoun may mean its bearer."""
_SIGNS = frozenset(["", ",", ".", "(", ")", ":", ";", "“", "”", '"', "–", "—", "-"])
_SAYING = frozenset(("say", "tell", "add", "write", "ask", "think", "believe", "put"))


def know_kinds(text: Text) -> None:
    """Settle whether each strange name of a text is a person's or a body's.

    Parameters
    ----------
    text : Text
        With its names, in order.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("Kestrel Gold's shares fell. Workers at Kestrel Gold say it owes them money."))
    >>> {name.kind for name in text.names}
    {'organisation'}
    """
    of, shared = trait_weights("actors/classing.csv"), sharing(text)
    for names in strange(text).values():
        chances = chances_of(of, signs_of(text, names, shared))
        kind = max(chances, key=chances.__getitem__)
        for name in names if kind and chances[kind] > LIKELY else ():
            name.kind = kind


def chances_of(weights: Mapping[str, float], signs: Sequence[str]) -> dict[str, float]:
    """The chance of each kind that a name may be of, by the signs that its mentions show."""
    scores = [weigh(weights, traits_of(kind, signs)) for kind in KINDS]
    return dict(zip(KINDS, shares(np.array(scores)), strict=True))


def traits_of(kind: str, signs: Sequence[str]) -> tuple[str, ...]:
    """The traits of a kind, for a name that shows some signs; to the last kind all others are compared."""
    return tuple(f"{kind}: {sign}" for sign in signs) if kind else ()


def strange(text: Text) -> dict[Keys, list[Name]]:
    """The names that no list knows, by their words, each with its mentions."""
    found: dict[Keys, list[Name]] = {}
    surely = {text.words[n.last - 1].key for n in text.names if n.titled and n.last - n.first > 1}
    for name in text.names:
        plain = name.entry is None and name.body is None and name.kind in OPEN and name.last - name.first <= _LONGEST
        keys = text.keys(name.first, name.last)
        firm = "&" in keys  # "Hill & Roy"
        if plain and not firm and not name.titled and not (len(keys) == 1 and keys[0] in surely):
            found.setdefault(keys, []).append(name)
    return found


def signs_of(text: Text, names: Sequence[Name], shared: Mapping[Keys, set[str]]) -> tuple[str, ...]:
    """What is true of the mentions of one name, each sign once."""
    met = (sign for name in names[:_SEEN] for sign in _of_mention(text, name))
    return tuple(dict.fromkeys((*_of_words(text, names), *_of_others(text, names[0], shared), *met)))


def _of_words(text: Text, names: Sequence[Name]) -> Iterator[str]:
    """How a name is written, what rules take it for, how often it stands there."""
    first = names[0]
    ws = text.words[first.first : first.last]
    size, genders = min(len(ws), _SIZE), gazetteer().genders
    kinds = dict.fromkeys(n.kind for n in names)
    for kind in kinds:
        yield from (f"rules {kind}", f"rules {kind} & words={size}")
    given = ws[0].key in genders
    yield f"words={size}"
    yield f"given={given} & words={size}"
    yield from (f"rules {kind} & given={given}" for kind in kinds)
    last, tag = ws[-1], text.word_token(first.last - 1).tag_
    yield from (f"last={last.key}", f"last tag={tag} & words={size}", f"first tag={text.word_token(first.first).tag_}")
    for k in (2, 3, 4):
        yield f"ends -{last.key[-k:]}"
        yield f"ends -{last.key[-k:]} & words={min(size, 2)}"
        if size > 1:
            yield f"first ends -{ws[0].key[-k:]}"
    yield from (
        f"capitals={all(w.text.isupper() for w in ws)} & words={size}",
        f"mentions={min(len(names), 5)} & words={size}",
    )
    tokenizer = open_tokenizer()
    yield f"pieces={' '.join(str(min(len(pieces(tokenizer, w.text)), 3)) for w in (ws[0], last))} & words={size}"


def _of_others(text: Text, name: Name, shared: Mapping[Keys, set[str]]) -> Iterator[str]:
    """How other names of the text share its words."""
    keys = text.keys(name.first, name.last)
    size = min(len(keys), _SIZE)
    if size > 1:
        yield from (f"last word alone {kind}" for kind in sorted(shared.get(keys[-1:], ())) if kind in OPEN)
        yield from (f"first word alone {kind}" for kind in sorted(shared.get(keys[:1], ())) if kind in OPEN)
    yield from (f"{kind} & words={size}" for kind in sorted(shared.get(keys, ())) if kind not in OPEN)


def sharing(text: Text) -> dict[Keys, set[str]]:
    """For words of names: the kinds of those that are just these words, or begin or end a longer one of some kind."""
    found: dict[Keys, set[str]] = {}
    for name in text.names:
        keys = text.keys(name.first, min(name.last, name.first + _LONGEST))
        found.setdefault(keys, set()).add(name.kind)
        for k in range(1, len(keys)):
            found.setdefault(keys[:k], set()).add(f"begins a longer {name.kind}")
            found.setdefault(keys[k:], set()).add(f"ends a longer {name.kind}")
    return found


def _of_mention(text: Text, name: Name) -> Iterator[str]:
    """How a name is written and used in one place."""
    head = text.head(name.first, name.last)
    yield from (
        f"label {text.word_token(name.last - 1).ent_type_}",
        f"first label {text.word_token(name.first).ent_type_}",
    )
    before, after = text.key(name.first - 1), text.key(name.last)
    yield from (f"before {_word(text, name.first - 1)}", f"after {_word(text, name.last)}")
    yield f"between {before if _is_near(before) else ''} {after if _is_near(after) else ''}"
    match = text.match_end.get(name.first - (before == ","))
    if match is not None:
        yield from (
            f"{before if before == ',' else ''} {match.entry.kind} {match.entry.sector} before",
            f"called {match.entry.name}",
        )
    if text.words[name.last - 1].possessive:
        word = text.word_token(name.last) if name.last < len(text.words) else head
        yield from (f"has {word.lemma_.lower()}", f"has {word.tag_}", "possessive")
    yield from _of_grammar(text, head)
    yield from _of_apposition(text, name)
    for token in text.doc[head.i + 1 : head.i + _AHEAD]:
        pronoun = pronouns().get(token.lower_)
        if pronoun is not None and pronoun.person == "third":
            own = "" if token.sent.start == head.sent.start else " later"
            yield from (f"then {token.lower_}{own}", f"then {token.lower_} & {head.dep_}")
            break


def _of_grammar(text: Text, head: Token) -> Iterator[str]:
    """What a name does, and where it stands."""
    above = head.head
    yield f"is {head.dep_}"
    if head.dep_ in ("nsubj", "nsubjpass"):
        verb = above.lemma_.lower()
        yield from (f"does {verb}", f"does {head.dep_} {'says' if verb in _SAYING else above.pos_}")
    elif head.dep_ == "pobj":
        noun = above.head
        yield from (f"{above.lower_} after {noun.pos_}", f"{noun.lemma_.lower()} {above.lower_}")
    elif head.dep_ in ("dobj", "dative"):
        yield f"object of {above.lemma_.lower()}"
    elif head.dep_ == "conj":
        yield f"and {above.ent_type_}"
    elif head.dep_ == "appos":
        yield from (f"apposed to {above.lemma_.lower()}", f"apposed to {above.pos_}")
    elif head.dep_ in ("compound", "poss", "nmod"):
        yield from (f"{head.dep_} of {above.lemma_.lower()}", f"{head.dep_} of {above.tag_}")


def _of_apposition(text: Text, name: Name) -> Iterator[str]:
    """What follows a name behind a comma: an age, what somebody or something is."""
    if text.key(name.last) not in (",", "("):
        return
    i = name.last + 1
    yield f"behind {text.key(name.last)} {_word(text, i)}"
    if text.key(i).isdigit():
        yield f"number of {len(text.key(i))} behind {text.key(name.last)}"
    for k in range(i, min(i + 7, len(text.words))):
        match = text.match_at.get(k)
        if match is not None and match.entry.kind in ("role", "body"):
            yield f"{match.entry.kind} behind & {text.key(i) if _is_near(text.key(i)) else 'word'}"
            yield f"told {match.entry.name}"
            return
        if text.key(k) in (",", ".", ";"):
            return


def _word(text: Text, i: int) -> str:
    """A word or mark beside a name, where it is a common one, else its part of speech."""
    key = text.key(i)
    return key if _is_near(key) else text.word_token(i).tag_


def _is_near(key: str) -> bool:
    return key in _SIGNS or key in of_kind("beside a name")
