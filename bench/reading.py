# SPDX-License-Identifier: Apache-2.0
"""How well are pages and text dumps read? ``python bench/reading.py``: figures on the 181 pages of scrapinghub's benchmark.

Pages: the body against the gold, by the measure of ``../shared/evaluate/score_pages.py``. Dumps: each page's visible text,
a line for each block, as a browser gives it when all is copied; the body by the same measure, and how often the headline is
the one that the page's own facts give.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import lxml.html

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.reading.encoding import decode
from dementi.record import Article, Dispatch, Form

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGES = SHARED / "data" / "pages" / "scrapinghub"

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label",
        "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
UNSEEN = frozenset(["head", "iframe", "noscript", "script", "style", "svg", "template", "textarea"])


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: precision, recall and F1 of the body (0 to 1), right headlines (0 to 1), pages per CPU-second."""

    precision: float
    recall: float
    f1: float
    headlines: float
    per_second: float


def measured(form: Form, folder: Path = PAGES) -> Figures:
    """Return the figures of one way of reading over all pages."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    contents = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in gold}
    if form is Form.DUMP:
        headlines = {key: _headline(content) for key, content in contents.items()}
        contents = {key: dump_of(content).encode() for key, content in contents.items()}
    began = time.process_time()
    found = {key: _read(content, form) for key, content in contents.items()}
    seconds = time.process_time() - began
    right = 0
    if form is Form.DUMP:
        right = sum(_bare(a.headline if a else None) == _bare(headlines[key]) for key, a in found.items())
    precision, recall = _score(gold, found)
    f1 = 2 * precision * recall / (precision + recall)
    return Figures(precision, recall, f1, right / len(gold), len(gold) / seconds)


def dump_of(content: bytes) -> str:
    """Return all visible text of a page, a line for each block."""
    markup = decode(content).text.encode()
    tree = lxml.html.document_fromstring(markup, parser=lxml.html.HTMLParser(huge_tree=True, encoding="utf-8"))
    pieces: list[str] = []
    waiting: list[tuple[lxml.html.HtmlElement, bool]] = [(tree, False)]
    while waiting:
        element, leaving = waiting.pop()
        if leaving:
            pieces.append("\0" if element.tag in BLOCKS else "")
            pieces.append(element.tail or "")
            continue
        waiting.append((element, True))
        if isinstance(element.tag, str) and element.tag not in UNSEEN:
            pieces.append("\0" if element.tag in BLOCKS else "")
            pieces.append(element.text or "")
            waiting.extend((child, False) for child in reversed(element))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line)


def _read(content: bytes, form: Form) -> Article | None:
    try:
        return read(Dispatch(id="page", content=content, form=form))[0]
    except ReadingError:
        return None


def _headline(content: bytes) -> str | None:
    article = _read(content, Form.PAGE)
    return article.headline if article else None


def _bare(headline: str | None) -> str:
    return "".join(re.findall(r"\w+", (headline or "").lower()))


def _score(gold: dict[str, dict[str, str]], found: dict[str, Article | None]) -> tuple[float, float]:
    scorer = _scorer()
    precisions, recalls = [], []
    for key, entry in gold.items():
        article = found[key]
        body = article.text.removeprefix(article.headline or "") if article else ""
        true, said = scorer.shingles(entry["articleBody"]), scorer.shingles(body)
        right, wrong, missed = (sum(c.values()) for c in (true & said, said - true, true - said))
        precisions += [right / (right + wrong)] if right + wrong else []
        recalls += [right / (right + missed)] if right + missed else []
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls)


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pages", SHARED / "evaluate" / "score_pages.py")
    if spec is None or spec.loader is None:
        sys.exit("../shared is absent")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the figures as a table."""
    if not PAGES.exists():
        sys.exit("../shared/data/pages is absent: there is nothing to measure on")
    print(f"{'':6} {'P':>6} {'R':>6} {'F1':>6} {'headline':>9} {'pages per CPU-second':>21}")
    for form in (Form.PAGE, Form.DUMP):
        f = measured(form)
        headlines = f"{f.headlines:9.3f}" if form is Form.DUMP else f"{'':9}"
        print(f"{form:6} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f} {headlines} {f.per_second:21.1f}")


if __name__ == "__main__":
    main()
