"""Who gives a number, by the words around it: "police counted 600, the union 2,500", "12,000 according to the firm"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.figures.accounts import by_count, for_whom, named_after, opening, opening_count
from accordingto.figures.companies import firm_names
from accordingto.figures.gaps import before, by_agent, gapped, holds, inverted
from accordingto.figures.lexicon import word_set
from accordingto.figures.recalled import agents, antecedents
from accordingto.figures.walking import REACH, ancestors, children, sentence_end, sentence_start
from accordingto.figures.whose import (
    FAR,
    WHEN,
    author,
    is_number,
    is_possessive,
    named,
    phrase,
    tells,
)
from accordingto.records import Span, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMES_TO = frozenset(
    (verb, link)
    for link, verbs in (("at", "be stand stay remain stick"), ("to", "go come get stick"), ("with", "stay stick go"))
    for verb in verbs.split()
)
_AWAY = ("on", "onto", "in", "into", "aboard", "under", "behind", "up", "out")
_SHOWN = ("table", "list", "record")
_ASKS = ("believe", "ask", "trust")
_UP = 4


@dataclass(frozen=True, slots=True)
class Teller:
    """Characters ``source`` name who gives the number at token ``number``.

    ``weak`` where they only do something, ``bare`` where a name only has it, which tells of a body, and not of a human.
    """

    number: int
    source: Span
    weak: bool = False
    bare: bool = False


def tellers(doc: Doc) -> list[Teller]:
    """Find who gives the numbers of a text, where words beside a number tell.

    Parameters
    ----------
    doc : Doc
        The parsed text.

    Returns
    -------
    list of Teller
        In text order, one a number at most.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Police counted 600 marchers, the union 2,500.")
    >>> [(doc[t.number].text, doc.text[slice(*t.source)]) for t in tellers(doc)]
    [('600', 'Police'), ('2,500', 'the union')]
    """
    found, told_in, ahead = [], -1, False
    for token in doc:
        if not is_number(token) or (token.i and is_number(doc[token.i - 1])):
            continue
        first, end = sentence_start(token), sentence_end(token)
        source = (
            _after(token)
            or _owner(token)
            or _as_said(token)
            or _believed(token)
            or _claimed(token)
            or _surveyed(token)
            or _given(token)
            or by_agent(token, end)
            or _from_whom(token, end)
            or (before(token, first) if told_in == first else None)
            # "They won 62 seats and the rest 38, the board said": a gap goes on only from who stands before a number.
            or (gapped(token, first) if told_in == first and (ahead or _parted(token, found[-1].number)) else None)
        )
        weak = bare = False
        if source is None:
            source, weak = _subject(token)
            if source is None or weak:
                # "The centre shelters 640 by the count of the charity": who counts, before who does it.
                counted = by_count(token, first) or opening(token, first) or for_whom(token, first)
                counted = counted or inverted(token, end)
                source, weak = (counted, False) if counted is not None else (source, weak)
            source = source or before(token, first)
            if source is None:
                source, weak, bare = holds(token, first), True, True
        if source is not None and any(_is_at(v, token) for v in ancestors(token)[:_UP]):
            # "The party comes to 54 seats and its rival to 42, by the commission's arithmetic."
            counted = by_count(token, first)
            source = counted if counted is not None and counted[0] > token.idx else source
        if source is not None:
            found.append(Teller(token.i, source, weak, bare))
            told_in, ahead = first, source[0] < token.idx
    return found


def _parted(number: Token, last: int) -> bool:
    """Whether another main clause begins between two numbers."""
    return any(t.text == ";" for t in number.doc[last : number.i])


def as_sources(told: list[Teller], doc: Doc) -> list[Tagged]:
    """The tellers as sources, of which each is made an actor, as are firms by name, and what "it" may be."""
    sources = [t.source for t in told]
    known = [*firm_names(doc.text), *antecedents(doc), *agents(doc, (t.number for t in told))]
    known = [name for name in known if not any(s < name[1] and name[0] < e for s, e in sources)]
    return [Tagged((source,), (), (), 1.0) for source in dict.fromkeys((*sources, *known))]


def _after(number: Token) -> Span | None:
    """ "12,000 according to the platform", in the number's own stretch of the sentence."""
    doc, last = number.doc, sentence_end(number)
    for k in range(number.i + 1, min(last - 2, number.i + REACH)):
        if doc[k].lower_ in (",", ";", "and", "but") and doc[k + 1].lower_ not in ("according", "or"):
            # "4,900, or 24 per cent of them, according to the ministry" goes on.
            return None
        if doc[k].lower_ == "according" and doc[k + 1].lower_ == "to":
            return named_after(doc[k + 1])
    return None


def _believed(number: Token) -> Span | None:
    """ "8,000, if you believe the police, or 25,000, if you ask the party", "or 260, if the coast guard is right"."""
    doc, last = number.doc, sentence_end(number)
    behind = next((k for k in range(number.i + 1, last) if not is_number(doc[k])), last)
    for k in range(behind, min(last - 2, number.i + FAR)):
        if is_number(doc[k]):
            return None
        if doc[k].lower_ == "if" and doc[k + 1].lower_ in ("you", "one") and doc[k + 2].lemma_ in _ASKS:
            verb = doc[k + 2]
            head = next((c for c in children(verb) if c.dep_ == "dobj"), None)
            return named(head) if head is not None else None
        if doc[k].lower_ == "if" and doc[k].head.lemma_ == "be":
            verb = doc[k].head
            right = any(c.dep_ == "acomp" and c.lower_ in ("right", "correct") for c in children(verb))
            head = next((c for c in children(verb) if c.dep_ == "nsubj" and c.i > k), None)
            return named(head) if right and head is not None and tells(head) else None
    return None


def _owner(number: Token) -> Span | None:
    """ "The union's 420 was invented." """
    doc = number.doc
    if number.i < 2 or not is_possessive(doc[number.i - 1]):
        return None
    head = doc[number.i - 2]
    # "Compared to Cruz's 538": what a human has, as much as what a human says.
    if head.lemma_.lower() in word_set("counting", "territory"):
        # "The district's 340 schools" are there, whoever counts them.
        return None
    return named(head) if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in ("GPE", "DATE", "PERSON") else None


def _subject(number: Token) -> tuple[Span | None, bool]:
    """The subject of a verb of telling over the number: "the ministry put it at 42"; whether the verb is a weak one."""
    limit = len(number.doc)
    for steps, verb in enumerate(_verbs(number)):
        if not steps and (verb.lemma_ == "be" or verb.lemma_ in word_set("counting", "moves")):
            # "The coastguard's count is three", "the ministry's toll climbed to 19."
            count = next((c for c in children(verb) if c.dep_ == "nsubj" and c.i < number.i), None)
            count = count or opening_count(verb)
            found = author(count) if count is not None and count.i != number.i else None
            if found is not None:
                # "Insurers' share will be 9bn, Orbis says": theirs, but not by their own account.
                return found, count.lemma_.lower() in word_set("counting", "of own")
        strong = verb.lemma_.lower() in word_set("counting", "strong") and not _puts_away(verb, number)
        strong = strong or _moves_on(verb, number) or _is_at(verb, number)
        if steps >= _UP or not (strong or verb.lemma_.lower() in word_set("counting", "weak")):
            continue
        subjects = [c for c in children(verb) if c.dep_ == "nsubj"]
        subject = subjects[0] if subjects else None
        if len(subjects) > 1 and subjects[-1].i > verb.i > number.i and verb.nbor(-1).text == ",":
            # "The Alliance with 54 of 120 seats, says the commission."
            subject = subjects[-1]
        within = subject is not None and subject.i < number.i <= subject.right_edge.i < verb.i
        if within and (subject.ent_type_ != "PERSON" or any(t.dep_ == "relcl" for t in ancestors(number)[:_UP])):
            # "The union, which was given 42, insists that it has 49."
            continue
        will = any(c.dep_ == "aux" and c.tag_ == "MD" for c in children(verb))
        if subject is None and verb.dep_ == "conj" and (verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") or will):
            # "The charity tested 64 wells and found bacteria in 41."
            subject = next((c for c in children(verb.head) if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ in ("WP", "WDT"):
            subject = verb.head if verb.dep_ == "relcl" else None
        if subject is None or subject.i == number.i:
            continue
        if subject.lower_ in ("he", "she") and strong and subject.i < number.i:
            return (subject.idx, subject.idx + len(subject)), False
        if subject.pos_ == "PRON":
            if strong and subject.lower_ in ("it", "they") and subject.i < number.i:
                # "It says 300 went, a claim that others reject": not who is named further on.
                limit = subject.i
            continue
        if subject.i >= limit:
            continue
        if _owned(verb, subject, number):
            return None, False
        cited = _cited(verb, subject)
        if cited is not None and number.i > subject.i:
            return cited, False
        # "Guyana has 4,600 soldiers" does not tell of them.
        holder = next((c for c in children(subject) if c.dep_ == "poss" and c.tag_ != "PRP$"), None) if strong else None
        if holder is not None and subject.i < number.i and subject.pos_ == "NOUN" and not tells(subject):
            # "The coastguard's aircraft measured 17 kilometres."
            whose = tells(holder) and holder.ent_type_ not in ("PERSON", "GPE", *WHEN)
            return (named(holder), False) if whose else (None, False)
        if not tells(subject) or (subject.ent_type_ in ("GPE", "LOC", "FAC") and not strong):
            continue
        low, high = sorted((subject.i, number.i))
        if (subject.i < number.i or verb.i > number.i) and all(t.text != ";" for t in number.doc[low:high]):
            return _together(subject), not strong or _only_registers(verb, subject)
    return None, False


def _together(subject: Token) -> Span | None:
    """Those who tell as one: "the police and the union counted 260"."""
    one = named(subject)
    other = next((c for c in children(subject) if c.dep_ == "conj" and tells(c)), None)
    joined = other is not None and other.doc[other.left_edge.i - 1].lower_ == "and"
    two = named(other) if joined and one is not None else None
    return (one[0], two[1]) if two is not None and one[1] < two[0] else one


def _only_registers(verb: Token, subject: Token) -> bool:
    """ "Hospitals registered 28, the ministry said", "the recorder shows 117, the firm said": who says so tells."""
    if subject.pos_ != "NOUN":
        return False
    bare = subject.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in children(subject))
    if bare and verb.lemma_.lower() in word_set("counting", "registers"):
        return True
    vague = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in children(subject))
    return not vague and subject.lemma_.lower() in word_set("counting", "document") and author(subject) is None


def _is_at(verb: Token, number: Token) -> bool:
    """ "The fire service was at 12 then, on Thursday it went to 13": a bare number that somebody has come to."""
    held = number if number.dep_ == "pobj" else number.head
    told = held.dep_ == "pobj" and held.head.head == verb and number.ent_type_ not in WHEN
    bare = held == number or number.ent_type_ == "MONEY"
    return told and bare and (verb.lemma_, held.head.lower_) in _COMES_TO


def _puts_away(verb: Token, number: Token) -> bool:
    """ "Police put 640 people on coaches": they were moved, and not counted."""
    moved = next((c for c in children(verb) if c.dep_ == "dobj"), None)
    if verb.lemma_ != "put" or moved is None or not moved.left_edge.i <= number.i <= moved.i:
        return False
    behind = (c for word in (verb, moved) for c in children(word) if c.i > moved.i)
    where = [c for c in behind if c.dep_ in ("prep", "prt") and c.lower_ in _AWAY]
    # What is put on the table or on a list is told.
    return bool(where) and not any(c.lower_ in _SHOWN for c in children(where[0]))


def _owned(verb: Token, subject: Token, number: Token) -> bool:
    """What somebody has or gives away is told of them, not by them: "Cruz has 370 delegates", "Orbis gave 5m to it"."""
    lemma = verb.lemma_.lower()
    held = children(verb)
    if lemma in word_set("counting", "owns"):
        # "Cruz has 370 delegates"; "Falk has 58 on his list" tells.
        # But "Falk has 58 on his list" tells.
        kept = (c for c in held if c.dep_ == "prep" and c.lower_ in ("on", "in") and c.i > number.i)
        if any(c.lemma_.lower() in word_set("counting", "document") for on in kept for c in children(on)):
            return False
        things = any(c.dep_ == "dobj" and c.i > number.i for c in held)
        return subject.ent_type_ == "PERSON" and (things or any(c == number and c.dep_ == "dobj" for c in held))
    money = number.ent_type_ == "MONEY"
    to = any(c.dep_ in ("prep", "dative") and c.lower_ == "to" and c.i > number.i for c in held)
    return lemma in word_set("counting", "bestows") and money and to


def _as_said(number: Token) -> Span | None:
    """ "Not 95, as its owner said": the clause right after the number tells who gives it."""
    doc = number.doc
    for k in range(number.i + 1, min(sentence_end(number), number.i + _UP)):
        if doc[k].lower_ == "as" and doc[k].dep_ == "mark" and doc[k].head.lemma_ in ("say", "claim", "report", "put"):
            subject = next((c for c in children(doc[k].head) if c.dep_ == "nsubj"), None)
            return named(subject) if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
    return None


def _surveyed(number: Token) -> Span | None:
    """ "Of 640 people asked by the institute 118 were out of work": who asked them tells of them."""
    doc = number.doc
    first, last = sentence_start(number), sentence_end(number)
    for k in range(max(first, number.i - FAR), min(last, number.i + 2 * _UP)):
        clause = doc[k].dep_
        if clause not in ("acl", "relcl") or doc[k].lemma_.lower() not in word_set("counting", "surveyed"):
            continue
        if clause == "relcl" and number.i < k and is_number(doc[doc[k].head.left_edge.i + 1]):
            # "Of the 60 survivors whom the office has interviewed, four had heard it."
            asker = next((c for c in children(doc[k]) if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")), None)
            if asker is not None and tells(asker):
                return named(asker)
        if clause == "acl" and doc[k].tag_ == "VBN":
            by = next((c for c in children(doc[k]) if c.lower_ == "by"), None)
            owner = next((c for c in children(by) if c.dep_ == "pobj"), None) if by is not None else None
            between = doc[min(k, number.i) : max(k, number.i)]
            if owner is not None and not any(t.text in (";", ":") for t in between):
                return phrase(owner)
    return None


def _given(number: Token) -> Span | None:
    """ "A fifth fewer than the 28,300 that the agency had given": the clause on the number tells whose it is."""
    for word in (number, number.head):
        if word.pos_ == "VERB" or (word != number and number.dep_ != "nummod"):
            continue
        for child in children(word):
            if child.dep_ != "relcl" or any(c.lower_ in ("where", "when", "while") for c in children(child)):
                continue
            lemma = child.lemma_.lower()
            if lemma in word_set("counting", "gives number") or lemma in word_set("counting", "strong"):
                subject = next((c for c in children(child) if c.dep_ == "nsubj"), None)
                asked = subject is not None and subject.i > number.i and subject.pos_ in ("NOUN", "PROPN")
                return named(subject) if asked else None
    return None


def _from_whom(number: Token, end: int) -> Span | None:
    """ "Each family will get 100m from the company and another 15m from the union": who promises it gives it."""
    doc = number.doc
    verb = next((t for t in ancestors(number)[:_UP] if t.lemma_.lower() in ("get", "receive")), None)
    if verb is None or verb.i > number.i or not any(c.tag_ in ("MD", "TO") for c in children(verb)):
        return None
    for k in range(number.i + 1, min(end - 1, number.i + FAR)):
        if doc[k].lower_ in (",", ";", "and", "but"):
            return None
        if doc[k].lower_ == "from":
            giver = next((c for c in children(doc[k]) if c.dep_ == "pobj"), None)
            return named(giver) if giver is not None and giver.ent_type_ not in WHEN else None
    return None


def _moves_on(verb: Token, number: Token) -> bool:
    """ "The institute has moved from 110m to 150m": from one estimate of its own to another."""
    held = [c for c in children(verb) if c.dep_ == "prep" and c.lower_ in ("from", "to")]
    both = len(held) == 2 or any(c.lower_ == "from" and c.i < number.i and _is_range(c) for c in held)
    return verb.lemma_.lower() in word_set("counting", "moves on") and both


def _is_range(preposition: Token) -> bool:
    """ "From 50m to 54m", where the parse makes one amount of both."""
    after = preposition.doc[preposition.i + 1 : preposition.i + FAR]
    upto = next((t for t in after if t.lower_ == "to"), None)
    return upto is not None and any(is_number(t) for t in after if t.i < upto.i)


def _claimed(number: Token) -> Span | None:
    """ "It denied a claim by the union that 300 had gone": the number of the claim is the union's."""
    for above in ancestors(number):
        if (
            above.pos_ in ("NOUN", "PROPN")
            and above.i < number.i
            and above.lemma_.lower() in word_set("counting", "claim")
        ):
            owner = _author_of_claim(above)
            return named(owner) if owner is not None else None
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("acl", "relcl", "ccomp", "conj", "xcomp"):
            return None
    return None


def _author_of_claim(claim: Token) -> Token | None:
    """Whose claim it is: "the union's claim", "a claim by the union"."""
    for child in children(claim):
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            return child
        if child.lower_ in ("by", "from"):
            return next((c for c in children(child) if c.dep_ == "pobj" and tells(c)), None)
    return None


def _cited(verb: Token, subject: Token) -> Span | None:
    """ "The minister, citing the agency, said 300 had gone": the number is the agency's."""
    for child in (*children(verb), *children(subject)):
        if child.lower_ in ("citing", "quoting") and abs(child.i - subject.i) < FAR:
            source = next((c for c in children(child) if c.dep_ == "dobj"), None)
            return phrase(source) if source is not None and source.pos_ in ("NOUN", "PROPN") else None
    return None


def _verbs(number: Token) -> Iterator[Token]:
    return (t for t in ancestors(number) if t.pos_ in ("VERB", "AUX"))
