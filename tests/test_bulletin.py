"""What a bulletin says about its own form: header, headlines, tags, paragraphs, sentences."""

import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import monitorlib as ml
from monitorlib.bulletin import REWRITTEN_NOTICE, Bulletin, read_bulletin
from monitorlib.decoding import UnreadableError

HEADER = "Publication: Monitor Volume: 1 Issue: 151"
PAGE = Path(__file__).parent / "data" / "reading" / "saved-page.html"


def item(body: str) -> Bulletin:
    return Bulletin(f"{HEADER}\n\n{body}")


def sentences(body: str) -> list[str]:
    bulletin = item(body)
    return [bulletin.text[start:stop] for start, stop in bulletin.sentences]


# -- the corpus ----------------------------------------------------------------------------------


def tune_ids() -> list[str]:
    with ml.data_path("gold", "split.csv").open(encoding="utf-8", newline="") as file:
        return [row["bulletin_id"] for row in csv.DictReader(file) if row["part"] == "tune"]


@pytest.mark.parametrize("bulletin_id", tune_ids())
def test_form_of_the_annotated_bulletins(corpus: ml.Corpus, bulletin_id: str) -> None:
    path = ml.data_path("gold", f"{bulletin_id}.json")
    gold = json.loads(path.read_text(encoding="utf-8"))["bulletin"]
    bulletin = corpus[bulletin_id]
    assert bulletin.publication == "Monitor"
    assert (bulletin.volume, bulletin.issue) == (gold["volume"], gold["issue"])
    assert bulletin.headline == (gold["headline"] or "")
    assert bulletin.next_headline == (gold["next_headline"] or "")
    assert list(bulletin.agencies) == gold["agencies"]
    assert bulletin.provenance == gold["provenance"]


def test_shipped_bulletins_are_read_without_a_note(corpus: ml.Corpus) -> None:
    assert corpus.notes == ()
    assert [note for bulletin in corpus for note in bulletin.notes] == []


def test_seed_bulletin(seed: ml.Bulletin) -> None:
    text = seed.text
    assert seed.sha256 == "ba9f46093c739ba1bb5804e56fd8eff67bb977b7757fa37715b8df67da2e3ddf"
    assert seed.provenance == "original"
    assert seed.date == "1995-12-11~"
    assert seed.date_basis == "issue"
    assert seed.headline == ""
    assert seed.next_headline == "Moldova, US Sign Military Agreement."
    assert len(seed.paragraphs) == 3
    found = [text[start:stop] for start, stop in seed.sentences]
    assert len(found) == 12
    assert found[0].startswith("The top hierarchy")
    assert found[1].endswith("air defense system in Belarus.")  # over semicolons and a bracket
    assert found[7].endswith("Conventional Forces in Europe treaty.")  # without the footnote "(10)"
    assert found[11].endswith("forward basing of its forces.")


# -- header and headlines ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        "Publication:Monitor  Volume : 1 Issue: 151",
        "Publication: Monitor\nVolume: 1\nIssue: 151",
        "Publication: Monitor\n\nVolume: 1\n\nIssue: 151",
        "  Publication:\tMonitor\tVolume:1\tIssue:151  ",
        "Publication: Monitor\N{NO-BREAK SPACE}Volume: 1 Issue: 151",
        "Publication: Monitor, Volume 1, Issue 151",
        "Monitor, Vol. 1, No. 151",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{headline}\n\n{header}\n\n{text}",
        "{headline}\n{header}\n{text}",
        "{header}\n\n{headline}\n\n{text}",
        "{header}\n{headline}\n{text}",
    ],
)
def test_header_variants(header: str, form: str) -> None:
    text = "The talks ended. Nothing was signed. (AP, December 9)"
    headline = "Talks End in Minsk."
    bulletin = Bulletin(form.format(header=header, headline=headline, text=text))
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == ("Monitor", 1, 151)
    assert bulletin.headline == headline
    assert [bulletin.text[a:b] for a, b in bulletin.paragraphs] == [text]
    assert len(bulletin.sentences) == 2
    assert bulletin.notes == ()


def test_missing_header_is_noted() -> None:
    bulletin = Bulletin("MOSCOW DENIES IT.\n\nThe fleet stays. It is Russian.", "memo")
    assert bulletin.headline == "MOSCOW DENIES IT."
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == ("", None, None)
    assert (bulletin.date, bulletin.date_basis) == ("", "")
    assert [(note.bulletin_id, note.kind) for note in bulletin.notes] == [
        ("memo", "no_header"),
        ("memo", "undated"),
    ]


def test_item_without_headline_keeps_its_first_sentence() -> None:
    bulletin = item("Skrunda is Latvian again.\n\nThere is a price to pay.")
    assert bulletin.headline == bulletin.next_headline == ""
    assert len(bulletin.sentences) == 2


def test_headline_in_sentence_case_before_the_header() -> None:
    bulletin = Bulletin(f"Fleet talks fail again\n\n{HEADER}\n\nThe talks failed.")
    assert bulletin.headline == "Fleet talks fail again"


@pytest.mark.parametrize(
    "line",
    [
        "…While Its Neighbors Choose Their Words With Care.",
        "GAZPROM PRESENTS ITS BILL IN CHISINAU.",
        "“Yes” to NATO, Says Vilnius",
    ],
)
def test_next_headline_is_no_sentence(line: str) -> None:
    for gap in ("\n\n", "\n"):
        bulletin = item(f"The talks ended. (AP, December 9){gap}{line}")
        assert bulletin.next_headline == line
        assert bulletin.agencies == ("AP",)
        assert len(bulletin.sentences) == 1


def test_short_closing_sentence_is_no_headline() -> None:
    assert item("The talks ended.\n\nYeltsin was pleased.").next_headline == ""
    assert item("Yeltsin Met Kuchma.").next_headline == ""


def test_dateline_and_byline_are_no_headlines() -> None:
    bulletin = Bulletin("December 11, 1995\n\nBy John Smith\n\nThe talks ended.")
    assert bulletin.headline == ""
    assert (bulletin.date, bulletin.date_basis) == ("1995-12-11", "text")


def test_text_before_the_header_is_not_lost() -> None:
    bulletin = Bulletin(f"The talks ended.\n\nNothing was signed there.\n\n{HEADER}")
    found = [bulletin.text[start:stop] for start, stop in bulletin.sentences]
    assert found == ["The talks ended.", "Nothing was signed there."]


def test_paragraphs_on_single_long_lines() -> None:
    line = "The talks in Minsk went on for most of the day and ended without any result. " * 4
    assert len(item(f"{line}\n{line}\n{line}").paragraphs) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    bulletin = item("The talks\nended. Nothing was\nsigned.\n\nThe end came.")
    assert len(bulletin.paragraphs) == 2
    assert len(bulletin.sentences) == 3


# -- provenance ----------------------------------------------------------------------------------


def test_rewritten_whatever_is_claimed() -> None:
    masthead = HEADER.replace("Monitor", "Monitor (rewritten)")
    assert Bulletin(f"{masthead}\n\nText.", provenance="original").provenance == "rewritten"
    assert Bulletin(f"{masthead}\n\nText.").publication == "Monitor"
    assert Bulletin("Text.", "rw-x", "original").provenance == "rewritten"
    assert item("Text.").provenance == "user"


@pytest.mark.parametrize("bad", ["", " ", "/etc/passwd", "../up", "a/../b", "a\\b", "a\nb", "c:x"])
def test_ids_that_could_lead_elsewhere_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Bulletin("Text.", bad)


# -- agency tags ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "agencies", "dates"),
    [
        ("(Itar-Tass, Interfax, May 14)", ("Itar-Tass", "Interfax"), ("May 14",)),
        (
            "(NTV, September 15; Komsomolskaya pravda, September 14)",
            ("NTV", "Komsomolskaya pravda"),
            ("September 15", "September 14"),
        ),
        (
            "(Russian and Western agencies, August 25 and 26)",
            ("Russian and Western agencies",),
            ("August 25 and 26",),
        ),
        ("(AP and Reuter, May 30-June 2)", ("AP", "Reuter"), ("May 30-June 2",)),
        ("(Interfax, May 30, 31; NTV)", ("Interfax", "NTV"), ("May 30, 31",)),
        ("(BBC, 14-15 May 1996)", ("BBC",), ("14-15 May 1996",)),
        ("(AP, May 14; see the Monitor, May 13)", ("AP",), ("May 14",)),
        ("(Itar-Tass, AP)", ("Itar-Tass", "AP"), ()),
        ("(dpa, Dec. 5) (10)", ("dpa",), ("Dec. 5",)),
        ("(10)", (), ()),
        ("(See the Monitor, May 13)", (), ()),
    ],
)
def test_tags(tag: str, agencies: tuple[str, ...], dates: tuple[str, ...]) -> None:
    bulletin = item(f"The talks ended. {tag}\n\nMore talks follow.")
    assert bulletin.agencies == agencies
    assert bulletin.tag_dates == dates
    found = [bulletin.text[start:stop] for start, stop in bulletin.sentences]
    assert found == ["The talks ended.", "More talks follow."]
    printed = [bulletin.text[start:stop] for start, stop in bulletin.tags]
    assert printed == ([tag.removesuffix(" (10)")] if agencies else [])


def test_agencies_are_named_once() -> None:
    bulletin = item("One. (Interfax, RTR, May 1)\n\nTwo. (RTR, Interfax, AP, May 2)")
    assert bulletin.agencies == ("Interfax", "RTR", "AP")
    assert bulletin.tag_dates == ("May 1", "May 2")


@pytest.mark.parametrize(
    "body",
    [
        "The Conventional Forces in Europe (CFE) treaty stays.",
        "He left. (The others stayed on.)",
        "He left. (Born in Minsk, he was 50)",
        "They signed it (in Moscow, May 14) and left.",
        "It joined the alliance (North Atlantic Treaty Organization)",
    ],
)
def test_other_brackets_are_no_tags(body: str) -> None:
    bulletin = item(body)
    assert bulletin.tags == ()
    assert bulletin.agencies == ()


# -- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Col. Gen. Igor Sergeev met Lt. Gen. Maltsev and Maj. Gen. Dolya Babenkov.",
        "Adm. Feliks Gromov and Mr. Smith of St. Petersburg saw Sen. Nunn and Dr. No.",
        "The U.S. Secretary of Defense and the U.S. Senate agreed.",
        "No. 5 was signed on Dec. 5 at 5 p.m. Moscow time by B. Yeltsin and A. I. Lebed.",
        "B.N. Yeltsin and J. F. Kennedy Jr. met Lt.Gen. Lebed and Adm.Gromov at St.Petersburg.",
        "It cost $1.8 billion, or 3.5 percent, etc. and so on.",
        '"How about that?" he asked the press.',
        '"How about that?" Pavel Grachev asked.',
        "He waited... and left for www.example and the U.S.Army.",
        "1. The first point of the list.",
        'The "peacekeepers" (10) and the "Friends of Georgia" (Germany, May 14) are there.',
        "The border (two regiments, according to Gen. Sergeev) is closed; it stays so.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(f"Before it came another. {sentence} After it one more.") == [
        "Before it came another.",
        sentence,
        "After it one more.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        ["He spoke of “bitterness and shame.”", "Wages arrive late."],
        ["Officials said so.", "14 launchers remain."],
        ["He left for the U.S.", "The talks failed."],
        ["The answer is no.", "The talks failed."],
        ["He closed with a plea for START I.", "Ratification is slow."],
        ["Was it sold?", "“Never!”", "(So they say.)", "It was."],
        ["He waited…", "Then he left."],
        ["$3 million was paid.", "École is French.", "Ельцин уехал.", "Он вернулся."],
    ],
)
def test_several_sentences(body: list[str]) -> None:
    assert sentences(" ".join(body)) == body


def test_full_stop_without_a_space() -> None:
    assert sentences("So they said.The fleet left.") == ["So they said.", "The fleet left."]


@pytest.mark.parametrize(
    "unit",
    [". ", "1. ", "A. ", "Dr. ", "x. (A, May 1) ", "(", "\n ", '."', "Publication: Monitor\n", "a"],
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.perf_counter()
    _ = Bulletin(text).sentences
    assert time.perf_counter() - start < 2  # a step that is quadratic takes minutes


# -- properties ----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [HEADER, "(AP, May 1)", "(10)", "Gen. ", "The end. ", "Title Line Here", "\n", "\n\n", "…", "”"]
)
ANY_TEXT = st.text() | st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)


@given(ANY_TEXT)
def test_spans_of_any_text(text: str) -> None:
    bulletin = Bulletin(text)
    bulletin.text.encode()
    assert "\r" not in bulletin.text
    for spans in (bulletin.paragraphs, bulletin.sentences, bulletin.tags):
        ends = [0, *(edge for span in spans for edge in span), len(bulletin.text)]
        assert ends == sorted(ends)
        for start, stop in spans:
            part = bulletin.text[start:stop]
            assert part
            assert part == part.strip()
    inside = [
        any(a <= start and stop <= b for a, b in bulletin.paragraphs)
        for start, stop in bulletin.sentences + bulletin.tags
    ]
    assert all(inside)
    assert "<script" not in bulletin._repr_html_().lower()
    assert repr(bulletin)


@given(ANY_TEXT)
def test_reading_utf8_keeps_the_text(text: str) -> None:
    clean = Bulletin(text).text
    try:
        bulletin = read_bulletin(clean.encode(), "any")
    except UnreadableError:
        return
    if not any(note.kind == "encoding_repaired" for note in bulletin.notes):
        assert bulletin.text == Bulletin(clean).text


# -- encodings -----------------------------------------------------------------------------------

CURLY = f"{HEADER}\n\nRussia’s “last” regiments… left – at 5 °C. (AP, December 9)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    bulletin = read_bulletin(CURLY.encode(encoding), "any")
    assert bulletin.text == CURLY
    assert bulletin.notes == ()


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman"])
def test_garbled_text_is_mended_and_noted(wrong: str) -> None:
    garbled = CURLY.replace("“last”", "last").encode().decode(wrong)  # ” has no sign in cp1252
    bulletin = read_bulletin(garbled.encode(), "any")
    assert bulletin.text == CURLY.replace("“last”", "last")
    assert [note.kind for note in bulletin.notes] == ["encoding_repaired"]


def test_guessed_encoding_is_noted() -> None:
    text = "Ельцин уехал в Минск. Он вернулся вчера вечером и сказал, что доволен."
    bulletin = read_bulletin(text.encode("koi8-r"), "any")
    assert bulletin.text == text
    assert "koi8" in bulletin.notes[0].message


def test_clean_text_stays_as_it_is() -> None:
    text = "“A”… “B”—‘c’… Łódź „Gazeta” Ельцин «уехал»… café, SÃO PAULO, ﬁrst x\u0301 ５ &amp; ™"
    assert read_bulletin(text.encode(), "any").text == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines(newline: str) -> None:
    body = f"One.{newline}{newline}Two."
    assert Bulletin(body).text == "One.\n\nTwo."
    assert read_bulletin(body.encode("utf-16"), "any").text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"text\0text", "binary"),
        (b"\x89PNG\r\n\x1a\n\1\2\3\4", "binary"),
        (b"\xff\xfea", "UTF-16"),
        (bytes(range(128, 256)) * 30, "encoding"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bulletin(data, "any")


# -- saved web pages -----------------------------------------------------------------------------


def test_saved_page() -> None:
    bulletin = read_bulletin(PAGE.read_bytes(), "page", html=True)
    assert bulletin.text == (
        "Two Regiments Prepare To Leave\n\n"
        "Publication: Monitor Volume: 1 Issue: 151\n\n"
        "Russia’s last two regiments, comprising 18 launchers, will leave Belarus in 1996 — so "
        "Col. Gen. Igor Sergeev said.\n\n"
        "The base at Lida <b> closes\nin May.\n\n"
        "Nothing else was agreed. (Itar-Tass, December 9)\n\n"
        "Moldova, US Sign Military Agreement.\n"
    )
    assert bulletin.headline == "Two Regiments Prepare To Leave"
    assert bulletin.next_headline == "Moldova, US Sign Military Agreement."
    assert bulletin.agencies == ("Itar-Tass",)
    assert len(bulletin.sentences) == 3


def test_page_declared_in_another_encoding() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("&#8217;", "’")
    expected = read_bulletin(page, "page", html=True).text
    assert read_bulletin(page.encode("cp1252"), "page", html=True).text == expected
    assert (
        read_bulletin(page.encode("utf-8"), "page", html=True).text == expected
    )  # whatever it says
    cyrillic = '<html><meta charset="koi8-r"><p>Ельцин уехал. <p>Он вернулся.'
    assert read_bulletin(cyrillic.encode("koi8-r"), "x").text == "Ельцин уехал.\n\nОн вернулся.\n"


def test_page_without_header_and_page_without_text() -> None:
    bulletin = read_bulletin("<html><h1>A Title</h1><div>Menu</div><p>The text.</p>", "page")
    assert "The text." in bulletin.text
    assert [note.kind for note in bulletin.notes] == ["no_header", "undated"]
    with pytest.raises(UnreadableError, match="no text"):
        read_bulletin("<html><script>alert(1)</script></html>", "page")


def test_deeply_nested_page() -> None:
    bulletin = read_bulletin("<html>" + "<div>" * 20_000 + HEADER + "<p>Text.", "page", html=True)
    assert bulletin.volume == 1


def test_hostile_text_stays_text_and_is_escaped() -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    bulletin = read_bulletin(f"{hostile}\n\n{HEADER}\n\n{hostile} The end.", "hostile")
    assert hostile in bulletin.text
    assert "<img" not in bulletin._repr_html_()
    assert "&lt;img" in bulletin._repr_html_()


# -- what a person sees --------------------------------------------------------------------------


def test_representations(seed: ml.Bulletin) -> None:
    assert repr(seed) == (
        "<Bulletin 'v01-i151-russia-belarus-military-agreements' Monitor 1:151, 1995-12-11~, "
        "original, 12 sentences>"
    )
    assert REWRITTEN_NOTICE not in seed._repr_html_()
    assert REWRITTEN_NOTICE in Bulletin("Text.", "rw-x")._repr_html_()


# -- header lines of other dailies ---------------------------------------------------------------

NOVA = "The ministers of Russia and Ukraine met in Kiev on March 4.\n"


@pytest.mark.parametrize(
    ("line", "publication", "volume", "issue", "date"),
    [
        ("RFE/RL NEWSLINE Vol. 2, No. 45, Part I, 6 March 1998", "RFE/RL Newsline", 2, 45, "1998-03-06"),
        ("RFE/RL Newsline Vol 2, No 45, 6 MARCH 1998", "RFE/RL Newsline", 2, 45, "1998-03-06"),
        ("OMRI DAILY DIGEST\nNo. 145, Part II, 27 July 1995", "OMRI Daily Digest", None, 145, "1995-07-27"),
        ("OMRI DAILY DIGEST, Part I, No. 145, 27 July 1995", "OMRI Daily Digest", None, 145, "1995-07-27"),
    ],
)  # fmt: skip
def test_neighbours_of_the_monitor_are_known_by_their_header(
    line: str, publication: str, volume: int | None, issue: int, date: str
) -> None:
    bulletin = Bulletin(f"{line}\n\nMinisters Meet\n\n{NOVA}")
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == (publication, volume, issue)
    assert (bulletin.date, bulletin.date_basis) == (date, "text")
    assert bulletin.headline == "Ministers Meet"
    assert bulletin.notes == ()
    assert "None" not in repr(bulletin)


def test_a_folder_of_ones_own_adds_a_header(tmp_path: Path) -> None:
    text = f"NOVA DAILY, number 12 of 9 March 1996\n\n{NOVA}"
    (tmp_path / "headers.csv").write_text(
        "publication,pattern\n"
        r'Nova Daily,"NOVA DAILY, number (?P<issue>\d{1,4}) of (?P<date>[^\n]{6,30})"' + "\n",
        "utf-8",
    )
    assert {note.kind for note in Bulletin(text).notes} == {"no_header", "undated"}
    tables = ml.parse([("nova", text)], lexicon=tmp_path)
    row = tables.bulletins.iloc[0]
    assert (row["publication"], row["issue"], row["date"]) == ("Nova Daily", 12, "1996-03-09")
    assert set(tables.notes["kind"]).isdisjoint({"no_header", "undated"})
    assert tables.meetings["date"].tolist() == ["1996-03-04"]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"NOVA (?P<issue>\d{1,4}", "no regular expression"),
        (r"NOVA (?P<number>\d{1,4})", "no group is called 'number'"),
        ("NOVA DAILY", "neither a group"),
        (r"(?P<issue>\d{0,4})", "an empty line"),
        (r"(?:N+)+ (?P<issue>\d{1,4})", "too many ways"),
        (r"(?:N|NN){0,60}(?P<issue>\d{1,4})", "too many ways"),
        (r".{0,200}.{0,200}.{0,200}(?P<issue>\d{1,4})", "too many ways"),
        (r"(N)\1 (?P<issue>\d{1,4})", "not for lines"),
    ],
)
def test_a_header_pattern_that_is_wrong_or_might_hang_is_refused(
    tmp_path: Path, pattern: str, reason: str
) -> None:
    path = tmp_path / "headers.csv"
    path.write_text(f'publication,pattern\nNova,"{pattern}"\n', "utf-8")
    with pytest.raises(ml.lexicon.LexiconError) as caught:
        ml.parse([("nova", NOVA)], lexicon=tmp_path)
    assert f"{path}, line 2, column 'pattern': " in str(caught.value)
    assert reason in str(caught.value)


def test_headers_are_sought_in_linear_time() -> None:
    hostile = (
        "Publication: "
        + "a " * 50_000
        + "\nMonitor (" * 20_000
        + "RFE/RL NEWSLINE Vol. 2, " * 9_000
    )
    begin = time.perf_counter()
    Bulletin(hostile)
    assert time.perf_counter() - begin < 10
