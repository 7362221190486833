"""A run of capitalised words to the names in it: organisations by their type, gazetteer entries, and what is left."""

from __future__ import annotations

from accordingto.actors.composed import Unit, goes_on, national, party, tail_of, told_first, written_whole
from accordingto.actors.gazetteer import Entry, body_forms, gazetteer, of_kind
from accordingto.actors.runs import unit_at
from accordingto.actors.text import Name, Text

CONNECTORS = frozenset(("of", "for", "on"))
LOCALITIES = frozenset(
    ["borough", "county", "district", "municipality", "oblast", "parish", "prefecture", "province", "township"]
)
_ORGANISATION_PARTS = frozenset(
    ("country", "capital", "place", "demonym", "modifier", "body", "organisation", "national", "media")
)


def cut(text: Text, units: list[Unit]) -> int:
    """Cut a run into names; return the word after it."""
    end = units[-1][1]
    # "Alhassane Ag Moussa": what tells a firm's form ends its name.
    inside = [k for k, u in enumerate(units[:-1]) if _form_of_firm(u[2]) and units[k + 1][2] is None]
    units = [(*u[:2], None) if k in inside else u for k, u in enumerate(units)]
    bodies = [k for k, u in enumerate(units) if u[2] is not None and u[2].kind == "body"]
    if not bodies and _is_of_members(text, units):
        text.names.append(Name(units[0][0], end, "organisation", None, "", gazetteer().lookup("group")))
        return end
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


def _is_of_members(text: Text, units: list[Unit]) -> bool:
    """Whether a congress is that of members: the Mine Workers' Congress."""
    last = units[-1][2]
    return len(units) > 1 and last is not None and last.is_parliament and text.words[units[-2][1] - 1].possessive


def _members(text: Text, units: list[Unit]) -> int:
    """Where a name ends that calls an organisation by its members or as a congress; 0 when none does.

    "The Friends of the Hall", "Doctors for Peace", "the Congress of Basic Teachers", but not the Congress of Peru, and
    at a sentence's begin "Residents of Hill Street" are some people.
    """
    first, last, entry = units[-1]
    members = entry is not None and entry.kind == "role" and entry.plural and text.words[first - 1].text[0].isalnum()
    congress = entry is not None and entry.is_parliament and last - first == 1
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
    if entry is not None and entry.is_parliament:
        return True  # the Senate Banking Committee
    if entry is None or entry.kind in _ORGANISATION_PARTS or entry.plural or entry.name in gazetteer().modifiers:
        return True
    if entry.kind == "role" and entry.sector == "CRM":
        return True  # the Criminal Investigation Service
    return entry.kind == "role" and entry.actor_kind == "group" and entry.sector == "CVL"  # a Community College


def _countries(text: Text, first: int, last: int) -> list[str]:
    found = (text.match_at.get(i) for i in range(first, last))
    return [m.entry.country for m in found if m is not None and m.entry.country]


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
    return entry.actor_kind == "group" and unit_at(text, last) is not None


def _connected(text: Text, i: int) -> int:
    """Where a name goes on after ``of`` or ``for``: Bureau of Labor Statistics; 0 when it does not."""
    if text.key(i) not in CONNECTORS or text.words[i - 1].possessive:
        return 0
    j = i + 1
    if text.key(j) == "the":
        j += 1
    stop = 0
    while (unit := unit_at(text, j)) is not None and _in_title(text, unit) and j - i < 12:
        stop = j = unit[1]
        if text.words[j - 1].possessive:
            break
        if text.key(j) == "and" and unit_at(text, j + 1) and (unit[2] is None or unit[2].kind == "modifier"):
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
