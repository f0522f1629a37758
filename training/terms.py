# SPDX-License-Identifier: Apache-2.0
"""The lexicon -> what search finds a word by: folded form -> stems of its lemmas, as a mapped trie.

A form typed without accents must reach its lemma too ("demente" -> démentir), so forms are folded first. Only what differs from the
plain stem is kept.

usage: python -m training.terms
"""

from __future__ import annotations

from collections import defaultdict

import marisa_trie
import snowballstemmer

from dementi.language.lexicon import lexicon
from dementi.language.terms import fold
from training.lexicon import FRENCH

KEPT = {"NOUN", "VERB", "AUX", "ADJ", "ADV", "PROPN"}


def main() -> None:
    """Write terms.marisa into the French folder."""
    stem = snowballstemmer.stemmer("french").stemWord
    words = lexicon("fr")
    trie = marisa_trie.BytesTrie().mmap(str(FRENCH / "lexicon.marisa"))
    found: dict[str, set[str]] = defaultdict(set)
    for form in set(trie.keys()):
        for entry in words.entries(form):
            if entry.upos in KEPT:
                found[fold(form)].add(stem(fold(entry.lemma)))
    entries = [
        (form, " ".join(sorted(stems)).encode()) for form, stems in sorted(found.items()) if stems != {stem(form)}
    ]
    made = marisa_trie.BytesTrie(entries, order=marisa_trie.LABEL_ORDER)
    made.save(str(FRENCH / "terms.marisa"))
    print(f"{len(entries)} of {len(found)} forms, {(FRENCH / 'terms.marisa').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
