"""Articles by the thousand for tests and benchmarks: sentences written here, recombined; the same seed, the same texts.

python tests/generate.py FOLDER NUMBER [--sentences 6]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

PEOPLE = (
    "Marta Velen, the head of the fire service",
    "Ivo Brandt, the mayor of Port Alder",
    "Health Minister Ruth Okafor",
    "Lena Sorel, a spokeswoman for the port authority",
    "Tomas Reyk, who leads the dockers' union",
    "Professor Anil Deshmukh",
    "a police officer who asked not to be named",
    "the relief agency Open Harbour",
)
EVENTS = ("flood", "fire", "strike", "march", "outbreak", "storm", "landslide", "power cut")
PLACES = ("Port Alder", "Kessel", "the Marn valley", "Upper Dray", "the old harbour", "Lindow")
SENTENCES = (
    "At least {n} people have died in the {event} in {place}, {who}, said.",
    "“We will not stop until everyone is found,” said {who}.",
    "{Who}, put the number of people who left their homes at around {m}.",
    "{Who}, condemned the government for its slow reply to the {event}.",
    "The company did not respond to a request for comment.",
    "According to {who}, repairs in {place} will cost more than ${k} million.",
    "{Who}, denied that warnings about the {event} had been ignored.",
    "The streets of {place} were quiet on Tuesday morning.",
    "{Who}, called on the council to open the shelters in {place}.",
    "Between {k} and {n} houses lost power, {who}, told reporters.",
    "Trains to {place} ran again by noon, and the schools opened as usual.",
    "“Nobody told us,” {who}, said, adding that {k} families still had no water.",
)


def articles(number: int, sentences: int = 6, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Draw articles as pairs of id and text.

    Parameters
    ----------
    number : int
        How many.
    sentences : int
        Sentences in each, below a headline.
    seed : int
        Another seed, other articles. The first articles are the same, however many are drawn.

    Examples
    --------
    >>> [name for name, _ in articles(2)]
    ['article-000000', 'article-000001']
    >>> list(articles(3))[:2] == list(articles(2))
    True
    """
    for n in range(number):
        draw = random.Random(f"{seed}:{n}")
        event, place = draw.choice(EVENTS), draw.choice(PLACES)
        lines = [f"{event.capitalize()} in {place}: what is known"]
        for pattern in draw.sample(SENTENCES, min(sentences, len(SENTENCES))):
            who = draw.choice(PEOPLE)
            words = {"event": event, "place": place, "who": who, "Who": who[0].upper() + who[1:]}
            line = pattern.format(**words, n=draw.randint(11, 99), m=draw.randint(2, 90) * 100, k=draw.randint(2, 10))
            lines.append(line)
        yield f"article-{n:06d}", "\n\n".join(lines) + "\n"


def write(folder: Path, number: int, sentences: int = 6, seed: int = 1) -> None:
    """Write articles as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(number, sentences, seed):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("number", type=int)
    parser.add_argument("--sentences", type=int, default=6)
    options = parser.parse_args()
    write(options.folder, options.number, options.sentences)
