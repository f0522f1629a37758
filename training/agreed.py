# SPDX-License-Identifier: Apache-2.0
"""Several parsers and much plain text -> sentences on whose trees most of them agree: documents to train on beside the gold.

Self-training by an ensemble (tri-training, Zhou and Li 2005): what parsers of other seeds, sizes and data agree on is right more
often than what one of them says. The text is the news of ../shared/data/wikinews; its documents are never committed.

usage: python -m training.agreed TOKENS MODEL MODEL MODEL ...   writes training/work/agreed.spacy
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dementi.language.pipeline import language_class
from training.measure import loaded
from training.treebanks import ROOT, save

NEWS = ROOT.parent / "shared" / "data" / "wikinews" / "articles.jsonl"
SEED = 5
LINE = range(40, 2_000)
SENTENCE = range(4, 80)
TOGETHER = 6

#: Of one token: its head's distance and its relation; part of speech; features.
Said = tuple[int, str, str, str]
#: A sentence with what is agreed on of each token: (form, space after, said).
Agreed = list[tuple[str, bool, Said]]


def main() -> None:
    """Write so many tokens of sentences that the models agree on."""
    wanted = int(sys.argv[1])
    parsers = [loaded(Path(name)) for name in sys.argv[2:]]
    nlp = language_class("fr")()
    docs, together, tokens, seen = [], [], 0, 0
    for agreed, total in agreements(parsers, lines()):
        seen += total
        for sentence in agreed:
            together.append(sentence)
            tokens += len(sentence)
            if len(together) == TOGETHER:
                docs.append(document(together, nlp))
                together = []
        if tokens > wanted:
            break
    print(f"{tokens} of {seen} tokens stand in sentences that the parsers agree on")
    save("agreed", docs)


def lines() -> list[str]:
    """Return the paragraphs of the news, in a seeded order."""
    found = []
    for entry in NEWS.read_text("utf-8").splitlines():
        found += [" ".join(line.split()) for line in json.loads(entry)["body"].splitlines() if len(line) in LINE]
    random.Random(SEED).shuffle(found)
    return found


def agreements(parsers: Sequence[Language], texts: Sequence[str]) -> Iterator[tuple[list[Agreed], int]]:
    """Yield, for each text, the sentences agreed on and how many tokens it has."""
    for parsed in zip(*(parser.pipe(texts, batch_size=64) for parser in parsers), strict=True):
        yield agreed_sentences(parsed), len(parsed[0])


def agreed_sentences(parsed: Sequence[Doc]) -> list[Agreed]:
    """Return the sentences of a text which most parsers cut alike, and in which most say the same of each token."""
    bounds = Counter((s.start, s.end) for doc in parsed for s in doc.sents)
    found = []
    for (start, end), votes in sorted(bounds.items()):
        if votes * 2 <= len(parsed) or end - start not in SENTENCE:
            continue
        told = [doc for doc in parsed if any((s.start, s.end) == (start, end) for s in doc.sents)]
        sentence = []
        for place in range(start, end):
            trees = Counter((doc[place].head.i - place, doc[place].dep_) for doc in told)
            (tree, many), *_ = trees.most_common(1)
            if many * 2 <= len(parsed):
                break
            tags = Counter((doc[place].pos_, str(doc[place].morph)) for doc in told)
            token = parsed[0][place]
            sentence.append((token.text, bool(token.whitespace_), (*tree, *tags.most_common(1)[0][0])))
        if len(sentence) == end - start and is_tree([said[0] for *_, said in sentence]):
            found.append(sentence)
    return found


def is_tree(distances: Sequence[int]) -> bool:
    """Say whether heads make one tree: one root, and every token under it."""
    if distances.count(0) != 1:
        return False
    for place in range(len(distances)):
        steps, at = 0, place
        while distances[at] and steps <= len(distances):
            at += distances[at]
            steps += 1
            if not 0 <= at < len(distances):
                return False
        if steps > len(distances):
            return False
    return True


def document(sentences: Sequence[Agreed], nlp: Language) -> Doc:
    """Return sentences as one training document."""
    flat = [token for sentence in sentences for token in sentence]
    return Doc(
        nlp.vocab,
        words=[form for form, _, _ in flat],
        spaces=[space for _, space, _ in flat],
        heads=[place + said[0] for place, (_, _, said) in enumerate(flat)],
        deps=[said[1] for *_, said in flat],
        pos=[said[2] for *_, said in flat],
        tags=[said[2] for *_, said in flat],
        morphs=[said[3] for *_, said in flat],
        sent_starts=[place == 0 for sentence in sentences for place in range(len(sentence))],
    )


if __name__ == "__main__":
    main()
