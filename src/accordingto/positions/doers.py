"""Groups, bodies and offices without a name whose deeds show where they stand: *villagers blocked the road*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms, role_forms
from accordingto.positions.clauses import children, is_passive, kids, phrase, subject
from accordingto.positions.cues import from_cue
from accordingto.positions.lexicon import forms, named
from accordingto.positions.narrator import DEEDS, protests
from accordingto.records import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLURAL = ("NNS", "NNPS")
_AGENTS = ("er", "or", "ist", "ant", "eer", "ian", "man", "woman", "ee")
"""Endings of nouns for who does something."""


def acting(doc: Doc) -> list[Tagged]:
    """Find groups without a name that do what shows a stand: *villagers blocked the road*, *his wife disagreed*.

    Parameters
    ----------
    doc : Doc
        The parsed text.

    Returns
    -------
    list of Tagged
        Each as a source, of which an actor is made; in text order.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Some forty villagers demonstrated against the mine.")
    >>> [doc.text[slice(*row.source[0])] for row in acting(doc)]
    ['Some forty villagers']
    """
    found = []
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or is_passive(verb):
            continue
        who = subject(verb)
        if who is None or who.i > verb.i:
            continue
        groups = [t for t in (who, *children(who, "conj")) if _is_group(t, among=verb.dep_ != "relcl")]
        if not groups:
            continue
        stand = from_cue(doc, range(verb.i, verb.i + 1), narrator=True) or protests(verb)
        if stand is not None and (stand.act in DEEDS or stand.act == "neutral") and not stand.negated:
            spans = [phrase(t) for t in groups]
            if len(groups) == 1 or groups[0] != who:
                found += [Tagged(((span.start_char, span.end_char),), (), (), 1.0) for span in spans]
            else:
                found.append(Tagged(((spans[0].start_char, spans[0].end_char),), (), (), 1.0))
    return found


def _is_group(who: Token, *, among: bool) -> bool:
    """Whether a subject is several people, a body, or somebody whom nobody knows.

    "Men who settle politics with rifles" tells which men: there ``among`` is false.
    """
    roles, bodies = role_forms(), body_forms()
    if who.pos_ == "NUM" or not named("several").isdisjoint(forms(who)):
        of = [t for p in kids(who) if p.dep_ == "prep" and p.lower_ == "of" for t in children(p, "pobj")]
        if of or who.pos_ != "NOUN":
            return any(t.tag_ in _PLURAL and t.pos_ == "NOUN" and _is_human(t) for t in of)
    if who.pos_ == "PROPN" and among:
        # "The Foreign Ministry": which one, the article tells.
        return who.lower_ in bodies and any(c.lower_ == "the" for c in kids(who))
    if who.pos_ != "NOUN" or not among:
        return False
    if who.lower_ in bodies or who.lemma_ in bodies:
        return True
    if who.tag_ in _PLURAL or who.lower_ == "people":
        return _is_human(who)
    known = who.lower_ in roles or who.lemma_ in roles
    # "The county governor" holds an office; who "the governor" is, was told before.
    office = any(c.dep_ in ("amod", "compound") for c in kids(who))
    return known and any(
        c.tag_ == "PRP$" or c.lower_ in ("a", "an", "one", "another") or (office and c.lower_ == "the")
        for c in kids(who)
    )


def _is_human(noun: Token) -> bool:
    """Whether a noun names people: by what is known of it, or by its ending (*shippers*, *tenants*, *florists*)."""
    roles = role_forms()
    if noun.lower_ in roles or noun.lemma_ in roles or not named("kin").isdisjoint(forms(noun)):
        return True
    ends = noun.lemma_.lower().endswith(_AGENTS) and named("instruments").isdisjoint(forms(noun))
    return ends or noun.lower_ in ("households", "others")
