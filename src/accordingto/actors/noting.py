"""The mentions of an article as they are read: whom each stands for, by its words and by its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.actors.discourse import Discourse, Record
from accordingto.actors.entities import Entity
from accordingto.actors.heads import is_modifier
from accordingto.actors.naming import Naming

if TYPE_CHECKING:
    from spacy.tokens import Token


class Noting(Naming):
    """Remembers who was meant where, and who says which attribution."""

    discourse: Discourse
    speakers: dict[int, list[Entity]]
    by_head: dict[int, Record]

    def _note(
        self, first: int, last: int, meant: Sequence[Entity], confidence: float, head: Token | None = None
    ) -> Record:
        words = self.text.words
        head = head or self.text.word_token(last - 1)
        modifier = words[last - 1].possessive or is_modifier(head, self.text.word_token(last - 1).i)
        record = self.discourse.note(words[first].start, words[last - 1].end, tuple(meant), confidence, modifier)
        record.head = head.i
        if first > 0 and words[first - 1].text in ("By", "BY") and self.text.key(first - 2) in ("", "\n"):
            record.possessive = True
        self.meant_at[first] = record
        titles = self.links.titles.get(first, ())
        for phrase in titles:
            record.possessive = words[last - 1].possessive or (record.possessive and not is_modifier(head, head.i))
            called = self.text.quote(phrase.first, last) if phrase.last == first and not phrase.entry.plural else ""
            for entity in meant if called else ():
                entity.forms.setdefault(called, 1)
        self._keep(record)
        for phrase in titles:
            self._keep_title(record, self.text.word_token(phrase.last - 1))
        return record

    def _keep_title(self, record: Record, token: Token) -> None:
        """Let the head of a title stand for whom it introduces; "leaders" for both of "leaders A and B"."""
        if record.possessive or token.i == record.head:
            return
        before = self.by_head.get(token.i)
        known = before.entities if before is not None else ()
        together = tuple(dict.fromkeys((*known, *record.entities)))
        self.by_head[token.i] = replace(record, head=token.i, entities=together)
        self._join(self.by_head[token.i])
        for k in self.source_of.get(token.i, ()):
            self.speakers.setdefault(k, []).extend(e for e in record.entities if e not in self.speakers.get(k, ()))
        if token.i in self.source_of:
            for entity in record.entities:
                entity.spoke = record.start

    def _keep(self, record: Record) -> Record:
        if record.possessive and record.head not in self.source_of:
            return record
        self.by_head[record.head] = record
        for k in self.source_of.get(record.head, ()):
            self.speakers.setdefault(k, []).extend(record.entities)
        self._join(record)
        return record

    def _join(self, record: Record) -> None:
        """Remember "A and B" as those two together."""
        token = self.text.doc[record.head]
        before = self.by_head.get(token.head.i) if token.dep_ == "conj" else None
        if before is not None and before is not record and before.entities and record.entities:
            together = tuple(dict.fromkeys((*before.entities, *record.entities)))
            self.discourse.recent.append(
                Record(
                    before.start,
                    record.end,
                    together,
                    min(before.confidence, record.confidence),
                    before.head,
                    before.sentence,
                    before.subject,
                    False,
                    record.quoted,
                    before.source,
                )
            )
