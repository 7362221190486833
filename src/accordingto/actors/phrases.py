"""Offices and types of organisation as they stand in a text: "South Korea's vice foreign minister"."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.actors.gazetteer import Entry, Match, gazetteer, of_kind
from accordingto.actors.text import Name, Text

DEFINITE = frozenset(["the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"])
INDEFINITE = frozenset(
    [
        "a",
        "an",
        "some",
        "several",
        "many",
        "few",
        "most",
        "other",
        "another",
        "two",
        "three",
        "four",
        "five",
        "dozens",
        "no",
        "any",
        "one",
    ]
)
AFFILIATIONS = frozenset(["of", "for", "at", "from", "with", "in", "to"])
COMPARED = frozenset(["elder", "younger", "older"])
"""Words before a family name that tell two bearers apart."""

LEFT_REACH = 8


@dataclass(slots=True)
class Phrase:
    """A noun phrase whose head is an office or a type of organisation.

    ``first`` is its first word, the article included; ``core`` the first word of the title itself;
    ``last`` the word after the head, ``end`` after the organisation or country that follows it.
    ``owner`` is a name or an earlier word index of ``his`` or ``its`` before the head; ``local`` tells
    that it belongs to a place within the country, ``told`` is an office told by a verb ("who chairs"),
    ``owned`` that an organisation has it ("its buyer", "the Bloc's critic"),
    ``clients`` the words of those without a name whom a lawyer stands for, ``inner_pronoun`` the word
    index of ``its`` before the body it is of ("a spokesman for its foreign ministry").
    """

    first: int
    core: int
    last: int
    end: int
    entry: Entry
    determiner: str = ""
    country: str = ""
    organisation: Name | None = None
    owner: Name | None = None
    pronoun: int | None = None
    inner_body: Entry | None = None
    inner: tuple[int, int] = (0, 0)
    past: bool = False
    local: bool = False
    told: str = ""
    place: Name | None = None
    clients: tuple[int, int] = (0, 0)
    inner_pronoun: int | None = None
    owned: bool = False

    @property
    def is_role(self) -> bool:
        """Whether the head is somebody's office rather than an organisation."""
        return self.entry.kind == "role"


def phrases(text: Text) -> list[Phrase]:
    """Find the offices and types of organisation that are not part of a name.

    Returns
    -------
    list of Phrase
        In text order; none lies inside another one's core.
    """
    covered: set[int] = set()
    for name in text.names:
        covered.update(range(name.first, name.last))
    found: list[Phrase] = []
    for k, match in enumerate(text.matches):
        if match.entry.kind not in ("role", "body") or match.first in covered:
            continue
        following = text.match_at.get(match.last)
        if (
            following is not None
            and following.entry.kind in ("role", "body")
            and following.entry.actor_kind != "title"
            and not _ranked(text, match, following)
            and not text.words[match.last - 1].possessive
            and following.first not in covered
        ):
            continue
        if match.entry.name in COMPARED and match.last in text.name_at and text.key(match.first - 1) == "the":
            continue
        if not _noun(text, match) or (match.entry.only_name and not text.words[match.first].is_name):
            continue
        found.append(_phrase(text, match, k))
    return found


def _ranked(text: Text, match: Match, following: Match) -> bool:
    """Whether an office is followed by its holder's rank and name: "navy spokeswoman Lt. Ann Roy"."""
    if not match.entry.is_office or following.entry.sector not in ("MIL", "COP") or following.entry.is_office:
        return False
    last = following.last
    while (rank := text.match_at.get(last)) is not None and rank.entry.kind == "role" and last - following.first < 4:
        last = rank.last
    return text.words[following.first].is_name and any(n.first == last for n in text.names)


def _noun(text: Text, match: Match) -> bool:
    """Whether the head is used as a noun: not "to head", "the press reported" but "they press on"."""
    if match.last - match.first > 1:
        return True
    token = text.word_token(match.first)
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "X" and text.words[match.first].is_name)


def _phrase(text: Text, match: Match, k: int) -> Phrase:
    knowledge = gazetteer()
    phrase = Phrase(match.first, match.first, match.last, match.last, match.entry)
    i = match.first
    while i > 0 and match.first - i < LEFT_REACH:
        if text.words[i - 1].text in ("'", "’") and i > 1 and text.words[i - 2].possessive:
            i -= 1  # "Hill Foods' chief executive"
        word = text.words[i - 1]
        name = text.name_end.get(i)
        inner = text.match_end.get(i)
        if name is not None:
            if _attributive(text, name, match):
                name.kind = "organisation"
            if name.kind == "person" and not word.possessive and not _campaign(match):
                break
            if word.possessive or name.kind != "person" or _campaign(match):
                _own(phrase, name, word.possessive)
                i = name.first
                before = text.match_end.get(i)
                if name.kind == "person" and before is not None and before.entry.kind == "role":
                    i = before.first
                    break
                continue
            break
        if inner is not None and inner.entry.kind in ("role", "body"):
            if inner.entry.kind == "body" and not word.possessive:
                phrase.inner_body = phrase.inner_body or inner.entry
                phrase.inner = phrase.inner if phrase.inner != (0, 0) else (inner.first, inner.last)
                i = inner.first
                phrase.core = i if match.entry.kind == "body" else phrase.core
                continue
            if word.possessive:
                phrase.inner = (inner.first, inner.last)
                phrase.inner_body = inner.entry
                i = inner.first
                continue
            if inner.entry.name in knowledge.modifiers:
                i = phrase.core = inner.first
                continue
            if inner.entry.sector == "PTY" and word.is_name and phrase.is_role and phrase.inner_body is None:
                # "Conservative leader Ann Hill", "the Liberal science critic"
                phrase.inner_body, phrase.inner = inner.entry, (inner.first, inner.last)
                i = inner.first
                continue
            break
        if inner is not None and inner.entry.country:
            phrase.country = phrase.country or inner.entry.country
            i = inner.first
            continue
        if word.key == "that" and text.word_token(i - 1).tag_ == "IN":
            # "Said that residents were angry": no determiner.
            break
        if word.key in DEFINITE or word.key in INDEFINITE:
            phrase.determiner = phrase.determiner or word.key
            if word.key in ("its", "his", "her", "their"):
                phrase.pronoun = i - 1
                phrase.owned = word.key in ("its", "their")
            i -= 1
            break
        if word.key == "whose":
            # "The union, whose president, Ann Hill, was removed"
            owner = text.name_end.get(i - 1 - (text.key(i - 2) == ","))
            if owner is not None and owner.kind in ("organisation", "media"):
                _own(phrase, owner, True)
            break
        token = text.word_token(i - 1)
        if word.key in knowledge.modifiers and not word.possessive:
            phrase.past = phrase.past or word.key in knowledge.past
            if phrase.core == i:
                phrase.core = i - 1
            i -= 1
            continue
        if word.possessive or not word.text[0].isalnum() or token.pos_ not in ("ADJ", "NOUN", "NUM", "PROPN", "ADV"):
            break
        if token.pos_ == "ADV" and text.word_token(i).pos_ != "ADJ":
            break
        i -= 1
    phrase.first = i
    while phrase.core < phrase.last - 1 and text.key(phrase.core) in knowledge.past:
        phrase.core += 1
    _affiliation(text, phrase)
    if text.key(phrase.last) == "for" and phrase.entry.name in of_kind("advocate"):
        _clients(text, phrase)
    elif phrase.entry.name in of_kind("advocate"):
        _whose(text, phrase)
    if phrase.entry.name in of_kind("advocate") and text.key(phrase.end) in ("who", "that", "representing"):
        _represented(text, phrase)
    phrase.past = phrase.past or text.key(phrase.end) in ("until", "till")
    return phrase


def _attributive(text: Text, name: Name, match: Match) -> bool:
    """Whether what looks like a person's name is a body's: "a Quorvane spokesman", but not "a Hill spokesman"."""
    article = text.key(name.first - 1) in ("a", "an", "another") and name.last == match.first
    office = match.entry.kind == "role" and (match.entry.is_office or match.entry.name in of_kind("advocate"))
    if not (article and office) or name.titled or name.entry is not None:
        return False
    if name.kind != "person":
        return _unheard(name) and match.entry.name in of_kind("advocate")
    if text.words[name.first].key in gazetteer().genders:
        return False
    key = text.words[name.last - 1].key
    return not any(
        n.kind == "person" and n.last - n.first > 1 and text.words[n.last - 1].key == key and n.first != name.first
        for n in text.names
    )


def _campaign(match: Match) -> bool:
    return match.entry.sector == "PTY" or match.entry.kind == "body"


def _own(phrase: Phrase, name: Name, possessive: bool) -> None:
    if name.kind in ("place", "unknown", "country"):
        phrase.place = phrase.place or name
    if name.kind in ("country", "place", "group"):
        phrase.country = phrase.country or name.country
        phrase.local = phrase.local or name.kind == "place"
        if name.kind != "country" and not name.country:
            phrase.owner = phrase.owner or name
    elif name.kind in ("organisation", "media", "unknown"):
        phrase.organisation = phrase.organisation or name
        phrase.country = phrase.country or name.country
        phrase.owned = phrase.owned or possessive
    else:
        phrase.owner = phrase.owner or name


def _affiliation(text: Text, phrase: Phrase) -> None:
    """Read what follows the head: of Mexico, for the Ukrainian publication Defence Express, at Harvard."""
    j = phrase.last
    if text.words[j - 1].possessive or text.key(j) not in AFFILIATIONS:
        return
    preposition = text.key(j)
    abroad = preposition == "to" or (preposition == "for" and phrase.entry.speaks_for == "country")
    abroad = abroad or (preposition in ("in", "at") and phrase.entry.name in of_kind("abroad"))
    reach = min(len(text.words), j + 9)
    country, i = "", j + 1
    while i < reach:
        name = text.name_at.get(i)
        if name is not None:
            typed = text.match_end.get(i)
            if (body := _goes_on(text, name)) is not None:
                country, i = country or name.country, body.first
                phrase.inner = (name.first, body.last) if phrase.inner == (0, 0) else phrase.inner
                continue
            if preposition in ("at", "with") and phrase.entry.is_office and _unheard(name):
                name.kind = "organisation"  # "a manager at Quorvane"
            # "officials in the Treasury", but not "farmers in Acme County".
            known = name.entry is not None and name.kind == "organisation"
            typed = typed is not None and typed.entry.kind == "body" and not typed.entry.plural and name.entry is None
            if (typed or name.kind in ("organisation", "media", "unknown")) and (preposition != "in" or known):
                phrase.organisation = phrase.organisation or name
                phrase.country = phrase.country or country or name.country
            elif name.country and not abroad:
                phrase.country = phrase.country or name.country
            elif name.kind == "person" and preposition not in ("for", "of"):
                return
            elif name.kind == "person":
                phrase.owner = phrase.owner or name
            if name.kind in ("place", "unknown", "country") and preposition == "of":
                phrase.place = phrase.place or name
            phrase.end = name.last
            if text.words[name.last - 1].possessive:
                i = name.last
                continue
            return
        match = text.match_at.get(i)
        if match is not None and match.entry.country:
            country = country or ("" if abroad else match.entry.country)
            i = match.last
            continue
        word = text.words[i]
        if i == j + 1 and word.key in ("its", "their", "his", "her"):
            phrase.inner_pronoun = i
        party = match is not None and match.entry.kind == "role" and match.entry.sector == "PTY" and match.entry.plural
        if party and word.is_name and text.key(i - 1) == "the" and preposition in ("of", "for"):
            # "leader of the Democrats"
            phrase.inner_body, phrase.inner, phrase.end = match.entry, (match.first, match.last), match.last
            return
        if match is not None and match.entry.only_name and i == j + 1 and not word.is_name:
            i = match.last  # "director of communications at Acme"
            preposition = text.key(i) if text.key(i) in AFFILIATIONS else preposition
            continue
        if match is not None and match.entry.kind == "body":
            phrase.inner_body = phrase.inner_body or match.entry
            phrase.inner = (match.first, match.last) if phrase.inner == (0, 0) else phrase.inner
            phrase.country = phrase.country or country
            phrase.end = i = match.last
            if text.name_at.get(i) is None and text.key(i) not in AFFILIATIONS:
                return
            continue
        if word.text in ("’", "'") and text.words[i - 1].text.endswith("s"):
            i += 1  # "president of the consultants' association"
            continue
        token = text.word_token(i)
        stops = token.pos_ in ("VERB", "AUX", "PRON", "SCONJ", "CCONJ") and token.tag_ != "PRP$"
        if not word.text[0].isalnum() or stops:
            return
        i = match.last if match is not None else i + 1


def _unheard(name: Name) -> bool:
    return name.kind == "place" and name.entry is None and name.body is None and not name.country


def _goes_on(text: Text, name: Name) -> Match | None:
    """The body that a place describes: "president of the Oslo teachers' union"."""
    if name.kind not in ("place", "unknown", "country") or text.words[name.last - 1].possessive:
        return None
    for k in range(name.last, min(name.last + 4, len(text.words))):
        match = text.match_at.get(k)
        if match is not None and match.entry.kind == "body":
            return match if match.entry.name not in of_kind("of a town") and not match.entry.only_name else None
        word = text.words[k]
        if word.text not in ("’", "'") and not (word.text.islower() and text.word_token(k).pos_ in ("NOUN", "ADJ")):
            return None
    return None


def _clients(text: Text, phrase: Phrase) -> None:
    """Read whom a lawyer or spokesman stands for where they have no name: "a lawyer for 160 residents"."""
    if phrase.organisation or phrase.owner or phrase.inner_body or phrase.place or phrase.country:
        return
    first = i = phrase.last + 1
    while i < min(first + 5, len(text.words)) and text.word_token(i).pos_ in ("DET", "NUM", "ADJ", "NOUN"):
        i += 1
    if i > first and text.word_token(i - 1).tag_ in ("NNS", "NN"):
        phrase.clients = (first, i)


def _represented(text: Text, phrase: Phrase) -> None:
    """Read for whom a lawyer speaks where a verb tells: "a lawyer with Hill & Roy who represents 61 families"."""
    i = phrase.end + (text.key(phrase.end) != "representing")
    acts = text.key(i) in ("acts", "acted", "speaks", "spoke") and text.key(i + 1) == "for"
    if text.key(i) not in ("represents", "represented", "representing", "defends", "defended") and not acts:
        return
    first = last = i + 1 + acts
    while last < min(first + 5, len(text.words)) and text.word_token(last).pos_ in ("DET", "NUM", "ADJ", "NOUN"):
        last += 1
    if last > first and text.word_token(last - 1).tag_ in ("NNS", "NN"):
        phrase.clients = (first, last)


def _whose(text: Text, phrase: Phrase) -> None:
    """Read whose lawyer or spokesman it is where those have no name: "the family's lawyer", "residents' spokesman"."""
    inner = phrase.inner_body
    if phrase.organisation or phrase.owner or phrase.pronoun is not None or phrase.country:
        return
    if inner is not None and not (inner.kind == "role" and (inner.plural or not inner.is_office)):
        return
    k = (phrase.inner[1] if inner is not None else phrase.first) - 1
    if k > 0 and text.words[k].text in ("’", "'"):
        k -= 1
    marked = k >= 0 and (text.words[k].possessive or text.text[text.words[k].end : text.words[k].end + 1] in ("’", "'"))
    if not marked or text.word_token(k).pos_ != "NOUN":
        return
    first = k
    while first > 0 and text.word_token(first - 1).pos_ in ("DET", "ADJ", "NUM", "NOUN") and k - first < 4:
        first -= 1
    phrase.clients, phrase.inner_body = (first, k + 1), None


def title(text: Text, phrase: Phrase) -> str:
    """The office in the article's words, without country, organisation and article."""
    return phrase.told or text.quote(phrase.core, phrase.last)
