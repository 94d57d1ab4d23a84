"""Bulletins from the web, politely: what robots.txt allows, one page after another.

A manifest says which page is which bulletin. Pages are kept as they came, and a table beside them
says where each is from. The parser needs none of this, nor a network.
"""

import csv
import hashlib
import ipaddress
import re
import socket
import time
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

import monitorlib
from monitorlib._files import file_for, reading, replacing
from monitorlib._sheets import encode_cell, named_lines

__all__ = ["Fetched", "fetch", "read_manifest"]

AGENT = f"monitorlib/{monitorlib.__version__}"
PROVENANCE = "provenance.csv"
PAGE_LIMIT = 10_000_000  # bytes
PAGE_SECONDS = 120
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """Where a page is from, a row of ``provenance.csv``; or the problem that kept it away."""

    bulletin_id: str
    url: str
    file: str = ""
    final_url: str = ""
    fetched_at: str = ""
    content_type: str = ""
    sha256: str = ""
    problem: str = ""


_COLUMNS = tuple(field.name for field in fields(Fetched))


class _PrivateAddressError(Exception):
    """A connection led to an address of the local network."""


def _refuse_private(connection: HTTPConnection, sock: socket.socket) -> socket.socket:
    """Look at the address that was connected to: a name may stand for another one every time."""
    if not _is_global(sock.getpeername()[0]):
        sock.close()
        msg = f"{connection.host} is not a public address"
        raise _PrivateAddressError(msg)
    return sock


_PROBLEMS = (requests.RequestException, HTTPError, _PrivateAddressError, UnicodeError)


class _PublicConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _refuse_private(self, super()._new_conn())


class _PublicSecureConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _refuse_private(self, super()._new_conn())


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicSecurePool(HTTPSConnectionPool):
    ConnectionCls = _PublicSecureConnection


class _Adapter(HTTPAdapter):
    """Sends requests, after a redirect too, to public addresses only; tries again when told to."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        super().__init__(
            max_retries=Retry(
                total=2,
                backoff_factor=1,
                status_forcelist=(502, 503, 504),
                respect_retry_after_header=False,  # it may ask for hours: another run is better
            )
        )

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        host = urlsplit(request.url or "").hostname
        if not self.allow_private and not _is_public(str(host)):
            msg = f"{host} is not a public address"
            raise requests.exceptions.InvalidURL(msg)
        return super().send(request, *args, **kwargs)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        if not self.allow_private:
            self.poolmanager.pool_classes_by_scheme = {
                "http": _PublicPool,
                "https": _PublicSecurePool,
            }


def _is_public(host: str) -> bool:
    """Whether a name stands for public addresses now; no connection is tried to any other."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return True  # the request itself will say that there is no such host
    return all(map(_is_global, found))


def _is_global(address: object) -> bool:
    found = ipaddress.ip_address(str(address).partition("%")[0])
    return found.is_global and not found.is_multicast


class _Visitor:
    """Gets pages of many sites: asks each for its robots.txt, and waits between two requests."""

    def __init__(self, delay: float, *, allow_private: bool) -> None:
        self.delay = delay
        self.session = requests.Session()
        self.session.trust_env = False  # no passwords from .netrc
        self.session.headers["User-Agent"] = AGENT
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, _Adapter(allow_private=allow_private))
        self.rules: dict[str, RobotFileParser] = {}
        self.last_visit: dict[str, float] = {}

    def get(self, url: str) -> tuple[requests.Response, bytes]:
        """Return a page that robots.txt allows us."""
        rules = self._rules(urljoin(url, "/robots.txt"))
        if not rules.can_fetch(AGENT, url):
            msg = "robots.txt does not allow it"
            raise requests.RequestException(msg)
        response, content = self._request(url, float(rules.crawl_delay(AGENT) or 0))
        response.raise_for_status()
        return response, content

    def _rules(self, url: str) -> RobotFileParser:
        if url not in self.rules:
            response, content = self._request(url, 0)
            rules = RobotFileParser(url)
            closed = response.status_code in (401, 403) or response.status_code >= 500
            text = content.decode("utf-8", "replace") if response.ok else ""
            rules.parse(["User-agent: *", "Disallow: /"] if closed else text.splitlines())
            self.rules[url] = rules
        return self.rules[url]

    def _request(self, url: str, crawl_delay: float) -> tuple[requests.Response, bytes]:
        host = urlsplit(url).netloc
        pause = max(self.delay, crawl_delay)
        if host in self.last_visit:
            time.sleep(max(0.0, self.last_visit[host] + pause - time.monotonic()))
        try:
            with self.session.get(url, stream=True, timeout=30) as response:
                return response, _content(response)
        finally:
            self.last_visit[host] = time.monotonic()


def _content(response: requests.Response) -> bytes:
    content, began = bytearray(), time.monotonic()
    # read1 gives what is there: a server that sends a letter now and then does not hold us
    while piece := response.raw.read1(65_536, decode_content=True):
        content += piece
        if len(content) > PAGE_LIMIT:
            msg = f"the page is longer than {PAGE_LIMIT // 1_000_000} MB"
            raise requests.RequestException(msg)
        if time.monotonic() - began > PAGE_SECONDS:
            msg = f"the page takes longer than {PAGE_SECONDS} s"
            raise requests.RequestException(msg)
    return bytes(content)


def read_manifest(path: str | Path) -> list[tuple[str, str]]:
    """Read which page is which bulletin.

    Parameters
    ----------
    path
        A CSV file with the columns ``bulletin_id`` and ``url``; others are passed over.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is missing, an address is none of the web, or an id is there twice or begins
        like those of the rewritten bulletins; the message names file, line and column.
    """
    path = Path(path)
    pages: dict[str, str] = {}
    with reading(path):
        for number, line in named_lines(path, ("bulletin_id", "url")):
            bulletin_id, url = line["bulletin_id"].strip(), line["url"].strip()
            if not bulletin_id or bulletin_id in pages:
                msg = f"line {number}, column bulletin_id: {bulletin_id!r} is empty or there twice"
                raise ValueError(msg)
            if bulletin_id.startswith("rw-"):
                msg = (
                    f"line {number}, column bulletin_id: {bulletin_id!r}: rw- is for rewritten ones"
                )
                raise ValueError(msg)
            if not re.match(r"https?://[^/]", url):
                msg = f"line {number}, column url: {url!r} is no address of the web"
                raise ValueError(msg)
            pages[bulletin_id] = url
    return list(pages.items())


def fetch(
    manifest: str | Path,
    out: str | Path,
    *,
    delay: float = 2.0,
    allow_private: bool = False,
) -> list[Fetched]:
    """Fetch the pages of a manifest into a folder.

    Parameters
    ----------
    manifest
        A CSV file with the columns ``bulletin_id`` and ``url``.
    out
        Folder to write to: a file for each page, and ``provenance.csv``. A page that is there
        already is not fetched again.
    delay
        Seconds between two requests to one host; longer where its robots.txt asks for that.
    allow_private
        Whether to visit addresses of the local network too.

    Returns
    -------
    list of Fetched
        One for each line of the manifest; ``problem`` says what kept a page away.

    Raises
    ------
    FileNotFoundError, ValueError
        As `read_manifest` does, or if ``provenance.csv`` is damaged.
    """
    pages, out = read_manifest(manifest), Path(out)
    known = _read_provenance(out / PROVENANCE)
    visitor = _Visitor(delay, allow_private=allow_private)
    for bulletin_id, url in pages:
        before = known.get(bulletin_id)
        if before and before.url == url and before.file and (out / before.file).is_file():
            continue
        known[bulletin_id] = _fetched(visitor, bulletin_id, url, out)
        _write_provenance(out / PROVENANCE, known.values())
    return [known[bulletin_id] for bulletin_id, _ in pages]


def _fetched(visitor: _Visitor, bulletin_id: str, url: str, out: Path) -> Fetched:
    try:
        response, content = visitor.get(url)
        content_type = response.headers.get("Content-Type", "")
        suffix = _SUFFIXES.get(content_type.partition(";")[0].strip().lower())
        if suffix is None:
            msg = f"it is no page of text but {content_type or 'of unknown type'}"
            raise requests.RequestException(msg)
    except _PROBLEMS as error:
        return Fetched(bulletin_id, url, problem=str(error))
    file = file_for(out, bulletin_id, suffix)
    with replacing(file) as draft:
        draft.write_bytes(content)
    return Fetched(
        bulletin_id,
        url,
        file.relative_to(out).as_posix(),
        response.url,
        datetime.now(UTC).isoformat(timespec="seconds"),
        content_type,
        hashlib.sha256(content).hexdigest(),
    )


def _read_provenance(path: Path) -> dict[str, Fetched]:
    if not path.exists():
        return {}
    with reading(path):
        return {line["bulletin_id"]: Fetched(**line) for _, line in named_lines(path, _COLUMNS)}


def _write_provenance(path: Path, pages: Iterable[Fetched]) -> None:
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows([encode_cell(text) for text in astuple(page)] for page in pages)
