"""Who is about to be told as the source of what is being read: a content often comes before its source."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.actors.entities import Entity
from accordingto.actors.noting import Noting
from accordingto.actors.pronouns import pronouns
from accordingto.actors.recalling import referent
from accordingto.records import Tagged


class Expecting(Noting):
    """Finds who says the content around a place."""

    tagged: Sequence[Tagged]

    def _tellers(self, offset: int) -> tuple[Entity, ...]:
        """Who says the contents that hold a character, as far as can be told before the source is read."""
        found: list[Entity] = []
        for k in self.discourse.places.contents(offset):
            found += self.speakers.get(k, ()) or self._expected(k)
        return tuple(dict.fromkeys(found))

    def _expected(self, k: int) -> list[Entity]:
        """Whom the source of an attribution names: by a name, or by a pronoun that is all of it."""
        found: list[Entity] = []
        for start, end in self.tagged[k].source:
            i = self.text.word_at(start)
            forms = pronouns().get(self.text.key(i))
            if forms is not None and forms.person == "third" and self.text.words[i].end >= end:
                found += referent(self.discourse, i, forms)[0]
            while i < len(self.text.words) and self.text.words[i].end <= end and len(found) < 4:
                if i in self.full:
                    found.append(self.full[i])
                elif (name := self.text.name_at.get(i)) is not None and name.kind == "person":
                    known = self.discourse.surname(self.text.words[name.last - 1].key, start)[0]
                    found += [known] if known is not None else []
                i += 1
        return found
