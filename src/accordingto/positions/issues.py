"""Which issue a stand is on: the analyst's issues where there are some, else those the corpus repeats."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from accordingto.positions.topics import Mention, concept_label, is_mutual, is_open, is_vague, stems, topics, words
from accordingto.positions.towards import direction_of, issue_polarity
from accordingto.tables import make_table

MOST = 20
"""Most issues that are proposed: a list that an analyst can read at a glance."""

LEAST = 2
"""Fewest stands that make an issue."""

_FAR = 8
"""Most sentences that a word such as *this situation* points back over."""


def assign_issues(
    positions: pd.DataFrame, issues: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give each position its issue and the side it takes there.

    Parameters
    ----------
    positions : DataFrame
        The table ``positions``.
    issues : DataFrame
        The table ``issues``. Its labels and synonyms are looked for in target and evidence, whatever
        their inflection. Where it has no rows, issues are proposed: what at least two stands are on.
    texts : mapping of str to str
        ``article_id`` to text; not asked where target and evidence tell enough.

    Returns
    -------
    tuple of DataFrame
        The positions with ``issue_id`` and ``issue_polarity``, and the issues.

    Examples
    --------
    >>> from accordingto.tables import make_table
    >>> tax = make_table("issues", [{"issue_id": "tax", "label": "Raise the tax", "synonyms": "tax rise;tax increase"}])
    >>> row = {"position_id": "a:p1", "article_id": "a", "sentence": 1, "start": 0, "end": 34, "actor_id": "person:x",
    ...        "evidence": "rejected the tax rises as unfair", "act": "rejects", "polarity": -1, "cue": "rejected",
    ...        "target": "the tax rises", "commitment": "ct+", "negated": False, "conditional": False,
    ...        "confidence": 0.8, "status": "extracted"}
    >>> found, _ = assign_issues(make_table("positions", [row]), tax, {})
    >>> found.loc[0, "issue_id"], int(found.loc[0, "issue_polarity"])
    ('tax', -1)
    """
    rows = positions.to_dict("records")
    order = sorted(range(len(rows)), key=lambda k: (rows[k]["article_id"], rows[k]["start"], rows[k]["end"], k))
    chosen, proposed = _proposed(rows, order)
    if len(issues):
        chosen = _kept(chosen, proposed, issues) | _given(rows, _edited(issues, proposed))
    else:
        issues = proposed
    _carry_on(rows, order, chosen)
    against = {row["issue_id"]: direction_of(f"{row['label']}") for row in issues.to_dict("records")}
    for k, row in enumerate(rows):
        found = chosen.get(k)
        row["issue_id"] = found.issue_id if found else ""
        side = issue_polarity(row, found.word) if found else None
        row["issue_polarity"] = None if side is None else side * against.get(row["issue_id"], 1)
    cells = [{name: _cell(value) for name, value in row.items()} for row in rows]
    return make_table("positions", cells), issues


@dataclass(frozen=True, slots=True)
class _Choice:
    """The issue of a position, the word that named it, and whether the issue names those who take part."""

    issue_id: str
    word: str = ""
    specific: bool = True


def _kept(chosen: Mapping[int, _Choice], proposed: pd.DataFrame, issues: pd.DataFrame) -> dict[int, _Choice]:
    """The corpus's own choice, for the proposed issues that the analyst has left as they were.

    So a second run, which is given what the first proposed, finds the same.
    """
    same = set(zip(proposed["issue_id"], proposed["label"], strict=True)) & set(
        zip(issues["issue_id"], issues["label"], strict=True)
    )
    kept = {issue_id for issue_id, _ in same}
    return {k: choice for k, choice in chosen.items() if choice.issue_id in kept}


def _edited(issues: pd.DataFrame, proposed: pd.DataFrame) -> pd.DataFrame:
    """The analyst's issues as words to look for; of a proposed one only the synonyms that were added."""
    known = {(row["issue_id"], row["label"]): row["synonyms"] for row in proposed.to_dict("records")}
    edited = []
    for row in issues.to_dict("records"):
        own = known.get((row["issue_id"], row["label"]))
        if own is None:
            edited.append(row)
        elif added := [s for s in row["synonyms"].split(";") if s and s not in own.split(";")]:
            edited.append(row | {"label": added[0], "synonyms": ";".join(added)})
    return make_table("issues", edited)


def _given(rows: Sequence[Mapping], issues: pd.DataFrame) -> dict[int, _Choice]:
    """The analyst's issues: the longest label or synonym found, in the target before the evidence."""
    phrases = []
    for issue in issues.to_dict("records"):
        for synonym in [issue["label"], *str(issue["synonyms"] or "").split(";")]:
            wanted = stems(synonym)
            if wanted:
                phrases.append((len(wanted), wanted, issue["issue_id"]))
    phrases.sort(key=lambda p: (-p[0], p[2], p[1]))
    chosen: dict[int, _Choice] = {}
    for k, row in enumerate(rows):
        for field in ("target", "evidence"):
            found = stems(row[field] or "")
            places = set(found)
            hit = next((p for p in phrases if p[1][0] in places and _holds(found, p[1])), None)
            if hit is not None:
                chosen[k] = _Choice(hit[2], hit[1][-1])
                break
    return chosen


def _holds(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    n = len(wanted)
    return any(found[i : i + n] == wanted for i in range(len(found) - n + 1))


def _proposed(rows: Sequence[Mapping], order: Sequence[int]) -> tuple[dict[int, _Choice], pd.DataFrame]:
    """Issues that at least two stands are on, the most repeated first."""
    mentions = {k: topics(rows[k]) for k in order}
    support: Counter[tuple] = Counter()
    for k in order:
        for key in dict.fromkeys(m.key for m in mentions[k]):
            support[key] += 1
    group = _groups(support)
    members: dict[tuple, list[int]] = defaultdict(list)
    first: dict[int, Mention] = {}
    total: Counter[tuple] = Counter()
    for k in order:
        total.update(list(dict.fromkeys(group[m.key] for m in mentions[k])))
    for k in order:
        known = [m for m in mentions[k] if total[group[m.key]] >= LEAST]
        if known:
            # The target's own words come first; among the evidence's, the issue most spoken of.
            head = [m for m in known if m.in_target] or sorted(known, key=lambda m: -total[group[m.key]])
            first[k] = head[0]
            members[group[head[0].key]].append(k)
    kept = [key for key in members if _worth(key, [rows[k]["actor_id"] for k in members[key]])]
    kept = sorted(kept, key=lambda key: (-len(members[key]), key))[:MOST]
    table, ids = [], {}
    for key in kept:
        spoken = [m for k in members[key] for m in mentions[k] if group[m.key] == key]
        label = concept_label(key, spoken)
        issue_id = _slug(label)
        if not issue_id or issue_id in ids.values():
            issue_id = next(f"{issue_id or 'issue'}-{n}" for n in range(2, 99) if f"{issue_id}-{n}" not in ids.values())
        ids[key] = issue_id
        surfaces = Counter(m.surface for m in spoken)
        ranked = sorted(surfaces, key=lambda surface: (-surfaces[surface], surface))
        synonyms = [surface for surface in ranked if surface.lower() != label.lower()]
        table.append(
            {
                "issue_id": issue_id,
                "label": label,
                "direction": f"+1: for it, or defends it; -1: against {label}",
                "synonyms": ";".join(synonyms[:8]),
            }
        )
    chosen = {
        k: _Choice(ids[group[m.key]], m.word, bool(group[m.key][1])) for k, m in first.items() if group[m.key] in ids
    }
    return chosen, make_table("issues", table)


def _worth(key: tuple, actors: Sequence[str]) -> bool:
    """Whether enough stands are on it; a noun of no list needs two actors who differ on it."""
    if is_open(key):
        return len(actors) > LEAST and len(set(actors)) >= LEAST
    return len(actors) >= LEAST and not (is_mutual(key) and not key[1])


def _groups(support: Mapping[tuple, int]) -> dict[tuple, tuple]:
    """Which issue each mention's key belongs to.

    *The cooperation* without names is the one that the corpus speaks of most, where it mostly names it;
    where it mostly does not, names that come once make no issue of their own.
    """
    concepts: dict[str, list[tuple]] = defaultdict(list)
    for key in sorted(support, key=lambda key: (-support[key], -len(key[1]), key)):
        concepts[key[0]].append(key)
    group = {}
    for concept, keys in concepts.items():
        bare, named_keys = (concept, ()), [key for key in keys if key[1]]
        unnamed = support.get(bare, 0)
        top = named_keys[0] if named_keys and support[named_keys[0]] >= unnamed else None
        for key in named_keys:
            wider = [k for k in named_keys if len(key[1]) < 2 and set(key[1]) < set(k[1])]
            rare = top is None and support[key] < max(LEAST, unnamed / 2)
            group[key] = wider[0] if wider else bare if rare else key
        group[bare] = group[top] if top is not None else bare
    return group


def _carry_on(rows: Sequence[Mapping], order: Sequence[int], chosen: dict[int, _Choice]) -> None:
    """*This situation*, *the allegations*: what the article has spoken of most so far.

    A stand towards an actor alone is on the issue of the sentence before.
    """
    article, spoken, last = "", Counter(), None
    for k in order:
        row = rows[k]
        if row["article_id"] != article:
            article, spoken, last = row["article_id"], Counter(), None
        if k in chosen:
            spoken[chosen[k].issue_id] += 1
            last = (int(row["sentence"]), chosen[k])
        elif last is not None and not topics(row):
            near = int(row["sentence"]) - last[0]
            if is_vague(row["target"] or "") and near <= _FAR:
                chosen[k] = _Choice(min(spoken, key=lambda issue: (-spoken[issue], issue != last[1].issue_id, issue)))
            elif row["target_kind"] == "actor" and near <= 1 and last[1].specific:
                chosen[k] = _Choice(last[1].issue_id)
                last = (int(row["sentence"]), chosen[k])


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(words(plain))


def _cell(value: object) -> object:
    return None if value is pd.NA or value != value else value
