"""Which person holds which office: titles before a name, appositions before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from accordingto.actors.gazetteer import gazetteer, of_kind, rows
from accordingto.actors.introducing import CLOSING, and_more, can_be_person, closed, introduced
from accordingto.actors.phrases import Phrase
from accordingto.actors.text import Name, Text

COPULAS = frozenset(["is", "was", "became", "becomes", "remains"])
APPOSITION_REACH = 6
LED_REACH = 10


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
        name = introduced(text, phrase)
        if name is None or text.words[phrase.last - 1].possessive:
            continue
        strange = name.kind == "place" and name.entry is None and text.key(phrase.last) == "," and can_be_person(name)
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
            people = [name, *and_more(text, name)] if phrase.entry.plural else [name]
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
    told = {
        text.keys(n.first, n.last): n
        for n in text.names
        if n.entry is None and n.body is not None and n.kind != "person"
    }
    for name in text.names if told else ():
        known = told.get(text.keys(name.first, name.last)) if name.entry is None and name.body is None else None
        surname = name.last - name.first == 1 and text.words[name.first].key in people
        if known is not None and not name.titled and not surname:
            name.kind, name.body, name.country = known.kind, known.body, name.country or known.country


def _after(text: Text, name: Name, starts: dict[int, Phrase], links: Links) -> None:
    """Offices and organisations that follow a name: ", an editor for Acme", "of the Hill Institute"."""
    if text.words[name.last - 1].possessive:
        return
    i = name.last
    i = closed(text, i)
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
        who = text.key(i + 1) == "who"
        leading = mark == "," and text.key(i + 1).endswith("ing") and text.key(i + 1) in office_verbs()
        if (who or leading) and (phrase := _led(text, i + 1 + who, starts)) is not None:
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
    if part is not None and part.entry.name == "prosecution":
        told.entry, told.told = gazetteer().lookup("lead prosecutor") or entry, "lead prosecutor"
        return told
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
