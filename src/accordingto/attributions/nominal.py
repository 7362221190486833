"""Nouns, adjectives, adverbs, prepositions and colons to candidate attributions."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group, make_candidate
from accordingto.attributions.sources import NOBODY, Source, adjective_sources, noun_sources
from accordingto.attributions.tree import Range, Tree

_LONGEST_NAME = 12


def noun_candidates(tree: Tree, noun: int) -> Iterator[Candidate]:
    """Yield the candidates of a noun: *claims that*, *criticism of*, *an offer to*."""
    lemma = f"{tree.lemma[noun]}.n"
    sources = noun_sources(tree, noun)
    for k in tree.kids[noun]:
        dep = tree.dep[k]
        if k < noun:
            continue
        if dep == "prep" and k < tree.right[k]:
            frame, cue, content = f"n prep:{tree.lower[k]}", cue_group(tree, noun, k), (k + 1, tree.right[k] + 1)
        elif dep in ("acl", "ccomp", "relcl", "xcomp"):
            frame, cue, content = f"n {dep}", cue_group(tree, noun), tree.span(k)
        else:
            continue
        for source in sources:
            if source.how == "of" and tree.lower[k] == "of":
                continue
            made = make_candidate(tree, noun, lemma, frame, source, cue, (content,))
            if made is not None:
                yield made
    verb = tree.head[noun]
    if tree.dep[noun] == "nsubj" and tree.lemma[verb] == "be":
        clause = tree.child(verb, "ccomp", "attr", "xcomp")
        if clause is not None and clause > verb:
            for source in sources:
                made = make_candidate(tree, noun, lemma, "n is", source, cue_group(tree, noun), (tree.span(clause),))
                if made is not None:
                    yield made


def adjective_candidates(tree: Tree, adjective: int) -> Iterator[Candidate]:
    """Yield the candidates of an adjective: *confident that*, *critical of*."""
    lemma = f"{tree.lemma[adjective]}.a"
    for k in tree.kids[adjective]:
        dep = tree.dep[k]
        if k < adjective:
            continue
        if dep == "prep" and k < tree.right[k]:
            frame, more, content = f"a prep:{tree.lower[k]}", (k,), (k + 1, tree.right[k] + 1)
        elif dep in ("ccomp", "xcomp", "advcl"):
            frame, more, content = f"a {dep}", (), tree.span(k)
        else:
            continue
        if tree.dep[adjective] == "acomp" and tree.head[adjective] == adjective - 1:
            more = (adjective - 1, *more)
        for source in adjective_sources(tree, adjective):
            made = make_candidate(tree, adjective, lemma, frame, source, cue_group(tree, adjective, *more), (content,))
            if made is not None:
                yield made


def adverb_candidates(tree: Tree, adverb: int) -> Iterator[Candidate]:
    """Yield the candidates of an adverb: *reportedly*."""
    head = tree.head[adverb]
    lemma = f"{tree.lower[adverb]}.r"
    a, b = tree.span(head)
    first, last = tree.sentence_of(adverb)
    around = ((a, adverb), (adverb + 1, b))
    contents = [("r clause", around), ("r after", ((adverb + 1, b),)), ("r all", ((first, adverb), (adverb + 1, last)))]
    for frame, content in contents:
        made = make_candidate(tree, adverb, lemma, frame, NOBODY, ((adverb, adverb + 1),), content)
        if made is not None:
            yield made


def preposition_candidates(tree: Tree, preposition: int) -> Iterator[Candidate]:
    """Yield the candidates of a preposition: *according to X*, *in X's view*, *per X*, *for X*."""
    first, last = tree.sentence_of(preposition)
    inner = preposition
    if tree.lower[preposition] in ("according", "accord"):
        # After it: "For Bern, ... according to aides" may be parsed with "For" below "according".
        inner = next((k for k in tree.kids[preposition] if k > preposition and tree.dep[k] == "prep"), None)
        if inner is None:
            return
    noun = tree.child(inner, "pobj")
    if noun is None:
        return
    lemma = f"{tree.lower[preposition]}.p"
    start, end = tree.left[preposition], tree.right[inner] + 1
    cue: tuple[Range, ...] = ((preposition, inner + 1),)
    sources = [_phrase(tree, noun, "pobj")]
    owner = tree.child(noun, "poss")
    of = next((k for k in tree.kids[noun] if tree.dep[k] == "prep" and tree.lower[k] == "of"), None)
    if owner is not None and tree.lower[preposition] not in ("according", "accord", "per"):
        sources = [_phrase(tree, owner, "pobj poss")]
        cue = ((preposition, inner + 1), (noun, noun + 1))
    elif of is not None and tree.child(of, "pobj") is not None and tree.lower[preposition] == "in":
        sources = [_phrase(tree, tree.child(of, "pobj"), "pobj of")]
        cue = ((preposition, of + 1),)
    head = tree.head[preposition]
    a, b = tree.span(head)
    up = head
    for _ in range(6):
        if tree.pos[up] in ("VERB", "AUX") or tree.head[up] == up:
            break
        up = tree.head[up]
    c, d = tree.span(up)
    contents = (
        ("p all", ((first, start), (end, last))),
        ("p head", ((a, start), (end, b))),
        ("p clause", ((c, start), (end, d))),
        ("p before", ((first, start),)),
        ("p after", ((end, last),)),
    )
    where = "initial" if preposition <= first + 1 else "final" if end >= last - 1 else "middle"
    comma = "comma" if start > first and tree.lower[start - 1] in (",", "”", '"') else "plain"
    extra = (f"p where={lemma} {where} {comma}", f"p noun={lemma} {tree.lemma[noun]}")
    seen: set[tuple[Range, ...]] = set()
    for frame, content in contents:
        if content in seen:
            continue
        seen.add(content)
        for source in sources:
            made = make_candidate(tree, preposition, lemma, f"{frame}/{where}", source, cue, content, extra)
            if made is not None:
                yield made


def colon_candidates(tree: Tree, colon: int) -> Iterator[Candidate]:
    """Yield the candidates of a colon: *Hill: “It is late.”*"""
    first, last = tree.sentence_of(colon)
    if colon >= last - 2 and tree.sentence[colon] + 1 < len(tree.sentences):
        last = min(tree.sentences[tree.sentence[colon] + 1][1], colon + 400)
    if not 0 < colon - first <= _LONGEST_NAME:
        return
    before = tree.trim(first, colon)
    if before is None:
        return
    source = Source(before, before[1] - 1, "colon")
    words = colon - first
    extra = (
        f"colon={words} {tree.pos[first]}",
        f"colon verb={any(tree.pos[i] in ('VERB', 'AUX') for i in range(*before))}",
    )
    made = make_candidate(tree, colon, ":", "colon", source, ((colon, colon + 1),), ((colon + 1, last),), extra)
    if made is not None:
        yield made


def _phrase(tree: Tree, noun: int, how: str) -> Source:
    start, end = tree.span(noun)
    if tree.dep[noun] == "poss":
        end = next((k for k in tree.kids[noun] if tree.dep[k] == "case"), end)
    return Source(tree.trim(start, end), noun, how)
