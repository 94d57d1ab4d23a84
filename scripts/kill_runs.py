"""Kill a run over an archive again and again, and see that it ends with the bytes of a calm one.

    python scripts/kill_runs.py --bulletins 20000 --kills 20

Each time one process of the run, drawn at random, gets ``kill -9`` at a random moment; then the run
is resumed. Exits with 1 if a file differs in the end.
"""

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

import monitorlib as ml

RUN = """
import sys, monitorlib as ml
if __name__ == "__main__":
    ml.parse_archive(sys.argv[1], sys.argv[2], jobs=2, resume=True, part_size=int(sys.argv[3]))
"""


def write_copies(folder: Path, count: int) -> None:
    """Write the shipped bulletins over and over, under other names."""
    texts = [bulletin.text for bulletin in ml.read(ml.data_path("bulletins"))]
    folder.mkdir()
    for number in range(count):
        (folder / f"copy-{number:06}.txt").write_text(texts[number % len(texts)], "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def parts(out: Path) -> int:
    return len(list(out.glob("part-*")))


def killed(command: list[str], out: Path, wanted: int, chance: random.Random) -> str:
    """Let a run get on to some number of parts, and a little more; say which process was killed."""
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and parts(out) < wanted:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.3))
    with contextlib.suppress(psutil.NoSuchProcess):
        workers = [each for each in process.children() if "spawn_main" in str(each.cmdline())]
        victim = chance.choice([process, *workers])
        victim.kill()
        code = process.wait()  # one whose worker was killed ends by itself
        who = "the first process" if victim.pid == process.pid else "a worker"
        return f"{who}, {parts(out)} parts done, exit code {code}"
    return f"none, it was done, exit code {process.wait()}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bulletins", type=int, default=20_000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--part-size", type=int, default=100)
    options.add_argument("--seed", type=int, default=1995)
    given = options.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        source, calm, out = (Path(name, part) for part in ("in", "calm", "out"))
        write_copies(source, given.bulletins)
        ml.parse_archive(source, calm, part_size=given.part_size)
        script = Path(name, "run.py")
        script.write_text(RUN, "utf-8")
        command = [sys.executable, str(script), str(source), str(out), str(given.part_size)]
        last = given.bulletins // given.part_size - 4  # a kill must come before the end
        moments = sorted(chance.choices(range(last + 1), k=given.kills))
        for number, moment in enumerate(moments, start=1):
            print(f"kill {number}: {killed(command, out, moment, chance)}", flush=True)
        subprocess.run(command, check=True)
        same = contents(out) == contents(calm)
    print(
        f"{given.bulletins} bulletins, {given.kills} kills: {'the same' if same else 'OTHER'} bytes"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
