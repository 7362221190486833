"""Who gives a number where no verb of telling stands over it: "police counted 600, the union 2,500"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import ancestors, children
from accordingto.figures.whose import FAR, WHEN, author, is_number, is_possessive, named, phrase, tells
from accordingto.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUTS = (",", ";", ":", "and", "but", "while", "whereas", "(", "—", "–")
_LINKS = ("at", "between", "from", "of", "about", "around", "than", "over", "under")
_VERBAL = ("VERB", "AUX")
_PARALLEL = ("with", "of", "to", "on", "for", "as", "in")
_CLOSING = (",", "”", '"', "’", "'", "?", "!")
_UP = 4
_REACH = 25


def before(number: Token, first: int) -> Span | None:
    """The words before a verb of telling in the number's own stretch, where the parse does not say so.

    "Orbis expects 30m; the adjusters Carver & Haque arrive at 35m."
    """
    doc = number.doc
    begin = next((k + 1 for k in range(number.i - 1, first, -1) if doc[k].text in (";", ":")), first)
    for k in range(number.i - 1, max(begin, number.i - FAR), -1):
        word = doc[k]
        if is_number(word) and word.ent_type_ not in WHEN:
            return None
        if word.lemma_.lower() not in word_set("counting", "strong") or word.tag_ in ("VBG", "VBN", "VB") or k == begin:
            continue
        if word.dep_ == "relcl" and word.head.right_edge.i < number.i:
            # "Of the 640 boxes that the union wanted opened, the court had allowed 120."
            return None
        head = doc[k - 1]
        while head.i > begin and (head.pos_ in ("ADV", "AUX") or head.lower_ in ("now", "still", "then")):
            head = doc[head.i - 1]
        if head.text == ",":
            # "Consultants hired by the ministry, Orbis, arrive at 2.30."
            return _beside(head, begin)
        if _is_noun(word) or (word.pos_ == "NOUN" and (head.pos_ in ("DET", "ADJ", "ADP") or is_possessive(head))):
            # "The latest count", "its list", "its charge for the Orbis recall".
            return None
        if head.lower_ in ("and", "but"):
            # "The federation calls that an insult and wants 15m."
            head = next((t for t in doc[begin:k] if t.pos_ in ("NOUN", "PROPN") and t.nbor().pos_ in _VERBAL), head)
        if head.pos_ not in ("NOUN", "PROPN") or not tells(head) or head.dep_ == "pobj":
            return None
        own = author(head)
        if own is not None:
            return own
        if head.i - 2 > begin and is_possessive(doc[head.i - 1]) and tells(doc[head.i - 2]):
            # "The corporation's accounts show".
            return phrase(doc[head.i - 2])
        return _run(head, begin)
    return None


def _is_noun(word: Token) -> bool:
    """ "Its charge for the Orbis recall from 2bn", but "Orbis estimates, compared with 61 per cent"."""
    if word.pos_ != "NOUN" or word.dep_ in ("ROOT", "ccomp", "conj", "advcl") or word.nbor().text == ",":
        return False
    return any(word.lemma_.lower() in word_set("counting", kind) for kind in ("also noun", "counted", "document"))


def _beside(comma: Token, begin: int) -> Span | None:
    """Who stands before a comma that closes an apposition: the name among the two, "consultants, Orbis Advisory,"."""
    doc = comma.doc
    opened = next((k for k in range(comma.i - 1, max(begin, comma.i - FAR), -1) if doc[k].text == ","), None)
    if opened is None or opened == begin:
        return None
    inner, head = doc[opened + 1 : comma.i], doc[opened - 1]
    if len(inner) and inner[0].tag_ in ("WDT", "WP"):
        # "The office, which goes by pictures, put houses destroyed at 520."
        return _run(head, begin) if head.pos_ in ("NOUN", "PROPN") and tells(head) and head.dep_ != "pobj" else None
    if not len(inner) or inner[0].pos_ not in ("DET", "PROPN") or any(t.pos_ in _VERBAL for t in inner):
        return None
    if inner.root.pos_ == "PROPN" and inner.root.ent_type_ != "GPE":
        return phrase(inner.root)
    known = head.pos_ in ("NOUN", "PROPN") and (tells(head) or tells(inner.root))
    if not known:
        return None
    return phrase(head) if tells(head) else _run(head, begin)


def _run(last: Token, begin: int) -> Span:
    """The nouns and names that end in a word: "Finch & Lowe"."""
    doc, first = last.doc, last.i
    while first > begin and doc[first].pos_ != "DET":
        if doc[first - 1].pos_ not in ("NOUN", "PROPN", "ADJ", "DET") and doc[first - 1].text != "&":
            break
        first -= 1
    return doc[first].idx, last.idx + len(last)


def gapped(number: Token, first: int) -> Span | None:
    """ "Police counted 600, the union 2,500": a noun phrase right before the number, and no verb."""
    doc = number.doc
    # "The mayor said 40 came; the police, that only 30 had."
    that = next((k for k in range(number.i - 1, max(first, number.i - _UP), -1) if doc[k].lower_ == "that"), number.i)
    last = that - 1 if that > 0 and doc[that - 1].lower_ == "," else number.i
    begin = next((k + 1 for k in range(last - 1, first - 1, -1) if doc[k].lower_ in _CUTS), first)
    # "Police put the crowd at 900 and the union at 1,500", "analysts expect a loss of 7m, Orbis one of less than 5m".
    words = doc[begin:last]
    linked = (t.pos_ in _VERBAL or (t.pos_ == "ADP" and not _links(t, first) and not _inside(t, begin)) for t in words)
    if begin == first or any(linked):
        return None
    if doc[begin - 1].text == "," and not any(t.pos_ in ("NOUN", "PROPN", "DET", "PRON") for t in words):
        # "The brokers put it at 60m and Orbis, a rival, at about 70m."
        return _beside(doc[begin - 1], first)
    heads = [t for t in words if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in (*WHEN, "GPE")]
    heads = heads or [t for t in words if t.ent_type_ == "GPE" and t.i == begin and t.nbor().lower_ in _PARALLEL]
    if (
        not heads
        and doc[begin].ent_type_ == "GPE"
        and any(t.ent_type_ == "GPE" and t.dep_ == "nsubj" for t in doc[first:begin])
    ):
        # "Australia gave 5m and New Zealand 2m."
        heads = [t for t in words if t.ent_type_ == "GPE"][-1:]
    heads = [t for t in heads if t.lower_ not in ("nearer", "closer")]
    if not heads or heads[0].i - begin > _UP:
        return None
    head = heads[0]
    if doc[number.i - 1].lower_ == "of" and head.i == number.i - 2 and not _parallel(doc[number.i - 1], first):
        # "A girl of eight".
        return None
    while head.head in heads and head.head.i > head.i and head.dep_ != "nsubj":
        head = head.head
    return named(head)


def _inside(preposition: Token, begin: int) -> bool:
    """ "Surveyors for the insurer at 135 tonnes": a preposition within who tells."""
    head = preposition.nbor(-1) if preposition.i > begin else None
    last = head is not None and head.pos_ in ("NOUN", "PROPN") and head.i == begin and tells(head)
    return bool(last) and preposition.lower_ in ("for", "of", "at", "from") and not is_number(preposition.nbor())


def _links(preposition: Token, first: int) -> bool:
    return preposition.lower_ in _LINKS or (preposition.lower_ in _PARALLEL and _parallel(preposition, first))


def _parallel(preposition: Token, first: int) -> bool:
    """Whether the clause before has a number with the same preposition: "reckons with 24, the army with 50"."""
    doc = preposition.doc
    return any(
        doc[k].lower_ == preposition.lower_ and any(is_number(t) for t in doc[k + 1 : k + _UP])
        for k in range(first, preposition.i)
    )


def inverted(number: Token, end: int) -> Span | None:
    """ "Nine, says the army in Tripoli", "a third have left, reckoned the captain, Ines Falk": who says so follows."""
    doc = number.doc
    for k in range(number.i + 1, min(end - 2, number.i + _REACH)):
        if doc[k].text == ";":
            return None
        if doc[k - 1].text not in _CLOSING or doc[k].lemma_.lower() not in word_set("counting", "utters"):
            continue
        if doc[k].lemma_ == "tell":
            # "..., the chairwoman told reporters": whom somebody tells something, and not who says it.
            continue
        after = doc[k + 1]
        if doc[k].tag_ not in ("VBD", "VBZ", "VBP") or after.pos_ not in ("DET", "PROPN", "NOUN", "ADJ"):
            continue
        if any(c.dep_ == "nsubj" and number.i < c.i < k and not is_number(c) for c in children(doc[k])):
            # "Four, the colonel, a spokesman for the army, told reporters".
            return None
        head = next((t for t in doc[k + 1 : min(end, k + FAR)] if _ends_here(t)), None)
        if head is None or not (tells(head) or head.pos_ == "PROPN"):
            return None
        begin = k + 1
        return doc[begin].idx, head.idx + len(head)
    return None


def _ends_here(word: Token) -> bool:
    """The last word of the run of nouns that a verb before it is about."""
    after = word.nbor() if word.i + 1 < len(word.doc) else None
    return word.pos_ in ("NOUN", "PROPN") and (
        after is None or not (after.pos_ in ("NOUN", "PROPN", "ADJ", "PART") or after.text in ("&", "’"))
    )


def by_agent(number: Token, end: int) -> Span | None:
    """ "It was put at 12 by the ministry and at 15 by the Desk", "the 300 given by its owner"."""
    doc = number.doc
    for k in range(number.i + 1, min(end - 1, number.i + FAR)):
        word = doc[k]
        if word.lower_ in _CUTS or is_number(word):
            return None
        if word.lower_ == "by" and word.ent_type_ not in WHEN:
            owner = next((c for c in children(word) if c.dep_ == "pobj"), None)
            given = any(_is_given(t) for t in (*ancestors(number)[:_UP], *doc[number.i + 1 : k]))
            return named(owner) if owner is not None and given else None
    return None


def _is_given(verb: Token) -> bool:
    """ "Was put", "given": told by whom a preposition says."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_.lower() not in word_set("counting", "gives number"):
        return False
    held = [c.dep_ for c in children(verb)]
    # "30 were reported missing by their families": they tell of each, and not how many.
    return (verb.dep_ == "acl" or "auxpass" in held or "nsubjpass" in held) and not {"oprd", "acomp"} & set(held)


def holds(number: Token, first: int) -> Span | None:
    """ "For the region Orbis now has 566", "Orbis has 240m; the union says 330m": a body's own number, baldly."""
    doc, k = number.doc, number.i - 1
    while k > first and (doc[k].pos_ in ("ADV", "ADJ", "SYM", "ADP") or doc[k].lower_ in ("no", "not", "some")):
        k -= 1
    if k <= first or doc[k].lemma_ != "have" or doc[k].tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    k -= 1
    while k > first and doc[k].pos_ == "ADV":
        k -= 1
    head = doc[k]
    name = head.pos_ == "PROPN" and head.text[:1].isupper() and head.ent_type_ not in (*WHEN, "GPE", "LOC")
    if head.ent_type_ == "PERSON" and doc[k - 1].ent_type_ == "PERSON":
        # "Maria Lind has 40 delegates"; a firm of one word may be taken for a human.
        return None
    if not name and not (head.pos_ == "NOUN" and tells(head)):
        return None
    return _run_of_names(head, first) if name else phrase(head)


def _run_of_names(last: Token, begin: int) -> Span:
    doc, first = last.doc, last.i
    while first > begin and (doc[first - 1].pos_ == "PROPN" or doc[first - 1].text == "&"):
        first -= 1
    if first > begin and doc[first - 1].lower_ == "the":
        first -= 1
    return doc[first].idx, last.idx + len(last)
