"""What new processes cost: the import, the memory, an archive that grows, a report.

Each is measured in a process of its own, because memory once taken and modules once loaded
would be counted for whatever comes next.
"""

import json
import statistics
import subprocess
import sys
from typing import TypedDict

PROLOGUE = """
import itertools, json, sys, tempfile, time
from pathlib import Path

def done(seconds, bulletins=0):
    try:
        import resource
    except ImportError:  # Windows
        peak = None
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = round(peak / (2**20 if sys.platform == "darwin" else 2**10))
    print(json.dumps({"seconds": seconds, "bulletins": bulletins, "peak_mb": peak}))
"""
START = """
start = time.perf_counter()
{statement}
done(time.perf_counter() - start)
"""
ARCHIVE = """
import monitorlib as ml
def archive(times):
    # read anew for every copy, as an archive is: nothing of it stays in memory
    for copy in range(times):
        for bulletin in ml.read(ml.data_path("bulletins")):
            yield ml.Bulletin(bulletin.text, bulletin_id=f"{{copy}}-{{bulletin.bulletin_id}}")
with tempfile.TemporaryDirectory() as folder:
    ml.parse_archive([], Path(folder) / "empty")  # loads what there is to load
    start = time.process_time()
    read = ml.parse_archive(archive({times}), Path(folder) / "out").read
    done(time.process_time() - start, read)
"""
TABLES = """
import monitorlib as ml
start = time.process_time()
tables = ml.parse({source})
done(time.process_time() - start, len(tables.bulletins))
"""
REPORT = """
from monitorlib import report
notebooks = sorted(Path("{notebooks}").glob("*.ipynb"))
with tempfile.TemporaryDirectory() as folder:
    start = time.perf_counter()
    report.render(notebooks, folder)
    done(time.perf_counter() - start)
"""


class Cost(TypedDict):
    """What a process took: ``peak_mb`` is None where the system does not tell."""

    seconds: float
    bulletins: int
    peak_mb: int | None


def cost(program: str, **values: object) -> Cost:
    """Run a program in a new process."""
    code = PROLOGUE + program.format(**values)
    output = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout
    found: Cost = json.loads(output.splitlines()[-1])
    return found


def start_seconds(statement: str, rounds: int = 5) -> float:
    """Time of a statement in a new process, the median; the first finds the files in no cache."""
    cost(START, statement=statement)
    return statistics.median(cost(START, statement=statement)["seconds"] for _ in range(rounds))


def memory() -> dict[str, int | None]:
    """Peaks: with the whole corpus parsed to tables, and with nothing to parse."""
    sources = {"nothing": "[]", "parse": 'ml.read(ml.data_path("bulletins"))'}
    return {what: cost(TABLES, source=source)["peak_mb"] for what, source in sources.items()}


def growing_archive(sizes: tuple[int, ...]) -> dict[int, Cost]:
    """Parse the corpus so many times over, part by part, into Parquet."""
    return {times: cost(ARCHIVE, times=times) for times in sizes}


def report_seconds(notebooks: str) -> float:
    """Time to run all notebooks and to write the pages."""
    return cost(REPORT, notebooks=notebooks)["seconds"]
