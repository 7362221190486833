"""One candidate attribution: a cue with one choice of source and content, and the signs that speak for it."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.attributions.lexicon import acts
from accordingto.attributions.sources import Source
from accordingto.attributions.tree import Range, Tree

_LENGTHS = (1, 2, 3, 5, 8, 15, 30, 60)
_QUESTIONS = frozenset(("what", "which", "who", "whom", "how", "why", "whether", "if", "when", "where"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue, a source and a content, as ranges of tokens.

    Parameters
    ----------
    head : int
        The cue's main token.
    source : Range or None
        None where it is not expressed.
    cue, content : tuple of Range
        In text order.
    signs : tuple of str
        ``kind=value``; each may have a weight.
    act : str
        What the cue does, where ``acts.csv`` knows it.
    """

    head: int
    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    signs: tuple[str, ...]
    act: str = ""


def make_candidate(
    tree: Tree,
    head: int,
    lemma: str,
    frame: str,
    source: Source,
    cue: tuple[Range, ...],
    content: tuple[Range, ...],
    extra: tuple[str, ...] = (),
) -> Candidate | None:
    """Put a candidate together, with the signs that are common to all kinds of cues.

    Parameters
    ----------
    tree : Tree
        The document.
    head : int
        The cue's main token.
    lemma : str
        The cue's dictionary form.
    frame : str
        The construction that gave the content.
    source : Source
        Who says it.
    cue, content : tuple of Range
        Token ranges; the content is trimmed here.
    extra : tuple of str
        Signs of this kind of cue only.

    Returns
    -------
    Candidate or None
        None where nothing is left of the content, or the source stands inside it.
    """
    pieces = tree.trim_all(content)
    if not pieces:
        return None
    if source.span and any(a <= source.span[0] < b for a, b in pieces):
        return None
    size = sum(b - a for a, b in pieces)
    first = tree.lower[pieces[0][0]]
    if not first[0].isalnum() and pieces[0][0] + 1 < pieces[0][1]:
        first = tree.lower[pieces[0][0] + 1]
    frame_only = frame.partition("/")[0]
    who = _kind(tree, source)
    quoted = "q" if tree.quoted[head] >= 0 else "n"
    inside = _inside(tree, pieces)
    length = sum(size > n for n in _LENGTHS)
    start = (
        first if first in _QUESTIONS or first in ("that", "to", "a", "the", "it", "this") else tree.pos[pieces[0][0]]
    )
    tense = tree.tag[head] + ("-" if any(tree.dep[k] == "neg" for k in tree.kids[head]) else "")
    aux = "+".join(tree.lemma[k] for k in tree.kids[head] if tree.dep[k] in ("aux", "auxpass")) or "-"
    base = lemma.partition(".")[0]
    act = acts().get(base.replace("_", " ")) or acts().get(base.partition("_")[0])
    act = act[0] if act else ""
    signs = (
        "bias=",
        f"act={act or 'none'} {frame_only}",
        f"act+who={act or 'none'} {who}",
        f"act+how={act or 'none'} {source.how}",
        f"act+tense={act or 'none'} {tense} {start}",
        f"frame={frame}",
        f"frame0={frame_only}",
        f"lemma={lemma}",
        f"lemma+frame={lemma} {frame}",
        f"lemma+frame0={lemma} {frame_only}",
        f"lemma+tense={lemma} {tense}",
        f"frame+how={frame} {source.how}",
        f"lemma+how={lemma} {source.how}",
        f"how={source.how}",
        f"who={who}",
        f"who+how={who} {source.how}",
        f"who+frame={who} {frame_only}",
        f"whom={tree.lemma[source.head] if source.head >= 0 and tree.pos[source.head] == 'NOUN' else '-'}",
        f"tense={tense} {frame_only}",
        f"aux={aux}",
        f"aux+how={aux} {source.how}",
        f"dep={tree.dep[head]} {frame_only}",
        f"above={tree.pos[tree.head[head]]} {tree.dep[head]} {act or 'none'}",
        f"quoted={quoted} {who}",
        f"quoted+frame={quoted} {frame_only}",
        f"inside={inside} {frame}",
        f"inside+lemma={inside} {lemma}",
        f"length={length} {frame_only}",
        f"length+lemma={length} {lemma}",
        f"start={start} {frame_only}",
        f"start+lemma={start} {lemma}",
        f"pieces={len(pieces)} {frame_only}",
        *extra,
    )
    return Candidate(head, source.span, cue, pieces, signs, act)


def _kind(tree: Tree, source: Source) -> str:
    if source.head < 0:
        return "none"
    token = tree.doc[source.head]
    if tree.pos[source.head] == "PRON":
        return tree.lower[source.head]
    return token.ent_type_ or tree.pos[source.head]


def _inside(tree: Tree, pieces: tuple[Range, ...]) -> str:
    # Looks at no more than a few tokens at the ends and in the middle: contents can be long.
    marks = []
    for a, b in pieces:
        marks += [tree.quoted[i] >= 0 for i in (a, min(a + 1, b - 1), (a + b) // 2, max(a, b - 2), b - 1)]
    return "all" if all(marks) else "some" if any(marks) else "none"


def cue_group(tree: Tree, head: int, *more: int) -> tuple[Range, ...]:
    """The cue's words: the main token with its auxiliaries, negation, adverbs and particle, and more.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> doc = pipeline()("They have not even suggested it.")
    >>> [doc[a:b].text for a, b in cue_group(build_tree(doc), 4)]
    ['have not even suggested']
    """
    tokens = {head, *more}
    for k in tree.kids[head]:
        if tree.dep[k] in ("aux", "auxpass", "neg", "prt"):
            tokens.add(k)
    # An adverb belongs where it touches the group, and stands inside it or is bare.
    for k in reversed(tree.kids[head]):
        touches = k < head and k + 1 in tokens and tree.dep[k] == "advmod" and tree.left[k] == tree.right[k]
        if touches and (min(tokens) < k or tree.lower[k] in ("also", "then", "later", "never", "now")):
            tokens.add(k)
    return ranges(sorted(tokens))


def ranges(tokens: list[int]) -> tuple[Range, ...]:
    """Join neighbouring tokens.

    Examples
    --------
    >>> ranges([1, 2, 5])
    ((1, 3), (5, 6))
    """
    out: list[list[int]] = []
    for t in tokens:
        if out and out[-1][1] == t:
            out[-1][1] = t + 1
        else:
            out.append([t, t + 1])
    return tuple((a, b) for a, b in out)
