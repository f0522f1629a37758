# SPDX-License-Identifier: Apache-2.0
"""Where does what is reported end, and what are its exact pieces?

A tree errs most about how far a clause reaches, so the end is looked for on the surface: the sentence's end, or the
first place where the narrator takes over again (", affirmant que", ", a-t-il ajouté", ", selon X", "et a promis de"),
with the tree asked only what it knows well: whether a following verb hangs on the cue itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token
from dementi.record import Span, StatementType
from dementi.statements.cues import Cue, saying_of
from dementi.statements.narrator import new_clause, takes_over
from dementi.statements.page import Page
from dementi.statements.quotations import OPENING, Quotation, stripped, without_inserts

__all__ = ["contents", "end_of_quoted", "stretch_end", "typed"]

_TRAILING = ".,;: \u00a0\u202f\u2009\n"


def contents(page: Page, start: int, end: int) -> list[Span]:
    """Return the pieces of a stretch: a direct one without its marks, a mixed one whole; editor's inserts cut out."""
    text, language = page.article.text, page.analysis.language
    span = stripped(text, start, end)
    if span is None:
        return []
    a, b = span.start, _without_stop(text, span.start, span.end)
    opening = page.starting_from(max(a - 1, 0))
    if opening is not None and opening.start <= a + 1 and opening.end >= b - 1:
        return [piece for part in _parts(page, opening) for piece in _direct(page, part.inner_start, part.inner_end)]
    last = page.around(b - 1)
    if last is not None and last.start >= a:
        b = last.end
    return without_inserts(text, a, b, language) if b > a else []


def _parts(page: Page, quotation: Quotation) -> Sequence[Quotation]:
    """Return a quotation of several paragraphs as its parts; one in which somebody reports was only left open by mistake."""
    chain = page.chain(quotation)
    for part in chain[:-1]:
        if any(
            saying_of(page.analysis, t) is not None for t in page.analysis.tokens_in(part.inner_start, part.inner_end)
        ):
            return (quotation,)
    return chain


def _direct(page: Page, start: int, end: int) -> list[Span]:
    text = page.article.text
    return without_inserts(text, start, _without_stop(text, start, end), page.analysis.language)


def _without_stop(text: str, start: int, end: int) -> int:
    """Return the end without the final full stop or comma; three points are kept."""
    while end > start and text[end - 1] in _TRAILING:
        if text[max(start, end - 3) : end] == "...":
            break
        end -= 1
    return end


def typed(page: Page, pieces: Sequence[Span]) -> StatementType | None:
    """Return whose words the pieces are: direct within marks, indirect without, mixed in part."""
    if not pieces:
        return None
    within = [page.around(p.start) is not None and page.around(p.end - 1) is not None for p in pieces]
    if all(within):
        return StatementType.DIRECT
    for piece in pieces:
        near = page.starting_from(piece.start)
        if page.around(piece.start) is not None or (near is not None and near.start < piece.end):
            return StatementType.MIXED
    return StatementType.INDIRECT


def stretch_end(page: Page, cue: Cue, start: Token, *, nominal: bool) -> int:
    """Return the character at which the words that begin with ``start`` end.

    Args:
        page: the article.
        cue: what reports them.
        start: their first token.
        nominal: they are a noun phrase, which a relative clause behind a comma does not belong to.
    """
    tokens = page.analysis.tokens
    inside = page.around(start.start)
    nested = inside is not None and page.around(cue.token.start) == inside
    limit = _main_clause(page, cue, start) or page.sentence(start).last
    index, end = start.index, start.end
    while index < limit:
        token = tokens[index]
        quotation = None if nested else page.around(token.start) or _opening_at(page, token)
        if nested and inside is not None and token.start >= inside.inner_end:
            return end
        if quotation is not None:
            index, end = _behind(page, index, quotation.end), quotation.end
            if _is_closed_sentence(page, quotation, index):
                return end
            limit = max(limit, page.sentence(tokens[index - 1]).last)
            continue
        if token.index > start.index and takes_over(page, cue, token, nominal=nominal):
            return end
        if token.upos != "PUNCT" or token.norm not in {",", ";", ".", ":"}:
            end = token.end
        index += 1
    return end


def _main_clause(page: Page, cue: Cue, start: Token) -> int | None:
    """Return the comma behind which the main clause begins, where the cue's own stands before it.

    "Affirmant que le pont tient, Ina Morel a …", "Après avoir annoncé la grève, le syndicat a …", "Si le port dit que le
    pont tient, la mairie …".
    """
    if page.around(cue.token.start) is not None:
        return None
    tokens, sentence = page.analysis.tokens, page.sentence(start)
    commas = [t for t in tokens[start.index : sentence.last] if t.norm == "," and page.around(t.start) is None]
    head = page.analysis.head(cue.token)
    if cue.token.relation == "advcl" and head.index > start.index:
        below = {t.index for t in page.analysis.subtree(cue.token)}
        return next((t.index for t in commas if t.index < head.index and t.index + 1 not in below), None)
    first = tokens[page.sentence(cue.token).first]
    if first.relation == "mark" and first.head == cue.token.index and first.index < cue.first:
        return next((t.index for t in commas if new_clause(page, t)), None)
    return None


def end_of_quoted(page: Page, quotation: Quotation) -> int:
    """Return where words that begin with a quotation end: at its mark, or with the last quotation of its sentence.

    "X : « les bacs », qui « partent tous à l'heure », tiennent" is one content; what a reporting clause follows is not.
    """
    inner = page.analysis.tokens_in(quotation.start, quotation.end)
    if not inner:
        return quotation.end
    sentence = page.sentence(inner[-1])
    last = quotation
    for token in page.analysis.tokens[inner[-1].index + 1 : sentence.last]:
        inside = page.around(token.start)
        if inside is None and (token.norm in {";", ":", "("} or saying_of(page.analysis, token) is not None):
            return quotation.end
        last = inside or last
    return last.end


def _is_closed_sentence(page: Page, quotation: Quotation, index: int) -> bool:
    """Say whether a quotation ends with its full stop inside, and a new sentence follows."""
    if page.article.text[quotation.inner_end - 1] not in ".!?…" or index >= len(page.analysis.tokens):
        return False
    following = page.analysis.tokens[index]
    return following.form[:1].isupper() or following.norm in OPENING


def _opening_at(page: Page, token: Token) -> Quotation | None:
    near = page.starting_from(token.start)
    return near if near is not None and near.start == token.start else None


def _behind(page: Page, index: int, position: int) -> int:
    """Return the first token that starts at a character or behind it."""
    tokens = page.analysis.tokens
    while index < len(tokens) and tokens[index].start < position:
        index += 1
    return index
