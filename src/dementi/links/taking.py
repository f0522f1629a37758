# SPDX-License-Identifier: Apache-2.0
"""Does a content only take up what somebody said: "ces accusations", "les chiffres de X", « c'est faux »?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dementi.language import Analysis, Token
from dementi.links.words import Words, is_substance, stem
from dementi.record import Span, Statement

__all__ = ["Taking", "taking_of"]

#: Words of a content that only takes something up, at most.
_SHORT = 12
#: Tokens of "c'est totalement faux" with its comma, at most.
_OPENING = 6


@dataclass(frozen=True, slots=True)
class Taking:
    """Whether and how a content takes up what was said.

    Attributes:
        points: it does nothing else, or says only that something said is false.
        plural: it takes up several things.
        calls_false: it says only that something said is false.
        named: stems of the words that name whose claim is taken up ("les accusations de X").
        numbers: what it takes up is a number.
        only_accused: what it takes up can only be an accusation ("ces faits").
        general: a part in something is denied, with nothing said of what ("toute responsabilité", "n'y être pour rien").
        rejects: its own verb denies what it takes up ("je rejette ces accusations").
    """

    points: bool
    plural: bool
    calls_false: bool
    named: frozenset[str]
    numbers: bool
    only_accused: bool
    general: bool
    rejects: bool


def taking_of(analysis: Analysis, statement: Statement, words: Words, timed: frozenset[int]) -> Taking:
    """Return how the content of a statement takes up what was said.

    Args:
        analysis: of the text.
        statement: the statement.
        words: the lists of its language.
        timed: indices of tokens that tell a time: they take nothing up.
    """
    tops = _tops(analysis, statement.content)
    tokens = [t for t in _naming_part(analysis, statement, tops) if t.index not in timed]
    rejecting = _rejecting_verb(analysis, tops, words)
    if rejecting is not None:
        # "Le réalisateur conteste les faits": what the verb says of, not who.
        told = {
            t.index for c in analysis.children(rejecting) if c.relation in {"obj", "obl"} for t in analysis.subtree(c)
        }
        tokens = [t for t in tokens if t.index in told]
    substance = [t for t in tokens if is_substance(t, words)]
    nouns = [t for t in substance if t.lemma.lower() in words.nouns]
    false = [t for t in substance if t.lemma.lower() in words.false]
    general = [t for t in substance if t.lemma.lower() in words.general and t not in nouns]
    apart = {t.index for t in (*nouns, *false)}
    rest = [
        t for t in substance if t.index not in apart and t.upos != "NUM" and t.lemma.lower() not in words.reproaching
    ]
    # "Une pure invention".
    rest = [t for t in rest if t.upos != "ADJ" or analysis.head(t) not in false]
    # "Dénuées de tout fondement".
    rest = [t for t in rest if t.upos not in {"ADJ", "VERB"} or all(f.head != t.index for f in false)]
    short = len(tokens) <= _SHORT
    called = short and any(_says_false_of_words(analysis, top, words) for top in tops[:1])
    called = called or _opens_false(analysis, tokens, words)
    naming = bool(nouns) and short and not called and all(t.upos in {"PROPN", "NOUN", "ADJ"} for t in rest)
    return Taking(
        points=called or (short and not rest and bool(nouns or false)),
        plural=any(t.feat("Number") == "Plur" for t in nouns),
        calls_false=called or (short and bool(false) and (not rest or naming)),
        named=frozenset(stem(t, words) for t in rest) if naming else frozenset(),
        numbers=any(t.lemma.lower() in words.figure_nouns for t in nouns),
        only_accused=bool(nouns) and all(t.lemma.lower() in words.only_accused for t in nouns),
        general=(bool(general) and len(substance) <= len(general) + 3) or _clears_himself(tokens, words),
        rejects=rejecting is not None and bool(nouns),
    )


def _clears_himself(tokens: Sequence[Token], words: Words) -> bool:
    """Say whether words deny a part in something by a phrase: "n'y être pour rien"."""
    told = " ".join(t.norm for t in tokens)
    return any(phrase in told for phrase in words.clears_himself)


def _rejecting_verb(analysis: Analysis, tops: Sequence[Token], words: Words) -> Token | None:
    """Return the verb of « je rejette ces accusations »: the speaker denies in his own words."""
    top = tops[0] if len(tops) == 1 else None
    if top is None or top.upos != "VERB" or top.lemma.lower() not in words.rejecting | words.denying_always:
        return None
    return None if any(t.norm in words.negators for t in analysis.children(top)) else top


def _tops(analysis: Analysis, spans: Sequence[Span]) -> list[Token]:
    tokens = [t for span in spans for t in analysis.tokens_in(span.start, span.end)]
    inside = {t.index for t in tokens}
    tops = [t for t in tokens if (t.head not in inside or t.head == t.index) and t.upos != "PUNCT"]
    return sorted(tops, key=lambda t: t.upos not in {"VERB", "AUX"})


def _says_false_of_words(analysis: Analysis, top: Token, words: Words) -> bool:
    """Say whether the content's own sentence is "this claim is false", whatever goes on behind it ("and we reject it")."""
    if top.lemma.lower() not in words.false:
        return False
    subjects = [t for t in analysis.children(top) if t.relation == "nsubj"]
    return any(t.lemma.lower() in words.nouns or t.norm in words.pronouns for t in subjects)


def _opens_false(analysis: Analysis, tokens: Sequence[Token], words: Words) -> bool:
    """Say whether words open by calling what was said false, and tell more behind a comma: « C'est faux, le pont tient »."""
    comma = next((k for k, t in enumerate(tokens[:_OPENING]) if t.form == ","), 0)
    negated = any(t.norm in words.negators for t in tokens[:comma])
    return not negated and any(_says_false_of_words(analysis, t, words) for t in tokens[:comma])


def _naming_part(analysis: Analysis, statement: Statement, tops: Sequence[Token]) -> list[Token]:
    # "Les allégations de X, sans attendre la fin": what follows the comma takes nothing up.
    tokens = [t for p in statement.content for t in analysis.tokens_in(p.start, p.end)]
    if not tops or tops[0].upos in {"VERB", "AUX"}:
        return tokens
    comma = next((k for k, t in enumerate(tokens) if t.form == "," and t.start > tops[0].start), len(tokens))
    return tokens[:comma]
