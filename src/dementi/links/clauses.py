# SPDX-License-Identifier: Apache-2.0
"""What does each clause of a content say, and does it say it or its contrary?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dementi.language import Analysis, Token
from dementi.links.words import Words, is_substance, stem
from dementi.record import Span

__all__ = ["Clause", "clauses_of"]

_VERBS = {"VERB", "AUX"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a content, or a noun phrase that stands for one.

    Attributes:
        keys: stems of its predicate, and of what tells its action beside a light verb ("mener un raid").
        words: stems of its words of substance, those of clauses below it too; none of another clause beside it.
        names: those of them that are names or numbers.
        negated: it says the contrary of its words.
        of_oneself: its subject is the speaker ("je n'ai jamais …", "n'avoir jamais …").
        condition: it hangs on an if.
        says: its predicate tells that something was said ("dire", "tenir ces propos").
    """

    keys: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    negated: bool
    of_oneself: bool
    condition: bool
    says: bool


def clauses_of(analysis: Analysis, spans: Iterable[Span], words: Words, timed: frozenset[int]) -> tuple[Clause, ...]:
    """Return the clauses of a content, in reading order: its predicates and those joined to them.

    Args:
        analysis: of the text.
        spans: the pieces of the content.
        words: the lists of its language.
        timed: indices of tokens that tell a time: they say nothing of what is claimed.
    """
    tokens = [t for span in spans for t in analysis.tokens_in(span.start, span.end)]
    inside = {t.index for t in tokens}
    heads = list(_heads(analysis, tokens, inside))
    firsts = {t.index for t in heads}
    return tuple(_clause(analysis, top, (inside, firsts, timed), words) for top in heads)


def _heads(analysis: Analysis, tokens: list[Token], inside: set[int]) -> Iterator[Token]:
    tops = {t.index for t in tokens if t.head not in inside or t.head == t.index}
    for token in tokens:
        if token.upos == "PUNCT" or token.relation in {"case", "mark", "cc", "det", "aux", "cop"}:
            continue
        joined = token.relation in {"conj", "parataxis"} and token.upos in _VERBS | {"ADJ"}
        if token.index in tops or (joined and _chained(analysis, token, tops)) or _is_deed(analysis, token, tops):
            yield token


def _is_deed(analysis: Analysis, token: Token, tops: set[int]) -> bool:
    """Say whether an infinitive tells what is said of the noun on which the content hangs: "accuse X d'avoir tiré"."""
    head = analysis.head(token)
    if token.upos not in _VERBS or head.index not in tops or head.upos not in {"NOUN", "PROPN"}:
        return False
    helps = (c for c in analysis.children(token) if c.relation in {"aux", "cop"})
    return any(t.feat("VerbForm") == "Inf" for t in (token, *helps))


def _chained(analysis: Analysis, token: Token, tops: set[int]) -> bool:
    """Say whether a token is joined, link by link, to one on which the content hangs."""
    for _ in range(8):
        if token.relation not in {"conj", "parataxis"}:
            return token.index in tops
        token = analysis.head(token)
    return False


def _clause(analysis: Analysis, top: Token, sets: tuple[set[int], set[int], frozenset[int]], words: Words) -> Clause:
    inside, firsts, timed = sets
    own = list(_below(analysis, top, inside - _apart(analysis, top, words), firsts))
    near = [t for t in analysis.children(top) if t.index in inside]
    keys = {stem(top, words)} if is_substance(top, words) else set()
    if top.lemma.lower() in words.light or top.lemma.lower() in words.weak:
        keys = {
            stem(t, words) for t in near if _tells(t, near, words) and is_substance(t, words) and t.index not in timed
        }
        own = [t for t in own if t.index != top.index]
    said = {stem(t, words) for t in own if is_substance(t, words) and t.index not in timed}
    negated = _is_negated(analysis, top, near, words)
    turned = next((k for k in sorted(keys) if k in words.opposites), None)
    if turned is not None:
        contrary = words.opposites[turned]
        keys, said, negated = {*keys, contrary} - {turned}, {*said, contrary} - {turned}, not negated
    return Clause(
        keys=frozenset(keys),
        words=frozenset(said),
        names=frozenset(stem(t, words) for t in own if t.upos in {"PROPN", "NUM"} and is_substance(t, words))
        & frozenset(said),
        negated=negated,
        of_oneself=_is_of_oneself(analysis, top, near, words),
        condition=any(t.norm in words.conditions for t in own if t.relation == "mark"),
        says=_says(top, near, words),
    )


def _says(top: Token, near: list[Token], words: Words) -> bool:
    lemma = top.lemma.lower()
    said = {t.lemma.lower() for t in near if t.relation in {"obj", "nsubj"}}
    return lemma in words.saying or any(lemma == verb and noun in said for verb, noun in words.saying_phrases)


def _tells(token: Token, near: list[Token], words: Words) -> bool:
    """Say whether a word beside a light verb tells the action: its object, or "un tir a eu lieu"."""
    if token.relation == "nsubj" and token.deprel != "nsubj:pass":
        other = any(t.relation == "obj" and t.upos == "NOUN" and is_substance(t, words) for t in near)
        return token.upos == "NOUN" and not other
    return token.upos in {"NOUN", "ADJ", "VERB"} or (token.upos == "PROPN" and token.relation in {"obj", "obl"})


def _apart(analysis: Analysis, top: Token, words: Words) -> set[int]:
    """Return what is said beside the clause: "contrairement à ce que dit X"; "la coupure, due selon elle à une rupture"."""
    children = analysis.children(top)
    # The adverb may hang beside what it opens, or on it.
    opening = [t for pair in pairwise(children) if pair[0].norm in words.contrary for t in pair]
    opening += [t for t in children if any(c.norm in words.contrary for c in analysis.children(t))]
    if top.upos == "NOUN":
        opening += [t for t in children if t.relation in {"acl", "appos"} and _behind_comma(analysis, t)]
    return {t.index for token in opening for t in analysis.subtree(token)}


def _behind_comma(analysis: Analysis, token: Token) -> bool:
    first = analysis.subtree(token)[0]
    return "," in {first.form, analysis.tokens[max(0, first.index - 1)].form}


def _below(analysis: Analysis, top: Token, inside: set[int], firsts: set[int]) -> Iterator[Token]:
    waiting = [top]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(c for c in analysis.children(token) if c.index in inside and c.index not in firsts)


def _is_negated(analysis: Analysis, top: Token, near: list[Token], words: Words) -> bool:
    # "Il n'y a pas", and "il ne dit rien", "aucun pont n'a cédé"; the negation of a clause below is its own.
    beside = [g for c in near for g in analysis.children(c) if c.upos in {"NOUN", "PROPN"}]
    determiners = [g for g in beside if g.upos in {"DET", "ADJ"}]
    own = [g for g in analysis.children(top) if g.upos == "DET"]
    found = {t.norm for t in (*near, *determiners, *own) if t.norm in words.negators}
    if found & words.half_negators and any(t.norm in words.no_longer for t in near):
        return False
    behind = analysis.tokens[top.index + 1 : top.index + 3]
    only = any(t.norm in words.only for t in (*near, *beside, *behind))
    return bool(found - words.half_negators) or (bool(found) and not only)


def _is_of_oneself(analysis: Analysis, top: Token, near: list[Token], words: Words) -> bool:
    subjects = [t for t in near if t.relation in {"nsubj", "expl"}]
    if any(t.norm in words.first_person for s in subjects for t in (s, *analysis.children(s))):
        return True
    infinitive = top.feat("VerbForm") == "Inf" or any(t.relation == "aux" and t.feat("VerbForm") == "Inf" for t in near)
    return infinitive and not subjects
