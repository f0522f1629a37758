# SPDX-License-Identifier: Apache-2.0
"""What does a figure count, and can two figures for it both be? Ranges as written, never merged.

"30 morts", "30 personnes tuées" and "30 personnes ont été tuées" count the same: a noun that says only that they are
people stands for what its verb tells of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from dementi.language import Analysis, Token
from dementi.links.words import Words, fold, is_substance, stem
from dementi.record import Figure

__all__ = ["Thing", "meet", "thing_of"]

#: "Une trentaine" leaves room on both sides.
_ROOM = 0.15
#: Characters behind a number in which what it counts stands.
_REACH = 120


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted.

    Attributes:
        stems: of the words that say what; none: it is not known.
        unit: of measure, folded; None: plain count.
    """

    stems: frozenset[str]
    unit: str | None


def thing_of(analysis: Analysis, figure: Figure, words: Words) -> Thing:
    """Return what a figure counts.

    Args:
        analysis: of the text in which the figure stands.
        figure: the figure.
        words: the lists of the text's language.
    """
    place = analysis.text.find(figure.counted, figure.words.end, figure.words.end + _REACH) if figure.counted else -1
    tokens = analysis.tokens_in(place, place + len(figure.counted)) if place >= 0 else ()
    # An amount of money or a share alone does not say of what.
    told = [t for t in tokens if is_substance(t, words) and t.form != figure.unit]
    stems = {stem(t, words) for t in told if t.lemma.lower() not in words.people_nouns}
    if told and not stems:
        stems = {stem(told[0], words)} if (verb := _verb_of(analysis, told[0])) is None else {stem(verb, words)}
    return Thing(frozenset(stems), fold(figure.unit) if figure.unit else None)


def meet(one: Figure, other: Figure) -> bool:
    """Say whether two figures can both be: their ranges share a number; what is approximate leaves 15 % on each side."""
    low_a, high_a = _ends(one)
    low_b, high_b = _ends(other)
    return low_a <= high_b and low_b <= high_a


def _verb_of(analysis: Analysis, noun: Token) -> Token | None:
    """Return the verb that tells what happens to some people: "30 personnes ont été tuées", "tuant 30 personnes"."""
    head = analysis.head(noun)
    below = next((t for t in analysis.children(noun) if t.upos == "VERB" and t.relation in {"acl", "amod"}), None)
    if below is not None:
        return below
    return (
        head if head is not noun and head.upos in {"VERB", "ADJ"} and noun.relation in {"nsubj", "obj", "obl"} else None
    )


def _ends(figure: Figure) -> tuple[float, float]:
    room = _ROOM if figure.approximate else 0.0
    low = figure.low * (1 - room) if figure.low is not None else float("-inf")
    return low, figure.high * (1 + room) if figure.high is not None else float("inf")
