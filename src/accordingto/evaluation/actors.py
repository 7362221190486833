"""Country and sector of an actor's mention, measured on the cases of the NGEC actor coder's tests."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

from accordingto.actors import describe_mention
from accordingto.actors.gazetteer import gazetteer
from accordingto.evaluation.scores import ErrorKind, Evaluation, micro
from accordingto.writing import write_text

COUNTRY_KEYS = ("country", "@cc")
SECTOR_KEYS = ("code_1", "@code")
UNKNOWN_SECTORS = ("UNK",)
COLUMNS = ("id", "mention", "country", "sector")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure how often country and sector are told from a mention's words.

    Parameters
    ----------
    gold : path
        JSON Lines: ``method``, ``args`` (a mention, and words of its context) and ``gold``, which maps
        ``country`` or ``@cc`` and ``code_1`` or ``@code`` to an operator (Eq, NotEq, In, Is) and a value.
        Cases that ask for an encyclopaedia's title alone are left out.
    out : path, optional
        Where the predictions are written: CSV with id (the line's number), mention, country, sector.

    Returns
    -------
    Evaluation
        Accuracies ``country`` and ``sector``. An unknown sector is the same as none; organisations
        of no country are compared by their kind (IGO, UNO, EUR, NGO), as the gold codes them.
    """
    found = Counter[str]()
    counts: dict[str, list[dict[str, float]]] = {"country": [], "sector": []}
    rows = []
    lines = [line for line in Path(gold).read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        case = json.loads(line)
        mention = " ".join(str(a) for a in (case["args"][1:2] + case["args"][:1]) if a)
        country, sector = predict(mention)
        rows.append((number, mention, country, sector))
        for name, keys, got in (("country", COUNTRY_KEYS, country), ("sector", SECTOR_KEYS, sector)):
            wanted = next((case["gold"][key] for key in keys if key in case["gold"]), None)
            if wanted is None:
                continue
            right = agrees(wanted[0], wanted[1], got)
            counts[name].append({"hit": right, "all": 1})
            if not right:
                found[
                    f"{name} {'missed' if not got else 'found where there is none' if not wanted[1] else 'mistaken'}"
                ] += 1
    if out is not None:
        write_text(out, _csv(rows))
    scores = tuple(micro(counts[name], "hit", "all", "all", name) for name in ("country", "sector"))
    kinds = tuple(ErrorKind(kind, n) for kind, n in sorted(found.items(), key=lambda k: (-k[1], k[0])))
    return Evaluation(scores, kinds, len(lines))


def predict(mention: str) -> tuple[str, str]:
    """Country (or kind of international organisation) and sector of a mention.

    Examples
    --------
    >>> predict("the Norwegian police"), predict("NATO")
    (('NOR', 'COP'), ('IGO', 'IGO'))
    """
    told = describe_mention(mention)
    entry = gazetteer().lookup(mention)
    return told.country or (entry.bloc if entry else ""), told.sector


def agrees(operator: str, wanted: str | list[str] | None, got: str) -> bool:
    """Whether a prediction is what a case asks for.

    Examples
    --------
    >>> agrees("Eq", "FRA", "FRA"), agrees("In", ["PTY", "REB"], "GOV"), agrees("Is", None, "")
    (True, False, True)
    """
    if operator == "In":
        return got in (wanted or ())
    value = "" if wanted is None or wanted in UNKNOWN_SECTORS else wanted
    return (got == value) is (operator != "NotEq")


def _csv(rows: list[tuple[int, str, str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()
