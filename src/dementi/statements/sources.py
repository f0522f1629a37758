# SPDX-License-Identifier: Apache-2.0
"""Which words name who speaks? The mention that a cue attaches to: its subject, its agent, the noun it stands by."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token
from dementi.record import Span

__all__ = ["agent_of", "mention", "subject_of"]

_OUTSIDE = {"appos", "parataxis", "dislocated"}


def subject_of(analysis: Analysis, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the mention that is a verb's subject, None where none is expressed."""
    children = analysis.children(verb)
    for child in children:
        if child.relation == "nsubj":
            return _antecedent(analysis, child)
    if depth > 6 or verb.head == verb.index:
        return None
    head = analysis.head(verb)
    finite = verb.feat("VerbForm") == "Fin" or any(c.relation == "aux" for c in children)
    shared = verb.relation in {"conj", "xcomp"} or (not finite and verb.relation in {"advcl", "obl", "ccomp", "nmod"})
    if verb.relation == "acl" and not finite:
        return head if head.upos in {"NOUN", "PROPN", "PRON"} else subject_of(analysis, head, depth + 1)
    if verb.relation == "conj" and head.upos in {"NOUN", "PROPN"}:
        return None
    return subject_of(analysis, head, depth + 1) if shared else None


def agent_of(analysis: Analysis, verb: Token) -> Token | None:
    """Return the agent of a passive verb ("par X"), None where none is expressed."""
    for child in analysis.children(verb):
        if child.deprel == "obl:agent":
            return child
    return None


def mention(analysis: Analysis, head: Token, stops: Sequence[int] = ()) -> Span:
    """Return the words of a mention: determiner to last modifier, without relative clauses and appositions set off.

    Args:
        analysis: the analysis.
        head: its main token.
        stops: tokens that the mention may not reach (the cue).
    """
    if head.norm.startswith("-"):
        start = head.start + (3 if head.norm.startswith("-t-") else 1)
        return Span.of(analysis.text, start, head.end)
    kept = {head.index}
    waiting = [head]
    while waiting:
        token = waiting.pop()
        for child in analysis.children(token):
            if child.index in stops or child.upos == "PUNCT" or _leaves(analysis, token, child):
                continue
            kept.add(child.index)
            waiting.append(child)
    tokens = _run(analysis, sorted(kept), head.index)
    while len(tokens) > 1 and tokens[0].upos in {"ADP", "PUNCT", "CCONJ", "SCONJ"} and tokens[0].index < head.index:
        # "par l'armée": the preposition is not of the mention; a contraction (du, des) is kept as written.
        if tokens[0].upos == "ADP" and tokens[0].norm in {"du", "des", "au", "aux"}:
            break
        tokens = tokens[1:]
    return Span.of(analysis.text, tokens[0].start, tokens[-1].end)


def _antecedent(analysis: Analysis, subject: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.upos == "PRON" and subject.feat("PronType") == "Rel":
        verb = analysis.head(subject)
        for _ in range(4):
            if verb.relation in {"acl"} and verb.head != verb.index:
                return analysis.head(verb)
            if verb.head == verb.index:
                break
            verb = analysis.head(verb)
    return subject


def _leaves(analysis: Analysis, token: Token, child: Token) -> bool:
    if child.deprel == "acl:relcl" or child.relation in _OUTSIDE:
        # An apposition without a comma is of the name: "le ministre Ivan Morel".
        return child.relation != "appos" or _comma_before(analysis, child)
    if child.relation == "acl" and _comma_before(analysis, child):
        return True
    return child.relation in {"cop", "advcl", "discourse", "ccomp"} or (
        child.relation == "case" and child.index < token.index and token.relation in {"obl", "nmod"} and False
    )


def _comma_before(analysis: Analysis, token: Token) -> bool:
    first = min(t.index for t in analysis.subtree(token))
    return first > 0 and analysis.tokens[first - 1].norm in {",", "(", "–", "—"}


def _run(analysis: Analysis, kept: list[int], head: int) -> list[Token]:
    """Return the unbroken run of kept tokens around the head; small gaps (marks, hyphens) are bridged."""
    place = kept.index(head)
    first = last = place
    while first > 0 and kept[first] - kept[first - 1] <= 1:
        first -= 1
    while last + 1 < len(kept) and _bridged(analysis, kept[last], kept[last + 1]):
        last += 1
    return list(analysis.tokens[kept[first] : kept[last] + 1])


def _bridged(analysis: Analysis, one: int, other: int) -> bool:
    between = analysis.tokens[one + 1 : other]
    return all(t.norm in {"-", "(", ")", ",", "«", "»", '"'} for t in between) and len(between) <= 1
