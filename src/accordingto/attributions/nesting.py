"""Sayings inside sayings: *X hopes for Y, his spokesman said*, *he said the judge had told him to go*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from accordingto.attributions.candidates import Candidate, cue_group
from accordingto.attributions.lexicon import acts, body_nouns, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree
from accordingto.attributions.verbs import verb_candidates

_BARE = 2
"""Words of a source that may be no more than a pronoun with its noun or negation."""

_POSSESSIVE = {"he": "his", "she": "her", "they": "their", "it": "its"}
_TOWARDS = frozenset(("for", "at", "with", "against"))
_LONGEST = 400
"""Tokens of a content that are searched for sayings."""

_NO_ONE = (["no"], ["none"], ["nobody"], ["neither"], ["any"], ["anyone"], ["anybody"])


def nested(tree: Tree, contents: Sequence[Said], likeness: Callable[[Candidate], float]) -> Iterator[Candidate]:
    """Yield what somebody else says, hopes or denies inside a content.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    likeness : callable
        How well a candidate is made; the best one of each verb is taken.
    """
    seen: set[int] = set()
    for said in contents:
        for c in _according(tree, said):
            if c.head not in seen:
                seen.add(c.head)
                yield c
        for verb in _main_verbs(tree, said.content):
            outside = tree.quoted[verb] < 0 or _subject_outside(tree, verb)
            reported = outside and (said.cue[0] > verb or tree.lower[said.cue[0]] == "according")
            noun = _light(tree, verb)
            confides = _confides(tree, verb)
            if verb in seen or not (confides or noun is not None or _speaks(tree, verb, reported)):
                continue
            seen.add(verb)
            # "He said he would wait": that is one who speaks, and no relay.
            same = outside and not reported and not _thought_then(tree, said, verb)
            fitting = [
                fits
                for c in (*verb_candidates(tree, verb), *_bare_response(tree, verb), *_with_noun(tree, verb, noun))
                if (noun is None or any(a <= noun < b for a, b in c.cue))
                and (fits := within(tree, c, said)) is not None
                and not _only_where(tree, fits)
                and (confides or not is_nobody(tree, c.source, word_list("nobody_else")))
                and not (same and not _earlier(tree, verb) and may_be_itself(tree, said, c.source))
                and (outside or _states(tree, *fits.content[0]) or _stands_alone(tree, verb))
            ]
            if fitting:
                yield max(fitting, key=lambda c: (likeness(c), c.content))


def said_by(c: Candidate) -> Said:
    """What is known of a candidate that is taken."""
    return Said(c.content, (c.cue[0][0], c.cue[-1][1]), c.source)


def stated_inside(tree: Tree, contents: Sequence[Said], stated: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield of sayings by a verb with its object those that somebody else says inside a content."""
    for said in contents:
        heads = set(_main_verbs(tree, said.content)) if any(said.holds(c.head) for c in stated) else ()
        for c in stated:
            fits = within(tree, c, said) if c.head in heads else None
            if fits is not None and not may_be_itself(tree, said, fits.source):
                yield fits


def _according(tree: Tree, said: Said) -> Iterator[Candidate]:
    """*She said that, according to her brother, it was open*: what the brother says, in what she says."""
    for start, end in said.content:
        for i in range(start, min(end - 2, start + _LONGEST)):
            if tree.lower[i] != "according" or tree.lower[i + 1] != "to":
                continue
            who = tree.child(i + 1, "pobj")
            if who is None:
                continue
            stop = min(tree.right[who] + 1, end)
            comma = next((k for k in range(who + 1, stop) if tree.lower[k] == "," and tree.head[k] == who), stop)
            first = start + (tree.lower[start] == "that")
            source = tree.trim(tree.left[who], min(stop, comma))
            rest = tree.trim_all(tuple(p for p in ((first, i), (min(stop, comma), end)) if p[0] < p[1]))
            if source is not None and rest:
                yield Candidate(i, source, ((i, i + 2),), rest, ())


def _light(tree: Tree, verb: int) -> int | None:
    """The noun of *has doubts about it*, *voiced fears that*, whose verb alone says nothing."""
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
    towards = word_list("about") | _TOWARDS | ({"in"} if tree.lemma[noun] in word_list("trusting") else set())
    about = any(tree.dep[k] == "prep" and tree.lower[k] in towards for k in after)
    return noun if about or any(tree.dep[k] in ("acl", "ccomp") for k in after) else None


def _with_noun(tree: Tree, verb: int, noun: int | None) -> Iterator[Candidate]:
    """*Expressed his sorrow at the deaths*, also where the parser hangs what it is about on the verb."""
    about = (k for k in tree.kids[verb] if noun is not None and k > noun and tree.dep[k] == "prep")
    for k in about:
        content = tree.trim(k + 1, tree.right[k] + 1)
        if content is not None and tree.lower[k] in word_list("about") | _TOWARDS | {"in"}:
            cue = cue_group(tree, verb, *range(tree.left[noun], k + 1))
            yield Candidate(verb, verb_sources(tree, verb)[0].span, cue, (content,), ())


def _confides(tree: Tree, verb: int) -> bool:
    """*“I think they should go”*: in quotation marks somebody tells what he believes, or told others."""
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


def _names(tree: Tree, verb: int) -> bool:
    """*They call it progress, I call it theft*: what somebody calls a thing, also within quotation marks."""
    called, thing = tree.child(verb, "oprd"), tree.child(verb, "dobj", "nsubj")
    return tree.lemma[verb] == "call" and called is not None and thing is not None


def _demands(tree: Tree, verb: int) -> bool:
    """*They asked for the airport*: a thing that is wanted, and no question."""
    wanted = next((k for k in tree.kids[verb] if tree.lower[k] == "for" and k > verb), None)
    return wanted is not None and acts()[tree.lemma[verb]][0] in ("request", "statement")


def _stands_alone(tree: Tree, verb: int) -> bool:
    """Whether a verb inside quotation marks is one of saying even without a clause that is said."""
    return _names(tree, verb) or _demands(tree, verb) or _so(tree, verb) or tree.lemma[verb] in word_list("performed")


def _so(tree: Tree, verb: int) -> bool:
    """*Had told the cabinet so*, *has said as much*: what was said is known already."""
    much = any(tree.lower[k] == "so" and tree.dep[k] == "advmod" and k > verb for k in tree.kids[verb])
    return tree.lemma[verb] in ("say", "tell") and (much or tree.lower[verb + 1 : verb + 3] == ["as", "much"])


def _thought_then(tree: Tree, said: Said, verb: int) -> bool:
    """*He says he believed it was real*, *he told jurors he feared it*: what was thought at another time.

    In "he said he believed it" the past is only that of what is reported.
    """
    clause = tree.child(verb, "ccomp")
    act = acts().get(tree.lemma[verb], ("",))[0]
    if act not in ("belief", "emotion") or clause is None or clause < verb or tree.tag[verb] != "VBD":
        return False
    cue = [k for k in range(*said.cue) if tree.pos[k] == "VERB"]
    hearers = {tree.lemma[x] for k in cue for x in tree.kids[k] if tree.dep[x] in ("dobj", "dative")}
    return any(tree.tag[k] in ("VBZ", "VBP") or tree.lemma[k] in word_list("testifying") for k in cue) or bool(
        hearers & word_list("testified_to")
    )


def _earlier(tree: Tree, verb: int) -> bool:
    """Whether somebody *had told* others before: another saying of the one who says so now."""
    helpers = {tree.lemma[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "neg")}
    act = acts().get(tree.lemma[verb], ("",))[0]
    told = act in ("statement", "request") and tree.lemma[verb] not in word_list("responding")
    return told and "have" in helpers and helpers.isdisjoint(("not", "never", "n't"))


def _real(tree: Tree, verb: int) -> bool:
    """Whether something is said, and not only imagined; *would prefer* is what somebody wants."""
    if tree.child(verb, "auxpass") is not None:
        return False
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "neg")}
    wished = tree.lemma[verb] in word_list("would_wish") and not helpers.isdisjoint(("would", "'d", "’d"))
    return wished or word_list("imagined").isdisjoint(helpers)


def _subject_outside(tree: Tree, verb: int) -> bool:
    """Whether only what is said stands inside quotation marks: *Mr Hill, his office said, “welcomes” it*."""
    who = tree.child(verb, "nsubj")
    return who is not None and tree.quoted[who] != tree.quoted[verb]


def for_another(tree: Tree, source: Range | None) -> bool:
    """Whether a source speaks for somebody else, whom a pronoun means then: *his lawyer*, *the mayor's aide*."""
    if source is None:
        return False
    words = range(*source)
    owned = any(tree.tag[k] == "PRP$" or tree.dep[k] == "poss" for k in words)
    sent = any(tree.lemma[k] in word_list("for_another") for k in words)
    return sent or (owned and any(tree.lemma[k] in word_list("kin") for k in words))


def _oneself(tree: Tree, source: Range) -> frozenset[str]:
    """The pronouns by which a source may mean itself: *it* and *they* of a bank, *he* or *she* of a minister."""
    words = range(*source)
    head = next((k for k in words if not source[0] <= tree.head[k] < source[1]), source[0])
    ours = word_list("oneself")
    if tree.pos[head] == "PRON" or tree.tag[head] == "PRP$":
        return ours & {{"his": "he", "her": "she", "their": "they"}.get(tree.lower[head], tree.lower[head])}
    if tree.tag[head] in ("NNS", "NNPS"):
        return ours & {"they"}
    kind = tree.doc[head].ent_type_
    if kind == "ORG" and any(tree.lemma[k] in person_nouns() for k in words if k != head):
        # "City manager Hill": the parser may take the name for a firm's.
        return ours
    if kind in ("ORG", "GPE", "NORP") or tree.lemma[head] in body_nouns():
        return ours & {"it", "they"}
    return ours & {"he", "she"} if kind == "PERSON" or tree.lemma[head] in person_nouns() else ours


def may_be_itself(tree: Tree, said: Said, source: Range) -> bool:
    """Whether a source inside a content may be a pronoun for who says that content."""
    if said.source is None or for_another(tree, said.source):
        return False
    own = _oneself(tree, said.source)
    if len(own) == 1 and source[1] - source[0] == 1:
        # "She said her request was denied": a possessive means her, too.
        own |= {_POSSESSIVE[word] for word in own}
    return is_nobody(tree, source, own)


def is_nobody(tree: Tree, source: Range, strange: frozenset[str]) -> bool:
    """Whether a source is no more than one of some words ("we", "most people", but not "one of them"), or none at all.

    What "no other firm" or "anyone on his staff" says is not said.
    """
    words = [tree.lower[k] for k in range(*source) if tree.is_word(k)]
    return words[:1] in _NO_ONE or (len(words) <= _BARE and not strange.isdisjoint(words))


def _only_where(tree: Tree, c: Candidate) -> bool:
    """Whether a content only tells where or when something was said: "he said aboard the ship"."""
    first = c.content[0][0]
    hangs = tree.dep[first] in ("prep", "npadvmod") and tree.head[first] == c.head
    return tree.lemma[c.head] == "say" and first > c.head and hangs


def within(tree: Tree, c: Candidate, said: Said) -> Candidate | None:
    """A candidate whose source stands in a content, with no more of its own content than stands there, too.

    Parameters
    ----------
    tree : Tree
        The document.
    c : Candidate
        Of a verb in the content.
    said : Said
        Whose content it is.
    """
    if c.source is None or not any(a <= c.source[0] and c.source[1] <= b for a, b in said.content):
        return None
    stop = min(_next_clause(tree, c.head), _contrast(tree, c.head))
    inner = tuple(
        (max(a, start), min(b, end, stop if a > c.head else b))
        for a, b in c.content
        for start, end in said.content
        if max(a, start) < min(b, end, stop if a > c.head else b)
    )
    inner = tree.trim_all(tuple(_without_loose_mark(tree, piece) for piece in inner))
    # "Reported that residents blamed the dam": the parser may hang the conjunction on them.
    first = c.source[0] + (tree.lower[c.source[0]] == "that" and tree.tag[c.source[0]] == "IN")
    return replace(c, content=inner, source=(first, c.source[1])) if inner and first < c.source[1] else None


def _next_clause(tree: Tree, verb: int) -> int:
    """Where a clause with a subject of its own begins that goes on beside a verb: "and that he welcomed it"."""
    for k in tree.kids[verb]:
        beside = tree.dep[k] == "conj" or _contrasts(tree, k)
        # "Asked for help and were told to wait": what was done to them follows.
        if k > verb and beside and tree.child(k, "nsubj", "nsubjpass", "expl", "auxpass") is not None:
            first = tree.left[k]
            before = tree.lower[first - 1] in ("and", "but", "or")
            return first - 1 if before and first - 1 > verb else first
    return len(tree.lower)


def _contrast(tree: Tree, verb: int) -> int:
    """Where *, although others disagree* begins behind a verb: it goes on with what is reported around it."""
    last = tree.sentence_of(verb)[1]
    contrast = (k for k in range(verb + 2, last) if tree.lower[k] in word_list("contrasting"))
    return next((k for k in contrast if tree.lower[k - 1] == "," and tree.quoted[k] == tree.quoted[verb]), last)


def _without_loose_mark(tree: Tree, piece: Range) -> Range:
    """A piece without the mark that closes the quotation around it."""
    start, end = piece
    around = tree.quote_range[tree.quoted[end - 1]] if tree.quoted[end - 1] >= 0 else None
    return (start, end - 1) if around is not None and around[0] < start and end == around[1] else piece


def _states(tree: Tree, start: int, end: int) -> bool:
    """Whether words inside a quotation are a statement of somebody else's.

    "Tell me what you did" relays nothing; and where another quotation begins inside, marks are missing.
    """
    # "Telling us to go" and "to go" alike.
    bidden = any(tree.lower[k] == "to" and tree.tag[k + 1] == "VB" for k in range(start, min(start + 3, end - 1)))
    other = tree.tag[start] in ("WP", "WRB", "WDT") or tree.lower[start] in ("“", '"')
    other = other or (tree.lower[start] == "me" and not bidden)
    return not other and (bidden or any(tree.dep[k] in ("nsubj", "nsubjpass", "expl") for k in range(start, end)))


def _main_verbs(tree: Tree, content: Sequence[Range]) -> Iterator[int]:
    """Verbs that head a sentence of a content, with those joined to them by *and*."""

    def holds(token: int) -> bool:
        return any(start <= token < min(end, start + _LONGEST) for start, end in content)

    for k in (k for start, end in content for k in range(start, min(end, start + _LONGEST))):
        if tree.pos[k] != "VERB" or tree.dep[k] in ("dobj", "pobj", "nsubj"):
            continue
        top = k
        while (tree.dep[top] == "conj" or _contrasts(tree, top)) and holds(tree.head[top]) and tree.head[top] < top:
            top = tree.head[top]
        carrier = tree.head[top]
        if tree.dep[top] in ("xcomp", "advcl") and tree.lemma[carrier] in word_list("carrying"):
            # "Keeps saying", "phoned her to say".
            top = carrier
        elif _is_infinitive(tree, k) and not holds(carrier):
            # "Asked the board to dismiss him": nobody has been dismissed.
            continue
        above = tree.head[top]
        # "She heard the guard shout": what somebody else says.
        heard = tree.lemma[above] in word_list("hears") and tree.child(top, "nsubj") is not None
        if heard and holds(above):
            above = tree.head[above]
        if not holds(above) or above == top:
            yield k


def joined_from(tree: Tree, verb: int, said: Said) -> int:
    """The first of the verbs in a content that a verb is joined to by *and* or by a contrast."""
    above = tree.head[verb]
    while (tree.dep[verb] == "conj" or _contrasts(tree, verb)) and above < verb and said.holds(above):
        verb, above = above, tree.head[above]
    return verb


def _contrasts(tree: Tree, verb: int) -> bool:
    """*Although the bank disagrees*, *while the union wants more*: a second statement, and no circumstance."""
    mark = tree.child(verb, "mark")
    return tree.dep[verb] == "advcl" and mark is not None and tree.lower[mark] in word_list("contrasting")


def _speaks(tree: Tree, verb: int, reported: bool) -> bool:
    """Whether a verb is one of saying, wishing or believing, and not only imagined.

    Of what is *reported* by a clause around it, an object is enough: *welcomed the vote, Tass said*.
    """
    if _responds(tree, verb):
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


def _pleads(tree: Tree, verb: int) -> bool:
    """*Pleaded not guilty*: what is said is an adjective."""
    return tree.lemma[verb] == "plead" and any(tree.lower[k] in ("guilty", "innocent") for k in tree.kids[verb])


def _accepts(tree: Tree, verb: int) -> bool:
    """*Has accepted the draft*: an answer to what was offered or asked for; an airport accepts cards."""
    thing = tree.child(verb, "dobj")
    return tree.lemma[verb] == "accept" and thing is not None and tree.lemma[thing] in word_list("accepted")


def _responds(tree: Tree, verb: int) -> bool:
    """*Oslo has accepted*, *the board refused twice*: an answer in one word."""
    behind = {tree.dep[k] for k in tree.kids[verb] if k > verb}
    alone = behind.isdisjoint(("dobj", "ccomp", "xcomp", "prep", "prt", "dative", "oprd", "advcl"))
    return tree.lemma[verb] in word_list("responding") and alone and tree.quoted[verb] < 0


def _bare_response(tree: Tree, verb: int) -> Iterator[Candidate]:
    if _responds(tree, verb):
        source = verb_sources(tree, verb)[0].span
        yield Candidate(verb, source, cue_group(tree, verb), ((verb, verb + 1),), ())


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


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] == "VB" and any(tree.lower[k] == "to" and tree.dep[k] == "aux" for k in tree.kids[verb])
