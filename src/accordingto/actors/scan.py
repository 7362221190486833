"""A parsed text to the names in it: maximal runs of capitalised words, cut up with the gazetteers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.actors.composed import Unit, goes_on, national, party, tail_of, told_first, written_whole
from accordingto.actors.forms import join_firms, known_surnames, told_by_belongings, told_by_end, told_by_form
from accordingto.actors.gazetteer import Entry, Gazetteer, Match, body_forms, gazetteer, of_kind
from accordingto.actors.namesakes import without_namesakes
from accordingto.actors.text import Name, Text
from accordingto.actors.wholes import join_wholes

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARTICLES = frozenset(
    [
        "al",
        "bin",
        "ibn",
        "bint",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "e",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_ADJECTIVES = ("ic", "al", "ive", "ary")
CONNECTORS = frozenset(("of", "for", "on"))
SILENT_LABELS = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "LANGUAGE"])
FUNCTION_WORDS = frozenset(["DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "ADV", "VERB", "PUNCT"])
LOCALITIES = frozenset(
    ["borough", "county", "district", "municipality", "oblast", "parish", "prefecture", "province", "township"]
)


def read(doc: Doc) -> Text:
    """Find the names in a parsed text.

    Parameters
    ----------
    doc : Doc
        Parsed by the pipeline of :mod:`accordingto.language` or one like it.

    Returns
    -------
    Text
    """
    knowledge = gazetteer()
    # Kept, as spaCy joins the tokens anew each time it is asked for a text.
    whole = doc.text
    ws = knowledge.words(whole)
    text = Text(doc, whole, ws, [], _starts=[t.idx for t in doc])
    known = knowledge.find(ws)
    of_people = [m for m in known if _part_of_a_person(text, m, knowledge)]
    found = [m for m in known if m not in of_people] if of_people else known
    found = _own_departments(without_namesakes(ws, found, of_people))
    text.matches = _apart(text, found)
    text.match_at = {m.first: m for m in text.matches}
    text.match_end = {m.last: m for m in text.matches}
    i = 0
    while i < len(ws):
        units = _run(text, i)
        if not units:
            i += 1 if i not in text.match_at else text.match_at[i].last - i
            continue
        i = _cut(text, units)
    join_wholes(text)
    join_firms(text)
    told_by_end(text)
    told_by_form(text)
    told_by_belongings(text)
    known_surnames(text)
    text.name_at = {n.first: n for n in text.names}
    text.name_end = {n.last: n for n in text.names}
    return text


def _apart(text: Text, matches: list[Match]) -> list[Match]:
    """Take apart what only looks like one office: the Progress Party | boss, Hill University | president."""
    apart: list[Match] = []
    for match in matches:
        first, last, entry = match
        ws = text.words
        two = entry.kind == "role" and last - first > 1 and ws[first].is_name and not ws[last - 1].is_name
        body = gazetteer().at(ws[: first + 1], first) if two and first > 0 and ws[first - 1].is_name else None
        rest = gazetteer().at(ws[:last], first + 1) if body is not None and not ws[first - 1].possessive else None
        if body is not None and body.entry.kind == "body" and rest is not None and rest.last == last:
            apart += [body, rest]
        else:
            apart.append(match)
    return apart


def _own_departments(matches: list[Match]) -> list[Match]:
    """Leave out departments of a state that is not named where others are: Manila has a Department of Justice, too.

    A Senate or a State House is then that of another country, whichever it is.
    """
    everywhere = of_kind("shared")
    named = {m.entry.country for m in matches if m.entry.sector != "PTY" and m.entry.name.lower() not in everywhere} - {
        ""
    }
    if named:
        # Labour and the Conservatives are those of the country that is told of.
        abroad = {
            m.first for m in matches if m.entry.sector == "PTY" and m.entry.is_name and m.entry.country not in named
        }
        matches = [m._replace(entry=replace(m.entry, country="")) if m.first in abroad else m for m in matches]
    own = of_kind("of one country")
    departments = [m for m in matches if m.entry.kind == "metonym" and "department" in m.entry.name.lower()]
    departments = [m for m in departments if m.entry.name.lower() not in own]
    shared = [m for m in matches if m.entry.kind == "metonym" and m.entry.name.lower() in of_kind("shared")]
    if not departments and not shared:
        return matches
    named = {m.entry.country for m in matches if m.entry.country and m not in departments and m not in shared}
    if not named:
        return matches
    kept = [m for m in matches if m.entry.country in named or m not in departments]
    foreign = {m.first for m in shared if m.entry.country not in named}
    return [m._replace(entry=replace(m.entry, country="")) if m.first in foreign else m for m in kept]


def _part_of_a_person(text: Text, match: Match, knowledge: Gazetteer) -> bool:
    """Whether a word known as a place, firm or office is part of a person's name here: Jim Jordan, Tim Cook."""
    if match.last - match.first > 1 or not text.words[match.first].is_name or match.entry.kind == "modifier":
        return False
    before, after = match.first - 1, match.last
    if match.entry.kind == "body" and _after_country(text, match, knowledge):
        return False  # "Sri Lanka Railways"
    if match.entry.kind == "body" and text.key(before - 1) == "the" and not _capital(text, after):
        return False  # Nobody is called "the Dalton Museum".
    if match.entry.kind == "body" and match.entry.name in of_kind("plain body"):
        return False
    if match.entry.kind in ("role", "body"):
        # A title leads, a surname ends: what a name follows is a title.
        if match.entry.kind == "role" and _capital(text, after) and not text.words[match.first].possessive:
            return False
    elif match.entry.kind in ("demonym", "national"):
        # "Anneke Brits", but not "Hill Germans" or "Paris French officials".
        named = _capital(text, before) and not text.words[before].possessive and not _capital(text, after)
        noun = after < len(text.words) and text.word_token(after).pos_ in ("NOUN", "PROPN", "ADJ")
        known = named and knowledge.at(text.words, before) is None and text.words[before].key in knowledge.genders
        return known and not noun
    title = knowledge.at(text.words, before) if before >= 0 else None
    if title is not None and title.entry.kind == "role" and not title.entry.plural and _capital(text, after):
        # "Gov. Rosario Vega": between a title and a name stands a given name.
        return match.entry.kind in ("place", "capital") and knowledge.at(text.words, after) is None
    opens = _capital(text, before) and text.word_token(before).pos_ in (
        "CCONJ",
        "SCONJ",
        "ADV",
        "ADP",
    )  # "But Sofia Hill"
    if not _capital(text, before) or opens or text.words[before].possessive or text.words[before].text.isupper():
        if not _capital(text, after) or match.first == 0 or match.entry.kind not in ("place", "capital", "country"):
            return False
        if text.words[after].key in knowledge.modifiers or text.words[match.first].possessive:
            return False
        return _person_entity(text, match.first, after) or _given_before_family(text, match.first, after)
    given = text.words[before].key
    if knowledge.at(text.words, before) and given not in knowledge.genders:
        return False
    if match.entry.kind in ("place", "capital", "country") and not _capital(text, after) and _titled(text, before):
        return True
    if match.entry.kind == "body" and match.entry.name not in of_kind("family name"):
        # Nobody is called Calder Therapeutics, whatever the parser thinks.
        return given in knowledge.genders
    return given in knowledge.genders or _person_entity(text, before, match.first)


def _titled(text: Text, i: int) -> bool:
    """Whether the title of one person stands before a word: "Superintendent | Masaru Togo"."""
    known = gazetteer()
    found = (known.at(text.words, k) for k in range(max(0, i - 3), i))
    return any(m is not None and m.last == i and m.entry.kind == "role" and not m.entry.plural for m in found)


def _after_country(text: Text, match: Match, knowledge: Gazetteer) -> bool:
    """Whether the name of a country in several words stands before a word."""
    before = (knowledge.at(text.words, k) for k in range(max(0, match.first - 3), match.first - 1))
    return any(m is not None and m.last == match.first and m.entry.kind == "country" for m in before)


def _given_before_family(text: Text, i: int, j: int) -> bool:
    """Whether a given name that is a place's as well stands before a word that is no place's: Sofia Hill."""
    known = gazetteer()
    plain = text.words[i].key in known.genders and known.at(text.words, j) is None
    return plain and text.word_token(j).ent_type_ in ("", "PERSON") and text.word_token(i).ent_type_ in ("", "PERSON")


def _capital(text: Text, i: int) -> bool:
    return 0 <= i < len(text.words) and text.words[i].is_name


def _person_entity(text: Text, i: int, j: int) -> bool:
    a, b = text.word_token(i), text.word_token(j)
    return a.ent_type_ == b.ent_type_ == "PERSON" and all(t.ent_iob_ == "I" for t in text.doc[a.i + 1 : b.i + 1])


def _name_word(text: Text, i: int) -> bool:
    """Whether a word outside the gazetteers is written and used as a name."""
    word = text.words[i]
    alone = word.key in gazetteer().genders and not word.possessive
    if alone and _person_entity(text, i, min(i + 1, len(text.words) - 1)):
        return word.is_name and not text.match_at.get(i + 1)
    # "Jan" is a month, but not before a capital: "Jan Smit".
    time = gazetteer().modifiers.get(word.key) == "time" and not (
        word.key in gazetteer().genders and _capital(text, i + 1)
    )
    if not word.is_name or len(word.text) == 1 or time:
        return word.is_name and len(word.text) == 2 and word.text[1] == "."
    tokens = text.tokens(i)
    double = word.key.split("-")
    if len(double) == 2 and all(part in gazetteer().genders for part in double) and _capital(text, i + 1):
        return True  # "Jean-Luc Hill"
    if word.key in gazetteer().genders and _capital(text, i + 1) and text.key(i - 1) not in ("", "\n", "."):
        # "lawyer Per Holm": the parser takes some given names for prepositions or adverbs.
        return True
    if "-" in word.text and all(part[:1].isupper() for part in word.text.split("-")):
        # "Per-Anders Holm": the parser takes the half for a preposition.
        return True
    given = i > 0 and text.words[i - 1].is_name and text.words[i - 1].key in gazetteer().genders
    if given and not text.words[i - 1].possessive and len(word.key) > 2 and tokens[0].pos_ in ("NOUN", "ADJ"):
        return True  # "Ana Tavares": the parser takes some family names for nouns.
    if tokens[0].ent_type_ in SILENT_LABELS or tokens[0].pos_ in FUNCTION_WORDS:
        return False
    return any(t.pos_ == "PROPN" or t.ent_type_ for t in tokens)


def _unit(text: Text, i: int) -> Unit | None:
    """The gazetteer entry or single name word that begins at a word, if it is capitalised."""
    if i >= len(text.words):
        return None
    match = text.match_at.get(i)
    if match:
        return (i, match.last, match.entry) if text.words[i].is_name else None
    return (i, i + 1, None) if _name_word(text, i) else None


def _run(text: Text, i: int) -> list[Unit]:
    """The longest run of capitalised units from a word on; a possessive ends it."""
    units: list[Unit] = []
    begin = i
    while (unit := _unit(text, i)) is not None:
        units.append(unit)
        i = unit[1]
        if len(units) == 1 and unit[0] == begin and (rest := _coordinated(text, begin, i)):
            units += rest
            break
        if len(units) >= 12 or (text.words[i - 1].possessive and not _members_body(text, i)):
            break
        i += i < len(text.words) and text.words[i - 1].possessive and text.words[i].text in ("'", "’")
        j = i
        while j - i < 3 and text.key(j) in PARTICLES and j not in text.match_at and not text.words[j].is_name:
            j += 1
        if j > i and units[-1][2] is None and (following := _unit(text, j)) is not None and following[2] is None:
            units.extend((k, k + 1, None) for k in range(i, j))
            i = j
    return units


def _coordinated(text: Text, first: int, i: int) -> list[Unit]:
    """The rest of a body's name with "and" in it: the Economic and Organised Crime Office; empty where it ends."""
    word = text.words[first]
    field = word.key.endswith(_ADJECTIVES) or gazetteer().modifiers.get(word.key) == "sector"
    if text.key(i) != "and" or i != first + 1 or text.key(first - 1) != "the" or not field or word.possessive:
        return []
    rest = _run(text, i + 1)
    body = next((k for k, u in enumerate(rest) if u[2] is not None and u[2].kind == "body"), 0)
    return [(i, i + 1, None), *rest] if body and all(u[2] is None for u in rest[:body]) else []


def _members_body(text: Text, i: int) -> bool:
    """Whether a plural possessive before a word is part of a name: the Teachers' Union, the Exporters' Forum."""
    last = text.words[i - 1]
    following = _unit(text, i + 1)
    plural = last.text[-1] == "s" and text.text[last.end : last.end + 2] in ("' ", "’ ")
    house = _unit(text, i)
    if not plural and house is not None:
        # "St Anne's Hospital", "St Brendan's Community College", but not "Britain's Museum".
        for _ in range(3):
            if house is not None and house[2] is not None and house[2].name.split()[-1] in of_kind("house"):
                return text.match_end.get(i) is None
            if house is None or (house[2] is not None and house[2].country):
                break
            house = _unit(text, house[1])
        return last.key in of_kind("members") and text.key(i - 2) == "the"  # "the Women's Legal Desk"
    return plural and following is not None and following[2] is not None and following[2].kind == "body"


def _cut(text: Text, units: list[Unit]) -> int:
    """Cut a run into names; return the word after it."""
    end = units[-1][1]
    # "Alhassane Ag Moussa": what tells a firm's form ends its name.
    inside = [k for k, u in enumerate(units[:-1]) if _form_of_firm(u[2]) and units[k + 1][2] is None]
    units = [(*u[:2], None) if k in inside else u for k, u in enumerate(units)]
    bodies = [k for k, u in enumerate(units) if u[2] is not None and u[2].kind == "body"]
    if not bodies and (of := _members(text, units)):
        first = units[-1][0]
        _cut_plain(text, units[:-1])
        text.names.append(Name(first, of, "organisation", None, "", gazetteer().lookup("group")))
        return of
    if not bodies and (first := party(text, units)) is not None:
        _cut_plain(text, units[:first])
        text.names.append(Name(units[first][0], end, "organisation", None, "", gazetteer().lookup("party")))
        return end
    if len(bodies) < 2 and (body := told_first(text, units)) is not None:
        country = next((e.country for _, _, e in units[1:] if e is not None and e.country), "")
        text.names.append(Name(units[0][0], end, body.actor_kind, None, country, body))
        return end
    lead = text.words[units[0][1] - 1]
    if len(units) > 1 and lead.possessive and lead.key in of_kind("members") and not bodies:
        text.names.append(Name(units[0][0], end, "organisation", None, "", gazetteer().lookup("group")))
        return end  # "the People's Voice"
    begin = 0
    whole = bodies and len(units) == 1 and not units[0][2].plural and written_whole(text, units[0])
    if whole and text.key(units[0][0] - 1) == "the" and not text.words[end - 1].possessive:
        text.names.append(Name(units[0][0], end, units[0][2].actor_kind, None, "", units[0][2]))
        return end  # "the Chamber of Mines"
    if bodies and (len(units) > 1 or _connected(text, end) or _numbered(text, end)):
        body = bodies[-1]
        first = body
        while first > 0 and _in_organisation(units[first - 1][2]):
            first -= 1
        last = _numbered(text, units[body][1]) or (_connected(text, end) if body == len(units) - 1 else 0)
        if first < body or last:
            _cut_plain(text, units[:first])
            stop = last or units[goes_on(text, units, body)][1]
            start = _joined(text, units[first][0], first)
            # The Labour Inspectorate is no part of the party of that name.
            inner = [u[2] for u in units[first:body] if u[2] is not None and u[2].sector != "PTY"]
            countries = [entry.country for entry in inner if entry.country]
            countries += _countries(text, units[body][1], stop)
            text.names.append(
                Name(
                    start,
                    stop,
                    units[body][2].actor_kind,
                    None,
                    countries[0] if countries else "",
                    units[body][2],
                )
            )
            begin = next((k for k in range(body + 1, len(units)) if units[k][0] >= stop), len(units))
            end = max(end, stop)
    _cut_plain(text, units[begin:])
    return end


def _form_of_firm(entry: Entry | None) -> bool:
    return entry is not None and entry.kind == "body" and entry.only_name and len(entry.name) < 4


def _members(text: Text, units: list[Unit]) -> int:
    """Where a name ends that calls an organisation by its members or as a congress; 0 when none does.

    "The Friends of the Hall", "Doctors for Peace", "the Congress of Basic Teachers", but not the Congress of Peru, and
    at a sentence's begin "Residents of Hill Street" are some people.
    """
    first, last, entry = units[-1]
    members = entry is not None and entry.kind == "role" and entry.plural and text.words[first - 1].text[0].isalnum()
    congress = entry is not None and entry.kind == "metonym" and entry.sector == "LEG" and last - first == 1
    stop = _connected(text, last) if members or congress else 0
    named = stop and not _countries(text, last, stop) and text.text[text.words[first].start - 1] not in '“"‘'
    return stop if named else 0


def _joined(text: Text, i: int, inner: int) -> int:
    """Where the name of a body begins that "and" joins to a word before: the Fire and Rescue Service."""
    if inner or i < 3 or text.key(i - 1) != "and" or text.match_at.get(i - 2):
        return i
    listed = i > 5 and text.key(i - 3) == "," and text.key(i - 5) == "the" and text.words[i - 4].text[:1].isupper()
    if listed and text.words[i - 2].is_name and not text.match_at.get(i - 4):
        while text.names and text.names[-1].first >= i - 4:
            text.names.pop()
        return i - 4  # the Zakat, Tax and Customs Authority
    if text.key(i - 3) not in ("the", "a"):
        return i
    word, name = text.words[i - 2], text.names[-1] if text.names else None
    if not word.text[:1].isupper() or word.possessive or word.key in gazetteer().genders:
        return i
    if name is not None and name.last == i - 1:
        if name.kind in ("person", "place") or name.last - name.first > 1:
            return i
        text.names.pop()
    return i - 2


def _in_organisation(entry: Entry | None) -> bool:
    if entry is not None and entry.kind == "role" and entry.sector == "PTY":
        return True  # the Socialist Party
    if entry is not None and entry.kind == "metonym" and entry.sector == "LEG":
        return True  # the Senate Banking Committee
    if entry is None or entry.kind in _ORGANISATION_PARTS or entry.plural or entry.name in gazetteer().modifiers:
        return True
    if entry.kind == "role" and entry.sector == "CRM":
        return True  # the Criminal Investigation Service
    return entry.kind == "role" and entry.actor_kind == "group" and entry.sector == "CVL"  # a Community College


def _countries(text: Text, first: int, last: int) -> list[str]:
    found = (text.match_at.get(i) for i in range(first, last))
    return [m.entry.country for m in found if m is not None and m.entry.country]


_ORGANISATION_PARTS = frozenset(
    ("country", "capital", "place", "demonym", "modifier", "body", "organisation", "national", "media")
)


def _numbered(text: Text, i: int) -> int:
    """Where a number ends a name: Union No. 7, Local 32; 0 when none does."""
    if text.key(i) == "no":
        i += 2 if text.words[i].text[-1] != "." and text.key(i + 1) == "" else 1
    return i + 1 if text.key(i).isdigit() and len(text.key(i)) < 5 else 0


def _in_title(text: Text, unit: Unit) -> bool:
    """Whether a word may follow "of" in an organisation's name: the College of Physicians, not of President Hill."""
    _, last, entry = unit
    if entry is None or entry.kind != "role" or entry.plural:
        return True
    # The Institute for Public Finance.
    return entry.actor_kind == "group" and _unit(text, last) is not None


def _connected(text: Text, i: int) -> int:
    """Where a name goes on after ``of`` or ``for``: Bureau of Labor Statistics; 0 when it does not."""
    if text.key(i) not in CONNECTORS or text.words[i - 1].possessive:
        return 0
    j = i + 1
    if text.key(j) == "the":
        j += 1
    stop = 0
    while (unit := _unit(text, j)) is not None and _in_title(text, unit) and j - i < 12:
        stop = j = unit[1]
        if text.words[j - 1].possessive:
            break
        if text.key(j) == "and" and _unit(text, j + 1) and (unit[2] is None or unit[2].kind == "modifier"):
            j += 1
    return stop


def _longer(text: Text, units: list[Unit], k: int) -> int:
    """The unit that an organisation's plain name ends with, which another one's name goes on with; else ``k``.

    The Ohio | Environmental Protection Agency, the opposition Lakeshore | Congress, the Social | Democratic Party.
    """
    first, last, entry = units[k]
    if k + 1 >= len(units) or text.words[last - 1].possessive or (entry is not None and entry.kind != "place"):
        return k
    n = k
    while entry is None and n + 1 < len(units) and units[n + 1][2] is None:
        n += 1
    following = units[n + 1][2] if n + 1 < len(units) else None
    if following is None or following.kind not in ("organisation", "metonym") or following.name[:1].islower():
        return k
    words = text.words[first : units[n][1]]
    strange = any(w.key in gazetteer().genders or w.possessive for w in words) or text.key(first - 1) not in (
        "the",
        "opposition",
        "ruling",
        "governing",
        "rival",
    )
    plain = text.key(units[n + 1][1] - 1) in body_forms()
    party = following.sector in ("PTY", "LEG") or entry is not None
    return n + 1 if plain and party and not strange else k


def _cut_plain(text: Text, units: list[Unit]) -> None:
    """Names in a run without a type of organisation: gazetteer entries, and what is left between them."""
    k = 0
    while k < len(units):
        first, last, entry = units[k]
        if (end := _longer(text, units, k)) > k:
            body = gazetteer().lookup("party" if units[end][2].sector == "LEG" else text.words[units[end][1] - 1].text)
            country = entry.country if entry is not None else ""
            text.names.append(Name(first, units[end][1], "organisation", None, country, body))
            k = end + 1
            continue
        if entry is not None:
            if national(text, units, k):
                text.names.append(Name(first, units[-1][1], "organisation", None, entry.country))
                return
            if (end := _paper(text, units, k)) > k:
                text.names.append(Name(first, units[end][1], "organisation", None, entry.country))
                k = end + 1
                continue
            branch = k + 2 == len(units) and entry.kind in ("organisation", "media") and tail_of(text, units, k + 1)
            if branch and entry.sector != "IGO":
                text.names.append(Name(first, units[-1][1], entry.kind, None, units[-1][2].country))
                return
            if entry.is_name and entry.kind != "demonym":
                kind = "place" if entry.kind == "place" else entry.actor_kind
                text.names.append(Name(first, last, kind, entry, entry.country))
            k += 1
            continue
        n = k
        while n + 1 < len(units) and units[n + 1][2] is None:
            n += 1
        after = units[n + 1][2] if n + 1 < len(units) else None
        stop = n
        while after is not None and after.kind == "role" and stop >= k and _ranking(text, units[stop]):
            stop -= 1  # "National Security Minister Hill": no organisation is called National.
        if stop < k:
            k = n + 1
            continue
        titled = k > 0 and units[k - 1][2] is not None and units[k - 1][2].kind == "role" and not units[k - 1][2].plural
        _cut_unknown(text, first, units[stop][1], titled)
        k = n + 1


def _ranking(text: Text, unit: Unit) -> bool:
    """Whether a word only tells an office apart: national, associate, chief."""
    return gazetteer().modifiers.get(text.words[unit[0]].key) == "" and not text.words[unit[0]].possessive


def _paper(text: Text, units: list[Unit], k: int) -> int:
    """The last unit of a name that begins with a country behind an article: the Jamaica Gleaner."""
    first, last, entry = units[k]
    short = text.words[first].text.isupper() or text.words[last - 1].key.endswith("s") or last - first > 1
    if entry.kind != "country" or text.key(first - 1) != "the" or short or text.words[last - 1].possessive:
        return k
    n = k
    while n + 1 < len(units) and (units[n + 1][2] is None or units[n + 1][2].kind == "media"):
        n += 1
    return n if n > k and n == len(units) - 1 else k


def _cut_unknown(text: Text, first: int, last: int, titled: bool) -> None:
    if last - first > 1 and gazetteer().modifiers.get(text.words[first].key) == "mood":
        first += 1  # "Furious Hill said"
    if last - first > 1 and text.words[first].key.endswith(("-based", "-born", "-owned", "-backed", "-listed")):
        first += 1  # "Dubai-based Hill" is a firm
        person = text.words[first].key in gazetteer().genders
        if not titled and not person:
            text.names.append(Name(first, last, "organisation", None, "", gazetteer().lookup("company")))
            return
    before = text.match_end.get(first)
    titled = titled or (
        before is not None
        and not text.words[first - 1].possessive
        and before.entry.kind == "role"
        and before.entry.actor_kind in ("person", "title")
    )
    text.names.append(Name(first, last, _look(text, first, last, titled), titled=titled))


def _look(text: Text, first: int, last: int, titled: bool) -> str:
    """What an unknown name looks like: a person, an organisation, a group, a place, or unknown."""
    if titled:
        return "person"
    knowledge = gazetteer()
    n = last - first
    words = text.words[first:last]
    if n > 1 and words[-1].key in LOCALITIES:
        return "place"
    if 2 <= n <= 5 and words[0].key in knowledge.genders and not words[0].text.isupper():
        return "person"
    labels = [text.word_token(i).ent_type_ for i in range(first, last)]
    label = labels[-1] if labels[-1] else labels[0]
    if label == "PERSON":
        return "person" if n <= 5 else "unknown"
    if label == "NORP":
        return "group"
    if label in ("GPE", "LOC", "FAC"):
        return "place"
    if label == "ORG" or (n == 1 and words[0].text.isupper() and 2 <= len(words[0].text) <= 6):
        return "organisation"
    return "unknown"
