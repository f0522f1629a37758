# SPDX-License-Identifier: Apache-2.0
"""What is given on somebody's word? "selon X, …", "…, d'après X", "pour lui, …", "des informations selon lesquelles …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import stretch_end, typed
from dementi.statements.cues import Cue, cue_of
from dementi.statements.making import can_speak
from dementi.statements.page import Page
from dementi.statements.quotations import stripped
from dementi.statements.sources import mention, subject_of
from dementi.statements.vouched import behind_apposition, cleaned, words_around

__all__ = ["find_according"]


def find_according(page: Page) -> Iterator[Attribution]:
    """Yield what stands on somebody's word by a preposition, in reading order."""
    words = word_list(page.analysis.language, "according")
    for token in page.analysis.tokens:
        if page.around(token.start) is not None:
            continue
        length = _matches(page, token)
        if phrase := _in_a_pronoun(page, token):
            found = _on_pronoun(page, token, phrase)
        elif length:
            found = _according(page, token, length)
        elif token.norm in words["opening_only"]["words"]:
            found = _for_whom(page, token) or _opening(page, token)
        else:
            found = None
        if found is not None:
            yield found


def _matches(page: Page, token: Token) -> int:
    """Return how many tokens of a preposition start here: "selon" 1, "d'après" 2, "à en croire" 3."""
    tokens = page.analysis.tokens
    for phrase in _prepositions(page.analysis.language).get(token.norm, ()):
        if tuple(t.norm for t in tokens[token.index : token.index + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if _is_unnamed(page, token) else 0


@lru_cache(maxsize=4)
def _prepositions(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the prepositions that attribute, as words, by their first word."""
    words = word_list(language, "according")
    # "d'après" is two tokens: the apostrophe stays with the first.
    short = [tuple(re.findall(r"[^']+'?", word)) for word in words["prepositions"]["words"]]
    phrases = [*short, *(tuple(phrase) for phrase in words["phrases"]["words"])]
    return {first: tuple(p for p in phrases if p[0] == first) for first in {p[0] for p in phrases}}


def _in_a_pronoun(page: Page, token: Token) -> int:
    """Return how many tokens of "à l'en croire" start here, 0: it does not."""
    for phrase in word_list(page.analysis.language, "according")["in_a_pronoun"]["phrases"]:
        if (
            phrase[0] == token.norm
            and [t.norm for t in page.analysis.tokens[token.index : token.index + len(phrase)]] == phrase
        ):
            return len(phrase)
    return 0


def _on_pronoun(page: Page, token: Token, length: int) -> Attribution | None:
    """Read "le pont, à l'en croire, tient bon": the pronoun is the source."""
    place = word_list(page.analysis.language, "according")["in_a_pronoun"]["pronoun"]
    tokens = page.analysis.tokens
    pronoun, last = tokens[token.index + place], tokens[token.index + length - 1]
    source = page.analysis.span(pronoun.start, pronoun.end)
    pieces = words_around(page, token, last, page.analysis.span(token.start, last.end), None)
    return _attribution(page, token, last, source, pieces)


def _is_unnamed(page: Page, token: Token) -> bool:
    """Say whether "de source policière" stands here, at a sentence's start or behind a comma."""
    words = word_list(page.analysis.language, "according")["unnamed"]
    behind = page.analysis.tokens[token.index + 1 : token.index + 3]
    if token.norm not in words["openings"] or len(behind) < 2 or behind[0].norm not in words["nouns"]:
        return False
    first = page.analysis.sentences[token.sentence].first == token.index
    apart = first or page.analysis.tokens[token.index - 1].norm == ","
    return apart and behind[1].upos in {"ADJ", "ADV", "VERB"}


def _according(page: Page, token: Token, length: int) -> Attribution | None:
    words = word_list(page.analysis.language, "according")
    last = page.analysis.tokens[token.index + length - 1]
    noun = _noun_after(page, token, last)
    if noun is None or _inside_clause(page, token):
        return None
    if token.index and page.analysis.tokens[token.index - 1].lemma in words["prepositions"]["not_behind"]:
        return None
    if noun.norm in words["relatives"]["words"] or (
        last.index + 1 == noun.index and noun.norm in words["relatives"]["words"]
    ):
        return _relative(page, token, noun)
    if noun.lemma in words["not_sources"]["words"] or _says_on(page, noun):
        return None
    teller = _teller(page, noun)
    source = mention(page.analysis, teller or noun, range(token.index, last.index + 1))
    if source.start < last.end:
        source = Span.of(page.article.text, last.end + 1, max(source.end, last.end + 2))
    source = _without_office(page, source)
    pieces = words_around(page, token, noun, source, teller)
    return _attribution(page, token, last, source, pieces)


def _says_on(page: Page, noun: Token) -> bool:
    """Say whether "on" says it behind the phrase: "De source syndicale, on indique que …" is the verb's."""
    nobody = word_list(page.analysis.language, "frames")["readable"]["nobody"]
    behind = page.analysis.tokens[noun.index + 1 : noun.index + 6]
    pronoun = next((t for t in behind if t.norm in nobody), None)
    if pronoun is None or page.analysis.tokens[pronoun.index - 1].norm != ",":
        return False
    verb = next((t for t in page.analysis.tokens[pronoun.index + 1 : pronoun.index + 5] if t.upos == "VERB"), None)
    return verb is not None and cue_of(page.analysis, verb) is not None


def _without_office(page: Page, source: Span) -> Span:
    """Return the mention up to the comma behind a person's name."""
    comma = source.exact.find(",")
    named = any(e.kind == "PER" and e.span.end == source.start + comma for e in page.analysis.entities)
    return Span.of(page.article.text, source.start, source.start + comma) if comma > 0 and named else source


def _teller(page: Page, noun: Token) -> Token | None:
    """Return who told it in "selon ce que X a confié à Y"."""
    behind = page.analysis.tokens[noun.index : noun.index + 2]
    openings = word_list(page.analysis.language, "boundaries")["answered"]["words"]
    if len(behind) < 2 or f"{behind[0].norm} {behind[1].norm}" not in openings:
        return None
    for token in page.analysis.tokens[noun.index + 2 : noun.index + 16]:
        if token.sentence == noun.sentence and cue_of(page.analysis, token) is not None:
            return subject_of(page.analysis, token)
    return None


def _inside_clause(page: Page, token: Token) -> bool:
    """Say whether the phrase only opens what a verb of saying reports: "a dit que, selon lui, …"."""
    before = page.analysis.tokens[max(0, token.index - 2) : token.index]
    openers = word_list(page.analysis.language, "frames")["clause"]["words"]
    return len(before) == 2 and (before[1].norm in openers or (before[1].norm == "," and before[0].norm in openers))


def _noun_after(page: Page, token: Token, last: Token) -> Token | None:
    """Return the head of what follows the preposition: the tree's, or the first noun behind it."""
    following = page.analysis.tokens[last.index + 1 : last.index + 8]
    head = page.analysis.head(token)
    if token.relation == "case" and head.index > last.index and head.upos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return head
    for after in following:
        if after.norm in {",", ".", ";", ":"}:
            return None
        if after.upos in {"NOUN", "PROPN", "PRON"} or can_speak(page, after):
            return after
    return None


def _for_whom(page: Page, token: Token) -> Attribution | None:
    """Read "X, pour qui le pont tient, …": the relative clause stands on X's word."""
    words = word_list(page.analysis.language, "according")["opening_only"]
    pair = page.analysis.tokens[token.index + 1 : token.index + 3]
    if len(pair) < 2 or pair[0].norm not in words["relatives"] or token.index == 0:
        return None
    verb = page.analysis.head(pair[0])
    before = _without_set_off(page.analysis.tokens[max(0, token.index - 20) : token.index - 1])
    antecedent = page.analysis.head(verb) if verb.relation == "acl" else None
    if antecedent is None or antecedent.index > token.index or antecedent.upos not in {"NOUN", "PROPN"}:
        antecedent = next((t for t in reversed(before) if t.upos in {"NOUN", "PROPN"}), None)
    # "Ina Morel, déléguée LCG, pour qui": of the person, not of what her office names.
    while (
        antecedent is not None
        and antecedent.relation in {"appos", "nmod"}
        and page.analysis.head(antecedent).upos == "PROPN"
    ):
        antecedent = page.analysis.head(antecedent)
    if antecedent is None or page.analysis.tokens[token.index - 1].norm != "," or not can_speak(page, antecedent):
        return None
    end = stretch_end(page, _relative_cue(page, token, pair[0]), pair[1], nominal=False)
    pieces = cleaned(page, [stripped(page.article.text, pair[1].start, end)])
    return _attribution(page, token, token, mention(page.analysis, antecedent, [token.index]), pieces)


def _is_holder(page: Page, noun: Token) -> bool:
    """Say whether a noun is of somebody with an article of his own: "pour la défense", not "pour président"."""
    determined = any(c.relation == "det" for c in page.analysis.children(noun))
    return noun.upos == "NOUN" and determined and can_speak(page, noun)


def _without_set_off(before: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens before a participle or a phrase that a comma sets off at their end: "Ina Morel, [jointe lundi]"."""
    comma = next((k for k in range(len(before) - 1, -1, -1) if before[k].norm == ","), None)
    if comma is None or comma + 1 >= len(before):
        return before
    first = before[comma + 1]
    participle = first.feat("VerbForm") == "Part" or first.upos == "ADP"
    return _without_set_off(before[:comma]) if participle else before


def _opening(page: Page, token: Token) -> Attribution | None:
    """Read "Pour lui, …": only at a sentence's start, with a pronoun or a named person, and a comma behind."""
    words = word_list(page.analysis.language, "according")["opening_only"]
    sentence = page.analysis.sentences[token.sentence]
    before = page.analysis.tokens[sentence.first : token.index]
    connected = len(before) == 2 and before[0].upos in {"ADV", "CCONJ"} and before[1].norm == ","
    # "Mais pour elle, …"
    connected = connected or (len(before) == 1 and before[0].upos == "CCONJ")
    if before and not connected and before[-1].norm != ";":
        return None
    noun = _noun_after(page, token, token)
    if noun is None:
        return None
    source = mention(page.analysis, noun, [token.index])
    entities = page.analysis.entities
    named = any(e.kind in {"PER", "ORG"} and source.start <= e.span.start < source.end for e in entities)
    named = named or _is_holder(page, noun)
    pronoun = noun.upos == "PRON" and noun.norm in words["pronouns"]
    near = page.starting_from(source.end)
    start = source.end
    apposed = next((e for e in page.analysis.entities if e.kind == "PER" and e.span.start == source.end + 2), None)
    if apposed is not None and near is not None and near.start == apposed.span.end + 2 and not pronoun:
        # "Pour le procureur, Malo Tern, « … »"
        return _attribution(
            page, token, token, source, cleaned(page, [stripped(page.article.text, near.start, sentence.end)])
        )
    quoted = near is not None and near.start < sentence.end and page.article.text[: near.start].rstrip()[-1] in ",:"
    if near is not None and quoted:
        start = near.start
        named = named or noun.upos == "PROPN"
    if not (named or pronoun) or page.article.text[source.end : source.end + 2].strip()[:1] not in {",", ":"}:
        return None
    end = max(sentence.end, near.end) if near is not None and quoted else sentence.end
    if not quoted:
        start = behind_apposition(page, source, start, sentence)
        if not any(t.feat("VerbForm") == "Fin" for t in page.analysis.tokens_in(start, sentence.end)):
            return None
    piece = stripped(page.article.text, start, end)
    pieces = cleaned(page, [piece])
    return _attribution(page, token, token, source, pieces)


def _relative(page: Page, token: Token, relative: Token) -> Attribution | None:
    """Read "des informations selon lesquelles …": the noun before is the source, the clause behind the content."""
    before = page.analysis.tokens[token.index - 1] if token.index else None
    if before is not None and before.norm == ",":
        before = page.analysis.tokens[before.index - 1] if before.index else None
    if before is None or before.upos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return None
    noun = next(
        (t for t in reversed(page.analysis.tokens[max(0, token.index - 4) : token.index]) if t.upos == "NOUN"), None
    )
    if noun is None:
        return None
    words = word_list(page.analysis.language, "according")
    if noun.lemma in {*words["not_sources"]["words"], *words["relatives"]["not_behind"]}:
        return None
    behind = page.analysis.tokens[relative.index + 1 : relative.index + 2]
    if not behind:
        return None
    end = stretch_end(page, _relative_cue(page, token, relative), behind[0], nominal=False)
    verb = page.analysis.head(relative)
    below = [t for t in page.analysis.subtree(verb) if t.index > relative.index]
    if below and verb.index > relative.index:
        end = min(end, below[-1].end)
    pieces = cleaned(page, [stripped(page.article.text, relative.end, end)])
    return _attribution(page, token, token, mention(page.analysis, noun, [token.index]), pieces)


def _relative_cue(page: Page, token: Token, relative: Token) -> Cue:
    """Return a cue for a relative clause, whatever the tree says: it ends where the noun's own verb follows."""
    verb = replace(page.analysis.head(relative), deprel="acl:relcl")
    return Cue(verb, token.norm, frozenset(), token.index, token.index + 1, negated=False)


def _attribution(page: Page, token: Token, last: Token, source: Span, pieces: list[Span]) -> Attribution | None:
    pieces = [p for p in pieces if not p.overlaps(source)]
    if not pieces or sum(len(p.exact.split()) for p in pieces) < 2:
        return None
    return Attribution(
        content=tuple(sorted(pieces)),
        type=typed(page, pieces),
        source=source,
        cue=Span.of(page.article.text, token.start, last.end),
        cue_token=token.index,
        cue_lemma=page.article.text[token.start : last.end].lower().replace("’", "'"),
        found_by="according.preposition",
    )
