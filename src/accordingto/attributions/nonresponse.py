"""Silence on record: *no response from X regarding Y*, *would not say*, *calls went unanswered*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.idioms import approached, missing, phrase_verbs, set_phrases, unmet
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.silence import (
    ABLE,
    FEW,
    NEAR,
    WILL,
    addressee,
    asked_about,
    helped_by,
    made,
    negated,
    own_end,
    unwilling,
    who_does,
    whole_cue,
    yet,
)
from accordingto.attributions.tree import Range, Tree

_QUESTIONS = frozenset(("whether", "if", "why", "how", "what", "when", "who"))


def nonresponses(tree: Tree) -> Iterator[Candidate]:
    """Yield what a document says about somebody who does not answer; ``act`` tells refusal from silence.

    The content is what the answer would have been about, where the text says so, else the words of
    the comment or request itself.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("There was no reply from Oslo regarding the vote."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in nonresponses(tree)]
    [['no reply', 'Oslo', 'the vote']]
    """
    lists = (
        (word_list("reply_noun"), _no_reply),
        (word_list("replying"), _not_replying),
        (word_list("speaking"), _not_saying),
        (word_list("declines"), _declining),
        (word_list("evading"), _evading),
        (word_list("reaching"), _not_reached),
        (word_list("silent"), _silent),
        (word_list("unanswered"), _unanswered),
        (frozenset(("say", "take", "reveal", "disclose")), _saying_nothing),
        (frozenset(("without",)), _without_a_word),
        (word_list("trying"), _in_vain),
        (word_list("phoning"), _on_the_phone),
        (word_list("leaving"), _turning_away),
        (phrase_verbs(), set_phrases),
        (word_list("requests"), unmet),
        (word_list("approaching"), approached),
        (word_list("locating"), missing),
    )
    for i, lemma in enumerate(tree.lemma):
        for words, rule in lists:
            if (lemma in words or tree.lower[i] in words) and (found := next(rule(tree, i), None)):
                yield _with_topic(tree, found)
                break


def _with_topic(tree: Tree, c: Candidate) -> Candidate:
    """What is put before it says what it is about: "On the airport he refused to comment"."""
    start, end = c.content[0]
    bare = end - start <= NEAR and all(
        tree.lower[k] == "to" or k == c.head or _replies(tree, k) for k in (start, end - 1)
    )
    if c.source is None or not bare:
        return c
    for k in tree.kids[c.head]:
        opens = k < c.source[0] and tree.dep[k] == "prep" and tree.lower[k] in word_list("about")
        if opens and tree.left[k] == k < tree.right[k] < c.source[0]:
            topic = tree.trim(k, tree.right[k] + 1)
            return c if topic is None else replace(c, content=(topic,), act="refusal")
    return c


def _replies(tree: Tree, token: int) -> bool:
    return tree.lemma[token] in word_list("replying") | word_list("reply_noun")


def _no_reply(tree: Tree, noun: int) -> Iterator[Candidate]:
    """*There was no word from X*, *X made no comment*."""
    no = next((k for k in tree.kids[noun] if tree.lower[k] == "no" and k < noun), None)
    verb = tree.head[noun]
    if no is None or tree.pos[noun] != "NOUN" or tree.lemma[verb] not in word_list("reply_verb"):
        return
    source = about = None
    for k in (*tree.kids[noun], *tree.kids[verb]):
        if k < noun or tree.dep[k] not in ("prep", "agent"):
            continue
        obj = tree.child(k, "pobj", "pcomp")
        if obj is None:
            continue
        if tree.lower[k] in ("from", "by") and source is None:
            source = (tree.left[obj], own_end(tree, obj))
            # "from X regarding Y": the parser hangs the topic on X.
            for inner in tree.kids[obj]:
                if tree.dep[inner] == "prep" and tree.lower[inner] in word_list("about") and about is None:
                    about = (inner + 1, tree.right[inner] + 1)
        elif tree.lower[k] in word_list("about") and about is None:
            about = (k + 1, tree.right[k] + 1)
    if about is None and tree.lower[noun + 1] in _QUESTIONS:
        # "Gave no answer whether it had called them."
        about = (noun + 1, tree.right[verb] + 1)
    cue: tuple[Range, ...] = ((no, noun + 1),)
    if source is None:
        if tree.lemma[verb] in ("be", "come", "receive", "get") or tree.lemma[noun] == "word":
            return
        source = who_does(tree, verb)
        cue = cue_group(tree, verb, *range(no, noun + 1))
    yield from made(tree, noun, source, cue, about or (no, noun + 1), "no_response")


def _not_replying(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*did not respond*, *has yet to comment*, *failed to return calls*, *a request was not answered*."""
    head = unwilling(tree, verb)
    if tree.pos[verb] != "VERB" or head is None:
        return
    asked = tree.child(verb, "nsubjpass", "nsubj")
    if asked is not None and tree.child(verb, "auxpass") is not None:
        if tree.lemma[asked] in word_list("requests"):
            yield from made(
                tree, verb, addressee(tree, asked, verb), whole_cue(tree, verb), (asked, asked + 1), "no_response"
            )
        return
    content = (verb, verb + 1)
    topic = next(
        (k for k in tree.kids[verb] if k > verb and tree.dep[k] == "prep" and tree.lower[k] in word_list("about")), None
    )
    obj = tree.child(verb, "dobj")
    if tree.lemma[verb] in word_list("issuing") and (
        obj is None or tree.lemma[obj] not in word_list("reply_noun") | {"statement"}
    ):
        return
    if tree.lemma[verb] == "return" and (obj is None or tree.lemma[obj] not in word_list("requests")):
        return
    if topic is not None and topic < tree.right[topic]:
        content = (topic + 1, own_end(tree, topic))
    elif obj is not None and obj > verb:
        content = tree.span(obj)
    if tree.lemma[verb] == "answer":
        what = obj if topic is None else tree.child(topic, "pobj")
        if helped_by(tree, verb, ABLE) or (
            what is not None and tree.lemma[what] not in word_list("asking") | word_list("requests")
        ):
            return
    refused = helped_by(tree, verb, WILL | ABLE) or (not yet(tree, verb) and _by_will(tree, head, verb))
    cue = whole_cue(tree, verb, *(() if head == verb else range(head, verb)))
    source = who_does(tree, head, passive=tree.child(head, "auxpass") is not None)
    yield from made(tree, verb, source, cue, content, "refusal" if refused else "no_response")


def _not_saying(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*would not say*, *neither confirmed nor denied*, *is not prepared to discuss*."""
    if tree.pos[verb] not in ("VERB", "AUX"):
        return
    head = unwilling(tree, verb)
    pair = next((k for k in tree.kids[verb] if tree.dep[k] == "conj" and tree.lemma[k] in ("deny", "confirm")), None)
    passive = tree.child(verb, "auxpass") is not None
    if (
        head is None
        or passive != (tree.lemma[verb] == "draw")
        or (tree.dep[verb] == "conj" and tree.lemma[tree.head[verb]] in ("confirm", "deny"))
    ):
        return
    # "did not say": no more than a gap in the story, unless there is a will behind it or a question left open.
    silent = _left_open(tree, verb) or (yet(tree, verb) and tree.lemma[verb] in word_list("announcing"))
    if not (silent or helped_by(tree, verb, WILL) or pair is not None or _by_will(tree, head, verb)):
        return
    what = tree.child(verb, "dobj")
    if tree.lemma[verb] in word_list("vague") and (what is None or tree.lemma[what] not in word_list("answerable")):
        return
    last = verb if pair is None or pair - verb > NEAR else pair
    said = [k for k in tree.kids[last] if k > last and tree.dep[k] in ("ccomp", "dobj", "prep", "xcomp", "pcomp")]
    content = (verb, verb + 1)
    if said:
        start = said[0] + (tree.dep[said[0]] == "prep")
        content = (tree.left[said[0]] if start == said[0] else start, tree.right[said[-1]] + 1)
    more = [*range(verb, last + 1), *(() if head == verb else range(head, verb))]
    act = "no_response" if silent else "refusal"
    source = who_does(tree, head, passive or (head != verb and tree.child(head, "auxpass") is not None))
    yield from made(tree, verb, source, whole_cue(tree, verb, *more), content, act)


def _by_will(tree: Tree, head: int, verb: int) -> bool:
    """Whether who does not speak does not want to, or may not: *is not prepared to say*, *chose not to say*.

    Of somebody "who was not authorised to speak" that is told to say why he is not named.
    """
    if head == verb:
        return False
    above = {tree.lemma[k] for k in range(head, verb)}
    if not above.isdisjoint(word_list("permitting")):
        return tree.dep[head] not in ("relcl", "acl", "advcl")
    return tree.pos[head] != "VERB" or not above.isdisjoint(word_list("willing") | word_list("wishing"))


def _left_open(tree: Tree, verb: int) -> bool:
    """*has not said whether, when, why*: a question that is still without an answer."""
    clause = next(
        (
            k
            for k in tree.kids[verb]
            if k > verb and (tree.dep[k] in ("ccomp", "xcomp", "advcl") or tree.tag[k] == "WRB")
        ),
        None,
    )
    if clause is None or not helped_by(tree, verb, frozenset(("has", "have", "had", "did"))):
        return False
    return any(
        tree.tag[k] in ("WP", "WRB", "WDT") or tree.lower[k] in ("whether", "if") for k in range(verb, clause + 1)[:FEW]
    )


def _told_by(tree: Tree, verb: int) -> int:
    """The verb whose subject refuses: "he said a review was planned but declined to say when" is he, and no review."""
    above = tree.head[verb]
    joined = tree.dep[verb] == "conj" and tree.dep[above] == "ccomp" and tree.tag[verb] == "VBD"
    but = joined and any(tree.lower[k] == "but" for k in range(above, verb))
    return tree.head[above] if but and tree.child(verb, "nsubj") is None else verb


def _declining(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*declined to comment*, *refrained from confirming X*, *refused an interview*."""
    complement = next((k for k in tree.kids[verb] if k > verb and tree.dep[k] in ("xcomp", "prep", "dobj")), None)
    if complement is None or tree.pos[verb] != "VERB":
        return
    source = who_does(tree, _told_by(tree, verb))
    start, end = tree.span(complement)
    inner = tree.child(complement, "pcomp") if tree.dep[complement] == "prep" else None
    last = complement if inner is None else inner
    if tree.dep[complement] == "dobj":
        if tree.lemma[complement] in word_list("requests") | word_list("asking") | word_list("reply_noun"):
            yield from made(tree, verb, source, cue_group(tree, verb), (start, end), "refusal")
        return
    passive = tree.child(last, "auxpass") is not None
    # "Declined to be named" is told of a source to say why it is not named, "refused to be quoted" of its own accord.
    named = tree.lemma[last] in ("name", "identify") and tree.dep[verb] not in ("relcl", "acl", "advcl")
    undergone = tree.lemma[last] in word_list("undergoing")
    if passive and not (undergone or named):
        return
    if not passive and (undergone or tree.lemma[last] not in word_list("speaking") | word_list("replying")):
        return
    obj = tree.child(last, "dobj", "ccomp", "xcomp", "prep")
    silent = tree.lemma[last] in word_list("replying") and obj is None
    if inner is not None:
        # "refrained from confirming X": the refused saying belongs to the cue.
        if obj is not None:
            yield from made(tree, verb, source, ranges([*range(verb, inner + 1)]), tree.span(obj), "refusal")
            return
        start = inner
    act = "no_response" if silent else "refusal"
    asked = obj is None and asked_about(tree, verb) is not None
    cue = cue_group(tree, verb, *(range(verb, last + 1) if asked else ()))
    yield from made(tree, verb, source, cue, (last, last + 1) if asked else (start, end), act)


def _evading(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*brushed aside a question*, *ignored repeated requests*."""
    asked = tree.child(verb, "dobj", "pobj")
    if tree.pos[verb] != "VERB":
        return
    if asked is None and (step := tree.child(verb, "prep")) is not None:
        asked = tree.child(step, "pobj")
    if asked is not None and tree.lemma[asked] in ("list", "number", "series", "string", "volley", "set"):
        # "a list of questions"
        of = tree.child(asked, "prep")
        asked = asked if of is None else tree.child(of, "pobj") or asked
    if asked is None or tree.lemma[asked] not in word_list("asking"):
        return
    act = "no_response" if tree.lemma[verb] == "ignore" else "refusal"
    cue = cue_group(tree, verb, *range(verb, tree.left[asked]))
    yield from made(tree, verb, who_does(tree, verb), cue, tree.span(asked), act)


def _not_reached(tree: Tree, word: int) -> Iterator[Candidate]:
    """*could not be reached*, *was not available for comment*, *is unreachable*."""
    adjective = tree.pos[word] == "ADJ"
    if not adjective and not (tree.child(word, "auxpass") is not None and helped_by(tree, word, ABLE)):
        return
    verb = tree.head[word] if adjective else word
    if not tree.lower[word].startswith("un") and not negated(tree, verb):
        return
    purpose = next((k for k in tree.kids[word] if k > word and tree.dep[k] in ("prep", "xcomp", "advcl")), None)
    if adjective and not tree.lower[word].endswith("reachable"):
        goal = None if purpose is None else tree.child(purpose, "pobj") or purpose
        if goal is None or tree.lemma[goal] not in word_list("reply_noun") | word_list("replying") | word_list(
            "asking"
        ):
            return
    content = (word, word + 1) if purpose is None else tree.span(purpose)
    cue = whole_cue(tree, verb, *range(verb, word + 1))
    yield from made(tree, verb, who_does(tree, verb, passive=True), cue, content, "no_response")


def _silent(tree: Tree, word: int) -> Iterator[Candidate]:
    """*has kept silent on the matter*."""
    verb = tree.head[word]
    if tree.lemma[verb] not in word_list("keeping") or tree.dep[word] not in ("acomp", "oprd", "dobj", "attr"):
        return
    topic = next((k for k in (*tree.kids[word], *tree.kids[verb]) if k > word and tree.dep[k] == "prep"), None)
    if tree.tag[verb] == "VB" and not helped_by(tree, verb, WILL):
        return
    if tree.lemma[verb] == "be" and (topic is None or tree.lower[topic] not in word_list("about")):
        return
    content = (word, word + 1) if topic is None or topic == tree.right[topic] else (topic + 1, tree.right[topic] + 1)
    cue = whole_cue(tree, verb, *range(verb, word + 1))
    yield from made(tree, verb, who_does(tree, verb), cue, content, "no_response")


def _unanswered(tree: Tree, word: int) -> Iterator[Candidate]:
    """*calls to X went unanswered*."""
    verb = tree.head[word]
    asked = tree.child(verb, "nsubj", "nsubjpass")
    if asked is None or tree.lemma[asked] not in word_list("requests"):
        return
    cue = whole_cue(tree, verb, *range(verb, word + 1))
    yield from made(tree, verb, addressee(tree, asked, verb), cue, (asked, asked + 1), "no_response")


def _saying_nothing(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*said nothing*, *took no questions*."""
    obj = tree.child(verb, "dobj")
    if obj is None or obj < verb or obj - verb > NEAR:
        return
    nothing = tree.lower[obj] == "nothing" and tree.child(obj, "relcl", "acl") is None
    none = tree.lemma[obj] == "question" and tree.lower[tree.left[obj]] == "no"
    if not (nothing if tree.lemma[verb] != "take" else none):
        return
    topic = next(
        (
            k
            for k in (*tree.kids[obj], *tree.kids[verb])
            if k > obj and tree.dep[k] == "prep" and tree.lower[k] in word_list("about")
        ),
        None,
    )
    content = (obj, obj + 1) if topic is None or topic == tree.right[topic] else (topic + 1, tree.right[topic] + 1)
    cue = whole_cue(tree, verb, *range(verb, obj + 1))
    yield from made(tree, verb, who_does(tree, verb), cue, content, "no_response")


def _without_a_word(tree: Tree, without: int) -> Iterator[Candidate]:
    """*left without speaking to reporters*, *walked out without a word*."""
    noun = tree.child(without, "pobj")
    if noun is not None and tree.lemma[noun] in ("word", "comment") and tree.right[noun] == noun:
        verb = tree.head[without]
        while tree.pos[verb] != "VERB" and tree.head[verb] < verb:
            verb = tree.head[verb]
        if tree.lemma[verb] in word_list("leaving") and without - verb <= NEAR and not negated(tree, verb):
            cue = whole_cue(tree, verb, *range(verb, noun + 1))
            yield from made(tree, verb, who_does(tree, verb), cue, (without, noun + 1), "no_response")
        return
    verb = tree.child(without, "pcomp")
    if verb is None or tree.pos[tree.head[without]] != "VERB":
        return
    obj = tree.child(verb, "dobj")
    silent = tree.lemma[verb] in ("comment", "respond", "reply", "react", "speak", "talk")
    if not silent and not (
        obj is not None and tree.lemma[verb] in ("answer", "take") and tree.lemma[obj] in word_list("asking")
    ):
        return
    end = tree.right[verb] + 1
    if end - without <= NEAR:
        source = who_does(tree, tree.head[without])
        yield from made(tree, without, source, ((without, end),), (verb, end), "no_response")


def _in_vain(tree: Tree, noun: int) -> Iterator[Candidate]:
    """*Attempts to reach X were unsuccessful*."""
    verb = tree.head[noun]
    reach = next((k for k in tree.kids[noun] if k > noun and tree.lemma[k] in word_list("reaching")), None)
    if tree.pos[noun] != "NOUN" or reach is None or tree.dep[noun] not in ("nsubj", "nsubjpass"):
        return
    whom = tree.child(reach, "dobj")
    failed = tree.lemma[verb] == "fail" or any(
        tree.lower[k] in ("unsuccessful", "fruitless", "futile", "vain", "nothing")
        for k in range(verb, tree.right[verb] + 1)
    )
    if whom is None or not failed or tree.right[verb] - verb > NEAR:
        return
    cue = ranges([k for k in range(verb, tree.right[verb] + 1) if tree.is_word(k)][:FEW])
    yield from made(tree, verb, tree.span(whom), cue, (noun, reach + 1), "no_response")


def _on_the_phone(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*hung up*, *did not call back*, *never picked up the phone*."""
    if tree.pos[verb] != "VERB":
        return
    word = next((k for k in tree.kids[verb] if k > verb and tree.lower[k] in ("up", "back", "down")), None)
    if word is None or word - verb > NEAR:
        return
    obj = tree.child(verb, "dobj")
    phone = obj is not None and (tree.lemma[obj] in word_list("requests") or tree.lemma[obj] in ("phone", "receiver"))
    wanted = {"hang": "up", "pick": "up", "put": "down"}.get(tree.lemma[verb], "back")
    if tree.lower[word] != wanted or (obj is not None and not phone and tree.pos[obj] != "PRON"):
        return
    refuses = tree.lemma[verb] in ("hang", "put")
    if (tree.lemma[verb] == "put" and not phone) or refuses == negated(tree, verb):
        return
    cue = whole_cue(tree, verb, *range(verb, word + 1))
    yield from made(
        tree, verb, who_does(tree, verb), cue, (verb, tree.right[verb] + 1), "refusal" if refuses else "no_response"
    )


def _turning_away(tree: Tree, verb: int) -> Iterator[Candidate]:
    """*Asked whether Y, X smiled and walked on*: a question, and no word in answer."""
    about = asked_about(tree, verb)
    if about is None or tree.pos[verb] != "VERB" or tree.dep[verb] not in ("ROOT", "ccomp", "conj", "advcl"):
        return
    if tree.dep[verb] == "conj" and tree.lemma[tree.head[verb]] in word_list("leaving"):
        return
    first, last = tree.sentence_of(verb)
    if any(tree.quoted[k] >= 0 for k in range(first, last)) or any(
        tree.dep[k] == "conj" and tree.lemma[k] in acts() and tree.lemma[k] not in word_list("leaving")
        for k in tree.kids[verb]
    ):
        return
    more = [k for k in tree.kids[verb] if tree.dep[k] == "conj"]
    cue = whole_cue(tree, verb, *(range(verb, more[0] + 1) if more else ()))
    yield from made(tree, verb, who_does(tree, verb), cue, about, "no_response")
