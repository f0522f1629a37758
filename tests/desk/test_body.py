# SPDX-License-Identifier: Apache-2.0
"""A body that is too large or too slow ends before anything behind the limit has it whole."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dementi.desk.body import BodyLimit


def ask(chunks: list[bytes], declared: bytes | None = None, *, pause: float = 0.0) -> tuple[int, bytes | None]:
    """Send a body in pieces; return the status, and what the application took for the whole body."""
    taken: list[bytes] = []
    sent: list[Any] = []
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks[:-1]]
    waiting.append({"type": "http.request", "body": chunks[-1], "more_body": False})

    async def application(scope, receive, send):
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message["body"]
            if not message["more_body"]:
                break
        taken.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        await asyncio.sleep(pause)
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    headers = [] if declared is None else [(b"content-length", declared)]
    limit = BodyLimit(application, most=10, seconds=0.2)
    # In a thread of its own: the browser tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, limit({"type": "http", "headers": headers}, receive, send)).result()
    (start,) = [message for message in sent if message["type"] == "http.response.start"]
    return start["status"], taken[0] if taken else None


def test_what_keeps_to_the_limit_passes_whole():
    assert ask([b"12345", b"67890"]) == (200, b"1234567890")


def test_a_body_that_grows_too_large_is_ended():
    assert ask([b"123456", b"78901", b"2"]) == (413, None)


@pytest.mark.parametrize("declared", [b"11", b"9" * 4000])
def test_a_body_that_says_it_is_too_large_is_not_even_begun(declared):
    assert ask([b""], declared) == (413, None)


@pytest.mark.parametrize("declared", [b"-1", b"ten", b"\xc2\xb2"])
def test_what_is_no_length_is_counted_as_it_comes(declared):
    assert ask([b"12345678901"], declared) == (413, None)


def test_a_body_that_comes_too_slowly_is_ended():
    assert ask([b"1"] * 8, pause=0.05) == (408, None)
