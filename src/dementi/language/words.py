# SPDX-License-Identifier: Apache-2.0
"""Which words does a language use for this? The word lists of a language's folder, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["word_list"]


@lru_cache(maxsize=64)
def word_list(language: str, name: str) -> Mapping[str, Any]:
    """Return the word list ``name`` of a language, as its TOML file stands (read-only at the top).

    Args:
        language: a folder of ``dementi/language``, such as "fr".
        name: the file's name without ".toml".

    Raises:
        FileNotFoundError: the language has no such list.
    """
    path = files("dementi.language").joinpath(language, f"{name}.toml")
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))
