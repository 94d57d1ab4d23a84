"""A whole archive: parts that survive a kill, the same bytes whoever works, loading some of it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import monitorlib as ml
from monitorlib.corrections import Correction, write_corrections
from monitorlib.schemas import FACTS, TABLES

COMMAND = [sys.executable, "-c", "from monitorlib.cli import app; app()", "parse"]
PART_SIZE = 40


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write_copies(folder: Path, corpus: ml.Corpus, count: int) -> Path:
    """Write the shipped bulletins over and over, under other names."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = corpus[number % len(corpus)].text
        (folder / f"copy-{number:05}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def few(corpus: ml.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_copies(tmp_path_factory.mktemp("few") / "in", corpus, 125)


@pytest.fixture(scope="module")
def parsed(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parsed") / "out"
    ml.parse_archive(few, out, part_size=PART_SIZE)
    return out


def test_an_archive_gives_the_tables_that_parse_gives(few: Path, parsed: Path) -> None:
    whole, parts = ml.parse(few), ml.load(parsed)
    for table in TABLES:
        assert_frame_equal(getattr(parts, table), getattr(whole, table))
    assert (parts.version, parts.lexicon_hash) == (whole.version, whole.lexicon_hash)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_again_and_again_it_ends_with_the_same_bytes(repository: Path) -> None:
    script = repository / "scripts" / "kill_runs.py"
    size = ["--bulletins", "500", "--kills", "3", "--part-size", "25"]
    done = subprocess.run(
        [sys.executable, script, *size], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("500 bulletins, 3 kills: the same bytes\n")
    assert done.stdout.count("parts done, exit code") == 3
    assert "exit code 0" not in done.stdout, "it was done before it was killed"


def test_the_command_with_one_process_and_with_two_writes_the_same(
    few: Path, tmp_path: Path
) -> None:
    said = set()
    for jobs in ("1", "2"):
        done = subprocess.run(
            [*COMMAND, few, "--out", tmp_path / jobs, "--jobs", jobs],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.stderr == ""
        said.add(done.stdout.replace(str(tmp_path / jobs), "OUT"))
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert "\n125 read = 125 parsed + 0 noted + 0 failed\n" in said.pop()
    assert not said


def test_any_executor_serves_and_is_left_open(few: Path, parsed: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        ml.parse_archive(few, tmp_path / "out", jobs=executor, part_size=PART_SIZE)
        assert executor.submit(int, "1").result() == 1
    assert contents(tmp_path / "out") == contents(parsed)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_it_in_good_order_and_it_goes_on(tmp_path: Path, jobs: str) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(3000):
        text = f"Russia dismantled {number} SS-18 missiles."
        (source / f"{number:04}.txt").write_text(text, "utf-8")
    command = [*COMMAND, source, "--out", out, "--jobs", jobs]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    wait_for(out, "part-*")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all of its processes
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "monitorlib: stopped; go on with --resume\n")
    assert list(out.glob(".writing-*")) == []
    assert 1 <= len(list(out.glob("part-*"))) < 6
    with pytest.raises(ValueError, match="not finished: resume"):
        ml.load(out)
    subprocess.run([*command, "--resume"], check=True, stdout=subprocess.DEVNULL)
    ml.parse_archive(source, tmp_path / "calm")
    assert contents(out) == contents(tmp_path / "calm")


def wait_for(folder: Path, pattern: str) -> None:
    end = time.monotonic() + 60
    while not list(folder.glob(pattern)):
        assert time.monotonic() < end, f"no {pattern} came"
        time.sleep(0.01)


def test_a_second_run_into_the_same_folder_is_refused(
    few: Path, parsed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def given() -> Iterator[Path]:
        for number, path in enumerate(sorted(few.iterdir())):
            if number == PART_SIZE + 1:  # the first run has written a part, and goes on
                before = contents(out)
                done = subprocess.run(
                    [*COMMAND, few, "--out", out, "--resume"],
                    check=False,
                    capture_output=True,
                    encoding="utf-8",
                )
                assert done.returncode == 2
                assert "another run is writing there" in done.stderr
                assert contents(out) == before
            yield path

    assert ml.parse_archive(given(), out, part_size=PART_SIZE).parsed == 125
    for table in TABLES:
        assert_frame_equal(getattr(ml.load(out), table), getattr(ml.load(parsed), table))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_takes_no_more_stops_it_and_a_later_run_goes_on(
    few: Path, tmp_path: Path, jobs: str
) -> None:
    resource = pytest.importorskip("resource")
    out = tmp_path / "out"
    done = subprocess.run(
        [*COMMAND, few, "--out", out, "--jobs", jobs],
        check=False,
        capture_output=True,
        encoding="utf-8",
        # no file may grow beyond this: writing fails half-way, as on a full disk
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000)),
    )
    full = f"monitorlib: {out}: the disk is full; make room and go on with --resume\n"
    assert (done.returncode, done.stderr) == (1, full)
    assert [path.name for path in out.iterdir()] == [".lock"]
    ml.parse_archive(few, out, resume=True)
    ml.parse_archive(few, tmp_path / "calm")
    assert contents(out) == contents(tmp_path / "calm")


@pytest.mark.parametrize("source", [[], iter([])])
def test_an_empty_archive_has_tables_too(source: "Iterable[Path]", tmp_path: Path) -> None:
    summary = ml.parse_archive(source, tmp_path / "out")
    assert (summary.read, set(summary.rows.values())) == (0, {0})
    for some in (ml.load(tmp_path / "out"), ml.load(tmp_path / "out", actor="BLR")):
        for table, frame in some.frames.items():
            assert_frame_equal(frame, getattr(ml.parse([]), table))
    with ml.database(tmp_path / "out") as base:
        for table in TABLES:
            assert base.table(table).fetchall() == []


def test_corrections_are_applied_and_a_new_one_has_its_part_alone_parsed_again(
    few: Path, parsed: Path, tmp_path: Path
) -> None:
    out, file = tmp_path / "out", tmp_path / "corrections.csv"
    shutil.copytree(parsed, out)
    row = ml.load(parsed).launchers.iloc[-1]
    text = ml.read(few)[row["bulletin_id"]]
    ids = (row["row_id"], row["bulletin_id"], "launchers", row["evidence"], text.sha256)
    write_corrections(file, [Correction(*ids, "set", "number", "77")])
    before = {path: path.stat().st_mtime_ns for path in out.glob("part-*/part.json")}
    ml.parse_archive(few, out, corrections=file, resume=True, part_size=PART_SIZE)
    changed = [path for path, when in before.items() if path.stat().st_mtime_ns != when]
    assert [path.parent.name for path in changed] == ["part-000003"]
    found = ml.load(out).launchers
    assert found.set_index("row_id").loc[row["row_id"], "number"] == 77
    assert_frame_equal(found, ml.parse(few, corrections=file).launchers)
    ml.parse_archive(few, out, resume=True, part_size=PART_SIZE)
    assert contents(out) == contents(parsed)


def test_every_input_is_accounted_for(few: Path, corpus: ml.Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    for number, path in enumerate(sorted(few.iterdir())[:20]):
        (folder / path.name).write_bytes(path.read_bytes())
        if number < 3:  # the same stems once more: they are told apart by their paths
            (folder / "below" / path.name).write_bytes(path.read_bytes())
    (folder / "copy-00004.html").write_text("<html><p>The same stem.</html>", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(random.Random(7).randbytes(5000))
    (folder / "unreadable.txt").symlink_to(folder / "nowhere.txt")
    summary = ml.parse_archive(folder, tmp_path / "out", part_size=7)
    assert summary.read == summary.parsed + summary.noted + summary.failed == 27
    assert (summary.parsed, summary.failed) == (24, 3)
    tables, wanted = ml.load(tmp_path / "out"), ml.parse(folder)
    assert_frame_equal(tables.bulletins, wanted.bulletins)
    unread = tables.notes[tables.notes["kind"] == "unreadable"]["message"]
    assert [Path(message.split(":")[0]).stem for message in unread] == [
        "empty",
        "noise",
        "unreadable",
    ]


def test_a_stream_is_read_once_and_an_id_taken_twice_is_noted(
    corpus: ml.Corpus, tmp_path: Path
) -> None:
    given = [(f"id-{n % 9}", corpus[n].text) for n in range(10)]
    given.append(("id-9", "Broken."))
    summary = ml.parse_archive(iter(given), tmp_path / "out", part_size=4)
    assert (summary.read, summary.parsed, summary.noted, summary.failed) == (11, 10, 1, 0)
    again = ml.parse_archive(given, tmp_path / "list", part_size=4)
    assert again == summary
    assert contents(tmp_path / "list") == contents(tmp_path / "out")


def test_an_item_of_a_digest_does_not_take_the_id_of_a_file(tmp_path: Path) -> None:
    header, folder = "Publication: Monitor Volume: 2 Issue: 10", tmp_path / "in"
    folder.mkdir()
    digest = "\n\n".join(f"{header}\n\nThe {n} ministers met in Minsk." for n in ("two", "three"))
    (folder / "a.txt").write_text(digest, "utf-8")
    (folder / "a-01.txt").write_text(f"{header}\n\nIt is another file.", "utf-8")
    (folder / "b-01.txt").write_text(f"{header}\n\nNo digest has this name.", "utf-8")
    summary = ml.parse_archive(folder, tmp_path / "out", part_size=1)
    assert (summary.read, summary.parsed, summary.noted, summary.failed) == (4, 3, 1, 0)
    tables = ml.load(tmp_path / "out")
    assert tables.bulletins["bulletin_id"].tolist() == ["a-01", "a-02", "b-01"]
    assert_frame_equal(tables.bulletins, ml.parse(folder).bulletins)


def test_a_zip_read_by_two_processes_is_as_its_folder(
    few: Path, parsed: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(few.iterdir()):
            archive.write(path, path.name)
    ml.parse_archive(tmp_path / "in.zip", tmp_path / "out", jobs=2, part_size=PART_SIZE)
    for table in TABLES:
        name = f"part-000001/{table}.parquet"
        assert (tmp_path / "out" / name).read_bytes() == (parsed / name).read_bytes()


def test_resuming_parses_again_only_what_has_changed(few: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in sorted(few.iterdir())[:12]:
        (folder / path.name).write_bytes(path.read_bytes())
    ml.parse_archive(folder, out, part_size=5)
    with pytest.raises(ValueError, match="earlier run"):
        ml.parse_archive(folder, out, part_size=5)
    before = {path: path.stat().st_mtime_ns for path in out.glob("part-*/bulletins.parquet")}
    (out / "part-000000" / "units.parquet").write_bytes(b"PAR1")  # damaged
    (folder / "copy-00011.txt").unlink()
    ml.parse_archive(folder, out, resume=True, part_size=5)
    kept = [path.parent.name for path, when in before.items() if path.stat().st_mtime_ns == when]
    assert kept == ["part-000001"]
    assert len(ml.load(out).bulletins) == 11


@pytest.mark.parametrize("folder", ["plain", "it's [a-z]* here?"])
def test_what_is_filtered_on_load_is_what_is_filtered_afterwards(
    parsed: Path, tmp_path: Path, folder: str
) -> None:
    if os.name == "nt" and folder != "plain":
        pytest.skip("no such name on Windows")
    moved = tmp_path / folder
    shutil.copytree(parsed, moved)
    all_tables = ml.load(parsed)
    some = ml.load(moved, actor="BLR", between=("1995", "1996-06"))
    first, last = pd.Timestamp("1995-01-01"), pd.Timestamp("1996-06-30")
    ids: set[str] = set()
    for table in FACTS:
        frame = getattr(all_tables, table)
        named = frame.apply(names_belarus, axis=1, result_type="reduce").astype(bool)
        timely = (
            frame["date"].notna()
            & (frame["date_start"].isna() | (frame["date_start"] <= last))
            & (frame["date_end"].isna() | (frame["date_end"] >= first))
        )
        wanted = frame[named & timely].reset_index(drop=True)
        assert_frame_equal(getattr(some, table), wanted)
        ids |= set(wanted["bulletin_id"])
    assert set(some.bulletins["bulletin_id"]) == ids
    assert set(some.notes["bulletin_id"]) <= ids


def names_belarus(row: "pd.Series[object]") -> bool:
    single = [row[slot] for slot in ("owner", "country", "to_country", "operator") if slot in row]
    return "BLR" in [*row.get("parties", ()), *(actor for actor in single if pd.notna(actor))]


def test_a_filter_gives_the_facts_of_an_actor_and_a_time(tmp_path: Path) -> None:
    told = {
        "early": "Russia dismantled 12 SS-18 missiles on January 12, 1995.",
        "late": "Russia dismantled 12 SS-18 missiles on March 3, 1999.",
        "other": "Ukraine dismantled 12 SS-18 missiles on January 12, 1995.",
    }
    given = [
        (name, f"Publication: Monitor Volume: 5 Issue: 100\n\n{text}")
        for name, text in told.items()
    ]
    ml.parse_archive(given, tmp_path / "out", part_size=1)

    def found(**only: object) -> set[str]:
        return set(ml.load(tmp_path / "out", **only).launchers["bulletin_id"])

    assert found() == {"early", "late", "other"}
    assert found(actor="RUS") == {"early", "late"}
    assert found(between=("1995", "1996-06")) == {"early", "other"}
    assert found(actor="RUS", between=("1999-03-03", "1999-03-03")) == {"late"}
    assert found(actor="KAZ") == set()


def test_a_database_has_a_view_for_each_table(parsed: Path) -> None:
    with ml.database(parsed) as base:
        found = {name for (name,) in base.execute("SHOW TABLES").fetchall()}
        assert found == set(TABLES)
        (count,) = base.execute("SELECT count(*) FROM launchers WHERE country = 'BLR'").fetchone()
    assert count == (ml.load(parsed).launchers["country"] == "BLR").sum() > 0


def test_only_parquet_is_filtered_on_load(tables: ml.Tables, tmp_path: Path) -> None:
    tables.save(tmp_path / "csv", format="csv")
    with pytest.raises(ValueError, match="only Parquet"):
        ml.load(tmp_path / "csv", actor="BLR")
    tables.save(tmp_path / "whole")
    with pytest.raises(ValueError, match="not two dates"):
        ml.load(tmp_path / "whole", between=("last year", "1996"))
    assert set(ml.load(tmp_path / "whole", actor="KAZ").launchers["country"]) & {"KAZ"}


def test_two_workers_of_dask_give_the_same_even_when_one_is_killed(
    few: Path, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    out = tmp_path / "out"
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        distributed.Client(cluster) as client,
        ThreadPoolExecutor(1) as beside,
    ):
        first, second = client.run(os.getpid).values()
        assert len({first, second, os.getpid()}) == 3
        run = beside.submit(ml.parse_archive, few, out, jobs=client.get_executor(), part_size=5)
        wait_for(out, "part-*")
        os.kill(first, signal.SIGKILL)
        assert len(list(out.glob("part-*"))) < 25, "it was done before the worker was killed"
        summary = run.result(timeout=120)
    assert (summary.read, summary.parsed, summary.failed) == (125, 125, 0)
    assert summary == ml.parse_archive(few, tmp_path / "calm", part_size=5)
    assert contents(out) == contents(tmp_path / "calm")


def test_a_folder_with_other_tables_is_left_alone(tmp_path):
    bulletin = ml.Bulletin("Russia dismantled 12 SS-18 missiles.", bulletin_id="one")
    ml.parse([bulletin]).save(tmp_path / "out", format="parquet")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with pytest.raises(ValueError, match="take another folder"):
        ml.parse_archive([bulletin], tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("options", [{"part_size": 0}, {"jobs": 0}, {"jobs": -1}])
def test_numbers_below_one_are_refused_before_anything_is_written(tmp_path, options):
    with pytest.raises(ValueError, match="at least 1"):
        ml.parse_archive([], tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
