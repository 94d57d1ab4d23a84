"""Measure how well the parser reads the gold bulletins, and note it in data/gold/accuracy.csv.

``.venv/bin/python scripts/accuracy.py tune``. Reports quote the file. Name a part that is not tuned on
only when `data/README.md` allows it to be scored.
"""

import argparse
import csv
from datetime import UTC, datetime

from monitorlib.evaluation import Evaluation, evaluate, part_of_split
from monitorlib.resources import data_path


def figures(part: str, found: Evaluation) -> dict[str, str]:
    """Return one line of the file."""
    low, high = found.intervals["fact"]
    scores = {
        "fact_f1": found.macro["fact"],
        "fact_low": low,
        "fact_high": high,
        "row_f1": found.macro["row"],
        "slot_f1": found.macro["slot"],
        **{f"{name}_fact_f1": table.fact.f1 for name, table in found.tables.items()},
    }
    rounded = {name: f"{value:.2f}" for name, value in scores.items()}
    bulletins = str(len(found.bulletin_ids))
    return {
        "part": part,
        "bulletins": bulletins,
        **rounded,
        "measured": str(datetime.now(UTC).date()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", metavar="PART", help="a part of data/gold/split.csv")
    gold = data_path("gold")
    path = gold / "accuracy.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = {line["part"]: line for line in csv.DictReader(file)}
    for part in parser.parse_args().parts:
        lines[part] = figures(part, evaluate(gold, only=part_of_split(gold, part)))
        print(lines[part])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(next(iter(lines.values()))), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines.values())


if __name__ == "__main__":
    main()
