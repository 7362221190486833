"""The rule on denials: the party concerned rejects a number, or admits fewer than others give."""

from __future__ import annotations

from accordingto.figures.comparability import Compared, told_together
from accordingto.figures.doubting import doubt, unlike
from accordingto.figures.events import answering
from accordingto.figures.intervals import disjoint
from accordingto.figures.lexicon import word_set
from accordingto.figures.threads import is_open
from accordingto.figures.verdicts import Verdict, verdict


def denied(a: Compared, b: Compared) -> Verdict | None:
    """The party concerned rejects the other's number, or admits fewer."""
    if (a.modality == "denied") != (b.modality == "denied"):
        # Who rejects the very number that another gives means that one.
        same = a.value == b.value is not None and a.originators and b.originators and told_together(a, b)
        if same and not a.originators & b.originators:
            return verdict("denied_or_conceded", "denied", "one of them is denied")
        return doubt(a, b) or verdict("denied_or_conceded", "denied", "one of them is denied")
    if a.dimension != b.dimension or not disjoint(a, b) or unlike(a, b) or not (a.originators and b.originators):
        return None
    less, other = (a, b) if a.headline < b.headline else (b, a)
    if less.originators & other.originators:
        return None
    # Fewer on an earlier day, when fewer were known of, is nothing that a party keeps back.
    dated = a.kind == b.kind and None not in (less.as_of, other.as_of)
    earlier = dated and less.as_of < other.as_of
    if a.article_id != b.article_id and (earlier or None in (less.as_of, other.as_of)):
        return None
    if less.nation and less.nation in less.source_nations and less.nation not in other.source_nations:
        return verdict("denied_or_conceded", "own_side_admits_fewer", "the side concerned admits fewer")
    if told_together(a, b) and other.value is not None and other.value in less.denies:
        return verdict("denied_or_conceded", "denied_beside", "who gives the lower number denies the other")
    same = a.measure == b.measure and not is_open(a.measure)
    if not told_together(a, b) or not (a.event or (a.anchored and b.anchored) or (same and less.admits)):
        return None
    # "A shift manager" without a name does not speak for the employer.
    employs = less.firm or any(not actor.startswith("unnamed:") for actor in less.actors)
    employer = answering().get(a.event) == "employer" and _labour(other) and employs
    liable = a.event in answering() or a.measure in word_set("counting", "liable")
    concerned = less.firm and not other.firm and (liable or less.forces)
    if earlier and a.kind == "cumulative" and not less.admits and not less.forces:
        return None
    if employer or concerned or less.admits:
        return verdict("denied_or_conceded", "party_admits_fewer", "the party concerned admits fewer")
    return None


def _labour(x: Compared) -> bool:
    return any(word in name.split() for name in x.originators for word in word_set("counting", "labour"))
