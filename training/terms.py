# SPDX-License-Identifier: Apache-2.0
"""The lexicon -> what search finds a word by: folded form -> folded lemmas, as a mapped trie.

A form typed without accents must reach its lemma too ("demente" -> démentir), so forms are folded first. A lemma is packed as
how many characters the form loses at its end, and what it gains.

usage: python -m training.terms
"""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile

import marisa_trie

from dementi.language.lexicon import lexicon
from dementi.language.terms import fold
from training.lexicon import FRENCH

KEPT = {"NOUN", "VERB", "AUX", "ADJ", "ADV", "PROPN"}


def main() -> None:
    """Write terms.marisa into the French folder."""
    words = lexicon("fr")
    trie = marisa_trie.BytesTrie().mmap(str(FRENCH / "lexicon.marisa"))
    found: dict[str, set[str]] = defaultdict(set)
    for form in set(trie.keys()):
        if form.isalnum():
            found[fold(form)].update(fold(entry.lemma) for entry in words.entries(form) if entry.upos in KEPT)
    entries = [(form, packed(form, lemma)) for form, lemmas in sorted(found.items()) for lemma in sorted(lemmas)]
    made = marisa_trie.BytesTrie(entries, order=marisa_trie.LABEL_ORDER)
    made.save(str(FRENCH / "terms.marisa"))
    print(f"{len(entries)} lemmas of {len(found)} forms, {(FRENCH / 'terms.marisa').stat().st_size / 1e6:.1f} MB")


def packed(form: str, lemma: str) -> bytes:
    """Return how a lemma is made of its form."""
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma, strict=False)))
    return bytes([len(form) - kept]) + lemma[kept:].encode()


if __name__ == "__main__":
    main()
