# SPDX-License-Identifier: Apache-2.0
"""What does an answer hold? Its body, decompressed here, and never more of it than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

__all__ = ["ENCODINGS", "TooLargeError", "UnknownEncodingError", "decoded_body"]

#: The content codings that are asked for, and the only ones that are decoded.
ENCODINGS = ("gzip", "deflate")

#: Bytes that are made of a compressed piece in one go.
PIECE = 65_536


class TooLargeError(Exception):
    """The body has more bytes than are allowed."""


class UnknownEncodingError(Exception):
    """The body is coded in a way that was not asked for, or not as it says."""


def decoded_body(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return a body, decompressed.

    Args:
        pieces: as they come from the network.
        encoding: the Content-Encoding, "" for none.
        most: bytes that are taken, counted after decompression.

    Raises:
        TooLargeError: there are more.
        UnknownEncodingError: the coding is another, or broken.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        decoded: Iterable[bytes] = pieces
    elif name in {"gzip", "x-gzip", "deflate"}:
        decoded = _inflated(pieces)
    else:
        raise UnknownEncodingError(name)
    kept, size = [], 0
    for piece in decoded:
        size += len(piece)
        if size > most:
            raise TooLargeError
        kept.append(piece)
    return b"".join(kept)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflate = None
    for piece in pieces:
        if not piece:
            continue
        if inflate is None:
            # "deflate" comes with and without zlib's header; gzip says what it is.
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 32 if _has_header(piece) else -zlib.MAX_WBITS)
        waiting = piece
        while waiting and not inflate.eof:
            try:
                yield inflate.decompress(waiting, PIECE)
            except zlib.error as error:
                raise UnknownEncodingError(str(error)) from error
            waiting = inflate.unconsumed_tail
    if inflate is not None and not inflate.eof:
        raise UnknownEncodingError("cut")


def _has_header(piece: bytes) -> bool:
    return piece[:1] == b"\x1f" or (len(piece) > 1 and piece[0] & 0x0F == 8 and (piece[0] << 8 | piece[1]) % 31 == 0)
