"""Which named body a description or a short name stands for in an article: "the union", "Orbis"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from accordingto.figures.companies import company, ranked
from accordingto.figures.descriptions import (
    ANY_FIRM,
    ARTICLE,
    BANKS,
    CALLERS,
    bare_word,
    body_words,
    firm_words,
    heads,
    is_central_bank,
    is_of_trade,
    kin,
    kin_heads,
    no_firm_words,
    telling_words,
    trade_words,
    words_of,
)
from accordingto.figures.lexicon import word_set
from accordingto.figures.officers import NAME, hired, owners
from accordingto.records import Actor

BODIES = ("organisation", "unnamed", "group", "media")
_MENTIONS = 600
_BACK = 90
_BEFORE = re.compile(r"\b([A-Za-z]+)( behind [^,.;\n]{3,50})?,? $")
_AFTER = re.compile(
    r"(?: \([\w.]{2,12}\))?, (?:an?|the|its|their|[\w.’'-]+['’]s) (?:[\w’'-]+ ){0,4}?"
    r"([a-z]+)(?=[,.;)]| (?:that|which|of)\b)"
)
_ADDED = ("union", "federation", "party", "club", "charity", "police")
"""What is put behind names that do without it, too; a hospital is not the place that it is named after."""
_KIND = re.compile(r" (union|federation|party|club|charity|bank|airline)\b(?!['’])")
_RUNS = re.compile(r"(?: \([\w.]{2,12}\))?, which (?:\w+ly )?(?:runs|operates|owns|manages|built)\b")
_AT = re.compile(rf" (?:at|from|with) (?:the )?(?:[A-Z]\w+['’]s )?{NAME}")
_NEXT = re.compile(rf" {NAME}")
_AREA = r"(?:district|province|region|county|town|city|valley|area|island|islands|village|suburb|peninsula)"
_WARDENS = ("regulator", "watchdog", "supervisor")
_JOINING = ("of", "for", "and", "de", "do", "da", "the", "without", "to", "in", "on", "&")


class Bodies:
    """The bodies of one article by what the text calls them.

    Parameters
    ----------
    text : str
        The article.
    cast : Cast
        Its actors.
    """

    def __init__(self, text: str, cast: object) -> None:
        self.text, self.actors = text, cast.actors
        self.mentions = cast.mentions[:_MENTIONS]
        self.places = [m.start for m in self.mentions]
        self.named = {i: tail for i, a in self.actors.items() if (tail := _proper(a))}
        self.begin: dict[str, list[str]] = {}
        for i, name in self.named.items():
            self.begin.setdefault(name.lower().split(" ")[0], []).append(i)
        self.called = self._called()
        self.firms = self._with_people()

    @cached_property
    def tiers(self) -> dict[str, int]:
        """How likely each body is "the company"."""
        return ranked(self)

    def longer(self, actor_id: str) -> str:
        """The one whose name goes on where this one's ends: "Orbis" is "Orbis Shipping" where only that is named."""
        name = self.named.get(actor_id, "").lower().split(" ")
        if name == [""]:
            return self._goes_on(actor_id)
        more = {}
        for other in self.begin.get(name[0], ()):
            words = self.named[other].split(" ")
            whole = all(w[:1].isupper() or w.lower() in _JOINING for w in words)
            begins = len(words) > len(name) and [w.lower() for w in words[: len(name)]] == name
            # "Ines Falk of the Greens" is no longer name.
            if begins and whole and self.actors[other].kind != "country" and words[len(name)] not in ("of", "for"):
                more.setdefault(" ".join(words), other)
        return next(iter(more.values())) if len(more) == 1 else ""

    def plain(self, actor_id: str) -> str:
        """The one named without what it is: "the KST union" is "KST" where the text has that, too; else itself."""
        name, _, kind = self.named.get(actor_id, "").rpartition(" ")
        found = name and kind in _ADDED and next((i for i, n in self.named.items() if n == name), "")
        return found or actor_id

    def _goes_on(self, actor_id: str) -> str:
        """A common word that the text writes only as the beginning of a name: "Doctors" of "Doctors Abroad"."""
        word = self.actors[actor_id].name if actor_id in self.actors else ""
        for other in self.begin.get(word.lower(), ()) if word[:1].isupper() else ():
            rest = self.named[other][len(word) :]
            places = [m for m in self.mentions if m.actor_id == actor_id and self.text[m.start : m.end] == word]
            if rest and places and all(self.text.startswith(rest, m.end) for m in places):
                return other
        return ""

    def of(self, phrase: str, at: int) -> str:
        """Return the actor that a description stands for at a place of the text; empty where nothing tells.

        Parameters
        ----------
        phrase : str
            Such as "the union".
        at : int
            Where.

        Returns
        -------
        str
        """
        word = bare_word(phrase)
        described = self.described(phrase, at)
        if described or not word:
            return described
        names = kin().get(word)
        if names is None or word in CALLERS:
            return ""
        # The garment workers' alliance is no garment company.
        barred = no_firm_words() if word in firm_words() else frozenset()
        fitting = {
            i
            for i, name in self.named.items()
            if names & words_of(name) and not barred & words_of(name) and self._is_body(i)
        }
        if not names:
            # "The charity" is no ministry, and nobody whom the text calls something else.
            other = {i for w, ids in self.called.items() if w != word for i in ids}
            fitting = {
                i
                for i, name in self.named.items()
                if self.actors[i].kind in BODIES
                and i not in other
                and not words_of(name) & telling_words()
                and " " in name
            }
        if word in BANKS:
            # Where a bank has a row with its staff, "the bank" is not the country's central bank.
            fitting = {i for i in fitting if not is_central_bank(self.named[i])} or fitting
        if word in _WARDENS and not fitting:
            fitting = {i for i, name in self.named.items() if is_central_bank(name)}
        # "The agency" is an Agency before it is an Administration.
        fitting = {i for i in fitting if word in words_of(self.named[i])} or fitting
        return self._nearest(fitting, at) if names or len(fitting) == 1 else ""

    def described(self, phrase: str, at: int) -> str:
        """The actor whom the text calls what a bare description says: "the charity" where it names one so."""
        word = bare_word(phrase)
        own = self.called.get(word, set())
        if word in ANY_FIRM and not own:
            return company(self, at)
        if not own and word in trade_words():
            # "The bank" is a Savings Bank or a Sparbanken, before it is the law firm that the text calls a firm.
            own = {i for i, name in self.named.items() if self._is_body(i) and is_of_trade(word, name)}
            own = {i for i in own if not is_central_bank(self.named[i])} or own
        if not own and word in firm_words():
            # The owner of the ship may be "the company" thereafter; "the operator" is not whom it calls the maker.
            own = {i for w in firm_words() for i in self.called.get(w, ())}
            other = {i for w in firm_words() - frozenset(ANY_FIRM) for i in self.called.get(w, ())}
            rest = {i for i in self.tiers if i not in other}
            own = {i for i in own - other if not self.is_no_firm(i)} or rest or own
        return self._nearest(own, at) if word else ""

    def _is_body(self, actor_id: str) -> bool:
        """No human; a firm may be taken for one: "Orbis Kitchens" that has no role and no employer."""
        actor = self.actors[actor_id]
        role = actor.role.lower() not in word_set("counting", "firm")
        human = (actor.role and role) or actor.organisation or {"he", "she"} & {a.lower() for a in actor.aliases}
        name = self.named.get(actor_id, "").lower().split(" ")
        of_bodies = body_words() if len(name) > 1 else kin()["company"]
        known = (
            name[-1] in of_bodies or (len(name) > 1 and name[0] in kin()["club"]) or is_of_trade("bank", " ".join(name))
        )
        return actor.kind in BODIES or (actor.kind == "person" and not human and known)

    def may_be_company(self, actor_id: str) -> bool:
        """Neither a union, an office or a place by its name, nor a human by what is told of it."""
        named = actor_id in self.named and not self.is_no_firm(actor_id)
        return named and (self._is_body(actor_id) or actor_id in self.firms)

    def may_own(self, actor_id: str) -> bool:
        """What the text calls an owner and never he or she may be a firm."""
        return not {"he", "she"} & {alias.lower() for alias in self.actors[actor_id].aliases}

    def firm(self, phrase: str, ids: tuple[str, ...]) -> str:
        """The body named most that may be "the company", where those taken for it are a union or a place."""
        word = bare_word(phrase)
        if word not in (*ANY_FIRM, *firm_words()) or not ids or not all(self.is_no_firm(i) for i in ids):
            return ""
        found = [i for i in self.named if self._may_be_firm(i)]
        found = [i for i in found if words_of(self.named[i]) & kin().get(word, frozenset())] or found
        return min(found, key=lambda i: (-self.text.count(self.named[i]), i), default="")

    def _may_be_firm(self, actor_id: str) -> bool:
        known = self.named[actor_id].lower().split(" ")[-1] in kin()["company"]
        return (known and not self.is_no_firm(actor_id)) or (
            self.actors[actor_id].kind == "organisation" and not self.is_no_firm(actor_id)
        )

    def first(self, actor_id: str) -> int:
        """Where the article has an actor first; its beginning for one that it never names."""
        return next((m.start for m in self.mentions if m.actor_id == actor_id), 0)

    def is_no_firm(self, actor_id: str) -> bool:
        """Whether a name tells of a union, an office or a place."""
        if actor_id not in self.named:
            return False
        words = words_of(self.named[actor_id]) - kin()["company"]
        if any(
            actor_id in self.called.get(w, ())
            for w in ("union", "federation", "party", "club", "charity", "fund", "investor")
        ):
            return True
        return bool(words & (no_firm_words() | kin_heads())) or self._is_place(actor_id)

    def _is_place(self, actor_id: str) -> bool:
        """ "A factory at Arden in the north", "Arden district": a place, whatever the words around it made of it."""
        name = re.escape(self.named[actor_id])
        told = rf"\b(?:(?:[Ii]n|near|around|outside|through) {name}\b(?! [A-Z])|{name} {_AREA}\b|at {name} in\b)"
        return bool(re.search(told, self.text))

    def is_called(self, name: str) -> bool:
        """Whether the text calls what has this name some sort of body."""
        return any(self.named[i].lower() == name.lower() for ids in self.called.values() for i in ids)

    def beside(self, actor_id: str) -> str:
        """The name right after a description: "the register Orbis", "analysts at Orbis"; empty where there is none."""
        actor = self.actors[actor_id]
        if actor_id in self.named and actor.name.lower().split(" ")[0] not in word_set("counting", "expert"):
            return ""
        for m in self.mentions:
            if m.actor_id != actor_id:
                continue
            head = self.text[m.start : m.end].split(" ")[-1].lower()
            found = (_AT if head in word_set("counting", "expert") else _NEXT).match(self.text, m.end)
            name = self.by_name(found.group(1)) if found is not None else ""
            if name and name != actor_id and self.actors[name].kind != "country":
                return name
        return ""

    def by_name(self, name: str) -> str:
        """The actor of that name, or one that is called so."""
        low = name.lower()
        found = [i for i, n in self.named.items() if n.lower() == low]
        found = found or [i for i, a in self.actors.items() if low in (w.lower() for w in a.aliases)]
        if low in heads():
            # "The Alliance" is the Progress Alliance.
            found = found or [i for i, n in self.named.items() if n.lower().endswith(f" {low}")]
        found = found or [
            i for i, n in self.named.items() if n.lower().startswith(f"{low} ") and not n[len(low) + 1].isdigit()
        ]
        return found[0] if found else ""

    def _called(self) -> dict[str, set[str]]:
        """What the text calls those it names: "the charity Open Hands", "Orbis, a shipping company"."""
        found: dict[str, set[str]] = {}
        for m in self.mentions:
            actor = self.actors.get(m.actor_id)
            words = self.text[m.start : m.end]
            if actor is None or m.actor_id not in self.named or not words[:1].isupper():
                continue
            if actor.kind not in BODIES and (actor.kind != "person" or actor.organisation):
                continue
            before = _BEFORE.search(self.text[max(0, m.start - _BACK) : m.start])
            after = _AFTER.match(self.text[m.end : m.end + _BACK])
            if before is not None and hired().search(self.text[: m.start][-_BACK:]):
                # "Counsel for the bank, Finch & Lowe": they are no bank.
                before = None
            told = [x.group(1).lower() for x in (before, after) if x is not None]
            if before is not None and before.group(2):
                told.append("organiser")
            if _RUNS.match(self.text[m.end : m.end + _BACK]):
                told.append("operator")
            kind = _KIND.match(self.text, m.end)
            if kind is not None and words[-1:] not in "’'":
                # "The KST union".
                told.append(kind.group(1))
            for word in told:
                for known in (word, word.removesuffix("s")):
                    if known in heads():
                        found.setdefault(known, set()).add(m.actor_id)
        return found

    def _with_people(self) -> frozenset[str]:
        """Those that have spokesmen, engineers or shares, and so are no humans, whatever they sound like."""
        known = {re.sub("['’]s$", "", found[1] or found[2] or found[3]) for found in owners().finditer(self.text)}
        return frozenset(i for i, name in self.named.items() if name in known and self.actors[i].kind != "country")

    def _nearest(self, ids: set[str], at: int) -> str:
        """The one named last before a place, else first after it."""
        k = bisect_left(self.places, at)
        before = next((m.actor_id for m in reversed(self.mentions[:k]) if m.actor_id in ids), "")
        return before or next((m.actor_id for m in self.mentions[k:] if m.actor_id in ids), "")


def _proper(actor: Actor) -> str:
    """A name as such, without what it is called: "the operator, Orbis Shipping" is "Orbis Shipping"; else empty."""
    name = ARTICLE.sub("", actor.name.rpartition(", ")[2])
    words = name.split(" ")
    while len(words) > 1 and words[0][:1].islower():
        words = words[1:]
    if actor.kind == "unnamed" and len(words) > 1 and not words[1][:1].isupper() and words[1] not in _JOINING:
        # "Three cooks of Orbis", "Some 870 staff": capitalised because a sentence begins with it.
        return ""
    name = " ".join(words)
    common = len(words) == 1 and (name.lower() in heads() or name.lower().removesuffix("s") in heads())
    return name if words[0][:1].isupper() and not common else ""
