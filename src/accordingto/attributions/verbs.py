"""Verbs to candidate attributions: every complement, or run of complements, that could be the content."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group, make_candidate
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_COMPLEMENTS = frozenset(
    ("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "prep", "advcl", "pobj", "dative", "dep", "parataxis", "pcomp")
)
_STOP = frozenset(("cc", "conj"))
_SKIP = frozenset(("punct", "nsubj", "agent", "aux", "auxpass", "neg", "prt", "nsubjpass", "expl", "mark", "intj"))
_PARENTHETIC = frozenset(("parataxis", "advcl", "ccomp", "conj", "dep", "relcl"))
_FEW = 6


def verb_candidates(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Yield the candidates of one verb.

    Parameters
    ----------
    tree : Tree
        The document.
    verb : int
        A verb or auxiliary that is no one's auxiliary.
    """
    sources = verb_sources(tree, verb)
    lemma = _lemma(tree, verb)
    seen: set[tuple[Range, ...]] = set()
    for frame, more, pieces in _frames(tree, verb):
        content = tree.trim_all(pieces)
        if not content or content in seen:
            continue
        seen.add(content)
        cue = cue_group(tree, verb, *more)
        if _runs_over(tree, verb, content):
            continue
        extra = _surroundings(tree, verb, lemma, frame.partition("/")[0], content)
        for source in sources:
            made = make_candidate(tree, verb, lemma, frame, source, cue, content, extra)
            if made is not None:
                yield made


def _lemma(tree: Tree, verb: int) -> str:
    particle = tree.child(verb, "prt")
    return tree.lemma[verb] if particle is None else f"{tree.lemma[verb]}_{tree.lower[particle]}"


def _runs_over(tree: Tree, verb: int, content: tuple[Range, ...]) -> bool:
    """Whether a content holds a second verb of the same subject: "noted X but insisted Y"."""
    return any(
        any(a <= k < b for a, b in content)
        for k in tree.kids[verb]
        if k > verb
        and tree.dep[k] == "conj"
        and tree.pos[k] == "VERB"
        and tree.quoted[k] < 0
        and tree.child(k, "nsubj", "nsubjpass", "expl") is None
    )


def _surroundings(tree: Tree, verb: int, lemma: str, frame: str, content: tuple[Range, ...]) -> tuple[str, ...]:
    """Signs of how the content touches the cue and the sentence's ends, and of what stands around the cue."""
    start, end = content[0][0], content[-1][1]
    first, last = tree.sentence_of(verb)
    gap = start - verb if start > verb else end - verb
    after = tree.lower[verb + 1] if verb + 1 < last else ""
    before = tree.lower[verb - 1] if verb > first else ""
    next_tag = tree.tag[verb + 1] if verb + 1 < last else "-"
    last_tag = tree.tag[verb - 1] if verb > first else "-"
    whole = "whole" if last - end <= 2 else "part"
    return (
        f"gap={max(-3, min(gap, 4))} {frame}",
        f"whole={whole} {frame}",
        f"after={after}",
        f"after+lemma={lemma} {after}",
        f"before={before}",
        f"tags={last_tag} {tree.tag[verb]} {next_tag}",
        f"next={next_tag} {lemma}",
        f"ends={tree.lower[last - 1]} {frame}",
    )


Frame = tuple[str, tuple[int, ...], tuple[Range, ...]]


def _frames(tree: Tree, verb: int) -> Iterator[Frame]:
    right: list[int] = []
    for k in tree.kids[verb]:
        if k > verb:
            if tree.dep[k] in _STOP:
                break
            if tree.dep[k] not in _SKIP:
                right.append(k)
    yield from _right_frames(tree, verb, right[:_FEW])
    yield from _left_frames(tree, verb)
    yield from _outer_frames(tree, verb, right)


def _right_frames(tree: Tree, verb: int, right: list[int]) -> Iterator[Frame]:
    for n, k in enumerate(right):
        dep = tree.dep[k]
        if dep not in _COMPLEMENTS:
            continue
        start, end = tree.span(k)
        more: tuple[int, ...] = ()
        name = dep
        if n and tree.dep[right[n - 1]] in ("dobj", "dative"):
            name = f"o+{dep}"
        if name == "o+xcomp" or (name == "o+prep" and tree.lower[k] == "of"):
            # "urged X to Y", "accused X of Y": without X the content is no whole.
            continue
        if dep in ("prep", "dative") and tree.pos[k] in ("ADP", "SCONJ", "PART"):
            name = f"{name}:{tree.lower[k]}"
            if k + 1 < end:
                yield name + "/with", (), ((start, end),)
                more, start = (k,), k + 1
        last = tree.right[right[-1]] + 1
        yield name, more, ((start, end),)
        if n + 1 < len(right):
            following = "+".join(
                tree.dep[r] + (":" + tree.lower[r] if tree.dep[r] == "prep" else "") for r in right[n + 1 :][:1]
            )
            yield f"{name}/+{following}", more, ((start, tree.right[right[n + 1]] + 1),)
            yield f"{name}/wide+{following}", more, ((start, last),)
        if dep in ("dobj", "acomp", "attr", "xcomp", "oprd"):
            yield from _deeper(tree, k, name)


def _deeper(tree: Tree, noun: int, name: str) -> Iterator[Frame]:
    # "expressed concern over X", "made a promise to Y": the object belongs to the cue.
    for k in tree.kids[noun][-_FEW:]:
        if k < noun:
            continue
        before = tuple(range(tree.left[noun], min(k, tree.left[k])))
        if len(before) > _FEW:
            continue
        if tree.dep[k] == "prep" and k + 1 <= tree.right[k]:
            yield f"{name}>{tree.lemma[noun]}:{tree.lower[k]}", (*before, k), ((k + 1, tree.right[k] + 1),)
        elif tree.dep[k] in ("acl", "ccomp", "relcl", "xcomp"):
            yield f"{name}>{tree.dep[k]}", before, (tree.span(k),)


def _left_frames(tree: Tree, verb: int) -> Iterator[Frame]:
    for k in tree.kids[verb]:
        if k > verb:
            break
        dep = tree.dep[k]
        if dep in ("ccomp", "dobj", "advcl", "pobj", "dep", "attr", "parataxis", "xcomp"):
            yield f"left {dep}", (), (tree.span(k),)
        elif dep in ("nsubjpass", "nsubj", "csubj"):
            # "X is expected to Y", "X seems Y": all but the cue is the content.
            end = tree.right[verb] + 1
            for stop in tree.kids[verb]:
                if stop > verb and (tree.dep[stop] in _STOP or tree.dep[stop] in ("agent", "advcl")):
                    end = tree.left[stop]
                    break
            yield f"{dep}+rest", (), (tree.span(k), (verb + 1, end))
            if dep == "nsubjpass" or tree.child(verb, "agent") is not None:
                yield dep, (), (tree.span(k),)


def _outer_frames(tree: Tree, verb: int, right: list[int]) -> Iterator[Frame]:
    dep, head = tree.dep[verb], tree.head[verb]
    start, end = tree.span(verb)
    first, last = tree.sentence_of(verb)
    mark = tree.child(verb, "mark")
    if start > first and tree.lower[start] == "as" and dep in ("advcl", "prep", "acl", "pcomp", "dep"):
        # "X, as stated by Tass": the clause may hang low; what comes before it is said.
        yield "as/before", (start,), ((first, start),)
        yield "as/around", (start,), ((first, start), (end, last))
    if dep in _PARENTHETIC and head != verb:
        a, b = tree.span(head)
        name = f"around {dep}" + (f":{tree.lower[mark]}" if mark is not None else "")
        if a < start and dep != "conj":
            yield name, (mark,) if mark is not None else (), ((a, start), (end, b))
            yield name + "/before", (mark,) if mark is not None else (), ((a, start),)
    if dep in ("acl", "amod", "relcl") and head != verb:
        a, b = tree.span(head)
        yield f"noun {dep}", (), ((a, start), (end, b)) if dep != "amod" else ((verb + 1, b),)
        if dep == "relcl":
            yield f"noun {dep}/bare", (), ((a, start),)
    if start > first + 1 and not tree.is_word(start - 1):
        yield "front", (), ((first, start),)
        if end < last - 1:
            yield "front and back", (), ((first, start), (end, last))
    after = (
        max(
            [
                verb,
                *(k for k in tree.kids[verb] if tree.dep[k] == "prt"),
                *(tree.right[k] for k in tree.kids[verb] if k > verb and tree.dep[k] == "nsubj"),
            ]
        )
        + 1
    )
    if after < last - 1:
        stop = next((k for k in tree.kids[verb] if k > after and tree.dep[k] == "cc" and tree.quoted[k] < 0), last)
        if stop < last:
            yield "to the conjunction", (), ((after, stop),)
        yield "to the end", (), ((after, last),)
