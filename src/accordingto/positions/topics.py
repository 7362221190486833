"""What a stand is about, from its words alone: nominal events and the actors who take part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from accordingto.actors.gazetteer import gazetteer
from accordingto.attributions.lexicon import body_nouns, person_nouns
from accordingto.positions.lexicon import named, rows

_WORD = re.compile(r"[^\W_]+(?:[-‐‑.][^\W_]+)*")
_ENDINGS = ("'s", "’s")
_BEFORE, _AFTER = 4, 9
_OPEN = "="


@dataclass(frozen=True, slots=True)
class Mention:
    """A nominal event named in a target or in the evidence.

    Parameters
    ----------
    key : tuple
        The concept, and the names that tell it from others of its kind.
    surface : str
        The words as they stand.
    word : str
        Stem of the word that names the event.
    in_target : bool
        Whether the target names it.
    places : tuple of str
        Names said to be where it happens.
    """

    key: tuple[str, tuple[str, ...]]
    surface: str
    word: str
    in_target: bool
    places: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """The words of a text, without marks and possessive endings.

    Examples
    --------
    >>> words("Russia’s “de-escalation” plan")
    ['Russia', 'de-escalation', 'plan']
    """
    return [w for w in _WORD.findall(re.sub(r"['’]s?\b", "", text)) if w]


def stem(word: str) -> str:
    """Cut a word's inflection.

    Examples
    --------
    >>> [stem(w) for w in ("troops", "parties", "taxes", "Sanctions", "class")]
    ['troop', 'party', 'tax', 'sanction', 'class']
    """
    word = word.lower()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _verbal(word: str) -> str:
    """Cut a verb's inflection too, for matching an analyst's synonyms."""
    word = stem(word)
    for ending in ("ing", "ed", "e"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls" else word


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without inflection and articles."""
    return tuple(_verbal(w) for w in words(text) if w.lower() not in ("the", "a", "an"))


@cache
def _concepts() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], dict[str, dict[str, str]]]:
    first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    table = {row["concept"]: row for row in rows("concepts.csv")}
    for name, row in table.items():
        for entry in row["words"].split(";"):
            wanted = tuple(words(entry))
            first.setdefault(stem(wanted[0]), []).append((wanted, name))
    for found in first.values():
        found.sort(key=lambda pair: (-len(pair[0]), pair[1]))
    return first, table


@cache
def _name(words_: str) -> tuple[str, str, str] | None:
    """A country's or organisation's key, name and adjective, where the words name one."""
    known = gazetteer()
    entry = known.lookup(words_)
    if entry is None or entry.kind not in ("country", "capital", "demonym", "national", "organisation"):
        return None
    if entry.kind == "organisation":
        return entry.name, entry.name, entry.name
    return entry.country, known.countries[entry.country], known.demonyms[entry.country] or entry.name


def _named(tokens: Sequence[str]) -> list[tuple[int, int, tuple[str, str, str]]]:
    found, i = [], 0
    while i < len(tokens):
        for n in (4, 3, 2, 1):
            entry = _name(" ".join(tokens[i : i + n])) if tokens[i][:1].isupper() and i + n <= len(tokens) else None
            if entry:
                found.append((i, i + n, entry))
                i += n
                break
        else:
            i += 1
    return found


def _labels(key: str) -> tuple[str, str]:
    """Name and adjective of a key."""
    known = gazetteer()
    return known.countries.get(key, key), known.demonyms.get(key) or known.countries.get(key, key)


def topics(row: Mapping) -> list[Mention]:
    """The nominal events that a position names, those of its target first."""
    target, evidence = str(row["target"] or ""), str(row["evidence"] or "")
    found = _in_text(target, True, row)
    cue = words(str(row["cue"] or ""))
    if cue and cue[0] in evidence and str(row["rule"] or "").endswith("cue"):
        # What stands before the cue names the speaker, not what it speaks of.
        evidence = evidence[evidence.index(cue[0]) :]
    found += _in_text(evidence, False, row)
    if not found and row["target_kind"] == "event":
        found = _open(target)
    return found


def _open(target: str) -> list[Mention]:
    """A target whose noun is in no list: the noun with the word before it."""
    tokens = words(target)
    stop = next((i for i, t in enumerate(tokens) if i and t.lower() in named("phrase_end")), len(tokens))
    core = [t for t in tokens[:stop] if t.lower() not in named("determiner")]
    if not core or not core[-1].islower() or len(core[-1]) < 4 or stem(core[-1]) in _no_topics() or is_vague(target):
        return []
    phrase = [stem(t) for t in core[-2:]]
    return [Mention((f"{_OPEN}{' '.join(phrase)}", ()), " ".join(core[-2:]), phrase[-1], True)]


def _in_text(text: str, in_target: bool, row: Mapping) -> list[Mention]:
    concepts, table = _concepts()
    tokens = words(text)
    stemmed = [stem(t) for t in tokens]
    named = _named(tokens)
    covered = {i for start, end, _ in named for i in range(start, end)}
    found, i = [], 0
    while i < len(tokens):
        hit = next((pair for pair in concepts.get(stemmed[i], ()) if _fits(pair[0], tokens, stemmed, i)), None)
        if hit is None or i in covered:
            i += 1
            continue
        concept, end = hit[1], i + len(hit[0])
        before = [n for n in named if i - _BEFORE < n[1] <= i]
        after = [n for n in named if end <= n[0] < end + _AFTER]
        found.append(_mention(tokens, i, end, concept, table[concept], before, after, stemmed[end - 1], in_target, row))
        i = end
    return found


def _fits(wanted: tuple[str, ...], tokens: Sequence[str], stemmed: Sequence[str], i: int) -> bool:
    """Whether the words of an entry stand here; an entry in the plural (forces) wants a plural."""
    here = range(i, min(i + len(wanted), len(tokens)))
    return len(here) == len(wanted) and all(
        stemmed[k] == stem(w) and (stem(w) == w or tokens[k].lower() != stemmed[k])
        for k, w in zip(here, wanted, strict=True)
    )


def _mention(tokens, start, end, concept, entry, before, after, word, in_target, row) -> Mention:
    where = [n for n in after if _place(tokens, n[0])]
    others = [n for n in after if n not in where]
    if entry["relation"] == "between":
        keys = sorted({n[2][0] for n in (*before, *others)})
    else:
        nearest = before[-1:] or [n for n in others if tokens[n[0] - 1].lower() in ("of", "by", "from", "the")][:1]
        keys = [n[2][0] for n in nearest]
        target_id = str(row["target_id"] or "")
        if not keys and target_id.startswith("country:"):
            keys = [target_id.removeprefix("country:")]
    countries = gazetteer().countries
    first = before[-1][0] if before and not in_order(before[-1], start) else start
    surface = " ".join(tokens[first:end])
    return Mention(
        (concept, tuple(keys)),
        surface,
        word,
        in_target,
        tuple(n[2][1] for n in (*where, *others) if n[2][0] in countries),
    )


def in_order(name: tuple[int, int, tuple], start: int) -> bool:
    """Whether other words stand between a name and the event it belongs to."""
    return name[1] < start - 1


def _place(tokens: Sequence[str], i: int) -> bool:
    return any(t.lower() in ("in", "into", "to", "inside", "alongside", "joining") for t in tokens[max(0, i - 2) : i])


def concept_label(key: tuple[str, tuple[str, ...]], spoken: Sequence[Mention]) -> str:
    """A readable name for an issue: whose it is, what it is, and where or with whom."""
    concept, names = key
    if is_open(key):
        return min(Counter(m.surface.lower() for m in spoken).items(), key=lambda kv: (-kv[1], kv[0]))[0].capitalize()
    entry = _concepts()[1][concept]
    noun = entry["label"]
    if entry["relation"] == "between" and len(names) > 1:
        full = [_labels(n)[0] for n in names]
        return f"{noun.capitalize()} between {', '.join(full[:-1])} and {full[-1]}"
    owner = _labels(names[0])[1] if names else ""
    label = f"{owner} {noun}".strip()
    own = {_labels(n)[0] for n in names}
    places = Counter(p for m in spoken for p in dict.fromkeys(m.places) if p not in own)
    if entry["relation"] in ("in", "to", "against", "on") and places:
        place, n = min(places.items(), key=lambda kv: (-kv[1], kv[0]))
        if n >= 2 or n * 2 > len(spoken):
            label += f" {entry['relation']} {place}"
    return label[:1].upper() + label[1:]


def is_open(key: tuple[str, tuple[str, ...]]) -> bool:
    """Whether an issue's noun is in no list."""
    return key[0].startswith(_OPEN)


def is_mutual(key: tuple[str, tuple[str, ...]]) -> bool:
    """Whether an issue is something between parties, and so is nothing without them."""
    return not is_open(key) and _concepts()[1][key[0]]["relation"] == "between"


def is_vague(target: str) -> bool:
    """Whether a target only points back (this situation, the allegations, such a step).

    Examples
    --------
    >>> is_vague("this situation"), is_vague("this man"), is_vague("such units")
    (True, False, True)
    """
    found = [w.lower() for w in words(target)]
    if not found:
        return False
    known = _vague()
    if found[0] == "such" or "such" in found[:6]:
        return True
    return all(stem(w) in known or w in named("determiner") or w in ("of", "all") for w in found)


@cache
def _no_topics() -> frozenset[str]:
    """Stems of nouns that tell no issue by themselves: what only points back, people, bodies, shares, places."""
    return _vague() | {stem(word) for word in (*named("no_topic"), *person_nouns(), *body_nouns())}


@cache
def _vague() -> frozenset[str]:
    return frozenset(stem(word) for word in named("vague"))
