"""Silence in set phrases: *kept his counsel*, *gave no reason for X*, *calls went to voicemail*, *was approached*."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.lexicon import body_nouns, person_nouns, word_list
from accordingto.attributions.silence import (
    ABLE,
    FEW,
    WILL,
    addressee,
    asked_about,
    helped_by,
    made,
    negated,
    unwilling,
    who_does,
    whole_cue,
)
from accordingto.attributions.tree import Tree

_ANY = "*"
"""Up to three words, or none, in a set phrase; ``$`` is a possessive."""

_UNMET = {
    "go": frozenset(("voicemail", "machine", "answerphone", "unanswered")),
    "bounce": frozenset(("back",)),
    "ring": frozenset(("out", "unanswered")),
}
_EMPTY = frozenset(("no", "nothing", "silence"))
_TURNED_DOWN = frozenset(("refuse", "decline", "reject", "rebuff", "deny", "turn"))


def set_phrases(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Yield the silence that a verb tells together with the words after it, by ``silences.csv``.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("The bishop kept his counsel on the sale."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in set_phrases(tree, 2)]
    [['kept his counsel', 'The bishop', 'the sale']]
    """
    for words, when, act in _phrases().get(tree.lemma[verb], ()):
        end = _matched(tree, verb + 1, words)
        if end is None or tree.pos[verb] not in ("VERB", "AUX"):
            continue
        denied = negated(tree, verb) and "no" not in tree.lower[verb:end] and "nothing" not in tree.lower[verb:end]
        head = unwilling(tree, verb) if when == "unwilling" else verb
        about = asked_about(tree, verb)
        if when == "not":
            if not denied and unwilling(tree, verb) is None:
                continue
        elif when == "unwilling":
            if head is None or (head == verb and not helped_by(tree, verb, WILL | ABLE)):
                continue
        elif denied or (when == "asked" and about is None) or not _told(tree, verb):
            continue
        source = who_does(tree, head)
        more = [*range(verb, end), *(range(head, verb) if head < verb else ())]
        topic = next((k for k in range(end - 1, min(end + 1, len(tree.lower))) if _opens_topic(tree, k)), None)
        content = (verb, end) if topic is None else (topic + 1, tree.right[topic] + 1)
        yield from made(tree, verb, source, whole_cue(tree, verb, *more), content, act)
        return


def unmet(tree: Tree, asked: int) -> Iterator[Candidate]:
    """Yield requests that lead nowhere: *calls to X went to voicemail*, *an email drew no reply*."""
    verb = tree.head[asked]
    if tree.dep[asked] not in ("nsubj", "nsubjpass", "compound") or tree.pos[asked] not in ("NOUN", "PROPN"):
        return
    if tree.pos[verb] != "VERB" or verb < asked:
        return
    last = tree.right[verb]
    after = [k for k in range(verb + 1, min(last + 1, verb + 2 * FEW)) if tree.is_word(k)]
    words = {tree.lower[k] for k in after}
    passive = tree.child(verb, "auxpass") is not None
    lost = not words.isdisjoint(_UNMET.get(tree.lemma[verb], ()))
    empty = bool(words & _EMPTY) and tree.lemma[verb] in word_list("eliciting")
    ignored = passive and tree.lemma[verb] == "ignore"
    purpose = any(tree.lemma[k] in word_list("reply_noun") | {"interview"} for k in range(asked + 1, verb))
    refused = passive and purpose and tree.lemma[verb] in _TURNED_DOWN
    if not (lost or empty or ignored or refused) or (negated(tree, verb) and not empty):
        return
    stop = next((k for k in after if lost and tree.lower[k] in _UNMET[tree.lemma[verb]]), None)
    if empty:
        stop = next((k for k in after if tree.pos[k] == "NOUN" or tree.lower[k] == "nothing"), verb)
    cue = whole_cue(tree, verb, *range(verb, (verb if stop is None else stop) + 1))
    agent = tree.child(verb, "agent")
    by = None if agent is None else tree.child(agent, "pobj")
    who = addressee(tree, asked, verb) if by is None else tree.span(by)
    yield from made(tree, verb, who, cue, (asked, asked + 1), "refusal" if refused else "no_response")


def approached(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Yield who *has been approached for comment*: what newspapers write of those who have not answered."""
    purpose = next((k for k in tree.kids[verb] if k > verb and tree.lower[k] == "for"), None)
    goal = None if purpose is None else tree.child(purpose, "pobj")
    if goal is None or tree.pos[verb] != "VERB" or tree.lemma[goal] not in ("comment", "response", "reaction"):
        return
    if negated(tree, verb) or any(tree.dep[k] == "conj" for k in tree.kids[verb]) or tree.dep[verb] == "conj":
        return
    whom = tree.child(verb, "nsubjpass")
    if whom is None and tree.child(verb, "aux") is not None:
        whom = tree.child(verb, "dobj")
    if whom is not None and _may_speak(tree, whom):
        cue = whole_cue(tree, verb) if whom < verb else ((verb, verb + 1),)
        yield from made(tree, verb, tree.span(whom), cue, (purpose, tree.right[goal] + 1), "no_response")


def missing(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Yield somebody who *could not be located*; planes and files are looked for, too."""
    who = tree.child(verb, "nsubjpass")
    found = tree.child(verb, "auxpass") is not None and helped_by(tree, verb, ABLE) and negated(tree, verb)
    if found and who is not None and _may_speak(tree, who):
        yield from made(tree, verb, tree.span(who), whole_cue(tree, verb), (verb, verb + 1), "no_response")


def _may_speak(tree: Tree, noun: int) -> bool:
    if tree.pos[noun] == "PRON":
        return tree.lower[noun] in word_list("oneself")
    if tree.doc[noun].ent_type_ in ("PERSON", "ORG"):
        return True
    return any(tree.lemma[noun] in nouns for nouns in (person_nouns(), body_nouns(), word_list("document")))


def _told(tree: Tree, verb: int) -> bool:
    """Whether something is told to have happened, and not wished for, asked or only possible."""
    if tree.tag[verb] == "VB" and tree.dep[verb] in ("xcomp", "advcl", "acl", "relcl"):
        return False
    if any(tree.lower[k] in ("if", "unless") and tree.dep[k] == "mark" for k in tree.kids[verb]):
        return False
    return word_list("imagined").isdisjoint(tree.lower[k] for k in tree.kids[verb] if tree.dep[k] == "aux" and k < verb)


def _opens_topic(tree: Tree, k: int) -> bool:
    opens = tree.lower[k] in word_list("about") | {"for"} and tree.pos[k] in ("ADP", "SCONJ")
    return opens and tree.right[k] > k and tree.lower[k] != "to"


def _matched(tree: Tree, at: int, words: tuple[str, ...]) -> int | None:
    """Where a phrase ends that begins at a token; None where it does not stand there."""
    if not words:
        return at
    first, rest = words[0], words[1:]
    if first == _ANY:
        return next((end for skip in range(FEW) if (end := _matched(tree, at + skip, rest)) is not None), None)
    if at >= len(tree.lower):
        return None
    if first == "$":
        return _matched(tree, at + 1, rest) if tree.tag[at] == "PRP$" else None
    fits = not {tree.lower[at], tree.lemma[at]}.isdisjoint(first.split("|"))
    return _matched(tree, at + 1, rest) if fits else None


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """The rest of each phrase, when it counts and its act, by the verb that it begins with."""
    made_of: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    with files("accordingto.attributions").joinpath("silences.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            verbs, *rest = row["words"].split()
            for verb in verbs.split("|"):
                made_of.setdefault(verb, []).append((tuple(rest), row["when"], row["act"]))
    return {verb: tuple(rows) for verb, rows in made_of.items()}


def phrase_verbs() -> frozenset[str]:
    """The verbs that a set phrase of silence begins with."""
    return frozenset(_phrases())
