"""Which named body a description, a short name or a speaker stands for: "the union", "Orbis", "its boss"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.companies import company, ranked
from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.officers import (
    NAME,
    hired,
    office_before,
    officer,
    own_before,
    owners,
    people,
    people_of,
    spoken_after,
    spoken_before,
    territorial,
)
from accordingto.records import Actor

BODIES = ("organisation", "unnamed", "group", "media")
_CALLERS = ("organiser", "organizer")
_MENTIONS = 600
_BACK = 90
_FEW = 6
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
_ARTICLE = re.compile(r"^(?:the|its|their|a|an|one) ", re.IGNORECASE)
_OF_STATE = re.compile(r"(?:the |an? )?government (?:spokes\w+|officials?|sources?)", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:who|which|that) ")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_AREA = r"(?:district|province|region|county|town|city|valley|area|island|islands|village|suburb|peninsula)"
_ANY_FIRM = ("company", "firm", "business", "group", "manufacturer")
_BANKS = ("bank", "lender")
_COMPOUND = re.compile(r"\w{3}(?:bank(?:en|a|as)?|banca|kassen?|kasse)\b")
"""Ends of the names of banks that are written as one word: Sparbanken, Commerzbank."""
_WARDENS = ("regulator", "watchdog", "supervisor")
_JOINING = ("of", "for", "and", "de", "do", "da", "the", "without", "to", "in", "on", "&")


@cache
def heads() -> frozenset[str]:
    """Words that describe a body: firm, union, agency, platform."""
    bodies = {row["body"] for row in gazetteer_rows("bodies.csv")} - {""}
    return frozenset(bodies | set(kin()) | word_set("counting", "firm") | word_set("counting", "labour"))


@cache
def kin() -> dict[str, frozenset[str]]:
    """Description to the words of names that it fits; to none where the name of such a body tells nothing."""
    return {row["head"]: frozenset(row["words"].split("|")) - {""} for row in rows("kin")}


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
        word = _head(phrase)
        described = self.described(phrase, at)
        if described or not word:
            return described
        names = kin().get(word)
        if names is None or word in _CALLERS:
            return ""
        # The garment workers' alliance is no garment company.
        barred = _no_firms() if word in _firms() else frozenset()
        fitting = {
            i
            for i, name in self.named.items()
            if names & _words(name) and not barred & _words(name) and self._is_body(i)
        }
        if not names:
            # "The charity" is no ministry, and nobody whom the text calls something else.
            other = {i for w, ids in self.called.items() if w != word for i in ids}
            fitting = {
                i
                for i, name in self.named.items()
                if self.actors[i].kind in BODIES and i not in other and not _words(name) & _telling() and " " in name
            }
        if word in _BANKS:
            # Where a bank has a row with its staff, "the bank" is not the country's central bank.
            fitting = {i for i in fitting if not is_central_bank(self.named[i])} or fitting
        if word in _WARDENS and not fitting:
            fitting = {i for i, name in self.named.items() if is_central_bank(name)}
        # "The agency" is an Agency before it is an Administration.
        fitting = {i for i in fitting if word in _words(self.named[i])} or fitting
        return self._nearest(fitting, at) if names or len(fitting) == 1 else ""

    def described(self, phrase: str, at: int) -> str:
        """The actor whom the text calls what a bare description says: "the charity" where it names one so."""
        word = _head(phrase)
        own = self.called.get(word, set())
        if word in _ANY_FIRM and not own:
            return company(self, at)
        if not own and word in _trades():
            # "The bank" is a Savings Bank or a Sparbanken, before it is the law firm that the text calls a firm.
            own = {i for i, name in self.named.items() if self._is_body(i) and _is_of_trade(word, name)}
            own = {i for i in own if not is_central_bank(self.named[i])} or own
        if not own and word in _firms():
            # The owner of the ship may be "the company" thereafter; "the operator" is not whom it calls the maker.
            own = {i for w in _firms() for i in self.called.get(w, ())}
            other = {i for w in _firms() - frozenset(_ANY_FIRM) for i in self.called.get(w, ())}
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
            name[-1] in of_bodies
            or (len(name) > 1 and name[0] in kin()["club"])
            or _is_of_trade("bank", " ".join(name))
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
        word = _head(phrase)
        if word not in (*_ANY_FIRM, *_firms()) or not ids or not all(self.is_no_firm(i) for i in ids):
            return ""
        found = [i for i in self.named if self._may_be_firm(i)]
        found = [i for i in found if _words(self.named[i]) & kin().get(word, frozenset())] or found
        return min(found, key=lambda i: (-self.text.count(self.named[i]), i), default="")

    def _may_be_firm(self, actor_id: str) -> bool:
        known = self.named[actor_id].lower().split(" ")[-1] in kin()["company"]
        return (known and not self.is_no_firm(actor_id)) or (
            self.actors[actor_id].kind == "organisation" and not self.is_no_firm(actor_id)
        )

    def is_no_firm(self, actor_id: str) -> bool:
        """Whether a name tells of a union, an office or a place."""
        if actor_id not in self.named:
            return False
        words = _words(self.named[actor_id]) - kin()["company"]
        if any(
            actor_id in self.called.get(w, ())
            for w in ("union", "federation", "party", "club", "charity", "fund", "investor")
        ):
            return True
        return bool(words & (_no_firms() | kin_heads())) or self._is_place(actor_id)

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

    def people_of(self, name: str) -> str:
        """Whose people a description names: "an Orbis spokesman", "Orbis's engineers"."""
        if _OF_STATE.fullmatch(name):
            return self._government()
        found = people().match(name) or people_of().match(name)
        owner = self.by_name(next(filter(None, found.groups()))) if found is not None else ""
        return owner if owner and self.actors[owner].kind != "country" else ""

    def _government(self) -> str:
        """The government that the article names, else its country's, where there is one."""
        own = [i for i, a in self.actors.items() if re.fullmatch(r"(?:the|.+['’]s) government", a.name, re.IGNORECASE)]
        lands = [i for i, a in self.actors.items() if a.kind == "country"]
        return next((ids[0] for ids in (own, lands) if len(ids) == 1), "")

    def speaks_for(self, actor_id: str) -> tuple[str, int]:
        """For whom somebody speaks, by the words beside the name, and where: a name, a description, or "its"."""
        seen = 0
        for m in self.mentions:
            # "Its owner, Ines Falk" may be one mention.
            start = self._name_in(m) if m.actor_id == actor_id else -1
            if start < 0:
                continue
            seen += 1
            if seen > _FEW:
                break
            opening = self.text[max(0, start - _BACK) : start]
            before = own_before().search(opening)
            if before is not None:
                # The place of the word itself, in the sentence of what it refers to.
                return before.group(1), start - len(opening) + before.start()
            before = spoken_before().search(opening)
            if before is not None:
                owner = next(filter(None, before.groups()))
                if owner[:1].isupper() or owner in heads():
                    return owner, start
            before = office_before().search(opening)
            if before is not None:
                owner = before.group(1)
                last = owner.split(" ")[-1]
                if owner[:1].isupper() or last in heads() or last in word_set("counting", "territory"):
                    return owner, start
            after = spoken_after().match(self.text[m.end : m.end + _BACK])
            if after is not None:
                owner = next(filter(None, after.groups()))
                if owner in ("its", "their") or owner[:1].isupper() or owner in heads():
                    return owner, m.start
        return "", -1

    def is_territorial(self, actor_id: str) -> bool:
        """An officer of a district or a county, who is of none of the bodies that the text names."""
        m = next((m for m in self.mentions if m.actor_id == actor_id and self._name_in(m) >= 0), None)
        if m is None:
            return False
        start = self._name_in(m)
        found = territorial().search(self.text[max(0, start - _BACK) : start])
        return found is not None and not set(found[1].split()) & (heads() | {"fire", "police"})

    def _name_in(self, mention: object) -> int:
        """Where the name in a mention begins: "its owner, Ines Falk"; -1 for one without a name."""
        if self.text[mention.start : mention.start + 1].isupper():
            return mention.start
        named = re.search(r", (?=[A-Z])", self.text[mention.start : mention.end])
        return mention.start + named.end() if named is not None else -1

    def officer(self, actor_id: str) -> str:
        """The body in the words that describe its officer: "the head of the agency, Ines Falk"."""
        found = officer().match(self.actors[actor_id].name)
        if found is None:
            return ""
        owner = found.group(1)
        if _ARTICLE.sub("", owner)[:1].isupper():
            return self.by_name(_ARTICLE.sub("", owner))
        at = next((m.start for m in self.mentions if m.actor_id == actor_id), 0)
        return self.of(owner, at)

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


@cache
def _trades() -> frozenset[str]:
    """Words for firms of one trade."""
    return _firms() - word_set("counting", "main firm") - frozenset(_ANY_FIRM)


def _is_of_trade(word: str, name: str) -> bool:
    """Whether a name tells of a trade: by a word of its own, or by the end of one, as names of banks may."""
    told = kin().get(word, frozenset()) | {word}
    return bool(told & _words(name)) or (word in _BANKS and bool(_COMPOUND.search(name.lower())))


@cache
def kin_heads() -> frozenset[str]:
    """Descriptions of bodies that are no firms: a name that has one is no firm's."""
    return heads() - _firms() - {"trust", "carrier"}


@cache
def body_words() -> frozenset[str]:
    """Words that end the names of bodies: "Orbis Shipping", "Border Watch"."""
    return frozenset(w for words in kin().values() for w in words)


@cache
def _telling() -> frozenset[str]:
    """The words of names that tell what sort of body it is."""
    return frozenset(w for words in kin().values() for w in words) | {h for h, words in kin().items() if words}


@cache
def _no_firms() -> frozenset[str]:
    """The words of names that tell of a body that is no firm."""
    firms = frozenset(w for head, words in kin().items() if head in _firms() for w in words)
    return frozenset(w for head, words in kin().items() if head not in _firms() for w in words) - firms


def is_central_bank(name: str) -> bool:
    """Whether a name is that of a country's central bank.

    Examples
    --------
    >>> is_central_bank("Bank of Portugal"), is_central_bank("Banco Ribeira"), is_central_bank("Reserve Bank of India")
    (True, False, True)
    """
    low = name.lower()
    if any(words in low for words in word_set("counting", "central bank")):
        return True
    found = re.fullmatch(r"(?:Bank|Banco|Banque|Banca) (?:of|de|du|d['’]|do|di) ?(?:the )?(.+)", name)
    entry = gazetteer().lookup(found[1]) if found is not None else None
    return entry is not None and entry.kind == "country"


def _firms() -> frozenset[str]:
    return word_set("counting", "firm") - {"group", "board", "management", "utility"}


def _head(phrase: str) -> str:
    """The word of a description without more: "the union"; empty for any other phrase, such as "a union"."""
    if phrase.lower().startswith(("a ", "an ")):
        return ""
    words = _POSSESSIVE.sub("", _ARTICLE.sub("", _CLAUSE.split(phrase.lower())[0])).split(" ")
    word = words[-1].removesuffix("s") if words[-1].removesuffix("s") in _CALLERS else words[-1]
    return word if word in heads() and len(words) == 1 else ""


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower()))


def _proper(actor: Actor) -> str:
    """A name as such, without what it is called: "the operator, Orbis Shipping" is "Orbis Shipping"; else empty."""
    name = _ARTICLE.sub("", actor.name.rpartition(", ")[2])
    words = name.split(" ")
    while len(words) > 1 and words[0][:1].islower():
        words = words[1:]
    if actor.kind == "unnamed" and len(words) > 1 and not words[1][:1].isupper() and words[1] not in _JOINING:
        # "Three cooks of Orbis", "Some 870 staff": capitalised because a sentence begins with it.
        return ""
    name = " ".join(words)
    common = len(words) == 1 and (name.lower() in heads() or name.lower().removesuffix("s") in heads())
    return name if words[0][:1].isupper() and not common else ""
