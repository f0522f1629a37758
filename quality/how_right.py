# SPDX-License-Identifier: Apache-2.0
"""How often is each kind of statement right, and how often missed? Writes docs/how-right.md from the gold articles.

usage: python -m quality.how_right [--check]

--check says whether the page still tells what is found, within the leeway of LEEWAY statements a figure.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "how-right.md"
#: A figure of the page may lag behind by so many statements before it must be written again.
LEEWAY = 6

TYPES = {
    "direct": "words between quotation marks",
    "indirect": "words told (« a dit que … », « selon X »)",
    "mixed": "told in part, quoted in part",
}
STANCES = {
    "asserts": "says something",
    "denies": "denies something",
    "confirms": "confirms something",
    "questions": "asks or doubts",
    "refuses_comment": "refuses to comment",
}
SPEAKERS = {
    "named": "by name (« Ina Morel », « l'armée »)",
    "pronoun": "by a pronoun (« il », « elle »)",
    "described": "by a description (« le ministre »)",
    "nobody": "nobody is named",
}

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """How a kind of statements fares: in the gold, found, found with all asked of it, and said in all."""

    gold: int
    found: int
    right: int
    said: int


def main() -> None:
    """Write the page, or check it."""
    rows = figures("gold-dev")
    if "--check" not in sys.argv:
        PAGE.write_text(page(rows), "utf-8")
        return
    stale = differing(PAGE.read_text("utf-8"), page(rows))
    if stale:
        sys.exit(
            "docs/how-right.md no longer tells what is found; `make how-right` writes it anew\n" + "\n".join(stale)
        )


def figures(name: str) -> dict[str, dict[str, Row]]:
    """Return the rows of each table for the articles of a gold set."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for gold, found, pairs, scorer, text in _articles(name):
        matched = {i: j for i, j, _ in pairs}
        for statement in found:
            counts.setdefault(("stance", statement["stance"]), Counter())["said"] += 1
        for i, statement in enumerate(gold):
            other = found[matched[i]] if i in matched else None
            for table, kind, right in (
                ("type", statement["type"], bool(other and scorer.same_speaker(statement, other, text))),
                ("stance", statement["stance"], bool(other and other["stance"] == statement["stance"])),
                ("speaker", _kind(statement, scorer), bool(other and _same_name(statement, other, scorer))),
            ):
                count = counts.setdefault((table, kind), Counter())
                count["gold"] += 1
                count["found"] += other is not None
                count["right"] += right
    tables: dict[str, dict[str, Row]] = {"type": {}, "stance": {}, "speaker": {}}
    for (table, kind), count in counts.items():
        tables[table][kind] = Row(count["gold"], count["found"], count["right"], count["said"])
    return tables


def _articles(name: str) -> Iterator[tuple[list[Told], list[Told], list[tuple[int, int, float]], Any, str]]:
    from bench.statements import article_of

    from dementi.contract import as_json
    from dementi.language import analyse
    from dementi.record import Reading
    from dementi.statements import find_statements

    scorer = _scorer()
    for line in (SHARED / "data" / f"{name}.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        gold = json.loads((SHARED / "data" / name / f"{entry['id']}.json").read_text("utf-8"))
        article = article_of(entry["text"].strip(), entry.get("published"))
        findings = find_statements(article, analyse(article.text))
        reading = json.loads(as_json(Reading(id=entry["id"], article=article, findings=findings)))
        found = [s for s in reading["statements"] if s["content"]]
        yield gold["statements"], found, scorer.pair(gold["statements"], found, gold["text"]), scorer, gold["text"]


def _scorer() -> ModuleType:
    spec = spec_from_file_location("score_statements", SHARED / "evaluate" / "score_statements.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("../shared/evaluate/score_statements.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _kind(statement: Told, scorer: Any) -> str:
    """Return how the gold's source names its speaker."""
    source = statement.get("source")
    if not source or not statement.get("speaker"):
        return "nobody"
    if scorer.words(statement["speaker"]) & scorer.words(source["exact"]):
        return "named"
    from dementi.language import word_list

    pronouns = word_list("fr", "roles")["pronouns"]["words"]
    return "pronoun" if source["exact"].lower().replace("’", "'") in pronouns else "described"


def _same_name(gold: Told, found: Told, scorer: Any) -> bool:
    return bool(scorer.same_name(gold.get("speaker"), (found.get("speaker") or {}).get("name")))


def page(rows: dict[str, dict[str, Row]]) -> str:
    """Return the page."""
    return f"""# How right is it?

Written by `make how-right` from the 24 articles of gold-dev that careful readers have marked by hand; the rules were made
with these articles in sight, so that on others it does less well ([quality](quality.md) has the figures of texts never looked at).
What is missed is not on the desk at all: silence means "not found", never "nobody said it" and never "nobody denies it".

## How words are given

| the article gives them as | statements | found | and with the right speaker |
|---|---|---|---|
{_table(rows["type"], TYPES)}

## What the speaker does with them

| the speaker | statements | found | and told rightly what he does | so told in all |
|---|---|---|---|---|
{_table(rows["stance"], STANCES, said=True)}

"So told in all" counts what the desk says of all that it finds, so that what stands above the number told rightly is told
wrongly, or is no statement of the readers'.

## Who is behind them

| the article names the speaker | statements | found | and with the right name |
|---|---|---|---|
{_table(rows["speaker"], SPEAKERS)}

## What to do with a mistake

Every statement opens on its words in the article, and every finding names its rule ([rules](rules.md)). A wrong speaker, day or
link can be put right by hand on the desk; the correction is kept beside what was found.
"""


def _table(rows: dict[str, Row], names: dict[str, str], *, said: bool = False) -> str:
    lines = []
    for kind, name in names.items():
        row = rows.get(kind, Row(0, 0, 0, 0))
        cells = [name, str(row.gold), _share(row.found, row.gold), _share(row.right, row.gold)]
        lines.append("| " + " | ".join([*cells, *([str(row.said)] if said else [])]) + " |")
    return "\n".join(lines)


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({round(100 * count / of)} %)" if of else "-"


def differing(told: str, found: str) -> list[str]:
    """Return the lines whose figures lie farther apart than the leeway, or whose words differ."""
    old, new = told.splitlines(), found.splitlines()
    if len(old) != len(new):
        return ["the page has other lines"]
    stale = []
    for one, other in zip(old, new, strict=True):
        without = [re.sub(r"\d+", "", line) for line in (one, other)]
        apart = [abs(int(a) - int(b)) for a, b in zip(_counts(one), _counts(other), strict=False)]
        if without[0] != without[1] or any(d > LEEWAY for d in apart):
            stale.append(other)
    return stale


def _counts(line: str) -> list[str]:
    """Return a line's numbers but for its shares, which move faster than what they are shares of."""
    return re.findall(r"\d+", re.sub(r"\(\d+ %\)", "", line))


if __name__ == "__main__":
    main()
