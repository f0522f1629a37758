# SPDX-License-Identifier: Apache-2.0
"""In which language is a text? Small words first, which cost nothing; py3langid only where they leave a doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from dementi.language.words import word_list

__all__ = ["identify"]

#: Fewer words tell no language.
LEAST = 8
#: A text in the language has about this share of small words; in another, hardly any.
SURE = 0.2
#: With this share it is not another language either.
SOME = 0.12


def identify(text: str) -> str | None:
    """Return the BCP 47 tag of a text's language, None where it is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:6000].lower())
    if len(words) < LEAST:
        return None
    share = sum(word in _small_words() for word in words) / len(words)
    if share >= SURE:
        return "fr"
    import py3langid

    found = str(py3langid.classify(text[:6000])[0])
    # A headline of names and a figure or two looks like anything: small words outweigh the guess.
    return found if found == "fr" or share < SOME else None


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(word_list("fr", "small_words")["words"]["words"])
