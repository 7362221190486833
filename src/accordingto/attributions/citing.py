"""Whom a report cites: *Reuters said, citing two officials*, *LETA, which cited a minister*, *quoted by the Ledger*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.candidates import Candidate, ranges
from accordingto.attributions.lexicon import person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.tree import Range, Tree


def citing(tree: Tree, known: Sequence[Said]) -> Iterator[Candidate]:
    """Yield the sources that a report names as its own; their content is the report's.

    Parameters
    ----------
    tree : Tree
        The document.
    known : sequence of Said
        The reports, among others.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The bridge is shut, Reuters reported, citing two engineers."))
    >>> (found,) = citing(tree, [Said(((0, 4),), (6, 7), (5, 6))])
    >>> [tree.doc[a:b].text for a, b in (found.source, *found.content)]
    ['two engineers', 'The bridge is shut']
    """
    for i, lemma in enumerate(tree.lemma):
        if lemma not in word_list("citing") or tree.quoted[i] >= 0 or tree.tag[i] == "VBN":
            continue
        whom = _cited(tree, i)
        report = None if whom is None else _report(tree, known, i)
        if report is None:
            continue
        start, end = _noun_phrase(tree, whom)
        own = (min(i, start), end)
        said = tree.trim_all(tuple(piece for part in report.content for piece in _without(part, own)))
        who = tree.trim(start, end)
        if said and who is not None:
            yield Candidate(i, who, ((i, i + 1),), said, ())


def _cited(tree: Tree, verb: int) -> int | None:
    """The person, body or document that is cited; concerns and reasons are cited, too, and say nothing."""
    if any(tree.lower[k] == "as" and tree.pos[k] in ("ADP", "SCONJ") for k in tree.kids[verb]):
        # "Quoted her as saying": she says something of her own.
        return None
    whom = tree.child(verb, "dobj")
    if whom is None or whom < verb:
        return None
    noun = tree.lemma[whom]
    named = tree.doc[whom].ent_type_ in ("PERSON", "ORG", "NORP", "GPE")
    speaks = noun in person_nouns() or noun in word_list("anonymous") or noun in word_list("document")
    return whom if named or speaks else None


def _report(tree: Tree, known: Sequence[Said], verb: int) -> Said | None:
    """The report in the verb's sentence that the clause belongs to."""
    first, last = tree.sentence_of(verb)
    here = [s for s in known if first <= s.cue[0] < last and s.source and not s.cue[0] <= verb < s.cue[1]]
    here = [s for s in here if not s.source[0] <= verb < s.source[1] or tree.dep[verb] == "relcl"]
    above = tree.head[verb]
    if tree.dep[verb] == "relcl":
        # "According to LETA, which cited a minister": LETA is the source of the report.
        return next((s for s in here if s.source[0] <= above < s.source[1]), None)
    if tree.tag[verb] != "VBG" and tree.dep[verb] != "conj":
        return None
    held = next((s for s in here if s.cue[0] <= above < s.cue[1]), None)
    if held is not None:
        return held
    outer = [s for s in here if not s.holds(s.cue[0])]
    return min(outer, key=lambda s: (abs(s.cue[0] - verb), s.cue), default=None) if tree.tag[verb] == "VBG" else None


def _noun_phrase(tree: Tree, noun: int) -> Range:
    """A noun phrase without the clauses that the parser hangs behind a comma."""
    start, end = tree.span(noun)
    comma = next((k for k in range(noun + 1, end) if tree.lower[k] == "," and tree.head[k] == noun), end)
    return start, comma


def _without(part: Range, own: Range) -> list[Range]:
    if own[1] <= part[0] or part[1] <= own[0]:
        return [part]
    return [(a, b) for a, b in ((part[0], own[0]), (own[1], part[1])) if a < b]


def quoted_by(tree: Tree, known: Sequence[Said]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield *A, quoted by B, called it C* as what B relays, and what A says.

    Parameters
    ----------
    tree : Tree
        The document.
    known : sequence of Said
        What A says, among others.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Two officers quoted by the Herald called the plan a mess."))
    >>> ((outer, inner),) = quoted_by(tree, [Said(((7, 11),), (6, 7), (0, 6))])
    >>> [tree.doc[a:b].text for a, b in (*outer.cue, outer.source, *outer.content)]
    ['quoted by', 'the Herald', 'Two officers', 'called the plan a mess']
    >>> [tree.doc[a:b].text for a, b in (*inner.cue, inner.source, *inner.content)]
    ['called', 'Two officers', 'the plan a mess']
    """
    for said in known:
        if said.source is None:
            continue
        for i in range(*said.source):
            relay = next((k for k in tree.kids[i] if k > i and tree.lower[k] in ("by", "in")), None)
            if tree.lemma[i] not in word_list("citing") or tree.tag[i] != "VBN" or relay is None:
                continue
            outlet = tree.child(relay, "pobj")
            who = tree.trim(said.source[0], i)
            if outlet is None or who is None:
                continue
            body = sorted((*said.content, said.cue))
            clause = [(a, b) for a, b in body if b <= who[0]] + [who] + [(a, b) for a, b in body if a > outlet]
            yield (
                Candidate(i, tree.trim(*_noun_phrase(tree, outlet)), ranges([i, relay]), tuple(_merged(clause)), ()),
                Candidate(said.cue[0], who, (said.cue,), said.content, ()),
            )
            break


def _merged(pieces: Sequence[Range]) -> list[Range]:
    out: list[Range] = []
    for start, end in pieces:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
