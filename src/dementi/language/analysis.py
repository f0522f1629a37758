# SPDX-License-Identifier: Apache-2.0
"""What an analysed text is made of: tokens, sentences, entities, on Universal Dependencies.

Offsets count characters (code points) of the analysed text. Contractions (du, des, aux) are one token:
a span of the text cannot be cut inside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dementi.record import Span

__all__ = ["Analysis", "Entity", "Sentence", "Token"]


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word.

    Attributes:
        index: its place in ``Analysis.tokens``.
        start, end: characters of the text.
        form: as written.
        lemma: the dictionary form, lower case but for proper nouns.
        upos: universal part of speech (NOUN, VERB, PROPN, …).
        feats: universal features as sorted "Name=Value|…" (CoNLL-U's FEATS), "" where none.
        head: the index of its head; its own index for the root of a sentence.
        deprel: universal relation with subtype (nsubj, nsubj:pass, obl:agent, …); "root" for the root.
        sentence: the place of its sentence in ``Analysis.sentences``.
        norm: the form lowered, with ’ as ' (to compare with word lists).
    """

    index: int
    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    sentence: int
    norm: str

    @property
    def is_past_participle(self) -> bool:
        """Whether its features are a past participle's."""
        return self.feat("VerbForm") == "Part" and self.feat("Tense") == "Past"

    @property
    def is_present_participle(self) -> bool:
        """Whether its features are a present participle's."""
        return self.feat("VerbForm") == "Part" and self.feat("Tense") == "Pres"

    def feat(self, name: str) -> str | None:
        """Return the value of a feature (``token.feat("Tense") == "Past"``), None where it has none."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    @property
    def relation(self) -> str:
        """The relation without its subtype (nsubj for nsubj:pass)."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens ``first`` to ``last`` (half-open indices), characters ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    root: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity.

    Attributes:
        span: its words.
        kind: PER, ORG, LOC, DATE, HOUR, EVENT or PROD.
        first, last: its tokens (half-open indices).
    """

    span: Span
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with its tokens, sentences and entities. A line end always ends a sentence.

    Attributes:
        text: the analysed text, unchanged.
        language: BCP 47.
        tokens, sentences, entities: in reading order.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out each token's children once."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                below[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(tuple(c) for c in below))

    def children(self, token: Token) -> tuple[Token, ...]:
        """Return the direct dependents of a token, in reading order."""
        return tuple(self.tokens[i] for i in self._children[token.index])

    def head(self, token: Token) -> Token:
        """Return the head of a token (the token itself for a root)."""
        return self.tokens[token.head]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """Return a token and all that depends on it, in reading order."""
        found = {token.index}
        waiting = [token.index]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return tuple(self.tokens[i] for i in sorted(found))

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that lie wholly in the characters ``start`` to ``end``."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < start:
                low = middle + 1
            else:
                high = middle
        first = low
        while low < len(self.tokens) and self.tokens[low].end <= end:
            low += 1
        return self.tokens[first:low]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters ``start`` to ``end``."""
        return Span.of(self.text, start, end)
