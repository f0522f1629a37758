# SPDX-License-Identifier: Apache-2.0
"""How much of what careful reading finds in invented dispatches is found? `python tests/statements/weighed.py FILE.toml [SUBJECT]`."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dementi.evaluation.pairing import LEAST, characters, overlap, same_name
from dementi.language import analyse
from dementi.record import Article, Span, Statement
from dementi.statements import find_statements

__all__ = ["Weighed", "weigh"]

#: Contents that overlap so much have the right limits.
EXACT = 0.8


@dataclass(frozen=True, slots=True)
class Weighed:
    """Counts over some dispatches.

    Attributes:
        gold, said, found: statements expected, told, and told rightly; those marked "skip" may be told and need not.
        exact, name, stance, whole: of those found, with the right limits, speaker's name, stance; limits and name.
        faults: a line each.
    """

    gold: int
    said: int
    found: int
    exact: int
    name: int
    stance: int
    whole: int
    faults: tuple[str, ...]


def weigh(path: Path, subject: str | None = None) -> Weighed:
    counts: list[int] = [0] * 7
    faults: list[str] = []
    for dispatch in tomllib.loads(path.read_text("utf-8"))["dispatch"]:
        if subject in {None, dispatch["subject"]}:
            more, lines = _weigh(dispatch)
            counts = [a + b for a, b in zip(counts, more, strict=True)]
            faults += [f"== {dispatch['subject']}", *lines]
    gold, said, found, exact, name, stance, whole = counts
    return Weighed(gold, said, found, exact, name, stance, whole, tuple(faults))


def _weigh(dispatch: dict[str, Any]) -> tuple[list[int], list[str]]:
    text = dispatch["text"].strip()
    lines = [(i, line) for i, line in enumerate(text.split("\n\n"))]
    paragraphs = tuple(Span.of(text, text.index(p), text.index(p) + len(p)) for i, p in lines if i)
    article = Article(
        headline=lines[0][1],
        text=text,
        paragraphs=paragraphs,
        teaser="",
        language="fr",
        published=dispatch["published"],
    )
    left = list(find_statements(article, analyse(text)).statements)
    counts, faults = [0] * 7, []
    for gold in dispatch["statements"]:
        found = _best(gold, left, text)
        if found is not None:
            left.remove(found[1])
        if gold.get("skip"):
            continue
        counts[0] += 1
        if found is None:
            faults.append(f"MISSED {gold['content'] or gold['cue']} | {gold['speaker']}")
            continue
        right = _right(gold, *found)
        counts[2] += 1
        counts[3:7] = [c + r for c, r in zip(counts[3:7], (*right, right[0] and right[1]), strict=True)]
        if not all(right):
            faults.append(f"{right} {gold['content']} | {gold['speaker']} | {_shown(found[1])}")
    counts[1] = counts[2] + len(left)
    return counts, faults + [f"MORE {_shown(s)}" for s in left]


def _best(gold: dict[str, Any], left: list[Statement], text: str) -> tuple[float, Statement] | None:
    if not gold["content"]:
        return next(((1.0, s) for s in left if not s.content and s.cue and gold["cue"] in s.cue.exact), None)
    wanted = characters(_spans(text, gold), text)
    shares = [(overlap(wanted, characters(s.content, text)), s) for s in left]
    best = max(shares, key=lambda share: share[0], default=None)
    return best if best is not None and best[0] >= LEAST else None


def _right(gold: dict[str, Any], share: float, found: Statement) -> tuple[bool, bool, bool]:
    name = found.speaker.name if found.speaker else ""
    stance = gold.get("any_stance", False) or found.stance.value == gold.get("stance", "asserts")
    return share >= EXACT, same_name(gold["speaker"], name, "fr"), stance


def _spans(text: str, gold: dict[str, Any]) -> list[Span]:
    spans, place = [], 0
    for piece in gold["content"].split(" ‖ "):
        first, _, last = piece.partition(" … ")
        start = text.index(first, place)
        if gold.get("second"):
            start = text.index(first, start + 1)
        place = text.index(last, start) + len(last) if last else start + len(first)
        spans.append(Span.of(text, start, place))
    return spans


def _shown(statement: Statement) -> str:
    words = " ‖ ".join(p.exact for p in statement.content)
    cue = statement.cue.exact if statement.cue else None
    return f"{statement.speaker.name if statement.speaker else None} [{cue}] {statement.stance.value} {statement.found_by}: {words}"


if __name__ == "__main__":
    figures = weigh(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
    sys.stdout.write("\n".join(figures.faults) + "\n")
    kinds = ("gold", "said", "found", "exact", "name", "stance", "whole")
    sys.stdout.write(" ".join(f"{name} {getattr(figures, name)}" for name in kinds) + "\n")
