"""How texts tell whose officers and people somebody is: "the union's head, Ines Falk", "agents of the Orbis Union"."""

from __future__ import annotations

import re
from functools import cache

from accordingto.figures.lexicon import alternatives, word_set

NAME = r"([A-Z][\w’'-]+(?: (?:of |for |the |de |do )?[A-Z][\w’'-]+)*)"


@cache
def role() -> str:
    return alternatives(word_set("counting", "speaks"))


@cache
def own_before() -> re.Pattern[str]:
    """ "Says its owner, Ines Falk"."""
    return re.compile(rf"\b([Ii]ts|[Tt]heir) (?:[a-z-]+ ){{0,2}}(?:{role()}),? (?:[A-Z][\w.-]+ ){{0,3}}$")


@cache
def spoken_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:[Tt]he )?([a-z]+|[A-Z][\w’'.-]*?(?: [A-Z][\w’'-]*?){{0,3}})(?:['’]s|s['’])"
        rf"|([a-z]+)(?:, whose)?)"
        rf" (?:[a-z-]+ ){{0,2}}(?:{role()}),? (?:[A-Z][\w.-]+ ){{0,3}}$"
    )


@cache
def office_before() -> re.Pattern[str]:
    """ "The director of Arden general hospital, Ines Falk", "the head of the rail union, Ines Falk"."""
    word = r"(?:[A-Z][\w’'.-]*|of|for|[a-z]+)"
    return re.compile(
        rf"\b(?:[Tt]he |[Aa]n? )(?:[a-z-]+ ){{0,2}}(?:{role()}) (?:of|at|for) (?:the |its )?"
        rf"({word}(?: {word}){{0,3}}), (?:[A-Z][\w.-]+ ){{0,3}}$"
    )


@cache
def territorial() -> re.Pattern[str]:
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
def spoken_after() -> re.Pattern[str]:
    return re.compile(
        rf",(?: \d+,)? (?:who is )?(?:(?:the |an? )?(?:[a-z-]+ ){{0,2}}(?:{role()}) (?:of|at|for) (?:the )?"
        rf"([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|for|the))*)"
        rf"|(?:the )?([A-Z][\w-]*|[a-z]+)['’]s (?:[a-z-]+ ){{0,2}}(?:{role()})\b"
        rf"|(?<!\d, )of (?:the )?([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|for|the))*),"
        rf"|(its|their) (?:[a-z-]+ ){{0,2}}(?:{role()})\b)"
        r"|^ of the ([a-z]+)(?= [a-z]|,)"
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
def officer() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[a-z-]+ ){{0,2}}(?:{role()}) (?:of|at|for) "
        rf"((?:the |its )?[\w’'.-]+(?: (?:[A-Z][\w’'-]*|of|for|the))*)(?:,|$)"
    )


@cache
def people() -> re.Pattern[str]:
    members = alternatives(word_set("counting", "member"))
    named = r"[A-Z][\w’'-]*?(?: [A-Z][\w’'-]*?)*"
    return re.compile(
        rf"^(?:(?:[Aa]n? |[Tt]he )?(?P<one>{named}) (?:{role()})"
        rf"|(?P<other>{named})(?:['’]s|s['’]) (?:[a-z-]+ ){{0,2}}(?:{members}))$"
    )


@cache
def people_of() -> re.Pattern[str]:
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
