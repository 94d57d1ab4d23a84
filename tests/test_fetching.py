"""Fetching from a server on this machine: what is allowed comes, with its origin; the rest is said."""

import contextlib
import csv
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import monitorlib as ml
from monitorlib import fetching
from monitorlib.fetching import fetch

PAGE = "<html><body><p>Publication: Monitor Volume: 1 Issue: 151</p><p>Минск.</p></body></html>"
ROBOTS = "User-agent: *\nDisallow: /private/\n"
ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "/robots.txt": (200, "text/plain", ROBOTS.encode()),
    "/151.html": (200, "text/html; charset=utf-8", PAGE.encode()),
    "/152.txt": (200, "text/plain", b"Publication: Monitor Volume: 1 Issue: 152\n\nText."),
    "/private/1.html": (200, "text/html", b"secret"),
    "/paper.pdf": (200, "application/pdf", b"%PDF"),
    "/long.html": (200, "text/html", b"x" * 10_000_001),
    "/moved.html": (302, "/151.html", b""),
    "/to-file.html": (302, "file:///etc/passwd", b""),
    "/round.html": (302, "/round.html", b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        status, kind, body = ANSWERS.get(self.path, (404, "text/html", b"gone"))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    asked: list[str]

    def handle_error(self, *_: object) -> None:
        pass  # a client that hangs up on a page that is too long

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def manifest(folder: Path, *pages: tuple[str, str]) -> Path:
    path = folder / "manifest.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("bulletin_id", "url"), *pages])
    return path


def test_pages_come_with_their_origin_and_can_be_read(server: Server, tmp_path: Path) -> None:
    pages = manifest(
        tmp_path, ("v01-i151", f"{server.url}/moved.html"), ("v01-i152", f"{server.url}/152.txt")
    )
    first, second = fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    assert (first.problem, second.problem) == ("", "")
    assert first.final_url == f"{server.url}/151.html"
    assert first.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (tmp_path / "out" / "v01-i151.html").read_bytes() == PAGE.encode()
    with (tmp_path / "out" / "provenance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["bulletin_id"], row["file"]) for row in rows] == [
        ("v01-i151", "v01-i151.html"),
        ("v01-i152", "v01-i152.txt"),
    ]
    assert [bulletin.issue for bulletin in ml.read(tmp_path / "out")] == [151, 152]


def test_what_is_there_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    pages = manifest(tmp_path, ("a", f"{server.url}/151.html"))
    once = fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    server.asked.clear()
    assert fetch(pages, tmp_path / "out", delay=0, allow_private=True) == once
    assert server.asked == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/private/1.html", "robots.txt does not allow it"),
        ("/paper.pdf", "no page of text but application/pdf"),
        ("/long.html", "longer than 10 MB"),
        ("/none.html", "404"),
        ("/to-file.html", "file:///etc/passwd"),
        ("/round.html", "redirects"),
    ],
)
def test_what_does_not_come_is_said(
    server: Server, tmp_path: Path, path: str, problem: str
) -> None:
    pages = manifest(tmp_path, ("a", server.url + path), ("b", f"{server.url}/151.html"))
    first, second = fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    assert problem in first.problem
    assert (second.file, second.problem) == ("b.html", "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"b.html", "provenance.csv"}


@pytest.mark.parametrize("status", [403, 500])
def test_a_site_that_hides_its_robots_file_is_left_alone(
    server: Server, tmp_path: Path, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "/robots.txt", (status, "text/plain", b""))
    (page,) = fetch(
        manifest(tmp_path, ("a", f"{server.url}/151.html")), tmp_path, delay=0, allow_private=True
    )
    assert page.problem == "robots.txt does not allow it"
    assert server.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "0.0.0.0", "2130706433"]
)
def test_addresses_of_the_local_network_are_refused(
    server: Server, tmp_path: Path, host: str
) -> None:
    url = f"http://{host}:{server.server_port}/151.html"
    (page,) = fetch(manifest(tmp_path, ("a", url)), tmp_path, delay=0)
    assert page.problem.endswith("is not a public address")
    assert server.asked == []


def test_a_name_that_becomes_private_after_it_was_checked_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = socket.getaddrinfo, []

    def rebinding(host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return real("93.184.216.34" if len(asked) == 1 else "127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"http://rebinding.example:{server.server_port}/151.html"
    (page,) = fetch(manifest(tmp_path, ("a", url)), tmp_path, delay=0)
    assert page.problem == "rebinding.example is not a public address"
    assert len(asked) == 2
    assert server.asked == []


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_is_overrun_is_left_for_another_run(
    server: Server, tmp_path: Path, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "/152.txt", (status, "text/plain", b"no"))
    pages = manifest(tmp_path, ("a", f"{server.url}/152.txt"), ("b", f"{server.url}/151.html"))
    first, second = fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    assert str(status) in first.problem
    assert second.problem == ""
    monkeypatch.undo()
    again = fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    assert [page.file for page in again] == ["a.txt", "b.html"]


def test_another_encoding_is_read_and_a_login_page_is_no_bulletin(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGE.replace("<html>", '<html><head><meta charset="koi8-r"></head>')
    login = b"<html><body><form><input name=user><input type=password></form></body></html>"
    monkeypatch.setitem(ANSWERS, "/koi.html", (200, "text/html", page.encode("koi8-r")))
    monkeypatch.setitem(ANSWERS, "/login.html", (200, "text/html", login))
    pages = manifest(tmp_path, ("a", f"{server.url}/koi.html"), ("b", f"{server.url}/login.html"))
    fetch(pages, tmp_path / "out", delay=0, allow_private=True)
    corpus = ml.read(tmp_path / "out")
    assert "Минск" in corpus["a"].text
    kinds = [(note.bulletin_id, note.kind) for note in corpus.notes]
    assert kinds == [("out", "passed_over"), ("b", "unreadable")]  # provenance.csv is no bulletin


def talk(connection: socket.socket, head: bytes, *pieces: bytes, pause: float) -> None:
    """Answer as a server that does not keep to the rules."""
    connection.recv(4096)
    with contextlib.suppress(OSError):  # the client hangs up
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + head + b"\r\n\r\n")
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
    connection.close()


@pytest.mark.parametrize(
    ("head", "pieces", "pause", "problem"),
    [
        (b"Content-Length: 100000", [b"short"], 0, "IncompleteRead"),
        (b"Content-Length: 2147483648", [b"x" * 100_000] * 200, 0, "longer than 10 MB"),
        (b"Transfer-Encoding: chunked", [b"7FFFFFFF\r\n", *[b"x" * 100_000] * 200], 0, "10 MB"),
        (b"X-Slow: yes", [b"x"] * 400, 0.05, "takes longer than 1 s"),
    ],
)
def test_a_server_that_lies_or_dawdles(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    head: bytes,
    pieces: list[bytes],
    pause: float,
    problem: str,
) -> None:
    monkeypatch.setattr(fetching, "PAGE_SECONDS", 1)

    def serve() -> None:
        with contextlib.suppress(OSError):  # closed at the end
            while True:
                connection = listener.accept()[0]
                told.append(connection)
                if len(told) == 1:
                    talk(connection, b"Content-Length: 0", pause=0)  # robots.txt
                else:
                    talk(connection, head, *pieces, pause=pause)

    told: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/1.txt"
        began = time.monotonic()
        (page,) = fetch(manifest(tmp_path, ("a", url)), tmp_path, delay=0, allow_private=True)
    assert problem in page.problem
    assert time.monotonic() - began < 10
    assert not (tmp_path / "a.txt").exists()


def test_requests_to_one_host_keep_their_distance(server: Server, tmp_path: Path) -> None:
    pages = manifest(tmp_path, ("a", f"{server.url}/151.html"), ("b", f"{server.url}/152.txt"))
    began = time.monotonic()
    fetch(pages, tmp_path / "out", delay=0.2, allow_private=True)
    assert time.monotonic() - began >= 0.4  # robots.txt, then two pages


def test_nothing_is_written_outside_the_folder(server: Server, tmp_path: Path) -> None:
    pages = manifest(
        tmp_path, ("../../a", f"{server.url}/151.html"), ("/b", f"{server.url}/151.html")
    )
    fetch(pages, tmp_path / "deep" / "out", delay=0, allow_private=True)
    written = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*.html")}
    assert written == {("deep", "out")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,url\n", r"manifest\.csv: column bulletin_id: it is missing"),
        ("bulletin_id,url\na,file:///etc/passwd\n", "line 2, column url: 'file:///etc/passwd'"),
        ("bulletin_id,url\na,http://x.org\n\na,http://y.org\n", "line 4, column bulletin_id: 'a'"),
        ("bulletin_id,url\nrw-v01-a,http://x.org\n", "line 2, column bulletin_id: 'rw-v01-a'"),
        ("bulletin_id,url\na\n", "line 2, it has 1 cells, not 2"),
    ],
)
def test_a_faulty_manifest_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "manifest.csv").write_text(text)
    with pytest.raises(ValueError, match=message):
        fetch(tmp_path / "manifest.csv", tmp_path / "out")


def test_the_shipped_manifest_can_be_fetched_and_collides_with_no_bulletin(
    corpus: ml.Corpus,
) -> None:
    pages = fetching.read_manifest(ml.data_path("reference", "public_items.csv"))
    assert len(pages) > 30
    assert not {bulletin_id for bulletin_id, _ in pages} & set(corpus.ids)
