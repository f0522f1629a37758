# SPDX-License-Identifier: Apache-2.0
"""What may be meant? Names as one types, and another way to ask where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries
from dementi.desk.pages.asking import ask
from dementi.desk.search.asked import Kind, Search
from dementi.desk.search.index import IndexDamaged, SearchIndex
from dementi.desk.search.pieces import Piece
from dementi.desk.search.query import DAYS, LONGEST, Field, Query, is_passing, parse
from dementi.desk.search.suggested import Name, Names
from dementi.language.terms import Cut, terms
from dementi.language.words import word_list

__all__ = ["Instead", "Suggestion", "commonest", "instead", "suggestions"]

#: Names that stand under the field from the start, and that are shown while one types.
OFFERED, SHOWN = 40, 8
#: Words of a query that are looked at for a slip.
MOST = 6
#: Letters from which on a beginning is completed.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole query, and what its name is of."""

    query: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Instead:
    """Another query where one found nothing: what it says, its words, its address."""

    words: str
    query: str
    url: str


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return what may be meant by what was typed so far: names that begin as its last words do."""
    typed = request.GET.get("q", "")[:LONGEST]
    found = [
        {"query": each.query, "name": each.name, "what": each.what, "url": _address(each.query)}
        for each in _beginning(typed)
    ]
    return JsonResponse({"suggestions": found})


def commonest() -> tuple[Suggestion, ...]:
    """Return the names that stand in most documents, to be offered before anything is typed."""
    return tuple(_suggestion("", name) for name in _names().commonest(OFFERED))


def instead(query: Query) -> tuple[Instead, ...]:
    """Return other queries for one that finds nothing: without its slips, or its words alone in any order."""
    found = list(dict.fromkeys((*_corrected(query), *_looser(query))))
    return tuple(
        Instead(words, words, _address(words))
        for words in found
        if any(ask(Search(parse(words), kind, limit=1)).count for kind in Kind)
    )


def _beginning(typed: str) -> Iterator[Suggestion]:
    """Yield the whole query for each name that the end of a text begins; the longest end that begins any counts."""
    names, words = _names(), typed.split()
    for first in range(max(0, len(words) - 4), len(words)):
        end = " ".join(words[first:])
        field, _, rest = end.rpartition(":")
        start = (rest if field else end).strip('"«»“” -')
        found = names.beginning(start, SHOWN) if len(start) >= FEWEST else ()
        if found:
            yield from (_suggestion(" ".join(words[:first]), name) for name in found)
            return


def _suggestion(before: str, name: Name) -> Suggestion:
    field = word_list("fr", "search")["shown"][name.field.value]
    plain = name.name.replace('"', " ")
    what = gettext("who speaks") if name.field is Field.WHO else gettext("outlet")
    return Suggestion(f'{before} {field}:"{plain}"'.strip(), name.name, what)


def _corrected(query: Query) -> Iterator[str]:
    """Yield the query with each word that stands nowhere put as one that does."""
    text, changed = query.text[:LONGEST], False
    try:
        with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
            words = [term for term in terms(text) if term.cut is Cut.WORD and len(term.exact) > FEWEST]
            for term in reversed(words[:MOST]):
                near = index.near(term.exact)
                if near:
                    text, changed = text[: term.start] + _as_written(near) + text[term.end :], True
    except IndexDamaged:
        return
    if changed:
        yield text


def _looser(query: Query) -> Iterator[str]:
    """Yield a query with the words of its phrases in any order, then its words alone: no field, no day, nothing excluded."""
    kept = [each.piece for each in query.understood if not each.passed]
    if any(piece.quoted and not piece.excluded for piece in kept):
        yield " ".join(_unquoted(piece, query.text[piece.start : piece.end]) for piece in kept)
    words = " ".join(piece.words for piece in kept if not (piece.excluded or piece.field in DAYS))
    if words and words != query.text:
        yield words


def _unquoted(piece: Piece, typed: str) -> str:
    """Return a phrase as words, each with the phrase's field; anything else as it was typed."""
    if not piece.quoted or piece.excluded:
        return typed
    field = typed.partition(":")[0].strip() + ":" if piece.field else ""
    words = [term.exact for term in terms(piece.words) if term.cut is Cut.WORD and not is_passing(term.exact)]
    return " ".join(f"{field}{word}" for word in words)


def _as_written(form: str) -> str:
    """Return a folded form as the newest dispatch that has it writes it, with its accents."""
    query = parse(f'"{form}"')
    for hit in ask(Search(query, limit=1)).hits:
        kept = queries.dispatch(hit.dispatch)
        article = kept.reading.article if kept else None
        for start, end in queries.hits(query.text, article) if article else ():
            return article.text[start:end] if article else form
    return form


def _address(query: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': query})}"


def _names() -> Names:
    folder = Path(settings.FOLDER) / "index"
    try:
        written = (folder / "meta.json").stat().st_mtime_ns
    except OSError:
        return Names(())
    return _names_of(folder, written)


@lru_cache(maxsize=2)
def _names_of(folder: Path, written: int) -> Names:  # noqa: ARG001 - whenever the index was written they are others
    try:
        with SearchIndex.open(folder) as index:
            return Names(index.names())
    except IndexDamaged:
        return Names(())
