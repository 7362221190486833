"""Who gives a number, by the words around it: "police counted 600, the union 2,500", "12,000 according to the firm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms, role_forms
from accordingto.figures.companies import firm_names
from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import REACH, ancestors, children, sentence_end, sentence_start
from accordingto.records import Span, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CUTS = (",", ";", ":", "and", "but", "while", "whereas", "(", "—", "–")
_LINKS = ("at", "between", "from", "of", "about", "around", "than", "over", "under")
_NAMES = ("ORG", "PERSON", "NORP")
_WHEN = ("DATE", "TIME")
_JOINING = ("SCONJ", "CCONJ", "ADV", "PUNCT", "ADP")
_COMES_TO = (("be", "at"), ("stand", "at"), ("stay", "at"), ("remain", "at"), ("go", "to"), ("come", "to"))
_VERBAL = ("VERB", "AUX")
_PARTICLES = ("do", "da", "dos", "das", "de", "del", "della", "du", "des", "di", "van", "von", "y", "et", "und", "al")
_AMOUNT = re.compile(r"[A-Z][A-Za-z]{0,2}\d[\d.,]*(?:bn|mn?|tn)")
_FAR = 12
_UP = 4


@dataclass(frozen=True, slots=True)
class Teller:
    """Characters ``source`` name who gives the number at token ``number``; ``weak`` where they only do something."""

    number: int
    source: Span
    weak: bool = False


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
    found, told_in = [], -1
    for token in doc:
        if not is_number(token) or (token.i and is_number(doc[token.i - 1])):
            continue
        first = sentence_start(token)
        source = (
            _after(token)
            or _owner(token)
            or _as_said(token)
            or _believed(token)
            or _claimed(token)
            or _surveyed(token)
            or ((_before(token, first) or _gapped(token, first)) if told_in == first else None)
        )
        weak = False
        if source is None:
            source, weak = _subject(token)
            if source is None or weak:
                # "The centre shelters 640 by the count of the charity": who counts, before who does it.
                counted = _by_count(token, first) or _opening(token, first) or _for_whom(token, first)
                source, weak = (counted, False) if counted is not None else (source, weak)
            source = source or _before(token, first)
        if source is not None:
            found.append(Teller(token.i, source, weak))
            told_in = first
    return found


def is_number(token: Token) -> bool:
    """A number in digits or words; "250-300" and "1.1bn" may be one token."""
    if token.like_num or token.pos_ == "NUM" or token.text[:1].isdigit():
        return True
    # "G$12bn" is one token, as is "R9.1bn".
    money = token.ent_type_ == "MONEY" or "$" in token.text or _AMOUNT.fullmatch(token.text)
    return bool(money) and any(map(str.isdigit, token.text))


def as_sources(told: list[Teller], text: str = "") -> list[Tagged]:
    """The tellers as sources, of which each is made an actor, as are the firms that the text names."""
    sources = [t.source for t in told]
    known = [name for name in firm_names(text) if not any(s < name[1] and name[0] < e for s, e in sources)]
    return [Tagged((source,), (), (), 1.0) for source in dict.fromkeys((*sources, *known))]


@cache
def _people() -> frozenset[str]:
    firms = word_set("counting", "firm") | word_set("counting", "labour")
    return role_forms() | body_forms() | word_set("counting", "teller") | firms


def tells(head: Token) -> bool:
    """A person, body or document: somebody who can give a number."""
    lemma = head.lemma_.lower()
    if (
        is_number(head)
        or head.tag_ in ("WP", "WDT", "EX")
        or any(is_number(t) and t.ent_type_ not in _WHEN for t in head.doc[head.left_edge.i : head.i])
    ):
        return False
    if is_day(head) or _is_counted(head):
        # "On Wednesday, which brought the toll to 24", "by Friday 27 families had received 200m".
        return False
    if lemma in word_set("counting", "counted"):
        return _author(head) is not None
    if head.pos_ == "PROPN" or head.ent_type_ in _NAMES:
        return True
    return lemma in _people() or head.lower_ in _people() or lemma in word_set("counting", "document")


def is_day(word: Token) -> bool:
    """A day or another time: "Sunday", of "Sunday's count"."""
    return word.ent_type_ in _WHEN or (word.lemma_.lower() in _days() and word.ent_type_ not in _NAMES)


def _is_counted(head: Token) -> bool:
    """ "27 families", whatever the parse makes of it; "on June 12 police" counts no police."""
    doc, i = head.doc, head.i
    if not i or not is_number(doc[i - 1]) or head.tag_ not in ("NNS", "NNPS"):
        return False
    before = doc[i - 2] if i > 1 else None
    return before is None or not (before.pos_ == "ADP" or before.lower_ in word_set("words", "month"))


@cache
def _days() -> frozenset[str]:
    return word_set("words", "weekday") | word_set("words", "month")


def author(document: Token) -> Span | None:
    """The words for whose document it is; None for what is no document, and where nothing tells."""
    lemma = document.lemma_.lower()
    named = document.pos_ == "PROPN" and document.text[:1].isupper()
    if named or lemma not in word_set("counting", "document") | word_set("counting", "counted"):
        return None
    owner = _author(document)
    if owner is None:
        return None
    return (owner.idx, owner.idx + len(owner)) if owner.tag_ == "PRP$" else _named(owner)


def _named(head: Token) -> Span | None:
    """The words for who tells; of a document those for whose it is."""
    if not tells(head):
        return None
    return author(head) or _phrase(by_name(head) or head)


def by_name(head: Token) -> Token | None:
    """The name beside a description: "the platform behind the march, Casa Para Todos"."""
    if head.pos_ == "PROPN":
        return None
    return next((c for c in children(head) if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)


def _author(document: Token) -> Token | None:
    """Whose document it is: "a poll by Dataintel", "the corporation's accounts", "images taken by the firm Orbita"."""
    # "Sunday's statement by the army" is not Sunday's.
    owner = next((c for c in children(document) if c.dep_ == "poss" and not is_day(c)), None)
    if owner is not None:
        return owner
    # "A survey of parents by the university" is the university's.
    for child in sorted(children(document), key=lambda c: c.lower_ != "by"):
        # "The toll of the ferry" is not the ferry's.
        counted = document.lemma_.lower() in word_set("counting", "counted") and child.lower_ != "by"
        if child.lower_ in ("by", "of", "from", "at") and child.dep_ in ("prep", "agent") and not counted:
            owner = next((c for c in children(child) if c.dep_ == "pobj"), None)
            if owner is not None and tells(owner):
                return owner
        if child.dep_ == "acl" and child.lemma_.lower() not in word_set("counting", "seen"):
            for by in children(child):
                if by.lower_ == "by":
                    owner = next((c for c in children(by) if c.dep_ == "pobj"), None)
                    if owner is not None and (tells(owner) or owner.pos_ in ("NOUN", "PROPN")):
                        return owner
    return None


def _phrase(head: Token) -> Span:
    """A noun phrase up to the first comma or relative clause after its head."""
    doc, left = head.doc, head.left_edge.i
    end = head.i + 1
    while end <= min(head.right_edge.i, head.i + _FAR) and (
        doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART")
        or doc[end].lower_ in ("of", "for", "’s", "'s", "&")
        or (doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_)
    ):
        end += 1
    while end < len(doc) and _goes_on(doc[end - 1], doc[end]):
        # "Trans-Kama", "Águas do Chiveve", "Clinics Without Walls".
        end += 2
    while end > head.i + 1 and doc[end - 1].pos_ not in ("PROPN", "NOUN") and not doc[end - 1].text[:1].isupper():
        end -= 1
    first = max(left, head.i - _FAR)
    while first < head.i and (doc[first].pos_ in _JOINING or doc[first].ent_type_ in _WHEN or doc[first].tag_ == "POS"):
        first += 1
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def _goes_on(name: Token, word: Token) -> bool:
    """Whether a name goes on after a hyphen or a particle, or a preposition that is written like a name."""
    doc = name.doc
    after = doc[word.i + 1] if word.i + 1 < len(doc) else None
    if after is None or not name.text[:1].isupper() or not after.text[:1].isupper() or after.is_sent_start:
        return False
    joined = word.text == "-" and not name.whitespace_ and not word.whitespace_
    titled = word.pos_ == "ADP" and word.text.istitle()
    return joined or titled or (word.lower_ in _PARTICLES and word.text.islower() and name.pos_ == "PROPN")


def _after(number: Token) -> Span | None:
    """ "12,000 according to the platform", in the number's own stretch of the sentence."""
    doc, last = number.doc, sentence_end(number)
    for k in range(number.i + 1, min(last - 2, number.i + REACH)):
        if doc[k].lower_ in (",", ";", "and", "but") and doc[k + 1].lower_ != "according":
            return None
        if doc[k].lower_ == "according" and doc[k + 1].lower_ == "to":
            return _object(doc[k + 1])
    return None


def _believed(number: Token) -> Span | None:
    """ "8,000 people, if you believe the police, or 25,000, if you believe the party"."""
    doc, last = number.doc, sentence_end(number)
    for k in range(number.i + 1, min(last - 2, number.i + _FAR)):
        if is_number(doc[k]):
            return None
        if doc[k].lower_ == "believe" and doc[k - 1].lower_ in ("you", "one") and doc[k - 2].lower_ == "if":
            head = next((c for c in children(doc[k]) if c.dep_ == "dobj"), None)
            return _named(head) if head is not None else None
    return None


def _opening(number: Token, first: int) -> Span | None:
    """ "According to the platform, 12,000 came." """
    doc = number.doc
    # "34, according to the company; analysts have 20."
    first = next((k + 1 for k in range(number.i - 1, first, -1) if doc[k].text == ";"), first)
    for k in range(first, number.i - 2):
        if doc[k].lower_ == "according" and doc[k + 1].lower_ == "to":
            return _object(doc[k + 1])
    return None


def _object(preposition: Token) -> Span | None:
    head = next((c for c in children(preposition) if c.dep_ == "pobj"), None)
    return _named(head) if head is not None else None


def _owner(number: Token) -> Span | None:
    """ "The union's 420 was invented." """
    doc = number.doc
    if number.i < 2 or not _is_possessive(doc[number.i - 1]):
        return None
    head = doc[number.i - 2]
    # "Compared to Cruz's 538": what a human has, as much as what a human says.
    if head.lemma_.lower() in word_set("counting", "territory"):
        # "The district's 340 schools" are there, whoever counts them.
        return None
    return _named(head) if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in ("GPE", "DATE", "PERSON") else None


def _by_count(number: Token, first: int) -> Span | None:
    """ "By the agency's estimate", "on the organisers' reckoning", before or after the number."""
    doc = number.doc
    around = range(max(first, number.i - REACH), min(sentence_end(number), number.i + REACH))
    # What follows the number is nearer to it than what another has before.
    for k in sorted(around, key=lambda k: (k < number.i, abs(k - number.i))):
        if doc[k].lower_ in ("by", "on", "in") and doc[k].dep_ in ("prep", "agent", "ROOT"):
            head = next((c for c in children(doc[k]) if c.dep_ == "pobj"), None)
            known = word_set("counting", "document") | word_set("counting", "counted")
            if head is not None and head.i + 1 < len(doc) and _is_possessive(doc[head.i + 1]) and head.head.i == k:
                # "15 km by the company's", that is, its count.
                return _named(head)
            if head is not None and head.lower_ == "that" and head.head.i == k:
                # "6,000 by the union's reckoning, and 3,500 by that of the police".
                of = next((c for c in children(head) if c.lower_ == "of"), None)
                owner = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
                if owner is not None:
                    return _phrase(by_name(owner) or owner)
            if head is not None and head.lemma_.lower() in known:
                owner = next((c for c in children(head) if c.dep_ == "poss"), None)
                if owner is not None and owner.tag_ != "PRP$":
                    return _named(owner)
                # "By the count of the charity Gulf Relief", "in a poll by Orbis".
                within = ("of", "by") if doc[k].lower_ == "by" else ("by",)
                of = next((c for c in children(head) if c.lower_ in within), None)
                owner = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
                if owner is not None and (owner.pos_ == "PROPN" or tells(by_name(owner) or owner)):
                    return _phrase(by_name(owner) or owner)
    return None


def _for_whom(number: Token, first: int) -> Span | None:
    """ "For the union it was 120m at most": what it is to somebody that somebody says."""
    doc = number.doc
    if doc[first].lower_ != "for":
        return None
    head = next((c for c in children(doc[first]) if c.dep_ == "pobj"), None)
    if head is None or head.right_edge.i + 2 >= number.i or doc[head.right_edge.i + 1].lower_ != "it":
        return None
    return _named(head) if doc[head.right_edge.i + 2].lemma_ == "be" else None


def _before(number: Token, first: int) -> Span | None:
    """The words before a verb of telling in the number's own stretch, where the parse does not say so.

    "Orbis expects 30m; the adjusters Carver & Haque arrive at 35m."
    """
    doc = number.doc
    begin = next((k + 1 for k in range(number.i - 1, first, -1) if doc[k].text in (";", ":")), first)
    for k in range(number.i - 1, max(begin, number.i - _FAR), -1):
        word = doc[k]
        if is_number(word) and word.ent_type_ not in _WHEN:
            return None
        if word.lemma_.lower() not in word_set("counting", "strong") or word.tag_ in ("VBG", "VBN", "VB") or k == begin:
            continue
        head = doc[k - 1]
        while head.i > begin and (head.pos_ in ("ADV", "AUX") or head.lower_ in ("now", "still", "then")):
            head = doc[head.i - 1]
        if word.pos_ == "NOUN" and (head.pos_ in ("DET", "ADJ", "ADP") or _is_possessive(head)):
            # "The latest count", "its list".
            return None
        if head.lower_ in ("and", "but"):
            # "The federation calls that an insult and wants 15m."
            head = next((t for t in doc[begin:k] if t.pos_ in ("NOUN", "PROPN") and t.nbor().pos_ in _VERBAL), head)
        if head.pos_ not in ("NOUN", "PROPN") or not tells(head) or head.dep_ == "pobj":
            return None
        own = author(head)
        if own is not None:
            return own
        start = head.i
        if head.i - 2 > begin and _is_possessive(doc[head.i - 1]) and tells(doc[head.i - 2]):
            # "The corporation's accounts show".
            return _phrase(doc[head.i - 2])
        while start > begin and (doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET") or doc[start - 1].text == "&"):
            start -= 1
        return doc[start].idx, head.idx + len(head)
    return None


def _gapped(number: Token, first: int) -> Span | None:
    """ "Police counted 600, the union 2,500": a noun phrase right before the number, and no verb."""
    doc = number.doc
    # "The mayor said 40 came; the police, that only 30 had."
    that = next((k for k in range(number.i - 1, max(first, number.i - _UP), -1) if doc[k].lower_ == "that"), number.i)
    last = that - 1 if that > 0 and doc[that - 1].lower_ == "," else number.i
    begin = next((k + 1 for k in range(last - 1, first - 1, -1) if doc[k].lower_ in _CUTS), first)
    # "Police put the crowd at 900 and the union at 1,500", "analysts expect a loss of 7m, Orbis one of less than 5m".
    words = doc[begin:last]
    linked = (t.pos_ in ("VERB", "AUX") or (t.pos_ == "ADP" and t.lower_ not in _LINKS) for t in words)
    if begin == first or any(linked):
        return None
    heads = [t for t in words if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in ("DATE", "TIME", "GPE")]
    heads = [t for t in heads if t.lower_ not in ("nearer", "closer")]
    if not heads or heads[0].i - begin > _UP:
        return None
    head = heads[0]
    if doc[number.i - 1].lower_ == "of" and head.i == number.i - 2:
        # "A girl of eight".
        return None
    while head.head in heads and head.head.i > head.i and head.dep_ != "nsubj":
        head = head.head
    return _named(head)


def _subject(number: Token) -> tuple[Span | None, bool]:
    """The subject of a verb of telling over the number: "the ministry put it at 42"; whether the verb is a weak one."""
    limit = len(number.doc)
    for steps, verb in enumerate(_verbs(number)):
        if not steps and (verb.lemma_ == "be" or verb.lemma_ in word_set("counting", "moves")):
            # "The coastguard's count is three", "the ministry's toll climbed to 19."
            count = next((c for c in children(verb) if c.dep_ == "nsubj" and c.i < number.i), None)
            found = author(count) if count is not None and count.i != number.i else None
            if found is not None:
                # "Insurers' share will be 9bn, Orbis says": theirs, but not by their own account.
                return found, count.lemma_.lower() in word_set("counting", "of own")
        strong = (
            verb.lemma_.lower() in word_set("counting", "strong") or _moves_on(verb, number) or _is_at(verb, number)
        )
        if steps >= _UP or not (strong or verb.lemma_.lower() in word_set("counting", "weak")):
            continue
        subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
        if subject is None and verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
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
        if not tells(subject) or (subject.ent_type_ in ("GPE", "LOC", "FAC") and not strong):
            continue
        low, high = sorted((subject.i, number.i))
        if (subject.i < number.i or verb.i > number.i) and all(t.text != ";" for t in number.doc[low:high]):
            return _named(subject), not strong
    return None, False


def _is_at(verb: Token, number: Token) -> bool:
    """ "The fire service was at 12 then, on Thursday it went to 13": a bare number that somebody has come to."""
    told = number.dep_ == "pobj" and number.head.head == verb and number.ent_type_ not in _WHEN
    return told and (verb.lemma_, number.head.lower_) in _COMES_TO


def _owned(verb: Token, subject: Token, number: Token) -> bool:
    """What somebody has or gives away is told of them, not by them: "Cruz has 370 delegates", "Orbis gave 5m to it"."""
    lemma = verb.lemma_.lower()
    held = children(verb)
    if lemma in word_set("counting", "owns"):
        # "Cruz has 370 delegates"; "Falk has 58 on his list" tells.
        things = any(c.dep_ == "dobj" and c.i > number.i for c in held)
        return subject.ent_type_ == "PERSON" and (things or any(c == number and c.dep_ == "dobj" for c in held))
    money = number.ent_type_ == "MONEY"
    to = any(c.dep_ in ("prep", "dative") and c.lower_ == "to" and c.i > number.i for c in held)
    return lemma in word_set("counting", "bestows") and money and to


def _is_possessive(word: Token) -> bool:
    return word.tag_ == "POS" or word.lower_ in ("'s", "’s")


def _as_said(number: Token) -> Span | None:
    """ "Not 95, as its owner said": the clause right after the number tells who gives it."""
    doc = number.doc
    for k in range(number.i + 1, min(sentence_end(number), number.i + _UP)):
        if doc[k].lower_ == "as" and doc[k].dep_ == "mark" and doc[k].head.lemma_ in ("say", "claim", "report", "put"):
            subject = next((c for c in children(doc[k].head) if c.dep_ == "nsubj"), None)
            return _named(subject) if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
    return None


def _surveyed(number: Token) -> Span | None:
    """ "Of 640 people asked by the institute 118 were out of work": who asked them tells of them."""
    doc = number.doc
    first, last = sentence_start(number), sentence_end(number)
    for k in range(max(first, number.i - _FAR), min(last, number.i + _UP)):
        if doc[k].tag_ == "VBN" and doc[k].dep_ == "acl" and doc[k].lemma_.lower() in word_set("counting", "surveyed"):
            by = next((c for c in children(doc[k]) if c.lower_ == "by"), None)
            owner = next((c for c in children(by) if c.dep_ == "pobj"), None) if by is not None else None
            between = doc[min(k, number.i) : max(k, number.i)]
            if owner is not None and not any(t.text in (";", ":") for t in between):
                return _phrase(owner)
    return None


def _moves_on(verb: Token, number: Token) -> bool:
    """ "The institute has moved from 110m to 150m": from one estimate of its own to another."""
    held = [c for c in children(verb) if c.dep_ == "prep" and c.lower_ in ("from", "to")]
    return verb.lemma_.lower() in word_set("counting", "moves on") and len(held) == 2


def _claimed(number: Token) -> Span | None:
    """ "It denied a claim by the union that 300 had gone": the number of the claim is the union's."""
    for above in ancestors(number):
        if (
            above.pos_ in ("NOUN", "PROPN")
            and above.i < number.i
            and above.lemma_.lower() in word_set("counting", "claim")
        ):
            owner = _author_of_claim(above)
            return _named(owner) if owner is not None else None
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
        if child.lower_ in ("citing", "quoting") and abs(child.i - subject.i) < _FAR:
            source = next((c for c in children(child) if c.dep_ == "dobj"), None)
            return _phrase(source) if source is not None and source.pos_ in ("NOUN", "PROPN") else None
    return None


def _verbs(number: Token) -> Iterator[Token]:
    return (t for t in ancestors(number) if t.pos_ in ("VERB", "AUX"))
