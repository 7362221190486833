"""Sayings by a verb that alone says nothing: *puts the toll at 40*, *stands by its story*, *holds them responsible*."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group
from accordingto.attributions.lexicon import body_nouns, person_nouns, word_list
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_RELATIVE = ("WDT", "WP", "WP$", "WRB")


def statings(tree: Tree) -> Iterator[Candidate]:
    """Yield what is said by a verb together with its object.

    Parameters
    ----------
    tree : Tree
        The document.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("The union puts the figure at 900, but the firm stands by its report."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in statings(tree)]
    [['puts', 'The union', 'the figure at 900'], ['stands by', 'the firm', 'its report']]
    """
    rules = {"put": _number, "stand": _stand, "hold": _blame, "offer": _offer}
    rules |= dict.fromkeys(("hit", "lash", "strike", "fire"), _attack)
    for i, lemma in enumerate(tree.lemma):
        rule = rules.get(lemma)
        if rule is None or tree.pos[i] != "VERB" or tree.quoted[i] >= 0 or not _told(tree, i):
            continue
        found = rule(tree, i)
        source = verb_sources(tree, i)[0] if found is not None else None
        if source is None or source.span is None or not _somebody(tree, source.head):
            continue
        more, (start, end) = found
        # "Offered them 20 million, which Hill calls rent": another says the rest.
        stop = next((k for k in range(start, end - 1) if tree.lower[k] == "," and tree.tag[k + 1] in _RELATIVE), end)
        content = tree.trim(start, stop)
        if content is not None and not content[0] <= source.span[0] < content[1]:
            yield Candidate(i, source.span, cue_group(tree, i, *more), (content,), ())


def _told(tree: Tree, verb: int) -> bool:
    """Whether somebody does so, and is not to do so or only might."""
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass", "neg")}
    finite = tree.tag[verb] in ("VBD", "VBZ", "VBP") or not helpers.isdisjoint(
        ("has", "have", "had", "is", "are", "was")
    )
    passive = any(tree.dep[k] == "auxpass" for k in tree.kids[verb])
    return finite and not passive and helpers.isdisjoint(word_list("imagined") | {"to", "not", "n't", "n’t"})


def _somebody(tree: Tree, head: int) -> bool:
    named = tree.doc[head].ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or tree.lower[head] in word_list("oneself")
    return named or tree.lemma[head] in person_nouns() | body_nouns() | word_list("document")


Found = tuple[tuple[int, ...], Range]


def _number(tree: Tree, verb: int) -> Found | None:
    """*Put the toll at 40*, *puts the number of dead nearer 60*."""
    what = tree.child(verb, "dobj")
    if what is None or what < verb or tree.lemma[what] not in word_list("measured"):
        return None
    end = tree.right[verb] + 1
    stop = next((k for k in tree.kids[verb] if k > what and tree.dep[k] in ("cc", "conj", "advcl", "punct")), end)
    behind = range(what + 1, min(stop, end))
    return ((), (tree.left[what], min(stop, end))) if any(tree.tag[k] == "CD" for k in behind) else None


def _stand(tree: Tree, verb: int) -> Found | None:
    """*Stands by its story*: it is true, we say."""
    by = next((k for k in tree.kids[verb] if k > verb and tree.lower[k] == "by"), None)
    what = None if by is None else tree.child(by, "pobj")
    if what is None or by != verb + 1:
        return None
    return ((by,), tree.span(what)) if tree.lemma[what] in word_list("stood_by") else None


def _blame(tree: Tree, verb: int) -> Found | None:
    """*Holds the owners responsible*, wherever the parser hangs the adjective."""
    last = tree.right[verb] + 1
    answers = next((k for k in range(verb + 2, last) if tree.lower[k] in ("responsible", "accountable")), None)
    if answers is None or not _below(tree, answers, verb):
        return None
    end = tree.right[answers] + 1
    return (), (verb + 1, end)


def _attack(tree: Tree, verb: int) -> Found | None:
    """*Hit back at her critics*, *lashed out at the bank*."""
    particle = next((k for k in tree.kids[verb] if k == verb + 1 and tree.lower[k] in ("back", "out")), None)
    at = verb + 2
    if particle is None or at >= len(tree.lower) or tree.lower[at] != "at" or tree.right[at] == at:
        return None
    return (particle,), tree.span(at)


def _below(tree: Tree, token: int, verb: int) -> bool:
    """Whether no other verb stands between a word and the verb."""
    return not any(tree.pos[k] in ("VERB", "AUX") or tree.lower[k] == "," for k in range(verb + 1, token))


def _offer(tree: Tree, verb: int) -> Found | None:
    """*Offered both sides a mediator*, *has offered to host talks*: what somebody says he would give or do."""
    # "Offered in May to host talks": the parser may take that for a purpose.
    to_do = next((k for k in tree.kids[verb] if tree.dep[k] in ("xcomp", "advcl") and tree.tag[k] == "VB"), None)
    given = tree.child(verb, "dobj")
    whom = tree.child(verb, "dative")
    if to_do is not None and to_do > verb:
        return (), tree.span(to_do)
    if given is None or whom is None or not verb < given:
        return None
    return (), (min(tree.left[whom], tree.left[given]), max(tree.right[whom], tree.right[given]) + 1)
