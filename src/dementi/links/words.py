# SPDX-License-Identifier: Apache-2.0
"""By which words does one statement answer another? The lists of a language, and what two words have in common.

Words are compared as stems: what the words of one family share, or the name of the kind of event that different words
tell ("bombardement", "raid"), by lists.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dementi.language import Analysis, Token, word_list
from dementi.record import Span

__all__ = ["CONTENT", "Words", "content_words", "fold", "is_substance", "link_words", "stem"]

#: Parts of speech that say what a statement is about.
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word lists of a language that links are found by.

    Attributes:
        nouns: what takes up something said ("ces accusations").
        pronouns: likewise, without a noun.
        only_accused: those of the nouns that take up an accusation only.
        reproaching: verbs around those nouns that say nothing more ("les faits qui lui sont reprochés").
        false: what calls something said false.
        lies: verbs of lying.
        negators: as said.
        half_negators: those that say no only with another.
        only: what makes of them a restriction ("ne … que").
        no_longer: what makes of them the end of something ("ne … plus").
        weak: words without substance.
        light: verbs whose object tells what is done ("mener un raid").
        general: what is denied without saying of what ("toute responsabilité").
        denying, admitting: verbs whose content is what is denied, or admitted.
        denying_always: those of them that deny whatever their object is.
        rejecting: verbs that deny what a noun takes up.
        neither: words before a cue that neither denies nor confirms.
        accusing: verbs that say that somebody did something.
        not_claiming: verbs whose content is wished, asked or felt: nothing that can be denied.
        clearing: words that clear somebody.
        figure_nouns: nouns that take up a number.
        contrary: words that announce a denial ("contrairement à ce que dit X").
        conditions: words that make a clause a condition.
        own: determiners of "son avocat".
        first_person: pronouns and determiners of the speaker himself.
        saying, saying_phrases: verbs that say something, alone or with a noun (verb, noun).
        clears_himself: words by which a speaker says that he has no part in something.
        bodies: what speaks for a state, folded.
        people_nouns: nouns that say only that people are counted.
        people: endings of the words for a place's people.
        kinds: stem -> the kind of event that it tells.
        opposites: stem -> the stem whose contrary it is.
        answers_for: what an office answers for: stems -> stems.
        endings: endings of families by part of speech.
        least: letters that stay.
    """

    nouns: frozenset[str]
    pronouns: frozenset[str]
    only_accused: frozenset[str]
    reproaching: frozenset[str]
    false: frozenset[str]
    lies: frozenset[str]
    negators: frozenset[str]
    half_negators: frozenset[str]
    only: frozenset[str]
    no_longer: frozenset[str]
    weak: frozenset[str]
    light: frozenset[str]
    general: frozenset[str]
    denying: frozenset[str]
    denying_always: frozenset[str]
    rejecting: frozenset[str]
    neither: frozenset[str]
    admitting: frozenset[str]
    accusing: frozenset[str]
    not_claiming: frozenset[str]
    clearing: frozenset[str]
    figure_nouns: frozenset[str]
    contrary: frozenset[str]
    conditions: frozenset[str]
    own: frozenset[str]
    first_person: frozenset[str]
    saying: frozenset[str]
    saying_phrases: tuple[tuple[str, str], ...]
    clears_himself: tuple[str, ...]
    bodies: frozenset[str]
    people_nouns: frozenset[str]
    people: tuple[str, ...]
    kinds: Mapping[str, str]
    opposites: Mapping[str, str]
    answers_for: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    least: int


def content_words(analysis: Analysis, spans: Iterable[Span], words: Words) -> frozenset[str]:
    """Return the stems of the words of substance in some spans."""
    tokens = (t for span in spans for t in analysis.tokens_in(span.start, span.end))
    return frozenset(stem(t, words) for t in tokens if is_substance(t, words))


def is_substance(token: Token, words: Words) -> bool:
    """Say whether a word says something of what a statement is about."""
    known = token.lemma.lower() in words.weak or token.norm in words.weak
    return token.upos in CONTENT and not known and len(token.form) > 1


def stem(token: Token, words: Words) -> str:
    """Return what the words of one family or of one kind of event share, folded."""
    family = _family(token.lemma, token.upos, words)
    return words.kinds.get(family) or words.kinds.get(fold(token.lemma), family)


def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    flat = unicodedata.normalize("NFKD", word.lower().replace("œ", "oe"))
    return "".join(c for c in flat if not unicodedata.combining(c))


@lru_cache(maxsize=4)
def link_words(language: str) -> Words:
    """Return the word lists of a language.

    Raises:
        FileNotFoundError: the language has none.
    """
    lists: Mapping[str, Any] = word_list(language, "links")
    nouns, denials = word_list(language, "denied_nouns"), word_list(language, "denials")
    scopes = word_list(language, "scopes")

    def listed(name: str, key: str = "words") -> frozenset[str]:
        return frozenset(lists[name][key])

    derivation = lists["derivation"]
    endings = {
        upos: tuple(sorted({fold(e) for e in derivation[name]}, key=lambda e: (-len(e), e)))
        for upos, name in (("ADJ", "adjectives"), ("NOUN", "nouns"), ("VERB", "verbs"))
    }
    bare = Words(
        nouns=frozenset(nouns["nouns"]["words"]) | listed("taken_up"),
        pronouns=frozenset(nouns["pronouns"]["words"]),
        only_accused=listed("only_accused"),
        reproaching=listed("reproaching"),
        false=listed("false"),
        lies=listed("lies"),
        negators=listed("negators"),
        half_negators=listed("half_negators"),
        only=listed("half_negators", "only"),
        no_longer=listed("half_negators", "no_longer"),
        weak=listed("weak"),
        light=listed("light"),
        general=listed("general"),
        denying=frozenset(denials["denies"]["verbs"]) | frozenset(denials["denies_claims"]["verbs"]),
        denying_always=frozenset(denials["denies"]["verbs"]),
        rejecting=listed("rejecting", "verbs"),
        neither=listed("neither"),
        admitting=listed("admitting"),
        accusing=listed("accusing"),
        not_claiming=listed("not_claiming"),
        clearing=listed("clearing"),
        figure_nouns=listed("figure_nouns"),
        contrary=listed("contrary"),
        conditions=listed("conditions"),
        own=listed("own"),
        first_person=listed("first_person"),
        saying=frozenset(scopes["having_said"]["verbs"]),
        saying_phrases=tuple((verb, noun) for verb, noun in scopes["having_said"]["phrases"]),
        clears_himself=tuple(scopes["responsibility"]["phrases"]),
        bodies=frozenset(fold(w) for w in word_list(language, "roles")["bodies"]["words"]),
        people_nouns=listed("people_nouns"),
        people=tuple(lists["people"]["endings"]),
        kinds={},
        opposites={},
        answers_for={},
        endings=endings,
        least=derivation["least"],
    )
    return _with_kinds(bare, lists)


def _with_kinds(bare: Words, lists: Mapping[str, Any]) -> Words:
    kinds: dict[str, str] = {}
    for kind in lists["kinds"]:
        name = "/" + kind["verbs"][0]
        members = [("VERB", v) for v in kind["verbs"]] + [("NOUN", n) for n in kind["nouns"]]
        # A participle that is taken for an adjective keeps its verb's lemma; a short family holds strangers ("violer", "violence").
        families = {f for upos, word in members if len(f := _family(word, upos, bare)) > bare.least}
        kinds |= dict.fromkeys({fold(word) for _, word in members} | families, name)
    words = replace(bare, kinds=kinds)

    def one(word: str, upos: str) -> str:
        family = _family(word, upos, words)
        return kinds.get(family) or kinds.get(fold(word), family)

    opposites = {one(a, "ADJ"): one(b, "ADJ") for a, b in lists["opposites"]["adjectives"]}
    opposites |= {one(a, "VERB"): one(b, "VERB") for a, b in lists["opposites"]["verbs"]}
    answers = {
        fold(office): frozenset(one(word, "NOUN") for word in entry["for"])
        for entry in lists["answers_for"]
        for office in entry["offices"]
    }
    return replace(words, opposites=opposites, answers_for=answers)


def _family(lemma: str, upos: str, words: Words) -> str:
    folded = fold(lemma)
    for ending in words.endings.get(upos, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= words.least:
            return folded[: -len(ending)]
    return folded
