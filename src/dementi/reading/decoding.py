# SPDX-License-Identifier: Apache-2.0
"""Bytes -> text: which encoding was meant? NFC and LF line ends, once, before any span exists."""

from __future__ import annotations

import codecs
import re
import unicodedata

from dementi.errors import ReadingError
from dementi.record import Dispatch

__all__ = ["MOST_CHARACTERS", "decoded"]

#: A dispatch of more characters is not read: no article is that long, and the stages' time stays bounded.
MOST_CHARACTERS = 5_000_000
#: A single line of more characters is no text that somebody wrote.
LONGEST_LINE = 1_000_000

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(dispatch: Dispatch) -> str:
    """Return the text of a dispatch.

    Raises:
        ReadingError: it is empty, binary or too large.
    """
    content = dispatch.content
    if len(content) > 4 * MOST_CHARACTERS:
        raise ReadingError("The dispatch is larger than %(most)s million characters.", most=MOST_CHARACTERS // 10**6)
    text = content if isinstance(content, str) else _decode(content, dispatch.media_type or "")
    if len(text) > MOST_CHARACTERS:
        raise ReadingError("The dispatch is larger than %(most)s million characters.", most=MOST_CHARACTERS // 10**6)
    if not text.strip():
        raise ReadingError("The dispatch is empty.")
    controls = len(_CONTROLS.findall(text[:20_000]))
    if controls > 3 and controls > len(text[:20_000]) / 200:
        raise ReadingError("The dispatch is not text: it looks like a picture, a program or another binary file.")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if "<" not in text and max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise ReadingError(
            "The dispatch is one line of more than %(most)s million characters.", most=LONGEST_LINE // 10**6
        )
    return text.removeprefix("\ufeff")


def _decode(content: bytes, media_type: str) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    if content[:200].count(0) > len(content[:200]) // 4:
        if content[:8].startswith((b"\x89PNG", b"PK", b"\x7fELF")):
            raise ReadingError("The dispatch is not text: it looks like a picture, a program or another binary file.")
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        # UTF-8 is hardly ever right by chance, whatever was declared.
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(media_type.encode()) or _DECLARED.search(content[:4096])
    name = declared.group(1).decode("ascii", "ignore").lower() if declared else ""
    if not name.startswith("utf") and name not in {"", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    if _is_mostly_utf8(content):
        return content.decode("utf-8", "dementi_cp1252")
    return content.decode("cp1252", "dementi_cp1252")


def _is_mostly_utf8(content: bytes) -> bool:
    """Say whether a few foreign bytes stand in a text of UTF-8."""
    high = sum(byte > 127 for byte in content)
    broken = content.decode("utf-8", "replace").count("\ufffd")
    return broken * 4 < high


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace") if error.encoding != "charmap" else "\ufffd" * len(bad), error.end


codecs.register_error("dementi_cp1252", _as_cp1252)
