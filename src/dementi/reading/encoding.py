# SPDX-License-Identifier: Apache-2.0
"""Which characters are these bytes? What is declared is checked against what stands there.

The order: a byte order mark; UTF-8 where the bytes are valid UTF-8 with more than ASCII in them (that does not
happen by chance); UTF-8 with single bytes of Windows-1252 in it; what the headers or the page declare;
Windows-1252 or ISO-8859-15 where the bytes make sense in them; charset-normalizer's opinion.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from dementi.errors import ReadingError
from dementi.record import Trouble

__all__ = ["Decoded", "decode", "normalise"]

#: Only so many bytes are looked at where an encoding has to be told from the content.
SAMPLE = 65_536

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"RIFF", "RIFF"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
)
# Control characters that no text has (tab, line ends, form feed and escape are let through).
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
#: What French and its neighbours write beyond ASCII, in the two one-byte encodings of Western Europe.
_WESTERN = "àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ«»‹›’‘“”„…–—€£§°•·©®™²³½¼¾±×¡¿ºª\xa0\xad"
#: UTF-8 read as Windows-1252, the usual wreck: « Ã© », « â€™ ».
_WRECK = re.compile("Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ¡-¿]|â€[\x90-\x9d™œ˜“”¦]|Â[«»\xa0°]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made of bytes.

    Attributes:
        text: NFC, with LF line ends.
        encoding: the name of the encoding that was used; "" for what was text already.
        troubles: what was doubtful.
    """

    text: str
    encoding: str
    troubles: tuple[Trouble, ...] = ()


def decode(content: bytes | str, media_type: str | None = None) -> Decoded:
    """Return the text of a dispatch's content.

    Args:
        content: bytes as received, or text.
        media_type: the HTTP Content-Type, whose charset is one opinion among others.

    Raises:
        ReadingError: the content is not text.
    """
    if isinstance(content, str):
        text, encoding = content, ""
        if "\0" in text:
            raise ReadingError("The content is not text.")
    else:
        text, encoding = _decoded(content, _declared(content, media_type))
    text = normalise(text)
    return Decoded(text, encoding.removesuffix("+cp1252"), tuple(_doubts(text, encoding)))


def normalise(text: str) -> str:
    """Return the text in NFC with LF line ends and without a byte order mark; nothing else is changed."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _doubts(text: str, encoding: str) -> list[Trouble]:
    troubles = []
    if encoding == "utf-8+cp1252":
        message = "Some bytes are not valid UTF-8; they were read as Windows-1252."
        troubles.append(Trouble("reading", message))
    if "\ufffd" in text:
        troubles.append(
            Trouble("reading", "Some characters are lost: the dispatch has replacement characters in their places.")
        )
    wrecks = _WRECK.findall(text[: 4 * SAMPLE])
    if len(wrecks) >= 3:
        message = "The text looks wrongly encoded before it came here (%(sample)s)."
        troubles.append(Trouble("reading", message, (("sample", wrecks[0]),)))
    return troubles


def _declared(content: bytes, media_type: str | None) -> str | None:
    in_header = _CHARSET.search((media_type or "").encode("ascii", "ignore"))
    head = content[:4096]
    in_page = _XML_ENCODING.search(head) or (_CHARSET.search(head) if b"<meta" in head.lower() else None)
    for found in (in_header, in_page):
        if found:
            try:
                return codecs.lookup(found.group(1).decode("ascii")).name
            except LookupError:
                continue
    return None


def _decoded(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace"), encoding
    wide = _wide(content[:SAMPLE])
    if wide:
        return content.decode(wide, "replace"), wide
    _refuse_binary(content)
    if declared is not None and declared.startswith("iso2022") and b"\x1b" in content:
        return content.decode(declared, "replace"), declared
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_mixed(content):
        return content.decode("utf-8", _CP1252_IN_UTF8), "utf-8+cp1252"
    encoding = _one_byte(content, declared)
    return content.decode(encoding, _CP1252_IN_UTF8 if encoding == "cp1252" else "replace"), encoding


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    if len(sample) < 4 or sample.count(0) < len(sample) // 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _refuse_binary(content: bytes) -> None:
    for magic, kind in _KINDS:
        if content.startswith(magic):
            raise ReadingError("The content is not text; it looks like %(kind)s.", kind=kind)
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if 0 in content or controls * 50 > len(sample):
        raise ReadingError("The content is not text.")


def _is_mixed(content: bytes) -> bool:
    """UTF-8 with a few foreign bytes: what is valid beyond ASCII outweighs what is not."""
    kept = content.decode("utf-8", "ignore")
    valid = sum(1 for c in kept if c > "\x7f")
    lost = len(content) - len(kept.encode("utf-8"))
    return valid > 2 * lost


def _one_byte(content: bytes, declared: str | None) -> str:
    western = {"iso8859-1", "cp1252", "ascii", "iso8859-15", None, "utf-8"}
    if declared not in western and declared is not None:
        try:
            content.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            return declared
    high = bytes(b for b in content[: 4 * SAMPLE] if b > 0x7F)
    sensible = sum(1 for c in high.decode("cp1252", "ignore") if c in _WESTERN)
    if declared not in {None, "utf-8"} or sensible >= 0.9 * len(high):
        return _western(content, high, declared)
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"


# In French prose a vulgar fraction between letters (c½ur) is the œ of ISO-8859-15, and ¤ after a number its €.
_LATIN9 = re.compile(rb"[A-Za-z][\xbc\xbd][a-z]|\d[ \xa0]?\xa4")


def _western(content: bytes, high: bytes, declared: str | None) -> str:
    if any(0x80 <= b <= 0x9F for b in high):
        return "cp1252"
    return "iso8859-15" if declared == "iso8859-15" or _LATIN9.search(content) else "cp1252"


_CP1252_IN_UTF8 = "dementi-cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("cp1252", "replace") for b in lost), error.end


codecs.register_error(_CP1252_IN_UTF8, _as_cp1252)
