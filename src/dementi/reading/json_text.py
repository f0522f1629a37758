# SPDX-License-Identifier: Apache-2.0
r"""What does JSON from outside say? Parsed, with U+FFFD for the characters that JSON can name and no text can hold.

``"\u0000"`` and halves of surrogate pairs come through ``json`` as they are: no database takes them, no UTF-8 writes them.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["parsed"]

_ESCAPED = re.compile(r"\\u(?:0000|[dD][89abcdefABCDEF])")


def parsed(text: str, *, strict: bool = True) -> Any:  # noqa: ANN401 (what JSON holds)
    """Return what JSON says.

    Args:
        text: the JSON.
        strict: control characters within its texts are an error.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested without an end.
    """
    value = json.loads(text, strict=strict)
    return _as_text(value) if _ESCAPED.search(text) else value


def _as_text(value: Any) -> Any:  # noqa: ANN401 (likewise)
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, dict):
        return {_as_text(name): _as_text(each) for name, each in value.items()}
    return value
