# SPDX-License-Identifier: Apache-2.0
"""How often are contradictions by figures and explicit denials seen, and how often is one seen that is none?

usage: python bench/contradictions.py [FILE.tsv [EXAMPLES]]

The pairs of sentences of DACCORD (Skandalis et al. 2023) in ../shared/data/contradictions: each sentence is put into the
mouth of a speaker of its own, and the rules of linking are asked. A pair counts as one by figures where both sentences
hold a number in digits and the numbers differ, as a denial where just one of them holds a negation. Nothing is tuned here.
"""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from dementi.language import analyse
from dementi.links import find_links
from dementi.record import Article, Findings, Relation, Span, Speaker, Stance, Statement, StatementType
from dementi.statements.dates import find_dates
from dementi.statements.figures import find_figures

PAIRS = Path(__file__).resolve().parents[2] / "shared" / "data" / "contradictions" / "daccord_dataset.tsv"
DIGITS = re.compile(r"\d[\d.,]*")
NEGATION = re.compile(r"\b(?:n['’]|ne\b|aucun|jamais\b|dément|nie\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """Two sentences, and whether they contradict one another."""

    id: str
    one: str
    other: str
    contradict: bool

    @property
    def by_figures(self) -> bool:
        """Whether both hold numbers, and others."""
        first, second = (set(DIGITS.findall(s)) for s in (self.one, self.other))
        return bool(first and second) and first != second

    @property
    def by_denial(self) -> bool:
        """Whether just one holds a negation."""
        return bool(NEGATION.search(self.one)) != bool(NEGATION.search(self.other))


def read(path: Path) -> list[Pair]:
    """Return the pairs of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [Pair(r["id"], r["premise"].strip(), r["hypothesis"].strip(), r["label"] == "1") for r in rows]


def relations(pair: Pair) -> set[Relation]:
    """Return how the second sentence, or the first, answers the other."""
    found: set[Relation] = set()
    for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
        text = f"{one}\n\n{other}"
        spans = (Span.of(text, 0, len(one)), Span.of(text, len(one) + 2, len(text)))
        article = Article(headline=None, text=text, paragraphs=spans, teaser="", language="fr")
        analysis = analyse(text)
        statements = tuple(said(name, span) for name, span in zip(("Ina Morel", "Luc Abgrall"), spans, strict=True))
        findings = Findings(
            statements=statements,
            figures=find_figures(article, analysis, statements),
            dates=find_dates(article, analysis),
        )
        found |= {link.relation for link in find_links(article, analysis, findings)}
    return found


def said(name: str, span: Span) -> Statement:
    """Return a sentence as the words of somebody."""
    return Statement(
        id=name,
        type=StatementType.DIRECT,
        stance=Stance.ASSERTS,
        content=(span,),
        source=None,
        cue=None,
        speaker=Speaker(name),
        said=None,
        found_by="bench",
    )


@dataclass(frozen=True)
class Figures:
    """Of the pairs of one kind: those said to contradict, those of them that do, and all that do."""

    said: int
    right: int
    gold: int

    def line(self, name: str) -> str:
        """Return the figures as a line."""
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.gold)
        return f"{name:28} P {100 * precision:5.1f}  R {100 * recall:5.1f}   (right {self.right}, said {self.said}, gold {self.gold})"


def measure(pairs: list[Pair]) -> tuple[Figures, Figures]:
    """Return the figures of contradictions by figures and of denials; what is said of any pair counts for precision."""
    seen = {pair.id: relations(pair) for pair in pairs}

    def of(relation: Relation, kind: str) -> Figures:
        found = [p for p in pairs if relation in seen[p.id]]
        gold = [p for p in pairs if p.contradict and getattr(p, kind)]
        return Figures(len(found), sum(p.contradict for p in found), len(gold))

    return of(Relation.DIVERGES, "by_figures"), of(Relation.DENIES, "by_denial")


def main() -> None:
    """Print the figures, and examples where asked for."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    pairs = read(path)
    by_figures, by_denial = measure(pairs)
    print(f"{len(pairs)} pairs")
    print(by_figures.line("diverging figures"))
    print(by_denial.line("explicit denials"))
    for pair in pairs[: int(sys.argv[2])] if len(sys.argv) > 2 else []:
        print(pair.contradict, sorted(relations(pair)), pair.one, "||", pair.other)


if __name__ == "__main__":
    main()
