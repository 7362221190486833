"""A cue's words to its dictionary form, its act and its negation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.nonresponse import nonresponses
from accordingto.attributions.tree import Tree, build_tree
from accordingto.records import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nor", "neither", "without"))
_KEPT = frozenset(("not", "no", "never", "yet", "to", "from", "neither", "nor", "without", "nothing"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as it was read.

    Parameters
    ----------
    head : Token or None
        Its main word.
    lemma : str
        Its dictionary form: *say*, *according to*, *express concern*, *decline to comment*.
    act, commitment : str
        What kind of saying it is and how sure it makes the source.
    negated : bool
        Whether the saying is negated; refusing and not answering are acts of their own.
    """

    head: Token | None
    lemma: str
    act: str
    commitment: str
    negated: bool


def read_cue(doc: Doc, row: Tagged, unsaid: Mapping[int, Unsaid] | None = None) -> Cue:
    """Read the cue of an attribution.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    row : Tagged
        The attribution.
    unsaid : mapping of int to Unsaid, optional
        From :func:`find_unsaid`, which is asked where it is not given.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("She refused to confirm it.")
    >>> cue = read_cue(doc, Tagged(((0, 3),), ((4, 11),), ((12, 25),), 1.0))
    >>> cue.lemma, cue.act
    ('refuse to confirm', 'refusal')
    """
    tokens = [t for span in row.cue for t in doc.char_span(*span, alignment_mode="expand") or ()]
    words = [t for t in tokens if not t.is_punct and not t.is_space] or tokens
    if not words:
        return Cue(None, "", "statement", "ct+", False)
    inside = {t.i for t in words}
    head = next((t for t in words if t.head.i not in inside or t.head.i == t.i), words[0])
    if head.pos_ in ("AUX", "PART", "ADP") and len(words) > 1:
        content_words = [t for t in words if t.pos_ in ("VERB", "NOUN", "ADJ") and t.lower_ != "according"]
        head = content_words[0] if content_words and head.pos_ != "ADP" else head
    unsaid = find_unsaid(build_tree(doc)) if unsaid is None else unsaid
    silent = next((unsaid[t.i] for t in words if t.i in unsaid), None)
    if silent is not None:
        return Cue(head, silent.lemma, silent.act, "uu", False)
    short = _short_of(head)
    if short is not None:
        # "stopped short of blaming": the blame is what is not said.
        return Cue(head, f"stop short of {short.lemma_.lower()}", *_act(short.lemma_.lower(), short, [short]), True)
    lemma = _lemma(head, words)
    act, commitment = _of_phrase(head, words) or _act(lemma, head, words)
    negated = any(t.lower_ in _NEGATIONS for t in (*words, *head.children) if t.i < head.i and abs(t.i - head.i) < 6)
    if negated and act == "denial":
        # Who does not rule it out has not denied it.
        act = "statement"
    return Cue(head, lemma, act, commitment, negated)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a word of refusal or silence belongs to: its act, and the dictionary form of its cue."""

    act: str
    lemma: str


def find_unsaid(tree: Tree) -> dict[int, Unsaid]:
    """The words by which somebody refuses to speak or does not answer, by their place in the document.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> find_unsaid(build_tree(pipeline()("Calls to the bank were not returned.")))
    {6: Unsaid(act='no_response', lemma='not return')}
    """
    found = {}
    for c in nonresponses(tree):
        tokens = [k for a, b in c.cue for k in range(a, b)]
        if tree.lemma[c.head] in word_list("declines"):
            # "refused | to discuss": the word that it governs is often left to the content.
            after = next((k for k in range(c.head + 1, c.content[0][1]) if tree.pos[k] == "VERB"), None)
            tokens += [k for k in (range(c.head + 1, after + 1) if after else ()) if k not in tokens]
        heads = [k for k in tokens if tree.pos[k] in ("VERB", "NOUN", "ADJ")] or [c.head]
        silence = Unsaid(c.act, " ".join(_telling(tree, tokens)))
        found.update((k, silence) for k in heads if k in range(c.cue[0][0], c.cue[-1][1]))
    return found


def _telling(tree: Tree, tokens: list[int]) -> list[str]:
    kept = []
    for k in sorted(tokens):
        if tree.lower[k] in ("n't", "n’t"):
            kept.append("not")
        elif tree.lower[k] in _KEPT or tree.dep[k] == "prt":
            kept.append(tree.lower[k])
        elif tree.pos[k] in ("VERB", "NOUN", "ADJ") and not (
            tree.lemma[k] in word_list("light") and {"no"} & set(tree.lower[k + 1 : k + 2])
        ):
            kept.append(tree.lemma[k])
    return kept


def _short_of(head: Token) -> Token | None:
    """The verb of *stopped short of blaming*, also where the cue begins with *short*."""
    start = head.i
    for t in head.doc[max(0, start - 2) : start + 4]:
        if t.lower_ == "short" and t.i + 2 < len(head.doc) and head.doc[t.i + 1].lower_ == "of":
            verb = head.doc[t.i + 2]
            if verb.tag_ == "VBG" and t.i and head.doc[t.i - 1].lemma_.lower() in ("stop", "fall") and start <= verb.i:
                return verb
    return None


def _lemma(head: Token, words: list[Token]) -> str:
    if words[0].lower_ == "according":
        return "according to"
    lemma = head.lemma_.lower()
    particle = next((t.lower_ for t in words if t.head.i == head.i and (t.dep_ == "prt" or t.lower_ == "back")), "")
    if particle:
        return f"{lemma} {particle}"
    if lemma in word_list("light"):
        noun = next(
            (t for t in (*words, *head.children) if t.dep_ in ("dobj", "attr", "acomp") and t.head.i == head.i), None
        )
        if noun is not None and noun.lemma_.lower() in acts():
            return f"{lemma} {noun.lemma_.lower()}"
    if lemma in ("call", "ask", "warn"):
        following = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
        if f"{lemma} {following}" in acts():
            return f"{lemma} {following}"
    return lemma


def _to_do(head: Token) -> bool:
    """Whether somebody is asked or told to do something, or asked for it."""
    for k in head.children:
        if k.i < head.i:
            continue
        # "Asked to go", "asked not to be named".
        bare = k.tag_ == "VB" or any(a.dep_ == "auxpass" and a.lower_ == "be" for a in k.children)
        if k.dep_ in ("xcomp", "ccomp", "advcl") and bare and any(a.lower_ == "to" for a in k.children):
            return True
        if head.lemma_.lower() == "ask" and k.dep_ == "ccomp" and k.left_edge.lower_ == "that":
            return True
        if head.lemma_.lower() == "ask" and k.dep_ in ("prep", "advcl") and "for" in (k.lower_, k.left_edge.lower_):
            return True
    return False


def _of_phrase(head: Token, words: list[Token]) -> tuple[str, str] | None:
    """*For Oslo*, *in her view*, *at the request of*: a preposition does what its noun tells."""
    if head.pos_ != "ADP" or head.lower_ == "according":
        return None
    if len(words) == 1:
        return acts()["believe"] if head.lower_ == "for" else None
    return next((acts()[t.lemma_.lower()] for t in words if t.pos_ == "NOUN" and t.lemma_.lower() in acts()), None)


def _act(lemma: str, head: Token, words: list[Token]) -> tuple[str, str]:
    known = acts()
    names = (lemma, lemma.split()[-1], head.lower_, lemma.split()[0])
    act = next((known[name] for name in names if name in known), ("statement", "ct+"))
    if lemma in ("ask", "tell", "warn") and _to_do(head):
        # "Told them to go", "asked for calm", "asked the council for help".
        return known["ask to"]
    # "similar statements of condemnation": what the statement is decides.
    for token in (*words, *head.children):
        if token.dep_ == "dobj" and token.lemma_.lower() in ("statement", "message"):
            for k in token.subtree if token.right_edge.i - token.left_edge.i < 20 else ():
                if k.dep_ == "pobj" and k.lemma_.lower() in known and known[k.lemma_.lower()][0] != "statement":
                    return known[k.lemma_.lower()]
    return act
