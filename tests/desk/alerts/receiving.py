# SPDX-License-Identifier: Apache-2.0
"""Receivers that count: a server of HTTP and one of mail, on this machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What came: (headers, body) of each request; ``answers``: the statuses that are answered, the last for ever."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=lambda: [204])
    on_request: Callable[[], None] = lambda: None


@contextmanager
def receiver() -> Iterator[Receiver]:
    seen = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.got.append((dict(self.headers), body))
            seen.on_request()
            status = seen.answers.pop(0) if len(seen.answers) > 1 else seen.answers[0]
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/ailleurs")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    seen.url = f"http://127.0.0.1:{server.server_address[1]}/alertes"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Box:
    """The letters that came; ``refusal``: what is answered instead of taking them, ""."""

    port: int = 0
    letters: list[Message] = field(default_factory=list)
    refusal: str = ""


@contextmanager
def box() -> Iterator[Box]:
    from aiosmtpd.controller import Controller

    seen = Box()

    class Handler:
        async def handle_DATA(self, _server: object, _session: object, envelope) -> str:  # noqa: N802 (aiosmtpd's name)
            if seen.refusal:
                return seen.refusal
            seen.letters.append(message_from_bytes(envelope.content, policy=default))
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        seen.port = probe.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=seen.port)
    controller.start()
    try:
        yield seen
    finally:
        controller.stop()
