"""Which person holds which office: titles before a name, appositions before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from accordingto.actors.gazetteer import gazetteer, of_kind, rows
from accordingto.actors.phrases import Phrase
from accordingto.actors.text import Name, Text

COPULAS = frozenset(["is", "was", "became", "becomes", "remains"])
APPOSITION_REACH = 6
LED_REACH = 10
# The key of a full stop is empty.
REGION_WORDS = frozenset(["city", "county", "district", "province", "region", "state", "island", "islands", "valley"])
CLOSING = frozenset(["", ",", ".", ";", ":", ")", "–", "—", "\n"])


@dataclass(slots=True)
class Links:
    """For each name (by its first word) the offices it holds and the organisation it is of."""

    held: dict[int, list[Phrase]] = field(default_factory=dict)
    of: dict[int, Name] = field(default_factory=dict)
    shared: list[tuple[Phrase, list[Name]]] = field(default_factory=list)
    attached: set[int] = field(default_factory=set)
    titles: dict[int, list[Phrase]] = field(default_factory=dict)
    of_body: dict[int, Phrase] = field(default_factory=dict)
    speaks: set[int] = field(default_factory=set)
    typed: dict[int, Phrase] = field(default_factory=dict)

    def hold(self, name: Name, phrase: Phrase) -> None:
        """A person holds an office."""
        self.held.setdefault(name.first, []).append(phrase)
        self.attached.add(phrase.last)


def link(text: Text, found: list[Phrase]) -> Links:
    """Attach offices to the names beside them.

    Parameters
    ----------
    text : Text
        With its names.
    found : list of Phrase
        The offices in it.

    Returns
    -------
    Links
    """
    links = Links()
    bodies = {phrase.last: phrase for phrase in found if not phrase.is_role and not phrase.entry.plural}
    firms = {text.words[n.first].key for n in text.names if n.last - n.first == 1 and n.kind == "organisation"}
    for phrase in found:
        name = _following(text, phrase.last) or _apposed(text, phrase) or _called(text, phrase)
        name = name or _following_field(text, phrase)
        if name is None or text.words[phrase.last - 1].possessive:
            continue
        strange = name.kind == "place" and name.entry is None and text.key(phrase.last) == "," and _can_be_person(name)
        if phrase.is_role and phrase.entry.actor_kind != "organisation" and (name.kind != "place" or strange):
            if name.entry is not None and not name.titled:
                continue
            single = name.last - name.first == 1
            firm = text.key(phrase.last) == "," or text.words[name.first].key in firms
            if name.body is not None and not single and name.kind == "organisation" and not phrase.entry.is_office:
                links.attached.add(phrase.last)  # "the rebel Upper Nile Front"
                continue
            if phrase.entry.name in of_kind("firm") and ((single and firm) or _firm(name)):
                # "the contractor, Hillbau, said"
                name.kind = "organisation"
                links.attached.add(phrase.last)
                continue
            people = [name, *_and_more(text, name)] if phrase.entry.plural else [name]
            for one in people:
                one.kind = "person"
                links.hold(one, phrase)
                links.titles.setdefault(one.first, []).append(phrase)
            if len(people) > 1:
                links.shared.append((phrase, people))
        elif (
            not phrase.is_role
            and not phrase.entry.plural
            and name.kind in ("organisation", "media", "unknown", "person", "place")
        ):
            # "the Ukrainian publication Defence Express": the type tells what the name is.
            given = name.last - name.first > 1 and text.words[name.first].key in gazetteer().genders
            if name.kind == "person" and (name.titled or (given and phrase.entry.name in of_kind("firm or person"))):
                continue
            name.kind = phrase.entry.actor_kind
            name.body = name.body or phrase.entry
            name.country = name.country or phrase.country
            links.titles.setdefault(name.first, []).append(phrase)
            links.attached.add(phrase.last)
    for name in text.names:
        _whose(text, name, bodies, links)
    starts = {phrase.first: phrase for phrase in found}
    for name in text.names:
        if name.kind in ("person", "unknown", "organisation") and name.entry is None:
            _after(text, name, starts, links)
    _alike(text)
    return links


def _whose(text: Text, name: Name, bodies: dict[int, Phrase], links: Links) -> None:
    """Read who is told by an organisation's genitive: "Labour's Ann Hill said", "the union's Kobus Venter"."""
    several = name.entry is None and name.body is None and 1 < name.last - name.first < 4
    if not several or not text.words[name.first - 1].possessive or text.words[name.last - 1].possessive:
        return
    given = text.words[name.first].key in gazetteer().genders
    if not given and name.kind != "person" and text.head(name.first, name.last).dep_ not in ("nsubj", "nsubjpass"):
        return
    whose, body = text.name_end.get(name.first), bodies.get(name.first)
    if whose is not None and whose.kind in ("organisation", "media", "country"):
        if whose.kind == "country" and not given and name.kind != "person":
            return
        name.kind = "person"
        links.of.setdefault(name.first, whose)
    elif body is not None and body.entry.actor_kind == "organisation":
        name.kind = "person"
        links.typed.setdefault(name.first, body)


def _firm(name: Name) -> bool:
    """Whether a name is that of a firm by one of its words: Olneyville Holdings."""
    return name.body is not None and name.body.sector == "BUS"


def _alike(text: Text) -> None:
    """Let a name be an organisation's throughout that is told to be one: "drug giant Hillex", and later Hillex."""
    people = {text.words[n.last - 1].key for n in text.names if n.kind == "person" and n.last - n.first > 1}
    told = {_words(text, n): n for n in text.names if n.entry is None and n.body is not None and n.kind != "person"}
    for name in text.names if told else ():
        known = told.get(_words(text, name)) if name.entry is None and name.body is None else None
        surname = name.last - name.first == 1 and text.words[name.first].key in people
        if known is not None and not name.titled and not surname:
            name.kind, name.body, name.country = known.kind, known.body, name.country or known.country


def _words(text: Text, name: Name) -> tuple[str, ...]:
    return tuple(w.key for w in text.words[name.first : name.last])


def _following(text: Text, i: int) -> Name | None:
    """The name that begins at a word, a title before it aside: "chairman Sir | Clive Hill"."""
    for _ in range(3):
        title = text.match_at.get(i)
        rank = title is not None and title.entry.kind == "role" and title.entry.sector in ("MIL", "COP")
        if title is None or i in text.name_at or not (title.entry.actor_kind == "title" or rank):
            break
        i = title.last
    return text.name_at.get(i)


def _following_field(text: Text, phrase: Phrase) -> Name | None:
    """The full name behind what an office is for: "Acme's director of communications | Ann Hill"."""
    if not phrase.is_role or phrase.entry.plural or not phrase.entry.is_office:
        return None
    k = _field(text, phrase.last)
    name = text.name_at.get(k) if k > phrase.last + 1 else None
    full = name is not None and name.kind == "person" and name.last - name.first > 1
    return name if full and text.words[name.first].key in gazetteer().genders else None


def _apposed(text: Text, phrase: Phrase) -> Name | None:
    """The name in "the country's foreign minister, Dame Maria Hill, said": closed by a second mark."""
    if not phrase.is_role or phrase.entry.plural:
        return None
    body = text.match_at.get(phrase.end)  # "the head of Oslo | police, Ann Hill, said"
    beyond = body.last if body is not None and body.entry.kind == "body" else phrase.end
    for i in dict.fromkeys((phrase.last, phrase.end, beyond, _closed(text, phrase.end), _field(text, phrase.last))):
        if text.key(i) not in (",", "“", '"'):
            continue
        k = i + 1
        if k >= len(text.words):
            break
        if text.key(k) in ("known", "identified") and text.key(k + 1) == "as":
            k += 2  # "Its spokesman, known as Abu Hill, said"
        if text.key(k) in ("the", "a", "an") and (known := _described(text, k + 1)):
            k = known  # "The head of the mission, the Danish diplomat Ann Hill, said"
        if text.match_at.get(k) is None and text.word_token(k).pos_ in ("NOUN", "ADJ") and text.key(k).isalpha():
            k += text.match_at.get(k + 1) is not None  # "Its chair, history professor Ann Hill"
        while (title := text.match_at.get(k)) is not None and title.entry.kind == "role" and k - i < 6:
            k = title.last
        name = text.name_at.get(k)
        if name is not None and name.kind == "place" and (title := text.match_at.get(name.last)) is not None:
            # "The donor, Wichita developer Carl Voss"
            name = text.name_at.get(title.last) if title.entry.kind == "role" else name
        if name is not None and _place_like_person(text, name, phrase):
            name.kind = "person"
        if _can_be_person(name) and (name.last >= len(text.words) or _closes(text, name)):
            return name
    return None


def _described(text: Text, k: int) -> int:
    """The word after an office in the singular that describes a full name, demonyms before it aside; 0 for none."""
    while (match := text.match_at.get(k)) is not None and match.entry.kind == "demonym":
        k = match.last
    if match is None or match.entry.kind != "role" or match.entry.plural:
        return 0
    name = text.name_at.get(match.last)
    return match.last if name is not None and name.kind == "person" and name.last - name.first > 1 else 0


def _closes(text: Text, name: Name) -> bool:
    """Whether an apposition ends behind a name: "the mayor, Ann Hill (PS), said", "Ann Hill of the Greens, said"."""
    i = name.last
    if text.key(i) in CLOSING or text.words[i].text == "(":
        return True
    party = text.name_at.get(i + 1 + (text.key(i + 1) == "the")) if text.key(i) == "of" else None
    known = name.kind == "person" and party is not None and party.kind == "organisation"
    return known and (party.last >= len(text.words) or text.key(party.last) in CLOSING)


def _called(text: Text, phrase: Phrase) -> Name | None:
    """The name in "the makers' lobby, Etyra, said": a type of organisation, and between commas what it is called."""
    if phrase.is_role or phrase.entry.plural or text.key(phrase.last) != ",":
        return None
    if not any(t.dep_ in ("det", "poss") for t in islice(text.word_token(phrase.last - 1).lefts, 9)):
        return None
    name = text.name_at.get(phrase.last + 1 + (text.key(phrase.last + 1) == "the"))
    if name is None or name.entry is not None or name.titled or name.last >= len(text.words):
        return None
    beside = text.head(name.first, name.last)
    apposed = beside.dep_ == "appos" and beside.head.i == text.word_token(phrase.last - 1).i
    single = name.last - name.first == 1 or name.kind != "person"
    return name if apposed and single and text.key(name.last) in CLOSING else None


def _closed(text: Text, i: int) -> int:
    """The word after a parenthesis that begins at a word: "the Labour Congress (NLC), Musa Bala"."""
    if text.key(i) != "(":
        return i
    return next((k + 1 for k in range(i + 1, min(i + 8, len(text.words))) if text.key(k) == ")"), i)


def _field(text: Text, i: int) -> int:
    """The word after what an office is for: "director of conservation |", "cabinet member for parks and roads |"."""
    if text.key(i) not in ("of", "for"):
        return i
    k = i + 1
    while k < min(i + 6, len(text.words)) and text.words[k].text.islower():
        if text.word_token(k).pos_ not in ("NOUN", "ADJ", "CCONJ"):
            break
        k += 1
    return k


def _place_like_person(text: Text, name: Name, phrase: Phrase) -> bool:
    """Whether what the parser takes for a place is who holds an office: "the opposition leader, Litia Vaka, said"."""
    unknown = name.kind == "place" and name.entry is None and name.body is None and name.last - name.first in (2, 3)
    region = text.key(name.last - 1) in REGION_WORDS
    return unknown and not region and phrase.determiner != "" and name.last < len(text.words)


def _can_be_person(name: Name | None) -> bool:
    # A strange full name is often taken for that of a town.
    kinds = ("person", "unknown", "organisation", *(("place",) if name and name.last - name.first > 1 else ()))
    return name is not None and name.entry is None and name.kind in kinds


def _and_more(text: Text, name: Name) -> list[Name]:
    """The further names of "A, B and C"."""
    found: list[Name] = []
    while len(found) < 8:
        i = name.last
        if text.key(i) == "," and text.key(i + 1) == "and":
            i += 1
        following = text.name_at.get(i + 1)
        if text.key(i) not in (",", "and") or not _can_be_person(following):
            return found
        if text.key(i) == "," and not _list_goes_on(text, following):
            return found
        name = following
        found.append(name)
        if text.key(i) == "and":
            return found
    return found


def _list_goes_on(text: Text, name: Name) -> bool:
    return text.key(name.last) in (",", "and")


def _after(text: Text, name: Name, starts: dict[int, Phrase], links: Links) -> None:
    """Offices and organisations that follow a name: ", an editor for Acme", "of the Hill Institute"."""
    if text.words[name.last - 1].possessive:
        return
    i = name.last
    i = _closed(text, i)
    mark = text.key(i)
    if mark == "," and text.key(i + 1) == "of":
        # "Ann Lee, of the rival union"
        i, mark = i + 1, "of"
    body = starts.get(i + 1) if mark in ("of", "from", "with", "at") and name.kind == "person" else None
    if body is not None and not body.is_role and not body.entry.plural and body.place is not None:
        links.of_body.setdefault(name.first, body)  # "Ann Hill of the Hyderabad police"
        return
    if mark in ("of", "from", "with", "at"):
        k = i + 2 if text.key(i + 1) == "the" else i + 1
        while k > i + 1 and k < i + 5 and k not in text.name_at and _describes(text, k):
            k += 1
        organisation = text.name_at.get(k)
        if (
            organisation is not None
            and organisation.kind == "place"
            and name.kind == "person"
            and mark in ("of", "from")
        ):
            links.of.setdefault(name.first, organisation)
        if (
            organisation is not None
            and organisation.kind in ("organisation", "media", "country")
            and name.kind != "organisation"
        ):
            name.kind = "person"
            if not _in_office(organisation, links.titles.get(name.first, ())):
                links.of.setdefault(name.first, organisation)
            i = organisation.last
            mark = text.key(i)
    for k in (_behalf(text, i + 1) if mark == "," else 0, _behalf(text, i), _before_name(text, name.first)):
        whom = text.name_at.get(k + (text.key(k) == "the")) if k else None
        if whom is not None and whom.kind in ("organisation", "media", "country") and name.kind != "organisation":
            name.kind = "person"
            links.of.setdefault(name.first, whom)
            links.speaks.add(name.first)
            return
    if mark in (",", "–", "—", "-", "(") or mark in COPULAS:
        if text.key(i + 1) == "," and mark == ",":
            i += 1
        if text.key(i + 1) == "who" and (phrase := _led(text, i + 2, starts)) is not None:
            name.kind = "person"
            links.held.setdefault(name.first, []).append(phrase)
            return
        if text.key(i + 1) in ("who", "then") and text.key(i + 2) in COPULAS | {"-", "the"}:
            i += 2
        inner = False
        for k in range(i + 1, min(i + 1 + APPOSITION_REACH, len(text.words))):
            phrase = starts.get(k)
            if phrase is not None and inner and not phrase.is_role:
                return  # "Ann Hill, the only doctor on the committee"
            if phrase is not None:
                _appose(text, name, phrase, mark, links, starts)
                return
            token = text.word_token(k)
            if text.words[k].key in ("", ",", "\n", "“", '"', "and") or token.pos_ in ("VERB", "AUX", "PRON"):
                return
            inner = inner or token.pos_ == "ADP"


def _in_office(organisation: Name, titles: Sequence[Phrase]) -> bool:
    """Whether a name is that of the party of somebody in office: "the mayor, Ann Hill of the Greens"."""
    party = organisation.entry is not None and organisation.entry.sector == "PTY"
    return party and any(p.entry.is_office and p.entry.sector == "GOV" for p in titles)


def _behalf(text: Text, i: int) -> int:
    """The word after "representing", "on behalf of", "speaking for"; 0 where there is no such."""
    if text.key(i) == "representing":
        return i + 1
    if text.key(i) in ("speaking", "acting") and text.key(i + 1) == "for":
        return i + 2
    if text.key(i) == "who" and text.key(i + 1) in ("works", "speaks") and text.key(i + 2) in ("for", "at", "with"):
        return i + 3
    behalf = text.key(i + 1) == "behalf" and text.key(i + 2) == "of"
    return i + 3 if text.key(i) == "on" and behalf else 0


def _before_name(text: Text, first: int) -> int:
    """The word after "speaking for" in a phrase before a name: "Speaking for the union, Ann Hill said"."""
    if text.key(first - 1) != ",":
        return 0
    begin = text.word_at(text.token(text.words[first].start).sent.start_char)
    k = _behalf(text, begin) if first - begin < 12 else 0
    name = text.name_at.get(k + (text.key(k) == "the")) if k else None
    return k if name is not None and name.last == first - 1 else 0


def _describes(text: Text, k: int) -> bool:
    """Whether a word may stand between "the" and a name: the more moderate CFDT, the opposition Unity Party."""
    return k < len(text.words) and text.words[k].text.islower() and text.word_token(k).pos_ in ("ADJ", "ADV", "NOUN")


def _led(text: Text, i: int, starts: dict[int, Phrase]) -> Phrase | None:
    """The office that a relative clause tells: "who chairs the works council", "who took over as chief executive"."""
    limit = min(i + APPOSITION_REACH, len(text.words))
    for k in range(i, limit):
        if text.words[k].key in ("", ",", "\n", "“", '"'):
            break
        phrase = starts.get(k + 1) if text.key(k) == "as" else None
        if phrase is not None and phrase.is_role and not phrase.entry.plural:
            return phrase
    verb = next((k for k in range(i, min(i + 3, limit)) if text.key(k) in office_verbs()), None)
    entry = gazetteer().lookup(office_verbs()[text.key(verb)]) if verb is not None else None
    if entry is None:
        return None
    told = Phrase(verb, verb, verb + 1, verb + 1, entry, told=entry.name)
    client = text.name_at.get(verb + 1)
    if entry.name == "representative" and client is not None and client.kind == "person":
        told.owner = client
        return told
    part: Phrase | None = None
    for k in range(verb + 1, min(verb + LED_REACH, len(text.words))):
        name, body = text.name_at.get(k), starts.get(k)
        if name is not None and name.kind in ("organisation", "media", "unknown"):
            told.organisation = name
            return told
        if body is not None and not body.is_role and body.entry.name not in ("team", "division", "desk"):
            part = part or body
        if text.words[k].key in ("", ",", "\n") or name is not None:
            break
    if part is not None:
        # "who runs the works council"; in "who runs the fraud team at Acme" it is Acme.
        first = part.first + bool(part.determiner) if part.pronoun is None and not part.country else part.core
        told.inner_body, told.inner, told.country = part.entry, (first, part.last), part.country
        return told
    return None


@cache
def office_verbs() -> dict[str, str]:
    """The office of who chairs, runs or leads something, by the verb's form."""
    return {row["form"]: row["role"] for row in rows("office_verbs.csv")}


def _appose(text: Text, name: Name, phrase: Phrase, mark: str, links: Links, starts: dict[int, Phrase]) -> None:
    if phrase.entry.plural or phrase.last in links.attached:
        return
    if not phrase.is_role:
        closed = text.key(phrase.end) in CLOSING or text.key(phrase.end) in ("that", "which", "who", "of", "for")
        given = text.words[name.first].key in gazetteer().genders
        unsure = name.kind != "person" or ((phrase.determiner in ("a", "an") or not given) and not name.titled)
        if mark == "," and phrase.determiner and closed and unsure and name.body is None:
            # "Norfield Sands, the Danish retailer that": what it is called later.
            name.kind, name.body = phrase.entry.actor_kind, phrase.entry
            name.country = name.country or phrase.country
            links.attached.add(phrase.last)
        return
    role, held = text.word_token(phrase.last - 1), text.head(name.first, name.last)
    if mark == "," and role.dep_ in ("nsubj", "nsubjpass") and held.dep_ == "pobj" and held.i < role.i:
        return  # "According to Hill, an inspector wrote".
    told = phrase.determiner or phrase.country or phrase.organisation or phrase.past or phrase.end > phrase.last
    full = name.kind == "person" and name.last - name.first > 1 and text.key(phrase.last) in ("for", "of", "in", "at")
    if mark == "," and not told and not full and text.key(phrase.last) not in (",", ".", ")", "and"):
        # "Hill, president of Acme" is an apposition, "In Hill, officials" is not.
        return
    if name.kind == "organisation" and (name.body is not None or text.words[name.first].text.isupper()):
        return
    name.kind = "person"
    links.hold(name, phrase)
    if text.key(phrase.end) == "and":
        # "co-founder and chief executive of Acme"
        second = next((p for p in (starts.get(phrase.end + 1), starts.get(phrase.end + 2)) if p is not None), None)
        if second is not None and second.is_role and not second.entry.plural and second.last not in links.attached:
            links.hold(name, second)
