"""Sayings that only show when a content is read for itself: *According to Hill, the firm admitted to her that ...*.

Inversions, parentheses and names before a content lead the parser astray, and the tagger has learnt not to look
inside of contents. As a text of its own a content is a plain sentence, and both read it as they read any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.candidates import Candidate, ranges
from accordingto.attributions.lexicon import acts, person_nouns, word_list
from accordingto.attributions.mending import Said, mended
from accordingto.attributions.oneself import is_nobody, may_be_itself
from accordingto.attributions.tagger import tag_doc
from accordingto.attributions.tree import Range, Tree, build_tree
from accordingto.records import Span, Tagged

_SHORTEST, _LONGEST = 4, 90
"""Words of a content that is read: of fewer nobody says anything, and more are a text within the text."""

_SURE = 0.45
"""Least confidence of the tagger; it is as sure of contents read for themselves as of articles."""

_FEW = 5
"""Words between who tells something and the clause of what is told."""

_CLAUSES = frozenset(("ROOT", "ccomp", "conj", "advcl", "parataxis", "acomp", "dep"))
_SAID = frozenset(("ccomp", "xcomp", "dobj", "prep", "dative", "advcl", "oprd"))
_FIRST = frozenset(("i", "we"))
_ENDS = ".?!”\"’'"


def sayings_inside(tree: Tree, contents: Sequence[Said], taken: frozenset[int]) -> Iterator[Candidate]:
    """Yield what others say inside contents.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    taken : frozenset of int
        Tokens that are cues already.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("According to Hill, the firm admitted to her that the bridge was unsafe."))
    >>> (found,) = sayings_inside(tree, [Said(((4, 14),), (0, 2), (2, 3))], frozenset())
    >>> [tree.doc[a:b].text for a, b in (*found.cue, found.source, *found.content)]
    ['admitted', 'the firm', 'that the bridge was unsafe']
    """
    seen = set(taken)
    for said in contents:
        tokens = [k for start, end in said.content for k in range(start, end)]
        if not _SHORTEST <= len(tokens) <= _LONGEST or not any(
            k not in seen and _worth_reading(tree, k) for k in tokens
        ):
            continue
        text, places = _alone(tree, tokens)
        # Here, so that whoever extracts nothing does not wait for spaCy.
        from accordingto.language import pipeline

        own = build_tree.__wrapped__(pipeline()(text))
        for tagging in tag_doc(own.doc):
            row = mended(own, *tagging)
            verb = _spoken(own, row) if row.confidence >= _SURE else None
            if verb is None:
                continue
            c = Candidate(
                _back(tree, places, own.characters(((verb, verb + 1),)))[0][0],
                _back(tree, places, row.source)[0],
                _back(tree, places, row.cue),
                tree.trim_all(_back(tree, places, row.content)),
                (),
            )
            if c.head in seen or not c.content or _same_speaker(tree, own, said, c, verb):
                continue
            seen.add(c.head)
            yield c


def told_by(tree: Tree, contents: Sequence[Said]) -> Iterator[Candidate]:
    """Yield what somebody is told by another inside a content: *she said she was told by the head that it is shut*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill said she was told by the owner that the pit was shut."))
    >>> (c,) = told_by(tree, [Said(((2, 13),), (1, 2), (0, 1))])
    >>> [tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)]
    ['told by', 'the owner', 'that the pit was shut']
    """
    for said in contents:
        for i in (k for start, end in said.content for k in range(start, min(end, start + 2 * _LONGEST))):
            agent = tree.child(i, "agent")
            who = None if agent is None else tree.child(agent, "pobj")
            tells = acts().get(tree.lemma[i], ("",))[0] in ("statement", "request")
            tells = tells and tree.lemma[i] not in word_list("unspoken")
            if tree.tag[i] != "VBN" or who is None or not tells:
                continue
            if not word_list("imagined").isdisjoint(tree.lower[k] for k in tree.kids[i] if tree.dep[k] == "aux"):
                continue
            # The parser may hang the clause on whom it follows.
            end = next(b for a, b in said.content if a <= i < b)
            near = range(who + 1, min(end - 1, who + 1 + _FEW))
            asks = _asks(tree, i)
            that = next((k for k in near if tree.lower[k] == "that" or (asks and _to_do(tree, k))), None)
            source = None if that is None else tree.trim(tree.left[who], that)
            content = None if that is None else tree.trim(that, min(end, tree.sentence_of(i)[1]))
            topic = next((k for k in tree.kids[i] if i < k < agent and tree.lower[k] in ("of", "about", "to")), None)
            if that is None and topic is not None and tree.right[topic] > topic:
                # "Was told of it by a client."
                source, content = tree.trim(*tree.span(who)), tree.trim(topic + 1, tree.right[topic] + 1)
            if source is not None and content is not None:
                yield Candidate(i, source, ranges([i, agent]), (content,), ())


def reports_saying(tree: Tree, contents: Sequence[Said]) -> Iterator[Candidate]:
    """Yield what a text or person is *saying* inside a content: *she claims a report saying it was unsafe was lost*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill claims a report saying the pit was unsafe was lost."))
    >>> (c,) = reports_saying(tree, [Said(((2, 11),), (1, 2), (0, 1))])
    >>> [tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)]
    ['saying', 'a report', 'the pit was unsafe']
    """
    for said in contents:
        for i in (k for start, end in said.content for k in range(start + 1, min(end, start + 2 * _LONGEST))):
            act = acts().get(tree.lemma[i], ("",))[0]
            if tree.tag[i] != "VBG" or tree.dep[i] != "acl" or act not in ("statement", "request", "accusation"):
                continue
            # "A letter demanding his release": what is asked for is a thing.
            noun, clause = tree.head[i], tree.child(i, "ccomp", *(("dobj", "xcomp") if act != "statement" else ()))
            speaks = tree.lemma[noun] in word_list("document") | word_list("anonymous") | person_nouns()
            if clause is None or clause < i or noun > i or not speaks or tree.lemma[i] in word_list("unspoken"):
                continue
            if not any(start <= tree.left[noun] and tree.right[clause] < end for start, end in said.content):
                continue
            source, content = tree.trim(tree.left[noun], i), tree.trim(i + 1, tree.right[clause] + 1)
            if source is not None and content is not None:
                yield Candidate(i, source, ((i, i + 1),), (content,), ())


def _to_do(tree: Tree, k: int) -> bool:
    return tree.lower[k] == "to" and tree.lower[k - 1] != "," and tree.tag[k + 1] == "VB"


def _asks(tree: Tree, verb: int) -> bool:
    """Whether somebody is told to do something, and nothing is done by somebody to do something else."""
    return tree.lemma[verb] in ("tell", "ask", "warn", "advise") or acts()[tree.lemma[verb]][0] == "request"


def _may_say(tree: Tree, token: int) -> bool:
    """Whether a word may be the cue of a saying: a verb, or an adjective such as *confident*."""
    known = tree.lemma[token] in acts() and tree.lemma[token] not in word_list("unspoken")
    return known and tree.pos[token] in ("VERB", "ADJ")


def _worth_reading(tree: Tree, token: int) -> bool:
    """Whether a word may be what somebody else says, by the parse of the whole: reading a content takes time.

    It heads a clause, with a subject that is somebody, and has something behind it that is said.
    """
    if not _may_say(tree, token) or tree.dep[token] not in _CLAUSES:
        return False
    if tree.pos[token] == "ADJ":
        return tree.dep[token] == "acomp"
    helpers = {tree.lower[k] for k in tree.kids[token] if k < token and tree.dep[k] in ("aux", "auxpass", "mark")}
    if not helpers.isdisjoint(word_list("imagined") | {"to"}) or tree.child(token, "auxpass") is not None:
        return False
    who = tree.child(token, "nsubj")
    if who is not None and tree.lower[who] in word_list("nobody_else"):
        return False
    if who is None and tree.dep[token] not in ("conj", "ROOT"):
        return False
    return any(tree.dep[k] in _SAID for k in tree.kids[token] if k > token)


def _alone(tree: Tree, tokens: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """Some tokens as a sentence of their own, and where in it each begins, by the token's number.

    A leading *that* and the marks of a quotation around all of it are left out.
    """
    first, last = 0, len(tokens)
    if tree.lower[tokens[0]] == "that":
        first = 1
    while first < last and not tree.is_word(tokens[first]):
        first += 1
    while last > first and not tree.is_word(tokens[last - 1]):
        last -= 1
    text, places = "", []
    for n, k in enumerate(tokens[first:last]):
        if n and tokens[first + n - 1] != k - 1:
            text = text.rstrip() + " "
        places.append((len(text), k))
        text += tree.doc[k].text + tree.doc[k].whitespace_
    text = text.rstrip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith(tuple(_ENDS)) else text + ".", places


def _back(tree: Tree, places: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[Range, ...]:
    """Spans of characters of what stands alone as ranges of the document's tokens."""
    out: list[Range] = []
    for start, end in spans:
        tokens = [k for at, k in places if at < end and at + len(tree.doc[k]) > start]
        for k in tokens:
            if out and out[-1][1] == k:
                out[-1] = (out[-1][0], k + 1)
            else:
                out.append((k, k + 1))
    return tuple(out) or ((0, 0),)


def _spoken(own: Tree, row: Tagged) -> int | None:
    """The verb or adjective of a saying that somebody is named for and that is not only imagined."""
    words = [t for a, b in row.cue if (span := own.doc.char_span(a, b, alignment_mode="expand")) for t in span]
    verb = next((t.i for t in words if _may_say(own, t.i)), None)
    # "She was told" is not what she says.
    if verb is None or not row.source or own.child(verb, "auxpass") is not None:
        return None
    helpers = {own.lower[k] for k in own.kids[verb] if own.dep[k] in ("aux", "neg")} | {t.lower_ for t in words}
    return verb if word_list("imagined").isdisjoint(helpers) else None


def _same_speaker(tree: Tree, own: Tree, said: Said, c: Candidate, verb: int) -> bool:
    """Whether who speaks of himself says what is inside, too: *he said he hoped*.

    That he *had told* somebody is another saying, as is "I told them".
    """
    act = acts()[own.lemma[verb]][0]
    if is_nobody(tree, c.source, _FIRST) and tree.quoted[c.head] >= 0:
        # "I want it to last" is what is said, "I thought it was over" what was thought then.
        wanted = own.lemma[verb] in word_list("wanting") | {"like"}
        return own.child(verb, "ccomp") is None or act == "request" or wanted
    if is_nobody(tree, c.source, word_list("nobody_else")):
        return True
    if tree.quoted[c.head] >= 0 and act in ("belief", "emotion"):
        return True
    denied = any(own.dep[k] == "neg" for k in own.kids[verb])
    told = act in ("statement", "request") and not denied and any(own.lemma[k] == "have" for k in own.kids[verb])
    silent = act == "refusal" or (denied and own.lemma[verb] in word_list("replying") | word_list("speaking"))
    refused = silent and is_nobody(tree, c.source, word_list("oneself"))
    return refused or (not told and may_be_itself(tree, said, c.source))
