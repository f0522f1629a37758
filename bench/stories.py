# SPDX-License-Identifier: Apache-2.0
"""How well and how fast are stories found? ``python -m bench.stories [--archive 100000]``.

BCubed (Bagga and Baldwin 1998) over the articles labelled in quality/stories.tsv, among all 782; the guide stands in
docs/stories.md. What is tuned is tuned on one half of the stories with their look-alikes; the other half counts.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.republished import archive, article, sources

from dementi.stories import Piece, find_stories

GOLD = Path(__file__).resolve().parents[1] / "quality" / "stories.tsv"


@dataclass(frozen=True, slots=True)
class Figures:
    """BCubed precision and recall (0 to 1)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def gold(half: str) -> dict[str, str]:
    """Return the story of each labelled article of a half ("tuned" or "held"); an article alone is its own."""
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines() if line.startswith("wikinews")]
    return {id_: id_ if story == "-" else story for id_, part, story in rows if part == half}


def pieces() -> tuple[Piece, ...]:
    return tuple(Piece(s.id, article(s.headline, s.paragraphs, s.published)) for s in sources())


def bcubed(groups: Iterable[Sequence[str]], story: Mapping[str, str]) -> Figures:
    """Return the figures of groups over the labelled articles; an article in no group stands alone."""
    found = {id_: f"group {number}" for number, group in enumerate(groups) for id_ in group}
    put = {id_: found.get(id_, id_) for id_ in story}
    precision = recall = 0.0
    for one in story:
        together = [other for other in story if put[other] == put[one]]
        belong = [other for other in story if story[other] == story[one]]
        right = sum(story[other] == story[one] for other in together)
        precision += right / len(together)
        recall += right / len(belong)
    return Figures(precision / len(story), recall / len(story))


def main(arguments: Sequence[str]) -> None:
    groups = find_stories(pieces())
    for half in ("tuned", "held"):
        story = gold(half)
        chained = {i: s for i, s in story.items() if list(story.values()).count(s) > 1}
        for name, labels in ((half, story), (f"{half}, stories of two and more", chained)):
            figures = bcubed(groups, labels)
            print(
                f"{name}: {len(labels)} articles, P {figures.precision:.3f}, R {figures.recall:.3f}, F1 {figures.f1:.3f}"
            )
    if arguments[:1] == ["--archive"]:
        print(archive_figures(int(arguments[1])))


def archive_figures(size: int) -> str:
    """Return speed and memory over an archive that is made as it is read: the making is left out of the time."""
    making = 0.0

    def made() -> Iterator[Piece]:
        nonlocal making
        source = archive(3, size)
        while True:
            begun = time.process_time()
            piece = next(source, None)
            making += time.process_time() - begun
            if piece is None:
                return
            yield piece

    begun = time.process_time()
    found = find_stories(made())
    spent = time.process_time() - begun - making
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return f"{size} articles: {size / spent:.0f} per CPU-second, {memory} MB, {len(found)} stories"


if __name__ == "__main__":
    main(sys.argv[1:])
