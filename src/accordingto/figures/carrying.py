"""Whom a figure in the narrator's voice comes from: a log-linear choice among those who told before, and nobody.

What the rules make of it is one trait among others; the weights are in ``carrying.csv``, written by
``training/originators``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import dimension
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start
from accordingto.figures.whose import tells
from accordingto.records import Figure
from accordingto.weighing import trait_weights, weigh

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 8
_PRONOUNS = ("it", "its", "they", "their", "he", "she", "his", "her")
_POINTING = ("the", "this", "that", "these", "those")
_ONE = ("a", "an", "another", "other", "some", "one")
_LINKS = ("but", "and", "yet", "still", "meanwhile")
_SHARES = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure nobody is said to give, and who might.

    Parameters
    ----------
    word : Token
        Its number.
    figure : Figure
        What is known of it.
    before : sequence of Figure
        The figures before it.
    spoke : (int, str)
        Where a source gave a figure last, and who.
    breaks : int
        Paragraphs since then.
    paragraph : int
        Where its paragraph begins.
    last : bool
        Whether that is the last one of the article.
    roles : mapping of str to str
        Others who may give it by what they are there: "rule", "subject", "owner", "next".
    kinds : mapping of str to str
        Actor to its kind.
    """

    word: Token
    figure: Figure
    before: Sequence[Figure]
    spoke: tuple[int, str]
    breaks: int
    paragraph: int
    last: bool
    roles: Mapping[str, str]
    kinds: Mapping[str, str]


def traits(setting: Setting) -> dict[str, list[str]]:
    """Name the traits of each candidate; the empty one is nobody: the figure is the article's own.

    Parameters
    ----------
    setting : Setting
        The figure and those around it.

    Returns
    -------
    dict
        Originator to traits.
    """
    told = [f for f in setting.before if f.originator_id]
    given = Counter(f.originator_id for f in told)
    around = tuple(_around(setting, told))
    found = {"": [t for a in ("", *around) for t in [f"nobody & {a}" if a else "nobody"]]}
    if not setting.roles.get("rule"):
        found[""].append("nobody by rule")
    if setting.last:
        found[""].append("nobody & last paragraph")
    roles: dict[str, list[str]] = {}
    for role, who in (*setting.roles.items(), *_roles(setting, told, given)):
        if who:
            roles.setdefault(who, []).append(role)
    for who, held in roles.items():
        signs = [t for role in held for t in (role, *(f"{role} & {a}" for a in around))]
        signs.append(f"kind={setting.kinds.get(who.split(';')[0], '')}")
        signs.append(f"together={', '.join(sorted(set(held) - {'rule'}))}")
        signs.append(f"share={_SHARES * given[who] // max(1, len(told))}")
        found[who] = signs
    return found


def choose(setting: Setting) -> str:
    """Return whom a figure comes from; empty for nobody.

    Parameters
    ----------
    setting : Setting
        The figure and those around it.
    """
    of, told = trait_weights("figures/carrying.csv"), traits(setting)
    return max(told, key=lambda who: weigh(of, told[who]))


def _roles(setting: Setting, told: Sequence[Figure], given: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    last = setting.spoke[1]
    yield "last", last
    if not told:
        return
    yield "opened", next((f.originator_id for f in told if f.start >= setting.paragraph), "")
    yield "lead", told[0].originator_id
    yield "most", max(given, key=given.get)
    yield "other", next((f.originator_id for f in reversed(told) if f.originator_id != last), "")
    head = _head(setting.figure)
    yield "same measure", next((f.originator_id for f in reversed(told[-_BACK:]) if head and _head(f) == head), "")
    unit = setting.figure.unit
    alike = unit and unit != "percent"
    yield "same unit", next((f.originator_id for f in reversed(told) if alike and f.unit == unit), "")


def _around(setting: Setting, told: Sequence[Figure]) -> Iterator[str]:
    """What sort of figure it is, how its sentence begins and how far back somebody spoke."""
    figure, word, at = setting.figure, setting.word, setting.spoke[0]
    unit = figure.unit
    share = unit in ("percent", "share")
    yield "share" if share else ("money" if dimension(unit) == "money" else dimension(unit)) if unit else "count"
    yield f"opens={_opening(word)}"
    yield f"paragraphs={min(setting.breaks, 2)}" if at >= 0 else "paragraphs=none"
    yield f"sentences={_apart(word, at)}" if at >= 0 else "sentences=none"
    yield f"event={bool(figure.measure.partition(', ')[2])}"
    top = next((t for t in ancestors(word) if t.dep_ == "ROOT"), None)
    verb = top if top is not None and top.pos_ in ("VERB", "AUX") else None
    yield f"tense={verb.tag_ if verb is not None else 'none'}"
    helped = sorted({c.lower_ for c in children(verb) if c.dep_ == "aux"}) if verb is not None else []
    yield f"helped={' '.join(helped)}"
    yield f"modality={figure.modality}"
    yield f"year={any(_is_year(t) for t in word.doc[sentence_start(word) : sentence_end(word)])}"
    yield f"subject={_sort(_subject(verb), word)}"
    yield f"passive={any(c.dep_ == 'auxpass' for c in children(verb)) if verb is not None else 'none'}"
    head = _head(figure)
    yield f"goes on={bool(told) and head != '' and _head(told[-1]) == head}"


def _apart(word: Token, at: int) -> int:
    """How many sentences before its own a place of the text is; 3 for more."""
    first = sentence_start(word)
    for step in range(3):
        if word.doc[first].idx <= at or first == 0:
            return step
        first = sentence_start(word.doc[first - 1])
    return 3


def _subject(verb: Token | None) -> Token | None:
    return next((c for c in children(verb) if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None


def _sort(subject: Token | None, word: Token) -> str:
    """What a sentence is about: somebody, a thing, or what is counted."""
    if subject is None or subject.i > word.i or subject in (word, word.head):
        return "counted" if subject is not None else "none"
    if subject.pos_ == "PRON":
        return subject.lower_ if subject.lower_ in _PRONOUNS else "pronoun"
    return "person" if subject.ent_type_ == "PERSON" else "teller" if tells(subject) else "thing"


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text[:2] in ("19", "20") and token.text.isdigit()


def _head(figure: Figure) -> str:
    return figure.measure.partition(", ")[0]


def _opening(word: Token) -> str:
    """How a sentence begins: with a pronoun, "the", a number, a name."""
    doc, first = word.doc, sentence_start(word)
    token = next((t for t in doc[first : word.i + 1] if not t.is_space and not t.is_punct), word)
    low = token.lower_
    for kind, words in (("pronoun", _PRONOUNS), ("the", _POINTING), ("a", _ONE), ("link", _LINKS), ("of", ("of",))):
        if low in words:
            return kind
    if token.like_num:
        return "number"
    return {"ADP": "in", "PROPN": "name", "NOUN": "noun"}.get(token.pos_, "other")
