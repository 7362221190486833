"""Whether a sentence speaks well or badly of somebody it names, from weighted words around the name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Span, Token

from accordingto.positions.clauses import REACH, is_negated
from accordingto.positions.lexicon import lexicon, rows
from accordingto.positions.plover import polarity

_FAR = 6
_SIDES = (-1, 0, 1)
_DOER = ("nsubj", "agent", "poss", "nsubjpass")
# Names carry no weight: what is said of somebody must not hang on who it is.
_OPEN = ("VERB", "NOUN", "ADJ", "ADV", "INTJ")
_MARKS = frozenset('?!"“')


def opinion_of(doc: Doc, start: int, end: int) -> int:
    """Tell the polarity of a sentence towards the one named at some characters.

    A linear model over words, their distance from the name in the parse, and the lists of acts and
    evaluations; its weights are in ``opinion.csv``.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    start, end : int
        Characters of the name.

    Returns
    -------
    int
        -1 against, 0 neither, 1 for.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Everyone praised the nurses for their excellent and brave work.")
    >>> opinion_of(doc, 17, 27)
    1
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return 0
    weights = _weights()
    totals = list(weights["bias"])
    for feature, value in opinion_features(doc, span).items():
        for side, weight in enumerate(weights.get(feature, ())):
            totals[side] += weight * value
    return _SIDES[max(range(3), key=lambda side: totals[side])]


@cache
def _weights() -> Mapping[str, tuple[float, float, float]]:
    return {row["feature"]: (float(row["neg"]), float(row["neu"]), float(row["pos"])) for row in rows("opinion.csv")}


def opinion_features(doc: Doc, span: Span) -> dict[str, float]:
    """Describe a name's surroundings: each word with its distance, the name's role, and known judgements.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    span : Span
        The name.

    Returns
    -------
    dict of str to float
        ``w:`` a word of the sentence, ``n:`` and ``m:`` one near the name (``!`` where negated), ``r:`` the
        name's role and governor, ``d:`` its role, ``h:`` judgements from the word lists.
    """
    root, sentence = span.root, span.sent
    found: dict[str, float] = {}
    for token in doc[max(sentence.start, span.start - REACH) : min(sentence.end, span.end + REACH)]:
        if span.start <= token.i < span.end or not (token.is_alpha or token.text in _MARKS):
            continue
        steps = _steps(root, token)
        if token.pos_ in _OPEN or token.text in _MARKS:
            word = ("!" if is_negated(token) else "") + token.lemma_.lower()
            found[f"w:{word}"] = 1.0
            if steps <= 4:
                found[f"{'n' if steps <= 2 else 'm'}:{word}"] = 1.0
        weight = _judgement(token)
        if weight:
            sign = "p" if weight > 0 else "n"
            doer = token.pos_ == "VERB" and root.dep_ in _DOER and root.head == token
            near = f"h:{sign}{'d' if doer else 'x'}{min(steps, 5)}"
            found[near] = found.get(near, 0.0) + 1.0
            found[f"h:{sign}"] = min(2.0, found.get(f"h:{sign}", 0.0) + 1.0)
    found[f"d:{root.dep_}"] = 1.0
    if root.head is not root:
        found[f"r:{root.dep_}:{root.head.lemma_.lower()}"] = 1.0
    if root.dep_ == "pobj":
        found[f"r:{root.head.lower_}:{root.head.head.lemma_.lower()}"] = 1.0
    return found


def _judgement(token: Token) -> float:
    """What a word says, before it is known of whom: below 0 ill, above 0 well."""
    weight = 0.0
    found = lexicon("evaluations.csv").match(token)
    act = lexicon("acts.csv").match(token) if found is None else None
    if found is not None:
        weight = float(found["polarity"] or 0)
    elif act is not None and act["act"] not in ("content", "withholds"):
        weight = float(polarity(act["act"]) or 0)
    else:
        deed = lexicon("actions.csv").match(token)
        weight = float(deed["sign"]) if deed is not None else 0.0
    return -weight if weight and is_negated(token) else weight


def _steps(a: Token, b: Token) -> int:
    """Length of the path between two words in the parse, at most ``_FAR`` + 1."""
    up, token = {}, a
    for n in range(_FAR + 1):
        up[token.i] = n
        if token.head == token:
            break
        token = token.head
    token = b
    for n in range(_FAR + 1):
        if token.i in up:
            return min(n + up[token.i], _FAR + 1)
        if token.head == token:
            break
        token = token.head
    return _FAR + 1
