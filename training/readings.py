"""An article read as the package does, up to the choice of whom somebody speaks for."""

from accordingto import attributions, figures, language, positions
from accordingto.actors import surveying
from accordingto.actors.reading import Reading


def reading_of(text: str) -> Reading:
    """Read an article as the package does, up to the choice of whom somebody speaks for."""
    doc = language.pipeline()(text)
    tagged = [
        *attributions.tag(doc),
        *figures.as_sources(figures.tellers(doc), doc),
        *positions.acting(doc),
    ]
    reading = Reading(doc, tagged, "", ())
    reading.read()
    for entity in reading.registry.entities:
        reading.spoken[id(entity)] = surveying.spoken_for(entity)
    return reading
