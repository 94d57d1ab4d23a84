"""Throw spoiled bulletins and noise at the library, and keep what breaks it.

    python scripts/fuzz.py --inputs 200000

Whatever the input is, nothing may crash, every offset must be exact, saved tables must load back equal, and
nothing may take more than a second for 10 kB. What fails is made as small as possible and written to
``tests/data/fuzz``; ``tests/test_fuzz.py`` tries everything there again, and a few fresh inputs.
"""

import argparse
import csv
import functools
import hashlib
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import monitorlib as ml
from monitorlib._files import Format
from monitorlib.bulletin import read_bulletin
from monitorlib.decoding import UnreadableError
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin
from monitorlib.schemas import FACTS

FORMATS: tuple[Format, ...] = ("csv", "json", "parquet", "xlsx", "duckdb")
KEPT = Path(__file__).parent.parent / "tests" / "data" / "fuzz"
HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"
SECONDS, CHARACTERS = 1.0, 10_000  # so much processor time for so much text


class TooSlowError(Exception):
    """An input took longer than its length allows."""


@contextmanager
def in_time(size: int, more: float = 0.0) -> Iterator[None]:
    """Raise `TooSlowError` when the work takes longer than an input of this size may (not on Windows)."""

    def stop(*_: object) -> None:
        raise TooSlowError

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    limit, began = SECONDS * max(1, size / CHARACTERS) + more, time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
        if time.process_time() - began > limit:
            raise TooSlowError  # the alarm rang where no exception gets out
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# -- inputs --------------------------------------------------------------------------------------

SCANNED = [("0", "O"), ("O", "0"), ("l", "1"), ("1", "l"), ("rn", "m"), ("m", "rn"), ("5", "S")]
EVERYWHERE = [
    *((". ", "."), (" ", ""), (" ", "\n"), ("\n", " "), ("(", ""), (")", ""), ('"', "“")),
]
INSERTED = [
    *('"', "“", "”", "(", ")", "[", "]", "'", "--", "…", "\n", "\n\n", "\n\n \n\n", "\t", "\0"),
    *("\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{RIGHT-TO-LEFT MARK}"),
    *("e\u0301", "İ", "ß", "ﬁ", "\U0001f680", "\ufffd", "\ud800", "\r", "\r\n", "\v", "\x85"),
    *("10", "1,000", "19", " 1996 ", "$", "%", "²", "½", "٣", "<b>", "&amp;", "=1+1", "{{", "�"),
    "\n\nYeltsin to Visit Minsk Next Week\n\n",
    "\n\nMOSCOW DENIES IT.\n\n",
    " Лукашенко ",
    " Министр обороны России Павел Грачев ",
    " Les deux ministres ont signé un traité à Kiev le 12 janvier 1996. ",
    " Zwei Regimenter mit 18 Raketen wurden abgezogen. ",
    " (Itar-Tass, May 14) ",
    "Publication: Monitor Volume: 9 Issue: 9999\n",
]
Edit = Callable[[str], str]


@functools.cache
def pieces() -> list[str]:
    """Paragraphs of the bulletins that may be read, some of them whole bulletins."""
    with ml.data_path("gold", "split.csv").open(encoding="utf-8", newline="") as file:
        tune = {row["bulletin_id"] for row in csv.DictReader(file) if row["part"] == "tune"}
    bulletins = [b for b in ml.read(ml.data_path("bulletins")) if b.bulletin_id in tune]
    found = [b.text[slice(*span)] for b in bulletins for span in b.paragraphs]
    return [*found, *(bulletin.text for bulletin in bulletins[::8])]


def cut(at: int, size: int) -> Edit:
    return lambda text: text[: at % len(text)] + text[at % len(text) + size :]


def put(at: int, what: str) -> Edit:
    return lambda text: text[: at % len(text)] + what + text[at % len(text) :]


def swap(at: int) -> Edit:
    def swapped(text: str) -> str:
        place = at % len(text)
        return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]

    return swapped


def exchange(pair: tuple[str, str], times: int) -> Edit:
    return lambda text: text.replace(*pair, times)


def edits() -> st.SearchStrategy[Edit]:
    """One way to spoil a text at a place, or throughout."""
    place = st.integers(0, 4000)
    return st.one_of(
        st.builds(cut, place, st.integers(1, 30)),
        st.builds(put, place, st.sampled_from(INSERTED) | st.text(max_size=5)),
        st.builds(put, place, st.deferred(lambda: st.sampled_from(pieces()))),
        st.builds(swap, place),
        st.builds(exchange, st.sampled_from(SCANNED), st.integers(1, 40)),
        st.builds(exchange, st.sampled_from(EVERYWHERE), st.sampled_from([3, 20, -1])),
        st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    )


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A paragraph or a bulletin with some edits."""
    text = draw(st.sampled_from(pieces()))
    for edit in draw(st.lists(edits(), min_size=1, max_size=6)):
        text = edit(text or "x")
    return draw(st.sampled_from(["", HEADER])) + text


@st.composite
def repeated(draw: st.DrawFn) -> str:
    """A few words again and again, up to 20,000 characters: what is not linear shows."""
    text = draw(st.sampled_from(pieces()))
    at = draw(st.integers(0, len(text) - 1))
    unit = text[at : at + draw(st.integers(1, 40))]
    unit = draw(st.just(unit) | st.sampled_from(INSERTED) | st.text(min_size=1, max_size=4))
    return (unit * 20_000)[: draw(st.integers(2_000, 20_000))]


def texts() -> st.SearchStrategy[str]:
    mostly = [spoiled()] * 12
    return st.one_of(*mostly, st.text(max_size=300), repeated())


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """What a file may hold: text in any encoding, a page, noise."""
    text = draw(spoiled() | st.text(max_size=300))
    page = "<html><head><title>t</title></head><body><h1>T</h1><p>{}</p></body></html>"
    text = draw(st.sampled_from(["{}", "{}", page])).format(text)
    encoding = draw(st.sampled_from(["utf-8", "cp1252", "utf-16", "koi8-r", "utf-8-sig"]))
    data = text.encode(encoding, "replace")
    at = draw(st.integers(0, len(data)))
    return (
        data[:at]
        + draw(st.sampled_from([b"", b"", b"\xff", b"\0"]) | st.binary(max_size=9))
        + data[at:]
    )


# -- what must hold ------------------------------------------------------------------------------


def check_form(bulletin: ml.Bulletin) -> None:
    size = len(bulletin.text)
    for start, stop in bulletin.sentences + bulletin.paragraphs + bulletin.tags:
        assert 0 <= start < stop <= size
    for note in bulletin.notes:
        assert 0 <= note.start <= note.stop <= size
        assert note.message


def check_reading(data: bytes) -> None:
    """Bytes become a bulletin, or are refused with a reason."""
    try:
        check_form(read_bulletin(data, "fuzz"))
    except UnreadableError as error:
        assert str(error)


def check_parsing(text: str) -> None:
    """Rows and notes point into the text, and rows say what stands there."""
    bulletin = ml.Bulletin(text, "fuzz")
    check_form(bulletin)
    record = parse_bulletin(bulletin, load())
    for row in (row for table in FACTS for row in record[table]):
        assert bulletin.text[row["start"] : row["stop"]] == row["evidence"] != ""
        assert all(0 <= start < stop <= len(bulletin.text) for start, stop in row["spans"])
    for note in record["notes"]:
        assert 0 <= note["start"] <= note["stop"] <= len(bulletin.text)
        assert note["message"]


def check_mentions(text: str) -> None:
    """Every mention is the text at its offsets."""
    bulletin = ml.Bulletin(text, "fuzz")
    found = ml.find_mentions(bulletin)
    for start, stop, said in zip(found["start"], found["stop"], found["text"], strict=True):
        assert bulletin.text[start:stop] == said != ""


def check_highlight(text: str) -> None:
    """A page is made, and it holds no element that a bulletin could have brought."""
    bulletin = ml.Bulletin(text, "fuzz")
    page = ml.highlight(bulletin, ml.parse([bulletin])).body.lower()
    assert "<script" not in page
    assert "<b>" not in bulletin.text.lower() or "&lt;b&gt;" in page


def check_export(text: str) -> None:
    """Tables that are saved load back equal; which format is tried depends on the text."""
    tables = ml.parse([ml.Bulletin(text, "fuzz")])
    form = FORMATS[len(text) % len(FORMATS)]
    with tempfile.TemporaryDirectory() as folder:
        tables.save(folder, format=form)
        again = ml.load(folder)
    for name, frame in tables.frames.items():
        assert again.frames[name].equals(frame), f"{form}: {name}"


@dataclass(frozen=True)
class Target:
    """A part of the library: what to give it, what must hold, and how many inputs to a round."""

    inputs: Callable[[], st.SearchStrategy[Any]]
    check: Callable[[Any], None]
    round: int
    seconds: float = 0.0  # what it takes whatever the input: files of a table are made and read


TARGETS = {
    "reading": Target(files, check_reading, 1500),
    "parsing": Target(texts, check_parsing, 2700),
    "mentions": Target(texts, check_mentions, 635),
    "highlight": Target(texts, check_highlight, 150),
    "export": Target(texts, check_export, 15, seconds=2.0),
}

# -- running -------------------------------------------------------------------------------------


def try_one(name: str, given_: str | bytes) -> None:
    """Check one input of a target, within its time."""
    target = TARGETS[name]
    with in_time(len(given_), target.seconds):
        target.check(given_)


def run(name: str, number: int, start: int, tried: Callable[[str | bytes], None]) -> None:
    """Try a number of fresh inputs; the smallest that fails is the last one tried."""
    # without the phase that explains failures: it would try the input again in parts
    quiet = settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )

    @seed(start)
    @quiet
    @given(TARGETS[name].inputs())
    def each(value: str | bytes) -> None:
        tried(value)
        try_one(name, value)

    each()


def keep(name: str, value: str | bytes) -> Path:
    """Write an input that failed where the tests find it."""
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    path = KEPT / name / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def kept() -> list[tuple[str, str | bytes]]:
    """Targets and inputs that failed once."""
    found: list[tuple[str, str | bytes]] = []
    for path in sorted(KEPT.glob("*/*.bin")):
        data, name = path.read_bytes(), path.parent.name
        found.append((name, data if name == "reading" else data.decode("utf-8", "surrogatepass")))
    return found


def warm_up() -> None:
    """Use once what is loaded at its first use, so that no input pays for it."""
    for length in range(len(FORMATS)):
        check_export("." * length + "Russia and Belarus signed a treaty.")
    check_highlight("Russia and Belarus signed a treaty.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--minutes", type=float, default=60, help="stop after so long")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warm_up()
    began, count, failed = time.monotonic(), 0, 0
    last: list[str | bytes] = []

    def tried(value: str | bytes) -> None:
        nonlocal count
        count += 1
        last[:] = [value]

    start = options.seed * 1_000_000
    while count < options.inputs and time.monotonic() - began < 60 * options.minutes:
        for name, target in TARGETS.items():
            start += 1  # every round begins afresh: what was tried long ago needs no memory
            try:
                run(name, target.round, start, tried)
            except Exception as error:  # noqa: BLE001 - all that happens is what we look for
                failed += 1
                what = f"{type(error).__name__}: {str(error)[:300]}"
                print(f"{name}: {what}; kept in {keep(name, last[0])}", flush=True)
        print(f"{count:,} inputs, {time.monotonic() - began:,.0f} s, {failed} failed", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
