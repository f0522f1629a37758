# SPDX-License-Identifier: Apache-2.0
"""Dated articles -> in how many of them each common word stands, so that stories can be told among few articles too.

Left out are the articles that quality/stories.tsv labels, so that what is measured on them is measured on others.

usage: python -m training.common
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2

from bench.republished import article, sources
from bench.stories import GOLD

from dementi.stories.profile import profile_of
from training.lexicon import FRENCH

LEAST = 8
"""Per mille of articles from which a word is common."""

HEAD = """\
# In how many of a thousand news articles a common term stands (its stem), at least.
# Written by training/common.py.
yes = ["France", "ministre", "police"]
no = ["Aubemont", "craquement"]
"""


def main() -> None:
    """Write common.toml into the French folder."""
    labelled = GOLD.read_text("utf-8")
    kept = [s for s in sources() if f"{s.id}\t" not in labelled]
    held = Counter(term for s in kept for term in profile_of(article(s.headline, s.paragraphs)).terms)
    groups: dict[int, list[str]] = defaultdict(list)
    for term, count in held.items():
        part = 1000 * count / len(kept)
        if part >= LEAST and count > 3:
            groups[round(LEAST * 2 ** (int(2 * log2(part / LEAST)) / 2))].append(term)
    text = HEAD
    for part, terms in sorted(groups.items()):
        words = ", ".join(f'"{term}"' for term in sorted(terms))
        text += f"\n[[common]]\nper_mille = {part}\nterms = [{words}]\n"
    (FRENCH / "common.toml").write_text(text, "utf-8")
    print(f"{sum(map(len, groups.values()))} terms of {len(kept)} articles")


if __name__ == "__main__":
    main()
