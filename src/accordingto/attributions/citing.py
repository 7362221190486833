"""Whom a report cites: *Reuters said, citing two officials*, *LETA, which cited a minister*, *quoted by the Ledger*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.lexicon import acts, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree
from accordingto.records import Tagged

_NEAR = 5
"""Words before *citing* in which the verb of the report stands."""

_REPORTED = ("reported", "reports", "has reported")


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


def cited_between(tree: Tree) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield *A reported, citing B, that C* as what A reports, and what B says.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The Ledger reported, citing two engineers, that the bridge was shut."))
    >>> ((outer, inner),) = cited_between(tree)
    >>> [tree.doc[a:b].text for a, b in (*outer.cue, outer.source, *outer.content)]
    ['reported', 'The Ledger', 'citing two engineers, that the bridge was shut']
    >>> [tree.doc[a:b].text for a, b in (*inner.cue, inner.source, *inner.content)]
    ['citing', 'two engineers', 'that the bridge was shut']
    """
    for i, lemma in enumerate(tree.lemma):
        if lemma not in word_list("citing") or tree.tag[i] != "VBG" or i < 2 or tree.lower[i - 1] != ",":
            continue
        whom = _cited(tree, i)
        first, last = tree.sentence_of(i)
        # "Reported on Monday, citing ...": a day may stand between.
        verb = next((k for k in range(i - 2, max(first, i - _NEAR) - 1, -1) if tree.pos[k] == "VERB"), None)
        if whom is None or verb is None or acts().get(tree.lemma[verb], ("",))[0] != "statement":
            continue
        # The parser may hang the clause on who is cited.
        start = tree.left[whom]
        that = next((k for k in range(whom + 1, last) if tree.lower[k - 1 : k + 1] == [",", "that"]), None)
        if that is None:
            continue
        end = that - 1
        if any(tree.pos[k] in ("VERB", "AUX") for k in range(whom, end)):
            continue
        reporter = verb_sources(tree, verb)[0].span
        source, said, whole = tree.trim(start, end), tree.trim(that, last), tree.trim(i, last)
        if reporter is not None and source is not None and said is not None and whole is not None:
            # The parser may take the name of "broadcaster SVT" for an adverb.
            reporter = (reporter[0], verb) if tree.doc[verb - 1].pos_ == "PROPN" else reporter
            yield (
                Candidate(verb, reporter, cue_group(tree, verb), (whole,), ()),
                Candidate(i, source, ((i, i + 1),), (said,), ()),
            )


def reports_of(tree: Tree, rows: Sequence[Tagged]) -> list[Tagged]:
    """Let a paper that *reported that C, according to B* relay B, and not B the paper.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The Ledger reported that it was shut, according to an aide."))
    >>> report = Tagged(((0, 10),), ((11, 19),), ((20, 36),), 0.9)
    >>> aide = Tagged(((51, 58),), ((38, 50),), ((0, 36),), 0.9)
    >>> [tree.text[slice(*row.content[0])] for row in reports_of(tree, [report, aide])]
    ['that it was shut, according to an aide', 'that it was shut']
    """
    out = list(rows)
    for n, row in enumerate(rows):
        if not (row.cue and row.source) or tree.text[slice(*row.cue[0])].lower() != "according to":
            continue
        held = row.content[0]
        for m, report in enumerate(rows):
            if m == n or not (report.cue and report.source) or tree.text[slice(*report.cue[0])] not in _REPORTED:
                continue
            inside = held[0] <= report.source[0][0] and report.content[-1][1] == row.content[-1][1] <= held[1]
            after = 0 < row.cue[0][0] - held[1] <= len(", ") and row.cue[0][1] < row.source[0][0]
            words = tree.doc.char_span(*report.source[0], alignment_mode="expand") or ()
            named = any(t.pos_ == "PROPN" or t.like_num or t.lemma_ in word_list("document") for t in words)
            if inside and after and named and len(report.content) == 1:
                whole = (report.content[0][0], row.source[-1][1])
                out[m] = Tagged(report.source, report.cue, (whole,), report.confidence)
                out[n] = Tagged(row.source, row.cue, report.content, row.confidence)
    return out


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
