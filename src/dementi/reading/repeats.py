# SPDX-License-Identifier: Apache-2.0
"""Which lines of a dump say again what stands elsewhere? Teasers (the lead, the next paragraph cut), repeats."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.record import FurnitureReason

__all__ = ["ends_cut", "said_again"]

#: What a text ends with that was cut.
_CUTS = ("...", "…", "[…]", "[...]", "(...)", "(…)")

#: Fewer characters than this are a word that may well stand twice (a name, « Non. »).
SHORTEST = 30


def said_again(lines: Sequence[str], body: range) -> dict[int, FurnitureReason]:
    """Return the lines that say again what a line of the body says, and why each is furniture.

    A line that is cut with dots and whose words open a paragraph (or a paragraph and its successors) is a
    teaser; a line that stands twice is a repeat, or part of the teaser where a cut line follows it. What stands
    twice in the body keeps its first place.

    Args:
        lines: the lines of the dump, none empty.
        body: where the article's own lines stand.
    """
    squeezed = [" ".join(line.split()) for line in lines]
    repeats = _repeated(squeezed, body)
    teasers = _teasers(squeezed, body, repeats)
    found = dict.fromkeys(repeats, FurnitureReason.REPEATED)
    found.update((i, FurnitureReason.TEASER) for i in teasers)
    for i in sorted(teasers):
        before = i - 1
        while found.get(before) is FurnitureReason.REPEATED:
            found[before] = FurnitureReason.TEASER
            before -= 1
    return found


def ends_cut(line: str) -> str | None:
    """Return what stands before the dots of a cut line; None where the line is not cut."""
    bare = line.rstrip()
    for cut in _CUTS:
        if bare.endswith(cut):
            return bare.removesuffix(cut).rstrip()
    return None


def _repeated(lines: Sequence[str], body: range) -> set[int]:
    kept: dict[str, int] = {}
    for i in body:
        kept.setdefault(lines[i], i)
    return {i for i, line in enumerate(lines) if len(line) >= SHORTEST and kept.get(line, i) != i}


def _teasers(lines: Sequence[str], body: range, repeats: set[int]) -> set[int]:
    found = set()
    paragraphs = [lines[i] for i in body if i not in repeats]
    at = [i for i in body if i not in repeats]
    starts: dict[str, list[int]] = {}
    for k, paragraph in enumerate(paragraphs):
        starts.setdefault(paragraph[:SHORTEST], []).append(k)
    for i, line in enumerate(lines):
        stem = ends_cut(line)
        if stem is None or len(stem) < SHORTEST:
            continue
        if any(at[k] != i and _opens(stem, paragraphs[k : k + 4]) for k in starts.get(stem[:SHORTEST], ())):
            found.add(i)
    return found


def _opens(stem: str, paragraphs: Sequence[str]) -> bool:
    return " ".join(paragraphs).startswith(stem)
