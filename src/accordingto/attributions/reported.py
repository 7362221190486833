"""Sayings inside contents that no main verb of saying tells: *his rival's calls for reform*, *a message: they would*.

A content may name what somebody else wants or claims by a noun, tell it in a relative clause, or accuse somebody of
having said it; the verbs that head its sentences are read in :mod:`accordingto.attributions.nesting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.acts import is_feeling
from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.lexicon import acts, body_nouns, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.oneself import for_another, is_nobody, may_be_itself
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_LONGEST = 400
"""Tokens of a content that are searched."""

_NEAR = 8
"""Words in which somebody is let know something."""

_OPENS = frozenset(("for", "to", "against", "about", "over"))
"""Prepositions that begin what a request, an offer or a warning is about."""

_LINKS = frozenset(("be", "feel", "remain", "become", "grow", "seem"))
_PARTICIPLE = frozenset(("VBN", "JJ"))
_STATED = frozenset(("ccomp", "ROOT", "conj", "parataxis"))
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))


def reported(tree: Tree, contents: Sequence[Said]) -> Iterator[Candidate]:
    """Yield what others say inside contents by a noun, a message, a relative clause or as what they are accused of.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Hill called his rival's demand for a recount a stunt."))
    >>> (c,) = reported(tree, [Said(((2, 11),), (1, 2), (0, 1))])
    >>> [tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)]
    ['demand for', "his rival's", 'a recount']
    """
    seen: set[int] = set()
    for said in contents:
        for start, end in said.content:
            for k in range(start, min(end, start + _LONGEST)):
                found = next(_of_token(tree, said, k, (start, end)), None) if k not in seen else None
                if found is None or found.source is None:
                    continue
                viewed = tree.lemma[found.head] in word_list("own_words")
                if not (viewed or _other(tree, said, found.source)):
                    continue
                seen.add(k)
                yield found


def _of_token(tree: Tree, said: Said, token: int, piece: Range) -> Iterator[Candidate]:
    passive = tree.tag[token] in _PARTICIPLE and tree.child(token, "auxpass") is not None
    if passive or (tree.pos[token] in ("VERB", "AUX") and tree.lemma[token] in _LINKS):
        yield from _feels(tree, said, token, piece)
    if tree.pos[token] == "NOUN":
        if tree.lemma[token] in word_list("said_noun"):
            yield from _wanted(tree, token, piece)
            yield from _in_relative(tree, token, piece)
        if tree.lemma[token] in word_list("message"):
            yield from _message(tree, token, piece)
        if tree.lemma[token] in word_list("own_words"):
            yield from _in_view(tree, token, piece)
    elif tree.pos[token] == "VERB":
        yield from _accused(tree, said, token, piece)
        yield from _let_know(tree, token, piece)
        yield from _named_in_relative(tree, token, piece)


def _other(tree: Tree, said: Said, source: Range) -> bool:
    """Whether a source may be somebody else than who says the content, and is somebody."""
    return not is_nobody(tree, source, word_list("nobody_else")) and not may_be_itself(tree, said, source)


def _somebody(tree: Tree, noun: int) -> bool:
    named = tree.doc[noun].ent_type_ in _NAMED or tree.lemma[noun] in person_nouns() | body_nouns()
    return named or tree.lemma[noun] in word_list("document") | word_list("kin")


def _wanted(tree: Tree, noun: int, piece: Range) -> Iterator[Candidate]:
    """*His rival's calls for reform*, *a request by her office for the books*, *their threat to strike*."""
    start, end = piece
    owner = tree.child(noun, "poss")
    by = next((k for k in tree.kids[noun] if k > noun and tree.lower[k] in ("by", "from")), None)
    who = owner if owner is not None else None if by is None else tree.child(by, "pobj")
    # Whose claim it is says it; a request may come by post, too.
    if who is None or (owner is None and not _somebody(tree, who)):
        return
    after = noun if owner is not None else who
    # "A request by her office for the books": the parser may hang what it is for on anything before.
    near = tree.right[who] + 1
    below = (*tree.kids[noun], *((*tree.kids[who], *((near,) if near < end else ())) if owner is None else ()))
    topic = next((k for k in below if k > after and _is_topic(tree, k)), None)
    if topic is None or tree.left[topic] < after or (owner is not None and tree.left[topic] > after + 2):
        return
    stop = min(tree.right[topic] + 1, end)
    whole = tree.tag[topic] == "VB" or tree.lower[tree.left[topic]] == "that"
    content = tree.trim(tree.left[topic] if whole else topic + 1, stop)
    last = tree.left[topic] if owner is None else who + 1
    source = tree.trim(tree.left[who], min(last, tree.right[who] + 1) if owner is None else tree.right[who] + 1)
    cue = [noun, *((by,) if owner is None and by is not None else ())]
    if not whole and owner is not None:
        cue.append(topic)
    if content is not None and source is not None and start <= source[0]:
        yield Candidate(noun, source, ranges(cue), (content,), ())


def _is_topic(tree: Tree, k: int) -> bool:
    if tree.dep[k] == "prep":
        return tree.lower[k] in _OPENS and tree.right[k] > k
    if tree.dep[k] not in ("acl", "ccomp", "relcl"):
        return False
    infinitive = tree.tag[k] == "VB" and any(tree.lower[x] == "to" for x in tree.kids[k] if x < k)
    return infinitive or (tree.lower[tree.left[k]] == "that" and tree.tag[tree.left[k]] == "IN")


def _in_relative(tree: Tree, noun: int, piece: Range) -> Iterator[Candidate]:
    """*A demand that Israel turned down*: what somebody answers to what is wanted."""
    for verb in tree.kids[noun]:
        who = tree.child(verb, "nsubj")
        if tree.dep[verb] != "relcl" or verb < noun or who is None or tree.tag[who] in ("WDT", "WP"):
            continue
        particle = tree.child(verb, "prt")
        lemma = tree.lemma[verb] if particle is None else f"{tree.lemma[verb]} {tree.lower[particle]}"
        answers = acts().get(lemma, ("",))[0] == "denial" or lemma in word_list("answering")
        # In "a claim that the firm denies" the parser may take "that" for a conjunction: nothing else is denied.
        if not answers or tree.child(verb, "ccomp", "dobj") not in (None, *_relatives(tree, verb)):
            continue
        source, content = _own(tree, who), tree.trim(tree.left[noun], tree.left[verb])
        if source is not None and content is not None and tree.right[verb] < piece[1] and content[0] >= piece[0]:
            yield Candidate(verb, source, cue_group(tree, verb), (content,), ())


def _relatives(tree: Tree, verb: int) -> list[int]:
    return [k for k in tree.kids[verb] if tree.tag[k] in ("WDT", "WP", "IN")]


def _own(tree: Tree, who: int) -> Range | None:
    """A subject without the relative pronoun that the parser hangs on it."""
    first, last = tree.span(who)
    return tree.trim(first + (tree.lower[first] in ("that", "which")), last)


def _named_in_relative(tree: Tree, verb: int, piece: Range) -> Iterator[Candidate]:
    """*A step that the envoy described as excessive*, *a plan which the union calls theft*."""
    if tree.dep[verb] != "relcl" or tree.lemma[verb] not in word_list("naming") or tree.head[verb] > verb:
        return
    who, noun = tree.child(verb, "nsubj"), tree.head[verb]
    as_ = next((k for k in tree.kids[verb] if k > verb and tree.lower[k] == "as" and tree.right[k] > k), None)
    called = as_ if as_ is not None else tree.child(verb, "oprd")
    if called is None or called < verb or who is None or tree.tag[who] in ("WDT", "WP"):
        return
    source = _own(tree, who)
    content = tree.trim_all(((tree.left[noun], tree.left[verb]), (tree.left[called], tree.right[called] + 1)))
    held = content and piece[0] <= content[0][0] and content[-1][1] <= piece[1]
    if source is not None and held and not _helped(tree, verb):
        yield Candidate(verb, source, cue_group(tree, verb), content, ())


def _helped(tree: Tree, verb: int) -> bool:
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "neg")}
    return not word_list("imagined").isdisjoint(helpers) or not helpers.isdisjoint(("not", "n't", "n’t", "never"))


def _accused(tree: Tree, said: Said, verb: int, piece: Range) -> Iterator[Candidate]:
    """*Accuses him of having promised them that*: what the accused has said."""
    of = tree.head[verb]
    above = tree.head[of]
    if tree.dep[verb] != "pcomp" or tree.lower[of] not in ("of", "for") or not said.cue[0] <= above < said.cue[1]:
        return
    whom = tree.child(above, "dobj")
    known = acts().get(tree.lemma[verb], ("",))[0]
    if whom is None or not whom < of or known in ("", "refusal") or tree.lemma[verb] in word_list("unspoken"):
        return
    clause = tree.child(verb, "ccomp", "xcomp")
    given = clause if clause is not None else tree.child(verb, "dobj")
    source = tree.trim(*tree.span(whom))
    content = (
        None if given is None or given < verb else tree.trim(tree.left[given], min(tree.right[given] + 1, piece[1]))
    )
    if source is not None and content is not None and (clause is not None or tree.child(verb, "dative") is not None):
        yield Candidate(verb, source, cue_group(tree, verb), (content,), ())


def _let_know(tree: Tree, verb: int, piece: Range) -> Iterator[Candidate]:
    """*Had let the bishop know that he must go*, *made it known that*, *made clear that*."""
    near = range(verb + 1, min(tree.right[verb] + 1, verb + _NEAR))
    known = next((k for k in near if tree.lower[k] in ("know", "known", "clear", "plain")), None)
    if tree.lemma[verb] not in ("let", "make") or known is None or _helped(tree, verb) or tree.quoted[verb] >= 0:
        return
    clause = tree.child(known, "ccomp") or next(
        (k for k in tree.kids[verb] if k > known and tree.dep[k] == "ccomp"), None
    )
    source = verb_sources(tree, verb)[0]
    if clause is None or clause < known or source.span is None or not piece[0] <= source.span[0] < piece[1]:
        return
    content = tree.trim(tree.left[clause], min(tree.right[clause] + 1, piece[1]))
    if content is not None:
        yield Candidate(verb, source.span, ranges(sorted({*_plain_cue(tree, verb), known})), (content,), ())


def _plain_cue(tree: Tree, verb: int) -> list[int]:
    return [k for a, b in cue_group(tree, verb) for k in range(a, b)]


def _in_view(tree: Tree, noun: int, piece: Range) -> Iterator[Candidate]:
    """*Who in her view has lied*, *which in his telling was late*: the clause around it."""
    owner, by = tree.child(noun, "poss"), tree.head[noun]
    verb = tree.head[by]
    for _ in range(3):
        if tree.pos[verb] in ("VERB", "AUX") or tree.head[verb] == verb:
            break
        verb = tree.head[verb]
    if owner is None or tree.lower[by] not in ("in", "to") or tree.pos[verb] not in ("VERB", "AUX"):
        return
    if tree.lemma[verb] in acts():
        return  # "Noted in his diary that it was late": that is one saying.
    after = noun + 1 + (tree.lower[noun + 1] == ",")
    parts = ((max(piece[0], tree.left[verb]), by), (after, min(piece[1], tree.right[verb] + 1)))
    source, content = tree.trim(*tree.span(owner)), tree.trim_all(tuple(p for p in parts if p[0] < p[1]))
    if source is not None and content and piece[0] <= by:
        yield Candidate(noun, source, ranges([by, noun]), content, ())


def _feels(tree: Tree, said: Said, verb: int, piece: Range) -> Iterator[Candidate]:
    """*The president was outraged*, *the family remains hopeful that*: what somebody else feels."""
    who, how = tree.child(verb, "nsubj"), tree.child(verb, "acomp")
    if how is None and tree.tag[verb] in _PARTICIPLE and tree.child(verb, "auxpass") is not None:
        # "Was worried about it": the parser may take that for a passive.
        who, how = tree.child(verb, "nsubjpass"), verb
    felt = how is not None and how >= verb and is_feeling(tree.doc[how])
    felt = felt and (tree.pos[how] == "ADJ" or tree.lower[how] in acts())
    if who is None or not felt or tree.dep[verb] not in _STATED or _supposed(tree, verb):
        return
    # In quotation marks "they" are others.
    pronoun = tree.lower[who] in word_list("oneself") - {"it"}
    pronoun = pronoun and (tree.quoted[verb] >= 0 or for_another(tree, said.source))
    if not (pronoun or _somebody(tree, who)):
        return
    about = next((k for k in tree.kids[how] if k > how and tree.dep[k] in ("prep", "agent", "ccomp", "xcomp")), None)
    source = tree.trim(*tree.span(who))
    felt_ = (how, how + 1) if about is None else (tree.left[about], min(tree.right[about] + 1, piece[1]))
    cue = cue_group(tree, verb, *(() if about is None else (how,)))
    content = tree.trim(*felt_)
    if source is not None and content is not None and piece[0] <= source[0] < piece[1]:
        yield Candidate(verb, source, cue, (content,), ())


def _supposed(tree: Tree, verb: int) -> bool:
    return not word_list("imagined").isdisjoint(tree.lower[k] for k in tree.kids[verb] if tree.dep[k] == "aux")


def _message(tree: Tree, noun: int, piece: Range) -> Iterator[Candidate]:
    """*Had sent him a message through a nun: they would hand over their weapons*."""
    start, end = piece
    verb = tree.head[noun]
    if tree.dep[noun] == "pobj" and tree.lower[verb] == "with":
        verb = tree.head[verb]
    elif tree.dep[noun] != "dobj":
        return
    stop = min(end, tree.sentence_of(noun)[1])
    colon = next((k for k in range(noun + 1, stop - 1) if tree.lower[k] in (":", ",", ";")), None)
    if colon is None or tree.lower[colon] != ":" or tree.pos[verb] != "VERB" or _helped(tree, verb):
        return
    source, content = verb_sources(tree, verb)[0].span, tree.trim(colon + 1, end)
    if source is not None and content is not None and start <= source[0] < noun:
        cue = ranges(sorted({*_plain_cue(tree, verb), *range(tree.left[noun], noun + 1)}))
        yield Candidate(verb, source, cue, (content,), ())
