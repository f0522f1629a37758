# SPDX-License-Identifier: Apache-2.0
"""Who gives a figure? The speaker of its statement; of two sources in one sentence the nearer; who counts, without a verb of saying."""

from __future__ import annotations

from dementi.language import Analysis, Token, word_list
from dementi.record import Figure, Findings, Statement

__all__ = ["counter_of", "teller_of"]

#: Heads between a number and the verb that counts.
_REACH = 4


def teller_of(figure: Figure, findings: Findings) -> Statement | None:
    """Return the statement whose speaker gives a figure; None: the narrator.

    "4 000 manifestants selon la police, 15 000 selon les organisateurs": both statements hold both figures, each gives the one beside it.
    """
    own = next((s for s in findings.statements if s.id == figure.statement), None)
    if own is None:
        return None
    alike = [
        (s.source, s)
        for s in findings.statements
        if s.found_by == own.found_by and s.source and any(p.contains(figure.words) for p in s.content)
    ]
    if len(alike) < 2:
        return own
    # Where the first source stands before the first figure, each goes with what is behind it; else with what is before it.
    first = min(source.start for source, _ in alike)
    opens = all(f.words.start > first for f in findings.figures if any(p.contains(f.words) for p in own.content))
    sides = [(source, s) for source, s in alike if (source.start < figure.words.start) == opens]
    return min(sides, key=lambda pair: abs(pair[0].start - figure.words.start), default=(None, own))[1]


def counter_of(figure: Figure, analysis: Analysis) -> str | None:
    """Return who counts a figure of the narrator's, as written without its article: "la police a compté 6 500 manifestants".

    None where no verb of counting governs it, where that is negated, or where its subject is a pronoun.
    """
    lists = word_list(analysis.language, "counting")["counting"]
    tokens = analysis.tokens_in(figure.words.start, figure.words.end)
    verb = _verb_above(analysis, tokens[-1], lists["verbs"]) if tokens else None
    if verb is None or any(
        t.feat("Polarity") == "Neg" or t.relation == "conj" for t in (verb, *analysis.children(verb))
    ):
        return None
    subject = next((t for t in analysis.children(verb) if t.deprel == "nsubj"), None)
    if subject is None or subject.upos not in {"NOUN", "PROPN"} or subject.lemma.lower() in lists["having"]:
        return None
    return _named(analysis, subject)


def _verb_above(analysis: Analysis, token: Token, verbs: list[str]) -> Token | None:
    for _ in range(_REACH):
        head = analysis.head(token)
        if head.index == token.index:
            return None
        token = head
        if token.upos == "VERB":
            return token if token.lemma in verbs else None
    return None


def _named(analysis: Analysis, subject: Token) -> str:
    """Return a subject with what belongs to its name: no article, no clause and no aside behind it."""
    kept = [subject]
    for token in analysis.subtree(subject):
        if token.index <= subject.index:
            continue
        if token.upos in {"PUNCT", "VERB", "AUX", "PRON"} or token.index != kept[-1].index + 1:
            break
        kept.append(token)
    return analysis.text[kept[0].start : kept[-1].end]
