# SPDX-License-Identifier: Apache-2.0
"""Which persons, organisations, places and dates does a text name? A conditional random field over tokens.

Lafferty, McCallum and Pereira 2001, by python-crfsuite; trained on WiNER-fr (see training/entities.py). Each token is seen with its
form, shape, ends and ambiguity class, and those of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dementi.language.analysis import Entity, Sentence, Token
from dementi.language.lexicon import lexicon
from dementi.record import Span

__all__ = ["features", "find_entities"]


def find_entities(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], language: str
) -> tuple[Entity, ...]:
    """Return the entities of a text, in reading order; () where the language has no model for them."""
    tagger = _tagger(language)
    if tagger is None:
        return ()
    found = []
    for sentence in sentences:
        labels = tagger.tag(features([token.form for token in tokens[sentence.first : sentence.last]], language))
        for kind, first, last in spans(labels):
            a, b = sentence.first + first, sentence.first + last
            found.append(Entity(Span.of(text, tokens[a].start, tokens[b - 1].end), kind, a, b))
    return tuple(found)


def spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (kind, first, last) of each run of B-/I- labels."""
    found: list[tuple[str, int, int]] = []
    start, kind = 0, ""
    for place, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.append((kind, start, place))
            kind = ""
        if label != "O" and not kind:
            start, kind = place, label[2:]
    return found


def features(forms: Sequence[str], language: str) -> list[list[str]]:
    """Return what the model sees of each token of a sentence."""
    seen = [_of_form(form, language) for form in forms]
    rows = []
    for place, (lower, klass, shape, *ends) in enumerate(seen):
        row = [f"w={lower}", f"c={klass}", f"s={shape}", *ends]
        for offset in (-2, -1, 1, 2):
            other = place + offset
            if 0 <= other < len(seen):
                near = seen[other]
                row += [f"w{offset}={near[0]}", f"c{offset}={near[1]}", f"s{offset}={near[2]}"]
            else:
                row.append(f"b{offset}")
        if place:
            row.append(f"cc={seen[place - 1][1]}|{klass}")
        if place + 1 < len(seen):
            row.append(f"c+={klass}|{seen[place + 1][1]}")
        rows.append(row)
    return rows


@lru_cache(maxsize=65536)
def _of_form(form: str, language: str) -> tuple[str, ...]:
    lower = form.lower()
    shape = ""
    for c in form:
        kind = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if not shape.endswith(kind * 2):
            shape += kind
    ends = (f"2={lower[-2:]}", f"3={lower[-3:]}", f"4={lower[-4:]}", f"p={lower[:3]}")
    return (lower, lexicon(language).ambiguity_class(form), shape, *ends)


@lru_cache(maxsize=4)
def _tagger(language: str) -> Any:  # noqa: ANN401 (python-crfsuite has no types)
    path = files("dementi.language").joinpath(language, "entities.crf")
    if not path.is_file():
        return None
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger
