# SPDX-License-Identifier: Apache-2.0
"""What language is a text in? Function words tell most texts at once; py3langid is asked only in doubt."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["identify", "known_words"]

#: Words that are looked at (the start of an article tells its language).
SAMPLE = 1_000
#: Fewer letters than this tell no language.
SHORTEST = 20
#: Function words are so much of a text in its language, and the next language has at most this part of them.
SHARE, NEXT = 0.2, 0.75
#: py3langid is believed from this probability on.
SURE = 0.9

_WORD = re.compile(r"[^\W\d_]+['’]?")


def identify(text: str) -> str | None:
    """Return the language of a text (BCP 47), None where it cannot be told.

    Args:
        text: any text; a few sentences are enough.
    """
    words = [match.group().casefold().replace("’", "'") for match in _first(text)]
    if sum(map(len, words)) < SHORTEST:
        return None
    return _by_function_words(words) or _by_model(" ".join(words))


def _first(text: str) -> list[re.Match[str]]:
    return [match for match, _ in zip(_WORD.finditer(text), range(SAMPLE), strict=False)]


def _by_function_words(words: list[str]) -> str | None:
    found: Counter[str] = Counter(
        {language: sum(word in known for word in words) for language, known in known_words().items()}
    )
    (language, most), (_, second) = found.most_common(2)
    return language if most >= SHARE * len(words) and second <= NEXT * most else None


def _by_model(text: str) -> str | None:
    language, probability = _model().classify(text)
    return str(language) if probability >= SURE else None


@lru_cache(maxsize=1)
def _model() -> Any:  # noqa: ANN401 (py3langid has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1)
def known_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of each language (BCP 47)."""
    lists = tomllib.loads(files("dementi.language").joinpath("identification.toml").read_text("utf-8"))
    return {language: frozenset(entry["words"]) for language, entry in lists.items()}
