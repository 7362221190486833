"""A parsed article to attributions: candidates, their probabilities, and a choice without contradictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.citing import cited_between, citing, quoted_by, reports_of
from accordingto.attributions.completing import unbroken, with_quotations
from accordingto.attributions.coordinating import next_speakers, second_verbs
from accordingto.attributions.doubtful import LEAST, confirmed
from accordingto.attributions.interrupting import interrupted
from accordingto.attributions.judging import relayed, told_by_days, unlikely
from accordingto.attributions.lexicon import word_list
from accordingto.attributions.mending import Found, as_tagged, mended, reaching_back
from accordingto.attributions.nominal import (
    adjective_candidates,
    adverb_candidates,
    colon_candidates,
    noun_candidates,
    preposition_candidates,
)
from accordingto.attributions.nonresponse import nonresponses
from accordingto.attributions.quoting import quote_candidates
from accordingto.attributions.relays import put_it, quoted_as, relays
from accordingto.attributions.signed import labelled, signed
from accordingto.attributions.silence import asked_about
from accordingto.attributions.stating import statings
from accordingto.attributions.tagger import tag_with_doubtful
from accordingto.attributions.tree import Range, Tree, build_tree
from accordingto.attributions.verbs import verb_candidates
from accordingto.attributions.viewing import opened, requested, shown, through, views
from accordingto.attributions.weights import load_weights
from accordingto.records import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc

THRESHOLD = 0.33
"""Least probability of what is reported: precision and recall of source and content balance best near it."""

STAND = 0.18
"""The same for cues that take a stand (demands, denies, fears): missing those costs more than listing too many."""

_NOBODY = frozenset(("i", "we", "nobody", "none"))
_CROWD = 60
"""Contents in one place that are compared; more overlap only in what is no language."""

RULE = 0.65
"""Confidence of the rules for missing answers and relays: a round number, too few are labelled to fit one."""

SURE = 0.6
"""Least probability of a construction that the trained tagger has not found."""


def tag(doc: Doc) -> list[Tagged]:
    """Find who says what.

    Parameters
    ----------
    doc : Doc
        Parsed by :func:`accordingto.language.pipeline`.

    Returns
    -------
    list of Tagged
        In the order of the cues.
    """
    tree, weights = build_tree(doc), load_weights()
    sure, doubtful = tag_with_doubtful(doc, LEAST)
    found = Found(tree, [unbroken(tree, reaching_back(tree, mended(tree, *tagging))) for tagging in sure])
    found.tell_apart()
    tagged = found.cues()
    found.laid_out((*signed(tree), *labelled(tree.text)))
    silences = list(nonresponses(tree))
    answers = [c for c in silences if _misread(tree, c)]
    # Each half of "A quoted B as saying C" is a row, too.
    found.replace(RULE, [*(c for pair in quoted_as(tree) for c in pair), *answers])
    for c in (*relays(tree), *shown(tree)):
        found.add(RULE, c)
    found.replace(RULE, put_it(tree))
    seen = list(views(tree))
    found.change(lambda rows: opened(tree, rows, seen))
    found.replace(RULE, seen)
    found.replace(RULE, through(tree, found.cues()), same=False)
    found.replace(RULE, [c for pair in quoted_by(tree, found.contents()) for c in pair])
    found.replace(RULE, [c for pair in cited_between(tree) for c in pair], same=False)
    found.replace(RULE, citing(tree, found.contents()), same=False)
    for c, said, end in second_verbs(tree, found.contents(), silences):
        found.cut(said, end)
        found.add(RULE, c)
    for verb, said, end in next_speakers(tree, found.contents(), silences):
        found.cut(said, end)
        own = [c for c in verb_candidates(tree, verb) if c.content[0][0] > verb]
        if own and verb not in found.cues() and all(c.head != verb for c in silences):
            found.add(RULE, max(own, key=lambda c: (weights.probability(c.signs), c.content)))
    contents = found.contents()
    for c in silences:
        # "He said he would not answer": what he says. "She has not answered, police said": a silence reported.
        if c.source and tree.lower[c.source[0]] in _NOBODY and any(said.holds(c.head) for said in contents):
            # "I cannot comment," he said: one row. "Nobody called me back": of whom is it told?
            continue
        if c.source and tree.quoted[c.source[0]] >= 0 and any(said.holds(c.head) for said in contents):
            # “The bishop kept silent for ten years,” a nun said: nobody has asked him for this article.
            continue
        held = (said.cue[0] for said in contents if said.holds(c.head) and said.cue[0] < c.head)
        if not any(tree.sentence[cue] == tree.sentence[c.head] or tree.quoted[c.head] >= 0 for cue in held):
            found.add(RULE, c)
    scored = [(weights.probability(c.signs), c) for c in candidates(tree, weights.knows)]
    for p, c in choose(scored, SURE):
        if not any(said.holds(c.head) for said in contents):
            found.add(p, c)
    stated = list(statings(tree))
    for c in stated:
        if not any(said.holds(c.head) for said in contents):
            found.add(RULE, c)
    for c in requested(tree):
        found.add(RULE, c)
    found.add_rows(confirmed(tree, [mended(tree, *tagging) for tagging in doubtful], scored))

    found.without_questions(word_list("asked"))
    found.without_asking(word_list("asked"), answers)
    found.change(lambda rows: with_quotations(tree, rows))
    found.change(lambda rows: interrupted(tree, rows, RULE))
    found.without(told_by_days(tree, found.contents()))
    found.without(unlikely(tree, found.contents(), tagged))
    # Nothing is said inside a content in what tagger and weights have learnt from.
    for c in relayed(tree, found.contents(), stated, found.cues(), lambda c: weights.probability(c.signs)):
        found.add(RULE, c)
    return reports_of(tree, found.rows())


def _misread(tree: Tree, c: Candidate) -> bool:
    """Whether a silence is of a kind that the tagger misreads, and so stands in the place of what it found there."""
    (start, end), opening = c.content[0], tree.lower[c.content[0][0]]
    # "Refused to discuss X" refuses to discuss X: two of the words may be taken for the cue.
    if c.act == "refusal" and opening == "to":
        return True
    if not c.source:
        return False
    # "On the loan she declined to comment": no topic is known before the source.
    topic = end <= c.source[0] and opening in word_list("about")
    # "Has yet to utter a word": a set phrase is cue and content in one, and may be taken apart.
    whole = any(a <= start and end <= b for a, b in c.cue)
    # "Asked whether X, he did not answer" is one row, not two.
    return topic or whole or asked_about(tree, c.head) == c.content[0]


def tag_by_rule(doc: Doc) -> list[Tagged]:
    """Find who says what by constructions of the parse, weighed by what they mean in labelled articles.

    Parameters
    ----------
    doc : Doc
        Parsed by :func:`accordingto.language.pipeline`.

    Returns
    -------
    list of Tagged
        In the order of the cues.
    """
    tree = build_tree(doc)
    weights = load_weights()
    scored = [(weights.probability(c.signs), c) for c in candidates(tree, weights.knows)]
    chosen = choose(scored + [(RULE, c) for c in (*nonresponses(tree), *relays(tree))])
    return [as_tagged(tree, p, c) for p, c in chosen]


def candidates(tree: Tree, known: Callable[[str], bool] = lambda sign: True) -> Iterator[Candidate]:
    """Yield every candidate of a document.

    Parameters
    ----------
    tree : Tree
        The document.
    known : callable
        Whether a sign has a weight: nouns, adjectives, adverbs and prepositions without one are no cues.
    """
    for i, pos in enumerate(tree.pos):
        word = tree.lower[i]
        if (
            pos in ("VERB", "AUX")
            and word != "according"
            and tree.dep[i] not in ("aux", "auxpass")
            and not _refused(tree, i)
        ):
            yield from verb_candidates(tree, i)
        elif pos in ("NOUN", "PROPN") and tree.right[i] > i and known(f"lemma={tree.lemma[i]}.n"):
            yield from noun_candidates(tree, i)
        elif pos == "ADJ" and known(f"lemma={tree.lemma[i]}.a"):
            yield from adjective_candidates(tree, i)
        elif pos == "ADV" and known(f"lemma={word}.r"):
            yield from adverb_candidates(tree, i)
        inner = i > 0 and tree.lower[i - 1] == "according"
        outer = word == "according" or (pos in ("ADP", "SCONJ") and tree.dep[i] == "prep" and not inner)
        if outer and known(f"lemma={word}.p"):
            yield from preposition_candidates(tree, i)
        elif word == ":":
            yield from colon_candidates(tree, i)
    yield from quote_candidates(tree)


def _refused(tree: Tree, verb: int) -> bool:
    # "refused to say X": it was not said; the refusal is the cue.
    above = tree.head[verb]
    if tree.dep[verb] == "pcomp":
        above = tree.head[above]
    return tree.dep[verb] in ("xcomp", "pcomp") and tree.lemma[above] in word_list("declines")


def choose(scored: list[tuple[float, Candidate]], threshold: float = THRESHOLD) -> list[tuple[float, Candidate]]:
    """Keep the likeliest candidates: one a cue, and no content twice.

    Parameters
    ----------
    scored : list of (probability, Candidate)
        All candidates.
    threshold : float
        The least probability; for cues that take a stand, :data:`STAND` where that is less.

    Returns
    -------
    list of (probability, Candidate)
        In the order of the cues.
    """
    ranked = sorted(
        (s for s in scored if s[0] >= (threshold if s[1].act in ("", "statement") or threshold > THRESHOLD else STAND)),
        key=lambda s: (-s[0], s[1].head, s[1].content, s[1].source or (-1, -1)),
    )
    heads: set[int] = set()
    taken: dict[Range, list[Candidate]] = {}
    kept = []
    for p, c in ranked:
        if c.head in heads:
            continue
        level = sum(b - a for a, b in c.content).bit_length()
        # Contents that share half of their words differ in length by a factor of two at most.
        near = [cell for n in (level - 1, level, level + 1) if n >= 0 for cell in _cells(c, n)]
        if any(_same(c, other) for cell in near for other in taken.get(cell, ())[:_CROWD]):
            continue
        heads.add(c.head)
        for cell in _cells(c, level):
            taken.setdefault(cell, []).append(c)
        kept.append((p, c))
    return sorted(kept, key=lambda s: (s[1].cue[0][0] if s[1].cue else s[1].content[0][0], s[1].content))


def _cells(c: Candidate, level: int) -> list[Range]:
    """The cells of a grid, as wide as contents of a level are long, that a content touches."""
    return [(level, cell) for a, b in c.content for cell in range(a >> level, ((b - 1) >> level) + 1)]


def _same(a: Candidate, b: Candidate) -> bool:
    # "X, Hill said, as stated by Tass": what Tass states holds Hill's saying; both are rows.
    if any(x <= b.head < y for x, y in a.content) or any(x <= a.head < y for x, y in b.content):
        return False
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a.content for y in b.content)
    total = sum(y - x for x, y in a.content) + sum(y - x for x, y in b.content) - shared
    return 2 * shared > total
