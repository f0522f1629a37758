# SPDX-License-Identifier: Apache-2.0
"""How does a dispatch prove what was read in it? One file with its bytes and all that was found: ``written | checked``.

The file is JSON in one form only, so that every byte of it counts. Each of its parts has a digest, and all digests have
one, the seal: who keeps the seal elsewhere (prints it, has it stamped) can show later that nothing was changed since.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dementi.contract import as_object
from dementi.proof.build import reader_build
from dementi.record import Reading

__all__ = ["FORMAT", "Proof", "canonical", "digests", "seal_of", "written"]

#: The number of the form that proofs have.
FORMAT = 1

Object = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A dispatch on record, with all that must be known to read it again.

    Attributes:
        id: on record.
        name: under which it came.
        content: the bytes as received.
        form, published, outlet, url, media_type: what was said of it (``record.Dispatch``); None: nothing was said.
        captured: when it came in, ISO 8601 with zone.
        headers: those of the answer that it came with, by name; empty where they are not known.
        version: of the reader that read it, as on record.
        reading: what was found.
    """

    id: str
    name: str
    content: bytes
    form: str | None
    published: str | None
    outlet: str | None
    url: str | None
    media_type: str | None
    captured: str
    headers: tuple[tuple[str, str], ...]
    version: str
    reading: Reading


def written(proof: Proof) -> bytes:
    """Return a proof as the bytes of its file."""
    parts: Object = {
        "proof": FORMAT,
        "dispatch": {
            "id": proof.id,
            "name": proof.name,
            "sha256": hashlib.sha256(proof.content).hexdigest(),
            "form": proof.form,
            "published": proof.published,
            "outlet": proof.outlet,
            "url": proof.url,
            "media_type": proof.media_type,
            "captured": proof.captured,
            "headers": [list(header) for header in proof.headers],
        },
        "reader": {"version": proof.version, "build": reader_build()},
        "reading": dict(as_object(proof.reading, "en")),
        "content": base64.b64encode(proof.content).decode("ascii"),
    }
    found = digests(parts)
    return canonical({**parts, "digests": found, "seal": seal_of(found)})


def canonical(value: Object) -> bytes:
    """Return an object in the one form in which proofs are written."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "surrogatepass")


def digests(parts: Mapping[str, Any]) -> dict[str, str]:
    """Return the SHA-256 of each part of a proof, by its name ("dispatch.captured", "reading.statements")."""
    return {name: _sha256(value) for name, value in _leaves(parts)}


def seal_of(found: Mapping[str, str]) -> str:
    """Return the SHA-256 of all digests together."""
    return _sha256(dict(found))


def _leaves(parts: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    for name, value in sorted(parts.items()):
        if isinstance(value, dict) and value and depth < 2:
            yield from _leaves(value, f"{before}{name}.", depth + 1)
        else:
            yield f"{before}{name}", value


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
