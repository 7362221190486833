"""Whose officers and people somebody is: "the union's head, Ines Falk", "agents of the Orbis Union"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.descriptions import ARTICLE, heads
from accordingto.figures.lexicon import alternatives, word_set

if TYPE_CHECKING:
    from accordingto.figures.naming import Bodies

_BACK = 90
_FEW = 6
_OF_STATE = re.compile(r"(?:the |an? )?government (?:spokes\w+|officials?|sources?)", re.IGNORECASE)
NAME = r"([A-Z][\w’'-]+(?: (?:of |for |the |de |do )?[A-Z][\w’'-]+)*)"


@cache
def _role() -> str:
    return alternatives(word_set("counting", "speaks"))


@cache
def _own_before() -> re.Pattern[str]:
    """ "Says its owner, Ines Falk"."""
    return re.compile(rf"\b([Ii]ts|[Tt]heir) (?:[a-z-]+ ){{0,2}}(?:{_role()}),? (?:[A-Z][\w.-]+ ){{0,3}}$")


@cache
def _spoken_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:[Tt]he )?([a-z]+|[A-Z][\w’'.-]*?(?: [A-Z][\w’'-]*?){{0,3}})(?:['’]s|s['’])"
        rf"|([a-z]+)(?:, whose)?)"
        rf" (?:[a-z-]+ ){{0,2}}(?:{_role()}),? (?:[A-Z][\w.-]+ ){{0,3}}$"
    )


@cache
def _office_before() -> re.Pattern[str]:
    """ "The director of Arden general hospital, Ines Falk", "the head of the rail union, Ines Falk"."""
    word = r"(?:[A-Z][\w’'.-]*|of|for|[a-z]+)"
    return re.compile(
        rf"\b(?:[Tt]he |[Aa]n? )(?:[a-z-]+ ){{0,2}}(?:{_role()}) (?:of|at|for) (?:the |its )?"
        rf"({word}(?: {word}){{0,3}}), (?:[A-Z][\w.-]+ ){{0,3}}$"
    )


@cache
def _territorial() -> re.Pattern[str]:
    """ "The county's director of agriculture, Ines Falk", "the provincial director of health, Ines Falk"."""
    places, levels = alternatives(word_set("counting", "territory")), alternatives(word_set("counting", "level"))
    role = alternatives(word_set("counting", "speaks") - word_set("counting", "state office"))
    return re.compile(
        rf"\b(?:(?:{places})['’]s|{levels}) ((?:[a-z-]+ ){{0,2}})(?:{role})(?: (?:of|for) [a-z]+(?: and [a-z]+)?)?,? "
        r"(?:[A-Z][\w.-]+ ){0,3}$"
    )


@cache
def _heads() -> str:
    """ "Who chairs the board of Orbis", "who owns the carrier"."""
    return alternatives(word_set("counting", "heads"))


@cache
def _spoken_after() -> re.Pattern[str]:
    return re.compile(
        rf",(?: \d+,)? (?:who is )?(?:(?:the |an? )?(?:[a-z-]+ ){{0,2}}(?:{_role()}) (?:of|at|for) (?:the )?"
        rf"([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|for|the))*)"
        rf"|(?:the )?([A-Z][\w-]*|[a-z]+)['’]s (?:[a-z-]+ ){{0,2}}(?:{_role()})\b"
        rf"|(?<!\d, )of (?:the )?([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|for|the))*),"
        rf"|(its|their) (?:[a-z-]+ ){{0,2}}(?:{_role()})\b)"
        r"|^ of the ([a-z]+)(?:['’]s)?(?= [a-z]|,)"
        rf"|^,(?: \d+,)? who (?:{_heads()}) (?:(?:the|its) (?:[a-z]+ ){{1,2}}(?:of|at) )?(?:the )?"
        r"([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|for|the))*|[a-z]+)(?=[,.;”\"\n]| [a-z])"
    )


@cache
def hired() -> re.Pattern[str]:
    """ "Counsel for the bank," before a name: of two that are named so the first is who has the name."""
    people = alternatives(
        (word_set("counting", "member") | word_set("counting", "firm")) - word_set("counting", "speaks")
    )
    return re.compile(rf"\b(?:{people}) (?:of|for|to|at) (?:the|its) [\w’'-]+, $", re.IGNORECASE)


@cache
def _officer() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[a-z-]+ ){{0,2}}(?:{_role()}) (?:of|at|for) "
        rf"((?:the |its )?[\w’'.-]+(?: (?:[A-Z][\w’'-]*|of|for|the))*)(?:,|$)"
    )


@cache
def _people() -> re.Pattern[str]:
    members = alternatives(word_set("counting", "member"))
    named = r"[A-Z][\w’'-]*?(?: [A-Z][\w’'-]*?)*"
    return re.compile(
        rf"^(?:(?:[Aa]n? |[Tt]he )?(?P<one>{named}) (?:{_role()})"
        rf"|(?P<other>{named})(?:['’]s|s['’]) (?:[a-z-]+ ){{0,2}}(?:{members}))$"
    )


@cache
def _people_of() -> re.Pattern[str]:
    """ "Agents of the Orbis Union", "two lawyers for Orbis"; experts speak for themselves."""
    members = alternatives(word_set("counting", "member") - word_set("counting", "expert"))
    return re.compile(rf"^(?:[A-Za-z]+ )?(?:{members}) (?:of|for) (?:the )?{NAME}$", re.IGNORECASE)


@cache
def owners() -> re.Pattern[str]:
    members = alternatives(word_set("counting", "member"))
    named = r"([A-Z][\w’'-]*?(?: [A-Z][\w’'-]*?)*)"
    return re.compile(
        rf"\b(?:An? |The )?{named} (?:spokes\w+|shares)\b|\b{named}['’]s (?:[a-z-]+ )?(?:{members}|shares|spokes\w+)\b"
        rf"|\bspokes\w+ (?:for|of) {NAME}"
    )


def people_of(bodies: Bodies, name: str) -> str:
    """Whose people a description names: "an Orbis spokesman", "Orbis's engineers"."""
    if _OF_STATE.fullmatch(name):
        return _government(bodies)
    found = _people().match(name) or _people_of().match(name)
    owner = bodies.by_name(next(filter(None, found.groups()))) if found is not None else ""
    return owner if owner and bodies.actors[owner].kind != "country" else ""


def _government(bodies: Bodies) -> str:
    """The government that the article names, else its country's, where there is one."""
    own = [i for i, a in bodies.actors.items() if re.fullmatch(r"(?:the|.+['’]s) government", a.name, re.IGNORECASE)]
    lands = [i for i, a in bodies.actors.items() if a.kind == "country"]
    return next((ids[0] for ids in (own, lands) if len(ids) == 1), "")


def speaks_for(bodies: Bodies, actor_id: str) -> tuple[str, int]:
    """For whom somebody speaks, by the words beside the name, and where: a name, a description, or "its"."""
    seen = 0
    for m in bodies.mentions:
        # "Its owner, Ines Falk" may be one mention.
        start = _name_in(bodies, m) if m.actor_id == actor_id else -1
        if start < 0:
            continue
        seen += 1
        if seen > _FEW:
            break
        opening = bodies.text[max(0, start - _BACK) : start]
        before = _own_before().search(opening)
        if before is not None:
            # The place of the word itself, in the sentence of what it refers to.
            return before.group(1), start - len(opening) + before.start()
        before = _spoken_before().search(opening)
        if before is not None:
            owner = next(filter(None, before.groups()))
            if owner[:1].isupper() or owner in heads():
                return owner, start
        before = _office_before().search(opening)
        if before is not None:
            owner = before.group(1)
            last = owner.split(" ")[-1]
            if owner[:1].isupper() or last in heads() or last in word_set("counting", "territory"):
                return owner, start
        after = _spoken_after().match(bodies.text[m.end : m.end + _BACK])
        if after is not None:
            owner = next(filter(None, after.groups()))
            if owner in ("its", "their") or owner[:1].isupper() or owner in heads():
                return owner, m.start
    return "", -1


def is_territorial(bodies: Bodies, actor_id: str) -> bool:
    """An officer of a district or a county, who is of none of the bodies that the text names."""
    m = next((m for m in bodies.mentions if m.actor_id == actor_id and _name_in(bodies, m) >= 0), None)
    if m is None:
        return False
    start = _name_in(bodies, m)
    found = _territorial().search(bodies.text[max(0, start - _BACK) : start])
    return found is not None and not set(found[1].split()) & (heads() | {"fire", "police"})


def _name_in(bodies: Bodies, mention: object) -> int:
    """Where the name in a mention begins: "its owner, Ines Falk"; -1 for one without a name."""
    if bodies.text[mention.start : mention.start + 1].isupper():
        return mention.start
    named = re.search(r", (?=[A-Z])", bodies.text[mention.start : mention.end])
    return mention.start + named.end() if named is not None else -1


def officer_of(bodies: Bodies, actor_id: str) -> str:
    """The body in the words that describe its officer: "the head of the agency, Ines Falk"."""
    found = _officer().match(bodies.actors[actor_id].name)
    if found is None:
        return ""
    owner = found.group(1)
    if ARTICLE.sub("", owner)[:1].isupper():
        return bodies.by_name(ARTICLE.sub("", owner))
    at = bodies.first(actor_id)
    return bodies.of(owner, at)
