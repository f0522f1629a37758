# SPDX-License-Identifier: Apache-2.0
"""Does a proof hold? Its form, its digests, its bytes, its words, and the same reading again from its bytes: without network or record."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dementi.contract import as_object
from dementi.errors import InputError
from dementi.proof import FORMAT, canonical, digests, seal_of
from dementi.proof.build import reader_build
from dementi.record import Dispatch, Form, Reading, Trouble

__all__ = ["Checked", "check"]

#: Bytes of a proof; those of the largest dispatch, in base64, with its reading.
LARGEST = 96 * 1024 * 1024

#: The stage that troubles name.
STAGE = "proof"

Object = dict[str, Any]
#: The parts of a proof, and of its dispatch and reader.
_PARTS = {"content", "digests", "dispatch", "proof", "reader", "reading", "seal"}
_DISPATCH = {"captured", "form", "headers", "id", "media_type", "name", "outlet", "published", "sha256", "url"}
#: What a reading holds that is compared when its bytes are read again; its troubles may hang on the machine.
_COMPARED = ("article", "statements", "links", "figures", "dates")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a proof.

    Attributes:
        faults: what does not hold, each named; none: the proof holds.
        held: what was checked and holds.
        seal: the proof's; None where the file has none.
    """

    faults: tuple[Trouble, ...]
    held: tuple[Trouble, ...]
    seal: str | None


def check(content: bytes, read: Callable[[Dispatch], Reading], seal: str | None = None) -> Checked:
    """Check a proof.

    Args:
        content: the file's bytes.
        read: how a dispatch is read on this desk.
        seal: the seal as it was kept elsewhere; None: it was not kept.

    Raises:
        InputError: the file is no proof.
    """
    proof = _opened(content)
    try:
        return _checked(proof, content, read, seal)
    except RecursionError as error:
        raise InputError("This file is no proof: it is nested too deeply.") from error


def _checked(proof: Object, content: bytes, read: Callable[[Dispatch], Reading], seal: str | None) -> Checked:
    faults = [*_form(proof, content), *_digests(proof, seal)]
    held = [] if faults else [Trouble(STAGE, "The file is as it was written: all of its digests fit.")]
    sent = _content(proof)
    if sent is None or hashlib.sha256(sent).hexdigest() != proof["dispatch"].get("sha256"):
        faults.append(Trouble(STAGE, "The bytes of the dispatch do not fit their SHA-256."))
    else:
        held.append(Trouble(STAGE, "The bytes of the dispatch fit their SHA-256."))
    wrong = list(_words(proof["reading"]))
    faults += wrong
    if not wrong:
        held.append(Trouble(STAGE, "All words stand in the text where they are said to stand."))
    if sent is not None:
        again, differing = _read_again(proof, sent, read)
        (faults if differing else held).extend(again)
    return Checked(tuple(faults), tuple(held), proof["seal"] if isinstance(proof["seal"], str) else None)


def _opened(content: bytes) -> Object:
    if len(content) > LARGEST:
        raise InputError("The file is too large for a proof: at most %(most)s MB.", most=LARGEST // 1024**2)
    try:
        proof = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError("This file is no proof: it is no JSON, or broken.") from error
    if not isinstance(proof, dict) or "proof" not in proof:
        raise InputError("This file is no proof.")
    if proof["proof"] != FORMAT:
        raise InputError(
            "This proof is of a form (%(form)s) that this version does not know.", form=str(proof["proof"])[:20]
        )
    missing = sorted(_PARTS - proof.keys())
    inner = {"digests", "dispatch", "reader", "reading"}
    if missing or not all(isinstance(proof[name], dict) for name in inner):
        raise InputError("This file is no proof: it lacks %(parts)s.", parts=", ".join(missing or sorted(inner)))
    return proof


def _form(proof: Object, content: bytes) -> Iterator[Trouble]:
    foreign = [f"dispatch.{name}" for name in sorted(_DISPATCH ^ proof["dispatch"].keys())]
    foreign += sorted(proof.keys() - _PARTS)
    for name in foreign:
        yield Trouble(STAGE, "Part %(part)s is missing, or does not belong into a proof.", (("part", name),))
    try:
        same = canonical(proof) == content
    except (ValueError, RecursionError):
        same = False
    if not same:
        yield Trouble(STAGE, "The file is not written as proofs are: something in it was changed.")


def _digests(proof: Object, seal: str | None) -> Iterator[Trouble]:
    said = proof["digests"]
    found = digests({name: proof[name] for name in proof if name not in {"digests", "seal"}})
    for name in sorted(said.keys() | found.keys()):
        if said.get(name) != found.get(name):
            yield Trouble(STAGE, "Part %(part)s is not as it was written.", (("part", name),))
    if seal_of(said) != proof["seal"]:
        yield Trouble(STAGE, "The seal does not fit the digests.")
    if seal is not None and seal.strip().lower() != proof["seal"]:
        yield Trouble(STAGE, "The seal is not the one that was kept: this is another proof, or a changed one.")


def _content(proof: Object) -> bytes | None:
    try:
        return base64.b64decode(proof["content"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        return None


def _words(reading: Object) -> Iterator[Trouble]:
    """Yield the words that do not stand where they are said to, wherever in the reading they are given."""
    article = reading.get("article")
    text = article.get("text") if isinstance(article, dict) else ""
    waiting: list[tuple[str, Any]] = [("reading", reading)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{place}.{name}", inner) for name, inner in value.items())
            if {"start", "end", "exact"} <= value.keys() and not _stands(text, value):
                yield Trouble(STAGE, "The words of %(part)s do not stand in the text.", (("part", place),))
        elif isinstance(value, list):
            waiting.extend((f"{place}[{number}]", inner) for number, inner in enumerate(value))


def _stands(text: object, words: Object) -> bool:
    start, end = words["start"], words["end"]
    if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int):
        return False
    return 0 <= start < end <= len(text) and text[start:end] == words["exact"]


def _read_again(proof: Object, content: bytes, read: Callable[[Dispatch], Reading]) -> tuple[list[Trouble], bool]:
    """Read the bytes again; return what is to be said, and whether it speaks against the proof."""
    said = proof["dispatch"]
    named = ("id", "form", "published", "outlet", "url", "media_type")
    try:
        if not all(said[name] is None or isinstance(said[name], str) for name in named) or said["id"] is None:
            raise ValueError(said)
        dispatch = Dispatch(
            id=said["id"],
            content=content,
            form=Form(said["form"]) if said["form"] else None,
            published=said["published"],
            outlet=said["outlet"],
            url=said["url"],
            media_type=said["media_type"],
        )
    except (KeyError, ValueError):
        return [Trouble(STAGE, "What is said of the dispatch cannot be understood.")], True
    again = as_object(read(dispatch), "en")
    # As JSON has it: tuples are lists there.
    found = json.loads(json.dumps({name: again[name] for name in _COMPARED}))
    differing = [name for name in _COMPARED if found[name] != proof["reading"].get(name)]
    if not differing:
        return [
            Trouble(STAGE, "Read again from its bytes, the dispatch gives the same text and the same statements.")
        ], False
    if proof["reader"].get("build") != reader_build():
        message = "Another build of the reader read this dispatch; this one finds something else (%(parts)s)."
        return [Trouble(STAGE, message, (("parts", ", ".join(differing)),))], False
    message = "Read again from its bytes, the dispatch gives something else: %(parts)s."
    return [Trouble(STAGE, message, (("parts", ", ".join(differing)),))], True
