# SPDX-License-Identifier: Apache-2.0
"""For whom does a relative pronoun stand? The noun that its clause hangs on, or the one right before it that can speak."""

from __future__ import annotations

from dementi.language import Analysis, Token, word_list

__all__ = ["relative_antecedent"]


def relative_antecedent(analysis: Analysis, subject: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.upos == "PRON" and subject.feat("PronType") == "Rel":
        verb = analysis.head(subject)
        for _ in range(4):
            if verb.relation == "conj" and verb.index > subject.index and (joined := _joined(analysis, verb, subject)):
                return _nearest_source(analysis, joined, subject)
            if verb.relation == "acl" and verb.head != verb.index:
                noun = analysis.head(verb)
                if noun.upos == "ADJ" and noun.head != noun.index:
                    # "La tâche des élus est dure, qui ont dit": no adjective speaks.
                    noun = next((c for c in analysis.children(analysis.head(noun)) if c.relation == "nsubj"), noun)
                return _nearest_source(analysis, noun, subject)
            if verb.head == verb.index:
                break
            verb = analysis.head(verb)
    return subject


def _joined(analysis: Analysis, verb: Token, relative: Token) -> Token | None:
    """Return the subject where the tree takes a relative clause for a second main one: "La tâche des élus reste rude, qui ont dit"."""
    head = analysis.head(verb)
    subject = next((c for c in analysis.children(head) if c.relation == "nsubj" and c.index < relative.index), None)
    before = analysis.tokens[relative.index - 1] if relative.index else relative
    if subject is None or before.norm != ",":
        return None
    group = (verb, *(c for c in analysis.children(verb) if c.relation == "aux"))
    plural = any(t.feat("Number") == "Plur" for t in group if t.feat("VerbForm") == "Fin")
    if plural and subject.feat("Number") == "Sing":
        # Whose task it is speaks, not the task.
        below = [t for t in analysis.subtree(subject) if t.upos == "NOUN" and t.feat("Number") == "Plur"]
        return below[-1] if below else subject
    return subject


def _nearest_source(analysis: Analysis, noun: Token, relative: Token) -> Token:
    """Return the antecedent of « qui »: in "…, selon la police, qui précise", the police, whatever the tree says."""
    prepositions = word_list(analysis.language, "according")["prepositions"]["words"]
    between = analysis.tokens[noun.index : relative.index]
    at = next((t.index for t in between if t.norm in prepositions), None)
    if at is None:
        # "la démission de la ministre, qui n'a pas répondu": who speaks holds an office.
        roles = word_list(analysis.language, "roles")["roles"]["words"]
        holder = next((t for t in reversed(between) if t.lemma in roles), noun)
        return noun if noun.lemma in roles or noun.upos == "PROPN" else holder
    return next((t for t in analysis.tokens[at + 1 : relative.index] if t.upos in {"NOUN", "PROPN"}), noun)
