# SPDX-License-Identifier: Apache-2.0
"""One statement under its own address: its words, who, when, what answers it, and how it is cited."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from dementi.desk.notes.store import notes_of
from dementi.desk.pages import citing, queries, utterances
from dementi.desk.pages.article import speaker_page
from dementi.desk.pages.beside import Beside, beside_of
from dementi.desk.pages.by_hand import hands_on
from dementi.desk.pages.citing import Cited
from dementi.desk.pages.days import heading
from dementi.desk.pages.frame import show
from dementi.desk.pages.marking import SIGNATURE
from dementi.desk.pages.noting import Choice, choices
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.utterances import Utterance
from dementi.desk.pages.versions import where_now
from dementi.record import Statement

__all__ = ["cite", "cited_of", "statement", "text"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the statement is cited: its address, its name."""

    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``speaker_url`` "": nobody is named."""

    title: str
    headline: str
    dispatch_url: str
    speaker_url: str
    entry: Utterance
    sentence: str
    forms: tuple[Form, ...]
    mark_url: str
    links_url: str
    marked: str
    signature: str
    notes: tuple[Beside, ...]
    note_url: str
    choices: tuple[Choice, ...]


@require_safe
def statement(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Show one statement; where a later version moved it or left it out, go there."""
    moved = where_now(dispatch, statement)
    if moved:
        return HttpResponseRedirect(moved)
    cited = cited_of(request, dispatch, statement)
    entry = utterances.of_statement(cited.kept, statement)
    if entry is None:
        raise Http404
    speaker = cited.statement.speaker
    page = Page(
        title=entry.name or gettext("Unknown speaker"),
        headline=cited.article.headline or gettext("(no headline)"),
        dispatch_url=reverse("article", args=[dispatch]),
        speaker_url=speaker_page(speaker) if speaker else "",
        entry=entry,
        mark_url=reverse("mark", args=[dispatch, statement]),
        links_url=reverse("links", args=[dispatch, statement]),
        marked=heading(hands_on(dispatch, cited.kept.reading).notes.get(statement, "")),
        signature=request.COOKIES.get(SIGNATURE, ""),
        notes=tuple(beside_of(note) for note in cited.notes),
        note_url=reverse("note", args=[dispatch, statement]),
        choices=choices(),
        sentence=citing.sentence(cited),
        forms=tuple(Form(reverse("cite", args=[dispatch, statement, form]), name) for form, (name, _) in FORMS.items()),
    )
    return show(request, "statement", page, title=page.title)


@require_safe
def cite(request: HttpRequest, dispatch: str, statement: str, form: str) -> HttpResponse:
    """Return a statement in one of the forms in which it is cited."""
    if form not in FORMS:
        raise Http404
    return FORMS[form][1](cited_of(request, dispatch, statement))


@require_safe
def text(request: HttpRequest, dispatch: str) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Return the text of an article, in which all offsets count."""
    kept = queries.dispatch(dispatch)
    if kept is None or kept.reading.article is None:
        raise Http404
    return HttpResponse(kept.reading.article.text, content_type="text/plain; charset=utf-8")


def cited_of(request: HttpRequest, dispatch: str, statement: str) -> Cited:
    """Return a statement as it is to be cited, with the addresses under which it was asked for.

    Raises:
        Http404: there is no such statement on record.
    """
    kept = queries.dispatch(dispatch)
    article = kept.reading.article if kept else None
    found = _statement_of(kept, statement)
    if kept is None or article is None or found is None:
        raise Http404
    return Cited(
        kept=kept,
        article=article,
        statement=found,
        url=request.build_absolute_uri(reverse("statement", args=[dispatch, statement])),
        dispatch_url=request.build_absolute_uri(reverse("article", args=[dispatch])),
        text_url=request.build_absolute_uri(reverse("text", args=[dispatch])),
        notes=notes_of([dispatch])[dispatch].of(found),
    )


def _statement_of(kept: Kept | None, wanted: str) -> Statement | None:
    statements = kept.reading.findings.statements if kept else ()
    return next((each for each in statements if each.id == wanted), None)


def _bibtex(cited: Cited) -> HttpResponse:
    return HttpResponse(citing.bibtex(cited), content_type="application/x-bibtex; charset=utf-8")


def _json_ld(cited: Cited) -> HttpResponse:
    return _json(citing.json_ld(cited), "application/ld+json")


def _annotation(cited: Cited) -> HttpResponse:
    profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    return _json(citing.annotation(cited), profile)


def _json(facts: dict[str, object], kind: str) -> HttpResponse:
    return HttpResponse(json.dumps(facts, ensure_ascii=False, indent=1), content_type=kind)


#: Each form by the last part of its address: what it is called, what makes it.
FORMS: dict[str, tuple[str, Callable[[Cited], HttpResponse]]] = {
    "citation.bib": ("BibTeX", _bibtex),
    "declaration.jsonld": ("JSON-LD", _json_ld),
    "annotation.jsonld": ("W3C Web Annotation", _annotation),
}
