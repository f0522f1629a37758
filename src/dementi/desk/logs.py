# SPDX-License-Identifier: Apache-2.0
"""How is a line of the log written for a machine? As one JSON object; no body, no header, no address with what was asked in it."""

from __future__ import annotations

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

__all__ = ["Line"]

#: What libraries add to a line of their own accord: requests with their queries, sockets, WebSocket states.
LEFT_OUT = ("request", "server_time", "color_message", "websocket", "taskName")


class Line(JsonFormatter):
    """The library's formatter, with the fields that are kept, under their usual names."""

    def __init__(self) -> None:
        """Take no setting: the form is one."""
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(process)d %(threadName)s",
            "%Y-%m-%dT%H:%M:%S%z",
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger", "threadName": "thread"},
            reserved_attrs=[*RESERVED_ATTRS, *LEFT_OUT],
            json_ensure_ascii=False,
        )
