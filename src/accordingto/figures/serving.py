"""For which body the actors of an article give figures: its officers, its people, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordingto.figures.companies import company
from accordingto.figures.descriptions import body_words, heads, kin, words_of
from accordingto.figures.lexicon import word_set
from accordingto.figures.naming import BODIES, Bodies
from accordingto.figures.officers import is_territorial, officer_of, speaks_for
from accordingto.figures.referring import Referring
from accordingto.records import Actor, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AMONG = re.compile(r"(?:one|two|another|some|several|most) of them\b")
_PAPER_OF = re.compile(r"(?:an?|the) (?:[a-z-]+ ){0,2}?([a-z]+) (?:by|of|from) (?:the )?(.+)$", re.IGNORECASE)
_ELSEWHERE = re.compile(r",? (?:of|at|from|with|for)\b")
_LED = re.compile(r"(.+)['’]s (?:own )?([a-z]+)")
_STEM = 6
"""A minister has a ministry: words are told apart by so many letters."""


class Serving:
    """For whom each actor of one article speaks.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    text : str
        Its text.
    attributions : sequence of Attribution
        Who said what in it.
    bodies : Bodies
        What it calls the bodies.
    refer : Referring
        What its words refer to.
    """

    def __init__(
        self, doc: Doc, text: str, attributions: Sequence[Attribution], bodies: Bodies, refer: Referring
    ) -> None:
        self.doc, self.text, self.bodies, self.refer, self.actors = doc, text, bodies, refer, bodies.actors
        self.halls = tuple(word_set("counting", "seat"))
        self.forces = {
            "military": tuple(word_set("counting", "army")),
            "police rank": tuple(word_set("counting", "constabulary")),
        }
        self.words: dict[str, str] = {}
        for a in attributions:
            for i in a.actor_ids:
                self.words[i] = (self.words.get(i, "") + " " + " ".join(text[s:e] for s, e in a.source))[:400].lower()
        self.spoken: dict[tuple[str, int], str] = {}
        self.spoke = ""

    def of(self, actor_id: str, at: int, spoke: str) -> str:
        """Return the organisation that somebody speaks for, and the named actor that "the union" is at a place.

        Parameters
        ----------
        actor_id : str
            An actor of the article.
        at : int
            The place.
        spoke : str
            Who gave a figure last.

        Returns
        -------
        str
        """
        self.spoke = spoke
        paragraph = self.text.rfind("\n", 0, at)
        if (actor_id, paragraph) not in self.spoken:
            body = (
                officer_of(self.bodies, actor_id)
                or self._office(actor_id)
                or self.refer.members(actor_id)
                or self.bodies.beside(actor_id)
                or (actor_id if is_territorial(self.bodies, actor_id) else "")
            )
            body = self._of_a_firm(actor_id, body or self._of_leader(actor_id) or self._body(actor_id))
            named = self.bodies.longer(body) or self.bodies.of(self.actors[body].name, at) or self._named(body)
            self.spoken[actor_id, paragraph] = self.bodies.plain(self.bodies.longer(named) or named)
        return self.spoken[actor_id, paragraph]

    def _of_leader(self, actor_id: str) -> str:
        """ "Falk's union": the one that Falk speaks for."""
        found = _LED.fullmatch(self.actors[actor_id].name)
        leader = self.bodies.by_name(found[1]) if found is not None and found[2] in heads() else ""
        if not leader or self.actors[leader].kind != "person":
            return ""
        at = self.bodies.first(actor_id)
        led = self.of(leader, at, self.spoke)
        called = led in self.bodies.called.get(found[2], ()) or self.bodies.of(f"the {found[2]}", at) == led
        return led if led != leader and called else ""

    def _of_a_firm(self, actor_id: str, body: str) -> str:
        """A managing director without more is the firm's, and not that of the hospital named before."""
        role = self.actors[actor_id].role.lower()
        if not any(title in role for title in word_set("counting", "corporate")) or self.bodies.may_be_company(body):
            return body
        at = self.bodies.first(actor_id)
        return company(self.bodies, at) or body

    def _office(self, actor_id: str) -> str:
        """Whose boss, lawyer or secretary the text calls somebody; empty where it does not."""
        if self.actors[actor_id].kind != "person":
            return ""
        owner, at = speaks_for(self.bodies, actor_id)
        if not owner or owner in word_set("counting", "territory"):
            # "The parish president" is no parish.
            return ""
        if owner.lower() in ("its", "their"):
            token = self.doc.char_span(at, at + 1, alignment_mode="expand")
            return self.refer.topic(token[0]) if token is not None and len(token) else ""
        found = self.bodies.by_name(owner) if owner[:1].isupper() else self.refer.body_called(owner, at)
        # A minister speaks for the ministry before the country.
        minister = "minister" in self.actors[actor_id].role.lower() and found in self.actors
        state = minister and (self.actors[found].kind == "country" or "government" in found)
        return "" if state else found

    def _body(self, actor_id: str) -> str:
        actor = self.actors[actor_id]
        if actor.kind == "person" and self.refer.is_scholar(actor_id):
            # "Ines Falk of the Delta Institute thinks": she, and not the institute.
            return actor_id
        if actor.kind == "person" and " " in actor.name and actor.name.lower().split(" ")[-1] in body_words():
            # "Orbis Footwear" may be taken for a human.
            return actor_id
        own = set(actor.role.lower().split())
        if "mayor" in own:
            hall = self._hall()
            if hall:
                return hall
        force = self._force(actor)
        if force:
            return force
        roles = {w for alias in (actor.role, *actor.aliases) for w in alias.lower().split()}
        if actor.kind != "person" or (actor.role and not own & word_set("counting", "speaks")):
            return actor_id
        words = " ".join((actor.name, *actor.aliases, self.words.get(actor_id, ""))).lower()
        roles |= set(re.findall(r"\w+", words))
        owner = actor.organisation.lower()
        if owner.endswith("government") and "minister" in actor.role.lower():
            owner = ""
        if owner.split(" ")[-1] in word_set("counting", "territory"):
            return actor_id
        for other in self.actors.values():
            if other.kind == "organisation" and owner and owner == other.name.lower():
                return other.actor_id
        office = {w[:_STEM] for w in actor.role.lower().split() if w not in word_set("counting", "speaks")}
        if len(office) < 2 and not own & word_set("counting", "state office"):
            # A minister has a ministry; the director of health is not of any body with "health" in its name.
            office = set()
        of_state = "minister" in actor.role.lower() or ("secretary" in own and own.isdisjoint(kin()))
        for other in self.actors.values():
            named = {w[:_STEM] for w in other.name.lower().split()}
            if of_state and not named & {w[:_STEM] for w in word_set("counting", "ministry")}:
                # The minister of health is not of the Health Executive.
                continue
            if office and other.kind == "organisation" and office <= named:
                return other.actor_id
        for other in self.actors.values():
            if other.actor_id != actor_id and roles & word_set("counting", "speaks"):
                head = other.name.lower().split()[-1]
                # "The parish president" is no parish, "the region's spokesman" is the region.
                owned = "['’]s " if head in word_set("counting", "territory") else "['’]?s? "
                if re.search(rf"\b(?:the )?{re.escape(head)}{owned}", words) and other.kind in BODIES:
                    return other.actor_id
        return self._speaks_for(actor) or actor_id

    def _speaks_for(self, actor: Actor) -> str:
        """A spokesman's firm, as it is known of him, and the army for its officers, of which the text has one."""
        role = set(actor.role.lower().split())
        if role & word_set("counting", "spokesman") and actor.speaks_for in self.actors:
            spoken = self.actors[actor.speaks_for]
            return spoken.actor_id if spoken.kind in BODIES or self.bodies.may_be_company(spoken.actor_id) else ""
        titles = role | {w for alias in actor.aliases for w in alias.lower().split()}
        if "chief of staff" in actor.role.lower() or (not role and titles & word_set("counting", "military")):
            armies = self._ending(self.forces["military"])
            return armies[0].actor_id if len(armies) == 1 else ""
        return ""

    def _force(self, actor: Actor) -> str:
        """Of whom a text tells no more than the rank: "Assistant Chief Constable Falk", of the one police it names."""
        role = set(actor.role.lower().split()) - word_set("counting", "of rank")
        names = next((self.forces[rank] for rank in self.forces if role and role <= word_set("counting", rank)), ())
        first = next((m for m in self.bodies.mentions if m.actor_id == actor.actor_id), None) if names else None
        if first is None or _ELSEWHERE.match(self.text, first.end):
            return ""
        found = [a for a in self._ending(names) if a.kind in BODIES]
        # "Police" and "Trent Valley Police" are one.
        found = [a for a in found if " " in a.name and a.actor_id in self.bodies.named] or found
        found = [a for a in found if not actor.country or a.country in ("", actor.country)]
        return found[0].actor_id if len(found) == 1 else ""

    def _ending(self, names: tuple[str, ...]) -> list[Actor]:
        """The actors whose names end in one of these words."""
        return [a for a in self.actors.values() if a.name.lower().endswith(names)]

    def _hall(self) -> str:
        """The town hall of an article's one mayor, else the council of the town, if it names one; else "the city"."""
        if sum("mayor" in a.role.lower().split() and a.kind == "person" for a in self.actors.values()) > 1:
            return ""
        halls = self._ending(self.halls) or self._ending((" council",))
        halls = [a for a in halls if "county" not in a.name.lower()] or [
            a for a in self.actors.values() if a.kind == "unnamed" and a.name.lower() in ("the city", "the town")
        ]
        return halls[0].actor_id if len(halls) == 1 else ""

    def _governing(self, territory: str) -> str:
        """The council or government that the article names of a county or city of which it says that it speaks."""
        found = self._ending(tuple(f" {body}" for body in word_set("counting", "governing")))
        found = [a for a in found if a.kind in BODIES and territory in a.name.lower().split(" ")]
        return found[0].actor_id if len(found) == 1 else ""

    def _owner_of(self, actor: Actor) -> str:
        """Whose a document is that an article takes for an actor: "a draft of the commission's report"."""
        found = _PAPER_OF.match(actor.name)
        if found is None or found[1].lower() not in word_set("counting", "document"):
            return ""
        name = re.sub(r"['’]s? .*$", "", found[2])
        at = self.bodies.first(actor.actor_id)
        if not name[:1].isupper():
            return self.refer.body_called(name, at)
        return next((i for i, n in self.bodies.named.items() if n == name and i != actor.actor_id), "")

    def _in_other_words(self, actor: Actor) -> str:
        """ "The physicians' union": the Union of Honduran Physicians, where only one body's name has all the words."""
        words = _stems(re.sub(r"^(?:the|its|their) ", "", actor.name, flags=re.IGNORECASE))
        if len(words) < 2 or actor.name.lower().startswith(("a ", "an ", "one ", "some ")):
            return ""
        found = [i for i, name in self.bodies.named.items() if i != actor.actor_id and words < _stems(name)]
        found = [i for i in found if self.actors[i].kind in BODIES]
        return found[0] if len(found) == 1 else ""

    def _named(self, actor_id: str) -> str:
        actor = self.actors[actor_id]
        if actor.kind in ("unnamed", "media"):
            owner = self._owner_of(actor)
            if owner:
                return owner
        if actor.kind != "unnamed":
            return actor_id
        whole = self._in_other_words(actor)
        if whole:
            return whole
        if _AMONG.match(actor.name.lower()) and self.spoke:
            # "One of them said": of those who spoke before.
            return self.spoke.split(";")[0]
        head = re.sub(r"^(the|its|a) ", "", actor.name.lower()).split(" ")
        owned = re.fullmatch(r"(?:the )?(.+)['’]s? (?:management|owners?|operator|board)", actor.name, re.IGNORECASE)
        if owned is not None:
            # "The hospital's management": the hospital.
            at = self.bodies.first(actor_id)
            return self.bodies.of(owned[1], at) or self.bodies.by_name(owned[1]) or actor_id
        others = [a for a in self.actors.values() if a.actor_id != actor_id and a.name[:1].isupper()]
        if len(head) == 1:
            council = self._governing(head[0]) if head[0] in word_set("counting", "territory") else ""
            if council:
                return council
            for other in others:
                if other.kind in BODIES and other.name.lower().split()[-1] == head[0] and len(other.name.split()) > 1:
                    return other.actor_id
        if len(head) <= 2 and head[-1] in word_set("counting", "firm") and head[0] != "airport":
            spoke = self.actors.get(self.spoke)
            firm = spoke is not None and not self.bodies.is_no_firm(spoke.actor_id)
            if firm and spoke.kind in ("organisation", "person") and not spoke.role:
                return spoke.actor_id
            if actor.name.lower().startswith(("its ", "their ")) and head[-1] != "owner":
                # "The airport's flights were cancelled, its operator said."
                return actor_id
            at = self.bodies.first(actor_id)
            firms = [a for a in others if a.kind == "organisation" and not self.bodies.is_no_firm(a.actor_id)]
            main = max(firms, key=lambda a: a.mentions).actor_id if firms else actor_id
            return company(self.bodies, at) or main
        return actor_id


def _stems(name: str) -> frozenset[str]:
    """The words of a name, plurals and owners as if there were one: "physicians'" is "Physician"."""
    words = (w for w in words_of(name) if len(w) > 2 and w not in ("the", "and", "for"))
    return frozenset(w.removesuffix("s") for w in words)
