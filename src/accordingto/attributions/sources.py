"""Who is the source of a cue: its subject, its agent, or the subject of the clause that governs it."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.attributions.lexicon import word_list
from accordingto.attributions.tree import Range, Tree

_STEPS = 8
_SUBJECTS = ("nsubj", "csubj", "expl")


@dataclass(frozen=True, slots=True)
class Source:
    """A possible source.

    Parameters
    ----------
    span : Range or None
        Its tokens; None where the source is not expressed.
    head : int
        Its syntactic head, or -1.
    how : str
        How it was found, for instance ``nsubj``, ``conj nsubj``, ``agent``.
    """

    span: Range | None
    head: int
    how: str


NOBODY = Source(None, -1, "none")


def verb_sources(tree: Tree, verb: int) -> list[Source]:
    """Possible sources of a verb, the likeliest first.

    Parameters
    ----------
    tree : Tree
        The document.
    verb : int
        The verb's token.

    Returns
    -------
    list of Source
        One or two; the second is for the model to choose.
    """
    passive = tree.child(verb, "nsubjpass", "auxpass") is not None
    agent = tree.child(verb, "agent")
    # "He had admitted by telephone": nobody is passive, and the telephone says nothing.
    active = tree.child(verb, "nsubj") is not None and not passive
    if agent is not None and not active:
        who = tree.child(agent, "pobj")
        if who is not None:
            return [_named(tree, who, "agent")]
    found = _subject(tree, verb)
    if passive:
        patient = tree.child(verb, "nsubjpass")
        sources = [Source(None, -1, "passive")]
        if patient is not None:
            sources.append(_named(tree, patient, "nsubjpass"))
        return sources
    if found is None:
        return [NOBODY]
    impersonal = tree.lemma[verb] in word_list("impersonal") or found.how == "expl"
    if impersonal and tree.lower[found.head] in ("it", "there", "this", "that"):
        return [found, Source(None, -1, "it")]
    return [found]


def noun_sources(tree: Tree, noun: int) -> list[Source]:
    """Possible sources of a noun such as *claim*: its possessor, *of*, *by*, *from*, or the verb's subject."""
    sources = []
    owner = tree.child(noun, "poss")
    if owner is not None:
        sources.append(_named(tree, owner, "poss"))
    for kid in tree.kids[noun]:
        if tree.dep[kid] in ("prep", "agent") and tree.lower[kid] in ("of", "by", "from", "among"):
            who = tree.child(kid, "pobj")
            if who is not None:
                sources.append(_named(tree, who, tree.lower[kid]))
    verb = tree.head[noun]
    if tree.dep[noun] in ("dobj", "attr", "pobj") and not sources:
        if tree.dep[noun] == "pobj":
            verb = tree.head[verb]
        if tree.pos[verb] in ("VERB", "AUX") and tree.child(verb, "nsubjpass") is None:
            found = _subject(tree, verb)
            if found is not None:
                sources.append(Source(found.span, found.head, f"{tree.dep[noun]} {found.how}"))
    return [*sources[:2], Source(None, -1, "noun")]


def adjective_sources(tree: Tree, adjective: int) -> list[Source]:
    """Possible sources of an adjective such as *confident*."""
    head = tree.head[adjective]
    if tree.dep[adjective] in ("acomp", "ccomp", "conj", "oprd", "advcl", "xcomp", "ROOT", "relcl"):
        found = _subject(tree, adjective if tree.child(adjective, "nsubj") is not None else head)
        if found is not None:
            return [Source(found.span, found.head, f"acomp {found.how}"), Source(None, -1, "adjective")]
    if tree.dep[adjective] in ("amod", "acl", "appos"):
        return [_before(tree, head, adjective, "amod")]
    return [Source(None, -1, "adjective")]


def _subject(tree: Tree, verb: int) -> Source | None:
    path: list[str] = []
    for _ in range(_STEPS):
        who = tree.child(verb, *_SUBJECTS)
        if who is not None:
            return _named(tree, who, " ".join([*path, tree.dep[who]]))
        who = tree.child(verb, "nsubjpass")
        if who is not None and path:
            return _named(tree, who, " ".join([*path, "nsubjpass"]))
        dep, head = tree.dep[verb], tree.head[verb]
        if head == verb:
            return _preceding(tree, verb, " ".join([*path, "before"]))
        if dep in ("acl", "relcl"):
            return _before(tree, head, verb, " ".join([*path, dep]))
        if dep in ("dobj", "pobj", "nsubj", "appos", "attr"):
            return None
        if dep == "xcomp" and path[-1:] != ["conj"]:
            patient = tree.child(head, "dobj")
            if patient is not None and patient < verb:
                return _named(tree, patient, " ".join([*path, "xcomp dobj"]))
        if not path or path[-1] != dep:
            path.append(dep)
        verb = head
    return None


def _preceding(tree: Tree, verb: int, how: str) -> Source | None:
    """The noun phrase just before a main verb that the parser gave no subject.

    "In a call with A, B, the minister, said": B is taken for a second A.
    """
    first = tree.sentences[tree.sentence[verb]][0]
    at = verb - 1
    while at >= first and (tree.dep[at] in ("aux", "auxpass", "neg", "advmod") or tree.lower[at] == ","):
        at -= 1
    if at < first or tree.pos[at] not in ("NOUN", "PROPN", "PRON") or tree.right[at] != at:
        return None
    top = at
    for _ in range(2):
        above = tree.head[top]
        if tree.dep[top] == "appos" and first <= above < top and tree.lower[tree.left[top] - 1] == ",":
            top = above
            if tree.doc[top].ent_type_ == "PERSON":
                break
        else:
            break
    left = [
        k for k in tree.kids[top] if k < top and tree.dep[k] in ("det", "compound", "amod", "poss", "nummod", "punct")
    ]
    start = tree.left[left[0]] if left else top
    return Source(tree.trim(start, at + 1), top, how)


def _named(tree: Tree, who: int, how: str) -> Source:
    start, end = tree.span(who)
    if tree.dep[who] == "poss":
        # The possessive mark is no part of the name.
        end = next((k for k in tree.kids[who] if tree.dep[k] == "case"), end)
    return Source(tree.trim(start, end), who, how)


def _before(tree: Tree, noun: int, below: int, how: str) -> Source:
    # The noun that a participle or adjective modifies, without the modifier.
    start, end = tree.span(noun)
    if below > noun:
        end = min(end, tree.left[below])
    return Source(tree.trim(start, end), noun, how)
