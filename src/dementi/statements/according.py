# SPDX-License-Identifier: Apache-2.0
"""What is given on somebody's word? "selon X, …", "…, d'après X", "pour lui, …", "des informations selon lesquelles …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dementi.language import Sentence, Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import typed
from dementi.statements.page import Page
from dementi.statements.quotations import stripped, without_inserts
from dementi.statements.sources import mention

__all__ = ["find_according"]


def find_according(page: Page) -> Iterator[Attribution]:
    """Yield what stands on somebody's word by a preposition, in reading order."""
    words = word_list(page.analysis.language, "according")
    for token in page.analysis.tokens:
        if page.around(token.start) is not None:
            continue
        length = _matches(page, token, words["prepositions"]["words"])
        if length:
            found = _according(page, token, length)
        elif token.norm in words["opening_only"]["words"]:
            found = _opening(page, token)
        else:
            found = None
        if found is not None:
            yield found


def _matches(page: Page, token: Token, prepositions: list[str]) -> int:
    """Return how many tokens of a preposition start here: "selon" 1, "d'après" 2."""
    after = page.analysis.tokens[token.index + 1 : token.index + 2]
    pair = token.norm + (after[0].norm if after else "")
    if token.norm in prepositions:
        return 1
    return 2 if pair in prepositions else 0


def _according(page: Page, token: Token, length: int) -> Attribution | None:
    words = word_list(page.analysis.language, "according")
    last = page.analysis.tokens[token.index + length - 1]
    noun = _noun_after(page, token, last)
    if noun is None or _inside_clause(page, token):
        return None
    if noun.norm in words["relatives"]["words"] or (
        last.index + 1 == noun.index and noun.norm in words["relatives"]["words"]
    ):
        return _relative(page, token, noun)
    if noun.lemma in words["not_sources"]["words"]:
        return None
    source = mention(page.analysis, noun, range(token.index, last.index + 1))
    if source.start < last.end:
        source = Span.of(page.article.text, last.end + 1, max(source.end, last.end + 2))
    pieces = _around(page, token, noun, source)
    return _attribution(page, token, last, source, pieces)


def _inside_clause(page: Page, token: Token) -> bool:
    """Say whether the phrase only opens what a verb of saying reports: "a dit que, selon lui, …"."""
    before = page.analysis.tokens[max(0, token.index - 2) : token.index]
    return (
        len(before) == 2
        and before[1].norm == ","
        and before[0].norm in word_list(page.analysis.language, "frames")["clause"]["words"]
    )


def _noun_after(page: Page, token: Token, last: Token) -> Token | None:
    """Return the head of what follows the preposition: the tree's, or the first noun behind it."""
    following = page.analysis.tokens[last.index + 1 : last.index + 8]
    head = page.analysis.head(token)
    if token.relation == "case" and head.index > last.index and head.upos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return head
    for after in following:
        if after.norm in {",", ".", ";", ":"}:
            return None
        if after.upos in {"NOUN", "PROPN", "PRON"}:
            return after
    return None


def _around(page: Page, token: Token, noun: Token, source: Span) -> list[Span]:
    """Return the words that stand on the source's word: the sentence without the phrase, or the phrase's own clause."""
    text = page.article.text
    sentence = page.analysis.sentences[token.sentence]
    start, end = token.start, max(source.end, _phrase_end(page, noun, sentence))
    before, after = text[sentence.start : start], text[end : sentence.end]
    if _opens_part(page, token):
        return _clean(page, [piece for piece in [stripped(text, end, sentence.end)] if piece])
    if not before.strip(' \u00a0«"'):
        pieces = [stripped(text, end, sentence.end)]
    elif before.rstrip().endswith((",", "»", '"', "”", ")", "–", "—")) or after.strip(" .!?…\u00a0") == "":
        first = stripped(text, sentence.start, start)
        rest = _rest(page, end, sentence.end) if after.lstrip().startswith(",") else None
        pieces = [first, rest if rest and len(rest.exact.split()) > 2 else None]
    else:
        governor = page.analysis.head(noun)
        if governor.relation == "acl" and governor.feat("VerbForm") == "Part":
            phrase = {t.index for t in page.analysis.subtree(noun)} | {token.index}
            kept = [t for t in page.analysis.subtree(governor) if t.index not in phrase and t.norm not in {",", "."}]
            left = [t for t in kept if t.end <= start]
            right = [t for t in kept if t.start >= end]
            pieces = [stripped(text, run[0].start, run[-1].end) for run in (left, right) if run]
        else:
            pieces = [stripped(text, sentence.start, start), _rest(page, end, sentence.end)]
    return _clean(page, [piece for piece in pieces if piece])


def _rest(page: Page, start: int, end: int) -> Span | None:
    """Return the words behind the phrase; None where the narrator remarks on them (", ce que Y dément")."""
    rest = stripped(page.article.text, start, end)
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    if rest is None or not any(c.isalnum() for c in rest.exact):
        return None
    first = next(iter(page.analysis.tokens_in(rest.start, rest.end)), None)
    return None if first is not None and first.norm in relatives else rest


def _opens_part(page: Page, token: Token) -> bool:
    """Say whether the phrase opens the second half of a sentence: "…, et, selon Ina Morel, le pont tient"."""
    before = page.analysis.tokens[max(0, token.index - 2) : token.index]
    joins = word_list(page.analysis.language, "boundaries")["joins"]["words"]
    return len(before) == 2 and before[1].norm == "," and before[0].norm in joins


def _phrase_end(page: Page, noun: Token, sentence: Sentence) -> int:
    """Return where the phrase ends, with an apposition set off behind it: "selon Ina Morel, maire d'Aubemont, …"."""
    end = noun.end
    for child in page.analysis.children(noun):
        joined = child.relation in {"flat", "nmod", "amod", "conj"} or child.deprel in {"appos", "acl", "acl:relcl"}
        if joined and child.index > noun.index:
            below = page.analysis.subtree(child)
            if not _holds_clause(page, below, noun):
                end = max(end, below[-1].end)
    return min(end, sentence.end)


def _holds_clause(page: Page, below: Sequence[Token], noun: Token) -> bool:
    """Say whether what the tree hangs on the source behind a comma is the content itself, with its finite verb."""
    comma = next((t.index for t in page.analysis.tokens[noun.index : below[-1].index] if t.norm == ","), None)
    if comma is None:
        return False
    behind = [t for t in below if t.index > comma]
    relative = bool(behind) and behind[0].norm in word_list(page.analysis.language, "boundaries")["relative"]["words"]
    return not relative and any(t.feat("VerbForm") == "Fin" for t in behind)


def _clean(page: Page, pieces: list[Span]) -> list[Span]:
    text = page.article.text
    found: list[Span] = []
    for piece in pieces:
        a, b = piece.start, piece.end
        while b > a and text[b - 1] in ".;, \u00a0\u202f":
            b -= 1
        quotation = next(
            (q for q in page.quotations if q.start <= a + 1 and abs(q.end - b) <= 1 and q.start >= a - 1), None
        )
        if quotation is not None:
            a, b = quotation.inner_start, quotation.inner_end
        if b > a:
            found.extend(without_inserts(text, a, b, page.analysis.language))
    return found


def _opening(page: Page, token: Token) -> Attribution | None:
    """Read "Pour lui, …": only at a sentence's start, with a pronoun or a named person, and a comma behind."""
    words = word_list(page.analysis.language, "according")["opening_only"]
    sentence = page.analysis.sentences[token.sentence]
    if token.index != sentence.first and page.analysis.tokens[token.index - 1].norm != ";":
        return None
    noun = _noun_after(page, token, token)
    if noun is None:
        return None
    source = mention(page.analysis, noun, [token.index])
    named = any(e.kind in {"PER", "ORG"} and source.start <= e.span.start < source.end for e in page.analysis.entities)
    pronoun = noun.upos == "PRON" and noun.norm in words["pronouns"]
    near = page.starting_from(source.end)
    start = source.end
    quoted = near is not None and near.start < sentence.end and page.article.text[: near.start].rstrip()[-1] == ","
    if near is not None and quoted:
        start = near.start
        named = named or noun.upos == "PROPN"
    if not (named or pronoun) or page.article.text[source.end : source.end + 1] != ",":
        return None
    end = max(sentence.end, near.end) if near is not None and quoted else sentence.end
    piece = stripped(page.article.text, start, end)
    pieces = _clean(page, [piece] if piece else [])
    return _attribution(page, token, token, source, pieces)


def _relative(page: Page, token: Token, relative: Token) -> Attribution | None:
    """Read "des informations selon lesquelles …": the noun before is the source, the clause behind the content."""
    before = page.analysis.tokens[token.index - 1] if token.index else None
    if before is None or before.upos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return None
    noun = next(
        (t for t in reversed(page.analysis.tokens[max(0, token.index - 4) : token.index]) if t.upos == "NOUN"), None
    )
    if noun is None:
        return None
    if noun.lemma in word_list(page.analysis.language, "according")["not_sources"]["words"]:
        return None
    sentence = page.analysis.sentences[token.sentence]
    verb = page.analysis.head(relative)
    below = [t for t in page.analysis.subtree(verb) if t.index > relative.index]
    end = below[-1].end if below and verb.index > relative.index else sentence.end
    pieces = _clean(page, [span for span in (stripped(page.article.text, relative.end, end),) if span])
    return _attribution(page, token, token, mention(page.analysis, noun, [token.index]), pieces)


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
