# SPDX-License-Identifier: Apache-2.0
"""How fair is the reader? Parties exchanged by a table in all gold-dev texts, and in a sample of Wikinews.

usage: python bench/fairness.py [SAMPLE [LOST]]

SAMPLE articles of ../shared/data/wikinews are drawn (default 60; 0: none); up to LOST statements that do not come out
exchanged are shown.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.statements import SHARED, article_of
from quality.exchange import exchanged


def texts(sample: int) -> Iterator[tuple[str, str, str | None]]:
    """Yield the set's name, the text and its date."""
    for line in (SHARED / "data" / "gold-dev.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield "gold-dev", entry["text"].strip(), entry.get("published")
    lines = (SHARED / "data" / "wikinews" / "articles.jsonl").read_text("utf-8").splitlines()
    for line in random.Random(7).sample(lines, sample):
        entry = json.loads(line)
        yield "wikinews", f"{entry['title']}\n\n{entry['body']}".strip().replace("\r", ""), entry["date"]


def main() -> None:
    """Print how many statements and links come out exchanged."""
    sample = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    shown = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    totals: dict[str, list[int]] = {}
    for name, text, published in texts(sample):
        result = exchanged(article_of(text, published), partial(article_of, published=published))
        total = totals.setdefault(name, [0, 0, 0, 0])
        for k, count in enumerate((result.kept, result.statements, result.kept_links, result.links)):
            total[k] += count
        for lost in result.lost[: max(0, shown)]:
            shown -= 1
            print(f"{name}: {lost[:110]}")
    for name, (kept, of, links, of_links) in totals.items():
        print(f"{name}: statements {kept} of {of} ({100 * kept / max(1, of):.1f} %), links {links} of {of_links}")


if __name__ == "__main__":
    main()
