# SPDX-License-Identifier: Apache-2.0
"""What is the dictionary form? The lexicon's, by the part of speech and the features that the tagger saw."""

from __future__ import annotations

from functools import lru_cache

from dementi.language.lexicon import LexiconEntry, lexicon
from dementi.language.words import word_list

__all__ = ["lemma_of"]

#: Where the tagger and the dictionary cut differently, what else may serve.
ALSO = {
    "AUX": ("VERB",),
    "VERB": ("AUX",),
    "ADJ": ("VERB", "NOUN"),
    "NOUN": ("ADJ", "VERB"),
    "ADV": ("ADJ",),
    "PROPN": (),
}


@lru_cache(maxsize=65536)
def lemma_of(form: str, upos: str, feats: str, language: str = "fr") -> str:
    """Return the lemma of a form; the form itself (lower case but for names) where the lexicon has none."""
    if upos == "PROPN":
        return form
    plain = form.replace("’", "'")
    fixed = word_list(language, "lemmas")["function_words"].get(plain.lower())
    if fixed is not None and upos in {"DET", "ADP", "SCONJ", "CCONJ", "PRON", "ADV", "PART"}:
        return str(fixed)
    entries = lexicon(language).entries(plain)
    for wanted in ((upos,), ALSO.get(upos, ())):
        fitting = [entry for entry in entries if entry.upos in wanted]
        if fitting:
            return max(
                fitting, key=lambda entry: (_agreement(entry, feats), entry.lemma == plain.lower(), entry.lemma)
            ).lemma
    return plain.lower()


def _agreement(entry: LexiconEntry, feats: str) -> int:
    """Count how many of an entry's features the tagger saw too."""
    seen = dict(pair.partition("=")[::2] for pair in feats.split("|"))
    mood = {"Inf": "VerbForm=Inf", "Part": "VerbForm=Part"}.get(entry.mood)
    score = 0
    for name in ("gender", "number", "person", "tense"):
        value = getattr(entry, name)
        score += bool(value) and seen.get(name.capitalize()) == value
        score -= bool(value) and name.capitalize() in seen and seen[name.capitalize()] != value
    if mood:
        score += 2 * (mood in feats)
    elif entry.mood:
        score += 2 * ("VerbForm=Fin" in feats) + (seen.get("Mood") == entry.mood)
    return score
