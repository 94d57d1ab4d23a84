"""Reading many bulletins: where they may come from, and what happens to files that are no good."""

import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import monitorlib as ml
from monitorlib._sources import FILE_LIMIT
from monitorlib.bulletin import REWRITTEN_NOTICE, Bulletin, Note
from monitorlib.corpus import Corpus, iter_bulletins, read
from monitorlib.corrections import Correction, write_corrections

PAGE = Path(__file__).parent / "data" / "reading" / "saved-page.html"


def text(number: int = 1) -> str:
    return f"Publication: Monitor Volume: 1 Issue: {number}\n\nItem {number} ended. (AP, June 1)\n"


def write(path: Path, content: str | bytes | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text() if content is None else content
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reasons(corpus: Corpus) -> dict[str, str]:
    return {note.bulletin_id: note.message for note in corpus.notes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "monitor"
    write(root / "b.txt", text(2))
    write(root / "deep" / "er" / "a.txt", text(1))
    write(root / "page.html", PAGE.read_bytes())
    write(root / "README.md", "no bulletin")
    write(root / ".hidden.txt", "no bulletin")
    write(root / "page_files" / "frame.html", "<p>saved beside the page")
    return root


# -- sources -------------------------------------------------------------------------------------


def test_folder(folder: Path) -> None:
    corpus = read(folder)
    assert corpus.ids == ("a", "b", "page")
    assert [note.kind for note in corpus.notes] == ["passed_over"]  # README.md
    assert corpus["page"].headline == "Two Regiments Prepare To Leave"


def test_file_page_glob_zip_and_mixture(folder: Path) -> None:
    packed = folder / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("year/a.txt", text(7))
        archive.writestr("year/c.htm", PAGE.read_bytes())
        archive.writestr("__MACOSX/._a.txt", b"\0\1")
    assert read(folder / "b.txt").ids == ("b",)
    assert read(str(folder / "*.txt")).ids == ("b",)
    assert read(str(folder / "**" / "*.txt")).ids == ("a", "b")
    assert read(packed).ids == ("a", "c")
    assert read(packed).notes == ()
    pairs = [("pair", "Some text."), Bulletin("More text.", "ready"), folder / "b.txt", packed]
    assert read(pairs).ids == ("a", "b", "c", "pair", "ready")
    assert read(read(pairs)).ids == read(pairs).ids
    assert read(Bulletin("Text.", "one")).ids == ("one",)


def test_equal_stems_take_the_path_below_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "data"
    for number, name in enumerate(["x.txt", "1995/x.txt", "1996/x.txt", "1996/y.txt", "y.html"]):
        write(root / name, text(number + 1))
    assert read(root).ids == ("1995/x", "1996/x", "1996/y", "x", "y")
    write(root / "1996" / "y.html", text(9))
    assert read(root).ids == ("1995/x", "1996/x", "1996/y.html", "1996/y.txt", "x", "y")


def test_order_of_sources_changes_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for root in (one, two):
        write(root / "x.txt")
    write(two / "z.txt")
    expected = ("one/x", "two/x", "z")
    assert read([one, two]).ids == read([two, one]).ids == expected
    assert read([one, two, two / "x.txt", str(tmp_path / "*")]).ids == expected


def test_a_file_without_a_known_suffix_is_read_when_named(tmp_path: Path) -> None:
    assert read(write(tmp_path / "item.asc")).ids == ("item",)


def test_odd_file_names(tmp_path: Path) -> None:
    names = [b"caf\xe9.txt", b"a\\b.txt", b"new\nline.txt", "Гродно.txt".encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(text())
    corpus = read(tmp_path)
    assert corpus.ids == ("a_b", "caf_", "new_line", "Гродно")
    assert corpus.notes == ()


def test_strings_are_paths() -> None:
    for source in ("Grachev left.\n\nHe returned.", "x" * 5000, "a\0b"):
        with pytest.raises(FileNotFoundError, match="no such file or folder"):
            read(source)


def test_nothing_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read(missing)
    with pytest.raises(FileNotFoundError, match="no file matches"):
        read(str(missing / "*.txt"))
    with pytest.raises(FileNotFoundError):
        iter_bulletins(missing)  # when called, not at the first bulletin
    (tmp_path / "empty").mkdir()
    assert len(read(tmp_path / "empty")) == len(read([])) == 0
    corpus = read([missing, ("pair", "Text.")])
    assert corpus.ids == ("pair",)
    assert "nowhere: no such file or folder" in reasons(corpus)["nowhere"]


def test_provenance(tmp_path: Path) -> None:
    write(tmp_path / "original" / "a.txt")
    write(tmp_path / "other" / "b.txt")
    write(tmp_path / "original" / "rw-c.txt")
    corpus = read(tmp_path)
    found = [bulletin.provenance for bulletin in corpus]
    assert found == ["original", "user", "rewritten"]
    assert read(tmp_path / "original" / "a.txt")["a"].provenance == "original"


# -- what is refused -----------------------------------------------------------------------------


def test_one_bad_file_among_fifty(tmp_path: Path) -> None:
    for number in range(49):
        write(tmp_path / f"good{number:02}.txt", text(number + 1))
    write(tmp_path / "bad.txt", b"\0\1\2binary")
    corpus = read(tmp_path)
    assert len(corpus) == 49
    assert corpus.notes == (
        Note("bad", 0, 0, "unreadable", f"{tmp_path}/bad.txt: a binary file, not text"),
    )


def test_files_of_other_kinds_are_told_in_one_note(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    names = ["a.txt", "b.pdf", "c.doc", *(f"more/{number}.csv" for number in range(9))]
    for name in names:
        write(root / name)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        for name in names:
            packed.write(root / name, name)
    for source in (root, tmp_path / "archive.zip"):
        corpus = read(source)
        assert corpus.ids == ("a",)
        assert "not read" not in repr(corpus)
        (note,) = corpus.notes
        assert note.kind == "passed_over"
        assert note.message.endswith(
            "11 files (b.pdf, c.doc, more/0.csv, more/1.csv, more/2.csv …)"
        )


def test_bad_files(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt")
    root = tmp_path / "root"
    write(root / "good.txt")
    write(root / "empty.txt", "")
    write(root / "scripts.html", "<html><script>alert(1)</script></html>")
    (root / "folder.txt").mkdir()
    (root / "dangling.txt").symlink_to(root / "gone")
    (root / "escaping.txt").symlink_to(outside)
    (root / "inside.txt").symlink_to(root / "good.txt")
    (root / "linked").symlink_to(tmp_path)
    os.mkfifo(root / "pipe.txt")
    corpus = read(root)
    assert corpus.ids == ("good",)
    found = reasons(corpus)
    assert sorted(found) == ["dangling", "empty", "escaping", "linked", "pipe", "scripts"]
    assert all(note.kind == "unreadable" for note in corpus.notes)
    assert found["dangling"].endswith("dangling.txt: no such file or directory")
    assert found["empty"].endswith("empty.txt: empty")
    assert "leads outside" in found["escaping"]
    assert "not followed" in found["linked"]
    assert "not a regular file" in found["pipe"]
    assert "no text" in found["scripts"]


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may read every file")
def test_forbidden_file(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    write(tmp_path / "secret.txt").chmod(0)
    corpus = read(tmp_path)
    assert corpus.ids == ("good",)
    assert "permission denied" in reasons(corpus)["secret"]


def test_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 1024**2)
    tracemalloc.start()
    corpus = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 10 MB" in reasons(corpus)["large"]
    assert peak < 1024**2


def test_duplicate_ids_are_not_overwritten() -> None:
    corpus = read([("x", "First."), ("x", "Second.")])
    assert corpus["x"].text == "First."
    assert [note.kind for note in corpus.notes] == ["duplicate_id"]
    with pytest.raises(ValueError, match="'x'"):
        Corpus([Bulletin("First.", "x"), Bulletin("Second.", "x")])


def test_bad_pairs_become_notes() -> None:
    corpus = read([("../x", "Text."), ("empty", ""), ("good", "Text.")])
    assert corpus.ids == ("good",)
    assert "not usable as a bulletin's id" in reasons(corpus)["../x"]
    assert "empty" in reasons(corpus)["empty"]


# -- zips ----------------------------------------------------------------------------------------


def test_zip_members_that_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "hostile.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.txt", text())
        for name in ("../up.txt", "/root.txt", "..\\win.txt", "C:\\drive.txt", "a/../../b.txt"):
            archive.writestr(name, text())
        archive.writestr("bomb.txt", b"a" * 5_000_000)
        archive.writestr("large.txt", os.urandom(8).hex() * (FILE_LIMIT // 16 + 1))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("packed.txt", text(), compress_type=zipfile.ZIP_BZIP2)
        archive.writestr("binary.txt", b"\0\1\2")
    corpus = read(path)
    assert corpus.ids == ("good",)
    found = reasons(corpus)
    for name in ("up", "root", "win", "drive", "b"):
        assert "leads outside the zip" in found[name]
    assert "100 times" in found["bomb"]
    assert "larger than 10 MB" in found["large"]
    assert "link" in found["link"]
    assert "deflate" in found["packed"]
    assert "binary" in found["binary"]
    assert sorted(tmp_path.rglob("*")) == [path]  # nothing was written anywhere


def test_zip_with_two_members_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "First.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Second.")
    corpus = read(path)
    assert len(corpus) == 1
    assert [note.kind for note in corpus.notes] == ["duplicate_id"]


def test_zip_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    member = os.urandom(4096).hex() * 1200  # just below the limit of one file
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(56):
            archive.writestr(f"{number}.txt", member)
    corpus = read([path, ("good", "Text.")])
    assert corpus.ids == ("good",)
    assert "more than 500 MB" in reasons(corpus)["many"]


def test_damaged_zips(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", text(1))
        archive.writestr("two.txt", text(2))
    data = bytearray(path.read_bytes())
    data[data.index(b"Item 1")] ^= 1
    assert "damaged" in reasons(read(write(tmp_path / "b.zip", bytes(data))))["one"]
    assert read(tmp_path / "b.zip").ids == ("two",)
    # A size that lies: the first central directory entry says 12 bytes.
    entry = data.index(b"PK\1\2")
    data[entry + 24 : entry + 28] = struct.pack("<I", 12)
    assert "damaged" in reasons(read(write(tmp_path / "c.zip", bytes(data))))["one"]
    data[entry + 8] |= 1
    assert "encrypted" in reasons(read(write(tmp_path / "d.zip", bytes(data))))["one"]
    assert "not a zip" in reasons(read(write(tmp_path / "e.zip", b"PK nothing")))["e"]


@given(st.data())
def test_any_damage_to_a_zip_is_survived(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", text(1))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    corpus = read(write(path, bytes(content)))
    assert len(corpus) + len(corpus.notes) <= 1


# -- the corpus as a container -------------------------------------------------------------------


def test_container() -> None:
    corpus = read([(name, f"Text of {name}.") for name in "cab"])
    assert [bulletin.bulletin_id for bulletin in corpus] == ["a", "b", "c"]
    assert corpus[0] is corpus["a"]
    assert corpus[-1] is corpus["c"]
    assert corpus[1:].ids == ("b", "c")
    assert "a" in corpus
    assert corpus["a"] in corpus
    assert "z" not in corpus
    with pytest.raises(KeyError, match="no bulletin 'z'"):
        corpus["z"]


def test_streaming_reads_one_after_the_other(folder: Path) -> None:
    stream = iter_bulletins(folder)
    assert isinstance(next(stream), Note)  # on README.md
    assert next(stream) == read(folder / "deep")["a"]
    (folder / "b.txt").unlink()
    assert next(stream).kind == "unreadable"  # it was still to be read


def test_representations(corpus: ml.Corpus, tmp_path: Path) -> None:
    page = corpus._repr_html_()
    assert REWRITTEN_NOTICE in page
    assert page.count("<tr>") == 51
    assert f"and {len(corpus) - 50} more" in page
    small = read([("<b>", "Text."), ("x", "\0")])
    assert repr(small) == "<Corpus of 2 bulletins>"
    assert "&lt;b&gt;" in small._repr_html_()
    assert REWRITTEN_NOTICE not in small._repr_html_()


# -- digests -------------------------------------------------------------------------------------

NEWSLINE = """RFE/RL NEWSLINE Vol. 2, No. 45, Part I, 6 March 1998

IN THIS ISSUE: MINISTERS, MISSILES

[01] Ministers Meet

The Russian and Ukrainian ministers met in Kiev on March 4.

[02] Missiles Leave

Twelve SS-25 missiles left Belarus on March 3. (Interfax)

-----

Typeset by the desk
"""
TWO_ITEMS = """A Regiment Goes Home

Publication: Monitor Volume: 1 Issue: 151

Twelve SS-25 missiles left Belarus in March. (Interfax, March 3)

A Treaty Is Signed

Publication: Monitor Volume: 1 Issue: 152

Russia and Ukraine signed a treaty in Kiev. (AP, March 4)
"""


def kinds(bulletin: Bulletin) -> dict[str, str]:
    return {note.kind: note.message for note in bulletin.notes}


def test_a_digest_is_split_at_its_separators_and_its_header_serves_all_items() -> None:
    corpus = read([("line", NEWSLINE)])
    assert corpus.ids == ("line-01", "line-02")
    assert [bulletin.headline for bulletin in corpus] == ["Ministers Meet", "Missiles Leave"]
    for bulletin in corpus:
        assert (bulletin.publication, bulletin.volume, bulletin.issue) == ("RFE/RL Newsline", 2, 45)
        assert bulletin.date == "1998-03-06"
        assert len(bulletin.sentences) == 1
    assert kinds(corpus[1])["digest_item"].startswith("item 2 of 2 of a digest, characters ")
    rest = kinds(corpus[0])["digest_rest"]
    assert "IN THIS ISSUE: MINISTERS, MISSILES … Typeset by the desk" in rest
    tables = ml.parse(corpus)
    assert tables.launchers["bulletin_id"].tolist() == ["line-02"]
    assert tables.meetings["bulletin_id"].tolist() == ["line-01"]
    for row in (tables.launchers.iloc[0], tables.meetings.iloc[0]):
        assert corpus[row["bulletin_id"]].text[row["start"] : row["stop"]] == row["evidence"]
    assert {"digest_item", "digest_rest"} <= set(tables.notes["kind"])


def test_a_file_with_several_header_lines_is_split_above_their_headlines() -> None:
    corpus = read([("m", TWO_ITEMS)])
    assert [(b.bulletin_id, b.issue, b.headline) for b in corpus] == [
        ("m-01", 151, "A Regiment Goes Home"),
        ("m-02", 152, "A Treaty Is Signed"),
    ]
    assert "".join(b.text for b in corpus).replace("\n", "") == TWO_ITEMS.replace("\n", "")


def test_what_is_no_digest_is_left_whole() -> None:
    again = text() + "\nPublication: Monitor Volume: 1 Issue: 1\n"  # printed at the foot too
    ruled = text() + "\n-----\n\nMore was said. (AP, June 2)\n"  # the Monitor has no separator
    one = NEWSLINE.partition("[02]")[0]
    corpus = read([("again", again), ("ruled", ruled), ("one", one), Bulletin(TWO_ITEMS, "given")])
    assert corpus.ids == ("again", "given", "one", "ruled")


def test_an_item_whose_id_is_taken_is_noted(tmp_path: Path) -> None:
    write(tmp_path / "m.txt", TWO_ITEMS)
    write(tmp_path / "m-01.txt")
    corpus = read(tmp_path)
    assert corpus.ids == ("m-01", "m-02")
    assert [note.kind for note in corpus.notes] == ["duplicate_id"]


def test_a_folder_of_ones_own_tells_how_a_digest_is_split(tmp_path: Path) -> None:
    digest = "NOVA No. 7, 9 March 1996\n\nOne went.\n\n+++\n\nTwo came.\n"
    path = write(tmp_path / "in" / "d.txt", digest)
    own = "publication,pattern,separator\n" + (
        r'Nova,"NOVA No\. (?P<issue>\d{1,4}), (?P<date>[^\n]{6,30})",[+]{3}$' + "\n"
    )
    words = write(tmp_path / "words" / "headers.csv", own)
    assert read(path).ids == ("d",)
    assert read(path, lexicon=words.parent).ids == ("d-01", "d-02")
    assert ml.parse(path, lexicon=words.parent).bulletins["date"].tolist() == ["1996-03-09"] * 2
    write(words, own.replace("[+]{3}$", "[+]+$"))
    with pytest.raises(
        ml.lexicon.LexiconError, match=r"headers\.csv, line 2, column 'separator': "
    ):
        ml.parse(path, lexicon=words.parent)


def test_an_archive_with_digests_has_the_same_tables(tmp_path: Path) -> None:
    write(tmp_path / "in" / "line.txt", NEWSLINE)
    write(tmp_path / "in" / "m.txt", TWO_ITEMS)
    summary = ml.parse_archive(tmp_path / "in", tmp_path / "out", part_size=1)
    assert (summary.read, summary.parsed, summary.noted, summary.failed) == (4, 4, 0, 0)
    found = ml.load(tmp_path / "out")
    assert found.bulletins["bulletin_id"].tolist() == ["line-01", "line-02", "m-01", "m-02"]
    expected = ml.parse(tmp_path / "in")
    assert found.launchers["row_id"].tolist() == expected.launchers["row_id"].tolist()
    again = ml.parse_archive(tmp_path / "in", tmp_path / "out", part_size=1, resume=True)
    assert again == summary
    row = found.launchers.iloc[0]
    judged = (row["row_id"], row["bulletin_id"], "launchers", row["evidence"], "", "reject")
    decisions = tmp_path / "corrections.csv"
    write_corrections(decisions, [Correction(*judged)])
    ml.parse_archive(
        tmp_path / "in", tmp_path / "out", part_size=1, resume=True, corrections=decisions
    )
    left = ml.load(tmp_path / "out").launchers["row_id"].tolist()
    assert left == [each for each in expected.launchers["row_id"] if each != row["row_id"]]
