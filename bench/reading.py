# SPDX-License-Identifier: Apache-2.0
"""How well are pages and text dumps read? ``python bench/reading.py [--write]``: figures on scrapinghub's 181 pages.

Pages: the body against the gold, by the measure of ``../shared/evaluate/score_pages.py``. Dumps: each page's visible text,
a line for each block, as a browser gives it when all is copied; the body by the same measure, and how often the headline is
the one that the page's own facts give. The weights of dumps were set on one half of the pages (``halves``); the other half's
figures are the ones that count. ``--write`` renews the table in docs/reading.md.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import re
import sys
import time
from collections.abc import Sequence
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


MANUAL = Path(__file__).resolve().parents[1] / "docs" / "reading.md"
BEGIN, END = "<!-- python bench/reading.py --write -->", "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: precision, recall and F1 of the body (0 to 1), right headlines (0 to 1), pages per CPU-second."""

    precision: float
    recall: float
    f1: float
    headlines: float
    per_second: float


def halves(folder: Path = PAGES) -> tuple[list[str], list[str]]:
    """Return the pages on which the weights of dumps were set, and the others."""
    keys = sorted(json.loads((folder / "ground-truth.json").read_text("utf-8")))
    random.Random(7).shuffle(keys)
    return keys[: len(keys) // 2], keys[len(keys) // 2 :]


def measured(form: Form, folder: Path = PAGES, keys: Sequence[str] | None = None) -> Figures:
    """Return the figures of one way of reading over pages: all, where no keys are given."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    gold = {key: gold[key] for key in keys or gold}
    contents = {key: _content(key, folder) for key in gold}
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


def given(folder: Path = PAGES) -> dict[str, float]:
    """Return how many of the pages (0 to 1) give each of what is read beside the body, whether or not it is right."""
    articles = [a for keys in halves(folder) for key in keys if (a := _read(_content(key, folder), Form.PAGE))]
    names = ("headline", "published", "modified", "authors", "outlet", "url", "language", "standfirst")
    return {name: sum(bool(getattr(a, name)) for a in articles) / len(articles) for name in names}


def table(folder: Path = PAGES) -> str:
    """Return the figures as the manual shows them."""
    set_on, others = halves(folder)
    lines = [
        "| read | P | R | F1 | headline right |",
        "|---|---|---|---|---|",
        row("pages, all 181", measured(Form.PAGE, folder)),
        row(f"dumps, the {len(set_on)} pages on which the weights were set", measured(Form.DUMP, folder, set_on)),
        row(f"dumps, the other {len(others)}", measured(Form.DUMP, folder, others)),
        "",
        "| what a page gives | of 181 pages |",
        "|---|---|",
    ]
    return "\n".join([*lines, *(f"| {name} | {share:.0%} |" for name, share in given(folder).items())])


def row(name: str, f: Figures) -> str:
    """Return a line of the table; a page's headline has nothing to be compared with."""
    return f"| {name} | {f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f} | {(f.headlines and f'{f.headlines:.3f}') or '—'} |"


def written(manual: str, block: str) -> str:
    """Return the manual with the block between its marks renewed.

    Raises:
        ValueError: the manual has no marks.
    """
    before, begin, rest = manual.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{MANUAL.name} has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{block}\n{END}{after}"


def _content(key: str, folder: Path) -> bytes:
    return gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())


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
    if "--write" in sys.argv:
        MANUAL.write_text(written(MANUAL.read_text("utf-8"), table()), "utf-8")
        return
    print(f"{'':6} {'P':>6} {'R':>6} {'F1':>6} {'headline':>9} {'pages per CPU-second':>21}")
    for form in (Form.PAGE, Form.DUMP):
        f = measured(form)
        headlines = f"{f.headlines:9.3f}" if form is Form.DUMP else f"{'':9}"
        print(f"{form:6} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f} {headlines} {f.per_second:21.1f}")


if __name__ == "__main__":
    main()
