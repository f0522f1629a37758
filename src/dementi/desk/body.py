# SPDX-License-Identifier: Apache-2.0
"""How much may a request bring, and how slowly? Django takes in a whole body before it asks: this stands before it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dementi.intake import MOST_BYTES
from dementi.messages import say

__all__ = ["BodyLimit"]

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

#: What a form adds around a file.
AROUND = 1024**2


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """An ASGI application that ends a request whose body is too large (413) or comes too slowly (408).

    Attributes:
        application: the one behind it; for it, such a request is one whose sender has gone.
        most: bytes of a body.
        seconds: in which it must have come whole.
    """

    application: Application
    most: int = MOST_BYTES + AROUND
    seconds: float = 120.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as long as its body keeps to the limits."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        body = _Body(receive, self.most, asyncio.get_running_loop().time() + self.seconds)
        if body.declares_too_much(scope):
            await _refuse(send, 413, self.most)
            return
        await self.application(scope, body.receive, send)
        if body.refused:
            await _refuse(send, body.refused, self.most)


class _Body:
    """The body of one request as it comes; ``refused``: the status with which it was ended, 0 where it was not."""

    def __init__(self, receive: Receive, most: int, until: float) -> None:
        self._receive = receive
        self._most = most
        self._until = until
        self._taken = 0
        self._whole = False
        self.refused = 0

    def declares_too_much(self, scope: Scope) -> bool:
        declared = dict(scope["headers"]).get(b"content-length", b"")
        return bool(declared.isdigit()) and (len(declared) > 15 or int(declared) > self._most)

    async def receive(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            return self._end(408)
        self._taken += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        return self._end(413) if self._taken > self._most else message

    def _end(self, status: int) -> Message:
        self.refused = status
        self._whole = True
        return {"type": "http.disconnect"}


async def _refuse(send: Send, status: int, most: int) -> None:
    message = "More than %(most)s MB were sent at once. Nothing was changed."
    if status == 408:
        message = "What was sent came too slowly. Nothing was changed."
    words = say(message, most=most // 1024**2).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(words))]
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
