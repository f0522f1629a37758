# SPDX-License-Identifier: Apache-2.0
"""Unannotated news -> silver trees: sentences on which two parsers agree, for self-training (Sagae and Tsujii, 2007).

usage: python -m training.silver NAME NAME   writes training/work/silver.spacy (the trees of the first; names of training.parser)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from training.measure import loaded
from training.treebanks import ROOT, WORK, save

ARTICLES = ROOT.parent / "shared" / "data" / "wikinews" / "articles.jsonl"  # gold-dev and gold-held are taken out of it
SHORTEST, LONGEST = 6, 60
#: Share of the tokens on whose head, relation or part of speech the two may differ.
DIFFERING = 0.1


def main() -> None:
    """Write the sentences that both parse alike."""
    first, second = (loaded(WORK / name / "model-best") for name in sys.argv[1:3])
    save("silver", list(agreed(first, second)))


def agreed(first: Language, second: Language) -> Iterator[Doc]:
    """Yield one document per sentence on which the two agree, with the trees of the first."""
    for line in ARTICLES.read_text("utf-8").splitlines():
        for paragraph in json.loads(line)["body"].split("\n\n"):
            one, other = first(paragraph), second(paragraph)
            if [token.idx for token in one] != [token.idx for token in other]:
                continue
            for sentence in one.sents:
                if SHORTEST <= len(sentence) <= LONGEST and differing(sentence, other) <= DIFFERING * len(sentence):
                    yield sentence.as_doc()


def differing(sentence: Span, other: Doc) -> int:
    """Count the tokens of a sentence that another parse hangs, names or tags otherwise; all of them where its limits differ."""
    twin = other[sentence.start : sentence.end]
    if not twin[0].is_sent_start or (sentence.end < len(other) and not other[sentence.end].is_sent_start):
        return len(sentence)
    return sum(
        (mine.head.i, mine.dep_, mine.pos_) != (theirs.head.i, theirs.dep_, theirs.pos_)
        for mine, theirs in zip(sentence, twin, strict=True)
    )


if __name__ == "__main__":
    main()
