"""Sayings inside sayings: *X hopes for Y, his spokesman said*, *he said the judge had told him to go*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from accordingto.attributions.candidates import Candidate, cue_group
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.oneself import is_nobody, may_be_itself
from accordingto.attributions.saying import TOWARDS, confides, light_noun, responds, speaks, stands_alone
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree
from accordingto.attributions.verbs import verb_candidates

_LONGEST = 400
"""Tokens of a content that are searched for sayings."""


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
            noun = light_noun(tree, verb)
            confided = confides(tree, verb)
            if verb in seen or not (confided or noun is not None or speaks(tree, verb, reported)):
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
                and (confided or not is_nobody(tree, c.source, word_list("nobody_else")))
                and not (same and not _earlier(tree, verb) and may_be_itself(tree, said, c.source))
                and (outside or _states(tree, *fits.content[0]) or stands_alone(tree, verb))
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


def _with_noun(tree: Tree, verb: int, noun: int | None) -> Iterator[Candidate]:
    """*Expressed his sorrow at the deaths*, also where the parser hangs what it is about on the verb."""
    about = (k for k in tree.kids[verb] if noun is not None and k > noun and tree.dep[k] == "prep")
    for k in about:
        content = tree.trim(k + 1, tree.right[k] + 1)
        if content is not None and tree.lower[k] in word_list("about") | TOWARDS | {"in"}:
            cue = cue_group(tree, verb, *range(tree.left[noun], k + 1))
            yield Candidate(verb, verb_sources(tree, verb)[0].span, cue, (content,), ())


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


def _subject_outside(tree: Tree, verb: int) -> bool:
    """Whether only what is said stands inside quotation marks: *Mr Hill, his office said, “welcomes” it*."""
    who = tree.child(verb, "nsubj")
    return who is not None and tree.quoted[who] != tree.quoted[verb]


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


def _bare_response(tree: Tree, verb: int) -> Iterator[Candidate]:
    if responds(tree, verb):
        source = verb_sources(tree, verb)[0].span
        yield Candidate(verb, source, cue_group(tree, verb), ((verb, verb + 1),), ())


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] == "VB" and any(tree.lower[k] == "to" and tree.dep[k] == "aux" for k in tree.kids[verb])
