# SPDX-License-Identifier: Apache-2.0
"""Which words make up a mention? Determiner to last modifier, without relative clauses and what commas set off."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dementi.language import Analysis, Entity, Token, word_list
from dementi.record import Span

__all__ = ["mention", "set_off"]

_OUTSIDE = {"appos", "parataxis", "dislocated"}
#: Tokens of a name, at most.
_LONGEST = 30


def mention(analysis: Analysis, head: Token, stops: Sequence[int] = ()) -> Span:
    """Return the words of a mention: determiner to last modifier, without relative clauses and appositions set off.

    Args:
        analysis: the analysis.
        head: its main token.
        stops: tokens that the mention may not reach (the cue).
    """
    if head.norm.startswith("-"):
        start = head.start + (3 if head.norm.startswith("-t-") else 1)
        return Span.of(analysis.text, start if start < head.end else head.start, head.end)
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
    tokens = _with_name(analysis, tokens, stops)
    contracted = word_list(analysis.language, "frames")["contracted"]["articles"]
    while len(tokens) > 1 and tokens[0].upos in {"ADP", "PUNCT", "CCONJ", "SCONJ"} and tokens[0].index < head.index:
        # "par l'armée": the preposition is not of the mention; a contraction (du, des) is kept as written.
        if tokens[0].upos == "ADP" and tokens[0].norm in contracted:
            break
        tokens = tokens[1:]
    while len(tokens) > 2 and tokens[0].upos == "ADV" and tokens[1].upos in {"DET", "PROPN"}:
        # "Aussi le maire a dit": the adverb is the clause's.
        tokens = tokens[1:]
    return Span.of(analysis.text, tokens[0].start, tokens[-1].end)


def _with_name(analysis: Analysis, tokens: list[Token], stops: Sequence[int]) -> list[Token]:
    """Return a mention's tokens with the whole of a name that they begin, end or stand right before.

    "le quotidien valmarien [L'Écho-Le Soir]": the tree takes many a name apart.
    """
    first, last = tokens[0].index, tokens[-1].index
    near = bisect_left(analysis.entities, first - _LONGEST, key=lambda e: e.first)
    for entity in analysis.entities[near:]:
        if entity.first > last + 1:
            break
        inside = analysis.tokens[entity.first : entity.last]
        if entity.kind not in {"PER", "ORG"} or entity.last <= first or any(t.index in stops for t in inside):
            continue
        if first <= entity.first <= last < entity.last:
            last = entity.last - 1
        elif entity.first < first < entity.last and analysis.tokens[entity.first].upos not in {"ADP", "PUNCT"}:
            first = entity.first
        elif entity.first == last + 1 and _names(analysis, tokens, entity):
            last = entity.last - 1
    return list(analysis.tokens[first : last + 1])


def _names(analysis: Analysis, tokens: Sequence[Token], entity: Entity) -> bool:
    """Say whether a name right behind a common noun is this noun's, not the start of another phrase."""
    inside = range(entity.first, entity.last)
    top = next(t for t in analysis.tokens[entity.first : entity.last] if t.head not in inside or t.head == t.index)
    heads = {t.head for t in tokens} | {t.index for t in tokens}
    apart = analysis.text[tokens[-1].end : entity.span.start].strip()
    common = tokens[-1].upos in {"NOUN", "ADJ"} and not apart
    return common and top.relation in {"nsubj", "appos", "nmod", "flat"} and top.head in heads


def _leaves(analysis: Analysis, token: Token, child: Token) -> bool:
    """Say whether a dependent is not of the mention: relative clauses, what commas or brackets set off."""
    if child.relation in {"nmod", "obl"} and child.index > token.index and _is_medium(analysis, child):
        # "le ministre [sur le réseau Tarvic] a dit": the medium is the cue's.
        return True
    if child.upos == "AUX" or (child.feat("VerbForm") == "Fin" and child.relation == "appos"):
        # An auxiliary is never of a mention, wherever the tree hangs it: "un médecin [ayant examiné …]".
        return True
    if child.deprel == "acl:relcl" or child.relation in {"cop", "advcl", "discourse", "ccomp", "xcomp", "advmod"}:
        return child.deprel == "acl:relcl" or child.relation != "advmod" or child.index > token.index
    if child.relation == "acl":
        return set_off(analysis, child) or (
            child.index > token.index and (child.feat("Tense") == "Pres" or child.feat("VerbForm") == "Inf")
        )
    if child.relation == "conj":
        # "Un des chefs, Ivan Morel, a dit": an apposition that the parser took for a list.
        return set_off(analysis, child) and not _coordinated(analysis, token)
    if child.upos == "PRON" and child.relation == "dep":
        # "Les syndicats, eux, ont dit"
        return set_off(analysis, child)
    if child.relation in _OUTSIDE or child.relation in {"nmod", "amod", "obl"}:
        # An apposition without a comma is of the name: "le ministre Ivan Morel".
        return set_off(analysis, child)
    return False


def _coordinated(analysis: Analysis, token: Token) -> bool:
    parts = [c for c in analysis.children(token) if c.relation == "conj"]
    return any(c.relation == "cc" for part in parts for c in analysis.children(part))


def _is_medium(analysis: Analysis, noun: Token) -> bool:
    media = word_list(analysis.language, "circumstances")["media"]
    case = next((c for c in analysis.children(noun) if c.relation == "case"), None)
    return noun.lemma.lower() in media["nouns"] and case is not None and case.norm in media["only_of_media"]


def set_off(analysis: Analysis, token: Token) -> bool:
    """Say whether a comma or a bracket sets off what depends on a token from what stands before it."""
    first = min((t.index for t in analysis.subtree(token) if t.upos != "PUNCT"), default=token.index)
    return first > 0 and analysis.tokens[first - 1].norm in {",", "(", "–", "—", ":"}


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
