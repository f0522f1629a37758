# SPDX-License-Identifier: Apache-2.0
"""What form has a dispatch, where nobody says? Told from its content: of the wire, a page, a dump with furniture, an article."""

from __future__ import annotations

import re

from dementi.reading.dump import has_furniture
from dementi.record import Form

__all__ = ["form_of"]

#: Characters in which the marks of a page are looked for.
START = 20_000

_OPENS = re.compile(
    r"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--.{0,2000}?-->\s{0,99}){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    r"</?(?:a|article|aside|body|br|div|footer|h[1-6]|head|header|html|img|li|link|main|meta|nav|ol|p|script|section"
    r"|span|style|table|td|title|tr|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def form_of(text: str, media_type: str | None = None) -> Form:
    """Return the form in which a text is to be read.

    Args:
        text: the whole content, decoded.
        media_type: what HTTP said of it; "text/html" is believed only where there are tags.
    """
    start = text[:START]
    if start.lstrip()[:1] in {"<", "{", "["}:
        from dementi.reading.wire import is_wire

        if is_wire(text):
            return Form.WIRE
    if _OPENS.match(start):
        return Form.PAGE
    tags = len(_TAGS.findall(start))
    if tags >= 4 or (tags and "html" in (media_type or "")):
        return Form.PAGE
    return Form.DUMP if has_furniture(text) else Form.ARTICLE
