"""Whether what stands inside a content is another's saying: a log-linear model over traits of the construction.

Rules of when a relay is one grow with every article read and carry over badly; weights of plain traits carry over. They
are in ``relays.csv``, written by ``training/relays``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.lexicon import acts, body_nouns, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.nesting import joined_from
from accordingto.attributions.oneself import for_another, is_nobody, may_be_itself
from accordingto.attributions.relaying import ANY, Likeness, Relay, completed, placed, possible
from accordingto.attributions.tree import Range, Tree
from accordingto.attributions.weights import read_weights

LEAST = 0.3
"""Least probability of what a construction has found; in articles kept out of training F1 is best near it."""

LEAST_OF_ANY = 0.6
"""The same of any other verb of saying."""

LEAST_TAGGED = 0.1
"""The same of what the trained tagger has found: it has learnt what is said, but not whether another has said it."""

_BUILT = frozenset(("told by", "saying", "reported", "stated", "bidden"))
"""Constructions that tell of themselves."""

_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_HAVE = frozenset(("has", "have", "'ve", "’ve", "'s", "’s"))
_BE = frozenset(("is", "was", "are", "were", "be", "been"))
_WOULD = frozenset(("would", "'d", "’d"))
_NEGATED = frozenset(("not", "never", "n't", "n’t"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_PRONOUNS = {"he": "he", "she": "he", "i": "i", "we": "we", "you": "you", "they": "they", "it": "it"}
_OWNERS = {"his": "he", "her": "he", "my": "i", "our": "we", "their": "they", "its": "it"}
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_WHEN = frozenset(("DATE", "TIME"))
_TOPIC = frozenset(("about", "on", "over", "for", "that"))
_LONG = 3
_STEM = 5
"""Letters that the names of a country and of its people share."""

_WHETHER = frozenset(("whether", "if"))
_GAPS = (1, 4, 9, 20)
_QUOTED = (5, 10, 20)


class Setting(NamedTuple):
    """What is known of an article.

    Parameters
    ----------
    lead, sources : frozenset of str
        The names of the first paragraph and of who is quoted, word by word.
    contents : frozenset of Said
        The attributions that stand in the article itself.
    """

    lead: frozenset[str]
    sources: frozenset[str]
    contents: frozenset[Said]


def relayed(
    tree: Tree, contents: Sequence[Said], stated: Sequence[Candidate], taken: frozenset[int], likeness: Likeness
) -> Iterator[Candidate]:
    """Yield what others say inside contents.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    stated : sequence of Candidate
        Sayings by a verb with its object, wherever they stand.
    taken : frozenset of int
        Tokens that are cues.
    likeness : callable
        How well a candidate is made; the best one of each verb is taken.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill said the owner had told him that the pit was shut."))
    >>> (c,) = relayed(tree, [Said(((2, 12),), (1, 2), (0, 1))], (), frozenset(), lambda c: -len(c.content))
    >>> tree.lower[c.head]
    'told'
    """
    known = setting(tree, contents)
    for relay in possible(tree, contents, stated, taken, likeness):
        if isinstance(relay, Candidate):
            yield relay
        elif probability(tree, relay, known) >= (LEAST_OF_ANY if relay.how == ANY else LEAST):
            c = completed(tree, relay, likeness)
            if c is not None:
                yield c


def unlikely(tree: Tree, contents: Sequence[Said], tagged: frozenset[int]) -> Iterator[Said]:
    """Yield what the tagger has found inside contents and is hardly another saying: *he said he understood it*.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    tagged : frozenset of int
        Tokens of the cues that the tagger has found.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill said he understood their anger."))
    >>> said, felt = Said(((2, 6),), (1, 2), (0, 1)), Said(((4, 6),), (3, 4), (2, 3))
    >>> list(unlikely(tree, [said, felt], frozenset({1, 3}))) == [felt]
    True
    """
    known = setting(tree, contents)
    own = {_verb(tree, said): said for said in contents if said.source is not None and said.cue[0] in tagged}
    found = [(ANY, Candidate(verb, said.source, (said.cue,), (), ())) for verb, said in own.items()]
    # "Has not replied" is cue and content in one, and holds nothing else.
    around = [said for said in contents if not said.holds(_verb(tree, said))]
    for relay in placed(tree, around, found):
        if isinstance(relay, Relay) and probability(tree, relay, known) < LEAST_TAGGED:
            yield own[relay.candidate.head]


def told_by_days(tree: Tree, contents: Sequence[Said]) -> Iterator[Said]:
    """Yield what a day would have said: *nineteen had been charged by Sunday*.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Ten were charged by Sunday."))
    >>> said = Said(((0, 1),), (1, 3), (4, 5))
    >>> list(told_by_days(tree, [said])) == [said]
    True
    """
    for said in contents:
        # "May said so" is somebody of that name.
        by = said.source is not None and said.source[0] > 0 and tree.lower[said.source[0] - 1] == "by"
        if by and all(t.ent_type_ in _WHEN for t in tree.doc[slice(*said.source)]):
            yield said


def probability(tree: Tree, relay: Relay, known: Setting) -> float:
    """How likely it is that somebody says it."""
    return read_weights("relays.csv").probability(traits(tree, relay, known))


def setting(tree: Tree, contents: Sequence[Said]) -> Setting:
    """Collect the names of an article's first paragraph and of its sources."""
    end = tree.text.find("\n", tree.text.find(".") + 1)
    lead = set()
    for token, pos in enumerate(tree.pos):
        if tree.doc[token].idx >= end >= 0:
            break
        if pos == "PROPN":
            lead.add(tree.lower[token])
    words = (k for s in contents if s.source for k in range(*s.source))
    sources = {tree.lower[k] for k in words if tree.pos[k] in ("PROPN", "NOUN")}
    return Setting(frozenset(lead), frozenset(sources), frozenset(contents))


def traits(tree: Tree, relay: Relay, known: Setting) -> list[str]:
    """Name the traits of a possible relay: of its cue, of what is behind it, of who says it and of what is around it.

    Parameters
    ----------
    tree : Tree
        The document.
    relay : Relay
        What may be a saying.
    known : Setting
        From :func:`setting`.
    """
    how, said, c = relay
    cue = [*_cue(tree, c.head), f"quoted={_yes(tree.quoted[c.head] >= 0)}"]
    behind, who = list(_behind(tree, c.head)), list(_who(tree, said, c.source, known))
    act = cue[0]
    both = [f"{act} & {t}" for t in (*cue[1:], *behind) if not t.startswith("lemma")]
    both += [f"{who[0]} & {t}" for t in (*cue, *behind) if not t.startswith(("lemma", "unspoken"))]
    if len(who) > 1:
        both += [f"{who[1]} & {t}" for t in (*cue, *behind) if t.startswith(("form", "quoted", "behind"))]
    if "own body" in who:
        both += [f"own body & {t}" for t in (*cue, *behind) if t.startswith(("act", "form", "negated", "quoted"))]
    # "I ask them to stop" asks it now, and "I think it is over" thinks it: what is said, and no saying of its own.
    if {"who=i", "who=we"} & set(who) and {"form=present", "form=ongoing"} & set(cue):
        both += [f"now & {t}" for t in (act, *behind) if t.startswith(("act", "behind"))]
    both += [f"{cue[-1]} & {t}" for t in (*cue[:-1], *behind) if t.startswith(("form", "behind"))]
    built = [f"how={how}"] if tree.pos[c.head] == "NOUN" or how in _BUILT else []
    return ["bias", *built, *cue, *behind, *who, *_around(tree, said, c.head, known), *both]


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _cue(tree: Tree, head: int) -> Iterator[str]:
    """The act of a cue and the form that it has: *had told*, *would ask*."""
    lemma, tag = tree.lemma[head], tree.tag[head]
    helpers = {tree.lower[k] for k in tree.kids[head] if tree.dep[k] in ("aux", "auxpass", "neg")}
    form = _FINITE.get(tag, tag)
    if "had" in helpers and tag in ("VBN", "VBD"):
        form = "had"
    elif tag == "VBN" and not helpers.isdisjoint(_HAVE):
        form = "has"
    elif not helpers.isdisjoint(word_list("imagined")):
        form = "modal" if helpers.isdisjoint(_WOULD) else "would"
    elif "to" in helpers:
        form = "to"
    elif tag == "VBG" and not helpers.isdisjoint(_BE):
        form = "ongoing"
    elif tree.pos[head] == "NOUN":
        form = "noun"
    yield f"act={acts().get(lemma, ('none',))[0]}"
    yield f"form={form}"
    yield f"lemma={lemma}"
    if lemma in word_list("unspoken"):
        yield "unspoken"
    if not helpers.isdisjoint(_NEGATED):
        yield "negated"


def _behind(tree: Tree, head: int) -> Iterator[str]:
    """What follows a cue: a clause, an object, whom it is said to, when."""
    kids = [k for k in tree.kids[head] if k > head]
    yield f"behind={_complement(tree, head, kids)}"
    clause = any(tree.dep[k] in ("ccomp", "xcomp") for k in kids)
    whom = next((k for k in kids if tree.dep[k] == "dative" or (clause and tree.dep[k] == "dobj")), None)
    if whom is not None:
        yield f"hearer={'pronoun' if tree.pos[whom] == 'PRON' else 'noun'}"
    thing = tree.child(head, "dobj")
    if thing is not None and _is_somebody(tree, thing):
        yield "object=person"
    for k in tree.kids[head]:
        when = tree.dep[k] == "prep" and k < tree.right[k] and tree.doc[tree.right[k]].ent_type_ in ("DATE", "TIME")
        if when or tree.dep[k] == "npadvmod":
            yield "dated"
            break
    if any(tree.quoted[k] not in (-1, tree.quoted[head]) for k in range(head + 1, tree.right[head] + 1)):
        yield "quotes"


def _complement(tree: Tree, head: int, kids: Sequence[int]) -> str:
    deps = {tree.dep[k]: k for k in reversed(kids)}
    if "ccomp" in deps:
        first, mark = tree.left[deps["ccomp"]], tree.child(deps["ccomp"], "mark")
        if tree.lower[first] == "that":
            return "that"
        asks = mark is not None and tree.lower[mark] in ("whether", "if")
        return "question" if asks or tree.tag[first] in _RELATIVE else "clause"
    if tree.child(head, "ccomp") is not None:
        return "before"
    if "xcomp" in deps:
        return "to"
    if "oprd" in deps:
        return "called"
    if "dobj" in deps:
        thing = deps["dobj"]
        below = [k for k in tree.kids[thing] if k > thing]
        if any(tree.dep[k] in ("acl", "ccomp") for k in below):
            return "object and clause"
        if any(tree.dep[k] == "prep" and tree.lower[k] in _TOPIC for k in (*below, *kids)):
            return "object and topic"
        return "pronoun" if tree.pos[thing] == "PRON" else "object"
    if "prep" in deps:
        prep = deps["prep"]
        if tree.child(prep, "pcomp") is not None:
            return "gerund"
        return tree.lower[prep] if tree.lower[prep] in ("for", "to", "about", "with", "on") else "prep"
    return "nothing"


def _is_somebody(tree: Tree, noun: int) -> bool:
    people = person_nouns() | word_list("kin") | word_list("anonymous")
    named = tree.doc[noun].ent_type_ in _NAMED or tree.lemma[noun] in people
    return named or tree.lower[noun] in ("me", "us", "him", "her", "them")


def _who(tree: Tree, said: Said, source: Range | None, known: Setting) -> Iterator[str]:
    """Who says it, first of all whether that may be who says the content around it."""
    if source is None:
        yield "itself=none"
        return
    words = range(*source)
    head = _top(tree, source)
    yield f"itself={_yes(may_be_itself(tree, said, source))}"
    yield f"who={_kind(tree, head)}"
    others = word_list("nobody_else") - word_list("oneself_first")
    if is_nobody(tree, source, others) or tree.lower[source[0]] == "few":
        yield "nobody"
    owner = next((tree.lower[k] for k in words if tree.tag[k] == "PRP$"), None)
    if owner is not None:
        yield f"owned={'ours' if owner in ('my', 'our') else 'theirs'}"
    names = {tree.lower[k] for k in words if tree.pos[k] == "PROPN"}
    if said.source is not None and _shares(tree, source, said.source):
        yield "own body"
    if names & known.sources:
        yield "quoted elsewhere"
    if names & known.lead:
        yield "in the lead"
    if tree.lower[source[0]] in ("a", "an", "one", "some", "two", "several", "many", "another"):
        yield "indefinite"
    if tree.tag[head] in ("NNS", "NNPS"):
        yield "plural"
    if len(words) > _LONG:
        yield "long source"


def _shares(tree: Tree, one: Range, other: Range) -> bool:
    """Whether two sources share a name or a noun: *the bank* and its spokesman, *Austria* and the Austrian minister."""
    both = (
        {
            tree.lower[k][:_STEM]
            for k in range(*words)
            if tree.pos[k] in ("PROPN", "NOUN") or tree.doc[k].ent_type_ == "NORP"
        }
        for words in (one, other)
    )
    return not next(both).isdisjoint(next(both))


def _verb(tree: Tree, said: Said) -> int:
    """The first verb of a cue; its first word where it has none."""
    return next((k for k in range(*said.cue) if tree.pos[k] == "VERB"), said.cue[0])


def _top(tree: Tree, source: Range) -> int:
    return next((k for k in range(*source) if not source[0] <= tree.head[k] < source[1]), source[0])


def _kind(tree: Tree, head: int) -> str:
    """What kind of speaker a noun or pronoun is."""
    word, lemma, entity = tree.lower[head], tree.lemma[head], tree.doc[head].ent_type_
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if tree.tag[head] == "PRP$":
        return _OWNERS.get(word, word)
    if tree.tag[head] in _RELATIVE:
        return "relative"
    if tree.pos[head] == "PRON":
        return "pronoun"
    if lemma in word_list("document"):
        return "document"
    if entity in _NAMED:
        return entity.lower()
    if lemma in person_nouns() | word_list("kin") | word_list("for_another"):
        return "person noun"
    if lemma in body_nouns():
        return "body"
    if lemma in word_list("anonymous"):
        return "unnamed"
    return "name" if tree.pos[head] == "PROPN" else "thing"


def _around(tree: Tree, said: Said, head: int, known: Setting) -> Iterator[str]:
    """Where in a content it stands, and whose content that is."""
    cue = _verb(tree, said)
    lemma = tree.lemma[cue]
    yield f"parent={lemma if lemma in ('say', 'tell', 'accord') else acts().get(lemma, ('none',))[0]}"
    if tree.tag[cue] in ("VBZ", "VBP"):
        yield "parent in the present"
    start = said.content[0][0]
    yield f"content={'before' if start < said.cue[0] else 'behind'} its cue"
    if said.source is not None:
        yield f"parent who={_kind(tree, _top(tree, said.source))}"
        if for_another(tree, said.source):
            yield "parent for another"
    if said not in known.contents:
        yield "deep"
    if tree.lower[start] in _WHETHER:
        yield "in a question"
    yield f"dep={tree.dep[head]}"
    top = joined_from(tree, head, said)
    if not said.holds(tree.head[top]) or tree.head[top] == top:
        yield "main"
        if tree.dep[head] == "conj":
            yield "main, joined"
    same = tree.sentence[start] == tree.sentence[head]
    yield f"gap={sum(head - start > n for n in _GAPS) if same else 'far'}"
    piece = next((p for p in said.content if p[0] <= head < p[1]), said.content[0])
    yield f"piece={'quoted' if tree.quoted[piece[0]] >= 0 <= tree.quoted[piece[1] - 1] else 'plain'}"
    if tree.quoted[head] >= 0:
        first, last = tree.quote_range[tree.quoted[head]]
        yield f"words={sum(last - first > n for n in _QUOTED)}"
    mark = tree.child(head, "mark")
    if mark is not None and tree.lower[mark] != "that":
        yield "mark"
