# SPDX-License-Identifier: Apache-2.0
"""What comes back from an address, on servers of this machine: loopback counts as a private network, so the setting opens it."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dementi.errors import FetchError
from dementi.fetch import FEEDS, Known, Limits, RefusedError, fetch

PAGE = "<p>Le port d’Aubemont a rouvert.</p>".encode()
Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def site(
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]],
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A site of this machine: its address, and what was asked for (path, Host)."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Host"]))
            answer = answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


OPEN = Limits(private_networks=True)


def test_a_page_comes_with_its_address_its_type_and_what_asks_for_it_again() -> None:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "ETag": '"a"',
        "Last-Modified": "Mon, 09 Mar 2026 10:00:00 GMT",
    }
    with site({"/a": (200, headers, PAGE)}) as (address, _):
        found = fetch(f"{address}/a#bas", OPEN)
    assert (found.content, found.status, found.media_type, found.etag) == (PAGE, 200, headers["Content-Type"], '"a"')
    assert found.last_modified == headers["Last-Modified"]


def test_redirects_are_followed_and_told() -> None:
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
        "/a": (301, {"Location": "/b?x=1"}, b""), "/b?x=1": (302, {"Location": "c"}, b""), "/c": (200, {}, PAGE),
    }  # fmt: skip
    with site(answers) as (address, _):
        found = fetch(f"{address}/a", OPEN)
    assert found.url == f"{address}/c"
    assert found.redirects == (f"{address}/a", f"{address}/b?x=1")


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301, 308), "/c"), ((308, 302), "/b"), ((302, 301), None), ((307, 303), None)],
)
def test_where_an_address_stands_for_good_is_told(statuses: tuple[int, int], moved: str | None) -> None:
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
        "/a": (statuses[0], {"Location": "/b"}, b""), "/b": (statuses[1], {"Location": "c"}, b""), "/c": (200, {}, PAGE),
    }  # fmt: skip
    with site(answers) as (address, _):
        found = fetch(f"{address}/a", OPEN)
    assert found.moved == (moved and f"{address}{moved}")


def test_redirects_without_an_end_are_left() -> None:
    with (
        site({"/a": (302, {"Location": "/a"}, b"")}) as (address, asked),
        pytest.raises(FetchError, match="without an end"),
    ):
        fetch(f"{address}/a", OPEN)
    assert len([path for path, _ in asked if path == "/a"]) == OPEN.redirects + 1


@pytest.mark.parametrize(
    "url",
    ["ftp://exemple.invalid/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://exemple.invalid",
     "http://",
     "http:///a",
     "http://nom:secret@exemple.invalid/", "http://exemple.invalid:25/", "http://exemple.invalid:22/", "//exemple.invalid/",
     "exemple.invalid",
     "http://exemple.invalid:99999/", "http://" + "a" * 5000, "http://[::1", "http://exem ple/"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, Limits(resolve=lambda name, port: pytest.fail("a name was looked up")))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "①②⑦.⓪.⓪.①", "localhost", "0.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
)  # fmt: skip
def test_this_machine_is_not_asked_however_its_address_is_written(host: str) -> None:
    with site({"/a": (200, {}, PAGE)}) as (address, asked):
        port = address.rpartition(":")[2]
        with pytest.raises(FetchError):
            fetch(f"http://{host}:{port}/a", Limits(seconds=5))
    assert asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(FetchError, match="private network"):
        fetch("http://exemple.invalid/a", Limits(resolve=lambda name, port: ["8.8.8.8", "10.0.0.1"]))


def test_the_judged_address_is_the_one_that_is_dialled() -> None:
    """A name that resolves to another address each time: each connection dials what was judged for it."""
    given = iter([["127.0.0.1"], ["10.255.255.1"]])
    with site({"/a": (200, {}, PAGE)}) as (address, asked):
        port = address.rpartition(":")[2]
        limits = Limits(private_networks=True, robots=False, resolve=lambda name, port: next(given))
        found = fetch(f"http://change.invalid:{port}/a", limits)
    assert found.content == PAGE
    assert asked == [("/a", f"change.invalid:{port}")]
    assert next(given) == ["10.255.255.1"], "the name was looked up once"


def test_a_name_that_rebinds_to_this_machine_is_judged_again_on_a_redirect() -> None:
    looked_up: list[str] = []

    def resolve(name: str, port: int) -> list[str]:
        looked_up.append(name)
        return ["127.0.0.1"]

    with pytest.raises(FetchError, match="private network"):
        fetch("http://change.invalid/a", Limits(resolve=resolve))
    assert looked_up == ["change.invalid"]


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from dementi.fetch import network

    # The first name counts as public although its server stands on this machine; the second is judged as it is.
    monkeypatch.setattr(network, "is_global", lambda address: address == "127.0.0.1")
    with site({"/a": (302, {"Location": "http://interne.invalid/secret"}, b"")}) as (address, _):
        port = address.rpartition(":")[2]
        limits = Limits(
            robots=False, resolve=lambda name, _: ["10.0.0.1"] if name == "interne.invalid" else ["127.0.0.1"]
        )
        with pytest.raises(FetchError, match=r"interne\.invalid is an address of a private network"):
            fetch(f"http://public.invalid:{port}/a", limits)


def test_a_body_is_decompressed() -> None:
    raw = zlib.compressobj(wbits=-15)
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
        "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        "/deflate": (200, {"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
        "/raw": (200, {"Content-Encoding": "deflate"}, raw.compress(PAGE) + raw.flush()),
    }
    with site(answers) as (address, _):
        assert [fetch(address + path, OPEN).content for path in answers] == [PAGE] * 3


@pytest.mark.parametrize("encoding", ["br", "gzip", "gzip, gzip"])
def test_a_body_that_cannot_be_decompressed_is_said_to_be_so(encoding: str) -> None:
    answer = (200, {"Content-Encoding": encoding}, b"\x1f\x8bnon")
    with (
        site({"/a": answer}) as (address, _),
        pytest.raises(FetchError, match="decompressed"),
    ):
        fetch(f"{address}/a", OPEN)


def test_a_bomb_is_stopped_at_the_cap() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    began = time.process_time()
    with (
        site({"/a": (200, {"Content-Encoding": "gzip"}, bomb)}) as (address, _),
        pytest.raises(FetchError, match="more than 1 MB"),
    ):
        fetch(f"{address}/a", Limits(private_networks=True, content_bytes=1024**2))
    assert time.process_time() - began < 1.5


def test_a_body_without_an_end_is_stopped_at_the_cap() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    with site({"/a": endless}) as (address, _), pytest.raises(FetchError, match="more than 1 MB"):
        fetch(f"{address}/a", Limits(private_networks=True, content_bytes=1024**2))


def test_a_sender_of_one_byte_a_time_is_stopped_by_the_clock_of_the_whole() -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lent: ")
        try:
            for _ in range(100):
                handler.wfile.write(b"a")
                time.sleep(0.1)
        except OSError:
            pass

    began = time.monotonic()
    with site({"/a": slow}) as (address, _), pytest.raises(FetchError, match="in time"):
        fetch(f"{address}/a", Limits(private_networks=True, robots=False, seconds=1.0))
    assert time.monotonic() - began < 3.0


def test_what_forbids_machines_is_honoured() -> None:
    robots: Answer = (200, {}, b"User-agent: *\nDisallow: /prive\n")
    with site({"/robots.txt": robots, "/a": (200, {}, PAGE), "/prive/b": (200, {}, PAGE)}) as (address, asked):
        assert fetch(f"{address}/a", OPEN).content == PAGE
        with pytest.raises(FetchError, match="asks machines not to read it"):
            fetch(f"{address}/prive/b", OPEN)
    assert ("/prive/b", address.removeprefix("http://")) not in asked


def test_a_redirect_into_what_is_forbidden_is_not_followed() -> None:
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /prive\n"), "/a": (302, {"Location": "/prive/b"}, b""),
    }  # fmt: skip
    with site(answers) as (address, _), pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(f"{address}/a", OPEN)


def test_a_site_whose_robots_file_fails_is_left_alone() -> None:
    with (
        site({"/robots.txt": (500, {}, b""), "/a": (200, {}, PAGE)}) as (address, _),
        pytest.raises(FetchError, match=r"robots\.txt"),
    ):
        fetch(f"{address}/a", OPEN)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b""), "There is nothing"),
        ((410, {}, b""), "There is nothing"),
        ((403, {}, b"non"), "refuses to be read"),
        ((402, {}, b""), "refuses to be read"),
        ((500, {}, b""), "answers with an error"),
        ((304, {}, b""), "answers with an error"),
        ((429, {"Retry-After": "120"}, b""), "asks to wait before it is read again (120)"),
        ((503, {"Retry-After": "Mon, 09 Mar 2026 10:00:00 GMT"}, b""), "asks to wait"),
        ((429, {}, b""), "asked too often"),
        ((403, {"cf-mitigated": "challenge"}, b""), "proof that no machine"),
        ((503, {}, b"<title>Just a moment...</title>"), "proof that no machine"),
        ((200, {"tdm-reservation": "1"}, PAGE), "reserves its text"),
    ],
)
def test_each_refusal_is_named(answer: Answer, said: str) -> None:
    with site({"/a": answer}) as (address, _), pytest.raises(FetchError) as caught:
        fetch(f"{address}/a", OPEN)
    assert said in str(caught.value)


def test_no_server_at_all_is_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="does not answer"):
        fetch(f"http://127.0.0.1:{port}/a", OPEN)


def test_a_name_without_address_is_one_sentence() -> None:
    def nowhere(name: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="the name has no address"):
        fetch("http://nulle-part.invalid/a", Limits(resolve=nowhere))


def test_what_is_known_is_asked_for_and_nothing_new_is_said() -> None:
    asked: list[tuple[str | None, str | None]] = []

    def unchanged(handler: BaseHTTPRequestHandler) -> None:
        asked.append((handler.headers["If-None-Match"], handler.headers["If-Modified-Since"]))
        handler.send_response(304)
        handler.send_header("ETag", '"a"')
        handler.end_headers()

    day = "Mon, 09 Mar 2026 10:00:00 GMT"
    with site({"/flux": unchanged}) as (address, _):
        found = fetch(f"{address}/flux", OPEN, Known(etag='"a"', last_modified=day, accept=FEEDS))
        with pytest.raises(RefusedError):
            fetch(f"{address}/flux", OPEN)
    assert (found.is_unchanged, found.content, found.etag) == (True, b"", '"a"')
    assert asked == [('"a"', day), (None, None)]


def test_an_etag_that_no_header_can_hold_is_left_out() -> None:
    names = dict(Known(etag='"a"\r\nX: 1', last_modified="é").headers())
    assert set(names) == {"Accept"}


@pytest.mark.parametrize(
    ("sent", "least", "most"),
    [
        ("120", 120, 120),
        ("99999999999", 7 * 86400, 7 * 86400),
        ("Mon, 09 Mar 2015 10:00:00 GMT", 0, 0),
        ("in an hour", 3500, 3600),
        ("bientôt", None, None),
    ],
)
def test_the_time_to_wait_is_understood(sent: str, least: float | None, most: float | None) -> None:
    if sent == "in an hour":
        # Of the hour at which it is asked: the tests before this one may have taken a while.
        sent = formatdate(time.time() + 3600, usegmt=True)
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
        "/a": (429, {"Retry-After": sent.encode().decode("latin-1")}, b"")
    }
    with site(answers) as (address, _), pytest.raises(RefusedError) as refused:
        fetch(f"{address}/a", OPEN)
    assert refused.value.status == 429
    if least is None or most is None:
        assert refused.value.wait is None
    else:
        assert refused.value.wait is not None
        assert least <= refused.value.wait <= most


def test_the_robots_txt_of_a_site_is_asked_once_for_many_pages() -> None:
    robots: dict[str, str | None] = {}
    with site({"/a": (200, {}, PAGE), "/b": (200, {}, PAGE)}) as (address, asked):
        for path in ("/a", "/b"):
            fetch(f"{address}{path}", OPEN, robots=robots)
    assert [path for path, _ in asked] == ["/robots.txt", "/a", "/b"]


def test_the_headers_are_kept_as_they_came() -> None:
    with site({"/a": (200, {"X-Salle": "2"}, PAGE)}) as (address, _):
        assert ("x-salle", "2") in fetch(f"{address}/a", OPEN).headers
