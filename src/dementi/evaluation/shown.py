# SPDX-License-Identifier: Apache-2.0
"""How are scores written down? A table for a person, one object of JSON for others."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dementi.evaluation.scores import Ratio, Scores, Share
from dementi.messages import gettext_noop, say

__all__ = ["lines", "scores_as_json"]

_RATIOS = {
    "found": gettext_noop("statements found"),
    "exact": gettext_noop("with their exact words"),
    "whole": gettext_noop("and the right speaker"),
    "denials": gettext_noop("denials"),
    "links": gettext_noop("links"),
}
_SHARES = {
    "stance": gettext_noop("stance right"),
    "name": gettext_noop("name right"),
    "name_behind_description": gettext_noop("name behind a pronoun or a description"),
    "day_said": gettext_noop("day said"),
    "bare_denials": gettext_noop("denials without words"),
}


def lines(scores: Scores, language: str) -> Iterator[str]:
    """Yield the lines of the table, in a language of the desk."""
    for key, message in _RATIOS.items():
        ratio: Ratio = getattr(scores, key)
        figures = f"P {100 * ratio.precision:5.1f}  R {100 * ratio.recall:5.1f}  F1 {100 * ratio.f1:5.1f}"
        counts = say("(right %(right)s, said %(said)s, held %(gold)s)", language, **_counts(ratio))
        yield f"{say(message, language):40} {figures}   {counts}"
    for key, message in _SHARES.items():
        share: Share = getattr(scores, key)
        counts = say("%(right)s of %(of)s", language, right=share.right, of=share.of)
        yield f"{say(message, language):40} {counts}"
    message = "%(articles)s articles; %(missing)s not read, %(other)s with another text."
    yield say(message, language, articles=scores.articles, missing=scores.missing, other=scores.other_text)


def scores_as_json(scores: Scores) -> str:
    """Return scores as one line of JSON (without its line end); shares in percent, to a tenth."""
    entry: dict[str, object] = {"articles": scores.articles, "missing": scores.missing, "other_text": scores.other_text}
    for key in _RATIOS:
        ratio: Ratio = getattr(scores, key)
        shares = {"p": ratio.precision, "r": ratio.recall, "f1": ratio.f1}
        entry[key] = {**{k: round(100 * v, 1) for k, v in shares.items()}, **_counts(ratio)}
    for key in _SHARES:
        share: Share = getattr(scores, key)
        entry[key] = {"right": share.right, "of": share.of}
    return json.dumps(entry, ensure_ascii=False)


def _counts(ratio: Ratio) -> dict[str, int]:
    return {"right": ratio.right, "said": ratio.said, "gold": ratio.gold}
