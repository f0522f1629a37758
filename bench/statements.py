# SPDX-License-Identifier: Apache-2.0
"""How well are statements and links found? The scorer of ../shared on its gold articles.

usage: python bench/statements.py [gold-dev|gold-held [ERRORS]]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dementi.contract import as_json
from dementi.language import analyse
from dementi.links import find_links
from dementi.record import Article, Reading, Span
from dementi.statements import find_statements, mended

SHARED = Path(__file__).resolve().parents[2] / "shared"


def article_of(text: str, published: str | None) -> Article:
    """The gold's article as it stands: its first line the headline, its other lines the paragraphs."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span.of(text, start, start + len(line.rstrip())))
        start += len(line)
    return Article(
        headline=spans[0].exact, text=text, paragraphs=tuple(spans[1:]), teaser="", language="fr", published=published
    )


def main() -> None:
    """Read the gold articles, score what is found, print the figures."""
    import json

    name = sys.argv[1] if len(sys.argv) > 1 else "gold-dev"
    errors = sys.argv[2] if len(sys.argv) > 2 else "0"
    if name == "gold-held" and errors != "0":
        sys.exit("gold-held is for figures only")
    lines, started = [], time.process_time()
    for line in (SHARED / "data" / f"{name}.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        article = article_of(entry["text"].strip(), entry.get("published"))
        analysis = mended(analyse(article.text))
        findings = find_statements(article, analysis)
        links = find_links(article, analysis, findings)
        lines.append(as_json(Reading(id=entry["id"], article=article, findings=findings, links=links)))
    print(f"{len(lines)} articles, {time.process_time() - started:.1f} s CPU")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as found:
        found.write("\n".join(lines))
        found.flush()
        scorer = str(SHARED / "evaluate" / "score_statements.py")
        subprocess.run(
            [sys.executable, scorer, str(SHARED / "data" / name), found.name, "--errors", errors], check=True
        )


if __name__ == "__main__":
    main()
