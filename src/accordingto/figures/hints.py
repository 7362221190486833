"""What the words about a figure tell of its scope, where the parse is silent: another occasion, a part, a margin."""

from __future__ import annotations

import re
from functools import cache

from accordingto.figures.events import noun_classes
from accordingto.figures.lexicon import alternatives, rows, word_set
from accordingto.figures.portions import is_in_house, is_portion

_REACH = 160
_NEXT = 90
_HINTS = {
    "occasion": re.compile(
        r"\b(?:(?:last|previous|earlier|preceding) such|at the time\b(?! of)|the (?:year|month) before|"
        r"(?:an?|two|three|\w+teen|\d+) (?:years?|months?|decades?) (?:earlier|before|ago))\b"
    ),
    "nationwide": re.compile(
        r"\b(?:nationwide|nationally|countrywide|worldwide|for the whole country|"
        r"in the country as a whole|(?:across|throughout|around) the (?:country|nation|world))\b"
    ),
    "partial": re.compile(
        r"\b(?:ballots?|votes?|returns|stations|precincts|districts) (?:\w+ ){0,3}(?:counted|reported|reporting)\b|"
        r"\b(?:at|by) (?:noon|midday|midnight|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m)\b"
    ),
    "undated": re.compile(
        r"\b(?:undated|without (?:saying|specifying) when|"
        r"(?:did|would|does|do) not (?:say|specify) (?:(?:as )?(?:of|for|on|from|at) )?"
        r"(?:when|(?:which|what) (?:day|date))|"
        r"neither date|no date|not dated|nor (?:a|any) date|without (?:a |any )?date|"
        r"at (?:the|its|their) (?:height|peak)|peak of|at one (?:point|stage)|once spoke)\b"
    ),
    "supposed": re.compile(r"\b(?:for [\d.,]+ \w+ to|if|whether|would have|wants?|means? to|plan(?:s|ned)? to)\b"),
}
_UNDATED_THEN = re.compile(
    r"[^.!?;\d]{0,90}(?:[.!?]”?|;) (?:[Ii]t|[Tt]hey|The \w+) "
    r"(?:(?:is|are|was|were) (?:not dated|undated|without (?:a )?date)|"
    r"(?:bears?|has|have|carr(?:y|ies)|gives?) (?:no date|neither [^.;]{0,30}\bdate)|"
    r"do(?:es)? not (?:say|tell) (?:(?:as )?(?:of|for|on|from|at) )?(?:when|(?:which|what) (?:day|date)))"
)
""" "A note speaks of 47. It is not dated." """
_TURN = re.compile(r"; |, (?:while|but|and|whereas) ")
_MARGIN = re.compile(r"(?:give or take|plus or minus|±|margin (?:of error )?of|within)\W*$")
_GIVE_OR_TAKE = re.compile(
    r",? \(?(?:give or take|plus or minus|with a margin of(?: error of)?|±) ?(\d[\d,]*(?:\.\d+)?|[a-z]+)\b"
)
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PART = re.compile(
    r"\s*(?:[a-z]+ ){0,2}of (?:those|them|these|whom|which)\b(?! (?:it|he|she|they|we|you|i|the|a|an|by)\b)|"
    r"\s*of the (?:dead|deceased|killed|injured|wounded|hurt|missing|victims|survivors|detained|arrested|casualties)\b"
)
_ALL_OF_THEM = re.compile(r"\b(?:there (?:are|were|will be)|we (?:are|were)|all) (?:about |only |some )?$")
""" "There are nine of them": as many as there are."""
_OF_THESE = re.compile(r"\bof (?:these|those|them|which|whom),? (?:some |about |only |at least |nearly )?$")
_OUT_OF = re.compile(
    r"\b(?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|half) "
    r"(?:out )?of (?:the |its |their |all )?(?:first )?$|"
    r"\bone (?:out )?of (?:the|its|their|all)(?: first)? $"
    # "Of the city's 340 schools, 212 stayed shut."
    r"|^of (?:the )?[\w-]+(?: [\w-]+)?(?:['’]s|s['’]) $"
)
_OF_ALL = re.compile(r"[“\"]?of (?:the |this |its |their |all )[^.;:]{3,60}, [^;:]*$")
""" "Of this year's deficit, she said, 19 million comes from pipes, 9 million from interest"."""
_INCLUDES = re.compile(
    r"\b(?:(?:which|that|who|it|they) (?:adds?(?! up)|takes? in|covers?|counts? in)|"
    r"if (?:you|one|we|they) (?:count|include)s?|"
    r"includes|also counts?|leaves out|excludes|excluding|not counting|"
    r"do(?:es)? not (?:count|include)|without counting)\b"
)
_ENEMY = re.compile(r"\b(?:enemy|enemies|enemy’s|hostile|invad\w+)\b")
_AVERAGE = re.compile(r"\b(?:average|averages|averaged|mean|median|typical|typically)\b")
_EARLIER = re.compile(r"\b(?:from|compared (?:with|to)|as against)\W*$")
_BESIDE = re.compile(r"\d and\W*$")
"""Of "147,200 and 139,700" each counts something, and which is told elsewhere."""
_YEAR = re.compile(r"\b(?:in|of) (?:\w+ )?((?:19|20)\d\d)\b")
_RULED = 60
_NORM = re.compile(
    r"\b(?:the (?:law|rules?|constitution|treaty|contract) (?:requires?|allows?|permits?|demands?|sets?|says?)|"
    r"the (?:standard|norm|legal limit|speed limit) (?:is|was|says)|"
    r"(?:is|are|was|were) (?:allowed|permitted)|quorum of|"
    r"threshold of|legal limit of|(?:required|needed|necessary) (?:to|for)|"
    r"(?:short of|above|below) the (?:required|legal)|"
    r"(?:that|which) (?:makes?|would make) [^.,;]{2,30} (?:binding|valid|lawful))\b"
)
_BEFORE = re.compile(
    r"\W*(?:\w+ ){0,2}(?:the day before|a day (?:earlier|before)|the previous (?:day|week)|a week (?:earlier|before)|"
    r"at first|initially|originally)\b"
)
_RAISED = re.compile(
    r"\b(?:later|since|then|has|have|had) (?:\w+ )?"
    r"(?:raised|revised|lifted|upped|increased|updated|corrected)\b[^.,;]{0,60}\bto\W*$"
)
_CORRECTED = re.compile(r"\b(?:correct|revis|amend|adjust)(?:ed|es|ing|s)?\b[^.;]{0,120}\bfrom\W*$")
_BALLOTS = ("turnout", "for", "against", "margin", "invalid")
_OTHERS = re.compile(r"\s*others\b\s*[.,;:)]")
_DECIMAL = re.compile(r"\d\.\d+%?\W*$")


def is_give_or_take(text: str, start: int) -> bool:
    """Whether a number only tells how far the one before it may be off: "31,000, give or take 3,000".

    Examples
    --------
    >>> is_give_or_take("31,000, give or take 3,000", 21), is_give_or_take("31,000 people", 0)
    (True, False)
    """
    return bool(
        re.search(r"\d[^.\n]{0,20}(?:give or take|plus or minus|±) ?$", text[max(0, start - 50) : start].lower())
    )


def is_margin(text: str, start: int) -> bool:
    """Whether a number tells how sure another one is: "31,000, give or take 3,000"."""
    return bool(_MARGIN.search(text[max(0, start - 30) : start].lower()))


def margin(text: str, end: int) -> float:
    """How far a number may be off, where the words after it tell.

    Examples
    --------
    >>> text = "They counted 31,000, give or take 3,000."
    >>> margin(text, text.index(", give"))
    3000.0
    """
    found = _GIVE_OR_TAKE.match(text[end : end + 40].lower())
    told = found.group(1).replace(",", "") if found else ""
    return float(_SMALL.index(told)) if told in _SMALL else float(told) if told[:1].isdigit() else 0.0


def is_norm(text: str, start: int) -> bool:
    """Whether a number is what a rule asks for, not what was counted: "the 50 percent that the law requires"."""
    clause = (
        re.split(r"[.;\n]", text[max(0, start - _RULED) : start])[-1]
        + re.split(r"[.,;\n]", text[start : start + _RULED])[0]
    )
    return bool(_NORM.search(clause.lower()))


def is_besides(text: str, end: int) -> bool:
    """Whether a number is of those beside the ones told before: "seven deaths, and is looking into two others"."""
    head, tail = text[:end], text[end : end + 12].lower()
    return bool(_OTHERS.match(tail)) or (head[-6:].lower() == "others" and bool(re.match(r"\s*[.,;:)]", tail)))


def is_own(text: str, start: int, end: int) -> bool:
    """Whether a number is of the people or things of whoever tells it: "three of its soldiers", "its 40 trucks".

    Examples
    --------
    >>> text = "It lost three of its soldiers."
    >>> is_own(text, text.index("three"), text.index("three") + 5), is_own("Three died.", 0, 5)
    (True, False)
    """
    around = text[max(0, start - 8) : start].lower() + text[start : end + 14].lower()
    told = re.search(r"\b(?:of (?:its|their|our) (?:own )?[a-z]|(?:its|our) (?:own )?[\w-]+\b)", around)
    return bool(told) or is_act(text, start)


def is_act(text: str, start: int) -> bool:
    """Whether a number is of what its source did itself: "the army says it fired 330 rounds".

    Examples
    --------
    >>> text = "The army says it fired 330 rounds, the charity that it counted 400."
    >>> is_act(text, text.index("330")), is_act(text, text.index("400"))
    (True, False)
    """
    return bool(_acts().search(text[max(0, start - 40) : start].lower()))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:it|they|we) (?:(?:had|has|have) )?(?:{alternatives(word_set('counting', 'act'))})"
        r" (?:about |around |some |only |just |nearly |over |more than |at least )?$"
    )


def occurrence(text: str, start: int, end: int) -> str:
    """The name of the fire, storm or march of which the sentence tells last before a number, else after it.

    Examples
    --------
    >>> text = "The Ridge fire has burned 900 acres, the Creek fire 400."
    >>> occurrence(text, 26, 35), occurrence(text, 52, 55)
    ('ridge', 'creek')
    """
    first = max((m.end() for m in re.finditer(r"[.!?] |\n", text[max(0, start - 300) : start])), default=0)
    first += max(0, start - 300)
    found = _occurrences().findall(text[first:start])
    closing = re.split(r"[.!?;](?:\s|$)|\n", text[end : end + _NEXT])[0]
    found = found[-1:] or _occurrences().findall(closing)[:1]
    return found[0].lower() if found else ""


@cache
def _occurrences() -> re.Pattern[str]:
    words = alternatives(word_set("counting", "occurrence"))
    return re.compile(rf"\b(?!The\b)([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}) (?:(?i:{words}))\b")


def vessel(text: str, start: int, end: int) -> str:
    """In what the people aboard were, as the paragraph tells: a bus, a train, a ship.

    Examples
    --------
    >>> text = "The bus hit a tree. It carried 46 people. The train had 70 aboard."
    >>> vessel(text, 31, 33), vessel(text, 56, 58)
    ('bus', 'train')
    """
    first = text.rfind("\n", 0, start) + 1
    closing = re.search(r"[.!?](?:\s|$)|\n", text[end : end + _NEXT])
    found = _vessels().findall(text[first : end + (closing.start() if closing else _NEXT)].lower())
    return _kinds_of_vessel()[found[-1].removesuffix("s")] if found else ""


@cache
def _kinds_of_vessel() -> dict[str, str]:
    kinds = {row["word"]: row["kind"] for row in rows("counting") if row["kind"].startswith("vessel ")}
    return {word.removesuffix("s"): kind.removeprefix("vessel ") for word, kind in kinds.items()}


@cache
def _vessels() -> re.Pattern[str]:
    return re.compile(rf"\b((?:{alternatives(_kinds_of_vessel())})s?)\b")


def is_age(text: str, start: int, end: int) -> bool:
    """Whether a number is how old people are: "voters under 30", "those 45 and over".

    Examples
    --------
    >>> is_age("voters under 30 and", 7, 15), is_age("those 45 and over.", 6, 17), is_age("under 30 died", 0, 8)
    (True, True, False)
    """
    quote, after = text[start:end].lower(), text[end : end + 16].lower()
    if re.match(r"\d\d (?:and|or) (?:over|older|under|younger|above|up)\b", quote + after):
        return True
    people = re.search(
        r"\b(?:those|people|\w+s|men|women|children|anyone|everyone) $", text[max(0, start - 20) : start]
    )
    return bool(
        people
        and re.fullmatch(r"(?:under|over|above|below) \d\d", quote)
        and re.match(r"\s*(?:[.,;)]|and|or|$)", after)
    )


def is_decimal(quote: str) -> bool:
    """Whether a number ends in a decimal fraction, as no number of people does."""
    return bool(_DECIMAL.search(quote))


def hints(text: str, start: int, end: int, noun: str, head: str, event: str, year: int = 0) -> frozenset[str]:
    """Return what the figure's own sentence tells of its scope.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the figure is.
    noun, head, event : str
        What the figure itself names, and what it is taken to count.
    year : int
        For which year it is told, where that is known.

    Returns
    -------
    frozenset of str
        Of "house", "portion", "occasion", "nationwide", "partial", "undated", "supposed", "part", "earlier",
        "corrected", "raised", "stray", "base", "act",
        "enemy", "average", "including".

    Examples
    --------
    >>> text = "Seven of those died on the coast."
    >>> sorted(hints(text, 0, 5, "", "people", "killed"))
    ['part']
    """
    opening = text[max(0, start - _REACH) : start]
    opening = re.split(r"[.!?]\s|\n", opening)[-1].lower()
    closing = re.split(r"[.!?](?:\s|$)|\n", text[end : end + _NEXT])[0].lower()
    sentence = f"{opening}{text[start:end].lower()}{closing}"
    found = {name for name, pattern in _HINTS.items() if pattern.search(sentence)}
    if opening.startswith("it ") and _HINTS["undated"].search(_sentence_before(text, start - len(opening))):
        # "A draft bears no date. It speaks of 49."
        found.add("undated")
    elif not _HINTS["undated"].search(opening + re.split(_TURN, closing)[0]):
        # "Some say 20, while a list that bears no date has 30."
        found.discard("undated")
    if _UNDATED_THEN.match(text[end : end + _REACH]):
        found.add("undated")
    if any(int(y) < year for y in _YEAR.findall(sentence)):
        # "Well over 160 died when a boat sank in 2018."
        found.add("occasion")
    if event not in _BALLOTS:
        found.discard("partial")
    if _EARLIER.search(opening) or _BEFORE.match(closing):
        found.add("earlier")
    if _CORRECTED.search(opening):
        found.add("corrected")
    if _RAISED.search(opening):
        found.add("raised")
    if (_PART.match(closing) and not _ALL_OF_THEM.search(opening)) or _OF_THESE.search(opening):
        found.add("part")
    if is_in_house(text, end):
        found.add("house")
    bare = noun.lower() not in text[start:end].lower()
    if is_portion(text, start, end, bare):
        found.add("portion")
    if _OUT_OF.search(opening):
        found.add("base")
    elif _OF_ALL.match(opening):
        found.add("part")
    if is_act(text, start):
        found.add("act")
    if _INCLUDES.search(sentence):
        found.add("including")
    if _ENEMY.search(text[start:end].lower() + closing[:20]):
        found.add("enemy")
    if _AVERAGE.search(sentence):
        found.add("average")
    if (not noun and _names_another(opening, head)) or ((bare or not noun) and _BESIDE.search(opening)):
        found.add("stray")
    again = bool(re.search(r"\b(?:put|puts|gave|gives|has|set) it (?:at|as)\b", opening))
    if event == "turnout" and not again and event not in opening + re.split(r"[,;]", closing)[0]:
        found.add("stray")
    return frozenset(found)


def _sentence_before(text: str, start: int) -> str:
    return re.split(r"[.!?]\s|\n", text[max(0, start - _REACH) : start].rstrip(" .!?"))[-1].lower()


def _names_another(opening: str, head: str) -> bool:
    """The words before a bare number name things of another class and none of its own."""
    classes = noun_classes()
    named = {
        classes[w] for word in re.findall(r"[a-z]+", opening) for w in (word, word.removesuffix("s")) if w in classes
    }
    return bool(named) and not any(head in pair for pair in named)
