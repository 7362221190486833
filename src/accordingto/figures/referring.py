"""Whom words stand for in their place: "it", "its inspectors", "the company", who answers a question."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms
from accordingto.figures.descriptions import ARTICLE, POSSESSIVE, body_words
from accordingto.figures.lexicon import alternatives, word_set
from accordingto.figures.naming import BODIES, Bodies
from accordingto.figures.officers import people_of
from accordingto.figures.quantities import Quantity
from accordingto.figures.walking import REACH, children, sentence_start
from accordingto.figures.whose import author, is_written_as_name, tells

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MANY = ("NNS",)
_ONE = ("police",)
"""Plural to the tagger, and one body."""
NOBODY = ("nobody", "none", "neither", "nothing", "no one", "one")
NO_NAMES = ("the", "a", "an", "both", *NOBODY[:-1])
"""What is no actor, whatever the parse makes of it."""
_OPENING = ("“", '"', "‘")
_CLAUSE = re.compile(r",| (?:that|which|who) ")
_WITH = re.compile(r" (?:of|for|at|in|from|with) ")
_NEAR = 60
_SENTENCES = 4
_OPENS = 14


@cache
def _staff() -> re.Pattern[str]:
    """ "The ministry's inspectors", "ministry officials", "the hospital's own doctors"."""
    members = alternatives(word_set("counting", "member") | word_set("counting", "speaks") - {"owner"})
    return re.compile(rf"(?:the |an? )?(?P<owner>[\w-]+(?: [\w-]+){{0,3}}?)(?:['’]s?)? (?:own |[a-z]+ )?(?:{members})")


def _is_staff(head: str) -> bool:
    """Who does not count for himself: engineers and a commander, no doctor and no official who is alone."""
    known = word_set("counting", "member") | word_set("counting", "speaks")
    return bool({head, head.removesuffix("s")} & known) and head not in word_set("counting", "for himself")


class Referring:
    """Resolves what the attributions and the words beside a number name.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    text : str
        Its text.
    cast : Cast or None
        Its actors.
    bodies : Bodies or None
        What the article calls them.
    """

    def __init__(self, doc: Doc, text: str, cast: object, bodies: Bodies | None) -> None:
        self.doc, self.text, self.cast, self.bodies = doc, text, cast, bodies
        self.blocked = False

    def who(self, start: int, end: int) -> tuple[str, ...]:
        """The actors whom words beside a number name."""
        if self.text[start:end].lower() in ("its", "it"):
            word = self.doc.char_span(start, end, alignment_mode="expand")
            found = self.topic(word[0]) if word is not None and len(word) else ""
            if found:
                return (found,)
        return self.described(start, end) or self._together(start, end) or self.resolved(start, end)

    def _together(self, start: int, end: int) -> tuple[str, ...]:
        """ "The company and the regulator": each for itself, where they are two."""
        between = self.text.find(" and ", start, end)
        if between < 0 or len(self.resolved(start, end)) != 2:
            return ()
        parts = ((start, between), (between + len(" and "), end))
        found = [self.described(*part) or self.resolved(*part) for part in parts]
        return tuple(ids[0] for ids in found) if all(len(ids) == 1 for ids in found) else ()

    def described(self, start: int, end: int) -> tuple[str, ...]:
        """Whom the article itself calls so: "the company" after "the shipowner, Orbis"."""
        phrase = self.text[start:end]
        found = self.bodies.described(phrase, start)
        if not found and phrase[:4].lower() == "the ":
            # "The agency" where one is named, and the text calls nobody so.
            found = self.bodies.of(phrase, start)
        found = found or self.bodies.firm(phrase, self.resolved(start, end))
        return (found,) if found else ()

    def resolved(self, start: int, end: int) -> tuple[str, ...]:
        ids = (i for i in self.cast.resolve(start, end).actor_ids if i in self.cast.actors)
        return tuple(i for i in ids if self.cast.actors[i].name.lower() not in NO_NAMES)

    def phrase(self, head: Token) -> tuple[str, ...]:
        left, right = head.left_edge, head.right_edge
        if right.i - left.i > REACH:
            return ()
        described = self.described(left.idx, head.idx + len(head))
        return (
            described
            or self.resolved(head.idx, head.idx + len(head))
            or self.resolved(left.idx, right.idx + len(right))
        )

    def is_scholar(self, actor_id: str) -> bool:
        """A named person of an institute, a university or a bank who holds no office there."""
        actor = self.cast.actors[actor_id]
        role = set(actor.role.lower().split())
        if role & word_set("counting", "scholar"):
            return True
        words = actor.organisation.lower().split(" ")
        return not role and bool(actor.organisation) and words[-1] in word_set("counting", "house of study")

    def members(self, actor_id: str) -> str:
        """Whose people they are, where "its inspectors" or "their lawyers" count."""
        named = people_of(self.bodies, self.cast.actors[actor_id].name)
        if named:
            return named
        name = self.cast.actors[actor_id].name.lower()
        staff = _staff().fullmatch(name)
        if staff is not None:
            at = self.bodies.first(actor_id)
            found = self.body_called(staff["owner"], at)
            if found and found != actor_id:
                return found
        employer = self._employer(actor_id)
        if employer:
            return employer
        theirs = (word_set("counting", "member") | word_set("counting", "speaks")) - {"owner", "operator"}
        own = name.split(" ")[0] in ("its", "their") and name.split(" ")[-1] in theirs
        at = next((m.start for m in self.bodies.mentions if m.actor_id == actor_id), -1) if own else -1
        token = self.doc.char_span(at, at + 1, alignment_mode="expand") if at >= 0 else None
        return self.topic(token[0]) if token is not None and len(token) else ""

    def _employer(self, actor_id: str) -> str:
        """The body whose people count together or in an office: "coast guard engineers", "a ministry biologist"."""
        actor = self.cast.actors[actor_id]
        words = _CLAUSE.split(actor.name.lower())[0]
        head, employer = _WITH.split(words)[0].split(" ")[-1], ARTICLE.sub("", actor.organisation.lower()).split(" ")
        if actor.kind != "unnamed" or not _is_staff(head) or employer[-1] in word_set("counting", "territory"):
            return ""
        told = {POSSESSIVE.sub("", word) for word in words.split(" ")}
        # What ties them to it stands in the words themselves: all of its name, or what sort of body it is.
        ends = (employer[-n:] for n in (2, 1) if " ".join(employer[-n:]) in body_forms())
        if not set(employer) <= told and not any(set(end) <= told for end in ends):
            return ""
        called = actor.organisation.lower()
        return next((i for i, a in self.cast.actors.items() if a.name.lower() == called and a.kind in BODIES), "")

    def body_called(self, words: str, at: int) -> str:
        """The body that a text shortens to a description: "the ministry" after "Peru's health ministry"."""
        found = self.bodies.of(words, at)
        if found:
            return found
        fitting: dict[str, None] = {}
        for m in self.bodies.mentions:
            actor = self.cast.actors.get(m.actor_id)
            name = _CLAUSE.split(actor.name.lower())[0] if actor is not None else ""
            if actor is not None and actor.kind in BODIES and f" {name}".endswith(f" {words}"):
                fitting[m.actor_id] = None
        # Of two ministries that an article names nobody knows which one it is; "the service" is the fire service.
        named = [i for i in fitting if self.cast.actors[i].kind != "unnamed"] or list(fitting)
        more = [i for i in named if self.cast.actors[i].name.lower() not in (words, f"the {words}")]
        named = more or named[:1]
        return named[0] if len(named) == 1 else ""

    def topic(self, word: Token) -> str:
        """The body that "it" or "its" is: the subject before it, in its own sentence or one of those before."""
        first, last = sentence_start(word), word.i
        self.blocked = False
        there = self._place(word, first)
        if there is not None:
            # "At the hospital, according to its head"; "in the village, said its headman" tells of no body.
            found = [i for i in self.phrase(there) if self.is_bodily(i, there)] if tells(there) else []
            return found[0] if len(found) == 1 else ""
        for step in range(_SENTENCES):
            subjects = [t for t in self.doc[first:last] if t.dep_ in ("nsubj", "nsubjpass")]
            pronoun = any(t.lower_ == "it" for t in subjects)
            one = word.lower_ in ("it", "its")
            if step and one and not any(tells(t) and t.pos_ != "PRON" and t.tag_ not in _MANY for t in subjects):
                # "Beekeepers blame Orbis. It owns up to 400"; "Neither agrees with the centre. It put that at 110,000."
                found = {
                    m.actor_id
                    for m in self.bodies.mentions
                    if self.doc[first].idx <= m.start < self.doc[last - 1].idx and self._named_one(m.actor_id, m.start)
                }
                nobody = (*_MANY, "DT", "CC", "NN")
                if len(found) == 1 and any(t.tag_ in nobody or t.pos_ == "PRON" for t in subjects):
                    return found.pop()
            for t in subjects:
                if one and t.tag_ in _MANY and t.lower_ not in _ONE and not is_written_as_name(t):
                    # "Some 870 employees want to leave, it says."
                    continue
                owner = next((c for c in children(t) if c.dep_ == "poss" and tells(c)), None) if not step else None
                if owner is not None and one and not tells(t):
                    # "The insurer's bill is to be 36m, it announced."
                    found = [i for i in self.phrase(owner) if self.is_bodily(i, owner)]
                    if len(found) == 1:
                        return found[0]
                found = [i for i in self.phrase(t) if self.is_bodily(i, t)]
                paper = author(t) if step and one and t.lemma_.lower() in word_set("counting", "document") else None
                if paper is not None and self.text[slice(*paper)].lower() not in ("its", "their"):
                    # "A bulletin from the ministry lists 61. It had listed 48."
                    found = [i for i in self.who(*paper) if self.is_bodily(i)] or found
                if step and not found and t.lemma_.lower() in word_set("counting", "document"):
                    # "A draft bears no date. It speaks of 49": the draft, whoever spoke before it.
                    self.blocked = True
                if tells(t) and t.pos_ != "PRON" and (len(found) == 1 or step):
                    return found[0] if len(found) == 1 else ""
            if not step and not one and any(t.tag_ in _MANY for t in subjects):
                # "Four families have settled, their lawyers say": the families', who are no body.
                return ""
            if not step and not pronoun:
                # "The strike cost Orbis 8m, it said."
                named = {m.actor_id for m in self.bodies.mentions if self.doc[first].idx <= m.start < word.idx}
                named = {i for i in named if i in self.bodies.named and self.is_bodily(i)}
                if len(named) == 1:
                    return named.pop()
            if first == 0:
                return ""
            last, first = first, sentence_start(self.doc[first - 1])
        return ""

    def before(self, word: Token) -> str:
        """The one who tells in the sentence before, of whom "they" may be said; empty for several."""
        first = sentence_start(word)
        if first == 0 or any(t.dep_ == "nsubj" and t.i < word.i and t.pos_ != "PRON" for t in self.doc[first : word.i]):
            return ""
        subjects = [t for t in self.doc[sentence_start(self.doc[first - 1]) : first] if t.dep_ == "nsubj"]
        subjects = [t for t in subjects if t.pos_ in ("NOUN", "PROPN") and t.head.dep_ == "ROOT" and tells(t)]
        apposed = [c for t in subjects for c in children(t) if c.dep_ == "appos" and c.tag_ == "NNS"]
        found = self.phrase(subjects[0]) if len(subjects) == 1 and (subjects[0].tag_ == "NNS" or apposed) else ()
        return found[0] if len(found) == 1 else ""

    def _place(self, word: Token, first: int) -> Token | None:
        """Where a sentence is set that opens "In the village of Arden, said its headman"; None for another opening."""
        at = self.doc[first]
        if word.lower_ != "its" or at.lower_ not in ("at", "in") or word.i - first > _OPENS:
            return None
        head = next((c for c in children(at) if c.dep_ == "pobj"), None)
        if head is None or head.i > word.i or any(t.dep_ in ("nsubj", "nsubjpass") for t in self.doc[first : word.i]):
            return None
        lemma = head.lemma_.lower()
        known = lemma in body_forms() or any(lemma in word_set("counting", kind) for kind in ("territory", "site"))
        return head if known else None

    def _named_one(self, actor_id: str, at: int) -> bool:
        """A named body, of which "it" may be said."""
        word = self.doc.char_span(at, at + 1, alignment_mode="expand")
        plural = word is not None and len(word) and word[0].tag_ in _MANY
        named = self.bodies.named.get(actor_id, "").lower()
        return named not in ("", *NO_NAMES) and self.is_bodily(actor_id) and not plural

    def is_bodily(self, actor_id: str, word: Token | None = None) -> bool:
        """Not a human; a firm may be taken for a person, though nothing calls it one: "operator Orbis"."""
        actor = self.cast.actors[actor_id]
        if actor_id in self.bodies.firms:
            return True
        if actor.kind != "person":
            return actor.kind in BODIES
        if " " in self.bodies.named.get(actor_id, "") and actor.name.lower().split(" ")[-1] in body_words():
            return True
        if actor.role.lower() in word_set("counting", "firm") - word_set("counting", "speaks"):
            return True
        human = actor.role or actor.organisation or {"he", "she"} & {alias.lower() for alias in actor.aliases}
        taken = word is None or word.ent_type_ == "PERSON"
        return not human and (not taken or self.bodies.longer(actor_id) != "")

    def answering(self, quantity: Quantity, first: int) -> tuple[str, ...]:
        """Who answers in a quotation that opens right after a question: "She was asked about it. “Ninety? No.”"."""
        if first == 0 or self.text[self.doc[first].idx] not in _OPENING or quantity.start - self.doc[first].idx > _NEAR:
            return ()
        asked = [t for t in self.doc[sentence_start(self.doc[first - 1]) : first] if t.lower_ == "asked"]
        for verb in asked:
            subject = next((c for c in children(verb) if c.dep_ == "nsubjpass"), None)
            if subject is not None:
                return self.phrase(subject)
        return ()
