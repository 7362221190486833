"""Which verbs inside a content say, wish or believe something, and which are only told of or imagined."""

from __future__ import annotations

from accordingto.attributions.lexicon import acts, person_nouns, word_list
from accordingto.attributions.tree import Tree

TOWARDS = frozenset(("for", "at", "with", "against"))
"""Prepositions, beside those of *about*, behind which stands what a feeling is about."""


def speaks(tree: Tree, verb: int, reported: bool) -> bool:
    """Whether a verb is one of saying, wishing or believing, and not only imagined.

    Of what is *reported* by a clause around it, an object is enough: *welcomed the vote, Tass said*.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Hill fears that it will rain, and would say so."))
    >>> speaks(tree, 1, False), speaks(tree, 9, False)
    (True, False)
    """
    if responds(tree, verb):
        return _real(tree, verb)
    known = acts().get(tree.lemma[verb])
    if known is None or known[0] == "refusal":
        return False
    if _pleads(tree, verb):
        return True
    shown = tree.lemma[verb] in word_list("by_somebody") and _by_somebody(tree, verb)
    if tree.lemma[verb] in word_list("unspoken") and not (shown or _judges(tree, verb) or _accepts(tree, verb)):
        return False
    if not _real(tree, verb):
        return False
    inward = known[0] in ("belief", "emotion") and tree.lemma[verb] not in word_list("performed")
    if tree.quoted[verb] >= 0 and not reported and inward:
        return False
    said = {tree.dep[k] for k in tree.kids[verb] if k > verb} | {
        "ccomp" for k in tree.kids[verb] if tree.dep[k] == "ccomp"
    }
    if _so(tree, verb):
        return True
    # "Has asked for it to be put on hold."
    if any(tree.dep[k] == "advcl" and tree.lower[tree.left[k]] == "for" and k > verb for k in tree.kids[verb]):
        return True
    if not inward and tree.lemma[verb] in word_list("performed") and said & {"prep", "dobj"}:
        return True
    # "Confessed to stealing it."
    gerund = any(tree.dep[k] == "prep" and tree.child(k, "pcomp") is not None for k in tree.kids[verb])
    if gerund or said & {"ccomp", "xcomp", "oprd"} or _accepts(tree, verb):
        return True
    named = reported or known[0] != "statement" or tree.lemma[verb] in word_list("said_of_a_thing")
    # "Every inspector dismissed since 2022" has dismissed nobody.
    return named and ("dobj" in said or ("prep" in said and known[0] != "denial"))


def light_noun(tree: Tree, verb: int) -> int | None:
    """The noun of *has doubts about it*, *voiced fears that*, whose verb alone says nothing.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Hill has doubts about the dam."))
    >>> tree.lower[light_noun(tree, 1)]
    'doubts'
    """
    noun = tree.child(verb, "dobj")
    if tree.lemma[verb] not in word_list("light") or noun is None or noun < verb or not _real(tree, verb):
        return None
    if tree.lemma[verb] == "take" and tree.lemma[noun] == "blame":
        # Who takes the blame blames nobody.
        return None
    if acts().get(tree.lemma[noun], ("refusal",))[0] == "refusal" or tree.lemma[noun] in word_list("unspoken"):
        return None
    if any(tree.lower[k] in ("no", "of") for k in tree.kids[noun]):
        return None
    after = [k for k in (*tree.kids[noun], *tree.kids[verb]) if k > noun]
    towards = word_list("about") | TOWARDS | ({"in"} if tree.lemma[noun] in word_list("trusting") else set())
    about = any(tree.dep[k] == "prep" and tree.lower[k] in towards for k in after)
    return noun if about or any(tree.dep[k] in ("acl", "ccomp") for k in after) else None


def confides(tree: Tree, verb: int) -> bool:
    """*“I think they should go”*: in quotation marks somebody tells what he believes, or told others.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("“I think they should go,” Hill said."))
    >>> confides(tree, 2)
    True
    """
    who = tree.child(verb, "nsubj")
    if who is None or tree.quoted[verb] < 0 or tree.lower[who] not in word_list("oneself_first"):
        return False
    if _names(tree, verb):
        return _real(tree, verb)
    clause = tree.child(verb, "ccomp")
    act = acts().get(tree.lemma[verb], ("",))[0]
    said = act in ("belief", "emotion", "statement")
    # "I want it to last" is what is said, and no saying of its own.
    said = said and tree.lemma[verb] not in word_list("unspoken") | word_list("wanting")
    return clause is not None and clause > verb and said and _real(tree, verb)


def stands_alone(tree: Tree, verb: int) -> bool:
    """Whether a verb inside quotation marks is one of saying even without a clause that is said.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("“They asked for the airport,” Hill said."))
    >>> stands_alone(tree, 2)
    True
    """
    return _names(tree, verb) or _demands(tree, verb) or _so(tree, verb) or tree.lemma[verb] in word_list("performed")


def responds(tree: Tree, verb: int) -> bool:
    """*Oslo has accepted*, *the board refused twice*: an answer in one word.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The board refused twice."))
    >>> responds(tree, 2)
    True
    """
    behind = {tree.dep[k] for k in tree.kids[verb] if k > verb}
    alone = behind.isdisjoint(("dobj", "ccomp", "xcomp", "prep", "prt", "dative", "oprd", "advcl"))
    return tree.lemma[verb] in word_list("responding") and alone and tree.quoted[verb] < 0


def _real(tree: Tree, verb: int) -> bool:
    """Whether something is said, and not only imagined; *would prefer* is what somebody wants."""
    if tree.child(verb, "auxpass") is not None:
        return False
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "neg")}
    wished = tree.lemma[verb] in word_list("would_wish") and not helpers.isdisjoint(("would", "'d", "’d"))
    return wished or word_list("imagined").isdisjoint(helpers)


def _names(tree: Tree, verb: int) -> bool:
    """*They call it progress, I call it theft*: what somebody calls a thing, also within quotation marks."""
    called, thing = tree.child(verb, "oprd"), tree.child(verb, "dobj", "nsubj")
    return tree.lemma[verb] == "call" and called is not None and thing is not None


def _demands(tree: Tree, verb: int) -> bool:
    """*They asked for the airport*: a thing that is wanted, and no question."""
    wanted = next((k for k in tree.kids[verb] if tree.lower[k] == "for" and k > verb), None)
    return wanted is not None and acts()[tree.lemma[verb]][0] in ("request", "statement")


def _so(tree: Tree, verb: int) -> bool:
    """*Had told the cabinet so*, *has said as much*: what was said is known already."""
    much = any(tree.lower[k] == "so" and tree.dep[k] == "advmod" and k > verb for k in tree.kids[verb])
    return tree.lemma[verb] in ("say", "tell") and (much or tree.lower[verb + 1 : verb + 3] == ["as", "much"])


def _pleads(tree: Tree, verb: int) -> bool:
    """*Pleaded not guilty*: what is said is an adjective."""
    return tree.lemma[verb] == "plead" and any(tree.lower[k] in ("guilty", "innocent") for k in tree.kids[verb])


def _accepts(tree: Tree, verb: int) -> bool:
    """*Has accepted the draft*: an answer to what was offered or asked for; an airport accepts cards."""
    thing = tree.child(verb, "dobj")
    return tree.lemma[verb] == "accept" and thing is not None and tree.lemma[thing] in word_list("accepted")


def _by_somebody(tree: Tree, verb: int) -> bool:
    """*The chairman has indicated that he would go*: what facts only show, people say."""
    who, clause = tree.child(verb, "nsubj"), tree.child(verb, "ccomp")
    if who is None or clause is None or clause < verb:
        return False
    pronoun = tree.lower[who] in word_list("oneself") - {"it"}
    return pronoun or tree.pos[who] == "PROPN" or tree.lemma[who] in person_nouns()


def _judges(tree: Tree, verb: int) -> bool:
    """*Considers the deadline a mistake*: what somebody thinks of it, and nothing that is only looked at."""
    behind = {tree.dep[k] for k in tree.kids[verb] if k > verb}
    quoted = any(tree.quoted[k] >= 0 for k in range(verb + 1, tree.right[verb] + 1)) and "dobj" in behind
    thing = tree.child(verb, "dobj")
    if tree.lemma[verb] == "see":
        # "The bank sees no danger of it."
        return thing is not None and any(tree.lower[k] in ("no", "little", "any") for k in tree.kids[thing])
    return tree.lemma[verb] in ("consider", "deem", "judge") and (quoted or bool(behind & {"ccomp", "oprd"}))
